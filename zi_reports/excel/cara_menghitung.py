"""Sheet Cara Menghitung: the rules behind the figures, in plain words, and the weights that none of them uses."""

from __future__ import annotations

from collections.abc import Mapping

from zi_reports.excel import gaya
from zi_reports.excel.report_book import Buku, NamaLembar
from zi_reports.excel.report_sheet import open_sheet
from zi_reports.excel.sheet import Bentuk, KolomTabel
from zi_reports.monev.figures import Keadaan, Ketepatan
from zi_reports.rencana.bahasa import TANPA_NILAI
from zi_reports.rencana.baku import NAMA_AREA

_KOLOM = (KolomTabel("ISTILAH", 170), KolomTabel("ARTI DAN CARA MENGHITUNG", 510))
_KEADAAN = gaya.NAMA_KEADAAN
_KETEPATAN = gaya.NAMA_KETEPATAN

ATURAN: Mapping[str, str] = {
    "Kewajiban": (
        "Satu hal yang jatuh tempo satu kali. Indikator dengan satu tenggat mempunyai satu kewajiban; “Setiap "
        "Bulan” menjadi dua belas. Indikator tanpa tenggat mempunyai tepat satu kewajiban tanpa tanggal."
    ),
    "Per tanggal": (
        "Batas laporan. Yang terjadi sesudahnya tidak dihitung, sehingga laporan bulan lalu dapat dibuat ulang "
        "dengan angka yang sama."
    ),
    "Mulai Pemantauan": (
        "Kewajiban yang jatuh tempo sebelum tanggal ini (lembar Pengaturan) tidak dihitung."
    ),
    _KEADAAN[Keadaan.SELESAI]: (
        "Selesai pada atau sebelum per tanggal. Tanda tanpa tanggal pada kolom bulan dihitung sejak awal bulan "
        "itu; status Selesai tanpa tanggal dihitung untuk setiap bulan."
    ),
    _KETEPATAN[Ketepatan.TEPAT_WAKTU]: "Tanggal selesai pada atau sebelum jatuh tempo.",
    _KETEPATAN[Ketepatan.SELESAI_TERLAMBAT]: "Tanggal selesai setelah jatuh tempo.",
    _KETEPATAN[Ketepatan.SELESAI_TANPA_TANGGAL]: (
        "Selesai tanpa tanggal, atau tanpa jatuh tempo sebagai pembanding."
    ),
    _KEADAAN[Keadaan.TERLAMBAT]: "Jatuh tempo pada atau sebelum per tanggal dan belum selesai.",
    _KEADAAN[Keadaan.BELUM_JATUH_TEMPO]: "Jatuh tempo setelah per tanggal dan belum selesai.",
    _KEADAAN[Keadaan.TANPA_TENGGAT]: "Tidak mempunyai jatuh tempo dan belum selesai.",
    _KEADAAN[
        Keadaan.TIDAK_BERLAKU
    ]: "Dinyatakan tidak berlaku. Tidak ikut dihitung dalam capaian dan realisasi.",
    "Capaian indikator": "Kewajiban selesai dibagi kewajiban yang berlaku.",
    "Capaian area dan seluruhnya": (
        "Rata-rata capaian indikatornya, sehingga satu indikator bulanan tidak lebih berat daripada yang lain. "
        "Indikator tanpa capaian tidak ikut dirata-rata."
    ),
    "Realisasi jatuh tempo": (
        "Kewajiban selesai di antara yang jatuh tempo sampai per tanggal, dibagi semua yang jatuh tempo sampai per "
        "tanggal; yang tidak berlaku tidak ikut dihitung."
    ),
    f"Tanda {TANPA_NILAI}": "Tidak ada yang dapat dihitung. Tanda ini bukan 0% dan bukan 100%.",
    "Perubahan": (
        "Selisih dengan angka yang dihitung dengan cara yang sama pada akhir bulan sebelumnya. Selisih persentase "
        "dinyatakan dalam poin persentase."
    ),
    "Rencana kumulatif": "Kewajiban berlaku yang jatuh tempo sampai akhir bulan itu.",
    "Realisasi kumulatif": (
        "Kewajiban berlaku yang mempunyai jatuh tempo dan selesai sampai akhir bulan itu."
    ),
}
"""The rules of DESIGN, section 6, for readers of the report."""

BOBOT: Mapping[str, int] = {"I": 8, "II": 7, "III": 10, "IV": 10, "V": 15, "VI": 10}
"""The weights of the six areas (komponen pengungkit) by PermenPANRB 90/2021; no figure uses them."""

_KOLOM_BOBOT = (KolomTabel("AREA", 170), KolomTabel("BOBOT", 510, Bentuk.TENGAH))
_TANPA_BOBOT = "Bobot ini adalah bobot komponen pengungkit. Tidak ada angka laporan ini yang memakainya."


def write(buku: Buku) -> None:
    """Write the sheet: the rules, then the weights."""
    text = "Aturan ini sama untuk laporan Excel, laporan Word, dan berkas ringkasan."
    lembar, header = open_sheet(buku, NamaLembar.CARA, [satu.lebar for satu in _KOLOM], text, mendatar=False)
    lembar.write_header(header, _KOLOM)
    for row, aturan in enumerate(ATURAN.items(), start=header + 1):
        lembar.write_row(row, _KOLOM, aturan)
    row = header + len(ATURAN) + 2
    header = lembar.write_section(row, "Bobot area menurut PermenPANRB Nomor 90 Tahun 2021 (rujukan)")
    lembar.write_header(header, _KOLOM_BOBOT)
    for row, (kode, bobot) in enumerate(BOBOT.items(), start=header + 1):
        lembar.write_row(
            row, _KOLOM_BOBOT, (f"{kode} {NAMA_AREA[kode]}", f"{bobot} dari {sum(BOBOT.values())}")
        )
    lembar.write_line(header + len(BOBOT) + 2, _TANPA_BOBOT, font_color=gaya.WARNA_REDUP)
