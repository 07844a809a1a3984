"""Words of column TARGET WAKTU → jatuh tempo and their kind (docs/design.md, TARGET WAKTU).

The words come in one spelling (`ejaan`); the whole must then match a known phrase from its first word to its
last. A word that no phrase has room for makes the whole unreadable: nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

from zi_reports.rencana.bahasa import HARI, akhir_bulan, month_ends, tanggal
from zi_reports.rencana.ejaan import TAK_TAMPAK, join_items, normalise
from zi_reports.rencana.model import TAHUN_DITERIMA, Jenis, TargetWaktu

Dates = tuple[dt.date, ...]

_NAMA_HARI = tuple(nama.lower().replace("minggu", "ahad") for nama in HARI)
_TAHUN_DUA_ANGKA = re.compile(r"'([0-9]{2})\b")
_TAHUN_PENUH = re.compile(r"\b20[0-9]{2}\b")

_KE = r"(?:ke )?K?"
_UJUNG = r"(?:akhir|sepanjang|selama|dalam)"
_TAHUN = r"(?: (?:(?:di|pada|dalam|selama|sepanjang) )?(?:tahun )?(?P<tahun>20[0-9]{2}))?"
_JAM = r"(?: pukul [0-2]?[0-9](?:(?: :)? [0-5][0-9])?(?: wib)?)?"
_BATAS = r"(?:maksimal|paling lambat|selambat lambatnya)"
_PENGANTAR = rf"(?:(?:{_BATAS}|pada|di|evaluasi (?:ke K?|K)[1-5]) )*"
"""Words in front of a date that do not move it."""

_LAMA: Mapping[str, int] = {"bulan": 1, "triwulan": 3, "semester": 6, "tahun": 12}
"""Months in each period."""

_JENIS: Mapping[tuple[int, int], Jenis] = {
    (1, 12): Jenis.BULANAN,
    (3, 4): Jenis.TRIWULANAN,
    (6, 2): Jenis.SEMESTERAN,
}
"""Months from one date to the next, and how many dates → the kind of a series that fills a year."""

_BERULANG = re.compile(
    rf"(?:minimal )?(?P<setiap>(?:setiap|(?:1 kali|sekali)(?: (?:dalam|setiap|/))?) (?:akhir )?)?"
    rf"(?:(?P<kali>[1-9][0-9]?) )?(?P<satuan>{'|'.join(_LAMA)})(?P<sekali> sekali)?{_TAHUN}"
)
_SETIAP_TANGGAL = re.compile(
    rf"(?P<dulu>setiap bulan (?:, )?{_PENGANTAR})?(?P<setiap>setiap )?(?:tanggal|hari ke) "
    r"(?P<hari>0?[1-9]|[12][0-9]|3[01])"
    r"(?: (?:(?P<berikut>(?:(?:setiap|pada|di) )?bulan berikutnya)|(?P<lalu>(?:(?:pada|di) )?setiap bulan)))?"
    rf"{_TAHUN}"
)
_SETIAP_BULAN = re.compile(r"setiap bulan (?:, )?(?P<lalu>.+)|(?P<dulu>.+?)(?: ,)? setiap bulan")
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
_KALI = (
    r"(?P<minimal>minimal )?(?:sekali|(?P<kali>[0-9]{1,2}) (?:kali|laporan|dokumen|kegiatan))"
    r"(?: (?:(?:dalam|setiap|/) )?(?:1 )?tahun)?"
)
_BANYAKNYA = re.compile(_KALI)
_BANYAKNYA_LALU = re.compile(rf"{_KALI} (?:(?P<atau>atau)|,|:|yaitu|yakni) (?:dilakukan )?(?P<lalu>.+)")
_MINGGU_SAJA = re.compile(rf"minggu {_KE}([1-5])(?: (?:-|sd) (?:minggu )?{_KE}([1-5]))?")
_LANJUTAN = re.compile(r"pukul .+|(?:tahun )?20[0-9]{2}")
_RENTANG_BULAN = re.compile(r"(?:mulai|sejak) .+|(?:dari )?M.+ (?:-|sd) M.+")
_KURUNG = re.compile(r"(?P<luar>[^()]*)\( (?P<dalam>[^()]+) \)(?P<lanjut>[^()]*)")

_BUTIR = re.compile(
    rf"(?:(?:(?:(?P<nama>{'|'.join(_NAMA_HARI)}) )?(?:(?:setiap )?tanggal )?(?P<hari>[0-9]{{1,2}}) "
    rf"|minggu (?P<ke>ke K?|K)?(?P<minggu>[1-5]) |(?P<ujung>{_UJUNG}) )?M(?P<bulan>[0-9]{{1,2}})"
    rf"|(?:{_UJUNG} )?(?P<periode>triwulan|semester) {_KE}(?P<urutan>[0-9])"
    rf"|akhir(?: tahun|(?= 20))){_TAHUN}(?(hari){_JAM})"
)
"""One day, week, month, triwulan, semester, or the end of a year."""

_SEBELUM = re.compile(f"sebelum {_BUTIR.pattern}")
_BERURUT = re.compile(rf"(?:{_UJUNG} )?((?:triwulan|semester) )")
_URUTAN_SAJA = re.compile(rf"{_KE}[1-4]{_TAHUN}")
_TANGGAL_BULAN = re.compile(rf"{_PENGANTAR}(?:setiap )?(tanggal [0-9]{{1,2}} )M[0-9]{{1,2}}$")
_BULAN_SAJA = re.compile(rf"M[0-9]{{1,2}}{_TAHUN}")
_TANGGAL_PENUH = re.compile(
    r"(?:(?:pada )?tanggal )?(?P<hari>[0-9]{1,2}) M(?P<bulan>[0-9]{1,2}) (?:tahun )?(?P<tahun>20[0-9]{2}|'[0-9]{2})"
)


def parse_target_waktu(nilai: str | dt.date | dt.datetime | None, tahun: int) -> TargetWaktu:
    """Read a cell of TARGET WAKTU (docs/design.md, TARGET WAKTU).

    Args:
        nilai: What the cell holds: words, an Excel date, or nothing.
        tahun: The plan year, which months and periods without a year belong to.

    Returns:
        The original words, their kind, and the jatuh tempo, ascending, at most one a month.
        What cannot be read wholly is `TIDAK_TERBACA` and has none.
    """
    teks = tanggal(nilai) if isinstance(nilai, dt.date) else (nilai or "").strip()
    if not TAK_TAMPAK.sub("", teks).strip():
        return TargetWaktu(teks, Jenis.KOSONG)
    kata = normalise(teks)
    if _INSIDENTAL.fullmatch(kata):
        return TargetWaktu(teks, Jenis.INSIDENTAL)
    jatuh_tempo = _dates(kata, tahun) or _dates(normalise(join_items(teks)), tahun)
    if not jatuh_tempo or jatuh_tempo[0].year not in TAHUN_DITERIMA:
        return TargetWaktu(teks, Jenis.TIDAK_TERBACA)
    return TargetWaktu(teks, _kind(jatuh_tempo), jatuh_tempo, bool(_TAHUN_DUA_ANGKA.search(kata)))


def parse_tanggal(teks: str, tahun: int | None = None) -> dt.date | None:
    """Read one full date with its year: `31 Oktober 2025`, `31/10/2025` (day first), `2025-10-31`.

    A year of two figures is read only where it is `tahun`, the plan year, or beside it, as in TARGET WAKTU.
    Words that only a target has ("maksimal", "akhir") make it none, for this reads the day on which
    something was done (docs/design.md, The workbook).
    """
    match = _TANGGAL_PENUH.fullmatch(normalise(teks))
    year = full_year(match["tahun"].strip("'"), tahun) if match else None
    with suppress(ValueError):  # no day of the calendar
        return dt.date(year, int(match["bulan"]), int(match["hari"])) if match and year else None
    return None


def full_year(angka: str, tahun: int | None) -> int | None:
    """Give the year of four figures, or of two where it is the plan year or beside it."""
    year = int(angka) if len(angka) > len("25") else 2000 + int(angka)
    return year if year == int(angka) or (tahun and abs(year - tahun) <= 1) else None


def contoh_serupa(teks: str, tahun: int) -> str:
    """Give a phrase of the plan year that can be read, of the kind that unreadable words seem to be of."""
    kata = normalise(teks)
    months = len(re.findall(r"\bM[0-9]", kata))
    kinds = (
        (re.search(r"\bminggu\b(?! \))", kata), f"Minggu ke-2 Januari {tahun}"),
        (re.search(r"\b(?:triwulan|semester)\b", kata), f"Triwulan II {tahun}"),
        (months and re.search(r" (?:-|sd) ", kata), f"1 Mei – 15 Juni {tahun}"),
        (re.search(r"\b[0-9]{1,2} M[0-9]", kata), f"28 Februari {tahun}"),
        (re.search(r"\bsetiap\b|\bbulan (?:sekali|berikutnya)\b", kata), "Setiap Bulan"),
        (months > 1 or re.search(r"\bkali\b", kata), f"Oktober dan Desember {tahun}"),
    )
    return next((example for holds, example in kinds if holds), f"31 Oktober {tahun}")


def _kind(jatuh_tempo: Dates) -> Jenis:
    """Tell the kind from the dates, whatever the words: a series has equal steps on one day of the month.

    Two dates alone are no series, except the ends of two half-years.
    """
    count = len(jatuh_tempo)
    if count == 1:
        return Jenis.SEKALI
    months = [12 * hari.year + hari.month for hari in jatuh_tempo]
    steps = {later - earlier for earlier, later in itertools.pairwise(months)}
    ends = tuple(akhir_bulan(hari.year, hari.month) for hari in jatuh_tempo)
    day = max(hari.day for hari in jatuh_tempo)
    if len(steps) > 1 or tuple(end.replace(day=min(day, end.day)) for end in ends) != jatuh_tempo:
        return Jenis.BEBERAPA
    step = steps.pop()
    jenis = _JENIS.get((step, count))
    if jenis is Jenis.BULANAN or (jenis and months[0] % step == 0 and ends == jatuh_tempo):
        return jenis
    return Jenis.BERKALA if jatuh_tempo[2:] else Jenis.BEBERAPA


def _dates(kata: str, tahun: int) -> Dates:
    """Read normalised words; empty where they cannot be read.

    A year of two figures has to be the plan year or beside it, since "25/12/31" may well begin with its year.
    "Tahun berikutnya" follows the plan year.
    """
    full = _TAHUN_DUA_ANGKA.sub(r"20\1", kata)
    far = any(abs(2000 + int(year) - tahun) > 1 for year in _TAHUN_DUA_ANGKA.findall(kata))
    if far or ("tahun berikutnya" in full and set(_TAHUN_PENUH.findall(full)) - {str(tahun)}):
        return ()
    full = full.replace("tahun berikutnya", f"tahun {tahun + 1}")
    match = _KURUNG.fullmatch(full)
    with suppress(ValueError, OverflowError):  # no such day, or words that nobody can be sure of
        return _with_brackets(match, tahun) if match else _read(full, tahun)
    return ()


def _with_brackets(match: re.Match[str], tahun: int) -> Dates:
    """Read words with a bracket: what stands outside and inside must come to the same dates.

    A year on one side holds for both. Where one side only counts ("2 kali setahun (Mei & November)"), the other
    has the dates, if their number fits. A weekday, a year, or the stretch of "setiap bulan" goes with the outside.
    """
    outside, inside = f"{match['luar'].rstrip(' ,:')}{match['lanjut']}".strip(), match["dalam"]
    years = set(_TAHUN_PENUH.findall(match[0]))
    tahun = int(years.pop()) if len(years) == 1 else tahun
    if inside in {*_NAMA_HARI, "minggu"}:
        return _read(f"{inside.replace('minggu', 'ahad')} {outside}", tahun)
    if _LANJUTAN.fullmatch(inside) or (outside == "setiap bulan" and _RENTANG_BULAN.fullmatch(inside)):
        return _read(f"{outside} {inside}", tahun)
    for count, dates in ((outside, inside), (inside, outside)):
        if kali := _BANYAKNYA.fullmatch(count):
            return _counted(kali, _read(dates, tahun))
        if minggu := _MINGGU_SAJA.fullmatch(count):
            return _weeks(int(minggu[2] or minggu[1]) - int(minggu[1]) + 1, dates, tahun)
    jatuh_tempo = _read(inside, tahun)
    if outside and jatuh_tempo != _read(outside, tahun):
        raise ValueError(match[0])
    return jatuh_tempo


def _counted(kali: re.Match[str], jatuh_tempo: Dates) -> Dates:
    """Give the dates if there are as many as the words say, or more where they say "minimal"."""
    count = int(kali["kali"] or 1)
    if len(jatuh_tempo) == count or (kali["minimal"] and len(jatuh_tempo) > count):
        return jatuh_tempo
    raise ValueError(kali[0])


def _weeks(count: int, kata: str, tahun: int) -> Dates:
    """Give the end of a span of days if it takes as many weeks as the words beside it say."""
    parts = _parts(re.split(" (?:-|sd) ", kata, maxsplit=1), tahun)
    first, last = parts[0][1], parts[-1][2]
    if first > last or (last - first).days // 7 + 1 != count:
        raise ValueError(kata)
    return (last,)


def _read(kata: str, tahun: int) -> Dates:
    """Read words without brackets as the first kind of phrase that they are; ValueError where they are none."""
    plain = re.sub(f"^{_PENGANTAR}", "", kata)
    for pattern, read in (
        (_BERULANG, _each_period),
        (_SETIAP_TANGGAL, _each_day),
        (_SEPANJANG_TAHUN, _whole_year),
        (_BANYAKNYA_LALU, _as_many),
        (_SETIAP_BULAN, _each_month),
        (_SEBELUM, _day_before),
    ):
        match = pattern.fullmatch(plain)
        if match and (jatuh_tempo := read(match, tahun)):
            return jatuh_tempo
    return _named_dates(kata, tahun)


def _each_period(match: re.Match[str], tahun: int) -> Dates:
    """Read "setiap triwulan", "dua bulan sekali", "sekali setahun": the ends of a year's periods."""
    if not (match["setiap"] or match["sekali"] or match[0] in {"triwulan", "semester"}):
        return ()
    year, step = int(match["tahun"] or tahun), int(match["kali"] or 1) * _LAMA[match["satuan"]]
    return () if 12 % step else tuple(month_ends(dt.date(year, 1, 1), dt.date(year, 12, 31), step))


def _each_day(match: re.Match[str], tahun: int) -> Dates:
    """Read "tanggal 5 setiap bulan", "setiap tanggal 10 bulan berikutnya"; a shorter month's last day.

    The latter is 10 February ... 10 January of the next year.
    """
    if not any(match.group("dulu", "setiap", "berikut", "lalu")):
        return ()
    year, first = int(match["tahun"] or tahun), 2 if match["berikut"] else 1
    ends = [akhir_bulan(year, month) for month in range(first, first + 12)]
    return tuple(end.replace(day=min(int(match["hari"]), end.day)) for end in ends)


def _whole_year(match: re.Match[str], tahun: int) -> Dates:
    return (akhir_bulan(int(match["tahun"] or tahun), 12),)


def _as_many(match: re.Match[str], tahun: int) -> Dates:
    """Read "2 kali setahun: Mei dan November", "2 kali setahun atau tiap semester", if the number fits."""
    repeated = _BERULANG.fullmatch(match["lalu"])
    series = _each_period(repeated, tahun) if repeated else ()
    return _counted(match, series if match["atau"] else series or _named_dates(match["lalu"], tahun))


def _each_month(match: re.Match[str], tahun: int) -> Dates:
    """Read "setiap bulan mulai Oktober", "April s.d. Desember setiap bulan": the month ends of a stretch.

    One without an end has to begin in the plan year, and goes on to the end of it.
    """
    stretch = match["lalu"] or match["dulu"]
    words = re.split(" (?:-|sd) ", re.sub("^(?:mulai|sejak|dari) ", "", stretch), maxsplit=1)
    (_, first, end), *until = _parts(words, tahun)
    last = until[0][2] if until else dt.date(tahun, 12, 31)
    open_end = not until and (stretch.startswith("M") or first.year != tahun)
    if open_end or end > last or not all(_BULAN_SAJA.fullmatch(part) for part in words):
        raise ValueError(stretch)
    return tuple(month_ends(first, last))


def _day_before(match: re.Match[str], tahun: int) -> Dates:
    """Read "sebelum 31 Desember"; "sebelum Oktober" may mean the month's first day or its last, and is none."""
    first, _ = _period(match, int(match["tahun"] or tahun))
    return (first - dt.timedelta(1),) if match["hari"] else ()


def _named_dates(kata: str, tahun: int) -> Dates:
    """Read a date, a list of them, or a span, which is due at its end; a span of triwulan is each of them."""
    match re.split(" (?:-|sd) ", re.sub(rf"^({_PENGANTAR})sd ", r"\1", kata)):
        case [listed]:
            parts = re.split(" (?:, dan|,|dan) ", listed)
            return _list(tuple(_inherit(parts, _BULAN_SAJA, _TANGGAL_BULAN)), tahun)
        case [start, end]:
            return _span(re.sub("^(?:dari|mulai) ", "", start), end, tahun)
    raise ValueError(kata)


def _list(parts: Sequence[str], tahun: int) -> Dates:
    """Give the end of each part, in order and at most one a month.

    In "10 Maret dan Juni" nothing tells the day in June, unless it is the month's last in any case; "Oktober
    2025, paling lambat November 2025" is one thing due once, and not clearly when.
    """
    limited = [bool(re.search(_BATAS, part)) for part in parts]
    if any(limited) and not limited[0]:
        raise ValueError(parts)
    listed = _parts(parts, tahun)
    for (before, _, earlier), (after, _, later) in itertools.pairwise(listed):
        day = 0 if before["tahun"] else int(before["hari"] or 0)
        day_untold = day and later.day != day and _BULAN_SAJA.fullmatch(after[0])
        if day_untold or later.replace(day=1) <= earlier.replace(day=1):
            raise ValueError(parts)
    return tuple(last for _, _, last in listed)


def _span(start: str, end: str, tahun: int) -> Dates:
    """Give the end of a stretch of days or months, but the end of each triwulan or semester of a range."""
    (one, first, _), (other, _, last) = _parts((start, end), tahun)
    units = {one["periode"], other["periode"]}
    if first > last or (len(units) > 1 and None not in units):
        raise ValueError(start, end)
    if len(units) == 1 and (unit := units.pop()):
        return tuple(month_ends(first, last, _LAMA[unit]))
    return (last,)


def _parts(parts: Iterable[str], tahun: int) -> list[tuple[re.Match[str], dt.date, dt.date]]:
    """Give each part with its first and last day, in its own year, else the next one written, else the plan year.

    In "Oktober 2025 dan Januari" nothing tells which January, unless 2025 is the plan year. "Triwulan I dan III"
    is two triwulan.
    """
    plain = (re.sub(f"^{_PENGANTAR}", "", part) for part in parts)
    butir = [_BUTIR.fullmatch(part) for part in _inherit(plain, _URUTAN_SAJA, _BERURUT)]
    found = [match for match in butir if match]
    written = [int(match["tahun"] or 0) for match in found]
    named = [year for year in written if year]
    if len(found) < len(butir) or (named and not written[-1] and named[-1] != tahun):
        raise ValueError(butir)
    periods = []
    following = tahun
    for match, year in zip(reversed(found), reversed(written), strict=True):
        following = year or following
        periods.append((match, *_period(match, following)))
    return periods[::-1]


def _inherit(parts: Iterable[str], bare: re.Pattern[str], whole: re.Pattern[str]) -> Iterator[str]:
    """Give a bare part the words that it shares with the whole one before it: "tanggal 10 Maret, Juni"."""
    shared = ""
    for part in parts:
        butir = shared + part if bare.fullmatch(part) else part
        match = whole.match(butir)
        shared = match[1] if match else ""
        yield butir


def _period(butir: re.Match[str], tahun: int) -> tuple[dt.date, dt.date]:
    """Give the first and last day of a part; ValueError where the calendar has no such day or period."""
    if butir["hari"]:
        hari = dt.date(tahun, int(butir["bulan"]), int(butir["hari"]))
        if butir["nama"] not in {None, _NAMA_HARI[hari.weekday()]}:
            raise ValueError(butir[0])
        return hari, hari
    if butir["minggu"]:
        return _week(butir, tahun)
    length, end = 12, 12
    if butir["periode"]:
        length = _LAMA[butir["periode"]]
        end = length * int(butir["urutan"])
    elif butir["bulan"]:
        length, end = 1, int(butir["bulan"])
    return dt.date(tahun, end - length + 1, 1), akhir_bulan(tahun, end)


def _week(butir: re.Match[str], tahun: int) -> tuple[dt.date, dt.date]:
    """Give a week of a month: week n ends on day 7n and a fifth week with the month.

    "Minggu 2 Maret 2025" is none: that day is a Sunday, and so the words may mean the day as well.
    """
    month, week = int(butir["bulan"]), int(butir["minggu"])
    if not butir["ke"] and dt.date(tahun, month, week).weekday() == _NAMA_HARI.index("ahad"):
        raise ValueError(butir[0])
    first, last = dt.date(tahun, month, 1), akhir_bulan(tahun, month)
    return min(first + dt.timedelta(7 * week - 7), last), min(first + dt.timedelta(7 * week - 1), last)
