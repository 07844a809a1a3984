"""A workbook is read: its plan, its settings, what of it is odd."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from baca_kecil import DES_1, TAUTAN, D, baca, realisasi, satu
from conftest import BUKU_NYATA, KOLOM, LAMPIRAN, PENGATURAN, area, buat_buku, indikator, lengkap
from hypothesis import given
from hypothesis import strategies as st
from rencana_kecil import OKT_31

from zi_reports.rencana.model import BuktiDukung, Jenis, Realisasi, Rencana, Status, WorkbookError
from zi_reports.sources.grid import Grid, SelRusak
from zi_reports.sources.workbook import read_sheets, read_workbook


def lampiran_lines() -> list[str]:
    """Give the decree's own table, tab-separated, with a cell's paragraphs on lines of their own."""
    text = LAMPIRAN.read_text(encoding="utf-8")
    return re.sub(r"</?[a-z][^>]*>", "", text[text.index("<b>NO</b>") :]).splitlines()


def lampiran_rows() -> list[list[str]]:
    """Read the decree's own table: four plan cells a row, halves of rows cut by a page break joined.

    A half of a row has neither NO nor TARGET WAKTU; the one whole row without TARGET WAKTU is the last of its
    komponen (docs/design.md, The source).
    """
    records: list[str] = []
    for line in lampiran_lines():
        if records and records[-1].count("\t") < 5:
            records[-1] += "\n" + line
        elif line.strip():
            records.append(line)
    rows: list[list[str]] = []
    for record in records:
        cells = [" ".join(cell.split()) for cell in record.split("\t")]
        if cells[0] == "NO" or cells[:2] == ["1", "2"] or re.match(r"[IVX]+\b", cells[0]):
            continue
        whole = cells[0] or cells[5] or cells[2] == "Terdapat Inovasi pelayanan"
        if whole:
            rows.append(cells[2:6])
        else:
            rows[-1] = [f"{a} {b}".strip() for a, b in zip(rows[-1], cells[2:6], strict=True)]
    return rows


def letters(rows: Iterable[list[str]]) -> list[list[str]]:
    """Give the cells of rows without any white space."""
    return [["".join(cell.split()) for cell in row] for row in rows]


def plan_cells(rencana: Rencana) -> Iterator[list[str]]:
    """Give the plan cells of each indikator, as `lampiran_rows` does of the decree."""
    for baris in rencana.indikator:
        yield [baris.uraian, baris.langkah_aksi, baris.bukti_fisik, baris.target_waktu.teks]


def test_the_plan_is_the_decrees_to_the_letter_white_space_apart() -> None:
    rencana, _ = read_workbook(BUKU_NYATA)
    source = lampiran_rows()
    assert len(source) == 39
    assert letters(plan_cells(rencana)) == letters(source)


def test_the_real_plan_has_six_areas_and_the_komponen_that_the_source_names() -> None:
    rencana, _ = read_workbook(BUKU_NYATA)
    counts = {area.kode: sum(1 for _ in area.indikator) for area in rencana.area}
    assert counts == {"I": 4, "II": 6, "III": 18, "IV": 2, "V": 0, "VI": 9}
    open_rows = [
        f"{area.kode}.{komponen.nomor} {komponen.nama}"
        for area in rencana.area
        for komponen in area.komponen
        if komponen.belum_disalin
    ]
    assert open_rows == [
        "IV.2 Pengelolaan Akuntabilitas Kinerja",
        "V.1 Pengendalian Gratifikasi",
        "V.2 Penerapan Sistem Pengawasan Internal Pemerintah (SPIP)",
        "V.3 Pengaduan Masyarakat",
        "V.4 Whistle Blowing System",
        "V.5 Penanganan Benturan Kepentingan",
        "VI.1 Standar Pelayanan",
    ]


def test_numbered_items_of_the_real_plan_stand_on_lines_of_their_own() -> None:
    rencana, _ = read_workbook(BUKU_NYATA)
    lines = [
        line
        for baris in rencana.indikator
        for teks in (baris.langkah_aksi, baris.bukti_fisik)
        for line in teks.splitlines()
    ]
    assert any(line.startswith("2) ") for line in lines)
    assert [line for line in lines if re.search(r".\b\d+\) ", line)] == []


def test_a_code_is_area_no_and_ordinal_within_the_komponen() -> None:
    rencana = baca(
        *lengkap(
            indikator(NO="1."),
            {"INDIKATOR": "Kedua", "TARGET WAKTU": "Oktober 2025"},
            indikator(NO=2.0, KOMPONEN="Dokumen"),
        )
    )
    assert [baris.kode for baris in rencana.indikator] == ["I.1.1", "I.1.2", "I.2.1"]
    assert [komponen.nomor for komponen in rencana.area[0].komponen] == ["1.", "2"]


def test_an_area_stands_in_two_cells_or_in_one() -> None:
    rencana = baca({"NO": "I Manajemen Perubahan"}, indikator(), {"NO": "II.", "KOMPONEN": "Tata Laksana"})
    assert [(a.kode, a.nama) for a in rencana.area][:2] == [
        ("I", "Manajemen Perubahan"),
        ("II", "Tata Laksana"),
    ]
    assert [a.kode for a in rencana.area] == ["I", "II", "III", "IV", "V", "VI"]


def test_rows_that_repeat_the_header_are_passed_over() -> None:
    header = {kolom: kolom for kolom in KOLOM}
    numbers = {kolom: nomor for nomor, kolom in enumerate(KOLOM[:6], start=1)}
    rencana = baca(area("I"), indikator(), header, numbers, {"INDIKATOR": "Kedua"})
    assert [baris.uraian for baris in rencana.indikator] == ["Menerbitkan SK Tim Kerja", "Kedua"]
    assert len(rencana.area[0].komponen) == 1


def test_a_link_that_a_formula_puts_together_leaves_its_words() -> None:
    rows = (
        KOLOM,
        ("I", "Area"),
        ("1", "K", "Ind", None, None, "Oktober", None, None, "SK Tim"),
        ("2", "K", "Ind", None, None, "Oktober", None, None, TAUTAN),
    )
    links = {(3, 9): "=HYPERLINK(Z1)", (4, 9): "=HYPERLINK(Z2)"}
    rencana, catatan = read_sheets(
        (Grid("R", rows, links), Grid("Pengaturan", (("Tahun Rencana", 2025),), {})), "b"
    )
    assert [satu.bukti_dukung for satu in rencana.indikator] == [
        (BuktiDukung("SK Tim"),),
        (BuktiDukung(TAUTAN),),
    ]
    # The second shows its address, so that nothing is lacking.
    assert [satu.lokasi.sel for satu in catatan if satu.kode == "tautan-rumus-tidak-terbaca"] == ["I3"]


def test_pictures_are_one_catatan_for_the_sheet() -> None:
    rows = (
        ("logo",),
        KOLOM,
        ("I", "Area"),
        *(("1", "K", f"Ind {n}", None, None, "Oktober") for n in range(3)),
    )
    sheet = Grid("R", rows, {}, gambar=frozenset({(1, 1), (2, 4), (4, 4), (6, 9), (20, 20)}))
    _, catatan = read_sheets((sheet, Grid("Pengaturan", (("Tahun Rencana", 2025),), {})), "b")
    (note,) = (satu for satu in catatan if satu.kode == "gambar-bukan-bukti")
    assert note.lokasi.sel == "I4"
    assert note.pesan.startswith("Ada gambar pada baris 4 dan 6. ")


def test_a_broken_cell_of_the_plan_or_of_the_realisasi_counts_as_blank() -> None:
    rusak = SelRusak("#N/A")
    baris = satu(rusak, STATUS=rusak, TANGGAL_SELESAI=rusak, BUKTI_DUKUNG=rusak)
    assert (baris.target_waktu.jenis, baris.status, baris.bukti_dukung) == (Jenis.KOSONG, None, ())
    assert [kewajiban.realisasi for kewajiban in baris.kewajiban] == [Realisasi()]
    assert realisasi("Oktober dan Desember 2025", OKT_2025=rusak) == (Realisasi(), Realisasi())


@pytest.mark.parametrize(
    ("angka", "jatuh_tempo"), [(2025, (D(2025, 12, 31),)), (45961, (OKT_31,)), (12_345_678, ()), (3.5, ())]
)
def test_a_number_under_target_waktu_is_a_year_or_excels_number_of_a_day(
    angka: float, jatuh_tempo: tuple[dt.date, ...]
) -> None:
    assert satu(angka).target_waktu.jatuh_tempo == jatuh_tempo


@given(st.permutations(range(len(KOLOM))), st.sets(st.integers(0, len(KOLOM)), max_size=3))
def test_shuffled_and_unknown_columns_change_nothing(order: list[int], unknown: set[int]) -> None:
    baris = lengkap(
        indikator(STATUS="Selesai", TANGGAL_SELESAI=DES_1, KENDALA="Ada"),
        indikator("Setiap Bulan", NO="2", JAN_2025="x", FEB_2025=D(2025, 2, 28), MAR_2025="TB"),
    )
    kolom = [KOLOM[index] for index in order]
    for index in sorted(unknown):
        kolom.insert(index, f"CATATAN KAMI {index}")
    noisy = [{**satu_baris, **{f"CATATAN KAMI {index}": "x" for index in unknown}} for satu_baris in baris]
    assert baca(*noisy, kolom=tuple(kolom)) == baca(*baris)


@pytest.mark.parametrize("header", ["Jan 2025", "JANUARI 2025", "jan. 2025", "JAN\n2025", D(2025, 1, 1)])
def test_a_month_header_is_known_in_its_usual_spellings(header: Any) -> None:
    kolom = tuple(header if satu == "JAN 2025" else satu for satu in KOLOM)
    baris = lengkap({**indikator("Januari dan Maret 2025"), header: "x"})
    kewajiban = next(baca(*baris, kolom=kolom).indikator).kewajiban
    assert [k.realisasi.selesai for k in kewajiban] == [True, False]


def test_a_formula_counts_by_its_stored_value(tmp_path: Path) -> None:
    path = tmp_path / "rumus.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Rencana Aksi")
        sheet.write_row(0, 0, KOLOM)
        sheet.write_row(1, 0, ["I", "Area"])
        sheet.write_row(2, 0, ["1", "Komponen", "Indikator", "", "", "Oktober 2025"])
        sheet.write_formula(2, 6, '="Sele"&"sai"', value="Selesai")
        settings_sheet = book.add_worksheet("Pengaturan")
        settings_sheet.write_row(0, 0, ["Tahun Rencana", 2025])
    rencana, catatan = read_workbook(path)
    assert next(rencana.indikator).status is Status.SELESAI
    assert "sel-rusak" not in {satu_catatan.kode for satu_catatan in catatan}


def test_a_workbook_without_a_plan_says_which_headers_it_looks_for(tmp_path: Path) -> None:
    path = buat_buku(tmp_path / "b.xlsx", [], kolom=("A", "B"))
    with pytest.raises(WorkbookError, match=r"tidak memuat tabel rencana aksi.*NO, KOMPONEN, INDIKATOR"):
        read_workbook(path)


def test_two_plans_in_one_workbook_are_named() -> None:
    rows = (KOLOM, ("I", "Area"), ("1", "Tim", "Menerbitkan SK"))
    plan, copy = Grid("Satu", rows, {}), Grid("Dua", rows, {}, tersembunyi=True)
    with pytest.raises(WorkbookError, match=r"lembar Satu dan Dua \(tersembunyi\)"):
        read_sheets((plan, copy), "buku.xlsx")


def test_a_copy_without_any_indikator_is_no_second_plan() -> None:
    year = Grid("Pengaturan", (("Tahun Rencana", 2025),), {})
    plan = Grid("Satu", (KOLOM, ("I", "Area"), ("1", "Tim", "Menerbitkan SK")), {})
    empty = Grid("Dua", (KOLOM, (1, 2, 3, 4, 5, 6)), {})
    rencana, _ = read_sheets((empty, plan, year), "buku.xlsx")
    assert [satu.uraian for satu in rencana.indikator] == ["Menerbitkan SK"]


def test_a_plan_without_a_year_is_refused() -> None:
    with pytest.raises(WorkbookError, match="Isi Tahun Rencana pada lembar Pengaturan"):
        read_sheets((Grid("Rencana Aksi", (KOLOM,), {}),), "buku.xlsx")


def test_the_plan_kept_as_text_is_the_one_in_the_workbook(nyata: Rencana) -> None:
    rencana, _ = read_workbook(BUKU_NYATA)
    assert rencana == nyata


def test_a_sign_that_no_document_can_show_is_said_of_a_setting_too(tmp_path: Path) -> None:
    # openpyxl writes an escape as it stands, which is how a sheet holds such a sign.
    settings = {**PENGATURAN, "Tempat": "Con_x0007_toh", "Ketua": "SITI_xD83D_"}
    rencana, catatan = read_workbook(
        buat_buku(tmp_path / "b.xlsx", lengkap(indikator()), pengaturan=settings)
    )
    assert (rencana.pengaturan.tempat, rencana.pengaturan.ketua) == ("Contoh", "SITI")
    assert [satu.kode for satu in catatan] == ["karakter-kendali"] * 2


def test_settings_that_stand_within_a_line_are_one_line_and_a_dash_is_none(tmp_path: Path) -> None:
    settings = {
        **PENGATURAN,
        "Satker": "KPU\nKabupaten\r\n Contoh",
        "Nomor Keputusan": "-",
        "Ketua": "SITI\nNIP. 1",
    }
    path = buat_buku(tmp_path / "b.xlsx", lengkap(indikator()), pengaturan=settings)
    pengaturan = read_workbook(path)[0].pengaturan
    assert (pengaturan.satker, pengaturan.nomor_keputusan) == ("KPU Kabupaten Contoh", "")
    assert pengaturan.ketua == "SITI\nNIP. 1"


@pytest.mark.parametrize("nomor", ["²", "①", "½", "٣", "Ⅲ", "1²"])
def test_a_number_of_another_kind_is_a_text_like_any_other(nomor: str, tmp_path: Path) -> None:
    row = indikator(
        NO=nomor, BUKTI_FISIK=f"{nomor}) SK\n{nomor}. Undangan", BUKTI_DUKUNG=f"{nomor}) a; {nomor}. b"
    )
    rencana, _ = read_workbook(buat_buku(tmp_path / "b.xlsx", lengkap(row)))
    assert [(satu.kode, satu.uraian) for satu in rencana.indikator] == [
        (f"I.{nomor}.1", "Menerbitkan SK Tim Kerja")
    ]
