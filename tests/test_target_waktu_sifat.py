"""What holds of every target waktu, whatever a cell says."""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
import re

from hypothesis import given
from hypothesis import strategies as st
from test_target_waktu import DITOLAK, EJAAN, SEMUA_TERBACA, outcome

from zi_reports.rencana import bahasa
from zi_reports.rencana.model import Jenis, TargetWaktu
from zi_reports.rencana.target_waktu import parse_tanggal, parse_target_waktu

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
