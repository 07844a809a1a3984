"""The charts of the documents, each defined once: Excel shows them beside its own cells, Word carries them.

A function takes an open XlsxWriter workbook and the cells that hold the chart's data, and gives the chart;
placing it is the caller's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from zi_reports.excel import gaya
from zi_reports.monev.figures import Keadaan
from zi_reports.rencana import bahasa

Options = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Range:
    """The cells of one column that a chart reads: the sheet's name, the column, the first and last row, from 0."""

    lembar: str
    kolom: int
    awal: int
    akhir: int

    @property
    def cells(self) -> list[Any]:
        """The range as XlsxWriter takes it."""
        return [self.lembar, self.awal, self.kolom, self.akhir, self.kolom]


def _over(kategori: Range, nilai: Range) -> Options:
    return {"categories": kategori.cells, "values": nilai.cells}


_GARIS_TEPI: Options = {"color": "#404040", "width": 0.75}


def _font(size: float = 9, **more: bool | str) -> Options:
    return {"name": "Calibri", "size": size, "color": "#262626", **more}


def capaian_per_area(
    book: Workbook,
    kategori: Range,
    nilai: Range,
    tanpa_nilai: Sequence[bool] = (),
    judul: str = "Capaian per area",
) -> Chart:
    """Draw the capaian of each area as bars, in the lampiran's order from top to bottom.

    `tanpa_nilai` says for each area whether it has no capaian: its bar then carries no label, not even 0%.
    """
    labels: Options = {"value": True, "num_format": "0.0%", "font": _font(bold=True)}
    if any(tanpa_nilai):
        labels["custom"] = [{"delete": True} if kosong else None for kosong in tanpa_nilai]
    chart = book.add_chart({"type": "bar"})
    chart.add_series(_bars("Capaian", kategori, nilai, 60, labels))
    _dress(chart, judul, legend=False)
    chart.set_y_axis({"reverse": True, "crossing": "max", "num_font": _font(), "major_tick_mark": "none"})
    # The labels of full bars stand beyond 100%, which is therefore not the edge.
    chart.set_x_axis(_value_axis({"min": 0, "max": 1.24, "major_unit": 0.25, "num_format": "0%"}))
    return chart


def kurva_s(  # noqa: PLR0913, PLR0917 - a range for each line of the chart
    book: Workbook,
    kategori: Range,
    rencana: Range,
    realisasi: Range | None,
    batas: Range | None,
    per_tanggal: dt.date,
) -> Chart:
    """Draw what was due and what was finished by the end of each month, added up.

    `realisasi` ends with the month of the per tanggal and is None before the plan's first month. `batas` spans
    all months and holds one number, in the month of the per tanggal: a line goes down from it. It is None where
    the plan has no such month.
    """
    chart = book.add_chart({"type": "line"})
    chart.add_series(_rencana(kategori, rencana))
    if realisasi is not None:
        chart.add_series(_realisasi(kategori, realisasi))
    if batas is not None:
        chart.add_series(_batas(kategori, batas, per_tanggal))
    _dress(chart, "Rencana dan realisasi kumulatif")
    chart.set_x_axis(_month_axis())
    chart.set_y_axis(_count_axis())
    chart.show_blanks_as("gap")
    return chart


def _rencana(kategori: Range, nilai: Range) -> Options:
    return {
        "name": "Rencana (jatuh tempo)",
        **_over(kategori, nilai),
        "line": {"color": gaya.WARNA_RENCANA, "width": 2, "dash_type": "dash"},
        "marker": _marker("square", 5, "#FFFFFF", gaya.WARNA_REDUP),
    }


def _realisasi(kategori: Range, nilai: Range) -> Options:
    return {
        "name": "Realisasi (selesai)",
        **_over(kategori, nilai),
        "line": {"color": gaya.WARNA_REALISASI, "width": 2.75},
        "marker": {"type": "circle", "size": 6, "fill": {"color": gaya.WARNA_REALISASI}},
        "data_labels": _last_label(nilai),
    }


def _batas(kategori: Range, nilai: Range, per_tanggal: dt.date) -> Options:
    """Mark the cut-off by a dotted line: an error bar as long as its point is high."""
    return {
        "name": f"Per {bahasa.tanggal(per_tanggal)}",
        **_over(kategori, nilai),
        "line": {"none": True},
        "marker": _marker("long_dash", 9, "#000000", "#000000"),
        "y_error_bars": {
            "type": "percentage",
            "value": 100,
            "direction": "minus",
            "end_style": 0,
            "line": {"color": "#000000", "width": 1.25, "dash_type": "square_dot"},
        },
    }


def _marker(kind: str, size: int, fill: str, border: str) -> Options:
    return {"type": kind, "size": size, "fill": {"color": fill}, "border": {"color": border}}


def _last_label(realisasi: Range) -> Options:
    """Label the last point alone: the figure as of the per tanggal."""
    points = realisasi.akhir - realisasi.awal + 1
    return {
        "value": True,
        "position": "right",
        "font": _font(10, bold=True),
        "custom": [{"delete": True}] * (points - 1) + [None],
    }


def kewajiban_per_bulan(book: Workbook, kategori: Range, nilai: Mapping[Keadaan, Range]) -> Chart:
    """Draw the kewajiban due in each month as columns, stacked by their state from the axis up."""
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    for keadaan, cells in nilai.items():
        name, bars = gaya.NAMA_KEADAAN[keadaan], {"border": _GARIS_TEPI, "gap": 45, **_filled(keadaan)}
        chart.add_series({"name": name, **_over(kategori, cells), **bars})
    _dress(chart, "Kewajiban per bulan jatuh tempo menurut keadaan")
    chart.set_x_axis(_month_axis())
    chart.set_y_axis(_count_axis())
    return chart


def _filled(keadaan: Keadaan) -> Options:
    colour, pattern = gaya.WARNA_KEADAAN[keadaan], gaya.POLA_KEADAAN.get(keadaan)
    if pattern is None:
        return {"fill": {"color": colour}}
    return {"pattern": {"pattern": pattern, "fg_color": gaya.WARNA_REDUP, "bg_color": colour}}


def jumlah_per_kategori(book: Workbook, kategori: Range, nilai: Range, judul: str, sumbu: str) -> Chart:
    """Draw one count a category as columns with their figures above; `sumbu` says what is counted."""
    chart = book.add_chart({"type": "column"})
    labels = {"value": True, "num_format": "0", "font": _font(bold=True)}
    chart.add_series(_bars(sumbu, kategori, nilai, 40, labels))
    _dress(chart, judul, legend=False)
    chart.set_x_axis({"num_font": _font(), "major_tick_mark": "none", "text_axis": True})
    chart.set_y_axis(_count_axis(sumbu))
    return chart


def _bars(name: str, kategori: Range, nilai: Range, gap: int, labels: Options) -> Options:
    return {
        "name": name,
        **_over(kategori, nilai),
        "fill": {"color": gaya.WARNA_REALISASI},
        "border": _GARIS_TEPI,
        "gap": gap,
        "data_labels": labels,
    }


def _dress(chart: Chart, judul: str, *, legend: bool = True) -> None:
    chart.set_title({"name": judul, "name_font": _font(11, bold=True), "overlay": False})
    chart.set_legend({"position": "bottom", "font": _font()} if legend else {"none": True})
    chart.set_chartarea({"border": {"color": gaya.WARNA_GARIS}})


def _month_axis() -> Options:
    return {"num_format": "[$-421]mmm yy", "num_font": _font(), "text_axis": True, "major_tick_mark": "none"}


def _value_axis(more: Options) -> Options:
    return {
        "num_font": _font(),
        "major_gridlines": {"visible": True, "line": {"color": "#D0D0D0", "width": 0.75}},
    } | more


def _count_axis(sumbu: str = "Kewajiban") -> Options:
    return _value_axis({"min": 0, "num_format": "0", "name": sumbu, "name_font": _font()})
