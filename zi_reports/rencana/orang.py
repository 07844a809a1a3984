"""Who is meant by PENANGGUNG JAWAB: the persons that a cell names, and one name for each, however it is spelled.

The cells are those of the plan, then those of sheet Keputusan Rapat.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from zi_reports.rencana import bahasa
from zi_reports.rencana.catatan import note
from zi_reports.rencana.lampiran import LEMBAR_PENGATURAN, Kolom, KolomKeputusan
from zi_reports.rencana.model import Catatan, Lokasi, Rencana

_JABATAN = re.compile(
    r"(?i)(?:wakil|ketua|anggota|komisioner|sek(?:r|retaris|retariat)?|kepala|ka|kabag|kadiv|ka ?sub ?b?ag(?:ian)?"
    r"|sub ?b?ag(?:ian)?|bag(?:ian)?|div(?:isi)?|koord(?:inator)?|tim|pokja|satgas|operator|admin|pic|ppid|ppk"
    r"|bendahara|staff?|pelaksana|pejabat|petugas|seluruh|semua)\b"
)
"""How the name of a post or of a unit begins; other words may be a part of it (`Hukum dan SDM`)."""

_PISAH = re.compile(
    r"\s*([,/&+])\s*(?:(?:dan|serta)\s+)?|\s+(?:dan/atau|dan|serta|bersama|atau)\s+", re.IGNORECASE
)
_BUTIR = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s+|[-–•*]\s*", re.IGNORECASE)

_EJAAN = tuple(
    (re.compile(rf"\b(?:{pola})\b"), kata)
    for pola, kata in (
        (r"(?:kepala|kep|ka) ?sub ?b?ag(?:ian)?", "kepala subbagian"),
        (r"sub ?b?ag(?:ian)?", "subbagian"),
        (r"(?:kepala|kep|ka) ?bag(?:ian)?", "kepala bagian"),
        ("bag", "bagian"),
        ("sekr?", "sekretaris"),
        ("kadiv", "ketua divisi"),
        ("div", "divisi"),
        ("koord?", "koordinator"),
        ("staff", "staf"),
        ("kab", "kabupaten"),
        ("komisi pemilihan umum", "kpu"),
        ("sumber daya manusia", "sdm"),
        ("hubungan masyarakat", "humas"),
        ("partisipasi masyarakat", "parmas"),
        ("(?:perencanaan|rencana) (?:dan )?data (?:dan )?informasi", "rendatin"),
        ("keuangan umum (?:dan )?logistik", "kul"),
        ("dan", ""),
    )
)
"""Spellings that mean the same in these offices, and nothing else."""

_PANJANG_TERSALIN = 6
"""Letters that a word has at least in which a slip of the pen is looked for: short ones are near each other."""

_MIRIP = 75
"""How alike names are, of 100, for one of them to be asked after."""


@dataclass(frozen=True, slots=True)
class DaftarOrang:
    """The persons of a plan: those that Pengaturan lists, and the one name of each spelling."""

    terdaftar: frozenset[str]
    nama: Mapping[str, str]

    def of(self, teks: str) -> tuple[str, ...]:
        """Give the persons that a text names, each once and by the one name."""
        return tuple(dict.fromkeys(self.nama.get(satu, satu) for satu in _split(teks, self.terdaftar)))

    def find(self, teks: str) -> str:
        """Give the one person whom a text means, in any safe spelling; empty where there is none."""
        wanted = _key(teks)
        return next((nama for ejaan, nama in self.nama.items() if _key(ejaan) == wanted), "")

    def nearest(self, teks: str, nama: Iterable[str]) -> str | None:
        """Give the one of some names that a text may mean by a slip of the pen, if there is any."""
        keys = {_key(satu): satu for satu in nama}
        return keys.get(bahasa.nearest(_key(teks), list(keys), _MIRIP) or "")


def people_of(rencana: Rencana) -> DaftarOrang:
    """Read who is named in the PENANGGUNG JAWAB of a plan and of what meetings decided.

    A name that Pengaturan lists is itself; two spellings are one person where they differ in capitals, dots, blanks
    or an abbreviation, or in one letter from what Pengaturan lists.
    """
    listed = [bahasa.sebaris(satu) for satu in rencana.pengaturan.daftar_penanggung_jawab]
    count = Counter(_key(satu) for satu in listed)
    by_key = {_key(satu): satu for satu in listed if count[_key(satu)] == 1}
    sure, nama = dict(by_key), {satu: satu for satu in listed}
    known = frozenset(satu.casefold() for satu in listed)
    exact = {satu.casefold(): satu for satu in listed}
    for teks, _ in _cells(rencana):
        for ejaan in _split(teks, known):
            if ejaan not in nama:
                key = _key(ejaan)
                nama[ejaan] = exact.get(ejaan.casefold()) or sure.get(key) or _slip(key, by_key) or ejaan
                sure.setdefault(key, nama[ejaan])
    return DaftarOrang(known, nama)


def _cells(rencana: Rencana) -> Iterator[tuple[str, Lokasi]]:
    """Go through what stands in each PENANGGUNG JAWAB, and where."""
    for satu in rencana.indikator:
        yield satu.penanggung_jawab, satu.letak.lokasi(Kolom.PENANGGUNG_JAWAB)
    for decided in rencana.keputusan:
        yield decided.penanggung_jawab, decided.letak.lokasi(KolomKeputusan.PENANGGUNG_JAWAB)


def check_people(rencana: Rencana) -> Iterator[Catatan]:
    """Note each spelling that is taken for a person who is spelled otherwise elsewhere."""
    people = people_of(rencana)
    cells: defaultdict[str, list[Lokasi]] = defaultdict(list)
    for teks, lokasi in _cells(rencana):
        for ejaan in _split(teks, people.terdaftar):
            cells[ejaan].append(lokasi)
    for ejaan, places in cells.items():
        nama = people.nama[ejaan]
        if nama != ejaan:
            acuan = _place(cells[nama][0], places[0]) if nama in cells else f"lembar {LEMBAR_PENGATURAN}"
            sel = bahasa.gabung_kata(list(dict.fromkeys(_place(satu, places[0]) for satu in places)))
            yield note("penanggung-jawab-disatukan", places[0], ejaan, sel=sel, nama=nama, acuan=acuan)


def _place(lokasi: Lokasi, dari: Lokasi) -> str:
    """Give a cell as a catatan on another one names it: with its sheet, where that is another."""
    return lokasi.sel if lokasi.lembar == dari.lembar else str(lokasi)


@lru_cache(maxsize=4096)  # the same few cells, read anew for the figures of each month
def _split(teks: str, terdaftar: frozenset[str]) -> tuple[str, ...]:
    """Part a cell into the persons that it names; what may be one name stays whole."""
    if bahasa.sebaris(teks).casefold() in terdaftar:
        return (bahasa.sebaris(teks),)
    return tuple(
        bare
        for piece in teks.split(";")
        for line in _lines(piece, terdaftar)
        for satu in _listed(line, terdaftar)
        if (bare := satu.strip(" ,;/&+"))
    )


def _lines(teks: str, terdaftar: frozenset[str]) -> Iterator[str]:
    """Give each line that begins a person; one that goes on with a post or unit above it is joined to that."""
    whole = ""
    for line in filter(None, map(bahasa.sebaris, teks.splitlines())):
        bare = _BUTIR.sub("", line, count=1) if _BUTIR.match(line) else line
        begins = bare != line or not _is_post(whole, terdaftar) or _is_post(bare, terdaftar)
        if whole and (not begins or re.match("(?i)(?:dan|serta) ", bare)):
            whole = f"{whole} {bare}"
        else:
            yield whole
            whole = bare
    yield whole


def _listed(teks: str, terdaftar: frozenset[str]) -> Iterator[str]:
    """Part a line at commas and at words such as `dan`, where a post or unit follows.

    Before a comma must stand one too: `Budi Santoso, Sekretaris` is one person.
    """
    start = 0
    for match in _PISAH.finditer(teks):
        before, after = teks[start : match.start()], teks[match.end() :]
        if _is_post(after, terdaftar) and (match[1] not in {",", "/"} or _is_post(before, terdaftar)):
            yield before
            start = match.end()
    yield teks[start:]


def _is_post(teks: str, terdaftar: frozenset[str]) -> bool:
    return bool(_JABATAN.match(teks)) or any(
        re.match(rf"{re.escape(satu)}(?!\w)", teks.casefold()) for satu in terdaftar
    )


def _key(nama: str) -> str:
    """Bring a name to one spelling: `KASUBBAG. Hukum & SDM` becomes `kepala subbagian hukum sdm`."""
    joined = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", nama.casefold())
    words = " ".join(re.findall(r"\w+", joined))
    for pattern, kata in _EJAAN:
        words = pattern.sub(kata, words)
    return bahasa.sebaris(words) or bahasa.sebaris(nama.casefold())


def _slip(key: str, terdaftar: Mapping[str, str]) -> str:
    """Give the one listed name from which a name differs in a single letter of a long word; else nothing."""
    near = [nama for lain, nama in terdaftar.items() if _is_slip(key.split(), lain.split())]
    return near[0] if len(near) == 1 else ""


def _is_slip(satu: list[str], lain: list[str]) -> bool:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - most plans have no slip of the pen that needs it

    odd = [pair for pair in zip(satu, lain, strict=False) if pair[0] != pair[1]]
    if len(satu) != len(lain) or len(odd) != 1 or not "".join(odd[0]).isalpha():
        return False
    return min(map(len, odd[0])) >= _PANJANG_TERSALIN and OSA.distance(*odd[0]) == 1
