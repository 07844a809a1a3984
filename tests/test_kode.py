"""Column KODE: what a row is known by, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from conftest import BUKU_NYATA, KOLOM, SATKER, Baris, area, buat_buku, indikator, jalankan, lengkap
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from zi_reports.buku.tahun_baru import carry_over, empty_plan
from zi_reports.buku.writer import write_workbook
from zi_reports.rencana.model import Catatan, Rencana
from zi_reports.sources.grid import Grid, Nilai
from zi_reports.sources.workbook import read_sheets, read_workbook

DENGAN_KODE = (*KOLOM, "KODE")
BARIS = 26
"""The column of KODE, from 1, in the workbook that we make of the decree (one month of the next year)."""


def baca(baris: Sequence[Baris], kolom: Sequence[str] = DENGAN_KODE) -> tuple[Rencana, tuple[Catatan, ...]]:
    rows: list[tuple[Nilai, ...]] = [("TAHUN 2025",), tuple(kolom)]
    rows += [tuple(isian.get(header) for header in kolom) for isian in baris]
    pengaturan = Grid("Pengaturan", (("Satker", SATKER), ("Tahun Rencana", 2025)), {})
    return read_sheets((Grid("Rencana Aksi", tuple(rows), {}), pengaturan), "buku.xlsx")


def baris(uraian: str, kode: str | None = None, nomor: str | None = None, nama: str | None = None) -> Baris:
    return indikator(INDIKATOR=uraian, KODE=kode, NO=nomor, KOMPONEN=nama)


def kodes(rencana: Rencana) -> list[tuple[str, str]]:
    return [(satu.kode, satu.uraian) for satu in rencana.indikator]


def kinds(catatan: Sequence[Catatan]) -> list[str]:
    return [satu.kode for satu in catatan]


TERURUT = [
    area("I"),
    baris("A", "I.1.1", "1", "Tim"),
    baris("B", "I.1.3"),
    baris("C", "I.2.1", "2.", "Dokumen"),
    area("II"),
    baris("D", "II.1.1", "1", "SOP"),
    baris("E", "II.3.2", "3", "Informasi"),
    *(area(kode) for kode in ("III", "IV", "V", "VI")),
]
"""Two areas in order; of I.1 the second row was deleted long ago."""


def test_the_workbook_has_the_kode_of_each_row_in_its_last_column_narrow_and_grey() -> None:
    sheet = load_workbook(BUKU_NYATA)["Rencana Aksi"]
    column = [cell.value for cell in sheet["Z"]]
    assert column[3] == "KODE"
    assert column[4] is None
    # Area I has four komponen of one row; IV.2 is a row that the source lacks; VI.1 has one such row first, which
    # takes the ordinal after the row that is there.
    assert column[5:11] == [None, "I.1.1", "I.2.1", "I.3.1", "I.4.1", None]
    assert (column[39], column[47], column[48]) == ("IV.2.1", "VI.1.2", "VI.1.1")
    assert sheet["AA4"].value is None
    assert sheet.column_dimensions["Z"].width < 9
    assert sheet["Z7"].fill.fgColor.rgb == "FFD9D9D9"
    assert sheet["Z7"].protection.locked
    assert sheet["Z7"].data_type == "s"


def test_kode_in_the_column_is_the_kode_of_the_row_whatever_the_order_says() -> None:
    rencana, catatan = baca(TERURUT)
    assert kodes(rencana) == [
        ("I.1.1", "A"),
        ("I.1.3", "B"),
        ("I.2.1", "C"),
        ("II.1.1", "D"),
        ("II.3.2", "E"),
    ]
    assert kinds(catatan) == []


def test_without_the_column_kode_is_counted_as_before() -> None:
    rencana, catatan = baca(TERURUT, KOLOM)
    assert kodes(rencana) == [
        ("I.1.1", "A"),
        ("I.1.2", "B"),
        ("I.2.1", "C"),
        ("II.1.1", "D"),
        ("II.3.1", "E"),
    ]
    assert kinds(catatan) == []


def by_nomor(rencana: Rencana) -> Rencana:
    """Give a plan with the komponen of each area by their number."""
    area = (replace(a, komponen=tuple(sorted(a.komponen, key=lambda k: k.nomor))) for a in rencana.area)
    return replace(rencana, area=tuple(area))


@example([TERURUT[place] for place in (7, 0, 2, 3, 1, 4, 6, 5, 8, 9, 10)])  # B below no komponen
@example([TERURUT[place] for place in (7, 0, 3, 1, 2, 4, 6, 5, 8, 9, 10)])  # whole komponen, in another order
@given(st.permutations(TERURUT))
def test_a_sheet_in_whatever_order_is_put_back_by_kode_or_says_which_row_was_moved(rows: list[Baris]) -> None:
    rencana, catatan = baca(rows)
    whole, _ = baca(TERURUT)
    assert set(kodes(rencana)) == set(kodes(whole))
    match kinds(catatan):
        case []:  # every row stands in its own komponen, and these as the sheet has them
            assert by_nomor(rencana) == whole
        case ["urutan-dipulihkan"]:
            assert rencana == whole
        case found:
            assert "kode-tempat-lain" in found


def test_a_sheet_sorted_by_indikator_backwards_is_put_back() -> None:
    rows = sorted(TERURUT, key=lambda satu: str(satu.get("INDIKATOR") or ""), reverse=True)
    rencana, catatan = baca(rows)
    assert rencana == baca(TERURUT)[0]
    assert kinds(catatan) == ["urutan-dipulihkan"]


def test_an_area_without_its_heading_is_known_by_kode() -> None:
    rencana, catatan = baca([satu for satu in TERURUT if satu.get("NO") != "I"])
    assert kodes(rencana) == kodes(baca(TERURUT)[0])
    assert kinds(catatan) == ["urutan-dipulihkan"]


def test_inserted_rows_take_the_next_free_ordinals_of_their_komponen() -> None:
    rencana, catatan = baca([*TERURUT[:2], baris("baru"), baris("lagi"), *TERURUT[2:]])
    # I.1.2 was there once: what was reported on it must not become the new row's.
    assert kodes(rencana)[:4] == [("I.1.1", "A"), ("I.1.4", "baru"), ("I.1.5", "lagi"), ("I.1.3", "B")]
    (satu,) = catatan
    assert (satu.kode, satu.lokasi.sel) == ("kode-kosong", "Y5")
    assert satu.pesan.startswith("Baris 5 sampai 6 belum punya KODE dan memakai I.1.4 sampai I.1.5.")


@pytest.mark.parametrize(
    ("typed", "kode", "macam"),
    [
        ("I.1.1", "I.1.4", "kode-ganda"),
        ("i.1.1.", "I.1.4", "kode-ganda"),
        ("SK-7", "I.1.4", "kode-tidak-dikenal"),
        ("I.1", "I.1.4", "kode-tidak-dikenal"),
        (7, "I.1.4", "kode-tidak-dikenal"),
        ("i.1.9", "I.1.9", None),
        (" I.1.9 ", "I.1.9", None),
    ],
)
def test_a_kode_used_twice_or_that_is_none_is_said_with_the_one_to_write(
    typed: Any, kode: str, macam: str | None
) -> None:
    rencana, catatan = baca([*TERURUT[:3], baris("baru", typed), *TERURUT[3:]])
    assert (kode, "baru") in kodes(rencana)
    assert kodes(rencana)[0] == ("I.1.1", "A")
    assert kinds(catatan) == ([macam] if macam else [])


def test_a_copied_row_keeps_no_kode_of_the_row_that_stands_in_its_komponen() -> None:
    rencana, _ = baca([*TERURUT[:4], baris("salinan dari II", "II.1.1"), *TERURUT[4:]])
    assert ("II.1.1", "D") in kodes(rencana)
    assert ("I.2.2", "salinan dari II") in kodes(rencana)


def test_a_row_moved_by_hand_stays_where_it_stands_and_is_said() -> None:
    moved = [*TERURUT[:2], *TERURUT[3:7], TERURUT[2], *TERURUT[7:]]
    rencana, catatan = baca(moved)
    assert kodes(rencana)[-1] == ("I.1.3", "B")
    assert [len(list(satu.indikator)) for satu in rencana.area[:2]] == [2, 3]
    assert kinds(catatan) == ["kode-tempat-lain"]


def test_a_column_of_other_codes_is_said_once() -> None:
    rencana, catatan = baca([{**satu, "KODE": f"A.{n}.a"} for n, satu in enumerate(TERURUT)])
    assert kodes(rencana) == kodes(baca(TERURUT, KOLOM)[0])
    assert kinds(catatan) == ["kode-tidak-dikenal"]


def test_an_empty_column_is_no_column() -> None:
    rencana, catatan = baca([{**satu, "KODE": None} for satu in TERURUT])
    assert kodes(rencana) == kodes(baca(TERURUT, KOLOM)[0])
    assert kinds(catatan) == []


def test_a_komponen_with_another_no_keeps_its_kode() -> None:
    rencana, catatan = baca([{**satu, "NO": "4"} if satu.get("NO") == "3" else satu for satu in TERURUT])
    assert kodes(rencana)[-1] == ("II.3.2", "E")
    assert rencana.area[1].komponen[1].nomor == "4"
    assert kinds(catatan) == []


def test_a_row_of_which_only_kode_is_left_is_no_row() -> None:
    rencana, catatan = baca([*TERURUT[:3], {"KODE": "I.1.4"}, *TERURUT[3:]])
    assert kodes(rencana) == kodes(baca(TERURUT)[0])
    assert kinds(catatan) == []


def plan_cells(path: Path) -> tuple[Any, list[list[Any]]]:
    """Give the workbook with its rows unmerged, as Excel wants them before it sorts, and their cells."""
    book = load_workbook(path)
    sheet = book["Rencana Aksi"]
    for block in [block for block in sheet.merged_cells.ranges if block.min_row > 5]:
        sheet.unmerge_cells(str(block))
    return book, [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]


def saved(book: Any, rows: Sequence[Sequence[Any]], path: Path) -> Path:
    sheet = book["Rencana Aksi"]
    cells = chain.from_iterable(sheet.iter_rows(min_row=6, max_row=5 + len(rows), max_col=BARIS))
    for cell, value in zip(cells, chain.from_iterable(rows), strict=True):
        cell.value = value
    book.save(path)
    return path


def by(column: int) -> Callable[[Sequence[Any]], tuple[bool, str]]:
    """Sort as Excel does: blanks last."""
    return lambda row: (row[column] is None, str(row[column]))


@pytest.mark.parametrize("column", [0, 1, 2, 5, 25])
def test_the_decrees_plan_sorted_by_any_column_is_the_same_plan(column: int, tmp_path: Path) -> None:
    book, rows = plan_cells(BUKU_NYATA)
    rencana, catatan = read_workbook(saved(book, sorted(rows, key=by(column)), tmp_path / "b.xlsx"))
    whole, notes = read_workbook(BUKU_NYATA)
    assert rencana == whole
    assert sorted(kinds(catatan)) == sorted([*kinds(notes), "urutan-dipulihkan"])


@pytest.mark.parametrize("column", [0, 1, 2, 5])
def test_the_decrees_plan_sorted_without_kode_is_one_galat(column: int, tmp_path: Path) -> None:
    book, rows = plan_cells(BUKU_NYATA)
    bare = [[*row[:-1], None] for row in sorted(rows, key=by(column), reverse=column == 0)]
    bare.sort(key=lambda row: row[column] is None)
    _, catatan = read_workbook(saved(book, bare, tmp_path / "b.xlsx"))
    galat = [satu for satu in catatan if satu.tingkat == "galat"]
    assert kinds(galat) == ["lembar-diurutkan"]


def test_kode_that_stayed_behind_in_a_sort_is_not_believed(tmp_path: Path) -> None:
    book, rows = plan_cells(BUKU_NYATA)
    torn = [[*row[:-1], kept[-1]] for row, kept in zip(sorted(rows, key=by(2)), rows, strict=True)]
    _, catatan = read_workbook(saved(book, torn, tmp_path / "b.xlsx"))
    galat = [satu for satu in catatan if satu.tingkat == "galat"]
    assert kinds(galat) == ["lembar-diurutkan"]


def test_rows_before_the_first_area_are_one_catatan_where_nothing_was_sorted() -> None:
    rows = [baris("A", nomor="1", nama="Tim"), baris("B"), baris("C", nomor="2", nama="Dokumen")]
    _, catatan = baca([*rows, *lengkap()], KOLOM)
    assert [(satu.kode, satu.pesan[:16]) for satu in catatan] == [("tanpa-area", "Baris 3 sampai 5")]


def test_kode_goes_along_into_the_next_years_workbook(tmp_path: Path) -> None:
    plan, _ = baca(TERURUT)
    baru, _ = carry_over(plan, SATKER, 2026)
    path = tmp_path / "b.xlsx"
    path.write_bytes(write_workbook(baru))
    rencana, catatan = read_workbook(path)
    assert kodes(rencana) == kodes(plan)
    assert not set(kinds(catatan)) & {"kode-kosong", "kode-ganda", "urutan-dipulihkan"}


def test_kode_is_in_the_copy_with_catatan(tmp_path: Path) -> None:
    path = buat_buku(tmp_path / "b.xlsx", TERURUT, kolom=DENGAN_KODE)
    jalankan("periksa", path, "--salinan", "--keluaran", tmp_path)
    (copy,) = (tmp_path / "periksa").glob("*.xlsx")
    assert kodes(read_workbook(copy)[0]) == kodes(baca(TERURUT)[0])


def test_a_kode_that_two_komponen_share_is_written_once() -> None:
    plan, _ = baca([area("I"), baris("A", nomor="1", nama="Tim"), baris("B", nomor="1", nama="Lain")], KOLOM)
    assert kodes(plan) == [("I.1.1", "A"), ("I.1.1", "B")]
    sheet = load_workbook(BytesIO(write_workbook(plan)))["Rencana Aksi"]
    assert [sheet.cell(row, 25).value for row in (7, 8)] == ["I.1.1", "I.1.2"]


def test_rows_of_an_empty_plan_are_filled_in_under_the_kode_that_they_have(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(write_workbook(empty_plan(SATKER, 2025)))
    book = load_workbook(path)
    sheet = book["Rencana Aksi"]
    sheet["C8"], sheet["D8"], sheet["F8"] = "Dokumen rencana", "Menyusun dokumen", "Desember 2025"
    book.save(path)
    rencana, catatan = read_workbook(path)
    assert kodes(rencana) == [("I.2.1", "Dokumen rencana")]
    assert "kode-kosong" not in kinds(catatan)
