"""A workbook and a day become all that the documents of a month are made from."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
from zi_reports.rencana import bahasa
from zi_reports.rencana.catatan import check_filled_in, note, run_checks
from zi_reports.rencana.lampiran import column_of
from zi_reports.rencana.model import BuktiDukung, Catatan, Rencana
from zi_reports.sources.evidence import check_bukti, find_bukti
from zi_reports.sources.workbook import read_workbook


@dataclass(frozen=True, slots=True)
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
    def tanpa_isian(self) -> bool:
        """Whether nothing was filled in yet."""
        return any(satu.kode == "tanpa-isian" for satu in self.catatan)

    @property
    def perhatian(self) -> tuple[str, ...]:
        """What is to be heeded of the figures, a sentence each, on the screen and on the first page."""
        waiting = sum(satu.dihitung_mulai is not None for satu in self.monev.kewajiban)
        told = {
            "Buku kerja belum memuat isian.": self.tanpa_isian,
            f"{waiting} isian selesai baru dihitung mulai bulannya; isi tanggalnya.": waiting,
        }
        return tuple(kalimat for kalimat, holds in told.items() if holds)

    @property
    def bulan(self) -> str:
        """The month as names of folders have it: `2025-12`."""
        return f"{self.monev.per_tanggal:%Y-%m}"

    @property
    def nama(self) -> str:
        """The period as names of files have it: the month, and the plan's year where the month is not in it."""
        return period_name(self.monev.per_tanggal, self.monev.rencana.pengaturan)


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
    arsip = read_arsip(keluaran, rencana.pengaturan)
    bahan = assess_month(rencana, (), per_tanggal, hari_ini, arsip.before(ulang) if ulang else arsip)
    notes = (
        *read_notes,
        *check_filled_in(rencana, read_notes),
        *run_checks(rencana, hari_ini),
        *_not_counted_yet(bahan.monev),
        *check_bukti(rencana, buku.parent),
    )
    return replace(bahan, catatan=tuple(sorted(notes, key=lambda satu: satu.lokasi.urutan)))


def _not_counted_yet(monev: Monev) -> Iterator[Catatan]:
    """Note once each row what is ticked off without a date that is true of it, and counts only later."""
    for row in monev.indikator:
        later = [satu for satu in row.kewajiban if satu.dihitung_mulai]
        if later:
            headers = [column_of(row.indikator, satu.jatuh_tempo) for satu in later]
            mulai = [bahasa.tanggal(satu.dihitung_mulai) for satu in later if satu.dihitung_mulai]
            lokasi = row.indikator.letak.lokasi(headers[0])
            words = {"kolom": ", ".join(headers), "mulai": ", ".join(mulai)}
            yield note("selesai-belum-dihitung", lokasi, hari=monev.hari, **words)


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
    told = arsip.of_period(period_name(akhir_lalu, rencana.pengaturan))[-1:]
    berubah = [line for laporan in told for line in changes(laporan, lalu)]
    for laporan in told:
        # As it was handed out: a report made before the month's end is of that day.
        made_on = laporan.dibuat or hari_ini
        lalu = assess(rencana, laporan.per_tanggal, made_on, sejak, reported(laporan, rencana))
    made = arsip.of_period(period_name(per_tanggal, rencana.pengaturan))
    handed_out = [satu for satu in made if satu.dibuat != hari_ini]
    berubah += [line for laporan in handed_out[-1:] for line in changes(laporan, kini)]
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
