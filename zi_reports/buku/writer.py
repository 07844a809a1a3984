"""A Rencana becomes the workbook that staff fill in: the lampiran's table with columns for the realisasi."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator, Mapping
from functools import partial
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs

from zi_reports.buku.aturan import FORMAT_BULAN, HIJAU, KELABU, Baris, add_rules, date_rule, rule
from zi_reports.buku.daftar import piece, piece_line, write_lists
from zi_reports.buku.lembar import BARIS_PERTAMA, UKURAN, LembarRencana, finish, lay_out, open_sheet
from zi_reports.excel import kit
from zi_reports.excel.gaya import WARNA_AREA, WARNA_REDUP, WARNA_TANDA, WARNA_TAUTAN
from zi_reports.rencana import lampiran
from zi_reports.rencana.lampiran import Kolom, Label
from zi_reports.rencana.model import (
    TANPA_LETAK,
    Area,
    Cetak,
    Indikator,
    Kertas,
    Komponen,
    Letak,
    Pengaturan,
    Rencana,
    Status,
)

Isian = Mapping[str, Mapping[str, str | int | float | dt.date]]
"""What is typed into realisasi cells, by an indikator's kode and the cell's header."""

_UKURAN_TERUKUR = 11.4  # measuring is cautious: at the full 12 points a row would stand half empty
_UKURAN_LAIN = 11  # of the other two sheets

_LEBAR_PENGATURAN = (240, 300, 420)
_BARIS_LABEL = 3
"""The row of the first label of sheet Pengaturan, from 0."""

_NAMA_TERSEDIA = 8
"""So many rows the list of names in Pengaturan has at the least, and three more than names."""

_SEL = {"border": 1, "border_color": "#7F7F7F", "text_wrap": True}
_PITA = {"border": 0, "top": 1, "bottom": 1, "text_wrap": False, "bold": True, "bg_color": WARNA_AREA}
"""The band of an area: its name runs on over the cells to the right, which nothing parts."""


def write_workbook(rencana: Rencana, isian: Isian | None = None) -> bytes:
    """Make the workbook of a plan: sheets Rencana Aksi, Keputusan Rapat, Bukti, Pengaturan and Petunjuk.

    `isian` stands in place of what the plan itself reports, cell by cell, and may hold what no plan can hold:
    words that are not known, dates that cannot be. The same plan gives the same bytes.
    """
    pengaturan = rencana.pengaturan
    file = BytesIO()
    made = pengaturan.tanggal_keputusan or dt.date(pengaturan.tahun, 1, 1)
    title = f"Rencana Aksi Zona Integritas {pengaturan.satker} {pengaturan.tahun}"
    book = kit.new_workbook(file, title, pengaturan.satker, made)
    form = kit.formats_of(book)
    kode = _write_rencana(book, form, rencana, isian or {})
    write_lists(book, form, rencana, kode, _cells_of_names(pengaturan))
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
                head, first, rows = part.partition(b'<row r="%d"' % (BARIS_PERTAMA + 1))
                part = head + first + rows.replace(b' customHeight="1"', b"")
            new.writestr(entry, part)
    return file.getvalue()


def _write_rencana(book: Workbook, form: kit.Formats, rencana: Rencana, isian: Isian) -> str:
    """Write the sheet of the plan; give its cells of KODE, as another sheet names them."""
    pengaturan = rencana.pengaturan
    look = partial(form, **_SEL, font_size=UKURAN)
    table = open_sheet(book.add_worksheet(lampiran.LEMBAR_RENCANA), look, _months(rencana), pengaturan.cetak)
    _write_title(table, form, pengaturan)
    _write_header(table)
    row = BARIS_PERTAMA
    for area in rencana.area:
        _write_area(table, row, area)
        row += 1
        for komponen in area.komponen:
            row = _write_komponen(table, row, komponen, isian)
    lines = dict(enumerate(_lines(rencana), start=BARIS_PERTAMA))
    for line, (indikator, kode) in lines.items():
        if kode:
            # Open where rows lack, so that rows inserted below can be given theirs.
            look_of_kode = {"bg_color": KELABU, "font_size": table.kecil, "align": "center"}
            table.write(line, Kolom.KODE, kode, **look_of_kode, locked=indikator is not None)
    baris = Baris(row - 1, {n: satu for n, (satu, _) in lines.items() if satu})
    add_rules(book, table, rencana, baris, _cells_of_names(pengaturan))
    finish(table.sheet, pengaturan, mendatar=True)
    lay_out(table, pengaturan)
    if pengaturan.tanda:
        table.sheet.set_tab_color(WARNA_TANDA)
    column = table.kolom[Kolom.KODE]
    return f"'{lampiran.LEMBAR_RENCANA}'!{xl_range_abs(BARIS_PERTAMA, column, row - 1, column)}"


def _lines(rencana: Rencana) -> Iterator[tuple[Indikator | None, str]]:
    """Give row by row the indikator and its KODE; an area has neither.

    Where the source lacks the row, or a kode is used twice, it is the next that is free.
    """
    last = lampiran.last_ordinals(satu.kode for satu in rencana.indikator)
    used = set[str]()
    for area in rencana.area:
        yield None, ""
        for komponen in area.komponen:
            name = lampiran.kode_komponen(area.kode, komponen.nomor)
            for satu in _rows_of(komponen):
                indikator, kode = (satu, satu.kode) if isinstance(satu, Indikator) else (None, "")
                last[name] = last.get(name, 0) + (not kode or kode in used)
                yield indikator, f"{name}.{last[name]}" if not kode or kode in used else kode
                used.add(kode)


def _rows_of(komponen: Komponen) -> tuple[Indikator | Letak, ...]:
    """Give a komponen's rows, first those that the source lacks; one of these where it has none at all."""
    return (*komponen.belum_disalin, *komponen.indikator) or (TANPA_LETAK,)


def _write_title(table: LembarRencana, form: kit.Formats, pengaturan: Pengaturan) -> None:
    centred = {"bold": True, "align": "center", "valign": "vcenter"}
    first, last = table.judul
    for row, line in enumerate(lampiran.judul(pengaturan.satker, pengaturan.tahun)):
        table.sheet.merge_range(row, first, row, last, line, form(**centred, font_size=14))
        table.sheet.set_row(row, 22)
    if pengaturan.tanda:
        mark = form(**centred, font_size=16, font_color=WARNA_TANDA, border=2, border_color=WARNA_TANDA)
        table.sheet.merge_range(2, first, 2, last, pengaturan.tanda, mark)
        table.sheet.set_row(2, 26)


def _write_header(table: LembarRencana) -> None:
    for header, column in table.kolom.items():
        numbered = header in list(Kolom)[:-1]
        look = {"align": "center", "bg_color": WARNA_AREA if header in lampiran.KOLOM_LAMPIRAN else HIJAU}
        if header == Kolom.KODE:
            look["bg_color"] = KELABU
        head = {**look, "bold": True, "valign": "vcenter", "font_size": table.kecil}
        table.write(lampiran.BARIS_HEADER - 1, header, header, **head)
        number = {**look, "align": "left", "font_size": table.kecil}  # beside the arrow of the filter
        table.write(lampiran.BARIS_HEADER, header, column + 1 if numbered else None, **number)
    table.sheet.set_row(lampiran.BARIS_HEADER - 1, 34)
    table.sheet.set_row(lampiran.BARIS_HEADER, 18)


def _write_area(table: LembarRencana, row: int, area: Area) -> None:
    band = {**_PITA, "valign": "vcenter"}
    table.write(row, Kolom.NO, area.kode, **band, align="center", left=1)
    table.write(row, Kolom.KOMPONEN, area.nama, **band)
    for header in list(table.kolom)[2:]:
        table.write(row, header, None, **band)
    table.sheet.set_row(row, kit.line_height(UKURAN) + 7)


def _write_komponen(table: LembarRencana, row: int, komponen: Komponen, isian: Isian) -> int:
    """Write a komponen's rows, each with NO and KOMPONEN, so that rows can be filtered; give the row after them.

    Merged, a filter would show the first row of a komponen alone, and Excel would sort nothing.
    """
    for satu in _rows_of(komponen):
        # Written as text even where it is a number: the lampiran has "1." beside "1".
        table.sheet.write_string(row, 0, kit.clean_text(komponen.nomor), table.look(align="center"))
        table.sheet.write_string(row, 1, kit.clean_text(komponen.nama), table.look(align="left"))
        if isinstance(satu, Indikator):
            texts = _write_indikator(table, row, satu, isian.get(satu.kode, {}))
        else:
            texts = _write_open_row(table, row)
        lines = max(
            kit.count_lines(kit.plain_text(text), table.lebar[header], _UKURAN_TERUKUR)
            for header, text in {**texts, Kolom.KOMPONEN: komponen.nama}.items()
            if header in set(Kolom)
        )
        table.sheet.set_row(row, min(lines * kit.line_height(UKURAN) + 3, kit.TINGGI_TERBESAR))
        row += 1
    return row


def _write_open_row(table: LembarRencana, row: int) -> Mapping[str, kit.Isi]:
    """Write a row that the source lacks, its plan cells open for staff to copy the signed decree into."""
    texts = {Kolom.LANGKAH_AKSI.value: lampiran.BELUM_DISALIN}
    for header in list(table.kolom)[len(lampiran.KOLOM_LAMPIRAN[:2]) : -1]:
        table.write(row, header, texts.get(header), **_look_of(table, header), locked=False)
    return texts


def _look_of(table: LembarRencana, header: str) -> dict[str, object]:
    """Give how the cells below a header are shown; colours come by rules."""
    if header not in set(Kolom):
        shrunk = {"text_wrap": False, "shrink": True}  # a date too wide for its column would be a row of #
        return {"num_format": FORMAT_BULAN, "align": "center", "font_size": table.kecil, **shrunk}
    dated = header == Kolom.TANGGAL_SELESAI
    return {"num_format": "dd/mm/yyyy", "align": "center"} if dated else {}


def _write_indikator(
    table: LembarRencana, row: int, indikator: Indikator, isian: Mapping[str, kit.Isi]
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
        look = _look_of(table, header) | {"locked": unused}
        if isinstance(cells.get(header), kit.Tautan):
            look["font_color"] = WARNA_TAUTAN
        table.write(row, header, cells.get(header), **look)
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
    """Give the evidence of a row, one a line; a hyperlink only to one alone, since a cell has no more.

    That of which more is known stands on sheet Bukti.
    """
    plain = [satu for satu in indikator.bukti_dukung if not satu.terinci]
    return piece(plain[0]) if len(plain) == 1 else "\n".join(map(piece_line, plain))


def _write_pengaturan(book: Workbook, form: kit.Formats, pengaturan: Pengaturan) -> None:
    sheet = book.add_worksheet(lampiran.LEMBAR_PENGATURAN)
    kit.set_columns(sheet, _LEBAR_PENGATURAN)
    sheet.write_string(0, 0, "PENGATURAN", form(bold=True, font_size=14))
    look = partial(form, **_SEL, font_size=_UKURAN_LAIN, align="left")
    for column, text in enumerate(("Label", "Isi", "Keterangan")):
        sheet.write_string(_BARIS_LABEL - 1, column, text, look(bold=True, bg_color=WARNA_AREA))
    values: list[tuple[Label | None, str | int | dt.date | None]] = [
        (label, _setting(pengaturan, label)) for label in list(Label)[:-1]
    ]
    names: list[str | None] = [*pengaturan.daftar_penanggung_jawab]
    names += [None] * (_rows_for_names(pengaturan) - len(names))
    values += ((None if nth else Label.DAFTAR_PENANGGUNG_JAWAB, name) for nth, name in enumerate(names))
    for row, (label, value) in enumerate(values, start=_BARIS_LABEL):
        explained = lampiran.KETERANGAN[label] if label else ""
        dated = {"num_format": kit.FORMAT_TANGGAL} if isinstance(value, dt.date) else {}
        kit.write_cell(sheet, row, 0, label, look(bg_color="#F2F2F2"))
        kit.write_cell(sheet, row, 1, value, look(locked=False, **dated))
        kit.write_cell(sheet, row, 2, explained, look(font_color=WARNA_REDUP))
        texts = zip((str(value or ""), explained), _LEBAR_PENGATURAN[1:], strict=True)
        sheet.set_row(row, kit.row_height(texts, _UKURAN_LAIN))
        if checked := _RULES.get(label) if label else None:
            sheet.data_validation(row, 1, row, 1, dict(checked))
    finish(sheet, pengaturan, mendatar=True)
    sheet.fit_to_pages(1, 1)


def _setting(pengaturan: Pengaturan, label: Label) -> str | int | dt.date | None:
    value: str | int | dt.date | None = getattr(pengaturan, label.field)
    return lampiran.YA_TIDAK[value] if isinstance(value, bool) else value


def _rows_for_names(pengaturan: Pengaturan) -> int:
    return max(len(pengaturan.daftar_penanggung_jawab) + 3, _NAMA_TERSEDIA)


def _cells_of_names(pengaturan: Pengaturan) -> str:
    """Give the cells of Pengaturan that hold the names to choose from."""
    first = _BARIS_LABEL + list(Label).index(Label.DAFTAR_PENANGGUNG_JAWAB)
    last = first + _rows_for_names(pengaturan) - 1
    return f"{lampiran.LEMBAR_PENGATURAN}!{xl_range_abs(first, 1, last, 1)}"


_DATE = date_rule("Tulis tanggal, misalnya 27/10/2025.")
_PILIHAN = rule(
    "Isian tidak dikenal", "Pilih Ya atau Tidak.", "list", source=list(lampiran.YA_TIDAK.values())
)
_RULES: Mapping[Label, Mapping[str, object]] = {
    Label.TAHUN: rule(
        "Tahun tidak dikenal",
        "Tulis tahun empat angka, misalnya 2025.",
        "integer",
        minimum=lampiran.TANGGAL_AWAL.year,
        maximum=lampiran.TANGGAL_AKHIR.year,
    ),
    Label.TANGGAL_KEPUTUSAN: _DATE,
    Label.MULAI_PEMANTAUAN: _DATE,
    Label.UKURAN_KERTAS: rule(
        "Ukuran kertas tidak dikenal", f"Pilih {' atau '.join(Kertas)}.", "list", source=list(Kertas)
    ),
    Label.LAMPIRKAN_CATATAN: _PILIHAN,
    Label.KATA_PENGANTAR: _PILIHAN,
    Label.CETAK_RENCANA_AKSI: rule(
        "Cetakan tidak dikenal", f"Pilih {', '.join(Cetak)}.", "list", source=list(Cetak)
    ),
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
    finish(sheet, pengaturan, mendatar=False)
