"""The Excel report while it is written: its sheets by name, and the looks that they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from zi_reports.reports import BahanLaporan, gaya
from zi_reports.sheets import FORMAT_BAGIAN, FORMAT_BULAN, FORMAT_SELISIH, FORMAT_TANGGAL, Formats


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


class Bentuk(Enum):
    """How the cells of a column are shown, as XlsxWriter's properties."""

    TEKS = (("align", "left"), ("text_wrap", True))
    TENGAH = (("align", "center"), ("text_wrap", True))
    ANGKA = (("align", "center"), ("num_format", "0"))
    BAGIAN = (("align", "center"), ("num_format", FORMAT_BAGIAN))
    SELISIH = (("align", "center"), ("num_format", FORMAT_SELISIH))
    TANGGAL = (("align", "center"), ("num_format", FORMAT_TANGGAL))
    BULAN = (("align", "left"), ("num_format", FORMAT_BULAN))


@dataclass(frozen=True, slots=True)
class KolomTabel:
    """A column of a table: its header, its width in pixels, and how its cells are shown."""

    judul: str
    lebar: int
    bentuk: Bentuk = Bentuk.TEKS


@dataclass(frozen=True, slots=True)
class Buku:
    """What the report is made from, and the open workbook with its sheets and formats."""

    bahan: BahanLaporan
    book: Workbook
    formats: Formats
    lembar: Mapping[NamaLembar, Worksheet]

    def cell_format(self, bentuk: Bentuk, **more: Any) -> Format:  # noqa: ANN401 - as XlsxWriter has them
        """Give the format of a table's cell, ruled on all sides."""
        return self.formats(**{**dict(bentuk.value), "border": 1, "border_color": gaya.WARNA_GARIS, **more})

    def header_format(self, **more: Any) -> Format:  # noqa: ANN401 - as XlsxWriter has them
        """Give the format of a table's header."""
        look = {
            "bold": True,
            "font_color": "#FFFFFF",
            "bg_color": gaya.WARNA_UTAMA,
            "valign": "vcenter",
            "font_size": 9,
        }
        return self.cell_format(Bentuk.TENGAH, **{**look, **more})
