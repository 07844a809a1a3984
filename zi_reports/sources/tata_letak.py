"""A table without rules is told by where its words stand: columns by the white between them, rows by text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from zi_reports.rencana.lampiran import KOLOM_LAMPIRAN, Kolom
from zi_reports.sources.grid import Grid
from zi_reports.sources.huruf import Baris, Kata, pieces_of, text_of
from zi_reports.sources.row import area_titled
from zi_reports.sources.table import table_in, with_columns

_TINGGI_KEPALA = 5
"""Lines that a header may have."""

_PALING_SEDIKIT, _PALING_BANYAK = 2, 20
"""Pieces that stand side by side in the widest line of a header."""

_CELAH_KOLOM = 0.4
"""How wide white is between columns at least, as a share of the height of letters."""

_RENGGANG, _RAPAT = 1.3, 0.7
"""How far lines stand apart, as a share of what is usual, at a gap, and where cells are centred."""

_JUDUL = re.compile(r"(?:[IVX]+|[A-F1-9])[.)\s]|(?i:area)\b")

_SEBAGIAN_RAPAT = 0.1
"""The share of such lines that says that cells are centred."""

_URAIAN = KOLOM_LAMPIRAN[2:]
_HAMPIR_SEMUA, _SEMUA = 3, 4
"""The columns of words, and how many of them begin where a row does."""


@dataclass(frozen=True, slots=True)
class Sel:
    """The words of a cell, and where the cell ends."""

    kata: tuple[Kata, ...]
    kanan: float


@dataclass(frozen=True, slots=True)
class BarisSel:
    """The cells of a row by column; `ragu` says that its beginning or its columns are not plain to see."""

    sel: Mapping[int, Sel]
    ragu: bool = False


@dataclass(frozen=True, slots=True)
class Kepala:
    """The header of a table: its first line and the one below it, and what stands in each column."""

    awal: int
    akhir: int
    kolom: tuple[Baris, ...]
    nama: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Tata:
    """How the columns of a table lie: the white between them, where the words of each end, and which is which."""

    batas: tuple[float, ...]
    kanan: tuple[float, ...]
    nama: Mapping[str, int]

    def column(self, x: float) -> int:
        """Give the column that a place from the left belongs to."""
        return sum(edge <= x for edge in self.batas)


@dataclass(frozen=True, slots=True)
class _Garis:
    """A line of a table by column; `judul` where one text goes over columns or columns are numbered.

    `ragu` says that a word stands on the white between columns.
    """

    baris: Baris
    kolom: Mapping[int, tuple[Kata, ...]] = field(default_factory=dict)
    judul: bool = False
    ragu: bool = False


def find_header(lines: Sequence[Baris]) -> Kepala | None:
    """Find the lines in which the names of a plan's columns stand side by side."""
    pieces = [len(pieces_of(line)) for line in lines]
    for start in range(len(lines)):
        most = max(pieces[start : start + _TINGGI_KEPALA])
        if _PALING_SEDIKIT <= most <= _PALING_BANYAK and _header_from(lines, start):
            tries = [
                found
                for first in range(start, min(start + _TINGGI_KEPALA, len(lines)))
                for found in _header_from(lines, first)
            ]
            return max(tries, key=lambda satu: satu[0])[1]
    return None


def _header_from(lines: Sequence[Baris], start: int) -> list[tuple[tuple[int, int, int], Kepala]]:
    """Give the headers that begin in a line, each with how plainly it names the columns."""
    found = []
    for end in range(start + 1, min(start + _TINGGI_KEPALA, len(lines)) + 1):
        groups = _groups(lines[start:end])
        texts = tuple(text_of(group.kata) for group in groups)
        tabel = table_in(Grid("", (texts,), {}))
        if tabel is not None:
            tabel, said = with_columns(tabel, 2000, lampiran=True)
            score = (len(tabel.kolom.keys() & set(KOLOM_LAMPIRAN)), -len(said), start - end)
            found.append((score, Kepala(start, end, groups, tabel.kolom)))
    return found


def _groups(lines: Sequence[Baris]) -> tuple[Baris, ...]:
    """Put together what stands one below the other in lines of a header."""
    groups: list[list[Kata]] = []
    right = 0.0
    for piece in sorted((piece for line in lines for piece in pieces_of(line)), key=lambda piece: piece.kiri):
        if groups and piece.kiri < right:
            groups[-1] += piece.kata
        else:
            groups.append(list(piece.kata))
            right = 0.0
        right = max(right, piece.kanan)
    return tuple(Baris(tuple(sorted(group, key=lambda word: word.kiri))) for group in groups)


def lay_out(header: Kepala, pages: Iterable[Sequence[Baris]]) -> Tata:
    """Find the columns below a header by the white between what stands in all lines of the pages."""
    ink: Counter[int] = Counter()
    pieces = []
    for line in (line for page in pages for line in page):
        parts = pieces_of(line)
        if (
            len(parts) > 1
            or parts[0].kanan - parts[0].kiri < (header.kolom[-1].kanan - header.kolom[0].kiri) / 4
        ):
            pieces += parts
            ink.update(x for piece in parts for x in range(int(piece.kiri), int(piece.kanan) + 1))
    middles = [(group.kiri + group.kanan) / 2 for group in header.kolom]
    edges = tuple(_white(ink, int(left), int(right)) for left, right in pairwise(middles))
    ends = [0.0] * len(middles)
    for piece in pieces:
        place = sum(edge <= piece.kiri for edge in edges)
        if place == sum(edge <= piece.kanan for edge in edges):
            ends[place] = max(ends[place], piece.kanan)
    return Tata(edges, tuple(ends), header.nama)


def _white(ink: Mapping[int, int], left: int, right: int) -> float:
    """Give the middle of the widest stretch with the least ink."""
    least = min(ink.get(x, 0) for x in range(left, right + 1))
    stretches: list[tuple[int, int]] = []
    for x in range(left, right + 1):
        if ink.get(x, 0) == least:
            start = stretches.pop()[0] if stretches and stretches[-1][1] == x - 1 else x
            stretches.append((start, x))
    start, end = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    return (start + end + 1) / 2


def rows_of(lines: Sequence[Baris], tata: Tata, garis: Sequence[float]) -> list[BarisSel]:
    """Lay the lines below a header out as rows; `garis` are the heights of the rules across the table."""
    parted = _with_whole_titles([_by_column(line, tata) for line in lines])
    starts = _starts_at_rules(parted, garis) or _starts(parted, tata, garis)
    rows = []
    for (start, sure), (end, _) in pairwise([*starts, (len(parted), True)]):
        cells: dict[int, tuple[Kata, ...]] = {}
        for line in parted[start:end]:
            cells |= {column: (*cells.get(column, ()), *words) for column, words in line.kolom.items()}
        doubtful = not sure or any(line.ragu for line in parted[start:end])
        rows.append(
            BarisSel({column: Sel(words, tata.kanan[column]) for column, words in cells.items()}, doubtful)
        )
    return rows


def _by_column(line: Baris, tata: Tata) -> _Garis:
    """Give the words of a line by column; one text over several columns is the title of an area."""
    groups: list[list[Kata]] = []
    for word in line.kata:
        above = groups[-1][-1] if groups else None
        gap = word.kiri - above.kanan if above else 0.0
        apart = above is not None and tata.column(above.kanan) != tata.column(word.kiri + 1)
        if (
            above is None
            or len(pieces_of(Baris((above, word)))) > 1
            or (apart and gap >= _CELAH_KOLOM * word.tinggi)
        ):
            groups.append([word])
        else:
            groups[-1].append(word)
    found: dict[int, tuple[Kata, ...]] = {}
    doubtful = False
    for group in groups:
        first, last = tata.column(group[0].kiri + 1), tata.column(group[-1].kanan - 1)
        if first != last and group is groups[-1] and len(group) > 1 and not found.keys() - {0}:
            return _Garis(line, {**found, (first if found else 0): tuple(group)}, judul=True)
        doubtful |= first != last
        for word in group:
            place = tata.column((word.kiri + word.kanan) / 2) if first != last else first
            found[place] = (*found.get(place, ()), word)
    numbers = [" ".join(word.teks for word in words).strip("()") for words in found.values()]
    return _Garis(line, found, judul=len(found) >= _SEMUA and all(map(str.isdecimal, numbers)), ragu=doubtful)


def _with_whole_titles(lines: Sequence[_Garis]) -> list[_Garis]:
    """Join the second line of an area's title to the first, below which it begins."""
    whole: list[_Garis] = []
    for line in lines:
        above = whole[-1] if whole else None
        if above and above.judul and len(above.kolom) <= _PALING_SEDIKIT and len(pieces_of(line.baris)) == 1:
            column = max(above.kolom)
            first = above.kolom[column][0]
            below = line.baris.atas - above.baris.bawah < first.tinggi / 2
            begins = _JUDUL.match(line.baris.teks) or area_titled(line.baris.teks)
            if below and not begins and abs(line.baris.kiri - first.kiri) < first.tinggi / 2:
                words = (*above.kolom[column], *line.baris.kata)
                whole[-1] = replace(above, baris=line.baris, kolom={**above.kolom, column: words})
                continue
        whole.append(line)
    return whole


def _starts_at_rules(lines: Sequence[_Garis], garis: Sequence[float]) -> list[tuple[int, bool]]:
    """Give the first line of each row where rules part all of them: no two komponen stand between two rules."""
    between = [sum(rule <= line.baris.tengah for rule in garis) for line in lines]
    numbered = Counter(place for place, line in zip(between, lines, strict=True) if 0 in line.kolom)
    if len(set(between)) <= _PALING_SEDIKIT or any(count > 1 for count in numbered.values()):
        return []
    return [(n, True) for n, place in enumerate(between) if not n or place != between[n - 1]]


def _starts(lines: Sequence[_Garis], tata: Tata, garis: Sequence[float]) -> list[tuple[int, bool]]:
    """Give the first line of each row, and whether that is sure."""
    usual = _usual_pitch(lines)
    pitches = [below.baris.tengah - above.baris.tengah for above, below in pairwise(lines)]
    gaps = [pitch > _RENGGANG * usual for pitch in pitches]
    plain = {
        n
        for n, (above, line) in enumerate(pairwise(lines), start=1)
        if line.judul or above.judul or any(above.baris.tengah < rule <= line.baris.tengah for rule in garis)
    }
    if sum(pitch < _RAPAT * usual for pitch in pitches) > _SEBAGIAN_RAPAT * len(pitches):
        parted = [0, *(n for n, gap in enumerate(gaps, start=1) if gap or n in plain)]
        return _starts_of_centred(lines, parted, usual)
    starts = [(0, True)] if lines else []
    for n, gap in enumerate(gaps, start=1):
        begins = "pasti" if n in plain else _begins_row(lines, n, tata, gap=gap)
        starts += [(n, begins == "pasti")] if begins else []
    return starts


def _starts_of_centred(
    lines: Sequence[_Garis], starts: Sequence[int], usual: float
) -> list[tuple[int, bool]]:
    """Say of rows whose cells are centred from top to bottom which are sure: those without a gap in any cell."""
    found = []
    for start, end in pairwise([*starts, len(lines)]):
        places: dict[int, list[float]] = {}
        for line in lines[start:end]:
            for column in line.kolom:
                places.setdefault(column, []).append(line.baris.tengah)
        whole = all(b - a <= _RENGGANG * usual for heights in places.values() for a, b in pairwise(heights))
        found.append((start, whole and (lines[start].judul or len(places) >= _SEMUA)))
    return found


def _usual_pitch(lines: Sequence[_Garis]) -> float:
    """Give how far a line of a cell stands below the one before it."""
    last: dict[int, float] = {}
    pitches = []
    for line in lines:
        for column in line.kolom:
            pitches += [line.baris.tengah - last[column]] if column in last else []
            last[column] = line.baris.tengah
    return sorted(pitches)[len(pitches) // 20] if pitches else 0.0


def _begins_row(lines: Sequence[_Garis], n: int, tata: Tata, *, gap: bool) -> str:
    """Say whether a row begins in a line, `pasti` or `ragu`: most columns do there, and some were blank above."""
    above, line = lines[n - 1], lines[n]
    if tata.nama.get(Kolom.NO, 0) in line.kolom:
        return "pasti"
    texts = {kolom: tata.nama[kolom] for kolom in _URAIAN if kolom in tata.nama}
    here = {kolom for kolom, column in texts.items() if column in line.kolom}
    fresh = {kolom for kolom in here if gap or texts[kolom] not in above.kolom}
    if len(here) == _SEMUA and fresh:
        return "pasti"
    if (len(here) == _HAMPIR_SEMUA and fresh) or Kolom.INDIKATOR in fresh:
        return "ragu"
    capital = all(line.kolom[texts[kolom]][0].teks[:1].isupper() for kolom in here)
    return "ragu" if len(here) == _SEMUA and capital else ""
