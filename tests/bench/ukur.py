"""Run commands as whole processes, in turn, and give the least that each took: seconds, CPU seconds, memory."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Ukuran:
    """Wall time; CPU seconds of a process and of all that it started; the peak of the largest of them, in MB."""

    detik: float
    cpu: float
    mb: float


@dataclass(frozen=True)
class Proses:
    """A command, the environment that is added to ours, and the folder that is made empty before each run."""

    perintah: Sequence[str]
    lingkungan: Mapping[str, str] = field(default_factory=dict)
    keluaran: Path | None = None


class GagalError(Exception):
    """A command that did not end with 0, or with 1: `periksa` and `doktor` found something.

    `ditolak` is what it took to refuse, where it did that.
    """

    def __init__(self, kata: str, ditolak: Ukuran | None = None) -> None:
        super().__init__(kata)
        self.ditolak = ditolak


_DITOLAK = 2

# A process of few pages starts and times the command: a child's peak memory counts that of its parent at the fork.
RUNNER = """
import os, sys, time
begin = time.perf_counter()
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, usage = os.wait4(child, 0)
print(time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def run(proses: Proses, folder: Path) -> Ukuran:
    """Run a command to its end, in `folder`."""
    if proses.keluaran:
        shutil.rmtree(proses.keluaran, ignore_errors=True)
        proses.keluaran.mkdir()
    done = subprocess.run(
        [sys.executable, "-S", "-c", RUNNER, *proses.perintah],
        cwd=folder,
        env=proses.lingkungan,
        check=False,
        capture_output=True,
        text=True,
    )
    took = Ukuran(*map(float, done.stdout.split())) if done.stdout else None
    if done.returncode not in {0, 1} or not took:
        raise GagalError(
            done.stderr.strip() or f"status {done.returncode}", took if done.returncode == _DITOLAK else None
        )
    return took


def in_turn(wanted: Sequence[Proses | None], folder: Path, runs: int) -> list[Ukuran | None]:
    """Run several commands in turn, `runs` times, so that a busy minute falls on all; give the least of each.

    None stands for what there is not, and for what fails: the older commit lacks verbs, and refuses some sizes.
    """
    rounds = [[_tried(satu, folder) for satu in wanted] for _ in range(runs)]
    return [least([satu for satu in column if satu]) for column in zip(*rounds, strict=True)]


def _tried(proses: Proses | None, folder: Path) -> Ukuran | None:
    try:
        return run(proses, folder) if proses else None
    except GagalError:
        return None


def least(measured: Sequence[Ukuran]) -> Ukuran | None:
    """Give the least of each figure; none where nothing was measured."""
    if not measured:
        return None
    return Ukuran(
        min(satu.detik for satu in measured),
        min(satu.cpu for satu in measured),
        min(satu.mb for satu in measured),
    )
