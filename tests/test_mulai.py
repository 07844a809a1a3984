"""Where a person begins: a working folder, the installation looked over, questions instead of arguments."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import AKAR, BUKU_CONTOH, BUKU_NYATA, HARI_INI, jalankan
from halaman import page as halaman
from openpyxl import Workbook
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from zi_reports import cli
from zi_reports.cli.mulai import PELUNCUR
from zi_reports.cli.panduan import HALAMAN
from zi_reports.rencana.periode import Periode

Capsys = pytest.CaptureFixture[str]


def test_mulai_lays_out_a_folder_and_changes_nothing_that_is_there(tmp_path: Path, capsys: Capsys) -> None:
    folder = tmp_path / "Zona Integritas 2025"
    assert jalankan("mulai", folder, "--contoh") == 0
    made = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert made == {*PELUNCUR, str(Path("input") / BUKU_CONTOH.name)}
    assert (folder / "output").is_dir()
    assert (folder / "input" / "bukti").is_dir()
    assert (folder / "input" / BUKU_CONTOH.name).read_bytes() == BUKU_CONTOH.read_bytes()
    own = folder / "Buat Laporan.cmd"
    own.write_text("punya kantor", encoding="utf-8")
    assert jalankan("mulai", folder) == 0
    assert own.read_text(encoding="utf-8") == "punya kantor"
    assert f"Folder kerja siap: {folder}" in capsys.readouterr().out


def test_mulai_brings_the_blank_plan_along_from_which_another_satkers_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    assert jalankan("mulai", tmp_path, "--rencana") == 0
    assert [path.name for path in (tmp_path / "input").glob("*.xlsx")] == [BUKU_NYATA.name]
    assert (tmp_path / "input" / BUKU_NYATA.name).read_bytes() == BUKU_NYATA.read_bytes()
    monkeypatch.chdir(tmp_path)
    assert jalankan("buku-baru", "--tahun", "2026", "--satker", "KPU Kabupaten Contoh", "--ya") == 0
    assert "KPU Kabupaten Contoh, rencana 2026: 39 indikator." in capsys.readouterr().out


def test_mulai_says_where_no_folder_can_be_made(tmp_path: Path, capsys: Capsys) -> None:
    (tmp_path / "berkas").write_text("", encoding="utf-8")
    assert jalankan("mulai", tmp_path / "berkas") == 2
    wanted = (
        f"Folder {tmp_path / 'berkas'} tidak dapat disiapkan. Pilih folder lain, atau minta izin menulis.\n"
    )
    assert capsys.readouterr().err == wanted


@pytest.mark.skipif(sys.platform == "win32", reason="the launcher for Linux and macOS is a shell script")
def test_the_launcher_makes_the_report_of_a_workbook_dropped_on_it(tmp_path: Path) -> None:
    jalankan("mulai", tmp_path)
    book = tmp_path / "input" / "buku kantor.xlsx"
    shutil.copy(BUKU_NYATA, book)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    zi = tmp_path / ".venv" / "bin" / "zi"
    zi.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m zi_reports "$@"\n', encoding="utf-8")
    zi.chmod(0o755)
    done = subprocess.run(
        [tmp_path / "buat-laporan.sh", book],
        cwd="/",
        env={**os.environ, "PYTHONPATH": str(AKAR)},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "output").rglob("laporan-monev-zi-*.docx"))) == 1


def test_the_launcher_for_windows_has_the_line_ends_that_windows_needs() -> None:
    content = (AKAR / "peluncur" / "Buat Laporan.cmd").read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n") > 10
    assert content.isascii()


def test_zi_alone_asks_nothing_of_a_script(capsys: Capsys) -> None:
    assert jalankan() == 0
    assert capsys.readouterr().out.startswith("Pemakaian: zi")


def test_zi_alone_at_a_terminal_makes_the_report_that_was_chosen(
    tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("zi_reports.cli.is_terminal", lambda: True)
    monkeypatch.setattr(
        "zi_reports.cli.ask_report", lambda _today: (BUKU_CONTOH, Periode.of(dt.date(2025, 12, 1)))
    )
    assert jalankan() == 0
    assert "per 31 Desember 2025" in capsys.readouterr().out
    assert (tmp_path / "output" / "2025-12" / "laporan-monev-zi-2025-12.docx").exists()


def test_calling_the_questions_off_stops_in_a_word(capsys: Capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zi_reports.cli.is_terminal", lambda: True)
    monkeypatch.setattr("zi_reports.cli.ask_report", lambda _today: None)
    assert jalankan() == 2
    assert capsys.readouterr().err == "Dihentikan.\n"


def test_the_months_offered_are_this_one_and_those_before_it() -> None:
    months = cli.recent_months(dt.date(2026, 2, 14))
    assert [month.nama for month in months] == [
        "2026-02",
        "2026-01",
        "2025-12",
        "2025-11",
        "2025-10",
        "2025-09",
    ]


@pytest.mark.parametrize(
    ("today", "latest"),
    [
        (dt.date(2025, 11, 3), dt.date(2025, 11, 3)),
        (dt.date(2026, 1, 5), dt.date(2026, 1, 5)),
        (dt.date(2026, 11, 25), dt.date(2026, 1, 31)),
    ],
)
def test_of_a_plan_of_the_past_its_own_months_are_offered(today: dt.date, latest: dt.date) -> None:
    assert cli.latest_month(2025, today) == latest


@pytest.fixture
def jawab(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., object]]:
    """Sit in an empty folder at a terminal, type, and give what was asked for."""
    monkeypatch.chdir(tmp_path)
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):

        def answer(*typed: str) -> object:
            for text in typed:
                keys.send_text(text)
            return cli.ask_report(HARI_INI)

        yield answer


HAPUS, ENTER, NAIK, BATAL = "\x15", "\r", "\x1b[A", "\x03"


def test_without_a_workbook_in_input_its_path_is_asked_for(
    jawab: Callable[..., object], tmp_path: Path, capsys: Capsys
) -> None:
    book = tmp_path / "Rencana Aksi 2025.xlsx"
    shutil.copy(BUKU_NYATA, book)
    # The second of the months offered, December, is chosen already.
    assert jawab(f"'{book}'", ENTER, ENTER) == (book, Periode.of(dt.date(2025, 12, 1)))
    assert capsys.readouterr().out == "Tidak ada buku kerja di folder input.\n"


def test_a_slip_is_asked_about_again_at_its_own_question(
    jawab: Callable[..., object], tmp_path: Path
) -> None:
    book = tmp_path / "buku.xlsx"
    shutil.copy(BUKU_NYATA, book)
    # A file that is not there; then the right one. "Bulan lain" is the last choice, above the first.
    slips = ("tiada.xlsx", ENTER, HAPUS, str(book), ENTER, NAIK, NAIK, ENTER)
    months = ("Desembr", ENTER, HAPUS, "2015-12", ENTER, HAPUS, "2026-02", ENTER, HAPUS, "des 2025", ENTER)
    assert jawab(*slips, *months) == (book, Periode.of(dt.date(2025, 12, 1)))


def test_a_workbook_without_a_plan_is_said_at_once_and_another_one_asked_for(
    jawab: Callable[..., object], tmp_path: Path, capsys: Capsys
) -> None:
    (tmp_path / "input").mkdir()
    Workbook().save(tmp_path / "input" / "a.xlsx")
    shutil.copy(BUKU_NYATA, tmp_path / "input" / "b.xlsx")
    # The first of the list, then the one below it; last the month is called off.
    assert jawab(ENTER, "\x1b[B", ENTER, BATAL) is None
    assert capsys.readouterr().err.startswith("a.xlsx tidak memuat tabel rencana aksi.")


@pytest.mark.parametrize(
    ("teks", "path"),
    [
        ('"/rumah/Rencana Aksi.xlsx"', "/rumah/Rencana Aksi.xlsx"),
        (" '/rumah/Rencana Aksi.xlsx' ", "/rumah/Rencana Aksi.xlsx"),
        ("'/rumah/Jum'\\''at.xlsx'", "/rumah/Jum'at.xlsx"),
        ("\u201c/rumah/a.xlsx\u201d", "/rumah/a.xlsx"),
        ("& '/rumah/Jum''at 1.xlsx'", "/rumah/Jum'at 1.xlsx"),
        ("file:///rumah/Rencana%20Aksi%20%231.xlsx", "/rumah/Rencana Aksi #1.xlsx"),
        ("file://localhost/rumah/a.xlsx", "/rumah/a.xlsx"),
        ("file:/rumah/a.xlsx", "/rumah/a.xlsx"),
        ('"file:///rumah/a%20b.xlsx"', "/rumah/a b.xlsx"),
        ("\u202a/rumah/a.xlsx", "/rumah/a.xlsx"),
        pytest.param(
            "/rumah/Rencana\\ Aksi\\ \\(1\\).xlsx",
            "/rumah/Rencana Aksi (1).xlsx",
            marks=pytest.mark.skipif(os.sep != "/", reason="there a backslash parts folders"),
        ),
    ],
)
def test_a_path_is_taken_as_it_is_dragged_into_the_terminal(teks: str, path: str) -> None:
    assert cli.typed_path(teks) == Path(path)


def test_a_file_that_is_named_as_if_it_were_quoted_is_found(tmp_path: Path) -> None:
    odd = tmp_path / "'a'"
    odd.write_bytes(b"")
    assert cli.typed_path(str(odd)) == odd


@pytest.mark.parametrize(
    ("teks", "fault"),
    [
        ("Desember 2025", ""),
        ("2025-13", "Periode 2025-13 tidak dikenal. Tulis seperti 2025-12 (bulan)"),
        ("2026-02", "Bulan Februari 2026 belum berjalan. Hari ini 5 Januari 2026."),
        ("2015-12", "2015-12 jauh dari tahun rencana, 2025. Maksudnya 2025-12?"),
    ],
)
def test_another_month_may_be_typed_and_a_slip_is_said(teks: str, fault: str) -> None:
    said = cli.periode_fault(teks, 2025, HARI_INI)
    assert said.startswith(fault)
    assert bool(said) is bool(fault)


@pytest.mark.parametrize(
    ("teks", "fault"),
    [(" ", "Sebutkan letak buku kerja."), ("tiada.xlsx", "Buku kerja tidak ditemukan: tiada.xlsx.")],
)
def test_a_path_of_no_use_is_said(teks: str, fault: str) -> None:
    assert cli.book_fault(teks).startswith(fault)
    assert cli.book_fault(str(BUKU_NYATA)) == ""


@pytest.mark.slow
def test_the_wheel_alone_makes_the_reports_outside_the_checkout(tmp_path: Path) -> None:
    """As `pipx install` does: nothing but the wheel, in an environment of its own."""
    pip = [sys.executable, "-m", "pip", "--quiet"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", tmp_path, AKAR], check=True, cwd=tmp_path)
    (wheel,) = tmp_path.glob("zi_reports-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    templates = {f"zi_reports/templates/{path.name}" for path in (AKAR / "templates").glob("*.docx")}
    assert templates <= names
    assert {f"zi_reports/peluncur/{name}" for name in PELUNCUR.values()} <= names
    subprocess.run([*pip, "install", "--no-deps", "--target", tmp_path / "pustaka", wheel], check=True)
    work = tmp_path / "kerja"

    def zi(*words: str | Path, cwd: Path = work) -> str:
        command = [sys.executable, "-P", "-m", "zi_reports", *words]
        environment = {**os.environ, "PYTHONPATH": str(tmp_path / "pustaka")}
        return subprocess.run(
            command, check=True, env=environment, cwd=cwd, stdout=subprocess.PIPE, encoding="utf-8"
        ).stdout

    zi("mulai", work, "--rencana", cwd=tmp_path)
    satker = ("--satker", "KPU Kabupaten Contoh", "--ya")
    assert "39 indikator" in zi("buku-baru", "--tahun", "2026", *satker)
    zi("laporan", f"input/{BUKU_NYATA.name}", "--bulan", "2025-12")
    assert len(list((work / "output" / "2025-12").iterdir())) == 3
    empty = tmp_path / "kosong"
    empty.mkdir()
    assert "rencana kosong dengan enam area" in zi("buku-baru", "--tahun", "2026", *satker, cwd=empty)
    for name in HALAMAN:
        page = Path(zi("panduan", name, "--jangan-buka").splitlines()[1].strip())
        assert page.is_relative_to(tmp_path / "pustaka")
        assert page.read_text(encoding="utf-8") == halaman(name)
