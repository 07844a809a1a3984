"""Text becomes a live link, in the form of the text around it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from itertools import count
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from markupsafe import Markup

from zi_reports.excel.kit import link_address
from zi_reports.word.gaya import link_style

_GAYA = "\ue003"
"""Stands for the style of links while a template is filled in; no template has a style of that name."""

_LOLOSKAN = str.maketrans({tanda: f"%{ord(tanda):02X}" for tanda in ' "<>\\^`{|}'})
"""What Word takes in no address as it is."""

_BENTUK_TAUTAN = (qn("w:rStyle"), qn("w:color"), qn("w:u"))
"""The properties of a run that a link has from its style."""

_MENAMPUNG = (qn("w:p"), qn("w:sdtContent"))
"""What may hold a link; a link of the template's own may not, nor a change that nobody accepted yet."""


def place(part: Part, teks: Markup, alamat: str, dibuat: dict[tuple[Part, str], str]) -> Markup:
    """Give the XML that shows a link where a template prints it; text alone where a click should not open it.

    The XML closes and reopens the text in which the template's tag stands. `dibuat` keeps the relationship of each
    address: python-docx would look for it among all, a third of a report's time where there are 450.
    """
    address = link_address(alamat)
    if address is None:
        return teks
    target = address.removeprefix("external:").translate(_LOLOSKAN)
    if (part, target) not in dibuat:
        rid = dibuat[part, target] = next(
            name for n in count(len(part.rels)) if (name := f"rIdTautan{n}") not in part.rels
        )
        part.load_rel(RT.HYPERLINK, target, rid, is_external=True)
    return Markup(  # noqa: S704 - XML of our own making, around text that is escaped
        f'</w:t></w:r><w:hyperlink {nsdecls("r")} r:id="{dibuat[part, target]}" w:history="1">'
        f'<w:r><w:rPr><w:rStyle w:val="{_GAYA}"/></w:rPr><w:t xml:space="preserve">{teks}</w:t></w:r>'
        '</w:hyperlink><w:r><w:t xml:space="preserve">'
    )


def settle(docx: Document) -> None:
    """Give the links that were placed their style, and them and the text after them the form of that before."""
    marks = [
        mark for part in _parts(docx) for mark in part.iter(qn("w:rStyle")) if mark.get(qn("w:val")) == _GAYA
    ]
    links = list(dict.fromkeys(next(mark.iterancestors(qn("w:hyperlink"))) for mark in marks))
    style = link_style(docx) if marks else ""
    for mark in marks:
        mark.set(qn("w:val"), style)
    for link in links:
        form = link.getprevious().find(qn("w:rPr"))
        if form is not None:
            link.getnext().insert(0, deepcopy(form))
            for properties in link.iter(qn("w:rPr")):
                properties.extend(deepcopy(one) for one in form if one.tag not in _BENTUK_TAUTAN)
    for link in links:
        for beside in (link.getprevious(), link.getnext()):
            if beside is not None and beside.tag == qn("w:r") and not _says_something(beside):
                beside.getparent().remove(beside)
        if link.getparent().tag not in _MENAMPUNG:
            for run in list(link):
                link.addprevious(run)
            link.getparent().remove(link)


def _parts(docx: Document) -> Iterator[Any]:
    """Go through the body and all headers and footers."""
    yield docx.element.body
    for relation in docx.part.rels.values():
        if relation.reltype in {RT.HEADER, RT.FOOTER}:
            yield relation.target_part.element


def _says_something(run: Any) -> bool:  # noqa: ANN401 - an lxml element
    """Say whether a run has anything besides its form and empty text."""
    return any(one.text or one.tag != qn("w:t") for one in run if one.tag != qn("w:rPr"))
