"""What is known of pieces of evidence besides their names, as columns of tables: only those that anything fills."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from xlsxwriter.utility import xl_rowcol_to_cell

from zi_reports.excel import gaya
from zi_reports.excel.kit import Column, Isi, Look, Sheet, Tautan
from zi_reports.monev.figures import Monev
from zi_reports.monev.keadaan import Keadaan
from zi_reports.rencana.lampiran import Kolom, KolomBukti
from zi_reports.rencana.model import BuktiDukung, Verifikasi

_DETAILS: Sequence[tuple[Column, Callable[[BuktiDukung], Isi]]] = (
    (Column(KolomBukti.PERIODE, 100, Look.MONTH), lambda bukti: bukti.periode),
    (Column(KolomBukti.BUTIR, 50, Look.COUNT), lambda bukti: bukti.butir),
    (Column(KolomBukti.VERIFIKASI, 82, Look.CENTRED), lambda bukti: bukti.verifikasi),
    (Column(KolomBukti.CATATAN_VERIFIKASI, 140), lambda bukti: bukti.catatan_verifikasi),
    (Column(KolomBukti.KODE_LKE, 76, Look.CENTRED), lambda bukti: bukti.kode_lke),
)
NAMA_BUKTI: Mapping[str, str] = {
    "AREA": "Area",
    KolomBukti.BUKTI_DUKUNG: "Nama",
    KolomBukti.VERIFIKASI: "Verifikasi",
}
"""The names of columns of sheet Bukti Dukung in formulas, each after `Bukti_`."""

_WARNA: Mapping[str, Keadaan | None] = {
    Verifikasi.SESUAI: Keadaan.SELESAI,
    Verifikasi.PERBAIKAN: Keadaan.TERLAMBAT,
}


@dataclass(frozen=True, slots=True)
class RincianBukti:
    """The columns that any of some pieces fills, in the order of sheet Bukti."""

    columns: tuple[Column, ...]

    @classmethod
    def of(cls, semua: Iterable[BuktiDukung]) -> Self:
        """Choose the columns for these pieces."""
        pieces = list(semua)
        return cls(tuple(column for column, of in _DETAILS if any(map(of, pieces))))

    def cells(self, bukti: BuktiDukung | None) -> Mapping[str, Isi]:
        """Give what stands in the columns beside a piece, or where there is none, by their headers."""
        return {
            column.header: of(bukti) if bukti else "" for column, of in _DETAILS if column in self.columns
        }

    @property
    def diverifikasi(self) -> bool:
        """Whether a reviewer judged any."""
        return self._has(KolomBukti.VERIFIKASI)

    @property
    def berbutir(self) -> bool:
        """Whether any says which item it answers."""
        return self._has(KolomBukti.BUTIR)

    def _has(self, header: str) -> bool:
        return any(column.header == header for column in self.columns)


def details_of(monev: Monev) -> RincianBukti:
    """Choose the columns for all evidence of a plan."""
    return RincianBukti.of(bukti for satu in monev.indikator for bukti in satu.indikator.bukti_dukung)


def linked(bukti: BuktiDukung, alamat: Mapping[BuktiDukung, str]) -> Isi:
    """Give a piece of evidence as a live link where a click can open it: a web address, or a file that is there."""
    address = alamat.get(bukti, bukti.alamat)
    return Tautan(bukti.teks, address) if address else str(bukti)


def show_details(sheet: Sheet, rows: range, columns: Sequence[Column]) -> None:
    """Colour VERIFIKASI in a table of evidence by what it says, and write INDIKATOR lighter where the row goes on.

    It stands in each row, so that a filter leaves it there.
    """
    at = {column.header: place for place, column in enumerate(columns)}
    if (verdict := at.get(KolomBukti.VERIFIKASI)) is not None:
        sheet.colour(rows, (verdict, verdict), _WARNA)
    above, own = (xl_rowcol_to_cell(row, at["KODE"], col_abs=True) for row in (rows[0] - 1, rows[0]))
    lighter = sheet.book.xlsx.add_format({"font_color": gaya.WARNA_REDUP})
    rule = {"type": "formula", "criteria": f"={own}={above}", "format": lighter}
    name = at[Kolom.INDIKATOR]
    sheet.xlsx.conditional_format(rows[0], name, rows[-1], name, rule)
