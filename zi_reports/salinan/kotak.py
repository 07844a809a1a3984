"""The boxes in which a sheet's comments are shown: VML, older than the comments, and still asked for by Excel.

A drawing that is there is changed as text, never parsed: Office itself has written VML that is no XML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from zi_reports.salinan.lembar import LembarXml
from zi_reports.salinan.paket import HUBUNGAN, JENIS_HUBUNGAN, UTAMA, Paket
from zi_reports.salinan.tempat import Sel, measure
from zi_reports.sheets import count_lines

_LEBAR, _TINGGI_BARIS, _TEPI, _TERTINGGI = 320, 15, 14, 420
"""Pixels of a box: its width, a line of text, what is not text, and the most that it is high."""

_PER_BLOK = 1024
"""Shapes are numbered in blocks of so many; a block belongs to one drawing."""

_BENTUK = re.compile(r"<v:shape\b.*?</v:shape>", re.DOTALL)
_NOMOR = re.compile(r"_x0000_s(\d+)")
_BLOK = re.compile(r'(<o:idmap\b[^>]*\bdata=")([\d,\s]*)(")')
_ANGKA = r"<x:{0}>\s*(\d+)\s*</x:{0}>"
_JANGKAR = re.compile(r"(<x:Anchor>)([\d\s,-]+)(</x:Anchor>)")

_AWAL = """<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns:x="urn:schemas-microsoft-com:office:excel">
<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/></o:shapelayout>
</xml>"""

_JENIS_KOTAK = """<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,\
l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>
"""

_KOTAK = """<v:shape id="_x0000_s{nomor}" type="#_x0000_t202" style="position:absolute;\
width:{lebar}pt;height:{tinggi}pt;z-index:{urutan};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">\
<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>\
<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>\
<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{jangkar}</x:Anchor>\
<x:AutoFill>False</x:AutoFill><x:Row>{baris}</x:Row><x:Column>{kolom}</x:Column></x:ClientData></v:shape>
"""


@dataclass(frozen=True, slots=True)
class _Gambar:
    """A drawing's part and its text."""

    nama: str
    teks: str


def write_boxes(paket: Paket, nama_lembar: str, lembar: LembarXml, teks: Mapping[Sel, str]) -> None:
    """Give each cell's comment a box that its text fits in; a box that is there grows downwards."""
    gambar = _drawing(paket, nama_lembar, lembar)
    known: set[Sel] = set()

    def grow(match: re.Match[str]) -> str:
        sel = _cell(match[0])
        if sel is None or sel not in teks:
            return match[0]
        known.add(sel)
        return _JANGKAR.sub(lambda anchor: _lower(anchor, _height(teks[sel])), match[0])

    isi = _BENTUK.sub(grow, gambar.teks)
    new = [sel for sel in sorted(teks) if sel not in known]
    if new:
        isi = _add_boxes(paket, isi, lembar, {sel: teks[sel] for sel in new})
    paket.write(gambar.nama, isi.encode())


def _drawing(paket: Paket, nama_lembar: str, lembar: LembarXml) -> _Gambar:
    """Find the drawing that the sheet names, or give it one."""
    named = lembar.akar.find(f"{UTAMA}legacyDrawing")
    if named is not None:
        mark = named.get(f"{HUBUNGAN}id")
        nama = next(satu.tujuan for satu in paket.relations(nama_lembar) if satu.nomor == mark)
        return _Gambar(nama, paket.read(nama).decode())
    nama = paket.free_name("xl/drawings/vmlDrawing{}.vml")
    paket.write(nama, _AWAL.encode())
    paket.set_default_type("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
    lembar.set_legacy_drawing(paket.relate(nama_lembar, f"{JENIS_HUBUNGAN}vmlDrawing", nama))
    return _Gambar(nama, _AWAL)


def _add_boxes(paket: Paket, isi: str, lembar: LembarXml, teks: Mapping[Sel, str]) -> str:
    first = max(_blocks(paket), default=0) + 1
    blocks = range(first, first + -(-len(teks) // (_PER_BLOK - 1)))
    # The first number of a block is not given to a shape.
    numbers = (block * _PER_BLOK + nomor for block in blocks for nomor in range(1, _PER_BLOK))
    ukuran = measure(lembar.akar)
    boxes = "" if 'id="_x0000_t202"' in isi else _JENIS_KOTAK
    for urutan, (nomor, (sel, text)) in enumerate(zip(numbers, teks.items(), strict=False), start=1):
        height = _height(text)
        boxes += _KOTAK.format(
            nomor=nomor,
            urutan=urutan,
            lebar=_LEBAR * 0.75,
            tinggi=height * 0.75,
            jangkar=ukuran.anchor(lembar.area_of(sel), _LEBAR, height),
            baris=sel.baris - 1,
            kolom=sel.kolom - 1,
        )
    more = ",".join(map(str, blocks))
    isi = _BLOK.sub(
        lambda match: f"{match[1]}{','.join(filter(None, (match[2], more)))}{match[3]}", isi, count=1
    )
    before, end, after = isi.rpartition("</xml>")
    if not end:
        raise ValueError(isi[-20:])
    return before + boxes + end + after


def _blocks(paket: Paket) -> set[int]:
    """Give the blocks of numbers that the workbook's drawings have taken."""
    taken: set[int] = set()
    for nama in paket:
        if nama.casefold().endswith(".vml"):
            isi = paket.read(nama).decode(errors="replace")
            taken.update(int(nomor) // _PER_BLOK for nomor in _NOMOR.findall(isi))
            taken.update(
                int(nomor) for match in _BLOK.finditer(isi) for nomor in re.findall(r"\d+", match[2])
            )
    return taken


def _cell(bentuk: str) -> Sel | None:
    row, column = (re.search(_ANGKA.format(name), bentuk) for name in ("Row", "Column"))
    if 'ObjectType="Note"' not in bentuk or row is None or column is None:
        return None
    return Sel(int(row[1]) + 1, int(column[1]) + 1)


def _lower(jangkar: re.Match[str], pixels: int) -> str:
    """Move a box's lower edge down, by rows of the usual height."""
    numbers = jangkar[2].split(",")
    if len(numbers) == len(("kiri", "+", "atas", "+", "kanan", "+", "bawah", "+")):
        numbers[6] = f" {int(numbers[6]) + -(-pixels // 20)}"
    return f"{jangkar[1]}{','.join(numbers)}{jangkar[3]}"


def _height(teks: str) -> int:
    return min(count_lines(teks, _LEBAR, 10) * _TINGGI_BARIS + _TEPI, _TERTINGGI)
