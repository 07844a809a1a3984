"""Rows of a decree with missing pages get the area and komponen that they belong to; what lacks is left open."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from rapidfuzz import fuzz, utils

from zi_reports.rencana.catatan import note
from zi_reports.rencana.lampiran import BELUM_DISALIN, NAMA_AREA, Kolom, kode_komponen
from zi_reports.rencana.model import TANPA_LETAK, Area, Catatan, Komponen, Lokasi
from zi_reports.sources.areas import Kelompok, area_names, grouped
from zi_reports.sources.row import Row, area_of
from zi_reports.sources.rows import area_row

MIRIP = 80
"""How alike, of 100, two names of a komponen must be; words that only one of them has count little."""

MIRIP_PINDAH = 90
"""How alike they must be before a komponen is put elsewhere than under the heading above it."""

MIRIP_SEBUT = 85
"""How alike a komponen's name and a part of an indikator must be, for the indikator to speak of it."""

_NAMA = (Kolom.NO, Kolom.KOMPONEN)

KomponenArea = Mapping[str, Sequence[str]]
"""The names of the komponen of each area, in their order."""


def place_rows(rows: Sequence[Row], acuan: KomponenArea) -> tuple[tuple[Row, ...], tuple[Catatan, ...]]:
    """Give the rows as they would stand if no page were missing; `acuan` names the komponen of each area.

    Each komponen stands below its area, also where the area's heading is lacking. Each row put elsewhere than
    under the heading above it has a catatan, and so has each row of no komponen, which is left out.
    """
    notes = [_left_out(row) for row in rows if _is_stray(row)]
    komponen = grouped(row for row in rows if not _is_stray(row))
    placed: list[Kelompok] = []
    headed: set[str] = set()
    for heading, groups in itertools.groupby(komponen, key=attrgetter("area")):
        kini = heading
        headed.add(heading)
        for group in groups:
            own, left_out = _with_indikator(replace(group, area=kini))
            notes += left_out
            target = _home(own, placed, acuan) if own.baris else ""
            if not target:
                notes += map(_left_out, own.baris)
                continue
            if target != kini:
                placed, moved = _opened(placed, own, target, acuan)
                notes += moved
            elif target not in headed:
                notes.append(_moved(own.baris[0], own, "mengikuti komponen di atasnya"))
            else:
                notes += _falling_number(placed, own)
            placed.append(replace(own, area=target))
            kini = target
    filled = {group.area for group in placed}
    bare = [row for row in rows if (area := area_of(row)) and area[0] not in filled]
    return (*_laid_out(placed, area_names(rows)), *bare), tuple(notes)


def complete(
    areas: Iterable[Area], acuan: KomponenArea, nama: str
) -> tuple[tuple[Area, ...], tuple[Catatan, ...]]:
    """Add the komponen that an area lacks and `acuan` names, to be copied by hand, and note all that lack rows.

    `nama` is the document's name.
    """
    whole = []
    notes = []
    for area in areas:
        komponen = list(area.komponen)
        for urutan, name in enumerate(acuan.get(area.kode, ()), start=1):
            if not any(_number(k.nomor) == urutan or _alike(k.nama, name) >= MIRIP for k in komponen):
                place = next((i for i, k in enumerate(komponen) if _number(k.nomor) > urutan), len(komponen))
                komponen.insert(place, Komponen(str(urutan), name, (), (TANPA_LETAK,)))
        whole.append(replace(area, komponen=tuple(komponen)))
        notes += [_lacking(area.kode, satu, nama) for satu in komponen if satu.belum_disalin]
    return tuple(whole), tuple(notes)


def _is_stray(row: Row) -> bool:
    """Say whether a row begins neither an area nor a komponen and is no indikator, such as a page's number."""
    nomor = row.teks(Kolom.NO)
    begins = row.teks(Kolom.KOMPONEN) or (_number(nomor) and row.teks(Kolom.INDIKATOR))
    return bool(nomor) and not begins and area_of(row) is None


def _with_indikator(group: Kelompok) -> tuple[Kelompok, list[Catatan]]:
    """Give a komponen with the rows that count: those with an INDIKATOR, else one that is left open."""
    if not (group.nomor or group.nama):
        return replace(group, baris=()), [_left_out(row) for row in group.baris if _text(row)]
    kept = [row for row in group.baris if _counts(row)]
    notes = [
        _note("baris-dilewati:tanpa-indikator", row, _text(row))
        for row in group.baris
        if not _counts(row) and any(row.teks(header) for header in row.nilai if header not in _NAMA)
    ]
    return replace(group, baris=tuple(kept or [_open_place(group)])), notes


def _counts(row: Row) -> bool:
    return bool(row.teks(Kolom.INDIKATOR)) or row.teks(Kolom.LANGKAH_AKSI) == BELUM_DISALIN


def _open_place(group: Kelompok) -> Row:
    """Give the row of a komponen whose indikator are to be copied by hand."""
    return Row(group.baris[0].letak, {Kolom.NO: group.nomor, Kolom.KOMPONEN: group.nama}, {})


def _home(own: Kelompok, placed: Sequence[Kelompok], acuan: KomponenArea) -> str:
    """Give the area that a komponen belongs to: the one of the heading above it, unless pages are missing.

    They are where its name is none of that area's and is one of a later area's; between an area's heading and its
    number 1 nothing can be missing. Empty where no area is above it and no name is known.
    """
    kini = own.area
    begins = _number(own.nomor) == 1 and not any(satu.area == kini for satu in reversed(placed))
    if kini and (begins or any(_alike(own.nama, name) >= MIRIP for name in acuan.get(kini, ()))):
        return kini
    areas = list(acuan)
    later = areas[areas.index(kini) + 1 :] if kini in areas else [] if kini else areas
    fit = {kode: max((_alike(own.nama, name) for name in acuan[kode]), default=0.0) for kode in later}
    best = max(fit, key=lambda kode: fit[kode], default=kini)
    return best if fit.get(best, 0.0) >= MIRIP_PINDAH else kini


def _opened(
    placed: Sequence[Kelompok], own: Kelompok, target: str, acuan: KomponenArea
) -> tuple[list[Kelompok], list[Catatan]]:
    """Open an area whose heading the source lacks, with the rows of the komponen before `own` that are left."""
    why = f"sesuai nama komponen, bukan area {own.area}" if own.area else "sesuai nama komponen"
    here = _moved(own.baris[0], replace(own, area=target), why)
    nomor = _number(own.nomor)
    above = placed[-1] if placed else None
    if above is None or above.area != own.area or nomor <= 1:
        return list(placed), [here]
    nama = acuan[target][min(nomor - 1, len(acuan[target])) - 1]
    rest = _below_gap(above.baris, own.baris[0], nama)
    if not rest:
        return list(placed), [here]
    cut = Kelompok(target, str(nomor - 1), nama, rest)
    why = f"karena sesudahnya komponen {own.nomor} {own.nama}"
    shorter = replace(above, baris=above.baris[: -len(rest)])
    return (
        [*placed[:-1], shorter, replace(cut, baris=(*rest, _open_place(cut)))],
        [*(_moved(row, cut, why) for row in rest), here],
    )


def _below_gap(rows: tuple[Row, ...], following: Row, nama: str) -> tuple[Row, ...]:
    """Give the last rows of a komponen that stand below missing pages, and so belong to what follows.

    Pages are missing at a page break. Where the komponen that follows is not the first of its page, that is the
    break above it; else, and where pages are not known, only rows that name the komponen `nama` go with it.
    """
    if not following.awal_halaman:
        for place in range(len(rows) - 1, 0, -1):
            if rows[place].awal_halaman:
                return rows[place:]
    place = len(rows)
    while place > 1 and _mentions(rows[place - 1].teks(Kolom.INDIKATOR), nama):
        place -= 1
    return rows[place:]


def _laid_out(placed: Iterable[Kelompok], names: Mapping[str, str]) -> Iterator[Row]:
    """Go through the rows of all komponen, each with its NO and KOMPONEN, below the rows of their areas."""
    for kode, groups in itertools.groupby(placed, key=attrgetter("area")):
        for nomor, group in enumerate(groups):
            first, *others = group.baris
            if nomor == 0:
                yield area_row(kode, names.get(kode) or NAMA_AREA.get(kode, ""), first)
            yield first.with_words({Kolom.NO: group.nomor, Kolom.KOMPONEN: group.nama})
            yield from others


def _falling_number(placed: Sequence[Kelompok], own: Kelompok) -> list[Catatan]:
    """Note a komponen whose number is not above that of the last one of its area."""
    nomor = _number(own.nomor)
    numbered = (n for k in reversed(placed) if k.area == own.area and (n := _number(k.nomor)))
    before = next(numbered, 0) if nomor else 0
    if nomor > before or not nomor:
        return []
    return [_note("nomor-turun", own.baris[0], f"{own.nomor} {own.nama}", dari=before, ke=nomor)]


def _moved(row: Row, group: Kelompok, why: str) -> Catatan:
    komponen = f"{kode_komponen(group.area, group.nomor)} {group.nama}"
    return row.note("area-ditetapkan", Kolom.INDIKATOR, komponen=komponen, sebab=why, area=group.area)


def _lacking(area: str, komponen: Komponen, nama: str) -> Catatan:
    some = komponen.indikator
    lokasi = some[0].letak.lokasi(Kolom.INDIKATOR) if some else Lokasi(nama, f"area {area}")
    isi = f"{kode_komponen(area, komponen.nomor)} {komponen.nama}"
    return note("komponen-tidak-lengkap", lokasi, isi, baris="Sebagian baris" if some else "Baris")


def _left_out(row: Row) -> Catatan:
    named = row.teks(Kolom.NO) or row.teks(Kolom.KOMPONEN)
    return _note(f"baris-dilewati:{'bukan-baris' if named else 'tanpa-komponen'}", row, _text(row))


def _note(macam: str, row: Row, isi: str, **nilai: object) -> Catatan:
    return note(macam, row.letak.lokasi(Kolom.INDIKATOR), isi, **nilai)


def _text(row: Row) -> str:
    return " | ".join(filter(None, (row.teks(header) for header in row.nilai)))


def _number(nomor: str) -> int:
    """Give a komponen's NO as a number; 0 where it is none."""
    digits = nomor.rstrip(". )")
    return int(digits) if digits.isdecimal() else 0


_plain = functools.lru_cache(maxsize=4096)(utils.default_process)


def _alike(satu: str, lain: str) -> float:
    return fuzz.token_set_ratio(_plain(satu), _plain(lain))


def _mentions(text: str, nama: str) -> bool:
    return fuzz.partial_ratio(_plain(nama), _plain(text)) >= MIRIP_SEBUT
