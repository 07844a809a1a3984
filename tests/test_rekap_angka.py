from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import HARI_INI
from rencana_kecil import DES_31

from zi_reports.angka import Angka, Hitungan, MonevTenggat
from zi_reports.model import UserError
from zi_reports.rekap.angka import KELAS, AngkaArea, AngkaSatker, Rekap, add_up, band, sebaran
from zi_reports.rekap.berkas import Berkas, scan
from zi_reports.rekap.kumpul import choose, plan_year

HITUNGAN = Hitungan(
    kewajiban=4,
    selesai=2,
    tepat_waktu=1,
    selesai_terlambat=1,
    selesai_tanpa_tanggal=0,
    terlambat=1,
    belum_jatuh_tempo=1,
    tanpa_tenggat=0,
    tidak_berlaku=0,
)
JAN = MonevTenggat(dt.date(2025, 1, 1), HITUNGAN)


def satker(nama: str, capaian: float | None = 0.5, **isian: object) -> AngkaSatker:
    angka = Angka(2, HITUNGAN, capaian, None)
    return replace(
        AngkaSatker(f"{nama}.xlsx", nama, 2025, "", 0, angka, (AngkaArea("I", angka, 30),), (JAN,)),
        **isian,  # type: ignore[arg-type]  # fields of any kind
    )


def rekap(*rows: AngkaSatker) -> Rekap:
    return add_up(rows, (), 2025, DES_31, HARI_INI)


def test_counts_are_added_up_and_capaian_is_the_mean_of_those_that_have_one() -> None:
    hasil = rekap(satker("B", 0.2), satker("a", 0.6), satker("C", None))
    assert [satu.satker for satu in hasil.satker] == ["a", "B", "C"]
    assert hasil.hitungan == Hitungan(12, 6, 3, 3, 0, 3, 3, 0, 0)  # three times each
    assert (hasil.capaian.satker, hasil.tanpa_capaian) == (2, 1)
    assert hasil.capaian.rata_rata == pytest.approx(0.4)
    assert hasil.tenggat == (MonevTenggat(JAN.bulan, hasil.hitungan),)
    satu, *lain = hasil.area
    assert (satu.kode, satu.satker, satu.indikator) == ("I", 3, 6)
    assert (satu.satker_terlambat, satu.hari_terlambat) == (3, 30)
    assert [area.kode for area in lain] == ["II", "III", "IV", "V", "VI"]
    assert {area.capaian.rata_rata for area in lain} == {None}


def test_an_area_counts_the_satker_that_have_indikator_in_it_and_those_that_are_late_there() -> None:
    tepat = Angka(2, replace(HITUNGAN, kewajiban=3, terlambat=0), 0.5, None)
    kosong = Angka(0, Hitungan(*[0] * 9), None, None)
    area = [(AngkaArea("I", tepat, 0), AngkaArea("VII", tepat, 0)), (AngkaArea("I", kosong, 0),)]
    hasil = rekap(satker("a"), satker("b", area=area[0]), satker("c", area=area[1]))
    assert (hasil.area[0].satker, hasil.area[0].satker_terlambat) == (2, 1)
    # An area that a decree adds to the six comes after them.
    assert [satu.kode for satu in hasil.area] == ["I", "II", "III", "IV", "V", "VI", "VII"]


def test_spread_is_that_of_a_spreadsheet() -> None:
    # Of 0, 0.25, 0.5, 1 QUARTILE.INC takes the places 0.75, 1.5 and 2.25, counted from 0: three quarters of the
    # way from 0 to 0.25, half of that from 0.25 to 0.5, one quarter of that from 0.5 to 1. STDEV.P is the root of
    # (0.4375² + 0.1875² + 0.0625² + 0.5625²) / 4 = 0.546875 / 4.
    hasil = sebaran([1, None, 0, 0.5, 0.25])
    assert (hasil.kuartil_bawah, hasil.median, hasil.kuartil_atas) == (0.1875, 0.375, 0.625)
    assert hasil.simpangan_baku == pytest.approx(0.36975, abs=1e-5)
    assert (hasil.terendah, hasil.rata_rata, hasil.tertinggi) == (0, 0.4375, 1)
    assert hasil.kelas == (1, 0, 1, 1, 0, 0, 1)  # 0%, above it, from 20%, from 40%, from 60%, from 80%, 100%

    satu = sebaran([0.3])
    assert (satu.kuartil_bawah, satu.median, satu.kuartil_atas, satu.simpangan_baku) == (0.3, 0.3, 0.3, 0)

    kosong = sebaran([None])
    assert (kosong.satker, kosong.rata_rata, kosong.kelas) == (0, None, (0,) * 7)


@pytest.mark.parametrize(
    ("bagian", "kelas"),
    [
        (0, "0%"),
        (0.0001, "di atas 0% sampai di bawah 20%"),
        (0.2, "20% sampai di bawah 40%"),
        (0.1 + 0.2 + 0.3, "60% sampai di bawah 80%"),
        (0.5999999999999999, "60% sampai di bawah 80%"),
        (0.999, "80% sampai di bawah 100%"),
        (0.9999999999999999, "100%"),
    ],
)
def test_a_share_falls_into_the_band_that_a_spreadsheet_gives_it(bagian: float, kelas: str) -> None:
    assert KELAS[band(bagian)] == kelas


def test_months_are_added_up_in_their_order_and_those_without_a_date_come_last() -> None:
    des, tanpa = MonevTenggat(dt.date(2025, 12, 1), HITUNGAN), MonevTenggat(None, HITUNGAN)
    hasil = rekap(satker("a", tenggat=(tanpa, des)), satker("b", tenggat=(des, JAN)))
    assert [(satu.bulan, satu.hitungan.kewajiban) for satu in hasil.tenggat] == [
        (JAN.bulan, 4),
        (des.bulan, 8),
        (None, 4),
    ]


def test_a_mark_is_that_of_all_or_says_how_many_have_it() -> None:
    assert rekap(satker("a"), satker("b")).tanda == ""
    assert rekap(satker("a", tanda="CONTOH"), satker("b", tanda="CONTOH")).tanda == "CONTOH"
    assert rekap(satker("a", tanda="CONTOH"), satker("b")).tanda == "MEMUAT DATA CONTOH (1 SATKER)"


def test_the_plan_year_is_the_months_own_or_the_latest_before() -> None:
    rows = [satker("a", tahun=2024), satker("b", tahun=2025), satker("c", tahun=2027)]
    assert [plan_year(rows, dt.date(tahun, 1, 31)) for tahun in (2023, 2025, 2026)] == [2024, 2025, 2025]


def test_copies_count_once_and_workbooks_that_differ_not_at_all() -> None:
    rows = [
        satker("KPU A", berkas="a1"),
        satker("kpu  a", berkas="a2"),
        satker("KPU B", berkas="b1"),
        satker("KPU B", berkas="b2"),
        satker("KPU C", berkas="c", tahun=2024),
    ]
    sidik = {"a1": "s", "a2": "s", "b1": "t", "b2": "u", "c": "v"}
    dipilih, lain = choose(rows, [Berkas(Path(nama), nama, satu) for nama, satu in sidik.items()], 2025)
    assert [satu.berkas for satu in dipilih] == ["a1"]
    assert {satu.nama: satu.sebab for satu in lain} == {
        "a2": "Salinan yang sama dari a1. Hapus salah satunya.",
        "b1": "KPU B tahun 2025 ada pada 2 buku kerja: b1, b2. Sisakan satu.",
        "b2": "KPU B tahun 2025 ada pada 2 buku kerja: b1, b2. Sisakan satu.",
        "c": "Rencana tahun 2024; rekap ini tahun 2025. Rekap tersendiri dengan --tahun.",
    }


def test_a_folder_is_looked_through_and_what_is_no_workbook_is_said(tmp_path: Path) -> None:
    for nama in (
        "jateng/boyolali/rencana.xlsx",
        "jateng/boyolali/bukti/SK.pdf",
        "jateng/klaten/~$rencana.xlsx",
        "jateng/kudus/rencana.XLS",
        "jateng/.arsip/lama.xlsx",
        "jateng/__MACOSX/rencana.xlsx",
        "jateng/output/2025-12/rekap-zi-2025-12.xlsx",
        "jateng/output/2025-12/rekap-zi-2025-12-satker.csv",
        "Rencana B.xlsm",
    ):
        (tmp_path / nama).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / nama).write_text(nama)
    isi = scan(tmp_path)
    assert [satu.nama for satu in isi.berkas] == ["jateng/boyolali/rencana.xlsx", "Rencana B.xlsm"]
    assert [(satu.nama, satu.sebab.split(".")[0]) for satu in isi.tidak_dihitung] == [
        ("jateng/klaten/", "Tidak ada buku kerja "),
        ("jateng/kudus/rencana.XLS", "Bukan buku kerja "),
    ]
    with pytest.raises(UserError, match="Folder tidak ditemukan"):
        scan(tmp_path / "tidak-ada")
