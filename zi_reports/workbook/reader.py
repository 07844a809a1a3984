"""A workbook becomes the Rencana that it holds, with a catatan for each cell that cannot be used."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from zi_reports import bahasa
from zi_reports.model import (
    NAMA_AREA,
    Area,
    Catatan,
    Indikator,
    Kewajiban,
    Komponen,
    Letak,
    Lokasi,
    Rencana,
    Tingkat,
    WorkbookError,
)
from zi_reports.target_waktu import parse_target_waktu
from zi_reports.workbook.baris import Baris, as_text, broken_cell, normal
from zi_reports.workbook.grid import Lembar, Nilai, SelRusak, column_letter, load_sheets
from zi_reports.workbook.layout import BELUM_DISALIN, KOLOM_LAMPIRAN, Kolom, header_bulan
from zi_reports.workbook.pengaturan import read_pengaturan
from zi_reports.workbook.realisasi import read_bukti, read_realisasi, read_status

BARIS_HEADER_TERAKHIR = 50
"""How far down the header row is looked for."""

_AREA = re.compile(r"(?P<kode>[IVX]+)(?:[.\s]+(?P<nama>\S.*))?", re.DOTALL)
_BULAN = re.compile(r"(?P<bulan>[a-z]+)[ .\-]*(?P<tahun>20\d\d)")


@dataclass(frozen=True, slots=True)
class _Tabel:
    """Where the plan's table stands: sheet, header row (from 1), the column (from 0) of each header."""

    lembar: Lembar
    header: int
    kolom: Mapping[str, int]


@dataclass(slots=True)
class _Susunan:
    """The areas and komponen met so far; rows are added at the end of the last one."""

    area: dict[str, str] = field(default_factory=dict)
    komponen: list[tuple[str, Komponen, list[Indikator], list[Letak]]] = field(default_factory=list)


def read_workbook(path: Path) -> tuple[Rencana, tuple[Catatan, ...]]:
    """Read the plan, what was reported on it, and what of it cannot be used.

    The file is only read. Catatan come in the order of sheet, row and column.

    Raises:
        WorkbookError: the file is no workbook, or holds no plan, or more than one.
    """
    return read_sheets(load_sheets(path), path.name)


def read_sheets(sheets: Sequence[Lembar], nama: str) -> tuple[Rencana, tuple[Catatan, ...]]:
    """Read a plan from sheets already open; `nama` names the workbook in an error."""
    tabel = _find_table(sheets, nama)
    catatan: list[Catatan] = []
    pengaturan = read_pengaturan(sheets, _title(tabel), catatan)
    rows = list(_rows(tabel, catatan))
    susunan = _Susunan()
    for row in rows:
        _add_row(susunan, row, pengaturan.tahun, catatan)
    area = _areas(susunan, tabel, catatan)
    rencana = Rencana(pengaturan, area)
    _note_missing_columns(rencana, tabel, catatan)
    return rencana, tuple(sorted(catatan, key=lambda satu: satu.lokasi.urutan))


def _find_table(sheets: Sequence[Lembar], nama: str) -> _Tabel:
    wanted = {normal(kolom) for kolom in (Kolom.NO, Kolom.KOMPONEN, Kolom.INDIKATOR, Kolom.TARGET_WAKTU)}
    found: list[_Tabel] = []
    for sheet in sheets:
        for nomor, row in enumerate(sheet.baris[:BARIS_HEADER_TERAKHIR], start=1):
            if wanted <= {normal(as_text(value)) for value in row}:
                found.append(_Tabel(sheet, nomor, _headers(row)))
                break
    if not found:
        raise WorkbookError(
            f"{nama} tidak memuat tabel rencana aksi. Judul kolomnya harus ada: {', '.join(KOLOM_LAMPIRAN)}."
        )
    if len(found) > 1:
        names = " dan ".join(satu.lembar.nama for satu in found)
        raise WorkbookError(
            f"{nama} memuat lebih dari satu tabel rencana: lembar {names}. Sisakan satu saja."
        )
    return found[0]


def _headers(row: Sequence[Nilai]) -> Mapping[str, int]:
    """Find the columns that we know by their headers; unknown ones are passed over."""
    known = {normal(kolom): str(kolom) for kolom in Kolom}
    found: dict[str, int] = {}
    for index, value in enumerate(row):
        header = known.get(normal(as_text(value))) or _month_header(value)
        if header:
            found.setdefault(header, index)
    return found


def _month_header(value: Nilai) -> str:
    """Give a month column's header in our spelling; Excel turns a typed `JAN 2025` into a date at times."""
    if isinstance(value, dt.date):
        return header_bulan(value)
    match = _BULAN.fullmatch(normal(as_text(value)))
    if not match:
        return ""
    for nomor, (penuh, singkat) in enumerate(zip(bahasa.BULAN, bahasa.BULAN_SINGKAT, strict=True), start=1):
        if match["bulan"] in {penuh.casefold(), singkat.casefold()}:
            return header_bulan(dt.date(int(match["tahun"]), nomor, 1))
    return ""


def _title(tabel: _Tabel) -> list[str]:
    return [
        as_text(value) for row in tabel.lembar.baris[: tabel.header - 1] for value in row if value is not None
    ]


def _rows(tabel: _Tabel, catatan: list[Catatan]) -> Iterator[Baris]:
    """Go through the rows below the header that hold anything under a known header."""
    letters = {header: column_letter(index + 1) for header, index in tabel.kolom.items()}
    for nomor, cells in enumerate(tabel.lembar.baris[tabel.header :], start=tabel.header + 1):
        nilai = {header: cells[index] for header, index in tabel.kolom.items()}
        if all(value is None or value == "" for value in nilai.values()):
            continue
        letak = Letak(tabel.lembar.nama, nomor, letters)
        tautan = {
            header: tabel.lembar.tautan[nomor, index + 1]
            for header, index in tabel.kolom.items()
            if (nomor, index + 1) in tabel.lembar.tautan
        }
        catatan.extend(
            broken_cell(letak.lokasi(header), value)
            for header, value in nilai.items()
            if isinstance(value, SelRusak)
        )
        yield Baris(letak, nilai, tautan)


def _add_row(susunan: _Susunan, row: Baris, tahun: int, catatan: list[Catatan]) -> None:
    """Add a row to the plan: an area, the beginning of a komponen, an indikator, or a place left open."""
    if _is_heading(row):
        return
    area = _area(row)
    if area:
        susunan.area.setdefault(*area)
        susunan.komponen.append((area[0], Komponen("", ""), [], []))
        return
    if not susunan.komponen:
        pesan = "Baris ini berdiri sebelum baris area. Tulis angka Romawi area (I sampai VI) di atasnya."
        catatan.append(row.galat("tanpa-area", Kolom.INDIKATOR, pesan))
        return
    kode_area, komponen, indikator, belum = susunan.komponen[-1]
    nomor, nama = row.teks(Kolom.NO), row.teks(Kolom.KOMPONEN)
    if (nomor or nama) and (nomor, nama) != (komponen.nomor, komponen.nama):
        komponen, indikator, belum = Komponen(nomor, nama), [], []
        susunan.komponen.append((kode_area, komponen, indikator, belum))
    if row.teks(Kolom.INDIKATOR):
        kode = f"{kode_area}.{komponen.nomor.rstrip('. ')}.{len(indikator) + 1}"
        indikator.append(_indikator(row, kode, tahun, catatan))
    elif row.teks(Kolom.LANGKAH_AKSI) not in {"", BELUM_DISALIN} or row.teks(Kolom.BUKTI_FISIK):
        pesan = (
            "INDIKATOR kosong, sehingga baris ini tidak dihitung. "
            "Isi INDIKATOR, atau gabungkan dengan baris di atasnya."
        )
        catatan.append(row.galat("indikator-kosong", Kolom.INDIKATOR, pesan))
    else:
        belum.append(row.letak)


def _is_heading(row: Baris) -> bool:
    """Say whether the row repeats the header or the column numbers, as at the head of a printed page."""
    texts = [normal(row.teks(kolom)) for kolom in KOLOM_LAMPIRAN]
    return texts[:3] in (["no", "komponen", "indikator"], ["1", "2", "3"])


def _area(row: Baris) -> tuple[str, str] | None:
    """Give the Roman numeral and the name of an area row, be they in two cells or in one."""
    if row.teks(Kolom.INDIKATOR):
        return None
    match = _AREA.fullmatch(row.teks(Kolom.NO).rstrip("."))
    if not match:
        return None
    return match["kode"], match["nama"] or row.teks(Kolom.KOMPONEN)


def _indikator(row: Baris, kode: str, tahun: int, catatan: list[Catatan]) -> Indikator:
    value = row.nilai[Kolom.TARGET_WAKTU]
    words = value if isinstance(value, dt.date) else row.teks(Kolom.TARGET_WAKTU)
    target = parse_target_waktu("" if isinstance(value, SelRusak) else words, tahun)
    status = read_status(row, catatan)
    realisasi = read_realisasi(row, target, status, catatan)
    return Indikator(
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
        penanggung_jawab=row.teks(Kolom.PENANGGUNG_JAWAB),
        kendala=row.teks(Kolom.KENDALA),
        tindak_lanjut=row.teks(Kolom.TINDAK_LANJUT),
        letak=row.letak,
    )


def _areas(susunan: _Susunan, tabel: _Tabel, catatan: list[Catatan]) -> tuple[Area, ...]:
    """Gather the komponen under their areas; the six areas are always there, in their order."""
    for kode in NAMA_AREA:
        if kode not in susunan.area:
            pesan = f"Area {kode} tidak ada pada lembar ini. Lengkapi bila keputusan memuatnya."
            lokasi = Lokasi(tabel.lembar.nama, f"A{tabel.header}")
            catatan.append(Catatan(Tingkat.INFO, "area-tidak-ada", lokasi, "", pesan))
    kode_area = [*NAMA_AREA, *(kode for kode in susunan.area if kode not in NAMA_AREA)]
    return tuple(
        Area(
            kode,
            susunan.area.get(kode) or NAMA_AREA.get(kode, ""),
            tuple(
                Komponen(komponen.nomor, komponen.nama, tuple(indikator), tuple(belum))
                for milik, komponen, indikator, belum in susunan.komponen
                if milik == kode and (komponen.nomor or komponen.nama or indikator or belum)
            ),
        )
        for kode in kode_area
    )


def _note_missing_columns(rencana: Rencana, tabel: _Tabel, catatan: list[Catatan]) -> None:
    """Note each column that is lacking: a known one, or a month in which something is due."""
    months = sorted(
        {
            (day.year, day.month)
            for indikator in rencana.indikator
            if indikator.berulang
            for day in indikator.target_waktu.jatuh_tempo
        }
    )
    needed = [*Kolom, *(header_bulan(dt.date(tahun, bulan, 1)) for tahun, bulan in months)]
    lokasi = Lokasi(tabel.lembar.nama, f"A{tabel.header}")
    for header in needed:
        if header not in tabel.kolom:
            pesan = f"Kolom {header} tidak ada, sehingga isinya tidak terhitung. Tambahkan judul kolom itu."
            catatan.append(Catatan(Tingkat.GALAT, "kolom-tidak-ada", lokasi, "", pesan))
