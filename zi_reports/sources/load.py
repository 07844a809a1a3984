"""A file becomes the grids of its worksheets: by openpyxl where that can be, else its values alone.

The values are read by python-calamine, which ends the process at some broken files: it works in one of its own.
"""

from __future__ import annotations

import datetime as dt
import errno
import re
import warnings
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.utils.escape import unescape

from zi_reports.rencana.model import WorkbookError
from zi_reports.sources.child import ChildError, run_apart
from zi_reports.sources.file import (
    RUSAK,
    SANDI,
    TERLALU_BESAR,
    TERLALU_PANJANG,
    TIDAK_BOLEH,
    TooLargeError,
    check_file,
)
from zi_reports.sources.grid import Grid, Nilai, overlong_text, too_much_text
from zi_reports.sources.guard import (
    BATAS_SEL,
    KOLOM_TERNAMA,
    LEBAR_BIASA,
    LembarPaket,
    Part,
    look_through,
)

_LOLOS = re.compile(r"_x(?:00[01][0-9A-Fa-f]|[Dd][89A-Fa-f][0-9A-Fa-f]{2}|[Ff]{3}[EFef])_")
"""Signs that XML cannot hold, as Excel writes them; openpyxl leaves them as they are."""

_BUKAN_KODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""What in a number format is no code: text, signs passed over, conditions, the language."""

DETIK = 6
"""Seconds of work; a workbook that takes more is not read: with all else that makes ten at the most."""

BATAS_INGATAN = 600_000_000
"""Bytes that may be laid out for the process, where the system knows such a limit; a quarter is never used."""

BATAS_LUAS = 4_000_000
"""Cells of a sheet from A1 to its last one: calamine lays all of them out."""

SheetValues = tuple[str, bool, list[list[Nilai]], list[tuple[int, int, int, int]] | None]
"""A worksheet's name, whether it is hidden, its values from A1, and its merged blocks where those are known."""


class ValuesError(Exception):
    """The workbook cannot be read in this way either."""


def load_sheets(path: Path) -> tuple[Grid, ...]:
    """Read all worksheets of `path`, formulas by their stored value.

    Raises:
        WorkbookError: the file cannot be read as a workbook; says what it is and what to do.
        OSError: the storage fails.
    """
    try:
        sheets = _read(path, look_through(path) if check_file(path) else ())
    except WorkbookError:
        raise
    except PermissionError as error:
        raise WorkbookError(f"{path} {TIDAK_BOLEH.format(' di Excel')}") from error
    except (TooLargeError, MemoryError) as error:
        raise WorkbookError(f"{path} {TERLALU_BESAR}") from error
    except Exception as error:
        if isinstance(error, OSError) and error.errno not in {None, errno.EINVAL}:
            raise  # the storage is at fault, not the file
        # A broken file has no error of its own: BadZipFile, ExpatError, zlib.error, KeyError, ValueError, ...
        raise WorkbookError(f"{path} {RUSAK}") from error
    if place := overlong_text(sheets):
        raise WorkbookError(f"{path}: {place} {TERLALU_PANJANG}")
    if too_much_text(sheets):
        raise WorkbookError(f"{path} {TERLALU_BESAR}")
    return sheets


def _read(path: Path, seen: Sequence[LembarPaket]) -> tuple[Grid, ...]:
    try:
        return _read_package(path, seen)
    except (TooLargeError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises whatever its code runs into
        values = read_values(path)
    unseen = "tautan, baris tersembunyi, dan format sel"
    if not seen:
        merged = "" if all(blocks is not None for *_, blocks in values) else "sel gabungan, "
        unseen = f"tautan, gambar, {merged}baris tersembunyi, format sel, dan nilai galat"
        seen = [
            (Grid(nama, (), {}, tersembunyi=hidden), Part(nama, gabungan=blocks or []))
            for nama, hidden, _, blocks in values
        ]
    rows = {nama: rows for nama, _, rows, _ in values}
    # Errors in cells look like blanks, but those of a package are known from the look through it.
    sheets = (_finish(grid, part, rows[grid.nama]) for grid, part in seen)
    return tuple(
        replace(sheet, tautan={}, baris_tersembunyi=frozenset(), tak_terlihat=unseen) for sheet in sheets
    )


def _read_package(path: Path, seen: Sequence[LembarPaket]) -> tuple[Grid, ...]:
    """Read the worksheets that were seen in `path` by openpyxl, which raises whatever its code runs into."""
    if not seen or not all(part.cepat for _, part in seen):
        raise ValueError("openpyxl cannot read it, would lose cells, or take too long")
    with warnings.catch_warnings(), path.open("rb") as file:
        warnings.simplefilter("ignore")
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        return tuple(_sheet(book, grid, part) for grid, part in seen)


def _sheet(book: Workbook, grid: Grid, seen: Part) -> Grid:
    """Read one worksheet down to its last value; what stands below costs nothing."""
    sheet = book[grid.nama]
    sheet.reset_dimensions()  # what a sheet says of its size need not be so
    rows: list[list[Nilai]] = []
    months = set[tuple[int, int]]()
    for cells in islice(sheet.iter_rows(), seen.baris_terakhir):
        rows.append([_value(cell) for cell in cells])
        months.update((len(rows), column) for column, cell in enumerate(cells, start=1) if _shows_month(cell))
    if seen.sel > len(seen.rusak) and all(value is None for row in rows for value in row):
        raise ValueError("openpyxl does not see the cells that are there")
    return replace(_finish(grid, seen, rows), bulan_saja=frozenset(months))


def _finish(grid: Grid, seen: Part, rows: list[list[Nilai]]) -> Grid:
    """Give a worksheet with its values: what was seen in place of errors, nothing that a merged block covers."""
    for (row, column), instead in seen.rusak.items():
        rows.extend([] for _ in range(row - len(rows)))
        rows[row - 1].extend([None] * (column - len(rows[row - 1])))
        rows[row - 1][column - 1] = instead
    steps = 0
    for top, left, bottom, right in seen.gabungan:
        block = rows[top - 1 : bottom]
        steps += len(block)
        if steps > BATAS_SEL * 4:
            raise TooLargeError
        for nth, cells in enumerate(block):
            start = left if nth == 0 else left - 1
            cells[start:right] = [None] * len(cells[start:right])
    shown = {
        (top, left): (bottom, right)
        for top, left, bottom, right in seen.gabungan
        if any(cell for row in rows[top - 1 : top] for cell in row[left - 1 : left])
    }
    return replace(grid, baris=_filled(rows), gabungan=shown)


def _filled(rows: Sequence[list[Nilai]]) -> tuple[tuple[Nilai, ...], ...]:
    """Give rows without the blanks at their ends, filled up to the sheet's width, but not beyond the usual.

    A row that is blank has no cells.
    """
    ends = [next((n for n in range(len(row), 0, -1) if row[n - 1] is not None), 0) for row in rows]
    blank: tuple[Nilai, ...] = (None,) * min(max(ends, default=0), LEBAR_BIASA)
    return tuple((*row[:end], *blank[end:]) if end else () for row, end in zip(rows, ends, strict=True))


def _value(cell: Cell | MergedCell) -> Nilai:
    value = cell.value
    if isinstance(value, str):
        if "_x" in value:
            plain = _LOLOS.sub(lambda sign: unescape(sign[0]), value)
            # Two halves of a character make one.
            value = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        return value or None
    if value is None or isinstance(value, bool | int | float | dt.date | dt.time | dt.timedelta):
        return value
    raise TypeError(value)


def _shows_month(cell: Cell | MergedCell) -> bool:
    """Say whether a date is shown as month and year only."""
    if not isinstance(cell.value, dt.datetime):
        return False
    code = _BUKAN_KODE.sub("", cell.number_format).split(";")[0].lower()
    return "m" in code and "y" in code and not re.search("[dhs]", code)


def read_values(path: Path) -> list[SheetValues]:
    """Read the values of all worksheets.

    Raises:
        ValuesError: that cannot be done, or takes too long or too much memory.
        WorkbookError: the workbook has a password, or holds more than is read.
    """
    try:
        return run_apart(_serve, path, DETIK, BATAS_INGATAN)
    except ChildError as error:
        raise ValuesError from error


def _serve(path: Path) -> list[SheetValues]:
    """Read in the child, where alone calamine may end the process."""
    from python_calamine import PasswordError  # noqa: PLC0415 - see above

    try:
        return read_here(path)
    except PasswordError as error:
        raise WorkbookError(f"{path} {SANDI}") from error
    except TooLargeError as error:
        raise WorkbookError(f"{path} {TERLALU_BESAR}") from error


def read_here(path: Path) -> list[SheetValues]:
    """Read the values in this process, which a broken file may end."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 - see above

    isi: list[SheetValues] = []
    left = BATAS_SEL
    with CalamineWorkbook.from_path(path) as book:
        for satu in book.sheets_metadata:
            if satu.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(satu.name)
            blocks = sheet.merged_cell_ranges
            if max(sheet.total_width, *(last[1] for _, last in blocks or ((0, (0, 0)),))) > KOLOM_TERNAMA:
                raise ValuesError
            if sheet.total_height * sheet.total_width > BATAS_LUAS:
                raise TooLargeError
            rows = [list(map(_as_by_openpyxl, row)) for row in sheet.to_python(skip_empty_area=False)]
            left -= sum(value is not None for row in rows for value in row)
            if left < 0:
                raise TooLargeError
            merged = (
                None if blocks is None else [(*_from_one(first), *_from_one(last)) for first, last in blocks]
            )
            isi.append((satu.name, satu.visible != SheetVisibleEnum.Visible, rows, merged))
    return isi


def _from_one(cell: tuple[int, int]) -> tuple[int, int]:
    """Give the row and column of a cell counted from 1."""
    return cell[0] + 1, cell[1] + 1


def _as_by_openpyxl(cell: Nilai) -> Nilai:
    """Give a value as openpyxl would: whole numbers as int, days as datetime, nothing as None."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, dt.date) and not isinstance(cell, dt.datetime):
        return dt.datetime.combine(cell, dt.time())
    return None if cell == "" else cell
