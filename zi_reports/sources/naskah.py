"""A decree's file, by its kind, becomes its tables and the lines around them: of Word, Excel, or text with tabs."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path

from zi_reports.sources.docx import read_word
from zi_reports.sources.file import AKHIRAN_BUKU
from zi_reports.sources.grid import Grid, Kalimat, Naskah, NaskahError
from zi_reports.sources.load import load_sheets
from zi_reports.sources.row import area_titled

_AKHIR_BARIS = re.compile(r"\r\n?|[\n\f]")  # not those signs that only str.splitlines takes for an end
_BARIS_BARU = re.compile(r"\s*(?:<br\s*/?>|</p>)\s*", re.IGNORECASE)
_TANDA = re.compile(r"</?(?:a|b|i|u|p|em|strong|span|sub|sup)(?:\s[^<>]*)?/?>", re.IGNORECASE)


def read_naskah(path: Path) -> Naskah:
    """Read a decree, or its lampiran alone.

    Raises:
        NaskahError: the file is of no kind that is known, or cannot be read.
        WorkbookError: a workbook cannot be read.
    """
    if not path.exists():
        raise NaskahError(f"Naskah tidak ditemukan: {path}. Periksa nama dan letaknya.")
    if path.is_dir():
        raise NaskahError(f"{path} adalah folder. Sebutkan berkas lampiran di dalamnya.")
    match path.suffix.lower():
        case ".docx":
            return read_word(path)
        case ".txt":
            return _read_text(path)
        case suffix if suffix in AKHIRAN_BUKU:
            return _read_excel(path)
    raise NaskahError(f"{path} tidak dapat diimpor. Simpan sebagai .docx, .xlsx, atau .txt, lalu ulangi.")


def _read_excel(path: Path) -> Naskah:
    """Read a lampiran kept as a workbook: each sheet with such a table is a page of it."""
    sheets = load_sheets(path)
    return Naskah(path.name, tuple(replace(sheet, sebutan=f"{sheet.nama} baris") for sheet in sheets))


def _read_text(path: Path) -> Naskah:
    """Read a text file: one row of the table a line, cells set apart by tabs; an area's title is a row too."""
    lines = _AKHIR_BARIS.split(_decode(path))
    rows = tuple(
        tuple(_plain(cell) or None for cell in line.split("\t")) if _is_row(line) else () for line in lines
    )
    texts = (
        Kalimat(0, nomor, line.strip())
        for nomor, line in enumerate(lines, start=1)
        if line.strip() and not _is_row(line)
    )
    return Naskah(path.name, (Grid(path.name, rows, {}, sebutan="baris"),), tuple(texts))


def _is_row(line: str) -> bool:
    return "\t" in line or area_titled(line) is not None


def _plain(cell: str) -> str:
    """Give a cell's text without its marks; a paragraph mark ends a line."""
    text = _TANDA.sub("", _BARIS_BARU.sub("\n", cell))
    return "\n".join(line.strip() for line in html.unescape(text).strip().split("\n"))


def _decode(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NaskahError(
            f"{path} tidak boleh dibuka. Tutup berkas itu dan periksa haknya, lalu ulangi."
        ) from error
    if b"\0" in content:
        raise NaskahError(f"{path} bukan berkas teks. Simpan sebagai teks UTF-8 dengan tab antarkolom.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
