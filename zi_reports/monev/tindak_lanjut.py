"""What is to be followed up, worst first, by a plan's figures: the rows of the Rencana Tindak Lanjut."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from zi_reports.monev.bukti import unsaid_month
from zi_reports.monev.figures import Monev, MonevIndikator, MonevKewajiban
from zi_reports.monev.keadaan import Keadaan
from zi_reports.rencana.model import BuktiDukung, Verifikasi
from zi_reports.rencana.periode import Periode


@dataclass(frozen=True, slots=True)
class TindakLanjut:
    """One indikator that needs something done, with those of its kewajiban that are meant.

    `batas_waktu` is the day until which; of what is late it is past, and None where nothing says it.
    """

    baris: MonevIndikator
    kewajiban: tuple[MonevKewajiban, ...]
    batas_waktu: dt.date | None


def lacks_evidence(satu: MonevIndikator) -> bool:
    """Say whether an indikator has something finished and no evidence of it."""
    return satu.hitungan.selesai > 0 and not satu.indikator.bukti_dukung


def to_be_mended(satu: MonevIndikator) -> tuple[BuktiDukung, ...]:
    """Give the evidence of an indikator that a reviewer wants mended."""
    return tuple(one for one in satu.indikator.bukti_dukung if one.verifikasi is Verifikasi.PERBAIKAN)


def mending(satu: BuktiDukung) -> str:
    """Name a piece of evidence to be mended, and why: `Notulen.pdf (Oktober 2025): belum ditandatangani`."""
    bulan = unsaid_month(satu)
    return f"{satu.teks}{bulan and f' ({bulan})'}{satu.catatan_verifikasi and f': {satu.catatan_verifikasi}'}"


def periode_agenda(ini: Periode) -> tuple[Periode, ...]:
    """Give the periods after this one that the agenda tells of: the next, and of months the one after it too."""
    berikut = ini.berikutnya
    return (berikut, berikut.berikutnya) if ini.sebulan else (berikut,)


def late_first(rows: Iterable[MonevIndikator]) -> list[TindakLanjut]:
    """Give the indikator that have something late: the longest first, of these that with the most kewajiban."""
    late = [_with(satu, Keadaan.TERLAMBAT) for satu in rows if satu.hitungan.terlambat]
    return sorted(late, key=lambda satu: (satu.batas_waktu or dt.date.max, -len(satu.kewajiban)))


def rencana_tindak_lanjut(monev: Monev) -> Iterator[TindakLanjut]:
    """List what is late, then what is open and needs it by its jatuh tempo, then evidence to be mended or given.

    Of what is open that is what has a kendala, and what the agenda has and nobody is named for. Evidence is due
    by the end of the next period; where it is not of the first kinds, its row has what is finished, if anything is.
    """
    yield from late_first(monev.indikator)
    horizon = periode_agenda(monev.periode)[-1].akhir
    waiting: list[TindakLanjut] = []
    of_evidence: list[TindakLanjut] = []
    for satu in (row for row in monev.indikator if not row.hitungan.terlambat):
        still = tuple(one for one in satu.kewajiban if one.keadaan.terbuka)
        first = min((one.jatuh_tempo for one in still if one.jatuh_tempo), default=None)
        unclaimed = not satu.indikator.penanggung_jawab and (first or dt.date.max) <= horizon
        if still and (satu.indikator.kendala or unclaimed):
            waiting.append(TindakLanjut(satu, still, first))
        elif to_be_mended(satu) or lacks_evidence(satu):
            of_evidence.append(
                replace(_with(satu, Keadaan.SELESAI), batas_waktu=monev.periode.berikutnya.akhir)
            )
    yield from sorted(waiting, key=lambda satu: satu.batas_waktu or dt.date.max)
    yield from sorted(of_evidence, key=lambda satu: lacks_evidence(satu.baris))


def _with(satu: MonevIndikator, keadaan: Keadaan) -> TindakLanjut:
    """Give an indikator with its kewajiban in one state, and the first jatuh tempo of these."""
    chosen = tuple(one for one in satu.kewajiban if one.keadaan is keadaan)
    return TindakLanjut(
        satu, chosen, min((one.jatuh_tempo for one in chosen if one.jatuh_tempo), default=None)
    )
