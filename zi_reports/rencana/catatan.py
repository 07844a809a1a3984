"""What is remarked: the kinds of catatan, kode → level and sentence, and how one is made."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping

from zi_reports.rencana import bahasa
from zi_reports.rencana.model import Catatan, Lokasi, Tingkat

# Kode → sentence, with places in braces for what differs.
_GALAT: Mapping[str, str] = {
    "batas-waktu-tidak-terbaca": "BATAS WAKTU tidak terbaca sebagai satu tanggal, sehingga keputusan ini tanpa "
    "batas waktu. {maksud}Tulis seperti: 31 Januari 2026.",
    "keputusan-kosong": "KEPUTUSAN kosong, sehingga baris ini tidak dihitung. Isi KEPUTUSAN, atau hapus barisnya.",
    "kode-tidak-ada": "KODE ini tidak ada pada lembar rencana, sehingga baris ini tidak dihitung. "
    "Salin KODE dari ujung kanan baris indikatornya.",
    "kode-tidak-ada:kosong": "KODE kosong, sehingga baris ini tidak dihitung. "
    "Salin KODE dari ujung kanan baris indikatornya.",
    "periode-tidak-dikenal": "PERIODE ini bukan salah satu jatuh tempo {indikator}, sehingga baris ini tidak "
    "dihitung. Tulis satu bulan jatuh temponya ({bulan}); kosongkan bila berlaku untuk semuanya.",
    "periode-tidak-dikenal:sekali": "PERIODE tidak terbaca, sehingga baris ini tidak dihitung. "
    "Kosongkan, atau tulis bulannya, seperti: {bulan}.",
    "tanggal-rapat-tidak-terbaca": "TANGGAL RAPAT tidak terbaca, sehingga keputusan ini tampil pada laporan setiap "
    "periode. {maksud}Tulis seperti: 18 Desember 2025.",
    "verifikasi-tidak-dikenal": "VERIFIKASI tidak dikenal, sehingga belum dihitung. Pilih Sesuai atau Perbaikan.",
    "verifikasi-tanpa-bukti": "Belum ada bukti yang dinilai baris ini, sehingga VERIFIKASI-nya tidak dihitung. "
    "Isi BUKTI DUKUNG pada baris ini.",
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
    "pengaturan-tidak-terbaca:cetak": "{label} tidak dikenal. Pilih Dua Halaman, Satu Halaman, atau A3; "
    "sementara dipakai Dua Halaman.",
    "pengaturan-tidak-terbaca:kertas": "{label} tidak dikenal. Pilih A4 atau F4; sementara dipakai A4.",
    "pengaturan-tidak-terbaca:pilihan": "{label} tidak dikenal. Pilih Ya atau Tidak; sementara dipakai Tidak.",
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
    "bukti-kurang:periode": "{selesai} kewajiban selesai, sedangkan bukti dukungnya {ada}.{rincian} Tautkan bukti "
    "tiap periode pada kolom bulannya, atau rinci pada lembar Bukti; kosongkan PERIODE di sana bila satu bukti "
    "berlaku untuk semuanya.",
    "butir-tidak-dikenal": "BUTIR ini tidak ada pada BUKTI FISIK, yang memuat {jumlah} butir; buktinya dihitung "
    "tanpa butir. Tulis nomor butirnya.",
    "keputusan-tanpa-indikator": "KODE ini tidak ada pada lembar rencana; keputusannya tetap dicatat. "
    "Tulis KODE indikator, komponen, atau area yang ada, atau kosongkan.",
    "lembar-ganda": "Lembar ini tidak dibaca, karena daftar yang sama sudah dibaca dari lembar {lembar}. "
    "Gabungkan isinya ke sana.",
    "lembar-tidak-dibaca": "Lembar ini tidak dibaca sebagai lembar {lembar}, karena judul kolomnya tidak "
    "ditemukan. Judul kolomnya: {kolom}. Bila lembar ini untuk keperluan lain, ganti namanya.",
    "selesai-tanpa-tanggal:keputusan": "STATUS Selesai tanpa tanggal dihitung sejak laporan terbaru, paling lambat "
    "sejak bulan batas waktunya. Isi tanggalnya.",
    "tanggal-di-masa-depan:rapat": "Tanggal rapat sesudah hari ini, {hari_ini}, sehingga keputusan ini belum "
    "tampil pada laporan. Periksa hari, bulan, dan tahunnya.",
    "tanggal-rapat-kosong": "TANGGAL RAPAT kosong, sehingga keputusan ini tampil pada laporan setiap periode. "
    "Isi tanggalnya.",
    "tanggal-sebelum-rapat": "{kolom} sebelum TANGGAL RAPAT, {rapat}. Periksa hari, bulan, dan tahunnya.",
    "tidak-berlaku-tanpa-alasan:keputusan": "Keputusan ini tidak berlaku, tetapi alasannya tidak ada. "
    "Tulis alasannya pada KETERANGAN.",
    "verifikasi-dibaca-sebagai": "Dibaca sebagai {verifikasi}. Pilih dari daftar agar tidak keliru dibaca.",
    "area-ganda": "Area {area} sudah ada di {sel} dengan nama lain, dan baris di bawah ini dihitung di sana. "
    "Periksa angka Romawinya.",
    "baris-mungkin-lanjutan": "Berdiri di bawah judul yang diulang, tanpa NO dan TARGET WAKTU; "
    "dihitung sebagai indikator tersendiri. Bila lanjutan {sel}, gabungkan ke sana.",
    "bukti-kurang": "BUKTI FISIK menyebut {diminta} butir, BUKTI DUKUNG baru {ada}. "
    "Tambahkan yang kurang, satu bukti satu baris.",
    "bukti-tidak-ditemukan": "{bukti} tidak ditemukan di folder buku kerja maupun folder {folder} "
    "di dalamnya. Periksa namanya, atau simpan berkasnya di sana.",
    "folder-bukti-tidak-dikenal": "{jumlah} folder di folder {folder} tidak diawali KODE indikator rencana ini, "
    "sehingga isinya tidak dihitung sebagai bukti. Awali nama folder dengan KODE, seperti {contoh}.",
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
    "indikator-hilang": "Laporan {periode} memuat {jumlah} indikator yang tidak ada lagi pada lembar ini: "
    "{daftar}. Bila barisnya terhapus, kembalikan dari berkas sebelumnya.",
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
    "bukti-ganda": "Bukti yang sama dirinci lagi pada {sel}; bila berbeda, yang dipakai isian di sana.",
    "bukti-menunggu": "{baris} belum menambah apa pun, karena BUKTI DUKUNG-nya belum ada.",
    "area-dilengkapi": "Angka Romawi atau nama tidak ada pada baris area {area}; dibaca menurut yang ada. "
    "Tulis keduanya.",
    "area-tidak-ada": "Area {area} tidak ada pada lembar ini. Lengkapi bila keputusan memuatnya.",
    "baris-disambung": "Dibaca sebagai lanjutan {sel}, baris yang terpotong di akhir halaman. "
    "Bila bukan lanjutan, lengkapi NO, INDIKATOR, atau TARGET WAKTU-nya.",
    "baris-penutup": "{baris} dibaca sebagai penutup (tanda tangan atau keterangan), bukan bagian rencana.",
    "baris-tersembunyi": "{baris} tersembunyi atau tersaring, tetapi tetap dibaca dan dihitung.",
    "berkas-bukti-diabaikan": "Tidak dihitung sebagai bukti: {rincian}. "
    "Ganti dengan berkas aslinya di folder yang sama.",
    "berkas-bukti-lepas": "{jumlah} berkas langsung di folder {folder} tidak disebut pada BUKTI DUKUNG, sehingga "
    "tidak dihitung. Pindahkan ke folder indikatornya.",
    "bukti-di-luar-folder": "Letak di luar folder buku kerja tidak diperiksa, dan tidak terbuka "
    "di komputer lain. Salin berkasnya ke folder {folder}, atau tulis tautannya.",
    "baris-penutup:jumlah": "{baris} dibaca sebagai baris jumlah, bukan indikator.",
    "dibaca-nilainya-saja": "Buku kerja ini dibaca nilainya saja; {apa} tidak terlihat. "
    "Agar terbaca seluruhnya, buka di Excel, lalu Simpan Sebagai .xlsx.",
    "folder-bukti-bersama": "Folder {folder} dihitung juga untuk {lain} di folder yang sama. Bila itu rencana "
    "tahun lain, pindahkan buku kerja itu ke folder tersendiri.",
    "indikator-belum-disalin": "{baris} komponen {komponen} tidak ada pada naskah sumber. "
    "Salin dari keputusan yang ditandatangani; sebelum itu tidak dihitung.",
    "kolom-tambahan": "Kolom {kolom} tanpa judul yang dikenal, sehingga isinya ({jumlah} sel) tidak dipakai. "
    "Ganti judulnya bila isinya perlu dibaca.",
    "mulai-melewati": "{jumlah} dari {semua} kewajiban tahun {tahun} jatuh tempo sebelum Mulai Pemantauan, "
    "sehingga tidak dihitung.",
    "ringkasan-rencana-lain": "{berkas} di folder hasil adalah ringkasan satker atau tahun lain, sehingga tidak "
    "dipakai. Pakai folder hasil tersendiri untuk tiap rencana.",
    "penanggung-jawab-disatukan": "Tulisan ini ({sel}) dihitung sebagai satu penanggung jawab dengan {nama} "
    "({acuan}). Samakan tulisannya; bila memang berbeda, tulis keduanya pada daftar Penanggung Jawab di lembar "
    "Pengaturan.",
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
    "baris-pdf-tidak-pasti": "Awal baris atau kolomnya tidak jelas pada PDF tanpa garis tabel. "
    "Cocokkan dengan keputusan yang ditandatangani.",
    "baris-pdf-tidak-pasti:tanda-hubung": "Kata yang bertanda hubung di akhir baris PDF dibaca begini. Cocokkan.",
    "halaman-pdf-gambar": "Halaman ini gambar tanpa teks, sehingga tidak dibaca. "
    "Bila memuat bagian rencana, ketik barisnya pada buku kerja.",
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


def note(macam: str, lokasi: Lokasi, isi: str = "", **nilai: object) -> Catatan:
    """Make a catatan on a cell: `macam` is its entry in the tables, `isi` what stands there as typed.

    `nilai` fill the places of the sentence, days in words.
    """
    words = {
        nama: bahasa.tanggal(satu) if isinstance(satu, dt.date) else satu for nama, satu in nilai.items()
    }
    tingkat = BUKU.get(macam) or NASKAH[macam]
    return Catatan(tingkat, kode_of(macam), lokasi, isi, _KALIMAT[macam].format(**words))


def count_by_level(catatan: Iterable[Catatan]) -> str:
    """Give how many there are of each level that there is: `6 galat, 7 peringatan, dan 9 info`."""
    count = Counter(satu.tingkat for satu in catatan)
    return bahasa.gabung_kata([f"{count[tingkat]} {tingkat}" for tingkat in Tingkat if count[tingkat]])


def kode_of(macam: str) -> str:
    """Give the kode that a user reads of an entry of the tables."""
    return macam.partition(":")[0]


def maksudnya(saran: dt.date | str | None) -> str:
    """Ask whether `saran` is meant, for the place `maksud` of a sentence; say nothing without a suggestion."""
    words = bahasa.tanggal(saran) if isinstance(saran, dt.date) else saran
    return f"Maksudnya {words}? " if words else ""
