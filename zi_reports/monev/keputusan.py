"""How what meetings decided stands as of a day, by the rules that kewajiban have (docs/design.md, Figures)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from zi_reports.monev.keadaan import Keadaan, Ketepatan, punctuality, sudah_jatuh_tempo
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

    @property
    def terbuka(self) -> bool:
        """Whether it was still to be done on that day."""
        return self.keadaan not in {Keadaan.SELESAI, Keadaan.TIDAK_BERLAKU}


def assess_keputusan(
    semua: Sequence[Keputusan], per_tanggal: dt.date, *, berjalan: bool, terbaru: dt.date
) -> tuple[MonevKeputusan, ...]:
    """Give the state of each decision of a meeting up to `per_tanggal`, in the sheet's order.

    One of which the day of the meeting is not known is among them. What is ticked off without a date counts from
    `terbaru`, the first of the last month of the newest report, or from the month of its BATAS WAKTU.
    """
    made = [satu for satu in semua if satu.tanggal_rapat is None or satu.tanggal_rapat <= per_tanggal]
    judged = (_judge(satu, per_tanggal, terbaru, berjalan=berjalan) for satu in made)
    return tuple(replace(satu, tercatat_sejak=terbaru) for satu in judged)


def _judge(satu: Keputusan, per_tanggal: dt.date, terbaru: dt.date, *, berjalan: bool) -> MonevKeputusan:
    done, due = satu.realisasi, satu.batas_waktu
    undated = min(day.replace(day=1) for day in (due, terbaru) if day)
    if done.tidak_berlaku:
        return MonevKeputusan(satu, Keadaan.TIDAK_BERLAKU)
    if done.selesai and (done.tanggal or undated) <= per_tanggal:
        return MonevKeputusan(satu, Keadaan.SELESAI, done.tanggal, punctuality(due, done.tanggal))
    if due is None:
        return MonevKeputusan(satu, Keadaan.TANPA_TENGGAT)
    if sudah_jatuh_tempo(due, per_tanggal, berjalan=berjalan):
        return MonevKeputusan(satu, Keadaan.TERLAMBAT, hari_terlambat=(per_tanggal - due).days)
    return MonevKeputusan(satu, Keadaan.BELUM_JATUH_TEMPO)
