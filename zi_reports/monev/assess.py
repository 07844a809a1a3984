"""A plan and a per tanggal become figures: what is finished, late, still to come; two days what changed.

The rules are those of docs/design.md, Figures.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from statistics import fmean

from zi_reports.monev.figures import (
    Angka,
    Hitungan,
    Keadaan,
    Ketepatan,
    Monev,
    MonevArea,
    MonevIndikator,
    MonevKewajiban,
    MonevTenggat,
    Perbandingan,
    PerubahanArea,
    PerubahanKewajiban,
    TitikKurva,
)
from zi_reports.rencana.model import Area, Indikator, Kewajiban, Rencana


def assess(rencana: Rencana, per_tanggal: dt.date) -> Monev:
    """Compute every figure of `rencana` as of `per_tanggal`.

    Nothing dated after `per_tanggal` counts, so a past month gives the same figures whenever it is asked.
    """
    areas = [tuple(_indikator_of(area, rencana.pengaturan.mulai, per_tanggal)) for area in rencana.area]
    indikator = tuple(satu for rows in areas for satu in rows)
    kewajiban = [satu for row in indikator for satu in row.kewajiban]
    return Monev(
        rencana=rencana,
        per_tanggal=per_tanggal,
        ringkasan=_angka(indikator, per_tanggal),
        area=tuple(
            MonevArea(area, _angka(rows, per_tanggal)) for area, rows in zip(rencana.area, areas, strict=True)
        ),
        tenggat=tuple(_per_month(kewajiban)),
        indikator=indikator,
        kurva=tuple(_curve(indikator, per_tanggal)),
    )


def compare(awal: Monev, akhir: Monev) -> Perbandingan:
    """Hold the figures of a plan as of two days against each other, the earlier first."""
    pairs = [
        PerubahanKewajiban(milik, dahulu, kini)
        for lama, milik in zip(awal.indikator, akhir.indikator, strict=True)
        for dahulu, kini in zip(lama.kewajiban, milik.kewajiban, strict=True)
        if dahulu.keadaan is not kini.keadaan
    ]
    return Perbandingan(
        awal=awal,
        akhir=akhir,
        area=tuple(PerubahanArea(*pair) for pair in zip(awal.area, akhir.area, strict=True)),
        baru_selesai=tuple(satu for satu in pairs if satu.akhir.keadaan is Keadaan.SELESAI),
        baru_terlambat=tuple(satu for satu in pairs if satu.akhir.keadaan is Keadaan.TERLAMBAT),
    )


def _indikator_of(area: Area, mulai: dt.date, per_tanggal: dt.date) -> Iterator[MonevIndikator]:
    """Give the figures of each indikator of an area; what is due before Mulai Pemantauan is left out."""
    for komponen in area.komponen:
        for indikator in komponen.indikator:
            kewajiban = tuple(
                _judge(indikator, satu, per_tanggal)
                for satu in indikator.kewajiban
                if satu.jatuh_tempo is None or satu.jatuh_tempo >= mulai
            )
            hitungan = _count(kewajiban)
            capaian = _share(hitungan.selesai, hitungan.kewajiban - hitungan.tidak_berlaku)
            yield MonevIndikator(area, komponen, indikator, kewajiban, hitungan, capaian)


def _judge(indikator: Indikator, kewajiban: Kewajiban, per_tanggal: dt.date) -> MonevKewajiban:
    """Give a kewajiban with its state and, where it is finished, how it stands to its jatuh tempo."""
    due, realisasi = kewajiban.jatuh_tempo, kewajiban.realisasi
    since = finished_since(indikator, kewajiban)
    if realisasi.tidak_berlaku:
        keadaan = Keadaan.TIDAK_BERLAKU
    elif realisasi.selesai and since <= per_tanggal:
        keadaan = Keadaan.SELESAI
    elif due is None:
        keadaan = Keadaan.TANPA_TENGGAT
    else:
        keadaan = Keadaan.TERLAMBAT if sudah_jatuh_tempo(due, per_tanggal) else Keadaan.BELUM_JATUH_TEMPO
    finished = keadaan is Keadaan.SELESAI
    return MonevKewajiban(
        kode=indikator.kode,
        jatuh_tempo=due,
        tanggal_selesai=realisasi.tanggal if finished else None,
        selesai_sejak=since if finished else None,
        keadaan=keadaan,
        ketepatan=_punctuality(due, realisasi.tanggal) if finished else None,
        hari_terlambat=(per_tanggal - due).days if due and keadaan is Keadaan.TERLAMBAT else 0,
    )


def sudah_jatuh_tempo(jatuh_tempo: dt.date | None, per_tanggal: dt.date) -> bool:
    """Say whether a kewajiban is due by then: its day itself counts, and without one it never is.

    What is due and not finished is late; what is due and applies makes up realisasi jatuh tempo.
    """
    return jatuh_tempo is not None and jatuh_tempo <= per_tanggal


def finished_since(indikator: Indikator, kewajiban: Kewajiban) -> dt.date:
    """Give the day from which a kewajiban counts as finished, if it is.

    That is the date reported. A mark without a date in a month column counts from the first day of that
    month; one on a row with a single kewajiban says nothing of when, and so counts for every month.
    """
    if kewajiban.realisasi.tanggal is not None:
        return kewajiban.realisasi.tanggal
    if indikator.berulang and kewajiban.jatuh_tempo is not None:
        return kewajiban.jatuh_tempo.replace(day=1)
    return dt.date.min


def _punctuality(jatuh_tempo: dt.date | None, tanggal: dt.date | None) -> Ketepatan:
    if jatuh_tempo is None or tanggal is None:
        return Ketepatan.SELESAI_TANPA_TANGGAL
    return Ketepatan.TEPAT_WAKTU if tanggal <= jatuh_tempo else Ketepatan.SELESAI_TERLAMBAT


def _count(kewajiban: Sequence[MonevKewajiban]) -> Hitungan:
    states = Counter(str(satu.keadaan) for satu in kewajiban)
    states.update(str(satu.ketepatan) for satu in kewajiban if satu.ketepatan)
    names = (name for name in Hitungan.__dataclass_fields__ if name != "kewajiban")
    return Hitungan(kewajiban=len(kewajiban), **{name: states[name] for name in names})


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _angka(indikator: Sequence[MonevIndikator], per_tanggal: dt.date) -> Angka:
    """Give the figures of one group; its capaian is the plain mean over the indikator that have one."""
    kewajiban = [satu for row in indikator for satu in row.kewajiban]
    counted = [row.capaian for row in indikator if row.capaian is not None]
    due = [
        satu.keadaan is Keadaan.SELESAI
        for satu in kewajiban
        if sudah_jatuh_tempo(satu.jatuh_tempo, per_tanggal) and satu.keadaan is not Keadaan.TIDAK_BERLAKU
    ]
    return Angka(
        indikator=len(indikator),
        hitungan=_count(kewajiban),
        capaian=fmean(counted) if counted else None,
        realisasi_jatuh_tempo=_share(sum(due), len(due)),
    )


def _per_month(kewajiban: Iterable[MonevKewajiban]) -> Iterator[MonevTenggat]:
    """Count the states within each month that has a jatuh tempo, then within those that have none."""

    def month(satu: MonevKewajiban) -> dt.date:
        return satu.jatuh_tempo.replace(day=1) if satu.jatuh_tempo else dt.date.max

    for first, group in groupby(sorted(kewajiban, key=month), month):
        yield MonevTenggat(None if first == dt.date.max else first, _count(tuple(group)))


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
    due = sorted(_month_number(jatuh_tempo) for jatuh_tempo, _ in counted)
    done = sorted(_month_number(since) for _, since in counted if since is not None)
    for number in range(due[0], max(due + done) + 1):
        first = dt.date(number // 12, number % 12 + 1, 1)
        reached = bisect_right(done, number) if first <= per_tanggal else None
        yield TitikKurva(first, bisect_right(due, number), reached)


def _month_number(hari: dt.date) -> int:
    return hari.year * 12 + hari.month - 1
