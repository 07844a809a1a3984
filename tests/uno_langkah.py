"""Does in LibreOffice what somebody does in a workbook; run by a Python that has LibreOffice's `uno`.

    python3 uno_langkah.py BUKU HASIL PORT < steps.json

Steps are lists, the sheet's name first: `insert` a row of this number, `type` into a cell, `sort` cells by a column
(from 0), `filter` cells by a column and its text; `shown` asks for the rows of a range that are not hidden. What
they find is printed as JSON.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any


def value(name: str, satu: object) -> Any:
    made = importlib.import_module("uno").createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, satu
    return made


def connect(port: str) -> Any:
    uno = importlib.import_module("uno")
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:socket,host=localhost,port={port};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001 - it is not up yet, and its exceptions are its own
            time.sleep(0.25)
    raise SystemExit("LibreOffice does not answer")


def do(sheet: Any, step: str, *words: Any) -> object:
    if step == "insert":
        sheet.Rows.insertByIndex(words[0] - 1, 1)
    elif step == "type":
        cell = sheet.getCellRangeByName(words[0])
        if isinstance(words[1], str):
            cell.String = words[1]
        else:
            cell.Value = words[1]
    elif step == "sort":
        field = importlib.import_module("uno").createUnoStruct("com.sun.star.table.TableSortField")
        field.Field, field.IsAscending = words[1], True
        fields = importlib.import_module("uno").Any("[]com.sun.star.table.TableSortField", (field,))
        cells = sheet.getCellRangeByName(words[0])
        cells.sort((value("SortFields", fields), value("ContainsHeader", False)))
    elif step == "filter":
        cells = sheet.getCellRangeByName(words[0])
        wanted = cells.createFilterDescriptor(True)
        field = importlib.import_module("uno").createUnoStruct("com.sun.star.sheet.TableFilterField")
        equal = importlib.import_module("uno").Enum("com.sun.star.sheet.FilterOperator", "EQUAL")
        field.Field, field.Operator, field.StringValue = words[1], equal, words[2]
        wanted.ContainsHeader, wanted.FilterFields = True, (field,)
        cells.filter(wanted)
    else:
        rows = sheet.getCellRangeByName(words[0]).RangeAddress
        return [n + 1 for n in range(rows.StartRow, rows.EndRow + 1) if sheet.Rows.getByIndex(n).IsVisible]
    return None


def main(buku: str, hasil: str, port: str) -> None:
    with tempfile.TemporaryDirectory() as profil:
        listen = f"--accept=socket,host=localhost,port={port};urp;"
        command = [
            "soffice",
            f"-env:UserInstallation={Path(profil).as_uri()}",
            "--headless",
            "--norestore",
            listen,
        ]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
            context = connect(port)
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            book = desktop.loadComponentFromURL(
                Path(buku).as_uri(), "_blank", 0, (value("Hidden", satu=True),)
            )
            found = []
            for nama, *step in json.load(sys.stdin):
                sheet = book.Sheets.getByName(nama)
                sheet.unprotect("")
                found.append(do(sheet, *step))
            book.storeToURL(Path(hasil).as_uri(), (value("FilterName", "Calc MS Excel 2007 XML"),))
            book.close(True)
            with contextlib.suppress(Exception):  # it ends before it has answered
                desktop.terminate()
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
