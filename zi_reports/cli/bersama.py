"""What the verbs share: the workbook they work on, the month, and the lines that several of them print."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from zi_reports.cli.layar import working
from zi_reports.cli.perintah import BULAN, refuse
from zi_reports.rencana import bahasa
from zi_reports.rencana.model import Catatan, Pengaturan, Tingkat, WorkbookError
from zi_reports.sources.file import AKHIRAN_BUKU, AKHIRAN_UTUH

if TYPE_CHECKING:
    from zi_reports.laporan import BahanLaporan

_Fungsi = TypeVar("_Fungsi", bound=Callable[..., Any])

argumen_buku = click.argument("buku", required=False, type=click.Path(path_type=Path))
pilihan_bulan = click.option(
    "--bulan", type=BULAN, metavar="TAHUN-BULAN", help="Bulan laporan, misalnya 2025-12. Bawaan: bulan ini."
)


def keluaran(bantuan: str) -> Callable[[_Fungsi], _Fungsi]:
    """Make the option that names the folder of the results; `bantuan` is its help."""
    return click.option(
        "--keluaran",
        type=click.Path(path_type=Path),
        default=Path("output"),
        metavar="FOLDER",
        help=f"{bantuan} Bawaan: output.",
    )


pilihan_keluaran = keluaran("Folder hasil; di dalamnya dibuat folder bulan.")
pilihan_folder = keluaran("Folder hasil.")


def find_workbook(buku: Path | None) -> Path:
    """Give the workbook named, or the only one directly in `input/`."""
    if buku is not None:
        return buku
    found = workbooks_in_input()
    if len(found) == 1:
        return found[0]
    if not found:
        raise WorkbookError("Tidak ada buku kerja di folder input. Sebutkan letaknya pada perintah.")
    names = ", ".join(str(path) for path in found)
    raise WorkbookError(f"Ada {len(found)} buku kerja di folder input: {names}. Sebutkan salah satu.")


def workbooks_in_input() -> list[Path]:
    """Give the workbooks that stand directly in `input/`, without the lock files that Excel leaves there.

    Those of older kinds count where there is no other.
    """
    files = sorted(path for path in Path("input").glob("*") if not path.name.startswith(("~$", ".")))
    for endings in (AKHIRAN_UTUH, AKHIRAN_BUKU):
        if found := [path for path in files if path.suffix.casefold() in endings]:
            return found
    return []


def cutoff(bulan: dt.date | None, hari_ini: dt.date) -> dt.date:
    """Give the per tanggal of a month (by default this one): its last day, or today if that is earlier.

    A month that has not begun is refused: a report of it would be one of today under another name.
    """
    first = (bulan or hari_ini).replace(day=1)
    if first > hari_ini:
        refuse(f"Bulan {bahasa.bulan_tahun(first)} belum berjalan. Hari ini {bahasa.tanggal(hari_ini)}.")
    return min(bahasa.akhir_bulan(first.year, first.month), hari_ini)


def read_month(path: Path, bulan: dt.date | None, hari_ini: dt.date) -> BahanLaporan:
    """Read a workbook and compute the figures of `bulan`, and of the month before it."""
    per_tanggal = cutoff(bulan, hari_ini)
    from zi_reports.laporan import BahanLaporan
    from zi_reports.monev.assess import assess
    from zi_reports.rencana.periksa import run_checks
    from zi_reports.sources.evidence import check_bukti
    from zi_reports.sources.workbook import read_workbook

    with working("Membaca buku kerja"):
        rencana, read_notes = read_workbook(path)
        notes = sorted(
            (*read_notes, *run_checks(rencana, hari_ini), *check_bukti(rencana, path.parent)),
            key=lambda satu: satu.lokasi.urutan,
        )
        return BahanLaporan(
            monev=assess(rencana, per_tanggal),
            bulan_lalu=assess(rencana, per_tanggal.replace(day=1) - dt.timedelta(days=1)),
            catatan=tuple(notes),
            hari_ini=hari_ini,
        )


def plan_line(pengaturan: Pengaturan, per_tanggal: dt.date | None = None) -> str:
    """Name the plan: its satker, its year, the day as of which, and the mark of what is not the real thing."""
    day = f", per {bahasa.tanggal(per_tanggal)}" if per_tanggal else ""
    mark = f" ({pengaturan.tanda})" if pengaturan.tanda else ""
    return f"{pengaturan.satker}, rencana {pengaturan.tahun}{day}{mark}"


def headline(bahan: BahanLaporan) -> str:
    """Give the headline figures as three lines."""
    monev, angka = bahan.monev, bahan.monev.ringkasan
    hitungan, pengaturan = angka.hitungan, monev.rencana.pengaturan
    capaian, realisasi = bahasa.persen(angka.capaian), bahasa.persen(angka.realisasi_jatuh_tempo)
    return (
        f"{plan_line(pengaturan, monev.per_tanggal)}\n"
        f"Capaian {capaian}, realisasi jatuh tempo {realisasi}\n"
        f"{angka.indikator} indikator, {hitungan.kewajiban} kewajiban: {hitungan.selesai} selesai, "
        f"{hitungan.terlambat} terlambat, {hitungan.belum_jatuh_tempo} belum jatuh tempo, "
        f"{hitungan.tanpa_tenggat} tanpa tenggat, {hitungan.tidak_berlaku} tidak berlaku"
    )


def count_line(catatan: Sequence[Catatan], path: Path | None) -> str:
    """Give the number of catatan of each level and, with the workbook's path, how to see them."""
    if not catatan:
        return "Catatan: tidak ada."
    count = Counter(satu.tingkat for satu in catatan)
    line = "Catatan: " + ", ".join(f"{count[tingkat]} {tingkat}" for tingkat in Tingkat) + "."
    return f"{line} Rincian: zi periksa {path}" if path else line
