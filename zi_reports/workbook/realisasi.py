"""The realisasi cells of a row become what it reports on each kewajiban (DESIGN, sections 4 and 6)."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Sequence

from zi_reports.model import BuktiDukung, Catatan, Realisasi, Status, TargetWaktu
from zi_reports.workbook.baris import Baris, as_date, normal
from zi_reports.workbook.grid import SelRusak
from zi_reports.workbook.layout import TANDA_SELESAI, TANDA_TIDAK_BERLAKU, Kolom, header_bulan

PILIHAN_STATUS = "Belum, Proses, Selesai, atau Tidak Berlaku"


def read_status(row: Baris, catatan: list[Catatan]) -> Status | None:
    """Read column STATUS; None where it is blank or no known word (then with a catatan)."""
    text = row.teks(Kolom.STATUS)
    if not text or isinstance(row.nilai.get(Kolom.STATUS), SelRusak):
        return None
    words = {normal(status): status for status in Status}
    if normal(text) in words:
        return words[normal(text)]
    close = difflib.get_close_matches(normal(text), words, n=1)
    pesan = f"Maksudnya {words[close[0]]}? " if close else ""
    pesan = f"STATUS tidak dikenal. {pesan}Pilih {PILIHAN_STATUS}."
    catatan.append(row.galat("status-tidak-dikenal", Kolom.STATUS, pesan))
    return None


def read_bukti(row: Baris) -> tuple[BuktiDukung, ...]:
    """Read column BUKTI DUKUNG: one piece of evidence a line; a cell's hyperlink counts too."""
    if isinstance(row.nilai.get(Kolom.BUKTI_DUKUNG), SelRusak):
        return ()
    lines = [line.strip() for line in row.teks(Kolom.BUKTI_DUKUNG).splitlines() if line.strip()]
    link = row.tautan.get(Kolom.BUKTI_DUKUNG, "")
    if not link:
        return tuple(BuktiDukung(line) for line in lines)
    # A cell has one hyperlink, however many lines it has: it belongs to the first.
    return (BuktiDukung(lines[0] if lines else link, link), *(BuktiDukung(line) for line in lines[1:]))


def read_realisasi(
    row: Baris, target: TargetWaktu, status: Status | None, catatan: list[Catatan]
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


def _note_unused_months(row: Baris, used: set[str], catatan: list[Catatan]) -> None:
    months = set(row.nilai) - set(Kolom)
    for header in (header for header in row.letak.kolom if header in months - used):
        if row.teks(header) and not isinstance(row.nilai[header], SelRusak):
            pesan = (
                "Bulan ini tidak ada dalam TARGET WAKTU baris ini. Hapus, atau pindahkan ke bulan yang benar."
                if used
                else "Baris ini dilaporkan dengan STATUS dan TANGGAL SELESAI. Pindahkan isinya ke sana."
            )
            catatan.append(row.galat("sel-tidak-dipakai", header, pesan))


def _single(row: Baris, status: Status | None, catatan: list[Catatan]) -> Realisasi:
    """Read a row with one kewajiban from STATUS and TANGGAL SELESAI."""
    if status is Status.TIDAK_BERLAKU:
        _note_date_against_status(row, status, catatan)
        return Realisasi(tidak_berlaku=True)
    if not row.teks(Kolom.TANGGAL_SELESAI):
        return Realisasi(selesai=status is Status.SELESAI)
    if status in {Status.BELUM, Status.PROSES}:
        _note_date_against_status(row, status, catatan)
        return Realisasi()
    value = row.nilai[Kolom.TANGGAL_SELESAI]
    day = as_date(value)
    if day is None:
        if not isinstance(value, SelRusak):
            catatan.append(_unreadable_date(row, Kolom.TANGGAL_SELESAI))
        return Realisasi()
    if status is None and row.teks(Kolom.STATUS):
        # STATUS holds a word that is not known: nobody can say that the row is finished.
        return Realisasi()
    return Realisasi(selesai=True, tanggal=day)


def _note_date_against_status(row: Baris, status: Status | None, catatan: list[Catatan]) -> None:
    if row.teks(Kolom.TANGGAL_SELESAI):
        pesan = (
            f"TANGGAL SELESAI terisi, tetapi STATUS {status}; yang dipakai STATUS. "
            "Ubah STATUS menjadi Selesai, atau hapus tanggalnya."
        )
        catatan.append(row.galat("tanggal-berlawanan-status", Kolom.TANGGAL_SELESAI, pesan))


def _unreadable_date(row: Baris, header: str) -> Catatan:
    pesan = "Tanggal tidak terbaca, sehingga belum dihitung selesai. Tulis seperti: 31 Oktober 2025."
    return row.galat("tanggal-tidak-terbaca", header, pesan)


def _month(row: Baris, header: str, catatan: list[Catatan]) -> Realisasi:
    """Read one month cell: a date, a mark, or TB where the month does not apply."""
    value = row.nilai.get(header)
    text = normal(row.teks(header))
    if not text or isinstance(value, SelRusak):
        return Realisasi()
    if text == TANDA_TIDAK_BERLAKU:
        return Realisasi(tidak_berlaku=True)
    if text in TANDA_SELESAI and not isinstance(value, dt.date):
        return Realisasi(selesai=True)
    day = as_date(value)
    if day is not None:
        return Realisasi(selesai=True, tanggal=day)
    pesan = "Isian bulan tidak dikenal. Isi tanggal selesai, x bila selesai, atau TB bila tidak berlaku."
    catatan.append(row.galat("isian-bulan-tidak-dikenal", header, pesan))
    return Realisasi()


def _note_contradiction(
    row: Baris, status: Status | None, realisasi: Sequence[Realisasi], catatan: list[Catatan]
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
