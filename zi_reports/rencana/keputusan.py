"""The checks of what meetings decided: days that cannot be, things done without a day, reasons that lack."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from zi_reports.rencana import bahasa
from zi_reports.rencana.catatan import note
from zi_reports.rencana.lampiran import KolomKeputusan
from zi_reports.rencana.model import Catatan, Keputusan, Rencana


def check_keputusan(rencana: Rencana, hari_ini: dt.date) -> Iterator[Catatan]:
    """Go through what is odd of decisions; `hari_ini` is the day against which a date lies in the future."""
    for satu in rencana.keputusan:
        yield from _days(satu, hari_ini)
        done = satu.realisasi
        if done.selesai and not done.tanggal:
            yield note("selesai-tanpa-tanggal:keputusan", satu.letak.lokasi(KolomKeputusan.STATUS))
        if done.tidak_berlaku and not satu.keterangan:
            yield note("tidak-berlaku-tanpa-alasan:keputusan", satu.letak.lokasi(KolomKeputusan.STATUS))


def _days(satu: Keputusan, hari_ini: dt.date) -> Iterator[Catatan]:
    rapat, selesai = satu.tanggal_rapat, satu.realisasi.tanggal
    if rapat and rapat > hari_ini:
        lokasi = satu.letak.lokasi(KolomKeputusan.TANGGAL_RAPAT)
        yield note("tanggal-di-masa-depan:rapat", lokasi, bahasa.tanggal(rapat), hari_ini=hari_ini)
    if selesai and selesai > hari_ini:
        lokasi = satu.letak.lokasi(KolomKeputusan.TANGGAL_SELESAI)
        words = {"kolom": "ini ", "maksud": "", "hari_ini": hari_ini}
        yield note("tanggal-di-masa-depan", lokasi, bahasa.tanggal(selesai), **words)
    given = {KolomKeputusan.BATAS_WAKTU: satu.batas_waktu, KolomKeputusan.TANGGAL_SELESAI: selesai}
    for header, hari in given.items():
        if hari and rapat and hari < rapat:
            lokasi = satu.letak.lokasi(header)
            yield note("tanggal-sebelum-rapat", lokasi, bahasa.tanggal(hari), kolom=header, rapat=rapat)
