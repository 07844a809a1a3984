"""A template's file is measured before anything reads it whole, by what it really unpacks to."""

from __future__ import annotations

import codecs
import io
import zipfile
import zlib
from collections import Counter
from pathlib import Path

from zi_reports.word.tags import TemplateError

_BERKAS, _ISI, _BAGIAN = 50_000_000, 60_000_000, 5_000
"""How many bytes a template may have, packed and unpacked, and how many parts; ours have 180 thousand, and 14."""

_ISI_BAGIAN = 20_000_000
"""How many bytes one of its parts may have that begins as XML does."""

_TANDA = {b"<": 100_000, b"=": 200_000, b"{": 20_000}
"""How many tags, attributes and braces its XML may have in all; ours have up to 10, 4 and 1 thousand."""

_CARA = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""How parts are packed; of what is packed otherwise a few bytes may unpack to gigabytes at once."""

_POTONGAN = 1 << 16
_SEBELUM_XML = codecs.BOM_UTF8 + codecs.BOM_UTF16 + codecs.BOM_UTF16_BE + b"\0 \t\r\n"
"""What may stand before the first tag; a picture may have a bracket further on."""

BUKAN_PAKET = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What zipfile raises at a file that it does not take."""


def read_template(path: Path) -> bytes:
    """Give the content of a template's file.

    Raises:
        TemplateError: It cannot be read, is no Word document, or holds more than any template does.
    """
    try:
        if not path.is_file():  # a pipe or device is never opened
            raise FileNotFoundError(path)
        if path.stat().st_size > _BERKAS:
            raise _too_large(path)
        content = path.read_bytes()
        if content.count(b"PK\x01\x02") > _BAGIAN:  # before zipfile reads them all
            raise _too_large(path)
    except OSError as error:
        raise TemplateError(f"Templat {path} tidak dapat dibuka. Periksa letak, nama, dan haknya.") from error
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _measure(path, package)
    except BUKAN_PAKET as error:
        raise not_whole(path.name) from error
    return content


def not_whole(nama: str) -> TemplateError:
    """Give the error of a file that is no whole Word document."""
    return TemplateError(
        f"Templat {nama} bukan berkas Word (.docx) yang utuh. Salin lagi: zi templat --salin FOLDER"
    )


def _too_large(path: Path) -> TemplateError:
    return TemplateError(
        f"Templat {path.name} terlalu besar. Perkecil gambarnya, hapus bagian yang tidak perlu, lalu simpan."
    )


def _measure(path: Path, package: zipfile.ZipFile) -> None:
    """Unpack a package piece by piece and count; what its directory says of sizes may be anything."""
    entries = package.infolist()
    if any(entry.compress_type not in _CARA for entry in entries):
        raise zipfile.BadZipFile
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        raise TemplateError(f"Templat {path.name} memuat makro. Simpan Sebagai .docx, lalu ulangi.")
    size, counted = 0, Counter[bytes]()
    for entry in entries:
        own, xml = 0, False
        with package.open(entry) as part:
            while piece := part.read(_POTONGAN):
                xml = xml or (not own and piece[:200].lstrip(_SEBELUM_XML).startswith(b"<"))
                own, size = own + len(piece), size + len(piece)
                counted.update({sign: piece.count(sign) for sign in _TANDA} if xml else {})
                many = any(counted[sign] > most for sign, most in _TANDA.items())
                if many or size > _ISI or (xml and own > _ISI_BAGIAN):
                    raise _too_large(path)
