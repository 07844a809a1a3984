"""The package of an .xlsx or .xlsm file: its parts as bytes, of which only those that change are ever parsed."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from zi_reports.model import UserError

UTAMA = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
"""The namespace of Excel's own elements, as lxml writes it."""

HUBUNGAN = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
"""The namespace of the attributes that name a relationship."""

JENIS_HUBUNGAN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
"""Begins the type of every relationship that Office knew from the start."""

_ISI = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_DAFTAR_ISI = "[Content_Types].xml"
_TERBESAR = 300_000_000
"""The most bytes that all parts together may unpack to."""

_XML_TERBESAR = 16_000_000
"""The most bytes of one part that is to be parsed; its tree takes some 25 times as much."""


class SalinanError(UserError):
    """A workbook of which no annotated copy can be made."""


@dataclass(frozen=True, slots=True)
class Hubungan:
    """A relationship of a part: its mark, the last word of its type, and the part that it leads to."""

    nomor: str
    jenis: str
    tujuan: str


class Paket:
    """A package held in memory; parts that nobody edits or writes come out byte for byte as they went in.

    `buku` is the name of the part that lists the sheets.
    """

    def __init__(self, isi: bytes) -> None:
        self._zip = zipfile.ZipFile(BytesIO(isi))
        self._info = {info.filename: info for info in self._zip.infolist()}
        if sum(info.file_size for info in self._info.values()) > _TERBESAR:
            raise SalinanError(
                "Salinan tidak dibuat: buku kerja terlalu besar. Hapus gambar dan lembar yang tidak perlu."
            )
        self._nama = {nama.casefold(): nama for nama in self._info}
        self._baru: dict[str, bytes] = {}
        self._pohon: dict[str, etree._Element] = {}
        self._diubah: set[str] = set()
        self.buku = next(satu.tujuan for satu in self.relations("") if satu.jenis == "officeDocument")

    def __contains__(self, nama: str) -> bool:
        return nama.casefold() in self._nama

    def __iter__(self) -> Iterator[str]:
        return iter(self._nama.values())

    def read(self, nama: str) -> bytes:
        """Give a part's bytes as they stand now."""
        nama = self._nama.get(nama.casefold(), nama)
        if nama in self._baru:
            return self._baru[nama]
        if nama not in self._info:
            raise KeyError(nama)
        return self._zip.read(nama)

    def write(self, nama: str, isi: bytes) -> None:
        """Set a part's bytes; a new part stands at the end of the package."""
        self._baru[self._nama.setdefault(nama.casefold(), nama)] = isi

    def xml(self, nama: str) -> etree._Element:
        """Give a part as a tree, to read."""
        nama = self._nama.get(nama.casefold(), nama)
        if nama not in self._pohon:
            self._pohon[nama] = _parse(self.read(nama))
        return self._pohon[nama]

    def edit(self, nama: str) -> etree._Element:
        """Give a part as a tree whose changes are written when the package is."""
        self._diubah.add(self._nama.get(nama.casefold(), nama))
        return self.xml(nama)

    def add_xml(self, nama: str, akar: etree._Element, jenis_isi: str) -> None:
        """Add a part with its content type."""
        self._add_tree(nama, akar)
        attributes = {"PartName": f"/{nama}", "ContentType": jenis_isi}
        etree.SubElement(self.edit(_DAFTAR_ISI), f"{_ISI}Override", attributes)

    def set_default_type(self, akhiran: str, jenis_isi: str) -> None:
        """Say the content type of all parts whose name ends so, unless that is said already."""
        types = self.edit(_DAFTAR_ISI)
        defaults = types.findall(f"{_ISI}Default")
        if all(satu.get("Extension", "").casefold() != akhiran for satu in defaults):
            types.insert(
                len(defaults),
                etree.Element(f"{_ISI}Default", {"Extension": akhiran, "ContentType": jenis_isi}),
            )

    def free_name(self, pola: str) -> str:
        """Give the first name of the pattern (`xl/comments{}.xml`) that no part has."""
        return next(nama for nomor in range(1, 100_000) if (nama := pola.format(nomor)) not in self)

    def relations(self, nama: str) -> tuple[Hubungan, ...]:
        """Give the relationships of a part that lead to other parts; an empty name means the package."""
        rels = _rels_name(nama)
        if rels not in self:
            return ()
        return tuple(
            Hubungan(
                satu.get("Id", ""),
                satu.get("Type", "").rsplit("/", 1)[-1],
                _resolve(nama, satu.get("Target", "")),
            )
            for satu in self.xml(rels).iter(f"{_REL}Relationship")
            if satu.get("TargetMode") != "External"
        )

    def related(self, nama: str, jenis: str) -> str | None:
        """Give the part that a part's relationship of this type leads to, if it is there."""
        found = (satu.tujuan for satu in self.relations(nama) if satu.jenis == jenis and satu.tujuan in self)
        return next(found, None)

    def relate(self, nama: str, jenis: str, tujuan: str) -> str:
        """Add a relationship from a part to another, of the full type `jenis`; give its mark."""
        rels = _rels_name(nama)
        if rels not in self:
            self._add_tree(rels, etree.Element(f"{_REL}Relationships", nsmap={None: _REL[1:-1]}))
        tree = self.edit(rels)
        taken = {satu.get("Id") for satu in tree}
        mark = next(mark for nomor in range(1, 100_000) if (mark := f"rIdZi{nomor}") not in taken)
        target = posixpath.relpath(tujuan, posixpath.dirname(nama) or ".")
        etree.SubElement(tree, f"{_REL}Relationship", {"Id": mark, "Type": jenis, "Target": target})
        return mark

    def to_bytes(self) -> bytes:
        """Write the package: known parts in their order and with their times, then the new ones."""
        changed = self._baru | {nama: _to_bytes(self._pohon[nama]) for nama in sorted(self._diubah)}
        names = [*self._info, *(nama for nama in changed if nama not in self._info)]
        berkas = BytesIO()
        with zipfile.ZipFile(berkas, "w", zipfile.ZIP_DEFLATED) as archive:
            for nama in names:
                old = self._info.get(nama)
                info = zipfile.ZipInfo(nama, old.date_time if old else (1980, 1, 1, 0, 0, 0))
                info.create_system = 0  # else the system that writes would show in the bytes
                stored = old is not None and old.compress_type == zipfile.ZIP_STORED
                info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                archive.writestr(info, changed[nama] if nama in changed else self._zip.read(nama))
        return berkas.getvalue()

    def _add_tree(self, nama: str, akar: etree._Element) -> None:
        self._nama[nama.casefold()] = nama
        self._pohon[nama] = akar
        self._diubah.add(nama)


def _parse(isi: bytes) -> etree._Element:
    """Parse XML that may mean harm: no entity is resolved, nothing fetched, no document type let in."""
    if len(isi) > _XML_TERBESAR:
        raise SalinanError(
            "Salinan tidak dibuat: lembarnya terlalu besar. "
            "Hapus baris dan kolom kosong di sekitar tabel, simpan, lalu ulangi."
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    akar = etree.fromstring(isi, parser)
    if akar.getroottree().docinfo.doctype:
        raise SalinanError(
            "Salinan tidak dibuat: buku kerja memuat DOCTYPE. Buka di Excel, Simpan Sebagai .xlsx, lalu ulangi."
        )
    return akar


def _to_bytes(akar: etree._Element) -> bytes:
    """Write a tree as Office does: UTF-8, with the declaration."""
    isi: bytes = etree.tostring(akar.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True)
    return isi


def _rels_name(nama: str) -> str:
    folder, file = posixpath.split(nama)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _resolve(nama: str, tujuan: str) -> str:
    if tujuan.startswith("/"):
        return posixpath.normpath(tujuan).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(nama), tujuan))
