"""The verb `periksa`: a workbook becomes the list of what in it a person should look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from zi_reports.cli import perintah
from zi_reports.cli.layar import count_line, tell, tell_whole, working
from zi_reports.files import save_beside_edited
from zi_reports.rencana.bahasa import sebaris
from zi_reports.rencana.model import Catatan, Tingkat

TEMPLAT_PROGRAM = Path("-")
"""Stands for the program's own templates, where --templat names no folder."""


@perintah.verb()
@perintah.argumen_buku
@click.option(
    "--salinan",
    is_flag=True,
    help="Buat juga salinan buku kerja dengan tiap catatan sebagai komentar pada selnya.",
)
@perintah.timpa
@perintah.letak_hasil(
    help="Folder salinan, yang di dalamnya dibuat folder periksa, atau nama berkasnya. Bawaan: output."
)
@perintah.path_option(
    "--templat",
    is_flag=False,
    flag_value=TEMPLAT_PROGRAM,
    metavar="[FOLDER]",
    help="Periksa templat Word saja: yang ada di FOLDER, atau templat program.",
)
@click.pass_context
def periksa(  # noqa: PLR0913 - one parameter an option of the verb
    ctx: click.Context,
    buku: Path | None,
    keluaran: str | None,
    templat: Path | None,
    *,
    salinan: bool,
    timpa: bool,
) -> None:
    """Periksa buku kerja: tiap catatan dengan lembar, sel, dan apa yang perlu dilakukan.

    BUKU adalah buku kerja Excel. Tanpa BUKU dipakai satu-satunya buku kerja di folder input.
    Buku kerja itu sendiri tidak pernah diubah. Status keluar 1 bila ada galat.

    Contoh:
      zi periksa
      zi periksa --salinan
      zi periksa input/rencana-aksi-zi-2025.xlsx --salinan --keluaran hasil
      zi periksa --templat templat-kantor
    """
    if templat is not None:
        if buku is not None or salinan or keluaran is not None:
            perintah.refuse("Pilihan --templat memeriksa templat saja. Jalankan tanpa BUKU dan pilihan lain.")
        from zi_reports.word.trial import check_templates

        faults = check_templates(None if templat == TEMPLAT_PROGRAM else templat)
        tell(*faults or ("Templat: tidak ada kesalahan.",))
        ctx.exit(1 if faults else 0)
    if keluaran is not None and not salinan:
        perintah.refuse("Pilihan --keluaran dipakai bersama --salinan.")
    path = perintah.find_workbook(buku)
    catatan = perintah.read_bahan(path, None, ctx.obj, Path(keluaran or "output")).catatan
    tell(*map(show_catatan, catatan), count_line(catatan, None))
    if salinan:
        with working("Menulis salinan"):
            copy = _save_copy(path, catatan, keluaran or "output", ctx.obj, timpa=timpa)
        tell_whole(f"Salinan: {copy}")
    if any(satu.tingkat is Tingkat.GALAT for satu in catatan):
        ctx.exit(1)


def show_catatan(catatan: Catatan) -> str:
    """Give a catatan as three lines: its place, what stands there, what to do (docs/design.md, Catatan)."""
    head = f"{catatan.lokasi.lembar}!{catatan.lokasi.sel} · {catatan.tingkat} · {catatan.kode}"
    isi = [f'  "{sebaris(catatan.isi)}"'] if catatan.isi else []
    return "\n".join([head, *isi, f"  {catatan.pesan}"])


def _save_copy(
    path: Path, catatan: Sequence[Catatan], keluaran: str, hari_ini: dt.date, *, timpa: bool
) -> Path:
    from zi_reports.buku.salinan import annotate, copy_name

    target = perintah.target(keluaran, f"periksa/{copy_name(path)}")
    if target.exists() and target.samefile(path):
        perintah.refuse(f"Salinan akan menimpa {path} sendiri. Pilih folder lain dengan --keluaran.")
    copy = annotate(path.read_bytes(), catatan, path.name, hari_ini)
    return save_beside_edited({target: copy}, timpa=timpa)[0]
