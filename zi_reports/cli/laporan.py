"""The verb `laporan`: a workbook and a month become the month's documents."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from zi_reports.cli import perintah
from zi_reports.cli.layar import headline, open_folder, tell, tell_written, working
from zi_reports.files import save_all
from zi_reports.word.templates import LAPORAN


@perintah.verb()
@perintah.argumen_buku
@perintah.bulan
@perintah.keluaran
@perintah.templat
@click.option("--jangan-buka", is_flag=True, help="Jangan buka folder hasil sesudah selesai.")
@click.pass_obj
def laporan(  # noqa: PLR0913 - one parameter an option of the verb
    hari_ini: dt.date,
    buku: Path | None,
    bulan: dt.date | None,
    keluaran: Path,
    templat: Path | None,
    *,
    jangan_buka: bool,
) -> None:
    """Buat laporan monev satu bulan: Word, Excel, dan ringkasan JSON.

    BUKU adalah buku kerja Excel. Tanpa BUKU dipakai satu-satunya buku kerja di folder input.
    Di komputer berlayar, folder hasil dibuka sesudah selesai.

    Contoh:
      zi laporan
      zi laporan --bulan 2025-12
      zi laporan input/rencana-aksi-zi-2025.xlsx --bulan 2025-12 --keluaran hasil
      zi laporan --templat templat-kantor
    """
    path = perintah.find_workbook(buku)
    chosen = perintah.choose_templates(templat, [LAPORAN])
    bahan = perintah.read_bahan(path, bulan, hari_ini, keluaran)
    from zi_reports.excel.report import write_excel
    from zi_reports.laporan import with_addresses
    from zi_reports.ringkasan import write_ringkasan
    from zi_reports.word.report import write_word

    folder = keluaran / bahan.bulan
    with working("Menulis laporan"):
        bahan = with_addresses(bahan, path.parent, folder)
        documents = {
            folder / report_name(bahan.bulan): write_word(bahan, chosen[LAPORAN]),
            folder / f"monev-zi-{bahan.bulan}.xlsx": write_excel(bahan),
            folder / f"ringkasan-{bahan.bulan}.json": write_ringkasan(bahan.monev, bahan.catatan).encode(),
        }
        save_all(documents)
    tell(headline(bahan, path))
    tell_written(list(documents))
    if not jangan_buka:
        open_folder(folder)


def report_name(bulan: str) -> str:
    """Name the Word report's file by its month: `laporan-monev-zi-2025-12.docx`."""
    return f"laporan-monev-zi-{bulan}.docx"
