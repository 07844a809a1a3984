from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import vobject
from conftest import Capsys, buat_buku, indikator, jalankan, lengkap
from rencana_kecil import DES_31, NOV_30, OKT_31, due, komponen, rencana
from rencana_kecil import indikator as baris

from zi_reports.kalender import write_kalender
from zi_reports.monev.figures import assess
from zi_reports.rencana.model import Indikator, Kewajiban, Realisasi, Rencana

NOV_10 = dt.date(2025, 11, 10)


def kalender(plan: Rencana | Indikator, hari_ini: dt.date = NOV_10) -> bytes:
    whole = plan if isinstance(plan, Rencana) else rencana(komponen(plan))
    return write_kalender(assess(whole, hari_ini))[0]


def acara(content: bytes) -> list[Any]:
    """Read the events with a library other than the one that wrote them."""
    return list(vobject.readOne(content.decode()).contents.get("vevent", []))


def uid(content: bytes) -> list[str]:
    return [event.uid.value for event in acara(content)]


def test_each_unfinished_kewajiban_is_an_event_of_its_day() -> None:
    # One to come, one late; left out are the finished one, the one without a day and the one that is not asked.
    content = kalender(
        rencana(
            komponen(
                baris("Rapat", due(OKT_31, OKT_31), due(DES_31)),
                baris("SK", due(OKT_31)),
                baris("Inovasi", due(None)),
                baris("Bukan kami", Kewajiban(DES_31, Realisasi(tidak_berlaku=True))),
            )
        )
    )
    assert [(e.dtstart.value, e.dtend.value) for e in acara(content)] == [
        (DES_31, dt.date(2026, 1, 1)),
        (OKT_31, dt.date(2025, 11, 1)),
    ]
    assert b"DTSTART;VALUE=DATE:20251231\r\n" in content


def test_an_event_says_what_is_asked_for_and_of_whom() -> None:
    (event,) = acara(kalender(baris("Rapat; a, b\nlanjut", due(DES_31), penanggung_jawab="Subbagian Hukum")))
    assert event.summary.value == "ZI I.1.1 Rapat; a, b lanjut"
    assert event.description.value == (
        "Area: I Manajemen Perubahan\nKomponen: 1 Tim Kerja\nIndikator:\nRapat; a, b\nlanjut\n"
        "Langkah aksi: Langkah\nBukti fisik: Bukti\nTarget waktu: Tahun 2025\nJatuh tempo: 31 Desember 2025\n"
        "Penanggung jawab: Subbagian Hukum"
    )


def test_reminders_come_seven_days_and_one_day_before() -> None:
    (event,) = acara(kalender(baris("Rapat", due(DES_31))))
    alarms = event.contents["valarm"]
    assert [alarm.trigger.value for alarm in alarms] == [dt.timedelta(days=-7), dt.timedelta(days=-1)]
    assert [alarm.action.value for alarm in alarms] == ["DISPLAY", "DISPLAY"]


def test_a_long_indikator_is_cut_in_the_title_and_stands_whole_in_the_description() -> None:
    uraian = "a" * 100 + " " + "b" * 100
    (event,) = acara(kalender(baris(uraian, due(DES_31))))
    # 120 signs: the a's, the blank, 18 of the b's and the sign that some are left out.
    assert event.summary.value == f"ZI I.1.1 {'a' * 100} {'b' * 18}…"
    assert f"Indikator: {uraian}\n" in event.description.value


def test_an_event_takes_nobodys_day() -> None:
    (event,) = acara(kalender(baris("Rapat", due(DES_31))))
    assert event.transp.value == "TRANSPARENT"
    assert event.contents["x-microsoft-cdo-busystatus"][0].value == "FREE"


def test_a_second_import_updates_the_same_events() -> None:
    plan = rencana(komponen(baris("Rapat", due(OKT_31), due(DES_31))))
    first, later = kalender(plan, NOV_10), kalender(plan, dt.date(2025, 11, 11))
    assert uid(first) == uid(later)
    assert len(set(uid(first))) == 2
    before, after = acara(first)[0], acara(later)[0]
    assert int(after.sequence.value) == int(before.sequence.value) + 1
    assert after.dtstamp.value > before.dtstamp.value


def test_a_kewajiban_that_is_put_off_keeps_its_event() -> None:
    assert uid(kalender(baris("SK", due(OKT_31)))) == uid(kalender(baris("SK baru", due(DES_31))))


def test_a_kewajiban_keeps_its_event_when_one_before_it_is_finished() -> None:
    both = kalender(baris("Rapat", due(OKT_31), due(DES_31)))
    rest = kalender(baris("Rapat", due(OKT_31, OKT_31), due(DES_31)))
    assert uid(rest) == uid(both)[1:]


def test_other_rows_satker_and_years_have_other_events() -> None:
    row = baris("SK", due(DES_31))
    plans = [
        rencana(komponen(row)),
        rencana(komponen(replace(row, kode="I.1.2"))),
        rencana(komponen(row), satker="KPU Kota Contoh"),
        rencana(komponen(row), tahun=2024),
    ]
    assert len({uid(kalender(plan))[0] for plan in plans}) == 4
    # Two rows that share a kode by a slip still have an event each.
    assert len(set(uid(kalender(rencana(komponen(row, row)))))) == 2


def test_the_same_plan_and_day_give_the_same_bytes_folded_with_crlf() -> None:
    plan = rencana(komponen(baris("Pemantauan é " * 30, due(DES_31))))
    content = kalender(plan)
    assert content == kalender(plan)
    lines = content.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75


def test_the_calendar_says_what_it_is() -> None:
    text = kalender(rencana(komponen(baris("SK", due(DES_31))), tanda="CONTOH")).decode()
    assert text.startswith(
        "BEGIN:VCALENDAR\r\nPRODID:-//zi_reports//Kalender Zona Integritas//ID\r\nVERSION:2.0\r\n"
    )
    assert "\r\nMETHOD:PUBLISH\r\n" in text
    assert "X-WR-CALNAME:[CONTOH] ZI 2025 KPU Kabupaten Contoh" in text
    assert "SUMMARY:[CONTOH] ZI I.1.1 SK" in text


def test_a_plan_without_anything_to_do_gives_an_empty_calendar() -> None:
    assert acara(kalender(rencana())) == []


def test_the_command_writes_the_file_and_counts(
    tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = lengkap(
        indikator("Oktober dan Desember 2025", OKT_2025="x"),
        indikator(None, NO="2"),
        indikator("November 2025", NO="3"),
    )
    book = buat_buku(tmp_path / "buku.xlsx", rows)
    assert jalankan("kalender", book, hari_ini=NOV_10) == 0
    text = capsys.readouterr().out
    assert "2 kewajiban belum selesai menjadi acara; 1 tanpa jatuh tempo tidak dapat dimuat." in text
    events = acara((tmp_path / "output" / "kalender-zi-2025.ics").read_bytes())
    assert [event.dtstart.value for event in events] == [DES_31, NOV_30]


def test_line_breaks_in_settings_and_no_stay_within_their_line(tmp_path: Path) -> None:
    settings = {
        "Satker": "KPU\nKabupaten  Contoh",
        "Tahun Rencana": 2025,
        "Tanda Dokumen": "KON\r\nSEP",
    }
    path = buat_buku(tmp_path / "b.xlsx", lengkap(indikator(NO="1\n2")), pengaturan=settings)
    assert jalankan("kalender", path, "--keluaran", tmp_path, hari_ini=NOV_10) == 0
    content = (tmp_path / "kalender-zi-2025.ics").read_bytes()
    lines = content.decode().replace("\r\n ", "").splitlines()
    assert "X-WR-CALNAME:[KON SEP] ZI 2025 KPU Kabupaten Contoh" in lines
    assert "SUMMARY:[KON SEP] ZI I.1 2.1 Menerbitkan SK Tim Kerja" in lines
    assert len(acara(content)) == 1
