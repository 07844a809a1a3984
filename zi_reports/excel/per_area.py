"""Sheet Per Area: the figures of each area and, below, of each indikator, as formulas over sheet Data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from xlsxwriter.utility import xl_rowcol_to_cell

from zi_reports.excel import charts, gaya
from zi_reports.excel.data import (
    HITUNGAN,
    SEMUA,
    change,
    count_columns,
    count_formulas,
    mean_capaian,
    realisasi,
    share_finished,
)
from zi_reports.excel.kit import Isi, Rumus
from zi_reports.excel.sheet import Book, Column, Look, Sheet
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import Angka, MonevArea
from zi_reports.rencana.lampiran import NAMA_AREA
from zi_reports.rencana.model import Area

_FIGURES = (
    *count_columns(68),
    Column("CAPAIAN", 62, Look.SHARE),
    Column("CAPAIAN BULAN LALU", 62, Look.SHARE),
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
_CAPAIAN, _CAPAIAN_LALU = 4 + len(HITUNGAN), 5 + len(HITUNGAN)
_LABEL = len(_WIDTHS) + 1
"""The column of the chart's labels, beside what is printed."""

_TEXT = (
    "Capaian area adalah rata-rata capaian indikatornya; capaian indikator adalah bagian kewajiban yang selesai. "
    "Area tanpa indikator pada naskah sumber tidak dihitung."
)


@dataclass(frozen=True, slots=True)
class LetakPerArea:
    """Where the sheet holds its figures, as formulas of other sheets show them.

    `area` has those of each area by their headers, `capaian` the cell of each indikator in the plan's order.
    """

    area: Sequence[Mapping[str, Rumus]]
    capaian: Sequence[str]


def _cell(row: int, column: int) -> str:
    return f"'{gaya.NamaLembar.PER_AREA}'!{xl_rowcol_to_cell(row, column)}"


def write(book: Book, bahan: BahanLaporan) -> LetakPerArea:
    """Write the sheet and name the columns of its second table for the means; say where the figures stand."""
    sheet = book.open_sheet(gaya.NamaLembar.PER_AREA, _WIDTHS, _TEXT, landscape=True)
    sheet.add_section("Capaian per area")
    areas = _add_areas(sheet, bahan)
    sheet.add_section("Capaian per indikator")
    rows = sheet.add_filtered_table("TabelIndikator", _INDIKATOR, _indikator_rows(bahan, sheet.row + 1))
    names = {0: "Area", 1: "No", _CAPAIAN: "Capaian", _CAPAIAN_LALU: "CapaianLalu"}
    sheet.name_columns("Indikator", names, rows)
    sheet.xlsx.freeze_panes(0, 4)
    sheet.xlsx.print_area(0, 0, rows[-1], len(_WIDTHS) - 1)
    return LetakPerArea(areas, [_cell(row, _CAPAIAN) for row in rows])


def _add_areas(sheet: Sheet, bahan: BahanLaporan) -> Sequence[Mapping[str, Rumus]]:
    """Write a row for each area and one for the whole, and the chart; give the figures of the areas."""
    areas = bahan.monev.area
    sheet.add_header(_AREA)
    first = sheet.row
    found: list[Mapping[str, Rumus]] = []
    redup = sheet.book.formats(font_color=gaya.WARNA_REDUP)
    sheet.write(first - 1, _LABEL, "LABEL GRAFIK", redup)
    sheet.xlsx.set_column_pixels(_LABEL, _LABEL, 230)
    for row, (satu, lalu) in enumerate(zip(areas, bahan.bulan_lalu.area, strict=True), start=first):
        cells = _area_cells(row, satu.area, satu.angka, lalu.angka)
        sheet.add_row(_AREA, cells)
        found.append(_shown_elsewhere(row, cells))
        sheet.write(row, _LABEL, _label(satu), redup)
    whole = _area_cells(sheet.row, None, bahan.monev.ringkasan, bahan.bulan_lalu.ringkasan)
    sheet.add_row(_AREA, whole, bold=True, bg_color=gaya.WARNA_AREA)
    sheet.row += 1
    rows = range(first, first + len(areas))
    empty = [satu.angka.capaian is None for satu in areas]
    chart = charts.capaian_per_area(
        sheet.book.xlsx, sheet.cells(_LABEL, rows), sheet.cells(_CAPAIAN, rows), empty
    )
    sheet.add_chart(chart, "Grafik capaian per area", 280)
    return found


def _area_cells(row: int, area: Area | None, kini: Angka, lalu: Angka) -> Sequence[Isi]:
    """Lay out the row of an area, whose figures go by the cell of its numeral; without an area, of the whole."""
    kode = xl_rowcol_to_cell(row, 0, col_abs=True) if area else ""
    syarat = f"Data_Area,{kode}" if area else SEMUA
    of_area = f"Indikator_Area,{kode}," if area else ""
    return [
        area.kode if area else "",
        Rumus(f'=COUNTIFS({of_area}Indikator_No,">0")', kini.indikator),
        area.nama if area else "Seluruhnya",
        *count_formulas(syarat, kini.hitungan),
        mean_capaian("Indikator_Capaian", kode, kini.capaian),
        mean_capaian("Indikator_CapaianLalu", kode, lalu.capaian),
        _change(row, kini.capaian, lalu.capaian),
        realisasi(syarat, kini.realisasi_jatuh_tempo),
    ]


def _shown_elsewhere(row: int, cells: Sequence[Isi]) -> Mapping[str, Rumus]:
    """Give the formulas that show an area's figures on another sheet, by their headers."""
    places = accumulate((column.span for column in _AREA), initial=0)
    return {
        column.header: Rumus(f"={_cell(row, at)}", isi.nilai)
        for column, at, isi in zip(_AREA, places, cells, strict=False)
        if isinstance(isi, Rumus)
    }


def _change(row: int, kini: float | None, lalu: float | None) -> Rumus:
    now, before = (xl_rowcol_to_cell(row, column) for column in (_CAPAIAN, _CAPAIAN_LALU))
    return change(now, before, kini, lalu)


def _label(satu: MonevArea) -> str:
    """Name an area beside its bar: the numeral and short name, or that it is not there yet."""
    if not satu.angka.indikator:
        return f"{satu.area.kode} ({gaya.BELUM_ADA})"
    return f"{satu.area.kode} {NAMA_AREA.get(satu.area.kode, '')}".strip()


def _indikator_rows(bahan: BahanLaporan, first: int) -> Iterator[Sequence[Isi]]:
    """Lay out the rows of indikator, of which the first stands at `first`."""
    pairs = zip(bahan.monev.indikator, bahan.bulan_lalu.indikator, strict=True)
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
            _change(row, kini.capaian, lalu.capaian),
        )
