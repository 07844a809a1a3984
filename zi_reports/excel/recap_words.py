"""What the recap's documents say in the same words: what the figures mean, and what they are not."""

from __future__ import annotations

from collections.abc import Mapping

from zi_reports.monev.satker import Rekap, RekapArea
from zi_reports.rencana.bahasa import TANPA_NILAI, tanggal

BUKAN_NILAI = (
    "Capaian menunjukkan penyelesaian rencana aksi. Capaian bukan nilai Lembar Kerja Evaluasi (LKE), dan rekap ini "
    "bukan peringkat: satker diurutkan menurut nama."
)

UKURAN: Mapping[str, str] = {
    "rata_rata": "Rata-rata",
    "simpangan_baku": "Simpangan baku",
    "terendah": "Terendah",
    "kuartil_bawah": "Kuartil bawah",
    "median": "Median",
    "kuartil_atas": "Kuartil atas",
    "tertinggi": "Tertinggi",
}
"""The measures of how shares are spread: their fields in `Sebaran` and their names."""

ATURAN: Mapping[str, str] = {
    "Capaian satker": (
        "Rata-rata capaian indikatornya; capaian indikator ialah kewajiban selesai dibagi kewajiban yang berlaku."
    ),
    "Rata-rata capaian": "Rata-rata dari satker yang mempunyai capaian; tiap satker sama beratnya.",
    "Median, kuartil": (
        "Separuh satker berada di bawah median; separuh tengahnya di antara kuartil bawah dan kuartil atas."
    ),
    "Simpangan baku": "Makin besar, makin berjauhan capaian satker satu sama lain.",
    "Realisasi jatuh tempo": (
        "Bagian yang selesai di antara kewajiban yang sudah jatuh tempo, dihitung untuk tiap satker."
    ),
    "Terlambat": "Jatuh tempo pada atau sebelum per tanggal dan belum selesai.",
    f"Tanda {TANPA_NILAI}": "Tidak ada yang dapat dihitung. Tanda ini bukan 0% dan bukan 100%.",
    "Galat": "Banyaknya isian buku kerja yang tidak terbaca sehingga tidak dihitung. Rinciannya: zi periksa.",
    "Tidak dihitung": (
        "Buku kerja yang tidak terbaca, ganda, atau bertahun lain tidak ikut dalam angka mana pun."
    ),
}
"""The rules of the figures, for readers of the recap."""


def judul_area(area: RekapArea) -> str:
    """Name an area: `I. Manajemen Perubahan`."""
    return f"{area.kode}. {area.nama}" if area.nama else area.kode


def periode(rekap: Rekap) -> str:
    """Say what the recap covers, as its second line."""
    plan = f"Rencana Aksi Zona Integritas {rekap.tahun}"
    return f"{len(rekap.satker)} satker · {plan} · Per {tanggal(rekap.per_tanggal)}"
