"""The example in other dress, as other programs and versions save it: every figure and catatan stays as it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import BUKU_CONTOH
from paket_kecil import changed, with_parts

from zi_reports.monev.figures import assess
from zi_reports.rencana.model import Catatan
from zi_reports.ringkasan import ringkasan
from zi_reports.sources.workbook import read_workbook

LEMBAR, BUKU, GAYA = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"
HARI_1904 = 1462
"""Days from the day zero of 1900 to that of 1904."""


def formats_of_conditions(nama: str, isi: bytes) -> bytes:
    """Give the conditional formats number formats with the numbers that the cells' own have, as Excel does."""
    if nama != GAYA:
        return isi
    kode = re.findall(rb'numFmtId="(\d+)" formatCode="[^"]*yyyy', isi)
    assert kode
    rules = b"".join(b'<dxf><numFmt numFmtId="%b" formatCode="0%%"/></dxf>' % satu for satu in kode)
    return re.sub(rb'<dxfs count="\d+">', lambda tag: tag[0] + rules, isi)


def days_from_1904(nama: str, isi: bytes) -> bytes:
    """Count days from 1904, and say so in the first of two `workbookPr`, as Excel 2013 and later do."""
    if nama == BUKU:
        extension = (
            b'<extLst><ext uri="{140A7094-0E35-4892-8432-C4D2E57EDEB5}" '
            b'xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main">'
            b'<x15:workbookPr chartTrackingRefBase="1"/></ext></extLst></workbook>'
        )
        return isi.replace(b"<workbookPr", b'<workbookPr date1904="1"').replace(b"</workbook>", extension)
    return re.sub(rb"<v>(4[56]\d\d\d)</v>", lambda v: b"<v>%d</v>" % (int(v[1]) - HARI_1904), isi)


def sheet_without_relation(nama: str, isi: bytes) -> bytes:
    """List a sheet that is nowhere, as old macro sheets leave one behind."""
    lost = b'<sheet name="Modul1" sheetId="9" state="veryHidden" r:id=""/></sheets>'
    return isi.replace(b"</sheets>", lost) if nama == BUKU else isi


def lower_case(nama: str, isi: bytes) -> bytes:
    return re.sub(rb'<c r="[A-Z]+\d+"', lambda tag: tag[0].lower(), isi) if "worksheets/" in nama else isi


def half_a_character(nama: str, isi: bytes) -> bytes:
    return isi.replace(b">Tim Kerja<", b">_xD83D_Tim Kerja<") if nama == "xl/sharedStrings.xml" else isi


def whole_character(nama: str, isi: bytes) -> bytes:
    return (
        isi.replace(b">Tim Kerja<", b">Tim _xD83D__xDE00_ Kerja<") if nama == "xl/sharedStrings.xml" else isi
    )


def far_column(nama: str, isi: bytes) -> bytes:
    """Put a text into the column after Excel's last, as other programs can."""
    cell = b'<c r="XFE4" t="inlineStr"><is><t>catatan</t></is></c></row>'
    return re.sub(rb'(<row r="4".*?)</row>', lambda row: row[1] + cell, isi) if nama == LEMBAR else isi


def contract(path: Path) -> tuple[list[Any], list[Catatan]]:
    """Give all figures at three months' ends, and the catatan."""
    rencana, catatan = read_workbook(path)
    days = (dt.date(2025, 1, 31), dt.date(2025, 10, 31), dt.date(2025, 12, 31))
    return [ringkasan(assess(rencana, day), ()) for day in days], list(catatan)


@pytest.mark.parametrize(
    "dress",
    [formats_of_conditions, days_from_1904, sheet_without_relation, lower_case, far_column],
    ids=lambda dress: dress.__name__,
)
def test_the_example_in_other_dress_has_the_same_figures_and_catatan(
    dress: Callable[[str, bytes], bytes], tmp_path: Path
) -> None:
    plain, path = BUKU_CONTOH.read_bytes(), tmp_path / "a.xlsx"
    path.write_bytes(changed(plain, dress))
    assert path.read_bytes() != changed(plain, lambda _nama, isi: isi)
    assert contract(path) == contract(BUKU_CONTOH)


@pytest.mark.parametrize("kepala", [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0<", b"<svg", b"GIF89a<<"])
def test_a_picture_may_have_any_bytes(kepala: bytes, tmp_path: Path) -> None:
    """A bracket among the first of them makes no XML of it; nor is a drawing in XML looked at as a sheet."""
    path = tmp_path / "a.xlsx"
    gambar = kepala + (b"/>" if kepala[:1] == b"<" else b"\0\xff\x90")
    path.write_bytes(with_parts(BUKU_CONTOH.read_bytes(), {"xl/media/image1.png": gambar}))
    assert contract(path) == contract(BUKU_CONTOH)


def test_shared_texts_may_stand_under_another_name(tmp_path: Path) -> None:
    path, isi = tmp_path / "a.xlsx", BUKU_CONTOH.read_bytes()
    lama, baru = "sharedStrings.xml", "strings1.xml"
    path.write_bytes(
        changed(
            isi, lambda _nama, part: part.replace(lama.encode(), baru.encode()), {f"xl/{lama}": f"xl/{baru}"}
        )
    )
    assert contract(path) == contract(BUKU_CONTOH)


def test_half_a_character_is_dropped_and_said_and_two_halves_are_one(tmp_path: Path) -> None:
    path, (figures, catatan) = tmp_path / "a.xlsx", contract(BUKU_CONTOH)
    path.write_bytes(changed(BUKU_CONTOH.read_bytes(), half_a_character))
    found, notes = contract(path)
    assert found == figures
    assert [satu for satu in notes if satu not in catatan] == [
        satu for satu in notes if satu.kode == "karakter-kendali" and satu.lokasi.sel == "B7"
    ]
    assert len(notes) == len(catatan) + 1
    path.write_bytes(changed(BUKU_CONTOH.read_bytes(), whole_character))
    rencana, notes_of_whole = read_workbook(path)
    assert rencana.area[0].komponen[0].nama == "Tim 😀 Kerja"
    assert list(notes_of_whole) == catatan
