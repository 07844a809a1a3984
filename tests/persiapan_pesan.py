"""What brings a refusal about: broken files, workbooks that lack something, and what a machine does rarely."""

from __future__ import annotations

import errno
import shutil
import zipfile
from collections.abc import Callable, Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from conftest import AKAR, BUKU_NYATA, PENGATURAN, buat_buku, indikator, lengkap
from kasus_templat import JAHAT, Buat, paragraf
from openpyxl import Workbook, load_workbook
from pdf_kecil import Halaman, buat_pdf

Patch = pytest.MonkeyPatch
Persiapan = Callable[[Patch], object]

BUKU, KANTOR = "buku.xlsx", "templat-kantor"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def apa_adanya(_patch: Patch) -> None:
    """Leave the folder empty."""


def tulis(isi: bytes | str, nama: str = BUKU) -> Persiapan:
    content = isi if isinstance(isi, bytes) else isi.encode()

    def write(_patch: Patch) -> None:
        Path(nama).parent.mkdir(parents=True, exist_ok=True)
        Path(nama).write_bytes(content)

    return write


@cache
def _kecil() -> bytes:
    with TemporaryDirectory() as folder:
        return buat_buku(Path(folder, BUKU), lengkap(indikator())).read_bytes()


def buku(*nama: str) -> Persiapan:
    """Put a small workbook there, under each of these names."""
    return satu_per_satu(*(tulis(_kecil(), satu) for satu in nama or (BUKU,)))


def buku_nyata(_patch: Patch) -> None:
    """Put the real workbook there, where a bound is to be met that a small one keeps."""
    shutil.copy(BUKU_NYATA, BUKU)


def orang(nama: str = "Sekretaris") -> Persiapan:
    """Put a workbook there that names a penanggung jawab in one row, and one or more others in the next."""
    rows = lengkap(indikator(PENANGGUNG_JAWAB="Subbagian Hukum"), indikator(NO="2", PENANGGUNG_JAWAB=nama))
    return lambda _patch: buat_buku(Path(BUKU), rows)


def pdf(*halaman: Halaman) -> Persiapan:
    return lambda _patch: buat_pdf(Path("keputusan.pdf"), *halaman)


def folder(nama: str) -> Persiapan:
    return lambda _patch: Path(nama).mkdir(parents=True)


def satu_per_satu(*langkah: Persiapan) -> Persiapan:
    def prepare(patch: Patch) -> None:
        for satu in langkah:
            satu(patch)

    return prepare


def ganti(nama: str, nilai: object) -> Persiapan:
    """Set something of the program's, such as a bound, to what a test can reach."""
    return lambda patch: patch.setattr(nama, nilai)


def gagal(nama: str, error: BaseException) -> Persiapan:
    """Let a function fail as the system makes it fail."""

    def fail(*_arguments: object, **_more: object) -> None:
        raise error

    return ganti(nama, fail)


def gagal_membaca(nama: str) -> Persiapan:
    """Let a file of this name be one that somebody holds."""

    def hold(patch: Patch) -> None:
        real = Path.open

        def opened(path: Path, *words: Any, **more: Any) -> Any:
            if path.name == nama:
                raise PermissionError(errno.EACCES, "", str(path))
            return real(path, *words, **more)

        patch.setattr(Path, "open", opened)

    return hold


def arsip(*nama: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for satu in nama:
            package.writestr(satu, "<x/>")
    return file.getvalue()


def ubah_bagian(bagian: str, isi: Callable[[bytes], bytes]) -> Persiapan:
    """Put the real workbook there with one part of its package changed."""

    def change(_patch: Patch) -> None:
        with zipfile.ZipFile(BUKU_NYATA) as old, zipfile.ZipFile(BUKU, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                new.writestr(name, isi(content) if name == bagian else content)

    return change


def sandi_bagian(_patch: Patch) -> None:
    """Mark every part of the package as encrypted, as some archive programs do."""
    content = bytearray(BUKU_NYATA.read_bytes())
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        content[at + 8] |= 1
        at += 4
    Path(BUKU).write_bytes(content)


def dua_rencana(_patch: Patch) -> None:
    buat_buku(Path(BUKU), lengkap(indikator()))
    book = load_workbook(BUKU)
    book.copy_worksheet(book["Rencana Aksi"]).title = "Rencana lama"
    book.save(BUKU)


def lke(_patch: Patch) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Pengungkit"
    sheet.append(["NO", "PENILAIAN", "BOBOT", "PILIHAN JAWABAN", "JAWABAN", "NILAI"])
    book.save(BUKU)


def tanpa_tahun(_patch: Patch) -> None:
    buat_buku(Path(BUKU), lengkap(indikator()), pengaturan={**PENGATURAN, "Tahun Rencana": None})
    book = load_workbook(BUKU)
    book["Rencana Aksi"]["A2"] = None
    book.save(BUKU)


def tanpa_kolom(kolom: Iterable[str]) -> Persiapan:
    return lambda _patch: buat_buku(Path(BUKU), lengkap(indikator()), kolom=tuple(kolom))


def templat(*kalimat: str) -> Persiapan:
    """Give an office's set whose template of the report has these paragraphs alone."""
    return _set(paragraf(*kalimat))


def dengan_templat(judul: str) -> Persiapan:
    """Give an office's set whose template of the report is one of those that mean harm."""

    return _set(JAHAT[judul][0])


def _set(buat: Buat) -> Persiapan:
    return satu_per_satu(
        buku(), folder(KANTOR), lambda _patch: Path(KANTOR, "laporan-monev.docx").write_bytes(buat())
    )


def lama(nama: str) -> Persiapan:
    """Put a template of November 2025 into the office's set."""
    return lambda _patch: shutil.copy(AKAR / "tests" / "data" / "templat-nov-2025" / nama, KANTOR)


def dijawab(jawaban: str) -> Persiapan:
    """Sit at the terminal and answer the question."""

    def answer(patch: Patch) -> None:
        patch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        patch.setattr("click.prompt", lambda *_words, **_more: jawaban)

    return answer


def satker(nama: str, tahun: int, target: str) -> Persiapan:
    """Put a small workbook of a satker into the folder of a recap."""

    def write(_patch: Patch) -> None:
        path = Path("satker", nama)
        path.parent.mkdir(parents=True, exist_ok=True)
        settings = {**PENGATURAN, "Tahun Rencana": tahun}
        buat_buku(path, lengkap(indikator(target)), pengaturan=settings)

    return write
