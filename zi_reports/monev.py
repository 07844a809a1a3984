"""A plan and a per tanggal become figures: what is finished, late, still to come, per area and per month.

The rules are those of DESIGN, section 6. Frames stay inside this module; what leaves it is frozen.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from zi_reports.model import Area, Indikator, Kewajiban, Komponen, Rencana


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
    a finished kewajiban has even where no date was given (see `_finished_since`).
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


def assess(rencana: Rencana, per_tanggal: dt.date) -> Monev:
    """Compute every figure of `rencana` as of `per_tanggal`.

    Nothing dated after `per_tanggal` counts, so a past month gives the same figures whenever it is asked.
    """
    frame = _judge(_frame(rencana), per_tanggal)
    rows = [
        (area, komponen, indikator)
        for area in rencana.area
        for komponen in area.komponen
        for indikator in komponen.indikator
    ]
    hitungan = _count(frame, "baris", range(len(rows)))
    capaian = [_share(satu.selesai, satu.kewajiban - satu.tidak_berlaku) for satu in hitungan]
    per_row = _kewajiban_per_row(frame, len(rows), per_tanggal)
    indikator = tuple(MonevIndikator(*row, per_row[i], hitungan[i], capaian[i]) for i, row in enumerate(rows))
    area_of_row = [row[0].kode for row in rows]
    return Monev(
        rencana=rencana,
        per_tanggal=per_tanggal,
        ringkasan=_angka(frame, capaian),
        area=tuple(
            MonevArea(
                area,
                _angka(
                    frame[frame["area"] == area.kode],
                    [satu for satu, kode in zip(capaian, area_of_row, strict=True) if kode == area.kode],
                ),
            )
            for area in rencana.area
        ),
        tenggat=_per_month(frame),
        indikator=indikator,
        kurva=_curve(frame, per_tanggal),
    )


def _frame(rencana: Rencana) -> pd.DataFrame:
    """Lay out one row a kewajiban, without those due before Mulai Pemantauan."""
    rows: list[tuple[int, str, str, bool, Kewajiban]] = [
        (baris, area.kode, indikator.kode, indikator.berulang, kewajiban)
        for baris, (area, indikator) in enumerate(
            (area, indikator) for area in rencana.area for indikator in area.indikator
        )
        for kewajiban in indikator.kewajiban
        if kewajiban.jatuh_tempo is None or kewajiban.jatuh_tempo >= rencana.pengaturan.mulai
    ]
    baris, area, kode, berulang, kewajiban = zip(*rows, strict=True) if rows else ((), (), (), (), ())
    return pd.DataFrame(
        {
            "baris": np.array(baris, dtype=int),
            "area": np.array(area, dtype=object),
            "kode": np.array(kode, dtype=object),
            "berulang": np.array(berulang, dtype=bool),
            "jatuh_tempo": _days([satu.jatuh_tempo for satu in kewajiban]),
            "tanggal": _days([satu.realisasi.tanggal for satu in kewajiban]),
            "ditandai": np.array([satu.realisasi.selesai for satu in kewajiban], dtype=bool),
            "tidak_berlaku": np.array([satu.realisasi.tidak_berlaku for satu in kewajiban], dtype=bool),
        }
    )


def _days(values: list[dt.date | None]) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    """Give days as numpy dates by the second, which hold every year that Excel knows."""
    return np.array(values, dtype="datetime64[D]").astype("datetime64[s]")


def _judge(frame: pd.DataFrame, per_tanggal: dt.date) -> pd.DataFrame:
    """Add to each kewajiban its state and, where it is finished, how it stands to its jatuh tempo."""
    cutoff = pd.Timestamp(per_tanggal)
    due = frame["jatuh_tempo"] <= cutoff
    since = _finished_since(frame)
    selesai = frame["ditandai"] & (since <= cutoff)
    keadaan = np.select(
        [frame["tidak_berlaku"], selesai, frame["jatuh_tempo"].isna(), due],
        [Keadaan.TIDAK_BERLAKU, Keadaan.SELESAI, Keadaan.TANPA_TENGGAT, Keadaan.TERLAMBAT],
        Keadaan.BELUM_JATUH_TEMPO,
    )
    ketepatan = np.select(
        [
            keadaan != Keadaan.SELESAI,
            frame["tanggal"] <= frame["jatuh_tempo"],
            frame["tanggal"] > frame["jatuh_tempo"],
        ],
        ["", Ketepatan.TEPAT_WAKTU, Ketepatan.SELESAI_TERLAMBAT],
        Ketepatan.SELESAI_TANPA_TANGGAL,
    )
    flags = {"kewajiban": np.ones(len(frame), dtype=int)}
    flags |= {str(satu): (keadaan == satu).astype(int) for satu in Keadaan}
    flags |= {str(satu): (ketepatan == satu).astype(int) for satu in Ketepatan}
    return frame.assign(
        keadaan=keadaan,
        ketepatan=ketepatan,
        selesai_sejak=since,
        sudah_jatuh_tempo=due & ~frame["tidak_berlaku"],
        **{f"n_{name}": values for name, values in flags.items()},
    )


def _finished_since(frame: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    """Give the day from which a kewajiban counts as finished, if it is.

    That is the date reported. A mark without a date in a month column counts from the first day of that
    month; one on a row with a single kewajiban says nothing of when, and so counts for every month.
    """
    month = frame["jatuh_tempo"].dt.to_period("M").dt.start_time
    undated = month.where(frame["berulang"], pd.Timestamp(dt.date.min))
    return frame["tanggal"].fillna(undated)


_COUNTS = tuple(f"n_{name}" for name in Hitungan.__dataclass_fields__)


def _count(frame: pd.DataFrame, key: str, wanted: range) -> list[Hitungan]:
    """Count the states within each group of `key`; a group without kewajiban counts nothing."""
    sums = frame.groupby(key)[list(_COUNTS)].sum().reindex(wanted, fill_value=0)
    return [Hitungan(*row) for row in sums.to_numpy().tolist()]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _angka(frame: pd.DataFrame, capaian: list[float | None]) -> Angka:
    """Give the figures of one group; its capaian is the plain mean over the indikator that have one."""
    counted = [satu for satu in capaian if satu is not None]
    due = frame[frame["sudah_jatuh_tempo"]]
    return Angka(
        indikator=len(capaian),
        hitungan=Hitungan(*frame[list(_COUNTS)].sum().to_numpy().tolist()),
        capaian=float(np.mean(counted)) if counted else None,
        realisasi_jatuh_tempo=_share(int(due["n_selesai"].sum()), len(due)),
    )


def _per_month(frame: pd.DataFrame) -> tuple[MonevTenggat, ...]:
    """Count the states within each month that has a jatuh tempo, then within those that have none."""
    months = frame["jatuh_tempo"].dt.to_period("M")
    sums = frame.groupby(months)[list(_COUNTS)].sum().sort_index()
    dated = [
        MonevTenggat(period.start_time.date(), Hitungan(*row))
        for period, row in zip(sums.index, sums.to_numpy().tolist(), strict=True)
    ]
    undated = frame[frame["jatuh_tempo"].isna()]
    if len(undated):
        dated.append(MonevTenggat(None, Hitungan(*undated[list(_COUNTS)].sum().to_numpy().tolist())))
    return tuple(dated)


def _curve(frame: pd.DataFrame, per_tanggal: dt.date) -> tuple[TitikKurva, ...]:
    """Count what was due and what was finished by the end of each month.

    The months are those that the plan spans, and those after it in which something was still finished.
    """
    counted = frame[frame["jatuh_tempo"].notna() & ~frame["tidak_berlaku"]]
    if counted.empty:
        return ()
    finished = counted["selesai_sejak"].where(counted["ditandai"])
    cutoff = pd.Timestamp(per_tanggal)
    last = max(counted["jatuh_tempo"].max(), finished[finished <= cutoff].max())
    months = pd.period_range(counted["jatuh_tempo"].min(), last, freq="M")
    return tuple(
        TitikKurva(
            bulan=month.start_time.date(),
            rencana=int((counted["jatuh_tempo"] <= month.end_time).sum()),
            realisasi=int((finished <= min(month.end_time, cutoff)).sum())
            if month.start_time.date() <= per_tanggal
            else None,
        )
        for month in months
    )


def _kewajiban_per_row(
    frame: pd.DataFrame, rows: int, per_tanggal: dt.date
) -> list[tuple[MonevKewajiban, ...]]:
    """Turn the frame's rows back into frozen records, gathered by the indikator that they belong to."""
    gathered: list[list[MonevKewajiban]] = [[] for _ in range(rows)]
    for baris, kode, jatuh_tempo, tanggal, since, keadaan, ketepatan in zip(
        frame["baris"],
        frame["kode"],
        _dates(frame["jatuh_tempo"]),
        _dates(frame["tanggal"]),
        _dates(frame["selesai_sejak"]),
        frame["keadaan"],
        frame["ketepatan"],
        strict=True,
    ):
        late = keadaan == Keadaan.TERLAMBAT and jatuh_tempo is not None
        gathered[baris].append(
            MonevKewajiban(
                kode=kode,
                jatuh_tempo=jatuh_tempo,
                tanggal_selesai=tanggal if keadaan == Keadaan.SELESAI else None,
                selesai_sejak=since if keadaan == Keadaan.SELESAI else None,
                keadaan=Keadaan(keadaan),
                ketepatan=Ketepatan(ketepatan) if ketepatan else None,
                hari_terlambat=(per_tanggal - jatuh_tempo).days if late and jatuh_tempo else 0,
            )
        )
    return [tuple(satu) for satu in gathered]


def _dates(column: pd.Series[pd.Timestamp]) -> list[dt.date | None]:
    """Give a column of times as plain days, None where there is none."""
    days: list[dt.date | None] = column.to_numpy().astype("datetime64[D]").tolist()
    return days
