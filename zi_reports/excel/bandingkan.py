"""What changed between two months becomes a workbook of one sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from xlsxwriter.utility import xl_rowcol_to_cell

from zi_reports.excel import gaya
from zi_reports.excel.data import change, or_dash
from zi_reports.excel.kit import Cetak, Isi, new_workbook
from zi_reports.excel.sheet import Book, Column, Look, Sheet
from zi_reports.monev.figures import Angka, MonevIndikator, MonevKewajiban, Perbandingan
from zi_reports.rencana import bahasa
from zi_reports.rencana.lampiran import NAMA_AREA, Kolom, header_bulan

LEMBAR = "Perbandingan"

_TEXT = (
    "Keadaan pada akhir kedua bulan (bulan berjalan: sampai hari ini), dari buku kerja yang sama. Capaian area "
    "adalah rata-rata capaian indikatornya. Area tanpa indikator pada naskah sumber tidak dihitung."
)
_SELESAI = (
    Column("KODE", look=Look.CENTRED),
    Column(Kolom.INDIKATOR),
    Column("JATUH TEMPO", look=Look.DAY),
    Column(Kolom.TANGGAL_SELESAI, look=Look.DAY),
    Column("KETEPATAN", look=Look.CENTRED),
    Column(Kolom.PENANGGUNG_JAWAB, span=4),
)
_TERLAMBAT = (
    Column("KODE", look=Look.CENTRED),
    Column(Kolom.INDIKATOR),
    Column("JATUH TEMPO", look=Look.DAY),
    Column(Kolom.PENANGGUNG_JAWAB, span=2),
    Column(Kolom.KENDALA, span=4),
)


def write_bandingkan(perbandingan: Perbandingan) -> bytes:
    """Make the workbook; the same comparison gives the same bytes."""
    akhir = perbandingan.akhir
    pengaturan = akhir.rencana.pengaturan
    days = (perbandingan.awal.per_tanggal, akhir.per_tanggal)
    months = " dan ".join(map(bahasa.bulan_tahun, days))
    file = BytesIO()
    xlsx = new_workbook(file, f"{LEMBAR} {months}", pengaturan.satker, akhir.per_tanggal)
    book = Book(
        xlsx,
        f"{pengaturan.satker} · Rencana Aksi Zona Integritas {pengaturan.tahun}",
        Cetak(pengaturan.ukuran_kertas, pengaturan.tanda, pengaturan.satker, f"{{}} {months}"),
        title=f"{{}} {months}",
        air=(2, 2),
    )
    columns = _area_columns(*map(header_bulan, days))
    sheet = book.open_sheet(LEMBAR, columns, _TEXT, landscape=True)
    _add_areas(sheet, columns, perbandingan)
    _add_list(sheet, "Baru selesai", _SELESAI, map(_finished, perbandingan.baru_selesai))
    _add_list(sheet, "Baru terlambat", _TERLAMBAT, map(_late, perbandingan.baru_terlambat))
    sheet.xlsx.print_area(0, 0, sheet.row - 2, len(columns) - 1)
    xlsx.close()
    return file.getvalue()


def _area_columns(first: str, last: str) -> Sequence[Column]:
    return (
        Column("AREA", 52, Look.CENTRED),
        Column("NAMA AREA", 290),
        Column(f"CAPAIAN {first}", 124, Look.SHARE),
        Column(f"CAPAIAN {last}", 124, Look.SHARE),
        Column("PERUBAHAN", 96, Look.CHANGE),
        Column(f"SELESAI {first}", 76, Look.COUNT),
        Column(f"SELESAI {last}", 76, Look.COUNT),
        Column(f"TERLAMBAT {first}", 84, Look.COUNT),
        Column(f"TERLAMBAT {last}", 84, Look.COUNT),
    )


def _add_areas(sheet: Sheet, columns: Sequence[Column], perbandingan: Perbandingan) -> None:
    """Write the figures of each area and of the whole as of both days, and the change."""
    sheet.add_section("Capaian per area")
    sheet.add_header(columns)
    for dahulu, kini in perbandingan.area:
        area = kini.area
        nama = NAMA_AREA.get(area.kode) or area.nama
        sheet.add_row(columns, [area.kode, nama, *_figures(sheet.row, dahulu.angka, kini.angka)])
    whole = [
        "",
        "Seluruhnya",
        *_figures(sheet.row, perbandingan.awal.ringkasan, perbandingan.akhir.ringkasan),
    ]
    sheet.add_row(columns, whole, bold=True, bg_color=gaya.WARNA_AREA)
    sheet.row += 1


def _figures(row: int, awal: Angka, akhir: Angka) -> list[Isi]:
    """Give the figures of an area as of both days; the change between them is a formula over its cells."""
    before, now = (xl_rowcol_to_cell(row, column) for column in (2, 3))
    return [
        or_dash(awal.capaian),
        or_dash(akhir.capaian),
        change(now, before, akhir.capaian, awal.capaian),
        awal.hitungan.selesai,
        akhir.hitungan.selesai,
        awal.hitungan.terlambat,
        akhir.hitungan.terlambat,
    ]


def _add_list(sheet: Sheet, judul: str, columns: Sequence[Column], rows: Iterable[Sequence[Isi]]) -> None:
    """Write a list of kewajiban with its number, or that there are none."""
    rows = list(rows)
    sheet.add_section(f"{judul} ({len(rows)})")
    if rows:
        sheet.add_table(columns, rows)
    else:
        sheet.add_line("Tidak ada.")
        sheet.row += 1


def _finished(pair: tuple[MonevIndikator, MonevKewajiban]) -> Sequence[Isi]:
    indikator, kewajiban = pair[0].indikator, pair[1]
    return (
        indikator.kode,
        indikator.uraian,
        kewajiban.jatuh_tempo or bahasa.TANPA_NILAI,
        kewajiban.tanggal_selesai or bahasa.TANPA_NILAI,
        gaya.NAMA_KETEPATAN[kewajiban.ketepatan] if kewajiban.ketepatan else "",
        indikator.penanggung_jawab,
    )


def _late(pair: tuple[MonevIndikator, MonevKewajiban]) -> Sequence[Isi]:
    indikator, kewajiban = pair[0].indikator, pair[1]
    return (
        indikator.kode,
        indikator.uraian,
        kewajiban.jatuh_tempo,
        indikator.penanggung_jawab,
        indikator.kendala,
    )
