"""The verb `bandingkan`: a workbook and two periods become what changed between them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_reports.cli import perintah
from zi_reports.cli.layar import changed_lines, plan_line, tell, tell_table, tell_written
from zi_reports.files import save_beside_edited
from zi_reports.rencana.bahasa import persen, selisih, singkat, tanggal
from zi_reports.rencana.periode import Periode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zi_reports.monev.figures import MonevIndikator, MonevKewajiban
    from zi_reports.monev.perbandingan import Perbandingan

_PANJANG_URAIAN = 80
DILAPORKAN = "Yang dibandingkan adalah angka yang dilaporkan."


@perintah.verb()
@click.argument("periode1", type=perintah.PERIODE)
@click.argument("periode2", type=perintah.PERIODE)
@perintah.argumen_buku
@perintah.berkas
@perintah.timpa
@click.pass_obj
def bandingkan(  # noqa: PLR0913 - one parameter an option of the verb
    hari_ini: dt.date, periode1: Periode, periode2: Periode, buku: Path | None, keluaran: str, *, timpa: bool
) -> None:
    """Bandingkan dua periode: yang baru selesai, yang baru terlambat, dan capaian per area.

    PERIODE1 dan PERIODE2 adalah bulan (2025-12), triwulan (2025-TW4), semester (2025-S2), atau tahun (2025), dalam
    urutan mana pun. Hasilnya tampil dan ditulis sebagai lembar Excel.
    Periode yang laporannya ada di folder output dibandingkan seperti dilaporkan.
    BUKU adalah buku kerja Excel. Tanpa BUKU dipakai satu-satunya buku kerja di folder input.

    Contoh:
      zi bandingkan 2025-11 2025-12
      zi bandingkan 2025-TW3 2025-TW4
      zi bandingkan 2025-06 2025-12 input/rencana-aksi-zi-2025.xlsx --keluaran hasil
    """
    first, last = sorted((periode1, periode2), key=lambda satu: satu.akhir)
    if first.akhir == last.akhir:
        perintah.refuse(f"Kedua periode berakhir pada {tanggal(first.akhir)}. Sebutkan dua yang berbeda.")
    if perintah.begun(first, hari_ini).akhir >= hari_ini:
        perintah.refuse(f"{first} dan {last} sama-sama dihitung sampai hari ini. Sebutkan dua yang berbeda.")
    path = perintah.target(keluaran, f"bandingkan-{first.nama}-{last.nama}.xlsx")
    bahan = perintah.read_bahan(perintah.find_workbook(buku), last, hari_ini)
    rencana = bahan.monev.rencana
    perintah.check_near(first.nama, rencana.pengaturan.tahun, hari_ini)
    from zi_reports.excel.bandingkan import write_bandingkan
    from zi_reports.laporan import assess_reported
    from zi_reports.monev.perbandingan import compare

    awal, akhir = (assess_reported(rencana, satu, hari_ini, bahan.arsip) for satu in (first, last))
    perbandingan = compare(awal[0], akhir[0])
    berubah = [satu for satu in (awal[1], akhir[1]) if satu]
    written = save_beside_edited({path: write_bandingkan(perbandingan, berubah)}, timpa=timpa)
    _report(perbandingan)
    if berubah:
        tell("", *changed_lines(berubah), DILAPORKAN)
    tell_written(written, "\nDitulis:")


def _report(perbandingan: Perbandingan) -> None:
    awal, akhir = perbandingan.awal, perbandingan.akhir
    days = f"{awal.hari} dibandingkan {akhir.hari}"
    tell(plan_line(akhir.rencana.pengaturan), days, *filter(None, [awal.sebelum_pemantauan]), "")
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
        short = singkat(row.indikator.uraian, _PANJANG_URAIAN)
        due = (
            f"jatuh tempo {tanggal(kewajiban.jatuh_tempo)}" if kewajiban.jatuh_tempo else "tanpa jatuh tempo"
        )
        yield f"  {kewajiban.kode}  {short} ({due})"
