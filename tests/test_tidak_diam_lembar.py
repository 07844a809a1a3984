"""The law of no silence on sheets Keputusan Rapat and Bukti (docs/design.md, Catatan)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from conftest import indikator, lengkap
from hypothesis import given
from hypothesis import strategies as st
from kasus_lembar import BUKTI, DES_18, RAPAT, bukti, keputusan, rapat, satu_bukti
from openpyxl.utils import get_column_letter
from test_tidak_diam import KATA, NILAI, Buku, buku, says_little, silent, told

from zi_reports.sources.grid import Grid, Nilai, as_text, normal

DAFTAR = 2
"""The place of the list in a workbook."""

PENUH = {
    "rapat": rapat(
        keputusan(
            PENANGGUNG_JAWAB="Sekretaris",
            STATUS="Selesai",
            TANGGAL_SELESAI=dt.date(2025, 12, 29),
            KETERANGAN="Lihat notulen",
        ),
        keputusan(KODE="I.9.1", BATAS_WAKTU="segera", STATUS="hampir", KETERANGAN="x"),
        {"KODE": "I.1", "KETERANGAN": "tanpa keputusan"},
        kolom=(*RAPAT, "TEMPAT"),
    ),
    "bukti": bukti(
        satu_bukti(
            KODE="I.2.1",
            PERIODE="Oktober 2025",
            BUTIR=2,
            VERIFIKASI="Perbaikan",
            CATATAN_VERIFIKASI="Tanda tangani",
            KODE_LKE="A.I.1",
        ),
        satu_bukti(KODE="I.2.1", PERIODE="asap", BUTIR="x", BUKTI_DUKUNG="x.pdf", VERIFIKASI="?"),
        satu_bukti(KODE="I.9.1", VERIFIKASI="Sesuai"),
        {"KODE": "I.1.1", "VERIFIKASI": "Sesuai", "CATATAN VERIFIKASI": "Baik"},
        {"KODE": "I.2.1", "PERIODE": "Mei 2025", "BUTIR": 1, "KODE LKE": "A.I.2"},
    ),
}
PLAN = lengkap(
    indikator(),
    indikator(
        "Setiap Bulan", NO="2", BUKTI_FISIK="1) Rekap\n2) Foto", BUKTI_DUKUNG="https://contoh.id/rekap"
    ),
)


def dengan(lembar: Mapping[str, Any]) -> Buku:
    return (*buku(*PLAN), *(Grid(nama, tuple(map(tuple, rows)), {}) for nama, rows in lembar.items()))


def filled(sheets: Buku) -> Iterator[tuple[int, str]]:
    """Go through the headers that have anything below them, and what that is."""
    rows = sheets[DAFTAR].baris
    for nomor, row in enumerate(rows[2:], start=3):
        for column, value in enumerate(row):
            below = any(as_text(other[column]) for other in rows[3:] if column < len(other))
            if as_text(value) and below:
                yield DAFTAR, f"{get_column_letter(column + 1)}{nomor}"


@pytest.mark.parametrize("nama", PENUH)
def test_no_cell_of_a_list_can_be_emptied_in_silence(nama: str) -> None:
    sheets = dengan(PENUH[nama])
    assert len(list(filled(sheets))) > 15
    assert silent(sheets, list(filled(sheets))) == []


def unheard(header: str, nilai: Nilai) -> bool:
    """Say whether a value typed into a cell of a list leaves all as it was, though it says something."""
    row = {"TANGGAL RAPAT": DES_18, "KODE": "I.2.1", "KEPUTUSAN": "Rapat"} if header in RAPAT[:-1] else {}
    if header in BUKTI[1:]:
        blank = {"KODE": "I.2.1", "BUKTI DUKUNG": "SK.pdf", header: None}
        pair = [bukti({**blank, header: satu}) for satu in (None, nilai)]
    else:
        pair = [rapat({**row, header: satu}) for satu in (None, nilai)]
    means_all = header == "PERIODE" and normal(as_text(nilai)) in {"2025", "januari - desember 2025"}
    none_yet = header == "VERIFIKASI" and normal(as_text(nilai)) == "belum"
    return not (says_little(nilai, header) or means_all or none_yet) and told(dengan(pair[0])) == told(
        dengan(pair[1])
    )


@pytest.mark.slow
@pytest.mark.parametrize("header", dict.fromkeys((*RAPAT, *BUKTI)))
def test_whatever_is_typed_into_a_list_is_counted_shown_or_named(header: str) -> None:
    tried = [nilai for nilai in (*KATA, *NILAI) if nilai is not False]
    assert [nilai for nilai in tried if unheard(header, nilai)] == []


@given(st.sampled_from([*RAPAT, *BUKTI]), st.text(max_size=30))
def test_any_text_typed_into_a_list_is_counted_shown_or_named(header: str, teks: str) -> None:
    assert not unheard(header, teks)
