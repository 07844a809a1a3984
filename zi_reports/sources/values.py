"""A workbook that openpyxl does not read becomes grids of its values alone, read by python-calamine.

That library ends the process at some broken files, so it works in a process of its own.
"""

from __future__ import annotations

import datetime as dt
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from zi_reports.rencana.model import WorkbookError
from zi_reports.sources.file import SANDI
from zi_reports.sources.grid import Nilai
from zi_reports.sources.guard import BATAS_SEL

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

DETIK = 6
"""A workbook that takes longer is not read: with all else that makes ten at the most."""

BATAS_INGATAN = 1 << 30
"""Bytes of memory that the process may take, where the system knows such a limit."""

BATAS_LUAS = 10_000_000
"""Cells of a sheet from A1 to its last one: calamine lays all of them out."""

SheetValues = tuple[str, bool, list[list[Nilai]]]
"""A worksheet's name, whether it is hidden, and the values of its rows from A1."""


class ValuesError(Exception):
    """The workbook cannot be read in this way either."""


def read_values(path: Path) -> list[SheetValues]:
    """Read the values of all worksheets.

    Raises:
        ValuesError: that cannot be done, or takes too long or too much memory.
        WorkbookError: the workbook has a password.
    """
    import multiprocessing  # noqa: PLC0415 - most workbooks need no second process

    # A forked child would share half-initialised libraries, and Windows has no fork.
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe(duplex=False)
    child = spawn.Process(target=_serve, args=(theirs, path), daemon=True)
    child.start()
    theirs.close()
    try:
        answer = ours.recv() if ours.poll(DETIK) else ValuesError()
    except EOFError as error:  # the process has died
        raise ValuesError from error
    finally:
        child.kill()
        child.join()
        ours.close()
    if isinstance(answer, Exception):
        raise answer
    isi: list[SheetValues] = answer
    return isi


def _serve(saluran: Connection, path: Path) -> None:
    """Read in the child and send what was read; what calamine says when it panics is nobody's to read."""
    with open(os.devnull, "w", encoding="utf-8") as nothing:  # noqa: PTH123 - no path of ours
        os.dup2(nothing.fileno(), 2)
    limit_memory()
    from python_calamine import PasswordError  # noqa: PLC0415 - here alone it may end the process

    try:
        saluran.send(read_here(path))
    except PasswordError:
        saluran.send(WorkbookError(f"{path} {SANDI}"))
    except BaseException:  # noqa: BLE001 - calamine's PanicException is no Exception
        saluran.send(ValuesError())


def limit_memory() -> None:
    """Keep this process to `BATAS_INGATAN`, and to less where its user may have no more."""
    # Windows knows no such limit, and macOS does not take every one.
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415

        most = resource.getrlimit(resource.RLIMIT_AS)[1]
        least = BATAS_INGATAN if most == resource.RLIM_INFINITY else min(BATAS_INGATAN, most)
        resource.setrlimit(resource.RLIMIT_AS, (least, most))


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
            if sheet.total_height * sheet.total_width > BATAS_LUAS:
                raise ValuesError
            rows = [list(map(_value, row)) for row in sheet.to_python(skip_empty_area=False)]
            left -= sum(value is not None for row in rows for value in row)
            if left < 0:
                raise ValuesError
            isi.append((satu.name, satu.visible != SheetVisibleEnum.Visible, rows))
    return isi


def _value(cell: Nilai) -> Nilai:
    """Give a value as openpyxl would: whole numbers as int, days as datetime, nothing as None."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, dt.date) and not isinstance(cell, dt.datetime):
        return dt.datetime.combine(cell, dt.time())
    return None if cell == "" else cell
