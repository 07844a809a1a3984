"""An .xlsx file becomes plain grids of values: the one place that knows how openpyxl sees a workbook."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zi_reports.model import WorkbookError


@dataclass(frozen=True, slots=True)
class SelRusak:
    """A cell without a usable value: an error such as `#N/A`, or a formula that was never calculated."""

    teks: str


Nilai = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | SelRusak | None
"""What a cell holds, as openpyxl reads it."""


@dataclass(frozen=True, slots=True)
class Lembar:
    """One sheet: its rows from row 1 and their cells from column A, and the addresses that cells link to.

    Rows and columns of `tautan` count from 1, as in the sheet.
    """

    nama: str
    baris: tuple[tuple[Nilai, ...], ...]
    tautan: Mapping[tuple[int, int], str]


def column_letter(kolom: int) -> str:
    """Give the letter of a column counted from 1."""
    return get_column_letter(kolom)


def load_sheets(path: Path) -> tuple[Lembar, ...]:
    """Read all worksheets of `path`, formulas by their stored value.

    Raises:
        WorkbookError: the file cannot be read as an Excel workbook.
    """
    if not path.exists():
        raise WorkbookError(f"Buku kerja tidak ditemukan: {path}")
    if path.is_dir():
        raise WorkbookError(f"{path} adalah folder. Sebutkan berkas .xlsx di dalamnya.")
    try:
        return _load(path)
    except PermissionError as error:
        raise WorkbookError(f"{path} tidak boleh dibuka. Tutup berkas itu di Excel, lalu ulangi.") from error
    except Exception as error:
        # openpyxl has no class of its own for a broken file: BadZipFile, KeyError, ValueError, ...
        raise WorkbookError(
            f"{path} tidak dapat dibaca sebagai buku kerja Excel. Buka di Excel, lalu Simpan Sebagai .xlsx."
        ) from error


def _load(path: Path) -> tuple[Lembar, ...]:
    if not zipfile.is_zipfile(path):
        raise ValueError(path)
    as_typed = load_workbook(path, keep_links=False)
    try:
        has_formula = any(
            cell.data_type == "f"
            for sheet in as_typed.worksheets
            for row in sheet.iter_rows()
            for cell in row
        )
        # A formula's stored value is only seen by a second load, which most workbooks do not need.
        calculated = load_workbook(path, keep_links=False, data_only=True) if has_formula else as_typed
        return tuple(_grid(sheet, calculated[sheet.title]) for sheet in as_typed.worksheets)
    finally:
        as_typed.close()


def _grid(as_typed: Worksheet, calculated: Worksheet) -> Lembar:
    rows = tuple(
        tuple(
            _value(typed.data_type, typed.value, cell.data_type, cell.value)
            for typed, cell in zip(typed_row, row, strict=True)
        )
        for typed_row, row in zip(as_typed.iter_rows(), calculated.iter_rows(), strict=True)
    )
    links = {
        (nomor, kolom): cell.hyperlink.target
        for nomor, row in enumerate(as_typed.iter_rows(), start=1)
        for kolom, cell in enumerate(row, start=1)
        if cell.hyperlink is not None and cell.hyperlink.target
    }
    return Lembar(as_typed.title, rows, links)


def _value(typed_kind: str, typed: object, kind: str, value: object) -> Nilai:
    if kind == "e":
        return SelRusak(str(value))
    if typed_kind == "f" and value is None:
        return SelRusak(str(typed))
    if value is None or isinstance(
        value, str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta
    ):
        return value
    return str(value)
