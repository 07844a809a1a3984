"""The pages of docs/ that come from the program itself are as fresh as the program."""

from __future__ import annotations

import importlib
import re
import shlex
import shutil
from pathlib import Path

import pytest
from buat import catatan_page, pesan_page
from conftest import AKAR, BUKU_CONTOH, jalankan
from halaman import write_pages
from naskah_kecil import buat_docx, tbl, tr

from zi_reports import __version__
from zi_reports.rencana.target_waktu import parse_target_waktu


def test_the_list_of_catatan_is_made_from_the_golden_texts() -> None:
    page = (AKAR / "docs" / "catatan.md").read_text(encoding="utf-8")
    assert page == catatan_page(AKAR / "tests" / "catatan"), "run: python docs/buat.py"
    for path in (AKAR / "tests" / "catatan").glob("*.txt"):
        assert f"### {path.stem}\n" in page


def test_the_list_of_messages_is_made_from_the_golden_texts() -> None:
    page = (AKAR / "docs" / "pesan.md").read_text(encoding="utf-8")
    assert page == pesan_page(AKAR / "tests" / "pesan"), "run: python docs/buat.py"
    assert page.count("\n### ") == len(list((AKAR / "tests" / "pesan").glob("*.txt")))


def target_phrases() -> list[tuple[str, str]]:
    """Give each phrase of the design's table of TARGET WAKTU with the days beside it."""
    page = (AKAR / "docs" / "design.md").read_text(encoding="utf-8")
    table = page[page.index("| words | jatuh tempo |") :].partition("\n\n")[0].splitlines()[2:]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    return [(phrase.strip(), days) for words, days in rows for phrase in words.split(" · ")]


@pytest.mark.parametrize(("phrase", "days"), target_phrases())
def test_the_design_says_of_a_target_waktu_what_the_program_reads(phrase: str, days: str) -> None:
    read = parse_target_waktu(phrase, 2025).jatuh_tempo
    assert ", ".join(day.isoformat() for day in read) == ("" if days == "none" else days)


def test_every_place_in_the_design_that_the_code_points_to_is_there() -> None:
    page = (AKAR / "docs" / "design.md").read_text(encoding="utf-8")
    pointers = {
        (path, title)
        for folder in ("zi_reports", "tests", "docs")
        for path in (AKAR / folder).rglob("*.py")
        for title in re.findall(r"docs/design\.md, ([A-Z][A-Za-z ]+)", path.read_text(encoding="utf-8"))
    }
    assert {title for _, title in pointers} <= set(re.findall(r"^## (.+)$", page, re.MULTILINE))
    assert pointers


@pytest.mark.parametrize(
    "path", [*sorted((AKAR / "docs").glob("*.md")), AKAR / "README.md"], ids=lambda p: p.name
)
def test_links_and_pictures_of_a_page_are_there(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_the_files_and_names_of_the_errands_are_there() -> None:
    page = (AKAR / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = page.split("## Errands")[1].split("\n## ")[0]
    assert rows.count("\n| ") == 10  # the head and nine errands
    for path, named in re.findall(r"`([\w./-]+/[\w.-]*)`(?: \(([^)]*)\))?", rows):
        at = next(
            (base / path for base in (AKAR / "zi_reports", AKAR) if (base / path).exists()),
            None,
        )
        assert at is not None, path
        if names := re.findall(r"`(\w+)`", named):
            module = ".".join(at.relative_to(AKAR).with_suffix("").parts)
            has = dir(importlib.import_module(module))
            assert [name for name in names if name not in has] == [], path


def test_every_verb_is_in_the_guide_and_in_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    jalankan("--help")
    listed = capsys.readouterr().out.split("Perintah:")[1].split("Pilihan:")[0]
    verbs = re.findall(r"^  ([a-z-]+)  ", listed, re.MULTILINE)
    assert "laporan" in verbs
    for page in (AKAR / "README.md", AKAR / "docs" / "panduan.md"):
        text = page.read_text(encoding="utf-8")
        assert [verb for verb in verbs if f"zi {verb}" not in text] == [], page.name


def test_the_guide_names_the_wheel_of_this_version() -> None:
    for page in (AKAR / "docs" / "panduan.md", AKAR / "CONTRIBUTING.md"):
        text = page.read_text(encoding="utf-8")
        assert set(re.findall(r"zi_reports-[\w.-]+\.whl", text)) == {
            f"zi_reports-{__version__}-py3-none-any.whl"
        }, page.name


def guide_commands() -> list[str]:
    """Give the commands of the guide as they stand on the page, in its order, those that are whole."""
    text = (AKAR / "docs" / "panduan.md").read_text(encoding="utf-8")
    found = re.findall(r"`(zi [^`\n]+)`|^(zi .+)$", text, re.MULTILINE)
    return [one or other for one, other in found if (one or other) != "zi rapat"]


@pytest.mark.slow
def test_each_command_of_the_guide_runs_as_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a working folder with one workbook, the example's, and beside it what the commands name."""
    (tmp_path / "input").mkdir()
    monkeypatch.chdir(tmp_path)
    write_pages(tmp_path / "panduan")
    verb = importlib.import_module("zi_reports.cli.panduan")
    monkeypatch.setattr(verb, "bundled", lambda _jenis, nama: tmp_path / "panduan" / nama)
    for name in ("rencana-aksi-zi-2025.xlsx", "nama.xlsx"):
        shutil.copy(BUKU_CONTOH, tmp_path / name)
    header = tr("NO", "KOMPONEN", "INDIKATOR", "LANGKAH AKSI", "BUKTI FISIK", "TARGET WAKTU")
    rows = (
        tr("I", "Area", "", "", "", ""),
        tr("1", "Tim Kerja", "SK terbit", "Menyusun", "SK", "Tahun 2025"),
    )
    buat_docx(tmp_path / "keputusan.docx", tbl(header, *rows))
    commands = guide_commands()
    assert len(commands) > 15
    for command in commands:
        shutil.rmtree(tmp_path / "input")
        (tmp_path / "input").mkdir()
        only = "nama.xlsx" if "nama.xlsx" in command else "rencana-aksi-zi-2025.xlsx"
        shutil.copy(tmp_path / only, tmp_path / "input" / only)
        words = shlex.split(command.replace("FOLDER", "input"))[1:]
        if words[0] == "impor":
            (tmp_path / "input" / only).unlink()
        status = jalankan(*words)
        shown = capsys.readouterr()
        # The example has cells that cannot be used; a machine may lack a font; nobody is here to accept changes.
        allowed = {"periksa": {0, 1}, "doktor": {0, 1}, "buku-baru": {2}}.get(words[0], {0})
        assert status in allowed, f"{command}: {shown.err or shown.out}"
        assert "Lihat: zi" not in shown.err, command
        assert "tidak terduga" not in shown.err, command
