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
    PERIKSA_ANGKA,
    SEMUA,
    JenisHitungan,
    change,
    due_finished,
    mean_capaian,
    mean_of,
    realisasi,
)
from zi_reports.excel.kit import (
    FORMAT_BAGIAN,
    FORMAT_TANGGAL_SINGKAT,
    Book,
    Column,
    Isi,
    Look,
    Rumus,
    Sheet,
    date_value,
)
from zi_reports.excel.lembar_keputusan import count_states
from zi_reports.excel.per_area import PerArea
from zi_reports.excel.per_tenggat import add_curve
from zi_reports.excel.rumus_data import TIDAK_BERLAKU
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import Angka, Hitungan, Monev
from zi_reports.monev.keadaan import Keadaan
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
_NOW, _BEFORE = 2, 3
_FIGURES = ((0, 1), (_NOW, _NOW), (_BEFORE, _BEFORE), (4, 4))
"""The columns of the main figures: the name, this period, the last one, the change."""

_BARS = 5
"""The first column of the chart beside them."""

_CARD_HEIGHTS = (18, 32, 18)
_ROW_HEIGHT = 21

_TEXT = "Cara menghitung setiap angka ada pada lembar Cara Menghitung; rinciannya pada lembar-lembar berikut."


def write(book: Book, bahan: BahanLaporan, areas: PerArea, kurva: Callable[[], Chart] | None) -> None:
    """Write the sheet; the figures of areas come from sheet Per Area, the S-curve from sheet Per Tenggat."""
    text = " ".join(
        filter(None, (*bahan.perhatian, bahan.belum_disalin, bahan.lalu.sebelum_pemantauan, _TEXT))
    )
    sheet = book.open_sheet(gaya.NamaLembar.RINGKASAN, _AREA, text, landscape=False)
    sheet.xlsx.fit_to_pages(1, 1)
    sheet.add_check(PERIKSA_ANGKA)
    cards = sheet.row
    sheet.row += len(_CARD_HEIGHTS) + 2
    sheet.add_section(f"Angka pokok dan perubahan sejak {bahan.periode.jenis} lalu")
    header = sheet.row
    cells = _add_figures(sheet, bahan)
    _write_cards(sheet, cards, bahan.monev.ringkasan, cells)
    figures = range(header, sheet.row)
    sheet.row += 1
    sheet.add_section("Capaian per area")
    sheet.add_table(_AREA, _area_rows(bahan.monev, areas.angka))
    _place_bars(sheet, figures, areas)
    if kurva is not None:
        add_curve(sheet, kurva)
    for notice in _notices(bahan):
        sheet.add_line(notice, font_color=gaya.WARNA_REDUP)
    sheet.xlsx.activate()


def _add_figures(sheet: Sheet, bahan: BahanLaporan) -> Mapping[str, Rumus]:
    """Write the table of main figures; give each figure of this period by its name."""
    header = sheet.book.cell(Look.HEADER, num_format=FORMAT_TANGGAL_SINGKAT, text_wrap=False)
    days = [
        Rumus(f"={name}", date_value(satu.per_tanggal))
        for name, satu in (("Per_Tanggal", bahan.monev), ("Per_Tanggal_Lalu", bahan.lalu))
    ]
    nama = "PER TANGGAL" + (" (HARI BERJALAN)" if bahan.monev.berjalan else "")
    _add_row(sheet, (nama, *days, "PERUBAHAN"), [header] * len(_FIGURES))
    cells: dict[str, Rumus] = {}
    form = partial(sheet.book.cell, valign="vcenter")
    for nama, look, *formulas in _figures(bahan, sheet.row):
        cells[nama] = formulas[0]
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
    kini, lalu = bahan.monev.ringkasan, bahan.lalu.ringkasan
    mean = mean_capaian("", kini.capaian), mean_capaian("", lalu.capaian, lalu=True)
    due = (
        realisasi(SEMUA, kini.realisasi_jatuh_tempo),
        realisasi(SEMUA, lalu.realisasi_jatuh_tempo, lalu=True),
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


def _write_cards(sheet: Sheet, row: int, angka: Angka, cells: Mapping[str, Rumus]) -> None:
    """Write the four figures that people ask for first: a name, the figure of the table below, and a few words.

    The line below them says what the capaian is the mean over.
    """
    hitungan, plain = angka.hitungan, gaya.WARNA_AREA
    whole, left_out = (cells[nama].rumus[1:] for nama in ("Kewajiban", TIDAK_BERLAKU))
    applies = hitungan.kewajiban - hitungan.tidak_berlaku
    total = Rumus(f'="dari "&{whole}-{left_out}&" yang berlaku"', f"dari {applies} yang berlaku")
    done, late = gaya.WARNA_KEADAAN[Keadaan.SELESAI], gaya.WARNA_KEADAAN[Keadaan.TERLAMBAT]
    mean, share = "rata-rata capaian indikator", due_finished(angka)
    cards: tuple[tuple[tuple[int, int], str, str, Isi, str], ...] = (
        ((0, 1), "Capaian", FORMAT_BAGIAN, mean, plain),
        ((2, 4), "Realisasi jatuh tempo", FORMAT_BAGIAN, share, plain),
        ((5, 6), "Selesai", "0", total, done),
        ((7, 8), "Terlambat", "0", total, late),
    )
    for columns, nama, num_format, catatan, colour in cards:
        look = {"align": "center", "valign": "vcenter", "bg_color": colour, "left": 1, "right": 1}
        form = partial(sheet.book.formats, **look)
        sheet.write(row, columns, nama, form(bold=True, top=1))
        sheet.write(row + 1, columns, cells[nama], form(bold=True, font_size=22, num_format=num_format))
        sheet.write(row + 2, columns, catatan, form(font_size=9, bottom=1))
    for nomor, height in enumerate(_CARD_HEIGHTS, start=row):
        sheet.xlsx.set_row(nomor, height)
    below = sheet.book.formats(font_color=gaya.WARNA_REDUP, valign="bottom")
    sheet.write(row + len(_CARD_HEIGHTS), (0, len(_AREA) - 1), mean_of(angka, left_out), below)


def _area_rows(monev: Monev, areas: Sequence[Mapping[str, Rumus]]) -> Iterator[Sequence[Isi]]:
    for satu, figures in zip(monev.area, areas, strict=True):
        label = satu.area.kode if satu.angka.indikator else f"{satu.area.kode} ({gaya.BELUM_ADA})"
        yield label, satu.area.nama, *(figures[column.header] for column in _AREA[2:])


def _place_bars(sheet: Sheet, beside: range, areas: PerArea) -> None:
    chart = charts.capaian_per_area(sheet.book.xlsx, areas.label, areas.nilai, ())
    gap = 12  # pixels, from the main figures on
    chart.set_size({"width": sum(sheet.widths[_BARS:]) - gap, "height": len(beside) * _ROW_HEIGHT})
    options = {"x_offset": gap, "object_position": 3, "description": "Grafik capaian per area"}
    sheet.xlsx.insert_chart(beside[0], _BARS, chart, options)


def _notices(bahan: BahanLaporan) -> Iterator[Isi]:
    if bahan.monev.keputusan:
        yield count_states(bahan.monev)
    listed = count_by_level(bahan.catatan)
    found = f"Catatan data: {listed}. Lihat lembar {gaya.NamaLembar.CATATAN}."
    yield found if listed else "Tidak ada catatan data."
    yield from (satu.angka for satu in bahan.berubah)
