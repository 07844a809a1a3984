"""What is remarked: the kinds of catatan, kode → level and sentence, and the checks of a plan that was read.

What a cell cannot say at all is the reader's to note, with the same `note`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten
from typing import NamedTuple

from zi_reports.rencana import bahasa
from zi_reports.rencana.bukti import DOMAIN, count_items, names_folder, split_names
from zi_reports.rencana.lampiran import KOLOM_LAMPIRAN, LEMBAR_RENCANA, Kolom, column_of, header_bulan
from zi_reports.rencana.model import Catatan, Indikator, Lokasi, Realisasi, Rencana, Status, Tingkat
from zi_reports.rencana.target_waktu import contoh_serupa

# Kode → sentence, with places in braces for what differs.
_GALAT: Mapping[str, str] = {
    "indikator-kosong": "INDIKATOR kosong, sehingga baris ini tidak dihitung. "
    "Isi INDIKATOR, atau gabungkan dengan baris di atasnya.",
    "isian-bulan-tidak-dikenal": "Isian bulan{bulan} tidak dikenal. "
    "{maksud}Isi tanggal selesai, x bila selesai, atau TB bila tidak berlaku.",
    "isian-bulan-tidak-dikenal:bulan-dahulu": "Bulan ditulis di depan hari, sehingga belum dihitung selesai. "
    "Maksudnya {lain}? Tulis seperti: 31 Oktober 2025.",
    "kolom-ganda": "Kolom {kolom} ada dua. Yang dipakai {sel}; isi kolom ini tidak dihitung. "
    "Hapus salah satunya, atau ganti judulnya.",
    "kolom-tidak-ada": "Kolom {kolom} tidak ada, sehingga isinya tidak terhitung. Tambahkan judul kolom itu.",
    "lembar-diurutkan": "Baris lembar ini tidak berurutan, seperti sesudah diurutkan (Sort): area dan komponennya "
    "tidak dapat dipercaya{luar}. Urungkan pengurutan itu (Ctrl+Z), atau "
    "pakai berkas sebelum diurutkan.",
    "pengaturan-tidak-ada": "Lembar Pengaturan tidak ada; dari judul lembar rencana dipakai {dipakai}. "
    "Salin lembar itu dari buku kerja lain, atau buat lembar bernama Pengaturan: kolom A labelnya "
    "(Satker, Tahun Rencana), kolom B isinya.",
    "pengaturan-tidak-terbaca:kertas": "{label} tidak dikenal. Pilih A4 atau F4; sementara dipakai A4.",
    "pengaturan-tidak-terbaca:tanggal": "{label} tidak terbaca. "
    "{maksud}{dipakai}Tulis tanggal lengkap, misalnya 27 Oktober 2025.",
    "satker-kosong": "Isi nama satker pada lembar Pengaturan.",
    "sel-rusak": "Sel ini berisi rumus tanpa hasil atau nilai galat. Ketik isinya langsung.",
    "sel-tidak-dipakai:area": "Baris area tidak dihitung. Pindahkan isinya ke baris indikatornya.",
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
    "tanpa-area": "{baris} berdiri sebelum baris area, sehingga tidak dihitung. "
    "Tulis angka Romawi area (I sampai VI) di atasnya.",
    "target-waktu-tidak-terbaca": "Tanggal tidak dikenali. Tulis seperti: {contoh}.",
}
_PERINGATAN: Mapping[str, str] = {
    "area-ganda": "Area {area} sudah ada di {sel} dengan nama lain, dan baris di bawah ini dihitung di sana. "
    "Periksa angka Romawinya.",
    "baris-mungkin-lanjutan": "Berdiri di bawah judul yang diulang, tanpa NO dan TARGET WAKTU; "
    "dihitung sebagai indikator tersendiri. Bila lanjutan {sel}, gabungkan ke sana.",
    "bukti-kurang": "BUKTI FISIK menyebut {diminta} butir, BUKTI DUKUNG baru {ada}. "
    "Tambahkan yang kurang, satu bukti satu baris.",
    "bukti-tidak-ditemukan": "{bukti} tidak ditemukan di folder buku kerja maupun folder {folder} "
    "di dalamnya. Periksa namanya, atau simpan berkasnya di sana.",
    "buku-sedang-dibuka": "Buku kerja ini sedang dibuka di {program}, sehingga yang dibaca adalah simpanan "
    "terakhirnya. Simpan dan tutup, lalu ulangi. Bila tidak sedang dibuka, hapus berkas kunci {berkas}.",
    "gambar-bukan-bukti": "Ada gambar pada baris {baris}. Isi gambar tidak terbaca, sehingga bukan bukti dukung. "
    "Simpan gambarnya di folder bukti, lalu tulis nama berkasnya pada BUKTI DUKUNG.",
    "isian-bulan-dibaca-sebagai": "Dibaca sebagai {arti}. "
    "Isi tanggal selesai, x bila selesai, atau TB bila tidak berlaku.",
    "jatuh-tempo-di-luar-tahun": "Jatuh tempo {hari} di luar tahun rencana, {tahun}{akibat}. Periksa tahunnya.",
    "jatuh-tempo-di-luar-tahun:banyak": "Jatuh tempo {jumlah} baris di luar tahun rencana, {tahun}: {sel}. "
    "Yang sebelum Mulai Pemantauan tidak dihitung. Periksa Tahun Rencana pada lembar Pengaturan.",
    "karakter-kendali": "Ada karakter kendali yang tidak tampak; karakter itu diabaikan. Ketik ulang isinya.",
    "indikator-hilang": "Laporan {bulan} memuat {jumlah} indikator yang tidak ada lagi pada lembar ini: {daftar}. "
    "Bila barisnya terhapus, kembalikan dari berkas sebelumnya.",
    "kode-ganda": "{baris} memakai {kode}, karena KODE ini sudah dipakai baris lain. Tulis {kode} di sini.",
    "kode-tempat-lain": "KODE ini milik komponen {komponen}, tetapi barisnya dihitung di tempatnya berdiri. "
    "Pindahkan barisnya ke komponen itu; bila ini baris baru, kosongkan KODE-nya.",
    "kode-tidak-dikenal": "{baris} memakai {kode}, karena isi sel ini bukan KODE. Tulis {kode} di sini.",
    "kode-tidak-dikenal:kolom": "Kolom ini tidak memuat KODE (area, NO, dan nomor urut, seperti III.4.2), sehingga "
    "kode dihitung dari urutan baris. Ganti judul kolom ini.",
    "kolom-dibaca-sebagai": "Judul kolom ini dibaca sebagai {kolom}. Tulis {kolom} bila memang itu maksudnya.",
    "laporan-tanpa-ringkasan": "{berkas} tidak disertai ringkasan JSON-nya, sehingga angka yang dilaporkan tidak "
    "terbaca. Kembalikan berkas JSON itu ke folder yang sama.",
    "mulai-melewati-banyak": "{jumlah} dari {semua} kewajiban tahun {tahun} jatuh tempo sebelum Mulai Pemantauan, "
    "sehingga tidak dihitung. Periksa tanggal dan tahunnya.",
    "label-dibaca-sebagai": "Label ini dibaca sebagai {label}. Tulis {label} bila memang itu maksudnya.",
    "label-ganda": "Label ini sudah ada; yang dipakai {sel}. Hapus salah satunya.",
    "label-tidak-dikenal": "Label ini tidak dikenal, sehingga isinya tidak dipakai. {maksud}"
    "Tulis label seperti pada buku kerja baru, misalnya Satker.",
    "nomor-komponen-ganda": "Kode {kode} dipakai {jumlah} baris. Beri tiap komponen NO yang berbeda.",
    "penanda-tangan-tidak-lengkap": "{label} kosong, sedangkan {pasangan} terisi; pada laporan tampil titik-titik. "
    "Isi, atau kosongkan keduanya bila Ketua yang menandatangani.",
    "pengaturan-tahun-lain": "Tahun {label} tidak cocok dengan {acuan}. Periksa tahunnya.",
    "ringkasan-rusak": "{berkas} di folder hasil tidak terbaca, sehingga angka yang dilaporkan tidak diketahui. "
    "Kembalikan berkas aslinya.",
    "salinan-konflik:ini": "Ini salinan konflik sinkronisasi dari {berkas}. "
    "Gabungkan isinya ke sana, lalu hapus ini.",
    "salinan-konflik:lain": "Ada salinan konflik sinkronisasi di folder yang sama: {berkas}. "
    "Periksa isinya, gabungkan ke buku kerja ini, lalu hapus salinan itu.",
    "satker-lain": "Judul lembar rencana menyebut {judul}. Samakan, agar laporan tidak memakai nama satker lain.",
    "selesai-tanpa-bukti": "Ada yang selesai, tetapi BUKTI DUKUNG kosong. Isi tautan, nama berkas, atau letaknya.",
    "selesai-belum-dihitung": "Tercatat selesai pada {kolom} tanpa tanggal dari masanya. Per {hari} belum "
    "dihitung; baru dihitung mulai {mulai}. Isi tanggal selesainya.",
    "selesai-tanpa-tanggal": "STATUS Selesai tanpa tanggal dihitung sejak laporan pertama yang memuatnya, paling "
    "lambat sejak bulan jatuh temponya. Isi tanggalnya agar ketepatan waktu dapat dihitung.",
    "selesai-tanpa-tanggal:bulan": "Tercatat selesai ({kolom}) tanpa tanggal, sehingga dihitung sejak awal "
    "bulannya. Isi tanggalnya agar ketepatan waktu dapat dihitung.",
    "tahun-beda-judul": "Judul lembar rencana menyebut tahun {tahun}; yang dipakai tahun di sini. "
    "Samakan keduanya.",
    "tanggal-di-masa-depan": "Tanggal {kolom}sesudah hari ini, {hari_ini}, sehingga belum dihitung selesai. "
    "{maksud}Periksa hari, bulan, dan tahunnya.",
    "tanggal-dua-arti": "Dibaca sebagai {hari}. Tanggal lain pada lembar ini ditulis dengan bulan di depan; "
    "bila ini juga, maksudnya {lain}. Tulis bulannya dengan huruf.",
    "tanggal-dua-arti:tertukar": "Dibaca sebagai {hari}. Tanggal lain pada lembar ini tersimpan sebagai teks, "
    "jadi Excel mungkin menukar hari dan bulan; bila ya, maksudnya {lain}. Tulis bulannya dengan huruf.",
    "tanggal-jauh-sesudah": "Tanggal {kolom}jauh sesudah jatuh temponya. {maksud}Periksa tahunnya.",
    "tanggal-mendahului": "Tanggal {kolom}tidak sesudah jatuh tempo sebelumnya pada baris ini. {maksud}"
    "Periksa kolom dan tanggalnya.",
    "tanggal-sama": "Beberapa bulan diisi dengan tanggal yang sama: {rincian}. {akibat}"
    "Isi tiap bulan dengan tanggalnya sendiri.",
    "tanggal-sebelum-masa": "Tanggal {kolom}sebelum masa kewajibannya dimulai, sehingga dihitung selesai tanpa "
    "tanggal sejak awal bulannya. {maksud}Isi tanggal yang sebenarnya.",
    "status-dibaca-sebagai:kata": "Dibaca sebagai {status}. Pilih dari daftar agar tidak keliru dibaca.",
    "status-dibaca-sebagai:tanggal": "Dibaca sebagai {status}, tanpa tanggalnya. "
    "Pilih dari daftar, dan tulis tanggalnya pada TANGGAL SELESAI.",
    "tanggal-dibaca-sebagai": "Dibaca sebagai {hari}. Ketik ulang tanggal lengkapnya.",
    "tanggal-terbalik": "Tanggal {kolom}mungkin terbalik hari dan bulannya. {akibat}{maksud}"
    "Tulis bulannya dengan huruf.",
    "tautan-rumus-tidak-terbaca": "Alamat tautan ini dirangkai oleh rumus, sehingga tidak terbaca; yang dipakai "
    "teksnya saja. Tulis alamatnya langsung di sel ini.",
    "tahun-dua-angka": "Tahunnya ditulis dengan dua angka dan dibaca sebagai {hari}. "
    "Tulis tahunnya dengan empat angka.",
    "tanggal-sebelum-rencana": "Tanggal {kolom}sebelum tahun rencana, {tahun}. {maksud}Periksa tahunnya.",
    "tanpa-isian": "Buku kerja belum memuat isian: STATUS, TANGGAL SELESAI, BUKTI DUKUNG, KENDALA, TINDAK LANJUT, "
    "dan kolom bulan kosong pada semua baris. Isi dahulu, atau periksa apakah ini buku kerja yang benar.",
    "tidak-berlaku-tanpa-alasan": "Tidak berlaku{kolom}, tetapi alasannya tidak ada. "
    "Tulis alasannya pada KENDALA atau TINDAK LANJUT.",
    "urutan-tanggal": "{jumlah} tanggal pada lembar ini ditulis dengan bulan di depan hari, sehingga tidak "
    "terbaca. Simpan ulang dari program asalnya dengan urutan hari/bulan/tahun, atau ketik ulang.",
    "teks-pengganti": "Sel ini masih berisi teks pengganti, padahal INDIKATOR baris ini sudah terisi. "
    "Salin isinya dari keputusan yang ditandatangani, atau kosongkan.",
}
_INFO: Mapping[str, str] = {
    "area-dilengkapi": "Angka Romawi atau nama tidak ada pada baris area {area}; dibaca menurut yang ada. "
    "Tulis keduanya.",
    "area-tidak-ada": "Area {area} tidak ada pada lembar ini. Lengkapi bila keputusan memuatnya.",
    "baris-disambung": "Dibaca sebagai lanjutan {sel}, baris yang terpotong di akhir halaman. "
    "Bila bukan lanjutan, lengkapi NO, INDIKATOR, atau TARGET WAKTU-nya.",
    "baris-penutup": "{baris} dibaca sebagai penutup (tanda tangan atau keterangan), bukan bagian rencana.",
    "baris-tersembunyi": "{baris} tersembunyi atau tersaring, tetapi tetap dibaca dan dihitung.",
    "bukti-di-luar-folder": "Letak di luar folder buku kerja tidak diperiksa, dan tidak terbuka "
    "di komputer lain. Salin berkasnya ke folder {folder}, atau tulis tautannya.",
    "baris-penutup:jumlah": "{baris} dibaca sebagai baris jumlah, bukan indikator.",
    "dibaca-nilainya-saja": "Buku kerja ini dibaca nilainya saja; {apa} tidak terlihat. "
    "Agar terbaca seluruhnya, buka di Excel, lalu Simpan Sebagai .xlsx.",
    "indikator-belum-disalin": "{baris} komponen {komponen} tidak ada pada naskah sumber. "
    "Salin dari keputusan yang ditandatangani; sebelum itu tidak dihitung.",
    "kolom-tambahan": "Kolom {kolom} tanpa judul yang dikenal, sehingga isinya ({jumlah} sel) tidak dipakai. "
    "Ganti judulnya bila isinya perlu dibaca.",
    "mulai-melewati": "{jumlah} dari {semua} kewajiban tahun {tahun} jatuh tempo sebelum Mulai Pemantauan, "
    "sehingga tidak dihitung.",
    "ringkasan-rencana-lain": "{berkas} di folder hasil adalah ringkasan satker atau tahun lain, sehingga tidak "
    "dipakai. Pakai folder hasil tersendiri untuk tiap rencana.",
    "sebelum-keputusan": "{jumlah} kewajiban jatuh tempo sebelum Tanggal Keputusan, {hari}, dan tetap dihitung. "
    "Bila pemantauan baru dimulai sesudahnya, isi Mulai Pemantauan dengan tanggal mulainya.",
    "sel-gabungan:baris": "Sel gabungan {blok} dipakai untuk {kolom} {baris}. Pisahkan bila isinya tidak sama.",
    "sel-gabungan:kolom": "Sel gabungan {blok} dipakai untuk {kolom} {baris} saja; "
    "{lain} di dalamnya dianggap kosong. Pisahkan selnya, lalu isi masing-masing.",
    "kode-kosong": "{baris} belum punya KODE dan memakai {kode}. Tulis {kode} di sini.",
    "target-waktu-insidental": "Tanpa tanggal tertentu, sehingga tidak ada jatuh tempo. Laporkan dengan STATUS.",
    "target-waktu-kosong": "TARGET WAKTU kosong, sehingga tidak ada jatuh tempo. Lengkapi menurut keputusan.",
    "urutan-dipulihkan": "Baris lembar ini tidak berurutan, seperti sesudah diurutkan (Sort); area, komponen, dan "
    "urutannya dibaca dari KODE. Agar mudah dibaca, urungkan pengurutan itu.",
    "tautan-jenis-lain": "Tautan jenis ini tampil sebagai teks pada laporan. "
    "Pakai alamat http atau https, atau nama berkas.",
}
BUKU: Mapping[str, Tingkat] = {
    **dict.fromkeys(_GALAT, Tingkat.GALAT),
    **dict.fromkeys(_PERINGATAN, Tingkat.PERINGATAN),
    **dict.fromkeys(_INFO, Tingkat.INFO),
}
"""What is remarked on a workbook, by kode; a word after a colon tells apart the sentences of one kode."""

ARSIP = frozenset({"laporan-tanpa-ringkasan", "ringkasan-rencana-lain", "ringkasan-rusak"})
"""The kinds of these that are about reports made before, not about the workbook itself."""

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

_AKIBAT = "Tanggal sebelum masa kewajibannya dihitung selesai tanpa tanggal sejak awal bulannya. "
_SUDAH_DIKATAKAN = {"tanggal-sebelum-masa", "tanggal-mendahului"}
"""What need not be said of a day that comes again in other months, which is said already."""

_RENCANA_SAJA = {*KOLOM_LAMPIRAN, Kolom.PENANGGUNG_JAWAB}
"""Columns that say what is to be done, and by whom, and nothing of what was."""

_LAMA = 270
"""Days after which something that was finished in a later year was rather finished in the same."""

_BANYAK = 5
"""Rows with the same oddity, above which they have one catatan."""

_TAUTAN = re.compile(rf"(?i)\w+://|www\.|{DOMAIN}/")

_PANJANG_NAMA, _DISEBUT = 60, 10
"""Of indikator that are gone: the most of a text, and of them, that one sentence names."""


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
    notes = [*_belum_disalin(rencana), *_outside_year(rencana)]
    for satu in rencana.indikator:
        notes += (*_target_waktu(satu, tahun), *_bukti(satu), *_tanggal(satu, tahun, hari_ini))
        notes += _without_reason(satu)
        if count[satu.kode] > 1:
            lokasi, jumlah = satu.letak.lokasi(Kolom.NO), count[satu.kode]
            notes.append(note("nomor-komponen-ganda", lokasi, satu.kode, kode=satu.kode, jumlah=jumlah))
    return tuple(notes)


def check_filled_in(rencana: Rencana, dibaca: Sequence[Catatan]) -> Iterator[Catatan]:
    """Note a plan on which nothing is reported; what cannot be read is something, and in `dibaca`."""
    rows = list(rencana.indikator)
    if not rows or any(map(_reports, rows)):
        return
    letak = rows[0].letak
    filled = {letter for header, letter in letak.kolom.items() if header not in _RENCANA_SAJA}
    noted = (satu.lokasi for satu in dibaca if satu.isi and satu.lokasi.lembar == letak.lembar)
    if not any(lokasi.urutan[-1] in filled for lokasi in noted):
        yield note("tanpa-isian", letak.lokasi(Kolom.STATUS))


def _reports(satu: Indikator) -> bool:
    """Say whether anything is filled in on a row; PENANGGUNG JAWAB alone reports nothing."""
    words = (satu.status, satu.bukti_dukung, satu.kendala, satu.tindak_lanjut)
    return any(words) or any(kewajiban.realisasi != Realisasi() for kewajiban in satu.kewajiban)


def _without_reason(satu: Indikator) -> Iterator[Catatan]:
    """Note once what does not apply, where neither KENDALA nor TINDAK LANJUT says why."""
    columns = [
        column_of(satu, kewajiban.jatuh_tempo)
        for kewajiban in satu.kewajiban
        if kewajiban.realisasi.tidak_berlaku
    ]
    if columns and not satu.kendala and not satu.tindak_lanjut:
        whole = satu.status is Status.TIDAK_BERLAKU
        where = Kolom.STATUS.value if whole else columns[0]
        kolom = "" if whole else f" pada {', '.join(columns)}"
        yield note("tidak-berlaku-tanpa-alasan", satu.letak.lokasi(where), kolom=kolom)


def check_vanished(rencana: Rencana, bulan: dt.date, lama: Sequence[tuple[str, str]]) -> tuple[Catatan, ...]:
    """Note the indikator, as kode and text, of the report of a month that the plan has no more.

    One whose kode or text alone was changed is still there.
    """
    left = [(satu.kode, _plain(satu.uraian)) for satu in rencana.indikator]
    lost = [(kode, _plain(uraian)) for kode, uraian in lama]
    place = next(
        (satu.letak.lokasi(Kolom.INDIKATOR) for satu in rencana.indikator), Lokasi(LEMBAR_RENCANA, "A1")
    )
    for part in (slice(None), slice(1, None), slice(1)):
        unmatched = []
        for satu in lost:
            match = next((other for other in left if other[part] == satu[part]), None)
            if match:
                left.remove(match)
            else:
                unmatched.append(satu)
        lost = unmatched
    names = [f"{kode} {shorten(uraian, _PANJANG_NAMA, placeholder=' …')}" for kode, uraian in lost]
    more = [f"dan {len(names) - _DISEBUT} lainnya"] if names[_DISEBUT:] else []
    listed = "; ".join(names[:_DISEBUT] + more)
    if not names:
        return ()
    month = bahasa.bulan_tahun(bulan)
    return (note("indikator-hilang", place, bulan=month, jumlah=len(names), daftar=listed),)


def _plain(teks: str) -> str:
    return " ".join(teks.split())


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
        yield note("tahun-dua-angka", lokasi, target.teks, hari=target.jatuh_tempo[-1])


def _outside_year(rencana: Rencana) -> Iterator[Catatan]:
    """Note jatuh tempo outside of the plan year and the January after it: most are slips of the year.

    Where many rows have one, the plan year itself is the slip.
    """
    tahun, mulai = rencana.pengaturan.tahun, rencana.pengaturan.mulai
    first, last = dt.date(tahun, 1, 1), dt.date(tahun + 1, 1, 31)
    found = [
        (satu.letak.lokasi(Kolom.TARGET_WAKTU), satu.target_waktu.teks, outside)
        for satu in rencana.indikator
        if (outside := [day for day in satu.target_waktu.jatuh_tempo if not first <= day <= last])
    ]
    if len(found) > _BANYAK:
        cells = ", ".join(lokasi.sel for lokasi, _, _ in found)
        words = {"jumlah": len(found), "tahun": tahun, "sel": cells}
        yield note("jatuh-tempo-di-luar-tahun:banyak", found[0][0], found[0][1], **words)
        return
    for lokasi, teks, outside in found:
        shown = ", ".join(map(bahasa.tanggal, outside))
        akibat = ", dan sebelum Mulai Pemantauan, sehingga tidak dihitung" if outside[0] < mulai else ""
        yield note("jatuh-tempo-di-luar-tahun", lokasi, teks, hari=shown, tahun=tahun, akibat=akibat)


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


class _Isian(NamedTuple):
    """A day of completion, under its header, and the day that may be meant.

    Beside them the jatuh tempo, the first day of its period, and the row's jatuh tempo before it.
    """

    header: str
    hari: dt.date
    maksud: dt.date | None
    jatuh_tempo: dt.date | None
    awal: dt.date | None
    sebelumnya: dt.date | None

    @property
    def terlalu_dini(self) -> bool:
        """Say whether the day lies before the period, and so counts as a mark."""
        return self.awal is not None and self.hari < self.awal

    @property
    def terbalik(self) -> bool:
        """Say whether the day is in its column's month only with day and month changed over."""
        due, meant = self.jatuh_tempo, self.maksud
        if due is None or meant is None:
            return False
        return meant == _turned(self.hari) and self.hari.month != due.month


def _tanggal(satu: Indikator, tahun: int, hari_ini: dt.date) -> Iterator[Catatan]:
    """Note, each kind once a row, days of completion that are odd, and finished kewajiban without one."""
    isian, undated = [], []
    before = None
    for kewajiban, awal in satu.masa:
        due, hari = kewajiban.jatuh_tempo, kewajiban.realisasi.tanggal
        header = header_bulan(due) if satu.berulang and due else Kolom.TANGGAL_SELESAI.value
        if hari:
            meant = _meant(hari, due, awal, tahun)
            maksud = meant if meant and meant <= hari_ini else None
            isian.append(_Isian(header, hari, maksud, due, awal, before))
        elif kewajiban.realisasi.selesai:
            undated.append(header)
        before = due
    yield from _odd_days(satu, isian, tahun, hari_ini)
    if undated:
        macam = "selesai-tanpa-tanggal:bulan" if satu.berulang else "selesai-tanpa-tanggal"
        yield note(macam, satu.letak.lokasi(undated[0]), kolom=", ".join(undated))


def _odd_days(satu: Indikator, isian: Sequence[_Isian], tahun: int, hari_ini: dt.date) -> Iterator[Catatan]:
    """Note days that come again in other months, and each other day under the first heading that fits it."""
    days: defaultdict[dt.date, list[str]] = defaultdict(list)
    for sel in isian:
        days[sel.hari].append(sel.header)
    again = {hari: ", ".join(same) for hari, same in days.items() if same[1:]}
    turned = [sel for sel in isian if satu.berulang and sel.terbalik and sel.hari not in again]
    found: defaultdict[str, list[_Isian]] = defaultdict(list)
    for sel in isian:
        if sel.hari in again:
            found["tanggal-sama"].append(sel)
        macam = _oddity(sel, tahun, hari_ini)
        if sel in turned and turned[1:]:
            macam = "tanggal-terbalik"
        if macam and (sel.hari not in again or macam not in _SUDAH_DIKATAKAN):
            found[macam].append(sel)
    for macam, odd in found.items():
        meant = "; ".join(bahasa.tanggal(sel.maksud) for sel in odd if sel.maksud and sel.hari not in again)
        words = {
            "kolom": f"pada {', '.join(sel.header for sel in odd)} " if satu.berulang else "ini ",
            "rincian": "; ".join(f"{bahasa.tanggal(hari)} pada {same}" for hari, same in again.items()),
            "akibat": _AKIBAT if any(sel.terlalu_dini for sel in odd) else "",
            "maksud": maksudnya(meant),
        }
        isi = "; ".join(map(bahasa.tanggal, dict.fromkeys(sel.hari for sel in odd)))
        yield note(macam, satu.letak.lokasi(odd[0].header), isi, tahun=tahun, hari_ini=hari_ini, **words)


def _oddity(sel: _Isian, tahun: int, hari_ini: dt.date) -> str:
    """Give the kind of catatan that a day of completion calls for; empty where it may well be true.

    In January last year's number is soon typed, and December's sheet is filled in the next year's.
    """
    if sel.hari > hari_ini:
        return "tanggal-di-masa-depan"
    if sel.terlalu_dini:
        return "tanggal-sebelum-masa"
    if sel.hari.year < tahun:
        return "tanggal-sebelum-rencana"
    if sel.sebelumnya and sel.hari <= sel.sebelumnya:
        return "tanggal-mendahului"
    due = sel.jatuh_tempo
    if due is None or sel.hari.year <= due.year:
        return ""
    slip = sel.hari.month == due.month or (sel.hari - due).days > _LAMA
    if sel.awal:  # of a series, the periods tell more
        slip = sel.maksud is not None and sel.awal <= sel.maksud <= due
    return "tanggal-jauh-sesudah" if slip else ""


def _meant(hari: dt.date, due: dt.date | None, awal: dt.date | None, tahun: int) -> dt.date | None:
    """Give the day that may be meant: of another year, or with day and month changed over.

    It lies in the period, or the month, of the jatuh tempo; else it is the same day of the plan year,
    unless that is before the period.
    """
    if due:
        first, last = awal or due.replace(day=1), bahasa.akhir_bulan(due.year, due.month)
        may_be = (_in_year(hari, first.year), _in_year(hari, due.year), _turned(hari))
        if close := next((day for day in may_be if day and day != hari and first <= day <= last), None):
            return close
    same = _in_year(hari, tahun)
    return None if same == hari or (awal and same < awal) else same


def _turned(hari: dt.date) -> dt.date | None:
    return dt.date(hari.year, hari.day, hari.month) if hari.day <= len(bahasa.BULAN) else None


def _in_year(hari: dt.date, tahun: int) -> dt.date:
    return hari.replace(year=tahun, day=min(hari.day, bahasa.akhir_bulan(tahun, hari.month).day))


def _count_pieces(indikator: Indikator) -> int:
    """Count what was handed in: a piece a line, more where a line counts or separates them.

    A link or a folder may hold any number of pieces, and makes it 0.
    """
    count = 0
    for bukti in indikator.bukti_dukung:
        text = bukti.tautan or bukti.teks
        if _TAUTAN.match(text) or names_folder(text):
            return 0
        parts = [part for part in bukti.teks.split(";") if part.strip()]
        count += max(count_items(bukti.teks), len(parts), len(split_names(bukti.teks)))
    return count
