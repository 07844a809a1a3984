"""The law of no silence (docs/design.md, Catatan): what stands in a cell is counted, shown or named.

What a program is told is the contract, so that is what has to change when a cell is emptied or filled in.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import (
    BUKU_CONTOH,
    BUKU_NYATA,
    HARI_INI,
    KOLOM,
    PENGATURAN,
    SATKER,
    Baris,
    area,
    indikator,
    lengkap,
)
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import coordinate_to_tuple, get_column_letter

from zi_reports.monev.figures import assess
from zi_reports.rencana.lampiran import BELUM_DISALIN, split_kode
from zi_reports.rencana.model import WorkbookError
from zi_reports.rencana.periksa import run_checks
from zi_reports.ringkasan import ringkasan
from zi_reports.sources.grid import Grid, Nilai, as_text, normal
from zi_reports.sources.load import load_sheets
from zi_reports.sources.reported import says_nothing
from zi_reports.sources.workbook import read_sheets

Buku = tuple[Grid, ...]

DES_31 = dt.date(2025, 12, 31)
RENCANA, PENGATURAN_ = 0, 1
"""The places of the two sheets in a workbook."""

ISIAN = KOLOM[6:]
"""The headers of the cells that staff fill in."""

TANPA_ARTI = {"", "-", "–", "--", "nihil", "tidak ada", "n/a", "kosong", "aman", "belum ada", ".", "0"}
"""Words that say nothing, and so may go without a word."""

KATA = (
    *(
        "Belum",
        "Proses",
        "Selesai",
        "Tidak Berlaku",
        "sdh",
        "selesai sebagian",
        "75%",
        "ditunda",
        "menunggu pleno",
    ),
    *("x", "v", "✓", "TB", "ya", "1", "0,5", "ok", "?", "idem", "sda", "s.d.a", '"', "lihat catatan", "#N/A"),
    *("31 Oktober 2025", "31/10/2025", "10/31/2025", "31 Juni 2025", "Okt", "2025", "minggu depan", "45961"),
    *("SK.pdf", "https://contoh.id/sk", "SK: https://contoh.id/sk", "D:\\ZI\\SK.pdf", "Notulen rapat"),
    *("Kasubbag Hukum", "Anggaran belum turun", "Mengetahui, Ketua", "Jumlah", "NO", "KOMPONEN", "II", "12"),
    *(
        "satu\ndua",
        "a\x07b",
        "\u200b x",
        "=1+1",
        "'31",
        "TARGET WAKTU",
        "Catatan: tunda",
        " selesai ",
        "SELESAI!",
    ),
)
"""What somebody types into a cell of any column."""

NILAI: tuple[Nilai, ...] = (
    True,
    1,
    0.75,
    45961,
    2025,
    dt.date(2025, 10, 31),
    dt.date(2062, 1, 3),
    dt.time(9),
)


def buku(*baris: Baris, kolom: Sequence[str] = KOLOM, pengaturan: Mapping[Any, Any] = PENGATURAN) -> Buku:
    """Make the sheets of a workbook, as they are when its file has been opened."""
    rows: tuple[tuple[Nilai, ...], ...] = (
        (f"RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS {SATKER.upper()}",),
        ("TAHUN 2025",),
        (),
        tuple(kolom),
        tuple(range(1, 7)),
        *(tuple(satu.get(header) for header in kolom) for satu in baris),
    )
    return Grid("Rencana Aksi", rows, {}), Grid("Pengaturan", tuple(pengaturan.items()), {})


def with_cell(sheets: Buku, lembar: int, sel: str, nilai: Nilai = None) -> Buku:
    """Give the workbook with another value in a cell, or with none."""
    nomor, column = coordinate_to_tuple(sel)
    sheet = sheets[lembar]
    rows = [list(row) for row in sheet.baris]
    rows[nomor - 1].extend([None] * (column - len(rows[nomor - 1])))
    rows[nomor - 1][column - 1] = nilai
    links = {cell: link for cell, link in sheet.tautan.items() if cell != (nomor, column)}
    changed = replace(sheet, baris=tuple(map(tuple, rows)), tautan=links)
    return (*sheets[:lembar], changed, *sheets[lembar + 1 :])


def told(sheets: Buku) -> Any:
    """Give all that is told of a workbook: the contract with its catatan, or why it is refused."""
    try:
        rencana, notes = read_sheets(sheets, "buku.xlsx")
    except WorkbookError as error:
        return str(error)
    return ringkasan(assess(rencana, DES_31), (*notes, *run_checks(rencana, HARI_INI)))


def cells(sheets: Buku) -> Iterator[tuple[int, str]]:
    """Go through the cells that the law is about: of the header, the table, and Pengaturan.

    NO and KOMPONEN that are those of the row above say only once more what stands there.
    """
    for lembar in (RENCANA, PENGATURAN_):
        for nomor, row in enumerate(sheets[lembar].baris, start=1):
            for column, value in enumerate(row, start=1):
                header = as_text(sheets[RENCANA].baris[3][column - 1]) if lembar == RENCANA else ""
                said = as_text(value) and not (nomor > 5 and header and says_little(value, header))
                again = lembar == RENCANA and row[:2] == sheets[lembar].baris[nomor - 2][:2]
                if said and not (again and column < 3) and not _outside(lembar, nomor, column, row):
                    yield lembar, f"{get_column_letter(column)}{nomor}"


def _outside(lembar: int, nomor: int, column: int, row: Sequence[Nilai]) -> bool:
    """Say whether a cell says nothing: a title, a column's number, words of our own, KODE, a label of nothing."""
    if lembar == RENCANA:
        value = row[column - 1]
        return nomor < 4 or nomor == 5 or value == BELUM_DISALIN or split_kode(as_text(value)) is not None
    return column > 2 or row[0] in {"PENGATURAN", "Label"} or not as_text(row[1])


DISEBUT_LAGI = {"I9", "I19"}
"""Cells of the example whose evidence sheet Bukti names as well, with a verdict: it stays known."""


def silent(sheets: Buku, places: Sequence[tuple[int, str]]) -> list[str]:
    """Give the cells that may be emptied without a word."""
    whole = told(sheets)
    return [sel for lembar, sel in places if told(with_cell(sheets, lembar, sel)) == whole]


def dibuka(path: Path) -> Buku:
    """Open a workbook: the plan and Pengaturan first."""
    order = ["Rencana Aksi", "Pengaturan"]
    return tuple(sorted(load_sheets(path), key=lambda sheet: (*order, sheet.nama).index(sheet.nama)))


contoh = functools.cache(lambda: dibuka(BUKU_CONTOH))


def test_some_cells_of_the_example_cannot_be_emptied_in_silence() -> None:
    assert set(silent(contoh(), list(cells(contoh()))[::10])) <= DISEBUT_LAGI


@pytest.mark.slow
@pytest.mark.parametrize("path", [BUKU_CONTOH, BUKU_NYATA], ids=lambda path: path.stem)
def test_no_cell_can_be_emptied_in_silence(path: Path) -> None:
    sheets = dibuka(path)
    places = list(cells(sheets))
    assert len(places) > 200
    assert set(silent(sheets, places)) <= DISEBUT_LAGI


PENDEK = st.sampled_from([satu for satu in KATA if normal(satu) not in TANPA_ARTI])
HARI = st.dates(dt.date(2024, 12, 1), dt.date(2026, 3, 1))
TARGET = ("Oktober 2025", "Setiap Bulan", "Mei dan November 2025", "Triwulanan", "insidental", "asap", None)


@st.composite
def plans(draw: st.DrawFn) -> Buku:
    """Draw a workbook with a few rows, filled in here and there with anything."""
    rows = []
    for nomor in range(draw(st.integers(1, 3))):
        headers = draw(st.lists(st.sampled_from(ISIAN), unique=True, max_size=5))
        isian = {header: draw(PENDEK | HARI) for header in headers}
        rows.append({**indikator(draw(st.sampled_from(TARGET)), NO=str(nomor + 1)), **isian})
    return buku(*lengkap(*rows, indikator("Setiap Bulan", NO="9")))


@pytest.mark.slow
@given(plans(), st.integers(0, 3))
def test_no_cell_of_any_plan_can_be_emptied_in_silence(sheets: Buku, start: int) -> None:
    assert silent(sheets, list(cells(sheets))[start::4]) == []


BARIS = {
    "sekali": indikator(),
    "bulanan": indikator("Setiap Bulan"),
    "beberapa": indikator("Mei dan November 2025"),
    "insidental": indikator("Setiap ada kegiatan"),
    "tanpa target": indikator(None),
    "terbaca salah": indikator("asap"),
    "area": area("I"),
    "belum disalin": {"NO": "2", "KOMPONEN": "Standar Pelayanan", "LANGKAH AKSI": BELUM_DISALIN},
    "tanpa indikator": {"NO": "2", "KOMPONEN": "Standar Pelayanan"},
}


SEL = [(jenis, header) for jenis in BARIS for header in (*KOLOM[3:12], "OKT 2025", "NOV 2025")]


@functools.cache
def blank(jenis: str, kolom: Sequence[str] = KOLOM) -> Any:
    return told(buku(*lengkap(indikator(), BARIS[jenis]), kolom=kolom))


def unheard(jenis: str, header: str, nilai: Nilai, kolom: Sequence[str] = KOLOM) -> bool:
    """Say whether a value typed into a cell of a row leaves all as it was, though it says something."""
    filled = buku(*lengkap(indikator(), {**BARIS[jenis], header: nilai}), kolom=kolom)
    return not says_little(nilai, header) and told(filled) == blank(jenis, kolom)


def says_little(nilai: Nilai, header: str) -> bool:
    """Say whether a value says nothing below its header; what does is held in test_reader.py."""
    text = normal(as_text(nilai))
    return text in TANPA_ARTI or says_nothing(text.strip(" .()[]"), header)


def test_some_values_typed_into_a_cell_are_counted_shown_or_named() -> None:
    tried = [(*SEL[urutan * 5 % len(SEL)], nilai) for urutan, nilai in enumerate((*KATA, *NILAI) * 2)]
    assert {satu[:2] for satu in tried} == set(SEL)
    assert [satu for satu in tried if unheard(*satu)] == []


@pytest.mark.slow
@pytest.mark.parametrize("jenis", BARIS)
def test_whatever_is_typed_into_a_cell_is_counted_shown_or_named(jenis: str) -> None:
    tried = [(*sel, nilai) for sel in SEL if sel[0] == jenis for nilai in (*KATA, *NILAI)]
    assert [satu for satu in tried if unheard(*satu)] == []


@given(st.sampled_from(SEL), st.text(max_size=40))
def test_any_text_typed_into_a_cell_is_counted_shown_or_named(sel: tuple[str, str], teks: str) -> None:
    assert not unheard(*sel, teks)


@pytest.mark.parametrize("header", ["KETERANGAN", ""])
def test_what_stands_below_no_known_header_is_named(header: str) -> None:
    kolom = (*KOLOM, header)
    assert [jenis for jenis in BARIS if unheard(jenis, header, "di map biru", kolom)] == []


SETTINGS: Mapping[Any, Any] = {
    **PENGATURAN,
    "Nomor Keputusan": "38 Tahun 2025",
    "Tanggal Keputusan": dt.date(2025, 10, 27),
    "Mulai Pemantauan": dt.date(2025, 1, 1),
    "Ketua": "SITI AMINAH",
    "Sekretaris": "BUDI",
    "Penanda Tangan Laporan (jabatan)": "Sekretaris",
    "Penanda Tangan Laporan (nama)": "BUDI",
    "Ukuran Kertas": "A4",
    "Tanda Dokumen": "KONSEP",
    "Lampirkan Catatan Data": "Tidak",
    "Kata Pengantar": "Ya",
    "Cetak Rencana Aksi": "A3",
    "Penanggung Jawab": "Kasubbag Hukum",
    None: "Sekretaris",
}


def test_no_setting_can_be_emptied_in_silence_be_it_the_same_as_none() -> None:
    sheets = buku(*lengkap(indikator()), pengaturan=SETTINGS)
    cells = [("A", 16), ("B", 17)]
    places = [(PENGATURAN_, f"{column}{row}") for column, last in cells for row in range(1, last + 1)]
    assert silent(sheets, places) == []


@given(st.sampled_from(list(SETTINGS)), st.text(max_size=40) | PENDEK | HARI)
def test_whatever_is_typed_beside_a_label_is_used_shown_or_named(label: str | None, nilai: Nilai) -> None:
    blank, filled = (
        buku(*lengkap(indikator()), pengaturan={**SETTINGS, label: satu}) for satu in (None, nilai)
    )
    text = normal(as_text(nilai))
    signs_alone = not any(map(str.isalnum, text))  # stand for nothing yet, as dots do
    assert signs_alone or text in TANPA_ARTI or told(blank) != told(filled)
