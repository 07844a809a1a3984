"""The long table of a recap's Word document, whose one pattern row becomes a row for each satker.

The rows go from text to the compressed package one by one: a document filled in as a whole would keep each of them
in memory several times over, as text and as a tree.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from typing import TypeVar

from markupsafe import escape

from zi_reports.archive import new_entry
from zi_reports.reports.templat import clean

_ISI = "word/document.xml"
_AWAL, _AKHIR = "\ue010", "\ue011"
"""Signs around the name of a field in the pattern row; no workbook holds them in earnest."""

_TANDA = re.compile(f"{_AWAL}([^{_AKHIR}]*){_AKHIR}")

Baris = TypeVar("Baris")


def mark(nama: str) -> str:
    """Give what stands in the pattern row for the field of this name."""
    return f"{_AWAL}{nama}{_AKHIR}"


def fill_rows(dokumen: bytes, baris: Iterable[Baris], isi: Callable[[Baris, str], str]) -> bytes:
    """Put a row for each of `baris` in place of the pattern row; `isi` gives the text of a field by its name.

    A document without a pattern row comes out as it is.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(dokumen)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            with target.open(new_entry(name), "w") as part:
                if name == _ISI:
                    before, pattern, after = _cut(source.read(name).decode())
                    part.write(before.encode())
                    for satu in baris if pattern else ():
                        part.write(_fill(pattern, satu, isi).encode())
                    part.write(after.encode())
                else:
                    part.write(source.read(name))
    return out.getvalue()


def _cut(xml: str) -> tuple[str, str, str]:
    """Part a document's text at its pattern row; all of it comes before where there is none."""
    place = xml.find(_AWAL)
    if place < 0:
        return xml, "", ""
    start = max(xml.rfind("<w:tr>", 0, place), xml.rfind("<w:tr ", 0, place))
    end = xml.index("</w:tr>", place) + len("</w:tr>")
    return xml[:start], xml[start:end], xml[end:]


def _fill(pattern: str, baris: Baris, isi: Callable[[Baris, str], str]) -> str:
    return _TANDA.sub(lambda match: str(escape(clean(isi(baris, match[1])))), pattern)
