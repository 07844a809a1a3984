"""Sheet Lembar Monev: the lampiran's table with what was reached, and a strip of month cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from xlsxwriter.utility import xl_rowcol_to_cell

from zi_reports.excel import gaya
from zi_reports.excel.data import last_day, share_finished, status
from zi_reports.excel.kit import (
    Book,
    Column,
    Isi,
    Look,
    Rumus,
    Sheet,
    date_value,
    line_height,
    plain_text,
    printed_width,
    row_height,
)
from zi_reports.excel.rumus_data import sign_of
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import Monev, MonevIndikator
from zi_reports.monev.keadaan import Keadaan
from zi_reports.rencana.lampiran import BELUM_DISALIN, Kolom, header_bulan
from zi_reports.rencana.model import Area, Komponen, Letak

_COLUMNS = (
    Column(Kolom.NO, 28, Look.CENTRED),
    Column(Kolom.KOMPONEN, 96),
    Column(Kolom.INDIKATOR, 118),
    Column(Kolom.LANGKAH_AKSI, 124),
    Column(Kolom.BUKTI_FISIK, 134),
    Column(Kolom.TARGET_WAKTU, 78),
    Column(Kolom.STATUS, 78),
    Column(Kolom.TANGGAL_SELESAI, 82, Look.SHORT_DAY),
    Column(Kolom.BUKTI_DUKUNG, 92),
    Column(Kolom.KENDALA, 92),
    Column(Kolom.TINDAK_LANJUT, 88),
    Column("CAPAIAN", 54, Look.SHARE),
    Column(Kolom.KODE, 40, Look.CENTRED),
)
"""The columns before the strip; their widths are shares of what the strip leaves of the paper."""

_SCALE = 0.8
"""At this scale the text of cells is printed in 8 points, which is the smallest to be read with ease."""
_NARROWEST = 0.85
"""The columns are not made narrower than this share of their widths: a longer strip is printed smaller instead."""

_INDIKATOR, _STATUS, _CAPAIAN, _KODE = 2, 6, 11, 12
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

_Baris = MonevIndikator | None
"""A row of the table; None for one that the source lacks."""


def write(book: Book, bahan: BahanLaporan) -> dict[tuple[str, int], int]:
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
    indikator = iter(bahan.monev.indikator)
    for area in bahan.monev.rencana.area:
        _add_area(sheet, area)
        for komponen in area.komponen:
            rows: list[tuple[Letak, _Baris]] = [(letak, None) for letak in komponen.belum_disalin]
            rows += [(satu.indikator.letak, satu) for satu in islice(indikator, len(komponen.indikator))]
            rows.sort(key=lambda row: row[0].baris)
            places |= {(at.lembar, at.baris): row for row, (at, _) in enumerate(rows, start=sheet.row)}
            _add_komponen(sheet, columns, komponen, [satu for _, satu in rows], months)
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


def _cells(satu: MonevIndikator, row: int, months: Sequence[dt.date]) -> Sequence[Isi]:
    """Lay out a row from column INDIKATOR on; its figures go by the kode that stands in it."""
    indikator, kode = satu.indikator, xl_rowcol_to_cell(row, _KODE, col_abs=True)
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
        status(kode, satu),
        last_day(kode, max(finished, default=None)),
        "\n".join(map(str, indikator.bukti_dukung)),
        indikator.kendala,
        indikator.tindak_lanjut,
        share_finished(f"Data_Kode,{kode}", satu.capaian),
        indikator.kode,
        *(
            Rumus(
                sign_of(f"SUMIFS(Data_Bobot,Data_Kode,{kode},Data_Bulan,{date_value(month)})"),
                signs.get(month, ""),
            )
            for month in months
        ),
    ]


def _write_legend(sheet: Sheet, row: int) -> None:
    """Say what the signs of the month cells mean, each in its colour."""
    sheet.write(row, 1, "Lajur bulan:", sheet.book.formats(font_color=gaya.WARNA_REDUP))
    for columns, keadaan in zip(((2, 2), (3, 4), (5, 6), (7, 8)), _GRAVEST_FIRST, strict=True):
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
    cells = [area.kode, area.nama, *[None] * (len(sheet.widths) - 2)]
    for at, isi in enumerate(cells):  # the name runs on over the free cells
        column = Look.ONE_LINE if at else Look.CENTRED
        sheet.write(sheet.row, at, isi, sheet.book.cell(column, **look, left=int(at < _INDIKATOR), right=0))
    sheet.xlsx.set_row(sheet.row, line_height() + 5)
    sheet.row += 1


def _add_komponen(
    sheet: Sheet,
    columns: Sequence[Column],
    komponen: Komponen,
    rows: Sequence[_Baris],
    months: Sequence[dt.date],
) -> None:
    """Write the rows of a komponen, each with its NO and name, so that they may be sorted.

    What the row above says too is not shown (`_add_colours`): the first row is as high as the name needs.
    """
    height = row_height([(komponen.nama, sheet.widths[1])])
    for satu in rows or (None,):
        for at, text in enumerate((komponen.nomor, komponen.nama)):
            sheet.write(sheet.row, at, text, sheet.book.cell(columns[at].look))
        needed = _write_row(sheet, columns, satu, months, lacking=bool(rows))
        sheet.xlsx.set_row(sheet.row, max(height, needed))
        height = 0
        sheet.row += 1


def _write_row(
    sheet: Sheet, columns: Sequence[Column], satu: _Baris, months: Sequence[dt.date], *, lacking: bool
) -> float:
    """Write a row from column INDIKATOR on; give the height that its texts need."""
    if satu is None:
        form = partial(sheet.book.cell, Look.ONE_LINE, italic=True, font_color=gaya.WARNA_REDUP, right=0)
        for at in range(_INDIKATOR, len(columns)):  # the text runs on over the free cells
            text = BELUM_DISALIN if lacking and at == _INDIKATOR else None
            sheet.write(sheet.row, at, text, form(left=int(at == _INDIKATOR)))
        return line_height()
    cells = _cells(satu, sheet.row, months)
    for at, (column, isi) in enumerate(zip(columns[2:], cells, strict=True), start=2):
        sheet.write(sheet.row, at, isi, sheet.book.cell(column.look))
    return row_height(zip(map(plain_text, cells), sheet.widths[2:_CAPAIAN], strict=False))


def _add_colours(sheet: Sheet, rows: range) -> None:
    """Colour the month cells and STATUS by what they say, and hide NO and KOMPONEN that the row above has too."""
    above = [xl_rowcol_to_cell(rows[0] - 1, at, col_abs=True) for at in (0, 1)]
    own = [xl_rowcol_to_cell(rows[0], at, col_abs=True) for at in (0, 1)]
    same = {"type": "formula", "criteria": f"=AND({own[0]}={above[0]},{own[1]}={above[1]})"}
    hidden = sheet.book.xlsx.add_format({"font_color": "#FFFFFF", "top": 0})
    sheet.xlsx.conditional_format(rows[0], 0, rows[-1], 1, {**same, "format": hidden})
    signs: dict[str, Keadaan | None] = {gaya.TANDA_KEADAAN[keadaan]: keadaan for keadaan in _GRAVEST_FIRST}
    signs[gaya.TANDA_TIDAK_DIKENAL] = None
    sheet.colour(rows, (len(_COLUMNS), len(sheet.widths) - 1), signs)
    states = {nama: keadaan for keadaan, nama in gaya.NAMA_KEADAAN.items()}
    sheet.colour(rows, (_STATUS, _STATUS), states, "begins with")
    # A row with several kewajiban says how many are late; `Selesai terlambat` has met its rule above.
    sheet.colour(rows, (_STATUS, _STATUS), {"terlambat": Keadaan.TERLAMBAT}, "containing")
