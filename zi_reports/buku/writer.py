"""A Rencana becomes the workbook that staff fill in: the lampiran's table with columns for the realisasi."""

from __future__ import annotations

import datetime as dt
import itertools
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from zi_reports.excel import kit
from zi_reports.excel.gaya import WARNA_AREA, WARNA_TANDA, WARNA_TAUTAN
from zi_reports.rencana import lampiran
from zi_reports.rencana.lampiran import Kolom, Label
from zi_reports.rencana.model import Area, Indikator, Kertas, Komponen, Pengaturan, Rencana, Status

Isian = Mapping[str, Mapping[str, str | int | float | dt.date]]
"""What is typed into realisasi cells, by an indikator's kode and the cell's header."""

_UKURAN = 12
"""Points of the table's text: one page wide on A4 it still prints at nearly 7."""

_UKURAN_TERUKUR = 11.4  # measuring is cautious: at the full 12 points a row would stand half empty
_UKURAN_LAIN = 11  # of the other two sheets

# Pixels, chosen so that the whole table prints one page wide in a size that can be read.
_LEBAR = (34, 108, 150, 165, 190, 92, 78, 88, 120, 114, 105, 105)
_LEBAR_BULAN, _LEBAR_KODE = 39, 52
_LEBAR_PENGATURAN = (240, 300, 420)

_TERAKHIR = len(lampiran.KOLOM_LAMPIRAN) - 1
"""The last column of the lampiran, from 0."""

_BARIS_PERTAMA = lampiran.BARIS_HEADER + 1
"""The row of the first area, from 0: below the headers stands a row of column numbers."""

_HIJAU, _KUNING, _KELABU, _JINGGA = "#E2EFDA", "#FFF2CC", "#D9D9D9", "#FCE4D6"
_SEL = {"border": 1, "border_color": "#7F7F7F", "text_wrap": True}


@dataclass(frozen=True, slots=True)
class _PlanSheet:
    """Sheet Rencana Aksi while it is written: its formats, and the column of each header."""

    sheet: Worksheet
    look: Callable[..., Format]
    kolom: Mapping[str, int]

    def write(self, row: int, header: str, isi: kit.Isi, **properties: object) -> None:
        kit.write_cell(self.sheet, row, self.kolom[header], isi, self.look(**properties))


def write_workbook(rencana: Rencana, isian: Isian | None = None) -> bytes:
    """Make the workbook of a plan: sheets Rencana Aksi, Pengaturan and Petunjuk.

    `isian` stands in place of what the plan itself reports, cell by cell, and may hold what no plan can hold:
    words that are not known, dates that cannot be. The same plan gives the same bytes.
    """
    pengaturan = rencana.pengaturan
    file = BytesIO()
    made = pengaturan.tanggal_keputusan or dt.date(pengaturan.tahun, 1, 1)
    title = f"Rencana Aksi Zona Integritas {pengaturan.satker} {pengaturan.tahun}"
    book = kit.new_workbook(file, title, pengaturan.satker, made)
    form = kit.formats_of(book)
    _write_rencana(book, form, rencana, isian or {})
    _write_pengaturan(book, form, pengaturan)
    _write_petunjuk(book, form, pengaturan)
    book.close()
    return _let_rows_grow(file)


def _months(rencana: Rencana) -> tuple[str, ...]:
    """Give the month columns: the plan year's twelve, and as many of the next as the plan reaches."""
    tahun = rencana.pengaturan.tahun
    days = (day for satu in rencana.indikator for day in satu.target_waktu.jatuh_tempo)
    beyond = max((day.month for day in days if day.year == tahun + 1), default=0)
    return tuple(lampiran.header_bulan(dt.date(tahun + i // 12, i % 12 + 1, 1)) for i in range(12 + beyond))


def _let_rows_grow(content: BytesIO) -> bytes:
    """Take the mark of a fixed height off the rows of the plan; they then grow with their text.

    XlsxWriter fixes every height that it is given; without one, viewers other than Excel show a single line.
    """
    file = BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                head, first, rows = part.partition(b'<row r="%d"' % (_BARIS_PERTAMA + 1))
                part = head + first + rows.replace(b' customHeight="1"', b"")
            new.writestr(entry, part)
    return file.getvalue()


def _write_rencana(book: Workbook, form: kit.Formats, rencana: Rencana, isian: Isian) -> None:
    pengaturan = rencana.pengaturan
    headers = [*map(str, list(Kolom)[:-1]), *_months(rencana), Kolom.KODE]
    sheet = book.add_worksheet(lampiran.LEMBAR_RENCANA)
    look = partial(form, **_SEL, font_size=_UKURAN)
    table = _PlanSheet(sheet, look, {header: i for i, header in enumerate(headers)})
    kit.set_columns(sheet, [*_LEBAR, *(_LEBAR_BULAN for _ in headers[len(_LEBAR) : -1]), _LEBAR_KODE])
    _write_title(sheet, form, pengaturan)
    _write_header(table)
    row = _BARIS_PERTAMA
    for area in rencana.area:
        _write_area(table, row, area)
        row += 1
        for komponen in area.komponen:
            row = _write_komponen(table, row, komponen, isian)
    for baris, kode in enumerate(_codes(rencana), start=_BARIS_PERTAMA):
        if kode:
            table.write(baris, Kolom.KODE, kode, bg_color=_KELABU, font_size=9, align="center")
    _add_rules(book, table, row - 1)
    sheet.freeze_panes(_BARIS_PERTAMA, len(lampiran.KOLOM_LAMPIRAN[:3]))
    sheet.repeat_rows(lampiran.BARIS_HEADER - 1, lampiran.BARIS_HEADER)
    _finish(sheet, pengaturan, mendatar=True)
    if pengaturan.tanda:
        sheet.set_tab_color(WARNA_TANDA)


def _codes(rencana: Rencana) -> Iterator[str]:
    """Give KODE row by row; where the source lacks the row, or a kode is used twice, the next that is free."""
    last = lampiran.last_ordinals(satu.kode for satu in rencana.indikator)
    used = set[str]()
    for area in rencana.area:
        yield ""
        for komponen in area.komponen:
            name = lampiran.kode_komponen(area.kode, komponen.nomor)
            own = (*("" for _ in komponen.belum_disalin), *(satu.kode for satu in komponen.indikator))
            for kode in own or ("",):
                last[name] = last.get(name, 0) + (not kode or kode in used)
                yield f"{name}.{last[name]}" if not kode or kode in used else kode
                used.add(kode)


def _write_title(sheet: Worksheet, form: kit.Formats, pengaturan: Pengaturan) -> None:
    centred = {"bold": True, "align": "center", "valign": "vcenter"}
    for row, line in enumerate(lampiran.judul(pengaturan.satker, pengaturan.tahun)):
        sheet.merge_range(row, 0, row, _TERAKHIR, line, form(**centred, font_size=14))
        sheet.set_row(row, 22)
    if pengaturan.tanda:
        mark = form(**centred, font_size=16, font_color=WARNA_TANDA, border=2, border_color=WARNA_TANDA)
        sheet.merge_range(2, 0, 2, _TERAKHIR, pengaturan.tanda, mark)
        sheet.set_row(2, 26)


def _write_header(table: _PlanSheet) -> None:
    for header, column in table.kolom.items():
        numbered = header in list(Kolom)[:-1]
        look = {"align": "center", "bg_color": WARNA_AREA if header in lampiran.KOLOM_LAMPIRAN else _HIJAU}
        if header == Kolom.KODE:
            look["bg_color"] = _KELABU
        size = 11 if numbered else 10
        table.write(
            lampiran.BARIS_HEADER - 1, header, header, **look, bold=True, valign="vcenter", font_size=size
        )
        table.write(lampiran.BARIS_HEADER, header, column + 1 if numbered else None, **look, font_size=9)
    table.sheet.set_row(lampiran.BARIS_HEADER - 1, 34)


def _write_area(table: _PlanSheet, row: int, area: Area) -> None:
    look = {"bold": True, "bg_color": WARNA_AREA, "valign": "vcenter"}
    table.write(row, Kolom.NO, area.kode, **look, align="center")
    band = table.look(**look, locked=True)
    table.sheet.merge_range(row, 1, row, _TERAKHIR, kit.clean_text(area.nama), band)
    for column in range(_TERAKHIR + 1, len(table.kolom)):
        table.sheet.write_blank(row, column, None, band)
    height = kit.row_height([(area.nama, sum(_LEBAR[1 : _TERAKHIR + 1]))], _UKURAN, bold=True)
    table.sheet.set_row(row, height + 4)


def _write_komponen(table: _PlanSheet, row: int, komponen: Komponen, isian: Isian) -> int:
    """Write a komponen's rows, first those that the source lacks, with NO and KOMPONEN merged down.

    Give the row after them.
    """
    rows = (*komponen.belum_disalin, *komponen.indikator)
    count = max(len(rows), 1)
    for header, text, align in (
        (Kolom.NO, komponen.nomor, "center"),
        (Kolom.KOMPONEN, komponen.nama, "left"),
    ):
        column, form = table.kolom[header], table.look(align=align)
        if count > 1:
            table.sheet.merge_range(row, column, row + count - 1, column, "", form)
        # Written as text even where it is a number: the lampiran has "1." beside "1".
        table.sheet.write_string(row, column, kit.clean_text(text), form)
    share = kit.row_height([(komponen.nama, _LEBAR[1])], _UKURAN) / count
    for baris, satu in enumerate(rows, start=row):
        if isinstance(satu, Indikator):
            texts = _write_indikator(table, baris, satu, isian.get(satu.kode, {}))
        else:
            texts = _write_open_row(table, baris)
        lines = max(
            kit.count_lines(kit.plain_text(text), _LEBAR[table.kolom[header]], _UKURAN_TERUKUR)
            for header, text in texts.items()
            if header in set(Kolom)
        )
        # High enough for its texts, and for its share of a merged KOMPONEN.
        table.sheet.set_row(baris, min(max(lines * kit.line_height(_UKURAN) + 3, share), kit.TINGGI_TERBESAR))
    return row + count


def _write_open_row(table: _PlanSheet, row: int) -> Mapping[str, kit.Isi]:
    """Write a row that the source lacks, its plan cells open for staff to copy the signed decree into."""
    for header in list(table.kolom)[len(lampiran.KOLOM_LAMPIRAN[:2]) : -1]:
        if header == Kolom.LANGKAH_AKSI:
            table.write(row, header, lampiran.BELUM_DISALIN, italic=True, bg_color=_JINGGA, locked=False)
        else:
            colour = _JINGGA if header in lampiran.KOLOM_LAMPIRAN else "#FFFFFF"
            table.write(row, header, None, bg_color=colour, locked=False)
    return {Kolom.LANGKAH_AKSI: lampiran.BELUM_DISALIN}


def _write_indikator(
    table: _PlanSheet, row: int, indikator: Indikator, isian: Mapping[str, kit.Isi]
) -> Mapping[str, kit.Isi]:
    """Write the row of an indikator; give the texts that it holds, by header."""
    cells = {**_cells(indikator), **isian}
    due = indikator.target_waktu.jatuh_tempo if indikator.berulang else ()
    used = {lampiran.header_bulan(day) for day in due}
    for header, column in list(table.kolom.items())[len(lampiran.KOLOM_LAMPIRAN[:2]) : -1]:
        if header in lampiran.KOLOM_LAMPIRAN:
            table.sheet.write_string(row, column, kit.clean_text(kit.plain_text(cells[header])), table.look())
            continue
        month = header not in set(Kolom)
        unused = header not in used if month else header == Kolom.TANGGAL_SELESAI and indikator.berulang
        look: dict[str, object] = {"bg_color": _KELABU} if unused else {"locked": False}
        if month:
            look |= {"num_format": "dd/mm", "align": "center", "font_size": 10}
        elif header == Kolom.TANGGAL_SELESAI:
            look |= {"num_format": "dd/mm/yyyy", "align": "center"}
        elif isinstance(cells.get(header), kit.Tautan):
            look["font_color"] = WARNA_TAUTAN
        table.write(row, header, cells.get(header), **look)
    months = [table.kolom[header] for header in table.kolom if header in used]
    for _, run in itertools.groupby(enumerate(months), key=lambda numbered: numbered[1] - numbered[0]):
        columns = [column for _, column in run]
        _validate_months(table.sheet, row, columns[0], columns[-1])
    return {header: isi for header, isi in cells.items() if header != Kolom.TANGGAL_SELESAI}


def _cells(indikator: Indikator) -> Mapping[str, kit.Isi]:
    """Give the cells of a row by header: the plan's, and what the plan itself reports."""
    cells: dict[str, kit.Isi] = {
        Kolom.INDIKATOR: indikator.uraian,
        Kolom.LANGKAH_AKSI: indikator.langkah_aksi,
        Kolom.BUKTI_FISIK: indikator.bukti_fisik,
        Kolom.TARGET_WAKTU: indikator.target_waktu.teks,
        Kolom.STATUS: indikator.status,
        Kolom.BUKTI_DUKUNG: _evidence(indikator),
        Kolom.PENANGGUNG_JAWAB: indikator.penanggung_jawab,
        Kolom.KENDALA: indikator.kendala,
        Kolom.TINDAK_LANJUT: indikator.tindak_lanjut,
    }
    if not indikator.berulang:
        cells[Kolom.TANGGAL_SELESAI] = indikator.kewajiban[-1].realisasi.tanggal
    elif indikator.status is not Status.TIDAK_BERLAKU:
        for satu in indikator.kewajiban:
            done, of = satu.realisasi, satu.jatuh_tempo
            word = lampiran.TANDA_TIDAK_BERLAKU.upper() if done.tidak_berlaku else "x" if done.selesai else ""
            if of:
                cells[lampiran.header_bulan(of)] = done.tanggal or word
    return cells


def _evidence(indikator: Indikator) -> kit.Isi:
    """Give the evidence of a row, one a line; a hyperlink only to one alone, since a cell has no more."""
    match indikator.bukti_dukung:
        case (satu,) if kit.link_address(satu.tautan):
            return kit.Tautan(satu.teks, satu.tautan)
        case several:
            return "\n".join(
                f"{satu.teks}: {satu.tautan}"
                if "://" in satu.tautan and satu.tautan not in satu.teks
                else satu.teks
                for satu in several
            )


def _validate_months(sheet: Worksheet, row: int, first_column: int, last_column: int) -> None:
    """Check month cells side by side; one rule for all, since XlsxWriter takes half a millisecond for each."""
    cell = xl_rowcol_to_cell(row, first_column)
    first, last = lampiran.serial_of(lampiran.TANGGAL_AWAL), lampiran.serial_of(lampiran.TANGGAL_AKHIR)
    marks = "|".join(("", *sorted(lampiran.TANDA_SELESAI | {lampiran.TANDA_TIDAK_BERLAKU}), ""))
    rule = _rule(
        "Isian tidak dikenal",
        "Isi tanggal selesai (misalnya 31/10/2025), x bila selesai, TB bila tidak berlaku.",
        "custom",
        value=f"=OR(AND(ISNUMBER({cell}),{cell}>={first},{cell}<={last}),"
        f'ISNUMBER(FIND("|"&LOWER(TRIM({cell}))&"|","{marks}")))',
    )
    sheet.data_validation(row, first_column, row, last_column, rule)


def _add_rules(book: Workbook, table: _PlanSheet, last: int) -> None:
    """Add the drop-down of STATUS with its colours, and the check of TANGGAL SELESAI, down to row `last`."""
    status, finished = table.kolom[Kolom.STATUS], table.kolom[Kolom.TANGGAL_SELESAI]
    message = f"Pilih salah satu: {', '.join(Status)}."
    choice = _rule("STATUS tidak dikenal", message, "list", source=list(Status))
    table.sheet.data_validation(_BARIS_PERTAMA, status, last, status, choice)
    checked = _date_rule("Tulis tanggal selesai sebagai tanggal, misalnya 31/10/2025.")
    table.sheet.data_validation(_BARIS_PERTAMA, finished, last, finished, checked)
    for word, colour in ((Status.SELESAI, _HIJAU), (Status.PROSES, _KUNING), (Status.TIDAK_BERLAKU, _KELABU)):
        look = book.add_format({"bg_color": colour})
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
        table.sheet.conditional_format(_BARIS_PERTAMA, status, last, status, rule)


def _finish(sheet: Worksheet, pengaturan: Pengaturan, *, mendatar: bool) -> None:
    foot = (pengaturan.satker, f"{sheet.get_name()} {pengaturan.tahun}")
    sheet.protect("", lampiran.PROTEKSI)
    kit.set_up_print(sheet, pengaturan.kertas, pengaturan.tanda, foot, mendatar=mendatar)


def _rule(judul: str, pesan: str, jenis: str, **batas: object) -> dict[str, object]:
    """Give the check of a cell, with the title and the text of what Excel says of anything else."""
    return {"validate": jenis, "criteria": "between", "error_title": judul, "error_message": pesan, **batas}


def _date_rule(pesan: str) -> dict[str, object]:
    first, last = lampiran.TANGGAL_AWAL, lampiran.TANGGAL_AKHIR
    return _rule("Tanggal tidak dikenal", pesan, "date", minimum=first, maximum=last)


def _write_pengaturan(book: Workbook, form: kit.Formats, pengaturan: Pengaturan) -> None:
    sheet = book.add_worksheet(lampiran.LEMBAR_PENGATURAN)
    kit.set_columns(sheet, _LEBAR_PENGATURAN)
    sheet.write_string(0, 0, "PENGATURAN", form(bold=True, font_size=14))
    look = partial(form, **_SEL, font_size=_UKURAN_LAIN, align="left")
    for column, text in enumerate(("Label", "Isi", "Keterangan")):
        sheet.write_string(2, column, text, look(bold=True, bg_color=WARNA_AREA))
    for row, label in enumerate(Label, start=3):
        sheet.write_string(row, 0, label, look(bg_color="#F2F2F2"))
        value = getattr(pengaturan, label.field)
        value = lampiran.YA_TIDAK[value] if isinstance(value, bool) else value
        dated = {"num_format": kit.FORMAT_TANGGAL} if isinstance(value, dt.date) else {}
        kit.write_cell(sheet, row, 1, value, look(locked=False, **dated))
        sheet.write_string(row, 2, lampiran.KETERANGAN[label], look(font_color="#595959"))
        sheet.set_row(row, kit.row_height([(lampiran.KETERANGAN[label], _LEBAR_PENGATURAN[2])], _UKURAN_LAIN))
        if label in _RULES:
            sheet.data_validation(row, 1, row, 1, dict(_RULES[label]))
    _finish(sheet, pengaturan, mendatar=True)


_DATE = _date_rule("Tulis tanggal, misalnya 27/10/2025.")
_PILIHAN = _rule(
    "Isian tidak dikenal", "Pilih Ya atau Tidak.", "list", source=list(lampiran.YA_TIDAK.values())
)
_RULES: Mapping[Label, Mapping[str, object]] = {
    Label.TAHUN: _rule(
        "Tahun tidak dikenal",
        "Tulis tahun empat angka, misalnya 2025.",
        "integer",
        minimum=lampiran.TANGGAL_AWAL.year,
        maximum=lampiran.TANGGAL_AKHIR.year,
    ),
    Label.TANGGAL_KEPUTUSAN: _DATE,
    Label.MULAI_PEMANTAUAN: _DATE,
    Label.UKURAN_KERTAS: _rule(
        "Ukuran kertas tidak dikenal", f"Pilih {' atau '.join(Kertas)}.", "list", source=list(Kertas)
    ),
    Label.LAMPIRKAN_CATATAN: _PILIHAN,
    Label.KATA_PENGANTAR: _PILIHAN,
}
"""What Excel checks as a setting is typed."""


def _write_petunjuk(book: Workbook, form: kit.Formats, pengaturan: Pengaturan) -> None:
    sheet = book.add_worksheet(lampiran.LEMBAR_PETUNJUK)
    kit.set_columns(sheet, (34, 640))
    sheet.write_string(0, 0, "PETUNJUK PENGISIAN", form(bold=True, font_size=14))
    for nomor, text in enumerate(lampiran.PETUNJUK, start=1):
        sheet.write_string(nomor + 1, 0, f"{nomor}.", form(font_size=_UKURAN_LAIN, align="right"))
        sheet.write_string(nomor + 1, 1, text, form(font_size=_UKURAN_LAIN, text_wrap=True))
        sheet.set_row(nomor + 1, kit.row_height([(text, 640)], _UKURAN_LAIN) + 4)
    sheet.hide_gridlines(2)
    _finish(sheet, pengaturan, mendatar=False)
