"""Every sentence of the first page and the Rencana Tindak Lanjut in its corners: nothing, one and many, all late.

The expected texts are written by hand. Each indikator has one kewajiban unless it says otherwise.
"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import perlu_libreoffice, simpan_sebagai
from kalimat_kecil import (
    AHEAD,
    DONE_DEC,
    DONE_OCT,
    FAR,
    GALAT,
    LATE,
    LATE_NOV,
    TB,
    TODAY,
    bab,
    baris,
    isi_tabel,
    muka,
    rapi,
    satu,
    tabel,
    turun,
    wilayah,
)
from rencana_kecil import bahan, due, komponen, rencana
from test_word import TEMPLAT, buka, teks

from zi_reports.laporan import BahanLaporan
from zi_reports.rencana.model import TANPA_LETAK, Indikator, Kertas
from zi_reports.word.report import write_word

PDFTOTEXT = shutil.which("pdftotext")
SUBBAGIAN = "Subbagian Teknis Penyelenggaraan Pemilu, Partisipasi, dan Hubungan Masyarakat"


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        (
            bahan(rencana()),
            "Per 31 Desember 2025 tidak ada kewajiban yang dipantau, sehingga capaian belum ada.",
        ),
        (
            bahan(satu(TB, TB)),
            (
                "Per 31 Desember 2025 seluruh kewajiban yang dipantau (2) tidak berlaku, sehingga "
                "capaian tidak dapat dihitung."
            ),
        ),
        (
            bahan(satu(LATE)),
            (
                "Per 31 Desember 2025, belum ada yang selesai di antara 1 kewajiban yang berlaku dan "
                "capaian rencana aksi 0%, tetap seperti pada 30 November 2025."
            ),
        ),
        (
            bahan(wilayah((satu(DONE_DEC), satu(LATE), satu(TB)))),
            (
                "Per 31 Desember 2025, 1 dari 2 kewajiban yang berlaku telah selesai dan capaian rencana "
                "aksi 50%, naik 50 poin sejak 30 November 2025; 1 kewajiban tidak berlaku tidak dihitung."
            ),
        ),
        (
            bahan(satu(DONE_DEC)),
            (
                "Per 31 Desember 2025, seluruh 1 kewajiban yang berlaku telah selesai dan capaian "
                "rencana aksi 100%, naik 100 poin sejak 30 November 2025."
            ),
        ),
        (
            turun(),
            (
                "Per 31 Desember 2025, belum ada yang selesai di antara 1 kewajiban yang berlaku dan "
                "capaian rencana aksi 0%, turun 100 poin sejak 30 November 2025."
            ),
        ),
        # The month before the first lies in the year before: there is nothing to hold it against.
        (
            bahan(satu(LATE), dt.date(2025, 1, 31)),
            (
                "Per 31 Januari 2025, belum ada yang selesai di antara 1 kewajiban yang berlaku dan "
                "capaian rencana aksi 0%."
            ),
        ),
        (
            bahan(satu(DONE_OCT), dt.date(2025, 12, 15), hari_ini=dt.date(2025, 12, 15)),
            (
                "Per 15 Desember 2025 (hari berjalan), seluruh 1 kewajiban yang berlaku telah selesai "
                "dan capaian rencana aksi 100%, tetap seperti pada 30 November 2025."
            ),
        ),
        (
            bahan(
                rencana(komponen(satu(due(dt.date(2028, 2, 29), dt.date(2028, 2, 29)))), tahun=2028),
                dt.date(2028, 2, 29),
                hari_ini=dt.date(2028, 3, 3),
            ),
            (
                "Per 29 Februari 2028, seluruh 1 kewajiban yang berlaku telah selesai dan capaian "
                "rencana aksi 100%, naik 100 poin sejak 31 Januari 2028."
            ),
        ),
    ],
)
def test_where_we_stand_and_how_it_moved(isi: BahanLaporan, kalimat: str) -> None:
    assert kalimat in muka(isi)


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        (bahan(satu(AHEAD)), "Tidak ada kewajiban berlaku yang sudah jatuh tempo."),
        # What was due does not apply, what applies is not due: "none has fallen due yet" would be false.
        (bahan(wilayah((satu(TB), satu(AHEAD)))), "Tidak ada kewajiban berlaku yang sudah jatuh tempo."),
        (bahan(satu(DONE_DEC)), "Tidak ada kewajiban yang terlambat."),
        (bahan(satu(LATE)), "1 kewajiban terlambat, pada Area I, sudah 61 hari."),
        (
            bahan(satu(TODAY)),
            "1 kewajiban terlambat, pada Area I: jatuh tempo 31 Desember 2025, belum selesai.",
        ),
        (
            bahan(satu(LATE, LATE_NOV)),
            "2 kewajiban dari 1 indikator terlambat, seluruhnya pada Area I; yang paling lama 61 hari.",
        ),
        (
            bahan(wilayah((satu(TODAY), satu(TODAY)))),
            (
                "2 kewajiban dari 2 indikator terlambat, seluruhnya pada Area I; seluruhnya jatuh tempo "
                "31 Desember 2025."
            ),
        ),
        (
            bahan(wilayah((satu(LATE),), (satu(LATE_NOV), satu(LATE_NOV)))),
            (
                "3 kewajiban dari 3 indikator terlambat, terbanyak pada Area II (2 kewajiban); yang "
                "paling lama 61 hari."
            ),
        ),
        (
            bahan(wilayah((satu(LATE),), (satu(LATE),), (satu(LATE),))),
            (
                "3 kewajiban dari 3 indikator terlambat, masing-masing 1 pada Area I, Area II, dan Area "
                "III; seluruhnya 61 hari."
            ),
        ),
        (
            bahan(wilayah((satu(LATE, TODAY),), (satu(LATE, TODAY),), (satu(TODAY),))),
            (
                "5 kewajiban dari 3 indikator terlambat, terbanyak pada Area I dan Area II (masing-masing 2 "
                "kewajiban); yang paling lama 61 hari, pada 2 indikator."
            ),
        ),
    ],
)
def test_what_is_late_and_where_most_of_it_is(isi: BahanLaporan, kalimat: str) -> None:
    assert kalimat in muka(isi)


def test_of_what_does_not_apply_nothing_is_said_to_be_late_or_due() -> None:
    text = "\n".join(baris(bahan(satu(TB))))
    assert "jatuh tempo." not in text.split("DAFTAR ISI")[0]
    assert "Tidak ada kewajiban berlaku yang sudah jatuh tempo" not in text
    assert "Belum ada kewajiban yang sudah jatuh tempo" not in text


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        (
            bahan(wilayah((rapi(DONE_DEC),))),
            "Tidak ada hal yang dimohonkan keputusan; tidak ada kewajiban jatuh tempo pada Januari 2026.",
        ),
        (
            bahan(wilayah((rapi(AHEAD),))),
            "Tidak ada hal yang dimohonkan keputusan; 1 kewajiban jatuh tempo pada Januari 2026.",
        ),
        (
            bahan(wilayah((satu(LATE),))),
            "Pimpinan dimohon memutuskan 3 hal di bawah; tidak ada kewajiban jatuh tempo pada Januari 2026.",
        ),
        (
            bahan(wilayah((rapi(TODAY, AHEAD),)), dt.date(2025, 12, 10)),
            (
                "Tidak ada hal yang dimohonkan keputusan; 1 kewajiban masih akan jatuh tempo pada "
                "Desember 2025 dan 1 kewajiban jatuh tempo pada Januari 2026."
            ),
        ),
    ],
)
def test_what_is_decided_and_what_comes_next(isi: BahanLaporan, kalimat: str) -> None:
    assert kalimat in muka(isi)


@pytest.mark.parametrize(
    ("plan", "hal"),
    [
        ((rapi(DONE_DEC),), ()),
        ((rapi(AHEAD), rapi(TB), rapi(FAR)), ()),
        (
            (satu(LATE),),
            (
                "Menetapkan penanggung jawab 1 indikator belum selesai yang belum memilikinya.",
                "Menetapkan tindak lanjut 1 indikator terlambat atau berkendala yang belum memilikinya.",
                "Menyetujui Rencana Tindak Lanjut pada Bab V (1 baris).",
            ),
        ),
        # A kendala of what is finished, or does not apply, asks for nothing; evidence of what is finished does.
        (
            (satu(DONE_DEC, kendala="Anggaran"), satu(TB, kendala="Tidak ada formasi")),
            (
                "Menyetujui Rencana Tindak Lanjut pada Bab V (1 baris).",
                "Melengkapi bukti dukung 1 indikator yang sudah mencatat realisasi.",
            ),
        ),
        (
            (
                rapi(AHEAD, kendala="Anggaran", nama="A"),
                rapi(FAR, kendala="Anggaran", tindak_lanjut="Revisi"),
            ),
            (
                "Menetapkan tindak lanjut 1 indikator terlambat atau berkendala yang belum memilikinya.",
                "Menyetujui Rencana Tindak Lanjut pada Bab V (2 baris).",
            ),
        ),
    ],
)
def test_leaders_are_asked_only_for_what_lacks(plan: tuple[Indikator, ...], hal: tuple[str, ...]) -> None:
    lines = muka(bahan(wilayah(plan)))
    asked = lines[lines.index("Yang dimohon diputuskan pimpinan") + 1 :]
    none = "Menurut isian buku kerja per 5 Januari 2026 tidak ada hal yang memerlukan keputusan pimpinan."
    assert [line for line in asked if line] == list(hal or (none,))


def test_rows_that_the_source_lacks_are_to_be_copied() -> None:
    plan = rencana(komponen(rapi(DONE_DEC), belum_disalin=(TANPA_LETAK,)))
    isi = bahan(plan, catatan=(GALAT,))
    assert "Menyalin 2 bagian rencana aksi yang tidak ada pada naskah sumber." in muka(isi)
    note = (
        "Angka tebal kecil: perubahan sejak 30 November 2025. Belum dihitung: 1 isian buku kerja yang perlu "
        "diperbaiki dan 2 bagian rencana aksi yang barisnya tidak ada pada naskah sumber (Lampiran III)."
    )
    assert note in muka(isi)
    lines = baris(isi)
    assert {"I.1 Tim Kerja (sebagian baris)", "II Penataan Tatalaksana (seluruh area)"} <= set(lines)
    assert not [line for line in lines if "naskah sumber rencana aksi lengkap" in line.lower()]
    sebagian = (
        "Baris rencana aksi berikut tidak ada pada naskah sumber sehingga belum dievaluasi: I.1 Tim "
        "Kerja (sebagian baris)."
    )
    assert sebagian in lines


@pytest.mark.parametrize(
    ("rows", "judul", "catatan"),
    [
        ((satu(DONE_DEC),), None, None),
        ((satu(LATE),), "Tabel 1. Yang terlambat", None),
        ((satu(LATE),) * 5, "Tabel 1. Lima yang paling mendesak", None),
        ((satu(TODAY),), "Tabel 1. Yang terlambat", None),
        (
            (satu(TODAY),) * 7,
            "Tabel 1. Lima yang paling mendesak",
            "Selain itu 2 indikator terlambat, semuanya baru jatuh tempo (Bab V).",
        ),
        (
            (satu(LATE),) * 6,
            "Tabel 1. Lima yang paling mendesak",
            "Selain itu 1 indikator terlambat, semuanya sama lamanya dengan nomor 5 (Bab V).",
        ),
        (
            (*(satu(LATE),) * 6, satu(LATE_NOV)),
            "Tabel 1. Lima yang paling mendesak",
            "Selain itu 2 indikator terlambat, 1 di antaranya sama lamanya dengan nomor 5 (Bab V).",
        ),
        (
            (*(satu(LATE),) * 5, satu(LATE_NOV)),
            "Tabel 1. Lima yang paling mendesak",
            "Selain itu 1 indikator terlambat (Bab V).",
        ),
    ],
)
def test_the_worst_are_named_with_their_ties(
    rows: tuple[Indikator, ...], judul: str | None, catatan: str | None
) -> None:
    lines = muka(bahan(wilayah(rows)))
    assert [line for line in lines if line.startswith("Tabel 1.")] == [judul] * bool(judul)
    told = [line for line in lines if line.startswith("Selain itu")]
    assert told == [catatan] * bool(catatan)


def test_the_worst_come_first_shortened_at_a_word_and_with_who_answers_for_them() -> None:
    panjang = "Penyusunan dan penetapan " * 8
    rows = (
        satu(LATE_NOV, nama="kedua", penanggung_jawab="Sekretaris"),
        satu(LATE, nama=panjang.strip()),
        satu(TODAY, LATE_NOV, nama="dua kewajiban", penanggung_jawab=SUBBAGIAN),
    )
    assert isi_tabel(bahan(wilayah(rows)), "Terlambat")[:3] == [
        ["Penyusunan dan penetapan " * 3 + "Penyusunan dan …", "61 hari", "belum ditetapkan"],
        ["dua kewajiban", "31 hari", "Subbagian Teknis Penyelenggaraan Pemilu …"],
        ["kedua", "31 hari", "Sekretaris"],
    ]


@pytest.mark.parametrize(
    ("isi", "perubahan"),
    [
        # In November: nothing of 3 finished, 1 of the 2 that were due by then late.
        (
            bahan(wilayah((satu(DONE_DEC), satu(LATE), satu(LATE_NOV)))),
            ["+33,3 poin", "+33,3 poin", "+1", "tetap"],
        ),
        (bahan(wilayah((satu(TODAY), satu(AHEAD)))), ["tetap", "–", "tetap", "+1"]),
        (turun(), ["−100 poin", "−100 poin", "−1", "+1"]),
        (bahan(satu(LATE), dt.date(2025, 1, 31)), []),
    ],
)
def test_each_figure_has_its_change_beside_it(isi: BahanLaporan, perubahan: list[str]) -> None:
    cards = buka(write_word(isi, TEMPLAT)).tables[1].rows[0].cells
    assert [cell.paragraphs[3].text for cell in cards if len(cell.paragraphs) > 3] == perubahan


def test_the_first_page_says_what_the_figures_are_made_of() -> None:
    # Of three indikator one does not apply; one of two kewajiban that are due and apply is finished.
    cards = buka(write_word(bahan(wilayah((satu(DONE_OCT), satu(LATE), satu(TB)))), TEMPLAT)).tables[1]
    assert [cell.text.split("\n")[:3] for cell in cards.rows[0].cells] == [
        ["50%", "capaian rencana aksi", "rata-rata 2 indikator"],
        ["50%", "realisasi jatuh tempo", "1 dari 2 kewajiban"],
        ["1", "kewajiban selesai", "dari 2 yang berlaku"],
        ["1", "kewajiban terlambat", "pada 1 indikator"],
    ]
    none = buka(write_word(bahan(satu(TB)), TEMPLAT)).tables[1]
    assert [cell.text.split("\n")[2] for cell in none.rows[0].cells] == [
        *["tidak ada yang dihitung"] * 2,
        "dari 0 yang berlaku",
        "belum ada yang jatuh tempo",
    ]
    in_time = buka(write_word(bahan(satu(DONE_DEC)), TEMPLAT)).tables[1].rows[0].cells[3]
    assert in_time.text.split("\n")[:3] == ["0", "kewajiban terlambat", "dari 1 yang jatuh tempo"]


CUKUP = (
    "Tidak ada yang terlambat, berkendala, atau belum memiliki bukti dukung. Yang akan jatuh tempo "
    "tercantum pada Bab VII."
)
TUNTAS = "Menurut data per 31 Desember 2025 tidak ada hal yang memerlukan tindak lanjut."


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        (bahan(wilayah((rapi(DONE_DEC),))), TUNTAS),
        (bahan(wilayah((rapi(FAR),))), TUNTAS),
        (bahan(wilayah((rapi(AHEAD),))), CUKUP),
        (
            bahan(wilayah((rapi(TODAY),)), dt.date(2025, 12, 10)),
            CUKUP,
        ),
        (
            bahan(wilayah((rapi(DONE_DEC),)), catatan=(GALAT,)),
            "Tidak ada yang terlambat, berkendala, belum memiliki bukti dukung, atau segera jatuh tempo.",
        ),
    ],
)
def test_nothing_to_follow_up_is_said_only_where_that_holds(isi: BahanLaporan, kalimat: str) -> None:
    assert kalimat in bab(isi, "RENCANA TINDAK LANJUT", "REKAP PER PENANGGUNG JAWAB")


@pytest.mark.parametrize(
    ("row", "tertulis"),
    [
        (
            satu(LATE, LATE_NOV),
            [
                "Terlambat 61 hari (2 kewajiban)",
                "belum ditetapkan",
                "belum ditetapkan",
                "Segera (jatuh tempo Okt, Nov 2025)",
            ],
        ),
        (
            satu(TODAY),
            [
                "Terlambat (1 kewajiban)",
                "belum ditetapkan",
                "belum ditetapkan",
                "Segera (jatuh tempo 31 Desember 2025)",
            ],
        ),
        (
            satu(LATE, kendala="Anggaran", tindak_lanjut="Revisi", penanggung_jawab="Sekretaris"),
            ["Anggaran", "Revisi", "Sekretaris", "Segera (jatuh tempo 31 Oktober 2025)"],
        ),
        (
            satu(DONE_OCT, LATE_NOV, kendala="Anggaran"),
            [
                "Anggaran\nbukti dukung belum ada",
                "belum ditetapkan",
                "belum ditetapkan",
                "Segera (jatuh tempo 30 November 2025)",
            ],
        ),
        (
            rapi(FAR, AHEAD, kendala="Anggaran"),
            ["Anggaran", "belum ditetapkan", "Sekretaris", "31 Januari 2026"],
        ),
        (satu(AHEAD), ["–", "Menetapkan penanggung jawab", "belum ditetapkan", "31 Januari 2026"]),
        (
            rapi(due(None), kendala="Anggaran"),
            ["Anggaran", "belum ditetapkan", "Sekretaris", "tanpa jatuh tempo"],
        ),
        (
            satu(DONE_DEC, kendala="Sudah lewat", tindak_lanjut="Selesai", penanggung_jawab="Sekretaris"),
            ["bukti dukung belum ada", "Melengkapi bukti dukung", "Sekretaris", "31 Januari 2026"],
        ),
    ],
)
def test_each_row_to_follow_up_names_what_it_has_and_what_lacks(row: Indikator, tertulis: list[str]) -> None:
    assert isi_tabel(bahan(row), "Batas waktu") == [["A", *tertulis]]


def test_what_is_to_be_followed_up_comes_worst_first_and_nothing_twice() -> None:
    rows = (
        satu(DONE_DEC, nama="tanpa bukti"),
        satu(AHEAD, nama="Januari"),
        rapi(DONE_DEC, nama="tuntas"),
        rapi(due(None), nama="tanpa jatuh tempo", kendala="Anggaran"),
        satu(LATE_NOV, nama="31 hari"),
        satu(DONE_OCT, LATE, nama="61 hari"),
        satu(FAR, nama="jauh"),
        satu(TB, nama="tidak berlaku", kendala="Tidak ada formasi"),
    )
    names = [row[0] for row in isi_tabel(bahan(wilayah(rows)), "Batas waktu")]
    assert names == ["61 hari", "31 hari", "Januari", "tanpa jatuh tempo", "tanpa bukti"]


def test_what_lacks_stands_out_in_print() -> None:
    style = tabel(bahan(satu(LATE)), "Batas waktu")[0][2].paragraphs[0].style
    assert (style.name, style.font.bold, style.font.italic) == ("Belum Ada", True, True)


@pytest.mark.slow
@perlu_libreoffice
@pytest.mark.skipif(PDFTOTEXT is None, reason="poppler (pdftotext) is not installed")
@pytest.mark.parametrize("kertas", Kertas)
def test_the_first_page_is_one_page_where_everything_is_long(kertas: Kertas, tmp_path: Path) -> None:
    panjang = "Penyusunan, penetapan, dan evaluasi berkala " * 6
    late = satu(DONE_OCT, LATE, nama=panjang, penanggung_jawab=SUBBAGIAN, kendala=panjang)
    plan = wilayah((late,) * 7, (satu(LATE, TB),), ())
    satker = "KPU Kabupaten Pangkajene dan Kepulauan Provinsi Sulawesi Selatan"
    plan = replace(
        plan, pengaturan=replace(plan.pengaturan, satker=satker, tanda="CONTOH", ukuran_kertas=kertas)
    )
    path = tmp_path / "laporan.docx"
    path.write_bytes(write_word(bahan(plan, catatan=(GALAT,)), TEMPLAT))
    pdf = simpan_sebagai("pdf", path, tmp_path, tmp_path / "profil")
    told = subprocess.run([str(PDFTOTEXT), str(pdf), "-"], check=True, capture_output=True, text=True)
    first, second, *_ = told.stdout.split("\f")
    assert "Melengkapi bukti dukung 7 indikator" in first
    assert "DAFTAR ISI" in second


@pytest.mark.slow
@perlu_libreoffice
def test_libreoffice_saves_the_report_without_losing_a_word(tmp_path: Path) -> None:
    path = tmp_path / "laporan.docx"
    isi = write_word(bahan(wilayah((satu(DONE_OCT, LATE), rapi(AHEAD)), (satu(TODAY),))), TEMPLAT)
    path.write_bytes(isi)
    by_way_of = simpan_sebagai("odt", path, tmp_path, tmp_path / "profil")
    (tmp_path / "kembali").mkdir()
    saved = simpan_sebagai("docx", by_way_of, tmp_path / "kembali", tmp_path / "profil").read_bytes()

    def words(document: bytes) -> Counter[str]:
        """Count the words, save those of the footer, whose page numbers LibreOffice works out."""
        lines = (line for line in teks(document).split("\n") if not line.startswith("Halaman "))
        return Counter(word for line in lines for word in line.split())

    assert words(isi)["Tabel"] > 1
    assert not words(isi) - words(saved)
