"""What changed between two months becomes a workbook of one sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from zi_reports.excel import gaya
from zi_reports.excel.formulas import change, or_dash
from zi_reports.excel.kit import Cetak, Formats, Isi, new_workbook, plain_text, row_height
from zi_reports.excel.sheet import Bentuk, Kepala, Lembar, Rupa
from zi_reports.monev.figures import Angka, Perbandingan, PerubahanKewajiban
from zi_reports.rencana import bahasa
from zi_reports.rencana.baku import NAMA_AREA
from zi_reports.rencana.lampiran import Kolom, header_bulan

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


class _Lembar(Lembar):
    """The sheet being written; its tables stand one below the other and merge its columns as each needs."""

    def add_row(self, kolom: Sequence[_Kolom], isi: Sequence[Isi], **look: Any) -> None:  # noqa: ANN401 - XlsxWriter's properties are of any type
        """Write a row of a table, as high as its texts need."""
        for satu, nilai in zip(kolom, isi, strict=True):
            self.write(self.baris, satu.tempat, nilai, self.rupa.cell(satu.bentuk, **look))
        texts = [
            (plain_text(nilai), satu.lebar)
            for satu, nilai in zip(kolom, isi, strict=True)
            if satu.bentuk in {Bentuk.TEKS, Bentuk.TENGAH}
        ]
        self.sheet.set_row(self.baris, row_height(texts, bold=bool(look.get("bold"))) + 2)
        self.baris += 1

    def add_header(self, kolom: Sequence[_Kolom]) -> None:
        """Write a row of headers."""
        for satu in kolom:
            self.write(self.baris, satu.tempat, satu.judul, self.rupa.header())
        self.sheet.set_row(self.baris, row_height([(k.judul, k.lebar) for k in kolom], bold=True) + 2)
        self.baris += 1


def write_bandingkan(perbandingan: Perbandingan) -> bytes:
    """Make the workbook; the same comparison gives the same bytes."""
    akhir = perbandingan.akhir
    pengaturan = akhir.rencana.pengaturan
    months = _months(perbandingan)
    file = BytesIO()
    book = new_workbook(file, f"{LEMBAR} {months}", pengaturan.satker, akhir.per_tanggal)
    sheet = book.add_worksheet(LEMBAR)
    lembar = _Lembar(book, sheet, Rupa(Formats(book)), _LEBAR)
    plan = f"{pengaturan.satker} · Rencana Aksi Zona Integritas {pengaturan.tahun}"
    lembar.set_up(
        Kepala(f"{LEMBAR} {months}".upper(), plan, _KETERANGAN, pengaturan.tanda),
        Cetak(pengaturan.ukuran_kertas, pengaturan.tanda, pengaturan.satker, f"{LEMBAR} {months}"),
        mendatar=True,
    )
    _write_areas(lembar, perbandingan)
    _write_list(lembar, "Baru selesai", _SELESAI, [_finished(satu) for satu in perbandingan.baru_selesai])
    _write_list(lembar, "Baru terlambat", _TERLAMBAT, [_late(satu) for satu in perbandingan.baru_terlambat])
    sheet.print_area(0, 0, lembar.baris - 1, len(_LEBAR) - 1)
    book.close()
    return file.getvalue()


def _months(perbandingan: Perbandingan) -> str:
    first, last = (bahasa.bulan_tahun(satu.per_tanggal) for satu in (perbandingan.awal, perbandingan.akhir))
    return f"{first} dan {last}"


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
    lembar.add_section("Capaian per area")
    lembar.add_header(kolom)
    for satu in perbandingan.area:
        area = satu.akhir.area
        nama = NAMA_AREA.get(area.kode) or area.nama
        lembar.add_row(kolom, [area.kode, nama, *_figures(lembar.baris, satu.awal.angka, satu.akhir.angka)])
    whole: list[Isi] = ["", "Seluruhnya", *_figures(lembar.baris, *perbandingan.ringkasan)]
    lembar.add_row(kolom, whole, bold=True, bg_color=gaya.WARNA_AREA)


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
    lembar.baris += 1
    lembar.add_section(f"{judul} ({len(rows)})")
    if not rows:
        lembar.add_line("Tidak ada.")
        return
    lembar.add_header(kolom)
    for row in rows:
        lembar.add_row(kolom, row)


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
