"""What the sheets of the Excel files are written with: text that stays text, safe links, days, heights of rows."""

from __future__ import annotations

import datetime as dt

import pytest

from zi_reports.excel.kit import clean_text, count_lines, date_value, link_address, row_height


@pytest.mark.parametrize(
    ("alamat", "hasil"),
    [
        ("https://jdih.kpu.go.id/a?b=1#c", "https://jdih.kpu.go.id/a?b=1#c"),
        ("HTTP://kpu.go.id", "http://kpu.go.id"),
        ("mailto:a@kpu.go.id", "mailto:a@kpu.go.id"),
        ("bukti/SK #1.pdf", "external:bukti/SK%20%231.pdf"),
        ("bukti/SK%20Tim.pdf", "external:bukti/SK%20Tim.pdf"),
        ("../foto.jpg", "external:../foto.jpg"),
        ("", None),
        ("https://", None),
        ("www.kpu.go.id", None),
        ("/etc/passwd", None),
        ("\\\\server\\bukti", None),
        ("C:\\bukti.pdf", None),
        ("file:///C:/bukti.pdf", None),
        ("javascript:alert(1)", None),
        ("http://[::1", None),
        ("bukti\nlain.pdf", None),
        # Excel takes 2.079 characters, of which 18 are the first; we count the colon as three, as if escaped.
        ("https://kpu.go.id/" + "a" * 2_059, "https://kpu.go.id/" + "a" * 2_059),
        ("https://kpu.go.id/" + "a" * 2_062, None),
    ],
)
def test_an_address_is_a_link_only_if_it_is_of_a_safe_kind(alamat: str, hasil: str | None) -> None:
    assert link_address(alamat) == hasil


def test_control_characters_are_dropped_and_line_breaks_are_plain() -> None:
    assert clean_text("a\x00b\r\nc\x0bd\te") == "ab\ncd\te"


@pytest.mark.parametrize("huruf", ["a", "😀"])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(huruf: str) -> None:
    text = clean_text(huruf * 40_000)
    assert len(text.encode("utf-16-le")) // 2 in {32_766, 32_767}  # a sign of two units is not cut in two
    assert text.endswith("(terpotong)")


def test_a_text_of_just_the_length_that_a_cell_holds_is_left_alone() -> None:
    assert clean_text("a" * 32_767) == "a" * 32_767


@pytest.mark.parametrize(
    ("hari", "nilai"),
    [
        (dt.date(1899, 12, 31), "31 Desember 1899"),
        (dt.date(1900, 1, 1), 1),
        (dt.date(1900, 2, 28), 59),
        (dt.date(1900, 3, 1), 61),  # Excel counts a 29 February before it
        (dt.date(2025, 12, 31), 46022),
    ],
)
def test_days_are_counted_as_excel_counts_them(hari: dt.date, nilai: int | str) -> None:
    assert date_value(hari) == nilai


def test_a_row_is_as_high_as_its_longest_text_and_never_higher_than_excel_allows() -> None:
    assert count_lines("satu\ndua", 200) == 2
    assert count_lines("kata " * 20, 100) > count_lines("kata " * 20, 300)
    assert count_lines("x" * 100, 100) > 5
    assert row_height([("satu", 100), ("satu\ndua", 100)]) == row_height([("satu\ndua", 100)])
    assert row_height([("x\n" * 500, 100)]) == pytest.approx(409)
