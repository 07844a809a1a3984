"""Sheet Pengaturan becomes a Pengaturan, read by its labels."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from zi_reports.rencana.catatan import maksudnya, note
from zi_reports.rencana.lampiran import HARI_NOL_1900, LEMBAR_PENGATURAN, Label
from zi_reports.rencana.model import TAHUN_DITERIMA, Catatan, Kertas, Lokasi, Pengaturan, WorkbookError
from zi_reports.sources.day import read_day
from zi_reports.sources.grid import Grid, Nilai, SelRusak
from zi_reports.sources.row import as_text, broken_cell, normal

_BUKAN_TEKS = {Label.TAHUN, Label.TANGGAL_KEPUTUSAN, Label.MULAI_PEMANTAUAN, Label.UKURAN_KERTAS}
_SEL_PERTAMA = Lokasi(LEMBAR_PENGATURAN, "A1")


@dataclass(frozen=True, slots=True)
class _Setting:
    """The cell beside a label; the sheet's first cell where it lacks the label."""

    label: Label
    lokasi: Lokasi = _SEL_PERTAMA
    nilai: Nilai = None
    hari_nol: dt.date = HARI_NOL_1900

    @property
    def teks(self) -> str:
        """What stands there as text; empty where it cannot be used."""
        return "" if isinstance(self.nilai, SelRusak) else as_text(self.nilai)

    def note(self, macam: str, **nilai: object) -> tuple[Catatan, ...]:
        """Make a catatan on the cell; its sentence may name the label."""
        return (note(macam, self.lokasi, as_text(self.nilai), label=self.label, **nilai),)


def read_pengaturan(sheets: Sequence[Grid], judul: Sequence[str]) -> tuple[Pengaturan, tuple[Catatan, ...]]:
    """Read sheet Pengaturan; `judul` are the lines above the plan's table, which may name the year.

    Raises:
        WorkbookError: neither the sheet nor the title names the year of the plan.
    """
    isian = {label: _Setting(label) for label in Label} | {satu.label: satu for satu in _entries(sheets)}
    tahun, year_notes = _year(isian[Label.TAHUN], judul)
    keputusan, decree_notes = _date(isian[Label.TANGGAL_KEPUTUSAN])
    mulai, start_notes = _date(isian[Label.MULAI_PEMANTAUAN])
    kertas, paper_notes = _paper(isian[Label.UKURAN_KERTAS])
    texts = {label.field: satu.teks for label, satu in isian.items() if label not in _BUKAN_TEKS}
    pengaturan = Pengaturan(
        tahun=tahun, tanggal_keputusan=keputusan, mulai_pemantauan=mulai, ukuran_kertas=kertas, **texts
    )
    broken = (
        broken_cell(satu.lokasi, satu.nilai) for satu in isian.values() if isinstance(satu.nilai, SelRusak)
    )
    named = () if pengaturan.satker else isian[Label.SATKER].note("satker-kosong")
    return pengaturan, (*broken, *named, *year_notes, *decree_notes, *start_notes, *paper_notes)


def _entries(sheets: Sequence[Grid]) -> Iterator[_Setting]:
    """Find each label's value, the cell to its right; where a label stands twice, the first counts."""
    wanted = {normal(label): label for label in Label}
    for sheet in sheets:
        if normal(sheet.nama) != normal(LEMBAR_PENGATURAN):
            continue
        for nomor, row in enumerate(sheet.baris, start=1):
            for kolom, value in enumerate(row[:-1], start=1):
                label = wanted.pop(normal(as_text(value)).rstrip(" :"), None)
                if label:
                    sel = f"{get_column_letter(kolom + 1)}{nomor}"
                    yield _Setting(label, Lokasi(sheet.nama, sel), row[kolom], sheet.hari_nol)


def _year(isian: _Setting, judul: Sequence[str]) -> tuple[int, tuple[Catatan, ...]]:
    if re.fullmatch(r"\d{4}", isian.teks) and int(isian.teks) in TAHUN_DITERIMA:
        return int(isian.teks), ()
    named = [int(year) for line in judul for year in re.findall(r"(?i)\btahun\s+(20\d\d)\b", line)]
    if not named:
        raise WorkbookError(
            f"Tahun rencana tidak diketahui. Isi {Label.TAHUN} pada lembar {LEMBAR_PENGATURAN}, "
            "misalnya 2025."
        )
    return named[-1], isian.note("tahun-dari-judul", tahun=named[-1])


def _date(isian: _Setting) -> tuple[dt.date | None, tuple[Catatan, ...]]:
    if not isian.teks:
        return None, ()
    read = read_day(isian.nilai, isian.hari_nol)
    if read.hari is None:
        return None, isian.note("pengaturan-tidak-terbaca:tanggal", maksud=maksudnya(read.saran))
    return read.hari, isian.note("tanggal-dibaca-sebagai", hari=read.hari) if read.ditafsirkan else ()


def _paper(isian: _Setting) -> tuple[Kertas, tuple[Catatan, ...]]:
    known = {str(kertas): kertas for kertas in Kertas}
    if not isian.teks or isian.teks.upper() in known:
        return known.get(isian.teks.upper(), Kertas.A4), ()
    return Kertas.A4, isian.note("pengaturan-tidak-terbaca:kertas")
