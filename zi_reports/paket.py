"""The evidence of a plan as a packet for its reviewer: which file goes where, what stays out and why, the ZIP.

Only files in the workbook's own folder are packed. The same files and lists give the same bytes, and files go
through in pieces, however large they are.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from textwrap import shorten
from typing import BinaryIO

from zi_reports.bukti import BuktiIndikator, evidence_of
from zi_reports.monev.figures import Monev
from zi_reports.monev.tindak_lanjut import mending
from zi_reports.rencana.lampiran import NAMA_AREA, kode_komponen
from zi_reports.rencana.model import BuktiDukung, UserError, Verifikasi
from zi_reports.rencana.nama import is_device, name_part
from zi_reports.sources.evidence import Whereabouts, look_for
from zi_reports.sources.folder_bukti import Berkas, link_to, list_files, list_folders

DAFTAR = "daftar-bukti"
"""What both lists in the packet are called, before their endings."""

# Together with a file's own name and a folder of some length, within the 260 letters of a path on Windows.
_HURUF_FOLDER, _HURUF_BERKAS = 30, 90

_TIDAK_ADA, _LUAR = "tidak ditemukan", "di luar folder buku kerja"
_SUDAH_PADAT = re.compile(
    r"(?i)\.(?:pdf|jpe?g|png|gif|webp|heic|mp[34]|m4a|mov|avi|mkv|3gp|zip|rar|7z|(?:doc|xls|ppt)[xm]|od[tsp])$"
)
_POTONGAN = 1 << 20  # bytes at a time
_TANDA = b"zi_reports "


class PaketError(UserError):
    """Evidence that cannot be packed."""


@dataclass(frozen=True, slots=True)
class BerkasPaket:
    """A file, its path within the packet, and its size."""

    asal: Path
    tujuan: str
    ukuran: int


@dataclass(frozen=True, slots=True)
class BarisPaket:
    """An indikator with its evidence as the packet has it, and each thing that lacks or is left out, with why.

    A piece that is a file has its path within the packet as `berkas`.
    """

    isi: BuktiIndikator
    bukti: tuple[BuktiDukung, ...]
    tidak_dikemas: tuple[str, ...]

    @property
    def kurang(self) -> tuple[str, ...]:
        """What lacks, and what is left out."""
        lacking = self.isi.kurang
        return (*filter(None, [lacking[:1].upper() + lacking[1:]]), *self.tidak_dikemas)

    @property
    def perbaikan(self) -> tuple[str, ...]:
        """What a reviewer wants mended, piece by piece."""
        return tuple(mending(bukti) for bukti in self.isi.bukti if bukti.verifikasi is Verifikasi.PERBAIKAN)


@dataclass(frozen=True, slots=True)
class Paket:
    """All that goes into a packet besides its lists."""

    baris: tuple[BarisPaket, ...]
    berkas: tuple[BerkasPaket, ...]

    @property
    def ukuran(self) -> int:
        """The bytes of all files."""
        return sum(satu.ukuran for satu in self.berkas)

    @property
    def tidak_dikemas(self) -> int:
        """How many files are left out."""
        return sum(len(satu.tidak_dikemas) for satu in self.baris)

    @property
    def perbaikan(self) -> int:
        """How many pieces are to be mended."""
        return sum(len(satu.perbaikan) for satu in self.baris)

    @property
    def alamat(self) -> Mapping[BuktiDukung, str]:
        """The address of each file as its lists link to it."""
        return {bukti: link_to(bukti.berkas) for satu in self.baris for bukti in satu.bukti if bukti.berkas}


def plan_packet(monev: Monev, folder: Path) -> Paket:
    """Lay out a packet of the evidence up to a period's end; `folder` is the workbook's."""
    plan = _Rancangan(folder, folder.resolve(), {}, set())
    isi = list_folders(monev.rencana, folder)
    rows = [
        plan.row(satu, [file for file in isi.files(satu.indikator.kode) if file.alasan])
        for satu in evidence_of(monev)
    ]
    return Paket(tuple(rows), tuple(plan.berkas.values()))


@dataclass(frozen=True, slots=True)
class _Rancangan:
    """A packet while it is laid out: the workbook's folder, as it is and resolved; the files, and names in use."""

    folder: Path
    akar: Path
    berkas: dict[str, BerkasPaket]
    dipakai: set[str]

    def row(self, satu: BuktiIndikator, ignored: Iterable[Berkas]) -> BarisPaket:
        """Lay out the evidence of an indikator in a folder of its own below those of area and komponen."""
        indikator, area, komponen = satu.indikator, satu.monev.area, satu.monev.komponen
        parts = (
            f"{area.kode} {NAMA_AREA.get(area.kode) or area.nama}",
            f"{kode_komponen('', komponen.nomor)[1:]} {komponen.nama}",
            f"{indikator.kode} {indikator.uraian}",
        )
        base = "/".join(map(_folder_name, parts))
        pieces: list[BuktiDukung] = []
        left_out = [f"{file.nama}: {file.alasan}" for file in ignored]
        for bukti in satu.bukti:
            packed, why = self._piece(bukti, base)
            pieces += packed
            left_out += why
        return BarisPaket(satu, tuple(pieces), tuple(left_out))

    def _piece(self, bukti: BuktiDukung, base: str) -> tuple[list[BuktiDukung], list[str]]:
        """Give a piece of evidence as the packet has it, a piece a file, and what of it is left out."""
        packed: list[BuktiDukung] = []
        left_out: list[str] = []
        for letak in look_for(bukti, self.folder):
            if letak.tempat is Whereabouts.DI_LUAR:
                left_out.append(f"{letak.nama}: {_LUAR}")
            elif letak.path is None and letak.tempat is Whereabouts.DI_DALAM:
                left_out.append(f"{letak.nama}: {_TIDAK_ADA}")
            elif letak.path is not None:
                for file in _files_of(letak.path, bukti.teks if bukti.berkas else letak.path.name):
                    why = file.alasan or ("" if self._inside(file.path) else _LUAR)
                    if why:
                        left_out.append(f"{file.nama}: {why}")
                    else:
                        packed.append(replace(bukti, teks=file.nama, tautan="", berkas=self._add(file, base)))
        return packed or ([] if left_out else [bukti]), left_out

    def _inside(self, path: Path) -> bool:
        """Say whether a file lies in the workbook's folder once every link on its way is followed."""
        return path.resolve().is_relative_to(self.akar)

    def _add(self, file: Berkas, base: str) -> str:
        """Take a file in, under a name that no other has; one that is in this folder already keeps its own."""
        path = PurePosixPath(_safe_path(file.nama))
        names = (path.with_stem(f"{path.stem} ({nomor})") if nomor > 1 else path for nomor in range(1, 10**9))
        for name in names:
            tujuan = f"{base}/{name}"
            there = self.berkas.get(tujuan)
            if there and there.asal == file.path:
                break
            if tujuan.casefold() not in self.dipakai:
                self.dipakai.add(tujuan.casefold())
                self.berkas[tujuan] = BerkasPaket(file.path, tujuan, file.ukuran)
                break
        return tujuan


def _folder_name(teks: str) -> str:
    """Give a text as the name of a folder, cut between words where it can be."""
    whole = name_part(teks, len(teks))
    return shorten(whole, _HURUF_FOLDER, placeholder="") or name_part(whole, _HURUF_FOLDER)


def _files_of(path: Path, nama: str) -> Iterator[Berkas]:
    """Give a file under this name, or the files in a folder under that of the folder."""
    if path.is_dir():
        for file in list_files(path):
            yield replace(file, nama=f"{nama}/{file.nama}")
        return
    try:
        yield Berkas(path, nama, path.stat().st_size)
    except OSError:
        yield Berkas(path, nama, 0, _TIDAK_ADA)


def _safe_path(nama: str) -> str:
    """Give the path of a file within its indikator's folder; of one that is too long the name alone."""
    parts = []
    for part in nama.split("/"):
        stem, suffix = part[: -len(Path(part).suffix) or None], Path(part).suffix
        end = name_part(suffix, 12)
        name = name_part(stem, _HURUF_BERKAS - len(end) - 1) + (f".{end}" if end else "")
        parts.append(f"_{name}" if is_device(name) or not name.strip(".") else name)
    whole = "/".join(parts)
    return whole if len(whole) <= _HURUF_BERKAS else parts[-1]


def write_packet(file: BinaryIO, paket: Paket, daftar: Mapping[str, bytes]) -> None:
    """Write the ZIP: the lists, by their names, then the files.

    Raises:
        PaketError: a file cannot be read any more.
    """
    with zipfile.ZipFile(file, "w") as package:
        for name, content in daftar.items():
            _add_entry(package, name, len(content), [content])
        for satu in paket.berkas:
            _add_entry(package, satu.tujuan, satu.ukuran, _read(satu.asal))
        package.comment = _TANDA + _digest(package.infolist())


def _add_entry(package: zipfile.ZipFile, name: str, size: int, content: Iterable[bytes]) -> None:
    entry = zipfile.ZipInfo(name)  # of 1980, whenever it is made
    entry.compress_type = zipfile.ZIP_STORED if _SUDAH_PADAT.search(name) else zipfile.ZIP_DEFLATED
    entry.create_system = 0  # else the system that writes would show in the bytes
    entry.file_size = size  # by which zipfile knows large ones
    with package.open(entry, "w") as target:
        for piece in content:
            target.write(piece)


def _read(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as source:
            while piece := source.read(_POTONGAN):
                yield piece
    except OSError as error:
        raise PaketError(
            f"{path} tidak dapat dibaca, sehingga paket tidak dibuat. Tutup berkas itu bila sedang dipakai dan "
            "periksa haknya, lalu ulangi."
        ) from error


def is_packet(path: Path) -> bool:
    """Say whether a file is a packet of ours in which nothing was changed since."""
    try:
        with zipfile.ZipFile(path) as package:
            return package.comment == _TANDA + _digest(package.infolist())
    except (OSError, zipfile.BadZipFile):
        return False


def _digest(entries: Sequence[zipfile.ZipInfo]) -> bytes:
    listing = "\n".join(f"{entry.filename}\t{entry.CRC}\t{entry.file_size}" for entry in entries)
    return hashlib.sha256(listing.encode()).hexdigest().encode()
