"""The state of a machine and a working folder becomes a list of findings, one line each, with what to do."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from lxml import etree

PUSTAKA = (
    "click",
    "docxtpl",
    "jinja2",
    "lxml",
    "openpyxl",
    "pandas",
    "python-calamine",
    "python-docx",
    "xlsxwriter",
)
"""The libraries that the documents are made with."""

FOLDER_FONT_MAC = (Path("/System/Library/Fonts"), Path("/Library/Fonts"), Path.home() / "Library" / "Fonts")

_FONT_BAWAAN = {"symbol", "wingdings", "courier new"}
"""Fonts of list bullets, which every office program brings along."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Hasil:
    """One thing that was looked at: whether it is as it should be, what was seen, and else what to do."""

    baik: bool
    perihal: str
    keadaan: str
    saran: str = ""


def check_libraries(extra: Iterable[str]) -> tuple[Hasil, ...]:
    """Give the versions of Python and of each library; of `extra`, which only `zi rekap` needs, none is amiss."""
    rows = [Hasil(True, "Python", sys.version.split()[0])]
    for name in PUSTAKA:
        version = _version(name)
        rows.append(Hasil(bool(version), name, version or "tidak terpasang", "Pasang ulang zi_reports."))
    rows += [
        Hasil(True, name, _version(name) or "tidak terpasang; hanya diperlukan untuk zi rekap")
        for name in extra
    ]
    return tuple(rows)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def check_fonts(templates: Iterable[Path]) -> tuple[Hasil, ...]:
    """Say for each font that the templates use whether this machine has it."""
    installed = installed_fonts()
    rows = []
    for name in sorted({name for path in templates for name in fonts_used(path)}):
        if installed is None:
            rows.append(Hasil(True, f"Huruf {name}", "tidak dapat diperiksa di komputer ini"))
        elif name.casefold() in installed:
            rows.append(Hasil(True, f"Huruf {name}", "terpasang"))
        else:
            saran = "Dokumen tetap dapat dibuat; di komputer ini tampil dengan huruf pengganti."
            rows.append(Hasil(False, f"Huruf {name}", "tidak terpasang", saran))
    return tuple(rows)


def fonts_used(templat: Path) -> frozenset[str]:
    """Give the fonts that a Word file names in its styles and text; none where it cannot be read."""
    try:
        with zipfile.ZipFile(templat) as archive:
            parts = [
                archive.read(name)
                for name in archive.namelist()
                if name.startswith("word/") and name.endswith(".xml") and "theme" not in name
            ]
    except (OSError, zipfile.BadZipFile):
        return frozenset()
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    found: set[str] = set()
    for part in parts:
        for element in etree.fromstring(part, parser).iter(f"{_W}rFonts"):
            found |= {element.get(f"{_W}{kind}") for kind in ("ascii", "hAnsi")} - {None}
    return frozenset(name for name in found if name.casefold() not in _FONT_BAWAAN)


def installed_fonts() -> frozenset[str] | None:
    """Give the names of the machine's fonts in lower case; None where they cannot be listed."""
    if sys.platform == "win32":
        return _fonts_of_windows()
    if sys.platform == "darwin":
        files = [path.stem for folder in FOLDER_FONT_MAC if folder.exists() for path in folder.rglob("*.?t?")]
        return frozenset(name.casefold() for name in files)
    if not shutil.which("fc-list"):
        return None
    done = subprocess.run(
        ["fc-list", ":", "family"],  # noqa: S607 - the machine's own program, wherever it keeps it
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    return frozenset(name.strip().casefold() for line in done.stdout.splitlines() for name in line.split(","))


def _fonts_of_windows() -> frozenset[str] | None:
    """Read the registry's list, whose names read like `Bookman Old Style Bold (TrueType)`."""
    found: set[str] = set()
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - only Windows has it

        place = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
        for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
            try:
                with winreg.OpenKey(root, place) as key:
                    for index in range(winreg.QueryInfoKey(key)[1]):
                        name = winreg.EnumValue(key, index)[0].split("(")[0]
                        found |= {part.strip().casefold() for part in name.split("&")}
            except OSError:
                continue
    return frozenset(found) or None


def check_output(folder: Path) -> Hasil:
    """Say whether documents can be written into `folder`, or into the nearest folder above it that exists."""
    nearest = folder
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    try:
        with tempfile.TemporaryFile(dir=nearest):
            pass
    except OSError:
        saran = "Pilih folder lain dengan --keluaran, atau minta izin menulis."
        return Hasil(False, f"Folder {folder}", "tidak dapat ditulis", saran)
    return Hasil(True, f"Folder {folder}", "dapat ditulis")


def check_templates(faults: Sequence[str]) -> tuple[Hasil, ...]:
    """Give the faults found in the set of templates, or say that there are none."""
    saran = "Perbaiki di Word, atau salin templat baru dengan: zi templat --salin FOLDER"
    return tuple(Hasil(False, "Templat", fault, saran) for fault in faults) or (
        Hasil(True, "Templat", "lengkap"),
    )


def check_workbooks(found: Path | None, problem: str) -> Hasil:
    """Say which workbook `zi laporan` would take, or why it would take none."""
    if found is None:
        return Hasil(False, "Buku kerja", problem, "Simpan satu buku kerja di folder input.")
    return Hasil(True, "Buku kerja", str(found))


def check_screen() -> Hasil:
    """Say how the screen takes the signs that messages use."""
    encoding = (sys.stdout.encoding or "").casefold()
    plain = "" if encoding.startswith("utf") else "; tanda yang tidak dikenal layar diganti yang mirip"
    return Hasil(True, "Layar", encoding + plain)
