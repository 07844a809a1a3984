"""Text with tabs between the cells, as a decree's PDF is often turned into, becomes a Naskah."""

from __future__ import annotations

import html
import re
from pathlib import Path

from zi_reports.sources.decree.naskah import Naskah, NaskahError, Pengumpul

_AKHIR_BARIS = re.compile(r"\r\n?|[\n\f]")  # not those signs that only str.splitlines takes for an end
_BARIS_BARU = re.compile(r"\s*(?:<br\s*/?>|</p>)\s*", re.IGNORECASE)
_TANDA = re.compile(r"</?(?:a|b|i|u|p|em|strong|span|sub|sup)(?:\s[^<>]*)?/?>", re.IGNORECASE)


def read_text(path: Path) -> Naskah:
    """Read a text file: one row of the table a line, cells set apart by tabs.

    Raises:
        NaskahError: the file is no text, or has no such table.
    """
    return parse_text(_decode(path), path.name)


def parse_text(teks: str, nama: str) -> Naskah:
    """Read such a text; `nama` names it in an error."""
    reading = Pengumpul(nama)
    for nomor, line in enumerate(_AKHIR_BARIS.split(teks), start=1):
        if "\t" in line:
            reading.add_row(f"baris {nomor}", [_plain(cell) for cell in line.split("\t")])
        else:
            reading.add_line(line)
    return reading.finish()


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
