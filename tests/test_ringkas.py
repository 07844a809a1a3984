"""The short report, `zi laporan --ringkas`: it belongs to its set, and over days it stays or goes with it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from arsip_kecil import DUA, OKTOBER, SEBELAS, SELESAI, hasil, isi_buku, laporan, ringkasan, sunting
from conftest import Capsys, jalankan
from docx import Document
from test_word import teks

from zi_reports.arsip import short_path, trace
from zi_reports.files import edited_by_hand

D = dt.date
PENDEK, PENDEK_DUA = (short_path(Path(nama)).as_posix() for nama in (SEBELAS[0], DUA[0]))


@pytest.fixture(autouse=True)
def kerja(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in an empty folder with a workbook, as staff do."""
    monkeypatch.chdir(tmp_path)
    isi_buku(**SELESAI)


def simpan(nama: str) -> bytes:
    """Write a sentence into a document and save it a day later, as Word does."""
    sunting(nama)
    path = Path("output", nama)
    document = Document(str(path))
    document.core_properties.modified = dt.datetime(2025, 11, 20, 9)  # noqa: DTZ001 - as Word saves it
    document.save(str(path))
    return path.read_bytes()


@pytest.mark.slow
def test_it_stands_beside_the_usual_set_whose_json_knows_it(capsys: Capsys) -> None:
    laporan(D(2025, 11, 3), "--ringkas")
    made = hasil()
    assert (PENDEK, PENDEK_DUA) == (
        "2025-10/laporan-monev-zi-2025-10-ringkas.docx",
        "2025-10/laporan-monev-zi-2025-10-revisi-2-ringkas.docx",
    )
    assert sorted(made) == sorted((*SEBELAS, PENDEK))
    assert ringkasan()["dokumen"] == {Path(nama).name: trace(made[nama]) for nama in (*SEBELAS[:2], PENDEK)}
    assert f"  {Path('output', PENDEK)}\n" in capsys.readouterr().out
    laporan(D(2025, 11, 3), "--ringkas")
    assert hasil() == made
    assert not edited_by_hand(made[PENDEK])


def test_without_the_option_there_is_none() -> None:
    laporan(D(2025, 11, 3))
    assert sorted(hasil()) == sorted(SEBELAS)


def test_a_draft_of_the_same_set_renews_it_without_the_option_too() -> None:
    laporan(D(2025, 11, 3), "--ringkas")
    first = hasil()
    isi_buku()
    laporan(D(2025, 11, 3))
    after = hasil()
    assert sorted(after) == sorted(first)
    assert after[PENDEK] != first[PENDEK]
    assert ringkasan()["dokumen"][Path(PENDEK).name] == trace(after[PENDEK])


@pytest.mark.slow
def test_on_a_later_day_it_is_added_alone_to_the_set_that_is_left_as_of_that_sets_day(capsys: Capsys) -> None:
    laporan(D(2025, 11, 3), "--ringkas")
    whole = hasil()
    for path in Path("output").rglob("*"):
        if path.is_file():
            path.unlink()
    laporan(D(2025, 11, 3))
    before = hasil()
    capsys.readouterr()
    laporan(D(2025, 11, 10), "--ringkas")
    assert hasil() == before | {PENDEK: whole[PENDEK]}
    said = capsys.readouterr().out
    assert "Tidak ada yang berubah sejak laporan 3 November 2025; berkasnya dibiarkan." in said
    assert said.endswith(f"Ditulis:\n  {Path('output', PENDEK)}\n")
    # Then there is nothing more to add; and it is no edited document.
    laporan(D(2025, 11, 11), "--ringkas")
    laporan(D(2025, 11, 12))
    assert hasil() == before | {PENDEK: whole[PENDEK]}
    capsys.readouterr()
    assert jalankan("riwayat", "buku.xlsx", hari_ini=D(2025, 11, 12)) == 0
    assert "disunting" not in capsys.readouterr().out


@pytest.mark.slow
def test_one_that_is_gone_is_made_again_as_it_was_where_its_json_knows_it() -> None:
    laporan(D(2025, 11, 3), "--ringkas")
    before = hasil()
    Path("output", PENDEK).unlink()
    laporan(D(2025, 11, 10))
    assert hasil() == before


@pytest.mark.slow
@pytest.mark.parametrize("later", [False, True])
def test_one_that_somebody_edited_stays_and_makes_its_set_an_edited_one(later: bool, capsys: Capsys) -> None:  # noqa: FBT001 - pytest gives it by name
    laporan(D(2025, 11, 3), *() if later else ("--ringkas",))
    if later:
        laporan(D(2025, 11, 10), "--ringkas")
    edited = simpan(PENDEK)
    before = hasil()
    laporan(D(2025, 11, 11), "--ringkas")  # nothing else changed
    assert hasil() == before
    capsys.readouterr()
    assert jalankan("riwayat", "buku.xlsx", hari_ini=D(2025, 11, 12)) == 0
    assert "disunting" in capsys.readouterr().out
    isi_buku()
    laporan(D(2025, 11, 12), "--ringkas")
    after = hasil()
    assert sorted(after) == sorted((*before, *DUA, PENDEK_DUA))
    assert after[PENDEK] == edited


def test_an_edited_one_is_not_replaced_by_a_draft_of_the_same_day() -> None:
    laporan(D(2025, 11, 3), "--ringkas")
    edited = simpan(PENDEK)
    isi_buku()
    laporan(D(2025, 11, 3))
    after = hasil()
    assert after[PENDEK] == edited
    assert sorted(after) == sorted((*SEBELAS, PENDEK, *DUA))


def test_a_document_of_somebodys_own_under_its_name_is_not_replaced() -> None:
    laporan(D(2025, 11, 3))
    Path("output", PENDEK).write_bytes(b"tulisan sendiri")
    laporan(D(2025, 11, 3), "--ringkas")
    after = hasil()
    assert after[PENDEK] == b"tulisan sendiri"
    assert sorted(after) == sorted((*SEBELAS, PENDEK, *DUA, PENDEK_DUA))


def test_one_without_its_set_is_not_written_over_and_is_said() -> None:
    laporan(D(2025, 11, 3), "--ringkas")
    signed = hasil()[PENDEK]
    for nama in SEBELAS:
        Path("output", nama).unlink()
    laporan(D(2025, 11, 4))
    assert hasil()[PENDEK] == signed
    assert sorted(hasil()) == sorted((PENDEK, *DUA))
    (satu,) = [satu for satu in ringkasan(DUA[2])["catatan"] if satu["kode"] == "laporan-tanpa-ringkasan"]
    assert satu["pesan"].startswith("laporan-monev-zi-2025-10-ringkas.docx tidak disertai ")


def test_timpa_replaces_it_with_its_set() -> None:
    laporan(D(2025, 11, 3), "--ringkas")
    simpan(PENDEK)
    isi_buku()
    laporan(D(2025, 11, 10), "--timpa")
    assert sorted(hasil()) == sorted((*SEBELAS, PENDEK))
    assert "Sudah ditandatangani." not in teks(hasil()[PENDEK])
    assert ringkasan()["dokumen"][Path(PENDEK).name] == trace(hasil()[PENDEK])


@pytest.mark.slow
def test_a_revision_has_one_of_its_own() -> None:
    laporan(D(2025, 11, 3), "--ringkas")
    before = hasil()
    isi_buku()
    laporan(D(2025, 11, 10))
    assert sorted(hasil()) == sorted((*before, *DUA))
    laporan(D(2025, 11, 11), "--ringkas")
    after = hasil()
    assert sorted(after) == sorted((*before, *DUA, PENDEK_DUA))
    assert {nama: after[nama] for nama in before} == before


def test_a_triwulans_is_named_by_it() -> None:
    laporan(D(2026, 1, 5), "--ringkas", bulan="2025-TW4")
    names = {Path(nama).name for nama in hasil()}
    assert "laporan-monev-zi-2025-TW4-ringkas.docx" in names
    data = json.loads(hasil()["2025-TW4/ringkasan-2025-TW4.json"])
    assert "laporan-monev-zi-2025-TW4-ringkas.docx" in data["dokumen"]
    assert OKTOBER not in {path.name for path in Path("output").iterdir()}
