"""Faults in a Word template, told as one line that names the paragraph and the tag and says what to do."""

from __future__ import annotations

import html
import re
import traceback
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateSyntaxError, nodes

from zi_reports.rencana.model import UserError

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_KURUNG = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_PERINTAH = re.compile(r"\{%(?P<jangkauan>p |tr |tc |r )?-?\s*(?P<kata>\w+)\s*(?P<sisa>.*?)-?%\}", re.DOTALL)
_JANGKAUAN = re.compile(r"^(\{[{%])(?:p|tr|tc|r) ")
_NAMA_GALAT = re.compile(r"attribute '([^']+)'|^'([^']+)' is undefined")

_BENTUK: Mapping[str, str] = {
    "if": "{% if ... %}{% endif %}",
    "elif": "{% if ... %}{% endif %}",
    "for": "{% for ... %}{% endfor %}",
    "set": "{% set ... %}",
    "colspan": "{{ ... }}",
    "cellbg": "{{ ... }}",
} | dict.fromkeys(("else", "endif", "endfor", "vm", "hm"), "")
"""How each command is written so that it can be parsed alone; `...` stands for what follows its word."""

_PEMBUKA: Mapping[str, Collection[str]] = {
    "elif": {"if"},
    "else": {"if", "for"},
    "endif": {"if"},
    "endfor": {"for"},
}
"""What each command must stand under."""

_WADAH: Mapping[str | None, str] = {"p ": "*", "tr ": qn("w:tbl"), "tc ": qn("w:tr")}
"""Which element around a tag its prefix speaks of."""

_KUTIP = str.maketrans("\u201c\u201d\u2018\u2019", "\"\"''")
"""Word turns quotes into curly ones as they are typed; docxtpl takes them for straight ones."""

_PANJANG_TEKS = 100
"""How much of a paragraph a message quotes."""

_SARAN_NAMA = "Periksa ejaannya menurut docs/templat.md."


class TemplateError(UserError):
    """A template that cannot be used."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a template; `tempat` names the file and the text around it, `paragraf` is its element."""

    teks: str
    tempat: str
    paragraf: Any

    @property
    def wadah(self) -> Any:  # noqa: ANN401 - an lxml element
        """What the tag repeats or leaves out a part of, by its prefix: a table, a row, or a text."""
        command = _PERINTAH.fullmatch(self.teks)
        above = _WADAH.get(command["jangkauan"]) if command else None
        return next(self.paragraf.iterancestors(above), None) if above else None

    def fault(self, apa: str, saran: str) -> TemplateError:
        """Give the error that says what is the matter with this tag, and what to do."""
        return TemplateError(f"{self.tempat}: {apa} {saran}")

    def unknown(self, nama: str) -> TemplateError:
        """Give the error that says that the tag uses a name which the report does not know."""
        return self.fault(f'nama "{nama}" pada tag {self.teks} tidak dikenal.', _SARAN_NAMA)


def check_tags(nama: str, docx: Document, env: Environment, dikenal: Collection[str]) -> None:
    """Check every tag of a template before it is rendered, also those that the data never reaches.

    Raises:
        TemplateError: On the first tag that is broken, unclosed, or names what is not in `dikenal`.
    """
    tags = find_tags(nama, docx)
    _check_blocks(tags)
    # All tags are parsed at once, which is quick; only where that fails, each alone, to find which it is.
    try:
        unknown = _free_names("".join({_source(tag): None for tag in tags}), env) - set(dikenal)
    except TemplateSyntaxError as error:
        raise _unreadable(nama, tags, env) from error
    for tag in tags if unknown else ():
        for name in sorted(unknown & _free_names(_source(tag), env)):
            raise tag.unknown(name)


def find_tags(nama: str, docx: Document) -> tuple[Tag, ...]:
    """Give the tags of headers, footers and body; a brace that closes nothing is a TemplateError."""
    tags: list[Tag] = []
    for paragraph in _paragraphs(docx):
        text = "".join(piece.text or "" for piece in paragraph.iter(qn("w:t")))
        if "{" not in text and "}" not in text:
            continue
        where = "sel tabel" if next(paragraph.iterancestors(qn("w:tc")), None) is not None else "paragraf"
        place = f'Templat {nama}, {where} "{shorten(text, _PANJANG_TEKS, placeholder=" …")}"'
        broken = _KURUNG.search(_TAG.sub("", text))
        if broken:
            raise TemplateError(
                f"{place}: kurung {broken.group()} tidak berpasangan. "
                "Tulis tag lengkap, seperti {{ satker }} atau {%p if tanda %}."
            )
        tags += [Tag(tag.translate(_KUTIP), place, paragraph) for tag in _TAG.findall(text)]
    return tuple(tags)


def explain(nama: str, dokumen: DocxTemplate, env: Environment, error: Exception) -> TemplateError:
    """Say in one line which tag of a template failed while it was rendered."""
    tags = find_tags(nama, dokumen.docx)
    if isinstance(error, TemplateSyntaxError):
        return _unreadable(nama, tags, env)
    suspects = _suspects(tags, _failed_line(dokumen, error))
    if not suspects:
        return _unlocated(nama)
    found = _NAMA_GALAT.search(str(error))
    name = (found[1] or found[2]) if found else ""
    named = (tag for tag in suspects if name and re.search(rf"\b{re.escape(name)}\b", tag.teks))
    if tag := next(named, None):
        return tag.unknown(name)
    return suspects[0].fault(f"isi tag {suspects[0].teks} tidak dapat dikerjakan.", _SARAN_NAMA)


def _unreadable(nama: str, tags: Sequence[Tag], env: Environment) -> TemplateError:
    """Find the tag that is wrongly written, or uses a filter that there is not, by compiling each alone."""
    for tag in tags:
        try:
            env.compile(_source(tag))
        except TemplateSyntaxError:
            saran = "Periksa tanda kurung, titik, dan kutipnya menurut docs/templat.md."
            return tag.fault(f"tag {tag.teks} tidak dapat dibaca.", saran)
    return _unlocated(nama)


def _unlocated(nama: str) -> TemplateError:
    return TemplateError(
        f"Templat {nama}: salah satu tag tidak dapat dikerjakan. Periksa tag yang terakhir diubah."
    )


def _paragraphs(docx: Document) -> Iterator[Any]:
    """Go through the paragraphs of headers and footers, then of the body."""
    for relation in docx.part.rels.values():
        if relation.reltype in {RT.HEADER, RT.FOOTER}:
            yield from parse_xml(relation.target_part.blob).iter(qn("w:p"))
    yield from docx.element.body.iter(qn("w:p"))


def _free_names(source: str, env: Environment) -> set[str]:
    """Give the names that a piece of template takes from outside; those that a for or set makes are its own."""
    # Jinja's own search compiles the template for this, which takes longer than parsing it.
    names = list(env.parse(source).find_all(nodes.Name))
    own = {name.name for name in names if name.ctx == "store"}
    return {name.name for name in names if name.ctx == "load"} - own - {"loop"}


def _source(tag: Tag) -> str:
    """Give a tag as a small template of its own."""
    if not tag.teks.startswith("{%"):
        return _JANGKAUAN.sub(r"\1 ", tag.teks)
    command = _PERINTAH.fullmatch(tag.teks)
    if command and command["kata"] in _BENTUK:
        return _BENTUK[command["kata"]].replace("...", command["sisa"])
    raise tag.fault(
        f"perintah pada tag {tag.teks} tidak dikenal.",
        "Yang dapat dipakai: if, elif, else, endif, for, endfor, set.",
    )


def _check_blocks(tags: Sequence[Tag]) -> None:
    """Check that every if and for is closed, by a tag with the same prefix in the same table or text."""
    opened: list[tuple[str, Tag]] = []
    for tag in tags:
        command = _PERINTAH.fullmatch(tag.teks)
        word = command["kata"] if command else ""
        if word in {"if", "for"}:
            opened.append((word, tag))
        elif word in _PEMBUKA:
            above, opener = opened[-1] if opened else ("", tag)
            if above not in _PEMBUKA[word] or opener.wadah is not tag.wadah:
                raise tag.fault(
                    f"tag {tag.teks} tidak ada pasangannya.",
                    "Setiap if ditutup endif dan setiap for ditutup endfor, "
                    "dengan awalan dan di tempat yang sama.",
                )
            if word.startswith("end"):
                opened.pop()
    for word, tag in opened:
        raise tag.fault(f"tag {tag.teks} belum ditutup.", f"Tambahkan tag end{word}.")


def _failed_line(dokumen: DocxTemplate, error: Exception) -> str:
    """Give the line of the template's source that an error arose in; docxtpl puts a paragraph on a line."""
    numbers = [
        frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"
    ]
    part = dokumen.current_rendering_part
    if not numbers or part is None:
        return ""
    xml = dokumen.get_xml() if part is dokumen.docx.part else dokumen.get_part_xml(part)
    lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", dokumen.patch_xml(xml)).splitlines()
    number = numbers[-1] or 0
    return str(lines[number - 1]) if 0 < number <= len(lines) else ""


def _suspects(tags: Sequence[Tag], line: str) -> list[Tag]:
    """Give the tags that stand on a line of the source, in the paragraph with its text if there is one."""
    inside = set(_TAG.findall(line))
    text = shorten(html.unescape(re.sub(r"<[^>]+>", "", line)), _PANJANG_TEKS, placeholder=" …")
    same = [tag for tag in tags if _JANGKAUAN.sub(r"\1 ", tag.teks) in inside]
    return [tag for tag in same if f'"{text}"' in tag.tempat] or same
