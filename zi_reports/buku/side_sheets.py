"""Sheets Pengaturan and Petunjuk of the workbook that staff fill in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook

from zi_reports.excel.kit import (
    FORMAT_TANGGAL,
    Cetak,
    Formats,
    row_height,
    set_columns,
    set_up_print,
    write_cell,
)
from zi_reports.rencana.lampiran import (
    KETERANGAN,
    LEMBAR_PENGATURAN,
    LEMBAR_PETUNJUK,
    PETUNJUK,
    PROTEKSI,
    TANGGAL_AKHIR,
    TANGGAL_AWAL,
    Label,
)
from zi_reports.rencana.model import Kertas, Pengaturan

BIRU, GARIS = "#D9E2F3", "#7F7F7F"
"""The fill of heads and the colour of rules, in every sheet of the workbook."""

_LEBAR = (240, 300, 420)
_UKURAN = 11


def print_setup(pengaturan: Pengaturan, nama: str) -> Cetak:
    """Give how the sheet called `nama` is printed."""
    return Cetak(pengaturan.ukuran_kertas, pengaturan.tanda, pengaturan.satker, f"{nama} {pengaturan.tahun}")


def date_rule(pesan: str) -> dict[str, Any]:
    """Give the check of a cell that takes a day, with what Excel says of anything else."""
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": TANGGAL_AWAL,
        "maximum": TANGGAL_AKHIR,
        "error_title": "Tanggal tidak dikenal",
        "error_message": pesan,
    }


def write_pengaturan(book: Workbook, form: Formats, pengaturan: Pengaturan) -> None:
    """Write the labels, their values, and beside each what it is for."""
    sheet = book.add_worksheet(LEMBAR_PENGATURAN)
    set_columns(sheet, _LEBAR)
    sheet.write_string(0, 0, "PENGATURAN", form(bold=True, font_size=14))
    cell = {"font_size": _UKURAN, "border": 1, "border_color": GARIS, "text_wrap": True, "align": "left"}
    for column, text in enumerate(("Label", "Isi", "Keterangan")):
        sheet.write_string(2, column, text, form(**cell, bold=True, bg_color=BIRU))
    for row, label in enumerate(Label, start=3):
        sheet.write_string(row, 0, label, form(**cell, bg_color="#F2F2F2"))
        value = getattr(pengaturan, label.field)
        dated = {"num_format": FORMAT_TANGGAL} if isinstance(value, dt.date) else {}
        write_cell(sheet, row, 1, value, form(**cell, locked=False, **dated))
        sheet.write_string(row, 2, KETERANGAN[label], form(**cell, font_color="#595959"))
        sheet.set_row(row, row_height([(KETERANGAN[label], _LEBAR[2])], _UKURAN))
        if label in _RULES:
            sheet.data_validation(row, 1, row, 1, dict(_RULES[label]))
    sheet.protect("", PROTEKSI)
    set_up_print(sheet, print_setup(pengaturan, LEMBAR_PENGATURAN), mendatar=True)


_DATE = date_rule("Tulis tanggal, misalnya 27/10/2025.")
_RULES: Mapping[Label, Mapping[str, Any]] = {
    Label.TAHUN: {
        "validate": "integer",
        "criteria": "between",
        "minimum": TANGGAL_AWAL.year,
        "maximum": TANGGAL_AKHIR.year,
        "error_title": "Tahun tidak dikenal",
        "error_message": "Tulis tahun empat angka, misalnya 2025.",
    },
    Label.TANGGAL_KEPUTUSAN: _DATE,
    Label.MULAI_PEMANTAUAN: _DATE,
    Label.UKURAN_KERTAS: {
        "validate": "list",
        "source": [str(kertas) for kertas in Kertas],
        "error_title": "Ukuran kertas tidak dikenal",
        "error_message": f"Pilih {' atau '.join(Kertas)}.",
    },
}
"""What Excel checks as a setting is typed."""


def write_petunjuk(book: Workbook, form: Formats, pengaturan: Pengaturan) -> None:
    """Write half a page on how to fill the workbook in."""
    sheet = book.add_worksheet(LEMBAR_PETUNJUK)
    set_columns(sheet, (34, 640))
    sheet.write_string(0, 0, "PETUNJUK PENGISIAN", form(bold=True, font_size=14))
    for nomor, text in enumerate(PETUNJUK, start=1):
        sheet.write_string(nomor + 1, 0, f"{nomor}.", form(font_size=_UKURAN, align="right"))
        sheet.write_string(nomor + 1, 1, text, form(font_size=_UKURAN, text_wrap=True))
        sheet.set_row(nomor + 1, row_height([(text, 640)], _UKURAN) + 4)
    sheet.hide_gridlines(2)
    sheet.protect("", PROTEKSI)
    set_up_print(sheet, print_setup(pengaturan, LEMBAR_PETUNJUK), mendatar=False)
