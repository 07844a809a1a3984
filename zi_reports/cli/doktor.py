"""The verb `doktor`: the machine and the working folder looked over, one line each, with what to do.

The same lines can be saved for others to read, without anything that is the office's own.
"""

from __future__ import annotations

import datetime as dt
import platform
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from zi_reports import __version__
from zi_reports.cli import perintah
from zi_reports.cli.layar import tell, tell_written
from zi_reports.files import save_beside_edited, text_file
from zi_reports.rencana import bahasa
from zi_reports.rencana.model import WorkbookError

_SEBUTAN = 5  # files that are named on the screen
_INPUT = Path("input")
_BERKAS = "doktor-zi.txt"


class Hasil(NamedTuple):
    """One thing that was looked at: whether it is as it should be, what was seen, and else what to do.

    `umum` is what others may read of it, where what was seen names folders, files or texts of the office.
    """

    baik: bool
    perihal: str
    keadaan: str
    saran: str = ""
    umum: str = ""


@perintah.verb()
@perintah.keluaran
@perintah.templat
@click.option(
    "--simpan",
    metavar="LETAK",
    help=f"Simpan hasilnya tanpa data kantor: folder, atau nama berkasnya (bawaan {_BERKAS}).",
)
@click.pass_context
def doktor(ctx: click.Context, keluaran: Path, templat: Path | None, simpan: str | None) -> None:
    """Periksa pemasangan: versi, pustaka, templat, huruf, izin menulis, dan folder input.

    Tiap baris menyebut satu hal; yang perlu diurus disertai saran. Status keluar 1 bila ada yang perlu diurus.
    Dengan --simpan hasilnya menjadi berkas untuk dikirim kepada pengelola program: tanpa nama satker, nama orang,
    nama berkas, letak folder, dan isi dokumen.

    Contoh:
      zi doktor
      zi doktor --templat templat-kantor
      zi doktor --simpan doktor-zi.txt
    """
    path = perintah.target(simpan, _BERKAS) if simpan else None
    rows = (
        Hasil(True, "zi_reports", __version__),
        Hasil(True, "Sistem", platform.platform()),
        *check_libraries(),
        *check_templates(templat),
        check_output(keluaran),
        *check_input(),
        check_workbooks(),
        check_screen(),
    )
    for row in rows:
        tell(_line(row, row.keadaan))
        if not row.baik:
            tell(f"       {row.saran}")
    if path:
        tell_written(save_beside_edited({path: text_file(report(rows, ctx.obj))}, timpa=False))
        tell("Berkas ini tanpa data kantor. Baca dahulu, lalu kirim kepada pengelola program.")
    if not all(row.baik for row in rows):
        ctx.exit(1)


def _line(row: Hasil, keadaan: str) -> str:
    return f"{'baik ' if row.baik else 'perlu'}  {row.perihal}: {keadaan}"


def report(rows: Sequence[Hasil], hari_ini: dt.date) -> str:
    """Give the lines for others to read: versions, kinds and counts, and nothing that is the office's own."""
    lines = (_line(row, row.umum or row.keadaan) for row in rows)
    head = f"Hasil zi doktor, {bahasa.tanggal(hari_ini)}"
    without = "Tanpa nama satker, nama orang, nama berkas, letak folder, dan isi dokumen."
    return "\n".join([head, without, "", *lines, ""])


def check_libraries() -> Iterator[Hasil]:
    """Give the versions of Python and of all libraries, each with its bounds."""
    from zi_reports.cli import komputer

    asked = komputer.python_bounds()
    python = komputer.Pustaka("Python", platform.python_version(), asked, tambahan=False)
    found = list(komputer.libraries())
    for satu in (python, *found):
        asked_for = f" ({satu.batas})" if satu.batas else ""
        if satu.cukup:
            lacking = f"tidak terpasang{asked_for}; hanya diperlukan untuk zi rekap"
            yield Hasil(True, satu.nama, f"{satu.versi}{asked_for}" if satu.versi else lacking)
        else:
            seen = f"{satu.versi}, diperlukan {satu.batas}" if satu.versi else f"tidak terpasang{asked_for}"
            yield Hasil(False, satu.nama, seen, "Pasang ulang zi_reports.")
    if not found:
        yield Hasil(False, "Pustaka", "tidak dapat diperiksa", "Pasang zi_reports sebagai paket.")


def check_templates(folder: Path | None) -> Iterator[Hasil]:
    """Give the faults in the set of templates, or say that there are none; then tell of the documents' fonts."""
    from zi_reports.cli import komputer
    from zi_reports.excel.kit import HURUF
    from zi_reports.word import trial
    from zi_reports.word.templates import TEMPLAT, find_template

    faults = trial.check_templates(folder)
    for fault in faults:
        saran = "Perbaiki di Word, atau salin templat baru dengan: zi templat --salin FOLDER"
        yield Hasil(False, "Templat", fault, saran, "ada kesalahan")
    if not faults:
        yield Hasil(True, "Templat", "lengkap")
    used = [komputer.fonts_used(find_template(satu, folder)) for satu in TEMPLAT]
    yield from check_fonts({HURUF}.union(*used))


def check_fonts(names: Iterable[str]) -> Iterator[Hasil]:
    """Say for each font that the documents use whether this machine has it."""
    from zi_reports.cli import komputer

    installed = komputer.installed_fonts()
    for name in sorted(names):
        if installed is None:
            yield Hasil(True, f"Huruf {name}", "tidak dapat diperiksa di komputer ini")
        elif name.casefold() in installed:
            yield Hasil(True, f"Huruf {name}", "terpasang")
        else:
            saran = "Dokumen tetap dapat dibuat; di komputer ini tampil dengan huruf pengganti."
            yield Hasil(False, f"Huruf {name}", "tidak terpasang", saran)


def check_output(folder: Path) -> Hasil:
    """Say whether documents can be written into `folder`, or into the nearest folder above it that exists."""
    nearest = next((place for place in (folder, *folder.parents) if place.exists()), folder)
    try:
        with tempfile.TemporaryFile(dir=nearest):
            return Hasil(True, "Folder hasil", f"{folder}, dapat ditulis", umum="dapat ditulis")
    except OSError:
        saran = "Pilih folder lain dengan --keluaran, atau minta izin menulis."
        return Hasil(False, "Folder hasil", f"{folder}, tidak dapat ditulis", saran, "tidak dapat ditulis")


def check_input() -> Iterator[Hasil]:
    """Say what kinds of files lie in the folder input, and which of them are in the cloud alone."""
    from zi_reports.cli import komputer

    kinds = komputer.file_kinds(_INPUT)
    told = [f"{count} {kind}" for kind, count in sorted(kinds.items())]
    yield Hasil(True, "Isi folder input", bahasa.gabung_kata(told) if told else "belum ada berkas")
    away = [path for path, status in komputer.files_below(_INPUT) if komputer.not_downloaded(status)]
    if not away:
        yield Hasil(True, "OneDrive atau Google Drive", "tidak ada berkas yang belum diunduh")
        return
    named = bahasa.sebagian([str(path) for path in away], _SEBUTAN)
    count = f"{len(away)} dari {kinds.total()} berkas belum diunduh"
    saran = (
        "Klik kanan berkas itu di pengelola berkas, pilih Selalu simpan di perangkat ini (OneDrive) atau "
        "Tersedia offline (Google Drive), lalu tunggu sampai selesai."
    )
    seen = f"{count}: {bahasa.gabung_kata(named)}"
    yield Hasil(False, "OneDrive atau Google Drive", seen, saran, count)


def check_workbooks() -> Hasil:
    """Say which workbook `zi laporan` would take, or why it would take none."""
    there = f"{len(perintah.workbooks_in_input())} di folder input"
    try:
        return Hasil(True, "Buku kerja", str(perintah.find_workbook(None)), umum=there)
    except WorkbookError as error:
        return Hasil(False, "Buku kerja", str(error), "Simpan satu buku kerja di folder input.", there)


def check_screen() -> Hasil:
    """Say which signs the screen can show."""
    encoding = (sys.stdout.encoding or "").casefold()
    plain = "" if encoding.startswith("utf") else "; tanda yang tidak dikenal layar diganti yang mirip"
    return Hasil(True, "Layar", encoding + plain)
