"""Figures become `monev-zi-PERIODE.xlsx`: a workbook whose every count is a live formula over its last sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO

from zi_reports.excel import (
    cara_menghitung,
    gaya,
    lembar_data,
    lembar_keputusan,
    lembar_monev,
    lists,
    per_area,
    per_tenggat,
    perkembangan,
    ringkasan,
)
from zi_reports.excel.kit import Book, Rumus, clean_text, open_book
from zi_reports.laporan import BahanLaporan

_PANJANG_LITERAL = 255  # the most characters of a text within a formula


def write_excel(bahan: BahanLaporan) -> bytes:
    """Make the Excel report of one period; the same `bahan` gives the same bytes."""
    hari, cakupan = bahan.monev.hari, bahan.monev.cakupan
    judul = gaya.with_capital(cakupan)
    file = BytesIO()
    book = open_book(
        file,
        f"Monev Zona Integritas {cakupan}",
        bahan.monev.rencana.pengaturan,
        bahan.hari_ini,
        lanjutan=judul,
        kaki=f"{{}} · Laporan {cakupan}",
    )
    xlsx = book.xlsx
    live = replace(book, subject=_follows(str(book.subject).removesuffix(hari), hari))
    # The sheets are made in the order in which they stand, and filled in the order in which they need
    # each other's cells.
    for nama in gaya.NamaLembar:
        if nama != gaya.NamaLembar.KEPUTUSAN or bahan.monev.keputusan:
            xlsx.add_worksheet(nama)
    lembar_data.write(live, bahan)
    areas = per_area.write(live, bahan)
    kurva = per_tenggat.write(live, bahan)
    perkembangan.write(book, bahan)
    ringkasan.write(live, bahan, areas, kurva)
    rows = lembar_monev.write(live, bahan)
    per_area.write_per_orang(live, bahan)
    _write_lists(book, live, bahan, rows)
    cara_menghitung.write(book, bahan.periode.jenis)
    xlsx.close()
    return file.getvalue()


def _write_lists(book: Book, live: Book, bahan: BahanLaporan, rows: Mapping[tuple[str, int], int]) -> None:
    """Write the sheets that list things; `rows` are those of sheet Lembar Monev, to which catatan lead."""
    lists.write_terlambat(book, bahan)
    lists.write_jatuh_tempo_berikutnya(book, bahan)
    lists.write_tindak_lanjut(book, bahan)
    if bahan.monev.keputusan:
        lembar_keputusan.write(live, bahan)
    lists.write_bukti_dukung(live, bahan)
    lists.write_catatan(book, bahan, rows)


def _follows(subject: str, hari: str) -> str | Rumus:
    """Let the line below the titles of sheets that follow Data name the per tanggal that stands there."""
    text = clean_text(subject)
    literal = text.replace('"', '""')
    return Rumus(f'="{literal}"&Per_Hari', text + hari) if len(literal) < _PANJANG_LITERAL else subject + hari
