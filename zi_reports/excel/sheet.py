"""A workbook and its sheets while they are written: the looks of cells, heads, tables, charts, colours by rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from zi_reports.excel import gaya
from zi_reports.excel.charts import Range
from zi_reports.excel.kit import (
    FORMAT_BAGIAN,
    FORMAT_TANGGAL,
    UKURAN,
    Formats,
    Isi,
    Tautan,
    plain_text,
    row_height,
    set_columns,
    set_up_print,
    write_cell,
)
from zi_reports.monev.figures import Keadaan
from zi_reports.rencana.model import Kertas

CHART_HEIGHT = 260
"""Pixels of a chart below a table."""

_WIDEST_CHART = 900
_PLAIN_ROW = 20
"""Pixels of a row whose height nobody set, by which charts are placed."""


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
    MONTH = (("align", "left"), ("num_format", "[$-421]mmmm yyyy"))


_LINK = {"font_color": gaya.WARNA_TAUTAN, "underline": 1}
_HEADER = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": gaya.WARNA_UTAMA,
    "valign": "vcenter",
    "font_size": 9,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its header, its width in pixels, how its cells are shown.

    The table that a sheet is laid out by gives the widths. Others stand on the same columns, without widths of
    their own; each of theirs may span several.
    """

    header: str
    width: int = 0
    look: Look = Look.TEXT
    span: int = 1


@dataclass(slots=True)
class Book:
    """An open workbook: its paper, the looks of its cells, and what the head and foot of every sheet say.

    `title`, and the middle of the `foot`, have braces where the sheet's name stands; `subject` is the line below
    the title, `mark` stands above it. `cells` are properties of all cells of tables; `air` says by how many points
    a table's header and its rows are higher than their text.
    """

    xlsx: Workbook
    subject: str
    paper: Kertas
    mark: str
    foot: tuple[str, str]
    title: str = "{}"
    cells: Mapping[str, str] = field(default_factory=dict)
    air: tuple[int, int] = (4, 0)
    formats: Formats = field(init=False)

    def __post_init__(self) -> None:
        self.formats = Formats(self.xlsx)

    def cell(self, look: Look, **more: Any) -> Format:  # noqa: ANN401 - as XlsxWriter has them
        """Give the format of a table's cell, ruled on all sides."""
        ruled = {"border": 1, "border_color": gaya.WARNA_GARIS}
        return self.formats(**{**dict(look.value), **ruled, **self.cells, **more})

    def header(self, **more: Any) -> Format:  # noqa: ANN401 - as XlsxWriter has them
        """Give the format of a table's header."""
        return self.cell(Look.CENTRED, **{**_HEADER, **more})

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
        sheet.add_line(title, bold=True, font_size=15, font_color=gaya.WARNA_UTAMA)
        sheet.add_line(self.subject, bold=True)
        sheet.add_line(text, font_color=gaya.WARNA_REDUP)
        sheet.row += 1
        return sheet


@dataclass(slots=True)
class Sheet:
    """A sheet, written from top to bottom; rows and columns count from 0, as XlsxWriter's do.

    What is added stands from `row` on, the next free row. `widths` are the columns' pixels.
    """

    book: Book
    xlsx: Worksheet
    widths: Sequence[int]
    row: int = 0

    def write(self, row: int, columns: int | tuple[int, int], isi: Isi, form: Format) -> None:
        """Write one cell, or several merged ones from the first to the last column."""
        first, last = (columns, columns) if isinstance(columns, int) else columns
        if first < last:
            self.xlsx.merge_range(row, first, row, last, "", form)
        write_cell(self.xlsx, row, first, isi, form)

    def add_line(self, text: str, **look: Any) -> None:  # noqa: ANN401 - as XlsxWriter has them
        """Write a line of text over all columns of the sheet, as high as it needs."""
        self.write(self.row, (0, len(self.widths) - 1), text, self.book.formats(text_wrap=True, **look))
        size, bold = look.get("font_size", UKURAN), bool(look.get("bold"))
        self.xlsx.set_row(self.row, row_height([(text, sum(self.widths))], size, bold=bold))
        self.row += 1

    def add_section(self, text: str) -> None:
        """Write the heading of a part of the sheet."""
        form = self.book.formats(bold=True, font_size=12, font_color=gaya.WARNA_UTAMA)
        self.write(self.row, 0, text, form)
        self.xlsx.set_row(self.row, 20)
        self.row += 1

    def add_header(self, columns: Sequence[Column]) -> None:
        """Write a table's row of headers, high enough for the longest."""
        headers = [replace(column, look=Look.CENTRED) for column in columns]
        self._add_cells(headers, [column.header for column in columns], _HEADER, self.book.air[0])

    def add_row(self, columns: Sequence[Column], cells: Sequence[Isi], **look: Any) -> None:  # noqa: ANN401 - as XlsxWriter has them
        """Write a row of a table, as high as its longest text needs; `look` changes the cells' formats."""
        self._add_cells(columns, cells, look, self.book.air[1])

    def _add_cells(
        self, columns: Sequence[Column], cells: Sequence[Isi], look: Mapping[str, Any], air: int
    ) -> None:
        first = 0
        texts: list[tuple[str, int]] = []
        for column, isi in zip(columns, cells, strict=True):
            after = first + column.span
            form = self.book.cell(column.look, **(_LINK if isinstance(isi, Tautan) else look))
            self.write(self.row, (first, after - 1), isi, form)
            if column.look in {Look.TEXT, Look.CENTRED}:
                texts.append((plain_text(isi), sum(self.widths[first:after])))
            first = after
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
        headers = [{"header": column.header, "header_format": self.book.header()} for column in columns]
        options = {"name": name, "columns": headers, "style": None}
        self.xlsx.add_table(written[0] - 1, 0, written[-1], len(columns) - 1, options)
        self.xlsx.repeat_rows(written[0] - 1)
        return written

    def cells(self, column: int, rows: range) -> Range:
        """Give the cells of a column as charts take them."""
        return Range(self.xlsx.get_name(), column, rows[0], rows[-1])

    def name_columns(self, prefix: str, names: Mapping[int, str], rows: range) -> None:
        """Name the cells of a table's columns, such as `Data_Keadaan`, so that formulas read like sentences."""
        for column, name in names.items():
            cells = xl_range_abs(rows[0], column, rows[-1], column)
            self.book.xlsx.define_name(f"{prefix}_{name}", f"='{self.xlsx.get_name()}'!{cells}")

    def add_chart(self, chart: Chart, description: str, height: int = CHART_HEIGHT) -> None:
        """Place a chart as wide as the columns, and so many pixels high, with a free row below it."""
        chart.set_size({"width": min(sum(self.widths), _WIDEST_CHART) - 4, "height": height})
        self.xlsx.insert_chart(self.row, 0, chart, {"object_position": 3, "description": description})
        self.row += height // _PLAIN_ROW + 2

    def colour(
        self, rows: range, columns: tuple[int, int], words: Mapping[str, Keadaan], within: str = ""
    ) -> None:
        """Colour cells by the word that they hold, as rules, so that a corrected cell is coloured anew.

        For a word within a text, `within` is `begins with` or `containing`; of such rules for a cell, the first
        that holds is the last that is looked at.
        """
        for word, keadaan in words.items():
            rule: dict[str, Any] = {"type": "cell", "criteria": "==", "value": f'"{word}"'}
            if within:
                rule = {"type": "text", "criteria": within, "value": word, "stop_if_true": True}
            rule["format"] = self.book.xlsx.add_format({"bg_color": gaya.WARNA_KEADAAN[keadaan]})
            self.xlsx.conditional_format(rows[0], columns[0], rows[-1], columns[1], rule)
