"""A decree's annex as PDF: read by its rules, or by where its words stand."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from baca_kecil import dies, hangs
from conftest import AKAR, SATKER, Capsys, jalankan, perlu_libreoffice, satu_baris_galat
from naskah_kecil import HEADER, NOMOR, catatan
from pdf_kecil import GAMBAR, Bentuk, Halaman, buat_docx_rencana, buat_pdf, ke_pdf, kotak, sebaris

from zi_reports.rencana.lampiran import KOLOM_LAMPIRAN
from zi_reports.rencana.model import Indikator, Pengaturan, Rencana
from zi_reports.sources import child, pdf
from zi_reports.sources.child import ChildError, run_apart
from zi_reports.sources.decree import Hasil, build_plan
from zi_reports.sources.grid import NaskahError
from zi_reports.sources.huruf import Baris, Kata, join_lines, vocabulary
from zi_reports.sources.naskah import read_naskah
from zi_reports.sources.pdf import read_here, read_pdf

AREA = "I. Manajemen Perubahan"
TIM = ("1", "Tim Kerja", "Menerbitkan SK", "Menyusun SK", "SK", "Oktober 2025")
RAPAT = ("2", "Dokumen Rencana", "Rapat terlaksana", "Mengundang\npegawai", "Notulen", "Setiap Bulan")


def baca(folder: Path, *halaman: Halaman, lain: str = "") -> Hasil:
    path = buat_pdf(folder / "a.pdf", *halaman, lain=lain)
    return build_plan(read_here(path), Pengaturan(SATKER, 2025))


def isi(hasil: Hasil) -> list[tuple[str, ...]]:
    return [sel(satu) for satu in hasil.rencana.indikator]


def sel(satu: Indikator) -> tuple[str, ...]:
    return satu.kode, satu.uraian, satu.langkah_aksi, satu.bukti_fisik, satu.target_waktu.teks


def bergaris(*baris: Sequence[str], lagi: Sequence[float] = ()) -> Halaman:
    """Give a page with rules, 40 points a row; an area's title goes over all columns."""
    heights = [50 + 40 * n for n in range(len(baris) + 1)]
    texts = [text for y, row in zip(heights, baris, strict=False) for text in sebaris(y + 12, *row)]
    return texts, kotak(*heights, *lagi)


def polos(*baris: Sequence[str], jarak: float = 12) -> Halaman:
    """Give a page without rules, each row right below the one before it, or `jarak` - 12 points further down."""
    texts = []
    y = 60.0
    for row in baris:
        texts += sebaris(y, *row)
        y += 12 * max(cell.count("\n") for cell in row) + jarak
    return texts, ()


def test_a_ruled_table_is_read_cell_by_cell(tmp_path: Path) -> None:
    hasil = baca(tmp_path, bergaris(HEADER, NOMOR, (AREA,), TIM, RAPAT))
    assert isi(hasil) == [
        ("I.1.1", "Menerbitkan SK", "Menyusun SK", "SK", "Oktober 2025"),
        ("I.2.1", "Rapat terlaksana", "Mengundang\npegawai", "Notulen", "Setiap Bulan"),
    ]
    assert {satu.kode for satu in hasil.catatan} == {"komponen-tidak-lengkap"}
    assert hasil.rencana.area[0].nama == "Manajemen Perubahan"


def test_a_row_that_the_page_cuts_is_joined_below_a_header_said_again_or_not(tmp_path: Path) -> None:
    cut = ("", "", "dan dicatat", "seluruh pegawai", "", "")
    for again in ((HEADER, NOMOR), ()):
        hasil = baca(tmp_path, bergaris(HEADER, NOMOR, (AREA,), TIM, RAPAT), bergaris(*again, cut))
        assert isi(hasil)[1][1:3] == ("Rapat terlaksana dan dicatat", "Mengundang\npegawai seluruh pegawai")
        assert catatan(hasil, "baris-disambung") == [(f"halaman 2 baris {len(again) + 1}", "dan dicatat")]


def test_rows_above_a_header_in_the_middle_of_a_page_go_on_with_the_page_before(tmp_path: Path) -> None:
    rest = ("", "", "dan dibagikan", "", "", "")
    for page in (bergaris, polos):
        hasil = baca(tmp_path, page(HEADER, NOMOR, (AREA,), TIM), page(rest, HEADER, NOMOR, RAPAT))
        assert [row[1] for row in isi(hasil)] == ["Menerbitkan SK dan dibagikan", "Rapat terlaksana"]
        assert catatan(hasil, "baris-disambung") == [("halaman 2 baris 1", "dan dibagikan")]


def test_a_table_of_another_make_below_the_plan_is_no_part_of_it(tmp_path: Path) -> None:
    other = (
        [(60, 62, "Ketua Tim"), (310, 62, "Anggota")],
        [*kotak(50, 90)[:2], (40, 50, 40, 90), (300, 50, 300, 90), (800, 50, 800, 90)],
    )
    hasil = baca(tmp_path, bergaris(HEADER, NOMOR, (AREA,), TIM), other)
    assert len(isi(hasil)) == 1
    assert "Ketua Tim" not in str(hasil.rencana)


@pytest.mark.parametrize("jarak", [12, 18])
def test_without_rules_columns_are_told_by_the_white_between_them(jarak: float, tmp_path: Path) -> None:
    long = (
        "2",
        "Dokumen\nRencana",
        "Rapat\nterlaksana",
        "Mengundang\nseluruh\npegawai",
        "Notulen",
        "Setiap\nBulan",
    )
    more = ("", "", "Rapat dicatat", "Mencatat", "Daftar hadir", "Tahun 2025")
    hasil = baca(tmp_path, polos(HEADER, NOMOR, (AREA,), TIM, long, more, jarak=jarak))
    assert [row[:2] for row in isi(hasil)] == [
        ("I.1.1", "Menerbitkan SK"),
        ("I.2.1", "Rapat terlaksana"),
        ("I.2.2", "Rapat dicatat"),
    ]
    # The column of LANGKAH AKSI is seen to be as wide as its header, that of TARGET WAKTU too.
    assert isi(hasil)[1][2:] == ("Mengundang seluruh pegawai", "Notulen", "Setiap\nBulan")
    assert catatan(hasil, "baris-pdf-tidak-pasti") == []


def test_a_row_whose_beginning_only_its_capitals_show_is_said(tmp_path: Path) -> None:
    one = ("1", "Tim Kerja", "Menerbitkan SK", "Menyusun SK", "SK", "Oktober 2025")
    two = ("", "", "Rapat dicatat", "Mencatat", "Daftar hadir", "Tahun 2025")
    hasil = baca(tmp_path, polos(HEADER, NOMOR, (AREA,), one, two))
    assert [row[1] for row in isi(hasil)] == ["Menerbitkan SK", "Rapat dicatat"]
    ((where, text),) = catatan(hasil, "baris-pdf-tidak-pasti")
    assert (where, text) == ("halaman 1 baris 5", "Rapat dicatat | Mencatat | Daftar hadir | Tahun 2025")


def test_rules_from_side_to_side_part_rows(tmp_path: Path) -> None:
    one = ("1", "Tim Kerja", "Menerbitkan SK", "Menyusun SK", "SK", "Oktober 2025")
    two = ("", "", "Rapat dicatat", "Mencatat", "Daftar hadir", "Tahun 2025")
    rows = [HEADER, NOMOR, (AREA,), one, two]
    texts, rules = bergaris(*rows)
    hasil = baca(tmp_path, (texts, rules[: len(rows) + 1]))
    assert [row[1] for row in isi(hasil)] == ["Menerbitkan SK", "Rapat dicatat"]
    assert catatan(hasil, "baris-pdf-tidak-pasti") == []


def test_a_header_of_two_lines_and_cells_in_the_middle_of_theirs(tmp_path: Path) -> None:
    header = [(43, 66, "NO"), (83, 66, "KOMPONEN"), (203, 66, "INDIKATOR")]
    header += [
        (x, y, word)
        for x, words in ((373, "LANGKAH AKSI"), (543, "BUKTI FISIK"), (703, "TARGET WAKTU"))
        for y, word in zip((60, 72), words.split(), strict=True)
    ]
    hasil = baca(tmp_path, ([*header, *sebaris(90, *TIM)], ()))
    assert isi(hasil) == [("I.1.1", "Menerbitkan SK", "Menyusun SK", "SK", "Oktober 2025")]


def test_the_title_of_an_area_goes_over_columns_and_lines(tmp_path: Path) -> None:
    name = "Pembangunan unit kerja untuk memperoleh predikat menuju wilayah bebas dari korupsi dan"
    texts = [*sebaris(60, *HEADER), (43, 80, "I."), (83, 80, name), (83, 92, "wilayah birokrasi bersih")]
    hasil = baca(tmp_path, ([*texts, *sebaris(112, *TIM)], ()))
    assert hasil.rencana.area[0].nama == f"{name} wilayah birokrasi bersih"
    assert len(isi(hasil)) == 1


def test_numbers_of_pages_and_stamps_are_no_rows(tmp_path: Path) -> None:
    stamp = "BT /F1 70 Tf 0.7 0.7 -0.7 0.7 200 100 Tm (SALINAN) Tj ET"
    texts, rules = polos(HEADER, NOMOR, (AREA,), TIM)
    cut = sebaris(60, "", "", "dan dibagikan", "", "", "")
    pages = [([*texts, (400, 580, "- 1 -")], rules), ([*cut, (400, 580, "- 2 -")], rules)]
    hasil = baca(tmp_path, *pages, lain=stamp)
    assert isi(hasil) == [("I.1.1", "Menerbitkan SK dan dibagikan", "Menyusun SK", "SK", "Oktober 2025")]
    assert catatan(hasil, "baris-dilewati") == []


def test_number_day_and_place_are_taken_from_the_text_around(tmp_path: Path) -> None:
    texts, _ = polos(HEADER, NOMOR, (AREA,), TIM)
    front = [(250, 60, "KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN CONTOH"), (350, 74, "NOMOR 7 TAHUN 2025")]
    end = [(500, 200, "Ditetapkan di Contoh"), (500, 214, "pada tanggal 3 Maret 2025"), (500, 228, "KETUA,")]
    hasil = baca(tmp_path, (front, ()), ([*texts, *end], ()))
    assert hasil.rencana.pengaturan == Pengaturan(
        SATKER, 2025, nomor_keputusan="7 Tahun 2025", tanggal_keputusan=dt.date(2025, 3, 3), tempat="Contoh"
    )
    assert len(isi(hasil)) == 1


def test_the_komponen_of_each_area_are_read_from_paragraphs(tmp_path: Path) -> None:
    """Of a komponen whose name goes on in the next line, the whole is read."""
    long = "1) Penyusunan Tim Kerja yang bertugas membangun Zona Integritas dan melaporkannya setiap bulan"
    lines = [
        "6. Komponen Pengungkit Zona Integritas",
        "a. Manajemen Perubahan",
        long,
        "kepada Ketua;",
        "2) Dokumen Rencana",
    ]
    front = [(60.0, 60.0 + 14 * n, line) for n, line in enumerate(lines)]
    hasil = baca(tmp_path, (front, ()), bergaris(HEADER, NOMOR, (AREA,), TIM))
    assert hasil.area_dirinci == ("I",)
    assert [k.nama for k in hasil.rencana.area[0].komponen] == ["Tim Kerja", "Dokumen Rencana"]


def test_a_page_that_is_a_picture_is_said(tmp_path: Path) -> None:
    path = buat_pdf(tmp_path / "a.pdf", bergaris(HEADER, NOMOR, (AREA,), TIM), ((), ()), lain=GAMBAR)
    hasil = build_plan(read_here(path), Pengaturan(SATKER, 2025))
    assert catatan(hasil, "halaman-pdf-gambar") == [("halaman 2", "")]


def baris(y: float, teks: str, kiri: float = 0) -> Baris:
    """Give a line whose letters are 5 points wide and 10 high."""
    words = []
    for word in teks.split():
        words.append(Kata(word, kiri, y, kiri + 5 * len(word), y + 10))
        kiri += 5 * len(word) + 3
    return Baris(tuple(words))


@pytest.mark.parametrize(
    ("lines", "text", "doubt"),
    [
        # A line of 100 points holds 19 letters; the second begins with a word that had no room.
        (("Melaksanakan rapat", "koordinasi"), "Melaksanakan rapat koordinasi", ""),
        (("Undangan", "Notulen"), "Undangan\nNotulen", ""),
        (("1) Undangan rapat", "2) Notulen"), "1) Undangan rapat\n2) Notulen", ""),
        (("Maksimal 31 Okto-", "ber 2025"), "Maksimal 31 Oktober 2025", ""),
        (("peraturan perundang-", "undangan"), "peraturan perundang-undangan", ""),
        (("melalui aplikasi e-", "office"), "melalui aplikasi e-office", ""),
        (("renstra tahun 2020-", "2024"), "renstra tahun 2020-2024", ""),
        (("pengembangan kompe-", "tensi pegawai"), "pengembangan kompetensi pegawai", ""),
        (("pengembangan moti-", "vasi pegawai"), "pengembangan motivasi pegawai", "motivasi"),
        (("naskah monitoring-", "evaluasi"), "naskah monitoring-evaluasi", "monitoring-evaluasi"),
        (("pengembangankompete", "nsi ASN"), "pengembangankompetensi ASN", "pengembangankompetensi"),
        (("https://kpu.go.id/a/", "b-c"), "https://kpu.go.id/a/b-c", ""),
        (("https://kpu-kab.go.", "id/hoax"), "https://kpu-kab.go.id/hoax", ""),
    ],
)
def test_lines_of_a_cell_are_joined_as_they_were_broken(
    lines: tuple[str, ...], text: str, doubt: str
) -> None:
    words = vocabulary([baris(0, "Standar kompetensi dan monitoring serta evaluasi berkala")])
    laid_out = [baris(12 * n, line) for n, line in enumerate(lines)]
    assert join_lines(laid_out, 100, words) == (text, doubt)


def test_a_word_too_long_for_its_column_is_joined_and_said_where_nothing_proves_it() -> None:
    words = vocabulary([baris(0, "Data kepegawaian terkini")])
    assert join_lines([baris(0, "kepegawaia"), baris(12, "n berkala")], 54, words) == (
        "kepegawaian berkala",
        "",
    )
    assert join_lines([baris(0, "pemutakhir"), baris(12, "an berkala")], 54, words) == (
        "pemutakhiran berkala",
        "pemutakhiran",
    )


def test_the_command_makes_a_workbook_of_a_pdf(tmp_path: Path, capsys: Capsys) -> None:
    path = buat_pdf(tmp_path / "keputusan.pdf", bergaris(HEADER, NOMOR, (AREA,), TIM))
    baru = tmp_path / "baru.xlsx"
    assert jalankan("impor", path, "--tahun", "2025", "--satker", SATKER, "--keluaran", baru) == 0
    assert "1 indikator menurut area: I 1" in capsys.readouterr().out
    assert baru.exists()


@pytest.mark.parametrize(
    "isi", [b"%PDF-1.7\n", b"bukan PDF", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>"]
)
def test_a_broken_pdf_is_refused_in_one_line(isi: bytes, tmp_path: Path, capsys: Capsys) -> None:
    (tmp_path / "a.pdf").write_bytes(isi)
    assert jalankan("impor", tmp_path / "a.pdf", "--tahun", "2025", "--satker", SATKER) == 2
    assert "a.pdf" in satu_baris_galat(capsys)


def test_a_pdf_cut_anywhere_is_read_or_refused(tmp_path: Path) -> None:
    whole = buat_pdf(tmp_path / "a.pdf", bergaris(HEADER, NOMOR, (AREA,), TIM)).read_bytes()
    for end in range(0, len(whole), len(whole) // 12):
        (tmp_path / "b.pdf").write_bytes(whole[:end])
        with contextlib.suppress(NaskahError):  # any other error is a fault of ours
            build_plan(read_here(tmp_path / "b.pdf"), Pengaturan(SATKER, 2025))


def works(_path: Path) -> None:
    while True:
        pass


def eats(_path: Path) -> bytes:
    return b"x" * (2 << 30)


@pytest.mark.slow
@pytest.mark.parametrize(
    "work",
    [
        hangs,
        works,
        dies,
        pytest.param(eats, marks=pytest.mark.skipif(os.name == "nt", reason="no such limit")),
    ],
)
def test_a_process_that_hangs_dies_or_takes_all_memory_is_ended(
    work: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "TUNGGU", 20)
    with pytest.raises(ChildError):
        run_apart(work, tmp_path, 4, pdf.BATAS_INGATAN)  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_page_of_many_letters_or_lines_ends_in_a_sentence(tmp_path: Path) -> None:
    """A page of 700,000 letters, which needs more memory than there is, and one of 30,000 rules."""
    many = [(40.0, 60.0 + n % 500, "x" * 100) for n in range(7000)]
    rules = [(40.0, 60.0 + n % 500, 800.0, 60.0 + n % 500) for n in range(30_000)]
    for page in ((many, ()), (sebaris(60, *HEADER), rules)):
        path = buat_pdf(tmp_path / "a.pdf", page)
        start = time.monotonic()
        with pytest.raises(NaskahError, match=r"terlalu|rusak"):
            read_pdf(path)
        assert time.monotonic() - start < child.TUNGGU


BENTUK = {
    f"{'landscape' if wide else 'portrait'}-{rules}-{size}": Bentuk(mendatar=wide, garis=rules, ukuran=size)
    for wide in (True, False)
    for rules in ("semua", "mendatar", "tanpa")
    for size in (8, 11)
} | {
    "space-below-paragraphs": Bentuk(garis="tanpa", jarak=6),
    "centred": Bentuk(tengah=True),
    "centred-without-rules": Bentuk(tengah=True, garis="tanpa", jarak=6),
    "header-once": Bentuk(ulang=False),
    "header-once-without-rules": Bentuk(ulang=False, garis="tanpa"),
    "footers": Bentuk(kaki=True, mendatar=False),
    "footers-without-rules": Bentuk(kaki=True, mendatar=False, garis="tanpa"),
    "headers-of-two-lines": Bentuk(dua_baris=True),
    "headers-of-two-lines-without-rules": Bentuk(dua_baris=True, garis="tanpa", ukuran=9),
    "serif": Bentuk(huruf="Liberation Serif", ukuran=12, mendatar=False),
}


@pytest.fixture(scope="module")
def dicetak(tmp_path_factory: pytest.TempPathFactory, nyata: Rencana) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pdf")
    made = [buat_docx_rencana(folder / f"{nama}.docx", nyata, bentuk) for nama, bentuk in BENTUK.items()]
    return dict(zip(BENTUK, ke_pdf(*made), strict=True))


def tanpa_spasi_putus(teks: str) -> str:
    """Leave out blanks below a hyphen or a stroke: at the end of a line nobody sees them."""
    return re.sub(r"(?<=[-/])\s+", "", teks)


def disebut(satu: Indikator, hasil: Hasil) -> bool:
    """Say whether a catatan names the row, where it stands or as the one that another goes on."""
    sel = satu.letak.lokasi(KOLOM_LAMPIRAN[2]).sel
    return any(note.lokasi.sel == sel or f"{sel}," in note.pesan for note in hasil.catatan)


@perlu_libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("nama", BENTUK)
def test_a_plan_printed_as_pdf_is_the_same_row_for_row_or_its_rows_are_said(
    nama: str, dicetak: dict[str, Path], nyata: Rencana
) -> None:
    hasil = build_plan(read_naskah(dicetak[nama]), Pengaturan(nyata.pengaturan.satker, 2025))
    ours, kept = list(hasil.rencana.indikator), list(nyata.indikator)
    assert [satu.kode for satu in ours] == [satu.kode for satu in kept]
    other = [
        a
        for a, b in zip(ours, kept, strict=True)
        if list(map(tanpa_spasi_putus, sel(a))) != list(map(tanpa_spasi_putus, sel(b)))
    ]
    assert [sel(satu) for satu in other if not disebut(satu, hasil)] == []
    assert len(other) <= 3
    names = [[(k.nomor, tanpa_spasi_putus(k.nama)) for k in area.komponen] for area in hasil.rencana.area]
    assert names == [[(k.nomor, tanpa_spasi_putus(k.nama)) for k in area.komponen] for area in nyata.area]
    read = hasil.rencana.pengaturan
    assert (read.nomor_keputusan, read.tanggal_keputusan) == ("38 Tahun 2025", dt.date(2025, 10, 27))


@perlu_libreoffice
@pytest.mark.slow
def test_cells_centred_without_rules_and_space_have_every_row_in_doubt(
    tmp_path: Path, nyata: Rencana
) -> None:
    """Nothing shows there where a row begins."""
    bentuk = Bentuk(tengah=True, garis="tanpa")
    (path,) = ke_pdf(buat_docx_rencana(tmp_path / "a.docx", nyata, bentuk))
    hasil = build_plan(read_naskah(path), Pengaturan(nyata.pengaturan.satker, 2025))
    kept = {sel(satu)[1:] for satu in nyata.indikator}
    other = [satu for satu in hasil.rencana.indikator if sel(satu)[1:] not in kept]
    assert other
    assert all(disebut(satu, hasil) for satu in other)


def test_a_pdf_with_a_password_is_refused(capsys: Capsys) -> None:
    path = AKAR / "tests" / "data" / "keputusan-bersandi.pdf"
    assert jalankan("impor", path, "--tahun", "2025", "--satker", SATKER) == 2
    assert "dilindungi kata sandi" in satu_baris_galat(capsys)
