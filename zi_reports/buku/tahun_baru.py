"""A plan becomes the plan of another year or satker: deadlines moved on, nothing reported, each change told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
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


_NAMA_UMUM = {"kpu", "kip", "komisi", "independen", "pemilihan", "umum", "sekretariat"} | {
    "kabupaten",
    "kota",
    "provinsi",
}
"""Words that any satker's name may have."""


def carry_over(rencana: Rencana, satker: str, tahun: int) -> tuple[Rencana, tuple[Perubahan, ...]]:
    """Make the plan for `satker` and `tahun` from an older one; give it with what was changed and what left."""
    pengaturan, changes = _settings(rencana.pengaturan, satker, tahun)
    move = _Pemindah(rencana.pengaturan, pengaturan, changes)
    area = tuple(
        replace(satu, komponen=tuple(move.komponen(komponen) for komponen in satu.komponen))
        for satu in rencana.area
    )
    return Rencana(pengaturan, area), tuple(changes)


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


@dataclass(frozen=True, slots=True)
class _Pemindah:
    """Moves a plan's text from old settings to new ones, and adds to `perubahan` what it did."""

    lama: Pengaturan
    baru: Pengaturan
    perubahan: list[Perubahan] = field(default_factory=list)

    def komponen(self, komponen: Komponen) -> Komponen:
        """Move a komponen's rows; its name stays as it is."""
        for satu in komponen.indikator[:1]:
            lokasi = satu.letak.lokasi(Kolom.KOMPONEN)
            self._report(lokasi, komponen.nama, replace(self._deadlines(komponen.nama), teks=komponen.nama))
        return replace(komponen, indikator=tuple(self._indikator(satu) for satu in komponen.indikator))

    def _indikator(self, lama: Indikator) -> Indikator:
        """Move an indikator on; what was reported of it stays behind."""

        def moved(kolom: Kolom, text: str, move: Callable[[str], Geseran]) -> str:
            geseran = move(text)
            self._report(lama.letak.lokasi(kolom), text, geseran)
            return geseran.teks

        uraian = moved(Kolom.INDIKATOR, lama.uraian, self._deadlines)
        langkah_aksi = moved(Kolom.LANGKAH_AKSI, lama.langkah_aksi, self._deadlines)
        bukti_fisik = moved(Kolom.BUKTI_FISIK, lama.bukti_fisik, self._deadlines)
        target_waktu = moved(Kolom.TARGET_WAKTU, lama.target_waktu.teks, self._target)
        target = parse_target_waktu(target_waktu, self.baru.tahun)
        kewajiban = tuple(Kewajiban(day) for day in target.jatuh_tempo or (None,))
        return Indikator(lama.kode, uraian, langkah_aksi, bukti_fisik, target, kewajiban)

    def _deadlines(self, text: str) -> Geseran:
        return move_deadlines(text, self.lama.tahun, self.baru.tahun)

    def _target(self, text: str) -> Geseran:
        return move_target(text, self.lama.tahun, self.baru.tahun)

    def _report(self, lokasi: Lokasi, lama: str, geseran: Geseran) -> None:
        if geseran.teks != lama:
            self.perubahan.append(Perubahan(Sifat.DIUBAH, lokasi, lama, geseran.teks))
        if geseran.alasan and self.lama.tahun != self.baru.tahun:
            self._leave(lokasi, geseran.teks, geseran.alasan, geseran.pokok)
        own = _own_name(self.lama.satker)
        if own and own in _folded(geseran.teks) and not _same_satker(self.lama, self.baru.satker):
            self._leave(lokasi, geseran.teks, Alasan.SATKER, own)

    def _leave(self, lokasi: Lokasi, teks: str, alasan: Alasan, pokok: str) -> None:
        self.perubahan.append(Perubahan(Sifat.DIBIARKAN, lokasi, teks, alasan=alasan, pokok=pokok))


def _settings(lama: Pengaturan, satker: str, tahun: int) -> tuple[Pengaturan, list[Perubahan]]:
    """Empty what belongs to the old decree, and the people too where the satker is another."""
    decree = {
        Label.NOMOR_KEPUTUSAN: lama.nomor_keputusan,
        Label.TANGGAL_KEPUTUSAN: tanggal(lama.tanggal_keputusan) if lama.tanggal_keputusan else "",
        Label.MULAI_PEMANTAUAN: tanggal(lama.mulai_pemantauan) if lama.mulai_pemantauan else "",
        Label.TANDA: lama.tanda,
    }
    people = {
        Label.TEMPAT: lama.tempat,
        Label.KETUA: lama.ketua,
        Label.SEKRETARIS: lama.sekretaris,
        Label.JABATAN_PENANDA_TANGAN: lama.jabatan_penanda_tangan,
        Label.NAMA_PENANDA_TANGAN: lama.nama_penanda_tangan,
    }
    same = _same_satker(lama, satker)
    baru = Pengaturan(satker, tahun, ukuran_kertas=lama.ukuran_kertas)
    if same:
        baru = replace(
            baru,
            tempat=lama.tempat,
            ketua=lama.ketua,
            sekretaris=lama.sekretaris,
            jabatan_penanda_tangan=lama.jabatan_penanda_tangan,
            nama_penanda_tangan=lama.nama_penanda_tangan,
        )
    emptied = decree if same else decree | people
    kept = people if same else {}
    return baru, [
        *(_setting(Sifat.DIKOSONGKAN, label, text) for label, text in emptied.items() if text),
        *(_setting(Sifat.DIBIARKAN, label, text, Alasan.ORANG) for label, text in kept.items() if text),
    ]


def _setting(sifat: Sifat, label: Label, text: str, alasan: Alasan | None = None) -> Perubahan:
    return Perubahan(sifat, Lokasi(LEMBAR_PENGATURAN, label), text, alasan=alasan)


def _same_satker(lama: Pengaturan, satker: str) -> bool:
    return _folded(lama.satker) == _folded(satker)


def _own_name(satker: str) -> str:
    """Give the part of a satker's name that is its own: `boyolali`."""
    return " ".join(word for word in _folded(satker).split() if word not in _NAMA_UMUM)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
