"""The evidence in a packet becomes a Word list, with links that hold where it is unpacked."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from pathlib import Path

from zi_reports.laporan import BahanLaporan
from zi_reports.monev.bukti import unsaid_month
from zi_reports.paket import BarisPaket, Paket
from zi_reports.rencana.bahasa import TANPA_NILAI, ukuran
from zi_reports.rencana.model import BuktiDukung
from zi_reports.word.render import render
from zi_reports.word.report import konteks, lay_out
from zi_reports.word.rows import Baris, Tautan


def write_daftar(bahan: BahanLaporan, paket: Paket, templat: Path) -> bytes:
    """Write the list from its template; the same packet gives the same bytes.

    Raises:
        TemplateError: The template cannot be read, or a tag in it is broken or unknown.
    """
    judul = f"Daftar Bukti Dukung Zona Integritas {bahan.monev.rencana.pengaturan.satker} {bahan.periode}"
    tata = replace(lay_out(bahan, judul), alamat=paket.alamat)
    return render(templat, konteks_daftar(bahan, paket), tata)


def konteks_daftar(bahan: BahanLaporan, paket: Paket) -> dict[str, object]:
    """Give every variable that the list may use: those of the report save the charts, and the packet's."""
    return konteks(bahan) | {
        "paket_area": tuple(
            {"kode": area.kode, "nama": area.nama, "baris": tuple(map(_row, rows))}
            for area, rows in groupby(paket.baris, key=lambda satu: satu.isi.monev.area)
        ),
        "yang_kurang": tuple(_row(satu) for satu in paket.baris if satu.kurang),
        "yang_diperbaiki": tuple(_row(satu) for satu in paket.baris if satu.perbaikan),
        "jumlah_berkas": len(paket.berkas),
        "ukuran_berkas": ukuran(paket.ukuran),
        "tidak_dikemas": paket.tidak_dikemas,
    }


def _row(satu: BarisPaket) -> Baris:
    indikator = satu.isi.indikator
    return {
        "kode": indikator.kode,
        "indikator": indikator.uraian,
        "bukti_fisik": indikator.bukti_fisik,
        "bukti_dukung": tuple(map(Tautan, satu.bukti)),
        "rincian_bukti": tuple(
            {"bukti": Tautan(bukti), "keterangan": _details(bukti)} for bukti in satu.bukti
        ),
        "penanggung_jawab": indikator.penanggung_jawab or TANPA_NILAI,
        "kurang": satu.kurang,
        "perbaikan": satu.perbaikan,
    }


def _details(bukti: BuktiDukung) -> str:
    """Say what more is known of a piece: `Oktober 2025 · Butir 2 · LKE A.1 · Perbaikan: belum ditandatangani`."""
    verdict = ": ".join(filter(None, (bukti.verifikasi, bukti.catatan_verifikasi)))
    told = (
        unsaid_month(bukti),
        f"Butir {bukti.butir}" if bukti.butir else "",
        f"LKE {bukti.kode_lke}" if bukti.kode_lke else "",
        verdict,
    )
    return " · ".join(filter(None, told))
