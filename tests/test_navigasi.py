"""Captions, contents lists and bookmarks, on templates of a few paragraphs written as Word writes them."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from conftest import AKAR, pelanggaran
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from rencana_kecil import DES_31, HARI_INI, bahan, due, indikator

from zi_reports.rencana.model import BuktiDukung, Kertas
from zi_reports.word.judul import letter, roman
from zi_reports.word.render import Tata, render
from zi_reports.word.report import write_word

TATA = Tata(Kertas.A4, "Judul", HARI_INI)
TEMPLAT = AKAR / "templates" / "laporan-monev.docx"
REKAP = AKAR / "templates" / "rekap-zi.docx"
KEPALA = {"tanda": "", "tahun": "", "per_tanggal": ""}
"""What the head of each page says."""

ISI = ' TOC \\o "1-2" \\h \\n \\z \\u '
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def teks(isi: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{isi}</w:t></w:r>'


def paragraf(*isi: str, gaya: str = "", sifat: str = "") -> str:
    style = f'<w:pStyle w:val="{gaya}"/>' if gaya else ""
    return f"<w:p><w:pPr>{style}{sifat}</w:pPr>{''.join(isi)}</w:p>"


def tanda(jenis: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{jenis}"/></w:r>'


def awal(perintah: str) -> str:
    """Write the beginning of a field up to its result."""
    instr = f'<w:r><w:instrText xml:space="preserve">{perintah}</w:instrText></w:r>'
    return tanda("begin") + instr + tanda("separate")


def ruas(perintah: str, hasil: str = "") -> str:
    return awal(perintah) + (teks(hasil) if hasil else "") + tanda("end")


def ruas_pendek(perintah: str, hasil: str = "") -> str:
    return f'<w:fldSimple w:instr="{perintah}">{teks(hasil) if hasil else ""}</w:fldSimple>'


ISI_KERANGKA = paragraf(ruas("TOC \\u"))


def judul(tingkat: int, isi: str) -> str:
    return paragraf(teks(isi), gaya=f"Heading{tingkat}")


def hasil(tmp_path: Path, *isi: str, numbering: str = "", **nilai: Any) -> Any:
    """Fill in a template of these paragraphs, whose headings are numbered `I.` and `A.`; give the document."""
    document = Document(str(REKAP))
    root = document.part.numbering_part.element
    for satu in parse_xml(f"<w:numbering {nsdecls('w')}>{numbering}</w:numbering>"):
        root.insert(0 if satu.tag == qn("w:abstractNum") else len(root), satu)
    body = document.element.body
    for block in list(body)[:-1]:
        body.remove(block)
    for satu in isi:
        body.insert(len(body) - 1, bagian(satu))
    path = tmp_path / "uji.docx"
    document.save(str(path))
    return Document(io.BytesIO(render(path, KEPALA | nilai, TATA)))


def bagian(isi: str) -> Any:
    """Make an element of what Word writes down."""
    return parse_xml(re.sub("^<w:(p|sdt|tbl)>", rf"<w:\1 {nsdecls('w')}>", isi))


def baris(document: Any) -> list[str]:
    return [satu.text for satu in document.paragraphs]


def masuk(document: Any) -> list[tuple[str, str]]:
    """Give where each link leads within the document, and its text."""
    links = document.element.body.iter(qn("w:hyperlink"))
    return [(satu.get(qn("w:anchor")), "".join(run.text for run in satu.iter(qn("w:r")))) for satu in links]


def entri(document: Any) -> list[str]:
    return [text for _, text in masuk(document)]


def nomor(document: Any) -> list[str]:
    """Give all text of each paragraph, that of short fields too."""
    return [
        "".join(satu.text or "" for satu in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p"))
    ]


@pytest.mark.parametrize("bentuk", [ruas, ruas_pendek])
def test_captions_that_a_loop_repeats_are_numbered_in_their_order_each_by_its_name(
    tmp_path: Path, bentuk: Any
) -> None:
    document = hasil(
        tmp_path,
        paragraf(teks("{%p for satu in daftar %}")),
        paragraf(teks("Tabel "), bentuk(" SEQ Tabel \\* ARABIC ", "8"), teks(". {{ satu }}"), gaya="Caption"),
        paragraf(teks("{%p endfor %}")),
        paragraf(teks("Gambar "), bentuk(" SEQ Gambar \\* ARABIC "), teks(". Kurva")),
        paragraf(teks("Tabel "), bentuk(" SEQ Tabel \\* ARABIC ", "1"), teks(". Akhir")),
        daftar=["A", "B"],
    )
    assert nomor(document) == ["Tabel 1. A", "Tabel 2. B", "Gambar 1. Kurva", "Tabel 3. Akhir"]


def test_a_caption_may_begin_anew_say_the_number_once_more_and_be_in_letters(tmp_path: Path) -> None:
    perintah = ("SEQ T", "seq t \\c", "SEQ T \\r 5", "SEQ T \\* ROMAN", "SEQ T \\* alphabetic", "SEQ T")
    document = hasil(tmp_path, *(paragraf(ruas(satu, "0")) for satu in perintah))
    assert nomor(document) == ["1", "1", "5", "VI", "g", "8"]


def test_a_field_in_a_single_run_or_without_a_result_is_numbered_as_well(tmp_path: Path) -> None:
    sekaligus = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>SEQ T</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>9</w:t><w:t>9</w:t><w:fldChar w:fldCharType="end"/></w:r>'
    )
    tanpa = tanda("begin") + "<w:r><w:instrText>SEQ T</w:instrText></w:r>" + tanda("end")
    document = hasil(tmp_path, paragraf(sekaligus), paragraf(tanpa), paragraf(tanpa.replace("SEQ T", "DATE")))
    assert nomor(document) == ["1", "2", ""]
    kinds = [satu.get(qn("w:fldCharType")) for satu in document.element.body.iter(qn("w:fldChar"))]
    assert kinds == [*["begin", "separate", "end"] * 2, "begin", "end"]


def test_what_a_text_box_tells_a_second_time_is_not_counted(tmp_path: Path) -> None:
    kotak = (
        f'<mc:AlternateContent {MC}><mc:Choice Requires="wps">{ruas("SEQ T")}</mc:Choice>'
        f"<mc:Fallback>{ruas('SEQ T', 'x')}</mc:Fallback></mc:AlternateContent>"
    )
    assert nomor(hasil(tmp_path, paragraf(kotak), paragraf(ruas("SEQ T")))) == ["1x", "2"]


def test_nothing_is_left_for_word_to_ask_about(tmp_path: Path) -> None:
    document = Document(str(TEMPLAT))
    document.settings.element.append(document.settings.element.makeelement(qn("w:updateFields"), {}))
    document.element.body[0].addprevious(
        parse_xml(
            f'<w:p {nsdecls("w")}><w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
            f"<w:r><w:instrText>SEQ T</w:instrText></w:r>{tanda('end')}"
            '<w:fldSimple w:instr="SEQ T" w:dirty="1"/></w:p>'
        )
    )
    document.save(str(tmp_path / "uji.docx"))
    given = write_word(bahan(indikator("A", due(DES_31))), tmp_path / "uji.docx")
    with zipfile.ZipFile(io.BytesIO(given)) as package:
        told = package.read("word/document.xml") + package.read("word/settings.xml")
    assert b"SEQ T" in told
    assert b"dirty" not in told
    assert b"updateFields" not in told


BAB = (
    judul(1, "PENDAHULUAN"),
    judul(2, "Dasar"),
    judul(3, "Rincian"),
    judul(1, ""),
    judul(1, "CAPAIAN &amp; AGENDA"),
    judul(2, "Ringkasan"),
    paragraf(teks("Area I"), "<w:r><w:tab/></w:r>", teks("Manajemen"), gaya="JudulArea"),
    paragraf(teks("LAMPIRAN I"), "<w:r><w:br/></w:r>", teks(" LEMBAR  MONEV"), gaya="JudulLampiran"),
)
# The empty chapter counts as Word counts it, and is not listed.
DAFTAR = [
    "I.\tPENDAHULUAN",
    "A.\tDasar",
    "III.\tCAPAIAN & AGENDA",
    "A.\tRingkasan",
    "Area I\tManajemen",
    "LAMPIRAN I\tLEMBAR MONEV",
]
SEBARIS = (paragraf(ruas(ISI, "Klik untuk memperbarui")),)
BERBARIS = (
    paragraf(
        awal(ISI), '<w:hyperlink w:anchor="_Toc1"><w:r><w:t>Lama</w:t></w:r></w:hyperlink>', gaya="TOC1"
    ),
    paragraf(teks("Lama "), ruas(" PAGEREF _Toc2 \\h ", "7"), gaya="TOC2"),
    paragraf(teks("Lama"), gaya="TOC1"),
    paragraf(tanda("end")),
)
BUNGKUS = (
    "<w:sdt><w:sdtPr><w:docPartObj><w:docPartUnique/></w:docPartObj></w:sdtPr>"
    f"<w:sdtContent>{paragraf(teks('DAFTAR ISI'))}{''.join(BERBARIS)}</w:sdtContent></w:sdt>"
)


@pytest.mark.parametrize("ruang", [SEBARIS, BERBARIS, (BUNGKUS,)], ids=["sebaris", "berbaris", "terbungkus"])
def test_a_contents_list_leads_to_each_heading_of_its_levels_without_page_numbers(
    tmp_path: Path, ruang: Any
) -> None:
    document = hasil(tmp_path, paragraf(teks("Awal")), *ruang, paragraf(teks("Sesudah")), *BAB)
    assert entri(document) == DAFTAR
    lists = [p for p in document.element.body.iter(qn("w:p")) if p.find(qn("w:hyperlink")) is not None]
    assert [p.style for p in lists] == ["TOC1", "TOC2", "TOC1", "TOC2", "TOC2", "TOC1"]
    kinds = [satu.get(qn("w:fldCharType")) for satu in document.element.body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    assert lists[-1].xpath(".//w:fldChar/@w:fldCharType") == ["end"]  # no blank line below the list
    assert "Lama" not in "".join(document.element.body.itertext())
    assert baris(document)[0] == "Awal"
    assert "Sesudah" in baris(document)


def test_each_entry_leads_to_one_bookmark_around_its_heading(tmp_path: Path) -> None:
    lama = '<w:bookmarkStart w:id="4" w:name="_Toc99"/>{}<w:bookmarkEnd w:id="4"/>'
    bab = paragraf(lama.format(teks("{{ satu }}")), gaya="Heading1")
    kantor = '<w:bookmarkStart w:id="4" w:name="kantor"/>' + teks("x") + '<w:bookmarkEnd w:id="4"/>'
    ulang = (
        paragraf(teks("{%p for satu in daftar %}")),
        bab,
        paragraf(kantor),
        paragraf(teks("{%p endfor %}")),
    )
    document = hasil(tmp_path, *SEBARIS, *ulang, daftar=["A", "B"])
    assert masuk(document) == [("_Toc00000001", "I.\tA"), ("_Toc00000002", "II.\tB")]
    body = document.element.body
    starts = [(satu.get(qn("w:id")), satu.get(qn("w:name"))) for satu in body.iter(qn("w:bookmarkStart"))]
    assert starts == [("1", "_Toc00000001"), ("0", "kantor"), ("2", "_Toc00000002")]
    assert sorted(satu.get(qn("w:id")) for satu in body.iter(qn("w:bookmarkEnd"))) == ["0", "1", "2"]
    (first,) = body.xpath(".//w:p[w:bookmarkStart/@w:name='_Toc00000001']")
    assert [satu.tag for satu in first] == [
        qn(f"w:{n}") for n in ("pPr", "bookmarkStart", "r", "bookmarkEnd")
    ]


@pytest.mark.parametrize(
    ("perintah", "ada"),
    [
        ('TOC \\o "1-1" \\u', ["I.\tSATU", "LAMPIRAN"]),
        ('TOC \\o "1-2" \\h', ["I.\tSATU", "A.\tDua"]),
        ('TOC \\o "2-3" \\u', ["A.\tDua", "Tiga", "Langsung"]),
        ("TOC \\u", ["I.\tSATU", "A.\tDua", "Tiga", "LAMPIRAN", "Langsung"]),
        ("TOC", ["I.\tSATU", "A.\tDua", "Tiga"]),
    ],
)
def test_the_levels_are_those_that_the_field_names(tmp_path: Path, perintah: str, ada: list[str]) -> None:
    document = hasil(
        tmp_path,
        paragraf(ruas(perintah)),
        *(judul(1, "SATU"), judul(2, "Dua"), judul(3, "Tiga")),
        paragraf(teks("LAMPIRAN"), gaya="JudulLampiran"),
        paragraf(teks("Langsung"), sifat='<w:outlineLvl w:val="2"/>'),
        paragraf(teks("Bukan"), gaya="JudulArea", sifat='<w:outlineLvl w:val="9"/>'),
    )
    assert entri(document) == ada


def test_a_list_of_tables_and_a_document_without_a_list_stay_as_they_are(tmp_path: Path) -> None:
    daftar = paragraf(ruas(' TOC \\h \\z \\c "Tabel" ', "Tabel 1"))
    document = hasil(tmp_path, daftar, judul(1, "SATU"))
    assert baris(document) == ["Tabel 1", "SATU"]
    assert not list(document.element.body.iter(qn("w:bookmarkStart")))


def test_a_template_that_lacks_the_styles_of_a_list_is_given_them(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Bab")
    document.save(str(tmp_path / "tanpa.docx"))
    document.element.body[0].addprevious(bagian(SEBARIS[0]))
    document.save(str(tmp_path / "uji.docx"))
    tanpa, uji = (
        Document(io.BytesIO(render(tmp_path / nama, {}, TATA))) for nama in ("tanpa.docx", "uji.docx")
    )
    assert entri(uji) == ["Bab"]
    (style,) = (satu for satu in uji.styles if satu.name.startswith("toc"))
    assert (style.name, style.style_id, uji.element.body[0].style) == ("toc 1", "TOC1", "TOC1")
    assert not [satu for satu in tanpa.styles if satu.name.startswith("toc")]


def test_a_list_without_headings_is_empty_and_whole(tmp_path: Path) -> None:
    document = hasil(tmp_path, *BERBARIS, paragraf(teks("Isi")))
    assert baris(document) == ["", "Isi"]
    kinds = [satu.get(qn("w:fldCharType")) for satu in document.element.body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def test_what_stands_after_a_list_in_its_last_paragraph_stays_there(tmp_path: Path) -> None:
    document = hasil(tmp_path, paragraf(ruas(ISI, "Lama"), teks("Sesudah")), judul(1, "SATU"))
    assert baris(document) == ["I.\tSATU", "Sesudah", "SATU"]


def test_a_list_that_ends_in_another_cell_stays_as_it_is(tmp_path: Path) -> None:
    sel = f"<w:tc><w:tcPr/>{paragraf(tanda('end'))}</w:tc>"
    tabel = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{sel}</w:tr></w:tbl>"
    document = hasil(tmp_path, paragraf(awal(ISI), teks("Lama")), tabel, judul(1, "SATU"))
    assert baris(document) == ["Lama", "SATU"]


def daftar_nomor(*tingkat: tuple[str, str], ulang: int | None = None) -> str:
    """Write a numbering 90 of levels, each with its form and text, and 91 that begins its first level anew."""
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{bentuk}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (bentuk, text) in enumerate(tingkat)
    )
    anew = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{ulang}"/></w:lvlOverride>' if ulang else ""
    return (
        f'<w:abstractNum w:abstractNumId="90">{levels}</w:abstractNum>'
        '<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>'
        f'<w:num w:numId="91"><w:abstractNumId w:val="90"/>{anew}</w:num>'
    )


def bernomor(isi: str, ilvl: int, num: int = 90, outline: int = 0) -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num}"/></w:numPr>'
    return paragraf(teks(isi), sifat=f'{numbering}<w:outlineLvl w:val="{outline}"/>')


@pytest.mark.parametrize(
    ("tingkat", "ada"),
    [
        # a, b, then below b: c and d, then e on the first level, and below it f.
        ((("decimal", "BAB %1"), ("decimal", "%1.%2")), ["BAB 1", "BAB 2", "2.1", "2.2", "BAB 3", "3.1"]),
        ((("lowerLetter", "%1)"), ("lowerRoman", "%1.%2")), ["a)", "b)", "b.i", "b.ii", "c)", "c.i"]),
        ((("bullet", "•"), ("upperLetter", "%2.")), ["", "", "A.", "B.", "", "A."]),
        ((("ordinalText", "%1."), ("decimal", "%1.%2")), [""] * 6),
        ((("decimal", "%1."),), ["1.", "2.", "", "", "3.", ""]),
    ],
)
def test_numbers_are_those_that_word_shows_and_none_where_they_cannot_be_told(
    tmp_path: Path, tingkat: Any, ada: list[str]
) -> None:
    rows = [("a", 0), ("b", 0), ("c", 1), ("d", 1), ("e", 0), ("f", 1)]
    document = hasil(
        tmp_path, ISI_KERANGKA, *(bernomor(*satu) for satu in rows), numbering=daftar_nomor(*tingkat)
    )
    assert entri(document) == [
        f"{no}\t{nama}" if no else nama for no, (nama, _) in zip(ada, rows, strict=True)
    ]


def test_a_numbering_begins_anew_where_it_says_so_and_counts_what_is_no_heading(tmp_path: Path) -> None:
    numbering = daftar_nomor(("decimal", "%1."), ulang=7)
    rows = [bernomor("a", 0), bernomor("teks", 0, outline=9), bernomor("b", 0), bernomor("c", 0, num=91)]
    rows += [bernomor("d", 0, num=91), bernomor("tanpa", 0, num=0)]
    assert entri(hasil(tmp_path, ISI_KERANGKA, *rows, numbering=numbering)) == [
        *("1.\ta", "3.\tb", "7.\tc", "8.\td", "tanpa")
    ]


def test_numerals_and_letters() -> None:
    assert [roman(satu) for satu in (1, 4, 9, 14, 40, 1994)] == ["I", "IV", "IX", "XIV", "XL", "MCMXCIV"]
    assert [letter(satu) for satu in (1, 26, 27, 53)] == ["A", "Z", "AA", "AAA"]


@pytest.mark.slow
def test_a_whole_report_with_a_contents_list_obeys_the_schemas_and_goes_through_python_docx(
    tmp_path: Path,
) -> None:
    given = bahan(indikator("A", due(DES_31), bukti_dukung=(BuktiDukung("SK", "https://a.id"),)))
    once = write_word(given, TEMPLAT)
    assert write_word(given, TEMPLAT) == once
    (tmp_path / "laporan.docx").write_bytes(once)
    assert not pelanggaran(tmp_path / "laporan.docx")
    document = Document(io.BytesIO(once))
    chapters = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert len(chapters) > 4
    assert [text.split("\t")[1] for text in entri(document) if re.match(r"[IVX]+\.", text)] == chapters
    buffer = io.BytesIO()
    document.save(buffer)
    assert baris(Document(buffer)) == baris(document)
