"""Sheets Per Satker, and Satker dan Area, of a recap: the tables that its other sheets add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from zi_reports.excel.data import HITUNGAN
from zi_reports.excel.sheet import Book, Column, Look, Sheet
from zi_reports.monev.figures import Ketepatan
from zi_reports.monev.satker import Rekap, rows_of
from zi_reports.rencana.bahasa import TANPA_NILAI

JUMLAH = tuple(satu for satu in HITUNGAN if satu.field not in set(Ketepatan))
"""The counts that every table of a recap has."""

COUNTS = tuple(Column(satu.nama.upper(), 76, Look.COUNT) for satu in JUMLAH)
_NARROW_COUNTS = (70, 56, 70, 62, 62, 62)
"""Widths in the widest table, each column as narrow as its header lets it be, so that it prints larger."""

SHARES = (
    Column("CAPAIAN", 70, Look.SHARE),
    Column("REALISASI JATUH TEMPO", 78, Look.SHARE),
)

_FIELDS = ("indikator", *(satu.field for satu in JUMLAH), "capaian", "realisasi_jatuh_tempo")
_NAMES = ("Indikator", *(satu.field for satu in JUMLAH), "Capaian", "Realisasi")
"""The figures of a satker or an area: their columns in the frames, and in the names that formulas use."""

_DECIMALS = 12
"""Shares are written with so many decimals: what a spreadsheet compares, and no more."""


def share(nilai: float | None) -> float | str:
    """Give a share as cells hold it, or the dash that stands for none."""
    return TANPA_NILAI if nilai is None else round(nilai, _DECIMALS)


def write_per_satker(book: Book, rekap: Rekap) -> None:
    """Write one row a satker, by name; its columns are named for the formulas of other sheets."""
    kode = [area.kode for area in rekap.area]
    columns = (
        Column("SATKER", 200),
        Column("TANDA", 58, Look.CENTRED),
        Column("INDIKATOR", 68, Look.COUNT),
        *(replace(column, width=width) for column, width in zip(COUNTS, _NARROW_COUNTS, strict=True)),
        *(replace(column, width=66) for column in SHARES),
        *(Column(satu, 46, Look.SHARE) for satu in kode),
        Column("GALAT", 48, Look.COUNT),
        Column("BUKU KERJA", 320, Look.ONE_LINE),
    )
    text = "Satu baris satu satker, menurut nama. Kolom I sampai VI ialah capaian pada area itu."
    sheet = book.open_sheet("Per Satker", columns, text, landscape=True)
    fields = ("satker", "tanda", *_FIELDS, *kode, "galat", "berkas")
    rows = _add_listing(sheet, columns, rows_of(rekap.by_area("capaian"), fields))
    # The last column is to find a workbook by; on paper it would make all others smaller.
    sheet.xlsx.print_area(0, 0, rows[-1], len(columns) - 2)
    sheet.name_columns("Satker", dict(enumerate(("Nama", "Tanda", *_NAMES))), rows)


def write_satker_area(book: Book, rekap: Rekap) -> None:
    """Write one row an area of each satker, which the figures per area are added up from."""
    columns = (
        Column("SATKER", 230),
        Column("AREA", 50, Look.CENTRED),
        Column("INDIKATOR", 76, Look.COUNT),
        *COUNTS,
        *SHARES,
        Column("PALING LAMA TERLAMBAT (HARI)", 90, Look.COUNT),
    )
    text = "Satu baris satu area pada satu satker; saring menurut satker atau area."
    sheet = book.open_sheet("Satker dan Area", columns, text, landscape=True)
    fields = ("satker", "area", *_FIELDS, "hari_terlambat")
    rows = _add_listing(sheet, columns, rows_of(rekap.satker_area, fields))
    sheet.name_columns("Area", dict(enumerate(("Satker", "Kode", *_NAMES))), rows)


def _add_listing(sheet: Sheet, columns: Sequence[Column], rows: Iterable[tuple[Any, ...]]) -> range:
    """Write rows of a frame with filters, and headers that stay in sight; give the rows without the headers."""
    shown = ([share(isi) if isi is None or isinstance(isi, float) else isi for isi in row] for row in rows)
    written = sheet.add_table(columns, shown)
    header = written.start - 1
    sheet.xlsx.autofilter(header, 0, max(header + 1, written.stop - 1), len(columns) - 1)
    sheet.xlsx.freeze_panes(header + 1, 1)
    sheet.xlsx.repeat_rows(header)
    return written
