"""Sheet Keputusan Rapat: what meetings decided, a row each (docs/design.md, The workbook)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from zi_reports.rencana.bahasa import bulan_tahun
from zi_reports.rencana.catatan import maksudnya
from zi_reports.rencana.lampiran import (
    LEMBAR_KEPUTUSAN,
    SINONIM_KEPUTUSAN,
    KolomKeputusan,
    kode_komponen,
)
from zi_reports.rencana.model import Catatan, Keputusan, Rencana
from zi_reports.rencana.target_waktu import parse_target_waktu
from zi_reports.sources.daftar import Daftar, read_list, says
from zi_reports.sources.grid import Grid, normal
from zi_reports.sources.reported import read_single, read_status
from zi_reports.sources.row import Row

DAFTAR = Daftar(
    LEMBAR_KEPUTUSAN,
    SINONIM_KEPUTUSAN,
    wajib=frozenset({KolomKeputusan.KEPUTUSAN}),
    pengenal=frozenset({KolomKeputusan.TANGGAL_RAPAT, KolomKeputusan.KEPUTUSAN}),
)
_TAHUN = re.compile(r"\d{4}|[/.’' -]\d\d$")


def read_keputusan(sheets: Sequence[Grid], rencana: Rencana) -> tuple[Rencana, tuple[Catatan, ...]]:
    """Give the plan with what meetings decided, and what of their sheet cannot be used."""
    rows, notes = read_list(sheets, DAFTAR, rencana.pengaturan.tahun)
    known = _known(rencana)
    keputusan: list[Keputusan] = []
    catatan = list(notes)
    for row in rows:
        if not any(says(row, header) for header in row.nilai):
            continue
        if not says(row, KolomKeputusan.KEPUTUSAN):
            catatan.append(row.note("keputusan-kosong", KolomKeputusan.KEPUTUSAN, row.utuh))
            continue
        satu, more = _keputusan(row, known)
        keputusan.append(satu)
        catatan += more
    return replace(rencana, keputusan=tuple(keputusan)), tuple(catatan)


def _known(rencana: Rencana) -> Mapping[str, str]:
    """Give each kode that a decision may be about, an indikator's, a komponen's or an area's, by its plain form."""
    areas = [area.kode for area in rencana.area]
    parts = [kode_komponen(area.kode, satu.nomor) for area in rencana.area for satu in area.komponen]
    return {plain_kode(kode): kode for kode in (*areas, *parts, *(satu.kode for satu in rencana.indikator))}


def plain_kode(teks: str) -> str:
    """Give a kode as it compares: `i.1.1` and `I. 1. 1.` are one."""
    return "".join(normal(teks).split()).rstrip(".")


def _keputusan(row: Row, known: Mapping[str, str]) -> tuple[Keputusan, list[Catatan]]:
    written = says(row, KolomKeputusan.KODE)
    kode = known.get(plain_kode(written), written)
    notes = []
    if written and plain_kode(written) not in known:
        notes.append(row.note("keputusan-tanpa-indikator", KolomKeputusan.KODE))
    rapat, rapat_notes = _meeting(row)
    batas, batas_notes = _deadline(row, rapat)
    status, status_notes = read_status(row)
    realisasi, done_notes = read_single(row, status)
    satu = Keputusan(
        uraian=says(row, KolomKeputusan.KEPUTUSAN),
        tanggal_rapat=rapat,
        kode=kode,
        penanggung_jawab=says(row, KolomKeputusan.PENANGGUNG_JAWAB),
        batas_waktu=batas,
        status=status,
        realisasi=realisasi,
        keterangan=says(row, KolomKeputusan.KETERANGAN),
        letak=row.letak,
    )
    return satu, [*notes, *rapat_notes, *batas_notes, *status_notes, *done_notes]


def _meeting(row: Row) -> tuple[dt.date | None, tuple[Catatan, ...]]:
    """Read the day of the meeting; without one the decision is in every report, which is said."""
    header = KolomKeputusan.TANGGAL_RAPAT
    if row.rusak(header):
        return None, ()
    if not says(row, header):
        return None, (row.note("tanggal-rapat-kosong", header),)
    read, notes = row.day(header)
    if read.hari is None:
        return None, (row.note_typed("tanggal-rapat-tidak-terbaca", header, maksud=maksudnya(read.saran)),)
    return read.hari, notes


def _deadline(row: Row, rapat: dt.date | None) -> tuple[dt.date | None, tuple[Catatan, ...]]:
    """Read BATAS WAKTU: a day, or the words of a TARGET WAKTU that come to one.

    A day without its year is the next after the meeting.
    """
    header = KolomKeputusan.BATAS_WAKTU
    if not says(row, header):
        return None, ()
    read, notes = row.day(header)
    if read.hari is not None and not row.month_only(header):
        return read.hari, notes
    value = row.nilai.get(header)
    words = bulan_tahun(value) if isinstance(value, dt.date) else row.teks(header)
    tahun = rapat.year if rapat else row.tahun or dt.MINYEAR
    days = parse_target_waktu(words, tahun).jatuh_tempo
    if len(days) != 1:
        asked = maksudnya(read.saran)
        return None, (row.note_typed("batas-waktu-tidak-terbaca", header, maksud=asked),)
    if _TAHUN.search(words):
        return days[0], ()
    if rapat and days[0] < rapat:
        days = parse_target_waktu(words, tahun + 1).jatuh_tempo
    return days[0], (row.note_typed("tanggal-dibaca-sebagai", header, hari=days[0]),)
