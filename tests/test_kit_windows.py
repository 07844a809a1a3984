"""`Pasang.cmd` and `Buat Laporan.cmd` in wine's cmd, with stand-ins for Python and the program; not run on Windows.

What wine's cmd cannot do is not seen here: signs `%` and `!` in names, and %CMDCMDLINE%, by which the launcher
reads a name that Explorer dropped on it without quotes.
"""

from __future__ import annotations

import importlib.metadata
import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import AKAR

pytestmark = pytest.mark.slow

WINE = shutil.which("wine")
CMD = r"C:\windows\system32\cmd.exe"
CATAT = '@echo off\r\n>>"{catatan}" echo "%cd%"\r\n>>"{catatan}" echo %*\r\n'
"""The beginning of a stand-in: it writes down where it runs and with what; its own path comes first."""


def windows(path: Path) -> str:
    """Give a path as wine's programs see it."""
    return "Z:" + str(path).replace("/", "\\")


class Kantor(NamedTuple):
    """An office PC: its drive C, and where the stand-ins write down what was asked of them."""

    c: Path
    catatan: Path
    tukang: Path

    @property
    def lokal(self) -> Path:
        return self.c / "users" / "pegawai" / "AppData" / "Local"

    def pengganti(self, path: Path, *lines: str) -> Path:
        """Put a program there that writes its arguments down and then does these lines of cmd."""
        script = self.tukang / f"{len(list(self.tukang.iterdir()))}.cmd"
        start = CATAT.format(catatan=windows(self.catatan))
        script.write_bytes((start + "".join(f"{line}\r\n" for line in lines)).encode())
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(peluncur_exe(f"{CMD} /c {windows(script)}"))
        return path

    def jalankan(self, script: Path, buku: str = "", *, path: str = "", folder: str = "") -> tuple[int, str]:
        """Run a .cmd with somebody pressing a key at its end; give its status and what it says.

        `path` is searched for programs after wine's own; `folder` is another way to name the script's folder.
        """
        lines = (
            "@echo off",
            r'set "USERPROFILE=C:\users\pegawai"',
            r'set "LOCALAPPDATA=C:\users\pegawai\AppData\Local"',
            f'set "PATH=%PATH%;{path}"',
            f'pushd "{folder}"' if folder else "cd /d C:\\",
            f'"{script.name if folder else windows(script)}"' + (f' "{buku}"' if buku else ""),
        )
        start = self.tukang.parent / "mulai.cmd"
        start.write_bytes("".join(f"{line}\r\n" for line in lines).encode())
        layar = self.tukang.parent / "layar.txt"
        # Into a file: what wine leaves running would keep a pipe open.
        for _ in range(3):
            with layar.open("wb") as out:
                done = subprocess.run(
                    [str(WINE), "cmd", "/c", windows(start)],
                    env=os.environ | wine_environment(self.c.parent),
                    input=b"\r\n",
                    stdout=out,
                    stderr=subprocess.DEVNULL,
                    check=False,
                    timeout=120,
                )
            # On a busy machine wine's cmd ends with 1 now and then before a stand-in has begun.
            if done.returncode != 1 or self.catatan.exists():
                break
        return done.returncode, layar.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")

    def diminta(self) -> list[str]:
        """Give what was asked of the stand-ins so far, and forget it."""
        if not self.catatan.exists():
            return []
        lines = self.catatan.read_text(encoding="utf-8").splitlines()
        self.catatan.unlink()
        return [f"{at}|{words.rstrip()}" for at, words in zip(lines[::2], lines[1::2], strict=True)]


def peluncur_exe(command: str) -> bytes:
    """Make an .exe that runs a command with its own path and arguments after it, as pip makes those of scripts."""
    files = importlib.metadata.files("pip") or []
    start = next((file for file in files if file.name == "t64.exe"), None)
    if start is None:
        pytest.skip("this pip has no launcher for Windows to make stand-ins of")
    nothing = io.BytesIO()
    with zipfile.ZipFile(nothing, "w") as archive:
        archive.writestr("__main__.py", "")
    return Path(str(start.locate())).read_bytes() + f"#!{command}\r\n".encode() + nothing.getvalue()


def wine_environment(prefix: Path) -> dict[str, str]:
    quiet = {"WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree=;mshtml=", "DISPLAY": ""}
    return {"WINEPREFIX": str(prefix), **quiet}


@pytest.fixture(scope="module")
def awalan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give wine a drive of its own, and a server that lasts until the last of these tests."""
    server = shutil.which("wineserver")
    if WINE is None or server is None:
        pytest.skip("wine is not installed")
    prefix = tmp_path_factory.mktemp("wine") / "awalan"
    environment = os.environ | wine_environment(prefix)
    quiet = subprocess.DEVNULL
    start = [WINE, "wineboot", "-i"]
    made = subprocess.run(start, env=environment, check=False, timeout=300, stdout=quiet, stderr=quiet)
    if made.returncode:
        pytest.skip(f"wine does not start: wineboot ends with {made.returncode}")
    subprocess.run([server, "-p"], env=environment, check=False)
    yield prefix
    subprocess.run([server, "-k"], env=environment, check=False)


@pytest.fixture
def kantor(awalan: Path, tmp_path: Path) -> Kantor:
    c = awalan / "drive_c"
    shutil.rmtree(c / "users" / "pegawai", ignore_errors=True)
    (c / "users" / "pegawai" / "AppData" / "Local").mkdir(parents=True)
    (tmp_path / "tukang").mkdir()
    return Kantor(c, tmp_path / "catatan.txt", tmp_path / "tukang")


@pytest.fixture
def peluncur(tmp_path: Path) -> Path:
    """Give the launcher in a folder whose name has signs that mean something to cmd."""
    folder = tmp_path / "R&D ^kantor (1)"
    folder.mkdir()
    return Path(shutil.copy(AKAR / "peluncur" / "Buat Laporan.cmd", folder))


BUKU = r"Z:\berkas\Rencana & Aksi^ (2025) 'a'.xlsx"


def test_the_launcher_gives_the_program_a_book_of_any_name(kantor: Kantor, peluncur: Path) -> None:
    zi = kantor.pengganti(kantor.lokal / "zi-reports" / "Scripts" / "zi.exe")
    here = windows(peluncur.parent)
    own = rf'"C:\users\pegawai\AppData\Local\zi-reports\Scripts\{zi.name}"'
    assert kantor.jalankan(peluncur, BUKU)[0] == 0
    assert kantor.diminta() == [f'"{here}"|{own} laporan "{BUKU}"']
    assert kantor.jalankan(peluncur)[0] == 0
    assert kantor.diminta() == [f'"{here}"|{own}']


def test_the_launcher_calls_a_program_on_the_path_by_its_full_path(kantor: Kantor, peluncur: Path) -> None:
    zi = kantor.pengganti(kantor.tukang.parent / "ada & di PATH" / "zi.exe")
    assert kantor.jalankan(peluncur, path=windows(zi.parent))[0] == 0
    assert kantor.diminta() == [f'"{windows(peluncur.parent)}"|"{windows(zi)}"']


def test_the_launcher_says_that_the_program_lacks_or_that_no_report_was_made(
    kantor: Kantor, peluncur: Path
) -> None:
    status, said = kantor.jalankan(peluncur)
    assert status == 2
    assert (
        "Program zi belum ada di komputer ini. Jalankan Pasang.cmd dari paket pemasang, lalu ulangi.\n"
        in said
    )
    kantor.pengganti(kantor.lokal / "zi-reports" / "Scripts" / "zi.exe", "exit /b 2")
    status, said = kantor.jalankan(peluncur)
    assert status == 2
    own = r"C:\users\pegawai\AppData\Local\zi-reports\Scripts\zi.exe"
    assert f'Laporan belum dibuat. Baca pesan di atas, atau jalankan: "{own}" doktor\n' in said


def test_the_launcher_works_in_a_folder_of_the_network(
    kantor: Kantor, peluncur: Path, awalan: Path, tmp_path: Path
) -> None:
    unc = awalan / "dosdevices" / "unc" / "server"
    unc.mkdir(parents=True, exist_ok=True)
    (unc / "bersama").unlink(missing_ok=True)
    (unc / "bersama").symlink_to(tmp_path)
    zi = kantor.pengganti(kantor.lokal / "zi-reports" / "Scripts" / "zi.exe")
    folder = rf"\\server\bersama\{peluncur.parent.name}"
    assert kantor.jalankan(peluncur, BUKU, folder=folder)[0] == 0
    own = rf'"C:\users\pegawai\AppData\Local\zi-reports\Scripts\{zi.name}"'
    assert kantor.diminta() == [f'"{folder}"|{own} laporan "{BUKU}"']


RUMAH = r"C:\users\pegawai\AppData\Local\zi-reports"
PYTHON = r"C:\users\pegawai\AppData\Local\Programs\Python\Python313\python.exe"
KERJA = r"C:\users\pegawai\Documents\Zona Integritas"


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """Give an unpacked kit as far as Pasang.cmd looks at it, in a folder whose name has signs of cmd."""
    folder = tmp_path / "unduhan & lain (1)"
    (folder / "paket").mkdir(parents=True)
    (folder / "paket" / "requirements.txt").write_text("")
    (folder / "paket" / "python.txt").write_text("3.13\n")
    shutil.copy(AKAR / "rilis" / "windows" / "Pasang.cmd", folder)
    return folder / "Pasang.cmd"


def python_pengganti(kantor: Kantor, path: Path) -> Path:
    """Put a Python there that makes an environment: a `python.exe` and a `zi.exe`, stand-ins too."""
    parts = {
        name: windows(kantor.pengganti(kantor.tukang.parent / "isi" / name, *lines))
        for name, lines in {
            "python.exe": ('if exist "%LOCALAPPDATA%\\rusak" exit /b 1',),
            "zi.exe": ('if not exist "%~3\\input" mkdir "%~3\\input"',),
        }.items()
    }
    copies = [f'copy /y "{part}" "{RUMAH}\\Scripts\\{name}" >nul' for name, part in parts.items()]
    make = [f'if not exist "{RUMAH}\\Scripts" mkdir "{RUMAH}\\Scripts"', *copies]
    # It is asked twice: whether it is one of 64 bits (`-c`), and for the environment (`-m venv`).
    asked = 'for %%w in (%*) do if "%%~w"=="venv" goto venv'
    return kantor.pengganti(path, asked, "exit /b 0", ":venv", *make)


def langkah(kit: Path, python: str, *, contoh: bool = True) -> list[str]:
    """Give what Pasang.cmd is to ask for, from the Python that it has found on."""
    here = windows(kit.parent)
    pip = (
        f'"{RUMAH}\\Scripts\\python.exe" -m pip --isolated --disable-pip-version-check install --quiet --no-index'
        ' --find-links paket --require-hashes --requirement "paket\\requirements.txt"'
    )
    mulai = f'"{RUMAH}\\Scripts\\zi.exe" mulai "{KERJA}"{" --contoh" if contoh else ""}'
    check = f'{python} -c "import sys; sys.exit(sys.maxsize < 2**32)"'
    return [f'"{here}"|{asked}' for asked in (check, f'{python} -m venv --clear "{RUMAH}"', pip, mulai)]


def test_the_kit_installs_with_the_python_that_is_there(kantor: Kantor, kit: Path) -> None:
    py = python_pengganti(kantor, kantor.tukang.parent / "ada di PATH" / "py.exe")
    status, said = kantor.jalankan(kit, path=windows(py.parent))
    assert (status, kantor.diminta()) == (0, langkah(kit, f'"{windows(py)}" -3.13'))
    assert f'Pemasangan selesai. Folder kerja: "{KERJA}"\n' in said
    # Wine has no PowerShell, and so no shortcut comes about.
    assert 'Buka folder kerja itu, lalu klik dua kali "Buat Laporan.cmd".\n' in said
    # A second time the working folder is there, and gets no example.
    assert kantor.jalankan(kit, path=windows(py.parent))[0] == 0
    assert kantor.diminta() == langkah(kit, f'"{windows(py)}" -3.13', contoh=False)


def test_the_kit_brings_the_python_that_lacks_for_this_user_alone(kantor: Kantor, kit: Path) -> None:
    status, said = kantor.jalankan(kit)
    assert (status, kantor.diminta()) == (1, [])
    assert "Python 3.13 (64-bit) belum ada di komputer ini, dan pemasangnya tidak disertakan" in said
    inside = python_pengganti(kantor, kantor.tukang.parent / "dalam" / "python.exe")
    put = f'copy /y "{windows(inside)}" "{PYTHON}" >nul'
    folder = PYTHON.removesuffix(r"\python.exe")
    installer = kit.parent / "python" / "python-3.13.9-amd64.exe"
    kantor.pengganti(installer, f'mkdir "{folder}"', put)
    status, said = kantor.jalankan(kit)
    assert status == 0, said
    first, *rest = kantor.diminta()
    assert "python-3.13.9-amd64.exe" in first
    assert "/passive InstallAllUsers=0 InstallLauncherAllUsers=0" in first
    assert rest == langkah(kit, f'"{PYTHON}"')


def test_the_kit_says_what_keeps_it_from_installing(kantor: Kantor, kit: Path) -> None:
    py = python_pengganti(kantor, kantor.tukang.parent / "ada di PATH" / "py.exe")
    (kantor.lokal / "rusak").write_text("")
    status, said = kantor.jalankan(kit, path=windows(py.parent))
    assert status == 1
    assert "Program tidak terpasang. Ekstrak lagi berkas zip-nya, lalu ulangi." in said
    shutil.rmtree(kit.parent / "paket")
    status, said = kantor.jalankan(kit, path=windows(py.parent))
    assert status == 1
    assert "Paket pemasang belum diekstrak. Klik kanan berkas zip, pilih Ekstrak Semua" in said
