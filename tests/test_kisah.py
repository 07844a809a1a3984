"""The circle as offices go round it: a meeting decides, persons act, evidence is handed in and looked through.

The plan has four indikator, three in area I and one in area II:

    I.1.1   31 Desember 2025                      two items of evidence, once      Subbagian Hukum dan SDM
    I.1.2   Oktober s.d. Desember setiap bulan    one item, each month             Sekretaris
    I.1.3   31 Maret 2026                         one item                         Subbagian Hukum dan SDM
    II.1.1  31 Januari 2026                       one item                         Sekretaris

The meeting of 18 December decides three things, one of which is the business of somebody whom no indikator names.
"""

from __future__ import annotations

import datetime as dt
import json
import urllib.parse
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import BUKU_CONTOH, BUKU_NYATA, Capsys, area, buat_buku, indikator, jalankan
from docx import Document
from kasus_lembar import bukti, rapat, tambah_lembar
from openpyxl import load_workbook
from test_paket import tautan_excel, tautan_word
from test_word import teks

from zi_reports.laporan import read_periode
from zi_reports.monev.keadaan import Keadaan
from zi_reports.rencana.periode import Periode

D = dt.date
JAN_5, FEB_3 = D(2026, 1, 5), D(2026, 2, 3)
SK, NOTULEN, JADWAL = (
    "Melengkapi SK dengan uraian tugas",
    "Mengunggah notulen November",
    "Menyusun anggaran 2026",
)

KEPUTUSAN: tuple[Mapping[str, Any], ...] = (
    {
        "TANGGAL RAPAT": D(2025, 12, 18),
        "KODE": "I.1.1",
        "KEPUTUSAN": SK,
        "PENANGGUNG JAWAB": "Subbag. Hukum & SDM",
        "BATAS WAKTU": D(2026, 1, 15),
    },
    {
        "TANGGAL RAPAT": D(2025, 12, 18),
        "KODE": "I.1.2",
        "KEPUTUSAN": NOTULEN,
        "PENANGGUNG JAWAB": "Sekretaris",
        "BATAS WAKTU": "20 Januari 2026",
    },
    {
        "TANGGAL RAPAT": D(2025, 12, 18),
        "KEPUTUSAN": JADWAL,
        "PENANGGUNG JAWAB": "Bendahara",
        "BATAS WAKTU": "Februari 2026",
    },
)
BUKTI: tuple[Mapping[str, Any], ...] = (
    {"KODE": "I.1.1", "BUTIR": 1, "BUKTI DUKUNG": "SK.pdf", "VERIFIKASI": "Sesuai"},
    {
        "KODE": "I.1.2",
        "PERIODE": "Oktober 2025",
        "VERIFIKASI": "Perbaikan",
        "CATATAN VERIFIKASI": "Belum ditandatangani",
    },
)


@pytest.fixture
def kantor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the workbook of an office as its meeting of December finds it, in the folder where staff work."""
    monkeypatch.chdir(tmp_path)
    Path("input").mkdir()
    below = {"NO": None, "KOMPONEN": None}
    hukum, sekretaris = {"PENANGGUNG_JAWAB": "Subbagian Hukum dan SDM"}, {"PENANGGUNG_JAWAB": "Sekretaris"}
    rows = [
        area("I"),
        indikator(
            "31 Desember 2025",
            BUKTI_FISIK="1) SK\n2) Notulen",
            TANGGAL_SELESAI=D(2025, 12, 10),
            **hukum,
        ),
        indikator(
            "Oktober s.d. Desember setiap bulan",
            INDIKATOR="Rapat monev",
            BUKTI_FISIK="Notulen rapat",
            OKT_2025=D(2025, 10, 30),
            NOV_2025=D(2025, 11, 28),
            **below,
            **sekretaris,
        ),
        indikator("31 Maret 2026", INDIKATOR="Menetapkan SOP", **below, **hukum),
        area("II"),
        indikator("31 Januari 2026", INDIKATOR="Survei", **sekretaris),
        *(area(kode) for kode in ("III", "IV", "V", "VI")),
    ]
    return buat_buku(Path("input", "rencana.xlsx"), rows)


def kontrak(bulan: str, hari_ini: dt.date, capsys: Capsys) -> Any:
    capsys.readouterr()
    assert jalankan("status", "--bulan", bulan, "--json", hari_ini=hari_ini) == 0
    return json.loads(capsys.readouterr().out)


def keadaan(isi: Any) -> list[tuple[str, str, int]]:
    return [(satu["keputusan"], satu["keadaan"], satu["hari_terlambat"]) for satu in isi["keputusan"]]


def per_bulan(isi: Any, kode: str) -> dict[str | None, tuple[int, ...]]:
    """Give asked for, in hand, Sesuai and Perbaikan of an indikator, by period."""
    (row,) = (satu for satu in isi["indikator"] if satu["kode"] == kode)
    names = ("diminta", "ada", "sesuai", "perbaikan")
    return {satu["periode"]: tuple(satu[nama] for nama in names) for satu in row["bukti_periode"]}


def simpan_bukti(*nama: str) -> None:
    for satu in nama:
        folder, _, berkas = satu.rpartition("/")
        (own,) = Path("input", "bukti").glob(f"{folder.partition('/')[0]} *")
        path = own / folder.partition("/")[2] / berkas
        assert path.parent.is_dir()  # as `zi bukti --siapkan` made it
        path.write_text(f"isi {satu}")


def lewat_januari(buku: Path) -> None:
    """Fill in January: a decision is done, evidence lies in its folders, and a reviewer has looked at some."""
    done, *others = KEPUTUSAN
    decided = ({**done, "STATUS": "Selesai", "TANGGAL SELESAI": D(2026, 1, 12)}, *others)
    assert jalankan("bukti", "--siapkan", hari_ini=JAN_5) == 0
    simpan_bukti(
        "I.1.1/SK.pdf", "I.1.2/2025-10/notulen.pdf", "I.1.2/2025-12/notulen.pdf", "I.1.2/2025-12/foto.jpg"
    )
    tambah_lembar(buku, {**rapat(*decided), **bukti(*BUKTI)})


def test_what_decembers_meeting_decided_comes_back_in_januarys_report(kantor: Path, capsys: Capsys) -> None:
    tambah_lembar(kantor, rapat(*KEPUTUSAN))
    assert jalankan("periksa", hari_ini=JAN_5) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line for line in said if line.startswith("Keputusan Rapat!")] == [
        "Keputusan Rapat!D4 · info · penanggung-jawab-disatukan"
    ]
    assert jalankan("laporan", "--bulan", "2025-12", hari_ini=JAN_5) == 0
    assert "Keputusan rapat: 3 belum jatuh tempo" in capsys.readouterr().out.splitlines()
    lewat_januari(kantor)
    # From 20 to 31 January are 11 days; February ends after the report.
    isi = kontrak("2026-01", FEB_3, capsys)
    assert keadaan(isi) == [(SK, "selesai", 0), (NOTULEN, "terlambat", 11), (JADWAL, "belum_jatuh_tempo", 0)]
    first = isi["keputusan"][0]
    assert (first["tanggal_selesai"], first["ketepatan"]) == ("2026-01-12", "tepat_waktu")
    assert [satu["batas_waktu"] for satu in isi["keputusan"]] == ["2026-01-15", "2026-01-20", "2026-02-28"]
    assert jalankan("laporan", "--bulan", "2026-01", hari_ini=FEB_3) == 0
    said = capsys.readouterr().out.splitlines()
    assert "Keputusan rapat: 1 selesai, 1 terlambat, dan 1 belum jatuh tempo" in said
    written = json.loads(Path("output/2026-01/ringkasan-2026-01-rencana-2025.json").read_text("utf-8"))
    assert written["keputusan"] == isi["keputusan"]
    # December's report, made again, is still that of December.
    assert [satu[1] for satu in keadaan(kontrak("2025-12", FEB_3, capsys))] == ["belum_jatuh_tempo"] * 3
    assert "keputusan" not in kontrak("2025-11", FEB_3, capsys)


def test_the_example_shows_the_circle_and_the_plan_alone_is_empty() -> None:
    plan, example = (
        read_periode(path, Periode.of(D(2025, 12, 1)), JAN_5, Path("tidak ada"))
        for path in (BUKU_NYATA, BUKU_CONTOH)
    )
    assert (plan.monev.keputusan, plan.monev.bukti.ada) == ((), 0)
    # From 23 to 31 December are 8 days.
    assert [(satu.keadaan, satu.hari_terlambat) for satu in example.monev.keputusan] == [
        (Keadaan.SELESAI, 0),
        (Keadaan.TERLAMBAT, 8),
        (Keadaan.BELUM_JATUH_TEMPO, 0),
    ]
    assert (example.monev.bukti.sesuai, example.monev.bukti.perbaikan) == (2, 1)
    of_lists = [satu for satu in example.catatan if satu.lokasi.lembar in {"Keputusan Rapat", "Bukti"}]
    assert of_lists == []


def test_evidence_is_asked_for_in_hand_and_verified_by_month(kantor: Path, capsys: Capsys) -> None:
    lewat_januari(kantor)
    isi = kontrak("2026-01", FEB_3, capsys)
    # Two items, of which the SK is there and in order.
    assert per_bulan(isi, "I.1.1") == {None: (2, 1, 1, 0)}
    # One item each month: October's is to be mended, November's lacks, December has two files nobody looked at.
    assert per_bulan(isi, "I.1.2") == {
        "2025-10": (1, 1, 0, 1),
        "2025-11": (1, 0, 0, 0),
        "2025-12": (1, 2, 0, 0),
    }
    # With I.1.3, of which one item is asked for: 2 + 3 + 1, 1 + 3; and II.1.1.
    assert isi["bukti"][:2] == [
        {"kode": "I", "diminta": 6, "ada": 4, "sesuai": 1, "perbaikan": 1},
        {"kode": "II", "diminta": 1, "ada": 0, "sesuai": 0, "perbaikan": 0},
    ]
    assert jalankan("bukti", "--periode", "2026-01", hari_ini=FEB_3) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [line[2:7] for line in lines if line[:1] == ["I.1.2"]] == [["3", "belum", "ada", "untuk", "Nov"]]


def test_each_persons_message_names_what_is_hers(kantor: Path) -> None:
    lewat_januari(kantor)
    assert jalankan("tugas", "--semua", "--bulan", "2026-01", hari_ini=FEB_3) == 0
    folder = Path("output", "2026-01", "tugas-rencana-2025")
    read = {path.stem: path.read_text("utf-8-sig").strip() for path in folder.glob("*.txt")}
    assert set(read) == {"Sekretaris", "Subbagian Hukum dan SDM", "Bendahara"}
    # December's meeting is 31 days late, and January's survey was due on the day itself, which is over.
    *parts, _ = read["Sekretaris"].split("\n\n")[1:]
    assert [part.splitlines() for part in parts] == [
        [
            "Terlambat: 2 kewajiban",
            "1. I.1.2 Rapat monev: terlambat 31 hari, jatuh tempo 31 Desember 2025",
            "2. II.1.1 Survei: jatuh tempo 31 Januari 2026, belum selesai",
        ],
        [
            "Bukti dukung yang kurang: 1 indikator",
            "1. I.1.2 Rapat monev: belum lengkap untuk Nov 2025; diminta: Notulen rapat",
        ],
        [
            "Bukti dukung yang perlu diperbaiki: 1",
            "1. I.1.2 2025-10/notulen.pdf: Belum ditandatangani",
        ],
        [
            "Keputusan rapat yang belum selesai: 1",
            f"1. I.1.2 {NOTULEN}: terlambat 11 hari, batas waktu 20 Januari 2026",
        ],
    ]
    # Hers is done: no decision is named, though the SK still lacks an item.
    assert "Keputusan rapat" not in read["Subbagian Hukum dan SDM"]
    assert "belum lengkap; diminta: 1) SK 2) Notulen" in read["Subbagian Hukum dan SDM"]
    assert f"1. {JADWAL}: batas waktu 28 Februari 2026" in read["Bendahara"]
    pages = teks((folder / "tugas-zi-2026-01-rencana-2025.docx").read_bytes())
    assert all(satu in pages for satu in (NOTULEN, JADWAL, "Belum ditandatangani"))


def test_the_packet_holds_what_is_in_hand_and_every_link_opens_elsewhere(
    kantor: Path, tmp_path: Path
) -> None:
    lewat_januari(kantor)
    assert jalankan("bukti", "--paket", "--periode", "2026-01", "--jangan-buka", hari_ini=FEB_3) == 0
    elsewhere = tmp_path / "di tempat lain"
    (packet,) = Path("output").glob("paket-bukti-*.zip")
    with zipfile.ZipFile(packet) as package:
        package.extractall(elsewhere)
    of_excel = {satu.replace("\\", "/") for _, satu in tautan_excel(elsewhere / "daftar-bukti.xlsx")}
    for links in (of_excel, set(tautan_word(elsewhere / "daftar-bukti.docx"))):
        opened = {(elsewhere / urllib.parse.unquote(link)).read_text() for link in links}
        assert opened == {
            "isi I.1.1/SK.pdf",
            "isi I.1.2/2025-10/notulen.pdf",
            "isi I.1.2/2025-12/notulen.pdf",
            "isi I.1.2/2025-12/foto.jpg",
        }


def test_the_word_and_excel_reports_say_of_each_decision_how_it_stands(kantor: Path) -> None:
    lewat_januari(kantor)
    assert jalankan("laporan", "--bulan", "2026-01", hari_ini=FEB_3) == 0
    (word,) = Path("output", "2026-01").glob("laporan-*.docx")
    (excel,) = Path("output", "2026-01").glob("monev-*.xlsx")
    wanted = {SK: "selesai", NOTULEN: "terlambat 11 hari", JADWAL: "belum jatuh tempo"}
    of_word = [
        " ".join(cell.text for cell in row.cells).casefold()
        for table in Document(str(word)).tables
        for row in table.rows
    ]
    # Sheet Keputusan Rapat has the days in a column of their own, beside the state.
    of_excel = [
        " ".join(f"{value} hari" if isinstance(value, int) else str(value) for value in row).casefold()
        for row in load_workbook(excel, data_only=True)["Keputusan Rapat"].iter_rows(values_only=True)
    ]
    for keputusan, keadaan in wanted.items():
        assert any(keputusan.casefold() in row and keadaan in row for row in of_word), keputusan
        words = keadaan.split(" ", 1)
        assert any(keputusan.casefold() in row and all(kata in row for kata in words) for row in of_excel)
    first_page, contents, _ = teks(word.read_bytes()).partition("DAFTAR ISI")
    assert contents
    assert [satu in first_page for satu in wanted] == [False, True, False]  # the late one alone
