"""A plan and a per tanggal become figures, of which every document is made; two days what changed between them.

The rules are those of docs/design.md, Figures.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from statistics import fmean
from types import MappingProxyType
from typing import Any

from zi_reports.monev.bukti import HitunganBukti, MonevBukti, bukti_of, sum_bukti, told_of
from zi_reports.monev.keadaan import (
    Keadaan,
    Ketepatan,
    days_late,
    jatuh_tempo_sampai,
    punctuality,
    state_of,
    sudah_jatuh_tempo,
)
from zi_reports.monev.keputusan import MonevKeputusan, assess_keputusan
from zi_reports.rencana.bahasa import month_ends, per_hari, tanggal
from zi_reports.rencana.model import Area, Indikator, Kewajiban, Komponen, Rencana
from zi_reports.rencana.orang import people_of
from zi_reports.rencana.periode import JenisPeriode, Periode


@dataclass(frozen=True, slots=True)
class Hitungan:
    """How many kewajiban there are, and how many in each state."""

    kewajiban: int
    selesai: int
    tepat_waktu: int
    selesai_terlambat: int
    selesai_tanpa_tanggal: int
    terlambat: int
    belum_jatuh_tempo: int
    tanpa_tenggat: int
    tidak_berlaku: int


HITUNGAN = tuple(Hitungan.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Angka:
    """The figures of an area or of the whole; shares are fractions of 1, None where nothing is counted.

    `bercapaian` is how many indikator the capaian is the mean over, `jatuh_tempo` how many kewajiban are due and
    apply, and `jatuh_tempo_selesai` how many of these are finished.
    """

    indikator: int
    hitungan: Hitungan
    capaian: float | None
    realisasi_jatuh_tempo: float | None
    bercapaian: int
    jatuh_tempo: int
    jatuh_tempo_selesai: int

    @property
    def dasar_capaian(self) -> str:
        """What the capaian is made of, to stand beside it: its counts alone would give another share."""
        left_out = self.hitungan.tidak_berlaku
        if not self.bercapaian:
            whole = left_out and left_out == self.hitungan.kewajiban
            return "semua kewajiban tidak berlaku" if whole else "tidak ada kewajiban yang dapat dihitung"
        mean = f"rata-rata atas {self.bercapaian} indikator"
        return f"{mean}; {left_out} kewajiban tidak berlaku tidak dihitung" if left_out else mean

    @property
    def dasar_realisasi(self) -> str:
        """What the realisasi jatuh tempo is made of: `53 dari 68 kewajiban`."""
        if not self.jatuh_tempo:
            return "tidak ada kewajiban berlaku yang sudah jatuh tempo"
        return f"{self.jatuh_tempo_selesai} dari {self.jatuh_tempo} kewajiban"


@dataclass(frozen=True, slots=True)
class MonevKewajiban:
    """One kewajiban and its state; `hari_terlambat` counts from jatuh tempo to per tanggal while it is late.

    What was due on the per tanggal itself is late by no day yet: documents show a dash for that 0.

    `awal_masa` is the first day of its period in a regular series, and `tanggal_selesai` the date as reported,
    unless that lies before it and so cannot be true. `selesai_sejak` is the day from which it counts as finished,
    which a finished kewajiban has even without a date; `dihitung_mulai` the day from which one that is ticked off
    without a date and does not count yet will. `tercatat_sejak` is the first day of the month since which a STATUS
    without a date counts at the latest; `dilaporkan` says that the state is the one a report gave.
    """

    kode: str
    jatuh_tempo: dt.date | None
    keadaan: Keadaan
    tanggal_selesai: dt.date | None = None
    selesai_sejak: dt.date | None = None
    ketepatan: Ketepatan | None = None
    hari_terlambat: int = 0
    awal_masa: dt.date | None = None
    dihitung_mulai: dt.date | None = None
    tercatat_sejak: dt.date | None = field(default=None, compare=False)
    dilaporkan: bool = field(default=False, compare=False)


Kunci = tuple[str, dt.date | None]
"""What tells a kewajiban from any other of its plan: the kode of its indikator, and its jatuh tempo."""


@dataclass(frozen=True, slots=True)
class Dilaporkan:
    """What a report said of a kewajiban, as `MonevKewajiban` has it."""

    keadaan: Keadaan
    tanggal_selesai: dt.date | None
    selesai_sejak: dt.date | None


_TANPA_LAPORAN: Mapping[Kunci, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class MonevIndikator:
    """One indikator with its place in the plan, its kewajiban that count, and its figures."""

    area: Area
    komponen: Komponen
    indikator: Indikator
    kewajiban: tuple[MonevKewajiban, ...]
    hitungan: Hitungan
    capaian: float | None

    @property
    def bukti(self) -> tuple[MonevBukti, ...]:
        """Its evidence by period."""
        applies = [row.jatuh_tempo for row in self.kewajiban if row.keadaan is not Keadaan.TIDAK_BERLAKU]
        return tuple(bukti_of(self.indikator, applies))


@dataclass(frozen=True, slots=True)
class MonevArea:
    """One area, its indikator, and their figures."""

    area: Area
    angka: Angka
    indikator: tuple[MonevIndikator, ...] = field(compare=False)  # the rows that `Monev.indikator` has

    @property
    def bukti(self) -> HitunganBukti:
        """What evidence the area asks for, and has."""
        return sum_bukti(satu.hitungan for row in self.indikator for satu in row.bukti)


@dataclass(frozen=True, slots=True)
class MonevPenanggungJawab:
    """One penanggung jawab, the indikator that name him, and their figures; `nama` is empty where none is named."""

    nama: str
    angka: Angka
    indikator: tuple[MonevIndikator, ...] = field(compare=False)  # the rows that `Monev.indikator` has


@dataclass(frozen=True, slots=True)
class MonevTenggat:
    """The kewajiban due in one month, by its first day; None for those without jatuh tempo."""

    bulan: dt.date | None
    hitungan: Hitungan


@dataclass(frozen=True, slots=True)
class TitikKurva:
    """How many kewajiban with a jatuh tempo were due, and finished, by the end of a month (its first day).

    `realisasi` is None for the months after the per tanggal. Those that do not apply are left out.
    """

    bulan: dt.date
    rencana: int
    realisasi: int | None


@dataclass(frozen=True, slots=True)
class Monev:
    """All figures of a plan as of one day of a period.

    `berjalan` says that this day was not over when they were computed. `keputusan` are those of meetings up to it.
    """

    rencana: Rencana
    periode: Periode
    per_tanggal: dt.date
    berjalan: bool
    ringkasan: Angka
    area: tuple[MonevArea, ...]
    tenggat: tuple[MonevTenggat, ...]
    indikator: tuple[MonevIndikator, ...]
    penanggung_jawab: tuple[MonevPenanggungJawab, ...]
    kurva: tuple[TitikKurva, ...]
    keputusan: tuple[MonevKeputusan, ...] = ()

    @property
    def bukti(self) -> HitunganBukti:
        """What evidence the whole plan asks for, and has."""
        return sum_bukti(satu.bukti for satu in self.area)

    @property
    def ada_lembar_bukti(self) -> bool:
        """Whether sheet Bukti tells anything, so that documents say what of the evidence was verified."""
        return any(told_of(satu.indikator) for satu in self.indikator)

    @property
    def hari(self) -> str:
        """The per tanggal as every page writes it."""
        return per_hari(self.per_tanggal, berjalan=self.berjalan)

    @property
    def sebelum_pemantauan(self) -> str:
        """That the day lies before Mulai Pemantauan, for what is held against it; empty where it does not."""
        mulai = self.rencana.pengaturan.mulai
        if self.per_tanggal >= mulai:
            return ""
        return (
            f"Angka per {tanggal(self.per_tanggal)} mendahului Mulai Pemantauan, {tanggal(mulai)}; "
            "perubahan sejak itu bukan perubahan antarlaporan."
        )

    @property
    def sisa_bulan(self) -> tuple[MonevKewajiban, ...]:
        """What is unfinished and falls due in the rest of the month, by jatuh tempo."""
        first = self.per_tanggal.replace(day=1)
        left = [
            (satu.jatuh_tempo, satu)
            for satu in self.kewajiban
            if satu.keadaan is Keadaan.BELUM_JATUH_TEMPO
            and satu.jatuh_tempo
            and satu.jatuh_tempo.replace(day=1) == first
        ]
        return tuple(satu for _, satu in sorted(left, key=itemgetter(0)))

    @property
    def cakupan(self) -> str:
        """What the figures cover, as headings have it."""
        return self.periode.cakupan(self.hari)

    @property
    def dasar_penanggung_jawab(self) -> str:
        """Why the counts by penanggung jawab exceed the whole, to stand beside them; empty where they do not."""
        shared = sum(len(satu.indikator) for satu in self.penanggung_jawab) - len(self.indikator)
        return (
            "Indikator dengan beberapa penanggung jawab dihitung pada masing-masing, sehingga jumlah menurut "
            "penanggung jawab melebihi jumlah seluruhnya."
            if shared
            else ""
        )

    @property
    def kewajiban(self) -> tuple[MonevKewajiban, ...]:
        """All kewajiban that count, in the plan's order."""
        return tuple(satu for indikator in self.indikator for satu in indikator.kewajiban)


def assess(  # noqa: PLR0913, PLR0917 - a plan, two days, and what was reported
    rencana: Rencana,
    per_tanggal: dt.date,
    hari_ini: dt.date | None = None,
    tercatat: Mapping[Kunci, dt.date] = _TANPA_LAPORAN,
    dilaporkan: Mapping[Kunci, Dilaporkan] = _TANPA_LAPORAN,
    jenis: JenisPeriode = JenisPeriode.BULAN,
) -> Monev:
    """Compute every figure of `rencana` as of `per_tanggal`, for a report of a period of this kind.

    `hari_ini` is the day on which that is done; without it, one after `per_tanggal` before any later period ended.
    `tercatat` gives the first day of the month of the first report that showed a kewajiban finished, `dilaporkan`
    what the report of this very day said, which then holds. Nothing dated after `per_tanggal` counts.
    """
    today = hari_ini or per_tanggal + dt.timedelta(days=1)
    saat = _Saat(per_tanggal, today, tercatat, dilaporkan, jenis)
    indikator = tuple(_indikator(rencana, saat))
    return Monev(
        rencana=rencana,
        periode=Periode.of(per_tanggal, jenis),
        per_tanggal=per_tanggal,
        berjalan=saat.berjalan,
        ringkasan=_angka(indikator, saat),
        area=tuple(
            _area(area, tuple(row for row in indikator if row.area is area), saat) for area in rencana.area
        ),
        tenggat=tuple(_per_month(satu for row in indikator for satu in row.kewajiban)),
        indikator=indikator,
        penanggung_jawab=tuple(_per_person(rencana, indikator, saat)),
        kurva=tuple(_curve(indikator, per_tanggal)),
        keputusan=assess_keputusan(
            rencana.keputusan, per_tanggal, berjalan=saat.berjalan, terbaru=saat.bulan_terbaru
        ),
    )


@dataclass(frozen=True)
class _Saat:
    """When a plan is looked at, and what reports said of it before (see `assess`)."""

    per_tanggal: dt.date
    hari_ini: dt.date
    tercatat: Mapping[Kunci, dt.date]
    dilaporkan: Mapping[Kunci, Dilaporkan]
    jenis: JenisPeriode

    @cached_property
    def berjalan(self) -> bool:
        return self.hari_ini <= self.per_tanggal

    @cached_property
    def sampai(self) -> dt.date:
        return jatuh_tempo_sampai(self.per_tanggal, berjalan=self.berjalan)

    @cached_property
    def bulan_terbaru(self) -> dt.date:
        """The first day of the last month of the newest period of the kind that has ended.

        Of the reports of this kind those of that period and of later ones are the newest.
        """
        return Periode.of(self.hari_ini, self.jenis).sebelumnya.akhir.replace(day=1)


def _indikator(rencana: Rencana, saat: _Saat) -> Iterator[MonevIndikator]:
    """Give the figures of each indikator; what is due before Mulai Pemantauan is left out."""
    mulai = rencana.pengaturan.mulai
    for area in rencana.area:
        for komponen in area.komponen:
            for satu in komponen.indikator:
                kewajiban = tuple(
                    _judge(satu, kewajiban, awal, saat)
                    for kewajiban, awal in satu.masa
                    if kewajiban.jatuh_tempo is None or kewajiban.jatuh_tempo >= mulai
                )
                hitungan = _count(kewajiban)
                capaian = _share(hitungan.selesai, hitungan.kewajiban - hitungan.tidak_berlaku)
                yield MonevIndikator(area, komponen, satu, kewajiban, hitungan, capaian)


def _area(area: Area, rows: tuple[MonevIndikator, ...], saat: _Saat) -> MonevArea:
    return MonevArea(area, _angka(rows, saat), rows)


def _judge(indikator: Indikator, kewajiban: Kewajiban, awal: dt.date | None, saat: _Saat) -> MonevKewajiban:
    """Give a kewajiban with its state and, where it is finished, how it stands to its jatuh tempo.

    What a report said of it holds. `awal` is the first day of its period.
    """
    kode, due = indikator.kode, kewajiban.jatuh_tempo
    told = saat.dilaporkan.get((kode, due))
    recorded = _recorded_since(indikator, due, saat)
    seen, later = (told, None) if told else _look(kewajiban, awal, recorded, saat)
    finished = seen.keadaan is Keadaan.SELESAI
    return MonevKewajiban(
        kode,
        due,
        seen.keadaan,
        tanggal_selesai=seen.tanggal_selesai,
        selesai_sejak=seen.selesai_sejak,
        ketepatan=punctuality(due, seen.tanggal_selesai) if finished else None,
        hari_terlambat=days_late(seen.keadaan, due, saat.per_tanggal),
        awal_masa=awal,
        dihitung_mulai=later,
        tercatat_sejak=recorded,
        dilaporkan=told is not None,
    )


def _look(
    kewajiban: Kewajiban, awal: dt.date | None, tercatat: dt.date | None, saat: _Saat
) -> tuple[Dilaporkan, dt.date | None]:
    """Give what is to be reported of a kewajiban, and since when what is only ticked off will count.

    A date before `awal` is no more than a mark; `tercatat` is what `_recorded_since` gives.
    """
    due, realisasi, per_tanggal = kewajiban.jatuh_tempo, kewajiban.realisasi, saat.per_tanggal
    day = None if awal and realisasi.tanggal and realisasi.tanggal < awal else realisasi.tanggal
    since = day or _undated_since(due, tercatat)
    keadaan = state_of(realisasi, due, since, per_tanggal, saat.sampai)
    if keadaan is Keadaan.SELESAI:
        return Dilaporkan(keadaan, day, since), None
    ticked = realisasi.selesai and day is None and (realisasi.tanggal or per_tanggal) <= per_tanggal
    waits = ticked and keadaan is Keadaan.BELUM_JATUH_TEMPO
    return Dilaporkan(keadaan, None, None), since if waits else None


def _undated_since(due: dt.date | None, tercatat: dt.date | None) -> dt.date:
    """Give the day from which a tick without a date counts.

    In a month column that is the first of the month. A STATUS says "finished by now": it counts in the newest
    report, in all since the first that showed it, and in no other before the month of its jatuh tempo.
    """
    return min((day.replace(day=1) for day in (due, tercatat) if day), default=dt.date.max)


def _recorded_since(indikator: Indikator, due: dt.date | None, saat: _Saat) -> dt.date | None:
    """Give the month since which a STATUS without a date counts whatever its jatuh tempo; None in month columns."""
    if indikator.berulang:
        return None
    newest = saat.bulan_terbaru
    return min(saat.tercatat.get((indikator.kode, due), newest).replace(day=1), newest)


def _count(kewajiban: Sequence[MonevKewajiban]) -> Hitungan:
    states = Counter[str | None](state for satu in kewajiban for state in (satu.keadaan, satu.ketepatan))
    return Hitungan(len(kewajiban), *(states[name] for name in HITUNGAN[1:]))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _angka(indikator: Sequence[MonevIndikator], saat: _Saat) -> Angka:
    """Give the figures of one group; its capaian is the plain mean over the indikator that have one."""
    kewajiban = [satu for row in indikator for satu in row.kewajiban]
    counted = [row.capaian for row in indikator if row.capaian is not None]
    due = [
        satu.keadaan is Keadaan.SELESAI
        for satu in kewajiban
        if sudah_jatuh_tempo(satu.jatuh_tempo, saat.sampai) and satu.keadaan is not Keadaan.TIDAK_BERLAKU
    ]
    return Angka(
        indikator=len(indikator),
        hitungan=_count(kewajiban),
        capaian=fmean(counted) if counted else None,
        realisasi_jatuh_tempo=_share(sum(due), len(due)),
        bercapaian=len(counted),
        jatuh_tempo=len(due),
        jatuh_tempo_selesai=sum(due),
    )


def _per_month(kewajiban: Iterable[MonevKewajiban]) -> Iterator[MonevTenggat]:
    """Count the states within each month that has a jatuh tempo, then within those that have none."""
    months: defaultdict[dt.date | None, list[MonevKewajiban]] = defaultdict(list)
    for satu in kewajiban:
        months[satu.jatuh_tempo and satu.jatuh_tempo.replace(day=1)].append(satu)
    for first in sorted(months, key=lambda first: first or dt.date.max):
        yield MonevTenggat(first, _count(months[first]))


def _per_person(
    rencana: Rencana, indikator: Sequence[MonevIndikator], saat: _Saat
) -> Iterator[MonevPenanggungJawab]:
    """Give the figures by penanggung jawab, however spelled, in the plan's order; last, of those without.

    An indikator of several counts for each of them.
    """
    people = people_of(rencana)
    rows: defaultdict[str, list[MonevIndikator]] = defaultdict(list)
    for row in indikator:
        for nama in people.of(row.indikator.penanggung_jawab) or ("",):
            rows[nama].append(row)
    for nama in sorted(rows, key=lambda nama: not nama):
        yield MonevPenanggungJawab(nama, _angka(rows[nama], saat), tuple(rows[nama]))


def _curve(indikator: Sequence[MonevIndikator], per_tanggal: dt.date) -> Iterator[TitikKurva]:
    """Count what was due and what was finished by the end of each month.

    The months are those that the plan spans, and those after it in which something was still finished.
    """
    counted = [
        (satu.jatuh_tempo, satu.selesai_sejak)
        for row in indikator
        for satu in row.kewajiban
        if satu.jatuh_tempo is not None and satu.keadaan is not Keadaan.TIDAK_BERLAKU
    ]
    if not counted:
        return
    due = sorted(jatuh_tempo for jatuh_tempo, _ in counted)
    done = sorted(since for _, since in counted if since is not None)
    for end in month_ends(due[0], max(due + done)):
        first = end.replace(day=1)
        reached = bisect_right(done, end) if first <= per_tanggal else None
        yield TitikKurva(first, bisect_right(due, end), reached)
