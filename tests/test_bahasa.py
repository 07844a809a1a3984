from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from zi_reports.rencana import bahasa


@given(st.dates())
def test_dates_are_written_as_babel_writes_them(day: dt.date) -> None:
    assert bahasa.tanggal(day) == format_date(day, "d MMMM y", locale="id_ID")
    assert bahasa.bulan_tahun(day) == format_date(day, "MMMM y", locale="id_ID")
    assert bahasa.hari(day) == format_date(day, "EEEE", locale="id_ID")


def test_short_months_are_babels() -> None:
    babels = [format_date(dt.date(2025, bulan, 1), "MMM", locale="id_ID") for bulan in range(1, 13)]
    assert list(bahasa.BULAN_SINGKAT) == babels


@pytest.mark.parametrize(
    ("number", "text"),
    [("100", "100"), ("100.0", "100"), ("62.50", "62,5"), ("0.0", "0"), ("-0.25", "-0,25")],
)
def test_a_number_has_a_decimal_comma_and_no_zeros_behind_it(number: str, text: str) -> None:
    assert bahasa.desimal(Decimal(number)) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (None, "–"),
        (0.0, "0%"),
        (0.625, "62,5%"),
        (1.0, "100%"),
        (2 / 3, "66,7%"),
        (0.9999, "99,9%"),
        (0.0001, "0,1%"),
        (0.1, "10%"),
        (0.0005, "0,1%"),
    ],
)
def test_a_share_is_written_with_a_comma_and_never_rounded_to_nothing_or_all(
    share: float | None, text: str
) -> None:
    assert bahasa.persen(share) == text


@pytest.mark.parametrize(
    ("now", "before", "text"),
    [
        (0.5, 0.375, "+12,5 poin"),
        (0.375, 0.5, "−12,5 poin"),
        (0.5, 0.5, "tetap"),
        # Written 100% and 99,9%; 25,1% and 25%; both 25%.
        (1.0, 0.9999, "+0,1 poin"),
        (0.2506, 0.2504, "+0,1 poin"),
        (0.2504, 0.2496, "tetap"),
        (0.5, None, "–"),
        (None, 0.5, "–"),
    ],
)
def test_a_change_is_written_in_percentage_points(now: float | None, before: float | None, text: str) -> None:
    assert bahasa.selisih(now, before) == text


@pytest.mark.parametrize(
    ("tahun", "bulan", "hari"), [(2025, 1, 31), (2025, 2, 28), (2028, 2, 29), (2025, 4, 30), (2025, 12, 31)]
)
def test_a_month_ends_with_its_last_day_also_in_a_leap_year(tahun: int, bulan: int, hari: int) -> None:
    assert bahasa.akhir_bulan(tahun, bulan) == dt.date(tahun, bulan, hari)


def test_counts_have_points_between_their_thousands() -> None:
    assert [bahasa.ribuan(n) for n in (0, 999, 1000, 40848, 1234567)] == [
        "0",
        "999",
        "1.000",
        "40.848",
        "1.234.567",
    ]
