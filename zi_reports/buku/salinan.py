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
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from zi_reports.buku.salinan_daftar import WARNA_TINGKAT, add_list, escape, filled, what_is_lost
from zi_reports.excel.kit import count_lines
from zi_reports.files import same_bytes
from zi_reports.rencana import bahasa
from zi_reports.rencana.model import Catatan, Tingkat, UserError

PENULIS = "zi periksa"
"""Who the comments are by."""

_ISI_TERBESAR = 300_000_000
"""The most bytes that all parts together may unpack to."""

_SEL_TERBANYAK = 300_000
"""The most rows and cells, with those that merged blocks and links cover: openpyxl makes each of them."""

_LEBAR, _TINGGI_BARIS, _TEPI, _TERTINGGI = 320, 19, 14, 600
"""Pixels of a comment's box: its width, a line of text, what is not text, and the most that it is high."""

_NAMA_TERPANJANG = 80
_TIDAK_AMAN = re.compile(r"[^A-Za-z0-9_-]+")
_BARIS_DAN_SEL = re.compile(rb"<(?:\w+:)?(?:row|c)\b")
_RENTANG = re.compile(rb"""<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref=["']([^"']+)""")
_ALAMAT_KOMENTAR = re.compile(rb"""<(?:\w+:)?comment\b[^>]*?\bref=["'](\w+)""")


class SalinanError(UserError):
    """A workbook of which no annotated copy can be made."""


def annotate(isi: bytes, catatan: Sequence[Catatan], nama: str, hari: dt.date) -> bytes:
    """Give the workbook `isi` with each catatan as a comment and a colour on its cell, and a list of all.

    `nama` is what the list calls the workbook. The same workbook, catatan and day give the same bytes.

    Raises:
        SalinanError: openpyxl cannot read the workbook, or it is too large for that.
    """
    try:
        _check_size(isi)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's, in English, on what it leaves out
            lost = what_is_lost(isi, _save(_load(isi, nama), hari))
            book = _load(isi, nama)
            _fit_comments(book, isi)
            for sheet in book.worksheets:
                _annotate_sheet(sheet, catatan)
            add_list(book, catatan, f"{nama}, diperiksa {bahasa.tanggal(hari)}", lost)
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
    stem = _TIDAK_AMAN.sub("-", plain).strip("-")[:_NAMA_TERPANJANG].rstrip("-")
    return f"{stem or 'buku'}-catatan{'.xlsm' if buku.suffix.casefold() == '.xlsm' else '.xlsx'}"


def _check_size(isi: bytes) -> None:
    """Refuse what openpyxl, which has no bounds, would take minutes and gigabytes for."""
    with zipfile.ZipFile(BytesIO(isi)) as package:
        if sum(info.file_size for info in package.infolist()) > _ISI_TERBESAR:
            raise SalinanError(
                "Salinan tidak dibuat: buku kerja terlalu besar. Hapus gambar dan lembar yang tidak perlu."
            )
        sheets = [package.read(name) for name in package.namelist() if "worksheets/" in name.casefold()]
    areas = [CellRange(ref.decode()).size for isi in sheets for ref in _RENTANG.findall(isi)]
    covered = sum(area["rows"] * area["columns"] for area in areas)
    if covered + sum(len(_BARIS_DAN_SEL.findall(isi)) for isi in sheets) > _SEL_TERBANYAK:
        raise SalinanError(
            "Salinan tidak dibuat: lembarnya terlalu besar. "
            "Hapus baris dan kolom kosong di sekitar tabel, simpan, lalu ulangi."
        )


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
            placed[_first_of_block(sheet, satu.lokasi.sel)].append(satu)
    for sel, group in placed.items():
        _annotate_cell(sheet, sheet[sel], group)
    _colour_above(sheet, {sel: WARNA_TINGKAT[group[0].tingkat] for sel, group in placed.items()})


def _first_of_block(sheet: Worksheet, alamat: str) -> str:
    """Give the cell that shows what is said of this one: the first of its merged block."""
    first = alamat.partition(":")[0]
    blocks = (block.coord for block in sheet.merged_cells.ranges if first in block)
    return next(blocks, first).partition(":")[0]


def _annotate_cell(sheet: Worksheet, cell: Cell, catatan: Sequence[Catatan]) -> None:
    _take_look(sheet, cell)
    cell.fill = filled(WARNA_TINGKAT[catatan[0].tingkat])
    old = [cell.comment.text] if cell.comment else []
    new = [escape(f"{PENULIS}: {satu.tingkat}\n{satu.pesan}") for satu in catatan]
    cell.comment = _comment("\n\n".join(old + new), cell.comment.author if cell.comment else PENULIS)


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
        look = DifferentialStyle(fill=filled(satu))
        rule = Rule("expression", dxf=look, priority=priority, formula=["TRUE"])
        sheet.conditional_formatting.add(" ".join(cells), rule)


def _fit_comments(book: Workbook, isi: bytes) -> None:
    """Size the comments that are there to their text: openpyxl does not read their sizes."""
    with zipfile.ZipFile(BytesIO(isi)) as package:
        parts = [package.read(name) for name in package.namelist() if "comments" in name.casefold()]
    places = {match.decode() for part in parts for match in _ALAMAT_KOMENTAR.findall(part)}
    for cell in (sheet[sel] for sheet in book.worksheets for sel in sorted(places)):
        if cell.comment:
            cell.comment = _comment(cell.comment.text, cell.comment.author)


def _comment(teks: str, penulis: str) -> Comment:
    lines = count_lines(teks, _LEBAR, size=11)  # at the most: its font is left to the program that shows it
    return Comment(teks, penulis, min(lines * _TINGGI_BARIS + _TEPI, _TERTINGGI), _LEBAR)
