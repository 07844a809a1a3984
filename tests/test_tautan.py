"""Evidence as a live link in Word."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from rencana_kecil import DES_31, HARI_INI, bahan, due, indikator

from zi_reports.rencana.bukti import read_pieces
from zi_reports.rencana.model import BuktiDukung, Kertas
from zi_reports.word.render import Tata, render
from zi_reports.word.report import konteks
from zi_reports.word.rows import Tautan

TATA = Tata(Kertas.A4, "Judul", HARI_INI)
DRIVE = BuktiDukung("SK Tim", "https://drive.google.com/x?a=1&b=2")
TEKS = "SK Tim (https://drive.google.com/x?a=1&b=2)"


def templat(tmp_path: Path, *isi: str) -> Path:
    document = Document()
    for satu in isi:
        document.add_paragraph(satu)
    document.save(str(tmp_path / "uji.docx"))
    return tmp_path / "uji.docx"


def isi(path: Path, *bukti: BuktiDukung, tata: Tata = TATA) -> Any:
    """Fill in a template with the evidence of a row; give the document."""
    rows: Any = konteks(bahan(indikator("A", due(DES_31), bukti_dukung=bukti)))["daftar_bukti"]
    (baris,) = rows
    return Document(io.BytesIO(render(path, {"baris": baris, "satu": baris.bukti_dukung[0]}, tata)))


def tautan(document: Any) -> list[tuple[str, str]]:
    """Give text and address of each link in the body."""
    rels = document.part.rels
    return [
        ("".join(run.text for run in satu.iter(qn("w:r"))), rels[satu.get(qn("r:id"))].target_ref)
        for satu in document.element.body.iter(qn("w:hyperlink"))
    ]


DAFTAR = ("{%p for bukti in baris.bukti_dukung %}", "{{ bukti }}", "{%p endfor %}")


def test_evidence_on_the_web_and_files_that_were_found_are_links_and_the_rest_is_text(tmp_path: Path) -> None:
    ada = BuktiDukung("bukti/SK #2 [50%] Tim.pdf")
    bukti = (
        *(DRIVE, BuktiDukung("https://a.id/b c|d"), BuktiDukung("Surel", "mailto:a@kpu.go.id"), ada),
        *(
            BuktiDukung("bukti/hilang.pdf"),
            BuktiDukung("Jahat", "javascript:alert(1)"),
            BuktiDukung("C:\\a.pdf"),
        ),
        *(BuktiDukung("Rusak", "https://[a"), BuktiDukung("https://a.id/b|{c}")),
    )
    tata = replace(TATA, alamat={ada: "../bukti/SK #2 [50%] Tim.pdf"})
    document = isi(templat(tmp_path, *DAFTAR), *bukti, tata=tata)
    assert [satu.text for satu in document.paragraphs] == [str(satu) for satu in bukti]
    assert tautan(document) == [
        (TEKS, "https://drive.google.com/x?a=1&b=2"),
        ("Surel (mailto:a@kpu.go.id)", "mailto:a@kpu.go.id"),
        ("bukti/SK #2 [50%] Tim.pdf", "../bukti/SK%20%232%20%5b50%25%5d%20Tim.pdf"),
        ("https://a.id/b|{c}", "https://a.id/b%7C%7Bc%7D"),
    ]
    assert {satu.get(qn("w:val")) for satu in document.element.body.iter(qn("w:rStyle"))} == {"Hyperlink"}
    (style,) = (satu for satu in document.styles if satu.name == "Hyperlink")
    assert (style.style_id, str(style.font.color.rgb), style.font.underline) == ("Hyperlink", "0563C1", True)


def test_an_address_has_one_relationship_however_often_it_is_printed(tmp_path: Path) -> None:
    document = isi(templat(tmp_path, *DAFTAR, "{{ satu }} dan {{ satu }}"), DRIVE, DRIVE)
    assert len(tautan(document)) == 4
    assert sum(satu.is_external for satu in document.part.rels.values()) == 1
    assert document.paragraphs[2].text == f"{TEKS} dan {TEKS}"


@pytest.mark.parametrize(
    ("tag", "teks"),
    [
        ("{{ satu|upper }}", TEKS.upper()),
        ("{{ satu|length }}", "43"),
        ("{{ satu[:6] }}", "SK Tim"),
        ("{{ 'ada' if 'https' in satu }}", "ada"),
        ("{{ 'sama' if satu.startswith('SK Tim (') }}", "sama"),
        ("{{ baris.bukti_dukung|join('; ') }}", f"{TEKS}; Foto"),
        ("{{ baris.bukti_dukung|length }}", "2"),
    ],
)
def test_to_a_template_evidence_is_text(tmp_path: Path, tag: str, teks: str) -> None:
    document = isi(templat(tmp_path, tag), DRIVE, BuktiDukung("Foto"))
    assert document.paragraphs[0].text == teks
    assert not tautan(document)
    assert not [satu for satu in document.styles if satu.name == "Hyperlink"]


def test_a_link_and_the_text_after_it_keep_the_form_of_the_text_before(tmp_path: Path) -> None:
    path = templat(tmp_path)
    document = Document(str(path))
    run = document.add_paragraph().add_run("Lihat {{ satu }}, lalu {{ satu }}")
    run.bold, run.font.underline = True, True
    document.save(str(path))
    document = isi(path, DRIVE)
    (paragraph,) = document.paragraphs
    assert [satu.text for satu in paragraph.runs] == ["Lihat ", ", lalu "]
    assert [(satu.bold, satu.underline) for satu in paragraph.runs] == [(True, True)] * 2
    links = document.element.body.iter(qn("w:hyperlink"))
    forms = [[sifat.tag for sifat in satu.find(f".//{qn('w:rPr')}")] for satu in links]
    assert forms == [[qn("w:rStyle"), qn("w:b")]] * 2


def test_the_name_of_a_file_may_have_several_lines(tmp_path: Path) -> None:
    bukti = BuktiDukung("SK\tTim\nKerja", "https://a.id")
    path = templat(tmp_path)
    document = Document(str(path))
    document.add_paragraph().add_run("{{ satu }}").bold = True
    document.save(str(path))
    document = isi(path, bukti)
    assert tautan(document) == [("SK\tTim\nKerja (https://a.id)", "https://a.id")]
    assert [len(satu.findall(qn("w:rPr"))) for satu in document.element.body.iter(qn("w:r"))] == [1, 1, 1]


@pytest.mark.parametrize(
    "bungkus", ['<w:ins w:id="1" w:author="A">{}</w:ins>', '<w:hyperlink w:anchor="a">{}</w:hyperlink>']
)
def test_within_a_link_or_a_change_that_is_not_accepted_there_is_text_alone(
    tmp_path: Path, bungkus: str
) -> None:
    path = templat(tmp_path, "")
    document = Document(str(path))
    run = bungkus.format("<w:r><w:t>{{ satu }} dan {{ satu }}</w:t></w:r>")
    document.element.body[0].addprevious(parse_xml(f"<w:p {nsdecls('w')}>{run}</w:p>"))
    document.save(str(path))
    body = isi(path, DRIVE).element.body
    assert "".join(satu.text for satu in body[0].iter(qn("w:t"))) == f"{TEKS} dan {TEKS}"
    assert not [satu for satu in body.iter(qn("w:hyperlink")) if satu.get(qn("r:id"))]
    assert {satu.getparent().tag for satu in body.iter(qn("w:r"))} == {body[0][0].tag}


def test_a_template_with_a_style_for_links_keeps_it_under_its_own_id(tmp_path: Path) -> None:
    path = templat(tmp_path, "{{ satu }}")
    document = Document(str(path))
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="character" w:styleId="Hiperkaitan">'
            '<w:name w:val="Hyperlink"/></w:style>'
        )
    )
    document.save(str(path))
    document = isi(path, DRIVE)
    assert [satu.get(qn("w:val")) for satu in document.element.body.iter(qn("w:rStyle"))] == ["Hiperkaitan"]
    assert len([satu for satu in document.styles if satu.name == "Hyperlink"]) == 1


def test_evidence_is_live_on_the_head_of_a_page_too(tmp_path: Path) -> None:
    path = templat(tmp_path, "Isi")
    document = Document(str(path))
    document.sections[0].header.paragraphs[0].text = "{{ satu }}"
    document.save(str(path))
    header = isi(path, DRIVE).sections[0].header
    (link,) = header.paragraphs[0].hyperlinks
    assert (link.text, link.address, link.runs[0].style.style_id) == (TEKS, DRIVE.tautan, "Hyperlink")


def test_the_text_of_evidence_is_that_of_all_rows_and_leads_where_excel_does() -> None:
    bukti = read_pieces("SK Tim: https://a.id/1 Foto: www.a.id/2")
    given: Any = konteks(bahan(indikator("A", due(DES_31), bukti_dukung=bukti)))
    lembar = [baris["isi"].bukti_dukung for baris in given["lembar_monev"]]
    teks = ("SK Tim (https://a.id/1)", "Foto (https://www.a.id/2)")
    assert lembar[1] == teks
    assert [satu.alamat({}) for satu in lembar[1]] == ["https://a.id/1", "https://www.a.id/2"]
    assert Tautan(bukti[0]).alamat({bukti[0]: "bukti/a.pdf"}) == "bukti/a.pdf"
