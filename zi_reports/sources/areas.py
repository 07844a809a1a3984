"""The rows of the plan become its areas, komponen and indikator."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from zi_reports.rencana import bahasa
from zi_reports.rencana.bahasa import gabung_kata
from zi_reports.rencana.lampiran import (
    BELUM_DISALIN,
    KOLOM_LAMPIRAN,
    NAMA_AREA,
    Kolom,
    all_areas,
    kode_indikator,
    kode_komponen,
    last_ordinals,
    split_kode,
)
from zi_reports.rencana.model import Area, Catatan, Indikator, Kewajiban, Komponen, Letak, TargetWaktu
from zi_reports.rencana.target_waktu import parse_target_waktu
from zi_reports.sources.grid import BULAN_TERAKHIR, normal, proves_order
from zi_reports.sources.reported import read_bukti, read_month_bukti, read_realisasi, read_status, said
from zi_reports.sources.row import Row, area_of, lines_of, same_komponen, with_whole_months

_SEDIKIT = 3
"""Up to so many rows in a wrong place were put there one by one; more of them were sorted."""

_AREA = list(NAMA_AREA)
_NAMA = (Kolom.NO, Kolom.KOMPONEN, Kolom.KODE)

Codes = dict[tuple[str, int], tuple[str, int]]
"""By sheet and row: the kode of the komponen, and the ordinal, that column KODE gives the row alone."""


@dataclass(frozen=True, slots=True)
class Kelompok:
    """The rows of one komponen, under the area and the NO and KOMPONEN that they belong to."""

    area: str
    nomor: str
    nama: str
    baris: tuple[Row, ...]


def build_areas(rows: Sequence[Row], tahun: int) -> tuple[tuple[Area, ...], tuple[Catatan, ...]]:
    """Gather rows under their areas and komponen; the six areas are always there, in their order."""
    found: dict[str, list[Komponen]] = defaultdict(list)
    dated, order_notes = _with_order(rows, tahun)
    groups, code_notes, torn = _with_codes(tuple(grouped(dated)))
    named = [area[0] for area in map(area_of, rows) if area]
    notes = [*order_notes, *code_notes, *_without_area(groups, named, torn=torn)]
    for kelompok in groups:
        if not kelompok.area:
            continue
        komponen, more = _komponen(kelompok, tahun)
        notes += more
        if komponen.nomor or komponen.nama or komponen.indikator or komponen.belum_disalin:
            found[kelompok.area].append(komponen)
    names = all_areas(area_names(rows)).items()
    return tuple(Area(kode, nama, tuple(found[kode])) for kode, nama in names), tuple(notes)


def _with_order(rows: Sequence[Row], tahun: int) -> tuple[Iterator[Row], tuple[Catatan, ...]]:
    """Give the rows with what the sheet's dates prove of its order of day and month.

    Where Excel expects the month first, "31/01/2025" stays a text, and "05/02/2025" becomes the second of May.
    """
    found = [(row, header, proves_order(value)) for row in rows for header, value in row.nilai.items()]
    proof = [(row, header) for row, header, first in found if first == "bulan"]
    texts = sum(first == "hari" and header != Kolom.TARGET_WAKTU for _, header, first in found)
    days = {
        value.day
        for row in rows
        for header, value in row.nilai.items()
        if isinstance(value, dt.date) and header != Kolom.TARGET_WAKTU
    }
    swapped = texts > 1 and max(days, default=0) <= BULAN_TERAKHIR
    several = proof[1:]
    notes = (proof[0][0].note("urutan-tanggal", proof[0][1], jumlah=len(proof)),) if several else ()
    return (replace(row, tahun=tahun, bulan_dahulu=bool(proof), tertukar=swapped) for row in rows), notes


def grouped(rows: Iterable[Row]) -> Iterator[Kelompok]:
    """Go through the komponen: the rows below an area, parted where NO or KOMPONEN change.

    Rows before the first komponen of an area, and before the first area, stand under empty names.
    """
    area = nomor = nama = ""
    group: list[Row] = []
    for row in rows:
        named = area_of(row)
        if group and (named or not same_komponen(nomor, nama, row)):
            yield Kelompok(area, nomor, nama, tuple(group))
            group = []
        if named:
            area, nomor, nama = named[0], "", ""
            continue
        if not group and not same_komponen(nomor, nama, row):
            nomor, nama = row.teks(Kolom.NO), row.teks(Kolom.KOMPONEN)
        group.append(row)
    if group:
        yield Kelompok(area, nomor, nama, tuple(group))


def area_names(rows: Iterable[Row]) -> dict[str, str]:
    """Give the name of each area as its first row has it."""
    names: dict[str, str] = {}
    for row in rows:
        if area := area_of(row):
            names.setdefault(*area)
    return names


def area_notes(rows: Iterable[Row]) -> Iterator[Catatan]:
    """Note the area rows that name another area by a numeral once more, or hold what is not counted there.

    Those without a numeral or a name share one catatan.
    """
    seen: dict[str, tuple[str, Row]] = {}
    halves: dict[str, Row] = {}
    for row, (kode, nama) in ((row, area) for row in rows if (area := area_of(row))):
        unread = row.nilai.keys() - {*KOLOM_LAMPIRAN, Kolom.KODE}
        filled = [header for header in row.nilai if header in unread and row.usable(header)]
        if filled:
            yield row.note("sel-tidak-dipakai:area", filled[0], "; ".join(map(row.teks, filled)))
        if nama in {"", "".join(map(row.teks, KOLOM_LAMPIRAN))}:
            halves.setdefault(kode, row)
        first, above = seen.setdefault(kode, (nama, row))
        if normal(nama) not in {"", normal(first)}:
            yield row.note("area-ganda", Kolom.NO, nama, area=kode, sel=above.letak.lokasi(Kolom.NO).sel)
    for first_half in list(halves.values())[:1]:
        yield first_half.note("area-dilengkapi", Kolom.NO, area=gabung_kata(list(halves)))


def _komponen(kelompok: Kelompok, tahun: int) -> tuple[Komponen, tuple[Catatan, ...]]:
    """Give a komponen: its indikator, and the places left open for rows that the source lacks."""
    indikator: list[Indikator] = []
    open_places: list[Letak] = []
    notes: list[Catatan] = []
    for row in kelompok.baris:
        stands_in = [header for header in row.nilai if row.teks(header) == BELUM_DISALIN]
        filled = set(filter(partial(_says_something, row), row.nilai)).difference(stands_in, _NAMA)
        if Kolom.INDIKATOR in filled:
            kode = kode_indikator(kelompok.area, kelompok.nomor, len(indikator) + 1)
            satu, more = _indikator(row, row.teks(Kolom.KODE) or kode, tahun)
            indikator.append(satu)
            notes += (*more, *(row.note("teks-pengganti", header, "") for header in stands_in[:1]))
            continue
        if filled:
            notes.append(row.note("indikator-kosong", Kolom.INDIKATOR, row.utuh))
        if stands_in or not filled:
            open_places.append(row.letak)
    komponen = Komponen(kelompok.nomor, kelompok.nama, tuple(indikator), tuple(open_places))
    return komponen, tuple(notes)


def _says_something(row: Row, header: str) -> bool:
    return bool(row.teks(header) if header in KOLOM_LAMPIRAN else row.rusak(header) or said(row, header))


def _indikator(row: Row, kode: str, tahun: int) -> tuple[Indikator, tuple[Catatan, ...]]:
    target, target_notes = _target(row, tahun)
    status, status_notes = read_status(row)
    realisasi, notes = read_realisasi(row, target, status)
    indikator = Indikator(
        kode=kode,
        uraian=row.teks(Kolom.INDIKATOR),
        langkah_aksi=row.teks(Kolom.LANGKAH_AKSI),
        bukti_fisik=row.teks(Kolom.BUKTI_FISIK),
        target_waktu=target,
        kewajiban=tuple(
            Kewajiban(day, satu) for day, satu in zip(target.jatuh_tempo or (None,), realisasi, strict=True)
        ),
        status=status,
        bukti_dukung=(*read_bukti(row), *read_month_bukti(row, target)),
        penanggung_jawab=said(row, Kolom.PENANGGUNG_JAWAB),
        kendala=said(row, Kolom.KENDALA),
        tindak_lanjut=said(row, Kolom.TINDAK_LANJUT),
        letak=row.letak,
    )
    return indikator, (*target_notes, *status_notes, *notes)


def _target(row: Row, tahun: int) -> tuple[TargetWaktu, tuple[Catatan, ...]]:
    """Read TARGET WAKTU, by what the cell shows: words, a date, or a date shown as a month."""
    value = row.nilai.get(Kolom.TARGET_WAKTU)
    if row.rusak(Kolom.TARGET_WAKTU):
        return parse_target_waktu("", tahun), ()
    both = row.day_notes(Kolom.TARGET_WAKTU) if row.bulan_dahulu or row.tertukar else ()
    doubtful = tuple(satu for satu in both if satu.kode == "tanggal-dua-arti")
    if isinstance(value, dt.date):
        words = bahasa.bulan_tahun(value) if row.month_only(Kolom.TARGET_WAKTU) else value
        return parse_target_waktu(words, tahun), doubtful
    if not isinstance(value, str):
        read, notes = row.day(Kolom.TARGET_WAKTU)
        if read.hari is not None:
            return parse_target_waktu(read.hari, tahun), notes
    return parse_target_waktu(with_whole_months(row.teks(Kolom.TARGET_WAKTU)), tahun), doubtful


def _without_area(
    groups: Sequence[Kelompok], named: Sequence[str], *, torn: bool | None
) -> Iterator[Catatan]:
    """Note the rows that stand above all areas, or that the whole sheet stands as only a sort leaves it.

    `named` are the areas in the order of their rows; `torn` says whether it was sorted, where column KODE tells.
    """
    outside = [group for group in groups if not group.area]
    headed = [group for group in groups if group.area]
    rows = [row for group in outside for row in group.baris]
    if torn is None:
        turned = [_place(area, "") for area in named]
        nameless = bool(outside) and not (outside[0].nomor or outside[0].nama)
        torn = bool(named) and (
            nameless
            or _falls(outside) > 0
            or _falls(headed) > max(_SEDIKIT, len(headed) / 4)
            or sum(after < before for before, after in itertools.pairwise(turned)) > 1
        )
    if torn:
        outer = f", dan {len(rows)} baris di luar area tidak dihitung" if rows else ""
        yield groups[0].baris[0].note("lembar-diurutkan", Kolom.NO, "", luar=outer)
    elif rows:
        yield rows[0].note("tanpa-area", Kolom.INDIKATOR, baris=lines_of(rows))


def _falls(groups: Sequence[Kelompok]) -> int:
    """Count the komponen that do not follow the one above them; number 1 may begin an area without a heading."""
    places = [_place(group.area, group.nomor) for group in groups]
    return sum(after <= before and after[1] > 1 for before, after in itertools.pairwise(places))


def _place(area: str, nomor: str) -> tuple[int, int]:
    """Give the place of a komponen in a lampiran: by its area, then by NO."""
    return _AREA.index(area) if area in _AREA else len(_AREA), number_of(nomor)


def number_of(nomor: str) -> int:
    """Give a komponen's NO as a number; 0 where it is none."""
    digits = nomor.rstrip(". )")
    return int(digits[:9]) if digits.isdecimal() else 0


def _with_codes(
    groups: tuple[Kelompok, ...],
) -> tuple[tuple[Kelompok, ...], tuple[Catatan, ...], bool | None]:
    """Give each row with an INDIKATOR the KODE that it goes by, where the sheet has that column.

    What is written there stays, and a sheet that was sorted is put back in order by it. Where the column itself
    was left out of a sort, it says nothing. The third of what is given says whether it was; None without KODE.
    """
    typed = [row for group in groups for row in group.baris if row.teks(Kolom.KODE)]
    if not typed:
        return groups, (), None
    codes = _codes(groups)
    if (torn := _left_behind(typed, codes)) or not codes:
        bare = (
            replace(group, baris=tuple(row.with_words({Kolom.KODE: None}) for row in group.baris))
            for group in groups
        )
        unknown = typed[:1] if not codes else ()
        notes = tuple(row.note("kode-tidak-dikenal:kolom", Kolom.KODE) for row in unknown)
        return tuple(bare), notes, torn or None
    placed, order_notes = _in_order(groups, codes)
    last = last_ordinals(f"{komponen}.{urutan}" for komponen, urutan in codes.values())
    filled = [_filled(group, codes, last) for group in placed]
    notes = (*order_notes, *itertools.chain.from_iterable(more for _, more in filled))
    return tuple(group for group, _ in filled), notes, False


def _codes(groups: Sequence[Kelompok]) -> Codes:
    """Read column KODE; of rows with the same kode the one in its own komponen has it, else the first."""
    read = [
        (code, code[0] == kode_komponen(group.area, group.nomor), _at(row))
        for group in groups
        for row in group.baris
        if (code := split_kode(row.usable(Kolom.KODE)))
    ]
    own: dict[tuple[str, int], tuple[str, int]] = {}
    for code, _, at in sorted(read, key=lambda satu: not satu[1]):
        own.setdefault(code, at)
    return {at: code for code, at in own.items()}


def _at(row: Row) -> tuple[str, int]:
    return row.letak.lembar, row.letak.baris


def _left_behind(typed: Sequence[Row], codes: Codes) -> bool:
    """Say whether rows were sorted without column KODE: then the numbers in NO are not those of the kode."""
    pairs = [
        (kode_komponen("", row.teks(Kolom.NO)), codes[_at(row)][0])
        for row in typed
        if row.teks(Kolom.NO) and _at(row) in codes
    ]
    wrong = sum(not komponen.endswith(nomor) for nomor, komponen in pairs)
    return wrong > _SEDIKIT and wrong * 3 > len(pairs)


def _home(group: Kelompok, codes: Codes) -> str:
    """Give the komponen, as kode have it, of a group's rows: by NO, unless NO alone was changed.

    Rows with no komponen above them are at home nowhere.
    """
    home = kode_komponen(group.area, group.nomor)
    if not (group.nomor or group.nama):
        return home
    own = [codes[_at(row)][0] for row in group.baris if _at(row) in codes]
    near = [komponen for komponen in own if komponen.partition(".")[0] == group.area]
    return home if home in own or not near else Counter(near).most_common(1)[0][0]


def _in_order(groups: tuple[Kelompok, ...], codes: Codes) -> tuple[tuple[Kelompok, ...], list[Catatan]]:
    """Put the rows of a sheet that was sorted back under their areas and komponen, by their KODE.

    A few rows that stand elsewhere than their KODE says were moved by hand: they stay where they stand.
    """
    homes = [(group, _home(group, codes)) for group in groups]
    astray = [
        row
        for group, home in homes
        for row in group.baris
        if _at(row) in codes and codes[_at(row)][0] != home
    ]
    if not astray:
        return groups, []
    outside = any(_at(row) in codes for group in groups if not group.area for row in group.baris)
    if not outside and len(astray) <= _SEDIKIT and len(astray) * 3 <= len(codes):
        return groups, [_moved_by_hand(row, codes) for row in astray]
    found: dict[str, list[tuple[float, Row]]] = defaultdict(list)
    names: dict[str, tuple[str, str]] = {}
    for group, home in homes:
        for row in group.baris:
            komponen, urutan = codes.get(_at(row), (home, math.inf))
            found[komponen].append((urutan, row))
            if _at(row) in codes and (row.teks(Kolom.NO) or row.teks(Kolom.KOMPONEN)):
                names.setdefault(komponen, (row.teks(Kolom.NO), row.teks(Kolom.KOMPONEN)))
    whole = []
    for komponen, numbered in found.items():
        area, _, nomor = komponen.partition(".")
        rows = tuple(row for _, row in sorted(numbered, key=lambda satu: satu[0]))
        whole.append(Kelompok(area, *names.get(komponen, (nomor, "")), rows))
    first = groups[0].baris[0]
    return tuple(sorted(whole, key=lambda group: _place(group.area, group.nomor))), [
        first.note("urutan-dipulihkan", Kolom.NO, "")
    ]


def _moved_by_hand(row: Row, codes: Codes) -> Catatan:
    return row.note("kode-tempat-lain", Kolom.KODE, komponen=codes[_at(row)][0])


def _filled(group: Kelompok, codes: Codes, last: dict[str, int]) -> tuple[Kelompok, list[Catatan]]:
    """Give each row of a group its KODE: to those without one of their own the next that `last` leaves free."""
    home = _home(group, codes)
    rows: list[Row] = []
    fresh: list[tuple[str, Row, str]] = []
    for row in group.baris:
        komponen, urutan = codes.get(_at(row), (home, 0))
        if not urutan and row.teks(Kolom.INDIKATOR) and group.area:
            last[home] = urutan = last.get(home, 0) + 1
            macam = "kode-ganda" if split_kode(row.usable(Kolom.KODE)) else "kode-tidak-dikenal"
            fresh.append((macam if row.teks(Kolom.KODE) else "kode-kosong", row, f"{home}.{urutan}"))
        rows.append(row.with_words({Kolom.KODE: f"{komponen}.{urutan}" if urutan else None}))
    notes = []
    for (macam, _), run in itertools.groupby(fresh, key=lambda satu: (satu[0], satu[1].teks(Kolom.KODE))):
        _, several, kodes = zip(*run, strict=True)
        until = f" sampai {kodes[-1]}" if len(kodes) > 1 else ""
        notes.append(several[0].note(macam, Kolom.KODE, baris=lines_of(several), kode=f"{kodes[0]}{until}"))
    return replace(group, baris=tuple(rows)), notes
