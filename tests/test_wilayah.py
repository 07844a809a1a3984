"""Which provinsi a satker belongs to: by its name, else by its folder, else none."""

from __future__ import annotations

import pytest

from zi_reports.rencana.wilayah import DAERAH, TIDAK_DIKETAHUI, province_named, provinces

LAMA = {"Toba Samosir", "Mahakam Hulu", "Siau Tagulandang Biaro", "Pangkajene Kepulauan"} | {
    "Mamuju Utara",
    "Maluku Tenggara Barat",
}
"""What some kabupaten were called before, or are called in short."""


def test_each_of_the_514_kabupaten_and_kota_stands_in_one_of_38_provinsi() -> None:
    every = [(provinsi, nama) for provinsi, semua in DAERAH.items() for nama in semua if nama not in LAMA]
    assert len(DAERAH) == 38
    assert len(every) == len(set(every)) == 514
    # 93 kota, and the five of Jakarta.
    assert sum(nama.startswith("Kota ") for _, nama in every) == 98
    count = {provinsi: sum(its == provinsi for its, _ in every) for provinsi in DAERAH}
    papua = ("Papua", "Papua Selatan", "Papua Tengah", "Papua Pegunungan", "Papua Barat", "Papua Barat Daya")
    assert [count[satu] for satu in papua] == [9, 4, 8, 8, 7, 6]
    assert [count[satu] for satu in ("Jawa Tengah", "Jawa Timur", "DKI Jakarta", "Kalimantan Utara")] == [
        35,
        38,
        6,
        5,
    ]
    assert [
        province_named(f"KPU {nama if nama[:5] == 'Kota ' else f'Kabupaten {nama}'}") for _, nama in every
    ] == [provinsi for provinsi, _ in every]


@pytest.mark.parametrize(
    ("satker", "provinsi"),
    [
        ("KPU Kabupaten Boyolali", "Jawa Tengah"),
        ("KOMISI PEMILIHAN UMUM KAB. BOYOLALI", "Jawa Tengah"),
        ("Sekretariat KPU Kabupaten Toli-Toli", "Sulawesi Tengah"),
        ("KPU Kota Administrasi Jakarta Barat", "DKI Jakarta"),
        ("KIP Kabupaten Aceh Barat", "Aceh"),
        ("KIP Aceh", "Aceh"),
        ("KPU Provinsi DI Yogyakarta", "DI Yogyakarta"),
        ("KPU Prov. Jateng", "Jawa Tengah"),
        ("KPU Propinsi Papua Barat Daya", "Papua Barat Daya"),
        ("KPU Kabupaten Pangkajene dan Kepulauan Provinsi Sulawesi Selatan", "Sulawesi Selatan"),
        ("KPU Kabupaten Lima Puluh Kota", "Sumatera Barat"),
        ("KPU Bandung", "Jawa Barat"),  # of both there the provinsi is one
        ("KPU Provinsi Baru: 'Raya'", "Baru Raya"),
        # Banjar is a kabupaten of Kalimantan Selatan and a kota of Jawa Barat.
        ("KPU Kabupaten Banjar", "Kalimantan Selatan"),
        ("KPU Kota Banjar", "Jawa Barat"),
        ("KPU Banjar", ""),
        ("KPU Kabupaten Contoh", ""),
        ("Tanpa nama (a.xlsx)", ""),
        ("KPU", ""),
    ],
)
def test_a_name_tells_the_provinsi_or_nothing(satker: str, provinsi: str) -> None:
    assert province_named(satker) == provinsi


def test_where_the_name_does_not_tell_the_nearest_folder_does() -> None:
    satker = [
        ("KPU Kabupaten Contoh 1", "33 Jawa Tengah/contoh-1/rencana.xlsx"),
        ("KPU Kabupaten Contoh 2", "KPU Provinsi Bali/contoh-2.xlsx"),
        ("KPU Provinsi Sulawesi Utara", "c/rencana.xlsx"),
        ("KPU Kabupaten Contoh 3", "c/contoh-3/rencana.xlsx"),
        ("KPU Kabupaten Boyolali", "c/boyolali.xlsx"),
        ("KPU Provinsi Riau", "d/riau.xlsx"),
        ("KPU Provinsi Jambi", "d/jambi.xlsx"),
        ("KPU Kabupaten Contoh 4", "d/contoh-4.xlsx"),
        ("KPU Kabupaten Contoh 5", "contoh-5.xlsx"),
    ]
    assert provinces(satker) == [
        "Jawa Tengah",
        "Bali",
        "Sulawesi Utara",
        "Sulawesi Utara",
        "Jawa Tengah",
        "Riau",
        "Jambi",
        TIDAK_DIKETAHUI,  # of two in its folder none is told
        TIDAK_DIKETAHUI,
    ]


def test_of_one_provinsi_s_own_folder_all_belong_to_it() -> None:
    satker = [("KPU Provinsi Contoh", "provinsi.xlsx"), ("KPU Kabupaten Contoh", "kabupaten/rencana.xlsx")]
    assert provinces(satker) == ["Contoh", "Contoh"]
