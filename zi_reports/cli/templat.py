"""The verb `templat`: the Word templates there are, listed or copied."""

from __future__ import annotations

from pathlib import Path

from zi_reports.cli import perintah
from zi_reports.cli.layar import pasted, tell, tell_written
from zi_reports.files import bundled_template
from zi_reports.word.templates import TEMPLAT, copy_templates


@perintah.verb()
@perintah.path_option(
    "--salin",
    type=perintah.FOLDER,
    help="Salin semua templat ke folder ini. Berkas yang sudah ada tidak ditimpa.",
)
def templat(salin: Path | None) -> None:
    """Tampilkan templat Word yang ada, atau salin untuk diubah.

    Salinan diubah di Word, lalu dipakai dengan --templat FOLDER pada zi laporan, zi rapat, zi tugas, dan
    zi bukti --paket.

    Contoh:
      zi templat
      zi templat --salin templat-kantor
      zi laporan --templat templat-kantor
    """
    if salin is None:
        width = max(len(satu.nama) for satu in TEMPLAT)
        tell(
            *(f"{satu.nama.ljust(width)}  {satu.kegunaan}" for satu in TEMPLAT),
            f"Letak: {bundled_template(TEMPLAT[0].nama).parent}",
            "Untuk mengubahnya: zi templat --salin FOLDER",
        )
        return
    tell_written(copy_templates(salin), "Disalin:")
    tell(f"Ubah di Word, lalu pakai dengan: zi laporan --templat {pasted(salin)}")
