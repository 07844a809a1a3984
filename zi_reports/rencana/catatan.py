"""The kinds of catatan: kode → level and sentence, and the one function that makes a Catatan of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from zi_reports.rencana import bahasa
from zi_reports.rencana.model import Catatan, Kertas, Lokasi, Tingkat

_GALAT, _PERINGATAN, _INFO = Tingkat.GALAT, Tingkat.PERINGATAN, Tingkat.INFO
_PILIH_STATUS = "Pilih Belum, Proses, Selesai, atau Tidak Berlaku."
_ISI_BULAN = "Isi tanggal selesai, x bila selesai, atau TB bila tidak berlaku."


@dataclass(frozen=True, slots=True)
class Macam:
    """A kind of catatan: its level, and its sentence with places in braces for what differs."""

    tingkat: Tingkat
    kalimat: str


BUKU: Mapping[str, Macam] = {
    "area-tidak-ada": Macam(
        _INFO, "Area {area} tidak ada pada lembar ini. Lengkapi bila keputusan memuatnya."
    ),
    "baris-disambung": Macam(
        _INFO,
        "Dibaca sebagai lanjutan {sel}, baris yang terpotong di akhir halaman. "
        "Bila bukan lanjutan, lengkapi NO, INDIKATOR, atau TARGET WAKTU-nya.",
    ),
    "baris-mungkin-lanjutan": Macam(
        _PERINGATAN,
        "Berdiri di bawah judul yang diulang, tanpa NO dan TARGET WAKTU; dihitung sebagai indikator "
        "tersendiri. Bila lanjutan {sel}, gabungkan ke sana.",
    ),
    "baris-penutup": Macam(
        _INFO, "{baris} dibaca sebagai penutup (tanda tangan atau keterangan), bukan bagian rencana."
    ),
    "baris-tersembunyi": Macam(
        _INFO, "{baris} tersembunyi atau tersaring, tetapi tetap dibaca dan dihitung."
    ),
    "bukti-di-luar-folder": Macam(
        _INFO,
        "Letak di luar folder buku kerja tidak diperiksa, dan tidak terbuka di komputer lain. "
        "Salin berkasnya ke folder {folder}, atau tulis tautannya.",
    ),
    "bukti-kurang": Macam(
        _PERINGATAN,
        "BUKTI FISIK menyebut {diminta} butir, BUKTI DUKUNG baru {ada}. "
        "Tambahkan yang kurang, satu bukti satu baris.",
    ),
    "bukti-tidak-ditemukan": Macam(
        _PERINGATAN,
        "{bukti} tidak ditemukan di folder buku kerja maupun folder {folder} di dalamnya. "
        "Periksa namanya, atau simpan berkasnya di sana.",
    ),
    "dibaca-nilainya-saja": Macam(
        _INFO,
        "Buku kerja ini dibaca nilainya saja; {apa} tidak terlihat. "
        "Agar terbaca seluruhnya, buka di Excel, lalu Simpan Sebagai .xlsx.",
    ),
    "indikator-belum-disalin": Macam(
        _INFO,
        "{baris} komponen {komponen} tidak ada pada naskah sumber. "
        "Salin dari keputusan yang ditandatangani; sebelum itu tidak dihitung.",
    ),
    "indikator-kosong": Macam(
        _GALAT,
        "INDIKATOR kosong, sehingga baris ini tidak dihitung. "
        "Isi INDIKATOR, atau gabungkan dengan baris di atasnya.",
    ),
    "isian-bulan-dibaca-sebagai": Macam(_PERINGATAN, f"Dibaca sebagai {{arti}}. {_ISI_BULAN}"),
    "isian-bulan-tidak-dikenal": Macam(_GALAT, f"Isian bulan tidak dikenal. {{maksud}}{_ISI_BULAN}"),
    "karakter-kendali": Macam(
        _PERINGATAN, "Ada karakter kendali yang tidak tampak; karakter itu diabaikan. Ketik ulang isinya."
    ),
    "kolom-dibaca-sebagai": Macam(
        _PERINGATAN, "Judul kolom ini dibaca sebagai {kolom}. Tulis {kolom} bila memang itu maksudnya."
    ),
    "kolom-ganda": Macam(
        _GALAT,
        "Kolom {kolom} ada dua. Yang dipakai {sel}; isi kolom ini tidak dihitung. "
        "Hapus salah satunya, atau ganti judulnya.",
    ),
    "kolom-tidak-ada": Macam(
        _GALAT, "Kolom {kolom} tidak ada, sehingga isinya tidak terhitung. Tambahkan judul kolom itu."
    ),
    "nomor-komponen-ganda": Macam(
        _PERINGATAN, "Kode {kode} dipakai {jumlah} baris. Beri tiap komponen NO yang berbeda."
    ),
    "pengaturan-tidak-terbaca:kertas": Macam(
        _GALAT, f"{{label}} tidak dikenal. Pilih {' atau '.join(Kertas)}; sementara dipakai A4."
    ),
    "pengaturan-tidak-terbaca:tanggal": Macam(
        _GALAT, "{label} tidak terbaca. {maksud}Tulis tanggal lengkap, misalnya 27 Oktober 2025."
    ),
    "salinan-konflik:ini": Macam(
        _PERINGATAN,
        "Ini salinan konflik sinkronisasi dari {berkas}. Gabungkan isinya ke sana, lalu hapus ini.",
    ),
    "salinan-konflik:lain": Macam(
        _PERINGATAN,
        "Ada salinan konflik sinkronisasi di folder yang sama: {berkas}. "
        "Periksa isinya, gabungkan ke buku kerja ini, lalu hapus salinan itu.",
    ),
    "satker-kosong": Macam(_GALAT, "Isi nama satker pada lembar Pengaturan."),
    "sel-rusak": Macam(_GALAT, "Sel ini berisi rumus tanpa hasil atau nilai galat. Ketik isinya langsung."),
    "sel-tidak-dipakai:bulan": Macam(
        _GALAT,
        "Bulan ini tidak ada dalam TARGET WAKTU baris ini. Hapus, atau pindahkan ke bulan yang benar.",
    ),
    "sel-tidak-dipakai:semua-bulan": Macam(
        _GALAT, "Baris ini dilaporkan dengan STATUS dan TANGGAL SELESAI. Pindahkan isinya ke sana."
    ),
    "sel-tidak-dipakai:tanggal": Macam(
        _GALAT, "Baris ini dilaporkan pada kolom bulan. Pindahkan tanggal ke kolom bulannya."
    ),
    "selesai-tanpa-bukti": Macam(
        _PERINGATAN, "Ada yang selesai, tetapi BUKTI DUKUNG kosong. Isi tautan, nama berkas, atau letaknya."
    ),
    "selesai-tanpa-tanggal": Macam(
        _PERINGATAN, "Tercatat {apa} tanpa tanggal. Isi tanggalnya agar ketepatan waktu dapat dihitung."
    ),
    "status-berlawanan-bulan": Macam(
        _GALAT,
        "STATUS {status}, tetapi kolom bulan mencatat {selesai} dari {jumlah} selesai; "
        "yang dipakai {dipakai}. Samakan keduanya.",
    ),
    "status-dibaca-sebagai": Macam(
        _PERINGATAN, "Dibaca sebagai {status}. Pilih dari daftar agar tidak keliru dibaca."
    ),
    "status-tidak-dikenal": Macam(_GALAT, f"STATUS tidak dikenal. {{maksud}}{_PILIH_STATUS}"),
    "tahun-dari-judul": Macam(
        _GALAT, "{label} belum diisi dengan benar. Dipakai tahun pada judul lembar rencana: {tahun}."
    ),
    "tanggal-berlawanan-status": Macam(
        _GALAT,
        "TANGGAL SELESAI terisi, tetapi STATUS {status}; yang dipakai STATUS. "
        "Ubah STATUS menjadi Selesai, atau hapus tanggalnya.",
    ),
    "tanggal-di-masa-depan": Macam(
        _PERINGATAN, "Tanggal ini sesudah hari ini, {hari_ini}. Periksa hari, bulan, dan tahunnya."
    ),
    "tanggal-dibaca-sebagai": Macam(_PERINGATAN, "Dibaca sebagai {hari}. Ketik ulang tanggal lengkapnya."),
    "tanggal-sebelum-rencana": Macam(
        _PERINGATAN, "Tanggal ini sebelum tahun rencana, {tahun}. Periksa tahunnya."
    ),
    "tanggal-tidak-terbaca": Macam(
        _GALAT,
        "Tanggal tidak terbaca, sehingga belum dihitung selesai. {maksud}Tulis seperti: 31 Oktober 2025.",
    ),
    "tanpa-area": Macam(
        _GALAT, "Baris ini berdiri sebelum baris area. Tulis angka Romawi area (I sampai VI) di atasnya."
    ),
    "target-waktu-insidental": Macam(
        _INFO, "Tanpa tanggal tertentu, sehingga tidak ada jatuh tempo. Laporkan dengan STATUS."
    ),
    "target-waktu-kosong": Macam(
        _INFO, "TARGET WAKTU kosong, sehingga tidak ada jatuh tempo. Lengkapi menurut keputusan."
    ),
    "target-waktu-tidak-terbaca": Macam(
        _GALAT, "Tanggal tidak dikenali. Tulis seperti: 28 Februari {tahun}."
    ),
    "tautan-jenis-lain": Macam(
        _INFO,
        "Tautan jenis ini tampil sebagai teks pada laporan. Pakai alamat http atau https, atau nama berkas.",
    ),
}
"""What is remarked on a workbook, by kode; a word after a colon tells apart the sentences of one kode."""

NASKAH: Mapping[str, Macam] = {
    "area-ditetapkan": Macam(
        _PERINGATAN,
        "Ditempatkan pada komponen {komponen}, {sebab}; judul area {area} tidak ada di atasnya. "
        "Cocokkan dengan keputusan yang ditandatangani.",
    ),
    "baris-dilewati:bukan-baris": Macam(
        _PERINGATAN, "Baris ini bukan baris area, komponen, atau indikator, sehingga tidak disalin."
    ),
    "baris-dilewati:tanpa-indikator": Macam(
        _PERINGATAN, "INDIKATOR kosong, sehingga baris ini tidak disalin."
    ),
    "baris-dilewati:tanpa-komponen": Macam(
        _PERINGATAN, "Baris ini tidak berada di bawah komponen mana pun, sehingga tidak disalin."
    ),
    "indikator-diulang": Macam(
        _PERINGATAN,
        "INDIKATOR kosong tetapi ada TARGET WAKTU sendiri; dipakai INDIKATOR baris di atasnya. Periksa.",
    ),
    "kolom-tidak-dipakai": Macam(
        _PERINGATAN,
        "Judul kolom ini tidak dikenal, sehingga isinya tidak disalin. "
        "Ganti judulnya bila kolom itu diperlukan, lalu impor lagi.",
    ),
    "komponen-tidak-lengkap": Macam(
        _INFO,
        "{baris} komponen ini tidak ada pada naskah. Pada buku kerja disediakan baris kosong berwarna "
        "jingga: salin dari keputusan yang ditandatangani.",
    ),
    "nomor-turun": Macam(
        _PERINGATAN,
        "NO turun dari {dari} ke {ke} tanpa baris area di antaranya. "
        "Mungkin ada halaman yang hilang; cocokkan dengan keputusan yang ditandatangani.",
    ),
    "tahun-berbeda": Macam(
        _PERINGATAN, "Judul naskah menyebut tahun {naskah}. Rencana dibuat untuk tahun {rencana}."
    ),
    "teks-dilewati": Macam(
        _PERINGATAN, "Teks ini berdiri di antara baris tabel, bukan di dalam sel, sehingga tidak disalin."
    ),
}
"""What was decided while a decree was read, in the same way."""


def note(macam: str, lokasi: Lokasi, isi: str = "", **nilai: object) -> Catatan:
    """Make a catatan on a cell: `macam` is its entry in the tables, `isi` what stands there as typed.

    `nilai` fill the places of the sentence, days in words.
    """
    kind = BUKU.get(macam) or NASKAH[macam]
    words = {
        nama: bahasa.tanggal(satu) if isinstance(satu, dt.date) else satu for nama, satu in nilai.items()
    }
    return Catatan(kind.tingkat, kode_of(macam), lokasi, isi, kind.kalimat.format(**words))


def kode_of(macam: str) -> str:
    """Give the kode that a user reads of an entry of the tables."""
    return macam.partition(":")[0]


def maksudnya(saran: dt.date | str | None) -> str:
    """Ask whether `saran` is meant, for the place `maksud` of a sentence; say nothing without a suggestion."""
    words = bahasa.tanggal(saran) if isinstance(saran, dt.date) else saran
    return f"Maksudnya {words}? " if words else ""
