"""The verb `kalender`: what is still to be done becomes a file that calendars import."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from zi_reports.cli import perintah
from zi_reports.cli.layar import plan_line, tell, tell_written
from zi_reports.files import save_beside_edited
from zi_reports.rencana.nama import safe_name


@perintah.verb()
@perintah.argumen_buku
@perintah.penanggung_jawab
@perintah.berkas
@perintah.timpa
@click.pass_obj
def kalender(
    hari_ini: dt.date, buku: Path | None, penanggung_jawab: str | None, keluaran: str, *, timpa: bool
) -> None:
    """Buat berkas kalender (.ics) dari kewajiban dalam rencana.

    Tiap kewajiban menjadi acara sehari penuh pada jatuh temponya, dengan pengingat 7 hari dan 1 hari sebelumnya
    serta pada harinya, pukul 09.00. Yang sudah lewat atau selesai tanpa pengingat. Impor ulang memperbarui acara
    yang sama, juga bila TARGET WAKTU-nya berubah. Dengan --penanggung-jawab hanya kewajibannya.

    BUKU adalah buku kerja Excel. Tanpa BUKU dipakai satu-satunya buku kerja di folder input.

    Contoh:
      zi kalender
      zi kalender --penanggung-jawab "Subbagian Hukum dan SDM"
      zi kalender input/rencana-aksi-zi-2025.xlsx --keluaran hasil
    """
    monev = perintah.read_bahan(perintah.find_workbook(buku), None, hari_ini).monev
    from zi_reports.kalender import write_kalender
    from zi_reports.laporan import check_size

    check_size(monev)
    orang = perintah.find_person(monev, penanggung_jawab) if penanggung_jawab else None
    undated = (orang.angka if orang else monev.ringkasan).hitungan.tanpa_tenggat
    content, count = write_kalender(monev, orang)
    pengaturan = monev.rencana.pengaturan
    person = f"-{safe_name(orang.nama)}" if orang else ""
    path = perintah.target(keluaran, f"kalender-zi-{pengaturan.tahun}{person}.ics")
    written = save_beside_edited({path: content}, timpa=timpa)
    tell(plan_line(pengaturan, monev.cakupan), *([f"Penanggung jawab: {orang.nama}"] if orang else []))
    made = (
        f"{count} kewajiban belum selesai menjadi acara"
        if count
        else "Tidak ada kewajiban untuk dijadikan acara"
    )
    tell(f"{made}; {undated} tanpa jatuh tempo tidak dapat dimuat." if undated else f"{made}.")
    tell_written(written)
