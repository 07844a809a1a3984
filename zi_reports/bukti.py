"""What is asked of each indikator, what of it is in hand as of a period, what lacks; and the folders for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zi_reports.monev.figures import Monev, MonevIndikator
from zi_reports.monev.keadaan import Keadaan
from zi_reports.rencana.bahasa import rangkai_bulan
from zi_reports.rencana.bukti import count_items, count_pieces
from zi_reports.rencana.model import BuktiDukung, Indikator, Rencana, UserError
from zi_reports.rencana.nama import name_part
from zi_reports.rencana.periode import Periode
from zi_reports.sources.evidence import FOLDER_BUKTI
from zi_reports.sources.folder_bukti import list_folders, month_of

BELUM_ADA = "belum ada bukti"
_HURUF = 40  # letters of INDIKATOR in the name of its folder


class FolderError(UserError):
    """A folder for evidence that cannot be made."""


@dataclass(frozen=True, slots=True)
class BuktiIndikator:
    """An indikator, the evidence of it up to the period's end, and in words what lacks."""

    monev: MonevIndikator
    bukti: tuple[BuktiDukung, ...]
    kurang: str

    @property
    def indikator(self) -> Indikator:
        """The row of the plan."""
        return self.monev.indikator


@dataclass(frozen=True, slots=True)
class Disiapkan:
    """Folders that were made, how many stood there, and the files that stand where one should be."""

    dibuat: tuple[Path, ...]
    ada: int
    terhalang: tuple[Path, ...]


def evidence_of(monev: Monev) -> tuple[BuktiIndikator, ...]:
    """Give the evidence of each indikator up to the end of the period; what is of a later month is left out."""
    end = monev.periode.akhir
    found = []
    for satu in monev.indikator:
        bukti = tuple(one for one in satu.indikator.bukti_dukung if not one.periode or one.periode <= end)
        found.append(BuktiIndikator(satu, bukti, _lacking(satu, bukti)))
    return tuple(found)


def _lacking(satu: MonevIndikator, bukti: Sequence[BuktiDukung]) -> str:
    """Say what lacks of what is finished or late; of months only where each piece of evidence is of one.

    One link or folder may hold any number of pieces.
    """
    asked = [one for one in satu.kewajiban if one.keadaan in {Keadaan.SELESAI, Keadaan.TERLAMBAT}]
    if not asked or not bukti:
        return BELUM_ADA if asked else ""
    months = {piece.periode for piece in bukti}
    if satu.indikator.berulang:
        days = [one.jatuh_tempo for one in asked if one.jatuh_tempo]
        without = [] if None in months else [day for day in days if day.replace(day=1) not in months]
        return f"belum ada untuk {rangkai_bulan(without)}" if without else ""
    wanted, given = count_items(satu.indikator.bukti_fisik), count_pieces(bukti)
    return f"baru {given} dari {wanted} butir" if 0 < given < wanted else ""


def prepare_folders(rencana: Rencana, folder: Path) -> Disiapkan:
    """Make a folder for the evidence of each indikator, and in it one for each month of one that recurs.

    One whose name begins with the KODE, or the month, is taken as it is; nothing is moved or deleted.

    Raises:
        FolderError: a file stands where the folder of all of them should be.
    """
    base = folder / FOLDER_BUKTI
    if base.exists() and not base.is_dir():
        raise FolderError(f"{base} adalah berkas, bukan folder. Ganti nama berkas itu, lalu ulangi.")
    milik = list_folders(rencana, folder).milik
    made, blocked, standing = [], [], 0
    for satu in rencana.indikator:
        name = name_part(f"{name_part(satu.kode, 99)} {name_part(satu.uraian, _HURUF)}", 99 + _HURUF)
        own = milik.get(satu.kode, (base / name,))[0]
        for path in (own, *_month_folders(satu, own, rencana.pengaturan.mulai)):
            if path.is_dir():
                standing += 1
            elif path.exists() or any(parent in blocked for parent in path.parents):
                blocked.append(path)
            else:
                path.mkdir(parents=True, exist_ok=True)  # another run may have made it just now
                made.append(path)
    return Disiapkan(tuple(made), standing, tuple(path for path in blocked if path.exists()))


def _month_folders(indikator: Indikator, own: Path, mulai: dt.date) -> Iterator[Path]:
    if not indikator.berulang:
        return
    there = {month_of(path.name): path for path in own.iterdir() if path.is_dir()} if own.is_dir() else {}
    for satu in indikator.kewajiban:
        if satu.jatuh_tempo and satu.jatuh_tempo >= mulai:
            month = satu.jatuh_tempo.replace(day=1)
            yield there.get(month, own / Periode.of(month).nama)
