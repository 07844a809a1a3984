"""What is said to have changed since a report, and what the next month is held against."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from arsip_kecil import (
    BERUBAH,
    DUA,
    NOVEMBER,
    OKTOBER,
    SELESAI,
    D,
    hasil,
    isi_buku,
    laporan,
    laporkan_oktober,
    ringkasan,
)
from conftest import Capsys, buat_buku, indikator, jalankan, lengkap
from openpyxl import load_workbook
from test_word import teks

pytestmark = pytest.mark.usefixtures("folder_kosong")


def test_a_day_put_right_is_told_though_the_state_is_the_same(capsys: Capsys) -> None:
    isi_buku(STATUS="Selesai", TANGGAL_SELESAI=D(2025, 11, 5))
    laporan(D(2025, 12, 3), bulan=NOVEMBER)
    isi_buku(**SELESAI)
    capsys.readouterr()
    laporan(D(2025, 12, 4), bulan=NOVEMBER)
    lines = capsys.readouterr().out.splitlines()
    assert lines[6:8] == [
        (
            "Angka November 2025 berubah sejak laporan 3 Desember 2025: tepat waktu 0 menjadi 1 dan "
            "selesai terlambat 1 menjadi 0."
        ),
        (
            "  I.1.1 jatuh tempo 31 Oktober 2025: selesai 5 November 2025 menjadi selesai 28 Oktober 2025 "
            "('Rencana Aksi'!H7)"
        ),
    ]


def test_a_deadline_that_moved_is_told_by_its_cell(capsys: Capsys) -> None:
    isi_buku(target="Oktober 2025")
    laporan(D(2025, 11, 3))
    isi_buku(target="November 2025")
    capsys.readouterr()
    laporan(D(2025, 11, 4))
    lines = capsys.readouterr().out.splitlines()
    assert lines[7:9] == [
        "  I.1.1 jatuh tempo 30 November 2025: belum ada menjadi belum jatuh tempo ('Rencana Aksi'!F7)",
        "  I.1.1 jatuh tempo 31 Oktober 2025: terlambat menjadi tidak ada",
    ]


def test_the_last_day_of_a_month_while_it_runs_is_not_the_month(capsys: Capsys) -> None:
    isi_buku(**SELESAI)
    laporan(D(2025, 10, 31))
    assert ringkasan()["ringkasan"]["terlambat"] == 0
    laporan(D(2025, 11, 1))
    assert ringkasan(DUA[2])["ringkasan"]["terlambat"] == 1
    # Nor is it what November compares with, once the true one is gone.
    for nama in DUA:
        Path("output", nama).unlink()
    capsys.readouterr()
    laporan(D(2025, 12, 1), bulan=NOVEMBER)
    assert "Angka Oktober" not in capsys.readouterr().out
    assert terlambat_lalu() == 1


def terlambat_lalu(nama: str = f"{NOVEMBER}/monev-zi-2025-11.xlsx") -> object:
    sheet = load_workbook(Path("output", nama), data_only=True)["Ringkasan"]
    return next(row[3].value for row in sheet.iter_rows() if row[0].value == "Terlambat")


def test_the_next_month_compares_with_what_was_reported_and_says_so(capsys: Capsys) -> None:
    laporkan_oktober()
    isi_buku(STATUS="Selesai", TANGGAL_SELESAI=D(2025, 11, 28))
    capsys.readouterr()
    laporan(D(2025, 12, 3), bulan=NOVEMBER)
    lines = capsys.readouterr().out.splitlines()
    assert lines[6:8] == BERUBAH
    text = teks(hasil()[f"{NOVEMBER}/laporan-monev-zi-2025-11.docx"])
    # As reported in October one of three, and now too: one that was finished in October stays so.
    assert "per 31 Oktober 2025 ialah 33,3% dan per 30 November 2025 ialah 33,3%" in text
    assert (
        "Angka Oktober 2025 adalah angka yang dilaporkan. Datanya berubah sesudah itu; lihat Lampiran III."
        in text
    )
    assert BERUBAH[0] in text
    assert terlambat_lalu() == 1


def test_without_a_change_nothing_is_said_of_the_month_before(capsys: Capsys) -> None:
    laporkan_oktober()
    laporan(D(2025, 12, 3), bulan=NOVEMBER)
    assert "berubah" not in capsys.readouterr().out
    text = teks(hasil()[f"{NOVEMBER}/laporan-monev-zi-2025-11.docx"])
    assert "adalah angka yang dilaporkan" not in text
    assert "Perubahan angka sejak" not in text


def test_two_months_are_compared_as_reported(capsys: Capsys) -> None:
    laporkan_oktober()
    laporan(D(2025, 12, 3), bulan=NOVEMBER)
    isi_buku()
    capsys.readouterr()
    assert jalankan("bandingkan", OKTOBER, NOVEMBER, "buku.xlsx", hari_ini=D(2025, 12, 10)) == 0
    out = capsys.readouterr().out
    assert "\nI     33,3%  33,3%      tetap  Area\n" in out
    assert "Baru terlambat (0)" in out
    assert f"\n{BERUBAH[0]}\n{BERUBAH[1]}\nAngka November 2025 berubah sejak laporan 3 Desember 2025: " in out
    assert "\nYang dibandingkan adalah angka yang dilaporkan.\n" in out
    sheet = load_workbook("output/bandingkan-2025-10-2025-11.xlsx")["Perbandingan"]
    assert [cell.value for cell in sheet["A"]].count(BERUBAH[0]) == 1
    shutil.rmtree("output")
    assert jalankan("bandingkan", OKTOBER, NOVEMBER, "buku.xlsx", hari_ini=D(2025, 12, 10)) == 0
    out = capsys.readouterr().out
    assert "\nI       0%     0%      tetap  Area\n" in out
    assert "dilaporkan" not in out


def test_status_reads_the_reports_and_says_what_changed(capsys: Capsys) -> None:
    laporkan_oktober()
    isi_buku()
    capsys.readouterr()
    assert jalankan("status", "buku.xlsx", "--bulan", OKTOBER, hari_ini=D(2025, 11, 10)) == 0
    assert capsys.readouterr().out.splitlines()[6:8] == BERUBAH


def test_a_tick_without_a_date_rewrites_no_earlier_report(capsys: Capsys) -> None:
    """Survei is due in December and ticked off in November: October's report has nothing of it."""
    tick = indikator("Desember 2025", NO="4", INDIKATOR="Survei", STATUS="Selesai")
    isi_buku({**tick, "STATUS": None})
    laporan(D(2025, 11, 3))
    isi_buku(tick)
    laporan(D(2025, 12, 3), bulan=NOVEMBER)
    assert ringkasan(f"{NOVEMBER}/ringkasan-2025-11.json")["ringkasan"]["selesai"] == 1
    capsys.readouterr()
    laporan(D(2025, 12, 4))
    assert ringkasan(DUA[2])["ringkasan"]["selesai"] == 0
    assert "Angka Oktober" not in capsys.readouterr().out
    # And November's stays as it is when it is no longer the newest.
    before = hasil()
    laporan(D(2026, 1, 20), bulan=NOVEMBER)
    assert hasil() == before


def test_a_row_put_in_between_is_new_and_the_others_stay_the_same(capsys: Capsys) -> None:
    rows = [indikator(**SELESAI), indikator(NO=None, KOMPONEN=None, INDIKATOR="Rapat")]
    buat_buku(Path("buku.xlsx"), lengkap(*rows))
    laporan(D(2025, 11, 3))
    buat_buku(
        Path("buku.xlsx"),
        lengkap(rows[0], indikator("Desember 2025", NO=None, KOMPONEN=None, INDIKATOR="Baru"), rows[1]),
    )
    capsys.readouterr()
    laporan(D(2025, 11, 4))
    assert capsys.readouterr().out.splitlines()[7:9] == [
        "  I.1.2 jatuh tempo 31 Desember 2025: belum ada menjadi belum jatuh tempo ('Rencana Aksi'!F8)",
        "Ditulis:",
    ]


def test_rows_of_one_kode_are_never_taken_for_each_other(capsys: Capsys) -> None:
    twice = [indikator(**SELESAI), indikator(NO="2", INDIKATOR="Antara"), indikator(INDIKATOR="Rapat")]
    buat_buku(Path("buku.xlsx"), lengkap(*twice))
    laporan(D(2025, 11, 3))
    data = ringkasan()
    assert [row["kode"] for row in data["indikator"]] == ["I.1.1", "I.2.1", "I.1.1"]
    laporan(D(2025, 12, 3), bulan=NOVEMBER)
    assert "berubah" not in capsys.readouterr().out
    # One is finished and two are late, then as reported.
    assert terlambat_lalu() == 2
