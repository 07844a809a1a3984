"""A recap becomes `rekap-zi-PERIODE.xlsx`; what is added up or averaged is a live formula over its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from zi_reports.excel import charts, gaya
from zi_reports.excel.cara_menghitung import ATURAN_REKAP, HARI_TERLAMBAT, TERLAMBAT, write_rules
from zi_reports.excel.data import or_dash
from zi_reports.excel.kit import Book, Column, Isi, Look, Rumus, new_workbook
from zi_reports.excel.per_tenggat import add_months_chart
from zi_reports.excel.recap_satker import (
    COUNTS,
    GROUP,
    JUMLAH,
    SHARES,
    group_cells,
    write_pages,
    write_provinces,
    write_satker,
    write_satker_area,
)
from zi_reports.monev.satker import KELAS, Rekap, RekapArea, Sebaran, rows_of
from zi_reports.rencana.bahasa import TANPA_NILAI
from zi_reports.rencana.model import Kertas


def write_excel(rekap: Rekap) -> bytes:
    """Make the recap's workbook; the same recap gives the same bytes."""
    cakupan, name = rekap.cakupan, "Rekap Zona Integritas"
    judul = gaya.with_capital(cakupan)
    file = BytesIO()
    xlsx = new_workbook(file, f"{name} {rekap.tahun} {cakupan}", name, rekap.hari_ini)
    book = Book(
        xlsx,
        f"{len(rekap.satker)} satker · Rencana Aksi Zona Integritas {rekap.tahun} · {judul}",
        Kertas.A4,
        rekap.tanda,
        (name, f"Rekap {{}} · {judul}"),
        title="Rekap: {}",
        valign="vcenter",
    )
    _write_ringkasan(book, rekap)
    _write_per_area(book, rekap)
    _write_terlambat(book, rekap)
    _write_tenggat(book, rekap)
    pages = write_provinces(book, rekap)
    write_satker(book, rekap)
    write_satker_area(book, rekap)
    _write_tidak_dihitung(book, rekap)
    write_rules(book, ATURAN_REKAP, 190, gaya.BUKAN_NILAI)
    write_pages(book, rekap, pages)
    xlsx.close()
    return file.getvalue()


def _write_ringkasan(book: Book, rekap: Rekap) -> None:
    columns = (Column("URAIAN", 290), Column("JUMLAH", 120, Look.COUNT), Column("", 120), Column("", 120))
    sheet = book.open_sheet("Ringkasan", columns, gaya.BUKAN_NILAI, landscape=False)
    sheet.xlsx.fit_to_pages(1, 1)
    sheet.add_section("Cakupan")
    sheet.add_table(columns[:2], _scope_rows(rekap))
    sheet.add_section("Capaian dan realisasi satker")
    have, left = "COUNT(Satker_Capaian)", "COUNTA(Satker_Nama)-COUNT(Satker_Capaian)"
    rest = f'IF({left}=0,"","; "&{left}&" satker tanpa capaian")'
    none = "Belum ada satker yang mempunyai capaian."
    mean = f'"Rata-rata atas "&{have}&" satker yang mempunyai capaian"&{rest}&"."'
    told = f"Rata-rata {rekap.dasar_rata_rata}." if rekap.capaian.satker else none
    sheet.add_line(Rumus(f'=IF({have}=0,"{none}",{mean})', told), font_color=gaya.WARNA_REDUP)
    sheet.add_table((Column("UKURAN"), *SHARES), _spread_rows(rekap))
    sheet.add_section("Sebaran capaian")
    bands = (Column("CAPAIAN"), Column("SATKER", look=Look.COUNT))
    rows = sheet.add_table(bands, _band_rows(rekap.capaian))
    cells = (sheet.cells(0, rows), sheet.cells(1, rows))
    chart = charts.jumlah_per_kategori(book.xlsx, *cells, "Sebaran capaian satker", "Satker")
    sheet.add_chart(chart, "Grafik banyaknya satker menurut kelas capaian")


def _scope_rows(rekap: Rekap) -> Iterator[Sequence[Isi]]:
    due, without = rekap.realisasi_jatuh_tempo.satker, rekap.tanpa_capaian
    yield "Satker yang dihitung", Rumus("=COUNTA(Satker_Nama)", len(rekap.satker))
    yield "Satker tanpa capaian", Rumus("=COUNTA(Satker_Nama)-COUNT(Satker_Capaian)", without)
    yield "Satker dengan kewajiban yang sudah jatuh tempo", Rumus("=COUNT(Satker_Realisasi)", due)
    yield "Satker dengan area tanpa indikator", rekap.tidak_lengkap
    yield "Buku kerja dan folder yang tidak dihitung", len(rekap.tidak_dihitung)
    yield "Indikator", Rumus("=SUM(Satker_Indikator)", rekap.indikator)
    for satu in JUMLAH:
        yield satu.nama, Rumus(f"=SUM(Satker_{satu.field})", satu.of(rekap.hitungan))


def _spread_rows(rekap: Rekap) -> Iterator[Sequence[Isi]]:
    """Lay out the measures of both shares, as formulas over the column of each."""
    spreads = (("Satker_Capaian", rekap.capaian), ("Satker_Realisasi", rekap.realisasi_jatuh_tempo))
    for field, (ukuran, measure) in gaya.UKURAN.items():
        rumus = f'=IF(COUNT({{0}})=0,"{TANPA_NILAI}",{measure})'
        values = (Rumus(rumus.format(nama), or_dash(getattr(sebaran, field))) for nama, sebaran in spreads)
        yield ukuran, *values


def _band_rows(sebaran: Sebaran) -> Iterator[Sequence[Isi]]:
    lowest = 'Satker_Capaian,">0",Satker_Capaian,"<"&1/5'
    fifths = (f'Satker_Capaian,">="&{n}/5,Satker_Capaian,"<"&{n + 1}/5' for n in range(1, 5))
    bands = ("Satker_Capaian,0", lowest, *fifths, "Satker_Capaian,1")
    for nama, jumlah, syarat in zip(KELAS, sebaran.kelas, bands, strict=True):
        yield nama, Rumus(f"=COUNTIFS({syarat})", jumlah)


def _write_per_area(book: Book, rekap: Rekap) -> None:
    columns = (Column("AREA", 230), *GROUP)
    text = (
        "SATKER ialah yang mempunyai indikator pada area itu. Rata-rata, median, terendah, dan tertinggi dihitung "
        "dari SATKER DENGAN CAPAIAN pada area itu."
    )
    sheet = book.open_sheet("Per Area", columns, text, landscape=True)
    rows = sheet.add_table(columns, map(_area_row, rekap.area))
    cells = (sheet.cells(0, rows), sheet.cells(4 + len(COUNTS), rows))
    empty = [area.capaian.rata_rata is None for area in rekap.area]
    title = "Rata-rata capaian satker per area"
    chart = charts.capaian_per_area(book.xlsx, *cells, empty, title)
    sheet.add_chart(chart, "Grafik rata-rata capaian satker per area")


def _area_row(area: RekapArea) -> Sequence[Isi]:
    syarat = f'Area_Kode,"{area.kode}"'
    return (
        gaya.judul_area(area.kode, area.nama),
        Rumus(f'=COUNTIFS({syarat},Area_Indikator,">0")', area.satker),
        *group_cells("Area", syarat, area),
    )


def _write_terlambat(book: Book, rekap: Rekap) -> None:
    kode = [area.kode for area in rekap.area]
    by_satker = (Column("SATKER", 270), *(Column(satu, 80, Look.COUNT) for satu in (*kode, "JUMLAH")))
    sheet = book.open_sheet(
        "Terlambat per Area", by_satker, f"Kewajiban yang {TERLAMBAT} {HARI_TERLAMBAT}", landscape=False
    )
    sheet.add_section("Menurut area")
    counts = ("TERLAMBAT", "SATKER", "PALING LAMA (HARI)")
    by_area = (Column("AREA"), *(Column(satu, look=Look.COUNT) for satu in counts))
    rows = sheet.add_table(by_area, map(_late_row, rekap.area))
    cells = (sheet.cells(0, rows), sheet.cells(1, rows))
    chart = charts.jumlah_per_kategori(book.xlsx, *cells, "Kewajiban terlambat per area", "Kewajiban")
    sheet.add_chart(chart, "Grafik kewajiban terlambat per area")
    if len(rekap.provinsi) > 1:
        sheet.xlsx.print_area(0, 0, sheet.row - 1, len(by_satker) - 1)
    sheet.add_section("Menurut satker dan area")
    sheet.xlsx.repeat_rows(sheet.row)
    satker = rekap.by_area("terlambat").fillna(dict.fromkeys(kode, 0))
    late = satker[satker["terlambat"] > 0]
    sheet.add_table(by_satker, rows_of(late, ("satker", *kode, "terlambat")))


def _late_row(area: RekapArea) -> Sequence[Isi]:
    syarat = f'Area_Kode,"{area.kode}"'
    return (
        gaya.judul_area(area.kode, area.nama),
        Rumus(f"=SUMIFS(Area_terlambat,{syarat})", area.hitungan.terlambat),
        Rumus(f'=COUNTIFS({syarat},Area_terlambat,">0")', area.satker_terlambat),
        area.hari_terlambat or TANPA_NILAI,
    )


def _write_tenggat(book: Book, rekap: Rekap) -> None:
    columns = (Column("BULAN JATUH TEMPO", 150, Look.MONTH), *COUNTS)
    text = "Kewajiban semua satker menurut bulan jatuh temponya."
    sheet = book.open_sheet("Per Tenggat", columns, text, landscape=False)
    months = (
        (satu.bulan or "Tanpa jatuh tempo", *(jenis.of(satu.hitungan) for jenis in JUMLAH))
        for satu in rekap.tenggat
    )
    rows = sheet.add_table(columns, months)
    add_months_chart(sheet, JUMLAH, rows[: sum(satu.bulan is not None for satu in rekap.tenggat)])


def _write_tidak_dihitung(book: Book, rekap: Rekap) -> None:
    columns = (Column("BUKU KERJA ATAU FOLDER", 300), Column("SEBAB", 420))
    left_out = [(satu.nama, satu.sebab) for satu in rekap.tidak_dihitung]
    none = "Semua buku kerja di folder ini dihitung."
    text = "Yang berikut tidak ikut dalam angka mana pun." if left_out else none
    sheet = book.open_sheet("Tidak Dihitung", columns, text, landscape=False)
    if left_out:
        sheet.add_table(columns, left_out)
