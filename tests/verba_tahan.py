"""Each verb on a file that somebody handed in, in this process, with its time and memory looked at."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from conftest import HARI_INI, SATKER

from zi_reports.cli import main

DETIK, MEGABITA = 10, 430
"""What is promised of any file: seconds of the processor; and 500 MB, of which the program itself takes 70."""

_MACET = 90
"""Seconds by the clock after which a run is ended: it waits for something."""

_BARU = ("--tahun", "2026", "--satker", SATKER, "--keluaran", "baru/")

VERBA_BUKU: Mapping[str, Callable[[Path], Sequence[str | Path]]] = {
    "status": lambda buku: ("status", buku, "--bulan", "2025-12"),
    "periksa": lambda buku: ("periksa", buku),
    "laporan": lambda buku: ("laporan", buku, "--bulan", "2025-12", "--ringkas", "--jangan-buka", "--timpa"),
    "kalender": lambda buku: ("kalender", buku, "--timpa"),
    "buku-baru": lambda buku: ("buku-baru", "--dari", buku, "--ya", *_BARU),
    "riwayat": lambda buku: ("riwayat", buku),
    "periksa --salinan": lambda buku: ("periksa", buku, "--salinan", "--timpa"),
    "bukti": lambda buku: ("bukti", buku),
    "rapat": lambda buku: ("rapat", buku, "--tanggal", "2026-01-05", "--timpa"),
    "tugas": lambda buku: ("tugas", buku, "--semua", "--bulan", "2025-12", "--timpa"),
    "bandingkan": lambda buku: ("bandingkan", "2025-11", "2025-12", buku, "--timpa"),
    "bukti --paket": lambda buku: ("bukti", buku, "--paket", "--bulan", "2025-12", "--jangan-buka"),
    "impor": lambda buku: ("impor", buku, *_BARU),
    "rekap": lambda buku: ("rekap", buku.parent, "--bulan", "2025-12", "--timpa"),
}
"""Every verb that takes a workbook, and how it is called."""

VERBA_NASKAH: Mapping[str, Callable[[Path], Sequence[str | Path]]] = {"impor": VERBA_BUKU["impor"]}
"""The verb that takes a .docx or .txt."""

VERBA_TEMPLAT: Mapping[str, Callable[[Path], Sequence[str | Path]]] = {
    "periksa --templat": lambda templat: ("periksa", "--templat", templat.parent),
}
"""The verb that looks at templates, each by the folder that it lies in."""


class Macet(BaseException):
    """A run that does not end: no handler of the program's may take it for a fault of the file."""


@dataclass(frozen=True, slots=True)
class Hasil:
    """What a verb made of a file: how it ended, what it said, and what it took besides what there was before."""

    verba: str
    status: int
    kata: str
    detik: float
    megabita: float

    @property
    def ditolak(self) -> bool:
        """Say whether the file was refused, which is one sentence."""
        return self.status == 2

    @property
    def cela(self) -> str:
        """Say which promise the run broke; empty where it kept all."""
        if "Kesalahan yang tidak terduga" in self.kata or "Traceback" in self.kata:
            return "kesalahan"
        if self.detik > DETIK:
            return f"{self.detik:.1f} s"
        return f"{self.megabita:.0f} MB" if self.megabita > MEGABITA else ""

    def __str__(self) -> str:
        return (
            f"{self.verba}: {self.status}, {self.detik:.1f} s, {self.megabita:.0f} MB: {self.kata[-200:]!r}"
        )


def jalankan_verba(verba: str, argumen: Sequence[str | Path]) -> Hasil:
    """Run one verb in the working directory, as if typed there."""
    streams = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    status: int | str | None = 0
    before = memory("VmRSS")
    forget_peak()
    start = spent()
    with watched(), contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        try:
            main([str(satu) for satu in argumen], hari_ini=HARI_INI)
        except SystemExit as stop:
            status = stop.code
        except Macet:
            status = _MACET
    detik = spent() - start if status != _MACET else float(_MACET)
    kata = ""
    for stream in streams:
        stream.seek(0)
        kata += stream.read()
    return Hasil(verba, int(status or 0), kata, detik, memory("VmHWM") - before)


@contextlib.contextmanager
def watched() -> Iterator[None]:
    """Raise Macet in what does not end; Windows has no such alarm."""
    if sys.platform == "win32":
        yield
        return

    def stop(*_: object) -> None:
        raise Macet

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(_MACET)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def spent() -> float:
    """Give the seconds that this process has worked, with those that read for it and have ended."""
    return sum(os.times()[:4])


def forget_peak() -> None:
    """Begin to measure memory anew, where the system has a way for it."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def memory(nama: str) -> float:
    """Give what the system says of this process's memory under a name, in MB; 0 where it does not say."""
    try:
        lines = Path(f"/proc/{os.getpid()}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return int(next(line for line in lines if line.startswith(nama)).split()[1]) / 1024
