"""A workbook and a day become all that the documents of a month are made from."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from zi_reports.monev.figures import Monev, assess
from zi_reports.rencana.catatan import run_checks
from zi_reports.rencana.model import BuktiDukung, Catatan, Rencana
from zi_reports.sources.evidence import check_bukti, find_bukti
from zi_reports.sources.workbook import read_workbook


@dataclass(frozen=True, slots=True)
class BahanLaporan:
    """All that the documents of one month are made from.

    `bulan_lalu` holds the figures of the same plan as of the end of the month before; `hari_ini` is the day on
    which the documents are made. `alamat_bukti` says where evidence that is a file lies, as seen from the folder
    of the documents.
    """

    monev: Monev
    bulan_lalu: Monev
    catatan: tuple[Catatan, ...]
    hari_ini: dt.date
    alamat_bukti: Mapping[BuktiDukung, str] = field(default_factory=dict)

    @property
    def bulan(self) -> str:
        """The month as names of files have it: `2025-12`."""
        return f"{self.monev.per_tanggal:%Y-%m}"


def read_month(buku: Path, per_tanggal: dt.date, hari_ini: dt.date) -> BahanLaporan:
    """Read a workbook: its figures of the month up to `per_tanggal`, and all catatan on it in the sheet's order.

    Raises:
        WorkbookError: the file is no workbook, or holds no plan, or more than one.
    """
    rencana, read_notes = read_workbook(buku)
    catatan = (*read_notes, *run_checks(rencana, hari_ini), *check_bukti(rencana, buku.parent))
    return assess_month(rencana, sorted(catatan, key=lambda satu: satu.lokasi.urutan), per_tanggal, hari_ini)


def assess_month(
    rencana: Rencana, catatan: Sequence[Catatan], per_tanggal: dt.date, hari_ini: dt.date
) -> BahanLaporan:
    """Compute the figures of a plan as of `per_tanggal`, and as of the end of the month before."""
    lalu = per_tanggal.replace(day=1) - dt.timedelta(days=1)
    return BahanLaporan(assess(rencana, per_tanggal), assess(rencana, lalu), tuple(catatan), hari_ini)


def with_addresses(bahan: BahanLaporan, source: Path, target: Path) -> BahanLaporan:
    """Add the address of each piece of evidence that is a file in the workbook's folder, as seen from `target`."""
    try:
        base = os.path.relpath(source, target)
    except ValueError:
        return bahan  # on another drive of Windows, from where no relative path leads
    found = find_bukti(bahan.monev.rencana, source)
    addresses = {bukti: Path(base, path.relative_to(source)).as_posix() for bukti, path in found.items()}
    return replace(bahan, alamat_bukti=addresses)
