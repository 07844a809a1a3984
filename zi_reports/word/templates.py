"""The Word templates there are, where a set of them lies, and its copy for an office to edit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from zi_reports.files import bundled_template, save_all
from zi_reports.rencana.bahasa import gabung_kata
from zi_reports.rencana.model import UserError


class TemplateSetError(UserError):
    """A folder that cannot be used as a set of templates."""


@dataclass(frozen=True, slots=True)
class Templat:
    """One template: the name of its file, and what it is for."""

    nama: str
    kegunaan: str


LAPORAN = Templat("laporan-monev.docx", "laporan monev bulanan (zi laporan, zi rapat)")
NASKAH_RAPAT = {
    Templat("undangan-rapat.docx", "undangan rapat evaluasi (zi rapat)"): "Undangan",
    Templat("daftar-hadir-rapat.docx", "daftar hadir rapat evaluasi (zi rapat)"): "Daftar Hadir",
    Templat("notulen-rapat.docx", "notulen rapat evaluasi (zi rapat)"): "Notulen",
}
"""The papers of a meeting, and what each is called; they alone have the variables of `word/rapat.py`."""

DAFTAR_BUKTI = Templat("daftar-bukti.docx", "daftar bukti dalam paket bukti (zi bukti --paket)")
"""The list in a packet of evidence; it alone has the variables of `word/daftar_bukti.py`."""

TUGAS = Templat("tugas.docx", "lembar tugas tiap penanggung jawab (zi tugas)")
"""The page of a penanggung jawab, which alone has the variables of `word/tugas.py`."""

TEMPLAT = (LAPORAN, *NASKAH_RAPAT, DAFTAR_BUKTI, TUGAS)
"""The whole set."""


def find_template(templat: Templat, folder: Path | None) -> Path:
    """Give the office's own template in `folder`, or ours where there is none."""
    own = None if folder is None else folder / templat.nama
    return own if own and own.exists() else bundled_template(templat.nama)


def missing_templates(folder: Path | None, wanted: Iterable[Templat]) -> tuple[Templat, ...]:
    """Give those of `wanted` that an office's folder lacks, so that ours stand in for them.

    Raises:
        TemplateSetError: There is no such folder, or no template in it: it must be another that is meant.
    """
    if folder is None:
        return ()
    if not folder.is_dir():
        raise TemplateSetError(
            f"Folder templat {folder} tidak ditemukan. Buat dengan: zi templat --salin FOLDER"
        )
    if not any((folder / satu.nama).exists() for satu in TEMPLAT):
        names = gabung_kata([satu.nama for satu in TEMPLAT])
        raise TemplateSetError(f"Di folder {folder} tidak ada templat. Nama yang dicari: {names}.")
    return tuple(satu for satu in wanted if not (folder / satu.nama).exists())


def copy_templates(folder: Path) -> tuple[Path, ...]:
    """Copy our templates into a folder and give their paths; all or none, and never over a file that exists.

    Raises:
        TemplateSetError: A file of the same name stands there already, or the folder is a file.
        OutputError: The folder cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise TemplateSetError(f"{folder} bukan folder. Sebutkan folder lain.")
    targets = {folder / satu.nama: bundled_template(satu.nama) for satu in TEMPLAT}
    standing = [path for path in targets if path.exists()]
    if standing:
        raise TemplateSetError(
            f"Sudah ada: {gabung_kata(list(map(str, standing)))}. Tidak ada yang disalin. Sebutkan folder lain."
        )
    save_all({target: source.read_bytes() for target, source in targets.items()})
    return tuple(targets)
