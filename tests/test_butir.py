"""The one parser of items: `1) SK 2) Undangan 3) Notulen` is three, on one line or on three."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_reports.rencana.bukti import (
    begins_item,
    count_items,
    read_items,
    split_items,
    without_sign,
)


@pytest.mark.parametrize(
    ("teks", "count"),
    [
        ("1) SK 2) Undangan 3) Notulen", 3),
        ("1)SK 2)Undangan 3)Notulen", 3),
        ("1) SK;2) Undangan", 2),
        ("1) SK;\n2) Undangan", 2),
        ("1. SK\n2. Undangan", 2),
        ("1. SK 2. Undangan 3. Notulen", 3),
        ("1.SK\n2.Undangan", 2),
        ("(1) SK (2) Undangan", 2),
        ("a. SK b. Undangan", 2),
        ("a) SK\nb) Undangan\nc) Notulen", 3),
        ("- SK\n- Undangan", 2),
        ("• SK • Undangan", 2),
        ("Bukti: 1) SK 2) Undangan", 2),
        ("Dokumentasi berupa 1) Undangan 2) Foto", 2),
        ("1) SK\n   a) lampiran\n   b) foto\n2) Undangan", 2),
        ("1) SK\n3) Undangan", 2),
        ("1) SK Nomor 2) Tahun 2025", 1),
        ("1) SK (lihat 2) 2) Undangan", 2),
        ("SK Nomor 1. Tahun 2025", 0),
        ("SK (lampiran 2) dan 3) foto", 0),
        ("SK (butir 1) dan 2) foto", 0),
        ("Pasal 1) dan 2) berlaku", 0),
        ("2) Undangan 3) Notulen", 0),
        ("1) SK 2) Undangan 2) Foto 5) x", 2),
        ("Laporan - rapat - foto", 0),
        ("1.500 lembar", 0),
        ("a.n. Ketua", 0),
        ("31.12.2025", 0),
        ("-", 0),
        ("SK", 0),
        ("", 0),
    ],
)
def test_items_are_counted_on_one_line_and_on_many(teks: str, count: int) -> None:
    assert count_items(teks) == count


def test_what_stands_before_a_list_goes_with_its_first_item() -> None:
    teks = "Bukti:\n1) SK 2) Undangan"
    assert read_items(teks) == ("Bukti:", ("1) SK", "2) Undangan"))
    assert split_items(teks) == ["Bukti:\n1) SK", "2) Undangan"]
    assert "\n".join(split_items(teks)) == "Bukti:\n1) SK\n2) Undangan"


def test_a_text_that_is_no_list_is_one_item() -> None:
    assert split_items(" SK Tim Kerja ") == ["SK Tim Kerja"]
    assert split_items("") == [""]


@pytest.mark.parametrize(
    ("teks", "begins"), [("2) Notulen", True), (" b. foto", True), ("- foto", True), ("dan foto", False)]
)
def test_a_second_half_may_begin_with_an_item(teks: str, *, begins: bool) -> None:
    assert begins_item(teks) is begins


@pytest.mark.parametrize(
    ("teks", "bare"),
    [
        ("1) SK.pdf", "SK.pdf"),
        ("1)SK.pdf", "SK.pdf"),
        ("(2) SK.pdf", "SK.pdf"),
        ("3. SK.pdf", "SK.pdf"),
        ("b. SK.pdf", "SK.pdf"),
        ("- SK.pdf", "SK.pdf"),
        ("2.pdf", "2.pdf"),
        ("-", "-"),
        ("SK 1) a", "SK 1) a"),
        ("", ""),
    ],
)
def test_a_name_is_found_without_the_sign_in_front_of_it(teks: str, bare: str) -> None:
    assert without_sign(teks) == bare


signs = st.sampled_from(["{})", "({})", "{}."])
words = st.lists(st.sampled_from(["SK", "Undangan", "foto rapat", "Notulen"]), min_size=2, max_size=12)


@given(signs, words, st.sampled_from([" ", "\n", "; ", ";\n"]), st.sampled_from(["", " "]))
def test_items_are_the_same_however_they_are_set(
    sign: str, items: list[str], between: str, blank: str
) -> None:
    marked = [f"{sign.format(nomor)}{blank}{item}" for nomor, item in enumerate(items, start=1)]
    assert [item.rstrip(";") for item in split_items(between.join(marked))] == marked


pieces = st.sampled_from(
    ["1)", "2)", "(1)", "(", ")", "a.", "b)", "1.", "2.", "3", "-", "•", "\n", " ", "SK", "Pasal"]
)


@given(st.lists(pieces, max_size=20).map("".join))
def test_no_sign_is_lost_whatever_the_text(teks: str) -> None:
    assert "".join("\n".join(split_items(teks)).split()) == "".join(teks.split())
    assert len(split_items(teks)) == max(count_items(teks), 1)
    again = "\n".join(split_items(teks))
    assert count_items(again) >= count_items(teks)


@pytest.mark.parametrize(
    ("piece", "count"),
    [("1) ", 1), ("x 1) ", 0), ("x (1) ", 0), ("1)(", 1), ("a. ", 1), ("• ", 16_382), ("- ", 1)],
)
def test_a_cell_full_of_signs_is_gone_through_once(piece: str, count: int) -> None:
    assert count_items(piece * (32_767 // len(piece))) == count  # for minutes, if it were once for each sign
