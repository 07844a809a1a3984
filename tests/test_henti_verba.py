"""Runs of every verb that writes, killed at any moment or crossing: what is there is whole, and nothing is lost."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import AKAR, BUKU_CONTOH, PENGATURAN, buat_buku, indikator, lengkap

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals that end a process"),
]

BENIH = 19_2025
HENTI = int(os.environ.get("ZI_UJI_HENTI", "1"))
"""How often each verb is killed; more by hand (docs/keandalan.md)."""
SILANG = -(-HENTI // 5)
"""How often two runs cross."""

TERLAMA = 0.02
"""Seconds within which a kill comes that waits for the saving: between two savings no file would be seen."""

BUKU, LAIN = "buku.xlsx", "satker/lain.xlsx"
TAHUN_BARU = ("--tahun", "2026", "--satker", "KPU Kabupaten Contoh", "--dari", BUKU, "--ya")

PERINTAH: Mapping[str, tuple[str, ...]] = {
    "laporan": ("laporan", BUKU, "--bulan", "2025-12", "--ringkas", "--timpa"),
    "laporan FOLDER": ("laporan", "satker", "--bulan", "2025-12", "--timpa"),
    "periksa --salinan": ("periksa", BUKU, "--salinan"),
    "rapat": ("rapat", BUKU, "--tanggal", "2025-12-18", "--bulan", "2025-12"),
    "templat --salin": ("templat", "--salin", "kantor"),
    "bandingkan": ("bandingkan", "2025-11", "2025-12", BUKU),
    "kalender": ("kalender", BUKU),
    "buku-baru": ("buku-baru", *TAHUN_BARU),
    "impor": ("impor", "naskah.txt", "--tahun", "2025", "--satker", "KPU Kabupaten Contoh"),
    "rekap": ("rekap", "satker", "--bulan", "2025-12", "--format", "duckdb", "--format", "csv"),
    "bukti --siapkan": ("bukti", BUKU, "--siapkan"),
    "bukti --paket": ("bukti", BUKU, "--paket", "--bulan", "2025-12"),
    "tugas": ("tugas", BUKU, "--penanggung-jawab", "Sekretaris", "--bulan", "2025-12"),
    "tugas --semua": ("tugas", BUKU, "--semua", "--bulan", "2025-12"),
    "mulai": ("mulai", "tempat", "--contoh"),
    "doktor --simpan": ("doktor", "--simpan", "output"),
}
SEKALI: Mapping[str, str] = {"templat --salin": "kantor", "buku-baru": "input", "impor": "input"}
"""What refuses to write where its result is, and the folder of that."""

BERTEMU = [("laporan", "rapat"), ("laporan", "rekap"), ("bukti --paket", "bukti --siapkan")]
HASIL: Mapping[str, tuple[str, int]] = {
    "laporan": ("output/2025-12/[!r]*", 3),
    "rapat": ("output/2025-12/rapat/*.docx", 4),
    "rekap": ("output/**/rekap-zi*", 6),
    "bukti --paket": ("output/paket-bukti-2025-12.zip", 1),
    "bukti --siapkan": ("bukti/*", 39),
}
"""What a verb leaves: a pattern that fits nothing of another verb, and how many."""


@pytest.fixture
def kerja(tmp_path: Path) -> Path:
    shutil.copy(BUKU_CONTOH, tmp_path / BUKU)
    (tmp_path / "satker").mkdir()
    shutil.copy(BUKU_CONTOH, tmp_path / "satker")
    other = {**PENGATURAN, "Satker": "KPU Kabupaten Lain"}
    buat_buku(tmp_path / LAIN, lengkap(indikator()), pengaturan=other)
    shutil.copy(AKAR / "tests" / "data" / "lampiran-keputusan-38-2025.txt", tmp_path / "naskah.txt")
    return tmp_path


def mulai(kerja: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "zi_reports", *words],
        cwd=kerja,
        env={**os.environ, "PYTHONPATH": str(AKAR)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def selesaikan(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, errors = process.communicate(timeout=120)
    assert "Traceback" not in errors
    assert "terduga" not in errors
    return process.returncode, errors


def sementara(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.name.startswith(".zi-")]


def utuh(folder: Path) -> int:
    """Look at each file that is no temporary one: it can be read to its end. Give how many there are."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".zi-")]
    for path in files:
        if path.suffix in {".docx", ".xlsx", ".zip"}:
            with zipfile.ZipFile(path) as package:
                assert package.testzip() is None
        elif path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
        elif path.suffix == ".ics":
            assert path.read_bytes().rstrip().endswith(b"END:VCALENDAR")
        elif path.suffix == ".duckdb":
            assert periode(path)
        else:
            assert path.read_bytes()
    return len(files)


def periode(path: Path) -> set[str]:
    """Give the periods that the file of all of them holds."""
    import duckdb  # noqa: PLC0415 - what only a recap needs

    with duckdb.connect(str(path), read_only=True) as db:
        return {str(nama) for (nama,) in db.execute("SELECT DISTINCT periode FROM satker").fetchall()}


def siap(kerja: Path, judul: str) -> None:
    """Take away what a verb would refuse to write over, or would find done."""
    shutil.rmtree(kerja / SEKALI.get(judul, "bukti"), ignore_errors=True)


def menyimpan(kerja: Path) -> frozenset[str]:
    """Give what tells that a run is saving: temporary files; of the folders for evidence, themselves."""
    found = {path.name for path in kerja.rglob(".zi-*.tmp")}
    return frozenset(found | {path.name for path in kerja.glob("bukti/*")})


def lamanya(kerja: Path, process: subprocess.Popen[str]) -> tuple[float, float]:
    """See a run through to its end; give how long it took, and how long it was saving."""
    began = time.monotonic()
    changes = [(began, menyimpan(kerja))]
    while process.poll() is None:
        if (now := menyimpan(kerja)) != changes[-1][1]:
            changes.append((time.monotonic(), now))
    saving = [moment for moment, _ in changes[1:]] or [began]
    return time.monotonic() - began, saving[-1] - saving[0]


def tunggu(ready: Callable[[], object], process: subprocess.Popen[str]) -> None:
    while process.poll() is None and not ready():
        pass


@pytest.mark.parametrize("judul", PERINTAH)
def test_a_killed_run_leaves_nothing_broken_and_the_next_one_nothing_over(judul: str, kerja: Path) -> None:
    """Every second kill falls into the saving: it waits for that to begin, and for a part of the time it takes."""
    words = PERINTAH[judul]
    chance = random.Random(f"{BENIH}{judul}")  # noqa: S311 - the moments need no secrecy
    process = mulai(kerja, *words)
    length, saving = lamanya(kerja, process)
    status, errors = selesaikan(process)
    assert status in {0, 1}, errors
    whole = utuh(kerja)
    killed = within = left = 0
    for nomor in range(HENTI):
        siap(kerja, judul)
        before = menyimpan(kerja)
        process = mulai(kerja, *words)
        if nomor % 2:
            time.sleep(length * chance.uniform(0.3, 1.05))
        else:
            tunggu(lambda before=before: menyimpan(kerja) - before, process)  # type: ignore[misc]
            time.sleep(min(saving, TERLAMA) * chance.random())
        seen = bool(menyimpan(kerja) - before)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        killed += process.returncode == -signal.SIGKILL
        within += seen and process.returncode == -signal.SIGKILL
        left += any(kerja.rglob(".zi-*.tmp"))
        assert utuh(kerja) <= whole
    siap(kerja, judul)
    status, errors = selesaikan(mulai(kerja, *words))
    assert status in {0, 1}, errors
    assert utuh(kerja) == whole
    assert sementara(kerja) == []
    print(f"| {judul} | {HENTI} | {killed} | {within} | {left} | yes |")  # noqa: T201 - shown with -rP


@pytest.mark.parametrize("judul", PERINTAH)
def test_of_two_runs_that_cross_both_end_well_and_every_file_is_whole(judul: str, kerja: Path) -> None:
    for _ in range(SILANG):
        siap(kerja, judul)
        runs = [mulai(kerja, *PERINTAH[judul]) for _ in range(2)]
        ends = [selesaikan(run) for run in runs]
        assert utuh(kerja) > 0
        assert sementara(kerja) == []
        refused = [errors for status, errors in ends if status == 2]
        assert len(refused) <= (judul in SEKALI)
        assert all("sudah ada" in errors.casefold() for errors in refused)


@pytest.mark.parametrize("pasangan", BERTEMU, ids=" dan ".join)
def test_of_two_verbs_that_cross_each_leaves_all_that_it_makes(
    pasangan: tuple[str, str], kerja: Path
) -> None:
    for _ in range(SILANG):
        for result in ("output", "bukti"):
            shutil.rmtree(kerja / result, ignore_errors=True)
        runs = [mulai(kerja, *PERINTAH[judul]) for judul in pasangan]
        assert [selesaikan(run)[0] for run in runs] == [0, 0]
        utuh(kerja)
        assert sementara(kerja) == []
        for judul in pasangan:
            pattern, count = HASIL[judul]
            assert len(list(kerja.glob(pattern))) == count


def test_the_reports_of_two_plans_at_once_into_one_folder_both_stay(kerja: Path) -> None:
    for _ in range(SILANG):
        shutil.rmtree(kerja / "output", ignore_errors=True)
        runs = [mulai(kerja, "laporan", buku, "--bulan", "2025-12") for buku in (BUKU, LAIN)]
        assert [selesaikan(run)[0] for run in runs] == [0, 0]
        made = [json.loads(path.read_bytes()) for path in kerja.glob("output/2025-12/ringkasan-*.json")]
        assert len({satu["satker"] for satu in made}) == 2
        assert utuh(kerja / "output") == 6


def test_two_recaps_of_different_periods_at_once_keep_both(kerja: Path) -> None:
    for _ in range(SILANG):
        shutil.rmtree(kerja / "output", ignore_errors=True)
        words = PERINTAH["rekap"]
        runs = [mulai(kerja, *words[:3], bulan, *words[4:]) for bulan in ("2025-11", "2025-12")]
        assert [selesaikan(run)[0] for run in runs] == [0, 0]
        assert periode(kerja / "output" / "rekap-zi.duckdb") == {"2025-11", "2025-12"}


def test_of_two_new_workbooks_at_once_one_is_made_and_the_other_refused(kerja: Path) -> None:
    for nomor in range(SILANG):
        satker = [f"KPU Kabupaten {nama}" for nama in "AB"]
        place = f"input/{nomor}.xlsx"
        runs = [
            mulai(
                kerja,
                "buku-baru",
                "--tahun",
                "2026",
                "--satker",
                satu,
                "--dari",
                BUKU,
                "--ya",
                "--keluaran",
                place,
            )
            for satu in satker
        ]
        assert sorted(selesaikan(run)[0] for run in runs) == [0, 2]
        assert sementara(kerja) == []
