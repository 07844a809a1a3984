"""Sheet Pengaturan becomes a Pengaturan, read by its labels."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from zi_reports.rencana import bahasa
from zi_reports.rencana.lampiran import LEMBAR_PENGATURAN, Label
from zi_reports.rencana.model import (
    TAHUN_DITERIMA,
    Catatan,
    Kertas,
    Lokasi,
    Pengaturan,
    Tingkat,
    WorkbookError,
)
from zi_reports.sources.day import read_day
from zi_reports.sources.grid import Grid, Nilai, SelRusak
from zi_reports.sources.row import as_text, broken_cell, normal


@dataclass(frozen=True, slots=True)
class _Isian:
    lokasi: Lokasi
    nilai: Nilai
    hari_nol: dt.date


def read_pengaturan(sheets: Sequence[Grid], judul: Sequence[str], catatan: list[Catatan]) -> Pengaturan:
    """Read sheet Pengaturan; `judul` are the lines above the plan's table, which may name the year.

    Raises:
        WorkbookError: neither the sheet nor the title names the year of the plan.
    """
    isian = _entries(sheets)
    catatan.extend(
        broken_cell(satu.lokasi, satu.nilai) for satu in isian.values() if isinstance(satu.nilai, SelRusak)
    )

    def text(label: Label) -> str:
        entry = isian.get(label)
        return as_text(entry.nilai) if entry and not isinstance(entry.nilai, SelRusak) else ""

    if not text(Label.SATKER):
        catatan.append(_note(isian, Label.SATKER, "satker-kosong", "Isi nama satker pada lembar Pengaturan."))
    return Pengaturan(
        satker=text(Label.SATKER),
        tahun=_year(isian, judul, catatan),
        nomor_keputusan=text(Label.NOMOR_KEPUTUSAN),
        tanggal_keputusan=_date(isian, Label.TANGGAL_KEPUTUSAN, catatan),
        tempat=text(Label.TEMPAT),
        mulai_pemantauan=_date(isian, Label.MULAI_PEMANTAUAN, catatan),
        ketua=text(Label.KETUA),
        sekretaris=text(Label.SEKRETARIS),
        jabatan_penanda_tangan=text(Label.JABATAN_PENANDA_TANGAN),
        nama_penanda_tangan=text(Label.NAMA_PENANDA_TANGAN),
        ukuran_kertas=_paper(isian, text(Label.UKURAN_KERTAS), catatan),
        tanda=text(Label.TANDA),
    )


def _entries(sheets: Sequence[Grid]) -> Mapping[str, _Isian]:
    """Find each label's value: the cell to its right."""
    wanted = {normal(label): label for label in Label}
    found: dict[str, _Isian] = {}
    for sheet in sheets:
        if normal(sheet.nama) != normal(LEMBAR_PENGATURAN):
            continue
        for nomor, row in enumerate(sheet.baris, start=1):
            for kolom, value in enumerate(row[:-1], start=1):
                label = wanted.get(normal(as_text(value)).rstrip(" :"))
                if label and label not in found:
                    sel = f"{get_column_letter(kolom + 1)}{nomor}"
                    found[label] = _Isian(Lokasi(sheet.nama, sel), row[kolom], sheet.hari_nol)
    return found


def _note(
    isian: Mapping[str, _Isian], label: Label, kode: str, pesan: str, tingkat: Tingkat = Tingkat.GALAT
) -> Catatan:
    entry = isian.get(label)
    lokasi = entry.lokasi if entry else Lokasi(LEMBAR_PENGATURAN, "A1")
    return Catatan(tingkat, kode, lokasi, as_text(entry.nilai) if entry else "", pesan)


def _year(isian: Mapping[str, _Isian], judul: Sequence[str], catatan: list[Catatan]) -> int:
    entry = isian.get(Label.TAHUN)
    text = as_text(entry.nilai) if entry else ""
    if re.fullmatch(r"\d{4}", text) and int(text) in TAHUN_DITERIMA:
        return int(text)
    named = [int(year) for line in judul for year in re.findall(r"(?i)\btahun\s+(20\d\d)\b", line)]
    if not named:
        raise WorkbookError(
            f"Tahun rencana tidak diketahui. Isi {Label.TAHUN} pada lembar {LEMBAR_PENGATURAN}, "
            "misalnya 2025."
        )
    pesan = f"{Label.TAHUN} belum diisi dengan benar. Dipakai tahun pada judul lembar rencana: {named[-1]}."
    catatan.append(_note(isian, Label.TAHUN, "tahun-dari-judul", pesan))
    return named[-1]


def _date(isian: Mapping[str, _Isian], label: Label, catatan: list[Catatan]) -> dt.date | None:
    entry = isian.get(label)
    if entry is None or not as_text(entry.nilai) or isinstance(entry.nilai, SelRusak):
        return None
    read = read_day(entry.nilai, entry.hari_nol)
    if read.hari is None:
        hint = f"Maksudnya {bahasa.tanggal(read.saran)}? " if read.saran else ""
        pesan = f"{label} tidak terbaca. {hint}Tulis tanggal lengkap, misalnya 27 Oktober 2025."
        catatan.append(_note(isian, label, "pengaturan-tidak-terbaca", pesan))
    elif read.ditafsirkan:
        pesan = f"Dibaca sebagai {bahasa.tanggal(read.hari)}. Ketik ulang tanggal lengkapnya."
        catatan.append(_note(isian, label, "tanggal-dibaca-sebagai", pesan, Tingkat.PERINGATAN))
    return read.hari


def _paper(isian: Mapping[str, _Isian], text: str, catatan: list[Catatan]) -> Kertas:
    if not text:
        return Kertas.A4
    try:
        return Kertas(text.upper())
    except ValueError:
        pesan = f"{Label.UKURAN_KERTAS} tidak dikenal. Pilih {' atau '.join(Kertas)}; sementara dipakai A4."
        catatan.append(_note(isian, Label.UKURAN_KERTAS, "pengaturan-tidak-terbaca", pesan))
        return Kertas.A4
