"""A folder becomes the list of what may be a satker's workbook, and of the places where one is missing."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from zi_reports.monev.satker import TidakDihitung, path_order
from zi_reports.rekap.read import Berkas
from zi_reports.rencana.model import UserError
from zi_reports.sources.file import AKHIRAN_BUKU

_PINTASAN = ".gsheet"
_HASIL_KITA = re.compile(r"(?:laporan-)?(?:monev|rekap)-zi-20\d\d-\d\d")
"""How the names of this program's own documents begin, in case they lie in the same folder."""


@dataclass(frozen=True, slots=True)
class Isi:
    """What a folder holds, both lists in the order of their paths."""

    folder: Path
    berkas: tuple[Berkas, ...]
    tidak_dihitung: tuple[TidakDihitung, ...]


def scan(folder: Path) -> Isi:
    """Look through `folder` and all below it; lock files (`~$...`) and hidden ones are passed over.

    Raises:
        UserError: there is no such folder.
    """
    if not folder.is_dir():
        raise UserError(f"Folder tidak ditemukan: {folder}. Periksa nama dan letaknya.")
    found: list[Berkas | TidakDihitung] = []
    folders: list[Path] = []
    holding: set[Path] = set()
    ours: set[Path] = set()
    refused: list[OSError] = []
    for name, below, files in os.walk(folder, onerror=refused.append):
        here = Path(name)
        below[:] = sorted(satu for satu in below if not satu.startswith((".", "__")))
        folders += [here / satu for satu in below]
        if any(_HASIL_KITA.match(satu) for satu in files):
            ours.update((here, *here.parents))
        workbooks = [here / satu for satu in files if _may_be_workbook(satu)]
        if workbooks:
            holding.update((here, *here.parents))
        found += [_hash(folder, path) for path in workbooks]
    # A folder all of whose neighbours lack a workbook too is no satker's, but holds evidence or the like.
    of_satker = {satu.parent for satu in folders if satu in holding}
    empty = [satu for satu in folders if satu.parent in of_satker and satu not in holding | ours]
    found += [_closed(_relative(folder, Path(error.filename))) for error in refused]
    found += [_empty(_relative(folder, satu)) for satu in empty]
    found.sort(key=lambda satu: path_order(satu.nama))
    return Isi(
        folder,
        tuple(satu for satu in found if isinstance(satu, Berkas)),
        tuple(satu for satu in found if isinstance(satu, TidakDihitung)),
    )


def _may_be_workbook(name: str) -> bool:
    known = Path(name).suffix.casefold() in AKHIRAN_BUKU | {_PINTASAN}
    return known and not name.startswith(("~$", ".")) and not _HASIL_KITA.match(name)


def _hash(folder: Path, path: Path) -> Berkas | TidakDihitung:
    nama = _relative(folder, path)
    if path.suffix.casefold() == _PINTASAN:
        return TidakDihitung(
            nama, "Pintasan Google Sheets, bukan isinya. Unduh sebagai Microsoft Excel (.xlsx)."
        )
    try:
        with path.open("rb") as file:
            return Berkas(path, nama, hashlib.file_digest(file, "sha256").hexdigest())
    except OSError:
        return _closed(nama)


def _empty(nama: str) -> TidakDihitung:
    return TidakDihitung(f"{nama}/", "Tidak ada buku kerja di folder ini. Simpan buku kerjanya di sini.")


def _closed(nama: str) -> TidakDihitung:
    return TidakDihitung(
        nama, "Tidak boleh dibuka. Tutup berkas itu di Excel dan periksa haknya, lalu ulangi."
    )


def _relative(folder: Path, path: Path) -> str:
    """Give a path within the folder; a name that is no text (as some old shares have) in what can be shown."""
    return os.fsencode(path.relative_to(folder).as_posix()).decode("utf-8", "replace")
