"""Faults of Word templates are told in one line that names the paragraph and the tag."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from rencana_kecil import HARI_INI, bahan, rencana
from test_word import TATA, buat_templat, buka

from zi_reports.word.render import render
from zi_reports.word.report import write_word
from zi_reports.word.tags import TemplateError


def galat(tmp_path: Path, *paragraf: str, sel: str = "", **isian: object) -> str:
    with pytest.raises(TemplateError) as error:
        render(buat_templat(tmp_path, *paragraf, sel=sel), isian, *TATA)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_an_unknown_tag_is_named_with_its_paragraph(tmp_path: Path) -> None:
    assert galat(tmp_path, "Kepada {{ satkerr }} di tempat", satker="KPU") == (
        'Templat uji.docx, paragraf "Kepada {{ satkerr }} di tempat": nama "satkerr" pada tag {{ satkerr }} '
        "tidak dikenal. Periksa ejaannya. Daftar nama: zi panduan templat"
    )


def test_an_unknown_tag_is_found_where_the_data_never_leads(tmp_path: Path) -> None:
    assert '"satkerr"' in galat(tmp_path, "{%p if tanda %}", "{{ satkerr }}", "{%p endif %}", tanda="")


def test_an_unknown_field_of_a_row_is_named_with_its_cell(tmp_path: Path) -> None:
    pesan = galat(tmp_path, "{{ bahan }}", sel="{{ baris.indikatorr }}", bahan="", baris=TATA)
    assert pesan.startswith(
        'Templat uji.docx, sel tabel "{{ baris.indikatorr }}": nama "indikatorr" pada tag {{ baris.indikatorr }}'
    )


@pytest.mark.parametrize(
    ("paragraf", "pesan"),
    [
        ("{{ satker }", "kurung {{ tidak berpasangan"),
        ("satker }}", "kurung }} tidak berpasangan"),
        ("{%p if satker %", "kurung {% tidak berpasangan"),
        ("{{ satker. }}", "tag {{ satker. }} tidak dapat dibaca"),
        ("{{ satker|hurufbesar }}", "tag {{ satker|hurufbesar }} tidak dapat dibaca"),
        ("{% jika satker %}", "perintah pada tag {% jika satker %} tidak dikenal"),
        ("{%p if satker %}", "tag {%p if satker %} belum ditutup. Tambahkan tag endif."),
        ("{%p endfor %}", "tag {%p endfor %} tidak ada pasangannya"),
        ("{% for x in satker %}{% endif %}", "tag {% endif %} tidak ada pasangannya"),
        (
            "{{ satker.__class__.__mro__ }}",
            'nama "__class__" pada tag {{ satker.__class__.__mro__ }} tidak dikenal',
        ),
        (
            "Nilai {{ satker / 0 }}",
            'paragraf "Nilai {{ satker / 0 }}": isi tag {{ satker / 0 }} tidak dapat dikerjakan',
        ),
    ],
)
def test_a_broken_tag_is_told_in_one_line(tmp_path: Path, paragraf: str, pesan: str) -> None:
    assert pesan in galat(tmp_path, paragraf, satker="KPU")


def test_a_block_that_ends_in_another_cell_is_refused(tmp_path: Path) -> None:
    document = Document()
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "{%p if satker %}", "{%p endif %}"
    path = tmp_path / "uji.docx"
    document.save(str(path))
    with pytest.raises(TemplateError, match="di tempat yang sama"):
        render(path, {"satker": "KPU"}, *TATA)


def test_a_fault_is_found_in_the_right_one_of_two_paragraphs(tmp_path: Path) -> None:
    rapat = {"judul": "Rapat"}
    pesan = galat(tmp_path, "Judul {{ rapat.judul }}", "Isi {{ hari.judul }}", rapat=rapat, hari=HARI_INI)
    assert 'paragraf "Isi {{ hari.judul }}": nama "judul" pada tag {{ hari.judul }} tidak dikenal' in pesan


def test_curly_quotes_in_a_tag_are_taken_for_straight_ones(tmp_path: Path) -> None:
    templat = buat_templat(tmp_path, "{% if satker == \u201cKPU\u201d %}ya{% endif %}")
    assert buka(render(templat, {"satker": "KPU"}, *TATA)).paragraphs[0].text == "ya"


@pytest.mark.parametrize("isi", [b"", b"bukan zip", None])
def test_a_file_that_is_no_template_is_named(tmp_path: Path, isi: bytes | None) -> None:
    path = tmp_path / "rusak.docx"
    if isi is not None:
        path.write_bytes(isi)
    with pytest.raises(TemplateError, match=r"rusak\.docx"):
        write_word(bahan(rencana()), path)
