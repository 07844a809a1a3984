"""What a document needs of styles and its template may lack: those of Word's own, and the language."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from zi_reports.excel.gaya import WARNA_TAUTAN

_TAKIK = 567
"""How far a level of the contents list is indented, and its text stands from its number (twentieths of a point)."""


def set_language(docx: Document) -> None:
    """Say that text is Indonesian where nothing else is said of it, so that Word marks no word as misspelt."""
    for form in docx.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr"):
        if form.find(qn("w:lang")) is None:
            form.append(form.makeelement(qn("w:lang")))
        form.find(qn("w:lang")).set(qn("w:val"), "id-ID")


def link_style(docx: Document) -> str:
    """Give the id of the style of links, made where the template lacks it."""
    form = f'<w:rPr><w:color w:val="{WARNA_TAUTAN.lstrip("#")}"/><w:u w:val="single"/></w:rPr>'
    return _style(docx, "character", "Hyperlink", form)


def contents_style(docx: Document, tingkat: int) -> str:
    """Give the id of the style of a level of the contents list, made where the template lacks it."""
    form = (
        f'<w:pPr><w:spacing w:after="60"/><w:ind w:left="{_TAKIK * tingkat}" w:hanging="{_TAKIK}"/></w:pPr>'
    )
    return _style(docx, "paragraph", f"toc {tingkat}", form)


def _style(docx: Document, jenis: str, nama: str, form: str) -> str:
    """Find a style by the name that Word gives it, whatever its id; make one that has `form`."""
    styles = docx.styles.element
    found: list[str] = styles.xpath(f"w:style[w:name/@w:val='{nama}']/@w:styleId")
    if found:
        return found[0]
    made = nama.replace("toc ", "TOC")
    styles.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="{jenis}" w:styleId="{made}"><w:name w:val="{nama}"/>'
            f'<w:uiPriority w:val="{39 if jenis == "paragraph" else 99}"/><w:unhideWhenUsed/>{form}</w:style>'
        )
    )
    return made


def nama_gaya(style: Any) -> str:  # noqa: ANN401 - an lxml element
    """Give the name of a style as Word writes it down, in whatever language it shows it."""
    name = style.find(qn("w:name"))
    return "" if name is None else str(name.get(qn("w:val"), ""))
