"""The kit that installs without internet: what goes into it, and its way to the first report on Linux."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import AKAR, BUKU_NYATA

from zi_reports import __version__

sys.path.insert(0, str(AKAR / "rilis"))
import rilis

WIN313 = rilis.Target(rilis.WINDOWS, "3.13")
LINUX311 = rilis.Target(rilis.LINUX, "3.11")


def roda(folder: Path, name: str, version: str = "1.0", *needs: str, **texts: str) -> Path:
    """Make a wheel by hand: its metadata, and texts in its dist-info by their names."""
    path = folder / f"{name}-{version}-py3-none-any.whl"
    about = [f"Name: {name}", f"Version: {version}", *(f"Requires-Dist: {need}" for need in needs)]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            f"{name}-{version}.dist-info/METADATA", "\n".join(["Metadata-Version: 2.4", *about, ""])
        )
        for text, content in texts.items():
            archive.writestr(f"{name}-{version}.dist-info/licenses/{text}", content)
    return path


def lengkapi(folder: Path, target: rilis.Target, others: Path, **versions: str) -> set[str]:
    """Complete a folder from wheels by hand; give the names that are then in it."""

    def fetch(wanted: Sequence[str]) -> None:
        for pin in wanted:
            name, _, version = pin.partition("==")
            shutil.copy(others / f"{name}-{version}-py3-none-any.whl", folder)

    rilis.complete(folder, target, versions, fetch)
    return set(rilis.wheels(folder))


@pytest.fixture
def dua_folder(tmp_path: Path) -> tuple[Path, Path]:
    """Give a folder with our own wheel, and one with those of others that it may need."""
    own, others = tmp_path / "paket", tmp_path / "lain"
    own.mkdir()
    others.mkdir()
    needs = (
        "alat>=1",
        'warna; sys_platform == "win32"',
        'lama; python_version < "3.12"',
        'duck; extra == "rekap"',
    )
    roda(own, "zi_reports", "9", *needs, 'uji; extra == "dev"')
    roda(others, "alat", "1.5", "zona", 'rapi; extra == "indah"')
    for name in ("warna", "lama", "duck", "zona", "rapi"):
        roda(others, name, "1.0", *(["alat[indah]"] if name == "duck" else []))
    return own, others


VERSI = {"alat": "1.5", "warna": "1.0", "lama": "1.0", "duck": "1.0", "zona": "1.0", "rapi": "1.0"}


def test_a_kit_holds_what_its_own_system_and_python_need(
    dua_folder: tuple[Path, Path], tmp_path: Path
) -> None:
    own, others = dua_folder
    shutil.copytree(own, tmp_path / "linux")
    # `rapi` by an extra that only the recap's library asks for; `uji` is for developers.
    always = {"zi-reports", "alat", "zona", "duck", "rapi"}
    assert lengkapi(own, WIN313, others, **VERSI) == always | {"warna"}
    assert lengkapi(tmp_path / "linux", LINUX311, others, **VERSI) == always | {"lama"}


def test_a_library_without_a_version_in_constraints_is_no_guess(dua_folder: tuple[Path, Path]) -> None:
    own, others = dua_folder
    without = {name: version for name, version in VERSI.items() if name != "warna"}
    with pytest.raises(rilis.ReleaseError, match=r"names no version of warna \(windows\)"):
        lengkapi(own, WIN313, others, **without)


def test_a_version_that_another_library_does_not_take_is_refused(dua_folder: tuple[Path, Path]) -> None:
    own, others = dua_folder
    roda(others, "alat", "0.9")
    with pytest.raises(rilis.ReleaseError, match=r"alat 0\.9 is not what is asked for: alat>=1"):
        lengkapi(own, WIN313, others, **VERSI | {"alat": "0.9"})


def test_constraints_name_all_that_the_project_asks_for() -> None:
    versions = rilis.pins()
    assert versions["openpyxl"] == "3.1.5"
    assert versions["markupsafe"] == "3.0.4"  # MarkupSafe there


def test_the_pages_name_the_kits_of_this_version() -> None:
    for page in (AKAR / "docs" / "panduan.md", AKAR / "CONTRIBUTING.md"):
        named = set(
            re.findall(r"zi-reports-([\w.]+)-(?:windows|linux)\.zip", page.read_text(encoding="utf-8"))
        )
        assert named == {__version__}, page.name


def test_the_hashes_are_those_of_the_wheels_themselves(tmp_path: Path) -> None:
    alat = roda(tmp_path, "alat", "1.5")
    babu = roda(tmp_path, "Babu_Kecil", "2.0")
    assert rilis.requirements(tmp_path) == (
        f"alat==1.5 --hash=sha256:{hashlib.sha256(alat.read_bytes()).hexdigest()}\n"
        f"babu-kecil==2.0 --hash=sha256:{hashlib.sha256(babu.read_bytes()).hexdigest()}\n"
    )


def test_the_licences_are_listed_and_those_without_a_text_are_named(tmp_path: Path) -> None:
    roda(tmp_path, "alat", "1.5", LICENSE="bebas")
    roda(tmp_path, "docxtpl", "0.20.2")
    roda(tmp_path, "babu", "2.0")
    found = dict(rilis.licences(tmp_path))
    assert set(found) == {"alat/LICENSE", "docxtpl/LGPL-2.1.txt", "DAFTAR.txt"}
    assert found["alat/LICENSE"] == b"bebas"
    assert b"GNU LESSER GENERAL PUBLIC LICENSE" in found["docxtpl/LGPL-2.1.txt"]
    lines = found["DAFTAR.txt"].decode().split("\r\n")
    assert "docxtpl berlisensi LGPL" in found["DAFTAR.txt"].decode()
    assert lines[-4:] == [
        "alat 1.5: lihat berkas paketnya",
        "babu 2.0: lihat berkas paketnya (teks lisensi tidak ada di dalam paketnya)",
        "docxtpl 0.20.2: lihat berkas paketnya",
        "",
    ]


def test_the_guide_of_a_kit_is_that_of_the_wheel(tmp_path: Path) -> None:
    path = roda(tmp_path, "zi_reports", "9")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("zi_reports/panduan/panduan.html", "<html>")
        archive.writestr("zi_reports/cli/panduan.py", "")
    assert list(rilis.guide(path)) == [("panduan.html", b"<html>")]


def test_the_bytes_of_a_kit_follow_from_its_files_alone(tmp_path: Path) -> None:
    first, second = tmp_path / "a" / "kit.zip", tmp_path / "b" / "kit.zip"
    for path, files in (
        (first, {"b.txt": b"2", "a.sh": b"1"}),
        (second, {"a.sh": b"1", "b.txt": b"2"}),
    ):
        path.parent.mkdir()
        rilis.pack(path, files)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        rights = {entry.filename: oct(entry.external_attr >> 16) for entry in archive.infolist()}
    assert rights == {"kit/a.sh": "0o100755", "kit/b.txt": "0o100644"}


def test_the_checksums_are_those_that_sha256sum_reads(tmp_path: Path) -> None:
    (tmp_path / f"zi-reports-{__version__}-linux.zip").write_bytes(b"")
    (tmp_path / "zi-reports-0.0.1-linux.zip").write_bytes(b"lama")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    written = rilis.write_checksums(tmp_path).read_text(encoding="utf-8")
    assert written == f"{empty}  zi-reports-{__version__}-linux.zip\n"


def test_the_installer_says_for_which_python_the_kit_is(tmp_path: Path) -> None:
    installer = tmp_path / "python-3.12.10-amd64.exe"
    installer.write_bytes(b"MZ")
    here = f"3.{sys.version_info.minor}"
    assert rilis.python_for(rilis.WINDOWS, installer, None) == "3.12"
    assert rilis.python_for(rilis.WINDOWS, None, None) == "3.13"
    assert rilis.python_for(rilis.LINUX, installer, None) == here
    with pytest.raises(rilis.ReleaseError, match=r"python-3\.12\.10-amd64\.exe is not of Python 3\.13"):
        rilis.python_for(rilis.WINDOWS, installer, "3.13")
    for name in ("python-3.12.10.exe", "python-3.12.10-arm64.exe", "python-3.13.9-amd64.exe"):
        with pytest.raises(rilis.ReleaseError, match="is no installer of Python"):  # the last is not there
            rilis.python_for(rilis.WINDOWS, tmp_path / name, None)


def test_what_runs_on_windows_has_its_line_ends_and_no_address_is_packed() -> None:
    for path in (*(AKAR / "rilis" / "windows").iterdir(), AKAR / "peluncur" / "Buat Laporan.cmd"):
        content = path.read_bytes()
        assert content.count(b"\r\n") == content.count(b"\n") > 10, path
        assert content.isascii(), path
    for path in (*(AKAR / "rilis").glob("*/*"), *(AKAR / "peluncur").iterdir()):
        if path.is_file():
            assert b"http" not in path.read_bytes(), path


@pytest.fixture(scope="module")
def rilisan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a release: the one that CI has made, else a kit for Linux made now."""
    if made := os.environ.get("ZI_RILIS"):
        return Path(made)
    folder = tmp_path_factory.mktemp("rilis")
    rilis.main(["linux", "--keluaran", str(folder)])
    return folder


def tanpa_jaringan() -> str:
    """Say why a command cannot be run without network here; empty where it can."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return "the kit is for Linux on x86-64"
    if shutil.which("unshare") is None:
        return "there is no unshare to cut the network off"
    tried = subprocess.run(["unshare", "-rn", "true"], capture_output=True, text=True, check=False)  # noqa: S607 - the system's own program
    return f"the network cannot be cut off: {tried.stderr.strip()}" if tried.returncode else ""


@pytest.mark.slow
def test_the_kit_for_linux_goes_to_the_first_report_without_network(rilisan: Path, tmp_path: Path) -> None:
    """In a fresh home: unpack, install, make the report by what is double-clicked and by the command."""
    if reason := tanpa_jaringan():
        pytest.skip(reason)
    home = tmp_path / "rumah"
    unpacked = home / "Unduhan"
    with zipfile.ZipFile(rilisan / f"zi-reports-{__version__}-linux.zip") as archive:
        archive.extractall(unpacked)
    kit = unpacked / f"zi-reports-{__version__}-linux"
    path = os.pathsep.join([str(Path(sys.base_prefix) / "bin"), "/usr/bin", "/bin"])

    def run(*command: str | Path, cwd: Path = home) -> str:
        words = ["unshare", "-rn", *command]
        done = subprocess.run(
            words,
            cwd=cwd,
            env={"HOME": str(home), "PATH": path},
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout

    look = "import socket; print([name for _, name in socket.if_nameindex()])"
    assert run(sys.executable, "-c", look) == "['lo']\n"  # nothing but itself to talk to
    said = run("sh", kit / "pasang.sh")
    work = home / "Zona Integritas"
    assert f"Pemasangan selesai. Folder kerja: {work}\n" in said
    shutil.copy(BUKU_NYATA, work / "buku kantor & lain.xlsx")
    run(work / "buat-laporan.sh", work / "buku kantor & lain.xlsx")
    assert len(list(work.glob("output/*/laporan-monev-zi-*.docx"))) == 1
    zi = home / ".local" / "bin" / "zi"
    run(zi, "laporan", "--bulan", "2025-12", cwd=work)
    assert (work / "output" / "2025-12" / "laporan-monev-zi-2025-12.docx").exists()


@pytest.mark.slow
def test_a_kit_whose_wheel_was_changed_is_not_installed(rilisan: Path, tmp_path: Path) -> None:
    if reason := tanpa_jaringan():
        pytest.skip(reason)
    with zipfile.ZipFile(rilisan / f"zi-reports-{__version__}-linux.zip") as archive:
        archive.extractall(tmp_path)
    kit = tmp_path / f"zi-reports-{__version__}-linux"
    (wheel,) = (kit / "paket").glob("click-*.whl")
    with zipfile.ZipFile(wheel, "a") as archive:
        archive.writestr("click/tambahan.py", "")
    done = subprocess.run(
        ["sh", kit / "pasang.sh"],  # noqa: S607 - the system's own program
        env={"HOME": str(tmp_path), "PATH": f"{Path(sys.base_prefix) / 'bin'}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.endswith(
        "Program tidak terpasang. Ekstrak lagi berkas zip-nya, lalu ulangi.\n"
        "Bila tetap gagal, kirim pesan di atas kepada pengelola program.\n"
    )
    assert not (tmp_path / ".local" / "bin" / "zi").exists()
