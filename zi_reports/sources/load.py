"""A file becomes the grids of its worksheets: by openpyxl where that can be, else its values alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from zi_reports.rencana.model import WorkbookError
from zi_reports.sources.file import (
    RUSAK,
    SANDI,
    TERLALU_BESAR,
    LockedError,
    TooLargeError,
    check_file,
    is_package,
)
from zi_reports.sources.grid import Grid, Nilai
from zi_reports.sources.guard import LembarPaket, look_through
from zi_reports.sources.xlsx import filled, finish, read_package

BATAS_HURUF = 20_000_000
"""Characters that the cells may show: a few long texts, shared by many cells, make a small file say a lot."""


def load_sheets(path: Path) -> tuple[Grid, ...]:
    """Read all worksheets of `path`, formulas by their stored value.

    Raises:
        WorkbookError: the file cannot be read as a workbook; says what it is and what to do.
    """
    try:
        check_file(path)
        sheets = _load(path)
        _check_letters(sheets)
    except WorkbookError:
        raise
    except PermissionError as error:
        raise WorkbookError(f"{path} tidak boleh dibuka. Tutup berkas itu di Excel, lalu ulangi.") from error
    except (TooLargeError, MemoryError) as error:
        raise WorkbookError(f"{path} {TERLALU_BESAR}") from error
    except LockedError as error:
        raise WorkbookError(f"{path} {SANDI}") from error
    except Exception as error:
        # A broken file has no error of its own: BadZipFile, ExpatError, zlib.error, KeyError, ValueError, ...
        raise WorkbookError(f"{path} {RUSAK}") from error
    return sheets


def _read_values(path: Path) -> list[tuple[str, bool, list[list[Nilai]]]]:
    """Give of each worksheet its name, whether it is hidden, and its rows."""
    from zi_reports.sources.values import read_values  # noqa: PLC0415 - most workbooks need no second process

    return read_values(path)


def _load(path: Path) -> tuple[Grid, ...]:
    seen = look_through(path) if is_package(path) else None
    if not seen:
        return tuple(
            Grid(
                nama,
                filled(rows),
                {},
                tersembunyi=tersembunyi,
                tak_terlihat="tautan, baris tersembunyi, format sel, dan nilai galat",
            )
            for nama, tersembunyi, rows in _read_values(path)
        )
    try:
        return read_package(path, seen)
    except (TooLargeError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises whatever its code runs into
        return tuple(_values_of(path, seen))


def _values_of(path: Path, seen: Sequence[LembarPaket]) -> Iterator[Grid]:
    """Read the values of a package; its errors, which look like blanks, are known from the look through it."""
    values = {nama: rows for nama, _, rows in _read_values(path)}
    for satu in seen:
        sheet = finish(satu, values[satu.nama])
        yield replace(
            sheet,
            tautan={},
            baris_tersembunyi=frozenset(),
            tak_terlihat="tautan, baris tersembunyi, dan format sel",
        )


def _check_letters(sheets: Sequence[Grid]) -> None:
    texts = (value for sheet in sheets for row in sheet.baris for value in row if isinstance(value, str))
    if sum(map(len, texts)) > BATAS_HURUF:
        raise TooLargeError
