"""Text of a plan becomes the text for another year: only what clearly sets a deadline is moved on."""

from __future__ import annotations

import re
from calendar import isleap
from dataclasses import dataclass
from enum import StrEnum

from zi_reports.rencana.bahasa import BULAN, BULAN_SINGKAT
from zi_reports.rencana.model import Jenis
from zi_reports.rencana.target_waktu import parse_target_waktu


class Alasan(StrEnum):
    """Why a text still names a year, or something else of the old plan."""

    DOKUMEN = "menyebut dokumen atau tahun yang lalu"
    BUKAN_TENGGAT = "menyebut tahun, tetapi bukan tenggat yang jelas; ubah sendiri bila perlu"
    TIDAK_TERBACA = "TARGET WAKTU tidak terbaca sebagai tanggal; periksa tahunnya"
    SATKER = "menyebut satker asal; ubah sendiri bila perlu"
    ORANG = "diteruskan karena satkernya sama; periksa"


@dataclass(frozen=True, slots=True)
class Geseran:
    """A text as it now is, and why years that it names were left, if any were: `pokok` is the first of them."""

    teks: str
    alasan: Alasan | None = None
    pokok: str = ""


_BULAN = "|".join((*BULAN, *BULAN_SINGKAT, "Nopember", "Pebruari", "Agst", "Agt", "Ags", "Sept", "Nop"))
_HARI = (
    rf"(?:(?:\d{{1,2}}\s+)?(?:{_BULAN})\.?\s+(?:tahun\s+)?20\d\d"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]20\d\d|20\d\d-\d\d-\d\d"
    r"|(?:TW|triwulan|semester)\s+(?:ke-?\s?)?(?:[IV]+|\d)\s+(?:tahun\s+)?20\d\d)(?!\d)"
)
_PALING_LAMBAT = (
    r"(?:paling\s+(?:lambat|akhir)|maksimal|maks\.?|selambat(?:-lambat)?nya|batas\s+(?:waktu|akhir)|"
    r"tenggat|jatuh\s+tempo|sebelum)"
)
_SAMPAI = r"(?:s\.?\s?d\.?|s/d|sampai(?:\s+dengan)?|hingga)"
_PENGHUBUNG = rf"(?:,|dan|&|-|–|{_SAMPAI})"
_TENGGAT = re.compile(
    rf"\b(?:{_PALING_LAMBAT}|{_SAMPAI})\s+(?:(?:pada|di|tanggal|tgl\.?|bulan|akhir)\s+)*"
    rf"{_HARI}(?:\s*{_PENGHUBUNG}\s*{_HARI})*"
    rf"|\b{_PALING_LAMBAT}\s+(?:pada\s+)?(?:akhir\s+)?tahun\s+20\d\d(?!\d)"
    rf"|{_HARI}\s*(?:-|–|{_SAMPAI})\s*{_HARI}",
    re.IGNORECASE,
)
"""Words that clearly set a deadline: introduced as one, or a span of dates."""

_DOKUMEN = re.compile(
    r"\b(?:nomor|no\.|keputusan|peraturan|undang-undang|perpres|permenpan\w*|pkpu|surat\s+edaran|instruksi|"
    r"renstra|rencana\s+strategis|road\s?map|rpjmn?d?)(?!\w)[^.,;\n]{0,60}$",
    re.IGNORECASE,
)
"""Words in front of a year that make it part of a document's name."""

_TAHUN = re.compile(r"(?<!\d)20\d\d(?!\d)")


_KABISAT = re.compile(
    r"\b29(?=[\s./-]+(?:[FP]eb\w*|0?2)[\s./-]+(?:tahun\s+)?(20\d\d))",
    re.IGNORECASE,
)


def move_target(teks: str, dari: int, ke: int) -> Geseran:
    """Move a TARGET WAKTU from the plan of one year to that of another; one that cannot be read is left."""
    if parse_target_waktu(teks, dari).jenis is Jenis.TIDAK_TERBACA:
        year = _TAHUN.search(teks)
        return Geseran(teks, Alasan.TIDAK_TERBACA, year[0]) if year else Geseran(teks)
    moved = _TAHUN.sub(lambda match: str(int(match[0]) + ke - dari), teks)
    if parse_target_waktu(moved, ke).jenis is not Jenis.TIDAK_TERBACA:
        return Geseran(moved)
    shorter = _without_leap_day(moved)
    if parse_target_waktu(shorter, ke).jenis is not Jenis.TIDAK_TERBACA:
        return Geseran(shorter)
    return Geseran(teks, Alasan.TIDAK_TERBACA)


def move_deadlines(teks: str, dari: int, ke: int) -> Geseran:
    """Move on the years of those words that clearly set a deadline in the old plan's year or later.

    Every other year is left: it names a document or the past, or nobody can say without knowing the office.
    """
    parts: list[str] = []
    left: list[re.Match[str]] = []
    end = 0
    for match in _TENGGAT.finditer(teks):
        if min(map(int, _TAHUN.findall(match[0]))) < dari or _DOKUMEN.search(teks[: match.start()]):
            continue
        left += _TAHUN.finditer(teks, end, match.start())
        moved = _without_leap_day(_TAHUN.sub(lambda year: str(int(year[0]) + ke - dari), match[0]))
        parts += [teks[end : match.start()], moved]
        end = match.end()
    left += _TAHUN.finditer(teks, end)
    unclear = [year for year in left if int(year[0]) >= dari and not _DOKUMEN.search(teks[: year.start()])]
    moved_text = "".join([*parts, teks[end:]])
    if unclear:
        return Geseran(moved_text, Alasan.BUKAN_TENGGAT, unclear[0][0])
    return Geseran(moved_text, Alasan.DOKUMEN, left[0][0]) if left else Geseran(moved_text)


def _without_leap_day(teks: str) -> str:
    """Write 28 for a 29 February, which has no counterpart in most years."""
    return _KABISAT.sub(lambda day: day[0] if isleap(int(day[1])) else "28", teks)
