"""A text with signs such as `1) … 2) …` becomes its items: what BUKTI FISIK asks for, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_TANDA = re.compile(
    r"(?<![^\s:;,])"
    r"(?:\((?P<dalam>\d{1,2}|[a-z])\)|(?P<kurung>\d{1,2}|[a-z])\)"
    r"|(?P<titik>\d{1,2}(?=\.(?:\s|[^\W\d_]))|[a-z](?=\.\s))\."
    r"|[•▪●]|[-–*](?=\s))(?=\s*\S)"
)
_RUJUKAN = re.compile(r"(?i)\b(?:pasal|ayat|angka|huruf|butir|nomor|no\.?|poin|tahap|lampiran|ke)\s*$")
"""Words that make a number in the middle of a line part of a sentence: `Pasal 1) dan 2)`."""

_DI_TENGAH = {"(1)", "1)", "•", "▪", "●"}
"""Signs that begin a list in the middle of a line too; `1.` and `a)` there may be anything."""


@dataclass(frozen=True, slots=True)
class _Tanda:
    """The sign of an item: where it begins, its kind (`1)` for each of `1)`, `2)` …), its ordinal, its place."""

    awal: int
    gaya: str
    urutan: int
    awal_baris: bool


def read_items(teks: str) -> tuple[str, tuple[str, ...]]:
    """Give what stands before a list, and the items of the list, each with its sign; no items where there is none.

    A list begins with `1)`, `(1)`, `1.`, `a)`, `a.` or a bullet, with or without a blank after the sign. At the
    beginning of a line any sign of that kind is an item; in the middle of one it must be the next in order, and
    there must be two of them at least. Signs of another kind, such as a list within the list, stay in their item.
    """
    signs = list(_signs(teks))
    tried: set[str] = set()  # where the first of a kind has no second, a later one has none either
    for index, first in enumerate(signs):
        if first.urutan > 1 or not (first.awal_baris or first.gaya in _DI_TENGAH - tried):
            continue
        items = _list_from(signs[index:])
        if first.awal_baris or len(items) > 1:
            places = pairwise([*(sign.awal for sign in items), len(teks)])
            return teks[: first.awal].strip(), tuple(teks[start:end].strip() for start, end in places)
        tried.add(first.gaya)
    return teks.strip(), ()


def count_items(teks: str) -> int:
    """Count the items of a list; 0 where the text is none."""
    return len(read_items(teks)[1])


def split_items(teks: str) -> list[str]:
    """Split a text into its items, the first with what stands before it; one that is no list is a single item.

    Nothing but white space gets lost.
    """
    before, items = read_items(teks)
    return ["\n".join(filter(None, [before, *items[:1]])), *items[1:]]


def begins_item(teks: str) -> bool:
    """Say whether a text begins with the sign of an item."""
    return bool(_TANDA.match(teks.lstrip()))


def without_sign(teks: str) -> str:
    """Give a text without the sign of an item at its beginning; `2.pdf` has none, and stays whole."""
    match = _TANDA.match(teks)
    if match is None or (match["titik"] and not teks[match.end()].isspace()):
        return teks
    return teks[match.end() :].lstrip()


def _signs(teks: str) -> Iterator[_Tanda]:
    """Go through the signs; a bracket that closes one opened since the last sign is none."""
    since = 0
    for match in _TANDA.finditer(teks):
        start = match.start()
        at_line = not teks[teks.rfind("\n", 0, start) + 1 : start].strip()
        closes = match["kurung"] and teks.count("(", since, start) > teks.count(")", since, start)
        if at_line or not (closes or _RUJUKAN.search(teks[max(start - 12, 0) : start])):
            number = match["dalam"] or match["kurung"] or match["titik"] or ""
            kind = "1" if number.isdecimal() else "a"
            order = (int(number) if number.isdecimal() else ord(number) - ord("a") + 1) if number else 0
            yield _Tanda(start, match[0].replace(number, kind) if number else match[0], order, at_line)
            since = match.end()


def _list_from(signs: list[_Tanda]) -> list[_Tanda]:
    """Give the signs of the list that the first of them begins."""
    items = signs[:1]
    for sign in signs[1:]:
        follows = sign.urutan == items[-1].urutan + 1 or (not sign.urutan and sign.gaya in _DI_TENGAH)
        if sign.gaya == items[0].gaya and (sign.awal_baris or follows):
            items.append(sign)
    return items
