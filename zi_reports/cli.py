"""The command `zi`: its verbs, what they print, and their exit statuses.

Only here is the clock read, and only here do the rooms meet. What is slow to import is imported by the verb
that needs it, so that `zi --help` answers at once.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_reports import __version__, bahasa
from zi_reports.files import OutputError, bundled_template, save_all
from zi_reports.model import Catatan, Tingkat, WorkbookError
from zi_reports.perintah import BANTUAN, Bulan, Kelompok, refuse, sentence

if TYPE_CHECKING:
    from zi_reports.reports import BahanLaporan

GALAT_PADA_BUKU = 1
SALAH_PAKAI = 2

argumen_buku = click.argument("buku", required=False, type=click.Path(path_type=Path))
pilihan_bulan = click.option(
    "--bulan", type=Bulan(), metavar="TAHUN-BULAN", help="Bulan laporan, misalnya 2025-12. Bawaan: bulan ini."
)


@click.group(
    cls=Kelompok, context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True
)
@click.option("--versi", is_flag=True, help="Tampilkan versi.")
@click.pass_context
def zi(ctx: click.Context, *, versi: bool) -> None:
    """Laporan monev bulanan rencana aksi pembangunan Zona Integritas.

    Isi buku kerja Excel di folder input, lalu jalankan satu perintah tiap bulan.

    Contoh:
      zi laporan                     laporan bulan ini
      zi laporan --bulan 2025-12     laporan Desember 2025
      zi periksa                     catatan atas isian buku kerja
    """
    if versi:
        click.echo(f"zi_reports {__version__}")
    elif ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@zi.command(context_settings=BANTUAN, options_metavar="[PILIHAN]")
@argumen_buku
@pilihan_bulan
@click.option(
    "--keluaran",
    type=click.Path(path_type=Path),
    default=Path("output"),
    metavar="FOLDER",
    help="Folder hasil; di dalamnya dibuat folder bulan. Bawaan: output.",
)
@click.pass_obj
def laporan(hari_ini: dt.date, buku: Path | None, bulan: dt.date | None, keluaran: Path) -> None:
    """Buat laporan monev satu bulan: Word, Excel, dan ringkasan JSON.

    BUKU adalah buku kerja Excel. Tanpa BUKU dipakai satu-satunya buku kerja di folder input.

    Contoh:
      zi laporan
      zi laporan --bulan 2025-12
      zi laporan input/rencana-aksi-zi-2025.xlsx --bulan 2025-12 --keluaran hasil
    """
    path = _find_workbook(buku)
    bahan = _read(path, bulan, hari_ini)
    from zi_reports.reports.excel import write_excel
    from zi_reports.reports.ringkasan import write_ringkasan
    from zi_reports.reports.word import write_word

    month = f"{bahan.monev.per_tanggal:%Y-%m}"
    folder = keluaran / month
    documents = {
        folder / f"laporan-monev-zi-{month}.docx": write_word(bahan, bundled_template("laporan-monev.docx")),
        folder / f"monev-zi-{month}.xlsx": write_excel(bahan),
        folder / f"ringkasan-{month}.json": write_ringkasan(bahan.monev, bahan.catatan).encode(),
    }
    save_all(documents)
    click.echo(_headline(bahan))
    click.echo(_count_line(bahan.catatan, path))
    click.echo("Ditulis:")
    for document in documents:
        click.echo(f"  {document}")


@zi.command(context_settings=BANTUAN, options_metavar="[PILIHAN]")
@argumen_buku
@pilihan_bulan
@click.option("--json", "as_json", is_flag=True, help="Cetak semua angka sebagai JSON.")
@click.pass_obj
def status(hari_ini: dt.date, buku: Path | None, bulan: dt.date | None, *, as_json: bool) -> None:
    """Tampilkan capaian seluruh rencana dan tiap area.

    BUKU adalah buku kerja Excel. Tanpa BUKU dipakai satu-satunya buku kerja di folder input.

    Contoh:
      zi status
      zi status --bulan 2025-12
      zi status input/rencana-aksi-zi-2025.xlsx --bulan 2025-12 --json
    """
    path = _find_workbook(buku)
    bahan = _read(path, bulan, hari_ini)
    if as_json:
        from zi_reports.reports.ringkasan import write_ringkasan

        click.echo(write_ringkasan(bahan.monev, bahan.catatan), nl=False)
        return
    click.echo(_headline(bahan))
    click.echo(_count_line(bahan.catatan, path))
    click.echo()
    click.echo(_area_table(bahan))


@zi.command(context_settings=BANTUAN, options_metavar="[PILIHAN]")
@argumen_buku
@click.pass_context
def periksa(ctx: click.Context, buku: Path | None) -> None:
    """Periksa buku kerja: tiap catatan dengan lembar, sel, dan apa yang perlu dilakukan.

    BUKU adalah buku kerja Excel. Tanpa BUKU dipakai satu-satunya buku kerja di folder input.
    Status keluar 1 bila ada galat.

    Contoh:
      zi periksa
      zi periksa input/rencana-aksi-zi-2025.xlsx
    """
    path = _find_workbook(buku)
    catatan = _read(path, None, ctx.obj).catatan
    for satu in catatan:
        click.echo(show_catatan(satu))
    click.echo(_count_line(catatan, None))
    if any(satu.tingkat is Tingkat.GALAT for satu in catatan):
        ctx.exit(GALAT_PADA_BUKU)


def main(arguments: Sequence[str] | None = None, hari_ini: dt.date | None = None) -> None:
    """Run the command and exit: 0 done, 1 galat found by `periksa`, 2 wrong use or a file of no use.

    `hari_ini` stands in for today's date where a test needs a certain day.
    """
    for stream in (sys.stdout, sys.stderr):
        # A Windows code page lacks some signs: better a question mark than a traceback.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # tests put streams of other kinds here
    try:
        stopped = zi.main(
            None if arguments is None else list(arguments),
            prog_name="zi",
            standalone_mode=False,
            obj=hari_ini or dt.date.today(),  # noqa: DTZ011 - the office's own calendar day is meant
        )
        # Without standalone mode click gives back the status of `ctx.exit`, else what the verb returns: None.
        sys.exit(stopped or 0)
    except click.UsageError as error:
        _stop(sentence(error))
    except (WorkbookError, OutputError) as error:
        _stop(str(error))
    except (KeyboardInterrupt, click.Abort):
        _stop("Dihentikan.")
    except Exception as error:
        if os.environ.get("ZI_TELUSUR"):
            raise
        _stop(
            f"Kesalahan yang tidak terduga ({type(error).__name__}: {error}). "
            "Laporkan kepada pengembang beserta buku kerjanya."
        )


def show_catatan(catatan: Catatan) -> str:
    """Give a catatan as three lines: its place, what stands there, what to do (DESIGN, section 9)."""
    head = f"{catatan.lokasi.lembar}!{catatan.lokasi.sel} · {catatan.tingkat} · {catatan.kode}"
    isi = [f'  "{" ".join(catatan.isi.split())}"'] if catatan.isi else []
    return "\n".join([head, *isi, f"  {catatan.pesan}"])


def _stop(text: str) -> None:
    click.echo(" ".join(text.split()), err=True)
    sys.exit(SALAH_PAKAI)


def _find_workbook(buku: Path | None) -> Path:
    """Give the workbook named, or the only one directly in `input/`."""
    if buku is not None:
        return buku
    found = sorted(path for path in Path("input").glob("*.xlsx") if not path.name.startswith("~$"))
    if len(found) == 1:
        return found[0]
    if not found:
        raise WorkbookError("Tidak ada buku kerja .xlsx di folder input. Sebutkan BUKU: zi laporan BUKU.xlsx")
    names = ", ".join(str(path) for path in found)
    raise WorkbookError(f"Ada {len(found)} buku kerja di folder input: {names}. Sebutkan salah satu.")


def _read(path: Path, bulan: dt.date | None, hari_ini: dt.date) -> BahanLaporan:
    """Read a workbook and compute the figures of `bulan`, and of the month before it."""
    first = (bulan or hari_ini).replace(day=1)
    if first > hari_ini:
        refuse(f"Bulan {bahasa.bulan_tahun(first)} belum berjalan. Hari ini {bahasa.tanggal(hari_ini)}.")
    per_tanggal = min(bahasa.akhir_bulan(first.year, first.month), hari_ini)
    from zi_reports.checks import run_checks
    from zi_reports.monev import assess
    from zi_reports.reports import BahanLaporan
    from zi_reports.workbook.reader import read_workbook

    rencana, read_notes = read_workbook(path)
    notes = sorted((*read_notes, *run_checks(rencana, hari_ini)), key=lambda satu: satu.lokasi.urutan)
    return BahanLaporan(
        monev=assess(rencana, per_tanggal),
        bulan_lalu=assess(rencana, first - dt.timedelta(days=1)),
        catatan=tuple(notes),
        hari_ini=hari_ini,
    )


def _headline(bahan: BahanLaporan) -> str:
    monev, angka = bahan.monev, bahan.monev.ringkasan
    hitungan, pengaturan = angka.hitungan, monev.rencana.pengaturan
    mark = f" ({pengaturan.tanda})" if pengaturan.tanda else ""
    capaian, realisasi = bahasa.persen(angka.capaian), bahasa.persen(angka.realisasi_jatuh_tempo)
    return (
        f"{pengaturan.satker}, rencana {pengaturan.tahun}, per {bahasa.tanggal(monev.per_tanggal)}{mark}\n"
        f"Capaian {capaian}, realisasi jatuh tempo {realisasi}\n"
        f"{angka.indikator} indikator, {hitungan.kewajiban} kewajiban: {hitungan.selesai} selesai, "
        f"{hitungan.terlambat} terlambat, {hitungan.belum_jatuh_tempo} belum jatuh tempo, "
        f"{hitungan.tanpa_tenggat} tanpa tenggat, {hitungan.tidak_berlaku} tidak berlaku"
    )


def _count_line(catatan: Sequence[Catatan], path: Path | None) -> str:
    if not catatan:
        return "Catatan: tidak ada."
    count = Counter(satu.tingkat for satu in catatan)
    line = "Catatan: " + ", ".join(f"{count[tingkat]} {tingkat}" for tingkat in Tingkat) + "."
    return f"{line} Rincian: zi periksa {path}" if path else line


def _area_table(bahan: BahanLaporan) -> str:
    """Lay out one line an area: its figures in columns, its name last since names are long."""
    header = ("AREA", "INDIKATOR", "KEWAJIBAN", "SELESAI", "TERLAMBAT", "CAPAIAN")
    rows = [
        (
            satu.area.kode,
            str(satu.angka.indikator),
            str(satu.angka.hitungan.kewajiban),
            str(satu.angka.hitungan.selesai),
            str(satu.angka.hitungan.terlambat),
            bahasa.persen(satu.angka.capaian),
        )
        for satu in bahan.monev.area
    ]
    widths = [max(len(row[i]) for row in (header, *rows)) for i in range(len(header))]
    names = ["NAMA", *(satu.area.nama for satu in bahan.monev.area)]
    return "\n".join(
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))]
        )
        + f"  {name}"
        for row, name in zip((header, *rows), names, strict=True)
    )
