"""The verb `panduan`: the staff guide, which comes with the program, opened in the browser."""

from __future__ import annotations

import webbrowser

import click

from zi_reports.cli import perintah
from zi_reports.cli.layar import at_desktop, tell_written
from zi_reports.files import bundled
from zi_reports.rencana.model import UserError

HALAMAN = ("panduan", "catatan", "pesan", "templat")
"""The pages: the guide, the lists of catatan and of messages, and what may stand in a template."""

_NAMA = perintah.Isian(
    f"Halaman {{}} tidak ada. Yang ada: {', '.join(HALAMAN)}.",
    lambda teks: teks if teks in HALAMAN else None,
    "HALAMAN",
)


@perintah.verb()
@click.argument("halaman", required=False, default=HALAMAN[0], type=_NAMA)
@click.option("--jangan-buka", is_flag=True, help="Tampilkan letak berkasnya saja.")
def panduan(halaman: str, *, jangan_buka: bool) -> None:
    """Buka panduan di peramban, tanpa internet.

    HALAMAN adalah panduan, catatan (daftar catatan), pesan (daftar pesan), atau templat (mengubah templat). Tanpa
    HALAMAN dibuka panduan. Bila peramban tidak dapat dibuka, bukalah berkas yang disebut.

    Contoh:
      zi panduan
      zi panduan templat
      zi panduan pesan --jangan-buka
    """
    path = bundled("panduan", f"{halaman}.html")
    if not path.exists():
        raise UserError("Panduan tidak ada pada pemasangan ini. Pasang ulang zi_reports.")
    opened = not jangan_buka and at_desktop() and webbrowser.open(path.as_uri())
    tell_written([path], "Dibuka di peramban:" if opened else "Buka berkas ini di peramban:")
