"""A recap that the system stops ends in one sentence, and the file of all periods stays as it was."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from conftest import Capsys, buat_buku, indikator, jalankan, lengkap

Patch = pytest.MonkeyPatch


def gagal(nomor: int) -> Callable[..., object]:
    def fail(*_arguments: object, **_more: object) -> object:
        raise OSError(nomor, os.strerror(nomor))

    return fail


def tanpa_ruang_duckdb(patch: Patch) -> None:
    """Let DuckDB meet a full disk where it makes the file anew."""
    real = shutil.copyfile

    def copy(source: Path, target: Path) -> object:
        real(source, target)
        raise duckdb.IOException("No space left on device")

    patch.setattr(shutil, "copyfile", copy)


KASUS: dict[str, tuple[Callable[[Patch], object], str]] = {
    "penyimpanan sementara penuh": (
        lambda patch: patch.setattr(tempfile, "mkdtemp", gagal(errno.ENOSPC)),
        "Ruang penyimpanan penuh.",
    ),
    "DuckDB tanpa ruang": (tanpa_ruang_duckdb, "rekap-zi.duckdb tidak dapat diisi."),
    "folder hasil penuh": (lambda patch: patch.setattr(os, "fsync", gagal(errno.ENOSPC)), "penuh. Kosongkan"),
    "folder bulan tidak boleh ditulis": (
        lambda patch: patch.setattr(os, "fsync", gagal(errno.EROFS)),
        "tidak boleh ditulis. Pilih folder lain",
    ),
    "pegangan berkas habis": (
        lambda patch: patch.setattr("multiprocessing.popen_spawn_posix.Popen", gagal(errno.EMFILE)),
        "Terlalu banyak berkas terbuka",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("judul", KASUS)
def test_a_recap_that_the_system_stops_leaves_what_was_there(
    judul: str, tmp_path: Path, monkeypatch: Patch, capsys: Capsys
) -> None:
    if "pegangan" in judul and os.name == "nt":
        pytest.skip("Windows starts a process in another way")
    (tmp_path / "satker").mkdir()
    buat_buku(tmp_path / "satker" / "a.xlsx", lengkap(indikator()))
    words = (
        "rekap",
        tmp_path / "satker",
        "--format",
        "duckdb",
        "--format",
        "csv",
        "--keluaran",
        tmp_path / "o",
    )
    assert jalankan(*words, "--bulan", "2025-11") == 0
    before = {path: path.read_bytes() for path in (tmp_path / "o").rglob("*") if path.is_file()}
    capsys.readouterr()
    prepare, sentence = KASUS[judul]
    with monkeypatch.context() as patch:
        prepare(patch)
        assert jalankan(*words, "--bulan", "2025-12") == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert sentence in told
    after = {path: path.read_bytes() for path in (tmp_path / "o").rglob("*") if path.is_file()}
    assert after == before
    assert jalankan(*words, "--bulan", "2025-12") == 0
