"""The verb `laporan`: a workbook and a period become the period's documents."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_reports.cli import perintah
from zi_reports.cli.layar import changed_lines, headline, open_folder, tell, tell_written, working
from zi_reports.files import save_all
from zi_reports.rencana.periode import Periode
from zi_reports.word.templates import LAPORAN

if TYPE_CHECKING:
    from zi_reports.arsip import LaporanLama
    from zi_reports.laporan import BahanLaporan


@perintah.verb()
@perintah.argumen_buku
@perintah.periode
@perintah.keluaran
@perintah.templat
@perintah.timpa
@click.option(
    "--ringkas",
    is_flag=True,
    help="Tulis juga laporan ringkas: halaman pertama, rencana tindak lanjut, dan Lampiran I saja.",
)
@click.option("--jangan-buka", is_flag=True, help="Jangan buka folder hasil sesudah selesai.")
@click.pass_obj
def laporan(  # noqa: PLR0913 - one parameter an option of the verb
    hari_ini: dt.date,
    buku: Path | None,
    periode: Periode | None,
    keluaran: Path,
    templat: Path | None,
    *,
    timpa: bool,
    ringkas: bool,
    jangan_buka: bool,
) -> None:
    """Buat laporan monev satu bulan, triwulan, semester, atau tahun: Word, Excel, dan ringkasan JSON.

    BUKU adalah buku kerja Excel. Tanpa BUKU dipakai satu-satunya buku kerja di folder input.
    Laporan yang dibuat pada hari lain tetap ada; yang baru menjadi revisi, kecuali bila tidak ada yang berubah.
    Di komputer berlayar, folder hasil dibuka sesudah selesai.

    Contoh:
      zi laporan
      zi laporan --bulan 2025-12
      zi laporan input/rencana-aksi-zi-2025.xlsx --bulan 2025-12 --keluaran hasil
      zi laporan --periode 2025-TW4 --ringkas
      zi laporan --templat templat-kantor
    """
    path = perintah.find_workbook(buku)
    chosen = perintah.choose_templates(templat, [LAPORAN])[LAPORAN]
    bahan = perintah.read_bahan(path, periode, hari_ini, keluaran, timpa=timpa)
    from zi_reports.arsip import next_revision, report_paths

    folder = keluaran / bahan.periode.nama
    with working("Menulis laporan"):
        lama, documents = (None, {}) if timpa else _unchanged(bahan, path, chosen, keluaran, ringkas=ringkas)
        if lama is None:
            revisi = next_revision(bahan.arsip, folder, bahan.nama, hari_ini, timpa=timpa)
            paths = report_paths(folder, bahan.nama, revisi)
            documents = _documents(bahan, path, chosen, paths, ringkas=ringkas)
        lost = {file: isi for file, isi in documents.items() if lama is None or not file.exists()}
        save_all(lost)
    tell(headline(bahan, path))
    if lama is None:
        tell(*changed_lines(bahan.berubah))
    else:
        tell(f"Tidak ada yang berubah sejak {lama.sebutan}; berkasnya dibiarkan.")
        tell_written([file for file in documents if file not in lost], "Sudah ada:")
    if lost:
        tell_written(list(lost))
    if not jangan_buka:
        open_folder(folder)


def _documents(
    bahan: BahanLaporan, buku: Path, templat: Path, paths: tuple[Path, Path, Path], *, ringkas: bool
) -> dict[Path, bytes]:
    """Make the documents of a report; the JSON knows the others by their traces.

    The short one is made where it is asked for, or stands there: its figures are to be those of its set.
    """
    from zi_reports.arsip import short_path, trace
    from zi_reports.excel.report import write_excel
    from zi_reports.laporan import with_addresses
    from zi_reports.ringkasan import write_ringkasan
    from zi_reports.word.report import write_word

    word, excel, contract = paths
    bahan = with_addresses(bahan, buku.parent, word.parent)
    documents = {word: write_word(bahan, templat), excel: write_excel(bahan)}
    short = short_path(word)
    if ringkas or os.path.lexists(short):
        documents[short] = write_word(bahan, templat, ringkas=True)
    traces = {path.name: trace(isi) for path, isi in documents.items()}
    text = write_ringkasan(bahan.monev, bahan.catatan, bahan.hari_ini, traces)
    return documents | {contract: text.encode()}


def _unchanged(
    bahan: BahanLaporan, buku: Path, templat: Path, keluaran: Path, *, ringkas: bool
) -> tuple[LaporanLama | None, dict[Path, bytes]]:
    """Give the report that an earlier day left, with its documents, if one of today would differ in no more.

    It is made again as of its own day, and that only where the figures are the same. The short document may be new
    to it; its JSON, which stays as it is, does not know that one then.
    """
    from zi_reports.arsip import report_paths, short_path
    from zi_reports.laporan import read_periode
    from zi_reports.ringkasan import ringkasan

    lama = next(reversed(bahan.arsip.of_period(bahan.nama)), None)
    if lama is None or lama.dibuat is None or lama.dibuat >= bahan.hari_ini:
        return None, {}
    now = json.loads(json.dumps(ringkasan(bahan.monev, bahan.catatan)))
    # The catatan may name the day: of those, and of the documents, only the report made again can tell.
    same = all(lama.isi.get(nama) == nilai for nama, nilai in now.items() if nama != "catatan")
    if not same or lama.berjalan != bahan.monev.berjalan:
        return None, {}
    again = read_periode(buku, lama.periode, lama.dibuat, keluaran, lama)
    if (again.lalu, again.lalu_berubah) != (bahan.lalu, bahan.lalu_berubah):
        return None, {}
    paths = report_paths(keluaran / bahan.periode.nama, lama.nama, lama.revisi)
    short = short_path(paths[0]).name
    documents = _documents(again, buku, templat, paths, ringkas=ringkas or short in lama.dokumen)
    made = json.loads(documents[lama.path])
    if short not in lama.dokumen:
        made["dokumen"].pop(short, None)
    return (lama, documents) if made == lama.isi else (None, {})
