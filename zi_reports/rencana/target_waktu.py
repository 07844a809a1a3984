"""Words of column TARGET WAKTU → jatuh tempo, by the rules of DESIGN section 5.

Every word is first given one spelling ("Maks. 31 Nop. 2025" becomes "maksimal 31 M11 2025"); the outcome
must then match a known phrase from its first word to its last. A word that no phrase has room for makes
the whole unreadable: nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from typing import TYPE_CHECKING

from zi_reports.rencana.bahasa import BULAN, BULAN_SINGKAT, akhir_bulan, tanggal
from zi_reports.rencana.model import TAHUN_DITERIMA, Jenis, TargetWaktu

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_EJAAN: Mapping[str, str] = {
    "M1": "january",
    "M2": "pebruari peb febuari pebuari february",
    "M3": "mrt march",
    "M5": "may",
    "M6": "june",
    "M7": "july",
    "M8": "agt agst ags agus aug august",
    "M9": "sept",
    "M10": "oct october",
    "M11": "nopember nop",
    "M12": "dec december",
    "K1": "i pertama kesatu",
    "K2": "ii kedua",
    "K3": "iii ketiga",
    "K4": "iv keempat",
    "K5": "v kelima terakhir",
    "triwulan K1": "twi",
    "triwulan K2": "twii",
    "triwulan K3": "twiii",
    "triwulan K4": "twiv",
    "setiap": "per tiap",
    "setiap bulan": "perbulan perbln bulanan",
    "setiap triwulan": "pertriwulan triwulanan",
    "setiap semester": "persemester semesteran",
    "setiap tahun": "pertahun tahunan",
    "bulan": "bln bulannya",
    "1 bulan": "sebulan",
    "triwulan": "tw triwulannya",
    "semester": "smt sem semesternya",
    "tahun": "thn th ta tahunnya",
    "1 tahun": "setahun",
    "minggu": "pekan",
    "tanggal": "tgl",
    "maksimal": "maks max maksimum selambatnya",
    "insidental": "insidentil incidental",
    "sd": "s.d s/d sampai hingga",
    "dan": "& serta",
    ",": ";",
}
"""The wording that the phrases below use → other spellings of it, besides the months' names in `bahasa`.

M is a month and K an ordinal that is no figure; capitals, because typed words come in small letters.
"Terakhir" is K5 since the fifth week of a month ends with the month, as its last one does.
"""

_KATA: Mapping[str, str] = {ejaan: kata for kata, baris in _EJAAN.items() for ejaan in baris.split()} | {
    ejaan: f"M{nomor}"
    for nomor, (nama, singkat) in enumerate(zip(BULAN, BULAN_SINGKAT, strict=True), 1)
    for ejaan in (nama.lower(), singkat.lower(), f"b{nomor}", f"b{nomor:02}")
}

_TAK_TAMPAK = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_TANDA_HUBUNG = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_KATA_BERHUBUNG = re.compile(r"\b(per|ke|tw|triwulan|semester|selambat|sewaktu) ?- ?")
_TOKEN = re.compile(
    r"""
      (?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])
    | (?P<hari>[0-9]{1,2})[ ]?(?P<pisah>[/.-])[ ]?(?P<bulan>[0-9]{1,2})[ ]?(?P=pisah)[ ]?
      (?P<tahun>[0-9]{4})(?![0-9])
    | s[./ ]{1,3}d(?![a-z])
    | b[ ]?[0-9]{1,2}(?![0-9])
    | [a-z]+ | [0-9]+ | [^ .]
    """,
    re.VERBOSE,
)

_KE = r"(?:ke K?|K)"
_UJUNG = r"(?:akhir|sepanjang|selama|dalam)"
_TAHUN = r"(?: (?:(?:di|pada|dalam|selama|sepanjang) )?(?:tahun )?(?P<tahun>20[0-9]{2}))?"
_PENGANTAR = rf"(?:(?:maksimal|paling lambat|selambat lambatnya|pada|di|evaluasi {_KE}[1-5]) )*"
"""Words in front of a date that do not move it."""

_UNGKAPAN = (
    (re.compile(r"\bsd dengan\b"), "sd"),
    (re.compile(r"\btahun anggaran\b"), "tahun"),
    (re.compile(r"\b(?:(?:pada|di) )?bulan (?=M[0-9])"), ""),
    (re.compile(r"\b([0-9]{1,2}) - (M[0-9]+) - (?=20[0-9]{2}\b)"), r"\1 \2 "),
    (re.compile(r"\b(M[0-9]+) - (?=20[0-9]{2}\b)"), r"\1 "),
    # A span that names its month once: "1 - 15 Oktober", "minggu I - III Maret".
    (re.compile(r"\b([0-9]{1,2}) (-|sd) (?:tanggal )?(?=[0-9]{1,2} (M[0-9]+))"), r"\1 \3 \2 "),
    (re.compile(rf"(minggu {_KE}[1-5]) (-|sd) (?:minggu )?(?={_KE}[1-5] (M[0-9]+))"), r"\1 \3 \2 minggu "),
)
"""Groups of words → the wording that the patterns below know; applied in this order."""

_LAMA: Mapping[str, int] = {
    "bulan": 1,
    "1 bulan": 1,
    "satu bulan": 1,
    "triwulan": 3,
    "3 bulan": 3,
    "tiga bulan": 3,
    "semester": 6,
    "6 bulan": 6,
    "enam bulan": 6,
    "tahun": 12,
    "1 tahun": 12,
}
"""Months in each period."""

_JENIS: Mapping[int, Jenis] = {1: Jenis.BULANAN, 3: Jenis.TRIWULANAN, 6: Jenis.SEMESTERAN, 12: Jenis.SEKALI}
"""Months in a period → the kind of a target that comes with every such period of the plan year."""

_BERULANG = re.compile(
    rf"(?P<setiap>setiap (?:akhir )?)?(?P<satuan>{'|'.join(_LAMA)})(?P<sekali> sekali)?{_TAHUN}"
)
_BULAN_BERIKUTNYA = re.compile(
    rf"(?:setiap bulan (?:, )?{_PENGANTAR})?(?:setiap )?tanggal (?P<hari>0?[1-9]|[12][0-9]|3[01]) "
    r"(?:(?:setiap|pada|di) )?bulan berikut(?:nya)?"
)
_SEPANJANG_TAHUN = re.compile(
    r"(?:(?:sepanjang|selama|dalam) )?(?:tahun )?(?P<tahun>20[0-9]{2})|sepanjang tahun"
)
_INSIDENTAL = re.compile(
    r"(?:setiap|jika|bila|apabila|saat) (?:ada|terdapat) "
    r"(?:kegiatan|kebutuhan|perubahan|permintaan|permohonan|pengaduan|laporan|rapat)"
    r"|(?:jika|bila|apabila|saat) (?:perlu|diperlukan|dibutuhkan)"
    r"|(?:sesuai|menyesuaikan) (?:dengan )?kebutuhan"
    r"|setiap kegiatan|(?:secara )?insidental|sewaktu waktu"
)
_BUTIR = re.compile(
    rf"(?:(?:(?:tanggal )?(?P<hari>[0-9]{{1,2}}) |minggu {_KE}(?P<minggu>[1-5]) |{_UJUNG} )?"
    r"M(?P<bulan>[0-9]{1,2})"
    rf"|(?:{_UJUNG} )?(?P<periode>triwulan|semester) (?:ke )?K?(?P<urutan>[0-9])"
    rf"|akhir(?: tahun|(?= 20))){_TAHUN}"
)
"""One day, week, month, triwulan, semester, or the end of a year."""

_BUTIR_BERURUT = re.compile(rf"(?:{_UJUNG} )?(triwulan|semester) ")
_URUTAN_SAJA = re.compile(rf"(?:ke )?K?[1-4]{_TAHUN}")
_TANGGAL_PENUH = re.compile(
    r"(?:(?:pada )?tanggal )?(?P<hari>[0-9]{1,2}) M(?P<bulan>[0-9]{1,2}) (?:tahun )?(?P<tahun>20[0-9]{2})"
)


def parse_target_waktu(nilai: str | dt.date | dt.datetime | None, tahun: int) -> TargetWaktu:
    """Read a cell of TARGET WAKTU by DESIGN section 5.

    Args:
        nilai: What the cell holds: words, an Excel date, or nothing.
        tahun: The plan year, which months and periods without a year belong to.

    Returns:
        The original words, their kind, and the jatuh tempo, ascending, at most one a month.
        What cannot be read wholly is `TIDAK_TERBACA` and has none.
    """
    if isinstance(nilai, dt.date):
        hari = dt.date(nilai.year, nilai.month, nilai.day)
        return _accept(tanggal(hari), Jenis.SEKALI, (hari,))
    teks = (nilai or "").strip()
    if not _TAK_TAMPAK.sub("", teks).strip():
        return TargetWaktu(teks, Jenis.KOSONG)
    kata = _normalise(teks)
    if _INSIDENTAL.fullmatch(kata):
        return TargetWaktu(teks, Jenis.INSIDENTAL)
    try:
        return _accept(teks, *_read(kata, tahun))
    except (ValueError, OverflowError):
        return TargetWaktu(teks, Jenis.TIDAK_TERBACA)


def parse_tanggal(teks: str) -> dt.date | None:
    """Read one full date with its year: `31 Oktober 2025`, `31/10/2025` (day first), `2025-10-31`.

    Words that only a target has ("maksimal", "akhir") make it none, for this reads the day on which
    something was done (DESIGN section 4, TANGGAL SELESAI and the month columns).
    """
    match = _TANGGAL_PENUH.fullmatch(_normalise(teks))
    if match is None:
        return None
    try:
        return dt.date(int(match["tahun"]), int(match["bulan"]), int(match["hari"]))
    except ValueError:
        return None


def _accept(teks: str, jenis: Jenis, jatuh_tempo: tuple[dt.date, ...]) -> TargetWaktu:
    """Give the target, unless it begins in a year beyond reason, such as an Excel date of 1900."""
    if jatuh_tempo[0].year not in TAHUN_DITERIMA:
        return TargetWaktu(teks, Jenis.TIDAK_TERBACA)
    return TargetWaktu(teks, jenis, jatuh_tempo)


def _normalise(teks: str) -> str:
    """Bring words to one spelling, a blank between them: "Maks. 31  Okt.2025" → "maksimal 31 M10 2025"."""
    plain = _TANDA_HUBUNG.sub("-", _TAK_TAMPAK.sub("", teks)).lower()
    plain = re.sub(r"\btri[ .-]{1,5}(?=wulan)", "tri", " ".join(plain.split()))
    plain = _KATA_BERHUBUNG.sub(r"\1 ", plain)
    kata = " ".join(_spell(token) for token in _TOKEN.finditer(plain)).strip(" ,")
    for pattern, wording in _UNGKAPAN:
        kata = pattern.sub(wording, kata)
    return kata


def _spell(token: re.Match[str]) -> str:
    """Give a token in its one spelling; a date in figures as `02 M10 2025`, whose day is never an ordinal."""
    if token["iso"]:
        year, month, day = token["iso"].split("-")
        return f"{day} M{int(month)} {year}"
    if token["hari"]:
        return f"{token['hari']:0>2} M{int(token['bulan'])} {token['tahun']}"
    word = token[0].replace(" ", "")
    return _KATA.get(word, word)


def _read(kata: str, tahun: int) -> tuple[Jenis, tuple[dt.date, ...]]:
    """Read normalised words as periods, a year or named dates; ValueError where they are none."""
    kata = re.sub(f"^{_PENGANTAR}", "", kata)
    if (match := _BERULANG.fullmatch(kata)) and (match["setiap"] or match["sekali"]):
        step = _LAMA[match["satuan"]]
        year = int(match["tahun"] or tahun)
        return _JENIS[step], tuple(akhir_bulan(year, month) for month in range(step, 13, step))
    if match := _BULAN_BERIKUTNYA.fullmatch(kata):
        return Jenis.BULANAN, tuple(_following_months(int(match["hari"]), tahun))
    if match := _SEPANJANG_TAHUN.fullmatch(kata):
        return Jenis.SEKALI, (akhir_bulan(int(match["tahun"] or tahun), 12),)
    jatuh_tempo = _named_dates(kata, tahun)
    return Jenis.SEKALI if len(jatuh_tempo) == 1 else Jenis.BEBERAPA, jatuh_tempo


def _following_months(hari: int, tahun: int) -> Iterator[dt.date]:
    """Give the day in the month after each month of the plan year, or that month's last day if it is shorter.

    "Setiap tanggal 10 bulan berikutnya" is 10 February ... 10 January of the next year (DESIGN section 5).
    """
    for month in range(1, 13):
        last = akhir_bulan(tahun + month // 12, month % 12 + 1)
        yield last.replace(day=min(hari, last.day))


def _named_dates(kata: str, tahun: int) -> tuple[dt.date, ...]:
    """Read a date, a list of them, or a span, which is due at its end (DESIGN section 5)."""
    match re.split(" (?:-|sd) ", kata.removeprefix("sd ")):
        case [listed]:
            ends = tuple(last for _, last in _periods(re.split(" (?:, dan|,|dan) ", listed), tahun))
            months = [(end.year, end.month) for end in ends]
            if all(earlier < later for earlier, later in itertools.pairwise(months)):
                return ends
        case [start, end]:
            (first, _), (_, last) = _periods((re.sub("^(?:dari|mulai) ", "", start), end), tahun)
            if first <= last:
                return (last,)
    raise ValueError(kata)


def _periods(parts: Iterable[str], tahun: int) -> list[tuple[dt.date, dt.date]]:
    """Give the first and last day of each part, with the unit and the year that the parts share."""
    butir = []
    for part in _with_shared_unit(parts):
        match = _BUTIR.fullmatch(part)
        if match is None:
            raise ValueError(part)
        butir.append(match)
    years = _shared_years([int(match["tahun"] or 0) for match in butir], tahun)
    return [_period(match, year) for match, year in zip(butir, years, strict=True)]


def _with_shared_unit(parts: Iterable[str]) -> Iterator[str]:
    """Drop harmless words in front of each part, and read "triwulan I dan III" as two triwulan."""
    satuan = ""
    for part in parts:
        butir = re.sub(f"^{_PENGANTAR}", "", part)
        if satuan and _URUTAN_SAJA.fullmatch(butir):
            butir = f"{satuan} {butir}"
        match = _BUTIR_BERURUT.match(butir)
        satuan = match[1] if match else ""
        yield butir


def _shared_years(written: Sequence[int], tahun: int) -> list[int]:
    """Give each part its own year, else (0) the next year written, else the plan year.

    In "Oktober 2025 dan Januari" nothing tells which January, unless 2025 is the plan year.
    """
    named = [year for year in written if year]
    if named and not written[-1] and named[-1] != tahun:
        raise ValueError(written)
    years = []
    following = tahun
    for year in reversed(written):
        following = year or following
        years.append(following)
    return years[::-1]


def _period(butir: re.Match[str], tahun: int) -> tuple[dt.date, dt.date]:
    """Give the first and last day of a part; ValueError where the calendar has no such day or period.

    Week n ends on day 7n and a fifth week with the month (DESIGN section 5).
    """
    if butir["hari"]:
        hari = dt.date(tahun, int(butir["bulan"]), int(butir["hari"]))
        return hari, hari
    length, end = 12, 12
    if butir["periode"]:
        length = _LAMA[butir["periode"]]
        end = length * int(butir["urutan"])
    elif butir["bulan"]:
        length, end = 1, int(butir["bulan"])
    first, last = dt.date(tahun, end - length + 1, 1), akhir_bulan(tahun, end)
    if butir["minggu"]:
        week = int(butir["minggu"])
        return min(first + dt.timedelta(7 * week - 7), last), min(first + dt.timedelta(7 * week - 1), last)
    return first, last
