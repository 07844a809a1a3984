"""Rows of a decree with missing pages get the area and komponen that they belong to; what is lacking is left open."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, utils

from zi_reports.rencana.catatan import note
from zi_reports.rencana.lampiran import BELUM_DISALIN, KOLOM_LAMPIRAN, Kolom
from zi_reports.rencana.model import NAMA_AREA, TANPA_LETAK, Area, Catatan, Komponen, Lokasi
from zi_reports.sources.areas import Kelompok, grouped
from zi_reports.sources.row import Row, area_of
from zi_reports.sources.rows import area_row

MIRIP = 80
"""How alike, of 100, two names of a komponen must be; words that only one of them has count little."""

MIRIP_PINDAH = 90
"""How alike they must be before a komponen is put elsewhere than under the heading above it."""

MIRIP_SEBUT = 85
"""How alike a komponen's name and a part of an indikator must be, for the indikator to speak of it."""

KomponenArea = Mapping[str, Sequence[str]]
"""The names of the komponen of each area, in their order."""


@dataclass(frozen=True, slots=True)
class _Penempatan:
    """A komponen's rows under the area where they belong, and why where that is not the one above them."""

    kelompok: Kelompok
    sebab: str = ""
    terpotong: bool = False


def place_rows(
    rows: Sequence[Row], acuan: KomponenArea
) -> tuple[tuple[Row, ...], tuple[Catatan, ...]]:
    """Give the rows as they would stand if no page were missing; `acuan` names the komponen of each area.

    Each komponen stands below its area, and an area whose heading is lacking has one. Each row put elsewhere than
    under the heading above it has a catatan, and so has each row of no komponen, which is left out.
    """
    headed = {area[0] for row in rows if (area := area_of(row))}
    placed: list[_Penempatan] = []
    notes: list[Catatan] = []
    shift = ""  # the area that the last komponen was moved to
    moved_from = ""
    for group in grouped(rows):
        kept, left_out = _usable(group)
        notes += left_out
        if not kept.baris:
            continue
        # A heading that follows the missing pages counts again.
        kini = shift if shift and group.area == moved_from else group.area
        own = replace(kept, area=kini)
        target = _home(own, placed, acuan)
        if not target:
            notes.append(_left_out("bukan-baris", kept.baris[0]))
            continue
        if target != kini:
            rest = _rest_below_gap(placed, own, target, acuan)
            placed += []
            notes += []
            shift, moved_from = target, group.area
        placed.append(_Penempatan(replace(own, area=target)))
    return tuple(rows), tuple(notes)
