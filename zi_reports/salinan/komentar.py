"""The comments of one sheet: a remark on a cell becomes a comment of its own, or the end of one that is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from zi_reports.salinan.paket import JENIS_HUBUNGAN, UTAMA, Paket
from zi_reports.salinan.teks import escape
from zi_reports.salinan.tempat import Sel

PENULIS = "zi periksa"
"""Who the comments are by."""

Bagian = tuple[str, bool]
"""A piece of a comment's text, and whether it is bold."""

_JENIS_ISI = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"


def write_comments(paket: Paket, lembar: str, komentar: Mapping[Sel, Sequence[Bagian]]) -> None:
    """Add the comments to the sheet's part `lembar`; text that a comment has already comes first."""
    akar = _comments(paket, lembar)
    author = _author(akar)
    group = akar.find(f"{UTAMA}commentList")
    if group is None:
        group = etree.SubElement(akar, f"{UTAMA}commentList")
    known = {satu.get("ref", ""): satu for satu in group.iterfind(f"{UTAMA}comment")}
    for sel, bagian in sorted(komentar.items()):
        comment = known.get(str(sel))
        if comment is None:
            comment = etree.SubElement(group, f"{UTAMA}comment", {"ref": str(sel), "authorId": str(author)})
            etree.SubElement(comment, f"{UTAMA}text")
            _append(comment, bagian)
        else:
            _append(comment, [("\n\n", False), *bagian])


def _comments(paket: Paket, lembar: str) -> etree._Element:
    nama = paket.related(lembar, "comments")
    if nama is None:
        nama = paket.free_name("xl/comments{}.xml")
        paket.add_xml(nama, etree.Element(f"{UTAMA}comments", nsmap={None: UTAMA[1:-1]}), _JENIS_ISI)
        paket.relate(lembar, f"{JENIS_HUBUNGAN}comments", nama)
    return paket.edit(nama)


def _author(akar: etree._Element) -> int:
    """Give our number among the authors."""
    authors = akar.find(f"{UTAMA}authors")
    if authors is None:
        authors = etree.Element(f"{UTAMA}authors")
        akar.insert(0, authors)
    names = [satu.text for satu in authors.iterfind(f"{UTAMA}author")]
    if PENULIS not in names:
        etree.SubElement(authors, f"{UTAMA}author").text = PENULIS
        return len(names)
    return names.index(PENULIS)


def _append(comment: etree._Element, bagian: Sequence[Bagian]) -> None:
    """Add runs after those that are there, and before what a text holds for Japanese readings."""
    text = comment.find(f"{UTAMA}text")
    if text is None:
        text = etree.Element(f"{UTAMA}text")
        comment.insert(0, text)
    plain = text.find(f"{UTAMA}t")
    if plain is not None:
        # A text is either plain or in runs: the plain one becomes the first run.
        run = etree.Element(f"{UTAMA}r")
        text.replace(plain, run)
        run.append(plain)
    at = len(text.findall(f"{UTAMA}r"))
    for index, run in enumerate(_runs(bagian), start=at):
        text.insert(index, run)


def _runs(bagian: Sequence[Bagian]) -> Iterator[etree._Element]:
    for isi, tebal in bagian:
        run = etree.Element(f"{UTAMA}r")
        look = etree.SubElement(run, f"{UTAMA}rPr")
        if tebal:
            etree.SubElement(look, f"{UTAMA}b")
        for nama, sifat in (
            ("sz", {"val": "9"}),
            ("color", {"indexed": "81"}),
            ("rFont", {"val": "Tahoma"}),
            ("family", {"val": "2"}),
        ):
            etree.SubElement(look, f"{UTAMA}{nama}", sifat)
        text = etree.SubElement(run, f"{UTAMA}t")
        text.text = escape(isi)
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        yield run
