"""A workbook and a day become all that the documents of a month are made from."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path

from zi_reports.arsip import (
    TANPA_ARSIP,
    Arsip,
    LaporanLama,
    changes,
    finished_reports,
    period_name,
    read_arsip,
    reported,
)
from zi_reports.monev.figures import Monev, assess
from zi_reports.rencana.bahasa import akhir_bulan, month_ends
from zi_reports.rencana.catatan import run_checks
from zi_reports.rencana.model import BuktiDukung, Catatan, Rencana
from zi_reports.sources.evidence import check_bukti, find_bukti
from zi_reports.sources.workbook import read_workbook

DIHITUNG = "dihitung"
"""Where the figures of a month without a report come from: what the workbook says now."""


@dataclass(frozen=True, slots=True)
class AngkaBulan:
    """The main figures of one month, those of areas by their kode; `dasar` says which report has them, if any."""

    per_tanggal: dt.date
    capaian: float | None
    realisasi_jatuh_tempo: float | None
    area: Mapping[str, float | None]
    dasar: str


@dataclass(frozen=True)
class BahanLaporan:
    """All that the documents of one month are made from.

    `bulan_lalu` holds the figures of the same plan as of the end of the month before; `hari_ini` is the day on
    which the documents are made, `arsip` the reports made before. `berubah` says, a line each, how figures differ
    from those that were reported. `alamat_bukti` says where evidence that is a file lies, as seen from the folder
    of the documents.
    """

    monev: Monev
    bulan_lalu: Monev
    catatan: tuple[Catatan, ...]
    hari_ini: dt.date
    arsip: Arsip = TANPA_ARSIP
    berubah: tuple[str, ...] = ()
    alamat_bukti: Mapping[BuktiDukung, str] = field(default_factory=dict)

    @property
    def bulan(self) -> str:
        """The month as names of folders have it: `2025-12`."""
        return f"{self.monev.per_tanggal:%Y-%m}"

    @property
    def nama(self) -> str:
        """The period as names of files have it: the month, and the plan's year where the month is not in it."""
        return period_name(self.monev.per_tanggal, self.monev.rencana.pengaturan)

    @cached_property
    def perkembangan(self) -> tuple[AngkaBulan, ...]:
        """The figures of the months up to this one, the earlier ones as reported where a report was made."""
        assessed, pengaturan = self._assessed(), self.monev.rencana.pengaturan
        before = [
            _as_reported(made)
            if (made := self.arsip.of_month(end, pengaturan))
            else _as_computed(assessed(end))
            for end in self._months(self.monev.per_tanggal.replace(day=1) - dt.timedelta(days=1))
        ]
        return (*before, replace(_as_computed(self.monev), dasar="laporan ini"))

    def riwayat(self) -> Iterator[tuple[LaporanLama | None, Monev]]:
        """Go through all reports with the figures of their day as they are now, month by month up to today.

        A month of the plan that has no report has its figures alone.
        """
        assessed = self._assessed()
        for end in self._months(self.hari_ini):
            made = self.arsip.of_period(period_name(end, self.monev.rencana.pengaturan))
            yield from ((laporan, assessed(laporan.per_tanggal)) for laporan in made)
            if not made:
                yield None, assessed(min(end, self.hari_ini))

    def _assessed(self) -> Callable[[dt.date], Monev]:
        """Give what computes the figures as of a day from what the plan says now."""
        rencana = self.monev.rencana
        sejak = finished_reports(self.arsip, rencana)
        return partial(assess, rencana, hari_ini=self.hari_ini, tercatat=sejak)

    def _months(self, sampai: dt.date) -> list[dt.date]:
        """Give the ends of the months up to a day: those of the plan from Mulai Pemantauan on, or with a report."""
        rencana = self.monev.rencana
        tahun, mulai = rencana.pengaturan.tahun, rencana.pengaturan.mulai
        due = (satu.jatuh_tempo for row in rencana.indikator for satu in row.kewajiban if satu.jatuh_tempo)
        last = min(max([dt.date(tahun, 12, 31), *due]), sampai)
        planned = month_ends(max(mulai, dt.date(tahun, 1, 1)), last)
        told = (akhir_bulan(day.year, day.month) for day in (satu.per_tanggal for satu in self.arsip.laporan))
        return sorted({*planned, *(end for end in told if end.replace(day=1) <= sampai)})


def _as_reported(laporan: LaporanLama) -> AngkaBulan:
    shares = (laporan.angka["capaian"], laporan.angka["realisasi_jatuh_tempo"])
    revisi = f" (revisi {laporan.revisi})" if laporan.revisi > 1 else ""
    return AngkaBulan(laporan.per_tanggal, *shares, laporan.area, laporan.sebutan + revisi)


def _as_computed(monev: Monev) -> AngkaBulan:
    shares = (monev.ringkasan.capaian, monev.ringkasan.realisasi_jatuh_tempo)
    area = {satu.area.kode: satu.angka.capaian for satu in monev.area}
    return AngkaBulan(monev.per_tanggal, *shares, area, DIHITUNG)


def read_month(
    buku: Path, per_tanggal: dt.date, hari_ini: dt.date, keluaran: Path, ulang: LaporanLama | None = None
) -> BahanLaporan:
    """Read a workbook: its figures of the month up to `per_tanggal`, and all catatan on it in the sheet's order.

    `keluaran` is the folder in which the reports made before lie. With `ulang` one of these is made again: what was
    made after it is left aside.

    Raises:
        WorkbookError: the file is no workbook, or holds no plan, or more than one.
    """
    rencana, read_notes = read_workbook(buku)
    notes = (*read_notes, *run_checks(rencana, hari_ini), *check_bukti(rencana, buku.parent))
    catatan = sorted(notes, key=lambda satu: satu.lokasi.urutan)
    arsip = read_arsip(keluaran, rencana.pengaturan)
    return assess_month(rencana, catatan, per_tanggal, hari_ini, arsip.before(ulang) if ulang else arsip)


def assess_month(
    rencana: Rencana,
    catatan: Sequence[Catatan],
    per_tanggal: dt.date,
    hari_ini: dt.date,
    arsip: Arsip = TANPA_ARSIP,
) -> BahanLaporan:
    """Compute the figures of a plan as of `per_tanggal`, and as of the end of the month before as reported then.

    Where no report of that month was made, its figures are computed from what the plan says now.
    """
    akhir_lalu = per_tanggal.replace(day=1) - dt.timedelta(days=1)
    sejak = finished_reports(arsip, rencana)
    kini = assess(rencana, per_tanggal, hari_ini, sejak)
    lalu = assess(rencana, akhir_lalu, hari_ini, sejak)
    berubah: list[str] = []
    if laporan := arsip.of_month(akhir_lalu, rencana.pengaturan):
        berubah += changes(laporan, lalu)
        lalu = assess(rencana, akhir_lalu, hari_ini, sejak, reported(laporan, rencana))
    made = arsip.of_period(period_name(per_tanggal, rencana.pengaturan))
    handed_out = [satu for satu in made if satu.dibuat != hari_ini]
    berubah += [line for satu in handed_out[-1:] for line in changes(satu, kini)]
    return BahanLaporan(kini, lalu, tuple(catatan), hari_ini, arsip, tuple(berubah))


def with_addresses(bahan: BahanLaporan, source: Path, target: Path) -> BahanLaporan:
    """Add the address of each piece of evidence that is a file in the workbook's folder, as seen from `target`."""
    try:
        base = os.path.relpath(source, target)
    except ValueError:
        return bahan  # on another drive of Windows, from where no relative path leads
    found = find_bukti(bahan.monev.rencana, source)
    addresses = {bukti: Path(base, path.relative_to(source)).as_posix() for bukti, path in found.items()}
    return replace(bahan, alamat_bukti=addresses)
