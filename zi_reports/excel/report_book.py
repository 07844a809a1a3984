"""The Excel report while it is written: what it is made from, and its sheets by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from zi_reports.excel.sheet import Rupa
from zi_reports.laporan import BahanLaporan


class NamaLembar(StrEnum):
    """The sheets, in their order."""

    RINGKASAN = "Ringkasan"
    PER_AREA = "Per Area"
    PER_TENGGAT = "Per Tenggat"
    LEMBAR_MONEV = "Lembar Monev"
    TERLAMBAT = "Terlambat"
    BERIKUTNYA = "Jatuh Tempo Berikutnya"
    BUKTI_DUKUNG = "Bukti Dukung"
    CATATAN = "Catatan Data"
    CARA = "Cara Menghitung"
    DATA = "Data"


@dataclass(frozen=True, slots=True)
class Buku:
    """What the report is made from, and the open workbook with its sheets and looks."""

    bahan: BahanLaporan
    book: Workbook
    rupa: Rupa
    lembar: Mapping[NamaLembar, Worksheet]
