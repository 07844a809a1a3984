"""A Word template and its variables become a document that is the same, byte for byte, every time.

Text from the workbook comes out as typed: it is escaped, and no brace in it is ever taken for a tag. Faults
in the template are told by `tags`.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Length, Mm
from docxtpl import DocxTemplate
from jinja2 import TemplateError as JinjaError
from lxml import etree
from markupsafe import Markup, escape

from zi_reports.files import same_bytes
from zi_reports.rencana.bahasa import ARAH, KENDALI, TANPA_NILAI
from zi_reports.rencana.model import BuktiDukung, Kertas
from zi_reports.word import asing, charts, tautan
from zi_reports.word.berkas import not_whole, read_template
from zi_reports.word.charts import Grafik
from zi_reports.word.dry_run import explain
from zi_reports.word.gaya import set_language
from zi_reports.word.navigasi import complete_fields
from zi_reports.word.rows import Gabung, Sel, Tautan
from zi_reports.word.sandbox import Sandbox
from zi_reports.word.tags import check_tags

UKURAN: Mapping[Kertas, tuple[Length, Length]] = {
    Kertas.A4: (Mm(210), Mm(297)),
    Kertas.F4: (Mm(215), Mm(330)),
}
"""Width and height of an upright sheet."""

BUKAN_DOCX = (
    *(OpcError, PythonDocxError, etree.LxmlError, zipfile.BadZipFile, zlib.error, EOFError),
    *(AssertionError, AttributeError, LookupError, MemoryError, RuntimeError, TypeError, ValueError),
)
"""What python-docx raises at a file that is no whole Word document."""

_PROPERTI = 255
"""The longest text of a property that python-docx takes."""

_PARAGRAF = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_PEMISAH = re.compile(r"[\t\n\a\f]")

_ANGKA = re.compile(r"-?[0-9]{1,7}(?:\.[0-9]+)?")
"""A width in twentieths of a point; others are in per cent, in a unit of their own, or broken."""

# Characters that no workbook cell can hold in earnest carry a cell's merging and colour through the template.
_TANDA_WARNA = "\ue002"
_BUKAN_TEKS = re.compile(f"[{KENDALI}{ARAH}]|[^\t\n\x20-\ud7ff\ue010-\ufffd\U00010000-\U0010ffff]")

_TANDA = re.compile(f"^([{''.join(Gabung)}]?)(?:{_TANDA_WARNA}(.{{6}}))?(.*)", re.DOTALL)
_BERTANDA = " or ".join(f"starts-with(., '{tanda}')" for tanda in (*Gabung, _TANDA_WARNA))

_SEBELUM_GABUNG = (qn("w:cnfStyle"), qn("w:tcW"), qn("w:gridSpan"), qn("w:hMerge"))
_SEBELUM_WARNA = (*_SEBELUM_GABUNG, qn("w:vMerge"), qn("w:tcBorders"))
"""The properties of a cell that stand before its merging and before its colour, as the schema orders them."""


class _StrictTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl ships no types
    """A docxtpl template that refuses broken XML where docxtpl would mend it by leaving text out.

    It looks for tabs and line ends only in paragraphs that have some, which are few.
    """

    def fix_tables(self, xml: str) -> Any:  # noqa: ANN401 - docxtpl's own signature
        """Parse the rendered body; our tables keep their number of columns, so there is nothing to fix."""
        return etree.fromstring(xml)

    def resolve_listing(self, xml: str) -> str:
        """Turn tabs and line ends in text into Word's own."""
        whole = super().resolve_listing
        return _PARAGRAF.sub(lambda found: whole(found[0]) if _PEMISAH.search(found[0]) else found[0], xml)


@dataclass(frozen=True, slots=True)
class Tata:
    """How a document is laid out, and what it says of itself.

    Its paper; its title, the day it is made and who makes it; where evidence that is a file lies, as seen from it.
    """

    kertas: Kertas
    judul: str
    tanggal: dt.date
    penulis: str = ""
    alamat: Mapping[BuktiDukung, str] = field(default_factory=dict)


def render(templat: Path, isian: Mapping[str, object], tata: Tata) -> bytes:
    """Fill in a template and give the document.

    Args:
        templat: The Word file with its tags.
        isian: What each variable stands for: text, numbers, rows, `Sel`, `Tautan`, or a `Grafik`.
        tata: How the document is laid out, and what it says of itself.

    Raises:
        TemplateError: The file cannot be read, or a tag in it is broken or unknown.
    """
    content, nama = read_template(templat), templat.name
    try:
        dokumen = _StrictTemplate(io.BytesIO(content))
        docx, env = dokumen.get_docx(), _environment(dokumen, tata.alamat, isian)
        check_tags(nama, docx)
        _set_paper(docx, UKURAN[tata.kertas])
    except BUKAN_DOCX as error:
        raise not_whole(nama) from error
    try:
        dokumen.render(isian, env)
    except (JinjaError, ArithmeticError, *BUKAN_DOCX) as error:
        raise explain(nama, docx, isian, error) from error
    try:
        _finish(docx, tata)
        for fault in asing.faults(nama, docx):
            raise fault
        buffer = io.BytesIO()
        docx.save(buffer)
        return same_bytes(buffer)
    except BUKAN_DOCX as error:
        raise not_whole(nama) from error


def _finish(docx: Document, tata: Tata) -> None:
    """Put right in a filled-in document what no tag can say."""
    _apply_marks(docx)
    _drop_empty_section(docx)
    tautan.settle(docx)
    complete_fields(docx)
    set_language(docx)
    _set_properties(docx, tata)
    asing.detach_template(docx)


def _environment(
    dokumen: DocxTemplate, alamat: Mapping[BuktiDukung, str], isian: Mapping[str, object]
) -> Sandbox:
    """Make the environment in which tags are worked out, with values as a document shows them."""
    dibuat: dict[tuple[Part, str], str] = {}

    def finalize(value: object) -> object:
        if isinstance(value, Grafik):
            return Markup(charts.place(dokumen.current_rendering_part, value))  # noqa: S704 - XML of our own making
        if isinstance(value, Tautan):
            part = dokumen.current_rendering_part
            return tautan.place(part, _as_typed(value), value.alamat(alamat), dibuat)
        if isinstance(value, Sel):
            warna = _TANDA_WARNA + value.warna.lstrip("#") if value.warna else ""
            return Markup((value.gabung or "") + warna) + _as_typed(value.teks)  # noqa: S704 - marks only
        if isinstance(value, str):
            return _as_typed(value)
        return TANPA_NILAI if value is None else value

    return Sandbox(isian.keys(), finalize=finalize)


def clean(text: str) -> str:
    """Give text without the characters that a document cannot hold."""
    return _BUKAN_TEKS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _as_typed(text: str) -> Markup:
    """Escape text; braces too, since docxtpl rewrites some of them after rendering."""
    return Markup(str(escape(clean(text))).replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704 - escaped here


def _set_paper(docx: Document, ukuran: tuple[Length, Length]) -> None:
    """Give every section the paper, margins kept, and stretch its tables to the new width of text."""
    docx.element.body.get_or_add_sectPr()  # the last section's, which some programs leave out
    factors: list[float] = []
    for section in docx.element.body.xpath("./w:p/w:pPr/w:sectPr | ./w:sectPr"):
        size, margins = section.get_or_add_pgSz(), section.find(qn("w:pgMar"))
        edges = _width(margins, "w:left") + _width(margins, "w:right")
        old = _width(size, "w:w") - edges
        landscape = size.get(qn("w:orient")) == "landscape"
        size.w, size.h = reversed(ukuran) if landscape else ukuran
        size.attrib.pop(qn("w:code"), None)  # the printer's name for the paper that the template had
        new = _width(size, "w:w") - edges
        factors.append(new / old if old > 0 and new > 0 else 1)
    for table in docx.element.body.iterchildren(qn("w:tbl")):
        factor = factors[int(table.xpath("count(preceding-sibling::w:p/w:pPr/w:sectPr)"))]
        for element in table.iter(qn("w:gridCol"), qn("w:tcW"), qn("w:tblW")):
            if element.get(qn("w:type"), "dxa") == "dxa" and (width := _width(element, "w:w")):
                element.set(qn("w:w"), str(round(width * factor)))


def _width(element: Any, name: str) -> float:  # noqa: ANN401 - an lxml element, or None
    """Give a width that an element has; 0 where it has none, or none in figures."""
    text = "" if element is None else element.get(qn(name), "")
    return float(text) if _ANGKA.fullmatch(text) else 0


def _apply_marks(docx: Document) -> None:
    """Turn the marks that came with a `Sel` into merged and coloured cells; outside of a cell they only go."""
    for text in docx.element.body.xpath(f".//w:t[{_BERTANDA}]"):
        gabung, warna, text.text = _TANDA.findall(text.text)[0]
        cell = next(text.iterancestors(qn("w:tc")), None)
        if cell is not None and gabung:
            values = {qn("w:val"): "restart"} if gabung == Gabung.AWAL else {}
            _set_property(cell, qn("w:vMerge"), values, _SEBELUM_GABUNG)
        if cell is not None and warna:
            values = {qn("w:val"): "clear", qn("w:color"): "auto", qn("w:fill"): warna}
            _set_property(cell, qn("w:shd"), values, _SEBELUM_WARNA)


def _set_property(cell: Any, name: str, values: Mapping[str, str], before: Collection[str]) -> None:  # noqa: ANN401 - an lxml element
    """Give a cell a property, after those that stand before it."""
    properties = cell.get_or_add_tcPr()
    for old in properties.findall(name):
        properties.remove(old)
    standing = sum(child.tag in before for child in properties)
    properties.insert(standing, properties.makeelement(name, values))


def _drop_empty_section(docx: Document) -> None:
    """Take the last section away where nothing is left of it: it would be a blank page."""
    end, last = docx.element.body.sectPr, docx.element.body.xpath("./w:sectPr/preceding-sibling::*[1]")
    for section in (found for above in last for found in above.xpath("self::w:p/w:pPr/w:sectPr")):
        end.getparent().replace(end, section)


def _set_properties(docx: Document, tata: Tata) -> None:
    """Give the document's properties; the template's author and dates are not the report's."""
    moment = dt.datetime.combine(tata.tanggal, dt.time())
    properties = docx.core_properties
    properties.title = clean(tata.judul)[:_PROPERTI]
    properties.language = "id-ID"
    properties.author = properties.last_modified_by = clean(tata.penulis)[:_PROPERTI]
    properties.comments = ""
    properties.revision = 1
    properties.created = properties.modified = moment
