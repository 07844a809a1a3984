"""What BUKTI FISIK asks for and BUKTI DUKUNG hands in, one by one: the items of a list, links with names, files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from zi_reports.rencana.model import BuktiDukung

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

_KUTIP = '"(?:[^"]|"")*"'
_RUMUS = re.compile(
    rf"(?i)\b(?:HYPERLINK|IMAGE)\s*\(\s*(?:(?P<alamat>{_KUTIP}(?:\s*&\s*{_KUTIP})*)(?=\s*[,;)]))?"
    rf"(?:\s*[,;]\s*(?P<nama>{_KUTIP})?)?(?P<akhir>\s*\)\s*$)?"
)
_RUMUS_TERPANJANG = 8_192

DOMAIN = r"(?:[\w-]+\.)+(?:id|com|org|net|gle|ly|me|io|app|ee|ms|be|co|to|link|page|site|tv|info)"
"""How an address begins that is written without `https://`."""

_TAUTAN = re.compile(rf"(?i)\w+://|www\.|{DOMAIN}/")
_ALAMAT = re.compile(
    rf"(?i)(?:(?:https?|ftps?)://|www\.|(?<![\w@./\\-]){DOMAIN}/)"
    r"(?:(?![,;|](?:https?://|www\.))[^\s<>\"“”])*"
)
_SAMBUNGAN = re.compile(r"(?:[/?&=]|(?=\S*(?:[?&]\w+=|/(?:view|edit|preview)\b)))[\w./?=&%#~+:@-]+")
_POTONGAN = re.compile(r"(?=\S*\d)[\w-]{15,}(?:/[\w./?=&%#~+:@-]*)?")
_SESUDAH = re.compile(r"(?i)^(\s*\([^()]*\))?\s*(?:[,&+]|(?:dan|serta)\b)")
_SEBELUM = re.compile(r"(?i)(?:[,&+]|\b(?:dan|serta))\s*$")
"""What parts a link from what stands before it or behind it, so that this is no name of it."""

_TEPI = re.compile(r"(?i)^(?:[\s,:&|+=>→.–—)\]\"”-]|\(?(?:\d{1,2}|[a-z])[.)](?=\s|$))+")
_EKOR = ' \t,:&|+=<>→–—-(["“\u00a0'
_PEMISAH = re.compile(r"[;,]|\s(?:dan|serta|&|\+)\s")
_DALAM_KURUNG = re.compile(r"^[(\[]([^()\[\]]*)[)\]]$")
_HENTI = ".,;:!'*]"

AKHIRAN = re.compile(
    r"(?i)[^.]\.(?:pdf|docx?|rtf|od[tsp]|xls[xmb]?|csv|pptx?|jpe?g|png|gif|bmp|webp|heic|tiff?|mp[34]|mov|avi"
    r"|mkv|3gp|m4a|wav|zip|rar|7z|txt|html?|xml|json|msg|eml)$"
)
"""How the names of files end that are handed in."""

_FOLDER = re.compile(r"(?i)[\\/~]|\.{1,2}/|bukti/|[ivx]+(?:\.\d+)+/|[a-z]:|.*(?:\\|\S/$)")
"""How a folder is named; other words with a slash, such as `dan/atau` or `12/2025`, are words."""

_SESUDAH_NAMA = re.compile(r"(?:\s*\([^()]*\)|\s*#\s*[^\s#/\\]*|[\s.,:;])+$")
KUTIP = " \t\"'“”\u2018\u2019«»"
"""What stands around a name: blanks and quotation marks."""

NAMA_TERPANJANG = 1_000
"""Letters of a name with its folders; longer words are a text."""


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


def read_formula(rumus: str) -> tuple[str, str]:
    """Give the address that a formula links to, and what the formula shows; both empty where it does not link.

    An address that is put together from cells begins with `=`: it is known in the sheet alone. What is shown is
    empty where the formula does not write it out.
    """
    match = _RUMUS.search(rumus) if "(" in rumus and len(rumus) <= _RUMUS_TERPANJANG else None
    if match is None:
        return "", ""
    if not match["alamat"]:
        return f"={rumus}", ""
    address = _unquoted(match["alamat"])
    alone = match["akhir"] and rumus[: match.start()].strip("=+ ") in {"", "_xlfn."}
    return address, ((match["nama"] and _unquoted(match["nama"])) or address) if alone else ""


def _unquoted(teks: str) -> str:
    return "".join(part[1:-1].replace('""', '"') for part in re.findall(_KUTIP, teks)).strip()


def read_pieces(teks: str, tautan: str = "") -> tuple[BuktiDukung, ...]:
    """Give the pieces of evidence in a cell: one a line, and each link in it with the name that stands beside it.

    A cell has one hyperlink, however many lines it has: `tautan` belongs to the first.
    """
    pieces = [piece for line in _whole_lines(teks) for piece in _pieces_in(line)]
    said = {address.rstrip("/") for piece in pieces[1:] for address in (piece.teks, piece.tautan)}
    if not tautan or tautan.rstrip("/") in said or (pieces and pieces[0].tautan == tautan):
        return tuple(pieces)
    if not pieces or pieces[0].tautan:
        return (BuktiDukung(tautan, tautan), *pieces)
    return (BuktiDukung(pieces[0].teks, tautan), *pieces[1:])


def _whole_lines(teks: str) -> list[str]:
    """Give the lines of a cell; a link that a line break parts, from its name or in the middle, is joined."""
    lines: list[str] = []
    for line in filter(None, map(str.strip, teks.splitlines())):
        before = lines[-1] if lines else ""
        link = [match[0] for match in _ALAMAT.finditer(before) if match.end() == len(before)]
        goes_on = _SAMBUNGAN.fullmatch(line) or (before[-1:] in set("/?&=_-%") and _POTONGAN.fullmatch(line))
        if before.endswith(":") and not link and _ALAMAT.match(line):
            lines[-1] = f"{before} {line}"
        elif link and goes_on and not _ALAMAT.match(line) and not (AKHIRAN.search(line) and "/" not in line):
            lines[-1] = before + line
        else:
            lines.append(line)
    return lines


def _pieces_in(line: str) -> Iterator[BuktiDukung]:
    """Go through what a line hands in: each link with its name, and the words that stand apart from links."""
    texts, links = _parted(line)
    if not links:
        yield BuktiDukung(line)
        return
    chunks = ""
    for place, (text, link) in enumerate(zip(texts, [*links, ""], strict=True)):
        ended = _SESUDAH.sub(r"\1\n", text) if place else text
        begun = _SEBELUM.sub("\n", ended) if link else ended
        chunks += begun.replace(";", "\n") + link
    for chunk in chunks.split("\n"):
        yield from _named_in(chunk)


def _named_in(chunk: str) -> Iterator[BuktiDukung]:
    """Go through the links between two separators; names stand before them, or behind each."""
    texts, links = _parted(chunk)
    names = [_TEPI.sub("", text).rstrip(_EKOR) for text in texts]
    behind = len(links) > 1 and not names[0] and names[-1]
    if links and not behind:
        names[-2:] = [" ".join(filter(None, names[-2:]))]
    for name, link in zip_longest(names[1:] if behind else names, links, fillvalue=""):
        plain = without_sign(_DALAM_KURUNG.sub(r"\1", name)).strip()
        plain = plain if re.search(r"\w", plain) else ""
        if plain and link:
            yield BuktiDukung(plain, link if "://" in link else f"https://{link}")
        elif plain or link:
            yield BuktiDukung(plain or link)


def _parted(teks: str) -> tuple[list[str], list[str]]:
    """Give the links in a text, and what stands before, between and behind them."""
    texts, links, end = [], [], 0
    for match in _ALAMAT.finditer(teks):
        link = match[0].rstrip(_HENTI)
        while link.endswith(")") and link.count(")") > link.count("("):
            link = link[:-1].rstrip(_HENTI)
        texts.append(teks[end : match.start()])
        links.append(link)
        end = match.start() + len(link)
    return [*texts, teks[end:]], links


def split_names(teks: str) -> list[str]:
    """Give the names of files in words, where each part is one; else the words as a whole."""
    text = teks.strip(KUTIP) if teks.strip()[:1] in KUTIP else teks.strip()
    parted = [
        read_items(text)[1],
        *(re.split(sign, text) for sign in (_PEMISAH, ";", ",")),
    ]
    for parts in parted:
        names = [name for part in parts if (name := part.strip(KUTIP))]
        if len(names) > 1 and all(AKHIRAN.search(without_tail(name)) for name in names):
            return names
    return [text]


def without_tail(nama: str) -> str:
    """Give a file's name without what stands behind it: a remark in brackets, a place in it, a stop."""
    return _SESUDAH_NAMA.sub("", nama) if len(nama) <= NAMA_TERPANJANG else nama


def names_folder(teks: str) -> bool:
    """Say whether words are the name of a folder."""
    return bool(_FOLDER.match(teks)) and not AKHIRAN.search(teks)


def count_pieces(bukti_dukung: Iterable[BuktiDukung]) -> int:
    """Count what was handed in: a piece a line, more where a line counts or separates them.

    A link or a folder may hold any number of pieces, and makes it 0.
    """
    count = 0
    for bukti in bukti_dukung:
        if bukti.berkas:
            count += 1
            continue
        text = bukti.tautan or bukti.teks
        if _TAUTAN.match(text) or names_folder(text):
            return 0
        parts = [part for part in bukti.teks.split(";") if part.strip()]
        count += max(count_items(bukti.teks), len(parts), len(split_names(bukti.teks)))
    return count


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
