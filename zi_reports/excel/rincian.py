"""Sheets Per Area and Per Tenggat: figures by area, by indikator and by month, as formulas over sheet Data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate

from xlsxwriter.chart import Chart
from xlsxwriter.utility import xl_rowcol_to_cell

from zi_reports.excel import charts, gaya
from zi_reports.excel.charts import Range
from zi_reports.excel.data import (
    HITUNGAN,
    PERIODE,
    SELESAI,
    SEMUA,
    TIDAK_BERLAKU,
    JenisHitungan,
    change,
    count_formulas,
    for_period,
    mean_capaian,
    or_dash,
    realisasi,
    share_finished,
)
from zi_reports.excel.kit import CHART_HEIGHT, Book, Column, Isi, Look, Rumus, Sheet
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import Angka, Keadaan, Monev
from zi_reports.rencana.bahasa import TANPA_NILAI
from zi_reports.rencana.lampiran import NAMA_AREA
from zi_reports.rencana.model import Area

_FIGURES = (
    *(Column(satu.nama.upper(), 68, Look.COUNT) for satu in HITUNGAN),
    Column("CAPAIAN", 62, Look.SHARE),
    Column(f"CAPAIAN {PERIODE} LALU", 62, Look.SHARE),
    Column("PERUBAHAN", 76, Look.CHANGE),
)
_REALISASI = Column("REALISASI JATUH TEMPO", 68, Look.SHARE)
_INDIKATOR = (
    Column("AREA", 44, Look.CENTRED),
    Column("NO", 70, Look.COUNT),
    Column("KODE", 58, Look.CENTRED),
    Column("INDIKATOR", 220),
    *_FIGURES,
)
_AREA = (
    Column("AREA", look=Look.CENTRED),
    Column("INDIKATOR", look=Look.COUNT),
    Column("NAMA AREA", span=2),
    *_FIGURES,
    _REALISASI,
)
_WIDTHS = (*_INDIKATOR, _REALISASI)
_SHARES = _CAPAIAN, _CAPAIAN_LALU = 4 + len(HITUNGAN), 5 + len(HITUNGAN)
_LABEL = len(_WIDTHS) + 1
"""The column of the chart's labels, beside what is printed."""

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

_TEXT_AREA = (
    "Capaian area adalah rata-rata capaian indikatornya; capaian indikator adalah bagian yang selesai dari "
    "kewajiban yang berlaku. Area tanpa indikator pada naskah sumber tidak dihitung."
)
_TEXT_TENGGAT = (
    "Setiap baris memuat kewajiban yang jatuh tempo pada bulan itu. Tabel kedua menjumlahkannya sampai akhir tiap "
    "bulan, tanpa yang tidak berlaku: RENCANA adalah yang jatuh tempo, REALISASI yang selesai. BATAS LAPORAN hanya "
    "menandai {bulan} pada grafik."
)


def write_per_area(book: Book, bahan: BahanLaporan) -> tuple[Sequence[Mapping[str, Rumus]], Sequence[Rumus]]:
    """Write sheet Per Area and name the columns of its second table for the means.

    Gives formulas by which other sheets show its figures: those of each area by their headers, and the capaian of
    each indikator, both in the plan's order.
    """
    text = " ".join(filter(None, (_TEXT_AREA, bahan.lalu.sebelum_pemantauan)))
    sheet = book.open_sheet(gaya.NamaLembar.PER_AREA, _WIDTHS, text, landscape=True)
    sheet.add_section("Capaian per area")
    areas = _add_areas(sheet, bahan)
    sheet.add_section("Capaian per indikator")
    columns = for_period(_INDIKATOR, bahan.periode.jenis)
    rows = sheet.add_filtered_table("TabelIndikator", columns, _indikator_rows(bahan, sheet.row + 1))
    names = {0: "Area", 1: "No", _CAPAIAN: "Capaian", _CAPAIAN_LALU: "CapaianLalu"}
    sheet.name_columns("Indikator", names, rows)
    sheet.xlsx.freeze_panes(0, 4)
    sheet.xlsx.print_area(0, 0, rows[-1], len(_WIDTHS) - 1)
    pairs = enumerate(bahan.monev.indikator, start=rows[0])
    return areas, [_shown(row, _CAPAIAN, or_dash(satu.capaian)) for row, satu in pairs]


def _shown(row: int, column: int, nilai: float | str) -> Rumus:
    return Rumus(f"='{gaya.NamaLembar.PER_AREA}'!{xl_rowcol_to_cell(row, column)}", nilai)


def _add_areas(sheet: Sheet, bahan: BahanLaporan) -> Sequence[Mapping[str, Rumus]]:
    """Write a row for each area and one for the whole, and the chart; give the figures of the areas."""
    areas, redup = bahan.monev.area, sheet.book.formats(font_color=gaya.WARNA_REDUP)
    found: list[Mapping[str, Rumus]] = []
    sheet.add_header(for_period(_AREA, bahan.periode.jenis))
    rows = range(sheet.row, sheet.row + len(areas))
    sheet.write(sheet.row - 1, _LABEL, "LABEL GRAFIK", redup)
    sheet.xlsx.set_column_pixels(_LABEL, _LABEL, 230)
    for row, satu, lalu in zip(rows, areas, bahan.lalu.area, strict=True):
        cells = _area_cells(row, satu.area, bahan, satu.angka, lalu.angka)
        sheet.add_row(_AREA, cells)
        at = accumulate((column.span for column in _AREA), initial=0)
        found.append(
            {
                column.header: _shown(row, place, isi.nilai)
                for column, place, isi in zip(_AREA, at, cells, strict=False)
                if isinstance(isi, Rumus)
            }
        )
        label = NAMA_AREA.get(satu.area.kode, "") if satu.angka.indikator else f"({gaya.BELUM_ADA})"
        sheet.write(row, _LABEL, f"{satu.area.kode} {label}".strip(), redup)
    whole = Area("", "Seluruhnya")
    cells = _area_cells(sheet.row, whole, bahan, bahan.monev.ringkasan, bahan.lalu.ringkasan)
    sheet.add_row(_AREA, cells, bold=True, bg_color=gaya.WARNA_AREA)
    sheet.row += 1
    empty = [satu.angka.capaian is None for satu in areas]
    ranges = sheet.cells(_LABEL, rows), sheet.cells(_CAPAIAN, rows)
    sheet.add_chart(charts.capaian_per_area(sheet.book.xlsx, *ranges, empty), "Grafik capaian per area", 280)
    return found


def _area_cells(row: int, area: Area, bahan: BahanLaporan, kini: Angka, lalu: Angka) -> Sequence[Isi]:
    """Lay out the row of an area, whose figures go by the cell of its numeral; without a numeral, of the whole."""
    kode = xl_rowcol_to_cell(row, 0, col_abs=True) if area.kode else ""
    syarat = f"Data_Area,{kode}" if kode else SEMUA
    of_area = f"Indikator_Area,{kode}," if kode else ""
    return [
        area.kode,
        Rumus(f'=COUNTIFS({of_area}Indikator_No,">0")', kini.indikator),
        area.nama,
        *count_formulas(syarat, kini.hitungan),
        mean_capaian(kode, kini.capaian),
        mean_capaian(kode, lalu.capaian, lalu=True),
        change(row, _SHARES, kini.capaian, lalu.capaian),
        realisasi(syarat, kini.realisasi_jatuh_tempo, berjalan=bahan.monev.berjalan),
    ]


def _indikator_rows(bahan: BahanLaporan, first: int) -> Iterator[Sequence[Isi]]:
    """Lay out the rows of indikator, of which the first stands at `first`."""
    pairs = zip(bahan.monev.indikator, bahan.lalu.indikator, strict=True)
    for row, (kini, lalu) in enumerate(pairs, start=first):
        syarat = f"Data_No,{xl_rowcol_to_cell(row, 1, col_abs=True)}"
        yield (
            kini.area.kode,
            row - first + 1,
            kini.indikator.kode,
            kini.indikator.uraian,
            *count_formulas(syarat, kini.hitungan),
            share_finished(syarat, kini.capaian),
            share_finished(syarat, lalu.capaian, lalu=True),
            change(row, _SHARES, kini.capaian, lalu.capaian),
        )


def write_per_tenggat(book: Book, bahan: BahanLaporan) -> Callable[[], Chart] | None:
    """Write sheet Per Tenggat; give what draws its S-curve once more, or None where the plan has no jatuh tempo."""
    text = _TEXT_TENGGAT.format(bulan="bulan laporan" if bahan.periode.sebulan else "bulan per tanggal")
    sheet = book.open_sheet(gaya.NamaLembar.PER_TENGGAT, _MONTHS, text, landscape=False)
    sheet.add_section("Kewajiban per bulan jatuh tempo")
    _add_months(sheet, bahan.monev)
    if not bahan.monev.kurva:
        return None
    # Excel keeps to a break between pages only where it does not fit the sheet to the paper itself; at 90 % all
    # columns stand on a page of A4.
    sheet.xlsx.set_print_scale(90)
    sheet.xlsx.set_h_pagebreaks([sheet.row])
    sheet.add_section("Rencana dan realisasi kumulatif")
    rows = sheet.add_table(_CURVE, _curve_rows(bahan.monev, sheet.row + 1))
    known = sum(titik.realisasi is not None for titik in bahan.monev.kurva)
    marked = bahan.monev.per_tanggal.replace(day=1) in {titik.bulan for titik in bahan.monev.kurva}
    kurva = partial(
        charts.kurva_s,
        book.xlsx,
        sheet.cells(0, rows),
        sheet.cells(_RENCANA, rows),
        sheet.cells(2, rows[:known]) if known else None,
        sheet.cells(3, rows) if marked else None,
        bahan.monev.hari,
    )
    add_curve(sheet, kurva)
    return kurva


def _add_months(sheet: Sheet, monev: Monev) -> None:
    sheet.add_header(_MONTHS)
    first = sheet.row
    for satu in monev.tenggat:
        bulan = xl_rowcol_to_cell(sheet.row, 0, col_abs=True)
        within = f'Data_JatuhTempo,">="&{bulan},Data_JatuhTempo,"<"&EDATE({bulan},1)'
        syarat = within if satu.bulan else f'{SEMUA},Data_JatuhTempo,""'
        cells = (satu.bulan or "Tanpa jatuh tempo", *count_formulas(syarat, satu.hitungan))
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


def _curve_rows(monev: Monev, first: int) -> Iterator[Sequence[Isi]]:
    rows = (first, first + len(monev.kurva) - 1)
    planned = ":".join(xl_rowcol_to_cell(row, _RENCANA) for row in rows)
    cut_off = monev.per_tanggal.replace(day=1)
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
            Rumus(f"=MAX({planned})", monev.kurva[-1].rencana) if titik.bulan == cut_off else None,
        )


def add_curve(sheet: Sheet, kurva: Callable[[], Chart]) -> None:
    """Draw the S-curve and place it on a sheet."""
    sheet.add_chart(kurva(), "Grafik rencana dan realisasi kumulatif per bulan")
