from __future__ import annotations

import base64
import datetime as dt
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import AKAR
from docx import Document
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from rencana_kecil import (
    DES_31,
    HARI_INI,
    JAN_31,
    NOV_30,
    OKT_31,
    bahan,
    due,
    indikator,
    komponen,
    nama_isian,
    rencana,
)

from zi_reports.monev.perbandingan import Berubah, KewajibanBerubah
from zi_reports.rencana.model import TANPA_LETAK, Catatan, Kertas, Lokasi, Tingkat
from zi_reports.word.render import Tata, render
from zi_reports.word.report import konteks, write_word
from zi_reports.word.rows import Sel

TEMPLAT = AKAR / "templates" / "laporan-monev.docx"
LOGO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
"""A picture of one point."""

TATA = (Tata(Kertas.A4, "Judul", HARI_INI),)
SATU = indikator("SK", due(DES_31))

LENGKAP = rencana(
    komponen(
        indikator("SOP disusun", due(OKT_31, OKT_31), kendala="Menunggu salinan"),
        indikator("SOP dievaluasi", due(NOV_30), due(JAN_31)),
        indikator("SOP dilaporkan", due(None)),
    ),
    komponen(belum_disalin=(TANPA_LETAK,)),
)
JAHAT = "SOP & <baru> \"kutip\" 'satu' {{ satker }} {% if x %} {# y #} {_{ %_} </w:t>\nbaris dua\ttab =1+1"
"""What a workbook may hold and a template's tags, XML and a spreadsheet's formulas could stumble over."""


def buka(isi: bytes) -> Any:
    return Document(io.BytesIO(isi))


def teks(isi: bytes) -> str:
    """Give the text of body, headers and footers, a paragraph on a line."""
    with zipfile.ZipFile(io.BytesIO(isi)) as package:
        parts = [package.read(name) for name in package.namelist() if re.match(r"word/(doc|head|foot)", name)]
    return "\n".join(
        "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", paragraph))
        for part in parts
        for paragraph in re.findall(r"<w:p[ >].*?</w:p>", part.decode(), re.DOTALL)
    )


def tabel(isi: bytes) -> list[Any]:
    return list(buka(isi).element.body.iter(qn("w:tbl")))


def tabel_dengan(isi: bytes, kata: str) -> Any:
    """Give the one table with these words in it."""
    (table,) = (satu for satu in tabel(isi) if kata in "".join(satu.itertext()))
    return table


def bertanda(isi: bytes, tanda: str) -> bool:
    """Say whether a mark stands in the document, on its first page and on all that follow."""
    with zipfile.ZipFile(io.BytesIO(isi)) as package:
        parts = [package.read(f"word/{name}.xml").decode() for name in ("document", "header1", "header2")]
    return all(f">{tanda}<" in part for part in parts)


def buat_templat(tmp_path: Path, *paragraf: str, sel: str = "") -> Path:
    """Make a template by hand with a paragraph for each text, and a table of one cell."""
    document = Document()
    for satu in paragraf:
        document.add_paragraph(satu)
    if sel:
        document.add_table(1, 1).cell(0, 0).text = sel
    path = tmp_path / "uji.docx"
    document.save(str(path))
    return path


@pytest.fixture(scope="module")
def laporan() -> bytes:
    return write_word(bahan(LENGKAP), TEMPLAT)


def test_the_same_input_gives_the_same_bytes(laporan: bytes) -> None:
    assert write_word(bahan(LENGKAP), TEMPLAT) == laporan
    # Twice within a second says little: nothing in the packages may come from the clock.
    with zipfile.ZipFile(io.BytesIO(laporan)) as package:
        times = {entry.date_time for entry in package.infolist()}
        data = load_workbook(io.BytesIO(package.read("word/embeddings/Data_Grafik1.xlsx")))
    assert times == {(1980, 1, 1, 0, 0, 0)}
    assert data.properties.created == data.properties.modified == dt.datetime(2000, 1, 1)  # noqa: DTZ001 - as openpyxl gives it


def test_report_says_what_month_it_is_of_and_who_signs(laporan: bytes) -> None:
    isi = teks(laporan)
    for kalimat in (
        "LAPORAN MONITORING DAN EVALUASI",
        "KPU KABUPATEN CONTOH",
        "BULAN DESEMBER 2025",
        "per tanggal 31 Desember 2025",
        "Contoh, 5 Januari 2026",
        "Ketua KPU Kabupaten Contoh,",
        "SITI AMINAH",
        "Keputusan Komisi Pemilihan Umum Kabupaten Contoh Nomor 1 Tahun 2025 tanggal 2 Januari 2025",
    ):
        assert kalimat in isi


def test_headline_is_told_in_words(laporan: bytes) -> None:
    # SOP disusun 1 dari 1, SOP dievaluasi 0 dari 2, SOP dilaporkan 0 dari 1: rata-rata 1/3.
    isi = teks(laporan)
    assert "Sampai dengan 31 Desember 2025, 1 dari 4 kewajiban yang berlaku telah selesai." in isi
    assert "Capaian rencana aksi 33,3%." in isi
    assert "Realisasi jatuh tempo 50%; 1 kewajiban terlambat." in isi


def test_all_chapters_are_there_and_in_order(laporan: bytes) -> None:
    bab = [p.text for p in buka(laporan).paragraphs if p.style.name == "Heading 1"]
    assert bab == [
        "IKHTISAR PIMPINAN",
        "CAPAIAN",
        "PEMBAHASAN PER AREA",
        "TINDAK LANJUT HASIL MONEV SEBELUMNYA",
        "RENCANA TINDAK LANJUT",
        "REKAP PER PENANGGUNG JAWAB",
        "AGENDA",
        "PENUTUP",
    ]


def test_no_tag_and_no_mark_is_left(laporan: bytes) -> None:
    assert not re.search(r"\{\{|\{%|[\ue000-\ue00f]", teks(laporan))


def test_a_section_without_content_says_so_and_has_no_table() -> None:
    whole = rencana()
    whole = replace(whole, area=tuple(replace(area, komponen=(komponen(),)) for area in whole.area))
    isi = write_word(bahan(whole), TEMPLAT)
    for kalimat in (
        "Per 31 Desember 2025 tidak ada kewajiban yang dipantau, sehingga capaian belum ada.",
        "Pada 30 November 2025 tidak ada kewajiban yang terlambat.",
        "Penanggung jawab belum diisi pada buku kerja.",
        "Belum ada bukti dukung yang tercatat.",
        "Tidak ada catatan atas isian buku kerja.",
        "Menurut data per 31 Desember 2025 tidak ada hal yang memerlukan tindak lanjut.",
    ):
        assert kalimat in teks(isi)
    lacking = teks(write_word(bahan(rencana(komponen())), TEMPLAT))
    assert "Naskah sumber rencana aksi lengkap." in teks(isi)
    assert "Naskah sumber rencana aksi lengkap." not in lacking
    assert "II Penataan Tatalaksana (seluruh area)" in lacking
    assert "tidak ada hal yang memerlukan tindak lanjut" not in lacking
    for satu in tabel(isi):
        rows = satu.findall(qn("w:tr"))
        headers = list(satu.iter(qn("w:tblHeader")))
        assert len(rows) > len(headers)


def test_the_first_month_has_nothing_to_follow_up() -> None:
    isi = teks(write_word(bahan(LENGKAP, dt.date(2025, 1, 31)), TEMPLAT))
    assert "Pemantauan dimulai pada 1 Januari 2025, sehingga belum ada hasil monev sebelumnya." in isi


def test_the_mark_stands_on_every_page_or_leaves_no_trace(laporan: bytes) -> None:
    ditandai = write_word(bahan(rencana(tanda="CONTOH")), TEMPLAT)
    assert bertanda(ditandai, "CONTOH")
    assert "CONTOH" not in teks(laporan).replace("KABUPATEN CONTOH", "")


@pytest.mark.parametrize(("kertas", "ukuran"), [(Kertas.A4, (210, 297)), (Kertas.F4, (215, 330))])
def test_every_section_has_the_paper_of_pengaturan(kertas: Kertas, ukuran: tuple[int, int]) -> None:
    def sizes(*, ringkas: bool) -> list[tuple[int, int]]:
        document = buka(write_word(bahan(rencana(ukuran_kertas=kertas)), TEMPLAT, ringkas=ringkas))
        return [(round(s.page_width.mm), round(s.page_height.mm)) for s in document.sections]

    assert sizes(ringkas=False) == [ukuran, ukuran[::-1], ukuran]
    assert sizes(ringkas=True) == [ukuran, ukuran[::-1]]


def test_tables_grow_with_the_paper() -> None:
    def widths(kertas: Kertas) -> list[int]:
        isi = write_word(bahan(rencana(ukuran_kertas=kertas)), TEMPLAT)
        return [sum(int(col.get(qn("w:w"))) for col in satu.iter(qn("w:gridCol"))) for satu in tabel(isi)]

    # Width of text upright: 210 and 215 mm less margins of 45; across: 297 and 330 mm less 30.
    a4, f4 = widths(Kertas.A4), widths(Kertas.F4)
    assert f4[0] / a4[0] == pytest.approx(170 / 165, rel=0.01)
    assert f4[-1] / a4[-1] == pytest.approx(300 / 267, rel=0.01)


def test_lembar_monev_repeats_its_header_and_splits_no_row(laporan: bytes) -> None:
    lembar = tabel_dengan(laporan, "LANGKAH AKSI")
    rows = lembar.findall(qn("w:tr"))
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows[:3]] == [
        True,
        True,
        False,
    ]
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    # The text of a merged cell would stand on the first of its pages alone.
    assert not list(lembar.iter(qn("w:vMerge")))
    cells = [
        ["".join(text.text for text in cell.iter(qn("w:t"))) for cell in row.findall(qn("w:tc"))]
        for row in rows
    ]
    assert [row[:3] for row in cells if "SOP" in "".join(row)] == [
        ["1", "Tim Kerja", "SOP disusun"],
        ["1", "Tim Kerja", "SOP dievaluasi"],
        ["1", "Tim Kerja", "SOP dilaporkan"],
    ]
    assert ["I. MANAJEMEN PERUBAHAN — capaian 33,3%"] in cells
    assert ["II. PENATAAN TATALAKSANA — capaian belum dapat dihitung"] in cells
    assert [
        "1",
        "Tim Kerja: Baris ini tidak ada pada naskah sumber. Salin dari keputusan yang ditandatangani.",
    ] in cells


def test_states_are_coloured_cells(laporan: bytes) -> None:
    assert {"A8D5BA", "E8915B"} <= {
        shading.get(qn("w:fill")) for satu in tabel(laporan) for shading in satu.iter(qn("w:shd"))
    }


def test_charts_are_native_and_carry_their_data(laporan: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(laporan)) as package:
        names = package.namelist()
        chart = package.read("word/charts/chart1.xml").decode()
        data = load_workbook(io.BytesIO(package.read("word/embeddings/Data_Grafik1.xlsx")))
    assert {"word/charts/chart2.xml", "word/embeddings/Data_Grafik2.xlsx"} <= set(names)
    assert not [name for name in names if name.startswith("word/media")]
    assert "<c:v>0.333333" in chart
    assert chart.index("<c:externalData") > chart.index("</c:chart>")
    assert "printSettings" not in chart
    rows = list(data.worksheets[0].values)
    assert rows[0] == ("Area", "Capaian")
    assert rows[1][1] == pytest.approx(1 / 3)
    assert rows[2][1] is None


def test_data_labels_say_in_full_what_they_show(laporan: bytes) -> None:
    chart = zipfile.ZipFile(io.BytesIO(laporan)).read("word/charts/chart1.xml").decode()
    labels = re.search(r"<c:dLbls>.*</c:dLbls>", chart, re.DOTALL)
    assert labels is not None
    shown = re.findall(r"<c:(show\w+) val=\"(\d)\"", labels.group().rsplit("</c:dLbl>")[-1])
    assert shown == [
        ("showLegendKey", "0"),
        ("showVal", "1"),
        ("showCatName", "0"),
        ("showSerName", "0"),
        ("showPercent", "0"),
        ("showBubbleSize", "0"),
    ]


def test_charts_have_words_for_who_cannot_see_them(laporan: bytes) -> None:
    alt = [part.get("descr") for part in buka(laporan).element.body.iter(qn("wp:docPr"))]
    assert alt[0] == "Grafik batang capaian per area per 31 Desember 2025: I 33,3%; II –."
    assert len(alt) == 2


def test_the_curve_is_told_month_by_month_up_to_the_per_tanggal() -> None:
    # Due: one in October, one in November, one in January; the first is finished on 31 October.
    curve = buka(write_word(bahan(LENGKAP, NOV_30), TEMPLAT)).element.body.xpath(".//wp:docPr/@descr")[-1]
    assert curve == (
        "Grafik garis jumlah kumulatif kewajiban yang jatuh tempo dan yang selesai menurut bulan, "
        "per 30 November 2025. Oktober 2025: rencana 1, realisasi 1; November 2025: rencana 2, realisasi 1."
    )
    nanti = bahan(SATU, dt.date(2024, 12, 31))
    (_, curve) = buka(write_word(nanti, TEMPLAT)).element.body.xpath(".//wp:docPr/@descr")
    assert curve.endswith("menurut bulan, per 31 Desember 2024.")


def test_each_chart_has_a_number_and_a_title_of_its_own(tmp_path: Path) -> None:
    path = buat_templat(tmp_path, *["{{ grafik_capaian_area }}"] * 2, "{{ grafik_kurva_s }}")
    charts = list(buka(write_word(bahan(LENGKAP), path)).element.body.iter(qn("wp:docPr")))
    assert [chart.get("title") for chart in charts] == ["Capaian per area", "Capaian per area", "Kurva S"]
    assert len({chart.get("id") for chart in charts}) == 3


def test_a_template_of_another_language_becomes_an_indonesian_document(tmp_path: Path) -> None:
    path = buat_templat(tmp_path, "Isi")
    lang = "w:docDefaults//w:rPr/w:lang"
    document = Document(str(path))
    (found,) = document.styles.element.xpath(lang)
    assert found.get(qn("w:val")) == "en-US"
    found.getparent().remove(found)
    document.save(str(tmp_path / "tanpa.docx"))
    for satu in (path, tmp_path / "tanpa.docx"):
        assert buka(render(satu, {}, *TATA)).styles.element.xpath(f"{lang}/@w:val") == ["id-ID"]


def test_the_word_temuan_is_never_used(laporan: bytes) -> None:
    assert "temuan" not in teks(laporan).lower()
    assert "temuan" not in teks(TEMPLAT.read_bytes()).lower()


def test_properties_are_the_reports_own(laporan: bytes) -> None:
    properties = buka(laporan).core_properties
    assert properties.title == "Laporan Monev Zona Integritas KPU Kabupaten Contoh Desember 2025"
    assert (properties.author, properties.last_modified_by) == ("KPU Kabupaten Contoh",) * 2
    assert properties.created.date() == properties.modified.date() == HARI_INI


def test_the_template_has_no_second_set_of_styles() -> None:
    # stylesWithEffects.xml comes along with a document that is begun from python-docx's own.
    with zipfile.ZipFile(TEMPLAT) as package:
        assert not [name for name in package.namelist() if "WithEffects" in name]


def test_hostile_text_comes_out_as_typed() -> None:
    plan = rencana(
        komponen(
            indikator(
                JAHAT, due(OKT_31), kendala=JAHAT, tindak_lanjut=JAHAT, penanggung_jawab=JAHAT, target=JAHAT
            )
        ),
        satker=JAHAT,
        ketua=JAHAT,
    )
    salah = Catatan(Tingkat.GALAT, "kode", Lokasi(JAHAT, "A1"), JAHAT, JAHAT)
    document = buka(write_word(bahan(plan, catatan=(salah,)), TEMPLAT))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    assert sum(cell.text == JAHAT for cell in cells) >= 8
    assert any(paragraph.text == JAHAT for paragraph in document.paragraphs)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=40))
def test_any_text_comes_out_as_typed(tmp_path_factory: pytest.TempPathFactory, isi: str) -> None:
    templat = buat_templat(tmp_path_factory.getbasetemp(), "[{{ isi }}]")
    document = buka(render(templat, {"isi": isi}, *TATA))
    assert document.paragraphs[0].text == f"[{isi}]"


def test_what_a_document_cannot_hold_is_left_out(tmp_path: Path) -> None:
    document = buka(
        render(buat_templat(tmp_path, "{{ isi }}"), {"isi": "a\x00\x0b\ue000b\r\nc\ufffe"}, *TATA)
    )
    assert document.paragraphs[0].text == "ab\nc"


def test_a_coloured_text_colours_its_cell_in_the_schemas_order_and_stands_alone_outside_of_one(
    tmp_path: Path,
) -> None:
    document = Document(str(buat_templat(tmp_path, "{{ satu }}", sel="{{ satu }}")))
    cell = document.tables[0].cell(0, 0)
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    (align,) = cell._tc.iter(qn("w:vAlign"))  # noqa: SLF001 - python-docx has no other way to the element
    align.addprevious(align.makeelement(qn("w:shd"), {qn("w:val"): "clear", qn("w:fill"): "FFFFFF"}))
    path = tmp_path / "berwarna.docx"
    document.save(str(path))
    hasil = buka(render(path, {"satu": Sel("Selesai", warna="#A8D5BA")}, *TATA))
    assert [hasil.paragraphs[0].text, hasil.tables[0].cell(0, 0).text] == ["Selesai", "Selesai"]
    (properties,) = hasil.element.body.iter(qn("w:tcPr"))
    assert [child.tag for child in properties] == [qn("w:tcW"), qn("w:shd"), qn("w:vAlign")]
    assert properties.find(qn("w:shd")).get(qn("w:fill")) == "A8D5BA"


def test_a_comment_in_a_template_prints_nothing(tmp_path: Path) -> None:
    hasil = render(buat_templat(tmp_path, "Isi{# {{ satkerr }} #}."), {}, *TATA)
    assert buka(hasil).paragraphs[0].text == "Isi."


def test_staff_may_change_a_sentence_move_a_chapter_drop_a_chart_and_add_a_logo(tmp_path: Path) -> None:
    document = Document(str(TEMPLAT))
    body = document.element.body
    blocks = {block.text: block for block in body.iterchildren(qn("w:p"))}
    paragraphs = {p.text: p for p in document.paragraphs}
    paragraphs["Tidak ada kewajiban yang terlambat."].runs[0].text = "Tidak ada yang terlambat."
    paragraphs["{{ grafik_capaian_area }}"].runs[0].text = "Tanpa grafik."
    awal, akhir = (body.index(blocks[judul]) for judul in ("AGENDA", "PENUTUP"))
    for block in list(body)[awal:akhir]:
        blocks["CAPAIAN"].addprevious(block)
    document.tables[0].cell(0, 0).paragraphs[0].add_run().add_picture(io.BytesIO(LOGO))
    path = tmp_path / "kantor.docx"
    document.save(str(path))
    hasil = write_word(bahan(indikator("A", due(DES_31, DES_31))), path)
    bab = [p.text for p in buka(hasil).paragraphs if p.style.name == "Heading 1"]
    assert bab[:3] == ["IKHTISAR PIMPINAN", "AGENDA", "CAPAIAN"]
    assert "Tidak ada yang terlambat." in teks(hasil)
    names = zipfile.ZipFile(io.BytesIO(hasil)).namelist()
    assert "word/media/image1.png" in names
    assert [name for name in names if re.fullmatch(r"word/charts/chart\d.xml", name)] == [
        "word/charts/chart1.xml"
    ]


def test_figures_that_changed_are_told_where_there_are_any_and_a_template_may_do_without(
    tmp_path: Path,
) -> None:
    plain = bahan(indikator("A", due(DES_31, DES_31)))
    rincian = (KewajibanBerubah("I.1.1", "terlambat", "selesai", "'Rencana Aksi'!G7"),)
    told = replace(
        plain, lalu_berubah=Berubah("Angka November.", rincian), kini_berubah=Berubah("Angka Desember.", ())
    )
    text = teks(write_word(told, TEMPLAT))
    assert "Angka November 2025 adalah angka yang dilaporkan." in text
    after = text.split("Perubahan angka sejak laporan sebelumnya\n")[1]
    assert after.index("Angka November.") < after.index("Angka Desember.")
    row = next(t for t in buka(write_word(told, TEMPLAT)).tables if t.cell(0, 2).text == "SEMULA").rows[1]
    assert [cell.text for cell in row.cells] == [
        "1",
        "I.1.1",
        "terlambat",
        "selesai",
        "'Rencana Aksi'!G7",
    ]
    assert "Perubahan angka" not in teks(write_word(plain, TEMPLAT))

    document = Document(str(TEMPLAT))
    body = document.element.body
    first = next(p for p in body.iterchildren(qn("w:p")) if p.text == "{%p if berubah %}")
    depth = 1
    for block in list(first.itersiblings()):
        depth += (
            block.text.startswith("{%p if") - (block.text == "{%p endif %}") if block.tag == qn("w:p") else 0
        )
        body.remove(block)
        if not depth:
            break
    body.remove(first)
    document.save(str(tmp_path / "lama.docx"))
    assert "Angka Desember." not in teks(write_word(told, tmp_path / "lama.docx"))


def test_every_variable_is_told_to_staff() -> None:
    panduan = (AKAR / "docs" / "templat.md").read_text(encoding="utf-8")
    catatan = Catatan(Tingkat.INFO, "kode", Lokasi("Rencana Aksi", "A1"), "", "Isi.")
    names = set(nama_isian(konteks(bahan(LENGKAP, catatan=(catatan,)))))
    assert {"hari_terlambat", "lainnya", "komponen", "pesan", "proses", "baru_selesai", "jumlah"} <= names
    names |= {"grafik_capaian_area", "grafik_kurva_s", "nama", "semula", "menjadi", "tempat", "rincian"}
    told = set(re.findall(r"\w+", " ".join(re.findall(r"`[^`]+`", panduan))))
    assert names - told == set()


def test_what_was_due_on_the_per_tanggal_itself_is_late_in_words_and_never_by_0_days() -> None:
    text = teks(write_word(bahan(SATU), TEMPLAT))
    assert "Seluruhnya jatuh tempo 31 Desember 2025, belum selesai." in text
    assert not re.search(r"\b0 hari", text)
    assert "\n31 Desember 2025\n1\n–\n" in text  # the table of what is late


def test_word_says_on_every_page_that_the_day_runs() -> None:
    report = write_word(bahan(SATU, hari_ini=DES_31), TEMPLAT)
    days = re.findall(
        r"(?i)(?<!tercatat )(?<!buku kerja )per (?:tanggal )?31 Desember 2025(?: \(hari berjalan\))?",
        teks(report),
    )
    assert days
    assert {day.endswith("(hari berjalan)") for day in days} == {True}
    assert "hari berjalan" not in teks(write_word(bahan(SATU), TEMPLAT))


def test_the_first_page_and_the_conclusion_say_that_nothing_was_filled_in() -> None:
    kosong = Catatan(Tingkat.PERINGATAN, "tanpa-isian", Lokasi("Rencana Aksi", "G7"), "", "Isi dahulu.")
    sentence = "Buku kerja belum memuat isian."
    text = teks(write_word(bahan(SATU, catatan=(kosong,)), TEMPLAT))
    first, rest = text.split("DAFTAR ISI", 1)
    assert sentence in first
    assert rest.index("Kesimpulan") < rest.index(sentence) < rest.index("Demikian")
    assert sentence not in teks(write_word(bahan(SATU), TEMPLAT))


def test_a_template_of_which_nothing_is_printed_gives_an_empty_document(tmp_path: Path) -> None:
    templat = buat_templat(tmp_path, "{%p if ada %}", "Isi", "{%p endif %}")
    assert teks(render(templat, {"ada": False}, *TATA)) == ""
