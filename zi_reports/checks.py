"""A plan that was read becomes the catatan on what it says: what a person should look at once more.

What a cell cannot say at all is the reader's to note; here stand the checks of the plan as data, each a
function of one shape.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable

from zi_reports import bahasa
from zi_reports.model import Catatan, Indikator, Jenis, Kewajiban, Rencana, Tingkat
from zi_reports.workbook.layout import Kolom, header_bulan

Check = Callable[[Rencana, dt.date], tuple[Catatan, ...]]


def run_checks(rencana: Rencana, hari_ini: dt.date) -> tuple[Catatan, ...]:
    """Run every check; `hari_ini` is the day against which a date lies in the future."""
    return tuple(catatan for check in CHECKS for catatan in check(rencana, hari_ini))


def target_waktu(rencana: Rencana, _hari_ini: dt.date) -> tuple[Catatan, ...]:
    """Note each TARGET WAKTU that gives no jatuh tempo (DESIGN, section 5)."""
    contoh = f"28 Februari {rencana.pengaturan.tahun}"
    notes = {
        Jenis.TIDAK_TERBACA: (
            Tingkat.GALAT,
            "target-waktu-tidak-terbaca",
            f"Tanggal tidak dikenali. Tulis seperti: {contoh}.",
        ),
        Jenis.KOSONG: (
            Tingkat.INFO,
            "target-waktu-kosong",
            "TARGET WAKTU kosong, sehingga tidak ada jatuh tempo. Lengkapi menurut keputusan.",
        ),
        Jenis.INSIDENTAL: (
            Tingkat.INFO,
            "target-waktu-insidental",
            "Tanpa tanggal tertentu, sehingga tidak ada jatuh tempo. Laporkan dengan STATUS.",
        ),
    }
    return tuple(
        Catatan(tingkat, kode, satu.letak.lokasi(Kolom.TARGET_WAKTU), satu.target_waktu.teks, pesan)
        for satu in rencana.indikator
        if satu.target_waktu.jenis in notes
        for tingkat, kode, pesan in (notes[satu.target_waktu.jenis],)
    )


def belum_disalin(rencana: Rencana, _hari_ini: dt.date) -> tuple[Catatan, ...]:
    """Note each komponen whose rows the source lacks (DESIGN, section 3)."""
    return tuple(
        Catatan(
            Tingkat.INFO,
            "indikator-belum-disalin",
            letak.lokasi(Kolom.INDIKATOR),
            "",
            f"{'Sebagian baris' if komponen.indikator else 'Baris'} komponen {komponen.nama} tidak ada pada "
            "naskah sumber. Salin dari keputusan yang ditandatangani; sebelum itu tidak dihitung.",
        )
        for area in rencana.area
        for komponen in area.komponen
        for letak in komponen.belum_disalin
    )


def bukti_dukung(rencana: Rencana, _hari_ini: dt.date) -> tuple[Catatan, ...]:
    """Note each row with something finished and nothing under BUKTI DUKUNG."""
    return tuple(
        Catatan(
            Tingkat.PERINGATAN,
            "selesai-tanpa-bukti",
            satu.letak.lokasi(Kolom.BUKTI_DUKUNG),
            "",
            "Ada yang selesai, tetapi BUKTI DUKUNG kosong. Isi tautan, nama berkas, atau letaknya.",
        )
        for satu in rencana.indikator
        if not satu.bukti_dukung and any(kewajiban.realisasi.selesai for kewajiban in satu.kewajiban)
    )


def tanpa_tanggal(rencana: Rencana, _hari_ini: dt.date) -> tuple[Catatan, ...]:
    """Note each row with something finished on a day that is not given; one catatan a row."""
    notes = []
    for satu in rencana.indikator:
        undated = [
            kewajiban
            for kewajiban in satu.kewajiban
            if kewajiban.realisasi.selesai and kewajiban.realisasi.tanggal is None
        ]
        if not undated:
            continue
        months = [header_bulan(kewajiban.jatuh_tempo) for kewajiban in undated if kewajiban.jatuh_tempo]
        what = f"selesai ({', '.join(months)})" if satu.berulang else "STATUS Selesai"
        pesan = f"Tercatat {what} tanpa tanggal. Isi tanggalnya agar ketepatan waktu dapat dihitung."
        lokasi = satu.letak.lokasi(_header(satu, undated[0]))
        notes.append(Catatan(Tingkat.PERINGATAN, "selesai-tanpa-tanggal", lokasi, "", pesan))
    return tuple(notes)


def masa_depan(rencana: Rencana, hari_ini: dt.date) -> tuple[Catatan, ...]:
    """Note each date of completion that is still to come."""
    return tuple(
        Catatan(
            Tingkat.PERINGATAN,
            "tanggal-di-masa-depan",
            satu.letak.lokasi(_header(satu, kewajiban)),
            bahasa.tanggal(kewajiban.realisasi.tanggal),
            f"Tanggal ini sesudah hari ini, {bahasa.tanggal(hari_ini)}. Periksa hari, bulan, dan tahunnya.",
        )
        for satu in rencana.indikator
        for kewajiban in satu.kewajiban
        if kewajiban.realisasi.tanggal is not None and kewajiban.realisasi.tanggal > hari_ini
    )


def nomor_ganda(rencana: Rencana, _hari_ini: dt.date) -> tuple[Catatan, ...]:
    """Note a NO that two komponen of one area share, since their rows then share their kode."""
    count = Counter(satu.kode for satu in rencana.indikator)
    return tuple(
        Catatan(
            Tingkat.PERINGATAN,
            "nomor-komponen-ganda",
            satu.letak.lokasi(Kolom.NO),
            satu.kode,
            f"Kode {satu.kode} dipakai {count[satu.kode]} baris. Beri tiap komponen NO yang berbeda.",
        )
        for satu in rencana.indikator
        if count[satu.kode] > 1
    )


CHECKS: tuple[Check, ...] = (
    target_waktu,
    belum_disalin,
    bukti_dukung,
    tanpa_tanggal,
    masa_depan,
    nomor_ganda,
)
"""Every check of the plan, in no order that matters: catatan are sorted by their place."""


def _header(indikator: Indikator, kewajiban: Kewajiban) -> str:
    """Give the header of the cell in which a kewajiban is reported."""
    if indikator.berulang and kewajiban.jatuh_tempo is not None:
        return header_bulan(kewajiban.jatuh_tempo)
    return Kolom.TANGGAL_SELESAI
