"""A workbook becomes the Rencana that it holds, with a catatan for each cell that cannot be used."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from openpyxl.utils import get_column_letter

from zi_reports.rencana.catatan import maksudnya, note
from zi_reports.rencana.lampiran import HARI_NOL_1900, LEMBAR_PENGATURAN, Kolom, Label, header_bulan
from zi_reports.rencana.model import (
    TAHUN_DITERIMA,
    Catatan,
    Kertas,
    Lokasi,
    Pengaturan,
    Rencana,
    WorkbookError,
)
from zi_reports.sources.areas import build_areas, missing_areas
from zi_reports.sources.file import conflict_copies, conflict_original
from zi_reports.sources.grid import KENDALI, Grid, Nilai, SelRusak, as_text, normal, read_day
from zi_reports.sources.load import load_sheets
from zi_reports.sources.rows import plan_rows
from zi_reports.sources.table import Table, find_table, missing_columns, with_columns

_BUKAN_TEKS = {Label.TAHUN, Label.TANGGAL_KEPUTUSAN, Label.MULAI_PEMANTAUAN, Label.UKURAN_KERTAS}
_SATU_BARIS = {Label.SATKER, Label.NOMOR_KEPUTUSAN, Label.TEMPAT, Label.TANDA}
"""What stands within a line of a document; a name may have its NIP below it."""

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
        """What stands there as text; empty where it cannot be used, or is a dash or dots instead of a text."""
        text = "" if isinstance(self.nilai, SelRusak) else as_text(self.nilai)
        if self.label not in _BUKAN_TEKS and not any(map(str.isalnum, text)):
            return ""
        return " ".join(text.split()) if self.label in _SATU_BARIS else text

    def note(self, macam: str, **nilai: object) -> tuple[Catatan, ...]:
        """Make a catatan on the cell; its sentence may name the label."""
        return (note(macam, self.lokasi, as_text(self.nilai), label=self.label, **nilai),)


def read_workbook(path: Path) -> tuple[Rencana, tuple[Catatan, ...]]:
    """Read the plan, what was reported on it, and what of it cannot be used.

    The file is only read. Catatan come in the order of sheet, row and column.

    Raises:
        WorkbookError: the file is no workbook, or holds no plan, or more than one.
    """
    sheets = load_sheets(path)
    tabel = find_table(sheets, path.name)
    rencana, catatan = _read(sheets, tabel)
    return rencana, _sorted([*catatan, *_sync_conflicts(path, tabel)])


def read_sheets(sheets: Sequence[Grid], nama: str) -> tuple[Rencana, tuple[Catatan, ...]]:
    """Read a plan from sheets already open; `nama` names the workbook in an error."""
    rencana, catatan = _read(sheets, find_table(sheets, nama))
    return rencana, _sorted(catatan)


def _read(sheets: Sequence[Grid], tabel: Table) -> tuple[Rencana, list[Catatan]]:
    pengaturan, setting_notes = _read_pengaturan(sheets, tabel.judul)
    tabel, column_notes = with_columns(tabel, pengaturan.tahun)
    rows, row_notes = plan_rows([tabel], pengaturan.tahun)
    area, notes = build_areas(rows, pengaturan.tahun)
    rencana = Rencana(pengaturan, area)
    catatan = [*setting_notes, *column_notes, *row_notes, *notes]
    catatan += [*missing_areas(rows, tabel), *missing_columns(tabel, _needed_columns(rencana))]
    if tabel.lembar.tak_terlihat:
        catatan.append(note("dibaca-nilainya-saja", tabel.lokasi(), apa=tabel.lembar.tak_terlihat))
    return rencana, catatan


def _sorted(catatan: Sequence[Catatan]) -> tuple[Catatan, ...]:
    return tuple(sorted(catatan, key=lambda satu: satu.lokasi.urutan))


def _sync_conflicts(path: Path, tabel: Table) -> list[Catatan]:
    """Note that there is another copy of the workbook, which a program that shares files could not merge."""
    original, copies = conflict_original(path), conflict_copies(path)
    # A name may be no text, as some old shares have; as_text drops what no document can show.
    nama, berkas = as_text(path.name), as_text(original or ", ".join(copies))
    if berkas:
        return [note(f"salinan-konflik:{'ini' if original else 'lain'}", tabel.lokasi(), nama, berkas=berkas)]
    return []


def _needed_columns(rencana: Rencana) -> Iterable[str]:
    """Give the headers that a workbook should have: all known ones, and the months in which something is due."""
    due = {day for satu in rencana.indikator if satu.berulang for day in satu.target_waktu.jatuh_tempo}
    return dict.fromkeys([*Kolom, *map(header_bulan, sorted(due))])


def _read_pengaturan(sheets: Sequence[Grid], judul: Sequence[str]) -> tuple[Pengaturan, tuple[Catatan, ...]]:
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
    broken = [satu for satu in isian.values() if isinstance(satu.nilai, SelRusak)]
    unseen = [satu for satu in isian.values() if KENDALI.search(str(satu.nilai))]
    cells = (
        *(satu.note("sel-rusak") for satu in broken),
        *(satu.note("karakter-kendali") for satu in unseen),
    )
    named = () if pengaturan.satker else isian[Label.SATKER].note("satker-kosong")
    signs = _signatory(isian[Label.JABATAN_PENANDA_TANGAN], isian[Label.NAMA_PENANDA_TANGAN])
    return pengaturan, (
        *chain(*cells),
        *named,
        *year_notes,
        *decree_notes,
        *start_notes,
        *paper_notes,
        *signs,
    )


def _signatory(*isian: _Setting) -> tuple[Catatan, ...]:
    """Note that of the jabatan and the nama of who signs one alone is given."""
    blank = [satu for satu in isian if not satu.teks]
    if len(blank) != 1 or isinstance(blank[0].nilai, SelRusak):
        return ()
    (given,) = (satu.label for satu in isian if satu.teks)
    return blank[0].note("penanda-tangan-tidak-lengkap", pasangan=given)


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
