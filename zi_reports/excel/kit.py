"""What each sheet is written with: text that stays text, row heights that fit, paper and print.

`Book` and `Sheet` are a workbook that we report in and its sheets while they are written: heads, tables, charts.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cache, lru_cache
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlsplit

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_pixel_width, xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from zi_reports.excel import gaya
from zi_reports.excel.charts import Range
from zi_reports.monev.keadaan import Keadaan
from zi_reports.rencana import bahasa
from zi_reports.rencana.lampiran import serial_of
from zi_reports.rencana.model import Kertas, Pengaturan

HURUF = "Calibri"
UKURAN = 10  # points of the text in cells

# Days are Indonesian whatever the machine's language; the signs in numbers are the machine's.
FORMAT_TANGGAL = "[$-421]d mmmm yyyy"  # one section, by which some readers know a date
FORMAT_TANGGAL_SINGKAT = "[$-421]d mmm yyyy"  # for narrow columns
FORMAT_BAGIAN = '[<0.9995]0.0%;[<1]"99,9%";0.0%'  # never 100% for what is short of the whole

TERPOTONG = "… (terpotong)"  # stands at the end of a text that a cell could not hold whole
TINGGI_TERBESAR = 409.0  # the highest that Excel makes a row, in points
_PANJANG_TEKS = 32_767  # the most that a cell holds, in UTF-16 units
_PANJANG_ALAMAT = 2_079
_TAUTAN_PER_LEMBAR = 65_530

# Excel has no F4 of 215 x 330 mm; its Folio, 8.5 x 13 in, is within a millimetre.
_NOMOR_KERTAS = {Kertas.A4: 9, Kertas.F4: 14}
_LEBAR_MENDATAR = {Kertas.A4: 11.69, Kertas.F4: 13.0}  # inches
_TEPI = 0.4
_TEPI_HALAMAN = {"margin": 0.3, "scale_with_doc": False}  # else a sheet printed small has feet of 5 points
_TITIK_PER_INCI = 90  # of the screen's 96: digits, and so columns, are wider in print by one part in sixteen
_LOLOS = re.compile("%[0-9A-Fa-f]{2}")  # a link of the input workbook's own comes percent-encoded
_LOLOSKAN = str.maketrans({tanda: f"%{ord(tanda):02x}" for tanda in '%# "<>[]^`{}'})
_width = lru_cache(maxsize=4096)(xl_pixel_width)
_KENDALI = re.compile(rf"[{bahasa.KENDALI}\r{bahasa.ARAH}\ufffe\uffff\ud800-\udfff]")

CHART_HEIGHT = 260  # pixels of a chart below a table
_WIDEST_CHART = 900
_PLAIN_ROW = 20  # pixels of a row whose height nobody set, by which charts are placed
_TIDAK_DIKENAL = {"bg_color": gaya.WARNA_TANDA, "font_color": "#FFFFFF", "bold": True}
_LINK = {"font_color": gaya.WARNA_TAUTAN, "underline": 1}


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

Formats = Callable[..., Format]


def new_workbook(berkas: BytesIO, judul: str, satker: str, dibuat: dt.date) -> Workbook:
    """Open a workbook whose properties depend on its content alone, never on the clock."""
    book = Workbook(berkas, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    title, author = (clean_text(text)[:255] for text in (judul, satker))
    created = dt.datetime.combine(dibuat, dt.time(), dt.UTC)
    book.set_properties({"title": title, "author": author, "company": author, "created": created})
    return book


def formats_of(book: Workbook) -> Formats:
    """Give what makes the cell formats of one workbook, each once: XlsxWriter's properties on the common font."""

    @cache
    def form(**properties: object) -> Format:
        return book.add_format({"font_name": HURUF, "font_size": UKURAN, "valign": "top", **properties})

    return form


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


def _look(keadaan: Keadaan) -> dict[str, Any]:
    bold = {"bold": True} if keadaan is Keadaan.TERLAMBAT else {}
    return {"bg_color": gaya.WARNA_KEADAAN[keadaan], **bold}


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
        sheet.set_header(f'&C&"{HURUF},Bold"&12{_literal(tanda)}', _TEPI_HALAMAN)
    left, middle = map(_literal, kaki)
    sheet.set_footer(f"&L&8 {left}&C&8 {middle}&R&8 Halaman &P dari &N", _TEPI_HALAMAN)


def printed_width(kertas: Kertas, skala: float) -> int:
    """Give the pixels of columns that fit on a page across when it is printed at this scale (a fraction of 1)."""
    return int((_LEBAR_MENDATAR[kertas] - 2 * _TEPI) * _TITIK_PER_INCI / skala)


def _literal(text: str) -> str:
    """Give a text for a page's head or foot, where `&` has a meaning and 255 characters are the most."""
    return bahasa.sebaris(clean_text(text))[:70].replace("&", "&&")


class Look(Enum):
    """How the cells of a column are shown, as XlsxWriter's properties; a change shows its sign, or `tetap`."""

    TEXT = (("align", "left"), ("text_wrap", True))
    CENTRED = (("align", "center"), ("text_wrap", True))
    ONE_LINE = (("align", "left"),)
    COUNT = (("align", "center"), ("num_format", "#,##0"))
    SHARE = (("align", "center"), ("num_format", FORMAT_BAGIAN))
    CHANGE = (("align", "center"), ("num_format", '+0.0" poin";"−"0.0" poin";"tetap"'))
    COUNT_CHANGE = (("align", "center"), ("num_format", '+0;"−"0;"tetap"'))
    DAY = (("align", "center"), ("num_format", FORMAT_TANGGAL))
    SHORT_DAY = (("align", "center"), ("num_format", FORMAT_TANGGAL_SINGKAT))
    MONTH = (("align", "left"), ("num_format", "[$-421]mmmm yyyy"))
    HEADER = (
        *CENTRED,
        ("bold", True),
        ("font_size", 9),
        ("valign", "vcenter"),
        ("font_color", "#FFFFFF"),
        ("bg_color", gaya.WARNA_UTAMA),
    )


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its header, its width in pixels, how its cells are shown.

    The table that a sheet is laid out by gives the widths. Others stand on the same columns, without widths of
    their own; each of theirs may span several. `isian` marks cells that people may correct.
    """

    header: str
    width: int = 0
    look: Look = Look.TEXT
    span: int = 1
    isian: bool = False


@dataclass(slots=True)
class Book:
    """An open workbook: its paper, the looks of its cells, and what the head and foot of every sheet say.

    `title`, and the middle of the `foot`, have braces where the sheet's name stands; `subject` is the line below
    the title, `mark` stands above it. `valign` is that of the cells of tables; `air` says by how many points
    a table's header and its rows are higher than their text.
    """

    xlsx: Workbook
    subject: str | Rumus
    paper: Kertas
    mark: str
    foot: tuple[str, str]
    title: str = "{}"
    valign: str = "top"
    air: tuple[int, int] = (4, 0)
    formats: Formats = field(init=False)

    def __post_init__(self) -> None:
        self.formats = formats_of(self.xlsx)

    def cell(self, look: Look, **more: Any) -> Format:  # noqa: ANN401 - as XlsxWriter has them
        """Give the format of a table's cell, ruled on all sides."""
        every = {"border": 1, "border_color": gaya.WARNA_GARIS, "valign": self.valign}
        return self.formats(**{**every, **dict(look.value), **more})

    def open_sheet(self, name: str, columns: Iterable[Column], text: str, *, landscape: bool) -> Sheet:
        """Set a sheet up with the widths of these columns, and write its head with a free row below it."""
        worksheet = self.xlsx.get_worksheet_by_name(name) or self.xlsx.add_worksheet(name)
        sheet = Sheet(self, worksheet, [column.width for column in columns])
        left, middle = self.foot
        set_up_print(worksheet, self.paper, self.mark, (left, middle.format(name)), mendatar=landscape)
        set_columns(worksheet, sheet.widths)
        worksheet.hide_gridlines(2)
        if self.mark:
            sheet.add_line(self.mark, bold=True, font_size=13, font_color=gaya.WARNA_TANDA)
        title = self.title.format(name).upper()
        worksheet.repeat_rows(sheet.row, sheet.row + 1)
        sheet.add_line(title, bold=True, font_size=15, font_color=gaya.WARNA_UTAMA)
        sheet.add_line(self.subject, bold=True)
        sheet.add_line(text, font_color=gaya.WARNA_REDUP)
        sheet.row += 1
        return sheet


def open_book(  # noqa: PLR0913 - what the sheets' heads say, and the looks that `Book` takes
    berkas: BytesIO,
    judul: str,
    pengaturan: Pengaturan,
    dibuat: dt.date,
    *,
    kaki: str,
    lanjutan: str = "",
    **tata: Any,  # noqa: ANN401 - as `Book` has them
) -> Book:
    """Open a workbook about a plan, called `judul` in its properties.

    The line below the titles names satker and plan, then `lanjutan`; `kaki` is the middle of the foot.
    """
    satker = pengaturan.satker
    subject = f"{satker} · Rencana Aksi Zona Integritas {pengaturan.tahun}{lanjutan and f' · {lanjutan}'}"
    xlsx = new_workbook(berkas, judul, satker, dibuat)
    return Book(xlsx, subject, pengaturan.kertas, pengaturan.tanda, (satker, kaki), **tata)


@dataclass(slots=True)
class Sheet:
    """A sheet, written from top to bottom; rows and columns count from 0, as XlsxWriter's do.

    What is added stands from `row` on, the next free row. `widths` are the columns' pixels.
    """

    book: Book
    xlsx: Worksheet
    widths: Sequence[int]
    row: int = 0

    def cell(self, column: Column, **look: Any) -> Format:  # noqa: ANN401 - as XlsxWriter has them
        """Give the format of a column's cells; those that may be corrected have a colour of their own."""
        if column.isian:
            head = column.look is Look.HEADER
            look = {"bg_color": gaya.WARNA_ISIAN_JUDUL if head else gaya.WARNA_ISIAN, "locked": False, **look}
        return self.book.cell(column.look, **look)

    def write(self, row: int, columns: int | tuple[int, int], isi: Isi, form: Format) -> None:
        """Write one cell, or several merged ones from the first to the last column."""
        first, last = (columns, columns) if isinstance(columns, int) else columns
        if first < last:
            self.xlsx.merge_range(row, first, row, last, "", form)
        write_cell(self.xlsx, row, first, isi, form)

    def add_line(self, text: Isi, **look: Any) -> None:  # noqa: ANN401 - as XlsxWriter has them
        """Write a line of text over all columns of the sheet, as high as it needs."""
        self.write(self.row, (0, len(self.widths) - 1), text, self.book.formats(text_wrap=True, **look))
        size, bold = look.get("font_size", UKURAN), bool(look.get("bold"))
        self.xlsx.set_row(self.row, row_height([(plain_text(text), sum(self.widths))], size, bold=bold))
        self.row += 1

    def add_check(self, rumus: Rumus) -> None:
        """Write what a formula says of the sheet into the free row above the next, in bold."""
        form = self.book.formats(bold=True, font_color=gaya.WARNA_UTAMA)
        self.write(self.row - 1, (0, len(self.widths) - 1), rumus, form)

    def add_section(self, text: str) -> None:
        """Write the heading of a part of the sheet."""
        form = self.book.formats(bold=True, font_size=12, font_color=gaya.WARNA_UTAMA)
        self.write(self.row, 0, text, form)
        self.xlsx.set_row(self.row, 20)
        self.row += 1

    def add_header(self, columns: Sequence[Column]) -> None:
        """Write a table's row of headers, high enough for the longest."""
        headers = [replace(column, look=Look.HEADER) for column in columns]
        self.add_row(headers, [column.header for column in columns], bold=True)

    def add_row(self, columns: Sequence[Column], cells: Sequence[Isi], **look: Any) -> None:  # noqa: ANN401 - as XlsxWriter has them
        """Write a row of a table, as high as its longest text needs; `look` changes the cells' formats."""
        first = 0
        texts: list[tuple[str, int]] = []
        for column, isi in zip(columns, cells, strict=True):
            after = first + column.span
            form = self.cell(column, **(_LINK if isinstance(isi, Tautan) else look))
            self.write(self.row, (first, after - 1), isi, form)
            if ("text_wrap", True) in column.look.value:
                texts.append((plain_text(isi), sum(self.widths[first:after])))
            first = after
        air = self.book.air[0 if columns[0].look is Look.HEADER else 1]
        self.xlsx.set_row(self.row, row_height(texts, bold=bool(look.get("bold"))) + air)
        self.row += 1

    def add_table(self, columns: Sequence[Column], rows: Iterable[Sequence[Isi]]) -> range:
        """Write headers and rows, with a free row below; give the rows without the headers."""
        self.add_header(columns)
        first = self.row
        for cells in rows:
            self.add_row(columns, cells)
        self.row += 1
        return range(first, self.row - 1)

    def add_filtered_table(
        self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Isi]]
    ) -> range:
        """Write such a table as Excel's own, with filters, and its headers on each page that is printed.

        Such a table needs a row: one without data gets an empty one.
        """
        written = self.add_table(columns, list(rows) or [[None] * len(columns)])
        heads = [replace(column, look=Look.HEADER) for column in columns]
        headers = [{"header": head.header, "header_format": self.cell(head)} for head in heads]
        options = {"name": name, "columns": headers, "style": None}
        self.xlsx.add_table(written[0] - 1, 0, written[-1], len(columns) - 1, options)
        self.xlsx.repeat_rows(written[0] - 1)
        return written

    def begin_page(self, scale: int) -> None:
        """Let what follows begin a page in print, at this scale (of 100), at which all columns must fit on one.

        Excel keeps to a break only where it does not fit the sheet to the paper itself.
        """
        self.xlsx.set_print_scale(scale)
        self.xlsx.set_h_pagebreaks([self.row])

    def fold(self, columns: range) -> None:
        """Hide columns that formulas need and readers do not, under the sign that opens them again."""
        for at in columns:
            self.xlsx.set_column_pixels(at, at, self.widths[at], None, {"level": 1, "hidden": True})
        self.xlsx.set_column_pixels(columns.stop, columns.stop, 30, None, {"collapsed": True})

    def cells(self, column: int, rows: range) -> Range:
        """Give the cells of a column as charts take them."""
        return Range(self.xlsx.get_name(), column, rows[0], rows[-1])

    def name_cell(self, name: str, column: int) -> None:
        """Name a cell of the row that is written next."""
        cell = xl_rowcol_to_cell(self.row, column, row_abs=True, col_abs=True)
        self.book.xlsx.define_name(name, f"='{self.xlsx.get_name()}'!{cell}")

    def name_table(self, prefix: str, table: str, names: Mapping[str, str]) -> None:
        """Name columns of such a table by their headers: its rows may be inserted and deleted anywhere."""
        for header, name in names.items():
            self.book.xlsx.define_name(f"{prefix}_{name}", f"={table}[{header}]")

    def name_columns(self, prefix: str, names: Mapping[int, str], rows: range) -> None:
        """Name the cells of a table's columns, such as `Satker_Nama`, so that formulas read like sentences."""
        for column, name in names.items():
            cells = xl_range_abs(rows[0], column, rows[-1], column)
            self.book.xlsx.define_name(f"{prefix}_{name}", f"='{self.xlsx.get_name()}'!{cells}")

    def add_chart(self, chart: Chart, description: str, height: int = CHART_HEIGHT) -> None:
        """Place a chart as wide as the columns, and so many pixels high, with a free row below it."""
        chart.set_size({"width": min(sum(self.widths), _WIDEST_CHART) - 4, "height": height})
        self.xlsx.insert_chart(self.row, 0, chart, {"object_position": 3, "description": description})
        self.row += height // _PLAIN_ROW + 2

    def colour(
        self, rows: range, columns: tuple[int, int], words: Mapping[str, Keadaan | None], within: str = ""
    ) -> None:
        """Colour cells by the word that they hold, as rules, so that a corrected cell is coloured anew.

        What is late, and (None) what is not known, is bold as well: print has no colours.
        For a word within a text, `within` is `begins with` or `containing`; of such rules for a cell, the first
        that holds is the last that is looked at.
        """
        for word, keadaan in words.items():
            rule: dict[str, Any] = {"type": "cell", "criteria": "==", "value": f'"{word}"'}
            if within:
                rule = {"type": "text", "criteria": within, "value": word, "stop_if_true": True}
            rule["format"] = self.book.xlsx.add_format(_TIDAK_DIKENAL if keadaan is None else _look(keadaan))
            self.xlsx.conditional_format(rows[0], columns[0], rows[-1], columns[1], rule)
