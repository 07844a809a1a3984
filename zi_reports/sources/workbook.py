"""A workbook becomes the Rencana that it holds, with a catatan for each cell that cannot be used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from zi_reports.rencana.catatan import note
from zi_reports.rencana.lampiran import Kolom, header_bulan
from zi_reports.rencana.model import Catatan, Rencana
from zi_reports.sources.areas import build_areas, missing_areas
from zi_reports.sources.file import conflict_copies, conflict_original
from zi_reports.sources.grid import Grid
from zi_reports.sources.load import load_sheets
from zi_reports.sources.rows import plan_rows
from zi_reports.sources.settings import read_pengaturan
from zi_reports.sources.table import Table, find_table, missing_columns, with_columns


def read_workbook(path: Path) -> tuple[Rencana, tuple[Catatan, ...]]:
    """Read the plan, what was reported on it, and what of it cannot be used.

    The file is only read. Catatan come in the order of sheet, row and column.

    Raises:
        WorkbookError: the file is no workbook, or holds no plan, or more than one.
    """
    sheets = load_sheets(path)
    tabel = find_table(sheets, path.name)
    rencana, catatan = _read(sheets, tabel)
    return rencana, _sorted([*catatan, *_sync_conflicts(path, tabel)])


def read_sheets(sheets: Sequence[Grid], nama: str) -> tuple[Rencana, tuple[Catatan, ...]]:
    """Read a plan from sheets already open; `nama` names the workbook in an error."""
    rencana, catatan = _read(sheets, find_table(sheets, nama))
    return rencana, _sorted(catatan)


def _read(sheets: Sequence[Grid], tabel: Table) -> tuple[Rencana, list[Catatan]]:
    pengaturan, setting_notes = read_pengaturan(sheets, tabel.judul)
    tabel, column_notes = with_columns(tabel, pengaturan.tahun)
    rows, row_notes = plan_rows([tabel], pengaturan.tahun)
    area, notes = build_areas(rows, pengaturan.tahun)
    rencana = Rencana(pengaturan, area)
    catatan = [*setting_notes, *column_notes, *row_notes, *notes]
    catatan += [*missing_areas(rows, tabel), *missing_columns(tabel, _needed_columns(rencana))]
    if tabel.lembar.tak_terlihat:
        catatan.append(note("dibaca-nilainya-saja", tabel.lokasi(), apa=tabel.lembar.tak_terlihat))
    return rencana, catatan


def _sorted(catatan: Sequence[Catatan]) -> tuple[Catatan, ...]:
    return tuple(sorted(catatan, key=lambda satu: satu.lokasi.urutan))


def _sync_conflicts(path: Path, tabel: Table) -> list[Catatan]:
    """Note that there is another copy of the workbook, which a program that shares files could not merge."""
    original, copies = conflict_original(path), conflict_copies(path)
    if original:
        return [note("salinan-konflik:ini", tabel.lokasi(), path.name, berkas=original)]
    if copies:
        return [note("salinan-konflik:lain", tabel.lokasi(), path.name, berkas=", ".join(copies))]
    return []


def _needed_columns(rencana: Rencana) -> Iterable[str]:
    """Give the headers that a workbook should have: all known ones, and the months in which something is due."""
    due = {day for satu in rencana.indikator if satu.berulang for day in satu.target_waktu.jatuh_tempo}
    return dict.fromkeys([*Kolom, *map(header_bulan, sorted(due))])
