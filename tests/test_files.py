from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from conftest import AKAR, BUKU_CONTOH, isi, jalankan

from zi_reports import files
from zi_reports.files import OutputError, make_folder, save_all

UTUH = r"Dokumen yang sudah ada tidak berubah\.$"


def gagal_pada(nomor: int, error: OSError, call: Callable[..., object]) -> Callable[..., object]:
    """Give a stand-in for a system call that fails from the n-th time on."""
    left = nomor

    def stand_in(*arguments: object, **words: object) -> object:
        nonlocal left
        left -= 1
        if left <= 0:
            raise error
        return call(*arguments, **words)

    return stand_in


def dipakai() -> PermissionError:
    """Give what Windows raises for a file that is open in Word or Excel."""
    error = PermissionError(errno.EACCES, "dipakai proses lain")
    error.winerror = 32  # type: ignore[attr-defined]  # there only on Windows
    return error


def test_documents_are_saved_whole_and_folders_made(tmp_path: Path) -> None:
    save_all({tmp_path / "a" / "b" / "satu.txt": b"satu", tmp_path / "dua.txt": b"dua"})
    assert isi(tmp_path) == {"a/b/satu.txt": b"satu", "dua.txt": b"dua"}


def test_a_full_disk_leaves_the_earlier_documents_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stands in for a full disk; the slow test below really fills one."""
    before = {"satu.txt": b"lama", "dua.txt": b"lama"}
    save_all({tmp_path / nama: satu for nama, satu in before.items()})
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(os, "fsync", gagal_pada(2, full, os.fsync))
    with pytest.raises(OutputError, match=rf"^Ruang penyimpanan untuk .* penuh\. .*{UTUH}"):
        save_all({tmp_path / nama: b"baru" for nama in before})
    assert isi(tmp_path) == before


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("unshare") is None, reason="there is no unshare to mount a small disk with")
@pytest.mark.parametrize(
    ("pilihan", "sentence"),
    [
        ("size=256k", "Ruang penyimpanan untuk {} penuh. Kosongkan sebagian, lalu ulangi."),
        ("remount,ro", "Folder {} tidak boleh ditulis. Pilih folder lain dengan --keluaran."),
    ],
    ids=["full", "read-only"],
)
def test_a_disk_that_really_refuses_leaves_the_earlier_documents_as_they_were(
    pilihan: str, sentence: str, tmp_path: Path
) -> None:
    """Mounts a tmpfs of 256 kB in a name space of its own, which is gone with its process."""
    script = (
        "import subprocess, sys; from pathlib import Path; from zi_reports.files import OutputError, save_all\n"
        "a, b = Path(sys.argv[1]) / 'satu.bin', Path(sys.argv[1]) / 'dua.bin'\n"
        "save_all({a: b'lama' * 10_000, b: b'lama' * 10_000})\n"
        "subprocess.run(['mount', '-o', sys.argv[2], sys.argv[1]]) if 'ro' in sys.argv[2] else None\n"
        "try: save_all({a: b'baru' * 10_000, b: b'baru' * 40_000})\n"
        "except OutputError as error: print(error)\n"
        "names = sorted(path.name for path in a.parent.iterdir())\n"
        "print(names == ['dua.bin', 'satu.bin'], a.read_bytes() == b.read_bytes() == b'lama' * 10_000)\n"
    )
    mount = 'mount -t tmpfs -o size=256k tmpfs "$1" && exec "$2" -c "$3" "$1" "$4"'
    shell = ["sh", "-c", f"{mount} || exit 77", "sh", str(tmp_path), sys.executable, script, pilihan]
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", *shell],  # noqa: S607 - wherever the system has it
        cwd=AKAR,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 77 or done.stderr.startswith("unshare"):
        pytest.skip(f"no disk of one's own may be mounted here: {done.stderr.strip()}")
    assert done.stdout == (f"{sentence.format(tmp_path)} Dokumen yang sudah ada tidak berubah.\nTrue True\n")


@pytest.mark.parametrize("nomor", [1, 2, 3])
def test_a_document_open_in_word_or_excel_leaves_all_of_the_earlier_ones(
    nomor: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {"satu.docx": b"lama", "dua.xlsx": b"lama"}
    save_all({tmp_path / nama: satu for nama, satu in before.items()})
    names = [*before, "tiga.json"]
    real = Path.replace

    def replace(source: Path, target: Path) -> Path:
        if target.name == names[nomor - 1]:
            raise dipakai()
        return real(source, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(files, "_JEDA", 0)
    sentence = rf"{names[nomor - 1]} tidak dapat diganti\. Tutup berkas itu bila sedang dibuka .* {UTUH}"
    with pytest.raises(OutputError, match=sentence):
        save_all({tmp_path / nama: b"baru" for nama in names})
    assert isi(tmp_path) == before


def test_a_file_held_for_a_moment_by_a_synchroniser_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors = [dipakai(), dipakai()]
    real = Path.replace

    def replace(source: Path, target: Path) -> Path:
        if errors:
            raise errors.pop()
        return real(source, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(files, "_JEDA", 0)
    save_all({tmp_path / "satu.txt": b"baru"})
    assert isi(tmp_path) == {"satu.txt": b"baru"}


def test_what_cannot_be_put_back_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    targets = [tmp_path / "satu.txt", tmp_path / "dua.txt"]
    save_all(dict.fromkeys(targets, b"lama"))
    # The first rename goes well; the second fails, and so does putting the first back.
    monkeypatch.setattr(Path, "replace", gagal_pada(2, OSError(errno.EIO, "putus"), Path.replace))
    with pytest.raises(OutputError, match=r"dua\.txt tidak dapat .* Yang sudah terganti: .*satu\.txt\.$"):
        save_all(dict.fromkeys(targets, b"baru"))
    assert isi(tmp_path) == {"satu.txt": b"baru", "dua.txt": b"lama"}


@pytest.mark.parametrize(
    ("nomor", "sentence"),
    [
        (errno.EACCES, "Folder .* tidak boleh ditulis. Pilih folder lain dengan --keluaran"),
        (errno.EROFS, "Folder .* tidak boleh ditulis. Pilih folder lain dengan --keluaran"),
        (errno.EDQUOT, "Ruang penyimpanan untuk .* penuh"),
        (errno.ENAMETOOLONG, "terlalu panjang. Pilih folder yang namanya lebih pendek dengan --keluaran"),
        (errno.EIO, "Periksa sambungan penyimpanannya, atau pilih folder lain dengan --keluaran"),
    ],
    ids=lambda satu: errno.errorcode[satu] if isinstance(satu, int) else "",
)
def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(
    nomor: int, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_all({tmp_path / "satu.txt": b"lama"})
    monkeypatch.setattr(Path, "open", gagal_pada(1, OSError(nomor, os.strerror(nomor)), Path.open))
    with pytest.raises(OutputError, match=f"{sentence}.*{UTUH}"):
        save_all({tmp_path / "satu.txt": b"baru"})
    monkeypatch.undo()
    assert isi(tmp_path) == {"satu.txt": b"lama"}


def test_a_path_too_long_for_windows_is_said_to_be_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = FileNotFoundError(errno.ENOENT, "tidak ada")
    error.winerror = 3  # type: ignore[attr-defined]  # there only on Windows
    monkeypatch.setattr(Path, "open", gagal_pada(1, error, Path.open))
    with pytest.raises(OutputError, match="terlalu panjang"):
        # With what is above them 260 signs or more, though no name is too long by itself.
        save_all({tmp_path / ("x" * 100) / ("y" * 150) / "satu.txt": b"baru"})


def test_a_name_that_is_really_too_long_is_said_to_be_that(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="terlalu panjang"):
        save_all({tmp_path / ("x" * 300) / "satu.txt": b"baru"})


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_really_read_only_is_said_to_be_that(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="tidak boleh ditulis"):
        save_all({tmp_path / "satu.txt": b"baru"})
    tmp_path.chmod(0o700)


def test_a_file_where_the_folder_should_be_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "hasil").write_text("isi")
    with pytest.raises(OutputError, match="bukan folder"):
        save_all({tmp_path / "hasil" / "satu.txt": b"baru"})
    with pytest.raises(OutputError, match="hasil bukan folder"):
        make_folder(tmp_path / "hasil")


def test_a_folder_is_made_with_those_above_it_unless_it_is_there(tmp_path: Path) -> None:
    for _ in range(2):
        make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def test_a_folder_where_a_document_should_be_is_said_in_a_sentence(tmp_path: Path) -> None:
    save_all({tmp_path / "satu.txt": b"lama"})
    (tmp_path / "dua.txt").mkdir()
    with pytest.raises(OutputError, match=r"dua\.txt adalah folder\. Pindahkan"):
        save_all({tmp_path / "satu.txt": b"baru", tmp_path / "dua.txt": b"baru"})
    assert (tmp_path / "satu.txt").read_bytes() == b"lama"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("call", ["fsync", "copy2", "replace"])
def test_ctrl_c_leaves_no_temporary_file(call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While all are kept and renamed it is held back, and let through when they are."""
    targets = [tmp_path / "satu.txt", tmp_path / "dua.txt"]
    save_all(dict.fromkeys(targets, b"lama"))
    owner: object = {"fsync": os, "copy2": shutil, "replace": Path}[call]
    real = getattr(owner, call)

    def interrupted(*arguments: object) -> object:
        signal.raise_signal(signal.SIGINT)
        return real(*arguments)

    monkeypatch.setattr(owner, call, interrupted)
    with pytest.raises(KeyboardInterrupt):
        save_all(dict.fromkeys(targets, b"baru"))
    assert isi(tmp_path) == dict.fromkeys(("satu.txt", "dua.txt"), b"lama" if call == "fsync" else b"baru")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_leftovers_of_a_killed_run_are_removed_and_no_others(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    machine = files._machine()  # noqa: SLF001 - the name is what is tested
    leftover = f".zi-{machine}-{dead.pid}-0123abcd.tmp"
    others = (
        f".zi-{machine}-{os.getppid()}-0123abcd.tmp",  # of a process that lives
        f".zi-{int(machine, 16) ^ 1:08x}-{dead.pid}-0123abcd.tmp",  # of another machine, on a shared folder
        ".zi-milik-pengguna.tmp",
    )
    for nama in (leftover, *others):
        (tmp_path / nama).write_bytes(b"x")
    (tmp_path / ".zi-0123abcd.lock").touch()
    save_all({tmp_path / "satu.txt": b"baru"})
    assert sorted(isi(tmp_path)) == sorted((*others, "satu.txt"))


def test_what_is_put_back_is_what_another_run_left_while_this_one_waited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    targets = [tmp_path / "satu.txt", tmp_path / "dua.txt"]
    save_all(dict.fromkeys(targets, b"lama"))

    @contextmanager
    def after_another(_: Path) -> Iterator[None]:
        for path in targets:
            path.write_bytes(b"lain")
        yield

    monkeypatch.setattr(files, "turn", after_another)
    real = Path.replace

    def replace(source: Path, target: Path) -> Path:
        if target == targets[1]:
            raise OSError(errno.EIO, "putus")
        return real(source, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OutputError, match=UTUH):
        save_all(dict.fromkeys(targets, b"baru"))
    assert isi(tmp_path) == {"satu.txt": b"lain", "dua.txt": b"lain"}


class Msvcrt:
    """Stands in for Windows' module of that name: another run holds the lock for the first `sibuk` times.

    LK_LOCK gives up by itself after ten tries; a file that is open cannot be removed.
    """

    LK_LOCK, LK_NBLCK = 1, 2

    def __init__(self, sibuk: int) -> None:
        self.sibuk = sibuk
        self.opened: list[int] = []

    def locking(self, number: int, mode: int, size: int) -> None:
        assert size == 1
        self.opened.append(number)
        if len(self.opened) <= self.sibuk:
            raise PermissionError(errno.EACCES, "") if mode == self.LK_NBLCK else OSError(errno.EDEADLK, "")

    def is_open(self) -> bool:
        try:
            os.fstat(self.opened[-1])
        except OSError:
            return False
        return True


@pytest.fixture
def msvcrt(monkeypatch: pytest.MonkeyPatch) -> Msvcrt:
    stand_in = Msvcrt(sibuk=30)
    real = Path.unlink

    def unlink(path: Path, *, missing_ok: bool = False) -> None:
        if stand_in.is_open():
            raise dipakai()
        real(path, missing_ok=missing_ok)

    monkeypatch.setitem(sys.modules, "msvcrt", stand_in)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(files, "_JEDA", 0)
    monkeypatch.setattr(Path, "unlink", unlink)
    return stand_in


def test_a_turn_leaves_no_folder_into_which_nothing_was_put(tmp_path: Path) -> None:
    with suppress(ValueError), files.turn(tmp_path / "a" / "b" / "satu.txt"):
        raise ValueError
    assert list(tmp_path.iterdir()) == []
    with files.turn(tmp_path / "a" / "b" / "satu.txt"):
        (tmp_path / "a" / "dua.txt").write_text("x")
    assert [satu.name for satu in tmp_path.rglob("*")] == ["a", "dua.txt"]


def test_on_windows_a_turn_is_waited_for_however_long_it_lasts(tmp_path: Path, msvcrt: Msvcrt) -> None:
    with files.turn(tmp_path / "satu.txt"):
        assert len(msvcrt.opened) == 31  # thirty times it was another's
        assert msvcrt.is_open()
        assert len(isi(tmp_path)) == 1
    assert isi(tmp_path) == {}


def test_on_windows_the_lock_of_a_killed_run_is_removed_and_one_that_is_held_stays(
    tmp_path: Path, msvcrt: Msvcrt
) -> None:
    msvcrt.sibuk = 1  # the first of the two is another's
    for nama in ("0123abcd", "4567abcd"):
        (tmp_path / f".zi-{nama}.lock").touch()
    files._remove_leftovers(tmp_path)  # noqa: SLF001 - what saving begins with
    assert len(msvcrt.opened) == 2
    assert len(isi(tmp_path)) == 1


@pytest.mark.slow
def test_of_two_runs_at_once_every_document_is_whole(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from zi_reports.files import save_all\n"
        "for _ in range(60):\n"
        "    save_all({Path(sys.argv[1]) / f'{n}.bin': sys.argv[2].encode() * 300_000 for n in (1, 2, 3)})\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    runs = [subprocess.Popen([*command, huruf], cwd=AKAR) for huruf in "ab"]
    whole = {b"a" * 300_000, b"b" * 300_000}
    seen: set[bytes] = set()
    while any(run.poll() is None for run in runs):
        for path in tmp_path.glob("*.bin"):
            content = path.read_bytes()
            assert content in whole
            seen.add(content[:1])
    assert [run.returncode for run in runs] == [0, 0]
    assert seen == {b"a", b"b"}
    assert sorted(isi(tmp_path)) == ["1.bin", "2.bin", "3.bin"]


def test_keluaran_may_lie_outside_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "proyek").mkdir()
    monkeypatch.chdir(tmp_path / "proyek")
    assert jalankan("laporan", BUKU_CONTOH, "--bulan", "2025-12", "--keluaran", "../Folder Luar (é)") == 0
    assert len(isi(tmp_path / "Folder Luar (é)" / "2025-12")) == 3
    assert list(Path().iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
def test_a_document_may_be_read_by_those_who_may_read_the_folders_files(tmp_path: Path) -> None:
    save_all({tmp_path / "satu.txt": b"isi"})
    plain = tmp_path / "biasa.txt"
    plain.touch()
    assert stat.S_IMODE((tmp_path / "satu.txt").stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)
