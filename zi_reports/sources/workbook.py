"""A workbook becomes the Rencana that it holds, with a catatan for each cell that cannot be used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from zi_reports.rencana.lampiran import Kolom, header_bulan
from zi_reports.rencana.model import Catatan, Rencana, Tingkat
from zi_reports.sources.areas import build_areas
from zi_reports.sources.file import conflict_copies, conflict_original
from zi_reports.sources.grid import Grid
from zi_reports.sources.load import load_sheets
from zi_reports.sources.rows import plan_rows
from zi_reports.sources.settings import read_pengaturan
from zi_reports.sources.table import Table, find_columns, find_table


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
    catatan: list[Catatan] = []
    pengaturan = read_pengaturan(sheets, tabel.judul, catatan)
    kolom = find_columns(tabel, pengaturan.tahun, catatan)
    rows = plan_rows(tabel, kolom, catatan)
    rencana = Rencana(pengaturan, build_areas(rows, pengaturan.tahun, tabel, catatan))
    _note_missing_columns(rencana, tabel, kolom, catatan)
    if tabel.lembar.tak_terlihat:
        pesan = (
            f"Buku kerja ini dibaca nilainya saja; {tabel.lembar.tak_terlihat} tidak terlihat. "
            "Agar terbaca seluruhnya, buka di Excel, lalu Simpan Sebagai .xlsx."
        )
        catatan.append(Catatan(Tingkat.INFO, "dibaca-nilainya-saja", tabel.lokasi(), "", pesan))
    return rencana, catatan


def _sorted(catatan: Sequence[Catatan]) -> tuple[Catatan, ...]:
    return tuple(sorted(catatan, key=lambda satu: satu.lokasi.urutan))


def _sync_conflicts(path: Path, tabel: Table) -> list[Catatan]:
    """Note that there is another copy of the workbook, which a program that shares files could not merge."""
    original, copies = conflict_original(path), conflict_copies(path)
    if original:
        pesan = f"Ini salinan konflik sinkronisasi dari {original}. Gabungkan isinya ke sana, lalu hapus ini."
    elif copies:
        pesan = (
            f"Ada salinan konflik sinkronisasi di folder yang sama: {', '.join(copies)}. "
            "Periksa isinya, gabungkan ke buku kerja ini, lalu hapus salinan itu."
        )
    else:
        return []
    return [Catatan(Tingkat.PERINGATAN, "salinan-konflik", tabel.lokasi(), path.name, pesan)]


def _note_missing_columns(
    rencana: Rencana, tabel: Table, kolom: Mapping[str, int], catatan: list[Catatan]
) -> None:
    """Note each column that is lacking: a known one, or a month in which something is due."""
    months = sorted(
        {
            (day.year, day.month)
            for indikator in rencana.indikator
            if indikator.berulang
            for day in indikator.target_waktu.jatuh_tempo
        }
    )
    needed = [*Kolom, *(header_bulan(dt.date(tahun, bulan, 1)) for tahun, bulan in months)]
    for header in needed:
        if header not in kolom:
            pesan = f"Kolom {header} tidak ada, sehingga isinya tidak terhitung. Tambahkan judul kolom itu."
            catatan.append(Catatan(Tingkat.GALAT, "kolom-tidak-ada", tabel.lokasi(), "", pesan))
