"""What meetings decided becomes rows that templates print: who does what by when, and how that stands."""

from __future__ import annotations

from collections.abc import Iterable

from zi_reports.excel.gaya import NAMA_KEADAAN_KEPUTUSAN, NAMA_KETEPATAN, WARNA_KEADAAN, rincian_keputusan
from zi_reports.monev.figures import Monev
from zi_reports.monev.keadaan import Keadaan, Ketepatan
from zi_reports.monev.keputusan import MonevKeputusan
from zi_reports.rencana.bahasa import TANPA_NILAI, tanggal
from zi_reports.word.rows import Baris, Sel


def decisions(monev: Monev) -> dict[str, object]:
    """Give what every template may say of decisions: all in the sheet's order, the late ones, and their counts."""
    late = [satu for satu in monev.keputusan if satu.keadaan is Keadaan.TERLAMBAT]
    return {
        "keputusan_rapat": rows_of_decisions(monev.keputusan),
        "keputusan_terlambat": rows_of_decisions(sorted(late, key=lambda satu: -satu.hari_terlambat)),
        "rincian_keputusan": rincian_keputusan(monev.keputusan),
    }


def rows_of_decisions(semua: Iterable[MonevKeputusan]) -> tuple[Baris, ...]:
    """Write decisions, each with its state."""
    return tuple(map(_row, semua))


def _row(satu: MonevKeputusan) -> Baris:
    asked = satu.keputusan
    met, until, done = (
        tanggal(hari) if hari else TANPA_NILAI
        for hari in (asked.tanggal_rapat, asked.batas_waktu, satu.tanggal_selesai)
    )
    return {
        "tanggal_rapat": met,
        "kode": asked.kode,
        "keputusan": asked.uraian,
        "penanggung_jawab": asked.penanggung_jawab or TANPA_NILAI,
        "batas_waktu": until,
        "keadaan": Sel(_state(satu), warna=WARNA_KEADAAN[satu.keadaan]),
        "hari_terlambat": satu.hari_terlambat,
        "tanggal_selesai": done,
        "terbuka": satu.keadaan.terbuka,
        "keterangan": asked.keterangan,
    }


def _state(satu: MonevKeputusan) -> str:
    """Name the state of a decision: of what is late by how many days, of what is done whether that was in time."""
    nama = NAMA_KEADAAN_KEPUTUSAN[satu.keadaan]
    if satu.keadaan is Keadaan.TERLAMBAT:
        return f"{nama} {satu.hari_terlambat} hari" if satu.hari_terlambat else f"{nama}, baru jatuh tempo"
    if satu.ketepatan is Ketepatan.TEPAT_WAKTU:
        return f"{nama} {NAMA_KETEPATAN[satu.ketepatan].lower()}"
    # What has a day and nothing to hold it against is done, and no more.
    dated = satu.ketepatan is Ketepatan.SELESAI_TANPA_TANGGAL and satu.tanggal_selesai
    return NAMA_KETEPATAN[satu.ketepatan] if satu.ketepatan and not dated else nama
