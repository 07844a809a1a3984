"""Sheet Data, one row a kewajiban: what the workbook says of it, and formulas that give its state.

Whoever corrects a date, a tanda or the per tanggal here sees every figure follow.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from zi_reports.excel import gaya
from zi_reports.excel.data import people_of_rows
from zi_reports.excel.kit import Book, Column, Isi, Look, Rumus, Sheet, date_value
from zi_reports.excel.rumus_data import (
    BERUBAH,
    BOBOT,
    BOBOT_LAIN,
    NILAI_TETAP,
    RUMUS,
    TABEL,
    TIDAK_DIKENAL,
    KolomData,
    due_by,
    in_row,
)
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import Monev, MonevKewajiban
from zi_reports.monev.keadaan import jatuh_tempo_sampai
from zi_reports.rencana.bahasa import BULAN, TANPA_NILAI, tanggal
from zi_reports.rencana.lampiran import TANGGAL_AKHIR, TANGGAL_AWAL
from zi_reports.rencana.model import Indikator, Realisasi, Status

_K = KolomData
_COLUMNS = (
    Column(_K.NO, 44, Look.COUNT),
    Column(_K.KODE, 64, Look.CENTRED),
    Column(_K.AREA, 52, Look.CENTRED),
    Column(_K.INDIKATOR, 270),
    Column(_K.JATUH_TEMPO, 92, Look.SHORT_DAY, isian=True),
    Column(_K.TANDA, 96, Look.CENTRED, isian=True),
    Column(_K.TANGGAL_SELESAI, 92, Look.SHORT_DAY, isian=True),
    Column(_K.KEADAAN, 118, Look.CENTRED),
    Column(_K.KETEPATAN, 140, Look.CENTRED),
    Column(_K.HARI_TERLAMBAT, 82, Look.COUNT),
    Column(_K.SEJAK, 92, Look.SHORT_DAY),
    Column(_K.KEADAAN_LALU, 118, Look.CENTRED),
    Column(_K.KETEPATAN_LALU, 140, Look.CENTRED),
    Column(_K.PERUBAHAN, 82, Look.CENTRED),
    Column(_K.AWAL_MASA, 92, Look.SHORT_DAY),
    Column(_K.TERCATAT, 92, Look.SHORT_DAY),
    Column(_K.LAPORAN_LALU, 140, Look.CENTRED),
    Column(_K.BULAN, 92, Look.SHORT_DAY),
    Column(_K.HARI, 92, Look.SHORT_DAY),
    Column(_K.BOBOT, 110, Look.COUNT),
    Column(_K.SEMULA, 240, Look.ONE_LINE),
    Column(_K.ORANG, 60, Look.CENTRED),
)
_AT = {KolomData(column.header): at for at, column in enumerate(_COLUMNS)}
_HELPERS = range(_AT[_K.AWAL_MASA], len(_COLUMNS))
"""The columns that the formulas need and readers do not: folded, and not printed."""

_NAMES: Mapping[str, str] = {
    _K.KODE: "Kode",
    _K.AREA: "Area",
    _K.JATUH_TEMPO: "JatuhTempo",
    _K.KEADAAN: "Keadaan",
    _K.KETEPATAN: "Ketepatan",
    _K.SEJAK: "Sejak",
    _K.KEADAAN_LALU: "KeadaanLalu",
    _K.KETEPATAN_LALU: "KetepatanLalu",
    _K.BULAN: "Bulan",
    _K.HARI: "Hari",
    _K.BOBOT: "Bobot",
    _K.ORANG: "Orang",
}
"""The names of the columns in formulas, each after `Data_`."""

_TEXT = (
    "Satu baris untuk setiap kewajiban; NO adalah urutan indikator dalam lampiran. Semua angka laporan dihitung "
    "dari tabel ini. Yang boleh diperbaiki hanya sel kuning: per tanggal, JATUH TEMPO, TANDA, dan TANGGAL "
    "SELESAI; yang lain rumus dan ikut berubah, juga angka dan grafik. Perbaiki juga buku kerja masukan. TANDA "
    "kosong dengan TANGGAL SELESAI berarti selesai; tanda Belum atau Proses mengalahkan tanggalnya. Yang "
    "selesai tanpa tanggal dihitung sejak hari pada kolom DIHITUNG SEJAK. TANGGAL SELESAI sebelum AWAL MASA (kolom "
    "terlipat di kanan) diperlakukan seperti tidak bertanggal. Yang SEBELUMNYA adalah keadaan pada per tanggal "
    "sebelumnya, seperti dilaporkan bila laporannya ada."
)

_MONTHS = ",".join(f'"{nama}"' for nama in BULAN)
_PER_HARI = (
    f'=DAY(Per_Tanggal)&" "&CHOOSE(MONTH(Per_Tanggal),{_MONTHS})&" "&YEAR(Per_Tanggal)'
    '&IF(Per_Tanggal>=Hari_Dibuat," (hari berjalan)","")'
)

_HEAD = Column("", look=Look.DAY)
_HEAD_ISIAN = Column("", look=Look.DAY, isian=True)
_HEAD_COUNT = Column("", look=Look.COUNT)
_UNKNOWN = "=COUNTA({0}[{1}])-SUMPRODUCT(COUNTIF({0}[{2}],{{{3}}}))".format(
    TABEL, _K.KODE, _K.KEADAAN, ",".join(f'"{nama}"' for nama in gaya.NAMA_KEADAAN.values())
)
"""Counts the rows of which no state is known, whatever stands in their cells."""

Options = dict[str, Any]
_PER = "Angka semua lembar mengikuti tanggal ini."
_FORMULA: Options = {
    "validate": "custom",
    "value": "=FALSE",
    "error_title": "Sel ini rumus",
    "error_message": "Perbaiki JATUH TEMPO, TANDA, atau TANGGAL SELESAI; sel ini ikut berubah.",
}

_Baris = tuple[Any, ...]


def write(book: Book, bahan: BahanLaporan) -> None:
    """Write the sheet and name its columns for the formulas of the others."""
    printed = _COLUMNS[: _HELPERS.start]
    sheet = book.open_sheet(gaya.NamaLembar.DATA, printed, _TEXT, landscape=True)
    data = [*_rows(bahan)]
    _add_head(sheet, bahan, data)
    sheet.widths = [column.width for column in _COLUMNS]
    rows = sheet.add_filtered_table(TABEL, _COLUMNS, _with_formulas(data, sheet.row + 1))
    sheet.name_table("Data", TABEL, _NAMES)
    for name, nilai in NILAI_TETAP.items():
        book.xlsx.define_name(name, nilai)
    sheet.xlsx.freeze_panes(rows[0], 3)
    sheet.xlsx.print_area(0, 0, rows[-1], len(printed) - 1)
    sheet.fold(_HELPERS)
    words = {nama: keadaan for keadaan, nama in gaya.NAMA_KEADAAN.items()}
    for kolom in (_K.KEADAAN, _K.KEADAAN_LALU):
        sheet.colour(rows, (_AT[kolom], _AT[kolom]), {**words, TIDAK_DIKENAL: None})
    rules = {**dict.fromkeys(RUMUS, _FORMULA), **_isian(bahan)}
    for kolom, rule in rules.items():
        sheet.xlsx.data_validation(rows[0], _AT[kolom], rows[-1], _AT[kolom], rule)


def _add_head(sheet: Sheet, bahan: BahanLaporan, data: Sequence[_Baris]) -> None:
    """Write the days that the formulas count by, and what was changed since; name the cells of both."""
    monev, lalu = bahan.monev, bahan.lalu
    rows: Sequence[tuple[str, str, Isi, Column]] = (
        ("Per tanggal", "Per_Tanggal", monev.per_tanggal, _HEAD_ISIAN),
        ("Per tanggal sebelumnya", "Per_Tanggal_Lalu", lalu.per_tanggal, _HEAD_ISIAN),
        ("Tertulis pada lembar lain", "Per_Hari", Rumus(_PER_HARI, monev.hari), _HEAD),
        ("Laporan dibuat", "Hari_Dibuat", bahan.hari_ini, _HEAD),
        ("Sudah jatuh tempo: sampai", "Jatuh_Tempo_Sampai", _due_by("Per_Tanggal", monev), _HEAD),
        ("Sebelumnya: sampai", "Jatuh_Tempo_Sampai_Lalu", _due_by("Per_Tanggal_Lalu", lalu), _HEAD),
        ("Perubahan sesudah laporan dibuat", "Data_Berubah", Rumus(_changed(bahan, data), 0), _HEAD_COUNT),
        ("Baris yang keadaannya tidak dikenal", "Data_Tidak_Dikenal", Rumus(_UNKNOWN, 0), _HEAD_COUNT),
    )
    columns = (_AT[_K.JATUH_TEMPO], _AT[_K.TANGGAL_SELESAI])
    for label, name, isi, column in rows:
        sheet.write(sheet.row, _AT[_K.INDIKATOR], label, sheet.book.cell(Look.TEXT))
        sheet.write(sheet.row, columns, isi, sheet.cell(column))
        sheet.name_cell(name, columns[0])
        if column.isian:
            sheet.xlsx.data_validation(sheet.row, columns[0], sheet.row, columns[0], _day(label, _PER))
        sheet.row += 1
    sheet.row += 1


def _due_by(name: str, monev: Monev) -> Rumus:
    until = jatuh_tempo_sampai(monev.per_tanggal, berjalan=monev.berjalan)
    return Rumus(due_by(name), date_value(until))


def _changed(bahan: BahanLaporan, data: Sequence[_Baris]) -> str:
    """Count what was changed: rows, their number, which indikator they are of, the days of the report."""
    days = {"Per_Tanggal": bahan.monev.per_tanggal, "Per_Tanggal_Lalu": bahan.lalu.per_tanggal}
    moved = "".join(f"+({name}<>DATE({day.year},{day.month},{day.day}))" for name, day in days.items())
    numbers = sum(row[0] for row in data if isinstance(row[0], int))
    return (
        f'=COUNTIF({TABEL}[{_K.PERUBAHAN}],"{BERUBAH}")+ABS(COUNTA({TABEL}[{_K.SEMULA}])-{len(data)})'
        f"+(SUM({TABEL}[{_K.NO}])<>{numbers}){moved}"
    )


def _rows(bahan: BahanLaporan) -> Iterator[_Baris]:
    pairs = zip(bahan.monev.indikator, bahan.lalu.indikator, people_of_rows(bahan.monev), strict=True)
    for nomor, (kini, lalu, orang) in enumerate(pairs, start=1):
        told = {satu.jatuh_tempo: satu.realisasi for satu in kini.indikator.kewajiban}
        for satu, dahulu in zip(kini.kewajiban, lalu.kewajiban, strict=True):
            cells = _cells(satu, dahulu, kini.indikator, told[satu.jatuh_tempo])
            cells |= {_K.NO: nomor, _K.AREA: kini.area.kode, _K.ORANG: orang}
            yield tuple(cells[kolom] for kolom in _AT)


def _with_formulas(data: Iterable[_Baris], first: int) -> Iterator[_Baris]:
    """Give the rows, of which the first stands at `first`, with the formulas whose values they have."""
    for row, cells in enumerate(data, start=first):
        yield tuple(
            Rumus(in_row(kolom, row), isi) if kolom in RUMUS else isi
            for kolom, isi in zip(_AT, cells, strict=True)
        )


def _cells(
    satu: MonevKewajiban, dahulu: MonevKewajiban, indikator: Indikator, realisasi: Realisasi
) -> dict[KolomData, Any]:
    """Give what stands in a row, a formula by the value that it has now."""
    due, keadaan = satu.jatuh_tempo, gaya.NAMA_KEADAAN[satu.keadaan]
    ketepatan = gaya.ketepatan_text(satu.ketepatan)
    mark = mark_of(realisasi, indikator.status)
    as_text = [keadaan, ketepatan, str(serial(due)), mark, str(serial(realisasi.tanggal))]
    return {
        _K.KODE: satu.kode,
        _K.INDIKATOR: indikator.uraian,
        _K.JATUH_TEMPO: due,
        _K.TANDA: mark,
        _K.TANGGAL_SELESAI: realisasi.tanggal,
        _K.KEADAAN: keadaan,
        _K.KETEPATAN: ketepatan,
        _K.HARI_TERLAMBAT: satu.hari_terlambat or TANPA_NILAI,
        _K.SEJAK: serial(counted_since(satu, realisasi)),
        _K.KEADAAN_LALU: gaya.NAMA_KEADAAN[dahulu.keadaan],
        _K.KETEPATAN_LALU: gaya.ketepatan_text(dahulu.ketepatan),
        _K.PERUBAHAN: "",
        _K.AWAL_MASA: satu.awal_masa,
        _K.TERCATAT: satu.tercatat_sejak,
        _K.LAPORAN_LALU: _told(dahulu) if dahulu.dilaporkan else "",
        _K.BULAN: serial(due and due.replace(day=1)),
        _K.HARI: serial(satu.tanggal_selesai) or 0,
        _K.BOBOT: BOBOT.get(keadaan, BOBOT_LAIN),
        _K.SEMULA: "|".join(as_text),
    }


def serial(day: dt.date | None) -> int | str:
    """Give a day as a formula gives it; nothing where there is none."""
    return date_value(day) if day else ""


def mark_of(realisasi: Realisasi, status: Status | None) -> str:
    """Give the mark that says what the workbook does; a date that counts needs none, unless STATUS says it too."""
    if realisasi.tidak_berlaku:
        return Status.TIDAK_BERLAKU
    if realisasi.selesai:
        return "" if realisasi.tanggal and status != Status.SELESAI else Status.SELESAI
    if realisasi.tanggal:  # which STATUS overrules
        return Status.PROSES if status == Status.PROSES else Status.BELUM
    return ""


def counted_since(satu: MonevKewajiban, realisasi: Realisasi) -> dt.date | None:
    """Give the day from which it counts as finished, be it after the per tanggal; None where it is not."""
    day = realisasi.tanggal
    if realisasi.tidak_berlaku or not realisasi.selesai:
        return None
    if day and day >= (satu.awal_masa or day):
        return day
    return min(known.replace(day=1) for known in (satu.jatuh_tempo, satu.tercatat_sejak) if known)


def _told(satu: MonevKewajiban) -> str:
    return gaya.NAMA_KETEPATAN[satu.ketepatan] if satu.ketepatan else gaya.NAMA_KEADAAN[satu.keadaan]


def _isian(bahan: BahanLaporan) -> Mapping[KolomData, Options]:
    """Say what the cells take that may be corrected."""
    marks = [str(satu) for satu in Status]
    return {
        _K.JATUH_TEMPO: _day(
            "Jatuh tempo", "Tanggal jatuh tempo; kosong bila tidak ada.", bahan.monev.rencana.pengaturan.mulai
        ),
        _K.TANDA: {
            "validate": "list",
            "source": marks,
            "input_title": "Tanda",
            "input_message": "Seperti STATUS pada buku kerja. Kosong: selesai bila tanggalnya terisi.",
            "error_title": "Tanda tidak dikenal",
            "error_message": f"Pilih {', '.join(marks)}, atau kosongkan.",
        },
        _K.TANGGAL_SELESAI: _day("Tanggal selesai", "Tanggal kewajiban ini selesai; kosong bila belum."),
    }


def _day(title: str, prompt: str, first: dt.date = TANGGAL_AWAL) -> Options:
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": first,
        "maximum": TANGGAL_AKHIR,
        "input_title": title,
        "input_message": f"{prompt} Contoh: 31/12/2025.",
        "error_title": "Bukan tanggal",
        "error_message": f"Isi dengan tanggal, dari {tanggal(first)} sampai {tanggal(TANGGAL_AKHIR)}.",
    }
