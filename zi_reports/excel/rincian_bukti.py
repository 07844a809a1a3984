"""What is known of pieces of evidence besides their names, as columns of tables: only those that anything fills."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from zi_reports.excel.kit import Column, Isi, Look, Sheet, Tautan
from zi_reports.monev.figures import Keadaan
from zi_reports.rencana import bahasa
from zi_reports.rencana.lampiran import KolomBukti
from zi_reports.rencana.model import BuktiDukung, Verifikasi

_DETAILS: Sequence[tuple[Column, Callable[[BuktiDukung], Isi]]] = (
    (
        Column(KolomBukti.PERIODE, 92, Look.CENTRED),
        lambda bukti: bahasa.bulan_tahun(bukti.periode) if bukti.periode else "",
    ),
    (Column(KolomBukti.BUTIR, 52, Look.COUNT), lambda bukti: bukti.butir),
    (Column(KolomBukti.VERIFIKASI, 88, Look.CENTRED), lambda bukti: bukti.verifikasi),
    (Column(KolomBukti.CATATAN_VERIFIKASI, 150), lambda bukti: bukti.catatan_verifikasi),
    (Column(KolomBukti.KODE_LKE, 84, Look.CENTRED), lambda bukti: bukti.kode_lke),
)
_WARNA = {Verifikasi.SESUAI: Keadaan.SELESAI, Verifikasi.PERBAIKAN: Keadaan.TERLAMBAT}


@dataclass(frozen=True, slots=True)
class RincianBukti:
    """The columns that any of some pieces fills, in the order of sheet Bukti."""

    columns: tuple[Column, ...]

    @classmethod
    def of(cls, semua: Iterable[BuktiDukung]) -> Self:
        """Choose the columns for these pieces."""
        pieces = list(semua)
        return cls(tuple(column for column, of in _DETAILS if any(map(of, pieces))))

    def cells(self, bukti: BuktiDukung | None) -> Sequence[Isi]:
        """Give what stands in the columns beside a piece, or where there is none."""
        return [of(bukti) if bukti else "" for column, of in _DETAILS if column in self.columns]

    def colour(self, sheet: Sheet, rows: range, columns: Sequence[Column]) -> None:
        """Colour VERIFIKASI among the columns of a table by what it says."""
        for at, column in enumerate(columns):
            if column.header == KolomBukti.VERIFIKASI:
                sheet.colour(rows, (at, at), _WARNA)


def linked(bukti: BuktiDukung, alamat: str) -> Isi:
    """Give a piece as a live link where a click can open it: a web address, or a file that is there."""
    return Tautan(bukti.teks, alamat) if alamat else bukti.teks
