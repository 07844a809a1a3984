"""A decree as it was read, whatever kind of file it came from: its text, and the rows of its table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from zi_reports.rencana.lampiran import KOLOM_LAMPIRAN, Kolom
from zi_reports.rencana.model import UserError
from zi_reports.sources.row import normal


class NaskahError(UserError):
    """A file that holds no lampiran that can be read."""


class K(IntEnum):
    """The columns of the lampiran, as places in `Baris.sel`."""

    NO = 0
    KOMPONEN = 1
    INDIKATOR = 2
    LANGKAH_AKSI = 3
    BUKTI_FISIK = 4
    TARGET_WAKTU = 5


Sel = tuple[str, str, str, str, str, str]
"""The six cells of a row."""

Judul = Mapping[int, int]
"""Where a header stands in the source's grid (from 0) → the column of the lampiran, or -1 for another."""


@dataclass(frozen=True, slots=True)
class Baris:
    """One row of the table: where it stands in the source, its cells, and whether a new page begins with it."""

    letak: str
    sel: Sel
    awal_halaman: bool = False


@dataclass(frozen=True, slots=True)
class Naskah:
    """What a file holds: the lines before the table, its rows, and the lines that stand among or after them.

    `sela` has each such line with its place; `sesudah` those below the last row.
    """

    nama: str
    sebelum: tuple[str, ...]
    baris: tuple[Baris, ...]
    sela: tuple[tuple[str, str], ...] = ()
    sesudah: tuple[str, ...] = ()


@dataclass(slots=True)
class Pengumpul:
    """A Naskah while it is read: rows and lines are added in the order of the document."""

    nama: str
    judul: Judul | None = None
    awal_halaman: bool = False
    sebelum: list[str] = field(default_factory=list)
    baris: list[Baris] = field(default_factory=list)
    sela: list[tuple[str, str]] = field(default_factory=list)
    sesudah: list[str] = field(default_factory=list)

    def add_line(self, line: str) -> None:
        """Add a line that is no row."""
        if line.strip():
            (self.sesudah if self.baris else self.sebelum).append(line.strip())

    def add_row(self, letak: str, cells: Sequence[str]) -> None:
        """Add a row; headers begin the table, or a new page of it."""
        found = find_header(cells)
        if found is not None:
            self.judul, self.awal_halaman = found, True
        elif self.judul is None:
            self.add_line(" ".join(filter(None, cells)))
        else:
            sel = _place(cells, self.judul)
            if any(sel) and not _is_column_numbers(sel):
                self.sela += [(f"sebelum {letak}", text) for text in self.sesudah]
                self.sesudah = []
                self.baris.append(Baris(letak, sel, self.awal_halaman))
                self.awal_halaman = False

    def finish(self) -> Naskah:
        """Give what was read.

        Raises:
            NaskahError: there was no row of a lampiran.
        """
        if not self.baris:
            raise NaskahError(
                f"{self.nama} tidak memuat tabel rencana aksi. "
                f"Judul kolomnya harus ada: {', '.join(KOLOM_LAMPIRAN)}."
            )
        return Naskah(
            self.nama, tuple(self.sebelum), tuple(self.baris), tuple(self.sela), tuple(self.sesudah)
        )


_WAJIB = {normal(kolom) for kolom in (Kolom.NO, Kolom.KOMPONEN, Kolom.INDIKATOR, Kolom.TARGET_WAKTU)}
_KOLOM = {normal(kolom): urutan for urutan, kolom in enumerate(KOLOM_LAMPIRAN)}


def find_header(cells: Sequence[str]) -> Judul | None:
    """Give the places of the headers, if this is the lampiran's header row."""
    words = [normal(cell) for cell in cells]
    if not set(words) >= _WAJIB:
        return None
    return {place: _KOLOM.get(word, -1) for place, word in enumerate(words) if word}


def _is_column_numbers(sel: Sel) -> bool:
    """Say whether the row only numbers the columns, as it stands below the headers: `1` or `(1)`."""
    return [cell.strip("()") for cell in sel] == [str(nomor) for nomor in range(1, len(sel) + 1)]


def _place(cells: Sequence[str], judul: Judul) -> Sel:
    """Put cells under the six headers; one that stands between two belongs to the one on its left."""
    starts = sorted(judul)
    texts = ["" for _ in KOLOM_LAMPIRAN]
    for place, cell in enumerate(cells):
        column = judul[starts[max(bisect_right(starts, place) - 1, 0)]]
        if cell and column >= 0:
            texts[column] = f"{texts[column]} {cell}".strip()
    no, komponen, indikator, langkah, bukti, target = texts
    return no, komponen, indikator, langkah, bukti, target
