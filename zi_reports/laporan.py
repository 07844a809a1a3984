"""The documents of a month: what they are made from. Each document is a module of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from zi_reports.monev.figures import Monev
from zi_reports.rencana.model import BuktiDukung, Catatan


@dataclass(frozen=True, slots=True)
class BahanLaporan:
    """All that the documents of one month are made from.

    `bulan_lalu` holds the figures of the same plan as of the end of the month before; `hari_ini` is the day on
    which the documents are made. `alamat_bukti` says where evidence that is a file lies, as seen from the folder
    of the documents.
    """

    monev: Monev
    bulan_lalu: Monev
    catatan: tuple[Catatan, ...]
    hari_ini: dt.date
    alamat_bukti: Mapping[BuktiDukung, str] = field(default_factory=dict)
