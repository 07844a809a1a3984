"""A small workbook with everything that a copy could stumble over, and what the tests of copies do with it."""

from __future__ import annotations

import datetime as dt
import json
import re
import struct
import subprocess
import sys
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook as Buku
from openpyxl import load_workbook
from xlsxwriter import Workbook

from zi_reports.rencana.model import Catatan, Lokasi, Tingkat

LEMBAR = "Rencana Aksi"
PIKSEL = b"\x89PNG\r\n\x1a\n" + b"".join(
    struct.pack(">I", len(isi)) + jenis + isi + struct.pack(">I", zlib.crc32(jenis + isi))
    for jenis, isi in (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\xff\0\0")),
        (b"IEND", b""),
    )
)
"""A picture of one red point."""


def catat(
    sel: str, tingkat: Tingkat = Tingkat.GALAT, pesan: str = "Perbaiki.", lembar: str = LEMBAR
) -> Catatan:
    return Catatan(tingkat, "contoh-kode", Lokasi(lembar, sel), "isi", pesan)


CATATAN = (
    catat("B3", pesan="Tanggal tidak dikenali."),
    catat("B3", Tingkat.INFO, "Sumber belum lengkap."),
    catat("C4", Tingkat.PERINGATAN, "Isi tautannya."),
    catat("B9", Tingkat.PERINGATAN, "Sel gabungan."),
    catat("T60", Tingkat.INFO, "Sel yang belum ada."),
    catat("B2", lembar="Lembar 'Dua' B"),
    catat("", lembar="Tidak Ada"),
)


def buku_ramai() -> bytes:
    """Make a workbook with what openpyxl would lose or change, and what a copy could stumble over."""
    berkas = BytesIO()
    book = Workbook(berkas, {"in_memory": True})
    book.set_properties({"created": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)})
    sheet, second = book.add_worksheet(LEMBAR), book.add_worksheet("Lembar 'Dua' B")
    book.add_worksheet("CATATAN").write(0, 0, "lembar milik pengguna")
    date = book.add_format({"num_format": "dd/mm/yyyy", "border": 1, "bold": True, "locked": False})
    sheet.write_row(0, 0, ["NO", "TANGGAL", "BUKTI"])
    sheet.write_number(2, 1, 45_000, date)
    sheet.write_rich_string("C4", "biasa ", book.add_format({"bold": True}), "tebal")
    sheet.merge_range("A8:C10", "gabungan", date)
    sheet.write_url("A5", "https://contoh.id/bukti", string="bukti")
    sheet.write_url("A6", "internal:'Lembar ''Dua'' B'!A1")
    sheet.write_comment("B3", "Catatan lama", {"author": "Budi"})
    sheet.write_comment("E5", "Komentar lain", {"author": "Budi"})
    sheet.write_formula("D2", "=B3+1", None, 45_001)
    sheet.set_row(5, 20, None, {"hidden": True})
    sheet.set_column("F:G", 20, date, {"hidden": True})
    sheet.conditional_format("B1:B9", {"type": "cell", "criteria": ">", "value": 5, "format": date})
    sheet.conditional_format("D1:D9", {"type": "data_bar", "data_bar_2010": True})
    sheet.data_validation("C1:C9", {"validate": "list", "source": ["Belum", "Selesai"]})
    sheet.add_table("H1:I3", {"columns": [{"header": "Satu"}, {"header": "Dua"}]})
    sheet.insert_image("K1", "titik.png", {"image_data": BytesIO(PIKSEL)})
    sheet.insert_textbox("K5", "kotak teks", {"fill": {"color": "yellow"}})
    sheet.insert_button("K9", {"caption": "Tombol"})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"='{LEMBAR}'!$B$1:$B$5"})
    sheet.insert_chart("K12", chart)
    sheet.set_header("&C&G", {"image_center": "titik.png", "image_data_center": BytesIO(PIKSEL)})
    sheet.freeze_panes(1, 1)
    sheet.protect("rahasia", {"objects": True})
    second.write("A1", "isi")
    book.define_name(f"'{LEMBAR}'!Tanggal", f"='{LEMBAR}'!$B$3")
    book.add_chartsheet("Grafik").set_chart(_pie(book))
    book.close()
    return berkas.getvalue()


def _pie(book: Workbook) -> object:
    chart = book.add_chart({"type": "pie"})
    chart.add_series({"values": f"='{LEMBAR}'!$B$1:$B$5"})
    return chart


def bagian(isi: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(isi)) as archive:
        return {nama: archive.read(nama) for nama in archive.namelist()}


def buka(sumber: BytesIO | Path) -> Buku:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl says what it cannot keep
        return load_workbook(sumber)


def ganti(isi: bytes, baru: Mapping[str, bytes | None]) -> bytes:
    """Give a package with parts replaced, added or (None) left out."""
    berkas = BytesIO()
    with zipfile.ZipFile(berkas, "w") as archive:
        for nama, satu in (bagian(isi) | dict(baru)).items():
            if satu is not None:
                archive.writestr(nama, satu)
    return berkas.getvalue()


def sifat(buku: Buku) -> dict[str, dict[str, Any]]:
    """Give what staff would miss, by sheet; the list of catatan, which is last, is none of theirs."""
    return {
        sheet.title: {
            "nilai": {cell.coordinate: cell.value for cell in _cells(sheet) if cell.value not in {None, ""}},
            "tautan": {
                cell.coordinate: (cell.hyperlink.target, cell.hyperlink.location)
                for cell in _cells(sheet)
                if cell.hyperlink
            },
            "gabungan": {str(block) for block in sheet.merged_cells.ranges},
            "validasi": [(dict(satu), satu.formula1) for satu in sheet.data_validations.dataValidation],
            "proteksi": dict(sheet.protection),
            "baris": {nomor: dict(satu) for nomor, satu in sheet.row_dimensions.items() if dict(satu)},
            "kolom": {huruf: dict(satu) for huruf, satu in sheet.column_dimensions.items()},
            "tampilan": (sheet.sheet_state, sheet.freeze_panes, sheet.print_title_rows),
        }
        for sheet in buku.worksheets
        if not sheet.title.startswith("Catatan")
    }


def gaya(buku: Buku) -> dict[tuple[str, str], tuple[str, bool, bool]]:
    """Give the format, the lock and the weight of each cell that has a style."""
    return {
        (sheet.title, cell.coordinate): (cell.number_format, cell.protection.locked, cell.font.b)
        for sheet in buku.worksheets
        for cell in _cells(sheet)
        if cell.has_style
    }


def _cells(sheet: Any) -> Iterator[Any]:
    return (cell for row in sheet.iter_rows() for cell in row if cell.has_style or cell.value is not None)


def keberatan(path: Path) -> list[str]:
    """Give what the Office schemas have against a file, but for the order in which openpyxl writes fonts."""
    audit = str(Path(sys.executable).with_name("openxml-audit"))
    command = [audit, "--max-errors", "0", "--output", "json", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    (found,) = json.loads(done.stdout)
    return [
        f"{satu['part_uri']}{satu['path']}: {satu['description']}"
        for satu in found["errors"]
        if satu["severity"] == "error"
        and not (
            satu["description"].startswith("Unexpected element")
            and re.search(r"/(font|rPr)\[\d+\]$", satu["path"])
        )
    ]
