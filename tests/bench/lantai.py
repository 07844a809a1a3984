"""The floor that `zi laporan` is held against: the same cells read and written by common libraries, nothing else.

Run by `laporan.py` beside it, which has laid out what there is to write: `python lantai.py BOOK FOLDER`.
What our own process finds out (states, figures, sentences, widths) the floor is given.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import xlsxwriter
from docxtpl import DocxTemplate
from openpyxl import load_workbook


def main() -> None:
    source, folder = Path(sys.argv[1]), Path(sys.argv[2])
    book = load_workbook(source, data_only=True)
    cells = [cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert cells
    given = json.loads((folder / "lantai.json").read_text(encoding="utf-8"))
    write_xlsx(folder / "lantai.xlsx", given["sheets"])
    document = DocxTemplate(given["template"])
    document.render(given["context"], autoescape=True)
    document.save(folder / "lantai.docx")


def write_xlsx(path: Path, sheets: list[dict[str, Any]]) -> None:
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(path, options) as book:
        formats = [
            book.add_format(
                {"text_wrap": True, "border": 1, "font_size": 9 + index % 3, "bold": bool(index % 2)}
            )
            for index in range(40)
        ]
        for number, given in enumerate(sheets):
            sheet = book.add_worksheet(given["name"])
            for row, column, kind, value, cached, style in given["cells"]:
                form = formats[style % len(formats)]
                if kind == "f":
                    sheet.write_formula(row, column, value, form, cached)
                elif kind == "n":
                    sheet.write_number(row, column, value, form)
                elif kind == "s":
                    sheet.write_string(row, column, value, form)
                else:
                    sheet.write_blank(row, column, None, form)
            for kind in ("bar", "line", "column") if number == 0 else ():
                chart = book.add_chart({"type": kind})
                chart.add_series({"values": [given["name"], 1, 1, 6, 1]})
                sheet.insert_chart(1, 12, chart)


if __name__ == "__main__":
    main()
