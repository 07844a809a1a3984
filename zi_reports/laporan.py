"""A workbook and a period become all that the documents of the period are made from."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from operator import itemgetter
from pathlib import Path

from zi_reports.arsip import (
    TANPA_ARSIP,
    Arsip,
    LaporanLama,
    arsip_notes,
    changes,
    finished_reports,
    next_revision,
    period_name,
    read_arsip,
    report_paths,
    reported,
    short_path,
)
from zi_reports.monev.figures import Monev, assess
from zi_reports.monev.perbandingan import Berubah
from zi_reports.rencana import bahasa
from zi_reports.rencana.bahasa import akhir_bulan, month_ends
from zi_reports.rencana.catatan import note
from zi_reports.rencana.lampiran import LEMBAR_RENCANA, belum_disalin, column_of
from zi_reports.rencana.model import BuktiDukung, Catatan, Lokasi, Rencana, WorkbookError
from zi_reports.rencana.periksa import check_filled_in, check_vanished, run_checks
from zi_reports.rencana.periode import JenisPeriode, Periode
from zi_reports.sources.evidence import check_bukti, find_bukti
from zi_reports.sources.folder_bukti import check_folders, link_to
from zi_reports.sources.workbook import read_workbook

DIHITUNG = "dihitung"
"""Where the figures of a month without a report come from: what the workbook says now."""

BATAS_RENCANA = 6_000
"""Kewajiban of a plan, and its indikator twice, of which documents are made in 10 s; a satker has some 200."""


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
    """All that the documents of one period are made from.

    `lalu` holds the figures of the same plan as of the end of the period before; `hari_ini` is the day on
    which the documents are made, `arsip` the reports made before. `kini_berubah` and `lalu_berubah` say how the
    figures of this period and of the last one differ from those reported before. `alamat_bukti` says where evidence
    that is a file lies, as seen from the folder of the documents.
    """

    monev: Monev
    lalu: Monev
    catatan: tuple[Catatan, ...]
    hari_ini: dt.date
    arsip: Arsip = TANPA_ARSIP
    kini_berubah: Berubah | None = None
    lalu_berubah: Berubah | None = None
    alamat_bukti: Mapping[BuktiDukung, str] = field(default_factory=dict)

    @property
    def berubah(self) -> tuple[Berubah, ...]:
        """How figures differ from those that were reported, the last month first."""
        return tuple(satu for satu in (self.lalu_berubah, self.kini_berubah) if satu)

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
    def menurut_hari_ini(self) -> str:
        """That the remarks are those of the day the documents are made, where the figures are of an earlier one."""
        if self.monev.berjalan:
            return ""
        remarks = "Kendala, tindak lanjut, penanggung jawab, dan bukti dukung"
        return f"{remarks} menurut isian buku kerja per {bahasa.tanggal(self.hari_ini)}."

    @property
    def belum_disalin(self) -> str:
        """What the plan lacks of the decree, and no figure counts, as one sentence; empty where it is whole."""
        lacking = bahasa.gabung_kata(belum_disalin(*self.monev.rencana.area, rinci=False))
        source = "Belum disalin dari keputusan yang ditandatangani, sehingga tidak dihitung"
        return f"{source}: {lacking}." if lacking else ""

    @property
    def periode(self) -> Periode:
        """The period that the documents cover."""
        return self.monev.periode

    @property
    def nama(self) -> str:
        """The period as names of files have it, with the plan's year where the period is not in it."""
        return period_name(self.periode, self.monev.rencana.pengaturan)

    @cached_property
    def perkembangan(self) -> tuple[AngkaBulan, ...]:
        """The figures of the months up to this one, the earlier ones as reported where a report was made."""
        assessed = self._assessed()
        before = [
            _as_reported(made)
            if (made := self.arsip.of_whole(Periode.of(end)))
            else _as_computed(assessed(end))
            for end in self._months(self.monev.per_tanggal.replace(day=1) - dt.timedelta(days=1))
        ]
        return (*before, replace(_as_computed(self.monev), dasar="laporan ini"))

    def riwayat(self) -> Iterator[tuple[LaporanLama | None, Monev]]:
        """Go through all reports up to today with the figures of their day as they are now, by that day.

        A month of the plan at whose end no report stands, and which has none of its own, has its figures alone.
        """
        assessed, made = self._assessed(), self.arsip.laporan
        told = {satu.per_tanggal for satu in made} | {
            satu.periode.akhir for satu in made if satu.periode.sebulan
        }
        days: list[tuple[dt.date, LaporanLama | None]] = [(satu.per_tanggal, satu) for satu in made]
        days += [(min(end, self.hari_ini), None) for end in self._months(self.hari_ini) if end not in told]
        for day, laporan in sorted(days, key=itemgetter(0)):
            if day.replace(day=1) <= self.hari_ini:
                yield laporan, assessed(day, jenis=laporan.periode.jenis if laporan else JenisPeriode.BULAN)

    def _assessed(self) -> Callable[..., Monev]:
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


def read_periode(  # noqa: PLR0913 - a workbook, a period, a day, and what of the reports made before
    buku: Path,
    periode: Periode,
    hari_ini: dt.date,
    keluaran: Path,
    ulang: LaporanLama | None = None,
    *,
    timpa: bool = False,
) -> BahanLaporan:
    """Read a workbook: its figures of a period up to today, and all catatan on it in the sheet's order.

    `keluaran` is the folder in which the reports made before lie. With `ulang` one of these is made again: what was
    made after it is left aside. With `timpa` the newest is about to be replaced, so that nothing is amiss with it.

    Raises:
        WorkbookError: the file is no workbook, or holds no plan, or more than one.
    """
    rencana, read_notes = read_workbook(buku, folders=True)
    arsip = read_arsip(keluaran, rencana.pengaturan)
    bahan = assess_periode(rencana, (), periode, hari_ini, arsip, ulang)
    about = ulang.catatan if ulang else _about_reports(arsip, rencana, bahan, keluaran if timpa else None)
    notes = (
        *read_notes,
        *check_filled_in(rencana, read_notes),
        *run_checks(rencana, hari_ini),
        *_vanished(rencana, bahan.arsip, periode),
        *_not_counted_yet(bahan.monev),
        *check_bukti(rencana, buku.parent),
        *check_folders(rencana, buku),
        *about,
    )
    return replace(bahan, catatan=tuple(sorted(notes, key=lambda satu: satu.lokasi.urutan)))


def _vanished(rencana: Rencana, arsip: Arsip, periode: Periode) -> tuple[Catatan, ...]:
    """Note the indikator that the newest report from before the period has, and the plan has no more."""
    earlier = [satu for satu in arsip.laporan if satu.per_tanggal < periode.awal]
    return (
        check_vanished(rencana, str(earlier[-1].periode), list(earlier[-1].uraian.items())) if earlier else ()
    )


def _not_counted_yet(monev: Monev) -> Iterator[Catatan]:
    """Note once each row what is ticked off without a date that is true of it, and counts only later."""
    for row in monev.indikator:
        later = [satu for satu in row.kewajiban if satu.dihitung_mulai]
        if later:
            headers = [column_of(row.indikator, satu.jatuh_tempo) for satu in later]
            mulai = [bahasa.tanggal(satu.dihitung_mulai) for satu in later if satu.dihitung_mulai]
            lokasi = row.indikator.letak.lokasi(headers[0])
            words = {"kolom": bahasa.gabung_kata(headers), "mulai": bahasa.gabung_kata(mulai)}
            yield note("selesai-belum-dihitung", lokasi, hari=monev.hari, **words)


def _about_reports(
    arsip: Arsip, rencana: Rencana, bahan: BahanLaporan, diganti: Path | None
) -> Iterator[Catatan]:
    """Note on the sheet's first cell what is amiss with the reports of this period and the last.

    In the folder `diganti` this period's is about to be replaced.
    """
    names = [bahan.nama, period_name(bahan.periode.sebelumnya, rencana.pengaturan)]
    lembar = next((satu.letak.lembar for satu in rencana.indikator), LEMBAR_RENCANA)
    own: tuple[Path, ...] = ()
    if diganti:
        folder = diganti / bahan.periode.nama
        revisi = next_revision(arsip, folder, bahan.nama, bahan.hari_ini, timpa=True)
        own = report_paths(folder, bahan.nama, revisi)
        own += (short_path(own[0]),)
    return arsip_notes(arsip, names, Lokasi(lembar, "A1"), own)


def assess_periode(  # noqa: PLR0913, PLR0917 - a plan, a period, a day, and what was reported
    rencana: Rencana,
    catatan: Sequence[Catatan],
    periode: Periode,
    hari_ini: dt.date,
    arsip: Arsip = TANPA_ARSIP,
    ulang: LaporanLama | None = None,
) -> BahanLaporan:
    """Compute the figures of a plan for a period up to today, and as of the end of the one before as reported then.

    With `ulang` a report is made again as it was: without those made after it.
    """
    per_tanggal = min(periode.akhir, hari_ini)
    earlier = arsip.before(ulang) if ulang else arsip
    nama = period_name(periode, rencana.pengaturan)
    tercatat = finished_reports(earlier.without_drafts(nama, hari_ini), rencana)
    kini = assess(rencana, per_tanggal, hari_ini, tercatat, jenis=periode.jenis)
    lalu, lalu_berubah = assess_reported(rencana, periode.sebelumnya, hari_ini, earlier)
    made = earlier.of_period(nama)
    handed_out = [satu for satu in made if satu.dibuat != hari_ini]
    kini_berubah = changes(handed_out[-1], kini) if handed_out else None
    return BahanLaporan(kini, lalu, tuple(catatan), hari_ini, earlier, kini_berubah, lalu_berubah)


def assess_reported(
    rencana: Rencana, periode: Periode, hari_ini: dt.date, arsip: Arsip
) -> tuple[Monev, Berubah | None]:
    """Compute the figures of a plan as they were reported at a period's end, and say how they would differ now.

    Where no report of that whole period was made, they are computed from what the plan says now. One that today
    lies in goes up to today.
    """
    computed = partial(
        assess, rencana, min(periode.akhir, hari_ini), hari_ini, finished_reports(arsip, rencana)
    )
    laporan = arsip.of_whole(periode)
    if laporan is None:
        return computed(jenis=periode.jenis), None
    told = computed(dilaporkan=reported(laporan, rencana), jenis=periode.jenis)
    return told, changes(laporan, computed(jenis=laporan.periode.jenis))


def check_size(monev: Monev) -> None:
    """Refuse the documents of a plan that is larger than any, before they cost minutes.

    Raises:
        WorkbookError: there are too many kewajiban and indikator.
    """
    indikator, kewajiban = len(monev.indikator), len(monev.kewajiban)
    if kewajiban + 2 * indikator > BATAS_RENCANA:
        raise WorkbookError(
            f"Rencana aksi ini terlalu besar untuk dibuatkan dokumen: {bahasa.ribuan(indikator)} indikator dengan "
            f"{bahasa.ribuan(kewajiban)} kewajiban. Hapus baris yang bukan bagian rencana, lalu ulangi."
        )


def with_addresses(bahan: BahanLaporan, source: Path, target: Path) -> BahanLaporan:
    """Add the address of each piece of evidence that is a file in the workbook's folder, as seen from `target`."""
    try:
        base = os.path.relpath(source, target)
    except ValueError:
        return bahan  # on another drive of Windows, from where no relative path leads
    found = find_bukti(bahan.monev.rencana, source)
    places = {bukti: Path(base, path.relative_to(source)).as_posix() for bukti, path in found.items()}
    # What was typed may be escaped already; the name of a file that nobody typed is not.
    addresses = {bukti: link_to(place) if bukti.berkas else place for bukti, place in places.items()}
    return replace(bahan, alamat_bukti=addresses)
