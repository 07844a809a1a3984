"""A recap becomes `rekap-zi-YYYY-MM.docx`; what it says and how it looks is the template's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from dataclasses import fields as fields_of
from pathlib import Path

from zi_reports.angka import Hitungan
from zi_reports.bahasa import bulan_tahun, persen, tanggal
from zi_reports.model import Kertas
from zi_reports.rekap.angka import KELAS, AngkaSatker, Rekap, RekapArea, Sebaran
from zi_reports.reports.rekap.kata import BUKAN_NILAI, judul_area
from zi_reports.reports.rekap.word_baris import fill_rows, mark
from zi_reports.reports.rekap.word_grafik import charts_of
from zi_reports.reports.templat import Tata, render


@dataclass(frozen=True, slots=True)
class BarisUkuran:
    """One measure of how capaian and realisasi are spread."""

    nama: str
    capaian: str
    realisasi: str


@dataclass(frozen=True, slots=True)
class BarisKelas:
    """One band of capaian, how many satker are in it, and their share of those that have a capaian."""

    nama: str
    satker: int
    bagian: str


@dataclass(frozen=True, slots=True)
class BarisHitungan:
    """Counts of the whole or of one month; `lainnya` are tanpa tenggat and tidak berlaku."""

    nama: str
    kewajiban: str
    berlaku: str
    selesai: str
    terlambat: str
    belum_jatuh_tempo: str
    lainnya: str


@dataclass(frozen=True, slots=True)
class BarisArea:
    """One area over all satker."""

    nama: str
    satker: int
    kewajiban: str
    selesai: str
    rata_rata: str
    median: str
    terendah: str
    tertinggi: str
    terlambat: str
    satker_terlambat: int
    hari_terlambat: int


@dataclass(frozen=True, slots=True)
class BarisSatker:
    """One satker, as the template prints it; `area` holds its capaian by the area's kode.

    The template may only print these: it is filled in once, with a mark in place of each.
    """

    nama: str
    indikator: str
    kewajiban: str
    selesai: str
    terlambat: str
    belum_jatuh_tempo: str
    lainnya: str
    capaian: str
    realisasi: str
    area: Mapping[str, str]


def write_word(rekap: Rekap, templat: Path) -> bytes:
    """Write the recap from a template; the same recap gives the same bytes.

    Raises:
        TemplateError: The template cannot be read, or a tag in it is broken or unknown.
    """
    judul = f"Rekap Monev Zona Integritas {bulan_tahun(rekap.per_tanggal)}"
    isian = {**konteks(rekap), **charts_of(rekap), "per_satker": (_pattern(rekap),)}
    dokumen = render(templat, isian, Tata(Kertas.A4, judul, rekap.hari_ini))
    return fill_rows(dokumen, (_satker(satu, rekap) for satu in rekap.satker), _field)


def _pattern(rekap: Rekap) -> BarisSatker:
    """Make the row that stands for all satker while the template is filled in."""
    fields = {satu.name: mark(satu.name) for satu in fields_of(BarisSatker) if satu.name != "area"}
    return BarisSatker(**fields, area={area.kode: mark(area.kode) for area in rekap.area})


def _field(baris: BarisSatker, nama: str) -> str:
    return baris.area[nama] if nama in baris.area else str(getattr(baris, nama))


def konteks(rekap: Rekap) -> dict[str, object]:
    """Give the template's variables besides the charts and the row of a satker."""
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
        "tidak_dihitung": rekap.tidak_dihitung,
    }


def ribuan(jumlah: int) -> str:
    """Write a count with points between its thousands: `40.848`."""
    return f"{jumlah:,}".replace(",", ".")


def _counts(nama: str, hitungan: Hitungan) -> BarisHitungan:
    return BarisHitungan(
        nama=nama,
        kewajiban=ribuan(hitungan.kewajiban),
        berlaku=ribuan(hitungan.kewajiban - hitungan.tidak_berlaku),
        selesai=ribuan(hitungan.selesai),
        terlambat=ribuan(hitungan.terlambat),
        belum_jatuh_tempo=ribuan(hitungan.belum_jatuh_tempo),
        lainnya=ribuan(hitungan.tanpa_tenggat + hitungan.tidak_berlaku),
    )


def _words(sebaran: Sebaran) -> dict[str, object]:
    return {
        field: value if field in {"satker", "kelas"} else persen(value)
        for field, value in asdict(sebaran).items()
    }


def _measures(rekap: Rekap) -> Iterator[BarisUkuran]:
    capaian, realisasi = rekap.capaian, rekap.realisasi_jatuh_tempo
    yield BarisUkuran("Banyaknya satker", str(capaian.satker), str(realisasi.satker))
    for field, nama in (
        ("rata_rata", "Rata-rata"),
        ("simpangan_baku", "Simpangan baku"),
        ("terendah", "Terendah"),
        ("kuartil_bawah", "Kuartil bawah"),
        ("median", "Median"),
        ("kuartil_atas", "Kuartil atas"),
        ("tertinggi", "Tertinggi"),
    ):
        yield BarisUkuran(nama, persen(getattr(capaian, field)), persen(getattr(realisasi, field)))


def _bands(sebaran: Sebaran) -> Iterator[BarisKelas]:
    for nama, jumlah in zip(KELAS, sebaran.kelas, strict=True):
        yield BarisKelas(nama, jumlah, persen(jumlah / sebaran.satker if sebaran.satker else None))


def _area(area: RekapArea) -> BarisArea:
    return BarisArea(
        nama=judul_area(area),
        satker=area.satker,
        kewajiban=ribuan(area.hitungan.kewajiban),
        selesai=ribuan(area.hitungan.selesai),
        rata_rata=persen(area.capaian.rata_rata),
        median=persen(area.capaian.median),
        terendah=persen(area.capaian.terendah),
        tertinggi=persen(area.capaian.tertinggi),
        terlambat=ribuan(area.hitungan.terlambat),
        satker_terlambat=area.satker_terlambat,
        hari_terlambat=area.hari_terlambat,
    )


def _satker(satu: AngkaSatker, rekap: Rekap) -> BarisSatker:
    hitungan = satu.angka.hitungan
    capaian = {area.kode: area.angka.capaian for area in satu.area}
    return BarisSatker(
        nama=f"{satu.satker} ({satu.tanda})" if satu.tanda else satu.satker,
        indikator=ribuan(satu.angka.indikator),
        kewajiban=ribuan(hitungan.kewajiban),
        selesai=ribuan(hitungan.selesai),
        terlambat=ribuan(hitungan.terlambat),
        belum_jatuh_tempo=ribuan(hitungan.belum_jatuh_tempo),
        lainnya=ribuan(hitungan.tanpa_tenggat + hitungan.tidak_berlaku),
        capaian=persen(satu.angka.capaian),
        realisasi=persen(satu.angka.realisasi_jatuh_tempo),
        area={area.kode: persen(capaian.get(area.kode)) for area in rekap.area},
    )
