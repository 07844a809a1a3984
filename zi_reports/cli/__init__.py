"""The command `zi`: the group of its verbs, a module each, what it asks without one, and how it ends.

Only here is the clock read. What is slow to import is imported by the verb that needs it, inside its function,
so that `zi --help` answers at once.
"""

from __future__ import annotations

import datetime as dt
import gc
import os
import re
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from zi_reports import __version__
from zi_reports.cli import perintah
from zi_reports.cli.bandingkan import bandingkan
from zi_reports.cli.bukti import bukti
from zi_reports.cli.buku_baru import buku_baru
from zi_reports.cli.doktor import doktor
from zi_reports.cli.impor import impor
from zi_reports.cli.kalender import kalender
from zi_reports.cli.laporan import laporan
from zi_reports.cli.layar import harmless, prepare_streams, tell, tell_whole
from zi_reports.cli.mulai import mulai
from zi_reports.cli.panduan import panduan
from zi_reports.cli.periksa import periksa
from zi_reports.cli.rapat import rapat
from zi_reports.cli.rekap import rekap
from zi_reports.cli.riwayat import riwayat
from zi_reports.cli.status import status
from zi_reports.cli.templat import templat
from zi_reports.cli.tugas import tugas
from zi_reports.files import system_sentence
from zi_reports.rencana.bahasa import sebaris
from zi_reports.rencana.model import UserError, WorkbookError
from zi_reports.rencana.periode import Periode
from zi_reports.sources.file import check_file

_LETAK_LAIN = "Buku kerja lain"
_PERIODE_LAIN = "Bulan lain, triwulan, semester, atau tahun"
_CARA = "(panah atas/bawah, lalu Enter)"

VERBA = (
    *(laporan, status, periksa, bukti, rapat, tugas, templat, bandingkan, riwayat, kalender),
    *(buku_baru, impor, rekap, panduan, mulai, doktor),
)
"""The verbs in the order in which the help lists them: the most used first."""


@click.group(
    cls=perintah.Kelompok,
    commands=VERBA,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=True,
    options_metavar="",
    subcommand_metavar="PERINTAH [ARGUMEN]...",
)
@click.version_option(__version__, "--versi", message="zi_reports %(version)s", help="Tampilkan versi.")
@click.pass_context
def zi(ctx: click.Context) -> None:
    """Laporan monev rencana aksi pembangunan Zona Integritas.

    Isi buku kerja Excel di folder input, lalu jalankan satu perintah tiap bulan, triwulan, atau semester.

    Contoh:
      zi laporan                     laporan bulan ini
      zi laporan --bulan 2025-12     laporan Desember 2025
      zi laporan --periode 2025-TW4  laporan Triwulan IV 2025
      zi periksa                     catatan atas isian buku kerja
      zi panduan                     panduan untuk staf, di peramban
    """
    if ctx.invoked_subcommand is None and not is_terminal():
        tell_whole(ctx.get_help())
    elif ctx.invoked_subcommand is None:
        answer = ask_report(ctx.obj)
        if answer is None:
            raise click.Abort
        ctx.invoke(laporan, buku=answer[0], periode=answer[1])


def is_terminal() -> bool:
    """Say whether a person sits at both ends: questions are never put to a script."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask_report(hari_ini: dt.date) -> tuple[Path, Periode] | None:
    """Ask which workbook and which period; give both, or None where it is called off.

    What cannot be used is said at once, and the same question put again.
    """
    from zi_reports.sources.workbook import read_workbook

    while buku := _ask_book():
        try:
            rencana, _ = read_workbook(buku)
        except WorkbookError as error:
            tell(str(error), err=True)
            continue
        periode = _ask_periode(rencana.pengaturan.tahun, hari_ini)
        return (buku, periode) if periode else None
    return None


def _ask_book() -> Path | None:
    import questionary

    answer, books = _LETAK_LAIN, perintah.workbooks_in_input()
    if books:
        choices: list[questionary.Choice | str] = [
            *(questionary.Choice(harmless(str(satu)), str(satu)) for satu in books),
            _LETAK_LAIN,
        ]
        answer = questionary.select("Buku kerja:", choices, instruction=_CARA, qmark="").ask(kbi_msg="")
    else:
        tell("Tidak ada buku kerja di folder input.")
    if answer != _LETAK_LAIN:
        return Path(answer) if answer else None
    typed = questionary.path(
        "Letak buku kerja (ketik, atau seret berkasnya ke sini):",
        validate=lambda teks: harmless(book_fault(teks)) or True,
        validate_while_typing=False,
        qmark="",
    ).ask(kbi_msg="")
    return typed_path(typed) if typed else None


def _ask_periode(tahun: int, hari_ini: dt.date) -> Periode | None:
    import questionary

    recent = recent_months(latest_month(tahun, hari_ini))
    months = [questionary.Choice(str(satu), satu) for satu in recent]
    choices = [*months, questionary.Choice(_PERIODE_LAIN)]
    periode = questionary.select(
        "Periode laporan:", choices, default=months[1], instruction=_CARA, qmark=""
    ).ask(kbi_msg="")
    if periode == _PERIODE_LAIN:
        typed = questionary.text(
            "Periode laporan, misalnya 2025-12, 2025-TW4, 2025-S2, atau 2025:",
            validate=lambda teks: periode_fault(teks, tahun, hari_ini) or True,
            validate_while_typing=False,
            qmark="",
        ).ask(kbi_msg="")
        periode = perintah.PERIODE(typed) if typed else None
    return periode if isinstance(periode, Periode) else None


def typed_path(teks: str) -> Path:
    """Give the path that was typed, pasted, or dragged into the terminal.

    It may stand in quotation marks, as a `file://` address, behind PowerShell's `&`, its blanks behind backslashes.
    """
    from urllib.request import url2pathname

    text = teks.strip().strip("\u202a\u202c\u200e\u200f\ufeff")  # Windows' dialogs copy such signs along
    if Path(text).exists():
        return Path(text)
    text = text.removeprefix("&").strip()
    quoted = re.fullmatch("([\"\u201c\u201d])(.*)[\"\u201c\u201d]|(['\u2018\u2019])(.*)['\u2018\u2019]", text)
    if quoted:
        text = quoted[2] or (quoted[4] or "").replace("'\\''", "'").replace("''", "'")
    elif os.sep == "/":
        text = re.sub(r"\\(.)", r"\1", text)
    if address := re.fullmatch(r"(?i)file:(?://(?:localhost)?)?(/.*|[^/]+/.*)", text):
        text = url2pathname(address[1] if address[1].startswith("/") else f"//{address[1]}")
    return Path(text).expanduser()


def book_fault(teks: str) -> str:
    """Say why what was typed names no file that may be a workbook; empty where it may."""
    if not teks.strip():
        return "Sebutkan letak buku kerja."
    try:
        check_file(typed_path(teks))
    except WorkbookError as error:
        return str(error)
    except OSError:
        return "Berkas ini tidak boleh dibuka. Tutup berkas itu di Excel dan periksa haknya, lalu ulangi."
    return ""


def periode_fault(teks: str, tahun: int, hari_ini: dt.date) -> str:
    """Say why what was typed is no period to report on; empty where it is one."""
    try:
        periode = perintah.begun(perintah.PERIODE(teks), hari_ini)
        perintah.check_near(periode.nama, tahun, hari_ini)
    except click.UsageError as error:
        return error.message
    return ""


def latest_month(tahun: int, hari_ini: dt.date) -> dt.date:
    """Give the latest day worth offering: today, or for a plan of the past the January after its year."""
    return min(hari_ini, dt.date(tahun + 1, 1, 31))


def recent_months(hari: dt.date) -> list[Periode]:
    """Give a day's month and the five before it, the newest first."""
    months = [Periode.of(hari)]
    for _ in range(5):
        months.append(months[-1].sebelumnya)
    return months


def main(arguments: Sequence[str] | None = None, hari_ini: dt.date | None = None) -> None:
    """Run the command and exit: 0 done, 1 galat found by `periksa`, 2 wrong use or a file of no use.

    `hari_ini` stands in for today's date where a test needs a certain day.
    """
    # A command lives for a second or two: the usual search for dead cycles costs it a tenth of that.
    gc.set_threshold(100_000, 50, 1_000)
    # To be ended from outside is as good as Ctrl+C: temporary files are removed.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # What libraries leave unfinished where something fails is told by the sentence on it, and by nothing else.
    sys.unraisablehook = sys.__unraisablehook__ if os.environ.get("ZI_TELUSUR") else lambda _: None
    prepare_streams()
    today = hari_ini or dt.date.today()  # noqa: DTZ011 - the office's own calendar day is meant
    try:
        # Without standalone mode click gives back the status of `ctx.exit`, else what the verb returns: None.
        sys.exit(zi.main(arguments, prog_name="zi", standalone_mode=False, obj=today) or 0)
    except click.UsageError as error:
        _stop(perintah.sentence(error))
    except UserError as error:
        _stop(str(error))
    except (KeyboardInterrupt, click.Abort):
        _stop("Dihentikan.")
    except OSError as error:
        _stop(system_sentence(error))
    except Exception as error:
        if os.environ.get("ZI_TELUSUR"):
            raise
        _stop(
            f"Kesalahan yang tidak terduga ({type(error).__name__}: {error}). "
            "Laporkan kepada pengembang beserta buku kerjanya."
        )


def _stop(text: str) -> None:
    with suppress(OSError):  # nobody listens, or there is no room for it
        tell(sebaris(text), err=True)
    sys.exit(2)
