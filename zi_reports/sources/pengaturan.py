"""Sheet Pengaturan, and the title where it lacks: the satker, the year, and how documents are made."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from openpyxl.utils import column_index_from_string, get_column_letter

from zi_reports.rencana.bahasa import huruf_angka, nearest, sebaris
from zi_reports.rencana.catatan import maksudnya
from zi_reports.rencana.lampiran import LEMBAR_PENGATURAN, SINONIM_LABEL, Label
from zi_reports.rencana.model import (
    TAHUN_DITERIMA,
    Catatan,
    Cetak,
    Kertas,
    Letak,
    Pengaturan,
    Rencana,
    WorkbookError,
)
from zi_reports.sources.grid import KENDALI, Grid, as_text, normal
from zi_reports.sources.row import Row

_BUKAN_TEKS = {
    *(Label.TAHUN, Label.TANGGAL_KEPUTUSAN, Label.MULAI_PEMANTAUAN, Label.UKURAN_KERTAS),
    *(Label.LAMPIRKAN_CATATAN, Label.KATA_PENGANTAR, Label.CETAK_RENCANA_AKSI, Label.DAFTAR_PENANGGUNG_JAWAB),
}
_SATU_BARIS = {Label.SATKER, Label.NOMOR_KEPUTUSAN, Label.TEMPAT, Label.TANDA}
"""What stands within a line of a document; a name may have its NIP below it."""

_TANPA_LABEL = Row(Letak(LEMBAR_PENGATURAN, 1, {}), {}, {})
"""Stands for a setting that the sheet lacks: nothing, in its first cell."""

_KANTOR = re.compile(
    r"\b(?:(?P<kip>kip|komisi independen pemilihan)|kpu|komisi pemilihan umum)\s+"
    r"(?!(?:nomor|no|tahun|menuju|dan|tentang|di|dalam)\b)(?P<nama>[^\W\d][^\n,;:()–]*?)"
    r"(?=\s+(?:nomor|no|tahun|ta|periode|menuju|bulan|dalam|untuk|tentang|berdasarkan)\b|\s+-|\s*(?:[\n,;:()–]|\Z))",
    re.IGNORECASE,
)
"""An office as a title names it, up to what is no part of its name."""

_JENIS: Mapping[str, str] = {
    "kab": "kabupaten",
    "kabupaten": "kabupaten",
    "kota": "kota",
    **dict.fromkeys(("prov", "propinsi", "provinsi"), "provinsi"),
}
"""What an office is one of, in usual spellings."""
_SINGKATAN = frozenset({"DKI", "DI", "RI"})

_NAMA, _ISI = "label", "isi"
"""What stands for the two cells of a setting before its label is known."""

_YA = "ya, y, iya, yes, ok, oke, true, benar, perlu, lampirkan, dilampirkan, 1, x, v, √, ✓, ✔, ☑, ☒, ✅"
_TIDAK = "tidak, tdk, tak, t, no, n, tidak perlu, false, salah, 0, ☐, □"
_PILIHAN: Mapping[str, bool] = dict.fromkeys(_YA.split(", "), True) | dict.fromkeys(_TIDAK.split(", "), False)
"""What people write for yes and no."""

_HAMPIR_SAMA, _MIRIP, _PANJANG_TERKECIL = 85, 60, 5
"""How like, of 100, words must be to be read as a label, and to be asked about; how long such a word must be."""

_JUDUL = frozenset({"isi", "isian", "nilai", "keterangan"})
"""What heads the column of values, beside the word Label."""

_CETAK: Mapping[str, Cetak] = {
    **{normal(satu): satu for satu in Cetak},
    **dict.fromkeys(("satu", "1 halaman"), Cetak.SATU_HALAMAN),
    **dict.fromkeys(("dua", "2 halaman"), Cetak.DUA_HALAMAN),
}


_LABEL: Mapping[str, Label] = {
    **{huruf_angka(nama): label for label, semua in SINONIM_LABEL.items() for nama in semua.split(", ")},
    **{huruf_angka(label): label for label in Label},
}

Isian = Mapping[Label, Row]
"""The settings: by label, a row whose one known cell is the one beside it."""


def odd_settings(isian: Isian, rencana: Rencana) -> Iterator[Catatan]:
    """Note days of Pengaturan that do not fit the plan, and the kewajiban that Mulai Pemantauan leaves out."""
    setting, tahun = rencana.pengaturan, rencana.pengaturan.tahun
    row, label = isian[Label.TANGGAL_KEPUTUSAN], Label.TANGGAL_KEPUTUSAN
    if setting.tanggal_keputusan:
        year, numbered = setting.tanggal_keputusan.year, re.findall(r"\b20\d\d\b", setting.nomor_keputusan)
        if numbered and str(year) not in numbered:
            acuan = f"{Label.NOMOR_KEPUTUSAN}, {setting.nomor_keputusan}"
            yield row.note("pengaturan-tahun-lain", label, label=label, acuan=acuan)
        elif year not in {tahun - 1, tahun}:
            yield row.note("pengaturan-tahun-lain", label, label=label, acuan=f"{Label.TAHUN}, {tahun}")
        early = sum(
            setting.mulai <= day < setting.tanggal_keputusan
            for satu in rencana.indikator
            for day in satu.target_waktu.jatuh_tempo
        )
        if early:
            yield row.note("sebelum-keputusan", label, jumlah=early, hari=setting.tanggal_keputusan)
    row, label = isian[Label.MULAI_PEMANTAUAN], Label.MULAI_PEMANTAUAN
    due = [day for satu in rencana.indikator for day in satu.target_waktu.jatuh_tempo if day.year == tahun]
    left_out = sum(day < setting.mulai for day in due)
    if left_out:
        macam = "mulai-melewati-banyak" if 2 * left_out > len(due) else "mulai-melewati"
        yield row.note(macam, label, jumlah=left_out, semua=len(due), tahun=tahun)
    elif setting.mulai.year != tahun:
        yield row.note("pengaturan-tahun-lain", label, label=label, acuan=f"{Label.TAHUN}, {tahun}")


def read_pengaturan(
    sheet: Grid | None, judul: Sequence[str]
) -> tuple[Pengaturan, Isian, tuple[Catatan, ...]]:
    """Read sheet Pengaturan; `judul` are the lines above the plan's table, which may name satker and year.

    Raises:
        WorkbookError: neither the sheet nor the title names the year of the plan.
    """
    entries, label_notes = _entries(sheet) if sheet else ({}, [])
    isian = dict.fromkeys(Label, _TANPA_LABEL) | entries
    people = tuple(_people(sheet, entries)) if sheet else ()
    pengaturan, value_notes = _pengaturan(isian, people, judul)
    titled = _satker_titled(judul)
    if not sheet:
        years = f"tahun {pengaturan.tahun}"
        used = f"satker {titled} dan {years}" if titled else f"{years} saja, tanpa nama satker"
        missing = _TANPA_LABEL.note("pengaturan-tidak-ada", Label.SATKER, dipakai=used)
        return replace(pengaturan, satker=titled), isian, (missing,)
    notes = [*_cell_notes(isian, people), *_satker_notes(isian[Label.SATKER], pengaturan.satker, titled)]
    return pengaturan, isian, (*notes, *_signatory(isian), *value_notes, *label_notes)


def _pengaturan(
    isian: Isian, people: Sequence[Row], judul: Sequence[str]
) -> tuple[Pengaturan, tuple[Catatan, ...]]:
    """Read the value of each setting; `people` are the cells of the list of names."""
    tahun, year_notes = _year(isian, judul)
    keputusan, decree_notes = _date(isian, Label.TANGGAL_KEPUTUSAN, tahun)
    mulai, start_notes = _date(isian, Label.MULAI_PEMANTAUAN, tahun)
    kertas, paper_notes = _paper(isian)
    lampirkan, attach_notes = _choice(isian, Label.LAMPIRKAN_CATATAN)
    pengantar, preface_notes = _choice(isian, Label.KATA_PENGANTAR)
    cetak, print_notes = _print(isian)
    texts = {label.field: _text(isian, label) for label in isian if label not in _BUKAN_TEKS}
    pengaturan = Pengaturan(
        tahun=tahun,
        tanggal_keputusan=keputusan,
        mulai_pemantauan=mulai,
        ukuran_kertas=kertas,
        lampirkan_catatan=lampirkan,
        kata_pengantar=pengantar,
        cetak_rencana_aksi=cetak,
        daftar_penanggung_jawab=_names(people),
        **texts,
    )
    notes = (*year_notes, *decree_notes, *start_notes, *paper_notes)
    return pengaturan, (*notes, *attach_notes, *preface_notes, *print_notes)


def _cell_notes(isian: Isian, people: Sequence[Row]) -> Iterator[Catatan]:
    """Note the values that are none, and those with signs that no document can show."""
    listed = Label.DAFTAR_PENANGGUNG_JAWAB
    cells = (pair for pair in isian.items() if pair[0] is not listed)
    for label, row in (*cells, *((listed, row) for row in people)):
        if row.rusak(label):
            yield row.note("sel-rusak", label)
        elif KENDALI.search(str(row.nilai.get(label))):
            yield row.note("karakter-kendali", label)


def _satker_notes(row: Row, satker: str, titled: str) -> Iterator[Catatan]:
    """Note that no satker is named, or another than the title names."""
    if not satker:
        yield row.note("satker-kosong", Label.SATKER)
    elif titled and not _same_satker(satker, titled):
        yield row.note("satker-lain", Label.SATKER, judul=titled)


def _text(isian: Isian, label: Label) -> str:
    """Give a setting's text; empty where a dash or dots stand instead of one."""
    text = isian[label].usable(label)
    if not any(map(str.isalnum, text)):
        return ""
    return sebaris(text) if label in _SATU_BARIS else text


def _signatory(isian: Isian) -> Iterator[Catatan]:
    """Note that of the jabatan and the nama of who signs one alone is given."""
    signs = Label.JABATAN_PENANDA_TANGAN, Label.NAMA_PENANDA_TANGAN
    blank = [label for label in signs if not _text(isian, label)]
    if len(blank) == 1 and not isian[blank[0]].rusak(blank[0]):
        (label,) = blank
        given = next(satu for satu in signs if satu != label)
        yield isian[label].note("penanda-tangan-tidak-lengkap", label, label=label, pasangan=given)


def settings_sheet(sheets: Sequence[Grid]) -> Grid | None:
    """Find sheet Pengaturan, be its name as it should be or nearly so."""
    names = {normal(sheet.nama): sheet for sheet in reversed(sheets)}
    wanted = normal(LEMBAR_PENGATURAN)
    near = next((nama for nama in names if nama.startswith(wanted)), None)
    return names.get(wanted) or names.get(near or nearest(wanted, names.keys(), _HAMPIR_SAMA) or wanted)


def _entries(sheet: Grid) -> tuple[dict[Label, Row], list[Catatan]]:
    """Find each label's value, the cell to its right; where a label stands twice, the first counts."""
    found: dict[Label, Row] = {}
    notes: list[Catatan] = []
    listed = range(0)
    for nomor, cells in enumerate(sheet.baris, start=1):
        if nomor in listed:
            continue
        texts = [huruf_angka(as_text(value)) for value in cells[:-1]]
        column = next(
            (i for wanted in (_LABEL, texts) for i, text in enumerate(texts) if text and text in wanted), -1
        )
        if column < 0:
            continue
        entry = _entry(sheet, nomor, column)
        written, value = texts[column], entry.teks(_ISI)
        label = _LABEL.get(written) or (_LABEL.get(_near(written, _HAMPIR_SAMA)) if value else None)
        if value and written not in _LABEL and normal(value) not in _JUDUL:
            macam = "label-dibaca-sebagai" if label else "label-tidak-dikenal"
            asked = maksudnya(_LABEL.get(_near(written, _MIRIP)))
            notes.append(entry.note(macam, _NAMA, label=label, maksud=asked))
        if label in found and value:
            notes.append(entry.note("label-ganda", _NAMA, sel=found[label].letak.lokasi(_ISI).sel))
        elif label:
            found.setdefault(label, entry)
        if label is Label.DAFTAR_PENANGGUNG_JAWAB:
            listed = _rows_below(sheet, found[label])
    return {label: _of_label(entry, label) for label, entry in found.items()}, notes


def _entry(sheet: Grid, nomor: int, column: int) -> Row:
    """Give the label in a column (from 0) of a row, and its value: beside it, or beside the colon there."""
    cells = sheet.baris[nomor - 1]
    place = column + 1 + (as_text(cells[column + 1]) == ":" and column + 2 < len(cells))
    value = cells[place]
    value = value.lstrip(": ") if isinstance(value, str) else value
    letters = {_NAMA: get_column_letter(column + 1), _ISI: get_column_letter(place + 1)}
    return Row(
        Letak(sheet.nama, nomor, letters), {_NAMA: cells[column], _ISI: value}, {}, hari_nol=sheet.hari_nol
    )


def _value_column(entry: Row) -> int:
    """Give the column of a setting's value, from 0."""
    return column_index_from_string(list(entry.letak.kolom.values())[-1]) - 1


def _rows_below(sheet: Grid, entry: Row) -> range:
    """Give the rows in which a list goes on: down to the next with anything in front of the list's column."""
    column, first = _value_column(entry), entry.letak.baris + 1
    below = enumerate(sheet.baris[first - 1 :], start=first)
    return range(
        first, next((n for n, cells in below if any(map(as_text, cells[:column]))), len(sheet.baris) + 1)
    )


def _people(sheet: Grid, entries: Isian) -> Iterator[Row]:
    """Go through the cells of the list of names: beside its label and to the right of that, and below.

    What stands below the word Keterangan explains.
    """
    label = Label.DAFTAR_PENANGGUNG_JAWAB
    entry = entries.get(label)
    if entry is None:
        return
    explains = {
        n for row in sheet.baris for n, value in enumerate(row) if normal(as_text(value)) == "keterangan"
    }
    for nomor in (entry.letak.baris, *_rows_below(sheet, entry)):
        cells = sheet.baris[nomor - 1]
        for column in range(_value_column(entry), len(cells)):
            if column not in explains and as_text(cells[column]):
                letak = Letak(sheet.nama, nomor, {label: get_column_letter(column + 1)})
                yield Row(letak, {label: cells[column]}, {})


def _names(people: Iterable[Row]) -> tuple[str, ...]:
    """Give the names in a list's cells, each once; a cell may have several, one a line."""
    cells = (row.usable(Label.DAFTAR_PENANGGUNG_JAWAB) for row in people)
    names = (sebaris(name.strip(": ")) for cell in cells for name in cell.splitlines())
    return tuple(dict.fromkeys(name for name in names if any(map(str.isalnum, name))))


def _of_label(entry: Row, label: Label) -> Row:
    """Give a setting's row with its one known cell under the label itself."""
    letak = replace(entry.letak, kolom={label: entry.letak.kolom[_ISI]})
    return replace(entry, letak=letak, nilai={label: entry.nilai[_ISI]})


def _near(teks: str, mirip: float) -> str:
    """Give the label, or another word for one, that a text is most like, if that is enough."""
    return (nearest(teks, _LABEL.keys(), mirip) or "") if len(teks) >= _PANJANG_TERKECIL else ""


def _satker_titled(judul: Sequence[str]) -> str:
    """Give the office that the lines above a plan name, such as `KPU Kabupaten Boyolali`; empty where none is."""
    match = _KANTOR.search("\n".join(judul))
    if match is None:
        return ""
    words = match["nama"].split()
    if match["nama"].isupper():
        words = [word if word in _SINGKATAN else word.capitalize() for word in words]
    return " ".join(["KIP" if match["kip"] else "KPU", *words])


def _same_satker(satu: str, lain: str) -> bool:
    """Say whether two names are of one office, be it abbreviated, or without the word for its kind."""
    words = []
    for nama in (satu, lain):
        match = _KANTOR.search(nama)
        found = re.findall("[a-z]+", normal(match["nama"] if match else nama))
        words.append({_JENIS.get(word, word) for word in found})
    kinds = [nama.intersection(_JENIS.values()) for nama in words]
    return words[0] == words[1] or (not all(kinds) and words[0] - kinds[0] == words[1] - kinds[1])


def _year(isian: Isian, judul: Sequence[str]) -> tuple[int, tuple[Catatan, ...]]:
    label = Label.TAHUN
    typed = isian[label].usable(label)
    named = [int(year) for line in judul for year in re.findall(r"(?i)\btahun\s+(20\d\d)\b", line)]
    if re.fullmatch(r"\d{4}", typed) and int(typed) in TAHUN_DITERIMA:
        other = bool(named) and int(typed) not in named
        return int(typed), (isian[label].note("tahun-beda-judul", label, tahun=named[-1]),) if other else ()
    if not named:
        raise WorkbookError(
            f"Tahun rencana tidak diketahui. Isi {label} pada lembar {LEMBAR_PENGATURAN}, misalnya 2025."
        )
    return named[-1], (isian[label].note("tahun-dari-judul", label, label=label, tahun=named[-1]),)


def _date(isian: Isian, label: Label, tahun: int) -> tuple[dt.date | None, tuple[Catatan, ...]]:
    row = replace(isian[label], tahun=tahun)
    if not row.usable(label):
        return None, ()
    read, notes = row.day(label)
    if read.hari is None:
        asked = maksudnya(read.saran)
        used = f"Sementara dipakai 1 Januari {tahun}. " if label is Label.MULAI_PEMANTAUAN else ""
        words = {"label": str(label), "maksud": asked, "dipakai": used}
        return None, (row.note("pengaturan-tidak-terbaca:tanggal", label, None, **words),)
    return read.hari, notes


def _print(isian: Isian) -> tuple[Cetak | None, tuple[Catatan, ...]]:
    label = Label.CETAK_RENCANA_AKSI
    typed = normal(isian[label].usable(label))
    wrong = (isian[label].note("pengaturan-tidak-terbaca:cetak", label, label=label),)
    return _CETAK.get(typed), () if typed in {"", *_CETAK} else wrong


def _paper(isian: Isian) -> tuple[Kertas | None, tuple[Catatan, ...]]:
    label = Label.UKURAN_KERTAS
    typed = isian[label].usable(label).upper().partition(" ")[0]
    typed = {"FOLIO": Kertas.F4}.get(typed, typed)
    if typed in {"", *Kertas}:
        return Kertas(typed) if typed else None, ()
    return None, (isian[label].note("pengaturan-tidak-terbaca:kertas", label, label=label),)


def _choice(isian: Isian, label: Label) -> tuple[bool | None, tuple[Catatan, ...]]:
    """Read a setting that is Ya or Tidak; None where it is left blank, or cannot be read."""
    typed = normal(isian[label].usable(label)).strip(" .…_-–—")
    if not typed or typed in _PILIHAN:
        return _PILIHAN.get(typed), ()
    return None, (isian[label].note("pengaturan-tidak-terbaca:pilihan", label, label=label),)
