"""The verb `periksa`: a workbook becomes the list of what in it a person should look at."""

from __future__ import annotations

from pathlib import Path

import click

from zi_reports.cli.bersama import argumen_buku, count_line, find_workbook, read_month
from zi_reports.cli.perintah import BANTUAN, Perintah
from zi_reports.model import Catatan, Tingkat

GALAT_PADA_BUKU = 1
"""Exit status where a cell of the workbook cannot be used."""


@click.command(cls=Perintah, context_settings=BANTUAN, options_metavar="[PILIHAN]")
@argumen_buku
@click.pass_context
def periksa(ctx: click.Context, buku: Path | None) -> None:
    """Periksa buku kerja: tiap catatan dengan lembar, sel, dan apa yang perlu dilakukan.

    BUKU adalah buku kerja Excel. Tanpa BUKU dipakai satu-satunya buku kerja di folder input.
    Status keluar 1 bila ada galat.

    Contoh:
      zi periksa
      zi periksa input/rencana-aksi-zi-2025.xlsx
    """
    path = find_workbook(buku)
    catatan = read_month(path, None, ctx.obj).catatan
    for satu in catatan:
        click.echo(show_catatan(satu))
    click.echo(count_line(catatan, None))
    if any(satu.tingkat is Tingkat.GALAT for satu in catatan):
        ctx.exit(GALAT_PADA_BUKU)


def show_catatan(catatan: Catatan) -> str:
    """Give a catatan as three lines: its place, what stands there, what to do (DESIGN, section 9)."""
    head = f"{catatan.lokasi.lembar}!{catatan.lokasi.sel} · {catatan.tingkat} · {catatan.kode}"
    isi = [f'  "{" ".join(catatan.isi.split())}"'] if catatan.isi else []
    return "\n".join([head, *isi, f"  {catatan.pesan}"])
