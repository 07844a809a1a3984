"""The words and colours of the documents, said once for Excel and Word."""

from __future__ import annotations

from collections.abc import Mapping

from zi_reports.monev.figures import Keadaan, Ketepatan
from zi_reports.rencana.model import Tingkat

NAMA_KEADAAN: Mapping[Keadaan, str] = {
    Keadaan.SELESAI: "Selesai",
    Keadaan.TERLAMBAT: "Terlambat",
    Keadaan.BELUM_JATUH_TEMPO: "Belum jatuh tempo",
    Keadaan.TANPA_TENGGAT: "Tanpa tenggat",
    Keadaan.TIDAK_BERLAKU: "Tidak berlaku",
}

ARTI_TINGKAT: Mapping[Tingkat, str] = {
    Tingkat.GALAT: "isian tidak terbaca atau bertentangan, sehingga tidak dihitung",
    Tingkat.PERINGATAN: "dihitung, tetapi perlu diperiksa",
    Tingkat.INFO: "untuk diketahui, misalnya naskah sumber yang belum lengkap",
}
"""What each level of a catatan says to its reader."""

NAMA_KETEPATAN: Mapping[Ketepatan, str] = {
    Ketepatan.TEPAT_WAKTU: "Tepat waktu",
    Ketepatan.SELESAI_TERLAMBAT: "Selesai terlambat",
    Ketepatan.SELESAI_TANPA_TANGGAL: "Selesai tanpa tanggal",
}

TANDA_KEADAAN: Mapping[Keadaan, str] = {
    Keadaan.SELESAI: "✓",
    Keadaan.TERLAMBAT: "T",
    Keadaan.BELUM_JATUH_TEMPO: "B",
    Keadaan.TANPA_TENGGAT: "?",
    Keadaan.TIDAK_BERLAKU: "–",
}
"""Signs for cells too narrow for the word; a legend stands beside them."""

# Fills that differ in lightness as well as in hue, so that they stay apart in print and to a colour-blind
# reader; a word or a sign always stands beside them.
WARNA_KEADAAN: Mapping[Keadaan, str] = {
    Keadaan.SELESAI: "#A8D5BA",
    Keadaan.TERLAMBAT: "#E8915B",
    Keadaan.BELUM_JATUH_TEMPO: "#E3E8EF",
    Keadaan.TANPA_TENGGAT: "#FBE9A9",
    Keadaan.TIDAK_BERLAKU: "#FFFFFF",
}

POLA_KEADAAN: Mapping[Keadaan, str] = {
    Keadaan.TERLAMBAT: "wide_upward_diagonal",
    Keadaan.TANPA_TENGGAT: "small_grid",
    Keadaan.TIDAK_BERLAKU: "light_horizontal",
}
"""Hatchings of charts that tell the states apart without colour; a state without one is filled plainly."""

WARNA_UTAMA = "#1F3864"
"""Titles and header rows."""

WARNA_AREA = "#D9E2F3"
"""Rows that name an area."""

WARNA_GARIS = "#8EA0BC"
"""Rules of tables."""

WARNA_REDUP = "#595959"
"""Text that explains, and rules of charts."""

WARNA_TANDA = "#C00000"
"""The mark of a document that is not the real thing."""

WARNA_TAUTAN = "#0563C1"
"""Links."""

WARNA_REALISASI = "#2E75B6"
"""Bars and lines of what was done."""

WARNA_RENCANA = "#7F7F7F"
"""Lines of what was planned."""

BELUM_ADA = "belum ada"
"""Stands beside an area whose indikator the source lacks."""
