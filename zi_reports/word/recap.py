"""A recap becomes `rekap-zi-PERIODE.docx`; what it says and how it looks is the template's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from zi_reports.excel import charts
from zi_reports.excel.gaya import BUKAN_NILAI, NAMA_KEADAAN, UKURAN, judul_area
from zi_reports.monev.figures import HITUNGAN, Hitungan
from zi_reports.monev.keadaan import Keadaan
from zi_reports.monev.satker import KELAS, Rekap, RekapArea, Sebaran, rows_of
from zi_reports.rencana.bahasa import TANPA_NILAI, bulan_tahun, gabung_kata, persen, rangkai_bulan, ribuan
from zi_reports.rencana.model import Kertas
from zi_reports.word.charts import Grafik, make
from zi_reports.word.render import Tata, render
from zi_reports.word.rows import Baris, row_of_counts


def write_word(rekap: Rekap, templat: Path) -> bytes:
    """Write the recap from a template; the same recap gives the same bytes.

    Raises:
        TemplateError: The template cannot be read, or a tag in it is broken or unknown.
    """
    judul = f"Rekap Monev Zona Integritas {rekap.periode}"
    return render(templat, _isian(rekap), Tata(Kertas.A4, judul, rekap.hari_ini))


def _isian(rekap: Rekap) -> Baris:
    """Give the template's variables."""
    return {
        "tahun": rekap.tahun,
        "periode": rekap.periode.judul,
        "per_tanggal": rekap.hari,
        "tanda": rekap.tanda,
        "bertanda": gabung_kata(
            [f"{jumlah} satker bertanda {tanda}" for tanda, jumlah in rekap.bertanda.items()]
        ),
        "bukan_nilai": BUKAN_NILAI,
        "jumlah_satker": len(rekap.satker),
        "tanpa_capaian": rekap.tanpa_capaian,
        "tidak_lengkap": rekap.tidak_lengkap,
        "dasar_rata_rata": rekap.dasar_rata_rata,
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
        "grafik_sebaran": _chart_of_bands(rekap),
        "grafik_area": _chart_of_areas(rekap),
        "grafik_tenggat": _chart_of_months(rekap),
    }


def _counts(nama: str, hitungan: Hitungan) -> Baris:
    row = row_of_counts(nama, hitungan)
    fields = (
        "kewajiban",
        "berlaku",
        "selesai",
        "terlambat",
        "belum_jatuh_tempo",
        "tidak_berlaku",
        "lainnya",
    )
    return {"nama": nama, **{field: ribuan(row[field]) for field in fields}}


def _words(sebaran: Sebaran) -> Baris:
    return {"satker": sebaran.satker, **{field: persen(getattr(sebaran, field)) for field in UKURAN}}


def _measures(rekap: Rekap) -> Iterator[Baris]:
    capaian, realisasi = _words(rekap.capaian), _words(rekap.realisasi_jatuh_tempo)
    for field, (nama, _) in {"satker": ("Banyaknya satker", ""), **UKURAN}.items():
        yield {"nama": nama, "capaian": capaian[field], "realisasi": realisasi[field]}


def _bands(sebaran: Sebaran) -> Iterator[Baris]:
    for nama, jumlah in zip(KELAS, sebaran.kelas, strict=True):
        bagian = jumlah / sebaran.satker if sebaran.satker else None
        yield {"nama": nama, "satker": jumlah, "bagian": persen(bagian)}


def _area(area: RekapArea) -> Baris:
    return {
        **_words(area.capaian),
        **_counts(judul_area(area.kode, area.nama), area.hitungan),
        "satker_bercapaian": f"{area.capaian.satker} dari {area.satker}" if area.satker else TANPA_NILAI,
        "satker_terlambat": area.satker_terlambat,
        "hari_terlambat": area.hari_terlambat,
    }


def _satker(rekap: Rekap) -> Iterator[Baris]:
    kode = [area.kode for area in rekap.area]
    columns = ["satker", "tanda", "indikator", "capaian", "realisasi_jatuh_tempo", *HITUNGAN, *kode]
    for values in rows_of(rekap.by_area("capaian"), columns):
        satu = dict(zip(columns, values, strict=True))
        nama = f"{satu['satker']} ({satu['tanda']})" if satu["tanda"] else satu["satker"]
        yield {
            **_counts(nama, Hitungan(**{field: satu[field] for field in HITUNGAN})),
            "indikator": ribuan(satu["indikator"]),
            "capaian": persen(satu["capaian"]),
            "realisasi": persen(satu["realisasi_jatuh_tempo"]),
            "area": {satu_kode: persen(satu[satu_kode]) for satu_kode in kode},
        }


def _chart_of_bands(rekap: Rekap) -> Grafik:
    jumlah = rekap.capaian.kelas
    uraian = "; ".join(f"{nama} {satu}" for nama, satu in zip(KELAS, jumlah, strict=True))
    return make(
        "Sebaran capaian",
        f"Grafik batang banyaknya satker menurut capaian: {uraian}.",
        (("Capaian", KELAS), ("Satker", jumlah)),
        partial(charts.jumlah_per_kategori, judul="Sebaran capaian satker", sumbu="Satker"),
    )


def _chart_of_areas(rekap: Rekap) -> Grafik:
    names = [judul_area(area.kode, area.nama) for area in rekap.area]
    means = [area.capaian.rata_rata for area in rekap.area]
    uraian = "; ".join(f"{area.kode} {persen(area.capaian.rata_rata)}" for area in rekap.area)
    empty = [mean is None for mean in means]
    return make(
        "Capaian per area",
        f"Grafik batang rata-rata capaian satker per area: {uraian}.",
        (("Area", names), ("Capaian", means)),
        partial(charts.capaian_per_area, tanpa_nilai=empty, judul="Rata-rata capaian satker per area"),
    )


def _chart_of_months(rekap: Rekap) -> Grafik | None:
    """Draw the kewajiban due in each month; None where nothing has a jatuh tempo."""
    dated = [(satu.bulan, satu.hitungan) for satu in rekap.tenggat if satu.bulan is not None]
    if not dated:
        return None
    months = [rangkai_bulan([bulan]) for bulan, _ in dated]
    states = [keadaan for keadaan in Keadaan if keadaan is not Keadaan.TANPA_TENGGAT]
    counts = [
        (NAMA_KEADAAN[keadaan], [int(getattr(hitungan, keadaan)) for _, hitungan in dated])
        for keadaan in states
    ]
    rows = (row_of_counts(bulan_tahun(bulan), hitungan) for bulan, hitungan in dated)
    uraian = "; ".join(f"{row['nama']} {row['rincian']}" for row in rows)
    return make(
        "Kewajiban per bulan",
        f"Grafik batang kewajiban semua satker menurut bulan jatuh tempo dan keadaannya: {uraian}.",
        (("Bulan", months), *counts),
        lambda book, kategori, *nilai: charts.kewajiban_per_bulan(
            book, kategori, dict(zip(states, nilai, strict=True))
        ),
    )
