"""The smallest workbook that calls for each kind of catatan; `buku_kasus.py` makes it."""

from __future__ import annotations

import datetime as dt

from buku_kasus import Kasus, bulanan, ringkasan_lama
from conftest import KOLOM, PENGATURAN, area, indikator, lengkap
from kasus_lembar import KASUS_LEMBAR, bukti, keputusan, rapat, satu_bukti

from zi_reports.rencana.lampiran import BELUM_DISALIN

AKHIR_OKTOBER = dt.date(2025, 10, 31)

SEBAGIAN = {"LANGKAH AKSI": "dan Jajaran Sekretariat", "BUKTI FISIK": "2) Notulen"}
"""The second half of a row that a page break cut."""

HEADER = {header: header for header in KOLOM}
DENGAN_KODE = (*KOLOM, "KODE")
TIGA_BULAN = {
    f"{bulan}_2025": dt.date(2025, nomor, 28) for nomor, bulan in enumerate(("JAN", "FEB", "MAR"), 1)
}

KASUS: dict[str, Kasus] = {
    # Area II has no numeral, area III no name.
    "area-dilengkapi": Kasus(
        [
            area("I"),
            indikator(),
            {"KOMPONEN": "Penataan Tatalaksana"},
            {"NO": "III"},
            *map(area, ("IV", "V", "VI")),
        ]
    ),
    # The fourth area has the numeral of the third.
    "area-ganda": Kasus(
        [
            area("I"),
            indikator(),
            *map(area, ("II", "III")),
            area("III", "Penguatan Akuntabilitas"),
            *map(area, ("IV", "V", "VI")),
        ]
    ),
    "area-tidak-ada": Kasus([area("I"), indikator(), area("II"), area("III"), area("IV"), area("VI")]),
    "baris-disambung": Kasus(lengkap(indikator(), HEADER, SEBAGIAN)),
    "baris-mungkin-lanjutan": Kasus(
        lengkap(indikator(), HEADER, {"INDIKATOR": "Terdapat Inovasi pelayanan"})
    ),
    "baris-penutup": Kasus(
        [
            *lengkap(indikator()),
            {"NO": "JUMLAH", "STATUS": 1},
            {"BUKTI FISIK": "Ditetapkan di Contoh"},
            {"BUKTI FISIK": "pada tanggal 27 Oktober 2025"},
            {"BUKTI FISIK": "KETUA KPU KABUPATEN CONTOH,"},
            {"BUKTI FISIK": "Fulan"},
        ]
    ),
    "indikator-hilang": Kasus(
        lengkap(indikator()),
        laporan=(
            ("I.1.1", "Menerbitkan SK Tim Kerja"),
            ("I.1.2", "Menetapkan  uraian tugas"),
            ("I.2.1", "Rapat"),
        ),
    ),
    "kode-ganda": Kasus(
        lengkap(indikator(KODE="I.1.1"), indikator(INDIKATOR="Menerbitkan surat tugas", KODE="I.1.1")),
        DENGAN_KODE,
    ),
    "kode-kosong": Kasus(
        lengkap(indikator(KODE="I.1.4"), indikator(INDIKATOR="Rapat"), indikator(INDIKATOR="Notulen")),
        DENGAN_KODE,
    ),
    # I.2.3 was moved to area II, where another row keeps company; three others stand in their places.
    "kode-tempat-lain": Kasus(
        [
            *lengkap(indikator(KODE="I.1.1"), indikator(KODE="I.1.2"))[:3],
            area("II"),
            indikator(KODE="II.1.1"),
            indikator(KODE="I.2.3"),
            *(area(kode) for kode in ("III", "IV", "V", "VI")),
        ],
        DENGAN_KODE,
    ),
    "kode-tidak-dikenal": Kasus(lengkap(indikator(KODE="I.1.1"), indikator(KODE="SK-2")), DENGAN_KODE),
    "label-dibaca-sebagai": Kasus(lengkap(indikator()), pengaturan={**PENGATURAN, "Sekertaris": "Fulan"}),
    "label-ganda": Kasus(lengkap(indikator()), pengaturan={**PENGATURAN, "Nama Satker": "KPU Kota Contoh"}),
    "label-tidak-dikenal": Kasus(
        lengkap(indikator()), pengaturan={**PENGATURAN, "Tempat rapat": "Aula", "Bendahara": "Fulan"}
    ),
    "lembar-diurutkan": Kasus(
        [
            indikator(NO=None, KOMPONEN=None),
            indikator(NO="3"),
            *(area(k) for k in ("I", "II", "III", "IV", "V", "VI")),
        ]
    ),
    "pengaturan-tidak-ada": Kasus(lengkap(indikator()), tanpa_lembar="Pengaturan"),
    "satker-lain": Kasus(lengkap(indikator()), pengaturan={**PENGATURAN, "Satker": "KPU Kota Contoh"}),
    "teks-pengganti": Kasus(lengkap(indikator(LANGKAH_AKSI=BELUM_DISALIN))),
    "urutan-dipulihkan": Kasus(
        [
            indikator(NO=None, KOMPONEN=None, KODE="III.4.2"),
            indikator(NO="4", KOMPONEN="Kinerja", KODE="III.4.1"),
            *(area(kode) for kode in ("I", "II", "III", "IV", "V", "VI")),
        ],
        DENGAN_KODE,
    ),
    "baris-tersembunyi": Kasus(lengkap(indikator(), indikator(NO="2")), tersembunyi=(7, 8, 11)),
    "bukti-di-luar-folder": Kasus(
        lengkap(
            indikator(BUKTI_DUKUNG="D:\\ZI\\SK.pdf\n../SK.pdf"),
            indikator(NO="2", BUKTI_DUKUNG="Notulen rapat"),
        )
    ),
    "bukti-kurang": Kasus(
        lengkap(
            indikator(
                TANGGAL_SELESAI=AKHIR_OKTOBER,
                BUKTI_FISIK="1) SK 2) Undangan 3) Notulen",
                BUKTI_DUKUNG="SK.pdf",
            ),
            # Three months with one piece; of the second row two months have their own, and one has none.
            bulanan(NO="2", BUKTI_DUKUNG="rekap.pdf", **TIGA_BULAN),
            bulanan(NO="3", BUKTI_DUKUNG=None, **TIGA_BULAN),
        ),
        lembar=bukti(
            satu_bukti(KODE="I.3.1", PERIODE="Januari 2025", BUKTI_DUKUNG="rekap.pdf"),
            satu_bukti(KODE="I.3.1", PERIODE="2025-03", BUKTI_DUKUNG="SK.pdf"),
        ),
    ),
    "berkas-bukti-diabaikan": Kasus(
        lengkap(indikator()), bukti={"I.1.1 SK/SK.pdf": "", "I.1.1 SK/foto.lnk": "x", "I.1.1 SK/isi.pdf": "x"}
    ),
    "berkas-bukti-lepas": Kasus(lengkap(indikator()), bukti={"I.1.1 SK/a.pdf": "x", "foto.jpg": "x"}),
    "folder-bukti-bersama": Kasus(
        lengkap(indikator()), berkas=("SK.pdf", "buku 2026.xlsx"), bukti={"I.1.1 SK/a.pdf": "x"}
    ),
    "folder-bukti-tidak-dikenal": Kasus(
        lengkap(indikator()), bukti={"I.1.1 SK/a.pdf": "x", "I.9.1 Lain/b.pdf": "x", "Foto/c.jpg": "x"}
    ),
    "bukti-tidak-ditemukan": Kasus(
        lengkap(indikator(BUKTI_DUKUNG="SK.pdf\nnotulen.pdf\nfoto/\nhttps://example.id/x.pdf"))
    ),
    "buku-sedang-dibuka": Kasus(lengkap(indikator()), berkas=("~$buku.xlsx",)),
    "dibaca-nilainya-saja": Kasus(lengkap(indikator()), tanpa="[Content_Types].xml"),
    "gambar-bukan-bukti": Kasus(lengkap(indikator(), indikator(NO="2")), gambar=7),
    "indikator-belum-disalin": Kasus(lengkap({"NO": "1", "KOMPONEN": "Standar Pelayanan"})),
    "indikator-kosong": Kasus(
        lengkap(
            {"NO": "1", "KOMPONEN": "Tim Kerja", "BUKTI FISIK": "SK"},
            {"NO": "2", "KOMPONEN": "Dokumen", "LANGKAH AKSI": BELUM_DISALIN, "STATUS": "Selesai"},
        )
    ),
    "isian-bulan-dibaca-sebagai": Kasus(
        lengkap(
            bulanan(AGU_2025="n/a", SEP_2025="tdk berlaku", OKT_2025="sdh slesai", NOV_2025="done"),
            bulanan(NO="2", NOV_2025="y"),
        )
    ),
    "isian-bulan-tidak-dikenal": Kasus(
        lengkap(bulanan(AGU_2025="proses", SEP_2025="9/30/2025", OKT_2025="proses"))
    ),
    "jatuh-tempo-di-luar-tahun": Kasus(lengkap(indikator("Oktober 2024"), indikator("Maret 2026", NO="2"))),
    # Excel writes a control character as `_x0007_`.
    "karakter-kendali": Kasus(lengkap(indikator(KENDALA="Menunggu_x0007_ salinan"))),
    "kolom-dibaca-sebagai": Kasus(
        lengkap({**indikator(), "BUKTI PISIK": "SK"}),
        tuple("BUKTI PISIK" if k == "BUKTI FISIK" else k for k in KOLOM),
    ),
    "kolom-ganda": Kasus(lengkap(indikator()), (*KOLOM, "Status")),
    "kolom-tidak-ada": Kasus(
        lengkap(indikator("November 2025 dan Januari 2026")), tuple(k for k in KOLOM if k != "KENDALA")
    ),
    "kolom-tambahan": Kasus(
        lengkap(
            {**indikator(), "KETERANGAN": "lihat map", "": "map biru"},
            {**indikator(NO="2"), "KETERANGAN": "menunggu"},
        ),
        (*KOLOM, "KETERANGAN", "NOMOR SURAT", ""),
    ),
    # Of twelve months one is due before 1 February, and eleven before 1 December.
    "mulai-melewati": Kasus(
        lengkap(bulanan()), pengaturan={**PENGATURAN, "Mulai Pemantauan": dt.date(2025, 2, 1)}
    ),
    "mulai-melewati-banyak": Kasus(
        lengkap(bulanan()), pengaturan={**PENGATURAN, "Mulai Pemantauan": dt.date(2025, 12, 1)}
    ),
    "nomor-komponen-ganda": Kasus(
        lengkap(indikator(), indikator(KOMPONEN="Dokumen Rencana Aksi", TARGET_WAKTU="Desember 2025"))
    ),
    "pengaturan-tahun-lain": Kasus(
        lengkap(indikator()),
        pengaturan={
            **PENGATURAN,
            "Nomor Keputusan": "38 Tahun 2025",
            "Tanggal Keputusan": dt.date(2024, 10, 27),
            "Mulai Pemantauan": dt.date(2024, 1, 1),
        },
    ),
    "pengaturan-tidak-terbaca": Kasus(
        lengkap(indikator()),
        pengaturan={
            **PENGATURAN,
            "Mulai Pemantauan": "awal tahun",
            "Ukuran Kertas": "kuarto",
            "Kata Pengantar": "nanti",
            "Cetak Rencana Aksi": "lebar",
        },
    ),
    "laporan-tanpa-ringkasan": Kasus(
        lengkap(indikator()),
        hasil={
            "laporan-monev-zi-2025-12.docx": "",
            "laporan-monev-zi-2025-12-revisi-2.docx": "",
            "ringkasan-2025-12-revisi-2.json": ringkasan_lama("KPU Kabupaten Contoh"),
        },
    ),
    "ringkasan-rencana-lain": Kasus(
        lengkap(indikator()), hasil={"ringkasan-2025-12.json": ringkasan_lama("KPU Kota Lain")}
    ),
    "ringkasan-rusak": Kasus(
        lengkap(indikator()),
        hasil={"laporan-monev-zi-2025-12.docx": "", "ringkasan-2025-12.json": '{"satker": "KPU'},
    ),
    "penanda-tangan-tidak-lengkap": Kasus(
        lengkap(indikator()),
        pengaturan={
            **PENGATURAN,
            "Penanda Tangan Laporan (jabatan)": "Plh. Ketua",
            "Penanda Tangan Laporan (nama)": "-",
        },
    ),
    "salinan-konflik": Kasus(
        lengkap(indikator()), berkas=("buku (salinan konflik Sekretariat 2025-12-01).xlsx",)
    ),
    "satker-kosong": Kasus(lengkap(indikator()), pengaturan={**PENGATURAN, "Satker": None}),
    "sel-gabungan": Kasus(
        lengkap(indikator(STATUS="Belum"), indikator(NO="2"), bulanan(NO="3", MAR_2025="x"), bulanan(NO="4")),
        gabungan=("G7:H8", "O9:X10"),
    ),
    "sel-rusak": Kasus(lengkap(indikator(TANGGAL_SELESAI="=TODAY()", STATUS="Selesai"))),
    "sel-tidak-dipakai": Kasus(
        [
            *lengkap(
                indikator(DES_2025="x"),
                indikator("Oktober dan Desember 2025", TANGGAL_SELESAI=AKHIR_OKTOBER, NOV_2025="x"),
            )[:-1],
            {**area("VI"), "STATUS": "Proses", "KENDALA": "Anggaran"},
        ]
    ),
    # Due on 31 January, 28 February and 31 March 2025, before 15 April; and in October, after it.
    "penanggung-jawab-disatukan": Kasus(
        lengkap(
            indikator(PENANGGUNG_JAWAB="Subbagian TPP"),
            indikator(NO="2", PENANGGUNG_JAWAB="Sekretaris; Subbag. TPP"),
            indikator(NO="3", PENANGGUNG_JAWAB="Subbag KUL"),
        )
    ),
    "sebelum-keputusan": Kasus(
        lengkap(indikator("Setiap bulan (Januari - Maret)"), indikator(NO="2")),
        pengaturan={**PENGATURAN, "Tanggal Keputusan": dt.date(2025, 4, 15)},
    ),
    # Today is 5 January 2026: what falls due on 31 January counts from its first day, which has come.
    "selesai-belum-dihitung": Kasus(
        lengkap(
            indikator(
                "Setiap bulan mulai Desember 2025 s.d. Maret 2026",
                BUKTI_DUKUNG="SK.pdf",
                **{f"{bulan}_2026": "x" for bulan in ("JAN", "FEB", "MAR")},
            )
        ),
        (*KOLOM, "JAN 2026", "FEB 2026", "MAR 2026"),
    ),
    "selesai-tanpa-bukti": Kasus(lengkap(indikator(STATUS="Selesai", TANGGAL_SELESAI=AKHIR_OKTOBER))),
    "selesai-tanpa-tanggal": Kasus(
        lengkap(indikator(STATUS="Selesai", BUKTI_DUKUNG="SK.pdf"), bulanan(JAN_2025="x", FEB_2025="v")),
        lembar=rapat(keputusan(STATUS="Selesai")),
    ),
    "status-berlawanan-bulan": Kasus(
        lengkap(
            bulanan(STATUS="Selesai", JAN_2025=dt.date(2025, 1, 31)),
            bulanan(STATUS="Belum", JAN_2025=dt.date(2025, 1, 31)),
            bulanan(STATUS="Tidak Berlaku", JAN_2025=dt.date(2025, 1, 31)),
        )
    ),
    "status-dibaca-sebagai": Kasus(
        lengkap(
            indikator(STATUS="slesai", TANGGAL_SELESAI=AKHIR_OKTOBER, BUKTI_DUKUNG="SK.pdf"),
            indikator(NO="2", STATUS="blm"),
            indikator(NO="3", STATUS="selesai tgl 31 Okt", BUKTI_DUKUNG="SK.pdf"),
            indikator(NO="4", STATUS=0.625),
        )
    ),
    "status-tidak-dikenal": Kasus(
        lengkap(indikator(STATUS="selesai sebagian"), indikator(STATUS="menunggu pleno"))
    ),
    "tahun-beda-judul": Kasus(
        lengkap(indikator("Desember 2026")), pengaturan={**PENGATURAN, "Tahun Rencana": 2026}
    ),
    "tahun-dari-judul": Kasus(lengkap(indikator()), pengaturan={**PENGATURAN, "Tahun Rencana": "ini"}),
    "tanggal-berlawanan-status": Kasus(
        lengkap(indikator(STATUS="Proses", TANGGAL_SELESAI=AKHIR_OKTOBER, BUKTI_DUKUNG="SK.pdf"))
    ),
    # Excel's numbers for 31 October, 31 January and 1 January 2025.
    "tanggal-dibaca-sebagai": Kasus(
        lengkap(
            indikator(45961, TANGGAL_SELESAI=45961, BUKTI_DUKUNG="SK.pdf"), bulanan(NO="2", JAN_2025=45688)
        ),
        pengaturan={**PENGATURAN, "Mulai Pemantauan": 45658},
    ),
    "tanggal-di-masa-depan": Kasus(
        lengkap(
            indikator(STATUS="Selesai", TANGGAL_SELESAI=dt.date(2062, 10, 31), BUKTI_DUKUNG="SK.pdf"),
            bulanan(NO="2", NOV_2025=dt.date(2026, 11, 28), DES_2025=dt.date(2026, 12, 29)),
        ),
        lembar=rapat(
            keputusan(TANGGAL_RAPAT=dt.date(2026, 1, 18)), keputusan(TANGGAL_SELESAI=dt.date(2026, 1, 18))
        ),
    ),
    # November's figures prove the American order; those of January may then be 2 January or 1 February.
    "tanggal-dua-arti": Kasus(lengkap(bulanan(JAN_2025="02/01/2025", NOV_2025="11/28/2025"))),
    # Due in May and November; what was done in May's month is hardly November's.
    "tanggal-mendahului": Kasus(
        lengkap(indikator("Mei & November", BUKTI_DUKUNG="SK.pdf", NOV_2025=dt.date(2025, 5, 11)))
    ),
    # Due on 31 January and 31 October 2025; 5 January 2026 is the year's slip, 20 January 2026 mere lateness.
    "tanggal-jauh-sesudah": Kasus(
        lengkap(
            bulanan(JAN_2025=dt.date(2026, 1, 5)),
            indikator(NO="2", TANGGAL_SELESAI=dt.date(2026, 1, 4), BUKTI_DUKUNG="SK.pdf"),
        )
    ),
    "tanggal-sama": Kasus(
        lengkap(
            bulanan(**{f"{bulan}_2025": dt.date(2025, 1, 5) for bulan in ("JAN", "FEB", "MAR")}),
            bulanan(JUN_2025=dt.date(2025, 7, 1), MEI_2025=dt.date(2025, 7, 1)),
        )
    ),
    "tanggal-sebelum-masa": Kasus(
        lengkap(bulanan(FEB_2025=dt.date(2024, 2, 27), MAR_2025=dt.date(2025, 2, 20)))
    ),
    "tanggal-sebelum-rencana": Kasus(
        lengkap(indikator(TANGGAL_SELESAI=dt.date(2024, 1, 14), BUKTI_DUKUNG="SK.pdf"))
    ),
    # 5 January, 6 February and 3 March, read as 1 May, 2 June and 3 March.
    "tanggal-terbalik": Kasus(
        lengkap(bulanan(JAN_2025="1/5/2025", FEB_2025=dt.date(2025, 6, 2), MAR_2025="3/3/2025"))
    ),
    "tanggal-tidak-terbaca": Kasus(
        lengkap(
            indikator(STATUS="Selesai", TANGGAL_SELESAI="31 Juni 2025"),
            indikator(NO="2", TANGGAL_SELESAI="10/31/2025"),
        )
    ),
    "tautan-jenis-lain": Kasus(lengkap(indikator(BUKTI_DUKUNG="ftp://contoh.id/sk.pdf"))),
    "tahun-dua-angka": Kasus(
        lengkap(
            indikator("31/12/25", TANGGAL_SELESAI="31-Okt-25", BUKTI_DUKUNG="SK.pdf"),
            bulanan(NO="2", JAN_2025="30/01/25", FEB_2025="27.02.25"),
        ),
        pengaturan={**PENGATURAN, "Tanggal Keputusan": "02/01/25"},
    ),
    "tautan-rumus-tidak-terbaca": Kasus(
        lengkap(indikator(BUKTI_DUKUNG='=HYPERLINK(Z1,"SK Tim")')), nilai="SK Tim"
    ),
    "tanpa-area": Kasus([indikator(), *lengkap()]),
    "tanpa-isian": Kasus(lengkap(indikator(PENANGGUNG_JAWAB="Subbagian Hukum"))),
    "tidak-berlaku-tanpa-alasan": Kasus(
        lengkap(
            indikator(NO="1", STATUS="Tidak Berlaku", KENDALA="Tidak ada pemilihan pada tahun ini"),
            indikator(NO="2", STATUS="Tidak Berlaku"),
            bulanan(NO="3", STATUS="Proses", MAR_2025="TB", APR_2025="TB"),
            indikator("Setiap Triwulan", NO="6", MAR_2025="TB", JUN_2025="TB", SEP_2025="TB"),
            bulanan(NO="4", STATUS="Tidak Berlaku", KENDALA="nihil"),
            bulanan(NO="5", MAR_2025="TB", TINDAK_LANJUT="Kegiatan dialihkan ke provinsi"),
        ),
        lembar=rapat(keputusan(STATUS="Tidak Berlaku")),
    ),
    "target-waktu-insidental": Kasus(lengkap(indikator("Setiap ada kegiatan"))),
    "target-waktu-kosong": Kasus(lengkap(indikator(None))),
    "target-waktu-tidak-terbaca": Kasus(
        lengkap(indikator("31 Febuari 2025"), indikator("triwulan kedua atau ketiga", NO="2"))
    ),
    "urutan-tanggal": Kasus(lengkap(bulanan(JAN_2025="01/30/2025", FEB_2025="02/27/2025", MAR_2025="x"))),
    **{kode: Kasus(lengkap(row), lembar=lembar) for kode, (row, lembar) in KASUS_LEMBAR.items()},
}
