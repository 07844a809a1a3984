"""Measure each stage of `zi laporan` in one process: imports, reading, figures, checks, each document, saving.

    python tests/bench/tahap.py [ROWS]

Prints milliseconds, once each and in the order in which the command does them. A measurement, not a test.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any

STAGES = (
    ("zi_reports.cli", "the command itself"),
    ("zi_reports.sources.workbook", "the reader"),
    ("zi_reports.monev.figures", "the figures"),
    ("zi_reports.excel.report", "XlsxWriter"),
    ("zi_reports.word.report", "docxtpl"),
)


class Watch:
    """Prints the time since it was last asked."""

    def __init__(self) -> None:
        self._last = time.perf_counter()

    def lap(self, label: str) -> None:
        now = time.perf_counter()
        print(f"{(now - self._last) * 1000:8.1f} ms  {label}")
        self._last = time.perf_counter()


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure each stage of `zi laporan` in one process.")
    parser.add_argument("rows", nargs="?", type=int, default=39, help="rows with an indikator (39)")
    rows = parser.parse_args().rows
    watch = Watch()
    modules: dict[str, Any] = {}
    for name, label in STAGES:
        modules[name] = import_module(name)
        watch.lap(f"import {label}")
    from bahan import plan_of  # noqa: PLC0415 - after what is measured

    from zi_reports.buku.writer import write_workbook  # noqa: PLC0415 - likewise
    from zi_reports.files import bundled_template, save_all  # noqa: PLC0415 - likewise
    from zi_reports.laporan import BahanLaporan  # noqa: PLC0415 - likewise
    from zi_reports.rencana.periksa import run_checks  # noqa: PLC0415 - likewise
    from zi_reports.ringkasan import write_ringkasan  # noqa: PLC0415 - likewise

    today, assess = dt.date(2026, 1, 5), modules["zi_reports.monev.figures"].assess
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = folder / "buku.xlsx"
        book.write_bytes(write_workbook(plan_of(rows)))
        watch.lap("(laying out)")
        rencana, catatan = modules["zi_reports.sources.workbook"].read_workbook(book)
        watch.lap(f"read {rows} rows")
        catatan = (*catatan, *run_checks(rencana, today))
        watch.lap("checks")
        months = [assess(rencana, day) for day in (dt.date(2025, 12, 31), dt.date(2025, 11, 30))]
        watch.lap("figures of the month and of the one before")
        bahan = BahanLaporan(months[0], months[1], catatan, today)
        excel = modules["zi_reports.excel.report"].write_excel(bahan)
        watch.lap("Excel")
        word = modules["zi_reports.word.report"].write_word(bahan, bundled_template("laporan-monev.docx"))
        watch.lap("Word")
        text = write_ringkasan(bahan.monev, catatan).encode()
        watch.lap("JSON")
        save_all({folder / "a.docx": word, folder / "b.xlsx": excel, folder / "c.json": text})
        watch.lap("saving")


if __name__ == "__main__":
    main()
