"""The smallest plans for tests of documents, built by hand without any workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from types import SimpleNamespace
from typing import Any

import conftest

from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import assess
from zi_reports.rencana.model import (
    Area,
    Catatan,
    Indikator,
    Jenis,
    Kewajiban,
    Komponen,
    Pengaturan,
    Realisasi,
    Rencana,
    TargetWaktu,
)
from zi_reports.word.rows import Sel

OKT_31 = dt.date(2025, 10, 31)
NOV_30 = dt.date(2025, 11, 30)
DES_31 = dt.date(2025, 12, 31)
JAN_31 = dt.date(2026, 1, 31)
HARI_INI = conftest.HARI_INI

PENGATURAN = Pengaturan(
    satker=conftest.SATKER,
    tahun=2025,
    nomor_keputusan="1 Tahun 2025",
    tanggal_keputusan=dt.date(2025, 1, 2),
    tempat="Contoh",
    ketua="SITI AMINAH",
)


def due(jatuh_tempo: dt.date | None, selesai: dt.date | None = None) -> Kewajiban:
    return Kewajiban(jatuh_tempo, Realisasi(selesai is not None, selesai))


def indikator(uraian: str, *kewajiban: Kewajiban, **isian: Any) -> Indikator:
    target = TargetWaktu(
        isian.pop("target", "Tahun 2025"),
        isian.pop("jenis", Jenis.BEBERAPA if len(kewajiban) > 1 else Jenis.SEKALI),
        tuple(satu.jatuh_tempo for satu in kewajiban if satu.jatuh_tempo),
    )
    return Indikator("I.1.1", uraian, "Langkah", "Bukti", target, kewajiban, **isian)


def komponen(*baris: Indikator, **isian: Any) -> Komponen:
    """Put indikator into one komponen; where all have the kode of the first, they are numbered."""
    if len({satu.kode for satu in baris}) < len(baris):
        baris = tuple(replace(satu, kode=f"I.1.{nomor}") for nomor, satu in enumerate(baris, start=1))
    return Komponen("1", "Tim Kerja", baris, **isian)


def rencana(*bagian: Komponen, **pengaturan: Any) -> Rencana:
    """Put komponen under area I, beside an area II that has none."""
    area = (Area("I", "Manajemen Perubahan", bagian), Area("II", "Penataan Tatalaksana"))
    return Rencana(replace(PENGATURAN, **pengaturan), area)


def bahan(
    plan: Rencana | Indikator,
    per: dt.date = DES_31,
    catatan: tuple[Catatan, ...] = (),
    *,
    hari_ini: dt.date | None = None,
) -> BahanLaporan:
    """Make what a document is made from; a lone indikator stands under area I.

    The figures are computed on `hari_ini`, by default on the day after `per` and after the end of the month before.
    """
    whole = plan if isinstance(plan, Rencana) else rencana(komponen(plan))
    lalu = per.replace(day=1) - dt.timedelta(days=1)
    kini, dahulu = assess(whole, per, hari_ini), assess(whole, lalu, hari_ini)
    return BahanLaporan(kini, dahulu, catatan, hari_ini or HARI_INI)


def terbaca(isian: Any) -> Any:
    """Give variables of a template with their rows as it reads them: by attribute."""
    if isinstance(isian, Mapping):
        return SimpleNamespace(**{nama: terbaca(nilai) for nama, nilai in isian.items()})
    return tuple(map(terbaca, isian)) if isinstance(isian, tuple) else isian


def nama_isian(isian: Any) -> Iterator[str]:
    """Name the variables of a template and every field of the rows in them."""
    if isinstance(isian, tuple):
        for nilai in isian:
            yield from nama_isian(nilai)
    elif is_dataclass(isian) and not isinstance(isian, type | Sel):
        yield from nama_isian({field.name: getattr(isian, field.name) for field in fields(isian)})
    elif isinstance(isian, Mapping):
        yield from isian
        for nilai in isian.values():
            yield from nama_isian(nilai)
