"""The formulas of the report, each with the value that it has now: counts, shares, means and changes.

They read sheet Data and the table of indikator by the names of their columns, such as `Data_Keadaan`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from zi_reports.excel import gaya
from zi_reports.excel.kit import Rumus
from zi_reports.monev.figures import Hitungan, Keadaan, Ketepatan
from zi_reports.rencana import bahasa

SELESAI = gaya.NAMA_KEADAAN[Keadaan.SELESAI]
TIDAK_BERLAKU = gaya.NAMA_KEADAAN[Keadaan.TIDAK_BERLAKU]

SEMUA = 'Data_No,">0"'
"""The condition that every kewajiban meets."""


@dataclass(frozen=True, slots=True)
class JenisHitungan:
    """A count: its field in `Hitungan`, its name, and the condition that COUNTIFS takes for it."""

    field: str
    nama: str
    syarat: str = ""

    @property
    def header(self) -> str:
        """The name as the header of a column."""
        return self.nama.upper()


def _of_keadaan(keadaan: Keadaan) -> JenisHitungan:
    nama = gaya.NAMA_KEADAAN[keadaan]
    return JenisHitungan(keadaan, nama, f'Data_Keadaan,"{nama}"')


def _of_ketepatan(ketepatan: Ketepatan) -> JenisHitungan:
    nama = gaya.NAMA_KETEPATAN[ketepatan]
    return JenisHitungan(ketepatan, nama, f'Data_Ketepatan,"{nama}"')


HITUNGAN = (
    JenisHitungan("kewajiban", "Kewajiban"),
    _of_keadaan(Keadaan.SELESAI),
    *map(_of_ketepatan, Ketepatan),
    *(_of_keadaan(keadaan) for keadaan in Keadaan if keadaan != Keadaan.SELESAI),
)
"""The counts of `Hitungan`, in its order."""


def count_formulas(syarat: str, hitungan: Hitungan) -> list[Rumus]:
    """Count the kewajiban that meet `syarat` (pairs of COUNTIFS): all of them, and those in each state."""
    return [
        Rumus(
            f"=COUNTIFS({','.join(filter(None, (syarat, satu.syarat)))})", int(getattr(hitungan, satu.field))
        )
        for satu in HITUNGAN
    ]


def or_dash(nilai: float | None) -> float | str:
    """Give a figure, or the dash that stands for none."""
    return bahasa.TANPA_NILAI if nilai is None else nilai


def ratio(bagian: str, seluruh: str, nilai: float | None) -> Rumus:
    """Divide two expressions; without anything to divide by there is a dash."""
    return Rumus(f'=IF({seluruh}=0,"{bahasa.TANPA_NILAI}",{bagian}/{seluruh})', or_dash(nilai))


def share_finished(syarat: str, nilai: float | None, *, lalu: bool = False) -> Rumus:
    """Divide what is finished by what applies, of the kewajiban that meet `syarat`; `lalu`: a month ago."""
    column = "Data_KeadaanLalu" if lalu else "Data_Keadaan"
    return ratio(
        f'COUNTIFS({syarat},{column},"{SELESAI}")', f'COUNTIFS({syarat},{column},"<>{TIDAK_BERLAKU}")', nilai
    )


def realisasi(syarat: str, nilai: float | None, *, lalu: bool = False) -> Rumus:
    """Divide what is finished by what is due on or before the per tanggal, of those that meet `syarat`."""
    hari = "Per_Tanggal_Lalu" if lalu else "Per_Tanggal"
    return share_finished(f'{syarat},Data_JatuhTempo,"<="&{hari}', nilai, lalu=lalu)


def mean_capaian(nama: str, area: str, nilai: float | None) -> Rumus:
    """Take the mean over the indikator that have a capaian, of one area or (`area` empty) of all."""
    mean = f"AVERAGEIFS({nama},Indikator_Area,{area})" if area else f"AVERAGE({nama})"
    return Rumus(f'=IFERROR({mean},"{bahasa.TANPA_NILAI}")', or_dash(nilai))


def change(kini: str, lalu: str, nilai_kini: float | None, nilai_lalu: float | None) -> Rumus:
    """Give the change between two cells with shares, in percentage points."""
    rumus = f'=IF(COUNT({kini},{lalu})<2,"{bahasa.TANPA_NILAI}",ROUND(({kini}-{lalu})*100,1))'
    return Rumus(rumus, change_value(nilai_kini, nilai_lalu))


def change_value(kini: float | None, lalu: float | None) -> float | str:
    """Give the change between two shares in percentage points, or a dash without both."""
    if kini is None or lalu is None:
        return bahasa.TANPA_NILAI
    # As Excel's ROUND does it: half away from zero, on fifteen digits.
    points = Decimal(f"{(kini - lalu) * 100:.15g}").quantize(Decimal("0.1"), ROUND_HALF_UP)
    return float(points)
