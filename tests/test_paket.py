"""The packet of evidence for a reviewer: what is in it, what stays out, and that its links hold once unpacked."""

from __future__ import annotations

import datetime as dt
import io
import os
import posixpath
import tracemalloc
import urllib.parse
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from conftest import HARI_INI, Capsys, buat_buku, indikator, jalankan, lengkap
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from kasus_lembar import BUKTI
from openpyxl import load_workbook
from test_word import teks

from zi_reports.laporan import read_periode
from zi_reports.paket import Paket, is_packet, plan_packet, write_packet
from zi_reports.rencana.periode import Periode
from zi_reports.word.templates import copy_templates

D = dt.date
AREA = "I Manajemen Perubahan"
SK, MONEV = f"{AREA}/1 Tim Kerja/I.1.1 Menerbitkan SK Tim Kerja", f"{AREA}/2 Tim Kerja/I.2.1 Lembar monev"
ANEH = (
    "SK #2 [50%] & lain.pdf",
    "Capaian 100%25.pdf",
    "foto café.jpg",
    "a'b;c,d+e=f!.txt",
    "sub/%41 ~{x}^.pdf",
)
"""Names with all that means something in a link."""


@pytest.fixture
def buku(tmp_path: Path) -> Path:
    rows = (
        indikator(
            "Oktober 2025",
            INDIKATOR="Menerbitkan SK Tim Kerja Zona Integritas",
            TANGGAL_SELESAI=D(2025, 10, 20),
            BUKTI_DUKUNG="Notulen.pdf\nhilang.pdf\n../luar.pdf\nhttps://a.id/sk\nBerita acara",
        ),
        indikator("Setiap Bulan", NO="2", INDIKATOR="Lembar monev", OKT_2025=D(2025, 10, 30)),
        indikator("Oktober 2025", NO="3", INDIKATOR="Evaluasi", PENANGGUNG_JAWAB="Subbagian Hukum"),
    )
    (tmp_path / "input").mkdir()
    path = buat_buku(tmp_path / "input" / "buku.xlsx", lengkap(*rows))
    tulis(path, "bukti/Notulen.pdf", *(f"bukti/I.1.1/{nama}" for nama in ANEH))
    tulis(path, "bukti/I.2.1 Lembar/2025-10/monev.pdf", "bukti/I.2.1 Lembar/2025-12/monev.pdf", "luar.pdf")
    return path


def tulis(buku: Path, *nama: str) -> None:
    for satu in nama:
        path = buku.parent / satu
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"isi {satu}")


def paket(buku: Path, bulan: str, keluaran: Path, *pilihan: str) -> Path:
    words = ("--paket", "--periode", bulan, "--jangan-buka", *pilihan)
    assert jalankan("bukti", buku, "--keluaran", keluaran, *words) == 0
    return keluaran / f"paket-bukti-{bulan}.zip"


def rancangan(buku: Path) -> Paket:
    bahan = read_periode(buku, Periode.of(D(2025, 12, 1)), HARI_INI, buku.parent / "tidak ada")
    return plan_packet(bahan.monev, buku.parent)


def tautan_excel(path: Path) -> Iterator[tuple[str, str]]:
    """Give each link of the workbook: the text of its cell, and its target."""
    for sheet in load_workbook(path):
        for row in sheet:
            for cell in row:
                if cell.hyperlink is not None:
                    yield str(cell.value), str(cell.hyperlink.target)


def tautan_word(path: Path) -> list[str]:
    rels = Document(str(path)).part.rels.values()
    return [rel.target_ref for rel in rels if rel.reltype == RT.HYPERLINK]


def test_every_link_of_both_lists_opens_where_the_packet_is_unpacked(buku: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(paket(buku, "2025-12", tmp_path / "output")) as package:
        package.extractall(tmp_path / "di tempat lain")
    folder = tmp_path / "di tempat lain"
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert names == sorted(
        [
            *("daftar-bukti.docx", "daftar-bukti.xlsx", f"{SK}/Notulen.pdf"),
            *(f"{SK}/{nama}" for nama in ANEH),
            *(f"{MONEV}/{bulan}/monev.pdf" for bulan in ("2025-10", "2025-12")),
        ]
    )
    expected = {
        f"{SK}/Notulen.pdf": "isi bukti/Notulen.pdf",
        **{f"{SK}/{nama}": f"isi bukti/I.1.1/{nama}" for nama in ANEH},
        **{f"{MONEV}/{b}/monev.pdf": f"isi bukti/I.2.1 Lembar/{b}/monev.pdf" for b in ("2025-10", "2025-12")},
    }
    of_excel = [satu.replace("\\", "/") for _, satu in tautan_excel(folder / "daftar-bukti.xlsx")]
    for links in (of_excel, tautan_word(folder / "daftar-bukti.docx")):
        assert links.count("https://a.id/sk") == 1
        opened = {urllib.parse.unquote(link) for link in links if link != "https://a.id/sk"}
        # A link is read as a browser reads it: nothing in it may be taken for a query or a place in the file.
        assert all(urllib.parse.urlsplit(link).path == link for link in links if "://" not in link)
        assert {link: (folder / link).read_text() for link in opened} == expected


def test_the_lists_say_what_lacks_and_what_is_not_packed(buku: Path, tmp_path: Path, capsys: Capsys) -> None:
    path = paket(buku, "2025-12", tmp_path / "output")
    shown = capsys.readouterr().out.splitlines()
    assert shown[1:7] == [
        "Dikemas: 8 berkas, 268 byte.",
        "Tidak dikemas: 2 berkas, seperti tercantum pada daftar:",
        "  I.1.1  hilang.pdf: tidak ditemukan",
        "  I.1.1  ../luar.pdf: di luar folder buku kerja",
        "Bukti kurang pada 2 indikator.",
        "Ditulis:",
    ]
    with zipfile.ZipFile(path) as package:
        excel, word = (package.read(f"daftar-bukti.{ending}") for ending in ("xlsx", "docx"))
    sheet = load_workbook(io.BytesIO(excel))["Yang Kurang"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    assert [(row[0], row[2], row[3]) for row in rows] == [
        ("I.1.1", None, "hilang.pdf: tidak ditemukan\n../luar.pdf: di luar folder buku kerja"),
        ("I.2.1", None, "Belum ada untuk Jan–Sep, Nov 2025"),
        ("I.3.1", "Subbagian Hukum", "Belum ada bukti"),
    ]
    text = teks(word)
    assert "Paket ini berisi 8 berkas (268 byte)." in text
    assert "Sebanyak 2 berkas tidak dikemas" in text
    assert all(line in text for row in rows for line in str(row[3]).split("\n"))


def test_the_list_of_a_packet_without_files_says_so_and_speaks_of_no_links(tmp_path: Path) -> None:
    path = buat_buku(tmp_path / "b.xlsx", lengkap(indikator(INDIKATOR="SK")))
    with zipfile.ZipFile(paket(path, "2025-12", tmp_path / "output")) as package:
        text = teks(package.read("daftar-bukti.docx"))
    assert "Paket ini tidak berisi berkas." in text
    assert "Tautan membuka" not in text


def test_evidence_of_a_later_month_waits_for_its_packet(buku: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(paket(buku, "2025-11", tmp_path / "output")) as package:
        names = [name for name in package.namelist() if name.startswith(MONEV)]
    assert names == [f"{MONEV}/2025-10/monev.pdf"]


def test_the_same_evidence_gives_the_same_bytes(buku: Path, tmp_path: Path) -> None:
    first = paket(buku, "2025-12", tmp_path / "a").read_bytes()
    for path in (buku.parent / "bukti").rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert paket(buku, "2025-12", tmp_path / "b").read_bytes() == first
    tulis(buku, "bukti/I.1.1/baru.pdf")
    assert paket(buku, "2025-12", tmp_path / "c").read_bytes() != first


def test_a_packet_replaces_its_predecessor_and_never_one_that_somebody_changed(
    buku: Path, tmp_path: Path
) -> None:
    output = tmp_path / "output"
    path = paket(buku, "2025-12", output)
    tulis(buku, "bukti/I.1.1/baru.pdf")
    paket(buku, "2025-12", output)
    assert [satu.name for satu in output.iterdir()] == [path.name]
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("catatan penilai.txt", "Sesuai")
    changed = path.read_bytes()
    paket(buku, "2025-12", output)
    assert path.read_bytes() == changed
    assert is_packet(output / "paket-bukti-2025-12-2.zip")
    paket(buku, "2025-12", output, "--timpa")
    assert is_packet(path)


def test_what_is_no_packet_of_ours_stays(buku: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    (output / "paket-bukti-2025-12.zip").write_bytes(b"bukan ZIP")
    paket(buku, "2025-12", output)
    assert (output / "paket-bukti-2025-12.zip").read_bytes() == b"bukan ZIP"
    assert is_packet(output / "paket-bukti-2025-12-2.zip")


def test_nothing_outside_of_the_folder_is_packed_by_whatever_way_it_is_named(
    buku: Path, tmp_path: Path, capsys: Capsys
) -> None:
    luar = tmp_path / "luar"
    luar.mkdir()
    (luar / "rahasia.pdf").write_text("rahasia")
    base = buku.parent / "bukti"
    (base / "Notulen.pdf").unlink()
    (base / "Notulen.pdf").symlink_to(luar / "rahasia.pdf")  # named in BUKTI DUKUNG
    (base / "I.1.1" / "tautan.pdf").symlink_to(luar / "rahasia.pdf")
    (base / "I.2.1 Lembar" / "2025-11").symlink_to(luar, target_is_directory=True)
    (base / "I.3.1 Evaluasi").symlink_to(luar, target_is_directory=True)
    path = paket(buku, "2025-12", tmp_path / "output")
    with zipfile.ZipFile(path) as package:
        assert b"rahasia" not in b"".join(package.read(name) for name in package.namelist()[2:])
        assert len(package.namelist()) == 2 + 7
    lines = capsys.readouterr().out.splitlines()
    assert sorted(line.strip() for line in lines if line.startswith("  I.")) == [
        "I.1.1  ../luar.pdf: di luar folder buku kerja",
        "I.1.1  Notulen.pdf: di luar folder buku kerja",
        "I.1.1  hilang.pdf: tidak ditemukan",
        "I.1.1  tautan.pdf: tautan ke tempat lain",
        "I.2.1  2025-11: tautan ke tempat lain",
        "I.3.1  I.3.1 Evaluasi: tautan ke tempat lain",
    ]


def test_a_folder_of_evidence_that_is_itself_a_link_is_not_packed(buku: Path, tmp_path: Path) -> None:
    (buku.parent / "bukti").rename(tmp_path / "drive")
    (buku.parent / "bukti").symlink_to(tmp_path / "drive", target_is_directory=True)
    plan = rancangan(buku)
    assert plan.berkas == ()
    assert plan.tidak_dikemas == 2 + 8


def test_a_folder_that_is_typed_is_packed_with_all_that_lies_in_it(tmp_path: Path) -> None:
    row = indikator(INDIKATOR="SK", BUKTI_DUKUNG="Foto kegiatan/")
    path = buat_buku(tmp_path / "b.xlsx", lengkap(row))
    tulis(path, "Foto kegiatan/a.jpg", "Foto kegiatan/Mei/b.jpg", "Foto kegiatan/Thumbs.db")
    plan = rancangan(path)
    base = f"{AREA}/1 Tim Kerja/I.1.1 SK/Foto kegiatan"
    assert [satu.tujuan for satu in plan.berkas] == [f"{base}/a.jpg", f"{base}/Mei/b.jpg"]


@pytest.mark.skipif(os.sep != "/", reason="Windows has no such names")
def test_names_that_windows_cannot_have_are_changed_and_stay_apart(tmp_path: Path) -> None:
    path = buat_buku(tmp_path / "b.xlsx", lengkap(indikator(INDIKATOR="SK: Tim?")))
    long = "n" * 120
    nama = ("a:b.pdf", "a?b.pdf", "A b.pdf", "CON.pdf", "nul", "titik.pdf.", f"{long}.pdf", f"{long}/x/y.pdf")
    tulis(path, *(f"bukti/I.1.1/{satu}" for satu in nama))
    plan = rancangan(path)
    base = f"{AREA}/1 Tim Kerja/I.1.1 SK Tim/"
    names = {satu.asal.name: satu.tujuan.removeprefix(base) for satu in plan.berkas}
    alike = [names[satu] for satu in ("a:b.pdf", "a?b.pdf", "A b.pdf")]
    assert sorted(satu.casefold() for satu in alike) == ["a b (2).pdf", "a b (3).pdf", "a b.pdf"]
    assert (names["CON.pdf"], names["nul"], names["titik.pdf."]) == ("_CON.pdf", "_nul", "titik.pdf")
    assert names[f"{long}.pdf"] == "n" * 86 + ".pdf"
    assert names["y.pdf"] == "y.pdf"  # the folders' names alone are too long
    assert all(posixpath.normpath(satu.tujuan) == satu.tujuan for satu in plan.berkas)


def test_files_go_through_in_pieces(buku: Path, tmp_path: Path) -> None:
    large = buku.parent / "bukti" / "I.1.1" / "rekaman.csv"
    with large.open("wb") as file:
        file.truncate(96 << 20)  # 96 MB of which the disk holds nothing
    plan = rancangan(buku)
    tracemalloc.start()
    try:
        with (tmp_path / "paket.zip").open("wb") as target:
            write_packet(target, plan, {})
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8 << 20
    with zipfile.ZipFile(tmp_path / "paket.zip") as package:
        assert package.getinfo(f"{SK}/rekaman.csv").file_size == 96 << 20
        assert package.testzip() is None


def test_large_files_are_written_as_zip64_and_read_back(buku: Path, tmp_path: Path) -> None:
    with patch("zipfile.ZIP64_LIMIT", 20), (tmp_path / "p.zip").open("wb") as target:
        write_packet(target, rancangan(buku), {})
    with zipfile.ZipFile(tmp_path / "p.zip") as package:
        assert package.testzip() is None
        assert package.read(f"{SK}/Notulen.pdf") == b"isi bukti/Notulen.pdf"


def test_what_is_packed_already_is_only_stored(buku: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(paket(buku, "2025-12", tmp_path / "output")) as package:
        kinds = {Path(entry.filename).suffix: entry.compress_type for entry in package.infolist()}
    assert kinds == {
        ".xlsx": zipfile.ZIP_STORED,
        ".docx": zipfile.ZIP_STORED,
        ".pdf": zipfile.ZIP_STORED,
        ".jpg": zipfile.ZIP_STORED,
        ".txt": zipfile.ZIP_DEFLATED,
    }


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "penuh"), RuntimeError("uji")])
def test_a_packet_is_whole_or_not_there(error: BaseException, buku: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    path = paket(buku, "2025-12", output)
    before = path.read_bytes()
    tulis(buku, "bukti/I.1.1/baru.pdf")
    real, calls = zipfile.ZipFile.open, []

    def stop(*words: Any, **more: Any) -> Any:
        calls.append(1)
        if len(calls) == 5:
            raise error
        return real(*words, **more)

    with patch.object(zipfile.ZipFile, "open", stop):
        status = jalankan(
            "bukti", buku, "--paket", "--periode", "2025-12", "--keluaran", output, "--jangan-buka"
        )
    assert status == 2
    assert {satu.name: satu.read_bytes() for satu in output.iterdir()} == {path.name: before}


def test_the_list_follows_the_offices_own_template(buku: Path, tmp_path: Path) -> None:
    kantor = tmp_path / "kantor"
    copy_templates(kantor)
    document = Document(str(kantor / "daftar-bukti.docx"))
    document.add_paragraph("Diserahkan {{ satker }}: {{ jumlah_berkas }} berkas.")
    document.save(str(kantor / "daftar-bukti.docx"))
    path = paket(buku, "2025-12", tmp_path / "output", "--templat", str(kantor))
    with zipfile.ZipFile(path) as package:
        assert "Diserahkan KPU Kabupaten Contoh: 8 berkas." in teks(package.read("daftar-bukti.docx"))


def test_a_plan_without_evidence_is_packed_as_its_lists(tmp_path: Path) -> None:
    path = buat_buku(tmp_path / "b.xlsx", lengkap(indikator("Januari 2026", INDIKATOR="SK")))
    with zipfile.ZipFile(paket(path, "2025-12", tmp_path / "output")) as package:
        assert package.namelist() == ["daftar-bukti.xlsx", "daftar-bukti.docx"]
        assert "Tidak ada bukti yang kurang." in teks(package.read("daftar-bukti.docx"))


def test_the_lists_carry_what_a_reviewer_said_and_what_is_to_be_mended(
    tmp_path: Path, capsys: Capsys
) -> None:
    row = indikator("Oktober 2025", INDIKATOR="SK", BUKTI_DUKUNG="SK.pdf\nfoto.pdf\nhilang.pdf")
    path = buat_buku(tmp_path / "b.xlsx", lengkap(row))
    tulis(path, "bukti/SK.pdf", "bukti/foto.pdf")
    book = load_workbook(path)
    sheet = book.create_sheet("Bukti")
    for cells in (
        BUKTI,
        ("I.1.1", None, None, "SK.pdf", "Sesuai", None, "A.1"),
        ("I.1.1", None, None, "foto.pdf", "Perbaikan", "buram", "A.2"),
        ("I.1.1", None, None, "hilang.pdf", "Perbaikan", None, "A.2"),
    ):
        sheet.append(cells)
    book.save(path)
    with zipfile.ZipFile(paket(path, "2025-12", tmp_path / "output")) as package:
        package.extractall(tmp_path / "di tempat lain")
    folder = tmp_path / "di tempat lain"
    assert "Perlu diperbaiki menurut pemeriksa: 2 bukti." in capsys.readouterr().out
    made = load_workbook(folder / "daftar-bukti.xlsx")
    listed, lacking = (
        [[cell.value for cell in row] for row in made[nama].iter_rows(min_row=5)] for nama in made.sheetnames
    )
    assert listed[0] == ["KODE", "AREA", "INDIKATOR", "BUKTI FISIK", "BUKTI DUKUNG", *BUKTI[4:]]
    assert [(cells[2], *cells[4:]) for cells in listed[1:]] == [
        ("SK", "SK.pdf", "Sesuai", None, "A.1"),
        ("SK", "foto.pdf", "Perbaikan", "buram", "A.2"),
    ]
    assert made["Daftar Bukti"].tables["DaftarBukti"].autoFilter is not None
    assert [(cells[0], *cells[3:]) for cells in lacking] == [
        ("KODE", "YANG KURANG", "YANG PERLU DIPERBAIKI"),
        ("I.1.1", "hilang.pdf: tidak ditemukan", "foto.pdf: buram\nhilang.pdf"),
    ]
    opened = [
        urllib.parse.unquote(link).replace("\\", "/")
        for _, link in tautan_excel(folder / "daftar-bukti.xlsx")
    ]
    assert [(folder / path).read_text() for path in opened] == ["isi bukti/SK.pdf", "isi bukti/foto.pdf"]
    text = teks((folder / "daftar-bukti.docx").read_bytes())
    assert "LKE A.2 · Perbaikan: buram" in text
    assert "Bukti berikut sudah diperiksa dan perlu diperbaiki." in text
