"""Sheet Pengaturan as offices write it, and the office that the plan's title names."""

from __future__ import annotations

import datetime as dt

import pytest
from conftest import KOLOM, indikator, lengkap

from zi_reports.rencana.lampiran import Label
from zi_reports.rencana.model import Catatan, Kertas, Pengaturan
from zi_reports.sources.grid import Grid, Nilai
from zi_reports.sources.workbook import read_sheets

JUDUL = ("RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS KPU KABUPATEN CONTOH", "TAHUN 2025")
DASAR: tuple[tuple[Nilai, ...], ...] = (("Satker", "KPU Kabupaten Contoh"), ("Tahun Rencana", 2025))


def baca(
    *settings: tuple[Nilai, ...], judul: tuple[str, ...] = JUDUL, nama: str = "Pengaturan"
) -> tuple[Pengaturan, list[Catatan]]:
    rows: list[tuple[Nilai, ...]] = [*((line,) for line in judul), KOLOM]
    rows += [tuple(isian.get(header) for header in KOLOM) for isian in lengkap(indikator())]
    width = max(map(len, settings), default=0)
    filled = tuple((*row, *[None] * (width - len(row))) for row in settings)
    sheets = (Grid("Rencana Aksi", tuple(rows), {}), *([Grid(nama, filled, {})] if settings else []))
    rencana, catatan = read_sheets(sheets, "b")
    return rencana.pengaturan, list(catatan)


@pytest.mark.parametrize(
    ("label", "value", "field"),
    [
        ("Nama Satker", "KPU Kabupaten Contoh", Label.SATKER),
        ("Satuan Kerja", "KPU Kabupaten Contoh", Label.SATKER),
        ("SATKER :", "KPU Kabupaten Contoh", Label.SATKER),
        ("No. Keputusan", "38 Tahun 2025", Label.NOMOR_KEPUTUSAN),
        ("Nomor SK", "38 Tahun 2025", Label.NOMOR_KEPUTUSAN),
        ("Nama Ketua:", "SITI AMINAH", Label.KETUA),
        ("Nama Sekretaris", "BUDI", Label.SEKRETARIS),
        ("Kota", "Contoh", Label.TEMPAT),
        ("Nama Penandatangan", "SITI", Label.NAMA_PENANDA_TANGAN),
        ("Penanda Tangan Laporan (Jabatan)", "Sekretaris", Label.JABATAN_PENANDA_TANGAN),
    ],
)
def test_a_label_is_known_in_other_words(label: str, value: str, field: Label) -> None:
    pengaturan, catatan = baca(*(row for row in DASAR if field != row[0]), (label, value))
    assert getattr(pengaturan, field.field) == value
    # Of the two settings of who signs, one alone is said.
    assert {satu.kode for satu in catatan} <= {"penanda-tangan-tidak-lengkap"}


@pytest.mark.parametrize("label", ["Tgl Keputusan", "Tanggal SK", "Tgl. Keputusan :"])
def test_the_decrees_day_is_known_in_other_words(label: str) -> None:
    pengaturan, catatan = baca(*DASAR, (label, "27 Oktober 2025"))
    assert pengaturan.tanggal_keputusan == dt.date(2025, 10, 27)
    assert catatan == []


@pytest.mark.parametrize("label", ["Tahun", "Tahun Anggaran", "TAHUN RENCANA:"])
def test_the_year_is_known_in_other_words(label: str) -> None:
    pengaturan, catatan = baca(DASAR[0], (label, "2024"))
    assert pengaturan.tahun == 2024
    assert "tahun-dari-judul" not in {satu.kode for satu in catatan}


@pytest.mark.parametrize("paper", ["Folio", "F4", "f4 (215 x 330 mm)"])
def test_folio_is_f4(paper: str) -> None:
    pengaturan, catatan = baca(*DASAR, ("Kertas", paper))
    assert pengaturan.ukuran_kertas is Kertas.F4
    assert catatan == []


@pytest.mark.parametrize("nilai", ["Ya", "ya.", "Y", "x", "✓", "☑", "TRUE", True, 1, "Lampirkan", " YA "])
def test_a_choice_is_taken_in_the_ways_people_write_yes(nilai: Nilai) -> None:
    pengaturan, catatan = baca(*DASAR, ("Lampirkan Catatan Data", nilai), ("Pakai Kata Pengantar :", nilai))
    assert (pengaturan.lampirkan_catatan, pengaturan.kata_pengantar) == (True, True)
    assert catatan == []


@pytest.mark.parametrize("nilai", ["Tidak", "tdk", "TIDAK PERLU", "FALSE", "☐", 0, "t"])
def test_a_choice_is_declined_in_the_ways_people_write_no(nilai: Nilai) -> None:
    pengaturan, catatan = baca(*DASAR, ("Lampiran Catatan", nilai), ("Kata Pengantar", nilai))
    assert (pengaturan.lampirkan_catatan, pengaturan.kata_pengantar) == (False, False)
    assert catatan == []


@pytest.mark.parametrize("nilai", [None, "", "-", "....", False])
def test_a_choice_that_is_left_open_is_no_choice_and_no_catatan(nilai: Nilai) -> None:
    pengaturan, catatan = baca(*DASAR, ("Lampirkan Catatan Data", nilai))
    # The second label stands nowhere, as in a workbook made before.
    assert (pengaturan.lampirkan_catatan, pengaturan.kata_pengantar) == (None, None)
    assert catatan == []


@pytest.mark.parametrize("nilai", ["nanti", "Ya, bila sempat", "tidak ya", 2, dt.date(2025, 10, 1)])
def test_a_choice_that_cannot_be_read_is_said_and_not_taken(nilai: Nilai) -> None:
    pengaturan, (satu,) = baca(*DASAR, ("Kata Pengantar", nilai))
    assert not pengaturan.kata_pengantar
    assert (satu.kode, satu.lokasi.sel) == ("pengaturan-tidak-terbaca", "B3")
    assert satu.pesan == "Kata Pengantar tidak dikenal. Pilih Ya atau Tidak; sementara dipakai Tidak."


def test_a_colon_may_stand_between_label_and_value_or_before_the_value() -> None:
    pengaturan, catatan = baca(
        ("Satker", ":", "KPU Kabupaten Contoh"), ("Tahun", ":", 2025), ("Tempat", ": Contoh")
    )
    assert (pengaturan.satker, pengaturan.tahun, pengaturan.tempat) == (
        "KPU Kabupaten Contoh",
        2025,
        "Contoh",
    )
    assert catatan == []


def test_heads_and_explanations_are_no_labels() -> None:
    pengaturan, catatan = baca(
        ("PENGATURAN", None, None),
        ("Label", "Isi", "Keterangan"),
        *((*row, "Keterangan") for row in DASAR),
        ("Ketua", None, "Nama Ketua."),
        ("Sekretaris", None, "Nama Sekretaris."),
    )
    assert (pengaturan.ketua, pengaturan.sekretaris) == ("", "")
    assert catatan == []


@pytest.mark.parametrize("nama", ["PENGATURAN", "Pengaturan (2)", "Pengaturan ZI", "Pengatuan"])
def test_the_sheets_name_may_be_nearly_so(nama: str) -> None:
    pengaturan, catatan = baca(*DASAR, nama=nama)
    assert pengaturan.satker == "KPU Kabupaten Contoh"
    assert catatan == []


@pytest.mark.parametrize(
    ("judul", "satker", "used"),
    [
        (JUDUL, "KPU Kabupaten Contoh", "satker KPU Kabupaten Contoh dan tahun 2025"),
        (
            ("RENCANA AKSI KOMISI PEMILIHAN UMUM", "PROVINSI DKI JAKARTA TAHUN 2025"),
            "KPU Provinsi DKI Jakarta",
            "satker KPU Provinsi DKI Jakarta dan tahun 2025",
        ),
        (
            ("KIP Kabupaten Pidie Tahun 2025",),
            "KIP Kabupaten Pidie",
            "satker KIP Kabupaten Pidie dan tahun 2025",
        ),
        (("RENCANA AKSI TAHUN 2025",), "", "tahun 2025 saja, tanpa nama satker"),
    ],
)
def test_a_workbook_without_pengaturan_has_one_galat_and_takes_what_the_title_says(
    judul: tuple[str, ...], satker: str, used: str
) -> None:
    pengaturan, (satu,) = baca(judul=judul)
    assert (pengaturan.satker, pengaturan.tahun) == (satker, 2025)
    assert (satu.tingkat, satu.kode) == ("galat", "pengaturan-tidak-ada")
    assert f"dipakai {used}." in satu.pesan


@pytest.mark.parametrize(
    ("satker", "judul"),
    [
        ("KPU Kota Contoh", JUDUL[0]),
        ("KPU Kabupaten Contoh Barat", JUDUL[0]),
        ("KPU Kabupaten Klaten", "RENCANA AKSI KOMISI PEMILIHAN UMUM KABUPATEN CONTOH TAHUN 2025"),
        ("KPU Klaten", "Rencana Aksi KPU Contoh Tahun 2025"),
        ("KPU Provinsi Jawa Tengah", "RENCANA AKSI DI LINGKUNGAN KPU KOTA SEMARANG"),
    ],
)
def test_a_satker_that_is_not_the_titles_is_said(satker: str, judul: str) -> None:
    pengaturan, catatan = baca(("Satker", satker), DASAR[1], judul=(judul, "TAHUN 2025"))
    assert pengaturan.satker == satker
    assert [(satu.kode, satu.tingkat, satu.isi) for satu in catatan] == [
        ("satker-lain", "peringatan", satker)
    ]


@pytest.mark.parametrize(
    ("satker", "judul"),
    [
        ("Komisi Pemilihan Umum Kabupaten Contoh", JUDUL[0]),
        ("KPU Kab. Contoh", JUDUL[0]),
        ("KPU Contoh", JUDUL[0]),
        ("Sekretariat KPU Kabupaten Contoh", JUDUL[0]),
        ("KPU Kabupaten Contoh", "RENCANA AKSI ZONA INTEGRITAS"),
        ("KPU Kabupaten Contoh", "RENCANA AKSI MENURUT KEPUTUSAN KPU NOMOR 38"),
        ("KPU Kabupaten Contoh", "RENCANA AKSI KPU KABUPATEN CONTOH MENUJU WBK"),
        ("KPU Prov. Jawa Tengah", "RENCANA AKSI KPU PROVINSI JAWA TENGAH - KONSEP"),
    ],
)
def test_one_office_in_other_words_is_the_same(satker: str, judul: str) -> None:
    _, catatan = baca(("Satker", satker), DASAR[1], judul=(judul, "TAHUN 2025"))
    assert catatan == []
