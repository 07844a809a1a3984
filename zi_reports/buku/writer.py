"""A Rencana becomes the workbook that staff fill in: the lampiran's table with columns for the realisasi."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from zi_reports.buku.side_sheets import BIRU, GARIS, print_setup, write_pengaturan, write_petunjuk
from zi_reports.excel.kit import (
    TINGGI_TERBESAR,
    Formats,
    clean_text,
    count_lines,
    line_height,
    link_address,
    new_workbook,
    row_height,
    set_columns,
    set_up_print,
)
from zi_reports.rencana.lampiran import (
    BARIS_HEADER,
    BELUM_DISALIN,
    KOLOM_LAMPIRAN,
    LEMBAR_RENCANA,
    PROTEKSI,
    TANDA_SELESAI,
    TANDA_TIDAK_BERLAKU,
    TANGGAL_AKHIR,
    TANGGAL_AWAL,
    Kolom,
    header_bulan,
    judul,
)
from zi_reports.rencana.model import Area, Indikator, Komponen, Pengaturan, Rencana, Status
from zi_reports.rencana.serial import serial_of

Isian = Mapping[str, Mapping[str, str | int | float | dt.date]]
"""What is typed into realisasi cells, by an indikator's kode and the cell's header."""

UKURAN = 12
"""Points of the table's text: one page wide on A4 it still prints at nearly 7."""

# Measuring is cautious by itself; at the full 12 points a row would stand half empty.
_UKURAN_TERUKUR = 11.4

# Pixels, chosen so that the whole table prints one page wide in a size that can be read.
_LEBAR = (34, 108, 150, 165, 190, 92, 78, 88, 120, 114, 105, 105)
_LEBAR_BULAN = 39

_HIJAU, _KUNING, _KELABU, _JINGGA = "#E2EFDA", "#FFF2CC", "#D9D9D9", "#FCE4D6"
_MERAH = "#C00000"


@dataclass(frozen=True, slots=True)
class _Lembar:
    """The sheet being written, its formats, and the column of each header."""

    book: Workbook
    sheet: Worksheet
    form: Formats
    kolom: Mapping[str, int]
    isian: Isian

    def kotak(self, **properties: object) -> Format:
        """Give the format of a cell of the table."""
        common = {"font_size": UKURAN, "border": 1, "border_color": GARIS, "text_wrap": True}
        return self.form(**(common | properties))


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
    form = Formats(book)
    rows = _write_rencana(book, form, rencana, isian or {})
    write_pengaturan(book, form, pengaturan)
    write_petunjuk(book, form, pengaturan)
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
    headers = (*Kolom, *_months(rencana))
    sheet = book.add_worksheet(LEMBAR_RENCANA)
    lembar = _Lembar(book, sheet, form, {str(header): i for i, header in enumerate(headers)}, isian)
    set_columns(sheet, [*_LEBAR, *(_LEBAR_BULAN for _ in headers[len(_LEBAR) :])])
    _write_head(lembar, pengaturan)
    row = BARIS_HEADER + 1
    for area in rencana.area:
        row = _write_area(lembar, row, area)
    _add_rules(lembar, BARIS_HEADER + 1, row - 1)
    sheet.freeze_panes(BARIS_HEADER + 1, len(KOLOM_LAMPIRAN[:3]))
    sheet.repeat_rows(BARIS_HEADER - 1, BARIS_HEADER)
    sheet.protect("", PROTEKSI)
    set_up_print(sheet, print_setup(pengaturan, LEMBAR_RENCANA), mendatar=True)
    if pengaturan.tanda:
        sheet.set_tab_color(_MERAH)
    return range(BARIS_HEADER + 1, row)


def _write_head(lembar: _Lembar, pengaturan: Pengaturan) -> None:
    """Write the lampiran's title lines, the header and the row of column numbers."""
    sheet, last = lembar.sheet, len(KOLOM_LAMPIRAN) - 1
    title = lembar.form(bold=True, font_size=14, align="center", valign="vcenter")
    for row, line in enumerate(judul(pengaturan.satker, pengaturan.tahun)):
        sheet.merge_range(row, 0, row, last, line, title)
        sheet.set_row(row, 22)
    if pengaturan.tanda:
        mark = lembar.form(
            bold=True,
            font_size=16,
            align="center",
            valign="vcenter",
            font_color=_MERAH,
            border=2,
            border_color=_MERAH,
        )
        sheet.merge_range(2, 0, 2, last, pengaturan.tanda, mark)
        sheet.set_row(2, 26)
    for header, column in lembar.kolom.items():
        plan = header in KOLOM_LAMPIRAN
        month = header not in set(Kolom)
        head = lembar.kotak(
            bold=True,
            align="center",
            valign="vcenter",
            bg_color=BIRU if plan else _HIJAU,
            font_size=10 if month else 11,
        )
        sheet.write_string(BARIS_HEADER - 1, column, header, head)
        number = lembar.kotak(align="center", font_size=9, bg_color=BIRU if plan else _HIJAU)
        if month:
            sheet.write_blank(BARIS_HEADER, column, None, number)
        else:
            sheet.write_number(BARIS_HEADER, column, column + 1, number)
    sheet.set_row(BARIS_HEADER - 1, 34)


def _write_area(lembar: _Lembar, row: int, area: Area) -> int:
    """Write an area's row and its komponen from `row` on; give the row after them."""
    form = lembar.kotak(bold=True, bg_color=BIRU, valign="vcenter", locked=True)
    lembar.sheet.write_string(
        row, 0, area.kode, lembar.kotak(bold=True, bg_color=BIRU, align="center", valign="vcenter")
    )
    last = len(KOLOM_LAMPIRAN) - 1
    lembar.sheet.merge_range(row, 1, row, last, clean_text(area.nama), form)
    for column in range(last + 1, len(lembar.kolom)):
        lembar.sheet.write_blank(row, column, None, form)
    lembar.sheet.set_row(row, row_height([(area.nama, sum(_LEBAR[1 : last + 1]))], UKURAN, bold=True) + 4)
    row += 1
    for komponen in area.komponen:
        row = _write_komponen(lembar, row, komponen)
    return row


def _write_komponen(lembar: _Lembar, row: int, komponen: Komponen) -> int:
    """Write a komponen's rows, first those that the source lacks, with NO and KOMPONEN merged down."""
    count = len(komponen.belum_disalin) + len(komponen.indikator)
    last = row + max(count, 1) - 1
    for column, text, align in ((0, komponen.nomor, "center"), (1, komponen.nama, "left")):
        form = lembar.kotak(align=align)
        if last > row:
            lembar.sheet.merge_range(row, column, last, column, "", form)
        # Written as text even where it is a number: the lampiran has "1." beside "1".
        lembar.sheet.write_string(row, column, clean_text(text), form)
    share = row_height([(komponen.nama, _LEBAR[1])], UKURAN) / max(count, 1)
    for _ in komponen.belum_disalin:
        _write_open_row(lembar, row)
        _set_height(lembar, row, {Kolom.LANGKAH_AKSI: BELUM_DISALIN}, share)
        row += 1
    for indikator in komponen.indikator:
        texts = _write_indikator(lembar, row, indikator)
        _set_height(lembar, row, texts, share)
        row += 1
    return last + 1


def _set_height(lembar: _Lembar, row: int, texts: Mapping[str, object], least: float = 0) -> None:
    """Make a row high enough for its texts, by header, and for its share of a merged KOMPONEN."""
    lines = max(
        count_lines(str(text), _LEBAR[lembar.kolom[header]], _UKURAN_TERUKUR)
        for header, text in texts.items()
        if header in set(Kolom)
    )
    lembar.sheet.set_row(row, min(max(lines * line_height(UKURAN) + 3, least), TINGGI_TERBESAR))


def _write_open_row(lembar: _Lembar, row: int) -> None:
    """Write a row that the source lacks, its plan cells open for staff to copy the signed decree into."""
    for header, column in lembar.kolom.items():
        if column < len(KOLOM_LAMPIRAN[:2]):
            continue
        if header == Kolom.LANGKAH_AKSI:
            form = lembar.kotak(italic=True, bg_color=_JINGGA, locked=False)
            lembar.sheet.write_string(row, column, BELUM_DISALIN, form)
        else:
            form = lembar.kotak(bg_color=_JINGGA if header in KOLOM_LAMPIRAN else "#FFFFFF", locked=False)
            lembar.sheet.write_blank(row, column, None, form)


def _write_indikator(lembar: _Lembar, row: int, indikator: Indikator) -> Mapping[str, object]:
    """Write the row of an indikator; give what it holds, by header."""
    plan: dict[str, object] = {
        Kolom.INDIKATOR: indikator.uraian,
        Kolom.LANGKAH_AKSI: indikator.langkah_aksi,
        Kolom.BUKTI_FISIK: indikator.bukti_fisik,
        Kolom.TARGET_WAKTU: indikator.target_waktu.teks,
    }
    for header, text in plan.items():
        lembar.sheet.write_string(row, lembar.kolom[header], clean_text(str(text)), lembar.kotak())
    typed = _reported(indikator) | dict(lembar.isian.get(indikator.kode, {}))
    used = {header_bulan(day) for day in indikator.target_waktu.jatuh_tempo} if indikator.berulang else set()
    for header, column in lembar.kolom.items():
        if header in KOLOM_LAMPIRAN:
            continue
        month = header not in set(Kolom)
        unused = (month and header not in used) or (header == Kolom.TANGGAL_SELESAI and indikator.berulang)
        look: dict[str, object] = {"bg_color": _KELABU} if unused else {"locked": False}
        if month:
            look |= {"num_format": "dd/mm", "align": "center", "font_size": 10}
        elif header == Kolom.TANGGAL_SELESAI:
            look |= {"num_format": "dd/mm/yyyy", "align": "center"}
        _write_typed(lembar.sheet, row, column, typed.get(header, ""), lembar.kotak(**look))
        if month and not unused:
            _validate_month(lembar.sheet, row, column)
    if len(indikator.bukti_dukung) == 1 and indikator.bukti_dukung[0].tautan:
        _link_evidence(lembar, row, indikator)
    return plan | {header: value for header, value in typed.items() if header != Kolom.TANGGAL_SELESAI}


def _reported(indikator: Indikator) -> dict[str, str | int | float | dt.date]:
    """Give the realisasi cells of a row as the plan itself reports it."""
    cells: dict[str, str | int | float | dt.date] = {
        Kolom.STATUS: indikator.status or "",
        Kolom.BUKTI_DUKUNG: "\n".join(satu.teks for satu in indikator.bukti_dukung),
        Kolom.PENANGGUNG_JAWAB: indikator.penanggung_jawab,
        Kolom.KENDALA: indikator.kendala,
        Kolom.TINDAK_LANJUT: indikator.tindak_lanjut,
    }
    for kewajiban in indikator.kewajiban:
        realisasi = kewajiban.realisasi
        if not indikator.berulang:
            cells[Kolom.TANGGAL_SELESAI] = realisasi.tanggal or ""
        elif kewajiban.jatuh_tempo is not None and indikator.status is not Status.TIDAK_BERLAKU:
            word = (
                TANDA_TIDAK_BERLAKU.upper() if realisasi.tidak_berlaku else "x" if realisasi.selesai else ""
            )
            cells[header_bulan(kewajiban.jatuh_tempo)] = realisasi.tanggal or word
    return cells


def _write_typed(sheet: Worksheet, row: int, column: int, value: str | float | dt.date, form: Format) -> None:
    if isinstance(value, dt.date):
        sheet.write_datetime(row, column, value, form)
    elif isinstance(value, str):
        sheet.write_string(row, column, clean_text(value), form) if value else sheet.write_blank(
            row, column, None, form
        )
    else:
        sheet.write_number(row, column, value, form)


def _link_evidence(lembar: _Lembar, row: int, indikator: Indikator) -> None:
    """Give the one piece of evidence of a row its hyperlink; several lines of a cell cannot have one each."""
    satu = indikator.bukti_dukung[0]
    address = link_address(satu.tautan)
    if address:
        column = lembar.kolom[Kolom.BUKTI_DUKUNG]
        lembar.sheet.write_url(
            row, column, address, lembar.kotak(locked=False, font_color="#0563C1"), satu.teks
        )


def _validate_month(sheet: Worksheet, row: int, column: int) -> None:
    cell = xl_rowcol_to_cell(row, column)
    first, last = _serial(TANGGAL_AWAL), _serial(TANGGAL_AKHIR)
    marks = "|".join(("", *sorted(TANDA_SELESAI | {TANDA_TIDAK_BERLAKU}), ""))
    sheet.data_validation(
        row,
        column,
        row,
        column,
        {
            "validate": "custom",
            "value": f"=OR(AND(ISNUMBER({cell}),{cell}>={first},{cell}<={last}),"
            f'ISNUMBER(FIND("|"&LOWER(TRIM({cell}))&"|","{marks}")))',
            "error_title": "Isian tidak dikenal",
            "error_message": "Isi tanggal selesai (misalnya 31/10/2025), x bila selesai, TB bila tidak berlaku.",
        },
    )


def _serial(day: dt.date) -> int:
    """Give the number that Excel keeps for a day."""
    return serial_of(day) or 0


def _add_rules(lembar: _Lembar, first: int, last: int) -> None:
    """Add the drop-down of STATUS with its colours, and the check of TANGGAL SELESAI."""
    status, finished = lembar.kolom[Kolom.STATUS], lembar.kolom[Kolom.TANGGAL_SELESAI]
    lembar.sheet.data_validation(
        first,
        status,
        last,
        status,
        {
            "validate": "list",
            "source": [str(satu) for satu in Status],
            "error_title": "STATUS tidak dikenal",
            "error_message": f"Pilih salah satu: {', '.join(Status)}.",
        },
    )
    lembar.sheet.data_validation(
        first,
        finished,
        last,
        finished,
        {
            "validate": "date",
            "criteria": "between",
            "minimum": TANGGAL_AWAL,
            "maximum": TANGGAL_AKHIR,
            "error_title": "Tanggal tidak dikenal",
            "error_message": "Tulis tanggal selesai sebagai tanggal, misalnya 31/10/2025.",
        },
    )
    for word, colour in ((Status.SELESAI, _HIJAU), (Status.PROSES, _KUNING), (Status.TIDAK_BERLAKU, _KELABU)):
        lembar.sheet.conditional_format(
            first,
            status,
            last,
            status,
            {
                "type": "cell",
                "criteria": "==",
                "value": f'"{word}"',
                "format": lembar.book.add_format({"bg_color": colour}),
            },
        )
