"""The workbooks of a folder become the figures of their satker: read where they are new, else as kept."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zi_reports.rekap.angka import AngkaSatker
from zi_reports.rekap.berkas import Berkas, TidakDihitung
from zi_reports.rekap.hasil import Tugas, to_figures
from zi_reports.rekap.pekerja import Gagal, work_through
from zi_reports.rekap.simpanan import Hasil, Simpanan, key


@dataclass(frozen=True, slots=True)
class Kumpulan:
    """What was read: figures by workbook, what gives none, and how many workbooks were opened for it.

    `tetap` where another run over the same files would end in the same way.
    """

    satker: tuple[AngkaSatker, ...]
    tidak_dihitung: tuple[TidakDihitung, ...]
    dibaca: int
    tetap: bool


def entry_key(berkas: Berkas, per_tanggal: dt.date) -> str:
    """Give the key under which a workbook's figures are kept."""
    return key(per_tanggal.isoformat(), berkas.sidik)


def collect(
    berkas: Sequence[Berkas],
    per_tanggal: dt.date,
    simpanan: Simpanan,
    pekerja: int,
    lapor: Callable[[int, int], None] = lambda _selesai, _semua: None,
) -> Kumpulan:
    """Read the workbooks that the store does not know; `lapor` is told how many of how many are done.

    Only figures are held in memory; the tidy rows stay in the store.
    """
    kunci = {satu.nama: entry_key(satu, per_tanggal) for satu in berkas}
    baru = {kunci[satu.nama]: satu for satu in berkas if simpanan.get(kunci[satu.nama]) is None}
    tugas = [Tugas(satu, per_tanggal) for satu in baru.values()]
    gagal: dict[str, Gagal] = {}
    lapor(0, len(tugas))
    for selesai, (satu, hasil) in enumerate(work_through(tugas, read, min(pekerja, len(tugas))), start=1):
        if isinstance(hasil, Gagal):
            gagal[kunci[satu.berkas.nama]] = hasil
        else:
            simpanan.put(kunci[satu.berkas.nama], per_tanggal, hasil)
        lapor(selesai, len(tugas))
    simpanan.drop_others(per_tanggal, kunci.values())
    kept = ((satu, simpanan.get(kunci[satu.nama])) for satu in berkas)
    return Kumpulan(
        satker=tuple(to_figures(satu.nama, hasil.angka) for satu, hasil in kept if hasil is not None),
        tidak_dihitung=tuple(
            TidakDihitung(satu.nama, gagal[kunci[satu.nama]].sebab)
            for satu in berkas
            if kunci[satu.nama] in gagal
        ),
        dibaca=len(tugas),
        tetap=all(satu.tetap for satu in gagal.values()),
    )


def read(tugas: Tugas) -> Hasil | Gagal:
    """Do a worker's task, in the worker."""
    from zi_reports.rekap import baca  # noqa: PLC0415 - loads pandas, which the first process does without

    return baca.read(tugas)


def plan_year(satker: Sequence[AngkaSatker], bulan: dt.date) -> int:
    """Give the plan year that a month's recap is about: its own year, else the latest before, else the first."""
    years = {satu.tahun for satu in satker}
    return max((tahun for tahun in years if tahun <= bulan.year), default=min(years, default=bulan.year))


def choose(
    satker: Sequence[AngkaSatker], berkas: Sequence[Berkas], tahun: int
) -> tuple[list[AngkaSatker], list[TidakDihitung]]:
    """Choose the workbooks that count: those of one plan year, each satker once; say why the others do not.

    Of copies that are the same byte for byte the first counts; of workbooks that differ none does, since
    nothing says which is right.
    """
    sidik = {satu.nama: satu.sidik for satu in berkas}
    dipilih: list[AngkaSatker] = []
    lain: list[TidakDihitung] = []
    groups: dict[str, list[AngkaSatker]] = defaultdict(list)
    for satu in satker:
        if satu.tahun != tahun:
            lain.append(
                TidakDihitung(
                    satu.berkas,
                    f"Rencana tahun {satu.tahun}; rekap ini tahun {tahun}. Rekap tersendiri dengan --tahun.",
                )
            )
        else:
            groups[" ".join(satu.satker.casefold().split())].append(satu)
    for group in groups.values():
        first, *others = group
        if all(sidik[satu.berkas] == sidik[first.berkas] for satu in others):
            dipilih.append(first)
            lain.extend(
                TidakDihitung(satu.berkas, f"Salinan yang sama dari {first.berkas}. Hapus salah satunya.")
                for satu in others
            )
        else:
            names = ", ".join(satu.berkas for satu in group)
            lain.extend(
                TidakDihitung(
                    satu.berkas,
                    f"{satu.satker} tahun {tahun} ada pada {len(group)} buku kerja: {names}. Sisakan satu.",
                )
                for satu in group
            )
    return dipilih, lain
