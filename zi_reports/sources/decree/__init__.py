"""A decree's lampiran, as Word, Excel or text, becomes a plan; what was joined, moved or left out is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from zi_reports.rencana.baku import KOMPONEN_BAKU
from zi_reports.rencana.model import Catatan, Lokasi, Pengaturan, Rencana, Tingkat
from zi_reports.sources.decree.docx import read_word
from zi_reports.sources.decree.excel import read_excel
from zi_reports.sources.decree.ketetapan import read_ketetapan, read_komponen
from zi_reports.sources.decree.naskah import Naskah, NaskahError
from zi_reports.sources.decree.sambung import join_rows
from zi_reports.sources.decree.susun import arrange
from zi_reports.sources.decree.text import read_text
from zi_reports.sources.file import AKHIRAN_BUKU

_PEMBACA: Mapping[str, Callable[[Path], Naskah]] = {
    ".docx": read_word,
    ".txt": read_text,
    **dict.fromkeys(AKHIRAN_BUKU, read_excel),
}


@dataclass(frozen=True, slots=True)
class Hasil:
    """The plan, what was decided while it was read, and the areas whose komponen the document itself names."""

    rencana: Rencana
    catatan: tuple[Catatan, ...]
    area_dirinci: tuple[str, ...]


def read_lampiran(path: Path, satker: str, tahun: int) -> Hasil:
    """Read a decree, or its lampiran alone.

    Raises:
        NaskahError: the file is of no kind that is known, cannot be read, or has no such table.
        WorkbookError: a workbook cannot be read.
    """
    if not path.exists():
        raise NaskahError(f"Naskah tidak ditemukan: {path}. Periksa nama dan letaknya.")
    if path.is_dir():
        raise NaskahError(f"{path} adalah folder. Sebutkan berkas lampiran di dalamnya.")
    reader = _PEMBACA.get(path.suffix.lower())
    if reader is None:
        raise NaskahError(f"{path} tidak dapat diimpor. Simpan sebagai .docx, .xlsx, atau .txt, lalu ulangi.")
    return build_plan(reader(path), Pengaturan(satker, tahun))


def build_plan(naskah: Naskah, pengaturan: Pengaturan) -> Hasil:
    """Make the plan of a document; the decree's number, day and place are taken from its text."""
    named = read_komponen(naskah.sebelum)
    rows, joined = join_rows(naskah.baris, naskah.nama, pengaturan.tahun)
    area, placed = arrange(rows, {**KOMPONEN_BAKU, **named}, naskah.nama, pengaturan.tahun)
    ketetapan = read_ketetapan(naskah)
    pengaturan = replace(
        pengaturan,
        nomor_keputusan=ketetapan.nomor,
        tanggal_keputusan=ketetapan.tanggal,
        tempat=ketetapan.tempat,
    )
    notes = [*joined, *placed, *_left_out(naskah)]
    if ketetapan.tahun not in {None, pengaturan.tahun}:
        pesan = (
            f"Judul naskah menyebut tahun {ketetapan.tahun}. Rencana dibuat untuk tahun {pengaturan.tahun}."
        )
        lokasi = Lokasi(naskah.nama, "judul")
        notes.append(Catatan(Tingkat.PERINGATAN, "tahun-berbeda", lokasi, f"TAHUN {ketetapan.tahun}", pesan))
    return Hasil(Rencana(pengaturan, area), tuple(notes), tuple(named))


def _left_out(naskah: Naskah) -> list[Catatan]:
    pesan = "Teks ini berdiri di antara baris tabel, bukan di dalam sel, sehingga tidak disalin."
    return [
        Catatan(Tingkat.PERINGATAN, "teks-dilewati", Lokasi(naskah.nama, letak), text, pesan)
        for letak, text in naskah.sela
    ]
