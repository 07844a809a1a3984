from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import (
    AKAR,
    BUKU_CONTOH,
    BUKU_NYATA,
    HARI_INI,
    Capsys,
    buat_buku,
    indikator,
    isi,
    jalankan,
    lengkap,
)
from openpyxl import load_workbook
from rekap_kecil import baca_csv, buku_satker, dua_satker, rekap_desember
from rencana_kecil import DES_31
from test_word import teks

from zi_reports.monev.tidak_dihitung import TidakDihitung
from zi_reports.rekap import tables
from zi_reports.rekap.read import Bacaan, Berkas, read, scan
from zi_reports.rekap.tables import to_frames
from zi_reports.rencana.periode import Periode

sys.path.insert(0, str(AKAR / "tests" / "bench"))
from satker import make_folder

D = dt.date
DES = "2025-12"
DESEMBER = Periode.of(DES_31)
pytestmark = pytest.mark.usefixtures("satu_proses")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return dua_satker(tmp_path / "satker")


def lembar(path: Path, nama: str) -> list[tuple[Any, ...]]:
    """Give the rows of a sheet with the values that formulas were given."""
    return list(load_workbook(path, data_only=True, read_only=True)[nama].iter_rows(values_only=True))


@pytest.mark.slow
def test_the_recap_is_the_sum_of_what_each_status_says(tmp_path: Path, capsys: Capsys, proses: None) -> None:
    del proses
    akar = tmp_path / "satker"
    make_folder(akar, 3)
    (akar / "rusak.xlsx").write_bytes(BUKU_CONTOH.read_bytes()[:9000])
    status = []
    for path in sorted(akar.rglob("rencana*.xlsx")):
        assert jalankan("status", path, "--bulan", DES, "--json") == 0
        status.append(json.loads(capsys.readouterr().out))
    hasil = rekap_desember(akar)
    assert "Tidak dihitung: 1\n  rusak.xlsx: Berkas ini terpotong atau rusak" in capsys.readouterr().out
    rows = {row["satker"]: row for row in baca_csv(hasil / "rekap-zi-2025-12-satker.csv")}
    assert sorted(rows) == sorted(satu["satker"] for satu in status)
    for satu in status:
        row = rows[satu["satker"]]
        counts = {name: value for name, value in satu["ringkasan"].items() if isinstance(value, int)}
        assert {name: int(row[name]) for name in counts} == counts
        assert float(row["capaian"]) == pytest.approx(satu["ringkasan"]["capaian"], abs=1e-12)
    kewajiban = baca_csv(hasil / "rekap-zi-2025-12-kewajiban.csv")
    late = sum(satu["ringkasan"]["terlambat"] for satu in status)
    assert len(kewajiban) == sum(satu["ringkasan"]["kewajiban"] for satu in status)
    assert sum(row["keadaan"] == "terlambat" for row in kewajiban) == late
    assert ("Terlambat", late) in [row[:2] for row in lembar(hasil / "rekap-zi-2025-12.xlsx", "Ringkasan")]


def test_each_satker_stands_in_both_documents_by_name(folder: Path, capsys: Capsys) -> None:
    hasil = rekap_desember(folder)
    shown = capsys.readouterr().out
    assert shown.splitlines()[:5] == [
        "Rekap 2 satker, rencana 2025, per 31 Desember 2025",
        "Rata-rata capaian 50% (dari 50% sampai 50%) atas 2 satker yang mempunyai capaian",
        "Satker dengan area tanpa indikator: 2; angkanya tidak memuat area itu",
        "Tidak dihitung: 1",
        "  kosong/: Tidak ada buku kerja di folder ini. Simpan buku kerjanya di sini.",
    ]
    rows = [
        row for row in lembar(hasil / "rekap-zi-2025-12.xlsx", "Per Satker") if str(row[0]).startswith("KPU")
    ]
    assert [row[0] for row in rows] == ["KPU Kabupaten A", "KPU Kabupaten B"]
    # Indikator, kewajiban, selesai, terlambat; capaian, realisasi jatuh tempo, capaian of areas I and II.
    assert rows[0][2:6] == (2, 2, 1, 1)
    assert rows[1][2:6] == (4, 4, 2, 2)
    assert rows[1][9:13] == (0.5, 0.5, 0.5, "–")
    words = teks((hasil / "rekap-zi-2025-12.docx").read_bytes())
    assert words.index("KPU Kabupaten A") < words.index("KPU Kabupaten B")
    assert [path.name for path in sorted(hasil.iterdir())] == [
        "rekap-zi-2025-12-indikator.csv",
        "rekap-zi-2025-12-indikator.parquet",
        "rekap-zi-2025-12-kewajiban.csv",
        "rekap-zi-2025-12-kewajiban.parquet",
        "rekap-zi-2025-12-satker.csv",
        "rekap-zi-2025-12-satker.parquet",
        "rekap-zi-2025-12.docx",
        "rekap-zi-2025-12.xlsx",
    ]


def test_the_mean_of_three_workbooks_is_that_worked_out_by_hand(tmp_path: Path, capsys: Capsys) -> None:
    akar = tmp_path / "satker"
    buku_satker(akar / "a.xlsx", "KPU Kabupaten A", D(2025, 10, 1), None)
    buku_satker(akar / "b.xlsx", "KPU Kabupaten B", D(2025, 10, 1), None, None, None)
    buku_satker(akar / "c.xlsx", "KPU Kabupaten C", None)
    hasil = rekap_desember(akar)
    # 1 of 2, 1 of 4, 0 of 1: (50% + 25% + 0%) / 3, and not 2 of 7.
    assert (
        "Rata-rata capaian 25% (dari 0% sampai 50%) atas 3 satker yang mempunyai capaian"
        in capsys.readouterr().out.splitlines()
    )
    words = {str(row[0]): row for row in lembar(hasil / "rekap-zi-2025-12.xlsx", "Ringkasan")}
    assert words["Rata-rata"][1:3] == (0.25, 0.25)
    # The root of (0.25² + 0² + 0.25²) / 3 = 0.125 / 3.
    assert words["Simpangan baku"][1] == pytest.approx(0.204124, abs=1e-6)
    assert [words[nama][1] for nama in ("Terendah", "Median", "Tertinggi")] == [0, 0.25, 0.5]


def test_the_same_workbooks_elsewhere_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "lain")
    one, other = rekap_desember(folder), rekap_desember(tmp_path / "lain", keluaran=tmp_path / "hasil-lain")
    assert isi(one) == isi(other)


def test_a_second_run_reads_again_and_takes_no_notice_of_an_old_store(folder: Path, capsys: Capsys) -> None:
    hasil = rekap_desember(folder)
    first = isi(hasil)
    capsys.readouterr()
    (hasil.parent / ".rekap-zi.simpanan").write_bytes(b"lama")
    rekap_desember(folder)
    assert "Buku kerja yang dibaca: 2. Ditulis:" in capsys.readouterr().out
    assert isi(hasil) == first
    buku_satker(folder / "b" / "rencana.xlsx", "KPU Kabupaten B", None)
    rekap_desember(folder)
    assert "dari 0% sampai 50%" in capsys.readouterr().out
    assert (hasil.parent / ".rekap-zi.simpanan").read_bytes() == b"lama"


def test_a_mark_in_some_workbooks_stands_on_every_document(folder: Path, capsys: Capsys) -> None:
    (folder / "boyolali").mkdir()
    shutil.copy(BUKU_CONTOH, folder / "boyolali")
    hasil = rekap_desember(folder)
    assert "MEMUAT DATA CONTOH (1 SATKER)" in capsys.readouterr().out
    book = load_workbook(hasil / "rekap-zi-2025-12.xlsx")
    assert {sheet["A1"].value for sheet in book} == {"MEMUAT DATA CONTOH (1 SATKER)"}


def test_satker_without_capaian_have_a_dash(folder: Path) -> None:
    shutil.rmtree(folder / "b")
    buku_satker(folder / "b" / "rencana.xlsx", "KPU Kabupaten B")
    hasil = rekap_desember(folder)
    row = next(
        row for row in lembar(hasil / "rekap-zi-2025-12.xlsx", "Per Satker") if row[0] == "KPU Kabupaten B"
    )
    assert row[9:11] == ("–", "–")  # capaian and realisasi jatuh tempo


def test_where_no_satker_has_a_capaian_the_summary_says_so(tmp_path: Path, capsys: Capsys) -> None:
    buku_satker(tmp_path / "satker" / "rencana.xlsx", "KPU Kabupaten A")
    rekap_desember(tmp_path / "satker")
    assert "Belum ada satker yang mempunyai capaian" in capsys.readouterr().out.splitlines()


def test_of_many_that_do_not_count_ten_are_named_and_the_rest_are_counted(
    folder: Path, capsys: Capsys
) -> None:
    for nomor in range(11):
        (folder / f"lama-{nomor:02}.xls").write_bytes(b"x")
    hasil = rekap_desember(folder)
    lines = capsys.readouterr().out.splitlines()
    # Eleven that are no workbook, and the folder without a workbook: twelve.
    assert lines[3] == "Tidak dihitung: 12"
    assert lines[14] == "  dan 2 lainnya; semuanya ada pada dokumen"
    assert [line.startswith("  ") for line in lines[4:16]] == [True] * 11 + [False]
    listed = [row[0] for row in lembar(hasil / "rekap-zi-2025-12.xlsx", "Tidak Dihitung")]
    assert {"kosong/", *(f"lama-{nomor:02}.xls" for nomor in range(11))} <= set(listed)


def test_the_real_plan_before_anything_is_reported(tmp_path: Path, capsys: Capsys) -> None:
    (tmp_path / "satker").mkdir()
    shutil.copy(BUKU_NYATA, tmp_path / "satker")
    rekap_desember(tmp_path / "satker")
    assert (
        "Rata-rata capaian 0% (dari 0% sampai 0%) atas 1 satker yang mempunyai capaian"
        in capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "FOLDER belum disebutkan."),
        (["tidak-ada"], "Folder tidak ditemukan: tidak-ada"),
        ([".", "--format", "xls"], "Format xls tidak dikenal. Yang ada: parquet, csv, dan duckdb."),
        ([".", "--tahun", "25"], "Tahun 25 tidak dikenal. Tulis empat angka, misalnya 2026."),
        ([".", "--bulan", "2026-02"], "Bulan Februari 2026 belum berjalan."),
        (["."], "Tidak ada buku kerja yang dapat dihitung di ."),
    ],
)
def test_wrong_use_is_one_indonesian_line(
    words: list[str], sentence: str, tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert jalankan("rekap", *words) == 2
    shown = capsys.readouterr().err
    assert shown.startswith(sentence)
    assert shown.count("\n") == 1


def test_help_shows_examples_and_that_this_is_no_ranking(capsys: Capsys) -> None:
    assert jalankan("rekap", "--help") == 0
    text = capsys.readouterr().out
    assert "Contoh:" in text
    assert "bukan peringkat" in text


def test_without_its_libraries_the_verb_says_how_to_get_them(
    folder: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _nama: None)
    assert jalankan("rekap", folder) == 2
    assert capsys.readouterr().err.endswith("Caranya pada bagian Rekap banyak satker: zi panduan\n")


def test_a_workbook_that_changes_while_it_is_read_does_not_count(folder: Path) -> None:
    path = folder / "a" / "rencana.xlsx"
    berkas = scan(folder).berkas[0]
    assert berkas.path == path
    hasil = read(replace(berkas, sidik="lain"), DESEMBER, HARI_INI)
    assert hasil == TidakDihitung(berkas.nama, "Berkas ini berubah selagi dibaca. Ulangi perintah.")


def test_a_workbook_that_disappears_does_not_count(folder: Path) -> None:
    berkas = scan(folder).berkas[0]
    berkas.path.unlink()
    gone = read(berkas, DESEMBER, HARI_INI)
    assert isinstance(gone, TidakDihitung)
    assert gone.sebab.startswith("Buku kerja tidak ditemukan")


def test_a_workbook_is_read_with_its_galat_and_what_is_overdue_the_longest_in_each_area(
    tmp_path: Path,
) -> None:
    rows = (
        indikator("Oktober 2025"),
        indikator("November 2025", NO="2", STATUS="menunggu pleno"),
        indikator("Desember 2025", NO="3", STATUS="slesai"),
    )
    buat_buku(tmp_path / "b.xlsx", lengkap(*rows))
    (berkas,) = scan(tmp_path).berkas
    hasil = read(berkas, DESEMBER, HARI_INI)
    assert not isinstance(hasil, TidakDihitung)
    tabel = to_frames([hasil])
    # "menunggu pleno"; "slesai" is read, with a catatan that is no galat.
    assert list(tabel["satker"]["galat"]) == [1]
    # From 31 October: 30 days of November and 31 of December.
    assert list(tabel["area"]["hari_terlambat"]) == [61, 0, 0, 0, 0, 0]


def test_a_file_that_cannot_be_opened_is_said_to_be_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b.xlsx").write_bytes(b"bukan buku kerja")
    (berkas,) = scan(tmp_path).berkas

    def locked(_path: Path) -> None:
        raise PermissionError

    monkeypatch.setattr("zi_reports.sources.load.check_file", locked)
    sebab = "Berkas ini tidak boleh dibuka. Tutup berkas itu di Excel dan periksa haknya, lalu ulangi."
    assert read(berkas, DESEMBER, HARI_INI) == TidakDihitung(berkas.nama, sebab)


def mati(berkas: Berkas, periode: Periode, hari_ini: D) -> Bacaan | TidakDihitung:
    """Read a workbook as a worker does, or die of it."""
    if berkas.nama.startswith("b/"):
        os._exit(1)
    return read(berkas, periode, hari_ini)


@pytest.mark.slow
def test_a_workbook_that_kills_its_process_is_named_and_all_others_count(
    folder: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch, proses: None
) -> None:
    del proses
    for nama in "cde":
        buku_satker(folder / nama / "rencana.xlsx", f"KPU Kabupaten {nama}", D(2025, 10, 1))
    monkeypatch.setattr(tables, "read", mati)
    hasil = rekap_desember(folder)
    assert (
        "  b/rencana.xlsx: Pembacaannya berhenti mendadak. Buka di Excel, lalu Simpan Sebagai .xlsx."
        in capsys.readouterr().out.splitlines()
    )
    rows = baca_csv(hasil / "rekap-zi-2025-12-satker.csv")
    assert [row["satker"][-1] for row in rows] == ["A", "c", "d", "e"]


@pytest.mark.slow
def test_552_workbooks_are_the_sum_of_what_each_status_says(
    tmp_path: Path, capsys: Capsys, proses: None
) -> None:
    del proses
    akar = tmp_path / "satker"
    make_folder(akar)
    total: Counter[str] = Counter()
    for path in akar.rglob("*.xlsx"):
        assert jalankan("status", path, "--bulan", DES, "--json") == 0
        status = json.loads(capsys.readouterr().out)["ringkasan"]
        total.update({name: value for name, value in status.items() if isinstance(value, int)})
    hasil = rekap_desember(akar)
    rows = baca_csv(hasil / "rekap-zi-2025-12-satker.csv")
    # 38 provinsi and 514 kabupaten and kota.
    assert len(rows) == len({row["satker"] for row in rows}) == 552
    assert {name: sum(int(row[name]) for row in rows) for name in total} == total
    words = {str(row[0]): row[1] for row in lembar(hasil / "rekap-zi-2025-12.xlsx", "Ringkasan")}
    assert (words["Satker yang dihitung"], words["Kewajiban"], words["Selesai"], words["Terlambat"]) == (
        552,
        total["kewajiban"],
        total["selesai"],
        total["terlambat"],
    )
