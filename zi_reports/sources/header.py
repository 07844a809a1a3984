"""The words in the header rows of a table become its columns: by their own names, by others, with slips."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zi_reports.rencana.bahasa import nearest
from zi_reports.rencana.lampiran import SINONIM_KOLOM, Kolom, header_bulan
from zi_reports.rencana.model import TAHUN_DITERIMA
from zi_reports.rencana.target_waktu import parse_tanggal, parse_target_waktu
from zi_reports.sources.grid import Nilai
from zi_reports.sources.row import as_text, normal

_SEDIKIT = 2
_PANJANG_TERKECIL, _PANJANG_TERBESAR = 6, 30
_HAMPIR_SAMA = 85
_BULAN = re.compile(r"([a-z]+)[ .,/’'\-]*(20\d\d|\d\d)?")
_TAHUN = re.compile(r"\b20\d\d\b")
_EMPAT = (("I", "II", "III", "IV"), ("1", "2", "3", "4"))
"""Four numbers below TARGET WAKTU are those of the quarters."""

_KETERANGAN = "keterangan"


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A header cell: its column from 0, what stands there, and its month if it is one (0 without a year)."""

    index: int
    teks: str
    bulan: int = 0
    tahun: int = 0


Claim = tuple[str, HeaderCell, bool]
"""A header, the cell that stands for it, and whether the cell says so in other words."""


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
        found += [(str(Kolom.KENDALA), cell, True) for cell in cells if _clean(cell.teks) == _KETERANGAN]
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


def periods_in(rows: Sequence[Sequence[Nilai]], names: Mapping[int, Kolom]) -> Mapping[int, str]:
    """Give the columns below TARGET WAKTU that a second header row divides into periods, as TW I to TW IV."""
    first, *others = ([as_text(value) for value in row] for row in rows)
    if not others:
        return {}
    second = others[0]
    start = next(column for column, kolom in names.items() if kolom is Kolom.TARGET_WAKTU)
    end = next((column for column in range(start + 1, len(first)) if first[column]), len(second))
    if any(second[:start]):
        return {}
    texts = {column: text for column, text in enumerate(second[:end]) if text}
    if tuple(texts.values()) in _EMPAT:
        texts = {column: f"Triwulan {text}" for column, text in texts.items()}
    targets = [parse_target_waktu(text, TAHUN_DITERIMA[0]) for text in texts.values()]
    return texts if len(texts) > 1 and all(len(satu.jatuh_tempo) == 1 for satu in targets) else {}


def names_in(row: Sequence[Nilai]) -> Mapping[int, Kolom]:
    """Give the columns of a row that hold a header, by what is meant where most of them are clear."""
    texts = {index: value for index, value in enumerate(row) if isinstance(value, str)}
    exact = {index: kolom for index, text in texts.items() if (kolom := _exact(text))}
    if len(exact) < _SEDIKIT:
        return exact
    return exact | {
        index: kolom for index, text in texts.items() if index not in exact and (kolom := _meant(text))
    }


def header_cells(rows: Sequence[Sequence[Nilai]], periode: Collection[int]) -> Iterator[HeaderCell]:
    """Go through the header's cells; in a header of two rows, the lower one where the upper says nothing.

    Of the columns in `periode`, which are one below TARGET WAKTU, only the first has a header.
    """
    group = ""
    for index in range(max(map(len, rows))):
        values = [row[index] if index < len(row) else None for row in rows]
        group = as_text(values[0]) or group
        value = values[0]
        if len(values) > 1 and as_text(values[1]) and not (_exact(as_text(value)) or month_of(value)):
            value = values[1]
        if not as_text(value) or (index in periode and index != min(periode)):
            continue
        month, year = month_of(value) or (0, 0)
        if month and not year and len(rows) > 1 and (named := _TAHUN.search(group)):
            year = int(named[0])
        yield HeaderCell(index, as_text(value), month, year)


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


def month_of(value: Nilai) -> tuple[int, int] | None:
    """Give month and year (0 without one) of a month column's header; Excel makes a date of some."""
    if isinstance(value, dt.date):
        return value.month, value.year
    match = _BULAN.fullmatch(normal(as_text(value))) if isinstance(value, str) else None
    if match is None:
        return None
    year = int(match[2]) if match[2] else 0
    day = parse_tanggal(f"1 {match[1]} 2000")
    return (day.month, year + (2000 if 0 < year < 100 else 0)) if day else None  # noqa: PLR2004 - two figures
