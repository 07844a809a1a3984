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
    def draw(book: Workbook, sheet: str) -> Chart:
        last = len(KELAS)
        return charts.columns(
            book, Range(sheet, 0, 1, last), Range(sheet, 1, 1, last), "Sebaran capaian satker", "Satker"
        )

    uraian = "; ".join(f"{nama} {jumlah}" for nama, jumlah in zip(KELAS, rekap.capaian.kelas, strict=True))
    return make(
        "Sebaran capaian",
        f"Grafik batang banyaknya satker menurut capaian: {uraian}.",
        (("Capaian", KELAS), ("Satker", rekap.capaian.kelas)),
        draw,
    )


def _chart_of_areas(rekap: Rekap) -> Grafik:
    names = [judul_area(area.kode, area.nama) for area in rekap.area]
    means = [area.capaian.rata_rata for area in rekap.area]

    def draw(book: Workbook, sheet: str) -> Chart:
        last = len(names)
        cells = (Range(sheet, 0, 1, last), Range(sheet, 1, 1, last))
        empty = [mean is None for mean in means]
        return charts.capaian_per_area(book, *cells, empty, "Rata-rata capaian satker per area")

    uraian = "; ".join(f"{area.kode} {persen(mean)}" for area, mean in zip(rekap.area, means, strict=True))
    return make(
        "Capaian per area",
        f"Grafik batang rata-rata capaian satker per area: {uraian}.",
        (("Area", names), ("Capaian", means)),
        draw,
    )


def _chart_of_months(rekap: Rekap) -> Grafik | None:
    """Draw the kewajiban due in each month; None where nothing has a jatuh tempo."""
    months = [(satu.bulan, satu.hitungan) for satu in rekap.tenggat if satu.bulan is not None]
    if not months:
        return None
    states = [keadaan for keadaan in Keadaan if keadaan is not Keadaan.TANPA_TENGGAT]

    def draw(book: Workbook, sheet: str) -> Chart:
        last = len(months)
        cells: dict[Keadaan, Range] = {
            keadaan: Range(sheet, column, 1, last) for column, keadaan in enumerate(states, start=1)
        }
        return charts.kewajiban_per_bulan(book, Range(sheet, 0, 1, last), cells)

    return make(
        "Kewajiban per bulan",
        "Grafik batang kewajiban semua satker menurut bulan jatuh tempo dan keadaannya.",
        (
            ("Bulan", [f"{BULAN_SINGKAT[bulan.month - 1]} {bulan.year}" for bulan, _ in months]),
            *(
                (gaya.NAMA_KEADAAN[keadaan], [int(getattr(hitungan, keadaan)) for _, hitungan in months])
                for keadaan in states
            ),
        ),
        draw,
    )
