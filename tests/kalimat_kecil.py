"""Small plans for the sentences of the monthly report, and what it says of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from rencana_kecil import DES_31, JAN_31, NOV_30, OKT_31, bahan, due, indikator, komponen, rencana
from test_word import TEMPLAT, buka, teks

from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import assess
from zi_reports.rencana.lampiran import NAMA_AREA
from zi_reports.rencana.model import (
    Area,
    BuktiDukung,
    Catatan,
    Indikator,
    Kewajiban,
    Lokasi,
    Realisasi,
    Rencana,
    Tingkat,
)
from zi_reports.word.report import write_word

JAN_1 = dt.date(2026, 1, 1)
BUKTI = (BuktiDukung("SK.pdf"),)
TB = Kewajiban(DES_31, Realisasi(tidak_berlaku=True))
GALAT = Catatan(Tingkat.GALAT, "status-tidak-dikenal", Lokasi("Rencana Aksi", "G6"), "slesai", "Pilih.")

LATE, LATE_NOV, TODAY = due(OKT_31), due(NOV_30), due(DES_31)
DONE_OCT, DONE_DEC = due(OKT_31, OKT_31), due(DES_31, DES_31)
AHEAD, FAR = due(JAN_31), due(dt.date(2026, 6, 30))


def satu(*kewajiban: Kewajiban, nama: str = "A", **isian: object) -> Indikator:
    return indikator(nama, *kewajiban, **isian)


def rapi(*kewajiban: Kewajiban, nama: str = "A", **isian: object) -> Indikator:
    """Make a row that lacks nothing: it has evidence, and somebody is named."""
    return satu(*kewajiban, nama=nama, bukti_dukung=BUKTI, penanggung_jawab="Sekretaris", **isian)


def wilayah(*isi: tuple[Indikator, ...]) -> Rencana:
    """Make a plan of as many areas, from I on, each with these rows."""
    area = (
        Area(kode, NAMA_AREA[kode], (komponen(*rows),)) for kode, rows in zip(NAMA_AREA, isi, strict=False)
    )
    return replace(rencana(), area=tuple(area))


def baris(bahan_laporan: BahanLaporan, *, ringkas: bool = False) -> list[str]:
    """Give the paragraphs of the report as text."""
    return teks(write_word(bahan_laporan, TEMPLAT, ringkas=ringkas)).split("\n")


def muka(bahan_laporan: BahanLaporan) -> list[str]:
    """Give the paragraphs of the first page."""
    lines = baris(bahan_laporan)
    return lines[: lines.index("DAFTAR ISI")]


def bab(bahan_laporan: BahanLaporan, judul: str, berikut: str) -> list[str]:
    """Give the paragraphs of a chapter."""
    lines = baris(bahan_laporan)
    awal = lines.index(judul)
    return lines[awal : lines.index(berikut, awal)]


def tabel(isi: BahanLaporan, kepala: str) -> list[list[Any]]:
    """Give the cells of the first table whose header has this word; the header and the numbers are left out."""
    tables = buka(write_word(isi, TEMPLAT)).tables
    rows = next(
        [row.cells for row in one.rows] for one in tables if kepala in [c.text for c in one.rows[0].cells]
    )
    return [cells[1:] for cells in rows[1:]]


def isi_tabel(isi: BahanLaporan, kepala: str) -> list[list[str]]:
    return [[cell.text for cell in row] for row in tabel(isi, kepala)]


def turun() -> BahanLaporan:
    """Make a report in which what was finished at the end of November is so no more."""
    kini = bahan(satu(LATE))
    return replace(kini, lalu=assess(rencana(komponen(satu(DONE_OCT))), NOV_30))
