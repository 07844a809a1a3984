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

from zi_reports.sources.file import BATAS_BERKAS, TIDAK_BOLEH, TooLargeError
from zi_reports.sources.grid import Grid, Kalimat, Naskah, NaskahError
from zi_reports.sources.guard import open_package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of Word's own elements, as lxml writes it."""

_TINGKAT_TERBANYAK, _NOMOR_TERBESAR, _TANDA_TERPANJANG = 9, 32_767, 60
"""Levels and numbers that a list has in Word, and letters of a number with its signs."""

_SATUAN_ROMAWI = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")

_BUNGKUS = {f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml")}
"""Elements that only wrap what a reader of the document sees."""

_TAK_TAMPAK = {f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
"""Elements whose text no reader of the document sees, or sees elsewhere already."""

_TANDA = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_CENTANG = {"F0FC", "F0FE", "F050", "F052"}
"""Signs of Wingdings and Wingdings 2 that are ticks, as Word's menu of symbols puts them in."""

TERLALU_BESAR = "terlalu besar untuk sebuah lampiran. Simpan lampirannya saja sebagai berkas tersendiri."

_BAGIAN_TERBESAR, _TANDA_TERBANYAK, _SEL_TERBANYAK = 50_000_000, 2_000_000, 1_000_000
"""Bytes of a part, its tags and attributes, of which lxml makes a hundred bytes each, and cells of all tables."""

_KOLOM_TERBANYAK = 63
"""Columns that a table in Word can have; a number beyond is a broken file's."""


@dataclass(slots=True)
class _Numbering:
    """The lists of a document, the levels of each kind of list, and how far each kind has been counted at each.

    Lists of a kind count on, one after the other, but for one that says it begins anew.
    """

    daftar: Mapping[str, etree._Element]
    tingkat: Mapping[str, Mapping[int, etree._Element]]
    gaya: Mapping[str, tuple[str, int]]
    hitungan: dict[str, dict[int, int]] = field(default_factory=dict)
    dimulai: set[str] = field(default_factory=set)

    def label(self, paragraf: etree._Element) -> str:
        """Give the number in front of a paragraph, and count it; empty where there is none."""
        style = _value(paragraf, f"{_W}pPr/{_W}pStyle")
        name, depth = _numbering_of(paragraf) or self.gaya.get(style) or ("", 0)
        kind = _value(self.daftar[name], f"{_W}abstractNumId") if name in self.daftar else ""
        levels = self.tingkat.get(kind, {})
        if depth not in levels:
            return ""
        counted = self.hitungan.setdefault(kind, {})
        if name not in self.dimulai:
            self.dimulai.add(name)
            for anew in self.daftar[name].iterfind(f"{_W}lvlOverride[{_W}startOverride]"):
                counted[_number(anew, name="ilvl")] = _number(anew, f"{_W}startOverride", 1) - 1
        counted[depth] = counted.get(depth, _number(levels[depth], f"{_W}start", 1) - 1) + 1
        for deeper in [other for other in counted if other > depth]:
            del counted[deeper]
        if _value(levels[depth], f"{_W}numFmt") == "bullet":
            return "-"
        numbers = {
            at + 1: _written(counted.get(at, _number(level, f"{_W}start", 1)), _value(level, f"{_W}numFmt"))
            for at, level in levels.items()
        }
        pattern = _value(levels[depth], f"{_W}lvlText")[:_TANDA_TERPANJANG]
        return re.sub(r"%(\d)", lambda place: numbers.get(int(place[1]), ""), pattern)[:_TANDA_TERPANJANG]


def read_word(path: Path) -> Naskah:
    """Read a .docx: each cell's text stands at the first column of the grid that the cell covers.

    Raises:
        NaskahError: the file is no Word document, or holds more than any lampiran does.
    """
    try:
        return _read(path)
    except TooLargeError as error:
        raise NaskahError(f"{path} {TERLALU_BESAR}") from error


def _read(path: Path) -> Naskah:
    if path.stat().st_size > BATAS_BERKAS:
        raise TooLargeError
    body, numbering = _open(path)
    tables: list[Grid] = []
    lines: list[Kalimat] = []
    cells = 0
    for block in _blocks(body, f"{_W}p", f"{_W}tbl"):
        if block.tag == f"{_W}p":
            texts = _paragraph(block, numbering).splitlines()
            lines += (Kalimat(len(tables), 1, text.strip()) for text in texts if text.strip())
        else:
            seen = (row for row in _blocks(block, f"{_W}tr") if row.find(f"{_W}trPr/{_W}del") is None)
            rows = tuple(_row(row, numbering) for row in seen)
            cells += sum(map(len, rows))
            if cells > _SEL_TERBANYAK:
                raise TooLargeError
            tables.append(Grid(path.name, rows, {}, sebutan=f"tabel {len(tables) + 1} baris"))
    return Naskah(path.name, tuple(tables), tuple(lines), bersambung=True)


def _open(path: Path) -> tuple[etree._Element, _Numbering]:
    try:
        with open_package(path) as archive:
            document, numbering, styles = (
                _part(archive, f"word/{name}.xml") for name in ("document", "numbering", "styles")
            )
        return next(document.iterfind(f"{_W}body")), _load_numbering(numbering, styles)
    except PermissionError as error:
        raise NaskahError(f"{path} {TIDAK_BOLEH.format(' di Word')}") from error
    except TooLargeError:
        raise
    except Exception as error:
        # A broken one raises BadZipFile, zlib.error, XMLSyntaxError, ...; one without a body StopIteration.
        raise NaskahError(
            f"{path} tidak dapat dibaca sebagai dokumen Word. Buka di Word, lalu Simpan Sebagai .docx."
        ) from error


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """Read the XML of a part; one that is lacking has no elements."""
    if name not in archive.namelist():
        return etree.Element("none")
    with archive.open(name) as part:
        content = part.read(_BAGIAN_TERBESAR + 1)  # what the directory says of its size may be anything
    if len(content) > _BAGIAN_TERBESAR or max(map(content.count, (b"<", b"="))) > _TANDA_TERBANYAK:
        raise TooLargeError
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False))


def _blocks(parent: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Go through the elements of these names in order, out of whatever wraps them."""
    for child in parent:
        if child.tag in _BUNGKUS:
            yield from _blocks(child, *names)
        elif child.tag in names:
            yield child


def _row(row: etree._Element, numbering: _Numbering) -> tuple[str | None, ...]:
    cells: list[str | None] = [None] * min(_number(row, f"{_W}trPr/{_W}gridBefore"), _KOLOM_TERBANYAK)
    for cell in _blocks(row, f"{_W}tc"):
        merged = cell.find(f"{_W}tcPr/{_W}vMerge")
        below = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
        lines = [] if below else [_paragraph(part, numbering) for part in cell.iter(f"{_W}p")]
        span = min(_number(cell, f"{_W}tcPr/{_W}gridSpan", 1), _KOLOM_TERBANYAK)
        cells += ["\n".join(filter(None, lines)) or None, *[None] * (span - 1)]
        if len(cells) > _SEL_TERBANYAK:
            raise TooLargeError
    return tuple(cells)


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


def _load_numbering(numbering: etree._Element, styles: etree._Element) -> _Numbering:
    """Read the lists that parts `numbering.xml` and `styles.xml` define."""
    lists = {_value(part, name="numId"): part for part in numbering.iterfind(f"{_W}num")}
    levels = {
        _value(part, name="abstractNumId"): {
            _number(level, name="ilvl"): level for level in part.findall(f"{_W}lvl")[:_TINGKAT_TERBANYAK]
        }
        for part in numbering.iterfind(f"{_W}abstractNum")
    }
    by_style = {
        _value(style, name="styleId"): place
        for style in styles.iterfind(f"{_W}style")
        if (place := _numbering_of(style)) is not None
    }
    return _Numbering(lists, levels, by_style)


def _numbering_of(part: etree._Element) -> tuple[str, int] | None:
    """Give the list and level that a paragraph or a style names."""
    numbering = part.find(f"{_W}pPr/{_W}numPr")
    if numbering is None:
        return None
    return _value(numbering, f"{_W}numId"), _number(numbering, f"{_W}ilvl")


def _value(part: etree._Element, path: str = ".", name: str = "val") -> str:
    found = part.find(path)
    return "" if found is None else str(found.get(f"{_W}{name}", ""))


def _number(part: etree._Element, path: str = ".", default: int = 0, *, name: str = "val") -> int:
    text = _value(part, path, name)
    return min(int(text[:9]), _NOMOR_TERBESAR) if text.isdecimal() else default


def _written(number: int, bentuk: str) -> str:
    match bentuk:
        case "lowerLetter":  # after z comes aa, then bb
            return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        case "lowerRoman":
            return "x" * (number // 10) + _SATUAN_ROMAWI[number % 10]
        case "upperLetter" | "upperRoman":
            return _written(number, bentuk.replace("upper", "lower")).upper()
        case _:
            return "" if bentuk == "none" else str(number)
