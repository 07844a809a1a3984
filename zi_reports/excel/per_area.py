"""Sheet Per Area: the figures of each area and, below, of each indikator, as formulas over sheet Data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from zi_reports.excel import charts, gaya
from zi_reports.excel.charts import Range
from zi_reports.excel.formulas import (
    HITUNGAN,
    SEMUA,
    change,
    count_formulas,
    mean_capaian,
    realisasi,
    share_finished,
)
from zi_reports.excel.kit import Isi, Rumus, row_height
from zi_reports.excel.report_book import Buku, NamaLembar
from zi_reports.excel.report_sheet import Lembar, open_sheet
from zi_reports.excel.sheet import Bentuk, KolomTabel
from zi_reports.monev.figures import Angka, MonevArea
from zi_reports.rencana.baku import NAMA_AREA

_KOLOM_ANGKA = (
    *(KolomTabel(satu.header, 68, Bentuk.ANGKA) for satu in HITUNGAN),
    KolomTabel("CAPAIAN", 62, Bentuk.BAGIAN),
    KolomTabel("CAPAIAN BULAN LALU", 62, Bentuk.BAGIAN),
    KolomTabel("PERUBAHAN", 76, Bentuk.SELISIH),
)
_KOLOM_INDIKATOR = (
    KolomTabel("AREA", 44, Bentuk.TENGAH),
    KolomTabel("NO", 70, Bentuk.ANGKA),
    KolomTabel("KODE", 58, Bentuk.TENGAH),
    KolomTabel("INDIKATOR", 220),
    *_KOLOM_ANGKA,
)
_KOLOM_AREA = (
    KolomTabel("AREA", 44, Bentuk.TENGAH),
    KolomTabel("INDIKATOR", 70, Bentuk.ANGKA),
    KolomTabel("NAMA AREA", 58),
    KolomTabel("", 220),
    *_KOLOM_ANGKA,
    KolomTabel("REALISASI JATUH TEMPO", 68, Bentuk.BAGIAN),
)
_NAMA = (2, 3)
"""The columns that an area's name takes; in the table below they are KODE and INDIKATOR."""

_LEBAR_NAMA = sum(_KOLOM_AREA[column].lebar for column in _NAMA)
_LABEL = len(_KOLOM_AREA) + 1
"""The column of the chart's labels, beside what is printed."""

_CAPAIAN = 4 + len(HITUNGAN)
_UKURAN_GRAFIK = (900, 280)
_KETERANGAN = (
    "Capaian area adalah rata-rata capaian indikatornya; capaian indikator adalah bagian kewajiban yang selesai. "
    "Area tanpa indikator pada naskah sumber tidak dihitung."
)


@dataclass(frozen=True, slots=True)
class LetakPerArea:
    """Where the sheet holds its figures: the rows, counted from 0, of the areas and of the indikator."""

    area: range
    indikator: range

    def area_cell(self, row: int, judul: str) -> str:
        """Give the cell of an area's figure, under this header, as a formula on another sheet names it."""
        return _cell(row, [satu.judul for satu in _KOLOM_AREA].index(judul))

    def capaian_indikator(self, urutan: int) -> str:
        """Give the cell with the capaian of an indikator by its place in the plan, counted from 0."""
        return _cell(self.indikator[urutan], _CAPAIAN)


def _cell(row: int, column: int) -> str:
    return f"'{NamaLembar.PER_AREA}'!{xl_col_to_name(column)}{row + 1}"


def write(buku: Buku) -> LetakPerArea:
    """Write the sheet and name the columns of its second table for the means; say where the figures stand."""
    lebar = [satu.lebar for satu in _KOLOM_AREA]
    lembar, row = open_sheet(buku, NamaLembar.PER_AREA, lebar, _KETERANGAN, mendatar=True)
    row = lembar.write_section(row, "Capaian per area")
    area = _write_areas(lembar, row)
    row = lembar.write_section(_place_chart(lembar, area), "Capaian per indikator")
    first, last = lembar.write_table(row, "TabelIndikator", _KOLOM_INDIKATOR, _indikator_rows(buku, row + 2))
    names = {0: "Area", 1: "No", _CAPAIAN: "Capaian", _CAPAIAN + 1: "CapaianLalu"}
    lembar.define_columns("Indikator", names, (first, last))
    lembar.sheet.freeze_panes(0, len(_NAMA) + 2)
    lembar.sheet.print_area(0, 0, last, len(_KOLOM_AREA) - 1)
    return LetakPerArea(area, range(first, last + 1))


def _write_areas(lembar: Lembar, row: int) -> range:
    """Write a row for each area and one for the whole; give the rows of the areas."""
    monev, lalu = lembar.buku.bahan.monev, lembar.buku.bahan.bulan_lalu
    lembar.write_header(row, _KOLOM_AREA)
    lembar.write(row, _NAMA, _KOLOM_AREA[_NAMA[0]].judul, lembar.rupa.header())
    lembar.write(row, _LABEL, "LABEL GRAFIK", lembar.rupa.formats(font_color=gaya.WARNA_REDUP))
    lembar.sheet.set_column_pixels(_LABEL, _LABEL, 230)
    rows = range(row + 1, row + 1 + len(monev.area))
    for nomor, satu, dahulu in zip(rows, monev.area, lalu.area, strict=True):
        _write_area(lembar, nomor, satu, dahulu)
    _write_whole(lembar, rows.stop)
    return rows


def _write_area(lembar: Lembar, row: int, satu: MonevArea, lalu: MonevArea) -> None:
    key = f"$A{row + 1}"
    count = Rumus(f'=COUNTIFS(Indikator_Area,{key},Indikator_No,">0")', satu.angka.indikator)
    figures = _figures(row, key, satu.angka, lalu.angka)
    lembar.write_row(row, _KOLOM_AREA, [satu.area.kode, count, "", "", *figures])
    lembar.write(row, _NAMA, satu.area.nama, lembar.rupa.cell(Bentuk.TEKS))
    lembar.write(row, _LABEL, _label(satu), lembar.rupa.formats(font_color=gaya.WARNA_REDUP))
    lembar.sheet.set_row(row, row_height([(satu.area.nama, _LEBAR_NAMA)]))


def _write_whole(lembar: Lembar, row: int) -> None:
    buku = lembar.buku
    look = {"bold": True, "bg_color": gaya.WARNA_AREA}
    angka = buku.bahan.monev.ringkasan
    count = Rumus('=COUNTIFS(Indikator_No,">0")', angka.indikator)
    figures = _figures(row, "", angka, buku.bahan.bulan_lalu.ringkasan)
    lembar.write_row(row, _KOLOM_AREA, ["", count, "", "", *figures], **look)
    lembar.write(row, _NAMA, "Seluruhnya", lembar.rupa.cell(Bentuk.TEKS, **look))


def _figures(row: int, key: str, kini: Angka, lalu: Angka) -> list[Isi]:
    """Give the figures of an area by the cell of its numeral, or of the whole (`key` empty)."""
    syarat = f"Data_Area,{key}" if key else SEMUA
    return [
        *count_formulas(syarat, kini.hitungan),
        mean_capaian("Indikator_Capaian", key, kini.capaian),
        mean_capaian("Indikator_CapaianLalu", key, lalu.capaian),
        _change(row, kini.capaian, lalu.capaian),
        realisasi(syarat, kini.realisasi_jatuh_tempo),
    ]


def _change(row: int, kini: float | None, lalu: float | None) -> Rumus:
    now, before = (f"{xl_col_to_name(column)}{row + 1}" for column in (_CAPAIAN, _CAPAIAN + 1))
    return change(now, before, kini, lalu)


def _label(satu: MonevArea) -> str:
    """Name an area beside its bar: the numeral and short name, or that it is not there yet."""
    if not satu.angka.indikator:
        return f"{satu.area.kode} ({gaya.BELUM_ADA})"
    return f"{satu.area.kode} {NAMA_AREA.get(satu.area.kode, '')}".strip()


def _place_chart(lembar: Lembar, area: range) -> int:
    """Place the bars below the table of areas; give the first row below them."""
    chart = charts.capaian_per_area(
        lembar.book,
        Range(NamaLembar.PER_AREA, _LABEL, area[0], area[-1]),
        Range(NamaLembar.PER_AREA, _CAPAIAN, area[0], area[-1]),
        [satu.angka.capaian is None for satu in lembar.buku.bahan.monev.area],
    )
    return lembar.place_chart((area.stop + 2, 0), chart, _UKURAN_GRAFIK, "Grafik capaian per area")


def _indikator_rows(buku: Buku, first: int) -> Iterator[Sequence[Isi]]:
    """Lay out the rows of indikator; `first` is the number of the first as Excel counts."""
    pairs = zip(buku.bahan.monev.indikator, buku.bahan.bulan_lalu.indikator, strict=True)
    for nomor, (kini, lalu) in enumerate(pairs, start=1):
        row = first + nomor - 1
        syarat = f"Data_No,$B{row}"
        yield (
            kini.area.kode,
            nomor,
            kini.indikator.kode,
            kini.indikator.uraian,
            *count_formulas(syarat, kini.hitungan),
            share_finished(syarat, kini.capaian),
            share_finished(syarat, lalu.capaian, lalu=True),
            _change(row - 1, kini.capaian, lalu.capaian),
        )
