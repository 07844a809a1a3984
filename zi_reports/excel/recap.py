"""A recap becomes `rekap-zi-YYYY-MM.xlsx`; what is added up or averaged is a live formula over its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from zi_reports.excel import charts, gaya
from zi_reports.excel.cara_menghitung import write_rekap as write_cara
from zi_reports.excel.kit import Cetak, Isi, Rumus, new_workbook
from zi_reports.excel.per_satker import COUNTS, JUMLAH, SHARES, share, write_per_satker, write_satker_area
from zi_reports.excel.per_tenggat import add_months_chart
from zi_reports.excel.sheet import Book, Column, Look
from zi_reports.monev.satker import KELAS, Rekap, RekapArea, Sebaran, rows_of
from zi_reports.rencana.bahasa import TANPA_NILAI, tanggal
from zi_reports.rencana.model import Kertas

_MEASURES = {
    "rata_rata": "AVERAGE({})",
    "simpangan_baku": "STDEVP({})",
    "terendah": "MIN({})",
    "kuartil_bawah": "QUARTILE({},1)",
    "median": "MEDIAN({})",
    "kuartil_atas": "QUARTILE({},3)",
    "tertinggi": "MAX({})",
}
"""The measures of `gaya.UKURAN` as a spreadsheet computes them."""


def write_excel(rekap: Rekap) -> bytes:
    """Make the recap's workbook; the same recap gives the same bytes."""
    hari, name = tanggal(rekap.per_tanggal), "Rekap Zona Integritas"
    file = BytesIO()
    xlsx = new_workbook(file, f"{name} {rekap.tahun} per {hari}", name, rekap.hari_ini)
    book = Book(
        xlsx,
        f"{len(rekap.satker)} satker · Rencana Aksi Zona Integritas {rekap.tahun} · Per {hari}",
        Cetak(Kertas.A4, rekap.tanda, name, f"Rekap {{}} · Per {hari}"),
        title="Rekap: {}",
        cells={"valign": "vcenter"},
    )
    _write_ringkasan(book, rekap)
    _write_per_area(book, rekap)
    _write_terlambat(book, rekap)
    _write_tenggat(book, rekap)
    write_per_satker(book, rekap)
    write_satker_area(book, rekap)
    _write_tidak_dihitung(book, rekap)
    write_cara(book)
    xlsx.close()
    return file.getvalue()


def _write_ringkasan(book: Book, rekap: Rekap) -> None:
    """Write how many satker there are, how their capaian is spread, and the bands with their chart."""
    columns = (Column("URAIAN", 290), Column("JUMLAH", 120, Look.COUNT), Column("", 120), Column("", 120))
    sheet = book.open_sheet("Ringkasan", columns, gaya.BUKAN_NILAI, landscape=False)
    sheet.xlsx.fit_to_pages(1, 1)
    sheet.add_section("Cakupan")
    sheet.add_table(columns[:2], _scope_rows(rekap))
    sheet.add_section("Capaian dan realisasi satker")
    sheet.add_table((Column("UKURAN"), *SHARES), _spread_rows(rekap.capaian, rekap.realisasi_jatuh_tempo))
    sheet.add_section("Sebaran capaian")
    bands = (Column("CAPAIAN"), Column("SATKER", look=Look.COUNT))
    rows = sheet.add_table(bands, _band_rows(rekap.capaian))
    cells = (sheet.cells(0, rows), sheet.cells(1, rows))
    chart = charts.jumlah_per_kategori(book.xlsx, *cells, "Sebaran capaian satker", "Satker")
    sheet.add_chart(chart, "Grafik banyaknya satker menurut kelas capaian")


def _scope_rows(rekap: Rekap) -> Iterator[Sequence[Isi]]:
    """Lay out how much the recap covers."""
    due, without = rekap.realisasi_jatuh_tempo.satker, rekap.tanpa_capaian
    yield "Satker yang dihitung", Rumus("=COUNTA(Satker_Nama)", len(rekap.satker))
    yield "Satker tanpa capaian", Rumus("=COUNTA(Satker_Nama)-COUNT(Satker_Capaian)", without)
    yield "Satker dengan kewajiban yang sudah jatuh tempo", Rumus("=COUNT(Satker_Realisasi)", due)
    yield "Buku kerja dan folder yang tidak dihitung", len(rekap.tidak_dihitung)
    yield "Indikator", Rumus("=SUM(Satker_Indikator)", rekap.indikator)
    for satu in JUMLAH:
        yield satu.nama, Rumus(f"=SUM(Satker_{satu.field})", satu.of(rekap.hitungan))


def _spread_rows(capaian: Sebaran, realisasi: Sebaran) -> Iterator[Sequence[Isi]]:
    """Lay out the measures of both shares, as formulas over the column of each."""
    spreads = (("Satker_Capaian", capaian), ("Satker_Realisasi", realisasi))
    for field, ukuran in gaya.UKURAN.items():
        formulas = [
            Rumus(
                f'=IF(COUNT({nama})=0,"{TANPA_NILAI}",{_MEASURES[field].format(nama)})',
                share(getattr(spread, field)),
            )
            for nama, spread in spreads
        ]
        yield ukuran, *formulas


def _band_rows(sebaran: Sebaran) -> Iterator[Sequence[Isi]]:
    last = len(KELAS) - 1
    for nomor, (nama, jumlah) in enumerate(zip(KELAS, sebaran.kelas, strict=True)):
        low, high = f'Satker_Capaian,">="&{nomor - 1}/5', f'Satker_Capaian,"<"&{nomor}/5'
        syarat = {0: "Satker_Capaian,0", 1: f'Satker_Capaian,">0",{high}', last: "Satker_Capaian,1"}
        yield nama, Rumus(f"=COUNTIFS({syarat.get(nomor, f'{low},{high}')})", jumlah)


def _write_per_area(book: Book, rekap: Rekap) -> None:
    columns = (
        Column("AREA", 230),
        Column("SATKER", 60, Look.COUNT),
        Column("INDIKATOR", 76, Look.COUNT),
        *COUNTS,
        Column("RATA-RATA CAPAIAN", 82, Look.SHARE),
        Column("MEDIAN", 66, Look.SHARE),
        Column("TERENDAH", 72, Look.SHARE),
        Column("TERTINGGI", 72, Look.SHARE),
    )
    text = (
        "SATKER ialah yang mempunyai indikator pada area itu. Rata-rata, median, terendah, dan tertinggi dihitung "
        "dari capaian satker."
    )
    sheet = book.open_sheet("Per Area", columns, text, landscape=True)
    rows = sheet.add_table(columns, map(_area_row, rekap.area))
    cells = (sheet.cells(0, rows), sheet.cells(3 + len(COUNTS), rows))
    empty = [area.capaian.rata_rata is None for area in rekap.area]
    title = "Rata-rata capaian satker per area"
    chart = charts.capaian_per_area(book.xlsx, *cells, empty, title)
    sheet.add_chart(chart, "Grafik rata-rata capaian satker per area")


def _area_row(area: RekapArea) -> Sequence[Isi]:
    syarat = f'Area_Kode,"{area.kode}"'
    capaian = area.capaian
    return (
        gaya.judul_area(area.kode, area.nama),
        Rumus(f'=COUNTIFS({syarat},Area_Indikator,">0")', area.satker),
        Rumus(f"=SUMIFS(Area_Indikator,{syarat})", area.indikator),
        *(Rumus(f"=SUMIFS(Area_{satu.field},{syarat})", satu.of(area.hitungan)) for satu in JUMLAH),
        Rumus(f'=IFERROR(AVERAGEIFS(Area_Capaian,{syarat}),"{TANPA_NILAI}")', share(capaian.rata_rata)),
        share(capaian.median),
        share(capaian.terendah),
        share(capaian.tertinggi),
    )


def _write_terlambat(book: Book, rekap: Rekap) -> None:
    """Write the overdue kewajiban by area, then by satker and area for the satker that have any."""
    kode = [area.kode for area in rekap.area]
    by_satker = (Column("SATKER", 270), *(Column(satu, 80, Look.COUNT) for satu in (*kode, "JUMLAH")))
    text = "Kewajiban yang jatuh tempo pada atau sebelum per tanggal dan belum selesai."
    sheet = book.open_sheet("Terlambat per Area", by_satker, text, landscape=False)
    sheet.add_section("Menurut area")
    by_area = (
        Column("AREA"),
        Column("TERLAMBAT", look=Look.COUNT),
        Column("SATKER", look=Look.COUNT),
        Column("PALING LAMA (HARI)", look=Look.COUNT),
    )
    rows = sheet.add_table(by_area, map(_late_row, rekap.area))
    cells = (sheet.cells(0, rows), sheet.cells(1, rows))
    chart = charts.jumlah_per_kategori(book.xlsx, *cells, "Kewajiban terlambat per area", "Kewajiban")
    sheet.add_chart(chart, "Grafik kewajiban terlambat per area")
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
        area.hari_terlambat,
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
    """List what does not count, and why."""
    columns = (Column("BUKU KERJA ATAU FOLDER", 300), Column("SEBAB", 420))
    text = (
        "Yang berikut tidak ikut dalam angka mana pun."
        if rekap.tidak_dihitung
        else "Semua buku kerja di folder ini dihitung."
    )
    sheet = book.open_sheet("Tidak Dihitung", columns, text, landscape=False)
    if rekap.tidak_dihitung:
        sheet.add_table(columns, ((satu.nama, satu.sebab) for satu in rekap.tidak_dihitung))
