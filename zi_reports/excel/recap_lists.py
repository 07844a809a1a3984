"""The sheets of the recap's workbook that list: satker, satker by area, what does not count, and the rules."""

from __future__ import annotations

from dataclasses import replace

from zi_reports.excel import gaya
from zi_reports.excel.recap_sheet import Buku, open_sheet
from zi_reports.excel.recap_words import ATURAN, BUKAN_NILAI
from zi_reports.excel.sheet import Bentuk, KolomTabel
from zi_reports.monev.figures import Hitungan
from zi_reports.monev.satker import rows_of

JUMLAH = (
    ("kewajiban", "KEWAJIBAN"),
    *((str(keadaan), nama.upper()) for keadaan, nama in gaya.NAMA_KEADAAN.items()),
)
"""The counts that every table has: their fields in `Hitungan` and their headers."""

KOLOM_JUMLAH = tuple(KolomTabel(header, 76, Bentuk.ANGKA) for _, header in JUMLAH)
_LEBAR_JUMLAH = (70, 56, 70, 62, 62, 62)
"""The same in the widest table, each column as narrow as its header lets it be, so that it prints larger."""

KOLOM_BAGIAN = (
    KolomTabel("CAPAIAN", 70, Bentuk.BAGIAN),
    KolomTabel("REALISASI JATUH TEMPO", 78, Bentuk.BAGIAN),
)


_ANGKA = ("indikator", *(field for field, _ in JUMLAH), "capaian", "realisasi_jatuh_tempo")
_NAMA = ("Indikator", *(field for field, _ in JUMLAH), "Capaian", "Realisasi")
"""The figures of a satker or an area: their columns in the frames, and in the names that formulas use."""


def counts(hitungan: Hitungan) -> list[int]:
    """Give the counts in the order of `JUMLAH`."""
    return [int(getattr(hitungan, field)) for field, _ in JUMLAH]


def write_per_satker(buku: Buku) -> None:
    """Write one row a satker, by name; its columns are named for the formulas of other sheets."""
    rekap = buku.rekap
    kode = [area.kode for area in rekap.area]
    kolom = (
        KolomTabel("SATKER", 200),
        KolomTabel("TANDA", 58, Bentuk.TENGAH),
        KolomTabel("INDIKATOR", 68, Bentuk.ANGKA),
        *(replace(k, lebar=lebar) for k, lebar in zip(KOLOM_JUMLAH, _LEBAR_JUMLAH, strict=True)),
        *(replace(k, lebar=66) for k in KOLOM_BAGIAN),
        *(KolomTabel(satu, 46, Bentuk.BAGIAN) for satu in kode),
        KolomTabel("GALAT", 48, Bentuk.ANGKA),
        KolomTabel("BUKU KERJA", 320, Bentuk.SATU_BARIS),
    )
    text = "Satu baris satu satker, menurut nama. Kolom I sampai VI ialah capaian pada area itu."
    lembar = open_sheet(buku, "Per Satker", [k.lebar for k in kolom], text, mendatar=True)
    fields = ("satker", "tanda", *_ANGKA, *kode, "galat", "berkas")
    baris = lembar.add_table(kolom, rows_of(rekap.by_area("capaian"), fields), saring=True)
    # The last column is to find a workbook by; on paper it would make all others smaller.
    lembar.sheet.print_area(0, 0, baris[-1], len(kolom) - 2)
    lembar.define_columns("Satker", dict(enumerate(("Nama", "Tanda", *_NAMA))), (baris[0], baris[-1]))


def write_satker_area(buku: Buku) -> None:
    """Write one row an area of each satker, which the figures per area are added up from."""
    kolom = (
        KolomTabel("SATKER", 230),
        KolomTabel("AREA", 50, Bentuk.TENGAH),
        KolomTabel("INDIKATOR", 76, Bentuk.ANGKA),
        *KOLOM_JUMLAH,
        *KOLOM_BAGIAN,
        KolomTabel("PALING LAMA TERLAMBAT (HARI)", 90, Bentuk.ANGKA),
    )
    text = "Satu baris satu area pada satu satker; saring menurut satker atau area."
    lembar = open_sheet(buku, "Satker dan Area", [k.lebar for k in kolom], text, mendatar=True)
    fields = ("satker", "area", *_ANGKA, "hari_terlambat")
    baris = lembar.add_table(kolom, rows_of(buku.rekap.satker_area, fields), saring=True)
    lembar.define_columns("Area", dict(enumerate(("Satker", "Kode", *_NAMA))), (baris[0], baris[-1]))


def write_lain(buku: Buku) -> None:
    """List what does not count, and why."""
    kolom = (KolomTabel("BUKU KERJA ATAU FOLDER", 300), KolomTabel("SEBAB", 420))
    text = (
        "Yang berikut tidak ikut dalam angka mana pun."
        if buku.rekap.tidak_dihitung
        else "Semua buku kerja di folder ini dihitung."
    )
    lembar = open_sheet(buku, "Tidak Dihitung", [k.lebar for k in kolom], text, mendatar=False)
    if buku.rekap.tidak_dihitung:
        lembar.add_table(kolom, ((satu.nama, satu.sebab) for satu in buku.rekap.tidak_dihitung))


def write_cara(buku: Buku) -> None:
    """Write the rules behind the figures."""
    kolom = (KolomTabel("ISTILAH", 190), KolomTabel("ARTI DAN CARA MENGHITUNG", 510))
    lembar = open_sheet(buku, "Cara Menghitung", [k.lebar for k in kolom], BUKAN_NILAI, mendatar=False)
    lembar.add_table(kolom, ATURAN.items())
