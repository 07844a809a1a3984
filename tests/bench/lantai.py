"""The floor that the command is held against: libraries alone read the same files and write the same content.

Run by `kinerja.py` beside it, which has laid out what there is to do: `python lantai.py FOLDER`. What our own
process finds out (states, figures, sentences, widths) the floor is given. A library is imported where it is needed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    folder = Path(sys.argv[1])
    given = json.loads((folder / "lantai.json").read_text(encoding="utf-8"))
    for path in map(Path, given["baca"]):
        READERS[path.suffix](path)
    if source := given.get("salin"):
        from openpyxl import load_workbook  # noqa: PLC0415 - likewise

        load_workbook(source).save(folder / "lantai.xlsx")
    for _ in range(given["kali"]):
        for number, written in enumerate(given["tulis"]):
            write(folder, number, written)


def write(folder: Path, number: int, written: dict[str, Any]) -> None:
    if "sheets" in written:
        write_xlsx(folder / f"lantai-{number}.xlsx", written["sheets"])
    elif "context" in written:
        from docxtpl import DocxTemplate  # noqa: PLC0415 - each run loads what it measures

        template = DocxTemplate(written["template"])
        template.render(written["context"], autoescape=True)
        template.save(folder / f"lantai-{number}.docx")
    elif "docx" in written:
        from docx import Document  # noqa: PLC0415 - each run loads what it measures

        Document(written["docx"]).save(str(folder / f"lantai-{number}.docx"))
    else:
        from icalendar import Calendar  # noqa: PLC0415 - each run loads what it measures

        calendar = Calendar.from_ical(Path(written["ics"]).read_bytes())
        (folder / f"lantai-{number}.ics").write_bytes(calendar.to_ical())


def read_xlsx(path: Path) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415 - each run loads what it measures

    book = load_workbook(path, data_only=True)
    assert [cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]


def read_docx(path: Path) -> None:
    from lxml import etree  # noqa: PLC0415 - python-docx takes quadratic time over a table's cells

    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    from zipfile import ZipFile  # noqa: PLC0415 - each run loads what it measures

    with ZipFile(path) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    assert ["".join(cell.itertext(f"{name}t")) for cell in body.iter(f"{name}tc")]


def read_pdf(path: Path) -> None:
    import pdfplumber  # noqa: PLC0415 - each run loads what it measures

    with pdfplumber.open(path) as pdf:
        assert [page.extract_tables() for page in pdf.pages]


READERS = {".xlsx": read_xlsx, ".docx": read_docx, ".pdf": read_pdf}


def write_xlsx(path: Path, sheets: list[dict[str, Any]]) -> None:
    import xlsxwriter  # noqa: PLC0415 - each run loads what it measures

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
