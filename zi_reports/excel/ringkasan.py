"""Sheet Ringkasan: the period on one page, for somebody who reads only that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell

from zi_reports.excel import charts, gaya
from zi_reports.excel.data import (
    HITUNGAN,
    SEMUA,
    TIDAK_BERLAKU,
    JenisHitungan,
    change,
    due_finished,
    mean_capaian,
    mean_of,
    or_dash,
    realisasi,
)
from zi_reports.excel.kit import FORMAT_BAGIAN, FORMAT_TANGGAL_SINGKAT, Book, Column, Isi, Look, Rumus, Sheet
from zi_reports.excel.rincian import add_curve
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import Hitungan, Keadaan, Monev
from zi_reports.rencana.catatan import count_by_level

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
_NOW, _BEFORE = 2, 3
_FIGURES = ((0, 1), (_NOW, _NOW), (_BEFORE, _BEFORE), (4, 4))
"""The columns of the main figures: the name, this period, the last one, the change."""

_BARS = 5
"""The first column of the chart beside them."""

_CARD_HEIGHTS = (18, 32, 18)
_ROW_HEIGHT = 21

_TEXT = "Cara menghitung setiap angka ada pada lembar Cara Menghitung; rinciannya pada lembar-lembar berikut."


def write(
    book: Book, bahan: BahanLaporan, areas: Sequence[Mapping[str, Rumus]], kurva: Callable[[], Chart] | None
) -> None:
    """Write the sheet; the figures of areas come from sheet Per Area, the S-curve from sheet Per Tenggat."""
    text = " ".join(
        filter(None, (*bahan.perhatian, bahan.belum_disalin, bahan.lalu.sebelum_pemantauan, _TEXT))
    )
    sheet = book.open_sheet(gaya.NamaLembar.RINGKASAN, _AREA, text, landscape=False)
    sheet.xlsx.fit_to_pages(1, 1)
    cards = sheet.row
    sheet.row += len(_CARD_HEIGHTS) + 2
    sheet.add_section(f"Angka pokok dan perubahan sejak {bahan.periode.jenis} lalu")
    header = sheet.row
    cells = _add_figures(sheet, bahan)
    _write_cards(sheet, cards, bahan.monev, cells)
    figures = range(header, sheet.row)
    sheet.row += 1
    sheet.add_section("Capaian per area")
    rows = sheet.add_table(_AREA, _area_rows(bahan.monev, areas))
    _place_bars(sheet, figures, rows, bahan.monev)
    if kurva is not None:
        add_curve(sheet, kurva)
    for text in _notices(bahan):
        sheet.add_line(text, font_color=gaya.WARNA_REDUP)
    sheet.xlsx.activate()


def _add_figures(sheet: Sheet, bahan: BahanLaporan) -> Mapping[str, str]:
    """Write the table of main figures; give the cell of each figure of this period by its name."""
    header = sheet.book.cell(Look.HEADER, num_format=FORMAT_TANGGAL_SINGKAT, text_wrap=False)
    days = (bahan.monev.per_tanggal, bahan.lalu.per_tanggal)
    # The formulas call the two days by these names.
    sheet.name_columns("Per", {_NOW: "Tanggal", _BEFORE: "Tanggal_Lalu"}, range(sheet.row, sheet.row + 1))
    nama = "PER TANGGAL" + (" (HARI BERJALAN)" if bahan.monev.berjalan else "")
    _add_row(sheet, (nama, *days, "PERUBAHAN"), [header] * len(_FIGURES))
    cells: dict[str, str] = {}
    form = partial(sheet.book.cell, valign="vcenter")
    for nama, look, *formulas in _figures(bahan, sheet.row):
        cells[nama] = xl_rowcol_to_cell(sheet.row, _NOW)
        share = look is Look.SHARE
        indent = 2 if nama in gaya.NAMA_KETEPATAN.values() else 0
        forms = (
            form(Look.TEXT, bold=share, indent=indent),
            form(look, bold=share),
            form(look),
            form(Look.CHANGE if share else Look.COUNT_CHANGE),
        )
        _add_row(sheet, (nama, *formulas), forms)
    return cells


def _add_row(sheet: Sheet, cells: Sequence[Isi], forms: Sequence[Format]) -> None:
    for columns, isi, form in zip(_FIGURES, cells, forms, strict=True):
        sheet.write(sheet.row, columns, isi, form)
    sheet.xlsx.set_row_pixels(sheet.row, _ROW_HEIGHT)
    sheet.row += 1


def _figures(bahan: BahanLaporan, row: int) -> Iterator[tuple[str, Look, Rumus, Rumus, Rumus]]:
    """Lay out the main figures, of which the first stands at `row`: this period's, the last one's, the change."""
    monev, dahulu = bahan.monev, bahan.lalu
    kini, lalu = monev.ringkasan, dahulu.ringkasan
    mean = mean_capaian("", kini.capaian), mean_capaian("", lalu.capaian, lalu=True)
    due = (
        realisasi(SEMUA, kini.realisasi_jatuh_tempo, berjalan=monev.berjalan),
        realisasi(SEMUA, lalu.realisasi_jatuh_tempo, berjalan=dahulu.berjalan, lalu=True),
    )
    columns = _NOW, _BEFORE
    yield "Capaian", Look.SHARE, *mean, change(row, columns, kini.capaian, lalu.capaian)
    difference = change(row + 1, columns, kini.realisasi_jatuh_tempo, lalu.realisasi_jatuh_tempo)
    yield "Realisasi jatuh tempo", Look.SHARE, *due, difference
    for at, jenis in enumerate(HITUNGAN, start=row + 2):
        yield jenis.nama, Look.COUNT, *_counts(jenis, kini.hitungan, lalu.hitungan, at)


def _counts(jenis: JenisHitungan, kini: Hitungan, lalu: Hitungan, row: int) -> tuple[Rumus, Rumus, Rumus]:
    """Count the kewajiban of one kind as of both days, and give the change."""
    past = jenis.syarat.replace(",", "Lalu,")  # the columns of the last period
    now, before = (xl_rowcol_to_cell(row, column) for column in (_NOW, _BEFORE))
    return (
        Rumus(f"=COUNTIFS({jenis.syarat or SEMUA})", jenis.of(kini)),
        Rumus(f"=COUNTIFS({past or SEMUA})", jenis.of(lalu)),
        Rumus(f"={now}-{before}", jenis.of(kini) - jenis.of(lalu)),
    )


def _write_cards(sheet: Sheet, row: int, monev: Monev, cells: Mapping[str, str]) -> None:
    """Write the four figures that people ask for first: a name, the cell of the table below, and a few words.

    The line below them says what the capaian is the mean over.
    """
    angka, plain = monev.ringkasan, gaya.WARNA_AREA
    hitungan, left_out = angka.hitungan, cells[TIDAK_BERLAKU]
    applies = hitungan.kewajiban - hitungan.tidak_berlaku
    total = Rumus(f'="dari "&{cells["Kewajiban"]}-{left_out}&" yang berlaku"', f"dari {applies} yang berlaku")
    done, late = gaya.WARNA_KEADAAN[Keadaan.SELESAI], gaya.WARNA_KEADAAN[Keadaan.TERLAMBAT]
    mean, share = "rata-rata capaian indikator", due_finished(angka, berjalan=monev.berjalan)
    cards: tuple[tuple[tuple[int, int], str, float | None, str, Isi, str], ...] = (
        ((0, 1), "Capaian", angka.capaian, FORMAT_BAGIAN, mean, plain),
        ((2, 4), "Realisasi jatuh tempo", angka.realisasi_jatuh_tempo, FORMAT_BAGIAN, share, plain),
        ((5, 6), "Selesai", hitungan.selesai, "0", total, done),
        ((7, 8), "Terlambat", hitungan.terlambat, "0", total, late),
    )
    for columns, nama, nilai, num_format, catatan, colour in cards:
        look = {"align": "center", "valign": "vcenter", "bg_color": colour, "left": 1, "right": 1}
        form = partial(sheet.book.formats, **look)
        value = Rumus(f"={cells[nama]}", or_dash(nilai))
        sheet.write(row, columns, nama, form(bold=True, top=1))
        sheet.write(row + 1, columns, value, form(bold=True, font_size=22, num_format=num_format))
        sheet.write(row + 2, columns, catatan, form(font_size=9, bottom=1))
    for nomor, height in enumerate(_CARD_HEIGHTS, start=row):
        sheet.xlsx.set_row(nomor, height)
    below = sheet.book.formats(font_color=gaya.WARNA_REDUP)
    sheet.write(row + len(_CARD_HEIGHTS), (0, len(_AREA) - 1), mean_of(angka, left_out), below)


def _area_rows(monev: Monev, areas: Sequence[Mapping[str, Rumus]]) -> Iterator[Sequence[Isi]]:
    for satu, figures in zip(monev.area, areas, strict=True):
        label = satu.area.kode if satu.angka.indikator else f"{satu.area.kode} ({gaya.BELUM_ADA})"
        yield label, satu.area.nama, *(figures[column.header] for column in _AREA[2:])


def _place_bars(sheet: Sheet, beside: range, areas: range, monev: Monev) -> None:
    empty = [satu.angka.capaian is None for satu in monev.area]
    cells = (sheet.cells(0, areas), sheet.cells(_CAPAIAN, areas))
    chart = charts.capaian_per_area(sheet.book.xlsx, *cells, empty)
    gap = 12  # pixels, from the main figures on
    chart.set_size({"width": sum(sheet.widths[_BARS:]) - gap, "height": len(beside) * _ROW_HEIGHT})
    options = {"x_offset": gap, "object_position": 3, "description": "Grafik capaian per area"}
    sheet.xlsx.insert_chart(beside[0], _BARS, chart, options)


def _notices(bahan: BahanLaporan) -> Iterator[str]:
    listed = count_by_level(bahan.catatan)
    found = f"Catatan data: {listed}. Lihat lembar {gaya.NamaLembar.CATATAN}."
    yield found if listed else "Tidak ada catatan data."
    yield from (satu.angka for satu in bahan.berubah)
