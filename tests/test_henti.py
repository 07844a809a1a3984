"""A run that is ended at any moment leaves each document whole: the earlier one, or the new one."""

from __future__ import annotations

import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import AKAR, BUKU_CONTOH

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals that end a process"),
]

BENIH = 38_2025
SEPANJANG, SAAT_MENYIMPAN = 50, 20
"""How many moments over the whole of a run, and how many more while it saves, which takes milliseconds."""

SIMPAN = """
import os, pathlib, shutil, signal, sys
from zi_reports.files import save_all

folder, left, number = pathlib.Path(sys.argv[1]), int(sys.argv[2]), getattr(signal, sys.argv[3])

def counted(call):
    def stop_at(*arguments, **words):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), number)
        return call(*arguments, **words)
    return stop_at

signal.signal(signal.SIGTERM, signal.default_int_handler)
for owner, name in (
    (os, "fsync"), (shutil, "copy2"), (pathlib.Path, "mkdir"),
    (pathlib.Path, "open"), (pathlib.Path, "replace"), (pathlib.Path, "unlink"),
):
    setattr(owner, name, counted(getattr(owner, name)))
save_all({folder / f"{nama}.bin": nama.encode() * 100_000 for nama in ("satu", "dua", "tiga")})
sys.exit(7 if left > 0 else 0)
"""
"""Saves three documents and sends itself a signal before the n-th thing that it asks of the file system."""


def mulai(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "zi_reports", "laporan", str(BUKU_CONTOH)]
    return subprocess.Popen(
        [*command, "--bulan", "2025-12", "--keluaran", str(folder), "--timpa"],
        cwd=AKAR,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def selesaikan(folder: Path) -> None:
    """Run the command to its end."""
    process = mulai(folder)
    process.communicate(timeout=60)
    assert process.returncode == 0


def sementara(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.startswith(".zi-")]


def utuh(folder: Path, lama: Mapping[str, bytes], baru: Mapping[str, bytes]) -> int:
    """Say how many documents are the new ones, having seen that each is whole and none is missing."""
    found = {nama: (folder / nama).read_bytes() for nama in baru}
    for nama, isi in found.items():
        assert isi in {lama[nama], baru[nama]}, f"{nama} is neither the earlier document nor the new one"
    return sum(isi == baru[nama] for nama, isi in found.items())


def hentikan(folder: Path, nomor: signal.Signals, detik: float, *, menyimpan: bool) -> tuple[int, str]:
    """Run the command and end it so many seconds after its start, or after it began to save."""
    process = mulai(folder)
    until = time.monotonic() + 30
    while (
        menyimpan
        and process.poll() is None
        and not any(folder.rglob(".zi-*.tmp"))
        and time.monotonic() < until
    ):
        pass
    time.sleep(detik)
    process.send_signal(nomor)
    _, errors = process.communicate(timeout=30)
    return process.returncode, errors


@pytest.mark.parametrize("keras", [True, False], ids=["SIGKILL", "SIGTERM dan SIGINT"])
def test_documents_are_whole_whenever_the_run_is_ended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, keras: bool
) -> None:
    for _ in range(2):  # the first run is slower: nothing of it is in memory yet
        began = time.monotonic()
        selesaikan(tmp_path / "acuan")
        length = time.monotonic() - began
    baru = {path.name: path.read_bytes() for path in (tmp_path / "acuan" / "2025-12").iterdir()}
    lama = {nama: f"dokumen lama {nama}".encode() * 500 for nama in baru}
    folder = tmp_path / "hasil" / "2025-12"
    folder.mkdir(parents=True)

    chance = random.Random(BENIH)  # noqa: S311 - the moments need no secrecy, only to be the same each time
    moments = [((nomor + chance.random()) * length / SEPANJANG, False) for nomor in range(SEPANJANG)]
    moments += [(chance.uniform(0, 0.012), True) for _ in range(SAAT_MENYIMPAN)]
    tally: Counter[str] = Counter()
    for index, (detik, menyimpan) in enumerate(moments):
        for nama, isi in lama.items():
            (folder / nama).write_bytes(isi)
        nomor = signal.SIGKILL if keras else (signal.SIGTERM, signal.SIGINT)[index % 2]
        status, errors = hentikan(tmp_path / "hasil", nomor, detik, menyimpan=menyimpan)
        new = utuh(folder, lama, baru)
        tally[f"{new} of 3 new, ended with {status}{', traceback' if 'Traceback' in errors else ''}"] += 1
        if not keras:
            assert sementara(folder) == [], "a run that could clean up did not"
            assert new in {0, 3}
        tally["left a temporary file"] += bool(sementara(folder))

    selesaikan(tmp_path / "hasil")
    assert utuh(folder, lama, baru) == 3
    assert sementara(folder) == [], "a complete run removes what killed ones left"
    with capsys.disabled():
        lines = (f"\n    {count:3} times {what}" for what, count in sorted(tally.items()))
        sys.stdout.write(f"\n  a run takes {length:.2f} s{''.join(lines)}\n")


@pytest.mark.parametrize("nama", ["SIGKILL", "SIGTERM", "SIGINT"])
def test_documents_are_whole_before_and_after_each_thing_that_saving_does(nama: str, tmp_path: Path) -> None:
    names = ("satu", "dua", "tiga")
    lama = {f"{satu}.bin": b"lama" for satu in names}
    baru = {f"{satu}.bin": satu.encode() * 100_000 for satu in names}
    outcomes: list[int] = []
    for step in range(1, 200):
        for document, isi in lama.items():
            (tmp_path / document).write_bytes(isi)
        command = [sys.executable, "-c", SIMPAN, str(tmp_path), str(step), nama]
        done = subprocess.run(command, cwd=AKAR, check=False, capture_output=True, text=True)
        new = utuh(tmp_path, lama, baru)
        if done.returncode == 7:  # nothing was left to stop at
            assert re.fullmatch("0+[12]*3+", "".join(map(str, outcomes)))
            break
        if nama == "SIGKILL":
            assert done.returncode == -signal.SIGKILL
            for left in sementara(tmp_path):
                left.unlink()  # else the next step would first remove it, and so count other things
        else:
            assert "KeyboardInterrupt" in done.stderr
            assert sementara(tmp_path) == []
            assert new in {0, 3}
        outcomes.append(new)
    # Of each document the folder, the new file, its end and the copy of the old one; then a rename each; then six
    # temporary files to remove, of which three are already renamed: 12, 3 and 6.
    assert len(outcomes) > 20
    assert sementara(tmp_path) == []
