from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys

from zi_reports.rekap.read import cores, work_through

MATI = (3, 5)
"""The tasks at which a process dies."""


def kerja(n: int) -> int:
    if n in MATI:
        os._exit(1)
    return n * n


def test_each_task_has_its_result_and_one_that_kills_its_process_costs_itself_alone() -> None:
    done = list(work_through([1, 2, 3, 4, 5, 6, 7], kerja, 2))
    assert sorted(done) == [(1, 1), (2, 4), (3, None), (4, 16), (5, None), (6, 36), (7, 49)]


def test_without_tasks_nothing_is_started() -> None:
    assert list(work_through([], kerja, 4)) == []
    assert multiprocessing.active_children() == []


def test_there_is_at_least_one_processor_to_work_on() -> None:
    assert cores() >= 1


def test_an_end_before_the_last_task_leaves_no_process() -> None:
    results = work_through([1, 2, 4, 6, 8], kerja, 2)
    next(results)
    assert len(multiprocessing.active_children()) == 2
    results.close()
    assert multiprocessing.active_children() == []
    assert list(results) == []


def test_a_process_that_reads_has_no_need_of_pandas() -> None:
    code = "import sys, zi_reports.rekap.read; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
