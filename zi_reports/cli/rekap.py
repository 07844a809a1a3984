"""The verb `rekap`: the workbooks of many satker become one recap, with tidy data for other programs."""

from __future__ import annotations

import datetime as dt
import importlib.util
from collections.abc import Collection, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_reports.cli import perintah
from zi_reports.cli.layar import counting, name_some, tell, tell_written, working
from zi_reports.files import beside_edited, bundled_template, make_folder, save_all, turn
from zi_reports.rekap import Format
from zi_reports.rencana import bahasa
from zi_reports.rencana.model import UserError
from zi_reports.rencana.periode import Periode

if TYPE_CHECKING:
    from zi_reports.monev.satker import Rekap
    from zi_reports.rekap.tables import Tabel

_FORMAT = perintah.Isian(
    f"Format {{}} tidak dikenal. Yang ada: {bahasa.gabung_kata(list(Format))}.",
    click.Choice(Format, case_sensitive=False),
    "FORMAT",
)


@perintah.verb()
@click.argument("folder", type=perintah.LETAK)
@perintah.periode
@click.option(
    "--tahun",
    type=perintah.TAHUN,
    callback=perintah.near_today,
    help="Tahun rencana. Bawaan: tahun periode laporan.",
)
@perintah.keluaran
@click.option(
    "--format",
    "format_data",
    type=_FORMAT,
    multiple=True,
    default=(Format.PARQUET, Format.CSV),
    help="Format data: parquet, csv, atau duckdb (semua periode dalam satu berkas). Boleh diulang. "
    "Bawaan: parquet dan csv.",
)
@perintah.timpa
@click.pass_obj
def rekap(  # noqa: PLR0913, PLR0917 - an argument for each option
    hari_ini: dt.date,
    folder: Path,
    periode: Periode | None,
    tahun: int | None,
    keluaran: Path,
    format_data: tuple[str, ...],
    *,
    timpa: bool,
) -> None:
    """Buat rekap buku kerja banyak satker: Excel, Word, dan data untuk diolah sendiri.

    FOLDER berisi buku kerja semua satker; subfolder ikut dibaca. Rekap ini bukan peringkat.
    Buku kerja yang tidak terbaca atau ganda disebut beserta sebabnya dan tidak dihitung.

    Contoh:
      zi rekap satker --bulan 2025-12
      zi rekap satker --periode 2025-TW4 --keluaran hasil --format csv
      zi rekap satker --bulan 2025-12 --format parquet --format duckdb
    """
    if importlib.util.find_spec("duckdb") is None:
        raise UserError(
            "Perintah rekap memerlukan paket tambahan: duckdb. Caranya pada bagian Rekap banyak satker: zi panduan"
        )
    wanted = perintah.begun(periode, hari_ini)
    from zi_reports.rekap.read import scan
    from zi_reports.rekap.tables import recap

    isi = scan(folder)
    make_folder(keluaran / wanted.nama)
    with counting("Membaca buku kerja", len(isi.berkas)) as lapor:
        hasil, tabel = recap(isi, wanted, hari_ini, tahun, lapor)
    with working("Menulis rekap"):
        written = _write(hasil, tabel, keluaran, format_data, timpa=timpa)
    tell(*_summary(hasil))
    tell_written(written, f"Buku kerja yang dibaca: {len(isi.berkas)}. Ditulis:")


def _write(
    hasil: Rekap, tabel: Tabel, keluaran: Path, formats: Collection[str], *, timpa: bool
) -> list[Path]:
    """Write the documents and the data; give their paths. Nothing is put in place before all is made."""
    from zi_reports.excel.recap import write_excel
    from zi_reports.rekap.tables import data_files, open_tables, tidy, with_period
    from zi_reports.word.recap import write_word

    nama = hasil.periode.nama
    stem = keluaran / nama / f"rekap-zi-{nama}"
    made = {
        Path(f"{stem}.xlsx"): write_excel(hasil),
        Path(f"{stem}.docx"): write_word(hasil, bundled_template("rekap-zi.docx")),
    }
    documents = dict(beside_edited(made, timpa=timpa))
    rapi = tidy(tabel, hasil.periode, hasil.per_tanggal)
    periods = keluaran / "rekap-zi.duckdb"
    # Of two runs at once the second waits, and adds its period to what the first has written.
    with open_tables(rapi) as db, turn(periods) if Format.DUCKDB in formats else nullcontext():
        documents |= {Path(f"{stem}-{tail}"): isi for tail, isi in data_files(db, rapi, formats).items()}
        if Format.DUCKDB in formats:
            documents[periods] = with_period(db, periods)
        save_all(documents)
    return list(documents)


def _summary(hasil: Rekap) -> Iterator[str]:
    mark = f"; {hasil.tanda}" if hasil.tanda else ""
    yield f"Rekap {len(hasil.satker)} satker, rencana {hasil.tahun}, {hasil.cakupan}{mark}"
    capaian = hasil.capaian
    mean, low, high = map(bahasa.persen, (capaian.rata_rata, capaian.terendah, capaian.tertinggi))
    if capaian.satker:
        yield f"Rata-rata capaian {mean} (dari {low} sampai {high}) {hasil.dasar_rata_rata}"
    else:
        yield "Belum ada satker yang mempunyai capaian"
    if hasil.tidak_lengkap:
        yield f"Satker dengan area tanpa indikator: {hasil.tidak_lengkap}; angkanya tidak memuat area itu"
    yield f"Tidak dihitung: {len(hasil.tidak_dihitung) or 'tidak ada'}"
    yield from name_some(hasil.tidak_dihitung, "dokumen")
