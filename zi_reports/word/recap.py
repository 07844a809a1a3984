"""A recap becomes `rekap-zi-YYYY-MM.docx`; what it says and how it looks is the template's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from zi_reports.excel import charts
from zi_reports.excel.charts import Range
from zi_reports.excel.gaya import BUKAN_NILAI, NAMA_KEADAAN, UKURAN, judul_area
from zi_reports.monev.figures import HITUNGAN, Hitungan, Keadaan
from zi_reports.monev.satker import KELAS, Rekap, RekapArea, Sebaran, rows_of
from zi_reports.rencana.bahasa import BULAN_SINGKAT, bulan_tahun, persen, tanggal
from zi_reports.rencana.model import Kertas
from zi_reports.word.charts import Grafik, make
from zi_reports.word.render import Tata, render
from zi_reports.word.rows import row_of_counts

_Row = dict[str, object]
"""A row of one of the template's tables, ready to be printed: the names are those that the template uses."""


def write_word(rekap: Rekap, templat: Path) -> bytes:
    """Write the recap from a template; the same recap gives the same bytes.

    Raises:
        TemplateError: The template cannot be read, or a tag in it is broken or unknown.
    """
    judul = f"Rekap Monev Zona Integritas {bulan_tahun(rekap.per_tanggal)}"
    isian = {
        **konteks(rekap),
        "grafik_sebaran": _chart_of_bands(rekap),
        "grafik_area": _chart_of_areas(rekap),
        "grafik_tenggat": _chart_of_months(rekap),
    }
    return render(templat, isian, Tata(Kertas.A4, judul, rekap.hari_ini))


def konteks(rekap: Rekap) -> dict[str, object]:
    """Give the template's variables besides the charts."""
    return {
        "tahun": rekap.tahun,
        "bulan": bulan_tahun(rekap.per_tanggal),
        "per_tanggal": tanggal(rekap.per_tanggal),
        "tanda": rekap.tanda,
        "bertanda": ", ".join(
            f"{jumlah} satker bertanda {tanda}" for tanda, jumlah in rekap.bertanda.items()
        ),
        "bukan_nilai": BUKAN_NILAI,
        "jumlah_satker": len(rekap.satker),
        "tanpa_capaian": rekap.tanpa_capaian,
        "indikator": ribuan(rekap.indikator),
        "ada_terlambat": rekap.hitungan.terlambat > 0,
        "seluruh": _counts("Seluruhnya", rekap.hitungan),
        "capaian": _words(rekap.capaian),
        "ukuran": tuple(_measures(rekap)),
        "kelas": tuple(_bands(rekap.capaian)),
        "per_area": tuple(_area(area) for area in rekap.area),
        "per_tenggat": tuple(
            _counts(bulan_tahun(satu.bulan) if satu.bulan else "Tanpa jatuh tempo", satu.hitungan)
            for satu in rekap.tenggat
        ),
        "per_satker": tuple(_satker(rekap)),
        "tidak_dihitung": rekap.tidak_dihitung,
    }


def ribuan(jumlah: int) -> str:
    """Write a count with points between its thousands: `40.848`."""
    return f"{jumlah:,}".replace(",", ".")


def _counts(nama: str, hitungan: Hitungan) -> _Row:
    row = row_of_counts(nama, hitungan)
    fields = ("kewajiban", "berlaku", "selesai", "terlambat", "belum_jatuh_tempo", "lainnya")
    return {"nama": nama, **{field: ribuan(getattr(row, field)) for field in fields}}


def _words(sebaran: Sebaran) -> _Row:
    return {
        field: value if field in {"satker", "kelas"} else persen(value)
        for field, value in asdict(sebaran).items()
    }


def _measures(rekap: Rekap) -> Iterator[_Row]:
    capaian, realisasi = _words(rekap.capaian), _words(rekap.realisasi_jatuh_tempo)
    for field, (nama, _) in {"satker": ("Banyaknya satker", ""), **UKURAN}.items():
        yield {"nama": nama, "capaian": capaian[field], "realisasi": realisasi[field]}


def _bands(sebaran: Sebaran) -> Iterator[_Row]:
    for nama, jumlah in zip(KELAS, sebaran.kelas, strict=True):
        bagian = jumlah / sebaran.satker if sebaran.satker else None
        yield {"nama": nama, "satker": jumlah, "bagian": persen(bagian)}


def _area(area: RekapArea) -> _Row:
    return {
        **_words(area.capaian),
        **_counts(judul_area(area.kode, area.nama), area.hitungan),
        "satker": area.satker,
        "satker_terlambat": area.satker_terlambat,
        "hari_terlambat": area.hari_terlambat,
    }


def _satker(rekap: Rekap) -> Iterator[_Row]:
    kode = [area.kode for area in rekap.area]
    fields = ("satker", "tanda", "indikator", "capaian", "realisasi_jatuh_tempo")
    for satu in rows_of(rekap.by_area("capaian"), (*fields, *HITUNGAN, *kode)):
        (nama, tanda, indikator, capaian, realisasi), rest = satu[: len(fields)], satu[len(fields) :]
        hitungan = Hitungan(*rest[: len(HITUNGAN)])
        yield {
            **_counts(f"{nama} ({tanda})" if tanda else nama, hitungan),
            "indikator": ribuan(indikator),
            "capaian": persen(capaian),
            "realisasi": persen(realisasi),
            "area": dict(zip(kode, map(persen, rest[len(HITUNGAN) :]), strict=True)),
        }


def _chart_of_bands(rekap: Rekap) -> Grafik:
    jumlah = rekap.capaian.kelas
    uraian = "; ".join(f"{nama} {satu}" for nama, satu in zip(KELAS, jumlah, strict=True))

    def draw(book: Workbook, kategori: Range, nilai: Range) -> Chart:
        return charts.jumlah_per_kategori(book, kategori, nilai, "Sebaran capaian satker", "Satker")

    return make(
        "Sebaran capaian",
        f"Grafik batang banyaknya satker menurut capaian: {uraian}.",
        (("Capaian", KELAS), ("Satker", jumlah)),
        draw,
    )


def _chart_of_areas(rekap: Rekap) -> Grafik:
    names = [judul_area(area.kode, area.nama) for area in rekap.area]
    means = [area.capaian.rata_rata for area in rekap.area]
    uraian = "; ".join(f"{area.kode} {persen(mean)}" for area, mean in zip(rekap.area, means, strict=True))

    def draw(book: Workbook, kategori: Range, nilai: Range) -> Chart:
        empty = [mean is None for mean in means]
        return charts.capaian_per_area(book, kategori, nilai, empty, "Rata-rata capaian satker per area")

    return make(
        "Capaian per area",
        f"Grafik batang rata-rata capaian satker per area: {uraian}.",
        (("Area", names), ("Capaian", means)),
        draw,
    )


def _chart_of_months(rekap: Rekap) -> Grafik | None:
    """Draw the kewajiban due in each month; None where nothing has a jatuh tempo."""
    dated = [(satu.bulan, satu.hitungan) for satu in rekap.tenggat if satu.bulan is not None]
    if not dated:
        return None
    months = [f"{BULAN_SINGKAT[bulan.month - 1]} {bulan.year}" for bulan, _ in dated]
    states = [keadaan for keadaan in Keadaan if keadaan is not Keadaan.TANPA_TENGGAT]
    counts = [[int(getattr(hitungan, keadaan)) for _, hitungan in dated] for keadaan in states]

    def draw(book: Workbook, kategori: Range, *cells: Range) -> Chart:
        return charts.kewajiban_per_bulan(book, kategori, dict(zip(states, cells, strict=True)))

    names = (NAMA_KEADAAN[keadaan] for keadaan in states)
    return make(
        "Kewajiban per bulan",
        "Grafik batang kewajiban semua satker menurut bulan jatuh tempo dan keadaannya.",
        (("Bulan", months), *zip(names, counts, strict=True)),
        draw,
    )
