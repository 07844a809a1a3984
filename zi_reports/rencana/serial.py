"""A day and the number that a workbook keeps for it, in both of Excel's ways to count."""

from __future__ import annotations

import datetime as dt

from zi_reports.rencana.lampiran import TANGGAL_AKHIR, TANGGAL_AWAL

HARI_NOL_1900 = dt.date(1899, 12, 30)
"""The day that serial number 0 stands for."""

HARI_NOL_1904 = dt.date(1904, 1, 1)
"""The same in a workbook with the 1904 date system, as old Excel for Mac made them."""

_MARET_1900 = dt.date(1900, 3, 1)  # before it Excel counts one day more: a 29 February that never was


def day_of(serial: float, hari_nol: dt.date) -> dt.date | None:
    """Give the day of a serial number, if it is one that the workbook takes."""
    if (TANGGAL_AWAL - hari_nol).days <= serial < (TANGGAL_AKHIR - hari_nol).days + 1:
        return hari_nol + dt.timedelta(days=int(serial))
    return None


def serial_of(hari: dt.date) -> int | None:
    """Give the serial number of a day in a workbook that we write; None before 1900, which Excel does not know."""
    days = (hari - HARI_NOL_1900).days - (hari < _MARET_1900)
    return days if days > 0 else None
