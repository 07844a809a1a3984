"""The floor that `zi laporan` is held against: the same libraries, as many cells read and written, nothing else.

Run by `laporan.py` beside it: `python lantai.py WORKBOOK FOLDER CELLS_XLSX CELLS_DOCX`.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import docxtpl  # noqa: F401 - its import is part of the floor
import pandas as pd
import xlsxwriter
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import load_workbook

COLUMNS = 12


def main() -> None:
    source, folder, in_xlsx, in_docx = (
        Path(sys.argv[1]),
        Path(sys.argv[2]),
        int(sys.argv[3]),
        int(sys.argv[4]),
    )
    book = load_workbook(source)
    cells = [
        (sheet.title, cell.row, cell.column, str(cell.value or ""))
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
    ]
    frame = pd.DataFrame(cells, columns=["sheet", "row", "column", "text"])
    frame.groupby(["sheet", "row"])["text"].count()
    texts = [text for *_place, text in cells]
    write_xlsx(folder / "lantai.xlsx", texts, in_xlsx)
    write_docx(folder / "lantai.docx", texts, in_docx)


def write_xlsx(path: Path, texts: list[str], count: int) -> None:
    with xlsxwriter.Workbook(path, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        form = book.add_format({"text_wrap": True, "border": 1})
        for index in range(count):
            sheet.write_string(index // COLUMNS, index % COLUMNS, texts[index % len(texts)], form)


def write_docx(path: Path, texts: list[str], count: int) -> None:
    document = Document()
    rows = []
    for start in range(0, count, COLUMNS):
        inner = "".join(
            f"<w:tc><w:p><w:r><w:t>{escape(texts[index % len(texts)])}</w:t></w:r></w:p></w:tc>"
            for index in range(start, min(start + COLUMNS, count))
        )
        rows.append(f"<w:tr>{inner}</w:tr>")
    document.element.body.insert(0, parse_xml(f"<w:tbl {nsdecls('w')}>{''.join(rows)}</w:tbl>"))
    buffer = BytesIO()
    document.save(buffer)
    path.write_bytes(buffer.getvalue())


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


if __name__ == "__main__":
    main()
