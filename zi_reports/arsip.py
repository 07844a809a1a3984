"""The reports made before are read back from their JSON, and a new one finds its place beside them.

What stays and what is replaced: docs/design.md, Outputs.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import math
import os
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from zi_reports.files import is_edited
from zi_reports.monev.figures import HITUNGAN, Dilaporkan, Kunci, Monev, MonevKewajiban
from zi_reports.monev.keadaan import Keadaan
from zi_reports.monev.perbandingan import Berubah, KewajibanBerubah
from zi_reports.rencana import bahasa
from zi_reports.rencana.catatan import ARSIP, note
from zi_reports.rencana.lampiran import Kolom, header_bulan
from zi_reports.rencana.model import Catatan, Indikator, Lokasi, Pengaturan, Rencana, Tingkat
from zi_reports.rencana.periode import JenisPeriode, Periode

_PERIODE = r"\d{4}(?:-\d\d|-TW[1-4]|-S[12])?(?:-rencana-\d{4})?"
_NAMA = re.compile(rf"ringkasan-({_PERIODE})(?:-revisi-(\d{{1,4}}))?\.json")
_WORD = "laporan-monev-zi-"
_RINGKAS = "-ringkas"
_NAMA_WORD = re.compile(rf"{_WORD}({_PERIODE})((?:-revisi-\d{{1,4}})?)(?:{_RINGKAS})?\.docx")
_TERBESAR = 30_000_000  # bytes; no JSON of ours has so many
_RUSAK = (OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What comes of reading a JSON that is not as we write it."""

_BAGIAN = ("capaian", "realisasi_jatuh_tempo")
_ANGKA = {
    nama: nama.replace("_", " ").replace("tenggat", "jatuh tempo")
    for nama in (*_BAGIAN, "indikator", *HITUNGAN)
}
"""The figures whose change is told, by their key in the contract, and what they are called; first the shares."""


@dataclass(frozen=True, slots=True)
class LaporanLama:
    """A report that was made, as its JSON (`isi`) has it.

    `nama` is the period as names of files have it. `dibuat` is the day it was made on, and `dokumen` the traces of
    its documents by their names; the program's first versions wrote neither, nor `kewajiban`. `uraian` and
    `kewajiban` lack a kode that several rows share. `catatan` are those on the reports made before it.
    """

    path: Path
    periode: Periode
    nama: str
    revisi: int
    satker: str
    tahun: int
    per_tanggal: dt.date
    dibuat: dt.date | None
    dokumen: Mapping[str, str]
    angka: Mapping[str, float | None]
    area: Mapping[str, float | None]
    uraian: Mapping[str, str]
    kewajiban: Mapping[Kunci, Dilaporkan]
    catatan: tuple[Catatan, ...]
    isi: Mapping[str, Any]

    @property
    def sebutan(self) -> str:
        """What the report is called in a sentence."""
        return f"laporan {bahasa.tanggal(self.dibuat)}" if self.dibuat else "laporan sebelumnya"

    @property
    def berjalan(self) -> bool:
        """Whether its per tanggal was not over when it was made."""
        return self.dibuat is not None and self.dibuat <= self.per_tanggal

    def is_edited(self) -> bool:
        """Say whether one of its documents is not as it was made, or cannot be read just now."""
        word, excel, _ = report_paths(self.path.parent, self.nama, self.revisi)
        short = short_path(word)
        if short.name not in self.dokumen:  # it may have been added to the set on a later day
            return self._differ(word, excel) or (os.path.lexists(short) and is_edited(short))
        return self._differ(word, excel, short)

    def _differ(self, *documents: Path) -> bool:
        return any(
            os.path.lexists(path) and _trace_of(path) != self.dokumen.get(path.name) for path in documents
        )


@dataclass(frozen=True, slots=True)
class Arsip:
    """The reports of one plan in a folder, the earliest first.

    Beside them the JSON of other plans, JSON that is broken, and Word documents that lack theirs.
    """

    laporan: tuple[LaporanLama, ...] = ()
    asing: tuple[Path, ...] = ()
    rusak: tuple[Path, ...] = ()
    tanpa: tuple[Path, ...] = ()

    def before(self, laporan: LaporanLama) -> Arsip:
        """Give what there was when a report was made: all others of its day and of earlier ones."""
        made = laporan.dibuat or dt.date.max
        there = (satu for satu in self.laporan if satu != laporan and (satu.dibuat or dt.date.min) <= made)
        return replace(self, laporan=tuple(there))

    def without_drafts(self, nama: str, hari_ini: dt.date) -> Arsip:
        """Leave out the reports of a period that today's takes the place of: what they say is no earlier word."""
        kept = (satu for satu in self.laporan if satu.nama != nama or satu.dibuat != hari_ini)
        return replace(self, laporan=tuple(kept))

    def of_period(self, nama: str) -> list[LaporanLama]:
        """Give the report of a period and its revisions, the newest last."""
        found = (satu for satu in self.laporan if satu.nama == nama)
        return sorted(found, key=lambda satu: satu.revisi)

    def of_whole(self, periode: Periode) -> LaporanLama | None:
        """Give the newest report of a whole period, else of one of another kind that ends on the same day.

        One made while its period ran is none.
        """
        whole = [satu for satu in self.laporan if satu.per_tanggal == periode.akhir and not satu.berjalan]

        def rank(satu: LaporanLama) -> tuple[bool, dt.date, int]:
            return satu.periode == periode, satu.dibuat or dt.date.min, satu.revisi

        return max(whole, key=rank, default=None)


TANPA_ARSIP = Arsip()


def read_arsip(keluaran: Path, pengaturan: Pengaturan) -> Arsip:
    """Read the reports that lie in the periods' folders of `keluaran`; nothing that is there is an error."""
    laporan: list[LaporanLama] = []
    asing, rusak = [], []
    plan = (bahasa.disamakan(pengaturan.satker), pengaturan.tahun)
    for path in _found(keluaran, _NAMA):
        try:
            satu = _read(path)
        except _RUSAK:
            rusak.append(path)
            continue
        if (bahasa.disamakan(satu.satker), satu.tahun) == plan:
            laporan.append(satu)
        else:
            asing.append(path)
    # Of those of one day the shortest period comes first.
    laporan.sort(key=lambda satu: (satu.per_tanggal, satu.per_tanggal - satu.periode.awal, satu.revisi))
    documents = (
        (path, path.with_name(_NAMA_WORD.sub(r"ringkasan-\1\2.json", path.name)))
        for path in _found(keluaran, _NAMA_WORD)
    )
    tanpa = (path for path, contract in documents if not os.path.lexists(contract))
    return Arsip(tuple(laporan), tuple(asing), tuple(rusak), tuple(tanpa))


def _found(keluaran: Path, nama: re.Pattern[str]) -> list[Path]:
    """Find the files of a name, each in its period's folder.

    A folder that cannot be read, or none, is told of when it is written to.
    """
    with suppress(OSError):
        return sorted(path for path in keluaran.glob("20[0-9][0-9]*/*-*") if _is_at_home(path, nama))
    return []


def _is_at_home(path: Path, nama: re.Pattern[str]) -> bool:
    match = nama.fullmatch(path.name)
    return match is not None and path.parent.name == match[1].partition("-rencana-")[0]


def _read(path: Path) -> LaporanLama:
    """Read one JSON; whatever is not as it should be raises."""
    match = _NAMA.fullmatch(path.name)
    if match is None or not path.is_file() or path.stat().st_size > _TERBESAR:
        raise ValueError(path)
    isi = json.loads(path.read_text(encoding="utf-8"))
    per_tanggal = dt.date.fromisoformat(isi["per_tanggal"])
    count = Counter(str(row["kode"]) for row in isi["indikator"])
    rows = [(str(row["kode"]), row) for row in isi["indikator"] if count[str(row["kode"])] == 1]
    return LaporanLama(
        path=path,
        periode=_periode(path.parent.name, isi.get("periode"), per_tanggal),
        nama=match[1],
        revisi=int(match[2] or 1),
        satker=str(isi["satker"]),
        tahun=int(isi["tahun"]),
        per_tanggal=per_tanggal,
        dibuat=_day(isi.get("dibuat")),
        dokumen={str(nama): str(jejak) for nama, jejak in isi.get("dokumen", {}).items()},
        angka={nama: _number(isi["ringkasan"].get(nama)) for nama in _ANGKA},
        area={str(satu["kode"]): _number(satu["capaian"]) for satu in isi["area"]},
        uraian={kode: str(row["indikator"]) for kode, row in rows},
        kewajiban={
            (kode, _day(satu["jatuh_tempo"])): Dilaporkan(
                Keadaan(satu["keadaan"]), _day(satu["tanggal_selesai"]), _day(satu["selesai_sejak"])
            )
            for kode, row in rows
            for satu in row.get("rincian", ())
        },
        catatan=tuple(map(_catatan, (satu for satu in isi["catatan"] if satu["kode"] in ARSIP))),
        isi=isi,
    )


def _periode(folder: str, nama: str | None, per_tanggal: dt.date) -> Periode:
    """Give the period whose folder a report lies in; the program's first versions wrote no `nama` into the JSON."""
    periods = {satu.nama: satu for satu in (Periode.of(per_tanggal, jenis) for jenis in JenisPeriode)}
    if folder != (nama or folder):
        raise ValueError(nama)
    return periods[folder]


def _catatan(satu: Mapping[str, Any]) -> Catatan:
    lokasi = Lokasi(str(satu["lembar"]), str(satu["sel"]))
    return Catatan(
        Tingkat(satu["tingkat"]), str(satu["kode"]), lokasi, str(satu.get("isi", "")), str(satu["pesan"])
    )


def _day(teks: str | None) -> dt.date | None:
    return dt.date.fromisoformat(teks) if teks else None


def _number(nilai: Any) -> float | None:  # noqa: ANN401 - what a JSON holds
    if nilai is not None and not math.isfinite(nilai):  # raises where it is no number
        raise ValueError(nilai)
    return cast("float | None", nilai)


def trace(isi: bytes) -> str:
    """Give what tells a document from any other: its SHA-256."""
    return sha256(isi).hexdigest()


def _trace_of(path: Path) -> str:
    with suppress(OSError):
        return trace(path.read_bytes()) if path.is_file() else ""
    return ""


def period_name(periode: Periode, pengaturan: Pengaturan) -> str:
    """Name a period in names of files, with the plan's year where the period lies outside of it."""
    own = periode.awal.year == pengaturan.tahun
    return periode.nama + ("" if own else f"-rencana-{pengaturan.tahun}")


def report_paths(folder: Path, nama: str, revisi: int = 1) -> tuple[Path, Path, Path]:
    """Give where a report's Word document, its workbook and its JSON are to stand."""
    nama += f"-revisi-{revisi}" if revisi > 1 else ""
    return (
        folder / f"{_WORD}{nama}.docx",
        folder / f"monev-zi-{nama}.xlsx",
        folder / f"ringkasan-{nama}.json",
    )


def short_path(word: Path) -> Path:
    """Give where the short document of a report is to stand, beside its Word document."""
    return word.with_stem(word.stem + _RINGKAS)


def next_revision(arsip: Arsip, folder: Path, nama: str, hari_ini: dt.date, *, timpa: bool) -> int:
    """Give the number under which a report of this day is written; 1 for the first of its period.

    Reports of one day are drafts, and the later takes the place of the earlier; so it does with `timpa`. What was
    handed out on an earlier day stays, and so does what somebody edited or what is none of ours; the report of
    another plan stays even then.
    """
    made = arsip.of_period(nama)
    newest = made[-1] if made else None
    if newest and (timpa or (newest.dibuat == hari_ini and not newest.is_edited())):
        return newest.revisi

    def is_free(nomor: int) -> bool:
        paths = report_paths(folder, nama, nomor)
        taken = map(os.path.lexists, (*paths, short_path(paths[0])))
        return paths[-1] not in arsip.asing if timpa else not any(taken)

    first = newest.revisi + 1 if newest else 1
    return next(nomor for nomor in itertools.count(first) if is_free(nomor))


def arsip_notes(
    arsip: Arsip, names: Collection[str], lokasi: Lokasi, diganti: Collection[Path] = ()
) -> Iterator[Catatan]:
    """Note, on a cell of the plan's sheet, what the reports of these periods lack, and each JSON that is broken.

    Of files that are just being replaced (`diganti`) nothing is said.
    """
    found = {
        "laporan-tanpa-ringkasan": [path for path in arsip.tanpa if _period_of(path) in names],
        "ringkasan-rencana-lain": [path for path in arsip.asing if _period_of(path) in names],
        "ringkasan-rusak": arsip.rusak,
    }
    for macam, paths in found.items():
        if left := [path.name for path in paths if path not in diganti]:
            yield note(macam, lokasi, berkas=bahasa.gabung_kata(left))


def _period_of(path: Path) -> str:
    match = _NAMA_WORD.fullmatch(path.name) or _NAMA.fullmatch(path.name)
    return match[1] if match else ""


def reported(laporan: LaporanLama, rencana: Rencana) -> Mapping[Kunci, Dilaporkan]:
    """Give what a report said of each kewajiban, by the kode that its indikator has now.

    An indikator is the same where kode and text are; else where its text is, in the same komponen; else where its
    kode is and both texts are met nowhere else. One whose kode other rows share is none.
    """
    count = Counter(satu.kode for satu in rencana.indikator)
    now = {satu.kode: satu.uraian for satu in rencana.indikator if count[satu.kode] == 1}
    before = laporan.uraian
    same = {
        kode: kode
        for kode, uraian in now.items()
        if kode in before and bahasa.disamakan(before[kode]) == bahasa.disamakan(uraian)
    }
    left = {
        (_komponen(kode), bahasa.disamakan(uraian)): kode
        for kode, uraian in before.items()
        if kode not in same
    }
    for kode, uraian in now.items():
        if kode not in same and (found := left.pop((_komponen(kode), bahasa.disamakan(uraian)), "")):
            same[kode] = found
    rest = set(left.values())
    same |= {kode: kode for kode in now if kode not in same and kode in rest}
    kini = {lama: kode for kode, lama in same.items()}
    return {(kini[kode], due): satu for (kode, due), satu in laporan.kewajiban.items() if kode in kini}


def _komponen(kode: str) -> str:
    return kode.rpartition(".")[0]


def finished_reports(arsip: Arsip, rencana: Rencana) -> Mapping[Kunci, dt.date]:
    """Give, for each kewajiban that a report showed as finished, the first day of that report's (last) month."""
    first: dict[Kunci, dt.date] = {}
    for laporan in arsip.laporan:
        for kunci, satu in reported(laporan, rencana).items():
            if satu.keadaan is Keadaan.SELESAI:
                first.setdefault(kunci, laporan.per_tanggal.replace(day=1))
    return first


def changes(laporan: LaporanLama, kini: Monev) -> Berubah | None:
    """Say how the figures of a report's period differ from those reported; None where they do not."""
    figures = [
        f"{name} {_told(key, before)} menjadi {_told(key, now)}"
        for key, name in _ANGKA.items()
        if _told(key, before := laporan.angka[key]) != _told(key, now := _figure(kini, key))
    ]
    details = tuple(_changed(laporan, kini)) if laporan.kewajiban else ()
    if not figures and not details:
        return None
    what = bahasa.gabung_kata(figures) or f"rincian {len(details)} kewajiban"
    day = f" (per {bahasa.tanggal(laporan.per_tanggal)})" if laporan.per_tanggal != kini.per_tanggal else ""
    return Berubah(f"Angka {laporan.periode} berubah sejak {laporan.sebutan}{day}: {what}.", details)


def _changed(laporan: LaporanLama, kini: Monev) -> Iterator[KewajibanBerubah]:
    """Name each kewajiban that stands otherwise, or on another day, than reported, with the cell that says so."""
    before = dict(reported(laporan, kini.rencana))
    count = Counter(row.indikator.kode for row in kini.indikator)
    shared = {kode for kode, jumlah in count.items() if jumlah > 1}
    shared |= {str(row["kode"]) for row in laporan.isi["indikator"]} - laporan.uraian.keys()
    for row in kini.indikator:
        for satu in row.kewajiban if row.indikator.kode not in shared else ():
            lama = before.pop((satu.kode, satu.jatuh_tempo), None)
            was, now = _stand(lama), _stand(satu)
            if was != now:
                sel = str(row.indikator.letak.lokasi(_header(row.indikator, satu, lama)))
                yield KewajibanBerubah(_named(satu.kode, satu.jatuh_tempo), was, now, sel)
    for (kode, due), lama in before.items():
        yield KewajibanBerubah(_named(kode, due), _stand(lama), "tidak ada", "")


def _header(indikator: Indikator, satu: MonevKewajiban, lama: Dilaporkan | None) -> str:
    """Give the header of the cell by which a kewajiban stands otherwise."""
    if lama is None:
        return Kolom.TARGET_WAKTU
    if indikator.berulang and satu.jatuh_tempo:
        return header_bulan(satu.jatuh_tempo)
    return Kolom.STATUS if lama.keadaan is not satu.keadaan else Kolom.TANGGAL_SELESAI


def _stand(satu: Dilaporkan | MonevKewajiban | None) -> str:
    if satu is None:
        return "belum ada"
    day = f" {bahasa.tanggal(satu.tanggal_selesai)}" if satu.tanggal_selesai else ""
    return f"{_ANGKA[satu.keadaan]}{day}"


def _named(kode: str, jatuh_tempo: dt.date | None) -> str:
    return f"{kode} jatuh tempo {bahasa.tanggal(jatuh_tempo)}" if jatuh_tempo else kode


def _figure(monev: Monev, key: str) -> float | None:
    angka = monev.ringkasan
    figure: float | None = getattr(angka if hasattr(angka, key) else angka.hitungan, key)
    return figure


def _told(key: str, nilai: float | None) -> str:
    return bahasa.persen(nilai) if key in _BAGIAN or nilai is None else str(nilai)
