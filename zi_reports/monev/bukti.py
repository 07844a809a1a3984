"""The evidence that a plan asks for, has, and has had verified: by indikator and period, and summed.

It stands as it is in the workbook now: evidence bears no day. What is asked for are the items of BUKTI FISIK, once
for each kewajiban that applies; what is in hand are pieces, of which one may answer several items.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace

from zi_reports.rencana.bahasa import bulan_tahun
from zi_reports.rencana.bukti import count_items
from zi_reports.rencana.model import BuktiDukung, Indikator, Verifikasi


@dataclass(frozen=True, slots=True)
class HitunganBukti:
    """How many items are asked for; how many pieces are in hand, and of these found in order, or to be mended."""

    diminta: int = 0
    ada: int = 0
    sesuai: int = 0
    perbaikan: int = 0


TANPA_BUKTI = HitunganBukti()


@dataclass(frozen=True, slots=True)
class MonevBukti:
    """The evidence of an indikator for one period, by the first day of its month; None for what is of no one.

    A row with one kewajiban has all its evidence there.
    """

    periode: dt.date | None
    bukti: tuple[BuktiDukung, ...]
    hitungan: HitunganBukti


def bukti_of(indikator: Indikator, berlaku: Sequence[dt.date | None]) -> Iterator[MonevBukti]:
    """Give the evidence of an indikator by period; `berlaku` are the jatuh tempo of its kewajiban that apply."""
    asked = count_items(indikator.bukti_fisik) or int(bool(indikator.bukti_fisik.strip()))
    if not indikator.berulang:
        yield _counted(None, indikator.bukti_dukung, asked * len(berlaku))
        return
    months = dict.fromkeys(day.replace(day=1) for day in berlaku if day)
    of_month: dict[dt.date | None, list[BuktiDukung]] = {}
    for satu in indikator.bukti_dukung:
        of_month.setdefault(satu.periode if satu.periode in months else None, []).append(satu)
    for month in months:
        yield _counted(month, of_month.get(month, ()), asked)
    if None in of_month:
        yield _counted(None, of_month[None], 0)


def _counted(periode: dt.date | None, bukti: Sequence[BuktiDukung], asked: int) -> MonevBukti:
    if not bukti:
        return MonevBukti(periode, (), HitunganBukti(asked, 0, 0, 0))
    sesuai, perbaikan = (sum(satu.verifikasi is kata for satu in bukti) for kata in Verifikasi)
    return MonevBukti(periode, tuple(bukti), HitunganBukti(asked, len(bukti), sesuai, perbaikan))


def told_of(indikator: Indikator) -> bool:
    """Say whether sheet Bukti tells anything of an indikator, be it a verdict."""
    here = indikator.letak.lembar
    return any(
        replace(satu, periode=None, berkas="").terinci
        or (satu.lokasi is not None and satu.lokasi.lembar != here)
        for satu in indikator.bukti_dukung
    )


def unsaid_month(satu: BuktiDukung) -> str:
    """Name the month that a piece of evidence is of, `Oktober 2025`; nothing where its own text says it."""
    if satu.periode is None:
        return ""
    month, said = bulan_tahun(satu.periode), satu.teks.casefold()
    return "" if month.casefold() in said or f"{satu.periode:%Y-%m}" in said else month


def sum_bukti(semua: Iterable[HitunganBukti]) -> HitunganBukti:
    """Add figures up."""
    every = list(semua)
    return HitunganBukti(*(sum(getattr(satu, nama.name) for satu in every) for nama in fields(HitunganBukti)))
