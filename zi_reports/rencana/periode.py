"""The period that a report covers: a month, a triwulan, a semester or a year, each by the calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from zi_reports.rencana.bahasa import BULAN_SINGKAT, akhir_bulan, bulan_tahun


class JenisPeriode(StrEnum):
    """The kinds of period, from the shortest to the longest."""

    BULAN = "bulan"
    TRIWULAN = "triwulan"
    SEMESTER = "semester"
    TAHUN = "tahun"


_BANYAK_BULAN = {
    JenisPeriode.BULAN: 1,
    JenisPeriode.TRIWULAN: 3,
    JenisPeriode.SEMESTER: 6,
    JenisPeriode.TAHUN: 12,
}
_SINGKATAN = {JenisPeriode.TRIWULAN: "TW", JenisPeriode.SEMESTER: "S"}
_ROMAWI = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Periode:
    """A period, by its kind and its first day."""

    jenis: JenisPeriode
    awal: dt.date

    @classmethod
    def of(cls, hari: dt.date, jenis: JenisPeriode = JenisPeriode.BULAN) -> Periode:
        """Give the period of a kind that a day lies in."""
        months = _BANYAK_BULAN[jenis]
        return cls(jenis, dt.date(hari.year, (hari.month - 1) // months * months + 1, 1))

    @property
    def akhir(self) -> dt.date:
        """The last day."""
        return akhir_bulan(self.awal.year, self.awal.month + _BANYAK_BULAN[self.jenis] - 1)

    @property
    def sebelumnya(self) -> Periode:
        """The period of the same kind before this one."""
        return Periode.of(self.awal - dt.timedelta(days=1), self.jenis)

    @property
    def berikutnya(self) -> Periode:
        """The period of the same kind after this one."""
        return Periode.of(self.akhir + dt.timedelta(days=1), self.jenis)

    @property
    def nama(self) -> str:
        """The period as names of files and folders have it: `2025-12`, `2025-TW4`, `2025-S2`, `2025`."""
        match self.jenis:
            case JenisPeriode.BULAN:
                return f"{self.awal:%Y-%m}"
            case JenisPeriode.TAHUN:
                return f"{self.awal:%Y}"
        return f"{self.awal:%Y}-{_SINGKATAN[self.jenis]}{self._nomor}"

    def __str__(self) -> str:
        """Name the period as a sentence does: `Desember 2025`, `Triwulan IV 2025`, `Tahun 2025`."""
        match self.jenis:
            case JenisPeriode.BULAN:
                return bulan_tahun(self.awal)
            case JenisPeriode.TAHUN:
                return f"Tahun {self.awal.year}"
        return f"{self.jenis.capitalize()} {_ROMAWI[self._nomor - 1]} {self.awal.year}"

    @property
    def sebulan(self) -> bool:
        """Whether it is a month."""
        return self.jenis is JenisPeriode.BULAN

    @property
    def judul(self) -> str:
        """The period as a document calls itself: `Bulan Desember 2025`, `Triwulan IV 2025`."""
        return f"Bulan {self}" if self.sebulan else str(self)

    @property
    def singkat(self) -> str:
        """The period where room is short: `Des 2025`, `TW4 2025`, `S2 2025`, `Tahun 2025`."""
        match self.jenis:
            case JenisPeriode.BULAN:
                return f"{BULAN_SINGKAT[self.awal.month - 1]} {self.awal.year}"
            case JenisPeriode.TAHUN:
                return str(self)
        return f"{_SINGKATAN[self.jenis]}{self._nomor} {self.awal.year}"

    def cakupan(self, hari: str) -> str:
        """Say what figures cover: `per 31 Desember 2025`, before that the name of more than a month."""
        return f"per {hari}" if self.sebulan else f"{self}, per {hari}"

    @property
    def _nomor(self) -> int:
        """Which of its kind it is within the year."""
        return (self.awal.month - 1) // _BANYAK_BULAN[self.jenis] + 1
