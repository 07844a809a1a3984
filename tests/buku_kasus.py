"""How the workbook of a case is made, and what lies beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from conftest import HARI_INI, KOLOM, SATKER, Baris, indikator
from kasus_lembar import Lembar
from openpyxl import load_workbook
from paket_kecil import changed, picture, relation, relations, with_parts, without_part

from zi_reports.laporan import read_periode
from zi_reports.rencana.periode import Periode

EMAS = Path(__file__).parent / "catatan"


@dataclass(frozen=True)
class Kasus:
    """A workbook `buku.xlsx`, what of it is hidden or merged, a sheet taken out of it, and the files beside it.

    Of its package, `tanpa` is a part to take out, `nilai` what the one formula comes to, `gambar` the row
    with a picture. `laporan` are the kode and text of the indikator that the report of December has. `hasil`
    are files with their texts in the folder `output/2025-12` of reports made before, `bukti` those in the folder
    of evidence. `lembar` are more sheets.
    """

    baris: list[Baris]
    kolom: tuple[str, ...] = KOLOM
    pengaturan: Mapping[str, Any] | None = None
    tersembunyi: tuple[int, ...] = ()
    gabungan: tuple[str, ...] = ()
    tanpa: str = ""
    nilai: str = ""
    gambar: int = 0
    berkas: tuple[str, ...] = ("SK.pdf", "rekap.pdf")
    hasil: Mapping[str, str] = field(default_factory=dict)
    tanpa_lembar: str = ""
    laporan: tuple[tuple[str, str], ...] = ()
    bukti: Mapping[str, str] = field(default_factory=dict)
    lembar: Lembar = field(default_factory=dict)


def bulanan(**isian: Any) -> Baris:
    """Give a monthly row; its evidence is a link, which may hold any number of pieces."""
    return indikator("Setiap Bulan", **{"BUKTI_DUKUNG": "https://contoh.id/rekap", **isian})


def ringkasan_lama(satker: str, indikator: Sequence[tuple[str, str]] = ()) -> str:
    """Give the least JSON of a report as the first versions wrote it, with the kode and text of its indikator."""
    return json.dumps(
        {
            "satker": satker,
            "tahun": 2025,
            "per_tanggal": "2025-12-31",
            "ringkasan": {},
            "area": [],
            "indikator": [{"kode": kode, "indikator": uraian} for kode, uraian in indikator],
            "catatan": [],
        }
    )


def calculate(_nama: str, part: bytes, came_to: str) -> bytes:
    """Give what the formula comes to: openpyxl writes it without."""
    value = f"<v>{came_to}</v>".encode()
    return part.replace(b"<v />", value).replace(b"<v></v>", value).replace(b'"><f>', b'" t="str"><f>')


def edit_package(path: Path, kasus: Kasus) -> None:
    isi = path.read_bytes()
    if kasus.tanpa:
        isi = without_part(isi, kasus.tanpa)
    if kasus.nilai:
        isi = changed(isi, partial(calculate, came_to=kasus.nilai))
    if kasus.gambar:
        drawn = relations(relation("r9", "drawing", "../drawings/drawing1.xml"))
        parts = {
            "xl/worksheets/_rels/sheet1.xml.rels": drawn,
            "xl/drawings/drawing1.xml": picture(kasus.gambar),
        }
        isi = with_parts(isi, parts)
    path.write_bytes(isi)


def hide_and_merge(path: Path, kasus: Kasus) -> None:
    if kasus.tersembunyi or kasus.gabungan:
        book = load_workbook(path)
        for row in kasus.tersembunyi:
            book["Rencana Aksi"].row_dimensions[row].hidden = True
        for block in kasus.gabungan:
            book["Rencana Aksi"].merge_cells(block)
        book.save(path)


def terisi(baris: list[Baris]) -> list[Baris]:
    """Report something on the first indikator: a workbook without any entry has a catatan of its own."""
    first = next((nomor for nomor, row in enumerate(baris) if row.get("INDIKATOR")), len(baris))
    rows = [{"TINDAK LANJUT": "Disusun bertahap", **row} for row in baris[first : first + 1]]
    return [*baris[:first], *rows, *baris[first + 1 :]]


def prepare(kasus: Kasus, path: Path) -> None:
    """Lay evidence and a report where the program looks for them, and add sheets or take one out."""
    for nama, text in kasus.bukti.items():
        (path.parent / "bukti" / nama).parent.mkdir(parents=True, exist_ok=True)
        (path.parent / "bukti" / nama).write_text(text)
    if kasus.lembar:
        book = load_workbook(path)
        for nama, rows in kasus.lembar.items():
            sheet = book.create_sheet(nama)
            for row in rows:
                sheet.append(list(row))
        book.save(path)
    if kasus.tanpa_lembar:
        book = load_workbook(path)
        del book[kasus.tanpa_lembar]
        book.save(path)
    if kasus.laporan:
        report = path.parent / "output" / "2025-12" / "ringkasan-2025-12.json"
        report.parent.mkdir(parents=True)
        report.write_text(ringkasan_lama(SATKER, kasus.laporan), encoding="utf-8")


def kode_di(path: Path, *kode: str) -> list[tuple[str, str, str]]:
    """Give the cells with these catatan, what stands there, and the sentence."""
    bahan = read_periode(path, Periode.of(HARI_INI), HARI_INI, path.parent / "output")
    return [(satu.lokasi.sel, satu.isi, satu.pesan) for satu in bahan.catatan if satu.kode in kode]
