"""The charts of the recap's Word document, each with its data behind it."""

from __future__ import annotations

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from zi_reports.excel import charts, gaya
from zi_reports.excel.charts import Range
from zi_reports.excel.gaya import judul_area
from zi_reports.monev.figures import Keadaan
from zi_reports.monev.satker import KELAS, Rekap
from zi_reports.rencana.bahasa import BULAN_SINGKAT, persen
from zi_reports.word.charts import Grafik, make


def charts_of(rekap: Rekap) -> dict[str, Grafik | None]:
    """Give the charts under the names of the template's variables."""
    return {
        "grafik_sebaran": _chart_of_bands(rekap),
        "grafik_area": _chart_of_areas(rekap),
        "grafik_tenggat": _chart_of_months(rekap),
    }


def _chart_of_bands(rekap: Rekap) -> Grafik:
    jumlah = rekap.capaian.kelas
    uraian = "; ".join(f"{nama} {satu}" for nama, satu in zip(KELAS, jumlah, strict=True))

    def draw(book: Workbook, sheet: str) -> Chart:
        kategori, nilai = _columns(sheet, 2, len(KELAS))
        return charts.jumlah_per_kategori(book, kategori, nilai, "Sebaran capaian satker", "Satker")

    return make(
        "Sebaran capaian",
        f"Grafik batang banyaknya satker menurut capaian: {uraian}.",
        (("Capaian", KELAS), ("Satker", jumlah)),
        draw,
    )


def _chart_of_areas(rekap: Rekap) -> Grafik:
    names = [judul_area(area.kode, area.nama) for area in rekap.area]
    means = [area.capaian.rata_rata for area in rekap.area]
    uraian = "; ".join(f"{area.kode} {persen(mean)}" for area, mean in zip(rekap.area, means, strict=True))

    def draw(book: Workbook, sheet: str) -> Chart:
        kategori, nilai = _columns(sheet, 2, len(names))
        empty = [mean is None for mean in means]
        return charts.capaian_per_area(book, kategori, nilai, empty, "Rata-rata capaian satker per area")

    return make(
        "Capaian per area",
        f"Grafik batang rata-rata capaian satker per area: {uraian}.",
        (("Area", names), ("Capaian", means)),
        draw,
    )


def _chart_of_months(rekap: Rekap) -> Grafik | None:
    """Draw the kewajiban due in each month; None where nothing has a jatuh tempo."""
    dated = [(satu.bulan, satu.hitungan) for satu in rekap.tenggat if satu.bulan is not None]
    if not dated:
        return None
    months = [f"{BULAN_SINGKAT[bulan.month - 1]} {bulan.year}" for bulan, _ in dated]
    states = [keadaan for keadaan in Keadaan if keadaan is not Keadaan.TANPA_TENGGAT]
    counts = [[int(getattr(hitungan, keadaan)) for _, hitungan in dated] for keadaan in states]

    def draw(book: Workbook, sheet: str) -> Chart:
        kategori, *cells = _columns(sheet, 1 + len(states), len(months))
        return charts.kewajiban_per_bulan(book, kategori, dict(zip(states, cells, strict=True)))

    names = (gaya.NAMA_KEADAAN[keadaan] for keadaan in states)
    return make(
        "Kewajiban per bulan",
        "Grafik batang kewajiban semua satker menurut bulan jatuh tempo dan keadaannya.",
        (("Bulan", months), *zip(names, counts, strict=True)),
        draw,
    )


def _columns(sheet: str, count: int, rows: int) -> list[Range]:
    """Give the cells of the first columns of a chart's data, below their headers."""
    return [Range(sheet, column, 1, rows) for column in range(count)]
