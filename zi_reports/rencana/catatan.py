"""What is remarked: the kinds of catatan, kode → level and sentence, and the checks of a plan that was read.

What a cell cannot say at all is the reader's to note, with the same `note`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from zi_reports.rencana import bahasa
from zi_reports.rencana.bukti import count_items
from zi_reports.rencana.lampiran import Kolom, header_bulan
from zi_reports.rencana.model import Catatan, Indikator, Lokasi, Rencana, Tingkat
from zi_reports.rencana.target_waktu import contoh_serupa

# Kode → sentence, with places in braces for what differs.
_GALAT: Mapping[str, str] = {
    "indikator-kosong": "INDIKATOR kosong, sehingga baris ini tidak dihitung. "
    "Isi INDIKATOR, atau gabungkan dengan baris di atasnya.",
    "isian-bulan-tidak-dikenal": "Isian bulan tidak dikenal. "
    "{maksud}Isi tanggal selesai, x bila selesai, atau TB bila tidak berlaku.",
    "kolom-ganda": "Kolom {kolom} ada dua. Yang dipakai {sel}; isi kolom ini tidak dihitung. "
    "Hapus salah satunya, atau ganti judulnya.",
    "kolom-tidak-ada": "Kolom {kolom} tidak ada, sehingga isinya tidak terhitung. Tambahkan judul kolom itu.",
    "pengaturan-tidak-terbaca:kertas": "{label} tidak dikenal. Pilih A4 atau F4; sementara dipakai A4.",
    "pengaturan-tidak-terbaca:tanggal": "{label} tidak terbaca. "
    "{maksud}Tulis tanggal lengkap, misalnya 27 Oktober 2025.",
    "satker-kosong": "Isi nama satker pada lembar Pengaturan.",
    "sel-rusak": "Sel ini berisi rumus tanpa hasil atau nilai galat. Ketik isinya langsung.",
    "sel-tidak-dipakai:bulan": "Bulan ini tidak ada dalam TARGET WAKTU baris ini. "
    "Hapus, atau pindahkan ke bulan yang benar.",
    "sel-tidak-dipakai:semua-bulan": "Baris ini dilaporkan dengan STATUS dan TANGGAL SELESAI. "
    "Pindahkan isinya ke sana.",
    "sel-tidak-dipakai:tanggal": "Baris ini dilaporkan pada kolom bulan. Pindahkan tanggal ke kolom bulannya.",
    "status-berlawanan-bulan": "STATUS {status}, tetapi kolom bulan mencatat {selesai} dari "
    "{jumlah} selesai; yang dipakai {dipakai}. Samakan keduanya.",
    "status-tidak-dikenal": "STATUS tidak dikenal. {maksud}Pilih Belum, Proses, Selesai, atau Tidak Berlaku.",
    "tahun-dari-judul": "{label} belum diisi dengan benar. Dipakai tahun pada judul lembar rencana: {tahun}.",
    "tanggal-berlawanan-status": "TANGGAL SELESAI terisi, tetapi STATUS {status}; yang dipakai "
    "STATUS. Ubah STATUS menjadi Selesai, atau hapus tanggalnya.",
    "tanggal-tidak-terbaca": "Tanggal tidak terbaca, sehingga belum dihitung selesai. "
    "{maksud}Tulis seperti: 31 Oktober 2025.",
    "tanpa-area": "Baris ini berdiri sebelum baris area. Tulis angka Romawi area (I sampai VI) di atasnya.",
    "target-waktu-tidak-terbaca": "Tanggal tidak dikenali. Tulis seperti: {contoh}.",
}
_PERINGATAN: Mapping[str, str] = {
    "baris-mungkin-lanjutan": "Berdiri di bawah judul yang diulang, tanpa NO dan TARGET WAKTU; "
    "dihitung sebagai indikator tersendiri. Bila lanjutan {sel}, gabungkan ke sana.",
    "bukti-kurang": "BUKTI FISIK menyebut {diminta} butir, BUKTI DUKUNG baru {ada}. "
    "Tambahkan yang kurang, satu bukti satu baris.",
    "bukti-tidak-ditemukan": "{bukti} tidak ditemukan di folder buku kerja maupun folder {folder} "
    "di dalamnya. Periksa namanya, atau simpan berkasnya di sana.",
    "isian-bulan-dibaca-sebagai": "Dibaca sebagai {arti}. "
    "Isi tanggal selesai, x bila selesai, atau TB bila tidak berlaku.",
    "karakter-kendali": "Ada karakter kendali yang tidak tampak; karakter itu diabaikan. Ketik ulang isinya.",
    "kolom-dibaca-sebagai": "Judul kolom ini dibaca sebagai {kolom}. Tulis {kolom} bila memang itu maksudnya.",
    "nomor-komponen-ganda": "Kode {kode} dipakai {jumlah} baris. Beri tiap komponen NO yang berbeda.",
    "penanda-tangan-tidak-lengkap": "{label} kosong, sedangkan {pasangan} terisi; pada laporan tampil titik-titik. "
    "Isi, atau kosongkan keduanya bila Ketua yang menandatangani.",
    "salinan-konflik:ini": "Ini salinan konflik sinkronisasi dari {berkas}. "
    "Gabungkan isinya ke sana, lalu hapus ini.",
    "salinan-konflik:lain": "Ada salinan konflik sinkronisasi di folder yang sama: {berkas}. "
    "Periksa isinya, gabungkan ke buku kerja ini, lalu hapus salinan itu.",
    "selesai-tanpa-bukti": "Ada yang selesai, tetapi BUKTI DUKUNG kosong. Isi tautan, nama berkas, atau letaknya.",
    "selesai-tanpa-tanggal": "Tercatat {apa} tanpa tanggal. Isi tanggalnya agar ketepatan waktu dapat dihitung.",
    "status-dibaca-sebagai": "Dibaca sebagai {status}. Pilih dari daftar agar tidak keliru dibaca.",
    "tanggal-di-masa-depan": "Tanggal ini sesudah hari ini, {hari_ini}. Periksa hari, bulan, dan tahunnya.",
    "tanggal-dibaca-sebagai": "Dibaca sebagai {hari}. Ketik ulang tanggal lengkapnya.",
    "target-waktu-tahun-dua-angka": "Tahunnya ditulis dengan dua angka dan dibaca sebagai {hari}. "
    "Tulis tahunnya dengan empat angka.",
    "tanggal-sebelum-rencana": "Tanggal ini sebelum tahun rencana, {tahun}. Periksa tahunnya.",
}
_INFO: Mapping[str, str] = {
    "area-tidak-ada": "Area {area} tidak ada pada lembar ini. Lengkapi bila keputusan memuatnya.",
    "baris-disambung": "Dibaca sebagai lanjutan {sel}, baris yang terpotong di akhir halaman. "
    "Bila bukan lanjutan, lengkapi NO, INDIKATOR, atau TARGET WAKTU-nya.",
    "baris-penutup": "{baris} dibaca sebagai penutup (tanda tangan atau keterangan), bukan bagian rencana.",
    "baris-tersembunyi": "{baris} tersembunyi atau tersaring, tetapi tetap dibaca dan dihitung.",
    "bukti-di-luar-folder": "Letak di luar folder buku kerja tidak diperiksa, dan tidak terbuka "
    "di komputer lain. Salin berkasnya ke folder {folder}, atau tulis tautannya.",
    "dibaca-nilainya-saja": "Buku kerja ini dibaca nilainya saja; {apa} tidak terlihat. "
    "Agar terbaca seluruhnya, buka di Excel, lalu Simpan Sebagai .xlsx.",
    "indikator-belum-disalin": "{baris} komponen {komponen} tidak ada pada naskah sumber. "
    "Salin dari keputusan yang ditandatangani; sebelum itu tidak dihitung.",
    "target-waktu-insidental": "Tanpa tanggal tertentu, sehingga tidak ada jatuh tempo. Laporkan dengan STATUS.",
    "target-waktu-kosong": "TARGET WAKTU kosong, sehingga tidak ada jatuh tempo. Lengkapi menurut keputusan.",
    "tautan-jenis-lain": "Tautan jenis ini tampil sebagai teks pada laporan. "
    "Pakai alamat http atau https, atau nama berkas.",
}
BUKU: Mapping[str, Tingkat] = {
    **dict.fromkeys(_GALAT, Tingkat.GALAT),
    **dict.fromkeys(_PERINGATAN, Tingkat.PERINGATAN),
    **dict.fromkeys(_INFO, Tingkat.INFO),
}
"""What is remarked on a workbook, by kode; a word after a colon tells apart the sentences of one kode."""

_PERINGATAN_NASKAH: Mapping[str, str] = {
    "area-ditetapkan": "Ditempatkan pada komponen {komponen}, {sebab}; judul area {area} tidak "
    "ada di atasnya. Cocokkan dengan keputusan yang ditandatangani.",
    "baris-dilewati:bukan-baris": "Baris ini bukan baris area, komponen, atau indikator, sehingga tidak disalin.",
    "baris-dilewati:tanpa-indikator": "INDIKATOR kosong, sehingga baris ini tidak disalin.",
    "baris-dilewati:tanpa-komponen": "Baris ini tidak berada di bawah komponen mana pun, sehingga tidak disalin.",
    "indikator-diulang": "INDIKATOR kosong tetapi ada TARGET WAKTU sendiri; dipakai INDIKATOR "
    "baris di atasnya. Periksa.",
    "kolom-tidak-dipakai": "Judul kolom ini tidak dikenal, sehingga isinya tidak disalin. "
    "Ganti judulnya bila kolom itu diperlukan, lalu impor lagi.",
    "nomor-turun": "NO turun dari {dari} ke {ke} tanpa baris area di antaranya. "
    "Mungkin ada halaman yang hilang; cocokkan dengan keputusan yang ditandatangani.",
    "tahun-berbeda": "Judul naskah menyebut tahun {naskah}. Rencana dibuat untuk tahun {rencana}.",
    "teks-dilewati": "Teks ini berdiri di antara baris tabel, bukan di dalam sel, sehingga tidak disalin.",
}
_INFO_NASKAH: Mapping[str, str] = {
    "komponen-tidak-lengkap": "{baris} komponen ini tidak ada pada naskah. "
    "Pada buku kerja disediakan baris kosong berwarna jingga: salin dari keputusan yang ditandatangani.",
}
NASKAH: Mapping[str, Tingkat] = {
    **dict.fromkeys(_PERINGATAN_NASKAH, Tingkat.PERINGATAN),
    **dict.fromkeys(_INFO_NASKAH, Tingkat.INFO),
}
"""What was decided while a decree was read, in the same way."""

_KALIMAT = {**_GALAT, **_PERINGATAN, **_INFO, **_PERINGATAN_NASKAH, **_INFO_NASKAH}

_TAK_TERHITUNG = re.compile(r"(?i)^\w+://|^www\.|^(?:[\w-]+\.)+[a-z]{2,}/|[\\/](?!.*\.[a-z]\w{1,4}$)")
"""Evidence that may hold any number of pieces: a link, a folder."""


def note(macam: str, lokasi: Lokasi, isi: str = "", **nilai: object) -> Catatan:
    """Make a catatan on a cell: `macam` is its entry in the tables, `isi` what stands there as typed.

    `nilai` fill the places of the sentence, days in words.
    """
    words = {
        nama: bahasa.tanggal(satu) if isinstance(satu, dt.date) else satu for nama, satu in nilai.items()
    }
    tingkat = BUKU.get(macam) or NASKAH[macam]
    return Catatan(tingkat, kode_of(macam), lokasi, isi, _KALIMAT[macam].format(**words))


def kode_of(macam: str) -> str:
    """Give the kode that a user reads of an entry of the tables."""
    return macam.partition(":")[0]


def maksudnya(saran: dt.date | str | None) -> str:
    """Ask whether `saran` is meant, for the place `maksud` of a sentence; say nothing without a suggestion."""
    words = bahasa.tanggal(saran) if isinstance(saran, dt.date) else saran
    return f"Maksudnya {words}? " if words else ""


def run_checks(rencana: Rencana, hari_ini: dt.date) -> tuple[Catatan, ...]:
    """Check a plan that was read; `hari_ini` is the day against which a date lies in the future."""
    tahun = rencana.pengaturan.tahun
    count = Counter(satu.kode for satu in rencana.indikator)
    notes = [*_belum_disalin(rencana)]
    for satu in rencana.indikator:
        notes += (*_target_waktu(satu, tahun), *_bukti(satu), *_tanggal(satu, tahun, hari_ini))
        if count[satu.kode] > 1:
            lokasi, jumlah = satu.letak.lokasi(Kolom.NO), count[satu.kode]
            notes.append(note("nomor-komponen-ganda", lokasi, satu.kode, kode=satu.kode, jumlah=jumlah))
    return tuple(notes)


def _belum_disalin(rencana: Rencana) -> Iterator[Catatan]:
    """Note each komponen whose rows the source lacks (docs/design.md, The source)."""
    for komponen in (satu for area in rencana.area for satu in area.komponen):
        which = "Sebagian baris" if komponen.indikator else "Baris"
        for letak in komponen.belum_disalin:
            lokasi = letak.lokasi(Kolom.INDIKATOR)
            yield note("indikator-belum-disalin", lokasi, baris=which, komponen=komponen.nama)


def _target_waktu(satu: Indikator, tahun: int) -> Iterator[Catatan]:
    """Note a TARGET WAKTU that gives no jatuh tempo, or a year of two figures (docs/design.md, TARGET WAKTU)."""
    target, lokasi = satu.target_waktu, satu.letak.lokasi(Kolom.TARGET_WAKTU)
    if not target.jatuh_tempo:
        macam = f"target-waktu-{target.jenis}".replace("_", "-")  # each such kind has a sentence of its name
        yield note(macam, lokasi, target.teks, contoh=contoh_serupa(target.teks, tahun))
    elif target.tahun_ditafsirkan:
        yield note("target-waktu-tahun-dua-angka", lokasi, target.teks, hari=target.jatuh_tempo[-1])


def _bukti(satu: Indikator) -> Iterator[Catatan]:
    """Note something finished without any BUKTI DUKUNG, or a finished row with fewer pieces than it has items.

    A link or a folder may hold any number of pieces, so that a row with one is left alone.
    """
    reported = [kewajiban.realisasi for kewajiban in satu.kewajiban]
    finished = [realisasi.selesai for realisasi in reported if not realisasi.tidak_berlaku]
    if not satu.bukti_dukung and any(finished):
        yield note("selesai-tanpa-bukti", satu.letak.lokasi(Kolom.BUKTI_DUKUNG))
    elif finished and all(finished):
        wanted, given = count_items(satu.bukti_fisik), _count_pieces(satu)
        if 0 < given < wanted:
            isi = "; ".join(bukti.teks for bukti in satu.bukti_dukung)
            yield note("bukti-kurang", satu.letak.lokasi(Kolom.BUKTI_DUKUNG), isi, diminta=wanted, ada=given)


def _tanggal(satu: Indikator, tahun: int, hari_ini: dt.date) -> Iterator[Catatan]:
    """Note days of completion before the plan year or still to come, and once a row those that are not given.

    In January last year's number is soon typed.
    """
    undated = []
    for kewajiban in satu.kewajiban:
        hari, header = kewajiban.realisasi.tanggal, Kolom.TANGGAL_SELESAI.value
        if satu.berulang and kewajiban.jatuh_tempo is not None:
            header = header_bulan(kewajiban.jatuh_tempo)
        if hari is None:
            if kewajiban.realisasi.selesai:
                undated.append(header)
            continue
        lokasi = satu.letak.lokasi(header)
        if hari < dt.date(tahun, 1, 1):
            yield note("tanggal-sebelum-rencana", lokasi, bahasa.tanggal(hari), tahun=tahun)
        if hari > hari_ini:
            yield note("tanggal-di-masa-depan", lokasi, bahasa.tanggal(hari), hari_ini=hari_ini)
    if undated:
        what = f"selesai ({', '.join(undated)})" if satu.berulang else "STATUS Selesai"
        yield note("selesai-tanpa-tanggal", satu.letak.lokasi(undated[0]), apa=what)


def _count_pieces(indikator: Indikator) -> int:
    """Count what was handed in: a piece a line, more where a line counts or separates them; 0 for untold many."""
    count = 0
    for bukti in indikator.bukti_dukung:
        if _TAK_TERHITUNG.search(bukti.tautan or bukti.teks):
            return 0
        count += max(count_items(bukti.teks), len([part for part in bukti.teks.split(";") if part.strip()]))
    return count
