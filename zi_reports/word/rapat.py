"""The figures of a period and a meeting become its papers: undangan, daftar hadir, notulen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from zi_reports.laporan import BahanLaporan
from zi_reports.monev.keputusan import assess_keputusan
from zi_reports.rencana.bahasa import TANPA_NILAI, hari, tanggal
from zi_reports.rencana.periode import Periode
from zi_reports.word.keputusan import rows_of_decisions
from zi_reports.word.render import render
from zi_reports.word.report import TITIK_TITIK, agenda, konteks, lay_out
from zi_reports.word.rows import BarisIndikator, late_rows


@dataclass(frozen=True, slots=True)
class Rapat:
    """A meeting as it was called; what is blank is not settled yet and is left to be written in by hand.

    `peserta` is how many rows the daftar hadir has.
    """

    tanggal: dt.date
    acara: str
    peserta: int
    pukul: dt.time | None = None
    tempat: str = ""
    nomor: str = ""
    sifat: str = ""
    yth: tuple[str, ...] = ()


def write_rapat(bahan: BahanLaporan, rapat: Rapat, nama: str, templat: Path) -> bytes:
    """Write one paper of the meeting from its template; the same input gives the same bytes.

    Args:
        bahan: The figures of the period that the meeting is about.
        rapat: The meeting.
        nama: What the paper is, for its title: `Undangan`.
        templat: The Word file with its tags.

    Raises:
        TemplateError: The template cannot be read, or a tag in it is broken or unknown.
    """
    satker = bahan.monev.rencana.pengaturan.satker
    judul = f"{nama} {rapat.acara} {satker}, {tanggal(rapat.tanggal)}"
    return render(templat, konteks_rapat(bahan, rapat), lay_out(bahan, judul))


def konteks_rapat(bahan: BahanLaporan, rapat: Rapat) -> dict[str, object]:
    """Give every variable that the papers may use: those of the report save the charts, and the meeting's."""
    tempat = bahan.monev.rencana.pengaturan.tempat or TITIK_TITIK
    # The undangan is of today, unless the meeting was before: then nobody knows when it was sent.
    hari_undangan = tanggal(bahan.hari_ini) if bahan.hari_ini <= rapat.tanggal else TITIK_TITIK
    return konteks(bahan) | {
        "hari_tanggal": f"{hari(rapat.tanggal)}, {tanggal(rapat.tanggal)}",
        "pukul": f"{rapat.pukul:%H.%M}" if rapat.pukul else TITIK_TITIK,
        "tempat_rapat": rapat.tempat or TITIK_TITIK,
        "acara": rapat.acara,
        "nomor": rapat.nomor or TITIK_TITIK,
        "sifat": rapat.sifat or TITIK_TITIK,
        "yth": rapat.yth or (TITIK_TITIK,),
        "tempat_tanggal_undangan": f"{tempat}, {hari_undangan}",
        **_decided_before(bahan, rapat),
        "terlambat": tuple(_pokok_bahasan(satu) for satu in late_rows(bahan.monev.indikator)),
        # What lies beyond the next period is too far off for this meeting.
        "agenda_rapat": tuple(
            {**satu, "baris": tuple(_pokok_bahasan(baris) for baris in satu["baris"])}
            for satu in agenda(bahan)
            if satu["bulan"] in {str(bahan.periode), str(bahan.periode.berikutnya)}
        ),
        # The rows of the daftar hadir by two; an odd number of them leaves the last without its second.
        "peserta": tuple(
            {"ganjil": no, "genap": no + 1 if no < rapat.peserta else None}
            for no in range(1, rapat.peserta + 1, 2)
        ),
    }


def _decided_before(bahan: BahanLaporan, rapat: Rapat) -> dict[str, object]:
    """Give what earlier meetings decided and is open as the papers are made, or was at the meeting if that is past.

    That is later than the per tanggal, after which a meeting may have been.
    """
    day = min(rapat.tanggal, bahan.hari_ini)
    made = assess_keputusan(
        bahan.monev.rencana.keputusan,
        day,
        berjalan=bahan.hari_ini <= day,
        terbaru=Periode.of(bahan.hari_ini).sebelumnya.awal,
    )
    before = [satu for satu in made if satu.keputusan.tanggal_rapat != rapat.tanggal]
    rows = rows_of_decisions(satu for satu in before if satu.keadaan.terbuka)
    return {
        "keputusan_lalu": len(before),
        "keputusan_terbuka": tuple(
            {**satu, "penanggung_jawab": _blank(satu["penanggung_jawab"])} for satu in rows
        ),
        "keputusan_per": tanggal(day),
    }


def _pokok_bahasan(baris: BarisIndikator) -> BarisIndikator:
    """Leave blank what the meeting is to settle, where a table of figures would show a dash."""
    return replace(baris, penanggung_jawab=_blank(baris.penanggung_jawab))


def _blank(isi: str) -> str:
    return "" if isi == TANPA_NILAI else isi
