"""A recap becomes `rekap-zi-YYYY-MM.docx`; what it says and how it looks is the template's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from zi_reports.excel.gaya import BUKAN_NILAI, UKURAN, judul_area
from zi_reports.monev.figures import Hitungan
from zi_reports.monev.satker import HITUNGAN, KELAS, Rekap, RekapArea, Sebaran, rows_of
from zi_reports.rencana.bahasa import bulan_tahun, persen, tanggal
from zi_reports.rencana.model import Kertas
from zi_reports.word.recap_charts import charts_of
from zi_reports.word.templat import Tata, render

Baris = Mapping[str, object]
"""A row of one of the template's tables, ready to be printed: the names are those that the template uses."""


def write_word(rekap: Rekap, templat: Path) -> bytes:
    """Write the recap from a template; the same recap gives the same bytes.

    Raises:
        TemplateError: The template cannot be read, or a tag in it is broken or unknown.
    """
    judul = f"Rekap Monev Zona Integritas {bulan_tahun(rekap.per_tanggal)}"
    return render(templat, {**konteks(rekap), **charts_of(rekap)}, Tata(Kertas.A4, judul, rekap.hari_ini))


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


def _counts(nama: str, hitungan: Hitungan) -> dict[str, object]:
    counts = {
        "kewajiban": hitungan.kewajiban,
        "berlaku": hitungan.kewajiban - hitungan.tidak_berlaku,
        "selesai": hitungan.selesai,
        "terlambat": hitungan.terlambat,
        "belum_jatuh_tempo": hitungan.belum_jatuh_tempo,
        "lainnya": hitungan.tanpa_tenggat + hitungan.tidak_berlaku,
    }
    return {"nama": nama, **{satu: ribuan(jumlah) for satu, jumlah in counts.items()}}


def _words(sebaran: Sebaran) -> Baris:
    return {
        field: value if field in {"satker", "kelas"} else persen(value)
        for field, value in asdict(sebaran).items()
    }


def _measures(rekap: Rekap) -> Iterator[Baris]:
    capaian, realisasi = _words(rekap.capaian), _words(rekap.realisasi_jatuh_tempo)
    for field, nama in {"satker": "Banyaknya satker", **UKURAN}.items():
        yield {"nama": nama, "capaian": capaian[field], "realisasi": realisasi[field]}


def _bands(sebaran: Sebaran) -> Iterator[Baris]:
    for nama, jumlah in zip(KELAS, sebaran.kelas, strict=True):
        bagian = jumlah / sebaran.satker if sebaran.satker else None
        yield {"nama": nama, "satker": jumlah, "bagian": persen(bagian)}


def _area(area: RekapArea) -> Baris:
    return {
        **_words(area.capaian),
        **_counts(judul_area(area.kode, area.nama), area.hitungan),
        "satker": area.satker,
        "satker_terlambat": area.satker_terlambat,
        "hari_terlambat": area.hari_terlambat,
    }


def _satker(rekap: Rekap) -> Iterator[Baris]:
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
