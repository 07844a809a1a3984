"""The evidence in a packet becomes a workbook: what is in it, with links that hold once unpacked; what lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from itertools import zip_longest

from zi_reports.excel import gaya
from zi_reports.excel.kit import Book, Column, Isi, Look, Sheet, open_book
from zi_reports.excel.rincian_bukti import RincianBukti, linked, show_details
from zi_reports.laporan import BahanLaporan
from zi_reports.paket import BarisPaket, Paket
from zi_reports.rencana import bahasa
from zi_reports.rencana.bukti import split_items
from zi_reports.rencana.lampiran import Kolom
from zi_reports.rencana.model import BuktiDukung

LEMBAR_DAFTAR, LEMBAR_KURANG = "Daftar Bukti", "Yang Kurang"
_DAFTAR = (
    Column("KODE", 64, Look.CENTRED),
    Column("AREA", 150),
    Column(Kolom.INDIKATOR, 240),
    Column(Kolom.BUKTI_FISIK, 260),
    Column(Kolom.BUKTI_DUKUNG, 270),
)
_KURANG = (
    Column("KODE", 64, Look.CENTRED),
    Column(Kolom.INDIKATOR, 300),
    Column(Kolom.PENANGGUNG_JAWAB, 170),
    Column("YANG KURANG", 400),
)
_PERBAIKAN = Column("YANG PERLU DIPERBAIKI", 300)
"""A column where a reviewer wants anything mended."""


def write_daftar(bahan: BahanLaporan, paket: Paket) -> bytes:
    """Make the workbook; the same packet gives the same bytes."""
    cakupan = bahan.monev.cakupan
    title = gaya.with_capital(cakupan)
    file = BytesIO()
    book = open_book(
        file,
        f"Daftar bukti dukung {cakupan}",
        bahan.monev.rencana.pengaturan,
        bahan.hari_ini,
        lanjutan=title,
        kaki=f"{{}} · {title}",
    )
    _write_list(book, paket)
    _write_lacking(book, paket)
    book.xlsx.close()
    return file.getvalue()


def _write_list(book: Book, paket: Paket) -> None:
    """List all evidence, with the columns that anything known of it fills."""
    details = RincianBukti.of(bukti for satu in paket.baris for bukti in satu.bukti)
    columns = (*_DAFTAR, *details.columns)
    text = (
        f"Berkas dalam paket: {len(paket.berkas)} ({bahasa.ukuran(paket.ukuran)}); tidak dikemas: "
        f"{paket.tidak_dikemas}. Ekstrak paket lebih dahulu, lalu klik tautan pada kolom {Kolom.BUKTI_DUKUNG}."
    )
    rows = [row for satu in paket.baris for row in _listed(satu, paket.alamat, details)]
    sheet, written = _add(book, LEMBAR_DAFTAR, columns, text, rows)
    if rows and details.columns:
        show_details(sheet, written, columns)


def _write_lacking(book: Book, paket: Paket) -> None:
    """List what lacks and, where there is any, what is to be mended."""
    rows = [_lacking(satu) for satu in paket.baris if satu.kurang or satu.perbaikan]
    text = (
        "Indikator yang sudah selesai atau terlambat tetapi buktinya kurang, dan berkas yang tidak dikemas."
    )
    if paket.perbaikan:
        text = f"{text[:-1]}; juga bukti yang menurut pemeriksa perlu diperbaiki."
        _add(book, LEMBAR_KURANG, (*_KURANG, _PERBAIKAN), text, rows)
    else:
        shown = text if rows else "Tidak ada yang kurang."
        _add(book, LEMBAR_KURANG, _KURANG, shown, [row[:-1] for row in rows])


def _add(
    book: Book, name: str, columns: Sequence[Column], text: str, rows: Sequence[Sequence[Isi]]
) -> tuple[Sheet, range]:
    sheet = book.open_sheet(name, columns, text, landscape=True)
    if not rows:
        return sheet, range(0)
    written = sheet.add_filtered_table(name.replace(" ", ""), columns, rows)
    sheet.xlsx.freeze_panes(written[0], 0)
    return sheet, written


def _listed(
    satu: BarisPaket, alamat: Mapping[BuktiDukung, str], details: RincianBukti
) -> Iterator[Sequence[Isi]]:
    """Lay out an indikator: a row for each item asked for or each piece of evidence, whichever are more."""
    area, indikator = satu.isi.monev.area, satu.isi.indikator
    asked = split_items(indikator.bukti_fisik)
    name = gaya.judul_area(area.kode, gaya.nama_baku(area))
    for nomor, (butir, bukti) in enumerate(zip_longest(asked, satu.bukti, fillvalue=None)):
        uraian = "" if nomor and not details.columns else indikator.uraian
        given = linked(bukti, alamat) if bukti else ""
        yield (indikator.kode, name, uraian, butir or "", given, *details.cells(bukti).values())


def _lacking(satu: BarisPaket) -> Sequence[Isi]:
    indikator = satu.isi.indikator
    told = ("\n".join(lines) for lines in (satu.kurang, satu.perbaikan))
    return (indikator.kode, indikator.uraian, indikator.penanggung_jawab, *told)
