from __future__ import annotations

import csv
import datetime as dt
import errno
import io
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
import rekap_kecil
from conftest import (
    AKAR,
    BUKU_CONTOH,
    BUKU_NYATA,
    HARI_INI,
    SATKER,
    Capsys,
    buat_buku,
    indikator,
    isi,
    jalankan,
    lengkap,
    satu_baris_galat,
)
from openpyxl import load_workbook
from rencana_kecil import DES_31
from test_word import teks

from zi_reports.monev.figures import TidakDihitung
from zi_reports.rekap import tables
from zi_reports.rekap.read import Bacaan, Berkas, read, scan
from zi_reports.rekap.tables import keep, to_frames
from zi_reports.rencana.model import Catatan, Rencana
from zi_reports.rencana.periode import Periode
from zi_reports.sources.workbook import read_workbook

sys.path.insert(0, str(AKAR / "tests" / "bench"))
from satker import make_folder

D = dt.date
DES = "2025-12"
DESEMBER = Periode.of(DES_31)


@pytest.fixture(autouse=True)
def tanpa_proses(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read within this process, which is quicker than to start others; one test does without this."""
    if "proses" not in request.fixturenames:
        monkeypatch.setattr(
            tables, "work_through", lambda tugas, kerja: ((satu, kerja(satu)) for satu in tugas)
        )


@pytest.fixture
def proses() -> None:
    """Ask for the real processes."""


def buku(path: Path, satker: str, *selesai: D | None, tahun: int = 2025) -> Path:
    """Make a workbook with one indikator for each day on which one was finished, or None."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [indikator(NO=str(n), TANGGAL_SELESAI=hari) for n, hari in enumerate(selesai, start=1)]
    return buat_buku(path, lengkap(*rows), pengaturan={"Satker": satker, "Tahun Rencana": tahun})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two satker that count, and one of each kind that does not."""
    akar = tmp_path / "satker"
    buku(akar / "a" / "rencana.xlsx", "KPU Kabupaten A", D(2025, 10, 1), None)
    buku(akar / "b" / "rencana.xlsx", "KPU Kabupaten B", D(2025, 11, 5), D(2025, 10, 31), None, None)
    (akar / "kosong").mkdir()
    (akar / "a" / "~$rencana.xlsx").write_bytes(b"kunci")
    return akar


def rekap(folder: Path, *words: str, keluaran: Path | None = None) -> Path:
    """Make the recap of December; give the folder of its documents."""
    hasil = keluaran or folder.parent / "hasil"
    assert jalankan("rekap", folder, "--bulan", DES, "--keluaran", hasil, *words) == 0
    return hasil / DES


def tabel(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def lembar(path: Path, nama: str) -> list[tuple[Any, ...]]:
    """Give the rows of a sheet with the values that formulas were given."""
    return list(load_workbook(path, data_only=True)[nama].iter_rows(values_only=True))


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
    hasil = rekap(akar)
    assert "Tidak dihitung: 1\n  rusak.xlsx: Berkas ini terpotong atau rusak" in capsys.readouterr().out
    rows = {row["satker"]: row for row in tabel(hasil / "rekap-zi-2025-12-satker.csv")}
    assert sorted(rows) == sorted(satu["satker"] for satu in status)
    for satu in status:
        row = rows[satu["satker"]]
        counts = {name: value for name, value in satu["ringkasan"].items() if isinstance(value, int)}
        assert {name: int(row[name]) for name in counts} == counts
        assert float(row["capaian"]) == pytest.approx(satu["ringkasan"]["capaian"], abs=1e-12)
    kewajiban = tabel(hasil / "rekap-zi-2025-12-kewajiban.csv")
    late = sum(satu["ringkasan"]["terlambat"] for satu in status)
    assert len(kewajiban) == sum(satu["ringkasan"]["kewajiban"] for satu in status)
    assert sum(row["keadaan"] == "terlambat" for row in kewajiban) == late
    assert ("Terlambat", late) in [row[:2] for row in lembar(hasil / "rekap-zi-2025-12.xlsx", "Ringkasan")]


def test_each_satker_stands_in_both_documents_by_name(folder: Path, capsys: Capsys) -> None:
    hasil = rekap(folder)
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


def test_tidy_rows_are_typed_in_parquet_and_harmless_in_csv(folder: Path) -> None:
    path = buku(folder / "c" / "rencana.xlsx", "KPU Kabupaten C", None)
    book = load_workbook(path)
    book["Rencana Aksi"]["C7"] = '=HYPERLINK("http://contoh.id")'
    book["Rencana Aksi"]["C7"].data_type = "s"
    book.save(path)
    hasil = rekap(folder)
    with duckdb.connect() as db:
        table = db.read_parquet(str(hasil / "rekap-zi-2025-12-kewajiban.parquet"))
        rows = table.project("bulan, satker, jatuh_tempo, keadaan, hari_terlambat").fetchall()
        texts = table.filter("satker LIKE '%C'").project("indikator").fetchall()
    assert rows[:2] == [
        (D(2025, 12, 1), "KPU Kabupaten A", D(2025, 10, 31), "selesai", 0),
        (D(2025, 12, 1), "KPU Kabupaten A", D(2025, 10, 31), "terlambat", 61),
    ]
    assert texts == [('=HYPERLINK("http://contoh.id")',)]
    assert (
        tabel(hasil / "rekap-zi-2025-12-kewajiban.csv")[-1]["indikator"] == '\'=HYPERLINK("http://contoh.id")'
    )
    assert (
        (hasil / "rekap-zi-2025-12-kewajiban.csv")
        .read_bytes()
        .startswith(b'\xef\xbb\xbf"bulan","per_tanggal","tahun"')
    )


@pytest.mark.parametrize("tanda", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_in_csv_becomes_a_formula_and_every_text_stands_in_quotes(tanda: str) -> None:
    table = to_frames([rekap_kecil.satker("KPU", tanda=f"{tanda}1+1")])
    rapi = tables.tidy(keep(table, table["satker"]), DESEMBER, DES_31)
    (line,) = tables.to_csv(rapi["satker"]).decode("utf-8-sig").split("\n")[1:-1]
    # 2 indikator with 4 kewajiban; the rest is as in HITUNGAN, with a capaian and without a realisasi.
    assert line == (
        f'"2025-12-01","2025-12-31",2025,"KPU","KPU.xlsx","\'{tanda}1+1",0,2,4,2,1,1,0,1,1,0,0,0.5,"","2025-12"'
    )


def test_the_mean_of_three_workbooks_is_that_worked_out_by_hand(tmp_path: Path, capsys: Capsys) -> None:
    akar = tmp_path / "satker"
    buku(akar / "a.xlsx", "KPU Kabupaten A", D(2025, 10, 1), None)
    buku(akar / "b.xlsx", "KPU Kabupaten B", D(2025, 10, 1), None, None, None)
    buku(akar / "c.xlsx", "KPU Kabupaten C", None)
    hasil = rekap(akar)
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


def test_an_indikator_stands_on_one_row_with_its_text_as_typed(folder: Path) -> None:
    text = 'baris\nkedua; "kutip", koma \u2028 {{ x }}'
    buat_buku(folder / "a" / "rencana.xlsx", lengkap(indikator("Oktober dan Desember 2025", KENDALA=text)))
    rows = tabel(rekap(folder) / "rekap-zi-2025-12-indikator.csv")
    satu = next(row for row in rows if row["satker"] == SATKER)
    assert (satu["kendala"], satu["jatuh_tempo"]) == (text, "2025-10-31 2025-12-31")
    assert (satu["area"], satu["kode"], satu["sel"], satu["kewajiban"]) == ("I", "I.1.1", "C7", "2")


def test_the_same_workbooks_elsewhere_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "lain")
    one, other = rekap(folder), rekap(tmp_path / "lain", keluaran=tmp_path / "hasil-lain")
    assert isi(one) == isi(other)


def test_a_second_run_reads_again_and_takes_no_notice_of_an_old_store(folder: Path, capsys: Capsys) -> None:
    hasil = rekap(folder)
    first = isi(hasil)
    capsys.readouterr()
    (hasil.parent / ".rekap-zi.simpanan").write_bytes(b"lama")
    rekap(folder)
    assert "Buku kerja yang dibaca: 2. Ditulis:" in capsys.readouterr().out
    assert isi(hasil) == first
    buku(folder / "b" / "rencana.xlsx", "KPU Kabupaten B", None)
    rekap(folder)
    assert "dari 0% sampai 50%" in capsys.readouterr().out
    assert (hasil.parent / ".rekap-zi.simpanan").read_bytes() == b"lama"


@pytest.mark.slow
def test_another_month_is_read_anew_and_both_stand_in_one_duckdb_file(folder: Path, tmp_path: Path) -> None:
    hasil = tmp_path / "hasil"
    for bulan in ("2025-10", DES, DES):
        words = ("--bulan", bulan, "--keluaran", hasil, "--format", "duckdb")
        assert jalankan("rekap", folder, *words) == 0
        assert [path.suffix for path in sorted((hasil / bulan).iterdir())] == [".docx", ".xlsx"]
    buku(folder / "b" / "rencana.xlsx", "KPU Kabupaten B", None)
    assert jalankan("rekap", folder, "--bulan", DES, "--keluaran", hasil, "--format", "duckdb") == 0
    with duckdb.connect(hasil / "rekap-zi.duckdb", read_only=True) as db:
        rows = db.execute("SELECT bulan, satker, kewajiban, selesai FROM satker ORDER BY ALL").fetchall()
        assert rows == [
            (D(2025, 10, 1), "KPU Kabupaten A", 2, 1),
            (D(2025, 10, 1), "KPU Kabupaten B", 4, 1),
            (D(2025, 12, 1), "KPU Kabupaten A", 2, 1),
            (D(2025, 12, 1), "KPU Kabupaten B", 1, 0),
        ]
        counts = db.execute("SELECT bulan, count(*) FROM kewajiban GROUP BY bulan ORDER BY bulan").fetchall()
        assert counts == [(D(2025, 10, 1), 6), (D(2025, 12, 1), 3)]


def test_a_full_disk_leaves_the_recap_of_before_and_nothing_half_written(
    folder: Path, tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("rekap", folder, "--keluaran", tmp_path / "hasil", "--format", "duckdb", "--format", "csv")
    assert jalankan(*words, "--bulan", "2025-10") == 0
    before = isi(tmp_path / "hasil")

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr("zi_reports.files.os.fsync", full)
    capsys.readouterr()
    assert jalankan(*words, "--bulan", DES) == 2
    assert satu_baris_galat(capsys).startswith(f"Ruang penyimpanan untuk {tmp_path / 'hasil' / DES} penuh.")
    assert isi(tmp_path / "hasil") == before


def test_a_duckdb_file_in_use_elsewhere_is_said_and_kept(
    folder: Path, tmp_path: Path, capsys: Capsys
) -> None:
    words = ("rekap", folder, "--keluaran", tmp_path / "hasil", "--format", "duckdb", "--bulan", DES)
    assert jalankan(*words) == 0
    path = tmp_path / "hasil" / "rekap-zi.duckdb"
    before = path.read_bytes()
    hold = "import duckdb, sys; db = duckdb.connect(sys.argv[1]); print(flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", hold, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        assert jalankan(*words) == 2
        other.communicate()
    assert "rekap-zi.duckdb tidak dapat diisi. Tutup bila sedang dipakai" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_a_duckdb_file_of_another_kind_is_said_and_kept(folder: Path, tmp_path: Path, capsys: Capsys) -> None:
    (tmp_path / "hasil").mkdir()
    path = tmp_path / "hasil" / "rekap-zi.duckdb"
    path.write_bytes(b"bukan DuckDB" * 1000)
    words = ("--bulan", DES, "--keluaran", tmp_path / "hasil", "--format", "duckdb")
    assert jalankan("rekap", folder, *words) == 2
    assert "rekap-zi.duckdb tidak dapat diisi" in capsys.readouterr().err
    assert path.read_bytes() == b"bukan DuckDB" * 1000
    assert list((tmp_path / "hasil" / DES).iterdir()) == []


def test_a_mark_in_some_workbooks_stands_on_every_document(folder: Path, capsys: Capsys) -> None:
    (folder / "boyolali").mkdir()
    shutil.copy(BUKU_CONTOH, folder / "boyolali")
    hasil = rekap(folder)
    assert "MEMUAT DATA CONTOH (1 SATKER)" in capsys.readouterr().out
    book = load_workbook(hasil / "rekap-zi-2025-12.xlsx")
    assert {sheet["A1"].value for sheet in book} == {"MEMUAT DATA CONTOH (1 SATKER)"}


def test_satker_without_capaian_have_a_dash(folder: Path) -> None:
    shutil.rmtree(folder / "b")
    buku(folder / "b" / "rencana.xlsx", "KPU Kabupaten B")
    hasil = rekap(folder)
    row = next(
        row for row in lembar(hasil / "rekap-zi-2025-12.xlsx", "Per Satker") if row[0] == "KPU Kabupaten B"
    )
    assert row[9:11] == ("–", "–")  # capaian and realisasi jatuh tempo


def test_where_no_satker_has_a_capaian_the_summary_says_so(tmp_path: Path, capsys: Capsys) -> None:
    buku(tmp_path / "satker" / "rencana.xlsx", "KPU Kabupaten A")
    rekap(tmp_path / "satker")
    assert "Belum ada satker yang mempunyai capaian" in capsys.readouterr().out.splitlines()


def test_of_many_that_do_not_count_ten_are_named_and_the_rest_are_counted(
    folder: Path, capsys: Capsys
) -> None:
    for nomor in range(11):
        (folder / f"lama-{nomor:02}.xls").write_bytes(b"x")
    hasil = rekap(folder)
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
    rekap(tmp_path / "satker")
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


def test_half_a_character_becomes_a_question_mark(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def halved(path: Path) -> tuple[Rencana, tuple[Catatan, ...]]:
        rencana, catatan = read_workbook(path)
        return replace(rencana, pengaturan=replace(rencana.pengaturan, satker="KPU \ud83d")), catatan

    monkeypatch.setattr("zi_reports.rekap.read.read_workbook", halved)
    shutil.rmtree(folder / "b")
    assert [row["satker"] for row in tabel(rekap(folder) / "rekap-zi-2025-12-satker.csv")] == ["KPU ?"]


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
        buku(folder / nama / "rencana.xlsx", f"KPU Kabupaten {nama}", D(2025, 10, 1))
    monkeypatch.setattr(tables, "read", mati)
    hasil = rekap(folder)
    assert (
        "  b/rencana.xlsx: Pembacaannya berhenti mendadak. Buka di Excel, lalu Simpan Sebagai .xlsx."
        in capsys.readouterr().out.splitlines()
    )
    rows = tabel(hasil / "rekap-zi-2025-12-satker.csv")
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
    hasil = rekap(akar)
    rows = tabel(hasil / "rekap-zi-2025-12-satker.csv")
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
