"""Captions are numbered and contents lists filled in as Word would do it, so that Word asks nobody to.

A field of Word is here the list of its elements in their order: its beginning, its instruction, what parts that
from its result, and its end; or a lone `w:fldSimple`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from html import escape
from itertools import takewhile
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from zi_reports.word.gaya import contents_style
from zi_reports.word.judul import BENTUK_NOMOR, FALLBACK, Judul, headings

Field = list[Any]
"""The lxml elements of one field."""

_URUTAN = re.compile(r'(?i)\s*SEQ\s+"?([^\s"\\]+)')
_ULANG = re.compile(r"(?i)\\r\s*(\d{1,4})")
_SAMA = re.compile(r"(?i)\\c\b")
_DAFTAR_ISI = re.compile(r"(?i)\s*TOC\b(?!.*\\[abcf]\b)")
"""A list of headings; those of tables, charts, marked words or a part of the document are others."""

_TINGKAT = re.compile(r'(?i)\\o\s*"?(\d)\s*-\s*(\d)')
_BENTUK = {
    "ROMAN": "upperRoman",
    "roman": "lowerRoman",
    "ALPHABETIC": "upperLetter",
    "alphabetic": "lowerLetter",
}
"""The ways of writing a number that an instruction names."""

_PENANDA = "_Toc"
"""With this begin the names of the bookmarks that contents lists lead to."""


def complete_fields(docx: Document) -> None:
    """Number the captions and fill in the contents lists; nothing is left for Word to bring up to date."""
    body = docx.element.body
    fields = list(_fields(body))
    for ask in docx.settings.element.findall(qn("w:updateFields")):
        ask.getparent().remove(ask)
    for begin, *_ in fields:
        begin.attrib.pop(qn("w:dirty"), None)
    _number_captions(fields)
    marks = _renew_bookmarks(body)
    lists = [field for field in fields if _DAFTAR_ISI.match(_instruction(field)) and len(field) > 1]
    named = {
        f"{_PENANDA}{number:08}": judul
        for number, judul in enumerate(headings(docx) if lists else (), start=1)
    }
    used: dict[str, Judul] = {}
    for field in lists:
        levels = {name: _level(judul, _instruction(field)) for name, judul in named.items()}
        told = {name: judul for name, judul in named.items() if levels[name]}
        styles = {level: contents_style(docx, level) for level in sorted({*levels.values()} - {0})}
        _fill(field, [_entry(judul, styles[levels[name]], name) for name, judul in told.items()])
        used |= told
    for number, (name, judul) in enumerate(used.items(), start=marks):
        _mark(judul.paragraf, name, number)


def _fields(body: Any) -> Iterator[Field]:  # noqa: ANN401 - an lxml element
    """Go through the fields that are whole, those within others before these."""
    opened: list[Field] = []
    for element in body.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:fldSimple")):
        kind = element.get(qn("w:fldCharType"))
        if _paragraph(element) is None or next(element.iterancestors(FALLBACK), None) is not None:
            continue
        if element.tag == qn("w:fldSimple"):
            yield [element]
        elif kind == "begin":
            opened.append([element])
        elif opened:
            opened[-1].append(element)
            if kind == "end":
                yield opened.pop()


def _paragraph(element: Any) -> Any:  # noqa: ANN401 - lxml elements
    """Give the paragraph in which an element stands; None where it stands in none."""
    return next(element.iterancestors(qn("w:p")), None)


def _instruction(field: Field) -> str:
    if len(field) == 1:
        return str(field[0].get(qn("w:instr"), ""))
    return "".join(element.text or "" for element in field if element.tag == qn("w:instrText"))


def _number_captions(fields: Iterable[Field]) -> None:
    """Write into each field that counts its number, by its name and in the order of the document."""
    counts: Counter[str] = Counter()
    for field in fields:
        instruction = _instruction(field)
        sequence = _URUTAN.match(instruction)
        if not sequence or len({_paragraph(element) for element in field}) > 1:
            continue
        name = sequence[1].casefold()
        if begun := _ULANG.search(instruction):
            counts[name] = int(begun[1])
        elif not _SAMA.search(instruction):
            counts[name] += 1
        form = next((_BENTUK[word] for word in instruction.split() if word in _BENTUK), "decimal")
        first, *others = _result(field)
        first.text = BENTUK_NOMOR[form](counts[name])
        for other in others:
            other.text = ""


def _result(field: Field) -> list[Any]:
    """Give the texts of a field's result; one is made where it has none."""
    begin, end = field[0], field[-1]
    if begin is end:
        texts = list(begin.iter(qn("w:t")))
        return texts or [_add(_add(begin, "w:r"), "w:t")]
    separate = _separate(field)
    inside = takewhile(lambda element: element is not end, _after(separate, _paragraph(begin)))
    texts = [element for element in inside if element.tag == qn("w:t")]
    if not texts:
        texts = [separate.makeelement(qn("w:t"))]
        separate.addnext(texts[0])
    return texts


def _after(element: Any, paragraph: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml elements
    """Go through the texts and signs of fields that follow an element in its paragraph."""
    while element is not paragraph:
        for beside in element.itersiblings():
            yield from beside.iter(qn("w:t"), qn("w:fldChar"))
        element = element.getparent()


def _separate(field: Field) -> Any:  # noqa: ANN401 - an lxml element
    """Give what parts a field's instruction from its result; it is made where the field had no result yet."""
    for element in field:
        if element.get(qn("w:fldCharType")) == "separate":
            return element
    made = field[-1].makeelement(qn("w:fldChar"), {qn("w:fldCharType"): "separate"})
    field[-1].addprevious(made)
    field.insert(-1, made)
    return made


def _add(parent: Any, name: str) -> Any:  # noqa: ANN401 - lxml elements
    child = parent.makeelement(qn(name))
    parent.append(child)
    return child


def _renew_bookmarks(body: Any) -> int:  # noqa: ANN401 - an lxml element
    """Take away the marks of headings, and what loops repeat; number the others, and give the next number."""
    names: set[str] = set()
    opened: dict[str, int] = {}
    for mark in list(body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        id_, name = mark.get(qn("w:id"), ""), mark.get(qn("w:name"), "")
        if mark.tag == qn("w:bookmarkEnd"):
            number = opened.pop(id_, None)
        elif name in names or name.startswith(_PENANDA):
            number = None
        else:
            number = opened[id_] = len(names)
            names.add(name)
        if number is None:
            mark.getparent().remove(mark)
        else:
            mark.set(qn("w:id"), str(number))
    return len(names)


def _mark(paragraph: Any, name: str, number: int) -> None:  # noqa: ANN401 - an lxml element
    """Put a bookmark around what a paragraph says."""
    values = {qn("w:id"): str(number)}
    start = paragraph.makeelement(qn("w:bookmarkStart"), values | {qn("w:name"): name})
    paragraph.insert(paragraph.index(paragraph.pPr) + 1, start)
    paragraph.append(paragraph.makeelement(qn("w:bookmarkEnd"), values))


def _level(judul: Judul, instruction: str) -> int:
    """Say on which level a contents list names a heading: Word's own by style, others by outline if it asks so."""
    given = _TINGKAT.search(instruction)
    levels = range(int(given[1]), int(given[2]) + 1) if given else range(1, 10)
    by_outline = re.search(r"(?i)\\u\b", instruction)
    if judul.bawaan in levels and (re.search(r"(?i)\\o", instruction) or not by_outline):
        return judul.bawaan
    return judul.kerangka if by_outline and judul.kerangka in levels else 0


def _entry(judul: Judul, style: str, name: str) -> Any:  # noqa: ANN401 - an lxml element
    """Make the paragraph of a contents list that leads to a heading: its number, a tab, its text."""
    parts = (part for part in (judul.nomor, *judul.teks.split("\t")) if part)
    texts = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in parts)
    return parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{escape(style)}"/></w:pPr>'
        f'<w:hyperlink w:anchor="{name}" w:history="1"><w:r>{texts}</w:r></w:hyperlink></w:p>'
    )


def _fill(field: Field, entries: Sequence[Any]) -> None:
    """Put paragraphs in the place of a contents list's result."""
    separate, end = _separate(field), field[-1]
    first, last = _paragraph(separate), _paragraph(end)
    if first is last:
        place = list(first.iter(qn("w:fldChar"))).index(end)
        last = deepcopy(first)
        first.addnext(last)
        end = list(last.iter(qn("w:fldChar")))[place]
    between = []
    for block in first.itersiblings():
        if block is last:
            break
        between.append(block)
    else:
        return  # its end stands elsewhere, in another cell: it stays as it is
    _cut(separate, first, preceding=False)
    _cut(end, last, preceding=True)
    for block in between:
        block.getparent().remove(block)
    _lay_out(first, last, entries)


def _cut(element: Any, paragraph: Any, *, preceding: bool) -> None:  # noqa: ANN401 - lxml elements
    """Take away what stands in a paragraph after an element, or before it; its form stays."""
    while element is not paragraph:
        for beside in list(element.itersiblings(preceding=preceding)):
            if beside.tag not in {qn("w:pPr"), qn("w:rPr")}:
                beside.getparent().remove(beside)
        element = element.getparent()


def _lay_out(first: Any, last: Any, entries: Sequence[Any]) -> None:  # noqa: ANN401 - lxml elements
    """Put entries from the paragraph on in which the field begins, to that in which it ends."""
    above = first
    for entry in entries:
        if entry is entries[0]:
            first.style = entry.style
            first.append(entry[-1])
        else:
            above.addnext(entry)
            above = entry
    runs = last.findall(qn("w:r"))
    if len(last.xpath("./*[not(self::w:pPr)] | ./w:r/*[not(self::w:rPr)] | ./w:pPr/w:sectPr")) == 2:  # noqa: PLR2004 - a run with the end, and its mark
        above.extend(runs)  # nothing but the field's end, which would leave a blank line
        last.getparent().remove(last)
