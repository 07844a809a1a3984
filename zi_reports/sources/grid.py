"""A sheet or a document as plain data: its cells, what they say as text or as a day, lines around its tables."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from zi_reports.rencana import bahasa
from zi_reports.rencana.ejaan import TAK_TAMPAK
from zi_reports.rencana.lampiran import HARI_NOL_1900, TANGGAL_AKHIR, TANGGAL_AWAL, day_of
from zi_reports.rencana.model import Catatan, UserError
from zi_reports.rencana.target_waktu import full_year, parse_tanggal

BATAS_HURUF = 20_000_000
"""Characters that cells may show (those of a plan have some twenty thousand): a few long texts, shared by many
cells, make a small file say a lot."""

HURUF_SESEL, BARIS_SESEL, BATAS_BARIS_TEKS = 32_767, 1_000, 100_000
"""Characters and lines that one cell may have, as in Excel and beyond what anybody reads; lines of all cells."""

KENDALI = re.compile(f"[{bahasa.KENDALI}\ud800-\udfff\ufffe\uffff]")
"""Signs that no document can show."""

_DIBUANG = re.compile(f"{KENDALI.pattern}|[{bahasa.ARAH}]")

_NAMA_HARI = re.compile(r"(?i)(senin|selasa|rabu|kamis|jum[’'` ]?at|sabtu|ahad|minggu)\s*[,/]?\s+(?=\d)")
_AWALAN = re.compile(r"(?i)\A(?:pada\s+)?(?:tanggal|tgl)\b[.:]?\s*")
_JAM = re.compile(
    r"(?i)(?<=\d)(?:T|,?\s+(?:(?:pukul|jam)\s+)?)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:\s*(?:wi(?:b|ta?)|[ap]m))?$"
)
_ANGKA = re.compile(r"(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*((?:20)?\d\d)")
_DENGAN_KATA = re.compile(r"(\d{1,2})[ .\-]+([A-Za-z]+)[ .,\-]+(20\d\d)")
_BULAN_DAHULU = re.compile(r"([A-Za-z]+)\.? (\d{1,2}),? (20\d\d)")
_TAHUN_DAHULU = re.compile(r"(20\d\d)[/.-](\d{1,2})[/.-](\d{1,2})")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
BULAN_TERAKHIR = len(bahasa.BULAN)
_MIRIP = 70
"""How like, of 100, a word must be to a month's name to be asked about."""


@dataclass(frozen=True, slots=True)
class SelRusak:
    """A cell without a usable value: an error such as `#N/A`, or a formula that was never calculated."""

    teks: str


Nilai = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | SelRusak | None
"""What a cell holds: formulas by their stored value, cells in a date format as dates."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its rows from row 1 and their cells from column A, and the addresses that cells link to.

    A row may be shorter than others where nothing follows. Rows and columns in `tautan`, `bulan_saja`,
    `baris_tersembunyi` and `gambar` (the first and the last row of each picture) count from 1, as in the sheet.
    An address that begins with `=` is a formula's that does not write it out. `bulan_saja` are cells with a date
    that is shown as month and year only: Excel makes one of a typed `Oktober 2025`. `gabungan` gives the last cell
    of each merged block by its first, where that holds anything. `tak_terlihat` names what could not be seen of the
    sheet. `sebutan` is what a row is called where no cell has an address, such as `tabel 3 baris`.
    """

    nama: str
    baris: tuple[tuple[Nilai, ...], ...]
    tautan: Mapping[tuple[int, int], str]
    bulan_saja: frozenset[tuple[int, int]] = frozenset()
    baris_tersembunyi: frozenset[int] = frozenset()
    gambar: frozenset[tuple[int, int]] = frozenset()
    tersembunyi: bool = False
    hari_nol: dt.date = HARI_NOL_1900
    gabungan: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
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

    `bersambung` says that a table without headers may go on with the one before it, as pages of Word do; `catatan`
    is what was in doubt while it was read.
    """

    nama: str
    tabel: tuple[Grid, ...]
    kalimat: tuple[Kalimat, ...] = ()
    bersambung: bool = False
    catatan: tuple[Catatan, ...] = ()


def as_text(nilai: Nilai) -> str:
    """Give a value as text: ends trimmed, whole numbers without a point, dates in words."""
    if nilai is None or isinstance(nilai, bool):
        # FALSE is a box left unticked, as Google Sheets saves it: nothing that anybody wrote.
        return "TRUE" if nilai else ""
    if isinstance(nilai, SelRusak):
        return nilai.teks
    if isinstance(nilai, dt.datetime | dt.date):
        return bahasa.tanggal(nilai)
    if isinstance(nilai, dt.timedelta):
        return f"{nilai // dt.timedelta(hours=1)}:{nilai // dt.timedelta(minutes=1) % 60:02}"
    if isinstance(nilai, float) and nilai.is_integer():
        return str(int(nilai))
    text = str(nilai).strip()
    return text if text.isprintable() else _DIBUANG.sub("", re.sub("\r\n?", "\n", text)).strip()


def too_much_text(sheets: Iterable[Grid]) -> bool:
    """Say whether all cells together hold more text than those of any plan."""
    texts = [value for sheet in sheets for row in sheet.baris for value in row if isinstance(value, str)]
    return sum(map(len, texts)) > BATAS_HURUF or sum(text.count("\n") for text in texts) > BATAS_BARIS_TEKS


def overlong_text(sheets: Iterable[Grid]) -> str:
    """Give the first cell whose text is longer than any cell's; empty where there is none."""
    for sheet in sheets:
        for nomor, row in enumerate(sheet.baris, start=1):
            for column, value in enumerate(row):
                if isinstance(value, str) and (len(value) > HURUF_SESEL or value.count("\n") > BARIS_SESEL):
                    cell = f"{get_column_letter(column + 1)}{nomor}"
                    return f"{sheet.sebutan} {nomor}" if sheet.sebutan else f"{sheet.nama}!{cell}"
    return ""


def normal(teks: str) -> str:
    """Fold case and white space, so that words compare as a reader would compare them."""
    return bahasa.disamakan(TAK_TAMPAK.sub("", teks))


@dataclass(frozen=True, slots=True)
class Hari:
    """What a cell says of a day.

    `ditafsirkan` where the day is read but not written as one, `dua_angka` where its year has two figures; `saran`
    is the day to ask about where none is; `lain` the day that figures name with the month in front.
    """

    hari: dt.date | None = None
    ditafsirkan: bool = False
    saran: dt.date | None = None
    dua_angka: bool = False
    lain: dt.date | None = None

    @property
    def bulan_dahulu(self) -> bool:
        """Say whether it is a day with the month in front, and no other."""
        return self.hari is None and self.lain is not None


def read_day(nilai: Nilai, hari_nol: dt.date = HARI_NOL_1900, tahun: int | None = None) -> Hari:
    """Read a day from a date, from words with the day first, or from Excel's serial number.

    A day that is impossible, or beyond the days that the workbook takes, is none; so is one whose year has two
    figures, unless it is beside `tahun`.
    """
    if isinstance(nilai, dt.date):
        return Hari(_accept(nilai.date() if isinstance(nilai, dt.datetime) else nilai))
    if isinstance(nilai, int | float) and not isinstance(nilai, bool):
        day = day_of(nilai, hari_nol)
        return Hari(day, ditafsirkan=day is not None)
    return _read_words(nilai.strip(), hari_nol, tahun) if isinstance(nilai, str) else Hari()


def proves_order(nilai: Nilai) -> str:
    """Give what figures must have in front to be a date, `bulan` or `hari`; empty where they may have either."""
    figures = isinstance(nilai, str) and nilai.lstrip()[:1].isdigit()
    match = _ANGKA.fullmatch(_JAM.sub("", str(nilai).strip())) if figures else None
    first, second = (int(match[1]), int(match[3])) if match else (0, 0)
    if max(first, second) <= BULAN_TERAKHIR or min(first, second) > BULAN_TERAKHIR:
        return ""
    return "bulan" if second > BULAN_TERAKHIR else "hari"


def _accept(hari: dt.date) -> dt.date | None:
    return hari if TANGGAL_AWAL <= hari <= TANGGAL_AKHIR else None


def _read_words(teks: str, hari_nol: dt.date, tahun: int | None) -> Hari:
    if not any(map(str.isdigit, teks)):
        return Hari()
    plain = _JAM.sub("", _AWALAN.sub("", teks))
    weekday = _NAMA_HARI.match(plain)
    plain = plain[weekday.end() :] if weekday else plain
    figures = _ANGKA.fullmatch(plain)
    day = parse_tanggal("/".join(figures.group(1, 3, 4)) if figures else plain, tahun)
    other = _month_before_day(figures, tahun) if figures and not weekday else None
    if day is not None:
        named = re.sub("[^a-z]", "", weekday[1].lower()).replace("ahad", "minggu") if weekday else ""
        if named not in {"", bahasa.hari(day).lower()}:
            return Hari(saran=day)
        short = not re.search(r"\d{4}", plain)
        return Hari(_accept(day), dua_angka=short, lain=None if other == day else other)
    if _SERIAL.fullmatch(plain):
        return read_day(float(plain), hari_nol)
    return Hari(saran=other or _suggest(plain, tahun), lain=other)


def _month_before_day(figures: re.Match[str], tahun: int | None) -> dt.date | None:
    year = full_year(figures[4], tahun)
    with suppress(ValueError):  # no day of the calendar
        return dt.date(year, int(figures[1]), int(figures[3])) if year else None
    return None


def _suggest(teks: str, tahun: int | None) -> dt.date | None:
    """Give the day to ask about: parts in another order, no year, or a slip in the month's name."""
    if match := _BULAN_DAHULU.fullmatch(teks):
        return parse_tanggal(f"{match[2]} {match[1]} {match[3]}")
    if match := _TAHUN_DAHULU.fullmatch(teks):
        return parse_tanggal("/".join(match.group(3, 2, 1)))
    if match := _DENGAN_KATA.fullmatch(teks):
        close = bahasa.nearest(match[2].capitalize(), bahasa.BULAN, _MIRIP)
        return parse_tanggal(f"{match[1]} {close} {match[3]}") if close else None
    with_year = (parse_tanggal(f"{teks}{sign}{tahun}") for sign in " /-.")
    return next(filter(None, with_year), None) if tahun else None
