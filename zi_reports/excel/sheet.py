"""A sheet of a report while it is written: the looks of its cells, and the parts that sheets are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from zi_reports.excel import gaya
from zi_reports.excel.kit import (
    FORMAT_BAGIAN,
    FORMAT_BULAN,
    FORMAT_JUMLAH,
    FORMAT_SELISIH,
    FORMAT_TANGGAL,
    UKURAN,
    Cetak,
    Formats,
    Isi,
    Tautan,
    plain_text,
    row_height,
    set_columns,
    set_up_print,
    write_cell,
)

_TINGGI_BARIS_BIASA = 20
"""Pixels of a row whose height nobody set, by which charts are placed."""

_TAMBAHAN_HEADER = 4


class Bentuk(Enum):
    """How the cells of a column are shown, as XlsxWriter's properties."""

    TEKS = (("align", "left"), ("text_wrap", True))
    TENGAH = (("align", "center"), ("text_wrap", True))
    SATU_BARIS = (("align", "left"),)
    ANGKA = (("align", "center"), ("num_format", FORMAT_JUMLAH))
    BAGIAN = (("align", "center"), ("num_format", FORMAT_BAGIAN))
    SELISIH = (("align", "center"), ("num_format", FORMAT_SELISIH))
    TANGGAL = (("align", "center"), ("num_format", FORMAT_TANGGAL))
    BULAN = (("align", "left"), ("num_format", FORMAT_BULAN))


_BERBARIS = (Bentuk.TEKS, Bentuk.TENGAH)
"""Those whose text may need more than one line."""


@dataclass(frozen=True, slots=True)
class KolomTabel:
    """A column of a table: its header, its width in pixels, and how its cells are shown."""

    judul: str
    lebar: int
    bentuk: Bentuk = Bentuk.TEKS


@dataclass(frozen=True, slots=True)
class Kepala:
    """What stands at the head of a sheet; `tanda` marks a document that is not the real thing."""

    judul: str
    pokok: str
    keterangan: str
    tanda: str


@dataclass(slots=True)
class Rupa:
    """The looks that the tables of one workbook share."""

    formats: Formats
    _sel: dict[tuple[Any, ...], Format] = field(default_factory=dict)

    def cell(self, bentuk: Bentuk, **more: Any) -> Format:  # noqa: ANN401 - as XlsxWriter has them
        """Give the format of a table's cell, ruled on all sides."""
        key = (bentuk.name, *more.items())
        if key not in self._sel:
            ruled = {"border": 1, "border_color": gaya.WARNA_GARIS}
            self._sel[key] = self.formats(**{**dict(bentuk.value), **ruled, **more})
        return self._sel[key]

    def header(self, **more: Any) -> Format:  # noqa: ANN401 - as XlsxWriter has them
        """Give the format of a table's header."""
        look = {
            "bold": True,
            "font_color": "#FFFFFF",
            "bg_color": gaya.WARNA_UTAMA,
            "valign": "vcenter",
            "font_size": 9,
        }
        return self.cell(Bentuk.TENGAH, **{**look, **more})


@dataclass(slots=True)
class Lembar:
    """A sheet with the widths of its columns in pixels; rows and columns count from 0, as XlsxWriter's do.

    What is written one below the other (`add_...`) begins at `baris`, the next free row.
    """

    book: Workbook
    sheet: Worksheet
    rupa: Rupa
    lebar: Sequence[int]
    baris: int = 0

    def set_up(self, kepala: Kepala, cetak: Cetak, *, mendatar: bool) -> None:
        """Lay the sheet out for paper, and write its head with a free row below it."""
        set_up_print(self.sheet, cetak, mendatar=mendatar)
        set_columns(self.sheet, self.lebar)
        self.sheet.hide_gridlines(2)
        if kepala.tanda:
            self.add_line(kepala.tanda, bold=True, font_size=13, font_color=gaya.WARNA_TANDA)
        self.add_line(kepala.judul, bold=True, font_size=15, font_color=gaya.WARNA_UTAMA)
        self.add_line(kepala.pokok, bold=True)
        self.add_line(kepala.keterangan, font_color=gaya.WARNA_REDUP)
        self.baris += 1

    def write(self, row: int, columns: int | tuple[int, int], isi: Isi, form: Format) -> None:
        """Write one cell, or several merged ones from the first to the last column."""
        first, last = (columns, columns) if isinstance(columns, int) else columns
        if first < last:
            self.sheet.merge_range(row, first, row, last, "", form)
        write_cell(self.sheet, row, first, isi, form)

    def write_line(self, row: int, text: str, **look: Any) -> None:  # noqa: ANN401 - as XlsxWriter has them
        """Write a line of text over all columns of the sheet, as high as it needs."""
        self.write(row, (0, len(self.lebar) - 1), text, self.rupa.formats(text_wrap=True, **look))
        size, bold = look.get("font_size", UKURAN), bool(look.get("bold"))
        self.sheet.set_row(row, row_height([(text, sum(self.lebar))], size, bold=bold))

    def add_line(self, text: str, **look: Any) -> None:  # noqa: ANN401 - as XlsxWriter has them
        """Write such a line below what stands there."""
        self.write_line(self.baris, text, **look)
        self.baris += 1

    def write_section(self, row: int, text: str) -> int:
        """Write the heading of a part of the sheet; give the row below it."""
        form = self.rupa.formats(bold=True, font_size=12, font_color=gaya.WARNA_UTAMA)
        self.write(row, 0, text, form)
        self.sheet.set_row(row, 20)
        return row + 1

    def add_section(self, text: str) -> None:
        """Write such a heading below what stands there."""
        self.baris = self.write_section(self.baris, text)

    def write_header(self, row: int, kolom: Sequence[KolomTabel]) -> None:
        """Write the row of headers, high enough for its longest."""
        for column, satu in enumerate(kolom):
            self.write(row, column, satu.judul, self.rupa.header())
        height = row_height([(satu.judul, satu.lebar) for satu in kolom], bold=True)
        self.sheet.set_row(row, height + _TAMBAHAN_HEADER)

    def write_row(
        self,
        row: int,
        kolom: Sequence[KolomTabel],
        isi: Sequence[Isi],
        **look: Any,  # noqa: ANN401 - as XlsxWriter has them
    ) -> None:
        """Write one row of a table, as high as its longest text needs; `look` changes the cells' formats."""
        texts: list[tuple[str, int]] = []
        for column, (satu, nilai) in enumerate(zip(kolom, isi, strict=True)):
            if isinstance(nilai, Tautan):
                form = self.rupa.cell(satu.bentuk, font_color=gaya.WARNA_TAUTAN, underline=1)
            else:
                form = self.rupa.cell(satu.bentuk, **look)
            write_cell(self.sheet, row, column, nilai, form)
            if satu.bentuk in _BERBARIS:
                texts.append((plain_text(nilai), satu.lebar))
        self.sheet.set_row(row, row_height(texts))

    def define_columns(self, awalan: str, nama: Mapping[int, str], rows: tuple[int, int]) -> None:
        """Name the cells of a table's columns, such as `Data_Keadaan`, so that formulas read like sentences."""
        for column, satu in nama.items():
            cells = xl_range_abs(rows[0], column, rows[1], column)
            self.book.define_name(f"{awalan}_{satu}", f"='{self.sheet.get_name()}'!{cells}")

    def place_chart(self, at: tuple[int, int], chart: Chart, size: tuple[int, int], keterangan: str) -> int:
        """Place a chart of this size in pixels; give the first row below it, where rows have the usual height."""
        chart.set_size({"width": size[0] - 4, "height": size[1]})
        self.sheet.insert_chart(*at, chart, {"object_position": 3, "description": keterangan})
        return at[0] + size[1] // _TINGGI_BARIS_BIASA + 2
