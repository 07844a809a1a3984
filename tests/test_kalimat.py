"""The sentences of screens, sheets, recap and papers in the corners: 0, 1 and many, all late, nothing that applies.

All figures are worked out by hand.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import AKAR, Capsys, buat_buku, jalankan, lengkap
from conftest import indikator as baris_buku
from rekap_kecil import HITUNGAN, KOSONG, angka
from rekap_kecil import rekap as rekap_kecil
from rekap_kecil import satker as satker_kecil
from rencana_kecil import DES_31, HARI_INI, JAN_31, NOV_30, OKT_31, bahan, due, indikator, komponen, rencana
from sumber import SUMBER, texts
from test_word import teks

from zi_reports.cli.layar import headline
from zi_reports.cli.rapat import ACARA
from zi_reports.excel.bandingkan import write_bandingkan
from zi_reports.excel.recap import write_excel as write_recap
from zi_reports.excel.report import write_excel
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import Hitungan
from zi_reports.monev.perbandingan import compare
from zi_reports.monev.satker import Rekap
from zi_reports.rencana.bahasa import gabung_kata
from zi_reports.rencana.lampiran import belum_disalin
from zi_reports.rencana.model import TANPA_LETAK, Area, BuktiDukung, Indikator, Kewajiban, Komponen, Realisasi
from zi_reports.word.rapat import Rapat, write_rapat
from zi_reports.word.recap import write_word

D = dt.date
TB = Realisasi(tidak_berlaku=True)
TB_OKT = Kewajiban(OKT_31, TB)


def plan(*baris: Indikator, **pengaturan: Any) -> BahanLaporan:
    return bahan(rencana(komponen(*baris), **pengaturan))


def berkode(kode: str, *kewajiban: Kewajiban) -> Indikator:
    return replace(indikator("A", *kewajiban), kode=kode)


def screen(isi: BahanLaporan) -> list[str]:
    """Give the headline without the lines that name the plan, what it lacks, and its catatan."""
    lines = headline(isi, Path("buku.xlsx")).splitlines()[1:-1]
    return [line for line in lines if not line.startswith("Belum disalin")]


def words(isi: bytes, nama: str) -> list[str]:
    sheet = openpyxl.load_workbook(BytesIO(isi), data_only=True, read_only=True)[nama]
    return [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]


NOTHING = plan()
ALL_LATE = plan(indikator("A", due(OKT_31), due(NOV_30)), indikator("B", due(OKT_31)))
ALL_DONE = plan(indikator("A", due(OKT_31, OKT_31)))
NOT_APPLYING = plan(indikator("A", TB_OKT, Kewajiban(JAN_31, TB)))
ONLY_DUE_NOT_APPLYING = plan(indikator("A", TB_OKT, due(JAN_31)))
UNDATED = plan(indikator("A", due(None)), indikator("B", due(None)))
# 53 of 71 beside 63,6% in small: two of three that apply are finished, and the mean of 1/2 and 1/1 is 75%.
MIXED = plan(
    indikator("A", due(OKT_31, OKT_31), due(NOV_30), TB_OKT),
    indikator("B", due(OKT_31, OKT_31)),
    indikator("C", TB_OKT),
)


@pytest.mark.parametrize(
    ("isi", "lines"),
    [
        (
            NOTHING,
            [
                "Capaian –: tidak ada kewajiban yang dapat dihitung",
                "Realisasi jatuh tempo –: tidak ada kewajiban berlaku yang sudah jatuh tempo",
                "0 indikator, 0 kewajiban",
            ],
        ),
        (
            ALL_LATE,
            [
                "Capaian 0%: rata-rata atas 2 indikator",
                "Realisasi jatuh tempo 0%: 0 dari 3 kewajiban",
                "2 indikator, 3 kewajiban: 3 terlambat",
            ],
        ),
        (
            ALL_DONE,
            [
                "Capaian 100% (area II belum memiliki indikator): rata-rata atas 1 indikator",
                "Realisasi jatuh tempo 100%: 1 dari 1 kewajiban",
                "1 indikator, 1 kewajiban: 1 selesai",
            ],
        ),
        (
            NOT_APPLYING,
            [
                "Capaian –: semua kewajiban tidak berlaku",
                "Realisasi jatuh tempo –: tidak ada kewajiban berlaku yang sudah jatuh tempo",
                "1 indikator, 2 kewajiban: 2 tidak berlaku",
            ],
        ),
        (
            ONLY_DUE_NOT_APPLYING,
            [
                "Capaian 0%: rata-rata atas 1 indikator; 1 kewajiban tidak berlaku tidak dihitung",
                "Realisasi jatuh tempo –: tidak ada kewajiban berlaku yang sudah jatuh tempo",
                "1 indikator, 2 kewajiban: 1 belum jatuh tempo dan 1 tidak berlaku",
            ],
        ),
        (
            UNDATED,
            [
                "Capaian 0%: rata-rata atas 2 indikator",
                "Realisasi jatuh tempo –: tidak ada kewajiban berlaku yang sudah jatuh tempo",
                "2 indikator, 2 kewajiban: 2 tanpa jatuh tempo",
            ],
        ),
        (
            MIXED,
            [
                "Capaian 75%: rata-rata atas 2 indikator; 2 kewajiban tidak berlaku tidak dihitung",
                "Realisasi jatuh tempo 66,7%: 2 dari 3 kewajiban",
                "3 indikator, 5 kewajiban: 2 selesai, 1 terlambat, dan 2 tidak berlaku",
            ],
        ),
    ],
)
def test_the_screen_says_what_its_shares_are_made_of(isi: BahanLaporan, lines: list[str]) -> None:
    assert screen(isi) == lines


def running(per: dt.date, *baris: Indikator) -> list[str]:
    return screen(bahan(rencana(komponen(*baris)), per, hari_ini=per))[3:]


MANY = [berkode(f"I.1.{n}", due(DES_31)) for n in range(1, 8)]


@pytest.mark.parametrize(
    ("shown", "lines"),
    [
        (
            running(D(2025, 12, 10), *MANY, berkode("I.2.1", due(D(2025, 12, 20)), due(JAN_31))),
            [
                "Masih jatuh tempo sampai 31 Desember 2025: 8 kewajiban",
                "  20 Desember 2025: I.2.1",
                "  31 Desember 2025: I.1.1, I.1.2, I.1.3, I.1.4, I.1.5, dan 2 lainnya",
            ],
        ),
        (
            running(D(2028, 2, 29), berkode("I.1.1", due(D(2028, 2, 29)))),
            [
                "Masih jatuh tempo sampai 29 Februari 2028: 1 kewajiban",
                "  29 Februari 2028 (hari ini): I.1.1",
            ],
        ),
        # What is late, finished or not applying does not fall due any more, nor does next month's.
        (
            running(
                D(2025, 10, 10),
                indikator("A", due(D(2025, 10, 5)), due(OKT_31, D(2025, 10, 9)), due(NOV_30)),
                indikator("B", TB_OKT),
            ),
            ["Tidak ada lagi yang jatuh tempo sampai 31 Oktober 2025"],
        ),
    ],
)
def test_while_a_month_runs_the_screen_says_what_still_falls_due_in_it(
    shown: list[str], lines: list[str]
) -> None:
    assert shown == lines


def test_of_a_month_that_is_over_no_rest_is_told() -> None:
    assert len(screen(plan(indikator("A", due(JAN_31))))) == 3


LACKING = Komponen("1.", "Standar Pelayanan", (), (TANPA_LETAK,))


@pytest.mark.parametrize(
    ("bagian", "names"),
    [
        ((), ()),
        ((LACKING,), ("VI.1 Standar Pelayanan",)),
        (
            (replace(LACKING, indikator=(indikator("A", due(OKT_31)),)),),
            ("VI.1 Standar Pelayanan (sebagian baris)",),
        ),
    ],
)
def test_what_the_source_lacks_is_named_by_how_much_of_it(
    bagian: tuple[Komponen, ...], names: tuple[str, ...]
) -> None:
    whole = Komponen("2", "Budaya Pelayanan Prima", (indikator("A", due(OKT_31)),))
    area = Area("VI", "Pelayanan", (*bagian, whole))
    assert belum_disalin(area) == belum_disalin(area, rinci=False) == names


def test_an_area_of_which_all_is_lacking_is_one_name_in_a_sentence_and_its_komponen_in_full() -> None:
    area = Area("VI", "Pelayanan", (LACKING, replace(LACKING, nomor="2", nama="Budaya Pelayanan Prima")))
    assert belum_disalin(area, rinci=False) == ("VI Pelayanan (seluruh area)",)
    assert belum_disalin(area) == ("VI.1 Standar Pelayanan", "VI.2 Budaya Pelayanan Prima")
    assert belum_disalin(Area("V", "Pengawasan")) == ("V Pengawasan (seluruh area)",)


def test_a_plan_that_lacks_an_area_says_so_on_the_screen_and_on_the_first_sheet() -> None:
    said = (
        "Belum disalin dari keputusan yang ditandatangani, sehingga tidak dihitung: "
        "II Penataan Tatalaksana (seluruh area)."
    )
    assert said in headline(ALL_DONE, Path("buku.xlsx")).splitlines()
    assert any(text.startswith(said) for text in words(write_excel(ALL_DONE), "Ringkasan"))


@pytest.mark.parametrize(
    ("isi", "below", "due_words", "applies"),
    [
        (NOTHING, "Capaian: tidak ada yang dapat dihitung.", "tidak ada yang dapat dihitung", 0),
        (NOT_APPLYING, "Capaian: tidak ada yang dapat dihitung.", "tidak ada yang dapat dihitung", 0),
        (ALL_LATE, "Capaian adalah rata-rata atas 2 indikator.", "0 dari 3 kewajiban", 3),
        (UNDATED, "Capaian adalah rata-rata atas 2 indikator.", "tidak ada yang dapat dihitung", 2),
        (
            MIXED,
            "Capaian adalah rata-rata atas 2 indikator; 2 kewajiban tidak berlaku tidak dihitung.",
            "2 dari 3 kewajiban",
            3,
        ),
    ],
)
def test_the_first_sheet_says_what_its_shares_are_made_of(
    isi: BahanLaporan, below: str, due_words: str, applies: int
) -> None:
    text = words(write_excel(isi), "Ringkasan")
    assert below in text
    assert due_words in text
    assert text.count(f"dari {applies} yang berlaku") == 2


@pytest.mark.parametrize(
    ("per", "mulai", "said"),
    [
        (
            D(2025, 1, 31),
            None,
            (
                "Angka per 31 Desember 2024 mendahului Mulai Pemantauan, 1 Januari 2025; perubahan sejak itu bukan "
                "perubahan antarlaporan."
            ),
        ),
        (
            D(2025, 12, 31),
            D(2025, 12, 1),
            (
                "Angka per 30 November 2025 mendahului Mulai Pemantauan, 1 Desember 2025; perubahan sejak itu "
                "bukan perubahan antarlaporan."
            ),
        ),
        (D(2025, 2, 28), None, ""),
    ],
)
def test_a_month_before_that_nobody_monitored_is_named_as_such(
    per: dt.date, mulai: dt.date | None, said: str
) -> None:
    isi = bahan(rencana(komponen(indikator("A", due(DES_31))), mulai_pemantauan=mulai), per)
    assert isi.lalu.sebelum_pemantauan == said
    report, comparison = write_excel(isi), write_bandingkan(compare(isi.lalu, isi.monev))
    for text in (words(report, "Ringkasan"), words(report, "Per Area"), words(comparison, "Perbandingan")):
        assert any("mendahului Mulai Pemantauan" in cell for cell in text) == bool(said)
        assert any(said in cell for cell in text)


REMARKS = (
    "Kendala, tindak lanjut, penanggung jawab, dan bukti dukung menurut isian buku kerja per 5 Januari 2026."
)
WITH_REMARKS = ("Lembar Monev", "Terlambat", "Jatuh Tempo Berikutnya", "Bukti Dukung")


def test_remarks_beside_figures_of_an_earlier_day_are_said_once_a_sheet_to_be_of_today() -> None:
    rows = rencana(komponen(indikator("A", due(OKT_31), due(D(2025, 12, 31)), due(JAN_31))))
    past = write_excel(bahan(rows, DES_31, hari_ini=HARI_INI))
    assert [sum(REMARKS in cell for cell in words(past, nama)) for nama in WITH_REMARKS] == [1] * 4
    now = write_excel(bahan(rows, DES_31, hari_ini=DES_31))
    assert not any(
        "menurut isian buku kerja per" in cell for nama in WITH_REMARKS for cell in words(now, nama)
    )


def test_a_list_that_is_empty_says_of_what_there_is_none() -> None:
    # All is finished: something does fall due in January, and nothing that is unfinished.
    book = write_excel(plan(indikator("A", due(OKT_31, OKT_31), due(JAN_31, D(2025, 12, 1)))))
    assert "Tidak ada kewajiban yang terlambat per 31 Desember 2025." in words(book, "Terlambat")
    assert (
        "Tidak ada kewajiban belum selesai yang jatuh tempo setelah 31 Desember 2025 sampai 28 Februari 2026."
        in words(book, "Jatuh Tempo Berikutnya")
    )


BUKTI = (BuktiDukung("SK"),)


@pytest.mark.parametrize(
    ("satu", "note"),
    [
        (indikator("A", due(OKT_31)), "Belum ada bukti dukung"),
        (indikator("A", TB_OKT), "–"),
        (indikator("A", due(D(2024, 12, 31))), "–"),
        (indikator("A", due(OKT_31), bukti_dukung=BUKTI), "1 bukti untuk 1 butir"),
        (
            replace(indikator("A", due(OKT_31), bukti_dukung=BUKTI), bukti_fisik=""),
            "1 bukti; BUKTI FISIK kosong",
        ),
    ],
)
def test_evidence_is_asked_only_of_what_applies(satu: Indikator, note: str) -> None:
    assert words(write_excel(plan(satu)), "Bukti Dukung")[-1] == note


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["Oktober 2025", "November 2025"], "2 kewajiban belum selesai menjadi acara."),
        (
            ["insidental"],
            "Tidak ada kewajiban untuk dijadikan acara; 1 tanpa jatuh tempo tidak dapat dimuat.",
        ),
        (
            ["Oktober 2025", "insidental"],
            "1 kewajiban belum selesai menjadi acara; 1 tanpa jatuh tempo tidak dapat dimuat.",
        ),
    ],
)
def test_the_calendar_says_what_is_in_it(
    rows: Sequence[str], said: str, tmp_path: Path, capsys: Capsys
) -> None:
    path = buat_buku(tmp_path / "b.xlsx", lengkap(*map(baris_buku, rows)))
    assert jalankan("kalender", path, "--keluaran", tmp_path / "hasil") == 0
    assert capsys.readouterr().out.splitlines()[1] == said


KOSONG_SEMUA = replace(KOSONG, kewajiban=4, tidak_berlaku=4)


def recap(*capaian: float | None, tanda: str = "") -> Rekap:
    """Make satker with these capaian in area I, or with nothing that applies, and without any other area."""

    def one(nomor: int, share: float | None) -> Any:
        counts = KOSONG_SEMUA if share is None else HITUNGAN
        figures = angka(2, counts, share)
        areas = ({"area": "I", **figures, "hari_terlambat": 0}, empty_area("II"))
        return satker_kecil(f"KPU {nomor}", figures, areas, {"2025-01": counts}, tanda=tanda)

    return rekap_kecil(*(one(nomor, share) for nomor, share in enumerate(capaian)))


def empty_area(kode: str) -> dict[str, Any]:
    return {"area": kode, **angka(0, Hitungan(*[0] * 9), None), "hari_terlambat": 0}


@pytest.mark.parametrize(
    ("rekap", "word", "excel", "of_area"),
    [
        (
            recap(None),
            "Tidak ada kewajiban yang berlaku, sehingga belum ada satker yang mempunyai capaian.",
            "Belum ada satker yang mempunyai capaian.",
            "0 dari 1",
        ),
        (
            recap(0.5),
            (
                "Dari 4 kewajiban yang berlaku, 2 telah selesai dan 1 terlambat. Capaian satker adalah "
                "rata-rata capaian indikatornya, sehingga dapat berbeda dari bagian kewajiban yang selesai. "
                "Rata-rata capaian 50% atas 1 satker yang mempunyai capaian."
            ),
            "Rata-rata atas 1 satker yang mempunyai capaian.",
            "1 dari 1",
        ),
        # Five times four that apply, twice four that do not; the mean is 2/5, the quartiles are 20% and 60%.
        (
            recap(0.0, 0.2, 0.4, 0.6, 0.8, None, None),
            (
                "Dari 20 kewajiban yang berlaku, 10 telah selesai dan 5 terlambat; 8 kewajiban tidak berlaku "
                "tidak dihitung. Capaian satker adalah rata-rata capaian indikatornya, sehingga dapat berbeda "
                "dari bagian kewajiban yang selesai. Rata-rata capaian 40% atas 5 satker yang mempunyai "
                "capaian; 2 satker tanpa capaian. Separuh tengahnya di antara 20% dan 60%."
            ),
            "Rata-rata atas 5 satker yang mempunyai capaian; 2 satker tanpa capaian.",
            "5 dari 7",
        ),
    ],
)
def test_the_recap_says_over_how_many_satker_its_means_are(
    rekap: Rekap, word: str, excel: str, of_area: str
) -> None:
    text = teks(write_word(rekap, AKAR / "templates" / "rekap-zi.docx"))
    assert word in text.splitlines()
    assert f"I. Manajemen Perubahan\n{of_area}\n" in text
    assert "II. Penataan Tatalaksana\n–\n" in text
    assert excel in words(write_recap(rekap), "Ringkasan")


@pytest.mark.parametrize(
    ("areas", "count"), [((), 0), (("II",), 1), (("II", "III"), 1)], ids=["whole", "one area", "two areas"]
)
def test_the_recap_counts_the_satker_whose_plan_lacks_an_area(areas: tuple[str, ...], count: int) -> None:
    filled = {"area": "I", **angka(2, HITUNGAN, 1.0), "hari_terlambat": 0}
    rekap = rekap_kecil(satker_kecil("KPU", area=(filled, *map(empty_area, areas))))
    assert rekap.tidak_lengkap == count
    said = f"Pada {count} satker ada area tanpa indikator; angka satker itu tidak memuat area tersebut."
    assert (said in teks(write_word(rekap, AKAR / "templates" / "rekap-zi.docx"))) == bool(count)


def test_marks_of_satker_are_listed_as_a_sentence_does() -> None:
    rows = [satker_kecil(nama, tanda=nama) for nama in ("CONTOH", "LATIHAN", "UJI")]
    assert rekap_kecil(*rows).tanda == "MEMUAT DATA CONTOH (1 SATKER), LATIHAN (1 SATKER), DAN UJI (1 SATKER)"


@pytest.mark.parametrize(
    ("isi", "said"),
    [
        (
            NOT_APPLYING,
            "Per 31 Desember 2025 tidak ada kewajiban yang dapat dihitung, sehingga capaian belum ada.",
        ),
        (
            MIXED,
            (
                "Per 31 Desember 2025, 2 dari 3 kewajiban yang berlaku telah selesai dan capaian rencana aksi "
                "75% (rata-rata atas 2 indikator; 2 kewajiban tidak berlaku tidak dihitung). Realisasi jatuh "
                "tempo 66,7% (2 dari 3 kewajiban)."
            ),
        ),
        (
            UNDATED,
            (
                "Per 31 Desember 2025, belum ada yang selesai dari 2 kewajiban yang berlaku dan capaian rencana "
                "aksi 0% (rata-rata atas 2 indikator)."
            ),
        ),
    ],
)
def test_the_minutes_say_what_their_shares_are_made_of(isi: BahanLaporan, said: str) -> None:
    lacking = " Sebagian isi keputusan belum disalin ke dalam rencana, sehingga tidak dihitung."
    remarks = f" {REMARKS}" if isi is MIXED else ""  # elsewhere nothing is listed with its remarks
    meeting = Rapat(D(2026, 1, 8), ACARA, 5)
    text = teks(write_rapat(isi, meeting, "Notulen", AKAR / "templates" / "notulen-rapat.docx"))
    assert any(line.endswith(f" {said}{lacking}{remarks}") for line in text.splitlines())


@pytest.mark.parametrize(
    ("names", "said"), [(["a, b"], "a, b"), (["a", "b"], "a dan b"), (["a, b", "c", "d"], "a, b; c; dan d")]
)
def test_names_that_have_commas_are_parted_by_semicolons(names: list[str], said: str) -> None:
    assert gabung_kata(names, "; ") == said


def test_what_users_read_says_tanpa_jatuh_tempo() -> None:
    strings = {str(node.value) for path in SUMBER for node in texts(path)}
    papers = (
        teks(path.read_bytes())
        for path in (AKAR / "templates").glob("*-*.docx")
        if "laporan" not in path.name
    )
    pages = (path.read_text(encoding="utf-8") for path in (AKAR / "docs").glob("*.md"))
    assert [text for text in (*strings, *papers, *pages) if "tanpa tenggat" in text.lower()] == []
