from __future__ import annotations

import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import (
    BUKU_CONTOH,
    KOLOM,
    SATKER,
    Capsys,
    area,
    buat_buku,
    indikator,
    jalankan,
    satu_baris_galat,
)
from openpyxl import load_workbook

from zi_reports.buku.tahun_baru import (
    Alasan,
    Geseran,
    Sifat,
    carry_over,
    empty_plan,
    move_deadlines,
    move_target,
)
from zi_reports.rencana.lampiran import KOMPONEN_BAKU
from zi_reports.rencana.model import Kertas, Realisasi, Rencana, Status
from zi_reports.sources.workbook import read_workbook

D = dt.date


@pytest.mark.parametrize(
    ("lama", "baru"),
    [
        ("Maksimal 31 Oktober 2025", "Maksimal 31 Oktober 2026"),
        ("November 2025 dan Januari 2026", "November 2026 dan Januari 2027"),
        ("Tahun 2025", "Tahun 2026"),
        ("31/10/2025", "31/10/2026"),
        ("TW II 2025", "TW II 2026"),
        ("Setiap Bulan", "Setiap Bulan"),
        ("", ""),
    ],
)
def test_the_years_of_a_target_move_on(lama: str, baru: str) -> None:
    assert move_target(lama, 2025, 2026) == Geseran(baru)


def test_the_29th_of_february_becomes_the_28th() -> None:
    assert move_target("Paling lambat 29 Februari 2024", 2024, 2025) == Geseran(
        "Paling lambat 28 Februari 2025"
    )


def test_a_target_that_cannot_be_read_is_left() -> None:
    assert move_target("awal 2025 kalau sempat", 2025, 2026) == Geseran(
        "awal 2025 kalau sempat", Alasan.TIDAK_TERBACA, "2025"
    )


@pytest.mark.parametrize("teks", ["31/12/25", "Nov-25"])
def test_a_target_whose_year_has_two_figures_is_left_and_said(teks: str) -> None:
    assert move_target(teks, 2025, 2026) == Geseran(teks, Alasan.TIDAK_TERBACA, "25")


@pytest.mark.parametrize(
    ("lama", "baru"),
    [
        ("Dikirim paling lambat 31 Desember 2025.", "Dikirim paling lambat 31 Desember 2026."),
        ("Rapat sebelum akhir bulan Juni 2025", "Rapat sebelum akhir bulan Juni 2026"),
        ("Dipasang s.d. 5 Januari 2026", "Dipasang s.d. 5 Januari 2027"),
        (
            "Survei Oktober 2025 s.d. Januari 2026",
            "Survei Oktober 2026 s.d. Januari 2027",
        ),
        ("selambat-lambatnya tanggal 30/06/2025", "selambat-lambatnya tanggal 30/06/2026"),
        ("maksimal Triwulan II 2025", "maksimal Triwulan II 2026"),
        ("Paling lambat akhir tahun 2025", "Paling lambat akhir tahun 2026"),
    ],
)
def test_text_that_clearly_sets_a_deadline_moves_on(lama: str, baru: str) -> None:
    assert move_deadlines(lama, 2025, 2026) == Geseran(baru)


@pytest.mark.parametrize(
    "text",
    [
        "Keputusan Sekretaris Jenderal KPU Nomor 464 Tahun 2024",
        "renstra 2020-2024",
        "Peraturan KPU Nomor 8 Tahun 2019",
        "Surat Edaran Nomor 5 tanggal 3 Maret 2025",
        "Renstra 2025-2029",
        "Data sampai dengan Desember 2024",
        "Keputusan KPU Nomor 3 yang berlaku sampai dengan 31 Desember 2025",
    ],
)
def test_text_that_names_documents_or_the_past_is_left_and_said(text: str) -> None:
    moved = move_deadlines(text, 2025, 2026)
    assert (moved.teks, moved.alasan) == (text, Alasan.DOKUMEN)


@pytest.mark.parametrize("text", ["RKKL 2025", "SK Tim Kerja ZI tahun 2025", "Rapat pada 3 Maret 2025"])
def test_a_year_that_is_no_clear_deadline_is_left_for_the_user(text: str) -> None:
    assert move_deadlines(text, 2025, 2026) == Geseran(text, Alasan.BUKAN_TENGGAT, "2025")


def test_a_text_may_hold_a_deadline_and_a_document() -> None:
    assert move_deadlines("Sesuai Nomor 464 Tahun 2024, paling lambat 1 Mei 2025", 2025, 2026) == Geseran(
        "Sesuai Nomor 464 Tahun 2024, paling lambat 1 Mei 2026", Alasan.DOKUMEN, "2024"
    )
    assert move_deadlines("Paling lambat 1 Mei 2025; sesuai Nomor 464 Tahun 2024", 2025, 2026) == Geseran(
        "Paling lambat 1 Mei 2026; sesuai Nomor 464 Tahun 2024", Alasan.DOKUMEN, "2024"
    )


def test_the_plan_of_the_next_year_is_the_old_one_a_year_later(nyata: Rencana) -> None:
    baru, changes = carry_over(nyata, nyata.pengaturan.satker, 2026)
    for lama, satu in zip(nyata.indikator, baru.indikator, strict=True):
        assert (satu.kode, satu.uraian) == (lama.kode, lama.uraian)
        moved = [day.replace(year=day.year + 1) for day in lama.target_waktu.jatuh_tempo]
        assert list(satu.target_waktu.jatuh_tempo) == moved
    # 35 rows name a year in TARGET WAKTU; two are monthly, one more than once a year, one is blank.
    assert len([satu for satu in changes if satu.sifat is Sifat.DIUBAH]) == 35
    # What the source lacks, which takes no part in equality, still lacks.
    lacking = [[komponen.belum_disalin for komponen in area.komponen] for area in nyata.area]
    assert [[komponen.belum_disalin for komponen in area.komponen] for area in baru.area] == lacking
    assert any(any(places) for places in lacking)


def test_nothing_reported_is_carried_over() -> None:
    filled, _ = read_workbook(BUKU_CONTOH)
    assert any(satu.status is Status.SELESAI for satu in filled.indikator)
    baru, _ = carry_over(filled, filled.pengaturan.satker, 2026)
    for satu in baru.indikator:
        assert satu == replace(
            satu, status=None, bukti_dukung=(), penanggung_jawab="", kendala="", tindak_lanjut=""
        )
        assert {kewajiban.realisasi for kewajiban in satu.kewajiban} == {Realisasi()}


def test_the_decree_is_emptied_and_the_people_stay_with_their_satker(nyata: Rencana) -> None:
    old = replace(
        nyata.pengaturan, sekretaris="BUDI", ukuran_kertas=Kertas.F4, tanda="KONSEP", kata_pengantar=True
    )
    same, changes = carry_over(replace(nyata, pengaturan=old), "KPU  Kabupaten Boyolali", 2026)
    assert (same.pengaturan.nomor_keputusan, same.pengaturan.tanggal_keputusan) == ("", None)
    assert (same.pengaturan.tanda, same.pengaturan.mulai) == ("", D(2026, 1, 1))
    assert (same.pengaturan.ketua, same.pengaturan.sekretaris) == ("MAYA YUDAYANTI", "BUDI")
    emptied = [satu.lokasi.sel for satu in changes if satu.sifat is Sifat.DIKOSONGKAN]
    assert emptied == ["Nomor Keputusan", "Tanggal Keputusan", "Mulai Pemantauan", "Tanda Dokumen"]
    kept = [satu.lokasi.sel for satu in changes if satu.alasan is Alasan.ORANG]
    assert kept == ["Tempat", "Ketua", "Sekretaris"]
    other, _ = carry_over(replace(nyata, pengaturan=old), SATKER, 2026)
    assert (other.pengaturan.ketua, other.pengaturan.sekretaris, other.pengaturan.tempat) == ("", "", "")
    assert other.pengaturan.ukuran_kertas is Kertas.F4
    assert [satu.pengaturan.kata_pengantar for satu in (same, other)] == [True, True]
    assert [satu.pengaturan.lampirkan_catatan for satu in (same, other)] == [False, False]


def test_text_that_names_the_old_satker_is_listed_and_not_rewritten(nyata: Rencana) -> None:
    baru, changes = carry_over(nyata, SATKER, 2025)
    assert [satu.uraian for satu in baru.indikator] == [satu.uraian for satu in nyata.indikator]
    assert [satu.bukti_fisik for satu in baru.indikator] == [satu.bukti_fisik for satu in nyata.indikator]
    named = [satu for satu in changes if satu.alasan is Alasan.SATKER]
    # Sixteen cells of the plan name Boyolali, counted by hand.
    assert len(named) == 16
    assert not [satu for satu in changes if satu.sifat is Sifat.DIUBAH]


def test_an_empty_plan_has_the_six_areas_with_all_komponen_open() -> None:
    plan = empty_plan(SATKER, 2026)
    assert [satu.kode for satu in plan.area] == list(KOMPONEN_BAKU)
    assert not list(plan.indikator)
    assert all(len(komponen.belum_disalin) == 1 for satu in plan.area for komponen in satu.komponen)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with one workbook in input/, and stand in it."""
    (tmp_path / "input").mkdir()
    rows = [
        area("I"),
        indikator("November 2025 dan Januari 2026", STATUS="Proses", KENDALA="Sibuk", NOV_2025="x"),
    ]
    buat_buku(tmp_path / "input" / "lama.xlsx", rows)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_shows_each_change_and_writes_when_told_to(folder: Path, capsys: Capsys) -> None:
    assert jalankan("buku-baru", "--tahun", "2026", "--satker", SATKER, "--ya") == 0
    text = capsys.readouterr().out
    assert 'F7: "November 2025 dan Januari 2026" menjadi "November 2026 dan Januari 2027"' in text
    path = folder / "input" / "rencana-aksi-zi-2026.xlsx"
    sheet = load_workbook(path)["Rencana Aksi"]
    heads = [cell.value for cell in sheet[4]]
    assert heads == [*KOLOM[:12], *(head.replace("2025", "2026") for head in KOLOM[12:]), "JAN 2027", "KODE"]
    rencana, _ = read_workbook(path)
    (satu,) = rencana.indikator
    assert (satu.status, satu.kendala) == (None, "")
    assert rencana.pengaturan.tahun == 2026


def test_without_a_terminal_nothing_is_written_that_nobody_accepted(folder: Path, capsys: Capsys) -> None:
    assert jalankan("buku-baru", "--tahun", "2026", "--satker", SATKER) == 2
    shown = capsys.readouterr()
    assert "Diubah (1):" in shown.out
    assert shown.err == "Buku kerja belum ditulis. Setujui perubahan di atas dengan --ya.\n"
    assert [path.name for path in (folder / "input").iterdir()] == ["lama.xlsx"]


@pytest.mark.parametrize(("answer", "status", "count"), [("ya", 0, 2), ("t", 2, 1), ("", 2, 1)])
def test_at_a_terminal_the_user_is_asked(
    answer: str, status: int, count: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: answer)
    assert jalankan("buku-baru", "--tahun", "2026", "--satker", SATKER) == status
    assert len(list((folder / "input").iterdir())) == count


def test_a_workbook_that_exists_is_never_overwritten(folder: Path, capsys: Capsys) -> None:
    path = folder / "input" / "lama.xlsx"
    before = path.read_bytes()
    words = ("buku-baru", "--tahun", "2026", "--satker", SATKER, "--keluaran", path, "--ya")
    assert jalankan(*words) == 2
    assert "sudah ada dan tidak ditimpa" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_without_any_workbook_the_plan_is_empty_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    monkeypatch.chdir(tmp_path)
    assert jalankan("buku-baru", "--tahun", "2026", "--satker", SATKER) == 0
    assert "Dibuat rencana kosong dengan enam area" in capsys.readouterr().out
    rencana, _ = read_workbook(tmp_path / "input" / "rencana-aksi-zi-2026.xlsx")
    assert [komponen.nama for satu in rencana.area for komponen in satu.komponen] == [
        nama for names in KOMPONEN_BAKU.values() for nama in names
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--satker", SATKER], "--tahun belum disebutkan."),
        (["--tahun", "26", "--satker", SATKER], "Tahun 26 tidak dikenal."),
        (["--tahun", "2026"], "--satker belum disebutkan."),
        (["--tahun", "2026", "--satker", " "], "Nama satker kosong."),
        (["--tahun", "2026", "--satker", SATKER, "--keluaran", "a.xls"], "a.xls bukan nama buku kerja."),
        (["--tahun", "2026", "--satker", SATKER, "--dari", "tiada.xlsx"], "tiada.xlsx"),
    ],
)
def test_wrong_use_is_one_line(words: list[str], sentence: str, capsys: Capsys) -> None:
    assert jalankan("buku-baru", *words) == 2
    assert sentence in satu_baris_galat(capsys)
