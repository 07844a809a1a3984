"""The workbooks of a folder become frames, of which those satker are kept that count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import pandas as pd

from zi_reports.monev.satker import TidakDihitung
from zi_reports.rekap.folder import Berkas
from zi_reports.rekap.pool import work_through
from zi_reports.rekap.read import KOLOM, Bacaan, read

Tabel = Mapping[str, pd.DataFrame]
"""The frames of a recap by their names, with the columns of `KOLOM`."""

SATKER = ("tahun", "satker", "berkas", "tanda")
"""Whose a row is: the columns that every table of the tidy data begins with."""

_JENIS = {"INTEGER": "int64", "DOUBLE": "float64"}


def collect(
    berkas: Sequence[Berkas],
    per_tanggal: dt.date,
    lapor: Callable[[int, int], None] = lambda _selesai, _semua: None,
) -> tuple[Tabel, list[TidakDihitung]]:
    """Read the workbooks; `lapor` is told how many of how many are done."""
    bacaan: dict[str, Bacaan] = {}
    gagal: list[TidakDihitung] = []
    lapor(0, len(berkas))
    results = work_through(berkas, partial(read, per_tanggal=per_tanggal))
    for selesai, (satu, hasil) in enumerate(results, start=1):
        if hasil is None:
            sebab = "Pembacaannya berhenti mendadak. Buka di Excel, lalu Simpan Sebagai .xlsx."
            gagal.append(TidakDihitung(satu.nama, sebab))
        elif isinstance(hasil, TidakDihitung):
            gagal.append(hasil)
        else:
            bacaan[satu.nama] = hasil
        lapor(selesai, len(berkas))
    return to_frames(bacaan[satu.nama] for satu in berkas if satu.nama in bacaan), gagal


def to_frames(bacaan: Iterable[Bacaan]) -> Tabel:
    """Put the rows of all workbooks into one frame a table."""
    listed = list(bacaan)
    return {
        nama: pd.DataFrame([row for satu in listed for row in satu[nama]], columns=list(kolom)).astype(
            {satu: _JENIS[jenis] for satu, jenis in kolom.items() if jenis in _JENIS}
        )
        for nama, kolom in KOLOM.items()
    }


def plan_year(tahun: Iterable[int], bulan: dt.date) -> int:
    """Give the plan year that a month's recap is about: its own year, else the latest before, else the first."""
    years = set(tahun)
    return max((satu for satu in years if satu <= bulan.year), default=min(years, default=bulan.year))


def choose(
    satker: pd.DataFrame, sidik: Mapping[str, str], tahun: int
) -> tuple[pd.DataFrame, list[TidakDihitung]]:
    """Choose the workbooks that count: those of one plan year, each satker once; say why the others do not.

    Of copies that are the same byte for byte (by `sidik`) the first counts; of workbooks that differ none
    does, since nothing says which is right.
    """
    seen = satker[satker["tahun"] == tahun]
    others = satker[satker["tahun"] != tahun]
    lain = [
        TidakDihitung(nama, f"Rencana tahun {its}; rekap ini tahun {tahun}. Rekap tersendiri dengan --tahun.")
        for nama, its in zip(others["berkas"], others["tahun"], strict=True)
    ]
    dipilih: list[str] = []
    for _, group in seen.groupby(seen["satker"].str.casefold().str.split().str.join(" "), sort=False):
        first, *more = names = list(group["berkas"])
        if len({sidik[nama] for nama in names}) == 1:
            dipilih.append(first)
            lain += [
                TidakDihitung(nama, f"Salinan yang sama dari {first}. Hapus salah satunya.") for nama in more
            ]
        else:
            lain += [
                TidakDihitung(
                    nama,
                    f"{satu} tahun {tahun} ada pada {len(names)} buku kerja: {', '.join(names)}. Sisakan satu.",
                )
                for nama, satu in zip(names, group["satker"], strict=True)
            ]
    return satker[satker["berkas"].isin(dipilih)], lain


def keep(tabel: Tabel, dipilih: pd.DataFrame) -> Tabel:
    """Keep the rows of the satker that count, in the order of their names, each beside whose it is."""
    satker = dipilih.sort_values("satker", key=lambda nama: nama.str.casefold(), ignore_index=True)
    whose = satker[list(SATKER)]
    return {
        nama: satker if nama == "satker" else whose.merge(frame, on="berkas") for nama, frame in tabel.items()
    }
