"""A workbook's package: its parts, opened within bounds, their XML handed on piece by piece.

Nothing is unpacked to disk, no part is read that nobody asks for, and nothing outside the package is touched:
external links and macros stay where they are. A DOCTYPE, without which XML knows no entities, is refused.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self
from xml.parsers import expat

from zi_reports.model import WorkbookError
from zi_reports.workbook.berkas import RUSAK, reason_for_package

BATAS_ISI = 100_000_000
"""Bytes that the parts of a workbook may have together once unpacked."""

BATAS_UNSUR = 3_000_000
"""XML elements that the parts of a workbook may have together: room for a million rows that hold nothing."""

BATAS_DAFTAR = 2_000_000
"""Bytes of the package's directory: room for some twenty thousand parts."""

_POTONGAN = 1 << 16
_TANDA_TERPANJANG = 1 << 20  # bytes of one tag or comment: expat goes over what it has of it again and again
_AKHIR_ZIP = struct.Struct("<4s4H2LH")
_TERSANDI = 0x1

TERLALU_BESAR = (
    "terlalu besar untuk dibaca. Hapus baris dan kolom kosong yang berformat di bawah dan di kanan tabel, "
    "pindahkan lembar lain ke berkas tersendiri, lalu simpan."
)


class Penerima(Protocol):
    """What takes in a part's XML; names come without their prefix."""

    def start(self, nama: str, atribut: Mapping[str, str]) -> None:
        """Take in the beginning of an element."""

    def end(self, nama: str) -> None:
        """Take in the end of an element."""

    def data(self, teks: str) -> None:
        """Take in text."""


class Paket:
    """An open workbook, read only."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._sisa = BATAS_ISI
        self._sisa_unsur = BATAS_UNSUR
        _check_directory(path)
        self._zip = zipfile.ZipFile(path)
        self._bagian = {
            entry.filename.replace("\\", "/").lstrip("/").casefold(): entry for entry in self._zip.infolist()
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def __contains__(self, nama: str) -> bool:
        return nama.casefold() in self._bagian

    def main_part(self) -> str:
        """Give the name of the part that lists the sheets.

        Raises:
            WorkbookError: the package is of another kind.
        """
        targets = self.relations("").values()
        found = [nama for nama in (*targets, "xl/workbook.xml") if nama in self]
        main = next((nama for nama in found if nama.casefold().endswith("workbook.xml")), "")
        if not main:
            raise WorkbookError(f"{self.path} {reason_for_package(self._bagian)}")
        return main

    def relations(self, nama: str) -> Mapping[str, str]:
        """Give what a part refers to, by id: parts by their names, what is outside by its address."""
        folder, file = posixpath.split(nama)
        listing = posixpath.join(folder, "_rels", f"{file}.rels")
        found = _Relasi(folder)
        if listing in self:
            self.read(listing, found)
        return found.tujuan

    def read(self, nama: str, penerima: Penerima) -> None:
        """Hand the XML of a part to `penerima`.

        Raises:
            WorkbookError: the workbook's parts are together too large, or the part is locked.
            ExpatError: the part is no XML, or has a DOCTYPE.
        """
        entry = self._bagian[nama.casefold()]
        if entry.flag_bits & _TERSANDI:
            raise WorkbookError(f"{self.path} dilindungi kata sandi. Simpan tanpa kata sandi sebagai .xlsx.")
        if entry.file_size > self._sisa:
            raise WorkbookError(f"{self.path} {TERLALU_BESAR}")
        parser = self._parser(penerima)
        with self._zip.open(entry) as part:
            read = 0
            while piece := part.read(_POTONGAN):
                read += len(piece)
                parser.Parse(piece)
                if read > self._sisa or read - parser.CurrentByteIndex > _TANDA_TERPANJANG:
                    raise WorkbookError(f"{self.path} {TERLALU_BESAR}")
        self._sisa -= read
        parser.Parse(b"", True)

    def _parser(self, penerima: Penerima) -> expat.XMLParserType:
        """Make a parser that knows names by their last part, for prefixes differ from program to program."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        local: dict[str, str] = {}

        def start(nama: str, atribut: dict[str, str]) -> None:
            self._sisa_unsur -= 1
            if self._sisa_unsur < 0:
                raise WorkbookError(f"{self.path} {TERLALU_BESAR}")
            if nama not in local:
                local[nama] = nama.rpartition(":")[2]
            penerima.start(local[nama], atribut)

        def end(nama: str) -> None:
            penerima.end(local[nama])

        def refuse(*_declaration: object) -> None:
            raise expat.ExpatError("DOCTYPE")

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = penerima.data
        parser.StartDoctypeDeclHandler = refuse
        return parser


class _Relasi:
    """Takes in a .rels part."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.tujuan: dict[str, str] = {}

    def start(self, nama: str, atribut: Mapping[str, str]) -> None:
        if nama == "Relationship":
            target = atribut.get("Target", "")
            if atribut.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
            self.tujuan[atribut.get("Id", "")] = target

    def end(self, nama: str) -> None:
        pass

    def data(self, teks: str) -> None:
        pass


def _check_directory(path: Path) -> None:
    """Look at the directory's size before anything reads the directory itself."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(size - _POTONGAN - _AKHIR_ZIP.size, 0))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _AKHIR_ZIP.size > len(tail):
        raise WorkbookError(f"{path} {RUSAK}")
    directory = _AKHIR_ZIP.unpack_from(tail, at)[5]
    if directory > BATAS_DAFTAR:
        raise WorkbookError(f"{path} {TERLALU_BESAR}")
