"""The pages of docs/ that come from the program itself are as fresh as the program."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from conftest import AKAR, jalankan


def buat() -> ModuleType:
    spec = importlib.util.spec_from_file_location("buat", AKAR / "docs" / "buat.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_list_of_catatan_is_made_from_the_golden_texts() -> None:
    page = (AKAR / "docs" / "catatan.md").read_text(encoding="utf-8")
    assert page == buat().catatan_page(AKAR / "tests" / "catatan"), "run: python docs/buat.py"
    for path in (AKAR / "tests" / "catatan").glob("*.txt"):
        assert f"### {path.stem}\n" in page


@pytest.mark.parametrize(
    "path", [*sorted((AKAR / "docs").glob("*.md")), AKAR / "README.md"], ids=lambda p: p.name
)
def test_links_and_pictures_of_a_page_are_there(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_every_verb_is_in_the_guide_and_in_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    jalankan("--help")
    listed = capsys.readouterr().out.split("Perintah:")[1].split("Pilihan:")[0]
    verbs = re.findall(r"^  ([a-z-]+)  ", listed, re.MULTILINE)
    assert "laporan" in verbs
    for page in (AKAR / "README.md", AKAR / "docs" / "panduan.md"):
        text = page.read_text(encoding="utf-8")
        assert [verb for verb in verbs if f"zi {verb}" not in text] == [], page.name
