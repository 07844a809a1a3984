"""The sheets that list things to look at: late, due next, evidence, and remarks on the data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from operator import itemgetter

from xlsxwriter.utility import xl_rowcol_to_cell

from zi_reports.excel.cara_menghitung import HARI_TERLAMBAT
from zi_reports.excel.data import PERIKSA_DAFTAR, status
from zi_reports.excel.gaya import ARTI_TINGKAT, NamaLembar
from zi_reports.excel.kit import Book, Column, Isi, Look, Rumus, Sheet, Tautan
from zi_reports.excel.rincian_bukti import NAMA_BUKTI, RincianBukti, details_of, linked, show_details
from zi_reports.excel.rumus_data import SELESAI, TIDAK_BERLAKU
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import Monev, MonevIndikator
from zi_reports.monev.keadaan import Keadaan
from zi_reports.monev.tindak_lanjut import (
    TindakLanjut,
    lacks_evidence,
    mending,
    periode_agenda,
    rencana_tindak_lanjut,
    to_be_mended,
)
from zi_reports.rencana import bahasa
from zi_reports.rencana.bukti import split_items
from zi_reports.rencana.lampiran import Kolom
from zi_reports.rencana.model import Lokasi, Tingkat

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
_PERBAIKAN = Column("YANG PERLU DIPERBAIKI", 190)
"""What a reviewer wants mended of evidence, piece by piece: a column where there is any."""

_LEBAR_DENGAN_RINCIAN: Mapping[str, int] = {
    Kolom.INDIKATOR: 170,
    Kolom.BUKTI_FISIK: 190,
    Kolom.BUKTI_DUKUNG: 200,
    Kolom.STATUS: 92,
    "KETERANGAN": 104,
}
"""The widths of columns of sheet Bukti Dukung beside what more is known of the evidence."""

_MENGIKUTI = frozenset({NamaLembar.BUKTI_DUKUNG, NamaLembar.CATATAN})
"""The lists that follow sheet Data, or do not come from it."""


def _table(nama: NamaLembar) -> str:
    """Name the table of a list, as Excel has it."""
    return "Tabel" + nama.replace(" ", "")


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
    found = list(rencana_tindak_lanjut(bahan.monev))
    notes = ["\n".join(map(mending, to_be_mended(satu.baris))) for satu in found]
    mended = any(notes)
    text = (
        "Berturut-turut: yang terlambat, mulai dari yang terlama (batas waktunya sudah lewat); yang belum selesai "
        "dan berkendala, atau akan jatuh tempo tanpa penanggung jawab; "
        f"{'yang bukti dukungnya perlu diperbaiki; ' * mended}dan yang selesai tanpa bukti dukung. "
        f"{bahan.menurut_hari_ini}"
    ).rstrip()
    none = f"Per {bahan.monev.hari} tidak ada yang perlu ditindaklanjuti."
    rows = (
        (*_to_do(nomor, satu), note) for nomor, (satu, note) in enumerate(zip(found, notes, strict=True), 1)
    )
    columns = _COLUMNS[NamaLembar.TINDAK_LANJUT]
    if mended:
        _write_list(book, NamaLembar.TINDAK_LANJUT, rows, text, none, (*columns, _PERBAIKAN))
    else:
        _write_list(book, NamaLembar.TINDAK_LANJUT, (row[:-1] for row in rows), text, none)


def _to_do(nomor: int, satu: TindakLanjut) -> Sequence[Isi]:
    indikator = satu.baris.indikator
    late = max((kewajiban.hari_terlambat for kewajiban in satu.kewajiban), default=0)
    is_due = any(one.keadaan.terbuka for one in satu.kewajiban)
    missing = {
        "tindak lanjut": is_due and not indikator.tindak_lanjut,
        "penanggung jawab": not indikator.penanggung_jawab,
        "bukti dukung": lacks_evidence(satu.baris),
        "perbaikan bukti dukung": bool(to_be_mended(satu.baris)),
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
    """Set what the plan asks for, item by item, against what was handed in, and what more is known of that."""
    monev, details = bahan.monev, details_of(bahan.monev)
    columns = _bukti_columns(details, with_area=monev.ada_lembar_bukti)
    text = (
        "Kiri: butir bukti fisik yang diminta rencana. Kanan: bukti dukung yang diserahkan, menurut urutan isian. "
        "Baris yang sama tidak berarti pasangan; cocokkan isinya. "
        f"{'BUTIR: nomor butir yang dijawab bukti itu. ' * details.berbutir}{bahan.menurut_hari_ini}"
    ).rstrip()
    if not monev.indikator:
        _write_list(book, NamaLembar.BUKTI_DUKUNG, (), text, "Rencana tidak memuat indikator.")
        return
    sheet = book.open_sheet(NamaLembar.BUKTI_DUKUNG, columns, text, landscape=True)
    rows = _bukti_rows(bahan, columns, details, sheet.row + 1)
    written = sheet.add_filtered_table(_table(NamaLembar.BUKTI_DUKUNG), columns, rows)
    sheet.xlsx.freeze_panes(written[0], 0)
    words = {
        _SELESAI_TANPA_BUKTI: Keadaan.TERLAMBAT,
        _KURANG: Keadaan.TANPA_TENGGAT,
        _CUKUP: Keadaan.SELESAI,
        _BELUM_ADA_BUKTI: Keadaan.BELUM_JATUH_TEMPO,
    }
    sheet.colour(written, (len(columns) - 1, len(columns) - 1), words, "containing")
    if details.columns:
        show_details(sheet, written, columns)
    if monev.ada_lembar_bukti:
        headers = [column.header for column in columns]
        names = {header: name for header, name in NAMA_BUKTI.items() if header in headers}
        sheet.name_table("Bukti", _table(NamaLembar.BUKTI_DUKUNG), names)


def _bukti_columns(details: RincianBukti, *, with_area: bool) -> Sequence[Column]:
    """Give the columns of the sheet, with those that details fill and, where areas are counted, AREA."""
    columns = _COLUMNS[NamaLembar.BUKTI_DUKUNG]
    if not details.columns and not with_area:
        return columns
    narrower = [
        replace(column, width=_LEBAR_DENGAN_RINCIAN.get(column.header, column.width)) for column in columns
    ]
    area = (Column("AREA", 46, Look.CENTRED),) * with_area
    return *area, *narrower[:4], *details.columns, *narrower[4:]


def _bukti_rows(
    bahan: BahanLaporan, columns: Sequence[Column], details: RincianBukti, first: int
) -> Iterator[Sequence[Isi]]:
    """Lay out each indikator: a row for each item or each piece of evidence, whichever are more.

    The first row stands at `first`; formulas go by the kode that stands in their row.
    """
    at = [column.header for column in columns].index("KODE")
    pairs = (
        (satu, nomor, butir, bukti)
        for satu in bahan.monev.indikator
        for nomor, (butir, bukti) in enumerate(
            zip_longest(split_items(satu.indikator.bukti_fisik), satu.indikator.bukti_dukung)
        )
    )
    for row, (satu, nomor, butir, bukti) in enumerate(pairs, start=first):
        indikator, kode = satu.indikator, xl_rowcol_to_cell(row, at, col_abs=True)
        cells: dict[str, Isi] = {
            "AREA": satu.area.kode,
            "KODE": indikator.kode,
            Kolom.INDIKATOR: "" if nomor and not details.columns else indikator.uraian,
            Kolom.BUKTI_FISIK: butir or "",
            Kolom.BUKTI_DUKUNG: linked(bukti, bahan.alamat_bukti) if bukti else "",
            **details.cells(bukti),
            Kolom.STATUS: "" if nomor else status(kode, satu),
            "KETERANGAN": _bukti_note(satu, kode),
        }
        yield [cells[column.header] for column in columns]


def _bukti_note(satu: MonevIndikator, kode: str) -> Isi:
    """Say how many pieces there are for how many items, and what lacks; where nothing applies none is asked for.

    None is grave once something is finished.
    """
    asked = len(list(filter(None, split_items(satu.indikator.bukti_fisik))))
    given = len(satu.indikator.bukti_dukung)
    if given and not asked:
        return f"{given} bukti; {Kolom.BUKTI_FISIK} kosong"
    if given:
        return f"{given} {_CUKUP} {asked} butir" + (f", {_KURANG} {asked - given}" if given < asked else "")
    of_row = f"Data_Kode,{kode},Data_Keadaan"
    none = f'IF(COUNTIFS({of_row},"{SELESAI}")>0,"{_SELESAI_TANPA_BUKTI}","{_BELUM_ADA_BUKTI}")'
    rumus = f'=IF(COUNTIFS({of_row},"<>{TIDAK_BERLAKU}")=0,"{bahasa.TANPA_NILAI}",{none})'
    text = _SELESAI_TANPA_BUKTI if satu.hitungan.selesai else _BELUM_ADA_BUKTI
    applies = satu.hitungan.kewajiban - satu.hitungan.tidak_berlaku
    return Rumus(rumus, text if applies else bahasa.TANPA_NILAI)


def write_catatan(book: Book, bahan: BahanLaporan, rows_of_monev: Mapping[tuple[str, int], int]) -> None:
    """List the catatan, the gravest first, each with the cell's address and a link to its row in Lembar Monev."""
    order = list(Tingkat)
    rows = (
        (satu.tingkat, _letak(satu.lokasi, rows_of_monev), satu.isi, satu.pesan, satu.kode)
        for satu in sorted(bahan.catatan, key=lambda satu: order.index(satu.tingkat))
    )
    text = (
        "Isian buku kerja yang perlu dilihat. Tempelkan LETAK pada kotak nama Excel di buku kerja masukan untuk "
        f"menuju selnya, atau klik LETAK untuk membuka baris yang sama pada {NamaLembar.LEMBAR_MONEV}. "
        f"Tingkat {'; '.join(f'{tingkat}: {arti}' for tingkat, arti in ARTI_TINGKAT.items())}."
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


def _write_list(  # noqa: PLR0913, PLR0917 - a sheet, what it lists, and what it says
    book: Book,
    nama: NamaLembar,
    rows: Iterable[Sequence[Isi]],
    text: str,
    none: str,
    columns: Sequence[Column] = (),
) -> tuple[Sheet, range]:
    """Write a sheet with one table and what it lists, or `none` where there is nothing; give it with the rows."""
    rows, columns = list(rows), columns or _COLUMNS[nama]
    sheet = book.open_sheet(nama, columns, text if rows else none, landscape=True)
    if nama not in _MENGIKUTI:
        sheet.add_check(PERIKSA_DAFTAR)
    if not rows:
        return sheet, range(sheet.row, sheet.row + 1)
    written = sheet.add_filtered_table(_table(nama), columns, rows)
    sheet.xlsx.freeze_panes(written[0], 0)
    return sheet, written
