"""`zi` alone at a terminal: the workbook and the month are asked for, with defaults that suit most months."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from zi_reports.cli.pilihan import BULAN, workbooks_in_input
from zi_reports.rencana import bahasa
from zi_reports.rencana.model import WorkbookError

JUMLAH_BULAN = 6
"""How many months are offered, the latest and those before it."""

_LETAK_LAIN = "Buku kerja lain"
_BULAN_LAIN = "Bulan lain"
_PETUNJUK = "(panah atas/bawah, lalu Enter)"


def is_terminal() -> bool:
    """Say whether a person sits at both ends: questions are never put to a script."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask_report(hari_ini: dt.date) -> tuple[Path, dt.date] | None:
    """Ask which workbook and which month; give both, the month as its first day, or None where it is called off."""
    import questionary

    answer = questionary.select(
        "Buku kerja:", choices=[*map(str, workbooks_in_input()), _LETAK_LAIN], instruction=_PETUNJUK, qmark=""
    ).ask(kbi_msg="")
    if answer == _LETAK_LAIN:
        answer = questionary.path("Letak buku kerja:", qmark="").ask(kbi_msg="")
    if not answer:
        return None
    latest = latest_month(Path(answer), hari_ini)
    months = [questionary.Choice(bahasa.bulan_tahun(day), day) for day in recent_months(latest)]
    month = questionary.select(
        "Bulan laporan:", choices=[*months, _BULAN_LAIN], default=months[1], instruction=_PETUNJUK, qmark=""
    ).ask(kbi_msg="")
    if month == _BULAN_LAIN:
        typed = questionary.text("Bulan laporan, misalnya 2025-12:", validate=_check_month, qmark="").ask(
            kbi_msg=""
        )
        month = month_of(typed) if typed else None
    return (Path(answer), month) if month else None


def month_of(teks: str) -> dt.date | None:
    """Give the first day of a month written `2025-12`, or None."""
    try:
        return BULAN(teks)
    except click.BadParameter:
        return None


def _check_month(teks: str) -> bool | str:
    return month_of(teks) is not None or "Tulis tahun-bulan, misalnya 2025-12."


def latest_month(buku: Path, hari_ini: dt.date) -> dt.date:
    """Give the latest day worth offering: today, or for a plan of the past the January after its year."""
    from zi_reports.sources.workbook import read_workbook

    try:
        rencana, _ = read_workbook(buku)
    except WorkbookError:
        return hari_ini  # what is the matter, the report itself will say
    return min(hari_ini, dt.date(rencana.pengaturan.tahun + 1, 1, 31))


def recent_months(hari: dt.date) -> list[dt.date]:
    """Give the first days of a day's month and of those before it, the newest first."""
    months = [hari.replace(day=1)]
    while len(months) < JUMLAH_BULAN:
        months.append((months[-1] - dt.timedelta(days=1)).replace(day=1))
    return months
