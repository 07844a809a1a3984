"""The command `zi`: the group of its verbs, a module each, and what happens when one of them fails.

Only here is the clock read. What is slow to import is imported by the verb that needs it, inside its function,
so that `zi --help` answers at once.
"""

from __future__ import annotations

import datetime as dt
import gc
import os
import signal
import sys
from collections.abc import Sequence

import click

from zi_reports import __version__
from zi_reports.cli.bandingkan import bandingkan
from zi_reports.cli.buku_baru import buku_baru
from zi_reports.cli.doktor import doktor
from zi_reports.cli.impor import impor
from zi_reports.cli.kalender import kalender
from zi_reports.cli.laporan import laporan
from zi_reports.cli.layar import prepare_streams, tell
from zi_reports.cli.mulai import mulai
from zi_reports.cli.periksa import periksa
from zi_reports.cli.perintah import Kelompok, sentence
from zi_reports.cli.rapat import rapat
from zi_reports.cli.rekap import rekap
from zi_reports.cli.status import status
from zi_reports.cli.tanya import ask_report, is_terminal
from zi_reports.cli.templat import templat
from zi_reports.rencana.model import UserError

SALAH_PAKAI = 2
"""Exit status of wrong use, and of a file that is of no use."""


@click.group(
    cls=Kelompok,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=True,
    options_metavar="",
    subcommand_metavar="PERINTAH [ARGUMEN]...",
)
@click.option("--versi", is_flag=True, help="Tampilkan versi.")
@click.pass_context
def zi(ctx: click.Context, *, versi: bool) -> None:
    """Laporan monev bulanan rencana aksi pembangunan Zona Integritas.

    Isi buku kerja Excel di folder input, lalu jalankan satu perintah tiap bulan.

    Contoh:
      zi laporan                     laporan bulan ini
      zi laporan --bulan 2025-12     laporan Desember 2025
      zi periksa                     catatan atas isian buku kerja
    """
    if versi:
        click.echo(f"zi_reports {__version__}")
    elif ctx.invoked_subcommand is None and not is_terminal():
        click.echo(ctx.get_help())
    elif ctx.invoked_subcommand is None:
        answer = ask_report(ctx.obj)
        if answer is None:
            raise click.Abort
        ctx.invoke(laporan, buku=answer[0], bulan=answer[1])


VERBA = (
    *(laporan, status, periksa, rapat, templat, bandingkan, kalender),
    *(buku_baru, impor, rekap, mulai, doktor),
)
"""The verbs in the order in which the help lists them: the most used first."""

for _verb in VERBA:
    zi.add_command(_verb)


def main(arguments: Sequence[str] | None = None, hari_ini: dt.date | None = None) -> None:
    """Run the command and exit: 0 done, 1 galat found by `periksa`, 2 wrong use or a file of no use.

    `hari_ini` stands in for today's date where a test needs a certain day.
    """
    # A command lives for a second or two: the usual search for dead cycles costs it a tenth of that.
    gc.set_threshold(100_000, 50, 1_000)
    # To be ended from outside is as good as Ctrl+C: temporary files are removed.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    prepare_streams()
    try:
        stopped = zi.main(
            None if arguments is None else list(arguments),
            prog_name="zi",
            standalone_mode=False,
            obj=hari_ini or dt.date.today(),  # noqa: DTZ011 - the office's own calendar day is meant
        )
        # Without standalone mode click gives back the status of `ctx.exit`, else what the verb returns: None.
        sys.exit(stopped or 0)
    except click.UsageError as error:
        _stop(sentence(error))
    except UserError as error:
        _stop(str(error))
    except (KeyboardInterrupt, click.Abort):
        _stop("Dihentikan.")
    except Exception as error:
        if os.environ.get("ZI_TELUSUR"):
            raise
        _stop(
            f"Kesalahan yang tidak terduga ({type(error).__name__}: {error}). "
            "Laporkan kepada pengembang beserta buku kerjanya."
        )


def _stop(text: str) -> None:
    tell(" ".join(text.split()), err=True)
    sys.exit(SALAH_PAKAI)
