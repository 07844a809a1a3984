"""The package's own source as Python reads it, for the rules on how it is built."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

from conftest import AKAR

PAKET = AKAR / "zi_reports"
SUMBER = tuple(sorted(PAKET.rglob("*.py")))


@functools.cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Give all parts of a module; what is read once serves every rule."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def texts(path: Path) -> Iterator[ast.Constant]:
    """Give the texts in a module."""
    return (node for node in nodes(path) if isinstance(node, ast.Constant) and isinstance(node.value, str))
