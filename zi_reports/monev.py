"""A plan and a per tanggal become figures: what is finished, late, still to come, per area and per month.

The rules are those of DESIGN, section 6. Frames stay inside this module; what leaves it is frozen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pandas as pd

from zi_reports.angka import (
    Angka,
    Hitungan,
    Keadaan,
    Ketepatan,
    Monev,
    MonevArea,
    MonevIndikator,
    MonevKewajiban,
    MonevTenggat,
    TitikKurva,
)
from zi_reports.model import Kewajiban, Rencana


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
    per_row = [_hitungan(sums) for sums in _sums(frame, "baris", range(len(rows)))]
    capaian = [_share(satu.selesai, satu.kewajiban - satu.tidak_berlaku) for satu in per_row]
    of_area: dict[str, list[float | None]] = {area.kode: [] for area in rencana.area}
    for (area, *_), satu in zip(rows, capaian, strict=True):
        of_area[area.kode].append(satu)
    kewajiban = _kewajiban_per_row(frame, len(rows), per_tanggal)
    area_sums = _sums(frame, "area", list(of_area))
    return Monev(
        rencana=rencana,
        per_tanggal=per_tanggal,
        ringkasan=_angka(
            [sum(column) for column in zip(*area_sums, strict=True)] or [0] * len(_SUMMED), capaian
        ),
        area=tuple(
            MonevArea(area, _angka(sums, of_area[area.kode]))
            for area, sums in zip(rencana.area, area_sums, strict=True)
        ),
        tenggat=_per_month(frame),
        indikator=tuple(
            MonevIndikator(*row, kewajiban[i], per_row[i], capaian[i]) for i, row in enumerate(rows)
        ),
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
    counted = (due & ~frame["tidak_berlaku"]).to_numpy().astype(int)
    flags |= {
        "jatuh": counted.astype(int),
        "jatuh_selesai": (counted & (keadaan == Keadaan.SELESAI)).astype(int),
    }
    return frame.assign(
        keadaan=keadaan,
        ketepatan=ketepatan,
        selesai_sejak=since,
        **{f"n_{name}": values for name, values in flags.items()},
    )


def _finished_since(frame: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    """Give the day from which a kewajiban counts as finished, if it is.

    That is the date reported. A mark without a date in a month column counts from the first day of that
    month; one on a row with a single kewajiban says nothing of when, and so counts for every month.
    """
    month = frame["jatuh_tempo"].to_numpy().astype("datetime64[M]").astype("datetime64[s]")
    undated = np.where(frame["berulang"], month, np.datetime64(dt.date.min, "s"))
    return frame["tanggal"].fillna(pd.Series(undated, index=frame.index))


_COUNTS = tuple(f"n_{name}" for name in Hitungan.__dataclass_fields__)
_SUMMED = (*_COUNTS, "n_jatuh", "n_jatuh_selesai")
"""What is summed within each group: the counts of `Hitungan`, those due that apply, and the finished of these."""


def _sums(frame: pd.DataFrame, key: str, wanted: range | list[str]) -> list[list[int]]:
    """Sum `_SUMMED` within each wanted group of `key`; a group without kewajiban sums to nothing."""
    sums: list[list[int]] = (
        frame.groupby(key)[list(_SUMMED)].sum().reindex(wanted, fill_value=0).to_numpy().tolist()
    )
    return sums


def _hitungan(sums: Sequence[int]) -> Hitungan:
    return Hitungan(*sums[: len(_COUNTS)])


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _angka(sums: Sequence[int], capaian: Sequence[float | None]) -> Angka:
    """Give the figures of one group; its capaian is the plain mean over the indikator that have one."""
    *_, due, due_finished = sums
    counted = [satu for satu in capaian if satu is not None]
    return Angka(
        indikator=len(capaian),
        hitungan=_hitungan(sums),
        capaian=float(np.mean(counted)) if counted else None,
        realisasi_jatuh_tempo=_share(due_finished, due),
    )


def _per_month(frame: pd.DataFrame) -> tuple[MonevTenggat, ...]:
    """Count the states within each month that has a jatuh tempo, then within those that have none."""
    month = frame["jatuh_tempo"].to_numpy().astype("datetime64[M]")
    sums = frame.groupby(month, dropna=False)[list(_COUNTS)].sum()
    return tuple(
        MonevTenggat(None if pd.isna(first) else first.date(), _hitungan(row))
        for first, row in zip(sums.index, sums.to_numpy().tolist(), strict=True)
    )


def _curve(frame: pd.DataFrame, per_tanggal: dt.date) -> tuple[TitikKurva, ...]:
    """Count what was due and what was finished by the end of each month.

    The months are those that the plan spans, and those after it in which something was still finished.
    """
    counted = frame[frame["jatuh_tempo"].notna() & ~frame["tidak_berlaku"]]
    if counted.empty:
        return ()
    due = np.sort(counted["jatuh_tempo"].to_numpy().astype("datetime64[M]"))
    cutoff = np.datetime64(per_tanggal)
    finished = counted.loc[counted["ditandai"], "selesai_sejak"].to_numpy().astype("datetime64[D]")
    done = np.sort(finished[finished <= cutoff].astype("datetime64[M]"))
    months = np.arange(due[0], max([due[-1], *done[-1:]]) + 1)
    planned = np.searchsorted(due, months, side="right").tolist()
    reached = np.searchsorted(done, months, side="right").tolist()
    return tuple(
        TitikKurva(first, rencana, realisasi if first <= per_tanggal else None)
        for first, rencana, realisasi in zip(
            months.astype("datetime64[D]").tolist(), planned, reached, strict=True
        )
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
