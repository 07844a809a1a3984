"""The figures agree with a second computation from the page's own words, and stand once reported."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import conftest
import pytest
from conftest import sendiri
from hitung_kedua import Saat, bukti_kedua, hitung_kedua, keputusan_kedua
from rencana_acak import dengan, dengan_rapat_dan_bukti, rencana_acak, saat_acak, terdahulu_acak
from test_excel_hitung_ulang import differences, recalculated

from zi_reports.buku.writer import write_workbook
from zi_reports.excel.report import write_excel
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import HITUNGAN, Monev, assess
from zi_reports.monev.keadaan import Keadaan
from zi_reports.rekap import tables
from zi_reports.rekap.read import scan
from zi_reports.rencana.bahasa import akhir_bulan
from zi_reports.rencana.model import Realisasi, Rencana
from zi_reports.rencana.periode import JenisPeriode, Periode
from zi_reports.ringkasan import ringkasan
from zi_reports.sources.workbook import read_workbook

D = dt.date
BULAN = (
    (JenisPeriode.BULAN, 1),
    (JenisPeriode.TRIWULAN, 3),
    (JenisPeriode.SEMESTER, 6),
    (JenisPeriode.TAHUN, 12),
)
"""The kinds of period, and of how many months each is."""


def shown(contract: Any, wanted: Any) -> Any:
    """Give of the contract what the second computation has, shares to twelve decimals."""
    if isinstance(wanted, dict):
        return {nama: shown(contract[nama], isi) for nama, isi in wanted.items()}
    if isinstance(wanted, list):
        return [shown(satu, isi) for satu, isi in zip(contract, wanted, strict=True)]
    return round(contract, 12) if isinstance(contract, float) else contract


def rounded(wanted: Any) -> Any:
    return shown(wanted, wanted)


def lima_puluh(banyak: int) -> list[range]:
    """Give so many seeds, fifty to a test: to hand out each alone costs more than what it tries."""
    return [range(first, first + 50) for first in range(0, banyak, 50)]


@pytest.mark.parametrize("seeds", lima_puluh(300), ids=str)
def test_the_figures_are_those_of_a_second_computation(seeds: range) -> None:
    for seed in seeds:
        hold_figures(seed)


def hold_figures(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - plans to try, no secrets
    plan = rencana_acak(chance)
    hari, hari_ini = saat_acak(chance)
    earlier = terdahulu_acak(chance, plan, hari_ini)
    jenis, bulan = chance.choice(BULAN)
    wanted = hitung_kedua(plan, Saat(hari, hari_ini, bulan), earlier)
    found = ringkasan(assess(plan, hari, hari_ini, earlier, jenis=jenis), ())
    assert shown(found, wanted) == rounded(wanted)
    shared = [row for row in found["indikator"] if ";" in row["penanggung_jawab"]]  # of two each
    for nama in HITUNGAN:
        by_person = sum(satu[nama] for satu in found["penanggung_jawab"])
        assert by_person == found["ringkasan"][nama] + sum(row[nama] for row in shared)


def with_more(seed: int) -> tuple[random.Random, Rencana]:
    chance = random.Random(seed)  # noqa: S311 - as above
    return chance, dengan_rapat_dan_bukti(chance, rencana_acak(chance))


@pytest.mark.parametrize("seeds", lima_puluh(300), ids=str)
def test_decisions_and_evidence_are_those_of_a_second_computation(seeds: range) -> None:
    for seed in seeds:
        hold_decisions_and_evidence(seed)


def hold_decisions_and_evidence(seed: int) -> None:
    chance, plan = with_more(seed)
    hari, hari_ini = saat_acak(chance)
    jenis, bulan = chance.choice(BULAN)
    monev = assess(plan, hari, hari_ini, jenis=jenis)
    found = ringkasan(monev, ())
    decided = keputusan_kedua(plan, Saat(hari, hari_ini, bulan))
    assert shown(found.get("keputusan", []), decided) == decided
    wanted = bukti_kedua(plan)
    told = [
        [{"periode": p.periode and f"{p.periode:%Y-%m}", **asdict(p.hitungan)} for p in row.bukti]
        for row in monev.indikator
    ]
    assert told == wanted["indikator"]
    assert [{"kode": satu.area.kode, **asdict(satu.bukti)} for satu in monev.area] == wanted["area"]
    # The contract tells of it where more is known than column BUKTI DUKUNG has: a month or a verdict.
    known = [any(p.periode or p.verifikasi for p in row.bukti_dukung) for row in plan.indikator]
    assert found.get("bukti") == (wanted["area"] if any(known) else None)
    for row, own, more in zip(found["indikator"], wanted["indikator"], known, strict=True):
        assert row.get("bukti_periode") == (own if more else None)


def test_the_random_decisions_have_every_state_and_the_evidence_every_verdict() -> None:
    states: Counter[str] = Counter()
    evidence: Counter[str] = Counter()
    for seed in range(300):
        chance, plan = with_more(seed)
        monev = assess(plan, *saat_acak(chance))
        states.update(str(part) for satu in monev.keputusan for part in (satu.keadaan, satu.ketepatan))
        states["ditunda"] += len(plan.keputusan) - len(monev.keputusan)
        states["belum dihitung"] += sum(
            satu.keputusan.realisasi.selesai and satu.keadaan is not Keadaan.SELESAI
            for satu in monev.keputusan
        )
        evidence += Counter({nama: jumlah for nama, jumlah in asdict(monev.bukti).items() if jumlah})
        evidence["bulan lain"] += sum(
            row.indikator.berulang
            and row.bukti[-1].periode is None
            and any(p.periode for p in row.bukti[-1].bukti)
            for row in monev.indikator
            if row.bukti
        )
    assert len(states) == 11  # five states, four of ketepatan with none, and two that no report shows
    assert min(states.values()) > 10
    assert len(evidence) == 5
    assert min(evidence.values()) > 20


def test_the_random_plans_have_every_state_and_every_way_of_being_finished() -> None:
    seen: set[str] = set()
    running = 0
    for seed in range(300):
        chance = random.Random(seed)  # noqa: S311 - as above
        plan = rencana_acak(chance)
        monev = assess(plan, *saat_acak(chance))
        seen |= {str(satu.keadaan) for satu in monev.kewajiban}
        seen |= {str(satu.ketepatan) for satu in monev.kewajiban}
        seen |= {"menunggu" for satu in monev.kewajiban if satu.dihitung_mulai}
        today = {satu.jatuh_tempo for satu in monev.kewajiban if satu.keadaan is Keadaan.BELUM_JATUH_TEMPO}
        running += monev.berjalan and monev.per_tanggal in today
    assert len(seen) == 10  # five states, three ways of being finished and none, and what waits for its month
    assert running > 5


def figures(monev: Monev) -> tuple[object, ...]:
    areas = tuple(satu.angka for satu in monev.area)
    return monev.ringkasan, areas, monev.tenggat, monev.kewajiban, monev.kurva


@pytest.mark.parametrize("seeds", lima_puluh(100), ids=str)
def test_entries_dated_after_a_day_change_no_figure_of_it(seeds: range) -> None:
    for seed in seeds:
        hold_against_later_entries(seed)


def hold_against_later_entries(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - as above
    plan = rencana_acak(chance)
    hari = akhir_bulan(2025, chance.randint(1, 12))
    blank = [
        (satu.kode, kewajiban.jatuh_tempo)
        for satu in plan.indikator
        for kewajiban in satu.kewajiban
        if kewajiban.realisasi == Realisasi()
    ]
    # A day after D that is before its own period is a mark of that period's month, which then begins after D.
    later = {
        kunci: Realisasi(selesai=True, tanggal=hari + dt.timedelta(days=chance.randint(1, 90)))
        for kunci in blank
    }
    hari_ini = hari + dt.timedelta(days=chance.choice([1, 20, 100]))
    assert figures(assess(dengan(plan, later), hari, hari_ini)) == figures(assess(plan, hari, hari_ini))


@pytest.mark.parametrize("seeds", lima_puluh(100), ids=str)
def test_ticks_without_a_date_change_no_report_but_the_newest_before_their_month(seeds: range) -> None:
    for seed in seeds:
        hold_against_ticks(seed)


def hold_against_ticks(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - as above
    plan = rencana_acak(chance)
    hari = akhir_bulan(2025, chance.randint(1, 10))
    ticked = {
        (satu.kode, kewajiban.jatuh_tempo): Realisasi(selesai=True)
        for satu in plan.indikator
        for kewajiban in satu.kewajiban
        if kewajiban.realisasi == Realisasi()
        if kewajiban.jatuh_tempo is None or kewajiban.jatuh_tempo.replace(day=1) > hari
    }
    long_after = akhir_bulan(hari.year, hari.month + 1) + dt.timedelta(days=chance.choice([1, 40]))
    # Only that they wait is told: not one figure or state.
    before, now = (assess(satu, hari, long_after) for satu in (plan, dengan(plan, ticked)))
    assert figures(now)[:3] == figures(before)[:3]
    assert [satu.keadaan for satu in now.kewajiban] == [satu.keadaan for satu in before.kewajiban]
    # On a row with a single kewajiban they are news in the newest report, and stay in it once it was made.
    newest = assess(dengan(plan, ticked), hari, akhir_bulan(hari.year, hari.month + 1))
    single = {satu.kode for satu in plan.indikator if not satu.berulang}
    news = {(satu.kode, satu.jatuh_tempo) for satu in newest.kewajiban if satu.keadaan is Keadaan.SELESAI}
    counted = {(satu.kode, satu.jatuh_tempo) for satu in newest.kewajiban}
    assert {kunci for kunci in ticked if kunci[0] in single} & counted <= news
    assert not {kunci for kunci in ticked if kunci[0] not in single} & news
    told = dict.fromkeys(news, hari)
    assert figures(assess(dengan(plan, ticked), hari, long_after, told)) == figures(newest)


def test_a_recap_adds_up_what_the_second_computation_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "work_through", sendiri)
    hari, hari_ini = D(2025, 10, 31), D(2025, 10, 31)  # a running day, on which many kewajiban are due
    found = []
    for seed in range(4):
        plan = rencana_acak(random.Random(seed))  # noqa: S311 - as above
        path = tmp_path / f"{seed}.xlsx"
        named = replace(plan.pengaturan, satker=f"KPU Kabupaten {seed}")
        path.write_bytes(write_workbook(replace(plan, pengaturan=named)))
        read, _ = read_workbook(path)
        found.append(hitung_kedua(read, Saat(hari, hari_ini), {})["ringkasan"])
    rekap, _ = tables.recap(scan(tmp_path), Periode.of(hari), hari_ini, 2025, lambda _: None)
    assert rekap.indikator == sum(satu["indikator"] for satu in found)
    assert asdict(rekap.hitungan) == {nama: sum(satu[nama] for satu in found) for nama in HITUNGAN}
    for nama in ("capaian", "realisasi_jatuh_tempo"):
        assert list(rekap.satker[nama]) == pytest.approx([satu[nama] for satu in found])
    assert all(getattr(rekap.hitungan, nama) for nama in HITUNGAN)


@pytest.mark.slow
@conftest.perlu_libreoffice
@pytest.mark.parametrize("seed", range(6))
def test_a_recalculated_workbook_has_the_figures_of_the_second_computation(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - as above
    plan = rencana_acak(chance, 40)
    hari = akhir_bulan(2025, chance.randint(2, 12))
    hari_ini = hari + dt.timedelta(days=chance.choice([0, 5]))
    earlier = terdahulu_acak(chance, plan, hari_ini)
    kini = assess(plan, hari, hari_ini, earlier)
    lalu = assess(plan, hari.replace(day=1) - dt.timedelta(days=1), hari_ini, earlier)
    report = write_excel(BahanLaporan(kini, lalu, (), hari_ini))
    found = recalculated(report, tmp_path)
    assert differences(found, report) == []
    wanted = hitung_kedua(plan, Saat(hari, hari_ini), earlier)["ringkasan"]
    main = {row[0].value: row[2].value for row in found["Ringkasan"].iter_rows(max_col=3)}
    assert (main["Selesai"], main["Terlambat"]) == (wanted["selesai"], wanted["terlambat"])
    assert main["Belum jatuh tempo"] == wanted["belum_jatuh_tempo"]
    assert main["Capaian"] == pytest.approx(wanted["capaian"])
    due = wanted["realisasi_jatuh_tempo"]
    assert main["Realisasi jatuh tempo"] == ("–" if due is None else pytest.approx(due))
