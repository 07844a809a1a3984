"""A word as people type it under STATUS becomes the Status that it safely means."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from zi_reports.rencana.bahasa import nearest
from zi_reports.rencana.model import Status

_FRASA: Mapping[Status, str] = {
    Status.SELESAI: (
        "selesai, sudah selesai, sdh selesai, udah selesai, telah selesai, tlh selesai, selesai semua, "
        "selesai 100, 100, seleasi, selesei, sudah, sdh, done, finish, finished, complete, completed, tuntas, "
        "sudah tuntas, rampung, terlaksana, sudah terlaksana, sdh terlaksana, telah terlaksana, ✓, ✔, ☑, ✅, √"
    ),
    Status.PROSES: (
        "proses, porses, on progress, on progres, onprogress, on proses, in progress, progress, progres, "
        "dalam proses, masih proses, masih dalam proses, sedang proses, sedang diproses, diproses, berproses, "
        "sedang berjalan, berjalan, masih berjalan, sedang dikerjakan, ongoing, on going, wip"
    ),
    Status.BELUM: (
        "belum, blm, belom, blum, belum selesai, blm selesai, belum terlaksana, blm terlaksana, "
        "belum dilaksanakan, blm dilaksanakan, belum dikerjakan, belum mulai, blm mulai, belum dimulai, belum ada, "
        "blm ada, not yet, not started, todo, to do"
    ),
    Status.TIDAK_BERLAKU: (
        "tidak berlaku, tdk berlaku, tak berlaku, tb, t b, n a, na, tidak relevan, tdk relevan, not applicable"
    ),
}
_STATUS: Mapping[str, Status] = {
    frasa.strip(): status for status, semua in _FRASA.items() for frasa in semua.split(",")
}
# Of words that are equally like, the first is taken: `selesai` before its own slip `seleasi`.
_KALIMAT = sorted(_STATUS, reverse=True)
_KATA = sorted({kata for frasa in _STATUS for kata in frasa.split()}, reverse=True)
_TANDA = "✓✔☑✅√"
_PROSES_PERSEN = re.compile(r"proses [1-9]?[0-9]")
_SEBAGIAN = re.compile(r"\bsebagian\b|\b[1-9]?[0-9]\b")
_HAMPIR_SAMA = 86
"""How like, of 100, a word must be to a known one; `seleksi`, a word of its own, is just short of `selesai`."""
_MIRIP = 60
"""How like words must be to a known phrase to be asked about."""
_PANJANG_TERKECIL = 5


@functools.cache
def status_meant(teks: str) -> Status | None:
    """Give the Status that words safely mean: a slip of the pen, an abbreviation, a known other word.

    None where the words say more or other than that, such as `selesai sebagian` or `selesai?`.
    """
    if "?" in teks:
        return None
    frasa = _clean(teks)
    if not frasa:
        return Status.BELUM if re.fullmatch(r"\s*[-–—]+\s*", teks) else None
    if len(frasa) > 1 and frasa[-1] in _TANDA:
        frasa = frasa.rstrip(_TANDA + " ")
    known = _STATUS.get(frasa)
    if known is None and _PROSES_PERSEN.fullmatch(frasa):
        known = Status.PROSES
    return known or _STATUS.get(" ".join(_nearest(kata) for kata in frasa.split()))


def status_suggested(teks: str) -> Status | None:
    """Give the Status to ask about where none is safely meant."""
    frasa = _clean(teks)
    if _SEBAGIAN.search(frasa):
        return Status.PROSES
    if close := nearest(frasa, _KALIMAT, _MIRIP):
        return _STATUS[close]
    first = [kata for kata in frasa.split() if kata in _STATUS]
    return _STATUS[first[0]] if first else None


def _clean(teks: str) -> str:
    """Keep small letters, figures and ticks, with a blank for anything between them."""
    return re.sub(rf"[^a-z0-9{_TANDA}]+", " ", teks.casefold()).strip()


def _nearest(kata: str) -> str:
    """Give the known word that a word is a slip of, or the word itself."""
    if kata in _KATA or len(kata) < _PANJANG_TERKECIL or not kata.isalpha():
        return kata
    return nearest(kata, _KATA, _HAMPIR_SAMA) or kata
