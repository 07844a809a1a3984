"""The figures of many satker, added up and spread out: never a ranking, and never a score.

A satker's own figures are those of `monev`; here stands what only many of them have.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from zi_reports.angka import Angka, Hitungan, MonevTenggat
from zi_reports.model import NAMA_AREA
from zi_reports.rekap.berkas import TidakDihitung, path_order

KELAS = (
    "0%",
    "di atas 0% sampai di bawah 20%",
    *(f"{n}% sampai di bawah {n + 20}%" for n in (20, 40, 60, 80)),
    "100%",
)
"""The bands of capaian; a plan without anything finished and one that is finished stand by themselves."""

_DESIMAL = 12
"""A mean is compared with a band's edge on so many decimals, as a spreadsheet does it."""

_COUNTS = attrgetter(*Hitungan.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class AngkaArea:
    """One area of one satker; `hari_terlambat` of what is overdue the longest there."""

    kode: str
    angka: Angka
    hari_terlambat: int


@dataclass(frozen=True, slots=True)
class AngkaSatker:
    """One workbook's figures; `galat` cells of it could not be counted, `tanda` marks it as no real report."""

    berkas: str
    satker: str
    tahun: int
    tanda: str
    galat: int
    angka: Angka
    area: tuple[AngkaArea, ...]
    tenggat: tuple[MonevTenggat, ...]


@dataclass(frozen=True, slots=True)
class Sebaran:
    """How shares are spread over the satker that have one; None of it where no satker has."""

    satker: int
    rata_rata: float | None
    simpangan_baku: float | None
    terendah: float | None
    kuartil_bawah: float | None
    median: float | None
    kuartil_atas: float | None
    tertinggi: float | None
    kelas: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RekapArea:
    """One area over all satker: counts added up, capaian spread out, and what is overdue."""

    kode: str
    nama: str
    satker: int
    indikator: int
    hitungan: Hitungan
    capaian: Sebaran
    satker_terlambat: int
    hari_terlambat: int


@dataclass(frozen=True, slots=True)
class Rekap:
    """All that the recap's documents are made from; satker in the order of their names."""

    tahun: int
    per_tanggal: dt.date
    hari_ini: dt.date
    satker: tuple[AngkaSatker, ...]
    tidak_dihitung: tuple[TidakDihitung, ...]
    indikator: int
    hitungan: Hitungan
    capaian: Sebaran
    realisasi_jatuh_tempo: Sebaran
    area: tuple[RekapArea, ...]
    tenggat: tuple[MonevTenggat, ...]

    @property
    def tanpa_capaian(self) -> int:
        """How many satker have no capaian, because nothing of their plan is counted."""
        return len(self.satker) - self.capaian.satker

    @property
    def bertanda(self) -> Mapping[str, int]:
        """How many satker mark their workbook, by the mark (such as CONTOH)."""
        return dict(sorted(Counter(satu.tanda for satu in self.satker if satu.tanda).items()))

    @property
    def tanda(self) -> str:
        """The mark of the whole: the satker's own where all have the same, else how many have which."""
        if list(self.bertanda.values()) == [len(self.satker)]:
            return next(iter(self.bertanda))
        listed = ", ".join(f"{tanda} ({jumlah} SATKER)" for tanda, jumlah in self.bertanda.items())
        return f"MEMUAT DATA {listed}" if listed else ""


def add_up(
    satker: Iterable[AngkaSatker],
    tidak_dihitung: Sequence[TidakDihitung],
    tahun: int,
    per_tanggal: dt.date,
    hari_ini: dt.date,
) -> Rekap:
    """Add the figures of all satker up; their order becomes that of their names."""
    rows = tuple(sorted(satker, key=lambda satu: (satu.satker.casefold(), satu.berkas)))
    kode = [*NAMA_AREA, *sorted({area.kode for satu in rows for area in satu.area} - set(NAMA_AREA))]
    return Rekap(
        tahun=tahun,
        per_tanggal=per_tanggal,
        hari_ini=hari_ini,
        satker=rows,
        tidak_dihitung=tuple(sorted(tidak_dihitung, key=lambda satu: path_order(satu.nama))),
        indikator=sum(satu.angka.indikator for satu in rows),
        hitungan=_sum(satu.angka.hitungan for satu in rows),
        capaian=sebaran(satu.angka.capaian for satu in rows),
        realisasi_jatuh_tempo=sebaran(satu.angka.realisasi_jatuh_tempo for satu in rows),
        area=tuple(_area(satu, rows) for satu in kode),
        tenggat=_tenggat(rows),
    )


def sebaran(bagian: Iterable[float | None]) -> Sebaran:
    """Describe shares: mean, standard deviation, quartiles (Excel's QUARTILE.INC), and how many in each band."""
    values = sorted(satu for satu in bagian if satu is not None)
    kelas = Counter(band(satu) for satu in values)
    counts = tuple(kelas[nomor] for nomor in range(len(KELAS)))
    if not values:
        return Sebaran(0, None, None, None, None, None, None, None, counts)
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive") if values[1:] else values * 3
    return Sebaran(
        satker=len(values),
        rata_rata=statistics.fmean(values),
        simpangan_baku=statistics.pstdev(values),
        terendah=values[0],
        kuartil_bawah=low,
        median=middle,
        kuartil_atas=high,
        tertinggi=values[-1],
        kelas=counts,
    )


def band(bagian: float) -> int:
    """Give the number of the band in `KELAS` that a share falls into."""
    share = round(bagian, _DESIMAL)
    if share <= 0:
        return 0
    return len(KELAS) - 1 if share >= 1 else 1 + int(round(share * 5, _DESIMAL))


def _area(kode: str, satker: Sequence[AngkaSatker]) -> RekapArea:
    parts = [area for satu in satker for area in satu.area if area.kode == kode]
    return RekapArea(
        kode=kode,
        nama=NAMA_AREA.get(kode, ""),
        satker=sum(satu.angka.indikator > 0 for satu in parts),
        indikator=sum(satu.angka.indikator for satu in parts),
        hitungan=_sum(satu.angka.hitungan for satu in parts),
        capaian=sebaran(satu.angka.capaian for satu in parts),
        satker_terlambat=sum(satu.angka.hitungan.terlambat > 0 for satu in parts),
        hari_terlambat=max((satu.hari_terlambat for satu in parts), default=0),
    )


def _tenggat(satker: Sequence[AngkaSatker]) -> tuple[MonevTenggat, ...]:
    """Add up each month's counts; what has no jatuh tempo comes last."""
    months: dict[dt.date | None, list[Hitungan]] = {}
    for bulan in (bulan for satu in satker for bulan in satu.tenggat):
        months.setdefault(bulan.bulan, []).append(bulan.hitungan)
    order = sorted(months, key=lambda bulan: bulan or dt.date.max)
    return tuple(MonevTenggat(bulan, _sum(months[bulan])) for bulan in order)


def _sum(hitungan: Iterable[Hitungan]) -> Hitungan:
    totals = [0] * len(Hitungan.__dataclass_fields__)
    for satu in hitungan:
        totals = [a + b for a, b in zip(totals, _COUNTS(satu), strict=True)]
    return Hitungan(*totals)
