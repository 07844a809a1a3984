"""The formulas of the other sheets, which count the rows of sheet Data.

They read Data, and the table of indikator, by the names of their columns, such as `Data_Keadaan`, and each comes
with the value that it has now.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from xlsxwriter.utility import xl_rowcol_to_cell

from zi_reports.excel import gaya
from zi_reports.excel.kit import Column, Rumus, date_value
from zi_reports.excel.rumus_data import SELESAI, TIDAK_BERLAKU
from zi_reports.monev.figures import Angka, Hitungan, Monev, MonevIndikator
from zi_reports.monev.keadaan import Keadaan
from zi_reports.rencana.bahasa import TANPA_NILAI, poin
from zi_reports.rencana.model import Status
from zi_reports.rencana.periode import JenisPeriode

TANPA_HITUNGAN = "tidak ada yang dapat dihitung"

SEMUA = 'Data_Kode,"?*"'
"""The condition that every kewajiban meets."""

PERIODE = "{periode}"
"""Stands in a header for the kind of the report's period."""


def for_period(columns: Sequence[Column], jenis: JenisPeriode) -> Sequence[Column]:
    """Give columns with the name of a kind of period in their headers, where `PERIODE` stands."""
    return [replace(column, header=column.header.replace(PERIODE, jenis.upper())) for column in columns]


_SESUAI = "Sesuai dengan lembar Data."
_SUDAH_BERUBAH = "Lembar Data sudah berubah sesudah daftar ini dibuat; buat lagi dengan zi laporan."
_TIDAK_ADA = "Tidak ada pada lembar Data"

PERIKSA_DAFTAR = Rumus(f'=IF(Data_Berubah=0,"{_SESUAI}","{_SUDAH_BERUBAH}")', _SESUAI)
"""Says whether a list that cannot follow still says what Data says."""

PERIKSA_ANGKA = Rumus(
    '=IF(Data_Berubah=0,"","Lembar Data sudah diubah sesudah laporan ini dibuat. ")'
    '&IF(Data_Tidak_Dikenal=0,"",Data_Tidak_Dikenal&" baris lembar Data tidak dikenal keadaannya; perbaiki.")',
    "",
)
"""Says of figures that follow whether Data was changed, and what of it is not known; empty where all is well."""


@dataclass(frozen=True, slots=True)
class JenisHitungan:
    """A count: its field in `Hitungan`, its name, and the condition that COUNTIFS takes for it."""

    field: str
    nama: str
    syarat: str = ""

    def of(self, hitungan: Hitungan) -> int:
        """Give the count of this kind."""
        return int(getattr(hitungan, self.field))


HITUNGAN = (
    JenisHitungan("kewajiban", "Kewajiban"),
    JenisHitungan(Keadaan.SELESAI, SELESAI, f'Data_Keadaan,"{SELESAI}"'),
    *(JenisHitungan(satu, nama, f'Data_Ketepatan,"{nama}"') for satu, nama in gaya.NAMA_KETEPATAN.items()),
    *(
        JenisHitungan(satu, nama, f'Data_Keadaan,"{nama}"')
        for satu, nama in gaya.NAMA_KEADAAN.items()
        if satu != Keadaan.SELESAI
    ),
)
"""The counts of `Hitungan`, in its order."""


def count_formulas(syarat: str, hitungan: Hitungan) -> list[Rumus]:
    """Count the kewajiban that meet `syarat` (pairs of COUNTIFS): all of them, and those in each state."""
    return [
        Rumus(f"=COUNTIFS({','.join(filter(None, (syarat, satu.syarat)))})", satu.of(hitungan))
        for satu in HITUNGAN
    ]


def or_dash(nilai: float | None) -> float | str:
    """Give a figure, or the dash that stands for none."""
    return TANPA_NILAI if nilai is None else nilai


def share_finished(syarat: str, nilai: float | None, *, lalu: bool = False) -> Rumus:
    """Give the finished share of what meets `syarat` and applies, now or (`lalu`) a period ago; a dash without."""
    column = "Data_KeadaanLalu" if lalu else "Data_Keadaan"
    finished = f'COUNTIFS({syarat},{column},"{SELESAI}")'
    applies = f'COUNTIFS({syarat},{column},"<>{TIDAK_BERLAKU}")'
    return Rumus(f'=IF({applies}=0,"{TANPA_NILAI}",{finished}/{applies})', or_dash(nilai))


def realisasi(syarat: str, nilai: float | None, *, lalu: bool = False) -> Rumus:
    """Divide what is finished by what is due, of those that meet `syarat`; a day that is running is not due yet."""
    return share_finished(f"{syarat},{_due(lalu=lalu)}", nilai, lalu=lalu)


def _due(*, lalu: bool = False) -> str:
    """Give the condition that what is due meets."""
    return f'Data_JatuhTempo,"<="&{"Jatuh_Tempo_Sampai_Lalu" if lalu else "Jatuh_Tempo_Sampai"}'


def due_finished(angka: Angka) -> Rumus:
    """Say how many of what is due and applies are finished, as `dasar_realisasi` does."""
    due = f'COUNTIFS({_due()},Data_Keadaan,"<>{TIDAK_BERLAKU}")'
    done = f'COUNTIFS({_due()},Data_Keadaan,"{SELESAI}")'
    rumus = f'=IF({due}=0,"{TANPA_HITUNGAN}",{done}&" dari "&{due}&" kewajiban")'
    return Rumus(rumus, angka.dasar_realisasi if angka.jatuh_tempo else TANPA_HITUNGAN)


def mean_of(angka: Angka, tidak_berlaku: str) -> Rumus:
    """Say what the capaian is the mean over, as `dasar_capaian` does; the formula counts what does not apply."""
    mean = '"Capaian adalah rata-rata atas "&COUNT(Indikator_Capaian)&" indikator"'
    left_out = f'IF({tidak_berlaku}=0,"","; "&{tidak_berlaku}&" kewajiban tidak berlaku tidak dihitung")'
    rumus = f'=IF(COUNT(Indikator_Capaian)=0,"Capaian: {TANPA_HITUNGAN}",{mean}&{left_out})&"."'
    told = f"Capaian adalah {angka.dasar_capaian}." if angka.bercapaian else f"Capaian: {TANPA_HITUNGAN}."
    return Rumus(rumus, told)


def last_day(kode: str, nilai: dt.date | None) -> Rumus:
    """Give the last date on which something of an indikator was finished; a dash without."""
    last = f"SUMPRODUCT(MAX((Data_Kode={kode})*Data_Hari))"
    return Rumus(f'=IF({last}=0,"{TANPA_NILAI}",{last})', date_value(nilai) if nilai else TANPA_NILAI)


def status(kode: str, satu: MonevIndikator) -> Rumus | str:
    """Say how the indikator of this kode stands, as `gaya.status_text` does, as a formula over sheet Data."""
    text = gaya.status_text(satu)
    if not satu.kewajiban:
        return text
    of_row = f"Data_Kode,{kode}"
    all_, done, late, none = (
        f"COUNTIFS({','.join(filter(None, (of_row, jenis.syarat)))})"
        for jenis in HITUNGAN
        if jenis.field in {"kewajiban", Keadaan.SELESAI, Keadaan.TERLAMBAT, Keadaan.TIDAK_BERLAKU}
    )
    if len(satu.kewajiban) > 1:
        told = f'{done}&" dari "&({all_}-{none})&" selesai"&IF({late}>0,CHAR(10)&{late}&" terlambat","")'
    else:
        state, punctual = (
            f"INDEX(Data_{nama},MATCH({kode},Data_Kode,0))" for nama in ("Keadaan", "Ketepatan")
        )
        proses = satu.indikator.status == Status.PROSES
        reported = f'CHAR(10)&"(dilaporkan {Status.PROSES})"' if proses else '""'
        told = f'{state}&IF({punctual}="{TANPA_NILAI}",{reported},CHAR(10)&"("&LOWER({punctual})&")")'
    return Rumus(f'=IF({all_}=0,"{_TIDAK_ADA}",IF({all_}={none},"{TIDAK_BERLAKU}",{told}))', text)


def people_of_rows(monev: Monev) -> Iterator[str]:
    """Give, for each indikator, the numbers of its penanggung jawab on their sheet, with blanks around each."""
    numbers: defaultdict[int, list[int]] = defaultdict(list)
    for nomor, satu in enumerate(monev.penanggung_jawab, start=1):
        for row in satu.indikator:
            numbers[id(row)].append(nomor)
    return (f" {' '.join(map(str, numbers[id(row)]))} " for row in monev.indikator)


def mean_capaian(syarat: str, nilai: float | None, *, lalu: bool = False) -> Rumus:
    """Take the mean over the indikator that have a capaian and meet `syarat`, or (where it is empty) over all."""
    nama = "Indikator_CapaianLalu" if lalu else "Indikator_Capaian"
    mean = f"AVERAGEIFS({nama},{syarat})" if syarat else f"AVERAGE({nama})"
    return Rumus(f'=IFERROR({mean},"{TANPA_NILAI}")', or_dash(nilai))


def change(row: int, columns: tuple[int, int], kini: float | None, lalu: float | None) -> Rumus:
    """Give the change between two shares, in cells of one row, in percentage points; a dash without both.

    It is the difference of what is written of them: no share short of the whole is 100%, none above nothing 0%.
    """
    cells = [xl_rowcol_to_cell(row, column) for column in columns]
    now, before = (f"IF(ABS({c}-0.5)<0.5,MEDIAN(0.1,ROUND({c}*100,1),99.9),{c}*100)" for c in cells)
    rumus = f'=IF(COUNT({",".join(cells)})<2,"{TANPA_NILAI}",ROUND({now}-{before},1))'
    return Rumus(rumus, TANPA_NILAI if kini is None or lalu is None else float(poin(kini, lalu)))
