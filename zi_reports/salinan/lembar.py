"""One sheet's cells in its XML: found, or made where they must be, and given another style."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from zi_reports.salinan.paket import HUBUNGAN, UTAMA
from zi_reports.salinan.tempat import Daerah, Sel, column_letters, read_area, read_cell

_SEBELUM_GAMBAR = frozenset(
    (
        *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr"),
        *("sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate"),
        *("customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations"),
        *("hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks"),
        *("customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing"),
    )
)
"""The parts of a sheet that stand before its legacy drawing, which the boxes of comments are."""


class LembarXml:
    """A sheet's tree, with its rows and merged areas at hand."""

    def __init__(self, akar: etree._Element) -> None:
        self.akar = akar
        self._data = _required(akar, "sheetData")
        self._baris = dict(_numbered(self._data, "row", int))
        self._gabungan = [
            daerah
            for satu in akar.iterfind(f"{UTAMA}mergeCells/{UTAMA}mergeCell")
            if (daerah := read_area(satu.get("ref", "")))
        ]

    def area_of(self, sel: Sel) -> Daerah:
        """Give the merged area that a cell belongs to, or the cell alone."""
        return next((daerah for daerah in self._gabungan if sel in daerah), Daerah(sel, sel))

    def restyle(self, sel: Sel, gaya: Callable[[int], int]) -> None:
        """Give a cell the style that `gaya` makes of its own, making the cell where there is none."""
        row = self._row(sel.baris)
        cells = dict(_numbered(row, "c", lambda address: getattr(read_cell(address), "kolom", 0)))
        cell = cells.get(sel.kolom)
        if cell is None:
            cell = etree.Element(f"{UTAMA}c", {"r": str(sel), "s": str(self._style_without_cell(row, sel))})
            _insert(row, cell, next((satu for kolom, satu in cells.items() if kolom > sel.kolom), None))
            self._widen(row, sel)
        cell.set("s", str(gaya(int(cell.get("s", "0")))))

    def set_legacy_drawing(self, nomor: str) -> None:
        """Name the relationship of the drawing that holds the comments' boxes."""
        prefix = {"r": HUBUNGAN[1:-1]}
        drawing = etree.Element(f"{UTAMA}legacyDrawing", {f"{HUBUNGAN}id": nomor}, nsmap=prefix)
        before = [
            index
            for index, satu in enumerate(self.akar)
            if isinstance(satu.tag, str) and etree.QName(satu).localname in _SEBELUM_GAMBAR
        ]
        self.akar.insert(before[-1] + 1, drawing)

    def _row(self, nomor: int) -> etree._Element:
        if nomor not in self._baris:
            row = etree.Element(f"{UTAMA}row", {"r": str(nomor)})
            after = min((baris for baris in self._baris if baris > nomor), default=None)
            _insert(self._data, row, None if after is None else self._baris[after])
            self._baris[nomor] = row
        return self._baris[nomor]

    def _style_without_cell(self, row: etree._Element, sel: Sel) -> int:
        """Give the style that an empty cell shows: its row's, else its column's."""
        if row.get("customFormat") in {"1", "true"}:
            return int(row.get("s", "0"))
        for column in self.akar.iterfind(f"{UTAMA}cols/{UTAMA}col"):
            if int(column.get("min", "0")) <= sel.kolom <= int(column.get("max", "0")):
                return int(column.get("style", "0"))
        return 0

    def _widen(self, row: etree._Element, sel: Sel) -> None:
        """Stretch what the row and the sheet say of their extent, so that a new cell is inside."""
        if spans := row.get("spans"):
            numbers = [int(number) for span in spans.split() for number in span.split(":")]
            row.set("spans", f"{min(*numbers, sel.kolom)}:{max(*numbers, sel.kolom)}")
        dimension = self.akar.find(f"{UTAMA}dimension")
        daerah = None if dimension is None else read_area(dimension.get("ref", ""))
        if dimension is not None and daerah and sel not in daerah:
            awal, akhir = daerah.awal, daerah.akhir
            dimension.set(
                "ref",
                f"{column_letters(min(awal.kolom, sel.kolom))}{min(awal.baris, sel.baris)}:"
                f"{column_letters(max(akhir.kolom, sel.kolom))}{max(akhir.baris, sel.baris)}",
            )


def _required(akar: etree._Element, nama: str) -> etree._Element:
    bagian = akar.find(f"{UTAMA}{nama}")
    if bagian is None:
        raise ValueError(nama)
    return bagian


def _insert(induk: etree._Element, bagian: etree._Element, sebelum: etree._Element | None) -> None:
    if sebelum is None:
        induk.append(bagian)
    else:
        sebelum.addprevious(bagian)


def _numbered(
    induk: etree._Element, nama: str, nomor: Callable[[str], int]
) -> Iterator[tuple[int, etree._Element]]:
    """Go through rows or cells with their numbers; one that does not say its own follows the one before."""
    last = 0
    for satu in induk.iterchildren(f"{UTAMA}{nama}"):
        address = satu.get("r")
        last = nomor(address) if address else last + 1
        yield last, satu
