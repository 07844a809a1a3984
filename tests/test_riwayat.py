"""The months of a plan as they were reported: the verb `riwayat`, sheet Perkembangan, the table in Word."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
import shutil
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import AKAR, SATKER, Capsys, buat_buku, jalankan, lengkap
from conftest import indikator as baris
from openpyxl import load_workbook
from rencana_kecil import DES_31, HARI_INI, JAN_31, NOV_30, OKT_31, bahan, due, indikator, komponen, rencana
from test_word import tabel, teks

from zi_reports.arsip import Arsip, read_arsip
from zi_reports.excel.report import write_excel
from zi_reports.laporan import BahanLaporan, assess_periode
from zi_reports.monev.figures import assess as real_assess
from zi_reports.rencana.model import Rencana
from zi_reports.rencana.periode import Periode
from zi_reports.ringkasan import write_ringkasan
from zi_reports.word.report import konteks, write_word

D = dt.date
OKT_1 = D(2025, 10, 1)
TEMPLAT = AKAR / "templates" / "laporan-monev.docx"


def made(folder: Path, plan: Rencana, per: D, hari_ini: D, nama: str = "") -> Arsip:
    """Lay down the JSON of a report, and give all that lie there."""
    satu = assess_periode(plan, (), Periode.of(per), hari_ini, read_arsip(folder, plan.pengaturan))
    path = folder / f"{per:%Y-%m}" / f"ringkasan-{nama or satu.nama}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write_ringkasan(satu.monev, (), hari_ini), encoding="utf-8")
    return read_arsip(folder, plan.pengaturan)


def months(satu: BahanLaporan) -> list[tuple[D, float | None, str]]:
    return [(month.per_tanggal, month.capaian, month.dasar) for month in satu.perkembangan]


def two(oktober: D | None, november: D | None) -> Rencana:
    """Give a plan of two indikator that is watched from October on: each is half of the whole."""
    pair = (
        indikator("Lama", due(OKT_31, oktober)),
        replace(indikator("Baru", due(NOV_30, november)), kode="I.1.2"),
    )
    return rencana(komponen(*pair), mulai_pemantauan=OKT_1)


def test_a_month_is_as_reported_or_else_computed_and_says_which(tmp_path: Path) -> None:
    arsip = made(tmp_path, two(None, None), OKT_31, D(2025, 11, 5))
    now = assess_periode(two(OKT_31, NOV_30), (), Periode.of(DES_31), HARI_INI, arsip)
    # October's first is done by now, but was not reported so.
    assert months(now) == [
        (OKT_31, 0, "laporan 5 November 2025"),
        (NOV_30, 1, "dihitung"),
        (DES_31, 1, "laporan ini"),
    ]
    assert [month.area for month in now.perkembangan] == [{"I": 0, "II": None}, *[{"I": 1, "II": None}] * 2]
    assert [month.realisasi_jatuh_tempo for month in now.perkembangan] == [0, 1, 1]


def test_the_newest_revision_of_a_month_is_what_was_reported(tmp_path: Path) -> None:
    made(tmp_path, two(None, None), OKT_31, D(2025, 11, 5))
    arsip = made(tmp_path, two(OKT_31, None), OKT_31, D(2025, 11, 9), "2025-10-revisi-2")
    now = assess_periode(two(None, None), (), Periode.of(NOV_30), D(2025, 12, 3), arsip)
    assert months(now)[0] == (OKT_31, 0.5, "laporan 9 November 2025 (revisi 2)")


@pytest.mark.parametrize("per", [D(2025, 10, 15), OKT_31])
def test_a_report_made_while_its_month_ran_says_nothing_of_the_months_end(per: D, tmp_path: Path) -> None:
    early = made(tmp_path, two(None, None), per, per)
    now = assess_periode(two(D(2025, 10, 20), None), (), Periode.of(NOV_30), D(2025, 12, 3), early)
    assert months(now)[0] == (OKT_31, 0.5, "dihitung")
    assert now.lalu.ringkasan.capaian == 0.5  # what was done on 20 October is no news of November
    assert now.berubah == ()


def test_a_report_of_the_first_versions_counts_too(tmp_path: Path) -> None:
    made(tmp_path, two(None, None), OKT_31, D(2025, 11, 5))
    (path,) = tmp_path.rglob("*.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    del data["dibuat"], data["dokumen"]
    for row in data["indikator"]:
        del row["rincian"]
    path.write_text(json.dumps(data), encoding="utf-8")
    now = assess_periode(
        two(OKT_31, None),
        (),
        Periode.of(NOV_30),
        D(2025, 12, 3),
        read_arsip(tmp_path, two(None, None).pengaturan),
    )
    assert months(now)[0] == (OKT_31, 0, "laporan sebelumnya")


@pytest.mark.parametrize(
    ("mulai", "per", "first", "count"),
    [
        (None, DES_31, D(2025, 1, 31), 12),
        (D(2025, 10, 20), DES_31, OKT_31, 3),
        (D(2024, 3, 1), DES_31, D(2025, 1, 31), 12),  # not what was before the plan's year
        (D(2026, 1, 1), DES_31, DES_31, 1),
        (OKT_1, JAN_31, OKT_31, 4),  # the plan's last jatuh tempo is in January
        (OKT_1, D(2027, 6, 30), OKT_31, 5),  # nothing of the years after it but the month reported
    ],
)
def test_the_months_are_those_of_the_plan_from_mulai_pemantauan_on(
    mulai: D | None, per: D, first: D, count: int
) -> None:
    plan = rencana(komponen(indikator("A", due(OKT_31), due(JAN_31))), mulai_pemantauan=mulai)
    told = assess_periode(plan, (), Periode.of(per), D(2027, 7, 1)).perkembangan
    assert (told[0].per_tanggal, len(told)) == (first, count)
    assert told[-1].per_tanggal == per


def test_a_month_after_the_plans_last_is_told_where_it_has_a_report(tmp_path: Path) -> None:
    plan = two(OKT_31, NOV_30)
    arsip = made(tmp_path, plan, D(2026, 3, 31), D(2026, 4, 2))
    ends = [
        month.per_tanggal.month
        for month in assess_periode(plan, (), Periode.of(D(2026, 5, 31)), D(2026, 6, 2), arsip).perkembangan
    ]
    assert ends == [10, 11, 12, 3, 5]


def test_status_computes_no_month_but_the_two_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    computed: list[D] = []

    def assess(rencana: Rencana, per_tanggal: D, *rest: Any, **more: Any) -> Any:
        computed.append(per_tanggal)
        return real_assess(rencana, per_tanggal, *rest, **more)

    monkeypatch.setattr("zi_reports.laporan.assess", assess)
    book = buat_buku(tmp_path / "b.xlsx", lengkap(baris()))
    assert jalankan("status", book, "--bulan", "2025-12") == 0
    assert computed == [DES_31, NOV_30]


# The verb


@pytest.fixture
def kantor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an office's folder with a workbook of one indikator, watched from October on."""
    monkeypatch.chdir(tmp_path)
    Path("input").mkdir()
    fill_in()
    return tmp_path


def fill_in(**isian: Any) -> None:
    settings = {"Satker": SATKER, "Tahun Rencana": 2025, "Mulai Pemantauan": OKT_1}
    buat_buku(Path("input/b.xlsx"), lengkap(baris(**isian)), pengaturan=settings)


def told(capsys: Capsys, *words: str, hari_ini: D = HARI_INI) -> list[str]:
    capsys.readouterr()
    assert jalankan("riwayat", *words, hari_ini=hari_ini) == 0
    return capsys.readouterr().out.splitlines()


def test_without_any_report_each_month_of_the_plan_is_not_made_yet(kantor: Path, capsys: Capsys) -> None:
    assert told(capsys) == [
        "KPU Kabupaten Contoh, rencana 2025, per 5 Januari 2026 (hari berjalan)",
        "",
        "PERIODE   DIBUAT  CAPAIAN  CAPAIAN KINI  REALISASI  REALISASI KINI  KETERANGAN",
        "Okt 2025       –        –            0%          –              0%  belum dibuat",
        "Nov 2025       –        –            0%          –              0%  belum dibuat",
        "Des 2025       –        –            0%          –              0%  belum dibuat",
    ]
    assert not (kantor / "output").exists()


@pytest.mark.usefixtures("kantor")
def test_what_changed_since_a_report_is_named_with_its_cell(capsys: Capsys) -> None:
    assert jalankan("laporan", "--bulan", "2025-10", hari_ini=D(2025, 11, 4)) == 0
    fill_in(STATUS="Selesai", TANGGAL_SELESAI=D(2025, 10, 30))
    lines = told(capsys)
    assert re.split(" {2,}", lines[3]) == ["Okt 2025", "4 Nov 2025", "0%", "100%", "0%", "100%", "berubah"]
    gap, figures, detail = lines[6:]
    assert gap == ""
    assert figures.startswith(
        "Angka Oktober 2025 berubah sejak laporan 4 November 2025: capaian 0% menjadi 100%, "
        "realisasi jatuh tempo 0% menjadi 100%, selesai 0 menjadi 1, "
    )
    assert detail.startswith("  I.1.1 jatuh tempo 31 Oktober 2025: terlambat menjadi selesai")
    assert detail.endswith(" ('Rencana Aksi'!G7)")


@pytest.mark.usefixtures("kantor")
def test_of_many_that_changed_three_are_named(capsys: Capsys) -> None:
    target = "Setiap bulan mulai Juli"
    settings = {"Satker": SATKER, "Tahun Rencana": 2025, "Mulai Pemantauan": D(2025, 7, 1)}
    buat_buku(Path("input/b.xlsx"), lengkap(baris(target)), pengaturan=settings)
    assert jalankan("laporan", "--bulan", "2025-12") == 0
    done = {f"{month} 2025": "x" for month in ("JUL", "AGU", "SEP", "OKT", "NOV")}
    buat_buku(Path("input/b.xlsx"), lengkap({**baris(target), **done}), pengaturan=settings)
    lines = told(capsys, hari_ini=D(2026, 1, 20))
    assert [line.split()[4] for line in lines[-4:-1]] == ["Juli", "Agustus", "September"]
    assert lines[-1] == "  dan 2 lainnya"


@pytest.mark.usefixtures("kantor")
def test_what_became_of_the_documents_is_said(capsys: Capsys) -> None:
    for bulan, hari in (("2025-10", D(2025, 11, 4)), ("2025-11", D(2025, 11, 20))):
        assert jalankan("laporan", "--bulan", bulan, hari_ini=hari) == 0
    (word,) = Path("output/2025-10").glob("*.docx")
    word.write_bytes(word.read_bytes() + b" ")
    (excel,) = Path("output/2025-11").glob("*.xlsx")
    excel.unlink()
    remarks = [re.split(" {2,}", line)[-1] for line in told(capsys)[3:]]
    assert remarks == [
        "tetap; disunting",
        "per 20 November 2025; tetap; tidak ada lagi: monev-zi-2025-11.xlsx",
        "belum dibuat",
    ]


@pytest.mark.usefixtures("kantor")
def test_reports_of_another_plan_and_broken_ones_are_said_and_not_told(capsys: Capsys) -> None:
    assert jalankan("laporan", "--bulan", "2025-10", hari_ini=D(2025, 11, 4)) == 0
    source = Path("output/2025-10/ringkasan-2025-10.json")
    data = json.loads(source.read_text(encoding="utf-8"))
    Path("output/2025-11").mkdir()
    november = {"periode": "2025-11", "per_tanggal": "2025-11-30"}
    other = json.dumps({**data, "satker": "KPU Kabupaten Lain", **november})
    Path("output/2025-11/ringkasan-2025-11.json").write_text(other, encoding="utf-8")
    broken = Path("output/2025-11/ringkasan-2025-11-revisi-2.json")
    broken.write_text(other[:100], encoding="utf-8")
    lines = told(capsys)
    assert [line[:8] for line in lines if "belum dibuat" in line] == ["Nov 2025", "Des 2025"]
    assert lines[6:] == [f"Tidak terbaca: {broken}", "Laporan rencana lain di folder itu: 1."]


@pytest.mark.usefixtures("kantor")
def test_keluaran_says_where_the_reports_lie(capsys: Capsys) -> None:
    assert jalankan("laporan", "--bulan", "2025-10", "--keluaran", "hasil", hari_ini=D(2025, 11, 4)) == 0
    assert "belum dibuat" in told(capsys)[3]
    assert told(capsys, "--keluaran", "hasil")[3].endswith("  tetap")


@pytest.mark.usefixtures("kantor")
def test_a_narrow_window_has_room_for_what_matters_most(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: os.terminal_size((60, 24)))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    lines = told(capsys)
    lines = lines[lines.index("") + 1 :]  # below the line that names the plan
    assert re.split(" {2,}", lines[0]) == ["PERIODE", "CAPAIAN", "CAPAIAN KINI", "KETERANGAN"]
    assert max(map(len, lines)) <= 60


# The sheet


def sheet_of(satu: BahanLaporan) -> Any:
    return load_workbook(io.BytesIO(write_excel(satu)))["Perkembangan"]


def table(sheet: Any) -> list[list[Any]]:
    """Give what is printed of the table: the headers and a row a month."""
    top = next(cell.row for cell in sheet["A"] if cell.value == "BULAN")
    width = next(cell.column for cell in sheet[top] if cell.value == "DASAR")
    rows = sheet.iter_rows(min_row=top, max_col=width, values_only=True)
    return [list(row) for row in iter(lambda: next(rows), (None,) * width)]


def test_the_sheet_has_a_row_a_month_and_a_column_an_area(tmp_path: Path) -> None:
    arsip = made(tmp_path, two(None, None), OKT_31, D(2025, 11, 5))
    sheet = sheet_of(assess_periode(two(OKT_31, NOV_30), (), Periode.of(DES_31), HARI_INI, arsip))
    header, *rows = table(sheet)
    areas = ["I. Manajemen Perubahan", "II. Penataan Tatalaksana"]
    assert header == ["BULAN", "CAPAIAN SELURUHNYA", "REALISASI JATUH TEMPO", *areas, "DASAR"]
    assert [(row[0].date(), *row[1:]) for row in rows] == [
        (OKT_1, 0, 0, 0, "–", "laporan 5 November 2025"),
        (D(2025, 11, 1), 1, 1, 1, "–", "dihitung"),
        (D(2025, 12, 1), 1, 1, 1, "–", "laporan ini"),
    ]
    # What was computed is told apart without colour.
    column = next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == "DASAR")
    slanted = {cell.value for (cell,) in sheet.iter_rows(min_col=column, max_col=column) if cell.font.italic}
    assert slanted == {"dihitung"}


def test_no_figure_of_the_sheet_is_a_formula() -> None:
    sheet = sheet_of(bahan(two(OKT_31, None)))
    # The one formula is no figure: it says whether sheet Data has changed since.
    (check,) = (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f")
    assert "Sesuai dengan lembar Data." in str(check.value)
    text = " ".join(str(cell.value) for cell in sheet["A"] if cell.value)
    assert "nilai, bukan rumus" in text


def lines_of(satu: BahanLaporan) -> list[dict[str, list[tuple[str, str]]]]:
    """Give the lines of the sheet's two charts by their names, each with its points as the chart has them."""
    with zipfile.ZipFile(io.BytesIO(write_excel(satu))) as package:
        xml = [package.read(name).decode() for name in package.namelist() if "/charts/chart" in name]
    found = [text for text in xml if "Perkembangan" in text]
    return [
        {
            re.findall(r"<c:v>(.*?)</c:v>", series)[0]: re.findall(
                r'<c:pt idx="(\d+)"><c:v>(.*?)</c:v>', series.partition("<c:val>")[2]
            )
            for series in re.findall(r"<c:ser>.*?</c:ser>", text)
        }
        for text in found
    ]


def test_a_month_without_a_figure_is_a_gap_in_the_line_and_never_a_zero() -> None:
    # Nothing is due before the end of October, and area II has no indikator.
    plan = rencana(komponen(indikator("A", due(OKT_31, OKT_31))), mulai_pemantauan=D(2025, 9, 1))
    whole, areas = lines_of(bahan(plan, OKT_31))
    assert whole == {"Capaian seluruhnya": [("0", "0"), ("1", "1")], "Realisasi jatuh tempo": [("1", "1")]}
    assert areas == {"I. Manajemen Perubahan": [("0", "0"), ("1", "1")]}


def test_a_plan_without_any_figure_has_the_sheet_without_charts() -> None:
    assert lines_of(bahan(rencana(), OKT_31)) == []
    assert len(table(sheet_of(bahan(rencana(), OKT_31)))) == 11


def test_the_sheet_is_printed_on_one_page_without_the_data_of_its_charts() -> None:
    sheet = sheet_of(bahan(two(OKT_31, None)))
    width = len(table(sheet)[0])
    assert sheet.page_setup.fitToHeight is None  # which means 1
    last = re.search(r"\$([A-Z])\$\d+$", sheet.print_area)
    assert last is not None
    assert ord(last[1]) - ord("A") + 1 == width


# Word


def test_word_has_the_months_and_at_most_twelve() -> None:
    plan = rencana(komponen(indikator("A", due(OKT_31, OKT_31), due(JAN_31))))
    variable: Any = konteks(bahan(plan, JAN_31))["perkembangan"]
    assert [satu["bulan"] for satu in variable][::11] == ["Februari 2025", "Januari 2026"]
    assert variable[-1] == {
        "bulan": "Januari 2026",
        "capaian": "50%",
        "realisasi_jatuh_tempo": "50%",
        "dasar": "laporan ini",
    }


def test_the_months_stand_in_the_report_unless_it_is_the_first() -> None:
    first, second = (write_word(bahan(two(OKT_31, None), per), TEMPLAT) for per in (OKT_31, NOV_30))
    assert "Perkembangan per Bulan" not in teks(first)
    assert "Perkembangan per Bulan" in teks(second)
    assert len(tabel(second)) - len(tabel(first)) >= 1
