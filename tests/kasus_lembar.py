"""The smallest sheets Keputusan Rapat and Bukti that call for each kind of catatan on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from conftest import Baris, indikator
from openpyxl import load_workbook

RAPAT = (
    *("TANGGAL RAPAT", "KODE", "KEPUTUSAN", "PENANGGUNG JAWAB"),
    *("BATAS WAKTU", "STATUS", "TANGGAL SELESAI", "KETERANGAN"),
)
BUKTI = ("KODE", "PERIODE", "BUTIR", "BUKTI DUKUNG", "VERIFIKASI", "CATATAN VERIFIKASI", "KODE LKE")
"""The headers of the two sheets, written out here once more so that a change of ours is noticed."""

DES_18 = dt.date(2025, 12, 18)
JAN_31 = dt.date(2026, 1, 31)

Lembar = Mapping[str, Sequence[Sequence[Any]]]


def rapat(*rows: Mapping[str, Any], kolom: Sequence[str] = RAPAT, nama: str = "Keputusan Rapat") -> Lembar:
    """Give sheet Keputusan Rapat: a title, a free row, the header in row 3, then these rows."""
    return {nama: [("KEPUTUSAN RAPAT",), (), kolom, *([row.get(header) for header in kolom] for row in rows)]}


def bukti(*rows: Mapping[str, Any], kolom: Sequence[str] = BUKTI, nama: str = "Bukti") -> Lembar:
    """Give sheet Bukti, laid out likewise."""
    return {nama: [("BUKTI",), (), kolom, *([row.get(header) for header in kolom] for row in rows)]}


def tambah_lembar(path: Path, lembar: Lembar) -> Path:
    """Write such sheets into a workbook, in place of those of their names."""
    book = load_workbook(path)
    for nama, rows in lembar.items():
        if nama in book.sheetnames:
            del book[nama]
        sheet = book.create_sheet(nama)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def keputusan(**isian: Any) -> Mapping[str, Any]:
    """Give a decision of 18 December; keywords are headers with `_` for a space."""
    row = {"TANGGAL RAPAT": DES_18, "KODE": "I.1.1", "KEPUTUSAN": "Melengkapi notulen", "BATAS WAKTU": JAN_31}
    return row | {header.replace("_", " "): value for header, value in isian.items()}


def satu_bukti(**isian: Any) -> Mapping[str, Any]:
    row = {"KODE": "I.1.1", "BUKTI DUKUNG": "SK.pdf"}
    return row | {header.replace("_", " "): value for header, value in isian.items()}


BULANAN = indikator("Setiap Bulan", BUKTI_DUKUNG="https://contoh.id/rekap")

KASUS_LEMBAR: dict[str, tuple[Baris, Lembar]] = {
    "batas-waktu-tidak-terbaca": (
        indikator(),
        rapat(keputusan(BATAS_WAKTU="segera"), keputusan(BATAS_WAKTU="31 Januri 2026")),
    ),
    "keputusan-kosong": (indikator(), rapat(keputusan(KEPUTUSAN="-"), {"KETERANGAN": "-"})),
    "keputusan-tanpa-indikator": (
        indikator(),
        rapat(keputusan(KODE="I.9.1"), keputusan(KODE="i.1.1."), keputusan(KODE="I.1"), keputusan(KODE="II")),
    ),
    "tanggal-rapat-kosong": (indikator(), rapat(keputusan(TANGGAL_RAPAT=None))),
    "tanggal-rapat-tidak-terbaca": (indikator(), rapat(keputusan(TANGGAL_RAPAT="18 Desembr 2025"))),
    "tanggal-sebelum-rapat": (
        indikator(),
        rapat(keputusan(BATAS_WAKTU=dt.date(2025, 1, 31), TANGGAL_SELESAI=dt.date(2025, 12, 10))),
    ),
    "kode-tidak-ada": (indikator(), bukti(satu_bukti(KODE="I.9.1"), satu_bukti(KODE=None))),
    "periode-tidak-dikenal": (
        BULANAN,
        bukti(
            satu_bukti(PERIODE="Januari 2026"),
            satu_bukti(PERIODE="Triwulan I 2025"),
            satu_bukti(PERIODE="Januari - Maret 2025"),
        ),
    ),
    "butir-tidak-dikenal": (
        indikator(BUKTI_FISIK="1) SK 2) Undangan rapat"),
        bukti(satu_bukti(BUTIR=3), satu_bukti(BUTIR="undangan", BUKTI_DUKUNG="rekap.pdf")),
    ),
    "verifikasi-tidak-dikenal": (indikator(), bukti(satu_bukti(VERIFIKASI="sesuai sebagian"))),
    "verifikasi-dibaca-sebagai": (
        indikator(),
        bukti(
            satu_bukti(VERIFIKASI="Sesuia"), satu_bukti(BUKTI_DUKUNG="rekap.pdf", VERIFIKASI="belum sesuai")
        ),
    ),
    "verifikasi-tanpa-bukti": (indikator(), bukti({"KODE": "I.1.1", "VERIFIKASI": "Perbaikan"})),
    "bukti-ganda": (
        indikator(),
        bukti(
            satu_bukti(VERIFIKASI="Perbaikan", CATATAN_VERIFIKASI="Belum ditandatangani"),
            satu_bukti(VERIFIKASI="Sesuai"),
        ),
    ),
    "bukti-menunggu": (
        indikator(),
        bukti({"KODE": "I.1.1", "BUTIR": 1}, {"KODE": "I.1.1", "KODE LKE": "A.I.1"}),
    ),
    "lembar-ganda": (indikator(), {**rapat(keputusan()), **rapat(keputusan(), nama="Keputusan Rapat (2)")}),
    "lembar-tidak-dibaca": (indikator(), {"Bukti": [("NO", "NAMA BERKAS"), (1, "SK.pdf")]}),
}
"""By kode: the one row of the plan, and the sheets beside it."""
