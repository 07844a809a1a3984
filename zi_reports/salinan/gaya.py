"""The styles part of a workbook, to which styles are only added at the end: those it has keep their numbers."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from zi_reports.salinan.paket import JENIS_HUBUNGAN, UTAMA, Paket

_JENIS_ISI = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_NS = UTAMA[1:-1]
_KOSONG = f"""<styleSheet xmlns="{_NS}">
<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>
</styleSheet>"""
"""The least that a styles part holds, for a workbook that has none."""


class Gaya:
    """The styles of one package."""

    def __init__(self, paket: Paket) -> None:
        nama = paket.related(paket.buku, "styles")
        if nama is None:
            nama = paket.free_name("xl/styles{}.xml")
            paket.add_xml(nama, etree.fromstring(_KOSONG), _JENIS_ISI)
            paket.relate(paket.buku, f"{JENIS_HUBUNGAN}styles", nama)
        self._akar = paket.edit(nama)
        self._dibuat: dict[tuple[int, str], int] = {}
        self._tambahan: dict[tuple[str, str], int] = {}

    def filled(self, warna: str) -> Callable[[int], int]:
        """Give what makes of a style's number that of the same style on this colour (`#RRGGBB`)."""

        def fill(dasar: int) -> int:
            if (dasar, warna) not in self._dibuat:
                styles = self._group("cellXfs")
                # A number that no style has means the first one, to Excel as well.
                copy = deepcopy(styles[dasar if dasar < len(styles) else 0])
                copy.set("fillId", str(self._fill(warna)))
                copy.set("applyFill", "1")
                self._dibuat[dasar, warna] = self._append("cellXfs", copy)
            return self._dibuat[dasar, warna]

        return fill

    def add(self, huruf: str, warna: str = "", garis: str = "", perataan: str = "") -> int:
        """Add a style of our own from the XML of its font, its fill's colour, border's colour and alignment."""
        side = f'style="thin"><color rgb="FF{garis[1:]}"/>'
        edges = "".join(f"<{sisi} {side}</{sisi}>" for sisi in ("left", "right", "top", "bottom"))
        border = self._part("borders", f"<border>{edges}<diagonal/></border>") if garis else 0
        font = self._part("fonts", f"<font>{huruf}</font>")
        fill = self._fill(warna) if warna else 0
        numbers = f'numFmtId="0" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0"'
        return self._part(
            "cellXfs",
            f'<xf {numbers} applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
            f"<alignment {perataan}/></xf>",
        )

    def conditional(self, warna: str) -> int:
        """Add a conditional style that fills with this colour."""
        if self._akar.find(f"{UTAMA}dxfs") is None:
            before = self._akar.find(f"{UTAMA}cellStyles")
            before = self._group("cellXfs") if before is None else before
            before.addnext(etree.Element(f"{UTAMA}dxfs"))
        # Of a conditional fill Excel takes the background, other programs the foreground.
        rgb = f'rgb="FF{warna[1:]}"'
        solid = f'<patternFill patternType="solid"><fgColor {rgb}/><bgColor {rgb}/></patternFill>'
        return self._part("dxfs", f"<dxf><fill>{solid}</fill></dxf>")

    def _fill(self, warna: str) -> int:
        solid = f'<fgColor rgb="FF{warna[1:]}"/><bgColor indexed="64"/>'
        return self._part("fills", f'<fill><patternFill patternType="solid">{solid}</patternFill></fill>')

    def _part(self, kelompok: str, xml: str) -> int:
        """Add a font, fill, border or style, or give the number of the same one that was added before."""
        if (kelompok, xml) not in self._tambahan:
            element = etree.fromstring(f'<x xmlns="{_NS}">{xml}</x>')[0]
            self._tambahan[kelompok, xml] = self._append(kelompok, element)
        return self._tambahan[kelompok, xml]

    def _append(self, kelompok: str, bagian: etree._Element) -> int:
        group = self._group(kelompok)
        group.append(bagian)
        group.set("count", str(len(group)))
        return len(group) - 1

    def _group(self, nama: str) -> etree._Element:
        group = self._akar.find(f"{UTAMA}{nama}")
        if group is None:
            raise ValueError(nama)
        return group
