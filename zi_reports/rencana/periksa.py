"""A plan that was read becomes the catatan on what it says: what a person should look at once more.

What a cell cannot say at all is the reader's to note; here stand the checks of the plan as data, each a
function of one shape.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator

from zi_reports.rencana import bahasa
from zi_reports.rencana.bukti import count_items
from zi_reports.rencana.catatan import note
from zi_reports.rencana.lampiran import Kolom, header_bulan
from zi_reports.rencana.model import Catatan, Indikator, Jenis, Kewajiban, Lokasi, Rencana
from zi_reports.rencana.target_waktu import contoh_serupa

_TAK_TERHITUNG = re.compile(r"(?i)^\w+://|^www\.|^(?:[\w-]+\.)+[a-z]{2,}/|[\\/](?!.*\.[a-z]\w{1,4}$)")
"""Evidence that may hold any number of pieces: a link, a folder."""

_TANPA_JATUH_TEMPO = {
    Jenis.TIDAK_TERBACA: "target-waktu-tidak-terbaca",
    Jenis.KOSONG: "target-waktu-kosong",
    Jenis.INSIDENTAL: "target-waktu-insidental",
}

Check = Callable[[Rencana, dt.date], Iterator[Catatan]]


def run_checks(rencana: Rencana, hari_ini: dt.date) -> tuple[Catatan, ...]:
    """Run every check; `hari_ini` is the day against which a date lies in the future."""
    return tuple(catatan for check in CHECKS for catatan in check(rencana, hari_ini))


def target_waktu(rencana: Rencana, _hari_ini: dt.date) -> Iterator[Catatan]:
    """Note each TARGET WAKTU that gives no jatuh tempo, or a year of two figures (docs/design.md, TARGET WAKTU)."""
    for satu in rencana.indikator:
        target, lokasi = satu.target_waktu, satu.letak.lokasi(Kolom.TARGET_WAKTU)
        if target.jenis in _TANPA_JATUH_TEMPO:
            contoh = contoh_serupa(target.teks, rencana.pengaturan.tahun)
            yield note(_TANPA_JATUH_TEMPO[target.jenis], lokasi, target.teks, contoh=contoh)
        elif target.tahun_ditafsirkan:
            yield note("target-waktu-tahun-dua-angka", lokasi, target.teks, hari=target.jatuh_tempo[-1])


def belum_disalin(rencana: Rencana, _hari_ini: dt.date) -> Iterator[Catatan]:
    """Note each komponen whose rows the source lacks (docs/design.md, The source)."""
    for komponen in (satu for area in rencana.area for satu in area.komponen):
        which = "Sebagian baris" if komponen.indikator else "Baris"
        for letak in komponen.belum_disalin:
            lokasi = letak.lokasi(Kolom.INDIKATOR)
            yield note("indikator-belum-disalin", lokasi, baris=which, komponen=komponen.nama)


def bukti_dukung(rencana: Rencana, _hari_ini: dt.date) -> Iterator[Catatan]:
    """Note each row with something finished and nothing under BUKTI DUKUNG."""
    for satu in rencana.indikator:
        if not satu.bukti_dukung and any(kewajiban.realisasi.selesai for kewajiban in satu.kewajiban):
            yield note("selesai-tanpa-bukti", satu.letak.lokasi(Kolom.BUKTI_DUKUNG))


def bukti_kurang(rencana: Rencana, _hari_ini: dt.date) -> Iterator[Catatan]:
    """Note each finished row with fewer pieces of evidence than BUKTI FISIK has numbered items.

    A link or a folder may hold any number of them, so that a row with one is left alone.
    """
    for satu in rencana.indikator:
        reported = [kewajiban.realisasi for kewajiban in satu.kewajiban]
        applies = [realisasi for realisasi in reported if not realisasi.tidak_berlaku]
        finished = bool(applies) and all(realisasi.selesai for realisasi in applies)
        wanted, given = count_items(satu.bukti_fisik), _count_pieces(satu)
        if finished and 0 < given < wanted:
            lokasi = satu.letak.lokasi(Kolom.BUKTI_DUKUNG)
            isi = "; ".join(bukti.teks for bukti in satu.bukti_dukung)
            yield note("bukti-kurang", lokasi, isi, diminta=wanted, ada=given)


def tanpa_tanggal(rencana: Rencana, _hari_ini: dt.date) -> Iterator[Catatan]:
    """Note each row with something finished on a day that is not given; one catatan a row."""
    for satu in rencana.indikator:
        undated = [
            kewajiban
            for kewajiban in satu.kewajiban
            if kewajiban.realisasi.selesai and kewajiban.realisasi.tanggal is None
        ]
        if undated:
            months = [header_bulan(kewajiban.jatuh_tempo) for kewajiban in undated if kewajiban.jatuh_tempo]
            what = f"selesai ({', '.join(months)})" if satu.berulang else "STATUS Selesai"
            yield note("selesai-tanpa-tanggal", satu.letak.lokasi(_header(satu, undated[0])), apa=what)


def sebelum_rencana(rencana: Rencana, _hari_ini: dt.date) -> Iterator[Catatan]:
    """Note each date of completion before the plan year: in January last year's number is soon typed."""
    tahun = rencana.pengaturan.tahun
    for lokasi, hari in _dates(rencana):
        if hari < dt.date(tahun, 1, 1):
            yield note("tanggal-sebelum-rencana", lokasi, bahasa.tanggal(hari), tahun=tahun)


def masa_depan(rencana: Rencana, hari_ini: dt.date) -> Iterator[Catatan]:
    """Note each date of completion that is still to come."""
    for lokasi, hari in _dates(rencana):
        if hari > hari_ini:
            yield note("tanggal-di-masa-depan", lokasi, bahasa.tanggal(hari), hari_ini=hari_ini)


def nomor_ganda(rencana: Rencana, _hari_ini: dt.date) -> Iterator[Catatan]:
    """Note a NO that two komponen of one area share, since their rows then share their kode."""
    count = Counter(satu.kode for satu in rencana.indikator)
    for satu in rencana.indikator:
        if count[satu.kode] > 1:
            lokasi = satu.letak.lokasi(Kolom.NO)
            yield note("nomor-komponen-ganda", lokasi, satu.kode, kode=satu.kode, jumlah=count[satu.kode])


CHECKS: tuple[Check, ...] = (
    target_waktu,
    belum_disalin,
    bukti_dukung,
    bukti_kurang,
    tanpa_tanggal,
    sebelum_rencana,
    masa_depan,
    nomor_ganda,
)
"""Every check of the plan, in no order that matters: catatan are sorted by their place."""


def _count_pieces(indikator: Indikator) -> int:
    """Count what was handed in: a piece a line, more where a line counts or separates them; 0 for untold many."""
    count = 0
    for bukti in indikator.bukti_dukung:
        if _TAK_TERHITUNG.search(bukti.tautan or bukti.teks):
            return 0
        count += max(count_items(bukti.teks), len([part for part in bukti.teks.split(";") if part.strip()]))
    return count


def _dates(rencana: Rencana) -> Iterator[tuple[Lokasi, dt.date]]:
    """Go through the dates of completion, each with its cell."""
    for satu in rencana.indikator:
        for kewajiban in satu.kewajiban:
            if kewajiban.realisasi.tanggal is not None:
                yield satu.letak.lokasi(_header(satu, kewajiban)), kewajiban.realisasi.tanggal


def _header(indikator: Indikator, kewajiban: Kewajiban) -> str:
    """Give the header of the cell in which a kewajiban is reported."""
    if indikator.berulang and kewajiban.jatuh_tempo is not None:
        return header_bulan(kewajiban.jatuh_tempo)
    return Kolom.TANGGAL_SELESAI
