"""What each penanggung jawab is to do: as a message, as a page, and by the command."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from conftest import (
    AKAR,
    SOFFICE,
    Capsys,
    buat_buku,
    jalankan,
    lengkap,
    perlu_libreoffice,
    satu_baris_galat,
)
from conftest import indikator as sel
from docx import Document
from kasus_lembar import keputusan, rapat, tambah_lembar
from rencana_kecil import (
    DES_31,
    JAN_31,
    NOV_30,
    OKT_31,
    bahan,
    due,
    indikator,
    komponen,
    nama_isian,
    rencana,
    terbaca,
)
from test_word import teks

from zi_reports.files import edited_by_hand, text_file
from zi_reports.rencana.catatan import note
from zi_reports.rencana.model import (
    BuktiDukung,
    Catatan,
    Indikator,
    Keputusan,
    Letak,
    Realisasi,
    Rencana,
    Verifikasi,
)
from zi_reports.rencana.nama import safe_name
from zi_reports.word.report import konteks
from zi_reports.word.templates import TUGAS, find_template
from zi_reports.word.trial import check_templates
from zi_reports.word.tugas import konteks_tugas, make_tugas, message, write_tugas

HUKUM, SEKRETARIS = "Subbagian Hukum dan SDM", "Sekretaris"
DES_1, DES_20, JAN_5 = dt.date(2025, 12, 1), dt.date(2025, 12, 20), dt.date(2026, 1, 5)
KEPUTUSAN = (
    Keputusan("Menetapkan petugas.", DES_1, "", "Subbag. Hukum & SDM; Sekretaris"),
    Keputusan("Menyusun jadwal SOP", DES_1, "I.1.3", HUKUM, dt.date(2025, 12, 10)),
    Keputusan("Sudah dikerjakan", DES_1, "", HUKUM, DES_20, realisasi=Realisasi(selesai=True, tanggal=DES_1)),
    Keputusan("Urusan lain", DES_1, "", SEKRETARIS, DES_20),
)


def baris(nomor: int, uraian: str, *days: dt.date | None, orang: str = HUKUM) -> Indikator:
    """Make a row without anything finished; its BUKTI DUKUNG is I and its number."""
    row = indikator(uraian, *map(due, days), penanggung_jawab=orang)
    return replace(row, kode=f"I.1.{nomor}", letak=Letak("R", nomor, {"BUKTI DUKUNG": "I"}))


def contoh() -> Rencana:
    """Make a plan in which Hukum has something of everything, and Sekretaris nothing to do yet."""
    finished = indikator("Laporan\ntahunan", due(OKT_31, OKT_31), penanggung_jawab="Subbag. Hukum & SDM")
    return rencana(
        komponen(
            baris(1, "SK Tim", NOV_30),
            baris(2, "Rapat bulanan", OKT_31, NOV_30, DES_31),
            baris(3, "SOP", DES_20),
            baris(4, "Survei", JAN_31),
            baris(5, "Inovasi", None),
            replace(
                finished, kode="I.1.6", letak=Letak("R", 6, {"BUKTI DUKUNG": "I"}), bukti_fisik="1) SK\n2) BA"
            ),
            baris(7, "Renstra", dt.date(2026, 3, 31), orang=SEKRETARIS),
        )
    )


def pesan(orang: str, hari_ini: dt.date = DES_20, keputusan: tuple[Keputusan, ...] = ()) -> str:
    catatan = (note("selesai-tanpa-bukti", Letak("R", 6, {"BUKTI DUKUNG": "I"}).lokasi("BUKTI DUKUNG")),)
    isi = bahan(replace(contoh(), keputusan=keputusan), DES_20, catatan, hari_ini=hari_ini)
    (satu,) = (satu for satu in isi.monev.penanggung_jawab if satu.nama == orang)
    return message(isi, make_tugas(isi, satu))


def test_a_message_says_what_is_late_due_lacking_and_open_with_the_worst_first() -> None:
    # 20 December runs: October is 50 days ago (31 - 31 + 30 + 20), 30 November 20 days, and today is due today.
    assert pesan(HUKUM, keputusan=KEPUTUSAN) == (
        "TUGAS ZONA INTEGRITAS: Subbagian Hukum dan SDM\n"
        "KPU Kabupaten Contoh, per 20 Desember 2025 (hari berjalan)\n"
        "6 indikator, 8 kewajiban: 1 selesai, 3 terlambat, 3 belum jatuh tempo, dan 1 tanpa jatuh tempo.\n"
        "\n"
        "Terlambat: 3 kewajiban\n"
        "1. I.1.2 Rapat bulanan: terlambat paling lama 50 hari, jatuh tempo Okt, Nov 2025\n"
        "2. I.1.1 SK Tim: terlambat 20 hari, jatuh tempo 30 November 2025\n"
        "\n"
        "Jatuh tempo Desember 2025: 2 kewajiban\n"
        "1. I.1.3 SOP: jatuh tempo 20 Desember 2025 (hari ini)\n"
        "2. I.1.2 Rapat bulanan: jatuh tempo 31 Desember 2025\n"
        "\n"
        "Jatuh tempo Januari 2026: 1 kewajiban\n"
        "1. I.1.4 Survei: jatuh tempo 31 Januari 2026\n"
        "\n"
        "Bukti dukung yang kurang: 1 indikator\n"
        "1. I.1.6 Laporan tahunan: belum ada; diminta: 1) SK 2) BA\n"
        "\n"
        "Keputusan rapat yang belum selesai: 2\n"
        "1. I.1.3 Menyusun jadwal SOP: terlambat 10 hari, batas waktu 10 Desember 2025\n"
        "2. Menetapkan petugas: tanpa batas waktu\n"
        "\n"
        "Tanpa jatuh tempo, belum selesai: 1 kewajiban\n"
        "1. I.1.5 Inovasi"
    )


def test_what_was_due_on_a_day_that_is_over_is_late_by_no_days() -> None:
    text = pesan(HUKUM, hari_ini=dt.date(2025, 12, 21))
    assert "3. I.1.3 SOP: jatuh tempo 20 Desember 2025, belum selesai\n" in text
    assert text.endswith("menurut isian buku kerja per 21 Desember 2025.")


def test_who_has_nothing_to_do_is_told_so() -> None:
    head, rest = pesan(SEKRETARIS).split("\n\n")
    assert head.endswith("\n1 indikator, 1 kewajiban: 1 belum jatuh tempo.")
    assert rest == "Tidak ada yang terlambat, jatuh tempo sampai akhir Januari 2026, atau kurang buktinya."


def test_evidence_that_lacks_is_told_by_its_catatan_the_gravest_first() -> None:
    cells = [Letak("R", nomor, {"BUKTI DUKUNG": "I"}).lokasi("BUKTI DUKUNG") for nomor in (1, 2, 3)]
    rows = [baris(nomor, f"Baris {nomor}", None) for nomor in (1, 2, 3)]
    catatan: tuple[Catatan, ...] = (
        note("bukti-tidak-ditemukan", cells[0], "SK.pdf", bukti="SK.pdf", folder="bukti"),
        note("bukti-kurang", cells[1], "a; b", diminta=3, ada=2),
        note("selesai-tanpa-bukti", cells[2]),
        note("tautan-jenis-lain", cells[2], "ftp://a"),
    )
    isi = bahan(rencana(komponen(*rows)), DES_20, catatan)
    tugas = make_tugas(isi, isi.monev.penanggung_jawab[0])
    assert [(satu.kode, satu.keterangan) for satu in tugas.bagian[0].baris] == [
        ("I.1.3", "belum ada; diminta: Bukti"),
        ("I.1.2", "belum lengkap; diminta: Bukti"),
        ("I.1.1", "berkasnya tidak ditemukan: SK.pdf"),
    ]


def test_evidence_that_lacks_is_told_by_its_month_and_by_the_row_of_sheet_bukti_that_names_it() -> None:
    bulanan = replace(
        indikator("Rapat", *(due(day, day) for day in (OKT_31, NOV_30, DES_31)), penanggung_jawab=HUKUM),
        letak=Letak("R", 1, {"BUKTI DUKUNG": "I"}),
        bukti_dukung=(BuktiDukung("okt.pdf", periode=dt.date(2025, 10, 1)),),
    )
    of_sheet = Letak("Bukti", 4, {"BUKTI DUKUNG": "D"}).lokasi("BUKTI DUKUNG")
    hilang = replace(baris(2, "SK", None), bukti_dukung=(BuktiDukung("SK.pdf", lokasi=of_sheet),))
    catatan = (
        note("bukti-kurang", Letak("R", 1, {"BUKTI DUKUNG": "I"}).lokasi("BUKTI DUKUNG"), diminta=3, ada=1),
        note("bukti-tidak-ditemukan", of_sheet, "SK.pdf", bukti="SK.pdf", folder="bukti"),
    )
    isi = bahan(rencana(komponen(bulanan, hilang)), DES_31, catatan)
    (part, _) = make_tugas(isi, isi.monev.penanggung_jawab[0]).bagian
    assert [(satu.kode, satu.keterangan) for satu in part.baris] == [
        ("I.1.1", "belum lengkap untuk Nov, Des 2025; diminta: Bukti"),
        ("I.1.2", "berkasnya tidak ditemukan: SK.pdf"),
    ]


def test_evidence_that_a_reviewer_wants_mended_is_told_with_what_he_says_of_it() -> None:
    perbaikan = partial(BuktiDukung, verifikasi=Verifikasi.PERBAIKAN)
    pieces = (
        BuktiDukung("Undangan.pdf", verifikasi=Verifikasi.SESUAI),
        perbaikan("Notulen.pdf", periode=dt.date(2025, 10, 1), catatan_verifikasi="Belum\nditandatangani"),
        perbaikan("2025-11/Foto.jpg", periode=dt.date(2025, 11, 1), berkas="bukti/I.1.1/2025-11/Foto.jpg"),
    )
    isi = bahan(
        rencana(komponen(replace(baris(1, "Rapat\nmonev", JAN_31), bukti_dukung=pieces))),
        NOV_30,
        hari_ini=NOV_30,
    )
    text = message(isi, make_tugas(isi, isi.monev.penanggung_jawab[0]))
    assert text.endswith(  # a day that runs: nothing is of another day
        "\n\nBukti dukung yang perlu diperbaiki: 2\n"
        "1. I.1.1 Notulen.pdf (Oktober 2025): Belum ditandatangani\n"
        "2. I.1.1 2025-11/Foto.jpg"
    )


def penuh(uraian: str) -> Rencana:
    """Make a plan with twenty rows each of what is late, due, due next, and without a day."""
    days = [OKT_31] * 20 + [DES_31] * 20 + [JAN_31] * 20 + [None] * 20
    rows = (baris(nomor, uraian, day) for nomor, day in enumerate(days, 1))
    return rencana(komponen(*rows), tanda="CONTOH")


def test_a_page_has_a_row_of_each_part_and_says_how_many_it_leaves_out() -> None:
    isi = bahan(penuh("Rapat"), DES_20)
    tugas = make_tugas(isi, isi.monev.penanggung_jawab[0])
    (satu,) = terbaca(konteks_tugas(isi, [tugas])).tugas
    # Of 17 rows the headings of 4 parts take 4, and 13 are left: 1 for each of three parts, and 10.
    assert [(len(part.baris), part.lainnya) for part in satu.bagian] == [(10, 10), (1, 19), (1, 19), (1, 19)]
    text = teks(write_tugas(isi, [tugas], find_template(TUGAS, None)))
    assert text.count("dan 19 lainnya (lihat Lampiran I laporan monev)") == 3
    assert "I.1.10\nRapat\nterlambat 50 hari, jatuh tempo 31 Oktober 2025" in text
    assert "I.1.11\n" not in text
    assert not re.search(r"\{\{|\{%|[\ue000-\ue00f]", text)


@pytest.mark.slow
@perlu_libreoffice
@pytest.mark.parametrize("uraian", ["telah dilakukan penyusunan rencana ", "PENYUSUNAN RENCANA KERJA "])
def test_each_person_has_one_page(uraian: str, tmp_path: Path) -> None:
    isi = bahan(replace(penuh(uraian * 9), keputusan=KEPUTUSAN * 9), DES_20)
    tugas = make_tugas(isi, isi.monev.penanggung_jawab[0])
    (tmp_path / "t.docx").write_bytes(write_tugas(isi, [tugas] * 3, find_template(TUGAS, None)))
    words = ("--headless", f"-env:UserInstallation=file://{tmp_path}/profil", "--convert-to", "pdf")
    subprocess.run([str(SOFFICE), *words, "--outdir", tmp_path, tmp_path / "t.docx"], check=True, timeout=120)
    assert len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "t.pdf").read_bytes())) == 3


def test_every_variable_of_the_page_is_told_to_staff() -> None:
    panduan = (AKAR / "docs" / "templat.md").read_text(encoding="utf-8").replace("```", "")
    told = set(re.findall(r"\w+", " ".join(re.findall(r"`[^`]+`", panduan))))
    isi = bahan(contoh(), DES_20)
    made = [make_tugas(isi, satu) for satu in isi.monev.penanggung_jawab]
    names = set(nama_isian(konteks_tugas(isi, made))) - set(konteks(isi))
    assert {"tugas", "lainnya", "lihat", "uraian", "keterangan"} <= names
    assert names - told == set()


@pytest.mark.parametrize(
    ("tag", "nama"),
    [
        ("{% for orang in tugas %}{{ orang.namaa }}{% endfor %}", "namaa"),
        ("{% for o in tugas %}{% for b in o.bagian %}{{ b.judull }}{% endfor %}{% endfor %}", "judull"),
        ("{% if not tugas %}{{ pukul }}{% endif %}", "pukul"),  # a meeting's
    ],
)
def test_the_check_of_templates_finds_a_field_that_a_page_does_not_have(
    tag: str, nama: str, tmp_path: Path
) -> None:
    document = Document(str(find_template(TUGAS, None)))
    document.add_paragraph(tag)
    document.save(str(tmp_path / TUGAS.nama))
    (fault,) = check_templates(tmp_path)
    assert fault.startswith("Templat tugas.docx, ")
    assert f'nama "{nama}"' in fault


@pytest.fixture
def buku(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    rows = lengkap(
        sel("Oktober 2025", PENANGGUNG_JAWAB="Subbag Hukum/SDM"),
        sel("Oktober dan Desember 2025", NO="2", PENANGGUNG_JAWAB="Sekretaris; Subbagian Hukum SDM"),
        sel("Januari 2026", NO="3", PENANGGUNG_JAWAB="Sekretaris"),
        sel("Januari 2026", NO="4"),
    )
    return buat_buku(Path("buku.xlsx"), rows)


def test_without_a_name_the_persons_are_listed_the_worst_first_and_nothing_is_written(
    buku: Path, capsys: Capsys
) -> None:
    assert jalankan("tugas", buku, "--bulan", "2025-12", hari_ini=JAN_5) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(maxsplit=4) for line in lines[2:4]] == [
        ["2", "3", "0", "3", "Subbag Hukum/SDM"],
        ["2", "3", "0", "2", "Sekretaris"],
    ]
    assert lines[4].endswith("sehingga jumlah menurut penanggung jawab melebihi jumlah seluruhnya.")
    assert lines[5:] == [
        "1 indikator belum ada penanggung jawabnya.",
        'Tugas seorang: zi tugas buku.xlsx --periode 2025-12 --penanggung-jawab "Subbag Hukum/SDM"',
        "Tugas semuanya: zi tugas buku.xlsx --periode 2025-12 --semua",
    ]
    assert not Path("output").exists()


def test_a_persons_message_is_on_the_screen_and_beside_her_page(buku: Path, capsys: Capsys) -> None:
    words = ("tugas", buku, "--bulan", "2025-12", "--penanggung-jawab", "subbagian hukum sdm")
    assert jalankan(*words, hari_ini=JAN_5) == 0
    out = capsys.readouterr().out
    folder = Path("output", "2025-12", "tugas")
    content = (folder / "Subbag Hukum SDM.txt").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfTUGAS ZONA INTEGRITAS: Subbag Hukum/SDM\r\n")
    assert not re.search(rb"[^\r]\n", content)
    assert out.startswith(content.decode("utf-8-sig").replace("\r\n", "\n").rstrip() + "\n")
    assert out.splitlines()[-3:] == [
        "Ditulis:",
        f"  {folder / 'Subbag Hukum SDM.txt'}",
        f"  {folder / 'Subbag Hukum SDM.docx'}",
    ]
    assert "Subbag Hukum/SDM" in teks((folder / "Subbag Hukum SDM.docx").read_bytes())
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert jalankan(*words, hari_ini=JAN_5) == 0
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_who_has_decisions_and_no_indikator_gets_her_message_and_page(buku: Path, capsys: Capsys) -> None:
    decided = {"KODE": None, "PENANGGUNG_JAWAB": "Bendahara", "TANGGAL_RAPAT": dt.date(2025, 12, 18)}
    rows = (
        keputusan(KEPUTUSAN="Membayar\nhonor", BATAS_WAKTU=dt.date(2025, 12, 30), **decided),
        keputusan(KEPUTUSAN="Menyusun RAB", BATAS_WAKTU=dt.date(2025, 12, 22), STATUS="Selesai", **decided),
        keputusan(KEPUTUSAN="Notulen", KODE=None, PENANGGUNG_JAWAB="sekretaris"),
    )
    tambah_lembar(buku, rapat(*rows))
    words = ("tugas", buku, "--bulan", "2025-12")
    assert jalankan(*words, hari_ini=JAN_5) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(maxsplit=5) for line in lines[1:5]] == [
        ["INDIKATOR", "KEWAJIBAN", "SELESAI", "TERLAMBAT", "KEPUTUSAN", "PENANGGUNG JAWAB"],
        ["2", "3", "0", "3", "0", "Subbag Hukum/SDM"],
        ["2", "3", "0", "2", "1", "Sekretaris"],
        ["0", "0", "0", "0", "1", "Bendahara"],
    ]
    assert jalankan(*words, "--penanggung-jawab", "BENDAHARA", hari_ini=JAN_5) == 0
    # 30 December is a day before the 31st, which is over.
    assert capsys.readouterr().out.startswith(
        "TUGAS ZONA INTEGRITAS: Bendahara\n"
        "KPU Kabupaten Contoh, per 31 Desember 2025\n"
        "Tidak ada indikator atas nama ini.\n"
        "\n"
        "Keputusan rapat yang belum selesai: 1\n"
        "1. Membayar honor: terlambat 1 hari, batas waktu 30 Desember 2025\n"
    )
    folder = Path("output", "2025-12", "tugas")
    page = teks((folder / "Bendahara.docx").read_bytes())
    assert "tidak ada indikator atas nama ini" in page
    assert "Membayar honor\nterlambat 1 hari, batas waktu 30 Desember 2025" in page
    assert jalankan(*words, "--semua", hari_ini=JAN_5) == 0
    assert {path.stem for path in folder.glob("*.txt")} == {"Sekretaris", "Subbag Hukum SDM", "Bendahara"}
    assert "Bendahara" in teks((folder / "tugas-zi-2025-12.docx").read_bytes())
    capsys.readouterr()
    assert jalankan(*words, "--penanggung-jawab", "Bendahra", hari_ini=JAN_5) == 2
    assert "Penanggung jawab Bendahra tidak ada pada buku kerja. Maksudnya Bendahara?" in satu_baris_galat(
        capsys
    )


def test_who_has_done_all_that_a_meeting_decided_is_told_so(buku: Path, capsys: Capsys) -> None:
    done = {"PENANGGUNG_JAWAB": "Bendahara", "STATUS": "Selesai", "TANGGAL_SELESAI": dt.date(2025, 12, 22)}
    tambah_lembar(buku, rapat(keputusan(**done)))
    words = ("tugas", buku, "--bulan", "2025-12", "--penanggung-jawab", "Bendahara")
    assert jalankan(*words, hari_ini=JAN_5) == 0
    assert capsys.readouterr().out.splitlines()[4] == (
        "Tidak ada yang terlambat, jatuh tempo sampai akhir Januari 2026, kurang buktinya, atau belum selesai "
        "dari keputusan rapat."
    )


def test_an_offices_own_template_is_used(buku: Path) -> None:
    Path("kantor").mkdir()
    document = Document(str(find_template(TUGAS, None)))
    document.add_paragraph("Mohon ditindaklanjuti {{ satker }}.")
    document.save(str(Path("kantor", TUGAS.nama)))
    words = ("tugas", buku, "--bulan", "2025-12", "--semua", "--templat", "kantor")
    assert jalankan(*words, hari_ini=JAN_5) == 0
    written = Path("output", "2025-12", "tugas", "tugas-zi-2025-12.docx").read_bytes()
    assert "Mohon ditindaklanjuti KPU Kabupaten Contoh." in teks(written)


def test_semua_writes_a_message_each_and_one_document(buku: Path) -> None:
    assert jalankan("tugas", buku, "--bulan", "2025-12", "--semua", hari_ini=JAN_5) == 0
    folder = Path("output", "2025-12", "tugas")
    names = ["Sekretaris.txt", "Subbag Hukum SDM.txt", "tugas-zi-2025-12.docx"]
    assert sorted(path.name for path in folder.iterdir()) == names
    text = teks((folder / names[2]).read_bytes())
    assert text.index("Subbag Hukum/SDM") < text.index("Sekretaris")  # three are late, and two


def test_what_somebody_edited_stays(buku: Path) -> None:
    words = ("tugas", buku, "--bulan", "2025-12", "--penanggung-jawab", "Sekretaris")
    assert jalankan(*words, hari_ini=JAN_5) == 0
    text, page = (Path("output", "2025-12", "tugas", f"Sekretaris.{ending}") for ending in ("txt", "docx"))
    text.write_bytes(text.read_bytes().replace(b"TUGAS", b"Yth. Sekretaris, TUGAS"))
    document = Document(str(page))
    document.core_properties.modified = dt.datetime(2026, 1, 9, 8)  # noqa: DTZ001 - as Office saves it
    document.save(str(page))
    edited = text.read_bytes(), page.read_bytes()
    assert jalankan(*words, hari_ini=JAN_5) == 0
    assert (text.read_bytes(), page.read_bytes()) == edited
    assert {path.name for path in text.parent.iterdir()} == {
        *("Sekretaris.txt", "Sekretaris-2.txt", "Sekretaris.docx", "Sekretaris-2.docx")
    }
    assert jalankan(*words, "--timpa", hari_ini=JAN_5) == 0
    assert not edited_by_hand(text.read_bytes())


def test_names_that_make_the_same_file_have_a_file_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    long = "Subbagian " + "x" * 60
    rows = lengkap(sel(PENANGGUNG_JAWAB=f"{long} Satu"), sel(NO="2", PENANGGUNG_JAWAB=f"{long} Dua"))
    buat_buku(tmp_path / "b.xlsx", rows)
    words = ("tugas", "b.xlsx", "--bulan", "2025-12")
    assert jalankan(*words, "--semua", hari_ini=JAN_5) == 0
    first, second = (Path("output", "2025-12", "tugas", f"{long[:60]}{end}.txt") for end in ("", "-2"))
    assert ("Satu" in first.read_text("utf-8"), "Dua" in second.read_text("utf-8")) == (True, True)
    # Alone she has the file that she has among all.
    assert jalankan(*words, "--penanggung-jawab", f"{long} Dua", hari_ini=JAN_5) == 0
    assert "Dua" in teks(second.with_suffix(".docx").read_bytes())


def test_a_plan_of_another_year_has_a_folder_of_its_own(buku: Path) -> None:
    assert jalankan("tugas", buku, "--bulan", "2026-01", "--semua", hari_ini=JAN_5) == 0
    folder = Path("output", "2026-01", "tugas-rencana-2025")
    assert (folder / "tugas-zi-2026-01-rencana-2025.docx").is_file()


@pytest.mark.parametrize(
    ("teks", "nama"),
    [
        ("Subbag Hukum/SDM", "Subbag Hukum SDM"),
        ('a<b>c:d"e|f?g*h\\i\tj', "a b c d e f g h i j"),
        ("Kasubbag. ", "Kasubbag"),
        ("CON", "CON_"),
        ("nul.1", "nul.1_"),
        ("Console", "Console"),
        ("../..", "_"),
        ("é" * 70, "é" * 60),
    ],
)
def test_a_name_makes_a_file_that_every_system_takes(teks: str, nama: str) -> None:
    assert safe_name(teks) == nama


def test_a_text_file_tells_whether_it_was_edited_and_shows_nothing_of_it() -> None:
    content = text_file("Satu\nDua – tiga\n")
    assert content.decode("utf-8-sig").rstrip(" \t") == "Satu\r\nDua – tiga\r\n"
    assert not edited_by_hand(content)
    assert edited_by_hand(content.replace(b"Dua", b"Duo"))
    assert edited_by_hand(content.rstrip())
    assert edited_by_hand(b"\xef\xbb\xbf")
