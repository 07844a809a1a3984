"""One sheet of the Excel report while it is written: its head, its tables with filters, its colours by rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from xlsxwriter.format import Format

from zi_reports.excel import gaya
from zi_reports.excel import sheet as lembar
from zi_reports.excel.kit import Cetak, Isi
from zi_reports.excel.report_book import Buku, NamaLembar
from zi_reports.excel.sheet import Kepala, KolomTabel
from zi_reports.monev.figures import Keadaan
from zi_reports.rencana import bahasa


@dataclass(slots=True)
class Lembar(lembar.Lembar):
    """A sheet of the report, with the book that it belongs to."""

    buku: Buku = field(kw_only=True)

    def write_table(
        self, row: int, nama: str, kolom: Sequence[KolomTabel], baris: Iterable[Sequence[Isi]]
    ) -> tuple[int, int]:
        """Write an Excel table with filters from `row` on; give its first and last row below the headers.

        A table needs a row: one without data gets an empty one.
        """
        self.write_header(row, kolom)
        last = row
        for last, isi in enumerate(baris, start=row + 1):
            self.write_row(last, kolom, isi)
        if last == row:
            last += 1
            self.write_row(last, kolom, [None] * len(kolom))
        headers = [{"header": satu.judul, "header_format": self.rupa.header()} for satu in kolom]
        options = {"name": nama, "columns": headers, "style": None}
        self.sheet.add_table(row, 0, last, len(kolom) - 1, options)
        self.sheet.repeat_rows(row)
        return row + 1, last

    def colour_words(self, area: tuple[int, int, int, int], words: Mapping[str, Keadaan]) -> None:
        """Colour cells by the word that they hold, as rules, so that a corrected cell is coloured anew."""
        for word, keadaan in words.items():
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": self._fill(keadaan)}
            self.sheet.conditional_format(*area, rule)

    def colour_texts(
        self, area: tuple[int, int, int, int], kriteria: str, words: Mapping[str, Keadaan]
    ) -> None:
        """Colour cells by words within their text, as rules; `kriteria` is `begins with` or `containing`.

        Of the rules given for a cell, the first that holds is the last that is looked at.
        """
        for word, keadaan in words.items():
            rule = {"type": "text", "criteria": kriteria, "value": word, "format": self._fill(keadaan)}
            self.sheet.conditional_format(*area, {**rule, "stop_if_true": True})

    def _fill(self, keadaan: Keadaan) -> Format:
        return self.book.add_format({"bg_color": gaya.WARNA_KEADAAN[keadaan]})


def open_sheet(
    buku: Buku, nama: NamaLembar, lebar: Sequence[int], keterangan: str, *, mendatar: bool
) -> tuple[Lembar, int]:
    """Set a sheet up, with columns of these widths, and write its head; give it with the first free row."""
    sheet = Lembar(buku.book, buku.lembar[nama], buku.rupa, lebar, buku=buku)
    monev = buku.bahan.monev
    pengaturan = monev.rencana.pengaturan
    periode = f"Per {bahasa.tanggal(monev.per_tanggal)}"
    plan = f"{pengaturan.satker} · Rencana Aksi Zona Integritas {pengaturan.tahun} · {periode}"
    cetak = Cetak(pengaturan.ukuran_kertas, pengaturan.tanda, pengaturan.satker, f"{nama} · {periode}")
    sheet.set_up(Kepala(nama.upper(), plan, keterangan, pengaturan.tanda), cetak, mendatar=mendatar)
    return sheet, sheet.baris
