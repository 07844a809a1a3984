"""The sheet of the copy that lists all catatan, each with a link to its cell."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from io import BytesIO
from itertools import count

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from zi_reports.excel.gaya import ARTI_TINGKAT, WARNA_GARIS, WARNA_REDUP, WARNA_TAUTAN, WARNA_UTAMA
from zi_reports.excel.kit import HURUF, UKURAN, clean_text, row_height
from zi_reports.rencana.model import Catatan, Tingkat

WARNA_TINGKAT: Mapping[Tingkat, str] = {
    Tingkat.GALAT: "#F4A582",
    Tingkat.PERINGATAN: "#FFE699",
    Tingkat.INFO: "#DDEBF7",
}
"""The fill of a cell by the gravest catatan on it; they differ in lightness as well, and a word stands beside."""

_KOLOM = {"NO": 5, "LEMBAR": 18, "SEL": 8, "TINGKAT": 13, "ISI SEL": 34, "CATATAN": 62, "KODE": 28}
"""Names of the columns, and their widths in characters of seven pixels."""

_LETTERS = [get_column_letter(nomor) for nomor in range(1, len(_KOLOM) + 1)]
_NAMA = "Catatan"
_BARIS_KEPALA = 7
_LOLOS = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

_DAPAT_HILANG = (
    ("gambar", r"drawings/|richdata/|cellimages", rb"<(?:\w+:)?(?:pic|rv)\b"),
    ("grafik", r"drawings/", rb"<(?:\w+:)?chart\b[^>]*\bid="),
    (
        "bentuk (kotak teks, tombol)",
        r"drawings/|featurepropertybag",
        rb"""<(?:\w+:)?(?:sp|cxnSp|relIds|contentPart)\b|ObjectType=["'](?!Note)|<bag type="Check""",
    ),
    ("gambar kepala dan kaki halaman", r"worksheets/", rb"<(?:\w+:)?legacyDrawingHF\b"),
    ("balasan komentar", r"threadedcomments/", rb"<(?:\w+:)?threadedComment\b[^>]*\bparentId="),
    ("sebagian daftar pilihan", r"worksheets/", rb"<x14:dataValidation\b"),
    ("sebagian format bersyarat", r"worksheets/", rb"<x14:cfRule\b"),
    ("grafik kecil dalam sel", r"worksheets/", rb"<(?:\w+:)?sparkline\b"),
    ("alat iris (slicer)", r"slicers/", rb"<(?:\w+:)?slicer\b"),
    ("objek sisipan", r"worksheets/", rb"<(?:\w+:)?oleObject\b"),
    ("pengecualian proteksi", r"worksheets/", rb"<(?:\w+:)?protectedRange\b"),
    ("tanda tangan digital", r"_xmlsignatures/", rb"<(?:\w+:)?Signature\b"),
    ("sebagian angka", r"worksheets/", rb"""<(?:\w+:)?c\b(?![^>]*\bt=["'][^n])[^>]*>\s*<(?:\w+:)?v\b"""),
    ("sebagian lembar", r"xl/workbook\.xml", rb"<(?:\w+:)?sheet\b"),
)
"""What a copy may lack, in words; in which parts it stands, and how each of it begins there."""

_font = partial(Font, name=HURUF, size=UKURAN, family=2)
_BIASA, _REDUP = _font(), _font(color=WARNA_REDUP[1:])
_TAUTAN = _font(color=WARNA_TAUTAN[1:], underline="single")
_SISI = Side("thin", WARNA_GARIS[1:])
_KOTAK = Border(_SISI, _SISI, _SISI, _SISI)
_ATAS, _TENGAH = Alignment(vertical="top", wrap_text=True), Alignment(vertical="center", wrap_text=True)


def add_list(buku: Workbook, catatan: Sequence[Catatan], kepala: str, hilang: Sequence[str]) -> None:
    """Add the sheet at the end of the workbook, so that what counts sheets from the first stays right.

    `kepala` says what was looked at, and when; `hilang` what the copy lacks, if anything.
    """
    dapat_dituju = {sheet.title for sheet in buku.worksheets}
    sheet: Worksheet = buku.create_sheet(_free_title(buku.sheetnames))
    _set_up(sheet)
    _write_head(sheet, kepala, hilang)
    for baris, satu in enumerate(catatan, start=_BARIS_KEPALA + 1):
        _write_row(sheet, baris, satu)
        if satu.lokasi.sel and satu.lokasi.lembar in dapat_dituju:
            _link(sheet[f"C{baris}"], satu)
    if not catatan:
        _put(sheet, f"A{_BARIS_KEPALA + 1}", "Tidak ada catatan.")


def what_is_lost(before: bytes, after: bytes) -> list[str]:
    """Name what there is less of after than before."""
    counts = [list(_counts(isi)) for isi in (before, after)]
    return [name for (name, *_), old, new in zip(_DAPAT_HILANG, *counts, strict=True) if new < old]


def _counts(isi: bytes) -> Iterator[int]:
    with zipfile.ZipFile(BytesIO(isi)) as package:
        for _, parts, pattern in _DAPAT_HILANG:
            yield sum(
                len(re.findall(pattern, package.read(name)))
                for name in package.namelist()
                if re.search(parts, name.casefold())
            )


def escape(teks: str) -> str:
    """Give a text that Excel shows as typed: without control characters, and `_x0041_` no letter A."""
    return _LOLOS.sub("_x005F_", clean_text(teks))


def filled(warna: str) -> PatternFill:
    """Give the fill of a colour; of a conditional one Excel takes the background, other programs the other."""
    return PatternFill("solid", fgColor=f"FF{warna[1:]}", bgColor=f"FF{warna[1:]}")


def _free_title(taken: Sequence[str]) -> str:
    """Give a title that no sheet has; Excel knows no capitals in it."""
    known = {title.casefold() for title in taken}
    titles = (_NAMA if nomor == 1 else f"{_NAMA} ({nomor})" for nomor in count(1))
    return next(title for title in titles if title.casefold() not in known)


def _set_up(sheet: Worksheet) -> None:
    """Give the sheet its columns, and lay it out for a screen and for paper."""
    for letter, lebar in zip(_LETTERS, _KOLOM.values(), strict=True):
        sheet.column_dimensions[letter].width = lebar
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = f"A{_BARIS_KEPALA + 1}"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = f"{_BARIS_KEPALA}:{_BARIS_KEPALA}"
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.3, footer=0.3)
    foot = HeaderFooterItem()
    foot.right.text, foot.right.size = "Halaman &P dari &N", 8
    sheet.HeaderFooter.oddFooter = foot


def _write_head(sheet: Worksheet, kepala: str, hilang: Sequence[str]) -> None:
    """Write the title, what the list is of, the three colours, what is lacking, and the columns' names."""
    _put(sheet, "A1", "CATATAN ATAS BUKU KERJA", _font(size=14, bold=True, color=WARNA_UTAMA[1:]))
    sheet.row_dimensions[1].height = 21
    kepala += (
        ". Ini salinan: perbaiki isian pada buku kerja aslinya. "
        "Klik alamat pada kolom SEL untuk menuju selnya."
    )
    lacking = f"Salinan ini tidak memuat: {', '.join(hilang)}. Lihat buku kerja aslinya." if hilang else ""
    for baris, teks in ((2, kepala), (_BARIS_KEPALA - 1, lacking)):
        _put(sheet, f"A{baris}", teks, _REDUP).alignment = _TENGAH
        sheet.merge_cells(f"A{baris}:{_LETTERS[-1]}{baris}")
        sheet.row_dimensions[baris].height = row_height([(teks, sum(_KOLOM.values()) * 7)]) + 6
    for baris, tingkat in enumerate(Tingkat, start=3):
        _put(sheet, f"B{baris}", tingkat, warna=WARNA_TINGKAT[tingkat]).border = _KOTAK
        _put(sheet, f"C{baris}", ARTI_TINGKAT[tingkat], _REDUP)
    for letter, nama in zip(_LETTERS, _KOLOM, strict=True):
        look = _font(bold=True, color="FFFFFF")
        cell = _put(sheet, f"{letter}{_BARIS_KEPALA}", nama, look, WARNA_UTAMA)
        cell.border, cell.alignment = _KOTAK, _TENGAH
    sheet.row_dimensions[_BARIS_KEPALA].height = 20


def _write_row(sheet: Worksheet, baris: int, catatan: Catatan) -> None:
    lokasi, nomor = catatan.lokasi, baris - _BARIS_KEPALA
    texts = (str(nomor), lokasi.lembar, lokasi.sel, catatan.tingkat, catatan.isi, catatan.pesan, catatan.kode)
    for letter, teks in zip(_LETTERS, texts, strict=True):
        cell = _put(sheet, f"{letter}{baris}", teks)
        cell.border, cell.alignment = _KOTAK, _ATAS
    sheet[f"A{baris}"].value = nomor
    sheet[f"A{baris}"].alignment = Alignment(horizontal="center", vertical="top")
    sheet[f"D{baris}"].fill = filled(WARNA_TINGKAT[catatan.tingkat])
    sheet.row_dimensions[baris].height = row_height(
        [(teks, lebar * 7) for teks, lebar in zip(texts, _KOLOM.values(), strict=True)]
    )


def _link(cell: Cell, catatan: Catatan) -> None:
    """Let a click lead to the cell; the name is quoted always, since unquoted `2025` is no sheet to Excel."""
    name = catatan.lokasi.lembar.replace("'", "''")
    cell.hyperlink = Hyperlink(ref="", location=f"'{name}'!{catatan.lokasi.sel}", display=catatan.lokasi.sel)
    cell.font = _TAUTAN


def _put(sheet: Worksheet, alamat: str, teks: str, huruf: Font = _BIASA, warna: str = "") -> Cell:
    """Write a text that stays one, be it `=1` or `#N/A`."""
    cell: Cell = sheet[alamat]
    cell.value = escape(teks) or None
    cell.data_type = "s"
    cell.font = huruf
    if warna:
        cell.fill = filled(warna)
    return cell
