"""Figures become `monev-zi-PERIODE.xlsx`: a workbook whose every count is a live formula over its last sheet."""

from __future__ import annotations

from io import BytesIO

from zi_reports.excel import cara_menghitung, data, lembar_monev, lists, perkembangan, rincian, ringkasan
from zi_reports.excel.gaya import NamaLembar
from zi_reports.excel.kit import Book, new_workbook
from zi_reports.laporan import BahanLaporan


def write_excel(bahan: BahanLaporan) -> bytes:
    """Make the Excel report of one period; the same `bahan` gives the same bytes."""
    pengaturan = bahan.monev.rencana.pengaturan
    cakupan = bahan.monev.cakupan
    judul = cakupan[0].upper() + cakupan[1:]
    file = BytesIO()
    xlsx = new_workbook(file, f"Monev Zona Integritas {cakupan}", pengaturan.satker, bahan.hari_ini)
    book = Book(
        xlsx,
        f"{pengaturan.satker} · Rencana Aksi Zona Integritas {pengaturan.tahun} · {judul}",
        pengaturan.kertas,
        pengaturan.tanda,
        (pengaturan.satker, f"{{}} · {judul}"),
    )
    # The sheets are made in the order in which they stand, and filled in the order in which they need
    # each other's cells.
    for nama in NamaLembar:
        xlsx.add_worksheet(nama)
    data.write(book, bahan)
    areas, capaian = rincian.write_per_area(book, bahan)
    kurva = rincian.write_per_tenggat(book, bahan)
    perkembangan.write(book, bahan)
    ringkasan.write(book, bahan, areas, kurva)
    rows = lembar_monev.write(book, bahan, capaian)
    lists.write_terlambat(book, bahan)
    lists.write_jatuh_tempo_berikutnya(book, bahan)
    lists.write_bukti_dukung(book, bahan)
    lists.write_catatan(book, bahan, rows)
    cara_menghitung.write(book, bahan.periode.jenis)
    xlsx.close()
    return file.getvalue()
