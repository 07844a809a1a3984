"""What evidence a plan asks for and has, and what reviewers said of it, as rows that templates print.

There are none where nothing of it comes from sheet Bukti: then the report is that of a workbook without the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from zi_reports.monev.bukti import HitunganBukti
from zi_reports.monev.figures import Monev
from zi_reports.rencana.bahasa import gabung_kata
from zi_reports.word.rows import Baris, Gabung, Sel, Tautan


def evidence(monev: Monev) -> dict[str, object]:
    """Give what every template may say of evidence: its figures by area and in all, and each piece by itself."""
    told = monev.ada_lembar_bukti
    return {
        "bukti_per_area": tuple(
            {"kode": satu.area.kode, "nama": satu.area.nama, **_figures(satu.bukti)} for satu in monev.area
        )
        if told
        else (),
        "bukti_seluruh": _figures(monev.bukti),
        "daftar_verifikasi": tuple(_pieces(monev)) if told else (),
    }


def _figures(hitungan: HitunganBukti) -> Baris:
    unseen = hitungan.ada - hitungan.sesuai - hitungan.perbaikan
    counts = {
        "sesuai": hitungan.sesuai,
        "perlu perbaikan": hitungan.perbaikan,
        "belum diverifikasi": unseen,
    }
    told = gabung_kata([f"{jumlah} {kata}" for kata, jumlah in counts.items() if jumlah])
    return {**asdict(hitungan), "belum_diverifikasi": unseen, "rincian": told}


def _pieces(monev: Monev) -> Iterator[Baris]:
    """List the evidence piece by piece; what is said of its indikator stands once, in cells merged down."""
    rows = (satu.indikator for satu in monev.indikator if satu.indikator.bukti_dukung)
    for nomor, satu in enumerate(rows, start=1):
        gabung = Gabung.AWAL if len(satu.bukti_dukung) > 1 else None
        about = {"nomor": str(nomor), "indikator": satu.uraian, "bukti_fisik": satu.bukti_fisik}
        cells = {nama: Sel(teks, gabung=gabung) for nama, teks in about.items()}
        for bukti in satu.bukti_dukung:
            yield {**cells, "bukti": Tautan(bukti)}
            cells = dict.fromkeys(about, Sel(gabung=Gabung.LANJUT))
