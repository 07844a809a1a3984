"""Nothing of what click says in English reaches a user."""

from __future__ import annotations

import ast
import functools
import io
import re
import shutil
from pathlib import Path

import click
import pytest
from conftest import BUKU_CONTOH, Capsys, jalankan
from test_cli import SEMUA_VERBA

from zi_reports.cli import VERBA


@functools.cache
def english() -> list[re.Pattern[str]]:
    """Give what click itself says, as it stands in click's source for gettext, as patterns; and its metavars."""
    told = {"[OPTIONS]", "[ARGS]", "COMMAND", "TEXT", "INTEGER", "PATH", "DATETIME", "BOOLEAN", "[required]"}
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "ngettext"}:
                told |= {str(satu.value) for satu in node.args if isinstance(satu, ast.Constant)}
    plain = (re.sub(r"\\{.*?\\}", ".*", re.escape(text)) for text in told)
    return [re.compile(rf"(?<!\w){text}(?!\w)") for text in plain if re.search("[a-zA-Z]{3}", text)]


def left(shown: str) -> list[str]:
    """Give what a text has of it."""
    return [text.pattern for text in english() if text.search(shown)]


def values_of_no_use() -> list[list[str]]:
    """Give each option of each verb with a value that it cannot have: none at all, one too many, nonsense."""
    return [
        [str(verb.name), *words]
        for verb in VERBA
        for param in verb.params
        if isinstance(param, click.Option)
        for words in ([param.opts[0]], [f"{param.opts[0]}=??"], [param.opts[0][:-1] + "x"])
        if not (param.is_flag and words == [param.opts[0]])
    ]


@pytest.mark.parametrize(
    "words",
    [
        *([[], ["-h"], ["--versi"], ["--versi=1"], ["--hel"], ["-x"], ["laporn"], [""]]),
        *(
            [verb, *rest]
            for verb in SEMUA_VERBA
            for rest in (["--help"], [], ["a", "b", "c", "d"], ["--x"], ["."])
        ),
        *values_of_no_use(),
        ["bandingkan", "x", "y"],
        ["bandingkan", "2025-12"],
        ["rapat", "--tanggal", "2025-12-18", "--peserta", "501"],
        ["buku-baru", "--tahun", "2026", "--satker", "X"],
    ],
    ids=" ".join,
)
def test_nothing_of_what_click_says_in_english_is_left(
    words: list[str], tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    jalankan(*words)
    shown = "".join(capsys.readouterr())
    assert left(shown) == []


def test_a_question_called_off_is_one_indonesian_line(
    tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("input").mkdir()
    shutil.copy(BUKU_CONTOH, "input/satu.xlsx")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    assert jalankan("buku-baru", "--tahun", "2026", "--satker", "KPU") == 2
    shown = capsys.readouterr()
    assert shown.err.strip() == "Dihentikan."
    assert left(shown.out) == []


def test_the_search_for_english_would_find_it(capsys: Capsys) -> None:
    plain = click.Group("zi", commands=[click.Command("x", params=[click.Option(["--a"], required=True)])])
    for words in (["--help"], ["y"], ["x"], ["x", "--a"], ["x", "--b"], ["x", "--a", "1", "2"]):
        with pytest.raises(SystemExit):
            plain.main(words)
        shown = "".join(capsys.readouterr())
        assert len(left(shown)) > 1
