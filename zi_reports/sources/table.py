"""The sheets of a workbook become the one table of the plan: its sheet, its header rows, its columns."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from zi_reports.rencana.bahasa import nearest
from zi_reports.rencana.lampiran import KOLOM_LAMPIRAN, SINONIM_KOLOM, Kolom, header_bulan
from zi_reports.rencana.model import Catatan, Letak, Lokasi, Tingkat, WorkbookError
from zi_reports.rencana.target_waktu import parse_tanggal
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


@dataclass(frozen=True, slots=True)
class Table:
    """Where the plan's table stands: its sheet and its header rows, counted from 1 (mostly one and the same)."""

    lembar: Grid
    header: int
    header_terakhir: int

    def lokasi(self, index: int = 0) -> Lokasi:
        """Give the cell of the header row in a column counted from 0."""
        return Lokasi(self.lembar.nama, f"{get_column_letter(index + 1)}{self.header}")

    @property
    def judul(self) -> list[str]:
        """The lines above the table."""
        return [
            as_text(value) for row in self.lembar.baris[: self.header - 1] for value in row if as_text(value)
        ]


@dataclass(frozen=True, slots=True)
class _Judul:
    """A header cell: its column from 0, what stands there, and its month if it is one (0 without a year)."""

    index: int
    teks: str
    bulan: int = 0
    tahun: int = 0


def find_table(sheets: Sequence[Grid], nama: str) -> Table:
    """Find the sheet with the plan's table; `nama` names the workbook in an error.

    A sheet that has the headers but no indikator, such as an empty copy, is no second plan.

    Raises:
        WorkbookError: there is no such table, or more than one.
    """
    found = [tabel for sheet in sheets if (tabel := _table_in(sheet)) is not None]
    if not found:
        raise WorkbookError(
            f"{nama} tidak memuat tabel rencana aksi. Judul kolomnya harus ada: {', '.join(KOLOM_LAMPIRAN)}."
            f"{_nearly(sheets)}"
        )
    filled = [tabel for tabel in found if _has_indikator(tabel)]
    if len(filled) > 1:
        names = " dan ".join(
            tabel.lembar.nama + (" (tersembunyi)" if tabel.lembar.tersembunyi else "") for tabel in filled
        )
        raise WorkbookError(
            f"{nama} memuat lebih dari satu tabel rencana: lembar {names}. Sisakan satu saja."
        )
    return (filled or found)[0]


def find_columns(tabel: Table, tahun: int, catatan: list[Catatan]) -> Mapping[str, int]:
    """Give the column (from 0) of each header that is known; a month without its year is of the plan year."""
    cells = list(_header_cells(tabel))
    found: dict[str, int] = {}
    for cell in cells:
        header = str(_exact(cell.teks) or "")
        if cell.bulan and cell.tahun:
            header = header_bulan(dt.date(cell.tahun, cell.bulan, 1))
        if header:
            _take(tabel, found, header, cell, catatan)
    taken, lacking = set(found.values()), {str(kolom) for kolom in Kolom} - set(found)
    for cell in cells:
        if cell.index in taken:
            continue
        if cell.bulan and not cell.tahun:
            _take(tabel, found, header_bulan(dt.date(tahun, cell.bulan, 1)), cell, catatan)
        elif (meant := _meant(cell.teks)) and (header := str(meant)) in lacking:
            if header not in found:
                pesan = f"Judul kolom ini dibaca sebagai {header}. Tulis {header} bila memang itu maksudnya."
                catatan.append(
                    Catatan(
                        Tingkat.PERINGATAN, "kolom-dibaca-sebagai", tabel.lokasi(cell.index), cell.teks, pesan
                    )
                )
            _take(tabel, found, header, cell, catatan)
    return found


def is_header(teks: str, kolom: Kolom) -> bool:
    """Say whether a cell holds the header of `kolom`, in whatever spelling."""
    return (_exact(teks) or _meant(teks)) == kolom


def letters(kolom: Mapping[str, int]) -> Mapping[str, str]:
    """Give the letter of each header's column, as `Letak` keeps it."""
    return {header: get_column_letter(index + 1) for header, index in kolom.items()}


def _take(tabel: Table, found: dict[str, int], header: str, cell: _Judul, catatan: list[Catatan]) -> None:
    if header not in found:
        found[header] = cell.index
        return
    used = Letak(tabel.lembar.nama, tabel.header, letters(found)).lokasi(header).sel
    pesan = (
        f"Kolom {header} ada dua. Yang dipakai {used}; isi kolom ini tidak dihitung. "
        "Hapus salah satunya, atau ganti judulnya."
    )
    catatan.append(Catatan(Tingkat.GALAT, "kolom-ganda", tabel.lokasi(cell.index), cell.teks, pesan))


def _table_in(sheet: Grid) -> Table | None:
    head = [_names(row) for row in sheet.baris[: BARIS_HEADER_TERAKHIR + 1]]
    for index, names in enumerate(head[:BARIS_HEADER_TERAKHIR]):
        below = head[index + 1] if index + 1 < len(head) else {}
        if set(names.values()) >= _WAJIB:
            return Table(sheet, index + 1, index + 1 + _continues(sheet.baris, index, names, below))
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
        if not as_text(value):
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
    column = find_columns(tabel, dt.MINYEAR, []).get(Kolom.INDIKATOR, 0)
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
                return f" Pada lembar {sheet.nama} baris {nomor} yang belum ada: {lacking}."
    return ""
