"""Days, months and evidence that staff fill in are read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from baca_kecil import TAUTAN, D, baca, realisasi, satu
from conftest import KOLOM, buat_buku, indikator, lengkap
from rencana_kecil import OKT_31

from zi_reports.rencana.model import BuktiDukung, Realisasi, Status
from zi_reports.sources.grid import Grid, Hari, read_day
from zi_reports.sources.workbook import read_sheets, read_workbook


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("31 Oktober 2025", OKT_31),
        ("Jumat, 31 Oktober 2025", OKT_31),
        ("Jum'at 31-10-2025", OKT_31),
        ("tgl. 31/10/2025", OKT_31),
        ("31/10/2025 14:30", OKT_31),
        ("31 Oktober 2025 pukul 09.00 WIB", OKT_31),
        ("2025-10-31T00:00:00", OKT_31),
        ("5/7/2025", D(2025, 7, 5)),
        (dt.datetime.combine(OKT_31, dt.time(23, 59)), OKT_31),
        ("31/10/25", OKT_31),
        ("31.10.25", OKT_31),
        ("31 / 10 / 25", OKT_31),
        ("31-Okt-25", OKT_31),
        ("Jumat, 31 Okt '25", OKT_31),
        (45961, OKT_31),
        (45961.75, OKT_31),
        ("45961", OKT_31),
    ],
)
def test_a_day_is_read_in_many_forms(value: Any, day: dt.date) -> None:
    read = read_day(value, tahun=2025)
    assert read.hari == day
    assert read.ditafsirkan == (isinstance(value, int | float) or value == "45961")
    assert read.dua_angka == (
        value in {"31/10/25", "31.10.25", "31 / 10 / 25", "31-Okt-25", "Jumat, 31 Okt '25"}
    )


@pytest.mark.parametrize(
    ("value", "suggested"),
    [
        ("Senin, 31 Oktober 2025", OKT_31),
        ("31 Oktobr 2025", OKT_31),
        ("31 Juni 2025", None),
        ("Oktober 2025", None),
        ("31 Oktober", OKT_31),
        ("31/10", OKT_31),
        ("31-10", OKT_31),
        ("Oct 31, 2025", OKT_31),
        ("2025/10/31", OKT_31),
        ("25/10/31", None),
        ("31/10/23", None),
        ("32/1/25", None),
        (D(1900, 1, 5), None),
        (2025, None),
        (20251031, None),
        (True, None),
        (dt.time(7, 30), None),
        (dt.timedelta(hours=30), None),
        ("secepatnya", None),
    ],
)
def test_a_day_that_is_impossible_or_doubtful_is_none(value: Any, suggested: dt.date | None) -> None:
    assert read_day(value, tahun=2025) == Hari(saran=suggested)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("10/31/2025", Hari(saran=OKT_31, lain=OKT_31)),
        ("10/31/2025 12:00:00 AM", Hari(saran=OKT_31, lain=OKT_31)),
        ("10-31-25", Hari(saran=OKT_31, lain=OKT_31)),
        ("05/12/2025", Hari(D(2025, 12, 5), lain=D(2025, 5, 12))),
        ("05/12/25", Hari(D(2025, 12, 5), dua_angka=True, lain=D(2025, 5, 12))),
        ("12/12/2025", Hari(D(2025, 12, 12))),
        ("Jumat, 05/12/2025", Hari(D(2025, 12, 5))),  # 12 May 2025 is a Monday
    ],
)
def test_figures_say_what_they_are_with_the_month_in_front(value: str, read: Hari) -> None:
    assert read_day(value, tahun=2025) == read


def test_a_year_of_two_figures_is_none_where_the_plan_year_is_not_known() -> None:
    assert read_day("31/10/25") == Hari()


def test_serial_numbers_count_from_1904_where_the_workbook_does(tmp_path: Path) -> None:
    path = tmp_path / "mac.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True}) as book:
        sheet = book.add_worksheet("Rencana Aksi")
        form = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, KOLOM)
        sheet.write_row(1, 0, ["I", "Area"])
        sheet.write_row(2, 0, ["1", "Komponen", "Dengan format", "", "", "Oktober 2025"])
        sheet.write_datetime(2, 7, D(2025, 10, 30), form)
        # 31 October 2025 is day 45961 after 30 December 1899, from which 1 January 1904 is 1462 days.
        sheet.write_row(3, 0, ["2", "Lain", "Tanpa format", "", "", "Oktober 2025", "", 45961 - 1462])
        book.add_worksheet("Pengaturan").write_row(0, 0, ["Tahun Rencana", 2025])
    rencana, _ = read_workbook(path)
    assert [row.kewajiban[0].realisasi.tanggal for row in rencana.indikator] == [D(2025, 10, 30), OKT_31]


def test_a_box_left_unticked_is_blank_and_a_ticked_one_a_mark() -> None:
    assert realisasi("Oktober dan Desember 2025", OKT_2025=True, DES_2025=False, NOV_2025=False) == (
        Realisasi(selesai=True),
        Realisasi(),
    )


@pytest.mark.parametrize(
    "mark",
    ["x", "X", "x.", "(v)", "v", "✓", "ya", "Sudah", "SELESAI", "ok", "1", 1, 1.0, True, D(1900, 1, 1)],
)
def test_a_mark_in_a_month_cell_says_that_the_month_is_finished(mark: Any) -> None:
    assert realisasi("Oktober dan Desember 2025", DES_2025=mark) == (Realisasi(), Realisasi(selesai=True))


def test_a_month_cell_takes_a_date_a_mark_or_tb() -> None:
    assert realisasi(
        "Setiap Triwulan",
        MAR_2025=dt.datetime.combine(D(2025, 3, 28), dt.time()),
        JUN_2025="5/7/2025",
        SEP_2025="tb",
        DES_2025="nanti",
    ) == (
        Realisasi(selesai=True, tanggal=D(2025, 3, 28)),
        Realisasi(selesai=True, tanggal=D(2025, 7, 5)),
        Realisasi(tidak_berlaku=True),
        Realisasi(),
    )


def test_status_of_a_row_with_months_counts_only_where_it_says_tidak_berlaku() -> None:
    assert realisasi("Oktober dan Desember 2025", STATUS="Selesai") == (Realisasi(), Realisasi())
    assert realisasi("Oktober dan Desember 2025", STATUS="Tidak Berlaku", OKT_2025="x") == (
        Realisasi(tidak_berlaku=True),
        Realisasi(tidak_berlaku=True),
    )
    assert satu("Oktober dan Desember 2025", STATUS="Proses").status is Status.PROSES


def test_the_year_of_a_target_waktu_comes_from_the_workbook() -> None:
    assert satu("Oktober").target_waktu.jatuh_tempo == (OKT_31,)


def test_evidence_is_one_a_line() -> None:
    bukti = satu(BUKTI_DUKUNG="SK.pdf\n\n  notulen.pdf ").bukti_dukung
    assert bukti == (BuktiDukung("SK.pdf"), BuktiDukung("notulen.pdf"))


@pytest.mark.parametrize(
    ("teks", "expected"),
    [
        ("SK", (BuktiDukung("SK", TAUTAN),)),
        ("SK\nnotulen", (BuktiDukung("SK", TAUTAN), BuktiDukung("notulen"))),
        (None, (BuktiDukung(TAUTAN, TAUTAN),)),
    ],
)
def test_a_cells_hyperlink_belongs_to_its_first_piece_of_evidence(
    teks: str | None, expected: tuple[BuktiDukung, ...]
) -> None:
    rows = (KOLOM, ("I", "Area"), ("1", "K", "Ind", None, None, "Oktober", None, None, teks))
    sheets = (Grid("R", rows, {(3, 9): TAUTAN}), Grid("Pengaturan", (("Tahun Rencana", 2025),), {}))
    rencana, _ = read_sheets(sheets, "b")
    assert next(rencana.indikator).bukti_dukung == expected


def test_a_link_by_formula_is_evidence_and_in_a_month_what_it_shows(tmp_path: Path) -> None:
    sekali = indikator(STATUS="Selesai", BUKTI_DUKUNG=f'=HYPERLINK("{TAUTAN}","SK Tim")')
    bulanan = indikator(
        "Setiap Bulan",
        JAN_2025=f'=HYPERLINK("{TAUTAN}","x")',
        FEB_2025=f'=HYPERLINK("{TAUTAN}","27 Februari 2025")',
    )
    typed = indikator(
        NO="2", BUKTI_DUKUNG=f'=HYPERLINK("{TAUTAN}";"Foto")', JAN_2025=f'=HYPERLINK("{TAUTAN}";"x")'
    )
    # Once as formulas that nobody has calculated, once as the text that a cell for text makes of them.
    plans = [
        read_workbook(buat_buku(tmp_path / "b.xlsx", lengkap(sekali, bulanan, typed)))[0],
        baca(*lengkap(sekali, bulanan, typed)),
    ]
    for rencana in plans:
        first, monthly, last = rencana.indikator
        assert first.bukti_dukung == (BuktiDukung("SK Tim", TAUTAN),)
        assert last.bukti_dukung == (BuktiDukung("Foto", TAUTAN),)
        january, february, march, *_ = (satu.realisasi for satu in monthly.kewajiban)
        assert (january, february, march) == (
            Realisasi(selesai=True),
            Realisasi(selesai=True, tanggal=D(2025, 2, 27)),
            Realisasi(),
        )
