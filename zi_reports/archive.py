"""A ZIP package that depends on its content alone, never on the clock."""

from __future__ import annotations

import zipfile
from io import BytesIO


def same_bytes(package: BytesIO) -> bytes:
    """Write a package anew with its parts in order and with fixed times."""
    out = BytesIO()
    with zipfile.ZipFile(package) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            target.writestr(new_entry(name), source.read(name))
    return out.getvalue()


def new_entry(nama: str) -> zipfile.ZipInfo:
    """Give the entry of a part as it is on every day and every system."""
    info = zipfile.ZipInfo(nama, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0  # else the system that writes would show in the bytes
    return info
