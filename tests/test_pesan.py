"""Each way in which a command refuses is one line for a person, and stands in the guide.

The golden texts in `tests/pesan/` are what the guide's list of messages is made from (`docs/buat.py`): a title, the
command, and what the user reads. The cases are in `kasus_pesan.py`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import AKAR, Capsys, jalankan
from kasus_pesan import PESAN, REKAP, SALAH_TULIS, TIDAK_DIHITUNG
from persiapan_pesan import KANTOR, satker
from sumber import SUMBER, nodes

EMAS = Path(__file__).parent / "pesan"

Emas = Callable[[Path, str], None]

pytestmark = pytest.mark.usefixtures("satu_proses")

MENOLAK = {"refuse", "fail", "fault", "Isian", "_stop", "TidakDihitung"}
"""What the package refuses with, besides its exceptions."""

BUKAN_UNTUK_PENGGUNA = {"ValueError", "ExpatError"}
"""Exceptions that another place of the program catches, and words anew."""

TANPA_KASUS = {
    # Told of a tag that nothing else was found to be wrong with: no template is known that brings it about.
    "salah satu tag tidak dapat dikerjakan. Periksa tag yang terakhir diubah.",
    # Workers' own: a workbook saved in the moment between, and an error that nobody foresaw.
    "Berkas ini berubah selagi dibaca. Ulangi perintah.",
    "Laporkan kepada pengembang.",
}
"""Texts that no case brings about, each with its reason."""

PANJANG = "nama-folder-yang-panjang-sekali"
"""Stands in a golden text for a name of three hundred letters."""


def nama_berkas(judul: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", judul.lower()).strip("-") + ".txt"


def kutip(words: tuple[str, ...]) -> str:
    """Write a command as a person types it, on every system."""
    return " ".join(["zi", *(f'"{word}"' if " " in word else word for word in words)])


LAMA = {"Dokumen terlalu besar", "Isi tag terlalu besar", "Lampiran PDF terlalu rumit"}
"""What takes more than a second to be found too large."""


@pytest.mark.parametrize(
    "judul", [pytest.param(satu, marks=pytest.mark.slow) if satu in LAMA else satu for satu in PESAN]
)
def test_a_refusal_is_one_line_that_says_what_to_do(
    judul: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys, emas: Emas
) -> None:
    prepare, words = PESAN[judul]
    monkeypatch.chdir(tmp_path)
    with monkeypatch.context() as patch:
        prepare(patch)
        capsys.readouterr()
        assert jalankan(*words) == 2
    # After Ctrl+C the first line ends where the sign ^C stands.
    shown = capsys.readouterr().err.lstrip("\n")
    assert shown.count("\n") == 1
    assert ("tidak terduga" in shown) is (judul == "Kesalahan yang tidak terduga")
    emas(EMAS / nama_berkas(judul), f"{judul}\n{kutip(words)}\n{shown}".replace("x" * 300, PANJANG))


@pytest.mark.parametrize("judul", TIDAK_DIHITUNG)
def test_what_a_recap_leaves_out_is_named_with_the_reason(
    judul: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys, emas: Emas
) -> None:
    monkeypatch.chdir(tmp_path)
    with monkeypatch.context() as patch:
        satker("a.xlsx", 2025, "Oktober 2025")(patch)
        TIDAK_DIHITUNG[judul](patch)
        jalankan(*REKAP)
    shown = capsys.readouterr()
    # Where nothing is left to be counted, the refusal names the first reason.
    told = [line.strip() for line in shown.out.splitlines() if re.match(r"  [\w/.]+: ", line)] or [
        shown.err.partition("dapat dihitung di satker. ")[2].strip()
    ]
    assert told[0].endswith(".")
    emas(EMAS / nama_berkas(judul), f"{judul}\n{kutip(REKAP)}\n{told[0]}\n")


@pytest.mark.parametrize("judul", SALAH_TULIS)
def test_what_a_template_does_not_say_as_it_was_meant_is_told(
    judul: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys, emas: Emas
) -> None:
    monkeypatch.chdir(tmp_path)
    SALAH_TULIS[judul](monkeypatch)
    words = ("periksa", "--templat", KANTOR)
    assert jalankan(*words) == 1
    shown = capsys.readouterr().out
    assert shown.count("\n") == 1
    emas(EMAS / nama_berkas(judul), f"{judul}\n{kutip(words)}\n{shown}")


def test_every_golden_text_has_its_case() -> None:
    cases = {nama_berkas(judul) for judul in (*PESAN, *SALAH_TULIS, *TIDAK_DIHITUNG)}
    assert {path.name for path in EMAS.glob("*.txt")} == cases
    assert len(cases) == len(PESAN) + len(SALAH_TULIS) + len(TIDAK_DIHITUNG)


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Give each call of a module, with the name of what is called."""
    for node in nodes(path):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "id", getattr(node.func, "attr", "")), node


def refusals(path: Path) -> Iterator[str]:
    """Give the texts with which a module refuses, as patterns: what is filled in may be anything."""
    for name, node in calls(path):
        if node.args and (name in MENOLAK or (name.endswith("Error") and name not in BUKAN_UNTUK_PENGGUNA)):
            text = pattern(node.args[-1] if name == "TidakDihitung" else node.args[0])
            if re.search(r"[a-z]{3}", text):
                yield text


def pattern(text: ast.expr) -> str:
    match text:
        case ast.Constant(value=str(words)):
            return re.escape(words).replace(r"\{\}", ".*")  # `Isian` fills in what was typed
        case ast.JoinedStr(values=parts):
            return "".join(pattern(part) for part in parts)
        case _:
            return ".*"


def test_every_refusal_of_the_program_stands_among_the_golden_texts() -> None:
    told = "\n".join(golden.read_text(encoding="utf-8") for golden in EMAS.glob("*.txt"))
    without = [
        f"{path.relative_to(AKAR)}: {text}"
        for path in SUMBER
        for text in refusals(path)
        if not re.search(text, told) and not any(re.escape(known) in text for known in TANPA_KASUS)
    ]
    assert without == []


def test_what_the_search_for_refusals_knows_by_name_still_stands_in_the_program() -> None:
    called = {name for path in SUMBER for name, _ in calls(path)}
    assert (MENOLAK | BUKAN_UNTUK_PENGGUNA) - called == set()
    texts = [text for path in SUMBER for text in refusals(path)]
    assert [known for known in TANPA_KASUS if not any(re.escape(known) in text for text in texts)] == []
