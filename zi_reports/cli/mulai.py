"""The verb `mulai`: a folder becomes a place to work in, with input, output, and something to double-click."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from zi_reports.cli import perintah
from zi_reports.cli.layar import tell
from zi_reports.files import OutputError, add_new, bundled

PELUNCUR: Mapping[str, str] = {
    "Buat Laporan.cmd": "Buat Laporan.cmd",
    "buat-laporan.command": "buat-laporan.sh",
    "buat-laporan.sh": "buat-laporan.sh",
}
"""What starts the report without typing, for Windows, macOS and Linux, each with the file that it is a copy of."""

BUKU_CONTOH = "contoh/rencana-aksi-zi-2025-terisi.xlsx"
BUKU_KOSONG = "rencana-aksi-zi-2025.xlsx"
"""The workbooks that come with the program: the example, filled in, and the plan of 2025 to fill in."""


@perintah.verb()
@click.argument("folder", required=False, default=".", type=perintah.LETAK)
@click.option("--contoh", is_flag=True, help="Sertakan buku kerja contoh yang sudah terisi.")
@click.option(
    "--rencana", is_flag=True, help="Sertakan rencana KPU Kabupaten Boyolali 2025, yang belum terisi."
)
def mulai(folder: Path, *, contoh: bool, rencana: bool) -> None:
    """Siapkan folder kerja: folder input dan output, serta berkas untuk diklik dua kali.

    FOLDER adalah folder kerja; tanpa FOLDER dipakai folder ini. Berkas yang sudah ada tidak diubah. Dari rencana
    yang disertakan, buku kerja satker lain dibuat dengan zi buku-baru.

    Contoh:
      zi mulai
      zi mulai "Zona Integritas 2025" --contoh
      zi mulai "Zona Integritas 2026" --rencana
    """
    try:
        for name in ("input/bukti", "output"):
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"Folder {folder} tidak dapat disiapkan. Pilih folder lain, atau minta izin menulis."
        ) from error
    wanted = {folder / name: bundled("peluncur", source) for name, source in PELUNCUR.items()}
    books = [nama for nama, asked in ((BUKU_CONTOH, contoh), (BUKU_KOSONG, rencana)) if asked]
    for nama in books:
        source = bundled("input", nama)
        wanted[folder / "input" / source.name] = source
    new = [target for target, source in wanted.items() if add_new(target, source.read_bytes())]
    for target in new:
        if target.suffix in {".command", ".sh"}:
            target.chmod(0o755)
    tell(
        f"Folder kerja siap: {folder.resolve()}",
        *(f"  {target.relative_to(folder)}" for target in new),
        "Simpan buku kerja di folder input, atau buat dari lampiran keputusan: zi impor --help",
        "Lalu jalankan: zi laporan",
        "Petunjuk: zi panduan",
    )
