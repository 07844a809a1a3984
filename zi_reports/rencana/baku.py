"""The six areas of change and their komponen, as every plan for a Zona Integritas has them, and their kode."""

from __future__ import annotations

from collections.abc import Mapping

NAMA_AREA: Mapping[str, str] = {
    "I": "Manajemen Perubahan",
    "II": "Penataan Tatalaksana",
    "III": "Penataan Sistem Manajemen SDM",
    "IV": "Penguatan Akuntabilitas",
    "V": "Penguatan Pengawasan",
    "VI": "Peningkatan Kualitas Pelayanan Publik",
}
"""The six areas (section 6 of the decree's lampiran), for a workbook that leaves one out."""

KOMPONEN_BAKU: Mapping[str, tuple[str, ...]] = {
    "I": (
        "Penyusunan Tim Kerja",
        "Dokumen Rencana Pembangunan Zona Integritas menuju WBK/WBBM",
        "Pemantauan dan Evaluasi Pembangunan Zona Integritas menuju WBK/WBBM",
        "Perubahan Pola Pikir dan Budaya Kerja",
    ),
    "II": ("Prosedur Operasional tetap (SOP) Kegiatan Utama", "E-Office", "Keterbukaan Informasi Publik"),
    "III": (
        "Perencanaan Kebutuhan Pegawai sesuai dengan Kebutuhan Organisasi",
        "Pola Mutasi Internal",
        "Pengembangan Pegawai Berbasis Kompetensi",
        "Penetapan Kinerja Individu",
        "Penegakan Aturan Disiplin/Kode Etik/Kode Perilaku Pegawai",
        "Sistem Informasi Kepegawaian",
    ),
    "IV": ("Keterlibatan Pimpinan", "Pengelolaan Akuntabilitas Kinerja"),
    "V": (
        "Pengendalian Gratifikasi",
        "Penerapan Sistem Pengawasan Internal Pemerintah (SPIP)",
        "Pengaduan Masyarakat",
        "Whistle Blowing System",
        "Penanganan Benturan Kepentingan",
    ),
    "VI": ("Standar Pelayanan", "Budaya Pelayanan Prima", "Penilaian Kepuasan Terhadap Pelayanan"),
}
"""By area, in their order: PermenPANRB 90/2021, worded as in section 6 of Keputusan Nomor 38 Tahun 2025."""


def all_areas(ada: Mapping[str, str]) -> Mapping[str, str]:
    """Give the six areas in their order, then what a plan has besides: the name found, else the standard one."""
    return {kode: ada.get(kode) or NAMA_AREA.get(kode, "") for kode in {**NAMA_AREA, **ada}}


def kode_komponen(area: str, nomor: str) -> str:
    """Put together the kode of a komponen, such as `III.4`; the lampiran writes `4.` beside `4`."""
    return f"{area}.{nomor.rstrip('. ')}"


def kode_indikator(area: str, nomor: str, urutan: int) -> str:
    """Put together the kode of an indikator, such as `III.4.2`: area, NO, and its place within the komponen."""
    return f"{kode_komponen(area, nomor)}.{urutan}"
