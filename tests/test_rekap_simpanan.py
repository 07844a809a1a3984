from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from zi_reports.rekap import simpanan
from zi_reports.rekap.simpanan import Hasil, key, open_store, pack, unpack

NOV, DES = dt.date(2025, 11, 30), dt.date(2025, 12, 31)
HASIL = Hasil('{"satker": "KPU"}', pack(['{"a": 1}']), pack(['{"b": 2}', '{"b": 3}']))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_store(tmp_path / "simpanan") as store:
        store.put("satu", DES, HASIL)
    return tmp_path / "simpanan"


def test_what_is_put_is_there_the_next_time(path: Path) -> None:
    with open_store(path) as store:
        assert store.get("satu") == HASIL
        assert store.get("dua") is None


def test_packed_lines_come_back_and_half_a_character_does_no_harm() -> None:
    assert list(unpack(pack(['{"a": "é\u2028"}', '{"a": "\ud800"}']))) == ['{"a": "é\u2028"}', '{"a": "?"}']


def test_only_entries_of_the_same_month_that_no_workbook_has_are_dropped(path: Path) -> None:
    with open_store(path) as store:
        store.put("lalu", NOV, HASIL)
        store.put("dua", DES, HASIL)
        store.drop_others(DES, ["dua"])
        assert [store.get(kunci) is not None for kunci in ("satu", "dua", "lalu")] == [False, True, True]


@pytest.mark.parametrize("rusak", [b"bukan SQLite", b""], ids=["lain", "kosong"])
def test_a_damaged_store_begins_anew(rusak: bytes, path: Path) -> None:
    path.write_bytes(rusak)
    with open_store(path) as store:
        assert store.get("satu") is None
        store.put("satu", DES, HASIL)
    with open_store(path) as store:
        assert store.get("satu") == HASIL


def test_a_damaged_entry_is_no_entry(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("UPDATE hasil SET kewajiban = x'00'")
    db.close()
    with open_store(path) as store:
        assert store.get("satu") is None


def test_another_programs_database_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "lain"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA application_id = 7")
        db.execute("CREATE TABLE milik_lain (isi)")
    db.close()
    with open_store(path) as store:
        store.put("satu", DES, HASIL)
    with open_store(path) as store:
        assert store.get("satu") == HASIL
    with sqlite3.connect(path) as db:
        tables = {nama for (nama,) in db.execute("SELECT name FROM sqlite_master")}
    db.close()
    assert "hasil" in tables
    assert "milik_lain" not in tables


def test_a_busy_store_is_done_without_and_left_as_it_is(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")
    with open_store(path) as store:
        assert store.get("satu") is None
        store.put("dua", DES, HASIL)
    other.rollback()
    other.close()
    with open_store(path) as store:
        assert store.get("satu") == HASIL
        assert store.get("dua") is None


def test_the_end_of_the_last_run_is_noted_and_a_damaged_note_is_none(path: Path) -> None:
    with open_store(path) as store:
        store.note_finished("lalu", {"a.xlsx": "1"})
        store.note_finished("kini", {"a.xlsx": "2"})
        assert store.finished("kini") == {"a.xlsx": "2"}
        assert store.finished("lalu") is None
    for isi in ("bukan JSON", "[]"):
        with sqlite3.connect(path) as db:
            db.execute("UPDATE tuntas SET isi = ?", (isi,))
        db.close()
        with open_store(path) as store:
            assert store.finished("kini") is None


def test_a_newer_program_finds_nothing_of_the_older(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key("2025-12-31", "isi")
    assert before == key("2025-12-31", "isi") != key("2025-11-30", "isi")
    monkeypatch.setattr(simpanan, "program", lambda: "baru")
    assert key("2025-12-31", "isi") != before
