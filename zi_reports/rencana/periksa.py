"""The checks of a plan that was read: what is odd, lacking or gone becomes catatan."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from textwrap import shorten
from typing import NamedTuple

from zi_reports.rencana import bahasa
from zi_reports.rencana.bukti import count_items, count_pieces
from zi_reports.rencana.catatan import maksudnya, note
from zi_reports.rencana.ejaan import normalise
from zi_reports.rencana.keputusan import check_keputusan
from zi_reports.rencana.lampiran import KOLOM_LAMPIRAN, LEMBAR_RENCANA, Kolom, column_of, header_bulan
from zi_reports.rencana.model import BuktiDukung, Catatan, Indikator, Lokasi, Realisasi, Rencana, Status
from zi_reports.rencana.orang import check_people
from zi_reports.rencana.target_waktu import contoh_serupa

_AKIBAT = "Tanggal sebelum masa kewajibannya dihitung selesai tanpa tanggal sejak awal bulannya. "
_SUDAH_DIKATAKAN = {"tanggal-sebelum-masa", "tanggal-mendahului"}
"""What need not be said of a day that comes again in other months, which is said already."""

_RENCANA_SAJA = {*KOLOM_LAMPIRAN, Kolom.PENANGGUNG_JAWAB}
"""Columns that say what is to be done, and by whom, and nothing of what was."""

_RENTANG = re.compile(r"\bM(\d+) (?:20\d\d )?(?:-|sd) M(\d+)\b")

_LAMA = 270
"""Days after which something that was finished in a later year was rather finished in the same."""

_BANYAK = 5
"""Rows with the same oddity, above which they have one catatan."""

_PANJANG_NAMA, _DISEBUT = 60, 10
"""Of indikator that are gone: the most of a text, and of them, that one sentence names."""


def run_checks(rencana: Rencana, hari_ini: dt.date) -> tuple[Catatan, ...]:
    """Check a plan that was read; `hari_ini` is the day against which a date lies in the future."""
    tahun = rencana.pengaturan.tahun
    count = Counter(satu.kode for satu in rencana.indikator)
    notes = [
        *(*_belum_disalin(rencana), *_outside_year(rencana)),
        *(*check_people(rencana), *check_keputusan(rencana, hari_ini)),
    ]
    for satu in rencana.indikator:
        notes += (
            *_target_waktu(satu, tahun),
            *_bukti(satu, rencana, hari_ini),
            *_tanggal(satu, tahun, hari_ini),
        )
        notes += _without_reason(satu)
        if count[satu.kode] > 1:
            lokasi, jumlah = satu.letak.lokasi(Kolom.NO), count[satu.kode]
            notes.append(note("nomor-komponen-ganda", lokasi, satu.kode, kode=satu.kode, jumlah=jumlah))
    return tuple(notes)


def check_filled_in(rencana: Rencana, dibaca: Sequence[Catatan]) -> Iterator[Catatan]:
    """Note a plan on which nothing is reported; what cannot be read is something, and in `dibaca`."""
    rows = list(rencana.indikator)
    if not rows or any(map(_reports, rows)):
        return
    letak = rows[0].letak
    filled = {letter for header, letter in letak.kolom.items() if header not in _RENCANA_SAJA}
    noted = (satu.lokasi for satu in dibaca if satu.isi and satu.lokasi.lembar == letak.lembar)
    if not any(lokasi.urutan[-1] in filled for lokasi in noted):
        yield note("tanpa-isian", letak.lokasi(Kolom.STATUS))


def _reports(satu: Indikator) -> bool:
    """Say whether anything is filled in on a row; PENANGGUNG JAWAB, or a file in a folder, reports nothing."""
    typed = any(not bukti.berkas for bukti in satu.bukti_dukung)
    return any((satu.status, typed, satu.kendala, satu.tindak_lanjut)) or any(
        kewajiban.realisasi != Realisasi() for kewajiban in satu.kewajiban
    )


def _without_reason(satu: Indikator) -> Iterator[Catatan]:
    """Note once a row that does not apply, or not in most of its months, where nothing says why.

    A month or two, as before an office began, need no reason.
    """
    columns = [
        column_of(satu, kewajiban.jatuh_tempo)
        for kewajiban in satu.kewajiban
        if kewajiban.realisasi.tidak_berlaku
    ]
    if 2 * len(columns) > len(satu.kewajiban) and not satu.kendala and not satu.tindak_lanjut:
        whole = satu.status is Status.TIDAK_BERLAKU
        where = Kolom.STATUS.value if whole else columns[0]
        kolom = "" if whole else f" pada {bahasa.gabung_kata(columns)}"
        yield note("tidak-berlaku-tanpa-alasan", satu.letak.lokasi(where), kolom=kolom)


def check_vanished(rencana: Rencana, periode: str, lama: Sequence[tuple[str, str]]) -> tuple[Catatan, ...]:
    """Note the indikator, as kode and text, of the report of a month that the plan has no more.

    One whose kode or text alone was changed is still there.
    """
    left = [(satu.kode, bahasa.sebaris(satu.uraian)) for satu in rencana.indikator]
    lost = [(kode, bahasa.sebaris(uraian)) for kode, uraian in lama]
    place = next(
        (satu.letak.lokasi(Kolom.INDIKATOR) for satu in rencana.indikator), Lokasi(LEMBAR_RENCANA, "A1")
    )
    for part in (slice(None), slice(1, None), slice(1)):
        unmatched = []
        for satu in lost:
            match = next((other for other in left if other[part] == satu[part]), None)
            if match:
                left.remove(match)
            else:
                unmatched.append(satu)
        lost = unmatched
    names = [f"{kode} {shorten(uraian, _PANJANG_NAMA, placeholder=' …')}" for kode, uraian in lost]
    listed = bahasa.gabung_kata(bahasa.sebagian(names, _DISEBUT), "; ")
    if not names:
        return ()
    return (note("indikator-hilang", place, periode=periode, jumlah=len(names), daftar=listed),)


def _belum_disalin(rencana: Rencana) -> Iterator[Catatan]:
    """Note each komponen whose rows the source lacks (docs/design.md, The source)."""
    for komponen in (satu for area in rencana.area for satu in area.komponen):
        which = "Sebagian baris" if komponen.indikator else "Baris"
        for letak in komponen.belum_disalin:
            lokasi = letak.lokasi(Kolom.INDIKATOR)
            yield note("indikator-belum-disalin", lokasi, baris=which, komponen=komponen.nama)


def _target_waktu(satu: Indikator, tahun: int) -> Iterator[Catatan]:
    """Note a TARGET WAKTU that gives no jatuh tempo, or a year of two figures (docs/design.md, TARGET WAKTU)."""
    target, lokasi = satu.target_waktu, satu.letak.lokasi(Kolom.TARGET_WAKTU)
    if not target.jatuh_tempo:
        macam = f"target-waktu-{target.jenis}".replace("_", "-")  # each such kind has a sentence of its name
        yield note(macam, lokasi, target.teks, contoh=contoh_serupa(target.teks, tahun))
    elif target.tahun_ditafsirkan:
        yield note("tahun-dua-angka", lokasi, target.teks, hari=target.jatuh_tempo[-1])


def _outside_year(rencana: Rencana) -> Iterator[Catatan]:
    """Note jatuh tempo outside of the plan year and the January after it: most are slips of the year.

    Where many rows have one, the plan year itself is the slip.
    """
    tahun, mulai = rencana.pengaturan.tahun, rencana.pengaturan.mulai
    first, last = dt.date(tahun, 1, 1), dt.date(tahun + 1, 1, 31)
    found = [
        (satu.letak.lokasi(Kolom.TARGET_WAKTU), satu.target_waktu.teks, outside)
        for satu in rencana.indikator
        if (outside := [day for day in satu.target_waktu.jatuh_tempo if not first <= day <= last])
    ]
    if len(found) > _BANYAK:
        cells = bahasa.gabung_kata([lokasi.sel for lokasi, _, _ in found])
        words = {"jumlah": len(found), "tahun": tahun, "sel": cells}
        yield note("jatuh-tempo-di-luar-tahun:banyak", found[0][0], found[0][1], **words)
        return
    for lokasi, teks, outside in found:
        shown = bahasa.gabung_kata(list(map(bahasa.tanggal, outside)))
        akibat = ", dan sebelum Mulai Pemantauan, sehingga tidak dihitung" if outside[0] < mulai else ""
        yield note("jatuh-tempo-di-luar-tahun", lokasi, teks, hari=shown, tahun=tahun, akibat=akibat)


def _bukti(satu: Indikator, rencana: Rencana, hari_ini: dt.date) -> Iterator[Catatan]:
    """Note something finished without any BUKTI DUKUNG, or with less of it than is finished or asked for.

    A link or a folder may hold any number of pieces, so that a row with one is left alone.
    """
    reported = [kewajiban.realisasi for kewajiban in satu.kewajiban]
    finished = [realisasi.selesai for realisasi in reported if not realisasi.tidak_berlaku]
    if not satu.bukti_dukung and any(finished):
        yield note("selesai-tanpa-bukti", satu.letak.lokasi(Kolom.BUKTI_DUKUNG))
    elif by_period := _lacking_by_period(satu, rencana.pengaturan.mulai, hari_ini):
        yield by_period
    elif finished and all(finished):
        wanted, given = count_items(satu.bukti_fisik), count_pieces(satu.bukti_dukung)
        if 0 < given < wanted:
            isi = "; ".join(bukti.teks for bukti in satu.bukti_dukung)
            yield note("bukti-kurang", satu.letak.lokasi(Kolom.BUKTI_DUKUNG), isi, diminta=wanted, ada=given)


def _lacking_by_period(satu: Indikator, mulai: dt.date, hari_ini: dt.date) -> Catatan | None:
    """Note that of a row with several kewajiban more are finished than there is evidence.

    That of a period is known by its month, or by the months that its words name. Of the rest each piece may be of
    any, and where one holds for all, or may hold any number of pieces, nothing can be said.
    """
    done = [
        due.replace(day=1)
        for kewajiban in satu.kewajiban
        if (due := kewajiban.jatuh_tempo)
        and due >= mulai
        and kewajiban.realisasi.selesai
        and (kewajiban.realisasi.tanggal or due.replace(day=1)) <= hari_ini
    ]
    months = {bukti: _months_of(bukti) for bukti in satu.bukti_dukung}
    known = set().union(*months.values())
    rest = [bukti for bukti, named in months.items() if not named]
    given, left = count_pieces(rest), [month for month in done if month.month not in known]
    open_ended = any(bukti.berlaku_semua for bukti in rest) or (rest and not given)
    if not done[1:] or not satu.bukti_dukung or open_ended or given >= len(left):
        return None
    lacking = bahasa.gabung_kata(list(map(bahasa.bulan_tahun, left)))
    words = {
        "selesai": len(done),
        "ada": len(done) - len(left) + given,
        "rincian": "" if rest else f" Belum ada bukti: {lacking}.",
    }
    isi = "; ".join(bukti.teks for bukti in satu.bukti_dukung)
    return note("bukti-kurang:periode", satu.letak.lokasi(Kolom.BUKTI_DUKUNG), isi, **words)


def _months_of(bukti: BuktiDukung) -> set[int]:
    """Give the months that a piece is of, by its period or by its words; a span of months is each of them."""
    if bukti.periode:
        return {bukti.periode.month}
    words = _RENTANG.sub(_months_between, normalise(bukti.teks))
    return {int(month) for month in re.findall(r"\bM(\d+)\b", words)}


def _months_between(rentang: re.Match[str]) -> str:
    first, last = int(rentang[1]), int(rentang[2])
    return " ".join(f"M{month}" for month in range(first, last + 1)) or rentang[0]


class _Isian(NamedTuple):
    """A day of completion, under its header, and the day that may be meant.

    Beside them the jatuh tempo, the first day of its period, and the row's jatuh tempo before it.
    """

    header: str
    hari: dt.date
    maksud: dt.date | None
    jatuh_tempo: dt.date | None
    awal: dt.date | None
    sebelumnya: dt.date | None

    @property
    def terlalu_dini(self) -> bool:
        """Say whether the day lies before the period, and so counts as a mark."""
        return self.awal is not None and self.hari < self.awal

    @property
    def terbalik(self) -> bool:
        """Say whether the day is in its column's month only with day and month changed over."""
        due, meant = self.jatuh_tempo, self.maksud
        if due is None or meant is None:
            return False
        return meant == _turned(self.hari) and self.hari.month != due.month


def _tanggal(satu: Indikator, tahun: int, hari_ini: dt.date) -> Iterator[Catatan]:
    """Note, each kind once a row, days of completion that are odd, and finished kewajiban without one."""
    isian, undated = [], []
    before = None
    for kewajiban, awal in satu.masa:
        due, hari = kewajiban.jatuh_tempo, kewajiban.realisasi.tanggal
        header = header_bulan(due) if satu.berulang and due else Kolom.TANGGAL_SELESAI.value
        if hari:
            meant = _meant(hari, due, awal, tahun)
            maksud = meant if meant and meant <= hari_ini else None
            isian.append(_Isian(header, hari, maksud, due, awal, before))
        elif kewajiban.realisasi.selesai:
            undated.append(header)
        before = due
    yield from _odd_days(satu, isian, tahun, hari_ini)
    if undated:
        macam = "selesai-tanpa-tanggal:bulan" if satu.berulang else "selesai-tanpa-tanggal"
        yield note(macam, satu.letak.lokasi(undated[0]), kolom=bahasa.gabung_kata(undated))


def _odd_days(satu: Indikator, isian: Sequence[_Isian], tahun: int, hari_ini: dt.date) -> Iterator[Catatan]:
    """Note days that come again in other months, and each other day under the first heading that fits it."""
    days: defaultdict[dt.date, list[str]] = defaultdict(list)
    for sel in isian:
        days[sel.hari].append(sel.header)
    again = {hari: bahasa.gabung_kata(same) for hari, same in days.items() if same[1:]}
    turned = [sel for sel in isian if satu.berulang and sel.terbalik and sel.hari not in again]
    found: defaultdict[str, list[_Isian]] = defaultdict(list)
    for sel in isian:
        if sel.hari in again:
            found["tanggal-sama"].append(sel)
        macam = _oddity(sel, tahun, hari_ini)
        if sel in turned and turned[1:]:
            macam = "tanggal-terbalik"
        if macam and (sel.hari not in again or macam not in _SUDAH_DIKATAKAN):
            found[macam].append(sel)
    for macam, odd in found.items():
        meant = bahasa.gabung_kata(
            [bahasa.tanggal(sel.maksud) for sel in odd if sel.maksud and sel.hari not in again]
        )
        words = {
            "kolom": f"pada {bahasa.gabung_kata([sel.header for sel in odd])} " if satu.berulang else "ini ",
            "rincian": bahasa.gabung_kata(
                [f"{bahasa.tanggal(hari)} pada {same}" for hari, same in again.items()], "; "
            ),
            "akibat": _AKIBAT if any(sel.terlalu_dini for sel in odd) else "",
            "maksud": maksudnya(meant),
        }
        isi = "; ".join(map(bahasa.tanggal, dict.fromkeys(sel.hari for sel in odd)))
        yield note(macam, satu.letak.lokasi(odd[0].header), isi, tahun=tahun, hari_ini=hari_ini, **words)


def _oddity(sel: _Isian, tahun: int, hari_ini: dt.date) -> str:
    """Give the kind of catatan that a day of completion calls for; empty where it may well be true.

    In January last year's number is soon typed, and December's sheet is filled in the next year's.
    """
    if sel.hari > hari_ini:
        return "tanggal-di-masa-depan"
    if sel.terlalu_dini:
        return "tanggal-sebelum-masa"
    if sel.hari.year < tahun:
        return "tanggal-sebelum-rencana"
    if sel.sebelumnya and sel.hari <= sel.sebelumnya:
        return "tanggal-mendahului"
    due = sel.jatuh_tempo
    if due is None or sel.hari.year <= due.year:
        return ""
    slip = sel.hari.month == due.month or (sel.hari - due).days > _LAMA
    if sel.awal:  # of a series, the periods tell more
        slip = sel.maksud is not None and sel.awal <= sel.maksud <= due
    return "tanggal-jauh-sesudah" if slip else ""


def _meant(hari: dt.date, due: dt.date | None, awal: dt.date | None, tahun: int) -> dt.date | None:
    """Give the day that may be meant: of another year, or with day and month changed over.

    It lies in the period, or the month, of the jatuh tempo; else it is the same day of the plan year,
    unless that is before the period.
    """
    if due:
        first, last = awal or due.replace(day=1), bahasa.akhir_bulan(due.year, due.month)
        may_be = (_in_year(hari, first.year), _in_year(hari, due.year), _turned(hari))
        if close := next((day for day in may_be if day and day != hari and first <= day <= last), None):
            return close
    same = _in_year(hari, tahun)
    return None if same == hari or (awal and same < awal) else same


def _turned(hari: dt.date) -> dt.date | None:
    return dt.date(hari.year, hari.day, hari.month) if hari.day <= len(bahasa.BULAN) else None


def _in_year(hari: dt.date, tahun: int) -> dt.date:
    return hari.replace(year=tahun, day=min(hari.day, bahasa.akhir_bulan(tahun, hari.month).day))
