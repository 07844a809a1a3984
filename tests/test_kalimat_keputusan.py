"""What documents in Word say of what meetings decided: in the report, on its first page, and in a meeting's papers.

The expected texts are written by hand.
"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import AKAR, perlu_libreoffice, simpan_sebagai
from kalimat_kecil import AHEAD, DONE_OCT, GALAT, LATE, bab, baris, isi_tabel, muka, satu, tabel, wilayah
from rencana_kecil import DES_31, HARI_INI, bahan
from test_word import TEMPLAT, buka, teks

from zi_reports.laporan import BahanLaporan
from zi_reports.rencana.model import TANPA_LETAK, Catatan, Keputusan, Kertas, Realisasi, Rencana, Tingkat
from zi_reports.word.rapat import Rapat, write_rapat
from zi_reports.word.report import write_word

D = dt.date
PDFTOTEXT = shutil.which("pdftotext")
JUDUL_IV, JUDUL_V = "TINDAK LANJUT HASIL MONEV SEBELUMNYA", "RENCANA TINDAK LANJUT"


def putus(
    uraian: str, batas: dt.date | None = None, selesai: dt.date | None = None, **isian: Any
) -> Keputusan:
    """Make a decision of 18 December; with `selesai` it is done."""
    done = Realisasi(selesai is not None, selesai)
    return Keputusan(
        uraian, D(2025, 12, 18), batas_waktu=batas, realisasi=isian.pop("realisasi", done), **isian
    )


SELESAI = putus("Melengkapi notulen", D(2025, 12, 22), D(2025, 12, 20), penanggung_jawab="Sekretaris")
LAMBAT = putus("Mengunggah SK", D(2025, 12, 20), kode="I.1.1", keterangan="Menunggu tanda tangan")
NANTI = putus("Menyusun SOP", D(2026, 1, 31), penanggung_jawab="Subbagian Hukum")
LENGKAP = (
    SELESAI,
    LAMBAT,
    NANTI,
    putus("Laporan kinerja", D(2025, 12, 19), D(2025, 12, 23)),
    putus("Papan informasi"),
    putus("Lomba", D(2025, 12, 30), realisasi=Realisasi(tidak_berlaku=True), keterangan="Anggaran dialihkan"),
    putus("Survei", D(2025, 12, 24), realisasi=Realisasi(selesai=True)),
    putus("Rapat akhir tahun", DES_31),
    replace(putus("Berkas", selesai=D(2025, 12, 23)), tanggal_rapat=None),
)
"""One in each state, and of each kind of what is done."""


def dengan(*semua: Keputusan, hari_ini: dt.date = HARI_INI, rows: Any = (LATE,)) -> BahanLaporan:
    """Make December's report of a plan with these decisions."""
    plan = wilayah(tuple(satu(row) for row in rows))
    return bahan(replace(plan, keputusan=semua), hari_ini=hari_ini)


def test_chapter_four_lists_each_decision_with_its_state() -> None:
    """From 20 to 31 December are 11 days."""
    isi = dengan(*LENGKAP)
    assert isi_tabel(isi, "Keterangan") == [
        [
            "Melengkapi notulen\nRapat 18 Desember 2025",
            "Sekretaris",
            "22 Desember 2025",
            "Selesai tepat waktu\n20 Desember 2025",
            "–",
        ],
        [
            "Mengunggah SK\nRapat 18 Desember 2025; I.1.1",
            "belum ditetapkan",
            "20 Desember 2025",
            "Terlambat 11 hari",
            "Menunggu tanda tangan",
        ],
        [
            "Menyusun SOP\nRapat 18 Desember 2025",
            "Subbagian Hukum",
            "31 Januari 2026",
            "Belum jatuh tempo",
            "–",
        ],
        [
            "Laporan kinerja\nRapat 18 Desember 2025",
            "–",
            "19 Desember 2025",
            "Selesai terlambat\n23 Desember 2025",
            "–",
        ],
        ["Papan informasi\nRapat 18 Desember 2025", "belum ditetapkan", "–", "Tanpa batas waktu", "–"],
        ["Lomba\nRapat 18 Desember 2025", "–", "30 Desember 2025", "Tidak berlaku", "Anggaran dialihkan"],
        ["Survei\nRapat 18 Desember 2025", "–", "24 Desember 2025", "Selesai tanpa tanggal", "–"],
        [
            "Rapat akhir tahun\nRapat 18 Desember 2025",
            "belum ditetapkan",
            "31 Desember 2025",
            "Terlambat, baru jatuh tempo",
            "–",
        ],
        ["Berkas", "–", "–", "Selesai\n23 Desember 2025", "–"],
    ]
    told = bab(isi, JUDUL_IV, JUDUL_V)
    assert (
        "Keadaan per 31 Desember 2025 atas 9 keputusan rapat: 4 selesai, 2 terlambat, 1 belum jatuh tempo, 1 tanpa "
        "batas waktu, dan 1 tidak berlaku. Penanggung jawab dan keterangannya menurut isian buku kerja per "
        "5 Januari 2026."
    ) in told
    fills = [row[3]._tc.xpath("string(.//w:shd/@w:fill)") for row in tabel(isi, "Keterangan")[:3]]  # noqa: SLF001 - python-docx tells no cell's colour
    assert fills == ["A8D5BA", "E8915B", "E3E8EF"]


def test_while_the_day_runs_nothing_is_said_of_another_day_and_what_is_due_on_it_is_not_late() -> None:
    isi = dengan(LAMBAT, putus("Rapat akhir tahun", DES_31), hari_ini=DES_31)
    assert (
        "Keadaan per 31 Desember 2025 (hari berjalan) atas 2 keputusan rapat: 1 terlambat dan 1 belum jatuh tempo."
    ) in bab(isi, JUDUL_IV, JUDUL_V)


def test_the_first_month_has_decisions_beside_the_sentence_that_nothing_was_before() -> None:
    plan = replace(wilayah((satu(LATE),)), keputusan=(SELESAI,))
    plan = replace(plan, pengaturan=replace(plan.pengaturan, mulai_pemantauan=D(2025, 12, 1)))
    lines = bab(bahan(plan, hari_ini=D(2026, 1, 5)), JUDUL_IV, JUDUL_V)
    assert lines[1:3] == [
        "Pemantauan dimulai pada 1 Desember 2025, sehingga belum ada hasil monev sebelumnya.",
        "Keputusan Rapat",
    ]


PANJANG = (
    "Mengunggah SK Tim Kerja Zona Integritas yang sudah ditandatangani Ketua ke folder bukti dukung "
    "masing-masing"
)


@pytest.mark.parametrize(
    ("semua", "kalimat"),
    [
        ((SELESAI, NANTI, LENGKAP[4], LENGKAP[5]), None),
        (
            (SELESAI, LAMBAT, NANTI),
            "1 keputusan rapat terlambat (Bab IV): “Mengunggah SK” (penanggung jawab belum ditetapkan, 11 hari).",
        ),
        (
            (LENGKAP[7],),
            (
                "1 keputusan rapat terlambat (Bab IV): “Rapat akhir tahun” (penanggung jawab belum ditetapkan, "
                "baru jatuh tempo)."
            ),
        ),
        (
            (replace(LAMBAT, uraian=PANJANG, penanggung_jawab="Sekretaris"),),
            (
                "1 keputusan rapat terlambat (Bab IV): “Mengunggah SK Tim Kerja Zona Integritas yang sudah "
                "ditandatangani Ketua ke folder bukti dukung …” (Sekretaris, 11 hari)."
            ),
        ),
        (
            (
                replace(LAMBAT, penanggung_jawab="Subbagian Teknis Penyelenggaraan Pemilu"),
                putus(PANJANG, D(2025, 12, 19), penanggung_jawab="Sekretaris"),
            ),
            (
                "2 keputusan rapat terlambat (Bab IV): “Mengunggah SK Tim Kerja Zona Integritas yang …” "
                "(Sekretaris, 12 hari); “Mengunggah SK” (Subbagian Teknis …, 11 hari)."
            ),
        ),
        (
            (LAMBAT, replace(NANTI, batas_waktu=D(2025, 12, 30)), LENGKAP[7]),
            (
                "3 keputusan rapat terlambat (Bab IV): “Mengunggah SK” (penanggung jawab belum ditetapkan, "
                "11 hari); “Menyusun SOP” (Subbagian Hukum, 1 hari); dan 1 lainnya."
            ),
        ),
    ],
)
def test_the_late_ones_stand_on_the_first_page(semua: tuple[Keputusan, ...], kalimat: str | None) -> None:
    told = [line for line in muka(dengan(*semua)) if "keputusan rapat" in line]
    assert told == [kalimat] * bool(kalimat)


def test_the_short_report_has_them_without_the_chapter_that_it_lacks() -> None:
    lines = baris(dengan(LAMBAT), ringkas=True)
    assert (
        "1 keputusan rapat terlambat: “Mengunggah SK” (penanggung jawab belum ditetapkan, 11 hari)." in lines
    )
    assert "Keputusan Rapat" not in lines


def test_late_decisions_take_the_place_of_the_fifth_of_what_is_late() -> None:
    told = muka(dengan(LAMBAT, rows=(LATE,) * 6))
    assert "Tabel 1. Empat yang paling mendesak" in told
    assert "Selain itu 2 indikator terlambat, semuanya sama lamanya dengan nomor 4 (Bab V)." in told
    assert "Tabel 1. Yang terlambat" in muka(dengan(LAMBAT, rows=(LATE,) * 4))
    assert "Tabel 1. Lima yang paling mendesak" in muka(dengan(NANTI, rows=(LATE,) * 6))


def test_the_conclusion_counts_decisions() -> None:
    lines = baris(dengan(SELESAI, LAMBAT, NANTI))
    assert "Keputusan rapat: 1 selesai, 1 terlambat, dan 1 belum jatuh tempo (Bab IV)." in lines


def notulen(isi: BahanLaporan, hari: dt.date) -> bytes:
    return write_rapat(isi, Rapat(hari, "Rapat", 3), "Notulen", AKAR / "templates" / "notulen-rapat.docx")


def sel(isi: bytes, kepala: str) -> list[list[str]]:
    """Give the cells of the table with this header, without it."""
    (table,) = (one for one in buka(isi).tables if kepala in [cell.text for cell in one.rows[0].cells])
    return [[cell.text.rstrip("\n") for cell in row.cells] for row in table.rows[1:]]


def test_the_minutes_hold_what_earlier_meetings_decided_and_is_open_as_they_are_made() -> None:
    """From 20 December to 6 January are 17 days. The meeting of 2 January came after the report's per tanggal."""
    later = replace(putus("Menata arsip"), tanggal_rapat=D(2026, 1, 2), penanggung_jawab="Sekretaris")
    own = replace(NANTI, uraian="Keputusan rapat ini", tanggal_rapat=D(2026, 1, 8))
    isi = notulen(dengan(*LENGKAP[:6], later, own, hari_ini=D(2026, 1, 6)), D(2026, 1, 8))
    assert sel(isi, "Yang sudah dilakukan") == [
        [
            "1",
            "Mengunggah SK\nRapat: 18 Desember 2025\nKode: I.1.1\nKeterangan: Menunggu tanda tangan",
            "",
            "20 Desember 2025\nterlambat 17 hari",
            "",
        ],
        ["2", "Menyusun SOP\nRapat: 18 Desember 2025", "Subbagian Hukum", "31 Januari 2026", ""],
        ["3", "Papan informasi\nRapat: 18 Desember 2025", "", "tanpa batas waktu", ""],
        ["4", "Menata arsip\nRapat: 2 Januari 2026", "Sekretaris", "tanpa batas waktu", ""],
    ]
    assert "Per 6 Januari 2026 terdapat 4 keputusan rapat sebelumnya yang belum selesai." in teks(isi)


def test_the_minutes_of_a_meeting_that_is_past_hold_what_was_open_on_its_day() -> None:
    done_since = replace(LAMBAT, realisasi=Realisasi(selesai=True, tanggal=D(2026, 1, 9)))
    isi = notulen(dengan(done_since, hari_ini=D(2026, 1, 20)), D(2026, 1, 8))
    (row,) = sel(isi, "Yang sudah dilakukan")
    assert row[3] == "20 Desember 2025\nterlambat 19 hari"
    after = teks(notulen(dengan(done_since, hari_ini=D(2026, 1, 20)), D(2026, 1, 15)))
    assert "Per 15 Januari 2026 tidak ada keputusan rapat sebelumnya yang belum selesai." in after


def test_a_tick_without_a_date_is_no_more_to_be_discussed() -> None:
    ticked = putus("Survei", D(2026, 3, 31), realisasi=Realisasi(selesai=True))
    assert "1 keputusan rapat sebelumnya" not in teks(notulen(dengan(ticked), D(2026, 1, 8)))


def test_the_minutes_have_room_for_new_decisions_like_the_sheet() -> None:
    isi = notulen(dengan(SELESAI), D(2026, 1, 8))
    (table,) = (one for one in buka(isi).tables if one.rows[-1].cells[0].text == "5")
    assert [cell.text for cell in table.rows[0].cells] == [
        "No",
        "Keputusan",
        "Penanggung jawab",
        "Batas waktu",
    ]
    assert [[cell.text.strip() for cell in row.cells] for row in table.rows[1:]] == [
        [str(nomor), "", "", ""] for nomor in range(1, 6)
    ]
    lines = teks(isi).split("\n")
    assert lines.index("HAL LAIN YANG DIBAHAS") < lines.index("KEPUTUSAN RAPAT") < lines.index("KESIMPULAN")


@pytest.mark.parametrize("semua", [(), (replace(NANTI, tanggal_rapat=D(2026, 1, 8)),)])
def test_without_earlier_decisions_the_minutes_are_as_they_were(semua: tuple[Keputusan, ...]) -> None:
    isi = notulen(dengan(*semua), D(2026, 1, 8))
    assert isi == notulen(dengan(), D(2026, 1, 8))
    lines = teks(isi).split("\n")
    assert not {"Keputusan Rapat Sebelumnya", "KEPUTUSAN RAPAT"} & set(lines)


def test_the_invitation_says_how_many_are_to_be_discussed() -> None:
    def undangan(*semua: Keputusan) -> list[str]:
        templat = AKAR / "templates" / "undangan-rapat.docx"
        return teks(write_rapat(dengan(*semua), Rapat(D(2026, 1, 8), "Rapat", 3), "Undangan", templat)).split(
            "\n"
        )

    assert "2 keputusan rapat sebelumnya yang belum selesai;" in undangan(SELESAI, LAMBAT, NANTI)
    assert not [line for line in undangan(SELESAI) if "keputusan rapat" in line]


def test_a_plan_without_decisions_says_nothing_of_any() -> None:
    lines = baris(dengan())
    assert not [line for line in lines if "eputusan rapat" in line.lower()]


@pytest.mark.slow
@perlu_libreoffice
@pytest.mark.skipif(PDFTOTEXT is None, reason="poppler (pdftotext) is not installed")
@pytest.mark.parametrize("kertas", Kertas)
def test_the_first_page_stays_one_page_with_late_decisions(kertas: Kertas, tmp_path: Path) -> None:
    panjang = "Penyusunan, penetapan, dan evaluasi berkala " * 6
    orang = "Subbagian Teknis Penyelenggaraan Pemilu, Partisipasi, dan Hubungan Masyarakat"
    late = satu(DONE_OCT, LATE, nama=panjang, penanggung_jawab=orang, kendala=panjang)
    plan = _to_be_copied(wilayah((late,) * 7, (satu(LATE, AHEAD),), ()))
    satker = "KPU Kabupaten Pangkajene dan Kepulauan Provinsi Sulawesi Selatan"
    decided = (putus(panjang, D(2025, 12, 20), penanggung_jawab=orang),) * 5
    plan = replace(
        plan,
        keputusan=decided,
        pengaturan=replace(plan.pengaturan, satker=satker, tanda="CONTOH", ukuran_kertas=kertas),
    )
    unfilled = Catatan(Tingkat.PERINGATAN, "tanpa-isian", GALAT.lokasi, "", "")
    path = tmp_path / "laporan.docx"
    path.write_bytes(write_word(bahan(plan, catatan=(GALAT, unfilled)), TEMPLAT))
    pdf = simpan_sebagai("pdf", path, tmp_path, tmp_path / "profil")
    told = subprocess.run([str(PDFTOTEXT), str(pdf), "-"], check=True, capture_output=True, text=True)
    first, second, *_ = told.stdout.split("\f")
    assert "dan 3 lainnya" in " ".join(first.split())
    assert "Menyalin 1 bagian" in first
    assert "DAFTAR ISI" in second


def _to_be_copied(plan: Rencana) -> Rencana:
    """Let the last area have a komponen of which the source lacks rows."""
    *others, last = plan.area
    lacking = tuple(replace(satu, belum_disalin=(TANPA_LETAK,)) for satu in last.komponen)
    return replace(plan, area=(*others, replace(last, komponen=lacking)))
