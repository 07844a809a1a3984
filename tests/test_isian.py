"""What staff fill in is read: STATUS, words that say something or nothing, merged cells."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from baca_kecil import DES_1, TAUTAN, D, baca_catatan, realisasi, satu
from conftest import KOLOM, Baris, area, buat_buku, indikator, lengkap
from openpyxl import load_workbook

from zi_reports.rencana.model import BuktiDukung, Catatan, Realisasi, Rencana, Status
from zi_reports.sources.grid import Grid
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
