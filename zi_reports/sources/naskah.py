"""A decree's file becomes its tables and the lines around them; those that hold a plan, the pages of one table."""

from __future__ import annotations

import html
import itertools
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from zi_reports.rencana.catatan import note
from zi_reports.rencana.lampiran import KOLOM_LAMPIRAN
from zi_reports.rencana.model import Catatan, Lokasi
from zi_reports.sources.docx import TERLALU_BESAR, read_word
from zi_reports.sources.file import AKHIRAN_BUKU, TERLALU_PANJANG, TIDAK_BOLEH
from zi_reports.sources.grid import Grid, Kalimat, Naskah, NaskahError, as_text, overlong_text, too_much_text
from zi_reports.sources.load import load_sheets
from zi_reports.sources.pdf import read_pdf
from zi_reports.sources.row import Row, area_titled
from zi_reports.sources.rows import check_bounds, page_rows
from zi_reports.sources.table import Table, missing_columns, table_in, unused_columns, with_columns

_AKHIR_BARIS = re.compile(r"\r\n?|[\n\f]")  # not those signs that only str.splitlines takes for an end
_BARIS_BARU = re.compile(r"<br\s*/?>|</p>", re.IGNORECASE)
_TANDA = re.compile(r"</?(?:a|b|i|u|p|em|strong|span|sub|sup)(?:\s[^<>]*)?/?>", re.IGNORECASE)

_TEKS_TERBESAR, _BARIS_TERBANYAK = 10_000_000, 100_000
"""Bytes of a text file, and lines around the tables; a decree has some hundred thousand, and five hundred."""


@dataclass(frozen=True, slots=True)
class Halaman:
    """The tables of a plan in a document, and the lines of text before the first row and after the last."""

    tabel: tuple[Table, ...]
    sebelum: tuple[str, ...]
    sesudah: tuple[str, ...]


def read_naskah(path: Path) -> Naskah:
    """Read a decree, or its lampiran alone.

    Raises:
        NaskahError: the file is of no kind that is known, or cannot be read.
        WorkbookError: a workbook cannot be read.
    """
    if not path.exists():
        raise NaskahError(f"Naskah tidak ditemukan: {path}. Periksa nama dan letaknya.")
    if path.is_dir():
        raise NaskahError(f"{path} adalah folder. Sebutkan berkas lampiran di dalamnya.")
    if not path.is_file():
        raise NaskahError(f"{path} bukan berkas biasa. Sebutkan berkas lampiran.")
    match path.suffix.lower():
        case ".docx":
            return _bounded(path, read_word(path))
        case ".pdf":
            return _bounded(path, read_pdf(path))
        case ".txt":
            return _bounded(path, _read_text(path))
        case suffix if suffix in AKHIRAN_BUKU:
            sheets = load_sheets(path)
            return Naskah(path.name, tuple(replace(sheet, sebutan=f"{sheet.nama} baris") for sheet in sheets))
    raise NaskahError(
        f"{path} tidak dapat diimpor. Simpan sebagai .docx, .xlsx, .pdf, atau .txt, lalu ulangi."
    )


def _bounded(path: Path, naskah: Naskah) -> Naskah:
    """Give a document as long as it holds no more text than any lampiran."""
    if place := overlong_text(naskah.tabel):
        raise NaskahError(f"{path}: {place} {TERLALU_PANJANG}")
    if len(naskah.kalimat) > _BARIS_TERBANYAK or too_much_text(naskah.tabel):
        raise NaskahError(f"{path} {TERLALU_BESAR}")
    return naskah


def read_pages(naskah: Naskah, tahun: int) -> tuple[Halaman, tuple[Catatan, ...]]:
    """Find a document's tables; what their columns lack and the lines that stand among rows have a catatan."""
    tables, notes = _tables(naskah, tahun)
    lines = _lines(naskah, tables)
    titles: set[Kalimat | None] = set()
    rows: list[tuple[tuple[int, int], Row]] = []
    endings: list[Row] = []
    for index, untitled in tables.items():
        tables[index], title = _with_title(naskah.nama, index, untitled, lines)
        titles.add(title)
        page, ending = page_rows(tables[index])
        rows += (((index, row.letak.baris), row) for row in page)
        endings += ending
    sebelum, sesudah = [], []
    for line in lines:
        following = bisect_left(rows, line[:2], key=lambda row: row[0])
        if following == 0:
            sebelum.append(line.teks)
        elif following == len(rows):
            sesudah.append(line.teks)
        elif line not in titles and line.teks not in sebelum:
            sel = rows[following][1].letak.lokasi("").sel
            notes.append(note("teks-dilewati", Lokasi(naskah.nama, f"sebelum {sel}"), line.teks))
    sesudah += (" ".join(filter(None, map(as_text, row.nilai.values()))) for row in endings)
    return Halaman(tuple(tables.values()), tuple(sebelum), tuple(sesudah)), tuple(notes)


def _tables(naskah: Naskah, tahun: int) -> tuple[dict[int, Table], list[Catatan]]:
    """Give the tables by their place in the document; what all pages say of their columns is said once."""
    found: dict[int, Table] = {}
    notes: dict[tuple[str, str, str], Catatan] = {}
    for index, grid in enumerate(naskah.tabel):
        tabel, last = table_in(grid, len(grid.baris)), found.get(index - 1)
        if tabel is not None:
            tabel, said = with_columns(tabel, tahun, lampiran=True)
            tabel = replace(tabel, menutup=_covered(tabel))
            for satu in (*said, *missing_columns(tabel, KOLOM_LAMPIRAN), *_unused_columns(tabel)):
                notes.setdefault((satu.kode, satu.isi, satu.pesan), satu)
        elif naskah.bersambung and last is not None and _width(last.lembar) == _width(grid):
            tabel = replace(last, lembar=grid, header=0, header_terakhir=0)
        if tabel is not None:
            found[index] = tabel
    if found:
        check_bounds(tuple(found.values()))
    return found, list(notes.values())


def _width(grid: Grid) -> int:
    return max(map(len, grid.baris), default=0)


def _lines(naskah: Naskah, found: Mapping[int, Table]) -> list[Kalimat]:
    """Give the lines of text in their order: also those in tables of other things, and in rows above a header."""
    above = {index: max(tabel.header - 1, 0) for index, tabel in found.items()}
    in_tables = (
        Kalimat(index, nomor, line.strip())
        for index, grid in enumerate(naskah.tabel)
        for nomor, row in enumerate(grid.baris[: above.get(index)], start=1)
        for line in " ".join(filter(None, map(as_text, row))).splitlines()
    )
    return sorted((*naskah.kalimat, *in_tables), key=lambda line: line[:2])


def _with_title(
    nama: str, index: int, tabel: Table, lines: Sequence[Kalimat]
) -> tuple[Table, Kalimat | None]:
    """Give the table with the area that the line right above it names, and that line.

    Of a workbook, unlike a document `nama`, any line above the table may name it, and the sheet itself.
    """
    place = bisect_left(lines, (index, max(tabel.header, 1) + 1))
    line = lines[place - 1] if place and lines[place - 1].tabel == index else None
    titles = [line.teks] if line else []
    sheet = tabel.lembar.nama
    if sheet != nama:
        titles += [*tabel.judul[::-1], sheet, f"Area {sheet}"]
    area = next(filter(None, map(area_titled, titles)), None)
    return replace(tabel, area=area), line if line and area_titled(line.teks) else None


def _unused_columns(tabel: Table) -> tuple[Catatan, ...]:
    """Note each column that holds something and that no known header stands above."""
    return tuple(
        note("kolom-tidak-dipakai", tabel.lokasi(index), head or text)
        for index, (head, text, *_) in unused_columns(tabel, lampiran=True).items()
    )


def _covered(tabel: Table) -> Mapping[int, range]:
    """Give the columns below no header, by the column of the lampiran to their left, whose header covers them."""
    rows = tabel.lembar.baris
    head = itertools.zip_longest(*rows[tabel.header - 1 : tabel.header_terakhir])
    starts = [index for index, cells in enumerate(head) if any(map(as_text, cells))]
    ends = [*starts[1:], _width(tabel.lembar)]
    takes = {tabel.kolom[header] for header in KOLOM_LAMPIRAN if header in tabel.kolom}
    return {start: range(start + 1, end) for start, end in zip(starts, ends, strict=True) if start in takes}


def _read_text(path: Path) -> Naskah:
    """Read a text file: one row of the table a line, cells set apart by tabs; an area's title is a row too."""
    rows: list[tuple[str | None, ...]] = []
    texts: list[Kalimat] = []
    for nomor, line in enumerate(_AKHIR_BARIS.split(_decode(path)), start=1):
        is_row = "\t" in line or area_titled(line) is not None
        rows.append(tuple(_plain(cell) or None for cell in line.split("\t")) if is_row else ())
        if line.strip() and not is_row:
            texts.append(Kalimat(0, nomor, line.strip()))
    return Naskah(path.name, (Grid(path.name, tuple(rows), {}, sebutan="baris"),), tuple(texts))


def _plain(cell: str) -> str:
    """Give a cell's text without its marks; a paragraph mark ends a line."""
    text = _TANDA.sub("", _BARIS_BARU.sub("\n", cell))
    return "\n".join(line.strip() for line in html.unescape(text).strip().split("\n"))


def _decode(path: Path) -> str:
    try:
        if path.stat().st_size > _TEKS_TERBESAR:
            raise NaskahError(f"{path} {TERLALU_BESAR}")
        content = path.read_bytes()
    except OSError as error:
        raise NaskahError(f"{path} {TIDAK_BOLEH.format('')}") from error
    if b"\0" in content:
        raise NaskahError(f"{path} bukan berkas teks. Simpan sebagai teks UTF-8 dengan tab antarkolom.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
