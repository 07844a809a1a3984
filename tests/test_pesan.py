"""Each way in which a command refuses: how it comes about, and the one line that the user reads.

The golden texts in `tests/pesan/` are what the guide's list of messages is made from (`docs/buat.py`).
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import AKAR, BUKU_NYATA, KOLOM, PENGATURAN, buat_buku, indikator, jalankan, lengkap
from docx import Document
from openpyxl import load_workbook
from test_berkas import OLE, archive

EMAS = Path(__file__).parent / "pesan"
BUKU = "buku.xlsx"

Persiapan = Callable[[], object]


def tulis(isi: bytes, nama: str = BUKU) -> Persiapan:
    return lambda: Path(nama).write_bytes(isi)


def buku(nama: str = BUKU) -> Persiapan:
    return lambda: shutil.copy(BUKU_NYATA, nama)


def di_input(*names: str) -> None:
    Path("input").mkdir()
    for name in names:
        shutil.copy(BUKU_NYATA, Path("input") / name)


def dua_rencana() -> None:
    buat_buku(Path(BUKU), lengkap(indikator()))
    book = load_workbook(BUKU)
    book.copy_worksheet(book["Rencana Aksi"]).title = "Rencana lama"
    book.save(BUKU)


def tanpa_tahun() -> None:
    buat_buku(Path(BUKU), lengkap(indikator()), pengaturan={**PENGATURAN, "Tahun Rencana": None})
    book = load_workbook(BUKU)
    book["Rencana Aksi"]["A2"] = None
    book.save(BUKU)


def templat(kalimat: str) -> None:
    """Give an office's set in which a sentence of the report's template was added."""
    shutil.copy(BUKU_NYATA, BUKU)
    shutil.copytree(AKAR / "templates", "templat-kantor")
    document = Document("templat-kantor/laporan-monev.docx")
    document.add_paragraph(kalimat)
    document.save("templat-kantor/laporan-monev.docx")


def tak_tertulis() -> None:
    shutil.copy(BUKU_NYATA, BUKU)
    Path("hasil").write_text("bukan folder", encoding="utf-8")


LAPORAN = ("laporan", BUKU)
PESAN: dict[str, tuple[Persiapan, tuple[str, ...]]] = {
    "Buku kerja tidak ada di folder input": (di_input, ("laporan",)),
    "Beberapa buku kerja di folder input": (lambda: di_input("lama.xlsx", BUKU), ("laporan",)),
    "Buku kerja tidak ditemukan": (lambda: None, LAPORAN),
    "Folder, bukan berkas": (lambda: Path(BUKU).mkdir(), LAPORAN),
    "Berkas kunci": (tulis(b"kunci", f"~${BUKU}"), ("laporan", f"~${BUKU}")),
    "Berkas kosong": (tulis(b""), LAPORAN),
    "Berkas terpotong": (lambda: Path(BUKU).write_bytes(BUKU_NYATA.read_bytes()[:4000]), LAPORAN),
    "Excel lama": (
        tulis(OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "buku.xls"),
        ("laporan", "buku.xls"),
    ),
    "Excel biner": (tulis(archive(xl__workbook_bin="x"), "buku.xlsb"), ("laporan", "buku.xlsb")),
    "Kata sandi": (tulis(OLE + b"\0" * 9000 + "EncryptedPackage".encode("utf-16-le")), LAPORAN),
    "CSV": (tulis(b"NO;KOMPONEN;INDIKATOR\n1;Tim;SK\n", "buku.csv"), ("laporan", "buku.csv")),
    "Halaman web": (tulis(b"<html><table></table></html>", "buku.xls"), ("laporan", "buku.xls")),
    "Dokumen Word": (tulis(archive(word__document_xml="<x/>"), "buku.docx"), ("laporan", "buku.docx")),
    "PDF": (tulis(b"%PDF-1.7\n", "buku.pdf"), ("laporan", "buku.pdf")),
    "Tidak ada tabel rencana": (lambda: buat_buku(Path(BUKU), [], kolom=("A", "B")), LAPORAN),
    "Judul kolom kurang": (
        lambda: buat_buku(
            Path(BUKU), lengkap(indikator()), kolom=tuple(k for k in KOLOM if k != "TARGET WAKTU")
        ),
        LAPORAN,
    ),
    "Dua tabel rencana": (dua_rencana, LAPORAN),
    "Tahun rencana tidak diketahui": (tanpa_tahun, LAPORAN),
    "Bulan belum berjalan": (buku(), (*LAPORAN, "--bulan", "2026-02")),
    "Bulan salah tulis": (buku(), (*LAPORAN, "--bulan", "Desember")),
    "Perintah salah tulis": (lambda: None, ("lapor",)),
    "Pilihan salah tulis": (buku(), (*LAPORAN, "--buln", "2025-12")),
    "Folder hasil bukan folder": (tak_tertulis, (*LAPORAN, "--keluaran", "hasil")),
    "Folder templat tidak ada": (buku(), (*LAPORAN, "--templat", "templat-kantor")),
    "Nama tag tidak dikenal": (
        lambda: templat("Laporan {{ satkre }} ini disusun."),
        (*LAPORAN, "--templat", "templat-kantor"),
    ),
    "Tag tidak lengkap": (
        lambda: templat("Laporan {{ satker } ini disusun."),
        (*LAPORAN, "--templat", "templat-kantor"),
    ),
    "Templat sudah ada": (lambda: templat("Selesai."), ("templat", "--salin", "templat-kantor")),
    "Tanggal rapat belum disebut": (buku(), ("rapat", BUKU)),
    "Bulan yang sama dibandingkan": (buku(), ("bandingkan", "2025-12", "2025-12", BUKU)),
    "Buku kerja baru sudah ada": (
        lambda: di_input("rencana-aksi-zi-2026.xlsx"),
        ("buku-baru", "--tahun", "2026", "--satker", "KPU Kabupaten Contoh", "--ya"),
    ),
}


def nama_berkas(judul: str) -> str:
    return judul.lower().replace(",", "").replace(" ", "-") + ".txt"


@pytest.mark.parametrize("judul", PESAN)
def test_a_refusal_is_one_line_that_says_what_to_do(
    judul: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    emas: Callable[[Path, str], None],
) -> None:
    prepare, words = PESAN[judul]
    monkeypatch.chdir(tmp_path)
    prepare()
    assert jalankan(*words, hari_ini=dt.date(2026, 1, 5)) == 2
    shown = capsys.readouterr()
    assert shown.err.count("\n") == 1
    assert "tidak terduga" not in shown.err
    emas(EMAS / nama_berkas(judul), f"{judul}\nzi {' '.join(words)}\n{shown.err}")


def test_every_golden_text_has_its_case() -> None:
    assert {path.name for path in EMAS.glob("*.txt")} == {nama_berkas(judul) for judul in PESAN}
