"""Read every workbook of a folder, one after another, by one library alone: what `zi rekap` is measured beside.

python tests/bench/baca.py openpyxl|calamine|zi FOLDER
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from zi_reports.sources.load import load_sheets


def by_openpyxl(path: Path) -> None:
    """Load a workbook and no more."""
    load_workbook(path).close()


def by_calamine(path: Path) -> None:
    """Load a workbook and lay out the cells of its sheets."""
    with CalamineWorkbook.from_path(path) as book:
        for nama in book.sheet_names:
            book.get_sheet_by_name(nama).to_python(skip_empty_area=False)


def by_us(path: Path) -> None:
    """Read a workbook as every verb does."""
    load_sheets(path)


CARA: dict[str, Callable[[Path], None]] = {
    "openpyxl": by_openpyxl,
    "calamine": by_calamine,
    "zi": by_us,
}


def main(cara: str, folder: Path) -> None:
    """Read the workbooks and say how many a second, and the most memory that was in use."""
    paths = sorted(folder.rglob("*.xlsx"))
    start = time.perf_counter()
    for path in paths:
        CARA[cara](path)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{cara}: {len(paths)} workbooks, {seconds:.2f} s, {len(paths) / seconds:.0f} a second, {peak:.0f} MB"
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
