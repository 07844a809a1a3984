"""Sheet Data, one row a kewajiban, and the formulas of the other sheets, which count its rows.

They read Data, and the table of indikator, by the names of their columns, such as `Data_Keadaan`, and each comes
with the value that it has now.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from xlsxwriter.utility import xl_rowcol_to_cell

from zi_reports.excel import gaya
from zi_reports.excel.kit import Book, Column, Isi, Look, Rumus, date_value
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import Angka, Hitungan, Keadaan, Ketepatan, MonevKewajiban
from zi_reports.rencana.bahasa import TANPA_NILAI, poin
from zi_reports.rencana.model import Indikator
from zi_reports.rencana.periode import JenisPeriode

SELESAI = gaya.NAMA_KEADAAN[Keadaan.SELESAI]
TIDAK_BERLAKU = gaya.NAMA_KEADAAN[Keadaan.TIDAK_BERLAKU]

TANPA_HITUNGAN = "tidak ada yang dapat dihitung"

SEMUA = 'Data_No,">0"'
"""The condition that every kewajiban meets."""

PERIODE = "{periode}"
"""Stands in a header for the kind of the report's period."""

_COLUMNS = (
    Column("NO", 44, Look.COUNT),
    Column("KODE", 64, Look.CENTRED),
    Column("AREA", 52, Look.CENTRED),
    Column("INDIKATOR", 300),
    Column("JATUH TEMPO", 128, Look.DAY),
    Column("TANGGAL SELESAI", 128, Look.DAY),
    Column("KEADAAN", 122, Look.CENTRED),
    Column("KETEPATAN", 150, Look.CENTRED),
    Column("DIHITUNG SEJAK", 128, Look.DAY),
    Column(f"KEADAAN {PERIODE} LALU", 122, Look.CENTRED),
    Column("AWAL MASA", 128, Look.DAY),
    Column(f"KETEPATAN {PERIODE} LALU", 150, Look.CENTRED),
)
_JATUH_TEMPO, _TANGGAL_SELESAI, _KEADAAN, _KEADAAN_LALU, _AWAL_MASA = 4, 5, 6, 9, 10
_NAMES = {
    0: "No",
    2: "Area",
    _JATUH_TEMPO: "JatuhTempo",
    _KEADAAN: "Keadaan",
    7: "Ketepatan",
    8: "Sejak",
    _KEADAAN_LALU: "KeadaanLalu",
    11: "KetepatanLalu",
}
"""The names of the columns in formulas, each after `Data_`."""

_TEXT = (
    "Satu baris untuk setiap kewajiban; NO adalah urutan indikator dalam lampiran. Semua angka laporan dihitung "
    "dari tabel ini. Bila KEADAAN, JATUH TEMPO, atau TANGGAL SELESAI di sini diperbaiki, angka dan grafik ikut "
    "berubah; perbaiki juga buku kerja masukan. Yang selesai tanpa tanggal dihitung sejak hari pada kolom DIHITUNG "
    "SEJAK. TANGGAL SELESAI sebelum AWAL MASA diperlakukan seperti tidak bertanggal. Yang {periode} LALU "
    "adalah yang dilaporkan, bila laporannya ada."
)


def write(book: Book, bahan: BahanLaporan) -> None:
    """Write the sheet and name its columns for the formulas of the others."""
    jenis = bahan.periode.jenis
    columns = for_period(_COLUMNS, jenis)
    text = _TEXT.replace(PERIODE, jenis.upper())
    sheet = book.open_sheet(gaya.NamaLembar.DATA, columns, text, landscape=True)
    rows = sheet.add_filtered_table("TabelData", columns, _rows(bahan, sheet.row + 1))
    sheet.name_columns("Data", _NAMES, rows)
    sheet.xlsx.freeze_panes(rows[0], 3)
    words = {nama: keadaan for keadaan, nama in gaya.NAMA_KEADAAN.items()}
    for column in (_KEADAAN, _KEADAAN_LALU):
        sheet.colour(rows, (column, column), words)
    choice = {"validate": "list", "source": list(words)}
    sheet.xlsx.data_validation(rows[0], _KEADAAN, rows[-1], _KEADAAN, choice)


def for_period(columns: Sequence[Column], jenis: JenisPeriode) -> Sequence[Column]:
    """Give columns with the name of a kind of period in their headers, where `PERIODE` stands."""
    return [replace(column, header=column.header.replace(PERIODE, jenis.upper())) for column in columns]


def _rows(bahan: BahanLaporan, row: int) -> Iterator[Sequence[Isi]]:
    """Lay out the rows, of which the first stands at `row`."""
    pairs = zip(bahan.monev.indikator, bahan.lalu.indikator, strict=True)
    for nomor, (kini, lalu) in enumerate(pairs, start=1):
        for satu, dahulu in zip(kini.kewajiban, lalu.kewajiban, strict=True):
            yield (
                nomor,
                satu.kode,
                kini.area.kode,
                kini.indikator.uraian,
                satu.jatuh_tempo,
                satu.tanggal_selesai,
                gaya.NAMA_KEADAAN[satu.keadaan],
                *_finished(satu, row, _undated(satu, kini.indikator, bahan.monev.per_tanggal)),
                gaya.NAMA_KEADAAN[dahulu.keadaan],
                satu.awal_masa,
                _punctuality(dahulu),
            )
            row += 1


def _undated(satu: MonevKewajiban, indikator: Indikator, per_tanggal: dt.date) -> dt.date:
    """Give the day from which a tick without a date counts, as `monev` has it.

    One that is made here, on a row with a single kewajiban, says "finished by now".
    """
    if satu.selesai_sejak and not satu.tanggal_selesai:
        return satu.selesai_sejak
    due = satu.jatuh_tempo or per_tanggal
    return (due if indikator.berulang else min(due, per_tanggal)).replace(day=1)


def _punctuality(satu: MonevKewajiban) -> str:
    return gaya.NAMA_KETEPATAN[satu.ketepatan] if satu.ketepatan else TANPA_NILAI


def _finished(satu: MonevKewajiban, row: int, undated: dt.date) -> tuple[Rumus, Rumus]:
    """Give the ketepatan, and the day from which a finished kewajiban counts; `undated` where it has no date.

    A date before the first day of its period is none.
    """
    due, done, state, awal = (
        xl_rowcol_to_cell(row, at) for at in (_JATUH_TEMPO, _TANGGAL_SELESAI, _KEADAAN, _AWAL_MASA)
    )
    tepat, terlambat, tanpa = (gaya.NAMA_KETEPATAN[ketepatan] for ketepatan in Ketepatan)
    ketepatan = (
        f'=IF({state}<>"{SELESAI}","{TANPA_NILAI}",'
        f'IF(OR({due}="",{done}="",N({done})<N({awal})),"{tanpa}",IF(N({done})<=N({due}),"{tepat}","{terlambat}")))'
    )
    literal = f"DATE({undated.year},{undated.month},{undated.day})"
    since = f'=IF({state}<>"{SELESAI}","",IF(AND({done}<>"",N({done})>=N({awal})),{done},{literal}))'
    sejak = satu.selesai_sejak
    return Rumus(ketepatan, _punctuality(satu)), Rumus(since, date_value(sejak) if sejak else "")


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


def realisasi(syarat: str, nilai: float | None, *, berjalan: bool, lalu: bool = False) -> Rumus:
    """Divide what is finished by what is due, of those that meet `syarat`; a day that is running is not due yet."""
    return share_finished(f"{syarat},{_due(berjalan=berjalan, lalu=lalu)}", nilai, lalu=lalu)


def _due(*, berjalan: bool, lalu: bool = False) -> str:
    """Give the condition that what is due meets."""
    hari, until = "Per_Tanggal_Lalu" if lalu else "Per_Tanggal", "<" if berjalan else "<="
    return f'Data_JatuhTempo,"{until}"&{hari}'


def due_finished(angka: Angka, *, berjalan: bool) -> Rumus:
    """Say how many of what is due and applies are finished, as `dasar_realisasi` does."""
    due = f'COUNTIFS({_due(berjalan=berjalan)},Data_Keadaan,"<>{TIDAK_BERLAKU}")'
    done = f'COUNTIFS({_due(berjalan=berjalan)},Data_Keadaan,"{SELESAI}")'
    rumus = f'=IF({due}=0,"{TANPA_HITUNGAN}",{done}&" dari "&{due}&" kewajiban")'
    return Rumus(rumus, angka.dasar_realisasi if angka.jatuh_tempo else TANPA_HITUNGAN)


def mean_of(angka: Angka, tidak_berlaku: str) -> Rumus:
    """Say what the capaian is the mean over, as `dasar_capaian` does; the cell counts what does not apply."""
    mean = '"Capaian adalah rata-rata atas "&COUNT(Indikator_Capaian)&" indikator"'
    left_out = f'IF({tidak_berlaku}=0,"","; "&{tidak_berlaku}&" kewajiban tidak berlaku tidak dihitung")'
    rumus = f'=IF(COUNT(Indikator_Capaian)=0,"Capaian: {TANPA_HITUNGAN}",{mean}&{left_out})&"."'
    told = f"Capaian adalah {angka.dasar_capaian}." if angka.bercapaian else f"Capaian: {TANPA_HITUNGAN}."
    return Rumus(rumus, told)


def mean_capaian(area: str, nilai: float | None, *, lalu: bool = False) -> Rumus:
    """Take the mean over the indikator that have a capaian, of one area or (`area` empty) of all."""
    nama = "Indikator_CapaianLalu" if lalu else "Indikator_Capaian"
    mean = f"AVERAGEIFS({nama},Indikator_Area,{area})" if area else f"AVERAGE({nama})"
    return Rumus(f'=IFERROR({mean},"{TANPA_NILAI}")', or_dash(nilai))


def change(row: int, columns: tuple[int, int], kini: float | None, lalu: float | None) -> Rumus:
    """Give the change between two shares, in cells of one row, in percentage points; a dash without both.

    It is the difference of what is written of them: no share short of the whole is 100%, none above nothing 0%.
    """
    cells = [xl_rowcol_to_cell(row, column) for column in columns]
    now, before = (f"IF(ABS({c}-0.5)<0.5,MEDIAN(0.1,ROUND({c}*100,1),99.9),{c}*100)" for c in cells)
    rumus = f'=IF(COUNT({",".join(cells)})<2,"{TANPA_NILAI}",ROUND({now}-{before},1))'
    return Rumus(rumus, TANPA_NILAI if kini is None or lalu is None else float(poin(kini, lalu)))
