"""The figures of one plan as of two days become what changed between them."""

from __future__ import annotations

from dataclasses import dataclass

from zi_reports.monev.figures import Angka, Keadaan, Monev, MonevArea, MonevIndikator, MonevKewajiban


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


def compare(awal: Monev, akhir: Monev) -> Perbandingan:
    """Hold the figures of a plan as of two days against each other, the earlier first."""
    pairs = [
        PerubahanKewajiban(milik, dahulu, kini)
        for lama, milik in zip(awal.indikator, akhir.indikator, strict=True)
        for dahulu, kini in zip(lama.kewajiban, milik.kewajiban, strict=True)
        if dahulu.keadaan is not kini.keadaan
    ]
    return Perbandingan(
        awal=awal,
        akhir=akhir,
        area=tuple(PerubahanArea(*pair) for pair in zip(awal.area, akhir.area, strict=True)),
        baru_selesai=tuple(satu for satu in pairs if satu.akhir.keadaan is Keadaan.SELESAI),
        baru_terlambat=tuple(satu for satu in pairs if satu.akhir.keadaan is Keadaan.TERLAMBAT),
    )
