"""Workbooks that openpyxl does not read: their values come through python-calamine, in a process of its own."""

from __future__ import annotations

import datetime as dt
import os
import struct
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from baca_kecil import dies, hangs
from conftest import AKAR, BUKU_CONTOH, BUKU_NYATA, KOLOM, buat_buku, indikator, lengkap
from hypothesis import given
from hypothesis import strategies as st
from paket_kecil import archive, changed, package, relation, relations, sentence, without_part
from test_writer import rencanas
from xlsxwriter import Workbook

from zi_reports.buku.writer import write_workbook
from zi_reports.rencana.model import Rencana
from zi_reports.sources import child, load
from zi_reports.sources.child import limit_memory
from zi_reports.sources.grid import Grid, SelRusak
from zi_reports.sources.load import ValuesError, load_sheets, read_here, read_values
from zi_reports.sources.workbook import read_workbook

OKT_30 = dt.date(2025, 10, 30)
DATA = AKAR / "tests" / "data"


@pytest.fixture
def tanpa_anak(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read within this process what ends no process, which is quicker than to start another."""
    monkeypatch.setattr(load, "run_apart", lambda work, path, *_bounds: work(path))


def ubah(path: Path, asal: Path, ganti: Callable[[str, bytes], bytes | None]) -> Path:
    path.write_bytes(changed(asal.read_bytes(), ganti))
    return path


def tanpa_jenis(path: Path, asal: Path) -> Path:
    """Copy a package without its list of content types, which openpyxl cannot do without."""
    path.write_bytes(without_part(asal.read_bytes(), "[Content_Types].xml"))
    return path


def isi(sheet: Grid) -> dict[tuple[int, int], Any]:
    """Give the cells that hold something, with their types: to Python `True == 1 == 1.0`."""
    return {
        (r, c): (type(value), value)
        for r, row in enumerate(sheet.baris, start=1)
        for c, value in enumerate(row, start=1)
        if value is not None
    }


def sama(path: Path) -> None:
    """See that both ways of reading give the same cells at the same addresses."""
    sheets = load_sheets(path)
    assert not any(sheet.tak_terlihat for sheet in sheets)
    by_values = {nama: rows for nama, _, rows, _ in read_here(path)}
    for sheet in sheets:
        assert isi(Grid(sheet.nama, tuple(map(tuple, by_values[sheet.nama])), {})) == isi(sheet)


@pytest.mark.parametrize("path", [BUKU_NYATA, BUKU_CONTOH], ids=["nyata", "contoh"])
def test_our_workbooks_have_the_same_values_in_both_ways(path: Path) -> None:
    sama(path)


@given(rencanas())
def test_every_plan_has_the_same_values_in_both_ways(rencana: Rencana) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "b.xlsx")
        path.write_bytes(write_workbook(rencana))
        sama(path)


nilai = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20),
    st.sampled_from([" tepi ", "\n", "a\nb", "_", "#N/A", "x0041_", "TRUE", "<>&'\"", "=1", "'"]),
    st.integers(-10, 10**9),
    st.floats(-1e9, 1e9, allow_nan=False),
    st.booleans(),
    st.dates(dt.date(1900, 3, 1), dt.date(2099, 12, 31)),
)


@given(st.dictionaries(st.tuples(st.integers(0, 30), st.integers(0, 40)), nilai, max_size=30))
def test_any_cells_come_out_the_same_in_both_ways(sel: dict[tuple[int, int], Any]) -> None:
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
        sama(path)


@pytest.mark.parametrize(
    "kode",
    [
        "General", "0", "0.00", "#,##0", "@", "dd/mm", "dd/mm/yyyy", "d mmmm yyyy", "[$-421]d mmmm yyyy",
        "[$-id-ID]dd mmmm yyyy;@", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "yyyy-mm-dd", "d-mmm-yy", "mmm-yy",
        "mmmm yyyy", "m/d/yyyy h:mm", "[h]:mm", "Rp#,##0", "[Red]0;[Blue]-0", '"hari" 0', '0 "d"', 'yyyy"y"',
        "[$Rp-421]#,##0", "0.00E+00", "dddd", "_-* #,##0_-",
    ],
)  # fmt: skip
def test_a_number_format_makes_the_same_of_a_number_in_both_ways(kode: str, tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    book = Workbook(path)
    sheet = book.add_worksheet()
    for row, value in enumerate((61, 45961, 45961.5)):
        sheet.write_number(row, 0, value, book.add_format({"num_format": kode}))
    book.close()
    sama(path)


def test_a_package_that_openpyxl_refuses_is_read_with_an_info_and_its_errors_are_seen(tmp_path: Path) -> None:
    plan = lengkap(indikator(STATUS="Selesai", TANGGAL_SELESAI=OKT_30, BUKTI_DUKUNG="SK.pdf", KENDALA="#N/A"))
    plain = buat_buku(tmp_path / "a.xlsx", [{**row, "TINDAK LANJUT": "=1+1"} for row in plan[:2]] + plan[2:])
    (tmp_path / "SK.pdf").touch()
    expected, notes = read_workbook(plain)
    rencana, catatan = read_workbook(tanpa_jenis(tmp_path / "b.xlsx", plain))
    assert rencana == expected
    assert [satu.kode for satu in notes].count("sel-rusak") == 3
    assert [satu for satu in catatan if satu.kode != "dibaca-nilainya-saja"] == list(notes)
    (info,) = [satu for satu in catatan if satu.kode == "dibaca-nilainya-saja"]
    assert info.pesan.startswith(
        "Buku kerja ini dibaca nilainya saja; tautan, baris tersembunyi, dan format sel"
    )


@pytest.mark.usefixtures("tanpa_anak")
def test_what_the_info_says_was_not_seen_is_not_used(tmp_path: Path) -> None:
    sheet = (
        '<worksheet><sheetData><row r="1" hidden="1"><c r="A1"><v>1</v></c></row></sheetData>'
        '<hyperlinks><hyperlink ref="A1" r:id="h"/></hyperlinks></worksheet>'
    )
    plain = tmp_path / "a.xlsx"
    plain.write_bytes(package(sheet, relasi=relation("h", "hyperlink", "https://example.id", luar=True)))
    (full,) = load_sheets(plain)
    assert full.tautan == {(1, 1): "https://example.id"}
    assert full.baris_tersembunyi == {1}
    (values_only,) = load_sheets(tanpa_jenis(tmp_path / "b.xlsx", plain))
    assert (values_only.baris, values_only.tautan, values_only.baris_tersembunyi) == (
        full.baris,
        {},
        frozenset(),
    )


@pytest.mark.usefixtures("tanpa_anak")
@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="1"><c r="C1"><v>3</v></c></row>',
    ],
    ids=["baris", "sel", "baris ganda"],
)
def test_cells_out_of_order_are_all_read(rows: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(package(f"<worksheet><sheetData>{rows}</sheetData></worksheet>"))
    (sheet,) = load_sheets(path)
    assert sheet.tak_terlihat
    assert len(isi(sheet)) == rows.count("<v>")


def strict(nama: str, isi: bytes) -> bytes:
    """Give a part in the names of Strict Open XML, which Excel offers when it saves."""
    del nama
    return isi.replace(
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    ).replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    )


def without_filter(nama: str, isi: bytes) -> bytes:
    """Give a sheet with a filter that no version of Excel writes."""
    filters = b'<autoFilter ref="A5:X5"><filterColumn colId="x"/></autoFilter></worksheet>'
    return isi.replace(b"</worksheet>", filters) if nama == "xl/worksheets/sheet1.xml" else isi


def faulty_styles(nama: str, isi: bytes) -> bytes:
    return isi.replace(b"<cellXfs", b'<dxfs count="x"/><cellXfs') if nama == "xl/styles.xml" else isi


def without_style(nama: str, isi: bytes) -> bytes:
    return isi.replace(b' s="', b' s="" x="') if nama == "xl/worksheets/sheet1.xml" else isi


FAULTS: Mapping[str, Callable[[str, bytes], bytes]] = {
    "Strict Open XML": strict,
    "saringan keliru": without_filter,
    "gaya keliru": faulty_styles,
    "gaya kosong": without_style,
}


@pytest.mark.usefixtures("tanpa_anak")
@pytest.mark.parametrize("kind", FAULTS)
def test_a_workbook_with_faults_beside_its_values_is_read(kind: str, tmp_path: Path) -> None:
    plain = buat_buku(
        tmp_path / "a.xlsx", lengkap(indikator(STATUS="Selesai", TANGGAL_SELESAI="30 Oktober 2025"))
    )
    assert read_workbook(ubah(tmp_path / "b.xlsx", plain, FAULTS[kind]))[0] == read_workbook(plain)[0]


@pytest.mark.parametrize("akhiran", ["xls", "ods"])
def test_a_workbook_of_another_kind_is_read_by_its_values(akhiran: str) -> None:
    rencana, catatan = read_workbook(DATA / f"buku-kecil.{akhiran}")
    sekali, bulanan = rencana.indikator
    assert [satu.realisasi.tanggal for satu in sekali.kewajiban] == [OKT_30]
    assert [satu.realisasi.selesai for satu in bulanan.kewajiban] == [True, True, False, True] + [False] * 8
    assert bulanan.kewajiban[2].realisasi.tidak_berlaku
    assert [satu.teks for satu in sekali.bukti_dukung] == ["SK.pdf"]
    (info,) = [satu for satu in catatan if satu.kode == "dibaca-nilainya-saja"]
    # Of an .ods nobody tells which cells are merged.
    unseen = "tautan, gambar, baris" if akhiran == "xls" else "tautan, gambar, sel gabungan, baris"
    assert f"{unseen} tersembunyi, format sel, dan nilai galat tidak terlihat" in info.pesan


def test_merged_blocks_are_known_from_the_values_as_well(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with Workbook(path) as book:
        book.add_worksheet().merge_range("B2:C4", "isi")
    assert [blocks for *_, blocks in read_here(path)] == [[(2, 2, 4, 3)]]
    (sheet,) = load_sheets(path)
    assert sheet.gabungan == {(2, 2): (4, 3)}


def record(kind: int, content: bytes = b"") -> bytes:
    """Give one record of a binary workbook: its kind and its length by seven bits, then what it holds."""
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = (
        bytes([len(content)])
        if len(content) < 128
        else bytes([len(content) & 0x7F | 0x80, len(content) >> 7])
    )
    return number + length + content


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def biner(rows: list[list[Any]]) -> bytes:
    """Make the smallest binary workbook (.xlsb) with one sheet of texts and numbers."""
    sheet = record(129) + record(148, struct.pack("<4I", 0, len(rows) - 1, 0, 30)) + record(145)
    for r, row in enumerate(rows):
        sheet += record(0, struct.pack("<I", r) + bytes(13))
        for c, value in enumerate(row):
            if isinstance(value, str):
                sheet += record(6, struct.pack("<II", c, 0) + wide(value))
            elif value is not None:
                sheet += record(5, struct.pack("<IId", c, 0, value))
    sheet += record(146) + record(130)
    book = record(131) + record(143)
    book += (
        record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Rencana Aksi"))
        + record(144)
        + record(132)
    )
    file = BytesIO(
        archive(
            {"xl/_rels/workbook.bin.rels": relations(relation("rId1", "worksheet", "worksheets/sheet1.bin"))}
        )
    )
    with zipfile.ZipFile(file, "a") as new:
        new.writestr("xl/workbook.bin", book)
        new.writestr("xl/worksheets/sheet1.bin", sheet)
    return file.getvalue()


def test_a_binary_workbook_is_read_by_its_values(tmp_path: Path) -> None:
    plan = indikator(STATUS="Selesai", TANGGAL_SELESAI=45960)  # 30 October 2025
    path = tmp_path / "a.xlsb"
    path.write_bytes(
        biner([["TAHUN 2025"], list(KOLOM), ["I", "Area"], [plan.get(header) for header in KOLOM]])
    )
    rencana, _ = read_workbook(path)
    assert [satu.kewajiban[0].realisasi.tanggal for satu in rencana.indikator] == [OKT_30]


@pytest.mark.slow
@pytest.mark.parametrize("work", [dies, hangs])
def test_a_child_that_dies_or_hangs_costs_one_workbook(
    work: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "_serve", work)
    monkeypatch.setattr(child, "TUNGGU", 5)
    with pytest.raises(ValuesError):
        read_values(DATA / "buku-kecil.xls")
    monkeypatch.undo()
    assert read_values(DATA / "buku-kecil.xls")


def test_a_table_of_texts_that_says_it_has_four_billion_is_refused(tmp_path: Path) -> None:
    """Such a count ends calamine's process, without any exception."""
    path = tmp_path / "a.xlsx"
    content = package(
        '<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>', strings="<sst/>"
    )
    path.write_bytes(content)
    counted = ubah(
        tmp_path / "b.xlsx",
        path,
        lambda nama, isi: (
            None
            if nama == "[Content_Types].xml"
            else isi.replace(b"/>", b' uniqueCount="4294967295"/>')
            if nama.endswith("Strings.xml")
            else isi
        ),
    )
    assert sentence(counted).startswith("terpotong atau rusak")


@pytest.mark.usefixtures("tanpa_anak")
def test_an_error_in_a_cell_is_seen_however_the_package_is_read(tmp_path: Path) -> None:
    sheet = (
        '<worksheet><sheetData><row><c t="e"><v>#REF!</v></c><c><f>A1</f></c></row></sheetData></worksheet>'
    )
    plain = tmp_path / "a.xlsx"
    plain.write_bytes(package(sheet))
    for path in (plain, tanpa_jenis(tmp_path / "b.xlsx", plain)):
        assert load_sheets(path)[0].baris[0] == (SelRusak("#REF!"), SelRusak("=A1"))


@pytest.mark.usefixtures("tanpa_anak")
def test_an_error_in_a_row_that_is_not_its_own_stands_where_its_address_says(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B4" t="e"><v>#N/A</v></c></row>'
    path = tmp_path / "a.xlsx"
    path.write_bytes(package(f"<worksheet><sheetData>{rows}</sheetData></worksheet>"))
    assert isi(load_sheets(path)[0])[4, 2] == (SelRusak, SelRusak("#N/A"))


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such limit")
@pytest.mark.parametrize(
    ("most", "asked"), [(-1, 600_000_000), (500 << 20, 500 << 20), (4 << 30, 600_000_000)]
)
def test_the_child_asks_for_no_more_memory_than_its_user_may_have(
    most: int, asked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    monkeypatch.setattr("resource.getrlimit", lambda _kind: (-1, most))
    monkeypatch.setattr("resource.setrlimit", lambda _kind, limits: calls.append(limits))
    limit_memory(load.BATAS_INGATAN)
    assert calls == [(asked, most)]


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such limit")
def test_a_system_that_takes_no_limit_is_no_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_kind: int, _limits: tuple[int, int]) -> None:
        raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr("resource.setrlimit", refused)
    limit_memory(load.BATAS_INGATAN)
