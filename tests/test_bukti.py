"""Evidence that is named is looked for beside the workbook, and nowhere else."""

from __future__ import annotations

import os.path
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_reports.rencana.model import (
    Area,
    BuktiDukung,
    Catatan,
    Indikator,
    Jenis,
    Kewajiban,
    Komponen,
    Pengaturan,
    Realisasi,
    Rencana,
    TargetWaktu,
)
from zi_reports.rencana.periksa import run_checks
from zi_reports.sources.evidence import Whereabouts, check_bukti, find_bukti, where

BELUM, SELESAI, TIDAK_BERLAKU = Realisasi(), Realisasi(selesai=True), Realisasi(tidak_berlaku=True)


def rencana(
    *bukti: str, tautan: str = "", bukti_fisik: str = "", realisasi: tuple[Realisasi, ...] = (SELESAI,)
) -> Rencana:
    """Give a plan with one row that hands in these pieces of evidence; its kewajiban are reported so."""
    pieces = tuple(BuktiDukung(teks, tautan) for teks in bukti)
    row = Indikator(
        kode="I.1.1",
        uraian="Menerbitkan SK",
        langkah_aksi="",
        bukti_fisik=bukti_fisik,
        target_waktu=TargetWaktu("", Jenis.KOSONG),
        kewajiban=tuple(Kewajiban(None, satu) for satu in realisasi),
        bukti_dukung=pieces,
    )
    return Rencana(Pengaturan("KPU", 2025), (Area("I", "Area", (Komponen("1", "Tim", (row,)),)),))


def notes(folder: Path, *bukti: str, tautan: str = "") -> list[tuple[str, str]]:
    return [(satu.kode, satu.isi) for satu in check_bukti(rencana(*bukti, tautan=tautan), folder)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a workbook, with evidence beside it and in `bukti/`."""
    inside = tmp_path / "input"
    inputs = ("SK.pdf", "bukti/III.1/foto.jpg", "bukti/foto.jpg", "bukti/notulen, rapat.docx")
    percent = ("bukti/Capaian 100%25.pdf", "bukti/Rekap 100%.pdf")
    for path in (*(f"input/{name}" for name in (*inputs, *percent)), "luar.pdf"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    return inside


@pytest.mark.parametrize(
    "bukti",
    [
        "SK.pdf",
        "./SK.pdf",
        "1. SK.pdf",
        '"SK.pdf"',
        "III.1/foto.jpg",
        "bukti/III.1/foto.jpg",
        "bukti\\III.1\\foto.jpg",
        "III.1/",
        "bukti/III.1",
        "bukti/../SK.pdf",
        "notulen, rapat.docx",
        "SK.pdf, III.1/foto.jpg",
        "SK.pdf; notulen, rapat.docx",
        "SK.pdf dan bukti/III.1/foto.jpg",
        "1) SK.pdf 2) foto.jpg",
        "1. “SK.pdf”",
        "'SK.pdf', 'foto.jpg'",
        "SK.pdf (asli)",
        "SK.pdf #",
        "SK.pdf#page=2",
        "SK.pdf;",
        "notulen%2C%20rapat.docx",
        "Surat Keputusan: SK.pdf",
        "Capaian 100%25.pdf",
        "Rekap 100%.pdf",
    ],
)
def test_a_file_or_folder_beside_the_workbook_or_in_bukti_is_found(folder: Path, bukti: str) -> None:
    assert notes(folder, bukti) == []


@pytest.mark.parametrize(
    "bukti",
    [
        *("Notulen.pdf", "bukti/SK.pdf", "III.2/", "III.1\\foto.png", "III.2/foto", "bukti/rapat"),
        *("a" * 300 + ".pdf", "SK 12/2025.pdf", "Notulen.pdf (asli)"),
    ],
)
def test_what_is_missing_is_noted(folder: Path, bukti: str) -> None:
    assert notes(folder, bukti) == [("bukti-tidak-ditemukan", bukti)]


@pytest.mark.parametrize(
    "bukti",
    [
        "Notulen rapat",
        "SK Nomor 38 Tahun 2025",
        "Undangan / daftar hadir",
        *("s/d", "dan/atau", "n/a", "1/1", "2024/2025", "TA 2024/2025", "rapat/briefing", "foto/rapat"),
        *("SK No. 12/2025", "Nomor 38/PR.03/2025", "Undangan (12/2025)", "10 orang/bulan", "..", "-"),
        "S.Sos",
        "https://drive.google.com/x.pdf",
        "HTTP://x/y.pdf",
        "mailto:orang@example.id",
        "www.example.id/a.pdf",
        "s.id/bukti-zi",
        "bit.ly/zi.pdf",
        "kab-boyolali.kpu.go.id/page/read",
        *("youtu.be/a", "linktr.ee/zi", "1drv.ms/f/s!a"),
        "",
    ],
)
def test_links_and_descriptions_are_not_looked_for(folder: Path, bukti: str) -> None:
    assert notes(folder, bukti) == []


@pytest.mark.parametrize(
    "bukti",
    [
        "../luar.pdf",
        "bukti/../../luar.pdf",
        "..\\luar.pdf",
        "/etc/passwd",
        "C:\\ZI\\SK.pdf",
        "d:SK.pdf",
        "\\\\server\\bagian\\SK.pdf",
        "//server/SK.pdf",
        "file:///C:/ZI/SK.pdf",
        "~/SK.pdf",
        "smb://server/SK.pdf",
        "%2e%2e/luar.pdf",
        "..%5cluar.pdf",
        "%2Fetc%2Fpasswd",
        "SK: ../luar.pdf",
        "SK: C:\\ZI\\SK.pdf",
    ],
)
def test_what_lies_outside_the_folder_is_never_touched(folder: Path, bukti: str) -> None:
    with patch.object(Path, "exists", side_effect=AssertionError("touched")):
        assert notes(folder, bukti) == [("bukti-di-luar-folder", bukti)]


def test_a_cells_link_counts_and_not_its_words(folder: Path) -> None:
    assert notes(folder, "lihat di sini.pdf", tautan="bukti/notulen,%20rapat.docx") == []
    assert notes(folder, "SK.pdf", tautan="Tidak%20ada.pdf") == [("bukti-tidak-ditemukan", "Tidak ada.pdf")]
    assert notes(folder, "SK.pdf", tautan="file:///C:/SK.pdf") == [
        ("bukti-di-luar-folder", "file:///C:/SK.pdf")
    ]
    assert notes(folder, "tidak ada.pdf", tautan="https://example.id/SK.pdf") == []
    # What a cell links to is written with %25 for a percent sign; a name may have one of its own.
    assert notes(folder, "Rekap", tautan="bukti/Rekap%20100%25.pdf") == []
    assert notes(folder, "Capaian", tautan="bukti/Capaian%20100%2525.pdf") == []
    assert notes(folder, "Rekap", tautan="bukti/Rekap 100%.pdf") == []


def test_a_row_has_one_catatan_at_most_and_says_how_many(folder: Path) -> None:
    (note,) = check_bukti(rencana("SK.pdf", "a.pdf", "../luar.pdf", "b.pdf"), folder)
    assert (note.kode, note.isi) == ("bukti-tidak-ditemukan", "a.pdf; b.pdf")
    assert note.pesan.startswith("2 dari 4 bukti")


@given(st.text(max_size=60) | st.text("./\\~:1) -ab", max_size=20))
def test_whatever_a_name_is_what_is_looked_for_stays_in_the_folder(nama: str) -> None:
    if where(nama) in {Whereabouts.DI_DALAM, Whereabouts.BILA_ADA}:
        assert not nama.startswith(("/", "\\", "~"))
        assert Path(os.path.normpath(Path("/zi") / nama.replace("\\", "/"))).is_relative_to("/zi")
    # A name of blanks alone is none.
    assert check_bukti(rencana(nama), Path("tidak/ada")) == () or nama.strip()


def test_only_evidence_that_names_one_thing_that_is_there_has_a_place(folder: Path) -> None:
    plan = rencana(
        *("SK.pdf", "III.1/", "SK.pdf, III.1/foto.jpg", "tidak ada.pdf", "../luar.pdf", "Notulen rapat"),
        *("III.1", "rapat/briefing", ".", "foto/"),
    )
    (folder / "rapat" / "briefing").mkdir(parents=True)
    assert {bukti.teks: path for bukti, path in find_bukti(plan, folder).items()} == {
        "SK.pdf": folder / "SK.pdf",
        "III.1/": folder / "bukti" / "III.1",
        "III.1": folder / "bukti" / "III.1",
        "rapat/briefing": folder / "rapat" / "briefing",
    }


def kurang(
    *bukti: str, items: int = 2, realisasi: tuple[Realisasi, ...] = (SELESAI,), tautan: str = ""
) -> tuple[Catatan, ...]:
    """Give the catatan on a row whose BUKTI FISIK has so many numbered items."""
    asked = "\n".join(f"{number}) bukti" for number in range(1, items + 1))
    plan = rencana(*bukti, bukti_fisik=asked, realisasi=realisasi, tautan=tautan)
    return tuple(note for note in run_checks(plan, plan.pengaturan.mulai) if note.kode == "bukti-kurang")


def test_a_finished_row_hands_in_as_many_pieces_as_it_has_items() -> None:
    (note,) = kurang("SK.pdf", items=3)
    assert "menyebut 3 butir, BUKTI DUKUNG baru 1" in note.pesan
    assert kurang("SK.pdf", "notulen.pdf") == ()
    assert kurang("1) SK 2) Notulen") == ()
    assert kurang("SK; notulen") == ()
    assert kurang("SK.pdf, notulen.pdf") == ()
    assert kurang("SK.pdf dan notulen.pdf") == ()
    # Words with a slash are words, and one piece; before they hid what was lacking.
    for words in ("SK No. 12/2025", "No.SK/12/2025", "rapat/briefing"):
        (note,) = kurang(words)
        assert "BUKTI DUKUNG baru 1" in note.pesan


@pytest.mark.parametrize(
    "bukti",
    [
        "https://drive.google.com/x",
        "bukti/III.1/",
        "III.1/foto",
        "bukti/SK",
        "foto\\SK",
        "www.example.id",
        "s.id/zi",
    ],
)
def test_a_link_or_a_folder_may_hold_any_number_of_pieces(bukti: str) -> None:
    assert kurang(bukti) == ()
    assert kurang("Bukti", tautan=bukti) == ()


def test_a_row_that_is_not_finished_or_hands_in_nothing_is_left_alone() -> None:
    assert kurang("SK.pdf", realisasi=(BELUM,)) == ()
    assert kurang("SK.pdf", realisasi=(SELESAI, BELUM)) == ()
    assert kurang() == ()


def test_a_kewajiban_that_does_not_apply_keeps_no_row_from_being_finished() -> None:
    assert len(kurang("SK.pdf", realisasi=(SELESAI, TIDAK_BERLAKU))) == 1
    assert kurang("SK.pdf", realisasi=(TIDAK_BERLAKU,)) == ()


@pytest.mark.parametrize(
    ("teks", "tautan", "kode"),
    [
        ("SK", "javascript:alert(1)", ["tautan-jenis-lain"]),
        ("SK", "ftp://contoh.id/sk.pdf", ["tautan-jenis-lain"]),
        ("ftp://contoh.id/sk.pdf", "", ["tautan-jenis-lain"]),
        ("SK", "https://contoh.id/sk.pdf", []),
        ("SK", "mailto:kpu@contoh.id", []),
        ("https://contoh.id/sk.pdf", "", []),
        ("Catatan: dibahas dalam rapat", "", []),
    ],
)
def test_an_address_that_no_report_makes_live_is_noted(
    teks: str, tautan: str, kode: list[str], folder: Path
) -> None:
    assert [satu for satu, _isi in notes(folder, teks, tautan=tautan)] == kode
