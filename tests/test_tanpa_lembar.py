"""A workbook without sheets Keputusan Rapat and Bukti and folders of evidence has the documents of before."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from conftest import HARI_INI, Capsys, buat_buku, indikator, isi, jalankan, lengkap
from kasus_lembar import bukti, keputusan, rapat, satu_bukti, tambah_lembar
from openpyxl import load_workbook
from test_word import teks

PERINTAH: tuple[tuple[str, ...], ...] = (
    ("laporan", "--bulan", "2025-12", "--ringkas"),
    ("laporan", "--periode", "2025-TW4"),
    ("rapat", "--tanggal", "2025-12-18"),
    ("tugas", "--semua", "--bulan", "2025-12"),
    ("kalender",),
    ("bukti", "--paket", "--periode", "2025-12", "--jangan-buka"),
    ("bandingkan", "2025-11", "2025-12"),
    ("buku-baru", "--tahun", "2026", "--satker", "KPU Kabupaten Contoh", "--ya"),
)
"""Every verb that writes documents of one workbook."""

KATA = re.compile(
    r"keputusan rapat|hasil rapat|rapat memutuskan|verifikasi|perlu perbaikan|perlu diperbaiki|kode lke"
    r"|tanpa batas waktu|lembar bukti\b",
    re.IGNORECASE,
)
"""Words that only what is new has."""


def buku(folder: Path) -> Path:
    """Make a workbook with something late, done, lacking and without a day, as those of before had it."""
    (folder / "input").mkdir(parents=True)
    rows = lengkap(
        indikator("Oktober 2025", TANGGAL_SELESAI="20/10/2025", BUKTI_DUKUNG="https://contoh.id/sk"),
        indikator("Setiap Bulan", NO="2", PENANGGUNG_JAWAB="Sekretaris", OKT_2025="x", KENDALA="Jadwal"),
        indikator(NO="3", PENANGGUNG_JAWAB="Subbagian Hukum"),
        indikator("Setiap ada kegiatan", NO="4"),
    )
    return buat_buku(folder / "input" / "buku.xlsx", rows)


def dokumen(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys) -> tuple[dict[str, bytes], str]:
    """Write all documents of the workbook in a folder; give them, and what the screen said."""
    monkeypatch.chdir(folder)
    capsys.readouterr()
    for verb, *words in PERINTAH:
        more = ["--keluaran", "output/buku-2026.xlsx"] if verb == "buku-baru" else []
        assert jalankan(verb, *words, *more, hari_ini=HARI_INI) == 0
    for shown in ("periksa", "status", "bukti"):
        assert jalankan(shown, hari_ini=HARI_INI) == 0
    return isi(folder / "output"), capsys.readouterr().out


def kata(nama: str, content: bytes) -> str:
    """Give all words of a document."""
    if nama.endswith(".docx"):
        return teks(content)
    if nama.endswith(".xlsx"):
        book = load_workbook(io.BytesIO(content))
        cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)
        return "\n".join([*book.sheetnames, *map(str, cells)])
    if nama.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return "\n".join(kata(satu, package.read(satu)) for satu in package.namelist())
    return content.decode("utf-8-sig")


@pytest.mark.slow
def test_sheets_with_nothing_in_them_change_no_byte_of_any_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    buku(tmp_path / "tanpa")
    tambah_lembar(buku(tmp_path / "kosong"), {**rapat(), **bukti()})
    without, empty = (dokumen(tmp_path / nama, monkeypatch, capsys) for nama in ("tanpa", "kosong"))
    assert without == empty
    assert len(without[0]) > 15


@pytest.mark.slow
def test_no_document_of_a_workbook_without_them_says_a_word_of_what_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    buku(tmp_path)
    written, said = dokumen(tmp_path, monkeypatch, capsys)
    # A workbook to be filled in has the sheets themselves, for whoever wants them.
    told = {nama: kata(nama, content) for nama, content in written.items() if nama != "buku-2026.xlsx"}
    assert {nama: KATA.findall(words) for nama, words in told.items() if KATA.search(words)} == {}
    assert KATA.findall(said) == []
    contract: Any = json.loads(written["2025-12/ringkasan-2025-12.json"])
    assert not {"keputusan", "bukti"} & set(contract)
    assert not [row for row in contract["indikator"] if "bukti_periode" in row]
    pieces = [piece for row in contract["indikator"] for piece in row["bukti"]]
    assert pieces == [{"teks": "https://contoh.id/sk", "tautan": ""}]


@pytest.mark.slow
def test_the_words_that_are_looked_for_are_there_once_the_sheets_say_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    """So that the words above are those that the program has."""
    decided = rapat(keputusan(PENANGGUNG_JAWAB="Sekretaris", KODE="I.2.1"))
    judged = bukti(satu_bukti(KODE="I.2.1", PERIODE="Oktober 2025", VERIFIKASI="Perbaikan"))
    tambah_lembar(buku(tmp_path), {**decided, **judged})
    written, said = dokumen(tmp_path, monkeypatch, capsys)
    assert KATA.search(said)
    message = written["2025-12/tugas/Sekretaris.txt"].decode("utf-8-sig")
    assert {satu.casefold() for satu in KATA.findall(message)} == {"keputusan rapat", "perlu diperbaiki"}
    assert {"keputusan", "bukti"} <= set(json.loads(written["2025-12/ringkasan-2025-12.json"]))
