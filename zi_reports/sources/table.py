"""Grids of cells become tables of a plan: where the header rows stand, and which column is which."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from openpyxl.utils import get_column_letter

from zi_reports.rencana.bahasa import gabung_kata, huruf_angka, nearest, sebagian, sebaris
from zi_reports.rencana.catatan import note
from zi_reports.rencana.lampiran import KOLOM_LAMPIRAN, SINONIM_KOLOM, Kolom, header_bulan
from zi_reports.rencana.model import TAHUN_DITERIMA, Catatan, Letak, Lokasi, WorkbookError
from zi_reports.rencana.target_waktu import parse_tanggal, parse_target_waktu
from zi_reports.sources.grid import Grid, Nilai, as_text, normal

BARIS_HEADER_TERAKHIR = 50
"""How far down the header row is looked for."""

_WAJIB = frozenset({Kolom.NO, Kolom.KOMPONEN, Kolom.INDIKATOR, Kolom.TARGET_WAKTU})
"""Where these stand in a row, or in two rows of one header, the table begins."""

_HAMPIR_SEMUA = 3
"""Of these, how many in a row show that a plan is meant, and no LKE."""

_BARIS_DICARI, _PALING_BANYAK = 2_000, 5
"""Rows of a sheet looked through for what is most like a header; sheets, or signs of an LKE, that are named."""

_LEMBAR_LKE = re.compile(r"(?i)\b(?:lke|pengungkit|pemenuhan|reform|hasil)\b")
_SEL_LKE = re.compile(
    r"(?is)\s*(?:(lke|lembar\s+kerja\s+evaluasi)\b.*|(?:[\da-z]{1,4}[.)]\s*)?"
    r"(pengungkit|pemenuhan|reform|hasil|penilaian|bobot|nilai|pilihan\s+jawaban|jawaban)"
    r"(?:\s+(?:unit(?:\s+kerja)?|satker|tp[in]|maks(?:imal)?))?(?:\s*\(.*\))?\s*)"
)
_CUKUP_LKE = 3
_BOBOT_LKE: Mapping[str, int] = {
    **dict.fromkeys(("LKE", "LEMBAR KERJA EVALUASI"), 3),
    **dict.fromkeys(("lembar PENGUNGKIT", "lembar PEMENUHAN", "lembar REFORM"), 2),
}
"""How much a sign tells that a workbook is an evaluation sheet, where that is more than one, and what is enough."""

_SEDIKIT = 2
"""Headers by their own names that make a row one in which other words are taken for headers too."""

_PANJANG_TERKECIL, _PANJANG_TERBESAR, _HAMPIR_SAMA = 6, 30, 85
"""Letters of a header in which a slip of the pen is looked for, and how like, of 100, it must be."""

_SEMUA_DISEBUT = 5
"""Columns that a sentence names one by one."""

_BULAN = re.compile(r"([a-z]+)[ .,/’'\-]*(20\d\d|\d\d)?")
_NOMOR_BULAN = re.compile(
    r"(?:(?:b|bl|bln|bulan)[ .\-]*(?:ke[ \-]*)?(?P<nomor>1[0-2]|0?[1-9])|(?P<angka>0[1-9]|1[0-2]))"
    r"(?:[ .,/’'\-]+(?P<tahun>20\d\d|\d\d))?|(?P<dahulu>20\d\d)[ ./\-](?P<sesudah>1[0-2]|0?[1-9])"
)
"""A month by its number, as `B01`, `Bulan 1`, `01` or `2025-01`; a bare 1 may count anything."""

_TAHUN = re.compile(r"\b20\d\d\b")
_EVIDEN, _TAUTAN = 2, 3
"""How surely columns of these names hold what was handed in (`_rank`)."""

_DIMINTA = {"dokumen", "output", "keluaran"}
"""What beside such a column says what the plan asks for."""

_EMPAT = (("I", "II", "III", "IV"), ("1", "2", "3", "4"))
"""Four numbers below TARGET WAKTU are those of the quarters."""


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A header cell: its column from 0, what stands there, and its month if it is one (0 without a year)."""

    index: int
    teks: str
    bulan: int = 0
    tahun: int = 0


Claim = tuple[str, HeaderCell, bool]
"""A header, the cell that stands for it, and whether the cell says so in other words."""


@dataclass(frozen=True, slots=True)
class Table:
    """Where a plan's table stands: its sheet and its header rows, counted from 1 (mostly one and the same).

    `kolom` gives the column (from 0) of each header that is known, `periode` the columns below TARGET WAKTU that
    stand for a period each, with its words; `menutup` the columns that the header cell of a column covers besides.
    `area` is what a line above the table says of all its rows.
    """

    lembar: Grid
    header: int
    header_terakhir: int
    periode: Mapping[int, str] = field(default_factory=dict)
    kolom: Mapping[str, int] = field(default_factory=dict)
    menutup: Mapping[int, range] = field(default_factory=dict)
    area: tuple[str, str] | None = None

    def letak(self, baris: int) -> Letak:
        """Give the place of a row: with its columns' letters, or with what a row of a document is called."""
        columns = {header: self._name(index) for header, index in self.kolom.items()}
        return Letak(self.lembar.nama, baris, columns)

    def lokasi(self, index: int = 0) -> Lokasi:
        """Give the cell of the header row in a column counted from 0."""
        return Lokasi(self.lembar.nama, f"{self._name(index)}{self.header}")

    def _name(self, index: int) -> str:
        return f"{self.lembar.sebutan} " if self.lembar.sebutan else get_column_letter(index + 1)

    @property
    def judul_kolom(self) -> list[HeaderCell]:
        """The cells of the header rows that say anything."""
        return list(_header_cells(self.lembar.baris[self.header - 1 : self.header_terakhir], self.periode))

    @property
    def judul(self) -> list[str]:
        """The lines above the table."""
        above = self.lembar.baris[: max(self.header - 1, 0)]
        return [text for row in above for text in map(as_text, row) if text]


def find_table(sheets: Sequence[Grid], nama: str) -> Table:
    """Find the sheet with the plan's table; `nama` names the workbook in an error.

    A sheet that has the headers but no indikator, such as an empty copy, is no second plan.

    Raises:
        WorkbookError: there is no such table, or more than one.
    """
    found = [tabel for sheet in sheets if (tabel := table_in(sheet)) is not None]
    if not found:
        raise WorkbookError(no_table(sheets, nama))
    filled = [tabel for tabel in found if _has_indikator(tabel)]
    if len(filled) > 1:
        names = " dan ".join(
            tabel.lembar.nama + (" (tersembunyi)" if tabel.lembar.tersembunyi else "") for tabel in filled
        )
        raise WorkbookError(
            f"{nama} memuat lebih dari satu tabel rencana: lembar {names}. Sisakan satu saja."
        )
    return (filled or found)[0]


def no_table(sheets: Sequence[Grid], nama: str) -> str:
    """Say that `nama` has no table of a plan: where it was looked for, and which row is most like a header.

    An evaluation sheet of Zona Integritas, which such an office has as well, is named as what it is.
    """
    headers = gabung_kata(KOLOM_LAMPIRAN)
    best, place, found = _most_like_a_header(sheets)
    if best < _HAMPIR_SEMUA and (signs := _signs_of_lke(sheets)):
        return (
            f"{nama} adalah Lembar Kerja Evaluasi (LKE) Zona Integritas (memuat {gabung_kata(signs)}), bukan "
            f"rencana aksi. Sebutkan buku kerja rencana aksi, yaitu yang judul kolomnya {headers}."
        )
    looked = gabung_kata(sebagian(list(map(_looked_through, sheets)), _PALING_BANYAK))
    where = f"Yang diperiksa: {looked}" if sheets else "Di dalamnya tidak ada tabel (gambar tidak terbaca)"
    nearest_row = f" Pada {place} {_lack(found)}; yang ada: {gabung_kata(found)}." if found else ""
    return (
        f"{nama} tidak memuat tabel rencana aksi. Judul kolomnya harus ada: {headers}. {where}.{nearest_row}"
    )


def with_columns(tabel: Table, tahun: int, *, lampiran: bool = False) -> tuple[Table, tuple[Catatan, ...]]:
    """Give the table with its columns; a month without its year is of the plan year."""
    kolom: dict[str, int] = {}
    notes = []
    for header, cell, meant in claims(tabel.judul_kolom, tahun, lampiran=lampiran):
        lokasi = tabel.lokasi(cell.index)
        if header in kolom:
            used = tabel.lokasi(kolom[header]).sel
            notes.append(note("kolom-ganda", lokasi, cell.teks, kolom=header, sel=used))
        elif meant:
            notes.append(note("kolom-dibaca-sebagai", lokasi, cell.teks, kolom=header))
        kolom.setdefault(header, cell.index)
    return replace(tabel, kolom=kolom), tuple(notes)


def missing_columns(tabel: Table, headers: Iterable[str]) -> tuple[Catatan, ...]:
    """Note in one catatan which of these columns the table lacks."""
    lacking = [header for header in headers if header not in tabel.kolom]
    return (note("kolom-tidak-ada", tabel.lokasi(), kolom=gabung_kata(lacking)),) if lacking else ()


def unused_columns(tabel: Table, *, lampiran: bool = False) -> Mapping[int, tuple[str, ...]]:
    """Give the columns that hold something below no known header: what stands for a header, then what is below."""
    used = {*tabel.kolom.values(), *tabel.periode, *itertools.chain.from_iterable(tabel.menutup.values())}
    below = texts_below(tabel, used)
    if not below:
        return {}
    cells = tabel.judul_kolom
    heads = {cell.index: cell.teks for cell in cells}
    twice = {cell.index for _, cell, _ in claims(cells, TAHUN_DITERIMA[0], lampiran=lampiran)}
    return {index: (heads.get(index, ""), *texts) for index, texts in below.items() if index not in twice}


def texts_below(tabel: Table, used: Collection[int]) -> Mapping[int, Sequence[str]]:
    """Give what stands below the header in the columns that are not among those `used`, in their order."""
    below: defaultdict[int, list[str]] = defaultdict(list)
    for row in tabel.lembar.baris[tabel.header_terakhir :]:
        for index, value in enumerate(row):
            if value is not None and index not in used and (text := as_text(value)):
                below[index].append(text)
    return dict(sorted(below.items()))


def unknown_columns(tabel: Table) -> tuple[Catatan, ...]:
    """Note, once for the table, its columns that are not read."""
    found = unused_columns(tabel)
    if not found:
        return ()
    letters = [get_column_letter(index + 1) for index in found]
    which = gabung_kata(letters) if len(letters) <= _SEMUA_DISEBUT else f"{letters[0]} sampai {letters[-1]}"
    heads = "; ".join(filter(None, (head for head, *_ in found.values())))
    count = sum(map(len, found.values())) - len(found)
    return (note("kolom-tambahan", tabel.lokasi(min(found)), heads, kolom=which, jumlah=count),)


def table_in(sheet: Grid, sampai: int = BARIS_HEADER_TERAKHIR) -> Table | None:
    """Find the table in a sheet whose header stands in the first `sampai` rows; None where there is none."""
    rows = sheet.baris
    below = _names_in(rows[0]) if rows else {}
    for index, row in enumerate(rows[:sampai]):
        second_row = rows[index + 1] if index + 1 < len(rows) else ()
        names, below = below, _names_in(second_row)
        if set(names.values()) >= _WAJIB:
            periode = _periods_in(row, second_row, names)
            second = bool(periode) or _continues(row, second_row, names, below)
            return Table(sheet, index + 1, index + 1 + second, periode)
        together = set(names.values()) | set(below.values())
        if names and together >= _WAJIB and not set(below.values()) >= _WAJIB:
            return Table(sheet, index + 1, index + 2)
    return None


def _continues(
    upper: Sequence[Nilai], row: Sequence[Nilai], names: Mapping[int, Kolom], below: Mapping[int, Kolom]
) -> bool:
    """Say whether a row is a header's second: it adds names or months and leaves the plan's columns free."""
    plan = [column for column, kolom in names.items() if kolom in _WAJIB]
    if any(column < len(row) and as_text(row[column]) for column in plan):
        return False
    if any(column not in names for column in below) or any(map(_month_of, row)):
        return True
    group = ""
    for above, value in zip(upper, row, strict=False):
        group = as_text(above) or group
        if _month_below(group, as_text(value)):
            return True
    return False


def _has_indikator(tabel: Table) -> bool:
    column = with_columns(tabel, dt.MINYEAR)[0].kolom.get(Kolom.INDIKATOR, 0)
    texts = (as_text(row[column]) for row in tabel.lembar.baris[tabel.header_terakhir :] if column < len(row))
    return any(
        text and not text.strip("()").isdecimal() and not is_header(text, Kolom.INDIKATOR) for text in texts
    )


def _most_like_a_header(sheets: Sequence[Grid]) -> tuple[int, str, list[Kolom]]:
    """Give the row with most headers of the lampiran: how many of them must be there, its place, the headers."""
    best, place, found = 0, "", list[Kolom]()
    for sheet in sheets:
        for nomor, row in enumerate(sheet.baris[:_BARIS_DICARI], start=1):
            texts = [value for value in row if isinstance(value, str)]
            names = {kolom for text in texts if (kolom := _exact(text) or _meant(text))} & set(KOLOM_LAMPIRAN)
            if len(names) > len(found):
                place = f"{sheet.sebutan or f'lembar {sheet.nama} baris'} {nomor}"
                best, found = len(names & _WAJIB), [kolom for kolom in KOLOM_LAMPIRAN if kolom in names]
    return best, place, found


def _lack(found: Collection[Kolom]) -> str:
    lacking = [kolom for kolom in KOLOM_LAMPIRAN if kolom in _WAJIB and kolom not in found]
    if lacking:
        return f"yang belum ada: {', '.join(lacking)}"
    return (
        f"judul itu harus ditulis persis, pada {BARIS_HEADER_TERAKHIR} baris pertama, di atas baris rencana"
    )


def _looked_through(sheet: Grid) -> str:
    """Name a sheet or a table with the number of its rows."""
    what = sheet.sebutan.removesuffix("baris").strip() if sheet.sebutan else f"lembar {sheet.nama}"
    count = max(
        (nomor for nomor, row in enumerate(sheet.baris, start=1) if any(map(as_text, row))), default=0
    )
    rows = f"{count} baris" if count else "kosong"
    return f"{what} ({rows})" if what else rows


def _signs_of_lke(sheets: Sequence[Grid]) -> list[str]:
    """Give what tells an evaluation sheet (LKE): names of sheets, words in their first rows; none if too little."""
    signs: dict[str, int] = {}
    for sheet in sheets:
        nama = sheet.nama if sheet.sebutan in {"", f"{sheet.nama} baris"} else ""  # else that of a document
        named = (f"lembar {word.upper()}" for word in _LEMBAR_LKE.findall(nama))
        cells = (as_text(value) for row in sheet.baris[:BARIS_HEADER_TERAKHIR] for value in row)
        words = (match[1] or match[2] for match in map(_SEL_LKE.fullmatch, cells) if match)
        for sign in (*named, *(sebaris(word.upper()) for word in words)):
            signs[sign] = _BOBOT_LKE.get(sign.replace("lembar LKE", "LKE"), 1)
    return list(signs)[:_PALING_BANYAK] if sum(signs.values()) >= _CUKUP_LKE else []


def claims(cells: Sequence[HeaderCell], tahun: int, *, lampiran: bool = False) -> list[Claim]:
    """Give the header that each cell stands for: those of a column's own name come first.

    A month without its year is of the plan year. In a `lampiran`, which nobody has reported in, evidence is what
    the plan asks for, and KETERANGAN is kept as KENDALA, where it has no columns of those names.
    """
    exact: list[Claim] = []
    meant: list[Claim] = []
    for cell in cells:
        if cell.bulan:
            month = header_bulan(dt.date(cell.tahun or tahun, cell.bulan, 1))
            (exact if cell.tahun else meant).append((month, cell, False))
        elif kolom := _exact(cell.teks):
            exact.append((kolom, cell, False))
        elif kolom := _meant(cell.teks):
            meant.append((kolom, cell, True))
    if asked := _asked([*exact, *meant], () if lampiran else cells):
        exact = [claim for claim in exact if claim[1] is not asked]
        meant = [claim for claim in meant if claim[1] is not asked]
        meant.append((Kolom.BUKTI_FISIK, asked, True))
    own = {header for header, _, _ in exact}
    found = exact + [
        claim for claim in meant if claim[1].bulan or claim[0] not in own or _rank(claim) == _TAUTAN
    ]
    if not lampiran:
        return found
    names = [header for header, _, _ in found]
    if Kolom.BUKTI_FISIK not in names and Kolom.BUKTI_DUKUNG in names:
        place = names.index(Kolom.BUKTI_DUKUNG)
        found[place] = (Kolom.BUKTI_FISIK, found[place][1], True)
    if Kolom.KENDALA not in names:
        found += [(Kolom.KENDALA, cell, True) for cell in cells if bare_header(cell.teks) == "keterangan"]
    return found


def _asked(claimed: Sequence[Claim], cells: Sequence[HeaderCell]) -> HeaderCell | None:
    """Give the column of what the plan asks for, where BUKTI FISIK lacks and two kinds of evidence stand there.

    Of DATA DUKUNG beside BUKTI DUKUNG, and of both beside EVIDEN or a link, the first is asked for.
    """
    evidence = sorted((claim for claim in claimed if claim[0] == Kolom.BUKTI_DUKUNG), key=_rank)
    if not evidence or any(claim[0] == Kolom.BUKTI_FISIK for claim in claimed):
        return None
    if _rank(evidence[0]) < _rank(evidence[-1]):
        return evidence[0][1]
    handed_in = _rank(evidence[-1]) >= _EVIDEN
    return next((cell for cell in cells if handed_in and bare_header(cell.teks) in _DIMINTA), None)


def _rank(claim: Claim) -> int:
    """Say how surely a column of evidence holds what was handed in, and not what the plan asks for."""
    name = bare_header(claim[1].teks)
    if name.startswith(("link", "tautan", "alamat", "url")):
        return _TAUTAN
    return _EVIDEN if name.startswith("eviden") else int(not name.startswith("data"))


def is_header(teks: str, kolom: Kolom) -> bool:
    """Say whether a cell holds the header of `kolom`, in whatever spelling."""
    return (_exact(teks) or _meant(teks)) == kolom


def _periods_in(
    row: Sequence[Nilai], second_row: Sequence[Nilai], names: Mapping[int, Kolom]
) -> Mapping[int, str]:
    """Give the columns below TARGET WAKTU that a second header row divides into periods, as TW I to TW IV."""
    first, second = list(map(as_text, row)), list(map(as_text, second_row))
    start = next(column for column, kolom in names.items() if kolom is Kolom.TARGET_WAKTU)
    end = next((column for column in range(start + 1, len(first)) if first[column]), len(second))
    if any(second[:start]):
        return {}
    texts = {column: text for column, text in enumerate(second[:end]) if text}
    if tuple(texts.values()) in _EMPAT:
        texts = {column: f"Triwulan {text}" for column, text in texts.items()}
    targets = [parse_target_waktu(text, TAHUN_DITERIMA[0]) for text in texts.values()]
    return texts if len(texts) > 1 and all(len(satu.jatuh_tempo) == 1 for satu in targets) else {}


def _names_in(row: Sequence[Nilai]) -> Mapping[int, Kolom]:
    """Give the columns of a row that hold a header, by what is meant where most of them are clear."""
    texts = {index: value for index, value in enumerate(row) if isinstance(value, str)}
    exact = {index: kolom for index, text in texts.items() if (kolom := _exact(text))}
    if len(exact) < _SEDIKIT:
        return exact
    others = {index: text for index, text in texts.items() if index not in exact}
    return exact | {index: kolom for index, text in others.items() if (kolom := _meant(text))}


def _header_cells(rows: Sequence[Sequence[Nilai]], periode: Collection[int]) -> Iterator[HeaderCell]:
    """Go through the header's cells; in a header of two rows, the lower one where the upper says nothing.

    Of the columns in `periode`, which are one below TARGET WAKTU, only the first has a header.
    """
    group = ""
    for index, (upper, *lower) in enumerate(itertools.zip_longest(*rows)):
        group = as_text(upper) or group
        says = _exact(as_text(upper)) or _month_of(upper)
        value = upper if says else next(filter(as_text, lower), upper)
        if not as_text(value) or (index in periode and index != min(periode)):
            continue
        month, year = _month_of(value) or _month_below(group, as_text(value)) or (0, 0)
        if month and not year and lower and (named := _TAHUN.search(group)):
            year = int(named[0])
        yield HeaderCell(index, as_text(value), month, year)


def bare_header(teks: str) -> str:
    """Keep a header's letters and figures; what stands in brackets explains. Longer texts are no header."""
    if len(teks) > _PANJANG_TERBESAR * 2:
        return ""
    plain = normal(teks)
    return huruf_angka(plain if plain.startswith("(") else re.sub(r"\([^)]*\)", "", plain))


_NAMA = {bare_header(kolom): kolom for kolom in Kolom}
_NAMA_LAIN = {bare_header(nama): kolom for kolom, semua in SINONIM_KOLOM.items() for nama in semua.split(",")}


@functools.lru_cache(maxsize=4096)
def _exact(teks: str) -> Kolom | None:
    """Give the column of this name; case, signs and white space apart."""
    return _NAMA.get(bare_header(teks))


@functools.lru_cache(maxsize=4096)
def _meant(teks: str) -> Kolom | None:
    """Give the column that another name stands for, or a name with a slip of the pen."""
    name = bare_header(teks)
    if name in _NAMA_LAIN:
        return _NAMA_LAIN[name]
    if len(name) > _PANJANG_TERBESAR or not name.isalpha():
        return None
    return _NAMA.get(near_header(name, _NAMA.keys()))


def near_header(nama: str, headers: Collection[str]) -> str:
    """Give the one of `headers` of which a name is a slip of the pen, all in their bare form; empty for none."""
    return (nearest(nama, headers, _HAMPIR_SAMA) or "") if len(nama) >= _PANJANG_TERKECIL else ""


def _month_of(value: Nilai) -> tuple[int, int] | None:
    """Give month and year (0 without one) of a month column's header; Excel makes a date of some."""
    if isinstance(value, dt.date):
        return value.month, value.year
    text = normal(value) if isinstance(value, str) else ""
    if match := _NOMOR_BULAN.fullmatch(text):
        month = int(match["nomor"] or match["angka"] or match["sesudah"])
        return month, _year(match["tahun"] or match["dahulu"])
    match = _BULAN.fullmatch(text)
    day = parse_tanggal(f"1 {match[1]} 2000") if match else None
    return (day.month, _year(match[2])) if match and day else None


def _month_below(group: str, teks: str) -> tuple[int, int] | None:
    """Give the month of a number from 1 to 12 that stands below the word BULAN."""
    return _month_of(f"bulan {teks}") if "bulan" in normal(group).split() else None


def _year(angka: str | None) -> int:
    """Give a year of two figures or four; 0 for none."""
    return int(angka or 0) + (2000 if angka and len(angka) < len("2000") else 0)
