from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from zi_reports.files import OutputError, save_all


def test_documents_are_saved_whole_and_folders_made(tmp_path: Path) -> None:
    save_all({tmp_path / "a" / "b" / "satu.txt": b"satu", tmp_path / "dua.txt": b"dua"})
    assert (tmp_path / "a" / "b" / "satu.txt").read_bytes() == b"satu"
    assert (tmp_path / "dua.txt").read_bytes() == b"dua"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "b", "dua.txt", "satu.txt"]


def test_a_full_disk_leaves_the_earlier_documents_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "satu.txt", tmp_path / "dua.txt"
    save_all({first: b"lama", second: b"lama"})
    calls = iter([None, OSError(errno.ENOSPC, "No space left on device")])

    def full(_handle: int) -> None:
        error = next(calls)
        if error:
            raise error

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match=r"dua\.txt tidak dapat ditulis"):
        save_all({first: b"baru", second: b"baru"})
    assert (first.read_bytes(), second.read_bytes()) == (b"lama", b"lama")
    assert len(list(tmp_path.iterdir())) == 2


def test_a_document_that_is_open_elsewhere_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError(errno.EACCES, "dipakai proses lain")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match="Tutup berkas itu bila sedang dibuka"):
        save_all({tmp_path / "satu.txt": b"baru"})
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_the_folder_should_be_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "hasil").write_text("bukan folder")
    with pytest.raises(OutputError, match="bukan folder"):
        save_all({tmp_path / "hasil" / "satu.txt": b"baru"})


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
def test_a_document_may_be_read_by_those_who_may_read_the_folders_files(tmp_path: Path) -> None:
    save_all({tmp_path / "satu.txt": b"isi"})
    plain = tmp_path / "biasa.txt"
    plain.touch()
    assert stat.S_IMODE((tmp_path / "satu.txt").stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)
