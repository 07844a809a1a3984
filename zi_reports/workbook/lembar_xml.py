"""A sheet's XML becomes a Lembar, cell by cell, so that a huge empty sheet costs no memory."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from zi_reports.workbook.lembar import HARI_NOL_1900, Lembar, Nilai, SelRusak
from zi_reports.workbook.nilai_sel import Bentuk, iso_moment, number, unescape

BATAS_SEL = 500_000
"""Cells with a value that a workbook may have; a plan with its realisasi has some two thousand."""

BATAS_HURUF = 20_000_000
"""Characters that they may show: a few long texts, shared by many cells, make a small file say a lot."""

LEBAR_TERISI = 64
"""Rows are filled up with blanks to the width of their sheet, but not beyond this."""

BARIS_TERAKHIR, KOLOM_TERAKHIR = 1_048_576, 16_384

_ALAMAT = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_BENAR = {"1", "true"}


class TooManyCellsError(Exception):
    """A sheet with more values, or more merged cells, than any plan has."""


@dataclass(slots=True)
class Jatah:
    """What may still be read; the sheets of a workbook share it."""

    sel: int = BATAS_SEL
    huruf: int = BATAS_HURUF

    def take(self, sel: int, huruf: int = 0) -> None:
        """Take off what was read."""
        self.sel -= sel
        self.huruf -= huruf
        if self.sel < 0 or self.huruf < 0:
            raise TooManyCellsError


@dataclass(frozen=True, slots=True)
class Bahan:
    """What the cells of all sheets refer to, and what they share."""

    teks: Sequence[str] = ()
    bentuk: Sequence[Bentuk] = ()
    hari_nol: dt.date = HARI_NOL_1900
    jatah: Jatah = field(default_factory=Jatah)


@dataclass(slots=True)
class _Sel:
    """The cell being read."""

    baris: int
    kolom: int
    jenis: str
    gaya: str
    isi: str | None = None
    rumus: str | None = None


@dataclass(slots=True)
class PembacaLembar:
    """Takes in a sheet's XML (see `paket.Penerima`)."""

    bahan: Bahan
    relasi: Mapping[str, str]
    nilai: dict[int, dict[int, Nilai]] = field(default_factory=dict)
    tautan: dict[tuple[int, int], str] = field(default_factory=dict)
    bulan_saja: set[tuple[int, int]] = field(default_factory=set)
    tersembunyi: set[int] = field(default_factory=set)
    gabungan: list[tuple[int, int, int, int]] = field(default_factory=list)
    _baris: int = 0
    _kolom: int = 0
    _sel: _Sel | None = None
    _teks: list[str] | None = None
    _lafal: bool = False

    def start(self, nama: str, atribut: Mapping[str, str]) -> None:
        """Take in the beginning of an element."""
        if nama == "c":
            self._start_cell(atribut)
        elif nama == "row":
            self._baris = int(atribut.get("r") or self._baris + 1)
            self._kolom = 0
            if atribut.get("hidden") in _BENAR:
                self.tersembunyi.add(self._baris)
        elif nama == "rPh":
            self._lafal = True
        elif self._sel is not None:
            if nama in {"v", "f"} or (nama == "t" and not self._lafal):
                self._teks = []
        elif nama == "mergeCell":
            self.gabungan.append(_block(atribut.get("ref", "")))
        elif nama == "hyperlink":
            self._link(atribut)

    def data(self, teks: str) -> None:
        """Take in text."""
        if self._teks is not None:
            self._teks.append(teks)

    def end(self, nama: str) -> None:
        """Take in the end of an element."""
        if nama == "c":
            if self._sel is not None:
                self._keep(self._sel)
            self._sel = None
        elif nama == "rPh":
            self._lafal = False
        elif self._sel is not None and self._teks is not None and nama in {"v", "f", "t"}:
            text = "".join(self._teks)
            if nama == "f":
                self._sel.rumus = text
            else:
                self._sel.isi = (self._sel.isi or "") + text
            self._teks = None

    def lembar(self, nama: str, *, tersembunyi: bool) -> Lembar:
        """Give the sheet that was taken in."""
        self._drop_covered()
        rows = {nomor: cells for nomor, cells in self.nilai.items() if cells}
        width = min(max((max(cells) for cells in rows.values()), default=0) + 1, LEBAR_TERISI)
        blank: tuple[Nilai, ...] = (None,) * width
        filled = {
            nomor: tuple(cells.get(kolom) for kolom in range(1, max(*cells, width) + 1))
            for nomor, cells in rows.items()
        }
        return Lembar(
            nama,
            tuple(filled.get(nomor, blank) for nomor in range(1, max(filled, default=0) + 1)),
            self.tautan,
            frozenset(self.bulan_saja),
            frozenset(self.tersembunyi),
            tersembunyi,
            self.bahan.hari_nol,
        )

    def _start_cell(self, atribut: Mapping[str, str]) -> None:
        address = atribut.get("r")
        if address:
            self._baris, self._kolom = position(address)
        else:
            self._kolom += 1
        self._sel = _Sel(self._baris, self._kolom, atribut.get("t", "n"), atribut.get("s", "0"))

    def _keep(self, sel: _Sel) -> None:
        """Keep the value of a cell that has one."""
        value = self._value(sel)
        if value is None or value == "":
            return
        # A cell far to the right makes a row of many blanks.
        self.bahan.jatah.take(1 + sel.kolom // LEBAR_TERISI, len(value) if isinstance(value, str) else 0)
        self.nilai.setdefault(sel.baris, {})[sel.kolom] = value

    def _value(self, sel: _Sel) -> Nilai:
        """Give what a cell shows; an empty text is a formula's honest outcome, an empty number is none."""
        if sel.isi is None or (sel.isi == "" and sel.jenis not in {"str", "inlineStr"}):
            return None if sel.rumus is None else SelRusak(f"={sel.rumus}")
        match sel.jenis:
            case "s":
                return self.bahan.teks[int(sel.isi)]
            case "str" | "inlineStr":
                return unescape(sel.isi)
            case "b":
                return sel.isi in _BENAR
            case "e":
                return SelRusak(sel.isi)
            case _:
                return self._number(sel, sel.isi)

    def _number(self, sel: _Sel, isi: str) -> Nilai:
        if sel.jenis == "d":
            return iso_moment(isi)
        style = int(sel.gaya)
        shape = self.bahan.bentuk[style] if style < len(self.bahan.bentuk) else Bentuk.ANGKA
        value = number(isi, shape, self.bahan.hari_nol)
        if shape is Bentuk.BULAN and isinstance(value, dt.datetime):
            self.bulan_saja.add((sel.baris, sel.kolom))
        return value

    def _link(self, atribut: Mapping[str, str]) -> None:
        """Keep where a cell links to; of a block, its first cell is the one that shows."""
        target = next(
            (self.relasi.get(value, "") for key, value in atribut.items() if key.endswith(":id")), ""
        )
        if target:
            row, column, _, _ = _block(atribut.get("ref", ""))
            self.tautan[row, column] = target

    def _drop_covered(self) -> None:
        """Drop values that a merged block covers: only its first cell is seen."""
        steps = 0
        for first_row, first_column, last_row, last_column in self.gabungan:
            for row in _among(self.nilai, first_row, last_row):
                cells = self.nilai[row]
                covered = list(_among(cells, first_column, last_column))
                for column in covered:
                    if (row, column) != (first_row, first_column):
                        del cells[column]
                steps += len(covered) + 1
            steps += min(last_row - first_row + 1, len(self.nilai))
            if steps > BATAS_SEL * 4:
                raise TooManyCellsError


def _among(keys: Mapping[int, object], first: int, last: int) -> Iterable[int]:
    """Give those of `keys` from `first` to `last`, by whichever way is the shorter."""
    if last - first < len(keys):
        return (key for key in range(first, last + 1) if key in keys)
    return (key for key in list(keys) if first <= key <= last)


def position(alamat: str) -> tuple[int, int]:
    """Give row and column, from 1, of an address such as `F12`; ValueError where it is none."""
    match = _ALAMAT.fullmatch(alamat)
    if match is None:
        raise ValueError(alamat)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    if not (1 <= row <= BARIS_TERAKHIR and column <= KOLOM_TERAKHIR):
        raise ValueError(alamat)
    return row, column


def _block(alamat: str) -> tuple[int, int, int, int]:
    """Give the first row and column and the last of a block such as `A6:B9`, or of one cell."""
    first, _, last = alamat.partition(":")
    top, left = position(first)
    bottom, right = position(last) if last else (top, left)
    return top, left, bottom, right
