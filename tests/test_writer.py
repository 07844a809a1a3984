from __future__ import annotations

import datetime as dt
import re
import zipfile
from dataclasses import fields, replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import AKAR, KOLOM, SATKER
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from rencana_kecil import OKT_31, due, indikator, komponen, rencana

from zi_reports.buku.aturan import TANDA_BEBERAPA
from zi_reports.buku.sumber import workbooks
from zi_reports.buku.writer import write_workbook
from zi_reports.rencana.lampiran import NAMA_AREA, Label
from zi_reports.rencana.model import (
    Area,
    BuktiDukung,
    Cetak,
    Indikator,
    Jenis,
    Kertas,
    Kewajiban,
    Komponen,
    Pengaturan,
    Realisasi,
    Rencana,
    Status,
    TargetWaktu,
    WorkbookError,
)
from zi_reports.rencana.target_waktu import parse_target_waktu
from zi_reports.sources.workbook import read_workbook

D = dt.date
KELABU = "FFD9D9D9"


@pytest.fixture(scope="module")
def lembar(nyata: Rencana) -> Worksheet:
    return rencana_aksi(write_workbook(nyata))


def rencana_aksi(content: bytes) -> Worksheet:
    """Open a workbook and give the sheet of the plan."""
    sheet = load_workbook(BytesIO(content))["Rencana Aksi"]
    assert isinstance(sheet, Worksheet)
    return sheet


def rules_of(sheet: Worksheet, cell: str) -> list[DataValidation]:
    return [rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref]


def tengah(sheet: Worksheet) -> str | None:
    """Give the text in the middle of each printed page's head."""
    assert sheet.oddHeader is not None
    text = sheet.oddHeader.center.text
    return None if text is None else str(text)


def test_the_head_is_the_lampirans(lembar: Worksheet) -> None:
    # From column D on: A to C are printed on each page once more.
    assert lembar["D1"].value == "RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS KPU KABUPATEN BOYOLALI"
    assert lembar["D2"].value == "TAHUN 2025"
    assert tuple(cell.value for cell in lembar[4]) == (*KOLOM, "JAN 2026", "KODE")
    assert [cell.value for cell in lembar[5]][:6] == [1, 2, 3, 4, 5, 6]
    assert (lembar["A6"].value, lembar["A7"].value, lembar["A12"].value) == ("I", "1", "1.")


def test_each_row_has_its_no_and_komponen_and_nothing_of_the_table_is_merged(lembar: Worksheet) -> None:
    # II.2 has three rows from row 13 on; VI.1 one open row and one of the source.
    assert [(lembar[f"A{row}"].value, lembar[f"B{row}"].value) for row in (13, 14, 15, 48, 49)] == [
        *[("2", "E- Office Pemanfaatan aplikasi presensi")] * 3,
        *[("1", "Standar Pelayanan")] * 2,
    ]
    assert {str(block) for block in lembar.merged_cells.ranges} == {"D1:L1", "D2:L2"}


def test_only_the_plan_is_protected_and_without_a_password(lembar: Worksheet) -> None:
    assert lembar.protection.sheet
    assert not lembar.protection.password
    assert all(lembar[f"{column}7"].protection.locked for column in "ABCDEF")
    assert not any(lembar[f"{column}7"].protection.locked for column in "GHIJKL")


def test_a_protected_sheet_lets_staff_lay_it_out_sort_filter_and_link(lembar: Worksheet) -> None:
    # openpyxl gives what is forbidden.
    rules = lembar.protection
    assert not any((rules.formatCells, rules.formatColumns, rules.formatRows, rules.insertHyperlinks))
    assert not any((rules.sort, rules.autoFilter))
    assert not rules.insertRows
    assert rules.deleteRows


def test_month_cells_that_a_row_does_not_use_are_grey_and_locked(lembar: Worksheet) -> None:
    # Row 7 is due once; row 10 every month of 2025; row 55 in October and December.
    assert lembar["C10"].value.startswith("Para Pimpinan")
    assert lembar["F55"].value == "Oktober dan Desember 2025"
    used = {
        row: [c.coordinate.rstrip("0123456789") for c in lembar[row][12:25] if not c.protection.locked]
        for row in (7, 10, 55)
    }
    assert used == {7: [], 10: list("MNOPQRSTUVWX"), 55: ["V", "X"]}
    (plain,) = greyed(lembar, "M7", "Maksimal 31 Oktober 2025")
    assert plain.count("SEARCH(") == len(TANDA_BEBERAPA) + 1
    assert greyed(lembar, "H7", "Maksimal 31 Oktober 2025") == []
    for sel, target in (("H10", "Per-bulan"), ("Y10", "Per-bulan"), ("W55", "Oktober dan Desember 2025")):
        assert greyed(lembar, sel, target) == [f'AND($C6<>"",$F6="{target}")']
    for sel, target in (("M10", "Per-bulan"), ("V55", "Oktober dan Desember 2025")):
        assert greyed(lembar, sel, target) == []


def greyed(sheet: Worksheet, cell: str, target: str) -> list[str]:
    """Give the formulas of the rules that grey a cell where TARGET WAKTU has these words."""
    plain = not any(tanda in target.lower() for tanda in TANDA_BEBERAPA)
    return [
        rule.formula[0]
        for cells in sheet.conditional_formatting
        for rule in cells.rules
        if cell in cells
        and rule.type == "expression"
        and rule.dxf.fill
        and rule.dxf.fill.bgColor.rgb == KELABU
        if f'="{target}"' in rule.formula[0] or (plain and "ISERR" in rule.formula[0])
    ]


def test_status_is_a_drop_down_and_dates_are_checked_in_indonesian(lembar: Worksheet) -> None:
    (status,) = rules_of(lembar, "G7")
    assert status.formula1 == '"Belum,Proses,Selesai,Tidak Berlaku"'
    (date,) = rules_of(lembar, "H7")
    assert date.type == "date"
    assert "misalnya 31/10/2025" in str(date.error)
    (month,) = rules_of(lembar, "M10")
    assert month.type == "custom"
    assert "TB bila tidak berlaku" in str(month.error)
    assert rules_of(lembar, "M7") == [month]


def test_a_choice_of_pengaturan_is_a_drop_down_of_ya_and_tidak(nyata: Rencana) -> None:
    chosen = replace(nyata, pengaturan=replace(nyata.pengaturan, kata_pengantar=True))
    sheet = load_workbook(BytesIO(write_workbook(chosen)))["Pengaturan"]
    assert isinstance(sheet, Worksheet)
    # Three lines of headings and twelve other settings stand above the two.
    rows = [[sheet.cell(row, column).value for column in (1, 2)] for row in (16, 17)]
    assert rows == [["Lampirkan Catatan Data", "Tidak"], ["Kata Pengantar", "Ya"]]
    assert [rule.formula1 for cell in ("B16", "B17") for rule in rules_of(sheet, cell)] == ['"Ya,Tidak"'] * 2


def test_every_validation_is_one_that_excel_takes(lembar: Worksheet) -> None:
    # The bounds are Excel's own; it calls a file with a longer text damaged.
    for rule in lembar.data_validations.dataValidation:
        assert len(rule.formula1 or "") <= 255
        assert len(rule.error or "") <= 225
        assert len(rule.errorTitle or "") <= 32
        assert len(rule.prompt or "") <= 255


def test_the_sheet_is_laid_out_for_reading_and_printing(lembar: Worksheet) -> None:
    assert lembar.freeze_panes == "D6"
    assert lembar.print_title_rows == "$4:$5"
    assert lembar.page_setup.orientation == "landscape"


def test_rows_that_the_source_lacks_are_open_and_marked(lembar: Worksheet) -> None:
    assert lembar["B42"].value == "Pengendalian Gratifikasi"
    assert lembar["C42"].value is None
    assert "Salin dari keputusan yang ditandatangani" in lembar["D42"].value
    assert not any(lembar[f"{column}42"].protection.locked for column in "CDEF")


def test_a_mark_such_as_contoh_stands_on_the_sheet_its_tab_and_each_printed_page(
    nyata: Rencana, lembar: Worksheet
) -> None:
    marked = replace(nyata, pengaturan=replace(nyata.pengaturan, tanda="CONTOH"))
    sheet = rencana_aksi(write_workbook(marked))
    assert sheet["D3"].value == "CONTOH"
    assert tengah(sheet) == "CONTOH"
    assert sheet.sheet_properties.tabColor is not None
    assert lembar["D3"].value is None
    assert tengah(lembar) is None
    assert lembar.sheet_properties.tabColor is None


def test_rows_of_the_plan_grow_with_what_is_typed(nyata: Rencana) -> None:
    with zipfile.ZipFile(BytesIO(write_workbook(nyata))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    rows = dict(re.findall(r'<row r="(\d+)"([^>]*)>', sheet))
    assert " ht=" in rows["7"]
    assert "customHeight" not in rows["7"]
    assert "customHeight" in rows["4"]


def test_each_label_names_the_field_of_pengaturan_that_it_fills() -> None:
    assert {label.field for label in Label} == {satu.name for satu in fields(Pengaturan)}


def test_the_workbooks_of_the_checkout_are_what_the_command_makes() -> None:
    """Part by part: compressed bytes depend on the machine's zlib."""
    for path, content in workbooks(AKAR / "input").items():
        with zipfile.ZipFile(BytesIO(content)) as ours, zipfile.ZipFile(path) as kept:
            assert ours.namelist() == kept.namelist()
            for name in ours.namelist():
                assert ours.read(name) == kept.read(name), f"{path.name}: {name}"


def test_the_same_plan_gives_the_same_bytes(nyata: Rencana) -> None:
    assert write_workbook(nyata) == write_workbook(nyata)


# Some of these plans are read back by openpyxl, which drops the signs x005F_ from any text; Excel does not.
texts = (
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
    .filter(lambda text: "x005F_" not in text)
    .map(lambda text: f"Butir {text} akhir")
)
# Days that an Excel sheet and the plan year both know.
days = st.dates(D(2025, 1, 1), D(2026, 1, 31))
targets = st.sampled_from(
    [
        "Tahun 2025",
        "Maksimal 31 Oktober 2025",
        "Setiap Bulan",
        "Setiap Triwulan",
        "Oktober dan Desember 2025",
        "November 2025 dan Januari 2026",
        "Setiap ada kegiatan",
        "asap",
        "",
    ]
)


@st.composite
def indikators(draw: st.DrawFn, kode: str) -> Indikator:
    target = parse_target_waktu(draw(targets), 2025)
    reports = st.one_of(
        st.just(Realisasi()),
        st.just(Realisasi(selesai=True)),
        st.just(Realisasi(tidak_berlaku=True)),
        st.builds(lambda day: Realisasi(selesai=True, tanggal=day), days),
    )
    due = target.jatuh_tempo or (None,)
    kewajiban = tuple(Kewajiban(day, draw(reports)) for day in due)
    status: Status | None = None
    if len(due) == 1:
        satu = kewajiban[0].realisasi
        status = (
            Status.TIDAK_BERLAKU
            if satu.tidak_berlaku
            else Status.SELESAI
            if satu.selesai
            else draw(st.sampled_from([None, Status.BELUM, Status.PROSES]))
        )
    return Indikator(
        kode=kode,
        uraian=draw(texts),
        langkah_aksi=draw(texts),
        bukti_fisik=draw(texts),
        target_waktu=target,
        kewajiban=kewajiban,
        status=status,
        bukti_dukung=tuple(BuktiDukung(text) for text in draw(st.lists(texts, max_size=3))),
        penanggung_jawab=draw(st.just("") | texts),
        kendala=draw(st.just("") | texts),
        tindak_lanjut=draw(st.just("") | texts),
    )


@st.composite
def rencanas(draw: st.DrawFn) -> Rencana:
    def komponen(area: str, nomor: int) -> Komponen:
        count = draw(st.integers(1, 3))
        rows = tuple(draw(indikators(f"{area}.{nomor}.{i}")) for i in range(1, count + 1))
        return Komponen(str(nomor), draw(texts), rows)

    area = tuple(
        Area(kode, draw(texts), tuple(komponen(kode, n) for n in range(1, draw(st.integers(0, 2)) + 1)))
        for kode in NAMA_AREA
    )
    pengaturan = Pengaturan(
        satker=SATKER,
        tahun=2025,
        tanggal_keputusan=draw(st.none() | days),
        mulai_pemantauan=draw(st.none() | days),
        ukuran_kertas=draw(st.sampled_from(Kertas)),
        tanda=draw(st.sampled_from(["", "CONTOH"])),
        lampirkan_catatan=draw(st.sampled_from([None, True, False])),
        kata_pengantar=draw(st.booleans()),
        cetak_rencana_aksi=draw(st.sampled_from(Cetak)),
        daftar_penanggung_jawab=draw(st.lists(texts, max_size=9, unique=True).map(tuple)),
    )
    return Rencana(pengaturan, area)


@pytest.mark.slow
@given(rencanas())
def test_a_plan_that_is_written_is_read_back_as_it_was(rencana: Rencana) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "buku.xlsx"
        path.write_bytes(write_workbook(rencana))
        read, _catatan = read_workbook(path)
    assert read == rencana


@pytest.mark.parametrize("tautan", ["https://contoh.id/sk?a=1&b=2", "mailto:zi@contoh.id"])
def test_one_piece_of_evidence_keeps_its_hyperlink(tautan: str, tmp_path: Path) -> None:
    plan = rencana(komponen(indikator("A", due(OKT_31), bukti_dukung=(BuktiDukung("SK", tautan),))))
    path = tmp_path / "b.xlsx"
    path.write_bytes(write_workbook(plan))
    read, _catatan = read_workbook(path)
    assert next(read.indikator).bukti_dukung == (BuktiDukung("SK", tautan),)


def test_several_links_keep_their_names(tmp_path: Path) -> None:
    bukti = (
        BuktiDukung("SK", "https://a.id/1"),
        BuktiDukung("https://a.id/2"),
        BuktiDukung("Foto", "https://a.id/3"),
    )
    path = tmp_path / "b.xlsx"
    path.write_bytes(write_workbook(rencana(komponen(indikator("A", due(OKT_31), bukti_dukung=bukti)))))
    assert next(read_workbook(path)[0].indikator).bukti_dukung == bukti


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path, nyata: Rencana) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(write_workbook(nyata, {"I.1.1": {"KENDALA": "=1+1", "TINDAK LANJUT": "@SUM(A1)"}}))
    rencana, catatan = read_workbook(path)
    first = next(rencana.indikator)
    assert (first.kendala, first.tindak_lanjut) == ("=1+1", "@SUM(A1)")
    assert "sel-rusak" not in {satu.kode for satu in catatan}


def test_half_a_workbook_is_no_plan(tmp_path: Path, nyata: Rencana) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(write_workbook(nyata)[:5000])
    with pytest.raises(WorkbookError, match="terpotong atau rusak"):
        read_workbook(path)


def test_months_of_the_next_year_are_there_although_something_is_due_later_still(nyata: Rencana) -> None:
    first = next(nyata.indikator)
    target = TargetWaktu("", Jenis.BEBERAPA, (D(2025, 11, 30), D(2026, 1, 31), D(2027, 12, 31)))
    area = replace(nyata.area[0], komponen=(Komponen("1", "Tim", (replace(first, target_waktu=target),)),))
    book = load_workbook(BytesIO(write_workbook(replace(nyata, area=(area,)))))
    assert book["Rencana Aksi"].cell(4, 25).value == "JAN 2026"
    assert book["Rencana Aksi"].cell(4, 26).value == "KODE"
