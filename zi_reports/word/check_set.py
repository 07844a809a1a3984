"""A set of templates becomes the list of its faults, each found by filling the template in for a trial.

Two trials are made: a plan that has something of everything, so that the fields of every row are read, and
one that has nothing, so that the sentences for that are read as well.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from zi_reports.laporan import BahanLaporan
from zi_reports.monev.assess import assess
from zi_reports.rencana.baku import NAMA_AREA
from zi_reports.rencana.model import (
    TANPA_LETAK,
    Area,
    BuktiDukung,
    Catatan,
    Indikator,
    Jenis,
    Kewajiban,
    Komponen,
    Lokasi,
    Pengaturan,
    Realisasi,
    Rencana,
    Status,
    TargetWaktu,
    Tingkat,
)
from zi_reports.word.rapat import Rapat, write_rapat
from zi_reports.word.report import TemplateError, write_word
from zi_reports.word.templat_set import (
    DAFTAR_HADIR,
    LAPORAN,
    NOTULEN,
    TEMPLAT,
    UNDANGAN,
    Templat,
    find_template,
    missing_templates,
)

_HARI = dt.date(2025, 11, 30)
"""The day of the trial: any will do, as long as it is always the same."""

_AREA = tuple(Area(kode, nama) for kode, nama in NAMA_AREA.items())
"""A plan always has the six areas, so that a template may count on them."""


def check_templates(folder: Path | None) -> tuple[str, ...]:
    """Check every template of an office's folder (ours where it is None); give a line for each with a fault.

    Raises:
        TemplateSetError: There is no such folder, or no template in it.
    """
    lacking = missing_templates(folder, TEMPLAT)
    checked = [satu for satu in TEMPLAT if satu not in lacking]
    return tuple(fault for satu in checked if (fault := _fault(satu, find_template(satu, folder))))


def _fault(templat: Templat, path: Path) -> str:
    """Give the first fault of a template, or nothing."""
    try:
        for bahan, rapat in _trials():
            _WRITERS[templat](bahan, rapat, path)
    except TemplateError as error:
        return str(error)
    return ""


def _meeting_paper(bahan: BahanLaporan, rapat: Rapat, path: Path) -> bytes:
    return write_rapat(bahan, rapat, "Uji", path)


_WRITERS: Mapping[Templat, Callable[[BahanLaporan, Rapat, Path], bytes]] = {
    LAPORAN: lambda bahan, _, path: write_word(bahan, path),
    UNDANGAN: _meeting_paper,
    DAFTAR_HADIR: _meeting_paper,
    NOTULEN: _meeting_paper,
}


def _trials() -> tuple[tuple[BahanLaporan, Rapat], ...]:
    """Give the two trials: everything, and nothing."""
    catatan = tuple(Catatan(tingkat, "uji", Lokasi("Uji", "A1"), "isi", "pesan") for tingkat in Tingkat)
    lengkap = Rapat(_HARI, "Rapat", 3, dt.time(9), "Aula", "1", "Biasa", ("Ketua", "Sekretaris"))
    return (
        (_bahan(_full_plan(), catatan), lengkap),
        (_bahan(_empty_plan(), ()), Rapat(_HARI, "Rapat", 1)),
    )


def _bahan(rencana: Rencana, catatan: tuple[Catatan, ...]) -> BahanLaporan:
    lalu = _HARI.replace(day=1) - dt.timedelta(days=1)
    return BahanLaporan(assess(rencana, _HARI), assess(rencana, lalu), catatan, _HARI)


def _full_plan() -> Rencana:
    """Make a plan with rows that are late, finished, under way and still to come, and areas without any row."""
    lalu = dt.date(2025, 10, 31)
    baris = (
        _indikator(Kewajiban(lalu)),
        _indikator(Kewajiban(lalu), Kewajiban(_HARI, Realisasi(selesai=True, tanggal=_HARI))),
        _indikator(Kewajiban(_HARI, Realisasi(selesai=True, tanggal=_HARI))),
        _indikator(Kewajiban(dt.date(2025, 12, 31)), status=Status.PROSES),
        _indikator(Kewajiban(dt.date(2026, 1, 31))),
        _indikator(Kewajiban(None)),
    )
    komponen = {
        "I": Komponen("1", "Komponen", baris, (TANPA_LETAK,)),
        "II": Komponen("1", "Komponen", (), (TANPA_LETAK,)),
        "III": Komponen("1", "Komponen", baris[2:3]),
    }
    return Rencana(
        Pengaturan("Satker", _HARI.year, "1", _HARI, "Tempat", None, "Ketua", "Sekretaris", tanda="UJI"),
        tuple(
            replace(area, komponen=(komponen[area.kode],)) if area.kode in komponen else area
            for area in _AREA
        ),
    )


def _empty_plan() -> Rencana:
    return Rencana(Pengaturan("Satker", _HARI.year), _AREA)


def _indikator(*kewajiban: Kewajiban, status: Status | None = None) -> Indikator:
    days = tuple(satu.jatuh_tempo for satu in kewajiban if satu.jatuh_tempo)
    return Indikator(
        kode="I.1.1",
        uraian="Indikator",
        langkah_aksi="Langkah",
        bukti_fisik="Bukti",
        target_waktu=TargetWaktu("Target", Jenis.BEBERAPA if len(days) > 1 else Jenis.SEKALI, days),
        kewajiban=kewajiban,
        status=status,
        bukti_dukung=(BuktiDukung("Bukti"),),
        penanggung_jawab="Bagian",
        kendala="Kendala",
        tindak_lanjut="Tindak lanjut",
    )
