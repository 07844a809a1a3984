"""Rows that a page break cut in two become whole rows again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zi_reports.rencana.lampiran import KOLOM_LAMPIRAN
from zi_reports.rencana.model import Catatan, Jenis, Lokasi, Tingkat
from zi_reports.rencana.target_waktu import parse_target_waktu
from zi_reports.sources.decree.cocok import area_of_row
from zi_reports.sources.decree.naskah import Baris, K, Sel
from zi_reports.sources.row import normal

_AWAL_BUTIR = re.compile(r"(?:\d{1,2}|[a-z])[).]\s|- ")
_PENANDA = ("{})", "{}.")


def join_rows(rows: Sequence[Baris], nama: str, tahun: int) -> tuple[tuple[Baris, ...], tuple[Catatan, ...]]:
    """Join halves of rows; give the whole rows, and a catatan on each place where something was joined.

    `nama` is the document's name, `tahun` the plan's year, by which TARGET WAKTU is read.
    """
    whole: list[Baris] = []
    notes: list[Catatan] = []
    head = -1  # the row in which the current komponen begins, if one has begun
    for row in rows:
        sel = row.sel
        if area_of_row(sel):
            head = -1
        elif sel[K.NO] or (sel[K.KOMPONEN] and not row.awal_halaman):
            head = len(whole)
        if head not in {-1, len(whole)} and not sel[K.NO] and sel[K.KOMPONEN] and row.awal_halaman:
            sel, rest = _without_komponen(sel), sel[K.KOMPONEN]
            if normal(rest) != normal(whole[head].sel[K.KOMPONEN]):
                whole[head] = _append(whole[head], _only_komponen(rest))
                notes.append(_note(nama, row, _only_komponen(rest), whole[head]))
        if not any(sel):
            continue
        if head == -1 or head == len(whole):
            whole.append(row)
        elif _is_rest(sel, whole[-1].sel, tahun, awal_halaman=row.awal_halaman):
            whole[-1] = _append(whole[-1], sel)
            notes.append(_note(nama, row, sel, whole[-1]))
        elif not sel[K.INDIKATOR] and not sel[K.KOMPONEN]:
            whole.append(replace(row, sel=_fill_down(sel, whole[-1].sel)))
            notes.append(_fill_note(nama, row, whole[-1]))
        else:
            whole.append(replace(row, sel=sel))
    return tuple(replace(row, sel=_with_items_on_lines(row.sel)) for row in whole), tuple(notes)


def _is_rest(sel: Sel, before: Sel, tahun: int, *, awal_halaman: bool) -> bool:
    """Say whether a row without NO is the second half of the row before it."""
    if sel[K.KOMPONEN]:
        return False
    target = sel[K.TARGET_WAKTU]
    if target:
        joined = parse_target_waktu(f"{before[K.TARGET_WAKTU]} {target}", tahun)
        alone = parse_target_waktu(before[K.TARGET_WAKTU], tahun)
        halves = alone.jenis is Jenis.TIDAK_TERBACA and joined.jenis is not Jenis.TIDAK_TERBACA
        return halves or (alone.jenis is Jenis.KOSONG and not sel[K.INDIKATOR])
    if not sel[K.INDIKATOR]:
        return True
    # A row that only lacks its TARGET WAKTU has all the rest; a half has some cells, and goes on in mid-sentence.
    complete = bool(sel[K.LANGKAH_AKSI] and sel[K.BUKTI_FISIK])
    goes_on = sel[K.INDIKATOR][:1].islower()
    return (awal_halaman or goes_on) and (not complete or (awal_halaman and goes_on))


def _append(row: Baris, rest: Sel) -> Baris:
    first, second, third, fourth, fifth, sixth = (
        _join(above, below) for above, below in zip(row.sel, rest, strict=True)
    )
    return replace(row, sel=(first, second, third, fourth, fifth, sixth))


def _join(above: str, below: str) -> str:
    if not (above and below):
        return above or below
    if _AWAL_BUTIR.match(below):
        return f"{above}\n{below}"
    cut_word = above.endswith("-") and above[-2:-1].isalpha()
    return above + below if cut_word else f"{above} {below}"


def _without_komponen(sel: Sel) -> Sel:
    return ("", "", sel[K.INDIKATOR], sel[K.LANGKAH_AKSI], sel[K.BUKTI_FISIK], sel[K.TARGET_WAKTU])


def _only_komponen(text: str) -> Sel:
    return ("", text, "", "", "", "")


def _fill_down(sel: Sel, before: Sel) -> Sel:
    return ("", "", before[K.INDIKATOR], sel[K.LANGKAH_AKSI], sel[K.BUKTI_FISIK], sel[K.TARGET_WAKTU])


def _note(nama: str, row: Baris, rest: Sel, whole: Baris) -> Catatan:
    columns = [str(kolom) for kolom, text in zip(KOLOM_LAMPIRAN, rest, strict=True) if text]
    pesan = f"Potongan baris: {', '.join(columns)} disambungkan ke {whole.letak}. Periksa bunyinya."
    return Catatan(
        Tingkat.INFO, "baris-disambung", Lokasi(nama, row.letak), " | ".join(filter(None, rest)), pesan
    )


def _fill_note(nama: str, row: Baris, whole: Baris) -> Catatan:
    pesan = "INDIKATOR kosong tetapi ada TARGET WAKTU sendiri; dipakai INDIKATOR baris di atasnya. Periksa."
    return Catatan(
        Tingkat.PERINGATAN, "indikator-diulang", Lokasi(nama, row.letak), whole.sel[K.INDIKATOR], pesan
    )


def _with_items_on_lines(sel: Sel) -> Sel:
    no, komponen, *texts = sel
    indikator, langkah, bukti, target = (items_on_lines(text) for text in texts)
    return no, komponen, indikator, langkah, bukti, target


def items_on_lines(text: str) -> str:
    """Put each item of a list that runs on in one line on a line of its own: `1) ... 2) ...`."""
    for penanda in _PENANDA:
        for first in ("1", "a"):
            if re.match(re.escape(penanda.format(first)) + r"\s", text):
                return _split_items(text, penanda, first)
    return text


def _split_items(text: str, penanda: str, first: str) -> str:
    lines: list[str] = []
    nomor = 1
    while True:
        following = str(nomor + 1) if first == "1" else chr(ord(first) + nomor)
        match = re.search(rf"\s+(?={re.escape(penanda.format(following))}\s)", text)
        if match is None:
            return "\n".join([*lines, text])
        lines.append(text[: match.start()])
        text = text[match.end() :]
        nomor += 1
