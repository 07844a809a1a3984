"""The figures of a period become JSON for other programs, as docs/design.md has it (Data contract)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from zi_reports.monev.bukti import MonevBukti
from zi_reports.monev.figures import Angka, Monev, MonevIndikator, MonevKewajiban
from zi_reports.monev.keputusan import MonevKeputusan
from zi_reports.rencana.bahasa import json_polos
from zi_reports.rencana.lampiran import Kolom, KolomKeputusan, kode_komponen
from zi_reports.rencana.model import BuktiDukung, Catatan, Indikator, Rencana


def write_ringkasan(
    monev: Monev,
    catatan: tuple[Catatan, ...],
    dibuat: dt.date | None = None,
    dokumen: Mapping[str, str] | None = None,
) -> str:
    """Give the contract as JSON text: shares are fractions or null, dates ISO 8601, all areas listed.

    Beside documents it says when they were made, and the SHA-256 of each by its name.
    """
    made = {"dibuat": dibuat.isoformat(), "dokumen": dict(dokumen or {})} if dibuat else {}
    text = json.dumps(ringkasan(monev, catatan) | made, ensure_ascii=False, indent=2)
    return json_polos(text) + "\n"


def ringkasan(monev: Monev, catatan: tuple[Catatan, ...]) -> dict[str, Any]:
    """Give the contract as plain dicts and lists.

    `tanda` (such as CONTOH) is there only where the workbook sets it. The last entry of `tenggat` has a null
    `bulan` where kewajiban without jatuh tempo exist, that of `penanggung_jawab` a null `nama` where indikator have
    none, so that the counts of both add up to those of `ringkasan`.
    `pengaturan`, and what each indikator reports, stand there as read, whatever the per tanggal: nothing that was
    read hides from a program.
    """
    pengaturan = monev.rencana.pengaturan
    return {
        "satker": pengaturan.satker,
        "tahun": pengaturan.tahun,
        **({"tanda": pengaturan.tanda} if pengaturan.tanda else {}),
        "periode": monev.periode.nama,
        "per_tanggal": monev.per_tanggal.isoformat(),
        "ringkasan": _angka(monev.ringkasan),
        "area": [
            {"kode": satu.area.kode, "nama": satu.area.nama, **_angka(satu.angka)} for satu in monev.area
        ],
        "tenggat": [{"bulan": _month(satu.bulan), **asdict(satu.hitungan)} for satu in monev.tenggat],
        "indikator": [_indikator(satu) for satu in monev.indikator],
        "penanggung_jawab": [
            {"nama": satu.nama or None, **_angka(satu.angka)} for satu in monev.penanggung_jawab
        ],
        **_evidence(monev),
        **({"keputusan": list(map(_keputusan, monev.keputusan))} if monev.keputusan else {}),
        "belum_disalin": list(_belum_disalin(monev.rencana)),
        "pengaturan": {nama: _day(satu) for nama, satu in asdict(pengaturan).items()},
        "catatan": list(map(_catatan, catatan)),
    }


def _catatan(satu: Catatan) -> dict[str, Any]:
    place = asdict(satu.lokasi)
    return {"tingkat": satu.tingkat, "kode": satu.kode, **place, "isi": satu.isi, "pesan": satu.pesan}


def _belum_disalin(rencana: Rencana) -> Iterator[dict[str, str]]:
    """Name the rows that the source lacks."""
    for area in rencana.area:
        for komponen in area.komponen:
            for letak in komponen.belum_disalin:
                yield {
                    "kode": kode_komponen(area.kode, komponen.nomor),
                    "komponen": komponen.nama,
                    "sel": letak.lokasi(Kolom.INDIKATOR).sel,
                }


def _angka(angka: Angka) -> dict[str, Any]:
    return {
        "indikator": angka.indikator,
        **asdict(angka.hitungan),
        "capaian": angka.capaian,
        "realisasi_jatuh_tempo": angka.realisasi_jatuh_tempo,
    }


def _indikator(satu: MonevIndikator) -> dict[str, Any]:
    indikator = satu.indikator
    return {
        "kode": indikator.kode,
        "sel": indikator.letak.lokasi(Kolom.INDIKATOR).sel,
        "no": satu.komponen.nomor,
        "komponen": satu.komponen.nama,
        "indikator": indikator.uraian,
        "target_waktu": indikator.target_waktu.teks,
        "jenis": indikator.target_waktu.jenis,
        "jatuh_tempo": [_day(day) for day in indikator.target_waktu.jatuh_tempo],
        **asdict(satu.hitungan),
        "capaian": satu.capaian,
        "rincian": [_kewajiban(kewajiban) for kewajiban in satu.kewajiban],
        "langkah_aksi": indikator.langkah_aksi,
        "bukti_fisik": indikator.bukti_fisik,
        "status": indikator.status,
        "realisasi": [
            {
                "jatuh_tempo": _day(kewajiban.jatuh_tempo),
                "selesai": kewajiban.realisasi.selesai,
                "tanggal": _day(kewajiban.realisasi.tanggal),
                "tidak_berlaku": kewajiban.realisasi.tidak_berlaku,
            }
            for kewajiban in indikator.kewajiban
        ],
        "bukti": list(map(_bukti, indikator.bukti_dukung)),
        **({"bukti_periode": list(map(_of_period, satu.bukti))} if _terinci(indikator) else {}),
        "penanggung_jawab": indikator.penanggung_jawab,
        "kendala": indikator.kendala,
        "tindak_lanjut": indikator.tindak_lanjut,
    }


def _terinci(indikator: Indikator) -> bool:
    return any(bukti.terinci for bukti in indikator.bukti_dukung)


def _evidence(monev: Monev) -> dict[str, Any]:
    """Give the figures of evidence by area, where more is known of any than column BUKTI DUKUNG tells."""
    if not any(map(_terinci, monev.rencana.indikator)):
        return {}
    return {"bukti": [{"kode": satu.area.kode, **asdict(satu.bukti)} for satu in monev.area]}


def _of_period(satu: MonevBukti) -> dict[str, Any]:
    return {"periode": _month(satu.periode), **asdict(satu.hitungan)}


def _bukti(satu: BuktiDukung) -> dict[str, Any]:
    """Give a piece of evidence: text and address, and what else is known of it."""
    more = {
        "periode": _month(satu.periode),
        "berlaku_semua": satu.berlaku_semua,
        "butir": satu.butir,
        "verifikasi": satu.verifikasi,
        "catatan_verifikasi": satu.catatan_verifikasi,
        "kode_lke": satu.kode_lke,
        "berkas": satu.berkas,
    }
    return {
        "teks": satu.teks,
        "tautan": satu.tautan,
        **{nama: nilai for nama, nilai in more.items() if nilai},
    }


def _keputusan(satu: MonevKeputusan) -> dict[str, Any]:
    """Give a decision as read, and its state."""
    isi = satu.keputusan
    return {
        "sel": isi.letak.lokasi(KolomKeputusan.KEPUTUSAN).sel,
        "tanggal_rapat": _day(isi.tanggal_rapat),
        "kode": isi.kode,
        "keputusan": isi.uraian,
        "penanggung_jawab": isi.penanggung_jawab,
        "batas_waktu": _day(isi.batas_waktu),
        "status": isi.status,
        "tanggal": _day(isi.realisasi.tanggal),
        "keterangan": isi.keterangan,
        "keadaan": satu.keadaan,
        "tanggal_selesai": _day(satu.tanggal_selesai),
        "ketepatan": satu.ketepatan,
        "hari_terlambat": satu.hari_terlambat,
    }


def _month(hari: dt.date | None) -> str | None:
    return f"{hari:%Y-%m}" if hari else None


def _kewajiban(satu: MonevKewajiban) -> dict[str, Any]:
    days = ("jatuh_tempo", "tanggal_selesai", "selesai_sejak")
    return {"keadaan": satu.keadaan, **{name: _day(getattr(satu, name)) for name in days}}


def _day(nilai: object) -> object:
    """Give a day as ISO 8601 has it, and anything else as it is."""
    return nilai.isoformat() if isinstance(nilai, dt.date) else nilai
