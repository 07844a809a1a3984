"""The headings of a document, with the numbers that Word shows before them."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn

from zi_reports.rencana.bahasa import sebaris
from zi_reports.word.gaya import nama_gaya

_ROMAWI = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""A text box as only old readers see it, told a second time."""


def roman(number: int) -> str:
    """Write a number in Roman numerals."""
    text = ""
    for value, letters in _ROMAWI:
        times, number = divmod(number, value)
        text += letters * times
    return text


def letter(number: int) -> str:
    """Write a number in letters as Word counts: after Z come AA, BB, CC."""
    times, place = divmod(number - 1, 26)
    return chr(ord("A") + place) * (times + 1)


BENTUK_NOMOR: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": letter,
    "lowerLetter": lambda number: letter(number).lower(),
}
"""How numbers are written; a level of a numbering that is in none of these ways gives none."""


@dataclass(frozen=True, slots=True)
class Judul:
    """A heading: its paragraph, number and text, and its level among Word's own headings and in the outline.

    Levels begin with 1; 0 is none.
    """

    paragraf: Any
    nomor: str
    teks: str
    bawaan: int
    kerangka: int


@dataclass(frozen=True, slots=True)
class _Gaya:
    """What a style, with those that it is based on, says of its paragraphs."""

    bawaan: int = 0
    kerangka: int = 0
    num_id: str = "0"
    ilvl: int = 0


@dataclass(frozen=True, slots=True)
class _Tingkat:
    """A level of a numbering: its first number, its way of writing, its text; whether it goes on counting."""

    mulai: int
    bentuk: str
    teks: str
    lanjut: bool


@dataclass(frozen=True, slots=True)
class _Daftar:
    """A numbering: which one it counts with, its levels, and those that it begins anew."""

    induk: str
    tingkat: Mapping[int, _Tingkat]
    ulang: Mapping[int, int]


def headings(docx: Document) -> Iterator[Judul]:
    """Go through the headings of the body that have a text."""
    elements = {style.get(qn("w:styleId"), ""): style for style in docx.styles.element.findall(qn("w:style"))}
    styles = {id_: _read_style(elements, id_) for id_ in elements}
    lists = dict(_read_lists(docx))
    # Numbered paragraphs that are no headings may count with these.
    told = {id_ for id_, gaya in styles.items() if gaya.kerangka or gaya.num_id in lists}
    counts: dict[str, dict[int, int]] = {}
    begun: set[str] = set()
    for paragraph in _paragraphs(docx.element.body, told):
        gaya = _read_form(paragraph.pPr, styles.get(paragraph.style, _Gaya()))
        daftar = lists.get(gaya.num_id)
        nomor = ""
        if daftar:
            count = counts.setdefault(daftar.induk, {})
            if gaya.num_id not in begun:
                begun.add(gaya.num_id)
                count.update({ilvl: first - 1 for ilvl, first in daftar.ulang.items()})
            nomor = _next_number(daftar, gaya.ilvl, count)
        teks = _text(paragraph)
        if teks and (gaya.bawaan or gaya.kerangka):
            yield Judul(paragraph, nomor, teks, gaya.bawaan, gaya.kerangka)


def _paragraphs(body: Any, styles: Container[str]) -> Iterable[Any]:  # noqa: ANN401 - an lxml element
    """Give the paragraphs that are headings or numbered, by their style or by themselves."""
    names = (qn("w:pStyle"), qn("w:numPr"), qn("w:outlineLvl"))
    found = (one for one in body.iter(*names) if one.tag != names[0] or one.get(qn("w:val")) in styles)
    paragraphs = dict.fromkeys(one.getparent().getparent() for one in found)
    return (
        one for one in paragraphs if one.tag == qn("w:p") and next(one.iterancestors(FALLBACK), None) is None
    )


def _read_style(elements: Mapping[str, Any], id_: str) -> _Gaya:
    """Read a style; what it does not say itself, the style that it is based on says."""
    chain: list[Any] = []
    while id_ in elements and elements[id_] not in chain:
        chain.append(elements[id_])
        based = elements[id_].find(qn("w:basedOn"))
        id_ = "" if based is None else based.get(qn("w:val"), "")
    gaya = _Gaya()
    for element in reversed(chain):
        properties = element.find(qn("w:pPr"))
        gaya = gaya if properties is None else _read_form(properties, gaya)
    own = re.fullmatch(r"(?i)heading ([1-9])", nama_gaya(chain[0]))
    return _Gaya(int(own[1]) if own else 0, gaya.kerangka, gaya.num_id, gaya.ilvl)


def _read_form(properties: Any, gaya: _Gaya) -> _Gaya:  # noqa: ANN401 - an lxml element
    """Read the properties of a paragraph, or of a style; what they do not say, `gaya` says."""
    outline = _value(properties, "w:outlineLvl")
    kerangka = gaya.kerangka if outline is None else (int(outline) + 1) % 10  # 9 is text that is no heading
    num_id = _value(properties, "w:numPr/w:numId") or gaya.num_id
    ilvl = _value(properties, "w:numPr/w:ilvl")
    return _Gaya(gaya.bawaan, kerangka, num_id, gaya.ilvl if ilvl is None else int(ilvl))


def _read_lists(docx: Document) -> Iterator[tuple[str, _Daftar]]:
    """Read the numberings that there are, by the number that paragraphs name."""
    parts = (one.target_part for one in docx.part.rels.values() if one.reltype == RT.NUMBERING)
    root: Any = getattr(next(parts, None), "element", None)
    if root is None:
        return
    levels = {
        one.get(qn("w:abstractNumId")): dict(map(_read_level, one.findall(qn("w:lvl"))))
        for one in root.findall(qn("w:abstractNum"))
    }
    for num in root.findall(qn("w:num")):
        induk = _value(num, "w:abstractNumId") or ""
        changed = num.findall(qn("w:lvlOverride"))
        own = dict(_read_level(level) for one in changed for level in one.findall(qn("w:lvl")))
        again = {_whole(one.get(qn("w:ilvl"))): _value(one, "w:startOverride") for one in changed}
        ulang = {ilvl: int(first) for ilvl, first in again.items() if first is not None}
        yield num.get(qn("w:numId"), ""), _Daftar(induk, levels.get(induk, {}) | own, ulang)


def _read_level(level: Any) -> tuple[int, _Tingkat]:  # noqa: ANN401 - an lxml element
    bentuk = level.find(qn("w:numFmt"))
    teks = level.find(qn("w:lvlText"))
    return _whole(level.get(qn("w:ilvl"))), _Tingkat(
        mulai=_whole(_value(level, "w:start")),
        bentuk="decimal" if bentuk is None else bentuk.get(qn("w:val"), ""),
        teks="" if teks is None else teks.get(qn("w:val"), ""),
        lanjut=_value(level, "w:lvlRestart") == "0",
    )


def _next_number(daftar: _Daftar, ilvl: int, count: dict[int, int]) -> str:
    """Count one more paragraph on a level, and give its number as it is shown; nothing where it cannot be told."""
    level = daftar.tingkat.get(ilvl)
    if level is None:
        return ""
    count[ilvl] = count.get(ilvl, level.mulai - 1) + 1
    for below in [one for one in count if one > ilvl]:
        if below in daftar.tingkat and not daftar.tingkat[below].lanjut:
            del count[below]
    shown: Mapping[str, _Tingkat] = {
        place: daftar.tingkat[int(place) - 1]
        for place in re.findall("%([1-9])", level.teks)
        if int(place) - 1 in daftar.tingkat
    }
    if level.bentuk not in BENTUK_NOMOR or any(one.bentuk not in BENTUK_NOMOR for one in shown.values()):
        return ""
    numbers = {
        place: BENTUK_NOMOR[one.bentuk](count.get(int(place) - 1, one.mulai)) for place, one in shown.items()
    }
    return re.sub("%([1-9])", lambda found: numbers.get(found[1], ""), level.teks)


def _text(paragraph: Any) -> str:  # noqa: ANN401 - an lxml element
    """Give the text of a heading, with a tab for what parts it: a tab, or a line's end."""
    words = (
        element.text or "" if element.tag == qn("w:t") else "\t"
        for element in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"))
    )
    return "\t".join(filter(None, map(sebaris, "".join(words).split("\t"))))


def _value(element: Any, path: str) -> str | None:  # noqa: ANN401 - an lxml element
    """Give the number that an element further down has, as text; None where there is none."""
    found = element.find("/".join(map(qn, path.split("/"))))
    text = "" if found is None else found.get(qn("w:val"), "")
    return text if text.isdecimal() else None


def _whole(text: str | None) -> int:
    """Read a whole number; what is none counts as 0."""
    return int(text) if text and text.isdecimal() else 0
