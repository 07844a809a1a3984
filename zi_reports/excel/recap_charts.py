"""The charts that only a recap has, defined once for Excel and Word (see `reports.charts`)."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from zi_reports.excel import gaya
from zi_reports.excel.charts import Range, over

_HURUF: dict[str, Any] = {"name": "Calibri", "size": 9, "color": "#262626"}


def title(chart: Chart, judul: str) -> None:
    """Give a chart its title."""
    chart.set_title({"name": judul, "name_font": {**_HURUF, "size": 11, "bold": True}, "overlay": False})


def columns(book: Workbook, kategori: Range, nilai: Range, judul: str, sumbu: str) -> Chart:
    """Draw one count a category as columns with their figures above; `sumbu` says what is counted."""
    chart = book.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": sumbu,
            **over(kategori, nilai),
            "fill": {"color": gaya.WARNA_REALISASI},
            "border": {"color": "#404040", "width": 0.75},
            "gap": 40,
            "data_labels": {"value": True, "num_format": "0", "font": {**_HURUF, "bold": True}},
        }
    )
    title(chart, judul)
    chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"color": gaya.WARNA_GARIS}})
    chart.set_x_axis({"num_font": _HURUF, "major_tick_mark": "none", "text_axis": True})
    chart.set_y_axis(
        {
            "min": 0,
            "num_format": "0",
            "num_font": _HURUF,
            "name": sumbu,
            "name_font": _HURUF,
            "major_gridlines": {"visible": True, "line": {"color": "#D0D0D0", "width": 0.75}},
        }
    )
    return chart
