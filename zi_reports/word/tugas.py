"""What each penanggung jawab is to do, as a page in Word and as a text to be pasted into a message."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import shorten

from zi_reports.laporan import BahanLaporan
from zi_reports.monev.bukti import unsaid_month
from zi_reports.monev.figures import Monev, MonevIndikator, MonevKewajiban, MonevPenanggungJawab
from zi_reports.monev.keadaan import Keadaan
from zi_reports.monev.keputusan import TANPA_BATAS_WAKTU
from zi_reports.monev.orang import open_decisions
from zi_reports.monev.tindak_lanjut import to_be_mended
from zi_reports.rencana.bahasa import HARI_INI, rangkai_bulan, sebaris, tanggal
from zi_reports.rencana.lampiran import Kolom
from zi_reports.word.render import render
from zi_reports.word.report import konteks, lay_out
from zi_reports.word.rows import due_in, rangkai_jatuh_tempo, row_of_figures

_BARIS_SEHALAMAN = 17
"""Rows for which a page has room; the heading of each part, with what it leaves out, takes the place of one."""

_PANJANG_URAIAN, _PANJANG_KETERANGAN, _PANJANG_PESAN = 84, 70, 160
"""The most of a text that a row of the page has room for in two lines, and that a message shows."""

TANPA_INDIKATOR = "Tidak ada indikator atas nama ini."
"""What is said instead of figures of a person whom decisions alone name."""

_BUKTI_KURANG: Mapping[str, str] = {
    "selesai-tanpa-bukti": "belum ada; diminta: {diminta}",
    "bukti-kurang": "belum lengkap{bulan}; diminta: {diminta}",
    "bukti-tidak-ditemukan": "berkasnya tidak ditemukan: {isi}",
}
"""Kinds of catatan on BUKTI DUKUNG, the gravest first, and what they say of a piece of evidence."""


@dataclass(frozen=True, slots=True)
class BarisTugas:
    """One thing to do: the indikator, and what is the matter with it."""

    kode: str
    uraian: str
    keterangan: str


@dataclass(frozen=True, slots=True)
class BagianTugas:
    """Things to do of one kind, the worst first; `lainnya` are left out, and `lihat` says where they stand."""

    judul: str
    baris: tuple[BarisTugas, ...]
    lainnya: int = 0
    lihat: str = "Lampiran I"


@dataclass(frozen=True, slots=True)
class Tugas:
    """What one penanggung jawab is to do."""

    orang: MonevPenanggungJawab
    bagian: tuple[BagianTugas, ...]


def make_tugas(bahan: BahanLaporan, orang: MonevPenanggungJawab) -> Tugas:
    """Gather what a penanggung jawab is to do."""
    ini, berikut = bahan.periode, bahan.periode.berikutnya
    bukti = tuple(_evidence(bahan, orang))
    mend = tuple(_to_mend(orang))
    decided = tuple(_decided(bahan.monev, orang.nama))
    parts = (
        _kewajiban("Terlambat", bahan, orang, lambda satu: satu.keadaan is Keadaan.TERLAMBAT),
        _kewajiban(f"Jatuh tempo {ini}", bahan, orang, due_in(ini)),
        _kewajiban(f"Jatuh tempo {berikut}", bahan, orang, due_in(berikut)),
        BagianTugas(f"Bukti dukung yang kurang: {len(bukti)} indikator", bukti),
        BagianTugas(f"Bukti dukung yang perlu diperbaiki: {len(mend)}", mend, lihat="Lampiran II"),
        BagianTugas(f"Keputusan rapat yang belum selesai: {len(decided)}", decided, lihat="Bab IV"),
        _kewajiban(
            "Tanpa jatuh tempo, belum selesai",
            *(bahan, orang, lambda satu: satu.keadaan is Keadaan.TANPA_TENGGAT),
        ),
    )
    return Tugas(orang, tuple(satu for satu in parts if satu.baris))


def _decided(monev: Monev, nama: str) -> Iterator[BarisTugas]:
    """Tell the open decisions of meetings that name a person, what is late first."""
    for satu in sorted(
        open_decisions(monev, nama), key=lambda satu: satu.keputusan.batas_waktu or dt.date.max
    ):
        due = satu.keputusan.batas_waktu
        until = f"batas waktu {tanggal(due)}" if due else TANPA_BATAS_WAKTU
        late = f"terlambat {satu.hari_terlambat} hari, " if satu.hari_terlambat else ""
        yield BarisTugas(satu.keputusan.kode, satu.keputusan.uraian.rstrip("."), f"{late}{until}")


def message(bahan: BahanLaporan, tugas: Tugas) -> str:
    """Write what a penanggung jawab is to do as a text to be pasted, with all of its rows."""
    pengaturan = bahan.monev.rencana.pengaturan
    mark = f" ({pengaturan.tanda})" if pengaturan.tanda else ""
    lines = [
        f"TUGAS ZONA INTEGRITAS: {tugas.orang.nama}",
        f"{sebaris(pengaturan.satker)}, {bahan.monev.cakupan}{mark}",
        _figures(tugas),
    ]
    for bagian in tugas.bagian:
        lines += ["", bagian.judul]
        lines += (f"{nomor}. {_line(satu)}" for nomor, satu in enumerate(bagian.baris, 1))
    if not tugas.bagian:
        lines += ["", tanpa_tugas(bahan)]
    if bahan.menurut_hari_ini and tugas.bagian:
        lines += ["", bahan.menurut_hari_ini]
    return "\n".join(lines)


def tanpa_tugas(bahan: BahanLaporan) -> str:
    """Say that there is nothing to do for now."""
    decided = ", atau belum selesai dari keputusan rapat" if bahan.monev.keputusan else ""
    lacks = "kurang buktinya" if decided else "atau kurang buktinya"
    return f"Tidak ada yang terlambat, jatuh tempo sampai akhir {bahan.periode.berikutnya}, {lacks}{decided}."


def write_tugas(bahan: BahanLaporan, tugas: Sequence[Tugas], templat: Path) -> bytes:
    """Write a page for each penanggung jawab from a template; the same input gives the same bytes.

    Raises:
        TemplateError: The template cannot be read, or a tag in it is broken or unknown.
    """
    whose = f" {tugas[0].orang.nama}" if len(tugas) == 1 else ""
    judul = f"Tugas Zona Integritas{whose}, {bahan.monev.rencana.pengaturan.satker} {bahan.periode}"
    return render(templat, konteks_tugas(bahan, tugas), lay_out(bahan, judul))


def konteks_tugas(bahan: BahanLaporan, tugas: Sequence[Tugas]) -> dict[str, object]:
    """Give every variable that the page may use: those of the report save the charts, and the tasks."""
    return konteks(bahan) | {
        "cakupan": bahan.monev.cakupan,
        "tanpa_tugas": tanpa_tugas(bahan),
        "tugas": tuple(
            {
                "nama": satu.orang.nama,
                "angka": row_of_figures(satu.orang.angka, satu.orang.nama),
                "bagian": tuple(_on_a_page(satu.bagian)),
            }
            for satu in tugas
        ),
    }


def _figures(tugas: Tugas) -> str:
    counts = row_of_figures(tugas.orang.angka, tugas.orang.nama)
    if not tugas.orang.indikator:
        return TANPA_INDIKATOR
    told = f": {counts['rincian']}" if counts["rincian"] else ""
    return f"{counts['indikator']} indikator, {counts['kewajiban']} kewajiban{told}."


def _line(satu: BarisTugas) -> str:
    name = sebaris(f"{satu.kode} {shorten(satu.uraian, _PANJANG_PESAN, placeholder=' …')}")
    remark = shorten(satu.keterangan, _PANJANG_PESAN, placeholder=" …")
    return f"{name}: {remark}" if remark else name


def _on_a_page(bagian: Sequence[BagianTugas]) -> Iterator[BagianTugas]:
    """Cut the parts so that all of them fit on one page: each has a row, and the first ones take the rest."""
    spare = _BARIS_SEHALAMAN - 2 * len(bagian)
    for satu in bagian:
        shown = satu.baris[: 1 + spare]
        spare -= len(shown) - 1
        yield replace(satu, baris=tuple(map(_short, shown)), lainnya=len(satu.baris) - len(shown))


def _short(satu: BarisTugas) -> BarisTugas:
    return replace(
        satu,
        uraian=_fit(satu.uraian, _PANJANG_URAIAN),
        keterangan=_fit(satu.keterangan, _PANJANG_KETERANGAN),
    )


def _fit(teks: str, panjang: int) -> str:
    """Cut a text to what two lines of a table's cell hold; capitals are wider."""
    return shorten(teks, panjang * 3 // 4 if teks.isupper() else panjang, placeholder=" …")


def _kewajiban(
    nama: str, bahan: BahanLaporan, orang: MonevPenanggungJawab, syarat: Callable[[MonevKewajiban], bool]
) -> BagianTugas:
    """Make the part of those kewajiban that meet `syarat`: a row an indikator, the earliest jatuh tempo first."""
    found = [(row.indikator, [satu for satu in row.kewajiban if syarat(satu)]) for row in orang.indikator]
    rows = sorted((pair for pair in found if pair[1]), key=lambda pair: pair[1][0].jatuh_tempo or dt.date.max)
    baris = tuple(
        BarisTugas(indikator.kode, sebaris(indikator.uraian), _remark(chosen, bahan.monev.per_tanggal))
        for indikator, chosen in rows
    )
    return BagianTugas(f"{nama}: {sum(len(chosen) for _, chosen in rows)} kewajiban", baris)


def _remark(kewajiban: Sequence[MonevKewajiban], per_tanggal: dt.date) -> str:
    """Say when kewajiban of one indikator were or are due, and by how many days they are late."""
    if kewajiban[0].jatuh_tempo is None:
        return ""
    due = f"jatuh tempo {rangkai_jatuh_tempo(satu.jatuh_tempo for satu in kewajiban)}"
    if kewajiban[0].keadaan is not Keadaan.TERLAMBAT:
        return f"{due} ({HARI_INI})" if kewajiban[0].jatuh_tempo == per_tanggal else due
    days = max(satu.hari_terlambat for satu in kewajiban)
    longest = "paling lama " if kewajiban[1:] else ""
    return f"terlambat {longest}{days} hari, {due}" if days else f"{due}, belum selesai"


def _evidence(bahan: BahanLaporan, orang: MonevPenanggungJawab) -> Iterator[BarisTugas]:
    """Give the indikator whose evidence lacks, by the catatan on their cells; the gravest kind first."""
    noted = {(satu.lokasi, satu.kode): satu.isi for satu in bahan.catatan}
    for kode, words in _BUKTI_KURANG.items():
        for row in orang.indikator:
            satu = row.indikator
            places = [satu.letak.lokasi(Kolom.BUKTI_DUKUNG), *(one.lokasi for one in satu.bukti_dukung)]
            found = [
                noted[place, kode] for place in dict.fromkeys(places) if place and (place, kode) in noted
            ]
            if found:
                diminta, isi = sebaris(satu.bukti_fisik) or "bukti dukung", sebaris("; ".join(found))
                asked = words.format(diminta=diminta, isi=isi, bulan=_months_without(row))
                yield BarisTugas(satu.kode, sebaris(satu.uraian), asked)


def _months_without(row: MonevIndikator) -> str:
    """Name the months that are finished and have no evidence, where each piece is of a month; else say nothing."""
    months = {satu.periode: satu.hitungan.ada for satu in row.bukti}
    days = [
        satu.jatuh_tempo
        for satu in row.kewajiban
        if satu.keadaan is Keadaan.SELESAI
        and satu.jatuh_tempo
        and not months.get(satu.jatuh_tempo.replace(day=1), 1)
    ]
    return f" untuk {rangkai_bulan(days)}" if days and None not in months else ""


def _to_mend(orang: MonevPenanggungJawab) -> Iterator[BarisTugas]:
    """Give each piece of evidence that a reviewer wants mended, and what he says of it."""
    for row in orang.indikator:
        for bukti in to_be_mended(row):
            month = unsaid_month(bukti)
            name = f"{sebaris(bukti.teks)}{month and f' ({month})'}"
            yield BarisTugas(row.indikator.kode, name, sebaris(bukti.catatan_verifikasi))
