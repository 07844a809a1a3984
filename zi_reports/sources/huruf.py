"""Words that stand on a page become lines, and lines the text of a cell or of a paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple

from zi_reports.rencana.bukti import begins_item
from zi_reports.rencana.lampiran import KOMPONEN_BAKU, NAMA_AREA
from zi_reports.sources.row import with_whole_months

_SPASI = 0.25
"""The width of a blank, as a share of the height of letters."""

_LETER = 0.8
"""The width of a letter at the most, likewise."""

_CELAH = 0.6
"""How wide, likewise, white is that sets apart what stands side by side; blanks are narrower."""

_HURUF = r"[^\W\d_]"
_TANDA_HUBUNG = re.compile("[-\u00ad\u2010\u2011]$")
_TERSAMBUNG = re.compile(r"\S[/\-\u2010\u2011]$")
_ALAMAT = re.compile(r"(?i)\(?(?:https?://|www\.)")
_POTONGAN = re.compile(r"\S*[/.?=&_%-]")
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


def text_of(words: Iterable[Kata]) -> str:
    """Give the text of words that stand close together."""
    return " ".join(line.teks for line in lines_of(words))


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
    """Count the words of a document, but for those that the end of a line may have cut, and those of all plans."""
    names = (*NAMA_AREA.values(), *chain.from_iterable(KOMPONEN_BAKU.values()))
    counted = Counter(re.findall(rf"{_HURUF}+", " ".join(names).lower()))
    for piece in (piece for line in lines for piece in pieces_of(line)):
        words = [word.teks for word in piece.kata]
        begins = words[:1] if words[0][:1].isupper() and words[1:] else []
        ends = words[-1:] if words[1:] and not _TANDA_HUBUNG.search(words[-1]) else []
        for word in (*begins, *words[1:-1], *ends):
            counted.update(re.findall(rf"{_HURUF}+(?:[-\u2010\u2011]{_HURUF}+)*", word.lower()))
    return counted


def join_lines(lines: Sequence[Baris], kanan: float, kosakata: Mapping[str, int]) -> tuple[str, str]:
    """Give the text of lines that a cell ending at `kanan` shows, and the words of which it is in doubt.

    A line that had room for the next word ends a paragraph.
    """
    text, doubts = lines[0].teks if lines else "", list[str]()
    for above, line in pairwise(lines):
        below = line.teks
        cut = _cut_word(text, below, kosakata, full=len(above.kata) == 1 and _is_full(above, kanan))
        if begins_item(below):
            text = f"{text}\n{below}"
        elif _in_link(text, below):
            text += below
        elif cut:
            text, word = cut
            doubts += [word] if word else []
        elif _had_room(above, line, kanan):
            text = f"{text}\n{below}"
        else:
            text = f"{text}{'' if _TERSAMBUNG.search(text) else ' '}{below}"
    return text, ", ".join(doubts)


def _had_room(above: Baris, line: Baris, kanan: float) -> bool:
    first = line.kata[0]
    return above.kanan + _SPASI * first.tinggi + first.kanan - first.kiri < kanan - 1


def _is_full(above: Baris, kanan: float) -> bool:
    """Say whether hardly a letter more had room."""
    return above.kanan + _LETER * above.tinggi > kanan


def _in_link(text: str, below: str) -> bool:
    """Say whether a line goes on with an address."""
    last = re.search(r"\S*$", text)
    return bool(last and _ALAMAT.match(last[0]) and _POTONGAN.match(below))


def _cut_word(text: str, below: str, kosakata: Mapping[str, int], *, full: bool) -> tuple[str, str] | None:
    """Join a word that the end of a line cuts, with a hyphen or, where it is too long for its cell, without.

    Gives the text, and the word where it is in doubt; None where no word is cut.
    """
    first, last = re.match(rf"{_HURUF}+", below), re.search(rf"({_HURUF}+)([-\u00ad\u2010\u2011]?)$", text)
    if first is None or last is None or not (last[2] or full):
        return None
    half, rest = last[1], first[0]
    one, two = half.lower(), rest.lower()
    bare = text.removesuffix(last[2]) + below
    month = "-" not in with_whole_months(f"{half}-\n{rest}")
    whole, parted = kosakata.get(one + two, 0), kosakata.get(f"{one}-{two}", 0)
    if last[2] == "\u00ad" or month or whole > parted:
        return (bare, "") if rest[0].islower() or half.isupper() else None
    if not last[2]:
        odd = rest[0].islower() and one not in kosakata and two not in kosakata
        return (bare, half + rest) if odd else None
    hyphened = f"{text[:-1]}-{below}"
    if rest[0].isupper() or one in _AWALAN or parted > whole or _said_twice(one, two):
        return hyphened, ""
    return (hyphened, f"{half}-{rest}") if one in kosakata and two in kosakata else (bare, half + rest)


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
