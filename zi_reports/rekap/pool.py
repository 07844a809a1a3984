"""Tasks are worked through by a few processes; one that kills its process costs itself alone."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from typing import TypeVar

Tugas = TypeVar("Tugas")
Hasil = TypeVar("Hasil")

_TERBANYAK = 8
"""More processes would take memory and be hardly quicker."""


def work_through(
    tugas: Sequence[Tugas], kerja: Callable[[Tugas], Hasil], pekerja: int | None = None
) -> Iterator[tuple[Tugas, Hasil | None]]:
    """Give each task with its result, in the order in which they are done; None where its process died.

    A process that dies takes with it all that the others have under way. What has no result then is done again
    one by one, which shows whose fault it is.

    Args:
        tugas: What to work on.
        kerja: The work, a function that another process can import.
        pekerja: How many processes work side by side; by default one for each processor, unless these are many.
    """
    waiting = dict(enumerate(tugas))
    with suppress(BrokenProcessPool), _pool(min(pekerja or cores(), len(tugas))) as pool:
        futures = {pool.submit(kerja, satu): nomor for nomor, satu in waiting.items()}
        for future in as_completed(futures):
            hasil = future.result()
            yield waiting.pop(futures.pop(future)), hasil
    yield from _one_by_one(waiting.values(), kerja)


def _one_by_one(
    tugas: Iterable[Tugas], kerja: Callable[[Tugas], Hasil]
) -> Iterator[tuple[Tugas, Hasil | None]]:
    waiting = deque(tugas)
    while waiting:
        with _pool(1) as pool:
            try:
                while waiting:
                    yield waiting[0], pool.submit(kerja, waiting[0]).result()
                    waiting.popleft()
            except BrokenProcessPool:
                yield waiting.popleft(), None


@contextmanager
def _pool(pekerja: int) -> Iterator[ProcessPoolExecutor]:
    """Open a pool; whatever ends it early, what is waiting is not begun."""
    # Forked children would share half-initialised libraries, and Windows has no fork.
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(max(pekerja, 1), mp_context=spawn, initializer=_be_quiet)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _be_quiet() -> None:
    """Leave an interrupt to the first process; what libraries print is nobody's to read."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with open(os.devnull, "w", encoding="utf-8") as nothing:  # noqa: PTH123 - no path of ours
        os.dup2(nothing.fileno(), 2)


def cores() -> int:
    """Give the number of processors that this process may use, or the most that it is to use."""
    known = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(known or 1, _TERBANYAK)
