"""The rooms of the code and their doors: which module may import which (DESIGN, section 10)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "zi_reports"

COMMON = {"model", "bahasa"}
"""What every room may import."""

MAY_IMPORT: dict[str, set[str]] = {
    "model": set(),
    "bahasa": set(),
    "target_waktu": COMMON,
    "sheets": COMMON,
    "files": {"model"},
    "doktor": set(),
    "templat_set": {"model", "files"},
    "angka": {"model"},
    "monev": {"model", "angka"},
    "checks": COMMON | {"workbook.layout"},
    "workbook.layout": COMMON,
    "workbook.*": COMMON | {"workbook.*", "target_waktu", "sheets", "files"},
    "komponen_baku": set(),
    "impor": COMMON | {"impor", "impor.*", "target_waktu", "komponen_baku", "workbook.*"},
    "impor.*": COMMON | {"impor.*", "target_waktu", "workbook.*"},
    "tahun_baru": COMMON | {"tahun_baru.*", "target_waktu", "komponen_baku", "workbook.layout"},
    "tahun_baru.*": COMMON | {"target_waktu"},
    "rekap": set(),
    "rekap.berkas": COMMON,
    "rekap.pekerja": set(),
    "rekap.baca": COMMON | {"rekap.*", "workbook.*", "checks", "angka", "monev", "reports.ringkasan"},
    "rekap.*": COMMON | {"rekap.*", "angka", "files"},
    "reports.rekap.*": COMMON | {"rekap.angka", "angka", "sheets", "reports.*"},
    "salinan": COMMON | {"salinan.*"},
    "salinan.*": COMMON | {"salinan.*", "sheets", "reports.gaya"},
    "reports": COMMON | {"angka"},
    "reports.periksa_set": COMMON | {"angka", "monev", "reports", "reports.*", "templat_set"},
    "reports.*": COMMON | {"angka", "sheets", "reports", "reports.*", "workbook.layout"},
}
"""Rooms and the rooms they may import; `cli` may import all. The first name that fits counts."""

APART = (
    ("reports.excel", "reports.word"),
    ("reports.word", "reports.excel"),
    ("reports.rekap.excel", "reports.rekap.word"),
    ("reports.rekap.word", "reports.rekap.excel"),
)
"""The writers of Excel and of Word never import each other."""


def fits(name: str, pattern: str) -> bool:
    return name == pattern or (pattern.endswith(".*") and (name + ".").startswith(pattern[:-1]))


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "zi_reports":
            base = node.module.split(".", 1)[1] if "." in node.module else ""
            for alias in node.names:
                inner = f"{base}.{alias.name}".strip(".")
                as_path = PACKAGE.joinpath(*inner.split("."))
                names.add(inner if as_path.is_dir() or as_path.with_suffix(".py").exists() else base)
    return names - {""}


MODULES = sorted(
    path for path in PACKAGE.rglob("*.py") if room(path).split(".")[0] not in {"", "__main__", "cli"}
)


@pytest.mark.parametrize("path", MODULES, ids=room)
def test_a_room_imports_only_through_its_doors(path: Path) -> None:
    name = room(path)
    allowed = next((doors for pattern, doors in MAY_IMPORT.items() if fits(name, pattern)), None)
    assert allowed is not None, f"{name} is a room that nobody has named"
    wrong = {other for other in imports(path) if not any(fits(other, door) for door in allowed)}
    wrong |= {
        other
        for mine, theirs in APART
        for other in imports(path)
        if name.startswith(mine) and other.startswith(theirs)
    }
    assert not wrong


def test_only_the_command_reads_the_clock() -> None:
    readers = [
        room(path)
        for path in PACKAGE.rglob("*.py")
        if any(word in path.read_text(encoding="utf-8") for word in (".today()", ".now(", "time.time("))
    ]
    assert readers == ["cli"]


def test_pandas_is_where_there_are_many_rows() -> None:
    users = {
        room(path) for path in PACKAGE.rglob("*.py") if "import pandas" in path.read_text(encoding="utf-8")
    }
    assert users - {"monev"} == {"rekap.angka", "rekap.data_rapi", "rekap.kumpul"}
