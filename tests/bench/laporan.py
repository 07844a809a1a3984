"""Measure `zi laporan` as a whole process against the bare floor, for plans of several sizes.

    python tests/bench/laporan.py [RUNS] [ROWS ...]

Prints, for each size, the median wall time and the peak memory of both, and the median of the ratios, pair by pair;
then the time of `zi --help` beside bare Python and beside `import openpyxl`. A measurement, not a test.
"""

from __future__ import annotations

import datetime as dt
import json
import statistics
import subprocess
import sys
import tempfile
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from zi_reports.buku.sumber import load_plan
from zi_reports.buku.writer import write_workbook
from zi_reports.files import bundled_template
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import assess
from zi_reports.rencana.model import Rencana
from zi_reports.sources.workbook import read_workbook
from zi_reports.word.report import konteks
from zi_reports.word.rows import Sel

ROOT = Path(__file__).parent.parent.parent
FLOOR = Path(__file__).with_name("lantai.py")


def plan_of(rows: int) -> Rencana:
    """Give the real plan with its rows repeated, or cut, to `rows` indikator."""
    rencana = load_plan(ROOT / "input" / "sumber" / "keputusan-38-2025.toml")
    have = sum(1 for _ in rencana.indikator)
    times, left = -(-rows // have), rows
    areas = []
    for area in rencana.area:
        parts = []
        for komponen in area.komponen:
            repeated = (komponen.indikator * times)[:left]
            left -= len(repeated)
            parts.append(replace(komponen, indikator=repeated))
        areas.append(replace(area, komponen=tuple(parts)))
    return replace(rencana, area=tuple(areas))


# A process of few pages starts and times the command: a child's peak memory counts that of its parent at the fork.
RUNNER = """
import os, sys, time
begin = time.perf_counter()
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, usage = os.wait4(child, 0)
print(time.perf_counter() - begin, usage.ru_maxrss / 1024)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def run(command: list[str], folder: Path) -> tuple[float, float]:
    """Run a command to its end; give its wall time in seconds and its peak memory in MB."""
    runner = [sys.executable, "-S", "-c", RUNNER, *command]
    done = subprocess.run(runner, cwd=folder, check=True, capture_output=True, text=True)
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def pairs(ours: list[str], theirs: list[str], folder: Path, runs: int) -> str:
    """Run two commands in turn, once to warm up; give medians and the median ratio as a line."""
    measured = [(run(ours, folder), run(theirs, folder)) for _ in range(runs + 1)][1:]
    mine, floor = [a for a, _ in measured], [b for _, b in measured]
    ratio = statistics.median(a[0] / b[0] for a, b in measured)
    return (
        f"{statistics.median(t for t, _ in mine) * 1000:8.0f} ms {statistics.median(m for _, m in mine):6.0f} MB"
        f"{statistics.median(t for t, _ in floor) * 1000:10.0f} ms {statistics.median(m for _, m in floor):6.0f} MB"
        f"{ratio:8.2f}"
    )


def lay_out(book: Path, made: Path, folder: Path) -> int:
    """Write down for the floor which cells and which variables our own run wrote; give the number of cells."""
    typed, values = (load_workbook(made / "monev-zi-2025-12.xlsx", data_only=flag) for flag in (False, True))
    sheets = [
        {
            "name": sheet.title,
            "cells": [entry(cell, values[sheet.title]) for row in sheet.iter_rows() for cell in row],
        }
        for sheet in typed.worksheets
    ]
    rencana, catatan = read_workbook(book)
    bahan = BahanLaporan(
        assess(rencana, dt.date(2025, 12, 31)),
        assess(rencana, dt.date(2025, 11, 30)),
        catatan,
        dt.date(2026, 1, 5),
    )
    context = plain(konteks(bahan)) | {"grafik_capaian_area": "", "grafik_kurva_s": ""}
    template = str(bundled_template("laporan-monev.docx"))
    given = {"sheets": sheets, "template": template, "context": context}
    (folder / "lantai.json").write_text(json.dumps(given), encoding="utf-8")
    return sum(len(sheet["cells"]) for sheet in sheets)


def entry(cell: Any, values: Any) -> tuple[int, int, str, Any, Any, int]:
    """Give a cell as the floor takes it: place, kind, value, cached value, style."""
    value, cached = cell.value, None
    if cell.data_type == "f":
        kind, cached = "f", values[cell.coordinate].value
        cached = serial(cached) if isinstance(cached, dt.date) else cached
    elif isinstance(value, dt.date):
        kind, value = "n", serial(value)
    else:
        kind = "b" if value is None else "s" if isinstance(value, str) else "n"
    return cell.row - 1, cell.column - 1, kind, value, cached, cell.style_id if cell.has_style else 0


def serial(day: dt.date) -> int:
    """Give the number that Excel keeps for a day."""
    return (day if type(day) is dt.date else dt.date(day.year, day.month, day.day)).toordinal() - 693_594


def plain(value: Any) -> Any:
    """Give template variables as dicts, lists and text, so that the floor needs nothing of ours."""
    if isinstance(value, Sel):
        return value.teks
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    sizes = [int(size) for size in sys.argv[2:]] or [40, 150, 1500, 15000]
    zi = [sys.executable, "-m", "zi_reports"]
    print(f"{'rows':>6}{'zi laporan':>18}{'':>6}{'floor':>15}{'':>4}{'ratio':>8}")
    for rows in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            book = folder / "buku.xlsx"
            book.write_bytes(write_workbook(plan_of(rows)))
            ours = [*zi, "laporan", str(book), "--bulan", "2025-12", "--keluaran", str(folder)]
            run(ours, folder)
            made = folder / "2025-12"
            count = lay_out(book, made, folder)
            floor = [sys.executable, str(FLOOR), str(book), str(folder)]
            print(f"{rows:>6}{pairs(ours, floor, folder, runs)}   ({count} cells in the Excel report)")
    for label, code in (("bare Python", "pass"), ("import openpyxl", "import openpyxl")):
        line = pairs([*zi, "--help"], [sys.executable, "-c", code], ROOT, runs)
        print(f"--help {line}   (beside {label})")


if __name__ == "__main__":
    main()
