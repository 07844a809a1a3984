"""The figures computed a second time, from the words of docs/design.md alone (Figures).

Nothing is shared with the program but the plan as data: no function, no period, no state of its own is called.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from zi_reports.rencana.model import Indikator, Kewajiban, Rencana


class Saat(NamedTuple):
    """The per tanggal, today, and of how many months the report's period is."""

    hari: dt.date
    hari_ini: dt.date
    bulan: int = 1


Terdahulu = Mapping[tuple[str, dt.date | None], dt.date]
"""The per tanggal of the first report that showed a kewajiban finished, by kode and jatuh tempo."""

SATU_HARI = dt.timedelta(days=1)
DERET = ("bulanan", "triwulanan", "semesteran", "berkala")
KEADAAN = ("selesai", "terlambat", "belum_jatuh_tempo", "tanpa_tenggat", "tidak_berlaku")
KETEPATAN = ("tepat_waktu", "selesai_terlambat", "selesai_tanpa_tanggal")


def awal_bulan(hari: dt.date) -> dt.date:
    return dt.date(hari.year, hari.month, 1)


def bulan_mundur(hari: dt.date, bulan: int, tanggal: int) -> dt.date:
    """Go back whole months, to day `tanggal` or the last day of a shorter month."""
    year, month = hari.year, hari.month
    for _ in range(bulan):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return dt.date(year, month, min(tanggal, monthrange(year, month)[1]))


def awal_masa(indikator: Indikator, jatuh_tempo: dt.date) -> dt.date | None:
    """The day after the jatuh tempo less one step of the series; a series keeps its day of the month."""
    days = indikator.target_waktu.jatuh_tempo
    if str(indikator.target_waktu.jenis) not in DERET:
        return None
    step = (days[1].year - days[0].year) * 12 + days[1].month - days[0].month
    return bulan_mundur(jatuh_tempo, step, max(day.day for day in days)) + SATU_HARI


def sudah_jatuh_tempo(jatuh_tempo: dt.date | None, hari: dt.date, hari_ini: dt.date) -> bool:
    """Before D, or on D if D is over; D is over when today is later."""
    if jatuh_tempo is None:
        return False
    return jatuh_tempo < hari or (jatuh_tempo == hari and hari_ini > hari)


def bulan_terakhir_periode_terbaru(hari_ini: dt.date, bulan: int) -> dt.date:
    """The last month of the newest period that has ended, of those that part the year into so many months each."""
    month = bulan_mundur(hari_ini, 1, 1)
    while month.month % bulan:
        month = bulan_mundur(month, 1, 1)
    return month


def selesai(
    indikator: Indikator, satu: Kewajiban, saat: Saat, terdahulu: Terdahulu
) -> tuple[bool, dt.date | None]:
    """Say whether a kewajiban counts as finished as of D, and the date that is true of it."""
    due, reported, hari = satu.jatuh_tempo, satu.realisasi, saat.hari
    if not reported.selesai:
        return False, None
    begins = awal_masa(indikator, due) if due else None
    if reported.tanggal is not None and (begins is None or reported.tanggal >= begins):
        return reported.tanggal <= hari, reported.tanggal
    in_its_month = due is not None and awal_bulan(due) <= hari
    if len(indikator.target_waktu.jatuh_tempo) > 1:  # a mark in a month column
        return in_its_month, None
    first = terdahulu.get((indikator.kode, due))
    shown_since = first is not None and awal_bulan(first) <= hari
    newest = bulan_terakhir_periode_terbaru(saat.hari_ini, saat.bulan) <= hari
    return in_its_month or shown_since or newest, None


def kewajiban(indikator: Indikator, satu: Kewajiban, saat: Saat, terdahulu: Terdahulu) -> tuple[str, str]:
    """Give the state of a kewajiban, and how a finished one stands to its jatuh tempo."""
    due = satu.jatuh_tempo
    if satu.realisasi.tidak_berlaku:
        return "tidak_berlaku", ""
    done, day = selesai(indikator, satu, saat, terdahulu)
    if done:
        if day is None or due is None:
            return "selesai", "selesai_tanpa_tanggal"
        return "selesai", "tepat_waktu" if day <= due else "selesai_terlambat"
    if due is None:
        return "tanpa_tenggat", ""
    return ("terlambat" if sudah_jatuh_tempo(due, saat.hari, saat.hari_ini) else "belum_jatuh_tempo"), ""


def hitung(baris: list[tuple[str, str]]) -> dict[str, int]:
    return {
        "kewajiban": len(baris),
        **{nama: sum(state == nama for state, _ in baris) for nama in KEADAAN},
        **{nama: sum(how == nama for _, how in baris) for nama in KETEPATAN},
    }


def bagian(counts: Mapping[str, int]) -> Fraction | None:
    berlaku = counts["kewajiban"] - counts["tidak_berlaku"]
    return Fraction(counts["selesai"], berlaku) if berlaku else None


def angka(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Give the figures of some indikator; capaian is the plain mean over those that have one."""
    shares = [row["bagian"] for row in rows if row["bagian"] is not None]
    due = [state for row in rows for state, is_due in row["keadaan"] if is_due and state != "tidak_berlaku"]
    mean = sum(shares) / len(shares) if shares else None
    return {
        "indikator": len(rows),
        **hitung([satu for row in rows for satu in row["rinci"]]),
        "capaian": None if mean is None else float(mean),
        "realisasi_jatuh_tempo": due.count("selesai") / len(due) if due else None,
    }


def per_orang(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the figures by penanggung jawab; of those without last, and by no name.

    A row of several counts for each of them, and capitals and "Subbag." make no other person.
    """
    people: dict[str, list[dict[str, Any]]] = {}
    spelled: dict[str, str] = {}
    for row in rows:
        for orang in row["orang"].split("; "):
            person = orang.lower().replace("subbag.", "subbagian")
            spelled.setdefault(person, orang)
            people.setdefault(person, []).append(row)
    nobody = people.pop("", None)
    named = [{"nama": spelled[person], **angka(same)} for person, same in people.items()]
    return named + ([{"nama": None, **angka(nobody)}] if nobody else [])


def keputusan_kedua(rencana: Rencana, saat: Saat) -> list[dict[str, Any]]:
    """Give what became of the decisions of meetings up to D, in the sheet's order."""
    found = []
    for satu in rencana.keputusan:
        if satu.tanggal_rapat is not None and satu.tanggal_rapat > saat.hari:
            continue
        due, done = satu.batas_waktu, satu.realisasi
        counts = done.tanggal or bulan_terakhir_periode_terbaru(saat.hari_ini, saat.bulan)
        if done.tanggal is None and due is not None and awal_bulan(due) < counts:
            counts = awal_bulan(due)
        row: dict[str, Any] = {"tanggal_selesai": None, "ketepatan": None, "hari_terlambat": 0}
        if done.tidak_berlaku:
            row["keadaan"] = "tidak_berlaku"
        elif done.selesai and counts <= saat.hari:
            how = "selesai_tanpa_tanggal"
            if done.tanggal is not None and due is not None:
                how = "tepat_waktu" if done.tanggal <= due else "selesai_terlambat"
            iso = done.tanggal.isoformat() if done.tanggal else None
            row |= {"keadaan": "selesai", "ketepatan": how, "tanggal_selesai": iso}
        elif due is None:
            row["keadaan"] = "tanpa_tenggat"
        elif sudah_jatuh_tempo(due, saat.hari, saat.hari_ini):
            row |= {"keadaan": "terlambat", "hari_terlambat": saat.hari.toordinal() - due.toordinal()}
        else:
            row["keadaan"] = "belum_jatuh_tempo"
        found.append({"keputusan": satu.uraian, **row})
    return found


BUKTI = ("diminta", "ada", "sesuai", "perbaikan")


def butir(bukti_fisik: str) -> int:
    """Count the items of BUKTI FISIK, a line each that begins with its number; one where it is no list."""
    lines = [line for line in bukti_fisik.splitlines() if line[:1].isdigit() and line[1:2] == ")"]
    return len(lines) or (1 if bukti_fisik else 0)


def bukti_indikator(satu: Indikator, mulai: dt.date) -> list[dict[str, Any]]:
    """Give the evidence of an indikator by the month of each kewajiban that applies; last, what is of none."""
    berlaku = [
        k.jatuh_tempo
        for k in satu.kewajiban
        if not k.realisasi.tidak_berlaku and (k.jatuh_tempo is None or k.jatuh_tempo >= mulai)
    ]
    asked = butir(satu.bukti_fisik)
    if len(satu.target_waktu.jatuh_tempo) < 2:
        months: list[str | None] = [None]
        wanted = [asked * len(berlaku)]
    else:
        months = [f"{day:%Y-%m}" for day in berlaku if day]
        wanted = [asked] * len(months)
    pieces = [(f"{p.periode:%Y-%m}" if p.periode else None, str(p.verifikasi)) for p in satu.bukti_dukung]
    if None not in months and any(month not in months for month, _ in pieces):
        months.append(None)
        wanted.append(0)
    found = []
    for month, number in zip(months, wanted, strict=True):
        mine = [kata for of, kata in pieces if of == month or (month is None and of not in months)]
        counts = (number, len(mine), mine.count("Sesuai"), mine.count("Perbaikan"))
        found.append({"periode": month, **dict(zip(BUKTI, counts, strict=True))})
    return found


def bukti_kedua(rencana: Rencana) -> dict[str, Any]:
    """Give the figures of evidence by area, and of each indikator by period."""
    mulai = rencana.pengaturan.mulai_pemantauan or dt.date(rencana.pengaturan.tahun, 1, 1)
    rows = {area.kode: [bukti_indikator(satu, mulai) for satu in area.indikator] for area in rencana.area}
    return {
        "area": [
            {"kode": kode, **{nama: sum(p[nama] for row in of for p in row) for nama in BUKTI}}
            for kode, of in rows.items()
        ],
        "indikator": [row for of in rows.values() for row in of],
    }


def hitung_kedua(rencana: Rencana, saat: Saat, terdahulu: Terdahulu) -> dict[str, Any]:
    """Give the figures of a plan as the data contract names them."""
    mulai = rencana.pengaturan.mulai_pemantauan or dt.date(rencana.pengaturan.tahun, 1, 1)
    areas: dict[str, list[dict[str, Any]]] = {area.kode: [] for area in rencana.area}
    months: dict[str | None, list[tuple[str, str]]] = {}
    for area in rencana.area:
        for satu in (baris for komponen in area.komponen for baris in komponen.indikator):
            left = [k for k in satu.kewajiban if k.jatuh_tempo is None or k.jatuh_tempo >= mulai]
            rinci = [kewajiban(satu, k, saat, terdahulu) for k in left]
            due = [sudah_jatuh_tempo(k.jatuh_tempo, saat.hari, saat.hari_ini) for k in left]
            states = [(state, is_due) for (state, _), is_due in zip(rinci, due, strict=True)]
            for k, found in zip(left, rinci, strict=True):
                month = f"{k.jatuh_tempo:%Y-%m}" if k.jatuh_tempo else None
                months.setdefault(month, []).append(found)
            share, person = bagian(hitung(rinci)), satu.penanggung_jawab
            areas[area.kode].append({"rinci": rinci, "keadaan": states, "bagian": share, "orang": person})
    rows = [row for rows in areas.values() for row in rows]
    order = sorted(months, key=lambda month: month or "9999-99")
    return {
        "ringkasan": angka(rows),
        "area": [{"kode": kode, **angka(rows)} for kode, rows in areas.items()],
        "tenggat": [{"bulan": month, **hitung(months[month])} for month in order],
        "indikator": [
            {**hitung(row["rinci"]), "capaian": None if row["bagian"] is None else float(row["bagian"])}
            for row in rows
        ],
        "penanggung_jawab": per_orang(rows),
    }
