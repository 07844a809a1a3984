"""Nobody's work is written over: what somebody edited stays, and of two runs at once none loses a file."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import AKAR, SATKER, Capsys, buat_buku, indikator, isi, jalankan, lengkap
from docx import Document
from openpyxl import load_workbook

from zi_reports.cli.mulai import PELUNCUR
from zi_reports.files import OutputError, add_new, beside_edited, save_new

SESUDAH = dt.datetime(2026, 1, 9, 8)  # noqa: DTZ001 - as Office saves it


@pytest.fixture(autouse=True)
def kerja(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder with a workbook, and with another in `satker`."""
    monkeypatch.chdir(tmp_path)
    buat_buku(Path("buku.xlsx"), lengkap(indikator()))
    Path("satker").mkdir()
    buat_buku(Path("satker", "a.xlsx"), lengkap(indikator()))


def sunting(path: Path) -> None:
    """Save a document once more, as Office does a day later; of a calendar make another program's."""
    if path.suffix == ".docx":
        document = Document(str(path))
        document.core_properties.modified = SESUDAH
        document.save(str(path))
    elif path.suffix == ".xlsx":
        book = load_workbook(path)
        book.worksheets[0]["A1"] = "Diisi"
        book.save(path)
    else:
        path.write_bytes(path.read_bytes().replace(b"zi_reports", b"Agenda Kantor"))


PERINTAH = {
    "periksa/buku-catatan.xlsx": ("periksa", "buku.xlsx", "--salinan"),
    "kalender-zi-2025.ics": ("kalender", "buku.xlsx"),
    "bandingkan-2025-11-2025-12.xlsx": ("bandingkan", "2025-11", "2025-12", "buku.xlsx"),
    "2025-12/rekap-zi-2025-12.docx": ("rekap", "satker", "--bulan", "2025-12", "--format", "csv"),
    "2025-12/rekap-zi-2025-12.xlsx": ("rekap", "satker", "--bulan", "2025-12", "--format", "csv"),
    "2025-12/rapat/undangan-rapat-2026-01-08.docx": (
        *("rapat", "buku.xlsx", "--bulan", "2025-12"),
        *("--tanggal", "2026-01-08"),
    ),
}
"""Each document that a verb makes anew, and the command."""


@pytest.mark.slow
@pytest.mark.parametrize("nama", PERINTAH)
def test_what_somebody_edited_stays_and_the_new_one_gets_another_name(nama: str, capsys: Capsys) -> None:
    words, path = PERINTAH[nama], Path("output", nama)
    assert jalankan(*words) == 0
    before = isi(Path("output"))
    assert jalankan(*words) == 0
    assert isi(Path("output")) == before  # ours is renewed in its place
    sunting(path)
    edited = path.read_bytes()
    other = path.with_stem(f"{path.stem}-2")
    for _ in range(2):
        capsys.readouterr()
        assert jalankan(*words) == 0
        assert sorted(isi(Path("output"))) == sorted((*before, other.relative_to("output").as_posix()))
        assert path.read_bytes() == edited
        assert str(other) in capsys.readouterr().out
    sunting(other)
    assert jalankan(*words) == 0
    assert path.with_stem(f"{path.stem}-3").is_file()
    assert jalankan(*words, "--timpa") == 0
    assert path.read_bytes() != edited


def test_a_document_that_cannot_be_read_just_now_may_be_edited(monkeypatch: pytest.MonkeyPatch) -> None:
    assert jalankan("kalender", "buku.xlsx") == 0
    path = Path("output", "kalender-zi-2025.ics")
    assert list(beside_edited({path: b""}, timpa=False)) == [path]

    def refuse(path: Path) -> bytes:
        raise PermissionError(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    monkeypatch.setattr(Path, "is_file", lambda satu: satu == path)
    assert list(beside_edited({path: b""}, timpa=False)) == [path.with_stem("kalender-zi-2025-2")]


def test_mulai_changes_nothing_that_is_there() -> None:
    own = [Path(nama) for nama in list(PELUNCUR)[:2]]
    own[0].write_bytes(b"milik kantor")
    if os.name != "nt":
        own[1].symlink_to("tiada")
    assert jalankan("mulai") == 0
    assert own[0].read_bytes() == b"milik kantor"
    assert os.name == "nt" or own[1].is_symlink()
    assert all(Path(nama).exists() for nama in list(PELUNCUR)[2:])


def tanpa_nama_kedua(_source: object, _target: object) -> None:
    raise OSError("a flash disk has no second names")


@pytest.mark.parametrize("flash", [False, True])
def test_a_new_file_is_made_once_on_every_disk(flash: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001 - pytest gives it by name
    if flash:
        monkeypatch.setattr("os.link", tanpa_nama_kedua)
    path = Path("baru", "a.xlsx")
    assert add_new(path, b"satu")
    assert not add_new(path, b"dua")
    with pytest.raises(OutputError, match=r"a\.xlsx sudah ada dan tidak ditimpa\."):
        save_new(path, b"tiga")
    assert isi(Path("baru")) == {"a.xlsx": b"satu"}


def test_a_new_file_that_cannot_be_finished_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_source: Path, _target: Path) -> None:
        raise OSError(28, "disk penuh")

    monkeypatch.setattr("os.link", tanpa_nama_kedua)
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="penuh"):
        save_new(Path("baru", "a.xlsx"), b"satu")
    assert isi(Path("baru")) == {}


def jalankan_dua(*words: str) -> list[tuple[int, str]]:
    """Start a command twice at once; give of each its status and what it has against it."""
    command = [sys.executable, "-m", "zi_reports", *words]
    env = {**os.environ, "PYTHONPATH": str(AKAR)}
    runs = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env) for _ in "ab"
    ]
    told = [run.communicate(timeout=120)[1].decode() for run in runs]
    return sorted(zip((run.returncode for run in runs), told, strict=True))


def lampiran() -> tuple[str, ...]:
    header = "NO\tKOMPONEN\tINDIKATOR\tLANGKAH AKSI\tBUKTI FISIK\tTARGET WAKTU\n"
    row = "1\tTim Kerja\tMenerbitkan SK\tMenyusun SK\tSK\tOktober 2025\n"
    Path("lampiran.txt").write_text(f"{header}I\tMANAJEMEN PERUBAHAN\n{row}", encoding="utf-8")
    return ("impor", "lampiran.txt")


def buku_lama() -> tuple[str, ...]:
    return ("buku-baru", "--dari", "buku.xlsx", "--ya")


@pytest.mark.slow
@pytest.mark.parametrize("prepare", [buku_lama, lampiran])
def test_of_two_that_make_a_workbook_at_once_one_is_told_that_it_exists(
    prepare: Callable[[], tuple[str, ...]],
) -> None:
    verb = prepare()
    for nomor in range(10):
        folder = Path(f"pasangan-{nomor}")
        words = (*verb, "--tahun", "2026", "--satker", SATKER, "--keluaran", f"{folder}/")
        (first, _), (second, told) = jalankan_dua(*words)
        assert (first, second) == (0, 2)
        assert "rencana-aksi-zi-2026.xlsx sudah ada dan tidak ditimpa." in told
        names = sorted(isi(folder))
        assert "rencana-aksi-zi-2026.xlsx" in names
        assert [nama for nama in names if nama.startswith(".")] == []
        assert load_workbook(folder / "rencana-aksi-zi-2026.xlsx").sheetnames[0] == "Rencana Aksi"
