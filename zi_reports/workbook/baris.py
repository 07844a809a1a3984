"""One row of the plan's sheet, its cells found by their headers and read as text, date or mark."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from zi_reports import bahasa
from zi_reports.model import Catatan, Letak, Lokasi, Tingkat
from zi_reports.target_waktu import parse_tanggal
from zi_reports.workbook.grid import Nilai, SelRusak


@dataclass(frozen=True, slots=True)
class Baris:
    """The cells of a row by header, the addresses they link to, and where the row stands."""

    letak: Letak
    nilai: Mapping[str, Nilai]
    tautan: Mapping[str, str]

    def teks(self, header: str) -> str:
        """Give the cell's text as a reader of the sheet sees it; empty where there is none."""
        return as_text(self.nilai.get(header))

    def galat(self, kode: str, header: str, pesan: str) -> Catatan:
        """Make a catatan of level galat on the cell under `header`."""
        return Catatan(Tingkat.GALAT, kode, self.letak.lokasi(header), self.teks(header), pesan)


def as_text(nilai: Nilai) -> str:
    """Give a value as text: ends trimmed, whole numbers without a point, dates in words."""
    if nilai is None:
        return ""
    if isinstance(nilai, SelRusak):
        return nilai.teks
    if isinstance(nilai, dt.datetime | dt.date):
        return bahasa.tanggal(nilai)
    if isinstance(nilai, float) and nilai.is_integer():
        return str(int(nilai))
    return str(nilai).replace("\r\n", "\n").replace("\r", "\n").strip()


def as_date(nilai: Nilai) -> dt.date | None:
    """Give the day that a cell holds, as a date or in words; None where it holds none that is certain."""
    if isinstance(nilai, dt.datetime):
        return nilai.date()
    if isinstance(nilai, dt.date):
        return nilai
    return parse_tanggal(nilai) if isinstance(nilai, str) else None


def normal(teks: str) -> str:
    """Fold case and white space, so that words compare as a reader would compare them."""
    return re.sub(r"\s+", " ", teks).strip().casefold()


def broken_cell(lokasi: Lokasi, nilai: SelRusak) -> Catatan:
    """Make the catatan for a cell that holds an error or a formula without a stored value."""
    return Catatan(
        Tingkat.GALAT,
        "sel-rusak",
        lokasi,
        nilai.teks,
        "Sel ini berisi rumus tanpa hasil atau nilai galat. Ketik isinya langsung.",
    )
