"""Sheet Bukti: evidence by period and item, and what a reviewer said of it (docs/design.md, The workbook)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zi_reports.rencana.bahasa import bulan_tahun, gabung_kata, nearest
from zi_reports.rencana.bukti import split_items, without_sign
from zi_reports.rencana.ejaan import normalise
from zi_reports.rencana.lampiran import LEMBAR_BUKTI, SINONIM_BUKTI, KolomBukti
from zi_reports.rencana.model import BuktiDukung, Catatan, Indikator, Rencana, Verifikasi
from zi_reports.rencana.periode import JenisPeriode, Periode
from zi_reports.rencana.target_waktu import parse_target_waktu
from zi_reports.sources.daftar import Daftar, read_list, says
from zi_reports.sources.folder_bukti import names_of
from zi_reports.sources.grid import Grid, normal
from zi_reports.sources.keputusan import plain_kode
from zi_reports.sources.reported import read_bukti
from zi_reports.sources.row import Row

DAFTAR = Daftar(
    LEMBAR_BUKTI,
    SINONIM_BUKTI,
    wajib=frozenset({KolomBukti.KODE}),
    pengenal=frozenset({KolomBukti.KODE, KolomBukti.BUKTI_DUKUNG, KolomBukti.VERIFIKASI}),
)
_TENTANG = (KolomBukti.VERIFIKASI, KolomBukti.CATATAN_VERIFIKASI, KolomBukti.KODE_LKE)
"""What is said of evidence, be it in the row itself or elsewhere."""

_VERIFIKASI = {normal(satu): satu for satu in Verifikasi}
_FRASA: Mapping[Verifikasi, str] = {
    Verifikasi.SESUAI: "sudah sesuai, telah sesuai, ok, oke, ya, v, ✓, ✔, ☑, ✅, √, true, valid, memadai, "
    "sudah memadai, lengkap, sudah lengkap, diterima, disetujui, terverifikasi, sudah diverifikasi",
    Verifikasi.PERBAIKAN: "perlu perbaikan, perlu diperbaiki, perbaiki, revisi, perlu revisi, belum sesuai, "
    "tidak sesuai, kurang sesuai, belum memadai, tidak memadai, kurang, belum lengkap, kurang lengkap, ditolak, "
    "dikembalikan",
}
_ARTI: Mapping[str, Verifikasi] = {
    frasa: arti for arti, semua in _FRASA.items() for frasa in semua.split(", ")
}
_SALAH_KETIK = 82
"""How like, of 100, a slip of the pen must be to one of the two words."""

_BELUM = frozenset({"belum", "belum diverifikasi", "belum diperiksa", "belum direviu"})
"""What says no more in VERIFIKASI than a blank."""

_SEMUA = frozenset(
    {"semua", "semuanya", "seluruhnya", "semua periode", "seluruh periode", "sepanjang tahun", "setahun"}
)
_JENIS: Sequence[tuple[JenisPeriode, re.Pattern[str]]] = tuple(
    (jenis, re.compile(rf"{awal}(?: '?(?:20)?\d\d)?"))
    for jenis, awal in (
        (JenisPeriode.BULAN, r"M\d+"),
        (JenisPeriode.TRIWULAN, r"triwulan (?:ke )?K?[1-4]"),
        (JenisPeriode.SEMESTER, r"semester (?:ke )?K?[12]"),
    )
)
_TAHUN = re.compile(r"(?:tahun )?20\d\d")
_SEDIKIT = 4
"""Months that a sentence names one by one."""

_PANJANG_KATA = 5
"""Letters that words of an item must have at the least, to be told by a part of them."""


@dataclass(frozen=True, slots=True)
class _Baris:
    """A row of the sheet: what it says of the evidence in it, or elsewhere."""

    row: Row
    rincian: BuktiDukung
    bukti: tuple[BuktiDukung, ...]

    @property
    def menilai(self) -> bool:
        return any(says(self.row, header) for header in _TENTANG)

    def detailed(self, bukti: BuktiDukung) -> BuktiDukung:
        """Give a piece with what the row says of it; what the row leaves blank stays as it was."""
        own, periode = self.rincian, self.rincian.periode or bukti.periode
        return replace(
            bukti,
            periode=periode,
            berlaku_semua=own.berlaku_semua and periode is None,
            butir=own.butir or bukti.butir,
            verifikasi=own.verifikasi or bukti.verifikasi,
            catatan_verifikasi=own.catatan_verifikasi or bukti.catatan_verifikasi,
            kode_lke=own.kode_lke or bukti.kode_lke,
            lokasi=bukti.lokasi or (own.lokasi if self.bukti else None),
        )


def read_lembar_bukti(sheets: Sequence[Grid], rencana: Rencana) -> tuple[Rencana, tuple[Catatan, ...]]:
    """Give the plan with the evidence of sheet Bukti, and what of the sheet cannot be used."""
    rows, notes = read_list(sheets, DAFTAR, rencana.pengaturan.tahun)
    known = {plain_kode(satu.kode): satu for satu in reversed(tuple(rencana.indikator))}
    found: dict[str, list[_Baris]] = {}
    catatan = list(notes)
    bare: list[Row] = []
    for row in rows:
        indikator = known.get(plain_kode(says(row, KolomBukti.KODE)))
        if indikator is None:
            kind = "kode-tidak-ada" if says(row, KolomBukti.KODE) else "kode-tidak-ada:kosong"
            catatan.append(row.note(kind, KolomBukti.KODE, row.utuh))
            continue
        baris, more = _baris(row, indikator)
        catatan += more
        if baris and (baris.bukti or baris.menilai):
            found.setdefault(indikator.kode, []).append(baris)
        elif baris and not row.rusak(KolomBukti.BUKTI_DUKUNG):
            bare.append(row)
    merged = {kode: _merge(known[plain_kode(kode)], several) for kode, several in found.items()}
    catatan += (satu for _, more, _ in merged.values() for satu in more)
    bare += (row for *_, waiting in merged.values() for row in waiting)
    if bare:
        lines = gabung_kata([str(row.letak.baris) for row in sorted(bare, key=lambda row: row.letak.baris)])
        isi = "; ".join(row.utuh for row in bare)
        catatan.append(bare[0].note("bukti-menunggu", KolomBukti.BUKTI_DUKUNG, isi, baris=f"Baris {lines}"))

    def changed(satu: Indikator) -> Indikator:
        return replace(satu, bukti_dukung=merged[satu.kode][0]) if satu.kode in merged else satu

    return rencana.with_indikator(changed), tuple(catatan)


def _baris(row: Row, indikator: Indikator) -> tuple[_Baris | None, list[Catatan]]:
    """Read a row; one whose PERIODE cannot be told counts for nothing."""
    periode = _periode(row, indikator)
    if periode is None:
        due = list(dict.fromkeys(bulan_tahun(day) for day in indikator.target_waktu.jatuh_tempo))
        named = gabung_kata(due) if len(due) <= _SEDIKIT else f"{due[0]} sampai {due[-1]}"
        words = {"indikator": indikator.kode, "bulan": named if indikator.berulang else "Oktober 2025"}
        macam = "periode-tidak-dikenal" if indikator.berulang else "periode-tidak-dikenal:sekali"
        return None, [row.note_typed(macam, KolomBukti.PERIODE, row.utuh, **words)]
    butir, butir_notes = _butir(row, indikator)
    verifikasi, verdict_notes = _verifikasi(row)
    rincian = BuktiDukung(
        "",
        periode=periode[0],
        berlaku_semua=periode == (None,),
        butir=butir,
        verifikasi=verifikasi,
        catatan_verifikasi=says(row, KolomBukti.CATATAN_VERIFIKASI),
        kode_lke=says(row, KolomBukti.KODE_LKE),
        lokasi=row.letak.lokasi(KolomBukti.BUKTI_DUKUNG),
    )
    return _Baris(row, rincian, read_bukti(row)), [*butir_notes, *verdict_notes]


def _merge(
    indikator: Indikator, rows: Sequence[_Baris]
) -> tuple[tuple[BuktiDukung, ...], list[Catatan], list[Row]]:
    """Give the evidence of an indikator with what rows add to it, and the rows that wait for some.

    A row with evidence of its own adds it, or says more of what is there already; one without is about what is
    there of its period and item, as far as no row that names it has judged it. Of several the last counts.
    """
    pieces = list(indikator.bukti_dukung)
    at: dict[str, set[int]] = {}
    for n, bukti in enumerate(pieces):
        _enter(at, bukti, n)
    told: dict[int, _Baris] = {}
    notes: list[Catatan] = []
    waiting: list[Row] = []
    for baris in sorted(rows, key=lambda satu: not satu.bukti):
        places = [n for bukti in baris.bukti for n in _found_or_added(pieces, at, bukti, baris.rincian)]
        if not baris.bukti:
            own = {n for n, other in told.items() if other.bukti and pieces[n].verifikasi}
            free = (n for n in range(len(pieces)) if n not in own)
            places = [n for n in free if _is_about(baris.rincian, pieces[n])]
        if not places:
            judged = any(says(baris.row, header) for header in _TENTANG[:2])
            unfounded = baris.row.note("verifikasi-tanpa-bukti", KolomBukti.VERIFIKASI, baris.row.utuh)
            notes += [unfounded] * judged
            waiting += [baris.row] * (not judged)
        notes += _told_again(baris, [told[n] for n in places if n in told])
        for n in places:
            pieces[n], told[n] = baris.detailed(pieces[n]), baris
    return tuple(dict.fromkeys(pieces)), notes, waiting


def _found_or_added(
    pieces: list[BuktiDukung], at: dict[str, set[int]], bukti: BuktiDukung, rincian: BuktiDukung
) -> list[int]:
    """Give the places of a piece among others, where `at` knows them by their names; add it where it is new."""
    named = set().union(*(at.get(name, ()) for name in names_of(bukti)))
    same = [n for n in sorted(named) if _same(pieces[n], bukti, rincian)]
    if same:
        return same
    _enter(at, bukti, len(pieces))
    pieces.append(bukti)
    return [len(pieces) - 1]


def _told_again(baris: _Baris, before: Sequence[_Baris]) -> Iterator[Catatan]:
    """Note the rows that said something of the same evidence, and no longer count where they differ."""
    sel = baris.row.letak.lokasi(KolomBukti.KODE).sel
    rows = {satu.row.letak.baris: satu.row for satu in before if satu.menilai}
    return (row.note("bukti-ganda", KolomBukti.KODE, row.utuh, sel=sel) for row in rows.values())


def _enter(at: dict[str, set[int]], bukti: BuktiDukung, nomor: int) -> None:
    for name in names_of(bukti):
        at.setdefault(name, set()).add(nomor)


def _same(satu: BuktiDukung, lain: BuktiDukung, rincian: BuktiDukung) -> bool:
    """Say whether two pieces that share a name are one: of no other address, period or item."""
    apart = satu.periode and rincian.periode and satu.periode != rincian.periode
    other = satu.butir and rincian.butir and satu.butir != rincian.butir
    return not (apart or other) and len({satu.tautan, lain.tautan} - {""}) <= 1


def _is_about(rincian: BuktiDukung, bukti: BuktiDukung) -> bool:
    """Say whether a row without evidence of its own is about a piece."""
    return (rincian.periode in {None, bukti.periode}) and (rincian.butir in {None, bukti.butir})


def _periode(row: Row, indikator: Indikator) -> tuple[dt.date | None] | None:
    """Give the first day of the month of the kewajiban that PERIODE names, or none, for all of them.

    None instead where it cannot be told.
    """
    text = says(row, KolomBukti.PERIODE)
    if row.rusak(KolomBukti.PERIODE):
        return None
    kata = normalise(text)
    if not text or normal(text) in _SEMUA or _TAHUN.fullmatch(kata):
        return (None,)
    target = parse_target_waktu(text, row.tahun or dt.MINYEAR)
    days, due = target.jatuh_tempo, indikator.target_waktu.jatuh_tempo
    if len(days) > 1 and set(days) >= set(due):
        return (None,)
    day = row.read(KolomBukti.PERIODE).hari
    kind = next((jenis for jenis, words in _JENIS if words.fullmatch(kata)), None)
    if day is None and (kind is None or len(days) != 1):
        return None
    span = Periode.of(day or days[0], kind or JenisPeriode.BULAN)
    if not indikator.berulang:
        return (span.akhir.replace(day=1),)
    within = [satu for satu in due if span.awal <= satu <= span.akhir]
    return (within[0].replace(day=1),) if len(within) == 1 else None


def _butir(row: Row, indikator: Indikator) -> tuple[int | None, tuple[Catatan, ...]]:
    """Read BUTIR: the number of an item of BUKTI FISIK, or its words or a part of them that only it has."""
    text = says(row, KolomBukti.BUTIR)
    if not text:
        return None, ()
    items = [normal(without_sign(item)).rstrip(" .;,") for item in split_items(indikator.bukti_fisik)]
    number, words = text.strip(" .()"), normal(without_sign(text)).rstrip(" .;,")
    if number.isdecimal() and 1 <= int(number[:9]) <= len(items):
        return int(number), ()
    same = [nth for nth, item in enumerate(items, start=1) if item == words]
    part = [nth for nth, item in enumerate(items, start=1) if len(words) >= _PANJANG_KATA and words in item]
    found = same or part
    if len(found) == 1:
        return found[0], ()
    return None, (row.note_typed("butir-tidak-dikenal", KolomBukti.BUTIR, jumlah=len(items)),)


def _verifikasi(row: Row) -> tuple[Verifikasi | None, tuple[Catatan, ...]]:
    """Read VERIFIKASI by what its words safely mean."""
    header = KolomBukti.VERIFIKASI
    text = normal(says(row, header)).strip(" .!,;:")
    if not text or text in _BELUM:
        return None, ()
    if text in _VERIFIKASI:
        return _VERIFIKASI[text], ()
    meant = _ARTI.get(text) or _VERIFIKASI.get(nearest(text, _VERIFIKASI.keys(), _SALAH_KETIK) or "")
    if meant is None:
        return None, (row.note_typed("verifikasi-tidak-dikenal", header),)
    return meant, (row.note_typed("verifikasi-dibaca-sebagai", header, verifikasi=meant),)
