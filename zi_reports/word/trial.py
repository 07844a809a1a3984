"""A set of templates becomes the list of its faults, each found by filling the template in for a trial.

Two trials are made: a plan that has something of everything, so that the fields of every row are read, and
one that has nothing, so that the sentences for that are read as well.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from zi_reports.laporan import BahanLaporan, assess_periode
from zi_reports.monev.figures import Berubah, KewajibanBerubah
from zi_reports.rencana.lampiran import NAMA_AREA
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
from zi_reports.rencana.periode import Periode
from zi_reports.word.rapat import Rapat, write_rapat
from zi_reports.word.report import write_word
from zi_reports.word.tags import TemplateError
from zi_reports.word.templates import NASKAH_RAPAT, TEMPLAT, find_template, missing_templates

_HARI = dt.date(2025, 11, 30)
"""The day of the trial: any will do, as long as it is always the same."""


def check_templates(folder: Path | None) -> tuple[str, ...]:
    """Check every template of an office's folder (ours where it is None); a line for each fault, one a template.

    Raises:
        TemplateSetError: There is no such folder, or no template in it.
    """
    lacking = missing_templates(folder, TEMPLAT)
    trials = _trials()
    faults: list[str] = []
    for templat in (satu for satu in TEMPLAT if satu not in lacking):
        path = find_template(templat, folder)
        try:
            for bahan, rapat in trials:
                if templat in NASKAH_RAPAT:
                    write_rapat(bahan, rapat, NASKAH_RAPAT[templat], path)
                else:
                    write_word(bahan, path)
        except TemplateError as error:
            faults.append(str(error))
    return tuple(faults)


def _trials() -> tuple[tuple[BahanLaporan, Rapat], ...]:
    catatan = [Catatan(tingkat, "uji", Lokasi("Uji", "A1"), "isi", "pesan") for tingkat in Tingkat]
    told = Berubah("Angka", (KewajibanBerubah("I.1.1", "terlambat", "selesai", "Uji!A1"),))
    rapat = Rapat(_HARI, "Rapat", 3, dt.time(9), "Aula", "1", "Biasa", ("Ketua", "Sekretaris"))
    empty = _plan(Pengaturan("Satker", _HARI.year), {})
    return (
        (replace(assess_periode(_full_plan(), catatan, Periode.of(_HARI), _HARI), lalu_berubah=told), rapat),
        (assess_periode(empty, (), Periode.of(_HARI), _HARI), Rapat(_HARI, "Rapat", 1)),
    )


def _full_plan() -> Rencana:
    """Make a plan with rows that are late, finished, under way and still to come, and areas without any row."""
    late, finished = (
        Kewajiban(dt.date(2025, 10, 31)),
        Kewajiban(_HARI, Realisasi(selesai=True, tanggal=_HARI)),
    )
    baris = (
        _indikator(late),
        _indikator(late, finished),
        _indikator(finished),
        _indikator(Kewajiban(dt.date(2025, 12, 31)), status=Status.PROSES),
        _indikator(Kewajiban(dt.date(2026, 1, 31))),
        _indikator(Kewajiban(None)),
    )
    komponen = {
        "I": (Komponen("1", "Komponen", baris, (TANPA_LETAK,)),),
        "II": (Komponen("1", "Komponen", (), (TANPA_LETAK,)),),
        "III": (Komponen("1", "Komponen", baris[2:3]),),
    }
    pengaturan = Pengaturan(
        "Satker", _HARI.year, "1", _HARI, "Tempat", None, "Ketua", "Sekretaris", tanda="UJI"
    )
    return _plan(pengaturan, komponen)


def _plan(pengaturan: Pengaturan, komponen: Mapping[str, tuple[Komponen, ...]]) -> Rencana:
    """Make a plan of the six areas that each has, so that a template may count on them."""
    area = (Area(kode, nama, komponen.get(kode, ())) for kode, nama in NAMA_AREA.items())
    return Rencana(pengaturan, tuple(area))


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
