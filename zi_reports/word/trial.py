"""A set of templates becomes the list of its faults, found by reading its tags and by filling it in for a trial.

With a plan that has something of everything, every branch of the tags is worked out, so that the fields of every
row are read. Then documents are made of that plan, and of one that has nothing.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from docx import Document

from zi_reports.laporan import BahanLaporan, assess_periode
from zi_reports.monev.orang import everyone
from zi_reports.monev.perbandingan import Berubah, KewajibanBerubah
from zi_reports.paket import plan_packet
from zi_reports.rencana.lampiran import NAMA_AREA
from zi_reports.rencana.model import (
    TANPA_LETAK,
    Area,
    BuktiDukung,
    Catatan,
    Indikator,
    Jenis,
    Keputusan,
    Kewajiban,
    Komponen,
    Lokasi,
    Pengaturan,
    Realisasi,
    Rencana,
    Status,
    TargetWaktu,
    Tingkat,
    Verifikasi,
)
from zi_reports.rencana.periode import Periode
from zi_reports.word import asing
from zi_reports.word.berkas import read_template
from zi_reports.word.daftar_bukti import konteks_daftar
from zi_reports.word.dry_run import find_faults
from zi_reports.word.rapat import Rapat, konteks_rapat
from zi_reports.word.render import BUKAN_DOCX, render
from zi_reports.word.report import konteks_laporan, lay_out
from zi_reports.word.tags import TemplateError, unfilled
from zi_reports.word.templates import (
    DAFTAR_BUKTI,
    NASKAH_RAPAT,
    TEMPLAT,
    TUGAS,
    Templat,
    find_template,
    missing_templates,
)
from zi_reports.word.tugas import konteks_tugas, make_tugas

_HARI = dt.date(2025, 11, 30)
"""The day of the trial: any will do, as long as it is always the same."""

_TANPA_FOLDER = Path("uji")
"""Stands for the workbook's folder, in which the trial looks for no file."""


_BUKTI = BuktiDukung(
    "Bukti",
    butir=1,
    verifikasi=Verifikasi.PERBAIKAN,
    catatan_verifikasi="Belum ditandatangani",
    kode_lke="A.1",
)
"""A piece of evidence of which all is told that a sheet tells."""


def check_templates(folder: Path | None) -> tuple[str, ...]:
    """Check every template of an office's folder (ours where it is None); a line for each fault.

    Raises:
        TemplateSetError: There is no such folder, or no template in it.
    """
    lacking = missing_templates(folder, TEMPLAT)
    plans = trials()
    there = (satu for satu in TEMPLAT if satu not in lacking)
    return tuple(
        fault for templat in there for fault in _faults(templat, find_template(templat, folder), plans)
    )


def _faults(templat: Templat, path: Path, plans: Sequence[tuple[BahanLaporan, Rapat]]) -> Collection[str]:
    """Give the faults of one template: all that its tags show, else the first that a document made of it meets."""
    faults: list[TemplateError] = []
    warnings: list[TemplateError] = []
    try:
        with suppress(*BUKAN_DOCX):  # which is told where a document is to be made of it
            docx = Document(io.BytesIO(read_template(path)))
            warnings += (*asing.remote_templates(path.name, docx), *asing.faults(path.name, docx))
            warnings += unfilled(path.name, docx)
            faults += find_faults(path.name, docx, _konteks(templat, *plans[0]))
        for bahan, rapat in () if faults else plans:
            render(path, _konteks(templat, bahan, rapat), lay_out(bahan, templat.nama))
    except TemplateError as error:
        faults.append(error)
    return dict.fromkeys(map(str, (*faults, *warnings)))


def _konteks(templat: Templat, bahan: BahanLaporan, rapat: Rapat) -> dict[str, object]:
    if templat == DAFTAR_BUKTI:
        return konteks_daftar(bahan, plan_packet(bahan.monev, _TANPA_FOLDER))
    if templat == TUGAS:
        return konteks_tugas(bahan, [make_tugas(bahan, satu) for satu in everyone(bahan.monev)])
    return konteks_rapat(bahan, rapat) if templat in NASKAH_RAPAT else konteks_laporan(bahan)


def trials() -> tuple[tuple[BahanLaporan, Rapat], ...]:
    """Give what the trials are made from: first what has rows in every list, then what has none."""
    catatan = [Catatan(tingkat, "uji", Lokasi("Uji", "A1"), "isi", "pesan") for tingkat in Tingkat]
    told = Berubah("Angka", (KewajibanBerubah("I.1.1", "terlambat", "selesai", "Uji!A1"),))
    rapat = Rapat(_HARI, "Rapat", 3, dt.time(9), "Aula", "1", "Biasa", ("Ketua", "Sekretaris"))
    full = assess_periode(_full_plan(), catatan, Periode.of(_HARI), _HARI)
    empty = _plan(Pengaturan("Satker", _HARI.year), {})
    unfilled = replace(catatan[0], kode="tanpa-isian")
    return (
        (replace(full, lalu_berubah=told, kini_berubah=told), rapat),
        (
            assess_periode(empty, [unfilled], Periode.of(_HARI), _HARI + dt.timedelta(days=5)),
            Rapat(_HARI, "Rapat", 1),
        ),
    )


def _full_plan() -> Rencana:
    """Make a plan with rows in every state, with all that is reported of a row and without, and empty areas."""
    late, later = Kewajiban(dt.date(2025, 10, 31)), Kewajiban(dt.date(2025, 12, 31))
    finished = Kewajiban(_HARI, Realisasi(selesai=True, tanggal=_HARI))
    ticked = Realisasi(selesai=True)
    baris = (
        _indikator(late),
        replace(_indikator(late), tindak_lanjut=""),
        _bare(late),
        _indikator(late, finished),
        _indikator(finished),
        _bare(finished),
        _indikator(replace(late, realisasi=finished.realisasi)),
        _indikator(replace(late, realisasi=ticked)),
        _indikator(late, replace(later, realisasi=ticked)),
        _indikator(replace(later, realisasi=Realisasi(tidak_berlaku=True))),
        replace(_indikator(later), status=Status.PROSES),
        _bare(later),
        _indikator(Kewajiban(dt.date(2026, 1, 31))),
        _indikator(Kewajiban(None)),
    )
    komponen = {
        "I": (Komponen("1", "Komponen", baris, (TANPA_LETAK,)),),
        "II": (Komponen("1", "Komponen", (), (TANPA_LETAK,)),),
        "III": (Komponen("1", "Komponen", baris[4:5]),),
    }
    pengaturan = Pengaturan(
        *("Satker", _HARI.year, "1", _HARI, "Tempat", None, "Ketua", "Sekretaris"),
        tanda="UJI",
        lampirkan_catatan=True,
        kata_pengantar=True,
    )
    # More decisions than a page has room for, one of which is late.
    decided = (
        *(Keputusan("Keputusan", penanggung_jawab="Bagian"),) * 20,
        Keputusan("Keputusan", dt.date(2025, 10, 1), "I.1.1", batas_waktu=dt.date(2025, 10, 31)),
    )
    return replace(_plan(pengaturan, komponen), keputusan=decided)


def _plan(pengaturan: Pengaturan, komponen: Mapping[str, tuple[Komponen, ...]]) -> Rencana:
    """Make a plan of the six areas that each has, so that a template may count on them."""
    area = (Area(kode, nama, komponen.get(kode, ())) for kode, nama in NAMA_AREA.items())
    return Rencana(pengaturan, tuple(area))


def _indikator(*kewajiban: Kewajiban) -> Indikator:
    """Make a row with these kewajiban, and all that can be reported of it."""
    days = tuple(satu.jatuh_tempo for satu in kewajiban if satu.jatuh_tempo)
    return Indikator(
        kode="I.1.1",
        uraian="Indikator",
        langkah_aksi="Langkah",
        bukti_fisik="Bukti",
        target_waktu=TargetWaktu("Target", Jenis.BEBERAPA if len(days) > 1 else Jenis.SEKALI, days),
        kewajiban=kewajiban,
        bukti_dukung=(_BUKTI, BuktiDukung("Bukti", "https://contoh.go.id/bukti")),
        penanggung_jawab="Bagian",
        kendala="Kendala",
        tindak_lanjut="Tindak lanjut",
    )


def _bare(kewajiban: Kewajiban) -> Indikator:
    """Make a row of which nothing besides its kewajiban is reported."""
    row = _indikator(kewajiban)
    return replace(row, bukti_dukung=(), penanggung_jawab="", kendala="", tindak_lanjut="")
