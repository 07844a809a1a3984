"""Sheets Per Area and Per Penanggung Jawab: figures by area, indikator and person, as formulas over sheet Data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from xlsxwriter.utility import xl_rowcol_to_cell

from zi_reports.excel import charts, gaya
from zi_reports.excel.charts import Range
from zi_reports.excel.data import (
    HITUNGAN,
    PERIODE,
    SEMUA,
    change,
    count_formulas,
    for_period,
    mean_capaian,
    or_dash,
    people_of_rows,
    realisasi,
    share_finished,
)
from zi_reports.excel.kit import (
    FORMAT_BAGIAN,
    Book,
    Column,
    Isi,
    Look,
    Rumus,
    Sheet,
    printed_width,
)
from zi_reports.excel.rincian_bukti import details_of
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.bukti import HitunganBukti
from zi_reports.monev.figures import Angka, Monev, MonevArea, MonevPenanggungJawab
from zi_reports.monev.keadaan import Keadaan
from zi_reports.rencana.bahasa import TANPA_NILAI
from zi_reports.rencana.lampiran import NAMA_AREA
from zi_reports.rencana.model import Area, Verifikasi

_FIGURES = (
    *(Column(satu.nama.upper(), 68, Look.COUNT) for satu in HITUNGAN),
    Column("CAPAIAN", 62, Look.SHARE),
    Column(f"CAPAIAN {PERIODE} LALU", 62, Look.SHARE),
    Column("PERUBAHAN", 76, Look.CHANGE),
)
_REALISASI = Column("REALISASI JATUH TEMPO", 68, Look.SHARE)
_INDIKATOR = (
    Column("AREA", 44, Look.CENTRED),
    Column("NO", 70, Look.COUNT),
    Column("KODE", 58, Look.CENTRED),
    Column("INDIKATOR", 220),
    *_FIGURES,
    Column("NO PJ", 68, Look.CENTRED),
)
_AREA = (
    Column("AREA", look=Look.CENTRED),
    Column("INDIKATOR", look=Look.COUNT),
    Column("NAMA AREA", span=2),
    *_FIGURES,
    _REALISASI,
)
_BUKTI = (
    Column("AREA", look=Look.CENTRED),
    Column("BUTIR DIMINTA", look=Look.COUNT),
    Column("NAMA AREA", span=2),
    *(Column(nama, look=Look.COUNT) for nama in ("BUKTI ADA", "SESUAI", "PERBAIKAN", "BELUM DIVERIFIKASI")),
)
_WIDTHS = (*_INDIKATOR[:-1], _REALISASI)
_ORANG = (
    Column("NO", 44, Look.COUNT),
    Column("PENANGGUNG JAWAB", 230),
    Column("INDIKATOR", 70, Look.COUNT),
    *_FIGURES[: len(HITUNGAN) + 1],
    _REALISASI,
)
_SHARES = _CAPAIAN, _CAPAIAN_LALU = 4 + len(HITUNGAN), 5 + len(HITUNGAN)
_COUNTS = tuple(
    4 + at
    for at, satu in enumerate(HITUNGAN)
    if satu.field in {"kewajiban", Keadaan.SELESAI, Keadaan.TIDAK_BERLAKU}
)
"""The columns with what there is, what is finished and what does not apply."""

_LABEL = len(_WIDTHS) + 1
"""The first of the columns that the charts of areas read, beside what is printed: label, short label, capaian."""

_TANPA_BATANG = -1e-9
"""Stands for no capaian there: a bar without length and, being less than nothing, without a label."""

_TEXT_AREA = (
    "Capaian area adalah rata-rata capaian indikatornya; capaian indikator adalah bagian yang selesai dari "
    "kewajiban yang berlaku. Area tanpa indikator pada naskah sumber tidak dihitung."
)
_TEXT_BUKTI = (
    "BUTIR DIMINTA: butir BUKTI FISIK, untuk setiap kewajiban yang berlaku saat laporan dibuat. Yang lain "
    "dihitung dari lembar Bukti Dukung. Satu bukti dapat menjawab beberapa butir, sehingga selisih keduanya bukan "
    "kekurangan."
)
_TEXT_ORANG = (
    "Angka menurut kolom PENANGGUNG JAWAB pada buku kerja. Capaian adalah rata-rata capaian indikatornya. NO "
    "adalah nomor penanggung jawab pada kolom NO PJ di lembar Per Area."
)


@dataclass(frozen=True, slots=True)
class PerArea:
    """What sheet Ringkasan shows of the areas.

    They are formulas for the figures of each, by their headers and in the plan's order, and the short labels and
    the lengths of the bars of their chart.
    """

    angka: Sequence[Mapping[str, Rumus]]
    label: Range
    nilai: Range


def write(book: Book, bahan: BahanLaporan) -> PerArea:
    """Write sheet Per Area and name the columns of its tables for the formulas of others."""
    text = " ".join(filter(None, (_TEXT_AREA, bahan.lalu.sebelum_pemantauan)))
    sheet = book.open_sheet(gaya.NamaLembar.PER_AREA, _WIDTHS, text, landscape=True)
    sheet.add_section("Capaian per area")
    areas = _add_areas(sheet, bahan)
    if bahan.monev.ada_lembar_bukti:
        _add_evidence(sheet, bahan.monev)
    sheet.add_section("Capaian per indikator")
    columns = for_period(_INDIKATOR, bahan.periode.jenis)
    rows = sheet.add_filtered_table("TabelIndikator", columns, _indikator_rows(bahan, sheet.row + 1))
    names = {0: "Area", 2: "Kode", _CAPAIAN: "Capaian", _CAPAIAN_LALU: "CapaianLalu", -1: "Orang"}
    headers = {columns[at].header: name for at, name in names.items()}
    sheet.name_table("Indikator", "TabelIndikator", headers)
    sheet.xlsx.freeze_panes(0, 4)
    sheet.xlsx.print_area(0, 0, rows[-1], len(_WIDTHS) - 1)
    return areas


def _add_areas(sheet: Sheet, bahan: BahanLaporan) -> PerArea:
    """Write a row for each area and one for the whole, and the chart; give what Ringkasan shows of them."""
    areas = bahan.monev.area
    found: list[Mapping[str, Rumus]] = []
    sheet.add_header(for_period(_AREA, bahan.periode.jenis))
    rows = range(sheet.row, sheet.row + len(areas))
    for row, satu, lalu in zip(rows, areas, bahan.lalu.area, strict=True):
        cells = _area_cells(row, satu.area, satu.angka, lalu.angka)
        sheet.add_row(_AREA, cells)
        found.append(_shown(satu.area, cells))
    _name_areas(sheet, rows)
    _write_bars(sheet, rows, areas)
    whole = Area("", "Seluruhnya")
    cells = _area_cells(sheet.row, whole, bahan.monev.ringkasan, bahan.lalu.ringkasan)
    sheet.add_row(_AREA, cells, bold=True, bg_color=gaya.WARNA_AREA)
    sheet.row += 1
    label, short, bars = (sheet.cells(at, rows) for at in range(_LABEL, _LABEL + 3))
    sheet.add_chart(charts.capaian_per_area(sheet.book.xlsx, label, bars, ()), "Grafik capaian per area", 280)
    return PerArea(found, short, bars)


def _add_evidence(sheet: Sheet, monev: Monev) -> None:
    """Write how much evidence each area is asked for and has; the pieces are counted on sheet Bukti Dukung."""
    sheet.begin_page(printed_width(sheet.book.paper, 1) * 100 // sum(sheet.widths))
    sheet.add_section("Bukti dukung per area")
    sheet.add_header(_BUKTI)
    verified = details_of(monev).diverifikasi
    for satu in monev.area:
        sheet.add_row(_BUKTI, _evidence_cells(sheet.row, satu.area, satu.bukti, verified=verified))
    cells = _evidence_cells(sheet.row, Area("", "Seluruhnya"), monev.bukti, verified=verified)
    sheet.add_row(_BUKTI, cells, bold=True, bg_color=gaya.WARNA_AREA)
    sheet.add_line(_TEXT_BUKTI, font_color=gaya.WARNA_REDUP, valign="bottom")
    sheet.row += 1


def _evidence_cells(row: int, area: Area, bukti: HitunganBukti, *, verified: bool) -> Sequence[Isi]:
    """Lay out the evidence of an area; without a numeral, of the whole. Without any verdict none is counted."""
    of_area = f"Bukti_Area,{xl_rowcol_to_cell(row, 0, col_abs=True)}," if area.kode else ""
    there, *judged = (xl_rowcol_to_cell(row, at, col_abs=True) for at in (4, 5, 6))
    found = zip(Verifikasi, (bukti.sesuai, bukti.perbaikan), strict=True)
    return [
        area.kode,
        bukti.diminta,
        area.nama,
        Rumus(f'=COUNTIFS({of_area}Bukti_Nama,"?*")', bukti.ada),
        *(
            Rumus(f'=COUNTIFS({of_area}Bukti_Verifikasi,"{kata}")', nilai) if verified else 0
            for kata, nilai in found
        ),
        Rumus(f"={there}-{'-'.join(judged)}", bukti.ada - bukti.sesuai - bukti.perbaikan),
    ]


def _shown(area: Area, cells: Sequence[Isi]) -> Mapping[str, Rumus]:
    """Give formulas by which other sheets show the figures of an area, which they find by its kode."""
    column, key = ("Kode", area.kode) if area.kode else ("Nama", area.nama)
    row = 'MATCH("{}",Area_{},0)'.format(key.replace('"', '""'), column)
    return {
        column.header: Rumus(f"=INDEX(Area_{_named(column.header)},{row})", isi.nilai)
        for column, isi in zip(_AREA, cells, strict=True)
        if isinstance(isi, Rumus)
    }


def _named(header: str) -> str:
    return header.replace(f"{PERIODE} ", "").title().replace(" ", "_")


def _name_areas(sheet: Sheet, rows: range) -> None:
    """Name the columns of the table of areas."""
    places = accumulate((column.span for column in _AREA), initial=0)
    names = {at: _named(column.header) for at, column in zip(places, _AREA, strict=False)}
    sheet.name_columns("Area", {**names, 0: "Kode", 2: "Nama"}, rows)


def _write_bars(sheet: Sheet, rows: range, areas: Sequence[MonevArea]) -> None:
    """Write what the charts read beside each row of an area, as formulas over that row."""
    redup = sheet.book.formats(font_color=gaya.WARNA_REDUP)
    share = sheet.book.formats(font_color=gaya.WARNA_REDUP, num_format=FORMAT_BAGIAN)
    numerals, names = (",".join(f'"{teks}"' for teks in teks_) for teks_ in (NAMA_AREA, NAMA_AREA.values()))
    for at, header in enumerate(("LABEL GRAFIK", "LABEL PENDEK", "CAPAIAN GRAFIK"), start=_LABEL):
        sheet.write(rows[0] - 1, at, header, redup)
        sheet.xlsx.set_column_pixels(at, at, 230 if at == _LABEL else 110)
    for row, satu in zip(rows, areas, strict=True):
        kode, jumlah, capaian = (xl_rowcol_to_cell(row, at, col_abs=True) for at in (0, 1, _CAPAIAN))
        missing = f" ({gaya.BELUM_ADA})"
        name = f'IFERROR(" "&INDEX({{{names}}},MATCH({kode},{{{numerals}}},0)),"")'
        area, has = satu.area.kode, bool(satu.angka.indikator)
        long = f" {NAMA_AREA[area]}" if area in NAMA_AREA else ""
        texts = ((name, long), ('""', ""))
        for at, (rumus, teks) in enumerate(texts, start=_LABEL):
            cell = Rumus(f'={kode}&IF({jumlah}=0,"{missing}",{rumus})', area + (teks if has else missing))
            sheet.write(row, at, cell, redup)
        nilai = _TANPA_BATANG if satu.angka.capaian is None else satu.angka.capaian
        sheet.write(
            row, _LABEL + 2, Rumus(f"=IF(ISNUMBER({capaian}),{capaian},{_TANPA_BATANG:.0E})", nilai), share
        )


def _area_cells(row: int, area: Area, kini: Angka, lalu: Angka) -> Sequence[Isi]:
    """Lay out the row of an area, whose figures go by the cell of its numeral; without a numeral, of the whole."""
    kode = xl_rowcol_to_cell(row, 0, col_abs=True) if area.kode else ""
    syarat = f"Data_Area,{kode}" if kode else SEMUA
    of_area = f"Indikator_Area,{kode}," if kode else ""
    return [
        area.kode,
        Rumus(f'=COUNTIFS({of_area}Indikator_Kode,"?*")', kini.indikator),
        area.nama,
        *count_formulas(syarat, kini.hitungan),
        mean_capaian(of_area[:-1], kini.capaian),
        mean_capaian(of_area[:-1], lalu.capaian, lalu=True),
        change(row, _SHARES, kini.capaian, lalu.capaian),
        realisasi(syarat, kini.realisasi_jatuh_tempo),
    ]


def _indikator_rows(bahan: BahanLaporan, first: int) -> Iterator[Sequence[Isi]]:
    """Lay out the rows of indikator, of which the first stands at `first`."""
    pairs = zip(bahan.monev.indikator, bahan.lalu.indikator, people_of_rows(bahan.monev), strict=True)
    for row, (kini, lalu, orang) in enumerate(pairs, start=first):
        syarat = f"Data_Kode,{xl_rowcol_to_cell(row, 2, col_abs=True)}"
        yield (
            kini.area.kode,
            row - first + 1,
            kini.indikator.kode,
            kini.indikator.uraian,
            *count_formulas(syarat, kini.hitungan),
            _share_in_row(row, kini.capaian),
            share_finished(syarat, lalu.capaian, lalu=True),
            change(row, _SHARES, kini.capaian, lalu.capaian),
            orang,
        )


def _share_in_row(row: int, nilai: float | None) -> Rumus:
    """Give the finished share of what applies by the counts in a row of indikator; a dash without."""
    whole, done, left_out = (xl_rowcol_to_cell(row, at, col_abs=True) for at in _COUNTS)
    rumus = f'=IF({whole}={left_out},"{TANPA_NILAI}",{done}/({whole}-{left_out}))'
    return Rumus(rumus, or_dash(nilai))


def write_per_orang(book: Book, bahan: BahanLaporan) -> None:
    """Write sheet Per Penanggung Jawab: the figures of each, as formulas over Data and the table of indikator."""
    text = " ".join(filter(None, (_TEXT_ORANG, bahan.monev.dasar_penanggung_jawab, bahan.menurut_hari_ini)))
    sheet = book.open_sheet(gaya.NamaLembar.PER_ORANG, _ORANG, text, landscape=True)
    first = sheet.row + 1
    rows = (
        _orang_cells(first, nomor, satu) for nomor, satu in enumerate(bahan.monev.penanggung_jawab, start=1)
    )
    written = sheet.add_filtered_table("TabelPenanggungJawab", _ORANG, rows)
    sheet.xlsx.freeze_panes(written[0], 2)


def _orang_cells(first: int, nomor: int, satu: MonevPenanggungJawab) -> Sequence[Isi]:
    """Lay out the row of one, by his number in it; the first row stands at `first`."""
    key = f'"* "&{xl_rowcol_to_cell(first + nomor - 1, 0, col_abs=True)}&" *"'
    syarat, angka = f"Data_Orang,{key}", satu.angka
    return [
        nomor,
        satu.nama or gaya.BELUM_DITETAPKAN,
        Rumus(f"=COUNTIFS(Indikator_Orang,{key})", angka.indikator),
        *count_formulas(syarat, angka.hitungan),
        mean_capaian(f"Indikator_Orang,{key}", angka.capaian),
        realisasi(syarat, angka.realisasi_jatuh_tempo),
    ]
