"""The frames of many satker are added up and spread out: never a ranking, and never a score.

A satker's own figures are those of `monev`; here stands what only many of them have.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, SupportsFloat

import pandas as pd

from zi_reports.monev.figures import HITUNGAN, Hitungan, MonevTenggat
from zi_reports.monev.tidak_dihitung import TidakDihitung, path_order
from zi_reports.rencana.bahasa import gabung_kata, per_hari
from zi_reports.rencana.lampiran import all_areas
from zi_reports.rencana.periode import Periode
from zi_reports.rencana.wilayah import TIDAK_DIKETAHUI, provinces

KELAS = (
    "0%",
    "di atas 0% sampai di bawah 20%",
    *(f"{n}% sampai di bawah {n + 20}%" for n in (20, 40, 60, 80)),
    "100%",
)
"""The bands of capaian; a plan without anything finished and one that is finished stand by themselves."""

_DESIMAL = 12
"""Figures have so many decimals before they are compared or shown, as in a spreadsheet."""

_TEPI = [float("-inf"), 10**-_DESIMAL, 0.2, 0.4, 0.6, 0.8, 1.0, float("inf")]
"""The edges of the bands, each within the band that begins there."""


@dataclass(frozen=True, slots=True)
class Sebaran:
    """How shares are spread over the satker that have one; None of it where no satker has."""

    satker: int
    kelas: tuple[int, ...]
    rata_rata: float | None
    simpangan_baku: float | None
    terendah: float | None
    kuartil_bawah: float | None
    median: float | None
    kuartil_atas: float | None
    tertinggi: float | None


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


@dataclass(frozen=True, slots=True, eq=False)
class RekapProvinsi:
    """The satker of one provinsi, by name: counts added up, and capaian spread out."""

    nama: str
    satker: pd.DataFrame
    indikator: int
    hitungan: Hitungan
    capaian: Sebaran
    realisasi_jatuh_tempo: Sebaran


@dataclass(frozen=True, slots=True, eq=False)
class Rekap:
    """All that the recap's documents are made from; the frames have their satker in the order of names."""

    tahun: int
    periode: Periode
    hari_ini: dt.date
    satker: pd.DataFrame
    satker_area: pd.DataFrame
    tidak_dihitung: tuple[TidakDihitung, ...]
    indikator: int
    hitungan: Hitungan
    capaian: Sebaran
    realisasi_jatuh_tempo: Sebaran
    area: tuple[RekapArea, ...]
    tenggat: tuple[MonevTenggat, ...]
    provinsi: tuple[RekapProvinsi, ...]

    @property
    def per_tanggal(self) -> dt.date:
        """The last day of the period, or today while it runs."""
        return min(self.periode.akhir, self.hari_ini)

    @property
    def hari(self) -> str:
        """The per tanggal as every page writes it."""
        return per_hari(self.per_tanggal, berjalan=self.hari_ini <= self.per_tanggal)

    @property
    def cakupan(self) -> str:
        """What the figures cover, as headings have it."""
        return self.periode.cakupan(self.hari)

    @property
    def tanpa_capaian(self) -> int:
        """How many satker have no capaian, because nothing of their plan is counted."""
        return len(self.satker) - self.capaian.satker

    @property
    def dasar_rata_rata(self) -> str:
        """What the mean capaian is made of, to stand behind it: not all satker have one."""
        mean = f"atas {self.capaian.satker} satker yang mempunyai capaian"
        return f"{mean}; {self.tanpa_capaian} satker tanpa capaian" if self.tanpa_capaian else mean

    @property
    def tidak_lengkap(self) -> int:
        """How many satker have a plan that lacks an area: their capaian is not of a whole plan."""
        return int(self.satker_area.loc[self.satker_area["indikator"] == 0, "berkas"].nunique())

    @property
    def bertanda(self) -> Mapping[str, int]:
        """How many satker mark their workbook, by the mark (such as CONTOH)."""
        tanda = self.satker["tanda"]
        counts = tanda[tanda != ""].value_counts().sort_index()
        return {str(satu): int(jumlah) for satu, jumlah in counts.items()}

    @property
    def tanda(self) -> str:
        """The mark of the whole: the satker's own where all have the same, else how many have which."""
        if list(self.bertanda.values()) == [len(self.satker)]:
            return next(iter(self.bertanda))
        listed = gabung_kata([f"{tanda} ({jumlah} satker)" for tanda, jumlah in self.bertanda.items()])
        return f"MEMUAT DATA {listed.upper()}" if listed else ""

    def by_area(self, nilai: str) -> pd.DataFrame:
        """Lay a figure of the areas out beside each satker, a column an area."""
        wide = self.satker_area.pivot_table(index="berkas", columns="area", values=nilai, aggfunc="first")
        return self.satker.join(wide.reindex(columns=[area.kode for area in self.area]), on="berkas")


def add_up(
    tabel: Mapping[str, pd.DataFrame],
    tidak_dihitung: Sequence[TidakDihitung],
    tahun: int,
    periode: Periode,
    hari_ini: dt.date,
) -> Rekap:
    """Add the figures of all satker up."""
    satker, area = tabel["satker"], tabel["area"]
    told = provinces(zip(satker["satker"], satker["berkas"], strict=True))
    satker = satker.assign(provinsi=told)
    return Rekap(
        tahun=tahun,
        periode=periode,
        hari_ini=hari_ini,
        satker=satker,
        satker_area=area,
        tidak_dihitung=tuple(sorted(tidak_dihitung, key=lambda satu: path_order(satu.nama))),
        indikator=int(satker["indikator"].sum()),
        hitungan=_sum(satker),
        capaian=sebaran(satker["capaian"]),
        realisasi_jatuh_tempo=sebaran(satker["realisasi_jatuh_tempo"]),
        area=tuple(_per_area(area)),
        tenggat=_per_month(tabel["tenggat"]),
        provinsi=tuple(_per_province(satker)),
    )


def sebaran(bagian: pd.Series[float]) -> Sebaran:
    """Describe shares: mean, standard deviation, quartiles (Excel's QUARTILE.INC), and how many in each band."""
    values = bagian.dropna()
    bands = pd.cut(values.round(_DESIMAL), _TEPI, right=False, labels=KELAS).value_counts()
    kelas = tuple(int(bands[nama]) for nama in KELAS)
    measures = (values.mean(), values.std(ddof=0), *values.quantile([0, 0.25, 0.5, 0.75, 1]))
    return Sebaran(len(values), kelas, *map(_known, measures))


def rows_of(frame: pd.DataFrame, kolom: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """Go through these columns row by row, with plain values, and None where a share is lacking."""
    plain = frame[list(kolom)].astype(object)
    yield from plain.where(plain.notna(), None).itertuples(index=False, name=None)


def _known(nilai: SupportsFloat) -> float | None:
    return None if math.isnan(nilai) else round(float(nilai), _DESIMAL)


def _per_area(area: pd.DataFrame) -> Iterator[RekapArea]:
    """Add up each of the six areas, then those that a decree has besides."""
    groups = {str(kode): rows for kode, rows in area.groupby("area")}
    for kode, nama in all_areas(dict.fromkeys(groups, "")).items():
        rows = groups.get(kode, area.head(0))
        yield RekapArea(
            kode=kode,
            nama=nama,
            satker=int((rows["indikator"] > 0).sum()),
            indikator=int(rows["indikator"].sum()),
            hitungan=_sum(rows),
            capaian=sebaran(rows["capaian"]),
            satker_terlambat=int((rows["terlambat"] > 0).sum()),
            hari_terlambat=max(rows["hari_terlambat"], default=0),
        )


def _per_province(satker: pd.DataFrame) -> Iterator[RekapProvinsi]:
    """Add up each provinsi, by name; those of which it is not known come last."""
    groups = {str(nama): rows for nama, rows in satker.groupby("provinsi")}
    for nama in sorted(groups, key=lambda nama: (nama == TIDAK_DIKETAHUI, nama.casefold())):
        rows = groups[nama]
        shares = (sebaran(rows[share]) for share in ("capaian", "realisasi_jatuh_tempo"))
        yield RekapProvinsi(nama, rows, int(rows["indikator"].sum()), _sum(rows), *shares)


def _per_month(tenggat: pd.DataFrame) -> tuple[MonevTenggat, ...]:
    """Add up each month's counts; what has no jatuh tempo comes last."""
    return tuple(
        MonevTenggat(None if pd.isna(bulan) else dt.date.fromisoformat(f"{bulan!s}-01"), _sum(rows))
        for bulan, rows in tenggat.groupby("bulan", dropna=False)
    )


def _sum(rows: pd.DataFrame) -> Hitungan:
    return Hitungan(*rows[list(HITUNGAN)].sum().tolist())
