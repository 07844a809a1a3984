from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
from rekap_kecil import HITUNGAN, KOSONG, angka, rekap, satker

from zi_reports.monev.figures import Hitungan, MonevTenggat
from zi_reports.monev.satker import KELAS, Sebaran
from zi_reports.monev.satker import sebaran as sebaran_of
from zi_reports.rekap.read import scan
from zi_reports.rekap.tables import choose, plan_year, to_frames
from zi_reports.rencana.model import UserError

JAN = dt.date(2025, 1, 1)


def sebaran(*bagian: float | None) -> Sebaran:
    return sebaran_of(pd.Series(bagian, dtype=float))


def test_counts_are_added_up_and_capaian_is_the_mean_of_those_that_have_one() -> None:
    share = {"B": 0.2, "a": 0.6, "C": None}
    hasil = rekap(*(satker(nama, angka(2, HITUNGAN, capaian)) for nama, capaian in share.items()))
    assert list(hasil.satker["satker"]) == ["a", "B", "C"]
    assert hasil.hitungan == Hitungan(12, 6, 3, 3, 0, 3, 3, 0, 0)  # three times each
    assert (hasil.capaian.satker, hasil.tanpa_capaian) == (2, 1)
    assert hasil.capaian.rata_rata == pytest.approx(0.4)
    assert hasil.tenggat == (MonevTenggat(JAN, hasil.hitungan),)
    satu, *lain = hasil.area
    assert (satu.kode, satu.satker, satu.indikator) == ("I", 3, 6)
    assert (satu.satker_terlambat, satu.hari_terlambat) == (3, 30)
    assert [area.kode for area in lain] == ["II", "III", "IV", "V", "VI"]
    assert {area.capaian.rata_rata for area in lain} == {None}


def test_an_area_counts_the_satker_that_have_indikator_in_it_and_those_that_are_late_there() -> None:
    tepat = angka(2, Hitungan(3, 2, 1, 1, 0, 0, 1, 0, 0), 0.5)
    on_time = [{"area": kode, **tepat, "hari_terlambat": 0} for kode in ("I", "VII")]
    kosong = [{"area": "I", **angka(0, KOSONG, None), "hari_terlambat": 0}]
    hasil = rekap(satker("a"), satker("b", area=on_time), satker("c", area=kosong))
    assert (hasil.area[0].satker, hasil.area[0].satker_terlambat) == (2, 1)
    # An area that a decree adds to the six comes after them.
    assert [satu.kode for satu in hasil.area] == ["I", "II", "III", "IV", "V", "VI", "VII"]


def test_spread_is_that_of_a_spreadsheet() -> None:
    # Of 0, 0.25, 0.5, 1 QUARTILE.INC takes the places 0.75, 1.5 and 2.25, counted from 0: three quarters of the
    # way from 0 to 0.25, half of that from 0.25 to 0.5, one quarter of that from 0.5 to 1. STDEV.P is the root of
    # (0.4375² + 0.1875² + 0.0625² + 0.5625²) / 4 = 0.546875 / 4.
    hasil = sebaran(1, None, 0, 0.5, 0.25)
    assert (hasil.kuartil_bawah, hasil.median, hasil.kuartil_atas) == (0.1875, 0.375, 0.625)
    assert hasil.simpangan_baku == pytest.approx(0.36975, abs=1e-5)
    assert (hasil.terendah, hasil.rata_rata, hasil.tertinggi) == (0, 0.4375, 1)
    assert hasil.kelas == (1, 0, 1, 1, 0, 0, 1)  # 0%, above it, from 20%, from 40%, from 60%, from 80%, 100%

    satu = sebaran(0.3)
    assert (satu.kuartil_bawah, satu.median, satu.kuartil_atas, satu.simpangan_baku) == (0.3, 0.3, 0.3, 0)

    kosong = sebaran(None)
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
    assert KELAS[sebaran(bagian).kelas.index(1)] == kelas


def test_months_are_added_up_in_their_order_and_those_without_a_date_come_last() -> None:
    hasil = rekap(
        satker("a", tenggat={None: HITUNGAN, "2025-12": HITUNGAN}),
        satker("b", tenggat={"2025-12": HITUNGAN, "2025-01": HITUNGAN}),
    )
    assert [(satu.bulan, satu.hitungan.kewajiban) for satu in hasil.tenggat] == [
        (JAN, 4),
        (dt.date(2025, 12, 1), 8),
        (None, 4),
    ]


def test_a_mark_is_that_of_all_or_says_how_many_have_it() -> None:
    assert rekap(satker("a"), satker("b")).tanda == ""
    assert rekap(satker("a", tanda="CONTOH"), satker("b", tanda="CONTOH")).tanda == "CONTOH"
    assert rekap(satker("a", tanda="CONTOH"), satker("b")).tanda == "MEMUAT DATA CONTOH (1 SATKER)"


def test_the_plan_year_is_the_months_own_or_the_latest_before() -> None:
    plans = [2024, 2025, 2027]
    assert [plan_year(plans, dt.date(tahun, 1, 31)) for tahun in (2023, 2025, 2026)] == [2024, 2025, 2025]


def test_copies_count_once_and_workbooks_that_differ_not_at_all() -> None:
    rows = [
        satker("KPU A", berkas="a1"),
        satker("kpu  a", berkas="a2"),
        satker("KPU B", berkas="b1"),
        satker("KPU B", berkas="b2"),
        satker("KPU C", berkas="c", tahun=2024),
    ]
    sidik = {"a1": "s", "a2": "s", "b1": "t", "b2": "u", "c": "v"}
    dipilih, lain = choose(to_frames(rows)["satker"], sidik, 2025)
    assert list(dipilih["berkas"]) == ["a1"]
    assert {satu.nama: satu.sebab for satu in lain} == {
        "a2": "Salinan yang sama dari a1. Hapus salah satunya.",
        "b1": "KPU B tahun 2025 ada pada 2 buku kerja: b1 dan b2. Sisakan satu.",
        "b2": "KPU B tahun 2025 ada pada 2 buku kerja: b1 dan b2. Sisakan satu.",
        "c": "Rencana tahun 2024; rekap ini tahun 2025. Rekap tersendiri dengan --tahun.",
    }


def test_the_means_of_three_small_satker_are_those_worked_out_by_hand() -> None:
    """Three satker with 1, 2 and no indikator that count: a satker weighs as much as any other.

    Of A 1 of 2 kewajiban is done, of B 3 of 4 in area I and 0 of 1 in area II, of C none applies.
    """
    none_applies = Hitungan(1, 0, 0, 0, 0, 0, 0, 0, 1)
    first, second = Hitungan(4, 3, 3, 0, 0, 1, 0, 0, 0), Hitungan(1, 0, 0, 0, 0, 1, 0, 0, 0)
    both = Hitungan(5, 3, 3, 0, 0, 2, 0, 0, 0)
    half = Hitungan(2, 1, 1, 0, 0, 1, 0, 0, 0)
    hasil = rekap(
        satker(
            "A", angka(1, half, 1 / 2, 1 / 2), [{"area": "I", **angka(1, half, 1 / 2), "hari_terlambat": 3}]
        ),
        satker(
            "B",
            angka(2, both, 3 / 8, 3 / 5),
            [
                {"area": "I", **angka(1, first, 3 / 4), "hari_terlambat": 10},
                {"area": "II", **angka(1, second, 0.0), "hari_terlambat": 61},
            ],
        ),
        satker(
            "C",
            angka(1, none_applies, None),
            [{"area": "I", **angka(1, none_applies, None), "hari_terlambat": 0}],
        ),
    )
    # (4/8 + 3/8) / 2 = 7/16, and not 4 of 7 kewajiban; (5/10 + 6/10) / 2 = 11/20. C has neither.
    assert (hasil.capaian.rata_rata, hasil.realisasi_jatuh_tempo.rata_rata) == (0.4375, 0.55)
    assert (len(hasil.satker), hasil.capaian.satker, hasil.tanpa_capaian) == (3, 2, 1)
    # 1/2 and 3/4 in area I; in II only B's 0, which is a figure, where III has none.
    assert [area.capaian.rata_rata for area in hasil.area] == [0.625, 0.0, None, None, None, None]
    assert [area.hitungan.kewajiban for area in hasil.area] == [7, 1, 0, 0, 0, 0]
    assert [(area.satker_terlambat, area.hari_terlambat) for area in hasil.area[:3]] == [
        (2, 10),
        (1, 61),
        (0, 0),
    ]
    assert hasil.capaian.kelas == (0, 0, 1, 1, 0, 0, 0)  # 37.5% and 50%


def test_a_folder_is_looked_through_and_what_is_no_workbook_is_said(tmp_path: Path) -> None:
    for nama in (
        "jateng/boyolali/rencana.xlsx",
        "jateng/boyolali/bukti/SK.pdf",
        "jateng/klaten/~$rencana.xlsx",
        "jateng/kudus/rencana.XLS",
        "jateng/pati/rencana.gsheet",
        "jateng/.arsip/lama.xlsx",
        "jateng/__MACOSX/rencana.xlsx",
        "jateng/output/2025-12/rekap-zi-2025-12.xlsx",
        "jateng/output/2025-12/rekap-zi-2025-12-satker.csv",
        "Rencana B.xlsm",
    ):
        (tmp_path / nama).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / nama).write_text(nama)
    isi = scan(tmp_path)
    assert [satu.nama for satu in isi.berkas] == [
        "jateng/boyolali/rencana.xlsx",
        "jateng/kudus/rencana.XLS",
        "Rencana B.xlsm",
    ]
    assert [(satu.nama, satu.sebab.split(".")[0]) for satu in isi.tidak_dihitung] == [
        ("jateng/klaten/", "Tidak ada buku kerja di folder ini"),
        ("jateng/pati/rencana.gsheet", "Pintasan Google Sheets, bukan isinya"),
    ]
    with pytest.raises(UserError, match="Folder tidak ditemukan"):
        scan(tmp_path / "tidak-ada")
