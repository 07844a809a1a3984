"""A decree's lampiran, as Word, Excel or text, becomes a plan; what was joined, moved or left out is said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from zi_reports.rencana.bukti import split_items
from zi_reports.rencana.catatan import note
from zi_reports.rencana.lampiran import KOLOM_LAMPIRAN, KOMPONEN_BAKU, Kolom
from zi_reports.rencana.model import Catatan, Lokasi, Pengaturan, Rencana
from zi_reports.rencana.target_waktu import parse_tanggal
from zi_reports.sources.areas import build_areas
from zi_reports.sources.gaps import complete, place_rows
from zi_reports.sources.grid import Naskah, NaskahError
from zi_reports.sources.naskah import read_naskah, read_pages
from zi_reports.sources.row import Row, area_named
from zi_reports.sources.rows import plan_rows
from zi_reports.sources.table import no_table

_JUDUL_BAGIAN = re.compile(r"(?:6\s*\.\s*)?komponen pengungkit(?: zona integritas)?", re.IGNORECASE)
_HIASAN = re.compile(r"[*#]+|^\s*-\s+")
_BUTIR = re.compile(r"^(?:(?P<nomor>\d{1,2})[.)]\s*|-\s+)(?P<nama>\S.*)$")
_AKHIR_BUTIR = re.compile(r"(?:[;,]?\s*dan)?\s*[;.,]*$")

_NOMOR = re.compile(r"^NOMOR\s*:?\s*(\S+(?:\s+TAHUN\s+20\d\d))$", re.IGNORECASE)
_DITETAPKAN = r"(?:^d|(?<=\s)(?-i:D))i ?tetapkan[\s:]+di\b[\s:]*"  # amid a line only with a capital
_BUKAN_TEMPAT = r"\b(?:pada|tanggal|tgl|ketua|sekretaris)\b"
_TEMPAT = re.compile(
    rf"{_DITETAPKAN}(?!{_BUKAN_TEMPAT})([^\W\d_][^\n\d,;:]*?)\.?(?=\s*(?:[\d,;:]|\.{{2}}|…|{_BUKAN_TEMPAT}|$))",
    re.IGNORECASE | re.MULTILINE,
)
_TANGGAL = re.compile(
    rf"(?:{_DITETAPKAN}[^\n\d]*|^pada (?:tanggal|tgl)[\s:.]*(?:[a-z']+\s*,\s*)?)(\d{{1,2}}\D[^\n]*?\d{{4}})\b",
    re.IGNORECASE | re.MULTILINE,
)
_TAHUN = re.compile(r"^(?:RENCANA AKSI\b.*\s)?TAHUN\s+(20\d\d)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hasil:
    """The plan, what was decided while it was read, and the areas whose komponen the document itself names."""

    rencana: Rencana
    catatan: tuple[Catatan, ...]
    area_dirinci: tuple[str, ...]


def read_lampiran(path: Path, satker: str, tahun: int) -> Hasil:
    """Read a decree, or its lampiran alone.

    Raises:
        NaskahError: the file is of no kind that is known, cannot be read, or has no such table.
        WorkbookError: a workbook cannot be read.
    """
    return build_plan(read_naskah(path), Pengaturan(satker, tahun))


def build_plan(naskah: Naskah, pengaturan: Pengaturan) -> Hasil:
    """Make the plan of a document; the decree's number, day and place are taken from its text.

    Raises:
        NaskahError: the document has no table of a plan.
    """
    tahun = pengaturan.tahun
    halaman, page_notes = read_pages(naskah, tahun)
    rows, row_notes = plan_rows(halaman.tabel, tahun)
    if not rows:
        raise NaskahError(no_table(naskah.tabel, naskah.nama))
    named = _read_komponen(halaman.sebelum)
    acuan = {**KOMPONEN_BAKU, **named}
    filled, fill_notes = _with_indikator_repeated(rows)
    placed, place_notes = place_rows([_with_items_on_lines(row) for row in filled], acuan)
    found, area_notes = build_areas(placed, tahun)
    area, lacking = complete(found, acuan, naskah.nama)
    notes = [*page_notes, *row_notes, *fill_notes, *place_notes, *area_notes, *lacking]
    titled = _read_tahun(halaman.sebelum)
    if titled not in {None, tahun}:
        lokasi = Lokasi(naskah.nama, "judul")
        notes.append(note("tahun-berbeda", lokasi, f"TAHUN {titled}", naskah=titled, rencana=tahun))
    pengaturan = _read_ketetapan(pengaturan, [*halaman.sebelum, *halaman.sesudah])
    return Hasil(Rencana(pengaturan, area), tuple(notes), tuple(named))


def _with_indikator_repeated(rows: Sequence[Row]) -> tuple[list[Row], list[Catatan]]:
    """Give each step that has a TARGET WAKTU of its own the INDIKATOR above it, whose cell covers several rows."""
    filled: list[Row] = []
    notes = []
    above = ""
    for row in rows:
        own = row.teks(Kolom.INDIKATOR)
        step = not any(map(row.teks, KOLOM_LAMPIRAN[:3])) and row.teks(Kolom.TARGET_WAKTU)
        if step and above:
            filled.append(row.with_words({Kolom.INDIKATOR: above}))
            notes.append(filled[-1].note("indikator-diulang", Kolom.INDIKATOR))
            continue
        filled.append(row)
        above = own or ("" if row.teks(Kolom.NO) or row.teks(Kolom.KOMPONEN) else above)
    return filled, notes


def _with_items_on_lines(row: Row) -> Row:
    texts = {kolom: row.nilai.get(kolom) for kolom in KOLOM_LAMPIRAN[2:]}
    return row.with_words(
        {kolom: "\n".join(split_items(text)) for kolom, text in texts.items() if isinstance(text, str)}
    )


def _read_komponen(lines: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Read the section that names the komponen of each area (section 6); areas that it lacks are left out."""
    heads = [i for i, line in enumerate(lines) if _JUDUL_BAGIAN.fullmatch(_plain(line))]
    if not heads:
        return {}
    blocks: dict[str, list[str]] = {}
    block: list[str] = []
    for line in lines[heads[-1] + 1 :]:
        kode = area_named(_plain(line))
        if kode and kode not in blocks:
            block = blocks.setdefault(kode, [])
        else:
            block.append(line)
    return {kode: names for kode, block in blocks.items() if (names := _last_list(block))}


def _read_ketetapan(pengaturan: Pengaturan, around: Sequence[str]) -> Pengaturan:
    """Add number, day and place of the decree, from the lines before and after the table."""
    lines = [_plain(line) for line in around]
    text = "\n".join(lines)
    day, place = (match[-1] if (match := named.findall(text)) else "" for named in (_TANGGAL, _TEMPAT))
    return replace(
        pengaturan,
        nomor_keputusan=_first(_NOMOR, lines).replace("TAHUN", "Tahun"),
        tanggal_keputusan=parse_tanggal(day) if day else None,
        tempat=place.title() if place.isupper() else place,
    )


def _read_tahun(lines: Sequence[str]) -> int | None:
    """Read the year that the title above the table names."""
    year = _last(_TAHUN, [_plain(line) for line in lines])
    return int(year) if year else None


def _plain(line: str) -> str:
    """Give a line without the marks of Markdown that a converted text has."""
    return " ".join(_HIASAN.sub("", line).split())


def _last_list(block: Sequence[str]) -> tuple[str, ...]:
    """Give the last list of a block: the targets of an area stand in a list before its komponen.

    A list begins at number 1, or, where Word numbers it by itself, below a line that is no item.
    """
    names: list[str] = []
    in_list = False
    for line in block:
        bare = line.replace("*", "").strip()
        match = _BUTIR.match(re.sub(r"^-\s+(?=\d)", "", bare))
        if match and (match["nomor"] == "1" or not (in_list or match["nomor"])):
            names = []
        if match:
            names.append(_AKHIR_BUTIR.sub("", match["nama"]).strip())
        in_list = match is not None
    return tuple(names)


def _first(pattern: re.Pattern[str], lines: Sequence[str]) -> str:
    return next((match[1] for line in lines if (match := pattern.match(line))), "")


def _last(pattern: re.Pattern[str], lines: Sequence[str]) -> str:
    return _first(pattern, lines[::-1])
