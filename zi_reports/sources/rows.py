"""The rows below the header become the rows of the plan: headings and sign-off left out, cut rows joined."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from openpyxl.utils import get_column_letter

from zi_reports.rencana.bahasa import gabung_kata, sebaris
from zi_reports.rencana.bukti import begins_item, read_formula
from zi_reports.rencana.catatan import note
from zi_reports.rencana.lampiran import BELUM_DISALIN, KOLOM_LAMPIRAN, TANDA_SELESAI, Kolom
from zi_reports.rencana.model import Catatan, Jenis, WorkbookError
from zi_reports.rencana.target_waktu import parse_target_waktu
from zi_reports.sources.grid import BATAS_HURUF, HURUF_SESEL, Nilai, SelRusak, as_text, normal
from zi_reports.sources.reported import says_nothing
from zi_reports.sources.row import Row, area_of, cell_notes, lines_of, same_komponen, with_whole_months
from zi_reports.sources.table import Table, is_header

NOMOR_KOLOM = re.compile(r"\(?\d{1,2}\)?")
_TAHUN = re.compile(r"\b20\d\d\b[.;]?")
_TENGAH_KALIMAT = re.compile(r"[^\W\d_]|[,;:./)\]–-]")
_NAMA_BERHURUF_KECIL = re.compile(r"e[- ]|[a-z]{1,2}[A-Z]")  # e-Kinerja, iPresensi: they begin a sentence so
_URAIAN = (Kolom.INDIKATOR, Kolom.LANGKAH_AKSI, Kolom.BUKTI_FISIK)
_KETERANGAN = (Kolom.PENANGGUNG_JAWAB, Kolom.KENDALA, Kolom.TINDAK_LANJUT)
"""Columns of words that a decree may have beside the lampiran's own, and a page may cut as well."""

_BERISI_KATA = {*KOLOM_LAMPIRAN, *_KETERANGAN}

_TANDA_PERIODE = TANDA_SELESAI | set("√☑☒■●•*ü")
"""What says below the name of a period that the row is due then; ü is a tick in the letters of Wingdings."""

_TANPA_ISI = frozenset("-–—")

_PENUTUP = re.compile(
    r"(?:ditetapkan|dibuat|ditandatangani) (?:di|oleh|pada)\b|pada tanggal\b|mengetahui\b|menyetujui\b"
    r"|disahkan\b|tertanda\b|ttd\b|nip\b|salinan sesuai|(?:keterangan|catatan|sumber)(?: ?:|$)"
    r"|[a-z .]{3,40}, \d{1,2} [a-z]+ 20\d\d$",
)
_JABATAN = re.compile(
    r"(?:PL[TH]\.? |A\.?N\.? )?(?:KETUA|SEKRETARIS)\b[A-Z .]*,?|(?:Ketua|Sekretaris)[\w .]*,"
)

_ANGKA = re.compile(r"[\d.,]*%?(?: ?dari [\d.,]+)?(?: ?(?:indikator|kewajiban|kegiatan|baris))?")
_JUMLAH = re.compile(
    r"(?:(?:grand|sub) ?)?(?:jumlah|total|rata ?[-–]? ?rata|rata2|rerata|persentase|prosentase)"
    r"(?: (?:total|rata ?[-–]? ?rata|(?:ke)?seluruhan|seluruhnya|semua|umum|nilai|indikator|kewajiban|kegiatan"
    r"|baris|capaian|realisasi|(?:per )?area(?: [ivx]+| \d)?|[ivx]+|status|belum|proses|selesai|terlambat"
    rf"|tidak berlaku))*[ :=]*{_ANGKA.pattern}"
)
"""What a row of totals is called; `Jumlah pegawai yang ...` is an indikator."""

_RINCIAN = re.compile(
    r"(?:sudah |capaian |realisasi )?(?:selesai|proses|belum|terlambat|tidak berlaku|capaian|realisasi)"
)
"""What a row below the totals is called that has a figure beside it."""

_PANJANG_JUMLAH = 60
"""Letters of such a name, at most."""

_BERHURUF = re.compile(r"[^\W\d_]")

BATAS_BARIS = 6_000
"""Rows that a plan may have; one of a satker has some sixty."""


def plan_rows(tables: Sequence[Table], tahun: int) -> tuple[tuple[Row, ...], tuple[Catatan, ...]]:
    """Give the rows of areas, komponen and indikator, as the tables have them from top to bottom.

    Several tables are pages of one plan; `tahun` is the plan's year.

    Raises:
        WorkbookError: there is more than any plan has.
    """
    check_bounds(tables)
    rows: list[Row] = []
    notes: list[Catatan] = []
    for tabel in tables:
        page, ending = page_rows(tabel)
        sums = [row for row in page if _is_sum(row)]
        if sums:
            page = tuple(itertools.filterfalse(_is_sum, page))
            numbers = gabung_kata([str(row.letak.baris) for row in sums])
            notes.append(sums[0].note("baris-penutup:jumlah", _label(sums[0]), baris=f"Baris {numbers}"))
        notes += (
            *hidden_notes(page, tabel.lembar.baris_tersembunyi),
            *_pictures(page, tabel.lembar.gambar),
        )
        if ending:
            notes.append(ending[0].note("baris-penutup", _opening(ending[0]), baris=lines_of(ending)))
        notes += itertools.chain.from_iterable(map(cell_notes, page))
        rows += page
    joined, join_notes = _join(rows, tahun)
    notes += join_notes
    for tabel in tables:
        joined, block_notes = _with_blocks(joined, tabel)
        notes += block_notes
    return joined, tuple(notes)


def page_rows(tabel: Table) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Give the rows of a table without its headings, below the area that its title names; then its sign-off."""
    rows = tuple(table_rows(tabel))
    end = _end_of_plan(rows)
    judul = {normal(line) for line in (*tabel.judul, ", ".join(tabel.periode.values()))}
    kept: list[Row] = []
    below_heading = True
    for row in rows[:end]:
        if _is_heading(row, judul):
            below_heading = True
            continue
        if not kept and tabel.area and not area_of(row):
            kept.append(bare_row(*tabel.area, row))
        kept.append(replace(row, awal_halaman=below_heading))
        below_heading = False
    return tuple(kept), rows[end:]


def bare_row(nomor: str, nama: str, below: Row) -> Row:
    """Give the row of an area or komponen that the source lacks, in the place of the first row below it."""
    return Row(below.letak, {Kolom.NO: nomor, Kolom.KOMPONEN: nama}, {})


def table_rows(tabel: Table) -> Iterator[Row]:
    """Go through the rows below the header that hold anything under a known header."""
    sheet, kolom = tabel.lembar, tabel.kolom
    columns = tabel.letak(0)
    covering = {header: index for header, index in kolom.items() if index in tabel.menutup}
    for nomor, cells in enumerate(sheet.baris[tabel.header_terakhir :], start=tabel.header_terakhir + 1):
        width = len(cells)
        if cells.count(None) == width:
            continue
        nilai = {header: cells[index] if index < width else None for header, index in kolom.items()}
        nilai |= {header: _with_covered(cells, index, tabel) for header, index in covering.items()}
        if tabel.periode:
            nilai[Kolom.TARGET_WAKTU] = _target_of_periods(tabel, cells)
        if not any(as_text(value) for header, value in nilai.items() if header != Kolom.KODE):
            continue
        at = {header: (nomor, index + 1) for header, index in kolom.items()}
        tautan = {header: sheet.tautan[cell] for header, cell in at.items() if cell in sheet.tautan}
        for header in nilai.keys() - _BERISI_KATA:
            value = nilai[header]
            if isinstance(value, str) and value.startswith("=") and (typed := read_formula(value))[1]:
                tautan[header], nilai[header] = typed  # a formula that a cell for text has kept as text
        yield Row(
            replace(columns, baris=nomor),
            nilai,
            tautan,
            frozenset(header for header, cell in at.items() if cell in sheet.bulan_saja),
            sheet.hari_nol,
        )


def _with_covered(cells: Sequence[Nilai], index: int, tabel: Table) -> Nilai:
    """Give what stands in all columns that a header cell covers."""
    found = [value for value in cells[index : tabel.menutup[index].stop] if as_text(value)]
    return " ".join(map(as_text, found)) if len(found) > 1 else next(iter(found), None)


def _target_of_periods(tabel: Table, cells: Sequence[Nilai]) -> str:
    """Give the words of TARGET WAKTU of a row that ticks off the periods in which it is due."""
    due = []
    for index, period in tabel.periode.items():
        text = as_text(cells[index]) if index < len(cells) else ""
        if text and text not in _TANPA_ISI:
            due.append(period if normal(text) in _TANDA_PERIODE else text)
    return ", ".join(due)


def check_bounds(tables: Sequence[Table]) -> None:
    """Refuse a sheet that no plan fills, before anything is made of its rows.

    Raises:
        WorkbookError: there is more than any plan has.
    """
    filled = [
        [cells[index] for index in tabel.kolom.values() if index < len(cells) and cells[index] is not None]
        for tabel in tables
        for cells in tabel.lembar.baris[tabel.header_terakhir :]
    ]
    letters = sum(len(value) for values in filled for value in values if isinstance(value, str))
    if sum(map(bool, filled)) > BATAS_BARIS or letters > BATAS_HURUF:
        raise WorkbookError(
            f"Lembar {tables[0].lembar.nama} terlalu besar untuk sebuah rencana aksi. "
            "Hapus isi di bawah tabel yang bukan bagian rencana, lalu simpan."
        )


def _end_of_plan(rows: Sequence[Row]) -> int:
    """Find where the sign-off begins: a place and date, signatures, notes; the number of rows where there is none.

    It stands below the last row of the plan, and opens with a phrase of its own.
    """
    of_the_plan = (
        index
        for index, row in enumerate(rows)
        if area_of(row) or (row.teks(Kolom.INDIKATOR) and any(map(row.teks, KOLOM_LAMPIRAN[3:])))
    )
    last = max(of_the_plan, default=len(rows))
    return next((index for index in range(last + 1, len(rows)) if _opening(rows[index])), len(rows))


def _opening(row: Row) -> str:
    """Give the header of the cell that opens a sign-off; empty where there is none."""
    return next((header for header, value in row.nilai.items() if _signs_off(as_text(value))), "")


def _signs_off(teks: str) -> bool:
    """Say whether a cell opens the ending of a table; the second half of a sentence does not."""
    opens = teks[:1].isupper() or teks.startswith("ttd")
    return opens and bool(_PENUTUP.match(normal(teks)) or _JABATAN.fullmatch(sebaris(teks)))


def _is_heading(row: Row, judul: Collection[str]) -> bool:
    """Say whether a row repeats the header, the column numbers or the title, as the head of a page does."""
    nomor, nama, uraian = (row.teks(kolom) for kolom in KOLOM_LAMPIRAN[:3])
    if is_header(nama, Kolom.KOMPONEN) and is_header(uraian, Kolom.INDIKATOR):
        return not nomor or is_header(nomor, Kolom.NO)
    if all(NOMOR_KOLOM.fullmatch(text) for text in (nomor, nama, uraian)):
        return True
    texts = [normal(as_text(value)) for value in row.nilai.values() if as_text(value)]
    return all(len(text) > len("xxx") and text in judul for text in texts)


def _is_sum(row: Row) -> bool:
    """Say whether a row holds the totals of others: by its name alone, and without words of a plan's row."""
    label = _label(row)
    beside = [row.teks(kolom) for kolom in KOLOM_LAMPIRAN if kolom != label and not row.rusak(kolom)]
    if not label or not all(_ANGKA.fullmatch(normal(text)) for text in beside):
        return False
    name = normal(row.teks(label)).rstrip(" :=")
    figures = (isinstance(value, int | float | SelRusak) for value in row.nilai.values())
    return bool(_JUMLAH.fullmatch(name) or (_RINCIAN.fullmatch(name) and any(figures)))


def _label(row: Row) -> str:
    """Give the header of the first short text of a row that begins with a letter, among those that name it."""
    texts = {kolom: row.teks(kolom) for kolom in KOLOM_LAMPIRAN[:3]}
    named = (kolom for kolom, text in texts.items() if len(text) <= _PANJANG_JUMLAH and _BERHURUF.match(text))
    return next(named, "")


@dataclass(frozen=True, slots=True)
class _Above:
    """What stands above the row being looked at: its area and komponen, and whether a row may go on below it."""

    area: str = ""
    nomor: str = ""
    nama: str = ""
    terakhir: int = 0
    sambungan: bool = False


def _join(rows: Iterable[Row], tahun: int) -> tuple[tuple[Row, ...], tuple[Catatan, ...]]:
    """Join the second half of a row that a page break cut to the first; an area said again is left out."""
    whole: list[Row] = []
    notes: list[Catatan] = []
    above = _Above()
    carried = False
    for as_it_stands in rows:
        row = replace(as_it_stands, awal_halaman=as_it_stands.awal_halaman or carried)
        area = area_of(row)
        carried = area is not None and row.awal_halaman and area[0] == above.area
        if carried:
            continue
        if rest := "" if area else _rest_of_name(above, row):
            _lengthen_name(whole, above.nama, rest)
            above = replace(above, nama=f"{above.nama} {rest}")
            row = row.with_words({Kolom.KOMPONEN: None})
        joins = above.sambungan and (
            _goes_on(above, whole[-1], row, tahun) or (rest and not any(map(row.teks, row.nilai)))
        )
        sel = whole[-1].letak.lokasi(Kolom.INDIKATOR).sel if whole else ""
        if joins or rest:
            place = next(kolom for kolom in Kolom if kolom is not Kolom.NO and as_it_stands.teks(kolom))
            notes.append(as_it_stands.note("baris-disambung", place, sel=sel))
        elif _is_doubtful(above, row):
            notes.append(row.note("baris-mungkin-lanjutan", Kolom.INDIKATOR, sel=sel))
        if joins:
            whole[-1] = _joined(whole[-1], row)
            above = replace(above, terakhir=row.letak.baris)
        else:
            whole.append(row)
            above = _below(above, row, area)
    return tuple(whole), tuple(notes)


def _below(above: _Above, row: Row, area: tuple[str, str] | None) -> _Above:
    if area:
        return _Above(area[0], terakhir=row.letak.baris)
    nomor, nama = row.teks(Kolom.NO) or above.nomor, row.teks(Kolom.KOMPONEN) or above.nama
    return _Above(above.area, nomor, nama, row.letak.baris, bool(row.teks(Kolom.INDIKATOR)))


def _rest_of_name(above: _Above, row: Row) -> str:
    """Give the second half of a komponen's name that a page break cut: it stands there without NO."""
    name = row.teks(Kolom.KOMPONEN)
    fresh = name and not row.teks(Kolom.NO) and not same_komponen(above.nomor, above.nama, row)
    halves = above.sambungan and row.awal_halaman and (above.nomor or _mid_sentence(name))
    return name if fresh and halves else ""


def _lengthen_name(rows: list[Row], nama: str, rest: str) -> None:
    """Add the second half of its name to the komponen above, in every row that says the first."""
    for place, row in reversed(list(enumerate(rows))):
        said = row.teks(Kolom.KOMPONEN)
        if said not in {"", nama}:
            return
        if said:
            rows[place] = row.with_words({Kolom.KOMPONEN: f"{nama} {rest}"})


def _bare(above: _Above, row: Row) -> bool:
    """Say whether a row has neither NO nor KOMPONEN of its own, and reports nothing."""
    words = {*KOLOM_LAMPIRAN, *(_KETERANGAN if row.awal_halaman else ())}
    return same_komponen(above.nomor, above.nama, row) and not any(
        row.teks(header) for header in row.nilai if header not in words
    )


def _goes_on(above: _Above, first: Row, row: Row, tahun: int) -> bool:
    """Say whether a row is the second half of the one above.

    A row with an INDIKATOR of its own goes on only in the middle of a sentence: "Terdapat Inovasi pelayanan"
    stands below a repeated header without TARGET WAKTU, and is a row of its own (docs/design.md, The source).
    """
    texts = [row.teks(kolom) for kolom in _URAIAN]
    if not _bare(above, row) or any(row.rusak(kolom) for kolom in _URAIAN) or BELUM_DISALIN in texts:
        return False
    if any(len(first.teks(kolom)) + len(row.teks(kolom)) >= HURUF_SESEL for kolom in _URAIAN):
        return False
    target = bool(row.teks(Kolom.TARGET_WAKTU))
    if target and not _completes_target(first, row, tahun):
        return False
    if texts[0]:
        cut = row.awal_halaman and any(map(_mid_sentence, texts[1:]))
        return target or _mid_sentence(texts[0]) or cut
    if not any(texts):
        return target or any(map(row.teks, _KETERANGAN))
    adjacent = row.letak.baris == above.terakhir + 1
    return row.awal_halaman or adjacent or any(map(_mid_sentence, texts))


def _completes_target(first: Row, second: Row, tahun: int) -> bool:
    """Say whether TARGET WAKTU is whole only of both halves, or stands in the second alone.

    A first half may say something by itself ("Triwulan"); then the second ("I 2025") does not. Below a break of the
    page, a year alone belongs to words without one.
    """
    one, two = (row.teks(Kolom.TARGET_WAKTU) for row in (first, second))
    if not one:
        return not second.teks(Kolom.INDIKATOR)
    name = second.teks(Kolom.INDIKATOR)
    if second.awal_halaman and _TAHUN.fullmatch(two) and not _TAHUN.search(one):
        return not name or _mid_sentence(name)
    whole = all(_is_read(row.teks(Kolom.TARGET_WAKTU), tahun) for row in (first, second))
    return not whole and _is_read(_words(first, second, Kolom.TARGET_WAKTU), tahun)


def _is_read(target: str, tahun: int) -> bool:
    return parse_target_waktu(target, tahun).jenis is not Jenis.TIDAK_TERBACA


def _mid_sentence(teks: str) -> bool:
    begins = teks[:1].isupper() or _NAMA_BERHURUF_KECIL.match(teks)
    return bool(_TENGAH_KALIMAT.match(teks)) and not begins


def _is_doubtful(above: _Above, row: Row) -> bool:
    """Say whether a row may be a half but may be whole as well: it stands below a repeated header."""
    cut = row.awal_halaman and above.sambungan
    return cut and bool(row.teks(Kolom.INDIKATOR)) and not row.teks(Kolom.TARGET_WAKTU) and _bare(above, row)


def _joined(first: Row, second: Row) -> Row:
    added = {kolom for kolom in (*_URAIAN, Kolom.TARGET_WAKTU, *_KETERANGAN) if second.teks(kolom)}
    return first.with_words({kolom: _words(first, second, kolom) for kolom in added})


def _words(first: Row, second: Row, kolom: Kolom) -> str:
    one, two = first.teks(kolom), second.teks(kolom)
    if kolom is Kolom.TARGET_WAKTU and one.endswith("-"):
        return with_whole_months(f"{one}\n{two}")
    return f"{one}\n{two}" if begins_item(two) else f"{one} {two}".strip()


@dataclass(frozen=True, slots=True)
class _Blok:
    """Merged cells that staff filled in: its first cell, its last, the columns that it holds for and the others."""

    awal: tuple[int, int]
    akhir: tuple[int, int]
    kolom: tuple[str, ...]
    lain: tuple[str, ...]


def _blocks(tabel: Table) -> Iterator[_Blok]:
    """Go through the blocks below the header that begin in a column that is filled in.

    A block holds for that column, or for all its months where that is one.
    """
    own = frozenset[str](Kolom)
    filled = {index + 1: header for header, index in tabel.kolom.items() if header not in KOLOM_LAMPIRAN}
    for (top, left), (bottom, right) in tabel.lembar.gabungan.items():
        if top <= tabel.header_terakhir or left not in filled:
            continue
        columns = [filled[column] for column in sorted(filled) if left <= column <= right]
        held = columns[:1] if columns[0] in own else [header for header in columns if header not in own]
        others = tuple(header for header in columns if header not in held)
        yield _Blok((top, left), (bottom, right), tuple(held), others)


def _with_blocks(rows: Sequence[Row], tabel: Table) -> tuple[tuple[Row, ...], tuple[Catatan, ...]]:
    """Give rows with an indikator what merged cells hold for them; note once each block that holds for more."""
    found = list(rows)
    if not tabel.lembar.gabungan:
        return tuple(found), ()
    here = [
        n for n, row in enumerate(rows) if row.letak.lembar == tabel.lembar.nama and row.teks(Kolom.INDIKATOR)
    ]
    lines = [rows[n].letak.baris for n in here]
    notes = []
    for blok in _blocks(tabel):
        top, left = blok.awal
        value, link = tabel.lembar.baris[top - 1][left - 1], tabel.lembar.tautan.get(blok.awal, "")
        covered = here[bisect_left(lines, top) : bisect_right(lines, blok.akhir[0])]
        if not covered or says_nothing(as_text(value), blok.kolom[0]):
            continue
        for n in covered:
            found[n] = found[n].with_block(value, link, blok.kolom, f"{get_column_letter(left)}{top}")
        if blok.lain or len(covered) * len(blok.kolom) > 1 or rows[covered[0]].letak.baris != top:
            notes.append(_block_note(blok, tabel, [rows[n] for n in covered]))
    return tuple(found), tuple(notes)


def _block_note(blok: _Blok, tabel: Table, covered: Sequence[Row]) -> Catatan:
    """Say what a merged block holds for, and which of its columns it leaves blank."""
    (top, left), (bottom, right) = blok.awal, blok.akhir
    words = {
        "blok": f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}",
        "kolom": _span(blok.kolom),
        "baris": lines_of(covered).lower(),
        "lain": _span(blok.lain),
    }
    macam = "sel-gabungan:kolom" if blok.lain else "sel-gabungan:baris"
    teks = as_text(tabel.lembar.baris[top - 1][left - 1])
    return note(macam, tabel.letak(top).lokasi(blok.kolom[0]), teks, **words)


def _span(headers: Sequence[str]) -> str:
    """Name columns side by side: one, or the first and the last."""
    return " sampai ".join(dict.fromkeys((*headers[:1], *headers[-1:])))


def hidden_notes(rows: Sequence[Row], hidden: Collection[int]) -> Iterator[Catatan]:
    """Note each run of hidden rows that hold something; they count like all others."""
    runs = itertools.groupby(rows, key=lambda row: row.letak.baris in hidden)
    for run in (list(run) for is_hidden, run in runs if is_hidden):
        cell = run[0].letak.lokasi(next(iter(run[0].nilai)))
        yield note("baris-tersembunyi", cell, baris=lines_of(run))


def _pictures(rows: Sequence[Row], drawn: Collection[tuple[int, int]]) -> tuple[Catatan, ...]:
    """Note, once for a sheet, the rows with a picture: what it shows can be neither read nor named.

    A picture is of the first indikator that it lies over; one over no row, such as a logo, is no evidence.
    """
    lines = [row.letak.baris for row in sorted(rows, key=lambda row: not row.teks(Kolom.INDIKATOR))]
    over = {next((line for line in lines if first <= line <= last), 0) for first, last in drawn} - {0}
    found = [row.letak for row in rows if row.letak.baris in over]
    if not found:
        return ()
    named = gabung_kata([str(letak.baris) for letak in found])
    return (note("gambar-bukan-bukti", found[0].lokasi(Kolom.BUKTI_DUKUNG), baris=named),)
