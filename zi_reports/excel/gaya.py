"""The words and colours of the documents, said once for Excel and Word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from zi_reports.monev.figures import Hitungan, MonevIndikator
from zi_reports.monev.keadaan import Keadaan, Ketepatan
from zi_reports.monev.keputusan import TANPA_BATAS_WAKTU, MonevKeputusan
from zi_reports.rencana.bahasa import TANPA_NILAI, gabung_kata
from zi_reports.rencana.lampiran import NAMA_AREA
from zi_reports.rencana.model import Area, Status, Tingkat


class NamaLembar(StrEnum):
    """The sheets of the monthly report, in their order; Keputusan Rapat where meetings decided something."""

    RINGKASAN = "Ringkasan"
    PER_AREA = "Per Area"
    PER_TENGGAT = "Per Tenggat"
    PERKEMBANGAN = "Perkembangan"
    LEMBAR_MONEV = "Lembar Monev"
    PER_ORANG = "Per Penanggung Jawab"
    TERLAMBAT = "Terlambat"
    BERIKUTNYA = "Jatuh Tempo Berikutnya"
    TINDAK_LANJUT = "Rencana Tindak Lanjut"
    KEPUTUSAN = "Keputusan Rapat"
    BUKTI_DUKUNG = "Bukti Dukung"
    CATATAN = "Catatan Data"
    CARA = "Cara Menghitung"
    DATA = "Data"


# The states: the word, the sign for cells too narrow for it, the fill, and the hatching of charts. The fills differ
# in lightness as well as in hue and the hatchings tell the states apart without colour, so that they stay apart in
# print and to a colour-blind reader; a word or a sign always stands beside a fill, a legend beside the signs.
_KEADAAN = (
    (Keadaan.SELESAI, "Selesai", "✓", "#A8D5BA", ""),
    (Keadaan.TERLAMBAT, "Terlambat", "T", "#E8915B", "wide_upward_diagonal"),
    (Keadaan.BELUM_JATUH_TEMPO, "Belum jatuh tempo", "B", "#E3E8EF", ""),
    (Keadaan.TANPA_TENGGAT, "Tanpa jatuh tempo", "?", "#FBE9A9", "small_grid"),
    (Keadaan.TIDAK_BERLAKU, "Tidak berlaku", "–", "#FFFFFF", "light_horizontal"),
)
NAMA_KEADAAN: Mapping[Keadaan, str] = {keadaan: nama for keadaan, nama, *_ in _KEADAAN}
NAMA_KEADAAN_KEPUTUSAN = {**NAMA_KEADAAN, Keadaan.TANPA_TENGGAT: TANPA_BATAS_WAKTU.capitalize()}
"""What the states are called of decisions of meetings."""

TANDA_KEADAAN: Mapping[Keadaan, str] = {keadaan: tanda for keadaan, _, tanda, *_ in _KEADAAN}
WARNA_KEADAAN: Mapping[Keadaan, str] = {keadaan: warna for keadaan, _, _, warna, _ in _KEADAAN}
POLA_KEADAAN: Mapping[Keadaan, str] = {keadaan: pola for keadaan, *_, pola in _KEADAAN if pola}
TANDA_TIDAK_DIKENAL = "?"
"""The sign of a month cell of which sheet Data holds something unknown."""

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

WARNA_UTAMA = "#1F3864"  # titles and header rows
WARNA_AREA = "#D9E2F3"  # rows that name an area
WARNA_GARIS = "#8EA0BC"  # rules of tables
WARNA_REDUP = "#595959"  # text that explains, and rules of charts
WARNA_TANDA = "#C00000"  # the mark of a document that is not the real thing
WARNA_ISIAN = "#FFFBE8"  # cells that may be corrected
WARNA_ISIAN_JUDUL = "#7F6000"  # their headers
WARNA_TAUTAN = "#0563C1"  # links
WARNA_REALISASI = "#2E75B6"  # bars and lines of what was done
WARNA_RENCANA = "#7F7F7F"  # lines of what was planned

BELUM_DITETAPKAN = "Belum ditetapkan"
"""Stands for the penanggung jawab of what names none."""

BELUM_ADA = "belum ada"
"""Stands beside an area whose indikator the source lacks."""

BUKAN_NILAI = (
    "Capaian menunjukkan penyelesaian rencana aksi. Capaian bukan nilai Lembar Kerja Evaluasi (LKE), dan rekap ini "
    "bukan peringkat: satker diurutkan menurut nama."
)
"""What the figures of a recap are not."""

UKURAN: Mapping[str, tuple[str, str]] = {
    "rata_rata": ("Rata-rata", "AVERAGE({0})"),
    "simpangan_baku": ("Simpangan baku", "STDEVP({0})"),
    "terendah": ("Terendah", "MIN({0})"),
    "kuartil_bawah": ("Kuartil bawah", "QUARTILE({0},1)"),
    "median": ("Median", "MEDIAN({0})"),
    "kuartil_atas": ("Kuartil atas", "QUARTILE({0},3)"),
    "tertinggi": ("Tertinggi", "MAX({0})"),
}
"""How shares are spread: by their fields in `Sebaran`, the measures' names and how a spreadsheet computes them."""


def rincian_keadaan(hitungan: Hitungan) -> str:
    """Say how many kewajiban are in each state, without those that none is in: `6 selesai dan 9 terlambat`."""
    counts = [(int(getattr(hitungan, keadaan)), nama.lower()) for keadaan, nama in NAMA_KEADAAN.items()]
    return gabung_kata([f"{jumlah} {nama}" for jumlah, nama in counts if jumlah])


def rincian_keputusan(keputusan: Iterable[MonevKeputusan]) -> str:
    """Say how many decisions of meetings are in each state, in the same way."""
    counts = Counter(satu.keadaan for satu in keputusan)
    named = ((counts[keadaan], nama.lower()) for keadaan, nama in NAMA_KEADAAN_KEPUTUSAN.items())
    return gabung_kata([f"{jumlah} {nama}" for jumlah, nama in named if jumlah])


def judul_area(kode: str, nama: str) -> str:
    """Name an area: `I. Manajemen Perubahan`."""
    return f"{kode}. {nama}" if nama else kode


def nama_baku(area: Area) -> str:
    """Give the usual name of an area, which is shorter than many a decree's; else its own."""
    return NAMA_AREA.get(area.kode) or area.nama


def ketepatan_text(ketepatan: Ketepatan | None) -> str:
    """Say how what is finished stands to its jatuh tempo; a dash where nothing is."""
    return NAMA_KETEPATAN[ketepatan] if ketepatan else TANPA_NILAI


def with_capital(text: str) -> str:
    """Give a text with a capital to begin with, and the rest of it as it is."""
    return text[0].upper() + text[1:]


def status_text(satu: MonevIndikator) -> str:
    """Say how an indikator stands: the state of its one kewajiban, or how many of several are finished.

    What the office reported stands below where it says more than the state does (`Proses`).
    """
    hitungan = satu.hitungan
    counted = hitungan.kewajiban - hitungan.tidak_berlaku
    if not hitungan.kewajiban:
        return "Di luar masa pemantauan"
    if not counted:
        return NAMA_KEADAAN[Keadaan.TIDAK_BERLAKU]
    if len(satu.kewajiban) > 1:
        text = f"{hitungan.selesai} dari {counted} selesai"
        return f"{text}\n{hitungan.terlambat} terlambat" if hitungan.terlambat else text
    (kewajiban,), reported = satu.kewajiban, satu.indikator.status
    state = NAMA_KEADAAN[kewajiban.keadaan]
    if kewajiban.ketepatan is not None:
        return f"{state}\n({NAMA_KETEPATAN[kewajiban.ketepatan].lower()})"
    return f"{state}\n(dilaporkan {reported})" if reported == Status.PROSES else state
