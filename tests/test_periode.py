"""Periods: their days, their names, and how people write them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click
import pytest
from conftest import Capsys, buat_buku, indikator, jalankan, lengkap
from hypothesis import given
from hypothesis import strategies as st
from rencana_kecil import indikator as baris
from rencana_kecil import komponen, rencana

from zi_reports import cli
from zi_reports.cli import perintah
from zi_reports.monev.figures import assess
from zi_reports.rencana.model import Kewajiban, Realisasi
from zi_reports.rencana.periode import JenisPeriode, Periode

D = dt.date
BULAN, TRIWULAN, SEMESTER, TAHUN = JenisPeriode


def periode(teks: str) -> Periode:
    """Read a period as the command does."""
    satu = perintah.PERIODE(teks)
    assert satu is not None
    return satu


@pytest.mark.parametrize(
    ("hari", "jenis", "nama", "sebutan", "singkat", "awal", "akhir"),
    [
        (D(2025, 12, 31), BULAN, "2025-12", "Desember 2025", "Des 2025", D(2025, 12, 1), D(2025, 12, 31)),
        (D(2024, 2, 29), BULAN, "2024-02", "Februari 2024", "Feb 2024", D(2024, 2, 1), D(2024, 2, 29)),
        (D(2025, 1, 1), TRIWULAN, "2025-TW1", "Triwulan I 2025", "TW1 2025", D(2025, 1, 1), D(2025, 3, 31)),
        (D(2025, 6, 30), TRIWULAN, "2025-TW2", "Triwulan II 2025", "TW2 2025", D(2025, 4, 1), D(2025, 6, 30)),
        (D(2025, 7, 1), TRIWULAN, "2025-TW3", "Triwulan III 2025", "TW3 2025", D(2025, 7, 1), D(2025, 9, 30)),
        (
            D(2025, 11, 5),
            TRIWULAN,
            "2025-TW4",
            "Triwulan IV 2025",
            "TW4 2025",
            D(2025, 10, 1),
            D(2025, 12, 31),
        ),
        (D(2024, 2, 29), SEMESTER, "2024-S1", "Semester I 2024", "S1 2024", D(2024, 1, 1), D(2024, 6, 30)),
        (D(2025, 7, 1), SEMESTER, "2025-S2", "Semester II 2025", "S2 2025", D(2025, 7, 1), D(2025, 12, 31)),
        (D(2024, 2, 29), TAHUN, "2024", "Tahun 2024", "Tahun 2024", D(2024, 1, 1), D(2024, 12, 31)),
    ],
)
def test_a_day_lies_in_one_period_of_each_kind(  # noqa: PLR0913, PLR0917 - a case is what a period has
    hari: D, jenis: JenisPeriode, nama: str, sebutan: str, singkat: str, awal: D, akhir: D
) -> None:
    satu = Periode.of(hari, jenis)
    assert (satu.nama, str(satu), satu.singkat, satu.awal, satu.akhir) == (
        nama,
        sebutan,
        singkat,
        awal,
        akhir,
    )
    assert periode(nama) == satu
    assert periode(sebutan) == satu


def test_the_period_before_and_the_next_cross_the_years_end() -> None:
    for before, after in (
        ("2025-12", "2026-01"),
        ("2025-TW4", "2026-TW1"),
        ("2025-S2", "2026-S1"),
        ("2025", "2026"),
    ):
        first, second = periode(before), periode(after)
        assert (first.berikutnya, second.sebelumnya) == (second, first)


@given(st.dates(D(2001, 1, 1), D(2098, 12, 31)), st.sampled_from(JenisPeriode))
def test_periods_of_a_kind_follow_each_other_day_by_day(hari: D, jenis: JenisPeriode) -> None:
    satu = Periode.of(hari, jenis)
    assert satu.awal <= hari <= satu.akhir
    assert satu.berikutnya.awal == satu.akhir + dt.timedelta(days=1)
    assert satu.sebelumnya.akhir == satu.awal - dt.timedelta(days=1)
    assert periode(satu.nama) == satu


@pytest.mark.parametrize(
    ("teks", "nama"),
    [
        ("tw4 2025", "2025-TW4"),
        ("TW IV/2025", "2025-TW4"),
        ("Triwulan 4 2025", "2025-TW4"),
        ("triwulan iv tahun 2025", "2025-TW4"),
        ("2025 TW-IV", "2025-TW4"),
        ("2025S2", "2025-S2"),
        ("Semester II Tahun 2025", "2025-S2"),
        ("s1-2025", "2025-S1"),
        ("Tahun 2025", "2025"),
        ("Desember Tahun 2025", "2025-12"),
    ],
)
def test_a_period_is_taken_as_people_write_it(teks: str, nama: str) -> None:
    assert periode(teks).nama == nama


@pytest.mark.parametrize(
    "teks",
    [
        "TW4",
        "2025-TW5",
        "2025-S3",
        "Semester IV 2025",
        "2025-TW",
        "Semester 2025",
        "Tahun",
        "2025-S0",
        "25-S1",
    ],
)
def test_what_is_no_period_is_refused_with_an_example_of_each_kind(teks: str) -> None:
    with pytest.raises(click.BadParameter, match=r"2025-TW4 \(triwulan\), 2025-S2 \(semester\), atau 2025"):
        periode(teks)


@pytest.mark.parametrize(
    "words",
    [
        "Triwulan III 2025 Triwulan IV 2025",
        "TW3 2025 TW4 2025",
        "September 2025 Semester II Tahun 2025",
        "bulan September 2025 Tahun 2025",
        "TW 3 2025 2025",
    ],
)
def test_periods_stand_without_quotation_marks(words: str, tmp_path: Path, capsys: Capsys) -> None:
    book = buat_buku(tmp_path / "buku.xlsx", lengkap(indikator()))
    assert jalankan("bandingkan", *words.split(), book, "--keluaran", tmp_path) == 0
    assert "30 September 2025 dibandingkan 31 Desember 2025" in capsys.readouterr().out


def test_a_tick_without_a_date_counts_in_the_newest_report_of_its_kind() -> None:
    """It is due in March 2026. In February the newest that are over are the month January and triwulan TW4."""
    plan = rencana(komponen(baris("Survei", Kewajiban(D(2026, 3, 31), Realisasi(selesai=True)))))

    def counted(teks: str, hari_ini: D) -> bool:
        satu = periode(teks)
        return assess(plan, satu.akhir, hari_ini, jenis=satu.jenis).ringkasan.hitungan.selesai == 1

    february, april, july = D(2026, 2, 10), D(2026, 4, 1), D(2026, 7, 1)
    wanted = {"2025-12": (), "2026-01": (february,), "2025-TW3": (), "2025-TW4": (february,)}
    wanted |= {"2025-S2": (february, april), "2025": (february, april, july)}
    for teks, days in wanted.items():
        assert [hari for hari in (february, april, july) if counted(teks, hari)] == list(days), teks


def test_at_a_terminal_months_are_offered_and_any_period_may_be_typed() -> None:
    assert [str(satu) for satu in cli.recent_months(D(2026, 2, 3))] == [
        *("Februari 2026", "Januari 2026", "Desember 2025", "November 2025", "Oktober 2025", "September 2025")
    ]
    for teks in ("2025-TW4", "Semester II 2025", "2025", "2026-TW1"):
        assert cli.periode_fault(teks, 2025, D(2026, 2, 3)) == ""
    assert cli.periode_fault("2026-TW2", 2025, D(2026, 2, 3)).startswith("Triwulan II 2026 belum berjalan.")
    assert cli.periode_fault("2015-S1", 2025, D(2026, 2, 3)).endswith("Maksudnya 2025-S1?")
