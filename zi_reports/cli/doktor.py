"""The verb `doktor`: the machine and the working folder looked over, one line each, with what to do."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import click

from zi_reports import __version__
from zi_reports.cli import perintah
from zi_reports.cli.layar import tell
from zi_reports.rencana.model import WorkbookError

PUSTAKA = (
    *("click", "docxtpl", "jinja2", "lxml", "openpyxl", "pandas"),
    *("python-calamine", "python-docx", "xlsxwriter"),
)
"""The libraries that the documents are made with."""

_FONT_BAWAAN = {"symbol", "wingdings", "courier new"}
"""Fonts of list bullets, which every office program brings along."""


class Hasil(NamedTuple):
    """One thing that was looked at: whether it is as it should be, what was seen, and else what to do."""

    baik: bool
    perihal: str
    keadaan: str
    saran: str = ""


@perintah.verb()
@perintah.keluaran
@perintah.templat
@click.pass_context
def doktor(ctx: click.Context, keluaran: Path, templat: Path | None) -> None:
    """Periksa pemasangan: versi, templat, huruf, izin menulis, dan buku kerja.

    Tiap baris menyebut satu hal; yang perlu diurus disertai saran. Status keluar 1 bila ada yang perlu diurus.

    Contoh:
      zi doktor
      zi doktor --templat templat-kantor
    """
    encoding = (sys.stdout.encoding or "").casefold()
    plain = "" if encoding.startswith("utf") else "; tanda yang tidak dikenal layar diganti yang mirip"
    rows = (
        Hasil(True, "zi_reports", __version__),
        *check_libraries(),
        *check_templates(templat),
        check_output(keluaran),
        check_workbooks(),
        Hasil(True, "Layar", encoding + plain),
    )
    for row in rows:
        tell(f"{'baik ' if row.baik else 'perlu'}  {row.perihal}: {row.keadaan}")
        if not row.baik:
            tell(f"       {row.saran}")
    if not all(row.baik for row in rows):
        ctx.exit(1)


def check_libraries() -> Iterator[Hasil]:
    """Give the versions of Python and of each library; DuckDB, which only `zi rekap` needs, may be lacking."""
    from importlib import metadata

    yield Hasil(True, "Python", sys.version.split()[0])
    for name in (*PUSTAKA, "duckdb"):
        try:
            yield Hasil(True, name, metadata.version(name))
        except metadata.PackageNotFoundError:
            if name == "duckdb":
                yield Hasil(True, name, "tidak terpasang; hanya diperlukan untuk zi rekap")
            else:
                yield Hasil(False, name, "tidak terpasang", "Pasang ulang zi_reports.")


def check_templates(folder: Path | None) -> Iterator[Hasil]:
    """Give the faults in the set of templates, or say that there are none; then tell of its fonts."""
    from zi_reports.word import trial
    from zi_reports.word.templates import TEMPLAT, find_template

    faults = trial.check_templates(folder)
    for fault in faults:
        saran = "Perbaiki di Word, atau salin templat baru dengan: zi templat --salin FOLDER"
        yield Hasil(False, "Templat", fault, saran)
    if not faults:
        yield Hasil(True, "Templat", "lengkap")
    yield from check_fonts(find_template(satu, folder) for satu in TEMPLAT)


def check_fonts(templates: Iterable[Path]) -> Iterator[Hasil]:
    """Say for each font that the templates use whether this machine has it."""
    installed = installed_fonts()
    for name in sorted({name for path in templates for name in fonts_used(path)}):
        if installed is None:
            yield Hasil(True, f"Huruf {name}", "tidak dapat diperiksa di komputer ini")
        elif name.casefold() in installed:
            yield Hasil(True, f"Huruf {name}", "terpasang")
        else:
            saran = "Dokumen tetap dapat dibuat; di komputer ini tampil dengan huruf pengganti."
            yield Hasil(False, f"Huruf {name}", "tidak terpasang", saran)


def fonts_used(templat: Path) -> set[str]:
    """Give the fonts that a Word file names in its styles and text; none where it cannot be read."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsmap
    from lxml import etree

    try:
        with zipfile.ZipFile(templat) as archive:
            names = filter(re.compile(r"word/(?!theme).*\.xml").fullmatch, archive.namelist())
            parts = [archive.read(name) for name in names]
    except (OSError, zipfile.BadZipFile):
        return set()
    fonts = etree.XPath("//w:rFonts/@w:ascii | //w:rFonts/@w:hAnsi", namespaces=nsmap)
    used = {str(name) for part in parts for name in fonts(parse_xml(part))}
    return {name for name in used if name.casefold() not in _FONT_BAWAAN}


def installed_fonts() -> set[str] | None:
    """Give the names of the machine's fonts in lower case; None where they cannot be listed."""
    if sys.platform == "win32":
        import winreg

        place = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
        found: set[str] = set()
        for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
            with suppress(OSError), winreg.OpenKey(root, place) as key:
                for index in range(winreg.QueryInfoKey(key)[1]):
                    # Named like `Bookman Old Style Bold (TrueType)`.
                    name = winreg.EnumValue(key, index)[0].split("(")[0]
                    found |= {part.strip().casefold() for part in name.split("&")}
        return found or None
    if sys.platform == "darwin":
        folders = (Path("/System/Library/Fonts"), Path("/Library/Fonts"), Path.home() / "Library" / "Fonts")
        return {path.stem.casefold() for folder in folders for path in folder.rglob("*.?t?")}
    if not shutil.which("fc-list"):
        return None
    import subprocess

    done = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False, timeout=20)  # noqa: S607 - the machine's own program, wherever it keeps it
    return {name.strip().casefold() for line in done.stdout.splitlines() for name in line.split(",")}


def check_output(folder: Path) -> Hasil:
    """Say whether documents can be written into `folder`, or into the nearest folder above it that exists."""
    nearest = next((place for place in (folder, *folder.parents) if place.exists()), folder)
    try:
        with tempfile.TemporaryFile(dir=nearest):
            return Hasil(True, f"Folder {folder}", "dapat ditulis")
    except OSError:
        saran = "Pilih folder lain dengan --keluaran, atau minta izin menulis."
        return Hasil(False, f"Folder {folder}", "tidak dapat ditulis", saran)


def check_workbooks() -> Hasil:
    """Say which workbook `zi laporan` would take, or why it would take none."""
    try:
        return Hasil(True, "Buku kerja", str(perintah.find_workbook(None)))
    except WorkbookError as error:
        return Hasil(False, "Buku kerja", str(error), "Simpan satu buku kerja di folder input.")
