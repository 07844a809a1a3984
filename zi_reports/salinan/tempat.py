"""Where cells stand: addresses such as `F12` as numbers from 1, and the boxes of comments beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml import etree
from xlsxwriter.utility import xl_col_to_name

from zi_reports.salinan.paket import UTAMA

BARIS_TERAKHIR, KOLOM_TERAKHIR = 1_048_576, 16_384

_SEL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_TINGGI_BAWAAN, _LEBAR_BAWAAN = 15.0, 9.14
_PIKSEL_PER_TITIK = 4 / 3
_PIKSEL_PER_HURUF = 7
_JARAK = 12
"""Pixels between a cell and its comment's box."""

_PALING_JAUH = 1_000
"""The most columns or rows that a box reaches over; a sheet may hide all but a few of a million rows."""


@dataclass(frozen=True, slots=True, order=True)
class Sel:
    """A cell by row and column, both counted from 1."""

    baris: int
    kolom: int

    def __str__(self) -> str:
        """Give the address: `F12`."""
        return f"{column_letters(self.kolom)}{self.baris}"


@dataclass(frozen=True, slots=True)
class Daerah:
    """A rectangle of cells, by its first and last."""

    awal: Sel
    akhir: Sel

    def __contains__(self, sel: Sel) -> bool:
        return (
            self.awal.baris <= sel.baris <= self.akhir.baris
            and self.awal.kolom <= sel.kolom <= self.akhir.kolom
        )


def read_cell(alamat: str) -> Sel | None:
    """Read an address; None where it names no cell that a sheet has."""
    match = _SEL.fullmatch(alamat)
    if not match:
        return None
    kolom = 0
    for letter in match[1]:
        kolom = kolom * 26 + ord(letter) - 64
    sel = Sel(int(match[2]), kolom)
    return sel if sel.baris <= BARIS_TERAKHIR and kolom <= KOLOM_TERAKHIR else None


def read_area(alamat: str) -> Daerah | None:
    """Read `A1:C4`, or one cell as an area of its own."""
    first, _, last = alamat.partition(":")
    awal, akhir = read_cell(first), read_cell(last or first)
    return Daerah(awal, akhir) if awal and akhir else None


def column_letters(kolom: int) -> str:
    """Give the letters of a column counted from 1."""
    letters: str = xl_col_to_name(kolom - 1)
    return letters


@dataclass(frozen=True, slots=True)
class Ukuran:
    """The pixels of a sheet's columns and rows; those that it does not mention have the usual ones."""

    kolom: Mapping[int, int]
    baris: Mapping[int, int]
    kolom_bawaan: int
    baris_bawaan: int

    def anchor(self, daerah: Daerah, lebar: int, tinggi: int) -> str:
        """Give the box of this size to the right of an area, as VML counts: cells from 0, then pixels."""
        left, left_by = self._walk(self._column, daerah.akhir.kolom, KOLOM_TERAKHIR, _JARAK)
        right, right_by = self._walk(self._column, left, KOLOM_TERAKHIR, left_by + lebar)
        top = daerah.awal.baris - 1
        bottom, bottom_by = self._walk(self._row, top, BARIS_TERAKHIR, tinggi)
        return f"{left}, {left_by}, {top}, 0, {right}, {right_by}, {bottom}, {bottom_by}"

    @staticmethod
    def _walk(size: Callable[[int], int], start: int, end: int, pixels: int) -> tuple[int, int]:
        """Go this far from the beginning of the cell `start` (from 0); give the cell and the rest."""
        last = min(end, start + _PALING_JAUH) - 1
        index = start
        while (room := size(index + 1)) <= pixels:
            if index >= last:
                return last, room
            pixels -= room
            index += 1
        return index, pixels

    def _column(self, kolom: int) -> int:
        return self.kolom.get(kolom, self.kolom_bawaan)

    def _row(self, baris: int) -> int:
        return self.baris.get(baris, self.baris_bawaan)


def measure(lembar: etree._Element) -> Ukuran:
    """Read the sizes of a sheet's columns and rows."""
    usual = lembar.find(f"{UTAMA}sheetFormatPr")
    usual = etree.Element("tanpa") if usual is None else usual
    columns: dict[int, int] = {}
    for satu in lembar.iterfind(f"{UTAMA}cols/{UTAMA}col"):
        width = 0 if _hidden(satu) else _width(satu.get("width", str(_LEBAR_BAWAAN)))
        first, last = int(satu.get("min", 1)), min(int(satu.get("max", 1)), KOLOM_TERAKHIR)
        if first in columns:
            raise ValueError(first)  # columns that overlap could be counted for ever
        columns.update(dict.fromkeys(range(first, last + 1), width))
    rows = {
        int(satu.get("r", 0)): 0 if _hidden(satu) else _height(satu.get("ht", str(_TINGGI_BAWAAN)))
        for satu in lembar.iterfind(f"{UTAMA}sheetData/{UTAMA}row")
        if _hidden(satu) or satu.get("ht")
    }
    return Ukuran(
        columns,
        rows,
        _width(usual.get("defaultColWidth", str(_LEBAR_BAWAAN))),
        0 if usual.get("zeroHeight") in {"1", "true"} else _height(usual.get("defaultRowHeight", "15")),
    )


def _hidden(bagian: etree._Element) -> bool:
    return bagian.get("hidden") in {"1", "true"}


def _width(huruf: str) -> int:
    return round(float(huruf) * _PIKSEL_PER_HURUF)


def _height(titik: str) -> int:
    return round(float(titik) * _PIKSEL_PER_TITIK)
