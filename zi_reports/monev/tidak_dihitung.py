"""What of many workbooks gives no figures, and the order in which they are told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TidakDihitung:
    """A file or folder that gives no figures, and why, as one sentence."""

    nama: str
    sebab: str


def path_order(nama: str) -> tuple[str, str]:
    """Sort paths as people do: capitals beside small letters."""
    return nama.casefold(), nama
