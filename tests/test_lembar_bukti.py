"""Evidence by period and item, and what a reviewer said of it: sheet Bukti, links in month cells, the figures."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from conftest import Baris, indikator, lengkap
from kasus_lembar import Lembar, bukti, satu_bukti
from openpyxl import load_workbook
from rencana_kecil import due, komponen
from rencana_kecil import indikator as baris
from rencana_kecil import rencana as rencana_kecil
from test_tidak_diam import Buku, buku

from zi_reports.buku.salinan import annotate
from zi_reports.buku.writer import write_workbook
from zi_reports.monev.bukti import HitunganBukti
from zi_reports.monev.figures import assess
from zi_reports.rencana.model import BuktiDukung, Catatan, Jenis, Keputusan, Rencana, Verifikasi
from zi_reports.rencana.periksa import run_checks
from zi_reports.ringkasan import ringkasan
from zi_reports.sources.evidence import check_bukti
from zi_reports.sources.grid import Grid
from zi_reports.sources.workbook import read_sheets, read_workbook

D = dt.date
DES_31, HARI_INI = D(2025, 12, 31), D(2026, 1, 5)
SESUAI, PERBAIKAN = Verifikasi.SESUAI, Verifikasi.PERBAIKAN

BULANAN = indikator("Setiap Bulan")
BUTIR = indikator(
    BUKTI_FISIK="1) SK Tim Kerja\n2) Undangan rapat\n3) Notulen", BUKTI_DUKUNG="SK.pdf\nfoto.jpg"
)


def dengan(row: Baris, lembar: Lembar) -> Buku:
    more = tuple(Grid(nama, tuple(map(tuple, rows)), {}) for nama, rows in lembar.items())
    return (*buku(*lengkap(row)), *more)


def baca(row: Baris, *rows: Any) -> tuple[tuple[BuktiDukung, ...], list[str]]:
    """Give the evidence of a plan's one row with these rows of sheet Bukti, and the kinds of catatan on them."""
    rencana, catatan = read_sheets(dengan(row, bukti(*rows)), "buku.xlsx")
    (satu,) = rencana.indikator
    return satu.bukti_dukung, [note.kode for note in catatan]


@pytest.mark.parametrize(
    ("target", "periode", "bulan"),
    [
        ("Setiap Bulan", "Oktober 2025", D(2025, 10, 1)),
        ("Setiap Bulan", "2025-10", D(2025, 10, 1)),
        ("Setiap Bulan", "Okt 2025", D(2025, 10, 1)),
        ("Setiap Bulan", "oktober", D(2025, 10, 1)),
        ("Setiap Bulan", D(2025, 10, 31), D(2025, 10, 1)),
        ("Setiap Bulan", "31/10/2025", D(2025, 10, 1)),
        ("Setiap Triwulan", "TW II 2025", D(2025, 6, 1)),
        ("Setiap Triwulan", "Triwulan 2", D(2025, 6, 1)),
        ("Setiap Triwulan", "Juni 2025", D(2025, 6, 1)),
        ("Setiap semester", "Semester I 2025", D(2025, 6, 1)),
        ("Mei dan November 2025", "Semester 2", D(2025, 11, 1)),
        ("Setiap Bulan", None, None),
        ("Setiap Bulan", "2025", None),
        ("Setiap Bulan", "semua", None),
        ("Setiap Bulan", "Setiap Bulan", None),
    ],
)
def test_periode_names_the_month_of_a_kewajiban_or_all(
    target: str, periode: Any, bulan: dt.date | None
) -> None:
    read, kinds = baca(indikator(target), satu_bukti(PERIODE=periode))
    assert (read, kinds) == ((BuktiDukung("SK.pdf", periode=bulan, berlaku_semua=bulan is None),), [])


@pytest.mark.parametrize(
    "periode", ["Mei 2026", "TW II 2025", "Januari - Maret 2025", "Mei dan Juni 2025", "asap", "13"]
)
def test_a_periode_that_is_no_month_of_the_row_counts_for_nothing(periode: str) -> None:
    assert baca(BULANAN, satu_bukti(PERIODE=periode)) == ((), ["periode-tidak-dikenal"])


@pytest.mark.parametrize(
    ("butir", "nomor"),
    [
        (2, 2),
        ("2)", 2),
        ("Butir 2", None),
        ("undangan", 2),
        ("2) Undangan rapat", 2),
        ("3) notulen", 3),
        ("-", None),
    ],
)
def test_butir_is_an_item_by_its_number_or_words(butir: Any, nomor: int | None) -> None:
    (*_, last), kinds = baca(BUTIR, satu_bukti(BUTIR=butir, BUKTI_DUKUNG="x.pdf"))
    assert (last.teks, last.butir) == ("x.pdf", nomor)
    assert kinds == (["butir-tidak-dikenal"] if butir == "Butir 2" else [])


@pytest.mark.parametrize(
    ("kata", "arti", "kode"),
    [
        ("Sesuai", SESUAI, []),
        ("perbaikan", PERBAIKAN, []),
        ("v", SESUAI, ["verifikasi-dibaca-sebagai"]),
        (True, SESUAI, ["verifikasi-dibaca-sebagai"]),
        ("belum lengkap", PERBAIKAN, ["verifikasi-dibaca-sebagai"]),
        ("perbakan", PERBAIKAN, ["verifikasi-dibaca-sebagai"]),
        ("sesuaikan", None, ["verifikasi-tidak-dikenal"]),
        ("sesuai, kecuali notulen", None, ["verifikasi-tidak-dikenal"]),
        ("belum", None, []),
        (False, None, []),
        ("-", None, []),
    ],
)
def test_a_verdict_is_read_by_what_it_safely_means(
    kata: Any, arti: Verifikasi | None, kode: list[str]
) -> None:
    (satu,), kinds = baca(indikator(), satu_bukti(VERIFIKASI=kata))
    assert (satu.verifikasi, kinds) == (arti, kode)


def test_rows_add_to_column_bukti_dukung_and_say_more_of_what_is_there() -> None:
    read, kinds = baca(
        BUTIR,
        satu_bukti(BUKTI_DUKUNG="sk.PDF", BUTIR=1, VERIFIKASI="Sesuai", KODE_LKE="A.I.1.a"),
        satu_bukti(
            BUKTI_DUKUNG="notulen.pdf", BUTIR=3, VERIFIKASI="Perbaikan", CATATAN_VERIFIKASI="Tanda tangani"
        ),
    )
    assert kinds == []
    assert read == (
        BuktiDukung("SK.pdf", berlaku_semua=True, butir=1, verifikasi=SESUAI, kode_lke="A.I.1.a"),
        BuktiDukung("foto.jpg"),
        BuktiDukung("notulen.pdf", "", None, True, 3, PERBAIKAN, "Tanda tangani"),
    )


def test_a_row_without_evidence_is_about_what_is_in_hand_of_its_period() -> None:
    rows = (
        satu_bukti(PERIODE="Januari 2025", BUKTI_DUKUNG="jan.pdf"),
        satu_bukti(PERIODE="Februari 2025", BUKTI_DUKUNG="feb.pdf", VERIFIKASI="Sesuai"),
        {"KODE": "I.1.1", "PERIODE": "Januari 2025", "VERIFIKASI": "Perbaikan"},
        {"KODE": "I.1.1", "VERIFIKASI": "Sesuai"},
    )
    read, kinds = baca({**BULANAN, "BUKTI DUKUNG": "rekap.pdf"}, *rows)
    # What was judged in its own row stays so; of what is judged elsewhere the last word counts, and that is said.
    assert [(satu.teks, satu.verifikasi) for satu in read] == [
        ("rekap.pdf", SESUAI),
        ("jan.pdf", SESUAI),
        ("feb.pdf", SESUAI),
    ]
    assert kinds == ["bukti-ganda"]
    read, kinds = baca(BULANAN, *rows[:3])
    assert [(satu.teks, satu.verifikasi) for satu in read] == [("jan.pdf", PERBAIKAN), ("feb.pdf", SESUAI)]
    assert kinds == []


def test_a_link_in_a_month_cell_is_the_evidence_of_that_month() -> None:
    sheets = buku(*lengkap({**BULANAN, "JAN 2025": D(2025, 1, 31), "FEB 2025": "x"}))
    links = {(7, 13): "https://contoh.id/jan", (7, 14): "=rumus", (7, 24): "bukti/des.pdf"}
    plan = Grid("Rencana Aksi", sheets[0].baris, links)
    rencana, catatan = read_sheets((plan, sheets[1]), "buku.xlsx")
    (satu,) = rencana.indikator
    assert satu.bukti_dukung == (
        BuktiDukung("Bukti Januari 2025", "https://contoh.id/jan", D(2025, 1, 1)),
        BuktiDukung("Bukti Desember 2025", "bukti/des.pdf", D(2025, 12, 1)),
    )
    assert [(note.kode, note.lokasi.sel) for note in catatan] == [("tautan-rumus-tidak-terbaca", "N7")]
    assert [str(piece.lokasi) for piece in satu.bukti_dukung] == ["'Rencana Aksi'!M7", "'Rencana Aksi'!X7"]


def test_a_link_in_a_month_cell_that_the_row_does_not_use_is_said() -> None:
    sheets = buku(*lengkap(indikator("Mei & November")))
    plan = Grid("Rencana Aksi", sheets[0].baris, {(7, 13): "https://contoh.id/jan"})
    rencana, catatan = read_sheets((plan, sheets[1]), "buku.xlsx")
    assert next(rencana.indikator).bukti_dukung == ()
    assert [(note.kode, note.lokasi.sel, note.isi) for note in catatan] == [
        ("sel-tidak-dipakai", "M7", "https://contoh.id/jan")
    ]


def kurang(*pieces: BuktiDukung, selesai: int = 12) -> list[Catatan]:
    """Give the catatan on a monthly row of which the first months are finished on their last days."""
    ends = [D(2025 + month // 12, month % 12 + 1, 1) - dt.timedelta(1) for month in range(1, 13)]
    row = baris(
        "A", *(due(end, end if nth < selesai else None) for nth, end in enumerate(ends)), jenis=Jenis.BULANAN
    )
    plan = rencana_kecil(komponen(*[row_with(row, pieces)]))
    return [note for note in run_checks(plan, HARI_INI) if note.kode == "bukti-kurang"]


def row_with(row: Any, pieces: tuple[BuktiDukung, ...]) -> Any:
    return baris(row.uraian, *row.kewajiban, jenis=row.target_waktu.jenis, bukti_dukung=pieces)


def bulan(*nomor: int) -> tuple[BuktiDukung, ...]:
    return tuple(BuktiDukung(f"{satu}.pdf", periode=D(2025, satu, 1)) for satu in nomor)


@pytest.mark.parametrize(
    ("pieces", "selesai", "ada"),
    [
        ((BuktiDukung("Rekapitulasi daftar hadir 2025"),), 12, 1),
        ((BuktiDukung("a.pdf"), BuktiDukung("b.pdf")), 12, 2),
        (bulan(*range(1, 12)), 12, 11),
        ((*bulan(1, 2), BuktiDukung("a.pdf")), 4, 3),
        (bulan(11, 12), 2, 0),  # evidence of months that are not finished
        ((BuktiDukung("Rekap Januari - Maret 2025.pdf"),), 12, 3),
    ],
)
def test_fewer_pieces_than_finished_months_are_said(
    pieces: tuple[BuktiDukung, ...], selesai: int, ada: int
) -> None:
    (note,) = kurang(*pieces, selesai=selesai)
    assert note.pesan.startswith(f"{selesai} kewajiban selesai, sedangkan bukti dukungnya {ada}.")


@pytest.mark.parametrize(
    ("pieces", "selesai"),
    [
        ((BuktiDukung("Rekap 2025.pdf", berlaku_semua=True),), 12),
        ((BuktiDukung("https://drive.contoh.id/folder"),), 12),
        ((BuktiDukung("rekap/"),), 12),
        (bulan(*range(1, 13)), 12),
        ((*bulan(1, 2), BuktiDukung("a.pdf")), 3),
        ((BuktiDukung("Rekap Januari s.d. Desember 2025.pdf"),), 12),
        ((BuktiDukung("rekap_jan.pdf"), BuktiDukung("rekap_feb.pdf")), 2),
        ((BuktiDukung("rekap.pdf"),), 1),
    ],
)
def test_nothing_is_said_where_each_month_may_have_its_evidence(
    pieces: tuple[BuktiDukung, ...], selesai: int
) -> None:
    assert kurang(*pieces, selesai=selesai) == []


def test_the_months_that_lack_evidence_are_named_where_they_are_known() -> None:
    (note,) = kurang(*bulan(1, 3), selesai=4)
    assert "Belum ada bukti: Februari 2025 dan April 2025." in note.pesan


def cerita() -> Rencana:
    """Give three rows of area I.

    The first asks for three items, once, and has four pieces. The second asks for one each month; November does not
    apply. Of the third, which does not apply, two items are asked for.
    """
    rows = lengkap(
        {**BUTIR, "BUKTI DUKUNG": "SK.pdf\nfoto.jpg"},
        {**BULANAN, "NO": "2", "BUKTI DUKUNG": "rekap.pdf", "NOV 2025": "TB"},
        indikator(NO="3", STATUS="Tidak Berlaku", BUKTI_FISIK="1) a 2) b"),
    )
    sheet = bukti(
        satu_bukti(BUKTI_DUKUNG="SK.pdf", BUTIR=1, VERIFIKASI="Sesuai"),
        satu_bukti(BUKTI_DUKUNG="undangan.pdf", BUTIR=2, VERIFIKASI="Perbaikan"),
        satu_bukti(BUKTI_DUKUNG="notulen.pdf", BUTIR=3),
        satu_bukti(KODE="I.2.1", PERIODE="Januari 2025", BUKTI_DUKUNG="jan.pdf", VERIFIKASI="Sesuai"),
        satu_bukti(KODE="I.2.1", PERIODE="Januari 2025", BUKTI_DUKUNG="jan-foto.jpg", VERIFIKASI="Perbaikan"),
        satu_bukti(KODE="I.2.1", PERIODE="2025-02", BUKTI_DUKUNG="feb.pdf"),
    )
    more = tuple(Grid(nama, tuple(map(tuple, isi)), {}) for nama, isi in sheet.items())
    rencana, catatan = read_sheets((*buku(*rows), *more), "buku.xlsx")
    assert [note.kode for note in catatan] == []
    return rencana


def test_what_is_asked_for_in_hand_verified_and_to_be_mended() -> None:
    monev = assess(cerita(), DES_31, HARI_INI)
    first, second, third = monev.indikator
    assert [(row.periode, row.hitungan) for row in first.bukti] == [(None, HitunganBukti(3, 4, 1, 1))]
    months = {row.periode: row.hitungan for row in second.bukti}
    assert months[D(2025, 1, 1)] == HitunganBukti(1, 2, 1, 1)
    assert months[D(2025, 2, 1)] == HitunganBukti(1, 1, 0, 0)
    assert months[D(2025, 3, 1)] == HitunganBukti(1, 0, 0, 0)
    assert months[None] == HitunganBukti(0, 1, 0, 0)  # rekap.pdf
    assert (len(months), D(2025, 11, 1) in months) == (12, False)
    assert [row.hitungan for row in third.bukti] == [HitunganBukti(0, 0, 0, 0)]
    # 3 + 11 are asked for; 4 + 4 are in hand.
    assert monev.area[0].bukti == monev.bukti == HitunganBukti(14, 8, 2, 2)
    assert monev.area[1].bukti == HitunganBukti(0, 0, 0, 0)


def test_the_contract_tells_of_evidence_by_area_and_period() -> None:
    contract = ringkasan(assess(cerita(), DES_31, HARI_INI), ())
    assert contract["bukti"][0] == {"kode": "I", "diminta": 14, "ada": 8, "sesuai": 2, "perbaikan": 2}
    first, second, third = contract["indikator"]
    assert first["bukti"][:3] == [
        {"teks": "SK.pdf", "tautan": "", "berlaku_semua": True, "butir": 1, "verifikasi": "Sesuai"},
        {"teks": "foto.jpg", "tautan": ""},
        {"teks": "undangan.pdf", "tautan": "", "berlaku_semua": True, "butir": 2, "verifikasi": "Perbaikan"},
    ]
    assert second["bukti"][1] == {
        "teks": "jan.pdf",
        "tautan": "",
        "periode": "2025-01",
        "verifikasi": "Sesuai",
    }
    assert second["bukti_periode"][0] == {
        "periode": "2025-01",
        "diminta": 1,
        "ada": 2,
        "sesuai": 1,
        "perbaikan": 1,
    }
    assert "bukti_periode" not in third


def test_a_workbook_without_the_sheet_has_the_contract_of_before() -> None:
    plain, notes = read_sheets(buku(*lengkap(BUTIR)), "buku.xlsx")
    empty, none = read_sheets(dengan(BUTIR, bukti()), "buku.xlsx")
    contract = ringkasan(assess(plain, DES_31), notes)
    assert contract == ringkasan(assess(empty, DES_31), none)
    assert "bukti" not in contract
    assert contract["indikator"][0]["bukti"] == [
        {"teks": "SK.pdf", "tautan": ""},
        {"teks": "foto.jpg", "tautan": ""},
    ]
    assert "bukti_periode" not in contract["indikator"][0]


def test_a_file_that_is_not_there_is_said_in_the_cell_that_names_it(tmp_path: Path) -> None:
    rencana, _ = read_sheets(
        dengan(indikator(BUKTI_DUKUNG="SK.pdf"), bukti(satu_bukti(BUKTI_DUKUNG="x.pdf"))), ""
    )
    (tmp_path / "SK.pdf").touch()
    (note,) = check_bukti(rencana, tmp_path)
    assert (note.kode, str(note.lokasi), note.isi) == ("bukti-tidak-ditemukan", "Bukti!D4", "x.pdf")


def test_both_sheets_are_written_and_read_back(tmp_path: Path) -> None:
    ends = (D(2025, 5, 31), D(2025, 11, 30))
    pieces = (
        BuktiDukung("Rekap"),
        BuktiDukung("Mei", "https://contoh.id/mei", D(2025, 5, 1), butir=1, verifikasi=PERBAIKAN),
        BuktiDukung("Semua.pdf", berlaku_semua=True, kode_lke="A.I.2", catatan_verifikasi="Cek tanggal"),
    )
    row = baris("A", *map(due, ends), target="Mei & November 2025", bukti_dukung=pieces)
    decided = (
        Keputusan("Rapat ulang", DES_31, "I.1.1", "Sekretaris", D(2026, 1, 31), keterangan="Ruang aula"),
    )
    plan = Rencana(rencana_kecil().pengaturan, rencana_kecil(komponen(row)).area, decided)
    path = tmp_path / "b.xlsx"
    path.write_bytes(write_workbook(plan))
    read, _catatan = read_workbook(path)
    assert (next(read.indikator).bukti_dukung, read.keputusan) == (pieces, decided)


def test_the_sheets_of_a_new_workbook_check_and_offer(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(write_workbook(rencana_kecil(komponen(baris("A", due(DES_31))))))
    book = load_workbook(path)
    assert book.sheetnames == ["Rencana Aksi", "Keputusan Rapat", "Bukti", "Pengaturan", "Petunjuk"]
    offered = {
        nama: {
            str(rule.sqref).rstrip("0123456789:")[0]: rule.formula1
            for rule in book[nama].data_validations.dataValidation
        }
        for nama in book.sheetnames[1:3]
    }
    assert offered["Keputusan Rapat"]["F"] == '"Belum,Proses,Selesai,Tidak Berlaku"'
    assert offered["Bukti"]["E"] == '"Sesuai,Perbaikan"'
    assert offered["Keputusan Rapat"]["B"] == offered["Bukti"]["A"] == "'Rencana Aksi'!$Y$6:$Y$8"
    for nama, cells in (("Keputusan Rapat", ("A4", "H9")), ("Bukti", ("A4", "G9"))):
        assert book[nama].protection.sheet
        assert not any(book[nama].column_dimensions[sel[0]].protection.locked for sel in cells)
    read, catatan = read_workbook(path)
    assert read.keputusan == ()
    assert [note.kode for note in catatan if note.lokasi.lembar in {"Keputusan Rapat", "Bukti"}] == []


def test_a_copy_with_catatan_keeps_both_sheets(tmp_path: Path) -> None:
    content = write_workbook(rencana_kecil(komponen(baris("A", due(DES_31)))))
    path = tmp_path / "b.xlsx"
    path.write_bytes(content)
    book = load_workbook(path)
    book["Bukti"]["A4"], book["Bukti"]["D4"] = "I.9.1", "SK.pdf"
    book.save(path)
    _, catatan = read_workbook(path)
    (tmp_path / "salinan.xlsx").write_bytes(annotate(path.read_bytes(), catatan, path.name, HARI_INI))
    copy = load_workbook(tmp_path / "salinan.xlsx")
    assert copy.sheetnames == [*book.sheetnames, "Catatan"]
    comment = copy["Bukti"]["A4"].comment
    assert comment is not None
    assert "KODE ini tidak ada pada lembar rencana" in comment.text
    for nama in ("Keputusan Rapat", "Bukti"):
        before, after = (
            {str(rule.sqref): rule.formula1 for rule in some[nama].data_validations.dataValidation}
            for some in (book, copy)
        )
        assert len(after) > 3
        assert before == after
