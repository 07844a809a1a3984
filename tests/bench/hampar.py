"""Lay out for the floor (`lantai.py`) what a run of ours read and wrote: cells, and a template's variables."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from zi_reports.files import bundled_template
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import assess
from zi_reports.sources.workbook import read_workbook
from zi_reports.word.report import konteks
from zi_reports.word.rows import Sel


def lay_out(folder: Path, read: Sequence[Path], made: Path, *, times: int = 1) -> None:
    """Write down what is to be read, and the documents in `made`, each of them to be written `times` times.

    The monthly report's variables are given to docxtpl; other Word documents are opened and saved by python-docx.
    """
    written = [entry for path in sorted(made.rglob("*")) if (entry := _document(path, read[0]))]
    given: dict[str, Any] = {"baca": list(map(str, read)), "tulis": written, "kali": times}
    _hand_over(folder, given)


def lay_out_copy(folder: Path, book: Path) -> None:
    """Write down that a workbook is to be opened, and saved by openpyxl."""
    _hand_over(folder, {"baca": [str(book)], "salin": str(book), "tulis": [], "kali": 0})


def _hand_over(folder: Path, given: dict[str, Any]) -> None:
    (folder / "lantai.json").write_text(json.dumps(given), encoding="utf-8")


def _document(path: Path, book: Path) -> dict[str, Any] | None:
    if path.suffix == ".xlsx":
        return {"sheets": _sheets(path)}
    if path.suffix == ".docx" and path.name.startswith("laporan-monev"):
        return {"template": str(bundled_template("laporan-monev.docx")), "context": _context(book)}
    return {path.suffix[1:]: str(path)} if path.suffix in {".docx", ".ics"} else None


def _sheets(path: Path) -> list[dict[str, Any]]:
    typed, values = (load_workbook(path, data_only=flag) for flag in (False, True))
    return [
        {
            "name": sheet.title,
            "cells": [_cell(cell, values[sheet.title]) for row in sheet.iter_rows() for cell in row],
        }
        for sheet in typed.worksheets
    ]


def _cell(cell: Any, values: Any) -> tuple[int, int, str, Any, Any, int]:
    """Give a cell as the floor takes it: place, kind, value, cached value, style."""
    value, cached = cell.value, None
    if cell.data_type == "f":
        kind, cached = "f", values[cell.coordinate].value
        value = getattr(value, "text", value)  # of a formula over several cells
        cached = _serial(cached) if isinstance(cached, dt.date) else cached
        cached = str(cached) if isinstance(cached, dt.time | dt.timedelta) else cached
    elif isinstance(value, dt.date):
        kind, value = "n", _serial(value)
    elif isinstance(value, dt.time | dt.timedelta):
        kind, value = "s", str(value)
    else:
        kind = "b" if value is None else "s" if isinstance(value, str) else "n"
    return cell.row - 1, cell.column - 1, kind, value, cached, cell.style_id if cell.has_style else 0


def _serial(day: dt.date) -> int:
    """Give the number that Excel keeps for a day."""
    return (day if type(day) is dt.date else dt.date(day.year, day.month, day.day)).toordinal() - 693_594


def _context(book: Path) -> dict[str, Any]:
    rencana, catatan = read_workbook(book)
    before, until = (assess(rencana, day) for day in (dt.date(2025, 11, 30), dt.date(2025, 12, 31)))
    bahan = BahanLaporan(until, before, catatan, dt.date(2026, 1, 5))
    return dict(_plain(konteks(bahan))) | {"grafik_capaian_area": "", "grafik_kurva_s": ""}


def _plain(value: Any) -> Any:
    """Give template variables as dicts, lists and text, so that the floor needs nothing of ours."""
    if isinstance(value, Sel):
        return value.teks
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
