"""What the verbs share that make a new workbook: the options that name it, and a path that is still free."""

from __future__ import annotations

from pathlib import Path

import click

from zi_reports.cli.perintah import Isian, refuse

PANJANG_KUTIPAN = 100
"""The most of a cell's text that a printed report shows."""


TAHUN = Isian("Tahun {} tidak dikenal. Tulis empat angka, misalnya 2026.", click.IntRange(2000, 2099))

pilihan_tahun = click.option(
    "--tahun",
    type=TAHUN,
    required=True,
    metavar="TAHUN",
    help="Tahun rencana, misalnya 2026.",
)
pilihan_satker = click.option(
    "--satker", required=True, metavar="NAMA", help="Nama satker seperti pada keputusan."
)
pilihan_buku_baru = click.option(
    "--keluaran",
    type=click.Path(path_type=Path),
    metavar="BERKAS",
    help="Letak buku kerja baru. Bawaan: input/rencana-aksi-zi-TAHUN.xlsx.",
)


def free_path(keluaran: Path | None, tahun: int) -> Path:
    """Give the path of the new workbook; in a folder it gets its usual name. What exists is never overwritten."""
    nama = f"rencana-aksi-zi-{tahun}.xlsx"
    path = Path("input") / nama if keluaran is None else keluaran / nama if keluaran.is_dir() else keluaran
    if path.suffix.lower() != ".xlsx":
        refuse(f"{path} bukan nama buku kerja. Akhiri dengan .xlsx.")
    if path.exists():
        refuse(f"{path} sudah ada dan tidak ditimpa. Pilih nama lain dengan --keluaran.")
    return path


def nonempty(satker: str) -> str:
    """Give the satker's name on one line, or refuse one that is blank."""
    nama = " ".join(satker.split())
    if not nama:
        refuse('Nama satker kosong. Tulis, misalnya, --satker "KPU Kabupaten Contoh".')
    return nama


def one_line(isi: str) -> str:
    """Give a cell's text on one line."""
    return " ".join(isi.split())


def quote(isi: str, pokok: int = 0) -> str:
    """Give a cell's text in quotation marks on one line; of a long one the part around place `pokok`."""
    text = one_line(isi)
    start = max(0, min(pokok - PANJANG_KUTIPAN // 2, len(text) - PANJANG_KUTIPAN))
    end = start + PANJANG_KUTIPAN
    return f'"{"…" if start else ""}{text[start:end].strip()}{"…" if end < len(text) else ""}"'
