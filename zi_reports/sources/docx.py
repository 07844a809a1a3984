"""A Word document becomes its tables, and the lines of text around them.

The document's XML is gone through once: cell access by python-docx costs more with every row.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from zi_reports.sources.grid import Grid, Kalimat, Naskah, NaskahError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of Word's own elements, as lxml writes it."""

_BUTIR = "-"
"""Stands in front of a paragraph with a bullet."""

_NOMOR_TERBESAR, _TANDA_TERPANJANG = 32_767, 60
_ROMAWI = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))

_BUNGKUS = {f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml")}
"""Elements that only wrap what a reader of the document sees."""

_TAK_TAMPAK = {f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
"""Elements whose text no reader of the document sees, or sees elsewhere already."""

_TANDA = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_CENTANG = {"F0FC", "F0FE", "F050", "F052"}
"""Signs of Wingdings and Wingdings 2 that are ticks, as Word's menu of symbols puts them in."""

_BAGIAN_TERBESAR = 50_000_000
_KOLOM_TERBANYAK = 63
"""Columns that a table in Word can have; a number beyond is a broken file's."""


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: what its numbers look like (`%1)`), are made of, and begin with.

    Lists of the same `induk` count on, one after the other; one with `mulai_ulang` begins anew.
    """

    induk: str
    pola: str
    bentuk: str
    awal: int
    mulai_ulang: int | None


@dataclass(slots=True)
class _Numbering:
    """The lists of a document, each by its levels, and how far each `induk` has been counted at each level."""

    daftar: Mapping[str, Mapping[int, _Level]]
    gaya: Mapping[str, tuple[str, int]]
    hitungan: dict[str, dict[int, int]] = field(default_factory=dict)
    dimulai: set[str] = field(default_factory=set)

    def label(self, paragraf: etree._Element) -> str:
        """Give the number in front of a paragraph, and count it; empty where there is none."""
        style = _value(paragraf, f"{_W}pPr/{_W}pStyle")
        name, depth = _numbering_of(paragraf) or self.gaya.get(style) or ("", 0)
        levels = self.daftar.get(name, {})
        level = levels.get(depth)
        if level is None:
            return ""
        self._begin(name, levels)
        counted = self.hitungan.setdefault(level.induk, {})
        counted[depth] = counted.get(depth, level.awal - 1) + 1
        for deeper in [other for other in counted if other > depth]:
            del counted[deeper]
        if level.bentuk == "bullet":
            return _BUTIR

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            return _written(counted.get(at, levels[at].awal), levels[at].bentuk) if at in levels else ""

        return re.sub(r"%(\d)", number, level.pola)[:_TANDA_TERPANJANG]

    def _begin(self, name: str, levels: Mapping[int, _Level]) -> None:
        """Set the counters back the first time that a list is met, if it says so."""
        if name not in self.dimulai:
            self.dimulai.add(name)
            for depth, level in levels.items():
                if level.mulai_ulang is not None:
                    self.hitungan.setdefault(level.induk, {})[depth] = level.mulai_ulang - 1


def read_word(path: Path) -> Naskah:
    """Read a .docx: each cell's text stands at the first column of the grid that the cell covers.

    Raises:
        NaskahError: the file is no Word document.
    """
    body, numbering = _open(path)
    tables: list[Grid] = []
    lines: list[Kalimat] = []
    for block in _blocks(body):
        if block.tag == f"{_W}p":
            texts = _paragraph(block, numbering).splitlines()
            lines += (Kalimat(len(tables), 1, text.strip()) for text in texts if text.strip())
        elif block.tag == f"{_W}tbl":
            rows = tuple(_row(row, numbering) for row in _blocks(block) if _is_seen(row))
            tables.append(Grid(path.name, rows, {}, sebutan=f"tabel {len(tables) + 1} baris"))
    return Naskah(path.name, tuple(tables), tuple(lines), bersambung=True)


def _open(path: Path) -> tuple[etree._Element, _Numbering]:
    try:
        with zipfile.ZipFile(path) as archive:
            document = _part(archive, "word/document.xml")
            numbering = _load_numbering(
                _part(archive, "word/numbering.xml"), _part(archive, "word/styles.xml")
            )
    except PermissionError as error:
        raise NaskahError(f"{path} tidak boleh dibuka. Tutup berkas itu di Word, lalu ulangi.") from error
    except Exception as error:
        # A broken archive raises BadZipFile, EOFError, zlib.error, XMLSyntaxError, ...
        raise _no_document(path) from error
    body = document.find(f"{_W}body") if document is not None else None
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
    return row.tag == f"{_W}tr" and row.find(f"{_W}trPr/{_W}del") is None


def _row(row: etree._Element, numbering: _Numbering) -> tuple[str | None, ...]:
    cells: list[str | None] = [None] * _as_number(
        _value(row, f"{_W}trPr/{_W}gridBefore"), 0, _KOLOM_TERBANYAK
    )
    for cell in _blocks(row):
        if cell.tag != f"{_W}tc":
            continue
        merged = cell.find(f"{_W}tcPr/{_W}vMerge")
        below = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
        span = _as_number(_value(cell, f"{_W}tcPr/{_W}gridSpan"), 1, _KOLOM_TERBANYAK)
        text = None if below else _cell(cell, numbering) or None
        cells += [text, *[None] * (span - 1)]
    return tuple(cells)


def _cell(cell: etree._Element, numbering: _Numbering) -> str:
    lines = [_paragraph(paragraph, numbering) for paragraph in cell.iter(f"{_W}p")]
    return "\n".join(line for line in lines if line)


def _paragraph(paragraph: etree._Element, numbering: _Numbering) -> str:
    text = "\n".join(line.strip() for line in "".join(_texts(paragraph)).split("\n")).strip()
    label = numbering.label(paragraph)
    return f"{label} {text}".strip() if label else text


def _texts(part: etree._Element) -> Iterator[str]:
    for child in part:
        if child.tag in _TAK_TAMPAK:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}sym":
            yield "✓" if str(child.get(f"{_W}char")).upper() in _CENTANG else ""
        elif child.tag in _TANDA:
            yield "" if child.get(f"{_W}type") == "page" else _TANDA[child.tag]
        elif child.tag != f"{_W}p":
            yield from _texts(child)


def _load_numbering(numbering: etree._Element | None, styles: etree._Element | None) -> _Numbering:
    """Read the lists that parts `numbering.xml` and `styles.xml` define."""
    abstract = {_value(part, name="abstractNumId"): part for part in _all(numbering, "abstractNum")}
    lists = {
        _value(num, name="numId"): _levels(num, abstract.get(_value(num, f"{_W}abstractNumId")))
        for num in _all(numbering, "num")
    }
    by_style = {
        _value(style, name="styleId"): place
        for style in _all(styles, "style")
        if (place := _numbering_of(style)) is not None
    }
    return _Numbering(lists, by_style)


def _levels(num: etree._Element, abstract: etree._Element | None) -> Mapping[int, _Level]:
    """Give the levels of a list, which `abstract` describes for all lists of its kind."""
    restart = {
        _value(part, name="ilvl"): _value(part, f"{_W}startOverride") or "1"
        for part in _all(num, "lvlOverride")
        if part.find(f"{_W}startOverride") is not None
    }
    levels = {}
    for part in _all(abstract, "lvl"):
        depth = _value(part, name="ilvl")
        levels[_as_number(depth, 0)] = _Level(
            induk=_value(num, f"{_W}abstractNumId"),
            pola=_value(part, f"{_W}lvlText")[:_TANDA_TERPANJANG],
            bentuk=_value(part, f"{_W}numFmt") or "decimal",
            awal=_as_number(_value(part, f"{_W}start"), 1),
            mulai_ulang=_as_number(restart[depth], 1) if depth in restart else None,
        )
    return levels


def _numbering_of(part: etree._Element) -> tuple[str, int] | None:
    """Give the list and level that a paragraph or a style names."""
    numbering = part.find(f"{_W}pPr/{_W}numPr")
    if numbering is None:
        return None
    return _value(numbering, f"{_W}numId"), _as_number(_value(numbering, f"{_W}ilvl"), 0)


def _all(part: etree._Element | None, name: str) -> list[etree._Element]:
    return [] if part is None else part.findall(f"{_W}{name}")


def _value(part: etree._Element, path: str = ".", name: str = "val") -> str:
    found = part.find(path)
    return "" if found is None else str(found.get(f"{_W}{name}", ""))


def _as_number(text: str, default: int, most: int = _NOMOR_TERBESAR) -> int:
    return min(int(text), most) if text.isdecimal() else default


def _written(number: int, bentuk: str) -> str:
    match bentuk:
        case "lowerLetter":  # after z comes aa, then bb
            return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        case "lowerRoman":
            text = ""
            for value, sign in _ROMAWI:
                text += sign * (number // value)
                number %= value
            return text
        case "upperLetter" | "upperRoman":
            return _written(number, bentuk.replace("upper", "lower")).upper()
        case _:
            return "" if bentuk == "none" else str(number)
