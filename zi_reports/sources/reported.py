"""The realisasi cells of a row become what it reports on each kewajiban, and what of them cannot be used."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from zi_reports.rencana.bahasa import bulan_tahun, nearest, persen
from zi_reports.rencana.bukti import read_pieces
from zi_reports.rencana.catatan import maksudnya
from zi_reports.rencana.lampiran import (
    SINONIM_KOLOM,
    TANDA_SELESAI,
    TANDA_TIDAK_BERLAKU,
    Kolom,
    header_bulan,
)
from zi_reports.rencana.model import BuktiDukung, Catatan, Realisasi, Status, TargetWaktu
from zi_reports.rencana.target_waktu import parse_tanggal
from zi_reports.sources.grid import normal
from zi_reports.sources.row import Row

_STATUS = {normal(status): status for status in Status}

_FRASA: Mapping[Status, str] = {
    Status.SELESAI: (
        "selesai, seleasi, selesei, selesai 100, selesai dilaksanakan, selesai dikerjakan, sudah, sdh, tuntas, "
        "rampung, beres, lengkap, terlaksana, terpenuhi, tercapai, terealisasi, terselesaikan, sudah "
        "dilaksanakan, sudah dilakukan, sudah dikerjakan, sudah diselesaikan, ya, y, yes, ok, oke, okay, v, "
        "true, done, finish, finished, complete, completed, closed, achieved, ✓, ✔, ☑, ☒, ✅, √"
    ),
    Status.PROSES: (
        "proses, porses, process, proces, on progress, on progres, onprogress, on proses, on process, in "
        "progress, in process, progress, progres, diproses, berproses, berjalan, berlangsung, dikerjakan, "
        "sedang dilaksanakan, sedang dilakukan, dalam pelaksanaan, dalam pengerjaan, ongoing, on going, wip"
    ),
    Status.BELUM: (
        "belum, blm, belom, blum, belum mulai, belum dimulai, belum ada, belum dilaksanakan, belum dilakukan, "
        "belum diselesaikan, ditunda, tertunda, pending, on hold, kosong, false, ☐, □, not yet, not started, "
        "not done, not finished, not completed, not complete, unfinished, incomplete, uncompleted, undone, "
        "todo, to do"
    ),
    Status.TIDAK_BERLAKU: (
        "tidak berlaku, tdk berlaku, tak berlaku, tb, t b, n a, na, tidak relevan, tdk relevan, not applicable"
    ),
}
_STATUS_FRASA: Mapping[str, Status] = {
    frasa.strip(): status for status, semua in _FRASA.items() for frasa in semua.split(",")
}
_SUDAH = frozenset({"sudah", "sdh", "udah", "udh", "telah", "tlh"})
_BELUM = frozenset({"belum", "blm", "belom", "blum"})
_SEDANG = frozenset({"masih", "sedang", "dalam"})
_SEMUA = frozenset({"semua", "semuanya", "seluruhnya"})
_UKURAN = frozenset({"baru", "capaian", "progres", "progress", "realisasi"})
"""What stands beside a percentage and says no more than it."""

_BAGIAN = {status: set(semua.replace(",", "").split()) for status, semua in _FRASA.items()}
# Of words that are equally like, the first is taken: `selesai` before its own slip `seleasi`.
_KATA = sorted(set().union(_SUDAH, _SEDANG, _SEMUA, _UKURAN, *_BAGIAN.values()), reverse=True)
_CENTANG, _KOTAK, _SILANG = "✓✔☑☒✅√", "☐□", frozenset("?✗✘✖❌\u00d7")
_PERSEN = re.compile(r"(\d{1,3}(?:[.,]\d+)?) ?(?:%|persen\b)")
_ANGKA = re.compile(r"\d{1,3}(?:[.,]\d+)?")
_PROSES_ANGKA = re.compile(r"proses [1-9]?[0-9]")
_BERTANGGAL = re.compile(
    r"(?P<frasa>.+?)(?: (?:pada|di|per|tgl|tanggal|bulan|bln))* "
    r"(?:20\d\d \d\d? \d\d?|\d\d? \d\d? (?:20)?\d\d|(?:\d\d? )?(?P<bulan>[a-z]{3,9})(?: (?:20)?\d\d)?)"
)
"""A phrase with a day or a month behind it."""

_SEBAGIAN = re.compile(r"sebagian|separuh|setengah|hampir|kecuali|persen|\d dari \d")
_PENYANGKAL = re.compile(
    r"\d|tidak|tdk|belum|blm|belom|blum|batal|gagal|tunda|tangguh|nunggu|lambat|undur|jadwal|sesuai|periksa|perbaik|"
    r"revisi|finalisasi|lengkapi|\bselesaikan|\b(?:tak|bukan|tanpa|urung|akan|mau|nanti|segera|rencana|target|"
    r"harus|perlu|kurang|tinggal|sisa|jika|bila|kalau|gak?|ngg?ak?|no|not|non|pending|hold|ulang)\b"
)
"""What denies, delays, counts, or only plans or judges: beside it nobody is asked whether Selesai is meant."""

_TIDAK_BELUM = ("tidak", *_BELUM)
"""Such words with a slip of the pen count as well."""

_KALIMAT = sorted(
    (
        frasa
        for frasa, status in _STATUS_FRASA.items()
        if status is not Status.BELUM and not _PENYANGKAL.search(frasa)
    ),
    reverse=True,
)
_HAMPIR_SAMA = 86
"""How like, of 100, a word must be to a known one; `seleksi`, a word of its own, is just short of `selesai`."""
_MIRIP = 60
"""How like words must be to a known phrase to be asked about."""
_MIRIP_TIDAK = 75
"""How like they must be to a word of denial."""
_PANJANG_TERKECIL, _KATA_TERBANYAK = 5, 8
"""Letters of a word in which a slip of the pen is looked for, and words of a phrase that is looked up."""
_PERSEN_TERKECIL, _PENUH = 10, 100
"""A figure alone from which on it is per cent (a 5 may count anything), and the whole."""

_TANPA_KATA = re.compile(r"[-–—−_.,:;…()][-–—−_.,:;…()\s]*")
_NIHIL = r"nihil|nil|nol|null|none|kosong|n a|na|0|false|☐|□|aman(?: terkendali)?"
_LANCAR = r"(?:berjalan )?(?:dengan )?lancar|berjalan (?:dengan )?baik|terkendali"
_KHAS: Mapping[str, str] = {
    Kolom.KENDALA: _LANCAR,
    Kolom.TINDAK_LANJUT: _LANCAR,
    Kolom.BUKTI_DUKUNG: "menyusul|(?:tidak|tdk|belum|blm) (?:tersedia|diunggah|diupload|upload)",
}
"""What says nothing in one column alone."""

_TIDAK = r"(?:tidak|tdk|tak|tiada|belum|blm|gak?|ngg?ak|tanpa|nihil)"
_ADA = r" (?:ada|adanya|terdapat|ditemukan|ditemui|menemui|memiliki|mengalami)"
_APA = "kendala, hambatan, masalah, permasalahan, halangan, kesulitan"
_APA_BUKTI = "bukti, dokumen, berkas, file"
_SAAT_INI = r"(?:(?:sampai|hingga|untuk|s d|sd) )?(?:dengan )?(?:saat|selama|sejauh) ini|sementara(?: ini)?"
_SEKADAR = (
    r"(?: (?:apapun|apa pun|khusus|(?:yang |yg )?(?:berarti|signifikan)|sama sekali))?"
    r"(?: dalam pelaksanaan(?:nya)?)?"
)
_TERPANJANG = 80
"""Letters of words that say nothing, at most."""


@functools.cache
def _says_nothing(header: str) -> re.Pattern[str]:
    """Give the words that say nothing in a column: that there is none of what it asks for."""
    column = next((kolom for kolom in Kolom if kolom == header), None)
    names = f"{_APA}, {header}, {SINONIM_KOLOM.get(column, '')}" if column else _APA
    names += f", {_APA_BUKTI}" if column is Kolom.BUKTI_DUKUNG else ""
    what = "|".join(re.escape(normal(nama)) for nama in names.split(",") if nama.strip())
    several = f"(?: (?:dan |atau |maupun )?(?:{what}))"
    there = f"(?:{_ADA})?{several}*" if column else f"(?:{_ADA}{several}*|{several}+)"
    own = f"|{_KHAS[header]}" if header in _KHAS else ""
    phrase = f"(?:{_NIHIL}{own}|{_TIDAK}{there}){_SEKADAR}"
    return re.compile(
        f"(?:(?:\\d )?(?:(?:{_SAAT_INI}) )?(?:(?:{what}) )?{phrase}(?: (?:{_SAAT_INI}))?(?: dan)?(?: |$)){{1,4}}"
    )


@functools.lru_cache(maxsize=4096)
def says_nothing(teks: str, header: str) -> bool:
    """Say whether words below a header say no more than a blank: `-`, `nihil`, `tidak ada kendala`.

    In STATUS and TANGGAL SELESAI no words do, and `#N/A` says that something went wrong.
    """
    dated = header in {Kolom.STATUS, Kolom.TANGGAL_SELESAI}
    if not teks or len(teks) > _TERPANJANG or dated or teks.startswith("#"):
        return not teks
    return bool(_TANPA_KATA.fullmatch(teks) or _says_nothing(header).fullmatch(_clean(teks)))


def said(row: Row, header: str) -> str:
    """Give the cell's text; empty where it says nothing, or holds nothing that can be used."""
    text = _word(row, header)
    return "" if says_nothing(text, header) else text


def _word(row: Row, header: str) -> str:
    """Give the cell's text, and the figure of a 1 or a 0 that is shown as a day because of the cell's format."""
    value = row.nilai.get(header)
    if isinstance(value, dt.date):
        days = (value.date() if isinstance(value, dt.datetime) else value) - row.hari_nol
        if dt.timedelta() <= days <= dt.timedelta(2):  # Excel counts the 29 February 1900 that never was
            return str(min(days.days, 1))
    return "0" if value == dt.time() else row.usable(header)


def read_status(row: Row) -> tuple[Status | None, tuple[Catatan, ...]]:
    """Read column STATUS; None where it is blank or says nothing certain (then with a catatan)."""
    text, value = _word(row, Kolom.STATUS), row.nilai.get(Kolom.STATUS)
    if isinstance(value, bool):
        return Status.SELESAI if value else Status.BELUM, ()
    if not text or normal(text) in _STATUS:
        return _STATUS.get(normal(text)), ()
    isi = persen(value) if isinstance(value, float) and 0 < value < 1 else text
    meant = status_meant(text)
    if meant is None:
        asked = maksudnya(_suggested(text))
        return None, (row.note_typed("status-tidak-dikenal", Kolom.STATUS, isi, maksud=asked),)
    dated = _without_date(_clean(text)) and not row.teks(Kolom.TANGGAL_SELESAI)
    macam = "status-dibaca-sebagai:tanggal" if dated else "status-dibaca-sebagai:kata"
    return meant, (row.note_typed(macam, Kolom.STATUS, isi, status=meant),)


def read_bukti(row: Row) -> tuple[BuktiDukung, ...]:
    """Read column BUKTI DUKUNG: the pieces of evidence in its lines; a cell's hyperlink counts too."""
    if row.rusak(Kolom.BUKTI_DUKUNG):
        return ()
    link = row.tautan.get(Kolom.BUKTI_DUKUNG, "")
    lines = row.teks(Kolom.BUKTI_DUKUNG).splitlines()
    said = "\n".join(line for line in lines if not says_nothing(line.strip(), Kolom.BUKTI_DUKUNG))
    return read_pieces(said, "" if link.startswith("=") else link)


def read_month_bukti(row: Row, target: TargetWaktu) -> Iterator[BuktiDukung]:
    """Go through the links in the month cells that a row uses: each is the evidence of that month."""
    for day in target.jatuh_tempo if len(target.jatuh_tempo) > 1 else ():
        header = header_bulan(day)
        link = row.tautan.get(header, "=")
        if not link.startswith("="):
            name = f"Bukti {bulan_tahun(day)}"
            yield BuktiDukung(name, link, day.replace(day=1), lokasi=row.letak.lokasi(header))


def read_realisasi(
    row: Row, target: TargetWaktu, status: Status | None
) -> tuple[tuple[Realisasi, ...], tuple[Catatan, ...]]:
    """Read what the row reports: one Realisasi for each jatuh tempo, or exactly one where it has none."""
    days = target.jatuh_tempo
    if len(days) <= 1:
        realisasi, notes = read_single(row, status)
        return (realisasi,), (*_unused(row, ()), *notes)
    months = [header_bulan(day) for day in days]
    read = {header: _month(row, header) for header in months}
    reported = tuple(read[header].realisasi for header in months)
    catatan = (
        *_unused(row, months),
        *_month_notes(row, read),
        *row.day_notes(*months),
        *_contradiction(row, status, reported),
    )
    if status is Status.TIDAK_BERLAKU:
        return (Realisasi(tidak_berlaku=True),) * len(days), catatan
    return reported, catatan


def _unused(row: Row, months: Collection[str]) -> Iterator[Catatan]:
    """Note what stands in cells that a row reported in these months, or in none, does not use."""
    if months and row.teks(Kolom.TANGGAL_SELESAI):
        yield row.note("sel-tidak-dipakai:tanggal", Kolom.TANGGAL_SELESAI)
    macam = "sel-tidak-dipakai:bulan" if months else "sel-tidak-dipakai:semua-bulan"
    used = {*Kolom, *months}
    # Of a merged block one cell is noted, and none where the row uses another month of it.
    blocks = {row.gabungan[header] for header in months if header in row.gabungan}
    for header in row.nilai:
        block = row.gabungan.get(header, header)
        link = "" if row.teks(header) else row.tautan.get(header, "")
        if header not in used and block not in blocks and (link or said(row, header)):
            blocks.add(block)
            yield row.note(macam, header, link or None)


def read_single(row: Row, status: Status | None) -> tuple[Realisasi, tuple[Catatan, ...]]:
    """Read a row with one kewajiban from STATUS and TANGGAL SELESAI."""
    dated = bool(row.teks(Kolom.TANGGAL_SELESAI))
    if status in {Status.BELUM, Status.PROSES, Status.TIDAK_BERLAKU}:
        against = row.note("tanggal-berlawanan-status", Kolom.TANGGAL_SELESAI, status=status)
        return Realisasi(tidak_berlaku=status is Status.TIDAK_BERLAKU), (against,) if dated else ()
    if not dated:
        return Realisasi(selesai=status is Status.SELESAI), ()
    if row.rusak(Kolom.TANGGAL_SELESAI):
        return Realisasi(), ()
    read, notes = row.day(Kolom.TANGGAL_SELESAI)
    if read.hari is None:
        asked = maksudnya(read.saran)
        return Realisasi(), (row.note_typed("tanggal-tidak-terbaca", Kolom.TANGGAL_SELESAI, maksud=asked),)
    # Where STATUS holds a word that is not known, nobody can say that the row is finished.
    unknown = status is None and bool(row.teks(Kolom.STATUS))
    return Realisasi(selesai=not unknown, tanggal=read.hari), notes


class _Bulan(NamedTuple):
    """What a month cell says: `arti` how words were taken that are no mark, `-` where they are not known."""

    realisasi: Realisasi
    arti: str = ""
    saran: dt.date | None = None


_TAK_DIKENAL = "-"


def _month(row: Row, header: str) -> _Bulan:
    """Read one month cell: a date, a mark, or TB where the month does not apply."""
    text = normal(_word(row, header)).strip(" .()[]")
    if says_nothing(text, header):
        return _Bulan(Realisasi())
    if text == TANDA_TIDAK_BERLAKU:
        return _Bulan(Realisasi(tidak_berlaku=True))
    if text in TANDA_SELESAI:
        return _Bulan(Realisasi(selesai=True))
    read = row.read(header)
    if read.hari is not None or read.bulan_dahulu:  # what is odd of either is noted once a row
        return _Bulan(Realisasi(selesai=read.hari is not None, tanggal=read.hari))
    meant = status_meant(row.teks(header))  # words count by what they safely mean
    if meant in {Status.SELESAI, Status.TIDAK_BERLAKU}:
        done = meant is Status.SELESAI
        return _Bulan(Realisasi(selesai=done, tidak_berlaku=not done), arti=str(meant).lower())
    return _Bulan(Realisasi(), arti=_TAK_DIKENAL, saran=read.saran)


def _month_notes(row: Row, read: Mapping[str, _Bulan]) -> Iterator[Catatan]:
    """Note what month cells say in other words: once for the row, and once for each text that is not known."""
    meant: dict[str, list[str]] = defaultdict(list)
    unknown: dict[str, list[str]] = defaultdict(list)
    for header, bulan in read.items():
        if bulan.arti == _TAK_DIKENAL:
            unknown[row.teks(header)].append(header)
        elif bulan.arti:
            meant[bulan.arti].append(header)
    for same in unknown.values():
        names = f" ({', '.join(same)})" if len(same) > 1 else ""
        asked = maksudnya(read[same[0]].saran)
        yield row.note_typed("isian-bulan-tidak-dikenal", same[0], bulan=names, maksud=asked)
    headers = [header for header, bulan in read.items() if bulan.arti not in {"", _TAK_DIKENAL}]
    if headers:
        named = [f"{arti} ({', '.join(same)})" for arti, same in meant.items()]
        arti = " dan ".join(named if len(headers) > 1 else meant)
        isi = "; ".join(dict.fromkeys(map(row.teks, headers)))
        yield row.note_typed("isian-bulan-dibaca-sebagai", headers[0], isi, arti=arti)


def _contradiction(row: Row, status: Status | None, realisasi: Sequence[Realisasi]) -> tuple[Catatan, ...]:
    """Hold STATUS of a row with several kewajiban against its month cells, which win."""
    applies = [satu for satu in realisasi if not satu.tidak_berlaku]
    done = sum(satu.selesai for satu in applies)
    contradicts = {
        None: False,
        Status.SELESAI: done < len(applies),
        Status.PROSES: 0 < done == len(applies),
        Status.BELUM: done > 0,
        Status.TIDAK_BERLAKU: done > 0,
    }
    # A box left unticked says nothing against months that are finished.
    if not contradicts[status] or row.nilai.get(Kolom.STATUS) is False:
        return ()
    wins = "STATUS" if status is Status.TIDAK_BERLAKU else "kolom bulan"
    macam, jumlah = "status-berlawanan-bulan", len(applies)
    return (row.note(macam, Kolom.STATUS, status=status, selesai=done, jumlah=jumlah, dipakai=wins),)


@functools.cache
def status_meant(teks: str) -> Status | None:
    """Give the Status that words safely mean: a slip of the pen, an abbreviation, a known other word.

    None where the words say more or other than that, such as `selesai sebagian` or `selesai?`.
    """
    if _SILANG & set(teks):
        return None
    share, rest = _percentage(normal(teks))
    frasa = _clean(rest)
    # A tick beside words says no more than they do.
    words = (frasa.strip(_CENTANG + " ") or frasa[:1]).split()
    if len(words) > _KATA_TERBANYAK:
        return None
    frasa = " ".join(kata for kata in map(_nearest, words) if kata not in _SEMUA)
    if share is not None:
        return _status_of_share(share, set(frasa.split()))
    if _TANPA_KATA.fullmatch(teks.strip()) or _PROSES_ANGKA.fullmatch(frasa):
        return Status.PROSES if frasa else Status.BELUM
    return _status_of_phrase(tuple((_without_date(frasa) or frasa).split()))


def _percentage(teks: str) -> tuple[float | None, str]:
    """Part a percentage, or a figure alone that may be one, from the words beside it."""
    if match := _PERSEN.search(teks):
        return float(match[1].replace(",", ".")), f"{teks[: match.start()]} {teks[match.end() :]}"
    if not _ANGKA.fullmatch(teks):
        return None, teks
    figure = float(teks.replace(",", "."))
    if 1 < figure < _PERSEN_TERKECIL:
        return None, teks
    return figure * _PENUH if figure <= 1 else figure, ""


def _status_of_share(share: float, words: set[str]) -> Status | None:
    """Give the Status of a percentage, where the words beside it say no other thing."""
    done = _BAGIAN[Status.SELESAI] | _SUDAH | _UKURAN
    if share >= _PENUH:
        return Status.SELESAI if share == _PENUH and words <= done else None
    if not words <= done | _SEDANG | _BAGIAN[Status.PROSES]:
        return None
    return Status.PROSES if share else Status.BELUM


def _status_of_phrase(words: tuple[str, ...]) -> Status | None:
    """Look words up, as they stand or by what the first of them makes of the others."""
    known = _STATUS_FRASA.get(" ".join(words))
    if known or len(words) < len(("sudah", "selesai")):
        return known
    first, rest = words[0], _status_of_phrase(words[1:])
    begun = rest in {Status.SELESAI, Status.PROSES}
    # `telah` and `sdh` before a verb are `sudah`.
    same = _STATUS_FRASA.get(" ".join(("sudah" if first in _SUDAH else "belum", *words[1:])))
    if first in _SUDAH:
        return same or (rest if begun else None)
    if first in _BELUM:
        return Status.BELUM if begun else same
    return rest if first in _SEDANG and rest in {Status.PROSES, Status.BELUM} else None


def _without_date(frasa: str) -> str:
    """Give the words before a day or a month, where they say that something is finished; else nothing."""
    match = _BERTANGGAL.fullmatch(frasa)
    if match is None or (match["bulan"] and not parse_tanggal(f"1 {match['bulan']} 2000")):
        return ""
    words = tuple(map(_nearest, match["frasa"].split()))
    done = len(words) <= _KATA_TERBANYAK and _status_of_phrase(words) is Status.SELESAI
    return match["frasa"] if done else ""


def _suggested(teks: str) -> Status | None:
    """Give the Status to ask about where none is safely meant; never one that turns the words round."""
    frasa = _clean(teks)
    if "%" in teks or _SEBAGIAN.search(frasa):
        return Status.PROSES
    words = frasa.split()
    denied = [nearest(kata, _TIDAK_BELUM, _MIRIP_TIDAK) for kata in words[:_KATA_TERBANYAK]]
    if denied and denied[0] in _BELUM:
        return Status.BELUM
    if any(denied) or _PENYANGKAL.search(frasa) or _SILANG & set(teks) - {"?"}:
        return Status.TIDAK_BERLAKU if re.search("laku|relevan|applic", frasa) else None
    close = nearest(frasa, _KALIMAT, _MIRIP) if len(frasa) >= _PANJANG_TERKECIL else None
    return _STATUS_FRASA.get(close or next((kata for kata in words if kata in _STATUS_FRASA), ""))


def _clean(teks: str) -> str:
    """Keep small letters, figures, ticks and boxes, with a blank for anything between them."""
    return re.sub(rf"[^a-z0-9{_CENTANG}{_KOTAK}]+", " ", teks.casefold()).strip()


def _nearest(kata: str) -> str:
    """Give the known word that a word is a slip of, or the word itself.

    Neither `unfinished` nor `lengkapi` is a slip: a letter before or behind makes another word.
    """
    if kata in _KATA or len(kata) < _PANJANG_TERKECIL or not kata.isalpha():
        return kata
    close = nearest(kata, _KATA, _HAMPIR_SAMA)
    if close is None or close[0] != kata[0]:
        return kata
    longer = kata.startswith(close) and kata[-1] != close[-1]
    return kata if longer else close
