"""A workbook becomes the Rencana that it holds, with a catatan for each cell that cannot be used."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from openpyxl.utils import get_column_letter

from zi_reports.rencana.catatan import maksudnya, note
from zi_reports.rencana.lampiran import LEMBAR_PENGATURAN, NAMA_AREA, Kolom, Label, header_bulan
from zi_reports.rencana.model import (
    TAHUN_DITERIMA,
    Catatan,
    Kertas,
    Letak,
    Pengaturan,
    Rencana,
    WorkbookError,
)
from zi_reports.sources.areas import area_names, build_areas
from zi_reports.sources.file import conflict_copies, conflict_original
from zi_reports.sources.grid import Grid, as_text, normal
from zi_reports.sources.load import load_sheets
from zi_reports.sources.row import Row
from zi_reports.sources.rows import plan_rows
from zi_reports.sources.table import Table, find_table, missing_columns, with_columns

_BUKAN_TEKS = {Label.TAHUN, Label.TANGGAL_KEPUTUSAN, Label.MULAI_PEMANTAUAN, Label.UKURAN_KERTAS}
_TANPA_LABEL = Row(Letak(LEMBAR_PENGATURAN, 1, {}), {}, {})
"""Stands for a setting that the sheet lacks: nothing, in its first cell."""

Isian = Mapping[Label, Row]
"""The settings: by label, a row whose one known cell is the one beside it."""


def read_workbook(path: Path) -> tuple[Rencana, tuple[Catatan, ...]]:
    """Read the plan, what was reported on it, and what of it cannot be used.

    The file is only read. Catatan come in the order of sheet, row and column.

    Raises:
        WorkbookError: the file is no workbook, or holds no plan, or more than one.
    """
    sheets = load_sheets(path)
    tabel = find_table(sheets, path.name)
    return _read(sheets, tabel, _sync_conflicts(path, tabel))


def read_sheets(sheets: Sequence[Grid], nama: str) -> tuple[Rencana, tuple[Catatan, ...]]:
    """Read a plan from sheets already open; `nama` names the workbook in an error."""
    return _read(sheets, find_table(sheets, nama), [])


def _read(
    sheets: Sequence[Grid], tabel: Table, file_notes: list[Catatan]
) -> tuple[Rencana, tuple[Catatan, ...]]:
    pengaturan, setting_notes = _read_pengaturan(sheets, tabel.judul)
    tabel, column_notes = with_columns(tabel, pengaturan.tahun)
    rows, row_notes = plan_rows([tabel], pengaturan.tahun)
    area, notes = build_areas(rows, pengaturan.tahun)
    rencana = Rencana(pengaturan, area)
    catatan = [*setting_notes, *column_notes, *row_notes, *notes]
    named = area_names(rows)
    catatan += (note("area-tidak-ada", tabel.lokasi(), area=kode) for kode in NAMA_AREA if kode not in named)
    due = {day for satu in rencana.indikator if satu.berulang for day in satu.target_waktu.jatuh_tempo}
    months = (header_bulan(day) for day in sorted(due) if day >= pengaturan.mulai)
    catatan += missing_columns(tabel, dict.fromkeys([*list(Kolom)[:-1], *months]))
    if tabel.lembar.tak_terlihat:
        catatan.append(note("dibaca-nilainya-saja", tabel.lokasi(), apa=tabel.lembar.tak_terlihat))
    catatan += file_notes
    return rencana, tuple(sorted(catatan, key=lambda satu: satu.lokasi.urutan))


def _sync_conflicts(path: Path, tabel: Table) -> list[Catatan]:
    """Note that there is another copy of the workbook, which a program that shares files could not merge."""
    original = conflict_original(path)
    others = original or ", ".join(conflict_copies(path))
    macam = "salinan-konflik:ini" if original else "salinan-konflik:lain"
    return [note(macam, tabel.lokasi(), path.name, berkas=others)] if others else []


def _read_pengaturan(sheets: Sequence[Grid], judul: Sequence[str]) -> tuple[Pengaturan, tuple[Catatan, ...]]:
    """Read sheet Pengaturan; `judul` are the lines above the plan's table, which may name the year.

    Raises:
        WorkbookError: neither the sheet nor the title names the year of the plan.
    """
    isian = dict.fromkeys(Label, _TANPA_LABEL) | dict(_entries(sheets))
    tahun, year_notes = _year(isian, judul)
    keputusan, decree_notes = _date(isian, Label.TANGGAL_KEPUTUSAN)
    mulai, start_notes = _date(isian, Label.MULAI_PEMANTAUAN)
    kertas, paper_notes = _paper(isian)
    texts = {label.field: row.usable(label) for label, row in isian.items() if label not in _BUKAN_TEKS}
    pengaturan = Pengaturan(
        tahun=tahun, tanggal_keputusan=keputusan, mulai_pemantauan=mulai, ukuran_kertas=kertas, **texts
    )
    notes = [row.note("sel-rusak", label) for label, row in isian.items() if row.rusak(label)]
    if not pengaturan.satker:
        notes.append(isian[Label.SATKER].note("satker-kosong", Label.SATKER))
    return pengaturan, (*notes, *year_notes, *decree_notes, *start_notes, *paper_notes)


def _entries(sheets: Sequence[Grid]) -> Iterator[tuple[Label, Row]]:
    """Find each label's value, the cell to its right; where a label stands twice, the first counts."""
    wanted = {normal(label): label for label in Label}
    for sheet in sheets:
        if normal(sheet.nama) != normal(LEMBAR_PENGATURAN):
            continue
        for nomor, row in enumerate(sheet.baris, start=1):
            for kolom, value in enumerate(row[:-1], start=1):
                label = wanted.pop(normal(as_text(value)).rstrip(" :"), None)
                if label:
                    letak = Letak(sheet.nama, nomor, {label: get_column_letter(kolom + 1)})
                    yield label, Row(letak, {label: row[kolom]}, {}, hari_nol=sheet.hari_nol)


def _year(isian: Isian, judul: Sequence[str]) -> tuple[int, tuple[Catatan, ...]]:
    label = Label.TAHUN
    typed = isian[label].usable(label)
    if re.fullmatch(r"\d{4}", typed) and int(typed) in TAHUN_DITERIMA:
        return int(typed), ()
    named = [int(year) for line in judul for year in re.findall(r"(?i)\btahun\s+(20\d\d)\b", line)]
    if not named:
        raise WorkbookError(
            f"Tahun rencana tidak diketahui. Isi {label} pada lembar {LEMBAR_PENGATURAN}, misalnya 2025."
        )
    return named[-1], (isian[label].note("tahun-dari-judul", label, label=label, tahun=named[-1]),)


def _date(isian: Isian, label: Label) -> tuple[dt.date | None, tuple[Catatan, ...]]:
    row = isian[label]
    if not row.usable(label):
        return None, ()
    read, notes = row.day(label)
    if read.hari is None:
        asked = maksudnya(read.saran)
        return None, (row.note("pengaturan-tidak-terbaca:tanggal", label, label=label, maksud=asked),)
    return read.hari, notes


def _paper(isian: Isian) -> tuple[Kertas, tuple[Catatan, ...]]:
    label = Label.UKURAN_KERTAS
    typed = isian[label].usable(label).upper() or Kertas.A4
    if typed in set(Kertas):
        return Kertas(typed), ()
    return Kertas.A4, (isian[label].note("pengaturan-tidak-terbaca:kertas", label, label=label),)
