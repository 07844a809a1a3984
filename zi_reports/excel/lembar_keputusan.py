"""Sheet Keputusan Rapat: what meetings decided, and how each decision stands, by the formulas of sheet Data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from xlsxwriter.utility import xl_rowcol_to_cell

from zi_reports.excel import gaya
from zi_reports.excel.kit import Book, Column, Isi, Look, Rumus
from zi_reports.excel.lembar_data import counted_since, mark_of, serial
from zi_reports.excel.rumus_data import TIDAK_DIKENAL, KolomData, in_row
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import Monev, MonevKewajiban
from zi_reports.monev.keadaan import Keadaan
from zi_reports.monev.keputusan import MonevKeputusan
from zi_reports.rencana import bahasa
from zi_reports.rencana.lampiran import KolomKeputusan
from zi_reports.rencana.model import Status

_K, _D = KolomKeputusan, KolomData
NAMA = gaya.NAMA_KEADAAN_KEPUTUSAN
_COLUMNS = (
    Column(_K.TANGGAL_RAPAT, 94, Look.SHORT_DAY),
    Column(_K.KODE, 56, Look.CENTRED),
    Column(_K.KEPUTUSAN, 230),
    Column(_K.PENANGGUNG_JAWAB, 124),
    Column(_K.BATAS_WAKTU, 88, Look.SHORT_DAY),
    Column(_K.STATUS, 82, Look.CENTRED),
    Column(_K.TANGGAL_SELESAI, 100, Look.SHORT_DAY),
    Column(_K.KETERANGAN, 140),
    Column(_D.KEADAAN, 110, Look.CENTRED),
    Column(_D.KETEPATAN, 112, Look.CENTRED),
    Column(_D.HARI_TERLAMBAT, 82, Look.COUNT),
    Column(_D.SEJAK, 92, Look.SHORT_DAY),
)
_AT = {column.header: at for at, column in enumerate(_COLUMNS)}
_SEJAK = _AT[_D.SEJAK]
"""The column that the formulas need and readers do not: folded, and not printed."""

_READ: Mapping[KolomData, str] = {
    _D.KODE: _K.KEPUTUSAN,
    _D.JATUH_TEMPO: _K.BATAS_WAKTU,
    _D.TANDA: _K.STATUS,
    _D.TANGGAL_SELESAI: _K.TANGGAL_SELESAI,
    _D.KEADAAN: _D.KEADAAN,
    _D.SEJAK: _D.SEJAK,
}
"""By the columns of sheet Data that the formulas read there, those that they read here."""

_TEXT = (
    "Keputusan rapat sampai {hari}, menurut urutan isian; yang diputuskan sesudahnya tidak tercantum. KEADAAN, "
    "KETEPATAN, dan HARI TERLAMBAT mengikuti per tanggal pada lembar Data. "
    f"Tanda {bahasa.TANPA_NILAI} pada KEADAAN: rapatnya sesudah per tanggal. "
    "Isian lain menurut buku kerja per {hari_ini}."
)


def write(book: Book, bahan: BahanLaporan) -> None:
    """Write the sheet: a row a decision, in the order of the workbook."""
    text = _TEXT.format(hari=bahan.monev.hari, hari_ini=bahasa.tanggal(bahan.hari_ini))
    printed = _COLUMNS[:_SEJAK]
    sheet = book.open_sheet(gaya.NamaLembar.KEPUTUSAN, printed, text, landscape=True)
    sheet.widths = [column.width for column in _COLUMNS]
    first = sheet.row + 1
    rows = sheet.add_filtered_table(
        "TabelKeputusan", _COLUMNS, [_cells(satu, first + n) for n, satu in enumerate(bahan.monev.keputusan)]
    )
    sheet.name_table("Keputusan", "TabelKeputusan", {_D.KEADAAN: "Keadaan"})
    sheet.xlsx.freeze_panes(rows[0], 0)
    sheet.xlsx.print_area(0, 0, rows[-1], len(printed) - 1)
    sheet.fold(range(_SEJAK, len(_COLUMNS)))
    words = {nama: keadaan for keadaan, nama in NAMA.items()}
    sheet.colour(rows, (_AT[_D.KEADAAN], _AT[_D.KEADAAN]), {**words, TIDAK_DIKENAL: None})


def count_states(monev: Monev) -> Rumus:
    """Say how many decisions are in each state; those that were dropped are left out.

    So is "tanpa batas waktu" where each has one.
    """
    states = Counter(satu.keadaan for satu in monev.keputusan)
    left_out = {Keadaan.TIDAK_BERLAKU}
    if all(satu.keputusan.batas_waktu for satu in monev.keputusan):
        left_out.add(Keadaan.TANPA_TENGGAT)
    names = {keadaan: nama for keadaan, nama in NAMA.items() if keadaan not in left_out}
    text = ", ".join(f"{states[keadaan]} {nama.lower()}" for keadaan, nama in names.items())
    counts = '&", "&'.join(
        f'COUNTIF(Keputusan_Keadaan,"{nama}")&" {nama.lower()}"' for nama in names.values()
    )
    look = f". Lihat lembar {gaya.NamaLembar.KEPUTUSAN}."
    return Rumus(f'="Keputusan rapat: "&{counts}&"{look}"', f"Keputusan rapat: {text}{look}")


def _cells(satu: MonevKeputusan, row: int) -> Sequence[Isi]:
    """Lay out a decision; what a formula gives stands there as it is now."""
    isi, formulas = satu.keputusan, _formulas(satu, row)
    since = counted_since(
        MonevKewajiban(isi.kode, isi.batas_waktu, satu.keadaan, tercatat_sejak=satu.tercatat_sejak),
        isi.realisasi,
    )
    return (
        isi.tanggal_rapat,
        isi.kode,
        isi.uraian,
        isi.penanggung_jawab,
        isi.batas_waktu,
        _mark(satu),
        isi.realisasi.tanggal,
        isi.keterangan,
        Rumus(formulas[_D.KEADAAN], NAMA[satu.keadaan]),
        Rumus(formulas[_D.KETEPATAN], gaya.ketepatan_text(satu.ketepatan)),
        Rumus(formulas[_D.HARI_TERLAMBAT], satu.hari_terlambat or bahasa.TANPA_NILAI),
        Rumus(formulas[_D.SEJAK], serial(since)),
    )


def _mark(satu: MonevKeputusan) -> str:
    """Give STATUS as far as it counts: a Selesai whose date cannot be read does not."""
    status = satu.keputusan.status
    waiting = status if status in {Status.BELUM, Status.PROSES} else ""
    return mark_of(satu.keputusan.realisasi, status) or waiting or ""


def _formulas(satu: MonevKeputusan, row: int) -> Mapping[KolomData, str]:
    """Give the formulas of sheet Data over this row; a decision of a meeting after the per tanggal has no state."""
    cells = {data: xl_rowcol_to_cell(row, _AT[own], col_abs=True) for data, own in _READ.items()}
    day = satu.tercatat_sejak
    cells |= {_D.AWAL_MASA: "0", _D.TERCATAT: f"DATE({day.year},{day.month},{day.day})" if day else '""'}
    found = {
        kolom: in_row(kolom, row, cells) for kolom in (_D.KEADAAN, _D.KETEPATAN, _D.HARI_TERLAMBAT, _D.SEJAK)
    }
    dated, undated = (f'"{nama[Keadaan.TANPA_TENGGAT]}"' for nama in (gaya.NAMA_KEADAAN, NAMA))
    state = found[_D.KEADAAN].replace(dated, undated)[1:]
    meeting = xl_rowcol_to_cell(row, _AT[_K.TANGGAL_RAPAT], col_abs=True)
    return found | {_D.KEADAAN: f'=IF(N({meeting})>Per_Tanggal,"{bahasa.TANPA_NILAI}",{state})'}
