"""A recap becomes `rekap-zi-YYYY-MM.xlsx`; what is added up or averaged is a live formula over its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from zi_reports.excel import charts, gaya
from zi_reports.excel import recap_charts as grafik
from zi_reports.excel import recap_lists as excel_daftar
from zi_reports.excel.charts import Range
from zi_reports.excel.kit import Formats, Isi, Rumus, new_workbook
from zi_reports.excel.recap_lists import JUMLAH, KOLOM_BAGIAN, KOLOM_JUMLAH, counts
from zi_reports.excel.recap_sheet import Buku, open_sheet, share
from zi_reports.excel.recap_words import BUKAN_NILAI, UKURAN, judul_area
from zi_reports.excel.sheet import Bentuk, KolomTabel, Rupa
from zi_reports.monev.figures import Keadaan
from zi_reports.monev.satker import KELAS, Rekap, RekapArea, Sebaran, rows_of
from zi_reports.rencana.bahasa import tanggal

_RUMUS = {
    "rata_rata": "AVERAGE({})",
    "simpangan_baku": "STDEVP({})",
    "terendah": "MIN({})",
    "kuartil_bawah": "QUARTILE({},1)",
    "median": "MEDIAN({})",
    "kuartil_atas": "QUARTILE({},3)",
    "tertinggi": "MAX({})",
}
"""The measures of `UKURAN` as a spreadsheet computes them."""

_RINGKASAN, _PER_AREA, _TENGGAT, _TERLAMBAT = "Ringkasan", "Per Area", "Per Tenggat", "Terlambat per Area"


def write_excel(rekap: Rekap) -> bytes:
    """Make the recap's workbook; the same recap gives the same bytes."""
    berkas = BytesIO()
    judul = f"Rekap Zona Integritas {rekap.tahun} per {tanggal(rekap.per_tanggal)}"
    book = new_workbook(berkas, judul, "Rekap Zona Integritas", rekap.hari_ini)
    buku = Buku(rekap, book, Rupa(Formats(book)))
    _write_ringkasan(buku)
    _write_per_area(buku)
    _write_terlambat(buku)
    _write_tenggat(buku)
    excel_daftar.write_per_satker(buku)
    excel_daftar.write_satker_area(buku)
    excel_daftar.write_lain(buku)
    excel_daftar.write_cara(buku)
    book.close()
    return berkas.getvalue()


def _write_ringkasan(buku: Buku) -> None:
    """Write how many satker there are, how their capaian is spread, and the bands with their chart."""
    rekap = buku.rekap
    lembar = open_sheet(buku, _RINGKASAN, (290, 120, 120, 120), BUKAN_NILAI, mendatar=False)
    lembar.sheet.fit_to_pages(1, 1)
    lembar.add_section("Cakupan")
    lembar.add_table(
        (KolomTabel("URAIAN", 290), KolomTabel("JUMLAH", 120, Bentuk.ANGKA)),
        [
            ("Satker yang dihitung", Rumus("=COUNTA(Satker_Nama)", len(rekap.satker))),
            (
                "Satker tanpa capaian",
                Rumus("=COUNTA(Satker_Nama)-COUNT(Satker_Capaian)", rekap.tanpa_capaian),
            ),
            (
                "Satker dengan kewajiban yang sudah jatuh tempo",
                Rumus("=COUNT(Satker_Realisasi)", rekap.realisasi_jatuh_tempo.satker),
            ),
            ("Buku kerja dan folder yang tidak dihitung", len(rekap.tidak_dihitung)),
            ("Indikator", Rumus("=SUM(Satker_Indikator)", rekap.indikator)),
            *(
                (header.capitalize(), Rumus(f"=SUM(Satker_{field})", value))
                for (field, header), value in zip(JUMLAH, counts(rekap.hitungan), strict=True)
            ),
        ],
    )
    lembar.add_section("Capaian dan realisasi satker")
    columns = (KolomTabel("UKURAN", 290), *(KolomTabel(k.judul, 120, k.bentuk) for k in KOLOM_BAGIAN))
    lembar.add_table(columns, _spread_rows(rekap.capaian, rekap.realisasi_jatuh_tempo))
    lembar.add_section("Sebaran capaian")
    rows = lembar.add_table(
        (KolomTabel("CAPAIAN", 290), KolomTabel("SATKER", 120, Bentuk.ANGKA)), _band_rows(rekap.capaian)
    )
    kategori, nilai = (Range(_RINGKASAN, column, rows[0], rows[-1]) for column in (0, 1))
    chart = grafik.columns(buku.book, kategori, nilai, "Sebaran capaian satker", "Satker")
    lembar.add_chart(chart, "Grafik banyaknya satker menurut kelas capaian")


def _spread_rows(capaian: Sebaran, realisasi: Sebaran) -> Iterator[Sequence[Isi]]:
    """Lay out the measures of both shares, as formulas over the column of each."""
    for field, nama_ukuran in UKURAN.items():
        yield (
            nama_ukuran,
            *(
                Rumus(f'=IF(COUNT({nama})=0,"–",{_RUMUS[field].format(nama)})', share(getattr(satu, field)))
                for nama, satu in (("Satker_Capaian", capaian), ("Satker_Realisasi", realisasi))
            ),
        )


def _band_rows(sebaran: Sebaran) -> Iterator[Sequence[Isi]]:
    last = len(KELAS) - 1
    for nomor, (nama, jumlah) in enumerate(zip(KELAS, sebaran.kelas, strict=True)):
        low, high = f'Satker_Capaian,">="&{nomor - 1}/5', f'Satker_Capaian,"<"&{nomor}/5'
        syarat = {0: "Satker_Capaian,0", 1: f'Satker_Capaian,">0",{high}', last: "Satker_Capaian,1"}
        yield nama, Rumus(f"=COUNTIFS({syarat.get(nomor, f'{low},{high}')})", jumlah)


def _write_per_area(buku: Buku) -> None:
    kolom = (
        KolomTabel("AREA", 230),
        KolomTabel("SATKER", 60, Bentuk.ANGKA),
        KolomTabel("INDIKATOR", 76, Bentuk.ANGKA),
        *KOLOM_JUMLAH,
        KolomTabel("RATA-RATA CAPAIAN", 82, Bentuk.BAGIAN),
        KolomTabel("MEDIAN", 66, Bentuk.BAGIAN),
        KolomTabel("TERENDAH", 72, Bentuk.BAGIAN),
        KolomTabel("TERTINGGI", 72, Bentuk.BAGIAN),
    )
    text = (
        "SATKER ialah yang mempunyai indikator pada area itu. Rata-rata, median, terendah, dan tertinggi dihitung "
        "dari capaian satker."
    )
    lembar = open_sheet(buku, _PER_AREA, [k.lebar for k in kolom], text, mendatar=True)
    rows = lembar.add_table(kolom, [_area_row(area) for area in buku.rekap.area])
    chart = charts.capaian_per_area(
        buku.book,
        Range(_PER_AREA, 0, rows[0], rows[-1]),
        Range(_PER_AREA, 3 + len(JUMLAH), rows[0], rows[-1]),
        [area.capaian.rata_rata is None for area in buku.rekap.area],
    )
    grafik.title(chart, "Rata-rata capaian satker per area")
    lembar.add_chart(chart, "Grafik rata-rata capaian satker per area")


def _area_row(area: RekapArea) -> Sequence[Isi]:
    syarat = f'Area_Kode,"{area.kode}"'
    capaian = area.capaian
    return (
        judul_area(area),
        Rumus(f'=COUNTIFS({syarat},Area_Indikator,">0")', area.satker),
        Rumus(f"=SUMIFS(Area_Indikator,{syarat})", area.indikator),
        *(
            Rumus(f"=SUMIFS(Area_{field},{syarat})", value)
            for (field, _), value in zip(JUMLAH, counts(area.hitungan), strict=True)
        ),
        Rumus(f'=IFERROR(AVERAGEIFS(Area_Capaian,{syarat}),"–")', share(capaian.rata_rata)),
        share(capaian.median),
        share(capaian.terendah),
        share(capaian.tertinggi),
    )


def _write_terlambat(buku: Buku) -> None:
    """Write the overdue kewajiban by area, then by satker and area for the satker that have any."""
    rekap = buku.rekap
    kode = [area.kode for area in rekap.area]
    columns = (KolomTabel("SATKER", 270), *(KolomTabel(satu, 80, Bentuk.ANGKA) for satu in (*kode, "JUMLAH")))
    text = "Kewajiban yang jatuh tempo pada atau sebelum per tanggal dan belum selesai."
    lembar = open_sheet(buku, _TERLAMBAT, [k.lebar for k in columns], text, mendatar=False)
    lembar.add_section("Menurut area")
    rows = lembar.add_table(
        (
            KolomTabel("AREA", 270),
            KolomTabel("TERLAMBAT", 80, Bentuk.ANGKA),
            KolomTabel("SATKER", 80, Bentuk.ANGKA),
            KolomTabel("PALING LAMA (HARI)", 80, Bentuk.ANGKA),
        ),
        [
            (
                judul_area(area),
                Rumus(f'=SUMIFS(Area_terlambat,Area_Kode,"{area.kode}")', area.hitungan.terlambat),
                Rumus(f'=COUNTIFS(Area_Kode,"{area.kode}",Area_terlambat,">0")', area.satker_terlambat),
                area.hari_terlambat,
            )
            for area in rekap.area
        ],
    )
    kategori, nilai = (Range(_TERLAMBAT, column, rows[0], rows[-1]) for column in (0, 1))
    chart = grafik.columns(buku.book, kategori, nilai, "Kewajiban terlambat per area", "Kewajiban")
    lembar.add_chart(chart, "Grafik kewajiban terlambat per area")
    lembar.add_section("Menurut satker dan area")
    lembar.sheet.repeat_rows(lembar.baris)
    satker = rekap.by_area("terlambat").fillna(dict.fromkeys(kode, 0))
    lembar.add_table(columns, rows_of(satker[satker["terlambat"] > 0], ("satker", *kode, "terlambat")))


def _write_tenggat(buku: Buku) -> None:
    kolom = (KolomTabel("BULAN JATUH TEMPO", 150, Bentuk.BULAN), *KOLOM_JUMLAH)
    text = "Kewajiban semua satker menurut bulan jatuh temponya."
    lembar = open_sheet(buku, _TENGGAT, [k.lebar for k in kolom], text, mendatar=False)
    tenggat = buku.rekap.tenggat
    rows = lembar.add_table(
        kolom, [(satu.bulan or "Tanpa jatuh tempo", *counts(satu.hitungan)) for satu in tenggat]
    )
    dated = sum(satu.bulan is not None for satu in tenggat)
    if not dated:
        return
    cells: dict[Keadaan, Range] = {
        keadaan: Range(_TENGGAT, column, rows[0], rows[0] + dated - 1)
        for column, keadaan in enumerate(gaya.NAMA_KEADAAN, start=2)
        if keadaan is not Keadaan.TANPA_TENGGAT
    }
    months = Range(_TENGGAT, 0, rows[0], rows[0] + dated - 1)
    chart = charts.kewajiban_per_bulan(buku.book, months, cells)
    lembar.add_chart(chart, "Grafik kewajiban per bulan jatuh tempo menurut keadaan")
