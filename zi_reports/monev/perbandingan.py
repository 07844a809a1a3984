"""What changed: two days of the same plan held against each other, and figures against those reported."""

from __future__ import annotations

from dataclasses import dataclass

from zi_reports.monev.figures import Monev, MonevArea, MonevIndikator, MonevKewajiban
from zi_reports.monev.keadaan import Keadaan


@dataclass(frozen=True, slots=True)
class Perbandingan:
    """What changed between two days of the same plan: each area as of both, and the kewajiban that are now so."""

    awal: Monev
    akhir: Monev
    area: tuple[tuple[MonevArea, MonevArea], ...]
    baru_selesai: tuple[tuple[MonevIndikator, MonevKewajiban], ...]
    baru_terlambat: tuple[tuple[MonevIndikator, MonevKewajiban], ...]


@dataclass(frozen=True, slots=True)
class KewajibanBerubah:
    """A kewajiban that stands otherwise than reported, and the cell that says so; empty where it is gone."""

    nama: str
    semula: str
    menjadi: str
    tempat: str

    def __str__(self) -> str:
        """Tell it as one line."""
        return f"{self.nama}: {self.semula} menjadi {self.menjadi}" + (
            f" ({self.tempat})" if self.tempat else ""
        )


@dataclass(frozen=True, slots=True)
class Berubah:
    """How the figures of a period differ from those reported: in one sentence, and by which kewajiban."""

    angka: str
    rincian: tuple[KewajibanBerubah, ...]


def compare(awal: Monev, akhir: Monev) -> Perbandingan:
    """Hold the figures of a plan as of two days against each other, the earlier first."""
    changed = [
        (row, kini)
        for lama, row in zip(awal.indikator, akhir.indikator, strict=True)
        for dahulu, kini in zip(lama.kewajiban, row.kewajiban, strict=True)
        if dahulu.keadaan is not kini.keadaan
    ]
    return Perbandingan(
        awal=awal,
        akhir=akhir,
        area=tuple(zip(awal.area, akhir.area, strict=True)),
        baru_selesai=tuple(pair for pair in changed if pair[1].keadaan is Keadaan.SELESAI),
        baru_terlambat=tuple(pair for pair in changed if pair[1].keadaan is Keadaan.TERLAMBAT),
    )
