"""The verb `status`: a workbook and a period become figures on the screen, or JSON."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from zi_reports.cli import perintah
from zi_reports.cli.layar import changed_lines, headline, tell, tell_json, tell_table
from zi_reports.rencana import bahasa
from zi_reports.rencana.periode import Periode


@perintah.verb()
@perintah.argumen_buku
@perintah.periode
@click.option("--json", "as_json", is_flag=True, help="Cetak semua angka sebagai JSON.")
@click.pass_obj
def status(hari_ini: dt.date, buku: Path | None, periode: Periode | None, *, as_json: bool) -> None:
    """Tampilkan capaian seluruh rencana dan tiap area.

    BUKU adalah buku kerja Excel. Tanpa BUKU dipakai satu-satunya buku kerja di folder input.

    Laporan di folder output ikut dibaca: yang sudah berubah sejak dilaporkan disebutkan.

    Contoh:
      zi status
      zi status --bulan 2025-12
      zi status --periode 2025-TW4
      zi status input/rencana-aksi-zi-2025.xlsx --bulan 2025-12 --json
    """
    path = perintah.find_workbook(buku)
    bahan = perintah.read_bahan(path, periode, hari_ini)
    if as_json:
        from zi_reports.ringkasan import write_ringkasan

        tell_json(write_ringkasan(bahan.monev, bahan.catatan))
        return
    tell(headline(bahan, path), *changed_lines(bahan.berubah), "")
    header = ("AREA", "INDIKATOR", "KEWAJIBAN", "SELESAI", "TERLAMBAT", "CAPAIAN", "NAMA")
    rows = []
    for satu in bahan.monev.area:
        angka, hitungan = satu.angka, satu.angka.hitungan
        counts = (angka.indikator, hitungan.kewajiban, hitungan.selesai, hitungan.terlambat)
        rows.append((satu.area.kode, *map(str, counts), bahasa.persen(angka.capaian), satu.area.nama))
    late = [satu.angka.hitungan.terlambat > 0 for satu in bahan.monev.area]
    tell_table(header, rows, {"AREA", "TERLAMBAT", "CAPAIAN"}, late)
