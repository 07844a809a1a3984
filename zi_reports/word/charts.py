"""The charts become native Word charts that staff can edit: a chart part with its data as a workbook."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, nsmap, qn
from docx.shared import Mm
from lxml import etree
from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from zi_reports.excel.charts import Range

Kolom = tuple[str, Sequence[str | float | None]]
"""A column of a chart's data: its header and its values."""

# What a data label shows, in the schema's order: LibreOffice takes what is left out as shown.
_TAMPIL = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")

# What XlsxWriter leaves out and readers fill in differently: the parent, the element, its value, and the
# elements that may follow it.
_TERSURAT = (
    ("chartSpace", "roundedCorners", "0", ("AlternateContent", "style", "clrMapOvr", "protection", "chart")),
    ("chart", "dispBlanksAs", "gap", ("extLst",)),
    ("title", "overlay", "0", ("spPr", "txPr")),
    ("legend", "overlay", "0", ("spPr", "txPr")),
    ("barChart", "varyColors", "0", ("ser",)),
    ("lineChart", "varyColors", "0", ("ser",)),
    ("lineChart/c:ser", "smooth", "0", ("extLst",)),
    ("catAx", "minorTickMark", "none", ("tickLblPos", "spPr", "txPr", "crossAx")),
    ("valAx", "minorTickMark", "none", ("tickLblPos", "spPr", "txPr", "crossAx")),
    *(("dLbls", name, "0", _TAMPIL[place:]) for place, name in enumerate(_TAMPIL, start=1)),
)


@dataclass(frozen=True, slots=True)
class Grafik:
    """A chart ready to be placed: its XML, the workbook with its data, and words for who cannot see it."""

    nama: str
    uraian: str
    xml: bytes
    data: bytes


def make(nama: str, uraian: str, kolom: Sequence[Kolom], draw: Callable[..., Chart]) -> Grafik:
    """Make a chart that `draw` defines: it is given a workbook, and for each of `kolom` the `Range` of its values.

    The workbook is written twice: with the chart, to take its XML, and without, to stand behind it in Word.
    """
    with zipfile.ZipFile(io.BytesIO(_workbook(nama, kolom, draw))) as package:
        xml = package.read("xl/charts/chart1.xml")
    return Grafik(nama, uraian, _for_word(xml), _workbook(nama, kolom, None))


def place(part: Part, grafik: Grafik) -> str:
    """Add the chart to the package and give the XML that shows it where a template prints it.

    The XML closes and reopens the text in which the template's tag stands.
    """
    package = part.package
    if package is None:  # pragma: no cover - a part that was loaded has its package
        raise ValueError(part)
    chart = Part(package.next_partname("/word/charts/chart%d.xml"), CT.DML_CHART, grafik.xml, package)
    rid = part.relate_to(chart, RT.CHART)
    data_name: PackURI = package.next_partname("/word/embeddings/Data_Grafik%d.xlsx")
    chart.relate_to(Part(data_name, CT.SML_SHEET, grafik.data, package), RT.PACKAGE)
    nama = escape(grafik.nama)
    return (
        "</w:t></w:r><w:r><w:drawing>"
        f'<wp:inline {nsdecls("wp")} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{Mm(158)}" cy="{Mm(68)}"/>'
        f'<wp:docPr id="1" name="{nama}" descr="{escape(grafik.uraian)}" title="{nama}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic {nsdecls("a")}><a:graphicData uri="{nsmap["c"]}">'
        f'<c:chart {nsdecls("c", "r")} r:id="{rid}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r><w:r><w:t>"
    )


def _workbook(nama: str, kolom: Sequence[Kolom], draw: Callable[..., Chart] | None) -> bytes:
    """Write the chart's data, one column each, and the chart beside it if `draw` is given."""
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    # The same moment always, so that the same figures give the same bytes.
    book.set_properties({"created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)})
    sheet = book.add_worksheet(nama)
    for column, (header, values) in enumerate(kolom):
        sheet.write_string(0, column, header)
        for row, value in enumerate(values, start=1):
            if value is not None:
                sheet.write(row, column, value)
    if draw:
        cells = (Range(nama, column, 1, len(values)) for column, (_, values) in enumerate(kolom))
        sheet.insert_chart(0, len(kolom) + 1, draw(book, *cells))
    book.close()
    return buffer.getvalue()


def _for_word(xml: bytes) -> bytes:
    """Fit a chart's XML from a workbook to a document: its data embedded, and said in full what was left out."""
    chart = parse_xml(xml)
    for settings in chart.findall(qn("c:printSettings")):
        chart.remove(settings)
    data = etree.SubElement(chart, qn("c:externalData"), {qn("r:id"): "rId1"})
    etree.SubElement(data, qn("c:autoUpdate"), {"val": "0"})
    for lang in chart.findall(qn("c:lang")):
        lang.set("val", "id-ID")
    for path, name, value, followers in _TERSURAT:
        for parent in chart.getroottree().xpath(f"//c:{path}[not(c:{name})]", namespaces=nsmap):
            places = (n for n, child in enumerate(parent) if etree.QName(child).localname in followers)
            parent.insert(next(places, len(parent)), parent.makeelement(qn(f"c:{name}"), {"val": value}))
    complete: bytes = etree.tostring(chart, xml_declaration=True, encoding="UTF-8", standalone=True)
    return complete
