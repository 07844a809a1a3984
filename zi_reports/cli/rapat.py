"""The verb `rapat`: a workbook, a period and a meeting become the packet of the rapat evaluasi."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zi_reports.cli import perintah
from zi_reports.cli.layar import headline, tell, tell_written, working
from zi_reports.files import save_beside_edited
from zi_reports.rencana import bahasa
from zi_reports.rencana.periode import Periode
from zi_reports.word.templates import LAPORAN, NASKAH_RAPAT, Templat

if TYPE_CHECKING:
    from zi_reports.laporan import BahanLaporan
    from zi_reports.word.rapat import Rapat

ACARA = "Rapat Evaluasi Pembangunan Zona Integritas"
"""What the meeting is, unless it is given another name."""


def _time_of_day(teks: str) -> dt.time | None:
    match = re.fullmatch(r"(\d\d?)[.:](\d\d)", teks, re.ASCII)  # not 9.5: half past nine may be meant
    return dt.time(int(match[1]), int(match[2])) if match else None


_HARI = click.DateTime(["%Y-%m-%d"])
TANGGAL = perintah.Isian(
    "Tanggal {} tidak dikenal. Tulis seperti 2025-12-18.", lambda teks: _HARI(teks).date(), "TANGGAL"
)
PUKUL = perintah.Isian("Pukul {} tidak dikenal. Tulis jam dan menit, misalnya 09.00.", _time_of_day, "JAM")
JUMLAH = perintah.Isian(
    "Jumlah peserta {} tidak dikenal. Tulis 1 sampai 500.", click.IntRange(1, 500), "JUMLAH"
)
_teks = partial(click.option, type=str.strip, default="")


@perintah.verb()
@perintah.argumen_buku
@click.option("--tanggal", type=TANGGAL, required=True, help="Hari rapat, misalnya 2025-12-18.")
@click.option("--pukul", type=PUKUL, help="Jam mulai, misalnya 09.00.")
@_teks("--tempat", metavar="TEMPAT", help="Tempat rapat.")
@_teks("--acara", metavar="ACARA", help=f"Nama rapat. Bawaan: {ACARA}.")
@_teks("--nomor", metavar="NOMOR", help="Nomor undangan.")
@_teks("--sifat", metavar="SIFAT", help="Sifat undangan, misalnya Biasa.")
@_teks("--yth", multiple=True, default=(), metavar="PIHAK", help="Yang diundang; dapat diulang.")
@click.option("--peserta", type=JUMLAH, default=20, help="Baris daftar hadir. Bawaan: 20.")
@perintah.periode_option("bulan terakhir yang berakhir sebelum hari rapat")
@perintah.keluaran
@perintah.templat
@perintah.timpa
@click.pass_obj
def rapat(
    hari_ini: dt.date,
    /,
    buku: Path | None,
    periode: Periode | None,
    keluaran: Path,
    templat: Path | None,
    **isian: Any,  # noqa: ANN401 - what the options say of the meeting, named as in `Rapat`, and `timpa`
) -> None:
    """Buat berkas rapat evaluasi: undangan, daftar hadir, notulen, dan laporan.

    BUKU adalah buku kerja Excel. Tanpa BUKU dipakai satu-satunya buku kerja di folder input.
    Tanpa periode dipakai bulan terakhir yang berakhir sebelum hari rapat.
    Yang tidak disebutkan menjadi titik-titik, untuk diisi kemudian.
    Berkas yang sudah disunting di Word tetap ada; yang baru diberi nama lain.

    Contoh:
      zi rapat --tanggal 2025-12-18 --pukul 09.00 --tempat "Ruang Rapat Lantai 2"
      zi rapat --tanggal 2026-01-15 --periode 2025-TW4 --nomor 12/ORT.07/2026 --sifat Biasa
      zi rapat --tanggal 2025-12-18 --yth "Ketua dan Anggota" --yth Sekretaris --peserta 30
    """
    path = perintah.find_workbook(buku)
    chosen = perintah.choose_templates(templat, [LAPORAN, *NASKAH_RAPAT])
    # A meeting is about a month that is over; where it is called before that, about the one that runs.
    ended = Periode.of(isian["tanggal"]).sebelumnya
    bawaan = Periode.of(min(ended.akhir, hari_ini))
    bahan = perintah.read_bahan(path, periode, hari_ini, keluaran, bawaan=bawaan)
    perintah.check_near(str(isian["tanggal"]), bahan.monev.rencana.pengaturan.tahun, hari_ini)
    from zi_reports.word.rapat import Rapat

    timpa = isian.pop("timpa")
    given = {"acara": isian["acara"] or ACARA, "yth": tuple(filter(None, isian["yth"]))}
    meeting = Rapat(**isian | given)
    with working("Menulis berkas rapat"):
        # A notulen that was filled in is not to be lost.
        written = save_beside_edited(_packet(bahan, meeting, chosen, path, keluaran), timpa=timpa)
    tell(headline(bahan, path))
    if periode is None and ended.akhir >= hari_ini:
        tell(f"Laporan: {bawaan}, hari berjalan; buat lagi sesudah {bahasa.tanggal(ended.akhir)}.")
    tell(*_meeting_lines(meeting, hari_ini))
    tell_written(written)


def _packet(
    bahan: BahanLaporan, meeting: Rapat, chosen: Mapping[Templat, Path], buku: Path, keluaran: Path
) -> dict[Path, bytes]:
    from zi_reports.arsip import report_paths
    from zi_reports.laporan import check_size, with_addresses
    from zi_reports.word.rapat import write_rapat
    from zi_reports.word.report import write_word

    check_size(bahan.monev)
    folder = keluaran / bahan.periode.nama / "rapat"
    bahan = with_addresses(bahan, buku.parent, folder)
    report = write_word(bahan, chosen[LAPORAN])  # first, since it alone may be too large
    papers = {}
    for satu, judul in NASKAH_RAPAT.items():
        path = folder / f"{Path(satu.nama).stem}-{meeting.tanggal}.docx"
        papers[path] = write_rapat(bahan, meeting, judul, chosen[satu])
    return papers | {report_paths(folder, bahan.nama)[0]: report}


def _meeting_lines(meeting: Rapat, hari_ini: dt.date) -> Iterator[str]:
    yield f"Rapat: {bahasa.hari(meeting.tanggal)}, {bahasa.tanggal(meeting.tanggal)}"
    if meeting.tanggal < hari_ini:
        yield "Perhatian: tanggal rapat sudah lewat, sehingga tanggal undangan dikosongkan."
    blank = [name for name in ("pukul", "tempat", "nomor", "sifat", "yth") if not getattr(meeting, name)]
    if blank:
        yield f"Dikosongkan untuk diisi: {bahasa.gabung_kata(blank)}."
