"""The smallest packages for tests of the reader: a workbook of one sheet written as XML, and other archives."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest

from zi_reports.model import WorkbookError
from zi_reports.workbook.grid import load_sheets

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PKG = "http://schemas.openxmlformats.org/package/2006/relationships"


def archive(parts: Mapping[str, str]) -> bytes:
    """Make an archive of these parts, by their names."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return file.getvalue()


def relation(nomor: str, jenis: str, target: str, *, luar: bool = False) -> str:
    """Give one relation of a part; `luar` where it leads out of the package."""
    mode = ' TargetMode="External"' if luar else ""
    return f'<Relationship Id="{nomor}" Type="{REL}/{jenis}" Target="{target}"{mode}/>'


def relations(*satu: str) -> str:
    return f'<Relationships xmlns="{PKG}">{"".join(satu)}</Relationships>'


def package(sheet: str, *, strings: str = "", relasi: str = "") -> bytes:
    """Make the smallest workbook with this sheet, the texts that its cells share, and what it refers to."""
    parts = {
        "_rels/.rels": relations(relation("a", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        # One target from the package's root, one from beside the part: both are seen in the wild.
        "xl/_rels/workbook.xml.rels": relations(
            relation("r1", "worksheet", "/xl/worksheets/sheet1.xml"),
            relation("r2", "sharedStrings", "sharedStrings.xml"),
        ),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": strings,
        "xl/worksheets/_rels/sheet1.xml.rels": relations(relasi) if relasi else "",
    }
    return archive({name: content for name, content in parts.items() if content})


def sentence(path: Path) -> str:
    """Give what is said of a file that is refused, without its name: one sentence or more on one line."""
    with pytest.raises(WorkbookError) as stop:
        load_sheets(path)
    text = str(stop.value)
    assert text.startswith(str(path))
    assert text.endswith(".")
    assert "\n" not in text
    return text.removeprefix(str(path)).strip()
