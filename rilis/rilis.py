"""Make a release: the wheel, the kits that install it without internet, and their checksums.

    .venv/bin/python rilis/rilis.py                            all of them, into dist/
    .venv/bin/python rilis/rilis.py windows --python FILE      the wheel and the kit for Windows, with Python in it
    .venv/bin/python rilis/rilis.py linux --versi-python 3.13  the kit for Linux, for another Python than this one

FILE is Python's installer for Windows (64 bit) as its makers name it, such as python-3.13.9-amd64.exe; its name
says for which Python the kit is. Without FILE it is for Python 3.13, and Pasang.cmd asks for that where it lacks.

Versions are those of constraints.txt, which must name each library that a kit needs. The same checkout, installer
and Python of the kit give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from packaging.metadata import Metadata
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from zi_reports import __version__
from zi_reports.buku.tahun_baru import empty_plan
from zi_reports.buku.writer import write_workbook

ROOT = Path(__file__).parent.parent
RILIS = ROOT / "rilis"
OWN = Requirement("zi-reports[rekap]")
"""What a kit installs, with the library that a recap needs."""

TAHUN_KOSONG, SATKER_KOSONG = 2026, "KPU Kabupaten/Kota"
"""Of the blank workbook of a kit: the year after the shipped plan, and whose it is until Pengaturan says it."""

PENGANTAR_LISENSI = """Lisensi program dan paket yang disertakan

zi_reports berlisensi MIT. Tiap paket di bawah ini disertakan utuh dan tidak diubah, sebagai berkas tersendiri di
folder paket, dengan lisensinya sendiri; teksnya ada di folder ini, menurut nama paketnya.

docxtpl berlisensi LGPL: berkasnya boleh diganti dengan versi lain yang sesuai, dan kode sumbernya ada di dalam
berkas paket itu sendiri (.whl adalah arsip zip). Pemasang Python, bila disertakan, berlisensi PSF.
"""


PYTHON_WINDOWS = "3.13"
"""The Python of the kit for Windows where no installer says another."""


class ReleaseError(Exception):
    """What keeps a release from being made, in a sentence."""


@dataclass(frozen=True)
class System:
    """A system that a kit is for: what pip calls its platforms, and what markers of requirements say there."""

    name: str
    platforms: tuple[str, ...]
    markers: Mapping[str, str]


WINDOWS = System(
    "windows",
    ("win_amd64",),
    {"os_name": "nt", "sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64"},
)
LINUX = System(
    "linux",
    (*(f"manylinux_2_{minor}_x86_64" for minor in range(28, 4, -1)), "manylinux2014_x86_64"),
    {"os_name": "posix", "sys_platform": "linux", "platform_system": "Linux", "platform_machine": "x86_64"},
)
SYSTEMS = {system.name: system for system in (WINDOWS, LINUX)}


@dataclass(frozen=True)
class Target:
    """A system and the Python on it, such as `3.13`."""

    system: System
    python: str

    def applies(self, need: Requirement, extras: frozenset[str]) -> bool:
        """Tell whether a requirement holds there, for a library that is wanted with these extras."""
        environment = {
            **self.system.markers,
            "python_version": self.python,
            "python_full_version": f"{self.python}.0",
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.0",
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_version": "",
        }
        marker = need.marker
        return marker is None or any(
            marker.evaluate(environment | {"extra": extra}) for extra in {"", *extras}
        )


Fetch = Callable[[Sequence[str]], None]
"""Puts the wheels of some pins, such as `click==8.5.1`, into the folder that it knows."""


def pins() -> dict[str, str]:
    """Give the version of each library in constraints.txt, by its plain name."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    parts = (line.split("==") for line in lines if line.strip())
    return {canonicalize_name(name): version for name, version in parts}


def metadata(wheel: Path) -> Metadata:
    """Read what a wheel says of itself."""
    with zipfile.ZipFile(wheel) as archive:
        (inside,) = (name for name in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
        return Metadata.from_email(archive.read(inside), validate=False)


def wheels(folder: Path) -> dict[str, Path]:
    """Give the wheels of a folder by the plain names of what is in them."""
    return {canonicalize_name(metadata(path).name): path for path in sorted(folder.glob("*.whl"))}


def complete(folder: Path, target: Target, versions: Mapping[str, str], fetch: Fetch) -> None:
    """Bring every wheel into a folder that what is there needs on a target: pip itself asks its own system alone.

    Raises:
        ReleaseError: a library has no version, or one that another library does not take.
    """
    todo, seen = [OWN], {str(OWN)}
    while todo:
        here = wheels(folder)
        lacking = {canonicalize_name(need.name) for need in todo} - set(here)
        if unknown := sorted(lacking - set(versions)):
            raise ReleaseError(
                f"constraints.txt names no version of {', '.join(unknown)} ({target.system.name})."
            )
        if lacking:
            fetch([f"{name}=={versions[name]}" for name in sorted(lacking)])
            here = wheels(folder)
        found: list[Requirement] = []
        for need in todo:
            about = metadata(here[canonicalize_name(need.name)])
            if not need.specifier.contains(about.version, prereleases=True):
                raise ReleaseError(f"{about.name} {about.version} is not what is asked for: {need}.")
            extras = frozenset(need.extras)
            found += (one for one in about.requires_dist or () if target.applies(one, extras))
        todo = [need for need in found if str(need) not in seen]
        seen.update(str(need) for need in todo)


def download(folder: Path, target: Target) -> Fetch:
    """Give the fetch that has pip bring wheels for a target into a folder."""
    platforms = [f"--platform={name}" for name in target.system.platforms]
    options = ["--no-deps", "--only-binary=:all:", "--implementation=cp", f"--python-version={target.python}"]

    def fetch(wanted: Sequence[str]) -> None:
        pip("download", *options, *platforms, "--dest", folder, *wanted)

    return fetch


def pip(*words: object) -> None:
    command = [sys.executable, "-m", "pip", "-qq", "--disable-pip-version-check", *map(str, words)]
    try:
        subprocess.run(command, cwd=ROOT, check=True)
    except subprocess.CalledProcessError as error:
        raise ReleaseError(f"pip {words[0]} did not succeed; it said why above.") from error


def requirements(folder: Path) -> str:
    """Give the lines by which pip installs exactly the wheels of a folder, each with its hash."""
    lines = [
        f"{name}=={metadata(path).version} --hash=sha256:{digest(path.read_bytes())}\n"
        for name, path in sorted(wheels(folder).items())
    ]
    return "".join(lines)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def licence(about: Metadata) -> str:
    """Give in a line what a library says its licence is."""
    named = [row.rpartition(" :: ")[2] for row in about.classifiers or () if row.startswith("License :: ")]
    first = ((about.license or "").strip().splitlines() or [""])[0]
    return about.license_expression or "; ".join(named) or first or "lihat berkas paketnya"


def licences(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give the licence texts in the wheels of a folder by their paths, and the list of them."""
    lines = [PENGANTAR_LISENSI]
    for name, path in sorted(wheels(folder).items()):
        about = metadata(path)
        with zipfile.ZipFile(path) as archive:
            texts = {
                "/".join(PurePosixPath(inside).parts[1:]).removeprefix("licenses/"): archive.read(inside)
                for inside in archive.namelist()
                if is_licence(inside)
            }
        texts |= {text.name: text.read_bytes() for text in (RILIS / "lisensi" / name).glob("*")}
        where = "" if texts else " (teks lisensi tidak ada di dalam paketnya)"
        lines.append(f"{name} {about.version}: {licence(about)}{where}")
        yield from ((f"{name}/{path}", content) for path, content in texts.items())
    yield "DAFTAR.txt", "".join(f"{line}\n" for line in lines).replace("\n", "\r\n").encode()


def is_licence(inside: str) -> bool:
    """Tell whether a path in a wheel is that of a licence text."""
    word = re.match(r"(?i)(licen[cs]e|copying|notice|authors)", PurePosixPath(inside).name)
    return (
        ".dist-info/" in inside and not inside.endswith("/") and (word is not None or "/licenses/" in inside)
    )


def guide(wheel: Path) -> Iterator[tuple[str, bytes]]:
    """Give the pages of the guide that the wheel holds, by their names."""
    with zipfile.ZipFile(wheel) as archive:
        for inside in archive.namelist():
            if inside.startswith("zi_reports/panduan/") and not inside.endswith("/"):
                yield inside.removeprefix("zi_reports/panduan/"), archive.read(inside)


def blank_workbooks() -> Iterator[tuple[str, bytes]]:
    """Give the shipped plan, and a workbook for those whose plan is another."""
    for path in sorted((ROOT / "input").glob("*.xlsx")):
        yield path.name, path.read_bytes()
    yield (
        f"rencana-aksi-zi-{TAHUN_KOSONG}-kosong.xlsx",
        write_workbook(empty_plan(SATKER_KOSONG, TAHUN_KOSONG)),
    )


def contents(folder: Path, target: Target, installer: Path | None) -> Iterator[tuple[str, bytes]]:
    """Give every file of a kit by its path there; `folder` has the wheels."""
    for path in sorted((RILIS / target.system.name).iterdir()):
        yield path.name, path.read_bytes()
    for path in sorted(folder.glob("*.whl")):
        yield f"paket/{path.name}", path.read_bytes()
    yield "paket/requirements.txt", requirements(folder).encode()
    yield "paket/python.txt", f"{target.python}\n".encode()
    if installer:
        yield f"python/{installer.name}", installer.read_bytes()
    made = (
        ("lisensi", licences(folder)),
        ("panduan", guide(wheels(folder)["zi-reports"])),
        ("buku-kerja", blank_workbooks()),
    )
    for place, files in made:
        for name, content in files:
            yield f"{place}/{name}", content


def pack(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a ZIP whose bytes follow from its files alone: stored, by name, with one time for all."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{path.stem}/{name}")  # of 1980, whenever it is made
            entry.create_system = 3  # POSIX on every system, so that the rights below hold
            entry.external_attr = (0o100755 if name.endswith(".sh") else 0o100644) << 16
            archive.writestr(entry, files[name])


def build_wheel(folder: Path) -> Path:
    """Build the wheel of this checkout into a folder."""
    pip("wheel", "--no-deps", "--wheel-dir", folder, ROOT)
    return folder / f"zi_reports-{__version__}-py3-none-any.whl"


def build_kit(wheel: Path, target: Target, installer: Path | None) -> Path:
    """Write beside the wheel the kit that installs it on a target."""
    path = wheel.parent / f"zi-reports-{__version__}-{target.system.name}.zip"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / wheel.name).write_bytes(wheel.read_bytes())
        complete(folder, target, pins(), download(folder, target))
        pack(path, dict(contents(folder, target, installer)))
    return path


def write_checksums(folder: Path) -> Path:
    """Write the checksums of all files of this version in a folder, as `sha256sum --check` reads them."""
    files = [*folder.glob(f"zi_reports-{__version__}-*"), *folder.glob(f"zi-reports-{__version__}-*")]
    path = folder / "SHA256SUMS"
    lines = [f"{digest(file.read_bytes())}  {file.name}\n" for file in sorted(files)]
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    return path


def python_for(system: System, installer: Path | None, wanted: str | None) -> str:
    """Give the Python that a kit is for: that of the installer, the one that is wanted, or the usual one.

    Raises:
        ReleaseError: the installer is no file, has another name than its makers give it, or is of another Python.
    """
    if system is LINUX or installer is None:
        here = f"{sys.version_info.major}.{sys.version_info.minor}"
        return wanted or (here if system is LINUX else PYTHON_WINDOWS)
    name = re.fullmatch(r"python-(3\.\d+)\.\d+-amd64\.exe", installer.name)
    if not installer.is_file() or name is None:
        raise ReleaseError(
            f"{installer} is no installer of Python for Windows, such as python-3.13.9-amd64.exe."
        )
    if wanted not in {None, name[1]}:
        raise ReleaseError(f"{installer.name} is not of Python {wanted}.")
    return name[1]


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="rilis.py", description="Make the wheel, kits and checksums.")
    parser.add_argument("system", nargs="?", choices=sorted(SYSTEMS), help="one kit alone; by default all")
    parser.add_argument(
        "--python", type=Path, metavar="FILE", help="Python's installer, for the kit for Windows"
    )
    parser.add_argument("--versi-python", metavar="3.13", help="the Python that the kit is for")
    parser.add_argument(
        "--keluaran", type=Path, default=ROOT / "dist", metavar="FOLDER", help="by default dist/"
    )
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> None:
    wanted = arguments(words)
    systems = [SYSTEMS[wanted.system]] if wanted.system else list(SYSTEMS.values())
    try:
        targets = [
            Target(system, python_for(system, wanted.python, wanted.versi_python)) for system in systems
        ]
        wanted.keluaran.mkdir(parents=True, exist_ok=True)
        wheel = build_wheel(wanted.keluaran)
        print(wheel)
        for target in targets:
            installer = wanted.python if target.system is WINDOWS else None
            inside = f" with {installer.name}" if installer else ""
            print(f"{build_kit(wheel, target, installer)} (for Python {target.python}{inside})")
        print(write_checksums(wanted.keluaran))
    except ReleaseError as error:
        sys.exit(f"rilis.py: {error}")


if __name__ == "__main__":
    main()
