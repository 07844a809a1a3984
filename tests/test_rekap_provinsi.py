"""The recap's workbook of several provinsi: a sheet each to print, and lists of all satker to filter."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
import rekap_kecil
from conftest import perlu_libreoffice
from openpyxl import Workbook, load_workbook
from rekap_kecil import HITUNGAN, KOSONG, angka
from test_excel_hitung_ulang import differences, recalculated

from zi_reports.excel.recap import write_excel
from zi_reports.monev.satker import Rekap
from zi_reports.rekap.read import Bacaan
from zi_reports.rencana.wilayah import TIDAK_DIKETAHUI

LEMBAR = [
    *("Ringkasan", "Per Area", "Terlambat per Area", "Per Tenggat", "Per Provinsi", "Per Satker"),
    *("Satker dan Area", "Tidak Dihitung", "Cara Menghitung"),
]


def satker(nama: str, capaian: float | None = 0.5, *, galat: int = 0) -> Bacaan:
    """Make a satker with 2 indikator and 4 kewajiban, of which 2 are finished and 1 is late; or with none."""
    own = angka(0, KOSONG, None) if capaian is None else angka(2, HITUNGAN, capaian, capaian / 2)
    return rekap_kecil.satker(nama, own, [{"area": "I", **own, "hari_terlambat": 30}], galat=galat)


def contoh() -> Rekap:
    """Two satker of Jawa Tengah beside one that has nothing yet, one of Bali, and one of nobody knows where."""
    return rekap_kecil.rekap(
        satker("KPU Kabupaten Boyolali", 0.5, galat=1),
        satker("KPU Kota Solok", None),
        satker("KPU Kota Tegal", 0.25, galat=2),
        satker("KPU Kabupaten Badung", 1.0),
        satker("KPU Kabupaten Contoh", 0.0),
    )


def buka(rekap: Rekap) -> Workbook:
    return load_workbook(io.BytesIO(write_excel(rekap)))


def nilai(rekap: Rekap, lembar: str) -> dict[str, tuple[Any, ...]]:
    """Give the rows of a sheet by their first cell, with the values that formulas were given."""
    book = load_workbook(io.BytesIO(write_excel(rekap)), data_only=True)
    return {str(row[0]): row[1:] for row in book[lembar].iter_rows(values_only=True) if row[0]}


def test_each_provinsi_has_a_sheet_by_name_and_what_is_not_known_comes_last() -> None:
    provinsi = ["Bali", "Jawa Tengah", "Sumatera Barat", TIDAK_DIKETAHUI]
    assert buka(contoh()).sheetnames == [*LEMBAR, *provinsi]


def test_a_recap_of_one_provinsi_has_no_sheet_of_it_and_prints_all_satker() -> None:
    rekap = rekap_kecil.rekap(satker("KPU Kabupaten Boyolali"), satker("KPU Provinsi Jawa Tengah"))
    book = buka(rekap)
    assert book.sheetnames == [nama for nama in LEMBAR if nama != "Per Provinsi"]
    # Head in rows 1 to 4, headers in row 5, two satker; PROVINSI and BUKU KERJA stay off the page.
    assert book["Per Satker"].print_area == "'Per Satker'!$A$1:$R$7"
    assert book["Satker dan Area"].print_area is None or not book["Satker dan Area"].print_area
    assert "disaring di layar" not in str(book["Per Satker"]["A3"].value)


def test_the_figures_of_a_provinsi_are_those_of_its_satker() -> None:
    rows = nilai(contoh(), "Per Provinsi")
    # Satker, with capaian, indikator; kewajiban to tidak berlaku; mean, median, lowest, highest.
    counts = (8, 4, 2, 2, 0, 0)
    assert rows["Jawa Tengah"] == (2, 2, 4, *counts, 0.375, 0.375, 0.25, 0.5)
    assert rows["Sumatera Barat"] == (1, 0, 0, 0, 0, 0, 0, 0, 0, "–", "–", "–", "–")
    assert rows[TIDAK_DIKETAHUI][:3] == (1, 1, 2)
    assert rows[TIDAK_DIKETAHUI][-4:] == (0, 0, 0, 0)


def test_a_provinsi_s_sheet_has_its_satker_their_sum_and_what_is_late() -> None:
    sheet = buka(contoh())["Jawa Tengah"]
    texts = [row[0].value for row in sheet.iter_rows()]
    assert texts[1] == "2 dari 5 satker · Rencana Aksi Zona Integritas 2025 · Per 31 Desember 2025"
    late = "Kewajiban terlambat menurut satker dan area"
    both = ["KPU Kabupaten Boyolali", "KPU Kota Tegal"]
    assert [text for text in texts[5:] if text] == [
        *("SATKER", *both, "Jumlah", "Rata-rata satker"),
        *(late, "SATKER", *both),
    ]
    rows = nilai(contoh(), "Jawa Tengah")
    # Two times 2 indikator, 4 kewajiban, 2 selesai, 1 terlambat, 1 belum jatuh tempo; galat 1 and 2.
    assert rows["Jumlah"] == (None, 4, 8, 4, 2, 2, 0, 0, *[None] * 8, 3)
    # Capaian 50% and 25%; realisasi half of each.
    assert [satu for satu in rows["Rata-rata satker"] if satu is not None] == [0.375, 0.1875]
    # The last row of a satker is that of what is late: one of area I.
    assert rows["KPU Kota Tegal"][:7] == (1, 0, 0, 0, 0, 0, 1)
    assert "Tidak ada kewajiban yang terlambat." in nilai(contoh(), "Sumatera Barat")


def test_links_lead_to_each_sheet_and_back() -> None:
    book = buka(contoh())
    cells = [row[0] for row in book["Per Provinsi"].iter_rows() if row[0].hyperlink]
    provinsi = ("Bali", "Jawa Tengah", "Sumatera Barat", TIDAK_DIKETAHUI)
    links = {str(cell.value): cell.hyperlink.location for cell in cells if cell.hyperlink}
    assert links == {nama: f"'{nama}'!A1" for nama in provinsi}
    for nama in provinsi:
        (back,) = (cell for row in book[nama].iter_rows() for cell in row if cell.hyperlink)
        assert back.hyperlink
        assert (back.value, back.hyperlink.location) == ("Semua provinsi", "'Per Provinsi'!A1")


def test_lists_of_all_satker_filter_and_print_their_heads_alone() -> None:
    book = buka(contoh())
    for nama, columns, rows in (("Per Satker", "T", 5), ("Satker dan Area", "L", 5)):
        sheet = book[nama]
        # Headers in row 5, below four lines of the head.
        assert sheet.auto_filter.ref == f"A5:{columns}{5 + rows}"
        assert sheet.freeze_panes == "B6"
        assert sheet.print_area.endswith("$3")
        assert "Lembar ini untuk disaring di layar" in str(sheet["A3"].value)
    column = [row[18].value for row in book["Per Satker"].iter_rows(min_row=5)]
    assert column == ["PROVINSI", "Bali", "Jawa Tengah", TIDAK_DIKETAHUI, "Sumatera Barat", "Jawa Tengah"]


def test_names_of_sheets_fit_excel_and_are_told_apart() -> None:
    long = "KPU Provinsi Kepulauan yang Sangat Jauh di Timur "
    names = ["KPU Provinsi Ringkasan", "KPU Provinsi History", f"{long}Satu", f"{long}Dua"]
    sheets = buka(rekap_kecil.rekap(*map(satker, names))).sheetnames[len(LEMBAR) :]
    assert sheets == [
        "History (2)",
        "Kepulauan yang Sangat Jauh di T",
        "Kepulauan yang Sangat Jauh (2)",
        "Ringkasan (2)",
    ]
    assert all(len(nama) <= 31 for nama in sheets)


def test_the_same_recap_gives_the_same_bytes() -> None:
    assert write_excel(contoh()) == write_excel(contoh())


def test_38_provinsi_are_38_sheets_of_a_page_or_two() -> None:
    many = [satker(f"KPU Provinsi Contoh {nomor:02}") for nomor in range(38)]
    more = [satker(f"KPU Kabupaten {nomor:02} Provinsi Contoh 00") for nomor in range(17)]
    book = buka(rekap_kecil.rekap(*many, *more))
    pages = book.sheetnames[len(LEMBAR) :]
    assert len(pages) == 38
    # 18 satker with both tables are too many for one page.
    assert [book[nama].page_setup.fitToHeight for nama in pages] == [2, *[None] * 37]  # None is Excel's 1
    assert all(book[nama].page_setup.fitToWidth in {None, 1} for nama in pages)


@pytest.mark.slow
@perlu_libreoffice
def test_a_recalculation_gives_the_same_values(tmp_path: Path) -> None:
    report = write_excel(contoh())
    assert differences(recalculated(report, tmp_path), report) == []
