"""The verb `status`: a workbook and a month become figures on the screen, or JSON."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_reports import bahasa
from zi_reports.cli.bersama import (
    argumen_buku,
    count_line,
    find_workbook,
    headline,
    pilihan_bulan,
    read_month,
)
from zi_reports.cli.perintah import BANTUAN, Perintah

if TYPE_CHECKING:
    from zi_reports.reports import BahanLaporan


_HEADER = ("AREA", "INDIKATOR", "KEWAJIBAN", "SELESAI", "TERLAMBAT", "CAPAIAN")
_PENTING = {"AREA", "TERLAMBAT", "CAPAIAN"}
_LEBAR_PENUH = 96
"""Columns of a window in which the whole table has room."""


@click.command(cls=Perintah, context_settings=BANTUAN, options_metavar="[PILIHAN]")
@argumen_buku
@pilihan_bulan
@click.option("--json", "as_json", is_flag=True, help="Cetak semua angka sebagai JSON.")
@click.pass_obj
def status(hari_ini: dt.date, buku: Path | None, bulan: dt.date | None, *, as_json: bool) -> None:
    """Tampilkan capaian seluruh rencana dan tiap area.

    BUKU adalah buku kerja Excel. Tanpa BUKU dipakai satu-satunya buku kerja di folder input.

    Contoh:
      zi status
      zi status --bulan 2025-12
      zi status input/rencana-aksi-zi-2025.xlsx --bulan 2025-12 --json
    """
    path = find_workbook(buku)
    bahan = read_month(path, bulan, hari_ini)
    if as_json:
        from zi_reports.reports.ringkasan import write_ringkasan

        click.echo(write_ringkasan(bahan.monev, bahan.catatan), nl=False)
        return
    click.echo(headline(bahan))
    click.echo(count_line(bahan.catatan, path))
    click.echo()
    if sys.stdout.isatty():
        _show_table(bahan)
    else:
        click.echo(_area_table(bahan))


def _show_table(bahan: BahanLaporan) -> None:
    """Show the areas as a table that fits the window; rich honours NO_COLOR and the screen's code page."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console, table = Console(), Table()
    # A narrow window has room for what matters most, and for the names.
    shown = [i for i, header in enumerate(_HEADER) if console.width >= _LEBAR_PENUH or header in _PENTING]
    for i in shown:
        table.add_column(_HEADER[i], justify="right" if i else "left", no_wrap=True)
    table.add_column("NAMA", overflow="fold")
    for row, satu in zip(_rows(bahan), bahan.monev.area, strict=True):
        late = satu.angka.hitungan.terlambat
        table.add_row(*(row[i] for i in shown), Text(satu.area.nama), style="yellow" if late else "")
    console.print(table)


def _rows(bahan: BahanLaporan) -> list[tuple[str, ...]]:
    """Give each area's figures in the order of `_HEADER`."""
    return [
        (
            satu.area.kode,
            str(satu.angka.indikator),
            str(satu.angka.hitungan.kewajiban),
            str(satu.angka.hitungan.selesai),
            str(satu.angka.hitungan.terlambat),
            bahasa.persen(satu.angka.capaian),
        )
        for satu in bahan.monev.area
    ]


def _area_table(bahan: BahanLaporan) -> str:
    """Lay out one line an area: its figures in columns, its name last since names are long."""
    header, rows = _HEADER, _rows(bahan)
    widths = [max(len(row[i]) for row in (header, *rows)) for i in range(len(header))]
    names = ["NAMA", *(satu.area.nama for satu in bahan.monev.area)]
    return "\n".join(
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))]
        )
        + f"  {name}"
        for row, name in zip((header, *rows), names, strict=True)
    )
