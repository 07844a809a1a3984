"""How what meetings decided stands as of a day, by the rules that kewajiban have (docs/design.md, Figures)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from zi_reports.monev.keadaan import (
    Keadaan,
    Ketepatan,
    days_late,
    jatuh_tempo_sampai,
    punctuality,
    state_of,
)
from zi_reports.rencana.model import Keputusan

TANPA_BATAS_WAKTU = "tanpa batas waktu"
"""What a decision is called whose keadaan is `tanpa_tenggat`."""


@dataclass(frozen=True, slots=True)
class MonevKeputusan:
    """A decision and its state; `hari_terlambat` counts from BATAS WAKTU to per tanggal while it is late.

    `tanggal_selesai` is the day as reported, once it is reached; `tercatat_sejak` the first day of the month since
    which one that is ticked off without a date counts at the latest.
    """

    keputusan: Keputusan
    keadaan: Keadaan
    tanggal_selesai: dt.date | None = None
    ketepatan: Ketepatan | None = None
    hari_terlambat: int = 0
    tercatat_sejak: dt.date | None = field(default=None, compare=False)


def assess_keputusan(
    semua: Sequence[Keputusan], per_tanggal: dt.date, *, berjalan: bool, terbaru: dt.date
) -> tuple[MonevKeputusan, ...]:
    """Give the state of each decision of a meeting up to `per_tanggal`, in the sheet's order.

    One of which the day of the meeting is not known is among them. What is ticked off without a date counts from
    `terbaru`, the first of the last month of the newest report, or from the month of its BATAS WAKTU.
    """
    made = [satu for satu in semua if satu.tanggal_rapat is None or satu.tanggal_rapat <= per_tanggal]
    sampai = jatuh_tempo_sampai(per_tanggal, berjalan=berjalan)
    return tuple(_judge(satu, per_tanggal, terbaru, sampai) for satu in made)


def _judge(satu: Keputusan, per_tanggal: dt.date, terbaru: dt.date, sampai: dt.date) -> MonevKeputusan:
    done, due = satu.realisasi, satu.batas_waktu
    since = done.tanggal or min(day.replace(day=1) for day in (due, terbaru) if day)
    keadaan = state_of(done, due, since, per_tanggal, sampai)
    finished = keadaan is Keadaan.SELESAI
    return MonevKeputusan(
        satu,
        keadaan,
        tanggal_selesai=done.tanggal if finished else None,
        ketepatan=punctuality(due, done.tanggal) if finished else None,
        hari_terlambat=days_late(keadaan, due, per_tanggal),
        tercatat_sejak=terbaru,
    )
