"""Evidence that lies in its indikator's folder counts without being typed, and folders are made for it."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import pytest
from conftest import HARI_INI, Capsys, buat_buku, indikator, jalankan, lengkap
from hypothesis import given
from hypothesis import strategies as st
from kasus_lembar import bukti as bukti_sheet
from kasus_lembar import tambah_lembar
from openpyxl import load_workbook

from zi_reports.bukti import evidence_of, prepare_folders
from zi_reports.laporan import BahanLaporan, read_periode, with_addresses
from zi_reports.rencana.model import BuktiDukung, Verifikasi
from zi_reports.rencana.nama import name_part
from zi_reports.rencana.periode import JenisPeriode, Periode
from zi_reports.sources.folder_bukti import list_files, list_folders

D = dt.date
OKT, NOV = D(2025, 10, 1), D(2025, 11, 1)
DESEMBER = Periode.of(D(2025, 12, 1))


@pytest.fixture
def buku(tmp_path: Path) -> Path:
    """Give a workbook of two rows: I.1.1, due once and finished, and I.2.1, due each month and finished so."""
    rows = (
        indikator("Oktober 2025", INDIKATOR="SK Tim: Kerja/ZI.", TANGGAL_SELESAI=D(2025, 10, 20)),
        indikator(
            "Setiap Bulan",
            NO="2",
            INDIKATOR="Lembar monev",
            OKT_2025=D(2025, 10, 30),
            NOV_2025=D(2025, 11, 28),
        ),
    )
    (tmp_path / "input").mkdir()
    return buat_buku(tmp_path / "input" / "buku.xlsx", lengkap(*rows))


def tulis(buku: Path, *nama: str, isi: str = "isi") -> None:
    for satu in nama:
        path = buku.parent / "bukti" / satu
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(isi)


def baca(buku: Path, periode: Periode = DESEMBER) -> BahanLaporan:
    return read_periode(buku, periode, HARI_INI, buku.parent.parent / "output")


def bukti(buku: Path, kode: str) -> list[tuple[str, dt.date | None]]:
    rows = {satu.kode: satu for satu in baca(buku).monev.rencana.indikator}
    return [(satu.teks, satu.periode) for satu in rows[kode].bukti_dukung]


def kode_catatan(buku: Path) -> list[str]:
    return [satu.kode for satu in baca(buku).catatan]


def test_a_folder_is_made_for_each_indikator_and_one_for_each_month_of_one_that_recurs(buku: Path) -> None:
    done = prepare_folders(baca(buku).monev.rencana, buku.parent)
    base = buku.parent / "bukti"
    months = [f"2025-{month:02}" for month in range(1, 13)]
    assert sorted(path.relative_to(base).as_posix() for path in base.rglob("*")) == [
        "I.1.1 SK Tim Kerja ZI",
        "I.2.1 Lembar monev",
        *(f"I.2.1 Lembar monev/{month}" for month in months),
    ]
    assert (len(done.dibuat), done.ada, done.terhalang) == (14, 0, ())


def test_a_folder_is_known_by_its_kode_whatever_stands_behind_it(buku: Path) -> None:
    tulis(buku, "i.1.1_SK lama/SK.pdf", "I.2.1/2025-10 (Oktober)/monev.pdf")
    done = prepare_folders(baca(buku).monev.rencana, buku.parent)
    names = sorted(path.name for path in (buku.parent / "bukti").iterdir())
    assert names == ["I.2.1", "i.1.1_SK lama"]
    # The two folders, and that of October, stood there; eleven months were made.
    assert (len(done.dibuat), done.ada) == (11, 3)
    again = prepare_folders(baca(buku).monev.rencana, buku.parent)
    assert (again.dibuat, again.ada) == ((), 14)
    assert (bukti(buku, "I.1.1"), bukti(buku, "I.2.1")) == (
        [("SK.pdf", None)],
        [("2025-10 (Oktober)/monev.pdf", OKT)],
    )


def test_a_file_where_a_folder_should_be_stays_and_is_named(
    buku: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    tulis(buku, "I.2.1 Lembar monev")
    monkeypatch.chdir(buku.parent.parent)
    assert jalankan("bukti", "--siapkan") == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "Dibuat: 1 folder. Sudah ada: 0 folder.",
        "  bukti/I.1.1 SK Tim Kerja ZI",
        "Tidak dibuat, karena ada berkas bernama sama:",
        "  bukti/I.2.1 Lembar monev",
    ]
    assert (buku.parent / "bukti" / "I.2.1 Lembar monev").read_text() == "isi"


def test_only_months_that_count_get_a_folder(tmp_path: Path) -> None:
    row = indikator("Setiap Triwulan", INDIKATOR="Rapat")
    settings = {"Satker": "KPU", "Tahun Rencana": 2025, "Mulai Pemantauan": D(2025, 7, 1)}
    path = buat_buku(tmp_path / "b.xlsx", lengkap(row), pengaturan=settings)
    prepare_folders(baca(path).monev.rencana, tmp_path)
    assert sorted(path.name for path in (tmp_path / "bukti" / "I.1.1 Rapat").iterdir()) == [
        "2025-09",
        "2025-12",
    ]


@given(st.text(max_size=80), st.integers(1, 60))
def test_any_text_becomes_a_name_that_every_system_takes(teks: str, panjang: int) -> None:
    name = name_part(teks, panjang)
    assert len(name) <= panjang
    assert name == name.strip(" .")
    assert not set(name) & set('<>:"/\\|?*\n\t\x00')
    assert name.isprintable()


@pytest.mark.parametrize(
    ("nama", "kode"),
    [
        ("I.1.1", "I.1.1"),
        ("I.1.1.", "I.1.1"),
        ("I.1.1 SK", "I.1.1"),
        ("I.1.1-SK", "I.1.1"),
        ("I.1.1. SK", "I.1.1"),
        *(("I.1.10", ""), ("I.1.1a", ""), ("I.1.1.2", ""), ("I.1", ""), ("SK I.1.1", ""), ("II.1.1", "")),
    ],
)
def test_a_kode_is_read_whole(nama: str, kode: str, buku: Path) -> None:
    tulis(buku, f"{nama}/a.pdf")
    isi = list_folders(baca(buku).monev.rencana, buku.parent)
    assert (list(isi.milik), len(isi.lain)) == (([kode], 0) if kode else ([], 1))


def test_files_count_for_their_indikator_and_those_in_a_months_folder_for_the_month(buku: Path) -> None:
    tulis(buku, "I.2.1 Lembar/2025-11/b.pdf", "I.2.1 Lembar/2025-10/foto/a.jpg", "I.2.1 Lembar/Rekap.xlsx")
    assert bukti(buku, "I.2.1") == [("Rekap.xlsx", None), ("2025-10/foto/a.jpg", OKT), ("2025-11/b.pdf", NOV)]
    assert bukti(buku, "I.1.1") == []
    assert "selesai-tanpa-bukti" in kode_catatan(buku)  # of I.1.1
    tulis(buku, "I.1.1 SK/SK.pdf")
    assert kode_catatan(buku) == []


def test_two_folders_of_one_kode_both_count(buku: Path) -> None:
    tulis(buku, "I.1.1 SK/SK.pdf", "I.1.1 SK (baru)/SK.pdf")
    assert bukti(buku, "I.1.1") == [("SK.pdf", None), ("SK.pdf", None)]


def test_what_systems_leave_behind_is_passed_over_and_what_holds_nothing_is_said(buku: Path) -> None:
    tulis(
        buku,
        *(f"I.1.1 SK/{nama}" for nama in ("Thumbs.db", "desktop.ini", "~$SK.docx", ".DS_Store", "SK.pdf")),
    )
    assert kode_catatan(buku) == ["selesai-tanpa-bukti"]  # I.2.1's alone
    tulis(buku, "I.1.1 SK/kosong.pdf", isi="")
    tulis(buku, "I.1.1 SK/Pintasan.lnk", "I.1.1 SK/dokumen.gdoc")
    (buku.parent / "bukti" / "I.1.1 SK" / "luar.pdf").symlink_to(buku)
    (buku.parent / "bukti" / "I.1.1 SK" / "lain").symlink_to(buku.parent, target_is_directory=True)
    assert bukti(buku, "I.1.1") == [("SK.pdf", None)]
    (note,) = (satu for satu in baca(buku).catatan if satu.kode == "berkas-bukti-diabaikan")
    assert note.isi == "dokumen.gdoc; kosong.pdf; lain; luar.pdf; Pintasan.lnk"
    assert "2 pintasan, 1 berkas kosong (0 byte), dan 2 tautan ke tempat lain" in note.pesan


def test_a_kodes_folder_that_is_a_link_is_not_followed(buku: Path, tmp_path: Path) -> None:
    (tmp_path / "luar").mkdir()
    (tmp_path / "luar" / "SK.pdf").write_text("isi")
    (buku.parent / "bukti").mkdir()
    (buku.parent / "bukti" / "I.1.1 SK").symlink_to(tmp_path / "luar", target_is_directory=True)
    assert bukti(buku, "I.1.1") == []
    assert "berkas-bukti-diabaikan" in kode_catatan(buku)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may look into any folder")
def test_a_folder_that_may_not_be_looked_into_is_said(buku: Path) -> None:
    tulis(buku, "I.1.1 SK/rahasia/SK.pdf")
    folder = buku.parent / "bukti" / "I.1.1 SK" / "rahasia"
    folder.chmod(0)
    try:
        assert "berkas-bukti-diabaikan" in kode_catatan(buku)
    finally:
        folder.chmod(0o700)


def test_a_file_that_is_typed_too_counts_once(tmp_path: Path) -> None:
    row = indikator(INDIKATOR="SK", BUKTI_DUKUNG="bukti/I.1.1 SK/SK.pdf")
    path = buat_buku(tmp_path / "b.xlsx", lengkap(row))
    tulis(path, "I.1.1 SK/SK.pdf", "I.1.1 SK/Notulen.pdf")
    assert bukti(path, "I.1.1") == [("bukti/I.1.1 SK/SK.pdf", None), ("Notulen.pdf", None)]


@pytest.mark.parametrize(
    ("tertulis", "ada"),
    [
        ("SK.pdf", [("SK.pdf", None, "bukti/I.1.1 SK/SK.pdf")]),
        ("sk.PDF", [("sk.PDF", None, "bukti/I.1.1 SK/SK.pdf")]),
        ("2025-10/foto.jpg", [("2025-10/foto.jpg", OKT, "bukti/I.1.1 SK/2025-10/foto.jpg")]),
        # Two files have that name, and none is meant for sure.
        ("notulen.pdf", [("notulen.pdf", None, "")]),
        ("hilang.pdf", [("hilang.pdf", None, "")]),
    ],
)
def test_a_file_that_is_typed_by_its_name_is_that_in_its_indikators_folder(
    tertulis: str, ada: list[tuple[str, dt.date | None, str]], tmp_path: Path
) -> None:
    row = indikator(INDIKATOR="SK", BUKTI_DUKUNG=tertulis)
    path = buat_buku(tmp_path / "b.xlsx", lengkap(row))
    files = ("SK.pdf", "a/notulen.pdf", "b/notulen.pdf", "2025-10/foto.jpg")
    tulis(path, *(f"I.1.1 SK/{nama}" for nama in files))
    (found,) = baca(path).monev.rencana.indikator
    typed = found.bukti_dukung[0]
    assert [(typed.teks, typed.periode, typed.berkas)] == ada
    # Each file counts once, beside what is typed and not there.
    assert len(found.bukti_dukung) == 4 + (not typed.berkas)
    assert ("bukti-tidak-ditemukan" in kode_catatan(path)) == (not typed.berkas)


@pytest.mark.parametrize(
    ("baris", "dinilai"),
    [
        ({"PERIODE": "Oktober 2025"}, ["2025-10/a.pdf"]),  # what is there of that month
        ({}, ["Rekap.pdf", "2025-10/a.pdf", "2025-11/a.pdf"]),  # all that is there
        ({"BUKTI DUKUNG": "Rekap.pdf"}, ["Rekap.pdf"]),
        ({"BUKTI DUKUNG": "2025-11/a.pdf"}, ["2025-11/a.pdf"]),
        ({"BUKTI DUKUNG": "a.pdf", "PERIODE": "November 2025"}, ["2025-11/a.pdf"]),
        ({"BUKTI DUKUNG": "bukti\\I.2.1 Lembar\\2025-11\\a.pdf"}, ["2025-11/a.pdf"]),
    ],
)
def test_a_reviewers_word_is_about_files_in_folders_too(
    baris: dict[str, str], dinilai: list[str], buku: Path
) -> None:
    tulis(buku, "I.2.1 Lembar/Rekap.pdf", *(f"I.2.1 Lembar/2025-{bulan}/a.pdf" for bulan in (10, 11)))
    tambah_lembar(buku, bukti_sheet({"KODE": "I.2.1", "VERIFIKASI": "Sesuai", "KODE LKE": "7", **baris}))
    (_, found) = baca(buku).monev.rencana.indikator
    told = [satu.teks for satu in found.bukti_dukung if satu.verifikasi is Verifikasi.SESUAI]
    assert told == dinilai
    assert [satu.berkas for satu in found.bukti_dukung] == [
        f"bukti/I.2.1 Lembar/{nama}" for nama in ("Rekap.pdf", "2025-10/a.pdf", "2025-11/a.pdf")
    ]
    assert not {"verifikasi-tanpa-bukti", "bukti-tidak-ditemukan"} & {*kode_catatan(buku)}


def test_files_in_folders_alone_are_no_entry_of_the_workbook(tmp_path: Path) -> None:
    path = buat_buku(tmp_path / "b.xlsx", lengkap(indikator(INDIKATOR="SK")))
    tulis(path, "I.1.1 SK/SK.pdf", "I.1.1 SK/SK.lnk")
    assert {"tanpa-isian", "berkas-bukti-diabaikan"} <= {*kode_catatan(path)}


def test_a_file_that_sheet_bukti_names_is_not_loose(buku: Path) -> None:
    tulis(buku, "foto.jpg", "I.1.1 SK/b.pdf")
    assert "berkas-bukti-lepas" in kode_catatan(buku)
    tambah_lembar(buku, bukti_sheet({"KODE": "I.1.1", "BUKTI DUKUNG": "foto.jpg"}))
    assert "berkas-bukti-lepas" not in kode_catatan(buku)


def test_a_folder_stays_its_indikators_when_the_indikator_is_worded_anew(buku: Path) -> None:
    assert jalankan("bukti", buku, "--siapkan") == 0
    tulis(buku, "I.1.1 SK Tim Kerja ZI/SK.pdf", "I.2.1 Lembar monev/2025-10/monev.pdf")
    book = load_workbook(buku)
    for cell in book["Rencana Aksi"]["C"]:
        cell.value = f"{cell.value} yang baru" if cell.row > 6 and cell.value else cell.value
    book.save(buku)
    before = sorted((buku.parent / "bukti").rglob("*"))
    assert (bukti(buku, "I.1.1"), bukti(buku, "I.2.1")) == (
        [("SK.pdf", None)],
        [("2025-10/monev.pdf", OKT)],
    )
    assert jalankan("bukti", buku, "--siapkan") == 0
    assert sorted((buku.parent / "bukti").rglob("*")) == before


@pytest.mark.parametrize(
    ("uraian", "nama"),
    [
        # 40 characters of the text, less the blank or full stop at their end.
        ("a" * 50, "I.1.1 " + "a" * 40),
        ("b" * 39 + " c", "I.1.1 " + "b" * 39),
        ("b" * 38 + "... c", "I.1.1 " + "b" * 38),
        ("CON", "I.1.1 CON"),  # one of Windows' devices alone, not behind a KODE
        ("NUL.", "I.1.1 NUL"),
        ("...", "I.1.1"),
        ('Apa? "SK" <A/B>', "I.1.1 Apa SK A B"),
        ("1\tSK\nTim", "I.1.1 1 SK Tim"),
    ],
)
def test_a_folder_has_a_name_that_windows_takes(uraian: str, nama: str, tmp_path: Path) -> None:
    path = buat_buku(tmp_path / "b.xlsx", lengkap(indikator(INDIKATOR=uraian)))
    prepare_folders(baca(path).monev.rencana, tmp_path)
    assert [satu.name for satu in (tmp_path / "bukti").iterdir()] == [nama]


def test_what_bukti_dukung_names_is_not_loose(tmp_path: Path) -> None:
    row = indikator(INDIKATOR="SK", BUKTI_DUKUNG="SK.pdf; notulen.pdf\nFoto/")
    path = buat_buku(tmp_path / "b.xlsx", lengkap(row))
    tulis(path, "SK.pdf", "notulen.pdf", "Foto/a.jpg", "I.1.1 SK/b.pdf")
    assert not {"berkas-bukti-lepas", "folder-bukti-tidak-dikenal"} & {*kode_catatan(path)}


def test_files_count_as_items_of_bukti_fisik(tmp_path: Path) -> None:
    row = indikator(INDIKATOR="SK", BUKTI_FISIK="1) SK\n2) Notulen\n3) Foto", TANGGAL_SELESAI=D(2025, 10, 20))
    path = buat_buku(tmp_path / "b.xlsx", lengkap(row))
    tulis(path, "I.1.1 SK/SK, asli.pdf", "I.1.1 SK/SK dan notulen.pdf")
    (note,) = (satu for satu in baca(path).catatan if satu.kode == "bukti-kurang")
    assert "menyebut 3 butir, BUKTI DUKUNG baru 2" in note.pesan


def dokumen(buku: Path, hasil: Path) -> dict[str, bytes]:
    assert jalankan("laporan", buku, "--bulan", "2025-12", "--keluaran", hasil) == 0
    return {path.name: path.read_bytes() for path in (hasil / "2025-12").iterdir()}


def test_without_files_in_the_folders_the_documents_are_those_of_before(buku: Path, tmp_path: Path) -> None:
    before = dokumen(buku, tmp_path / "a")
    tulis(buku, "foto.jpg", "SK lama/a.pdf")  # as offices have it that make no folders by KODE
    assert dokumen(buku, tmp_path / "b") == before
    (buku.parent / "bukti" / "foto.jpg").unlink()
    (buku.parent / "bukti" / "SK lama" / "a.pdf").unlink()
    (buku.parent / "bukti" / "SK lama").rmdir()
    assert jalankan("bukti", buku, "--siapkan") == 0
    assert dokumen(buku, tmp_path / "c") == before


def test_the_contract_has_the_month_and_the_file_of_what_lies_in_a_folder(buku: Path, tmp_path: Path) -> None:
    tulis(buku, "I.2.1 Lembar/2025-10/a.pdf")
    isi: Any = json.loads(dokumen(buku, tmp_path / "a")["ringkasan-2025-12.json"])
    assert [satu["bukti"] for satu in isi["indikator"]] == [
        [],
        [
            {
                "teks": "2025-10/a.pdf",
                "tautan": "",
                "periode": "2025-10",
                "berkas": "bukti/I.2.1 Lembar/2025-10/a.pdf",
            }
        ],
    ]


def test_no_file_is_opened(buku: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tulis(buku, *(f"I.1.1 SK/{nomor:03}.pdf" for nomor in range(200)))

    def refuse(*_words: object, **_more: object) -> None:
        raise AssertionError("opened")

    with monkeypatch.context() as patch:
        for name in ("open", "read_bytes", "read_text"):
            patch.setattr(Path, name, refuse)
        patch.setattr("builtins.open", refuse)
        files = list(list_files(buku.parent / "bukti" / "I.1.1 SK"))
    assert [(file.nama, file.ukuran) for file in files][::199] == [("000.pdf", 3), ("199.pdf", 3)]
    assert len(bukti(buku, "I.1.1")) == 200


@pytest.mark.parametrize(
    ("nama", "periode", "kurang"),
    [
        # October is finished; January to September and November, December are late or finished.
        (["2025-10/a.pdf"], DESEMBER, "belum ada untuk Jan–Sep, Nov, Des 2025"),
        (["2025-10/a.pdf", "2025-11/a.pdf"], Periode.of(NOV), "belum ada untuk Jan–Sep 2025"),
        ([f"2025-{month:02}/a.pdf" for month in range(1, 13)], DESEMBER, ""),
        # Evidence of no certain month may be of all of them.
        (["Rekap setahun.pdf", "2025-10/a.pdf"], DESEMBER, ""),
        ([], DESEMBER, "belum ada bukti"),
        # What is of a month after the period is not in hand yet.
        (["2025-12/a.pdf"], Periode.of(NOV), "belum ada bukti"),
        (
            ["2025-10/a.pdf"],
            Periode.of(D(2025, 12, 1), JenisPeriode.TAHUN),
            "belum ada untuk Jan–Sep, Nov, Des 2025",
        ),
    ],
)
def test_what_lacks_of_a_row_that_recurs_is_told_by_month(
    nama: list[str], periode: Periode, kurang: str, buku: Path
) -> None:
    tulis(buku, *(f"I.2.1 Lembar/{satu}" for satu in nama))
    assert evidence_of(baca(buku, periode).monev)[1].kurang == kurang


def test_what_lacks_of_a_row_that_is_due_once_is_told_by_item(tmp_path: Path) -> None:
    def told(target: str, *nama: str, **isian: Any) -> str:
        folder = tmp_path / f"{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        row = indikator(target, INDIKATOR="SK", BUKTI_FISIK="1) SK\n2) Notulen", **isian)
        path = buat_buku(folder / "b.xlsx", lengkap(row))
        tulis(path, *(f"I.1.1 SK/{satu}" for satu in nama))
        (satu,) = evidence_of(baca(path).monev)
        return satu.kurang

    assert told("Oktober 2025") == "belum ada bukti"
    assert told("Oktober 2025", "a.pdf") == "baru 1 dari 2 butir"
    assert told("Oktober 2025", "a.pdf", "b.pdf") == ""
    assert told("Oktober 2025", BUKTI_DUKUNG="https://a.id/bukti") == ""  # a link may hold any number
    assert told("Januari 2026") == ""  # not due yet
    assert told("Oktober 2025", STATUS="Tidak Berlaku", KENDALA="Tidak ada kegiatan") == ""


def test_the_verb_shows_what_is_asked_for_in_hand_and_lacking(
    buku: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    tulis(buku, "I.1.1 SK/SK.pdf", "I.2.1 Lembar/2025-10/a.pdf")
    monkeypatch.chdir(buku.parent.parent)
    assert jalankan("bukti", "--periode", "2025-12") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "2 bukti dukung pada 2 dari 2 indikator; kurang pada 1 indikator."
    told = ["belum", "ada", "untuk", "Jan–Sep,", "Nov,", "Des", "2025", "Lembar", "monev"]
    assert [line.split() for line in lines[4:]] == [
        ["KODE", "DIMINTA", "ADA", "KURANG", "INDIKATOR"],
        ["I.1.1", *lines[5].split()[1:3], "–", "SK", "Tim:", "Kerja/ZI."],
        ["I.2.1", *lines[6].split()[1:3], *told],
    ]
    assert [line.split()[2] for line in lines[5:]] == ["1", "1"]


def test_evidence_of_a_folder_is_a_live_link_in_both_reports(buku: Path, tmp_path: Path) -> None:
    nama = "SK #1 100%25.pdf"
    tulis(buku, f"I.1.1 SK/{nama}")
    given = with_addresses(baca(buku), buku.parent, tmp_path / "output" / "2025-12")
    piece = BuktiDukung(nama, berkas=f"bukti/I.1.1 SK/{nama}")
    assert dict(given.alamat_bukti) == {piece: "../../input/bukti/I.1.1%20SK/SK%20%231%20100%2525.pdf"}
