"""Words that stand on a page become lines, and lines the text of a cell or of a paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from zi_reports.rencana.bukti import begins_item
from zi_reports.sources.row import with_whole_months

_SPASI = 0.25
"""The width of a blank, as a share of the height of letters."""

_CELAH = 0.6
"""How wide, likewise, white is that sets apart what stands side by side; blanks of a justified line are narrower."""

_UJUNG = re.compile(r"([^\W\d_]+)[-\u00ad\u2010\u2011]$")
_PANGKAL = re.compile(r"[^\W\d_]+")
_AWALAN = frozenset({"e", "non"})
_AKAR = 4
"""Letters that both halves of a word share that is said twice, such as perundang-undangan."""


class Kata(NamedTuple):
    """A word and its box, in points from the left and from the top."""

    teks: str
    kiri: float
    atas: float
    kanan: float
    bawah: float

    @property
    def tengah(self) -> float:
        """The height on which the word stands."""
        return (self.atas + self.bawah) / 2

    @property
    def tinggi(self) -> float:
        """How high its letters are."""
        return self.bawah - self.atas


@dataclass(frozen=True, slots=True)
class Baris:
    """Words side by side, from the left."""

    kata: tuple[Kata, ...]

    @property
    def teks(self) -> str:
        """The line's text."""
        return " ".join(kata.teks for kata in self.kata)

    @property
    def kiri(self) -> float:
        """Where it begins."""
        return self.kata[0].kiri

    @property
    def kanan(self) -> float:
        """Where it ends."""
        return max(kata.kanan for kata in self.kata)

    @property
    def atas(self) -> float:
        """Where it begins, from the top."""
        return min(kata.atas for kata in self.kata)

    @property
    def bawah(self) -> float:
        """Where it ends, from the top."""
        return max(kata.bawah for kata in self.kata)

    @property
    def tengah(self) -> float:
        """The height on which most of it stands."""
        return self.kata[0].tengah

    @property
    def tinggi(self) -> float:
        """How high its letters are."""
        return self.kata[0].tinggi


def lines_of(words: Iterable[Kata]) -> list[Baris]:
    """Lay words out as lines, from the top."""
    rows: list[list[Kata]] = []
    for word in sorted(words, key=lambda word: (word.tengah, word.kiri)):
        if rows and word.tengah - rows[-1][0].tengah < min(word.tinggi, rows[-1][0].tinggi) / 2:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Baris(tuple(sorted(row, key=lambda word: word.kiri))) for row in rows]


def pieces_of(line: Baris) -> list[Baris]:
    """Part a line where more than a blank stands between its words."""
    pieces: list[list[Kata]] = []
    for word in line.kata:
        if pieces and word.kiri - pieces[-1][-1].kanan <= _CELAH * word.tinggi:
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return [Baris(tuple(piece)) for piece in pieces]


def vocabulary(lines: Iterable[Baris]) -> Mapping[str, int]:
    """Count the words of a document, but for those that a line's end may have cut."""
    counted: Counter[str] = Counter()
    for line in lines:
        *whole, last = (word.teks for word in line.kata)
        for word in (*whole, *([] if _UJUNG.search(last) else [last])):
            counted.update(re.findall(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*", word.lower()))
    return counted


def join_lines(lines: Sequence[Baris], kanan: float, kosakata: Mapping[str, int]) -> tuple[str, str]:
    """Give the text of lines that a cell ending at `kanan` shows, and the words whose hyphen is in doubt.

    A line that had room for the next word ends a paragraph.
    """
    text, doubts = "", []
    for above, line in zip((None, *lines), lines, strict=False):
        if above is None:
            text = line.teks
            continue
        hyphen = _UJUNG.search(text) if _PANGKAL.match(line.teks) else None
        if hyphen and not begins_item(line.teks):
            text, word = _joined(text, line.teks, hyphen[1], kosakata)
            doubts += word
        elif begins_item(line.teks) or _had_room(above, line, kanan):
            text = f"{text}\n{line.teks}"
        else:
            glued = re.search(r"\S[/\-\u2010\u2011]$", text)
            text = f"{text}{'' if glued else ' '}{line.teks}"
    return text, ", ".join(doubts)


def _had_room(above: Baris, line: Baris, kanan: float) -> bool:
    first = line.kata[0]
    return above.kanan + _SPASI * first.tinggi + first.kanan - first.kiri < kanan - 1


def _joined(above: str, below: str, half: str, kosakata: Mapping[str, int]) -> tuple[str, list[str]]:
    """Join a line that ends in a hyphen to the next: without it where the word was broken; and any doubt."""
    match = _PANGKAL.match(below)
    rest = match[0] if match else ""
    one, two = half.lower(), rest.lower()
    plain, hyphened = f"{above[:-1]}{below}", f"{above[:-1]}-{below}"
    if above.endswith("\u00ad") or "-" not in with_whole_months(f"{half}-\n{rest}"):
        return plain, []
    if rest[0].isupper() or one in _AWALAN or _said_twice(one, two):
        return hyphened, []
    whole, parted = kosakata.get(one + two, 0), kosakata.get(f"{one}-{two}", 0)
    if whole != parted:
        return (plain if whole > parted else hyphened), []
    real = one in kosakata and two in kosakata
    return (hyphened, [f"{half}-{rest}"]) if real else (plain, [half + rest])


def _said_twice(one: str, two: str) -> bool:
    return min(len(one), len(two)) >= _AKAR and (two[:_AKAR] in one or one[-_AKAR:] in two)


def paragraphs(lines: Sequence[Baris], kosakata: Mapping[str, int]) -> list[tuple[Baris, str]]:
    """Join the lines of a page's text to paragraphs, each with its first line."""
    right = max((line.kanan for line in lines), default=0)
    found: list[list[Baris]] = []
    for line in lines:
        if found and _goes_on(found[-1], line, right):
            found[-1].append(line)
        else:
            found.append([line])
    return [(block[0], join_lines(block, right, kosakata)[0]) for block in found]


def _goes_on(block: Sequence[Baris], line: Baris, kanan: float) -> bool:
    """Say whether a line goes on with a paragraph: it is no item, and below it or further in, as items hang."""
    last = block[-1]
    below = line.atas - last.bawah < last.tinggi and not begins_item(line.teks)
    hangs = begins_item(block[0].teks) and len(block) == 1 and line.kiri > last.kiri
    return (
        below
        and (hangs or abs(line.kiri - last.kiri) < _CELAH * line.tinggi)
        and not _had_room(last, line, kanan)
    )
