"""What meetings decided: how sheet Keputusan Rapat is read, and each decision's state as of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import SATKER, Capsys, indikator, jalankan, lengkap
from kasus_lembar import DES_18, RAPAT, Lembar, keputusan, rapat
from rencana_kecil import due, komponen, rencana
from rencana_kecil import indikator as baris
from test_tidak_diam import Buku, buku

from zi_reports.buku.tahun_baru import Alasan, carry_over
from zi_reports.buku.writer import write_workbook
from zi_reports.monev.figures import Monev, assess
from zi_reports.monev.keadaan import Keadaan, Ketepatan
from zi_reports.rencana.model import Catatan, Keputusan, Rencana, Status
from zi_reports.ringkasan import ringkasan
from zi_reports.sources.grid import Grid
from zi_reports.sources.workbook import read_sheets, read_workbook

D = dt.date
DES_31, JAN_31 = D(2025, 12, 31), D(2026, 1, 31)


def dengan(lembar: Lembar, **grid: Any) -> Buku:
    """Give a workbook with one indikator and these sheets besides."""
    more = tuple(Grid(nama, tuple(map(tuple, rows)), {}, **grid) for nama, rows in lembar.items())
    return (*buku(*lengkap(indikator())), *more)


def baca(lembar: Lembar, **grid: Any) -> tuple[Rencana, tuple[Catatan, ...]]:
    return read_sheets(dengan(lembar, **grid), "buku.xlsx")


def satu(**isian: Any) -> tuple[Keputusan, list[str]]:
    plan, catatan = baca(rapat(keputusan(**isian)))
    (read,) = plan.keputusan
    return read, [note.kode for note in catatan]


CERITA = (
    keputusan(KEPUTUSAN="Melengkapi notulen", BATAS_WAKTU=D(2026, 1, 15), TANGGAL_SELESAI=D(2026, 1, 12)),
    keputusan(KEPUTUSAN="Mengunggah SK", BATAS_WAKTU=D(2026, 1, 20), STATUS="Proses"),
    keputusan(KEPUTUSAN="Menyusun SOP", BATAS_WAKTU=D(2026, 2, 28), KODE="I.1"),
    keputusan(KEPUTUSAN="Menambah papan informasi", BATAS_WAKTU=None, KODE=None),
    keputusan(KEPUTUSAN="Lomba inovasi", STATUS="Tidak Berlaku", KETERANGAN="Anggaran dialihkan"),
    keputusan(KEPUTUSAN="Survei ulang", TANGGAL_RAPAT=D(2026, 2, 10), BATAS_WAKTU=D(2026, 3, 31)),
)
"""December's meeting decides five things, one of which is dropped later; February's decides one more."""


def monev(per_tanggal: dt.date, hari_ini: dt.date) -> Monev:
    return assess(baca(rapat(*CERITA))[0], per_tanggal, hari_ini)


def keadaan(per_tanggal: dt.date, hari_ini: dt.date) -> list[tuple[str, str, int]]:
    return [
        (row.keputusan.uraian, row.keadaan, row.hari_terlambat)
        for row in monev(per_tanggal, hari_ini).keputusan
    ]


def test_januarys_report_shows_what_decembers_meeting_came_to() -> None:
    # From 20 to 31 January are 11 days.
    assert keadaan(JAN_31, D(2026, 2, 5)) == [
        ("Melengkapi notulen", "selesai", 0),
        ("Mengunggah SK", "terlambat", 11),
        ("Menyusun SOP", "belum_jatuh_tempo", 0),
        ("Menambah papan informasi", "tanpa_tenggat", 0),
        ("Lomba inovasi", "tidak_berlaku", 0),
    ]
    first, *others = monev(JAN_31, D(2026, 2, 5)).keputusan
    assert (first.tanggal_selesai, first.ketepatan) == (D(2026, 1, 12), Ketepatan.TEPAT_WAKTU)
    assert [row.keadaan.terbuka for row in (first, *others)] == [False, True, True, True, False]


def test_decembers_report_knows_nothing_of_january() -> None:
    assert keadaan(DES_31, D(2026, 1, 5))[:3] == [
        ("Melengkapi notulen", "belum_jatuh_tempo", 0),
        ("Mengunggah SK", "belum_jatuh_tempo", 0),
        ("Menyusun SOP", "belum_jatuh_tempo", 0),
    ]
    assert keadaan(D(2025, 11, 30), D(2026, 1, 5)) == []


def test_a_batas_waktu_on_the_day_itself_is_late_once_the_day_is_over() -> None:
    plan, _ = baca(rapat(keputusan(BATAS_WAKTU=JAN_31)))
    running, over = (assess(plan, JAN_31, today).keputusan[0] for today in (JAN_31, D(2026, 2, 1)))
    assert (running.keadaan, over.keadaan) == (Keadaan.BELUM_JATUH_TEMPO, Keadaan.TERLAMBAT)
    assert over.hari_terlambat == 0


@pytest.mark.parametrize(
    ("batas", "per_tanggal", "selesai"),
    [
        (None, JAN_31, True),  # the newest report
        (None, DES_31, False),
        (D(2025, 12, 29), DES_31, True),  # from the first of its month
        (D(2026, 1, 29), DES_31, False),
    ],
)
def test_a_tick_without_a_date_counts_in_the_newest_report(
    batas: dt.date | None, per_tanggal: dt.date, *, selesai: bool
) -> None:
    plan, _ = baca(rapat(keputusan(BATAS_WAKTU=batas, STATUS="Selesai")))
    (row,) = assess(plan, per_tanggal, D(2026, 2, 5)).keputusan
    assert (row.keadaan is Keadaan.SELESAI) == selesai


@pytest.mark.parametrize(
    ("tertulis", "hari", "kode"),
    [
        ("31 Januari 2026", JAN_31, []),
        ("31/01/2026", JAN_31, []),
        ("Januari 2026", JAN_31, []),
        ("akhir Januari 2026", JAN_31, []),
        ("paling lambat 31 Januari 2026", JAN_31, []),
        ("31 Januari", JAN_31, ["tanggal-dibaca-sebagai"]),  # the next after 18 December 2025
        ("31 Desember", DES_31, ["tanggal-dibaca-sebagai"]),
        ("31/01/26", JAN_31, ["tahun-dua-angka"]),
        ("setiap bulan", None, ["batas-waktu-tidak-terbaca"]),
        ("minggu depan", None, ["batas-waktu-tidak-terbaca"]),
        ("-", None, []),
        (None, None, []),
    ],
)
def test_a_batas_waktu_is_a_day_or_words_that_come_to_one(
    tertulis: str | None, hari: dt.date | None, kode: list[str]
) -> None:
    read, kinds = satu(BATAS_WAKTU=tertulis)
    assert (read.batas_waktu, kinds) == (hari, kode)


def test_a_month_that_excel_made_a_day_of_is_due_at_its_end() -> None:
    plan, _ = baca(rapat(keputusan(BATAS_WAKTU=dt.datetime(2026, 1, 1))), bulan_saja=frozenset({(4, 5)}))  # noqa: DTZ001 - a cell has no time zone
    assert plan.keputusan[0].batas_waktu == JAN_31


def test_columns_stand_in_any_order_and_usual_spellings() -> None:
    kolom = ("PIC", "Keputusan", "Tenggat", "Tgl Rapat", "NO", "Tgl. Rapat")
    row = dict(zip(kolom, ("Sekretaris", "Rapat ulang", "31/01/2026", "18/12/2025", 1, None), strict=True))
    plan, catatan = baca(rapat(row, kolom=kolom))
    assert plan.keputusan == (
        Keputusan("Rapat ulang", DES_18, penanggung_jawab="Sekretaris", batas_waktu=JAN_31),
    )
    assert [(note.kode, note.lokasi.sel) for note in catatan] == [
        *[("kolom-dibaca-sebagai", f"{letter}3") for letter in "ACD"],
        ("kolom-tambahan", "E3"),
        ("kolom-ganda", "F3"),
    ]


def test_a_merged_day_holds_for_each_row_that_it_covers() -> None:
    rows = rapat(keputusan(), keputusan(KEPUTUSAN="Rapat", TANGGAL_RAPAT=None))
    plan, catatan = baca(rows, gabungan={(4, 1): (5, 1)})
    assert [row.tanggal_rapat for row in plan.keputusan] == [DES_18, DES_18]
    assert [note.kode for note in catatan] == ["sel-gabungan"]


def test_status_is_read_as_on_the_plan() -> None:
    read, kinds = satu(STATUS="sudah", TANGGAL_SELESAI="12/01/2026", PENANGGUNG_JAWAB="-", KETERANGAN="nihil")
    assert (read.status, read.realisasi.tanggal, kinds) == (
        Status.SELESAI,
        D(2026, 1, 12),
        ["status-dibaca-sebagai"],
    )
    assert (read.penanggung_jawab, read.keterangan) == ("", "")


@pytest.mark.parametrize("nama", ["Keputusan Rapat", "KEPUTUSAN  RAPAT", "Keputusan Rapat (2)", "Notulen"])
def test_the_list_is_known_by_its_sheets_name_or_by_its_headers(nama: str) -> None:
    plan, catatan = baca(rapat(keputusan(), nama=nama))
    assert (len(plan.keputusan), catatan) == (1, ())


@pytest.mark.parametrize(
    "lembar",
    [
        {},
        {"Keputusan Rapat": [("KEPUTUSAN RAPAT",), (), RAPAT]},
        {"Keputusan Rapat": []},
        {"Notulen": [("NO", "KEPUTUSAN", "PIC"), (1, "Rapat", "Fulan")]},
    ],
)
def test_a_workbook_without_decisions_reads_as_before(lembar: Lembar) -> None:
    plan, catatan = baca(lembar)
    bare, notes = read_sheets(buku(*lengkap(indikator())), "buku.xlsx")
    assert (plan, catatan) == (bare, notes)
    assert ringkasan(assess(plan, DES_31), catatan) == ringkasan(assess(bare, DES_31), notes)


def test_the_contract_lists_decisions_only_where_there_are_any() -> None:
    contract = ringkasan(monev(JAN_31, D(2026, 2, 5)), ())
    assert contract["keputusan"][1] == {
        "sel": "C5",
        "tanggal_rapat": "2025-12-18",
        "kode": "I.1.1",
        "keputusan": "Mengunggah SK",
        "penanggung_jawab": "",
        "batas_waktu": "2026-01-20",
        "status": "Proses",
        "tanggal": None,
        "keterangan": "",
        "keadaan": "terlambat",
        "tanggal_selesai": None,
        "ketepatan": None,
        "hari_terlambat": 11,
    }
    assert "keputusan" not in ringkasan(monev(D(2025, 11, 30), D(2026, 1, 5)), ())


def test_the_next_years_workbook_takes_open_decisions_along() -> None:
    plan, _ = baca(rapat(*CERITA))
    carried, changes = carry_over(plan, SATKER, 2026)
    assert [row.uraian for row in carried.keputusan] == [
        "Mengunggah SK",
        "Menyusun SOP",
        "Menambah papan informasi",
        "Survei ulang",
    ]
    told: Mapping[str, str] = {row.lama: row.lokasi.sel for row in changes if row.alasan is Alasan.KEPUTUSAN}
    assert told == {
        "Mengunggah SK": "C5",
        "Menyusun SOP": "C6",
        "Menambah papan informasi": "C7",
        "Survei ulang": "C9",
    }
    assert carry_over(plan, "KPU Kota Lain", 2026)[0].keputusan == ()


def test_buku_baru_writes_open_decisions_into_the_new_workbook(tmp_path: Path, capsys: Capsys) -> None:
    plan = replace(rencana(komponen(baris("A", due(DES_31)))), keputusan=baca(rapat(*CERITA))[0].keputusan)
    path = tmp_path / "lama.xlsx"
    path.write_bytes(write_workbook(plan))
    given = (
        "buku-baru",
        "--tahun",
        "2026",
        "--satker",
        SATKER,
        "--dari",
        path,
        "--keluaran",
        tmp_path,
        "--ya",
    )
    assert jalankan(*given) == 0
    assert "keputusan rapat yang belum selesai, diteruskan" in capsys.readouterr().out
    read, _ = read_workbook(tmp_path / "rencana-aksi-zi-2026.xlsx")
    assert [(row.uraian, row.status, row.batas_waktu) for row in read.keputusan] == [
        ("Mengunggah SK", Status.PROSES, D(2026, 1, 20)),
        ("Menyusun SOP", None, D(2026, 2, 28)),
        ("Menambah papan informasi", None, None),
        ("Survei ulang", None, D(2026, 3, 31)),
    ]
