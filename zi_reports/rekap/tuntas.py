"""A run that ended is noted, so that another one over the same files, on the same day, has nothing to do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from zi_reports.rekap.berkas import Isi
from zi_reports.rekap.simpanan import Simpanan, key

RINGKASAN = ""
"""Under this name a note keeps what the run told its user; the other names are those of its documents."""


def run_key(isi: Isi, templat: Path, *parts: str) -> str:
    """Give the key of a run: what it reads, the template, and all else that decides what it writes."""
    listing = [
        [[satu.nama, satu.sidik] for satu in isi.berkas],
        [[satu.nama, satu.sebab] for satu in isi.tidak_dihitung],
        _digest(templat),
    ]
    return key(json.dumps(listing), *parts)


def still_valid(simpanan: Simpanan, kunci: str, keluaran: Path) -> tuple[str, list[Path]] | None:
    """Give what a run with this key told its user, and its documents, if all are still as it wrote them."""
    noted = simpanan.finished(kunci)
    if not noted or RINGKASAN not in noted:
        return None
    documents = {keluaran / nama: sidik for nama, sidik in noted.items() if nama != RINGKASAN}
    if any(_digest(path) != sidik for path, sidik in documents.items()):
        return None
    return noted[RINGKASAN], list(documents)


def note(simpanan: Simpanan, kunci: str, keluaran: Path, documents: Iterable[Path], ringkasan: str) -> None:
    """Note the documents of a run that ended, and what it told its user."""
    written = {path.relative_to(keluaran).as_posix(): _digest(path) for path in documents}
    simpanan.note_finished(kunci, {**written, RINGKASAN: ringkasan})


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
