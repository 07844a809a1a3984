"""Sheet Rencana Aksi while it is written: its columns, and its widths and type by how it is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from zi_reports.excel import kit
from zi_reports.rencana import lampiran
from zi_reports.rencana.lampiran import Kolom
from zi_reports.rencana.model import Cetak, Pengaturan

UKURAN = 12
"""Points of the table's text."""

BARIS_PERTAMA = lampiran.BARIS_HEADER + 1
"""The row of the first area, from 0: below the headers stands a row of column numbers."""

_TERAKHIR = len(lampiran.KOLOM_LAMPIRAN) - 1
"""The last column of the lampiran, from 0."""

_BEKU = len(lampiran.KOLOM_LAMPIRAN[:3])
"""So many columns stay in sight, on the screen and on the second of two pages."""

# Pixels of the columns before the months.
_LEBAR = (34, 108, 150, 165, 190, 92, 78, 88, 120, 114, 105, 105)
_KERTAS_A3 = 8


@dataclass(frozen=True, slots=True)
class Tata:
    """How much wider the columns before the months are, the pixels of a month and of KODE, their points."""

    perluasan: float
    bulan: int
    kode: int
    kecil: int


TATA: Mapping[Cetak, Tata] = {
    Cetak.DUA_HALAMAN: Tata(1.2, 82, 60, UKURAN),
    Cetak.SATU_HALAMAN: Tata(1, 41, 56, 10),
    Cetak.A3: Tata(1, 74, 60, UKURAN),
}
"""On two pages of A4, and on A3, no type is smaller than 7 points in print; on one page of A4 it is 5 to 6."""


@dataclass(frozen=True, slots=True)
class LembarRencana:
    """The sheet, what makes its cells' formats, the column of each header, and its pixels.

    `kecil` are the points of months and numbers; `judul` the columns, from the first to the last, of the title.
    """

    sheet: Worksheet
    look: Callable[..., Format]
    kolom: Mapping[str, int]
    lebar: Mapping[str, int]
    kecil: int
    judul: tuple[int, int]

    def write(self, row: int, header: str, isi: kit.Isi, **properties: object) -> None:
        """Write the cell of a row below a header."""
        kit.write_cell(self.sheet, row, self.kolom[header], isi, self.look(**properties))

    @property
    def bulan(self) -> range:
        """The columns of the months."""
        return range(len(_LEBAR), self.kolom[Kolom.KODE])


def open_sheet(
    sheet: Worksheet, look: Callable[..., Format], bulan: Iterable[str], cetak: Cetak
) -> LembarRencana:
    """Give the sheet its columns, as wide as they are when it is printed so; `bulan` are the months' headers."""
    tata = TATA[cetak]
    before = {
        str(header): round(pixels * tata.perluasan) for header, pixels in zip(Kolom, _LEBAR, strict=False)
    }
    lebar = {**before, **dict.fromkeys(bulan, tata.bulan), Kolom.KODE.value: tata.kode}
    kit.set_columns(sheet, list(lebar.values()))
    kolom = {header: column for column, header in enumerate(lebar)}
    # Columns that are repeated on a second page would repeat half a title.
    judul = (_BEKU, len(_LEBAR) - 1) if cetak is Cetak.DUA_HALAMAN else (0, _TERAKHIR)
    return LembarRencana(sheet, look, kolom, lebar, tata.kecil, judul)


def lay_out(table: LembarRencana, pengaturan: Pengaturan) -> None:
    """Keep the headers and the first columns in sight, and lay the sheet out for paper (after kit's own)."""
    sheet = table.sheet
    sheet.freeze_panes(BARIS_PERTAMA, _BEKU)
    sheet.repeat_rows(lampiran.BARIS_HEADER - 1, lampiran.BARIS_HEADER)
    if pengaturan.cetak is Cetak.A3:
        sheet.set_paper(_KERTAS_A3)
    elif pengaturan.cetak is Cetak.DUA_HALAMAN:
        widths = list(table.lebar.values())
        first, months = widths[: table.bulan.start], widths[table.bulan.start :]
        widest = max(sum(first), sum(first[:_BEKU]) + sum(months))
        # Set, not fitted: where a sheet is fitted to pages, Excel passes breaks over.
        sheet.set_print_scale(int(100 * kit.printed_width(pengaturan.kertas, 1) / widest))
        sheet.set_v_pagebreaks([table.bulan.start])
        sheet.repeat_columns(0, _BEKU - 1)
        sheet.print_across()


def finish(sheet: Worksheet, pengaturan: Pengaturan, *, mendatar: bool) -> None:
    """Protect a sheet against slips, and lay it out for paper."""
    foot = (pengaturan.satker, f"{sheet.get_name()} {pengaturan.tahun}")
    sheet.protect("", lampiran.PROTEKSI)
    kit.set_up_print(sheet, pengaturan.kertas, pengaturan.tanda, foot, mendatar=mendatar)
