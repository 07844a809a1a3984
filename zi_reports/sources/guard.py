"""An .xlsx package is looked through once, piece by piece, before openpyxl may open it.

openpyxl has no bounds: it takes in whatever a package unpacks to. Here stand the bounds, and what its quick way of
reading does not tell is noted.
"""

from __future__ import annotations

import codecs
import datetime as dt
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.parsers import expat

from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from zi_reports.rencana.bukti import read_formula
from zi_reports.rencana.lampiran import HARI_NOL_1900, HARI_NOL_1904
from zi_reports.rencana.model import WorkbookError
from zi_reports.sources.file import TooLargeError, reason_for_package
from zi_reports.sources.grid import Grid, Nilai, SelRusak

BATAS_ISI = 100_000_000
"""Bytes that the parts of a workbook may have together once unpacked."""

BATAS_SEL = 500_000
"""Cells with a value that a workbook may have; a plan with its realisasi has some two thousand."""

BATAS = {
    "isi": BATAS_ISI,
    "unsur": 3_000_000,  # room for a million rows that hold nothing
    "unsur_dibaca": 1_500_000,  # openpyxl makes something of every one
    "sel": BATAS_SEL,
    "luas": 5_000_000,  # a row is laid out from its first cell to its last one with a value
    "lembar_kerja": 500,
}
"""What the parts of a workbook may have together of each thing that is counted in a `Part`."""

BATAS_UNSUR_LAIN = 200_000
"""Elements of a part that is no sheet, such as texts and styles: openpyxl is slower over those."""

BATAS_DAFTAR = 2_000_000
"""Bytes of the package's directory: room for some twenty thousand parts."""

_BAGIAN_TERBANYAK = 20_000
"""Entries of that directory."""

BATAS_TANDA = 1 << 20
"""Bytes of one tag or comment: expat goes over what it has of it again and again."""

PANJANG_FORMAT = 255
"""Letters of a number format that Excel takes; openpyxl goes over a long one again and again."""

LEBAR_BIASA = 64
"""A cell further to the right counts several times: it makes a row of many blanks."""

BARIS_TERAKHIR, KOLOM_TERAKHIR = 1_048_576, 16_384
"""The last row and column that a sheet has in Excel."""

KOLOM_TERNAMA = 18_278
"""The last column that three letters name, ZZZ."""

_POTONGAN, _AWAL = 1 << 16, 64  # bytes that are read at once, and those in which XML shows itself
_SEBELUM_XML = codecs.BOM_UTF8 + codecs.BOM_UTF16 + codecs.BOM_UTF16_BE + b"\0 \t\r\n"
_EKOR = (1 << 16) + 21  # the longest comment, and the record in front of it
_TERSANDI = 0x1
_CARA = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""How parts are packed; of what is packed otherwise a few bytes may unpack to gigabytes at once."""

_NOMOR = re.compile("[0-9]{1,7}")
_BENAR = {"1", "true"}

_DIBACA = frozenset(
    {
        *("Types", "Relationships", "workbook", "worksheet", "sst", "styleSheet", "theme"),
        *("coreProperties", "Properties", "chartsheet", "dialogsheet", "macrosheet", "wsDr", "chartSpace"),
    }
)
"""The root elements of the parts that openpyxl opens; of the others a package may hold what it likes."""

_DIBUKA = frozenset({"[content_types].xml", "docprops/core.xml", "docprops/custom.xml"})
"""The parts that openpyxl opens by their names."""

_JENIS_DIBUKA = ("main+xml", "sharedStrings+xml", "styles+xml")
"""How the content types end of parts that it opens, whatever their names."""


@dataclass(slots=True)
class Part:
    """What is seen of one part of a package, while its XML goes by.

    `akar` is its root element, empty as long as it is none that openpyxl opens. Counted are the bytes in `isi`, the
    elements in `unsur`, in `unsur_dibaca` those down to the last value, in `sel` the cells with one, in `luas`
    those and the blanks to their left. `cepat` says that openpyxl's quick way reads it whole, and soon: it loses
    rows and cells out of the order of their addresses.

    Of a worksheet, `rusak` are the cells without a usable value, with what is read in its place: the text of the
    error or of the formula, or what a link that was never calculated shows. `tautan` are the ids of relations,
    `tautan_rumus` the addresses of HYPERLINK(), `gambar` the first and the last row of each picture, in a cell or
    over it. Of the workbook, `lembar` are the sheets' names, whether they are hidden, and the ids of their
    relations. `relasi` is what ids stand for, `dibuka` what openpyxl opens for its content type.
    """

    nama: str
    akar: str = ""
    cepat: bool = True
    isi: int = 0
    unsur: int = 0
    unsur_dibaca: int = 0
    sel: int = 0
    luas: int = 0
    lembar_kerja: bool = False
    baris_terakhir: int = 0
    baris_tersembunyi: set[int] = field(default_factory=set)
    gabungan: list[tuple[int, int, int, int]] = field(default_factory=list)
    tautan: dict[tuple[int, int], str] = field(default_factory=dict)
    tautan_rumus: dict[tuple[int, int], str] = field(default_factory=dict)
    rusak: dict[tuple[int, int], Nilai] = field(default_factory=dict)
    gambar: set[tuple[int, int]] = field(default_factory=set)
    lembar: list[tuple[str, bool, str]] = field(default_factory=list)
    hari_nol: dt.date = HARI_NOL_1900
    relasi: dict[str, str] = field(default_factory=dict)
    dibuka: set[str] = field(default_factory=set)
    _doctype: bool = False
    _baris: int = 0
    _sel: tuple[int, int] = (0, 0)
    _terisi: int = 0
    _jenis: str = ""
    _kaya: bool = False
    _kelompok: str = ""
    _bersama: dict[str, str] = field(default_factory=dict)
    _titik: list[list[str]] = field(default_factory=list)
    _rumus: list[str] | None = None
    _isi: list[str] | None = None
    _teks: list[str] | None = None

    def doctype(self, *_declaration: object) -> None:
        """Take in that there is a DOCTYPE, without which XML knows no entities."""
        self._doctype = True

    def start(self, nama: str, atribut: Mapping[str, str]) -> None:
        """Take in the beginning of an element.

        Raises:
            ExpatError: the part is none that openpyxl opens, or has a DOCTYPE.
        """
        nama = nama.rpartition(":")[2]
        self.unsur += 1
        if self.unsur == 1:
            self.akar, self.lembar_kerja = nama if nama in _DIBACA else "", nama == "worksheet"
            if not self.akar or self._doctype:
                raise expat.ExpatError(nama)
        if self.lembar_kerja:
            self._start_in_sheet(nama, atribut)
        elif self.akar == "wsDr":
            self._start_in_drawing(nama)
        else:
            self._start_elsewhere(nama, atribut)

    def data(self, teks: str) -> None:
        """Take in text."""
        if self._teks is not None:
            self._teks.append(teks)

    def end(self, nama: str) -> None:
        """Take in the end of an element."""
        self._teks = None
        if self.lembar_kerja and (nama == "c" or nama.endswith(":c")):
            self._end_cell()

    def _start_in_sheet(self, nama: str, atribut: Mapping[str, str]) -> None:
        match nama:
            case "c":
                self._start_cell(atribut)
            case "v" | "t":
                self._teks = self._isi = self._isi or []
            case "f":
                self._teks = self._rumus = []
                self._kelompok = atribut.get("si", "")
            case "row":
                self._start_row(atribut)
            case "mergeCell":
                self.gabungan.append(_block(atribut))
            case "hyperlink" if relation := _relation_id(atribut):
                # Of a block, its first cell is the one that shows.
                self.tautan[_block(atribut)[:2]] = relation

    def _start_elsewhere(self, nama: str, atribut: Mapping[str, str]) -> None:
        match f"{self.akar}/{nama}":
            case "workbook/workbookPr" if atribut.get("date1904") in _BENAR:
                self.hari_nol = HARI_NOL_1904
            case "workbook/sheet":
                hidden = atribut.get("state", "visible") != "visible"
                self.lembar.append((atribut["name"], hidden, _relation_id(atribut)))
            case "Relationships/Relationship":
                target = atribut.get("Target", "")
                if atribut.get("TargetMode") != "External":
                    folder = posixpath.dirname(posixpath.dirname(self.nama))
                    target = _plain(posixpath.normpath(posixpath.join("/", folder, target)))
                self.relasi[atribut.get("Id", "")] = target
            case "styleSheet/numFmt":
                self.cepat &= len(atribut.get("formatCode", "")) <= PANJANG_FORMAT
            case "Types/Override" if atribut.get("ContentType", "").endswith(_JENIS_DIBUKA):
                self.dibuka.add(_plain(atribut.get("PartName", "")))

    def _start_in_drawing(self, nama: str) -> None:
        match nama:
            case "from" | "absoluteAnchor":
                self._titik.clear()
            case "col" | "row":
                self._teks = []
                self._titik.append(self._teks)
            case "pic" if len(self._titik) > 1:
                # Column and row of the picture's first corner, and of its last one if that is said.
                first, last = ("".join(self._titik[place]) for place in (1, -1))
                if _NOMOR.fullmatch(first) and _NOMOR.fullmatch(last):
                    self.gambar.add((int(first) + 1, int(last) + 1))

    def _start_row(self, atribut: Mapping[str, str]) -> None:
        row = int(atribut.get("r") or self._baris + 1)
        if row > BARIS_TERAKHIR:
            raise ValueError(row)
        self.cepat &= row > self._baris
        self._baris, self._sel, self._terisi = row, (row, 0), 0
        if atribut.get("hidden") in _BENAR:
            self.baris_tersembunyi.add(row)

    def _start_cell(self, atribut: Mapping[str, str]) -> None:
        address = atribut.get("r")
        row, column = coordinate_to_tuple(address) if address else (self._baris, self._sel[1] + 1)
        if row > BARIS_TERAKHIR or column > KOLOM_TERNAMA:
            raise ValueError(address)
        self.cepat &= row == self._baris and column > self._sel[1]
        self._sel = row, column
        self._jenis, self._kaya = atribut.get("t", "n"), "vm" in atribut
        self._rumus = self._isi = None
        self._kelompok = ""

    def _end_cell(self) -> None:
        """Note a cell that has a value, or should have one."""
        text = "".join(self._isi or ())
        formula = self._formula() if self._rumus is not None else ""
        address, shown = read_formula(formula)
        if "DISPIMG(" in formula or (self._kaya and self._jenis == "e" and self._rumus is None):
            # A picture that WPS or Excel keeps in the cell.
            self.gambar.add((self._baris, self._baris))
            self.rusak[self._sel] = None
        elif self._isi is None or (not text and self._jenis not in {"str", "inlineStr"}):
            if self._rumus is None:
                return
            self.rusak[self._sel] = shown or SelRusak(f"={formula}")
        elif self._jenis == "e":
            self.rusak[self._sel] = shown or SelRusak(text)
        elif not text and not shown:
            return  # a formula's honest outcome
        elif not text:
            self.rusak[self._sel] = shown
        if address:
            self.tautan_rumus[self._sel] = address
        self.sel += 1 + self._sel[1] // LEBAR_BIASA
        self.luas += max(self._sel[1] - self._terisi, 1)
        self._terisi = max(self._terisi, self._sel[1])
        self.baris_terakhir = max(self.baris_terakhir, self._baris)
        self.unsur_dibaca = self.unsur

    def _formula(self) -> str:
        """Give the cell's formula; of cells that share one, the first alone writes it out."""
        formula = "".join(self._rumus or ())
        if self._kelompok:
            formula = self._bersama.setdefault(self._kelompok, formula)
        return formula


LembarPaket = tuple[Grid, Part]
"""A worksheet of a package: a Grid still without rows, and what was seen of its cells."""


def look_through(path: Path) -> tuple[LembarPaket, ...]:
    """Give what is seen of the worksheets of the package `path`, in its order; none where it is no .xlsx.

    Raises:
        WorkbookError: it is a package of another kind, or locked.
        TooLargeError: it holds more than is read.
        Exception: it is broken, or has a DOCTYPE. Such a file has no error of its own: BadZipFile, ExpatError,
            zlib.error, KeyError, ValueError, ...
    """
    parts: dict[str, Part] = {}
    counted = Counter[str]()
    with open_package(path) as package:
        entries = package.infolist()
        if any(entry.flag_bits & _TERSANDI for entry in entries):
            raise WorkbookError(f"{path} dilindungi kata sandi. Simpan tanpa kata sandi sebagai .xlsx.")
        if any(entry.file_size > BATAS_ISI for entry in entries):
            raise TooLargeError
        names = [_plain(entry.filename) for entry in entries]
        for nama, entry in zip(names, entries, strict=True):
            with package.open(entry) as file:
                part = _look(nama, file, counted)
            counted.update({name: getattr(part, name) for name in BATAS})
            if part.akar:
                parts[nama] = part
        jenis = package.read("mimetype") if "mimetype" in package.namelist() else b""
    book = next((part for part in parts.values() if part.akar == "workbook"), None)
    if book is not None:
        return _worksheets(book, parts, names)
    reason = reason_for_package(set(names), jenis)
    if reason:
        raise WorkbookError(f"{path} {reason}")
    return ()


def open_package(path: Path) -> zipfile.ZipFile:
    """Open a package, once it is seen that its directory is not too large, and unpacks in small pieces.

    Raises:
        TooLargeError: it has more parts than any does.
        BadZipFile: it is no package, or is packed as none is.
    """
    _check_directory(path.read_bytes())
    package = zipfile.ZipFile(path)
    if any(
        entry.compress_type not in _CARA and not entry.flag_bits & _TERSANDI for entry in package.infolist()
    ):
        package.close()
        raise zipfile.BadZipFile
    return package


def _check_directory(content: bytes) -> None:
    """Look at the size of a package's directory before anything reads the directory itself."""
    _, found, end = content[-_EKOR:].rpartition(b"PK\x05\x06")
    directory = int.from_bytes(end[8:12], "little")
    if not found or directory > len(content):
        raise zipfile.BadZipFile
    # Another record may say another size, so that entries are counted as well.
    if directory > BATAS_DAFTAR or content.count(b"PK\x01\x02") > _BAGIAN_TERBANYAK:
        raise TooLargeError


def _look(nama: str, file: IO[bytes], before: Mapping[str, int]) -> Part:
    """Look through one part, if it is one that openpyxl opens, within what is left after those `before` it."""
    part = Part(nama)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = part.doctype
    parser.StartElementHandler, parser.EndElementHandler = part.start, part.end
    parser.CharacterDataHandler = part.data
    head = b""
    try:
        while piece := file.read(_POTONGAN):
            head = head or piece[:_AWAL]
            parser.Parse(piece)
            part.isi += len(piece)
            if (
                part.isi - parser.CurrentByteIndex > BATAS_TANDA
                or (part.unsur > BATAS_UNSUR_LAIN and not part.lembar_kerja)
                or any(before[name] + getattr(part, name) > most for name, most in BATAS.items())
            ):
                raise TooLargeError
        parser.Parse(b"", True)
    except expat.ExpatError:
        if part.akar or (
            not part.unsur and head.lstrip(_SEBELUM_XML).startswith(b"<")
        ):  # else a picture, say
            raise
    return part


def _worksheets(book: Part, parts: Mapping[str, Part], names: list[str]) -> tuple[LembarPaket, ...]:
    """Give the worksheets that the workbook lists; of other kinds of sheets nothing was noted."""
    relations = _relations(book, parts)
    listed = {relations.get(relation, "") for *_, relation in book.lembar}
    opened = _DIBUKA.union(listed, *(part.dibuka for part in parts.values()))
    unseen = set(names) - parts.keys()
    quick = all(part.cepat for part in parts.values()) and not opened & unseen
    quick &= len(set(names)) == len(names)  # of two parts with one name, openpyxl opens the one that it likes
    found = []
    counted = Counter[str]()
    for nama, tersembunyi, relation in book.lembar:
        part = parts.get(relations.get(relation, ""))
        if part is not None and part.lembar_kerja:
            counted.update({name: getattr(part, name) for name in BATAS})
            if any(counted[name] > most for name, most in BATAS.items()):
                raise TooLargeError  # one part that is listed many times
            targets = _relations(part, parts)
            links = {sel: targets[id_] for sel, id_ in part.tautan.items() if targets.get(id_)}
            drawn = (parts[target].gambar for target in targets.values() if target in parts)
            grid = Grid(
                nama,
                (),
                part.tautan_rumus | links,
                baris_tersembunyi=frozenset(part.baris_tersembunyi),
                gambar=frozenset(part.gambar.union(*drawn)),
                tersembunyi=tersembunyi,
                hari_nol=book.hari_nol,
            )
            part.cepat = quick
            found.append((grid, part))
    return tuple(found)


def _relations(part: Part, parts: Mapping[str, Part]) -> Mapping[str, str]:
    folder, file = posixpath.split(part.nama)
    found = parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
    return found.relasi if found else {}


def _plain(nama: str) -> str:
    """Give a part's name as names are compared: without a slash before it, in small letters."""
    return nama.replace("\\", "/").lstrip("/").casefold()


def _relation_id(atribut: Mapping[str, str]) -> str:
    return next((value for key, value in atribut.items() if key.endswith(":id")), "")


def _block(atribut: Mapping[str, str]) -> tuple[int, int, int, int]:
    """Give a block's first row and column and its last; one of whole columns or rows ends where the sheet does."""
    left, top, right, bottom = range_boundaries(atribut.get("ref", ""))
    return top or 1, left or 1, bottom or BARIS_TERAKHIR, right or KOLOM_TERAKHIR
