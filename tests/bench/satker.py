"""Make a folder with the workbooks of many satker: the plan of `input/`, filled in at random from a fixed seed.

python tests/bench/satker.py FOLDER [JUMLAH]
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from zi_reports.buku.sumber import load_plan
from zi_reports.buku.writer import write_workbook
from zi_reports.rencana.model import BuktiDukung, Indikator, Kewajiban, Realisasi, Rencana, Status

KABUPATEN, PROVINSI = 514, 38
SUMBER = Path(__file__).parents[2] / "input" / "sumber" / "keputusan-38-2025.toml"


def names(jumlah: int) -> Iterator[tuple[str, str]]:
    """Give folder and name of so many satker: provinsi first, each with its share of kabupaten."""
    provinsi = min(PROVINSI, jumlah)
    for nomor in range(1, provinsi + 1):
        yield f"provinsi-{nomor:02}", f"KPU Provinsi Contoh {nomor:02}"
    for nomor in range(1, jumlah - provinsi + 1):
        yield f"provinsi-{nomor % provinsi + 1:02}/kabupaten-{nomor:03}", f"KPU Kabupaten Contoh {nomor:03}"


def fill_in(rencana: Rencana, satker: str, acak: random.Random) -> Rencana:
    """Fill a plan in: each satker at its own pace, some things late, some without a date, some not applicable."""
    pace = acak.random()
    area = tuple(
        replace(
            area,
            komponen=tuple(
                replace(k, indikator=tuple(_indikator(satu, pace, acak) for satu in k.indikator))
                for k in area.komponen
            ),
        )
        for area in rencana.area
    )
    return Rencana(replace(rencana.pengaturan, satker=satker, tanda="CONTOH"), area)


def _indikator(satu: Indikator, pace: float, acak: random.Random) -> Indikator:
    if acak.random() < 0.02:
        return replace(satu, status=Status.TIDAK_BERLAKU, kewajiban=tuple(_none(k) for k in satu.kewajiban))
    kewajiban = tuple(_kewajiban(k, pace, acak, berulang=satu.berulang) for k in satu.kewajiban)
    finished = any(k.realisasi.selesai for k in kewajiban)
    return replace(
        satu,
        kewajiban=kewajiban,
        status=None if satu.berulang else Status.SELESAI if finished else acak.choice([None, *Status][:3]),
        bukti_dukung=(BuktiDukung("Berita acara.pdf", "https://drive.example.id/berita-acara"),)
        if finished
        else (),
        penanggung_jawab="Subbagian Hukum dan SDM",
        kendala="" if finished else acak.choice(["", "Menunggu data dukung", "Anggaran belum tersedia"]),
    )


def _none(satu: Kewajiban) -> Kewajiban:
    return Kewajiban(satu.jatuh_tempo, Realisasi(tidak_berlaku=True))


def _kewajiban(satu: Kewajiban, pace: float, acak: random.Random, *, berulang: bool) -> Kewajiban:
    if acak.random() > pace:
        return Kewajiban(satu.jatuh_tempo)
    if acak.random() < 0.1 and berulang:
        return Kewajiban(satu.jatuh_tempo, Realisasi(selesai=True))
    due = satu.jatuh_tempo or dt.date(2025, 12, 31)
    return Kewajiban(satu.jatuh_tempo, Realisasi(True, due + dt.timedelta(days=acak.randint(-20, 15))))


def make_folder(folder: Path, jumlah: int = KABUPATEN + PROVINSI) -> None:
    """Write the workbooks."""
    rencana = load_plan(SUMBER)
    acak = random.Random(2025)  # noqa: S311 - the same workbooks every time
    for below, satker in names(jumlah):
        target = folder / below
        target.mkdir(parents=True, exist_ok=True)
        (target / "rencana-aksi-zi-2025.xlsx").write_bytes(write_workbook(fill_in(rencana, satker, acak)))


if __name__ == "__main__":
    make_folder(Path(sys.argv[1]), *map(int, sys.argv[2:]))
