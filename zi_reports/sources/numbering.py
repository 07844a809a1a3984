"""The numbers that Word writes by itself in front of paragraphs, which stand nowhere in their text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of Word's own elements, as lxml writes it."""

BUTIR = "-"
"""Stands in front of a paragraph with a bullet."""

_NOMOR_TERBESAR, _TANDA_TERPANJANG = 32_767, 60
_ROMAWI = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: what its numbers look like (`%1)`), are made of, and begin with.

    Lists of the same `induk` count on, one after the other; one with `mulai_ulang` begins anew.
    """

    induk: str
    pola: str
    bentuk: str
    awal: int
    mulai_ulang: int | None


@dataclass(slots=True)
class Penomoran:
    """The lists of a document, each by its levels, and how far each `induk` has been counted at each level."""

    daftar: Mapping[str, Mapping[int, _Level]]
    gaya: Mapping[str, tuple[str, int]]
    hitungan: dict[str, dict[int, int]] = field(default_factory=dict)
    dimulai: set[str] = field(default_factory=set)

    def label(self, paragraf: etree._Element) -> str:
        """Give the number in front of a paragraph, and count it; empty where there is none."""
        style = _value(paragraf, f"{W}pPr/{W}pStyle")
        name, depth = _numbering_of(paragraf) or self.gaya.get(style) or ("", 0)
        levels = self.daftar.get(name, {})
        level = levels.get(depth)
        if level is None:
            return ""
        self._begin(name, levels)
        counted = self.hitungan.setdefault(level.induk, {})
        counted[depth] = counted.get(depth, level.awal - 1) + 1
        for deeper in [other for other in counted if other > depth]:
            del counted[deeper]
        if level.bentuk == "bullet":
            return BUTIR

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            return _written(counted.get(at, levels[at].awal), levels[at].bentuk) if at in levels else ""

        return re.sub(r"%(\d)", number, level.pola)[:_TANDA_TERPANJANG]

    def _begin(self, name: str, levels: Mapping[int, _Level]) -> None:
        """Set the counters back the first time that a list is met, if it says so."""
        if name not in self.dimulai:
            self.dimulai.add(name)
            for depth, level in levels.items():
                if level.mulai_ulang is not None:
                    self.hitungan.setdefault(level.induk, {})[depth] = level.mulai_ulang - 1


def load_numbering(numbering: etree._Element | None, styles: etree._Element | None) -> Penomoran:
    """Read the lists that parts `numbering.xml` and `styles.xml` define."""
    abstract = {_value(part, name="abstractNumId"): part for part in _all(numbering, "abstractNum")}
    lists = {
        _value(num, name="numId"): _levels(num, abstract.get(_value(num, f"{W}abstractNumId")))
        for num in _all(numbering, "num")
    }
    by_style = {
        _value(style, name="styleId"): place
        for style in _all(styles, "style")
        if (place := _numbering_of(style)) is not None
    }
    return Penomoran(lists, by_style)


def _levels(num: etree._Element, abstract: etree._Element | None) -> Mapping[int, _Level]:
    """Give the levels of a list, which `abstract` describes for all lists of its kind."""
    restart = {
        _value(part, name="ilvl"): _value(part, f"{W}startOverride") or "1"
        for part in _all(num, "lvlOverride")
        if part.find(f"{W}startOverride") is not None
    }
    levels = {}
    for part in _all(abstract, "lvl"):
        depth = _value(part, name="ilvl")
        levels[_as_number(depth, 0)] = _Level(
            induk=_value(num, f"{W}abstractNumId"),
            pola=_value(part, f"{W}lvlText")[:_TANDA_TERPANJANG],
            bentuk=_value(part, f"{W}numFmt") or "decimal",
            awal=_as_number(_value(part, f"{W}start"), 1),
            mulai_ulang=_as_number(restart[depth], 1) if depth in restart else None,
        )
    return levels


def _numbering_of(part: etree._Element) -> tuple[str, int] | None:
    """Give the list and level that a paragraph or a style names."""
    numbering = part.find(f"{W}pPr/{W}numPr")
    if numbering is None:
        return None
    return _value(numbering, f"{W}numId"), _as_number(_value(numbering, f"{W}ilvl"), 0)


def _all(part: etree._Element | None, name: str) -> list[etree._Element]:
    return [] if part is None else part.findall(f"{W}{name}")


def _value(part: etree._Element, path: str = ".", name: str = "val") -> str:
    found = part.find(path)
    return "" if found is None else str(found.get(f"{W}{name}", ""))


def _as_number(text: str, default: int) -> int:
    return min(int(text), _NOMOR_TERBESAR) if text.isdecimal() else default


def _written(number: int, bentuk: str) -> str:
    match bentuk:
        case "lowerLetter":  # after z comes aa, then bb
            return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        case "lowerRoman":
            text = ""
            for value, sign in _ROMAWI:
                text += sign * (number // value)
                number %= value
            return text
        case "upperLetter" | "upperRoman":
            return _written(number, bentuk.replace("upper", "lower")).upper()
        case _:
            return "" if bentuk == "none" else str(number)
