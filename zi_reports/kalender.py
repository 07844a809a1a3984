"""What has a jatuh tempo becomes an iCalendar file, for Outlook, Google Calendar and Thunderbird."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterator

from icalendar import Alarm, Calendar, Event

from zi_reports.monev.figures import Monev, MonevIndikator, MonevKewajiban, MonevPenanggungJawab
from zi_reports.monev.keadaan import Keadaan
from zi_reports.rencana import bahasa
from zi_reports.rencana.model import Indikator, Pengaturan

PENGINGAT = {7: "7 hari lagi", 1: "1 hari lagi", 0: "Hari ini"}
"""How many days before a jatuh tempo there is a reminder, and what it says first."""

_JAM_PENGINGAT = 9

# Any fixed name will do; it must never change, or every event would be doubled.
_RUANG_UID = uuid.uuid5(uuid.NAMESPACE_URL, "https://zi-reports.invalid/kalender")
_AWAL_SEQUENCE = dt.date(2000, 1, 1)
_PANJANG_JUDUL = 120
_TAMBAHAN_JUDUL = {Keadaan.SELESAI: " (selesai)", Keadaan.TIDAK_BERLAKU: " (tidak berlaku)"}


def write_kalender(monev: Monev, orang: MonevPenanggungJawab | None = None) -> tuple[bytes, int]:
    """Make the calendar of all kewajiban, or those of a person; give it and how many are unfinished.

    Those without jatuh tempo have no day to stand on. What is finished, or does not apply, is there without a
    reminder, so that an event imported before loses its own. The same plan and day give the same bytes.
    """
    pengaturan = monev.rencana.pengaturan
    name = f"ZI {pengaturan.tahun} {pengaturan.satker}" + (f" – {orang.nama}" if orang else "")
    calendar = Calendar()
    calendar.add("prodid", "-//zi_reports//Kalender Zona Integritas//ID")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _marked(name, pengaturan))
    count = 0
    for event, unfinished in _events(monev, orang):
        calendar.add_component(event)
        count += unfinished
    # Property order is ours: sorting would put METHOD before VERSION, which old Outlooks refuse.
    return calendar.to_ical(sorted=False), count


def _events(monev: Monev, orang: MonevPenanggungJawab | None) -> Iterator[tuple[Event, bool]]:
    """Make the events, each with whether it is unfinished.

    The kewajiban of each kode are numbered through the whole plan, whoever they are of, and those before Mulai
    Pemantauan too, so that numbers stay.
    """
    wanted = None if orang is None else {id(row) for row in orang.indikator}
    counted: Counter[str] = Counter()
    for milik in monev.indikator:
        kode, days = milik.indikator.kode, [satu.jatuh_tempo for satu in milik.indikator.kewajiban]
        for satu in milik.kewajiban if wanted is None or id(milik) in wanted else ():
            if satu.jatuh_tempo:
                nomor = counted[kode] + days.index(satu.jatuh_tempo)
                unfinished = satu.keadaan in {Keadaan.TERLAMBAT, Keadaan.BELUM_JATUH_TEMPO}
                yield _event(monev, milik, satu, satu.jatuh_tempo, nomor), unfinished
        counted[kode] += len(days)


def _event(
    monev: Monev, milik: MonevIndikator, satu: MonevKewajiban, jatuh_tempo: dt.date, urutan: int
) -> Event:
    pengaturan, today, title = monev.rencana.pengaturan, monev.per_tanggal, _title(milik.indikator)
    stamp = dt.datetime.combine(today, dt.time(), dt.UTC)
    event = Event()
    # By the ordinal and not the day: a date that is put off moves its event.
    identity = f"{bahasa.disamakan(pengaturan.satker)}|{pengaturan.tahun}|{milik.indikator.kode}|{urutan}"
    event.add("uid", str(uuid.uuid5(_RUANG_UID, identity)))
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    # A later import must count as newer; the days since a fixed one grow by themselves.
    event.add("sequence", max((today - _AWAL_SEQUENCE).days, 0))
    event.add("summary", _marked(title + _TAMBAHAN_JUDUL.get(satu.keadaan, ""), pengaturan))
    event.add("dtstart", jatuh_tempo)
    event.add("dtend", jatuh_tempo + dt.timedelta(days=1))
    event.add("description", _description(milik, jatuh_tempo))
    event.add("categories", ["Zona Integritas"])
    event.add("status", "CANCELLED" if satu.keadaan is Keadaan.TIDAK_BERLAKU else "CONFIRMED")
    # A deadline takes nobody's day: it must not show the office as busy.
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    if satu.keadaan is Keadaan.BELUM_JATUH_TEMPO:
        for alarm in _alarms(title, jatuh_tempo, today):
            event.add_component(alarm)
    return event


def _alarms(title: str, jatuh_tempo: dt.date, today: dt.date) -> Iterator[Alarm]:
    """Make the reminders, at nine in the morning; one whose day is over would come at once, and be wrong."""
    for days, words in PENGINGAT.items():
        if jatuh_tempo - dt.timedelta(days=days) >= today:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", f"{words}: {title}")
            alarm.add("trigger", dt.timedelta(days=-days, hours=_JAM_PENGINGAT))
            yield alarm


def _title(indikator: Indikator) -> str:
    return f"ZI {bahasa.sebaris(indikator.kode)} {bahasa.singkat(indikator.uraian, _PANJANG_JUDUL)}"


def _marked(text: str, pengaturan: Pengaturan) -> str:
    """Put the mark of a document that is not the real thing, such as CONTOH, in front."""
    return f"[{pengaturan.tanda}] {text}" if pengaturan.tanda else text


def _description(milik: MonevIndikator, jatuh_tempo: dt.date) -> str:
    satu = milik.indikator
    parts = {
        "Area": f"{milik.area.kode} {milik.area.nama}",
        "Komponen": f"{milik.komponen.nomor} {milik.komponen.nama}".strip(),
        "Indikator": satu.uraian,
        "Langkah aksi": satu.langkah_aksi,
        "Bukti fisik": satu.bukti_fisik,
        "Target waktu": satu.target_waktu.teks,
        "Jatuh tempo": bahasa.tanggal(jatuh_tempo),
        "Penanggung jawab": satu.penanggung_jawab or bahasa.TANPA_NILAI,
    }
    return "\n".join(
        f"{label}:\n{text}" if "\n" in text else f"{label}: {text}" for label, text in parts.items() if text
    )
