"""TARGET WAKTU is read as docs/design.md says, or not at all."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from babel.dates import get_month_names

from zi_reports.rencana.model import Jenis, TargetWaktu
from zi_reports.rencana.target_waktu import contoh_serupa, parse_tanggal, parse_target_waktu

AKHIR_BULAN_2025 = (
    "2025-01-31 2025-02-28 2025-03-31 2025-04-30 2025-05-31 2025-06-30 "
    "2025-07-31 2025-08-31 2025-09-30 2025-10-31 2025-11-30 2025-12-31"
)
TRIWULAN_2025 = "2025-03-31 2025-06-30 2025-09-30 2025-12-31"
SEMESTER_2025 = "2025-06-30 2025-12-31"
DUA_BULANAN_2025 = "2025-02-28 2025-04-30 2025-06-30 2025-08-31 2025-10-31 2025-12-31"
APRIL_DESEMBER = " ".join(AKHIR_BULAN_2025.split()[3:])
TANGGAL_5_2025 = " ".join(f"2025-{bulan:02}-05" for bulan in range(1, 13))
TANGGAL_25_2025 = " ".join(f"2025-{bulan:02}-25" for bulan in range(1, 13))
TANGGAL_10_BERIKUTNYA = (
    "2025-02-10 2025-03-10 2025-04-10 2025-05-10 2025-06-10 2025-07-10 "
    "2025-08-10 2025-09-10 2025-10-10 2025-11-10 2025-12-10 2026-01-10"
)
TANGGAL_30_BERIKUTNYA = (
    "2025-02-28 2025-03-30 2025-04-30 2025-05-30 2025-06-30 2025-07-30 "
    "2025-08-30 2025-09-30 2025-10-30 2025-11-30 2025-12-30 2026-01-30"
)
TANGGAL_31_BERIKUTNYA_2026 = (
    "2026-02-28 2026-03-31 2026-04-30 2026-05-31 2026-06-30 2026-07-31 "
    "2026-08-31 2026-09-30 2026-10-31 2026-11-30 2026-12-31 2027-01-31"
)

TABEL = (
    ("Maksimal 31 Oktober 2025", Jenis.SEKALI, "2025-10-31"),
    ("paling lambat 31/10/2025", Jenis.SEKALI, "2025-10-31"),
    ("Sabtu, 5 September 2026", Jenis.SEKALI, "2026-09-05"),
    ("9 Mei 2025 pukul 15.39 WIB", Jenis.SEKALI, "2025-05-09"),
    ("Oktober 2025", Jenis.SEKALI, "2025-10-31"),
    ("Okt 2025", Jenis.SEKALI, "2025-10-31"),
    ("2025-10", Jenis.SEKALI, "2025-10-31"),
    ("10/2025", Jenis.SEKALI, "2025-10-31"),
    ("Oktober", Jenis.SEKALI, "2025-10-31"),
    ("Evaluasi pertama di bulan Desember 2025", Jenis.SEKALI, "2025-12-31"),
    ("Tahun 2025", Jenis.SEKALI, "2025-12-31"),
    ("akhir tahun", Jenis.SEKALI, "2025-12-31"),
    ("sekali dalam setahun", Jenis.SEKALI, "2025-12-31"),
    ("1 kali dalam setahun", Jenis.SEKALI, "2025-12-31"),
    ("minimal 1 kali dalam setahun", Jenis.SEKALI, "2025-12-31"),
    ("setiap tahun", Jenis.SEKALI, "2025-12-31"),
    ("sebelum 31 Desember 2025", Jenis.SEKALI, "2025-12-30"),
    ("sebelum tanggal 31 Desember 2025", Jenis.SEKALI, "2025-12-30"),
    ("31 Maret tahun berikutnya", Jenis.SEKALI, "2026-03-31"),
    ("Oktober dan Desember 2025", Jenis.BEBERAPA, "2025-10-31 2025-12-31"),
    ("2x setahun (Mei & Nov)", Jenis.BEBERAPA, "2025-05-31 2025-11-30"),
    (
        "tanggal 10 Maret, Juni, September dan Desember 2025",
        Jenis.BERKALA,
        "2025-03-10 2025-06-10 2025-09-10 2025-12-10",
    ),
    ("tanggal 1 pada bulan Januari dan Juli", Jenis.BEBERAPA, "2025-01-01 2025-07-01"),
    ("November 2025 dan Januari 2026", Jenis.BEBERAPA, "2025-11-30 2026-01-31"),
    ("Per-bulan", Jenis.BULANAN, AKHIR_BULAN_2025),
    ("Setiap Bulan", Jenis.BULANAN, AKHIR_BULAN_2025),
    ("bulanan", Jenis.BULANAN, AKHIR_BULAN_2025),
    ("paling lambat tanggal 5 setiap bulan", Jenis.BULANAN, TANGGAL_5_2025),
    ("tanggal 5 setiap bulan", Jenis.BULANAN, TANGGAL_5_2025),
    ("setiap tanggal 25", Jenis.BULANAN, TANGGAL_25_2025),
    ("setiap tanggal 10 bulan berikutnya", Jenis.BULANAN, TANGGAL_10_BERIKUTNYA),
    ("hari ke-10 bulan berikutnya", Jenis.BULANAN, TANGGAL_10_BERIKUTNYA),
    ("setiap tanggal 10 m+1", Jenis.BULANAN, TANGGAL_10_BERIKUTNYA),
    ("Setiap bulan mulai Oktober", Jenis.BERKALA, "2025-10-31 2025-11-30 2025-12-31"),
    ("April s.d. Desember setiap bulan", Jenis.BERKALA, APRIL_DESEMBER),
    ("dua bulan sekali", Jenis.BERKALA, DUA_BULANAN_2025),
    ("setiap 2 bulan", Jenis.BERKALA, DUA_BULANAN_2025),
    ("setiap 4 bulan", Jenis.BERKALA, "2025-04-30 2025-08-31 2025-12-31"),
    ("Setiap Triwulan", Jenis.TRIWULANAN, TRIWULAN_2025),
    ("triwulan", Jenis.TRIWULANAN, TRIWULAN_2025),
    ("setiap 3 bulan sekali", Jenis.TRIWULANAN, TRIWULAN_2025),
    ("kuartalan", Jenis.TRIWULANAN, TRIWULAN_2025),
    ("TW I s.d. TW IV", Jenis.TRIWULANAN, TRIWULAN_2025),
    ("Triwulan I, II, III, dan IV", Jenis.TRIWULANAN, TRIWULAN_2025),
    ("TW II 2025", Jenis.SEKALI, "2025-06-30"),
    ("Triwulan 2", Jenis.SEKALI, "2025-06-30"),
    ("Kuartal II", Jenis.SEKALI, "2025-06-30"),
    ("Triwulan III - 2025", Jenis.SEKALI, "2025-09-30"),
    ("Triwulan II (April - Juni 2025)", Jenis.SEKALI, "2025-06-30"),
    ("Per semester", Jenis.SEMESTERAN, SEMESTER_2025),
    ("Setiap Semester", Jenis.SEMESTERAN, SEMESTER_2025),
    ("semester", Jenis.SEMESTERAN, SEMESTER_2025),
    ("6 bulan sekali", Jenis.SEMESTERAN, SEMESTER_2025),
    ("minimal 6 bulan sekali", Jenis.SEMESTERAN, SEMESTER_2025),
    ("2 kali dalam setahun atau tiap semester", Jenis.SEMESTERAN, SEMESTER_2025),
    ("Semester I 2025", Jenis.SEKALI, "2025-06-30"),
    ("B03, B06, B09, B12", Jenis.TRIWULANAN, TRIWULAN_2025),
    ("Januari s.d. Desember 2025", Jenis.SEKALI, "2025-12-31"),
    ("April \u2013 Des 2025", Jenis.SEKALI, "2025-12-31"),
    ("1 Mei \u2013 15 Juni 2025", Jenis.SEKALI, "2025-06-15"),
    ("Minggu ke-II Januari 2025", Jenis.SEKALI, "2025-01-14"),
    ("Minggu 2 Januari", Jenis.SEKALI, "2025-01-14"),
    ("minggu ke-2 bulan Januari", Jenis.SEKALI, "2025-01-14"),
    ("M2 Januari", Jenis.SEKALI, "2025-01-14"),
    ("Setiap ada kegiatan", Jenis.INSIDENTAL, ""),
    ("insidental", Jenis.INSIDENTAL, ""),
    ("sesuai kebutuhan", Jenis.INSIDENTAL, ""),
    ("31 Juni 2025", Jenis.TIDAK_TERBACA, ""),
    ("asap", Jenis.TIDAK_TERBACA, ""),
    ("?", Jenis.TIDAK_TERBACA, ""),
    ("2 kali setahun", Jenis.TIDAK_TERBACA, ""),
    ("10 dan 31 Oktober", Jenis.TIDAK_TERBACA, ""),
    ("Oktober 2025, paling lambat November 2025", Jenis.TIDAK_TERBACA, ""),
)
"""The table of docs/design.md, row by row."""

TETANGGA = (
    # One date
    ("maks. 31 Okt. 2025", Jenis.SEKALI, "2025-10-31"),
    ("selambat-lambatnya pada tanggal 31 Oktober 2025", Jenis.SEKALI, "2025-10-31"),
    ("Paling lambat tgl. 5 bulan Maret tahun 2025", Jenis.SEKALI, "2025-03-05"),
    ("s.d. Desember 2025", Jenis.SEKALI, "2025-12-31"),
    ("2025-10-31", Jenis.SEKALI, "2025-10-31"),
    ("1/2/2025", Jenis.SEKALI, "2025-02-01"),
    ("1-2-2025", Jenis.SEKALI, "2025-02-01"),
    ("01.02.2025", Jenis.SEKALI, "2025-02-01"),
    ("31-Okt-2025", Jenis.SEKALI, "2025-10-31"),
    ("29 Februari 2028", Jenis.SEKALI, "2028-02-29"),
    ("Februari 2028", Jenis.SEKALI, "2028-02-29"),
    ("akhir Oktober 2025", Jenis.SEKALI, "2025-10-31"),
    ("pada akhir bulan Oktober", Jenis.SEKALI, "2025-10-31"),
    ("akhir tahun 2026", Jenis.SEKALI, "2026-12-31"),
    ("akhir 2026", Jenis.SEKALI, "2026-12-31"),
    ("sepanjang tahun 2025", Jenis.SEKALI, "2025-12-31"),
    ("sepanjang tahun", Jenis.SEKALI, "2025-12-31"),
    ("Tahun Anggaran 2025", Jenis.SEKALI, "2025-12-31"),
    ("2025", Jenis.SEKALI, "2025-12-31"),
    ("Setiap tahun", Jenis.SEKALI, "2025-12-31"),
    ("B06 2026", Jenis.SEKALI, "2026-06-30"),
    # Lists
    ("Maret, Juni, dan September 2025", Jenis.BERKALA, "2025-03-31 2025-06-30 2025-09-30"),
    ("Maret & Juni", Jenis.BEBERAPA, "2025-03-31 2025-06-30"),
    ("Maret; Juni 2025; Januari 2026", Jenis.BEBERAPA, "2025-03-31 2025-06-30 2026-01-31"),
    ("Maret 2025, Juni dan September 2026", Jenis.BEBERAPA, "2025-03-31 2026-06-30 2026-09-30"),
    ("Oktober 2025 dan Desember", Jenis.BEBERAPA, "2025-10-31 2025-12-31"),
    ("10 Oktober dan 20 November 2025", Jenis.BEBERAPA, "2025-10-10 2025-11-20"),
    ("30/06/2025 dan 31 Desember 2025;", Jenis.SEMESTERAN, "2025-06-30 2025-12-31"),
    (
        "Evaluasi pertama di bulan Juni dan evaluasi kedua di bulan Desember 2025",
        Jenis.SEMESTERAN,
        "2025-06-30 2025-12-31",
    ),
    # Periods that come again
    ("Tiap bulan", Jenis.BULANAN, AKHIR_BULAN_2025),
    ("setiap bln.", Jenis.BULANAN, AKHIR_BULAN_2025),
    ("perbulan", Jenis.BULANAN, AKHIR_BULAN_2025),
    ("per bulan", Jenis.BULANAN, AKHIR_BULAN_2025),
    ("sebulan sekali", Jenis.BULANAN, AKHIR_BULAN_2025),
    ("Setiap akhir bulan", Jenis.BULANAN, AKHIR_BULAN_2025),
    ("Setiap bulan tahun 2025", Jenis.BULANAN, AKHIR_BULAN_2025),
    ("Tiap triwulan", Jenis.TRIWULANAN, TRIWULAN_2025),
    ("per Tri Wulan", Jenis.TRIWULANAN, TRIWULAN_2025),
    ("Triwulanan", Jenis.TRIWULANAN, TRIWULAN_2025),
    ("per 3 bulan", Jenis.TRIWULANAN, TRIWULAN_2025),
    ("tiga bulan sekali", Jenis.TRIWULANAN, TRIWULAN_2025),
    ("semesteran", Jenis.SEMESTERAN, SEMESTER_2025),
    ("6 bulan sekali", Jenis.SEMESTERAN, SEMESTER_2025),
    ("paling lambat tgl 10 bulan berikutnya", Jenis.BULANAN, TANGGAL_10_BERIKUTNYA),
    ("setiap bulan, paling lambat tanggal 10 bulan berikutnya", Jenis.BULANAN, TANGGAL_10_BERIKUTNYA),
    (
        "Setiap tanggal 30 bulan berikutnya",
        Jenis.BULANAN,
        TANGGAL_30_BERIKUTNYA,
    ),
    # Triwulan and semester by number
    ("TW-IV", Jenis.SEKALI, "2025-12-31"),
    ("Triwulan ke-3 2025", Jenis.SEKALI, "2025-09-30"),
    ("triwulan pertama tahun 2026", Jenis.SEKALI, "2026-03-31"),
    ("akhir semester II", Jenis.SEKALI, "2025-12-31"),
    ("Triwulan I dan III 2025", Jenis.BEBERAPA, "2025-03-31 2025-09-30"),
    ("TW 1, 2, 3 dan 4", Jenis.TRIWULANAN, TRIWULAN_2025),
    ("semester 1 dan 2", Jenis.SEMESTERAN, SEMESTER_2025),
    ("Semester I dan Semester II 2025", Jenis.SEMESTERAN, SEMESTER_2025),
    ("Semester II 2025 dan I 2026", Jenis.SEMESTERAN, "2025-12-31 2026-06-30"),
    # Weeks
    ("Minggu ke-2 Maret 2026", Jenis.SEKALI, "2026-03-14"),
    ("minggu ketiga bulan Maret 2026", Jenis.SEKALI, "2026-03-21"),
    ("minggu IV Maret 2026", Jenis.SEKALI, "2026-03-28"),
    ("minggu ke-5 Maret 2026", Jenis.SEKALI, "2026-03-31"),
    ("minggu terakhir Februari 2026", Jenis.SEKALI, "2026-02-28"),
    # Spans
    ("1 \u2013 15 Oktober 2025", Jenis.SEKALI, "2025-10-15"),
    ("tanggal 1 sampai dengan tanggal 15 Oktober 2025", Jenis.SEKALI, "2025-10-15"),
    ("mulai 1 Mei hingga 15 Juni 2025", Jenis.SEKALI, "2025-06-15"),
    ("Desember 2025 s/d Januari 2026", Jenis.SEKALI, "2026-01-31"),
    ("2025-05-01 s.d. 2025-06-15", Jenis.SEKALI, "2025-06-15"),
    ("TW I s.d. TW IV 2025", Jenis.TRIWULANAN, TRIWULAN_2025),
    ("TW I-II 2025", Jenis.BEBERAPA, "2025-03-31 2025-06-30"),
    ("Minggu I s.d. III Maret 2026", Jenis.SEKALI, "2026-03-21"),
    # Weekday, clock
    ("Jum'at, 5 September 2025", Jenis.SEKALI, "2025-09-05"),
    ("Jum\u2019at, 5 September 2025", Jenis.SEKALI, "2025-09-05"),
    ("hari Senin tanggal 1 September 2025", Jenis.SEKALI, "2025-09-01"),
    ("Minggu, 2 Maret 2025", Jenis.SEKALI, "2025-03-02"),
    ("hari Minggu 2 Maret 2025", Jenis.SEKALI, "2025-03-02"),
    ("Minggu tanggal 2 Maret 2025", Jenis.SEKALI, "2025-03-02"),
    ("Minggu 9 Maret 2025", Jenis.SEKALI, "2025-03-09"),
    ("Senin, 1 September s.d. Jumat, 5 September 2025", Jenis.SEKALI, "2025-09-05"),
    ("9 Mei 2025, 15:39 WIB", Jenis.SEKALI, "2025-05-09"),
    ("9 Mei 2025, jam 9", Jenis.SEKALI, "2025-05-09"),
    # The day before, the year after
    ("sebelum 1 Maret 2028", Jenis.SEKALI, "2028-02-29"),
    ("akhir tahun berikutnya", Jenis.SEKALI, "2026-12-31"),
    ("November 2025 dan Januari tahun berikutnya", Jenis.BEBERAPA, "2025-11-30 2026-01-31"),
    ("paling lambat minggu ke-2 Februari tahun berikutnya", Jenis.SEKALI, "2026-02-14"),
    # A day for several months
    ("10 Maret dan akhir Juni 2025", Jenis.BEBERAPA, "2025-03-10 2025-06-30"),
    ("31 Oktober dan Desember 2025", Jenis.BEBERAPA, "2025-10-31 2025-12-31"),
    ("setiap tanggal 17 Maret, Juni dan September", Jenis.BERKALA, "2025-03-17 2025-06-17 2025-09-17"),
    # Series
    ("setiap bulan, paling lambat tanggal 5", Jenis.BULANAN, TANGGAL_5_2025),
    ("setiap 3 (tiga) bulan", Jenis.TRIWULANAN, TRIWULAN_2025),
    ("1 kali setiap semester", Jenis.SEMESTERAN, SEMESTER_2025),
    ("Setiap bulan Januari s.d. Desember 2025", Jenis.BULANAN, AKHIR_BULAN_2025),
    ("mulai Oktober setiap bulan", Jenis.BERKALA, "2025-10-31 2025-11-30 2025-12-31"),
    ("Setiap bulan mulai November", Jenis.BEBERAPA, "2025-11-30 2025-12-31"),
    (
        "Setiap bulan mulai Desember 2025 s.d. Maret 2026",
        Jenis.BERKALA,
        "2025-12-31 2026-01-31 2026-02-28 2026-03-31",
    ),
    ("TW III 2025 s.d. TW II 2026", Jenis.TRIWULANAN, "2025-09-30 2025-12-31 2026-03-31 2026-06-30"),
    ("Januari s.d. TW II 2025", Jenis.SEKALI, "2025-06-30"),
    ("2 kali setahun: Mei dan November", Jenis.BEBERAPA, "2025-05-31 2025-11-30"),
    # Brackets
    ("(Oktober 2025)", Jenis.SEKALI, "2025-10-31"),
    ("Oktober (2025)", Jenis.SEKALI, "2025-10-31"),
    ("5 September 2025 (Jumat)", Jenis.SEKALI, "2025-09-05"),
    ("9 Mei 2025 (pukul 15.39)", Jenis.SEKALI, "2025-05-09"),
    ("31 Desember 2025 (TW IV)", Jenis.SEKALI, "2025-12-31"),
    ("TW II 2026 (April - Juni)", Jenis.SEKALI, "2026-06-30"),
    ("Triwulan II (April s.d. Juni) 2026", Jenis.SEKALI, "2026-06-30"),
    ("Setiap triwulan (Maret, Juni, September, Desember)", Jenis.TRIWULANAN, TRIWULAN_2025),
    ("Setiap bulan (April s.d. Desember)", Jenis.BERKALA, APRIL_DESEMBER),
    ("Setiap Bulan (12 laporan)", Jenis.BULANAN, AKHIR_BULAN_2025),
    ("1x setahun (Oktober)", Jenis.SEKALI, "2025-10-31"),
    ("minimal 2 kali (Maret, Juni dan Oktober)", Jenis.BEBERAPA, "2025-03-31 2025-06-30 2025-10-31"),
    ("Minggu 1-2 (16-29 September 2025)", Jenis.SEKALI, "2025-09-29"),
    ("17 November 2025 dan Januari 2026", Jenis.BEBERAPA, "2025-11-17 2026-01-31"),
    ("Maksimal sampai 31 Oktober 2025", Jenis.SEKALI, "2025-10-31"),
    ("Mei - maksimal 15 Juni 2025", Jenis.SEKALI, "2025-06-15"),
    ("10 bulan 10/2025", Jenis.SEKALI, "2025-10-10"),
    # A hyphen without blanks
    ("1 Mei-15 Juni 2025", Jenis.SEKALI, "2025-06-15"),
    ("Sep-15 Okt 2025", Jenis.SEKALI, "2025-10-15"),
    # Whenever there is something to do
    ("Insidentil", Jenis.INSIDENTAL, ""),
    ("apabila ada perubahan", Jenis.INSIDENTAL, ""),
    ("sewaktu-waktu", Jenis.INSIDENTAL, ""),
)
"""What offices write besides."""

DITOLAK = (
    # No such day or period
    "31 Febuari 2025",
    "29 Februari 2025",
    "0 Oktober 2025",
    "32/1/2025",
    "1/13/2025",
    "2025-02-30",
    "TW V",
    "Triwulan 0",
    "Semester III",
    "minggu ke-6 Maret 2025",
    "B13",
    "B00",
    "setiap tanggal 32 bulan berikutnya",
    "31 Oktober 1999",
    "Tahun 2100",
    # Words that move the date, or that nobody can be sure of
    "Oktober 2025 atau sesudahnya",
    "31 Oktober 2025 jika ada",
    "sebelum Oktober 2025",
    "minimal Oktober 2025",
    "setelah Oktober 2025",
    "mulai Oktober 2025",
    "awal Oktober 2025",
    "pertengahan Oktober 2025",
    "akhir 31 Oktober 2025",
    "Oktober/Desember 2025",
    "12 kali setahun",
    "3 bulan",
    "dalam setahun",
    "akhir bulan",
    "Minggu 2 Maret 2025",
    "Minggu ke 2/10/2025",
    "setiap minggu",
    "setiap Oktober",
    "paling lambat 10 bulan berikutnya",
    "Setiap ada kegiatan, maksimal 31 Oktober 2025",
    "sebelum akhir tahun",
    "maksimal 1 kali dalam setahun",
    "5 10/2025",
    "5. 2025-10",
    "setiap hari kerja",
    "setiap hari Senin",
    "triwulanan/semesteran",
    "12 kali setahun atau tiap semester",
    "sekali setahun atau Oktober",
    "m+1",
    "setiap 5 bulan",
    "setiap 0 bulan",
    "setiap bulan Oktober",
    "setiap bulan mulai Oktober 2024",
    "setiap bulan mulai 1 Oktober",
    "TW I s.d. Semester II",
    "31 Maret 2025 tahun berikutnya",
    "November 2024 dan Januari tahun berikutnya",
    # A weekday that is another day's, or a week that may be a Sunday
    "Sabtu, 5 September 2025",
    "6 September 2025 (Minggu)",
    "Minggu, 3 Maret 2025",
    "Minggu 1 - 10 Oktober 2025",
    "Oktober 2025 pukul 10",
    "31 Oktober 2025 12:00",
    # Brackets that say another thing
    "Oktober 2025 (draf)",
    "Oktober 2025 (November 2025)",
    "Triwulan I (April - Juni)",
    "2x setahun (Mei)",
    "minimal 2x setahun (Mei)",
    "Setiap semester (1 laporan)",
    "Minggu 1-3 (16-29 September 2025)",
    "12 (Desember)",
    "(",
    "Mei (Juni",
    # Half a date
    "Okt 25",
    "31/10",
    "25/12/31",
    "31/10/27",
    "31 / 10 / 25",
    "5/10/2025 - 10/25",
    "2025-13",
    "2025-2026",
    "31",
    "10 2025",
    "45961",
    "1 - Oktober 2025",
    "October 31, 2025",
    # Lists and spans
    "10 dan 20 Oktober 2025",
    "10 Maret dan Juni 2025",
    "tanggal 31 Maret dan Juni 2025",
    "tanggal 10 Maret, paling lambat Juni 2025",
    "10 Oktober dan 20 Oktober 2025",
    "Oktober dan Oktober 2025",
    "TW IV dan Semester II 2025",
    "Desember dan Oktober 2025",
    "November dan Januari",
    "November dan Januari 2026",
    "November 2025, Desember dan Januari 2026",
    "Oktober 2024 dan Desember",
    "Desember s.d. Januari 2026",
    "15 Juni s.d. 1 Mei 2025",
    "Januari s.d. Maret s.d. Mei 2025",
    "Januari, Maret s.d. Mei 2025",
    "Oktober 2025 Desember 2025",
    "- Oktober 2025 - Desember 2025",
    "Oktober 2025 s.d.",
    "Oktober dan",
    "Oktober dan 2025",
    "Oktober dan tahun 2025",
    "s.d. tahun 2025",
    "-",
    ".",
    ",",
    "s.d.",
    "maksimal",
    "tahun",
    "1\u00b2 Oktober 2025",
)
"""What is not read: better a catatan than a date that nobody meant."""

EJAAN = {
    1: "Januari Jan January",
    2: "Februari Feb Pebruari Peb Febuari February",
    3: "Maret Mar Mrt March",
    4: "April Apr",
    5: "Mei May",
    6: "Juni Jun June",
    7: "Juli Jul July",
    8: "Agustus Agu Ags Agt Agst Aug August",
    9: "September Sep Sept",
    10: "Oktober Okt Oct October",
    11: "November Nov Nopember Nop",
    12: "Desember Des Dec December",
}
"""The spellings of each month that offices use."""

SEMUA_TERBACA = tuple(teks for teks, _, _ in (*TABEL, *TETANGGA))


def dates(text: str) -> tuple[dt.date, ...]:
    return tuple(dt.date.fromisoformat(day) for day in text.split())


def outcome(target: TargetWaktu) -> tuple[Jenis, tuple[dt.date, ...]]:
    return target.jenis, target.jatuh_tempo


@pytest.mark.parametrize(("teks", "jenis", "jatuh_tempo"), TABEL)
def test_each_row_of_the_designs_table_is_read_as_it_says(teks: str, jenis: Jenis, jatuh_tempo: str) -> None:
    assert parse_target_waktu(teks, 2025) == TargetWaktu(teks, jenis, dates(jatuh_tempo))


@pytest.mark.parametrize(("teks", "jenis", "jatuh_tempo"), TETANGGA)
def test_what_offices_write_besides_is_read_by_the_same_rules(
    teks: str, jenis: Jenis, jatuh_tempo: str
) -> None:
    assert parse_target_waktu(teks, 2025) == TargetWaktu(teks, jenis, dates(jatuh_tempo))


@pytest.mark.parametrize("teks", DITOLAK)
def test_what_cannot_be_read_wholly_has_no_jatuh_tempo(teks: str) -> None:
    assert parse_target_waktu(teks, 2025) == TargetWaktu(teks, Jenis.TIDAK_TERBACA)


def frasa() -> list[dict[str, str]]:
    path = Path(__file__).parent / "data" / "frasa.tsv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t"))


@pytest.mark.parametrize("baris", frasa(), ids=lambda baris: baris["frasa"])
def test_phrases_out_of_public_papers_are_due_when_a_person_said(baris: dict[str, str]) -> None:
    target = parse_target_waktu(baris["frasa"], int(baris["tahun"]))
    assert ",".join(map(str, target.jatuh_tempo)) == baris["jatuh tempo"].strip("-")
    assert not target.tahun_ditafsirkan


@pytest.mark.parametrize(
    ("teks", "jatuh_tempo"),
    [
        ("31/12/25", "2025-12-31"),
        ("1-2-25", "2025-02-01"),
        ("01.02.25", "2025-02-01"),
        ("Nov-25", "2025-11-30"),
        ("Nov '25", "2025-11-30"),
        ("31-Okt-25", "2025-10-31"),
        ("paling lambat 07-Aug-26", "2026-08-07"),
        ("Nov-25 dan Jan-26", "2025-11-30 2026-01-31"),
        ("- Nov-25\n- Jan-26", "2025-11-30 2026-01-31"),
        ("1 Oktober 2025 s.d. 31/12/25", "2025-12-31"),
    ],
)
def test_a_year_of_two_figures_is_read_and_said(teks: str, jatuh_tempo: str) -> None:
    target = parse_target_waktu(teks, 2025)
    assert (target.jatuh_tempo, target.tahun_ditafsirkan) == (dates(jatuh_tempo), True)


@pytest.mark.parametrize(
    "teks",
    [
        "- Mei 2025\n- November 2025",
        "\n  \u2022 Mei 2025,\r\n  \u2022 Nov 2025",
        "1. Mei\n2. November",
        "1) Mei;\n2) November",
        "(1) Mei dan\n(2) November",
        "a. Mei\nb. November 2025",
        "A) Mei\nB) November 2025",
        "- Mei\n- Nov 2025",
    ],
)
def test_a_list_with_bullets_is_a_list(teks: str) -> None:
    assert parse_target_waktu(teks, 2025) == TargetWaktu(
        teks.strip(), Jenis.BEBERAPA, dates("2025-05-31 2025-11-30")
    )


@pytest.mark.parametrize(
    "teks",
    ["- Mei", "1. Mei\n3. November", "- Mei\n1. November", "Mei\n- November\n- Desember", "Mei\nNovember"],
)
def test_lines_that_are_no_list_are_not_read(teks: str) -> None:
    assert parse_target_waktu(teks, 2025).jenis is not Jenis.BEBERAPA


@pytest.mark.parametrize(
    "teks", ["Okto-\nber", "OKTO- \r\n  BER 2025", "akhir Okt-\nober 2025", "31 Oktobe\u2010\nr"]
)
def test_a_month_that_a_lines_end_cut_is_joined(teks: str) -> None:
    assert parse_target_waktu(teks, 2025).jatuh_tempo == dates("2025-10-31")


def test_only_a_month_is_joined_at_a_lines_end() -> None:
    assert parse_target_waktu("Mei-\nJuni 2025", 2025).jatuh_tempo == dates("2025-06-30")
    assert parse_target_waktu("Per-\nbulan", 2025).jenis is Jenis.BULANAN
    assert parse_target_waktu("Okto-ber", 2025).jenis is Jenis.TIDAK_TERBACA


@pytest.mark.parametrize(
    ("teks", "contoh"),
    [
        ("31 Febuari 2025", "28 Februari 2025"),
        ("10 dan 31 Oktober", "28 Februari 2025"),
        ("Sabtu, 5 September 2025", "28 Februari 2025"),
        ("Oktober 2025, paling lambat November 2025", "Oktober dan Desember 2025"),
        ("2 kali setahun", "Oktober dan Desember 2025"),
        ("setiap 5 bulan", "Setiap Bulan"),
        ("setiap hari kerja", "Setiap Bulan"),
        ("m+1", "Setiap Bulan"),
        ("triwulanan/semesteran", "Triwulan II 2025"),
        ("TW V", "Triwulan II 2025"),
        ("minggu ke-6 Maret", "Minggu ke-2 Januari 2025"),
        ("6 September 2025 (Minggu)", "28 Februari 2025"),
        ("Desember s.d. Januari", "1 Mei \u2013 15 Juni 2025"),
        ("awal tahun 2025", "31 Oktober 2025"),
        ("asap", "31 Oktober 2025"),
        ("?", "31 Oktober 2025"),
        ("", "31 Oktober 2025"),
    ],
)
def test_the_advice_is_a_phrase_of_the_same_kind(teks: str, contoh: str) -> None:
    assert contoh_serupa(teks, 2025) == contoh


@pytest.mark.parametrize("tahun", [2024, 2025])
@pytest.mark.parametrize("teks", DITOLAK)
def test_the_advice_can_itself_be_read(teks: str, tahun: int) -> None:
    target = parse_target_waktu(contoh_serupa(teks, tahun), tahun)
    assert {hari.year for hari in target.jatuh_tempo} == {tahun}


@pytest.mark.parametrize("nilai", [None, "", "  ", "\n", "\u00a0", "\u200b"])
def test_a_blank_cell_is_kosong(nilai: str | None) -> None:
    assert outcome(parse_target_waktu(nilai, 2025)) == (Jenis.KOSONG, ())


@pytest.mark.parametrize("nilai", [dt.date(2025, 10, 31), dt.datetime(2025, 10, 31, 9, 30)])  # noqa: DTZ001 - as Excel has it
def test_an_excel_date_is_due_that_day_and_is_written_in_words(nilai: dt.date) -> None:
    expected = TargetWaktu("31 Oktober 2025", Jenis.SEKALI, (dt.date(2025, 10, 31),))
    assert parse_target_waktu(nilai, 2025) == expected


@pytest.mark.parametrize("tahun", [1900, 1999, 2100])
def test_an_excel_date_beyond_reason_is_not_read(tahun: int) -> None:
    assert parse_target_waktu(dt.date(tahun, 1, 5), 2025) == TargetWaktu(
        f"5 Januari {tahun}", Jenis.TIDAK_TERBACA
    )


def test_the_words_are_kept_as_typed_but_for_their_ends() -> None:
    assert (
        parse_target_waktu("  MAKS.  31\nOktober\u00a02025 \n", 2025).teks == "MAKS.  31\nOktober\u00a02025"
    )


@pytest.mark.parametrize(
    ("teks", "jenis", "jatuh_tempo"),
    [
        ("Oktober", Jenis.SEKALI, "2026-10-31"),
        ("akhir tahun", Jenis.SEKALI, "2026-12-31"),
        ("Tahun 2025", Jenis.SEKALI, "2025-12-31"),
        ("TW II", Jenis.SEKALI, "2026-06-30"),
        ("Oktober 2025", Jenis.SEKALI, "2025-10-31"),
        ("November 2025 dan Januari 2026", Jenis.BEBERAPA, "2025-11-30 2026-01-31"),
        ("Maret dan Juni", Jenis.BEBERAPA, "2026-03-31 2026-06-30"),
        ("Oktober 2025 dan Desember", Jenis.TIDAK_TERBACA, ""),
        ("Oktober 2025 s.d. Maret", Jenis.TIDAK_TERBACA, ""),
        ("Setiap Semester", Jenis.SEMESTERAN, "2026-06-30 2026-12-31"),
        ("setiap triwulan 2025", Jenis.TRIWULANAN, TRIWULAN_2025),
        (
            "Setiap tanggal 31 bulan berikutnya",
            Jenis.BULANAN,
            TANGGAL_31_BERIKUTNYA_2026,
        ),
    ],
)
def test_a_year_that_is_not_written_is_the_plan_year(teks: str, jenis: Jenis, jatuh_tempo: str) -> None:
    assert outcome(parse_target_waktu(teks, 2026)) == (jenis, dates(jatuh_tempo))


@pytest.mark.parametrize("hubung", list("-\u2010\u2011\u2012\u2013\u2014\u2212"))
def test_every_dash_is_a_dash(hubung: str) -> None:
    assert outcome(parse_target_waktu(f"Mei{hubung}Juni 2025", 2025)) == (Jenis.SEKALI, dates("2025-06-30"))
    assert parse_target_waktu(f"Per{hubung}bulan", 2025).jenis is Jenis.BULANAN


@pytest.mark.parametrize(
    "kata", ["s.d.", "s.d", "sd", "sd.", "s/d", "S.D.", "s. d.", "sampai", "sampai dengan", "hingga", "-"]
)
def test_every_word_for_until_makes_a_span(kata: str) -> None:
    assert outcome(parse_target_waktu(f"1 Mei {kata} 15 Juni 2025", 2025)) == (
        Jenis.SEKALI,
        dates("2025-06-15"),
    )


@pytest.mark.parametrize(
    ("bulan", "ejaan"), [(bulan, ejaan) for bulan, baris in EJAAN.items() for ejaan in baris.split()]
)
def test_every_usual_spelling_of_a_month_is_read(bulan: int, ejaan: str) -> None:
    assert parse_tanggal(f"1 {ejaan} 2025") == dt.date(2025, bulan, 1)
    assert parse_tanggal(f"1 {ejaan.upper()}. 2025") == dt.date(2025, bulan, 1)


def test_months_are_read_as_cldr_writes_them() -> None:
    full = get_month_names("wide", locale="id_ID").items()
    short = get_month_names("abbreviated", locale="id_ID").items()
    for bulan, nama in (*full, *short):
        assert parse_tanggal(f"5 {nama} 2025") == dt.date(2025, bulan, 5)


@pytest.mark.parametrize(
    "teks",
    [
        "31 Oktober 2025",
        " 31  OKT. 2025.",
        "31Okt2025",
        "31/10/2025",
        "31-10-2025",
        "31.10.2025",
        "31 / 10 / 2025",
        "31-Okt-2025",
        "2025-10-31",
        "tanggal 31 Oktober 2025",
        "pada tgl. 31 bulan Oktober tahun 2025",
    ],
)
def test_a_full_date_is_read_in_each_of_its_forms(teks: str) -> None:
    assert parse_tanggal(teks) == dt.date(2025, 10, 31)


@pytest.mark.parametrize(
    "teks",
    [
        "",
        "x",
        "1",
        "\u2713",
        "sudah",
        "2025",
        "31 Oktober",
        "Oktober 2025",
        "akhir Oktober 2025",
        "maksimal 31 Oktober 2025",
        "s.d. 31 Oktober 2025",
        "31 Oktober 2025 (draf)",
        "30 dan 31 Oktober 2025",
        "1 - 31 Oktober 2025",
        "31/10/25",
        "10/31/2025",
        "31 Juni 2025",
        "31 Oktober 1999",
        "2025-31-10",
        "2025-10-31 12:00",
        "45961",
    ],
)
def test_anything_else_is_no_full_date(teks: str) -> None:
    assert parse_tanggal(teks) is None


@pytest.mark.parametrize(
    "potong",
    [
        *("a", "1", " ", "\n", "(", ")", "-", "s ", "1 - ", "per ", "maksimal ", "minggu I - ", "Oktober, "),
        *(
            "- Mei\n",
            "a-\n",
            "2 kali , ",
            "setiap bulan ",
            "TW I sd ",
            "(Mei) ",
            "tanggal 1 Mei, ",
            "1/2/25 ",
        ),
    ],
)
def test_a_full_cell_is_refused_at_once(potong: str) -> None:
    """32,767 characters are the most that a cell of Excel holds; a pattern that tries all ways would not end."""
    teks = "x" + potong * (32_767 // len(potong))
    for full in (teks, f"- a{teks}\n- b{teks}"[:32_767]):
        assert parse_target_waktu(full, 2025).jenis is Jenis.TIDAK_TERBACA
        assert parse_target_waktu(contoh_serupa(full, 2025), 2025).jatuh_tempo
