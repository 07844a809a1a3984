"""The verb `templat`: the templates there are, or a copy of them; and what other verbs need to use such a copy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from zi_reports.cli.layar import tell, tell_written
from zi_reports.cli.perintah import Perintah
from zi_reports.files import bundled_template
from zi_reports.word.templates import TEMPLAT, Templat, copy_templates, find_template, missing_templates

pilihan_templat = click.option(
    "--templat",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Folder templat kantor (dari zi templat --salin). Bawaan: templat program.",
)


@click.command(cls=Perintah)
@click.option(
    "--salin",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Salin semua templat ke folder ini. Berkas yang sudah ada tidak ditimpa.",
)
def templat(salin: Path | None) -> None:
    """Tampilkan templat Word yang ada, atau salin untuk diubah.

    Salinan diubah di Word, lalu dipakai dengan --templat FOLDER pada zi laporan dan zi rapat.

    Contoh:
      zi templat
      zi templat --salin templat-kantor
      zi laporan --templat templat-kantor
    """
    if salin is None:
        width = max(len(satu.nama) for satu in TEMPLAT)
        for satu in TEMPLAT:
            tell(f"{satu.nama.ljust(width)}  {satu.kegunaan}")
        tell(f"Letak: {bundled_template(TEMPLAT[0].nama).parent}")
        tell("Untuk mengubahnya: zi templat --salin FOLDER")
        return
    tell_written(copy_templates(salin), "Disalin:")
    tell(f"Ubah di Word, lalu pakai dengan: zi laporan --templat {salin}")


def choose_templates(folder: Path | None, wanted: Iterable[Templat]) -> Mapping[Templat, Path]:
    """Find the templates that a verb is to use, and say in one line which of ours stand in for missing ones."""
    wanted = tuple(wanted)
    lacking = missing_templates(folder, wanted)
    if lacking:
        names = ", ".join(satu.nama for satu in lacking)
        tell(f"Tidak ada di folder {folder}, dipakai templat program: {names}.")
    return {satu: find_template(satu, folder) for satu in wanted}
