"""What is asked for and handed in, one by one: `1) SK 2) Undangan` is two, and so is `SK: https://… Foto: https://…`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_reports.rencana.bukti import (
    begins_item,
    count_items,
    read_formula,
    read_items,
    read_pieces,
    split_items,
    split_names,
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


A, B = "https://drive.google.com/file/d/1a", "https://a.id/b?c=1&d=2"
"""Two addresses; what stands beside them is a name, a number, a mark, or words of their own."""


@pytest.mark.parametrize(
    ("teks", "pieces"),
    [
        (A, [(A, "")]),
        (f"{A} {B}", [(A, ""), (B, "")]),
        (f"{A}, {B}", [(A, ""), (B, "")]),
        (f"{A},{B};{A}", [(A, ""), (B, ""), (A, "")]),
        (f"{A} dan {B}.", [(A, ""), (B, "")]),
        (f"{A} / {B}", [(A, ""), (B, "")]),
        (f"1. {A}\n2. {B}", [(A, ""), (B, "")]),
        (f"1) {A} 2) {B}", [(A, ""), (B, "")]),
        (f"- {A}\n• {B}", [(A, ""), (B, "")]),
        (f"SK Tim: {A}", [("SK Tim", A)]),
        (f"SK Tim:{A}", [("SK Tim", A)]),
        (f"SK Tim - {A}", [("SK Tim", A)]),
        (f"SK Tim ({A})", [("SK Tim", A)]),
        (f"SK Tim => <{A}>", [("SK Tim", A)]),
        (f"{A} (SK Tim)", [("SK Tim", A)]),
        (f"{A} - SK Tim", [("SK Tim", A)]),
        (f"SK (2025): {A}", [("SK (2025)", A)]),
        (f"SK Nomor 12/2025 {A}", [("SK Nomor 12/2025", A)]),
        (f"Dana Hibah: {A}", [("Dana Hibah", A)]),
        (f"1. SK: {A}\n2. Foto: {B}", [("SK", A), ("Foto", B)]),
        (f"SK: {A}; Foto: {B}", [("SK", A), ("Foto", B)]),
        (f"SK: {A} Foto: {B}", [("SK", A), ("Foto", B)]),
        (f"SK {A}, Foto {B}", [("SK", A), ("Foto", B)]),
        (f"{A} (SK), {B} (Foto)", [("SK", A), ("Foto", B)]),
        (f"{A} (SK) {B} (Foto)", [("SK", A), ("Foto", B)]),
        (f"SK ({A}), Foto ({B})", [("SK", A), ("Foto", B)]),
        (f"{A} SK {B} Foto", [("SK", A), ("Foto", B)]),
        (f"SK:\n{A}\nFoto:\n{B}", [("SK", A), ("Foto", B)]),
        # What a separator parts from a link is a piece of its own, and words around one link stay with it.
        (f"SK.pdf, {A}", [("SK.pdf", ""), (A, "")]),
        (f"{A}; Notulen; foto.jpg", [(A, ""), ("Notulen", ""), ("foto.jpg", "")]),
        (f"Lihat {A} di situs", [("Lihat di situs", A)]),
        ("SK; Notulen", [("SK; Notulen", "")]),
        # Without its beginning an address is one where a name stands beside it.
        ("SK: drive.google.com/file/d/1a", [("SK", "https://drive.google.com/file/d/1a")]),
        ("drive.google.com/file/d/1a", [("drive.google.com/file/d/1a", "")]),
        ("Situs (www.kpu.go.id)", [("Situs", "https://www.kpu.go.id")]),
        ("SK: ftp://a.id/sk", [("SK", "ftp://a.id/sk")]),
        ("zi@kpu.go.id", [("zi@kpu.go.id", "")]),
        # An address may have stops and brackets of its own.
        ("https://a.id/@-7.5,110.6,15z", [("https://a.id/@-7.5,110.6,15z", "")]),
        ("https://a.id/A_(b)", [("https://a.id/A_(b)", "")]),
        # One that a line's end cuts is joined where it can go on; a name below it is none of it.
        (
            "https://drive.google.com/file/d/1aB\ncD/view?usp=sharing",
            [("https://drive.google.com/file/d/1aBcD/view?usp=sharing", "")],
        ),
        ("SK: https://a.id/d/\n1aBcDeFgHiJkLmNoP", [("SK", "https://a.id/d/1aBcDeFgHiJkLmNoP")]),
        ("https://a.id/d/1aB\n?usp=sharing", [("https://a.id/d/1aB?usp=sharing", "")]),
        ("https://a.id/\nNotulen", [("https://a.id/", ""), ("Notulen", "")]),
        ("https://a.id/\nNotulen-2025.pdf", [("https://a.id/", ""), ("Notulen-2025.pdf", "")]),
        (f"https://a.id/\n{A}", [("https://a.id/", ""), (A, "")]),
    ],
)
def test_each_link_in_a_cell_is_a_piece_with_its_name(teks: str, pieces: list[tuple[str, str]]) -> None:
    assert [(piece.teks, piece.tautan) for piece in read_pieces(teks)] == pieces


def test_what_a_cell_links_to_is_its_first_piece_unless_its_text_says_it() -> None:
    assert read_pieces(f"SK: {A}", A) == read_pieces(f"SK: {A}")
    assert [piece.tautan for piece in read_pieces(f"SK: {A}", B)] == [B, A]
    assert [piece.tautan for piece in read_pieces("SK\nFoto", B)] == [B, ""]
    assert read_pieces(f"Foto\n{A}", A) == read_pieces(f"Foto\n{A}")


@given(st.text("ab :;,()-\n1.") | st.text())
def test_words_without_a_link_are_handed_in_line_by_line_as_they_stand(teks: str) -> None:
    if "/" not in teks and "www" not in teks.casefold():
        lines = [line.strip() for line in teks.splitlines() if line.strip()]
        assert [piece.teks for piece in read_pieces(teks)] == lines


@given(
    st.lists(
        st.sampled_from([A, B, "SK", "Foto rapat", ":", ",", ";", " dan ", " ", "(", ")", "1)", "\n"]),
        max_size=9,
    )
)
def test_no_link_and_no_word_beside_it_gets_lost(parts: list[str]) -> None:
    pieces = read_pieces(" ".join(parts))
    said = " ".join(f"{piece.teks} {piece.tautan}" for piece in pieces)
    for part in (A, B):
        assert sum(part in (piece.teks, piece.tautan) for piece in pieces) == parts.count(part)
    for part in ("SK", "Foto rapat"):
        assert said.count(part) == parts.count(part)


@pytest.mark.parametrize(
    "piece", ["https://a.id/ ", "a.", "a.id/", "SK: ", "- ", ",", "(", "https://a.id/\n", "#", "x\\"]
)
def test_a_cell_full_of_links_and_signs_is_gone_through_once(piece: str) -> None:
    text = "https://b.id/ " + piece * (32_700 // len(piece)) + "x"
    assert read_pieces(text)
    assert split_names(text)
    assert read_formula("HYPERLINK(" + piece * (8_000 // len(piece))) == (
        "=HYPERLINK(" + piece * (8_000 // len(piece)),
        "",
    )


@pytest.mark.parametrize(
    ("teks", "names"),
    [
        ("SK.pdf, Foto.jpg", ["SK.pdf", "Foto.jpg"]),
        ("SK.pdf, Undangan.pdf dan Foto.jpg", ["SK.pdf", "Undangan.pdf", "Foto.jpg"]),
        ('"SK.pdf"; "Foto.jpg"', ["SK.pdf", "Foto.jpg"]),
        ("1) SK.pdf 2) Foto.jpg", ["1) SK.pdf", "2) Foto.jpg"]),
        ("SK dan Foto.jpg", ["SK dan Foto.jpg"]),
        ("Undangan, notulen", ["Undangan, notulen"]),
    ],
)
def test_names_of_files_in_a_line_are_parted_where_each_part_is_one(teks: str, names: list[str]) -> None:
    assert split_names(teks) == names
