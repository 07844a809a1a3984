"""A workbook's file: whether it may be opened, or what it is instead; the copies and locks that stand beside it."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from pathlib import Path

from zi_reports.rencana.model import WorkbookError

AKHIRAN_UTUH = frozenset({".xlsx", ".xlsm"})
"""How the names end of workbooks that are read whole."""

AKHIRAN_BUKU = AKHIRAN_UTUH | {".xls", ".xlsb", ".ods"}
"""How the names of workbooks end; of the others the values are read."""

BATAS_BERKAS = 50_000_000
"""Bytes that a workbook may have; a plan with its realisasi has some twenty thousand."""

SIMPAN = "Buka di Excel, lalu Simpan Sebagai .xlsx."
TERLALU_BESAR = (
    "terlalu besar untuk dibaca. Hapus baris dan kolom kosong yang berformat di bawah dan di kanan tabel, "
    "pindahkan lembar lain ke berkas tersendiri, lalu simpan."
)
TERLALU_PANJANG = "memuat teks yang terlalu panjang untuk satu sel. Ringkas atau bagi teks itu, lalu simpan."
TIDAK_BOLEH = "tidak boleh dibuka. Tutup berkas itu{} dan periksa haknya, lalu ulangi."
"""With the program in which it may be open, such as ` di Excel`."""

SANDI = (
    "dilindungi kata sandi. Buka di Excel, hapus kata sandinya pada File > Info > "
    "Proteksi Buku Kerja > Enkripsi dengan Kata Sandi, lalu simpan sebagai .xlsx."
)
RUSAK = (
    "terpotong atau rusak, sehingga tidak dapat dibaca sebagai buku kerja Excel. Salin ulang dari sumbernya, "
    "atau buka di Excel, pilih Perbaiki, lalu Simpan Sebagai .xlsx."
)
_WORD = "adalah dokumen Word. Sebutkan buku kerja .xlsx."


class TooLargeError(Exception):
    """The workbook holds more than any plan does."""


_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KEPALA = 4096  # bytes by which a file is told

_BENTUK_TEKS = {
    r'\{\s*"(?:url|doc_id)"': (
        "adalah pintasan Google Sheets, bukan isinya. Buka di peramban, pilih File > Download > "
        "Microsoft Excel (.xlsx), lalu pakai berkas hasil unduhan."
    ),
    r"(?is)(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body|table|meta)\b": (
        f"berisi halaman web (HTML), bukan buku kerja Excel, apa pun akhiran namanya. {SIMPAN}"
    ),
    r"<": f"berisi XML, bukan buku kerja Excel .xlsx. {SIMPAN}",
    r"\{\\rtf": "adalah dokumen RTF. Sebutkan buku kerja .xlsx.",
}
"""How a text that is not a table begins, and what to say of it; the first that fits counts."""

_ISI_OLE = (("EncryptedPackage", SANDI), ("WordDocument", _WORD))
"""A name that tells what else comes in the container of workbooks of Excel 97."""

_ISI_PAKET = (
    ("word/document.xml", _WORD),
    ("ppt/presentation.xml", "adalah berkas PowerPoint. Sebutkan buku kerja .xlsx."),
    ("meta-inf/manifest.xml", "adalah dokumen OpenDocument, bukan lembar sebar. Sebutkan buku kerja .xlsx."),
)
"""A part that tells what other kind of package a file is, in small letters."""

_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def check_file(path: Path) -> bool:
    """See that `path` is a file that may be a workbook, by what it holds and not by its name.

    Returns:
        Whether it is a package of parts, as .xlsx is, and not a workbook of Excel 97.

    Raises:
        WorkbookError: it is missing, a folder, a lock file, or a file of another kind; says what to do.
        OSError: it cannot be read.
    """
    if not path.exists():
        raise WorkbookError(
            f"Buku kerja tidak ditemukan: {path}. Periksa nama dan letaknya; nama berspasi diapit tanda kutip."
        ) from FileNotFoundError(path)  # it may be back in a moment: a recap then reads it
    reason = _reason_outside(path) or _reason_inside(path)
    if reason:
        raise WorkbookError(f"{path} {reason}")
    with path.open("rb") as file:
        return file.read(len(_ZIP)) == _ZIP


def _reason_outside(path: Path) -> str:
    """Say why a file need not be opened; empty where it may be a workbook."""
    if path.is_dir():
        return "adalah folder. Sebutkan berkas .xlsx di dalamnya."
    if not path.is_file():
        return "bukan berkas biasa. Sebutkan buku kerja .xlsx."
    if path.name.startswith(("~$", ".~lock.")):
        return (
            "adalah berkas kunci yang dibuat selagi buku kerja dibuka, bukan buku kerjanya. "
            "Sebutkan berkas .xlsx yang namanya tanpa awalan itu."
        )
    size = path.stat().st_size
    if size > BATAS_BERKAS:
        return (
            f"terlalu besar ({size // 1_000_000} MB, paling banyak {BATAS_BERKAS // 1_000_000} MB). "
            "Pindahkan gambar dan lembar lain ke berkas tersendiri, lalu simpan."
        )
    return (
        ""
        if size
        else "kosong (0 bita). Mungkin belum selesai disalin atau diunduh; salin ulang dari sumbernya."
    )


def _reason_inside(path: Path) -> str:
    """Say what a file is instead of a workbook; empty where it begins as workbooks do."""
    with path.open("rb") as file:
        content = file.read(_KEPALA)
        if content.startswith(_OLE):
            content += file.read()
    if content.startswith(_ZIP):
        return ""
    if content.startswith(_OLE):
        return next((reason for name, reason in _ISI_OLE if name.encode("utf-16-le") in content), "")
    if content.startswith(b"%PDF"):
        return "adalah PDF. Sebutkan buku kerja .xlsx."
    text = _as_text(content)
    if text is None:
        return RUSAK
    for pattern, reason in _BENTUK_TEKS.items():
        if re.match(pattern, text):
            return reason
    kind = "CSV" if path.suffix.lower() == ".csv" or re.match(r"[^\n]*[;,\t][^\n]*\n", text) else "teks"
    return f"berisi {kind}, bukan buku kerja Excel, apa pun akhiran namanya. {SIMPAN}"


def _as_text(head: bytes) -> str | None:
    """Read the beginning of a file as text; None where it is none."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace").lstrip("\ufeff \r\n\t")
    if b"\x00" in head:
        return None
    text = head.decode("utf-8-sig", "replace").lstrip()
    return text if sum(sign < " " and sign not in "\r\n\t" for sign in text) <= len(text) // 100 else None


def reason_for_package(names: AbstractSet[str], jenis: bytes) -> str:
    """Say what a package that is no .xlsx is; empty where it is another workbook.

    `names` are its parts, in small letters; `jenis` is what its part `mimetype` says, as in those of OpenDocument.
    """
    if "xl/workbook.bin" in names or jenis.startswith(_ODS):
        return ""
    return next(
        (reason for part, reason in _ISI_PAKET if part in names),
        "adalah arsip ZIP, bukan buku kerja Excel. Keluarkan isinya. Sebutkan buku kerja .xlsx.",
    )


_KONFLIK = re.compile(
    r"(?i:[ _-]*[(\[](?![^()\[\]]*kepentingan|[^()\[\]]*of interest)[^()\[\]]*(?:konflik|conflict)[^()\[\]]*[)\]]$"
    r"|[ _.-]+(?:sync-)?conflict(?:-\d{8}[\w.-]*)?$"
    r"|[ _-]+(?:conflict(?:ed)?[ _-]copy|salinan[ _-](?:ber)?konflik)(?![ _-]*kepentingan)[^()\[\]]*$"
    r"| \(\d{1,2}\)$)"
    r"|-(?:DESKTOP|LAPTOP|NOTEBOOK|KOMPUTER|PC|WIN)(?:-|(?=\d))[A-Z0-9-]+$|-[A-Z0-9]{2,}-(?:PC|LAPTOP|NOTEBOOK)$"
)
"""The end that Dropbox, Nextcloud, Syncthing, OneDrive and Google Drive give a copy that they could not merge.

Of OneDrive it is the computer's name. Konflik kepentingan is a subject of the plan.
"""


def conflict_original(path: Path) -> str:
    """Give the name of the workbook that `path` is a sync conflict copy of; empty where it is none.

    Without that workbook beside it nobody can tell, and the name may be meant.
    """
    stem = _KONFLIK.sub("", path.stem)
    plain = path.with_name(stem + path.suffix) if stem else path
    return plain.name if plain != path and plain.exists() else ""


def conflict_copies(path: Path) -> tuple[str, ...]:
    """Give the names of the sync conflict copies that stand beside `path`, if its folder may be looked into."""
    beside = [other for other in path.parent.glob("*") if other.suffix == path.suffix]
    return tuple(
        sorted(other.name for other in beside if _KONFLIK.sub("", other.stem) == path.stem != other.stem)
    )


def lock_file(path: Path) -> tuple[str, str]:
    """Give the lock file beside `path`, and the program that has the workbook open; empty where there is none."""
    for program, name in (("Excel", f"~${path.name}"), ("LibreOffice", f".~lock.{path.name}#")):
        if path.with_name(name).exists():
            return name, program
    return "", ""
