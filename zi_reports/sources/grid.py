"""A sheet or a document as plain data: what its cells hold, where they link to, the text around its tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from zi_reports.rencana.lampiran import HARI_NOL_1900
from zi_reports.rencana.model import UserError


@dataclass(frozen=True, slots=True)
class SelRusak:
    """A cell without a usable value: an error such as `#N/A`, or a formula that was never calculated."""

    teks: str


Nilai = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | SelRusak | None
"""What a cell holds: formulas by their stored value, cells in a date format as dates."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its rows from row 1 and their cells from column A, and the addresses that cells link to.

    A row may be shorter than others where nothing follows. Rows and columns in `tautan`, `bulan_saja` and
    `baris_tersembunyi` count from 1, as in the sheet. `bulan_saja` are cells with a date that is shown as
    month and year only: Excel makes one of a typed `Oktober 2025`. `tak_terlihat` names what could not
    be seen of the sheet. `sebutan` is what a row is called where no cell has an address, such as
    `tabel 3 baris`.
    """

    nama: str
    baris: tuple[tuple[Nilai, ...], ...]
    tautan: Mapping[tuple[int, int], str]
    bulan_saja: frozenset[tuple[int, int]] = frozenset()
    baris_tersembunyi: frozenset[int] = frozenset()
    tersembunyi: bool = False
    hari_nol: dt.date = field(default=HARI_NOL_1900)
    tak_terlihat: str = ""
    sebutan: str = ""


class NaskahError(UserError):
    """A file that holds no lampiran that can be read."""


class Kalimat(NamedTuple):
    """A line of text that is no row: the table (from 0) and the row of it (from 1) that it stands before."""

    tabel: int
    baris: int
    teks: str


@dataclass(frozen=True, slots=True)
class Naskah:
    """A document: its tables in their order, and the lines of text before, between and after them.

    `bersambung` says that a table without headers may go on with the one before it, as pages of Word do.
    """

    nama: str
    tabel: tuple[Grid, ...]
    kalimat: tuple[Kalimat, ...] = ()
    bersambung: bool = False
