"""What staff fill in is read: STATUS, words, merged cells, days, months, evidence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from baca_kecil import DES_1, TAUTAN, D, baca, baca_catatan, realisasi, satu
from conftest import (
    KOLOM,
    Baris,
    area,
    buat_buku,
    indikator,
    lengkap,
)
from openpyxl import load_workbook
from rencana_kecil import OKT_31

from zi_reports.rencana.model import (
    BuktiDukung,
    Catatan,
    Realisasi,
    Rencana,
    Status,
)
from zi_reports.sources.grid import Grid, Hari, read_day
from zi_reports.sources.reported import status_meant
from zi_reports.sources.workbook import read_sheets, read_workbook


@pytest.mark.parametrize(
    ("isian", "expected"),
    [
        ({}, Realisasi()),
        ({"STATUS": "Belum"}, Realisasi()),
        ({"STATUS": "Proses"}, Realisasi()),
        ({"STATUS": " selesai "}, Realisasi(selesai=True)),
        ({"STATUS": "Selesai", "TANGGAL_SELESAI": DES_1}, Realisasi(selesai=True, tanggal=DES_1)),
        ({"TANGGAL_SELESAI": DES_1}, Realisasi(selesai=True, tanggal=DES_1)),
        ({"TANGGAL_SELESAI": "1 Desember 2025"}, Realisasi(selesai=True, tanggal=DES_1)),
        ({"STATUS": "Proses", "TANGGAL_SELESAI": DES_1}, Realisasi()),
        ({"STATUS": "Belum", "TANGGAL_SELESAI": DES_1}, Realisasi()),
        ({"STATUS": "Selesai", "TANGGAL_SELESAI": "31 Juni 2025"}, Realisasi()),
        ({"STATUS": "slesai", "TANGGAL_SELESAI": DES_1}, Realisasi(selesai=True, tanggal=DES_1)),
        ({"STATUS": "selesai sebagian", "TANGGAL_SELESAI": DES_1}, Realisasi(tanggal=DES_1)),
        ({"STATUS": "Tidak Berlaku"}, Realisasi(tidak_berlaku=True)),
        ({"DES_2025": "x"}, Realisasi()),
    ],
)
def test_a_row_with_one_kewajiban_is_reported_by_status_and_date(
    isian: dict[str, Any], expected: Realisasi
) -> None:
    assert realisasi(**isian) == (expected,)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("slesai", "Selesai"),
        ("seleasi", "Selesai"),
        ("sdh seleai", "Selesai"),  # as like to "seleasi", a slip itself
        ("sdh selesai", "Selesai"),
        ("sdh slesai", "Selesai"),
        ("Sudah Selesai.", "Selesai"),
        ("SELESAI ✓", "Selesai"),
        ("✅", "Selesai"),
        ("100%", "Selesai"),
        ("done", "Selesai"),
        ("terlaksana", "Selesai"),
        ("on progress", "Proses"),
        ("On-Progres", "Proses"),
        ("masih dalam proses", "Proses"),
        ("prosess", "Proses"),
        ("proses 80%", "Proses"),
        ("blm", "Belum"),
        ("blm selesai", "Belum"),
        ("belum terlaksana", "Belum"),
        ("-", "Belum"),
        ("sudah dilaksanakan", "Selesai"),
        ("Telah dilaksanakan", "Selesai"),
        ("terpenuhi", "Selesai"),
        ("Lengkap", "Selesai"),
        ("semua sudah selesai", "Selesai"),
        ("selesai tgl 31 Okt", "Selesai"),
        ("Selesai 31/10/2025", "Selesai"),
        ("selesai bulan Oktober 2025", "Selesai"),
        ("1", "Selesai"),
        ("100", "Selesai"),
        ("progres 100%", "Selesai"),
        ("OK", "Selesai"),
        ("y", "Selesai"),
        ("v", "Selesai"),
        ("☑ selesai", "Selesai"),
        ("✓✓", "Selesai"),
        ("☒", "Selesai"),
        ("in_progress", "Proses"),
        ("masih berlangsung", "Proses"),
        ("75%", "Proses"),
        ("0.75", "Proses"),
        ("0,5", "Proses"),
        ("75", "Proses"),
        ("62,5 persen", "Proses"),
        ("selesai 50%", "Proses"),
        ("Progress 50% terlaksana", "Proses"),
        ("0%", "Belum"),
        ("0", "Belum"),
        ("FALSE", "Belum"),
        ("☐", "Belum"),
        ("kosong", "Belum"),
        ("ditunda", "Belum"),
        ("Belum Lengkap", "Belum"),
        ("belum selesai semua", "Belum"),
        ("blm diproses", "Belum"),
        ("unfinished", "Belum"),
        ("not complete", "Belum"),
        ("TB", "Tidak Berlaku"),
        ("N/A", "Tidak Berlaku"),
        ("tdk berlaku", "Tidak Berlaku"),
        ("tidak belaku", "Tidak Berlaku"),
        ("selesai sebagian", ""),
        ("selesai?", ""),
        ("tidak selesai", ""),
        ("belum tentu selesai", ""),
        ("hampir selesai", ""),
        ("seleksi", ""),
        ("protes", ""),
        ("tidak terlaksana", ""),
        ("belum 100%", ""),
        ("proses 100%", ""),
        ("selesai, menunggu ttd", ""),
        ("selesai 10/12", ""),
        ("selesai ❌", ""),
        ("lengkapi", ""),
        ("sudah tidak berlaku", ""),
        ("3", ""),
        ("250", ""),
        ("x", ""),
        ("nihil", ""),
        ("belm", ""),
        ("?", ""),
        ("menunggu pleno", ""),
    ],
)
def test_a_status_with_a_slip_is_read_as_meant_only_where_that_is_safe(word: str, status: str) -> None:
    assert str(status_meant(word) or "") == status


@pytest.mark.parametrize(
    ("word", "asked"),
    [
        ("sudah ditindaklanjuti", "Maksudnya Selesai? "),
        ("selesai sebagian", "Maksudnya Proses? "),
        ("hampir selesai", "Maksudnya Proses? "),
        ("selesai kecuali SK", "Maksudnya Proses? "),
        ("belum tentu selesai", "Maksudnya Belum? "),
        ("belun selesai", "Maksudnya Belum? "),
        ("sudah tidak berlaku", "Maksudnya Tidak Berlaku? "),
        *(
            (word, "")
            for word in ("tidak terlaksana", "tidk selesai", "Tidak Tercapai", "Tidak Sesuai", "batal")
        ),
        *(
            (word, "")
            for word in ("selesai, menunggu ttd", "akan selesai", "selesai ❌", "selesai 10/12", "final")
        ),
        *((word, "") for word in ("Sesuai", "Terlambat", "Tidak Ada", "selesaikan", "31 Oktober 2025", "x")),
    ],
)
def test_a_suggested_status_never_turns_the_words_round(word: str, asked: str) -> None:
    _, (catatan,) = baca_catatan("status-tidak-dikenal", *lengkap(indikator(STATUS=word)))
    assert catatan.pesan == (
        f"STATUS tidak dikenal. {asked}Pilih Belum, Proses, Selesai, atau Tidak Berlaku."
    )


@pytest.mark.parametrize(
    ("value", "status", "isi"),
    [
        (True, Status.SELESAI, None),
        (False, Status.BELUM, None),
        (1, Status.SELESAI, "1"),
        (0, Status.BELUM, "0"),
        (100, Status.SELESAI, "100"),
        (0.625, Status.PROSES, "62,5%"),
        (75, Status.PROSES, "75"),
        (D(1900, 1, 1), Status.SELESAI, "1"),  # a 1 in a cell that is shown as a date
        (dt.time(), Status.BELUM, "0"),
    ],
)
def test_a_ticked_box_and_a_figure_are_a_status(value: Any, status: Status, isi: str | None) -> None:
    rencana, catatan = baca_catatan("status-dibaca-sebagai", *lengkap(indikator(STATUS=value)))
    assert next(rencana.indikator).status is status
    assert [satu.isi for satu in catatan] == ([] if isi is None else [isi])


def test_a_box_left_unticked_is_belum_whatever_its_date_and_says_nothing_of_months() -> None:
    isian = {"STATUS": False, "TANGGAL_SELESAI": DES_1}
    rencana, catatan = baca_catatan("tanggal-berlawanan-status", *lengkap(indikator(**isian)))
    assert not next(rencana.indikator).kewajiban[0].realisasi.selesai
    assert len(catatan) == 1
    months = lengkap(indikator("Oktober dan Desember 2025", STATUS=False, OKT_2025="x"))
    assert baca_catatan("status-berlawanan-bulan", *months)[1] == []


def test_a_date_beside_selesai_belongs_in_its_own_column() -> None:
    rows = lengkap(
        indikator(STATUS="selesai tgl 31 Okt"),
        indikator(NO="2", STATUS="selesai 1/12/2025", TANGGAL_SELESAI=DES_1),
    )
    rencana, catatan = baca_catatan("status-dibaca-sebagai", *rows)
    assert [satu.kewajiban[0].realisasi for satu in rencana.indikator] == [
        Realisasi(selesai=True),
        Realisasi(selesai=True, tanggal=DES_1),
    ]
    assert ["TANGGAL SELESAI" in satu.pesan for satu in catatan] == [True, False]


TANPA_ISI = (
    *(
        "-",
        "–",
        "--",
        ".",
        "(-)",
        "nihil",
        "NIHIL.",
        "Tidak ada",
        "tdk. ada",
        "belum ada",
        "n/a",
        "kosong",
        "aman",
    ),
    *(
        "tidak ada kendala",
        "Tidak ada kendala yang berarti",
        "sampai saat ini tidak ada kendala",
        "aman, tidak ada",
        0,
    ),
)


@pytest.mark.parametrize("teks", TANPA_ISI)
def test_words_that_say_nothing_are_blank_without_a_catatan(teks: Any) -> None:
    headers = ("BUKTI_DUKUNG", "PENANGGUNG_JAWAB", "KENDALA", "TINDAK_LANJUT")
    filled = dict.fromkeys(headers, teks)
    rows = lengkap(
        indikator(**filled),
        indikator("Setiap Bulan", NO="2", JAN_2025=teks),
        indikator(NO="3", MEI_2025=teks),
    )
    rencana, catatan = baca_catatan("", *rows)
    row, monthly, _ = rencana.indikator
    assert (row.bukti_dukung, row.penanggung_jawab, row.kendala, row.tindak_lanjut) == ((), "", "", "")
    assert monthly.kewajiban[0].realisasi == Realisasi()
    assert catatan == []


@pytest.mark.parametrize(
    ("header", "teks"),
    [
        ("KENDALA", "tidak ada anggaran"),
        ("KENDALA", "belum ada dokumen"),
        ("KENDALA", "?"),
        ("KENDALA", "menyusul"),
        ("TINDAK LANJUT", "belum tersedia"),
        ("TINDAK LANJUT", "tetap dilaksanakan"),
        ("PENANGGUNG JAWAB", "Pak Aman"),
    ],
)
def test_words_that_say_something_stay(header: str, teks: str) -> None:
    row = satu(**{header: teks})
    assert teks in (row.kendala, row.tindak_lanjut, row.penanggung_jawab)


@pytest.mark.parametrize(
    ("header", "teks"),
    [
        ("KENDALA", "Tidak ada kendala, berjalan lancar"),
        ("KENDALA", "tidak terdapat kendala maupun hambatan dalam pelaksanaannya"),
        ("KENDALA", "lancar"),
        ("TINDAK LANJUT", "Belum ada RTL"),
        ("PENANGGUNG JAWAB", "belum ada PIC"),
        ("BUKTI DUKUNG", "belum ada dokumen"),
        ("BUKTI DUKUNG", "menyusul"),
    ],
)
def test_words_that_say_nothing_in_their_own_column_are_blank(header: str, teks: str) -> None:
    row = satu(**{header: teks})
    assert (row.bukti_dukung, row.penanggung_jawab, row.kendala, row.tindak_lanjut) == ((), "", "", "")


def test_only_the_lines_that_say_something_are_evidence() -> None:
    bukti = satu(BUKTI_DUKUNG="- nihil\nSK.pdf\nbelum ada bukti dukung").bukti_dukung
    assert bukti == (BuktiDukung("SK.pdf"),)


def test_months_in_other_words_are_one_catatan_for_the_row() -> None:
    months = {header.replace(" ", "_"): "done" for header in KOLOM[12:]}
    rencana, catatan = baca_catatan(
        "isian-bulan-dibaca-sebagai", *lengkap(indikator("Setiap Bulan", **months))
    )
    assert all(satu.realisasi == Realisasi(selesai=True) for satu in next(rencana.indikator).kewajiban)
    (one,) = catatan
    assert (one.lokasi.sel, one.isi) == ("M6", "done")
    assert "selesai (JAN 2025, FEB 2025, MAR 2025, " in one.pesan


def test_the_same_unknown_text_in_several_months_is_one_catatan() -> None:
    rows = lengkap(indikator("Setiap Bulan", JAN_2025="nanti", MAR_2025="entah", MEI_2025="nanti"))
    _, catatan = baca_catatan("isian-bulan-tidak-dikenal", *rows)
    assert [(satu.lokasi.sel, satu.isi) for satu in catatan] == [("M6", "nanti"), ("O6", "entah")]
    assert catatan[0].pesan.startswith("Isian bulan (JAN 2025, MEI 2025) tidak dikenal. ")


def gabungan(tmp_path: Path, *blocks: str, baris: list[Baris]) -> tuple[Rencana, list[Catatan]]:
    """Read rows (the first indikator stands in row 7) with merged cells."""
    path = buat_buku(tmp_path / "gabung.xlsx", baris)
    book = load_workbook(path)
    for block in blocks:
        book["Rencana Aksi"].merge_cells(block)
    book.save(path)
    rencana, catatan = read_workbook(path)
    return rencana, [satu for satu in catatan if satu.kode != "area-tidak-ada"]


def test_what_is_merged_over_several_rows_holds_for_each(tmp_path: Path) -> None:
    first = indikator(
        STATUS="Selesai",
        TANGGAL_SELESAI=DES_1,
        BUKTI_DUKUNG="SK.pdf",
        PENANGGUNG_JAWAB="Sekretaris",
        KENDALA="Hujan",
    )
    rows = lengkap(first, indikator(NO="2"), indikator(NO="3", STATUS="Proses"))
    blocks = [f"{letter}7:{letter}8" for letter in "GHIJK"]
    rencana, catatan = gabungan(tmp_path, *blocks, baris=rows)
    one, two, three = rencana.indikator
    for row in (one, two):
        assert row.kewajiban[0].realisasi == Realisasi(selesai=True, tanggal=DES_1)
        assert row.bukti_dukung == (BuktiDukung("SK.pdf"),)
        assert (row.penanggung_jawab, row.kendala) == ("Sekretaris", "Hujan")
    assert (three.status, three.kendala) == (Status.PROSES, "")
    assert [(satu.kode, satu.lokasi.sel) for satu in catatan] == [("sel-gabungan", f"{x}7") for x in "GHIJK"]
    assert "G7:G8 dipakai untuk STATUS baris 7 sampai 8." in catatan[0].pesan


def test_months_merged_over_rows_and_columns_hold_for_all_of_them(tmp_path: Path) -> None:
    rows = lengkap(
        indikator("Setiap Bulan", FEB_2025="x"), indikator("Setiap Triwulan", NO="2"), indikator(NO="3")
    )
    rencana, catatan = gabungan(tmp_path, "N7:R9", baris=rows)
    monthly, quarterly, _ = rencana.indikator
    done = [satu.realisasi.selesai for satu in monthly.kewajiban]
    assert done == [False] + [True] * 5 + [False] * 6  # February to June
    assert [satu.realisasi.selesai for satu in quarterly.kewajiban] == [True, True, False, False]
    kinds = [(satu.kode, satu.lokasi.sel) for satu in catatan]
    assert kinds == [("sel-gabungan", "N7"), ("sel-tidak-dipakai", "N9")]
    assert "FEB 2025 sampai JUN 2025 baris 7 sampai 9" in catatan[0].pesan


def test_a_day_merged_over_months_is_noted_once(tmp_path: Path) -> None:
    rows = lengkap(indikator("Setiap Triwulan", JAN_2025="5/4/25"))
    rencana, catatan = gabungan(tmp_path, "M7:R7", baris=rows)
    days = [satu.realisasi.tanggal for satu in next(rencana.indikator).kewajiban]
    assert days == [D(2025, 4, 5), D(2025, 4, 5), None, None]
    assert [satu.kode for satu in catatan] == ["sel-gabungan", "tahun-dua-angka"]


def test_words_in_a_merged_block_are_noted_once_where_they_stand(tmp_path: Path) -> None:
    rows = lengkap(
        indikator(STATUS="sdh selesai", TANGGAL_SELESAI=DES_1),
        indikator(NO="2"),
        indikator("Setiap Bulan", NO="3", JAN_2025="done"),
        indikator("Setiap Bulan", NO="4"),
    )
    _, catatan = gabungan(tmp_path, "G7:G8", "H7:H8", "M9:N10", baris=rows)
    kinds = [(satu.kode, satu.lokasi.sel) for satu in catatan if satu.kode != "sel-gabungan"]
    assert kinds == [("status-dibaca-sebagai", "G7"), ("isian-bulan-dibaca-sebagai", "M9")]


def test_a_link_in_a_merged_block_is_evidence_of_each_row() -> None:
    filled = ("1", "K", "Ind", None, None, "Oktober", None, None)
    rows = (KOLOM, ("I", "Area"), (*filled, "SK"), ("2", *filled[1:]))
    sheet = Grid("R", rows, {(3, 9): TAUTAN}, gabungan={(3, 9): (4, 9)})
    rencana, _ = read_sheets((sheet, Grid("Pengaturan", (("Tahun Rencana", 2025),), {})), "b")
    assert [row.bukti_dukung for row in rencana.indikator] == [(BuktiDukung("SK", TAUTAN),)] * 2


def test_a_block_over_an_area_row_holds_for_the_indikator_below(tmp_path: Path) -> None:
    rows = [
        {**area("I"), "STATUS": "Selesai"},
        indikator(),
        {"NO": "2", "KOMPONEN": "Lain"},
        area("II"),
        indikator(),
    ]
    rencana, catatan = gabungan(tmp_path, "G6:G10", baris=rows)
    assert [satu.status for satu in rencana.indikator] == [Status.SELESAI, Status.SELESAI]
    assert [satu.kode for satu in catatan if satu.kode == "sel-gabungan"] == ["sel-gabungan"]


def test_a_block_over_columns_of_different_meaning_holds_for_the_first(tmp_path: Path) -> None:
    rows = lengkap(indikator(STATUS="Selesai"), indikator("Setiap Bulan", NO="2", TINDAK_LANJUT="x"))
    rencana, catatan = gabungan(tmp_path, "G7:H7", "L8:N8", baris=rows)
    one, two = rencana.indikator
    assert one.kewajiban[0].realisasi == Realisasi(selesai=True)
    assert two.tindak_lanjut == "x"
    assert not any(satu.realisasi.selesai for satu in two.kewajiban)
    assert [satu.lokasi.sel for satu in catatan] == ["G7", "L8"]
    assert "TANGGAL SELESAI di dalamnya dianggap kosong" in catatan[0].pesan
    assert "JAN 2025 sampai FEB 2025 di dalamnya dianggap kosong" in catatan[1].pesan


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("31 Oktober 2025", OKT_31),
        ("Jumat, 31 Oktober 2025", OKT_31),
        ("Jum'at 31-10-2025", OKT_31),
        ("tgl. 31/10/2025", OKT_31),
        ("31/10/2025 14:30", OKT_31),
        ("31 Oktober 2025 pukul 09.00 WIB", OKT_31),
        ("2025-10-31T00:00:00", OKT_31),
        ("5/7/2025", D(2025, 7, 5)),
        (dt.datetime.combine(OKT_31, dt.time(23, 59)), OKT_31),
        ("31/10/25", OKT_31),
        ("31.10.25", OKT_31),
        ("31 / 10 / 25", OKT_31),
        ("31-Okt-25", OKT_31),
        ("Jumat, 31 Okt '25", OKT_31),
        (45961, OKT_31),
        (45961.75, OKT_31),
        ("45961", OKT_31),
    ],
)
def test_a_day_is_read_in_many_forms(value: Any, day: dt.date) -> None:
    read = read_day(value, tahun=2025)
    assert read.hari == day
    assert read.ditafsirkan == (isinstance(value, int | float) or value == "45961")
    assert read.dua_angka == (
        value in {"31/10/25", "31.10.25", "31 / 10 / 25", "31-Okt-25", "Jumat, 31 Okt '25"}
    )


@pytest.mark.parametrize(
    ("value", "suggested"),
    [
        ("Senin, 31 Oktober 2025", OKT_31),
        ("31 Oktobr 2025", OKT_31),
        ("31 Juni 2025", None),
        ("Oktober 2025", None),
        ("31 Oktober", OKT_31),
        ("31/10", OKT_31),
        ("31-10", OKT_31),
        ("Oct 31, 2025", OKT_31),
        ("2025/10/31", OKT_31),
        ("25/10/31", None),
        ("31/10/23", None),
        ("32/1/25", None),
        (D(1900, 1, 5), None),
        (2025, None),
        (20251031, None),
        (True, None),
        (dt.time(7, 30), None),
        (dt.timedelta(hours=30), None),
        ("secepatnya", None),
    ],
)
def test_a_day_that_is_impossible_or_doubtful_is_none(value: Any, suggested: dt.date | None) -> None:
    assert read_day(value, tahun=2025) == Hari(saran=suggested)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("10/31/2025", Hari(saran=OKT_31, lain=OKT_31)),
        ("10/31/2025 12:00:00 AM", Hari(saran=OKT_31, lain=OKT_31)),
        ("10-31-25", Hari(saran=OKT_31, lain=OKT_31)),
        ("05/12/2025", Hari(D(2025, 12, 5), lain=D(2025, 5, 12))),
        ("05/12/25", Hari(D(2025, 12, 5), dua_angka=True, lain=D(2025, 5, 12))),
        ("12/12/2025", Hari(D(2025, 12, 12))),
        ("Jumat, 05/12/2025", Hari(D(2025, 12, 5))),  # 12 May 2025 is a Monday
    ],
)
def test_figures_say_what_they_are_with_the_month_in_front(value: str, read: Hari) -> None:
    assert read_day(value, tahun=2025) == read


def test_a_year_of_two_figures_is_none_where_the_plan_year_is_not_known() -> None:
    assert read_day("31/10/25") == Hari()


def test_serial_numbers_count_from_1904_where_the_workbook_does(tmp_path: Path) -> None:
    path = tmp_path / "mac.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True}) as book:
        sheet = book.add_worksheet("Rencana Aksi")
        form = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, KOLOM)
        sheet.write_row(1, 0, ["I", "Area"])
        sheet.write_row(2, 0, ["1", "Komponen", "Dengan format", "", "", "Oktober 2025"])
        sheet.write_datetime(2, 7, D(2025, 10, 30), form)
        # 31 October 2025 is day 45961 after 30 December 1899, from which 1 January 1904 is 1462 days.
        sheet.write_row(3, 0, ["2", "Lain", "Tanpa format", "", "", "Oktober 2025", "", 45961 - 1462])
        book.add_worksheet("Pengaturan").write_row(0, 0, ["Tahun Rencana", 2025])
    rencana, _ = read_workbook(path)
    assert [row.kewajiban[0].realisasi.tanggal for row in rencana.indikator] == [D(2025, 10, 30), OKT_31]


def test_a_box_left_unticked_is_blank_and_a_ticked_one_a_mark() -> None:
    assert realisasi("Oktober dan Desember 2025", OKT_2025=True, DES_2025=False, NOV_2025=False) == (
        Realisasi(selesai=True),
        Realisasi(),
    )


@pytest.mark.parametrize(
    "mark",
    ["x", "X", "x.", "(v)", "v", "✓", "ya", "Sudah", "SELESAI", "ok", "1", 1, 1.0, True, D(1900, 1, 1)],
)
def test_a_mark_in_a_month_cell_says_that_the_month_is_finished(mark: Any) -> None:
    assert realisasi("Oktober dan Desember 2025", DES_2025=mark) == (Realisasi(), Realisasi(selesai=True))


def test_a_month_cell_takes_a_date_a_mark_or_tb() -> None:
    assert realisasi(
        "Setiap Triwulan",
        MAR_2025=dt.datetime.combine(D(2025, 3, 28), dt.time()),
        JUN_2025="5/7/2025",
        SEP_2025="tb",
        DES_2025="nanti",
    ) == (
        Realisasi(selesai=True, tanggal=D(2025, 3, 28)),
        Realisasi(selesai=True, tanggal=D(2025, 7, 5)),
        Realisasi(tidak_berlaku=True),
        Realisasi(),
    )


def test_status_of_a_row_with_months_counts_only_where_it_says_tidak_berlaku() -> None:
    assert realisasi("Oktober dan Desember 2025", STATUS="Selesai") == (Realisasi(), Realisasi())
    assert realisasi("Oktober dan Desember 2025", STATUS="Tidak Berlaku", OKT_2025="x") == (
        Realisasi(tidak_berlaku=True),
        Realisasi(tidak_berlaku=True),
    )
    assert satu("Oktober dan Desember 2025", STATUS="Proses").status is Status.PROSES


def test_the_year_of_a_target_waktu_comes_from_the_workbook() -> None:
    assert satu("Oktober").target_waktu.jatuh_tempo == (OKT_31,)


def test_evidence_is_one_a_line() -> None:
    bukti = satu(BUKTI_DUKUNG="SK.pdf\n\n  notulen.pdf ").bukti_dukung
    assert bukti == (BuktiDukung("SK.pdf"), BuktiDukung("notulen.pdf"))


@pytest.mark.parametrize(
    ("teks", "expected"),
    [
        ("SK", (BuktiDukung("SK", TAUTAN),)),
        ("SK\nnotulen", (BuktiDukung("SK", TAUTAN), BuktiDukung("notulen"))),
        (None, (BuktiDukung(TAUTAN, TAUTAN),)),
    ],
)
def test_a_cells_hyperlink_belongs_to_its_first_piece_of_evidence(
    teks: str | None, expected: tuple[BuktiDukung, ...]
) -> None:
    rows = (KOLOM, ("I", "Area"), ("1", "K", "Ind", None, None, "Oktober", None, None, teks))
    sheets = (Grid("R", rows, {(3, 9): TAUTAN}), Grid("Pengaturan", (("Tahun Rencana", 2025),), {}))
    rencana, _ = read_sheets(sheets, "b")
    assert next(rencana.indikator).bukti_dukung == expected


def test_a_link_by_formula_is_evidence_and_in_a_month_what_it_shows(tmp_path: Path) -> None:
    sekali = indikator(STATUS="Selesai", BUKTI_DUKUNG=f'=HYPERLINK("{TAUTAN}","SK Tim")')
    bulanan = indikator(
        "Setiap Bulan",
        JAN_2025=f'=HYPERLINK("{TAUTAN}","x")',
        FEB_2025=f'=HYPERLINK("{TAUTAN}","27 Februari 2025")',
    )
    typed = indikator(
        NO="2", BUKTI_DUKUNG=f'=HYPERLINK("{TAUTAN}";"Foto")', JAN_2025=f'=HYPERLINK("{TAUTAN}";"x")'
    )
    # Once as formulas that nobody has calculated, once as the text that a cell for text makes of them.
    plans = [
        read_workbook(buat_buku(tmp_path / "b.xlsx", lengkap(sekali, bulanan, typed)))[0],
        baca(*lengkap(sekali, bulanan, typed)),
    ]
    for rencana in plans:
        first, monthly, last = rencana.indikator
        assert first.bukti_dukung == (BuktiDukung("SK Tim", TAUTAN),)
        assert last.bukti_dukung == (BuktiDukung("Foto", TAUTAN),)
        january, february, march, *_ = (satu.realisasi for satu in monthly.kewajiban)
        assert (january, february, march) == (
            Realisasi(selesai=True),
            Realisasi(selesai=True, tanggal=D(2025, 2, 27)),
            Realisasi(),
        )
