"""Figures become `monev-zi-YYYY-MM.xlsx`: a workbook whose every count is a live formula over its last sheet."""

from __future__ import annotations

from io import BytesIO

from zi_reports.excel import cara_menghitung, data, lembar_monev, per_area, per_tenggat, ringkasan
from zi_reports.excel import kit as sheets
from zi_reports.excel import lists as daftar
from zi_reports.excel.report_book import Buku, NamaLembar
from zi_reports.excel.sheet import Rupa
from zi_reports.laporan import BahanLaporan
from zi_reports.rencana import bahasa


def write_excel(bahan: BahanLaporan) -> bytes:
    """Make the Excel report of one month; the same `bahan` gives the same bytes."""
    berkas = BytesIO()
    monev = bahan.monev
    pengaturan = monev.rencana.pengaturan
    judul = f"Monev Zona Integritas per {bahasa.tanggal(monev.per_tanggal)}"
    book = sheets.new_workbook(berkas, judul, pengaturan.satker, bahan.hari_ini)
    # The sheets are made in the order in which they stand, and filled in the order in which they need
    # each other's cells.
    buku = Buku(
        bahan, book, Rupa(sheets.Formats(book)), {nama: book.add_worksheet(nama) for nama in NamaLembar}
    )
    data.write(buku)
    letak = per_area.write(buku)
    kurva = per_tenggat.write(buku)
    ringkasan.write(buku, letak, kurva)
    baris_monev = lembar_monev.write(buku, letak)
    daftar.write_terlambat(buku)
    daftar.write_jatuh_tempo_berikutnya(buku)
    daftar.write_bukti_dukung(buku)
    daftar.write_catatan(buku, baris_monev)
    cara_menghitung.write(buku)
    book.close()
    return berkas.getvalue()
