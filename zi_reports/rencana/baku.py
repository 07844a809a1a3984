"""The komponen of the six areas, as every plan for a Zona Integritas has them, under their numbers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

KOMPONEN_BAKU: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "I": (
            "Penyusunan Tim Kerja",
            "Dokumen Rencana Pembangunan Zona Integritas menuju WBK/WBBM",
            "Pemantauan dan Evaluasi Pembangunan Zona Integritas menuju WBK/WBBM",
            "Perubahan Pola Pikir dan Budaya Kerja",
        ),
        "II": (
            "Prosedur Operasional tetap (SOP) Kegiatan Utama",
            "E-Office",
            "Keterbukaan Informasi Publik",
        ),
        "III": (
            "Perencanaan Kebutuhan Pegawai sesuai dengan Kebutuhan Organisasi",
            "Pola Mutasi Internal",
            "Pengembangan Pegawai Berbasis Kompetensi",
            "Penetapan Kinerja Individu",
            "Penegakan Aturan Disiplin/Kode Etik/Kode Perilaku Pegawai",
            "Sistem Informasi Kepegawaian",
        ),
        "IV": (
            "Keterlibatan Pimpinan",
            "Pengelolaan Akuntabilitas Kinerja",
        ),
        "V": (
            "Pengendalian Gratifikasi",
            "Penerapan Sistem Pengawasan Internal Pemerintah (SPIP)",
            "Pengaduan Masyarakat",
            "Whistle Blowing System",
            "Penanganan Benturan Kepentingan",
        ),
        "VI": (
            "Standar Pelayanan",
            "Budaya Pelayanan Prima",
            "Penilaian Kepuasan Terhadap Pelayanan",
        ),
    }
)
"""By area, in their order: PermenPANRB 90/2021, worded as in section 6 of Keputusan Nomor 38 Tahun 2025."""
