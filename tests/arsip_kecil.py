"""A small workbook, its report of October, and what tests of reports over days do with it."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import io
import json
import tempfile
from pathlib import Path
from typing import Any

from conftest import SATKER, Baris, buat_buku, indikator, isi, jalankan, lengkap
from docx import Document

D = dt.date
OKTOBER, NOVEMBER = "2025-10", "2025-11"
NAMA = ("laporan-monev-zi-2025-10", "monev-zi-2025-10", "ringkasan-2025-10")
SEBELAS = tuple(
    f"{OKTOBER}/{nama}{ending}" for nama, ending in zip(NAMA, (".docx", ".xlsx", ".json"), strict=True)
)
DUA = tuple(nama.replace("2025-10.", "2025-10-revisi-2.") for nama in SEBELAS)
SELESAI: dict[str, Any] = {"STATUS": "Selesai", "TANGGAL_SELESAI": D(2025, 10, 28)}


def isi_buku(*lain: Baris, satker: str = SATKER, **pertama: Any) -> None:
    """Write the workbook: one due in October with `pertama`, one late, one due in December."""
    rows = [
        indikator(**pertama),
        indikator(NO="2", INDIKATOR="Rapat"),
        indikator("Desember 2025", NO="3", INDIKATOR="Evaluasi", TINDAK_LANJUT="Disusun bertahap"),
    ]
    pengaturan = {"Satker": satker, "Tahun Rencana": 2025, "Tempat": "Contoh"}
    buat_buku(Path("buku.xlsx"), lengkap(*rows, *lain), pengaturan=pengaturan)


def laporan(hari: dt.date, *words: str, bulan: str = OKTOBER) -> None:
    assert jalankan("laporan", "buku.xlsx", "--bulan", bulan, *words, hari_ini=hari) == 0


@functools.cache
def _oktober() -> dict[str, bytes]:
    """Make the workbook and its report of October in a folder of their own, without a word; give all files."""
    quiet = contextlib.redirect_stdout(io.StringIO())
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder), quiet:
        isi_buku(**SELESAI)
        laporan(D(2025, 11, 3))
        return isi(Path())


def laporkan_oktober() -> None:
    """Lay there what reporting October on 3 November gives, with one indikator of three finished."""
    for nama, content in _oktober().items():
        Path(nama).parent.mkdir(parents=True, exist_ok=True)
        Path(nama).write_bytes(content)


def hasil() -> dict[str, bytes]:
    return isi(Path("output"))


def ringkasan(nama: str = SEBELAS[2]) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(hasil()[nama])
    return data


def sunting(nama: str) -> bytes:
    """Write a sentence into a Word document, as somebody does before it is signed."""
    path = Path("output", nama)
    document = Document(str(path))
    document.add_paragraph("Sudah ditandatangani.")
    document.save(str(path))
    return path.read_bytes()


BERUBAH = [
    (
        "Angka Oktober 2025 berubah sejak laporan 3 November 2025: capaian 33,3% menjadi 0%, realisasi jatuh tempo "
        "50% menjadi 0%, selesai 1 menjadi 0, tepat waktu 1 menjadi 0, dan terlambat 1 menjadi 2."
    ),
    "  I.1.1 jatuh tempo 31 Oktober 2025: selesai 28 Oktober 2025 menjadi terlambat ('Rencana Aksi'!G7)",
]


"""Of three indikator one was finished and two were due; then none is."""
