"""A workbook becomes a copy that shows each catatan on its cell, and is otherwise as it was.

openpyxl loses shapes, charts and more when it loads and saves. So the copy is made on the package itself: parts
that hold no catatan stay as they are, byte for byte.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from lxml import etree

from zi_reports import bahasa
from zi_reports.model import Catatan, Tingkat
from zi_reports.salinan.bersyarat import colour_above
from zi_reports.salinan.daftar import WARNA_TINGKAT, add_list
from zi_reports.salinan.gaya import Gaya
from zi_reports.salinan.komentar import PENULIS, Bagian, write_comments
from zi_reports.salinan.kotak import write_boxes
from zi_reports.salinan.lembar import LembarXml
from zi_reports.salinan.paket import HUBUNGAN, UTAMA, Paket, SalinanError
from zi_reports.salinan.tempat import Sel, read_area
from zi_reports.salinan.utas import reply

_NAMA_TERPANJANG = 80
_TIDAK_AMAN = re.compile(r"[^A-Za-z0-9_-]+")
_RUSAK = (
    *(KeyError, ValueError, IndexError, OverflowError, StopIteration, NotImplementedError, RuntimeError),
    *(EOFError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError),
)
"""What a package that is not as it should be raises, here and in the libraries."""


def annotate(isi: bytes, catatan: Sequence[Catatan], nama: str, hari: dt.date) -> bytes:
    """Give the workbook `isi` with each catatan as a comment and a colour on its cell, and a list of all.

    `nama` is what the list calls the workbook. The same workbook, catatan and day give the same bytes.

    Raises:
        SalinanError: the package is not as Excel makes them.
    """
    try:
        paket = Paket(isi)
        sheets = _worksheets(paket)
        gaya = Gaya(paket)
        placed: dict[str, dict[Sel, list[Catatan]]] = defaultdict(lambda: defaultdict(list))
        for satu in catatan:
            daerah = read_area(satu.lokasi.sel)
            if daerah and satu.lokasi.lembar in sheets:
                placed[satu.lokasi.lembar][daerah.awal].append(satu)
        for lembar, per_sel in placed.items():
            _annotate_sheet(paket, sheets[lembar], gaya, per_sel, hari)
        on_cells = {satu for per_sel in placed.values() for group in per_sel.values() for satu in group}
        head = (
            f"{nama}, diperiksa {bahasa.tanggal(hari)}. Ini salinan: perbaiki isian pada buku kerja aslinya. "
            "Klik alamat pada kolom SEL untuk menuju selnya."
        )
        add_list(paket, gaya, catatan, on_cells, head)
        return paket.to_bytes()
    except _RUSAK as error:
        raise SalinanError(
            f"Salinan {nama} tidak dapat dibuat. Buka buku kerja itu di Excel, Simpan Sebagai .xlsx, lalu ulangi."
        ) from error


def copy_name(buku: Path) -> str:
    """Give the name of a workbook's copy, from characters that every system and every share takes."""
    plain = unicodedata.normalize("NFKD", buku.stem).encode("ascii", "ignore").decode()
    stem = _TIDAK_AMAN.sub("-", plain).strip("-")[:_NAMA_TERPANJANG].rstrip("-")
    return f"{stem or 'buku'}-catatan{'.xlsm' if buku.suffix.casefold() == '.xlsm' else '.xlsx'}"


def _worksheets(paket: Paket) -> Mapping[str, str]:
    """Give the part of each worksheet by its title; sheets that are one chart have no cells."""
    parts = {satu.nomor: satu.tujuan for satu in paket.relations(paket.buku) if satu.jenis == "worksheet"}
    return {
        satu.get("name", ""): parts[mark]
        for satu in paket.xml(paket.buku).iterfind(f"{UTAMA}sheets/{UTAMA}sheet")
        if (mark := satu.get(f"{HUBUNGAN}id", "")) in parts
    }


def _annotate_sheet(
    paket: Paket, nama: str, gaya: Gaya, catatan: Mapping[Sel, Sequence[Catatan]], hari: dt.date
) -> None:
    lembar = LembarXml(paket.edit(nama))
    order = list(Tingkat)
    merged: dict[Sel, list[Catatan]] = defaultdict(list)
    for sel, group in catatan.items():
        merged[lembar.area_of(sel).awal] += group
    comments: dict[Sel, Sequence[Bagian]] = {}
    colours: dict[Sel, str] = {}
    for sel, group in sorted(merged.items()):
        group.sort(key=lambda satu: order.index(satu.tingkat))
        colours[sel] = WARNA_TINGKAT[group[0].tingkat]
        lembar.restyle(sel, gaya.filled(colours[sel]))
        comments[sel] = _comment(group)
    colour_above(lembar.akar, gaya, colours)
    texts = {sel: "".join(isi for isi, _ in bagian) for sel, bagian in comments.items()}
    write_comments(paket, nama, comments)
    write_boxes(paket, nama, lembar, texts)
    reply(paket, nama, texts, hari)


def _comment(catatan: Sequence[Catatan]) -> Sequence[Bagian]:
    parts: list[Bagian] = []
    for satu in catatan:
        gap = "\n\n" if parts else ""
        parts += [(f"{gap}{PENULIS}: {satu.tingkat}", True), (f"\n{satu.pesan}", False)]
    return parts
