"""The plan as data: what a workbook says, frozen, each thing with the place it came from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from zi_reports.rencana.bahasa import akhir_bulan

TAHUN_DITERIMA = range(2000, 2100)
"""The years that a plan may speak of; others are slips of the pen."""

_WEB = re.compile(r"(?i)(?:https?://|mailto:)\S+$")
"""What a click may open besides files: one address, and nothing else in the text."""


class UserError(Exception):
    """Something that stops a command and that its user can mend; the text is one Indonesian line."""


class WorkbookError(UserError):
    """A workbook that cannot be read at all."""


class Tingkat(StrEnum):
    """How grave a catatan is (docs/design.md, Catatan)."""

    GALAT = "galat"
    PERINGATAN = "peringatan"
    INFO = "info"


class Status(StrEnum):
    """The words that column STATUS takes."""

    BELUM = "Belum"
    PROSES = "Proses"
    SELESAI = "Selesai"
    TIDAK_BERLAKU = "Tidak Berlaku"


class Verifikasi(StrEnum):
    """A reviewer's word on a piece of evidence."""

    SESUAI = "Sesuai"
    PERBAIKAN = "Perbaikan"


class Jenis(StrEnum):
    """What kind of TARGET WAKTU an indikator has."""

    SEKALI = "sekali"
    BEBERAPA = "beberapa"
    BULANAN = "bulanan"
    TRIWULANAN = "triwulanan"
    SEMESTERAN = "semesteran"
    BERKALA = "berkala"
    INSIDENTAL = "insidental"
    KOSONG = "kosong"
    TIDAK_TERBACA = "tidak_terbaca"


DERET = frozenset({Jenis.BULANAN, Jenis.TRIWULANAN, Jenis.SEMESTERAN, Jenis.BERKALA})
"""The kinds whose jatuh tempo follow each other at equal steps."""


class Kertas(StrEnum):
    """The paper that documents are laid out for; F4 is 215 x 330 mm."""

    A4 = "A4"
    F4 = "F4"


class Cetak(StrEnum):
    """How wide sheet Rencana Aksi is printed: on two pages side by side, on one in small type, or on A3."""

    DUA_HALAMAN = "Dua Halaman"
    SATU_HALAMAN = "Satu Halaman"
    A3 = "A3"


@dataclass(frozen=True, slots=True)
class Lokasi:
    """A cell: the sheet's name and the address, such as `F12`."""

    lembar: str
    sel: str

    def __str__(self) -> str:
        """Give the place as Excel's name box takes it: `'Rencana Aksi'!F12`."""
        name = self.lembar if self.lembar.isalnum() else "'" + self.lembar.replace("'", "''") + "'"
        return f"{name}!{self.sel}"

    @property
    def urutan(self) -> tuple[str, int, int, str]:
        """Sort by sheet, then row, then column (`Z` before `AA`)."""
        letters = self.sel.rstrip("0123456789")
        return self.lembar, int(self.sel[len(letters) :] or 0), len(letters), letters


@dataclass(frozen=True, slots=True)
class Letak:
    """A row of the plan's sheet and the letter that each known header has there."""

    lembar: str
    baris: int
    kolom: Mapping[str, str]

    def lokasi(self, header: str) -> Lokasi:
        """Give the cell under `header`; for a header that the sheet lacks, the row's first known cell."""
        letter = self.kolom.get(header) or next(iter(self.kolom.values()), "A")
        return Lokasi(self.lembar, f"{letter}{self.baris}")


TANPA_LETAK = Letak("", 0, {})
"""The place of a plan that came from no workbook."""


@dataclass(frozen=True, slots=True)
class Catatan:
    """A remark on the workbook's data that a person should look at.

    `isi` is what stands in the cell, as typed; `pesan` says what is the matter and what to do.
    """

    tingkat: Tingkat
    kode: str
    lokasi: Lokasi
    isi: str
    pesan: str


@dataclass(frozen=True, slots=True)
class TargetWaktu:
    """Column 6 of the lampiran: the original words, their kind, and the dates they name.

    `tahun_ditafsirkan` where a year was written with two figures (`31/12/25`), and so may mean another.
    """

    teks: str
    jenis: Jenis
    jatuh_tempo: tuple[dt.date, ...] = ()
    tahun_ditafsirkan: bool = False

    @property
    def masa(self) -> tuple[tuple[dt.date, dt.date | None], ...]:
        """Each jatuh tempo with the first day of its period; None outside of a regular series.

        The period begins the day after the jatuh tempo one step of the series before.
        """
        days = self.jatuh_tempo
        if self.jenis not in DERET:
            return tuple((due, None) for due in days)
        first, step = days[0], 12 * (days[1].year - days[0].year) + days[1].month - days[0].month
        before = akhir_bulan(first.year, first.month - step)
        before = before.replace(day=min(before.day, max(day.day for day in days)))
        return tuple((due, past + dt.timedelta(1)) for past, due in zip((before, *days), days, strict=False))


@dataclass(frozen=True, slots=True)
class Realisasi:
    """What the sheet reports of one kewajiban, before any per tanggal is held against it."""

    selesai: bool = False
    tanggal: dt.date | None = None
    tidak_berlaku: bool = False


@dataclass(frozen=True, slots=True)
class Kewajiban:
    """One thing due once; without `jatuh_tempo` where the plan names no date."""

    jatuh_tempo: dt.date | None
    realisasi: Realisasi = Realisasi()


@dataclass(frozen=True, slots=True)
class BuktiDukung:
    """One piece of evidence handed in: its text, and the address that a click opens, if any.

    `periode` is the first day of the month of the kewajiban that it is of; without one `berlaku_semua` says that
    it holds for all of them, as a row of sheet Bukti with a blank PERIODE does. `berkas` is the path, from the
    workbook's folder, of a file that nobody typed: it lies in its indikator's folder there. `butir` is the item of
    BUKTI FISIK that it answers, from 1. What a reviewer said of it follows. `lokasi` is its cell, where that is
    none of column BUKTI DUKUNG.
    """

    teks: str
    tautan: str = ""
    periode: dt.date | None = None
    berlaku_semua: bool = False
    butir: int | None = None
    verifikasi: Verifikasi | None = None
    catatan_verifikasi: str = ""
    kode_lke: str = ""
    lokasi: Lokasi | None = field(default=None, compare=False)
    berkas: str = ""

    def __str__(self) -> str:
        """Give its text, with its address where that says more."""
        return self.teks if self.tautan in self.teks else f"{self.teks} ({self.tautan})"

    @property
    def alamat(self) -> str:
        """The address on the web, or of mail, that a click opens; empty where it has none."""
        return next((satu for satu in (self.tautan, self.teks) if _WEB.match(satu)), "")

    @property
    def terinci(self) -> bool:
        """Whether more is known of it than column BUKTI DUKUNG tells."""
        return self != BuktiDukung(self.teks, self.tautan)


@dataclass(frozen=True, slots=True)
class Indikator:
    """A row of the lampiran and what the office reports on it; `kode` such as `III.4.2`."""

    kode: str
    uraian: str
    langkah_aksi: str
    bukti_fisik: str
    target_waktu: TargetWaktu
    kewajiban: tuple[Kewajiban, ...]
    status: Status | None = None
    bukti_dukung: tuple[BuktiDukung, ...] = ()
    penanggung_jawab: str = ""
    kendala: str = ""
    tindak_lanjut: str = ""
    letak: Letak = field(default=TANPA_LETAK, compare=False)

    @property
    def berulang(self) -> bool:
        """Say whether the row has several kewajiban, and so is reported in its month columns."""
        return len(self.target_waktu.jatuh_tempo) > 1

    @property
    def masa(self) -> Iterator[tuple[Kewajiban, dt.date | None]]:
        """Go through the kewajiban, each with the first day of its period, if it has one."""
        begins = dict(self.target_waktu.masa)
        return ((satu, begins.get(satu.jatuh_tempo or dt.date.min)) for satu in self.kewajiban)


@dataclass(frozen=True, slots=True)
class Komponen:
    """A numbered part of an area; `nomor` as the lampiran writes it (`1.` beside `1`).

    `belum_disalin` holds the rows of this komponen that the source lacks (docs/design.md, The source).
    """

    nomor: str
    nama: str
    indikator: tuple[Indikator, ...] = ()
    belum_disalin: tuple[Letak, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Area:
    """One of the six areas of change, by its Roman numeral."""

    kode: str
    nama: str
    komponen: tuple[Komponen, ...] = ()

    @property
    def indikator(self) -> Iterator[Indikator]:
        """Go through the area's indikator in the lampiran's order."""
        return (indikator for komponen in self.komponen for indikator in komponen.indikator)


@dataclass(frozen=True, slots=True)
class Pengaturan:
    """What sheet Pengaturan says of the satker and its documents; None where a choice is left blank."""

    satker: str
    tahun: int
    nomor_keputusan: str = ""
    tanggal_keputusan: dt.date | None = None
    tempat: str = ""
    mulai_pemantauan: dt.date | None = None
    ketua: str = ""
    sekretaris: str = ""
    jabatan_penanda_tangan: str = ""
    nama_penanda_tangan: str = ""
    ukuran_kertas: Kertas | None = Kertas.A4
    tanda: str = ""
    lampirkan_catatan: bool | None = False
    kata_pengantar: bool | None = False
    cetak_rencana_aksi: Cetak | None = Cetak.DUA_HALAMAN
    daftar_penanggung_jawab: tuple[str, ...] = ()

    @property
    def mulai(self) -> dt.date:
        """The first day that counts: kewajiban due before it are left out of every figure."""
        return self.mulai_pemantauan or dt.date(self.tahun, 1, 1)

    @property
    def kertas(self) -> Kertas:
        """The paper of every document."""
        return self.ukuran_kertas or Kertas.A4

    @property
    def cetak(self) -> Cetak:
        """How wide sheet Rencana Aksi of a workbook that we write is printed."""
        return self.cetak_rencana_aksi or Cetak.DUA_HALAMAN

    @property
    def penanda_tangan(self) -> tuple[str, str]:
        """Who signs the report, as jabatan and nama: the Ketua, unless Pengaturan names somebody else."""
        if self.jabatan_penanda_tangan or self.nama_penanda_tangan:
            return self.jabatan_penanda_tangan, self.nama_penanda_tangan
        return f"Ketua {self.satker}", self.ketua


@dataclass(frozen=True, slots=True)
class Keputusan:
    """What a rapat evaluasi decided: who does what by when; `kode` is what it is about, if that is said.

    That is an indikator, a komponen or an area. `realisasi` is what STATUS and TANGGAL SELESAI come to.
    """

    uraian: str
    tanggal_rapat: dt.date | None = None
    kode: str = ""
    penanggung_jawab: str = ""
    batas_waktu: dt.date | None = None
    status: Status | None = None
    realisasi: Realisasi = Realisasi()
    keterangan: str = ""
    letak: Letak = field(default=TANPA_LETAK, compare=False)

    @property
    def terbuka(self) -> bool:
        """Whether it is still to be done."""
        return not (self.realisasi.selesai or self.realisasi.tidak_berlaku)


@dataclass(frozen=True, slots=True)
class Rencana:
    """The plan of one satker and one year, with what was reported on it and what meetings decided about it."""

    pengaturan: Pengaturan
    area: tuple[Area, ...]
    keputusan: tuple[Keputusan, ...] = ()

    @property
    def indikator(self) -> Iterator[Indikator]:
        """Go through all indikator in the lampiran's order."""
        return (indikator for area in self.area for indikator in area.indikator)

    def with_indikator(self, changed: Callable[[Indikator], Indikator]) -> Rencana:
        """Give the plan with what `changed` makes of each indikator."""

        def filled(komponen: Komponen) -> Komponen:
            return replace(komponen, indikator=tuple(map(changed, komponen.indikator)))

        area = (replace(area, komponen=tuple(map(filled, area.komponen))) for area in self.area)
        return replace(self, area=tuple(area))
