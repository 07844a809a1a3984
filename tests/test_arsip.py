"""Reports that were handed out stay: over days, what is replaced, what is not, and what is said to have changed."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import SATKER, Baris, Capsys, buat_buku, indikator, isi, jalankan, lengkap
from docx import Document
from openpyxl import load_workbook
from test_word import teks

D = dt.date
OKTOBER, NOVEMBER = "2025-10", "2025-11"
NAMA = ("laporan-monev-zi-2025-10", "monev-zi-2025-10", "ringkasan-2025-10")
SEBELAS = tuple(
    f"{OKTOBER}/{nama}{ending}" for nama, ending in zip(NAMA, (".docx", ".xlsx", ".json"), strict=True)
)
DUA = tuple(nama.replace("2025-10.", "2025-10-revisi-2.") for nama in SEBELAS)
SELESAI: dict[str, Any] = {"STATUS": "Selesai", "TANGGAL_SELESAI": D(2025, 10, 28)}


@pytest.fixture(autouse=True)
def kerja(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in an empty folder, as staff do."""
    monkeypatch.chdir(tmp_path)


def isi_buku(*lain: Baris, satker: str = SATKER, **pertama: Any) -> None:
    """Write the workbook: one due in October with `pertama`, one late, one due in December."""
    rows = [
        indikator(**pertama),
        indikator(NO="2", INDIKATOR="Rapat"),
        indikator("Desember 2025", NO="3", INDIKATOR="Evaluasi", TINDAK_LANJUT="Disusun bertahap"),
    ]
    pengaturan = {"Satker": satker, "Tahun Rencana": 2025, "Tempat": "Contoh"}
    buat_buku(Path("buku.xlsx"), lengkap(*rows, *lain), pengaturan=pengaturan)


def laporan(hari: dt.date, *words: str, bulan: str = OKTOBER) -> None:
    assert jalankan("laporan", "buku.xlsx", "--bulan", bulan, *words, hari_ini=hari) == 0


def hasil() -> dict[str, bytes]:
    return isi(Path("output"))


def ringkasan(nama: str = SEBELAS[2]) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(hasil()[nama])
    return data


def sunting(nama: str) -> bytes:
    """Write a sentence into a Word document, as somebody does before it is signed."""
    path = Path("output", nama)
    document = Document(str(path))
    document.add_paragraph("Sudah ditandatangani.")
    document.save(str(path))
    return path.read_bytes()


BERUBAH = [
    (
        "Angka Oktober 2025 berubah sejak laporan 3 November 2025: capaian 33,3% menjadi 0%, realisasi jatuh tempo "
        "50% menjadi 0%, selesai 1 menjadi 0, tepat waktu 1 menjadi 0, dan terlambat 1 menjadi 2."
    ),
    "  I.1.1 jatuh tempo 31 Oktober 2025: selesai 28 Oktober 2025 menjadi terlambat ('Rencana Aksi'!G7)",
]
"""Of three indikator one was finished and two were due; then none is."""


def test_reports_of_one_day_are_drafts_that_replace_each_other(capsys: Capsys) -> None:
    isi_buku(**SELESAI)
    laporan(D(2025, 11, 3))
    first = hasil()
    assert sorted(first) == sorted(SEBELAS)
    isi_buku()
    laporan(D(2025, 11, 3))
    assert sorted(hasil()) == sorted(SEBELAS)
    assert ringkasan()["ringkasan"]["selesai"] == 0
    assert "berubah sejak" not in capsys.readouterr().out
    isi_buku(**SELESAI)
    laporan(D(2025, 11, 3))
    assert hasil() == first


def test_a_document_that_somebody_edited_stays_on_the_same_day_too() -> None:
    isi_buku(**SELESAI)
    laporan(D(2025, 11, 3))
    edited = sunting(SEBELAS[0])
    before = hasil()
    isi_buku()
    laporan(D(2025, 11, 3))
    after = hasil()
    assert {nama: after[nama] for nama in before} == before
    assert after[SEBELAS[0]] == edited
    assert sorted(after) == sorted((*SEBELAS, *DUA))
    laporan(D(2025, 11, 3))  # the second is a draft in its turn
    assert hasil() == after


def test_on_a_later_day_what_did_not_change_is_left_alone_and_that_is_said(capsys: Capsys) -> None:
    isi_buku(**SELESAI)
    laporan(D(2025, 11, 3))
    edited = sunting(SEBELAS[0])
    before = hasil()
    for hari in (D(2025, 11, 10), D(2026, 2, 1)):
        capsys.readouterr()
        laporan(hari)
        assert hasil() == before
        lines = capsys.readouterr().out.splitlines()
        assert lines[6:] == [
            "Tidak ada yang berubah sejak laporan 3 November 2025; berkasnya dibiarkan.",
            "Sudah ada:",
            *(f"  {Path('output', nama)}" for nama in SEBELAS),
        ]
    assert before[SEBELAS[0]] == edited


def test_a_tick_without_a_date_gives_an_old_month_the_same_bytes_again_though_its_draft_has_it() -> None:
    isi_buku(STATUS="Selesai")
    laporan(D(2026, 3, 3))
    before = hasil()
    for hari in (D(2026, 3, 3), D(2026, 3, 4)):
        laporan(hari)
        assert hasil() == before


def test_a_document_that_is_gone_is_made_again_as_it_was(capsys: Capsys) -> None:
    isi_buku(**SELESAI)
    laporan(D(2025, 11, 3))
    before = hasil()
    Path("output", SEBELAS[0]).unlink()
    capsys.readouterr()
    laporan(D(2025, 11, 10))
    assert hasil() == before
    assert capsys.readouterr().out.endswith(f"Ditulis:\n  {Path('output', SEBELAS[0])}\n")


def test_on_a_later_day_what_changed_is_a_revision_and_is_told_once(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    isi_buku(**SELESAI)
    laporan(D(2025, 11, 3))
    before = hasil()
    isi_buku()
    capsys.readouterr()
    made = count_calls(monkeypatch, "zi_reports.word.report.render")
    laporan(D(2025, 11, 10))
    assert made == [1]  # the earlier report is not made again where its figures are others
    after = hasil()
    assert {nama: after[nama] for nama in before} == before
    assert sorted(after) == sorted((*SEBELAS, *DUA))
    lines = capsys.readouterr().out.splitlines()
    assert lines[6:] == [*BERUBAH, "Ditulis:", *(f"  {Path('output', nama)}" for nama in DUA)]
    for hari in (D(2025, 11, 10), D(2025, 11, 11)):
        laporan(hari)
        assert hasil() == after
    assert "Tidak ada yang berubah sejak laporan 10 November 2025" in capsys.readouterr().out.splitlines()[-5]
    laporan(D(2025, 11, 12))
    assert "Angka Oktober" not in capsys.readouterr().out


def count_calls(patch: pytest.MonkeyPatch, nama: str) -> list[int]:
    """Count how often a function is called, in the one number of a list."""
    module, _, name = nama.rpartition(".")
    whole = __import__(module, fromlist=[name])
    call: Callable[..., Any] = getattr(whole, name)
    count = [0]

    def counted(*arguments: Any, **words: Any) -> Any:
        count[0] += 1
        return call(*arguments, **words)

    patch.setattr(whole, name, counted)
    return count


def test_the_revision_says_in_its_documents_what_changed() -> None:
    isi_buku(**SELESAI)
    laporan(D(2025, 11, 3))
    judul = "Perubahan angka sejak laporan sebelumnya"
    assert judul not in teks(hasil()[SEBELAS[0]])
    isi_buku()
    laporan(D(2025, 11, 10))
    text = teks(hasil()[DUA[0]])
    assert "; angkanya berubah sejak laporan sebelumnya (Lampiran III)" in text
    assert "angkanya berubah" not in teks(hasil()[SEBELAS[0]])
    assert f"{judul}\n{BERUBAH[0]}\n" in text
    row = (
        "1",
        "I.1.1 jatuh tempo 31 Oktober 2025",
        "selesai 28 Oktober 2025",
        "terlambat",
        "'Rencana Aksi'!G7",
    )
    assert all(cell in text for cell in row)
    sheet = load_workbook(Path("output", DUA[1]))["Ringkasan"]
    assert [cell.value for cell in sheet["A"]].count(BERUBAH[0]) == 1


def test_a_text_that_changed_makes_a_revision_without_a_word_on_figures(capsys: Capsys) -> None:
    isi_buku()
    laporan(D(2025, 11, 3))
    isi_buku(KENDALA="Anggaran belum turun")
    laporan(D(2025, 11, 10))
    assert sorted(hasil()) == sorted((*SEBELAS, *DUA))
    assert "berubah" not in capsys.readouterr().out


def test_a_day_put_right_is_told_though_the_state_is_the_same(capsys: Capsys) -> None:
    isi_buku(STATUS="Selesai", TANGGAL_SELESAI=D(2025, 11, 5))
    laporan(D(2025, 12, 3), bulan=NOVEMBER)
    isi_buku(**SELESAI)
    capsys.readouterr()
    laporan(D(2025, 12, 4), bulan=NOVEMBER)
    lines = capsys.readouterr().out.splitlines()
    assert lines[6:8] == [
        (
            "Angka November 2025 berubah sejak laporan 3 Desember 2025: tepat waktu 0 menjadi 1 dan "
            "selesai terlambat 1 menjadi 0."
        ),
        (
            "  I.1.1 jatuh tempo 31 Oktober 2025: selesai 5 November 2025 menjadi selesai 28 Oktober 2025 "
            "('Rencana Aksi'!H7)"
        ),
    ]


def test_a_deadline_that_moved_is_told_by_its_cell(capsys: Capsys) -> None:
    isi_buku(target="Oktober 2025")
    laporan(D(2025, 11, 3))
    isi_buku(target="November 2025")
    capsys.readouterr()
    laporan(D(2025, 11, 4))
    lines = capsys.readouterr().out.splitlines()
    assert lines[7:9] == [
        "  I.1.1 jatuh tempo 30 November 2025: belum ada menjadi belum jatuh tempo ('Rencana Aksi'!F7)",
        "  I.1.1 jatuh tempo 31 Oktober 2025: terlambat menjadi tidak ada",
    ]


def test_timpa_replaces_the_newest_whatever_was_done_to_it(capsys: Capsys) -> None:
    isi_buku(**SELESAI)
    laporan(D(2025, 11, 3))
    sunting(SEBELAS[0])
    isi_buku()
    laporan(D(2025, 11, 10), "--timpa")
    assert sorted(hasil()) == sorted(SEBELAS)
    assert "Sudah ditandatangani." not in teks(hasil()[SEBELAS[0]])
    assert ringkasan()["dibuat"] == "2025-11-10"
    assert BERUBAH[0] in capsys.readouterr().out


def test_a_signed_document_whose_json_is_gone_is_never_written_over() -> None:
    isi_buku(**SELESAI)
    laporan(D(2025, 11, 3))
    signed = hasil()[SEBELAS[0]]
    for nama in SEBELAS[1:]:
        Path("output", nama).unlink()
    for hari in (
        D(2025, 11, 3),
        D(2025, 11, 3),
        D(2025, 11, 10),
    ):  # a report, its draft anew, and a later day
        laporan(hari)
        assert sorted(hasil()) == sorted((SEBELAS[0], *DUA))
    assert hasil()[SEBELAS[0]] == signed
    (satu,) = [satu for satu in ringkasan(DUA[2])["catatan"] if satu["kode"] == "laporan-tanpa-ringkasan"]
    assert satu["pesan"].startswith("laporan-monev-zi-2025-10.docx tidak disertai ")
    laporan(D(2025, 11, 11), "--timpa")
    assert sorted(hasil()) == sorted((SEBELAS[0], *DUA))


@pytest.mark.parametrize("timpa", [(), ("--timpa",)])
def test_the_report_of_another_satker_is_never_written_over(timpa: tuple[str, ...]) -> None:
    isi_buku(satker="KPU Kota Lain")
    laporan(D(2025, 11, 3))
    before = hasil()
    isi_buku(**SELESAI)
    for hari in (D(2025, 11, 3), D(2025, 11, 3), D(2025, 11, 4)):
        laporan(hari, *timpa)
    after = hasil()
    assert sorted(after) == sorted((*SEBELAS, *DUA))
    assert {nama: after[nama] for nama in before} == before
    assert [satu["kode"] for satu in ringkasan(DUA[2])["catatan"]].count("ringkasan-rencana-lain") == 1


@pytest.mark.parametrize(
    "rusak",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"satker": "x"}',
        b'{"indikator": ' + b"9" * 5_000 + b"}",
    ],
    ids=["kosong", "terpotong", "daftar", "null", "bukan utf-8", "bersarang", "kurang", "angka"],
)
def test_a_broken_json_stays_and_stops_nothing(rusak: bytes, capsys: Capsys) -> None:
    isi_buku(**SELESAI)
    laporan(D(2025, 11, 3))
    Path("output", SEBELAS[2]).write_bytes(rusak)
    before = hasil()
    laporan(D(2025, 11, 10))
    after = hasil()
    assert {nama: after[nama] for nama in before} == before
    assert sorted(after) == sorted((*SEBELAS, *DUA))
    assert [satu["kode"] for satu in ringkasan(DUA[2])["catatan"]].count("ringkasan-rusak") == 1
    assert "berubah" not in capsys.readouterr().out
    laporan(D(2025, 11, 11))
    assert hasil() == after


@pytest.mark.parametrize(
    ("bagian", "nilai"),
    [
        ("per_tanggal", "2025-09-30"),
        ("dibuat", 5),
        ("tahun", None),
        ("dokumen", []),
        ("indikator", 3),
        ("catatan", None),
        ("ringkasan", {"capaian": "x"}),
        ("ringkasan", {"capaian": float("nan")}),
    ],
)
def test_a_json_with_a_wrong_part_is_broken(bagian: str, nilai: object) -> None:
    isi_buku(**SELESAI)
    laporan(D(2025, 11, 3))
    Path("output", SEBELAS[2]).write_text(json.dumps(ringkasan() | {bagian: nilai}), encoding="utf-8")
    laporan(D(2025, 11, 10))
    assert [satu["kode"] for satu in ringkasan(DUA[2])["catatan"]].count("ringkasan-rusak") == 1


def test_nothing_is_amiss_with_what_timpa_replaces() -> None:
    isi_buku(**SELESAI)
    laporan(D(2025, 11, 3))
    whole = hasil()
    Path("output", SEBELAS[2]).write_bytes(b"{")
    laporan(D(2025, 11, 3), "--timpa")
    assert hasil() == whole
    Path("output", SEBELAS[2]).unlink()
    laporan(D(2025, 11, 3), "--timpa")
    assert hasil() == whole


def test_the_json_of_an_older_version_is_read_for_its_figures(capsys: Capsys) -> None:
    isi_buku(**SELESAI)
    laporan(D(2025, 11, 3))
    old = {nama: nilai for nama, nilai in ringkasan().items() if nama not in {"dibuat", "dokumen"}}
    for row in old["indikator"]:
        del row["rincian"]
    Path("output", SEBELAS[2]).write_text(json.dumps(old), encoding="utf-8")
    isi_buku()
    capsys.readouterr()
    laporan(D(2025, 11, 3))
    assert sorted(hasil()) == sorted((*SEBELAS, *DUA))
    assert capsys.readouterr().out.splitlines()[6] == BERUBAH[0].replace(
        "laporan 3 November 2025", "laporan sebelumnya"
    )


def test_outside_of_the_plan_year_names_end_in_it() -> None:
    isi_buku()
    laporan(D(2026, 2, 3), bulan="2026-01")
    isi_buku(**SELESAI)
    laporan(D(2026, 2, 4), bulan="2026-01")
    names = [
        f"2026-01/{stem}-2026-01-rencana-2025{revisi}.{ending}"
        for stem, ending in (("laporan-monev-zi", "docx"), ("monev-zi", "xlsx"), ("ringkasan", "json"))
        for revisi in ("", "-revisi-2")
    ]
    assert sorted(hasil()) == sorted(names)


def test_a_report_of_a_running_month_is_revised_when_the_month_went_on(capsys: Capsys) -> None:
    isi_buku(**SELESAI)
    laporan(D(2025, 10, 28))
    laporan(D(2025, 10, 29))
    assert sorted(hasil()) == sorted((*SEBELAS, *DUA))
    assert "berubah" not in capsys.readouterr().out
    laporan(D(2025, 11, 3))
    # Rapat was due on the 31st.
    assert capsys.readouterr().out.splitlines()[6:8] == [
        (
            "Angka Oktober 2025 berubah sejak laporan 29 Oktober 2025 (per 29 Oktober 2025): realisasi jatuh tempo "
            "– menjadi 50%, terlambat 0 menjadi 1, dan belum jatuh tempo 2 menjadi 1."
        ),
        "  I.2.1 jatuh tempo 31 Oktober 2025: belum jatuh tempo menjadi terlambat ('Rencana Aksi'!G8)",
    ]


def test_the_last_day_of_a_month_while_it_runs_is_not_the_month(capsys: Capsys) -> None:
    isi_buku(**SELESAI)
    laporan(D(2025, 10, 31))
    assert ringkasan()["ringkasan"]["terlambat"] == 0
    laporan(D(2025, 11, 1))
    assert ringkasan(DUA[2])["ringkasan"]["terlambat"] == 1
    # Nor is it what November compares with, once the true one is gone.
    for nama in DUA:
        Path("output", nama).unlink()
    capsys.readouterr()
    laporan(D(2025, 12, 1), bulan=NOVEMBER)
    assert "Angka Oktober" not in capsys.readouterr().out
    assert terlambat_lalu() == 1


def terlambat_lalu(nama: str = f"{NOVEMBER}/monev-zi-2025-11.xlsx") -> object:
    sheet = load_workbook(Path("output", nama), data_only=True)["Ringkasan"]
    return next(row[3].value for row in sheet.iter_rows() if row[0].value == "Terlambat")


def test_the_next_month_compares_with_what_was_reported_and_says_so(capsys: Capsys) -> None:
    isi_buku(**SELESAI)
    laporan(D(2025, 11, 3))
    isi_buku(STATUS="Selesai", TANGGAL_SELESAI=D(2025, 11, 28))
    capsys.readouterr()
    laporan(D(2025, 12, 3), bulan=NOVEMBER)
    lines = capsys.readouterr().out.splitlines()
    assert lines[6:8] == BERUBAH
    text = teks(hasil()[f"{NOVEMBER}/laporan-monev-zi-2025-11.docx"])
    # As reported in October one of three, and now too: one that was finished in October stays so.
    assert "per 31 Oktober 2025 ialah 33,3% dan per 30 November 2025 ialah 33,3%" in text
    assert (
        "Angka Oktober 2025 adalah angka yang dilaporkan. Datanya berubah sesudah itu; lihat Lampiran III."
        in text
    )
    assert BERUBAH[0] in text
    assert terlambat_lalu() == 1


def test_without_a_change_nothing_is_said_of_the_month_before(capsys: Capsys) -> None:
    isi_buku(**SELESAI)
    laporan(D(2025, 11, 3))
    laporan(D(2025, 12, 3), bulan=NOVEMBER)
    assert "berubah" not in capsys.readouterr().out
    text = teks(hasil()[f"{NOVEMBER}/laporan-monev-zi-2025-11.docx"])
    assert "adalah angka yang dilaporkan" not in text
    assert "Perubahan angka sejak" not in text


def test_two_months_are_compared_as_reported(capsys: Capsys) -> None:
    isi_buku(**SELESAI)
    laporan(D(2025, 11, 3))
    laporan(D(2025, 12, 3), bulan=NOVEMBER)
    isi_buku()
    capsys.readouterr()
    assert jalankan("bandingkan", OKTOBER, NOVEMBER, "buku.xlsx", hari_ini=D(2025, 12, 10)) == 0
    out = capsys.readouterr().out
    assert "\nI     33,3%  33,3%      tetap  Area\n" in out
    assert "Baru terlambat (0)" in out
    assert f"\n{BERUBAH[0]}\n{BERUBAH[1]}\nAngka November 2025 berubah sejak laporan 3 Desember 2025: " in out
    assert "\nYang dibandingkan adalah angka yang dilaporkan.\n" in out
    sheet = load_workbook("output/bandingkan-2025-10-2025-11.xlsx")["Perbandingan"]
    assert [cell.value for cell in sheet["A"]].count(BERUBAH[0]) == 1
    shutil.rmtree("output")
    assert jalankan("bandingkan", OKTOBER, NOVEMBER, "buku.xlsx", hari_ini=D(2025, 12, 10)) == 0
    out = capsys.readouterr().out
    assert "\nI       0%     0%      tetap  Area\n" in out
    assert "dilaporkan" not in out


def test_status_reads_the_reports_and_says_what_changed(capsys: Capsys) -> None:
    isi_buku(**SELESAI)
    laporan(D(2025, 11, 3))
    isi_buku()
    capsys.readouterr()
    assert jalankan("status", "buku.xlsx", "--bulan", OKTOBER, hari_ini=D(2025, 11, 10)) == 0
    assert capsys.readouterr().out.splitlines()[6:8] == BERUBAH


def test_a_tick_without_a_date_rewrites_no_earlier_report(capsys: Capsys) -> None:
    """Survei is due in December and ticked off in November: October's report has nothing of it."""
    tick = indikator("Desember 2025", NO="4", INDIKATOR="Survei", STATUS="Selesai")
    isi_buku({**tick, "STATUS": None})
    laporan(D(2025, 11, 3))
    isi_buku(tick)
    laporan(D(2025, 12, 3), bulan=NOVEMBER)
    assert ringkasan(f"{NOVEMBER}/ringkasan-2025-11.json")["ringkasan"]["selesai"] == 1
    capsys.readouterr()
    laporan(D(2025, 12, 4))
    assert ringkasan(DUA[2])["ringkasan"]["selesai"] == 0
    assert "Angka Oktober" not in capsys.readouterr().out
    # And November's stays as it is when it is no longer the newest.
    before = hasil()
    laporan(D(2026, 1, 20), bulan=NOVEMBER)
    assert hasil() == before


def test_what_is_amiss_with_reports_later_makes_no_revision() -> None:
    isi_buku(**SELESAI)
    laporan(D(2025, 11, 3))
    Path("output", OKTOBER, "laporan-monev-zi-2025-10-revisi-9.docx").write_bytes(b"")
    before = hasil()
    laporan(D(2025, 11, 10))
    assert hasil() == before


def test_a_row_put_in_between_is_new_and_the_others_stay_the_same(capsys: Capsys) -> None:
    rows = [indikator(**SELESAI), indikator(NO=None, KOMPONEN=None, INDIKATOR="Rapat")]
    buat_buku(Path("buku.xlsx"), lengkap(*rows))
    laporan(D(2025, 11, 3))
    buat_buku(
        Path("buku.xlsx"),
        lengkap(rows[0], indikator("Desember 2025", NO=None, KOMPONEN=None, INDIKATOR="Baru"), rows[1]),
    )
    capsys.readouterr()
    laporan(D(2025, 11, 4))
    assert capsys.readouterr().out.splitlines()[7:9] == [
        "  I.1.2 jatuh tempo 31 Desember 2025: belum ada menjadi belum jatuh tempo ('Rencana Aksi'!F8)",
        "Ditulis:",
    ]


def test_rows_of_one_kode_are_never_taken_for_each_other(capsys: Capsys) -> None:
    twice = [indikator(**SELESAI), indikator(NO="2", INDIKATOR="Antara"), indikator(INDIKATOR="Rapat")]
    buat_buku(Path("buku.xlsx"), lengkap(*twice))
    laporan(D(2025, 11, 3))
    data = ringkasan()
    assert [row["kode"] for row in data["indikator"]] == ["I.1.1", "I.2.1", "I.1.1"]
    laporan(D(2025, 12, 3), bulan=NOVEMBER)
    assert "berubah" not in capsys.readouterr().out
    # One is finished and two are late, then as reported.
    assert terlambat_lalu() == 2
