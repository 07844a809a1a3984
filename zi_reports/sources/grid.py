"""A sheet as plain data: what its cells hold, where they link to, and what of it is hidden."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from zi_reports.rencana.serial import HARI_NOL_1900


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
    be seen of the sheet.
    """

    nama: str
    baris: tuple[tuple[Nilai, ...], ...]
    tautan: Mapping[tuple[int, int], str]
    bulan_saja: frozenset[tuple[int, int]] = frozenset()
    baris_tersembunyi: frozenset[int] = frozenset()
    tersembunyi: bool = False
    hari_nol: dt.date = field(default=HARI_NOL_1900)
    tak_terlihat: str = ""
