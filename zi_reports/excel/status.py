"""How an indikator stands, in words short enough for a cell."""

from __future__ import annotations

from zi_reports.excel import gaya
from zi_reports.monev.figures import Keadaan, MonevIndikator
from zi_reports.rencana.model import Status


def status_text(satu: MonevIndikator) -> str:
    """Say how an indikator stands: the state of its one kewajiban, or how many of several are finished.

    What the office reported stands below where it says more than the state does (`Proses`).
    """
    hitungan = satu.hitungan
    counted = hitungan.kewajiban - hitungan.tidak_berlaku
    if not hitungan.kewajiban:
        return "Di luar masa pemantauan"
    if not counted:
        return gaya.NAMA_KEADAAN[Keadaan.TIDAK_BERLAKU]
    if len(satu.kewajiban) == 1:
        return _single(satu)
    text = f"{hitungan.selesai} dari {counted} selesai"
    return f"{text}\n{hitungan.terlambat} terlambat" if hitungan.terlambat else text


def _single(satu: MonevIndikator) -> str:
    kewajiban = satu.kewajiban[0]
    if kewajiban.ketepatan is not None:
        return f"{gaya.NAMA_KEADAAN[Keadaan.SELESAI]}\n({gaya.NAMA_KETEPATAN[kewajiban.ketepatan].lower()})"
    state = gaya.NAMA_KEADAAN[kewajiban.keadaan]
    reported = satu.indikator.status
    return f"{state}\n(dilaporkan {reported})" if reported == Status.PROSES else state
