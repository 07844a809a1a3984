"""Sheet Per Tenggat: the kewajiban due in each month, and what was due and finished by its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from xlsxwriter.utility import xl_rowcol_to_cell

from zi_reports.excel import charts
from zi_reports.excel.charts import Range
from zi_reports.excel.data import (
    HITUNGAN,
    SELESAI,
    SEMUA,
    TIDAK_BERLAKU,
    JenisHitungan,
    count_columns,
    count_formulas,
)
from zi_reports.excel.gaya import NamaLembar
from zi_reports.excel.kit import CHART_HEIGHT, Book, Column, Isi, Look, Rumus, Sheet
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import Keadaan, Monev
from zi_reports.rencana.bahasa import TANPA_NILAI

_MONTHS = (Column("BULAN JATUH TEMPO", 116, Look.MONTH), *count_columns(69))
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
    "menandai bulan laporan pada grafik."
)

LetakKurva = tuple[Range, Range, Range | None, Range | None]
"""The cells of the S-curve's data, as `charts.kurva_s` takes them."""


def write(book: Book, bahan: BahanLaporan) -> LetakKurva | None:
    """Write the sheet; say where the S-curve's data stand, or None where the plan has no jatuh tempo."""
    sheet = book.open_sheet(NamaLembar.PER_TENGGAT, _MONTHS, _TEXT, landscape=False)
    sheet.add_section("Kewajiban per bulan jatuh tempo")
    _write_months(sheet, bahan.monev)
    if not bahan.monev.kurva:
        return None
    # Excel keeps to a break between pages only where it does not fit the sheet to the paper itself; at 90 % all
    # columns stand on a page of A4.
    sheet.xlsx.set_print_scale(90)
    sheet.xlsx.set_h_pagebreaks([sheet.row])
    sheet.add_section("Rencana dan realisasi kumulatif")
    kurva = _write_curve(sheet, bahan.monev)
    add_curve(sheet, kurva, bahan.monev)
    return kurva


def _write_months(sheet: Sheet, monev: Monev) -> None:
    sheet.add_header(_MONTHS)
    first = sheet.row
    for cells in _month_rows(monev, first):
        sheet.add_row(_MONTHS, cells)
    sheet.add_row(_MONTHS, ["Seluruhnya", *count_formulas(SEMUA, monev.ringkasan.hitungan)], bold=True)
    sheet.row += 1
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


def _month_rows(monev: Monev, first: int) -> Iterator[Sequence[Isi]]:
    for row, satu in enumerate(monev.tenggat, start=first):
        if satu.bulan is None:
            yield ("Tanpa jatuh tempo", *count_formulas(f'{SEMUA},Data_JatuhTempo,""', satu.hitungan))
        else:
            bulan = xl_rowcol_to_cell(row, 0, col_abs=True)
            month = f'Data_JatuhTempo,">="&{bulan},Data_JatuhTempo,"<"&EDATE({bulan},1)'
            yield (satu.bulan, *count_formulas(month, satu.hitungan))


def _write_curve(sheet: Sheet, monev: Monev) -> LetakKurva:
    rows = sheet.add_table(_CURVE, _curve_rows(monev, sheet.row + 1))
    known = sum(titik.realisasi is not None for titik in monev.kurva)
    marked = any(titik.bulan == _cut_off(monev) for titik in monev.kurva)
    return (
        sheet.cells(0, rows),
        sheet.cells(_RENCANA, rows),
        sheet.cells(2, rows[:known]) if known else None,
        sheet.cells(3, rows) if marked else None,
    )


def _curve_rows(monev: Monev, first: int) -> Iterator[Sequence[Isi]]:
    rows = (first, first + len(monev.kurva) - 1)
    planned = ":".join(xl_rowcol_to_cell(row, _RENCANA) for row in rows)
    finished = f'Data_Keadaan,"{SELESAI}",Data_JatuhTempo,">0"'
    for row, titik in enumerate(monev.kurva, start=first):
        after = f"EDATE({xl_rowcol_to_cell(row, 0, col_abs=True)},1)"
        due = f'=COUNTIFS(Data_JatuhTempo,"<"&{after},Data_Keadaan,"<>{TIDAK_BERLAKU}")'
        # All that is finished with a jatuh tempo, without what was finished after the month's end.
        done = f'=COUNTIFS({finished})-COUNTIFS({finished},Data_Sejak,">="&{after})'
        yield (
            titik.bulan,
            Rumus(due, titik.rencana),
            TANPA_NILAI if titik.realisasi is None else Rumus(done, titik.realisasi),
            Rumus(f"=MAX({planned})", monev.kurva[-1].rencana) if titik.bulan == _cut_off(monev) else None,
        )


def _cut_off(monev: Monev) -> dt.date:
    return monev.per_tanggal.replace(day=1)


def add_curve(sheet: Sheet, kurva: LetakKurva, monev: Monev) -> None:
    """Place the S-curve on a sheet."""
    chart = charts.kurva_s(sheet.book.xlsx, *kurva, monev.per_tanggal)
    sheet.add_chart(chart, "Grafik rencana dan realisasi kumulatif per bulan")
