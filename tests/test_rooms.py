"""The rooms of the code and their doors: which module may import which (docs/design.md)."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from sumber import PAKET, SUMBER, nodes

MAY_IMPORT: dict[str, set[str]] = {
    "rencana": {"rencana"},
    "sources": {"rencana", "sources"},
    "monev": {"rencana", "monev"},
    "arsip": {"rencana", "monev", "files"},
    "laporan": {"rencana", "sources", "monev", "arsip"},
    "bukti": {"rencana", "monev", "sources"},
    "paket": {"rencana", "monev", "sources", "bukti"},
    "excel": {"rencana", "monev", "laporan", "paket", "excel"},
    "word": {
        "rencana",
        "monev",
        "laporan",
        "paket",
        "word",
        "excel.charts",
        "excel.gaya",
        "excel.kit",
        "files",
    },
    "buku": {"rencana", "buku", "excel.kit", "excel.gaya", "files"},
    "rekap": {"rencana", "sources", "monev", "rekap", "ringkasan", "files"},
    "kalender": {"rencana", "monev"},
    "ringkasan": {"rencana", "monev"},
    "files": {"rencana"},
}
"""Rooms and the rooms, or modules, that they may import; `cli` may import all (docs/design.md, rooms)."""


def fits(name: str, door: str) -> bool:
    return name == door or name.startswith(f"{door}.")


def room(path: Path) -> str:
    parts = path.relative_to(PAKET).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "zi_reports":
            base = node.module.split(".", 1)[1] if "." in node.module else ""
            for alias in node.names:
                inner = f"{base}.{alias.name}".strip(".")
                as_path = PAKET.joinpath(*inner.split("."))
                names.add(inner if as_path.is_dir() or as_path.with_suffix(".py").exists() else base)
    return names - {""}


MODULES = [path for path in SUMBER if room(path).split(".")[0] not in {"", "__main__", "cli"}]


@pytest.mark.parametrize("path", MODULES, ids=room)
def test_a_room_imports_only_through_its_doors(path: Path) -> None:
    name = room(path)
    allowed = MAY_IMPORT.get(name.split(".")[0])
    assert allowed is not None, f"{name} is in a room that nobody has named"
    assert {other for other in imports(path) if not any(fits(other, door) for door in allowed)} == set()


def test_only_the_command_reads_the_clock() -> None:
    readers = {
        room(path)
        for path in SUMBER
        for node in nodes(path)
        if isinstance(node, ast.Attribute)
        and (node.attr in {"today", "now", "utcnow"} or ast.unparse(node) == "time.time")
    }
    assert readers == {"cli"}


def test_pandas_is_where_there_are_many_rows() -> None:
    users = {room(path) for path in SUMBER if "pandas" in libraries(path)}
    assert users == {"monev.satker", "rekap.tables"}


def libraries(path: Path) -> set[str]:
    """Give the names under which a module imports what is neither ours nor Python's own."""
    names: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names - sys.stdlib_module_names - {PAKET.name}


def declared() -> set[str]:
    """Give the libraries that an office installs with us: the dependencies and the extra `rekap`."""
    project = tomllib.loads((PAKET.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"].get("rekap", [])]
    return {normal(re.split(r"[^\w.-]", satu)[0]) for satu in wanted}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_library_imported_is_declared_and_every_one_declared_is_imported() -> None:
    provider = metadata.packages_distributions()
    names = {name for path in SUMBER for name in libraries(path)}
    assert {normal(provider[name][0]) for name in names} == declared()


def test_no_private_part_of_a_library_is_used() -> None:
    used = [
        f"{room(path)}: {ast.unparse(node)}"
        for path in SUMBER
        for node in nodes(path)
        if isinstance(node, ast.Attribute)
        and re.match("_(?!_)", node.attr)
        and ast.unparse(node.value) not in {"self", "cls"}
        and ast.unparse(node) != "etree._Element"  # in annotations; lxml has no other name for it
    ]
    used += [
        f"{room(path)}: {node.module}.{alias.name}"
        for path in SUMBER
        for node in nodes(path)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if re.match("_(?!_)", alias.name) or re.search(r"(^|\.)_(?!_)", node.module or "")
    ]
    assert used == []


def test_no_private_method_of_a_library_is_replaced() -> None:
    modules = [importlib.import_module(f"zi_reports.{room(path)}".strip(".")) for path in SUMBER]
    classes = {kind for module in modules for _, kind in inspect.getmembers(module, inspect.isclass)}
    replaced = [
        f"{kind.__qualname__}.{name}"
        for kind in classes
        if kind.__module__.startswith("zi_reports")
        for name, value in vars(kind).items()
        for base in kind.__mro__[1:]
        if callable(value) and re.match("_(?!_)", name) and name in vars(base) and is_library(base)
    ]
    assert replaced == []


def is_library(kind: type) -> bool:
    return kind.__module__.split(".")[0] not in sys.stdlib_module_names | {"builtins", PAKET.name}
