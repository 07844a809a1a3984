"""What the verbs share that make a new workbook: the options that name it, and a path that is still free."""

from __future__ import annotations

import re
from pathlib import Path

import click

from zi_reports.cli.perintah import refuse

PANJANG_KUTIPAN = 100
"""The most of a cell's text that a printed report shows."""


class Tahun(click.ParamType[int]):
    """A year of four figures."""

    name = "tahun"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the year, or refuse it with an example."""
        match = re.fullmatch(r"20[0-9]{2}", str(value).strip())
        if not match:
            self.fail(f"Tahun {value} tidak dikenal. Tulis empat angka, misalnya 2026.", param, ctx)
        return int(match[0])


class PilihanWajib(click.Option):
    """An option that must be given, and says so in Indonesian."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Give the option and its help as they are listed."""
        record = super().get_help_record(ctx)
        return record and (record[0], record[1].replace("  [required]", " Wajib."))


pilihan_tahun = click.option(
    "--tahun",
    cls=PilihanWajib,
    type=Tahun(),
    required=True,
    metavar="TAHUN",
    help="Tahun rencana, misalnya 2026.",
)
pilihan_satker = click.option(
    "--satker", cls=PilihanWajib, required=True, metavar="NAMA", help="Nama satker seperti pada keputusan."
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
