"""The text around the lampiran becomes what it says of the plan: the komponen of each area, number and date."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from zi_reports.rencana.model import Pengaturan
from zi_reports.rencana.target_waktu import parse_tanggal
from zi_reports.sources.row import area_named

_JUDUL_BAGIAN = re.compile(r"(?:6\s*\.\s*)?komponen pengungkit(?: zona integritas)?", re.IGNORECASE)
_HIASAN = re.compile(r"[*#]+|^\s*-\s+")
_BUTIR = re.compile(r"^(?:(?P<nomor>\d{1,2})[.)]\s*|-\s+)(?P<nama>\S.*)$")
_AKHIR_BUTIR = re.compile(r"(?:[;,]?\s*dan)?\s*[;.,]*$")

_NOMOR = re.compile(r"^NOMOR\s*:?\s*(?P<nomor>\S+(?:\s+TAHUN\s+20\d\d))$", re.IGNORECASE)
_TEMPAT = re.compile(r"^Ditetapkan di\s*:?\s*(?P<tempat>\S.*?),?(?:\s+pada tanggal\b.*)?$", re.IGNORECASE)
_TANGGAL = re.compile(r"^(?:Ditetapkan di\b.*\s)?pada tanggal\s*:?\s*(?P<tanggal>\S.*)$", re.IGNORECASE)
_TAHUN = re.compile(r"^(?:RENCANA AKSI\b.*\s)?TAHUN\s+(?P<tahun>20\d\d)$", re.IGNORECASE)


def read_komponen(lines: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
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


def read_ketetapan(pengaturan: Pengaturan, around: Sequence[str]) -> Pengaturan:
    """Add number, day and place of the decree, from the lines before and after the table."""
    lines = [_plain(line) for line in around]
    day = _last(_TANGGAL, lines)
    return replace(
        pengaturan,
        nomor_keputusan=_first(_NOMOR, lines).replace("TAHUN", "Tahun"),
        tanggal_keputusan=parse_tanggal(day) if day else None,
        tempat=_last(_TEMPAT, lines),
    )


def read_tahun(lines: Sequence[str]) -> int | None:
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
    found = [match[1] for line in lines if (match := pattern.match(line))]
    return found[0] if found else ""


def _last(pattern: re.Pattern[str], lines: Sequence[str]) -> str:
    return _first(pattern, lines[::-1])
