"""The rows below the header become the rows of the plan: headings left out, halves of cut rows joined."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zi_reports.rencana.lampiran import BELUM_DISALIN, KOLOM_LAMPIRAN, Kolom
from zi_reports.rencana.model import Catatan, Letak, Tingkat, WorkbookError
from zi_reports.sources.grid import Nilai
from zi_reports.sources.row import Row, area_of, as_text, cell_notes, lines_of, normal, same_komponen
from zi_reports.sources.sign_off import without_sign_off
from zi_reports.sources.table import Table, is_header, letters

_NOMOR_KOLOM = re.compile(r"\(?\d{1,2}\)?")
_BUTIR = re.compile(r"\(?\d{1,2}[.)]\s|[-•]\s")
_TENGAH_KALIMAT = re.compile(r"[^\W\d_]|[,;:./)\]–-]")
_NAMA_BERHURUF_KECIL = re.compile(r"e[- ]|[a-z]{1,2}[A-Z]")  # e-Kinerja, iPresensi: they begin a sentence so
_URAIAN = (Kolom.INDIKATOR, Kolom.LANGKAH_AKSI, Kolom.BUKTI_FISIK)


BATAS_BARIS, BATAS_HURUF, HURUF_SESEL = 20_000, 20_000_000, 32_767
"""Rows and characters that a plan may have (one of a satker has some sixty and twenty thousand), and a cell."""


def plan_rows(tabel: Table, kolom: Mapping[str, int], catatan: list[Catatan]) -> list[Row]:
    """Give the rows of areas, komponen and indikator, as the sheet has them from top to bottom.

    Raises:
        WorkbookError: there is more than any plan has.
    """
    rows = without_sign_off(_within_bounds(_rows(tabel, kolom), tabel.lembar.nama), catatan)
    _note_hidden(rows, tabel.lembar.baris_tersembunyi, catatan)
    for row in rows:
        catatan.extend(cell_notes(row))
    return _joined(rows, {normal(line) for line in tabel.judul}, catatan)


def _rows(tabel: Table, kolom: Mapping[str, int]) -> Iterator[Row]:
    """Go through the rows below the header that hold anything under a known header."""
    sheet, columns = tabel.lembar, letters(kolom)
    for nomor, cells in enumerate(sheet.baris[tabel.header_terakhir :], start=tabel.header_terakhir + 1):
        width = len(cells)
        if cells.count(None) == width:
            continue
        nilai = {header: cells[index] if index < width else None for header, index in kolom.items()}
        if not any(as_text(value) for value in nilai.values()):
            continue
        at = {header: (nomor, index + 1) for header, index in kolom.items()}
        yield Row(
            Letak(sheet.nama, nomor, columns),
            nilai,
            {header: sheet.tautan[cell] for header, cell in at.items() if cell in sheet.tautan},
            frozenset(header for header, cell in at.items() if cell in sheet.bulan_saja),
            sheet.hari_nol,
        )


def _within_bounds(rows: Iterable[Row], nama: str) -> list[Row]:
    kept, letters_left = [], BATAS_HURUF
    for row in rows:
        kept.append(row)
        letters_left -= sum(len(value) for value in row.nilai.values() if isinstance(value, str))
        if len(kept) > BATAS_BARIS or letters_left < 0:
            raise WorkbookError(
                f"Lembar {nama} terlalu besar untuk sebuah rencana aksi. "
                "Hapus isi di bawah tabel yang bukan bagian rencana, lalu simpan."
            )
    return kept


def _is_heading(row: Row, judul: Collection[str]) -> bool:
    """Say whether a row repeats the header, the column numbers or the title, as the head of a page does."""
    nomor, nama, uraian = (row.teks(kolom) for kolom in KOLOM_LAMPIRAN[:3])
    if is_header(nama, Kolom.KOMPONEN) and is_header(uraian, Kolom.INDIKATOR):
        return not nomor or is_header(nomor, Kolom.NO)
    if all(_NOMOR_KOLOM.fullmatch(text) for text in (nomor, nama, uraian)):
        return True
    texts = [normal(as_text(value)) for value in row.nilai.values() if as_text(value)]
    return all(len(text) > len("xxx") and text in judul for text in texts)


@dataclass(slots=True)
class _Keadaan:
    """What stands above the row being looked at."""

    hasil: list[Row]
    ganti_halaman: bool = False
    area: str = ""
    nomor: str = ""
    nama: str = ""
    terakhir: int = 0
    sambungan: bool = False

    def note_komponen(self, row: Row) -> None:
        """Keep the last NO and KOMPONEN."""
        self.nomor = row.teks(Kolom.NO) or self.nomor
        self.nama = row.teks(Kolom.KOMPONEN) or self.nama

    def extend_komponen(self, sisa: str) -> None:
        """Add the second half of its name to the komponen, in every row that says the first."""
        whole = f"{self.nama} {sisa}"
        for index in range(len(self.hasil) - 1, -1, -1):
            row = self.hasil[index]
            own = row.teks(Kolom.KOMPONEN)
            if own and own != self.nama:
                break
            if own:
                self.hasil[index] = replace(row, nilai={**row.nilai, Kolom.KOMPONEN: whole})
        self.nama = whole


def _joined(rows: Sequence[Row], judul: Collection[str], catatan: list[Catatan]) -> list[Row]:
    """Leave headings out, and join the second half of a row that a page break cut to the first."""
    above = _Keadaan([])
    for row in rows:
        area = area_of(row)
        if _is_heading(row, judul):
            above.ganti_halaman = True
            continue
        if area and area[0] == above.area and above.ganti_halaman:
            continue
        if above.sambungan and _goes_on(above, row) and _fits(above.hasil[-1], row):
            first = above.hasil[-1]
            pesan = (
                f"Dibaca sebagai lanjutan {first.letak.lokasi(Kolom.INDIKATOR).sel}, baris yang terpotong di "
                f"akhir halaman. Bila bukan lanjutan, lengkapi NO, INDIKATOR, atau TARGET WAKTU-nya."
            )
            place = next(kolom for kolom in (Kolom.KOMPONEN, *_URAIAN) if row.teks(kolom))
            catatan.append(row.catatan(Tingkat.INFO, "baris-disambung", place, pesan))
            above.hasil[-1] = _join(first, row)
            if not same_komponen(above.nomor, above.nama, row):
                above.extend_komponen(row.teks(Kolom.KOMPONEN))
        else:
            _note_doubt(above, row, catatan)
            above.hasil.append(row)
            above.sambungan = bool(row.teks(Kolom.INDIKATOR)) and not area
            above.nomor, above.nama = ("", "") if area else (above.nomor, above.nama)
            above.area = area[0] if area else above.area
            if not area:
                above.note_komponen(row)
        above.ganti_halaman = False
        above.terakhir = row.letak.baris
    return above.hasil


def _bare(above: _Keadaan, row: Row) -> bool:
    """Say whether a row has neither NO nor KOMPONEN of its own, no TARGET WAKTU, and reports nothing."""
    name = row.teks(Kolom.KOMPONEN)
    half_name = above.ganti_halaman and not row.teks(Kolom.NO) and name and _mid_sentence(name)
    return bool(half_name or same_komponen(above.nomor, above.nama, row)) and not any(
        row.teks(header) for header in row.nilai if header not in KOLOM_LAMPIRAN[:5]
    )


def _goes_on(above: _Keadaan, row: Row) -> bool:
    """Say whether a row is the second half of the one above.

    A row with an INDIKATOR of its own goes on only in the middle of a sentence: "Terdapat Inovasi pelayanan"
    stands below a repeated header without TARGET WAKTU, and is a row of its own (DESIGN, section 3).
    """
    texts = [row.teks(kolom) for kolom in _URAIAN]
    if not _bare(above, row) or any(row.rusak(kolom) for kolom in _URAIAN) or BELUM_DISALIN in texts:
        return False
    if texts[0]:
        return _mid_sentence(texts[0])
    if not any(texts):
        return above.ganti_halaman and not same_komponen(above.nomor, above.nama, row)
    adjacent = row.letak.baris == above.terakhir + 1
    return above.ganti_halaman or adjacent or any(_mid_sentence(text) for text in texts if text)


def _fits(first: Row, second: Row) -> bool:
    """Say whether the halves were one row of cells, none of them longer than Excel lets a cell be."""
    return all(len(first.teks(kolom)) + len(second.teks(kolom)) < HURUF_SESEL for kolom in _URAIAN)


def _mid_sentence(teks: str) -> bool:
    begins = teks[0].isupper() or _NAMA_BERHURUF_KECIL.match(teks)
    return bool(_TENGAH_KALIMAT.match(teks)) and not begins


def _note_doubt(above: _Keadaan, row: Row, catatan: list[Catatan]) -> None:
    """Note a row that may be a half but may be whole as well: it stands below a repeated header."""
    if above.ganti_halaman and above.sambungan and row.teks(Kolom.INDIKATOR) and _bare(above, row):
        before = above.hasil[-1].letak.lokasi(Kolom.INDIKATOR).sel
        pesan = (
            "Berdiri di bawah judul yang diulang, tanpa NO dan TARGET WAKTU; dihitung sebagai indikator "
            f"tersendiri. Bila lanjutan {before}, gabungkan ke sana."
        )
        catatan.append(row.catatan(Tingkat.PERINGATAN, "baris-mungkin-lanjutan", Kolom.INDIKATOR, pesan))


def _join(first: Row, second: Row) -> Row:
    """Give the first half with the second's words added to its own."""
    words: dict[str, Nilai] = {}
    for kolom in _URAIAN:
        one, two = first.teks(kolom), second.teks(kolom)
        words[kolom] = (f"{one}\n{two}" if _BUTIR.match(two) else f"{one} {two}").strip() if two else one
    return replace(first, nilai={**first.nilai, **words})


def _note_hidden(rows: Sequence[Row], hidden: Collection[int], catatan: list[Catatan]) -> None:
    """Note each run of hidden rows that hold something; they count like all others."""
    runs = itertools.groupby(rows, key=lambda row: row.letak.baris in hidden)
    for first, *others in (list(run) for is_hidden, run in runs if is_hidden):
        which = lines_of(first, others[-1] if others else first)
        pesan = f"{which} tersembunyi atau tersaring, tetapi tetap dibaca dan dihitung."
        place = next(iter(first.nilai))
        catatan.append(replace(first.catatan(Tingkat.INFO, "baris-tersembunyi", place, pesan), isi=""))
