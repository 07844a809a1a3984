"""The value of a cell becomes a day, with what is doubtful about it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from zi_reports.rencana import bahasa
from zi_reports.rencana.bahasa import BULAN
from zi_reports.rencana.lampiran import HARI_NOL_1900, TANGGAL_AKHIR, TANGGAL_AWAL, day_of
from zi_reports.rencana.target_waktu import parse_tanggal
from zi_reports.sources.grid import Nilai

_NAMA_HARI = re.compile(r"(?i)(senin|selasa|rabu|kamis|jum[’'` ]?at|sabtu|ahad|minggu)\s*[,/]?\s+(?=\d)")
_AWALAN = re.compile(r"(?i)\A(?:pada\s+)?(?:tanggal|tgl)\b[.:]?\s*")
_JAM = re.compile(
    r"(?i)(?<=\d)(?:T|,?\s+(?:(?:pukul|jam)\s+)?)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:\s*wi(?:b|ta?))?$"
)
_DUA_ANGKA = re.compile(r"(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{2})")
_BULAN_DAHULU = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d)")
_DENGAN_KATA = re.compile(r"(\d{1,2})[ .\-]+([A-Za-z]+)[ .,\-]+(20\d\d)")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_MIRIP = 70
"""How like, of 100, a word must be to a month's name to be asked about."""


@dataclass(frozen=True, slots=True)
class Hari:
    """What a cell says of a day.

    `ditafsirkan` where the day is read but not written as one; `saran` is the day to ask about where none is.
    """

    hari: dt.date | None = None
    ditafsirkan: bool = False
    saran: dt.date | None = None


def read_day(nilai: Nilai, hari_nol: dt.date = HARI_NOL_1900) -> Hari:
    """Read a day from a date, from words with the day first, or from Excel's serial number.

    A day that is impossible, or beyond the days that the workbook takes, is none.
    """
    if isinstance(nilai, dt.date):
        return Hari(_accept(nilai.date() if isinstance(nilai, dt.datetime) else nilai))
    if isinstance(nilai, int | float) and not isinstance(nilai, bool):
        day = day_of(nilai, hari_nol)
        return Hari(day, ditafsirkan=day is not None)
    return _read_words(nilai.strip(), hari_nol) if isinstance(nilai, str) else Hari()


def _accept(hari: dt.date) -> dt.date | None:
    return hari if TANGGAL_AWAL <= hari <= TANGGAL_AKHIR else None


def _read_words(teks: str, hari_nol: dt.date) -> Hari:
    plain = _JAM.sub("", _AWALAN.sub("", teks))
    weekday = _NAMA_HARI.match(plain)
    plain = plain[weekday.end() :] if weekday else plain
    day = parse_tanggal(plain)
    if day is not None:
        if weekday and not _same_weekday(weekday[1], day):
            return Hari(saran=day)
        return Hari(_accept(day))
    if match := _DUA_ANGKA.fullmatch(plain):
        day = parse_tanggal(f"{match[1]}/{match[3]}/20{match[4]}")
        return Hari(day, ditafsirkan=day is not None)
    if _SERIAL.fullmatch(plain):
        day = day_of(float(plain), hari_nol)
        return Hari(day, ditafsirkan=day is not None)
    return Hari(saran=_suggest(plain))


def _same_weekday(nama: str, hari: dt.date) -> bool:
    name = re.sub("[^a-z]", "", nama.lower())
    return bahasa.hari(hari).lower() == ("minggu" if name == "ahad" else name)


def _suggest(teks: str) -> dt.date | None:
    """Give the day to ask about: month and day changed over, or a slip in the month's name."""
    if match := _BULAN_DAHULU.fullmatch(teks):
        return parse_tanggal(f"{match[2]}/{match[1]}/{match[3]}")
    if match := _DENGAN_KATA.fullmatch(teks):
        close = bahasa.nearest(match[2].capitalize(), BULAN, _MIRIP)
        return parse_tanggal(f"{match[1]} {close} {match[3]}") if close else None
    return None
