"""Sheet Lembar Monev: the lampiran's table with what was reached, and a strip of month cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from zi_reports.excel import gaya
from zi_reports.excel.kit import (
    FORMAT_TANGGAL_SINGKAT,
    TINGGI_TERBESAR,
    Book,
    Column,
    Isi,
    Look,
    Rumus,
    Sheet,
    line_height,
    plain_text,
    printed_width,
    row_height,
)
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import Keadaan, Monev, MonevIndikator
from zi_reports.rencana import bahasa
from zi_reports.rencana.lampiran import BELUM_DISALIN, Kolom, header_bulan
from zi_reports.rencana.model import Area, Komponen, Letak

_COLUMNS = (
    Column(Kolom.NO, 28, Look.CENTRED),
    Column(Kolom.KOMPONEN, 92),
    Column(Kolom.INDIKATOR, 124),
    Column(Kolom.LANGKAH_AKSI, 134),
    Column(Kolom.BUKTI_FISIK, 134),
    Column(Kolom.TARGET_WAKTU, 78),
    Column(Kolom.STATUS, 78),
    Column(Kolom.TANGGAL_SELESAI, 82, Look.DAY),
    Column(Kolom.BUKTI_DUKUNG, 92),
    Column(Kolom.KENDALA, 82),
    Column(Kolom.TINDAK_LANJUT, 82),
    Column("CAPAIAN", 58, Look.SHARE),
)
"""The columns before the strip; their widths are shares of what the strip leaves of the paper."""

_SCALE = 0.8
"""At this scale the text of cells is printed in 8 points, which is the smallest to be read with ease."""
_NARROWEST = 0.85
"""The columns are not made narrower than this share of their widths: a longer strip is printed smaller instead."""

_STATUS, _CAPAIAN = 6, 11
_MONTH_WIDTH = 20
_MOST_MONTHS = 24
"""A strip is not made longer than two years, whatever year somebody typed."""

_TEXT = (
    "Enam kolom pertama seperti pada lampiran keputusan. Lajur bulan menunjukkan keadaan kewajiban yang jatuh "
    "tempo pada bulan itu; bila lebih dari satu, yang paling perlu diperhatikan. Pada baris dengan beberapa "
    "kewajiban, TANGGAL SELESAI adalah yang terakhir."
)

_GRAVEST_FIRST = (
    Keadaan.TERLAMBAT,
    Keadaan.BELUM_JATUH_TEMPO,
    Keadaan.SELESAI,
    Keadaan.TIDAK_BERLAKU,
)
"""Which state a month cell shows where several kewajiban fall due in one month."""

_Cells = Sequence[Isi] | None
"""A row from column INDIKATOR on; None for one that the source lacks."""


def write(book: Book, bahan: BahanLaporan, capaian: Sequence[Rumus]) -> dict[tuple[str, int], int]:
    """Write the sheet; give the row, from 0, of each row of the input workbook, by its sheet's name and number."""
    months = _months(bahan.monev)
    columns = _columns(bahan.monev, months)
    text = f"{_TEXT} {bahan.menurut_hari_ini}".rstrip()
    sheet = book.open_sheet(gaya.NamaLembar.LEMBAR_MONEV, columns, text, landscape=True)
    _write_legend(sheet, sheet.row - 1)
    sheet.row += 1
    _add_header(sheet, columns)
    first = sheet.row
    places: dict[tuple[str, int], int] = {}
    indikator = zip(bahan.monev.indikator, capaian, strict=True)
    for area in bahan.monev.rencana.area:
        _add_area(sheet, area)
        for komponen in area.komponen:
            rows: list[tuple[Letak, _Cells]] = [(letak, None) for letak in komponen.belum_disalin]
            rows += [
                (satu.indikator.letak, _cells(satu, share, months))
                for satu, share in islice(indikator, len(komponen.indikator))
            ]
            rows.sort(key=lambda row: row[0].baris)
            places |= {(at.lembar, at.baris): row for row, (at, _) in enumerate(rows, start=sheet.row)}
            _add_komponen(sheet, columns, komponen, [cells for _, cells in rows])
    _add_colours(sheet, range(first, max(first + 1, sheet.row)))
    return places


def _months(monev: Monev) -> Sequence[dt.date]:
    """Give the months from January of the plan year to December, or to the last jatuh tempo after it."""
    tahun = monev.rencana.pengaturan.tahun
    last = max((satu.bulan for satu in monev.tenggat if satu.bulan), default=dt.date(tahun, 1, 1))
    count = min(max(12, (last.year - tahun) * 12 + last.month), _MOST_MONTHS)
    return [dt.date(tahun + i // 12, i % 12 + 1, 1) for i in range(count)]


def _columns(monev: Monev, months: Sequence[dt.date]) -> Sequence[Column]:
    """Give the columns of the strip, and those before it spread over what the strip leaves of the paper."""
    strip = [Column(header_bulan(month), _MONTH_WIDTH, Look.COUNT) for month in months]
    paper = printed_width(monev.rencana.pengaturan.kertas, _SCALE)
    room = paper - len(strip) * _MONTH_WIDTH
    share = max(_NARROWEST, room / sum(column.width for column in _COLUMNS))
    return [*(replace(column, width=int(column.width * share)) for column in _COLUMNS), *strip]


def _cells(satu: MonevIndikator, capaian: Rumus, months: Sequence[dt.date]) -> Sequence[Isi]:
    indikator = satu.indikator
    finished = [kewajiban.tanggal_selesai for kewajiban in satu.kewajiban if kewajiban.tanggal_selesai]
    # The gravest state comes last, and so stands where several fall due in one month.
    signs = {
        kewajiban.jatuh_tempo.replace(day=1): gaya.TANDA_KEADAAN[keadaan]
        for keadaan in reversed(_GRAVEST_FIRST)
        for kewajiban in satu.kewajiban
        if kewajiban.jatuh_tempo and kewajiban.keadaan == keadaan
    }
    return [
        indikator.uraian,
        indikator.langkah_aksi,
        indikator.bukti_fisik,
        indikator.target_waktu.teks,
        gaya.status_text(satu),
        max(finished, default=bahasa.TANPA_NILAI),
        "\n".join(map(str, indikator.bukti_dukung)),
        indikator.kendala,
        indikator.tindak_lanjut,
        capaian,
        *(signs.get(month, "") for month in months),
    ]


def _write_legend(sheet: Sheet, row: int) -> None:
    """Say what the signs of the month cells mean, each in its colour."""
    sheet.write(row, 1, "Lajur bulan:", sheet.book.formats(font_color=gaya.WARNA_REDUP))
    for columns, keadaan in zip(((2, 2), (3, 3), (4, 4), (5, 6)), _GRAVEST_FIRST, strict=True):
        text = f"{gaya.TANDA_KEADAAN[keadaan]}  {gaya.NAMA_KEADAAN[keadaan]}"
        sheet.write(row, columns, text, sheet.book.cell(Look.CENTRED, bg_color=gaya.WARNA_KEADAAN[keadaan]))


def _add_header(sheet: Sheet, columns: Sequence[Column]) -> None:
    row = sheet.row
    sheet.add_header(columns[: len(_COLUMNS)])
    upright = sheet.book.cell(Look.HEADER, rotation=90, text_wrap=False)
    for column in range(len(_COLUMNS), len(columns)):
        sheet.write(row, column, columns[column].header, upright)
    sheet.xlsx.set_row(row, 54)
    sheet.xlsx.repeat_rows(row)
    sheet.xlsx.freeze_panes(row + 1, 3)


def _add_area(sheet: Sheet, area: Area) -> None:
    look = {"bold": True, "bg_color": gaya.WARNA_AREA}
    sheet.write(sheet.row, 0, area.kode, sheet.book.cell(Look.CENTRED, **look))
    sheet.write(sheet.row, (1, len(sheet.widths) - 1), area.nama, sheet.book.cell(Look.TEXT, **look))
    sheet.xlsx.set_row(sheet.row, row_height([(area.nama, sum(sheet.widths[1:]))], bold=True) + 2)
    sheet.row += 1


def _add_komponen(
    sheet: Sheet, columns: Sequence[Column], komponen: Komponen, rows: Sequence[_Cells]
) -> None:
    """Write the rows of a komponen, its NO and name merged down over them."""
    first, last = sheet.row, sheet.row + max(len(rows), 1) - 1
    for column, text in enumerate((komponen.nomor, komponen.nama)):
        form = sheet.book.cell(columns[column].look)
        if last > first:
            sheet.xlsx.merge_range(first, column, last, column, "", form)
        sheet.write(first, column, text, form)
    heights = [_write_row(sheet, row, columns, cells) for row, cells in enumerate(rows, start=first)]
    heights = heights or [line_height()]
    missing = row_height([(komponen.nama, sheet.widths[1])]) - sum(heights)
    heights[-1] = min(heights[-1] + max(missing, 0), TINGGI_TERBESAR)
    for row, height in enumerate(heights, start=first):
        sheet.xlsx.set_row(row, height)
    sheet.row = last + 1


def _write_row(sheet: Sheet, row: int, columns: Sequence[Column], cells: _Cells) -> float:
    """Write a row from column INDIKATOR on; give the height that its texts need."""
    if cells is None:
        form = sheet.book.cell(Look.TEXT, italic=True, font_color=gaya.WARNA_REDUP)
        sheet.write(row, (2, len(columns) - 1), BELUM_DISALIN, form)
        return row_height([(BELUM_DISALIN, sum(sheet.widths[2:]))])
    for at, (column, isi) in enumerate(zip(columns[2:], cells, strict=True), start=2):
        short = {"num_format": FORMAT_TANGGAL_SINGKAT} if column.look is Look.DAY else {}
        sheet.write(row, at, isi, sheet.book.cell(column.look, **short))
    return row_height(zip(map(plain_text, cells), sheet.widths[2:_CAPAIAN], strict=False))


def _add_colours(sheet: Sheet, rows: range) -> None:
    """Colour the month cells and STATUS by what they say, as rules: people may correct them."""
    signs = {gaya.TANDA_KEADAAN[keadaan]: keadaan for keadaan in _GRAVEST_FIRST}
    sheet.colour(rows, (len(_COLUMNS), len(sheet.widths) - 1), signs)
    states = {nama: keadaan for keadaan, nama in gaya.NAMA_KEADAAN.items()}
    sheet.colour(rows, (_STATUS, _STATUS), states, "begins with")
    # A row with several kewajiban says how many are late; `Selesai terlambat` has met its rule above.
    sheet.colour(rows, (_STATUS, _STATUS), {"terlambat": Keadaan.TERLAMBAT}, "containing")
