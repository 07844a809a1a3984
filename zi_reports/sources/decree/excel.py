"""A lampiran kept as an Excel workbook becomes a Naskah."""

from __future__ import annotations

from pathlib import Path

from zi_reports.rencana.lampiran import BELUM_DISALIN
from zi_reports.sources.decree.naskah import Naskah, Pengumpul
from zi_reports.sources.load import load_sheets
from zi_reports.sources.row import as_text


def read_excel(path: Path) -> Naskah:
    """Read all sheets, one after the other, as pages of one table.

    Raises:
        WorkbookError: the file cannot be read as a workbook.
        NaskahError: no sheet has the lampiran's headers.
    """
    reading = Pengumpul(path.name)
    for sheet in load_sheets(path):
        reading.judul = None
        for nomor, values in enumerate(sheet.baris, start=1):
            cells = [as_text(value) for value in values]
            # A workbook of ours says so where rows are lacking; those are no words of the lampiran.
            cells = ["" if cell == BELUM_DISALIN else cell for cell in cells]
            reading.add_row(f"{sheet.nama} baris {nomor}", cells)
    return reading.finish()
