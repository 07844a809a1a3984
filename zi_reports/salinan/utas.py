"""The threads of Excel 365: where a cell has one, Excel shows it in place of the comment, so we reply there too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from zi_reports.salinan.komentar import PENULIS
from zi_reports.salinan.paket import Paket
from zi_reports.salinan.teks import escape
from zi_reports.salinan.tempat import Sel

_UTAS = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
_HUBUNGAN_ORANG = "http://schemas.microsoft.com/office/2017/10/relationships/person"
_JENIS_ISI_ORANG = "application/vnd.ms-excel.person+xml"


def reply(paket: Paket, lembar: str, teks: Mapping[Sel, str], hari: dt.date) -> None:
    """Add a reply to the thread of each cell that has one."""
    nama = paket.related(lembar, "threadedComment")
    if nama is None:
        return
    akar = paket.xml(nama)
    threads = {satu.get("ref", ""): satu for satu in akar if satu.get("parentId") is None}
    for sel, isi in sorted(teks.items()):
        thread = threads.get(str(sel))
        if thread is None:
            continue
        paket.edit(nama)
        answer = etree.Element(f"{_UTAS}threadedComment")
        for attribute, value in (
            ("ref", str(sel)),
            ("dT", f"{hari.isoformat()}T00:00:00.00"),
            ("personId", _person(paket)),
            ("id", _mark(nama, str(sel), str(len(akar)))),
            ("parentId", thread.get("id", "")),
        ):
            answer.set(attribute, value)
        etree.SubElement(answer, f"{_UTAS}text").text = escape(isi)
        last = [satu for satu in akar if thread.get("id") in {satu.get("id"), satu.get("parentId")}][-1]
        last.addnext(answer)


def _person(paket: Paket) -> str:
    """Give our mark among the persons that have written in the workbook."""
    nama = paket.related(paket.buku, "person")
    if nama is None:
        nama = paket.free_name("xl/persons/person{}.xml")
        paket.add_xml(nama, etree.Element(f"{_UTAS}personList", nsmap={None: _UTAS[1:-1]}), _JENIS_ISI_ORANG)
        paket.relate(paket.buku, _HUBUNGAN_ORANG, nama)
    persons = paket.edit(nama)
    for satu in persons:
        if satu.get("displayName") == PENULIS:
            return str(satu.get("id", ""))
    mark = _mark("person")
    person = etree.SubElement(persons, f"{_UTAS}person")
    for attribute, value in (
        ("displayName", PENULIS),
        ("id", mark),
        ("userId", PENULIS),
        ("providerId", "None"),
    ):
        person.set(attribute, value)
    return mark


def _mark(*words: str) -> str:
    """Give a GUID that is the same for the same words, as the copy's bytes are to be."""
    return f"{{{uuid5(NAMESPACE_URL, '/'.join((PENULIS, *words)))}}}".upper()
