"""Small sheets read for the tests of the reader, and what may befall the process that reads a file."""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path
from typing import Any

from conftest import KOLOM, SATKER, Baris, indikator, lengkap

from zi_reports.rencana.model import Catatan, Indikator, Realisasi, Rencana
from zi_reports.sources.grid import Grid
from zi_reports.sources.workbook import read_sheets

D = dt.date


DES_1 = D(2025, 12, 1)


TAUTAN = "https://example.id/sk.pdf"


def baca(*baris: Baris, kolom: tuple[str, ...] = KOLOM) -> Rencana:
    """Read rows that stand in a sheet already open; no file is needed."""
    return baca_catatan("", *baris, kolom=kolom)[0]


def baca_catatan(kode: str, *baris: Baris, kolom: tuple[str, ...] = KOLOM) -> tuple[Rencana, list[Catatan]]:
    """Read rows as `baca` does (the first indikator stands in row 6), with the catatan of a kode, or with all."""
    rows = (
        ("TAHUN 2025",),
        (),
        (),
        kolom,
        *(tuple(isian.get(header) for header in kolom) for isian in baris),
    )
    pengaturan = Grid("Pengaturan", (("Satker", SATKER), ("Tahun Rencana", 2025)), {})
    rencana, catatan = read_sheets((Grid("Rencana Aksi", rows, {}), pengaturan), "buku.xlsx")
    return rencana, [satu for satu in catatan if not kode or satu.kode == kode]


def satu(target: Any = "Oktober 2025", **isian: Any) -> Indikator:
    return next(baca(*lengkap(indikator(target, **isian))).indikator)


def realisasi(target: Any = "Oktober 2025", **isian: Any) -> tuple[Realisasi, ...]:
    return tuple(kewajiban.realisasi for kewajiban in satu(target, **isian).kewajiban)


def dies(_path: Path) -> None:
    os._exit(7)


def hangs(_path: Path) -> None:
    time.sleep(60)
