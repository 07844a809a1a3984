"""The sheet of the copy that lists all catatan, each with a link to its cell."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import count
from xml.sax.saxutils import escape as escape_xml
from xml.sax.saxutils import quoteattr

from lxml import etree

from zi_reports.model import Catatan, Tingkat
from zi_reports.reports.gaya import ARTI_TINGKAT, WARNA_GARIS, WARNA_REDUP, WARNA_TAUTAN, WARNA_UTAMA
from zi_reports.salinan.gaya import Gaya
from zi_reports.salinan.paket import HUBUNGAN, JENIS_HUBUNGAN, UTAMA, Paket
from zi_reports.salinan.teks import escape
from zi_reports.sheets import row_height

WARNA_TINGKAT: Mapping[Tingkat, str] = {
    Tingkat.GALAT: "#F4A582",
    Tingkat.PERINGATAN: "#FFE699",
    Tingkat.INFO: "#DDEBF7",
}
"""The fill of a cell by the gravest catatan on it; they differ in lightness as well, and a word stands beside."""

_KEPALA = ("NO", "LEMBAR", "SEL", "TINGKAT", "ISI SEL", "CATATAN", "KODE")
_LEBAR = (5, 18, 8, 13, 34, 62, 28)
"""Widths of the columns in characters; seven pixels each."""

_NAMA = "Catatan"
_JENIS_ISI = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_BARIS_KEPALA = 7
_BARIS_CATATAN = _BARIS_KEPALA + 1


class _Huruf:
    """The fonts of the list, as a styles part writes them."""

    BIASA = '<sz val="10"/><name val="Calibri"/><family val="2"/>'
    JUDUL = f'<b/><sz val="14"/><color rgb="FF{WARNA_UTAMA[1:]}"/><name val="Calibri"/><family val="2"/>'
    KEPALA = '<b/><sz val="10"/><color rgb="FFFFFFFF"/><name val="Calibri"/><family val="2"/>'
    REDUP = f'<sz val="10"/><color rgb="FF{WARNA_REDUP[1:]}"/><name val="Calibri"/><family val="2"/>'
    TAUTAN = f'<u/><sz val="10"/><color rgb="FF{WARNA_TAUTAN[1:]}"/><name val="Calibri"/><family val="2"/>'


def add_list(
    paket: Paket,
    gaya: Gaya,
    catatan: Sequence[Catatan],
    dapat_dituju: Collection[Catatan],
    kepala: str,
) -> None:
    """Add the sheet at the end of the workbook, so that what counts sheets from the first stays right.

    `dapat_dituju` are the catatan on a cell that the workbook has; `kepala` says what was looked at, and when.
    """
    nama = paket.free_name("xl/worksheets/sheet{}.xml")
    paket.add_xml(nama, etree.fromstring(_sheet(gaya, catatan, dapat_dituju, kepala)), _JENIS_ISI)
    mark = paket.relate(paket.buku, f"{JENIS_HUBUNGAN}worksheet", nama)
    sheets = paket.edit(paket.buku).find(f"{UTAMA}sheets")
    if sheets is None:
        raise ValueError(paket.buku)
    taken = {satu.get("name", "").casefold() for satu in sheets}
    title = next(
        title
        for nomor in count(1)
        if (title := _NAMA if nomor == 1 else f"{_NAMA} ({nomor})").casefold() not in taken
    )
    sheet = etree.SubElement(sheets, f"{UTAMA}sheet", nsmap={"r": HUBUNGAN[1:-1]})
    sheet.set("name", title)
    sheet.set("sheetId", str(max((int(satu.get("sheetId", "0")) for satu in sheets), default=0) + 1))
    sheet.set(f"{HUBUNGAN}id", mark)


def _sheet(gaya: Gaya, catatan: Sequence[Catatan], dapat_dituju: Collection[Catatan], kepala: str) -> str:
    widths = "".join(
        f'<col min="{nomor}" max="{nomor}" width="{lebar}" customWidth="1"/>'
        for nomor, lebar in enumerate(_LEBAR, start=1)
    )
    links = "".join(
        f'<hyperlink ref="C{baris}" location={quoteattr(_place(satu))} display={quoteattr(satu.lokasi.sel)}/>'
        for baris, satu in enumerate(catatan, start=_BARIS_CATATAN)
        if satu in dapat_dituju
    )
    return (
        f'<worksheet xmlns="{UTAMA[1:-1]}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView showGridLines="0" workbookViewId="0"><pane ySplit="{_BARIS_KEPALA}" '
        f'topLeftCell="A{_BARIS_CATATAN}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols>'
        f"<sheetData>{_head(gaya, kepala)}{_rows(gaya, catatan, dapat_dituju)}</sheetData>"
        f"{f'<hyperlinks>{links}</hyperlinks>' if links else ''}"
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;R&amp;8 Halaman &amp;P dari &amp;N</oddFooter></headerFooter></worksheet>"
    )


def _head(gaya: Gaya, kepala: str) -> str:
    """Give the title, what the list is of, the three colours, and the columns' names."""
    plain = gaya.add(_Huruf.REDUP)
    lines = [
        _row(1, [("A", "CATATAN ATAS BUKU KERJA", gaya.add(_Huruf.JUDUL))], 21),
        _row(2, [("A", kepala, plain)]),
    ]
    for baris, tingkat in enumerate(Tingkat, start=3):
        colour = gaya.add(_Huruf.BIASA, WARNA_TINGKAT[tingkat], WARNA_GARIS)
        lines.append(_row(baris, [("B", tingkat, colour), ("C", ARTI_TINGKAT[tingkat], plain)]))
    style = gaya.add(_Huruf.KEPALA, WARNA_UTAMA, WARNA_GARIS, 'vertical="center" wrapText="1"')
    names = [(letter, nama, style) for letter, nama in zip("ABCDEFG", _KEPALA, strict=True)]
    return "".join((*lines, _row(_BARIS_KEPALA, names, 20)))


def _rows(gaya: Gaya, catatan: Sequence[Catatan], dapat_dituju: Collection[Catatan]) -> str:
    wrap = 'vertical="top" wrapText="1"'
    body = gaya.add(_Huruf.BIASA, garis=WARNA_GARIS, perataan=wrap)
    number = gaya.add(_Huruf.BIASA, garis=WARNA_GARIS, perataan='horizontal="center" vertical="top"')
    link = gaya.add(_Huruf.TAUTAN, garis=WARNA_GARIS, perataan=wrap)
    if not catatan:
        return _row(_BARIS_CATATAN, [("A", "Tidak ada catatan.", gaya.add(_Huruf.BIASA))])
    rows = []
    for nomor, satu in enumerate(catatan, start=1):
        level = gaya.add(_Huruf.BIASA, WARNA_TINGKAT[satu.tingkat], WARNA_GARIS, wrap)
        texts = (
            str(nomor),
            satu.lokasi.lembar,
            satu.lokasi.sel,
            satu.tingkat,
            satu.isi,
            satu.pesan,
            satu.kode,
        )
        styles = (number, body, link if satu in dapat_dituju else body, level, body, body, body)
        height = row_height([(text, lebar * 7) for text, lebar in zip(texts, _LEBAR, strict=True)])
        cells = list(zip("ABCDEFG", texts, styles, strict=True))
        rows.append(_row(_BARIS_KEPALA + nomor, cells, height))
    return "".join(rows)


def _place(catatan: Catatan) -> str:
    """Give a cell as a link names it; quoted always, since unquoted `2025` or `A1` is no sheet to Excel."""
    name = catatan.lokasi.lembar.replace("'", "''")
    return f"'{name}'!{catatan.lokasi.sel}"


def _row(baris: int, sel: Sequence[tuple[str, str, int]], tinggi: float = 15) -> str:
    cells = "".join(_cell(f"{letter}{baris}", text, style) for letter, text, style in sel)
    return f'<row r="{baris}" ht="{tinggi:g}" customHeight="1">{cells}</row>'


def _cell(alamat: str, teks: str, gaya: int) -> str:
    if not teks:
        return f'<c r="{alamat}" s="{gaya}"/>'
    if alamat.startswith("A") and teks.isdigit():
        return f'<c r="{alamat}" s="{gaya}"><v>{teks}</v></c>'
    # In the sheet itself, so that the workbook's list of shared texts stays as it is.
    text = f'<t xml:space="preserve">{escape_xml(escape(teks))}</t>'
    return f'<c r="{alamat}" s="{gaya}" t="inlineStr"><is>{text}</is></c>'
