"""The set of templates: listed, copied for an office, used from its folder, and checked as a whole."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from conftest import AKAR, Capsys, buat_buku, indikator, jalankan, lengkap
from docx import Document
from test_word import teks

from zi_reports.word.templates import TEMPLAT, Templat, TemplateSetError, copy_templates
from zi_reports.word.trial import check_templates

RAPAT = ("undangan-rapat.docx", "daftar-hadir-rapat.docx", "notulen-rapat.docx")
NAMA = ("laporan-monev.docx", *RAPAT, "daftar-bukti.docx", "tugas.docx")
"""The set, by the names that staff see: in the order in which it is listed."""


@pytest.fixture
def kantor(tmp_path: Path) -> Path:
    copy_templates(tmp_path / "kantor")
    return tmp_path / "kantor"


@pytest.fixture
def buku(tmp_path: Path) -> Path:
    return buat_buku(tmp_path / "b.xlsx", lengkap(indikator()))


def tambah(path: Path, text: str) -> None:
    """Write a paragraph at the end of a template."""
    document = Document(str(path))
    document.add_paragraph(text)
    document.save(str(path))


def test_templat_lists_what_there_is_and_where(capsys: Capsys) -> None:
    assert jalankan("templat") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[:6]] == list(NAMA)
    assert lines[1] == "undangan-rapat.docx      undangan rapat evaluasi (zi rapat)"
    assert lines[6] == f"Letak: {AKAR / 'templates'}"


def test_salin_copies_the_whole_set(tmp_path: Path, capsys: Capsys) -> None:
    folder = tmp_path / "baru" / "kantor"
    assert jalankan("templat", "--salin", folder) == 0
    assert sorted(path.name for path in folder.iterdir()) == sorted(NAMA)
    assert all((folder / nama).read_bytes() == (AKAR / "templates" / nama).read_bytes() for nama in NAMA)
    assert capsys.readouterr().out.splitlines() == [
        "Disalin:",
        *(f"  {folder / nama}" for nama in NAMA),
        f"Ubah di Word, lalu pakai dengan: zi laporan --templat {folder}",
    ]


def test_salin_never_overwrites_and_copies_nothing_then(tmp_path: Path, capsys: Capsys) -> None:
    own = tmp_path / NAMA[3]
    own.write_bytes(b"milik kantor")
    assert jalankan("templat", "--salin", tmp_path) == 2
    assert capsys.readouterr().err.startswith(f"Sudah ada: {own}. Tidak ada yang disalin.")
    assert own.read_bytes() == b"milik kantor"
    assert list(tmp_path.iterdir()) == [own]


def test_salin_to_a_file_is_refused(buku: Path, capsys: Capsys) -> None:
    assert jalankan("templat", "--salin", buku) == 2
    assert capsys.readouterr().err == f"{buku} bukan folder. Sebutkan folder lain.\n"


def test_an_offices_own_templates_are_used(kantor: Path, buku: Path, tmp_path: Path, capsys: Capsys) -> None:
    for nama in NAMA:
        tambah(kantor / nama, "Kalimat kantor {{ satker }}.")
    words = (buku, "--templat", kantor, "--keluaran", tmp_path)
    assert jalankan("laporan", *words, "--bulan", "2025-12") == 0
    assert jalankan("rapat", *words, "--tanggal", "2026-01-08") == 0
    written = list((tmp_path / "2025-12").rglob("*.docx"))
    assert len(written) == 5  # the report; three papers and the report once more
    assert all("Kalimat kantor KPU Kabupaten Contoh." in teks(path.read_bytes()) for path in written)
    assert "templat program" not in capsys.readouterr().out


def test_ours_stand_in_for_templates_that_the_folder_lacks_and_a_line_says_so(
    kantor: Path, buku: Path, tmp_path: Path, capsys: Capsys
) -> None:
    (kantor / NAMA[1]).unlink()
    (kantor / NAMA[3]).unlink()
    words = (buku, "--templat", kantor, "--keluaran", tmp_path)
    assert jalankan("rapat", *words, "--tanggal", "2026-01-08") == 0
    line = capsys.readouterr().out.splitlines()[0]
    assert line == f"Tidak ada di folder {kantor}, dipakai templat program: {NAMA[1]} dan {NAMA[3]}."
    assert jalankan("laporan", *words) == 0
    assert "templat program" not in capsys.readouterr().out


@pytest.mark.parametrize("verb", [("laporan",), ("rapat", "--tanggal", "2026-01-08")])
def test_a_folder_that_is_none_or_has_no_template_is_an_error(
    verb: tuple[str, ...], buku: Path, tmp_path: Path, capsys: Capsys
) -> None:
    lain = tmp_path / "lain"
    assert jalankan(*verb, buku, "--templat", lain) == 2
    assert capsys.readouterr().err.startswith(f"Folder templat {lain} tidak ditemukan.")
    lain.mkdir()
    assert jalankan(*verb, buku, "--templat", lain) == 2
    assert capsys.readouterr().err.startswith(
        f"Di folder {lain} tidak ada templat. Nama yang dicari: laporan-monev"
    )


def test_a_tag_that_is_wrong_is_named_and_nothing_is_written(
    kantor: Path, buku: Path, tmp_path: Path, capsys: Capsys
) -> None:
    tambah(kantor / NAMA[2], "Kepada {{ satkerr }}")
    words = ("--tanggal", "2026-01-08", "--templat", kantor, "--keluaran", tmp_path / "hasil")
    assert jalankan("rapat", buku, *words) == 2
    assert capsys.readouterr().err == (
        'Templat daftar-hadir-rapat.docx, paragraf "Kepada {{ satkerr }}": nama "satkerr" pada tag {{ satkerr }} '
        "tidak dikenal. Periksa ejaannya. Daftar nama: zi panduan templat\n"
    )
    assert not (tmp_path / "hasil").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lama", "baru"),
    [
        (r"<w:sectPr\b.*?</w:sectPr>", ""),
        (r"<w:pgSz\b[^>]*/>", ""),
        (r"<w:pgMar\b[^>]*/>", ""),
        (r"<w:tblGrid>.*?</w:tblGrid>", ""),
        (r'(<w:pgSz\b[^>]*?w:w=)"\d+"', r'\1"auto"'),
        (r'(<w:pgSz\b[^>]*?w:w=)"\d+"', r'\1"11906.5"'),
        (r'w:orient="\w+"', 'w:orient="miring"'),
        (r'(<w:pgMar\b[^>]*?w:left=)"\d+"', r'\1"90000"'),
        *(
            (r'(<w:(?:gridCol|tcW|tblW)\b[^>]*?w:w=)"\d+"', rf'\1"{lebar}"')
            for lebar in ("50%", "auto", "9.5", "-9")
        ),
    ],
)
def test_odd_measures_in_a_template_do_not_stop_the_report(
    lama: str, baru: str, kantor: Path, buku: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(kantor / NAMA[0]) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text, count = re.subn(lama, baru, parts["word/document.xml"].decode(), flags=re.DOTALL)
    assert count
    with zipfile.ZipFile(kantor / NAMA[0], "w") as package:
        for name, isi in parts.items():
            package.writestr(name, text if name == "word/document.xml" else isi)
    assert check_templates(kantor) == ()
    assert jalankan("laporan", buku, "--templat", kantor, "--keluaran", tmp_path) == 0
    (sections, *_) = (
        Document(str(path)).sections for path in tmp_path.rglob("laporan-*-2026-01-rencana-2025.docx")
    )
    # A4, upright or lying: 210 or 297 mm, in twentieths of a point.
    assert sections[-1].page_width is not None
    assert sections[-1].page_width.twips in {11906, 16838}


@pytest.mark.slow
def test_our_own_templates_are_without_fault(kantor: Path) -> None:
    assert check_templates(None) == ()
    assert check_templates(kantor) == ()


def test_a_template_new_to_the_set_is_tried_with_the_variables_of_the_report_alone(
    kantor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zi_reports.word.trial.TEMPLAT", (Templat("daftar.docx", "uji"),))
    Document().save(str(kantor / "daftar.docx"))
    tambah(kantor / "daftar.docx", "{{ satker }}")
    assert check_templates(kantor) == ()
    tambah(kantor / "daftar.docx", "{{ acara }}")  # a meeting's
    (fault,) = check_templates(kantor)
    assert fault.startswith("Templat daftar.docx, paragraf")
    assert '"acara"' in fault


@pytest.mark.slow
def test_every_template_is_checked_not_only_up_to_the_first_fault(kantor: Path) -> None:
    tambah(kantor / NAMA[0], "{{ baris.indikatorr }}")
    tambah(kantor / NAMA[1], "{%p if tanda %}")
    (kantor / NAMA[3]).write_bytes(b"bukan berkas Word")
    faults = check_templates(kantor)
    assert [fault.split()[1].rstrip(",") for fault in faults] == [NAMA[0], NAMA[1], NAMA[3]]


@pytest.mark.parametrize(
    "text",
    [
        "{% for satu in terlambat %}{{ satu.indikatorr }}{% endfor %}",
        "{% for bulan in agenda_rapat %}{% for satu in bulan.baris %}{{ satu.kendalaa }}{% endfor %}{% endfor %}",
        "{% if not terlambat %}{{ ringkasan.capaiann }}{% endif %}",
        "{% for satu in peserta %}{{ satu.nomor }}{% endfor %}",
    ],
)
def test_a_misspelt_field_is_found_wherever_it_stands(kantor: Path, text: str) -> None:
    tambah(kantor / NAMA[3], text)
    for nama in NAMA[:3]:
        (kantor / nama).unlink()
    (fault,) = check_templates(kantor)
    assert fault.startswith("Templat notulen-rapat.docx, paragraf ")
    assert "tidak dikenal" in fault


@pytest.mark.slow
def test_periksa_says_each_fault_with_status_1_and_that_there_is_none_with_status_0(
    kantor: Path, capsys: Capsys
) -> None:
    for words in ((), (kantor,)):
        assert jalankan("periksa", "--templat", *words) == 0
        assert capsys.readouterr().out == "Templat: tidak ada kesalahan.\n"
    tambah(kantor / NAMA[0], "{{ satkerr }}")
    tambah(kantor / NAMA[3], "{{ satker }")
    assert jalankan("periksa", "--templat", kantor) == 1
    assert capsys.readouterr().out.splitlines() == list(check_templates(kantor))
    assert len(check_templates(kantor)) == 2


@pytest.mark.slow
def test_templates_that_the_folder_lacks_are_no_fault(kantor: Path) -> None:
    (kantor / NAMA[1]).unlink()
    assert check_templates(kantor) == ()


def test_a_folder_that_is_none_cannot_be_checked(tmp_path: Path) -> None:
    with pytest.raises(TemplateSetError, match="tidak ditemukan"):
        check_templates(tmp_path / "tidak-ada")


def test_every_template_of_the_set_has_its_use_told() -> None:
    assert [satu.nama for satu in TEMPLAT] == list(NAMA)
    assert all(satu.kegunaan for satu in TEMPLAT)
