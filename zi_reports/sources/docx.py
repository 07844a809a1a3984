"""A Word document becomes its tables, and the lines of text around them.

The document's XML is gone through once: cell access by python-docx costs more with every row.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from zi_reports.sources.grid import Grid, Kalimat, Naskah, NaskahError
from zi_reports.sources.numbering import Penomoran, W, load_numbering

_BUNGKUS = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml")}
"""Elements that only wrap what a reader of the document sees."""

_TAK_TAMPAK = {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
"""Elements whose text no reader of the document sees, or sees elsewhere already."""

_TANDA = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_CENTANG = {"F0FC", "F0FE", "F050", "F052"}
"""Signs of Wingdings and Wingdings 2 that are ticks, as Word's menu of symbols puts them in."""

_BAGIAN_TERBESAR = 50_000_000
_KOLOM_TERBANYAK = 63
"""Columns that a table in Word can have; a number beyond is a broken file's."""


def read_word(path: Path) -> Naskah:
    """Read a .docx: each cell's text stands at the first column of the grid that the cell covers.

    Raises:
        NaskahError: the file is no Word document.
    """
    body, numbering = _open(path)
    tables: list[Grid] = []
    lines: list[Kalimat] = []
    for block in _blocks(body):
        if block.tag == f"{W}p":
            texts = _paragraph(block, numbering).splitlines()
            lines += (Kalimat(len(tables), 1, text.strip()) for text in texts if text.strip())
        elif block.tag == f"{W}tbl":
            rows = tuple(_row(row, numbering) for row in _blocks(block) if _is_seen(row))
            tables.append(Grid(path.name, rows, {}, sebutan=f"tabel {len(tables) + 1} baris"))
    return Naskah(path.name, tuple(tables), tuple(lines), bersambung=True)


def _open(path: Path) -> tuple[etree._Element, Penomoran]:
    try:
        with zipfile.ZipFile(path) as archive:
            document = _part(archive, "word/document.xml")
            numbering = load_numbering(
                _part(archive, "word/numbering.xml"), _part(archive, "word/styles.xml")
            )
    except PermissionError as error:
        raise NaskahError(f"{path} tidak boleh dibuka. Tutup berkas itu di Word, lalu ulangi.") from error
    except Exception as error:
        # A broken archive raises BadZipFile, EOFError, zlib.error, XMLSyntaxError, ...
        raise _no_document(path) from error
    body = document.find(f"{W}body") if document is not None else None
    if body is None:
        raise _no_document(path)
    return body, numbering


def _no_document(path: Path) -> NaskahError:
    return NaskahError(
        f"{path} tidak dapat dibaca sebagai dokumen Word. Buka di Word, lalu Simpan Sebagai .docx."
    )


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    if name not in archive.namelist():
        return None
    if archive.getinfo(name).file_size > _BAGIAN_TERBESAR:
        raise ValueError(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(archive.read(name), parser)


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Go through paragraphs, tables, rows or cells in order, out of whatever wraps them."""
    for child in parent:
        if child.tag in _BUNGKUS:
            yield from _blocks(child)
        else:
            yield child


def _is_seen(row: etree._Element) -> bool:
    return row.tag == f"{W}tr" and row.find(f"{W}trPr/{W}del") is None


def _row(row: etree._Element, numbering: Penomoran) -> tuple[str | None, ...]:
    cells: list[str | None] = [None] * _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for cell in _blocks(row):
        if cell.tag != f"{W}tc":
            continue
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        below = merged is not None and merged.get(f"{W}val", "continue") == "continue"
        span = _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
        text = None if below else _cell(cell, numbering) or None
        cells += [text, *[None] * (span - 1)]
    return tuple(cells)


def _cell(cell: etree._Element, numbering: Penomoran) -> str:
    lines = [_paragraph(paragraph, numbering) for paragraph in cell.iter(f"{W}p")]
    return "\n".join(line for line in lines if line)


def _paragraph(paragraph: etree._Element, numbering: Penomoran) -> str:
    text = "\n".join(line.strip() for line in "".join(_texts(paragraph)).split("\n")).strip()
    label = numbering.label(paragraph)
    return f"{label} {text}".strip() if label else text


def _texts(part: etree._Element) -> Iterator[str]:
    for child in part:
        if child.tag in _TAK_TAMPAK:
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag == f"{W}sym":
            yield "✓" if str(child.get(f"{W}char")).upper() in _CENTANG else ""
        elif child.tag in _TANDA:
            yield "" if child.get(f"{W}type") == "page" else _TANDA[child.tag]
        elif child.tag != f"{W}p":
            yield from _texts(child)


def _number(part: etree._Element | None, default: int) -> int:
    value = "" if part is None else str(part.get(f"{W}val", ""))
    return min(int(value), _KOLOM_TERBANYAK) if value.isdecimal() else default
