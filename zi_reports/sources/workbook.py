"""A workbook becomes the Rencana that it holds, with a catatan for each cell that cannot be used."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
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
from zi_reports.sources.areas import area_names, area_notes, build_areas
from zi_reports.sources.file import conflict_copies, conflict_original
from zi_reports.sources.grid import KENDALI, Grid, as_text, normal
from zi_reports.sources.load import load_sheets
from zi_reports.sources.row import Row
from zi_reports.sources.rows import plan_rows
from zi_reports.sources.table import Table, find_table, missing_columns, unknown_columns, with_columns

_BUKAN_TEKS = {Label.TAHUN, Label.TANGGAL_KEPUTUSAN, Label.MULAI_PEMANTAUAN, Label.UKURAN_KERTAS}
_SATU_BARIS = {Label.SATKER, Label.NOMOR_KEPUTUSAN, Label.TEMPAT, Label.TANDA}
"""What stands within a line of a document; a name may have its NIP below it."""

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
    isian = dict.fromkeys(Label, _TANPA_LABEL) | dict(_entries(sheets))
    pengaturan, setting_notes = _read_pengaturan(isian, tabel.judul)
    tabel, column_notes = with_columns(tabel, pengaturan.tahun)
    rows, row_notes = plan_rows([tabel], pengaturan.tahun)
    area, notes = build_areas(rows, pengaturan.tahun)
    rencana = Rencana(pengaturan, area)
    setting_notes += tuple(_odd_settings(isian, rencana))
    catatan = [*setting_notes, *column_notes, *row_notes, *notes]
    catatan += [*area_notes(rows), *unknown_columns(tabel)]
    named = area_names(rows)
    catatan += (note("area-tidak-ada", tabel.lokasi(), area=kode) for kode in NAMA_AREA if kode not in named)
    due = {day for satu in rencana.indikator if satu.berulang for day in satu.target_waktu.jatuh_tempo}
    catatan += missing_columns(tabel, dict.fromkeys([*Kolom, *map(header_bulan, sorted(due))]))
    if tabel.lembar.tak_terlihat:
        catatan.append(note("dibaca-nilainya-saja", tabel.lokasi(), apa=tabel.lembar.tak_terlihat))
    catatan += file_notes
    # What stands in a merged block is said once, though each of its rows says it.
    return rencana, tuple(sorted(dict.fromkeys(catatan), key=lambda satu: satu.lokasi.urutan))


def _sync_conflicts(path: Path, tabel: Table) -> list[Catatan]:
    """Note that there is another copy of the workbook, which a program that shares files could not merge."""
    original = conflict_original(path)
    others = original or ", ".join(conflict_copies(path))
    macam = "salinan-konflik:ini" if original else "salinan-konflik:lain"
    # A name may be no text, as some old shares have: `as_text` drops what no document can show.
    nama, berkas = as_text(path.name), as_text(others)
    return [note(macam, tabel.lokasi(), nama, berkas=berkas)] if others else []


def _odd_settings(isian: Isian, rencana: Rencana) -> Iterator[Catatan]:
    """Note days of Pengaturan that do not fit the plan, and the kewajiban that Mulai Pemantauan leaves out."""
    setting, tahun = rencana.pengaturan, rencana.pengaturan.tahun
    row, label = isian[Label.TANGGAL_KEPUTUSAN], Label.TANGGAL_KEPUTUSAN
    if setting.tanggal_keputusan:
        year, numbered = setting.tanggal_keputusan.year, re.findall(r"\b20\d\d\b", setting.nomor_keputusan)
        if numbered and str(year) not in numbered:
            acuan = f"{Label.NOMOR_KEPUTUSAN}, {setting.nomor_keputusan}"
            yield row.note("pengaturan-tahun-lain", label, label=label, acuan=acuan)
        elif year not in {tahun - 1, tahun}:
            yield row.note("pengaturan-tahun-lain", label, label=label, acuan=f"{Label.TAHUN}, {tahun}")
    row, label = isian[Label.MULAI_PEMANTAUAN], Label.MULAI_PEMANTAUAN
    due = [day for satu in rencana.indikator for day in satu.target_waktu.jatuh_tempo if day.year == tahun]
    left_out = sum(day < setting.mulai for day in due)
    if left_out:
        macam = "mulai-melewati-banyak" if 2 * left_out > len(due) else "mulai-melewati"
        yield row.note(macam, label, jumlah=left_out, semua=len(due), tahun=tahun)
    elif setting.mulai.year != tahun:
        yield row.note("pengaturan-tahun-lain", label, label=label, acuan=f"{Label.TAHUN}, {tahun}")


def _read_pengaturan(isian: Isian, judul: Sequence[str]) -> tuple[Pengaturan, tuple[Catatan, ...]]:
    """Read sheet Pengaturan; `judul` are the lines above the plan's table, which may name the year.

    Raises:
        WorkbookError: neither the sheet nor the title names the year of the plan.
    """
    tahun, year_notes = _year(isian, judul)
    keputusan, decree_notes = _date(isian, Label.TANGGAL_KEPUTUSAN, tahun)
    mulai, start_notes = _date(isian, Label.MULAI_PEMANTAUAN, tahun)
    kertas, paper_notes = _paper(isian)
    texts = {label.field: _text(isian, label) for label in isian if label not in _BUKAN_TEKS}
    pengaturan = Pengaturan(
        tahun=tahun, tanggal_keputusan=keputusan, mulai_pemantauan=mulai, ukuran_kertas=kertas, **texts
    )
    notes = [row.note("sel-rusak", label) for label, row in isian.items() if row.rusak(label)]
    unseen = (label for label, row in isian.items() if KENDALI.search(str(row.nilai.get(label))))
    notes += (isian[label].note("karakter-kendali", label) for label in unseen)
    if not pengaturan.satker:
        notes.append(isian[Label.SATKER].note("satker-kosong", Label.SATKER))
    notes += _signatory(isian)
    return pengaturan, (*notes, *year_notes, *decree_notes, *start_notes, *paper_notes)


def _text(isian: Isian, label: Label) -> str:
    """Give a setting's text; empty where a dash or dots stand instead of one."""
    text = isian[label].usable(label)
    if not any(map(str.isalnum, text)):
        return ""
    return " ".join(text.split()) if label in _SATU_BARIS else text


def _signatory(isian: Isian) -> Iterator[Catatan]:
    """Note that of the jabatan and the nama of who signs one alone is given."""
    signs = Label.JABATAN_PENANDA_TANGAN, Label.NAMA_PENANDA_TANGAN
    blank = [label for label in signs if not _text(isian, label)]
    if len(blank) == 1 and not isian[blank[0]].rusak(blank[0]):
        (label,) = blank
        given = next(satu for satu in signs if satu != label)
        yield isian[label].note("penanda-tangan-tidak-lengkap", label, label=label, pasangan=given)


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
    named = [int(year) for line in judul for year in re.findall(r"(?i)\btahun\s+(20\d\d)\b", line)]
    if re.fullmatch(r"\d{4}", typed) and int(typed) in TAHUN_DITERIMA:
        other = bool(named) and int(typed) not in named
        return int(typed), (isian[label].note("tahun-beda-judul", label, tahun=named[-1]),) if other else ()
    if not named:
        raise WorkbookError(
            f"Tahun rencana tidak diketahui. Isi {label} pada lembar {LEMBAR_PENGATURAN}, misalnya 2025."
        )
    return named[-1], (isian[label].note("tahun-dari-judul", label, label=label, tahun=named[-1]),)


def _date(isian: Isian, label: Label, tahun: int) -> tuple[dt.date | None, tuple[Catatan, ...]]:
    row = replace(isian[label], tahun=tahun)
    if not row.usable(label):
        return None, ()
    read, notes = row.day(label)
    if read.hari is None:
        asked = maksudnya(read.saran)
        used = f"Sementara dipakai 1 Januari {tahun}. " if label is Label.MULAI_PEMANTAUAN else ""
        words = {"label": str(label), "maksud": asked, "dipakai": used}
        return None, (row.note("pengaturan-tidak-terbaca:tanggal", label, None, **words),)
    return read.hari, notes


def _paper(isian: Isian) -> tuple[Kertas | None, tuple[Catatan, ...]]:
    label = Label.UKURAN_KERTAS
    typed = isian[label].usable(label).upper()
    if typed in {"", *Kertas}:
        return Kertas(typed) if typed else None, ()
    return None, (isian[label].note("pengaturan-tidak-terbaca:kertas", label, label=label),)
