"""What Excel checks, explains and colours on sheet Rencana Aksi, as the written package has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from conftest import AKAR, BUKU_CONTOH, KOLOM
from frasa_target import TABEL
from openpyxl import load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from rencana_kecil import DES_31, JAN_31, OKT_31, due, indikator, komponen, rencana

from zi_reports.buku.aturan import TANDA_BEBERAPA
from zi_reports.buku.salinan import annotate
from zi_reports.buku.writer import write_workbook
from zi_reports.monev.figures import assess
from zi_reports.rencana.lampiran import LEMBAR_BUKTI, LEMBAR_KEPUTUSAN
from zi_reports.rencana.model import Catatan, Cetak, Jenis, Kertas, Lokasi, Rencana, Tingkat
from zi_reports.rencana.target_waktu import parse_target_waktu
from zi_reports.ringkasan import ringkasan
from zi_reports.sources.load import load_sheets
from zi_reports.sources.workbook import read_sheets, read_workbook

SEBELUM = AKAR / "tests" / "data" / "buku-contoh-sebelum-saringan.xlsx"
"""The example as it was written before rows could be filtered: NO and KOMPONEN merged, grey cells filled."""


def lembar_dari(content: bytes, nama: str = "Rencana Aksi") -> Worksheet:
    sheet = load_workbook(BytesIO(content))[nama]
    assert isinstance(sheet, Worksheet)
    return sheet


@pytest.fixture(scope="module")
def lembar(nyata: Rencana) -> Worksheet:
    return lembar_dari(write_workbook(nyata))


def check(sheet: Worksheet, cell: str) -> DataValidation:
    found: DataValidation
    (found,) = (satu for satu in sheet.data_validations.dataValidation if cell in satu.sqref)
    return found


def colours(sheet: Worksheet, cell: str) -> Iterator[Any]:
    """Go through the rules that colour or format a cell."""
    for cells in sheet.conditional_formatting:
        if cell in cells:
            yield from cells.rules


def test_the_row_of_numbers_has_the_arrows_of_a_filter_over_the_whole_table(lembar: Worksheet) -> None:
    # The headers above keep their words free; months and KODE are in it, so that a sort takes whole rows.
    assert lembar.auto_filter.ref == "A5:Z57"
    assert lembar.protection.autoFilter is False


def test_rows_with_several_kewajiban_offer_only_tidak_berlaku(lembar: Worksheet) -> None:
    # Row 10 is due every month, row 55 in October and December, row 7 once; row 42 is still to be copied.
    assert [check(lembar, f"G{row}").formula1 for row in (7, 10, 42, 55)] == [
        '"Belum,Proses,Selesai,Tidak Berlaku"',
        '"Tidak Berlaku"',
        '"Belum,Proses,Selesai,Tidak Berlaku"',
        '"Tidak Berlaku"',
    ]
    assert (check(lembar, "G7").errorStyle or "stop", check(lembar, "G10").errorStyle) == ("stop", "warning")


def test_every_row_has_one_check_a_column_so_that_inserted_rows_have_them_too(lembar: Worksheet) -> None:
    for column in "HIJMY":
        assert str(check(lembar, f"{column}30").sqref) in {f"{column}6:{column}57", "M6:Y57"}


def test_prompts_stand_on_the_columns_people_ask_about_and_are_short(lembar: Worksheet) -> None:
    for column in "GHIJM":
        asked = check(lembar, f"{column}7")
        assert asked.showInputMessage
        assert 20 < len(asked.prompt or "") <= 100
        assert "!" not in (asked.prompt or "")
    assert not [
        satu for satu in lembar.data_validations.dataValidation if "K7" in satu.sqref or "L7" in satu.sqref
    ]


def test_a_responsible_person_is_chosen_from_pengaturan_and_any_other_may_be_typed(nyata: Rencana) -> None:
    names = ("Sekretaris", "Tim Kerja ZI")
    content = write_workbook(
        replace(nyata, pengaturan=replace(nyata.pengaturan, daftar_penanggung_jawab=names))
    )
    settings = lembar_dari(content, "Pengaturan")
    label = next(cell.row for cell in settings["A"] if cell.value == "Penanggung Jawab")
    assert [settings[f"B{label + n}"].value for n in range(3)] == ["Sekretaris", "Tim Kerja ZI", None]
    assert not settings[f"B{label + 7}"].protection.locked
    chosen = check(lembar_dari(content), "J7")
    first, cells = f"Pengaturan!$B${label}", f"Pengaturan!$B${label}:$B${label + 7}"
    assert chosen.formula1 == f"OFFSET({first},0,0,MAX(1,COUNTA({cells})),1)"
    assert not chosen.showErrorMessage


def test_what_is_to_be_copied_is_orange_as_long_as_the_row_has_no_indikator(lembar: Worksheet) -> None:
    assert lembar["D42"].fill.fill_type is None
    (orange,) = (
        satu for satu in colours(lembar, "D42") if satu.dxf.fill and satu.dxf.fill.bgColor.rgb == "FFFCE4D6"
    )
    notice = "Baris ini tidak ada pada naskah sumber. Salin dari keputusan yang ditandatangani."
    assert orange.formula == [f'OR(AND($C6="",OR($Z6<>"",$A6="")),C6="{notice}")']
    assert orange in list(colours(lembar, "F14"))


def test_rows_to_be_copied_are_open_with_formats_and_checks_as_any_other(lembar: Worksheet) -> None:
    assert not any(lembar.cell(42, column).protection.locked for column in range(3, 27))
    for column in "GHIJMXY":
        assert lembar[f"{column}42"].number_format == lembar[f"{column}7"].number_format
        assert lembar[f"{column}42"].border.left.style == "thin"
        assert check(lembar, f"{column}42")


@pytest.mark.parametrize(("phrase", "jenis", "days"), TABEL)
def test_a_target_that_is_due_several_times_never_looks_as_if_it_named_one_day(
    phrase: str, jenis: Jenis, days: str
) -> None:
    plain = not any(tanda in phrase.lower() for tanda in (*TANDA_BEBERAPA, "\n"))
    assert not (plain and len(days.split()) > 1), jenis


@pytest.mark.parametrize(
    "phrase", ["Maksimal 31 Oktober 2025", "Desember 2025", "Tahun 2025", "akhir tahun", ""]
)
def test_a_target_that_plainly_names_one_day_has_none_of_the_signs(phrase: str) -> None:
    assert not any(tanda in phrase.lower() for tanda in TANDA_BEBERAPA)
    assert len(parse_target_waktu(phrase, 2025).jatuh_tempo) <= 1


def test_long_targets_and_those_with_quotes_and_lines_are_known_by_a_formula_that_excel_takes() -> None:
    long = 'tiap "bulan" ' * 30
    plan = rencana(
        komponen(
            indikator("A", due(OKT_31), due(DES_31), target=long),
            indikator("B", due(OKT_31), target='"Okt"\n2025'),
        )
    )
    formulas = [
        satu.formula[0]
        for satu in colours(lembar_dari(write_workbook(plan)), "N7")
        if satu.type == "expression"
    ]
    cut = long[:200].replace('"', '""')
    assert f'AND($C6<>"",LEN($F6)={len(long)},LEFT($F6,200)="{cut}")' in formulas
    assert 'AND($C6<>"",$F6="""Okt"""&CHAR(10)&"2025")' in formulas


def test_a_month_shows_the_year_of_a_day_that_is_not_its_own() -> None:
    plan = rencana(
        komponen(indikator("A", due(DES_31), due(JAN_31), target="Desember 2025 dan Januari 2026"))
    )
    sheet = lembar_dari(write_workbook(plan))
    assert (sheet["X7"].number_format, sheet["Y4"].value) == ("[$-421]d mmm", "JAN 2026")
    for sel, year, first in (("X7", 2025, "M6"), ("Y7", 2026, "Y6")):
        shown = {
            satu.formula[0]: satu.dxf.numFmt.formatCode for satu in colours(sheet, sel) if satu.dxf.numFmt
        }
        assert shown == {
            f"AND(ISNUMBER({first}),{first}<367)": "0",
            f"AND(ISNUMBER({first}),YEAR({first})<>{year})": "[$-421]d mmm yyyy",
        }


@pytest.mark.parametrize(
    ("cetak", "printed"),
    [
        (Cetak.DUA_HALAMAN, (9, 60, [12], "$A:$C", False)),
        (Cetak.SATU_HALAMAN, (9, None, [], None, True)),
        (Cetak.A3, (8, None, [], None, True)),
    ],
)
def test_the_sheet_is_printed_as_pengaturan_has_it(nyata: Rencana, cetak: Cetak, printed: object) -> None:
    """Hold paper, scale in percent, page breaks, columns on each page, and whether all is fitted to one page."""
    plan = replace(nyata, pengaturan=replace(nyata.pengaturan, cetak_rencana_aksi=cetak))
    sheet = lembar_dari(write_workbook(plan))
    breaks = [satu.id for satu in sheet.col_breaks.brk]
    fitted = bool(sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage)
    setup = sheet.page_setup
    assert (setup.paperSize, setup.scale, breaks, sheet.print_title_cols, fitted) == printed


@pytest.mark.parametrize("kertas", Kertas)
def test_on_two_pages_side_by_side_no_type_is_smaller_than_seven_points(
    nyata: Rencana, kertas: Kertas
) -> None:
    sheet = lembar_dari(
        write_workbook(replace(nyata, pengaturan=replace(nyata.pengaturan, ukuran_kertas=kertas)))
    )
    sizes = {cell.font.sz for row in sheet.iter_rows() for cell in row if cell.value}
    assert min(sizes) == 12
    assert sheet.page_setup.scale is not None
    assert min(sizes) * sheet.page_setup.scale / 100 >= 7
    # Columns of so many characters of seven pixels, at 96 to the inch, between the margins.
    pixels = [sheet.column_dimensions[letter].width * 7 for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    paper = {Kertas.A4: 11.69, Kertas.F4: 13.0}[kertas] - 0.8
    for widths in (pixels[:12], pixels[:3] + pixels[12:]):
        assert sum(widths) / 96 * sheet.page_setup.scale / 100 < paper


def test_a_workbook_of_before_is_read_as_before() -> None:
    figures = []
    for path in (SEBELUM, BUKU_CONTOH):
        # The two lists are younger than that workbook.
        sheets = [satu for satu in load_sheets(path) if satu.nama not in {LEMBAR_KEPUTUSAN, LEMBAR_BUKTI}]
        plan, catatan = read_sheets(sheets, path.name)
        figures.append(ringkasan(assess(plan, dt.date(2025, 12, 31)), catatan))
        settings = figures[-1].pop("pengaturan")
        assert settings["satker"] == "KPU Kabupaten Boyolali"
    before, now = figures
    assert before == now
    assert before["ringkasan"]["indikator"] == 39


def test_a_copy_with_catatan_keeps_filter_prompts_years_and_breaks(nyata: Rencana) -> None:
    note = Catatan(Tingkat.INFO, "contoh", Lokasi("Rencana Aksi", "G7"), "isi", "Perbaiki.")
    content = write_workbook(nyata)
    before, after = (
        lembar_dari(content),
        lembar_dari(annotate(content, [note], "b.xlsx", dt.date(2026, 1, 5))),
    )
    assert after.auto_filter.ref == before.auto_filter.ref
    assert [satu.prompt for satu in after.data_validations.dataValidation] == [
        satu.prompt for satu in before.data_validations.dataValidation
    ]
    assert [satu.id for satu in after.col_breaks.brk] == [12]
    assert [satu.formula for satu in colours(after, "M7")] == [satu.formula for satu in colours(before, "M7")]


def test_the_months_of_a_workbook_are_read_by_their_days_whatever_format_a_rule_shows(
    nyata: Rencana, tmp_path: Path
) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(write_workbook(nyata, {"I.4.1": {KOLOM[-1]: dt.date(2026, 1, 5)}}))
    plan, catatan = read_workbook(path)
    monthly = next(satu for satu in plan.indikator if satu.kode == "I.4.1")
    assert monthly.kewajiban[-1].realisasi.tanggal == dt.date(2026, 1, 5)
    assert not [satu for satu in catatan if satu.lokasi.sel.startswith("X10")]
