"""A sheet's XML, element by element, becomes a note of what openpyxl's quick way of reading does not tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from zi_reports.sources.file import TooLargeError

BARIS_TERAKHIR, KOLOM_TERAKHIR = 1_048_576, 16_384
"""The last row and column that a sheet has in Excel."""

BATAS_SEL = 500_000
"""Cells with a value that a workbook may have; a plan with its realisasi has some two thousand."""

LEBAR_BIASA = 64
"""A cell further to the right counts several times: it makes a row of many blanks."""

BENAR = {"1", "true"}
"""The words for true in XML."""

RowColumn = tuple[int, int]
"""A cell by its row and column, from 1."""

Blok = tuple[int, int, int, int]
"""A block of cells by its first row and column and its last, from 1."""


@dataclass(slots=True)
class Trace:
    """What is seen of one worksheet, while its XML goes by.

    `rusak` are the cells without a usable value, with the text of the error or of the formula. `berurutan` says
    that rows and cells stand in the order of their addresses: where they do not, openpyxl's quick way loses some.
    `unsur_dibaca` counts the elements down to the last value, `sel` the cells with one. `tautan` are the ids of
    relations.
    """

    baris_terakhir: int = 0
    berurutan: bool = True
    unsur_dibaca: int = 0
    sel: int = 0
    baris_tersembunyi: set[int] = field(default_factory=set)
    gabungan: list[Blok] = field(default_factory=list)
    tautan: dict[RowColumn, str] = field(default_factory=dict)
    rusak: dict[RowColumn, str] = field(default_factory=dict)
    _unsur: int = 0
    _baris: int = 0
    _kolom: int = 0
    _sel: RowColumn = (0, 0)
    _jenis: str = ""
    _rumus: str | None = None
    _isi: str | None = None
    _teks: list[str] | None = None

    def start(self, nama: str, atribut: Mapping[str, str]) -> None:
        """Take in the beginning of an element."""
        self._unsur += 1
        if nama == "c":
            self._start_cell(atribut)
        elif nama in {"v", "f", "t"}:
            self._teks = []
        elif nama == "row":
            self._start_row(atribut)
        elif nama == "mergeCell":
            self.gabungan.append(_block(atribut))
        elif nama == "hyperlink":
            top, left, _, _ = _block(atribut)
            relation = next((value for key, value in atribut.items() if key.endswith(":id")), "")
            if relation:
                self.tautan[top, left] = relation  # of a block, its first cell is the one that shows

    def data(self, teks: str) -> None:
        """Take in text."""
        if self._teks is not None:
            self._teks.append(teks)

    def end(self, nama: str) -> None:
        """Take in the end of an element."""
        if nama == "c":
            self._end_cell()
        elif self._teks is not None and nama in {"v", "f", "t"}:
            text = "".join(self._teks)
            if nama == "f":
                self._rumus = text
            else:
                self._isi = (self._isi or "") + text
            self._teks = None

    def _start_row(self, atribut: Mapping[str, str]) -> None:
        row = int(atribut.get("r") or self._baris + 1)
        if row > BARIS_TERAKHIR:
            raise ValueError(row)
        self.berurutan &= row > self._baris
        self._baris, self._kolom = row, 0
        if atribut.get("hidden") in BENAR:
            self.baris_tersembunyi.add(row)

    def _start_cell(self, atribut: Mapping[str, str]) -> None:
        address = atribut.get("r")
        row, column = coordinate_to_tuple(address) if address else (self._baris, self._kolom + 1)
        self.berurutan &= row == self._baris and column > self._kolom
        self._kolom, self._sel = column, (row, column)
        self._jenis = atribut.get("t", "n")
        self._rumus = self._isi = None

    def _end_cell(self) -> None:
        """Note a cell that has a value, or should have one."""
        cell = self._sel
        if self._isi is None or (not self._isi and self._jenis not in {"str", "inlineStr"}):
            if self._rumus is None:
                return
            self.rusak[cell] = f"={self._rumus}"
        elif self._jenis == "e":
            self.rusak[cell] = self._isi
        elif not self._isi:
            return  # a formula's honest outcome
        self.sel += 1 + self._kolom // LEBAR_BIASA
        if self.sel > BATAS_SEL:
            raise TooLargeError
        self.baris_terakhir = max(self.baris_terakhir, self._baris)
        self.unsur_dibaca = self._unsur


def _block(atribut: Mapping[str, str]) -> Blok:
    """Give the block that an element names; one of whole columns or rows ends where the sheet does."""
    left, top, right, bottom = range_boundaries(atribut.get("ref", ""))
    return top or 1, left or 1, bottom or BARIS_TERAKHIR, right or KOLOM_TERAKHIR
