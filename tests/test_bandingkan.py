from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path

import pytest
from conftest import Capsys, buat_buku, indikator, jalankan, lengkap, satu_baris_galat
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from rencana_kecil import DES_31, NOV_30, OKT_31, due, komponen, rencana
from rencana_kecil import indikator as baris

from zi_reports.excel.bandingkan import write_bandingkan
from zi_reports.monev.figures import assess
from zi_reports.monev.perbandingan import Perbandingan, compare
from zi_reports.rencana.model import Rencana

D = dt.date


def banding(plan: Rencana, awal: dt.date = NOV_30, akhir: dt.date = DES_31) -> Perbandingan:
    return compare(assess(plan, awal), assess(plan, akhir))


@pytest.fixture
def plan() -> Rencana:
    """Rapat: done in October and in December; SK: late since December; Lama: since October; one without a day."""
    return rencana(
        komponen(
            baris("Rapat", due(OKT_31, OKT_31), due(DES_31, D(2025, 12, 20)), penanggung_jawab="Sekretaris"),
            baris("SK", due(DES_31), kendala="Belum ada rapat"),
            baris("Lama", due(OKT_31)),
            baris("Tanpa hari", due(None, D(2025, 12, 1))),
        )
    )


def lembar(plan: Rencana) -> Worksheet:
    sheet = load_workbook(BytesIO(write_bandingkan(banding(plan))))["Perbandingan"]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_what_became_finished_and_what_became_late(plan: Rencana) -> None:
    changed = banding(plan)
    assert [(row.indikator.uraian, kini.tanggal_selesai) for row, kini in changed.baru_selesai] == [
        ("Rapat", D(2025, 12, 20)),
        ("Tanpa hari", D(2025, 12, 1)),
    ]
    # What was late before is not newly late.
    assert [row.indikator.uraian for row, _ in changed.baru_terlambat] == ["SK"]


def test_capaian_of_each_area_before_and_after(plan: Rencana) -> None:
    first, second = banding(plan).area
    # Before: 1/2, 0, 0, 0, the mean of which is 0,125. After: 1, 0, 0, 1, and so 0,5.
    assert tuple(satu.angka.capaian for satu in first) == (0.125, 0.5)
    assert tuple(satu.angka.capaian for satu in second) == (None, None)


def test_the_sheet_shows_figures_lists_and_the_change_as_a_formula(plan: Rencana) -> None:
    sheet = lembar(plan)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "PERBANDINGAN NOVEMBER 2025 DAN DESEMBER 2025"
    head = next(i for i, row in enumerate(rows) if row[0] == "AREA")
    assert rows[head][2:4] == ["CAPAIAN NOV 2025", "CAPAIAN DES 2025"]
    first, second, whole = rows[head + 1 : head + 4]
    assert first[:4] == ["I", "Manajemen Perubahan", 0.125, 0.5]
    assert str(first[4]).startswith("=IF(COUNT(")
    # Selesai: Rapat in October; then Rapat twice and the one without a day. Terlambat: Lama; then SK too.
    assert first[5:] == [1, 3, 1, 2]
    assert second[2:4] == ["–", "–"]
    assert whole[1:4] == ["Seluruhnya", 0.125, 0.5]
    texts = [row[0] for row in rows]
    assert "Baru selesai (2)" in texts
    assert "Baru terlambat (1)" in texts
    late = rows[texts.index("Baru terlambat (1)") + 2]
    assert (late[1], late[5]) == ("SK", "Belum ada rapat")


def test_the_change_has_its_value_for_viewers_that_do_not_recalculate(plan: Rencana) -> None:
    sheet = load_workbook(BytesIO(write_bandingkan(banding(plan))), data_only=True)["Perbandingan"]
    # From 12,5 to 50 percent: of the area that has indikator, and of the whole.
    assert [cell.value for cell in sheet["E"]].count(37.5) == 2


def test_a_mark_stands_on_the_sheet_and_on_each_printed_page(plan: Rencana) -> None:
    marked = rencana(*plan.area[0].komponen, tanda="CONTOH")
    sheet = lembar(marked)
    assert sheet["A1"].value == "CONTOH"
    assert sheet.oddHeader is not None
    assert sheet.oddHeader.center.text == "CONTOH"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToHeight == 0  # as many pages as it takes; one wide is Excel's own default


def test_without_any_change_both_lists_say_so() -> None:
    texts = [cell.value for cell in lembar(rencana(komponen(baris("SK", due(OKT_31)))))["A"]]
    assert texts.count("Tidak ada.") == 2


def test_the_same_comparison_gives_the_same_bytes(plan: Rencana) -> None:
    assert write_bandingkan(banding(plan)) == write_bandingkan(banding(plan))


@pytest.fixture
def buku(tmp_path: Path) -> Path:
    rows = lengkap(
        indikator("Desember 2025", STATUS="Selesai", TANGGAL_SELESAI=D(2025, 12, 8)),
        indikator("Desember 2025", NO="2", INDIKATOR="Rapat"),
    )
    return buat_buku(tmp_path / "buku.xlsx", rows)


def test_the_command_puts_the_months_in_order_and_tells_what_changed(
    buku: Path, tmp_path: Path, capsys: Capsys
) -> None:
    assert jalankan("bandingkan", "2025-12", "2025-11", buku, "--keluaran", tmp_path / "hasil") == 0
    lines = capsys.readouterr().out.splitlines()
    assert "30 November 2025 dibandingkan 31 Desember 2025" in lines
    assert "I       0%    50%   +50 poin  Area" in lines
    finished, late = (lines[lines.index(f"Baru {what} (1):") + 1] for what in ("selesai", "terlambat"))
    assert finished == "  I.1.1  Menerbitkan SK Tim Kerja (jatuh tempo 31 Desember 2025)"
    assert late == "  I.2.1  Rapat (jatuh tempo 31 Desember 2025)"
    assert (tmp_path / "hasil" / "bandingkan-2025-11-2025-12.xlsx").exists()


def test_the_running_month_is_compared_as_of_today(buku: Path, tmp_path: Path, capsys: Capsys) -> None:
    words = ("bandingkan", "2025-11", "2025-12", buku, "--keluaran", tmp_path)
    assert jalankan(*words, hari_ini=D(2025, 12, 10)) == 0
    text = capsys.readouterr().out
    assert "30 November 2025 dibandingkan 10 Desember 2025" in text
    assert "Baru terlambat (0):\n  tidak ada" in text


@pytest.mark.parametrize(
    ("months", "sentence"),
    [
        (("2025-11", "2025-11"), "Kedua periode berakhir pada 30 November 2025."),
        (("2026-02", "2025-11"), "Bulan Februari 2026 belum berjalan."),
        (("2025-11", "Desember"), "Periode Desember tidak dikenal."),
    ],
)
def test_months_that_cannot_be_compared_are_refused_in_one_line(
    months: tuple[str, str], sentence: str, buku: Path, capsys: Capsys
) -> None:
    assert jalankan("bandingkan", *months, buku) == 2
    assert sentence in satu_baris_galat(capsys)


def test_a_status_without_a_date_is_finished_in_the_later_month_alone(tmp_path: Path, capsys: Capsys) -> None:
    """It is due in December: the comparison of two months past says no more than their reports did."""
    book = buat_buku(tmp_path / "b.xlsx", lengkap(indikator("Desember 2025", STATUS="Selesai")))
    assert jalankan("bandingkan", "2025-11", "2025-12", book, "--keluaran", tmp_path / "hasil") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "30 November 2025 dibandingkan 31 Desember 2025"
    assert "Baru selesai (1):" in lines
