"""The copy of a workbook with a comment, a colour and a line in a list for each catatan, and all else as it was."""

from __future__ import annotations

import random
import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from conftest import HARI_INI, pelanggaran, perlu_libreoffice, simpan_sebagai
from lxml import etree
from paket_kecil import package
from salinan_kecil import CATATAN, LEMBAR, bagian, buka, buku_ramai, catat, ganti, lembar_baku
from xlsxwriter import Workbook

from zi_reports.model import Tingkat
from zi_reports.salinan import annotate, copy_name
from zi_reports.salinan.daftar import WARNA_TINGKAT
from zi_reports.salinan.paket import UTAMA, SalinanError


@pytest.fixture(scope="module")
def asli() -> bytes:
    return buku_ramai()


@pytest.fixture(scope="module")
def salinan(asli: bytes) -> bytes:
    return annotate(asli, CATATAN, "buku.xlsx", HARI_INI)


def test_parts_that_hold_no_catatan_are_the_same_bytes(asli: bytes, salinan: bytes) -> None:
    before, after = bagian(asli), bagian(salinan)
    assert {nama for nama in before if before[nama] != after[nama]} == {
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
    }
    assert after.keys() - before.keys() == {
        "xl/comments2.xml",
        "xl/drawings/vmlDrawing3.vml",
        "xl/worksheets/_rels/sheet2.xml.rels",
        "xl/worksheets/sheet4.xml",
    }
    assert list(after)[: len(before)] == list(before)


def test_an_annotated_sheet_differs_only_in_its_cells_styles_and_our_colours(
    asli: bytes, salinan: bytes
) -> None:
    def undo(akar: etree._Element) -> None:
        ours = akar.find(f"{UTAMA}conditionalFormatting")
        assert ours.get("sqref") == "B3"
        akar.remove(ours)
        for rule in akar.iter("{*}cfRule"):
            if rule.get("priority"):
                rule.set("priority", str(int(rule.get("priority")) - 1))
        for sel, style in (("B3", "1"), ("C4", None), ("A8", "1")):
            cell = akar.find(f".//{UTAMA}c[@r='{sel}']")
            cell.attrib.pop("s") if style is None else cell.set("s", style)
        row = akar.find(f".//{UTAMA}row[@r='60']")
        assert [satu.get("r") for satu in row] == ["T60"]
        row.getparent().remove(row)
        akar.find(f"{UTAMA}dimension").set("ref", "A1:I10")

    nama = "xl/worksheets/sheet1.xml"
    before, after = bagian(asli)[nama], bagian(salinan)[nama]
    assert lembar_baku(after, undo) == lembar_baku(before)
    assert after.count(b"<legacyDrawing ") == 1


def test_the_workbook_gains_a_sheet_and_loses_nothing(asli: bytes, salinan: bytes) -> None:
    def undo(akar: etree._Element) -> None:
        sheets = akar.find(f"{UTAMA}sheets")
        assert [satu.get("name") for satu in sheets][-2:] == ["Grafik", "Catatan (2)"]
        sheets.remove(sheets[-1])

    before, after = bagian(asli)["xl/workbook.xml"], bagian(salinan)["xl/workbook.xml"]
    assert lembar_baku(after, undo) == lembar_baku(before)


def test_styles_are_only_added(asli: bytes, salinan: bytes) -> None:
    before, after = (etree.fromstring(bagian(isi)["xl/styles.xml"]) for isi in (asli, salinan))
    for group in before:
        theirs = after.find(group.tag)
        assert [etree.tostring(satu) for satu in group] == [etree.tostring(satu) for satu in theirs][
            : len(group)
        ]
        if theirs.get("count"):
            assert int(theirs.get("count")) == len(theirs)


def test_a_cell_keeps_its_own_style_and_takes_the_colour_of_its_gravest_catatan(salinan: bytes) -> None:
    sheet = buka(BytesIO(salinan))[LEMBAR]
    cell = sheet["B3"]
    assert cell.fill.fgColor.rgb == "FF" + WARNA_TINGKAT[Tingkat.GALAT][1:]
    assert (cell.number_format, cell.font.b, cell.border.left.style, cell.protection.locked) == (
        "dd/mm/yyyy",
        True,
        "thin",
        False,
    )
    assert sheet["A8"].fill.fgColor.rgb == "FF" + WARNA_TINGKAT[Tingkat.PERINGATAN][1:]
    assert sheet["T60"].fill.fgColor.rgb == "FF" + WARNA_TINGKAT[Tingkat.INFO][1:]


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


def test_every_comment_has_one_box_and_no_two_shapes_a_number(salinan: bytes) -> None:
    parts = {nama: isi.decode() for nama, isi in bagian(salinan).items() if nama.endswith(".vml")}
    drawing = parts["xl/drawings/vmlDrawing1.vml"]
    places = re.findall(r"<x:Row>(\d+)</x:Row><x:Column>(\d+)</x:Column>", re.sub(r"\s+", "", drawing))
    assert sorted(places) == [("2", "1"), ("3", "2"), ("4", "4"), ("59", "19"), ("7", "0")]
    assert "Tombol" in drawing
    shapes = [nomor for isi in parts.values() for nomor in re.findall(r'<v:shape id="(\w+)"', isi)]
    assert len(shapes) == len(set(shapes))
    blocks = {nama: re.findall(r'idmap [^>]*data="([\d,]+)"', isi) for nama, isi in parts.items()}
    assert [satu for _, satu in sorted(blocks.items())] == [["1,2"], ["1"], ["3"]]


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


def test_a_copy_can_be_copied_again(salinan: bytes) -> None:
    again = buka(BytesIO(annotate(salinan, CATATAN, "buku.xlsx", HARI_INI)))
    assert again.sheetnames[-2:] == ["Catatan (2)", "Catatan (3)"]
    comment = again[LEMBAR]["C4"].comment
    assert comment is not None
    assert comment.text.count("Isi tautannya.") == 2


def test_a_workbook_without_catatan_gains_only_the_list(asli: bytes) -> None:
    copy = annotate(asli, (), "buku.xlsx", HARI_INI)
    before, after = bagian(asli), bagian(copy)
    assert all(after[nama] == isi for nama, isi in before.items() if nama.startswith("xl/worksheets/"))
    assert buka(BytesIO(copy))["Catatan (2)"]["A8"].value == "Tidak ada catatan."


def test_rows_and_cells_that_do_not_say_their_number_are_found(asli: bytes) -> None:
    nama = "xl/worksheets/sheet2.xml"
    plain = b"<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row><row r='9'/>"
    changed = re.sub(rb"<sheetData>.*(?=</sheetData>)", b"<sheetData>" + plain, bagian(asli)[nama])
    notes = [catat(sel, lembar="Lembar 'Dua' B") for sel in ("B1", "B2", "A5")]
    akar = etree.fromstring(bagian(annotate(ganti(asli, {nama: changed}), notes, "b", HARI_INI))[nama])
    rows = [[(c.get("r"), c.get("s") is not None) for c in row] for row in akar.find(f"{UTAMA}sheetData")]
    assert rows == [[(None, False), (None, True)], [(None, False), ("B2", True)], [("A5", True)], []]


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


def test_a_row_and_the_sheet_are_said_to_reach_as_far_as_a_new_cell(asli: bytes) -> None:
    akar = etree.fromstring(bagian(annotate(asli, [catat("T3")], "b", HARI_INI))["xl/worksheets/sheet1.xml"])
    assert akar.find(f".//{UTAMA}row[@r='3']").get("spans") == "1:20"
    assert akar.find(f"{UTAMA}dimension").get("ref") == "A1:T10"


def test_a_workbook_without_any_style_is_given_those_that_the_catatan_need() -> None:
    cell = '<row r="1"><c r="A1"><v>1</v></c></row>'
    rule = '<cfRule type="duplicateValues" priority="1"/>'
    sheet = (
        f'<worksheet xmlns="{UTAMA[1:-1]}"><sheetData>{cell}</sheetData>'
        f'<conditionalFormatting sqref="A1">{rule}</conditionalFormatting></worksheet>'
    )
    bare = package(sheet, strings=f'<sst xmlns="{UTAMA[1:-1]}"/>')
    jenis = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/{nama}.xml" ContentType="{jenis}.{isi}+xml"/>'
        for nama, isi in (
            ("workbook", "sheet.main"),
            ("worksheets/sheet1", "worksheet"),
            ("sharedStrings", "sharedStrings"),
        )
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>'
    )
    book = ganti(bare, {"[Content_Types].xml": types.encode()})
    parts = bagian(annotate(book, [catat("A1", lembar="S")], "b", HARI_INI))
    (styles,) = (etree.fromstring(isi) for nama, isi in parts.items() if "styles" in nama)
    after = etree.fromstring(parts["xl/worksheets/sheet1.xml"])
    colour = "FF" + WARNA_TINGKAT[Tingkat.GALAT][1:]
    look = styles.find(f"{UTAMA}cellXfs")[int(after.find(f".//{UTAMA}c").get("s"))]
    fill = styles.find(f"{UTAMA}fills")[int(look.get("fillId"))]
    assert fill.find(f".//{UTAMA}fgColor").get("rgb") == colour
    ours, theirs = after.iter(f"{UTAMA}cfRule")
    shown = styles.find(f"{UTAMA}dxfs")[int(ours.get("dxfId"))]
    assert shown.find(f".//{UTAMA}bgColor").get("rgb") == colour
    assert [(satu.get("type"), satu.get("priority")) for satu in (ours, theirs)] == [
        ("expression", "1"),
        ("duplicateValues", "2"),
    ]


def test_the_rules_of_a_pivot_table_keep_their_priority(asli: bytes) -> None:
    nama = "xl/worksheets/sheet1.xml"
    start = b"<conditionalFormatting "
    changed = bagian(asli)[nama].replace(start, start + b'pivot="1" ', 1)
    after = bagian(annotate(ganti(asli, {nama: changed}), CATATAN, "b", HARI_INI))[nama]
    assert after.count(start) == changed.count(start)
    assert re.findall(rb'priority="\d+"', after) == re.findall(rb'priority="\d+"', changed)


def test_a_comment_in_plain_text_or_without_any_is_kept_and_added_to(asli: bytes) -> None:
    nama = "xl/comments1.xml"
    akar = etree.fromstring(bagian(asli)[nama])
    first, second = akar.iter(f"{UTAMA}comment")
    (text,) = first
    text.clear()
    etree.SubElement(text, f"{UTAMA}t").text = "Catatan lama"
    second.remove(second[0])
    notes = [catat(str(satu.get("ref"))) for satu in (first, second)]
    book = ganti(asli, {nama: etree.tostring(akar)})
    after = etree.fromstring(bagian(annotate(book, notes, "b", HARI_INI))[nama])
    assert ["".join(satu.itertext()) for satu in after.iter(f"{UTAMA}comment")] == [
        "Catatan lama\n\nzi periksa: galat\nPerbaiki.",
        "\n\nzi periksa: galat\nPerbaiki.",
    ]


def test_a_thread_gets_a_reply_since_excel_shows_it_instead_of_the_comment(asli: bytes) -> None:
    ruang = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    thread = (
        f'<ThreadedComments xmlns="{ruang}"><threadedComment ref="B3" dT="2025-12-01T08:00:00.00" '
        'personId="{11111111-1111-1111-1111-111111111111}" id="{22222222-2222-2222-2222-222222222222}">'
        "<text>Sudah dicek?</text></threadedComment></ThreadedComments>"
    )
    rels = bagian(asli)["xl/worksheets/_rels/sheet1.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rIdT" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"'
        b' Target="../threadedComments/threadedComment1.xml"/></Relationships>',
    )
    book = ganti(
        asli,
        {
            "xl/threadedComments/threadedComment1.xml": thread.encode(),
            "xl/worksheets/_rels/sheet1.xml.rels": rels,
        },
    )
    parts = bagian(annotate(book, CATATAN, "b", HARI_INI))
    first, reply = etree.fromstring(parts["xl/threadedComments/threadedComment1.xml"])
    assert reply.get("parentId") == first.get("id")
    assert "Tanggal tidak dikenali." in "".join(reply.itertext())
    (person,) = etree.fromstring(parts["xl/persons/person1.xml"])
    assert (person.get("displayName"), person.get("id")) == ("zi periksa", reply.get("personId"))

    again = bagian(annotate(annotate(book, CATATAN, "b", HARI_INI), CATATAN, "b", HARI_INI))
    thread_again = etree.fromstring(again["xl/threadedComments/threadedComment1.xml"])
    assert [satu.get("parentId") for satu in thread_again] == [None, first.get("id"), first.get("id")]
    assert len({satu.get("id") for satu in thread_again}) == 3
    assert len(etree.fromstring(again["xl/persons/person1.xml"])) == 1


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


def test_more_comments_than_one_block_of_numbers_holds(asli: bytes) -> None:
    notes = [catat(f"A{baris}", lembar="Lembar 'Dua' B") for baris in range(1, 2_500)]
    drawing = bagian(annotate(asli, notes, "b", HARI_INI))["xl/drawings/vmlDrawing3.vml"].decode()
    numbers = re.findall(r'<v:shape id="_x0000_s(\d+)"', drawing)
    blocks = re.findall(r'data="([\d,]+)"', drawing)[0].split(",")
    assert len(set(numbers)) == 2_499
    assert {str(int(nomor) // 1024) for nomor in numbers} == set(blocks)


@pytest.mark.parametrize(
    ("nama", "isi"),
    [
        ("xl/workbook.xml", b'<!DOCTYPE w [<!ENTITY a "b">]><workbook>&a;</workbook>'),
        ("xl/workbook.xml", b'<!DOCTYPE w SYSTEM "file:///etc/passwd"><workbook/>'),
        ("xl/workbook.xml", b"<workbook"),
        ("xl/workbook.xml", None),
        ("xl/workbook.xml", f'<workbook xmlns="{UTAMA[1:-1]}"/>'.encode()),
        ("xl/styles.xml", f'<styleSheet xmlns="{UTAMA[1:-1]}"/>'.encode()),
        ("xl/drawings/vmlDrawing1.vml", b"<xml>"),
        ("xl/worksheets/sheet1.xml", b"<worksheet/>"),
        (
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{UTAMA[1:-1]}"><cols><col min="1" max="3"/><col min="1" max="3"/></cols>'
            "<sheetData/></worksheet>".encode(),
        ),
        ("_rels/.rels", None),
        ("[Content_Types].xml", None),
    ],
)
def test_a_package_that_is_not_as_it_should_be_is_refused_in_a_sentence(
    nama: str, isi: bytes | None, asli: bytes
) -> None:
    with pytest.raises(SalinanError, match=r"^Salinan .*tidak .*\.$"):
        annotate(ganti(asli, {nama: isi}), CATATAN, "buku.xlsx", HARI_INI)


def test_no_file_is_a_package(asli: bytes) -> None:
    for isi in (b"", b"bukan buku kerja", asli[:4000]):
        with pytest.raises(SalinanError):
            annotate(isi, CATATAN, "buku.xlsx", HARI_INI)


@pytest.mark.parametrize(
    ("buku", "nama"),
    [
        ("rencana aksi (final) v2.xlsx", "rencana-aksi-final-v2-catatan.xlsx"),
        ("Rencana:Aksi|é?.xlsx", "Rencana-Aksi-e-catatan.xlsx"),
        ("CON.tes.xlsx", "CON-tes-catatan.xlsx"),
        ("計画.xlsx", "buku-catatan.xlsx"),
        ("x" * 300 + ".xlsx", "x" * 80 + "-catatan.xlsx"),
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
    # LibreOffice's own files are not without fault: ours is to add none.
    assert pelanggaran(copy) == pelanggaran(book)
    opened = buka(simpan_sebagai("xlsx", copy, tmp_path / "buka", tmp_path / "profil"))
    sheet = opened[LEMBAR]
    for sel, words in (("B3", "Tanggal tidak dikenali."), ("C4", "Isi tautannya."), ("T60", "belum ada.")):
        comment = sheet[sel].comment
        assert comment is not None, sel
        assert words in comment.text
    assert sheet["B3"].fill.fgColor.rgb == "FF" + WARNA_TINGKAT[Tingkat.GALAT][1:]
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
