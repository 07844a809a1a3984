"""The verb `laporan`: a workbook and a month become the month's documents."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_reports.cli.bersama import (
    argumen_buku,
    count_line,
    find_workbook,
    headline,
    pilihan_bulan,
    pilihan_keluaran,
    read_month,
)
from zi_reports.cli.perintah import BANTUAN, Perintah
from zi_reports.cli.templat import choose_templates, pilihan_templat
from zi_reports.files import save_all
from zi_reports.templat_set import LAPORAN

if TYPE_CHECKING:
    from zi_reports.model import BuktiDukung, Rencana
    from zi_reports.reports import BahanLaporan


@click.command(cls=Perintah, context_settings=BANTUAN, options_metavar="[PILIHAN]")
@argumen_buku
@pilihan_bulan
@pilihan_keluaran
@pilihan_templat
@click.pass_obj
def laporan(
    hari_ini: dt.date, buku: Path | None, bulan: dt.date | None, keluaran: Path, templat: Path | None
) -> None:
    """Buat laporan monev satu bulan: Word, Excel, dan ringkasan JSON.

    BUKU adalah buku kerja Excel. Tanpa BUKU dipakai satu-satunya buku kerja di folder input.

    Contoh:
      zi laporan
      zi laporan --bulan 2025-12
      zi laporan input/rencana-aksi-zi-2025.xlsx --bulan 2025-12 --keluaran hasil
      zi laporan --templat templat-kantor
    """
    path = find_workbook(buku)
    chosen = choose_templates(templat, [LAPORAN])
    bahan = read_month(path, bulan, hari_ini)
    from zi_reports.reports.excel import write_excel
    from zi_reports.reports.ringkasan import write_ringkasan
    from zi_reports.reports.word import write_word

    month = f"{bahan.monev.per_tanggal:%Y-%m}"
    folder = keluaran / month
    bahan = replace(bahan, alamat_bukti=_addresses(bahan.monev.rencana, path.parent, folder))
    documents = {
        folder / report_name(bahan): write_word(bahan, chosen[LAPORAN]),
        folder / f"monev-zi-{month}.xlsx": write_excel(bahan),
        folder / f"ringkasan-{month}.json": write_ringkasan(bahan.monev, bahan.catatan).encode(),
    }
    save_all(documents)
    click.echo(headline(bahan))
    click.echo(count_line(bahan.catatan, path))
    click.echo("Ditulis:")
    for document in documents:
        click.echo(f"  {document}")


def _addresses(rencana: Rencana, source: Path, target: Path) -> dict[BuktiDukung, str]:
    """Give the address of each piece of evidence that is a file beside the workbook, as seen from `target`."""
    from zi_reports.workbook.bukti import find_bukti

    try:
        base = os.path.relpath(source, target)
    except ValueError:
        return {}  # on another drive of Windows, from where no relative path leads
    return {
        bukti: Path(base, path.relative_to(source)).as_posix()
        for bukti, path in find_bukti(rencana, source).items()
    }


def report_name(bahan: BahanLaporan) -> str:
    """Name the Word report's file by its month: `laporan-monev-zi-2025-12.docx`."""
    return f"laporan-monev-zi-{bahan.monev.per_tanggal:%Y-%m}.docx"
