"""The command `zi periksa --salinan`, and copies of our own workbooks."""

from __future__ import annotations

import datetime as dt
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
)
from openpyxl.styles import Protection
from openpyxl.worksheet.datavalidation import DataValidation
from salinan_kecil import LEMBAR, buka, gaya, keberatan, sifat

from zi_reports.sources.workbook import read_workbook


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


def buku_kantor(path: Path) -> Path:
    """Make a workbook with what offices put into theirs."""
    rows = lengkap(
        indikator(STATUS="selesai sekali", BUKTI_DUKUNG="SK"),
        indikator("Setiap Bulan", NO=None, KOMPONEN=None, INDIKATOR="Rapat"),
        indikator("Tahun 2025", NO="2", KOMPONEN="Dokumen", INDIKATOR="Laporan"),
    )
    buat_buku(path, rows)
    book = buka(path)
    sheet = book[LEMBAR]
    sheet.merge_cells("A7:A8")
    sheet.merge_cells("B7:B8")
    sheet["I7"].hyperlink = "https://contoh.id/sk"
    sheet["I9"].hyperlink = "#'Pengaturan'!A1"
    sheet["H7"], sheet["H7"].number_format = dt.date(2025, 9, 30), "dd/mm/yyyy"
    sheet["M8"], sheet["M8"].number_format = dt.date(2025, 1, 31), "[$-421]d mmm"
    sheet["M8"].protection = Protection(locked=False)
    sheet.protection.enable()
    sheet.protection.set_password("rahasia")
    choices = DataValidation("list", '"Belum,Proses,Selesai"', allow_blank=True)
    choices.add("G7:G9")
    sheet.add_data_validation(choices)
    sheet.row_dimensions[9].hidden = sheet.column_dimensions["J"].hidden = True
    book.save(path)
    return path


@pytest.mark.parametrize("nama", ["contoh", "kantor"])
def test_the_copy_is_read_as_the_same_plan_and_keeps_what_staff_set_up(nama: str, tmp_path: Path) -> None:
    book = BUKU_CONTOH if nama == "contoh" else buku_kantor(tmp_path / "buku.xlsx")
    jalankan("periksa", book, "--salinan", "--keluaran", tmp_path)
    (copy,) = (tmp_path / "periksa").iterdir()
    assert read_workbook(copy)[0] == read_workbook(book)[0]
    before, after = buka(book), buka(copy)
    assert sifat(after) == sifat(before)
    assert sifat(after)[LEMBAR]["validasi"]
    assert gaya(before).items() <= gaya(after).items()


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
    assert keberatan(copy) == []
