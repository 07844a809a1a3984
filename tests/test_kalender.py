from __future__ import annotations

import datetime as dt
import uuid
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
    return write_kalender(assess(whole, hari_ini, hari_ini))[0]


def acara(content: bytes) -> list[Any]:
    """Read the events with a library other than the one that wrote them."""
    return list(vobject.readOne(content.decode()).contents.get("vevent", []))


def uid(content: bytes) -> list[str]:
    return [event.uid.value for event in acara(content)]


def test_each_kewajiban_is_an_event_of_its_day_and_says_when_it_is_done() -> None:
    # One finished, one to come, one late, one that is not asked; the one without a day is left out.
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
    events = acara(content)
    assert [(e.dtstart.value, e.dtend.value) for e in events] == [
        (OKT_31, dt.date(2025, 11, 1)),
        (DES_31, dt.date(2026, 1, 1)),
        (OKT_31, dt.date(2025, 11, 1)),
        (DES_31, dt.date(2026, 1, 1)),
    ]
    assert [(e.summary.value, e.status.value, len(e.contents.get("valarm", []))) for e in events] == [
        ("ZI I.1.1 Rapat (selesai)", "CONFIRMED", 0),
        ("ZI I.1.1 Rapat", "CONFIRMED", 3),
        ("ZI I.1.2 SK", "CONFIRMED", 0),
        ("ZI I.1.4 Bukan kami (tidak berlaku)", "CANCELLED", 0),
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


def pengingat(hari_ini: dt.date) -> list[tuple[dt.timedelta, str]]:
    """Give when the reminders of 31 December come, from the beginning of that day, and what they say."""
    (event,) = acara(kalender(baris("Rapat", due(DES_31)), hari_ini))
    return [(satu.trigger.value, satu.description.value) for satu in event.contents.get("valarm", [])]


def test_reminders_come_seven_days_and_one_day_before_and_on_the_day_at_nine() -> None:
    week, day, same = pengingat(NOV_10)
    assert week == (dt.timedelta(days=-7, hours=9), "7 hari lagi: ZI I.1.1 Rapat")
    assert day == (dt.timedelta(days=-1, hours=9), "1 hari lagi: ZI I.1.1 Rapat")
    assert same == (dt.timedelta(hours=9), "Hari ini: ZI I.1.1 Rapat")


def test_a_reminder_whose_day_is_over_is_left_out() -> None:
    # 24 December is a week before; the day itself still runs, and the next day it is late.
    days = [dt.date(2025, 12, 24), dt.date(2025, 12, 25), DES_31, dt.date(2026, 1, 1)]
    assert [len(pengingat(hari)) for hari in days] == [3, 2, 1, 0]


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
    assert uid(rest) == uid(both)


def test_uids_stay_what_they_are_from_version_to_version() -> None:
    # Worked out with Python's own uuid5 from what an identity is made of: else imported events would double.
    room = uuid.uuid5(uuid.NAMESPACE_URL, "https://zi-reports.invalid/kalender")
    both = kalender(baris("Rapat", due(OKT_31), due(DES_31)))
    assert uid(both) == [
        str(uuid.uuid5(room, f"kpu kabupaten contoh|2025|I.1.1|{nomor}")) for nomor in (0, 1)
    ]


def test_a_changed_target_waktu_moves_its_events() -> None:
    months = [dt.date(2025, 10, 31), NOV_30, DES_31]
    before, after = (acara(kalender(baris("Rapat", *map(due, days)))) for days in (months, [NOV_30, DES_31]))
    assert [e.uid.value for e in after] == [e.uid.value for e in before[:2]]
    assert [e.dtstart.value for e in after] == [NOV_30, DES_31]


def test_events_keep_their_uids_when_mulai_pemantauan_moves() -> None:
    row = baris("Rapat", *map(due, (OKT_31, NOV_30, DES_31)))
    later = kalender(rencana(komponen(row), mulai_pemantauan=NOV_30))
    assert uid(later) == uid(kalender(row))[1:]


def test_a_persons_calendar_has_hers_alone_under_the_same_uids() -> None:
    rows = (
        baris("SK", due(DES_31), penanggung_jawab="Subbag TPP"),
        baris("SOP", due(DES_31), penanggung_jawab="Sekretaris; Subbagian TPP"),
        baris("Rapat", due(NOV_30), penanggung_jawab="Sekretaris"),
    )
    monev = assess(rencana(komponen(*rows)), NOV_10)
    tpp, sekretaris = monev.penanggung_jawab
    whole = uid(write_kalender(monev)[0])
    hers, his = write_kalender(monev, tpp), write_kalender(monev, sekretaris)
    assert (uid(hers[0]), hers[1]) == (whole[:2], 2)
    assert (uid(his[0]), his[1]) == (whole[1:], 2)
    assert "X-WR-CALNAME:ZI 2025 KPU Kabupaten Contoh – Subbag TPP\r\n" in hers[0].decode()


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
    assert [event.dtstart.value for event in events] == [OKT_31, DES_31, NOV_30]


def test_the_command_writes_a_persons_calendar_by_any_spelling(
    tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = lengkap(
        indikator("Oktober dan Desember 2025", PENANGGUNG_JAWAB="Subbag TPP / Parmas"),
        indikator("November 2025", NO="2", PENANGGUNG_JAWAB="Sekretaris"),
        indikator(None, NO="3", PENANGGUNG_JAWAB="Sekretaris"),
    )
    book = buat_buku(tmp_path / "buku.xlsx", rows)
    assert jalankan("kalender", book, "--penanggung-jawab", "SEK.", hari_ini=NOV_10) == 0
    text = capsys.readouterr().out
    assert (
        "Penanggung jawab: Sekretaris\n1 kewajiban belum selesai menjadi acara; 1 tanpa jatuh tempo" in text
    )
    (event,) = acara(Path("output", "kalender-zi-2025-Sekretaris.ics").read_bytes())
    assert event.dtstart.value == NOV_30
    assert jalankan("kalender", book, "--penanggung-jawab", "subbagian tpp/parmas", hari_ini=NOV_10) == 0
    assert len(acara(Path("output", "kalender-zi-2025-Subbag TPP Parmas.ics").read_bytes())) == 2


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
