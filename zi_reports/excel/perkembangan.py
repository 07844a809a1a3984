"""Sheet Perkembangan: the capaian of each area and of the whole, month by month, as it was reported."""

from __future__ import annotations

from collections.abc import Sequence

from zi_reports.excel import charts, gaya
from zi_reports.excel.charts import Range
from zi_reports.excel.data import PERIKSA_DAFTAR, or_dash
from zi_reports.excel.kit import CHART_HEIGHT, FORMAT_BAGIAN, Book, Column, Look, Sheet
from zi_reports.laporan import DIHITUNG, AngkaBulan, BahanLaporan
from zi_reports.monev.figures import MonevArea
from zi_reports.rencana.bahasa import TANPA_NILAI

_TEXT = (
    "Angka bulan yang sudah dilaporkan tetap seperti pada laporannya, meskipun isian berubah sesudahnya; karena "
    "itu lembar ini berisi nilai, bukan rumus. Baris bercetak miring (dihitung) ialah bulan tanpa laporan pada "
    "akhir bulannya: angkanya dihitung dari isian pada hari laporan ini dibuat. "
    f"Tanda {TANPA_NILAI}: tidak ada yang dapat dihitung."
)
_WHOLE = (Column("CAPAIAN SELURUHNYA", 96, Look.SHARE), Column("REALISASI JATUH TEMPO", 92, Look.SHARE))


def write(book: Book, bahan: BahanLaporan) -> None:
    """Write the table with a row a month, and below it the charts of the whole and of the areas."""
    areas = bahan.monev.area
    columns = (
        Column("BULAN", 110, Look.MONTH),
        *_WHOLE,
        *(Column(_area_name(satu), 104, Look.SHARE) for satu in areas),
        Column("DASAR", 190),
    )
    sheet = book.open_sheet(gaya.NamaLembar.PERKEMBANGAN, columns, _TEXT, landscape=True)
    sheet.add_check(PERIKSA_DAFTAR)
    sheet.add_section("Capaian per bulan")
    sheet.add_header(columns)
    rows = range(sheet.row, sheet.row + len(bahan.perkembangan))
    for satu in bahan.perkembangan:
        cells = [satu.per_tanggal.replace(day=1), *map(or_dash, _shares(satu, areas)), satu.dasar]
        sheet.add_row(columns, cells, italic=satu.dasar == DIHITUNG)
    sheet.row += 1
    _add_charts(sheet, columns, rows, [_shares(satu, areas) for satu in bahan.perkembangan])
    sheet.xlsx.print_area(0, 0, sheet.row + CHART_HEIGHT // 20, len(columns) - 1)
    sheet.xlsx.fit_to_pages(1, 1)


def _area_name(satu: MonevArea) -> str:
    return gaya.judul_area(satu.area.kode, gaya.nama_baku(satu.area))


def _shares(satu: AngkaBulan, areas: Sequence[MonevArea]) -> list[float | None]:
    return [satu.capaian, satu.realisasi_jatuh_tempo, *(satu.area.get(one.area.kode) for one in areas)]


def _add_charts(
    sheet: Sheet, columns: Sequence[Column], rows: range, shares: Sequence[Sequence[float | None]]
) -> None:
    """Draw the whole and the areas, side by side; what never had a figure has no line.

    The figures stand once more beside what is printed, without dashes, which would be drawn as nothing done.
    """
    redup = sheet.book.formats(font_color=gaya.WARNA_REDUP, num_format=FORMAT_BAGIAN)
    whole: dict[str, Range] = {}
    per_area: dict[str, Range] = {}
    figures = zip(columns[1:-1], *shares, strict=True)
    for at, (column, *cells) in enumerate(figures, start=len(columns) + 1):
        lines, name = (whole, column.header.capitalize()) if column in _WHOLE else (per_area, column.header)
        for row, isi in enumerate((name, *cells), start=rows[0] - 1):
            if isi is not None:  # the cell of none is none at all: the chart would keep a blank one as nought
                sheet.write(row, at, isi, redup)
        if any(isi is not None for isi in cells):
            lines[name] = sheet.cells(at, rows)
    width = sum(sheet.widths) // 2
    for place, lines in enumerate(filter(None, (whole, per_area))):
        title = "Perkembangan capaian per area" if lines is per_area else "Perkembangan seluruhnya"
        chart = charts.perkembangan(
            sheet.book.xlsx, sheet.cells(0, rows), lines, title, area=lines is per_area
        )
        chart.set_size({"width": width - 8, "height": CHART_HEIGHT})
        options = {"x_offset": place * width, "object_position": 3, "description": f"Grafik {title.lower()}"}
        sheet.xlsx.insert_chart(sheet.row, 0, chart, options)
