"""The sheets that list things to look at: late, due next, evidence, and remarks on the data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from operator import itemgetter

from zi_reports.excel.cara_menghitung import HARI_TERLAMBAT
from zi_reports.excel.data import PERIKSA_DAFTAR, status
from zi_reports.excel.gaya import ARTI_TINGKAT, NamaLembar
from zi_reports.excel.kit import Book, Column, Isi, Look, Rumus, Sheet, Tautan
from zi_reports.excel.rumus_data import SELESAI, TIDAK_BERLAKU
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import Keadaan, Monev, MonevIndikator
from zi_reports.monev.tindak_lanjut import (
    TindakLanjut,
    is_open,
    lacks_evidence,
    periode_agenda,
    rencana_tindak_lanjut,
)
from zi_reports.rencana import bahasa
from zi_reports.rencana.bukti import split_items
from zi_reports.rencana.lampiran import Kolom
from zi_reports.rencana.model import BuktiDukung, Lokasi, Tingkat

_COLUMNS: Mapping[NamaLembar, Sequence[Column]] = {
    NamaLembar.TERLAMBAT: (
        Column("KODE", 56, Look.CENTRED),
        Column(Kolom.INDIKATOR, 250),
        Column("JATUH TEMPO", 124, Look.DAY),
        Column("HARI TERLAMBAT", 84, Look.COUNT),
        Column(Kolom.PENANGGUNG_JAWAB, 140),
        Column(Kolom.KENDALA, 190),
        Column(Kolom.TINDAK_LANJUT, 190),
    ),
    NamaLembar.BERIKUTNYA: (
        Column("JATUH TEMPO", 124, Look.DAY),
        Column("SISA HARI", 60, Look.COUNT),
        Column("KODE", 56, Look.CENTRED),
        Column(Kolom.INDIKATOR, 250),
        Column(Kolom.BUKTI_FISIK, 240),
        Column(Kolom.PENANGGUNG_JAWAB, 130),
        Column(Kolom.TINDAK_LANJUT, 170),
    ),
    NamaLembar.TINDAK_LANJUT: (
        Column("NO", 40, Look.COUNT),
        Column("KODE", 56, Look.CENTRED),
        Column(Kolom.INDIKATOR, 230),
        Column(Kolom.KENDALA, 170),
        Column(Kolom.TINDAK_LANJUT, 170),
        Column(Kolom.PENANGGUNG_JAWAB, 130),
        Column("BATAS WAKTU", 96, Look.SHORT_DAY),
        Column("HARI TERLAMBAT", 76, Look.COUNT),
        Column("YANG BELUM ADA", 130),
    ),
    NamaLembar.BUKTI_DUKUNG: (
        Column("KODE", 56, Look.CENTRED),
        Column(Kolom.INDIKATOR, 240),
        Column(Kolom.BUKTI_FISIK, 290),
        Column(Kolom.BUKTI_DUKUNG, 220),
        Column(Kolom.STATUS, 110),
        Column("KETERANGAN", 120),
    ),
    NamaLembar.CATATAN: (
        Column("TINGKAT", 84, Look.CENTRED),
        Column("LETAK", 150),
        Column("ISI SEL", 200),
        Column("PESAN", 400),
        Column("KODE CATATAN", 200),
    ),
}
_MENGIKUTI = frozenset({NamaLembar.BUKTI_DUKUNG, NamaLembar.CATATAN})
"""The lists that follow sheet Data, or do not come from it."""


def _table(nama: NamaLembar) -> str:
    """Name the table of a list, as Excel has it."""
    return "Tabel" + nama.replace(" ", "")


_KODE_BUKTI = f"{_table(NamaLembar.BUKTI_DUKUNG)}[[#This Row],[KODE]]"
_BELUM_ADA_BUKTI = "Belum ada bukti dukung"
_SELESAI_TANPA_BUKTI = "Selesai, belum ada bukti dukung"
_KURANG, _CUKUP = "kurang", "bukti untuk"


def write_terlambat(book: Book, bahan: BahanLaporan) -> None:
    """List what is late, the latest first."""
    hari = bahan.monev.hari
    text = (
        f"Kewajiban yang per {hari} sudah jatuh tempo dan belum selesai, mulai dari yang paling lama terlambat. "
        f"{HARI_TERLAMBAT} {bahan.menurut_hari_ini}"
    ).rstrip()
    none = f"Tidak ada kewajiban yang terlambat per {hari}."
    rows = _unfinished(bahan.monev, Keadaan.TERLAMBAT, NamaLembar.TERLAMBAT)
    _write_list(book, NamaLembar.TERLAMBAT, rows, text, none)


def write_jatuh_tempo_berikutnya(book: Book, bahan: BahanLaporan) -> None:
    """List what falls due after the per tanggal, and on it while it runs, the nearest first."""
    jangka = _looked_ahead(bahan)
    text = f"Kewajiban belum selesai yang jatuh tempo {jangka}, mulai dari yang terdekat. {bahan.menurut_hari_ini}"
    none = f"Tidak ada kewajiban belum selesai yang jatuh tempo {jangka}."
    rows = _unfinished(bahan.monev, Keadaan.BELUM_JATUH_TEMPO, NamaLembar.BERIKUTNYA)
    _write_list(book, NamaLembar.BERIKUTNYA, rows, text.rstrip(), none)


def _looked_ahead(bahan: BahanLaporan) -> str:
    """Say how far that list goes: as far as the agenda in Word."""
    hari = bahan.monev.hari
    since = f"mulai {hari}" if bahan.monev.berjalan else f"setelah {hari}"
    return f"{since} sampai {bahasa.tanggal(periode_agenda(bahan.periode)[-1].akhir)}"


def _unfinished(monev: Monev, keadaan: Keadaan, nama: NamaLembar) -> Iterator[Sequence[Isi]]:
    """Lay out the kewajiban in one state up to the last day that is looked at, by jatuh tempo."""
    until = periode_agenda(monev.periode)[-1].akhir
    found = [
        (kewajiban.jatuh_tempo, kewajiban.hari_terlambat, satu.indikator)
        for satu in monev.indikator
        for kewajiban in satu.kewajiban
        if kewajiban.keadaan == keadaan and kewajiban.jatuh_tempo and kewajiban.jatuh_tempo <= until
    ]
    for jatuh_tempo, hari_terlambat, indikator in sorted(found, key=itemgetter(0)):
        cells: Mapping[str, Isi] = {
            "KODE": indikator.kode,
            Kolom.INDIKATOR: indikator.uraian,
            Kolom.BUKTI_FISIK: indikator.bukti_fisik,
            "JATUH TEMPO": jatuh_tempo,
            "SISA HARI": (jatuh_tempo - monev.per_tanggal).days or bahasa.HARI_INI,
            "HARI TERLAMBAT": hari_terlambat or bahasa.TANPA_NILAI,
            Kolom.PENANGGUNG_JAWAB: indikator.penanggung_jawab,
            Kolom.KENDALA: indikator.kendala,
            Kolom.TINDAK_LANJUT: indikator.tindak_lanjut,
        }
        yield [cells[column.header] for column in _COLUMNS[nama]]


def write_tindak_lanjut(book: Book, bahan: BahanLaporan) -> None:
    """List what is to be followed up, as the Rencana Tindak Lanjut in Word does."""
    found = enumerate(rencana_tindak_lanjut(bahan.monev), start=1)
    text = (
        "Berturut-turut: yang terlambat, mulai dari yang terlama (batas waktunya sudah lewat); yang belum selesai "
        "dan berkendala, atau akan jatuh tempo tanpa penanggung jawab; dan yang selesai tanpa bukti dukung. "
        f"{bahan.menurut_hari_ini}"
    ).rstrip()
    none = f"Per {bahan.monev.hari} tidak ada yang perlu ditindaklanjuti."
    _write_list(book, NamaLembar.TINDAK_LANJUT, (_to_do(*satu) for satu in found), text, none)


def _to_do(nomor: int, satu: TindakLanjut) -> Sequence[Isi]:
    indikator = satu.baris.indikator
    late = max((kewajiban.hari_terlambat for kewajiban in satu.kewajiban), default=0)
    is_due = any(map(is_open, satu.kewajiban))
    missing = {
        "tindak lanjut": is_due and not indikator.tindak_lanjut,
        "penanggung jawab": not indikator.penanggung_jawab,
        "bukti dukung": lacks_evidence(satu.baris),
    }
    return (
        nomor,
        indikator.kode,
        indikator.uraian,
        indikator.kendala,
        indikator.tindak_lanjut,
        indikator.penanggung_jawab,
        satu.batas_waktu or bahasa.TANPA_NILAI,
        late or bahasa.TANPA_NILAI,
        bahasa.gabung_kata([nama for nama, lacking in missing.items() if lacking]),
    )


def write_bukti_dukung(book: Book, bahan: BahanLaporan) -> None:
    """Set what the plan asks for, item by item, against what was handed in."""
    rows = (row for satu in bahan.monev.indikator for row in _bukti_rows(satu, bahan.alamat_bukti))
    text = (
        "Kiri: butir bukti fisik yang diminta rencana. Kanan: bukti dukung yang diserahkan, menurut urutan isian. "
        f"Baris yang sama tidak berarti pasangan; cocokkan isinya. {bahan.menurut_hari_ini}"
    ).rstrip()
    none = "Rencana tidak memuat indikator."
    sheet, written = _write_list(book, NamaLembar.BUKTI_DUKUNG, rows, text, none)
    words = {
        _SELESAI_TANPA_BUKTI: Keadaan.TERLAMBAT,
        _KURANG: Keadaan.TANPA_TENGGAT,
        _CUKUP: Keadaan.SELESAI,
        _BELUM_ADA_BUKTI: Keadaan.BELUM_JATUH_TEMPO,
    }
    sheet.colour(written, (5, 5), words, "containing")


def _bukti_rows(satu: MonevIndikator, alamat: Mapping[BuktiDukung, str]) -> Iterator[Sequence[Isi]]:
    """Lay out an indikator: a row for each item or each piece of evidence, whichever are more."""
    indikator = satu.indikator
    asked = split_items(indikator.bukti_fisik)
    given = [_linked(bukti, alamat) for bukti in indikator.bukti_dukung]
    note = _bukti_note(satu, len(given), len(list(filter(None, asked))))
    for nomor, (butir, bukti) in enumerate(zip_longest(asked, given, fillvalue="")):
        uraian, stands = ("", "") if nomor else (indikator.uraian, status(_KODE_BUKTI, satu))
        yield (indikator.kode, uraian, butir, bukti, stands, note)


def _bukti_note(satu: MonevIndikator, given: int, asked: int) -> Isi:
    """Say how many pieces there are for how many items, and what lacks; where nothing applies none is asked for.

    None is grave once something is finished.
    """
    if given and not asked:
        return f"{given} bukti; {Kolom.BUKTI_FISIK} kosong"
    if given:
        return f"{given} {_CUKUP} {asked} butir" + (f", {_KURANG} {asked - given}" if given < asked else "")
    of_row = f"Data_Kode,{_KODE_BUKTI},Data_Keadaan"
    none = f'IF(COUNTIFS({of_row},"{SELESAI}")>0,"{_SELESAI_TANPA_BUKTI}","{_BELUM_ADA_BUKTI}")'
    rumus = f'=IF(COUNTIFS({of_row},"<>{TIDAK_BERLAKU}")=0,"{bahasa.TANPA_NILAI}",{none})'
    text = _SELESAI_TANPA_BUKTI if satu.hitungan.selesai else _BELUM_ADA_BUKTI
    applies = satu.hitungan.kewajiban - satu.hitungan.tidak_berlaku
    return Rumus(rumus, text if applies else bahasa.TANPA_NILAI)


def _linked(bukti: BuktiDukung, alamat: Mapping[BuktiDukung, str]) -> Isi:
    """Give a piece of evidence as a live link where a click can open it: a web address, or a file that is there."""
    address = alamat.get(bukti, bukti.alamat)
    return Tautan(bukti.teks, address) if address else bukti.teks


def write_catatan(book: Book, bahan: BahanLaporan, rows_of_monev: Mapping[tuple[str, int], int]) -> None:
    """List the catatan, the gravest first, each with the cell's address and a link to its row in Lembar Monev."""
    order = list(Tingkat)
    rows = (
        (satu.tingkat, _letak(satu.lokasi, rows_of_monev), satu.isi, satu.pesan, satu.kode)
        for satu in sorted(bahan.catatan, key=lambda satu: order.index(satu.tingkat))
    )
    text = (
        "Isian buku kerja yang perlu dilihat. Tempelkan LETAK pada kotak nama Excel di buku kerja masukan untuk "
        f"menuju selnya; kliknya membuka baris yang sama pada {NamaLembar.LEMBAR_MONEV}. "
        f"{'; '.join(f'{tingkat}: {arti}' for tingkat, arti in ARTI_TINGKAT.items())}."
    )
    sheet, written = _write_list(book, NamaLembar.CATATAN, rows, text, "Tidak ada catatan.")
    sheet.colour(
        written, (0, 0), {Tingkat.GALAT: Keadaan.TERLAMBAT, Tingkat.PERINGATAN: Keadaan.TANPA_TENGGAT}
    )


def _letak(lokasi: Lokasi, rows_of_monev: Mapping[tuple[str, int], int]) -> Isi:
    """Give a cell's address, linked where Lembar Monev shows its row."""
    lembar, baris, *_ = lokasi.urutan
    row = rows_of_monev.get((lembar, baris))
    if row is None:
        return str(lokasi)
    return Tautan(str(lokasi), f"internal:'{NamaLembar.LEMBAR_MONEV}'!A{row + 1}")


def _write_list(
    book: Book, nama: NamaLembar, rows: Iterable[Sequence[Isi]], text: str, none: str
) -> tuple[Sheet, range]:
    """Write a sheet with one table and what it lists, or `none` where there is nothing; give it with the rows."""
    rows, columns = list(rows), _COLUMNS[nama]
    sheet = book.open_sheet(nama, columns, text if rows else none, landscape=True)
    if nama not in _MENGIKUTI:
        sheet.add_check(PERIKSA_DAFTAR)
    if not rows:
        return sheet, range(sheet.row, sheet.row + 1)
    written = sheet.add_filtered_table(_table(nama), columns, rows)
    sheet.xlsx.freeze_panes(written[0], 0)
    return sheet, written
