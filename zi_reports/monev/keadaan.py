"""When something is due, finished in time, or late: one rule for kewajiban and for what meetings decided."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from zi_reports.rencana.model import Realisasi


class Keadaan(StrEnum):
    """The one state that a kewajiban, or a decision, is in as of the per tanggal."""

    SELESAI = "selesai"
    TERLAMBAT = "terlambat"
    BELUM_JATUH_TEMPO = "belum_jatuh_tempo"
    TANPA_TENGGAT = "tanpa_tenggat"
    TIDAK_BERLAKU = "tidak_berlaku"

    @property
    def terbuka(self) -> bool:
        """Whether something is still to be done."""
        return self not in {Keadaan.SELESAI, Keadaan.TIDAK_BERLAKU}


class Ketepatan(StrEnum):
    """How a finished kewajiban stands to its jatuh tempo."""

    TEPAT_WAKTU = "tepat_waktu"
    SELESAI_TERLAMBAT = "selesai_terlambat"
    SELESAI_TANPA_TANGGAL = "selesai_tanpa_tanggal"


def jatuh_tempo_sampai(per_tanggal: dt.date, *, berjalan: bool) -> dt.date:
    """Give the last day of which the jatuh tempo is over: the per tanggal itself, save while that day runs."""
    return per_tanggal - dt.timedelta(days=berjalan)


def sudah_jatuh_tempo(jatuh_tempo: dt.date | None, sampai: dt.date) -> bool:
    """Say whether a kewajiban is due by a day that `jatuh_tempo_sampai` gives; without a jatuh tempo it never is.

    What is due and not finished is late (finished late: `punctuality`); what is due and applies makes up
    realisasi jatuh tempo; the rest is on the agenda.
    """
    return jatuh_tempo is not None and jatuh_tempo <= sampai


def state_of(
    realisasi: Realisasi, jatuh_tempo: dt.date | None, sejak: dt.date, per_tanggal: dt.date, sampai: dt.date
) -> Keadaan:
    """Give the state of what is reported so; what is ticked off counts as finished from `sejak` on.

    `sampai` is what `jatuh_tempo_sampai` gives.
    """
    if realisasi.tidak_berlaku:
        return Keadaan.TIDAK_BERLAKU
    if realisasi.selesai and sejak <= per_tanggal:
        return Keadaan.SELESAI
    if jatuh_tempo is None:
        return Keadaan.TANPA_TENGGAT
    return Keadaan.TERLAMBAT if sudah_jatuh_tempo(jatuh_tempo, sampai) else Keadaan.BELUM_JATUH_TEMPO


def days_late(keadaan: Keadaan, jatuh_tempo: dt.date | None, per_tanggal: dt.date) -> int:
    """Count the days from jatuh tempo to per tanggal while something is late."""
    return (per_tanggal - jatuh_tempo).days if jatuh_tempo and keadaan is Keadaan.TERLAMBAT else 0


def punctuality(jatuh_tempo: dt.date | None, tanggal: dt.date | None) -> Ketepatan:
    """Say how something finished stands to its jatuh tempo."""
    if jatuh_tempo is None or tanggal is None:
        return Ketepatan.SELESAI_TANPA_TANGGAL
    return Ketepatan.TEPAT_WAKTU if tanggal <= jatuh_tempo else Ketepatan.SELESAI_TERLAMBAT
