"""The evidence that a plan names is looked for beside its workbook; what is missing becomes catatan.

Only names inside the workbook's folder are looked for. Links are not followed, and no address outside of the
folder is touched.
"""

from __future__ import annotations

import posixpath
import re
import urllib.parse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from zi_reports.rencana.bukti import (
    AKHIRAN,
    DOMAIN,
    KUTIP,
    NAMA_TERPANJANG,
    names_folder,
    split_names,
    without_sign,
    without_tail,
)
from zi_reports.rencana.catatan import note
from zi_reports.rencana.lampiran import Kolom
from zi_reports.rencana.model import BuktiDukung, Catatan, Lokasi, Rencana

FOLDER_BUKTI = "bukti"
"""The folder beside the workbook in which evidence is looked for, besides the workbook's own."""

_TAUTAN = re.compile(rf"(?i)(?:https?|ftps?)://|mailto:|www\.|#|{DOMAIN}(?:/|$)")
_HIDUP = re.compile(r"(?i)(?:https?://|mailto:)")
_SKEMA = re.compile(r"(?i)[a-z][a-z0-9+.-]+:")
_SKEMA_ALAMAT = re.compile(r"(?i)[a-z][a-z0-9+.-]+://\S+$")
_MUTLAK = re.compile(r"(?i)[a-z]:|[\\/~]|file:|[a-z][a-z0-9+.-]+://")


class Whereabouts(Enum):
    """Where a piece of evidence is to be looked for."""

    TIDAK_DICARI = "tidak dicari"
    DI_DALAM = "di dalam"
    BILA_ADA = "bila ada"
    DI_LUAR = "di luar"


def check_bukti(rencana: Rencana, folder: Path) -> tuple[Catatan, ...]:
    """Look for the evidence of each cell in `folder` and in its `bukti/`; at most one catatan a cell."""
    cells: dict[Lokasi, list[BuktiDukung]] = {}
    for indikator in rencana.indikator:
        for bukti in indikator.bukti_dukung:
            lokasi = bukti.lokasi or indikator.letak.lokasi(Kolom.BUKTI_DUKUNG)
            cells.setdefault(lokasi, []).append(bukti)
    return tuple(filter(None, (_check_cell(lokasi, bukti, folder) for lokasi, bukti in cells.items())))


def find_bukti(rencana: Rencana, folder: Path) -> Mapping[BuktiDukung, Path]:
    """Give the evidence that names one file or folder that is there, and where it is."""
    found = {}
    for indikator in rencana.indikator:
        for bukti in indikator.bukti_dukung:
            places = look_for(bukti, folder)
            if len(places) == 1 and (path := places[0].path):
                found[bukti] = path
    return found


@dataclass(frozen=True, slots=True)
class Pencarian:
    """One name in a piece of evidence as it is told, where it is to be looked for, and where it was found."""

    nama: str
    tempat: Whereabouts
    path: Path | None


def look_for(bukti: BuktiDukung, folder: Path) -> tuple[Pencarian, ...]:
    """Look for each file or folder that a piece of evidence names; a file in an indikator's folder is there."""
    if bukti.berkas:
        return (Pencarian(bukti.teks, Whereabouts.DI_DALAM, folder / bukti.berkas),)
    return tuple(
        Pencarian(
            urllib.parse.unquote(name) if name == bukti.tautan else name,
            place := where(name),
            _find(name, folder) if place in {Whereabouts.DI_DALAM, Whereabouts.BILA_ADA} else None,
        )
        for name in _names(bukti)
    )


def _check_cell(lokasi: Lokasi, semua: Sequence[BuktiDukung], folder: Path) -> Catatan | None:
    typed = [bukti for bukti in semua if not bukti.berkas]
    names = [satu for bukti in typed for satu in look_for(bukti, folder)]
    missing = [satu.nama for satu in names if satu.tempat is Whereabouts.DI_DALAM and satu.path is None]
    outside = [satu.nama for satu in names if satu.tempat is Whereabouts.DI_LUAR]
    if missing:
        which = "Bukti ini" if len(names) == 1 else f"{len(missing)} dari {len(names)} bukti"
        return note("bukti-tidak-ditemukan", lokasi, "; ".join(missing), bukti=which, folder=FOLDER_BUKTI)
    if outside:
        return note("bukti-di-luar-folder", lokasi, "; ".join(outside), folder=FOLDER_BUKTI)
    other = "; ".join(filter(None, map(_address, typed)))
    return note("tautan-jenis-lain", lokasi, other) if other else None


def _address(bukti: BuktiDukung) -> str:
    """Give the address of a piece of evidence that is of a kind no report makes a live link of, else nothing."""
    address, scheme = (bukti.tautan, _SKEMA) if bukti.tautan else (bukti.teks, _SKEMA_ALAMAT)
    return address if scheme.match(address) and not _HIDUP.match(address) else ""


def _names(bukti: BuktiDukung) -> list[str]:
    """Give the names in a piece of evidence: its address, or its words, parted where each part is a name."""
    return [bukti.tautan] if bukti.tautan else split_names(bukti.teks)


def where(nama: str) -> Whereabouts:
    """Say where a piece of evidence is to be looked for, from its name alone.

    A file has a known extension, a folder a slash behind it or one of the usual names before one. Other words are
    a description, such as `Notulen rapat` or `SK Nomor 12/2025`, unless there is a folder of that name.
    """
    readings = _readings(nama)
    if any(map(_TAUTAN.match, readings)) or not readings:
        return Whereabouts.TIDAK_DICARI
    paths = [posixpath.normpath(name.replace("\\", "/")) for name in readings]
    if any(map(_MUTLAK.match, readings)) or any(path.split("/")[0] == ".." for path in paths):
        return Whereabouts.DI_LUAR
    named = any(AKHIRAN.search(name) or names_folder(name) for name in readings)
    return Whereabouts.DI_DALAM if named else Whereabouts.BILA_ADA


def _readings(nama: str) -> list[str]:
    """Give the ways to read a name, as it stands first: without sign, tail or label, decoded as addresses are."""
    found = [nama.strip(KUTIP)]
    for change in _BACAAN if len(nama) <= NAMA_TERPANJANG else (without_sign,):
        found += [change(name).strip(KUTIP) for name in found]
    return [name for name in dict.fromkeys(found) if re.search(r"\w", name)]


_BACAAN = (without_sign, without_tail, urllib.parse.unquote, lambda name: name.rpartition(": ")[2])


def _find(nama: str, folder: Path) -> Path | None:
    """Find a name in the folder or in its `bukti/`."""
    names = [name.replace("\\", "/") for name in _readings(nama)]
    try:
        places = [base / name for base in (folder, folder / FOLDER_BUKTI) for name in names]
        return next((place for place in places if place.exists()), None)
    except (OSError, ValueError):
        # A name that no file can have: too long, or with a sign that the system does not take.
        return None
