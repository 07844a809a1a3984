"""Sheet Data: one row a kewajiban, the table that every figure of the report is counted from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from zi_reports.excel import gaya
from zi_reports.excel.kit import Isi, Rumus, date_value
from zi_reports.excel.report_book import Buku, NamaLembar
from zi_reports.excel.report_sheet import open_sheet
from zi_reports.excel.sheet import Bentuk, KolomTabel
from zi_reports.monev.figures import Keadaan, Ketepatan, MonevIndikator, MonevKewajiban
from zi_reports.rencana import bahasa

_KOLOM = (
    KolomTabel("NO", 44, Bentuk.ANGKA),
    KolomTabel("KODE", 64, Bentuk.TENGAH),
    KolomTabel("AREA", 52, Bentuk.TENGAH),
    KolomTabel("INDIKATOR", 300),
    KolomTabel("JATUH TEMPO", 128, Bentuk.TANGGAL),
    KolomTabel("TANGGAL SELESAI", 128, Bentuk.TANGGAL),
    KolomTabel("KEADAAN", 122, Bentuk.TENGAH),
    KolomTabel("KETEPATAN", 150, Bentuk.TENGAH),
    KolomTabel("DIHITUNG SEJAK", 128, Bentuk.TANGGAL),
    KolomTabel("KEADAAN BULAN LALU", 122, Bentuk.TENGAH),
)
_KEADAAN, _KEADAAN_LALU = 6, 9
_NAMA = {
    0: "No",
    2: "Area",
    4: "JatuhTempo",
    _KEADAAN: "Keadaan",
    7: "Ketepatan",
    8: "Sejak",
    _KEADAAN_LALU: "KeadaanLalu",
}
"""The names of the columns in formulas, each after `Data_`."""

_KETERANGAN = (
    "Satu baris untuk setiap kewajiban; NO adalah urutan indikator dalam lampiran. Semua angka laporan dihitung "
    "dari tabel ini. Bila KEADAAN, JATUH TEMPO, atau TANGGAL SELESAI di sini diperbaiki, angka dan grafik ikut "
    "berubah; perbaiki juga buku kerja masukan. Kewajiban selesai tanpa DIHITUNG SEJAK dihitung selesai sejak awal."
)


def write(buku: Buku) -> None:
    """Write the sheet and name its columns for the formulas of the others."""
    lebar = [satu.lebar for satu in _KOLOM]
    lembar, row = open_sheet(buku, NamaLembar.DATA, lebar, _KETERANGAN, mendatar=True)
    first, last = lembar.write_table(row, "TabelData", _KOLOM, _rows(buku, row + 2))
    lembar.define_columns("Data", _NAMA, (first, last))
    lembar.sheet.freeze_panes(first, 3)
    words = {nama: keadaan for keadaan, nama in gaya.NAMA_KEADAAN.items()}
    for column in (_KEADAAN, _KEADAAN_LALU):
        lembar.colour_words((first, column, last, column), words)
    choice = {"validate": "list", "source": list(words)}
    lembar.sheet.data_validation(first, _KEADAAN, last, _KEADAAN, choice)


def _rows(buku: Buku, first: int) -> Iterator[Sequence[Isi]]:
    """Lay out the rows; `first` is the number of the first as Excel counts."""
    row = first
    pairs = zip(buku.bahan.monev.indikator, buku.bahan.bulan_lalu.indikator, strict=True)
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
                _ketepatan(satu, row),
                _sejak(kini, satu, row),
                gaya.NAMA_KEADAAN[dahulu.keadaan],
            )
            row += 1


def _ketepatan(satu: MonevKewajiban, row: int) -> Rumus:
    tepat, terlambat, tanpa = (gaya.NAMA_KETEPATAN[ketepatan] for ketepatan in Ketepatan)
    rumus = (
        f'=IF(G{row}<>"{gaya.NAMA_KEADAAN[Keadaan.SELESAI]}","{bahasa.TANPA_NILAI}",'
        f'IF(OR(E{row}="",F{row}=""),"{tanpa}",IF(N(F{row})<=N(E{row}),"{tepat}","{terlambat}")))'
    )
    return Rumus(rumus, gaya.NAMA_KETEPATAN[satu.ketepatan] if satu.ketepatan else bahasa.TANPA_NILAI)


def _sejak(indikator: MonevIndikator, satu: MonevKewajiban, row: int) -> Rumus:
    """Give the day from which a finished kewajiban counts; empty where it counts from the start.

    A mark in a month column without a date counts from that month on, as `monev` has it.
    """
    undated = f"DATE(YEAR(E{row}),MONTH(E{row}),1)" if indikator.indikator.berulang else '""'
    rumus = f'=IF(G{row}<>"{gaya.NAMA_KEADAAN[Keadaan.SELESAI]}","",IF(F{row}<>"",F{row},{undated}))'
    sejak = satu.selesai_sejak
    return Rumus(rumus, "" if sejak is None or sejak == dt.date.min else date_value(sejak))
