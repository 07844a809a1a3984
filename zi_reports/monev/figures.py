"""The figures of a plan as data, frozen: what `monev` computes, and what every document is made from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from zi_reports.rencana.model import Area, Indikator, Komponen, Rencana


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


@dataclass(frozen=True, slots=True)
class Hitungan:
    """How many kewajiban there are, and how many in each state."""

    kewajiban: int
    selesai: int
    tepat_waktu: int
    selesai_terlambat: int
    selesai_tanpa_tanggal: int
    terlambat: int
    belum_jatuh_tempo: int
    tanpa_tenggat: int
    tidak_berlaku: int


@dataclass(frozen=True, slots=True)
class Angka:
    """The figures of an area or of the whole; shares are fractions of 1, None where nothing is counted."""

    indikator: int
    hitungan: Hitungan
    capaian: float | None
    realisasi_jatuh_tempo: float | None


@dataclass(frozen=True, slots=True)
class MonevKewajiban:
    """One kewajiban and its state; `hari_terlambat` counts from jatuh tempo to per tanggal while it is late.

    `tanggal_selesai` is the date as reported; `selesai_sejak` the day from which it counts as finished, which
    a finished kewajiban has even where no date was given (see `monev.assess.finished_since`).
    """

    kode: str
    jatuh_tempo: dt.date | None
    tanggal_selesai: dt.date | None
    selesai_sejak: dt.date | None
    keadaan: Keadaan
    ketepatan: Ketepatan | None
    hari_terlambat: int


@dataclass(frozen=True, slots=True)
class MonevIndikator:
    """One indikator with its place in the plan, its kewajiban that count, and its figures."""

    area: Area
    komponen: Komponen
    indikator: Indikator
    kewajiban: tuple[MonevKewajiban, ...]
    hitungan: Hitungan
    capaian: float | None


@dataclass(frozen=True, slots=True)
class MonevArea:
    """One area with its figures."""

    area: Area
    angka: Angka


@dataclass(frozen=True, slots=True)
class MonevTenggat:
    """The kewajiban due in one month, by its first day; None for those without jatuh tempo."""

    bulan: dt.date | None
    hitungan: Hitungan


@dataclass(frozen=True, slots=True)
class TitikKurva:
    """How many kewajiban with a jatuh tempo were due, and finished, by the end of a month (its first day).

    `realisasi` is None for the months after the per tanggal. Those that do not apply are left out.
    """

    bulan: dt.date
    rencana: int
    realisasi: int | None


@dataclass(frozen=True, slots=True)
class Monev:
    """All figures of a plan as of one day."""

    rencana: Rencana
    per_tanggal: dt.date
    ringkasan: Angka
    area: tuple[MonevArea, ...]
    tenggat: tuple[MonevTenggat, ...]
    indikator: tuple[MonevIndikator, ...]
    kurva: tuple[TitikKurva, ...]

    @property
    def kewajiban(self) -> tuple[MonevKewajiban, ...]:
        """All kewajiban that count, in the plan's order."""
        return tuple(satu for indikator in self.indikator for satu in indikator.kewajiban)


@dataclass(frozen=True, slots=True)
class PerubahanKewajiban:
    """One kewajiban whose state changed: its row, and the kewajiban as it was and as it is."""

    milik: MonevIndikator
    awal: MonevKewajiban
    akhir: MonevKewajiban


@dataclass(frozen=True, slots=True)
class PerubahanArea:
    """An area with its figures as of both days."""

    awal: MonevArea
    akhir: MonevArea


@dataclass(frozen=True, slots=True)
class Perbandingan:
    """What changed between two days of the same plan."""

    awal: Monev
    akhir: Monev
    area: tuple[PerubahanArea, ...]
    baru_selesai: tuple[PerubahanKewajiban, ...]
    baru_terlambat: tuple[PerubahanKewajiban, ...]

    @property
    def ringkasan(self) -> tuple[Angka, Angka]:
        """The figures of the whole plan as of both days."""
        return self.awal.ringkasan, self.akhir.ringkasan


@dataclass(frozen=True, slots=True)
class TidakDihitung:
    """A file or folder that gives no figures, and why, as one sentence."""

    nama: str
    sebab: str


def path_order(nama: str) -> tuple[str, str]:
    """Sort paths as people do: capitals beside small letters."""
    return nama.casefold(), nama
