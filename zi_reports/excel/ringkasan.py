"""Sheet Ringkasan: the month on one page, for somebody who reads only that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from xlsxwriter.utility import xl_rowcol_to_cell

from zi_reports.excel import charts, gaya
from zi_reports.excel.data import (
    HITUNGAN,
    SELESAI,
    SEMUA,
    JenisHitungan,
    change,
    mean_capaian,
    or_dash,
    realisasi,
)
from zi_reports.excel.kit import FORMAT_BAGIAN, FORMAT_SELISIH_JUMLAH, FORMAT_TANGGAL_SINGKAT, Isi, Rumus
from zi_reports.excel.per_area import LetakPerArea
from zi_reports.excel.per_tenggat import LetakKurva, add_curve
from zi_reports.excel.sheet import Book, Column, Look, Sheet
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import Angka, Keadaan, Ketepatan
from zi_reports.rencana.lampiran import kode_komponen
from zi_reports.rencana.model import Tingkat

_AREA = (
    Column("AREA", 58, Look.CENTRED),
    Column("NAMA AREA", 162),
    Column("INDIKATOR", 76, Look.COUNT),
    Column("KEWAJIBAN", 76, Look.COUNT),
    Column("SELESAI", 74, Look.COUNT),
    Column("TERLAMBAT", 70, Look.COUNT),
    Column("CAPAIAN", 64, Look.SHARE),
    Column("PERUBAHAN", 76, Look.CHANGE),
    Column("REALISASI JATUH TEMPO", 72, Look.SHARE),
)
_CAPAIAN = 6
_NAME, _NOW, _BEFORE, _CHANGE, _BARS = (0, 1), 2, 3, 4, 5
"""The columns of the main figures, and the first of the chart beside them."""

_CARD_COLUMNS = ((0, 1), (2, 4), (5, 6), (7, 8))
_CARD_HEIGHTS = (18, 32, 18)
_ROW_HEIGHT = 21

_TEXT = "Cara menghitung setiap angka ada pada lembar Cara Menghitung; rinciannya pada lembar-lembar berikut."


def write(book: Book, bahan: BahanLaporan, per_area: LetakPerArea, kurva: LetakKurva | None) -> None:
    """Write the sheet; the figures of areas come from sheet Per Area, the S-curve from sheet Per Tenggat."""
    sheet = book.open_sheet(gaya.NamaLembar.RINGKASAN, _AREA, _TEXT, landscape=False)
    sheet.xlsx.fit_to_pages(1, 1)
    cards = sheet.row
    sheet.row += len(_CARD_HEIGHTS) + 1
    sheet.add_section("Angka pokok dan perubahan sejak bulan lalu")
    figures = _add_figures(sheet, bahan)
    _write_cards(sheet, cards, bahan.monev.ringkasan, figures)
    sheet.add_section("Capaian per area")
    areas = sheet.add_table(_AREA, _area_rows(bahan, per_area))
    _place_bars(sheet, figures, areas, [satu.angka.capaian is None for satu in bahan.monev.area])
    if kurva is not None:
        add_curve(sheet, kurva, bahan.monev)
    for text in _notices(bahan):
        sheet.add_line(text, font_color=gaya.WARNA_REDUP)
    sheet.xlsx.activate()


def _add_figures(sheet: Sheet, bahan: BahanLaporan) -> range:
    """Write the table of main figures, with a free row below; give its rows without the header."""
    _add_days(sheet, bahan)
    first = sheet.row
    kini, lalu = bahan.monev.ringkasan, bahan.bulan_lalu.ringkasan
    capaian = (
        mean_capaian("Indikator_Capaian", "", kini.capaian),
        mean_capaian("Indikator_CapaianLalu", "", lalu.capaian),
        change(*_now_and_before(first), kini.capaian, lalu.capaian),
    )
    due = (
        realisasi(SEMUA, kini.realisasi_jatuh_tempo),
        realisasi(SEMUA, lalu.realisasi_jatuh_tempo, lalu=True),
        change(*_now_and_before(first + 1), kini.realisasi_jatuh_tempo, lalu.realisasi_jatuh_tempo),
    )
    _add_figure(sheet, "Capaian", capaian, Look.SHARE)
    _add_figure(sheet, "Realisasi jatuh tempo", due, Look.SHARE)
    for jenis in HITUNGAN:
        counts = _counts(jenis, jenis.of(kini.hitungan), jenis.of(lalu.hitungan), sheet.row)
        _add_figure(sheet, jenis.nama, counts, Look.COUNT, indent=2 * (jenis.field in set(Ketepatan)))
    sheet.row += 1
    return range(first, sheet.row - 1)


def _add_figure(sheet: Sheet, nama: str, formulas: Sequence[Rumus], look: Look, indent: int = 0) -> None:
    """Write a row of the main figures: its name, this month's figure, the last one's, and the change."""
    cell, share = sheet.book.cell, look is Look.SHARE
    counts = {} if share else {"num_format": FORMAT_SELISIH_JUMLAH}
    kini, lalu, perubahan = formulas
    sheet.write(sheet.row, _NAME, nama, cell(Look.TEXT, indent=indent, bold=share, valign="vcenter"))
    sheet.write(sheet.row, _NOW, kini, cell(look, bold=share, valign="vcenter"))
    sheet.write(sheet.row, _BEFORE, lalu, cell(look, valign="vcenter"))
    sheet.write(sheet.row, _CHANGE, perubahan, cell(Look.CHANGE, valign="vcenter", **counts))
    sheet.xlsx.set_row_pixels(sheet.row, _ROW_HEIGHT)
    sheet.row += 1


def _add_days(sheet: Sheet, bahan: BahanLaporan) -> None:
    """Write the header of the main figures; its two days have names, which the formulas use."""
    form = sheet.book.header(num_format=FORMAT_TANGGAL_SINGKAT, text_wrap=False)
    sheet.write(sheet.row, _NAME, "PER TANGGAL", form)
    sheet.write(sheet.row, _NOW, bahan.monev.per_tanggal, form)
    sheet.write(sheet.row, _BEFORE, bahan.bulan_lalu.per_tanggal, form)
    sheet.write(sheet.row, _CHANGE, "PERUBAHAN", form)
    sheet.xlsx.set_row_pixels(sheet.row, _ROW_HEIGHT)
    for name, column in (("Per_Tanggal", _NOW), ("Per_Tanggal_Lalu", _BEFORE)):
        cell = xl_rowcol_to_cell(sheet.row, column, row_abs=True, col_abs=True)
        sheet.book.xlsx.define_name(name, f"='{gaya.NamaLembar.RINGKASAN}'!{cell}")
    sheet.row += 1


def _now_and_before(row: int) -> tuple[str, str]:
    return xl_rowcol_to_cell(row, _NOW), xl_rowcol_to_cell(row, _BEFORE)


def _counts(jenis: JenisHitungan, kini: int, lalu: int, row: int) -> Sequence[Rumus]:
    """Count the kewajiban of one kind as of both days, and give the change.

    What was finished a month ago is finished with the same date today, so that its ketepatan is the same.
    """
    if jenis.field in set(Ketepatan):
        past = f'Data_KeadaanLalu,"{SELESAI}",{jenis.syarat}'
    else:
        past = jenis.syarat.replace("Data_Keadaan,", "Data_KeadaanLalu,")
    return (
        Rumus(f"=COUNTIFS({jenis.syarat or SEMUA})", kini),
        Rumus(f"=COUNTIFS({past or SEMUA})", lalu),
        Rumus(f"={'-'.join(_now_and_before(row))}", kini - lalu),
    )


def _write_cards(sheet: Sheet, row: int, angka: Angka, figures: range) -> None:
    """Write the four figures that people ask for first, each taken from the table below.

    They stand beside each other on three merged lines: the name, the figure, and a few words on it.
    """
    names = ("Capaian", "Realisasi jatuh tempo", *(jenis.nama for jenis in HITUNGAN))
    cells = {nama: xl_rowcol_to_cell(row, _NOW) for nama, row in zip(names, figures, strict=True)}
    hitungan, plain = angka.hitungan, gaya.WARNA_AREA
    total = Rumus(f'="dari "&{cells["Kewajiban"]}&" kewajiban"', f"dari {hitungan.kewajiban} kewajiban")
    done, late = gaya.WARNA_KEADAAN[Keadaan.SELESAI], gaya.WARNA_KEADAAN[Keadaan.TERLAMBAT]
    mean, share = "rata-rata capaian indikator", "selesai di antara yang jatuh tempo"
    cards: tuple[tuple[str, float | None, str, Isi, str], ...] = (
        ("Capaian", angka.capaian, FORMAT_BAGIAN, mean, plain),
        ("Realisasi jatuh tempo", angka.realisasi_jatuh_tempo, FORMAT_BAGIAN, share, plain),
        ("Selesai", hitungan.selesai, "0", total, done),
        ("Terlambat", hitungan.terlambat, "0", total, late),
    )
    for columns, (nama, nilai, num_format, catatan, colour) in zip(_CARD_COLUMNS, cards, strict=True):
        look = {"align": "center", "valign": "vcenter", "bg_color": colour, "left": 1, "right": 1}
        form = partial(sheet.book.formats, **look)
        value = Rumus(f"={cells[nama]}", or_dash(nilai))
        sheet.write(row, columns, nama, form(bold=True, top=1))
        sheet.write(row + 1, columns, value, form(bold=True, font_size=22, num_format=num_format))
        sheet.write(row + 2, columns, catatan, form(font_size=9, bottom=1))
    for nomor, height in enumerate(_CARD_HEIGHTS, start=row):
        sheet.xlsx.set_row(nomor, height)


def _area_rows(bahan: BahanLaporan, per_area: LetakPerArea) -> Iterator[Sequence[Isi]]:
    """Lay out a row for each area, its figures taken from sheet Per Area."""
    for satu, figures in zip(bahan.monev.area, per_area.area, strict=True):
        label = satu.area.kode if satu.angka.indikator else f"{satu.area.kode} ({gaya.BELUM_ADA})"
        yield label, satu.area.nama, *(figures[column.header] for column in _AREA[2:])


def _place_bars(sheet: Sheet, figures: range, areas: range, empty: Sequence[bool]) -> None:
    cells = (sheet.cells(0, areas), sheet.cells(_CAPAIAN, areas))
    chart = charts.capaian_per_area(sheet.book.xlsx, *cells, empty)
    gap = 12  # pixels, from the main figures on
    chart.set_size({"width": sum(sheet.widths[_BARS:]) - gap, "height": (len(figures) + 1) * _ROW_HEIGHT})
    options = {"x_offset": gap, "object_position": 3, "description": "Grafik capaian per area"}
    sheet.xlsx.insert_chart(figures[0] - 1, _BARS, chart, options)


def _notices(bahan: BahanLaporan) -> Iterator[str]:
    counts = {tingkat: sum(satu.tingkat == tingkat for satu in bahan.catatan) for tingkat in Tingkat}
    listed = ", ".join(f"{jumlah} {tingkat}" for tingkat, jumlah in counts.items() if jumlah)
    yield (
        f"Catatan data: {listed}. Lihat lembar {gaya.NamaLembar.CATATAN}."
        if listed
        else "Tidak ada catatan data."
    )
    missing = [
        f"{kode_komponen(area.kode, komponen.nomor)} {komponen.nama}"
        for area in bahan.monev.rencana.area
        for komponen in area.komponen
        if komponen.belum_disalin
    ]
    if missing:
        text = "Belum disalin dari keputusan yang ditandatangani, sehingga tidak dihitung"
        yield f"{text}: {'; '.join(missing)}."
