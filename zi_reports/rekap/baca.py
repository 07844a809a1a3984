"""One workbook becomes what the recap keeps of it: its figures, and its tidy rows, as JSON.

The figures and the rows of indikator are those of the data contract (DESIGN, section 7).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from zi_reports.angka import Monev
from zi_reports.checks import run_checks
from zi_reports.model import Tingkat, WorkbookError
from zi_reports.monev import assess
from zi_reports.rekap.hasil import Tugas
from zi_reports.rekap.pekerja import Gagal
from zi_reports.rekap.simpanan import Hasil, pack
from zi_reports.reports.ringkasan import ringkasan
from zi_reports.workbook.calamine import load_sheets
from zi_reports.workbook.reader import read_sheets


def read(tugas: Tugas) -> Hasil | Gagal:
    """Read one workbook and compute its figures, or say in a sentence why that cannot be."""
    path = tugas.berkas.path
    try:
        # As of the per tanggal, not of today: then nothing but the content decides what is kept. A galat, the
        # only level that is counted here, is the same on any day.
        rencana, read_notes = read_sheets(load_sheets(path), path.name)
        catatan = (*read_notes, *run_checks(rencana, tugas.per_tanggal))
        hasil = _keep(assess(rencana, tugas.per_tanggal), sum(c.tingkat is Tingkat.GALAT for c in catatan))
        unchanged = hashlib.sha256(path.read_bytes()).hexdigest() == tugas.berkas.sidik
    except WorkbookError as error:
        sentence = str(error).replace(str(path), "Berkas ini").replace(path.name, "Berkas ini")
        return Gagal(" ".join(sentence.split()), tetap=not isinstance(error.__cause__, OSError))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - one workbook never stops the rest
        return Gagal(f"Tidak dapat dihitung ({type(error).__name__}). Laporkan kepada pengembang.")
    return hasil if unchanged else Gagal("Berkas ini berubah selagi dibaca. Ulangi perintah.")


def _keep(monev: Monev, galat: int) -> Hasil:
    contract = ringkasan(monev, ())
    figures = {name: contract[name] for name in ("satker", "tahun", "ringkasan", "area", "tenggat")}
    figures |= {"tanda": contract.get("tanda", ""), "galat": galat, "hari_terlambat": _longest_overdue(monev)}
    return Hasil(
        _json(figures),
        pack(map(_json, _indikator_rows(monev, contract["indikator"]))),
        pack(map(_json, _kewajiban_rows(monev))),
    )


def _longest_overdue(monev: Monev) -> dict[str, int]:
    """Give for each area the days since the jatuh tempo of what is overdue the longest; 0 without any."""
    longest = {satu.area.kode: 0 for satu in monev.area}
    for satu in monev.indikator:
        kode = satu.area.kode
        longest[kode] = max(longest[kode], *(kewajiban.hari_terlambat for kewajiban in satu.kewajiban), 0)
    return longest


def _indikator_rows(monev: Monev, contract: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for satu, row in zip(monev.indikator, contract, strict=True):
        indikator = satu.indikator
        yield {
            "area": satu.area.kode,
            **row,
            "jatuh_tempo": " ".join(row["jatuh_tempo"]),
            "status": indikator.status,
            "bukti_dukung": len(indikator.bukti_dukung),
            "penanggung_jawab": indikator.penanggung_jawab,
            "kendala": indikator.kendala,
            "tindak_lanjut": indikator.tindak_lanjut,
        }


def _kewajiban_rows(monev: Monev) -> Iterator[dict[str, Any]]:
    pairs = ((satu, kewajiban) for satu in monev.indikator for kewajiban in satu.kewajiban)
    for satu, kewajiban in pairs:
        yield {
            "area": satu.area.kode,
            "komponen": satu.komponen.nama,
            "kode": kewajiban.kode,
            "indikator": satu.indikator.uraian,
            "target_waktu": satu.indikator.target_waktu.teks,
            "jenis": satu.indikator.target_waktu.jenis,
            "jatuh_tempo": _iso(kewajiban.jatuh_tempo),
            "tanggal_selesai": _iso(kewajiban.tanggal_selesai),
            "keadaan": kewajiban.keadaan,
            "ketepatan": kewajiban.ketepatan,
            "hari_terlambat": kewajiban.hari_terlambat,
        }


def _iso(hari: dt.date | None) -> str | None:
    return None if hari is None else hari.isoformat()


def _json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)
