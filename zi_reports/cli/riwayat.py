"""The verb `riwayat`: the reports made so far, by the day as of which they are, and what has changed since each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_reports.cli import perintah
from zi_reports.cli.layar import plan_line, tell, tell_table
from zi_reports.rencana.bahasa import BULAN_SINGKAT, TANPA_NILAI, gabung_kata, persen, tanggal

if TYPE_CHECKING:
    from zi_reports.arsip import Arsip, LaporanLama
    from zi_reports.monev.figures import Monev
    from zi_reports.monev.perbandingan import Berubah

_HEADER = ("PERIODE", "DIBUAT", "CAPAIAN", "CAPAIAN KINI", "REALISASI", "REALISASI KINI", "KETERANGAN")
_SEBUTAN_TERBANYAK = 3  # kewajiban of a report that are named; how many more there are is said


@perintah.verb()
@perintah.argumen_buku
@click.option(
    "--keluaran", type=perintah.FOLDER, default="output", help="Folder hasil laporan. Bawaan: output."
)
@click.pass_obj
def riwayat(hari_ini: dt.date, buku: Path | None, keluaran: Path) -> None:
    """Tampilkan laporan yang pernah dibuat, dan apa yang berubah sesudahnya.

    CAPAIAN dan REALISASI (jatuh tempo) adalah angka yang dilaporkan; KINI adalah angka untuk hari yang sama menurut
    isian sekarang. Bulan rencana yang belum dilaporkan disebut belum dibuat. Laporan triwulan (TW), semester (S),
    dan tahun tampil di antara bulan menurut per tanggalnya.
    BUKU adalah buku kerja Excel. Tanpa BUKU dipakai satu-satunya buku kerja di folder input.

    Contoh:
      zi riwayat
      zi riwayat input/rencana-aksi-zi-2025.xlsx --keluaran hasil
    """
    bahan = perintah.read_bahan(perintah.find_workbook(buku), None, hari_ini, keluaran)
    from zi_reports.arsip import changes

    rows: list[Sequence[str]] = []
    changed: list[bool] = []
    details: list[str] = []
    for laporan, kini in bahan.riwayat():
        newest = laporan is not None and laporan == bahan.arsip.of_period(laporan.nama)[-1]
        berubah = changes(laporan, kini) if laporan and newest else None
        rows.append(_row(laporan, kini, "; ".join(_remarks(laporan, kini, newest=newest, berubah=berubah))))
        changed.append(bool(berubah))
        details += _shortened(berubah) if berubah else ()
    tell(plan_line(bahan.monev.rencana.pengaturan, bahan.monev.cakupan), "")
    tell_table(_HEADER, rows, {"PERIODE", "CAPAIAN", "CAPAIAN KINI"}, changed)
    tell(*([""] if details else []), *details, *_left_out(bahan.arsip))


def _row(laporan: LaporanLama | None, kini: Monev, keterangan: str) -> Sequence[str]:
    reported = [TANPA_NILAI] * 3
    if laporan:
        made = _short(laporan.dibuat) if laporan.dibuat else TANPA_NILAI
        reported = [made, *(persen(laporan.angka[key]) for key in ("capaian", "realisasi_jatuh_tempo"))]
    made, capaian, realisasi = reported
    angka = kini.ringkasan
    now = persen(angka.capaian), persen(angka.realisasi_jatuh_tempo)
    return kini.periode.singkat, made, capaian, now[0], realisasi, now[1], keterangan


def _short(hari: dt.date) -> str:
    return f"{hari.day} {BULAN_SINGKAT[hari.month - 1]} {hari.year}"


def _remarks(
    laporan: LaporanLama | None, kini: Monev, *, newest: bool, berubah: Berubah | None
) -> Iterator[str]:
    """Say of a period how far it goes, how its figures stand to those of now, and what became of the documents."""
    if kini.per_tanggal != kini.periode.akhir:
        yield f"per {tanggal(kini.per_tanggal)}"
    if laporan is None:
        yield "belum dibuat"
        return
    if laporan.revisi > 1:
        yield f"revisi {laporan.revisi}"
    yield ("berubah" if berubah else "tetap") if newest else "digantikan revisinya"
    if laporan.is_edited():
        yield "disunting"
    missing = [nama for nama in laporan.dokumen if not laporan.path.with_name(nama).is_file()]
    if missing:
        yield f"tidak ada lagi: {gabung_kata(missing)}"


def _shortened(berubah: Berubah) -> Iterator[str]:
    """Give what changed in a period, with no more than a few of its kewajiban."""
    yield berubah.angka
    yield from (f"  {satu}" for satu in berubah.rincian[:_SEBUTAN_TERBANYAK])
    if len(berubah.rincian) > _SEBUTAN_TERBANYAK:
        yield f"  dan {len(berubah.rincian) - _SEBUTAN_TERBANYAK} lainnya"


def _left_out(arsip: Arsip) -> Iterator[str]:
    for path in arsip.rusak:
        yield f"Tidak terbaca: {path}"
    for path in arsip.tanpa:
        yield f"Tanpa ringkasan JSON: {path}"
    if arsip.asing:
        yield f"Laporan rencana lain di folder itu: {len(arsip.asing)}."
