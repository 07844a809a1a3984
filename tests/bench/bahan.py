"""What verbs are measured on: the plan of `input/`, its rows repeated, filled in at random from a fixed seed."""

from __future__ import annotations

import random
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from naskah_kecil import HEADER, NOMOR, baris_dari, buat_docx, tbl, tr
from pdf_kecil import TINGGI, Halaman, Teks, buat_pdf, kotak, sebaris
from satker import SUMBER, fill_in

from zi_reports.buku.sumber import load_plan
from zi_reports.buku.writer import write_workbook
from zi_reports.rencana.model import Rencana

SATKER = "KPU Kabupaten Contoh"
_HURUF_SEBARIS = (6, 20, 30, 30, 28, 18)
"""Letters on a line of each column of the PDF."""


def plan_of(rows: int) -> Rencana:
    """Give the real plan with its rows repeated, or cut, to `rows` indikator."""
    rencana = load_plan(SUMBER)
    have = sum(1 for _ in rencana.indikator)
    times, left = -(-rows // have), rows
    areas = []
    for area in rencana.area:
        parts = []
        for komponen in area.komponen:
            repeated = (komponen.indikator * times)[:left]
            left -= len(repeated)
            parts.append(replace(komponen, indikator=repeated))
        areas.append(replace(area, komponen=tuple(parts)))
    return replace(rencana, area=tuple(areas))


def write_book(path: Path, rows: int) -> None:
    """Write a workbook of so many rows, filled in."""
    filled = fill_in(plan_of(rows), SATKER, random.Random(2025))  # noqa: S311 - the same workbook every time
    path.write_bytes(write_workbook(filled))


def write_docx(path: Path, rows: int) -> None:
    """Write the annex of a decree in Word."""
    cells = [row for area in baris_dari(plan_of(rows)).values() for row in area]
    buat_docx(path, tbl(*(tr(*row) for row in (HEADER, NOMOR, *cells))))


def write_pdf(path: Path, rows: int) -> None:
    """Write the annex of a decree as PDF, ruled, the header on its first page."""
    pages: list[Halaman] = []
    texts: list[Teks] = []
    heights = [30.0]
    for row in (HEADER, NOMOR, *(row for area in baris_dari(plan_of(rows)).values() for row in area)):
        cells = [_wrapped(text, width) for text, width in zip(row, _HURUF_SEBARIS, strict=True)]
        height = 12 * max(cell.count("\n") + 1 for cell in cells) + 6
        if heights[-1] + height > TINGGI - 30:
            pages.append((texts, kotak(*heights)))
            texts, heights = [], [30.0]
        texts += sebaris(heights[-1] + 12, *cells)
        heights.append(heights[-1] + height)
    buat_pdf(path, *pages, (texts, kotak(*heights)))


def _wrapped(text: str, width: int) -> str:
    return "\n".join(part for line in text.splitlines() for part in textwrap.wrap(line, width))
