"""Measure `zi rekap`, or `zi laporan`, on a folder.

python tests/bench/rekap.py FOLDER [laporan]

Prints wall-clock seconds, workbooks a second, the peak memory of the first process and of its largest worker, and
how many files of what size were written.
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


def run(verb: str, folder: str, keluaran: str) -> None:
    """Run the verb, then print the peaks of this process and of the workers that it has waited for."""
    try:
        zi([verb, folder, "--bulan", "2025-12", "--keluaran", keluaran])
    except SystemExit:
        parent, workers = (
            resource.getrusage(who).ru_maxrss / 1024
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        print(f"    peak: {parent:.0f} MB, largest worker {workers:.0f} MB")


def main(folder: Path, verb: str = "rekap") -> None:
    """Run in a process of its own and print how long it took."""
    count = sum(1 for _ in folder.rglob("*.xlsx"))
    with tempfile.TemporaryDirectory() as keluaran:
        start = time.perf_counter()
        proses = HIDUP.Process(target=run, args=(verb, str(folder), keluaran))
        proses.start()
        proses.join()
        seconds = time.perf_counter() - start
        sizes = [path.stat().st_size for path in Path(keluaran).rglob("*") if path.is_file()]
    size = f"{len(sizes)} files, {sum(sizes) / 1e6:.1f} MB"
    print(f"==> {seconds:.2f} s, {count / seconds:.0f} workbooks a second; {size}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
