"""A workbook becomes a copy with each catatan as a comment and a colour on its cell, and a list of all.

openpyxl makes the copy, and leaves out what it does not know. The list says what that was.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import warnings
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from copy import copy
from functools import partial
from io import BytesIO
from itertools import count
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.reader import drawings
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from zi_reports.excel.gaya import ARTI_TINGKAT, WARNA_GARIS, WARNA_REDUP, WARNA_TAUTAN, WARNA_UTAMA
from zi_reports.excel.kit import HURUF, UKURAN, clean_text, count_lines, row_height
from zi_reports.files import same_bytes
from zi_reports.rencana import bahasa
from zi_reports.rencana.model import Catatan, Tingkat, UserError

PENULIS = "zi periksa"
"""Who the comments are by."""

_ISI_TERBESAR = 100_000_000
"""The most bytes that all parts together may unpack to."""

_SEL_TERBANYAK = 100_000
"""The most rows and cells, with those that merged blocks and links cover: openpyxl makes each of them."""

_LEBAR, _TINGGI_BARIS, _TEPI, _TERTINGGI = 320, 19, 14, 600
"""Pixels of a comment's box: its width, a line of text, what is not text, and the most that it is high."""

_BARIS_DAN_SEL = re.compile(rb"<(?:\w+:)?(?:row|c)\b")
_FORMAT_PANJANG = re.compile(rb"""\bformatCode=(?:"[^"]{256}|'[^']{256})""")
"""A number format longer than Excel's may be: openpyxl goes over it again and again."""
_BERAT, _BOBOT = re.compile(rb"<(?:\w+:)?(?:hyperlink|cfRule|comment|dataValidation|definedName|xf)\b"), 6
"""What of a workbook openpyxl takes as long for as for so many cells."""
_RENTANG = re.compile(rb"""<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref=["']([^"']+)""")
_ALAMAT_KOMENTAR = re.compile(rb"""<(?:\w+:)?comment\b[^>]*?\bref=["'](\w+)""")

WARNA_TINGKAT: Mapping[Tingkat, str] = {
    Tingkat.GALAT: "#F4A582",
    Tingkat.PERINGATAN: "#FFE699",
    Tingkat.INFO: "#DDEBF7",
}
"""The fill of a cell by the gravest catatan on it; they differ in lightness as well, and a word stands beside."""

_KOLOM = {"NO": 5, "LEMBAR": 18, "SEL": 8, "TINGKAT": 13, "ISI SEL": 34, "CATATAN": 62, "KODE": 28}
"""Names of the columns, and their widths in characters of seven pixels."""

_LETTERS = [get_column_letter(nomor) for nomor in range(1, len(_KOLOM) + 1)]
_BARIS_KEPALA = 7

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
_SISI = Side("thin", WARNA_GARIS[1:])
_KOTAK = Border(_SISI, _SISI, _SISI, _SISI)
_ATAS, _TENGAH = Alignment(vertical="top", wrap_text=True), Alignment(vertical="center", wrap_text=True)


class SalinanError(UserError):
    """A workbook of which no annotated copy can be made."""


def annotate(isi: bytes, catatan: Sequence[Catatan], nama: str, hari: dt.date) -> bytes:
    """Give the workbook `isi` with each catatan as a comment and a colour on its cell, and a list of all.

    `nama` is what the list calls the workbook. The same workbook, catatan and day give the same bytes.

    Raises:
        SalinanError: openpyxl cannot read the workbook, or it is too large for that.
    """
    try:
        parts = _unpack(isi)
        _check_size(parts, len(catatan))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's, in English, on what it leaves out
            before, after = _counts(parts), _counts(_unpack(_save(_load(isi, nama), hari)))
            lost = [name for name, number in after.items() if number < before[name]]
            book = _load(isi, nama)
            _fit_comments(book, parts)
            for sheet in book.worksheets:
                _annotate_sheet(sheet, catatan)
            _add_list(book, catatan, f"{nama}, diperiksa {bahasa.tanggal(hari)}", lost)
            return _save(book, hari)
    except SalinanError:
        raise
    except Exception as error:
        # A package that is not as it should be has no error of its own in openpyxl: KeyError, TypeError, ...
        raise SalinanError(
            f"Salinan {nama} tidak dapat dibuat. Buka buku kerja itu di Excel, Simpan Sebagai .xlsx, lalu ulangi."
        ) from error


def copy_name(buku: Path) -> str:
    """Give the name of a workbook's copy, from characters that every system and every share takes."""
    plain = unicodedata.normalize("NFKD", buku.stem).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", plain).strip("-")[:80].rstrip("-")
    return f"{stem or 'buku'}-catatan{'.xlsm' if buku.suffix.casefold() == '.xlsm' else '.xlsx'}"


def _unpack(isi: bytes) -> Mapping[str, bytes]:
    """Give the parts of a workbook, by their names in small letters."""
    with zipfile.ZipFile(BytesIO(isi)) as package:
        if sum(info.file_size for info in package.infolist()) > _ISI_TERBESAR:
            raise SalinanError(
                "Salinan tidak dibuat: buku kerja terlalu besar. Hapus gambar dan lembar yang tidak perlu."
            )
        return {name.casefold(): package.read(name) for name in package.namelist()}


def _check_size(parts: Mapping[str, bytes], catatan: int) -> None:
    """Refuse what openpyxl, which has no bounds, would take minutes for; each catatan is a comment."""
    sheets = [part for name, part in parts.items() if "worksheets/" in name]
    areas = [CellRange(ref.decode()).size for part in sheets for ref in _RENTANG.findall(part)]
    covered = sum(area["rows"] * area["columns"] for area in areas)
    written = [part for name, part in parts.items() if name.endswith(".xml")]
    cells = sum(len(_BARIS_DAN_SEL.findall(part)) for part in sheets)
    others = (sum(len(_BERAT.findall(part)) for part in written) + catatan) * _BOBOT
    if covered + cells + others > _SEL_TERBANYAK or any(map(_FORMAT_PANJANG.search, written)):
        raise SalinanError(
            "Salinan tidak dibuat: lembarnya terlalu besar. "
            "Hapus baris dan kolom kosong di sekitar tabel, simpan, lalu ulangi."
        )


vars(drawings)["PILImage"] = False
"""openpyxl leaves pictures out, as it does without Pillow: else a damaged or huge one would cost the copy."""


def _load(isi: bytes, nama: str) -> Workbook:
    book = load_workbook(BytesIO(isi), keep_vba=nama.casefold().endswith(".xlsm"), rich_text=True)
    if not book.worksheets:  # so it reads Strict Open XML
        raise ValueError(nama)
    book.template = False
    book.calculation = CalcProperties(fullCalcOnLoad=True)  # for the results of formulas are not kept
    return book


def _save(book: Workbook, hari: dt.date) -> bytes:
    """Save a workbook as of a day; its own way to save reads the clock."""
    book.properties.created = book.properties.modified = dt.datetime.combine(hari, dt.time())
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive, book.vba_archive or nullcontext():
        ExcelWriter(book, archive).save()
    return same_bytes(file)


def _annotate_sheet(sheet: Worksheet, catatan: Iterable[Catatan]) -> None:
    """Put the catatan on their cells, the gravest first: it gives the cell its colour."""
    placed: dict[str, list[Catatan]] = defaultdict(list)
    for satu in sorted(catatan, key=lambda satu: list(Tingkat).index(satu.tingkat)):
        if satu.lokasi.sel and satu.lokasi.lembar == sheet.title:
            # Of a merged block the first cell shows what is said of any.
            blocks = (block.coord for block in sheet.merged_cells.ranges if satu.lokasi.sel in block)
            placed[next(blocks, satu.lokasi.sel).partition(":")[0]].append(satu)
    for sel, group in placed.items():
        cell = sheet[sel]
        _take_look(sheet, cell)
        cell.fill = _filled(WARNA_TINGKAT[group[0].tingkat])
        old = [cell.comment.text] if cell.comment else []
        new = [_escape(f"{PENULIS}: {satu.tingkat}\n{satu.pesan}") for satu in group]
        cell.comment = _comment("\n\n".join(old + new), cell.comment.author if cell.comment else PENULIS)
    _colour_above(sheet, {sel: WARNA_TINGKAT[group[0].tingkat] for sel, group in placed.items()})


def _take_look(sheet: Worksheet, cell: Cell) -> None:
    """Give an empty cell the look that it had from its row or column."""
    if cell.has_style or cell.value is not None:
        return
    row = sheet.row_dimensions[cell.row]
    columns = [
        satu for satu in sheet.column_dimensions.values() if (satu.min or 0) <= cell.column <= (satu.max or 0)
    ]
    source = next((satu for satu in (row, *columns) if satu.has_style), cell)
    for name in ("font", "border", "alignment", "protection", "number_format"):
        setattr(cell, name, copy(getattr(source, name)))


def _colour_above(sheet: Worksheet, warna: Mapping[str, str]) -> None:
    """Put our colours ahead of the conditional formats, which go over a cell's own; theirs keep their order."""
    groups = list(sheet.conditional_formatting)
    if any(group.pivot for group in groups):
        return  # a pivot table names its rules by their priority
    hidden: dict[str, list[str]] = defaultdict(list)
    for sel, satu in warna.items():
        if any(sel in group for group in groups):
            hidden[satu].append(sel)
    for group in groups:
        for rule in group.rules:
            rule.priority += len(hidden)
    for priority, (satu, cells) in enumerate(hidden.items(), start=1):
        look = DifferentialStyle(fill=_filled(satu))
        rule = Rule("expression", dxf=look, priority=priority, formula=["TRUE"])
        sheet.conditional_formatting.add(" ".join(cells), rule)


def _fit_comments(book: Workbook, parts: Mapping[str, bytes]) -> None:
    """Size the comments that are there to their text: openpyxl does not read their sizes."""
    found = (_ALAMAT_KOMENTAR.findall(part) for name, part in parts.items() if "comments" in name)
    places = {address.decode() for addresses in found for address in addresses}
    for cell in (sheet[sel] for sheet in book.worksheets for sel in sorted(places)):
        if cell.comment:
            cell.comment = _comment(cell.comment.text, cell.comment.author)


def _comment(teks: str, penulis: str) -> Comment:
    lines = count_lines(teks, _LEBAR, size=11)  # at the most: its font is left to the program that shows it
    return Comment(teks, penulis, min(lines * _TINGGI_BARIS + _TEPI, _TERTINGGI), _LEBAR)


def _add_list(buku: Workbook, catatan: Sequence[Catatan], kepala: str, hilang: Sequence[str]) -> None:
    """Add the sheet at the end of the workbook, so that what counts sheets from the first stays right.

    `kepala` says what was looked at, and when; `hilang` what the copy lacks, if anything.
    """
    dapat_dituju = {sheet.title for sheet in buku.worksheets}
    known = {title.casefold() for title in buku.sheetnames}  # Excel knows no capitals in a title
    titles = ("Catatan" if nomor == 1 else f"Catatan ({nomor})" for nomor in count(1))
    sheet: Worksheet = buku.create_sheet(next(title for title in titles if title.casefold() not in known))
    _set_up(sheet)
    _write_head(sheet, kepala, hilang)
    for nomor, satu in enumerate(catatan, start=1):
        _write_row(sheet, nomor, satu)
        if satu.lokasi.sel and satu.lokasi.lembar in dapat_dituju:
            cell = sheet[f"C{_BARIS_KEPALA + nomor}"]
            name = satu.lokasi.lembar.replace("'", "''")
            place = f"'{name}'!{satu.lokasi.sel}"  # quoted always, since unquoted `2025` is no sheet to Excel
            cell.hyperlink = Hyperlink(ref="", location=place, display=satu.lokasi.sel)
            cell.font = _font(color=WARNA_TAUTAN[1:], underline="single")
    if not catatan:
        _put(sheet, f"A{_BARIS_KEPALA + 1}", "Tidak ada catatan.")


def _counts(parts: Mapping[str, bytes]) -> Mapping[str, int]:
    return {
        nama: sum(len(re.findall(pattern, part)) for name, part in parts.items() if re.search(place, name))
        for nama, place, pattern in _DAPAT_HILANG
    }


def _escape(teks: str) -> str:
    """Give a text that Excel shows as typed: without control characters, and `_x0041_` no letter A."""
    return re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", clean_text(teks))


def _filled(warna: str) -> PatternFill:
    """Give the fill of a colour; of a conditional one Excel takes the background, other programs the other."""
    return PatternFill("solid", fgColor=f"FF{warna[1:]}", bgColor=f"FF{warna[1:]}")


def _set_up(sheet: Worksheet) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = f"A{_BARIS_KEPALA + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToPage, sheet.page_setup.fitToHeight = True, 0
    sheet.print_title_rows = f"{_BARIS_KEPALA}:{_BARIS_KEPALA}"
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.3, footer=0.3)
    foot = HeaderFooterItem()
    foot.right.text, foot.right.size = "Halaman &P dari &N", 8
    sheet.HeaderFooter.oddFooter = foot


def _write_head(sheet: Worksheet, kepala: str, hilang: Sequence[str]) -> None:
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
    look = _font(bold=True, color="FFFFFF")
    for letter, (nama, lebar) in zip(_LETTERS, _KOLOM.items(), strict=True):
        sheet.column_dimensions[letter].width = lebar
        cell = _put(sheet, f"{letter}{_BARIS_KEPALA}", nama, look, WARNA_UTAMA)
        cell.border, cell.alignment = _KOTAK, _TENGAH
    sheet.row_dimensions[_BARIS_KEPALA].height = 20


def _write_row(sheet: Worksheet, nomor: int, catatan: Catatan) -> None:
    lokasi, baris = catatan.lokasi, _BARIS_KEPALA + nomor
    texts = (str(nomor), lokasi.lembar, lokasi.sel, catatan.tingkat, catatan.isi, catatan.pesan, catatan.kode)
    for letter, teks in zip(_LETTERS, texts, strict=True):
        cell = _put(sheet, f"{letter}{baris}", teks)
        cell.border, cell.alignment = _KOTAK, _ATAS
    sheet[f"A{baris}"].value = nomor
    sheet[f"A{baris}"].alignment = Alignment(horizontal="center", vertical="top")
    sheet[f"D{baris}"].fill = _filled(WARNA_TINGKAT[catatan.tingkat])
    widths = (lebar * 7 for lebar in _KOLOM.values())
    sheet.row_dimensions[baris].height = row_height(zip(texts, widths, strict=True))


def _put(sheet: Worksheet, alamat: str, teks: str, huruf: Font = _BIASA, warna: str = "") -> Cell:
    """Write a text that stays one, be it `=1` or `#N/A`."""
    cell: Cell = sheet[alamat]
    cell.value = _escape(teks) or None
    cell.data_type = "s"
    cell.font = huruf
    if warna:
        cell.fill = _filled(warna)
    return cell
