"""Plans at random: all kinds of TARGET WAKTU and of reports, the same for the same seed."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

from zi_reports.monev.figures import Kunci
from zi_reports.rencana.bahasa import akhir_bulan
from zi_reports.rencana.model import (
    Area,
    BuktiDukung,
    Indikator,
    Keputusan,
    Kewajiban,
    Komponen,
    Pengaturan,
    Realisasi,
    Rencana,
    Status,
    Verifikasi,
)
from zi_reports.rencana.target_waktu import parse_target_waktu

TARGET = (
    *("Maksimal 31 Oktober 2025", "Oktober 2025", "sebelum 31 Desember 2025", "Tahun 2025", "Januari 2026"),
    *("Setiap Bulan", "tanggal 5 setiap bulan", "setiap tanggal 30", "Setiap bulan mulai Oktober"),
    *("Setiap Triwulan", "Per semester", "dua bulan sekali", "setiap 4 bulan", "TW II 2025"),
    *("Mei & November", "Oktober dan Desember 2025", "November 2025 dan Januari 2026"),
    *("setiap tanggal 10 bulan berikutnya", "tanggal 10 Maret, Juni, September dan Desember 2025"),
    *("Setiap ada kegiatan", "asap", ""),
)

ORANG = ("Subbagian Hukum", "", "Sekretaris; Subbag. Hukum", "SUBBAGIAN HUKUM", "Subbagian Data")


def rencana_acak(chance: random.Random, baris: int = 12) -> Rencana:
    """Make a plan of so many rows in three areas, beside one that has none."""
    rows = [_row(chance, nomor) for nomor in range(baris)]
    areas = [
        Area(kode, f"Area {kode}", (Komponen("1", "Tim Kerja", tuple(rows[nomor::3])),))
        for nomor, kode in enumerate(("I", "III", "VI"))
    ]
    mulai = chance.choice([None, None, dt.date(2025, 1, 1), dt.date(2025, 4, 1), dt.date(2024, 12, 1)])
    pengaturan = Pengaturan("KPU Kabupaten Contoh", 2025, mulai_pemantauan=mulai)
    return Rencana(pengaturan, (*areas, Area("V", "Penguatan Pengawasan")))


def _row(chance: random.Random, nomor: int) -> Indikator:
    target = parse_target_waktu(chance.choice(TARGET), 2025)
    every = chance.random() < 0.1  # a row that does not apply at all
    kewajiban = tuple(
        Kewajiban(day, Realisasi(tidak_berlaku=True) if every else laporan_acak(chance, day))
        for day in target.jatuh_tempo or (None,)
    )
    status = None
    if len(kewajiban) == 1:
        (told,) = (satu.realisasi for satu in kewajiban)
        status = Status.SELESAI if told.selesai else Status.PROSES if told.tanggal else None
        every = told.tidak_berlaku
    status = Status.TIDAK_BERLAKU if every else status
    orang = ORANG[nomor % len(ORANG)]
    return Indikator(
        f"I.1.{nomor}", f"Indikator {nomor}", "", "", target, kewajiban, status, penanggung_jawab=orang
    )


def laporan_acak(chance: random.Random, jatuh_tempo: dt.date | None) -> Realisasi:
    """Report nothing, a tick, a day before, in or after its period, that it does not apply, or a day alone."""
    day = (jatuh_tempo or dt.date(2025, 6, 30)) + dt.timedelta(days=chance.randint(-75, 60))
    return chance.choice(
        [
            Realisasi(),
            Realisasi(selesai=True),
            Realisasi(selesai=True, tanggal=day),
            Realisasi(selesai=True, tanggal=jatuh_tempo or day),
            Realisasi(tanggal=day),  # STATUS Proses beside it, which wins
            Realisasi(tidak_berlaku=True),
        ]
    )


def dengan_rapat_dan_bukti(chance: random.Random, rencana: Rencana) -> Rencana:
    """Give the plan with decisions of meetings, and with evidence asked for, in hand and looked through."""
    keputusan = tuple(_keputusan(chance, nomor) for nomor in range(chance.randint(0, 6)))
    areas = tuple(
        replace(
            area,
            komponen=tuple(
                replace(bagian, indikator=tuple(_dengan_bukti(chance, satu) for satu in bagian.indikator))
                for bagian in area.komponen
            ),
        )
        for area in rencana.area
    )
    return replace(rencana, area=areas, keputusan=keputusan)


def _keputusan(chance: random.Random, nomor: int) -> Keputusan:
    """Decide something at a meeting whose day is known or not, until a day or not, and report on it."""
    rapat = dt.date(2025, 1, 1) + dt.timedelta(days=chance.randint(0, 420))
    batas = rapat + dt.timedelta(days=chance.randint(0, 60))
    if chance.random() < 0.2:
        batas = akhir_bulan(batas.year, batas.month)  # on which a report may be made
    until = chance.choice([None, batas, batas, batas])
    told = laporan_acak(chance, until or batas)
    return Keputusan(
        f"Keputusan {nomor}",
        chance.choice([None, rapat, rapat, rapat]),
        penanggung_jawab=ORANG[nomor % len(ORANG)],
        batas_waktu=until,
        status=Status.SELESAI if told.selesai else Status.TIDAK_BERLAKU if told.tidak_berlaku else None,
        realisasi=told,
    )


def _dengan_bukti(chance: random.Random, satu: Indikator) -> Indikator:
    """Ask for nothing, one thing or a list; hand in pieces of a month of the row, of another, or of none."""
    asked = chance.choice(["", "Laporan", "1) SK\n2) Undangan", "1) SK\n2) Undangan\n3) Notulen"])
    months = [day.replace(day=1) for day in satu.target_waktu.jatuh_tempo] if satu.berulang else []
    pieces = tuple(
        BuktiDukung(
            f"{nomor}.pdf",
            periode=chance.choice([None, *months]),
            verifikasi=chance.choice([None, None, *Verifikasi]),
        )
        for nomor in range(chance.choice([0, 0, 1, 2, 5, 15]))
    )
    return replace(satu, bukti_fisik=asked, bukti_dukung=pieces)


def saat_acak(chance: random.Random) -> tuple[dt.date, dt.date]:
    """Give a per tanggal and a today: a month's end or any day, on that day, soon after, or long after."""
    day = dt.date(2024, 12, 1) + dt.timedelta(days=chance.randint(0, 460))
    if chance.random() < 0.6:
        day = (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return day, day + dt.timedelta(days=chance.choice([0, 0, 1, 5, 28, 31, 32, 60, 200]))


def terdahulu_acak(chance: random.Random, rencana: Rencana, hari_ini: dt.date) -> dict[Kunci, dt.date]:
    """Say of some kewajiban since which report they are finished."""
    return {
        (satu.kode, kewajiban.jatuh_tempo): hari_ini - dt.timedelta(days=chance.randint(0, 250))
        for satu in rencana.indikator
        for kewajiban in satu.kewajiban
        if chance.random() < 0.3
    }


def dengan(rencana: Rencana, kewajiban: dict[Kunci, Realisasi]) -> Rencana:
    """Give the plan with other reports on some of its kewajiban."""

    def row(satu: Indikator) -> Indikator:
        mine = (
            replace(k, realisasi=kewajiban.get((satu.kode, k.jatuh_tempo), k.realisasi))
            for k in satu.kewajiban
        )
        return replace(satu, kewajiban=tuple(mine))

    areas = (
        replace(
            area,
            komponen=tuple(
                replace(bagian, indikator=tuple(map(row, bagian.indikator))) for bagian in area.komponen
            ),
        )
        for area in rencana.area
    )
    return replace(rencana, area=tuple(areas))
