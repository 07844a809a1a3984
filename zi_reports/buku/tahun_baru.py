"""A plan becomes the plan of another year or satker: deadlines moved on, nothing reported, each change told."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from zi_reports.buku.geser import Alasan, Geseran, move_deadlines, move_target
from zi_reports.rencana.bahasa import tanggal
from zi_reports.rencana.baku import KOMPONEN_BAKU, NAMA_AREA
from zi_reports.rencana.lampiran import LEMBAR_PENGATURAN, Kolom, Label
from zi_reports.rencana.model import (
    TANPA_LETAK,
    Area,
    Indikator,
    Kewajiban,
    Komponen,
    Lokasi,
    Pengaturan,
    Rencana,
)
from zi_reports.rencana.target_waktu import parse_target_waktu


class Sifat(StrEnum):
    """What was done about a text that names a year, a satker, a person or a decree."""

    DIUBAH = "diubah"
    DIKOSONGKAN = "dikosongkan"
    DIBIARKAN = "dibiarkan"


@dataclass(frozen=True, slots=True)
class Perubahan:
    """One text of the old plan and what became of it: `baru` if it was changed, `alasan` if it was left.

    `lokasi` is its cell in the old workbook, or the label of a setting; `pokok` the words for which it was left.
    """

    sifat: Sifat
    lokasi: Lokasi
    lama: str
    baru: str = ""
    alasan: Alasan | None = None
    pokok: str = ""


_KEPUTUSAN = (Label.NOMOR_KEPUTUSAN, Label.TANGGAL_KEPUTUSAN, Label.MULAI_PEMANTAUAN, Label.TANDA)
"""The settings that belong to a decree."""

_ORANG = (
    Label.TEMPAT,
    Label.KETUA,
    Label.SEKRETARIS,
    Label.JABATAN_PENANDA_TANGAN,
    Label.NAMA_PENANDA_TANGAN,
)
"""The settings that belong to a satker and its people."""

_NAMA_UMUM = re.compile(
    r"(?<!\S)(?:kpu|kip|komisi|independen|pemilihan|umum|sekretariat|kabupaten|kota|provinsi)(?!\S)"
)
"""Words that any satker's name may have."""


def carry_over(rencana: Rencana, satker: str, tahun: int) -> tuple[Rencana, tuple[Perubahan, ...]]:
    """Make the plan for `satker` and `tahun` from an older one; give it with what was changed and what left."""
    lama = rencana.pengaturan
    kept = _ORANG if _same_satker(lama, satker) else ()
    people = {label.field: getattr(lama, label.field) for label in kept}
    baru = Pengaturan(satker, tahun, ukuran_kertas=lama.ukuran_kertas, **people)
    areas = tuple(
        replace(area, komponen=tuple(_moved(satu, lama.tahun, tahun) for satu in area.komponen))
        for area in rencana.area
    )
    changes = (
        change
        for area in rencana.area
        for komponen in area.komponen
        for lokasi, text, geseran in _moves(komponen, lama.tahun, tahun)
        for change in _changes(lokasi, text, geseran, lama, baru)
    )
    return Rencana(baru, areas), (*_settings(lama, kept), *changes)


def empty_plan(satker: str, tahun: int) -> Rencana:
    """Make a plan of the six areas whose komponen are all still to be copied from the decree."""
    return Rencana(
        Pengaturan(satker, tahun),
        tuple(
            Area(
                kode,
                nama,
                tuple(
                    Komponen(str(nomor), komponen, belum_disalin=(TANPA_LETAK,))
                    for nomor, komponen in enumerate(KOMPONEN_BAKU[kode], start=1)
                ),
            )
            for kode, nama in NAMA_AREA.items()
        ),
    )


def _moved(komponen: Komponen, dari: int, ke: int) -> Komponen:
    """Move a komponen's rows on; its name stays as it is, and what was reported stays behind."""
    rows = []
    for satu in komponen.indikator:
        target = parse_target_waktu(move_target(satu.target_waktu.teks, dari, ke).teks, ke)
        row = Indikator(
            kode=satu.kode,
            uraian=move_deadlines(satu.uraian, dari, ke).teks,
            langkah_aksi=move_deadlines(satu.langkah_aksi, dari, ke).teks,
            bukti_fisik=move_deadlines(satu.bukti_fisik, dari, ke).teks,
            target_waktu=target,
            kewajiban=tuple(Kewajiban(day) for day in target.jatuh_tempo or (None,)),
        )
        rows.append(row)
    return replace(komponen, indikator=tuple(rows))


def _moves(komponen: Komponen, dari: int, ke: int) -> Iterator[tuple[Lokasi, str, Geseran]]:
    """Go through the texts of a komponen, each with its cell and what becomes of it."""
    for satu in komponen.indikator[:1]:
        kept = replace(move_deadlines(komponen.nama, dari, ke), teks=komponen.nama)
        yield satu.letak.lokasi(Kolom.KOMPONEN), komponen.nama, kept
    for satu in komponen.indikator:
        texts = (satu.uraian, satu.langkah_aksi, satu.bukti_fisik)
        for kolom, text in zip((Kolom.INDIKATOR, Kolom.LANGKAH_AKSI, Kolom.BUKTI_FISIK), texts, strict=True):
            yield satu.letak.lokasi(kolom), text, move_deadlines(text, dari, ke)
        target = satu.target_waktu.teks
        yield satu.letak.lokasi(Kolom.TARGET_WAKTU), target, move_target(target, dari, ke)


def _changes(
    lokasi: Lokasi, teks: str, geseran: Geseran, lama: Pengaturan, baru: Pengaturan
) -> Iterator[Perubahan]:
    """Tell what became of a text: that it was moved, and why it still names a year or the old satker."""
    if geseran.teks != teks:
        yield Perubahan(Sifat.DIUBAH, lokasi, teks, geseran.teks)
    if geseran.alasan and lama.tahun != baru.tahun:
        yield Perubahan(Sifat.DIBIARKAN, lokasi, geseran.teks, alasan=geseran.alasan, pokok=geseran.pokok)
    own = _own_name(lama.satker)
    if own and own in _folded(geseran.teks) and not _same_satker(lama, baru.satker):
        yield Perubahan(Sifat.DIBIARKAN, lokasi, geseran.teks, alasan=Alasan.SATKER, pokok=own)


def _settings(lama: Pengaturan, kept: Collection[Label]) -> Iterator[Perubahan]:
    """Tell which settings were emptied: those of the old decree, and the people's that were not kept."""
    emptied = [label for label in (*_KEPUTUSAN, *_ORANG) if label not in kept]
    for label in (*emptied, *kept):
        value = getattr(lama, label.field)
        text = tanggal(value) if isinstance(value, dt.date) else value
        sifat, alasan = (Sifat.DIBIARKAN, Alasan.ORANG) if label in kept else (Sifat.DIKOSONGKAN, None)
        if text:
            yield Perubahan(sifat, Lokasi(LEMBAR_PENGATURAN, label), text, alasan=alasan)


def _same_satker(lama: Pengaturan, satker: str) -> bool:
    return _folded(lama.satker) == _folded(satker)


def _own_name(satker: str) -> str:
    """Give the part of a satker's name that is its own: `boyolali`."""
    return " ".join(_NAMA_UMUM.sub("", _folded(satker)).split())


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
