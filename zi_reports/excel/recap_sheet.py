"""One sheet of the recap's workbook while it is written: its head and its tables, row below row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from zi_reports.excel import sheet as lembar
from zi_reports.excel.kit import Cetak, Isi
from zi_reports.excel.recap_words import periode
from zi_reports.excel.sheet import Kepala, KolomTabel, Rupa
from zi_reports.monev.satker import Rekap
from zi_reports.rencana.bahasa import TANPA_NILAI, tanggal
from zi_reports.rencana.model import Kertas

_DESIMAL = 12
"""Shares are written with so many decimals: what a spreadsheet compares, and no more."""

_GRAFIK_TERLEBAR, _TINGGI_GRAFIK = 900, 260


@dataclass(frozen=True, slots=True)
class Buku:
    """The recap, the open workbook, and the looks of its tables."""

    rekap: Rekap
    book: Workbook
    rupa: Rupa


class Lembar(lembar.Lembar):
    """A sheet of the recap, written from top to bottom."""

    def add_table(
        self, kolom: Sequence[KolomTabel], rows: Iterable[Sequence[Isi]], *, saring: bool = False
    ) -> range:
        """Write a table, with filters and fixed headers if `saring`; give the rows below its headers."""
        self.write_header(self.baris, kolom)
        first = self.baris + 1
        for isi in rows:
            self.baris += 1
            self.write_row(self.baris, kolom, [_shown(satu) for satu in isi], valign="vcenter")
        if saring:
            self.sheet.autofilter(first - 1, 0, max(self.baris, first), len(kolom) - 1)
            self.sheet.freeze_panes(first, 1)
            self.sheet.repeat_rows(first - 1)
        self.baris += 2
        return range(first, self.baris - 1)

    def add_chart(self, chart: Chart, keterangan: str) -> None:
        """Place a chart below what was written, as wide as the columns."""
        size = (min(sum(self.lebar), _GRAFIK_TERLEBAR), _TINGGI_GRAFIK)
        self.baris = self.place_chart((self.baris, 0), chart, size, keterangan)


def open_sheet(buku: Buku, nama: str, lebar: Sequence[int], keterangan: str, *, mendatar: bool) -> Lembar:
    """Add a sheet with columns of these widths in pixels, and write its head."""
    rekap = buku.rekap
    sheet = Lembar(buku.book, buku.book.add_worksheet(nama), buku.rupa, lebar)
    kepala = Kepala(f"REKAP: {nama.upper()}", periode(rekap), keterangan, rekap.tanda)
    kaki = f"Rekap {nama} · Per {tanggal(rekap.per_tanggal)}"
    sheet.set_up(kepala, Cetak(Kertas.A4, rekap.tanda, "Rekap Zona Integritas", kaki), mendatar=mendatar)
    return sheet


def _shown(isi: Isi) -> Isi:
    return share(isi) if isi is None or isinstance(isi, float) else isi


def share(nilai: float | None) -> float | str:
    """Give a share as cells hold it, or the dash that stands for none."""
    return TANPA_NILAI if nilai is None else round(nilai, _DESIMAL)
