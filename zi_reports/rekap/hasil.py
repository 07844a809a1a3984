"""What is asked of a worker, and the figures that its answer holds.

Apart from `baca`, which does the work: the first process then never loads pandas.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zi_reports.angka import Angka, Hitungan, MonevTenggat
from zi_reports.rekap.angka import AngkaArea, AngkaSatker
from zi_reports.rekap.berkas import Berkas


@dataclass(frozen=True, slots=True)
class Tugas:
    """A workbook to be read, and the day as of which."""

    berkas: Berkas
    per_tanggal: dt.date


def to_figures(berkas: str, text: str) -> AngkaSatker:
    """Read the figures of a workbook back; `berkas` is its path within the folder."""
    data = json.loads(text)
    return AngkaSatker(
        berkas=berkas,
        satker=data["satker"] or f"Tanpa nama ({berkas})",
        tahun=data["tahun"],
        tanda=data["tanda"],
        galat=data["galat"],
        angka=_angka(data["ringkasan"]),
        area=tuple(
            AngkaArea(satu["kode"], _angka(satu), data["hari_terlambat"][satu["kode"]])
            for satu in data["area"]
        ),
        tenggat=tuple(MonevTenggat(_month(satu["bulan"]), _hitungan(satu)) for satu in data["tenggat"]),
    )


def _angka(data: Mapping[str, Any]) -> Angka:
    return Angka(data["indikator"], _hitungan(data), data["capaian"], data["realisasi_jatuh_tempo"])


def _hitungan(data: Mapping[str, Any]) -> Hitungan:
    return Hitungan(*(data[name] for name in Hitungan.__dataclass_fields__))


def _month(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(f"{text}-01")
