"""The verb `bandingkan`: a workbook and two months become what changed between them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_reports.cli import perintah
from zi_reports.cli.layar import plan_line, tell, tell_table, tell_written
from zi_reports.files import save_all
from zi_reports.rencana.bahasa import akhir_bulan, bulan_tahun, persen, selisih, tanggal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zi_reports.monev.figures import MonevIndikator, MonevKewajiban, Perbandingan

_PANJANG_URAIAN = 80


@perintah.verb()
@click.argument("bulan1", type=perintah.BULAN)
@click.argument("bulan2", type=perintah.BULAN)
@perintah.argumen_buku
@perintah.berkas
@click.pass_obj
def bandingkan(hari_ini: dt.date, bulan1: dt.date, bulan2: dt.date, buku: Path | None, keluaran: str) -> None:
    """Bandingkan dua bulan: yang baru selesai, yang baru terlambat, dan capaian per area.

    BULAN1 dan BULAN2 ditulis tahun-bulan, dalam urutan mana pun. Hasilnya tampil dan ditulis sebagai lembar Excel.
    BUKU adalah buku kerja Excel. Tanpa BUKU dipakai satu-satunya buku kerja di folder input.

    Contoh:
      zi bandingkan 2025-11 2025-12
      zi bandingkan 2025-06 2025-12 input/rencana-aksi-zi-2025.xlsx --keluaran hasil
    """
    if bulan1 == bulan2:
        perintah.refuse(f"Kedua bulan sama: {bulan_tahun(bulan1)}. Sebutkan dua bulan yang berbeda.")
    first, last = sorted((bulan1, bulan2))
    path = perintah.target(keluaran, f"bandingkan-{first:%Y-%m}-{last:%Y-%m}.xlsx")
    akhir = perintah.read_bahan(perintah.find_workbook(buku), last, hari_ini).monev
    perintah.check_near(f"{first:%Y-%m}", akhir.rencana.pengaturan.tahun, hari_ini)
    from zi_reports.excel.bandingkan import write_bandingkan
    from zi_reports.monev.figures import assess, compare

    perbandingan = compare(assess(akhir.rencana, akhir_bulan(first.year, first.month)), akhir)
    save_all({path: write_bandingkan(perbandingan)})
    _report(perbandingan)
    tell_written([path], "\nDitulis:")


def _report(perbandingan: Perbandingan) -> None:
    awal, akhir = perbandingan.awal, perbandingan.akhir
    days = f"{tanggal(awal.per_tanggal)} dibandingkan {tanggal(akhir.per_tanggal)}"
    tell(plan_line(akhir.rencana.pengaturan), days, "")
    pairs = [(kini.area.kode, lama.angka, kini.angka, kini.area.nama) for lama, kini in perbandingan.area]
    whole = ("", awal.ringkasan, akhir.ringkasan, "Seluruhnya")
    rows = [
        (kode, persen(lama.capaian), persen(kini.capaian), selisih(kini.capaian, lama.capaian), nama)
        for kode, lama, kini, nama in (*pairs, whole)
    ]
    tell_table(("AREA", "AWAL", "AKHIR", "PERUBAHAN", "NAMA"), rows, {"AREA", "AKHIR", "PERUBAHAN"})
    tell(*_list("Baru selesai", perbandingan.baru_selesai))
    tell(*_list("Baru terlambat", perbandingan.baru_terlambat))


def _list(judul: str, rows: Sequence[tuple[MonevIndikator, MonevKewajiban]]) -> Iterator[str]:
    yield f"\n{judul} ({len(rows)}):"
    if not rows:
        yield "  tidak ada"
    for row, kewajiban in rows:
        uraian = " ".join(row.indikator.uraian.split())
        short = uraian if len(uraian) <= _PANJANG_URAIAN else uraian[: _PANJANG_URAIAN - 1].rstrip() + "…"
        due = tanggal(kewajiban.jatuh_tempo) if kewajiban.jatuh_tempo else "tanpa jatuh tempo"
        yield f"  {kewajiban.kode}  {short} ({due})"
