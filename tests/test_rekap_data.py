"""The tidy data of a recap: typed rows, harmless CSV, and one DuckDB file of all periods."""

from __future__ import annotations

import datetime as dt
import errno
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
import rekap_kecil
from conftest import SATKER, Capsys, buat_buku, indikator, isi, jalankan, lengkap, satu_baris_galat
from openpyxl import load_workbook
from rekap_kecil import baca_csv, buku_satker, dua_satker, rekap_desember
from rencana_kecil import DES_31

from zi_reports.rekap import tables
from zi_reports.rekap.tables import keep, to_frames
from zi_reports.rencana.model import Catatan, Rencana
from zi_reports.rencana.periode import Periode
from zi_reports.sources.workbook import read_workbook

D = dt.date
DES = "2025-12"
pytestmark = pytest.mark.usefixtures("satu_proses")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return dua_satker(tmp_path / "satker")


def test_tidy_rows_are_typed_in_parquet_and_harmless_in_csv(folder: Path) -> None:
    path = buku_satker(folder / "c" / "rencana.xlsx", "KPU Kabupaten C", None)
    book = load_workbook(path)
    book["Rencana Aksi"]["C7"] = '=HYPERLINK("http://contoh.id")'
    book["Rencana Aksi"]["C7"].data_type = "s"
    book.save(path)
    hasil = rekap_desember(folder)
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
        baca_csv(hasil / "rekap-zi-2025-12-kewajiban.csv")[-1]["indikator"]
        == '\'=HYPERLINK("http://contoh.id")'
    )
    assert (
        (hasil / "rekap-zi-2025-12-kewajiban.csv")
        .read_bytes()
        .startswith(b'\xef\xbb\xbf"bulan","per_tanggal","tahun"')
    )


@pytest.mark.parametrize("tanda", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_in_csv_becomes_a_formula_and_every_text_stands_in_quotes(tanda: str) -> None:
    table = to_frames([rekap_kecil.satker("KPU", tanda=f"{tanda}1+1")])
    rapi = tables.tidy(keep(table, table["satker"]), Periode.of(DES_31), DES_31)
    (line,) = tables.to_csv(rapi["satker"]).decode("utf-8-sig").split("\n")[1:-1]
    # 2 indikator with 4 kewajiban; the rest is as in HITUNGAN, with a capaian and without a realisasi.
    assert line == (
        f'"2025-12-01","2025-12-31",2025,"KPU","KPU.xlsx","\'{tanda}1+1",0,2,4,2,1,1,0,1,1,0,0,0.5,"","2025-12"'
    )


def test_an_indikator_stands_on_one_row_with_its_text_as_typed(folder: Path) -> None:
    text = 'baris\nkedua; "kutip", koma \u2028 {{ x }}'
    buat_buku(folder / "a" / "rencana.xlsx", lengkap(indikator("Oktober dan Desember 2025", KENDALA=text)))
    rows = baca_csv(rekap_desember(folder) / "rekap-zi-2025-12-indikator.csv")
    satu = next(row for row in rows if row["satker"] == SATKER)
    assert (satu["kendala"], satu["jatuh_tempo"]) == (text, "2025-10-31 2025-12-31")
    assert (satu["area"], satu["kode"], satu["sel"], satu["kewajiban"]) == ("I", "I.1.1", "C7", "2")


@pytest.mark.slow
def test_another_month_is_read_anew_and_both_stand_in_one_duckdb_file(folder: Path, tmp_path: Path) -> None:
    hasil = tmp_path / "hasil"
    for bulan in ("2025-10", DES, DES):
        words = ("--bulan", bulan, "--keluaran", hasil, "--format", "duckdb")
        assert jalankan("rekap", folder, *words) == 0
        assert [path.suffix for path in sorted((hasil / bulan).iterdir())] == [".docx", ".xlsx"]
    buku_satker(folder / "b" / "rencana.xlsx", "KPU Kabupaten B", None)
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


def test_half_a_character_becomes_a_question_mark(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def halved(path: Path) -> tuple[Rencana, tuple[Catatan, ...]]:
        rencana, catatan = read_workbook(path)
        return replace(rencana, pengaturan=replace(rencana.pengaturan, satker="KPU \ud83d")), catatan

    monkeypatch.setattr("zi_reports.rekap.read.read_workbook", halved)
    shutil.rmtree(folder / "b")
    assert [row["satker"] for row in baca_csv(rekap_desember(folder) / "rekap-zi-2025-12-satker.csv")] == [
        "KPU ?"
    ]
