"""What every sheet that we write has in common: text that stays text, row heights that fit, paper and print."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlsplit

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_pixel_width
from xlsxwriter.worksheet import Worksheet

from zi_reports.rencana import bahasa
from zi_reports.rencana.lampiran import serial_of
from zi_reports.rencana.model import Kertas

HURUF = "Calibri"
UKURAN = 10  # points of the text in cells

# Days are Indonesian whatever the machine's language; the signs in numbers are the machine's.
FORMAT_TANGGAL = "[$-421]d mmmm yyyy"  # one section, by which some readers know a date
FORMAT_TANGGAL_SINGKAT = "[$-421]d mmm yyyy"  # for narrow columns
FORMAT_BAGIAN = "0.0%"

TERPOTONG = "… (terpotong)"  # stands at the end of a text that a cell could not hold whole
TINGGI_TERBESAR = 409.0  # the highest that Excel makes a row, in points
_PANJANG_TEKS = 32_767  # the most that a cell holds, in UTF-16 units
_PANJANG_ALAMAT = 2_079
_TAUTAN_PER_LEMBAR = 65_530

# Excel has no F4 of 215 x 330 mm; its Folio, 8.5 x 13 in, is within a millimetre.
_NOMOR_KERTAS = {Kertas.A4: 9, Kertas.F4: 14}
_LEBAR_MENDATAR = {Kertas.A4: 11.69, Kertas.F4: 13.0}  # inches
_TEPI = 0.4
_TITIK_PER_INCI = 90  # of the screen's 96: digits, and so columns, are wider in print by one part in sixteen
_LOLOS = re.compile("%[0-9A-Fa-f]{2}")  # a link of the input workbook's own comes percent-encoded
_LOLOSKAN = str.maketrans({tanda: f"%{ord(tanda):02x}" for tanda in '%# "<>[]^`{}'})
_width = lru_cache(maxsize=4096)(xl_pixel_width)
_KENDALI = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Rumus:
    """A live formula with the value that it has now, for viewers that do not recalculate."""

    rumus: str
    nilai: float | str


@dataclass(frozen=True, slots=True)
class Tautan:
    """A text with the address that a click opens; written as plain text where the address is not safe."""

    teks: str
    alamat: str


Isi = str | int | float | dt.date | Rumus | Tautan | None
"""What a cell can hold."""


def new_workbook(berkas: BytesIO, judul: str, satker: str, dibuat: dt.date) -> Workbook:
    """Open a workbook whose properties depend on its content alone, never on the clock."""
    book = Workbook(berkas, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {
            "title": clean_text(judul)[:255],
            "author": clean_text(satker)[:255],
            "company": clean_text(satker)[:255],
            "created": dt.datetime.combine(dibuat, dt.time(), dt.UTC),
        }
    )
    return book


class Formats:
    """The cell formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def __call__(self, **properties: Any) -> Format:  # noqa: ANN401 - XlsxWriter's properties are of any type
        """Give the format with these XlsxWriter properties, on top of the common font."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            common = {"font_name": HURUF, "font_size": UKURAN, "valign": "top"}
            self._made[key] = self._book.add_format(common | properties)
        return self._made[key]


def clean_text(text: str) -> str:
    """Give `text` as a cell can hold it: plain line breaks, no control characters, not too long."""
    text = _KENDALI.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    units = text.encode("utf-16-le")
    if len(units) <= _PANJANG_TEKS * 2:
        return text
    room = (_PANJANG_TEKS - len(TERPOTONG)) * 2
    return units[:room].decode("utf-16-le", "ignore") + TERPOTONG


def link_address(alamat: str) -> str | None:
    """Give an address as XlsxWriter takes it, or None if it is not http, https, mailto or a relative file."""
    alamat = alamat.strip()
    if not alamat or "\n" in alamat or _KENDALI.search(alamat) or len(quote(alamat)) > _PANJANG_ALAMAT:
        return None
    try:
        parts = urlsplit(alamat)
    except ValueError:  # such as an IPv6 address without its closing bracket
        return None
    if parts.scheme in {"http", "https", "mailto"}:
        target = parts.path if parts.scheme == "mailto" else parts.netloc
        return parts.scheme + alamat[len(parts.scheme) :] if target else None
    if ":" in alamat or alamat.startswith(("/", "\\", "#", "?")) or alamat.casefold().startswith("www."):
        return None
    return "external:" + (alamat if _LOLOS.search(alamat) else alamat.translate(_LOLOSKAN))


def write_cell(sheet: Worksheet, row: int, column: int, isi: Isi, form: Format) -> None:
    """Write one cell; a string is never taken for a formula, a number or an address."""
    if isi is None or isi == "":
        sheet.write_blank(row, column, None, form)
    elif isinstance(isi, str):
        sheet.write_string(row, column, clean_text(isi), form)
    elif isinstance(isi, Rumus):
        sheet.write_formula(row, column, isi.rumus, form, isi.nilai)
    elif isinstance(isi, Tautan):
        _write_link(sheet, row, column, isi, form)
    elif isinstance(isi, dt.date):
        write_cell(sheet, row, column, date_value(isi), form)
    else:
        sheet.write_number(row, column, isi, form)


def date_value(hari: dt.date) -> int | str:
    """Give a day as Excel counts days; one before 1900 (a mistyped year) as text, as Excel knows none."""
    return serial_of(hari) or bahasa.tanggal(hari)


def _write_link(sheet: Worksheet, row: int, column: int, tautan: Tautan, form: Format) -> None:
    teks = clean_text(tautan.teks)
    internal = tautan.alamat.startswith("internal:")
    alamat = tautan.alamat if internal else link_address(tautan.alamat)
    if alamat is None or sheet.hlink_count >= _TAUTAN_PER_LEMBAR:
        sheet.write_string(row, column, teks, form)
    else:
        sheet.write_url(row, column, alamat, form, teks or tautan.alamat)


def plain_text(isi: Isi) -> str:
    """Give what a cell shows, near enough to measure it."""
    if isinstance(isi, Tautan):
        return isi.teks
    if isinstance(isi, Rumus):
        return str(isi.nilai) if isinstance(isi.nilai, str) else "00,0%"
    return "" if isi is None else "30 September 2025" if isinstance(isi, dt.date) else str(isi)


def count_lines(text: str, pixels: int, size: float = UKURAN, *, bold: bool = False) -> int:
    """Count the lines that `text` takes when it is wrapped in a column of this width."""
    # Of the column 6 pixels are padding. The widths are those of 11 points, where the screen's rounding makes
    # letters wider by a twenty-fifth than they are at other sizes and in print.
    room = (pixels - 6) * 11 / size * (0.98 if bold else 1.04)
    return sum(_wrapped(paragraph, room) for paragraph in text.split("\n"))


def _wrapped(paragraph: str, room: float) -> int:
    lines, used = 1, 0.0
    for word in paragraph.split(" "):
        width = _width(word)
        if used and used + width > room:
            lines, used = lines + 1, 0.0
        lines += int(width // room) if width > room else 0
        used = used + width + 3 if width <= room else width % room + 3
    return lines


def row_height(cells: Iterable[tuple[str, int]], size: float = UKURAN, *, bold: bool = False) -> float:
    """Give the height in points for texts in columns of these pixel widths; Excel's highest where it must.

    Excel fits a row to its text only when a person edits it, other viewers and merged cells not at all.
    """
    lines = max((count_lines(text, pixels, size, bold=bold) for text, pixels in cells), default=1)
    return min(lines * line_height(size) + 3, TINGGI_TERBESAR)


def line_height(size: float = UKURAN) -> float:
    """Give the height of one line of text, in points."""
    return round(size * 1.28, 1)


def set_columns(sheet: Worksheet, lebar: Sequence[int]) -> None:
    """Give the columns from A on their widths in pixels."""
    for column, pixels in enumerate(lebar):
        sheet.set_column_pixels(column, column, pixels)


def set_up_print(
    sheet: Worksheet, kertas: Kertas, tanda: str, kaki: tuple[str, str], *, mendatar: bool
) -> None:
    """Lay a sheet out for paper: all columns on one page's width, `tanda` on top of each page.

    `kaki` are the texts below on the left and in the middle, beside the number of the page.
    """
    sheet.set_landscape() if mendatar else sheet.set_portrait()
    sheet.set_paper(_NOMOR_KERTAS[kertas])
    sheet.set_margins(left=_TEPI, right=_TEPI, top=0.65, bottom=0.65)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    if tanda:
        sheet.set_header(f'&C&"{HURUF},Bold"&12{_literal(tanda)}', {"margin": 0.3})
    left, middle = map(_literal, kaki)
    sheet.set_footer(f"&L&8 {left}&C&8 {middle}&R&8 Halaman &P dari &N", {"margin": 0.3})


def printed_width(kertas: Kertas, skala: float) -> int:
    """Give the pixels of columns that fit on a page across when it is printed at this scale (a fraction of 1)."""
    return int((_LEBAR_MENDATAR[kertas] - 2 * _TEPI) * _TITIK_PER_INCI / skala)


def _literal(text: str) -> str:
    """Give a text for a page's head or foot, where `&` has a meaning and 255 characters are the most."""
    return " ".join(clean_text(text).split())[:70].replace("&", "&&")
