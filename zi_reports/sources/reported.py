"""The realisasi cells of a row become what it reports on each kewajiban (DESIGN, sections 4 and 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from zi_reports.rencana import bahasa
from zi_reports.rencana.lampiran import TANDA_SELESAI, TANDA_TIDAK_BERLAKU, Kolom, header_bulan
from zi_reports.rencana.model import BuktiDukung, Catatan, Realisasi, Status, TargetWaktu, Tingkat
from zi_reports.sources.day import read_day
from zi_reports.sources.row import Row, normal
from zi_reports.sources.status_words import status_meant, status_suggested

PILIHAN_STATUS = "Belum, Proses, Selesai, atau Tidak Berlaku"


def read_status(row: Row, catatan: list[Catatan]) -> Status | None:
    """Read column STATUS; None where it is blank or says nothing certain (then with a catatan)."""
    text = row.teks(Kolom.STATUS)
    if not text or row.rusak(Kolom.STATUS):
        return None
    words = {normal(status): status for status in Status}
    if normal(text) in words:
        return words[normal(text)]
    meant = status_meant(text)
    if meant is not None:
        pesan = f"Dibaca sebagai {meant}. Pilih dari daftar agar tidak keliru dibaca."
        catatan.append(row.catatan(Tingkat.PERINGATAN, "status-dibaca-sebagai", Kolom.STATUS, pesan))
        return meant
    close = status_suggested(text)
    pesan = f"Maksudnya {close}? " if close else ""
    pesan = f"STATUS tidak dikenal. {pesan}Pilih {PILIHAN_STATUS}."
    catatan.append(row.galat("status-tidak-dikenal", Kolom.STATUS, pesan))
    return None


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
    row: Row, target: TargetWaktu, status: Status | None, catatan: list[Catatan]
) -> tuple[Realisasi, ...]:
    """Read what the row reports: one Realisasi for each jatuh tempo, or exactly one where it has none."""
    jatuh_tempo = target.jatuh_tempo
    used = {header_bulan(day) for day in jatuh_tempo} if len(jatuh_tempo) > 1 else set()
    _note_unused_months(row, used, catatan)
    if not used:
        return (_single(row, status, catatan),)
    if row.teks(Kolom.TANGGAL_SELESAI):
        pesan = "Baris ini dilaporkan pada kolom bulan. Pindahkan tanggal ke kolom bulannya."
        catatan.append(row.galat("sel-tidak-dipakai", Kolom.TANGGAL_SELESAI, pesan))
    realisasi = tuple(_month(row, header_bulan(day), catatan) for day in jatuh_tempo)
    _note_contradiction(row, status, realisasi, catatan)
    if status is Status.TIDAK_BERLAKU:
        return tuple(Realisasi(tidak_berlaku=True) for _ in jatuh_tempo)
    return realisasi


def _note_unused_months(row: Row, used: set[str], catatan: list[Catatan]) -> None:
    months = set(row.nilai) - set(Kolom)
    for header in (header for header in row.letak.kolom if header in months - used):
        if row.teks(header) and not row.rusak(header):
            pesan = (
                "Bulan ini tidak ada dalam TARGET WAKTU baris ini. Hapus, atau pindahkan ke bulan yang benar."
                if used
                else "Baris ini dilaporkan dengan STATUS dan TANGGAL SELESAI. Pindahkan isinya ke sana."
            )
            catatan.append(row.galat("sel-tidak-dipakai", header, pesan))


def _single(row: Row, status: Status | None, catatan: list[Catatan]) -> Realisasi:
    """Read a row with one kewajiban from STATUS and TANGGAL SELESAI."""
    dated = bool(row.teks(Kolom.TANGGAL_SELESAI))
    if dated and status in {Status.BELUM, Status.PROSES, Status.TIDAK_BERLAKU}:
        _note_date_against_status(row, status, catatan)
    if status is Status.TIDAK_BERLAKU:
        return Realisasi(tidak_berlaku=True)
    if status in {Status.BELUM, Status.PROSES}:
        return Realisasi()
    if not dated:
        return Realisasi(selesai=status is Status.SELESAI)
    day = _finished_on(row, catatan)
    # Where STATUS holds a word that is not known, nobody can say that the row is finished.
    unknown = status is None and bool(row.teks(Kolom.STATUS))
    return Realisasi() if day is None or unknown else Realisasi(selesai=True, tanggal=day)


def _note_date_against_status(row: Row, status: Status | None, catatan: list[Catatan]) -> None:
    pesan = (
        f"TANGGAL SELESAI terisi, tetapi STATUS {status}; yang dipakai STATUS. "
        "Ubah STATUS menjadi Selesai, atau hapus tanggalnya."
    )
    catatan.append(row.galat("tanggal-berlawanan-status", Kolom.TANGGAL_SELESAI, pesan))


def _finished_on(row: Row, catatan: list[Catatan]) -> dt.date | None:
    """Read TANGGAL SELESAI of a row that has one."""
    if row.rusak(Kolom.TANGGAL_SELESAI):
        return None
    read = read_day(row.nilai[Kolom.TANGGAL_SELESAI], row.hari_nol)
    if read.hari is None:
        pesan = (
            "Tanggal tidak terbaca, sehingga belum dihitung selesai. "
            f"{f'Maksudnya {bahasa.tanggal(read.saran)}? ' if read.saran else ''}Tulis seperti: 31 Oktober 2025."
        )
        catatan.append(row.galat("tanggal-tidak-terbaca", Kolom.TANGGAL_SELESAI, pesan))
    elif read.ditafsirkan:
        note_day_as_read(row, Kolom.TANGGAL_SELESAI, read.hari, catatan)
    return read.hari


def note_day_as_read(row: Row, header: str, hari: dt.date, catatan: list[Catatan]) -> None:
    """Note a day that is read from a cell that does not write it as one, such as `45961`."""
    pesan = f"Dibaca sebagai {bahasa.tanggal(hari)}. Ketik ulang tanggal lengkapnya."
    catatan.append(row.catatan(Tingkat.PERINGATAN, "tanggal-dibaca-sebagai", header, pesan))


def _month(row: Row, header: str, catatan: list[Catatan]) -> Realisasi:
    """Read one month cell: a date, a mark, or TB where the month does not apply."""
    value = row.nilai.get(header)
    text = normal(row.teks(header))
    if not text or row.rusak(header):
        return Realisasi()
    if text == TANDA_TIDAK_BERLAKU:
        return Realisasi(tidak_berlaku=True)
    if text in TANDA_SELESAI and not isinstance(value, dt.date):
        return Realisasi(selesai=True)
    read = read_day(value, row.hari_nol)
    if read.hari is None:
        return _month_in_words(row, header, read.saran, catatan)
    if read.ditafsirkan:
        note_day_as_read(row, header, read.hari, catatan)
    return Realisasi(selesai=True, tanggal=read.hari)


def _month_in_words(row: Row, header: str, saran: dt.date | None, catatan: list[Catatan]) -> Realisasi:
    """Read a month cell by what its words safely mean; TRUE is a ticked box of Google Sheets."""
    meant = Status.SELESAI if row.nilai.get(header) is True else status_meant(row.teks(header))
    if meant in {Status.SELESAI, Status.TIDAK_BERLAKU}:
        pesan = (
            f"Dibaca sebagai {str(meant).lower()}. "
            "Isi tanggal selesai, x bila selesai, atau TB bila tidak berlaku."
        )
        catatan.append(row.catatan(Tingkat.PERINGATAN, "isian-bulan-dibaca-sebagai", header, pesan))
        return Realisasi(selesai=meant is Status.SELESAI, tidak_berlaku=meant is Status.TIDAK_BERLAKU)
    hint = f"Maksudnya {bahasa.tanggal(saran)}? " if saran else ""
    pesan = (
        f"Isian bulan tidak dikenal. {hint}Isi tanggal selesai, x bila selesai, atau TB bila tidak berlaku."
    )
    catatan.append(row.galat("isian-bulan-tidak-dikenal", header, pesan))
    return Realisasi()


def _note_contradiction(
    row: Row, status: Status | None, realisasi: Sequence[Realisasi], catatan: list[Catatan]
) -> None:
    """Hold STATUS of a row with several kewajiban against its month cells, which win."""
    applies = [satu for satu in realisasi if not satu.tidak_berlaku]
    done = sum(satu.selesai for satu in applies)
    against = {
        Status.SELESAI: done < len(applies),
        Status.PROSES: bool(applies) and done == len(applies),
        Status.BELUM: done > 0,
        Status.TIDAK_BERLAKU: done > 0,
    }
    if status is None or not against[status]:
        return
    counted = "STATUS" if status is Status.TIDAK_BERLAKU else "kolom bulan"
    pesan = (
        f"STATUS {status}, tetapi kolom bulan mencatat {done} dari {len(applies)} selesai; "
        f"yang dipakai {counted}. Samakan keduanya."
    )
    catatan.append(row.galat("status-berlawanan-bulan", Kolom.STATUS, pesan))
