from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rencana_kecil import DES_31, OKT_31

from zi_reports.monev.figures import Hitungan, Monev, assess
from zi_reports.monev.keadaan import Keadaan, Ketepatan, sudah_jatuh_tempo
from zi_reports.rencana.model import (
    Area,
    Indikator,
    Jenis,
    Kewajiban,
    Komponen,
    Pengaturan,
    Realisasi,
    Rencana,
    TargetWaktu,
)
from zi_reports.rencana.target_waktu import parse_target_waktu

D = dt.date
STATES = ("selesai", "terlambat", "belum_jatuh_tempo", "tanpa_tenggat", "tidak_berlaku")
HOW = ("tepat_waktu", "selesai_terlambat", "selesai_tanpa_tanggal")


def indikator(*kewajiban: Kewajiban, kode: str = "I.1.1") -> Indikator:
    due = tuple(satu.jatuh_tempo for satu in kewajiban if satu.jatuh_tempo)
    target = TargetWaktu("", Jenis.SEKALI if due else Jenis.KOSONG, due)
    return Indikator(kode, "Uraian", "", "", target, kewajiban)


def rencana(*baris: Indikator, mulai: dt.date | None = None) -> Rencana:
    area = (Area("I", "Satu", (Komponen("1", "K", baris),)), Area("V", "Lima"))
    return Rencana(Pengaturan("KPU Kabupaten Contoh", 2025, mulai_pemantauan=mulai), area)


def due(day: dt.date | None, *, done: dt.date | bool | None = None, tb: bool = False) -> Kewajiban:
    realisasi = Realisasi(
        selesai=bool(done), tanggal=done if isinstance(done, dt.date) else None, tidak_berlaku=tb
    )
    return Kewajiban(day, realisasi)


def state(kewajiban: Kewajiban, per_tanggal: dt.date) -> tuple[Keadaan, Ketepatan | None]:
    satu = assess(rencana(indikator(kewajiban)), per_tanggal).kewajiban[0]
    return satu.keadaan, satu.ketepatan


@pytest.mark.parametrize(
    ("kewajiban", "per_tanggal", "keadaan", "ketepatan"),
    [
        (due(OKT_31), D(2025, 10, 30), Keadaan.BELUM_JATUH_TEMPO, None),
        (due(OKT_31), OKT_31, Keadaan.TERLAMBAT, None),
        (due(OKT_31, done=OKT_31), OKT_31, Keadaan.SELESAI, Ketepatan.TEPAT_WAKTU),
        (due(OKT_31, done=D(2025, 9, 1)), D(2025, 9, 1), Keadaan.SELESAI, Ketepatan.TEPAT_WAKTU),
        (due(OKT_31, done=D(2025, 11, 1)), D(2025, 11, 30), Keadaan.SELESAI, Ketepatan.SELESAI_TERLAMBAT),
        (due(OKT_31, done=D(2025, 11, 1)), OKT_31, Keadaan.TERLAMBAT, None),
        (due(OKT_31, done=D(2025, 10, 2)), D(2025, 10, 1), Keadaan.BELUM_JATUH_TEMPO, None),
        (due(OKT_31, done=True), D(2025, 1, 31), Keadaan.SELESAI, Ketepatan.SELESAI_TANPA_TANGGAL),
        (due(None), DES_31, Keadaan.TANPA_TENGGAT, None),
        (due(None, done=D(2025, 5, 5)), DES_31, Keadaan.SELESAI, Ketepatan.SELESAI_TANPA_TANGGAL),
        (due(None, done=D(2026, 5, 5)), DES_31, Keadaan.TANPA_TENGGAT, None),
        (due(OKT_31, tb=True), DES_31, Keadaan.TIDAK_BERLAKU, None),
        (due(None, tb=True), DES_31, Keadaan.TIDAK_BERLAKU, None),
    ],
)
def test_each_kewajiban_is_in_the_state_that_its_dates_give(
    kewajiban: Kewajiban, per_tanggal: dt.date, keadaan: Keadaan, ketepatan: Ketepatan | None
) -> None:
    assert state(kewajiban, per_tanggal) == (keadaan, ketepatan)


def test_a_mark_in_a_month_column_counts_from_that_month_on() -> None:
    plan = rencana(indikator(due(D(2025, 9, 30)), due(OKT_31, done=True)))
    selesai = [
        assess(plan, day).ringkasan.hitungan.selesai
        for day in (D(2025, 9, 30), D(2025, 10, 1), D(2025, 10, 15), OKT_31)
    ]
    assert selesai == [0, 1, 1, 1]


def deret(teks: str, *selesai: dt.date | None) -> Indikator:
    """Give a row with a TARGET WAKTU that names several days, and the days on which each was finished."""
    target = parse_target_waktu(teks, 2025)
    days = zip(target.jatuh_tempo, selesai, strict=True)
    return replace(indikator(*(due(day, done=done) for day, done in days)), target_waktu=target)


@pytest.mark.parametrize(
    ("teks", "nomor", "awal"),
    [
        ("Setiap Bulan", 0, D(2025, 1, 1)),
        ("Setiap Bulan", 9, D(2025, 10, 1)),
        ("Setiap bulan mulai Oktober", 0, D(2025, 10, 1)),
        ("tanggal 5 setiap bulan", 0, D(2024, 12, 6)),
        ("tanggal 5 setiap bulan", 2, D(2025, 2, 6)),
        ("tanggal 30 setiap bulan", 1, D(2025, 1, 31)),  # due on 28 February, before it on 30 January
        ("tanggal 30 setiap bulan", 2, D(2025, 3, 1)),
        ("setiap tanggal 10 bulan berikutnya", 0, D(2025, 1, 11)),
        ("triwulan", 1, D(2025, 4, 1)),
        ("Per semester", 0, D(2025, 1, 1)),
        ("Per semester", 1, D(2025, 7, 1)),
        ("setiap 4 bulan", 1, D(2025, 5, 1)),
        ("tanggal 10 Maret, Juni, September dan Desember 2025", 0, D(2024, 12, 11)),
        ("Mei & November", 0, None),
        ("31 Oktober 2025", 0, None),
    ],
)
def test_in_a_regular_series_a_period_begins_the_day_after_the_jatuh_tempo_before(
    teks: str, nomor: int, awal: dt.date | None
) -> None:
    assert parse_target_waktu(teks, 2025).masa[nomor][1] == awal


def test_months_ticked_off_on_one_day_in_january_are_finished_month_by_month() -> None:
    plan = rencana(deret("Setiap Bulan", *[D(2025, 1, 5)] * 12))
    for per, finished in ((D(2025, 1, 4), 0), (D(2025, 1, 31), 1), (D(2025, 3, 1), 3), (DES_31, 12)):
        hitungan = assess(plan, per).ringkasan.hitungan
        assert (hitungan.selesai, hitungan.tepat_waktu) == (finished, min(finished, 1))
        assert hitungan.selesai_tanpa_tanggal == max(finished - 1, 0)
    january, february = assess(plan, DES_31).kewajiban[:2]
    assert (january.tanggal_selesai, january.selesai_sejak) == (D(2025, 1, 5), D(2025, 1, 5))
    assert (february.tanggal_selesai, february.selesai_sejak) == (None, D(2025, 2, 1))


def test_only_a_regular_series_has_periods() -> None:
    # 1 April is the first day of the second quarter, 31 March the last of the first.
    quarters = deret("triwulan", D(2025, 1, 1), D(2025, 4, 1), D(2025, 6, 30), D(2025, 12, 31))
    how = [satu.ketepatan for satu in assess(rencana(quarters), DES_31).kewajiban]
    early = Ketepatan.SELESAI_TANPA_TANGGAL
    assert how == [Ketepatan.TEPAT_WAKTU, Ketepatan.TEPAT_WAKTU, early, Ketepatan.TEPAT_WAKTU]
    named = deret("Mei & November", D(2025, 1, 5), D(2025, 1, 5))
    assert assess(rencana(named), D(2025, 1, 31)).ringkasan.hitungan.tepat_waktu == 2


def test_a_kewajiban_is_due_on_its_day_and_never_without_one() -> None:
    assert sudah_jatuh_tempo(OKT_31, OKT_31)
    assert not sudah_jatuh_tempo(OKT_31, OKT_31 - dt.timedelta(days=1))
    assert not sudah_jatuh_tempo(None, OKT_31)


def test_days_late_are_counted_up_to_the_per_tanggal() -> None:
    plan = rencana(indikator(due(OKT_31)))
    assert assess(plan, D(2025, 11, 30)).kewajiban[0].hari_terlambat == 30
    assert assess(plan, D(2025, 10, 1)).kewajiban[0].hari_terlambat == 0


def contoh() -> Rencana:
    """Three indikator: one of four months with one TB and two done, one late, one that does not apply at all."""
    bulanan = indikator(
        due(D(2025, 3, 31), done=D(2025, 3, 30)),
        due(D(2025, 6, 30), done=D(2025, 7, 2)),
        due(D(2025, 9, 30), tb=True),
        due(DES_31),
    )
    return rencana(bulanan, indikator(due(OKT_31), kode="I.1.2"), indikator(due(None, tb=True), kode="I.1.3"))


def test_capaian_is_the_mean_over_indikator_and_realisasi_the_finished_share_of_what_is_due() -> None:
    monev = assess(contoh(), OKT_31)
    assert monev.ringkasan.hitungan == Hitungan(
        kewajiban=6,  # four months, one in October, one without a date
        selesai=2,  # March, June
        tepat_waktu=1,  # March
        selesai_terlambat=1,  # June, on 2 July
        selesai_tanpa_tanggal=0,
        terlambat=1,  # I.1.2
        belum_jatuh_tempo=1,  # December
        tanpa_tenggat=0,
        tidak_berlaku=2,  # September, I.1.3
    )
    # 2 of 3 that apply; 0 of 1; nothing applies: no capaian, and no part in the mean.
    assert [satu.capaian for satu in monev.indikator] == [2 / 3, 0.0, None]
    assert monev.ringkasan.indikator == 3
    assert monev.ringkasan.capaian == (2 / 3 + 0) / 2
    # Due by 31 October and applying: March, June, October; finished of these: March, June.
    assert monev.ringkasan.realisasi_jatuh_tempo == 2 / 3


def test_an_area_without_indikator_has_no_capaian() -> None:
    area = assess(contoh(), OKT_31).area[1].angka
    assert (area.indikator, area.hitungan.kewajiban) == (0, 0)
    assert area.capaian is None
    assert area.realisasi_jatuh_tempo is None


def test_one_monthly_row_does_not_outweigh_the_others() -> None:
    months = [due(D(2025, m, 28), done=D(2025, m, 1)) for m in range(1, 13)]
    monev = assess(rencana(indikator(*months), indikator(due(OKT_31))), DES_31)
    # 12 of 12 and 0 of 1: the mean of 1 and 0, not 12 of 13.
    assert monev.ringkasan.capaian == 0.5


def test_silence_does_not_raise_the_capaian() -> None:
    quarters = [
        due(D(2025, 3, 31), done=D(2025, 3, 1)),
        due(D(2025, 6, 30)),
        due(D(2025, 9, 30)),
        due(DES_31),
    ]
    assert assess(rencana(indikator(*quarters)), D(2025, 6, 30)).ringkasan.capaian == 0.25


def test_nothing_due_gives_no_realisasi_jatuh_tempo() -> None:
    assert assess(rencana(indikator(due(DES_31))), OKT_31).ringkasan.realisasi_jatuh_tempo is None


def test_kewajiban_due_before_mulai_pemantauan_are_left_out() -> None:
    plan = rencana(indikator(due(D(2025, 3, 31)), due(OKT_31)), mulai=D(2025, 4, 1))
    monev = assess(plan, DES_31)
    assert [satu.jatuh_tempo for satu in monev.kewajiban] == [OKT_31]
    all_before = assess(rencana(indikator(due(D(2025, 3, 31))), mulai=D(2025, 4, 1)), DES_31)
    assert (all_before.ringkasan.indikator, all_before.ringkasan.capaian) == (1, None)


def test_monitoring_begins_with_the_plan_year_unless_mulai_pemantauan_says_otherwise() -> None:
    first, before = D(2025, 1, 1), D(2024, 12, 31)
    plan = rencana(indikator(due(before)), indikator(due(first)), indikator(due(None)))
    assert [satu.jatuh_tempo for satu in assess(plan, DES_31).kewajiban] == [first, None]
    earlier = rencana(indikator(due(before)), mulai=before)
    assert [satu.jatuh_tempo for satu in assess(earlier, DES_31).kewajiban] == [before]


def test_a_finished_kewajiban_says_since_when_it_counts() -> None:
    dated, marked = due(D(2025, 9, 30), done=D(2025, 9, 12)), due(OKT_31, done=True)
    monthly = assess(rencana(indikator(dated, marked, due(DES_31))), DES_31).kewajiban
    assert [satu.selesai_sejak for satu in monthly] == [D(2025, 9, 12), D(2025, 10, 1), None]
    assert [satu.tanggal_selesai for satu in monthly] == [D(2025, 9, 12), None, None]
    # A STATUS on a row of one kewajiban says "finished by now": here by the month of its jatuh tempo.
    (single,) = assess(rencana(indikator(marked)), DES_31).kewajiban
    assert single.selesai_sejak == D(2025, 10, 1)


def test_the_months_of_tenggat_are_in_order_and_those_without_date_come_last() -> None:
    plan = rencana(indikator(due(DES_31)), indikator(due(None)), indikator(due(D(2025, 1, 10))))
    months = [satu.bulan for satu in assess(plan, OKT_31).tenggat]
    assert months == [D(2025, 1, 1), D(2025, 12, 1), None]


def test_the_curve_adds_up_month_by_month_and_ends_at_the_per_tanggal() -> None:
    curve = [(p.bulan.month, p.rencana, p.realisasi) for p in assess(contoh(), D(2025, 7, 15)).kurva]
    # Due and applying: end of March, June, October, December; finished on 30 March and 2 July.
    assert curve == [
        (3, 1, 1),
        (4, 1, 1),
        (5, 1, 1),
        (6, 2, 1),
        (7, 2, 2),
        (8, 2, None),
        (9, 2, None),
        (10, 3, None),
        (11, 3, None),
        (12, 4, None),
    ]


def test_the_curve_goes_on_to_what_was_finished_after_the_plans_last_month() -> None:
    plan = rencana(indikator(due(OKT_31, done=D(2025, 12, 5))))
    now, before = (
        [(p.bulan.month, p.realisasi) for p in assess(plan, day).kurva] for day in (DES_31, OKT_31)
    )
    assert now == [(10, 0), (11, 0), (12, 1)]
    assert before == [(10, 0)]


def test_a_plan_without_indikator_has_no_figures() -> None:
    monev = assess(rencana(), OKT_31)
    assert (monev.ringkasan.capaian, monev.tenggat, monev.kurva) == (None, (), ())


days = st.dates(D(2024, 12, 1), D(2026, 2, 28))
reports = st.builds(
    Realisasi, selesai=st.booleans(), tanggal=st.none(), tidak_berlaku=st.booleans()
) | st.builds(lambda day: Realisasi(selesai=True, tanggal=day), days)
month_ends = st.builds(
    lambda m: (D(2025, m, 28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(1), st.integers(1, 12)
)


@st.composite
def indikators(draw: st.DrawFn) -> Indikator:
    dates = draw(st.lists(days, min_size=0, max_size=12, unique_by=lambda day: (day.year, day.month)))
    kewajiban = [Kewajiban(day, draw(reports)) for day in sorted(dates)] or [Kewajiban(None, draw(reports))]
    satu = indikator(*kewajiban)
    # A series of any days has periods as one of equal steps has.
    jenis = draw(st.sampled_from((Jenis.BULANAN, Jenis.BEBERAPA))) if len(dates) > 1 else Jenis.SEKALI
    return replace(satu, target_waktu=replace(satu.target_waktu, jenis=jenis))


@st.composite
def rencanas(draw: st.DrawFn) -> Rencana:
    areas = tuple(
        Area(kode, "A", (Komponen("1", "K", tuple(draw(st.lists(indikators(), max_size=4)))),))
        for kode in ("I", "II", "III")
    )
    return Rencana(Pengaturan("KPU Kabupaten Contoh", 2025), areas)


def counts(hitungan: Hitungan) -> tuple[int, ...]:
    return tuple(getattr(hitungan, field.name) for field in fields(Hitungan))


def total(parts: list[Hitungan]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*(counts(part) for part in parts), strict=True)) or (0,) * len(
        fields(Hitungan)
    )


@given(rencanas(), days)
def test_every_kewajiban_is_in_exactly_one_state_and_the_parts_add_up(plan: Rencana, day: dt.date) -> None:
    monev = assess(plan, day)
    whole = monev.ringkasan.hitungan
    assert whole.kewajiban == sum(getattr(whole, name) for name in STATES)
    assert whole.selesai == sum(getattr(whole, name) for name in HOW)
    assert total([satu.angka.hitungan for satu in monev.area]) == counts(whole)
    assert total([satu.hitungan for satu in monev.tenggat]) == counts(whole)
    assert total([satu.hitungan for satu in monev.indikator]) == counts(whole)
    assert len(monev.kewajiban) == whole.kewajiban


@given(rencanas(), days)
def test_shares_lie_between_nothing_and_the_whole(plan: Rencana, day: dt.date) -> None:
    for angka in (assess(plan, day).ringkasan, *(satu.angka for satu in assess(plan, day).area)):
        for share in (angka.capaian, angka.realisasi_jatuh_tempo):
            assert share is None or 0 <= share <= 1


def without_later_dates(plan: Rencana, day: dt.date) -> Rencana:
    """Give the plan as the office had it on `day`: what was finished later is not yet reported."""

    def undo(satu: Kewajiban) -> Kewajiban:
        later = satu.realisasi.tanggal is not None and satu.realisasi.tanggal > day
        return (
            replace(satu, realisasi=Realisasi(tidak_berlaku=satu.realisasi.tidak_berlaku)) if later else satu
        )

    def undo_row(baris: Indikator) -> Indikator:
        return replace(baris, kewajiban=tuple(undo(satu) for satu in baris.kewajiban))

    areas = tuple(
        replace(
            area,
            komponen=tuple(
                replace(komponen, indikator=tuple(undo_row(satu) for satu in komponen.indikator))
                for komponen in area.komponen
            ),
        )
        for area in plan.area
    )
    return replace(plan, area=areas)


def figures(monev: Monev) -> tuple[object, ...]:
    return (
        monev.ringkasan,
        tuple(satu.angka for satu in monev.area),
        monev.tenggat,
        tuple((satu.hitungan, satu.capaian) for satu in monev.indikator),
        monev.kewajiban,
        monev.kurva,
    )


@given(rencanas(), month_ends)
def test_a_past_month_does_not_change_when_later_dates_are_filled_in(plan: Rencana, day: dt.date) -> None:
    assert figures(assess(plan, day)) == figures(assess(without_later_dates(plan, day), day))


@given(rencanas(), month_ends)
def test_the_curve_ends_where_the_figures_stand(plan: Rencana, day: dt.date) -> None:
    monev = assess(plan, day)
    reached = [point.realisasi for point in monev.kurva if point.realisasi is not None]
    dated = [k for k in monev.kewajiban if k.keadaan is Keadaan.SELESAI and k.jatuh_tempo is not None]
    if reached:
        assert reached[-1] == len(dated)
    assert reached == sorted(reached)
