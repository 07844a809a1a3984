"""What Excel checks, explains and colours on sheet Rencana Aksi, also in rows that are typed in or inserted.

A row's colours follow from what stands in it, never from who wrote it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name, xl_range, xl_rowcol_to_cell

from zi_reports.buku.lembar import BARIS_PERTAMA, LembarRencana
from zi_reports.excel import kit
from zi_reports.rencana import lampiran
from zi_reports.rencana.lampiran import Kolom
from zi_reports.rencana.model import Indikator, Rencana, Status

HIJAU, KUNING, KELABU, JINGGA = "#E2EFDA", "#FFF2CC", "#D9D9D9", "#FCE4D6"
_REDUP = "#A6A6A6"

FORMAT_BULAN = "[$-421]d mmm"
"""A day in its own year's month column; in another's it has its year."""

_TERPANJANG = 200
"""Characters of a text in a formula; 255 are Excel's most."""

TANDA_BEBERAPA = (
    *("bulan", "bln", "tri", "tw", "uartal", "wartal", "semes", "smt", "tiap", "per", "kali", "x", "dwi"),
    *("dan", "serta", "atau", "hingga", "sampai", "s.d", "&", "+", ",", ";", "/", "-", "–", "•"),
)
"""Where none of these stands in a TARGET WAKTU, it is due once at the most."""


@dataclass(frozen=True, slots=True)
class Baris:
    """The rows of the plan, from 0: the last one, and those of indikator."""

    terakhir: int
    indikator: Mapping[int, Indikator]


def rule(judul: str, pesan: str, jenis: str, **batas: object) -> dict[str, object]:
    """Give the check of a cell, with the title and the text of what Excel says of anything else."""
    return {"validate": jenis, "criteria": "between", "error_title": judul, "error_message": pesan, **batas}


def date_rule(pesan: str, **more: object) -> dict[str, object]:
    """Give the check of a cell that takes a date."""
    first, last = lampiran.TANGGAL_AWAL, lampiran.TANGGAL_AKHIR
    return rule("Tanggal tidak dikenal", pesan, "date", minimum=first, maximum=last, **more)


def choice_of_names(daftar: str) -> dict[str, object]:
    """Offer the names in some cells; others may be typed."""
    return {
        "validate": "list",
        "source": f"=OFFSET({daftar.partition(':')[0]},0,0,MAX(1,COUNTA({daftar})),1)",
        "show_error": False,
        "input_message": "Pilih dari daftar pada lembar Pengaturan, atau ketik nama lain.",
    }


def add_rules(book: Workbook, table: LembarRencana, rencana: Rencana, baris: Baris, daftar: str) -> None:
    """Add filter arrows, checks with their prompts, and colours; `daftar` are the cells of names to choose from."""
    last = baris.terakhir
    table.sheet.autofilter(lampiran.BARIS_HEADER, 0, last, table.kolom[Kolom.KODE])
    table.sheet.ignore_errors({"number_stored_as_text": xl_range(BARIS_PERTAMA, 0, last, 0)})
    _check_status(table, baris)
    several: Mapping[Kolom, Mapping[str, object]] = {
        Kolom.TANGGAL_SELESAI: date_rule(
            "Tulis tanggal selesai sebagai tanggal, misalnya 31/10/2025.",
            input_message="Untuk baris dengan satu jatuh tempo: tanggal selesai, misalnya 31/10/2025.",
        ),
        Kolom.BUKTI_DUKUNG: {
            "validate": "any",
            "input_message": "Tautan, nama berkas, atau letaknya. Satu bukti satu baris (Alt+Enter).",
        },
        Kolom.PENANGGUNG_JAWAB: choice_of_names(daftar),
    }
    for header, checked in several.items():
        column = table.kolom[header]
        titled = {"input_title": str(header), **checked}
        table.sheet.data_validation(BARIS_PERTAMA, column, last, column, titled)
    _check_months(table, last)
    _colour_words(book, table, last)
    _colour_unused(book, table, baris)
    _show_years(book, table, rencana.pengaturan.tahun, last)


def _check_status(table: LembarRencana, baris: Baris) -> None:
    """Offer the words of STATUS; on rows with several kewajiban, where but one counts, only that."""
    column = table.kolom[Kolom.STATUS]
    every = range(BARIS_PERTAMA, baris.terakhir + 1)
    monthly = [row for row in every if row in baris.indikator and baris.indikator[row].berulang]
    words = ", ".join(Status)
    choice = rule(
        "STATUS tidak dikenal",
        f"Pilih salah satu: {words}.",
        "list",
        source=list(Status),
        input_message=f"Pilih {words}. Kosong berarti Belum.",
    )
    # A warning, which can be passed over: a row inserted below may be of another kind.
    single = rule(
        "Isi kolom bulannya",
        "Pada baris dengan beberapa jatuh tempo, STATUS diisi hanya bila Tidak Berlaku.",
        "list",
        source=[Status.TIDAK_BERLAKU],
        error_type="warning",
        input_message="Diisi hanya bila Tidak Berlaku. Selain itu isi kolom bulannya.",
    )
    for rows, checked in ((sorted({*every} - {*monthly}), choice), (monthly, single)):
        cells = [[first, column, last, column] for first, last in _runs(rows)]
        if cells:
            several = {**checked, "input_title": str(Kolom.STATUS), "other_cells": cells[1:]}
            table.sheet.data_validation(*cells[0], several)


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give the first and the last of numbers that follow each other."""
    for _, run in itertools.groupby(enumerate(numbers), key=lambda numbered: numbered[1] - numbered[0]):
        together = [number for _, number in run]
        yield together[0], together[-1]


def _check_months(table: LembarRencana, last: int) -> None:
    """Check the cells of all months; one rule for all, so that it holds in rows that are inserted."""
    cell = xl_rowcol_to_cell(BARIS_PERTAMA, table.bulan.start)
    first_day, last_day = map(lampiran.serial_of, (lampiran.TANGGAL_AWAL, lampiran.TANGGAL_AKHIR))
    marks = "|".join(("", *sorted(lampiran.TANDA_SELESAI | {lampiran.TANDA_TIDAK_BERLAKU}), ""))
    checked = rule(
        "Isian tidak dikenal",
        "Isi tanggal selesai (misalnya 31/10/2025), x bila selesai, TB bila tidak berlaku.",
        "custom",
        value=f"=OR(AND(ISNUMBER({cell}),{cell}>={first_day},{cell}<={last_day}),"
        f'ISNUMBER(FIND("|"&LOWER(TRIM({cell}))&"|","{marks}")))',
        input_title="BULAN",
        input_message="Untuk baris dengan beberapa jatuh tempo: tanggal selesai, x, atau TB. "
        "Sel kelabu tidak dipakai.",
    )
    table.sheet.data_validation(BARIS_PERTAMA, table.bulan.start, last, table.bulan[-1], checked)


def _colour_words(book: Workbook, table: LembarRencana, last: int) -> None:
    """Colour STATUS by its word, what is still to be copied orange, and a komponen's name said again lighter."""
    status = table.kolom[Kolom.STATUS]
    for word, colour in ((Status.SELESAI, HIJAU), (Status.PROSES, KUNING), (Status.TIDAK_BERLAKU, KELABU)):
        look = {"type": "cell", "criteria": "==", "value": f'"{word}"'}
        table.sheet.conditional_format(
            BARIS_PERTAMA, status, last, status, {**look, "format": book.add_format({"bg_color": colour})}
        )
    above, row = BARIS_PERTAMA, BARIS_PERTAMA + 1
    kode, first = xl_col_to_name(table.kolom[Kolom.KODE]), table.kolom[Kolom.INDIKATOR]
    cell = xl_rowcol_to_cell(BARIS_PERTAMA, first)
    # Without INDIKATOR: a row that has a KODE, or one that was inserted, which has no NO either as areas have.
    lacking = f'AND($C{row}="",OR(${kode}{row}<>"",$A{row}=""))'
    copied = f'=OR({lacking},{cell}="{lampiran.BELUM_DISALIN}")'
    _colour(book, table, (first, table.kolom[Kolom.TARGET_WAKTU], last), copied, bg_color=JINGGA)
    # Where the row above is filtered out, the name is said for the first time.
    again = f'=AND($B{row}<>"",$A{row}=$A{above},$B{row}=$B{above},SUBTOTAL(103,$B{above})>0)'
    _colour(book, table, (0, table.kolom[Kolom.KOMPONEN], last), again, font_color=_REDUP)


def _colour(
    book: Workbook, table: LembarRencana, cells: tuple[int, int, int], formula: str, **look: object
) -> None:
    """Show the cells of some columns (the first, the last, then the last row) otherwise where a formula holds."""
    first, last, row = cells
    shown = {"type": "formula", "criteria": formula, "format": book.add_format(look)}
    table.sheet.conditional_format(BARIS_PERTAMA, first, row, last, shown)


def _colour_unused(book: Workbook, table: LembarRencana, baris: Baris) -> None:
    """Grey the cells that a row does not use, by the words of its TARGET WAKTU.

    Those that plainly name one day at the most have one rule. Each other that the plan has comes with its own, so
    that a row typed in or changed is greyed as soon as it says one of them, and never wrongly.
    """
    row = BARIS_PERTAMA + 1
    look = book.add_format({"bg_color": KELABU})
    plain = ",".join(f'ISERR(SEARCH("{tanda}",$F{row}))' for tanda in (*TANDA_BEBERAPA,))
    once = f'=AND($C{row}<>"",ISERR(SEARCH(CHAR(10),$F{row})),{plain})'
    found = {once: set(table.bulan)}
    for teks, several in _targets(baris.indikator.values()):
        used = {table.kolom[header] for header in several if header in table.kolom}
        unused = set(table.bulan) - used | ({table.kolom[Kolom.TANGGAL_SELESAI]} if used else set())
        found[f'=AND($C{row}<>"",{_equals(f"$F{row}", teks)})'] = unused
    for formula, columns in found.items():
        ranges = [
            xl_range(BARIS_PERTAMA, first, baris.terakhir, last) for first, last in _runs(sorted(columns))
        ]
        shown = {"type": "formula", "criteria": formula, "format": look, "multi_range": " ".join(ranges)}
        if ranges:
            table.sheet.conditional_format(ranges[0], shown)


def _targets(indikator: Iterable[Indikator]) -> Iterator[tuple[str, Sequence[str]]]:
    """Give each TARGET WAKTU that does not plainly name one day, with its months where it has several."""
    found: dict[str, Sequence[str]] = {}
    for satu in indikator:
        teks = kit.clean_text(satu.target_waktu.teks)
        if any(tanda in teks.lower() for tanda in (*TANDA_BEBERAPA, "\n")):
            days = satu.target_waktu.jatuh_tempo if satu.berulang else ()
            found.setdefault(teks, [lampiran.header_bulan(day) for day in days])
    return iter(found.items())


def _equals(cell: str, teks: str) -> str:
    """Give the formula that says whether a cell holds a text, which may be longer than a formula's may."""
    quoted = teks[:_TERPANJANG].replace('"', '""').replace("\n", '"&CHAR(10)&"')
    if len(teks) <= _TERPANJANG:
        return f'{cell}="{quoted}"'
    return f'LEN({cell})={len(teks)},LEFT({cell},{_TERPANJANG})="{quoted}"'


def _show_years(book: Workbook, table: LembarRencana, tahun: int, last: int) -> None:
    """Show a day of another year than its column's with its year, and a typed 1 as it was typed."""
    cuts = (table.bulan[:12], table.bulan[12:])
    for year, columns in enumerate(cuts, start=tahun):
        if not columns:
            continue
        cell = xl_rowcol_to_cell(BARIS_PERTAMA, columns[0])
        for format_angka, condition in (
            ("0", f"{cell}<367"),
            (kit.FORMAT_TANGGAL_SINGKAT, f"YEAR({cell})<>{year}"),
        ):
            formula = f"=AND(ISNUMBER({cell}),{condition})"
            _colour(book, table, (columns[0], columns[-1], last), formula, num_format=format_angka)
