"""A workbook becomes the Rencana that it holds, with a catatan for each cell that cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zi_reports.rencana.bahasa import gabung_kata
from zi_reports.rencana.catatan import note
from zi_reports.rencana.lampiran import NAMA_AREA, Kolom, header_bulan
from zi_reports.rencana.model import Catatan, Rencana
from zi_reports.sources.areas import area_names, area_notes, build_areas
from zi_reports.sources.file import conflict_copies, conflict_original, lock_file
from zi_reports.sources.folder_bukti import with_folders
from zi_reports.sources.grid import Grid, as_text
from zi_reports.sources.keputusan import read_keputusan
from zi_reports.sources.lembar_bukti import read_lembar_bukti
from zi_reports.sources.load import load_sheets
from zi_reports.sources.pengaturan import odd_settings, read_pengaturan, settings_sheet
from zi_reports.sources.rows import plan_rows
from zi_reports.sources.table import Table, find_table, missing_columns, unknown_columns, with_columns


def read_workbook(path: Path, *, folders: bool = False) -> tuple[Rencana, tuple[Catatan, ...]]:
    """Read the plan, what was reported on it, and what of it cannot be used.

    The file is only read. Catatan come in the order of sheet, row and column. With `folders` what lies in folders
    of evidence beside the workbook counts too, and sheet Bukti may say more of it.

    Raises:
        WorkbookError: the file is no workbook, or holds no plan, or more than one.
    """
    sheets = load_sheets(path)
    tabel = find_table(sheets, path.name)
    return _read(sheets, tabel, _beside(path, tabel), path.parent if folders else None)


def read_sheets(sheets: Sequence[Grid], nama: str) -> tuple[Rencana, tuple[Catatan, ...]]:
    """Read a plan from sheets already open; `nama` names the workbook in an error."""
    return _read(sheets, find_table(sheets, nama), [], None)


def _read(
    sheets: Sequence[Grid], tabel: Table, file_notes: list[Catatan], folder: Path | None
) -> tuple[Rencana, tuple[Catatan, ...]]:
    sheet = settings_sheet(sheets)
    pengaturan, isian, setting_notes = read_pengaturan(sheet, tabel.judul)
    tabel, column_notes = with_columns(tabel, pengaturan.tahun)
    rows, row_notes = plan_rows([tabel], pengaturan.tahun)
    area, notes = build_areas(rows, pengaturan.tahun)
    others = [satu for satu in sheets if satu is not tabel.lembar and satu is not sheet]
    rencana, decision_notes = read_keputusan(others, Rencana(pengaturan, area))
    rencana, evidence_notes = read_lembar_bukti(others, with_folders(rencana, folder) if folder else rencana)
    catatan = [*setting_notes, *odd_settings(isian, rencana), *column_notes, *row_notes, *notes]
    catatan += [*area_notes(rows), *unknown_columns(tabel), *decision_notes, *evidence_notes]
    there = {*area_names(rows), *(satu.kode for satu in area if satu.komponen)}
    catatan += (note("area-tidak-ada", tabel.lokasi(), area=kode) for kode in NAMA_AREA if kode not in there)
    due = {day for satu in rencana.indikator if satu.berulang for day in satu.target_waktu.jatuh_tempo}
    months = (header_bulan(day) for day in sorted(due) if day >= pengaturan.mulai)
    catatan += missing_columns(tabel, dict.fromkeys([*list(Kolom)[:-1], *months]))
    if tabel.lembar.tak_terlihat:
        catatan.append(note("dibaca-nilainya-saja", tabel.lokasi(), apa=tabel.lembar.tak_terlihat))
    catatan += file_notes
    # What stands in a merged block is said once, though each of its rows says it.
    return rencana, tuple(sorted(dict.fromkeys(catatan), key=lambda satu: satu.lokasi.urutan))


def _beside(path: Path, tabel: Table) -> list[Catatan]:
    """Note that somebody has the workbook open, or that there is a copy that a program could not merge."""
    original = conflict_original(path)
    lock, program = lock_file(path)
    # A name may be no text, as some old shares have: `as_text` drops what no document can show.
    nama, lock, others = map(as_text, (path.name, lock, original or gabung_kata(list(conflict_copies(path)))))
    macam = "salinan-konflik:ini" if original else "salinan-konflik:lain"
    opened = note("buku-sedang-dibuka", tabel.lokasi(), nama, program=program, berkas=lock)
    return [opened] * bool(lock) + [note(macam, tabel.lokasi(), nama, berkas=others)] * bool(others)
