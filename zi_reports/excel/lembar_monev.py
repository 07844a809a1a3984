"""Sheet Lembar Monev: the lampiran's table with what was reached, and a strip of month cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from zi_reports.excel import gaya
from zi_reports.excel.formulas import or_dash
from zi_reports.excel.kit import (
    FORMAT_TANGGAL_SINGKAT,
    TINGGI_TERBESAR,
    Isi,
    Rumus,
    line_height,
    plain_text,
    printed_width,
    row_height,
)
from zi_reports.excel.per_area import LetakPerArea
from zi_reports.excel.report_book import Buku, NamaLembar
from zi_reports.excel.report_sheet import Lembar, open_sheet
from zi_reports.excel.sheet import Bentuk, KolomTabel
from zi_reports.excel.status import status_text
from zi_reports.monev.figures import Keadaan, MonevIndikator, MonevKewajiban
from zi_reports.rencana import bahasa
from zi_reports.rencana.lampiran import BELUM_DISALIN, Kolom, header_bulan
from zi_reports.rencana.model import Area, Komponen, Letak

_KOLOM = (
    KolomTabel(Kolom.NO, 28, Bentuk.TENGAH),
    KolomTabel(Kolom.KOMPONEN, 92),
    KolomTabel(Kolom.INDIKATOR, 124),
    KolomTabel(Kolom.LANGKAH_AKSI, 134),
    KolomTabel(Kolom.BUKTI_FISIK, 134),
    KolomTabel(Kolom.TARGET_WAKTU, 78),
    KolomTabel(Kolom.STATUS, 78),
    KolomTabel(Kolom.TANGGAL_SELESAI, 82, Bentuk.TANGGAL),
    KolomTabel(Kolom.BUKTI_DUKUNG, 92),
    KolomTabel(Kolom.KENDALA, 82),
    KolomTabel(Kolom.TINDAK_LANJUT, 82),
    KolomTabel("CAPAIAN", 58, Bentuk.BAGIAN),
)
"""The columns before the strip; their widths are shares of what the strip leaves of the paper."""

_SKALA_CETAK = 0.8
"""At this scale the text of cells is printed in 8 points, which is the smallest to be read with ease."""
_TERSEMPIT = 0.85
"""The columns are not made narrower than this share of their widths: a longer strip is printed smaller instead."""

_STATUS = 6
_CAPAIAN = 11
_LEBAR_BULAN = 20
_TINGGI_HEADER = 54
_BULAN_TERBANYAK = 24
"""A strip is not made longer than two years, whatever year somebody typed."""

_KETERANGAN = (
    "Enam kolom pertama seperti pada lampiran keputusan. Lajur bulan menunjukkan keadaan kewajiban yang jatuh "
    "tempo pada bulan itu; bila lebih dari satu, yang paling perlu diperhatikan. Pada baris dengan beberapa "
    "kewajiban, TANGGAL SELESAI adalah yang terakhir."
)

_URUTAN = (
    Keadaan.TERLAMBAT,
    Keadaan.BELUM_JATUH_TEMPO,
    Keadaan.SELESAI,
    Keadaan.TIDAK_BERLAKU,
)
"""Which state a month cell shows where several kewajiban fall due in one month."""


@dataclass(frozen=True, slots=True)
class _Baris:
    """A row below a komponen: its cells, or None for one that the source lacks, and where it was read."""

    isi: Sequence[Isi] | None
    letak: Letak


@dataclass(frozen=True, slots=True)
class _Kelompok:
    """A komponen with the rows that stand under it."""

    komponen: Komponen
    baris: Sequence[_Baris]


@dataclass(frozen=True, slots=True)
class _Lajur:
    """The months of the strip, each by its first day; the first stands right of the table's columns."""

    bulan: tuple[dt.date, ...]

    @property
    def kolom(self) -> tuple[KolomTabel, ...]:
        """The columns of the strip."""
        return tuple(KolomTabel(header_bulan(satu), _LEBAR_BULAN, Bentuk.ANGKA) for satu in self.bulan)

    def isi(self, kewajiban: Sequence[MonevKewajiban]) -> list[str]:
        """Give the sign of each month; nothing where nothing falls due."""
        states: dict[dt.date, set[Keadaan]] = {}
        for satu in kewajiban:
            if satu.jatuh_tempo is not None:
                states.setdefault(satu.jatuh_tempo.replace(day=1), set()).add(satu.keadaan)
        return [
            next((gaya.TANDA_KEADAAN[k] for k in _URUTAN if k in states.get(bulan, ())), "")
            for bulan in self.bulan
        ]


def write(buku: Buku, per_area: LetakPerArea) -> dict[tuple[str, int], int]:
    """Write the sheet; give the row (as Excel counts) that shows each row of the input workbook.

    The key is the place there: the sheet's name and the row's number.
    """
    lajur = _strip(buku)
    kolom = (*_columns(buku, len(lajur.bulan)), *lajur.kolom)
    lebar = [satu.lebar for satu in kolom]
    lembar, row = open_sheet(buku, NamaLembar.LEMBAR_MONEV, lebar, _KETERANGAN, mendatar=True)
    _write_legend(lembar, row - 1)
    first = row + 2
    _write_headers(lembar, first - 1, kolom)
    places: dict[tuple[str, int], int] = {}
    indikator = enumerate(buku.bahan.monev.indikator)
    row = first
    for area in buku.bahan.monev.rencana.area:
        _write_area(lembar, row, area)
        row += 1
        for komponen in area.komponen:
            rows = [_Baris(None, letak) for letak in komponen.belum_disalin]
            rows += [
                _Baris(_cells(satu, per_area.capaian_indikator(urutan), lajur), satu.indikator.letak)
                for urutan, satu in islice(indikator, len(komponen.indikator))
            ]
            rows.sort(key=lambda satu: satu.letak.baris)
            places |= {(satu.letak.lembar, satu.letak.baris): row + n for n, satu in enumerate(rows, start=1)}
            row = _write_komponen(lembar, row, kolom, _Kelompok(komponen, rows))
    _add_colours(lembar, first, max(first, row - 1))
    return places


def _write_headers(lembar: Lembar, row: int, kolom: Sequence[KolomTabel]) -> None:
    """Write the headers, those of the months upright."""
    lembar.write_header(row, kolom[: len(_KOLOM)])
    upright = lembar.rupa.header(rotation=90, text_wrap=False)
    for column in range(len(_KOLOM), len(kolom)):
        lembar.write(row, column, kolom[column].judul, upright)
    lembar.sheet.set_row(row, _TINGGI_HEADER)
    lembar.sheet.repeat_rows(row)
    lembar.sheet.freeze_panes(row + 1, 3)


def _columns(buku: Buku, bulan: int) -> Iterator[KolomTabel]:
    """Give the columns before the strip, spread over what a strip of so many months leaves of the paper."""
    kertas = buku.bahan.monev.rencana.pengaturan.ukuran_kertas
    room = printed_width(kertas, mendatar=True, skala=_SKALA_CETAK) - bulan * _LEBAR_BULAN
    share = max(_TERSEMPIT, room / sum(satu.lebar for satu in _KOLOM))
    return (replace(satu, lebar=int(satu.lebar * share)) for satu in _KOLOM)


def _strip(buku: Buku) -> _Lajur:
    """Give the months from January of the plan year to December, or to the last jatuh tempo after it."""
    monev = buku.bahan.monev
    tahun = monev.rencana.pengaturan.tahun
    last = max((satu.bulan for satu in monev.tenggat if satu.bulan), default=dt.date(tahun, 1, 1))
    months = max(12, (last.year - tahun) * 12 + last.month)
    return _Lajur(
        tuple(dt.date(tahun + i // 12, i % 12 + 1, 1) for i in range(min(months, _BULAN_TERBANYAK)))
    )


def _cells(satu: MonevIndikator, capaian: str, lajur: _Lajur) -> list[Isi]:
    """Lay out the cells of one indikator from column INDIKATOR on."""
    indikator = satu.indikator
    finished = [kewajiban.tanggal_selesai for kewajiban in satu.kewajiban if kewajiban.tanggal_selesai]
    return [
        indikator.uraian,
        indikator.langkah_aksi,
        indikator.bukti_fisik,
        indikator.target_waktu.teks,
        status_text(satu),
        max(finished, default=bahasa.TANPA_NILAI),
        "\n".join(bukti.teks for bukti in indikator.bukti_dukung),
        indikator.kendala,
        indikator.tindak_lanjut,
        Rumus(f"={capaian}", or_dash(satu.capaian)),
        *lajur.isi(satu.kewajiban),
    ]


def _write_area(lembar: Lembar, row: int, area: Area) -> None:
    look = {"bold": True, "bg_color": gaya.WARNA_AREA}
    lembar.write(row, 0, area.kode, lembar.rupa.cell(Bentuk.TENGAH, **look))
    lembar.write(row, (1, len(lembar.lebar) - 1), area.nama, lembar.rupa.cell(Bentuk.TEKS, **look))
    lembar.sheet.set_row(row, row_height([(area.nama, sum(lembar.lebar[1:]))], bold=True) + 2)


def _write_komponen(lembar: Lembar, row: int, kolom: Sequence[KolomTabel], kelompok: _Kelompok) -> int:
    """Write the rows of a komponen, its NO and name merged down over them; give the row below."""
    heights = [_height(kolom, baris) for baris in kelompok.baris] or [line_height()]
    missing = row_height([(kelompok.komponen.nama, kolom[1].lebar)]) - sum(heights)
    heights[-1] = min(heights[-1] + max(missing, 0), TINGGI_TERBESAR)
    last = row + len(heights) - 1
    for column, text in enumerate((kelompok.komponen.nomor, kelompok.komponen.nama)):
        form = lembar.rupa.cell(kolom[column].bentuk)
        if last > row:
            lembar.sheet.merge_range(row, column, last, column, "", form)
        lembar.write(row, column, text, form)
    for nomor, height in enumerate(heights, start=row):
        lembar.sheet.set_row(nomor, height)
    for nomor, baris in enumerate(kelompok.baris, start=row):
        _write_cells(lembar, nomor, kolom, baris)
    return last + 1


def _height(kolom: Sequence[KolomTabel], baris: _Baris) -> float:
    if baris.isi is None:
        return row_height([(BELUM_DISALIN, sum(satu.lebar for satu in kolom[2:]))])
    widths = (satu.lebar for satu in kolom[2:_CAPAIAN])
    return row_height([(plain_text(isi), lebar) for isi, lebar in zip(baris.isi, widths, strict=False)])


def _write_cells(lembar: Lembar, row: int, kolom: Sequence[KolomTabel], baris: _Baris) -> None:
    """Write a row from column INDIKATOR on; or the sentence that the source lacks it."""
    if baris.isi is None:
        form = lembar.rupa.cell(Bentuk.TEKS, italic=True, font_color=gaya.WARNA_REDUP)
        lembar.write(row, (2, len(kolom) - 1), BELUM_DISALIN, form)
        return
    for column, (satu, nilai) in enumerate(zip(kolom[2:], baris.isi, strict=True), start=2):
        short = {"num_format": FORMAT_TANGGAL_SINGKAT} if satu.bentuk is Bentuk.TANGGAL else {}
        lembar.write(row, column, nilai, lembar.rupa.cell(satu.bentuk, **short))


def _write_legend(lembar: Lembar, row: int) -> None:
    """Say what the signs of the month cells mean, each in its colour."""
    lembar.write(row, 1, "Lajur bulan:", lembar.rupa.formats(font_color=gaya.WARNA_REDUP))
    places: tuple[int | tuple[int, int], ...] = (2, 3, 4, (5, 6))
    for columns, keadaan in zip(places, _URUTAN, strict=True):
        text = f"{gaya.TANDA_KEADAAN[keadaan]}  {gaya.NAMA_KEADAAN[keadaan]}"
        form = lembar.rupa.cell(Bentuk.TENGAH, bg_color=gaya.WARNA_KEADAAN[keadaan])
        lembar.write(row, columns, text, form)


def _add_colours(lembar: Lembar, first: int, last: int) -> None:
    """Colour the month cells and STATUS by what they say, as rules: people may correct them."""
    signs = {gaya.TANDA_KEADAAN[keadaan]: keadaan for keadaan in _URUTAN}
    lembar.colour_words((first, len(_KOLOM), last, len(lembar.lebar) - 1), signs)
    status = (first, _STATUS, last, _STATUS)
    states = {nama: keadaan for keadaan, nama in gaya.NAMA_KEADAAN.items()}
    lembar.colour_texts(status, "begins with", states)
    # A row with several kewajiban says how many are late; `Selesai terlambat` has met its rule above.
    lembar.colour_texts(status, "containing", {"terlambat": Keadaan.TERLAMBAT})
