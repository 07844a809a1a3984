"""Names of files and folders, made of what a plan says: every system takes them."""

from __future__ import annotations

import re
import unicodedata

from zi_reports.rencana.bahasa import sebaris

_TERLARANG = frozenset('<>:"/\\|?*')
_PERANGKAT = re.compile(r"(?i)con|prn|aux|nul|(?:com|lpt)[0-9\u00b9\u00b2\u00b3]")
"""Names that Windows keeps for devices, whatever their ending."""


def name_part(teks: str, panjang: int) -> str:
    """Give the beginning of a text as any system takes it within a name: of `panjang` characters at most."""
    normal = unicodedata.normalize("NFC", teks)
    plain = "".join(sign if sign.isprintable() and sign not in _TERLARANG else " " for sign in normal)
    return sebaris(plain)[:panjang].strip(" .")


def is_device(nama: str) -> bool:
    """Say whether Windows takes a name for that of a device."""
    return _PERANGKAT.fullmatch(nama.partition(".")[0].strip()) is not None


def safe_name(teks: str, panjang: int = 60) -> str:
    """Make of a text the whole name of a file or folder, without its ending; `_` where nothing is left."""
    name = name_part(teks, panjang)
    return f"{name}_" if not name or is_device(name) else name
