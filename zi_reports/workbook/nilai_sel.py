"""The stored value of a cell, its kind and its number format become the value that the cell shows."""

from __future__ import annotations

import datetime as dt
import math
import re
from enum import Enum

from zi_reports.workbook.lembar import HARI_NOL_1900, Nilai, SelRusak


class Bentuk(Enum):
    """What a number format makes of a number."""

    ANGKA = "angka"
    TANGGAL = "tanggal"
    BULAN = "bulan"
    LAMA = "lama"


_BAWAAN: dict[int, str] = {
    **dict.fromkeys((14, *range(27, 37), *range(50, 59)), "dd/mm/yyyy"),
    15: "d/mmm/yy",
    16: "d/mmm",
    17: "mmm/yy",
    18: "h:mm",
    19: "h:mm:ss",
    20: "h:mm",
    21: "h:mm:ss",
    22: "d/m/yy h:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
}
"""The dates among the formats that every workbook knows without naming them."""

_BUKAN_KODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_LOLOS = re.compile("_x([0-9A-Fa-f]{4})_")
_SERIAL_TERAKHIR = 2_958_465  # 31 December 9999
_FEBRUARI_1900 = 60  # below it, Excel counts a 29 February that never was


def format_shape(kode: int, formats: dict[int, str]) -> Bentuk:
    """Say what the number format with this number makes of a number."""
    code = _BUKAN_KODE.sub("", formats.get(kode) or _BAWAAN.get(kode, "")).split(";")[0].lower()
    if "general" in code or not re.search("[dmyhs]", code):
        return Bentuk.ANGKA
    if re.search(r"\[[hms]+\]", code):
        return Bentuk.LAMA
    if "m" in code and "y" in code and not re.search("[dhs]", code):
        return Bentuk.BULAN
    return Bentuk.TANGGAL


def unescape(teks: str) -> str:
    """Give text as Excel shows it: `_x000D_` is a sign that XML cannot hold."""
    return _LOLOS.sub(lambda match: chr(int(match[1], 16)), teks) if "_x" in teks else teks


def number(teks: str, bentuk: Bentuk, hari_nol: dt.date) -> Nilai:
    """Give a stored number in the shape that its format gives it."""
    try:
        value: float = int(teks)
    except ValueError:
        try:
            value = float(teks)
        except ValueError:
            return SelRusak(teks)
    if not math.isfinite(value):
        return SelRusak(teks)
    if bentuk is Bentuk.ANGKA or not 0 <= value <= _SERIAL_TERAKHIR:
        return value
    if bentuk is Bentuk.LAMA:
        return dt.timedelta(days=value)
    return moment(value, hari_nol)


def moment(serial: float, hari_nol: dt.date) -> dt.datetime | dt.time:
    """Give the moment that a serial number stands for, to the second; below 1 it is a time of day."""
    seconds = round(serial * 86_400)
    first = dt.datetime.combine(hari_nol, dt.time())
    if serial < 1:
        return (first + dt.timedelta(seconds=min(seconds, 86_399))).time()
    early = serial < _FEBRUARI_1900 and hari_nol == HARI_NOL_1900
    return first + dt.timedelta(days=int(early), seconds=seconds)


def iso_moment(teks: str) -> Nilai:
    """Give a moment that is stored in words, as the strict form of the format allows."""
    for kind in (dt.datetime, dt.time):
        try:
            return kind.fromisoformat(teks)
        except ValueError:
            continue
    return SelRusak(teks)
