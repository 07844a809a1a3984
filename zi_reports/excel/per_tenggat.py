"""Sheet Per Tenggat: what falls due month by month, and what is planned and finished by then, over sheet Data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from xlsxwriter.chart import Chart
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from zi_reports.excel import charts, gaya
from zi_reports.excel.charts import Range
from zi_reports.excel.data import HITUNGAN, SEMUA, JenisHitungan, count_formulas, or_dash
from zi_reports.excel.kit import CHART_HEIGHT, Book, Column, Isi, Look, Rumus, Sheet
from zi_reports.excel.rumus_data import SELESAI, TIDAK_BERLAKU
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import Monev, TitikKurva
from zi_reports.monev.keadaan import Keadaan
from zi_reports.rencana.bahasa import TANPA_NILAI

_MONTHS = (
    Column("BULAN JATUH TEMPO", 116, Look.MONTH),
    *(Column(satu.nama.upper(), 69, Look.COUNT) for satu in HITUNGAN),
)
_CURVE = (
    Column("SAMPAI AKHIR", look=Look.MONTH),
    Column("RENCANA", look=Look.COUNT),
    Column("REALISASI", look=Look.COUNT),
    Column("BATAS LAPORAN", look=Look.COUNT),
)
_RENCANA = 1

_TEXT = (
    "Setiap baris memuat kewajiban yang jatuh tempo pada bulan itu. Tabel kedua menjumlahkannya sampai akhir tiap "
    "bulan, tanpa yang tidak berlaku: RENCANA adalah yang jatuh tempo, REALISASI yang selesai. BATAS LAPORAN hanya "
    "menandai {bulan} pada grafik."
)


def write(book: Book, bahan: BahanLaporan) -> Callable[[], Chart] | None:
    """Write sheet Per Tenggat; give what draws its S-curve once more, or None where the plan has no jatuh tempo."""
    text = _TEXT.format(bulan="bulan laporan" if bahan.periode.sebulan else "bulan per tanggal")
    sheet = book.open_sheet(gaya.NamaLembar.PER_TENGGAT, _MONTHS, text, landscape=False)
    sheet.add_section("Kewajiban per bulan jatuh tempo")
    _add_months(sheet, bahan.monev)
    if not bahan.monev.kurva:
        return None
    sheet.begin_page(90)  # as wide as a page of A4
    sheet.add_section("Rencana dan realisasi kumulatif")
    rows = sheet.add_table(_CURVE, _curve_rows(bahan.monev, sheet.row + 1))
    lines = _write_lines(sheet, rows, bahan.monev)
    name = f"='{gaya.NamaLembar.PER_TENGGAT}'!{xl_rowcol_to_cell(rows[0] - 1, lines[1].kolom, True, True)}"
    kurva = partial(
        charts.kurva_s, book.xlsx, sheet.cells(0, rows), sheet.cells(_RENCANA, rows), *lines, name
    )
    add_curve(sheet, kurva)
    sheet.xlsx.print_area(0, 0, sheet.row, len(_MONTHS) - 1)
    return kurva


def _write_lines(sheet: Sheet, rows: range, monev: Monev) -> tuple[Range, Range]:
    """Write beside the curve's table what its chart reads: a month without a figure is none there, no dash."""
    redup = sheet.book.formats(font_color=gaya.WARNA_REDUP)
    done = [titik.realisasi for titik in monev.kurva]
    cut_off = [monev.kurva[-1].rencana if _is_cut_off(titik, monev) else None for titik in monev.kurva]
    headers: tuple[Isi, Isi] = "REALISASI GRAFIK", Rumus('="Per "&Per_Hari', f"Per {monev.hari}")
    found: list[Range] = []
    for at, (header, isi) in enumerate(zip(headers, (done, cut_off), strict=True)):
        column, source = len(_MONTHS) + 1 + at, _RENCANA + 1 + at
        sheet.write(rows[0] - 1, column, header, redup)
        for row, nilai in zip(rows, isi, strict=True):
            cell = xl_rowcol_to_cell(row, source, col_abs=True)
            rumus = Rumus(f"=IF(ISNUMBER({cell}),{cell},NA())", "#N/A" if nilai is None else nilai)
            sheet.write(row, column, rumus, redup)
        found.append(replace(sheet.cells(column, rows), isi=tuple(isi)))
    return found[0], found[1]


def _is_cut_off(titik: TitikKurva, monev: Monev) -> bool:
    return titik.bulan == monev.per_tanggal.replace(day=1)


def _add_months(sheet: Sheet, monev: Monev) -> None:
    sheet.add_header(_MONTHS)
    first = sheet.row
    for satu in monev.tenggat:
        bulan = xl_rowcol_to_cell(sheet.row, 0, col_abs=True)
        syarat = f"Data_Bulan,{bulan}" if satu.bulan else f'{SEMUA},Data_JatuhTempo,""'
        cells = (satu.bulan or "Tanpa jatuh tempo", *count_formulas(syarat, satu.hitungan))
        sheet.add_row(_MONTHS, cells)
    listed = xl_range_abs(first, 1, max(first, sheet.row - 1), 1)
    sheet.add_row(_MONTHS, ["Seluruhnya", *count_formulas(SEMUA, monev.ringkasan.hitungan)], bold=True)
    others = f"COUNTIFS({SEMUA})-SUM({listed})"
    text = '" kewajiban jatuh tempo pada bulan yang tidak ada pada tabel ini; buat lagi dengan zi laporan."'
    sheet.add_line(Rumus(f'=IF({others}=0,"",{others}&{text})', ""), bold=True)
    dated = sum(satu.bulan is not None for satu in monev.tenggat)
    add_months_chart(sheet, HITUNGAN, range(first, first + dated), 300)


def add_months_chart(
    sheet: Sheet, counts: Sequence[JenisHitungan], dated: range, height: int = CHART_HEIGHT
) -> None:
    """Place the chart of a table of months: the first column names them, these counts stand in the next ones.

    `dated` are the rows with a jatuh tempo; without any there is no chart.
    """
    if not dated:
        return
    states: dict[Keadaan, Range] = {
        Keadaan(satu.field): sheet.cells(column, dated)
        for column, satu in enumerate(counts, start=1)
        if satu.field in set(Keadaan) - {Keadaan.TANPA_TENGGAT}
    }
    chart = charts.kewajiban_per_bulan(sheet.book.xlsx, sheet.cells(0, dated), states)
    sheet.add_chart(chart, "Grafik kewajiban per bulan jatuh tempo menurut keadaan", height)


def _curve_rows(monev: Monev, first: int) -> Iterator[Sequence[Isi]]:
    planned = xl_range_abs(first, _RENCANA, first + len(monev.kurva) - 1, _RENCANA)
    finished = f'Data_Keadaan,"{SELESAI}",Data_JatuhTempo,">0"'
    for row, titik in enumerate(monev.kurva, start=first):
        month = xl_rowcol_to_cell(row, 0, col_abs=True)
        after = f"EDATE({month},1)"
        due = f'=COUNTIFS(Data_JatuhTempo,"<"&{after},Data_Keadaan,"<>{TIDAK_BERLAKU}")'
        # All that is finished with a jatuh tempo, without what was finished after the month's end.
        done = f'COUNTIFS({finished})-COUNTIFS({finished},Data_Sejak,">="&{after})'
        marked = monev.kurva[-1].rencana if _is_cut_off(titik, monev) else ""
        yield (
            titik.bulan,
            Rumus(due, titik.rencana),
            Rumus(f'=IF({month}<=Per_Tanggal,{done},"{TANPA_NILAI}")', or_dash(titik.realisasi)),
            Rumus(f'=IF(AND({month}<=Per_Tanggal,{after}>Per_Tanggal),MAX({planned}),"")', marked),
        )


def add_curve(sheet: Sheet, kurva: Callable[[], Chart]) -> None:
    """Draw the S-curve and place it on a sheet."""
    sheet.add_chart(kurva(), "Grafik rencana dan realisasi kumulatif per bulan")
