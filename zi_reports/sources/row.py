"""One row of the plan's sheet, its cells found by their headers and read as text, date or mark."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zi_reports.rencana import bahasa
from zi_reports.rencana.catatan import note
from zi_reports.rencana.lampiran import HARI_NOL_1900, KOLOM_LAMPIRAN, NAMA_AREA, SINONIM_AREA, Kolom
from zi_reports.rencana.model import Catatan, Letak
from zi_reports.rencana.target_waktu import parse_tanggal
from zi_reports.sources.grid import KENDALI, Hari, Nilai, SelRusak, as_text, normal, read_day

_AREA = re.compile(
    r"(?:(?i:area)\s+)?(?P<kode>[IVX]+)(?:\s*[.):–\-]+\s*|\s+|$)(?P<nama>[^\s\d].*)?", re.DOTALL
)
_ROMAWI = frozenset({*NAMA_AREA, "VII", "VIII", "IX", "X", "XI", "XII"})
_JUDUL_AREA = re.compile(
    r"(?P<area>area\b(?: perubahan)?)? ?(?:(?P<nomor>[ivx]+|[1-9]|[a-f])\b[.):]?)?(?: ?[-–:])? ?(?P<nama>\D.*)?",
    re.IGNORECASE,
)
_ANGKA_AREA = {
    tanda: kode for nomor, kode in enumerate(NAMA_AREA) for tanda in (str(nomor + 1), "ABCDEF"[nomor])
}
_ROMAWI_KECIL = frozenset(kode.lower() for kode in NAMA_AREA)
_NAMA_LAIN = {nama: kode for kode, semua in SINONIM_AREA.items() for nama in semua.split(", ")}
_HURUF = re.compile(r"[a-f][.)] ")
_MIRIP_AREA = 85
"""How alike, of 100, a line and an area's name must be."""

_NAMA_TERPANJANG = 60
"""Letters of an area's name, at most."""

_TERPENGGAL = re.compile("([^\\W\\d_]+)[-\u00ad\u2010\u2011][ \\t]*\\n\\s*([^\\W\\d_]+)")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row by header, the addresses they link to, and where the row stands.

    `bulan_saja` are the headers of cells with a date that is shown as month and year only; `awal_halaman` says
    that the row is the first below a header, where a page may have cut the row above it. `tahun` is the plan year,
    `bulan_dahulu` says that dates of the sheet have the month in front of the day, and `tertukar` that Excel may
    have taken the day for the month wherever it can be one. `gabungan` gives of the headers whose cells a merged
    block covers the address of the cell that shows it.
    """

    letak: Letak
    nilai: Mapping[str, Nilai]
    tautan: Mapping[str, str]
    bulan_saja: frozenset[str] = frozenset()
    hari_nol: dt.date = HARI_NOL_1900
    awal_halaman: bool = False
    tahun: int | None = None
    bulan_dahulu: bool = False
    tertukar: bool = False
    gabungan: Mapping[str, str] = field(default_factory=dict)

    def teks(self, header: str) -> str:
        """Give the cell's text as a reader of the sheet sees it; empty where there is none."""
        return as_text(self.nilai.get(header))

    def rusak(self, header: str) -> bool:
        """Say whether the cell holds nothing that can be used."""
        return isinstance(self.nilai.get(header), SelRusak)

    def usable(self, header: str) -> str:
        """Give the cell's text; empty where it holds nothing that can be used, which counts for nothing."""
        return "" if self.rusak(header) else self.teks(header)

    @property
    def utuh(self) -> str:
        """What stands in all cells, one after the other, of a row that does not count."""
        return " | ".join(filter(None, map(self.teks, self.nilai)))

    def read(self, header: str) -> Hari:
        """Read the cell's day."""
        value = self.nilai.get(header)
        year = int(header[-4:]) if header[-4:].isdecimal() else self.tahun
        read = read_day(value, self.hari_nol, year)
        if read.hari is not None and header in self.bulan_saja:
            return replace(read, ditafsirkan=self.month_only(header))
        if self.tertukar and isinstance(value, dt.date) and read.hari and read.hari.day != read.hari.month:
            return replace(read, lain=read.hari.replace(day=read.hari.month, month=read.hari.day))
        return read

    def month_only(self, header: str) -> bool:
        """Say whether a month was typed: of `Oktober 2025` Excel makes its first day, and shows `Okt-25`."""
        value = self.nilai.get(header)
        return isinstance(value, dt.date) and header in self.bulan_saja and value.day == 1

    def day(self, header: str) -> tuple[Hari, tuple[Catatan, ...]]:
        """Read the cell's day, with a catatan where the cell does not plainly write it."""
        read = self.read(header)
        return read, self.day_notes(header) if read.hari else ()

    def day_notes(self, *headers: str) -> tuple[Catatan, ...]:
        """Note the days that cells do not plainly write, such as `45961`: each kind once, with its cells."""
        found: defaultdict[str, dict[str, Hari]] = defaultdict(dict)
        for header in headers:
            read = self.read(header)
            swapped = isinstance(self.nilai.get(header), dt.date)
            for macam, fits in (
                ("isian-bulan-tidak-dikenal:bulan-dahulu", read.bulan_dahulu),
                ("tanggal-dibaca-sebagai", read.ditafsirkan),
                ("tahun-dua-angka", read.dua_angka),
                ("tanggal-dua-arti", self.bulan_dahulu and not swapped and read.hari and read.lain),
                ("tanggal-dua-arti:tertukar", swapped and read.lain),
            ):
                if fits:
                    found[macam][header] = read
        return tuple(self._day_note(macam, read) for macam, read in found.items())

    def _day_note(self, macam: str, read: Mapping[str, Hari]) -> Catatan:
        first, *others = read
        hari, lain = (
            bahasa.gabung_kata([bahasa.tanggal(day) for day in days if day])
            for days in ([day.hari for day in read.values()], [day.lain for day in read.values()])
        )
        cells = "; ".join(f"{self.letak.lokasi(h).sel} {self.teks(h)}" for h in read) if others else None
        return self.note_typed(macam, first, cells, hari=hari, lain=lain)

    def note(self, macam: str, header: str, isi: str | None = None, **nilai: object) -> Catatan:
        """Make a catatan on the cell under `header`; `isi` is the cell's own text, unless it is given."""
        return note(macam, self.letak.lokasi(header), self.teks(header) if isi is None else isi, **nilai)

    def note_typed(self, macam: str, header: str, isi: str | None = None, **nilai: object) -> Catatan:
        """Make a catatan on what was typed, where it was: a merged block has one for all that it covers."""
        lokasi = self.letak.lokasi(header)
        lokasi = replace(lokasi, sel=self.gabungan.get(header, lokasi.sel))
        return note(macam, lokasi, self.teks(header) if isi is None else isi, **nilai)

    def with_block(self, nilai: Nilai, tautan: str, headers: Sequence[str], sel: str) -> Row:
        """Give the row with what a merged block, shown in `sel`, holds; a cell with words keeps its own."""
        blank = [header for header in headers if not self.teks(header)]
        links = dict.fromkeys(blank, tautan) if tautan else {}
        row = self.with_words(dict.fromkeys(blank, nilai))
        return replace(
            row,
            tautan={**self.tautan, **links},
            gabungan={**self.gabungan, **dict.fromkeys(headers, sel)},
        )

    def with_words(self, words: Mapping[str, Nilai]) -> Row:
        """Give the row with these cells in place of its own."""
        return replace(self, nilai={**self.nilai, **words})


def with_whole_months(teks: str) -> str:
    """Join a month's name that a hyphen parts at a line's end; no other word."""

    def whole(halves: re.Match[str]) -> str:
        word = halves[1] + halves[2].lower()
        return word if parse_tanggal(f"1 {word} 2000") else halves[0]

    return _TERPENGGAL.sub(whole, teks)


def cell_notes(row: Row) -> Iterator[Catatan]:
    """Note the cells of a row that hold no usable value, signs that no document can show, or a link unknown."""
    for header, value in row.nilai.items():
        if isinstance(value, SelRusak):
            yield row.note("sel-rusak", header)
        elif isinstance(value, str) and KENDALI.search(value):
            yield row.note("karakter-kendali", header)
    for header, link in row.tautan.items():
        shown = row.usable(header)
        evidence = header == Kolom.BUKTI_DUKUNG or header not in set(Kolom)
        if evidence and shown and "://" not in shown and link.startswith("="):
            yield row.note("tautan-rumus-tidak-terbaca", header)


def area_of(row: Row) -> tuple[str, str] | None:
    """Give the Roman numeral and the name of an area row, be they in two cells, in one, or the name alone."""
    if any(map(row.teks, KOLOM_LAMPIRAN[3:])):
        return None
    nomor, nama, uraian = (row.teks(kolom) for kolom in KOLOM_LAMPIRAN[:3])
    match = _AREA.fullmatch(nomor or nama)
    if match is None or match["kode"] not in _ROMAWI or (not nomor and not match["nama"]):
        return None if uraian and (nama or not nomor) else _area_otherwise(nomor, nama, uraian)
    if uraian and (nama or match["nama"]):
        return None
    return match["kode"], match["nama"] or (nama if nomor else "") or uraian


def _area_otherwise(nomor: str, nama: str, uraian: str) -> tuple[str, str] | None:
    """Give the area of a row without a Roman numeral in capitals: by its name, by `Area 2`, or by `ii` with a name.

    A number or a letter alone is a komponen's.
    """
    titled = area_titled(f"{nomor} {nama or uraian}")
    if titled or not nama or (small := nomor.rstrip(".): ")) not in _ROMAWI_KECIL:
        return titled
    return small.upper(), nama


@functools.lru_cache(maxsize=4096)
def area_named(teks: str) -> str:
    """Give the area whose name a line is, with or without a letter in front; empty for any other line."""
    name = _HURUF.sub("", normal(teks)).rstrip(" ;:.")
    if name in _NAMA_LAIN:
        return _NAMA_LAIN[name]
    if len(name) > _NAMA_TERPANJANG or not name[:1].isalpha():
        return ""
    areas = {normal(nama): kode for kode, nama in NAMA_AREA.items()}
    close = bahasa.nearest(name, areas.keys(), _MIRIP_AREA)
    return areas[close] if close else ""


def area_titled(teks: str) -> tuple[str, str] | None:
    """Give the area that a line above a table, or the name of a sheet, is the title of.

    That is an area's name, with or without a number in front, or the word `Area` with a number.
    """
    match = _JUDUL_AREA.fullmatch(bahasa.sebaris(teks))
    if match is None:
        return None
    nama = (match["nama"] or "").rstrip(" ;:.")
    number = (match["nomor"] or "").upper()
    kode = area_named(nama) or (_ANGKA_AREA.get(number, number) if match["area"] else "")
    return (kode, nama or NAMA_AREA[kode]) if kode in NAMA_AREA else None


def same_komponen(nomor: str, nama: str, row: Row) -> bool:
    """Say whether a row goes on with the komponen above: its NO and KOMPONEN are blank or said once more."""
    own_nomor, own_nama = row.teks(Kolom.NO), row.teks(Kolom.KOMPONEN)
    return (not own_nomor or own_nomor.rstrip(". ") == nomor.rstrip(". ")) and (
        not own_nama or normal(own_nama) == normal(nama)
    )


def lines_of(rows: Sequence[Row]) -> str:
    """Name one row, or several by the first and the last."""
    until = f" sampai {rows[-1].letak.baris}" if len(rows) > 1 else ""
    return f"Baris {rows[0].letak.baris}{until}"
