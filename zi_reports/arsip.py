"""The reports made before are read back from their JSON, and a new one finds its place beside them.

What stays and what is replaced: docs/design.md, Outputs.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from zi_reports.monev.figures import Dilaporkan, Keadaan, Kunci, Monev
from zi_reports.rencana import bahasa
from zi_reports.rencana.lampiran import column_of
from zi_reports.rencana.model import Pengaturan, Rencana

_NAMA = re.compile(r"ringkasan-(\d{4}-\d\d(?:-rencana-\d{4})?)(?:-revisi-(\d{1,4}))?\.json")
_TERBESAR = 30_000_000  # bytes; no JSON of ours has so many

_ANGKA = {
    "capaian": "capaian",
    "realisasi_jatuh_tempo": "realisasi jatuh tempo",
    "indikator": "indikator",
    "kewajiban": "kewajiban",
    **{satu.value: satu.replace("_", " ").replace("tenggat", "jatuh tempo") for satu in Keadaan},
}
"""The figures whose change is told, by their key in the contract, and what they are called."""


@dataclass(frozen=True, slots=True)
class LaporanLama:
    """A report that was made, as its JSON has it.

    `nama` is the period as names of files have it. `dibuat` is the day it was made on, and `dokumen` the traces of
    its documents by their names; the program's first versions wrote neither, nor `kewajiban`.
    """

    path: Path
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

    @property
    def sebutan(self) -> str:
        """What the report is called in a sentence."""
        return f"laporan {bahasa.tanggal(self.dibuat)}" if self.dibuat else "laporan sebelumnya"

    def is_edited(self) -> bool:
        """Say whether somebody changed one of its documents since."""
        paths = {self.path.with_name(nama): jejak for nama, jejak in self.dokumen.items()}
        return any(path.is_file() and trace(path.read_bytes()) != jejak for path, jejak in paths.items())


@dataclass(frozen=True, slots=True)
class Arsip:
    """The reports of one plan in a folder, the earliest first; and the JSON of other plans, and what is broken."""

    laporan: tuple[LaporanLama, ...] = ()
    asing: tuple[Path, ...] = ()
    rusak: tuple[Path, ...] = ()

    def before(self, laporan: LaporanLama) -> Arsip:
        """Give what there was when a report was made: all others of its day and of earlier ones."""
        made = laporan.dibuat or dt.date.max
        there = (satu for satu in self.laporan if satu != laporan and (satu.dibuat or dt.date.min) <= made)
        return replace(self, laporan=tuple(there))

    def of_period(self, nama: str) -> list[LaporanLama]:
        """Give the report of a period and its revisions, the newest last."""
        return [satu for satu in self.laporan if satu.nama == nama]


TANPA_ARSIP = Arsip()


def read_arsip(keluaran: Path, pengaturan: Pengaturan) -> Arsip:
    """Read the reports that lie in the months' folders of `keluaran`; nothing that is there is an error."""
    laporan: list[LaporanLama] = []
    asing, rusak = [], []
    plan = (_plain(pengaturan.satker), pengaturan.tahun)
    for path in _contracts(keluaran):
        try:
            satu = _read(path)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            rusak.append(path)
            continue
        if (_plain(satu.satker), satu.tahun) == plan:
            laporan.append(satu)
        else:
            asing.append(path)
    laporan.sort(key=lambda satu: (satu.per_tanggal, satu.revisi))
    return Arsip(tuple(laporan), tuple(asing), tuple(rusak))


def _contracts(keluaran: Path) -> Iterator[Path]:
    with suppress(
        OSError
    ):  # a folder that cannot be read, or none: what is amiss is told when it is written to
        yield from sorted(keluaran.glob("20[0-9][0-9]-[0-9][0-9]/ringkasan-*.json"))


def _read(path: Path) -> LaporanLama:
    """Read one JSON; whatever is not as it should be raises."""
    match = _NAMA.fullmatch(path.name)
    if match is None or path.stat().st_size > _TERBESAR:
        raise ValueError(path)
    isi = json.loads(path.read_text(encoding="utf-8"))
    rows = [(str(row["kode"]), satu) for row in isi["indikator"] for satu in row.get("rincian", ())]
    return LaporanLama(
        path=path,
        nama=match[1],
        revisi=int(match[2] or 1),
        satker=str(isi["satker"]),
        tahun=int(isi["tahun"]),
        per_tanggal=dt.date.fromisoformat(isi["per_tanggal"]),
        dibuat=_day(isi.get("dibuat")),
        dokumen={str(nama): str(jejak) for nama, jejak in isi.get("dokumen", {}).items()},
        angka={nama: _number(isi["ringkasan"].get(nama)) for nama in _ANGKA},
        area={str(satu["kode"]): _number(satu["capaian"]) for satu in isi["area"]},
        uraian={str(row["kode"]): str(row["indikator"]) for row in isi["indikator"]},
        kewajiban={
            (kode, _day(satu["jatuh_tempo"])): Dilaporkan(
                Keadaan(satu["keadaan"]), _day(satu["tanggal_selesai"]), _day(satu["selesai_sejak"])
            )
            for kode, satu in rows
        },
    )


def _day(teks: str | None) -> dt.date | None:
    return dt.date.fromisoformat(teks) if teks else None


def _number(nilai: Any) -> float | None:  # noqa: ANN401 - what a JSON holds
    return None if nilai is None else nilai + 0  # raises where it is no number


def _plain(teks: str) -> str:
    return " ".join(teks.casefold().split())


def trace(isi: bytes) -> str:
    """Give what tells a document from any other: its SHA-256."""
    return sha256(isi).hexdigest()


def period_name(hari: dt.date, pengaturan: Pengaturan) -> str:
    """Name a period in names of files: the month, and the plan's year where the month lies outside of it."""
    return f"{hari:%Y-%m}" + ("" if hari.year == pengaturan.tahun else f"-rencana-{pengaturan.tahun}")


def report_paths(folder: Path, nama: str, revisi: int = 1) -> tuple[Path, Path, Path]:
    """Give where a report's Word document, its workbook and its JSON are to stand."""
    nama += f"-revisi-{revisi}" if revisi > 1 else ""
    return (
        folder / f"laporan-monev-zi-{nama}.docx",
        folder / f"monev-zi-{nama}.xlsx",
        folder / f"ringkasan-{nama}.json",
    )


def next_revision(arsip: Arsip, folder: Path, nama: str, hari_ini: dt.date, *, timpa: bool) -> int:
    """Give the number under which a report of this day is written; 1 for the first of its period.

    Reports of one day are drafts, and the later takes the place of the earlier; so it does with `timpa`. What was
    handed out on an earlier day stays, and so does what somebody edited or what is none of ours.
    """
    made = arsip.of_period(nama)
    newest = made[-1] if made else None
    if timpa or (newest and newest.dibuat == hari_ini and not newest.is_edited()):
        return newest.revisi if newest else 1
    free = (
        nomor
        for nomor in itertools.count(1)
        if not any(map(os.path.lexists, report_paths(folder, nama, nomor)))
    )
    return next(nomor for nomor in free if newest is None or nomor > newest.revisi)


def reported(laporan: LaporanLama, rencana: Rencana) -> Mapping[Kunci, Dilaporkan]:
    """Give what a report said of each kewajiban, by the kode that its indikator has now.

    An indikator is the same where kode and text are; else where its text is, in the same komponen; else where its
    kode is and both texts are met nowhere else.
    """
    now = {satu.kode: satu.uraian for satu in rencana.indikator}
    before = laporan.uraian
    same = {
        kode: kode
        for kode, uraian in now.items()
        if kode in before and _plain(before[kode]) == _plain(uraian)
    }
    left = {(_komponen(kode), _plain(uraian)): kode for kode, uraian in before.items() if kode not in same}
    for kode, uraian in now.items():
        if kode not in same and (found := left.pop((_komponen(kode), _plain(uraian)), "")):
            same[kode] = found
    rest = set(left.values())
    same |= {kode: kode for kode in now if kode not in same and kode in rest}
    kini = {lama: kode for kode, lama in same.items()}
    return {(kini[kode], due): satu for (kode, due), satu in laporan.kewajiban.items() if kode in kini}


def _komponen(kode: str) -> str:
    return kode.rpartition(".")[0]


def finished_reports(arsip: Arsip, rencana: Rencana) -> Mapping[Kunci, dt.date]:
    """Give, for each kewajiban that a report showed as finished, the per tanggal of the first that did."""
    first: dict[Kunci, dt.date] = {}
    for laporan in arsip.laporan:
        for kunci, satu in reported(laporan, rencana).items():
            if satu.keadaan is Keadaan.SELESAI:
                first.setdefault(kunci, laporan.per_tanggal)
    return first


def changes(laporan: LaporanLama, kini: Monev) -> Iterator[str]:
    """Say how the figures of a period differ from those reported; nothing where they do not.

    The first line names the figures, from what to what; each after it a kewajiban with its cell.
    """
    figures = [
        f"{name} {_told(before)} menjadi {_told(now)}"
        for key, name in _ANGKA.items()
        if _told(before := laporan.angka[key]) != _told(now := _figure(kini, key))
    ]
    details = list(_changed(laporan, kini)) if laporan.kewajiban else []
    if not figures and not details:
        return
    what = ", ".join(figures) or f"keadaan {len(details)} kewajiban"
    yield f"Angka {bahasa.bulan_tahun(kini.per_tanggal)} berubah sejak {laporan.sebutan}: {what}."
    yield from details


def _changed(laporan: LaporanLama, kini: Monev) -> Iterator[str]:
    before = dict(reported(laporan, kini.rencana))
    for row in kini.indikator:
        for satu in row.kewajiban:
            lama = before.pop((satu.kode, satu.jatuh_tempo), None)
            if lama is None or lama.keadaan is not satu.keadaan:
                was = _ANGKA[lama.keadaan] if lama else "belum ada"
                sel = row.indikator.letak.lokasi(column_of(row.indikator, satu.jatuh_tempo))
                yield f"{_named(satu.kode, satu.jatuh_tempo)}: {was} menjadi {_ANGKA[satu.keadaan]} ({sel})"
    for (kode, due), lama in before.items():
        yield f"{_named(kode, due)}: {_ANGKA[lama.keadaan]} menjadi tidak ada"


def _named(kode: str, jatuh_tempo: dt.date | None) -> str:
    return f"{kode} jatuh tempo {bahasa.tanggal(jatuh_tempo)}" if jatuh_tempo else kode


def _figure(monev: Monev, key: str) -> float | None:
    angka = monev.ringkasan
    figure: float | None = getattr(angka if hasattr(angka, key) else angka.hitungan, key)
    return figure


def _told(nilai: float | None) -> str:
    return str(nilai) if isinstance(nilai, int) else bahasa.persen(nilai)
