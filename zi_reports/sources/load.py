"""A file becomes the grids of its worksheets: by openpyxl where that can be, else its values alone."""

from __future__ import annotations

import datetime as dt
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
from zi_reports.sources.file import RUSAK, TERLALU_BESAR, TooLargeError, check_file
from zi_reports.sources.grid import BATAS_HURUF, Grid, Nilai, SelRusak
from zi_reports.sources.guard import BATAS_SEL, LEBAR_BIASA, LembarPaket, RowColumn, look_through
from zi_reports.sources.values import read_values

_LOLOS = re.compile(r"_x(?:00[01][0-9A-Fa-f]|[Dd][89A-Fa-f][0-9A-Fa-f]{2}|[Ff]{3}[EFef])_")
"""Signs that XML cannot hold, as Excel writes them; openpyxl leaves them as they are."""

_BUKAN_KODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""What in a number format is no code: text, signs passed over, conditions, the language."""


def load_sheets(path: Path) -> tuple[Grid, ...]:
    """Read all worksheets of `path`, formulas by their stored value.

    Raises:
        WorkbookError: the file cannot be read as a workbook; says what it is and what to do.
    """
    try:
        sheets = _read(path, look_through(path) if check_file(path) else ())
    except WorkbookError:
        raise
    except PermissionError as error:
        raise WorkbookError(f"{path} tidak boleh dibuka. Tutup berkas itu di Excel, lalu ulangi.") from error
    except (TooLargeError, MemoryError) as error:
        raise WorkbookError(f"{path} {TERLALU_BESAR}") from error
    except Exception as error:
        # A broken file has no error of its own: BadZipFile, ExpatError, zlib.error, KeyError, ValueError, ...
        raise WorkbookError(f"{path} {RUSAK}") from error
    texts = (value for sheet in sheets for row in sheet.baris for value in row if isinstance(value, str))
    if sum(map(len, texts)) > BATAS_HURUF:
        raise WorkbookError(f"{path} {TERLALU_BESAR}")
    return sheets


def _read(path: Path, seen: Sequence[LembarPaket]) -> tuple[Grid, ...]:
    if not seen:
        unseen = "tautan, baris tersembunyi, format sel, dan nilai galat"
        return tuple(
            Grid(nama, _filled(rows), {}, tersembunyi=tersembunyi, tak_terlihat=unseen)
            for nama, tersembunyi, rows in read_values(path)
        )
    try:
        return _read_package(path, seen)
    except (TooLargeError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises whatever its code runs into
        # Errors in cells look like blanks, but are known from the look through the package.
        unseen = "tautan, baris tersembunyi, dan format sel"
        values = {nama: rows for nama, _, rows in read_values(path)}
        return tuple(
            replace(
                _finish(satu, values[satu.grid.nama]),
                tautan={},
                baris_tersembunyi=frozenset(),
                tak_terlihat=unseen,
            )
            for satu in seen
        )


def _read_package(path: Path, seen: Sequence[LembarPaket]) -> tuple[Grid, ...]:
    """Read the worksheets that were seen in `path` by openpyxl, which raises whatever its code runs into."""
    if not all(satu.cepat for satu in seen):
        raise ValueError("openpyxl would lose cells, or take too long")
    with warnings.catch_warnings(), path.open("rb") as file:
        warnings.simplefilter("ignore")
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        return tuple(_sheet(book, satu) for satu in seen)


def _sheet(book: Workbook, seen: LembarPaket) -> Grid:
    """Read one worksheet down to its last value; what stands below costs nothing."""
    sheet = book[seen.grid.nama]
    sheet.reset_dimensions()  # what a sheet says of its size need not be so
    rows: list[list[Nilai]] = []
    months = set[RowColumn]()
    for cells in islice(sheet.iter_rows(), seen.part.baris_terakhir):
        rows.append([_value(cell) for cell in cells])
        months.update((len(rows), column) for column, cell in enumerate(cells, start=1) if _shows_month(cell))
    if seen.part.sel > len(seen.part.rusak) and all(value is None for row in rows for value in row):
        raise ValueError("openpyxl does not see the cells that are there")
    return replace(_finish(seen, rows), bulan_saja=frozenset(months))


def _finish(seen: LembarPaket, rows: list[list[Nilai]]) -> Grid:
    """Give a worksheet with its values: with the errors that were seen, without what a merged block covers.

    Raises:
        TooLargeError: there are more merged cells than any plan has.
    """
    for (row, column), text in seen.part.rusak.items():
        rows.extend([] for _ in range(row - len(rows)))
        rows[row - 1].extend([None] * (column - len(rows[row - 1])))
        rows[row - 1][column - 1] = SelRusak(text)
    steps = 0
    for top, left, bottom, right in seen.part.gabungan:
        block = rows[top - 1 : bottom]
        steps += len(block)
        if steps > BATAS_SEL * 4:
            raise TooLargeError
        for nth, cells in enumerate(block):
            start = left if nth == 0 else left - 1
            cells[start:right] = [None] * len(cells[start:right])
    return replace(seen.grid, baris=_filled(rows))


def _filled(rows: Sequence[list[Nilai]]) -> tuple[tuple[Nilai, ...], ...]:
    """Give rows without the blanks at their ends, filled up to the sheet's width, but not beyond the usual."""
    ends = [next((n for n in range(len(row), 0, -1) if row[n - 1] is not None), 0) for row in rows]
    width = min(max(ends, default=0), LEBAR_BIASA)
    blank: tuple[Nilai, ...] = (None,) * width
    return tuple((*row[:end], *blank[end:]) if end else blank for row, end in zip(rows, ends, strict=True))


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
