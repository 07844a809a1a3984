"""TARGET WAKTU is read as docs/design.md says, or not at all."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from babel.dates import get_month_names
from frasa_target import DITOLAK, EJAAN, TABEL, TANGGAL_31_BERIKUTNYA_2026, TETANGGA, TRIWULAN_2025

from zi_reports.rencana.model import Jenis, TargetWaktu
from zi_reports.rencana.target_waktu import contoh_serupa, parse_tanggal, parse_target_waktu


def dates(text: str) -> tuple[dt.date, ...]:
    return tuple(dt.date.fromisoformat(day) for day in text.split())


def outcome(target: TargetWaktu) -> tuple[Jenis, tuple[dt.date, ...]]:
    return target.jenis, target.jatuh_tempo


def read(*phrases: str) -> list[TargetWaktu]:
    """Read phrases of a plan of 2025; where many are held at once, pytest shows those that differ."""
    return [parse_target_waktu(teks, 2025) for teks in phrases]


def test_each_row_of_the_designs_table_is_read_as_it_says() -> None:
    expected = [TargetWaktu(teks, jenis, dates(jatuh_tempo)) for teks, jenis, jatuh_tempo in TABEL]
    assert read(*(row[0] for row in TABEL)) == expected


def test_what_offices_write_besides_is_read_by_the_same_rules() -> None:
    expected = [TargetWaktu(teks, jenis, dates(jatuh_tempo)) for teks, jenis, jatuh_tempo in TETANGGA]
    assert read(*(row[0] for row in TETANGGA)) == expected


def test_what_cannot_be_read_wholly_has_no_jatuh_tempo() -> None:
    assert read(*DITOLAK) == [TargetWaktu(teks, Jenis.TIDAK_TERBACA) for teks in DITOLAK]


def frasa() -> list[dict[str, str]]:
    path = Path(__file__).parent / "data" / "frasa.tsv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t"))


def test_phrases_out_of_public_papers_are_due_when_a_person_said() -> None:
    rows = frasa()
    targets = [parse_target_waktu(row["frasa"], int(row["tahun"])) for row in rows]
    due = [",".join(map(str, target.jatuh_tempo)) for target in targets]
    said = [(row["frasa"], row["jatuh tempo"].strip("-")) for row in rows]
    assert list(zip((row["frasa"] for row in rows), due, strict=True)) == said
    assert [target.teks for target in targets if target.tahun_ditafsirkan] == []


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
def test_the_advice_can_itself_be_read(tahun: int) -> None:
    advice = {teks: parse_target_waktu(contoh_serupa(teks, tahun), tahun) for teks in DITOLAK}
    years = {teks: {hari.year for hari in target.jatuh_tempo} for teks, target in advice.items()}
    assert {teks: found for teks, found in years.items() if found != {tahun}} == {}


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
