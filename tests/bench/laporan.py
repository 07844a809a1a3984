"""Measure `zi laporan` as a whole process against the bare floor, for plans of several sizes.

    python tests/bench/laporan.py [RUNS] [ROWS ...]

Prints, for each size, the median wall time and the peak memory of both, and the median of the ratios, pair by pair;
then the time of `zi --help` beside bare Python and beside `import pandas`. A measurement, not a test.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import replace
from pathlib import Path

from zi_reports.model import Rencana
from zi_reports.workbook.sumber import load_plan
from zi_reports.workbook.writer import write_workbook

ROOT = Path(__file__).parent.parent.parent
FLOOR = Path(__file__).with_name("lantai.py")


def plan_of(rows: int) -> Rencana:
    """Give the real plan with its rows repeated, or cut, to `rows` indikator."""
    rencana = load_plan(ROOT / "input" / "sumber" / "keputusan-38-2025.toml")
    have = sum(1 for _ in rencana.indikator)
    times, left = max(1, round(rows / have)), rows
    areas = []
    for area in rencana.area:
        parts = []
        for komponen in area.komponen:
            repeated = (komponen.indikator * times)[:left]
            left -= len(repeated)
            parts.append(replace(komponen, indikator=repeated))
        areas.append(replace(area, komponen=tuple(parts)))
    return replace(rencana, area=tuple(areas))


def run(command: list[str], folder: Path) -> tuple[float, float]:
    """Run a command to its end; give its wall time in seconds and its peak memory in MB."""
    begin = time.perf_counter()
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"failed: {' '.join(command)}")
    return time.perf_counter() - begin, usage.ru_maxrss / 1024


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


def cells(path: Path, mark: bytes) -> int:
    """Count the cells in a document by their opening tag."""
    with zipfile.ZipFile(path) as archive:
        return sum(archive.read(name).count(mark) for name in archive.namelist() if name.endswith(".xml"))


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    sizes = [int(size) for size in sys.argv[2:]] or [39, 150, 1500]
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
            in_xlsx = cells(made / "monev-zi-2025-12.xlsx", b"<c r=")
            in_docx = cells(made / "laporan-monev-zi-2025-12.docx", b"<w:tc>")
            floor = [sys.executable, str(FLOOR), str(book), str(folder), str(in_xlsx), str(in_docx)]
            print(f"{rows:>6}{pairs(ours, floor, folder, runs)}   ({in_xlsx} and {in_docx} cells)")
    for label, code in (("bare Python", "pass"), ("import pandas", "import pandas")):
        line = pairs([*zi, "--help"], [sys.executable, "-c", code], ROOT, runs)
        print(f"--help {line}   (beside {label})")


if __name__ == "__main__":
    main()
