"""The evidence that a plan names is looked for beside its workbook; what is missing becomes catatan.

Only names inside the workbook's folder are looked for. Links are not followed, and no address outside of the
folder is touched.
"""

from __future__ import annotations

import posixpath
import re
import urllib.parse
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from zi_reports.rencana.bukti import without_sign
from zi_reports.rencana.catatan import note
from zi_reports.rencana.lampiran import Kolom
from zi_reports.rencana.model import BuktiDukung, Catatan, Indikator, Rencana

FOLDER_BUKTI = "bukti"
"""The folder beside the workbook in which evidence is looked for, besides the workbook's own."""

_TAUTAN = re.compile(
    r"(?i)(?:https?|ftps?)://|mailto:|www\.|#|(?:[\w-]+\.)+(?:id|com|org|net|gle|ly|me|io|app)(?:/|$)"
)
_HIDUP = re.compile(r"(?i)(?:https?://|mailto:)")
_SKEMA = re.compile(r"(?i)[a-z][a-z0-9+.-]+:")
_SKEMA_ALAMAT = re.compile(r"(?i)[a-z][a-z0-9+.-]+://\S+$")
_MUTLAK = re.compile(r"(?i)[a-z]:|[\\/~]|file:|[a-z][a-z0-9+.-]+://")
_AKHIRAN = re.compile(
    r"(?i)[^.]\.(?:pdf|docx?|rtf|od[tsp]|xls[xmb]?|csv|pptx?|jpe?g|png|gif|bmp|webp|heic|tiff?|mp[34]|mov|avi"
    r"|mkv|3gp|m4a|wav|zip|rar|7z|txt|html?|xml|json|msg|eml)$"
)


class Whereabouts(Enum):
    """Where a piece of evidence is to be looked for."""

    TIDAK_DICARI = "tidak dicari"
    DI_DALAM = "di dalam"
    DI_LUAR = "di luar"


def check_bukti(rencana: Rencana, folder: Path | None) -> tuple[Catatan, ...]:
    """Look for the evidence of each row in `folder`, if any, and in its `bukti/`; at most one catatan a row."""
    found = (_check_row(satu, folder) for satu in rencana.indikator) if folder else ()
    return tuple(satu for satu in found if satu is not None)


def find_bukti(rencana: Rencana, folder: Path) -> Mapping[BuktiDukung, Path]:
    """Give the evidence that names one file or folder that is there, and where it is."""
    found = {}
    for indikator in rencana.indikator:
        for bukti in indikator.bukti_dukung:
            names = _names(bukti)
            inside = len(names) == 1 and where(names[0]) is Whereabouts.DI_DALAM
            if inside and (path := _find(names[0], folder)):
                found[bukti] = path
    return found


def _check_row(indikator: Indikator, folder: Path) -> Catatan | None:
    names = [name for bukti in indikator.bukti_dukung for name in _names(bukti)]
    missing = [name for name in names if where(name) is Whereabouts.DI_DALAM and not _find(name, folder)]
    outside = [name for name in names if where(name) is Whereabouts.DI_LUAR]
    lokasi = indikator.letak.lokasi(Kolom.BUKTI_DUKUNG)
    if missing:
        which = "Bukti ini" if len(names) == 1 else f"{len(missing)} dari {len(names)} bukti"
        return note("bukti-tidak-ditemukan", lokasi, "; ".join(missing), bukti=which, folder=FOLDER_BUKTI)
    if outside:
        return note("bukti-di-luar-folder", lokasi, "; ".join(outside), folder=FOLDER_BUKTI)
    other = "; ".join(filter(None, map(_address, indikator.bukti_dukung)))
    return note("tautan-jenis-lain", lokasi, other) if other else None


def _address(bukti: BuktiDukung) -> str:
    """Give the address of a piece of evidence that is of a kind no report makes a live link of, else nothing."""
    address, scheme = (bukti.tautan, _SKEMA) if bukti.tautan else (bukti.teks, _SKEMA_ALAMAT)
    return address if scheme.match(address) and not _HIDUP.match(address) else ""


def _names(bukti: BuktiDukung) -> list[str]:
    """Give the names in a piece of evidence: its address, or its words, parted where each part is a name."""
    if bukti.tautan:
        return [urllib.parse.unquote(bukti.tautan)]
    text = bukti.teks.strip().strip("\"'“”").strip()
    for sign in ";,":
        parts = [part.strip() for part in text.split(sign) if part.strip()]
        if len(parts) > 1 and all(map(_AKHIRAN.search, parts)):
            return parts
    return [text]


def where(nama: str) -> Whereabouts:
    """Say where a piece of evidence is to be looked for, from its name alone.

    A name has a known extension or a slash; other words are a description, such as "Notulen rapat".
    """
    plain = without_sign(nama)
    if _TAUTAN.match(plain):
        return Whereabouts.TIDAK_DICARI
    if _MUTLAK.match(plain):
        return Whereabouts.DI_LUAR
    path = plain.replace("\\", "/")
    if not _AKHIRAN.search(path) and not re.search(r"\S/(?=\S)|\S/$", path):
        return Whereabouts.TIDAK_DICARI
    leaves = posixpath.normpath(path).split("/")[0] == ".."
    return Whereabouts.DI_LUAR if leaves else Whereabouts.DI_DALAM


def _find(nama: str, folder: Path) -> Path | None:
    """Find a name in the folder or in its `bukti/`, as it is or without the number in front of it."""
    names = dict.fromkeys(name.replace("\\", "/") for name in (nama, without_sign(nama)))
    try:
        places = [base / name for base in (folder, folder / FOLDER_BUKTI) for name in names]
        return next((place for place in places if place.exists()), None)
    except (OSError, ValueError):
        # A name that no file can have: too long, or with a sign that the system does not take.
        return None
