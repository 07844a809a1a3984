"""The Excel report of small plans, opened: its sheets, their cells and tables, and its charts."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from zi_reports.excel.report import write_excel
from zi_reports.laporan import BahanLaporan

SHEETS = [
    "Ringkasan",
    "Per Area",
    "Per Tenggat",
    "Perkembangan",
    "Lembar Monev",
    "Per Penanggung Jawab",
    "Terlambat",
    "Jatuh Tempo Berikutnya",
    "Rencana Tindak Lanjut",
    "Bukti Dukung",
    "Catatan Data",
    "Cara Menghitung",
    "Data",
]


def open_report(material: BahanLaporan, *, formulas: bool = False) -> Workbook:
    return openpyxl.load_workbook(BytesIO(write_excel(material)), data_only=not formulas)


def cells(sheet: Worksheet) -> list[Any]:
    return [value for row in sheet.iter_rows(values_only=True) for value in row if value is not None]


def find(sheet: Worksheet, text: str) -> Any:
    """Give the first cell that holds `text`."""
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == text)


def table(sheet: Worksheet, header: str) -> list[dict[str, Any]]:
    """Give the rows below the row that holds `header`, by the headers, down to the first empty row."""
    top = find(sheet, header).row
    names = [str(cell.value) for cell in sheet[top]]
    rows = []
    for row in sheet.iter_rows(min_row=top + 1, values_only=True):
        if all(value is None for value in row):
            break
        rows.append(dict(zip(names, row, strict=True)))
    return rows


def printed(sheet: Worksheet, place: str, side: str) -> str:
    """Give the text at the head or foot of a sheet's pages."""
    return str(getattr(getattr(sheet, place), side).text or "")


def charts(material: BahanLaporan) -> dict[str, str]:
    """Give the XML of the charts by their names: `chart1` are the bars of the areas, `chart2` is the curve."""
    with zipfile.ZipFile(BytesIO(write_excel(material))) as package:
        names = [name for name in package.namelist() if name.startswith("xl/charts/")]
        return {name.removeprefix("xl/charts/"): package.read(name).decode() for name in names}
