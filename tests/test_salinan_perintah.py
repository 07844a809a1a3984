"""The command `zi periksa --salinan`, and copies of our own workbooks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import (
    AKAR,
    BUKU_CONTOH,
    BUKU_NYATA,
    Capsys,
    buat_buku,
    indikator,
    jalankan,
    lengkap,
    pelanggaran,
)
from salinan_kecil import LEMBAR, buka


def test_periksa_says_where_the_copy_is_and_leaves_the_workbook_alone(tmp_path: Path, capsys: Capsys) -> None:
    book = buat_buku(tmp_path / "buku.xlsx", lengkap(indikator(TANGGAL_SELESAI="32 Oktober 2025")))
    before = book.read_bytes()
    os.utime(book, (1_000_000_000, 1_000_000_000))
    book.chmod(0o400)
    assert jalankan("periksa", book) == 1
    plain = capsys.readouterr().out
    assert jalankan("periksa", book, "--salinan", "--keluaran", tmp_path / "hasil") == 1
    copy = tmp_path / "hasil" / "periksa" / "buku-catatan.xlsx"
    assert capsys.readouterr().out == f"{plain}Salinan: {copy}\n"
    assert (book.read_bytes(), book.stat().st_mtime) == (before, 1_000_000_000)
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    comment = buka(copy)[LEMBAR]["H7"].comment
    assert comment is not None
    assert comment.text.startswith("zi periksa: galat\n")


@pytest.mark.slow
def test_no_command_opens_the_workbook_for_writing_or_makes_a_file_beside_it(tmp_path: Path) -> None:
    """Python itself says what is opened how; what is renamed or removed shows in the folder."""
    script = (
        "import os, sys\n"
        "book, out, written = sys.argv[1], sys.argv[2], []\n"
        "def hear(event, given):\n"
        "    if event == 'open' and isinstance(given[0], str) and given[2] & (os.O_WRONLY | os.O_RDWR):\n"
        "        written.append(os.path.dirname(os.path.abspath(given[0])))\n"
        "sys.addaudithook(hear)\n"
        "from zi_reports.cli import main\n"
        "for verb in (['laporan', '--keluaran', out], ['status'], ['periksa', '--salinan', '--keluaran', out]):\n"
        "    try: main([verb[0], book, *verb[1:]])\n"
        "    except SystemExit: pass\n"
        "assert any(folder.startswith(out) for folder in written)\n"
        "assert os.path.dirname(book) not in written\n"
    )
    (tmp_path / "input").mkdir()
    book = Path(shutil.copy(BUKU_CONTOH, tmp_path / "input" / "buku.xlsx"))
    before = book.stat()
    command = [sys.executable, "-c", script, str(book), str(tmp_path / "hasil")]
    done = subprocess.run(command, cwd=AKAR, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    # The Word and the Excel report and their JSON, and the copy.
    assert len([path for path in (tmp_path / "hasil").rglob("*") if path.is_file()]) == 4
    after = book.stat()
    assert (after.st_ino, after.st_mtime_ns, after.st_size) == (
        before.st_ino,
        before.st_mtime_ns,
        before.st_size,
    )
    assert [path.name for path in book.parent.iterdir()] == ["buku.xlsx"]


def test_periksa_never_writes_over_the_workbook(tmp_path: Path, capsys: Capsys) -> None:
    folder = tmp_path / "periksa"
    folder.mkdir()
    book = buat_buku(folder / f"{'x' * 80}-catatan.xlsx", lengkap(indikator()))
    before = book.read_bytes()
    assert jalankan("periksa", book, "--salinan", "--keluaran", tmp_path) == 2
    assert "akan menimpa" in capsys.readouterr().err
    assert book.read_bytes() == before


def test_keluaran_is_for_the_copy_alone(capsys: Capsys) -> None:
    assert jalankan("periksa", BUKU_CONTOH, "--keluaran", "hasil") == 2
    assert capsys.readouterr().err.startswith("Pilihan --keluaran dipakai bersama --salinan.")


@pytest.mark.slow
@pytest.mark.parametrize("book", [BUKU_CONTOH, BUKU_NYATA], ids=["contoh", "nyata"])
def test_copies_of_our_own_workbooks_obey_the_schemas(book: Path, tmp_path: Path) -> None:
    jalankan("periksa", book, "--salinan", "--keluaran", tmp_path)
    (copy,) = (tmp_path / "periksa").iterdir()
    assert pelanggaran(copy) == ""
