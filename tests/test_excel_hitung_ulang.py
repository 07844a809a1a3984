"""LibreOffice recalculates the Excel report and finds the figures of the data contract, each of them."""

from __future__ import annotations

import datetime as dt
import random
import re
import zipfile
from collections.abc import Callable, Collection
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import conftest
import openpyxl
import pytest
from conftest import BUKU_CONTOH, perlu_libreoffice, simpan_sebagai
from openpyxl.workbook import Workbook
from rencana_kecil import DES_31, HARI_INI, NOV_30, OKT_31, bahan, due, indikator, komponen, rencana

from zi_reports.excel.report import write_excel
from zi_reports.laporan import BahanLaporan, assess_periode
from zi_reports.monev.figures import Dilaporkan, Kunci, assess
from zi_reports.monev.keadaan import Keadaan, Ketepatan
from zi_reports.rencana import bahasa
from zi_reports.rencana.model import Area, Indikator, Jenis, Kewajiban, Realisasi, Rencana, Status
from zi_reports.rencana.periode import JenisPeriode, Periode
from zi_reports.ringkasan import ringkasan
from zi_reports.sources.workbook import read_workbook

SOFFICE = conftest.SOFFICE
pytestmark = [pytest.mark.slow, perlu_libreoffice]

ALWAYS = (
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">'
    "<value>0</value></prop></item></oor:items>"
)
"""LibreOffice's own setting by which it recalculates every workbook that it opens."""

FIGURES = {
    "indikator": "Indikator",
    "kewajiban": "Kewajiban",
    "selesai": "Selesai",
    "tepat_waktu": "Tepat waktu",
    "selesai_terlambat": "Selesai terlambat",
    "selesai_tanpa_tanggal": "Selesai tanpa tanggal",
    "terlambat": "Terlambat",
    "belum_jatuh_tempo": "Belum jatuh tempo",
    "tanpa_tenggat": "Tanpa jatuh tempo",
    "tidak_berlaku": "Tidak berlaku",
    "capaian": "Capaian",
    "realisasi_jatuh_tempo": "Realisasi jatuh tempo",
}
"""The fields of the data contract and what the sheets call them."""


def generated(seed: int, rows: int, per: dt.date, hari_ini: dt.date | None = None) -> BahanLaporan:
    """Make a plan of so many indikator with every kind of deadline and report, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - a plan to try, not a secret
    areas = [
        Area(
            kode,
            f"Area {kode}",
            (komponen(*(random_row(chance, f"{kode}.1.{n}") for n in range(rows // 4))),),
        )
        for kode in ("I", "II", "III", "VI")
    ]
    empty = Area("V", "Penguatan Pengawasan")
    plan = Rencana(rencana().pengaturan, (*areas[:3], empty, areas[3]))
    return bahan(plan, per, hari_ini=hari_ini or per + dt.timedelta(days=1))


def random_row(chance: random.Random, kode: str) -> Indikator:
    months = chance.choice([(), (10,), (12,), (3, 6, 9, 12), tuple(range(1, 13))])
    ends: list[dt.date | None] = [bahasa.akhir_bulan(2025, month) for month in months]
    ends = ends or [None]
    reported = [random_report(chance, end) for end in ends]
    # The days reported are up to 40 from the jatuh tempo: many lie before the period of a month or a quarter.
    jenis = {0: Jenis.KOSONG, 1: Jenis.SEKALI, 4: Jenis.TRIWULANAN, 12: Jenis.BULANAN}[len(months)]
    row = indikator("=Indikator", *reported, jenis=jenis, status=chance.choice([None, Status.PROSES]))
    return replace(row, kode=kode)


def random_report(chance: random.Random, jatuh_tempo: dt.date | None) -> Kewajiban:
    day = (jatuh_tempo or dt.date(2025, 6, 30)) + dt.timedelta(days=chance.randint(-40, 40))
    realisasi = chance.choice(
        [Realisasi(), Realisasi(), Realisasi(True, day), Realisasi(True), Realisasi(tidak_berlaku=True)]
    )
    return replace(due(jatuh_tempo), realisasi=realisasi)


def recalculated(report: bytes, folder: Path) -> Workbook:
    """Spoil the value of every formula, let LibreOffice recalculate, and give what it found."""
    spoilt, result = folder / "rusak.xlsx", folder / "hasil"
    with zipfile.ZipFile(BytesIO(report)) as source, zipfile.ZipFile(spoilt, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"</f><v>[^<]*</v>", b"</f><v>12345678</v>", data)
            target.writestr(name, data)
    profile = folder / "profil"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
    return openpyxl.load_workbook(simpan_sebagai("xlsx", spoilt, result, profile), data_only=True)


def same(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, int | float) and isinstance(found, int | float):
        return abs(found - wanted) < 1e-9
    return bool((found or None) == (wanted or None))


def differences(found: Workbook, report: bytes) -> list[str]:
    """Name every cell with a formula whose recalculated value is not the one that was written with it."""
    formulas = openpyxl.load_workbook(BytesIO(report))
    written = openpyxl.load_workbook(BytesIO(report), data_only=True)
    return [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
        and not same(found[sheet.title][cell.coordinate].value, written[sheet.title][cell.coordinate].value)
    ]


def rows_below(book: Workbook, sheet: str, header: str) -> list[dict[str, Any]]:
    """Give the rows of the table that has `header`, by the headers in small letters, to the first empty row."""
    rows = [[cell.value for cell in row] for row in book[sheet].iter_rows()]
    top = next(number for number, row in enumerate(rows) if header in row)
    found: list[dict[str, Any]] = []
    for row in rows[top + 1 :]:
        if row[1] is None:
            break
        found.append(
            {str(name).casefold(): value for name, value in zip(rows[top], row, strict=True) if name}
        )
    return found


def shown_otherwise(
    rows: list[dict[str, Any]], wanted: list[dict[str, Any]], tanpa: Collection[str] = ()
) -> list[str]:
    """Name the figures of the contract that a sheet shows differently; a share of None is shown as a dash.

    Every figure is on the sheet, but for those `tanpa` names.
    """
    return [
        f"{number}: {field}"
        for number, (row, figures) in enumerate(zip(rows, wanted, strict=True))
        for field, header in FIGURES.items()
        if field not in tanpa
        if not same(row[header.casefold()], "–" if figures[field] is None else figures[field])
    ]


def contoh() -> BahanLaporan:
    plan, notes = read_workbook(BUKU_CONTOH)
    return BahanLaporan(assess(plan, DES_31, HARI_INI), assess(plan, NOV_30, HARI_INI), notes, HARI_INI)


def bulan_pertama() -> BahanLaporan:
    return generated(1, 40, dt.date(2025, 1, 31))


def tengah_tahun() -> BahanLaporan:
    return generated(2, 100, dt.date(2025, 7, 15))


def baris_1500() -> BahanLaporan:
    return generated(3, 1500, DES_31)


def dilaporkan_lain() -> BahanLaporan:
    """Make a month whose predecessor was reported otherwise than the plan has it now: late, on time, not at all."""
    plan = rencana(komponen(*(indikator(nama, due(OKT_31, OKT_31)) for nama in "ABCD")))
    rows = list(plan.indikator)
    unik = [replace(row, kode=f"I.1.{nomor}") for nomor, row in enumerate(rows, start=1)]
    plan = rencana(komponen(*unik))
    told: dict[Kunci, Dilaporkan] = {
        ("I.1.1", OKT_31): Dilaporkan(Keadaan.SELESAI, dt.date(2025, 11, 5), dt.date(2025, 11, 5)),
        ("I.1.2", OKT_31): Dilaporkan(Keadaan.SELESAI, None, dt.date(2025, 10, 1)),
        ("I.1.3", OKT_31): Dilaporkan(Keadaan.TERLAMBAT, None, None),
    }
    kini, lalu = assess(plan, DES_31, HARI_INI), assess(plan, NOV_30, HARI_INI, dilaporkan=told)
    return BahanLaporan(kini, lalu, (), HARI_INI)


def hari_berjalan() -> BahanLaporan:
    """Give the figures of the last of October while it runs, on which many kewajiban are due."""
    return generated(4, 100, OKT_31, OKT_31)


def bulan_lalu_dilaporkan() -> BahanLaporan:
    """Give December beside a November as it was reported, before dates were filled in."""
    material = generated(5, 100, DES_31, HARI_INI)
    told = {
        (satu.kode, satu.jatuh_tempo): Dilaporkan(Keadaan.SELESAI, None, dt.date(2025, 11, 1))
        for satu in material.monev.kewajiban
        if satu.ketepatan is Ketepatan.TEPAT_WAKTU
    }
    lalu = assess(material.monev.rencana, NOV_30, HARI_INI, {}, told)
    return replace(material, lalu=lalu)


def triwulan_berjalan() -> BahanLaporan:
    """Give a triwulan within it, beside the end of the one before."""
    day = dt.date(2025, 8, 14)
    plan = generated(6, 100, day).monev.rencana
    return assess_periode(plan, (), Periode.of(day, JenisPeriode.TRIWULAN), day)


def setahun() -> BahanLaporan:
    """Give a whole year beside the end of the year before."""
    plan = generated(7, 100, DES_31).monev.rencana
    return assess_periode(plan, (), Periode.of(DES_31, JenisPeriode.TAHUN), HARI_INI)


BULAN = (
    contoh,
    bulan_pertama,
    tengah_tahun,
    baris_1500,
    hari_berjalan,
    bulan_lalu_dilaporkan,
    dilaporkan_lain,
)


@pytest.mark.parametrize("make", [*BULAN, triwulan_berjalan, setahun])
def test_recalculating_changes_no_figure(make: Callable[[], BahanLaporan], tmp_path: Path) -> None:
    material = make()
    report = write_excel(material)
    book = recalculated(report, tmp_path)
    assert differences(book, report) == []

    contract = ringkasan(material.monev, material.catatan)
    whole = contract["ringkasan"]
    main = {str(row[0].value).casefold(): row[2].value for row in book["Ringkasan"].iter_rows(max_col=3)}
    assert shown_otherwise([main], [whole], {"indikator"}) == []
    before = {str(row[0].value).casefold(): row[3].value for row in book["Ringkasan"].iter_rows(max_col=4)}
    last = ringkasan(material.lalu, ())["ringkasan"]
    assert shown_otherwise([before], [last], {"indikator"}) == []
    assert shown_otherwise(rows_below(book, "Per Area", "NAMA AREA"), [*contract["area"], whole]) == []
    rows = rows_below(book, "Per Area", "KODE")
    assert shown_otherwise(rows, contract["indikator"], {"realisasi_jatuh_tempo"}) == []
    months = rows_below(book, "Per Tenggat", "BULAN JATUH TEMPO")
    counts_only = {"indikator", "capaian", "realisasi_jatuh_tempo"}
    assert shown_otherwise(months, [*contract["tenggat"], whole], counts_only) == []


def test_a_date_corrected_in_data_counts_only_within_its_period(tmp_path: Path) -> None:
    quarters = [
        due(dt.date(2025, 3, 31), dt.date(2025, 3, 1)),
        due(dt.date(2025, 6, 30), dt.date(2025, 6, 1)),
        due(dt.date(2025, 9, 30)),
        due(DES_31),
    ]
    book = openpyxl.load_workbook(
        BytesIO(write_excel(bahan(indikator("A", *quarters, jenis=Jenis.TRIWULANAN))))
    )
    sheet = book["Data"]
    days = {dt.datetime.combine(dt.date(2025, month, 1), dt.time()) for month in (3, 6)}
    first, second = (cell for row in sheet.iter_rows() for cell in row if cell.value in days)
    first.value, second.value = dt.date(2025, 1, 1), dt.date(2025, 3, 31)
    corrected = BytesIO()
    book.save(corrected)
    rows = rows_below(recalculated(corrected.getvalue(), tmp_path), "Data", "JATUH TEMPO")
    # The first quarter begins on 1 January, the second on 1 April: 31 March is no more than a mark of June.
    assert [(row["ketepatan"], row["dihitung sejak"].date()) for row in rows[:2]] == [
        ("Tepat waktu", dt.date(2025, 1, 1)),
        ("Selesai tanpa tanggal", dt.date(2025, 6, 1)),
    ]


def test_a_mark_corrected_in_data_changes_the_figures(tmp_path: Path) -> None:
    report = write_excel(bahan(indikator("A", due(OKT_31)), hari_ini=HARI_INI))
    book = openpyxl.load_workbook(BytesIO(report))
    sheet = book["Data"]
    header = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "TANDA")
    sheet.cell(header.row + 1, header.column, "Selesai")
    corrected = BytesIO()
    book.save(corrected)
    found = recalculated(corrected.getvalue(), tmp_path)["Ringkasan"]
    main = {row[0].value: row[2].value for row in found.iter_rows(max_col=3)}
    assert main["Capaian"] == 1
    assert main["Terlambat"] == 0
