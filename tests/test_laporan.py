"""The main job: from the workbook to the month's documents."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import AKAR, BUKU_CONTOH, BUKU_NYATA, buat_buku, indikator, jalankan, lengkap
from openpyxl import load_workbook

Capsys = pytest.CaptureFixture[str]
NAMA = ("laporan-monev-zi-2025-12.docx", "monev-zi-2025-12.xlsx", "ringkasan-2025-12.json")


def isi(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def teks_dokumen(path: Path) -> str:
    """Give all that the parts of a document say, markup included."""
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))


def test_laporan_writes_three_documents_and_says_so(tmp_path: Path, capsys: Capsys) -> None:
    assert jalankan("laporan", BUKU_CONTOH, "--bulan", "2025-12", "--keluaran", tmp_path) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "KPU Kabupaten Boyolali, rencana 2025, per 31 Desember 2025 (CONTOH)"
    assert lines[1].startswith("Capaian ")
    assert lines[3].startswith("Catatan: ")
    assert lines[4:] == ["Ditulis:", *(f"  {tmp_path / '2025-12' / nama}" for nama in NAMA)]
    assert sorted(isi(tmp_path)) == sorted(NAMA)


def test_the_json_beside_the_documents_is_what_status_prints(tmp_path: Path, capsys: Capsys) -> None:
    jalankan("laporan", BUKU_CONTOH, "--bulan", "2025-12", "--keluaran", tmp_path)
    capsys.readouterr()
    jalankan("status", BUKU_CONTOH, "--bulan", "2025-12", "--json")
    beside = (tmp_path / "2025-12" / "ringkasan-2025-12.json").read_text(encoding="utf-8")
    assert json.loads(beside) == json.loads(capsys.readouterr().out)


def test_the_same_command_on_the_same_day_gives_the_same_bytes_and_leaves_the_workbook_alone(
    tmp_path: Path,
) -> None:
    """In processes of their own: the order of a set must not show in a document."""
    before = BUKU_CONTOH.read_bytes()
    for folder, seed in (("satu", "1"), ("dua", "2")):
        subprocess.run(
            [
                *(sys.executable, "-m", "zi_reports", "laporan", str(BUKU_CONTOH)),
                *("--bulan", "2025-12", "--keluaran", str(tmp_path / folder)),
            ],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(AKAR)},
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )
    assert isi(tmp_path / "satu") == isi(tmp_path / "dua")
    assert len(isi(tmp_path / "satu")) == 3
    assert BUKU_CONTOH.read_bytes() == before


def test_contoh_stands_in_every_document_made_from_the_example_and_in_no_other(tmp_path: Path) -> None:
    for book, folder in ((BUKU_CONTOH, "contoh"), (BUKU_NYATA, "nyata")):
        jalankan("laporan", book, "--bulan", "2025-12", "--keluaran", tmp_path / folder)
        for nama in NAMA:
            path = tmp_path / folder / "2025-12" / nama
            text = path.read_text(encoding="utf-8") if path.suffix == ".json" else teks_dokumen(path)
            assert ("CONTOH" in text) == (folder == "contoh"), f"{folder}: {nama}"


def test_a_workbook_that_cannot_be_read_leaves_earlier_documents_as_they_were(tmp_path: Path) -> None:
    book = tmp_path / "buku.xlsx"
    shutil.copy(BUKU_CONTOH, book)
    jalankan("laporan", book, "--bulan", "2025-12", "--keluaran", tmp_path / "hasil")
    before = isi(tmp_path / "hasil")
    book.write_bytes(book.read_bytes()[:4000])
    assert jalankan("laporan", book, "--bulan", "2025-12", "--keluaran", tmp_path / "hasil") == 2
    assert isi(tmp_path / "hasil") == before


def test_text_that_means_something_to_a_machine_comes_out_as_typed(tmp_path: Path) -> None:
    typed = "R&D <baru> {{ x }} {% y %} \"kutip\" 'satu' =1+1"
    book = buat_buku(tmp_path / "b.xlsx", lengkap(indikator(KENDALA=typed, TINDAK_LANJUT="@SUM(A1)")))
    assert jalankan("laporan", book, "--bulan", "2025-12", "--keluaran", tmp_path) == 0
    escaped = "R&amp;D &lt;baru&gt; {{ x }} {% y %} "
    for nama in NAMA[:2]:
        assert escaped in teks_dokumen(tmp_path / "2025-12" / nama), nama


def test_evidence_that_is_a_file_or_a_web_address_is_a_live_link_in_the_excel_report(tmp_path: Path) -> None:
    (tmp_path / "input" / "bukti").mkdir(parents=True)
    (tmp_path / "input" / "bukti" / "SK & lampiran.pdf").touch()
    given = "SK & lampiran.pdf\nhttps://contoh.id/notulen\ntidak ada.pdf\njavascript:alert(1)"
    book = buat_buku(tmp_path / "input" / "b.xlsx", lengkap(indikator(BUKTI_DUKUNG=given)))
    assert jalankan("laporan", book, "--bulan", "2025-12", "--keluaran", tmp_path / "hasil") == 0
    sheet = load_workbook(tmp_path / "hasil" / "2025-12" / NAMA[1])["Bukti Dukung"]
    links = {cell.value: cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    # From hasil/2025-12 two folders up, then down into the workbook's own; Excel keeps it with backslashes.
    assert links == {
        "SK & lampiran.pdf": "..\\..\\input\\bukti\\SK%20&%20lampiran.pdf",
        "https://contoh.id/notulen": "https://contoh.id/notulen",
    }


def test_a_plan_with_nothing_in_it_still_has_its_documents(tmp_path: Path) -> None:
    book = buat_buku(tmp_path / "b.xlsx", lengkap())
    assert jalankan("laporan", book, "--bulan", "2025-12", "--keluaran", tmp_path) == 0
    data = json.loads((tmp_path / "2025-12" / NAMA[2]).read_text(encoding="utf-8"))
    assert data["ringkasan"]["capaian"] is None


DOKUMEN = (
    ("contoh", BUKU_CONTOH, "2025-12"),
    ("nyata", BUKU_NYATA, "2025-12"),
    ("awal tahun", BUKU_CONTOH, "2025-01"),
)


@pytest.mark.slow
@pytest.mark.parametrize(("nama", "book", "bulan"), DOKUMEN, ids=[satu[0] for satu in DOKUMEN])
def test_documents_obey_the_office_schemas(nama: str, book: Path, bulan: str, tmp_path: Path) -> None:
    del nama
    jalankan("laporan", book, "--bulan", bulan, "--keluaran", tmp_path)
    files = [*tmp_path.rglob("*.docx"), *tmp_path.rglob("*.xlsx"), book, *(AKAR / "templates").glob("*.docx")]
    audit = Path(sys.executable).with_name("openxml-audit")
    for file in files:
        done = subprocess.run([audit, file], capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{file.name}: {done.stdout}"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize(("nama", "book", "bulan"), DOKUMEN, ids=[satu[0] for satu in DOKUMEN])
def test_libreoffice_opens_the_documents(nama: str, book: Path, bulan: str, tmp_path: Path) -> None:
    del nama
    jalankan("laporan", book, "--bulan", bulan, "--keluaran", tmp_path)
    for file in [*tmp_path.rglob("*.docx"), *tmp_path.rglob("*.xlsx")]:
        subprocess.run(
            [
                *("soffice", f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless"),
                *("--convert-to", "pdf", "--outdir", str(tmp_path), str(file)),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
        assert (tmp_path / f"{file.stem}.pdf").stat().st_size > 20_000
