"""The charts of the documents, each defined once: Excel shows them beside its own cells, Word carries them.

A function takes an open XlsxWriter workbook and the cells that hold the chart's data, and gives the chart;
placing it is the caller's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from zi_reports.excel import gaya
from zi_reports.monev.keadaan import Keadaan

Options = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Range:
    """The cells of one column that a chart reads: the sheet's name, the column, the first and last row, from 0.

    `isi` is what stands there where some of it is none (`#N/A`), for viewers that do not look at the cells.
    """

    lembar: str
    kolom: int
    awal: int
    akhir: int
    isi: tuple[int | None, ...] = ()

    @property
    def cells(self) -> list[Any]:
        """The range as XlsxWriter takes it."""
        return [self.lembar, self.awal, self.kolom, self.akhir, self.kolom]


def _font(size: float = 9, **more: bool | str) -> Options:
    return {"name": "Calibri", "size": size, "color": "#262626", **more}


_GARIS_TEPI: Options = {"color": "#404040", "width": 0.75}
_HITAM: Options = {"color": "#000000"}
_REDUP: Options = {"color": gaya.WARNA_REDUP}
_RENCANA: Options = {
    "line": {"color": gaya.WARNA_RENCANA, "width": 2, "dash_type": "dash"},
    "marker": {"type": "square", "size": 5, "fill": {"color": "#FFFFFF"}, "border": _REDUP},
}
_REALISASI: Options = {
    "line": {"color": gaya.WARNA_REALISASI, "width": 2.75},
    "marker": {"type": "circle", "size": 6, "fill": {"color": gaya.WARNA_REALISASI}},
}
_GARIS_AREA: Sequence[Options] = [
    {
        "line": {"color": colour, "width": 1.25, "dash_type": dash},
        "marker": {"type": marker, "size": 6, "fill": {"color": "#FFFFFF"}, "border": {"color": colour}},
    }
    for colour, dash, marker in (
        ("#1F3864", "solid", "diamond"),
        ("#B45F06", "solid", "triangle"),
        ("#38761D", "dash", "x"),
        ("#741B47", "dash", "star"),
        ("#0B5394", "round_dot", "square"),
        ("#595959", "round_dot", "circle"),
    )
]
# The cut-off is a dotted line: an error bar as long as its point is high.
_BATAS: Options = {
    "line": {"none": True},
    "marker": {"type": "long_dash", "size": 9, "fill": _HITAM, "border": _HITAM},
    "y_error_bars": {
        "type": "percentage",
        "value": 100,
        "direction": "minus",
        "end_style": 0,
        "line": {**_HITAM, "width": 1.25, "dash_type": "square_dot"},
    },
}
_SUMBU_KATEGORI: Options = {"num_font": _font(), "major_tick_mark": "none"}
_SUMBU_BULAN: Options = {**_SUMBU_KATEGORI, "num_format": "[$-421]mmm yy", "text_axis": True}
_SUMBU_NILAI: Options = {
    "num_font": _font(),
    "major_gridlines": {"visible": True, "line": {"color": "#D0D0D0", "width": 0.75}},
    "min": 0,
}


def capaian_per_area(
    book: Workbook,
    kategori: Range,
    nilai: Range,
    tanpa_nilai: Sequence[bool],
    judul: str = "Capaian per area",
) -> Chart:
    """Draw the capaian of each area as bars, in the lampiran's order from top to bottom.

    `tanpa_nilai` says for each area whether it has no capaian: its bar then carries no label, not even 0%. Nor does
    one below nothing, which stands for none where the cells may change.
    """
    labels: Options = {"value": True, "num_format": "0.0%;;0.0%", "font": _font(bold=True)}
    if any(tanpa_nilai):
        labels["custom"] = [{"delete": True} if kosong else None for kosong in tanpa_nilai]
    chart = book.add_chart({"type": "bar"})
    chart.add_series(_bars("Capaian", kategori, nilai, gap=60, data_labels=labels))
    areas = {**_SUMBU_KATEGORI, "reverse": True, "crossing": "max"}
    # The labels of full bars stand beyond 100%, which is therefore not the edge.
    shares = {**_SUMBU_NILAI, "max": 1.24, "major_unit": 0.25, "num_format": "0%"}
    return _dressed(chart, judul, shares, areas, legend=False)


def kurva_s(  # noqa: PLR0913, PLR0917 - a range for each line of the chart
    book: Workbook,
    kategori: Range,
    rencana: Range,
    realisasi: Range | None,
    batas: Range | None,
    hari: str,
) -> Chart:
    """Draw what was due and what was finished by the end of each month, added up.

    `realisasi` goes up to the month of the per tanggal and is None before the plan's first month. `batas` spans
    all months and holds one number, in the month of the per tanggal: a line goes down from it. It is None where
    the plan has no such month. `hari` names that line, or the cell that does.
    """
    chart = book.add_chart({"type": "line"})
    chart.add_series(_series("Rencana (jatuh tempo)", kategori, rencana, **_RENCANA))
    if realisasi is not None:
        # The last point alone has a label: the figure as of the per tanggal.
        points = range(realisasi.akhir - realisasi.awal + 1)
        last = max((at for at, isi in enumerate(realisasi.isi) if isi is not None), default=points[-1])
        custom = [None if at == last else {"delete": True} for at in points]
        labels = {"value": True, "position": "right", "font": _font(10, bold=True), "custom": custom}
        chart.add_series(
            _series("Realisasi (selesai)", kategori, realisasi, **_REALISASI, data_labels=labels)
        )
    if batas is not None:
        chart.add_series(_series(hari, kategori, batas, **_BATAS))
    chart.show_blanks_as("span")  # there is nothing after the last point; a gap would be LibreOffice's nought
    return _dressed(chart, "Rencana dan realisasi kumulatif", _SUMBU_BULAN, _count_axis("Kewajiban"))


def perkembangan(
    book: Workbook, kategori: Range, nilai: Mapping[str, Range], judul: str, *, area: bool
) -> Chart:
    """Draw shares by month, a line each, told apart by dashes and markers as well as by colour.

    They are those of areas, or of the whole: its capaian, then its realisasi. A month without a figure is a gap.
    """
    chart = book.add_chart({"type": "line"})
    looks = cycle(_GARIS_AREA if area else (_REALISASI, _RENCANA))
    for (name, cells), look in zip(nilai.items(), looks, strict=False):
        chart.add_series(_series(name, kategori, cells, **look))
    chart.show_blanks_as("gap")
    # A line along the edge, of what is all done, has its markers whole.
    shares = {**_SUMBU_NILAI, "max": 1.05, "major_unit": 0.25, "num_format": "0%"}
    return _dressed(chart, judul, _SUMBU_BULAN, shares)


def kewajiban_per_bulan(book: Workbook, kategori: Range, nilai: Mapping[Keadaan, Range]) -> Chart:
    """Draw the kewajiban due in each month as columns, stacked by their state from the axis up."""
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    for keadaan, cells in nilai.items():
        colour, pattern = gaya.WARNA_KEADAAN[keadaan], gaya.POLA_KEADAAN.get(keadaan)
        hatching = {"pattern": pattern, "fg_color": gaya.WARNA_REDUP, "bg_color": colour}
        look = {"pattern": hatching} if pattern else {"fill": {"color": colour}}
        name = gaya.NAMA_KEADAAN[keadaan]
        chart.add_series(_series(name, kategori, cells, border=_GARIS_TEPI, gap=45, **look))
    title = "Kewajiban per bulan jatuh tempo menurut keadaan"
    return _dressed(chart, title, _SUMBU_BULAN, _count_axis("Kewajiban"))


def jumlah_per_kategori(book: Workbook, kategori: Range, nilai: Range, judul: str, sumbu: str) -> Chart:
    """Draw one count a category as columns with their figures above; `sumbu` says what is counted."""
    chart = book.add_chart({"type": "column"})
    labels = {"value": True, "num_format": "#,##0", "font": _font(bold=True)}
    chart.add_series(_bars(sumbu, kategori, nilai, gap=40, data_labels=labels))
    categories = {**_SUMBU_KATEGORI, "text_axis": True}
    return _dressed(chart, judul, categories, _count_axis(sumbu), legend=False)


def _series(name: str, kategori: Range, nilai: Range, **look: object) -> Options:
    data = {"values_data": list(nilai.isi)} if nilai.isi else {}
    return {"name": name, "categories": kategori.cells, "values": nilai.cells, **data, **look}


def _bars(name: str, kategori: Range, nilai: Range, **look: object) -> Options:
    fill = {"color": gaya.WARNA_REALISASI}
    return _series(name, kategori, nilai, fill=fill, border=_GARIS_TEPI, **look)


def _count_axis(sumbu: str) -> Options:
    return {**_SUMBU_NILAI, "num_format": "#,##0", "name": sumbu, "name_font": _font()}


def _dressed(chart: Chart, judul: str, x: Options, y: Options, *, legend: bool = True) -> Chart:
    chart.set_title({"name": judul, "name_font": _font(11, bold=True), "overlay": False})
    chart.set_legend({"position": "bottom", "font": _font()} if legend else {"none": True})
    chart.set_chartarea({"border": {"color": gaya.WARNA_GARIS}})
    chart.set_x_axis(x)
    chart.set_y_axis(y)
    return chart
