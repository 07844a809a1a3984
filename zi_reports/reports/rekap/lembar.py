"""One sheet of the recap's workbook while it is written: its head, its tables and its paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from zi_reports.bahasa import TANPA_NILAI, tanggal
from zi_reports.model import Kertas
from zi_reports.rekap.angka import Rekap
from zi_reports.reports import gaya
from zi_reports.reports.excel.buku import Bentuk, KolomTabel
from zi_reports.reports.rekap.kata import periode
from zi_reports.sheets import (
    UKURAN,
    Cetak,
    Formats,
    Isi,
    plain_text,
    row_height,
    set_columns,
    set_up_print,
    write_cell,
)

_TINGGI_BARIS = 20
"""Pixels of a row whose height nobody set, by which charts are placed."""

_DESIMAL = 12
"""Shares are written with so many decimals: what a spreadsheet compares, and no more."""


@dataclass(frozen=True, slots=True)
class Buku:
    """The recap, the open workbook, and its formats."""

    rekap: Rekap
    book: Workbook
    formats: Formats

    def cell_format(self, bentuk: Bentuk, **more: Any) -> Format:  # noqa: ANN401 - as XlsxWriter has them
        """Give the format of a table's cell, ruled on all sides."""
        return self.formats(**{**dict(bentuk.value), "border": 1, "border_color": gaya.WARNA_GARIS, **more})


class Lembar:
    """A sheet with the columns of its tables; rows are counted from 0, as XlsxWriter does."""

    def __init__(
        self, buku: Buku, nama: str, lebar: Sequence[int], keterangan: str, *, mendatar: bool
    ) -> None:
        rekap = buku.rekap
        self.buku, self.nama, self.lebar = buku, nama, lebar
        self.sheet: Worksheet = buku.book.add_worksheet(nama)
        kaki = f"Rekap {nama} · Per {tanggal(rekap.per_tanggal)}"
        set_up_print(
            self.sheet, Cetak(Kertas.A4, rekap.tanda, "Rekap Zona Integritas", kaki), mendatar=mendatar
        )
        set_columns(self.sheet, lebar)
        self.sheet.hide_gridlines(2)
        self.baris = 0
        if rekap.tanda:
            self.write_line(rekap.tanda, bold=True, font_size=13, font_color=gaya.WARNA_TANDA)
            self.sheet.set_tab_color(gaya.WARNA_TANDA)
        self.write_line(f"REKAP: {nama.upper()}", bold=True, font_size=15, font_color=gaya.WARNA_UTAMA)
        self.write_line(periode(rekap), bold=True)
        self.write_line(keterangan, font_color=gaya.WARNA_REDUP)
        self.baris += 1

    def write_line(self, text: str, **look: Any) -> None:  # noqa: ANN401 - as XlsxWriter has them
        """Write a line of text over all columns, as high as it needs."""
        form = self.buku.formats(text_wrap=True, **look)
        self.sheet.merge_range(self.baris, 0, self.baris, len(self.lebar) - 1, "", form)
        write_cell(self.sheet, self.baris, 0, text, form)
        size = look.get("font_size", UKURAN)
        height = row_height([(text, sum(self.lebar))], size, bold=bool(look.get("bold")))
        self.sheet.set_row(self.baris, height)
        self.baris += 1

    def write_section(self, text: str) -> None:
        """Write the heading of a part of the sheet."""
        form = self.buku.formats(bold=True, font_size=12, font_color=gaya.WARNA_UTAMA)
        write_cell(self.sheet, self.baris, 0, text, form)
        self.baris += 1

    def write_table(
        self, kolom: Sequence[KolomTabel], rows: Iterable[Sequence[Isi]], *, saring: bool = False
    ) -> range:
        """Write a table, with filters and fixed headers if `saring`; give the rows below its headers."""
        head = {"bold": True, "font_color": "#FFFFFF", "bg_color": gaya.WARNA_UTAMA, "valign": "vcenter"}
        for column, satu in enumerate(kolom):
            write_cell(
                self.sheet, self.baris, column, satu.judul, self.buku.cell_format(Bentuk.TENGAH, **head)
            )
        self.sheet.set_row(self.baris, row_height([(k.judul, k.lebar) for k in kolom], bold=True) + 4)
        first = self.baris + 1
        for isi in rows:
            self.baris += 1
            self._write_row(kolom, isi, satu_baris=saring)
        if saring:
            self.sheet.autofilter(first - 1, 0, max(self.baris, first), len(kolom) - 1)
            self.sheet.freeze_panes(first, 1)
            self.sheet.repeat_rows(first - 1)
        self.baris += 2
        return range(first, self.baris - 1)

    def _write_row(self, kolom: Sequence[KolomTabel], isi: Sequence[Isi], *, satu_baris: bool) -> None:
        """Write a row as high as its texts need; with `satu_baris` those after the first fit one line."""
        texts = []
        for column, (satu, nilai) in enumerate(zip(kolom, isi, strict=True)):
            fits = satu_baris and column > 0 and satu.bentuk is Bentuk.TEKS
            look = {"text_wrap": False, "shrink": True} if fits else {}
            write_cell(self.sheet, self.baris, column, nilai, self.buku.cell_format(satu.bentuk, **look))
            if satu.bentuk in {Bentuk.TEKS, Bentuk.TENGAH} and not fits:
                texts.append((plain_text(nilai), satu.lebar))
        self.sheet.set_row(self.baris, row_height(texts))

    def define_names(self, awalan: str, nama: Mapping[int, str], rows: range) -> None:
        """Name the cells of a table's columns, such as `Satker_Capaian`, so that formulas read like sentences."""
        for column, satu in nama.items():
            cells = xl_range_abs(rows[0], column, rows[-1], column)
            self.buku.book.define_name(f"{awalan}_{satu}", f"='{self.nama}'!{cells}")

    def place_chart(self, chart: Chart, keterangan: str, tinggi: int = 260) -> None:
        """Place a chart below what was written, as wide as the columns."""
        chart.set_size({"width": min(sum(self.lebar), 900), "height": tinggi})
        self.sheet.insert_chart(self.baris, 0, chart, {"object_position": 3, "description": keterangan})
        self.baris += tinggi // _TINGGI_BARIS + 2


def share(nilai: float | None) -> float | str:
    """Give a share as cells hold it, or the dash that stands for none."""
    return TANPA_NILAI if nilai is None else round(nilai, _DESIMAL)
