"""Sheet Per Area: the figures of each area and, below, of each indikator, as formulas over sheet Data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
from zi_reports.excel.gaya import NamaLembar
from zi_reports.excel.kit import Isi, Rumus
from zi_reports.excel.sheet import Book, Column, Look, Sheet
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import Angka, MonevArea
from zi_reports.rencana.model import NAMA_AREA

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

_CHART_HEIGHT = 280
_TEXT = (
    "Capaian area adalah rata-rata capaian indikatornya; capaian indikator adalah bagian kewajiban yang selesai. "
    "Area tanpa indikator pada naskah sumber tidak dihitung."
)


@dataclass(frozen=True, slots=True)
class LetakPerArea:
    """Where the sheet holds its figures: the rows, counted from 0, of the areas and of the indikator."""

    area: range
    indikator: range

    def area_cell(self, row: int, header: str) -> str:
        """Give the cell of an area's figure, under this header, as a formula on another sheet names it."""
        headers = [column.header for column in _AREA for _ in range(column.span)]
        return _cell(row, headers.index(header))

    def capaian_indikator(self, urutan: int) -> str:
        """Give the cell with the capaian of an indikator by its place in the plan, counted from 0."""
        return _cell(self.indikator[urutan], _CAPAIAN)


def _cell(row: int, column: int) -> str:
    return f"'{NamaLembar.PER_AREA}'!{xl_rowcol_to_cell(row, column)}"


def write(book: Book, bahan: BahanLaporan) -> LetakPerArea:
    """Write the sheet and name the columns of its second table for the means; say where the figures stand."""
    sheet = book.open_sheet(NamaLembar.PER_AREA, _WIDTHS, _TEXT, landscape=True)
    sheet.add_section("Capaian per area")
    areas = _write_areas(sheet, bahan)
    _add_bars(sheet, areas, bahan.monev.area)
    sheet.add_section("Capaian per indikator")
    rows = sheet.add_filtered_table("TabelIndikator", _INDIKATOR, _indikator_rows(bahan, sheet.row + 1))
    names = {0: "Area", 1: "No", _CAPAIAN: "Capaian", _CAPAIAN_LALU: "CapaianLalu"}
    sheet.name_columns("Indikator", names, rows)
    sheet.xlsx.freeze_panes(0, 4)
    sheet.xlsx.print_area(0, 0, rows[-1], len(_WIDTHS) - 1)
    return LetakPerArea(areas, rows)


def _write_areas(sheet: Sheet, bahan: BahanLaporan) -> range:
    """Write a row for each area and one for the whole; give the rows of the areas."""
    sheet.add_header(_AREA)
    redup = sheet.book.formats(font_color=gaya.WARNA_REDUP)
    sheet.write(sheet.row - 1, _LABEL, "LABEL GRAFIK", redup)
    sheet.xlsx.set_column_pixels(_LABEL, _LABEL, 230)
    rows = range(sheet.row, sheet.row + len(bahan.monev.area))
    for row, satu, lalu in zip(rows, bahan.monev.area, bahan.bulan_lalu.area, strict=True):
        kode = xl_rowcol_to_cell(row, 0, col_abs=True)
        count = Rumus(f'=COUNTIFS(Indikator_Area,{kode},Indikator_No,">0")', satu.angka.indikator)
        figures = _figures(row, kode, satu.angka, lalu.angka)
        sheet.add_row(_AREA, [satu.area.kode, count, satu.area.nama, *figures])
        sheet.write(row, _LABEL, _label(satu), redup)
    whole = bahan.monev.ringkasan
    count = Rumus('=COUNTIFS(Indikator_No,">0")', whole.indikator)
    figures = _figures(sheet.row, "", whole, bahan.bulan_lalu.ringkasan)
    sheet.add_row(_AREA, ["", count, "Seluruhnya", *figures], bold=True, bg_color=gaya.WARNA_AREA)
    sheet.row += 1
    return rows


def _figures(row: int, kode: str, kini: Angka, lalu: Angka) -> list[Isi]:
    """Give the figures of an area by the cell of its numeral, or of the whole (`kode` empty)."""
    syarat = f"Data_Area,{kode}" if kode else SEMUA
    return [
        *count_formulas(syarat, kini.hitungan),
        mean_capaian("Indikator_Capaian", kode, kini.capaian),
        mean_capaian("Indikator_CapaianLalu", kode, lalu.capaian),
        _change(row, kini.capaian, lalu.capaian),
        realisasi(syarat, kini.realisasi_jatuh_tempo),
    ]


def _change(row: int, kini: float | None, lalu: float | None) -> Rumus:
    now, before = (xl_rowcol_to_cell(row, column) for column in (_CAPAIAN, _CAPAIAN_LALU))
    return change(now, before, kini, lalu)


def _label(satu: MonevArea) -> str:
    """Name an area beside its bar: the numeral and short name, or that it is not there yet."""
    if not satu.angka.indikator:
        return f"{satu.area.kode} ({gaya.BELUM_ADA})"
    return f"{satu.area.kode} {NAMA_AREA.get(satu.area.kode, '')}".strip()


def _add_bars(sheet: Sheet, rows: range, areas: Sequence[MonevArea]) -> None:
    empty = [satu.angka.capaian is None for satu in areas]
    cells = (sheet.cells(_LABEL, rows), sheet.cells(_CAPAIAN, rows))
    chart = charts.capaian_per_area(sheet.book.xlsx, *cells, empty)
    sheet.add_chart(chart, "Grafik capaian per area", _CHART_HEIGHT)


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
