"""The workbooks of a folder are read side by side, each by a process that gives plain rows for the recap's tables.

No frames are made here, so that the processes have no need of pandas. The figures and the rows of indikator are
those of the data contract (docs/design.md, Data contract).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from zi_reports.monev.figures import HITUNGAN, Monev, assess
from zi_reports.rencana.catatan import run_checks
from zi_reports.rencana.model import Tingkat, WorkbookError
from zi_reports.ringkasan import ringkasan
from zi_reports.sources.workbook import read_workbook

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

_TERBANYAK = 8
"""More processes would take memory and be hardly quicker."""

Bacaan = Mapping[str, list[tuple[Any, ...]]]
"""What was read of one workbook: the rows of each table, their values in the order of `KOLOM`."""

_Rows = Iterable[Mapping[str, Any]]

_HITUNGAN = dict.fromkeys(HITUNGAN, "INTEGER")
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


@dataclass(frozen=True, slots=True)
class Berkas:
    """A file that may be a workbook: where it is, its path within the folder, the hash of its content."""

    path: Path
    nama: str
    sidik: str


@dataclass(frozen=True, slots=True)
class TidakTerbaca:
    """Why a workbook gives no rows, as one sentence."""

    sebab: str


def read(berkas: Berkas, per_tanggal: dt.date) -> Bacaan | TidakTerbaca:
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
        return TidakTerbaca(" ".join(sentence.split()))
    except Exception as error:  # noqa: BLE001 - one workbook never stops the rest
        return TidakTerbaca(f"Tidak dapat dihitung ({type(error).__name__}). Laporkan kepada pengembang.")
    return bacaan if unchanged else TidakTerbaca("Berkas ini berubah selagi dibaca. Ulangi perintah.")


def _rows(nama: str, monev: Monev, galat: int) -> Bacaan:
    contract = ringkasan(monev, ())
    satker = {"satker": contract["satker"] or f"Tanpa nama ({nama})", "tanda": contract.get("tanda", "")}
    rows: Mapping[str, _Rows] = {
        "satker": [{"tahun": contract["tahun"], **contract["ringkasan"], **satker, "galat": galat}],
        "area": _area(monev, contract["area"]),
        "tenggat": contract["tenggat"],
        "indikator": _indikator(monev, contract["indikator"]),
        "kewajiban": _kewajiban(monev, contract["indikator"]),
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


def _area(monev: Monev, contract: _Rows) -> _Rows:
    """Add to each area the days since the jatuh tempo of what is overdue the longest; 0 without any."""
    for satu in contract:
        late = [
            kewajiban.hari_terlambat
            for indikator in monev.indikator
            for kewajiban in indikator.kewajiban
            if indikator.area.kode == satu["kode"]
        ]
        yield {**satu, "area": satu["kode"], "hari_terlambat": max(late, default=0)}


def _indikator(monev: Monev, contract: _Rows) -> _Rows:
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


def _kewajiban(monev: Monev, contract: _Rows) -> _Rows:
    for satu, row in zip(monev.indikator, contract, strict=True):
        yield from ({**row, "area": satu.area.kode, **asdict(kewajiban)} for kewajiban in satu.kewajiban)


def work_through(
    tugas: Sequence[_Task], kerja: Callable[[_Task], _Result], pekerja: int | None = None
) -> Iterator[tuple[_Task, _Result | None]]:
    """Give each task with its result, in the order in which they are done; None where its process died.

    `kerja` is a function that another process can import; `pekerja` processes do it side by side, by default one
    for each processor, unless these are many. A process that dies takes with it all that the others have under
    way. What has no result then is done again one by one, which shows whose fault it is.
    """
    waiting = dict(enumerate(tugas))
    with suppress(BrokenProcessPool), _pool(min(pekerja or cores(), len(tugas))) as pool:
        futures = {pool.submit(kerja, satu): nomor for nomor, satu in waiting.items()}
        for future in as_completed(futures):
            hasil = future.result()
            yield waiting.pop(futures.pop(future)), hasil
    yield from _one_by_one(waiting.values(), kerja)


def _one_by_one(
    tugas: Iterable[_Task], kerja: Callable[[_Task], _Result]
) -> Iterator[tuple[_Task, _Result | None]]:
    waiting = deque(tugas)
    while waiting:
        with _pool(1) as pool:
            try:
                while waiting:
                    yield waiting[0], pool.submit(kerja, waiting[0]).result()
                    waiting.popleft()
            except BrokenProcessPool:
                yield waiting.popleft(), None


@contextmanager
def _pool(pekerja: int) -> Iterator[ProcessPoolExecutor]:
    """Open a pool; whatever ends it early, what is waiting is not begun."""
    # Forked children would share half-initialised libraries, and Windows has no fork.
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(max(pekerja, 1), mp_context=spawn, initializer=_be_quiet)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _be_quiet() -> None:
    """Leave an interrupt to the first process; what libraries print is nobody's to read."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with open(os.devnull, "w", encoding="utf-8") as nothing:  # noqa: PTH123 - no path of ours
        os.dup2(nothing.fileno(), 2)


def cores() -> int:
    """Give the number of processors that this process may use, or the most that it is to use."""
    known = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(known or 1, _TERBANYAK)
