"""Every sentence of the other chapters in its corners, of longer periods, and of the short report.

The expected texts are written by hand. Each indikator has one kewajiban unless it says otherwise.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

import pytest
from conftest import AKAR
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph
from kalimat_kecil import (
    AHEAD,
    DONE_DEC,
    DONE_OCT,
    FAR,
    GALAT,
    JAN_1,
    LATE,
    LATE_NOV,
    TB,
    TODAY,
    bab,
    baris,
    isi_tabel,
    rapi,
    satu,
    wilayah,
)
from rencana_kecil import DES_31, NOV_30, bahan, komponen, rencana
from test_word import TEMPLAT, buka, tabel_dengan, teks

from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import assess
from zi_reports.rencana.model import Indikator, Kewajiban
from zi_reports.rencana.periode import JenisPeriode
from zi_reports.word.report import write_word
from zi_reports.word.tags import TemplateError


def test_each_penanggung_jawab_has_his_figures_and_those_without_come_last() -> None:
    rows = (
        satu(LATE),
        satu(DONE_DEC, penanggung_jawab="Sekretaris"),
        satu(AHEAD, FAR, penanggung_jawab="sekretaris"),
        satu(AHEAD),
    )
    assert isi_tabel(bahan(wilayah(rows)), "Akan jatuh tempo") == [
        ["Sekretaris", "2", "3", "1", "0", "1", "50%"],
        ["Belum ditetapkan", "2", "2", "0", "1", "1", "0%"],
    ]
    nobody = bab(bahan(satu(LATE)), "REKAP PER PENANGGUNG JAWAB", "AGENDA")
    assert "Penanggung jawab belum diisi pada buku kerja." in nobody


def test_who_has_the_most_to_do_comes_first() -> None:
    rows = (
        satu(DONE_DEC, penanggung_jawab="Beres"),
        satu(AHEAD, penanggung_jawab="Segera"),
        satu(FAR, penanggung_jawab="Nanti"),
        satu(LATE, penanggung_jawab="Satu terlambat"),
        satu(LATE, LATE_NOV, penanggung_jawab="Dua terlambat"),
        satu(LATE, AHEAD, penanggung_jawab="Satu terlambat, satu segera"),
        satu(LATE, LATE_NOV, TODAY),
    )
    assert [row[0] for row in isi_tabel(bahan(wilayah(rows)), "Akan jatuh tempo")] == [
        "Dua terlambat",
        "Satu terlambat, satu segera",
        "Satu terlambat",
        "Segera",
        "Beres",
        "Nanti",
        "Belum ditetapkan",
    ]


@pytest.mark.parametrize(
    ("rows", "kalimat"),
    [
        (
            (rapi(DONE_DEC),),
            "Capaian area ini 100%, rata-rata atas 1 indikator, dengan 1 kewajiban: 1 selesai.",
        ),
        (
            (rapi(DONE_OCT),),
            (
                "Capaian area ini 100%, rata-rata atas 1 indikator, dengan 1 kewajiban: 1 selesai. Tidak "
                "ada kewajiban yang selesai pada Desember 2025."
            ),
        ),
        (
            (satu(TB),),
            (
                "Capaian area ini tidak dapat dihitung, dengan 1 kewajiban: 1 tidak berlaku. Tidak ada "
                "kewajiban yang selesai pada Desember 2025."
            ),
        ),
        (
            (satu(LATE), satu(DONE_OCT, kendala="Sudah lewat")),
            (
                "Capaian area ini 50%, rata-rata atas 2 indikator, dengan 2 kewajiban: 1 selesai dan 1 "
                "terlambat. Tidak ada kewajiban yang selesai pada Desember 2025. Tidak ada kendala yang "
                "dilaporkan pada indikator yang belum selesai."
            ),
        ),
        (
            (satu(AHEAD),),
            (
                "Capaian area ini 0%, rata-rata atas 1 indikator, dengan 1 kewajiban: 1 belum jatuh "
                "tempo. Tidak ada kewajiban yang selesai pada Desember 2025. Tidak ada kewajiban yang "
                "terlambat. Tidak ada yang dilaporkan sedang berjalan. Tidak ada kendala yang dilaporkan "
                "pada indikator yang belum selesai."
            ),
        ),
        ((), "Area ini belum dapat dievaluasi karena belum memiliki indikator."),
    ],
)
def test_an_area_is_told_as_it_stands(rows: tuple[Indikator, ...], kalimat: str) -> None:
    assert kalimat in bab(bahan(wilayah(rows)), "PEMBAHASAN PER AREA", "TINDAK LANJUT HASIL MONEV SEBELUMNYA")


def test_late_rows_have_the_number_of_their_kewajiban_and_the_longest_first() -> None:
    rows = (satu(LATE_NOV, nama="B"), satu(LATE, LATE_NOV, AHEAD, nama="C"), satu(TODAY, nama="A"))
    assert [row[:4] for row in isi_tabel(bahan(wilayah(rows)), "Hari terlambat")] == [
        ["C", "Okt, Nov 2025", "2", "61"],
        ["B", "30 November 2025", "1", "31"],
        ["A", "31 Desember 2025", "1", "–"],
    ]


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        (
            bahan(satu(LATE)),
            "Sebanyak 1 kewajiban terlambat, yaitu pada Area I. Yang paling lama, 61 hari, ialah “A”.",
        ),
        (
            bahan(wilayah((satu(LATE),), (satu(LATE, nama="B"),))),
            (
                "Sebanyak 2 kewajiban terlambat, yaitu pada Area I dan II. Yang paling lama, 61 hari, ialah "
                "“A” dan “B”."
            ),
        ),
        (
            bahan(wilayah((satu(LATE), satu(LATE, nama="B"), satu(LATE, nama="C")))),
            (
                "Sebanyak 3 kewajiban terlambat, yaitu pada Area I. Yang paling lama, 61 hari, ialah “A”, "
                "“B”, dan “C”."
            ),
        ),
        (
            bahan(wilayah((satu(LATE),) * 4)),
            "Sebanyak 4 kewajiban terlambat, yaitu pada Area I. Yang paling lama, 61 hari, 4 indikator.",
        ),
        (bahan(satu(DONE_DEC)), "Tidak ada kewajiban yang terlambat."),
        (bahan(satu(AHEAD)), "Tidak ada kewajiban berlaku yang sudah jatuh tempo."),
        (bahan(satu(TB)), "Per 31 Desember 2025 seluruh kewajiban yang dipantau tidak berlaku."),
        (bahan(rencana()), "Per 31 Desember 2025 tidak ada kewajiban yang dipantau."),
        (
            bahan(wilayah((satu(LATE, kendala="Anggaran"), satu(AHEAD), satu(DONE_DEC, kendala="Lewat")))),
            "Kendala dilaporkan pada 1 dari 2 indikator yang belum selesai.",
        ),
        (bahan(satu(LATE)), "Tidak ada kendala yang dilaporkan pada indikator yang belum selesai."),
        (bahan(satu(LATE)), "Tindak lanjutnya tercantum pada Bab V (1 baris)."),
    ],
)
def test_the_conclusion_names_ties_and_asks_only_of_what_is_open(isi: BahanLaporan, kalimat: str) -> None:
    lines = baris(isi)
    awal = lines.index("PENUTUP")
    assert kalimat in lines[awal : lines.index("SITI AMINAH", awal)]


def test_no_kendala_of_what_is_finished_is_asked_about_in_the_conclusion() -> None:
    text = "\n".join(baris(bahan(rapi(DONE_DEC, kendala="Lewat"))))
    assert "indikator yang belum selesai" not in text


def test_the_rest_of_the_month_comes_before_the_next_one() -> None:
    lines = bab(bahan(wilayah((satu(TODAY), satu(AHEAD))), dt.date(2025, 12, 10)), "AGENDA", "PENUTUP")
    told = [
        line for line in lines if line.startswith(("Sisa", "Jatuh Tempo", "Terdapat", "Tidak ada kewajiban"))
    ]
    assert told == [
        "Sisa Desember 2025",
        "Terdapat 1 kewajiban yang masih akan jatuh tempo pada Desember 2025 dan belum selesai.",
        "Jatuh Tempo Januari 2026",
        "Terdapat 1 kewajiban yang jatuh tempo pada Januari 2026 dan belum selesai.",
        "Jatuh Tempo Februari 2026",
        "Tidak ada kewajiban yang masih harus dipenuhi dengan jatuh tempo Februari 2026.",
    ]


@pytest.mark.parametrize(
    ("lalu", "kini", "kalimat"),
    [
        (TB, TB, "Capaian rencana aksi per 30 November 2025 dan per 31 Desember 2025 tidak dapat dihitung."),
        (
            TB,
            DONE_DEC,
            (
                "Capaian rencana aksi per 30 November 2025 tidak dapat dihitung dan per 31 Desember 2025 "
                "ialah 100%."
            ),
        ),
        (
            TODAY,
            DONE_DEC,
            (
                "Capaian rencana aksi per 30 November 2025 ialah 0% dan per 31 Desember 2025 ialah 100% "
                "(+100 poin)."
            ),
        ),
    ],
)
def test_a_capaian_that_cannot_be_computed_is_not_written_as_a_dash(
    lalu: Kewajiban, kini: Kewajiban, kalimat: str
) -> None:
    isi = replace(bahan(satu(kini)), lalu=assess(rencana(komponen(satu(lalu))), NOV_30))
    (told,) = (line for line in baris(isi) if line.startswith("Capaian rencana aksi per 30"))
    assert told.startswith(f"{kalimat} Sejak itu")


def test_what_was_filled_in_later_is_marked_as_of_today_and_not_while_the_day_runs() -> None:
    over, running = (bahan(satu(LATE), hari_ini=hari) for hari in (JAN_1, DES_31))
    told = [line for line in baris(over) if "menurut isian buku kerja per 1 Januari 2026" in line]
    assert [line.split(" menurut isian")[0].split(". ")[-1] for line in told] == [
        "Kendala, tindak lanjut, dan penanggung jawab",
        "Tindak lanjutnya",
        "Kendala, tindak lanjut, penanggung jawab, dan bukti dukung",
        "KPU Kabupaten Contoh, Tahun 2025, per 31 Desember 2025; penanggung jawab, kendala, dan tindak lanjut",
    ]
    assert not [line for line in baris(running) if "menurut isian" in line]


@pytest.mark.parametrize(
    ("jenis", "judul", "sejak", "berikut"),
    [
        (JenisPeriode.TRIWULAN, "TRIWULAN IV 2025", "30 September 2025", "Triwulan I 2026"),
        (JenisPeriode.SEMESTER, "SEMESTER II 2025", "30 Juni 2025", "Semester I 2026"),
        (JenisPeriode.TAHUN, "TAHUN 2025", "31 Desember 2024", "Tahun 2026"),
    ],
)
def test_a_longer_period_is_called_by_its_name(
    jenis: JenisPeriode, judul: str, sejak: str, berikut: str
) -> None:
    plan = wilayah((rapi(DONE_OCT), rapi(AHEAD)))
    plan = replace(plan, pengaturan=replace(plan.pengaturan, mulai_pemantauan=dt.date(2024, 1, 1)))
    awal = bahan(plan).monev.periode.of(DES_31, jenis).sebelumnya.akhir
    isi = BahanLaporan(assess(plan, DES_31, jenis=jenis), assess(plan, awal, jenis=jenis), (), JAN_1)
    lines = baris(isi)
    assert judul in lines
    assert f"Angka tebal kecil: perubahan sejak {sejak}." in lines
    assert f"Tidak ada hal yang dimohonkan keputusan; 1 kewajiban jatuh tempo pada {berikut}." in lines
    assert [line for line in lines if line.startswith("Jatuh Tempo ")] == [f"Jatuh Tempo {berikut}"]
    selesai = f". Selesai pada {judul.title().replace('Iv', 'IV').replace('Ii', 'II')}, Area I"
    assert [line for line in lines if line.endswith(selesai)]


@cache
def pendek() -> bytes:
    return write_word(bahan(wilayah((satu(LATE), satu(DONE_DEC)))), TEMPLAT, ringkas=True)


def test_the_short_report_has_the_first_page_the_follow_up_and_lampiran_one() -> None:
    lines = teks(pendek()).split("\n")
    heads = [
        p.text
        for p in buka(pendek()).paragraphs
        if p.style.name in {"Heading 1", "Judul Tanpa Nomor", "Judul Lampiran"}
    ]
    assert heads == [
        "IKHTISAR PIMPINAN",
        "V.\tRENCANA TINDAK LANJUT",
        "LAMPIRAN I\nLEMBAR MONITORING DAN EVALUASI RENCANA AKSI ZONA INTEGRITAS",
    ]
    assert "per tanggal 31 Desember 2025; petikan: Bab I, Bab V, dan Lampiran I" in lines
    assert "SITI AMINAH" in lines
    assert not [line for line in lines if "Lampiran III" in line or "DAFTAR ISI" in line]
    widths = [round(section.page_width.mm) for section in buka(pendek()).sections]
    assert widths == [210, 297]
    assert tabel_dengan(pendek(), "LANGKAH AKSI") is not None


@pytest.mark.parametrize("ringkas", [False, True])
def test_the_closing_and_its_signature_stay_on_one_page(ringkas: bool) -> None:  # noqa: FBT001 - pytest gives it by name
    document = buka(write_word(bahan(wilayah((satu(LATE), satu(DONE_DEC)))), TEMPLAT, ringkas=ringkas))
    content = list(document.iter_inner_content())
    texts = [one.text if isinstance(one, Paragraph) else "" for one in content]
    first = next(place for place, text in enumerate(texts) if text.startswith("Demikian laporan ini"))
    closing = [one for one in content[first : texts.index("SITI AMINAH") + 1] if isinstance(one, Paragraph)]
    assert [kept_with_next(one) for one in closing] == [True, True, True, True, False]
    # LibreOffice parts them where a blank paragraph stands between them and a table.
    assert isinstance(content[first - 1], Table) == ringkas


def kept_with_next(paragraph: Paragraph) -> bool:
    """Say whether a paragraph stays with the next, by itself, its style, or those that this is based on."""
    form = paragraph.paragraph_format.keep_with_next
    style = paragraph.style
    while form is None and isinstance(style, ParagraphStyle):
        form, style = style.paragraph_format.keep_with_next, style.base_style
    return bool(form)


def test_how_days_are_counted_is_said_only_where_something_is_late() -> None:
    late, none = (
        [
            line
            for line in baris(bahan(satu(case)))
            if "menurut isian buku kerja" in line or line.startswith("Hari terlambat")
        ]
        for case in (LATE, DONE_DEC)
    )
    assert any(line.startswith("Hari terlambat dihitung dari") for line in late)
    assert "Kendala, tindak lanjut, dan penanggung jawab menurut isian buku kerja per 5 Januari 2026." in none
    assert not any(line.startswith("Hari terlambat") for line in none)


def test_a_preface_and_the_catatan_come_only_where_they_are_asked_for() -> None:
    plain, asked = (
        baris(
            bahan(
                rencana(komponen(satu(LATE)), lampirkan_catatan=choice, kata_pengantar=choice),
                catatan=(GALAT,),
            )
        )
        for choice in (False, True)
    )
    assert "KATA PENGANTAR" in asked
    assert (
        asked.index("Yang dimohon diputuskan pimpinan")
        < asked.index("KATA PENGANTAR")
        < asked.index("DAFTAR ISI")
    )
    assert "'Rencana Aksi'!G6" in asked
    assert "Catatan atas isian buku kerja: 1 galat. Rinciannya pada Lampiran IV." in asked
    assert not {"KATA PENGANTAR", "'Rencana Aksi'!G6"} & set(plain)
    assert (
        "Catatan atas isian buku kerja: 1 galat. Rinciannya pada lembar Catatan Data laporan Excel." in plain
    )


def test_a_template_that_knows_no_short_form_says_so_and_is_whole_without_it() -> None:
    lama = AKAR / "tests" / "data" / "templat-nov-2025" / "laporan-monev.docx"
    assert "PENUTUP" in teks(write_word(bahan(satu(LATE)), lama))
    with pytest.raises(TemplateError) as error:
        write_word(bahan(satu(LATE)), lama, ringkas=True)
    assert str(error.value) == (
        "Templat laporan-monev.docx tidak mengenal laporan ringkas: tidak ada tag yang memakai nama ringkas. "
        "Apit bagian yang tidak ikut dengan {%p if not ringkas %} dan {%p endif %}. Caranya: zi panduan templat"
    )
