"""Figures become `monev-zi-YYYY-MM.xlsx`: a workbook whose every count is a live formula over its last sheet."""

from __future__ import annotations

from io import BytesIO

from zi_reports.excel import cara_menghitung, data, lembar_monev, lists, rincian, ringkasan
from zi_reports.excel.gaya import NamaLembar
from zi_reports.excel.kit import Book, new_workbook
from zi_reports.laporan import BahanLaporan
from zi_reports.rencana.bahasa import tanggal


def write_excel(bahan: BahanLaporan) -> bytes:
    """Make the Excel report of one month; the same `bahan` gives the same bytes."""
    pengaturan = bahan.monev.rencana.pengaturan
    hari = tanggal(bahan.monev.per_tanggal)
    file = BytesIO()
    xlsx = new_workbook(file, f"Monev Zona Integritas per {hari}", pengaturan.satker, bahan.hari_ini)
    book = Book(
        xlsx,
        f"{pengaturan.satker} · Rencana Aksi Zona Integritas {pengaturan.tahun} · Per {hari}",
        pengaturan.kertas,
        pengaturan.tanda,
        (pengaturan.satker, f"{{}} · Per {hari}"),
    )
    # The sheets are made in the order in which they stand, and filled in the order in which they need
    # each other's cells.
    for nama in NamaLembar:
        xlsx.add_worksheet(nama)
    data.write(book, bahan)
    areas, capaian = rincian.write_per_area(book, bahan)
    kurva = rincian.write_per_tenggat(book, bahan)
    ringkasan.write(book, bahan, areas, kurva)
    rows = lembar_monev.write(book, bahan, capaian)
    lists.write_terlambat(book, bahan)
    lists.write_jatuh_tempo_berikutnya(book, bahan)
    lists.write_bukti_dukung(book, bahan)
    lists.write_catatan(book, bahan, rows)
    cara_menghitung.write(book)
    xlsx.close()
    return file.getvalue()
