"""The copy of a workbook with a comment, a colour and a line in a list for each catatan, made by openpyxl."""

from __future__ import annotations

import random
import re
import warnings
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from conftest import HARI_INI, perlu_libreoffice, simpan_sebagai
from openpyxl import load_workbook
from paket_kecil import MAIN, REL, archive, package, relation
from salinan_kecil import (
    CATATAN,
    LEMBAR,
    bagian,
    buka,
    buku_ramai,
    catat,
    ganti,
    gaya,
    keberatan,
    sifat,
)
from xlsxwriter import Workbook

from zi_reports.buku.salinan import WARNA_TINGKAT, SalinanError, annotate, copy_name
from zi_reports.rencana.model import Tingkat

LEMBAR_1 = "xl/worksheets/sheet1.xml"
RUANG_2010 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
STRICT = b"http://purl.oclc.org/ooxml/"


def warna(tingkat: Tingkat) -> str:
    return "FF" + WARNA_TINGKAT[tingkat][1:]


def hilang(isi: bytes, nama: str = "b.xlsx") -> str:
    """Give what the list of a workbook's copy says it lacks."""
    said = buka(BytesIO(annotate(isi, (), nama, HARI_INI))).worksheets[-1]["A6"].value
    return (
        str(said or "").removeprefix("Salinan ini tidak memuat: ").removesuffix(". Lihat buku kerja aslinya.")
    )


@pytest.fixture(scope="module")
def asli() -> bytes:
    return buku_ramai()


@pytest.fixture(scope="module")
def salinan(asli: bytes) -> bytes:
    return annotate(asli, CATATAN, "buku.xlsx", HARI_INI)


def test_what_staff_would_miss_is_as_it_was(asli: bytes, salinan: bytes) -> None:
    before, after = buka(BytesIO(asli)), buka(BytesIO(salinan))
    assert after.sheetnames == [*before.sheetnames, "Catatan (2)"]
    assert sifat(after) == sifat(before)
    assert gaya(before).items() <= gaya(after).items()
    assert after[LEMBAR].defined_names.keys() == before[LEMBAR].defined_names.keys() == {"Tanggal"}
    assert after[LEMBAR].tables.keys() == before[LEMBAR].tables.keys() == {"Table1"}
    rich = [load_with_runs(isi)["C4"].value for isi in (asli, salinan)]
    assert rich[0] == rich[1]
    assert len(rich[0]) == 2


def load_with_runs(isi: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(BytesIO(isi), rich_text=True)[LEMBAR]


def test_a_cell_keeps_its_own_style_and_takes_the_colour_of_its_gravest_catatan(salinan: bytes) -> None:
    sheet = buka(BytesIO(salinan))[LEMBAR]
    cell = sheet["B3"]
    assert cell.fill.fgColor.rgb == warna(Tingkat.GALAT)
    assert (cell.number_format, cell.font.b, cell.border.left.style, cell.protection.locked) == (
        "dd/mm/yyyy",
        True,
        "thin",
        False,
    )
    assert sheet["A8"].fill.fgColor.rgb == warna(Tingkat.PERINGATAN)
    assert sheet["T60"].fill.fgColor.rgb == warna(Tingkat.INFO)


def test_several_catatan_on_one_cell_are_one_comment_after_the_text_that_was_there(salinan: bytes) -> None:
    sheet = buka(BytesIO(salinan))[LEMBAR]
    comments = {
        cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment
    }
    assert comments == {
        "B3": "Catatan lama\n\nzi periksa: galat\nTanggal tidak dikenali.\n\n"
        "zi periksa: info\nSumber belum lengkap.",
        "C4": "zi periksa: peringatan\nIsi tautannya.",
        "E5": "Komentar lain",
        "A8": "zi periksa: peringatan\nSel gabungan.",
        "T60": "zi periksa: info\nSel yang belum ada.",
    }


def test_comments_of_staff_stay_theirs_and_every_box_is_as_high_as_its_text(asli: bytes) -> None:
    long = "Bukti pada baris ini belum lengkap menurut hasil rapat evaluasi. " * 12
    notes = [catat("B3"), catat("C4", pesan=long)]
    copy = annotate(asli, notes, "buku.xlsx", HARI_INI)
    comments = [buka(BytesIO(copy))[LEMBAR][sel].comment for sel in ("B3", "C4", "E5")]
    assert [satu.author for satu in comments if satu] == ["Budi", "zi periksa", "Budi"]
    (drawing,) = (isi.decode() for nama, isi in bagian(copy).items() if nama.endswith(".vml"))
    heights = [int(high) for high in re.findall(r"height:(\d+)px", drawing)]
    assert heights[2] < heights[0] < heights[1] == max(heights)
    assert set(re.findall(r"width:(\d+)px", drawing)) == {"320"}


@pytest.mark.slow
def test_as_many_comments_as_there_are_cells_with_catatan(asli: bytes) -> None:
    notes = [catat(f"A{baris}", lembar="Lembar 'Dua' B") for baris in range(1, 2_500)]
    sheet = buka(BytesIO(annotate(asli, notes, "b", HARI_INI)))["Lembar 'Dua' B"]
    assert sum(cell.comment is not None for (cell,) in sheet["A1:A2500"]) == 2_499


def test_a_comment_in_plain_text_or_without_any_is_added_to(asli: bytes) -> None:
    nama = "xl/comments1.xml"
    plain = re.sub(rb"<text>.*?</text>", b"<text><t>Catatan lama</t></text>", bagian(asli)[nama], count=1)
    bare = re.sub(rb"(?<=authorId=\"0\")><text>(?!<t>).*?</text>", b"><text/>", plain)
    sheet = buka(BytesIO(annotate(ganti(asli, {nama: bare}), [catat("B3"), catat("E5")], "b", HARI_INI)))[
        LEMBAR
    ]
    assert [sheet[sel].comment.text for sel in ("B3", "E5")] == [
        "Catatan lama\n\nzi periksa: galat\nPerbaiki.",
        "\n\nzi periksa: galat\nPerbaiki.",
    ]


def test_what_the_copy_lacks_is_said_on_its_list(asli: bytes) -> None:
    assert hilang(asli) == (
        "gambar, bentuk (kotak teks, tombol), gambar kepala dan kaki halaman, sebagian format bersyarat"
    )


def test_a_workbook_that_loses_nothing_says_nothing() -> None:
    berkas = BytesIO()
    with Workbook(berkas) as book:
        sheet = book.add_worksheet(LEMBAR)
        sheet.write_comment("A1", "Catatan lama")
        sheet.conditional_format("A1:A9", {"type": "data_bar"})
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": f"='{LEMBAR}'!$A$1:$A$5"})
        sheet.insert_chart("C3", chart)
    assert hilang(berkas.getvalue()) == ""


@pytest.mark.parametrize(
    ("unsur", "kata"),
    [("sparkline", "grafik kecil dalam sel"), ("dataValidation", "sebagian daftar pilihan")],
)
def test_what_excel_2010_brought_is_lost_and_named(unsur: str, kata: str) -> None:
    berkas = BytesIO()
    with Workbook(berkas) as book:
        book.add_worksheet(LEMBAR)
    sheet = bagian(berkas.getvalue())[LEMBAR_1]
    more = f'<extLst><ext xmlns:x14="{RUANG_2010}" uri="u"><x14:{unsur}/></ext></extLst></worksheet>'.encode()
    changed = sheet.replace(b"</worksheet>", more)
    assert hilang(ganti(berkas.getvalue(), {LEMBAR_1: changed})) == kata


def test_replies_to_a_comment_are_lost_and_named(asli: bytes) -> None:
    ruang = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    thread = '<threadedComment ref="B3" id="{1}"><text>Sudah dicek?</text></threadedComment>'
    reply = '<threadedComment ref="B3" id="{2}" parentId="{1}"><text>Sudah.</text></threadedComment>'
    for isi, named in ((thread, False), (thread + reply, True)):
        part = f'<ThreadedComments xmlns="{ruang}">{isi}</ThreadedComments>'.encode()
        book = ganti(asli, {"xl/threadedComments/threadedComment1.xml": part})
        assert ("balasan komentar" in hilang(book)) is named


def test_numbers_that_are_no_date_in_a_cell_for_dates_are_named() -> None:
    berkas = BytesIO()
    with Workbook(berkas) as book:
        date = book.add_format({"num_format": "dd/mm/yyyy"})
        book.add_worksheet(LEMBAR).write_number("A1", 20_251_231, date)
    assert hilang(berkas.getvalue()) == "sebagian angka"


def test_a_sheet_that_is_not_found_is_named(asli: bytes) -> None:
    assert "sebagian lembar" in hilang(ganti(asli, {"xl/worksheets/sheet2.xml": None}))


def test_the_list_has_every_catatan_and_a_link_to_each_cell_that_there_is(salinan: bytes) -> None:
    sheet = buka(BytesIO(salinan))["Catatan (2)"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=8)]
    assert [row[:4] for row in rows] == [
        [nomor, satu.lokasi.lembar, satu.lokasi.sel or None, satu.tingkat.value]
        for nomor, satu in enumerate(CATATAN, start=1)
    ]
    links = [row[2].hyperlink.location if row[2].hyperlink else None for row in sheet.iter_rows(min_row=8)]
    assert links == [
        *(f"'{LEMBAR}'!{satu.lokasi.sel}" for satu in CATATAN[:5]),
        "'Lembar ''Dua'' B'!B2",
        None,
    ]
    assert "5 Januari 2026" in str(sheet["A2"].value)


def test_the_same_workbook_and_day_give_the_same_bytes(asli: bytes, salinan: bytes) -> None:
    assert annotate(asli, CATATAN, "buku.xlsx", HARI_INI) == salinan


def test_nothing_in_the_copy_comes_from_the_clock(salinan: bytes) -> None:
    properties = buka(BytesIO(salinan)).properties
    assert {properties.created.date(), properties.modified.date()} == {HARI_INI}
    with zipfile.ZipFile(BytesIO(salinan)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist() == sorted(package.namelist())


def test_a_copy_can_be_copied_again(salinan: bytes) -> None:
    again = buka(BytesIO(annotate(salinan, CATATAN, "buku.xlsx", HARI_INI)))
    assert again.sheetnames[-2:] == ["Catatan (2)", "Catatan (3)"]
    comment = again[LEMBAR]["C4"].comment
    assert comment is not None
    assert comment.text.count("Isi tautannya.") == 2


def test_a_workbook_without_catatan_gains_only_the_list(asli: bytes) -> None:
    before, after = buka(BytesIO(asli)), buka(BytesIO(annotate(asli, (), "buku.xlsx", HARI_INI)))
    assert (sifat(after), gaya(after) | gaya(before)) == (sifat(before), gaya(after))
    assert [cell.comment.text for cell in after[LEMBAR]["B3:E5"][0] if cell.comment] == ["Catatan lama"]
    assert after["Catatan (2)"]["A8"].value == "Tidak ada catatan."


def test_rows_and_cells_that_do_not_say_their_number_are_found(asli: bytes) -> None:
    nama = "xl/worksheets/sheet2.xml"
    plain = b"<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row><row r='9'/>"
    changed = re.sub(rb"<sheetData>.*(?=</sheetData>)", b"<sheetData>" + plain, bagian(asli)[nama])
    notes = [catat(sel, lembar="Lembar 'Dua' B") for sel in ("B1", "B2", "A5")]
    sheet = buka(BytesIO(annotate(ganti(asli, {nama: changed}), notes, "b", HARI_INI)))["Lembar 'Dua' B"]
    cells = [cell for row in sheet["A1:B5"] for cell in row]
    assert [cell.coordinate for cell in cells if cell.comment and cell.fill.fill_type] == ["B1", "B2", "A5"]
    assert [cell.value for cell in cells if cell.value is not None] == [1, 2, 3]


def test_an_empty_cell_keeps_the_look_of_its_row_or_column(asli: bytes) -> None:
    copy = annotate(asli, [catat("F20"), catat("A20")], "b", HARI_INI)
    sheet = buka(BytesIO(copy))[LEMBAR]
    assert sheet["F20"].number_format == "dd/mm/yyyy"
    assert sheet["A20"].number_format == "General"

    berkas = BytesIO()
    with Workbook(berkas) as book:
        row = book.add_format({"num_format": "0.00"})
        book.add_worksheet(LEMBAR).set_row(4, None, row)
    sheet = buka(BytesIO(annotate(berkas.getvalue(), [catat("C5"), catat("C6")], "b", HARI_INI)))[LEMBAR]
    assert [sheet[sel].number_format for sel in ("C5", "C6")] == ["0.00", "General"]


def test_a_workbook_without_any_style_is_given_those_that_the_catatan_need() -> None:
    cell = '<row r="1"><c r="A1"><v>1</v></c></row>'
    rule = '<cfRule type="duplicateValues" priority="1"/>'
    sheet = f"<conditionalFormatting sqref='A1'>{rule}</conditionalFormatting>"
    after = buka(BytesIO(annotate(polos(cell, sheet), [catat("A1", lembar="S")], "b", HARI_INI)))["S"]
    assert after["A1"].fill.fgColor.rgb == warna(Tingkat.GALAT)
    rules = {satu.type: satu for group in after.conditional_formatting for satu in group.rules}
    assert {kind: satu.priority for kind, satu in rules.items()} == {"expression": 1, "duplicateValues": 2}
    assert rules["expression"].dxf.fill.bgColor.rgb == warna(Tingkat.GALAT)


def polos(baris: str, lainnya: str = "", relasi: str = "") -> bytes:
    """Make the smallest workbook, with a sheet of these rows and what stands below them."""
    return package(f"<worksheet><sheetData>{baris}</sheetData>{lainnya}</worksheet>", relasi=relasi)


@pytest.mark.parametrize(
    "lainnya",
    [
        '<mergeCells count="1"><mergeCell ref="A1:A1048576"/></mergeCells>',
        '<hyperlinks><hyperlink ref="A1:A1048576" r:id="a"/></hyperlinks>',
    ],
)
def test_blocks_and_links_down_to_the_last_row_are_refused(lainnya: str) -> None:
    link = relation("a", "hyperlink", "https://contoh.id", luar=True)
    with pytest.raises(SalinanError, match=r"lembarnya terlalu besar.*lalu ulangi\.$"):
        annotate(polos('<row r="1"><c r="A1"><v>1</v></c></row>', lainnya, link), (), "b.xlsx", HARI_INI)


def test_the_rules_of_a_pivot_table_keep_their_priority(asli: bytes) -> None:
    start = b"<conditionalFormatting "
    changed = bagian(asli)[LEMBAR_1].replace(start, start + b'pivot="1" ', 1)
    after = bagian(annotate(ganti(asli, {LEMBAR_1: changed}), CATATAN, "b", HARI_INI))[LEMBAR_1]
    assert after.count(start) == changed.count(start)
    assert re.findall(rb'<cfRule[^>]*priority="(\d+)"', after) == re.findall(
        rb'<cfRule[^>]*priority="(\d+)"', changed
    )


def test_macros_stay_and_so_does_the_kind_of_file(asli: bytes) -> None:
    macro = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    types = bagian(asli)["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", macro
    )
    parts = bagian(
        annotate(
            ganti(asli, {"[Content_Types].xml": types, "xl/vbaProject.bin": b"makro"}),
            CATATAN,
            "b.xlsm",
            HARI_INI,
        )
    )
    assert parts["xl/vbaProject.bin"] == b"makro"
    assert macro in parts["[Content_Types].xml"]
    assert copy_name(Path("b.XLSM")) == "b-catatan.xlsm"


def test_text_comes_out_as_typed(asli: bytes) -> None:
    typed = "R&D <baru> \"kutip\" _x0041_ 'satu' \x07=1+1"
    book = buka(BytesIO(annotate(asli, [catat("C4", pesan=typed)], typed, HARI_INI)))
    shown = typed.replace("\x07", "")
    comment = book[LEMBAR]["C4"].comment
    assert comment is not None
    assert comment.text.replace("_x005F_", "_").endswith(shown)
    assert str(book["Catatan (2)"]["F8"].value).replace("_x005F_", "_") == shown


@pytest.mark.parametrize(
    ("nama", "isi"),
    [
        ("xl/workbook.xml", b'<!DOCTYPE w [<!ENTITY a "b">]><workbook>&a;</workbook>'),
        ("xl/workbook.xml", b'<!DOCTYPE w SYSTEM "file:///etc/passwd"><workbook/>'),
        ("xl/workbook.xml", b"<workbook"),
        ("xl/workbook.xml", None),
        ("xl/workbook.xml", f'<workbook xmlns="{MAIN}"/>'.encode()),
        ("xl/styles.xml", f'<styleSheet xmlns="{MAIN}"/>'.encode()),
        (LEMBAR_1, b"<worksheet"),
        ("[Content_Types].xml", None),
    ],
)
def test_a_package_that_is_not_as_it_should_be_is_refused_in_a_sentence(
    nama: str, isi: bytes | None, asli: bytes
) -> None:
    with pytest.raises(SalinanError, match=r"^Salinan .*tidak .*\.$"):
        annotate(ganti(asli, {nama: isi}), CATATAN, "buku.xlsx", HARI_INI)


def test_what_openpyxl_does_not_read_is_to_be_saved_as_xlsx(asli: bytes) -> None:
    strict = bagian(asli)
    for nama, isi in strict.items():
        strict[nama] = isi.replace(MAIN.encode(), STRICT + b"spreadsheetml/main")
        strict[nama] = strict[nama].replace(REL.encode(), STRICT + b"officeDocument/relationships")
    binary = ganti(asli, {"xl/workbook.xml": None, "xl/workbook.bin": b"\x83\x01"})
    calc = archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"})
    for isi in (
        b"",
        b"bukan buku kerja",
        asli[:4000],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        ganti(asli, strict),
        binary,
        calc,
    ):
        with pytest.raises(SalinanError, match=r"Simpan Sebagai \.xlsx, lalu ulangi\.$"):
            annotate(isi, CATATAN, "buku.xlsx", HARI_INI)


@pytest.mark.parametrize(
    ("buku", "nama"),
    [
        ("rencana aksi (final) v2.xlsx", "rencana-aksi-final-v2-catatan.xlsx"),
        ("Rencana:Aksi|é?.xlsx", "Rencana-Aksi-e-catatan.xlsx"),
        ("CON.tes.xlsx", "CON-tes-catatan.xlsx"),
        ("計画.xlsx", "buku-catatan.xlsx"),
        ("x" * 300 + ".xlsx", "x" * 80 + "-catatan.xlsx"),
        ("rencana.ods", "rencana-catatan.xlsx"),
    ],
)
def test_the_copys_name_has_only_safe_characters(buku: str, nama: str) -> None:
    assert copy_name(Path("input") / buku) == nama


@pytest.mark.slow
@perlu_libreoffice
@pytest.mark.parametrize("dari", ["XlsxWriter", "LibreOffice"])
def test_copies_obey_the_schemas_and_open_in_libreoffice(dari: str, tmp_path: Path, asli: bytes) -> None:
    book, copy = tmp_path / "buku.xlsx", tmp_path / "salinan.xlsx"
    book.write_bytes(asli)
    if dari == "LibreOffice":
        book = simpan_sebagai("xlsx", book, tmp_path / "lo", tmp_path / "profil")
    copy.write_bytes(annotate(book.read_bytes(), CATATAN, "buku.xlsx", HARI_INI))
    assert keberatan(copy) == []
    opened = buka(simpan_sebagai("xlsx", copy, tmp_path / "buka", tmp_path / "profil"))
    sheet = opened[LEMBAR]
    for sel, words in (("B3", "Tanggal tidak dikenali."), ("C4", "Isi tautannya."), ("T60", "belum ada.")):
        comment = sheet[sel].comment
        assert comment is not None, sel
        assert words in comment.text
    assert sheet["B3"].fill.fgColor.rgb == warna(Tingkat.GALAT)
    assert opened.sheetnames[-1].startswith("Catatan")


@pytest.mark.slow
def test_a_workbook_that_was_damaged_is_copied_or_refused_and_never_a_traceback(asli: bytes) -> None:
    chance = random.Random(5)  # noqa: S311 - the same damage each time
    parts = bagian(asli)
    outcomes: Counter[str] = Counter()
    for _ in range(400):
        nama = chance.choice(sorted(parts))
        pieces = re.findall(rb'"[^"]*"|[^"]+', parts[nama])
        for _ in range(3):
            pieces[chance.randrange(len(pieces))] = chance.choice((b"", b'"-1"', b'"1e400"', b'"x"', b"<a>"))
        damaged = bytearray(ganti(asli, {nama: chance.choice((None, b"".join(pieces)))}))
        if chance.random() < 0.3:
            damaged[chance.randrange(len(damaged))] ^= 0xFF
        try:
            annotate(bytes(damaged), CATATAN, "buku.xlsx", HARI_INI)
            outcomes["copied"] += 1
        except SalinanError:
            outcomes["refused"] += 1
    assert min(outcomes["copied"], outcomes["refused"]) > 50
