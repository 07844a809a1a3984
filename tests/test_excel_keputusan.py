"""Sheet Keputusan Rapat of the Excel report: each decision with its state, which follows the per tanggal."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import perlu_libreoffice
from excel_kecil import SHEETS, cells, open_report, table
from kasus_lembar import keputusan, rapat
from rencana_kecil import DES_31, JAN_31, NOV_30, bahan
from test_excel_hitung_ulang import differences, recalculated
from test_keputusan import CERITA, baca

from zi_reports.excel.gaya import NAMA_KEADAAN_KEPUTUSAN
from zi_reports.excel.report import write_excel
from zi_reports.monev.figures import assess
from zi_reports.monev.keputusan import MonevKeputusan
from zi_reports.rencana.model import Rencana

D = dt.date
FEB_5 = D(2026, 2, 5)


def rows_of(book: openpyxl.Workbook) -> list[dict[str, Any]]:
    return table(book["Keputusan Rapat"], "BATAS WAKTU")


def test_each_decision_stands_with_its_state_on_the_per_tanggal() -> None:
    """December's meeting decided five things; from 20 to 31 January are 11 days; February's is yet to come."""
    book = open_report(bahan(baca(rapat(*CERITA))[0], JAN_31, hari_ini=FEB_5))
    found = [
        (row["KEPUTUSAN"], row["STATUS"], row["KEADAAN"], row["KETEPATAN"], row["HARI TERLAMBAT"])
        for row in rows_of(book)
    ]
    assert found == [
        ("Melengkapi notulen", None, "Selesai", "Tepat waktu", "–"),
        ("Mengunggah SK", "Proses", "Terlambat", "–", 11),
        ("Menyusun SOP", None, "Belum jatuh tempo", "–", "–"),
        ("Menambah papan informasi", None, "Tanpa batas waktu", "–", "–"),
        ("Lomba inovasi", "Tidak Berlaku", "Tidak berlaku", "–", "–"),
    ]
    told = "1 selesai, 1 terlambat, 1 belum jatuh tempo, 1 tanpa batas waktu"
    assert f"Keputusan rapat: {told}. Lihat lembar Keputusan Rapat." in cells(book["Ringkasan"])
    at = SHEETS.index("Rencana Tindak Lanjut") + 1
    assert book.sheetnames == [*SHEETS[:at], "Keputusan Rapat", *SHEETS[at:]]


def test_there_is_no_such_sheet_before_the_first_meeting() -> None:
    plan, _ = baca(rapat(*CERITA))
    assert open_report(bahan(plan, NOV_30, hari_ini=FEB_5)).sheetnames == SHEETS


def test_the_state_is_a_formula_and_coloured_by_its_word() -> None:
    sheet = open_report(bahan(baca(rapat(keputusan()))[0]), formulas=True)["Keputusan Rapat"]
    (row,) = table(sheet, "BATAS WAKTU")
    assert all(str(row[header]).startswith("=IF(") for header in ("KEADAAN", "KETEPATAN", "HARI TERLAMBAT"))
    words = {
        str(rule.formula[0])
        for rules in sheet.conditional_formatting
        for rule in rules.rules
        if rule.dxf and rule.dxf.fill
    }
    assert words == {f'"{nama}"' for nama in (*NAMA_KEADAAN_KEPUTUSAN.values(), "Tidak dikenal")}


RAGAM = (
    *CERITA,
    keputusan(KEPUTUSAN="tanpa tanggal", STATUS="Selesai", BATAS_WAKTU=None),
    keputusan(KEPUTUSAN="tanpa tanggal, berbatas", STATUS="Selesai", BATAS_WAKTU=D(2025, 12, 20)),
    keputusan(KEPUTUSAN="Belum mengalahkan tanggal", STATUS="Belum", TANGGAL_SELESAI=D(2026, 1, 2)),
    keputusan(KEPUTUSAN="terlambat", TANGGAL_SELESAI=D(2026, 2, 2)),
    keputusan(KEPUTUSAN="tanpa hari rapat", TANGGAL_RAPAT=None, BATAS_WAKTU=D(2026, 2, 5)),
)
"""Decisions of every kind."""


def shown(satu: MonevKeputusan) -> tuple[str, Any]:
    return NAMA_KEADAAN_KEPUTUSAN[satu.keadaan], satu.hari_terlambat or "–"


def expected(plan: Rencana, day: dt.date) -> dict[str, tuple[str, Any]]:
    return {satu.keputusan.uraian: shown(satu) for satu in assess(plan, day, FEB_5).keputusan}


@pytest.mark.slow
@perlu_libreoffice
@pytest.mark.parametrize("day", [None, DES_31, FEB_5, D(2025, 12, 10)])
def test_states_follow_the_per_tanggal_of_sheet_data(day: dt.date | None, tmp_path: Path) -> None:
    """On 10 December no meeting was held yet, but for the one of which the day is not known; 5 February runs."""
    plan, _ = baca(rapat(*RAGAM))
    report = write_excel(bahan(plan, JAN_31, hari_ini=FEB_5))
    if day is None:
        assert differences(recalculated(report, tmp_path), report) == []
        return
    book = openpyxl.load_workbook(BytesIO(report))
    ((sheet, cell),) = book.defined_names["Per_Tanggal"].destinations
    book[sheet][cell.replace("$", "")].value = day
    moved = BytesIO()
    book.save(moved)
    found = {
        row["KEPUTUSAN"]: (row["KEADAAN"], row["HARI TERLAMBAT"])
        for row in rows_of(recalculated(moved.getvalue(), tmp_path))
    }
    wanted = expected(plan, day)
    listed = expected(plan, JAN_31)  # the list is that of the report's day
    assert found == {nama: wanted.get(nama, ("–", "–")) for nama in listed}
    assert len({state for state, _ in found.values()}) >= (2 if day < DES_31 else 4)
