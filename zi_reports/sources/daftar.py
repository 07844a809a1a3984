"""A list on a sheet of its own beside the plan: where its header stands, its columns, and its rows.

Sheets Keputusan Rapat and Bukti are read so; each may lack, and then nothing is said of it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from openpyxl.utils import get_column_letter

from zi_reports.rencana.bahasa import gabung_kata
from zi_reports.rencana.catatan import note
from zi_reports.rencana.model import Catatan
from zi_reports.sources.grid import Grid, as_text, normal
from zi_reports.sources.reported import says_nothing
from zi_reports.sources.row import Row, cell_notes, lines_of
from zi_reports.sources.rows import NOMOR_KOLOM, hidden_notes, table_rows
from zi_reports.sources.table import BARIS_HEADER_TERAKHIR, Table, bare_header, near_header, texts_below

_SEDIKIT = 2
"""Cells of a header, or numbers of columns, at least."""

_SALINAN = re.compile(r"\s*\(\d+\)$")


@dataclass(frozen=True, slots=True)
class Daftar:
    """A list as it should be: its sheet's name, the other names of each of its headers, those that must be there.

    A sheet of another name is the list only where `pengenal` stand there by their own names.
    """

    nama: str
    kolom: Mapping[StrEnum, str]
    wajib: frozenset[StrEnum]
    pengenal: frozenset[StrEnum]


@dataclass(frozen=True, slots=True)
class _Judul:
    """A header row: the column of each header (from 0), and the cells that say so in other words, or once more."""

    baris: int
    kolom: Mapping[str, int]
    persis: frozenset[str]
    lain: Mapping[int, str]


def read_list(
    sheets: Sequence[Grid], daftar: Daftar, tahun: int
) -> tuple[tuple[Row, ...], tuple[Catatan, ...]]:
    """Give the rows of a list, and what of its sheet is not used; neither where no sheet has it."""
    found = [(sheet, judul) for sheet in sheets if (judul := _header_of(sheet, daftar))]
    found.sort(key=lambda pair: normal(pair[0].nama) != normal(daftar.nama))
    if not found:
        unread = (sheet for sheet in sheets if normal(sheet.nama) == normal(daftar.nama))
        return (), tuple(itertools.chain.from_iterable(_unread(sheet, daftar) for sheet in unread))
    sheet, judul = found[0]
    tabel = Table(sheet, judul.baris, judul.baris, kolom=judul.kolom)
    rows = [replace(row, tahun=tahun) for row in table_rows(tabel) if not _is_heading(row, daftar)]
    rows, block_notes = _with_blocks(rows, tabel)
    notes = [*_column_notes(tabel, judul), *block_notes, *hidden_notes(rows, sheet.baris_tersembunyi)]
    notes += itertools.chain.from_iterable(map(cell_notes, rows))
    for other, its in found[1:]:
        place = Table(other, its.baris, its.baris).lokasi()
        notes.append(note("lembar-ganda", place, other.nama, lembar=sheet.nama))
    return tuple(rows), tuple(notes)


def says(row: Row, header: str) -> str:
    """Give the cell's text; empty where it says nothing, or holds nothing that can be used."""
    text = row.usable(header)
    return "" if says_nothing(text, header) else text


def _header_of(sheet: Grid, daftar: Daftar) -> _Judul | None:
    """Find the header row of a list in a sheet that is called so, or whose headers leave no doubt."""
    called = normal(_SALINAN.sub("", sheet.nama)) == normal(daftar.nama)
    for nomor, cells in enumerate(sheet.baris[:BARIS_HEADER_TERAKHIR], start=1):
        texts = {
            index: value for index, value in enumerate(cells) if isinstance(value, str) and value.strip()
        }
        if len(texts) < _SEDIKIT:
            continue
        judul = _columns(nomor, texts, daftar)
        fits = daftar.wajib <= judul.kolom.keys() if called else daftar.pengenal <= judul.persis
        if fits and len(judul.kolom) >= _SEDIKIT:
            return judul
    return None


def _columns(nomor: int, texts: Mapping[int, str], daftar: Daftar) -> _Judul:
    """Read a header row: a header's own name comes before other words for it."""
    own = {bare_header(header): header for header in daftar.kolom}
    other = {bare_header(nama): header for header, semua in daftar.kolom.items() for nama in semua.split(",")}
    exact: dict[str, int] = {}
    meant: dict[int, str] = {}
    for index, text in texts.items():
        name = bare_header(text)
        if name in own and own[name] not in exact:
            exact[own[name]] = index
        elif header := own.get(name) or other.get(name) or own.get(near_header(name, own)):
            meant[index] = header
    kolom = exact | {header: index for index, header in reversed(meant.items()) if header not in exact}
    return _Judul(nomor, kolom, frozenset(exact), meant)


def _unread(sheet: Grid, daftar: Daftar) -> Iterator[Catatan]:
    """Note that a sheet of the list's name has other headers than the list; a blank one says nothing."""
    texts = [text for row in sheet.baris for text in map(as_text, row) if text]
    if texts:
        place = Table(sheet, 1, 1).lokasi()
        columns = gabung_kata(list(daftar.kolom))
        yield note("lembar-tidak-dibaca", place, texts[0], lembar=daftar.nama, kolom=columns)


def _is_heading(row: Row, daftar: Daftar) -> bool:
    """Say whether a row repeats the header, or numbers the columns."""
    texts = list(filter(None, map(row.teks, row.nilai)))
    numbers = [text.strip("()") for text in texts if NOMOR_KOLOM.fullmatch(text)]
    counted = numbers == [str(nth) for nth in range(1, len(texts) + 1)] and len(texts) > _SEDIKIT
    return counted or all(normal(row.teks(header)) == normal(header) for header in daftar.wajib)


def _column_notes(tabel: Table, judul: _Judul) -> Iterator[Catatan]:
    """Note the headers in other words, those that stand twice, and the columns that are not read."""
    used = set(judul.kolom.values())
    for index, header in judul.lain.items():
        teks = as_text(tabel.lembar.baris[tabel.header - 1][index])
        if judul.kolom[header] == index:
            yield note("kolom-dibaca-sebagai", tabel.lokasi(index), teks, kolom=header)
        else:
            sel = tabel.lokasi(judul.kolom[header]).sel
            yield note("kolom-ganda", tabel.lokasi(index), teks, kolom=header, sel=sel)
            used.add(index)
    if found := texts_below(tabel, used):
        head = tabel.lembar.baris[tabel.header - 1]
        heads = "; ".join(filter(None, (as_text(head[index]) for index in found if index < len(head))))
        which = gabung_kata([get_column_letter(index + 1) for index in found])
        total = sum(map(len, found.values()))
        yield note("kolom-tambahan", tabel.lokasi(min(found)), heads, kolom=which, jumlah=total)


def _with_blocks(rows: Sequence[Row], tabel: Table) -> tuple[list[Row], list[Catatan]]:
    """Give each row what a merged block, in its first column, holds for it; note each block."""
    found, notes = list(rows), list[Catatan]()
    headers = {index + 1: header for header, index in tabel.kolom.items()}
    for (top, left), (bottom, right) in tabel.lembar.gabungan.items():
        covered = [n for n, row in enumerate(found) if top <= row.letak.baris <= bottom]
        if top <= tabel.header or left not in headers or not covered:
            continue
        header, sel = headers[left], f"{get_column_letter(left)}{top}"
        value, link = tabel.lembar.baris[top - 1][left - 1], tabel.lembar.tautan.get((top, left), "")
        lain = [headers[column] for column in sorted(headers) if left < column <= right]
        for n in covered:
            found[n] = found[n].with_block(value, link, [header], sel)
        words = {
            "blok": f"{sel}:{get_column_letter(right)}{bottom}",
            "kolom": header,
            "baris": lines_of([found[n] for n in covered]).lower(),
            "lain": gabung_kata(lain),
        }
        macam = "sel-gabungan:kolom" if lain else "sel-gabungan:baris"
        if lain or bottom > top:
            notes.append(found[covered[0]].note(macam, header, as_text(value), **words))
    return found, notes
