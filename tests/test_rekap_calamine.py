from __future__ import annotations

import datetime as dt
import re
import tempfile
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from conftest import BUKU_CONTOH, BUKU_NYATA, buat_buku, indikator, lengkap
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from test_writer import rencanas
from xlsxwriter import Workbook

from zi_reports.model import Rencana, WorkbookError
from zi_reports.workbook import calamine, grid
from zi_reports.workbook.lembar import Lembar
from zi_reports.workbook.reader import read_sheets
from zi_reports.workbook.writer import write_workbook


def isi(sheets: Sequence[Lembar]) -> list[Any]:
    """Give what sheets hold, by address, without the blanks around it."""
    return [
        (
            satu.nama,
            satu.tersembunyi,
            {(r, c): v for r, row in enumerate(satu.baris, 1) for c, v in enumerate(row, 1) if v is not None},
            dict(satu.tautan),
        )
        for satu in sheets
    ]


def sama(path: Path) -> None:
    """See that both readers give the same cells at the same addresses, and calamine at all."""
    cepat = calamine.load_fast(path)
    assert cepat is not None
    assert isi(cepat) == isi(grid.load_sheets(path))


def dengan_openpyxl(path: Path) -> list[Any]:
    """Give the values as openpyxl has them, by address."""
    return [
        (
            sheet.title,
            {
                (cell.row, cell.column): cell.value
                for row in sheet.iter_rows()
                for cell in row
                if cell.value not in {None, ""}
            },
        )
        for sheet in load_workbook(path).worksheets
    ]


@pytest.mark.parametrize("path", [BUKU_NYATA, BUKU_CONTOH], ids=["nyata", "contoh"])
def test_our_workbooks_are_read_by_calamine_as_by_the_others(path: Path) -> None:
    sama(path)
    cepat = calamine.load_fast(path)
    assert cepat is not None
    assert [(nama, cells) for nama, _, cells, _ in isi(cepat)] == dengan_openpyxl(path)
    assert read_sheets(cepat, path.name) == read_sheets(grid.load_sheets(path), path.name)


@given(rencanas())
def test_every_plan_comes_out_the_same(rencana: Rencana) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "b.xlsx")
        path.write_bytes(write_workbook(rencana))
        assert isi(calamine.load_sheets(path)) == isi(grid.load_sheets(path))
        assert read_sheets(calamine.load_sheets(path), "b") == read_sheets(grid.load_sheets(path), "b")


nilai = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20),
    st.sampled_from([" tepi ", "\n", "a\nb", "_", "#N/A", "x0041_", "TRUE", "<>&'\"", "=1", "'"]),
    st.integers(-10, 10**9),
    st.floats(-1e9, 1e9, allow_nan=False),
    st.booleans(),
    st.dates(dt.date(1900, 3, 1), dt.date(2099, 12, 31)),
)


@given(st.dictionaries(st.tuples(st.integers(0, 30), st.integers(0, 40)), nilai, max_size=30))
def test_any_cells_come_out_the_same_or_not_at_all(sel: dict[tuple[int, int], Any]) -> None:
    file = BytesIO()
    book = Workbook(
        file, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    sheet = book.add_worksheet("Rencana Aksi")
    hari = book.add_format({"num_format": "[$-421]d mmmm yyyy"})
    for (row, column), value in sel.items():
        if isinstance(value, dt.date):
            sheet.write_datetime(row, column, value, hari)
        else:
            sheet.write(row, column, value)
    book.close()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "b.xlsx")
        path.write_bytes(file.getvalue())
        assert isi(calamine.load_sheets(path)) == isi(grid.load_sheets(path))


@pytest.mark.parametrize(
    "kode",
    [
        "General", "0", "0.00", "#,##0", "@", "dd/mm", "dd/mm/yyyy", "d mmmm yyyy", "[$-421]d mmmm yyyy",
        "[$-id-ID]dd mmmm yyyy;@", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "yyyy-mm-dd", "d-mmm-yy", "mmm-yy",
        "mmmm yyyy", "m/d/yyyy h:mm", "[h]:mm", "Rp#,##0", "[Red]0;[Blue]-0", '"hari" 0', '0 "d"', 'yyyy"y"',
        "[$Rp-421]#,##0", "0.00E+00", "dddd", "\\d0", "_-* #,##0_-", "0;dd", "dd;0",
    ],
)  # fmt: skip
def test_a_number_format_makes_the_same_of_a_number_for_both(kode: str, tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    book = Workbook(path)
    sheet = book.add_worksheet()
    for row, value in enumerate((0, 0.25, 45, 61, 45961, 45961.5, 3_000_000, -5)):
        sheet.write_number(row, 0, value, book.add_format({"num_format": kode}))
    book.close()
    assert isi(calamine.load_sheets(path)) == isi(grid.load_sheets(path))


def test_links_have_the_addresses_that_openpyxl_gives(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    book = Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_url("C3", "https://contoh.id/a?b=1&c=2#d", string="Bukti")
    sheet.write_url("AB7", "external:bukti/SK.pdf")
    sheet.write_url("A1", "internal:'Sheet1'!A5", string="Dalam")
    book.close()
    sama(path)
    cells = [cell for row in load_workbook(path).worksheets[0].iter_rows() for cell in row]
    targets = {(c.row, c.column): c.hyperlink.target for c in cells if c.hyperlink and c.hyperlink.target}
    assert calamine.load_sheets(path)[0].tautan.keys() == targets.keys() == {(3, 3), (7, 28)}


@pytest.mark.parametrize(
    "isian",
    [{"KENDALA": "=1+1"}, {"KENDALA": "a_x0041_b"}, {"TANGGAL_SELESAI": dt.time(10, 30)}],
    ids=["rumus", "tanda lolos", "jam"],
)
def test_what_calamine_does_not_see_alike_is_not_calamines(isian: dict[str, Any], tmp_path: Path) -> None:
    path = buat_buku(tmp_path / "b.xlsx", lengkap(indikator(**isian)))
    assert calamine.load_fast(path) is None
    assert isi(calamine.load_sheets(path)) == isi(grid.load_sheets(path))


def dengan_xlsxwriter(path: Path, teks: str = "biasa", **pilihan: Any) -> None:
    """Save a workbook with one text, a day, and a chart on a sheet of its own."""
    with Workbook(path, pilihan) as book:
        sheet = book.add_worksheet("Rencana Aksi")
        sheet.write_string(0, 0, teks)
        sheet.write_datetime(1, 0, dt.date(2025, 10, 31), book.add_format({"num_format": "dd/mm/yyyy"}))
        chart = book.add_chart({"type": "pie"})
        chart.add_series({"values": "='Rencana Aksi'!$A$2"})
        book.add_chartsheet("Grafik").set_chart(chart)


def test_a_sheet_that_is_one_chart_is_passed_over_by_both(tmp_path: Path) -> None:
    dengan_xlsxwriter(tmp_path / "b.xlsx")
    sama(tmp_path / "b.xlsx")
    assert [satu.nama for satu in calamine.load_sheets(tmp_path / "b.xlsx")] == ["Rencana Aksi"]


@pytest.mark.parametrize(("teks", "tahun_1904"), [("a_x0041_b", False), ("biasa", True)])
def test_shared_texts_with_escapes_and_days_from_1904_are_not_calamines(
    teks: str, tmp_path: Path, *, tahun_1904: bool
) -> None:
    path = tmp_path / "b.xlsx"
    dengan_xlsxwriter(path, teks, date_1904=tahun_1904)
    assert calamine.load_fast(path) is None
    (sheet,) = calamine.load_sheets(path)
    assert [row[0] for row in sheet.baris] == [teks, dt.datetime(2025, 10, 31)]  # noqa: DTZ001 - as Excel has it


@pytest.mark.parametrize("bagian", ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"])
def test_xml_with_a_comment_in_it_is_not_calamines(bagian: str, tmp_path: Path) -> None:
    plain, path = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    dengan_xlsxwriter(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for nama in old.namelist():
            content = old.read(nama)
            new.writestr(nama, content + b"<!-- disunting -->" if nama == bagian else content)
    assert calamine.load_fast(path) is None
    assert isi(calamine.load_sheets(path)) == isi(grid.load_sheets(plain))


def test_a_part_that_is_too_large_to_look_into_is_not_calamines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dengan_xlsxwriter(tmp_path / "b.xlsx")
    monkeypatch.setattr(calamine, "UKURAN_TERBESAR", 100)
    assert calamine.load_fast(tmp_path / "b.xlsx") is None


def test_an_error_and_a_hidden_row_are_not_calamines(tmp_path: Path) -> None:
    for nomor, (value, hidden) in enumerate([("#N/A", False), ("biasa", True)]):
        book = load_workbook(BUKU_CONTOH)
        sheet = book.worksheets[0]
        sheet["K8"] = value
        sheet.row_dimensions[9].hidden = hidden
        path = tmp_path / f"{nomor}.xlsx"
        book.save(path)
        assert calamine.load_fast(path) is None
        assert read_sheets(calamine.load_sheets(path), "b") == read_sheets(grid.load_sheets(path), "b")


def test_a_panic_in_calamine_is_no_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicError(BaseException):
        """As pyo3 raises it: no Exception."""

    def panic(_path: Path) -> None:
        raise PanicError

    monkeypatch.setattr("zi_reports.workbook.calamine.CalamineWorkbook.from_path", panic)
    path = buat_buku(tmp_path / "b.xlsx", lengkap(indikator()))
    assert read_sheets(calamine.load_sheets(path), "b")[0].pengaturan.tahun == 2025


def test_a_broken_file_is_said_to_be_broken(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(BUKU_CONTOH.read_bytes()[:9000])
    with pytest.raises(WorkbookError, match="terpotong atau rusak"):
        calamine.load_sheets(path)


@pytest.mark.parametrize(
    "cell",
    [b'<c r="G8"\nt="e"><v>#N/A</v></c>', b'<c r="G8" t = "e"><v>#N/A</v></c>'],
    ids=["baris", "spasi"],
)
def test_an_error_is_seen_however_the_xml_is_spaced(cell: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(BUKU_CONTOH) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = re.sub(rb'<c r="G8".*?(?:/>|</c>)', cell, content, count=1)
                assert cell in content
            new.writestr(name, content)
    assert calamine.load_fast(path) is None
