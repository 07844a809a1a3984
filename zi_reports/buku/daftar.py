"""Sheets Keputusan Rapat and Bukti of the workbook that staff fill in: lists with what Excel checks and offers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from zi_reports.buku.aturan import HIJAU, JINGGA, KELABU, KUNING, choice_of_names, date_rule, rule
from zi_reports.buku.lembar import finish
from zi_reports.excel import kit
from zi_reports.excel.gaya import WARNA_AREA, WARNA_REDUP
from zi_reports.rencana import lampiran
from zi_reports.rencana.bahasa import bulan_tahun
from zi_reports.rencana.lampiran import KolomBukti, KolomKeputusan
from zi_reports.rencana.model import BuktiDukung, Rencana, Status, Verifikasi

_UKURAN = 11
_BARIS_HEADER = 2
"""The row of headers, from 0: the sheet's title and a line that explains stand above it."""

_BARIS_TERSEDIA = 500
"""So many rows have checks and drop-downs, and as many more as are filled in."""

_TANGGAL, _BULAN = "dd/mm/yyyy", "[$-421]mmmm yyyy"
_WARNA: Mapping[StrEnum, str] = {
    Status.SELESAI: HIJAU,
    Status.PROSES: KUNING,
    Status.TIDAK_BERLAKU: KELABU,
    Verifikasi.SESUAI: HIJAU,
    Verifikasi.PERBAIKAN: JINGGA,
}
_BINGKAI = {"border": 1, "border_color": "#7F7F7F"}
_LEBAR_KEPUTUSAN = (105, 70, 330, 160, 105, 95, 105, 200)
_LEBAR_BUKTI = (70, 120, 90, 330, 105, 270, 90)
_KETERANGAN_KEPUTUSAN = (
    "Satu keputusan satu baris. KODE boleh kosong bila keputusannya tidak tentang satu indikator."
)
_KETERANGAN_BUKTI = (
    "Satu bukti satu baris; menambah kolom BUKTI DUKUNG. VERIFIKASI dan catatannya diisi oleh pemeriksa."
)


@dataclass(frozen=True, slots=True)
class _Lembar:
    """What a list is written from: its name, the line that explains it, its columns, rows and checks.

    `bentuk` are the number formats of columns that have one; `pilihan` the column with words, and these.
    """

    nama: str
    keterangan: str
    lebar: Mapping[StrEnum, int]
    baris: Sequence[Sequence[kit.Isi]]
    aturan: Mapping[StrEnum, Mapping[str, object]]
    bentuk: Mapping[StrEnum, str]
    pilihan: tuple[StrEnum, type[StrEnum]]


def write_lists(book: Workbook, form: kit.Formats, rencana: Rencana, kode: str, nama: str) -> None:
    """Write both sheets; `kode` and `nama` are the cells of the plan's kode and of the names to choose from."""
    by_code = {
        "validate": "list",
        "source": f"={kode}",
        "show_error": False,
        "input_message": f"KODE pada ujung kanan lembar {lampiran.LEMBAR_RENCANA}.",
    }
    _write(book, form, _decisions(rencana, by_code, nama), rencana)
    _write(book, form, _evidence(rencana, by_code), rencana)


def _decisions(rencana: Rencana, by_code: Mapping[str, object], nama: str) -> _Lembar:
    dates = KolomKeputusan.TANGGAL_RAPAT, KolomKeputusan.BATAS_WAKTU, KolomKeputusan.TANGGAL_SELESAI
    dated = date_rule("Tulis tanggal, misalnya 31/01/2026.", input_message="Tanggal, misalnya 31/01/2026.")
    return _Lembar(
        lampiran.LEMBAR_KEPUTUSAN,
        _KETERANGAN_KEPUTUSAN,
        dict(zip(KolomKeputusan, _LEBAR_KEPUTUSAN, strict=True)),
        [
            (
                satu.tanggal_rapat,
                satu.kode,
                satu.uraian,
                satu.penanggung_jawab,
                satu.batas_waktu,
                satu.status,
                satu.realisasi.tanggal,
                satu.keterangan,
            )
            for satu in rencana.keputusan
        ],
        {
            KolomKeputusan.KODE: by_code,
            KolomKeputusan.PENANGGUNG_JAWAB: choice_of_names(nama),
            KolomKeputusan.STATUS: _choice("STATUS tidak dikenal", Status, "Kosong berarti Belum."),
            **dict.fromkeys(dates, dated),
        },
        dict.fromkeys(dates, _TANGGAL),
        (KolomKeputusan.STATUS, Status),
    )


def _evidence(rencana: Rencana, by_code: Mapping[str, object]) -> _Lembar:
    return _Lembar(
        lampiran.LEMBAR_BUKTI,
        _KETERANGAN_BUKTI,
        dict(zip(KolomBukti, _LEBAR_BUKTI, strict=True)),
        list(_pieces(rencana)),
        {
            KolomBukti.KODE: by_code,
            KolomBukti.PERIODE: _prompt(
                "Bulan jatuh temponya, misalnya Oktober 2025, untuk baris dengan beberapa jatuh tempo. "
                "Kosong bila berlaku untuk semuanya."
            ),
            KolomBukti.BUTIR: _prompt("Nomor butir BUKTI FISIK, misalnya 2, bila buktinya untuk butir itu."),
            KolomBukti.BUKTI_DUKUNG: _prompt("Tautan, nama berkas, atau letaknya."),
            KolomBukti.VERIFIKASI: _choice(
                "VERIFIKASI tidak dikenal", Verifikasi, "Kosong berarti belum diverifikasi."
            ),
        },
        {KolomBukti.PERIODE: _BULAN},
        (KolomBukti.VERIFIKASI, Verifikasi),
    )


def _pieces(rencana: Rencana) -> Iterator[Sequence[kit.Isi]]:
    """Go through the evidence of which more is known than column BUKTI DUKUNG can tell."""
    for indikator in rencana.indikator:
        for satu in indikator.bukti_dukung:
            if satu.terinci:
                periode = bulan_tahun(satu.periode) if satu.periode else None
                told = (satu.verifikasi, satu.catatan_verifikasi, satu.kode_lke)
                yield (indikator.kode, periode, satu.butir, piece(satu), *told)


def piece(bukti: BuktiDukung) -> kit.Isi:
    """Give a piece of evidence as a cell of its own holds it: with its hyperlink, where that is one."""
    return kit.Tautan(bukti.teks, bukti.tautan) if kit.link_address(bukti.tautan) else piece_line(bukti)


def piece_line(bukti: BuktiDukung) -> str:
    """Give a piece of evidence as a line, with an address that its text does not say."""
    apart = "://" in bukti.tautan and bukti.tautan not in bukti.teks
    return f"{bukti.teks}: {bukti.tautan}" if apart else bukti.teks


def _choice(judul: str, kata: type[StrEnum], kosong: str) -> Mapping[str, object]:
    words = ", ".join(kata)
    pilih = f"Pilih salah satu: {words}."
    return rule(judul, pilih, "list", source=list(kata), input_message=f"{pilih} {kosong}")


def _prompt(pesan: str) -> Mapping[str, object]:
    return {"validate": "any", "input_message": pesan}


def _write(book: Workbook, form: kit.Formats, lembar: _Lembar, rencana: Rencana) -> None:
    sheet = book.add_worksheet(lembar.nama)
    look = partial(form, font_size=_UKURAN, text_wrap=True)
    sheet.write_string(0, 0, lembar.nama.upper(), form(bold=True, font_size=14))
    sheet.write_string(1, 0, lembar.keterangan, form(font_size=_UKURAN, font_color=WARNA_REDUP))
    last = _BARIS_HEADER + max(_BARIS_TERSEDIA, 2 * len(lembar.baris))
    for column, (header, pixels) in enumerate(lembar.lebar.items()):
        dated = {"num_format": lembar.bentuk[header]} if header in lembar.bentuk else {}
        cell = look(locked=False, align="left", **dated)
        sheet.set_column_pixels(column, column, pixels, cell)
        head = look(bold=True, border=1, align="center", valign="vcenter", bg_color=WARNA_AREA)
        sheet.write_string(_BARIS_HEADER, column, header, head)
        for row, values in enumerate(lembar.baris, start=_BARIS_HEADER + 1):
            if values[column] is not None:
                kit.write_cell(sheet, row, column, values[column], cell)
        if checked := lembar.aturan.get(header):
            titled = {"input_title": str(header), **checked}
            sheet.data_validation(_BARIS_HEADER + 1, column, last, column, titled)
    widths = list(lembar.lebar.values())
    for row, values in enumerate(lembar.baris, start=_BARIS_HEADER + 1):
        sheet.set_row(row, kit.row_height(zip(map(kit.plain_text, values), widths, strict=True), _UKURAN))
    sheet.set_row(_BARIS_HEADER, 34)
    sheet.autofilter(_BARIS_HEADER, 0, last, len(widths) - 1)
    sheet.freeze_panes(_BARIS_HEADER + 1, 0)
    sheet.repeat_rows(_BARIS_HEADER)
    _colour(book, lembar, last)
    finish(sheet, rencana.pengaturan, mendatar=True)


def _colour(book: Workbook, lembar: _Lembar, last: int) -> None:
    """Frame the rows that hold anything, and colour the words of the column that has some."""
    sheet = book.get_worksheet_by_name(lembar.nama)
    first, columns = _BARIS_HEADER + 1, list(lembar.lebar)
    header, words = lembar.pilihan
    column = columns.index(header)
    for word in words:
        if word in _WARNA:
            shown = {"type": "cell", "criteria": "==", "value": f'"{word}"'}
            look = book.add_format({**_BINGKAI, "bg_color": _WARNA[word]})
            sheet.conditional_format(first, column, last, column, {**shown, "format": look})
    filled = f"=COUNTA($A{first + 1}:${xl_col_to_name(len(columns) - 1)}{first + 1})>0"
    frame = book.add_format(_BINGKAI)
    ruled = {"type": "formula", "criteria": filled, "format": frame}
    sheet.conditional_format(first, 0, last, len(columns) - 1, ruled)
