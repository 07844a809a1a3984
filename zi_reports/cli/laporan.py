"""The verb `laporan`: a workbook and a month become the month's documents."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

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
from zi_reports.files import bundled_template, save_all


@click.command(cls=Perintah, context_settings=BANTUAN, options_metavar="[PILIHAN]")
@argumen_buku
@pilihan_bulan
@pilihan_keluaran
@click.pass_obj
def laporan(hari_ini: dt.date, buku: Path | None, bulan: dt.date | None, keluaran: Path) -> None:
    """Buat laporan monev satu bulan: Word, Excel, dan ringkasan JSON.

    BUKU adalah buku kerja Excel. Tanpa BUKU dipakai satu-satunya buku kerja di folder input.

    Contoh:
      zi laporan
      zi laporan --bulan 2025-12
      zi laporan input/rencana-aksi-zi-2025.xlsx --bulan 2025-12 --keluaran hasil
    """
    path = find_workbook(buku)
    bahan = read_month(path, bulan, hari_ini)
    from zi_reports.reports.excel import write_excel
    from zi_reports.reports.ringkasan import write_ringkasan
    from zi_reports.reports.word import write_word

    month = f"{bahan.monev.per_tanggal:%Y-%m}"
    folder = keluaran / month
    documents = {
        folder / f"laporan-monev-zi-{month}.docx": write_word(bahan, bundled_template("laporan-monev.docx")),
        folder / f"monev-zi-{month}.xlsx": write_excel(bahan),
        folder / f"ringkasan-{month}.json": write_ringkasan(bahan.monev, bahan.catatan).encode(),
    }
    save_all(documents)
    click.echo(headline(bahan))
    click.echo(count_line(bahan.catatan, path))
    click.echo("Ditulis:")
    for document in documents:
        click.echo(f"  {document}")
