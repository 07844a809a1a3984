"""Each kind of catatan: what the user reads of the workbook that calls for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from buku_kasus import EMAS, bulanan, edit_package, hide_and_merge, kode_di, prepare, terisi
from conftest import PENGATURAN, Capsys, buat_buku, indikator, jalankan, lengkap
from kasus_catatan import AKHIR_OKTOBER, KASUS
from openpyxl import load_workbook

from zi_reports.rencana.catatan import BUKU, NASKAH, kode_of, maksudnya, note
from zi_reports.rencana.model import Lokasi


@pytest.mark.parametrize("kode", KASUS)
def test_a_catatan_says_where_what_and_what_to_do(
    kode: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capsys,
    emas: Callable[[Path, str], None],
) -> None:
    monkeypatch.chdir(tmp_path)
    kasus = KASUS[kode]
    path = buat_buku(
        tmp_path / "buku.xlsx",
        kasus.baris if kode == "tanpa-isian" else terisi(kasus.baris),
        kolom=kasus.kolom,
        pengaturan=kasus.pengaturan or PENGATURAN,
    )
    hide_and_merge(path, kasus)
    edit_package(path, kasus)
    prepare(kasus, path)
    for nama in kasus.berkas:
        (tmp_path / nama).touch()
    for nama, text in kasus.hasil.items():
        (tmp_path / "output" / "2025-12").mkdir(parents=True, exist_ok=True)
        (tmp_path / "output" / "2025-12" / nama).write_text(text, encoding="utf-8")

    status = jalankan("periksa", path)

    text = capsys.readouterr().out
    assert f" · {kode}\n" in text
    assert status == (1 if " · galat · " in text else 0)
    emas(EMAS / f"{kode}.txt", text)


def test_every_kind_of_catatan_in_the_table_has_its_case() -> None:
    assert set(map(kode_of, BUKU)) == set(KASUS)
    assert {path.stem for path in EMAS.glob("*.txt")} == set(KASUS)


def test_a_day_in_a_sentence_is_in_words_and_a_suggestion_is_asked_about() -> None:
    lokasi = Lokasi("Rencana Aksi", "H7")
    satu = note("tanggal-dibaca-sebagai", lokasi, "45961", hari=AKHIR_OKTOBER)
    assert satu.pesan == "Dibaca sebagai 31 Oktober 2025. Ketik ulang tanggal lengkapnya."
    assert maksudnya(AKHIR_OKTOBER) == "Maksudnya 31 Oktober 2025? "
    assert maksudnya("Proses") == "Maksudnya Proses? "
    assert maksudnya(None) == ""


def test_sentences_of_one_kode_share_their_level() -> None:
    macam = {**BUKU, **NASKAH}
    assert len(macam) == len(BUKU) + len(NASKAH)
    levels = {(kode_of(satu), tingkat) for satu, tingkat in macam.items()}
    assert len(levels) == len({kode for kode, _ in levels})


def test_days_that_excel_may_have_turned_round_are_said(tmp_path: Path) -> None:
    """Where Excel expects the month first, 31/01/2025 stays text, and 05/02/2025 becomes the second of May."""
    months = {"JAN_2025": "31/01/2025", "FEB_2025": dt.date(2025, 5, 2), "MAR_2025": "27/03/2025"}
    path = buat_buku(tmp_path / "b.xlsx", lengkap(bulanan(**months)))
    ((sel, isi, pesan),) = kode_di(path, "tanggal-dua-arti")
    assert (sel, isi) == ("N7", "2 Mei 2025")
    assert pesan.startswith("Dibaca sebagai 2 Mei 2025. ")
    assert "maksudnya 5 Februari 2025" in pesan
    # A day above the twelfth that is stored as a date shows that Excel knows the order.
    known = buat_buku(tmp_path / "c.xlsx", lengkap(bulanan(**months, APR_2025=dt.date(2025, 4, 30))))
    assert kode_di(known, "tanggal-dua-arti") == []


def test_figures_that_may_be_read_both_ways_are_said_only_beside_proof(tmp_path: Path) -> None:
    row = bulanan(JAN_2025="02/01/2025", FEB_2025="03/02/2025")
    assert kode_di(buat_buku(tmp_path / "b.xlsx", lengkap(row)), "tanggal-dua-arti", "urutan-tanggal") == []
    proof = indikator("12/05/2025", NO="2", TANGGAL_SELESAI="10/28/2025")
    found = kode_di(buat_buku(tmp_path / "c.xlsx", lengkap(row, proof)), "tanggal-dua-arti")
    assert [(sel, isi) for sel, isi, _ in found] == [
        ("M7", "M7 02/01/2025; N7 03/02/2025"),
        ("F8", "12/05/2025"),
    ]
    assert "Dibaca sebagai 2 Januari 2025 dan 3 Februari 2025." in found[0][2]
    assert "maksudnya 1 Februari 2025 dan 2 Maret 2025." in found[0][2]


def test_many_jatuh_tempo_outside_of_the_plan_year_are_one_catatan(tmp_path: Path) -> None:
    rows = [indikator("Oktober 2023", NO=str(nomor)) for nomor in range(1, 7)]
    five, six = (
        kode_di(buat_buku(tmp_path / f"{count}.xlsx", lengkap(*rows[:count])), "jatuh-tempo-di-luar-tahun")
        for count in (5, 6)
    )
    assert [sel for sel, _, _ in five] == ["F7", "F8", "F9", "F10", "F11"]
    ((sel, _, pesan),) = six
    assert sel == "F7"
    assert pesan.startswith("Jatuh tempo 6 baris di luar tahun rencana, 2025: F7, F8, F9, F10, F11, dan F12.")


@pytest.mark.parametrize(
    ("target", "di_luar"),
    [
        ("31 Desember 2024", True),
        ("1 Januari 2025", False),
        ("31 Januari 2026", False),
        ("1 Februari 2026", True),
    ],
)
def test_the_plan_year_reaches_to_the_january_after_it(target: str, di_luar: bool, tmp_path: Path) -> None:  # noqa: FBT001 - pytest gives it by name
    found = kode_di(buat_buku(tmp_path / "b.xlsx", lengkap(indikator(target))), "jatuh-tempo-di-luar-tahun")
    assert bool(found) == di_luar


def test_a_month_typed_as_the_day_of_completion_is_said(tmp_path: Path) -> None:
    """Of a typed `Oktober 2025` Excel makes 1 October and shows `Okt-25`."""
    path = buat_buku(tmp_path / "b.xlsx", lengkap(indikator(TANGGAL_SELESAI=dt.date(2025, 10, 1))))
    assert kode_di(path, "tanggal-dibaca-sebagai") == []
    book = load_workbook(path)
    book["Rencana Aksi"]["H7"].number_format = "mmm-yy"
    book.save(path)
    ((sel, isi, _),) = kode_di(path, "tanggal-dibaca-sebagai")
    assert (sel, isi) == ("H7", "1 Oktober 2025")


@pytest.mark.parametrize(
    ("isian", "maksud"),
    [
        (dt.date(2024, 2, 27), "27 Februari 2025"),  # last year's number
        (dt.date(2026, 2, 27), "27 Februari 2025"),  # still to come
        (dt.date(2026, 1, 4), ""),  # finished late, for all that is known
        (dt.date(2025, 3, 4), ""),
    ],
)
def test_the_day_that_may_be_meant_is_asked_about(isian: dt.date, maksud: str, tmp_path: Path) -> None:
    found = kode_di(
        buat_buku(tmp_path / "b.xlsx", lengkap(bulanan(FEB_2025=isian))),
        "tanggal-sebelum-masa",
        "tanggal-di-masa-depan",
        "tanggal-jauh-sesudah",
    )
    assert [f"Maksudnya {maksud}?" in pesan for _, _, pesan in found] == ([True] if maksud else [])


def test_a_day_that_comes_again_is_said_once(tmp_path: Path) -> None:
    row = indikator("Mei & November", MEI_2025=dt.date(2025, 5, 5), NOV_2025=dt.date(2025, 5, 5))
    path = buat_buku(tmp_path / "b.xlsx", lengkap(row))
    assert [sel for sel, _, _ in kode_di(path, "tanggal-sama", "tanggal-mendahului")] == ["Q7"]
