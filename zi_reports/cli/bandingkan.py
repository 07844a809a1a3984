"""The verb `bandingkan`: a workbook and two months become what changed between them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_reports import bahasa
from zi_reports.cli.bersama import argumen_buku, find_workbook, read_month
from zi_reports.cli.perintah import BANTUAN, Bulan, Perintah, refuse
from zi_reports.files import save_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zi_reports.reports.perbandingan import Perbandingan, PerubahanKewajiban

_PANJANG_URAIAN = 80


@click.command(cls=Perintah, context_settings=BANTUAN, options_metavar="[PILIHAN]")
@click.argument("bulan1", type=Bulan())
@click.argument("bulan2", type=Bulan())
@argumen_buku
@click.option(
    "--keluaran",
    type=click.Path(path_type=Path),
    default=Path("output"),
    metavar="FOLDER",
    help="Folder hasil. Bawaan: output.",
)
@click.pass_obj
def bandingkan(
    hari_ini: dt.date, bulan1: dt.date, bulan2: dt.date, buku: Path | None, keluaran: Path
) -> None:
    """Bandingkan dua bulan: yang baru selesai, yang baru terlambat, dan capaian per area.

    BULAN1 dan BULAN2 ditulis tahun-bulan, dalam urutan mana pun. Hasilnya tampil dan ditulis sebagai lembar Excel.
    BUKU adalah buku kerja Excel. Tanpa BUKU dipakai satu-satunya buku kerja di folder input.

    Contoh:
      zi bandingkan 2025-11 2025-12
      zi bandingkan 2025-06 2025-12 input/rencana-aksi-zi-2025.xlsx --keluaran hasil
    """
    if bulan1 == bulan2:
        refuse(f"Kedua bulan sama: {bahasa.bulan_tahun(bulan1)}. Sebutkan dua bulan yang berbeda.")
    first, last = sorted((bulan1, bulan2))
    akhir = read_month(find_workbook(buku), last, hari_ini).monev
    from zi_reports.monev import assess
    from zi_reports.reports.bandingkan import write_bandingkan
    from zi_reports.reports.perbandingan import compare

    perbandingan = compare(assess(akhir.rencana, bahasa.akhir_bulan(first.year, first.month)), akhir)
    path = keluaran / f"bandingkan-{first:%Y-%m}-{last:%Y-%m}.xlsx"
    save_all({path: write_bandingkan(perbandingan)})
    for line in _report(perbandingan):
        click.echo(line)
    click.echo(f"\nDitulis:\n  {path}")


def _report(perbandingan: Perbandingan) -> Iterator[str]:
    """Tell the change of the whole, of each area, and what became finished or late."""
    awal, akhir = perbandingan.awal, perbandingan.akhir
    pengaturan = akhir.rencana.pengaturan
    mark = f" ({pengaturan.tanda})" if pengaturan.tanda else ""
    yield f"{pengaturan.satker}, rencana {pengaturan.tahun}{mark}"
    yield f"{bahasa.tanggal(awal.per_tanggal)} dibandingkan {bahasa.tanggal(akhir.per_tanggal)}"
    yield ""
    yield from _area_lines(perbandingan)
    yield f"\nBaru selesai ({len(perbandingan.baru_selesai)}):"
    yield from _list(perbandingan.baru_selesai)
    yield f"\nBaru terlambat ({len(perbandingan.baru_terlambat)}):"
    yield from _list(perbandingan.baru_terlambat)


def _area_lines(perbandingan: Perbandingan) -> Iterator[str]:
    rows = [("AREA", "AWAL", "AKHIR", "PERUBAHAN", "NAMA")]
    pairs = [
        (satu.akhir.area.kode, satu.awal.angka, satu.akhir.angka, satu.akhir.area.nama)
        for satu in perbandingan.area
    ]
    for kode, lama, kini, nama in (*pairs, ("", *perbandingan.ringkasan, "Seluruhnya")):
        share = (bahasa.persen(lama.capaian), bahasa.persen(kini.capaian))
        rows.append((kode, *share, bahasa.selisih(kini.capaian, lama.capaian), nama))
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    for kode, *cells, nama in rows:
        aligned = [cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True)]
        yield "  ".join([kode.ljust(widths[0]), *aligned, nama])


def _list(rows: Sequence[PerubahanKewajiban]) -> Iterator[str]:
    if not rows:
        yield "  tidak ada"
    for satu in rows:
        uraian = " ".join(satu.milik.indikator.uraian.split())
        short = uraian if len(uraian) <= _PANJANG_URAIAN else uraian[: _PANJANG_URAIAN - 1].rstrip() + "…"
        due = bahasa.tanggal(satu.akhir.jatuh_tempo) if satu.akhir.jatuh_tempo else "tanpa jatuh tempo"
        yield f"  {satu.akhir.kode}  {short} ({due})"
