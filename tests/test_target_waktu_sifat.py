"""What holds of every target waktu, whatever a cell says."""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
import re
from typing import Literal

from babel.dates import format_date, get_month_names
from frasa_target import DITOLAK, EJAAN, SEMUA_TERBACA
from hypothesis import given
from hypothesis import strategies as st
from test_target_waktu import outcome

from zi_reports.rencana import bahasa
from zi_reports.rencana.model import Jenis, TargetWaktu
from zi_reports.rencana.target_waktu import contoh_serupa, parse_tanggal, parse_target_waktu

HARI = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
POTONGAN = st.sampled_from(
    sorted({kata for teks in (*SEMUA_TERBACA, *DITOLAK) for kata in re.findall(r"\w+|[^\w\s]", teks)})
)
"""The words of all the examples, to make new ones that come close to what can be read."""


@given(st.one_of(st.text(), st.lists(POTONGAN, max_size=9).map(" ".join), st.dates()), st.integers())
def test_nothing_raises_and_jatuh_tempo_ascend_one_a_month(nilai: str | dt.date, tahun: int) -> None:
    for plan_year in (2025, tahun):
        target = parse_target_waktu(nilai, plan_year)
        months = [(hari.year, hari.month) for hari in target.jatuh_tempo]
        assert all(earlier < later for earlier, later in itertools.pairwise(months))
        without = target.jenis in {Jenis.KOSONG, Jenis.TIDAK_TERBACA, Jenis.INSIDENTAL}
        assert without == (not months)
        assert (target.jenis is Jenis.SEKALI) == (len(months) == 1)


@given(st.one_of(st.text(), st.lists(POTONGAN, max_size=9).map(" ".join)), st.integers(2000, 2099))
def test_the_advice_can_be_read_whatever_stands_in_the_cell(teks: str, tahun: int) -> None:
    assert parse_target_waktu(contoh_serupa(teks, tahun), tahun).jatuh_tempo


@given(st.one_of(st.text(), st.lists(POTONGAN, max_size=5).map(" ".join)))
def test_a_full_date_is_the_same_day_for_both(teks: str) -> None:
    hari = parse_tanggal(teks)
    if hari is not None:
        assert outcome(parse_target_waktu(teks, 2025)) == (Jenis.SEKALI, (hari,))


@st.composite
def mangled(draw: st.DrawFn) -> tuple[str, str]:
    """An example that can be read, and the same with other blanks, capitals and full stops."""
    teks = draw(st.sampled_from(SEMUA_TERBACA))
    blank = st.text(st.sampled_from(" \u00a0\u202f\t\n\r"), min_size=1, max_size=3)
    stop = st.sampled_from(("", ".", " ."))
    words = [
        draw(st.sampled_from((str.lower, str.upper, str.title, str.swapcase)))(word) for word in teks.split()
    ]
    return teks, draw(blank) + "".join(word + draw(stop) + draw(blank) for word in words)


@given(mangled())
def test_capitals_blanks_and_full_stops_change_nothing(pair: tuple[str, str]) -> None:
    teks, other = pair
    assert outcome(parse_target_waktu(other, 2025)) == outcome(parse_target_waktu(teks, 2025))


@given(HARI, st.integers(2000, 2099))
def test_a_date_that_we_write_is_read_back(hari: dt.date, tahun: int) -> None:
    teks = bahasa.tanggal(hari)
    assert parse_tanggal(teks) == hari
    assert parse_target_waktu(teks, tahun) == TargetWaktu(teks, Jenis.SEKALI, (hari,))
    assert parse_target_waktu(hari, tahun) == TargetWaktu(teks, Jenis.SEKALI, (hari,))


@given(HARI)
def test_a_date_in_figures_is_read_day_first(hari: dt.date) -> None:
    for teks in (hari.isoformat(), f"{hari:%d/%m/%Y}", f"{hari.day}-{hari.month}-{hari.year}"):
        assert parse_tanggal(teks) == hari


@given(
    st.sets(st.integers(1, 12), min_size=1).map(sorted),
    st.sampled_from((", ", " dan ", " & ", "; ", ", dan ")),
    st.integers(2000, 2099),
    st.data(),
)
def test_a_list_of_months_is_due_at_their_ends(
    bulan: list[int], pemisah: str, tahun: int, data: st.DataObject
) -> None:
    names = [data.draw(st.sampled_from(EJAAN[nomor].split())) for nomor in bulan]
    ends = tuple(dt.date(tahun, nomor, calendar.monthrange(tahun, nomor)[1]) for nomor in bulan)
    assert parse_target_waktu(pemisah.join(names) + f" {tahun}", 2025).jatuh_tempo == ends
    assert parse_target_waktu(pemisah.join(names), tahun).jatuh_tempo == ends


@given(HARI, HARI)
def test_a_span_is_due_at_its_end_and_never_runs_backwards(awal: dt.date, akhir: dt.date) -> None:
    target = parse_target_waktu(f"{bahasa.tanggal(awal)} s.d. {bahasa.tanggal(akhir)}", 2025)
    assert outcome(target) == ((Jenis.SEKALI, (akhir,)) if awal <= akhir else (Jenis.TIDAK_TERBACA, ()))


TAHUN = st.integers(2000, 2098)
"""Years whose next one can be read too."""

BULAN = st.integers(1, 12)
SAMPAI = st.sampled_from(("s.d.", "sampai dengan", "hingga", "-", "s/d"))


def cldr(hari: dt.date, pola: str) -> str:
    """Write a day as CLDR does in Indonesian."""
    return format_date(hari, pola, locale="id_ID")


def nama_bulan(bulan: int, lebar: Literal["wide", "abbreviated"] = "wide") -> str:
    return str(get_month_names(lebar, locale="id_ID")[bulan])


def ends(tahun: int, bulan: range | list[int]) -> tuple[dt.date, ...]:
    """Give the last days of months, which are counted on beyond December."""
    years = [(tahun + (nomor - 1) // 12, (nomor - 1) % 12 + 1) for nomor in bulan]
    return tuple(dt.date(year, month, calendar.monthrange(year, month)[1]) for year, month in years)


def on_day(hari: int, akhir: tuple[dt.date, ...]) -> tuple[dt.date, ...]:
    return tuple(end.replace(day=min(hari, end.day)) for end in akhir)


@given(HARI, st.sampled_from(("", "pukul 15.39 WIB", "(jam 9)", ", 08:00 wita")))
def test_a_weekday_is_read_where_it_is_the_days_own(hari: dt.date, jam: str) -> None:
    assert parse_target_waktu(f"{cldr(hari, 'EEEE, d MMMM y')} {jam}", 2025).jatuh_tempo == (hari,)
    other = cldr(hari + dt.timedelta(1), "EEEE")
    assert not parse_target_waktu(f"{other}, {cldr(hari, 'd MMMM y')} {jam}", 2025).jatuh_tempo


@given(HARI, st.integers(-2, 2))
def test_a_year_of_two_figures_is_the_plans_or_beside_it(hari: dt.date, jauh: int) -> None:
    for pola in ("dd/MM/yy", "d-M-yy", "d-MMM-yy"):
        target = parse_target_waktu(cldr(hari, pola), hari.year + jauh)
        assert target.jatuh_tempo == ((hari,) if abs(jauh) <= 1 else ())
        assert target.tahun_ditafsirkan == (abs(jauh) <= 1)
    target = parse_target_waktu(cldr(hari, "MMM-yy"), hari.year)
    assert (target.jatuh_tempo, target.tahun_ditafsirkan) == (ends(hari.year, [hari.month]), True)


@given(HARI)
def test_a_month_in_figures_is_due_at_its_end(hari: dt.date) -> None:
    for pola in ("y-MM", "MM/y", "M/y", "MMMM y", "MMM y"):
        target = parse_target_waktu(cldr(hari, pola), 2025)
        assert (target.jatuh_tempo, target.tahun_ditafsirkan) == (ends(hari.year, [hari.month]), False)


@given(HARI)
def test_before_a_day_is_the_day_before(hari: dt.date) -> None:
    before = hari - dt.timedelta(1)
    read = parse_target_waktu(f"sebelum {cldr(hari, 'd MMMM y')}", 2025).jatuh_tempo
    assert read == ((before,) if before.year >= 2000 else ())


@given(TAHUN, BULAN, st.integers(1, 31))
def test_the_next_year_is_a_year_on(tahun: int, bulan: int, hari: int) -> None:
    for teks in (f"{hari} {nama_bulan(bulan)}", f"akhir {nama_bulan(bulan)}", "setiap bulan", "akhir tahun"):
        read = parse_target_waktu(f"{teks} tahun berikutnya", tahun)
        assert outcome(read) == outcome(parse_target_waktu(teks, tahun + 1))


@given(st.lists(BULAN, min_size=1, unique=True), st.sampled_from(("wide", "abbreviated")), TAHUN)
def test_months_in_any_order_but_the_calendars_are_no_list(
    bulan: list[int], lebar: Literal["wide", "abbreviated"], tahun: int
) -> None:
    words = " dan ".join(nama_bulan(nomor, lebar) for nomor in bulan)
    rising = ends(tahun, bulan) if bulan == sorted(bulan) else ()
    bullets = "\n".join(f"- {nama_bulan(nomor, lebar)}" for nomor in bulan)
    assert parse_target_waktu(f"{words} {tahun}", 2025).jatuh_tempo == rising
    assert parse_target_waktu(f"{len(bulan)}x setahun ({words})", tahun).jatuh_tempo == rising
    assert not parse_target_waktu(f"{len(bulan) + 1}x setahun ({words})", tahun).jatuh_tempo
    if len(bulan) > 1:
        assert parse_target_waktu(bullets, tahun).jatuh_tempo == rising


@given(st.sets(BULAN, min_size=2).map(sorted), st.integers(1, 31), TAHUN)
def test_a_day_is_shared_by_all_months_that_have_it(bulan: list[int], hari: int, tahun: int) -> None:
    words = ", ".join(nama_bulan(nomor) for nomor in bulan)
    possible = all(hari <= end.day for end in ends(tahun, bulan))
    shared = on_day(hari, ends(tahun, bulan)) if possible else ()
    assert parse_target_waktu(f"tanggal {hari} {words} {tahun}", 2025).jatuh_tempo == shared
    assert parse_target_waktu(f"tanggal {hari} pada bulan {words}", tahun).jatuh_tempo == shared


@given(st.integers(1, 31), TAHUN)
def test_a_day_of_each_month_is_the_last_of_a_shorter_one(hari: int, tahun: int) -> None:
    for teks in (f"setiap tanggal {hari}", f"paling lambat tgl {hari} setiap bulan"):
        expected = (Jenis.BULANAN, on_day(hari, ends(tahun, range(1, 13))))
        assert outcome(parse_target_waktu(teks, tahun)) == expected
    for teks in (f"setiap tanggal {hari} bulan berikutnya", f"hari ke-{hari} m+1"):
        expected = (Jenis.BULANAN, on_day(hari, ends(tahun, range(2, 14))))
        assert outcome(parse_target_waktu(teks, tahun)) == expected


@given(BULAN, BULAN, SAMPAI, TAHUN)
def test_each_month_of_a_stretch_is_due(awal: int, akhir: int, sampai: str, tahun: int) -> None:
    span = f"{nama_bulan(awal)} {sampai} {nama_bulan(akhir)}"
    for teks in (f"{span} setiap bulan", f"setiap bulan, {span} {tahun}", f"Setiap Bulan ({span})"):
        assert parse_target_waktu(teks, tahun).jatuh_tempo == ends(tahun, range(awal, akhir + 1))
    read = parse_target_waktu(f"setiap bulan mulai {nama_bulan(awal)}", tahun)
    assert read.jatuh_tempo == ends(tahun, range(awal, 13))
    assert parse_target_waktu(span, tahun).jatuh_tempo == (ends(tahun, [akhir]) if awal <= akhir else ())


@given(st.integers(0, 99), TAHUN)
def test_every_so_many_months_fills_the_year_or_is_not_read(langkah: int, tahun: int) -> None:
    fits = 0 < langkah <= 12 and 12 % langkah == 0
    expected = ends(tahun, range(langkah, 13, langkah)) if fits else ()
    kinds = {1: Jenis.BULANAN, 3: Jenis.TRIWULANAN, 6: Jenis.SEMESTERAN, 12: Jenis.SEKALI}
    jenis = kinds.get(langkah, Jenis.BERKALA if fits else Jenis.TIDAK_TERBACA)
    for teks in (f"setiap {langkah} bulan", f"minimal {langkah} bulan sekali"):
        assert outcome(parse_target_waktu(teks, tahun)) == (jenis, expected)


@given(
    st.integers(1, 4), st.integers(1, 4), st.sampled_from(("TW", "Triwulan ke-", "Kuartal")), SAMPAI, TAHUN
)
def test_a_range_of_triwulan_is_each_of_them(
    awal: int, akhir: int, kata: str, sampai: str, tahun: int
) -> None:
    roman = ("", "I", "II", "III", "IV")
    expected = ends(tahun, range(3 * awal, 3 * akhir + 1, 3))
    for teks in (
        f"{kata} {awal} {sampai} {akhir} {tahun}",
        f"{kata} {roman[awal]} {sampai} {kata} {roman[akhir]} tahun {tahun}",
    ):
        assert parse_target_waktu(teks, 2025).jatuh_tempo == expected


@given(BULAN, st.integers(1, 4), TAHUN)
def test_a_week_ends_seven_days_after_the_one_before(bulan: int, minggu: int, tahun: int) -> None:
    expected = (dt.date(tahun, bulan, 7 * minggu),)
    for teks in (f"minggu ke-{minggu} {nama_bulan(bulan)}", f"M{minggu} {nama_bulan(bulan)} {tahun}"):
        assert parse_target_waktu(teks, tahun).jatuh_tempo == expected
    sunday = dt.date(tahun, bulan, minggu).weekday() == calendar.SUNDAY
    read = parse_target_waktu(f"minggu {minggu} {nama_bulan(bulan)} {tahun}", tahun).jatuh_tempo
    assert read == (() if sunday else expected)


@given(HARI, HARI)
def test_a_bracket_has_to_say_the_same(luar: dt.date, dalam: dt.date) -> None:
    read = parse_target_waktu(f"{cldr(luar, 'd MMMM y')} ({cldr(dalam, 'dd/MM/y')})", 2025).jatuh_tempo
    assert read == ((luar,) if luar == dalam else ())
    assert parse_target_waktu(f"{cldr(luar, 'd MMM y')} ({luar.isoformat()})", 2025).jatuh_tempo == (luar,)


@given(BULAN, st.integers(1, 8), st.sampled_from(("-\n", "-\r\n", "\u2010 \n  ", "\u00ad")), TAHUN)
def test_a_month_may_be_cut_at_a_lines_end(bulan: int, tempat: int, potong: str, tahun: int) -> None:
    name = nama_bulan(bulan)
    if tempat < len(name):
        cut = f"{name[:tempat]}{potong}{name[tempat:]} {tahun}"
        assert parse_target_waktu(cut, 2025).jatuh_tempo == ends(tahun, [bulan])


@given(BULAN, st.integers(1, 12), st.integers(3, 14), TAHUN)
def test_the_kind_follows_from_the_dates(bulan: int, langkah: int, banyak: int, tahun: int) -> None:
    series = ends(tahun, list(range(bulan, bulan + banyak * langkah, langkah)))
    if series[-1].year >= 2100:
        return
    target = parse_target_waktu(", ".join(cldr(hari, "MMMM y") for hari in series), 2025)
    whole = {(1, 12): Jenis.BULANAN}
    if bulan % 3 == 0:
        whole[3, 4] = Jenis.TRIWULANAN
    assert outcome(target) == (whole.get((langkah, banyak), Jenis.BERKALA), series)
