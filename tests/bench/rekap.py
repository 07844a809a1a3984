"""Measure `zi rekap` on a folder.

python tests/bench/rekap.py FOLDER

Prints wall-clock seconds, workbooks a second, and the peak memory of the first process and of its largest worker.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from pathlib import Path

from zi_reports.cli import main as zi

HIDUP = multiprocessing.get_context("spawn")


def run(folder: str, keluaran: str) -> None:
    """Make the recap, then print the peaks of this process and of the workers that it has waited for."""
    try:
        zi(["rekap", folder, "--bulan", "2025-12", "--keluaran", keluaran])
    except SystemExit:
        parent, workers = (
            resource.getrusage(who).ru_maxrss / 1024
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        print(f"    peak: {parent:.0f} MB, largest worker {workers:.0f} MB")


def main(folder: Path) -> None:
    """Run in a process of its own and print how long it took."""
    count = sum(1 for _ in folder.rglob("*.xlsx"))
    with tempfile.TemporaryDirectory() as keluaran:
        start = time.perf_counter()
        proses = HIDUP.Process(target=run, args=(str(folder), keluaran))
        proses.start()
        proses.join()
        seconds = time.perf_counter() - start
    print(f"==> {seconds:.2f} s, {count / seconds:.0f} workbooks a second")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
