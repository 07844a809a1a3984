"""The verb `doktor`: the machine and the working folder looked over, one line each, with what to do."""

from __future__ import annotations

from pathlib import Path

import click

from zi_reports import __version__
from zi_reports.cli.layar import tell
from zi_reports.cli.perintah import Perintah
from zi_reports.cli.pilihan import find_workbook, pilihan_keluaran, pilihan_templat
from zi_reports.cli.rekap import TAMBAHAN
from zi_reports.rencana.model import WorkbookError

ADA_MASALAH = 1
"""Exit status where something is not as it should be."""


@click.command(cls=Perintah)
@pilihan_keluaran
@pilihan_templat
@click.pass_context
def doktor(ctx: click.Context, keluaran: Path, templat: Path | None) -> None:
    """Periksa pemasangan: versi, templat, huruf, izin menulis, dan buku kerja.

    Tiap baris menyebut satu hal; yang perlu diurus disertai saran. Status keluar 1 bila ada yang perlu diurus.

    Contoh:
      zi doktor
      zi doktor --templat templat-kantor
    """
    from zi_reports import doktor as room
    from zi_reports.word.templates import TEMPLAT, find_template
    from zi_reports.word.trial import check_templates

    try:
        workbook = room.check_workbooks(find_workbook(None), "")
    except WorkbookError as error:
        workbook = room.check_workbooks(None, str(error))
    templates = [find_template(satu, templat) for satu in TEMPLAT]
    rows = (
        room.Hasil(True, "zi_reports", __version__),
        *room.check_libraries(TAMBAHAN),
        *room.check_templates(check_templates(templat)),
        *room.check_fonts(templates),
        room.check_output(keluaran),
        workbook,
        room.check_screen(),
    )
    for row in rows:
        tell(f"{'baik ' if row.baik else 'perlu'}  {row.perihal}: {row.keadaan}")
        if not row.baik:
            tell(f"       {row.saran}")
    if not all(row.baik for row in rows):
        ctx.exit(ADA_MASALAH)
