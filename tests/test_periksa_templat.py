"""The check of a template finds what is wrong in it, in branches that no data leads to as well, and in bounds."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import Capsys, buat_buku, indikator, jalankan, lengkap
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from kasus_templat import catatan, kotak
from rencana_kecil import DES_31, bahan, due
from rencana_kecil import indikator as baris_indikator
from test_word import teks

from zi_reports.rencana.model import BuktiDukung
from zi_reports.word.rapat import konteks_rapat
from zi_reports.word.report import konteks_laporan, write_word
from zi_reports.word.rows import Sel
from zi_reports.word.tags import TemplateError
from zi_reports.word.trial import check_templates, trials

NAMA = "laporan-monev.docx"
BAHAN = bahan(
    baris_indikator("SK", due(DES_31), bukti_dukung=(BuktiDukung("Bukti", "https://contoh.go.id/a"),))
)


def periksa(folder: Path, *paragraf: str) -> list[str]:
    """Check a report's template of these paragraphs alone; give its faults without the name of the file."""
    document = Document()
    for satu in paragraf:
        document.add_paragraph(satu)
    document.save(str(folder / NAMA))
    return [fault.removeprefix(f"Templat {NAMA}, ") for fault in check_templates(folder)]


RAPAT = "Tulis rapat, seperti {{ satker }}."
SATU = "Tulis kurungnya lengkap, seperti {{ satker }} atau {%p if tanda %}."
KUTIP = 'Pakai tanda kutip lurus, dengan pembuka dan penutup yang sama: "KPU".'
SPASI = "Di dalamnya ada spasi khusus; ganti dengan spasi biasa."


@pytest.mark.parametrize(
    ("kalimat", "pesan"),
    [
        ("{ { satker } }", f"kurung {{ {{, }} }} berspasi. {RAPAT}"),
        ("{{ satker } }", f"kurung }} }} berspasi. {RAPAT}"),
        ("{ % if tanda %}", f"kurung {{ % berspasi. {RAPAT}"),
        ("{\u2009{ satker }}", f"kurung {{\u2009{{ berspasi. {RAPAT}"),
        ("{satker} dan { bulan|upper }", f"{{satker}}, {{ bulan|upper }} berkurung satu. {SATU}"),
        ("{p if tanda}", f"{{p if tanda}} berkurung satu. {SATU}"),
        (
            "{% if satker == \u201eKPU\u201c %}x{% endif %}",
            f'tag {{% if satker == \u201eKPU" %}} tidak dapat dibaca. {KUTIP}',
        ),
        (
            "{% if satker == \u201cKPU' %}x{% endif %}",
            f"tag {{% if satker == \"KPU' %}} tidak dapat dibaca. {KUTIP}",
        ),
        (
            "{{ satker|replace(\u00abKPU\u00bb, '') }}",
            f"tag {{{{ satker|replace(\u00abKPU\u00bb, '') }}}} tidak dapat dibaca. {KUTIP}",
        ),
        ("{{ sat\u200bker }}", f"tag {{{{ sat\u200bker }}}} tidak dapat dibaca. {SPASI}"),
        ("{%p\u00a0if tanda %}", f"perintah pada tag {{%p\u00a0if tanda %}} tidak dikenal. {SPASI}"),
        (
            "{%tr if tanda %}",
            "tag {%tr if tanda %} tidak berada di dalam tabel. Hapus awalannya, atau pakai {%p ... %}.",
        ),
        (
            "{{ 'x' * 10 ** 9 }}",
            "isi tag {{ 'x' * 10 ** 9 }} terlalu besar. Kurangi perkalian atau perulangannya.",
        ),
    ],
)
def test_what_was_meant_for_a_tag_is_told_with_what_to_do(tmp_path: Path, kalimat: str, pesan: str) -> None:
    # Besides, a command without its end is told.
    first, *others = periksa(tmp_path, kalimat)
    assert first.split('": ', 1)[1] == pesan
    assert all("belum ditutup" in fault for fault in others)


@pytest.mark.parametrize(
    ("jenis", "sebutan"), [("endnotes", "catatan akhir"), ("comments", "komentar"), ("footnotes", "")]
)
def test_a_tag_where_none_is_worked_out_is_told(jenis: str, sebutan: str, tmp_path: Path) -> None:
    (tmp_path / NAMA).write_bytes(catatan(jenis, "Dibuat {{ satker }} dan {% if tahun %}{% endif %}")())
    told = [
        f"Templat {NAMA}, {sebutan}: tag {tag} tidak diisi di sana. "
        "Pindahkan ke isi, kepala, atau kaki halaman, atau ke catatan kaki."
        for tag in ("{{ satker }}", "{% if tahun %}", "{% endif %}")
    ]
    assert list(check_templates(tmp_path)) == (told if sebutan else [])


def test_a_fault_in_a_text_box_is_told_once_though_word_writes_the_box_twice(tmp_path: Path) -> None:
    (tmp_path / NAMA).write_bytes(kotak("{{ satkre }}")())
    (fault,) = check_templates(tmp_path)
    assert fault.startswith(f'Templat {NAMA}, paragraf "{{{{ satkre }}}}": nama "satkre"')


def test_a_tag_cut_by_a_paragraph_is_told_once(tmp_path: Path) -> None:
    assert periksa(tmp_path, "Kepada {{ satker", "}} di tempat") == [
        'paragraf "Kepada {{ satker": tag {{ … }} terpotong. Tulis satu tag pada satu paragraf.'
    ]
    assert len(periksa(tmp_path, "Kepada {{ satker", "di tempat", "}}")) == 2


def test_a_command_amid_words_is_told_for_they_would_be_lost(tmp_path: Path) -> None:
    (fault,) = periksa(tmp_path, "Sangat penting: {%p if tanda %}", "{{ tanda }}", "{%p endif %}")
    assert fault.endswith(
        "tag {%p if tanda %} tidak sendirian pada paragraf itu, sehingga isi lainnya hilang. "
        "Pindahkan tag itu ke paragraf tersendiri."
    )


def test_a_command_of_rows_amid_words_of_its_row_is_told(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(3, 2)
    for row, text in zip(
        table.rows, ("{%tr for x in per_area %}", "{{ x.nama }}", "{%tr endfor %}"), strict=True
    ):
        row.cells[0].text = text
    document.save(str(tmp_path / NAMA))
    assert check_templates(tmp_path) == ()
    table.rows[0].cells[1].text = "Capaian"
    document.save(str(tmp_path / NAMA))
    (fault,) = check_templates(tmp_path)
    assert "tag {%tr for x in per_area %} tidak sendirian pada baris tabel itu" in fault


@pytest.mark.parametrize(
    "kalimat",
    [
        "{% if tahun == 1999 %}{{ ringkasan.salah }}{% endif %}",
        "{% if tahun %}{% elif ringkasan.salah %}{% endif %}",
        "{% if tahun %}{% else %}{{ terlambat_terlama.salah }}{% endif %}",
        "{% for area in pembahasan %}{% if area.kode == 'X' %}{{ area.angka.salah }}{% endif %}{% endfor %}",
        "{% for baris in daftar_bukti %}{% if not baris.kode %}{{ baris.salah }}{% endif %}{% endfor %}",
        "{% for baris in daftar_bukti %}{% else %}{{ ringkasan.salah }}{% endfor %}",
        "{% for baris in daftar_bukti if baris.kode or baris.salah %}{% endfor %}",
        "{{ ringkasan.salah if tahun == 1999 else ringkasan.capaian }}",
        "{{ satker or ringkasan.salah }}",
        "{% if tahun == 1999 and ringkasan.salah %}{% endif %}",
        "{{ (perubahan.area|first)['salah'] if not tahun }}",
    ],
)
def test_a_misspelt_field_is_found_in_a_branch_that_no_data_leads_to(tmp_path: Path, kalimat: str) -> None:
    (fault,) = periksa(tmp_path, "{{ satker }}", kalimat)
    assert 'nama "salah" pada tag {' in fault
    # A report of these data is made without a word.
    assert write_word(BAHAN, tmp_path / NAMA)


def jalankan_laporan(folder: Path, templat: bytes) -> int:
    kantor = folder / "kantor"
    kantor.mkdir()
    (kantor / NAMA).write_bytes(templat)
    buku = buat_buku(folder / "b.xlsx", lengkap(indikator(BUKTI_DUKUNG="https://contoh.go.id/a")))
    return jalankan("laporan", buku, "--templat", kantor, "--keluaran", folder / "hasil")


def test_all_faults_of_a_template_are_told_at_once(tmp_path: Path) -> None:
    assert [
        fault.split('"')[3] for fault in periksa(tmp_path, "{{ satkerr }}", "{{ bulann }} {{ tahun }}")
    ] == [
        "satkerr",
        "bulann",
    ]
    found = periksa(
        tmp_path, "{{ ringkasan.satu }}", "{% set a = perubahan.dua %}", "{{ a }} {{ ringkasan.tiga }}"
    )
    assert [fault.split('"')[3] for fault in found] == ["satu", "dua", "tiga"]
    found = periksa(tmp_path, "{{ satker. }}", "{% jika %}", "{satker}", "{{ bulan|kapital }}")
    assert len(found) == 4


@pytest.mark.parametrize(
    "kalimat",
    [
        "{% if satker == \u201cKPU\u201d %}ya{% endif %}",
        "{{\u00a0satker\u00a0}}",
        "{% if agenda|length > 7 %}{{ agenda[7].bulan }}{% endif %}",
        "{% if ringkasan.foto is defined %}{{ ringkasan.foto }}{% endif %}",
        "{{ ringkasan.foto|default('') }}",
        "{% if tahun == 1999 %}{{ tahun + satker }}{% endif %}",
        "{% for satu in pembahasan if loop is defined and satu.kode %}{{ loop.index }}{% endfor %}",
        "Himpunan {1, 2} dan {A, B}; 100%",
        "{# catatan untuk {kantor} #}",
        "{{ '=' * 40 }} {{ 100 * ringkasan.selesai // 3 }} {{ 'a' + 'b' }} {{ '%d dari %d' % (1, 2) }}",
        "{% for satu in per_area %}{{ loop.index }}/{{ loop.length }}{{ ',' if not loop.last }}{% endfor %}",
    ],
)
def test_what_is_right_is_no_fault(tmp_path: Path, kalimat: str) -> None:
    assert periksa(tmp_path, kalimat) == []


def test_a_document_does_not_hang_on_the_word_template_of_its_maker(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("{{ satker }}")
    (settings,) = (one.target_part for one in document.part.rels.values() if one.reltype == RT.SETTINGS)
    assert isinstance(settings, XmlPart)
    kind = RT.SETTINGS.replace("settings", "attachedTemplate")
    link = settings.relate_to("file:////10.0.0.1/s/kantor.dotm", kind, is_external=True)
    attached = settings.element.makeelement(qn("w:attachedTemplate"), {qn("r:id"): link})
    settings.element.insert(0, attached)
    document.save(str(tmp_path / NAMA))
    (told,) = check_templates(tmp_path)
    assert told == (
        f"Templat {NAMA} bergantung pada templat Word di file:////10.0.0.1/s/kantor.dotm, yang tidak ikut ke "
        "laporan. Di Word: File > Options > Add-ins > Templates > Go, lalu kosongkan."
    )
    assert jalankan_laporan(tmp_path, (tmp_path / NAMA).read_bytes()) == 0
    (path,) = (tmp_path / "hasil").rglob("laporan-monev-zi-*.docx")
    assert "KPU Kabupaten Contoh" in teks(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        parts = {nama: package.read(nama) for nama in package.namelist()}
    assert [nama for nama, isi in parts.items() if b"10.0.0.1" in isi or b"attachedTemplate" in isi] == []


def panjang(isian: object, jalan: str) -> Iterator[tuple[str, int]]:
    """Give the path of each list among the variables, with how many rows it has."""
    if isinstance(isian, tuple):
        yield jalan, len(isian)
        for satu in isian:
            yield from panjang(satu, jalan)
    elif isinstance(isian, Mapping):
        for nama, satu in isian.items():
            yield from panjang(satu, f"{jalan}.{nama}")
    elif is_dataclass(isian) and not isinstance(isian, type | Sel):
        yield from panjang({field.name: getattr(isian, field.name) for field in fields(isian)}, jalan)


def test_the_trial_has_rows_in_every_list_and_no_variable_that_is_none() -> None:
    bahan, rapat = trials()[0]
    isian: dict[str, Any] = konteks_laporan(bahan) | konteks_rapat(bahan, rapat)
    rows = list(panjang(isian, ""))
    assert {jalan for jalan, _ in rows} - {jalan for jalan, banyak in rows if banyak} == set()
    assert [nama for nama, satu in isian.items() if satu is None] == []


@pytest.mark.parametrize(
    ("paragraf", "pesan"),
    [
        (["{%tr set a = 1 %}"], "tag {%tr set a = 1 %} tidak berada di dalam tabel."),
        (["{{ 9 ** 9 ** 9 }}"], "isi tag {{ 9 ** 9 ** 9 }} terlalu besar."),
        (["{{ satker|center(999999999) }}"], "isi tag {{ satker|center(999999999) }} terlalu besar."),
        (["{{ '%999999999d' % 1 }}"], "isi tag {{ '%999999999d' % 1 }} terlalu besar."),
        (
            ["{% set a = 'x' * 9999 %}{% for b in a %}{% for c in a %}{% endfor %}{% endfor %}"],
            "isi tag {% for c in a %} terlalu besar.",
        ),
        (
            ["{% set a = 'x' * 999999 %}", "{%p for b in 'x' * 99 %}", "{{ a }}", "{%p endfor %}"],
            "dokumennya menjadi terlalu besar. Kurangi perulangan (for) di sana.",
        ),
        pytest.param(
            ["{%p for b in 'x' * 40000 %}", *["{{ satker }}"] * 4, "{%p endfor %}"],
            "dokumennya menjadi terlalu besar. Kurangi perulangan (for) di sana.",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            [*(f"{{%p for a{n} in lembar_monev * 3 %}}" for n in range(9)), "x", *["{%p endfor %}"] * 9],
            "terlalu besar",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_a_harmful_template_ends_in_words(tmp_path: Path, paragraf: list[str], pesan: str) -> None:
    document = Document()
    for satu in paragraf:
        document.add_paragraph(satu)
    document.save(str(tmp_path / NAMA))
    with pytest.raises(TemplateError) as refused:
        write_word(BAHAN, tmp_path / NAMA)
    assert pesan in str(refused.value)


def test_of_a_harmful_template_the_command_writes_nothing(tmp_path: Path, capsys: Capsys) -> None:
    document = Document()
    document.add_paragraph("{{ 'x' * 10 ** 9 }}")
    document.save(str(tmp_path / "jahat.docx"))
    assert jalankan_laporan(tmp_path, (tmp_path / "jahat.docx").read_bytes()) == 2
    assert "isi tag {{ 'x' * 10 ** 9 }} terlalu besar." in capsys.readouterr().err
    assert not list(tmp_path.rglob("laporan-monev-zi-*"))
