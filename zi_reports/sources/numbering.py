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

_NOMOR_TERBESAR = 32_767
_ROMAWI = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Tingkat:
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
    """The lists of a document, each by its levels, and how far each has been counted.

    `hitungan` is by the list that others count on with, and in it by level.
    """

    daftar: Mapping[str, Mapping[int, _Tingkat]]
    gaya: Mapping[str, tuple[str, int]]
    hitungan: dict[str, dict[int, int]] = field(default_factory=dict)
    dimulai: set[str] = field(default_factory=set)

    def label(self, paragraf: etree._Element) -> str:
        """Give the number in front of a paragraph, and count it; empty where there is none."""
        place = _numbering_of(paragraf) or self.gaya.get(_value(paragraf.find(f"{W}pPr/{W}pStyle")))
        levels = self.daftar.get(place[0], {}) if place else {}
        if place is None or place[1] not in levels:
            return ""
        name, depth = place
        self._begin(name, levels)
        level = levels[depth]
        counted = self.hitungan.setdefault(level.induk, {})
        counted[depth] = counted.get(depth, level.awal - 1) + 1
        for deeper in [other for other in counted if other > depth]:
            del counted[deeper]
        if level.bentuk == "bullet":
            return BUTIR
        return re.sub(r"%(\d)", lambda match: self._number(levels, int(match[1]) - 1), level.pola)

    def _begin(self, name: str, levels: Mapping[int, _Tingkat]) -> None:
        """Set the counters back the first time that a list is met, if it says so."""
        if name in self.dimulai:
            return
        self.dimulai.add(name)
        for depth, level in levels.items():
            if level.mulai_ulang is not None:
                self.hitungan.setdefault(level.induk, {})[depth] = level.mulai_ulang - 1

    def _number(self, levels: Mapping[int, _Tingkat], depth: int) -> str:
        level = levels.get(depth)
        if level is None:
            return ""
        return _write_number(self.hitungan[level.induk].get(depth, level.awal), level.bentuk)


def load_numbering(numbering: etree._Element | None, styles: etree._Element | None) -> Penomoran:
    """Read the lists that parts `numbering.xml` and `styles.xml` define."""
    lists: dict[str, dict[int, _Tingkat]] = {}
    if numbering is not None:
        abstract = {_value(part, "abstractNumId"): part for part in numbering.findall(f"{W}abstractNum")}
        for num in numbering.findall(f"{W}num"):
            induk = _value(num.find(f"{W}abstractNumId"))
            restarts = {
                _value(part, "ilvl"): part.find(f"{W}startOverride")
                for part in num.findall(f"{W}lvlOverride")
            }
            source = abstract.get(induk)
            lists[_value(num, "numId")] = {
                _as_number(depth := _value(level, "ilvl"), 0): _level(level, induk, restarts.get(depth))
                for level in (source.findall(f"{W}lvl") if source is not None else ())
            }
    by_style = {
        _value(style, "styleId"): place
        for style in (styles.findall(f"{W}style") if styles is not None else ())
        if (place := _numbering_of(style)) is not None
    }
    return Penomoran(lists, by_style)


def _level(level: etree._Element, induk: str, restart: etree._Element | None) -> _Tingkat:
    return _Tingkat(
        induk=induk,
        pola=_value(level.find(f"{W}lvlText")),
        bentuk=_value(level.find(f"{W}numFmt")) or "decimal",
        awal=_as_number(_value(level.find(f"{W}start")), 1),
        mulai_ulang=_as_number(_value(restart), 1) if restart is not None else None,
    )


def _numbering_of(part: etree._Element) -> tuple[str, int] | None:
    """Give the list and level that a paragraph or a style names."""
    numbering = part.find(f"{W}pPr/{W}numPr")
    if numbering is None:
        return None
    return _value(numbering.find(f"{W}numId")), _as_number(_value(numbering.find(f"{W}ilvl")), 0)


def _value(part: etree._Element | None, name: str = "val") -> str:
    return "" if part is None else str(part.get(f"{W}{name}", ""))


def _as_number(text: str, default: int) -> int:
    return min(int(text), _NOMOR_TERBESAR) if text.isdecimal() else default


def _write_number(number: int, bentuk: str) -> str:
    match bentuk:
        case "lowerLetter":  # after z comes aa, then bb
            return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        case "lowerRoman":
            return _roman(number)
        case "upperLetter" | "upperRoman":
            return _write_number(number, bentuk.replace("upper", "lower")).upper()
        case _:
            return "" if bentuk == "none" else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAWI:
        text += sign * (number // value)
        number %= value
    return text
