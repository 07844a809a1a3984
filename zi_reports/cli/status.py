"""The verb `status`: a workbook and a month become figures on the screen, or JSON."""

from __future__ import annotations

import datetime as dt
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
    click.echo(_area_table(bahan))


def _area_table(bahan: BahanLaporan) -> str:
    """Lay out one line an area: its figures in columns, its name last since names are long."""
    header = ("AREA", "INDIKATOR", "KEWAJIBAN", "SELESAI", "TERLAMBAT", "CAPAIAN")
    rows = [
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
    widths = [max(len(row[i]) for row in (header, *rows)) for i in range(len(header))]
    names = ["NAMA", *(satu.area.nama for satu in bahan.monev.area)]
    return "\n".join(
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))]
        )
        + f"  {name}"
        for row, name in zip((header, *rows), names, strict=True)
    )
