"""What a document must not bring along from its template: what another file, program or address would put in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from zi_reports.word.tags import TemplateError

_PERINTAH = re.compile(
    r'(?i)\s*"?(DDE(?:AUTO)?|INCLUDE(?:TEXT|PICTURE)?|IMPORT|LINK|DATABASE|RD|AUTOTEXT(?:LIST)?|MACROBUTTON|HTMLCONTROL)\b'
)
"""Fields that fetch something from elsewhere, start something, or are no more than a way to it."""

_TERTANAM = {
    "oleObject": "objek dari program lain (OLE)",
    "control": "kontrol ActiveX",
    "aFChunk": "dokumen lain",
    "subDocument": "dokumen lain",
    "vbaProject": "makro",
    "attachedToolbars": "makro",
    "keyMapCustomizations": "makro",
}
"""Kinds of relationships by which something is in a document that is no text, table, chart or picture."""

_LEPAS = "attachedTemplate"
"""The Word template of an office's own template: `render` leaves it out, since a document needs it for nothing."""

_JAUH = re.compile(r"(?i)(?!file:/*[a-z]:)(?:[a-z][a-z0-9+.-]+:|[\\/]{2})")
"""An address on another machine; `file:///C:/...` is on one's own."""


def faults(nama: str, docx: Document) -> Iterator[TemplateError]:
    """Find what a document made of this template must not have in it, in a sentence each."""
    for part in docx.part.package.iter_parts():
        for relation in part.rels.values():
            kind = relation.reltype.rpartition("/")[2]
            if kind in _TERTANAM:
                yield _fault(nama, f"memuat {_TERTANAM[kind]}", "Hapus, atau sisipkan sebagai gambar.")
            elif relation.is_external and relation.reltype == RT.IMAGE:
                yield _fault(
                    nama, f"memuat gambar tertaut ({relation.target_ref})", "Sisipkan gambarnya sendiri."
                )
            elif relation.is_external and relation.reltype != RT.HYPERLINK and kind != _LEPAS:
                yield _fault(nama, f"mengambil isi dari {relation.target_ref}", "Hapus tautannya di Word.")
        for field in _instructions(part):
            if found := _PERINTAH.match(field):
                saran = "Klik hasilnya, tekan Ctrl+Shift+F9 agar menjadi teks biasa, atau hapus."
                yield _fault(nama, f"memuat kode {found[1].upper()}, yang mengambil isi dari luar", saran)


def remote_templates(nama: str, docx: Document) -> Iterator[TemplateError]:
    """Find the Word templates on other machines that this one hangs on; no document made of it does."""
    for part in docx.part.package.iter_parts():
        for relation in part.rels.values():
            if relation.reltype.endswith(f"/{_LEPAS}") and _JAUH.match(relation.target_ref):
                yield _fault(
                    nama,
                    f"bergantung pada templat Word di {relation.target_ref}, yang tidak ikut ke laporan",
                    "Di Word: File > Options > Add-ins > Templates > Go, lalu kosongkan.",
                )


def detach_template(docx: Document) -> None:
    """Leave out the Word template that an office's own hangs on: who opens the document would fetch it there."""
    for settings in [one.target_part for one in docx.part.rels.values() if one.reltype == RT.SETTINGS]:
        for element in settings.element.findall(qn(f"w:{_LEPAS}")):
            settings.element.remove(element)
    for part in docx.part.package.iter_parts():
        for rid in [id_ for id_, one in part.rels.items() if one.reltype.endswith(f"/{_LEPAS}")]:
            part.rels.pop(rid)


def _fault(nama: str, apa: str, saran: str) -> TemplateError:
    return TemplateError(f"Templat {nama} {apa}. {saran}")


def _instructions(part: Part) -> Iterator[str]:
    """Give the instruction of each field of a part, without what fields within it say.

    One whose command another field is to write (`{ { QUOTE "DDE" } ... }`) gives that one's result for it.
    """
    if not isinstance(part, XmlPart):
        if not part.content_type.endswith("+xml") or b"instr" not in part.blob:
            return
        element = parse_xml(part.blob)
    else:
        element = part.element
    opened: list[list[str]] = []
    told: list[bool] = []
    for one in element.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:fldSimple"), qn("w:t")):
        kind = one.get(qn("w:fldCharType"))
        if one.tag == qn("w:fldSimple"):
            yield str(one.get(qn("w:instr"), ""))
        elif kind == "begin":
            opened.append([])
            told.append(False)
        elif kind == "separate" and told:
            told[-1] = True
        elif kind == "end" and opened:
            told.pop()
            yield "".join(opened.pop())
        elif opened and kind is None:
            _add(one, opened, told)
    yield from map("".join, opened)


def _add(one: Any, opened: list[list[str]], told: list[bool]) -> None:  # noqa: ANN401 - an lxml element
    """Put words where they belong: an instruction to its field, a result to the field around that."""
    if one.tag == qn("w:instrText"):
        opened[-1].append(one.text or "")
    elif told[-1] and len(opened) > 1 and not told[-2]:
        opened[-2].append(one.text or "")
