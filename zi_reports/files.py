"""Finished documents become files: all of them whole, or none at all."""

from __future__ import annotations

import codecs
import errno
import itertools
import os
import re
import shutil
import signal
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from io import BytesIO
from operator import methodcaller
from pathlib import Path
from platform import node
from typing import BinaryIO

from zi_reports.rencana.model import UserError

_DIPAKAI = frozenset({5, 32, 33})
"""Windows' numbers for a file that somebody has open: access denied, sharing and lock violation."""

_ULANGAN, _JEDA = 5, 0.1
"""How often, and after how many seconds each, a rename is tried again that Windows refused.

Synchronisers (Drive, OneDrive) and virus scanners hold a new file open for a moment.
"""

_PENUH = frozenset({errno.ENOSPC, errno.EDQUOT})

_TERLALU_PANJANG, _PANJANG_WINDOWS = 206, 260
"""Windows' number for a name too long, and the length from which on it may say that there is no such folder."""

_PANJANG_SEGEL = 32

_PEMBUAT_KALENDER = b"PRODID:-//zi_reports//"

_UTUH = "Dokumen yang sudah ada tidak berubah."


class OutputError(UserError):
    """A document that could not be saved."""


@dataclass(frozen=True, slots=True)
class _Berkas:
    """A document's place, its temporary file, and where its predecessor is kept until all are through."""

    target: Path
    sementara: Path
    lama: Path


def save_all(documents: Mapping[Path, bytes]) -> None:
    """Save each document under its path, making folders as needed.

    All are first written in full beside their targets and only then renamed over them, so that a full disk or
    a missing right leaves what was there before as it was. Where a rename fails midway, those already renamed
    are put back. Of two runs at once into one folder each document is whole, and the last one's remain.

    Raises:
        OutputError: a document could not be written; no temporary file stays behind.
    """
    _save({path: methodcaller("write", content) for path, content in documents.items()})


def save_streamed(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Save in the same way a document that is too large to be held: `write` writes it into a file."""
    _save({path: write})


def save_beside_edited(documents: Mapping[Path, bytes], *, timpa: bool) -> list[Path]:
    """Save documents under the names that `beside_edited` gives them, and give these."""
    named = beside_edited(documents, timpa=timpa)
    save_all(named)
    return list(named)


def _save(documents: Mapping[Path, Callable[[BinaryIO], object]]) -> None:
    # Named before they are made, so that an interruption at any moment finds all of them.
    files = [_Berkas(target, _temporary_beside(target), _temporary_beside(target)) for target in documents]
    try:
        for berkas, write in zip(files, documents.values(), strict=True):
            _prepare(berkas, write)
        with _undisturbed(), turn(files[0].target) if files else nullcontext():
            if len(files) > 1:
                _keep_all(files)
            _rename_all(files)
    finally:
        with _undisturbed():
            for berkas in files:
                for path in (berkas.sementara, berkas.lama):
                    with suppress(OSError):
                        path.unlink(missing_ok=True)


def save_new(path: Path, content: bytes) -> None:
    """Save a document that is not there yet; of two runs at once one makes it, and the other is told so.

    Raises:
        OutputError: there is such a file, or it cannot be written; what is there stays.
    """
    if not add_new(path, content):
        raise OutputError(f"{path} sudah ada dan tidak ditimpa. Pilih nama lain dengan --keluaran.")


def add_new(path: Path, content: bytes) -> bool:
    """Save a document unless something stands there; say whether it was saved.

    Raises:
        OutputError: it cannot be written.
    """
    berkas = _Berkas(path, _temporary_beside(path), _temporary_beside(path))
    try:
        _prepare(berkas, methodcaller("write", content))
        with _undisturbed():
            _claim(berkas)
            _sync_folder(path.parent)
    except FileExistsError:
        return False
    except OSError as error:
        raise OutputError(_folder_sentence(path, error)) from error
    finally:
        with _undisturbed(), suppress(OSError):
            berkas.sementara.unlink(missing_ok=True)
    return True


def _claim(berkas: _Berkas) -> None:
    """Give a finished file its name, which nothing may have yet."""
    try:
        os.link(berkas.sementara, berkas.target)
    except FileExistsError:
        raise
    except OSError:  # a disk without second names for a file, such as a flash disk
        berkas.target.touch(exist_ok=False)
        try:
            _replace(berkas.sementara, berkas.target)
        except OSError:
            berkas.target.unlink()
            raise


def beside_edited(documents: Mapping[Path, bytes], *, timpa: bool) -> Mapping[Path, bytes]:
    """Give each document a name of its own, `nama-2`, where somebody edited the one that stands in its place.

    With `timpa` all keep their names.
    """
    return {path if timpa else free_name(path, is_edited): content for path, content in documents.items()}


def free_name(path: Path, stays: Callable[[Path], bool]) -> Path:
    """Give the path, or `nama-2` and so on, where no file stands of which `stays` says that it is to stay."""
    others = (path.with_stem(f"{path.stem}-{nomor}") for nomor in itertools.count(2))
    names = itertools.chain([path], others)
    return next(name for name in names if not (name.is_file() and stays(name)))


def is_edited(path: Path) -> bool:
    """Say whether a document is edited; one that cannot be read may be."""
    with suppress(OSError):
        return edited_by_hand(path.read_bytes())
    return True


def edited_by_hand(isi: bytes) -> bool:
    """Say whether somebody saved a document since we made it, or it is none of ours.

    Ours say that they were last changed when they were made, which Word, Excel and LibreOffice put right; a
    calendar names the program that wrote it, and a text ends with the seal of `text_file`.
    """
    if isi.startswith(codecs.BOM_UTF8):
        return _seal(isi[:-_PANJANG_SEGEL]) != isi[-_PANJANG_SEGEL:]
    if isi.startswith(b"BEGIN:VCALENDAR"):
        return _PEMBUAT_KALENDER not in isi
    try:
        with zipfile.ZipFile(BytesIO(isi)) as package:
            core = package.read("docProps/core.xml")
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError, EOFError):
        return True
    made, changed = (
        re.search(rb"<dcterms:%s\b[^>]*>([^<]+)<" % name, core) for name in (b"created", b"modified")
    )
    return not made or not changed or made[1] != changed[1]


def text_file(teks: str) -> bytes:
    """Make of a text a file that every Notepad shows; its last line, of blanks, tells whether it was edited."""
    body = teks.replace("\n", "\r\n").encode("utf-8-sig")
    return body + _seal(body)


def _seal(isi: bytes) -> bytes:
    """Write a checksum in signs that nobody sees, and that are not pasted along."""
    return f"{zlib.crc32(isi):0{_PANJANG_SEGEL}b}".translate(str.maketrans("01", " \t")).encode()


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, unless it is there.

    Raises:
        OutputError: it cannot be made; says why, and what to do.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(_folder_sentence(folder / "x", error)) from error


def bundled(jenis: str, nama: str) -> Path:
    """Give the path of a file of ours: inside the package once installed, else where the checkout keeps it.

    `jenis` is `templates`, `peluncur`, `input` or `panduan`.
    """
    package = Path(__file__).parent
    inside = package / jenis / nama
    checkout = package.parent / jenis / nama
    return inside if inside.exists() else checkout


def bundled_template(nama: str) -> Path:
    """Give the path of a template that comes with the package."""
    return bundled("templates", nama)


def system_sentence(error: OSError) -> str:
    """Say what the system refused of a file that nobody is known to have meant, and what to do."""
    if error.errno in _PENUH:
        return "Ruang penyimpanan penuh. Kosongkan sebagian, lalu ulangi."
    if error.errno in {errno.EMFILE, errno.ENFILE}:
        return "Terlalu banyak berkas terbuka pada komputer ini. Tutup program lain, lalu ulangi."
    what = error.filename or "Berkas"
    if isinstance(error, PermissionError):
        return f"{what} tidak boleh dibuka. Tutup bila sedang dipakai dan periksa haknya, lalu ulangi."
    if error.errno == errno.ENAMETOOLONG:
        return f"Nama {what} terlalu panjang. Persingkat nama berkas atau foldernya, lalu ulangi."
    return (
        f"{what} tidak dapat dipakai{_code(error)}. Periksa letak dan sambungan penyimpanannya, lalu ulangi."
    )


def _prepare(berkas: _Berkas, write: Callable[[BinaryIO], object]) -> None:
    """Write a document in full beside its target."""
    folder = berkas.target.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(folder)
        with berkas.sementara.open("xb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise OutputError(f"{_folder_sentence(berkas.target, error)} {_UTUH}") from error


def _keep_all(files: Sequence[_Berkas]) -> None:
    """Copy what stands at each target now, another run's as well: what is put back is what was replaced."""
    for berkas in files:
        try:
            if berkas.target.exists():
                # A copy and not a second name for the same file, which flash disks do not know.
                shutil.copy2(berkas.target, berkas.lama)
        except OSError as error:
            raise OutputError(f"{_target_sentence(berkas.target, error)} {_UTUH}") from error


def _rename_all(files: Sequence[_Berkas]) -> None:
    for index, berkas in enumerate(files):
        try:
            _replace(berkas.sementara, berkas.target)
        except OSError as error:
            changed = [str(satu.target) for satu in files[:index] if not _put_back(satu)]
            harm = f"Yang sudah terganti: {', '.join(changed)}." if changed else _UTUH
            raise OutputError(f"{_target_sentence(berkas.target, error)} {harm}") from error
    for folder in {berkas.target.parent for berkas in files}:
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    """See a rename through to the disk, where a folder can be told so."""
    if sys.platform != "win32":
        with suppress(OSError):  # a share that knows of no such thing
            number = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(number)
            finally:
                os.close(number)


@contextmanager
def turn(target: Path) -> Iterator[None]:
    """Wait until no other run has its turn at what `target` names, such as a set of documents by its first.

    The system lets a run go that is killed. Where it knows of no such lock, as on some shares, nobody waits. Of
    folders that were not there those stay in which something came to lie.
    """
    made = list(itertools.takewhile(lambda folder: not os.path.lexists(folder), target.parents))
    lock = target.with_name(f".zi-{zlib.crc32(target.name.encode('utf-8', 'surrogatepass')):08x}.lock")
    file = _locked(lock)
    try:
        yield
    finally:
        with _undisturbed():
            if file is not None:
                _let_go(lock, file)
            with suppress(OSError):
                for folder in made:
                    folder.rmdir()


def _let_go(lock: Path, file: BinaryIO) -> None:
    """Remove a lock file that we hold: on Windows once it is closed, and not while another run waits for it."""
    with suppress(OSError), file:
        if sys.platform != "win32":
            lock.unlink()
    with suppress(OSError):
        if sys.platform == "win32":
            lock.unlink()


def _locked(lock: Path) -> BinaryIO | None:
    """Open a lock file and hold it; None where it cannot be had. One removed while we waited is none any more."""
    with suppress(OSError):
        lock.parent.mkdir(parents=True, exist_ok=True)
        while True:
            file = lock.open("ab")
            try:
                _hold(file.fileno())
            except OSError:
                file.close()
                raise
            if os.fstat(file.fileno()).st_nlink:
                return file
            file.close()
    return None


def _hold(number: int, *, wait: bool = True) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - of Windows alone

        while True:
            try:
                msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
                break
            except PermissionError:  # another run holds it; LK_LOCK would wait ten seconds and no longer
                if not wait:
                    raise
                time.sleep(_JEDA)
    else:
        import fcntl  # noqa: PLC0415 - of the others alone

        fcntl.flock(number, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


def _put_back(berkas: _Berkas) -> bool:
    """Undo a rename; say whether that went well."""
    with suppress(OSError):
        if berkas.lama.exists():
            _replace(berkas.lama, berkas.target)
        else:
            berkas.target.unlink()
        return True
    return False


def _replace(source: Path, target: Path) -> None:
    for left in reversed(range(_ULANGAN + 1)):
        try:
            source.replace(target)
            break
        except OSError as error:
            if not left or getattr(error, "winerror", None) not in _DIPAKAI:
                raise
            time.sleep(_JEDA)


def _folder_sentence(target: Path, error: OSError) -> str:
    folder = target.parent
    if error.errno in _PENUH:
        return f"Ruang penyimpanan untuk {folder} penuh. Kosongkan sebagian, lalu ulangi."
    winerror = getattr(error, "winerror", None)
    too_long = winerror == _TERLALU_PANJANG or (winerror and len(str(target.absolute())) >= _PANJANG_WINDOWS)
    if error.errno == errno.ENAMETOOLONG or too_long:
        return f"Nama {target} terlalu panjang. Pilih folder yang namanya lebih pendek dengan --keluaran."
    if isinstance(error, FileExistsError | NotADirectoryError):
        blocking = next((satu for satu in folder.parents if satu.is_file()), folder)
        return f"{blocking} bukan folder. Pilih folder lain dengan --keluaran."
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"Folder {folder} tidak boleh ditulis. Pilih folder lain dengan --keluaran."
    return (
        f"{target} tidak dapat ditulis{_code(error)}. "
        "Periksa sambungan penyimpanannya, atau pilih folder lain dengan --keluaran."
    )


def _target_sentence(target: Path, error: OSError) -> str:
    if error.errno in _PENUH:
        return _folder_sentence(target, error)
    if target.is_dir():
        return f"{target} adalah folder. Pindahkan folder itu, lalu ulangi."
    if isinstance(error, PermissionError):
        return f"{target} tidak dapat diganti. Tutup berkas itu bila sedang dibuka di Word atau Excel, lalu ulangi."
    return f"{target} tidak dapat diganti{_code(error)}. Ulangi, atau pilih folder lain."


def _code(error: OSError) -> str:
    """Name an error by its code: the system's own words would be in whatever language it speaks."""
    return f" (kode {errno.errorcode.get(error.errno, error.errno)})" if error.errno else ""


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold back Ctrl+C and SIGTERM while a few renames or removals last, and let them through after."""
    held: list[int] = []
    earlier = {
        number: signal.signal(number, lambda number, _: held.append(number))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for kind, handler in earlier.items():
            signal.signal(kind, handler)
    for number in held:
        signal.raise_signal(number)


def _temporary_beside(target: Path) -> Path:
    """Name a temporary file so that it says whose it is, by machine and process; its end is random."""
    return target.with_name(f".zi-{_machine()}-{os.getpid()}-{os.urandom(4).hex()}.tmp")


def _machine() -> str:
    """Give a mark of this machine: a shared folder has other machines' files, whose processes we cannot see."""
    return f"{zlib.crc32(node().encode()):08x}"


def _remove_leftovers(folder: Path) -> None:
    """Remove temporary files of runs on this machine that were killed before they could do so themselves."""
    for path in folder.glob(f".zi-{_machine()}-*-{'[0-9a-f]' * 8}.tmp"):
        process = path.name.split("-")[2]
        if process.isdecimal() and not _is_alive(int(process)):
            with suppress(OSError):
                path.unlink()
    for path in folder.glob(f".zi-{'[0-9a-f]' * 8}.lock"):  # which a killed run holds no longer
        with suppress(OSError), path.open("ab") as file:
            _hold(file.fileno(), wait=False)
            _let_go(path, file)


def _is_alive(process: int) -> bool:
    if sys.platform == "win32":  # where os.kill would end the process, whatever the signal
        import ctypes  # noqa: PLC0415 - slow to import, and of use here alone

        query, access_denied, still_active = 0x1000, 5, 259
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        handle = kernel.OpenProcess(query, False, process)
        if not handle:
            return ctypes.get_last_error() == access_denied
        code = ctypes.c_ulong()
        kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return code.value == still_active
    try:
        with suppress(PermissionError):  # there is such a process, another user's
            os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    return True


def same_bytes(package: BytesIO) -> bytes:
    """Write a ZIP package anew so that it depends on its content alone, never on the clock or the system."""
    out = BytesIO()
    with zipfile.ZipFile(package) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            entry = zipfile.ZipInfo(name)  # of 1980, whenever it is made
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else the system that writes would show in the bytes
            target.writestr(entry, source.read(name))
    return out.getvalue()
