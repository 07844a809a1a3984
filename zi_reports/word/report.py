"""The figures of a month become the monev report in Word; what it says and how it looks is the template's."""

from __future__ import annotations

from pathlib import Path
from textwrap import shorten

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from zi_reports.excel import charts
from zi_reports.excel.charts import Range
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import Monev, MonevArea
from zi_reports.rencana.bahasa import BULAN_SINGKAT, bulan_tahun, persen, tanggal
from zi_reports.word.charts import Grafik, make
from zi_reports.word.render import Tata, clean, render
from zi_reports.word.variables import konteks

_LEBAR_NAMA = 44
"""How many characters of an area's name stand beside its bar; the table next to the chart has it in full."""


def write_word(bahan: BahanLaporan, templat: Path) -> bytes:
    """Write the report of a month from a template; the same input gives the same bytes.

    Raises:
        TemplateError: The template cannot be read, or a tag in it is broken or unknown.
    """
    monev = bahan.monev
    pengaturan = monev.rencana.pengaturan
    judul = f"Laporan Monev Zona Integritas {pengaturan.satker} {bulan_tahun(monev.per_tanggal)}"
    isian = {
        **konteks(bahan),
        "grafik_capaian_area": _grafik_capaian_area(monev),
        "grafik_kurva_s": _grafik_kurva_s(monev),
    }
    return render(templat, isian, Tata(pengaturan.ukuran_kertas, judul, bahan.hari_ini))


def _grafik_capaian_area(monev: Monev) -> Grafik:
    """Draw the capaian of each area; one without capaian has no bar."""
    nama = [_nama_pendek(satu) for satu in monev.area]
    nilai = [satu.angka.capaian for satu in monev.area]
    uraian = "; ".join(clean(satu.area.kode) + f" {persen(satu.angka.capaian)}" for satu in monev.area)

    def draw(book: Workbook, sheet: str) -> Chart:
        kosong = [satu is None for satu in nilai]
        return charts.capaian_per_area(
            book, Range(sheet, 0, 1, len(nama)), Range(sheet, 1, 1, len(nama)), kosong
        )

    return make(
        "Capaian per area",
        f"Grafik batang capaian per area per {tanggal(monev.per_tanggal)}: {uraian}.",
        (("Area", nama), ("Capaian", nilai)),
        draw,
    )


def _nama_pendek(satu: MonevArea) -> str:
    return clean(shorten(f"{satu.area.kode}. {satu.area.nama}", _LEBAR_NAMA, placeholder=" …"))


def _grafik_kurva_s(monev: Monev) -> Grafik | None:
    """Draw what was due and what was finished by each month's end; None where nothing has a jatuh tempo."""
    if not monev.kurva:
        return None
    per = monev.per_tanggal
    bulan = [f"{BULAN_SINGKAT[titik.bulan.month - 1]} {titik.bulan.year}" for titik in monev.kurva]
    realisasi = [titik.realisasi for titik in monev.kurva]
    batas = [
        max(titik.rencana, titik.realisasi or 0) if titik.bulan == per.replace(day=1) else None
        for titik in monev.kurva
    ]
    sampai = sum(satu is not None for satu in realisasi)

    def draw(book: Workbook, sheet: str) -> Chart:
        months, planned, marked = (Range(sheet, column, 1, len(bulan)) for column in (0, 1, 3))
        done = Range(sheet, 2, 1, sampai) if sampai else None
        return charts.kurva_s(book, months, planned, done, marked if any(batas) else None, per)

    return make(
        "Kurva S",
        "Grafik garis jumlah kumulatif kewajiban yang jatuh tempo dan yang selesai menurut bulan, "
        f"per {tanggal(per)}.",
        (
            ("Bulan", bulan),
            ("Rencana", [titik.rencana for titik in monev.kurva]),
            ("Realisasi", realisasi),
            ("Per tanggal", batas),
        ),
        draw,
    )
