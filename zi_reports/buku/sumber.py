"""A plan kept as TOML becomes a Rencana, and the workbooks in `input/` are made from it.

`python -m zi_reports.buku.sumber`, run in the checkout, makes both workbooks anew; see CONTRIBUTING.md.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from zi_reports.buku.writer import Isian, write_workbook
from zi_reports.files import save_all
from zi_reports.rencana.lampiran import kode_indikator
from zi_reports.rencana.model import (
    TANPA_LETAK,
    Area,
    Indikator,
    Kewajiban,
    Komponen,
    Pengaturan,
    Rencana,
)
from zi_reports.rencana.target_waktu import parse_target_waktu


def load_plan(path: Path) -> Rencana:
    """Read a plan from TOML, as `input/sumber/` keeps it; nothing is reported on it yet.

    Raises KeyError or TypeError where a key is missing or unknown: the file is ours, not a user's.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    pengaturan = Pengaturan(**data["pengaturan"])
    area = []
    for satu in data["area"]:
        komponen = (_komponen(satu["kode"], part, pengaturan.tahun) for part in satu["komponen"])
        area.append(Area(satu["kode"], satu["nama"], tuple(komponen)))
    return Rencana(pengaturan, tuple(area))


def _komponen(kode_area: str, data: Mapping[str, Any], tahun: int) -> Komponen:
    return Komponen(
        nomor=data["nomor"],
        nama=data["nama"],
        indikator=tuple(
            _indikator(kode_indikator(kode_area, data["nomor"], urutan), satu, tahun)
            for urutan, satu in enumerate(data.get("indikator", ()), start=1)
        ),
        belum_disalin=(TANPA_LETAK,) if data.get("belum_disalin") else (),
    )


def _indikator(kode: str, data: Mapping[str, str | dt.date], tahun: int) -> Indikator:
    target = parse_target_waktu(data["target_waktu"], tahun)
    return Indikator(
        kode=kode,
        uraian=str(data["indikator"]),
        langkah_aksi=str(data["langkah_aksi"]),
        bukti_fisik=str(data["bukti_fisik"]),
        target_waktu=target,
        kewajiban=tuple(Kewajiban(satu) for satu in target.jatuh_tempo or (None,)),
    )


def load_example(path: Path, rencana: Rencana) -> tuple[Rencana, Isian]:
    """Read an example's settings and what it types into the cells of `rencana`, by kode and header.

    Raises KeyError where it names a kode that the plan lacks.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    unknown = set(data["isian"]) - {satu.kode for satu in rencana.indikator}
    if unknown:
        raise KeyError(*sorted(unknown))
    return replace(rencana, pengaturan=replace(rencana.pengaturan, **data["pengaturan"])), data["isian"]


def workbooks(folder: Path) -> dict[Path, bytes]:
    """Make the workbooks that `folder` (the checkout's `input/`) holds, from the plan in its `sumber/`."""
    rencana = load_plan(folder / "sumber" / "keputusan-38-2025.toml")
    example, isian = load_example(folder / "sumber" / "contoh-isian-2025.toml", rencana)
    return {
        folder / "rencana-aksi-zi-2025.xlsx": write_workbook(rencana),
        folder / "contoh" / "rencana-aksi-zi-2025-terisi.xlsx": write_workbook(example, isian),
    }


if __name__ == "__main__":
    save_all(workbooks(Path("input")))
