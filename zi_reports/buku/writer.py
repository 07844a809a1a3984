"""A Rencana becomes the workbook that staff fill in: the lampiran's table with columns for the realisasi."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from zi_reports.excel.kit import (
    FORMAT_TANGGAL,
    TINGGI_TERBESAR,
    Formats,
    Isi,
    Tautan,
    clean_text,
    count_lines,
    formats_of,
    line_height,
    link_address,
    new_workbook,
    plain_text,
    row_height,
    set_columns,
    set_up_print,
    write_cell,
)
from zi_reports.rencana.lampiran import (
    BARIS_HEADER,
    BELUM_DISALIN,
    KETERANGAN,
    KOLOM_LAMPIRAN,
    LEMBAR_PENGATURAN,
    LEMBAR_PETUNJUK,
    LEMBAR_RENCANA,
    PETUNJUK,
    PROTEKSI,
    TANDA_SELESAI,
    TANDA_TIDAK_BERLAKU,
    TANGGAL_AKHIR,
    TANGGAL_AWAL,
    Kolom,
    Label,
    header_bulan,
    judul,
    serial_of,
)
from zi_reports.rencana.model import Area, Indikator, Kertas, Kewajiban, Komponen, Pengaturan, Rencana, Status

Isian = Mapping[str, Mapping[str, str | int | float | dt.date]]
"""What is typed into realisasi cells, by an indikator's kode and the cell's header."""

_UKURAN = 12
"""Points of the table's text: one page wide on A4 it still prints at nearly 7."""

_UKURAN_TERUKUR = 11.4  # measuring is cautious: at the full 12 points a row would stand half empty
_UKURAN_LAIN = 11  # of the other two sheets

# Pixels, chosen so that the whole table prints one page wide in a size that can be read.
_LEBAR = (34, 108, 150, 165, 190, 92, 78, 88, 120, 114, 105, 105)
_LEBAR_BULAN = 39
_LEBAR_PENGATURAN = (240, 300, 420)

_TERAKHIR = len(KOLOM_LAMPIRAN) - 1
"""The last column of the lampiran, from 0."""

_BIRU, _GARIS = "#D9E2F3", "#7F7F7F"
_HIJAU, _KUNING, _KELABU, _JINGGA = "#E2EFDA", "#FFF2CC", "#D9D9D9", "#FCE4D6"
_MERAH, _BIRU_TAUTAN = "#C00000", "#0563C1"


@dataclass(frozen=True, slots=True)
class _PlanSheet:
    """Sheet Rencana Aksi while it is written: its formats, and the column of each header."""

    sheet: Worksheet
    form: Formats
    kolom: Mapping[str, int]

    def look(self, **properties: object) -> Format:
        common = {"font_size": _UKURAN, "border": 1, "border_color": _GARIS, "text_wrap": True}
        return self.form(**(common | properties))

    def write(self, row: int, header: str, isi: Isi, **properties: object) -> None:
        write_cell(self.sheet, row, self.kolom[header], isi, self.look(**properties))


def write_workbook(rencana: Rencana, isian: Isian | None = None) -> bytes:
    """Make the workbook of a plan: sheets Rencana Aksi, Pengaturan and Petunjuk.

    `isian` stands in place of what the plan itself reports, cell by cell, and may hold what no plan can hold:
    words that are not known, dates that cannot be. The same plan gives the same bytes.
    """
    pengaturan = rencana.pengaturan
    file = BytesIO()
    made = pengaturan.tanggal_keputusan or dt.date(pengaturan.tahun, 1, 1)
    title = f"Rencana Aksi Zona Integritas {pengaturan.satker} {pengaturan.tahun}"
    book = new_workbook(file, title, pengaturan.satker, made)
    form = formats_of(book)
    rows = _write_rencana(book, form, rencana, isian or {})
    _write_pengaturan(book, form, pengaturan)
    _write_petunjuk(book, form, pengaturan)
    book.close()
    return _let_rows_grow(file.getvalue(), rows)


def _months(rencana: Rencana) -> tuple[str, ...]:
    """Give the month columns: the plan year's twelve, and as many of the next as the plan reaches."""
    tahun = rencana.pengaturan.tahun
    days = (day for satu in rencana.indikator for day in satu.target_waktu.jatuh_tempo)
    beyond = max((day.month for day in days if day.year == tahun + 1), default=0)
    return tuple(header_bulan(dt.date(tahun + i // 12, i % 12 + 1, 1)) for i in range(12 + beyond))


def _let_rows_grow(content: bytes, rows: range) -> bytes:
    """Take the mark of a fixed height off `rows` (from 0) of the first sheet; they then grow with their text.

    XlsxWriter fixes every height that it is given; without one, viewers other than Excel show a single line.
    """
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                part = re.sub(
                    rb'(<row r="(\d+)"[^>]*?) customHeight="1"',
                    lambda match: match[1] if int(match[2]) - 1 in rows else match[0],
                    part,
                )
            new.writestr(entry, part)
    return file.getvalue()


def _write_rencana(book: Workbook, form: Formats, rencana: Rencana, isian: Isian) -> range:
    """Write sheet Rencana Aksi; give its rows from the first area on."""
    pengaturan = rencana.pengaturan
    headers = [*map(str, Kolom), *_months(rencana)]
    sheet = book.add_worksheet(LEMBAR_RENCANA)
    table = _PlanSheet(sheet, form, {header: i for i, header in enumerate(headers)})
    set_columns(sheet, [*_LEBAR, *(_LEBAR_BULAN for _ in headers[len(_LEBAR) :])])
    _write_title(sheet, form, pengaturan)
    _write_header(table)
    row = BARIS_HEADER + 1
    for area in rencana.area:
        _write_area(table, row, area)
        row += 1
        for komponen in area.komponen:
            row = _write_komponen(table, row, komponen, isian)
    _add_rules(book, table, BARIS_HEADER + 1, row - 1)
    sheet.freeze_panes(BARIS_HEADER + 1, len(KOLOM_LAMPIRAN[:3]))
    sheet.repeat_rows(BARIS_HEADER - 1, BARIS_HEADER)
    _finish(sheet, pengaturan, mendatar=True)
    if pengaturan.tanda:
        sheet.set_tab_color(_MERAH)
    return range(BARIS_HEADER + 1, row)


def _write_title(sheet: Worksheet, form: Formats, pengaturan: Pengaturan) -> None:
    """Write the lampiran's title lines and, where there is one, the mark of the document."""
    centred = {"bold": True, "align": "center", "valign": "vcenter"}
    for row, line in enumerate(judul(pengaturan.satker, pengaturan.tahun)):
        sheet.merge_range(row, 0, row, _TERAKHIR, line, form(**centred, font_size=14))
        sheet.set_row(row, 22)
    if pengaturan.tanda:
        mark = form(**centred, font_size=16, font_color=_MERAH, border=2, border_color=_MERAH)
        sheet.merge_range(2, 0, 2, _TERAKHIR, pengaturan.tanda, mark)
        sheet.set_row(2, 26)


def _write_header(table: _PlanSheet) -> None:
    """Write the header and the row of column numbers, which the months have none of."""
    for header, column in table.kolom.items():
        month = header not in set(Kolom)
        look = {"align": "center", "bg_color": _BIRU if header in KOLOM_LAMPIRAN else _HIJAU}
        size = 10 if month else 11
        table.write(BARIS_HEADER - 1, header, header, **look, bold=True, valign="vcenter", font_size=size)
        table.write(BARIS_HEADER, header, None if month else column + 1, **look, font_size=9)
    table.sheet.set_row(BARIS_HEADER - 1, 34)


def _write_area(table: _PlanSheet, row: int, area: Area) -> None:
    """Write an area's row: its numeral, its name over the rest of the lampiran, a band over the realisasi."""
    look = {"bold": True, "bg_color": _BIRU, "valign": "vcenter"}
    table.write(row, Kolom.NO, area.kode, **look, align="center")
    band = table.look(**look, locked=True)
    table.sheet.merge_range(row, 1, row, _TERAKHIR, "", band)
    write_cell(table.sheet, row, 1, area.nama, band)
    for column in range(_TERAKHIR + 1, len(table.kolom)):
        table.sheet.write_blank(row, column, None, band)
    height = row_height([(area.nama, sum(_LEBAR[1 : _TERAKHIR + 1]))], _UKURAN, bold=True)
    table.sheet.set_row(row, height + 4)


def _write_komponen(table: _PlanSheet, row: int, komponen: Komponen, isian: Isian) -> int:
    """Write a komponen's rows, first those that the source lacks, with NO and KOMPONEN merged down.

    Give the row after them.
    """
    count = max(len(komponen.belum_disalin) + len(komponen.indikator), 1)
    for header, text, align in (
        (Kolom.NO, komponen.nomor, "center"),
        (Kolom.KOMPONEN, komponen.nama, "left"),
    ):
        column, form = table.kolom[header], table.look(align=align)
        if count > 1:
            table.sheet.merge_range(row, column, row + count - 1, column, "", form)
        # Written as text even where it is a number: the lampiran has "1." beside "1".
        table.sheet.write_string(row, column, clean_text(text), form)
    share = row_height([(komponen.nama, _LEBAR[1])], _UKURAN) / count
    for nomor in range(len(komponen.belum_disalin)):
        _write_open_row(table, row + nomor)
        _set_height(table, row + nomor, {Kolom.LANGKAH_AKSI: BELUM_DISALIN}, share)
    for nomor, indikator in enumerate(komponen.indikator, start=len(komponen.belum_disalin)):
        texts = _write_indikator(table, row + nomor, indikator, isian.get(indikator.kode, {}))
        _set_height(table, row + nomor, texts, share)
    return row + count


def _set_height(table: _PlanSheet, row: int, texts: Mapping[str, Isi], least: float) -> None:
    """Make a row high enough for its texts, by header, and for its share of a merged KOMPONEN."""
    lines = max(
        count_lines(plain_text(text), _LEBAR[table.kolom[header]], _UKURAN_TERUKUR)
        for header, text in texts.items()
        if header in set(Kolom)
    )
    table.sheet.set_row(row, min(max(lines * line_height(_UKURAN) + 3, least), TINGGI_TERBESAR))


def _write_open_row(table: _PlanSheet, row: int) -> None:
    """Write a row that the source lacks, its plan cells open for staff to copy the signed decree into."""
    for header in list(table.kolom)[len(KOLOM_LAMPIRAN[:2]) :]:
        if header == Kolom.LANGKAH_AKSI:
            table.write(row, header, BELUM_DISALIN, italic=True, bg_color=_JINGGA, locked=False)
        else:
            colour = _JINGGA if header in KOLOM_LAMPIRAN else "#FFFFFF"
            table.write(row, header, None, bg_color=colour, locked=False)


def _write_indikator(
    table: _PlanSheet, row: int, indikator: Indikator, isian: Mapping[str, Isi]
) -> Mapping[str, Isi]:
    """Write the row of an indikator; give the texts that it holds, by header."""
    plan: dict[str, str] = {
        Kolom.INDIKATOR: indikator.uraian,
        Kolom.LANGKAH_AKSI: indikator.langkah_aksi,
        Kolom.BUKTI_FISIK: indikator.bukti_fisik,
        Kolom.TARGET_WAKTU: indikator.target_waktu.teks,
    }
    for header, text in plan.items():
        table.sheet.write_string(row, table.kolom[header], clean_text(text), table.look())
    typed = {**_reported(indikator), **isian}
    used = {header_bulan(day) for day in indikator.target_waktu.jatuh_tempo} if indikator.berulang else set()
    for header in list(table.kolom)[len(KOLOM_LAMPIRAN) :]:
        month = header not in set(Kolom)
        unused = header not in used if month else header == Kolom.TANGGAL_SELESAI and indikator.berulang
        look: dict[str, object] = {"bg_color": _KELABU} if unused else {"locked": False}
        if month:
            look |= {"num_format": "dd/mm", "align": "center", "font_size": 10}
        elif header == Kolom.TANGGAL_SELESAI:
            look |= {"num_format": "dd/mm/yyyy", "align": "center"}
        elif isinstance(typed.get(header), Tautan):
            look["font_color"] = _BIRU_TAUTAN
        table.write(row, header, typed.get(header), **look)
    months = [table.kolom[header] for header in table.kolom if header in used]
    for _, run in itertools.groupby(enumerate(months), key=lambda numbered: numbered[1] - numbered[0]):
        columns = [column for _, column in run]
        _validate_months(table.sheet, row, columns[0], columns[-1])
    return {**plan, **{header: isi for header, isi in typed.items() if header != Kolom.TANGGAL_SELESAI}}


def _reported(indikator: Indikator) -> Mapping[str, Isi]:
    """Give the realisasi cells of a row as the plan itself reports it."""
    cells: dict[str, Isi] = {
        Kolom.STATUS: indikator.status,
        Kolom.BUKTI_DUKUNG: _evidence(indikator),
        Kolom.PENANGGUNG_JAWAB: indikator.penanggung_jawab,
        Kolom.KENDALA: indikator.kendala,
        Kolom.TINDAK_LANJUT: indikator.tindak_lanjut,
    }
    if not indikator.berulang:
        return {**cells, Kolom.TANGGAL_SELESAI: indikator.kewajiban[-1].realisasi.tanggal}
    if indikator.status is Status.TIDAK_BERLAKU:
        return cells
    months = {header_bulan(satu.jatuh_tempo): _mark(satu) for satu in indikator.kewajiban if satu.jatuh_tempo}
    return {**cells, **months}


def _evidence(indikator: Indikator) -> Isi:
    """Give the evidence of a row, one a line; a hyperlink only to one alone, since a cell has no more."""
    match indikator.bukti_dukung:
        case (satu,) if satu.tautan and link_address(satu.tautan):
            return Tautan(satu.teks, satu.tautan)
        case several:
            return "\n".join(satu.teks for satu in several)


def _mark(kewajiban: Kewajiban) -> Isi:
    realisasi = kewajiban.realisasi
    word = TANDA_TIDAK_BERLAKU.upper() if realisasi.tidak_berlaku else "x" if realisasi.selesai else ""
    return realisasi.tanggal or word


def _validate_months(sheet: Worksheet, row: int, first_column: int, last_column: int) -> None:
    """Check month cells side by side; one rule for all, since XlsxWriter takes half a millisecond for each."""
    cell = xl_rowcol_to_cell(row, first_column)
    first, last = serial_of(TANGGAL_AWAL), serial_of(TANGGAL_AKHIR)
    marks = "|".join(("", *sorted(TANDA_SELESAI | {TANDA_TIDAK_BERLAKU}), ""))
    rule = {
        "validate": "custom",
        "value": f"=OR(AND(ISNUMBER({cell}),{cell}>={first},{cell}<={last}),"
        f'ISNUMBER(FIND("|"&LOWER(TRIM({cell}))&"|","{marks}")))',
        "error_title": "Isian tidak dikenal",
        "error_message": "Isi tanggal selesai (misalnya 31/10/2025), x bila selesai, TB bila tidak berlaku.",
    }
    sheet.data_validation(row, first_column, row, last_column, rule)


def _add_rules(book: Workbook, table: _PlanSheet, first: int, last: int) -> None:
    """Add the drop-down of STATUS with its colours, and the check of TANGGAL SELESAI."""
    status, finished = table.kolom[Kolom.STATUS], table.kolom[Kolom.TANGGAL_SELESAI]
    choice = {
        "validate": "list",
        "source": [str(satu) for satu in Status],
        "error_title": "STATUS tidak dikenal",
        "error_message": f"Pilih salah satu: {', '.join(Status)}.",
    }
    table.sheet.data_validation(first, status, last, status, choice)
    checked = _date_rule("Tulis tanggal selesai sebagai tanggal, misalnya 31/10/2025.")
    table.sheet.data_validation(first, finished, last, finished, checked)
    for word, colour in ((Status.SELESAI, _HIJAU), (Status.PROSES, _KUNING), (Status.TIDAK_BERLAKU, _KELABU)):
        look = book.add_format({"bg_color": colour})
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
        table.sheet.conditional_format(first, status, last, status, rule)


def _finish(sheet: Worksheet, pengaturan: Pengaturan, *, mendatar: bool) -> None:
    """Protect a sheet against slips, and lay it out for paper."""
    foot = (pengaturan.satker, f"{sheet.get_name()} {pengaturan.tahun}")
    sheet.protect("", PROTEKSI)
    set_up_print(sheet, pengaturan.kertas, pengaturan.tanda, foot, mendatar=mendatar)


def _date_rule(pesan: str) -> dict[str, Any]:
    """Give the check of a cell that takes a day, with what Excel says of anything else."""
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": TANGGAL_AWAL,
        "maximum": TANGGAL_AKHIR,
        "error_title": "Tanggal tidak dikenal",
        "error_message": pesan,
    }


def _write_pengaturan(book: Workbook, form: Formats, pengaturan: Pengaturan) -> None:
    sheet = book.add_worksheet(LEMBAR_PENGATURAN)
    set_columns(sheet, _LEBAR_PENGATURAN)
    sheet.write_string(0, 0, "PENGATURAN", form(bold=True, font_size=14))
    cell = {
        "font_size": _UKURAN_LAIN,
        "border": 1,
        "border_color": _GARIS,
        "text_wrap": True,
        "align": "left",
    }
    for column, text in enumerate(("Label", "Isi", "Keterangan")):
        sheet.write_string(2, column, text, form(**cell, bold=True, bg_color=_BIRU))
    for row, label in enumerate(Label, start=3):
        sheet.write_string(row, 0, label, form(**cell, bg_color="#F2F2F2"))
        value = getattr(pengaturan, label.field)
        dated = {"num_format": FORMAT_TANGGAL} if isinstance(value, dt.date) else {}
        write_cell(sheet, row, 1, value, form(**cell, locked=False, **dated))
        sheet.write_string(row, 2, KETERANGAN[label], form(**cell, font_color="#595959"))
        sheet.set_row(row, row_height([(KETERANGAN[label], _LEBAR_PENGATURAN[2])], _UKURAN_LAIN))
        if label in _RULES:
            sheet.data_validation(row, 1, row, 1, dict(_RULES[label]))
    _finish(sheet, pengaturan, mendatar=True)


_DATE = _date_rule("Tulis tanggal, misalnya 27/10/2025.")
_RULES: Mapping[Label, Mapping[str, Any]] = {
    Label.TAHUN: {
        "validate": "integer",
        "criteria": "between",
        "minimum": TANGGAL_AWAL.year,
        "maximum": TANGGAL_AKHIR.year,
        "error_title": "Tahun tidak dikenal",
        "error_message": "Tulis tahun empat angka, misalnya 2025.",
    },
    Label.TANGGAL_KEPUTUSAN: _DATE,
    Label.MULAI_PEMANTAUAN: _DATE,
    Label.UKURAN_KERTAS: {
        "validate": "list",
        "source": [str(kertas) for kertas in Kertas],
        "error_title": "Ukuran kertas tidak dikenal",
        "error_message": f"Pilih {' atau '.join(Kertas)}.",
    },
}
"""What Excel checks as a setting is typed."""


def _write_petunjuk(book: Workbook, form: Formats, pengaturan: Pengaturan) -> None:
    sheet = book.add_worksheet(LEMBAR_PETUNJUK)
    set_columns(sheet, (34, 640))
    sheet.write_string(0, 0, "PETUNJUK PENGISIAN", form(bold=True, font_size=14))
    for nomor, text in enumerate(PETUNJUK, start=1):
        sheet.write_string(nomor + 1, 0, f"{nomor}.", form(font_size=_UKURAN_LAIN, align="right"))
        sheet.write_string(nomor + 1, 1, text, form(font_size=_UKURAN_LAIN, text_wrap=True))
        sheet.set_row(nomor + 1, row_height([(text, 640)], _UKURAN_LAIN) + 4)
    sheet.hide_gridlines(2)
    _finish(sheet, pengaturan, mendatar=False)
