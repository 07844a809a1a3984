"""Small tables for the tests of the table."""

from __future__ import annotations

import random
from typing import Any

from conftest import KOLOM

from zi_reports.rencana.model import Catatan, Rencana
from zi_reports.sources.grid import Grid, Nilai
from zi_reports.sources.workbook import read_sheets

Kisi = list[list[Any]]


def numbers(table: Kisi, r: random.Random) -> Kisi:
    """Write NO as a number."""
    return [
        [r.choice([int, float, str])(row[0]), *row[1:]] if str(row[0] or "").isdigit() else row
        for row in table
    ]


def sheets(*rows: tuple[Nilai, ...], nama: str = "Rencana Aksi", **keywords: Any) -> tuple[Grid, ...]:
    settings = Grid("Pengaturan", (("Satker", "KPU"), ("Tahun Rencana", 2025)), {})
    return Grid(nama, rows, {}, **keywords), settings


def plan(*rows: tuple[Nilai, ...], head: tuple[Nilai, ...] = KOLOM) -> tuple[Rencana, tuple[Catatan, ...]]:
    return read_sheets(sheets(head, ("I", "Area"), *rows), "buku.xlsx")


def uraian(rencana: Rencana) -> list[str]:
    return [baris.uraian for baris in rencana.indikator]


FIRST = ("1", "Tim", "Menerbitkan SK", "Menyusun", "SK", "Oktober 2025")
