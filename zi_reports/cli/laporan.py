"""The verb `laporan`: a workbook and a month become the month's documents."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_reports.cli import perintah
from zi_reports.cli.layar import headline, open_folder, tell, tell_written, working
from zi_reports.files import save_all
from zi_reports.word.templates import LAPORAN

if TYPE_CHECKING:
    from zi_reports.arsip import LaporanLama
    from zi_reports.laporan import BahanLaporan


@perintah.verb()
@perintah.argumen_buku
@perintah.bulan
@perintah.keluaran
@perintah.templat
@perintah.timpa
@click.option("--jangan-buka", is_flag=True, help="Jangan buka folder hasil sesudah selesai.")
@click.pass_obj
def laporan(  # noqa: PLR0913 - one parameter an option of the verb
    hari_ini: dt.date,
    buku: Path | None,
    bulan: dt.date | None,
    keluaran: Path,
    templat: Path | None,
    *,
    timpa: bool,
    jangan_buka: bool,
) -> None:
    """Buat laporan monev satu bulan: Word, Excel, dan ringkasan JSON.

    BUKU adalah buku kerja Excel. Tanpa BUKU dipakai satu-satunya buku kerja di folder input.
    Laporan yang dibuat pada hari lain tetap ada; yang baru menjadi revisi, kecuali bila tidak ada yang berubah.
    Di komputer berlayar, folder hasil dibuka sesudah selesai.

    Contoh:
      zi laporan
      zi laporan --bulan 2025-12
      zi laporan input/rencana-aksi-zi-2025.xlsx --bulan 2025-12 --keluaran hasil
      zi laporan --templat templat-kantor
    """
    path = perintah.find_workbook(buku)
    chosen = perintah.choose_templates(templat, [LAPORAN])[LAPORAN]
    bahan = perintah.read_bahan(path, bulan, hari_ini, keluaran)
    from zi_reports.arsip import next_revision, report_paths

    folder = keluaran / bahan.bulan
    with working("Menulis laporan"):
        kept = None if timpa else _unchanged(bahan, path, chosen, folder)
        if kept:
            paths = report_paths(folder, bahan.nama, kept.revisi)
        else:
            revisi = next_revision(bahan.arsip, folder, bahan.nama, hari_ini, timpa=timpa)
            paths = report_paths(folder, bahan.nama, revisi)
            save_all(_documents(bahan, path, chosen, paths))
    tell(headline(bahan, path), *bahan.berubah)
    if kept:
        tell(f"Tidak ada yang berubah sejak {kept.sebutan}; berkasnya dibiarkan.")
    tell_written(paths, "Sudah ada:" if kept else "Ditulis:")
    if not jangan_buka:
        open_folder(folder)


def _documents(
    bahan: BahanLaporan, buku: Path, templat: Path, paths: tuple[Path, Path, Path]
) -> dict[Path, bytes]:
    """Make the documents of a report; the JSON knows the others by their traces."""
    from zi_reports.arsip import trace
    from zi_reports.excel.report import write_excel
    from zi_reports.laporan import with_addresses
    from zi_reports.ringkasan import write_ringkasan
    from zi_reports.word.report import write_word

    word, excel, contract = paths
    bahan = with_addresses(bahan, buku.parent, word.parent)
    documents = {word: write_word(bahan, templat), excel: write_excel(bahan)}
    traces = {path.name: trace(isi) for path, isi in documents.items()}
    text = write_ringkasan(bahan.monev, bahan.catatan, bahan.hari_ini, traces)
    return documents | {contract: text.encode()}


def _unchanged(bahan: BahanLaporan, buku: Path, templat: Path, folder: Path) -> LaporanLama | None:
    """Give the report that an earlier day left, if one of today would differ from it in nothing but the day."""
    from zi_reports.arsip import report_paths
    from zi_reports.laporan import read_month

    lama = next(reversed(bahan.arsip.of_period(bahan.nama)), None)
    if lama is None or lama.dibuat is None or lama.dibuat >= bahan.hari_ini:
        return None
    again = read_month(buku, lama.per_tanggal, lama.dibuat, folder.parent, lama)
    documents = _documents(again, buku, templat, report_paths(folder, lama.nama, lama.revisi))
    same = bahan.monev.per_tanggal == lama.per_tanggal and documents[lama.path] == lama.path.read_bytes()
    return lama if same else None
