"""The evidence in a packet becomes a workbook: what is in it, with links that hold once unpacked; what lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from itertools import zip_longest

from zi_reports.excel import gaya
from zi_reports.excel.kit import Book, Column, Isi, Look, Tautan, open_book
from zi_reports.laporan import BahanLaporan
from zi_reports.paket import BarisPaket, Paket
from zi_reports.rencana import bahasa
from zi_reports.rencana.bukti import split_items
from zi_reports.rencana.lampiran import NAMA_AREA, Kolom
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


def write_daftar(bahan: BahanLaporan, paket: Paket) -> bytes:
    """Make the workbook; the same packet gives the same bytes."""
    cakupan = bahan.monev.cakupan
    title = cakupan[0].upper() + cakupan[1:]
    file = BytesIO()
    book = open_book(
        file,
        f"Daftar bukti dukung {cakupan}",
        bahan.monev.rencana.pengaturan,
        bahan.hari_ini,
        lanjutan=title,
        kaki=f"{{}} · {title}",
    )
    alamat = paket.alamat
    rows = [row for satu in paket.baris for row in _listed(satu, alamat)]
    text = (
        f"Berkas dalam paket: {len(paket.berkas)} ({bahasa.ukuran(paket.ukuran)}); tidak dikemas: "
        f"{paket.tidak_dikemas}. Ekstrak paket lebih dahulu, lalu klik tautan pada kolom {Kolom.BUKTI_DUKUNG}."
    )
    _add(book, LEMBAR_DAFTAR, _DAFTAR, text, rows)
    lacking = [_lacking(satu) for satu in paket.baris if satu.kurang]
    text = (
        "Indikator yang sudah selesai atau terlambat tetapi buktinya kurang, dan berkas yang tidak dikemas."
    )
    _add(book, LEMBAR_KURANG, _KURANG, text if lacking else "Tidak ada yang kurang.", lacking)
    book.xlsx.close()
    return file.getvalue()


def _add(book: Book, name: str, columns: Sequence[Column], text: str, rows: Sequence[Sequence[Isi]]) -> None:
    sheet = book.open_sheet(name, columns, text, landscape=True)
    if rows:
        written = sheet.add_filtered_table(name.replace(" ", ""), columns, rows)
        sheet.xlsx.freeze_panes(written[0], 0)


def _listed(satu: BarisPaket, alamat: Mapping[BuktiDukung, str]) -> Iterator[Sequence[Isi]]:
    """Lay out an indikator: a row for each item asked for or each piece of evidence, whichever are more."""
    area, indikator = satu.isi.area, satu.isi.indikator
    asked = split_items(indikator.bukti_fisik)
    given = [_linked(bukti, alamat) for bukti in satu.bukti]
    name = gaya.judul_area(area.kode, NAMA_AREA.get(area.kode) or area.nama)
    for nomor, (butir, bukti) in enumerate(zip_longest(asked, given, fillvalue="")):
        yield (indikator.kode, name, "" if nomor else indikator.uraian, butir, bukti)


def _linked(bukti: BuktiDukung, alamat: Mapping[BuktiDukung, str]) -> Isi:
    address = alamat.get(bukti, bukti.alamat)
    return Tautan(bukti.teks, address) if address else str(bukti)


def _lacking(satu: BarisPaket) -> Sequence[Isi]:
    indikator = satu.isi.indikator
    return (indikator.kode, indikator.uraian, indikator.penanggung_jawab, "\n".join(satu.kurang))
