"""Measure the Word report against docxtpl's bare rendering of the same template with the same rows.

    python tests/bench/word.py [ROWS] [RUNS]

Prints the median time of each and the median of the ratios, pair by pair. A measurement, not a test.
"""

from __future__ import annotations

import datetime as dt
import statistics
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from docxtpl import DocxTemplate
from laporan import plain, plan_of

from zi_reports.files import bundled_template
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import assess
from zi_reports.word.report import konteks, write_word

TEMPLATE = bundled_template("laporan-monev.docx")


def bare(bahan: BahanLaporan, context: dict[str, object]) -> None:
    """Make the variables, give docxtpl the same as plain dicts and text, and save what it renders."""
    konteks(bahan)
    document = DocxTemplate(BytesIO(Path(TEMPLATE).read_bytes()))
    document.render(context, autoescape=True)
    document.save(BytesIO())


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> None:
    rows, runs = ([int(word) for word in sys.argv[1:]] + [150, 15][len(sys.argv) - 1 :])[:2]
    rencana = plan_of(rows)
    days = dt.date(2025, 12, 31), dt.date(2025, 11, 30)
    bahan = BahanLaporan(assess(rencana, days[0]), assess(rencana, days[1]), (), dt.date(2026, 1, 5))
    context = plain(konteks(bahan)) | {"grafik_capaian_area": "", "grafik_kurva_s": ""}
    measured = [
        (seconds(lambda: write_word(bahan, TEMPLATE)), seconds(lambda: bare(bahan, context)))
        for _ in range(runs + 1)
    ][1:]
    ours, theirs = (statistics.median(column) * 1000 for column in zip(*measured, strict=True))
    ratio = statistics.median(a / b for a, b in measured)
    print(f"{rows} rows: zi {ours:.0f} ms, docxtpl {theirs:.0f} ms, ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
