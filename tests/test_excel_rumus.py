"""The formulas of the Excel report and the cells that may be corrected: nothing hangs on where a row stands."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO

from excel_kecil import find, open_report, table
from openpyxl.worksheet.worksheet import Worksheet
from rencana_kecil import NOV_30, OKT_31, bahan, due, indikator, komponen, rencana

from zi_reports.excel.report import write_excel
from zi_reports.rencana.bukti import read_pieces


def formulas_of(sheet: Worksheet) -> list[tuple[int, str]]:
    """Give the formulas of a sheet without the texts in them, each with its row."""
    found = (
        (int(cell.row or 0), cell.value) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    )
    return [(row, re.sub(r'"[^"]*"', '""', str(value))) for row, value in found]


def test_a_formula_names_cells_of_its_own_row_and_else_whole_columns() -> None:
    plan = rencana(komponen(indikator("A", due(OKT_31, OKT_31), due(NOV_30)), indikator("B", due(None))))
    book = open_report(bahan(plan), formulas=True)
    cell = re.compile(r"(?<![\w.$:])\$?[A-Z]{1,3}\$?(\d+)(?![\w(:])")
    seen, others = 0, []
    for sheet in book:
        for row, formula in formulas_of(sheet):
            rows = [int(found) for found in cell.findall(formula)]
            seen += len(rows)
            others += [f"{sheet.title} {row}: {formula}" for found in rows if found != row]
    assert seen > 100
    assert others == []


def test_no_formula_needs_a_function_that_came_after_excel_2010() -> None:
    plan = rencana(komponen(indikator("A", due(OKT_31, OKT_31), due(NOV_30)), indikator("B", due(None))))
    with zipfile.ZipFile(BytesIO(write_excel(bahan(plan)))) as package:
        parts = [package.read(name) for name in package.namelist() if name.endswith(".xml")]
    assert not [part for part in parts if b"_xlfn" in part or b"_xlws" in part]


def test_the_cells_that_may_be_corrected_take_days_and_known_marks_and_the_others_nothing() -> None:
    sheet = open_report(bahan(indikator("A", due(OKT_31))))["Data"]
    header = find(sheet, "TANDA").row
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    at = {str(cell.value): f"{cell.column_letter}{header + 1}" for cell in sheet[header]}
    assert rules[at["TANDA"]].formula1 == '"Belum,Proses,Selesai,Tidak Berlaku"'
    for nama in ("JATUH TEMPO", "TANGGAL SELESAI"):
        assert (rules[at[nama]].type, sheet[at[nama]].fill.fgColor.rgb) == ("date", "FFFFFBE8")
        assert rules[at[nama]].prompt
    for nama in ("KEADAAN", "KETEPATAN", "DIHITUNG SEJAK", "PERUBAHAN"):
        assert rules[at[nama]].formula1 == "FALSE"


def test_what_lacks_of_the_evidence_is_told_in_words() -> None:
    pieces = read_pieces("https://a.id/1")
    rows = (
        replace(indikator("Selesai", due(OKT_31, OKT_31)), bukti_fisik="SK"),
        replace(
            indikator("Kurang", due(OKT_31), bukti_dukung=pieces), bukti_fisik="1) SK\n2) Foto\n3) Laporan"
        ),
        replace(indikator("Cukup", due(OKT_31), bukti_dukung=pieces), bukti_fisik="SK"),
        replace(indikator("Belum", due(OKT_31)), bukti_fisik="SK"),
    )
    found = table(open_report(bahan(rencana(komponen(*rows))))["Bukti Dukung"], "KETERANGAN")
    assert {row["INDIKATOR"]: row["KETERANGAN"] for row in found if row["INDIKATOR"]} == {
        "Selesai": "Selesai, belum ada bukti dukung",
        "Kurang": "1 bukti untuk 3 butir, kurang 2",
        "Cukup": "1 bukti untuk 1 butir",
        "Belum": "Belum ada bukti dukung",
    }


def test_rows_at_the_head_of_each_sheet_are_repeated_on_every_page() -> None:
    book = open_report(bahan(indikator("A", due(OKT_31))))
    assert {sheet.title for sheet in book if not sheet.print_title_rows} == set()
