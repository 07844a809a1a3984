"""Work on a file that may end the process, or take all its time or memory, is done in a process of its own."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from zi_reports.rencana.model import UserError

Hasil = TypeVar("Hasil")

TUNGGU = 60
"""Seconds that anybody waits for the process by the clock: on a busy machine it waits for others as well."""

_SELANG = 0.2


class ChildError(Exception):
    """The process has died, has failed, or took too long."""


def run_apart(work: Callable[[Path], Hasil], path: Path, detik: float, ingatan: int) -> Hasil:
    """Do `work` on a file in a process of its own, within so many seconds of work and bytes of memory.

    Raises:
        ChildError: it was not done.
        UserError: the work says what is wrong with the file.
    """
    import multiprocessing  # noqa: PLC0415 - most files need no second process

    # A forked child would share half-initialised libraries, and Windows has no fork.
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe(duplex=False)
    child = spawn.Process(target=_serve, args=(theirs.send, work, path, detik, ingatan), daemon=True)
    child.start()
    theirs.close()
    try:
        answer: Hasil | Exception = ours.recv() if ours.poll(TUNGGU) else ChildError()
    except EOFError as error:  # the process has died
        raise ChildError from error
    finally:
        child.kill()
        child.join()
        ours.close()
    if isinstance(answer, Exception):
        raise answer
    return answer


def _serve(
    send: Callable[[object], None],
    work: Callable[[Path], object],
    path: Path,
    detik: float,
    ingatan: int,
) -> None:
    """Work in the child and send what comes of it; what a library says when it fails is nobody's to read."""
    with open(os.devnull, "w", encoding="utf-8") as nothing:  # noqa: PTH123 - no path of ours
        os.dup2(nothing.fileno(), 2)
    os.environ["RUST_BACKTRACE"] = "0"  # else one in Rust that finds no memory may wait for itself for ever
    limit_memory(ingatan)
    threading.Thread(target=_watch, args=(detik,), daemon=True).start()
    try:
        send(work(path))
    except UserError as error:
        send(error)
    except BaseException:  # noqa: BLE001 - a panic of a library in Rust is no Exception
        send(ChildError())


def _watch(detik: float) -> None:
    """End this process once it has worked so many seconds."""
    while time.process_time() < detik:
        time.sleep(_SELANG)
    os.kill(os.getpid(), signal.SIGTERM)  # which on Windows, too, waits for nothing


def limit_memory(ingatan: int) -> None:
    """Keep this process to so many bytes of memory, and to less where its user may have no more."""
    # Windows knows no such limit, and macOS does not take every one.
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - Windows has none

        most = resource.getrlimit(resource.RLIMIT_AS)[1]
        least = ingatan if most == resource.RLIM_INFINITY else min(ingatan, most)
        resource.setrlimit(resource.RLIMIT_AS, (least, most))
