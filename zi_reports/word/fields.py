"""The rows that the report's template prints; every field is a variable for staff (docs/templat.md)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zi_reports.monev.figures import Hitungan
from zi_reports.rencana.bahasa import TANPA_NILAI


class Gabung(StrEnum):
    """How a cell is merged with its neighbours above and below; the value is the mark that says so."""

    AWAL = "\ue000"
    LANJUT = "\ue001"


@dataclass(frozen=True, slots=True)
class Sel:
    """Text for a table's cell that is also coloured (`#RRGGBB`) or merged downwards."""

    teks: str = ""
    warna: str = ""
    gabung: Gabung | None = None

    def __str__(self) -> str:
        """Give the text alone."""
        return self.teks


@dataclass(frozen=True, slots=True)
class BarisAngka(Hitungan):
    """One row of figures: the whole, an area or a month; `lainnya` are tanpa tenggat and tidak berlaku."""

    nama: str
    rincian: str = ""
    kode: str = ""
    indikator: int = 0
    capaian: str = TANPA_NILAI
    realisasi_jatuh_tempo: str = TANPA_NILAI

    @property
    def berlaku(self) -> int:
        """How many kewajiban the capaian is counted over."""
        return self.kewajiban - self.tidak_berlaku

    @property
    def lainnya(self) -> int:
        """How many stand in none of the other columns of a table."""
        return self.tanpa_tenggat + self.tidak_berlaku


@dataclass(frozen=True, slots=True)
class Baris:
    """One indikator as tables print it, with those of its kewajiban that the table is about."""

    kode: str
    indikator: str
    langkah_aksi: str
    bukti_fisik: str
    target_waktu: str
    penanggung_jawab: str = TANPA_NILAI
    kendala: str = ""
    tindak_lanjut: str = ""
    bukti_dukung: tuple[str, ...] = ()
    jumlah: int = 0
    jatuh_tempo: str = TANPA_NILAI
    tanggal_selesai: str = TANPA_NILAI
    hari_terlambat: int = 0
    keadaan: Sel | str = TANPA_NILAI
    realisasi: str = TANPA_NILAI
    capaian: str = TANPA_NILAI


@dataclass(frozen=True, slots=True)
class PembahasanArea:
    """What there is to say of one area: its figures, and its indikator by what happened to them."""

    kode: str
    nama: str
    angka: BarisAngka
    selesai: tuple[Baris, ...]
    terlambat: tuple[Baris, ...]
    proses: tuple[Baris, ...]
    kendala: tuple[Baris, ...]
    belum_disalin: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PerubahanArea:
    """How one area moved since the end of the month before."""

    kode: str
    nama: str
    lalu: str
    sekarang: str
    selisih: str
    baru_selesai: int
    baru_terlambat: int


@dataclass(frozen=True, slots=True)
class Perubahan:
    """What moved since the end of the month before, and what became of that month's overdue kewajiban."""

    ada: bool
    lalu: str
    sekarang: str
    selisih: str
    baru_selesai: int
    baru_terlambat: int
    area: tuple[PerubahanArea, ...]
    terlambat_lalu: tuple[Baris, ...]


@dataclass(frozen=True, slots=True)
class AgendaBulan:
    """What falls due within one month and is not finished yet."""

    bulan: str
    baris: tuple[Baris, ...]

    @property
    def jumlah(self) -> int:
        """How many kewajiban the rows stand for."""
        return sum(satu.jumlah for satu in self.baris)


@dataclass(frozen=True, slots=True)
class BarisLembar:
    """One row of the lembar monev: an area's heading where `area` is filled, else an indikator."""

    area: str
    no: Sel
    komponen: Sel
    isi: Baris


@dataclass(frozen=True, slots=True)
class BarisCatatan:
    """One catatan with its place as Excel's name box takes it."""

    tempat: str
    tingkat: str
    isi: str
    pesan: str
