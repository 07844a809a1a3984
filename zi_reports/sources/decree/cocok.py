"""Names and rows are held against the areas: which one a heading, a komponen or a stray row belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, utils

from zi_reports.rencana.baku import NAMA_AREA
from zi_reports.sources.decree.naskah import Baris, K, Sel

MIRIP_AREA = 85
"""How alike, of 100, a line and an area's name must be."""

MIRIP = 80
"""How alike, of 100, two names of a komponen must be; words that only one of them has count little."""

MIRIP_PINDAH = 90
"""How alike they must be before a komponen is put elsewhere than under the heading above it."""

_AREA = re.compile(r"(?P<kode>[IVX]+)[.:]?(?:\s+(?P<nama>\S.*))?", re.DOTALL)
_HURUF = re.compile(r"^[a-f][.)]\s+", re.IGNORECASE)

KomponenArea = Mapping[str, Sequence[str]]
"""The names of the komponen of each area, in their order."""


def area_named(line: str) -> str:
    """Give the area that a line is the heading of, by its name; empty for any other line."""
    name = _HURUF.sub("", line.strip()).rstrip(" ;:.").casefold()
    fit = {kode: fuzz.ratio(name, nama.casefold()) for kode, nama in NAMA_AREA.items()}
    best = max(fit, key=lambda kode: fit[kode])
    return best if fit[best] >= MIRIP_AREA else ""


def area_of_row(sel: Sel) -> tuple[str, str] | None:
    """Give the numeral and the name of an area's row, be they in two cells, in one, or the name alone."""
    if any(sel[K.INDIKATOR :]):
        return None
    match = _AREA.fullmatch(sel[K.NO])
    if match:
        return match["kode"], match["nama"] or sel[K.KOMPONEN]
    nama = sel[K.KOMPONEN] or sel[K.NO]
    kode = area_named(nama)
    return (kode, nama) if kode else None


def alike(satu: str, lain: str) -> float:
    """Give how alike two names are, of 100; words that only one of them has count little."""
    return fuzz.token_set_ratio(satu, lain, processor=utils.default_process)


def home_area(nama: str, kini: str, acuan: KomponenArea) -> str:
    """Give the area that a komponen belongs to: the one of the heading above it, unless pages are missing.

    They are where the name is none of that area's and is one of a later area's. `kini` is empty before the
    first heading.
    """
    if any(alike(nama, satu) >= MIRIP for satu in acuan.get(kini, ())):
        return kini
    kode_area = list(acuan)
    later = kode_area[kode_area.index(kini) + 1 :] if kini in kode_area else kode_area if not kini else []
    fit = {kode: max((alike(nama, satu) for satu in acuan[kode]), default=0.0) for kode in later}
    best = max(fit, key=lambda kode: fit[kode], default=kini)
    return best if fit.get(best, 0.0) >= MIRIP_PINDAH else kini


def rows_after_gap(rows: Sequence[Baris], following: Baris, nama: str) -> list[Baris]:
    """Give the last rows of a komponen that stand below missing pages, and so belong to what follows.

    Pages are missing at a page break. Where the komponen that follows is not the first of its page, that is the
    break above it; else, and where pages are not known, only rows that name the komponen `nama` go with it.
    """
    if not following.awal_halaman:
        for place in range(len(rows) - 1, 0, -1):
            if rows[place].awal_halaman:
                return list(rows[place:])
    place = len(rows)
    while place > 1 and _mentions(rows[place - 1].sel[K.INDIKATOR], nama):
        place -= 1
    return list(rows[place:])


def _mentions(text: str, nama: str) -> bool:
    return fuzz.partial_ratio(nama, text, processor=utils.default_process) >= MIRIP_AREA
