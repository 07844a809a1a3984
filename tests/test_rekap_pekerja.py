from __future__ import annotations

import multiprocessing
import os
import time

import pytest

from zi_reports.rekap.pekerja import BERHENTI, TERLALU_LAMA, cores, work_through

MATI, DIAM = 3, 5
"""The tasks at which a worker dies, and hangs."""


def kerja(n: int) -> int:
    if n == MATI:
        os._exit(1)
    if n == DIAM:
        time.sleep(600)
    return n * n


def test_each_task_has_its_result_and_a_dead_worker_costs_its_own_task() -> None:
    done = dict(work_through([1, 2, MATI, 4], kerja, 2))
    assert done == {1: 1, 2: 4, MATI: BERHENTI, 4: 16}


def test_without_tasks_nothing_is_started() -> None:
    assert list(work_through([], kerja, 4)) == []
    assert multiprocessing.active_children() == []


def test_there_is_at_least_one_processor_to_work_on() -> None:
    assert cores() >= 1


@pytest.mark.slow
def test_a_worker_that_hangs_is_stopped() -> None:
    done = dict(work_through([1, DIAM, 4], kerja, 1, batas_detik=5))
    assert done == {1: 1, DIAM: TERLALU_LAMA, 4: 16}


def test_an_end_before_the_last_task_leaves_no_process() -> None:
    results = work_through([1, 2, 4, 6, 8], kerja, 2)
    next(results)
    assert len(multiprocessing.active_children()) == 2
    results.close()  # type: ignore[attr-defined]  # it is a generator
    assert multiprocessing.active_children() == []
    assert list(results) == []
