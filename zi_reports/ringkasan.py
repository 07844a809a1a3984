"""The figures of a period become JSON for other programs, as docs/design.md has it (Data contract)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from zi_reports.monev.figures import Angka, Monev, MonevIndikator, MonevKewajiban
from zi_reports.rencana.lampiran import Kolom, kode_komponen
from zi_reports.rencana.model import BuktiDukung, Catatan, Rencana


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
    return json.dumps(ringkasan(monev, catatan) | made, ensure_ascii=False, indent=2) + "\n"


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
        "tenggat": [
            {"bulan": satu.bulan and f"{satu.bulan:%Y-%m}", **asdict(satu.hitungan)} for satu in monev.tenggat
        ],
        "indikator": [_indikator(satu) for satu in monev.indikator],
        "penanggung_jawab": [
            {"nama": satu.nama or None, **_angka(satu.angka)} for satu in monev.penanggung_jawab
        ],
        "belum_disalin": list(_belum_disalin(monev.rencana)),
        "pengaturan": {nama: _day(satu) for nama, satu in asdict(pengaturan).items()},
        "catatan": [
            {
                "tingkat": satu.tingkat,
                "kode": satu.kode,
                **asdict(satu.lokasi),
                "isi": satu.isi,
                "pesan": satu.pesan,
            }
            for satu in catatan
        ],
    }


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
        "bukti": [_bukti(bukti) for bukti in indikator.bukti_dukung],
        "penanggung_jawab": indikator.penanggung_jawab,
        "kendala": indikator.kendala,
        "tindak_lanjut": indikator.tindak_lanjut,
    }


def _bukti(bukti: BuktiDukung) -> dict[str, object]:
    """Give a piece of evidence: its text and link, and its month and file where it has them."""
    given = {"periode": _day(bukti.periode), "berkas": bukti.berkas}
    return {"teks": bukti.teks, "tautan": bukti.tautan, **{name: isi for name, isi in given.items() if isi}}


def _kewajiban(satu: MonevKewajiban) -> dict[str, Any]:
    days = ("jatuh_tempo", "tanggal_selesai", "selesai_sejak")
    return {"keadaan": satu.keadaan, **{name: _day(getattr(satu, name)) for name in days}}


def _day(nilai: object) -> object:
    """Give a day as ISO 8601 has it, and anything else as it is."""
    return nilai.isoformat() if isinstance(nilai, dt.date) else nilai
