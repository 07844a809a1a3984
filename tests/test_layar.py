"""What a person sees in the terminal, be it wide, narrow, without colour, or with an old code page."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

import pytest
from conftest import AKAR, BUKU_CONTOH, PENGATURAN, buat_buku, indikator, jalankan, lengkap

from zi_reports.cli import layar

Capsys = pytest.CaptureFixture[str]
BASH = None if sys.platform == "win32" else shutil.which("bash")
Window = Callable[[int], None]

HEADER = ("AREA", "SELESAI", "CAPAIAN", "NAMA")
ROWS = (
    ("I", "12", "62,5%", "Manajemen Perubahan"),
    ("VI", "6", "50%", "Peningkatan Kualitas Pelayanan Publik"),
)


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> Window:
    """Make the test's output a terminal of so many columns."""

    def open_window(columns: int) -> None:
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setattr(shutil, "get_terminal_size", lambda: os.terminal_size((columns, 24)))
        for stream in (sys.stdout, sys.stderr):
            monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)

    return open_window


def test_a_line_breaks_at_words_in_a_window_too_narrow_for_it(window: Window, capsys: Capsys) -> None:
    window(30)
    layar.tell("Tidak ada buku kerja .xlsx di folder input.\n  Sebutkan letaknya pada perintah.")
    assert capsys.readouterr().out == (
        "Tidak ada buku kerja .xlsx di\nfolder input.\n  Sebutkan letaknya pada\n  perintah.\n"
    )


def test_a_line_stays_whole_for_a_file_or_another_program(capsys: Capsys) -> None:
    layar.tell("kata " * 60)
    assert capsys.readouterr().out.count("\n") == 1


def test_a_path_stays_in_one_piece_to_be_copied(window: Window, capsys: Capsys) -> None:
    window(20)
    layar.tell_written([Path("output/2025-12/laporan monev zi 2025-12.docx")])
    assert capsys.readouterr().out == f"Ditulis:\n  {Path('output/2025-12/laporan monev zi 2025-12.docx')}\n"


def test_a_table_for_another_program_is_aligned_text(capsys: Capsys) -> None:
    layar.tell_table(HEADER, ROWS, {"AREA"})
    assert capsys.readouterr().out.splitlines() == [
        "AREA  SELESAI  CAPAIAN  NAMA",
        "I          12    62,5%  Manajemen Perubahan",
        "VI          6      50%  Peningkatan Kualitas Pelayanan Publik",
    ]


@pytest.mark.parametrize(("columns", "times"), [(120, 1), (60, 0)])
def test_a_narrow_window_shows_what_matters_most(
    columns: int, times: int, window: Window, capsys: Capsys
) -> None:
    window(columns)
    layar.tell_table(HEADER, ROWS, {"AREA", "CAPAIAN"}, [True, False])
    lines = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out).splitlines()
    assert "".join(lines).count("SELESAI") == times
    assert all(word in "".join(lines) for word in ("AREA", "CAPAIAN", "62,5%", "Publik"))
    assert max(map(len, lines)) <= columns


def test_nothing_is_said_of_work_that_is_done_at_once(window: Window, capsys: Capsys) -> None:
    window(80)
    with layar.working("Membaca"):
        pass
    assert capsys.readouterr().err == ""


def test_work_that_takes_longer_is_shown(
    window: Window, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    window(80)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(layar, "_SEBENTAR", 0.01)
    with layar.working("Membaca buku kerja"):
        time.sleep(0.5)
    assert "Membaca buku kerja" in capsys.readouterr().err


def test_no_work_is_shown_where_nobody_sits_at_a_terminal(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layar, "_SEBENTAR", 0.0)
    with layar.working("Membaca buku kerja"):
        time.sleep(0.05)
    assert capsys.readouterr().err == ""


def test_a_recap_shows_how_far_the_reading_is_on_one_line_of_the_window(
    window: Window, tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layar, "_SEBENTAR", 60)  # a slow machine is not to speak of the writing
    for name in ("a.xlsx", "b.xlsx"):
        buat_buku(tmp_path / name, lengkap(indikator()), pengaturan={**PENGATURAN, "Satker": f"KPU {name}"})
    window(50)
    assert (
        jalankan("rekap", tmp_path, "--format", "csv", "--keluaran", tmp_path / "hasil", "--tahun", "2025")
        == 0
    )
    drawn = re.sub(r"\x1b\[[?0-9;]*[a-zA-Z]", "", capsys.readouterr().err).split("\r")
    assert drawn[-1].startswith("Membaca buku kerja")
    assert drawn[-1].rstrip().endswith("2/2")
    assert max(len(line.rstrip()) for line in drawn) <= 50


def printed(code_page: str, text: str) -> str:
    """Print a text as a program does whose output has this encoding."""
    code = "import sys; from zi_reports.cli.layar import *; prepare_streams(); tell(sys.argv[1])"
    environment = {**os.environ, "PYTHONIOENCODING": code_page, "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-c", code, text], env=environment, capture_output=True, check=True
    )
    return done.stdout.decode(code_page).rstrip()


@pytest.mark.parametrize(
    ("code_page", "shown"),
    [
        ("utf-8", "−12,5 poin – “ya” … ✓ 漢"),
        ("cp1252", "-12,5 poin – “ya” … v ?"),
        ("cp437", '-12,5 poin - "ya" ... v ?'),
    ],
)
def test_a_sign_that_a_code_page_lacks_becomes_a_similar_one(code_page: str, shown: str) -> None:
    assert printed(code_page, "−12,5 poin – “ya” … ✓ 漢") == shown


def test_no_color_is_honoured(window: Window, capsys: Capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    window(100)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    jalankan("status", BUKU_CONTOH, "--bulan", "2025-12")
    assert "\x1b[33m" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    jalankan("status", BUKU_CONTOH, "--bulan", "2025-12")
    assert "\x1b[33m" not in capsys.readouterr().out


def test_an_item_of_a_list_hangs_under_its_own_words(window: Window, capsys: Capsys) -> None:
    window(30)
    layar.tell("  III.3.4  Pegawai memperoleh kesempatan diklat")
    assert capsys.readouterr().out == "  III.3.4  Pegawai memperoleh\n           kesempatan diklat\n"


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("input/rencana-aksi_2025.xlsx", "input/rencana-aksi_2025.xlsx"),
        ("input/Rencana Aksi 2025.xlsx", '"input/Rencana Aksi 2025.xlsx"'),
        ("Rencana (1) & lain; x.xlsx", '"Rencana (1) & lain; x.xlsx"'),
        ("Jum'at.xlsx", '"Jum\'at.xlsx"'),
        ("#1.xlsx", '"#1.xlsx"'),
        ("~a.xlsx", '"~a.xlsx"'),
        ("-a.xlsx", "./-a.xlsx"),
        ("-a b.xlsx", '"./-a b.xlsx"'),
        ("Biaya $5!.xlsx", "'Biaya $5!.xlsx'"),
        ("kantor é.xlsx", '"kantor é.xlsx"'),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="the words of a POSIX shell")
def test_a_path_in_a_command_can_be_pasted(path: str, word: str) -> None:
    assert layar.pasted(Path(path)) == word
    shown = subprocess.run(["/bin/sh", "-c", f"printf %s {word}"], capture_output=True, text=True, check=True)
    assert Path(shown.stdout) == Path(path)


def test_on_windows_a_path_stands_in_double_quotes(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "name", "nt")
        words = [
            layar.pasted(PureWindowsPath("D:/", *parts)) for parts in (("Zona I", "a.xlsx"), ("zi", "a.xlsx"))
        ]
    assert words == [r'"D:\Zona I\a.xlsx"', r"D:\zi\a.xlsx"]


def test_a_command_to_be_copied_stays_in_one_piece(window: Window, capsys: Capsys) -> None:
    window(30)
    layar.tell('Catatan: 1 galat. Rincian: zi periksa "input/Rencana Aksi 2025.xlsx"')
    assert capsys.readouterr().out == (
        'Catatan: 1 galat. Rincian:\nzi periksa "input/Rencana Aksi 2025.xlsx"\n'
    )


@pytest.mark.skipif(sys.platform == "win32", reason="the words of a POSIX shell")
def test_the_command_that_a_report_suggests_works(
    tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    buat_buku(tmp_path / "-Rencana Aksi (1).xlsx", lengkap(indikator(STATUS="entah")))
    assert jalankan("status", "-Rencana Aksi (1).xlsx") == 0
    command = capsys.readouterr().out.partition("Rincian: zi ")[2].splitlines()[0]
    assert command == 'periksa "./-Rencana Aksi (1).xlsx"'
    assert jalankan(*shlex.split(command)) == 1
    assert "status-tidak-dikenal" in capsys.readouterr().out


@pytest.mark.skipif(BASH is None, reason="the shell that closes a stream is not installed")
@pytest.mark.parametrize(
    ("aliran", "perintah", "status"),
    [
        (">&-", "status BUKU --bulan 2025-12", 0),
        ("2>&-", "status BUKU --bulan 2025-12", 0),
        ("<&- >&- 2>&-", "laporan BUKU --bulan 2025-12", 0),
        ("2>&-", "status hilang.xlsx", 2),
        ("<&- >&- 2>&-", "", 0),
        ("<&-", "buku-baru --dari BUKU --tahun 2026 --satker X", 2),
        ("| true", "status BUKU --bulan 2025-12 --json", 1),
    ],
)
def test_streams_that_somebody_closed_stop_nothing_and_leave_no_traceback(
    aliran: str, perintah: str, status: int, tmp_path: Path
) -> None:
    words = perintah.replace("BUKU", f"'{BUKU_CONTOH}'")
    command = f"set -o pipefail; '{sys.executable}' -m zi_reports {words} {aliran}"
    done = subprocess.run(
        [str(BASH), "-c", command],
        env={**os.environ, "PYTHONPATH": str(AKAR)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status
    assert "Traceback" not in done.stderr
    assert "terduga" not in done.stderr
    assert (tmp_path / "output").exists() is perintah.startswith("laporan")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device here")
def test_output_for_which_there_is_no_room_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "zi_reports", "status", str(BUKU_CONTOH), "--bulan", "2025-12"],
            cwd=AKAR,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (
        2,
        "Ruang penyimpanan penuh. Kosongkan sebagian, lalu ulangi.\n",
    )
