"""The realisasi cells of a row become what it reports on each kewajiban, and what of them cannot be used."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from zi_reports.rencana.catatan import maksudnya
from zi_reports.rencana.lampiran import TANDA_SELESAI, TANDA_TIDAK_BERLAKU, Kolom, header_bulan
from zi_reports.rencana.model import BuktiDukung, Catatan, Realisasi, Status, TargetWaktu
from zi_reports.sources.day import Hari, read_day
from zi_reports.sources.row import Row, normal
from zi_reports.sources.status_words import status_meant, status_suggested

_STATUS = {normal(status): status for status in Status}


def read_status(row: Row) -> tuple[Status | None, tuple[Catatan, ...]]:
    """Read column STATUS; None where it is blank or says nothing certain (then with a catatan)."""
    text = row.usable(Kolom.STATUS)
    if not text or normal(text) in _STATUS:
        return _STATUS.get(normal(text)), ()
    meant = status_meant(text)
    if meant is not None:
        return meant, (row.note("status-dibaca-sebagai", Kolom.STATUS, status=meant),)
    asked = maksudnya(status_suggested(text))
    return None, (row.note("status-tidak-dikenal", Kolom.STATUS, maksud=asked),)


def read_bukti(row: Row) -> tuple[BuktiDukung, ...]:
    """Read column BUKTI DUKUNG: one piece of evidence a line; a cell's hyperlink counts too."""
    if row.rusak(Kolom.BUKTI_DUKUNG):
        return ()
    lines = [line.strip() for line in row.teks(Kolom.BUKTI_DUKUNG).splitlines() if line.strip()]
    link = row.tautan.get(Kolom.BUKTI_DUKUNG, "")
    if not link:
        return tuple(BuktiDukung(line) for line in lines)
    # A cell has one hyperlink, however many lines it has: it belongs to the first.
    return (BuktiDukung(lines[0] if lines else link, link), *(BuktiDukung(line) for line in lines[1:]))


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
        return tuple(Realisasi(tidak_berlaku=True) for _ in days), catatan
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
    read = read_day(row.nilai[Kolom.TANGGAL_SELESAI], row.hari_nol)
    if read.hari is None:
        asked = maksudnya(read.saran)
        return Realisasi(), (row.note("tanggal-tidak-terbaca", Kolom.TANGGAL_SELESAI, maksud=asked),)
    notes = _as_read(row, Kolom.TANGGAL_SELESAI, read)
    # Where STATUS holds a word that is not known, nobody can say that the row is finished.
    unknown = status is None and bool(row.teks(Kolom.STATUS))
    return Realisasi() if unknown else Realisasi(selesai=True, tanggal=read.hari), notes


def _as_read(row: Row, header: str, read: Hari) -> tuple[Catatan, ...]:
    """Note a day that is read from a cell that does not write it as one, such as `45961`."""
    return (row.note("tanggal-dibaca-sebagai", header, hari=read.hari),) if read.ditafsirkan else ()


def _month(row: Row, header: str) -> tuple[Realisasi, tuple[Catatan, ...]]:
    """Read one month cell: a date, a mark, or TB where the month does not apply."""
    text = normal(row.usable(header))
    if not text:
        return Realisasi(), ()
    if text == TANDA_TIDAK_BERLAKU:
        return Realisasi(tidak_berlaku=True), ()
    if text in TANDA_SELESAI:
        return Realisasi(selesai=True), ()
    read = read_day(row.nilai[header], row.hari_nol)
    if read.hari is not None:
        return Realisasi(selesai=True, tanggal=read.hari), _as_read(row, header, read)
    # Words count by what they safely mean; TRUE is a ticked box of Google Sheets.
    meant = Status.SELESAI if row.nilai[header] is True else status_meant(row.teks(header))
    if meant in {Status.SELESAI, Status.TIDAK_BERLAKU}:
        notes = (row.note("isian-bulan-dibaca-sebagai", header, arti=str(meant).lower()),)
        return Realisasi(selesai=meant is Status.SELESAI, tidak_berlaku=meant is not Status.SELESAI), notes
    return Realisasi(), (row.note("isian-bulan-tidak-dikenal", header, maksud=maksudnya(read.saran)),)


def _contradiction(row: Row, status: Status | None, realisasi: Sequence[Realisasi]) -> tuple[Catatan, ...]:
    """Hold STATUS of a row with several kewajiban against its month cells, which win."""
    applies = [satu for satu in realisasi if not satu.tidak_berlaku]
    done = sum(satu.selesai for satu in applies)
    against = {
        None: False,
        Status.SELESAI: done < len(applies),
        Status.PROSES: bool(applies) and done == len(applies),
        Status.BELUM: done > 0,
        Status.TIDAK_BERLAKU: done > 0,
    }
    if not against[status]:
        return ()
    wins = "STATUS" if status is Status.TIDAK_BERLAKU else "kolom bulan"
    counts = {"status": status, "selesai": done, "jumlah": len(applies), "dipakai": wins}
    return (row.note("status-berlawanan-bulan", Kolom.STATUS, **counts),)
