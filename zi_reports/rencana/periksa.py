"""A plan that was read becomes the catatan on what it says: what a person should look at once more.

What a cell cannot say at all is the reader's to note; here stand the checks of the plan as data, each a
function of one shape.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable

from zi_reports.rencana import bahasa
from zi_reports.rencana.lampiran import Kolom, header_bulan
from zi_reports.rencana.model import Catatan, Indikator, Jenis, Kewajiban, Rencana, Tingkat

_BUTIR = re.compile(r"(?:^|(?<=\s))\(?(\d{1,2})\)\s|^(\d{1,2})\.\s", re.MULTILINE)
_TAK_TERHITUNG = re.compile(r"(?i)^\w+://|^www\.|^(?:[\w-]+\.)+[a-z]{2,}/|[\\/](?!.*\.[a-z]\w{1,4}$)")
"""Evidence that may hold any number of pieces: a link, a folder."""

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


def bukti_kurang(rencana: Rencana, _hari_ini: dt.date) -> tuple[Catatan, ...]:
    """Note each finished row with fewer pieces of evidence than BUKTI FISIK has numbered items.

    A link or a folder may hold any number of them, so that a row with one is left alone.
    """
    notes = []
    for satu in rencana.indikator:
        applies = [
            kewajiban.realisasi for kewajiban in satu.kewajiban if not kewajiban.realisasi.tidak_berlaku
        ]
        finished = bool(applies) and all(realisasi.selesai for realisasi in applies)
        wanted, given = count_items(satu.bukti_fisik), _count_pieces(satu)
        if finished and 0 < given < wanted:
            pesan = (
                f"BUKTI FISIK menyebut {wanted} butir, BUKTI DUKUNG baru {given}. "
                "Tambahkan yang kurang, satu bukti satu baris."
            )
            lokasi = satu.letak.lokasi(Kolom.BUKTI_DUKUNG)
            isi = "; ".join(bukti.teks for bukti in satu.bukti_dukung)
            notes.append(Catatan(Tingkat.PERINGATAN, "bukti-kurang", lokasi, isi, pesan))
    return tuple(notes)


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


def sebelum_rencana(rencana: Rencana, _hari_ini: dt.date) -> tuple[Catatan, ...]:
    """Note each date of completion before the plan year: in January last year's number is soon typed."""
    first = dt.date(rencana.pengaturan.tahun, 1, 1)
    return tuple(
        Catatan(
            Tingkat.PERINGATAN,
            "tanggal-sebelum-rencana",
            satu.letak.lokasi(_header(satu, kewajiban)),
            bahasa.tanggal(kewajiban.realisasi.tanggal),
            f"Tanggal ini sebelum tahun rencana, {first.year}. Periksa tahunnya.",
        )
        for satu in rencana.indikator
        for kewajiban in satu.kewajiban
        if kewajiban.realisasi.tanggal is not None and kewajiban.realisasi.tanggal < first
    )


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
    bukti_kurang,
    tanpa_tanggal,
    sebelum_rencana,
    masa_depan,
    nomor_ganda,
)
"""Every check of the plan, in no order that matters: catatan are sorted by their place."""


def count_items(teks: str) -> int:
    """Count the items of a numbered list, `1) ... 2) ...`; 0 where the numbers do not begin with 1 and go on."""
    numbers = [int(match[1] or match[2]) for match in _BUTIR.finditer(teks)]
    count = 0
    for number in numbers:
        count += number == count + 1
    return count


def _count_pieces(indikator: Indikator) -> int:
    """Count what was handed in: a piece a line, more where a line counts or separates them; 0 for untold many."""
    count = 0
    for bukti in indikator.bukti_dukung:
        if _TAK_TERHITUNG.search(bukti.tautan or bukti.teks):
            return 0
        count += max(count_items(bukti.teks), len([part for part in bukti.teks.split(";") if part.strip()]))
    return count


def _header(indikator: Indikator, kewajiban: Kewajiban) -> str:
    """Give the header of the cell in which a kewajiban is reported."""
    if indikator.berulang and kewajiban.jatuh_tempo is not None:
        return header_bulan(kewajiban.jatuh_tempo)
    return Kolom.TANGGAL_SELESAI
