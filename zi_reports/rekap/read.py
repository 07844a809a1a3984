"""One workbook becomes plain rows for the recap's tables, or the reason why it does not count.

This is a worker's part: it makes no frames, so that a worker has no need of pandas. The figures and the rows of
indikator are those of the data contract (DESIGN, section 7).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from zi_reports.monev.assess import assess
from zi_reports.monev.figures import Hitungan, Monev
from zi_reports.monev.satker import TidakDihitung
from zi_reports.rekap.folder import Berkas
from zi_reports.rencana.model import Tingkat, WorkbookError
from zi_reports.rencana.periksa import run_checks
from zi_reports.ringkasan import ringkasan
from zi_reports.sources.workbook import read_workbook

Baris = Mapping[str, Any]

Bacaan = Mapping[str, list[tuple[Any, ...]]]
"""What was read of one workbook: the rows of each table, their values in the order of `KOLOM`."""

_HITUNGAN = dict.fromkeys(Hitungan.__dataclass_fields__, "INTEGER")
_ANGKA = {"indikator": "INTEGER", **_HITUNGAN, "capaian": "DOUBLE", "realisasi_jatuh_tempo": "DOUBLE"}
_URAIAN = dict.fromkeys(("area", "komponen", "kode", "indikator", "target_waktu", "jenis"), "VARCHAR")

KOLOM: Mapping[str, Mapping[str, str]] = {
    "satker": {
        "tahun": "INTEGER",
        **dict.fromkeys(("satker", "berkas", "tanda"), "VARCHAR"),
        "galat": "INTEGER",
        **_ANGKA,
    },
    "area": {"berkas": "VARCHAR", "area": "VARCHAR", **_ANGKA, "hari_terlambat": "INTEGER"},
    "tenggat": {"berkas": "VARCHAR", "bulan": "VARCHAR", **_HITUNGAN},
    "indikator": {
        "berkas": "VARCHAR",
        **_URAIAN,
        **dict.fromkeys(("sel", "jatuh_tempo"), "VARCHAR"),
        **_HITUNGAN,
        "capaian": "DOUBLE",
        "bukti_dukung": "INTEGER",
        **dict.fromkeys(("status", "penanggung_jawab", "kendala", "tindak_lanjut"), "VARCHAR"),
    },
    "kewajiban": {
        "berkas": "VARCHAR",
        **_URAIAN,
        **dict.fromkeys(("jatuh_tempo", "tanggal_selesai"), "DATE"),
        **dict.fromkeys(("keadaan", "ketepatan"), "VARCHAR"),
        "hari_terlambat": "INTEGER",
    },
}
"""The tables and their columns, each with its kind as DuckDB names it; days are texts (ISO 8601) until there."""


def read(berkas: Berkas, per_tanggal: dt.date) -> Bacaan | TidakDihitung:
    """Read one workbook and compute its figures, or say in a sentence why that cannot be."""
    path = berkas.path
    try:
        rencana, read_notes = read_workbook(path)
        # A galat, the only level that is counted here, is the same whatever day is taken for today.
        catatan = (*read_notes, *run_checks(rencana, per_tanggal))
        monev = assess(rencana, per_tanggal)
        bacaan = _rows(berkas.nama, monev, sum(satu.tingkat is Tingkat.GALAT for satu in catatan))
        unchanged = hashlib.sha256(path.read_bytes()).hexdigest() == berkas.sidik
    except WorkbookError as error:
        sentence = str(error).replace(str(path), "Berkas ini").replace(path.name, "Berkas ini")
        return TidakDihitung(berkas.nama, " ".join(sentence.split()))
    except Exception as error:  # noqa: BLE001 - one workbook never stops the rest
        return TidakDihitung(
            berkas.nama, f"Tidak dapat dihitung ({type(error).__name__}). Laporkan kepada pengembang."
        )
    if not unchanged:
        return TidakDihitung(berkas.nama, "Berkas ini berubah selagi dibaca. Ulangi perintah.")
    return bacaan


def _rows(nama: str, monev: Monev, galat: int) -> Bacaan:
    contract = ringkasan(monev, ())
    satker = {"satker": contract["satker"] or f"Tanpa nama ({nama})", "tanda": contract.get("tanda", "")}
    rows: Mapping[str, Iterable[Baris]] = {
        "satker": [{"tahun": contract["tahun"], **contract["ringkasan"], **satker, "galat": galat}],
        "area": _area(monev, contract["area"]),
        "tenggat": contract["tenggat"],
        "indikator": _indikator(monev, contract["indikator"]),
        "kewajiban": _kewajiban(monev),
    }
    return {
        tabel: [
            tuple(nama if kolom == "berkas" else _plain(row[kolom]) for kolom in KOLOM[tabel]) for row in satu
        ]
        for tabel, satu in rows.items()
    }


def _plain(nilai: object) -> object:
    """Give a value as every file can hold it: of half a character, as some workbooks have, a question mark."""
    if isinstance(nilai, dt.date):
        return nilai.isoformat()
    if isinstance(nilai, str) and not nilai.isascii():
        return nilai.encode(errors="replace").decode()
    return str(nilai) if isinstance(nilai, str) else nilai  # a text that rows share stays one object


def _area(monev: Monev, contract: Iterable[Baris]) -> Iterable[Baris]:
    """Add to each area the days since the jatuh tempo of what is overdue the longest; 0 without any."""
    for satu in contract:
        late = [
            kewajiban.hari_terlambat
            for indikator in monev.indikator
            for kewajiban in indikator.kewajiban
            if indikator.area.kode == satu["kode"]
        ]
        yield {**satu, "area": satu["kode"], "hari_terlambat": max(late, default=0)}


def _indikator(monev: Monev, contract: Iterable[Baris]) -> Iterable[Baris]:
    for satu, row in zip(monev.indikator, contract, strict=True):
        yield {
            **row,
            "area": satu.area.kode,
            "jatuh_tempo": " ".join(row["jatuh_tempo"]),
            "status": satu.indikator.status,
            "bukti_dukung": len(satu.indikator.bukti_dukung),
            "penanggung_jawab": satu.indikator.penanggung_jawab,
            "kendala": satu.indikator.kendala,
            "tindak_lanjut": satu.indikator.tindak_lanjut,
        }


def _kewajiban(monev: Monev) -> Iterable[Baris]:
    for satu in monev.indikator:
        head = {
            "area": satu.area.kode,
            "komponen": satu.komponen.nama,
            "indikator": satu.indikator.uraian,
            "target_waktu": satu.indikator.target_waktu.teks,
            "jenis": satu.indikator.target_waktu.jenis,
        }
        yield from (head | asdict(kewajiban) for kewajiban in satu.kewajiban)
