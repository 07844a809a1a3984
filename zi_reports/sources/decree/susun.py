"""Whole rows of a lampiran become the areas of a plan, each komponen under the area that it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from zi_reports.rencana.baku import NAMA_AREA
from zi_reports.rencana.model import (
    TANPA_LETAK,
    Area,
    Catatan,
    Indikator,
    Kewajiban,
    Komponen,
    Lokasi,
    Tingkat,
)
from zi_reports.rencana.target_waktu import parse_target_waktu
from zi_reports.sources.decree.cocok import MIRIP, KomponenArea, alike, area_of_row, home_area, rows_after_gap
from zi_reports.sources.decree.naskah import Baris, K, Sel


@dataclass(slots=True)
class _Kelompok:
    """A komponen while it is filled; `terpotong` where the source begins in its middle."""

    area: str
    nomor: str
    nama: str
    baris: list[Baris] = field(default_factory=list)
    terpotong: bool = False

    @property
    def urutan(self) -> int:
        """The number as a number; 0 where it is none."""
        digits = self.nomor.rstrip(". )")
        return int(digits) if digits.isdigit() else 0


@dataclass(slots=True)
class _Susunan:
    """The plan while its rows are gone through."""

    nama: str
    acuan: KomponenArea
    area: dict[str, str] = field(default_factory=dict)
    kelompok: list[_Kelompok] = field(default_factory=list)
    catatan: list[Catatan] = field(default_factory=list)
    kini: str = ""

    def note(self, tingkat: Tingkat, kode: str, letak: str, isi: str, pesan: str) -> None:
        """Add a catatan on a place of the source."""
        self.catatan.append(Catatan(tingkat, kode, Lokasi(self.nama, letak), isi, pesan))


def arrange(
    rows: Sequence[Baris], acuan: KomponenArea, nama: str, tahun: int
) -> tuple[tuple[Area, ...], tuple[Catatan, ...]]:
    """Put rows under their areas and komponen; `acuan` names the komponen that each area should have.

    The six areas are always there. A komponen that the rows lack is left open, to be copied by hand; each such
    komponen, and each row put elsewhere than under the heading above it, has a catatan.
    """
    susunan = _Susunan(nama, acuan)
    for row in rows:
        _add(susunan, row)
    kode_area = [*NAMA_AREA, *(kode for kode in susunan.area if kode not in NAMA_AREA)]
    area = tuple(
        Area(
            kode,
            susunan.area.get(kode) or NAMA_AREA.get(kode, ""),
            tuple(_komponen(satu, tahun) for satu in _complete(susunan, kode)),
        )
        for kode in kode_area
    )
    return area, tuple(susunan.catatan)


def _add(susunan: _Susunan, row: Baris) -> None:
    area = area_of_row(row.sel)
    if area is not None:
        susunan.kini = area[0]
        susunan.area.setdefault(*area)
        return
    nomor, nama = row.sel[K.NO], row.sel[K.KOMPONEN]
    last = susunan.kelompok[-1] if susunan.kelompok else None
    same = last is not None and last.area == susunan.kini
    if (nomor or nama) and not (same and last and nomor in {"", last.nomor} and nama in {"", last.nama}):
        if not _begin(susunan, row):
            return
    elif not same:
        pesan = "Baris ini tidak berada di bawah komponen mana pun, sehingga tidak disalin."
        susunan.note(Tingkat.PERINGATAN, "baris-dilewati", row.letak, _text(row.sel), pesan)
        return
    if row.sel[K.INDIKATOR]:
        susunan.kelompok[-1].baris.append(row)
    elif any(row.sel[K.LANGKAH_AKSI :]):
        pesan = "INDIKATOR kosong, sehingga baris ini tidak disalin."
        susunan.note(Tingkat.PERINGATAN, "baris-dilewati", row.letak, _text(row.sel), pesan)


def _begin(susunan: _Susunan, row: Baris) -> bool:
    """Begin a komponen, under the area that its name belongs to; give False for a row that is none."""
    new = _Kelompok(susunan.kini, row.sel[K.NO], row.sel[K.KOMPONEN])
    target = _home(susunan, new) if new.urutan or new.nama else ""
    if not target or (new.urutan and not new.nama and not row.sel[K.INDIKATOR]):
        pesan = "Baris ini bukan baris area, komponen, atau indikator, sehingga tidak disalin."
        susunan.note(Tingkat.PERINGATAN, "baris-dilewati", row.letak, _text(row.sel), pesan)
        return False
    if target != susunan.kini:
        _open_area(susunan, row, new, target)
    elif target not in susunan.area:
        _note_moved(susunan, row, new, "mengikuti komponen di atasnya")
    else:
        _note_number(susunan, row, new)
    susunan.kelompok.append(new)
    return True


def _home(susunan: _Susunan, new: _Kelompok) -> str:
    """Give the komponen's area; nothing can be missing between an area's heading and its number 1."""
    first = not any(satu.area == new.area for satu in susunan.kelompok)
    if new.area and first and new.urutan == 1:
        return new.area
    return home_area(new.nama, new.area, susunan.acuan)


def _open_area(susunan: _Susunan, row: Baris, new: _Kelompok, target: str) -> None:
    """Begin an area whose heading the source lacks, with the rows of its first komponen that are left of it."""
    lama, new.area = new.area, target
    susunan.kini = target
    above = susunan.kelompok[-1] if susunan.kelompok else None
    if above is not None and above.area == lama and new.urutan > 1:
        name = susunan.acuan[target][min(new.urutan - 1, len(susunan.acuan[target])) - 1]
        rest = rows_after_gap(above.baris, row, name)
        if rest:
            del above.baris[-len(rest) :]
            cut = _Kelompok(target, str(new.urutan - 1), name, rest, terpotong=True)
            susunan.kelompok.append(cut)
            for satu in rest:
                _note_moved(susunan, satu, cut, f"karena sesudahnya komponen {new.nomor} {new.nama}")
    why = f"sesuai nama komponen, bukan area {lama}" if lama else "sesuai nama komponen"
    _note_moved(susunan, row, new, why)


def _note_moved(susunan: _Susunan, row: Baris, milik: _Kelompok, why: str) -> None:
    place = f"{milik.area}.{milik.nomor.rstrip('. ')} {milik.nama}"
    pesan = (
        f"Ditempatkan pada komponen {place}, {why}; judul area {milik.area} tidak ada di atasnya. "
        "Cocokkan dengan keputusan yang ditandatangani."
    )
    susunan.note(Tingkat.PERINGATAN, "area-ditetapkan", row.letak, row.sel[K.INDIKATOR], pesan)


def _note_number(susunan: _Susunan, row: Baris, new: _Kelompok) -> None:
    before = [satu.urutan for satu in susunan.kelompok if satu.area == new.area and satu.urutan]
    if before and new.urutan and new.urutan <= before[-1]:
        pesan = (
            f"NO turun dari {before[-1]} ke {new.urutan} tanpa baris area di antaranya. "
            "Mungkin ada halaman yang hilang; cocokkan dengan keputusan yang ditandatangani."
        )
        susunan.note(Tingkat.PERINGATAN, "nomor-turun", row.letak, f"{new.nomor} {new.nama}", pesan)


def _complete(susunan: _Susunan, kode: str) -> list[_Kelompok]:
    """Give the komponen of an area in order, with those that the rows lack and `acuan` names."""
    found = [satu for satu in susunan.kelompok if satu.area == kode]
    for satu in found:
        satu.terpotong = satu.terpotong or not satu.baris
    for urutan, nama in enumerate(susunan.acuan.get(kode, ()), start=1):
        if not any(satu.urutan == urutan or alike(satu.nama, nama) >= MIRIP for satu in found):
            place = next((i for i, satu in enumerate(found) if satu.urutan > urutan), len(found))
            found.insert(place, _Kelompok(kode, str(urutan), nama, terpotong=True))
    for satu in found:
        if satu.terpotong:
            _note_lacking(susunan, satu)
    return found


def _note_lacking(susunan: _Susunan, satu: _Kelompok) -> None:
    pesan = (
        f"{'Sebagian baris' if satu.baris else 'Baris'} komponen ini tidak ada pada naskah. Pada buku kerja "
        "disediakan baris kosong berwarna jingga: salin dari keputusan yang ditandatangani."
    )
    letak = satu.baris[0].letak if satu.baris else f"area {satu.area}"
    isi = f"{satu.area}.{satu.nomor.rstrip('. ')} {satu.nama}"
    susunan.note(Tingkat.INFO, "komponen-tidak-lengkap", letak, isi, pesan)


def _komponen(kelompok: _Kelompok, tahun: int) -> Komponen:
    return Komponen(
        nomor=kelompok.nomor,
        nama=kelompok.nama,
        indikator=tuple(
            _indikator(f"{kelompok.area}.{kelompok.nomor.rstrip('. ')}.{urutan}", row.sel, tahun)
            for urutan, row in enumerate(kelompok.baris, start=1)
        ),
        belum_disalin=(TANPA_LETAK,) if kelompok.terpotong else (),
    )


def _indikator(kode: str, sel: Sel, tahun: int) -> Indikator:
    target = parse_target_waktu(sel[K.TARGET_WAKTU], tahun)
    return Indikator(
        kode=kode,
        uraian=sel[K.INDIKATOR],
        langkah_aksi=sel[K.LANGKAH_AKSI],
        bukti_fisik=sel[K.BUKTI_FISIK],
        target_waktu=target,
        kewajiban=tuple(Kewajiban(satu) for satu in target.jatuh_tempo or (None,)),
    )


def _text(sel: Sel) -> str:
    return " | ".join(filter(None, sel))
