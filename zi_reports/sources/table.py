"""Grids of cells become tables of a plan: where the header rows stand, and which column is which."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from openpyxl.utils import get_column_letter

from zi_reports.rencana.bahasa import nearest
from zi_reports.rencana.catatan import note
from zi_reports.rencana.lampiran import KOLOM_LAMPIRAN, SINONIM_KOLOM, Kolom, header_bulan
from zi_reports.rencana.model import TAHUN_DITERIMA, Catatan, Letak, Lokasi, WorkbookError
from zi_reports.rencana.target_waktu import parse_tanggal, parse_target_waktu
from zi_reports.sources.grid import Grid, Nilai, as_text, normal

BARIS_HEADER_TERAKHIR = 50
"""How far down the header row is looked for."""

_WAJIB = frozenset({Kolom.NO, Kolom.KOMPONEN, Kolom.INDIKATOR, Kolom.TARGET_WAKTU})
"""Where these stand in a row, or in two rows of one header, the table begins."""

_HAMPIR_SEMUA = 3
_SEDIKIT = 2
_PANJANG_TERKECIL, _PANJANG_TERBESAR = 6, 30
_HAMPIR_SAMA = 85
_BULAN = re.compile(r"([a-z]+)[ .,/’'\-]*(20\d\d|\d\d)?")
_TAHUN = re.compile(r"\b20\d\d\b")
_EMPAT = (("I", "II", "III", "IV"), ("1", "2", "3", "4"))
"""Four numbers below TARGET WAKTU are those of the quarters."""


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A header cell: its column from 0, what stands there, and its month if it is one (0 without a year)."""

    index: int
    teks: str
    bulan: int = 0
    tahun: int = 0


Claim = tuple[str, HeaderCell, bool]
"""A header, the cell that stands for it, and whether the cell says so in other words."""


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
        columns = {header: self._name(index) for header, index in self.kolom.items()}
        return Letak(self.lembar.nama, baris, columns)

    def lokasi(self, index: int = 0) -> Lokasi:
        """Give the cell of the header row in a column counted from 0."""
        return Lokasi(self.lembar.nama, f"{self._name(index)}{self.header}")

    def _name(self, index: int) -> str:
        return f"{self.lembar.sebutan} " if self.lembar.sebutan else get_column_letter(index + 1)

    @property
    def judul_kolom(self) -> list[HeaderCell]:
        """The cells of the header rows that say anything."""
        return list(_header_cells(self.lembar.baris[self.header - 1 : self.header_terakhir], self.periode))

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
    below = _names_in(rows[0]) if rows else {}
    for index, row in enumerate(rows[:sampai]):
        second_row = rows[index + 1] if index + 1 < len(rows) else ()
        names, below = below, _names_in(second_row)
        if set(names.values()) >= _WAJIB:
            periode = _periods_in(row, second_row, names)
            second = bool(periode) or _continues(second_row, names, below)
            return Table(sheet, index + 1, index + 1 + second, periode)
        together = set(names.values()) | set(below.values())
        if names and together >= _WAJIB and not set(below.values()) >= _WAJIB:
            return Table(sheet, index + 1, index + 2)
    return None


def _continues(row: Sequence[Nilai], names: Mapping[int, Kolom], below: Mapping[int, Kolom]) -> bool:
    """Say whether a row is a header's second: it adds names or months and leaves the plan's columns free."""
    plan = [column for column, kolom in names.items() if kolom in _WAJIB]
    if any(column < len(row) and as_text(row[column]) for column in plan):
        return False
    return any(column not in names for column in below) or any(map(_month_of, row))


def _has_indikator(tabel: Table) -> bool:
    column = with_columns(tabel, dt.MINYEAR)[0].kolom.get(Kolom.INDIKATOR, 0)
    texts = (as_text(row[column]) for row in tabel.lembar.baris[tabel.header_terakhir :] if column < len(row))
    return any(
        text and not text.strip("()").isdecimal() and not is_header(text, Kolom.INDIKATOR) for text in texts
    )


def _nearly(sheets: Sequence[Grid]) -> str:
    """Say of a header row that lacks one column which one it is; empty where there is no such row."""
    for sheet in sheets:
        for nomor, row in enumerate(sheet.baris[:BARIS_HEADER_TERAKHIR], start=1):
            names = set(_names_in(row).values())
            if len(names & _WAJIB) >= _HAMPIR_SEMUA:
                lacking = ", ".join(kolom for kolom in Kolom if kolom in _WAJIB - names)
                place = sheet.sebutan or f"lembar {sheet.nama} baris"
                return f" Pada {place} {nomor} yang belum ada: {lacking}."
    return ""


def claims(cells: Sequence[HeaderCell], tahun: int, *, lampiran: bool = False) -> list[Claim]:
    """Give the header that each cell stands for: those of a column's own name come first.

    A month without its year is of the plan year. In a `lampiran`, which nobody has reported in, evidence is what
    the plan asks for, and KETERANGAN is kept as KENDALA, where it has no columns of those names.
    """
    exact = [(header, cell, False) for cell in cells if (header := _own_name(cell))]
    own = {header for header, _, _ in exact}
    meant = [
        (header, cell, not cell.bulan)
        for cell in cells
        if not _own_name(cell) and (header := _other_name(cell, tahun)) and (cell.bulan or header not in own)
    ]
    found = exact + meant
    if not lampiran:
        return found
    names = [header for header, _, _ in found]
    if Kolom.BUKTI_FISIK not in names and Kolom.BUKTI_DUKUNG in names:
        place = names.index(Kolom.BUKTI_DUKUNG)
        found[place] = (str(Kolom.BUKTI_FISIK), found[place][1], True)
    if Kolom.KENDALA not in names:
        found += [(str(Kolom.KENDALA), cell, True) for cell in cells if _bare(cell.teks) == "keterangan"]
    return found


def _own_name(cell: HeaderCell) -> str:
    if cell.bulan and cell.tahun:
        return header_bulan(dt.date(cell.tahun, cell.bulan, 1))
    return str(_exact(cell.teks) or "")


def _other_name(cell: HeaderCell, tahun: int) -> str:
    return header_bulan(dt.date(tahun, cell.bulan, 1)) if cell.bulan else str(_meant(cell.teks) or "")


def is_header(teks: str, kolom: Kolom) -> bool:
    """Say whether a cell holds the header of `kolom`, in whatever spelling."""
    return (_exact(teks) or _meant(teks)) == kolom


def _periods_in(
    row: Sequence[Nilai], second_row: Sequence[Nilai], names: Mapping[int, Kolom]
) -> Mapping[int, str]:
    """Give the columns below TARGET WAKTU that a second header row divides into periods, as TW I to TW IV."""
    first, second = list(map(as_text, row)), list(map(as_text, second_row))
    start = next(column for column, kolom in names.items() if kolom is Kolom.TARGET_WAKTU)
    end = next((column for column in range(start + 1, len(first)) if first[column]), len(second))
    if any(second[:start]):
        return {}
    texts = {column: text for column, text in enumerate(second[:end]) if text}
    if tuple(texts.values()) in _EMPAT:
        texts = {column: f"Triwulan {text}" for column, text in texts.items()}
    targets = [parse_target_waktu(text, TAHUN_DITERIMA[0]) for text in texts.values()]
    return texts if len(texts) > 1 and all(len(satu.jatuh_tempo) == 1 for satu in targets) else {}


def _names_in(row: Sequence[Nilai]) -> Mapping[int, Kolom]:
    """Give the columns of a row that hold a header, by what is meant where most of them are clear."""
    texts = {index: value for index, value in enumerate(row) if isinstance(value, str)}
    exact = {index: kolom for index, text in texts.items() if (kolom := _exact(text))}
    if len(exact) < _SEDIKIT:
        return exact
    return exact | {
        index: kolom for index, text in texts.items() if index not in exact and (kolom := _meant(text))
    }


def _header_cells(rows: Sequence[Sequence[Nilai]], periode: Collection[int]) -> Iterator[HeaderCell]:
    """Go through the header's cells; in a header of two rows, the lower one where the upper says nothing.

    Of the columns in `periode`, which are one below TARGET WAKTU, only the first has a header.
    """
    group = ""
    for index in range(max(map(len, rows))):
        values = [row[index] if index < len(row) else None for row in rows]
        group = as_text(values[0]) or group
        value = values[0]
        if len(values) > 1 and as_text(values[1]) and not (_exact(as_text(value)) or _month_of(value)):
            value = values[1]
        if not as_text(value) or (index in periode and index != min(periode)):
            continue
        month, year = _month_of(value) or (0, 0)
        if month and not year and len(rows) > 1 and (named := _TAHUN.search(group)):
            year = int(named[0])
        yield HeaderCell(index, as_text(value), month, year)


def _bare(teks: str) -> str:
    """Keep a header's letters and figures; what stands in brackets explains. Longer texts are no header."""
    if len(teks) > _PANJANG_TERBESAR * 2:
        return ""
    plain = normal(teks)
    plain = plain if plain.startswith("(") else re.sub(r"\([^)]*\)", "", plain)
    return "".join(re.findall("[a-z0-9]+", plain))


_NAMA = {str(kolom).casefold().replace(" ", ""): kolom for kolom in Kolom}
_NAMA_LAIN = {
    nama: kolom for kolom, semua in SINONIM_KOLOM.items() for nama in semua.replace(" ", "").split(",")
}


@functools.lru_cache(maxsize=4096)
def _exact(teks: str) -> Kolom | None:
    """Give the column of this name; case, signs and white space apart."""
    return _NAMA.get(_bare(teks))


@functools.lru_cache(maxsize=4096)
def _meant(teks: str) -> Kolom | None:
    """Give the column that another name stands for, or a name with a slip of the pen."""
    name = _bare(teks)
    if name in _NAMA_LAIN:
        return _NAMA_LAIN[name]
    if not _PANJANG_TERKECIL <= len(name) <= _PANJANG_TERBESAR or not name.isalpha():
        return None
    close = nearest(name, _NAMA.keys(), _HAMPIR_SAMA)
    return _NAMA[close] if close else None


def _month_of(value: Nilai) -> tuple[int, int] | None:
    """Give month and year (0 without one) of a month column's header; Excel makes a date of some."""
    if isinstance(value, dt.date):
        return value.month, value.year
    match = _BULAN.fullmatch(normal(as_text(value))) if isinstance(value, str) else None
    if match is None:
        return None
    year = int(match[2]) if match[2] else 0
    day = parse_tanggal(f"1 {match[1]} 2000")
    return (day.month, year + (2000 if 0 < year < 100 else 0)) if day else None  # noqa: PLR2004 - two figures
