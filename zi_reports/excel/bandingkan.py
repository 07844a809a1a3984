"""What changed between two periods becomes a workbook of one sheet."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from zi_reports.excel import gaya
from zi_reports.excel.data import change, or_dash
from zi_reports.excel.kit import Column, Isi, Look, Sheet, open_book
from zi_reports.monev.figures import Angka, MonevIndikator, MonevKewajiban
from zi_reports.monev.perbandingan import Berubah, Perbandingan
from zi_reports.rencana.bahasa import TANPA_NILAI
from zi_reports.rencana.lampiran import Kolom

LEMBAR = "Perbandingan"

_TEXT = (
    "Keadaan pada akhir kedua {periode} ({periode} berjalan: sampai hari ini), dari buku kerja yang sama; "
    "{periode} yang laporannya ada, seperti dilaporkan. Capaian area adalah rata-rata capaian indikatornya; "
    "kewajiban yang tidak berlaku dan area tanpa indikator pada naskah sumber tidak dihitung. Penanggung jawab dan "
    "kendala menurut isian buku kerja pada hari lembar ini dibuat."
)
_KEWAJIBAN = (
    Column("KODE", look=Look.CENTRED),
    Column(Kolom.INDIKATOR),
    Column("JATUH TEMPO", look=Look.DAY),
)
_SELESAI = (
    *_KEWAJIBAN,
    Column(Kolom.TANGGAL_SELESAI, look=Look.DAY),
    Column("KETEPATAN", look=Look.CENTRED),
    Column(Kolom.PENANGGUNG_JAWAB, span=4),
)
_TERLAMBAT = (*_KEWAJIBAN, Column(Kolom.PENANGGUNG_JAWAB, span=2), Column(Kolom.KENDALA, span=4))


def write_bandingkan(perbandingan: Perbandingan, berubah: Sequence[Berubah] = ()) -> bytes:
    """Make the workbook; the same comparison gives the same bytes.

    `berubah` says what of the figures compared, which are those reported, would be otherwise now.
    """
    akhir = perbandingan.akhir
    periods = (perbandingan.awal.periode, akhir.periode)
    names = " dan ".join(map(str, periods))
    kinds = {satu.jenis for satu in periods}
    text = _TEXT.replace("{periode}", kinds.pop() if len(kinds) == 1 else "periode")
    text = f"{text} {perbandingan.awal.sebelum_pemantauan}".rstrip()
    file = BytesIO()
    book = open_book(
        file,
        f"{LEMBAR} {names}",
        akhir.rencana.pengaturan,
        akhir.per_tanggal,
        kaki=f"{{}} {names}",
        title=f"{{}} {names}",
        air=(2, 2),
    )
    columns = _area_columns([satu.singkat.upper() for satu in periods])
    sheet = book.open_sheet(LEMBAR, columns, text, landscape=True)
    _add_areas(sheet, columns, perbandingan)
    _add_list(sheet, "Baru selesai", _SELESAI, [*map(_finished, perbandingan.baru_selesai)])
    _add_list(sheet, "Baru terlambat", _TERLAMBAT, [*map(_late, perbandingan.baru_terlambat)])
    if berubah:
        _add_changes(sheet, berubah)
    sheet.xlsx.print_area(0, 0, sheet.row - 2, len(columns) - 1)
    book.xlsx.close()
    return file.getvalue()


def _area_columns(periods: Sequence[str]) -> Sequence[Column]:
    return (
        Column("AREA", 52, Look.CENTRED),
        Column("NAMA AREA", 290),
        *(Column(f"CAPAIAN {periode}", 124, Look.SHARE) for periode in periods),
        Column("PERUBAHAN", 96, Look.CHANGE),
        *(Column(f"SELESAI {periode}", 76, Look.COUNT) for periode in periods),
        *(Column(f"TERLAMBAT {periode}", 84, Look.COUNT) for periode in periods),
    )


def _add_areas(sheet: Sheet, columns: Sequence[Column], perbandingan: Perbandingan) -> None:
    """Write the figures of each area and of the whole as of both days, and the change."""
    sheet.add_section("Capaian per area")
    sheet.add_header(columns)
    for dahulu, kini in perbandingan.area:
        area = kini.area
        sheet.add_row(
            columns, [area.kode, gaya.nama_baku(area), *_figures(sheet.row, dahulu.angka, kini.angka)]
        )
    whole = [
        "",
        "Seluruhnya",
        *_figures(sheet.row, perbandingan.awal.ringkasan, perbandingan.akhir.ringkasan),
    ]
    sheet.add_row(columns, whole, bold=True, bg_color=gaya.WARNA_AREA)
    sheet.row += 1


def _figures(row: int, *angka: Angka) -> list[Isi]:
    """Give the figures of an area as of both days; the change between them is a formula over its cells."""
    awal, akhir = (satu.capaian for satu in angka)
    return [
        or_dash(awal),
        or_dash(akhir),
        change(row, (3, 2), akhir, awal),
        *(satu.hitungan.selesai for satu in angka),
        *(satu.hitungan.terlambat for satu in angka),
    ]


def _add_changes(sheet: Sheet, berubah: Sequence[Berubah]) -> None:
    """Say what of the figures that were reported would be otherwise now."""
    sheet.add_section("Perubahan sesudah dilaporkan")
    for satu in berubah:
        for line in (satu.angka, *map(str, satu.rincian)):
            sheet.add_line(line)
    sheet.row += 1


def _add_list(sheet: Sheet, judul: str, columns: Sequence[Column], rows: Sequence[Sequence[Isi]]) -> None:
    """Write a list of kewajiban with its number, or that there are none."""
    sheet.add_section(f"{judul} ({len(rows)})")
    if rows:
        sheet.add_table(columns, rows)
    else:
        sheet.add_line("Tidak ada.")
        sheet.row += 1


def _kewajiban(pair: tuple[MonevIndikator, MonevKewajiban]) -> Sequence[Isi]:
    return pair[0].indikator.kode, pair[0].indikator.uraian, pair[1].jatuh_tempo or TANPA_NILAI


def _finished(pair: tuple[MonevIndikator, MonevKewajiban]) -> Sequence[Isi]:
    row, satu = pair
    done, ketepatan = satu.tanggal_selesai or TANPA_NILAI, gaya.ketepatan_text(satu.ketepatan)
    return *_kewajiban(pair), done, ketepatan, row.indikator.penanggung_jawab


def _late(pair: tuple[MonevIndikator, MonevKewajiban]) -> Sequence[Isi]:
    return *_kewajiban(pair), pair[0].indikator.penanggung_jawab, pair[0].indikator.kendala
