"""A year in the life of a plan, from its first report to the new year's: figures that stand, and say what changed.

The plan is watched from October on. It has four indikator, three in area I and one in area II:

    I.1.1   Oktober s.d. Desember setiap bulan     three kewajiban, reported in the month columns
    I.1.2   31 Oktober 2025                        one kewajiban, reported in STATUS and TANGGAL SELESAI
    I.1.3   31 Desember 2025                       one
    II.1.1  31 Januari 2026                        one

So each indikator weighs a quarter of the whole, and a month of the first a twelfth.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from conftest import PENGATURAN, Capsys, area, buat_buku, indikator, isi, jalankan
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from test_monev import rencanas

from zi_reports.arsip import period_name, read_arsip, report_paths
from zi_reports.laporan import AngkaBulan, assess_periode
from zi_reports.monev.figures import Monev
from zi_reports.rencana.model import Rencana
from zi_reports.rencana.periode import Periode
from zi_reports.ringkasan import write_ringkasan

D = dt.date
MULAI: Mapping[str, Any] = {**PENGATURAN, "Mulai Pemantauan": D(2025, 10, 1)}


@dataclass
class Kantor:
    """An office: its workbook, what is filled in so far by row, and the folder of its reports."""

    folder: Path
    capsys: Capsys
    isian: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def hasil(self) -> Path:
        return self.folder / "output"

    def fill_in(self, baris: str, **isian: Any) -> None:
        self.isian.setdefault(baris, {}).update(isian)

    def book(self) -> Path:
        def row(kode: str, target: Any, **more: Any) -> Mapping[str, Any]:
            return indikator(target, **{"INDIKATOR": f"Indikator {kode}", **more, **self.isian.get(kode, {})})

        continued = {"NO": None, "KOMPONEN": None}
        rows = [
            area("I"),
            row("I.1.1", "Oktober s.d. Desember setiap bulan"),
            row("I.1.2", "31 Oktober 2025", **continued),
            row("I.1.3", "31 Desember 2025", **continued),
            area("II"),
            row("II.1.1", "31 Januari 2026"),
            *(area(kode) for kode in ("III", "IV", "V", "VI")),
        ]
        return buat_buku(self.folder / "rencana.xlsx", rows, pengaturan=MULAI)

    def run(self, *words: str, hari_ini: D) -> list[str]:
        """Run a verb on the workbook as it is on this day; give what it says."""
        verb, *rest = words
        self.capsys.readouterr()
        assert jalankan(verb, self.book(), *rest, "--keluaran", self.hasil, hari_ini=hari_ini) == 0
        return self.capsys.readouterr().out.splitlines()

    def history(self, hari_ini: D) -> list[list[str]]:
        """Give the rows of `zi riwayat`, a list of cells each."""
        lines = self.run("riwayat", hari_ini=hari_ini)
        table = lines[3 : lines.index("", 3) if "" in lines[3:] else None]
        return [re.split(" {2,}", line) for line in table]

    def figures(self, nama: str) -> tuple[Any, ...]:
        """Give capaian, realisasi jatuh tempo, and how many are finished and late, from a report's JSON."""
        data = json.loads(next(self.hasil.rglob(f"ringkasan-{nama}.json")).read_text(encoding="utf-8"))
        names = ("capaian", "realisasi_jatuh_tempo", "selesai", "terlambat")
        return tuple(data["ringkasan"][name] for name in names)


@pytest.mark.slow
def test_a_year_of_reports(tmp_path: Path, capsys: Capsys) -> None:
    kantor = Kantor(tmp_path, capsys)

    # 4 November: the report of October. One month is done of two kewajiban that were due; I.1.2 is late.
    kantor.fill_in("I.1.1", **{"OKT 2025": D(2025, 10, 30)})
    said = kantor.run("laporan", "--bulan", "2025-10", hari_ini=D(2025, 11, 4))
    # A twelfth; one of two.
    assert said[1:3] == [
        "Capaian 8,3%: rata-rata atas 4 indikator",
        "Realisasi jatuh tempo 50%: 1 dari 2 kewajiban",
    ]
    assert kantor.figures("2025-10") == (pytest.approx(1 / 12), 1 / 2, 1, 1)
    october = isi(kantor.hasil)
    assert len(october) == 3

    # 3 December: November is marked without a date, what was late is done, and I.1.3 ticked off before its time.
    kantor.fill_in("I.1.1", **{"NOV 2025": "x"})
    kantor.fill_in("I.1.2", STATUS="Selesai", TANGGAL_SELESAI=D(2025, 11, 12))
    kantor.fill_in("I.1.3", STATUS="Selesai")
    assert kantor.history(D(2025, 12, 3)) == [
        ["Okt 2025", "4 Nov 2025", "8,3%", "8,3%", "50%", "50%", "tetap"],
        ["Nov 2025", "–", "–", "66,7%", "–", "100%", "belum dibuat"],
        ["Des 2025", "–", "–", "66,7%", "–", "100%", "per 3 Desember 2025; belum dibuat"],
    ]
    said = kantor.run("laporan", "--bulan", "2025-11", hari_ini=D(2025, 12, 3))
    # Two twelfths and two quarters; all three that were due. October stands, though a tick has no date.
    assert kantor.figures("2025-11") == (pytest.approx(2 / 3), 1, 4, 0)
    assert not [line for line in said if "berubah sejak" in line]

    # 5 January: the report of December. Its own month was only done on 2 January, and so is late.
    kantor.fill_in("I.1.1", **{"DES 2025": D(2026, 1, 2)})
    kantor.run("laporan", "--bulan", "2025-12", hari_ini=D(2026, 1, 5))
    assert kantor.figures("2025-12") == (pytest.approx(2 / 3), 4 / 5, 4, 1)
    assert months(kantor, "2025-12") == [
        ("Oktober 2025", "8,3%", "50%", "laporan 4 November 2025"),
        ("November 2025", "66,7%", "100%", "laporan 3 Desember 2025"),
        ("Desember 2025", "66,7%", "80%", "laporan ini"),
    ]

    # 12 January: October's date was a slip; it was done on 5 November. The October of the signed report stays.
    kantor.fill_in("I.1.1", **{"OKT 2025": D(2025, 11, 5)})
    assert kantor.history(D(2026, 1, 12))[0] == [
        "Okt 2025",
        "4 Nov 2025",
        "8,3%",
        "0%",
        "50%",
        "0%",
        "berubah",
    ]
    said = kantor.run("laporan", "--bulan", "2025-10", hari_ini=D(2026, 1, 12))
    changed = next(line for line in said if "berubah sejak" in line)
    assert changed.startswith(
        "Angka Oktober 2025 berubah sejak laporan 4 November 2025: capaian 8,3% menjadi 0%, "
        "realisasi jatuh tempo 50% menjadi 0%, selesai 1 menjadi 0, "
    )
    assert changed.endswith(", dan terlambat 1 menjadi 2.")
    detail = said[said.index(changed) + 1].strip()
    assert detail.startswith("I.1.1 jatuh tempo 31 Oktober 2025: selesai")
    assert detail.endswith(" menjadi terlambat ('Rencana Aksi'!V7)")
    assert kantor.figures("2025-10-revisi-2") == (0, 0, 0, 2)
    now = isi(kantor.hasil)
    assert {name: now[name] for name in october} == october

    # 3 February: the new year's report, of January. All is done.
    kantor.fill_in("II.1.1", STATUS="Selesai", TANGGAL_SELESAI=D(2026, 1, 20))
    kantor.run("laporan", "--bulan", "2026-01", hari_ini=D(2026, 2, 3))
    assert kantor.figures("2026-01-rencana-2025") == (1, 1, 6, 0)
    assert months(kantor, "2026-01") == [
        ("Oktober 2025", "0%", "0%", "laporan 12 Januari 2026 (revisi 2)"),
        ("November 2025", "66,7%", "100%", "laporan 3 Desember 2025"),
        ("Desember 2025", "66,7%", "80%", "laporan 5 Januari 2026"),
        ("Januari 2026", "100%", "100%", "laporan ini"),
    ]

    # A year later an auditor asks: every report is there as it was made, and every figure is the one reported.
    # In November and December one kewajiban has another date since, and is no more tepat waktu.
    assert kantor.history(D(2026, 11, 25)) == [
        ["Okt 2025", "4 Nov 2025", "8,3%", "0%", "50%", "0%", "digantikan revisinya"],
        ["Okt 2025", "12 Jan 2026", "0%", "0%", "0%", "0%", "revisi 2; tetap"],
        ["Nov 2025", "3 Des 2025", "66,7%", "66,7%", "100%", "100%", "berubah"],
        ["Des 2025", "5 Jan 2026", "66,7%", "66,7%", "80%", "80%", "berubah"],
        ["Jan 2026", "3 Feb 2026", "100%", "100%", "100%", "100%", "tetap"],
    ]
    assert isi(kantor.hasil).items() >= now.items()


def months(kantor: Kantor, bulan: str) -> list[tuple[str, ...]]:
    """Give the table of months from the Word report, having seen that the Excel report has the same."""
    (word,) = (kantor.hasil / bulan).glob("laporan-*.docx")
    tables = (
        [tuple(cell.text for cell in row.cells) for row in satu.rows] for satu in Document(str(word)).tables
    )
    header = ("Bulan", "Capaian", "Realisasi jatuh tempo", "Dasar")
    rows = next(table[1:] for table in tables if table[0] == header)
    (excel,) = (kantor.hasil / bulan).glob("monev-*.xlsx")
    sheet = load_workbook(excel)["Perkembangan"]
    top = next(cell.row for cell in sheet["A"] if cell.value == "BULAN")
    found = [[cell.value for cell in row[:10]] for row in sheet.iter_rows(top + 1, top + len(rows))]
    assert [(f"{row[1]:.1%}", f"{row[2]:.1%}", row[-1]) for row in found] == [
        (points(capaian), points(realisasi), dasar) for _, capaian, realisasi, dasar in rows
    ]
    return rows


def points(persen: str) -> str:
    return f"{float(persen.rstrip('%').replace(',', '.')):.1f}%"


def numbered(plan: Rencana) -> Rencana:
    """Give each indikator a kode and a text of its own, as those of a workbook have."""
    number = count(1)
    areas = tuple(
        replace(
            satu,
            komponen=tuple(
                replace(
                    komponen,
                    indikator=tuple(
                        replace(row, kode=f"{satu.kode}.1.{nomor}", uraian=f"Indikator {nomor}")
                        for row, nomor in zip(komponen.indikator, number, strict=False)
                    ),
                )
                for komponen in satu.komponen
            ),
        )
        for satu in plan.area
    )
    return replace(plan, area=areas)


HARI_INI = D(2026, 2, 10)
ENDS = (D(2025, 9, 30), D(2025, 10, 31), D(2025, 11, 30), D(2025, 12, 31), D(2026, 1, 31))


@pytest.mark.slow
@given(rencanas().map(numbered), st.permutations(ENDS))
def test_reports_made_in_any_order_give_the_same_figures_where_the_data_are_the_same(
    plan: Rencana, order: Sequence[D]
) -> None:
    def figures(satu: AngkaBulan) -> tuple[object, ...]:
        return satu.per_tanggal, satu.capaian, satu.realisasi_jatuh_tempo, dict(satu.area)

    def states(monev: Monev) -> tuple[object, ...]:
        # What a tick is waiting for is no matter of a month that is over, and no report tells it.
        return replace(monev, indikator=()), [replace(satu, dihitung_mulai=None) for satu in monev.kewajiban]

    alone = {end: assess_periode(plan, (), Periode.of(end), HARI_INI) for end in ENDS}
    with tempfile.TemporaryDirectory() as name:
        for end in order:
            made = assess_periode(
                plan, (), Periode.of(end), HARI_INI, read_arsip(Path(name), plan.pengaturan)
            )
            assert made.monev == alone[end].monev
            assert states(made.lalu) == states(alone[end].lalu)
            assert made.berubah == ()
            assert [*map(figures, made.perkembangan)] == [*map(figures, alone[end].perkembangan)]
            path = report_paths(Path(name) / f"{end:%Y-%m}", period_name(Periode.of(end), plan.pengaturan))[2]
            path.parent.mkdir()
            path.write_text(write_ringkasan(made.monev, (), HARI_INI), encoding="utf-8")
        reported = read_arsip(Path(name), plan.pengaturan).laporan
    assert [satu.per_tanggal for satu in reported] == list(ENDS)
