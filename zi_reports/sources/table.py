"""Grids of cells become tables of a plan: where the header rows stand, and which column is which."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from openpyxl.utils import get_column_letter

from zi_reports.rencana.bahasa import nearest
from zi_reports.rencana.catatan import note
from zi_reports.rencana.lampiran import KOLOM_LAMPIRAN, SINONIM_KOLOM, Kolom, header_bulan
from zi_reports.rencana.model import TAHUN_DITERIMA, Catatan, Letak, Lokasi, WorkbookError
from zi_reports.rencana.target_waktu import parse_tanggal, parse_target_waktu
from zi_reports.sources.grid import Grid, Nilai
from zi_reports.sources.row import as_text, normal

BARIS_HEADER_TERAKHIR = 50
"""How far down the header row is looked for."""

_WAJIB = frozenset({Kolom.NO, Kolom.KOMPONEN, Kolom.INDIKATOR, Kolom.TARGET_WAKTU})
"""Where these stand in a row, or in two rows of one header, the table begins."""

_SEDIKIT, _HAMPIR_SEMUA = 2, 3
_PANJANG_TERKECIL, _PANJANG_TERBESAR = 6, 30
_HAMPIR_SAMA = 85
_BULAN = re.compile(r"([a-z]+)[ .,/’'\-]*(20\d\d|\d\d)?")
_TAHUN = re.compile(r"\b20\d\d\b")
_EMPAT = (("I", "II", "III", "IV"), ("1", "2", "3", "4"))
"""Four numbers below TARGET WAKTU are those of the quarters."""

_KETERANGAN = "keterangan"


@dataclass(frozen=True, slots=True)
class Table:
    """Where a plan's table stands: its sheet and its header rows, counted from 1 (mostly one and the same).

    `kolom` gives the column (from 0) of each header that is known, `periode` the columns below TARGET WAKTU that
    stand for a period each, with its words. `area` is what a line above the table says of all its rows.
    """

    lembar: Grid
    header: int
    header_terakhir: int
    periode: Mapping[int, str] = field(default_factory=dict)
    kolom: Mapping[str, int] = field(default_factory=dict)
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
    def judul(self) -> list[str]:
        """The lines above the table."""
        return [
            as_text(value)
            for row in self.lembar.baris[: max(self.header - 1, 0)]
            for value in row
            if as_text(value)
        ]


@dataclass(frozen=True, slots=True)
class _Judul:
    """A header cell: its column from 0, what stands there, and its month if it is one (0 without a year)."""

    index: int
    teks: str
    bulan: int = 0
    tahun: int = 0


_Klaim = tuple[str, _Judul, bool]
"""A header, the cell that stands for it, and whether the cell says so in other words."""


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
    """Give the table with its columns; a month without its year is of the plan year.

    In a `lampiran`, which nobody has reported in, evidence is what the plan asks for, and KETERANGAN is kept as
    KENDALA, where it has no columns of those names.
    """
    cells = list(_header_cells(tabel))
    claims = _claims(cells, tahun)
    if lampiran:
        claims = _as_lampiran(claims, cells)
    kolom: dict[str, int] = {}
    notes = []
    for header, cell, meant in claims:
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


def unused_columns(tabel: Table) -> tuple[Catatan, ...]:
    """Note each column that holds something and that no known header stands above."""
    known = {cell.index for header, cell, _ in _claims(list(_header_cells(tabel)), dt.MINYEAR) if header}
    used = known | {*tabel.kolom.values(), *tabel.periode}
    heads = {cell.index: cell.teks for cell in _header_cells(tabel)}
    below: dict[int, str] = {}
    for row in tabel.lembar.baris[tabel.header_terakhir :]:
        for index, value in enumerate(row):
            if index not in used and index not in below and as_text(value):
                below[index] = as_text(value)
    return tuple(
        note("kolom-tidak-dipakai", tabel.lokasi(index), heads.get(index) or below[index])
        for index in sorted(below)
    )


def with_merged_columns(tabel: Table) -> Table:
    """Give the table with what stands below no header put below the header on its left.

    So a merged header cell holds for all columns that it covers; only the lampiran's own columns take such text.
    """
    rows = tabel.lembar.baris
    heads = {
        index
        for row in rows[tabel.header - 1 : tabel.header_terakhir]
        for index, value in enumerate(row)
        if as_text(value)
    }
    takes = {tabel.kolom[header] for header in KOLOM_LAMPIRAN if header in tabel.kolom}
    home: dict[int, int] = {}
    last = min(heads)
    for index in range(last, max(map(len, rows))):
        last = index if index in heads else last
        if index not in heads and last in takes:
            home[index] = last
    below = tuple(_folded(row, home) for row in rows[tabel.header_terakhir :])
    return replace(tabel, lembar=replace(tabel.lembar, baris=(*rows[: tabel.header_terakhir], *below)))


def _folded(row: Sequence[Nilai], home: Mapping[int, int]) -> tuple[Nilai, ...]:
    """Move the values of a row to the columns that `home` names for theirs."""
    values = list(row)
    for index, to in home.items():
        if index < len(row) and as_text(row[index]):
            both = f"{as_text(values[to])} {as_text(row[index])}"
            values[to] = both if as_text(values[to]) else row[index]
            values[index] = None
    return tuple(values)


def is_header(teks: str, kolom: Kolom) -> bool:
    """Say whether a cell holds the header of `kolom`, in whatever spelling."""
    return (_exact(teks) or _meant(teks)) == kolom


def _claims(cells: Iterable[_Judul], tahun: int) -> list[_Klaim]:
    """Give the header that each cell of the header stands for: those of a column's own name come first."""
    own, other = [], []
    for cell in cells:
        header = str(_exact(cell.teks) or "")
        if cell.bulan and cell.tahun:
            header = header_bulan(dt.date(cell.tahun, cell.bulan, 1))
        if header:
            own.append((header, cell, False))
        else:
            other.append(cell)
    named = {header for header, _, _ in own}
    for cell in other:
        meant = _meant(cell.teks)
        if cell.bulan:
            own.append((header_bulan(dt.date(tahun, cell.bulan, 1)), cell, False))
        elif meant and meant not in named:
            own.append((str(meant), cell, True))
    return own


def _as_lampiran(claims: Sequence[_Klaim], cells: Iterable[_Judul]) -> list[_Klaim]:
    """Give the claims as they are in a lampiran: its evidence is BUKTI FISIK, its KETERANGAN KENDALA."""
    claims = list(claims)
    names = [header for header, _, _ in claims]
    if Kolom.BUKTI_FISIK not in names and Kolom.BUKTI_DUKUNG in names:
        place = names.index(Kolom.BUKTI_DUKUNG)
        claims[place] = (str(Kolom.BUKTI_FISIK), claims[place][1], True)
    if Kolom.KENDALA not in names:
        claims += [(str(Kolom.KENDALA), cell, True) for cell in cells if _clean(cell.teks) == _KETERANGAN]
    return claims


def table_in(sheet: Grid, sampai: int = BARIS_HEADER_TERAKHIR) -> Table | None:
    """Find the table in a sheet whose header stands in the first `sampai` rows; None where there is none."""
    rows = sheet.baris
    below = _names(rows[0]) if rows else {}
    for index in range(min(sampai, len(rows))):
        names, below = below, _names(rows[index + 1]) if index + 1 < len(rows) else {}
        if set(names.values()) >= _WAJIB:
            periode = _periods(rows[index : index + 2], names)
            second = bool(periode) or _continues(rows, index, names, below)
            return Table(sheet, index + 1, index + 1 + second, periode)
        together = set(names.values()) | set(below.values())
        if names and together >= _WAJIB and not set(below.values()) >= _WAJIB:
            return Table(sheet, index + 1, index + 2)
    return None


def _periods(rows: Sequence[Sequence[Nilai]], names: Mapping[int, Kolom]) -> Mapping[int, str]:
    """Give the columns below TARGET WAKTU that a second header row divides into periods, as TW I to TW IV."""
    if len(rows) < len(("upper", "lower")):
        return {}
    first, second = ([as_text(value) for value in row] for row in rows)
    start = next(column for column, kolom in names.items() if kolom is Kolom.TARGET_WAKTU)
    end = next((column for column in range(start + 1, len(first)) if first[column]), len(second))
    second += [""] * (len(first) - len(second))
    texts = {column: second[column] for column in range(start, min(end, len(second))) if second[column]}
    if tuple(texts.values()) in _EMPAT:
        texts = {column: f"Triwulan {text}" for column, text in texts.items()}
    taken = any(column < start and second[column] for column, kolom in names.items() if kolom in _WAJIB)
    periods = all(
        len(parse_target_waktu(text, TAHUN_DITERIMA[0]).jatuh_tempo) == 1 for text in texts.values()
    )
    return texts if periods and len(texts) > 1 and not taken else {}


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
    return any(column not in names for column in below) or any(_month(value) is not None for value in second)


def _names(row: Sequence[Nilai]) -> Mapping[int, Kolom]:
    """Give the columns of a row that hold a header, by what is meant where most of them are clear."""
    texts = {index: value for index, value in enumerate(row) if isinstance(value, str)}
    exact = {index: kolom for index, text in texts.items() if (kolom := _exact(text))}
    if len(exact) < _SEDIKIT:
        return exact
    return exact | {
        index: kolom for index, text in texts.items() if index not in exact and (kolom := _meant(text))
    }


def _header_cells(tabel: Table) -> Iterator[_Judul]:
    """Go through the header's cells; in a header of two rows, the lower one where the upper says nothing."""
    rows = [tabel.lembar.baris[nomor - 1] for nomor in range(tabel.header, tabel.header_terakhir + 1)]
    group = ""
    for index in range(max(len(row) for row in rows)):
        values = [row[index] if index < len(row) else None for row in rows]
        group = as_text(values[0]) or group
        value = values[0]
        if len(values) > 1 and as_text(values[1]) and not (_exact(as_text(value)) or _month(value)):
            value = values[1]
        if not as_text(value) or (index in tabel.periode and index != min(tabel.periode)):
            continue
        month = _month(value)
        year = month[1] if month else 0
        if month and not year and len(rows) > 1 and (named := _TAHUN.search(group)):
            year = int(named[0])
        yield _Judul(index, as_text(value), month[0] if month else 0, year)


def _clean(teks: str) -> str:
    """Keep a header's letters and figures; what stands in brackets is an explanation."""
    plain = normal(teks)
    plain = re.sub(r"\([^)]*\)", " ", plain) if not plain.startswith("(") else plain
    return " ".join(re.findall("[a-z0-9]+", plain))


_NAMA = {str(kolom).casefold().replace(" ", ""): kolom for kolom in Kolom}
_NAMA_LAIN = {nama.replace(" ", ""): kolom for kolom, semua in SINONIM_KOLOM.items() for nama in semua}


@functools.lru_cache(maxsize=4096)
def _exact(teks: str) -> Kolom | None:
    """Give the column of this name; case, signs and white space apart."""
    return None if len(teks) > _PANJANG_TERBESAR * 2 else _NAMA.get(_clean(teks).replace(" ", ""))


@functools.lru_cache(maxsize=4096)
def _meant(teks: str) -> Kolom | None:
    """Give the column that another name stands for, or a name with a slip of the pen."""
    name = _clean(teks).replace(" ", "") if len(teks) <= _PANJANG_TERBESAR * 2 else ""
    if name in _NAMA_LAIN:
        return _NAMA_LAIN[name]
    if not _PANJANG_TERKECIL <= len(name) <= _PANJANG_TERBESAR or not name.isalpha():
        return None
    close = nearest(name, _NAMA.keys(), _HAMPIR_SAMA)
    return _NAMA[close] if close else None


def _month(value: Nilai) -> tuple[int, int] | None:
    """Give month and year (0 without one) of a month column's header; Excel makes a date of some."""
    if isinstance(value, dt.date):
        return value.month, value.year
    match = _BULAN.fullmatch(normal(as_text(value))) if isinstance(value, str) else None
    if match is None:
        return None
    year = int(match[2]) if match[2] else 0
    day = parse_tanggal(f"1 {match[1]} 2000")
    return (day.month, year + (2000 if 0 < year < 100 else 0)) if day else None  # noqa: PLR2004 - two figures


def _has_indikator(tabel: Table) -> bool:
    """Say whether any row of the table has an indikator."""
    column = with_columns(tabel, dt.MINYEAR)[0].kolom.get(Kolom.INDIKATOR, 0)
    texts = (as_text(row[column]) for row in tabel.lembar.baris[tabel.header_terakhir :] if column < len(row))
    return any(
        text and not text.strip("()").isdigit() and not is_header(text, Kolom.INDIKATOR) for text in texts
    )


def _nearly(sheets: Sequence[Grid]) -> str:
    """Say of a header row that lacks one column which one it is; empty where there is no such row."""
    for sheet in sheets:
        for nomor, row in enumerate(sheet.baris[:BARIS_HEADER_TERAKHIR], start=1):
            names = set(_names(row).values())
            if len(names & _WAJIB) >= _HAMPIR_SEMUA:
                lacking = ", ".join(kolom for kolom in Kolom if kolom in _WAJIB - names)
                place = sheet.sebutan or f"lembar {sheet.nama} baris"
                return f" Pada {place} {nomor} yang belum ada: {lacking}."
    return ""
