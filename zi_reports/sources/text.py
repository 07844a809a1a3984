"""Text with tabs between the cells, as a decree's PDF is often turned into, becomes a table and lines around it."""

from __future__ import annotations

import html
import re
from pathlib import Path

from zi_reports.sources.grid import Grid, Kalimat, Naskah, NaskahError
from zi_reports.sources.row import area_titled

_AKHIR_BARIS = re.compile(r"\r\n?|[\n\f]")  # not those signs that only str.splitlines takes for an end
_BARIS_BARU = re.compile(r"\s*(?:<br\s*/?>|</p>)\s*", re.IGNORECASE)
_TANDA = re.compile(r"</?(?:a|b|i|u|p|em|strong|span|sub|sup)(?:\s[^<>]*)?/?>", re.IGNORECASE)


def read_text(path: Path) -> Naskah:
    """Read a text file: one row of the table a line, cells set apart by tabs; an area's title is a row too.

    Raises:
        NaskahError: the file is no text.
    """
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
