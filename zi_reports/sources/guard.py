"""An .xlsx package is looked through once, piece by piece, before openpyxl may open it.

openpyxl has no bounds: it takes in whatever a package unpacks to. Here stand the bounds.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO
from xml.parsers import expat

from zi_reports.rencana.lampiran import HARI_NOL_1900, HARI_NOL_1904
from zi_reports.rencana.model import WorkbookError
from zi_reports.sources.file import RUSAK, TooLargeError, reason_for_package
from zi_reports.sources.trace import BATAS_SEL, BENAR, Trace

BATAS_ISI = 100_000_000
"""Bytes that the parts of a workbook may have together once unpacked."""

BATAS_UNSUR = 3_000_000
"""XML elements that they may have together: room for a million rows that hold nothing."""

BATAS_UNSUR_DIBACA = 1_500_000
"""Of these, elements down to the last value of each sheet: openpyxl makes something of every one."""

BATAS_UNSUR_LAIN = 200_000
"""Elements of a part that is no sheet, such as texts and styles: openpyxl is slower over those."""

PANJANG_FORMAT = 1_000
"""Letters of a number format; Excel takes 255."""

BATAS_LEMBAR = 500
"""Sheets of a workbook."""

BATAS_DAFTAR = 2_000_000
"""Bytes of the package's directory: room for some twenty thousand parts."""

BATAS_TANDA = 1 << 20
"""Bytes of one tag or comment: expat goes over what it has of it again and again."""

_POTONGAN = 1 << 16
_AWAL = 64  # bytes at the beginning of a part in which XML shows itself
_AKHIR_ZIP = struct.Struct("<4s4H2LH")
_TERSANDI = 0x1

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


@dataclass(frozen=True, slots=True)
class LembarPaket:
    """A worksheet of a package: its name, whether it is hidden, what was seen of it, where its cells link to.

    `hari_nol` is the day that serial number 0 stands for in this workbook. `cepat` says that openpyxl's quick way
    reads it whole, and soon.
    """

    nama: str
    tersembunyi: bool
    trace: Trace
    tautan: Mapping[tuple[int, int], str]
    hari_nol: dt.date
    cepat: bool


class _NotOpenedError(Exception):
    """The part is none that openpyxl opens: nothing more needs to be seen of it."""


def look_through(path: Path) -> tuple[LembarPaket, ...] | None:
    """Give what is seen of the worksheets of the package `path`, in its order; None where it is no .xlsx.

    Raises:
        WorkbookError: it is a package of another kind, or locked.
        TooLargeError: it holds more than is read.
        Exception: it is broken, or has a DOCTYPE, without which XML knows no entities. Such a file has no error of
            its own: BadZipFile, ExpatError, zlib.error, KeyError, ValueError, ...
    """
    _check_directory(path)
    guard = _Guard()
    with zipfile.ZipFile(path) as package:
        entries = package.infolist()
        if any(entry.flag_bits & _TERSANDI for entry in entries):
            raise WorkbookError(f"{path} dilindungi kata sandi. Simpan tanpa kata sandi sebagai .xlsx.")
        if any(entry.file_size > BATAS_ISI for entry in entries):
            raise TooLargeError
        for entry in entries:
            with package.open(entry) as part:
                guard.look(_plain(entry.filename), part)
        jenis = package.read("mimetype") if "mimetype" in package.namelist() else b""
    if guard.buku:
        return tuple(guard.worksheets())
    reason = reason_for_package({_plain(entry.filename) for entry in entries}, jenis)
    if reason:
        raise WorkbookError(f"{path} {reason}")
    return None


def _plain(nama: str) -> str:
    """Give a part's name as names are compared: without a slash before it, in small letters."""
    return nama.replace("\\", "/").lstrip("/").casefold()


def _check_directory(path: Path) -> None:
    """Look at the size of the package's directory before anything reads the directory itself."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(size - _POTONGAN - _AKHIR_ZIP.size, 0))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if (
        at < 0
        or at + _AKHIR_ZIP.size > len(tail)
        or (directory := _AKHIR_ZIP.unpack_from(tail, at)[5]) > size
    ):
        raise WorkbookError(f"{path} {RUSAK}")
    if directory > BATAS_DAFTAR:
        raise TooLargeError


@dataclass(slots=True)
class _Book:
    """What the part that lists the sheets says: for each its name, whether it is hidden, and its relation."""

    lembar: list[tuple[str, bool, str]] = field(default_factory=list)
    hari_nol: dt.date = HARI_NOL_1900


class _Guard:
    """What is left of the bounds, which all parts of a package share, and what was found in them."""

    def __init__(self) -> None:
        self.buku: dict[str, _Book] = {}
        self._relasi: dict[str, dict[str, str]] = {}
        self._lembar: dict[str, Trace] = {}
        self._dibuka, self._asing = set(_DIBUKA), set[str]()
        self._format_panjang = False
        self._isi, self._unsur = BATAS_ISI, BATAS_UNSUR

    def look(self, nama: str, part: IO[bytes]) -> None:
        """Look through one part, if it is one that openpyxl opens."""
        parser = self._parser(nama)
        read, xml = 0, False
        try:
            while piece := part.read(_POTONGAN):
                xml = xml or (not read and b"<" in piece[:_AWAL])
                read += len(piece)
                parser.Parse(piece)
                if read > self._isi or read - parser.CurrentByteIndex > BATAS_TANDA:
                    raise TooLargeError
            parser.Parse(b"", True)
        except _NotOpenedError:
            self._asing.add(nama)
        except expat.ExpatError:
            if xml:
                raise
            self._asing.add(nama)  # a picture, say
        else:
            self._isi -= read
            self._check_sheets()

    def worksheets(self) -> Iterator[LembarPaket]:
        """Give the worksheets that the workbook lists; of other kinds of sheets nothing was noted."""
        for nama, buku in self.buku.items():
            parts = self._related(nama)
            opened = self._dibuka | {parts.get(relation, "") for *_, relation in buku.lembar}
            quick = not self._format_panjang and not self._asing & opened
            for judul, tersembunyi, relation in buku.lembar:
                part = parts.get(relation, "")
                if part in self._lembar:
                    trace, targets = self._lembar[part], self._related(part)
                    links = {sel: targets[id_] for sel, id_ in trace.tautan.items() if targets.get(id_)}
                    yield LembarPaket(
                        judul, tersembunyi, trace, links, buku.hari_nol, quick and trace.berurutan
                    )

    def _related(self, nama: str) -> Mapping[str, str]:
        folder, file = posixpath.split(nama)
        return self._relasi.get(posixpath.join(folder, "_rels", f"{file}.rels"), {})

    def _check_sheets(self) -> None:
        read = sum(trace.unsur_dibaca for trace in self._lembar.values())
        cells = sum(trace.sel for trace in self._lembar.values())
        if read > BATAS_UNSUR_DIBACA or cells > BATAS_SEL or len(self._lembar) > BATAS_LEMBAR:
            raise TooLargeError

    def _parser(self, part: str) -> expat.XMLParserType:
        """Make the parser of one part, which hands its elements to what suits its kind."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        local: dict[str, str] = {}
        doctype = False

        def start_root(nama: str, atribut: dict[str, str]) -> None:
            root = nama.rpartition(":")[2]
            if root not in _DIBACA:
                raise _NotOpenedError
            if doctype:
                raise expat.ExpatError("DOCTYPE")
            take, least = self._taker(part, root), max(self._unsur - BATAS_UNSUR_LAIN, 0)
            if root == "worksheet":
                trace = self._lembar.setdefault(part, Trace())
                take, least = trace.start, 0
                parser.EndElementHandler = lambda nama: trace.end(local[nama])
                parser.CharacterDataHandler = trace.data

            def start(nama: str, atribut: dict[str, str]) -> None:
                self._unsur -= 1
                if self._unsur < least:
                    raise TooLargeError
                if nama not in local:
                    local[nama] = nama.rpartition(":")[2]
                take(local[nama], atribut)

            parser.StartElementHandler = start
            start(nama, atribut)

        def declare(*_declaration: object) -> None:
            nonlocal doctype
            doctype = True

        parser.StartElementHandler = start_root
        parser.StartDoctypeDeclHandler = declare
        return parser

    def _taker(self, part: str, akar: str) -> Callable[[str, Mapping[str, str]], None]:
        """Give what takes in the elements of a part with this root; names come without their prefix."""
        match akar:
            case "workbook":
                return partial(_take_book, self.buku.setdefault(part, _Book()))
            case "Relationships":
                folder = posixpath.dirname(posixpath.dirname(part))
                return partial(_take_relation, self._relasi.setdefault(part, {}), folder)
            case "styleSheet":
                return self._take_style
            case "Types":
                return self._take_type
            case _:
                return lambda _nama, _atribut: None  # only the number of its elements matters

    def _take_style(self, nama: str, atribut: Mapping[str, str]) -> None:
        """Look at number formats; openpyxl goes over a long one again and again."""
        if nama == "numFmt" and len(atribut.get("formatCode", "")) > PANJANG_FORMAT:
            self._format_panjang = True

    def _take_type(self, nama: str, atribut: Mapping[str, str]) -> None:
        """Note the parts that openpyxl opens because of their content types."""
        if nama == "Override" and atribut.get("ContentType", "").endswith(_JENIS_DIBUKA):
            self._dibuka.add(_plain(atribut.get("PartName", "")))


def _take_book(buku: _Book, nama: str, atribut: Mapping[str, str]) -> None:
    if atribut.get("date1904") in BENAR:
        buku.hari_nol = HARI_NOL_1904
    if nama == "sheet":
        relation = next((value for key, value in atribut.items() if key.endswith(":id")), "")
        buku.lembar.append((atribut["name"], atribut.get("state", "visible") != "visible", relation))


def _take_relation(tujuan: dict[str, str], folder: str, nama: str, atribut: Mapping[str, str]) -> None:
    """Note what another part refers to, by id: parts by their names, what is outside by its address."""
    if nama == "Relationship":
        target = atribut.get("Target", "")
        if atribut.get("TargetMode") != "External":
            target = _plain(posixpath.normpath(posixpath.join("/", folder, target)))
        tujuan[atribut.get("Id", "")] = target
