"""A plan becomes the plan of another year or satker: deadlines moved on, nothing reported, each change told."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from calendar import isleap
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from zi_reports.rencana.bahasa import BULAN, BULAN_SINGKAT, disamakan, sebaris, tanggal
from zi_reports.rencana.lampiran import (
    KOLOM_LAMPIRAN,
    KOMPONEN_BAKU,
    LEMBAR_PENGATURAN,
    NAMA_AREA,
    Kolom,
    KolomKeputusan,
    Label,
)
from zi_reports.rencana.model import (
    TANPA_LETAK,
    Area,
    Indikator,
    Jenis,
    Keputusan,
    Kewajiban,
    Komponen,
    Lokasi,
    Pengaturan,
    Rencana,
)
from zi_reports.rencana.target_waktu import parse_target_waktu


class Sifat(StrEnum):
    """What was done about a text that names a year, a satker, a person or a decree."""

    DIUBAH = "diubah"
    DIKOSONGKAN = "dikosongkan"
    DIBIARKAN = "dibiarkan"


class Alasan(StrEnum):
    """Why a text still names a year, or something else of the old plan."""

    DOKUMEN = "menyebut dokumen atau tahun yang lalu"
    BUKAN_TENGGAT = "menyebut tahun, tetapi bukan tenggat yang jelas; ubah sendiri bila perlu"
    TIDAK_TERBACA = "TARGET WAKTU tidak terbaca sebagai tanggal; periksa tahunnya"
    SATKER = "menyebut satker asal; ubah sendiri bila perlu"
    ORANG = "diteruskan karena satkernya sama; periksa"
    KEPUTUSAN = "keputusan rapat yang belum selesai, diteruskan"


@dataclass(frozen=True, slots=True)
class Geseran:
    """A text as it now is, and why years that it names were left, if any were: `pokok` is the first of them."""

    teks: str
    alasan: Alasan | None = None
    pokok: str = ""


@dataclass(frozen=True, slots=True)
class Perubahan:
    """One text of the old plan and what became of it: `baru` if it was changed, `alasan` if it was left.

    `lokasi` is its cell in the old workbook, or the label of a setting; `pokok` the words for which it was left.
    """

    sifat: Sifat
    lokasi: Lokasi
    lama: str
    baru: str = ""
    alasan: Alasan | None = None
    pokok: str = ""


_KEPUTUSAN = (Label.NOMOR_KEPUTUSAN, Label.TANGGAL_KEPUTUSAN, Label.MULAI_PEMANTAUAN, Label.TANDA)
"""The settings that belong to a decree."""

_ORANG = (
    Label.TEMPAT,
    Label.KETUA,
    Label.SEKRETARIS,
    Label.JABATAN_PENANDA_TANGAN,
    Label.NAMA_PENANDA_TANGAN,
    Label.DAFTAR_PENANGGUNG_JAWAB,
)
"""The settings that belong to a satker and its people."""

_NAMA_UMUM = re.compile(
    r"(?<!\S)(?:kpu|kip|komisi|independen|pemilihan|umum|sekretariat|kabupaten|kota|provinsi)(?!\S)"
)
"""Words that any satker's name may have."""

_BULAN = "|".join((*BULAN, *BULAN_SINGKAT, "Nopember", "Pebruari", "Agst", "Agt", "Ags", "Sept", "Nop"))
_HARI = (
    rf"(?:(?:\d{{1,2}}\s+)?(?:{_BULAN})\.?\s+(?:tahun\s+)?20\d\d"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]20\d\d|20\d\d-\d\d-\d\d"
    r"|(?:TW|triwulan|semester)\s+(?:ke-?\s?)?(?:[IV]+|\d)\s+(?:tahun\s+)?20\d\d)(?!\d)"
)
_PALING_LAMBAT = (
    r"(?:paling\s+(?:lambat|akhir)|maksimal|maks\.?|selambat(?:-lambat)?nya|batas\s+(?:waktu|akhir)|"
    r"tenggat|jatuh\s+tempo|sebelum)"
)
_SAMPAI = r"(?:s\.?\s?d\.?|s/d|sampai(?:\s+dengan)?|hingga)"
_TENGGAT = re.compile(
    rf"\b(?:{_PALING_LAMBAT}|{_SAMPAI})\s+(?:(?:pada|di|tanggal|tgl\.?|bulan|akhir)\s+)*"
    rf"{_HARI}(?:\s*(?:,|dan|&|-|–|{_SAMPAI})\s*{_HARI})*"
    rf"|\b{_PALING_LAMBAT}\s+(?:pada\s+)?(?:akhir\s+)?tahun\s+20\d\d(?!\d)"
    rf"|{_HARI}\s*(?:-|–|{_SAMPAI})\s*{_HARI}",
    re.IGNORECASE,
)
"""Words that clearly set a deadline: introduced as one, or a span of dates."""

_DOKUMEN = re.compile(
    r"\b(?:nomor|no\.|keputusan|peraturan|undang-undang|perpres|permenpan\w*|pkpu|surat\s+edaran|instruksi|"
    r"renstra|rencana\s+strategis|road\s?map|rpjmn?d?)(?!\w)[^.,;\n]{0,60}$",
    re.IGNORECASE,
)
"""Words in front of a year that make it part of a document's name."""

_TAHUN = re.compile(r"(?<!\d)20\d\d(?!\d)")
_TAHUN_PENDEK = re.compile(r"(?<=[/.\- ’'])\d\d(?![\d/.\-])")
_KABISAT = re.compile(r"\b29(?=[\s./-]+(?:[FP]eb\w*|0?2)[\s./-]+(?:tahun\s+)?(20\d\d))", re.IGNORECASE)


def carry_over(rencana: Rencana, satker: str, tahun: int) -> tuple[Rencana, tuple[Perubahan, ...]]:
    """Make the plan for `satker` and `tahun` from an older one; give it with what was changed and what left."""
    lama = rencana.pengaturan
    kept = _ORANG if disamakan(lama.satker) == disamakan(satker) else ()
    people = {label.field: getattr(lama, label.field) for label in kept}
    baru = Pengaturan(
        satker,
        tahun,
        ukuran_kertas=lama.kertas,
        cetak_rencana_aksi=lama.cetak,
        lampirkan_catatan=lama.lampirkan_catatan,
        kata_pengantar=lama.kata_pengantar,
        **people,
    )
    own = "" if kept else sebaris(_NAMA_UMUM.sub("", disamakan(lama.satker)))  # such as `boyolali`
    areas = []
    moves: list[tuple[Lokasi, str, Geseran]] = []
    for area in rencana.area:
        moved = [_moved(komponen, lama.tahun, tahun) for komponen in area.komponen]
        areas.append(replace(area, komponen=tuple(komponen for komponen, _ in moved)))
        moves += itertools.chain.from_iterable(texts for _, texts in moved)
    changes = list(_settings(lama, kept))
    for lokasi, text, geseran in moves:
        if geseran.teks != text:
            changes.append(Perubahan(Sifat.DIUBAH, lokasi, text, geseran.teks))
        if geseran.alasan and lama.tahun != tahun:
            changes.append(
                Perubahan(Sifat.DIBIARKAN, lokasi, geseran.teks, "", geseran.alasan, geseran.pokok)
            )
        if own and own in disamakan(geseran.teks):
            changes.append(Perubahan(Sifat.DIBIARKAN, lokasi, geseran.teks, "", Alasan.SATKER, own))
    open_ones = tuple(satu for satu in rencana.keputusan if kept and satu.terbuka)
    return Rencana(baru, tuple(areas), open_ones), (*changes, *map(_carried, open_ones))


def _carried(satu: Keputusan) -> Perubahan:
    lokasi = satu.letak.lokasi(KolomKeputusan.KEPUTUSAN)
    return Perubahan(Sifat.DIBIARKAN, lokasi, satu.uraian, alasan=Alasan.KEPUTUSAN)


def empty_plan(satker: str, tahun: int) -> Rencana:
    """Make a plan of the six areas whose komponen are all still to be copied from the decree."""
    areas = []
    for kode, nama in NAMA_AREA.items():
        names = enumerate(KOMPONEN_BAKU[kode], start=1)
        komponen = (Komponen(str(nomor), satu, belum_disalin=(TANPA_LETAK,)) for nomor, satu in names)
        areas.append(Area(kode, nama, tuple(komponen)))
    return Rencana(Pengaturan(satker, tahun), tuple(areas))


def unreported(kode: str, texts: Sequence[str], tahun: int) -> Indikator:
    """Make a row of which nothing is reported, from its four texts: INDIKATOR to TARGET WAKTU."""
    uraian, langkah_aksi, bukti_fisik, words = texts
    target = parse_target_waktu(words, tahun)
    kewajiban = tuple(Kewajiban(day) for day in target.jatuh_tempo or (None,))
    return Indikator(kode, uraian, langkah_aksi, bukti_fisik, target, kewajiban)


def _moved(komponen: Komponen, dari: int, ke: int) -> tuple[Komponen, list[tuple[Lokasi, str, Geseran]]]:
    """Move a komponen's rows on; its name stays as it is, and what was reported stays behind.

    Give it with each of its texts: the cell, the text as it was, and what becomes of it.
    """
    rows: list[Indikator] = []
    moves: list[tuple[Lokasi, str, Geseran]] = []
    for satu in komponen.indikator:
        if not rows:
            kept = replace(move_deadlines(komponen.nama, dari, ke), teks=komponen.nama)
            moves.append((satu.letak.lokasi(Kolom.KOMPONEN), komponen.nama, kept))
        old = (satu.uraian, satu.langkah_aksi, satu.bukti_fisik, satu.target_waktu.teks)
        new = [*(move_deadlines(text, dari, ke) for text in old[:-1]), move_target(old[-1], dari, ke)]
        moves += zip(map(satu.letak.lokasi, KOLOM_LAMPIRAN[2:]), old, new, strict=True)
        rows.append(unreported(satu.kode, [geseran.teks for geseran in new], ke))
    return replace(komponen, indikator=tuple(rows)), moves


def _settings(lama: Pengaturan, kept: Collection[Label]) -> Iterator[Perubahan]:
    """Tell which settings were emptied: those of the old decree, and the people's that were not kept."""
    for label in (*_KEPUTUSAN, *_ORANG):
        value = getattr(lama, label.field)
        text = tanggal(value) if isinstance(value, dt.date) else value
        text = "; ".join(value) if isinstance(value, tuple) else text
        sifat, alasan = (Sifat.DIBIARKAN, Alasan.ORANG) if label in kept else (Sifat.DIKOSONGKAN, None)
        if text:
            yield Perubahan(sifat, Lokasi(LEMBAR_PENGATURAN, label), text, alasan=alasan)


def move_target(teks: str, dari: int, ke: int) -> Geseran:
    """Move a TARGET WAKTU from the plan of one year to that of another.

    One that cannot be read, or whose year has two figures, is left and said to be so.
    """
    read = parse_target_waktu(teks, dari)
    if read.jenis is Jenis.TIDAK_TERBACA or read.tahun_ditafsirkan:
        year = _TAHUN.search(teks) or _TAHUN_PENDEK.search(teks)
        return Geseran(teks, Alasan.TIDAK_TERBACA, year[0]) if year else Geseran(teks)
    moved = _years_later(teks, ke - dari)
    if parse_target_waktu(moved, ke).jenis is Jenis.TIDAK_TERBACA:
        return Geseran(teks, Alasan.TIDAK_TERBACA)
    return Geseran(moved)


def move_deadlines(teks: str, dari: int, ke: int) -> Geseran:
    """Move on the years of those words that clearly set a deadline in the old plan's year or later.

    Every other year is left: it names a document or the past, or nobody can say without knowing the office.
    """
    deadlines = [
        match
        for match in _TENGGAT.finditer(teks)
        if min(map(int, _TAHUN.findall(match[0]))) >= dari and not _DOKUMEN.search(teks[: match.start()])
    ]
    inside = {place for match in deadlines for place in range(*match.span())}
    left = [year for year in _TAHUN.finditer(teks) if inside.isdisjoint(range(*year.span()))]
    moved = teks
    for match in reversed(deadlines):
        moved = moved[: match.start()] + _years_later(match[0], ke - dari) + moved[match.end() :]
    for year in left:
        if int(year[0]) >= dari and not _DOKUMEN.search(teks[: year.start()]):
            return Geseran(moved, Alasan.BUKAN_TENGGAT, year[0])
    return Geseran(moved, Alasan.DOKUMEN, left[0][0]) if left else Geseran(moved)


def _years_later(teks: str, years: int) -> str:
    """Move all years on; a 29 February, which has no counterpart in most of them, becomes the 28th."""
    moved = _TAHUN.sub(lambda year: str(int(year[0]) + years), teks)
    return _KABISAT.sub(lambda day: day[0] if isleap(int(day[1])) else "28", moved)
