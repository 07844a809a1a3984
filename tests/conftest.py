"""What tests share: the switch that renews golden files, the smallest workbooks, runs of `zi` and LibreOffice."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from docxtpl import DocxTemplate
from hypothesis import settings
from openpyxl import Workbook

from zi_reports.buku.sumber import load_plan
from zi_reports.cli import main
from zi_reports.rencana.model import Rencana
from zi_reports.word import trial
from zi_reports.word.report import konteks_laporan

# Each example makes a workbook, which costs milliseconds: few at one's desk, many in CI.
settings.register_profile("meja", max_examples=6, deadline=None)
settings.register_profile("ci", max_examples=25, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "meja")

AKAR = Path(__file__).parent.parent
BUKU_NYATA = AKAR / "input" / "rencana-aksi-zi-2025.xlsx"
BUKU_CONTOH = AKAR / "input" / "contoh" / "rencana-aksi-zi-2025-terisi.xlsx"
LAMPIRAN = AKAR / "tests" / "data" / "lampiran-keputusan-38-2025.txt"

HARI_INI = dt.date(2026, 1, 5)
"""The day on which tests run `zi`, unless they name another."""

SATKER = "KPU Kabupaten Contoh"

KOLOM = (
    *("NO", "KOMPONEN", "INDIKATOR", "LANGKAH AKSI", "BUKTI FISIK", "TARGET WAKTU"),
    *("STATUS", "TANGGAL SELESAI", "BUKTI DUKUNG", "PENANGGUNG JAWAB", "KENDALA", "TINDAK LANJUT"),
    *("JAN 2025", "FEB 2025", "MAR 2025", "APR 2025", "MEI 2025", "JUN 2025"),
    *("JUL 2025", "AGU 2025", "SEP 2025", "OKT 2025", "NOV 2025", "DES 2025"),
)
"""The headers as a workbook has them, written out here once more so that a change of ours is noticed."""

PENGATURAN: Mapping[str, Any] = {"Satker": SATKER, "Tahun Rencana": 2025, "Tempat": "Contoh"}

Baris = Mapping[str, Any]
Capsys = pytest.CaptureFixture[str]

SOFFICE = shutil.which("soffice")
perlu_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--perbarui", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session", autouse=True)
def templat_sekali() -> Iterator[None]:
    """Let docxtpl make each template ready for Jinja once, which is nearly half of what a small document costs.

    What comes of it hangs on the XML alone.
    """
    ready = functools.lru_cache(maxsize=128)(functools.partial(DocxTemplate.patch_xml, None))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DocxTemplate, "patch_xml", lambda _self, src_xml: ready(src_xml))
        yield


@pytest.fixture(scope="session", autouse=True)
def percobaan_sekali() -> Iterator[None]:
    """Let the check of templates work out what its trials fill in once, and check our own set once.

    No template has a part in the first; and our own set stays as it is.
    """
    plans, check = trial.trials(), trial.check_templates
    known = {id(bahan): konteks_laporan(bahan) for bahan, _ in plans}
    ours = functools.cache(functools.partial(check, None))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trial, "trials", lambda: plans)
        patch.setattr(trial, "konteks_laporan", lambda bahan: known[id(bahan)])
        patch.setattr(trial, "check_templates", lambda folder: ours() if folder is None else check(folder))
        yield


@pytest.fixture(scope="session", autouse=True)
def folder_kerja(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Work where nobody keeps workbooks and reports: those of the checkout are no matter of a test."""
    with contextlib.chdir(tmp_path_factory.mktemp("kerja")):
        yield


@pytest.fixture
def emas(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Hold a text against its golden file; `pytest --perbarui` writes the file anew."""

    def hold(path: Path, text: str) -> None:
        if request.config.getoption("--perbarui"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8"), "where it is meant: pytest --perbarui"

    return hold


@pytest.fixture
def folder_kosong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in an empty folder, as staff do."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def proses() -> None:
    """Ask for the real processes of a recap, where `satu_proses` would do without."""


def sendiri(tugas: Iterable[Any], kerja: Callable[[Any], Any]) -> Iterator[tuple[Any, Any]]:
    """Do in this process what several would do side by side."""
    return ((satu, kerja(satu)) for satu in tugas)


@pytest.fixture
def satu_proses(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the workbooks of a folder within this process, which is quicker than to start others."""
    if "proses" not in request.fixturenames:
        for module in ("zi_reports.rekap.tables", "zi_reports.cli.banyak"):
            monkeypatch.setattr(f"{module}.work_through", sendiri)


@pytest.fixture(scope="session")
def nyata() -> Rencana:
    """Give the plan of the decree's annex, as it was copied by hand."""
    return load_plan(AKAR / "input" / "sumber" / "keputusan-38-2025.toml")


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
    sheet["A1"] = f"RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS {SATKER.upper()}"
    sheet["A2"] = "TAHUN 2025"
    for column, header in enumerate(kolom, start=1):
        sheet.cell(4, column, header)
        if column <= 6:  # the lampiran's own columns; those of realisasi have no number
            sheet.cell(5, column, column)
    for row, isian in enumerate(baris, start=6):
        for column, header in enumerate(kolom, start=1):
            value = isian.get(header)
            if value is not None:
                cell = sheet.cell(row, column)
                cell.value = value
                if isinstance(value, str) and value.startswith("="):
                    cell.data_type = "f"
    labels = book.create_sheet("Pengaturan")
    for row, (label, value) in enumerate(pengaturan.items(), start=1):
        labels.cell(row, 1, label)
        labels.cell(row, 2, value)
    book.save(path)
    return path


def jalankan(*arguments: str | Path, hari_ini: dt.date = HARI_INI) -> int:
    """Run `zi` in this process; give its exit status."""
    with pytest.raises(SystemExit) as stop:
        main([str(satu) for satu in arguments], hari_ini=hari_ini)
    assert isinstance(stop.value.code, int)
    return stop.value.code


def satu_baris_galat(capsys: Capsys) -> str:
    """Give the one line on standard error, having seen that there is nothing else."""
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert "Traceback" not in shown.err
    return shown.err.strip()


def isi(folder: Path) -> dict[str, bytes]:
    """Give the content of each file in a folder and below it, by its path from there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def simpan_sebagai(kind: str, path: Path, folder: Path, profil: Path) -> Path:
    """Let LibreOffice save a file as one of another kind, with settings of its own in `profil`; give that file."""
    command = [str(SOFFICE), f"-env:UserInstallation={profil.as_uri()}", "--headless", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=300
    )
    return folder / f"{path.stem}.{kind}"


def pelanggaran(path: Path) -> str:
    """Give what the Office schemas have against a file; empty where it obeys them."""
    command = [Path(sys.executable).with_name("openxml-audit"), path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return f"status {done.returncode}: {done.stdout}{done.stderr}" if done.returncode else ""
