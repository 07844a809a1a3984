"""The recap's lists of satker: all of them to filter on the screen, and a page a provinsi to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, count
from typing import Any

from xlsxwriter.utility import xl_range

from zi_reports.excel import gaya
from zi_reports.excel.data import HITUNGAN, or_dash
from zi_reports.excel.kit import Book, Column, Isi, Look, Rumus, Sheet, Tautan
from zi_reports.monev.keadaan import Ketepatan
from zi_reports.monev.satker import Rekap, RekapArea, RekapProvinsi, rows_of
from zi_reports.rencana.bahasa import TANPA_NILAI

JUMLAH = tuple(satu for satu in HITUNGAN if satu.field not in set(Ketepatan))
"""The counts that every table of a recap has."""

COUNTS = tuple(Column(satu.nama.upper(), 76, Look.COUNT) for satu in JUMLAH)
_NARROW_COUNTS = (70, 56, 70, 62, 62, 62)
"""Widths in the widest table, each column as narrow as its header lets it be, so that it prints larger."""

GROUP = (
    Column("SATKER", 60, Look.COUNT),
    Column("SATKER DENGAN CAPAIAN", 66, Look.COUNT),
    Column("INDIKATOR", 76, Look.COUNT),
    *COUNTS,
    Column("RATA-RATA CAPAIAN", 82, Look.SHARE),
    Column("MEDIAN", 66, Look.SHARE),
    Column("TERENDAH", 72, Look.SHARE),
    Column("TERTINGGI", 72, Look.SHARE),
)
"""The figures of a group of satker: of an area, or of a provinsi."""

SHARES = (Column("CAPAIAN", 70, Look.SHARE), Column("REALISASI JATUH TEMPO", 78, Look.SHARE))

_FIELDS = ("indikator", *(satu.field for satu in JUMLAH), "capaian", "realisasi_jatuh_tempo")
_NAMES = ("Indikator", *(satu.field for satu in JUMLAH), "Capaian", "Realisasi")
"""The figures of a satker or an area: their columns in the frames, and in the names that formulas use."""

_PER_PROVINSI = "Per Provinsi"
_LEMBAR_LAIN = ("Per Satker", "Satker dan Area", "Tidak Dihitung", gaya.NamaLembar.CARA, "History")
"""Names that a provinsi's sheet must not have, besides those of the sheets before it; the last is Excel's own."""

_PANJANG_LEMBAR = 31  # letters that Excel takes in the name of a sheet
_SEHALAMAN = 17  # satker that are still read well on one page with both tables
_TEXT = "Satu baris satu satker, menurut nama. Kolom I sampai VI ialah capaian pada area itu."
_DISARING = (
    "Lembar ini untuk disaring di layar; yang dicetak ialah lembar tiap provinsi (lihat Per Provinsi). "
    "Untuk mencetak hasil saringan, sorot barisnya, lalu pilih File > Cetak > Cetak Pilihan."
)


def write_provinces(book: Book, rekap: Rekap) -> Mapping[str, RekapProvinsi]:
    """Write the figures of each provinsi, with links to their sheets; give these by their names.

    A recap of one provinsi alone has none: all its satker stand on one sheet.
    """
    if len(rekap.provinsi) == 1:
        return {}
    columns = (Column("PROVINSI", 210), *GROUP)
    text = (
        "Satu lembar tiap provinsi; klik namanya. Provinsi menurut nama satker; bila tidak tersebut, menurut nama "
        "folder, atau menurut KPU Provinsi yang buku kerjanya ada di folder itu."
    )
    names = _sheet_names([satu.nama for satu in rekap.provinsi], book)
    sheet = book.open_sheet(_PER_PROVINSI, columns, text, landscape=True)
    sheet.xlsx.fit_to_pages(1, 1)
    pages = dict(zip(names, rekap.provinsi, strict=True))
    _add_listing(sheet, columns, (_province_row(nama, satu) for nama, satu in pages.items()))
    return pages


def _sheet_names(provinsi: Sequence[str], book: Book) -> list[str]:
    """Give each provinsi the name of a sheet; of those that would share one, the later get a number."""
    taken = {_PER_PROVINSI.casefold(), *(satu.get_name().casefold() for satu in book.xlsx.worksheets())}
    taken |= {nama.casefold() for nama in _LEMBAR_LAIN}
    names: list[str] = []
    for nama in provinsi:
        others = (f"{nama[: _PANJANG_LEMBAR - 5]} ({nomor})" for nomor in count(2))
        free = chain([nama[:_PANJANG_LEMBAR].strip()], others)
        names.append(next(satu for satu in free if satu.casefold() not in taken))
        taken.add(names[-1].casefold())
    return names


def _province_row(lembar: str, satu: RekapProvinsi) -> tuple[Isi, ...]:
    syarat = f'Satker_Provinsi,"{satu.nama}"'
    return (
        Tautan(satu.nama, f"internal:'{lembar}'!A1"),
        Rumus(f"=COUNTIFS({syarat})", len(satu.satker)),
        *group_cells("Satker", syarat, satu),
    )


def group_cells(tabel: str, syarat: str, satu: RekapArea | RekapProvinsi) -> tuple[Isi, ...]:
    """Lay out the figures of the rows of a table that meet `syarat`, from SATKER DENGAN CAPAIAN on.

    `tabel` begins the names of its columns.
    """
    capaian = satu.capaian
    mean = f'=IFERROR(AVERAGEIFS({tabel}_Capaian,{syarat}),"{TANPA_NILAI}")'
    return (
        Rumus(f'=COUNTIFS({syarat},{tabel}_Capaian,">=0")', capaian.satker),
        Rumus(f"=SUMIFS({tabel}_Indikator,{syarat})", satu.indikator),
        *(Rumus(f"=SUMIFS({tabel}_{its.field},{syarat})", its.of(satu.hitungan)) for its in JUMLAH),
        Rumus(mean, or_dash(capaian.rata_rata)),
        *map(or_dash, (capaian.median, capaian.terendah, capaian.tertinggi)),
    )


def write_pages(book: Book, rekap: Rekap, pages: Mapping[str, RekapProvinsi]) -> None:
    """Write a sheet a provinsi: its satker, then what is late of each."""
    kode = [area.kode for area in rekap.area]
    capaian, late = rekap.by_area("capaian"), rekap.by_area("terlambat").fillna(dict.fromkeys(kode, 0))
    columns = (*_satker_columns(kode), Column("GALAT", 48, Look.COUNT))
    fields = ("satker", "tanda", *_FIELDS, *kode, "galat")
    own = replace(book)
    for nama, satu in pages.items():
        own.subject = f"{len(satu.satker)} dari {book.subject}"
        sheet = own.open_sheet(nama, columns, _TEXT, landscape=True)
        sheet.xlsx.fit_to_pages(1, 1 if len(satu.satker) <= _SEHALAMAN else 2)
        sheet.row -= 1
        back = Tautan("Semua provinsi", f"internal:'{_PER_PROVINSI}'!A1")
        sheet.add_line(back, font_color=gaya.WARNA_TAUTAN, underline=1)
        sheet.row += 1
        rows = sheet.add_table(columns, _shown(rows_of(capaian.loc[satu.satker.index], fields)))
        sheet.xlsx.repeat_rows(rows[0] - 1)
        sheet.row -= 1
        _add_totals(sheet, columns, rows, satu)
        _add_late(sheet, kode, late.loc[satu.satker.index])


def _add_totals(sheet: Sheet, columns: Sequence[Column], rows: range, satu: RekapProvinsi) -> None:
    """Add counts up below a table, and average the shares over the satker that have one."""
    totals = {"indikator": satu.indikator} | {its.field: its.of(satu.hitungan) for its in JUMLAH}
    galat = int(satu.satker["galat"].sum())
    counts = {2 + at: nilai for at, nilai in enumerate(totals.values())} | {len(columns) - 1: galat}
    cells: list[Isi] = [None] * len(columns)
    for column, nilai in counts.items():
        cells[column] = Rumus(f"=SUM({_span(column, rows)})", nilai)
    sheet.add_row(columns, ["Jumlah", *cells[1:]], bold=True)
    means = (satu.capaian.rata_rata, satu.realisasi_jatuh_tempo.rata_rata)
    cells = [None] * len(columns)
    for column, mean in enumerate(means, start=2 + len(totals)):
        rumus = f'=IFERROR(AVERAGE({_span(column, rows)}),"{TANPA_NILAI}")'
        cells[column] = Rumus(rumus, or_dash(mean))
    sheet.add_row(columns, ["Rata-rata satker", *cells[1:]], bold=True)
    sheet.row += 1


def _span(column: int, rows: range) -> str:
    return str(xl_range(rows[0], column, rows[-1], column))


def _add_late(sheet: Sheet, kode: Sequence[str], satker: Any) -> None:  # noqa: ANN401 - a frame
    sheet.add_section("Kewajiban terlambat menurut satker dan area")
    late = satker[satker["terlambat"] > 0]
    if late.empty:
        sheet.add_line("Tidak ada kewajiban yang terlambat.")
    else:
        columns = (Column("SATKER"), *(Column(satu, look=Look.COUNT) for satu in (*kode, "JUMLAH")))
        sheet.add_table(columns, rows_of(late, ("satker", *kode, "terlambat")))


def write_satker(book: Book, rekap: Rekap) -> None:
    """Write one row a satker, by name; its columns are named for the formulas of other sheets."""
    kode = [area.kode for area in rekap.area]
    columns = (
        *_satker_columns(kode),
        Column("GALAT", 48, Look.COUNT),
        Column("PROVINSI", 180, Look.ONE_LINE),
        Column("BUKU KERJA", 320, Look.ONE_LINE),
    )
    sheet = book.open_sheet("Per Satker", columns, for_screen(rekap, _TEXT), landscape=True)
    fields = ("satker", "tanda", *_FIELDS, *kode, "galat", "provinsi", "berkas")
    rows = _add_listing(sheet, columns, rows_of(rekap.by_area("capaian"), fields))
    # The last columns are to find a workbook by; on paper they would make all others smaller.
    last = rows[-1] if len(rekap.provinsi) == 1 else rows[0] - 3
    sheet.xlsx.print_area(0, 0, last, len(columns) - 3)
    names = dict(enumerate(("Nama", "Tanda", *_NAMES))) | {len(columns) - 2: "Provinsi"}
    sheet.name_columns("Satker", names, rows)


def _satker_columns(kode: Sequence[str]) -> tuple[Column, ...]:
    return (
        Column("SATKER", 200),
        Column("TANDA", 58, Look.CENTRED),
        Column("INDIKATOR", 68, Look.COUNT),
        *(replace(column, width=width) for column, width in zip(COUNTS, _NARROW_COUNTS, strict=True)),
        *(replace(column, width=66) for column in SHARES),
        *(Column(satu, 46, Look.SHARE) for satu in kode),
    )


def write_satker_area(book: Book, rekap: Rekap) -> None:
    """Write one row an area of each satker, which the figures per area are added up from."""
    columns = (
        Column("SATKER", 230),
        Column("AREA", 50, Look.CENTRED),
        Column("INDIKATOR", 76, Look.COUNT),
        *COUNTS,
        *SHARES,
        Column("PALING LAMA TERLAMBAT (HARI)", 90, Look.COUNT),
    )
    text = "Satu baris satu area pada satu satker; saring menurut satker atau area."
    sheet = book.open_sheet("Satker dan Area", columns, for_screen(rekap, text), landscape=True)
    fields = ("satker", "area", *_FIELDS, "hari_terlambat")
    rows = _add_listing(
        sheet, columns, ((*row[:-1], row[-1] or None) for row in rows_of(rekap.satker_area, fields))
    )
    if len(rekap.provinsi) > 1:
        sheet.xlsx.print_area(0, 0, rows[0] - 3, len(columns) - 1)
    sheet.name_columns("Area", dict(enumerate(("Satker", "Kode", *_NAMES))), rows)


def for_screen(rekap: Rekap, text: str) -> str:
    """Say of a list of all satker that it is to be filtered, where each provinsi has a sheet to be printed."""
    return text if len(rekap.provinsi) == 1 else f"{text}\n{_DISARING}"


def _shown(rows: Iterable[tuple[Any, ...]]) -> Iterator[Sequence[Isi]]:
    """Give values as they are shown: shares have as many decimals as a spreadsheet compares."""
    return ([or_dash(round(isi, 12) if isinstance(isi, float) else isi) for isi in row] for row in rows)


def _add_listing(sheet: Sheet, columns: Sequence[Column], rows: Iterable[tuple[Any, ...]]) -> range:
    """Write rows of a frame with filters, and headers that stay in sight; give the rows without the headers."""
    written = sheet.add_table(columns, _shown(rows))
    header = written[0] - 1
    sheet.xlsx.autofilter(header, 0, written[-1], len(columns) - 1)
    sheet.xlsx.freeze_panes(header + 1, 1)
    sheet.xlsx.repeat_rows(header)
    return written
