"""What changed between two months becomes a workbook of one sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from zi_reports import bahasa
from zi_reports.angka import Angka
from zi_reports.model import NAMA_AREA
from zi_reports.reports import gaya
from zi_reports.reports.excel.buku import Bentuk
from zi_reports.reports.excel.rumus import change, or_dash
from zi_reports.reports.perbandingan import Perbandingan, PerubahanKewajiban
from zi_reports.sheets import (
    UKURAN,
    Cetak,
    Formats,
    Isi,
    new_workbook,
    plain_text,
    row_height,
    set_columns,
    set_up_print,
    write_cell,
)
from zi_reports.workbook.layout import Kolom, header_bulan

LEMBAR = "Perbandingan"

_LEBAR = (52, 290, 124, 124, 96, 76, 76, 84, 84)
"""Pixels of the columns; the tables below that of the areas use the same ones, some of them merged."""

_KETERANGAN = (
    "Keadaan pada akhir kedua bulan (bulan berjalan: sampai hari ini), dari buku kerja yang sama. Capaian area "
    "adalah rata-rata capaian indikatornya. Area tanpa indikator pada naskah sumber tidak dihitung."
)


@dataclass(frozen=True, slots=True)
class _Kolom:
    """A column of a table: its header, the sheet's columns that it takes, how its cells are shown."""

    judul: str
    tempat: tuple[int, int]
    bentuk: Bentuk = Bentuk.TEKS

    @property
    def lebar(self) -> int:
        """Its width in pixels."""
        return sum(_LEBAR[self.tempat[0] : self.tempat[1] + 1])


_SELESAI = (
    _Kolom("KODE", (0, 0), Bentuk.TENGAH),
    _Kolom(Kolom.INDIKATOR, (1, 1)),
    _Kolom("JATUH TEMPO", (2, 2), Bentuk.TANGGAL),
    _Kolom(Kolom.TANGGAL_SELESAI, (3, 3), Bentuk.TANGGAL),
    _Kolom("KETEPATAN", (4, 4), Bentuk.TENGAH),
    _Kolom(Kolom.PENANGGUNG_JAWAB, (5, 8)),
)
_TERLAMBAT = (
    _Kolom("KODE", (0, 0), Bentuk.TENGAH),
    _Kolom(Kolom.INDIKATOR, (1, 1)),
    _Kolom("JATUH TEMPO", (2, 2), Bentuk.TANGGAL),
    _Kolom(Kolom.PENANGGUNG_JAWAB, (3, 4)),
    _Kolom(Kolom.KENDALA, (5, 8)),
)


@dataclass(slots=True)
class _Lembar:
    """The sheet being written, and the next free row (from 0)."""

    sheet: Worksheet
    formats: Formats
    row: int = 0

    def line(self, text: str, **look: Any) -> None:  # noqa: ANN401 - XlsxWriter's properties are of any type
        """Write a line over all columns, as high as it needs."""
        self._write((0, len(_LEBAR) - 1), text, {"text_wrap": True, **look})
        size, bold = look.get("font_size", UKURAN), bool(look.get("bold"))
        self.sheet.set_row(self.row, row_height([(text, sum(_LEBAR))], size, bold=bold) + 2)
        self.row += 1

    def section(self, text: str) -> None:
        """Leave a row free and write the heading of a part."""
        self.row += 1
        self.line(text, bold=True, font_size=12, font_color=gaya.WARNA_UTAMA)

    def table_row(self, kolom: Sequence[_Kolom], isi: Sequence[Isi], **look: Any) -> None:  # noqa: ANN401
        """Write a row of a table, as high as its texts need."""
        for satu, nilai in zip(kolom, isi, strict=True):
            ruled = {"border": 1, "border_color": gaya.WARNA_GARIS}
            self._write(satu.tempat, nilai, {**dict(satu.bentuk.value), **ruled, **look})
        texts = [
            (plain_text(nilai), satu.lebar)
            for satu, nilai in zip(kolom, isi, strict=True)
            if satu.bentuk in {Bentuk.TEKS, Bentuk.TENGAH}
        ]
        self.sheet.set_row(self.row, row_height(texts, bold=bool(look.get("bold"))) + 2)
        self.row += 1

    def header(self, kolom: Sequence[_Kolom]) -> None:
        """Write a row of headers."""
        look = {"bold": True, "font_color": "#FFFFFF", "bg_color": gaya.WARNA_UTAMA, "valign": "vcenter"}
        heads = [_Kolom(satu.judul, satu.tempat, Bentuk.TENGAH) for satu in kolom]
        self.table_row(heads, [satu.judul for satu in kolom], **look)

    def _write(self, tempat: tuple[int, int], isi: Isi, look: Mapping[str, Any]) -> None:
        form = self.formats(**look)
        if tempat[0] < tempat[1]:
            self.sheet.merge_range(self.row, tempat[0], self.row, tempat[1], "", form)
        write_cell(self.sheet, self.row, tempat[0], isi, form)


def write_bandingkan(perbandingan: Perbandingan) -> bytes:
    """Make the workbook; the same comparison gives the same bytes."""
    akhir = perbandingan.akhir
    pengaturan = akhir.rencana.pengaturan
    months = _months(perbandingan)
    file = BytesIO()
    book = new_workbook(file, f"{LEMBAR} {months}", pengaturan.satker, akhir.per_tanggal)
    sheet = book.add_worksheet(LEMBAR)
    cetak = Cetak(pengaturan.ukuran_kertas, pengaturan.tanda, pengaturan.satker, f"{LEMBAR} {months}")
    set_up_print(sheet, cetak, mendatar=True)
    set_columns(sheet, _LEBAR)
    sheet.hide_gridlines(2)
    lembar = _Lembar(sheet, Formats(book))
    _write_head(lembar, perbandingan)
    _write_areas(lembar, perbandingan)
    _write_list(lembar, "Baru selesai", _SELESAI, [_finished(satu) for satu in perbandingan.baru_selesai])
    _write_list(lembar, "Baru terlambat", _TERLAMBAT, [_late(satu) for satu in perbandingan.baru_terlambat])
    sheet.print_area(0, 0, lembar.row - 1, len(_LEBAR) - 1)
    book.close()
    return file.getvalue()


def _months(perbandingan: Perbandingan) -> str:
    first, last = (bahasa.bulan_tahun(satu.per_tanggal) for satu in (perbandingan.awal, perbandingan.akhir))
    return f"{first} dan {last}"


def _write_head(lembar: _Lembar, perbandingan: Perbandingan) -> None:
    pengaturan = perbandingan.akhir.rencana.pengaturan
    if pengaturan.tanda:
        lembar.line(pengaturan.tanda, bold=True, font_size=13, font_color=gaya.WARNA_TANDA)
    title = f"{LEMBAR} {_months(perbandingan)}".upper()
    lembar.line(title, bold=True, font_size=15, font_color=gaya.WARNA_UTAMA)
    lembar.line(f"{pengaturan.satker} · Rencana Aksi Zona Integritas {pengaturan.tahun}", bold=True)
    lembar.line(_KETERANGAN, font_color=gaya.WARNA_REDUP)


def _write_areas(lembar: _Lembar, perbandingan: Perbandingan) -> None:
    """Write the figures of each area and of the whole as of both days, and the change."""
    first, last = (header_bulan(satu.per_tanggal) for satu in (perbandingan.awal, perbandingan.akhir))
    kolom = (
        _Kolom("AREA", (0, 0), Bentuk.TENGAH),
        _Kolom("NAMA AREA", (1, 1)),
        _Kolom(f"CAPAIAN {first}", (2, 2), Bentuk.BAGIAN),
        _Kolom(f"CAPAIAN {last}", (3, 3), Bentuk.BAGIAN),
        _Kolom("PERUBAHAN", (4, 4), Bentuk.SELISIH),
        _Kolom(f"SELESAI {first}", (5, 5), Bentuk.ANGKA),
        _Kolom(f"SELESAI {last}", (6, 6), Bentuk.ANGKA),
        _Kolom(f"TERLAMBAT {first}", (7, 7), Bentuk.ANGKA),
        _Kolom(f"TERLAMBAT {last}", (8, 8), Bentuk.ANGKA),
    )
    lembar.section("Capaian per area")
    lembar.header(kolom)
    for satu in perbandingan.area:
        area = satu.akhir.area
        nama = NAMA_AREA.get(area.kode) or area.nama
        lembar.table_row(kolom, [area.kode, nama, *_figures(lembar.row, satu.awal.angka, satu.akhir.angka)])
    whole: list[Isi] = ["", "Seluruhnya", *_figures(lembar.row, *perbandingan.ringkasan)]
    lembar.table_row(kolom, whole, bold=True, bg_color=gaya.WARNA_AREA)


def _figures(row: int, awal: Angka, akhir: Angka) -> list[Isi]:
    """Give the figures of an area as of both days; the change between them is a formula over its cells."""
    before, now = (xl_rowcol_to_cell(row, column) for column in (2, 3))
    return [
        or_dash(awal.capaian),
        or_dash(akhir.capaian),
        change(now, before, akhir.capaian, awal.capaian),
        awal.hitungan.selesai,
        akhir.hitungan.selesai,
        awal.hitungan.terlambat,
        akhir.hitungan.terlambat,
    ]


def _write_list(lembar: _Lembar, judul: str, kolom: Sequence[_Kolom], rows: Iterable[Sequence[Isi]]) -> None:
    """Write a list of kewajiban with its number, or that there are none."""
    rows = list(rows)
    lembar.section(f"{judul} ({len(rows)})")
    if not rows:
        lembar.line("Tidak ada.")
        return
    lembar.header(kolom)
    for row in rows:
        lembar.table_row(kolom, row)


def _finished(satu: PerubahanKewajiban) -> list[Isi]:
    indikator, kewajiban = satu.milik.indikator, satu.akhir
    return [
        indikator.kode,
        indikator.uraian,
        kewajiban.jatuh_tempo or bahasa.TANPA_NILAI,
        kewajiban.tanggal_selesai or bahasa.TANPA_NILAI,
        gaya.NAMA_KETEPATAN[kewajiban.ketepatan] if kewajiban.ketepatan else "",
        indikator.penanggung_jawab,
    ]


def _late(satu: PerubahanKewajiban) -> list[Isi]:
    indikator = satu.milik.indikator
    return [
        indikator.kode,
        indikator.uraian,
        satu.akhir.jatuh_tempo,
        indikator.penanggung_jawab,
        indikator.kendala,
    ]
