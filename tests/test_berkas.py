"""Files as people hand them over: each is read as openpyxl reads it, or refused with what to do."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import xlsxwriter
from conftest import BUKU_CONTOH, BUKU_NYATA, buat_buku, indikator, lengkap, perlu_libreoffice, simpan_sebagai
from hypothesis import given
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from paket_kecil import archive, package, picture, relation, sentence, with_parts
from rencana_kecil import DES_31, OKT_31
from test_writer import rencanas

from zi_reports.buku.writer import write_workbook
from zi_reports.monev.figures import assess
from zi_reports.rencana.model import WorkbookError
from zi_reports.ringkasan import ringkasan
from zi_reports.sources.grid import Grid, SelRusak
from zi_reports.sources.load import load_sheets
from zi_reports.sources.workbook import read_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("nama", "isi", "words"),
    [
        ("a.xlsx", b"", "kosong (0 bita)"),
        ("~$a.xlsx", b"kunci", "adalah berkas kunci"),
        (".~lock.a.xlsx#", b",orang,komputer;", "adalah berkas kunci"),
        ("a.xls", OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "terpotong atau rusak"),
        ("a.doc", OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "adalah dokumen Word"),
        ("a.xlsx", OLE + b"\0" * 9000 + "EncryptedPackage".encode("utf-16-le"), "dilindungi kata sandi"),
        ("a.xlsb", archive({"xl/workbook.bin": "x"}), "terpotong atau rusak"),
        ("a.xlsx", archive({"foto.jpg": "x"}), "adalah arsip ZIP, bukan buku kerja Excel"),
        ("a.docx", archive({"word/document.xml": "<x/>"}), "adalah dokumen Word"),
        (
            "a.ods",
            archive(
                {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<office/>"}
            ),
            "terpotong atau rusak",
        ),
        (
            "a.odt",
            archive({"mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": "<m/>"}),
            "adalah dokumen OpenDocument",
        ),
        ("a.csv", b"NO;KOMPONEN;INDIKATOR\n1;Tim;SK\n", "berisi CSV"),
        ("a.xlsx", "NO\tKOMPONEN\n1\tTim\n".encode("utf-16"), "berisi CSV"),
        ("a.xlsx", b"sekadar catatan", "berisi teks"),
        (
            "a.xls",
            b"\xef\xbb\xbf<html><table><tr><td>NO</td></tr></table></html>",
            "berisi halaman web (HTML)",
        ),
        ("a.xlsx", b'<?xml version="1.0"?>\n<html xmlns="x"></html>', "berisi halaman web (HTML)"),
        ("a.xls", b'<?xml version="1.0"?><Workbook xmlns="urn:x"/>', "berisi XML"),
        ("a.gsheet", b'{"doc_id":"1","email":"x"}', "adalah pintasan Google Sheets"),
        ("a.xlsx", b"%PDF-1.7\n", "adalah PDF"),
        ("a.xlsx", b"\0" * 5000, "terpotong atau rusak"),
        ("a.xlsx", bytes(range(1, 256)) + b"\0\1", "terpotong atau rusak"),
        ("a.xlsx", b"tanpa nol \x01\x02\x03 namun bukan teks", "terpotong atau rusak"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_of_another_kind_is_called_by_its_name(
    tmp_path: Path, nama: str, isi: bytes, words: str
) -> None:
    path = tmp_path / nama
    path.write_bytes(isi)
    text = sentence(path)
    assert text.startswith(words)
    assert re.search(r"Simpan Sebagai \.xlsx|simpan sebagai \.xlsx|Sebutkan|salin ulang|unduhan", text)


def test_a_folder_and_a_missing_file_are_named_as_what_they_are(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="adalah folder"):
        load_sheets(tmp_path)
    with pytest.raises(WorkbookError, match="Buku kerja tidak ditemukan"):
        load_sheets(tmp_path / "tidak-ada.xlsx")


@pytest.mark.parametrize("share", [0.01, 0.3, 0.9, 0.999])
def test_a_file_cut_short_is_said_to_be_cut_short(tmp_path: Path, share: float) -> None:
    content = BUKU_NYATA.read_bytes()
    path = tmp_path / "a.xlsx"
    path.write_bytes(content[: int(len(content) * share)])
    assert sentence(path).startswith("terpotong atau rusak")


def test_a_workbook_is_known_by_what_it_holds_and_not_by_its_name(tmp_path: Path) -> None:
    expected = read_workbook(BUKU_CONTOH)[0]
    for nama in ("a.xlsm", "a.XLSX", "a.xls", "tanpa akhiran"):
        shutil.copy(BUKU_CONTOH, tmp_path / nama)
        assert read_workbook(tmp_path / nama)[0] == expected


def test_a_workbook_with_macros_and_drawings_is_read_without_them(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsm"
    with zipfile.ZipFile(BUKU_NYATA) as old, zipfile.ZipFile(path, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry))
        new.writestr("xl/vbaProject.bin", b"bukan makro")
        new.writestr("xl/externalLinks/externalLink1.xml", "<!DOCTYPE x SYSTEM 'http://127.0.0.1:1/x'><x/>")
        new.writestr("xl/drawings/drawing1.xml", "bukan XML")
    assert read_workbook(path)[0] == read_workbook(BUKU_NYATA)[0]


@pytest.mark.parametrize(
    "nama",
    [
        "buku (Budi's conflicted copy 2025-12-01).xlsx",
        "buku (salinan konflik Sekretariat).xlsx",
        "buku (conflicted copy 2025-12-01 101500).xlsx",
        "buku_conflict-20251201.xlsx",
        "buku [Conflict].xlsx",
        "buku (salinan berkonflik Budi 2025-12-01).xlsx",
        "buku.sync-conflict-20251201-101500-ABCDEFG.xlsx",
        "buku_conflict-20251201-101500.xlsx",
        "buku_conflict.xlsx",
        "buku - salinan konflik.xlsx",
        "buku-conflicted copy.xlsx",
        "buku-PC-KEUANGAN.xlsx",
        "buku-PC01.xlsx",
        "buku-BUDI-PC.xlsx",
        "buku-DESKTOP-AB12CD3.xlsx",
        "buku (1).xlsx",
    ],
)
def test_a_sync_conflict_copy_is_read_and_said_to_be_one(tmp_path: Path, nama: str) -> None:
    plain = buat_buku(tmp_path / "buku.xlsx", lengkap(indikator()))
    shutil.copy(plain, tmp_path / nama)
    (note,) = read_workbook(tmp_path / nama)[1]
    assert note.kode == "salinan-konflik"
    assert "salinan konflik sinkronisasi dari buku.xlsx" in note.pesan
    (note,) = read_workbook(plain)[1]
    assert nama in note.pesan
    plain.unlink()
    assert read_workbook(tmp_path / nama)[1] == ()


def test_another_workbook_beside_it_is_no_conflict_copy(tmp_path: Path) -> None:
    plain = buat_buku(tmp_path / "rencana.xlsx", lengkap(indikator()))
    for nama in (
        *("rencana-2025.xlsx", "rencana (revisi).xlsx", "rencana (1).docx", "Salinan rencana.xlsx"),
        # Konflik kepentingan is what area V speaks of; a computer's name is in capitals.
        *("rencana-konflik-kepentingan.xlsx", "rencana (konflik kepentingan).xlsx", "rencana_konflik.xlsx"),
        *("rencana - penanganan konflik.xlsx", "rencana (conflict of interest).xlsx", "rencana-pc-umum.xlsx"),
        *(
            "rencana-benturan-kepentingan.xlsx",
            "rencana-WINONGO.xlsx",
            "rencana-salinan konflik kepentingan.xlsx",
        ),
    ):
        shutil.copy(plain, tmp_path / nama)
    assert read_workbook(plain)[1] == ()


@pytest.mark.parametrize(
    ("kunci", "program"),
    [("~$rencana aksi zi 2025.xlsx", "Excel"), (".~lock.rencana aksi zi 2025.xlsx#", "LibreOffice")],
)
def test_a_workbook_that_somebody_has_open_is_read_as_it_was_saved_and_said_to_be(
    tmp_path: Path, kunci: str, program: str
) -> None:
    path = buat_buku(tmp_path / "rencana aksi zi 2025.xlsx", lengkap(indikator()))
    other = buat_buku(tmp_path / "zi 2025.xlsx", lengkap(indikator()))
    (tmp_path / kunci).touch()
    (note,) = read_workbook(path)[1]
    assert (note.kode, note.lokasi.sel) == ("buku-sedang-dibuka", "A4")
    assert f"sedang dibuka di {program}" in note.pesan
    assert note.pesan.endswith(f"hapus berkas kunci {kunci}.")
    assert read_workbook(other)[1] == ()


# What our reader sees, openpyxl sees when it takes in the workbook whole.


def as_openpyxl_sees(path: Path) -> dict[str, dict[str, Any]]:
    """Give the cells of each sheet with the types of their values: to Python `True == 1 == 1.0`."""
    typed, stored = load_workbook(path), load_workbook(path, data_only=True)
    found: dict[str, dict[str, Any]] = {}
    for sheet in typed.worksheets:
        cells = found.setdefault(sheet.title, {})
        for row in stored[sheet.title].iter_rows():
            for cell in row:
                formula = sheet[cell.coordinate]
                value: Any = cell.value
                if cell.data_type == "e":
                    value = SelRusak(str(cell.value))
                elif formula.data_type == "f" and cell.value is None:
                    value = SelRusak(str(formula.value))
                if value not in {None, ""}:
                    cells[cell.coordinate] = (type(value), value)
    return found


def as_we_see(path: Path) -> dict[str, dict[str, Any]]:
    return {
        sheet.nama: {
            f"{get_column_letter(x)}{y}": (type(value), value)
            for y, row in enumerate(sheet.baris, start=1)
            for x, value in enumerate(row, start=1)
            if value is not None
        }
        for sheet in load_sheets(path)
    }


@pytest.mark.parametrize("path", [BUKU_NYATA, BUKU_CONTOH], ids=["nyata", "contoh"])
def test_our_workbooks_are_seen_as_openpyxl_sees_them(path: Path) -> None:
    assert as_we_see(path) == as_openpyxl_sees(path)


@given(rencanas())
def test_any_workbook_of_ours_is_seen_as_openpyxl_sees_it(rencana: Any) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        path.write_bytes(write_workbook(rencana))
        assert as_we_see(path) == as_openpyxl_sees(path)


FORMATS = (
    "General",
    "0.00",
    "@",
    "dd/mm/yyyy",
    "[$-421]d mmmm yyyy",
    "[$-421]dd mmmm yyyy;@",
    'yyyy"-"mm"-"dd',
    "d-mmm-yy",
    "mmm-yy",
    "m/d/yy h:mm",
    "hh:mm:ss",
    '"Rp"#,##0',
    "0%",
    '[Red]0;[Blue]"hari" 0',
)


@pytest.mark.parametrize("old_mac", [False, True])
def test_dates_numbers_formulas_and_errors_are_seen_as_openpyxl_sees_them(
    tmp_path: Path, *, old_mac: bool
) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": old_mac, "default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Nilai")
        for row, code in enumerate(FORMATS):
            form = book.add_format({"num_format": code})
            # Around 29 February 1900, which never was, and 31 October 2025 with and without an hour.
            for column, number in enumerate((0, 0.25, 1, 59, 61, 45961, 45961.75, 45961.5)):
                sheet.write_number(row, column, number, form)
        sheet.write_formula("A20", "=1+1", None, 2)
        sheet.write_formula("B20", '="a"&"b"', None, "ab")
        sheet.write_formula("C20", "=NA()", None, "#N/A")
        sheet.write_formula("D20", "=TODAY()", book.add_format({"num_format": "d/m/yyyy"}), 45961)
        sheet.write_boolean("E20", True)
        sheet.write_rich_string("F20", "Selesai ", book.add_format({"bold": True}), "✓", " & tepat")
        sheet.write_string("G20", "baris\nkedua <&> ")
        sheet.merge_range("A22:C25", "gabung")
    assert as_we_see(path) == as_openpyxl_sees(path)


def test_strings_of_every_kind_and_cells_without_an_address_are_seen(tmp_path: Path) -> None:
    sheet = """<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>
    <x:row><x:c t="inlineStr"><x:is><x:r><x:t>Sele</x:t></x:r><x:r><x:t>sai</x:t></x:r></x:is></x:c>
    <x:c t="str"><x:f>""</x:f><x:v></x:v></x:c><x:c t="d"><x:v>2025-10-31T00:00:00</x:v></x:c>
    <x:c><x:f>1+1</x:f></x:c><x:c t="inlineStr"><x:is><x:t>a_x000D_b</x:t><x:rPh sb="0" eb="1"><x:t>no</x:t></x:rPh>
    </x:is></x:c></x:row>
    <x:row r="3" hidden="1"><x:c r="B3"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>"""
    path = tmp_path / "a.xlsx"
    path.write_bytes(package(sheet))
    (read,) = load_sheets(path)
    october = dt.datetime.combine(dt.date(2025, 10, 31), dt.time())
    assert read.baris[0][:5] == ("Selesai", None, october, SelRusak("=1+1"), "a\rb")
    assert read.baris[2][1] == 7
    assert read.baris_tersembunyi == {3}


def test_a_ghost_below_a_merged_block_is_not_seen_but_its_neighbours_are(tmp_path: Path) -> None:
    sheet = (
        '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
        '<row r="2"><c r="A2"><v>3</v></c><c r="C2"><v>4</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>'
    )
    path = tmp_path / "a.xlsx"
    path.write_bytes(package(sheet))
    assert [row[:3] for row in load_sheets(path)[0].baris] == [(1, None, None), (None, None, 4)]


def test_a_link_over_a_block_is_that_of_its_first_cell(tmp_path: Path) -> None:
    sheet = (
        '<worksheet><sheetData><row r="2"><c r="B2"><v>1</v></c></row></sheetData>'
        '<hyperlinks><hyperlink ref="B2:C3" r:id="h1"/></hyperlinks></worksheet>'
    )
    path = tmp_path / "a.xlsx"
    path.write_bytes(package(sheet, relasi=relation("h1", "hyperlink", "https://example.id/a", luar=True)))
    assert load_sheets(path)[0].tautan == {(2, 2): "https://example.id/a"}


def test_a_link_counts_by_its_address_and_a_comment_not_at_all(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["B2"] = "SK"
    sheet["B2"].hyperlink = "https://example.id/a?b=1&c=2"
    sheet["B2"].comment = Comment("catatan", "orang")
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert load_sheets(path)[0].tautan == {(2, 2): "https://example.id/a?b=1&c=2"}


def read_cells(tmp_path: Path, *cells: str, **parts: str) -> Grid:
    """Read a sheet with these cells of row 1."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        package(f"<worksheet><sheetData><row r='1'>{''.join(cells)}</row></sheetData></worksheet>", **parts)
    )
    return load_sheets(path)[0]


@pytest.mark.parametrize(
    ("cell", "value", "address"),
    [
        (
            't="str"><f>HYPERLINK("https://a.id/x?b=1&amp;c","SK Tim")</f><v>SK Tim</v>',
            "SK Tim",
            "https://a.id/x?b=1&c",
        ),
        ('t="str"><f>hyperlink( "https://a.id" ; "SK" )</f><v>SK</v>', "SK", "https://a.id"),
        ('t="str"><f>HYPERLINK("https://"&amp;"a.id/x","SK")</f><v>SK</v>', "SK", "https://a.id/x"),
        ('t="str"><f>HYPERLINK("https://a.id","SK "&amp;B1)</f><v>SK 2</v>', "SK 2", "https://a.id"),
        ('t="str"><f>IF(B1="","",HYPERLINK("https://a.id","SK"))</f><v>SK</v>', "SK", "https://a.id"),
        # Never calculated, or shown as nothing: what the formula itself says is its name.
        ('><f>HYPERLINK("https://a.id","SK")</f>', "SK", "https://a.id"),
        ('><f>HYPERLINK("https://a.id")</f>', "https://a.id", "https://a.id"),
        ('t="str"><f>HYPERLINK("https://a.id","")</f><v></v>', "https://a.id", "https://a.id"),
        (
            't="e"><f>_xlfn.IMAGE("https://a.id/x.png")</f><v>#NAME?</v>',
            "https://a.id/x.png",
            "https://a.id/x.png",
        ),
        # Put together from other cells, nobody but Excel knows it.
        ('t="str"><f>HYPERLINK(B1,"SK")</f><v>SK</v>', "SK", '=HYPERLINK(B1,"SK")'),
        ('t="str"><f>HYPERLINK("https://"&amp;B1,"SK")</f><v>SK</v>', "SK", '=HYPERLINK("https://"&B1,"SK")'),
        (
            '><f>IF(B1="",HYPERLINK("https://a.id","SK"))</f>',
            SelRusak('=IF(B1="",HYPERLINK("https://a.id","SK"))'),
            "https://a.id",
        ),
    ],
)
def test_a_formula_links_to_its_address_by_what_it_shows(
    tmp_path: Path, cell: str, value: object, address: str
) -> None:
    sheet = read_cells(tmp_path, f'<c r="A1" {cell}</c>')
    assert (sheet.baris[0][0], sheet.tautan) == (value, {(1, 1): address})


def test_cells_that_share_a_formula_link_to_its_address(tmp_path: Path) -> None:
    first = (
        '<c r="A1" t="str"><f t="shared" si="0" ref="A1:B1">HYPERLINK("https://a.id","SK")</f><v>SK</v></c>'
    )
    sheet = read_cells(tmp_path, first, '<c r="B1" t="str"><f t="shared" si="0"/><v>SK</v></c>')
    assert sheet.tautan == {(1, 1): "https://a.id", (1, 2): "https://a.id"}


def test_a_picture_in_a_cell_is_a_picture_and_no_error(tmp_path: Path) -> None:
    sheet = read_cells(tmp_path, '<c r="A1" t="e" vm="1"><v>#VALUE!</v></c><c r="B1"><v>2</v></c>')
    assert (sheet.baris, set(sheet.gambar)) == (((None, 2),), {(1, 1)})
    wps = (
        '<c r="A1" t="str"><f>_xlfn.DISPIMG("ID_7",1)</f><v>=DISPIMG("ID_7",1)</v></c><c r="B1"><v>2</v></c>'
    )
    sheet = read_cells(tmp_path, wps)
    assert (sheet.baris, set(sheet.gambar)) == (((None, 2),), {(1, 1)})
    sheet = read_cells(
        tmp_path, '<c r="A1" t="e" vm="1"><f>A2:A3</f><v>#VALUE!</v></c><c r="B1"><v>2</v></c>'
    )
    assert (sheet.baris, len(sheet.gambar)) == (((SelRusak("#VALUE!"), 2),), 0)


def test_a_picture_over_cells_is_known_by_its_corners(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    drawn = relation("r1", "drawing", "../drawings/drawing1.xml")
    isi = package(
        "<worksheet><sheetData><row r='1'><c><v>1</v></c></row></sheetData></worksheet>", relasi=drawn
    )
    path.write_bytes(
        with_parts(isi, {"xl/drawings/drawing1.xml": picture(4), "xl/drawings/drawing2.xml": picture(9)})
    )
    assert load_sheets(path)[0].gambar == {(4, 5)}


@pytest.mark.slow
@perlu_libreoffice
def test_a_workbook_saved_by_libreoffice_is_read_as_before_be_it_of_another_kind(
    tmp_path: Path,
) -> None:
    def convert(path: Path, kind: str) -> Path:
        return simpan_sebagai(kind, path, tmp_path, tmp_path / "profil")

    book = tmp_path / "buku.xlsx"
    shutil.copy(BUKU_CONTOH, book)
    expected = read_workbook(book)
    for kind, words in (("csv", "berisi CSV"), ("html", "halaman web")):
        assert words in sentence(convert(book, kind))
    for kind in ("xls", "ods"):
        rencana, catatan = read_workbook(convert(book, kind))
        for hari in (OKT_31, DES_31):
            assert ringkasan(assess(rencana, hari), ()) == ringkasan(assess(expected[0], hari), ())
        assert "dibaca-nilainya-saja" in {satu.kode for satu in catatan}
    book.unlink()
    assert read_workbook(convert(tmp_path / "buku.ods", "xlsx")) == expected
