"""The recap of a triwulan, a semester or a year: its names, its figures, and its place beside those of months."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import pytest
from conftest import Capsys, buat_buku, indikator, jalankan, lengkap
from openpyxl import load_workbook
from rekap_kecil import baca_csv
from test_word import teks

from zi_reports.rekap import tables
from zi_reports.rekap.read import scan

D = dt.date
FEBRUARI = D(2026, 2, 10)
pytestmark = pytest.mark.usefixtures("satu_proses")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two satker: A has done one of two that were due in October, B ticked off what is due in March 2026."""
    akar = tmp_path / "satker"
    for nama, rows in (
        ("A", (indikator(TANGGAL_SELESAI=D(2025, 10, 1)), indikator(NO="2"))),
        ("B", (indikator("31 Maret 2026", STATUS="Selesai"),)),
    ):
        (akar / nama).mkdir(parents=True)
        settings = {"Satker": f"KPU Kabupaten {nama}", "Tahun Rencana": 2025}
        buat_buku(akar / nama / "rencana.xlsx", lengkap(*rows), pengaturan=settings)
    return akar


def rekap(folder: Path, periode: str, *words: str, hari_ini: D = FEBRUARI) -> Path:
    hasil = folder.parent / "hasil"
    assert (
        jalankan("rekap", folder, "--periode", periode, "--keluaran", hasil, *words, hari_ini=hari_ini) == 0
    )
    return hasil / periode


def test_the_documents_and_data_of_a_triwulan_are_named_by_it(folder: Path, capsys: Capsys) -> None:
    hasil = rekap(folder, "2025-TW4")
    assert capsys.readouterr().out.startswith(
        "Rekap 2 satker, rencana 2025, Triwulan IV 2025, per 31 Desember 2025\n"
    )
    data = [f"rekap-zi-2025-TW4-{nama}" for nama in ("indikator", "kewajiban", "satker")]
    assert sorted(path.name for path in hasil.iterdir()) == sorted(
        ["rekap-zi-2025-TW4.docx", "rekap-zi-2025-TW4.xlsx"]
        + [f"{nama}.{ending}" for nama in data for ending in ("csv", "parquet")]
    )
    for nama in data:
        assert {
            (row["bulan"], row["per_tanggal"], row["periode"]) for row in baca_csv(hasil / f"{nama}.csv")
        } == {("2025-12-01", "2025-12-31", "2025-TW4")}


@pytest.mark.parametrize(
    ("periode", "hari_ini", "judul", "cakupan"),
    [
        ("2025-12", D(2026, 2, 10), "BULAN DESEMBER 2025", "Per 31 Desember 2025"),
        ("2025-TW4", D(2026, 2, 10), "TRIWULAN IV 2025", "Triwulan IV 2025, per 31 Desember 2025"),
        ("2025", D(2025, 11, 3), "TAHUN 2025", "Tahun 2025, per 3 November 2025 (hari berjalan)"),
    ],
)
def test_word_and_excel_say_the_period(
    periode: str, hari_ini: D, judul: str, cakupan: str, folder: Path
) -> None:
    hasil = rekap(folder, periode, hari_ini=hari_ini)
    text = teks((hasil / f"rekap-zi-{periode}.docx").read_bytes())
    assert f"2 SATKER\n{judul}\n" in text
    for sheet in load_workbook(hasil / f"rekap-zi-{periode}.xlsx").worksheets:
        titles = [cell.value for cell in sheet["A"][:3]]
        assert f"2 satker · Rencana Aksi Zona Integritas 2025 · {cakupan}" in titles


def test_a_tick_without_a_date_counts_by_the_kind_of_the_recap(folder: Path) -> None:
    """In February 2026 December is no more the newest month that is over, but the fourth triwulan is the newest."""
    finished = {
        periode: [
            row["selesai"] for row in baca_csv(rekap(folder, periode) / f"rekap-zi-{periode}-satker.csv")
        ]
        for periode in ("2025-12", "2025-TW4", "2025-TW3", "2025")
    }
    assert finished == {
        "2025-12": ["1", "0"], "2025-TW4": ["1", "1"], "2025-TW3": ["0", "0"], "2025": ["1", "1"]
    }  # fmt: skip


@pytest.mark.slow
def test_a_triwulan_stands_beside_its_last_month_in_the_duckdb_file(folder: Path) -> None:
    for periode in ("2025-12", "2025-TW4", "2025-TW4", "2025", "2025-12"):
        rekap(folder, periode, "--format", "duckdb")
    with duckdb.connect(folder.parent / "hasil" / "rekap-zi.duckdb", read_only=True) as db:
        found = db.execute("SELECT periode, bulan, satker, selesai FROM satker ORDER BY ALL").fetchall()
        many = db.execute("SELECT periode, count(*) FROM kewajiban GROUP BY ALL ORDER BY ALL").fetchall()
    assert found == [
        (periode, D(2025, 12, 1), f"KPU Kabupaten {satker}", selesai)
        for periode, b in (("2025", 1), ("2025-12", 0), ("2025-TW4", 1))
        for satker, selesai in (("A", 1), ("B", b))
    ]
    assert many == [("2025", 3), ("2025-12", 3), ("2025-TW4", 3)]


def test_a_duckdb_file_of_before_periods_is_gone_on_with(folder: Path) -> None:
    file = folder.parent / "hasil" / "rekap-zi.duckdb"
    for periode in ("2025-11", "2025-12"):
        rekap(folder, periode, "--format", "duckdb")
    with duckdb.connect(file) as db:
        for nama in tables.TABEL:
            db.execute(f"ALTER TABLE {nama} DROP COLUMN periode")
        db.execute("UPDATE satker SET selesai = 99")
    rekap(folder, "2025-TW4", "--format", "duckdb")
    rekap(folder, "2025-12", "--format", "duckdb")
    with duckdb.connect(file, read_only=True) as db:
        found = db.execute("SELECT periode, satker[-1], selesai FROM satker ORDER BY ALL").fetchall()
    # November is as it was; December, which was there by its month alone, was replaced by its new recap.
    assert found == [
        *(("2025-11", "A", 99), ("2025-11", "B", 99)),
        *(("2025-12", "A", 1), ("2025-12", "B", 0)),
        *(("2025-TW4", "A", 1), ("2025-TW4", "B", 1)),
    ]


def test_reports_of_ours_are_passed_over_but_never_a_plan_that_is_named_like_one(folder: Path) -> None:
    (folder / "A" / "2025").mkdir()
    ours = ("2025/monev-zi-2025.xlsx", "2025/laporan-monev-zi-2025.docx", "monev-zi-2025-TW4.xlsx")
    for nama in (*ours, "rekap-zi-2025-S1.xlsx", "monev-zi-2025-12-revisi-2.xlsx"):
        (folder / "A" / nama).write_bytes(b"laporan")
    (folder / "B" / "rencana.xlsx").rename(folder / "B" / "monev-zi-2025.xlsx")
    assert [satu.nama for satu in scan(folder).berkas] == ["A/rencana.xlsx", "B/monev-zi-2025.xlsx"]


def test_a_period_that_has_not_begun_is_refused(folder: Path, capsys: Capsys) -> None:
    assert jalankan("rekap", folder, "--periode", "2026-TW2", hari_ini=D(2026, 2, 10)) == 2
    assert capsys.readouterr().err.startswith("Triwulan II 2026 belum berjalan.")
