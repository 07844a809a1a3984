"""A decree's lampiran, as Word, Excel or text, becomes a plan; what was joined, moved or left out is said.

Where pages are missing, rows get the area and komponen that they belong to, and what lacks is left open.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rapidfuzz import fuzz, utils

from zi_reports.rencana.bahasa import sebaris
from zi_reports.rencana.bukti import split_items
from zi_reports.rencana.catatan import note
from zi_reports.rencana.lampiran import (
    BELUM_DISALIN,
    KOLOM_LAMPIRAN,
    KOMPONEN_BAKU,
    NAMA_AREA,
    Kolom,
    kode_komponen,
)
from zi_reports.rencana.model import TANPA_LETAK, Area, Catatan, Komponen, Lokasi, Pengaturan, Rencana
from zi_reports.rencana.target_waktu import parse_tanggal
from zi_reports.sources.areas import Kelompok, area_names, build_areas, grouped, number_of
from zi_reports.sources.grid import Naskah, NaskahError
from zi_reports.sources.naskah import read_naskah, read_pages
from zi_reports.sources.row import Row, area_named, area_of
from zi_reports.sources.rows import bare_row, plan_rows
from zi_reports.sources.table import no_table

_JUDUL_BAGIAN = re.compile(r"(?:6\s*\.\s*)?komponen pengungkit(?: zona integritas)?", re.IGNORECASE)
_HIASAN = re.compile(r"[*#]+|^\s*-\s+")
_BUTIR = re.compile(r"^(?:(?P<nomor>\d{1,2})[.)]\s*|-\s+)(?P<nama>\S.*)$")
_AKHIR_BUTIR = re.compile(r"(?:[;,]?\s*dan)?\s*[;.,]*$")

_NOMOR = re.compile(r"^NOMOR\s*:?\s*(\S+(?:\s+TAHUN\s+20\d\d))$", re.IGNORECASE)
_DITETAPKAN = r"(?:^d|(?<=\s)(?-i:D))i ?tetapkan[\s:]+di\b[\s:]*"  # amid a line only with a capital
_BUKAN_TEMPAT = r"\b(?:pada|tanggal|tgl|ketua|sekretaris)\b"
_TEMPAT = re.compile(
    rf"{_DITETAPKAN}(?!{_BUKAN_TEMPAT})([^\W\d_][^\n\d,;:]*?)\.?(?=\s*(?:[\d,;:]|\.{{2}}|…|{_BUKAN_TEMPAT}|$))",
    re.IGNORECASE | re.MULTILINE,
)
_TANGGAL = re.compile(
    rf"(?:{_DITETAPKAN}[^\n\d]*|^pada (?:tanggal|tgl)[\s:.]*(?:[a-z']+\s*,\s*)?)(\d{{1,2}}\D[^\n]*?\d{{4}})\b",
    re.IGNORECASE | re.MULTILINE,
)
_TAHUN = re.compile(r"^(?:RENCANA AKSI\b.*\s)?TAHUN\s+(20\d\d)$", re.IGNORECASE)

_MIRIP = 80
"""How alike, of 100, two names of a komponen must be; words that only one of them has count little."""

_MIRIP_PINDAH = 90
"""How alike they must be before a komponen is put elsewhere than under the heading above it."""

_MIRIP_SEBUT = 85
"""How alike a komponen's name and a part of an indikator must be, for the indikator to speak of it."""

_NAMA = (Kolom.NO, Kolom.KOMPONEN)

KomponenArea = Mapping[str, Sequence[str]]
"""The names of the komponen of each area, in their order."""


@dataclass(frozen=True, slots=True)
class Hasil:
    """The plan, what was decided while it was read, and the areas whose komponen the document itself names."""

    rencana: Rencana
    catatan: tuple[Catatan, ...]
    area_dirinci: tuple[str, ...]


def read_lampiran(path: Path, satker: str, tahun: int) -> Hasil:
    """Read a decree, or its lampiran alone.

    Raises:
        NaskahError: the file is of no kind that is known, cannot be read, or has no such table.
        WorkbookError: a workbook cannot be read.
    """
    return build_plan(read_naskah(path), Pengaturan(satker, tahun))


def build_plan(naskah: Naskah, pengaturan: Pengaturan) -> Hasil:
    """Make the plan of a document; the decree's number, day and place are taken from its text.

    Raises:
        NaskahError: the document has no table of a plan.
    """
    tahun = pengaturan.tahun
    halaman, page_notes = read_pages(naskah, tahun)
    rows, row_notes = plan_rows(halaman.tabel, tahun)
    if not rows:
        raise NaskahError(no_table(naskah.tabel, naskah.nama))
    named = _read_komponen(halaman.sebelum)
    acuan = {**KOMPONEN_BAKU, **named}
    filled, fill_notes = _with_indikator_repeated(rows)
    placed, place_notes = _place_rows([_with_items_on_lines(row) for row in filled], acuan)
    found, area_notes = build_areas(placed, tahun)
    area, lacking = _complete(found, acuan, naskah.nama)
    notes = [*naskah.catatan, *page_notes, *row_notes, *fill_notes, *place_notes, *area_notes, *lacking]
    before, after = (list(map(_plain, lines)) for lines in (halaman.sebelum, halaman.sesudah))
    titled = _first(_TAHUN, before[::-1])
    if titled and int(titled) != tahun:
        lokasi = Lokasi(naskah.nama, "judul")
        notes.append(note("tahun-berbeda", lokasi, f"TAHUN {titled}", naskah=titled, rencana=tahun))
    pengaturan = _with_ketetapan(pengaturan, before + after)
    return Hasil(Rencana(pengaturan, area), tuple(notes), tuple(named))


def _with_indikator_repeated(rows: Sequence[Row]) -> tuple[list[Row], list[Catatan]]:
    """Give each step that has a TARGET WAKTU of its own the INDIKATOR above it, whose cell covers several rows."""
    filled = list(rows)
    notes = []
    above = ""
    for place, row in enumerate(rows):
        if any(map(row.teks, KOLOM_LAMPIRAN[:3])):
            above = row.teks(Kolom.INDIKATOR)
        elif above and row.teks(Kolom.TARGET_WAKTU):
            filled[place] = row.with_words({Kolom.INDIKATOR: above})
            notes.append(filled[place].note("indikator-diulang", Kolom.INDIKATOR))
    return filled, notes


def _with_items_on_lines(row: Row) -> Row:
    texts = ((kolom, row.nilai.get(kolom)) for kolom in KOLOM_LAMPIRAN[2:])
    return row.with_words(
        {kolom: "\n".join(split_items(text)) for kolom, text in texts if isinstance(text, str)}
    )


def _read_komponen(lines: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Read the section that names the komponen of each area (section 6); areas that it lacks are left out."""
    heads = [i for i, line in enumerate(lines) if _JUDUL_BAGIAN.fullmatch(_plain(line))]
    if not heads:
        return {}
    blocks: dict[str, list[str]] = {}
    block: list[str] = []
    for line in lines[heads[-1] + 1 :]:
        kode = area_named(_plain(line))
        if kode and kode not in blocks:
            block = blocks.setdefault(kode, [])
        else:
            block.append(line)
    return {kode: names for kode, block in blocks.items() if (names := _last_list(block))}


def _with_ketetapan(pengaturan: Pengaturan, lines: Sequence[str]) -> Pengaturan:
    """Add number, day and place of the decree: its head comes first, and who signs it stands last."""
    text = "\n".join(lines)
    day, place = (match[-1] if (match := named.findall(text)) else "" for named in (_TANGGAL, _TEMPAT))
    return replace(
        pengaturan,
        nomor_keputusan=_first(_NOMOR, lines).replace("TAHUN", "Tahun"),
        tanggal_keputusan=parse_tanggal(day),
        tempat=place.title() if place.isupper() else place,
    )


def _plain(line: str) -> str:
    """Give a line without the marks of Markdown that a converted text has."""
    return sebaris(_HIASAN.sub("", line))


def _last_list(block: Sequence[str]) -> tuple[str, ...]:
    """Give the last list of a block: the targets of an area stand in a list before its komponen.

    A list begins at number 1, or, where Word numbers it by itself, below a line that is no item.
    """
    names: list[str] = []
    in_list = False
    for line in block:
        bare = line.replace("*", "").strip()
        match = _BUTIR.match(re.sub(r"^-\s+(?=\d)", "", bare))
        if match and (match["nomor"] == "1" or not (in_list or match["nomor"])):
            names = []
        if match:
            names.append(_AKHIR_BUTIR.sub("", match["nama"]).strip())
        in_list = match is not None
    return tuple(names)


def _first(pattern: re.Pattern[str], lines: Sequence[str]) -> str:
    return next((match[1] for line in lines if (match := pattern.match(line))), "")


def _place_rows(rows: Sequence[Row], acuan: KomponenArea) -> tuple[tuple[Row, ...], tuple[Catatan, ...]]:
    """Give the rows as they would stand if no page were missing; `acuan` names the komponen of each area.

    Each komponen stands below its area, also where the area's heading is lacking. Each row put elsewhere than
    under the heading above it has a catatan, and so has each row of no komponen, which is left out.
    """
    notes = [_left_out(row) for row in rows if _is_stray(row)]
    placed: list[Kelompok] = []
    headed: set[str] = set()
    kini = heading = ""
    for group in grouped(itertools.filterfalse(_is_stray, rows)):
        if group.area != heading:
            kini = heading = group.area
            headed.add(heading)
        own, left_out = _with_indikator(replace(group, area=kini))
        target = _home(own, placed, acuan)
        if not target:
            notes += map(_left_out, group.baris)
            continue
        notes += left_out
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


def _complete(
    areas: Iterable[Area], acuan: KomponenArea, nama: str
) -> tuple[tuple[Area, ...], tuple[Catatan, ...]]:
    """Add the komponen that an area lacks and `acuan` names, to be copied by hand, and note all that lack rows."""
    whole = []
    notes = []
    for area in areas:
        komponen = list(area.komponen)
        for urutan, name in enumerate(acuan.get(area.kode, ()), start=1):
            numbers, names = [number_of(k.nomor) for k in komponen], [k.nama for k in komponen]
            if urutan not in numbers and _alike(name, names) < _MIRIP:
                place = next((i for i, number in enumerate(numbers) if number > urutan), len(komponen))
                komponen.insert(place, Komponen(str(urutan), name, (), (TANPA_LETAK,)))
        whole.append(replace(area, komponen=tuple(komponen)))
        notes += [_lacking(area.kode, satu, nama) for satu in komponen if satu.belum_disalin]
    return tuple(whole), tuple(notes)


def _is_stray(row: Row) -> bool:
    """Say whether a row begins neither an area nor a komponen and is no indikator, such as a page's number."""
    nomor = row.teks(Kolom.NO)
    begins = row.teks(Kolom.KOMPONEN) or (number_of(nomor) and row.teks(Kolom.INDIKATOR))
    return bool(nomor) and not begins and area_of(row) is None


def _with_indikator(group: Kelompok) -> tuple[Kelompok, list[Catatan]]:
    """Give a komponen with the rows that count: those with an INDIKATOR, else one that is left open.

    Rows of no komponen stay as they are.
    """
    if not (group.nomor or group.nama):
        return group, []
    kept: list[Row] = []
    notes: list[Catatan] = []
    for row in group.baris:
        if row.teks(Kolom.INDIKATOR) or row.teks(Kolom.LANGKAH_AKSI) == BELUM_DISALIN:
            kept.append(row)
        elif any(row.teks(header) for header in row.nilai if header not in _NAMA):
            notes.append(row.note("baris-dilewati:tanpa-indikator", Kolom.INDIKATOR, row.utuh))
    return replace(group, baris=tuple(kept) or (bare_row(group.nomor, group.nama, group.baris[0]),)), notes


def _home(own: Kelompok, placed: Sequence[Kelompok], acuan: KomponenArea) -> str:
    """Give the area that a komponen belongs to: the one of the heading above it, unless pages are missing.

    They are where its name is none of that area's and is one of a later area's; between an area's heading and its
    number 1 nothing can be missing. Empty where no area is above it and no name is known, and for no komponen.
    """
    kini = own.area
    if not (own.nomor or own.nama):
        return ""
    begins = number_of(own.nomor) == 1 and not any(satu.area == kini for satu in reversed(placed))
    if kini and (begins or _alike(own.nama, acuan.get(kini, ())) >= _MIRIP):
        return kini
    areas = ["", *acuan]
    later = areas[areas.index(kini) + 1 :] if kini in areas else []
    fit = {kode: _alike(own.nama, acuan[kode]) for kode in later}
    best = max(fit, key=lambda kode: fit[kode], default=kini)
    return best if fit.get(best, 0.0) >= _MIRIP_PINDAH else kini


def _opened(
    placed: list[Kelompok], own: Kelompok, target: str, acuan: KomponenArea
) -> tuple[list[Kelompok], list[Catatan]]:
    """Open an area whose heading the source lacks, with the rows of the komponen before `own` that are left."""
    why = f"sesuai nama komponen, bukan area {own.area}" if own.area else "sesuai nama komponen"
    here = _moved(own.baris[0], replace(own, area=target), why)
    nomor = number_of(own.nomor)
    above = placed[-1] if placed else None
    if above is None or above.area != own.area or nomor <= 1:
        return placed, [here]
    nama = acuan[target][min(nomor - 1, len(acuan[target])) - 1]
    rest = _below_gap(above.baris, own.baris[0], nama)
    if not rest:
        return placed, [here]
    cut = Kelompok(target, str(nomor - 1), nama, rest)
    why = f"karena sesudahnya komponen {own.nomor} {own.nama}"
    shorter = replace(above, baris=above.baris[: -len(rest)])
    longer = replace(cut, baris=(*rest, bare_row(cut.nomor, nama, rest[0])))
    return [*placed[:-1], shorter, longer], [*(_moved(row, cut, why) for row in rest), here]


def _below_gap(rows: tuple[Row, ...], following: Row, nama: str) -> tuple[Row, ...]:
    """Give the last rows of a komponen that stand below missing pages, and so belong to what follows.

    Pages are missing at a page break. Where the komponen that follows is not the first of its page, that is the
    break above it; else, and where pages are not known, only rows that name the komponen `nama` go with it.
    """
    breaks = [index for index, row in enumerate(rows) if index and row.awal_halaman]
    if breaks and not following.awal_halaman:
        return rows[breaks[-1] :]
    place = len(rows)
    while place > 1 and _mentions(rows[place - 1].teks(Kolom.INDIKATOR), nama):
        place -= 1
    return rows[place:]


def _laid_out(placed: Iterable[Kelompok], names: Mapping[str, str]) -> Iterator[Row]:
    """Go through the rows of all komponen, each with its NO and KOMPONEN, below the rows of their areas."""
    above = ""
    for group in placed:
        first, *others = group.baris
        if group.area != above:
            above = group.area
            yield bare_row(above, names.get(above) or NAMA_AREA.get(above, ""), first)
        yield first.with_words({Kolom.NO: group.nomor, Kolom.KOMPONEN: group.nama})
        yield from others


def _falling_number(placed: Sequence[Kelompok], own: Kelompok) -> list[Catatan]:
    """Note a komponen whose number is not above that of the last one of its area."""
    nomor = number_of(own.nomor)
    before = next((n for k in reversed(placed) if k.area == own.area and (n := number_of(k.nomor))), 0)
    if not 0 < nomor <= before:
        return []
    isi = f"{own.nomor} {own.nama}"
    return [own.baris[0].note("nomor-turun", Kolom.INDIKATOR, isi, dari=before, ke=nomor)]


def _moved(row: Row, group: Kelompok, why: str) -> Catatan:
    komponen = f"{kode_komponen(group.area, group.nomor)} {group.nama}"
    return row.note("area-ditetapkan", Kolom.INDIKATOR, komponen=komponen, sebab=why, area=group.area)


def _lacking(area: str, komponen: Komponen, nama: str) -> Catatan:
    some = komponen.indikator
    lokasi = some[0].letak.lokasi(Kolom.INDIKATOR) if some else Lokasi(nama, f"area {area}")
    isi = f"{kode_komponen(area, komponen.nomor)} {komponen.nama}"
    return note("komponen-tidak-lengkap", lokasi, isi, baris="Sebagian baris" if some else "Baris")


def _left_out(row: Row) -> Catatan:
    which = "bukan-baris" if any(map(row.teks, _NAMA)) else "tanpa-komponen"
    return row.note(f"baris-dilewati:{which}", Kolom.INDIKATOR, row.utuh)


def _alike(nama: str, names: Iterable[str]) -> float:
    """Give how alike, of 100, a name is to the one of `names` that it is most like."""
    scores = (fuzz.token_set_ratio(nama, satu, processor=utils.default_process) for satu in names)
    return max(scores, default=0.0)


def _mentions(text: str, nama: str) -> bool:
    return fuzz.partial_ratio(nama, text, processor=utils.default_process) >= _MIRIP_SEBUT
