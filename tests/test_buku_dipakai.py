"""The workbook in use: LibreOffice types, inserts, sorts and filters, and the program reads what it saved."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import BUKU_CONTOH, BUKU_NYATA, SOFFICE, simpan_sebagai
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from zi_reports.monev.figures import Monev, assess
from zi_reports.rencana.lampiran import serial_of
from zi_reports.rencana.model import Catatan
from zi_reports.ringkasan import ringkasan
from zi_reports.sources.workbook import read_workbook

DES_31 = dt.date(2025, 12, 31)
RENCANA = "Rencana Aksi"
PUTIH, KELABU, JINGGA = "", "#D9D9D9", "#FCE4D6"


def _with_uno() -> str | None:
    """Find a Python that has LibreOffice's module: the system's has, where the package is installed."""
    for python in (sys.executable, "/usr/bin/python3"):
        try:
            done = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
        except OSError:
            continue
        if done.returncode == 0:
            return python
    return None


PDFTOTEXT = shutil.which("pdftotext")
PYTHON = _with_uno() if SOFFICE else None
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        PYTHON is None, reason="LibreOffice with its Python module (python3-uno) is not installed"
    ),
]


def work(buku: Path, hasil: Path, *steps: Sequence[Any]) -> list[Any]:
    """Do these steps on the plan's sheet, and save as xlsx."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    script = Path(__file__).with_name("uno_langkah.py")
    command = [str(PYTHON), str(script), str(buku), str(hasil), str(port)]
    asked = json.dumps([(RENCANA, *step) for step in steps])
    done = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=120, check=True)
    found: list[Any] = json.loads(done.stdout)
    return found


def read(path: Path) -> tuple[Monev, tuple[Catatan, ...]]:
    plan, catatan = read_workbook(path)
    return assess(plan, DES_31), catatan


def backgrounds(path: Path, folder: Path) -> list[list[str]]:
    """Give the colour that each cell of the plan's sheet is shown in, row by row."""
    page = simpan_sebagai("html", path, folder, folder / "profil").read_text(
        encoding="utf-8", errors="replace"
    )
    table = html.unescape(page).split("</table>", 1)[0]
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    return [
        [(re.search(r'bgcolor="(#\w+)"', cell) or ["", ""])[1] for cell in re.findall("<td[^>]*>", row)]
        for row in rows
    ]


def typed(row: int, uraian: str, target: str) -> list[tuple[str, str, str]]:
    texts = zip("CDEF", (uraian, "Langkah", "Bukti", target), strict=True)
    return [("type", f"{column}{row}", text) for column, text in texts]


@pytest.fixture(scope="module")
def diisi(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the plan with rows copied from the decree.

    Row 42, the first of area V, is due every month and done in two; below it one is inserted, due in October and
    done. In II.2 one is inserted below row 13, and a blank one below that.
    """
    hasil = tmp_path_factory.mktemp("buku") / "diisi.xlsx"
    january, done = serial_of(dt.date(2025, 1, 31)), serial_of(dt.date(2025, 10, 20))
    work(
        BUKU_NYATA,
        hasil,
        *typed(42, "Sosialisasi gratifikasi", "Setiap Bulan"),
        ("type", "M42", january),
        ("type", "N42", "x"),
        ("insert", 43),
        *typed(43, "Laporan gratifikasi", "Oktober 2025"),
        ("type", "G43", "Selesai"),
        ("type", "H43", done),
        ("insert", 14),
        *typed(14, "Pelatihan aplikasi", "Desember 2025"),
        ("insert", 15),
    )
    return hasil


def test_rows_that_are_typed_in_and_inserted_are_read_and_told_their_kode(diisi: Path) -> None:
    monev, catatan = read(diisi)
    rows = {satu.indikator.uraian: satu for satu in monev.indikator}
    assert len(rows) == 39 + 3
    assert [rows[nama].indikator.kode for nama in ("Sosialisasi gratifikasi", "Laporan gratifikasi")] == [
        "V.1.1",
        "V.1.2",
    ]
    # II.2 had three rows; the one inserted second takes the ordinal that is free.
    assert rows["Pelatihan aplikasi"].indikator.kode == "II.2.4"
    said = {satu.lokasi.sel: satu.pesan for satu in catatan if satu.kode == "kode-kosong"}
    assert {sel: sorted({*re.findall(r"[IV]+\.\d+\.\d+", pesan)}) for sel, pesan in said.items()} == {
        "Z14": ["II.2.4"],
        "Z45": ["V.1.2"],
    }


def test_figures_count_the_rows_that_were_typed_in(diisi: Path) -> None:
    monev, _ = read(diisi)
    area = next(satu for satu in monev.area if satu.area.kode == "V")
    # Two of twelve months, and one of one: the mean of a sixth and the whole.
    assert area.angka.indikator == 2
    assert (area.angka.hitungan.kewajiban, area.angka.hitungan.selesai) == (13, 3)
    assert area.angka.capaian == pytest.approx((2 / 12 + 1) / 2)


def test_inserted_rows_take_over_formats_and_checks(diisi: Path) -> None:
    sheet = load_workbook(diisi)[RENCANA]
    assert isinstance(sheet, Worksheet)
    for row in (14, 15, 45):
        for column in "GHIJMX":
            cell = f"{column}{row}"
            assert [satu for satu in sheet.data_validations.dataValidation if cell in satu.sqref], cell
            assert sheet[cell].border.left.style == "thin"
            assert sheet[cell].number_format == sheet[f"{column}13"].number_format


def test_orange_goes_where_rows_are_filled_in_and_grey_follows_target_waktu(
    diisi: Path, tmp_path: Path
) -> None:
    shown = backgrounds(diisi, tmp_path)

    def at(row: int, columns: str) -> list[str]:
        return [shown[row - 1][ord(column) - ord("A")] for column in columns]

    assert at(15, "CDEF") == [JINGGA] * 4  # inserted, still blank
    assert at(14, "CDEF") == [PUTIH] * 4
    assert at(14, "MX") == [KELABU] * 2  # due once
    # Two rows further down since the two were inserted: row 42 is due monthly, though no row of the plan says so.
    assert at(44, "CDEF") == [PUTIH] * 4
    assert at(44, "MX") == [PUTIH] * 2
    assert at(45, "MX") == [KELABU] * 2
    assert at(46, "CDEF") == [JINGGA] * 4  # V.2 is still to be copied
    assert at(10 + 2, "MXY") != at(10, "MXY") == [PUTIH, PUTIH, KELABU]


def test_a_filter_by_komponen_shows_all_its_rows_and_changes_no_figure(tmp_path: Path) -> None:
    hasil = tmp_path / "saring.xlsx"
    *_, shown = work(
        BUKU_CONTOH,
        hasil,
        ("filter", "A5:Z57", 1, "E- Office Pemanfaatan aplikasi presensi"),
        ("shown", "A6:Z57"),
    )
    assert shown == [13, 14, 15]
    before, after = (ringkasan(read(path)[0], ()) for path in (BUKU_CONTOH, hasil))
    assert after == before


def test_a_sort_by_target_waktu_changes_no_figure(tmp_path: Path) -> None:
    hasil = tmp_path / "urut.xlsx"
    work(BUKU_CONTOH, hasil, ("sort", "A6:Z57", 5))
    (before, _), (after, catatan) = read(BUKU_CONTOH), read(hasil)
    assert "urutan-dipulihkan" in {satu.kode for satu in catatan}
    assert after.ringkasan == before.ringkasan
    assert {satu.indikator.kode: satu.capaian for satu in after.indikator} == {
        satu.indikator.kode: satu.capaian for satu in before.indikator
    }


@pytest.mark.skipif(PDFTOTEXT is None, reason="poppler (pdftotext) is not installed")
def test_a_day_of_another_year_than_its_columns_shows_its_year(tmp_path: Path) -> None:
    hasil = tmp_path / "bulan.xlsx"
    day = serial_of(dt.date(2026, 1, 5))
    work(BUKU_NYATA, hasil, ("type", "X10", day), ("type", "Y10", day), ("type", "W10", 1))
    pdf = simpan_sebagai("pdf", hasil, tmp_path, tmp_path / "profil")
    done = subprocess.run(
        [str(PDFTOTEXT), "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    )
    line = next(line for line in done.stdout.splitlines() if "5 Jan 2026" in line)
    assert re.search(r"\b1\s+5 Jan 2026\s+5 Jan\b(?! 2)", line)
