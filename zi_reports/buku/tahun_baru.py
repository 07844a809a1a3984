"""A plan becomes the plan of another year or satker: deadlines moved on, nothing reported, each change told."""

from __future__ import annotations

import datetime as dt
import re
from calendar import isleap
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from zi_reports.rencana.bahasa import BULAN, BULAN_SINGKAT, tanggal
from zi_reports.rencana.lampiran import KOMPONEN_BAKU, LEMBAR_PENGATURAN, NAMA_AREA, Kolom, Label
from zi_reports.rencana.model import (
    TANPA_LETAK,
    Area,
    Indikator,
    Jenis,
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
_PENGHUBUNG = rf"(?:,|dan|&|-|–|{_SAMPAI})"
_TENGGAT = re.compile(
    rf"\b(?:{_PALING_LAMBAT}|{_SAMPAI})\s+(?:(?:pada|di|tanggal|tgl\.?|bulan|akhir)\s+)*"
    rf"{_HARI}(?:\s*{_PENGHUBUNG}\s*{_HARI})*"
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
    kept = _ORANG if _same_satker(lama, satker) else ()
    people = {label.field: getattr(lama, label.field) for label in kept}
    baru = Pengaturan(satker, tahun, ukuran_kertas=lama.kertas, **people)
    areas = tuple(
        replace(area, komponen=tuple(_moved(satu, lama.tahun, tahun) for satu in area.komponen))
        for area in rencana.area
    )
    changes = (
        change
        for area in rencana.area
        for komponen in area.komponen
        for lokasi, text, geseran in _moves(komponen, lama.tahun, tahun)
        for change in _changes(lokasi, text, geseran, lama, baru)
    )
    return Rencana(baru, areas), (*_settings(lama, kept), *changes)


def empty_plan(satker: str, tahun: int) -> Rencana:
    """Make a plan of the six areas whose komponen are all still to be copied from the decree."""
    areas = []
    for kode, nama in NAMA_AREA.items():
        names = enumerate(KOMPONEN_BAKU[kode], start=1)
        komponen = (Komponen(str(nomor), satu, belum_disalin=(TANPA_LETAK,)) for nomor, satu in names)
        areas.append(Area(kode, nama, tuple(komponen)))
    return Rencana(Pengaturan(satker, tahun), tuple(areas))


def _texts(satu: Indikator, dari: int, ke: int) -> Mapping[Kolom, tuple[str, Geseran]]:
    """Give the texts of a row, each with what becomes of it."""
    plain = {
        Kolom.INDIKATOR: satu.uraian,
        Kolom.LANGKAH_AKSI: satu.langkah_aksi,
        Kolom.BUKTI_FISIK: satu.bukti_fisik,
    }
    target = satu.target_waktu.teks
    moved = {kolom: (text, move_deadlines(text, dari, ke)) for kolom, text in plain.items()}
    return {**moved, Kolom.TARGET_WAKTU: (target, move_target(target, dari, ke))}


def _moved(komponen: Komponen, dari: int, ke: int) -> Komponen:
    """Move a komponen's rows on; its name stays as it is, and what was reported stays behind."""
    rows = []
    for satu in komponen.indikator:
        uraian, langkah_aksi, bukti_fisik, words = (
            geseran.teks for _, geseran in _texts(satu, dari, ke).values()
        )
        target = parse_target_waktu(words, ke)
        kewajiban = tuple(Kewajiban(day) for day in target.jatuh_tempo or (None,))
        rows.append(Indikator(satu.kode, uraian, langkah_aksi, bukti_fisik, target, kewajiban))
    return replace(komponen, indikator=tuple(rows))


def _moves(komponen: Komponen, dari: int, ke: int) -> Iterator[tuple[Lokasi, str, Geseran]]:
    """Go through the texts of a komponen, each with its cell and what becomes of it."""
    for satu in komponen.indikator[:1]:
        kept = replace(move_deadlines(komponen.nama, dari, ke), teks=komponen.nama)
        yield satu.letak.lokasi(Kolom.KOMPONEN), komponen.nama, kept
    for satu in komponen.indikator:
        for kolom, (text, geseran) in _texts(satu, dari, ke).items():
            yield satu.letak.lokasi(kolom), text, geseran


def _changes(
    lokasi: Lokasi, teks: str, geseran: Geseran, lama: Pengaturan, baru: Pengaturan
) -> Iterator[Perubahan]:
    """Tell what became of a text: that it was moved, and why it still names a year or the old satker."""
    if geseran.teks != teks:
        yield Perubahan(Sifat.DIUBAH, lokasi, teks, geseran.teks)
    if geseran.alasan and lama.tahun != baru.tahun:
        yield Perubahan(Sifat.DIBIARKAN, lokasi, geseran.teks, alasan=geseran.alasan, pokok=geseran.pokok)
    own = " ".join(_NAMA_UMUM.sub("", _folded(lama.satker)).split())  # such as `boyolali`
    if own and own in _folded(geseran.teks) and not _same_satker(lama, baru.satker):
        yield Perubahan(Sifat.DIBIARKAN, lokasi, geseran.teks, alasan=Alasan.SATKER, pokok=own)


def _settings(lama: Pengaturan, kept: Collection[Label]) -> Iterator[Perubahan]:
    """Tell which settings were emptied: those of the old decree, and the people's that were not kept."""
    emptied = [label for label in (*_KEPUTUSAN, *_ORANG) if label not in kept]
    for label in (*emptied, *kept):
        value = getattr(lama, label.field)
        text = tanggal(value) if isinstance(value, dt.date) else value
        sifat, alasan = (Sifat.DIBIARKAN, Alasan.ORANG) if label in kept else (Sifat.DIKOSONGKAN, None)
        if text:
            yield Perubahan(sifat, Lokasi(LEMBAR_PENGATURAN, label), text, alasan=alasan)


def _same_satker(lama: Pengaturan, satker: str) -> bool:
    return _folded(lama.satker) == _folded(satker)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def move_target(teks: str, dari: int, ke: int) -> Geseran:
    """Move a TARGET WAKTU from the plan of one year to that of another.

    One that cannot be read, or whose year has two figures, is left and said to be so.
    """
    read = parse_target_waktu(teks, dari)
    if read.jenis is Jenis.TIDAK_TERBACA or read.tahun_ditafsirkan:
        year = _TAHUN.search(teks) or _TAHUN_PENDEK.search(teks)
        return Geseran(teks, Alasan.TIDAK_TERBACA, year[0]) if year else Geseran(teks)
    moved = _TAHUN.sub(lambda match: str(int(match[0]) + ke - dari), teks)
    if parse_target_waktu(moved, ke).jenis is not Jenis.TIDAK_TERBACA:
        return Geseran(moved)
    shorter = _without_leap_day(moved)
    if parse_target_waktu(shorter, ke).jenis is not Jenis.TIDAK_TERBACA:
        return Geseran(shorter)
    return Geseran(teks, Alasan.TIDAK_TERBACA)


def move_deadlines(teks: str, dari: int, ke: int) -> Geseran:
    """Move on the years of those words that clearly set a deadline in the old plan's year or later.

    Every other year is left: it names a document or the past, or nobody can say without knowing the office.
    """
    parts: list[str] = []
    left: list[re.Match[str]] = []
    end = 0
    for match in _TENGGAT.finditer(teks):
        if min(map(int, _TAHUN.findall(match[0]))) < dari or _DOKUMEN.search(teks[: match.start()]):
            continue
        left += _TAHUN.finditer(teks, end, match.start())
        moved = _without_leap_day(_TAHUN.sub(lambda year: str(int(year[0]) + ke - dari), match[0]))
        parts += [teks[end : match.start()], moved]
        end = match.end()
    left += _TAHUN.finditer(teks, end)
    unclear = [year for year in left if int(year[0]) >= dari and not _DOKUMEN.search(teks[: year.start()])]
    moved_text = "".join([*parts, teks[end:]])
    if unclear:
        return Geseran(moved_text, Alasan.BUKAN_TENGGAT, unclear[0][0])
    return Geseran(moved_text, Alasan.DOKUMEN, left[0][0]) if left else Geseran(moved_text)


def _without_leap_day(teks: str) -> str:
    """Write 28 for a 29 February, which has no counterpart in most years."""
    return _KABISAT.sub(lambda day: day[0] if isleap(int(day[1])) else "28", teks)
