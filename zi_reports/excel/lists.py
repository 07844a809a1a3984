"""The sheets that list things to look at: late, due next, evidence, and remarks on the data."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from zi_reports.excel.gaya import ARTI_TINGKAT
from zi_reports.excel.kit import Isi, Tautan
from zi_reports.excel.report_book import Buku, NamaLembar
from zi_reports.excel.report_sheet import Lembar, open_sheet
from zi_reports.excel.sheet import Bentuk, KolomTabel
from zi_reports.excel.status import status_text
from zi_reports.monev.figures import Keadaan, MonevIndikator, MonevKewajiban
from zi_reports.rencana import bahasa
from zi_reports.rencana.bukti import split_items
from zi_reports.rencana.lampiran import Kolom
from zi_reports.rencana.model import BuktiDukung, Catatan, Tingkat

HARI_BERIKUTNYA = 60
"""How many days after the per tanggal sheet Jatuh Tempo Berikutnya looks ahead."""

_WEB = re.compile(r"(?i)(?:https?://|mailto:)\S+$")
"""What a click may open besides files: one address, and nothing else in the text."""

_TERLAMBAT = (
    KolomTabel("KODE", 56, Bentuk.TENGAH),
    KolomTabel(Kolom.INDIKATOR, 250),
    KolomTabel("JATUH TEMPO", 124, Bentuk.TANGGAL),
    KolomTabel("HARI TERLAMBAT", 84, Bentuk.ANGKA),
    KolomTabel(Kolom.PENANGGUNG_JAWAB, 140),
    KolomTabel(Kolom.KENDALA, 190),
    KolomTabel(Kolom.TINDAK_LANJUT, 190),
)
_BERIKUTNYA = (
    KolomTabel("JATUH TEMPO", 124, Bentuk.TANGGAL),
    KolomTabel("SISA HARI", 60, Bentuk.ANGKA),
    KolomTabel("KODE", 56, Bentuk.TENGAH),
    KolomTabel(Kolom.INDIKATOR, 250),
    KolomTabel(Kolom.BUKTI_FISIK, 240),
    KolomTabel(Kolom.PENANGGUNG_JAWAB, 130),
    KolomTabel(Kolom.TINDAK_LANJUT, 170),
)
_BUKTI = (
    KolomTabel("KODE", 56, Bentuk.TENGAH),
    KolomTabel(Kolom.INDIKATOR, 240),
    KolomTabel(Kolom.BUKTI_FISIK, 290),
    KolomTabel(Kolom.BUKTI_DUKUNG, 220),
    KolomTabel(Kolom.STATUS, 110),
    KolomTabel("KETERANGAN", 120),
)
_CATATAN = (
    KolomTabel("TINGKAT", 84, Bentuk.TENGAH),
    KolomTabel("LETAK", 150),
    KolomTabel("ISI SEL", 200),
    KolomTabel("PESAN", 400),
    KolomTabel("KODE CATATAN", 200),
)
_BELUM_ADA_BUKTI = "Belum ada bukti dukung"


def _pairs(buku: Buku) -> Iterator[tuple[MonevIndikator, MonevKewajiban]]:
    return ((satu, kewajiban) for satu in buku.bahan.monev.indikator for kewajiban in satu.kewajiban)


def write_terlambat(buku: Buku) -> None:
    """List what is late, the latest first."""
    late = [pair for pair in _pairs(buku) if pair[1].keadaan == Keadaan.TERLAMBAT]
    late.sort(key=lambda pair: -pair[1].hari_terlambat)
    rows = [
        (
            satu.indikator.kode,
            satu.indikator.uraian,
            kewajiban.jatuh_tempo,
            kewajiban.hari_terlambat,
            satu.indikator.penanggung_jawab,
            satu.indikator.kendala,
            satu.indikator.tindak_lanjut,
        )
        for satu, kewajiban in late
    ]
    hari = bahasa.tanggal(buku.bahan.monev.per_tanggal)
    text = (
        f"Kewajiban yang jatuh tempo sampai {hari} dan belum selesai, mulai dari yang paling lama terlambat."
    )
    _write_list(
        buku,
        NamaLembar.TERLAMBAT,
        _TERLAMBAT,
        rows,
        (text, f"Tidak ada kewajiban yang terlambat per {hari}."),
    )


def write_jatuh_tempo_berikutnya(buku: Buku) -> None:
    """List what falls due in the days after the per tanggal, the nearest first."""
    per_tanggal = buku.bahan.monev.per_tanggal
    due = [
        (kewajiban.jatuh_tempo, satu)
        for satu, kewajiban in _pairs(buku)
        if kewajiban.keadaan == Keadaan.BELUM_JATUH_TEMPO
        and kewajiban.jatuh_tempo is not None
        and kewajiban.jatuh_tempo <= per_tanggal + dt.timedelta(days=HARI_BERIKUTNYA)
    ]
    due.sort(key=lambda pair: pair[0])
    rows = [
        (
            hari,
            (hari - per_tanggal).days,
            satu.indikator.kode,
            satu.indikator.uraian,
            satu.indikator.bukti_fisik,
            satu.indikator.penanggung_jawab,
            satu.indikator.tindak_lanjut,
        )
        for hari, satu in due
    ]
    jangka = f"dalam {HARI_BERIKUTNYA} hari setelah {bahasa.tanggal(per_tanggal)}"
    text = f"Kewajiban yang belum selesai dan jatuh tempo {jangka}, mulai dari yang terdekat."
    none = f"Tidak ada kewajiban yang jatuh tempo {jangka}."
    _write_list(buku, NamaLembar.BERIKUTNYA, _BERIKUTNYA, rows, (text, none))


def write_bukti_dukung(buku: Buku) -> None:
    """Set what the plan asks for, item by item, against what was handed in."""
    rows = [row for satu in buku.bahan.monev.indikator for row in _bukti_rows(satu, buku.bahan.alamat_bukti)]
    text = (
        "Kiri: butir bukti fisik yang diminta rencana. Kanan: bukti dukung yang diserahkan, menurut urutan isian. "
        "Baris yang sama tidak berarti pasangan; cocokkan isinya."
    )
    none = "Rencana tidak memuat indikator."
    lembar, first, last = _write_list(buku, NamaLembar.BUKTI_DUKUNG, _BUKTI, rows, (text, none))
    lembar.colour_texts((first, 5, last, 5), "begins with", {_BELUM_ADA_BUKTI: Keadaan.TANPA_TENGGAT})


def _bukti_rows(satu: MonevIndikator, alamat: Mapping[BuktiDukung, str]) -> Iterator[Sequence[Isi]]:
    """Lay out an indikator: a row for each item or each piece of evidence, whichever are more."""
    indikator = satu.indikator
    asked = split_items(indikator.bukti_fisik)
    given = [_linked(bukti, alamat) for bukti in indikator.bukti_dukung]
    note = f"{len(given)} bukti untuk {len(asked)} butir" if given else _BELUM_ADA_BUKTI
    for nomor, (butir, bukti) in enumerate(zip_longest(asked, given, fillvalue="")):
        uraian, status = ("", "") if nomor else (indikator.uraian, status_text(satu))
        yield (indikator.kode, uraian, butir, bukti, status, note)


def _linked(bukti: BuktiDukung, alamat: Mapping[BuktiDukung, str]) -> Isi:
    """Give a piece of evidence as a live link where a click can open it: a web address, or a file that is there."""
    address = alamat.get(bukti) or next((satu for satu in (bukti.tautan, bukti.teks) if _WEB.match(satu)), "")
    return Tautan(bukti.teks, address) if address else bukti.teks


def write_catatan(buku: Buku, baris_monev: Mapping[tuple[str, int], int]) -> None:
    """List the catatan, the gravest first, each with the cell's address and a link to its row in Lembar Monev."""
    order = list(Tingkat)
    catatan = sorted(buku.bahan.catatan, key=lambda satu: order.index(satu.tingkat))
    rows = [(satu.tingkat, _letak(satu, baris_monev), satu.isi, satu.pesan, satu.kode) for satu in catatan]
    text = (
        "Isian buku kerja yang perlu dilihat. Tempelkan LETAK pada kotak nama Excel di buku kerja masukan untuk "
        f"menuju selnya; kliknya membuka baris yang sama pada {NamaLembar.LEMBAR_MONEV}. "
        f"{'; '.join(f'{tingkat}: {arti}' for tingkat, arti in ARTI_TINGKAT.items())}."
    )
    lembar, first, last = _write_list(buku, NamaLembar.CATATAN, _CATATAN, rows, (text, "Tidak ada catatan."))
    colours = {Tingkat.GALAT: Keadaan.TERLAMBAT, Tingkat.PERINGATAN: Keadaan.TANPA_TENGGAT}
    lembar.colour_words((first, 0, last, 0), {str(tingkat): warna for tingkat, warna in colours.items()})


def _letak(catatan: Catatan, baris_monev: Mapping[tuple[str, int], int]) -> Isi:
    """Give a catatan's place in words, linked where Lembar Monev shows that row."""
    digits = catatan.lokasi.sel.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    row = baris_monev.get((catatan.lokasi.lembar, int(digits))) if digits.isdecimal() else None
    place = str(catatan.lokasi)
    return place if row is None else Tautan(place, f"internal:'{NamaLembar.LEMBAR_MONEV}'!A{row}")


def _write_list(
    buku: Buku,
    nama: NamaLembar,
    kolom: Sequence[KolomTabel],
    rows: Sequence[Sequence[Isi]],
    texts: tuple[str, str],
) -> tuple[Lembar, int, int]:
    """Write a sheet with one table; give it with the table's first and last row.

    `texts` say what the sheet lists, and what stands there when there is nothing to list.
    """
    lebar = [satu.lebar for satu in kolom]
    lembar, row = open_sheet(buku, nama, lebar, texts[0] if rows else texts[1], mendatar=True)
    if not rows:
        return lembar, row, row
    first, last = lembar.write_table(row, "Tabel" + nama.replace(" ", ""), kolom, rows)
    lembar.sheet.freeze_panes(first, 0)
    return lembar, first, last
