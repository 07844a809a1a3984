"""The rows of the plan become its areas, komponen and indikator."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from zi_reports.rencana import bahasa
from zi_reports.rencana.baku import NAMA_AREA
from zi_reports.rencana.lampiran import BELUM_DISALIN, Kolom
from zi_reports.rencana.model import (
    Area,
    Catatan,
    Indikator,
    Kewajiban,
    Komponen,
    Letak,
    TargetWaktu,
    Tingkat,
)
from zi_reports.rencana.serial import day_of
from zi_reports.rencana.target_waktu import parse_target_waktu
from zi_reports.sources.reported import read_bukti, read_realisasi, read_status
from zi_reports.sources.row import Row, area_of, same_komponen
from zi_reports.sources.table import Table


@dataclass(slots=True)
class _Susunan:
    """The areas and komponen met so far; rows are added at the end of the last one."""

    area: dict[str, str] = field(default_factory=dict)
    komponen: list[tuple[str, Komponen, list[Indikator], list[Letak]]] = field(default_factory=list)


def build_areas(rows: Iterable[Row], tahun: int, tabel: Table, catatan: list[Catatan]) -> tuple[Area, ...]:
    """Gather rows under their areas and komponen; the six areas are always there, in their order."""
    susunan = _Susunan()
    for row in rows:
        _add_row(susunan, row, tahun, catatan)
    return _areas(susunan, tabel, catatan)


def _add_row(susunan: _Susunan, row: Row, tahun: int, catatan: list[Catatan]) -> None:
    """Add a row to the plan: an area, the beginning of a komponen, an indikator, or a place left open."""
    area = area_of(row)
    if area:
        susunan.area.setdefault(*area)
        susunan.komponen.append((area[0], Komponen("", ""), [], []))
        return
    if not susunan.komponen:
        pesan = "Baris ini berdiri sebelum baris area. Tulis angka Romawi area (I sampai VI) di atasnya."
        catatan.append(row.galat("tanpa-area", Kolom.INDIKATOR, pesan))
        return
    kode_area, komponen, indikator, belum = susunan.komponen[-1]
    if not same_komponen(komponen.nomor, komponen.nama, row):
        komponen = Komponen(row.teks(Kolom.NO), row.teks(Kolom.KOMPONEN))
        indikator, belum = [], []
        susunan.komponen.append((kode_area, komponen, indikator, belum))
    if row.teks(Kolom.INDIKATOR):
        kode = f"{kode_area}.{komponen.nomor.rstrip('. ')}.{len(indikator) + 1}"
        indikator.append(_indikator(row, kode, tahun, catatan))
    elif row.teks(Kolom.LANGKAH_AKSI) not in {"", BELUM_DISALIN} or row.teks(Kolom.BUKTI_FISIK):
        pesan = (
            "INDIKATOR kosong, sehingga baris ini tidak dihitung. "
            "Isi INDIKATOR, atau gabungkan dengan baris di atasnya."
        )
        catatan.append(row.galat("indikator-kosong", Kolom.INDIKATOR, pesan))
    else:
        belum.append(row.letak)


def _indikator(row: Row, kode: str, tahun: int, catatan: list[Catatan]) -> Indikator:
    target = _target(row, tahun, catatan)
    status, status_notes = read_status(row)
    realisasi, notes = read_realisasi(row, target, status)
    catatan += [*status_notes, *notes]
    return Indikator(
        kode=kode,
        uraian=row.teks(Kolom.INDIKATOR),
        langkah_aksi=row.teks(Kolom.LANGKAH_AKSI),
        bukti_fisik=row.teks(Kolom.BUKTI_FISIK),
        target_waktu=target,
        kewajiban=tuple(
            Kewajiban(day, satu) for day, satu in zip(target.jatuh_tempo or (None,), realisasi, strict=True)
        ),
        status=status,
        bukti_dukung=read_bukti(row),
        penanggung_jawab=row.usable(Kolom.PENANGGUNG_JAWAB),
        kendala=row.usable(Kolom.KENDALA),
        tindak_lanjut=row.usable(Kolom.TINDAK_LANJUT),
        letak=row.letak,
    )


def _target(row: Row, tahun: int, catatan: list[Catatan]) -> TargetWaktu:
    """Read TARGET WAKTU, by what the cell shows: words, a date, or a date shown as a month."""
    value = row.nilai.get(Kolom.TARGET_WAKTU)
    if row.rusak(Kolom.TARGET_WAKTU):
        return parse_target_waktu("", tahun)
    if isinstance(value, dt.date):
        # Excel makes 1 October of a typed "Oktober 2025" and shows "Okt-25": the month is meant, to its end.
        month_only = Kolom.TARGET_WAKTU in row.bulan_saja and value.day == 1
        return parse_target_waktu(bahasa.bulan_tahun(value) if month_only else value, tahun)
    if isinstance(value, int | float) and not isinstance(value, bool):
        day = day_of(value, row.hari_nol)
        if day is not None:
            catatan.append(row.note("tanggal-dibaca-sebagai", Kolom.TARGET_WAKTU, hari=day))
            return parse_target_waktu(day, tahun)
    return parse_target_waktu(row.teks(Kolom.TARGET_WAKTU), tahun)


def _areas(susunan: _Susunan, tabel: Table, catatan: list[Catatan]) -> tuple[Area, ...]:
    for kode in NAMA_AREA:
        if kode not in susunan.area:
            pesan = f"Area {kode} tidak ada pada lembar ini. Lengkapi bila keputusan memuatnya."
            catatan.append(Catatan(Tingkat.INFO, "area-tidak-ada", tabel.lokasi(), "", pesan))
    kode_area = [*NAMA_AREA, *(kode for kode in susunan.area if kode not in NAMA_AREA)]
    return tuple(
        Area(
            kode,
            susunan.area.get(kode) or NAMA_AREA.get(kode, ""),
            tuple(
                Komponen(komponen.nomor, komponen.nama, tuple(indikator), tuple(belum))
                for milik, komponen, indikator, belum in susunan.komponen
                if milik == kode and (komponen.nomor or komponen.nama or indikator or belum)
            ),
        )
        for kode in kode_area
    )
