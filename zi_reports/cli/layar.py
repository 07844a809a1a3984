"""What a person sees in the terminal: lines that break at words, small tables, a sign that work goes on.

Where the output goes to a file or another program it is plain text, a line a line.
"""

from __future__ import annotations

import codecs
import io
import os
import re
import shutil
import sys
import textwrap
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

_LEBAR_PENUH = 96
"""Columns of a window in which a whole table has room."""

_SEBENTAR = 0.7
"""Seconds of work before anything is said of it."""

_MIRIP: Mapping[str, str] = {
    **dict.fromkeys("−–—·", "-"),
    **dict.fromkeys("“”", '"'),
    **dict.fromkeys("\u2018\u2019", "'"),
    "…": "...",
    "✓": "v",
}
"""Signs that old code pages lack, and what stands for them there: a minus never turns into a question mark."""


_BUTIR = re.compile(r" +\S+  (?=\S)")
"""The beginning of an item in a list: an indent, its number, two spaces."""


def prepare_streams() -> None:
    """Let the standard streams take any text: a sign that their encoding lacks becomes a similar one, else `?`."""
    codecs.register_error("zi", _similar)
    for stream in (sys.stdout, sys.stderr):
        # Without a console, or where another program takes the output, there may be no such stream.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="zi")


def _similar(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_MIRIP.get(sign, "?") for sign in error.object[error.start : error.end]), error.end


def tell(text: str = "", *, err: bool = False) -> None:
    """Print lines, wrapped at words where a window is narrower than they are; the indent is kept."""
    stream = sys.stderr if err else sys.stdout
    width = shutil.get_terminal_size().columns if stream.isatty() else 0
    for line in text.split("\n"):
        click.echo(_wrapped(line, width) if 0 < width < len(line) else line, err=err)


def _wrapped(line: str, width: int) -> str:
    indent = " " * (len(line) - len(line.lstrip()))
    head = _BUTIR.match(line)
    return textwrap.fill(
        line.strip(),
        width,
        initial_indent=indent,
        subsequent_indent=" " * head.end() if head else indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def tell_written(paths: Sequence[Path], head: str = "Ditulis:") -> None:
    """Say which files were written; a path stays in one piece, so that it can be copied."""
    tell(head)
    for path in paths:
        click.echo(f"  {path}")


def tell_table(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    penting: Collection[str],
    tandai: Sequence[bool] = (),
) -> None:
    """Print a table whose last column holds names, which are long.

    Args:
        header: The columns' names.
        rows: The cells, as many in each row as there are names.
        penting: The columns that a narrow window has room for, besides the last.
        tandai: For each row whether it stands out in colour.
    """
    if not sys.stdout.isatty():
        tell(_plain_table(header, rows))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console, table = Console(), Table()
    last = len(header) - 1
    shown = [i for i in range(last) if console.width >= _LEBAR_PENUH or header[i] in penting]
    for i in shown:
        table.add_column(header[i], justify="right" if i else "left", no_wrap=True)
    table.add_column(header[last], overflow="fold")
    for row, mark in zip(rows, tandai or [False] * len(rows), strict=True):
        cells = (Text(row[i]) for i in (*shown, last))
        table.add_row(*cells, style="yellow" if mark else "")
    console.print(table)


def _plain_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[i]) for row in (header, *rows)) for i in range(len(header) - 1)]
    return "\n".join(
        "  ".join(
            [
                row[0].ljust(widths[0]),
                *(cell.rjust(width) for cell, width in zip(row[1:-1], widths[1:], strict=True)),
                row[-1],
            ]
        )
        for row in (header, *rows)
    )


@contextmanager
def working(text: str) -> Iterator[None]:
    """Show at a terminal that work goes on, if it goes on for longer than a moment."""
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    sign = threading.Thread(target=_show_after_a_moment, args=(text, done), daemon=True)
    sign.start()
    try:
        yield
    finally:
        done.set()
        sign.join()


def _show_after_a_moment(text: str, done: threading.Event) -> None:
    if done.wait(_SEBENTAR):
        return
    from rich.console import Console

    with Console(stderr=True).status(text):
        done.wait()


def open_folder(folder: Path) -> None:
    """Open a folder in the desktop's file manager, if a person sits at a terminal and there is a desktop."""
    desktop = (
        sys.platform in {"win32", "darwin"} or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    if desktop and sys.stdout.isatty():
        click.launch(str(folder))
