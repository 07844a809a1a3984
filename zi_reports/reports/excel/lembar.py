"""One sheet of the Excel report while it is written: its head, and the parts that sheets are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from zi_reports import bahasa
from zi_reports.angka import Keadaan
from zi_reports.reports import gaya
from zi_reports.reports.excel.buku import Bentuk, Buku, KolomTabel, NamaLembar
from zi_reports.sheets import (
    UKURAN,
    Cetak,
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


@dataclass(frozen=True, slots=True)
class Lembar:
    """A sheet with the book that it belongs to; rows and columns are counted from 0, as XlsxWriter does."""

    buku: Buku
    nama: NamaLembar
    lebar: Sequence[int]

    @property
    def sheet(self) -> Worksheet:
        """The sheet as XlsxWriter has it."""
        return self.buku.lembar[self.nama]

    def write(self, row: int, columns: int | tuple[int, int], isi: Isi, form: Format) -> None:
        """Write one cell, or several merged ones from the first to the last column."""
        first, last = (columns, columns) if isinstance(columns, int) else columns
        if first < last:
            self.sheet.merge_range(row, first, row, last, "", form)
        write_cell(self.sheet, row, first, isi, form)

    def write_line(self, row: int, text: str, **properties: Any) -> None:  # noqa: ANN401 - as XlsxWriter has them
        """Write a line of text over all columns of the sheet, as high as it needs."""
        self.write(row, (0, len(self.lebar) - 1), text, self.buku.formats(text_wrap=True, **properties))
        size, bold = properties.get("font_size", UKURAN), bool(properties.get("bold"))
        self.sheet.set_row(row, row_height([(text, sum(self.lebar))], size, bold=bold))

    def write_section(self, row: int, text: str) -> int:
        """Write the heading of a part of the sheet; give the row below it."""
        form = self.buku.formats(bold=True, font_size=12, font_color=gaya.WARNA_UTAMA)
        self.write(row, 0, text, form)
        self.sheet.set_row(row, 20)
        return row + 1

    def write_header(self, row: int, kolom: Sequence[KolomTabel]) -> None:
        """Write the row of headers, high enough for its longest."""
        for column, satu in enumerate(kolom):
            self.write(row, column, satu.judul, self.buku.header_format())
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
                link = {"font_color": gaya.WARNA_TAUTAN, "underline": 1}
                self.write(row, column, nilai, self.buku.cell_format(satu.bentuk, **link))
            else:
                self.write(row, column, nilai, self.buku.cell_format(satu.bentuk, **look))
            if satu.bentuk in {Bentuk.TEKS, Bentuk.TENGAH}:
                texts.append((plain_text(nilai), satu.lebar))
        self.sheet.set_row(row, row_height(texts))

    def write_table(
        self, row: int, nama: str, kolom: Sequence[KolomTabel], baris: Iterable[Sequence[Isi]]
    ) -> tuple[int, int]:
        """Write an Excel table with filters from `row` on; give its first and last row below the headers.

        A table needs a row: one without data gets an empty one.
        """
        self.write_header(row, kolom)
        last = row
        for last, isi in enumerate(baris, start=row + 1):
            self.write_row(last, kolom, isi)
        if last == row:
            last += 1
            self.write_row(last, kolom, [None] * len(kolom))
        headers = [{"header": satu.judul, "header_format": self.buku.header_format()} for satu in kolom]
        options = {"name": nama, "columns": headers, "style": None}
        self.sheet.add_table(row, 0, last, len(kolom) - 1, options)
        self.sheet.repeat_rows(row)
        return row + 1, last

    def define_columns(self, awalan: str, nama: Mapping[int, str], rows: tuple[int, int]) -> None:
        """Name the cells of a table's columns, such as `Data_Keadaan`, so that formulas read like sentences."""
        for column, satu in nama.items():
            cells = xl_range_abs(rows[0], column, rows[1], column)
            self.buku.book.define_name(f"{awalan}_{satu}", f"='{self.nama}'!{cells}")

    def place_chart(self, at: tuple[int, int], chart: Chart, size: tuple[int, int], keterangan: str) -> int:
        """Place a chart of this size in pixels; give the first row below it, where rows have the usual height."""
        chart.set_size({"width": size[0] - 4, "height": size[1]})
        self.sheet.insert_chart(*at, chart, {"object_position": 3, "description": keterangan})
        return at[0] + size[1] // _TINGGI_BARIS_BIASA + 2

    def colour_words(self, area: tuple[int, int, int, int], words: Mapping[str, Keadaan]) -> None:
        """Colour cells by the word that they hold, as rules, so that a corrected cell is coloured anew."""
        for word, keadaan in words.items():
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": self._fill(keadaan)}
            self.sheet.conditional_format(*area, rule)

    def colour_texts(
        self, area: tuple[int, int, int, int], kriteria: str, words: Mapping[str, Keadaan]
    ) -> None:
        """Colour cells by words within their text, as rules; `kriteria` is `begins with` or `containing`.

        Of the rules given for a cell, the first that holds is the last that is looked at.
        """
        for word, keadaan in words.items():
            rule = {"type": "text", "criteria": kriteria, "value": word, "format": self._fill(keadaan)}
            self.sheet.conditional_format(*area, {**rule, "stop_if_true": True})

    def _fill(self, keadaan: Keadaan) -> Format:
        return self.buku.book.add_format({"bg_color": gaya.WARNA_KEADAAN[keadaan]})


def open_sheet(
    buku: Buku, nama: NamaLembar, lebar: Sequence[int], keterangan: str, *, mendatar: bool
) -> tuple[Lembar, int]:
    """Set a sheet up, with columns of these widths, and write its head; give it with the first free row."""
    lembar = Lembar(buku, nama, lebar)
    monev = buku.bahan.monev
    pengaturan = monev.rencana.pengaturan
    periode = f"Per {bahasa.tanggal(monev.per_tanggal)}"
    cetak = Cetak(pengaturan.ukuran_kertas, pengaturan.tanda, pengaturan.satker, f"{nama} · {periode}")
    set_up_print(lembar.sheet, cetak, mendatar=mendatar)
    set_columns(lembar.sheet, lebar)
    lembar.sheet.hide_gridlines(2)
    plan = f"{pengaturan.satker} · Rencana Aksi Zona Integritas {pengaturan.tahun} · {periode}"
    head: list[tuple[str, dict[str, Any]]] = [
        (nama.upper(), {"bold": True, "font_size": 15, "font_color": gaya.WARNA_UTAMA}),
        (plan, {"bold": True}),
        (keterangan, {"font_color": gaya.WARNA_REDUP}),
    ]
    if pengaturan.tanda:
        mark = {"bold": True, "font_size": 13, "font_color": gaya.WARNA_TANDA}
        head.insert(0, (pengaturan.tanda, mark))
    for row, (text, properties) in enumerate(head):
        lembar.write_line(row, text, **properties)
    return lembar, len(head) + 1
