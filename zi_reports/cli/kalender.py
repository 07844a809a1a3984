"""The verb `kalender`: what is still to be done becomes a file that calendars import."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from zi_reports.cli import perintah
from zi_reports.cli.layar import plan_line, tell, tell_written
from zi_reports.files import beside_edited, save_all


@perintah.verb()
@perintah.argumen_buku
@perintah.berkas
@perintah.timpa
@click.pass_obj
def kalender(hari_ini: dt.date, buku: Path | None, keluaran: str, *, timpa: bool) -> None:
    """Buat berkas kalender (.ics) dari kewajiban yang belum selesai.

    Tiap kewajiban menjadi acara sehari penuh pada jatuh temponya, dengan pengingat 7 hari dan 1 hari sebelumnya.
    Impor ulang memperbarui acara yang sama. Kewajiban yang sudah selesai tidak ditulis lagi; acaranya yang pernah
    diimpor tetap ada di kalender dan dihapus sendiri.

    BUKU adalah buku kerja Excel. Tanpa BUKU dipakai satu-satunya buku kerja di folder input.

    Contoh:
      zi kalender
      zi kalender input/rencana-aksi-zi-2025.xlsx --keluaran hasil
    """
    monev = perintah.read_bahan(perintah.find_workbook(buku), None, hari_ini).monev
    from zi_reports.kalender import write_kalender

    content, count = write_kalender(monev)
    pengaturan, undated = monev.rencana.pengaturan, monev.ringkasan.hitungan.tanpa_tenggat
    path = perintah.target(keluaran, f"kalender-zi-{pengaturan.tahun}.ics")
    documents = beside_edited({path: content}, timpa=timpa)
    save_all(documents)
    tell(plan_line(pengaturan, monev.hari))
    made = (
        f"{count} kewajiban belum selesai menjadi acara"
        if count
        else "Tidak ada kewajiban untuk dijadikan acara"
    )
    tell(f"{made}; {undated} tanpa jatuh tempo tidak dapat dimuat." if undated else f"{made}.")
    tell_written(list(documents))
