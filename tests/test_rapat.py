"""The packet of the rapat evaluasi: from a workbook and a meeting to its papers."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import (
    AKAR,
    BUKU_CONTOH,
    BUKU_NYATA,
    Capsys,
    buat_buku,
    indikator,
    jalankan,
    lengkap,
    pelanggaran,
)
from docx import Document
from docx.oxml.ns import qn
from rencana_kecil import (
    DES_31,
    HARI_INI,
    JAN_31,
    NOV_30,
    OKT_31,
    bahan,
    due,
    komponen,
    nama_isian,
    rencana,
    terbaca,
)
from rencana_kecil import indikator as baris
from test_word import JAHAT, bertanda, buka, tabel, tabel_dengan, teks

from zi_reports.cli.rapat import PUKUL
from zi_reports.laporan import BahanLaporan
from zi_reports.rencana.model import Kertas
from zi_reports.word.rapat import Rapat, konteks_rapat, write_rapat
from zi_reports.word.report import konteks

TITIK = "." * 32
ACARA = "Rapat Evaluasi Pembangunan Zona Integritas"
KAMIS = dt.date(2026, 1, 8)
KOSONG = Rapat(KAMIS, ACARA, 20)
PENUH = Rapat(KAMIS, ACARA, 5, dt.time(9), "Aula", "12/ORT.07/2026", "Biasa", ("Ketua", "Sekretaris"))
NASKAH = ("undangan-rapat", "daftar-hadir-rapat", "notulen-rapat")


def tulis(naskah: str, rapat: Rapat = KOSONG, isi: BahanLaporan | None = None) -> bytes:
    return write_rapat(isi or bahan(rencana()), rapat, "Uji", AKAR / "templates" / f"{naskah}.docx")


def isian(isi: BahanLaporan, rapat: Rapat = KOSONG) -> Any:
    """Give the variables as attributes, as a template reads them."""
    return terbaca(konteks_rapat(isi, rapat))


def jalankan_rapat(tmp_path: Path, *words: str | Path, hari_ini: dt.date = dt.date(2025, 12, 15)) -> int:
    return jalankan("rapat", BUKU_CONTOH, *words, "--keluaran", tmp_path, hari_ini=hari_ini)


def test_the_packet_is_three_papers_and_the_report_as_zi_laporan_writes_it(
    tmp_path: Path, capsys: Capsys
) -> None:
    assert jalankan_rapat(tmp_path, "--tanggal", "2025-12-18", "--bulan", "2025-11") == 0
    folder = tmp_path / "2025-11" / "rapat"
    written = [
        *(folder / f"{naskah}-2025-12-18.docx" for naskah in NASKAH),
        folder / "laporan-monev-zi-2025-11.docx",
    ]
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "KPU Kabupaten Boyolali, rencana 2025, per 30 November 2025 (CONTOH)"
    assert lines[-7:] == [
        "Rapat: Kamis, 18 Desember 2025",
        "Dikosongkan untuk diisi: pukul, tempat, nomor, sifat, dan yth.",
        "Ditulis:",
        *(f"  {path}" for path in written),
    ]
    assert sorted(folder.iterdir()) == sorted(written)
    laporan: tuple[str | Path, ...] = ("laporan", BUKU_CONTOH, "--bulan", "2025-11", "--keluaran", tmp_path)
    assert jalankan(*laporan, hari_ini=dt.date(2025, 12, 15)) == 0
    assert (tmp_path / "2025-11" / written[-1].name).read_bytes() == written[-1].read_bytes()


@pytest.mark.parametrize(
    ("tanggal", "hari_ini", "bulan"),
    [
        ("2025-12-18", dt.date(2025, 12, 15), "2025-11"),  # this month is not over
        ("2025-12-15", dt.date(2025, 12, 15), "2025-11"),  # a meeting today
        ("2025-10-07", dt.date(2025, 12, 15), "2025-09"),  # one that is past
        ("2025-12-31", dt.date(2026, 1, 5), "2025-11"),  # its own day is not over
        ("2026-01-01", dt.date(2026, 1, 5), "2025-12"),
    ],
)
def test_without_a_period_the_packet_is_of_the_month_that_ended_last_before_the_meeting(
    tanggal: str, hari_ini: dt.date, bulan: str, tmp_path: Path, capsys: Capsys
) -> None:
    sampai = {"2025-09": "30 September", "2025-11": "30 November", "2025-12": "31 Desember"}[bulan]
    assert jalankan_rapat(tmp_path, "--tanggal", tanggal, hari_ini=hari_ini) == 0
    isi = (tmp_path / bulan / "rapat" / f"undangan-rapat-{tanggal}.docx").read_bytes()
    assert f"capaian rencana aksi sampai dengan {sampai} 2025;" in teks(isi)
    assert "Laporan:" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("tanggal", "berakhir"), [("2026-02-05", "31 Januari 2026"), ("2026-04-20", "31 Maret 2026")]
)
def test_a_meeting_before_which_a_month_is_still_to_end_is_about_the_running_one_and_that_is_said(
    tanggal: str, berakhir: str, tmp_path: Path, capsys: Capsys
) -> None:
    assert jalankan_rapat(tmp_path, "--tanggal", tanggal, hari_ini=dt.date(2026, 1, 10)) == 0
    isi = (tmp_path / "2026-01" / "rapat" / f"undangan-rapat-{tanggal}.docx").read_bytes()
    assert "capaian rencana aksi sampai dengan 10 Januari 2026 (hari berjalan);" in teks(isi)
    line = f"Laporan: Januari 2026, hari berjalan; buat lagi sesudah {berakhir}."
    assert line in capsys.readouterr().out.splitlines()
    assert jalankan_rapat(tmp_path, "--tanggal", tanggal, "--bulan", "2026-01") == 2  # 15 December: not begun


def test_a_meeting_of_another_year_is_refused_by_its_own_date(tmp_path: Path, capsys: Capsys) -> None:
    assert jalankan_rapat(tmp_path, "--tanggal", "2015-12-18") == 2
    assert capsys.readouterr().err.startswith("2015-12-18 jauh dari tahun rencana, 2025.")


def test_the_papers_name_a_triwulan_as_such(tmp_path: Path) -> None:
    words = ("--tanggal", "2026-01-15", "--periode", "2025-TW4")
    assert jalankan_rapat(tmp_path, *words, hari_ini=dt.date(2026, 1, 10)) == 0
    folder = tmp_path / "2025-TW4" / "rapat"
    undangan, notulen = (
        teks((folder / f"{nama}-2026-01-15.docx").read_bytes()) for nama in (NASKAH[0], NASKAH[2])
    )
    for text in (undangan, notulen):
        assert "Zona Integritas KPU Kabupaten Boyolali Triwulan IV 2025." in text
    # Two rows of the example are due in January: what the meeting has before it is the next triwulan.
    assert "kewajiban belum selesai yang jatuh tempo pada Triwulan I 2026;" in undangan
    assert "JATUH TEMPO TRIWULAN I 2026" in notulen.upper()
    assert (folder / "laporan-monev-zi-2025-TW4.docx").exists()


def test_the_same_meeting_gives_the_same_bytes() -> None:
    for naskah in NASKAH:
        assert tulis(naskah, PENUH) == tulis(naskah, PENUH)


def test_the_invitation_says_all_that_is_given() -> None:
    isi = teks(tulis("undangan-rapat", PENUH))
    for kalimat in (
        "KABUPATEN CONTOH",
        "Contoh, 5 Januari 2026",
        "12/ORT.07/2026",
        "Biasa",
        "1 (satu) berkas",
        f"Undangan {ACARA}",
        "Ketua\nSekretaris\ndi tempat",
        "Kamis, 8 Januari 2026",
        "\n09.00\n",
        "Aula",
        "kami lampirkan Laporan Monitoring dan Evaluasi Pembangunan Zona Integritas KPU Kabupaten Contoh Bulan ",
        "Ketua KPU Kabupaten Contoh,",
        "SITI AMINAH",
    ):
        assert kalimat in isi
    assert TITIK not in isi


def test_what_is_not_given_is_a_dotted_line() -> None:
    isi = teks(tulis("undangan-rapat", KOSONG, bahan(rencana(ketua="", tempat=""))))
    assert f"{TITIK}, 5 Januari 2026" in isi
    assert f"Yth. {TITIK}\ndi tempat" in isi
    for label in ("Nomor", "Sifat", "Pukul", "Tempat"):
        assert f"{label}\n:\n{TITIK}\n" in isi
    assert f"Ketua KPU Kabupaten Contoh,\n\n{TITIK}" in isi


@pytest.mark.parametrize(
    ("rows", "pokok"),
    [
        ((), []),
        ((baris("A", due(OKT_31)),), ["1 kewajiban yang terlambat;"]),
        (
            (baris("A", due(OKT_31), due(NOV_30)), baris("B", due(JAN_31))),
            ["2 kewajiban yang terlambat;", "1 kewajiban belum selesai yang jatuh tempo pada Januari 2026;"],
        ),
    ],
)
def test_the_invitation_lists_what_there_is_to_discuss(rows: tuple[Any, ...], pokok: list[str]) -> None:
    isi = teks(tulis("undangan-rapat", isi=bahan(rencana(komponen(*rows)))))
    listed = [
        "Rapat akan membahas:",
        "capaian rencana aksi sampai dengan 31 Desember 2025;",
        *pokok,
        "hal lain yang berkaitan dengan pembangunan Zona Integritas.",
    ]
    assert "\n".join(listed) in isi


@pytest.mark.parametrize("typed", ["09.00", "9.00", "09:00", " 9:00 "])
def test_pukul_is_read_as_offices_write_it(typed: str) -> None:
    assert PUKUL(typed) == dt.time(9)


def test_pukul_is_written_with_two_figures_and_a_full_stop() -> None:
    assert isian(bahan(rencana()), PENUH).pukul == "09.00"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "--tanggal belum disebutkan."),
        (["--tanggal", "18-12-2025"], "Tanggal 18-12-2025 tidak dikenal. Tulis seperti 2025-12-18."),
        (["--tanggal", "2025-02-30"], "Tanggal 2025-02-30 tidak dikenal."),
        (
            ["--tanggal", "2025-12-18", "--pukul", "24.00"],
            "Pukul 24.00 tidak dikenal. Tulis jam dan menit, misalnya 09.00.",
        ),
        (["--tanggal", "2025-12-18", "--pukul", "sembilan"], "Pukul sembilan tidak dikenal."),
        (
            ["--tanggal", "2025-12-18", "--peserta", "0"],
            "Jumlah peserta 0 tidak dikenal. Tulis 1 sampai 500.",
        ),
        (["--tanggal", "2025-12-18", "--peserta", "501"], "Jumlah peserta 501 tidak dikenal."),
    ],
)
def test_wrong_use_is_one_line_and_status_2(
    tmp_path: Path, words: list[str], sentence: str, capsys: Capsys
) -> None:
    assert jalankan_rapat(tmp_path, *words) == 2
    shown = capsys.readouterr()
    assert shown.err.startswith(sentence)
    assert shown.err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_help_is_indonesian_with_an_example(capsys: Capsys) -> None:
    assert jalankan("rapat", "--help") == 0
    text = capsys.readouterr().out
    assert "Contoh:\n" in text
    assert "required" not in text


def test_a_meeting_that_is_past_has_its_papers_and_an_invitation_without_a_date(
    tmp_path: Path, capsys: Capsys
) -> None:
    assert jalankan_rapat(tmp_path, "--tanggal", "2025-12-14") == 0
    assert (
        "Perhatian: tanggal rapat sudah lewat, sehingga tanggal undangan dikosongkan."
        in capsys.readouterr().out
    )
    (path,) = tmp_path.rglob("undangan*.docx")
    assert f"Boyolali, {TITIK}" in teks(path.read_bytes())
    assert (
        isian(bahan(rencana()), Rapat(HARI_INI, ACARA, 1)).tempat_tanggal_undangan == "Contoh, 5 Januari 2026"
    )


def test_the_list_of_attendants_signs_odd_on_the_left_and_even_on_the_right() -> None:
    hadir = tabel_dengan(tulis("daftar-hadir-rapat", PENUH), "Tanda tangan")
    rows = [
        ["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]
        for row in hadir.findall(qn("w:tr"))
    ]
    assert rows == [
        ["No", "Nama", "Jabatan", "Tanda tangan"],
        ["1", "", "", "1.", "2."],
        ["2", "", "", "", ""],
        ["3", "", "", "3.", "4."],
        ["4", "", "", "", ""],
        ["5", "", "", "5.", ""],
    ]
    merges = [cell.get(qn("w:val")) for cell in hadir.iter(qn("w:vMerge"))]
    assert merges == ["restart", "restart", None, None] * 2 + ["restart", "restart"]


@pytest.mark.parametrize(("peserta", "rows"), [(1, 2), (2, 3), (20, 21), (25, 26)])
def test_the_list_of_attendants_has_as_many_rows_as_asked_below_its_header(peserta: int, rows: int) -> None:
    hadir = tabel(tulis("daftar-hadir-rapat", dataclasses.replace(PENUH, peserta=peserta)))[-1]
    assert len(hadir.findall(qn("w:tr"))) == rows
    assert len(list(hadir.iter(qn("w:tblHeader")))) == 1


AGENDA = rencana(
    komponen(
        baris("SOP disusun", due(OKT_31), kendala="Menunggu salinan", penanggung_jawab="Subbagian Hukum"),
        baris("SOP dinilai", due(NOV_30), due(JAN_31)),
        baris("SOP dilaporkan", due(dt.date(2026, 2, 28))),
        baris("SOP selesai", due(OKT_31, OKT_31)),
    )
)


def agenda(isi: bytes) -> list[list[list[str]]]:
    """Give the rows of the tables of the agenda, below their headers."""
    tables = [table for table in buka(isi).tables if table.rows[0].cells[0].text == "No"]
    return [[[cell.text.strip() for cell in row.cells] for row in table.rows[1:]] for table in tables]


def test_the_minutes_hold_what_is_overdue_and_what_falls_due_next_month() -> None:
    isi = tulis("notulen-rapat", isi=bahan(AGENDA))
    assert agenda(isi) == [
        [
            [
                "1",
                "SOP disusun\nJatuh tempo: 31 Oktober 2025, terlambat 61 hari\nKendala: Menunggu salinan",
                "",
                "Subbagian Hukum",
                "",
            ],
            ["2", "SOP dinilai\nJatuh tempo: 30 November 2025, terlambat 31 hari", "", "", ""],
        ],
        [["1", "SOP dinilai\nJatuh tempo: 31 Januari 2026", "", "", ""]],
    ]
    assert "Per 31 Desember 2025 terdapat 2 kewajiban yang terlambat." in teks(isi)
    assert "Terdapat 1 kewajiban belum selesai yang jatuh tempo pada Januari 2026." in teks(isi)


def test_before_a_months_end_the_minutes_hold_the_rest_of_it_too() -> None:
    plan = rencana(
        komponen(baris("A", due(DES_31)), baris("B", due(JAN_31)), baris("C", due(dt.date(2026, 2, 28))))
    )
    bulan = isian(bahan(plan, dt.date(2025, 12, 15))).agenda_rapat
    assert [(satu.bulan, satu.jumlah) for satu in bulan] == [("Desember 2025", 1), ("Januari 2026", 1)]


def test_a_meeting_with_nothing_overdue_has_a_sentence_instead_of_an_empty_table() -> None:
    isi = tulis("notulen-rapat")
    assert agenda(isi) == []
    assert "Per 31 Desember 2025 tidak ada kewajiban yang terlambat." in teks(isi)
    assert "Tidak ada kewajiban belum selesai yang jatuh tempo pada Januari 2026." in teks(isi)


def test_several_overdue_kewajiban_of_one_indikator_are_told_apart_from_indikator() -> None:
    plan = rencana(komponen(baris("A", due(OKT_31), due(NOV_30))))
    assert "terdapat 2 kewajiban yang terlambat, pada 1 indikator." in teks(
        tulis("notulen-rapat", isi=bahan(plan))
    )


def test_a_long_agenda_repeats_its_header_and_splits_no_row() -> None:
    plan = rencana(komponen(*(baris(f"Indikator {nomor}", due(OKT_31)) for nomor in range(100))))
    table = tabel_dengan(tulis("notulen-rapat", isi=bahan(plan)), "Keputusan")
    rows = table.findall(qn("w:tr"))
    assert len(rows) == 101
    assert [bool(list(row.iter(qn("w:tblHeader")))) for row in rows] == [True] + [False] * 100
    assert all(list(row.iter(qn("w:cantSplit"))) for row in rows)


def test_the_mark_stands_on_every_page_of_every_paper_or_leaves_no_trace() -> None:
    for naskah in NASKAH:
        assert bertanda(tulis(naskah, isi=bahan(rencana(tanda="CONTOH"))), "CONTOH")
        assert "CONTOH" not in teks(tulis(naskah)).replace("KABUPATEN CONTOH", "")


def test_the_real_plan_gives_papers_without_the_mark(tmp_path: Path) -> None:
    jalankan("rapat", BUKU_NYATA, "--tanggal", "2026-01-08", "--keluaran", tmp_path)
    assert len(list(tmp_path.rglob("*.docx"))) == 4
    assert all("CONTOH" not in teks(path.read_bytes()) for path in tmp_path.rglob("*.docx"))


@pytest.mark.parametrize(("kertas", "ukuran"), [(Kertas.A4, (210, 297)), (Kertas.F4, (215, 330))])
def test_every_paper_has_the_size_of_pengaturan(kertas: Kertas, ukuran: tuple[int, int]) -> None:
    for naskah in NASKAH:
        (section,) = buka(tulis(naskah, isi=bahan(rencana(ukuran_kertas=kertas)))).sections
        assert (round(section.page_width.mm), round(section.page_height.mm)) == ukuran


def test_hostile_text_comes_out_as_typed() -> None:
    rapat = Rapat(KAMIS, JAHAT, 1, None, JAHAT, JAHAT, JAHAT, (JAHAT, JAHAT))
    plan = rencana(
        komponen(baris(JAHAT, due(OKT_31), kendala=JAHAT, penanggung_jawab=JAHAT)), satker=JAHAT, ketua=JAHAT
    )
    undangan = buka(tulis("undangan-rapat", rapat, bahan(plan)))
    cells = [cell.text for table in undangan.tables for row in table.rows for cell in row.cells]
    assert cells.count(JAHAT) == 4  # nomor, sifat, tempat, acara
    assert sum(paragraph.text == JAHAT for paragraph in undangan.paragraphs) == 3  # twice yth, and who signs
    ((row,),) = agenda(tulis("notulen-rapat", rapat, bahan(plan)))
    assert row[3] == JAHAT
    assert row[1].startswith(JAHAT)


@pytest.mark.slow
def test_a_paper_that_somebody_edited_is_never_lost(tmp_path: Path, capsys: Capsys) -> None:
    words = ("--tanggal", "2025-12-18", "--nomor")
    assert jalankan_rapat(tmp_path, *words, "1") == 0
    assert jalankan_rapat(tmp_path, *words, "2", hari_ini=dt.date(2025, 12, 16)) == 0
    (notulen,) = tmp_path.rglob("notulen*.docx")
    document = Document(str(notulen))
    document.core_properties.modified = dt.datetime(2025, 12, 18, 10)  # noqa: DTZ001 - as Word saves it
    document.save(str(notulen))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.docx")}
    capsys.readouterr()
    assert jalankan_rapat(tmp_path, *words, "3") == 0
    assert f"  {notulen.with_stem(f'{notulen.stem}-2')}\n" in capsys.readouterr().out
    assert notulen.read_bytes() == before[notulen]
    # What was not edited is renewed in its place.
    assert len(list(tmp_path.rglob("*.docx"))) == len(before) + 1
    notulen.write_bytes(b"bukan berkas Word")
    assert jalankan_rapat(tmp_path, *words, "3") == 0
    assert notulen.read_bytes() == b"bukan berkas Word"
    assert jalankan_rapat(tmp_path, *words, "3", "--timpa") == 0
    assert notulen.read_bytes().startswith(b"PK")


def test_no_tag_is_left_and_the_word_temuan_is_never_used() -> None:
    for naskah in NASKAH:
        isi = teks(tulis(naskah, PENUH, bahan(AGENDA)))
        assert not re.search(r"\{\{|\{%|[\ue000-\ue00f]|temuan", isi.lower())


def test_every_variable_of_a_meeting_is_told_to_staff() -> None:
    panduan = (AKAR / "docs" / "templat.md").read_text(encoding="utf-8").replace("```", "")
    told = set(re.findall(r"\w+", " ".join(re.findall(r"`[^`]+`", panduan))))
    isi = bahan(rencana())
    names = set(nama_isian(konteks_rapat(isi, KOSONG))) - set(konteks(isi))
    assert {"peserta", "ganjil", "genap"} <= names
    assert names - told == set()


def test_an_empty_option_counts_as_not_given(tmp_path: Path) -> None:
    book = buat_buku(tmp_path / "b.xlsx", lengkap(indikator()))
    words = ("--tanggal", "2026-01-08", "--acara", " ", "--yth", "", "--tempat", " ")
    assert jalankan("rapat", book, *words, "--keluaran", tmp_path) == 0
    (path,) = tmp_path.rglob("undangan*.docx")
    assert f"Undangan {ACARA}" in teks(path.read_bytes())
    assert f"Yth. {TITIK}" in teks(path.read_bytes())


@pytest.mark.slow
def test_papers_obey_the_office_schemas(tmp_path: Path) -> None:
    files = []
    for nama, rapat, isi in (
        ("penuh", PENUH, bahan(AGENDA)),
        ("kosong", KOSONG, bahan(rencana(tanda="CONTOH"))),
    ):
        for naskah in NASKAH:
            files.append(tmp_path / f"{nama}-{naskah}.docx")
            files[-1].write_bytes(tulis(naskah, rapat, isi))
    for file in [*files, *(AKAR / "templates" / f"{naskah}.docx" for naskah in NASKAH)]:
        assert pelanggaran(file) == "", file.name


def test_what_was_due_on_the_per_tanggal_itself_is_not_said_to_be_late_by_0_days() -> None:
    isi = tulis("notulen-rapat", isi=bahan(rencana(komponen(baris("SK", due(DES_31))))))
    assert "Jatuh tempo: 31 Desember 2025, belum selesai" in teks(isi)
    assert not re.search(r"\b0 hari", teks(isi))


def test_evidence_beside_the_workbook_is_a_live_link_from_the_folder_of_the_packet(tmp_path: Path) -> None:
    (tmp_path / "SK.pdf").write_bytes(b"x")
    book = buat_buku(tmp_path / "b.xlsx", lengkap(indikator(BUKTI_DUKUNG="SK.pdf")))
    hasil = tmp_path / "hasil"
    words = ("rapat", book, "--tanggal", "2025-12-18", "--bulan", "2025-11", "--keluaran", hasil)
    assert jalankan(*words, hari_ini=dt.date(2025, 12, 15)) == 0
    report = hasil / "2025-11" / "rapat" / "laporan-monev-zi-2025-11.docx"
    links = [satu.target_ref for satu in Document(str(report)).part.rels.values() if satu.is_external]
    assert [(report.parent / link).resolve() for link in links] == [tmp_path / "SK.pdf"]
