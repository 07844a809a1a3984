"""The smallest packages for tests of the reader: a workbook of one sheet written as XML, and other archives."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest

from zi_reports.rencana.model import WorkbookError
from zi_reports.sources.load import load_sheets

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
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


def named(xml: str, akar: str) -> str:
    """Give XML with the namespaces that its root element leaves out."""
    bare = re.match(f"(?:<!DOCTYPE.*?]>)?<{akar}(?! xmlns)", xml)
    return xml.replace(f"<{akar}", f'<{akar} xmlns="{MAIN}" xmlns:r="{REL}"', 1) if bare else xml


def content_type(part: str, jenis: str) -> str:
    kind = f"application/vnd.openxmlformats-officedocument.spreadsheetml.{jenis}+xml"
    return f'<Override PartName="/xl/{part}.xml" ContentType="{kind}"/>'


def package(sheet: str, *, strings: str = "", relasi: str = "") -> bytes:
    """Make the smallest workbook with this sheet, the texts that its cells share, and what it refers to."""
    types = content_type("workbook", "sheet.main")
    types += content_type("sharedStrings", "sharedStrings") if strings else ""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}">{types}</Types>',
        "_rels/.rels": relations(relation("a", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        # One target from the package's root, one from beside the part: both are seen in the wild.
        "xl/_rels/workbook.xml.rels": relations(
            relation("r1", "worksheet", "/xl/worksheets/sheet1.xml"),
            relation("r2", "sharedStrings", "sharedStrings.xml"),
        ),
        "xl/worksheets/sheet1.xml": sheet.replace(
            "<worksheet", f'<worksheet xmlns="{MAIN}" xmlns:r="{REL}"', 1
        ),
        "xl/sharedStrings.xml": strings.replace("<sst", f'<sst xmlns="{MAIN}"', 1),
        "xl/worksheets/_rels/sheet1.xml.rels": relations(relasi) if relasi else "",
    }
    return archive({name: content for name, content in parts.items() if content})


def picture(baris: int) -> str:
    """Give a drawing with one picture over cell I of a row, that reaches down into the next one."""
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    corners = "".join(
        f"<x:{corner}><x:col>{column}</x:col><x:colOff>0</x:colOff><x:row>{row}</x:row></x:{corner}>"
        for corner, column, row in (("from", 8, baris - 1), ("to", 9, baris))
    )
    return f'<x:wsDr xmlns:x="{drawing}"><x:twoCellAnchor>{corners}<x:pic/></x:twoCellAnchor></x:wsDr>'


def with_parts(isi: bytes, parts: Mapping[str, str] | Mapping[str, bytes]) -> bytes:
    """Give a package with some parts more."""
    file = BytesIO(isi)
    with zipfile.ZipFile(file, "a") as package:
        for nama, content in parts.items():
            package.writestr(nama, content)
    return file.getvalue()


def changed(
    isi: bytes, ganti: Callable[[str, bytes], bytes | None], nama_baru: Mapping[str, str] | None = None
) -> bytes:
    """Give a package with its parts changed by `ganti`, which gives None for a part to leave out, and renamed."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(isi)) as old, zipfile.ZipFile(file, "w") as new:
        for nama in old.namelist():
            part = ganti(nama, old.read(nama))
            if part is not None:
                new.writestr((nama_baru or {}).get(nama, nama), part)
    return file.getvalue()


def without_part(isi: bytes, nama: str) -> bytes:
    """Give a package without one of its parts."""
    return changed(isi, lambda lain, part: None if lain == nama else part)


def directory(entries: int) -> bytes:
    """Give a package whose directory lists one empty part many times."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as new:
        new.writestr("a", b"")
    content = file.getvalue()
    start, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    tail = bytearray(content[end:])
    tail[12:16] = (entries * (end - start)).to_bytes(4, "little")
    return content[:start] + content[start:end] * entries + bytes(tail)


def sentence(path: Path) -> str:
    """Give what is said of a file that is refused, without its name: one sentence or more on one line."""
    with pytest.raises(WorkbookError) as stop:
        load_sheets(path)
    text = str(stop.value)
    assert text.startswith(str(path))
    assert text.endswith(".")
    assert "\n" not in text
    return text.removeprefix(str(path)).strip()
