"""Dates, months and numbers as Indonesian offices write them, for sheets, documents and messages alike."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from operator import itemgetter

BULAN = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
"""The months' full names; January has index 0."""

BULAN_SINGKAT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
"""The months' short names, as in the headers of the workbook (there in capitals)."""

KENDALI = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
"""Control characters but tabs and ends of lines, as a pattern's class has them: no text of a plan means them."""

ARAH = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Signs that nobody sees, and that turn the direction of the text after them."""

PINDAH = r"\x0b\x0c\r\x85\u2028\u2029"
"""Ends of lines and pages besides our own."""

HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
"""The days of the week; Monday has index 0."""

TANPA_NILAI = "–"
"""Shown where there is no figure: never 0, never 100."""

HARI_INI = "hari ini"
"""Stands beside, or for, what is due on a per tanggal that is not over."""


def tanggal(hari: dt.date) -> str:
    """Write a day in full: `31 Desember 2025`."""
    return f"{hari.day} {BULAN[hari.month - 1]} {hari.year}"


def per_hari(hari: dt.date, *, berjalan: bool) -> str:
    """Write the day as of which figures stand, and say where it is not over: `31 Oktober 2025 (hari berjalan)`."""
    return tanggal(hari) + (" (hari berjalan)" if berjalan else "")


def hari(satu: dt.date) -> str:
    """Name the day of the week: `Kamis`."""
    return HARI[satu.weekday()]


def bulan_tahun(hari: dt.date) -> str:
    """Write the month of a day: `Desember 2025`."""
    return f"{BULAN[hari.month - 1]} {hari.year}"


def persen(bagian: float | None) -> str:
    """Write a share (a fraction of 1) with at most one decimal: `62,5%`; None becomes a dash.

    A share short of the whole is never rounded up to 100%, nor one above nothing down to 0%.
    """
    return TANPA_NILAI if bagian is None else desimal(_percent(bagian)) + "%"


def _percent(bagian: float) -> Decimal:
    percent = (Decimal(repr(bagian)) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return min(max(percent, Decimal("0.1")), Decimal("99.9")) if 0 < bagian < 1 else percent


def desimal(nilai: Decimal) -> str:
    """Write a number with a decimal comma and without trailing zeros: `62,5`, `100`."""
    text = format(nilai, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def selisih(sekarang: float | None, dahulu: float | None) -> str:
    """Write a change between two shares in percentage points: `+12,5 poin`, `tetap`; a dash without both."""
    if sekarang is None or dahulu is None:
        return TANPA_NILAI
    points = poin(sekarang, dahulu)
    if not points:
        return "tetap"
    return f"{'+' if points > 0 else '−'}{desimal(abs(points))} poin"


def poin(sekarang: float, dahulu: float) -> Decimal:
    """Give the change between two shares in percentage points: the difference of what `persen` writes of them."""
    return _percent(sekarang) - _percent(dahulu)


def gabung_kata(kata: Sequence[str], pisah: str = ", ") -> str:
    """Join words as a sentence lists them: `A`, `A dan B`, `A, B, dan C`; with `; ` where they have commas."""
    if len(kata) <= 2:  # noqa: PLR2004 - two are joined without a comma
        return " dan ".join(kata)
    return f"{pisah.join(kata[:-1])}{pisah}dan {kata[-1]}"


def sebagian(kata: Sequence[str], terbanyak: int) -> list[str]:
    """Give the first of many words, and of the rest how many there are: `3 lainnya`."""
    more = [f"{len(kata) - terbanyak} lainnya"] if kata[terbanyak:] else []
    return [*kata[:terbanyak], *more]


def sebaris(teks: str) -> str:
    """Write a text on one line, with single blanks."""
    return " ".join(teks.split())


def disamakan(teks: str) -> str:
    """Give a text so that another spelling in capitals and blanks is the same."""
    return sebaris(teks.casefold())


def huruf_angka(teks: str) -> str:
    """Keep the letters and figures of a text, in small letters: `Kab. Boyolali` and `KAB.BOYOLALI` are the same."""
    return "".join(re.findall("[a-z0-9]+", teks.casefold()))


def singkat(teks: str, terpanjang: int) -> str:
    """Write a text on one line and no longer than so many letters; `…` stands for what is cut off."""
    line = sebaris(teks)
    return line if len(line) <= terpanjang else f"{line[: terpanjang - 1].rstrip()}…"


def akhir_bulan(tahun: int, bulan: int) -> dt.date:
    """Give the last day of a month; month 13 is the January after the year, month 0 the December before it."""
    year, month = tahun + (bulan - 1) // 12, (bulan - 1) % 12 + 1
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def month_ends(awal: dt.date, akhir: dt.date, langkah: int = 1) -> Iterator[dt.date]:
    """Go through the last days of the periods, each of `langkah` whole months, between two days."""
    last = 12 * (akhir.year - awal.year) + akhir.month
    return (akhir_bulan(awal.year, bulan) for bulan in range(awal.month - 1 + langkah, last + 1, langkah))


def nearest(teks: str, kata: Collection[str], mirip: float) -> str | None:
    """Give the word of `kata` that is most like `teks`, if their likeness (from 0 to 100) is at least `mirip`."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - most workbooks have no slip of the pen that needs it

    close = process.extractOne(teks, kata, scorer=fuzz.ratio, score_cutoff=mirip)
    return close[0] if close else None


def rangkai_bulan(hari: Iterable[dt.date]) -> str:
    """Write the months of days, with runs drawn together: `Jan–Apr, Jun 2025`."""
    years = groupby(sorted({(satu.year, satu.month) for satu in hari}), key=itemgetter(0))
    return ", ".join(f"{_months_of_year([month for _, month in months])} {year}" for year, months in years)


def _months_of_year(months: Sequence[int]) -> str:
    """Write months of one year, in order, with three or more in a row as a span."""
    # Within a run, a month and its place in the list grow alike.
    runs = groupby(enumerate(months), key=lambda placed: placed[1] - placed[0])
    names = [[BULAN_SINGKAT[month - 1] for _, month in run] for _, run in runs]
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in names)  # noqa: PLR2004 - a span needs three


def ribuan(jumlah: int) -> str:
    """Write a count with points between its thousands: `40.848`."""
    return f"{jumlah:,}".replace(",", ".")


def ukuran(byte: int) -> str:
    """Write a size: `512 byte`, `1,5 MB`, `2,0 GB`."""
    for power, unit in ((3, "GB"), (2, "MB"), (1, "KB")):
        if byte >= 1024**power:
            return f"{byte / 1024**power:.1f} {unit}".replace(".", ",")
    return f"{byte} byte"


def json_polos(teks: str) -> str:
    """Write JSON with the same values, but in figures what a terminal would obey, and what nobody sees."""
    return re.sub(f"[{PINDAH}{KENDALI}{ARAH}]", lambda sign: f"\\u{ord(sign[0]):04x}", teks)
