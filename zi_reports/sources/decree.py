"""A decree's lampiran, as Word, Excel or text, becomes a plan; what was joined, moved or left out is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from zi_reports.rencana.baku import KOMPONEN_BAKU
from zi_reports.rencana.bukti import items_on_lines
from zi_reports.rencana.catatan import note
from zi_reports.rencana.lampiran import KOLOM_LAMPIRAN, Kolom
from zi_reports.rencana.model import Catatan, Lokasi, Pengaturan, Rencana
from zi_reports.sources.areas import build_areas
from zi_reports.sources.docx import read_word
from zi_reports.sources.file import AKHIRAN_BUKU
from zi_reports.sources.gaps import complete, place_rows
from zi_reports.sources.grid import Naskah, NaskahError
from zi_reports.sources.ketetapan import read_ketetapan, read_komponen, read_tahun
from zi_reports.sources.load import load_sheets
from zi_reports.sources.pages import read_pages
from zi_reports.sources.row import Row
from zi_reports.sources.rows import plan_rows
from zi_reports.sources.table import no_table
from zi_reports.sources.text import read_text


@dataclass(frozen=True, slots=True)
class Hasil:
    """The plan, what was decided while it was read, and the areas whose komponen the document itself names."""

    rencana: Rencana
    catatan: tuple[Catatan, ...]
    area_dirinci: tuple[str, ...]


def read_lampiran(path: Path, satker: str, tahun: int) -> Hasil:
    """Read a decree, or its lampiran alone.

    Raises:
        NaskahError: the file is of no kind that is known, cannot be read, or has no such table.
        WorkbookError: a workbook cannot be read.
    """
    if not path.exists():
        raise NaskahError(f"Naskah tidak ditemukan: {path}. Periksa nama dan letaknya.")
    if path.is_dir():
        raise NaskahError(f"{path} adalah folder. Sebutkan berkas lampiran di dalamnya.")
    reader = _PEMBACA.get(path.suffix.lower())
    if reader is None:
        raise NaskahError(f"{path} tidak dapat diimpor. Simpan sebagai .docx, .xlsx, atau .txt, lalu ulangi.")
    return build_plan(reader(path), Pengaturan(satker, tahun))


def build_plan(naskah: Naskah, pengaturan: Pengaturan) -> Hasil:
    """Make the plan of a document; the decree's number, day and place are taken from its text.

    Raises:
        NaskahError: the document has no table of a plan.
    """
    tahun = pengaturan.tahun
    halaman, page_notes = read_pages(naskah, tahun)
    rows, row_notes = plan_rows(halaman.tabel, tahun)
    if not rows:
        raise NaskahError(no_table(naskah.tabel, naskah.nama))
    named = read_komponen(halaman.sebelum)
    acuan = {**KOMPONEN_BAKU, **named}
    filled, fill_notes = _with_indikator_repeated(rows)
    placed, place_notes = place_rows([_with_items_on_lines(row) for row in filled], acuan)
    found, area_notes = build_areas(placed, tahun)
    area, lacking = complete(found, acuan, naskah.nama)
    notes = [*page_notes, *row_notes, *fill_notes, *place_notes, *area_notes, *lacking]
    titled = read_tahun(halaman.sebelum)
    if titled not in {None, tahun}:
        lokasi = Lokasi(naskah.nama, "judul")
        notes.append(note("tahun-berbeda", lokasi, f"TAHUN {titled}", naskah=titled, rencana=tahun))
    pengaturan = read_ketetapan(pengaturan, [*halaman.sebelum, *halaman.sesudah])
    return Hasil(Rencana(pengaturan, area), tuple(notes), tuple(named))


def read_excel(path: Path) -> Naskah:
    """Read a lampiran kept as a workbook: each sheet with such a table is a page of it.

    Raises:
        WorkbookError: the file cannot be read as a workbook.
    """
    sheets = load_sheets(path)
    return Naskah(path.name, tuple(replace(sheet, sebutan=f"{sheet.nama} baris") for sheet in sheets))


_PEMBACA: Mapping[str, Callable[[Path], Naskah]] = {
    ".docx": read_word,
    ".txt": read_text,
    **dict.fromkeys(AKHIRAN_BUKU, read_excel),
}


def _with_indikator_repeated(rows: Sequence[Row]) -> tuple[list[Row], list[Catatan]]:
    """Give each step that has a TARGET WAKTU of its own the INDIKATOR above it, whose cell covers several rows."""
    filled: list[Row] = []
    notes = []
    above = ""
    for row in rows:
        own = row.teks(Kolom.INDIKATOR)
        step = not any(map(row.teks, KOLOM_LAMPIRAN[:3])) and row.teks(Kolom.TARGET_WAKTU)
        if step and above:
            filled.append(row.with_words({Kolom.INDIKATOR: above}))
            notes.append(filled[-1].note("indikator-diulang", Kolom.INDIKATOR))
            continue
        filled.append(row)
        above = own or ("" if row.teks(Kolom.NO) or row.teks(Kolom.KOMPONEN) else above)
    return filled, notes


def _with_items_on_lines(row: Row) -> Row:
    texts = {kolom: row.nilai.get(kolom) for kolom in KOLOM_LAMPIRAN[2:]}
    return row.with_words(
        {kolom: items_on_lines(text) for kolom, text in texts.items() if isinstance(text, str)}
    )
