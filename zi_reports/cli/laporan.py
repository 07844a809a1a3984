"""The verb `laporan`: a workbook and a period become the period's documents."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_reports.cli import perintah
from zi_reports.cli.layar import changed_lines, headline, open_folder, tell, tell_written, working
from zi_reports.files import save_all, turn
from zi_reports.rencana.periode import Periode
from zi_reports.word.templates import LAPORAN

if TYPE_CHECKING:
    from zi_reports.arsip import LaporanLama
    from zi_reports.laporan import BahanLaporan


@dataclass(frozen=True, slots=True)
class Pesanan:
    """What is asked for: the period, the day, where to and how."""

    periode: Periode | None
    hari_ini: dt.date
    keluaran: Path
    templat: Path
    timpa: bool
    ringkas: bool


@dataclass(frozen=True, slots=True)
class Dibuat:
    """A report with its files: made, or left as an earlier day made it (`lama`); `ditulis` were written now."""

    bahan: BahanLaporan
    lama: LaporanLama | None
    dokumen: tuple[Path, ...]
    ditulis: tuple[Path, ...]


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
    Bila BUKU adalah folder, dibuat laporan semua satker yang buku kerjanya ada di sana, satu folder tiap satker.
    Laporan yang dibuat pada hari lain tetap ada; yang baru menjadi revisi, kecuali bila tidak ada yang berubah.
    Di komputer berlayar, folder hasil dibuka sesudah selesai.

    Contoh:
      zi laporan
      zi laporan --bulan 2025-12
      zi laporan input/rencana-aksi-zi-2025.xlsx --bulan 2025-12 --keluaran hasil
      zi laporan --periode 2025-TW4 --ringkas
      zi laporan --templat templat-kantor
      zi laporan satker --bulan 2025-12
    """
    path = perintah.find_workbook(buku)
    chosen = perintah.choose_templates(templat, [LAPORAN])[LAPORAN]
    pesanan = Pesanan(periode, hari_ini, keluaran, chosen, timpa, ringkas)
    if path.is_dir():
        from zi_reports.cli.banyak import report_all

        report_all(path, pesanan)
        folder = keluaran
    else:
        made = make_report(path, pesanan)
        _tell_made(made, path)
        folder = keluaran / made.bahan.periode.nama
    if not jangan_buka:
        open_folder(folder)


def make_report(buku: Path, pesanan: Pesanan, sesudah_dibaca: Callable[[], None] = lambda: None) -> Dibuat:
    """Make the report of one workbook and save its documents; `sesudah_dibaca` may refuse what was read.

    Of two runs at once the second waits, and finds its place beside what the first has made.
    """
    bahan = _read(buku, pesanan)
    sesudah_dibaca()
    from zi_reports.arsip import next_revision, read_arsip, report_paths

    folder = pesanan.keluaran / bahan.periode.nama
    with working("Menulis laporan"), turn(folder / "laporan"):
        if read_arsip(pesanan.keluaran, bahan.monev.rencana.pengaturan) != bahan.arsip:
            bahan = _read(buku, pesanan)
            sesudah_dibaca()
        lama, documents = (None, {}) if pesanan.timpa else _unchanged(bahan, buku, pesanan)
        if lama is None:
            revisi = next_revision(bahan.arsip, folder, bahan.nama, pesanan.hari_ini, timpa=pesanan.timpa)
            paths = report_paths(folder, bahan.nama, revisi)
            documents = _documents(bahan, buku, pesanan.templat, paths, ringkas=pesanan.ringkas)
        lost = {file: isi for file, isi in documents.items() if lama is None or not file.exists()}
        save_all(lost)
    return Dibuat(bahan, lama, tuple(documents), tuple(lost))


def _read(buku: Path, pesanan: Pesanan) -> BahanLaporan:
    return perintah.read_bahan(buku, pesanan.periode, pesanan.hari_ini, pesanan.keluaran, timpa=pesanan.timpa)


def _tell_made(made: Dibuat, buku: Path) -> None:
    tell(headline(made.bahan, buku))
    if made.lama is None:
        tell(*changed_lines(made.bahan.berubah))
    else:
        tell(f"Tidak ada yang berubah sejak {made.lama.sebutan}; berkasnya dibiarkan.")
        tell_written([file for file in made.dokumen if file not in made.ditulis], "Sudah ada:")
    if made.ditulis:
        tell_written(made.ditulis)


def _documents(
    bahan: BahanLaporan, buku: Path, templat: Path, paths: tuple[Path, Path, Path], *, ringkas: bool
) -> dict[Path, bytes]:
    """Make the documents of a report; the JSON knows the others by their traces.

    The short one is made where it is asked for, or stands there: its figures are to be those of its set.
    """
    from zi_reports.arsip import short_path, trace
    from zi_reports.excel.report import write_excel
    from zi_reports.laporan import check_size, with_addresses
    from zi_reports.ringkasan import write_ringkasan
    from zi_reports.word.report import write_word

    check_size(bahan.monev)
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
    bahan: BahanLaporan, buku: Path, pesanan: Pesanan
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
    again = read_periode(buku, lama.periode, lama.dibuat, pesanan.keluaran, lama)
    if (again.lalu, again.lalu_berubah) != (bahan.lalu, bahan.lalu_berubah):
        return None, {}
    paths = report_paths(pesanan.keluaran / bahan.periode.nama, lama.nama, lama.revisi)
    short = short_path(paths[0]).name
    ringkas = pesanan.ringkas or short in lama.dokumen
    documents = _documents(again, buku, pesanan.templat, paths, ringkas=ringkas)
    made = json.loads(documents[lama.path])
    if short not in lama.dokumen:
        made["dokumen"].pop(short, None)
    return (lama, documents) if made == lama.isi else (None, {})
