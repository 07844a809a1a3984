"""One indikator, or one group of figures, becomes a row that templates print.

Every name in a row is a variable for staff (docs/templat.md).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import islice
from typing import Any, Self

from zi_reports.excel.gaya import NAMA_KEADAAN, NAMA_KETEPATAN, WARNA_KEADAAN, rincian_keadaan
from zi_reports.monev.bukti import unsaid_month
from zi_reports.monev.figures import Angka, Hitungan, Monev, MonevIndikator, MonevKewajiban
from zi_reports.monev.keadaan import Keadaan
from zi_reports.monev.tindak_lanjut import lacks_evidence, late_first, to_be_mended
from zi_reports.rencana.bahasa import TANPA_NILAI, bulan_tahun, persen, rangkai_bulan, tanggal
from zi_reports.rencana.lampiran import BELUM_DISALIN
from zi_reports.rencana.model import BuktiDukung
from zi_reports.rencana.periode import Periode

Baris = dict[str, Any]
"""What only a template reads of one thing, by the names that it uses."""


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
        return self.teks


class Tautan(str):
    """The text of a piece of evidence, which a click opens where a template prints it as it is.

    To all else that a template does with it (a filter, a part of it, a comparison) it is text.
    """

    __slots__ = ("bukti",)
    bukti: BuktiDukung

    def __new__(cls, bukti: BuktiDukung) -> Self:
        """Take the text of the evidence."""
        teks = super().__new__(cls, bukti)
        teks.bukti = bukti
        return teks

    def alamat(self, berkas: Mapping[BuktiDukung, str]) -> str:
        """Give the address that a click opens: of a file that was found, or of the web; empty if there is none."""
        return berkas.get(self.bukti, self.bukti.alamat)

    @property
    def periode(self) -> str:
        """The month that it is of: `Oktober 2025`."""
        return bulan_tahun(self.bukti.periode) if self.bukti.periode else ""

    @property
    def bulan(self) -> str:
        """The month that it is of, to stand beside its text; empty where that says it."""
        return unsaid_month(self.bukti)

    @property
    def verifikasi(self) -> str:
        """The reviewer's word on it."""
        return self.bukti.verifikasi or ""

    @property
    def catatan_verifikasi(self) -> str:
        """The reviewer's note."""
        return self.bukti.catatan_verifikasi

    @property
    def kode_lke(self) -> str:
        """Its KODE LKE, as typed."""
        return self.bukti.kode_lke


@dataclass(frozen=True, slots=True)
class BarisIndikator:
    """One indikator, with those of its kewajiban that the table is about.

    `terbuka` and `terlambat` speak of these; `tanpa_bukti` says that the indikator has something finished and no
    evidence, `perbaikan` is the evidence to be mended. `batas_waktu` is filled in where a table sets one.
    """

    kode: str = ""
    area: str = ""
    nomor: str = ""
    komponen: str = ""
    indikator: str = ""
    langkah_aksi: str = ""
    bukti_fisik: str = ""
    target_waktu: str = TANPA_NILAI
    penanggung_jawab: str = TANPA_NILAI
    kendala: str = ""
    tindak_lanjut: str = ""
    bukti_dukung: tuple[Tautan, ...] = ()
    jumlah: int = 0
    jatuh_tempo: str = TANPA_NILAI
    tanggal_selesai: str = TANPA_NILAI
    hari_terlambat: int = 0
    keadaan: Sel | str = TANPA_NILAI
    realisasi: str = TANPA_NILAI
    capaian: str = TANPA_NILAI
    terbuka: bool = False
    terlambat: int = 0
    tanpa_bukti: bool = False
    perbaikan: tuple[Tautan, ...] = ()
    batas_waktu: str = ""


_URUTAN_KEADAAN = (Keadaan.TERLAMBAT, Keadaan.BELUM_JATUH_TEMPO, Keadaan.TANPA_TENGGAT, Keadaan.SELESAI)
"""The state that speaks for a row with several kewajiban is the first of these that it has."""


def row_of_counts(nama: str, hitungan: Hitungan) -> Baris:
    """Write counts under a name, and in words those that are not nothing: `6 selesai dan 9 terlambat`.

    What `row_of_figures` fills in is empty, so that a template may print it of any row of figures.
    """
    counts = asdict(hitungan)
    return {
        **counts,
        "nama": nama,
        "rincian": rincian_keadaan(hitungan),
        "berlaku": hitungan.kewajiban - hitungan.tidak_berlaku,
        "lainnya": hitungan.tanpa_tenggat + hitungan.tidak_berlaku,
        "kode": "",
        "indikator": 0,
        "bercapaian": 0,
        "jatuh_tempo": 0,
        "jatuh_tempo_selesai": 0,
        "capaian": TANPA_NILAI,
        "dasar_capaian": "",
        "realisasi_jatuh_tempo": TANPA_NILAI,
        "dasar_realisasi": "",
    }


def row_of_figures(angka: Angka, nama: str, kode: str = "") -> Baris:
    """Write the figures of an area or of the whole."""
    return row_of_counts(nama, angka.hitungan) | {
        "kode": kode,
        "indikator": angka.indikator,
        "bercapaian": angka.bercapaian,
        "jatuh_tempo": angka.jatuh_tempo,
        "jatuh_tempo_selesai": angka.jatuh_tempo_selesai,
        "capaian": persen(angka.capaian),
        "dasar_capaian": angka.dasar_capaian,
        "realisasi_jatuh_tempo": persen(angka.realisasi_jatuh_tempo),
        "dasar_realisasi": angka.dasar_realisasi,
    }


def row_of_indikator(satu: MonevIndikator, pilihan: Sequence[MonevKewajiban] | None = None) -> BarisIndikator:
    """Write one indikator, with `pilihan` of its kewajiban (all of them unless given)."""
    dipilih = satu.kewajiban if pilihan is None else pilihan
    indikator = satu.indikator
    return BarisIndikator(
        kode=indikator.kode,
        area=satu.area.kode,
        nomor=satu.komponen.nomor,
        komponen=satu.komponen.nama,
        indikator=indikator.uraian,
        langkah_aksi=indikator.langkah_aksi,
        bukti_fisik=indikator.bukti_fisik,
        target_waktu=indikator.target_waktu.teks or TANPA_NILAI,
        penanggung_jawab=indikator.penanggung_jawab or TANPA_NILAI,
        kendala=indikator.kendala,
        tindak_lanjut=indikator.tindak_lanjut,
        bukti_dukung=tuple(map(Tautan, indikator.bukti_dukung)),
        jumlah=len(dipilih),
        jatuh_tempo=rangkai_jatuh_tempo(kewajiban.jatuh_tempo for kewajiban in dipilih),
        hari_terlambat=max((kewajiban.hari_terlambat for kewajiban in dipilih), default=0),
        tanggal_selesai=_tanggal_selesai(dipilih),
        keadaan=_keadaan(dipilih, satu.hitungan if pilihan is None else None),
        realisasi=_realisasi(satu),
        capaian=persen(satu.capaian),
        terbuka=any(one.keadaan.terbuka for one in dipilih),
        terlambat=sum(kewajiban.keadaan is Keadaan.TERLAMBAT for kewajiban in dipilih),
        tanpa_bukti=lacks_evidence(satu),
        perbaikan=tuple(map(Tautan, to_be_mended(satu))),
    )


def rows_with(
    rows: Iterable[MonevIndikator], syarat: Callable[[MonevKewajiban], bool]
) -> tuple[BarisIndikator, ...]:
    """Write the indikator that have a kewajiban which meets `syarat`, with those kewajiban."""
    dipilih = ((baris, [satu for satu in baris.kewajiban if syarat(satu)]) for baris in rows)
    return tuple(row_of_indikator(baris, kewajiban) for baris, kewajiban in dipilih if kewajiban)


def due_in(periode: Periode) -> Callable[[MonevKewajiban], bool]:
    """Give the condition that a kewajiban is still to come in a period."""

    def is_due(satu: MonevKewajiban) -> bool:
        day, is_open = satu.jatuh_tempo, satu.keadaan is Keadaan.BELUM_JATUH_TEMPO
        return is_open and day is not None and periode.awal <= day <= periode.akhir

    return is_due


def late_rows(rows: Iterable[MonevIndikator]) -> tuple[BarisIndikator, ...]:
    """Write the indikator that have something late, the longest first."""
    return tuple(row_of_indikator(satu.baris, satu.kewajiban) for satu in late_first(rows))


def rows_of_lembar(monev: Monev) -> Iterator[Baris]:
    """Lay out the lampiran: each area's heading, then its rows.

    NO and KOMPONEN stand in each row as text, and beside it as cells that are merged down.
    """
    per_row = iter(monev.indikator)
    for satu in monev.area:
        area, isi = satu.area, BarisIndikator(capaian=persen(satu.angka.capaian))
        yield {"area": area.nama, "no": Sel(area.kode), "komponen": Sel(), "isi": isi}
        for komponen in area.komponen:
            lacking = BarisIndikator("", area.kode, komponen.nomor, komponen.nama, langkah_aksi=BELUM_DISALIN)
            rows = [lacking] if komponen.belum_disalin else []
            rows += map(row_of_indikator, islice(per_row, len(komponen.indikator)))
            gabung = Gabung.AWAL if len(rows) > 1 else None
            no, nama = Sel(komponen.nomor, gabung=gabung), Sel(komponen.nama, gabung=gabung)
            for isi in rows:
                yield {"area": "", "no": no, "komponen": nama, "isi": isi}
                no = nama = Sel(gabung=Gabung.LANJUT)


def rangkai_jatuh_tempo(hari: Iterable[dt.date | None]) -> str:
    """Write one jatuh tempo as a date, several as months with runs drawn together: `Jan–Apr, Jun 2025`."""
    days = [satu for satu in hari if satu]
    if len(days) <= 1:
        return tanggal(days[0]) if days else TANPA_NILAI
    return rangkai_bulan(days)


def _tanggal_selesai(dipilih: Sequence[MonevKewajiban]) -> str:
    """Write when the finished ones were finished: of one the day, and how it stands to its jatuh tempo."""
    selesai = [satu for satu in dipilih if satu.keadaan is Keadaan.SELESAI]
    if len(selesai) > 1:
        return f"{len(selesai)} kewajiban"
    text = _hari_selesai(selesai)
    for satu in selesai:
        if satu.tanggal_selesai and satu.jatuh_tempo and satu.ketepatan:
            return f"{text} ({NAMA_KETEPATAN[satu.ketepatan].lower()})"
    return text


def _hari_selesai(selesai: Sequence[MonevKewajiban]) -> str:
    if not selesai:
        return TANPA_NILAI
    day = selesai[0].tanggal_selesai
    return tanggal(day) if day else "Tanpa tanggal"


def _keadaan(dipilih: Sequence[MonevKewajiban], hitungan: Hitungan | None) -> Sel | str:
    """Name the state of one kewajiban; of several, the gravest one that is left and how many stand in it."""
    ada = {satu.keadaan for satu in dipilih}
    if not ada:
        return TANPA_NILAI
    utama = next((satu for satu in _URUTAN_KEADAAN if satu in ada), Keadaan.TIDAK_BERLAKU)
    nama = NAMA_KEADAAN[utama]
    if hitungan and hitungan.kewajiban > 1 and utama is Keadaan.TERLAMBAT:
        nama = f"{nama} ({hitungan.terlambat})"
    return Sel(nama, warna=WARNA_KEADAAN[utama])


def _realisasi(satu: MonevIndikator) -> str:
    """Write what was done: of several kewajiban how many, of one the day."""
    berlaku = satu.hitungan.kewajiban - satu.hitungan.tidak_berlaku
    if satu.indikator.berulang:
        return f"{satu.hitungan.selesai} dari {berlaku}" if berlaku else TANPA_NILAI
    return _hari_selesai([kewajiban for kewajiban in satu.kewajiban if kewajiban.keadaan is Keadaan.SELESAI])
