"""Grids of cells become tables of a plan: where the header rows stand, and which column is which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from openpyxl.utils import get_column_letter

from zi_reports.rencana.catatan import note
from zi_reports.rencana.lampiran import KOLOM_LAMPIRAN, Kolom
from zi_reports.rencana.model import Catatan, Letak, Lokasi, WorkbookError
from zi_reports.sources.grid import Grid, Nilai
from zi_reports.sources.header import (
    HeaderCell,
    claims,
    header_cells,
    is_header,
    month_of,
    names_in,
    periods_in,
)
from zi_reports.sources.row import as_text

BARIS_HEADER_TERAKHIR = 50
"""How far down the header row is looked for."""

_WAJIB = frozenset({Kolom.NO, Kolom.KOMPONEN, Kolom.INDIKATOR, Kolom.TARGET_WAKTU})
"""Where these stand in a row, or in two rows of one header, the table begins."""

_HAMPIR_SEMUA = 3


@dataclass(frozen=True, slots=True)
class Table:
    """Where a plan's table stands: its sheet and its header rows, counted from 1 (mostly one and the same).

    `kolom` gives the column (from 0) of each header that is known, `periode` the columns below TARGET WAKTU that
    stand for a period each, with its words; `menutup` the columns that the header cell of a column covers besides.
    `area` is what a line above the table says of all its rows.
    """

    lembar: Grid
    header: int
    header_terakhir: int
    periode: Mapping[int, str] = field(default_factory=dict)
    kolom: Mapping[str, int] = field(default_factory=dict)
    menutup: Mapping[int, range] = field(default_factory=dict)
    area: tuple[str, str] | None = None

    def letak(self, baris: int) -> Letak:
        """Give the place of a row: with its columns' letters, or with what a row of a document is called."""
        sebutan = self.lembar.sebutan
        columns = {
            header: f"{sebutan} " if sebutan else get_column_letter(index + 1)
            for header, index in self.kolom.items()
        }
        return Letak(self.lembar.nama, baris, columns)

    def lokasi(self, index: int = 0) -> Lokasi:
        """Give the cell of the header row in a column counted from 0."""
        column = f"{self.lembar.sebutan} " if self.lembar.sebutan else get_column_letter(index + 1)
        return Lokasi(self.lembar.nama, f"{column}{self.header}")

    @property
    def judul_kolom(self) -> list[HeaderCell]:
        """The cells of the header rows that say anything."""
        return list(header_cells(self.lembar.baris[self.header - 1 : self.header_terakhir], self.periode))

    @property
    def judul(self) -> list[str]:
        """The lines above the table."""
        return [
            as_text(value)
            for row in self.lembar.baris[: max(self.header - 1, 0)]
            for value in row
            if as_text(value)
        ]


def find_table(sheets: Sequence[Grid], nama: str) -> Table:
    """Find the sheet with the plan's table; `nama` names the workbook in an error.

    A sheet that has the headers but no indikator, such as an empty copy, is no second plan.

    Raises:
        WorkbookError: there is no such table, or more than one.
    """
    found = [tabel for sheet in sheets if (tabel := table_in(sheet)) is not None]
    if not found:
        raise WorkbookError(no_table(sheets, nama))
    filled = [tabel for tabel in found if _has_indikator(tabel)]
    if len(filled) > 1:
        names = " dan ".join(
            tabel.lembar.nama + (" (tersembunyi)" if tabel.lembar.tersembunyi else "") for tabel in filled
        )
        raise WorkbookError(
            f"{nama} memuat lebih dari satu tabel rencana: lembar {names}. Sisakan satu saja."
        )
    return (filled or found)[0]


def no_table(sheets: Sequence[Grid], nama: str) -> str:
    """Say that `nama` has no table of a plan, and which header is lacking where only one is."""
    return (
        f"{nama} tidak memuat tabel rencana aksi. Judul kolomnya harus ada: {', '.join(KOLOM_LAMPIRAN)}."
        f"{_nearly(sheets)}"
    )


def with_columns(tabel: Table, tahun: int, *, lampiran: bool = False) -> tuple[Table, tuple[Catatan, ...]]:
    """Give the table with its columns; a month without its year is of the plan year."""
    kolom: dict[str, int] = {}
    notes = []
    for header, cell, meant in claims(tabel.judul_kolom, tahun, lampiran=lampiran):
        if header in kolom:
            used = replace(tabel, kolom=kolom).letak(tabel.header).lokasi(header).sel
            notes.append(note("kolom-ganda", tabel.lokasi(cell.index), cell.teks, kolom=header, sel=used))
            continue
        kolom[header] = cell.index
        if meant:
            notes.append(note("kolom-dibaca-sebagai", tabel.lokasi(cell.index), cell.teks, kolom=header))
    return replace(tabel, kolom=kolom), tuple(notes)


def missing_columns(tabel: Table, headers: Iterable[str]) -> tuple[Catatan, ...]:
    """Note each of these columns that the table lacks."""
    lacking = (header for header in headers if header not in tabel.kolom)
    return tuple(note("kolom-tidak-ada", tabel.lokasi(), kolom=header) for header in lacking)


def table_in(sheet: Grid, sampai: int = BARIS_HEADER_TERAKHIR) -> Table | None:
    """Find the table in a sheet whose header stands in the first `sampai` rows; None where there is none."""
    rows = sheet.baris
    below = names_in(rows[0]) if rows else {}
    for index in range(min(sampai, len(rows))):
        names, below = below, names_in(rows[index + 1]) if index + 1 < len(rows) else {}
        if set(names.values()) >= _WAJIB:
            periode = periods_in(rows[index : index + 2], names)
            second = bool(periode) or _continues(rows, index, names, below)
            return Table(sheet, index + 1, index + 1 + second, periode)
        together = set(names.values()) | set(below.values())
        if names and together >= _WAJIB and not set(below.values()) >= _WAJIB:
            return Table(sheet, index + 1, index + 2)
    return None


def _continues(
    rows: Sequence[Sequence[Nilai]], index: int, names: Mapping[int, Kolom], below: Mapping[int, Kolom]
) -> bool:
    """Say whether the header has a second row: one that adds names and leaves the plan's columns free."""
    if index + 1 >= len(rows):
        return False
    second = rows[index + 1]
    plan = [column for column, kolom in names.items() if kolom in _WAJIB]
    if any(column < len(second) and as_text(second[column]) for column in plan):
        return False
    return any(column not in names for column in below) or any(
        month_of(value) is not None for value in second
    )


def _has_indikator(tabel: Table) -> bool:
    column = with_columns(tabel, dt.MINYEAR)[0].kolom.get(Kolom.INDIKATOR, 0)
    texts = (as_text(row[column]) for row in tabel.lembar.baris[tabel.header_terakhir :] if column < len(row))
    return any(
        text and not text.strip("()").isdigit() and not is_header(text, Kolom.INDIKATOR) for text in texts
    )


def _nearly(sheets: Sequence[Grid]) -> str:
    """Say of a header row that lacks one column which one it is; empty where there is no such row."""
    for sheet in sheets:
        for nomor, row in enumerate(sheet.baris[:BARIS_HEADER_TERAKHIR], start=1):
            names = set(names_in(row).values())
            if len(names & _WAJIB) >= _HAMPIR_SEMUA:
                lacking = ", ".join(kolom for kolom in Kolom if kolom in _WAJIB - names)
                place = sheet.sebutan or f"lembar {sheet.nama} baris"
                return f" Pada {place} {nomor} yang belum ada: {lacking}."
    return ""
