"""Tasks are worked through by processes of their own; one that dies or hangs costs its task alone.

The pool of the standard library gives up all its tasks when one worker dies, and cannot stop one that hangs.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

Tugas = TypeVar("Tugas")
Hasil = TypeVar("Hasil")

# Forked children would share half-initialised libraries, and Windows has no fork.
_PROSES = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Gagal:
    """Why a task has no result; `tetap` where trying again cannot help."""

    sebab: str
    tetap: bool = False


BERHENTI = Gagal("Pembacaannya berhenti mendadak. Buka di Excel, lalu Simpan Sebagai .xlsx.")
TERLALU_LAMA = Gagal("Pembacaannya terlalu lama dan dihentikan. Buka di Excel, lalu Simpan Sebagai .xlsx.")


def cores() -> int:
    """Give the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def work_through(
    tugas: Sequence[Tugas], kerja: Callable[[Tugas], Hasil], pekerja: int, batas_detik: float = 120
) -> Iterator[tuple[Tugas, Hasil | Gagal]]:
    """Give each task with its result, in the order in which they are done.

    Args:
        tugas: What to work on; given to a process one at a time, so that results do not pile up.
        kerja: The work, a function that another process can import.
        pekerja: How many processes work side by side.
        batas_detik: A task that takes longer is stopped.
    """
    waiting = deque(tugas)
    busy: list[_Pekerja[Tugas, Hasil]] = []
    try:
        while waiting and len(busy) < pekerja:
            busy.append(_Pekerja(kerja, batas_detik, waiting.popleft()))
        while busy:
            for worker in _finished(busy):
                done = worker.tugas, worker.take()
                if waiting:
                    worker.give(waiting.popleft())
                else:
                    busy.remove(worker)
                    worker.stop()
                yield done
    finally:
        for worker in busy:
            worker.stop()


class _Pekerja(Generic[Tugas, Hasil]):
    """One process with the task that it works on; a process that ended is replaced with the next task."""

    def __init__(self, kerja: Callable[[Tugas], Hasil], batas_detik: float, tugas: Tugas) -> None:
        self._kerja = kerja
        self._batas_detik = batas_detik
        self._proses: BaseProcess | None = None
        self.give(tugas)

    def give(self, tugas: Tugas) -> None:
        """Set the process to a task."""
        if self._proses is None:
            self.saluran, theirs = _PROSES.Pipe()
            self._proses = _PROSES.Process(target=_serve, args=(theirs, self._kerja), daemon=True)
            self._proses.start()
            theirs.close()
        self.tugas = tugas
        self.sampai = time.monotonic() + self._batas_detik
        with suppress(OSError):  # it has died: `take` will see the end of the pipe
            self.saluran.send(tugas)

    def take(self) -> Hasil | Gagal:
        """Take the result, or what became of the process."""
        if not self.saluran.poll():
            self.stop()
            return TERLALU_LAMA
        try:
            result: Hasil = self.saluran.recv()
        except (EOFError, OSError):
            self.stop()
            return BERHENTI
        return result

    def stop(self) -> None:
        """End the process, which may be in the middle of something."""
        if self._proses is not None:
            self.saluran.close()
            self._proses.kill()
            self._proses.join()
            self._proses.close()
            self._proses = None


def _finished(busy: Sequence[_Pekerja[Tugas, Hasil]]) -> list[_Pekerja[Tugas, Hasil]]:
    """Wait until a worker has a result, has ended, or has used up its time; give those."""
    timeout = max(0.0, min(worker.sampai for worker in busy) - time.monotonic())
    ready = set(wait([worker.saluran for worker in busy], timeout))
    now = time.monotonic()
    return [worker for worker in busy if worker.saluran in ready or worker.sampai <= now]


def _serve(saluran: Connection, kerja: Callable[[Tugas], Hasil]) -> None:
    """Work on one task after another, until the pipe ends; what libraries print is nobody's to read."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the first process's to handle
    with open(os.devnull, "w", encoding="utf-8") as nothing:  # noqa: PTH123 - no path of ours
        os.dup2(nothing.fileno(), 2)
    with suppress(EOFError):
        while True:
            saluran.send(kerja(saluran.recv()))
