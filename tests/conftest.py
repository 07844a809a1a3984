"""What tests share: the switch that renews golden files, and the smallest workbooks."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from openpyxl import Workbook

from zi_reports.cli import main

# Pandas makes each example cost milliseconds: few at one's desk, many in CI.
settings.register_profile("meja", max_examples=12, deadline=None)
settings.register_profile("ci", max_examples=200, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "meja")

AKAR = Path(__file__).parent.parent
BUKU_NYATA = AKAR / "input" / "rencana-aksi-zi-2025.xlsx"
BUKU_CONTOH = AKAR / "input" / "contoh" / "rencana-aksi-zi-2025-terisi.xlsx"

KOLOM = (
    "NO",
    "KOMPONEN",
    "INDIKATOR",
    "LANGKAH AKSI",
    "BUKTI FISIK",
    "TARGET WAKTU",
    "STATUS",
    "TANGGAL SELESAI",
    "BUKTI DUKUNG",
    "PENANGGUNG JAWAB",
    "KENDALA",
    "TINDAK LANJUT",
    "JAN 2025",
    "FEB 2025",
    "MAR 2025",
    "APR 2025",
    "MEI 2025",
    "JUN 2025",
    "JUL 2025",
    "AGU 2025",
    "SEP 2025",
    "OKT 2025",
    "NOV 2025",
    "DES 2025",
)
"""The headers as a workbook has them, written out here once more so that a change of ours is noticed."""

PENGATURAN: Mapping[str, Any] = {"Satker": "KPU Kabupaten Contoh", "Tahun Rencana": 2025, "Tempat": "Contoh"}

Baris = Mapping[str, Any]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--perbarui", action="store_true", help="write the golden files anew")


@pytest.fixture
def emas(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Hold a text against its golden file; `pytest --perbarui` writes the file anew."""

    def hold(path: Path, text: str) -> None:
        if request.config.getoption("--perbarui"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return hold


def area(kode: str, nama: str = "Area") -> Baris:
    return {"NO": kode, "KOMPONEN": nama}


def lengkap(*baris: Baris) -> list[Baris]:
    """Put rows under area I and add the other five, so that nothing is lacking that a test does not mean."""
    return [area("I"), *baris, *(area(kode) for kode in ("II", "III", "IV", "V", "VI"))]


def indikator(target: Any = "Oktober 2025", **isian: Any) -> Baris:
    """Give a row with one indikator; keywords are headers with `_` for a space."""
    plan = {
        "NO": "1",
        "KOMPONEN": "Tim Kerja",
        "INDIKATOR": "Menerbitkan SK Tim Kerja",
        "LANGKAH AKSI": "Menyusun SK",
        "BUKTI FISIK": "SK Tim Kerja",
        "TARGET WAKTU": target,
    }
    return plan | {header.replace("_", " "): value for header, value in isian.items()}


def buat_buku(
    path: Path,
    baris: Sequence[Baris],
    *,
    kolom: Sequence[str] = KOLOM,
    pengaturan: Mapping[str, Any] = PENGATURAN,
) -> Path:
    """Make a workbook by hand: header in row 4, column numbers in row 5, the rows from row 6 on."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Rencana Aksi"
    sheet["A1"] = "RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS KPU KABUPATEN CONTOH"
    sheet["A2"] = "TAHUN 2025"
    for column, header in enumerate(kolom, start=1):
        sheet.cell(4, column, header)
        if column <= 6:
            sheet.cell(5, column, column)
    for row, isian in enumerate(baris, start=6):
        for column, header in enumerate(kolom, start=1):
            value = isian.get(header)
            if value is not None:
                cell = sheet.cell(row, column)
                cell.value = value
                if isinstance(value, str) and value.startswith("="):
                    cell.data_type = "f"
    settings = book.create_sheet("Pengaturan")
    for row, (label, value) in enumerate(pengaturan.items(), start=1):
        settings.cell(row, 1, label)
        settings.cell(row, 2, value)
    book.save(path)
    return path


def jalankan(*arguments: str | Path, hari_ini: dt.date = dt.date(2026, 1, 5)) -> int:
    """Run `zi` in this process; give its exit status."""
    with pytest.raises(SystemExit) as stop:
        main([str(satu) for satu in arguments], hari_ini=hari_ini)
    assert isinstance(stop.value.code, int)
    return stop.value.code
