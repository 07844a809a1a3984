"""Sheet Cara Menghitung of report and recap: the rules behind the figures, and weights that none uses."""

from __future__ import annotations

from collections.abc import Mapping

from zi_reports.excel import gaya
from zi_reports.excel.kit import Book, Column, Look, Sheet
from zi_reports.excel.rumus_data import SELESAI, TIDAK_BERLAKU, TIDAK_DIKENAL
from zi_reports.monev.keadaan import Keadaan, Ketepatan
from zi_reports.rencana.bahasa import TANPA_NILAI
from zi_reports.rencana.lampiran import NAMA_AREA
from zi_reports.rencana.periode import JenisPeriode

_KEADAAN = gaya.NAMA_KEADAAN
_KETEPATAN = gaya.NAMA_KETEPATAN
_TANPA_NILAI = f"Tanda {TANPA_NILAI}"

TERLAMBAT = "sudah jatuh tempo dan belum selesai."  # as the recap says it
HARI_TERLAMBAT = f"Tanda {TANPA_NILAI} pada hari terlambat: jatuh tempo pada per tanggal."  # as lists say it
_SUDAH_JATUH_TEMPO = (
    "Jatuh tempo sebelum per tanggal, atau pada per tanggal bila hari itu sudah berakhir. Selama hari itu "
    "berjalan, yang jatuh tempo padanya belum terlambat."
)

ATURAN: Mapping[str, str] = {
    "Kewajiban": (
        "Satu hal yang jatuh tempo satu kali. Indikator dengan satu jatuh tempo mempunyai satu kewajiban; “Setiap "
        "Bulan” menjadi dua belas. Indikator tanpa jatuh tempo mempunyai tepat satu kewajiban tanpa tanggal."
    ),
    "Per tanggal": (
        "Batas laporan. Yang terjadi sesudahnya tidak dihitung, sehingga laporan {periode} lalu dapat dibuat ulang "
        "dengan angka yang sama."
    ),
    "Mulai Pemantauan": "Kewajiban yang jatuh tempo sebelum tanggal ini (lembar Pengaturan) tidak dihitung.",
    "Sudah jatuh tempo": _SUDAH_JATUH_TEMPO,
    SELESAI: (
        "Selesai pada atau sebelum per tanggal. Tanda tanpa tanggal pada kolom bulan dihitung sejak awal bulan "
        "itu. STATUS Selesai tanpa tanggal dihitung sejak laporan pertama yang memuatnya, dan pada laporan "
        "{periode} sebelumnya hanya sejak bulan jatuh temponya. Dalam deret teratur (bulanan, triwulanan, "
        "semesteran, berkala), masa satu kewajiban dimulai sehari sesudah jatuh tempo yang mendahuluinya; tanggal "
        "sebelum masa itu diperlakukan sebagai tanda tanpa tanggal."
    ),
    _KETEPATAN[Ketepatan.TEPAT_WAKTU]: "Tanggal selesai pada atau sebelum jatuh tempo.",
    _KETEPATAN[Ketepatan.SELESAI_TERLAMBAT]: "Tanggal selesai setelah jatuh tempo.",
    _KETEPATAN[Ketepatan.SELESAI_TANPA_TANGGAL]: (
        "Selesai tanpa tanggal, atau tanpa jatuh tempo sebagai pembanding."
    ),
    _KEADAAN[Keadaan.TERLAMBAT]: gaya.with_capital(TERLAMBAT),
    _KEADAAN[Keadaan.BELUM_JATUH_TEMPO]: "Mempunyai jatuh tempo, belum sampai, dan belum selesai.",
    _KEADAAN[Keadaan.TANPA_TENGGAT]: "Tidak mempunyai jatuh tempo dan belum selesai.",
    TIDAK_BERLAKU: "Dinyatakan tidak berlaku. Tidak ikut dihitung dalam capaian dan realisasi.",
    TIDAK_DIKENAL: (
        "Isian lembar Data diubah menjadi sesuatu yang tidak dikenal. Disebut pada Ringkasan dan tidak termasuk "
        "keadaan lain."
    ),
    "Capaian indikator": "Kewajiban selesai dibagi kewajiban yang berlaku.",
    "Capaian area dan seluruhnya": (
        "Rata-rata capaian indikatornya, sehingga satu indikator bulanan tidak lebih berat daripada yang lain. "
        "Indikator tanpa capaian tidak ikut dirata-rata."
    ),
    "Realisasi jatuh tempo": (
        "Kewajiban selesai di antara yang sudah jatuh tempo, dibagi semua yang sudah jatuh tempo; yang tidak "
        "berlaku tidak ikut dihitung."
    ),
    _TANPA_NILAI: "Tidak ada yang dapat dihitung. Tanda ini bukan 0% dan bukan 100%.",
    "Perubahan": (
        "Selisih dengan angka yang dihitung dengan cara yang sama pada akhir {periode} sebelumnya. Selisih "
        "persentase dinyatakan dalam poin persentase."
    ),
    "Rencana kumulatif": "Kewajiban berlaku yang jatuh tempo sampai akhir bulan itu.",
    "Realisasi kumulatif": "Kewajiban berlaku yang mempunyai jatuh tempo dan selesai sampai akhir bulan itu.",
}
"""The rules of the figures, for readers of the report of a `{periode}` (docs/design.md, Figures)."""

ATURAN_REKAP: Mapping[str, str] = {
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
    **{nama: ATURAN[nama] for nama in ("Sudah jatuh tempo", _KEADAAN[Keadaan.TERLAMBAT], _TANPA_NILAI)},
    "Galat": "Banyaknya isian buku kerja yang tidak terbaca sehingga tidak dihitung. Rinciannya: zi periksa.",
    "Tidak dihitung": "Buku kerja yang tidak terbaca, ganda, atau bertahun lain tidak ikut dalam angka mana pun.",
}
"""The rules of the figures, for readers of the recap."""

BOBOT: Mapping[str, int] = {"I": 8, "II": 7, "III": 10, "IV": 10, "V": 15, "VI": 10}
"""The weights of the six areas (komponen pengungkit) by PermenPANRB 90/2021; no figure uses them."""


def write_rules(book: Book, aturan: Mapping[str, str], width: int, text: str) -> Sheet:
    """Write the sheet with these rules: the pixels of their terms, and the text above the table."""
    columns = (Column("ISTILAH", width), Column("ARTI DAN CARA MENGHITUNG", 510))
    sheet = book.open_sheet(gaya.NamaLembar.CARA, columns, text, landscape=False)
    sheet.add_table(columns, aturan.items())
    return sheet


def write(book: Book, jenis: JenisPeriode) -> None:
    """Write the sheet of the report of a kind of period: the rules, then the weights."""
    text = "Aturan ini sama untuk laporan Excel, laporan Word, dan berkas ringkasan."
    rules = {nama: arti.replace("{periode}", jenis) for nama, arti in ATURAN.items()}
    sheet = write_rules(book, rules, 170, text)
    sheet.add_section("Bobot area menurut PermenPANRB Nomor 90 Tahun 2021 (rujukan)")
    total = sum(BOBOT.values())
    weights = ((f"{kode} {NAMA_AREA[kode]}", f"{bobot} dari {total}") for kode, bobot in BOBOT.items())
    sheet.add_table((Column("AREA"), Column("BOBOT", look=Look.CENTRED)), weights)
    note = "Bobot ini adalah bobot komponen pengungkit. Tidak ada angka laporan ini yang memakainya."
    sheet.add_line(note, font_color=gaya.WARNA_REDUP)
    sheet.xlsx.fit_to_pages(1, 1)
