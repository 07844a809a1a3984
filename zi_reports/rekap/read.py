"""A folder becomes the workbooks in it, read side by side, each by a process that gives plain rows for the tables.

No frames are made here, so that the processes have no need of pandas. The figures and the rows of indikator are
those of the data contract (docs/design.md, Data contract).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import multiprocessing
import os
import re
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from zi_reports.monev.figures import HITUNGAN, Monev, assess
from zi_reports.monev.tidak_dihitung import TidakDihitung, path_order
from zi_reports.rencana.bahasa import disamakan, gabung_kata, sebaris
from zi_reports.rencana.model import Tingkat, UserError, WorkbookError
from zi_reports.rencana.periksa import run_checks
from zi_reports.rencana.periode import Periode
from zi_reports.ringkasan import ringkasan
from zi_reports.sources.evidence import FOLDER_BUKTI
from zi_reports.sources.file import AKHIRAN_BUKU, BATAS_BERKAS
from zi_reports.sources.workbook import read_workbook

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

_TERBANYAK = 8  # more processes would take memory and be hardly quicker
_PINTASAN = ".gsheet"
_HASIL_KITA = re.compile(r"(?:laporan-)?(?:monev|rekap)-zi-(20\d\d(?:-\d\d|-TW[1-4]|-S[12])?)\b")
"""How the names of this program's own documents begin, in case they lie in the same folder."""

Bacaan = Mapping[str, list[tuple[Any, ...]]]
"""What was read of one workbook: the rows of each table, their values in the order of `KOLOM`."""

_ISIAN = ("status", "penanggung_jawab", "kendala", "tindak_lanjut")
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
        **dict.fromkeys(_ISIAN, "VARCHAR"),
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
class Isi:
    """What a folder holds, both lists in the order of their paths."""

    folder: Path
    berkas: tuple[Berkas, ...]
    tidak_dihitung: tuple[TidakDihitung, ...]


def scan(folder: Path) -> Isi:
    """Look through `folder` and all below it; lock files (`~$...`) and hidden ones are passed over.

    So is `bukti/` beside a workbook: what is in it is evidence.

    Raises:
        UserError: there is no such folder.
        OSError: it is not to be opened.
    """
    _check_folder(folder)
    refused: list[OSError] = []
    folders: list[Path] = []
    workbooks: list[Path] = []
    ours: list[Path] = []
    for name, below, files in os.walk(folder, onerror=refused.append):
        here = Path(name)
        below[:] = [satu for satu in below if not satu.startswith((".", "__"))]
        if found_here := [here / satu for satu in files if _may_be_workbook(here / satu)]:
            below[:] = [satu for satu in below if satu != FOLDER_BUKTI]
        workbooks += found_here
        folders += [here / satu for satu in below]
        ours += [here / satu for satu in files if _is_ours(here / satu)]
    if refused and Path(refused[0].filename) == folder:
        raise refused[0]
    found: list[Berkas | TidakDihitung] = [
        *(_look_at(folder, path) for path in workbooks),
        *(_closed(_relative(folder, Path(error.filename))) for error in refused),
        *(_empty(_relative(folder, satu)) for satu in _unused(folders, workbooks, ours)),
    ]
    found.sort(key=lambda satu: path_order(satu.nama))
    return Isi(
        folder,
        tuple(satu for satu in found if isinstance(satu, Berkas)),
        tuple(satu for satu in found if isinstance(satu, TidakDihitung)),
    )


def _unused(folders: Iterable[Path], workbooks: Iterable[Path], ours: Iterable[Path]) -> list[Path]:
    """Give the folders that are a satker's and hold no workbook.

    One all of whose neighbours lack a workbook too is no satker's, but holds evidence or the like.
    """
    holding = {above for path in workbooks for above in path.parents}
    used = holding | {above for path in ours for above in path.parents}
    of_satker = {satu.parent for satu in folders if satu in holding}
    return [satu for satu in folders if satu.parent in of_satker and satu not in used]


def _check_folder(folder: Path) -> None:
    if folder.is_file():
        raise UserError(f"{folder} bukan folder. Sebutkan folder yang memuat buku kerja.")
    if not folder.is_dir():
        raise UserError(f"Folder tidak ditemukan: {folder}. Periksa nama dan letaknya.")


def _may_be_workbook(path: Path) -> bool:
    known = path.suffix.casefold() in AKHIRAN_BUKU | {_PINTASAN}
    return known and not path.name.startswith(("~$", ".")) and not _is_ours(path)


def _is_ours(path: Path) -> bool:
    """Say whether a file is a document of ours; that of a year only in its folder: a plan may be named so."""
    match = _HASIL_KITA.match(path.name)
    return match is not None and ("-" in match[1] or path.parent.name == match[1])


def _look_at(folder: Path, path: Path) -> Berkas | TidakDihitung:
    nama = _relative(folder, path)
    if path.suffix.casefold() == _PINTASAN:
        return TidakDihitung(
            nama, "Pintasan Google Sheets, bukan isinya. Unduh sebagai Microsoft Excel (.xlsx)."
        )
    try:
        if path.exists() and not path.is_file():  # a pipe, say, which would keep us waiting
            return TidakDihitung(nama, "Bukan berkas biasa. Simpan buku kerja .xlsx di sini.")
        if path.stat().st_size > BATAS_BERKAS:
            return TidakDihitung(
                nama, "Terlalu besar. Pindahkan gambar dan lembar lain ke berkas tersendiri."
            )
        with path.open("rb") as file:
            return Berkas(path, nama, hashlib.file_digest(file, "sha256").hexdigest())
    except OSError:
        return _closed(nama)


def _empty(nama: str) -> TidakDihitung:
    return TidakDihitung(f"{nama}/", "Tidak ada buku kerja di folder ini. Simpan buku kerjanya di sini.")


def _closed(nama: str) -> TidakDihitung:
    return TidakDihitung(
        nama, "Tidak boleh dibuka. Tutup berkas itu di Excel dan periksa haknya, lalu ulangi."
    )


def _relative(folder: Path, path: Path) -> str:
    """Give a path within the folder; a name that is no text (as some old shares have) in what can be shown."""
    return os.fsencode(path.relative_to(folder).as_posix()).decode("utf-8", "replace")


def read(berkas: Berkas, periode: Periode, hari_ini: dt.date) -> Bacaan | TidakDihitung:
    """Read one workbook and compute its figures (see `assess`), or say in a sentence why that cannot be."""

    def rows() -> Bacaan:
        per_tanggal = min(periode.akhir, hari_ini)
        rencana, read_notes = read_workbook(berkas.path)
        # A galat, the only level that is counted here, is the same whatever day is taken for today.
        catatan = (*read_notes, *run_checks(rencana, per_tanggal))
        galat = sum(satu.tingkat is Tingkat.GALAT for satu in catatan)
        check_unchanged(berkas)
        return _rows(berkas.nama, assess(rencana, per_tanggal, hari_ini, jenis=periode.jenis), galat)

    return attempt(berkas, rows)


def identify(berkas: Berkas) -> tuple[str, int] | TidakDihitung:
    """Give the satker and the year of the plan in one workbook, or say in a sentence why that cannot be."""

    def plan() -> tuple[str, int]:
        pengaturan = read_workbook(berkas.path)[0].pengaturan
        check_unchanged(berkas)
        return named(pengaturan.satker, berkas.nama), pengaturan.tahun

    return attempt(berkas, plan)


def attempt(berkas: Berkas, kerja: Callable[[], _Result]) -> _Result | TidakDihitung:
    """Do something with one workbook, or say in a sentence why that cannot be: one never stops the rest."""
    path, nama = berkas.path, berkas.nama
    try:
        return kerja()
    except UserError as error:
        sentence = str(error).replace(str(path), "Berkas ini").replace(path.name, "Berkas ini")
        return TidakDihitung(nama, sebaris(sentence))
    except OSError:
        return _closed(nama)
    except Exception as error:  # noqa: BLE001 - one workbook never stops the rest
        return TidakDihitung(
            nama, f"Tidak dapat dihitung ({type(error).__name__}). Laporkan kepada pengembang."
        )


def check_unchanged(berkas: Berkas) -> None:
    """Refuse a workbook that was saved since the folder was looked through: it may be another's by now."""
    if hashlib.sha256(berkas.path.read_bytes()).hexdigest() != berkas.sidik:
        raise WorkbookError("Berkas ini berubah selagi dibaca. Ulangi perintah.")


def one_each(
    plans: Iterable[tuple[str, str, int]], sidik: Mapping[str, str]
) -> tuple[list[str], list[TidakDihitung]]:
    """Choose among workbooks (file, satker, plan year) one of a satker and year; say why the others do not count.

    Of copies that are the same byte for byte (by `sidik`) the first counts; of workbooks that differ none
    does, since nothing says which is right.
    """
    groups: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for nama, satker, tahun in plans:
        groups.setdefault((disamakan(satker), tahun), []).append((nama, satker))
    dipilih: list[str] = []
    lain: list[TidakDihitung] = []
    for (_, tahun), group in groups.items():
        first, *more = names = [nama for nama, _ in group]
        if len({sidik[nama] for nama in names}) == 1:
            dipilih.append(first)
            lain += [
                TidakDihitung(nama, f"Salinan yang sama dari {first}. Hapus salah satunya.") for nama in more
            ]
        else:
            there = f"tahun {tahun} ada pada {len(names)} buku kerja: {gabung_kata(names)}. Sisakan satu."
            lain += [TidakDihitung(nama, f"{satker} {there}") for nama, satker in group]
    return dipilih, lain


def first_reason(tidak_dihitung: Sequence[TidakDihitung]) -> str:
    """Say why the first of what gives no figures does not; where there is nothing, what to do."""
    reasons = (f"{satu.nama}: {satu.sebab}" for satu in tidak_dihitung)
    return next(reasons, "Simpan buku kerja satker di sana.")


def named(satker: str, nama: str) -> str:
    """Give what a satker is called: one that its workbook does not name is called by the file."""
    return satker or f"Tanpa nama ({nama})"


def _rows(nama: str, monev: Monev, galat: int) -> Bacaan:
    contract = ringkasan(monev, ())
    satker = {"satker": named(contract["satker"], nama), "tanda": contract.get("tanda", "")}
    indikator: list[Mapping[str, Any]] = []
    kewajiban: list[Mapping[str, Any]] = []
    late = {satu["kode"]: 0 for satu in contract["area"]}  # days of what is overdue the longest
    for satu, row in zip(monev.indikator, contract["indikator"], strict=True):
        kode, isian = satu.area.kode, satu.indikator
        derived = {"jatuh_tempo": " ".join(row["jatuh_tempo"]), "bukti_dukung": len(isian.bukti_dukung)}
        indikator.append(
            {**row, "area": kode, **derived, **{kolom: getattr(isian, kolom) for kolom in _ISIAN}}
        )
        for milik in satu.kewajiban:
            kewajiban.append({**row, "area": kode, **asdict(milik)})
            late[kode] = max(late[kode], milik.hari_terlambat)
    rows: Mapping[str, Iterable[Mapping[str, Any]]] = {
        "satker": [{"tahun": contract["tahun"], **contract["ringkasan"], **satker, "galat": galat}],
        "area": [
            {**satu, "area": satu["kode"], "hari_terlambat": late[satu["kode"]]} for satu in contract["area"]
        ],
        "tenggat": contract["tenggat"],
        "indikator": indikator,
        "kewajiban": kewajiban,
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


def work_through(
    tugas: Sequence[_Task], kerja: Callable[[_Task], _Result], pekerja: int | None = None
) -> Generator[tuple[_Task, _Result | None], None, None]:
    """Give each task with its result, in order as far as all goes well; None where its process died.

    `kerja` is a function that another process can import; `pekerja` processes do it side by side, by default one
    for each processor, unless these are many. A process that dies takes with it all that the others have under
    way. What has no result then is done again one by one, which shows whose fault it is. An interrupt goes on once
    what was under way is done and given.
    """
    waiting, workers = list(tugas), min(pekerja or cores(), len(tugas))
    spawn = multiprocessing.get_context("spawn")  # forked, they would share half-initialised libraries
    while waiting:
        lost: list[_Task] = []
        futures: list[Future[_Result]] = []
        pool = ProcessPoolExecutor(workers, mp_context=spawn, initializer=_be_quiet)
        try:
            with suppress(BrokenProcessPool):  # of a process that dies at once: the rest is handed out later
                futures.extend(pool.submit(kerja, satu) for satu in waiting)
            pairs = iter(zip(waiting, futures, strict=False))
            for satu, future in pairs:
                try:
                    yield satu, future.result()
                except BrokenProcessPool:
                    lost.append(satu)
                except KeyboardInterrupt:
                    pool.shutdown(cancel_futures=True)
                    yield from _finished([(satu, future), *pairs])
                    raise
        finally:
            pool.shutdown(cancel_futures=True)
        lost += waiting[len(futures) :]
        if lost and workers == 1:
            yield lost.pop(0), None
        waiting, workers = lost, 1


def _finished(
    pairs: Iterable[tuple[_Task, Future[_Result]]],
) -> Iterator[tuple[_Task, _Result]]:
    for satu, future in pairs:
        if not future.cancelled() and future.exception() is None:
            yield satu, future.result()


def _be_quiet() -> None:
    """Leave an interrupt to the first process; what libraries print is nobody's to read."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with open(os.devnull, "w", encoding="utf-8") as nothing:  # noqa: PTH123 - no path of ours
        os.dup2(nothing.fileno(), 2)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process where the first was killed, which cannot end it then."""
    if parent := multiprocessing.parent_process():
        parent.join()
        signal.raise_signal(signal.SIGTERM)


def cores() -> int:
    """Give the number of processors that this process may use, or the most that it is to use."""
    known = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(known or 1, _TERBANYAK)
