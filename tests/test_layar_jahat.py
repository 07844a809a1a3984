"""Nothing that a cell, a name of a file or an argument holds is obeyed by the terminal, whatever the verb."""

from __future__ import annotations

import ast
import datetime as dt
import json
import re
import shutil
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import KOLOM, SATKER, Capsys, buat_buku, indikator, jalankan, lengkap
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from sumber import SUMBER, nodes

from zi_reports.cli import VERBA, layar

pytestmark = pytest.mark.usefixtures("satu_proses")

KENDALI = [*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0))]
ARAH = [*"\u061c\u200e\u200f", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))]
BERBAHAYA = set(KENDALI).union(ARAH, "\u2028\u2029") - set("\n\t")
"""What a terminal obeys, or what turns round the text that follows."""

DALAM_SEL = "".join(sorted(BERBAHAYA - {"\x00"}))
"""All of it; XML has no sign for 0."""

DALAM_NAMA = "\x1b[31m\x9b32m\u202egnp\u2066\r"
PADA_WINDOWS = "\x9b32m\u202egnp\u2066"  # which has no names with what stands below the blank

BUKU = f"buku{PADA_WINDOWS if sys.platform == 'win32' else DALAM_NAMA}.xlsx"
LAIN = f"{BUKU[4:-5]}lain"

PERINTAH: Mapping[str, tuple[str, ...]] = {
    "laporan": ("laporan", BUKU, "--bulan", "2025-12", "--ringkas"),
    "status": ("status", BUKU),
    "periksa": ("periksa", BUKU, "--salinan"),
    "periksa --templat": ("periksa", "--templat", "kantor"),
    "bukti": ("bukti", BUKU),
    "bukti --siapkan": ("bukti", BUKU, "--siapkan"),
    "bukti --paket": ("bukti", BUKU, "--paket", "--keluaran", LAIN),
    "rapat": ("rapat", BUKU, "--tanggal", "2025-12-18", "--acara", DALAM_NAMA, "--tempat", DALAM_NAMA),
    "tugas": ("tugas", BUKU),
    "tugas seorang": ("tugas", BUKU, "--penanggung-jawab", "Tim Kerja"),
    "tugas orang lain": ("tugas", BUKU, "--penanggung-jawab", DALAM_NAMA),
    "templat": ("templat", "--salin", LAIN),
    "bandingkan": ("bandingkan", "2025-11", "2025-12", BUKU),
    "riwayat": ("riwayat", BUKU),
    "kalender": ("kalender", BUKU, "--penanggung-jawab", "Tim Kerja"),
    "buku-baru": ("buku-baru", "--tahun", "2026", "--satker", DALAM_NAMA, "--dari", BUKU, "--ya"),
    "impor": ("impor", f"{LAIN}.docx", "--tahun", "2025", "--satker", DALAM_NAMA),
    "rekap": ("rekap", "satker", "--bulan", "2025-12", "--format", "csv"),
    "mulai": ("mulai", LAIN, "--contoh"),
    "panduan": ("panduan", DALAM_NAMA),
    "doktor": ("doktor", "--keluaran", LAIN),
    "berkas yang tidak ada": ("laporan", DALAM_NAMA),
    "templat yang tidak ada": ("laporan", BUKU, "--templat", DALAM_NAMA),
    "templat yang rusak": ("laporan", BUKU, "--templat", "kantor"),
    "periode yang salah": ("status", BUKU, "--bulan", DALAM_NAMA),
    "pilihan yang salah": ("status", f"--{DALAM_NAMA}"),
    "perintah yang salah": (DALAM_NAMA,),
    "argumen berlebih": ("status", BUKU, DALAM_NAMA),
}


def buku_jahat(path: Path) -> None:
    """Make a workbook that has every harmful sign in every text of its own, and in the name of a sheet."""
    tulis = f"SK{''.join(f'_x{ord(satu):04X}_' if satu < ' ' else satu for satu in DALAM_SEL)}"
    teks = dict.fromkeys(KOLOM[6:], tulis)
    baris = indikator("Oktober 2025", **{header.replace(" ", "_"): isi for header, isi in teks.items()})
    baik = indikator(NO="2", PENANGGUNG_JAWAB="Tim Kerja", BUKTI_DUKUNG=f"berkas {tulis}.pdf")
    buat_buku(path, lengkap({**baris, "INDIKATOR": tulis, "KOMPONEN": tulis, "TARGET WAKTU": tulis}, baik))
    book = load_workbook(path)
    book["Pengaturan"]["B1"] = f"{SATKER} {tulis}"
    book.create_sheet("Lain\u202e\x9b31m")["A1"] = tulis
    book.save(path)


@pytest.fixture(scope="module")
def folder_jahat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("jahat")
    buku_jahat(folder / BUKU)
    (folder / "satker").mkdir()
    shutil.copy(folder / BUKU, folder / "satker" / BUKU)
    (folder / "satker" / f"rusak{BUKU}").write_bytes(b"x")
    (folder / "bukti" / "I.1.1").mkdir(parents=True)
    (folder / "bukti" / "I.1.1" / f"{LAIN}.pdf").write_bytes(b"isi")
    (folder / "kantor").mkdir()
    document = Document()
    document.add_paragraph("{{ satker\u202e\x9b }} {{ \u2066x }}")
    document.save(str(folder / "kantor" / "laporan-monev.docx"))
    naskah = Document()
    table = naskah.add_table(3, 6)
    for cell, header in zip(table.rows[0].cells, KOLOM, strict=False):
        cell.text = header
    for cell, isi in zip(table.rows[1].cells, ("I", "X\u202e", "", "", "", ""), strict=True):
        cell.text = isi
    for cell, isi in zip(
        table.rows[2].cells, ("1", "Tim", "SK\u202e\x9b31m", "a", "b", "c\u2066"), strict=True
    ):
        cell.text = isi
    naskah.save(str(folder / f"{LAIN}.docx"))
    return folder


def test_every_verb_is_tried() -> None:
    assert {words[0] for words in PERINTAH.values()} >= {str(verb.name) for verb in VERBA}


@pytest.mark.parametrize("judul", PERINTAH)
def test_no_verb_prints_what_a_terminal_obeys(
    judul: str, folder_jahat: Path, tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(folder_jahat, tmp_path / "kerja")
    monkeypatch.chdir(tmp_path / "kerja")
    jalankan(*PERINTAH[judul])
    shown = capsys.readouterr()
    told = shown.out + shown.err
    assert told.strip()
    assert "terduga" not in told
    assert BERBAHAYA.intersection(told) == set()


def test_figures_for_a_program_stay_whole_and_hold_nothing_that_a_terminal_obeys(
    folder_jahat: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder_jahat)
    assert jalankan("status", BUKU, "--json") == 0
    shown = capsys.readouterr().out
    assert BERBAHAYA.intersection(shown) == set()
    assert len(json.loads(shown)["indikator"]) == 2


@given(st.text(st.sampled_from(["a", " ", "\n", "\t", '"', "\\", *BERBAHAYA])))
def test_text_is_harmless_and_json_keeps_its_values(teks: str) -> None:
    assert BERBAHAYA.intersection(layar.harmless(teks)) == set()
    kept = [sign for sign in teks if sign not in BERBAHAYA]
    shown = re.sub("[\ufffd]", "", layar.harmless(re.sub("[\x0b\x0c\r\x85\u2028\u2029]", "", teks)))
    assert shown == "".join(kept)


def test_json_keeps_its_values_in_figures(capsys: Capsys) -> None:
    values = ["".join(sorted(BERBAHAYA)), "a\nb"]
    layar.tell_json(json.dumps(values, ensure_ascii=False))
    shown = capsys.readouterr().out
    assert BERBAHAYA.intersection(shown) == set()
    assert json.loads(shown) == values


def test_a_control_character_leaves_a_sign_and_one_of_direction_none() -> None:
    assert layar.harmless("a\x1b[31mb\u202ec\rd\x9be\u2028f") == "a\ufffd[31mbc d\ufffde f"


def test_all_that_is_printed_passes_the_screens_own_module() -> None:
    others = [path for path in SUMBER if path.name != "layar.py"]
    streams = {f"sys.std{name}{raw}" for name in ("out", "err") for raw in ("", ".buffer")}
    found = [
        f"{path.name}:{node.lineno}"
        for path in others
        for node in nodes(path)
        if isinstance(node, ast.Call)
        and (
            getattr(node.func, "attr", getattr(node.func, "id", "")) in {"echo", "secho", "print"}
            or (isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) in streams)
        )
        and getattr(node.func, "attr", "") != "isatty"
    ]
    assert found == []


@pytest.mark.parametrize("judul", ["laporan", "rapat", "tugas seorang", "kalender", "bandingkan", "rekap"])
def test_what_is_written_holds_none_of_it_either(
    judul: str, folder_jahat: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder_jahat)
    hasil = tmp_path / "hasil"
    assert jalankan(*PERINTAH[judul], "--keluaran", f"{hasil}/", hari_ini=dt.date(2026, 1, 5)) == 0
    files = [path for path in hasil.rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert BERBAHAYA.intersection(path.name) == set()
        for name, isi in texts(path).items():
            assert BERBAHAYA.intersection(isi) - set("\r\u2028\u2029") == set(), f"{path.name} {name}"


def texts(path: Path) -> dict[str, str]:
    """Give what a document is written in, by its parts."""
    if path.suffix in {".docx", ".xlsx"}:
        with zipfile.ZipFile(path) as package:
            names = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
            return {name: package.read(name).decode() for name in names}
    return {"": path.read_bytes().decode("utf-8-sig")}
