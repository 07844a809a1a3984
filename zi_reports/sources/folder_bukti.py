"""Evidence in a folder of its indikator counts without being typed: whose each folder is, and what lies in it.

A folder is its indikator's by the KODE with which its name begins. Only names and sizes are looked at, and no link
to another place is followed.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote, unquote

from zi_reports.rencana import bahasa
from zi_reports.rencana.catatan import note
from zi_reports.rencana.lampiran import LEMBAR_RENCANA, Kolom
from zi_reports.rencana.model import BuktiDukung, Catatan, Indikator, Lokasi, Rencana
from zi_reports.rencana.nama import name_part
from zi_reports.sources.evidence import FOLDER_BUKTI, look_for
from zi_reports.sources.file import AKHIRAN_BUKU, conflict_original

_BULAN = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])(?!\d)")
_TANPA_ISI = frozenset({"thumbs.db", "desktop.ini"})
_PINTASAN = frozenset({".lnk", ".url", ".webloc", ".gdoc", ".gsheet", ".gslides"})
"""Files that only point to another: shortcuts, and what Drive shows of its own documents."""

_LAIN = "tautan ke tempat lain"
_JUNCTION = 0xA0000003  # Windows' tag

_SEBUTAN = 5
"""Names that a catatan mentions; of more it says how many."""


@dataclass(frozen=True, slots=True)
class Berkas:
    """A file below a folder, by its path there with `/`; `alasan` says why it is no evidence, if it is none."""

    path: Path
    nama: str
    ukuran: int
    alasan: str = ""


@dataclass(frozen=True, slots=True)
class IsiFolder:
    """What stands in `bukti/`: the folders of each indikator by its KODE, other folders, and loose files."""

    milik: Mapping[str, tuple[Path, ...]]
    lain: tuple[Path, ...]
    lepas: tuple[Path, ...]

    def files(self, kode: str) -> Iterator[Berkas]:
        """Go through the files in the folders of an indikator."""
        return (file for path in self.milik.get(kode, ()) for file in list_files(path))


def link_to(path: str) -> str:
    """Give a path as a link has it: signs of ASCII that mean something there are escaped, other letters stay."""
    return "".join(sign if sign > "\x7f" else quote(sign) for sign in path)


def month_of(nama: str) -> dt.date | None:
    """Give the first day of the month that the name of a folder begins with, such as `2025-10`."""
    match = _BULAN.match(nama)
    return dt.date(int(match[1]), int(match[2]), 1) if match else None


def list_folders(rencana: Rencana, folder: Path) -> IsiFolder:
    """Look through `bukti/` beside a workbook, which need not be there, for the folders of its indikator."""
    known = {name_part(satu.kode, 99).casefold(): satu.kode for satu in rencana.indikator}
    milik: dict[str, tuple[Path, ...]] = {}
    lain, lepas = [], []
    for entry in _entries(folder / FOLDER_BUKTI):
        path, is_folder = folder / FOLDER_BUKTI / entry.name, entry.is_dir()
        kode = _kode_in(entry.name.casefold(), known) if is_folder else ""
        if kode:
            milik[kode] = (*milik.get(kode, ()), path)
        elif is_folder:
            lain.append(path)
        else:
            lepas.append(path)
    return IsiFolder(milik, tuple(lain), tuple(lepas))


def _kode_in(nama: str, known: Mapping[str, str]) -> str:
    """Give the kode that a name begins with, and that goes on no further: not `I.1.1` of `I.1.10` or `I.1.1a`."""
    ends = (end for end in range(len(nama), 0, -1) if not re.match(r"[^\W_]|\.\d", nama[end:]))
    return next((known[nama[:end]] for end in ends if nama[:end] in known), "")


def list_files(folder: Path) -> Iterator[Berkas]:
    """Go through the files in a folder and below it, without what is hidden or left there by systems."""
    waiting: list[tuple[Path, str]] = [(folder, "")]
    while waiting:
        here, above = waiting.pop()
        below = []
        try:
            reason = _LAIN if _leads_elsewhere(here.lstat()) else ""
            entries = () if reason else _entries(here)
        except OSError:
            entries, reason = (), "folder yang tidak dapat dibuka"
        if reason:
            yield Berkas(here, above or here.name, 0, reason)
        for entry in entries:
            path, name = here / entry.name, f"{above}/{entry.name}" if above else entry.name
            info = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(info.st_mode) and not _leads_elsewhere(info):
                below.append((path, name))
            else:
                yield Berkas(path, name, info.st_size, _reason(path, info))
        waiting += reversed(below)


def _reason(path: Path, info: os.stat_result) -> str:
    """Say why a file is no evidence; empty where it is."""
    if _leads_elsewhere(info) or not stat.S_ISREG(info.st_mode):
        return _LAIN
    if path.suffix.casefold() in _PINTASAN:
        return "pintasan"
    return "" if info.st_size else "berkas kosong (0 byte)"


def _leads_elsewhere(info: os.stat_result) -> bool:
    """Say whether something is a link, or one of Windows' folders (junctions) that stand for another."""
    return stat.S_ISLNK(info.st_mode) or getattr(info, "st_reparse_tag", 0) == _JUNCTION


def _entries(folder: Path) -> Sequence[os.DirEntry[str]]:
    """Give what stands in a folder by name, without what is hidden; nothing where there is no such folder."""
    try:
        with os.scandir(folder) as found:
            return sorted(filter(_is_shown, found), key=lambda entry: (entry.name.casefold(), entry.name))
    except (FileNotFoundError, NotADirectoryError):
        return ()


def _is_shown(entry: os.DirEntry[str]) -> bool:
    name = entry.name.casefold()
    if name.startswith((".", "~$")) or name in _TANPA_ISI:
        return False
    # Windows alone has attributes.
    attributes: int = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return not attributes & stat.FILE_ATTRIBUTE_HIDDEN


def with_folders(rencana: Rencana, folder: Path) -> Rencana:
    """Give the plan of a workbook in `folder` with the evidence in its indikator's folders.

    What is typed by the name of a file there is that file. Without a folder of any indikator the plan is as it was,
    whatever else stands in `bukti/`.
    """
    isi = list_folders(rencana, folder)

    def filled(satu: Indikator) -> Indikator:
        there = [_piece(file, folder) for file in isi.files(satu.kode) if not file.alasan]
        typed = tuple(_found(bukti, there, folder) for bukti in satu.bukti_dukung)
        known = _named_by(typed, folder)
        added = (piece for piece in there if _same(folder / piece.berkas) not in known)
        return replace(satu, bukti_dukung=(*typed, *added)) if there else satu

    return rencana.with_indikator(filled) if isi.milik else rencana


def _named_by(semua: Iterable[BuktiDukung], folder: Path) -> set[str]:
    """Give the places of what pieces of evidence name, as `_same` writes them."""
    return {_same(letak.path) for bukti in semua for letak in look_for(bukti, folder)}


def _found(bukti: BuktiDukung, there: Sequence[BuktiDukung], folder: Path) -> BuktiDukung:
    """Give typed evidence with the one file in its indikator's folder that has its name, if it is nowhere else."""
    if any(letak.path for letak in look_for(bukti, folder)):
        return bukti
    same = [piece for piece in there if names_of(bukti) & names_of(piece)]
    one = same[0] if len(same) == 1 else bukti
    return replace(bukti, periode=bukti.periode or one.periode, berkas=one.berkas)


def names_of(bukti: BuktiDukung) -> set[str]:
    """Give what a piece is known by: its words and its address; of a file its path and its bare name."""
    told = (bukti.teks, bukti.tautan, bukti.berkas, bukti.berkas.rpartition("/")[2])
    return {unquote(text).strip().replace("\\", "/").rstrip("/").casefold() for text in told if text}


def check_folders(rencana: Rencana, buku: Path) -> Iterator[Catatan]:
    """Note what in `bukti/` is no evidence of a workbook's plan, once there is a folder of any indikator."""
    isi = list_folders(rencana, buku.parent)
    if not isi.milik:
        return
    for satu in rencana.indikator:
        yield from _ignored([file for file in isi.files(satu.kode) if file.alasan], satu)
    if any(bukti.berkas for satu in rencana.indikator for bukti in satu.bukti_dukung):
        yield from _shared(rencana, buku)
    yield from _unused(rencana, isi, buku.parent)


def _shared(rencana: Rencana, buku: Path) -> Iterator[Catatan]:
    """Note other workbooks beside this one: the same folders are theirs too, whatever their year."""
    beside = (path for path in buku.parent.iterdir() if path.suffix.casefold() in AKHIRAN_BUKU)
    others = sorted(
        path.name
        for path in beside
        if path.name != buku.name and not path.name.startswith(("~$", ".")) and not conflict_original(path)
    )
    if others:
        words = {"lain": bahasa.gabung_kata(others), "folder": FOLDER_BUKTI}
        yield note("folder-bukti-bersama", _first_cell(rencana), **words)


def _first_cell(rencana: Rencana) -> Lokasi:
    return Lokasi(next((satu.letak.lembar for satu in rencana.indikator), LEMBAR_RENCANA), "A1")


def _piece(file: Berkas, folder: Path) -> BuktiDukung:
    place = file.path.relative_to(folder).as_posix()
    first, _, below = file.nama.partition("/")
    return BuktiDukung(file.nama, periode=month_of(first) if below else None, berkas=place)


def _same(path: Path | None) -> str:
    """Give a path in the one form in which two ways of writing it are alike; empty for none."""
    return os.path.normcase(os.path.normpath(path)) if path else ""


def _ignored(files: Sequence[Berkas], indikator: Indikator) -> Iterator[Catatan]:
    if files:
        count = Counter(file.alasan for file in files)
        rincian = bahasa.gabung_kata([f"{jumlah} {alasan}" for alasan, jumlah in count.items()])
        lokasi = indikator.letak.lokasi(Kolom.BUKTI_DUKUNG)
        yield note("berkas-bukti-diabaikan", lokasi, _named([file.nama for file in files]), rincian=rincian)


def _unused(rencana: Rencana, isi: IsiFolder, folder: Path) -> Iterator[Catatan]:
    """Note what stands in `bukti/` and is neither an indikator's nor named by BUKTI DUKUNG."""
    named = _named_by((bukti for satu in rencana.indikator for bukti in satu.bukti_dukung), folder)
    contoh = next(path.name for paths in isi.milik.values() for path in paths)
    for macam, paths in (("folder-bukti-tidak-dikenal", isi.lain), ("berkas-bukti-lepas", isi.lepas)):
        unused = [
            path.name
            for path in paths
            if not any(other == _same(path) or other.startswith(_same(path) + os.sep) for other in named)
        ]
        if unused:
            words = {"jumlah": len(unused), "folder": FOLDER_BUKTI, "contoh": contoh}
            yield note(macam, _first_cell(rencana), _named(unused), **words)


def _named(names: Sequence[str]) -> str:
    return "; ".join(bahasa.sebagian(names, _SEBUTAN))
