"""The tags of a Word template, and their faults: one line each, with the paragraph, the tag, and what to do."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any, NamedTuple

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from jinja2 import TemplateSyntaxError

from zi_reports.rencana.model import UserError
from zi_reports.word.sandbox import TooLargeError, bare, free_names, walk

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_KURUNG = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_PERINTAH = re.compile(r"\{%(?P<jangkauan>p |tr |tc |r )?-?\s*(?P<kata>\w+)\s*(?P<sisa>.*?)-?%\}", re.DOTALL)
_JANGKAUAN = re.compile(r"^(\{[{%])(?:p|tr|tc|r) ")

_SPASI = "\u00a0\u00ad\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff"
"""Blanks that no key types by itself, and signs that nobody sees."""

_RENGGANG = re.compile(rf"\{{[\s{_SPASI}]+[{{%#]|[}}%#][\s{_SPASI}]+\}}")
_TUNGGAL = re.compile(
    r"(?<!\{)\{\s*(?:[a-z_]\w+(?:\.\w+)*(?:\s*\|\s*\w+)?|(?:(?:p|tr|tc|r)\s+)?(?:if|elif|for|set)\s[^{}]*)\s*\}(?!\})"
)
"""What was meant for a tag: with blanks between its braces, and with one brace instead of two."""

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

_TERHAPUS: Mapping[str, tuple[str, str]] = {
    "p": (qn("w:p"), "paragraf"),
    "tr": (qn("w:tr"), "baris tabel"),
    "tc": (qn("w:tc"), "sel tabel"),
}
"""The element that goes with a tag of each prefix, whatever else stands in it, and what staff call it."""

_TAK_DIISI: Mapping[str, str] = {
    CT.WML_ENDNOTES: "catatan akhir",
    CT.WML_COMMENTS: "komentar",
    CT.DML_CHART: "grafik",
    CT.DML_DIAGRAM_DATA: "SmartArt",
}
"""The parts of a document with words of their own in which no tag is worked out, and what staff call them."""

_PROPERTI = {
    qn(f"dc:{nama}") for nama in ("creator", "description", "identifier", "language", "subject", "title")
}
"""The properties of a document in which tags are worked out."""

_ALINEA = {qn("w:p"): qn("w:t"), qn("a:p"): qn("a:t")}
"""Paragraphs, those of drawings too, and the elements that hold their text."""

_KUTIP = str.maketrans("\u201c\u201d\u2018\u2019", "\"\"''")
"""Word turns quotes into curly ones as they are typed; docxtpl takes them for straight ones."""

_KUTIP_LAIN = re.compile("[\u201c-\u201f\u2018-\u201b\u2032\u2033\u00ab\u00bb\u2039\u203a`\u00b4]")

_PASANGAN = {"{{": "}}", "{%": "%}", "{#": "#}"}

_TEMPAT = {qn("w:tc"): "sel tabel", qn("w:footnote"): "catatan kaki"} | dict.fromkeys(
    _PROPERTI, "properti dokumen"
)
"""What a paragraph stands in, in a word that tells where to look for it."""

_PANJANG_TEKS = 100
"""How much of a paragraph a message quotes."""

_KURUNG_SEPARAGRAF, _PANJANG_PARAGRAF = 2_000, 20_000
"""How many braces, and letters, a paragraph with tags may have: each brace is looked for to the paragraph's end."""

_SARAN_NAMA = "Periksa ejaannya. Daftar nama: zi panduan templat"
_SARAN_SPASI = "Di dalamnya ada spasi khusus; ganti dengan spasi biasa."
_SARAN_KUTIP = 'Pakai tanda kutip lurus, dengan pembuka dan penutup yang sama: "KPU".'
_SARAN_TULISAN = "Periksa tanda kurung, titik, dan kutipnya. Contoh: zi panduan templat"


class TemplateError(UserError):
    """A template that cannot be used."""


class Paragraf(NamedTuple):
    """A paragraph of a template: its element, its text, and the template's name."""

    elemen: Any
    teks: str
    templat: str

    def fault(self, apa: str, saran: str) -> TemplateError:
        """Give the error that says what is the matter here, and what to do."""
        around = {self.elemen.tag, *(above.tag for above in self.elemen.iterancestors())}
        where = next((nama for tag, nama in _TEMPAT.items() if tag in around), "paragraf")
        quoted = shorten(self.teks, _PANJANG_TEKS, placeholder=" …")
        return TemplateError(f'Templat {self.templat}, {where} "{quoted}": {apa} {saran}')

    @property
    def sisa(self) -> str:
        """The text without its whole tags."""
        return _TAG.sub("", self.teks)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a template as it was typed, and the paragraph that it stands in."""

    asli: str
    paragraf: Paragraf

    @property
    def teks(self) -> str:
        """The tag as it is worked out: with straight quotes."""
        return self.asli.translate(_KUTIP)

    @property
    def perintah(self) -> re.Match[str] | None:
        """Its parts, where it is a command: `jangkauan`, `kata`, `sisa`."""
        return _PERINTAH.fullmatch(self.teks)

    @property
    def wadah(self) -> Any:  # noqa: ANN401 - an lxml element
        """What the tag repeats or leaves out a part of, by its prefix: a table, a row, a text, or all of a part."""
        above = _WADAH.get(self.perintah["jangkauan"]) if self.perintah else None
        element = self.paragraf.elemen
        return next(element.iterancestors(above), None) if above else element.getroottree().getroot()

    @property
    def polos(self) -> str:
        """The tag without its prefix."""
        return _JANGKAUAN.sub(r"\1 ", self.teks)

    def fault(self, apa: str, saran: str) -> TemplateError:
        """Give the error that says what is the matter with this tag, and what to do."""
        return self.paragraf.fault(apa, saran)

    def unreadable(self, apa: str, saran: str) -> TemplateError:
        """Give the error that the tag cannot be read; what cannot be seen, or hardly, is the first suspect."""
        quotes = _KUTIP_LAIN.search(self.asli) or self.teks.count('"') % 2 or self.teks.count("'") % 2
        blanks = re.search(f"[{_SPASI}]", self.asli)
        return self.fault(apa, _SARAN_SPASI if blanks else _SARAN_KUTIP if quotes else saran)

    def unknown(self, nama: str) -> TemplateError:
        """Give the error that says that the tag uses a name which the report does not know."""
        return self.fault(f'nama "{nama}" pada tag {self.teks} tidak dikenal.', _SARAN_NAMA)

    def impossible(self, error: Exception) -> TemplateError:
        """Give the error that says that the tag could be read, and not worked out."""
        if isinstance(error, TooLargeError):
            return self.fault(f"isi tag {self.teks} terlalu besar.", "Kurangi perkalian atau perulangannya.")
        return self.fault(f"isi tag {self.teks} tidak dapat dikerjakan.", _SARAN_NAMA)


def check_tags(nama: str, docx: Document) -> None:
    """Check every tag of a template before it is rendered, as far as that does not parse it.

    Raises:
        TemplateError: On the first tag that is cut, unclosed, or a command that there is not.
    """
    tags = find_tags(nama, docx)
    for fault in _block_faults(tags):
        raise fault
    for tag in tags:
        _source(tag)


def visible_faults(nama: str, docx: Document, dikenal: Collection[str]) -> Iterator[TemplateError]:
    """Find all faults of a template that its text shows, also those with which it can be filled in."""
    paragraphs = tuple(_paragraphs(nama, docx))
    meant = {one.elemen: fault for one in paragraphs if (fault := _lookalike(one))}
    broken = [*meant.values(), *_brace_faults([one for one in paragraphs if one.elemen not in meant])]
    yield from broken
    tags = _tags(paragraphs)
    yield from filter(None, map(_lost_words, tags))
    if not broken:
        yield from _block_faults(tags)
    found = [(tag, _unreadable(tag)) for tag in tags]
    yield from (fault for _, fault in found if fault)
    yield from unknown_names([tag for tag, fault in found if not fault], dikenal)


def find_tags(nama: str, docx: Document) -> tuple[Tag, ...]:
    """Give the tags wherever they are worked out; a brace that closes nothing is a TemplateError."""
    paragraphs = tuple(_paragraphs(nama, docx))
    for fault in _brace_faults(paragraphs):
        raise fault
    return _tags(paragraphs)


def _tags(paragraphs: Iterable[Paragraf]) -> tuple[Tag, ...]:
    return tuple(Tag(asli, paragraf) for paragraf in paragraphs for asli in _TAG.findall(paragraf.teks))


def unreadable(tags: Iterable[Tag]) -> TemplateError | None:
    """Find the tag that is wrongly written, or uses a filter that there is not, by compiling each alone."""
    return next(filter(None, map(_unreadable, tags)), None)


def unlocated(nama: str) -> TemplateError:
    """Give the error of a template whose failing tag cannot be told."""
    return TemplateError(
        f"Templat {nama}: salah satu tag tidak dapat dikerjakan. Periksa tag yang terakhir diubah."
    )


def _paragraphs(nama: str, docx: Document) -> Iterator[Paragraf]:
    """Go through the paragraphs with a brace in which tags are worked out, those of headers and footers first."""
    edges = [
        parse_xml(relation.target_part.blob)
        for relation in docx.part.rels.values()
        if relation.reltype in {RT.HEADER, RT.FOOTER} and not relation.is_external
    ]
    others = docx.part.package.parts
    notes = [parse_xml(part.blob) for part in others if part.content_type == CT.WML_FOOTNOTES]
    core = [parse_xml(part.blob) for part in others if part.content_type == CT.OPC_CORE_PROPERTIES]
    for element in (one for part in (*edges, docx.element.body, *notes) for one in part.iter(qn("w:p"))):
        yield from _with_brace(element, _text(element), nama)
    for element in (one for part in core for one in part.iter(*_PROPERTI)):
        yield from _with_brace(element, element.text or "", nama)


def _with_brace(element: Any, text: str, nama: str) -> Iterator[Paragraf]:  # noqa: ANN401 - an lxml element
    """Give a paragraph, if there is a brace in it; one that is too long for tags is a TemplateError."""
    if "{" in text or "}" in text:
        paragraf = Paragraf(element, text, nama)
        if text.count("{") > _KURUNG_SEPARAGRAF or len(text) > _PANJANG_PARAGRAF:
            raise paragraf.fault("terlalu panjang untuk sebuah tag.", "Pecah menjadi beberapa paragraf.")
        yield paragraf


def unfilled(nama: str, docx: Document) -> Iterator[TemplateError]:
    """Find the tags that stand where none is worked out, so that a document shows them as they are."""
    for part in docx.part.package.parts:
        if part.content_type in _TAK_DIISI and b"{" in part.blob:
            for element in parse_xml(part.blob).iter(*_ALINEA):
                for tag in _TAG.findall(_text(element)):
                    where = _TAK_DIISI[part.content_type]
                    yield TemplateError(
                        f"Templat {nama}, {where}: tag {shorten(tag, _PANJANG_TEKS, placeholder=' …')} tidak diisi "
                        "di sana. Pindahkan ke isi, kepala, atau kaki halaman, atau ke catatan kaki."
                    )


def _text(element: Any) -> str:  # noqa: ANN401 - an lxml element
    """Give the text of a paragraph, row or cell; of a paragraph not that of text boxes in it."""
    pieces = element.iter(*_ALINEA.values())
    if element.tag in _ALINEA:
        pieces = (piece for piece in pieces if next(piece.iterancestors(*_ALINEA), None) is element)
    return "".join(piece.text or "" for piece in pieces)


def _brace_faults(paragraphs: Sequence[Paragraf]) -> Iterator[TemplateError]:
    """Find the braces that close nothing; of a tag that goes on in the next paragraph, those that open it."""
    loose = {one.elemen: found[0] for one in paragraphs if (found := _KURUNG.search(one.sisa))}
    for paragraf in (one for one in paragraphs if one.elemen in loose):
        brace, before, after = (
            loose.get(element, "")
            for element in (paragraf.elemen, paragraf.elemen.getprevious(), paragraf.elemen.getnext())
        )
        if after and after == _PASANGAN.get(brace):
            yield paragraf.fault(f"tag {brace} … {after} terpotong.", "Tulis satu tag pada satu paragraf.")
        elif not before or brace != _PASANGAN.get(before):
            saran = "Tulis tag lengkap, seperti {{ satker }} atau {%p if tanda %}."
            yield paragraf.fault(f"kurung {brace} tidak berpasangan.", saran)


def _lookalike(paragraf: Paragraf) -> TemplateError | None:
    """Find what was meant for a tag, and is none."""
    spaced, single = (", ".join(form.findall(paragraf.sisa)) for form in (_RENGGANG, _TUNGGAL))
    if spaced:
        return paragraf.fault(f"kurung {spaced} berspasi.", "Tulis rapat, seperti {{ satker }}.")
    if single:
        saran = "Tulis kurungnya lengkap, seperti {{ satker }} atau {%p if tanda %}."
        return paragraf.fault(f"{single} berkurung satu.", saran)
    return None


def _lost_words(tag: Tag) -> TemplateError | None:
    """Find a tag that takes words away with it: its prefix gives up the whole paragraph, row or cell."""
    prefix = re.match(r"\{[{%#](p|tr|tc) ", tag.asli)
    if prefix is None:
        return None
    name, apa = _TERHAPUS[prefix[1]]
    element = tag.paragraf.elemen
    gone = element if name == qn("w:p") else next(element.iterancestors(name), None)
    if gone is None:
        return tag.fault(
            f"tag {tag.teks} tidak berada di dalam tabel.", "Hapus awalannya, atau pakai {%p ... %}."
        )
    # A text box stands within a paragraph, and is one of its own to docxtpl.
    if _text(gone).strip() == tag.asli or next(gone.iterdescendants(name), None) is not None:
        return None
    return tag.fault(
        f"tag {tag.teks} tidak sendirian pada {apa} itu, sehingga isi lainnya hilang.",
        f"Pindahkan tag itu ke {apa} tersendiri.",
    )


def _unreadable(tag: Tag) -> TemplateError | None:
    """Give what is the matter where a tag cannot be compiled alone."""
    try:
        bare().from_string(_source(tag))
    except TemplateSyntaxError:
        return tag.unreadable(f"tag {tag.teks} tidak dapat dibaca.", _SARAN_TULISAN)
    except TooLargeError as error:
        return tag.impossible(error)
    except TemplateError as error:
        return error
    return None


def unknown_names(tags: Sequence[Tag], dikenal: Collection[str]) -> Iterator[TemplateError]:
    """Find the tags that name what is not in `dikenal`; each must be readable."""
    unknown = _free_names("".join(dict.fromkeys(map(_source, tags)))) - set(dikenal)
    for tag in tags if unknown else ():
        for name in sorted(_free_names(_source(tag)).intersection(unknown)):
            yield tag.unknown(name)


def _free_names(source: str) -> set[str]:
    # Jinja's own search compiles the template for this, which takes longer than parsing it.
    return free_names(walk(bare().parse(source)))


def _source(tag: Tag) -> str:
    """Give a tag as a small template of its own."""
    command = tag.perintah
    if not tag.teks.startswith("{%"):
        return tag.polos
    if command and command["kata"] in _BENTUK:
        return _BENTUK[command["kata"]].replace("...", command["sisa"])
    raise tag.unreadable(
        f"perintah pada tag {tag.teks} tidak dikenal.",
        "Yang dapat dipakai: if, elif, else, endif, for, endfor, set.",
    )


def _block_faults(tags: Iterable[Tag]) -> Iterator[TemplateError]:
    """Find each if and for that is not closed by a tag with the same prefix in the same table or text."""
    opened: list[tuple[str, Tag]] = []
    for tag in tags:
        word = tag.perintah["kata"] if tag.perintah else ""
        if word in {"if", "for"}:
            opened.append((word, tag))
        elif word in _PEMBUKA:
            above, opener = opened[-1] if opened else ("", tag)
            if above not in _PEMBUKA[word] or opener.wadah is not tag.wadah:
                yield tag.fault(
                    f"tag {tag.teks} tidak ada pasangannya.",
                    "Setiap if ditutup endif dan setiap for ditutup endfor, "
                    "dengan awalan dan di tempat yang sama.",
                )
            if word.startswith("end") and opened:
                opened.pop()
    for word, tag in opened:
        yield tag.fault(f"tag {tag.teks} belum ditutup.", f"Tambahkan tag end{word}.")
