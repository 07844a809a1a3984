"""Finished documents become files, each whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from zi_reports.model import UserError


class OutputError(UserError):
    """A document that could not be saved."""


def save_all(documents: Mapping[Path, bytes]) -> None:
    """Save each document under its path, making folders as needed.

    All are first written in full beside their targets and only then renamed over them, so that a full disk
    or a missing right leaves what was there before as it was.

    Raises:
        OutputError: a document could not be written; no temporary file stays behind.
    """
    written: dict[Path, Path] = {}
    target = Path()
    try:
        for target, content in documents.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            written[target] = _write_beside(target, content)
        for target, temporary in written.items():
            temporary.replace(target)
    except OSError as error:
        raise OutputError(_sentence(target, error)) from error
    finally:
        for temporary in written.values():
            temporary.unlink(missing_ok=True)


def _write_beside(target: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".zi-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp lets only its owner read; a report is for the office.
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _sentence(target: Path, error: OSError) -> str:
    if isinstance(error, PermissionError):
        return f"{target} tidak dapat ditulis. Tutup berkas itu bila sedang dibuka, lalu ulangi."
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"{target.parent} bukan folder. Pilih folder lain dengan --keluaran."
    return f"{target} tidak dapat ditulis: {error.strerror or error}."


def bundled_template(nama: str) -> Path:
    """Give the path of a template of ours: inside the package once installed, beside it in a checkout."""
    package = Path(__file__).parent
    inside = package / "templates" / nama
    return inside if inside.exists() else package.parent / "templates" / nama
