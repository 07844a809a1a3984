"""The words of a TARGET WAKTU, in whatever spelling → the same words in one spelling, a blank between them.

"Maks. 31  Nop.2025" becomes "maksimal 31 M11 2025". What has no other spelling here stays as it is, so that no
word gets lost on the way. M is a month and K an ordinal that is no figure: capitals, because typed words come in
small letters. A year of two figures keeps a sign of its own: "31/12/25" becomes "31 M12 '25".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from zi_reports.rencana.bahasa import BULAN, BULAN_SINGKAT, sebaris

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
    "1": "satu",
    "2": "dua",
    "3": "tiga",
    "4": "empat",
    "5": "lima",
    "6": "enam",
    "10": "sepuluh",
    "triwulan K1": "twi",
    "triwulan K2": "twii",
    "triwulan K3": "twiii",
    "triwulan K4": "twiv",
    "setiap": "per tiap",
    "setiap bulan": "perbulan perbln bulanan",
    "setiap triwulan": "pertriwulan triwulanan kuartalan kwartalan",
    "setiap semester": "persemester semesteran",
    "setiap tahun": "pertahun tahunan",
    "bulan": "bln bulannya",
    "1 bulan": "sebulan",
    "triwulan": "tw triwulannya kuartal kwartal",
    "semester": "smt sem semesternya",
    "tahun": "thn th ta tahunnya",
    "1 tahun": "setahun",
    "minggu": "pekan",
    "tanggal": "tgl",
    "berikutnya": "berikut",
    "kali": "x",
    "minimal": "min minimum",
    "maksimal": "maks max maksimum selambatnya",
    "insidental": "insidentil incidental",
    "pukul": "jam",
    "wib": "wita wit",
    "sd": "s.d s/d sampai hingga",
    "dan": "& serta",
    ",": ";",
}
"""The wording that the phrases use → other spellings of it, besides the months' names in `bahasa`.

"Terakhir" is K5 since the fifth week of a month ends with the month, as its last one does.
"""

_KATA: Mapping[str, str] = {ejaan: kata for kata, baris in _EJAAN.items() for ejaan in baris.split()} | {
    ejaan: f"M{nomor}"
    for nomor, (nama, singkat) in enumerate(zip(BULAN, BULAN_SINGKAT, strict=True), 1)
    for ejaan in (nama.lower(), singkat.lower(), f"b{nomor}", f"b{nomor:02}")
}
_NAMA_BULAN = {ejaan for ejaan, kata in _KATA.items() if kata[0] == "M" and ejaan.isalpha()}
_SEBUAH_BULAN = "|".join(sorted(_NAMA_BULAN))

TAK_TAMPAK = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Signs that nobody sees."""

_TANDA_HUBUNG = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_PENGGALAN = re.compile(r"(?<![a-z])([a-z]{1,8})-[ \t]*[\r\n\v]\s*([a-z]{1,8})(?![a-z])")
_KATA_BERHUBUNG = re.compile(r"\b(per|ke|tw|triwulan|semester|selambat|sewaktu) ?- ?")
_TOKEN = re.compile(
    rf"""
      (?P<tanggal>
        [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?![0-9])
      | (?<![0-9])(?<![0-9][ ])(?<![0-9]\.[ ])20[0-9]{{2}}-[0-9]{{2}}(?![0-9]|-[0-9])
      | [0-9]{{1,2}}[ ]?(?P<pisah>[/.-])[ ]?[0-9]{{1,2}}[ ]?(?P=pisah)[ ]?[0-9]{{4}}(?![0-9])
      | [0-9]{{1,2}}(?P<tanda>[/.-])[0-9]{{1,2}}(?P=tanda)[0-9]{{2}}(?![0-9])
      | (?<![0-9])(?<![0-9][ ])(?<![0-9]\.[ ])[0-9]{{1,2}}[ ]?/[ ]?20[0-9]{{2}}(?![0-9])
      | (?:[0-9]{{1,2}}-)?(?:{_SEBUAH_BULAN})-[0-9]{{2}}
        (?![0-9]|[ ]?[/.-][0-9]|[ .]*(?:bu?la?n[ .]+)?(?:{_SEBUAH_BULAN}))  # "1 Mei-15 Juni" is a span
      )
    | s[./ ]{{1,3}}d(?![a-z])
    | b[ ]?[0-9]{{1,2}}(?![0-9])
    | [a-z]+ | [0-9]+ | [^ .]
    """,
    re.VERBOSE,
)

_UNGKAPAN = (
    (r"\bsd dengan\b", "sd"),
    (r"\btahun anggaran\b", "tahun"),
    (r"\b([0-9]{1,2}) \( \1 \)", r"\1"),
    (r"\b(?:bulan )?[mn] \+ 1\b", "bulan berikutnya"),
    (r"\bbulan berikutnya \( bulan berikutnya \)", "bulan berikutnya"),
    (r"(?<!setiap )\b(?:(?:pada|di) )?bulan (?=M[0-9])", ""),
    # At most once a year is no limit in time.
    (r"\bmaksimal (?=[0-9]+ kali\b|sekali\b)", "paling banyak "),
    # Years: "31-Okt-2025", "Oktober - 2025", "Triwulan III - 2025", "Okt '25".
    (r"\b([0-9]{1,2}) - (M[0-9]+) - (?=20[0-9]{2}\b)", r"\1 \2 "),
    (r"\b(M[0-9]+|(?:triwulan|semester) (?:ke )?K?[1-4]) [-/] (?=20[0-9]{2}\b)", r"\1 "),
    (r"\b(M[0-9]+) ' (?=[0-9]{2}\b)", r"\1 '"),
    # "Minggu" is a week and a Sunday; the Sunday that can be told apart is called "ahad".
    (r"\bm (?:- )?(?:ke )?K?([1-5]) (?=M[0-9])", r"minggu K\1 "),
    (r"\bhari minggu\b|\bminggu(?= (?:, )?tanggal\b| , [0-9]+ M[0-9])", "ahad"),
    (r"\bminggu(?= (?:[6-9]|0[1-9]|[1-3][0-9]) M[0-9])", "ahad"),
    (r"\b(?:hari )?(senin|selasa|rabu|kamis|jumat|sabtu|ahad) (?:, )?(?=[0-9t])", r"\1 "),
    # A clock time, with "pukul" in front or the zone behind.
    (r" , (?=pukul\b)", " "),
    (r"\b(20[0-9]{2}) (?:, )?(?=[0-2]?[0-9] (?:: )?[0-5][0-9] wib\b)", r"\1 pukul "),
    # A span that names its month once: "minggu I - III Maret", "1 - 15 Oktober".
    (
        r"\bminggu (?:ke )?K?([1-5]) (-|sd) (?:minggu )?(?:ke )?K?([1-5]) (?=(M[0-9]+))",
        r"minggu K\1 \4 \2 minggu K\3 ",
    ),
    (r"(?<!minggu )(?<!ke )\b([0-9]{1,2}) (-|sd) (?:tanggal )?(?=[0-9]{1,2} (M[0-9]+))", r"\1 \3 \2 "),
)
"""Groups of words → the wording that the phrases know; applied in this order."""

_PENANDA = re.compile(
    r"^[ \t]*(?:([-*•·▪●○‣➢✓\u2010-\u2015\u2212])|\(?([1-9a-hA-H])(?:[.)][ \t]+|\)))[ \t]*", re.MULTILINE
)


@functools.lru_cache(maxsize=1_024)
def normalise(teks: str) -> str:
    """Bring words to one spelling: `Maks. 31  Okt.2025` → `maksimal 31 M10 2025`."""
    plain = _TANDA_HUBUNG.sub("-", TAK_TAMPAK.sub("", teks)).lower()
    plain = _PENGGALAN.sub(_join_month, plain)
    plain = re.sub(r"\btri[ .-]{1,5}(?=wulan)", "tri", sebaris(plain))
    plain = re.sub("\\bjum ?['\u2019`] ?(?=at\\b)", "jum", plain).replace("\u2019", "'")
    plain = _KATA_BERHUBUNG.sub(r"\1 ", plain)
    kata = " ".join(_spell(token) for token in _TOKEN.finditer(plain)).strip(" ,")
    for pattern, wording in _UNGKAPAN:
        kata = re.sub(pattern, wording, kata)
    return kata


def join_items(teks: str) -> str:
    """Write a list with bullets or numbers, an item a line, in one line with commas; blank where it is none."""
    teks = teks.replace("\r", "\n").strip()
    marks = [match[1] or match[2].lower() for match in _PENANDA.finditer(teks)]
    signs = len(set(marks)) == 1 and not marks[0].isalnum()
    numbers = any(run.startswith("".join(marks)) for run in ("123456789", "abcdefgh"))
    if not marks[1:] or not (signs or numbers):
        return ""
    before, *items = _PENANDA.sub("\0", teks).split("\0")
    return "" if before else ", ".join(item.rstrip(" \t\n,;").removesuffix(" dan") for item in items)


def _join_month(match: re.Match[str]) -> str:
    """Join the halves of a word that a line's end cut, if they make a month's name: "Okto-", "ber"."""
    word = match[1] + match[2]
    return word if word in _NAMA_BULAN else match[0]


def _spell(token: re.Match[str]) -> str:
    """Give a token in its one spelling; a date in figures as `02 M10 2025`, whose day is never an ordinal."""
    word = token[0].replace(" ", "")
    if not token["tanggal"]:
        return _KATA.get(word, word)
    parts = re.split("[/.-]", word)
    *days, month, year = reversed(parts) if word[:4].isdigit() else parts
    if month.isdigit():
        days, month = [day.zfill(2) for day in days], f"M{int(month)}"
    return " ".join([*days, _KATA.get(month, month), year if year[2:] else f"'{year}"])
