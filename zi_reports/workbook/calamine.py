"""An .xlsx file becomes the same grids as `grid.load_sheets` gives, in half the time, where that is certain.

python-calamine sees no errors, formulas, number formats, links or hidden rows. A look into the workbook's XML
says whether it has anything of that kind; then `grid` reads it. Links are read here.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum

from zi_reports.workbook import grid
from zi_reports.workbook.berkas import check_file
from zi_reports.workbook.lembar import Lembar, Nilai
from zi_reports.workbook.lembar_xml import position
from zi_reports.workbook.nilai_sel import Bentuk, format_shape

BARIS_TERBANYAK = 5_000
"""A sheet with more rows is not calamine's: it lays all of them out before it says how many there are."""

UKURAN_TERBESAR = 20_000_000
"""Bytes of a part that are looked into; one with more is not calamine's."""

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

# Formulas, errors, ISO dates, what is hidden; and ways to write XML that the words before would not find.
_BUKAN_CALAMINE = (b"<f>", b"<f ", b"<f/", b"hidden", b"='", b":sheetData", b"<!")
# White space may be of any kind between attributes, and around their sign of equality.
_JUGA_BUKAN = re.compile(rb'\st\s*=\s*"[ed]"|<(?:f|hyperlink)[\t\r\n]')
_KOLOM_JAUH = re.compile(rb' r="[A-Z]{3}')
_TAUTAN = re.compile(rb"<hyperlink .*?>")
# Escaped characters and the readings of East Asian text, which calamine takes in its own way.
_TEKS_KHUSUS = re.compile(rb"_x[0-9A-Fa-f]{4}_|<rPh[ >]")
_FORMAT = re.compile(rb"<numFmt .*?>")
_GAYA_SEL = re.compile(rb"<cellXfs.*?</cellXfs>", re.DOTALL)
_TANGGAL_PERTAMA = dt.date(1900, 3, 1)
"""Before it days are counted in two ways, since Excel knows a 29 February 1900."""


class _UncertainError(Exception):
    """The workbook holds something that calamine may not give as `grid` does."""


@dataclass(frozen=True, slots=True)
class _Bagian:
    """A sheet's name, whether it is hidden, its XML, and what its relationships lead to."""

    nama: str
    tersembunyi: bool
    xml: bytes
    relasi: Mapping[str, str]


def load_sheets(path: Path) -> tuple[Lembar, ...]:
    """Read all worksheets of `path` as `grid.load_sheets` does, by calamine where that comes out the same.

    Raises:
        WorkbookError: the file cannot be read as an Excel workbook; says what it is and what to do.
    """
    return load_fast(path) or grid.load_sheets(path)


def load_fast(path: Path) -> tuple[Lembar, ...] | None:
    """Read all worksheets by calamine; None where something is uncertain, be it that the file is broken."""
    try:
        check_file(path)
        with zipfile.ZipFile(path) as package:
            _check_texts(package)
            parts = list(_parts(package))
        with CalamineWorkbook.from_path(path) as book:
            kinds = [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            if kinds != [part.nama for part in parts]:
                return None
            return tuple(_sheet(book.get_sheet_by_name(part.nama), part) for part in parts)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - calamine's PanicException is no Exception; `grid` says what is wrong
        return None


def _check_texts(package: zipfile.ZipFile) -> None:
    """Refuse texts and number formats that calamine takes in another way."""
    for name in package.namelist():
        if name.casefold().endswith("sharedstrings.xml") and _TEKS_KHUSUS.search(_read(package, name)):
            raise _UncertainError
    styles = _read(package, "xl/styles.xml")
    tags = (ET.fromstring(_closed(tag)).attrib for tag in _FORMAT.findall(styles))  # noqa: S314 - one tag
    formats = {int(tag["numFmtId"]): tag["formatCode"] for tag in tags}
    cells = b"".join(_GAYA_SEL.findall(styles))
    used = {int(kode) for kode in re.findall(rb'numFmtId="(\d+)"', cells)}
    if any(format_shape(kode, formats) in {Bentuk.BULAN, Bentuk.LAMA} for kode in used):
        raise _UncertainError


def _parts(package: zipfile.ZipFile) -> Iterator[_Bagian]:
    """Go through the worksheets in the workbook's order; other kinds of sheets are passed over."""
    workbook = _read(package, "xl/workbook.xml")
    if b"date1904" in workbook:
        raise _UncertainError
    targets = _relations(package, "xl/workbook.xml")
    for sheet in ET.fromstring(workbook).iter(f"{_NS}sheet"):  # noqa: S314 - without <! there are no entities
        part = targets[sheet.attrib[f"{_R}id"]]
        if part.startswith("xl/worksheets/"):
            xml = _read(package, part)
            last_row = re.match(rb'<row r="(\d+)"', xml[max(xml.rfind(b"<row "), 0) :])
            if (
                any(sign in xml for sign in _BUKAN_CALAMINE)
                or _JUGA_BUKAN.search(xml)
                or _KOLOM_JAUH.search(xml)
                or _TEKS_KHUSUS.search(xml)
                or (last_row is not None and int(last_row[1]) > BARIS_TERBANYAK)
            ):
                raise _UncertainError
            hidden = sheet.get("state", "visible") != "visible"
            yield _Bagian(sheet.attrib["name"], hidden, xml, _relations(package, part))


def _read(package: zipfile.ZipFile, part: str) -> bytes:
    if package.getinfo(part).file_size > UKURAN_TERBESAR:
        raise _UncertainError
    content = package.read(part)
    if b"<!" in content or not content.removeprefix(b"\xef\xbb\xbf").startswith(b"<"):
        raise _UncertainError  # a DOCTYPE, a comment, or another encoding
    return content


def _relations(package: zipfile.ZipFile, part: str) -> Mapping[str, str]:
    """Give what a part refers to, by id: parts by their names, what is outside by its address."""
    folder, name = posixpath.split(part)
    listing = f"{folder}/_rels/{name}.rels"
    if listing not in package.namelist():
        return {}
    found = {}
    for rel in ET.fromstring(_read(package, listing)):  # noqa: S314 - without <! there are no entities
        target = rel.attrib["Target"]
        if rel.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[rel.attrib["Id"]] = target
    return found


def _sheet(sheet: CalamineSheet, part: _Bagian) -> Lembar:
    rows = [[_value(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for first, last in sheet.merged_cell_ranges or ():
        for row in range(first[0], min(last[0] + 1, len(rows))):
            for column in range(first[1], min(last[1] + 1, len(rows[row]))):
                if (row, column) != tuple(first):
                    rows[row][column] = None
    return Lembar(part.nama, tuple(map(tuple, rows)), dict(_links(part)), tersembunyi=part.tersembunyi)


def _value(cell: object) -> Nilai:
    """Give a cell's value as `grid` has it: whole numbers as int, days as datetime, nothing as None."""
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else cell
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, dt.date) and not isinstance(cell, dt.datetime) and cell >= _TANGGAL_PERTAMA:
        return dt.datetime.combine(cell, dt.time())
    raise _UncertainError  # hours, and days before March 1900


def _links(part: _Bagian) -> Iterator[tuple[tuple[int, int], str]]:
    for tag in _TAUTAN.findall(part.xml):
        link = ET.fromstring(_closed(tag)).attrib  # noqa: S314 - one tag
        address = part.relasi.get(link.get("id", ""), "")
        first = position(link["ref"].partition(":")[0])
        if address:
            yield first, address


def _closed(tag: bytes) -> bytes:
    """Make one tag a document of its own: closed, without the prefixes that only its part declares."""
    return re.sub(rb" \w+:(?=\w+=)", b" ", tag.rstrip(b"/>")) + b"/>"
