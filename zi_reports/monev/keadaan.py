"""When something is due, finished in time, or late: one rule for kewajiban and for what meetings decided."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum


class Keadaan(StrEnum):
    """The one state that a kewajiban is in as of the per tanggal."""

    SELESAI = "selesai"
    TERLAMBAT = "terlambat"
    BELUM_JATUH_TEMPO = "belum_jatuh_tempo"
    TANPA_TENGGAT = "tanpa_tenggat"
    TIDAK_BERLAKU = "tidak_berlaku"


class Ketepatan(StrEnum):
    """How a finished kewajiban stands to its jatuh tempo."""

    TEPAT_WAKTU = "tepat_waktu"
    SELESAI_TERLAMBAT = "selesai_terlambat"
    SELESAI_TANPA_TANGGAL = "selesai_tanpa_tanggal"


def sudah_jatuh_tempo(jatuh_tempo: dt.date | None, per_tanggal: dt.date, *, berjalan: bool = False) -> bool:
    """Say whether a kewajiban is due by then; without a jatuh tempo it never is.

    Its day itself counts once it is over, not while it runs (`berjalan`). What is due and not finished is late
    (finished late: `punctuality`); what is due and applies makes up realisasi jatuh tempo; the rest
    is on the agenda.
    """
    return jatuh_tempo is not None and jatuh_tempo + dt.timedelta(days=berjalan) <= per_tanggal


def punctuality(jatuh_tempo: dt.date | None, tanggal: dt.date | None) -> Ketepatan:
    """Say how something finished stands to its jatuh tempo."""
    if jatuh_tempo is None or tanggal is None:
        return Ketepatan.SELESAI_TANPA_TANGGAL
    return Ketepatan.TEPAT_WAKTU if tanggal <= jatuh_tempo else Ketepatan.SELESAI_TERLAMBAT
