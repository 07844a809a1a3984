"""Templates that offices made of ours in November 2025 go on working: the same tags, filled in as they were then.

`tests/data/templat-nov-2025/` holds the set of that month as it was handed out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import AKAR, BUKU_CONTOH, BUKU_NYATA, HARI_INI, Capsys, jalankan
from test_word import teks

from zi_reports.laporan import BahanLaporan, read_periode
from zi_reports.monev.perbandingan import Berubah, KewajibanBerubah
from zi_reports.rencana.periode import Periode
from zi_reports.word.rapat import Rapat, konteks_rapat
from zi_reports.word.report import konteks_laporan

LAMA = AKAR / "tests" / "data" / "templat-nov-2025"

DISIPLIN = "Aturan disiplin/kode etik/kode perilaku telah dilaksanakan/ diimplementasikan"
SELESAI, AREA = "53 dari 71 kewajiban yang berlaku telah selesai", "Area I, II, III, dan VI"
SANKSI = (
    "Telah terdapat sistem punishment (sanksi)/reward bagi pelaksana layanan serta pemberian kompensasi kepada "
    "penerima layanan bila layanan tidak sesuai standar"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lama")


def laporan(folder: Path, buku: Path, bulan: str) -> str:
    """Write the report of a month with the templates of then; give its text, a paragraph on a line."""
    keluaran = folder / f"{buku.stem}-{bulan}"
    words = ("laporan", buku, "--bulan", bulan, "--templat", LAMA, "--keluaran", keluaran)
    assert jalankan(*words) == 0
    (path,) = keluaran.rglob("laporan-*.docx")
    return teks(path.read_bytes())


def pasal(isi: str, judul: str, berikut: str) -> list[str]:
    """Give the lines between two headings, the blank ones left out."""
    _, after = isi.split(f"\n{judul}\n", 1)
    return [line for line in after.split(f"\n{berikut}\n", 1)[0].split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("bulan", "tanggal", "angka", "berikut"),
    [
        ("2025-09", "30 September 2025", ("29,5%", "100%", "0", "9"), "Oktober 2025"),
        ("2025-11", "30 November 2025", ("46,2%", "92,5%", "3", "20"), "Desember 2025"),
        ("2025-12", "31 Desember 2025", ("63,6%", "77,9%", "15", "2"), "Januari 2026"),
    ],
)
def test_the_first_page_of_a_month_is_as_it_was(
    folder: Path, bulan: str, tanggal: str, angka: tuple[str, ...], berikut: str
) -> None:
    isi = laporan(folder, BUKU_CONTOH, bulan)
    capaian, realisasi, terlambat, ke_depan = angka
    assert pasal(isi, "LAPORAN MONITORING DAN EVALUASI", "PENDAHULUAN")[:11] == [
        "PEMBANGUNAN ZONA INTEGRITAS",
        "KPU KABUPATEN BOYOLALI",
        f"BULAN {tanggal[3:].upper()}",
        f"per tanggal {tanggal}",
        *(capaian, "capaian rencana aksi", realisasi, "realisasi jatuh tempo"),
        *(terlambat, "kewajiban terlambat", ke_depan),
    ]
    assert f"\njatuh tempo {berikut}\n" in isi


def test_the_chapters_of_december_are_as_they_were(folder: Path) -> None:
    isi = laporan(folder, BUKU_CONTOH, "2025-12")
    assert pasal(isi, "Ringkasan", "Capaian per Area")[:2] == [
        f"Sampai dengan 31 Desember 2025, {SELESAI}. Capaian rencana aksi 63,6%.",
        "Realisasi jatuh tempo 77,9%; 15 kewajiban terlambat.",
    ]
    assert "\nDesember 2025\n29\n16\n12\n0\n1\nJanuari 2026\n2\n0\n0\n2\n0\n" in isi
    assert "\nNovember 2025\n46,2%\n92,5%\ndihitung\nDesember 2025\n63,6%\n77,9%\nlaporan ini\n" in isi
    _, akhir = isi.split("\nArea VI  Peningkatan Kualitas Pelayanan Publik\n")
    # In the area's order of today, whatever the order of a newer one.
    late = pasal(akhir, "Terlambat", "Sedang berjalan")[5:]
    assert {tuple(late[i + 1 : i + 5]) for i in range(0, len(late), 5)} == {
        (
            "Dilakukan reviu dan perbaikan atas standar pelayanan SOP",
            "31 Desember 2025",
            "–",
            "Subbagian Teknis Penyelenggaraan Pemilu, Partisipasi, dan Hubungan Masyarakat",
        ),
        (SANKSI, "31 Oktober 2025", "61", "Subbagian Hukum dan SDM"),
    }
    assert (
        "Capaian rencana aksi per 30 November 2025 ialah 46,2% dan per 31 Desember 2025 ialah 63,6% "
        "(+17,4 poin). Sejak itu 8 kewajiban selesai dan 12 kewajiban menjadi terlambat." in isi
    )
    assert f"\n{DISIPLIN}\nOkt, Nov 2025\n0 dari 2\nTerlambat\n" in isi
    assert pasal(isi, "Jatuh Tempo Januari 2026", "Jatuh Tempo Februari 2026")[-9:] == [
        *("Hasil survey kepuasan masyarakat dapat diakses secara terbuka", "Screenshot dari website"),
        *("31 Januari 2026", "Subbagian Perencanaan, Data, dan Informasi"),
        *("2", "Dilakukan tindaklanjut atas hasil survey kepuasan masyarakat"),
        *("Analisis survei kepuasan masyarakat dan tindak lanjutnya", "31 Januari 2026", "–"),
    ]


def test_the_conclusions_and_the_lampiran_of_december_are_as_they_were(folder: Path) -> None:
    isi = laporan(folder, BUKU_CONTOH, "2025-12")
    assert pasal(isi, "Kesimpulan", "Rekomendasi")[:3] == [
        f"Per 31 Desember 2025, {SELESAI} dan capaian rencana aksi 63,6%.",
        f"Sebanyak 15 kewajiban terlambat, yaitu pada {AREA}. Yang paling lama, 61 hari, ialah “{DISIPLIN}”.",
        "Capaian tertinggi 100% pada Area IV, terendah 50% pada Area VI.",
    ]
    asked = pasal(isi, "Rekomendasi", "Boyolali, 5 Januari 2026")
    assert asked[:2] == [
        f"Menyelesaikan 15 kewajiban yang terlambat pada {AREA}.",
        "Menyiapkan 2 kewajiban yang jatuh tempo pada Januari 2026.",
    ]
    sheet = pasal(isi, "LAMPIRAN I", "LAMPIRAN II")
    assert sheet[1] == "KPU Kabupaten Boyolali, Tahun 2025, per 31 Desember 2025"
    (row,) = (i for i, line in enumerate(sheet) if line == "Per-bulan" and sheet[i + 2] == "11 dari 12")
    assert sheet[row + 1 : row + 5] == ["Terlambat (1)", "11 dari 12", "91,7%", "–"]
    assert "SK Tim Kerja ZI 2025.pdf" in pasal(isi, "LAMPIRAN II", "LAMPIRAN III")
    assert "\nIV.2 Pengelolaan Akuntabilitas Kinerja\nV.1 Pengendalian Gratifikasi\n" in isi


def test_a_plan_without_any_entry_fills_them_too(folder: Path) -> None:
    isi = laporan(folder, BUKU_NYATA, "2025-12")
    first = pasal(isi, "LAPORAN MONITORING DAN EVALUASI", "PENDAHULUAN")
    assert first[4:] == [
        *("0%", "capaian rencana aksi", "0%", "realisasi jatuh tempo", "71", "kewajiban terlambat"),
        *("2", "jatuh tempo Januari 2026", "Buku kerja belum memuat isian."),
    ]
    conclusions = pasal(isi, "Kesimpulan", "Rekomendasi")
    assert conclusions[0] == "Buku kerja belum memuat isian."
    assert conclusions[1] == (
        "Per 31 Desember 2025, belum ada kewajiban yang selesai dari 74 kewajiban yang berlaku dan capaian "
        "rencana aksi 0%."
    )


def test_the_papers_of_a_meeting_are_as_they_were(folder: Path) -> None:
    words = ("--bulan", "2025-12", "--tanggal", "2026-01-08", "--tempat", "Aula", "--peserta", "3")
    assert jalankan("rapat", BUKU_CONTOH, *words, "--templat", LAMA, "--keluaran", folder / "rapat") == 0
    papers = {path.stem: teks(path.read_bytes()) for path in (folder / "rapat").rglob("*-rapat-*.docx")}
    undangan, hadir, notulen = (
        papers[f"{nama}-rapat-2026-01-08"] for nama in ("undangan", "daftar-hadir", "notulen")
    )
    assert pasal(undangan, "Rapat akan membahas:", "CONTOH")[:3] == [
        "capaian rencana aksi sampai dengan 31 Desember 2025;",
        "15 kewajiban yang terlambat;",
        "2 kewajiban yang jatuh tempo pada Januari 2026;",
    ]
    assert "\nKamis, 8 Januari 2026\n" in hadir
    assert re.findall(r"^\d$", hadir, re.MULTILINE) == ["1", "2", "3"]
    assert "Per 31 Desember 2025 terdapat 15 kewajiban yang terlambat, pada 13 indikator." in notulen
    assert f"\n{SANKSI}\nJatuh tempo: 31 Oktober 2025, terlambat 61 hari\n" in notulen
    assert "\nTindak lanjut: Menetapkan kriteria dalam rapat pleno Januari 2026.\n" in notulen
    assert "\nAula\n" in notulen


def test_they_are_without_fault(capsys: Capsys) -> None:
    assert jalankan("periksa", "--templat", LAMA) == 0
    assert capsys.readouterr().out == "Templat: tidak ada kesalahan.\n"


_HITUNGAN = (
    "nama kode indikator kewajiban berlaku selesai tepat_waktu selesai_terlambat selesai_tanpa_tanggal terlambat "
    "belum_jatuh_tempo tanpa_tenggat tidak_berlaku lainnya rincian capaian realisasi_jatuh_tempo"
)
_BARIS = (
    "kode indikator langkah_aksi bukti_fisik target_waktu penanggung_jawab kendala tindak_lanjut bukti_dukung "
    "jumlah jatuh_tempo tanggal_selesai hari_terlambat keadaan realisasi capaian"
)
UMUM = (
    "satker satker_lengkap tahun bulan per_tanggal bulan_lalu akhir_bulan_lalu mulai_pemantauan keputusan "
    "tempat_tanggal tanggal_laporan jabatan nama tanda perhatian tanpa_isian kop ringkasan per_area per_tenggat "
    "pembahasan perubahan perkembangan agenda agenda_berikut area_tertinggi capaian_tertinggi area_terendah "
    "capaian_terendah area_terlambat terlambat_terlama jumlah_kendala kendala_tanpa_tindak_lanjut "
    "selesai_tanpa_bukti catatan_galat catatan_peringatan catatan_info rincian_catatan lembar_monev daftar_bukti "
    "daftar_catatan berubah belum_disalin"
)
GRAFIK = "grafik_capaian_area grafik_kurva_s"
RAPAT = (
    "hari_tanggal pukul tempat_rapat acara nomor sifat tempat_tanggal_undangan yth terlambat agenda_rapat "
    "peserta"
)
ISIAN: Mapping[str, str] = {
    "ringkasan": _HITUNGAN,
    "per_area": _HITUNGAN,
    "per_tenggat": _HITUNGAN,
    "pembahasan": "kode nama angka selesai terlambat proses kendala belum_disalin",
    "pembahasan.angka": _HITUNGAN,
    "pembahasan.selesai": _BARIS,
    "pembahasan.terlambat": _BARIS,
    "pembahasan.proses": _BARIS,
    "pembahasan.kendala": _BARIS,
    "perubahan": "ada lalu sekarang selisih baru_selesai baru_terlambat area data_berubah terlambat_lalu",
    "perubahan.area": "kode nama lalu sekarang selisih baru_selesai baru_terlambat",
    "perubahan.terlambat_lalu": _BARIS,
    "perkembangan": "bulan capaian realisasi_jatuh_tempo dasar",
    "agenda": "bulan jumlah baris",
    "agenda.baris": _BARIS,
    "agenda_berikut": "bulan jumlah baris",
    "terlambat_terlama": _BARIS,
    "lembar_monev": "area no komponen isi",
    "lembar_monev.isi": _BARIS,
    "daftar_bukti": _BARIS,
    "daftar_catatan": "tempat tingkat isi pesan",
    "berubah": "angka rincian",
    "berubah.rincian": "nama semula menjadi tempat",
    "terlambat": _BARIS,
    "agenda_rapat": "bulan jumlah baris",
    "agenda_rapat.baris": _BARIS,
    "peserta": "ganjil genap",
}
"""The fields of rows as docs/templat.md named them in November 2025, by the variable that they belong to."""


@pytest.fixture(scope="module")
def desember(folder: Path) -> BahanLaporan:
    bahan = read_periode(BUKU_CONTOH, Periode.of(dt.date(2025, 12, 31)), HARI_INI, folder / "tanpa-laporan")
    told = Berubah("Angka November.", (KewajibanBerubah("I.1.1", "terlambat", "selesai", "G7"),))
    return replace(bahan, lalu_berubah=told)


def rows(isian: Any, jalan: str) -> Iterator[Any]:
    """Go through what stands at a path such as `agenda.baris`, each row of a list by itself."""
    nama, _, sisa = jalan.partition(".")
    found = isian[nama] if isinstance(isian, Mapping) else getattr(isian, nama)
    for satu in found if isinstance(found, tuple) else (found,):
        yield from rows(satu, sisa) if sisa else (satu,)


def test_every_variable_and_field_that_staff_were_told_of_is_still_given(desember: BahanLaporan) -> None:
    isian = konteks_rapat(desember, Rapat(dt.date(2026, 1, 8), "Rapat", 3))
    assert set(f"{UMUM} {RAPAT}".split()) - set(isian) == set()
    assert set(f"{UMUM} {GRAFIK}".split()) - set(konteks_laporan(desember)) == set()
    lacking = [
        f"{jalan}.{nama}"
        for jalan, semua in ISIAN.items()
        for nama in semua.split()
        if not (found := list(rows(isian, jalan)))
        or any(nama not in satu if isinstance(satu, Mapping) else not hasattr(satu, nama) for satu in found)
    ]
    assert lacking == []


def test_the_guide_still_names_them_all() -> None:
    panduan = (AKAR / "docs" / "templat.md").read_text(encoding="utf-8")
    panduan = re.sub("```.*?```", "", panduan, flags=re.DOTALL)
    told = set(re.findall(r"\w+", " ".join(re.findall(r"`[^`]+`", panduan))))
    assert set(f"{GRAFIK} {UMUM} {RAPAT} {' '.join(ISIAN.values())}".split()) - told == set()
