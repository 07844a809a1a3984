"""One row of the plan's sheet, its cells found by their headers and read as text, date or mark."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

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
_TERPENGGAL = re.compile("([^\\W\\d_]+)[-\u00ad\u2010\u2011][ \\t]*\\n\\s*([^\\W\\d_]+)")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row by header, the addresses they link to, and where the row stands.

    `bulan_saja` are the headers of cells with a date that is shown as month and year only; `awal_halaman` says
    that the row is the first below a header, where a page may have cut the row above it.
    """

    letak: Letak
    nilai: Mapping[str, Nilai]
    tautan: Mapping[str, str]
    bulan_saja: frozenset[str] = frozenset()
    hari_nol: dt.date = HARI_NOL_1900
    awal_halaman: bool = False

    def teks(self, header: str) -> str:
        """Give the cell's text as a reader of the sheet sees it; empty where there is none."""
        return as_text(self.nilai.get(header))

    def rusak(self, header: str) -> bool:
        """Say whether the cell holds nothing that can be used."""
        return isinstance(self.nilai.get(header), SelRusak)

    def usable(self, header: str) -> str:
        """Give the cell's text; empty where it holds nothing that can be used, which counts for nothing."""
        return "" if self.rusak(header) else self.teks(header)

    def day(self, header: str) -> tuple[Hari, tuple[Catatan, ...]]:
        """Read the cell's day; one from a cell that does not write it as one, such as `45961`, has a catatan."""
        read = read_day(self.nilai.get(header), self.hari_nol)
        return read, (
            self.note("tanggal-dibaca-sebagai", header, hari=read.hari),
        ) if read.ditafsirkan else ()

    def note(self, macam: str, header: str, isi: str | None = None, **nilai: object) -> Catatan:
        """Make a catatan on the cell under `header`; `isi` is the cell's own text, unless it is given."""
        return note(macam, self.letak.lokasi(header), self.teks(header) if isi is None else isi, **nilai)

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
    """Note the cells of a row that hold no usable value, or signs that no document can show."""
    for header, value in row.nilai.items():
        if isinstance(value, SelRusak):
            yield row.note("sel-rusak", header)
        elif isinstance(value, str) and KENDALI.search(value):
            yield row.note("karakter-kendali", header)


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
    match = _JUDUL_AREA.fullmatch(" ".join(teks.split()))
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
