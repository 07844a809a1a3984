"""What `doktor` finds on the machine: libraries with their bounds, fonts, and files that are not downloaded."""

from __future__ import annotations

import io
import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

_PAKET = "zi-reports"
_TAMBAHAN = "rekap"

_FONT_BAWAAN = {"symbol", "wingdings", "courier new"}
"""Fonts of list bullets, which every office program brings along."""

_BELUM_DIUNDUH = stat.FILE_ATTRIBUTE_OFFLINE | 0x00040000 | 0x00400000
"""Windows' marks of a file that is in the cloud alone; the last two are recalled on open and on access."""

_TANPA_ISI_MACOS = 0x40000000  # the flag SF_DATALESS
_BLOK = 4096  # a smaller file may have its place among the folder's own data

_JENIS = {
    *(".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".docx", ".doc", ".odt", ".pptx", ".pdf", ".txt"),
    *(".json", ".jpg", ".jpeg", ".png", ".mp4", ".zip", ".rar", ".ics", ".lnk", ".url", ".gsheet", ".gdoc"),
}
"""Endings of names that may be told to others; what stands behind another name's full stop may be a person."""


class Pustaka(NamedTuple):
    """A library: its version, empty where it lacks; what is asked of that, and whether it can be done without."""

    nama: str
    versi: str
    batas: SpecifierSet
    tambahan: bool

    @property
    def cukup(self) -> bool:
        """Whether it is within its bounds; without it, whether it can be done without."""
        return self.batas.contains(self.versi, prereleases=True) if self.versi else self.tambahan


def libraries() -> Iterator[Pustaka]:
    """Give what the program needs, and what that needs in turn, by name.

    Nothing comes where the program itself is not installed as a package.
    """
    always, with_extra = bounds(""), bounds(_TAMBAHAN)
    for nama in sorted(with_extra):
        yield Pustaka(nama, installed_version(nama), with_extra[nama], nama not in always)


def bounds(tambahan: str) -> Mapping[str, SpecifierSet]:
    """Give all that is needed, with our extra of that name or without any, with what is asked of its version."""
    found: dict[str, SpecifierSet] = {}
    waiting = [(_PAKET, frozenset({tambahan}))]
    for nama, extras in waiting:
        for satu in map(Requirement, requirements(nama)):
            if satu.marker and not any(satu.marker.evaluate({"extra": extra}) for extra in extras):
                continue
            needed = canonicalize_name(satu.name)
            if needed not in found:
                waiting.append((needed, frozenset(satu.extras or {""})))
            found[needed] = found.get(needed, SpecifierSet()) & satu.specifier
    return found


def requirements(nama: str) -> list[str]:
    """Give what an installed package asks for; nothing where it lacks."""
    with suppress(metadata.PackageNotFoundError):
        return metadata.requires(nama) or []
    return []


def installed_version(nama: str) -> str:
    """Give the version of a package; empty where it lacks."""
    with suppress(metadata.PackageNotFoundError):
        return metadata.version(nama)
    return ""


def python_bounds() -> SpecifierSet:
    """Give what the program asks of Python."""
    with suppress(metadata.PackageNotFoundError):
        return SpecifierSet(metadata.metadata(_PAKET)["Requires-Python"] or "")
    return SpecifierSet()


def not_downloaded(berkas: os.stat_result) -> bool:
    """Say whether a synchroniser shows a file whose content is not on this machine.

    Windows and macOS mark it. Elsewhere a file that has a size and takes no room on the disk is one.
    """
    if getattr(berkas, "st_file_attributes", 0) & _BELUM_DIUNDUH:
        return True
    if getattr(berkas, "st_flags", 0) & _TANPA_ISI_MACOS:
        return True
    return berkas.st_size > _BLOK and getattr(berkas, "st_blocks", 1) == 0


def files_below(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Give each file in a folder and below it with what the system says of it; none is opened, no link followed."""
    for place, _, names in os.walk(folder):
        for name in sorted(names):
            path = Path(place, name)
            with suppress(OSError):
                yield path, path.lstat()


def file_kinds(folder: Path) -> Counter[str]:
    """Count the files in a folder and below it by the endings of their names."""
    endings = (path.suffix.casefold() for path, _ in files_below(folder))
    return Counter(satu if satu in _JENIS else "jenis lain" for satu in endings)


def fonts_used(templat: Path) -> set[str]:
    """Give the fonts that a Word file names in its styles and text; none where it cannot be read."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsmap
    from lxml import etree

    from zi_reports.word.berkas import read_template
    from zi_reports.word.tags import TemplateError

    fonts = etree.XPath("//w:rFonts/@w:ascii | //w:rFonts/@w:hAnsi", namespaces=nsmap)
    try:
        with zipfile.ZipFile(io.BytesIO(read_template(templat))) as archive:
            names = filter(re.compile(r"word/(?!theme).*\.xml").fullmatch, archive.namelist())
            used = {str(name) for part in names for name in fonts(parse_xml(archive.read(part)))}
    except (TemplateError, etree.LxmlError, ValueError):
        return set()
    return {name for name in used if name.casefold() not in _FONT_BAWAAN}


def installed_fonts() -> set[str] | None:
    """Give the names of the machine's fonts in lower case; None where they cannot be listed."""
    if sys.platform == "win32":
        return _windows_fonts()
    if sys.platform == "darwin":
        office = Path("/Applications/Microsoft Word.app/Contents/Resources/DFonts")
        usual = Path("/System/Library/Fonts"), Path("/Library/Fonts"), Path.home() / "Library" / "Fonts"
        return {path.stem.casefold() for folder in (*usual, office) for path in folder.rglob("*.?t?")}
    if not shutil.which("fc-list"):
        return None
    done = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False, timeout=20)  # noqa: S607 - the machine's own program, wherever it keeps it
    return {name.strip().casefold() for line in done.stdout.splitlines() for name in line.split(",")}


def _windows_fonts() -> set[str] | None:
    """Give the fonts that Windows lists for all users and for this one."""
    found: set[str] = set()
    if sys.platform == "win32":
        import winreg

        place = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
        for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
            with suppress(OSError), winreg.OpenKey(root, place) as key:
                for index in range(winreg.QueryInfoKey(key)[1]):
                    # Named like `Bookman Old Style Bold (TrueType)`.
                    name = winreg.EnumValue(key, index)[0].split("(")[0]
                    found |= {part.strip().casefold() for part in name.split("&")}
    return found or None
