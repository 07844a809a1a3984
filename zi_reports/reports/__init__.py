"""The documents of a month: what they are made from. Each document is a module of its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from zi_reports.model import Catatan
from zi_reports.monev import Monev


@dataclass(frozen=True, slots=True)
class BahanLaporan:
    """All that the documents of one month are made from.

    `bulan_lalu` holds the same figures as of the end of the month before; `hari_ini` is the day on which the
    documents are made.
    """

    monev: Monev
    bulan_lalu: Monev
    catatan: tuple[Catatan, ...]
    hari_ini: dt.date
