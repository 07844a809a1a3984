"""The rows of the plan become its areas, komponen and indikator."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from zi_reports.rencana import bahasa
from zi_reports.rencana.lampiran import BELUM_DISALIN, KOLOM_LAMPIRAN, Kolom, all_areas, kode_indikator
from zi_reports.rencana.model import Area, Catatan, Indikator, Kewajiban, Komponen, Letak, TargetWaktu
from zi_reports.rencana.target_waktu import parse_target_waktu
from zi_reports.sources.grid import BULAN_TERAKHIR, normal, proves_order
from zi_reports.sources.reported import read_bukti, read_realisasi, read_status, said
from zi_reports.sources.row import Row, area_of, same_komponen, with_whole_months


@dataclass(frozen=True, slots=True)
class Kelompok:
    """The rows of one komponen, under the area and the NO and KOMPONEN that they belong to."""

    area: str
    nomor: str
    nama: str
    baris: tuple[Row, ...]


def build_areas(rows: Sequence[Row], tahun: int) -> tuple[tuple[Area, ...], tuple[Catatan, ...]]:
    """Gather rows under their areas and komponen; the six areas are always there, in their order."""
    found: dict[str, list[Komponen]] = defaultdict(list)
    dated, order_notes = _with_order(rows, tahun)
    notes = [*order_notes]
    for kelompok in grouped(dated):
        if not kelompok.area:
            notes += [row.note("tanpa-area", Kolom.INDIKATOR) for row in kelompok.baris]
            continue
        komponen, more = _komponen(kelompok, tahun)
        notes += more
        if komponen.nomor or komponen.nama or komponen.indikator or komponen.belum_disalin:
            found[kelompok.area].append(komponen)
    names = all_areas(area_names(rows)).items()
    return tuple(Area(kode, nama, tuple(found[kode])) for kode, nama in names), tuple(notes)


def _with_order(rows: Sequence[Row], tahun: int) -> tuple[Iterator[Row], tuple[Catatan, ...]]:
    """Give the rows with what the sheet's dates prove of its order of day and month.

    Where Excel expects the month first, "31/01/2025" stays a text, and "05/02/2025" becomes the second of May.
    """
    found = [(row, header, proves_order(value)) for row in rows for header, value in row.nilai.items()]
    proof = [(row, header) for row, header, first in found if first == "bulan"]
    texts = sum(first == "hari" and header != Kolom.TARGET_WAKTU for _, header, first in found)
    days = {
        value.day
        for row in rows
        for header, value in row.nilai.items()
        if isinstance(value, dt.date) and header != Kolom.TARGET_WAKTU
    }
    swapped = texts > 1 and max(days, default=0) <= BULAN_TERAKHIR
    several = proof[1:]
    notes = (proof[0][0].note("urutan-tanggal", proof[0][1], jumlah=len(proof)),) if several else ()
    return (replace(row, tahun=tahun, bulan_dahulu=bool(proof), tertukar=swapped) for row in rows), notes


def grouped(rows: Iterable[Row]) -> Iterator[Kelompok]:
    """Go through the komponen: the rows below an area, parted where NO or KOMPONEN change.

    Rows before the first komponen of an area, and before the first area, stand under empty names.
    """
    area = nomor = nama = ""
    group: list[Row] = []
    for row in rows:
        named = area_of(row)
        if group and (named or not same_komponen(nomor, nama, row)):
            yield Kelompok(area, nomor, nama, tuple(group))
            group = []
        if named:
            area, nomor, nama = named[0], "", ""
            continue
        if not group and not same_komponen(nomor, nama, row):
            nomor, nama = row.teks(Kolom.NO), row.teks(Kolom.KOMPONEN)
        group.append(row)
    if group:
        yield Kelompok(area, nomor, nama, tuple(group))


def area_names(rows: Iterable[Row]) -> dict[str, str]:
    """Give the name of each area as its first row has it."""
    names: dict[str, str] = {}
    for row in rows:
        if area := area_of(row):
            names.setdefault(*area)
    return names


def area_notes(rows: Iterable[Row]) -> Iterator[Catatan]:
    """Note the area rows that name another area by a numeral once more, or hold what is not counted there.

    Those without a numeral or a name share one catatan.
    """
    seen: dict[str, tuple[str, Row]] = {}
    halves: dict[str, Row] = {}
    for row, (kode, nama) in ((row, area) for row in rows if (area := area_of(row))):
        filled = [header for header in row.nilai if header not in KOLOM_LAMPIRAN and row.usable(header)]
        if filled:
            yield row.note("sel-tidak-dipakai:area", filled[0], "; ".join(map(row.teks, filled)))
        if nama in {"", "".join(map(row.teks, KOLOM_LAMPIRAN))}:
            halves.setdefault(kode, row)
        first, above = seen.setdefault(kode, (nama, row))
        if normal(nama) not in {"", normal(first)}:
            yield row.note("area-ganda", Kolom.NO, nama, area=kode, sel=above.letak.lokasi(Kolom.NO).sel)
    for first_half in list(halves.values())[:1]:
        yield first_half.note("area-dilengkapi", Kolom.NO, area=", ".join(halves))


def _komponen(kelompok: Kelompok, tahun: int) -> tuple[Komponen, tuple[Catatan, ...]]:
    """Give a komponen: its indikator, and the places left open for rows that the source lacks."""
    indikator: list[Indikator] = []
    open_places: list[Letak] = []
    notes: list[Catatan] = []
    for row in kelompok.baris:
        if row.teks(Kolom.INDIKATOR):
            kode = kode_indikator(kelompok.area, kelompok.nomor, len(indikator) + 1)
            satu, more = _indikator(row, kode, tahun)
            indikator.append(satu)
            notes += more
        elif {*map(row.teks, row.nilai.keys() - {Kolom.NO, Kolom.KOMPONEN})} - {"", BELUM_DISALIN}:
            notes.append(row.note("indikator-kosong", Kolom.INDIKATOR, row.utuh))
        else:
            open_places.append(row.letak)
    komponen = Komponen(kelompok.nomor, kelompok.nama, tuple(indikator), tuple(open_places))
    return komponen, tuple(notes)


def _indikator(row: Row, kode: str, tahun: int) -> tuple[Indikator, tuple[Catatan, ...]]:
    target, target_notes = _target(row, tahun)
    status, status_notes = read_status(row)
    realisasi, notes = read_realisasi(row, target, status)
    indikator = Indikator(
        kode=kode,
        uraian=row.teks(Kolom.INDIKATOR),
        langkah_aksi=row.teks(Kolom.LANGKAH_AKSI),
        bukti_fisik=row.teks(Kolom.BUKTI_FISIK),
        target_waktu=target,
        kewajiban=tuple(
            Kewajiban(day, satu) for day, satu in zip(target.jatuh_tempo or (None,), realisasi, strict=True)
        ),
        status=status,
        bukti_dukung=read_bukti(row),
        penanggung_jawab=said(row, Kolom.PENANGGUNG_JAWAB),
        kendala=said(row, Kolom.KENDALA),
        tindak_lanjut=said(row, Kolom.TINDAK_LANJUT),
        letak=row.letak,
    )
    return indikator, (*target_notes, *status_notes, *notes)


def _target(row: Row, tahun: int) -> tuple[TargetWaktu, tuple[Catatan, ...]]:
    """Read TARGET WAKTU, by what the cell shows: words, a date, or a date shown as a month."""
    value = row.nilai.get(Kolom.TARGET_WAKTU)
    if row.rusak(Kolom.TARGET_WAKTU):
        return parse_target_waktu("", tahun), ()
    both = row.day_notes(Kolom.TARGET_WAKTU) if row.bulan_dahulu or row.tertukar else ()
    doubtful = tuple(satu for satu in both if satu.kode == "tanggal-dua-arti")
    if isinstance(value, dt.date):
        # Excel makes 1 October of a typed "Oktober 2025" and shows "Okt-25": the month is meant, to its end.
        month_only = Kolom.TARGET_WAKTU in row.bulan_saja and value.day == 1
        return parse_target_waktu(bahasa.bulan_tahun(value) if month_only else value, tahun), doubtful
    if not isinstance(value, str):
        read, notes = row.day(Kolom.TARGET_WAKTU)
        if read.hari is not None:
            return parse_target_waktu(read.hari, tahun), notes
    return parse_target_waktu(with_whole_months(row.teks(Kolom.TARGET_WAKTU)), tahun), doubtful
