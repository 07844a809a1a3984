"""The realisasi cells of a row become what it reports on each kewajiban, and what of them cannot be used."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from zi_reports.rencana.bahasa import nearest
from zi_reports.rencana.bukti import read_pieces
from zi_reports.rencana.catatan import maksudnya
from zi_reports.rencana.lampiran import TANDA_SELESAI, TANDA_TIDAK_BERLAKU, Kolom, header_bulan
from zi_reports.rencana.model import BuktiDukung, Catatan, Realisasi, Status, TargetWaktu
from zi_reports.sources.grid import normal
from zi_reports.sources.row import Row

_STATUS = {normal(status): status for status in Status}

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
_STATUS_FRASA: Mapping[str, Status] = {
    frasa.strip(): status for status, semua in _FRASA.items() for frasa in semua.split(",")
}
# Of words that are equally like, the first is taken: `selesai` before its own slip `seleasi`.
_KALIMAT = sorted(_STATUS_FRASA, reverse=True)
_KATA = sorted({kata for frasa in _STATUS_FRASA for kata in frasa.split()}, reverse=True)
_TANDA = "✓✔☑✅√"
_PROSES_PERSEN = re.compile(r"proses [1-9]?[0-9]")
_SEBAGIAN = re.compile(r"\bsebagian\b|\b[1-9]?[0-9]\b")
_HAMPIR_SAMA = 86
"""How like, of 100, a word must be to a known one; `seleksi`, a word of its own, is just short of `selesai`."""
_MIRIP = 60
"""How like words must be to a known phrase to be asked about."""
_PANJANG_TERKECIL = 5


def read_status(row: Row) -> tuple[Status | None, tuple[Catatan, ...]]:
    """Read column STATUS; None where it is blank or says nothing certain (then with a catatan)."""
    text = row.usable(Kolom.STATUS)
    if not text or normal(text) in _STATUS:
        return _STATUS.get(normal(text)), ()
    meant = status_meant(text)
    if meant is not None:
        return meant, (row.note("status-dibaca-sebagai", Kolom.STATUS, status=meant),)
    return None, (row.note("status-tidak-dikenal", Kolom.STATUS, maksud=maksudnya(_suggested(text))),)


def read_bukti(row: Row) -> tuple[BuktiDukung, ...]:
    """Read column BUKTI DUKUNG: the pieces of evidence in its lines; a cell's hyperlink counts too."""
    if row.rusak(Kolom.BUKTI_DUKUNG):
        return ()
    link = row.tautan.get(Kolom.BUKTI_DUKUNG, "")
    return read_pieces(row.teks(Kolom.BUKTI_DUKUNG), "" if link.startswith("=") else link)


def read_realisasi(
    row: Row, target: TargetWaktu, status: Status | None
) -> tuple[tuple[Realisasi, ...], tuple[Catatan, ...]]:
    """Read what the row reports: one Realisasi for each jatuh tempo, or exactly one where it has none."""
    days = target.jatuh_tempo
    if len(days) <= 1:
        realisasi, notes = _single(row, status)
        return (realisasi,), (*_unused(row, ()), *notes)
    months = [header_bulan(day) for day in days]
    read = [_month(row, header) for header in months]
    reported = tuple(realisasi for realisasi, _ in read)
    catatan = (
        *_unused(row, months),
        *(satu for _, notes in read for satu in notes),
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
    yield from (row.note(macam, header) for header in row.nilai if header not in used and row.usable(header))


def _single(row: Row, status: Status | None) -> tuple[Realisasi, tuple[Catatan, ...]]:
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
        return Realisasi(), (row.note("tanggal-tidak-terbaca", Kolom.TANGGAL_SELESAI, maksud=asked),)
    # Where STATUS holds a word that is not known, nobody can say that the row is finished.
    unknown = status is None and bool(row.teks(Kolom.STATUS))
    return Realisasi() if unknown else Realisasi(selesai=True, tanggal=read.hari), notes


def _month(row: Row, header: str) -> tuple[Realisasi, tuple[Catatan, ...]]:
    """Read one month cell: a date, a mark, or TB where the month does not apply."""
    text = normal(row.usable(header))
    if not text:
        return Realisasi(), ()
    if text == TANDA_TIDAK_BERLAKU:
        return Realisasi(tidak_berlaku=True), ()
    if text in TANDA_SELESAI:
        return Realisasi(selesai=True), ()
    read, notes = row.day(header)
    if read.hari is not None:
        return Realisasi(selesai=True, tanggal=read.hari), notes
    # Words count by what they safely mean; TRUE is a ticked box of Google Sheets.
    meant = Status.SELESAI if row.nilai[header] is True else status_meant(row.teks(header))
    if meant in {Status.SELESAI, Status.TIDAK_BERLAKU}:
        done = meant is Status.SELESAI
        notes = (row.note("isian-bulan-dibaca-sebagai", header, arti=str(meant).lower()),)
        return Realisasi(selesai=done, tidak_berlaku=not done), notes
    return Realisasi(), (row.note("isian-bulan-tidak-dikenal", header, maksud=maksudnya(read.saran)),)


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
    if not contradicts[status]:
        return ()
    wins = "STATUS" if status is Status.TIDAK_BERLAKU else "kolom bulan"
    macam, jumlah = "status-berlawanan-bulan", len(applies)
    return (row.note(macam, Kolom.STATUS, status=status, selesai=done, jumlah=jumlah, dipakai=wins),)


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
    if _PROSES_PERSEN.fullmatch(frasa):
        return Status.PROSES
    return _STATUS_FRASA.get(" ".join(map(_nearest, frasa.split())))


def _suggested(teks: str) -> Status | None:
    """Give the Status to ask about where none is safely meant."""
    frasa = _clean(teks)
    if _SEBAGIAN.search(frasa):
        return Status.PROSES
    if close := nearest(frasa, _KALIMAT, _MIRIP):
        return _STATUS_FRASA[close]
    return next((_STATUS_FRASA[kata] for kata in frasa.split() if kata in _STATUS_FRASA), None)


def _clean(teks: str) -> str:
    """Keep small letters, figures and ticks, with a blank for anything between them."""
    return re.sub(rf"[^a-z0-9{_TANDA}]+", " ", teks.casefold()).strip()


def _nearest(kata: str) -> str:
    """Give the known word that a word is a slip of, or the word itself."""
    if kata in _KATA or len(kata) < _PANJANG_TERKECIL or not kata.isalpha():
        return kata
    return nearest(kata, _KATA, _HAMPIR_SAMA) or kata
