"""Reports that were handed out stay: over days, what is replaced, what is not, and what is said to have changed."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from arsip_kecil import (
    BERUBAH,
    DUA,
    OKTOBER,
    SEBELAS,
    SELESAI,
    D,
    hasil,
    isi_buku,
    laporan,
    laporkan_oktober,
    ringkasan,
    sunting,
)
from conftest import SATKER, Capsys
from openpyxl import load_workbook
from test_word import teks

from zi_reports.arsip import read_arsip
from zi_reports.files import turn
from zi_reports.rencana.model import Pengaturan

cli_laporan = importlib.import_module("zi_reports.cli.laporan")

pytestmark = pytest.mark.usefixtures("folder_kosong")


def test_reports_of_one_day_are_drafts_that_replace_each_other(capsys: Capsys) -> None:
    laporkan_oktober()
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
    laporkan_oktober()
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
    laporkan_oktober()
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
    laporkan_oktober()
    before = hasil()
    Path("output", SEBELAS[0]).unlink()
    capsys.readouterr()
    laporan(D(2025, 11, 10))
    assert hasil() == before
    assert capsys.readouterr().out.endswith(f"Ditulis:\n  {Path('output', SEBELAS[0])}\n")


def test_on_a_later_day_what_changed_is_a_revision_and_is_told_once(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    laporkan_oktober()
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
    laporkan_oktober()
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


def test_timpa_replaces_the_newest_whatever_was_done_to_it(capsys: Capsys) -> None:
    laporkan_oktober()
    sunting(SEBELAS[0])
    isi_buku()
    laporan(D(2025, 11, 10), "--timpa")
    assert sorted(hasil()) == sorted(SEBELAS)
    assert "Sudah ditandatangani." not in teks(hasil()[SEBELAS[0]])
    assert ringkasan()["dibuat"] == "2025-11-10"
    assert BERUBAH[0] in capsys.readouterr().out


def test_a_signed_document_whose_json_is_gone_is_never_written_over() -> None:
    laporkan_oktober()
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


RUSAK = {
    "kosong": b"",
    "terpotong": b"{",
    "daftar": b"[]",
    "null": b"null",
    "bukan utf-8": b"\xff\xfe",
    "bersarang": b"[" * 100_000,
    "kurang": b'{"satker": "x"}',
    "angka": b'{"indikator": ' + b"9" * 5_000 + b"}",
}


def yang_rusak() -> tuple[Path, ...]:
    return read_arsip(Path("output"), Pengaturan(SATKER, 2025)).rusak


@pytest.mark.parametrize("isi", RUSAK.values(), ids=RUSAK)
def test_a_json_that_is_not_whole_is_broken(isi: bytes) -> None:
    laporkan_oktober()
    assert yang_rusak() == ()
    Path("output", SEBELAS[2]).write_bytes(isi)
    assert yang_rusak() == (Path("output", SEBELAS[2]),)


@pytest.mark.parametrize("judul", ["bersarang", "kurang"])
def test_a_broken_json_stays_and_stops_nothing(judul: str, capsys: Capsys) -> None:
    laporkan_oktober()
    Path("output", SEBELAS[2]).write_bytes(RUSAK[judul])
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
    laporkan_oktober()
    Path("output", SEBELAS[2]).write_text(json.dumps(ringkasan() | {bagian: nilai}), encoding="utf-8")
    assert yang_rusak() == (Path("output", SEBELAS[2]),)


def test_nothing_is_amiss_with_what_timpa_replaces() -> None:
    laporkan_oktober()
    whole = hasil()
    Path("output", SEBELAS[2]).write_bytes(b"{")
    laporan(D(2025, 11, 3), "--timpa")
    assert hasil() == whole
    Path("output", SEBELAS[2]).unlink()
    laporan(D(2025, 11, 3), "--timpa")
    assert hasil() == whole


def test_the_json_of_an_older_version_is_read_for_its_figures(capsys: Capsys) -> None:
    laporkan_oktober()
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


def test_what_is_amiss_with_reports_later_makes_no_revision() -> None:
    laporkan_oktober()
    Path("output", OKTOBER, "laporan-monev-zi-2025-10-revisi-9.docx").write_bytes(b"")
    before = hasil()
    laporan(D(2025, 11, 10))
    assert hasil() == before


@pytest.mark.parametrize(
    "satker", ["KPU Kabupaten Lain", SATKER], ids=["of another plan", "of an earlier day"]
)
def test_a_report_made_while_this_run_read_its_workbook_stays(
    satker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other run begins when this one has read the workbook and what lies there, and ends before its turn."""
    theirs: list[dict[str, bytes]] = []

    def after_another(target: Path) -> AbstractContextManager[None]:
        monkeypatch.setattr(cli_laporan, "turn", turn)
        isi_buku(satker=satker, **SELESAI)
        laporan(D(2025, 11, 3))
        theirs.append(hasil())
        isi_buku()
        return turn(target)

    isi_buku()
    monkeypatch.setattr(cli_laporan, "turn", after_another)
    laporan(D(2025, 11, 4))
    assert sorted(theirs[0]) == sorted(SEBELAS)
    after = hasil()
    assert {nama: after[nama] for nama in SEBELAS} == theirs[0]
    assert sorted(after) == sorted((*SEBELAS, *DUA))
    told = [satu["kode"] for satu in ringkasan(DUA[2])["catatan"]]
    assert ("ringkasan-rencana-lain" in told) == (satker != SATKER)
