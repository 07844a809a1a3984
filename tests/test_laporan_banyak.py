"""`zi laporan FOLDER`: each satker's documents as `zi laporan FILE` makes them, and what is told of the rest."""

from __future__ import annotations

import datetime as dt
import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from conftest import AKAR, BUKU_CONTOH, HARI_INI, Capsys, isi, jalankan, satu_baris_galat, sendiri
from rekap_kecil import buku_satker

from zi_reports.cli import banyak
from zi_reports.cli.banyak import folder_name
from zi_reports.cli.laporan import Pesanan
from zi_reports.files import is_edited
from zi_reports.rekap.read import identify

D = dt.date
DES = "2025-12"
DAFTAR = f"daftar-laporan-{DES}.txt"
DOKUMEN = (f"laporan-monev-zi-{DES}.docx", f"monev-zi-{DES}.xlsx", f"ringkasan-{DES}.json")
pytestmark = pytest.mark.usefixtures("satu_proses")
MENDADAK = "Pembuatan laporannya berhenti mendadak. Buka di Excel, lalu Simpan Sebagai .xlsx."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two satker with all that may lie around them, and one workbook that is broken."""
    akar = tmp_path / "satker"
    buku_satker(akar / "a" / "rencana.xlsx", "KPU Kabupaten A", D(2025, 10, 1), None)
    buku_satker(akar / "b.xlsx", "KPU Kabupaten B", D(2025, 10, 31))
    (akar / "rusak.xlsx").write_bytes(BUKU_CONTOH.read_bytes()[:9000])
    (akar / "a" / "~$rencana.xlsx").write_bytes(b"kunci")
    (akar / "a" / "catatan.docx").write_bytes(b"bukan buku kerja")
    (akar / "a" / "bukti").mkdir()
    shutil.copy(akar / "b.xlsx", akar / "a" / "bukti" / "daftar hadir.xlsx")
    (akar / "a" / f"monev-zi-{DES}.xlsx").write_bytes(b"laporan lama")
    return akar


def laporan(folder: Path, *words: str, hari_ini: D = HARI_INI) -> Path:
    """Make the reports of December; give the folder of all of them."""
    hasil = folder.parent / "hasil"
    given: tuple[str | Path, ...] = ("--bulan", DES, "--keluaran", hasil, *words)
    assert jalankan("laporan", folder, *given, hari_ini=hari_ini) == 0
    return hasil


def daftar(hasil: Path) -> list[str]:
    """Give the lines of the list, without the line of blanks that tells whether it was edited."""
    return (hasil / DAFTAR).read_text(encoding="utf-8-sig").splitlines()[:-1]


def test_each_satker_has_the_documents_that_its_workbook_alone_gives(folder: Path, tmp_path: Path) -> None:
    hasil = laporan(folder)
    assert sorted(path.name for path in hasil.iterdir()) == ["KPU Kabupaten A", "KPU Kabupaten B", DAFTAR]
    for nama, path in (("A", folder / "a" / "rencana.xlsx"), ("B", folder / "b.xlsx")):
        alone = tmp_path / "hasil" / f"sendiri {nama}"  # as deep: documents have links to what lies beside it
        assert jalankan("laporan", path, "--bulan", DES, "--keluaran", alone) == 0
        made = isi(hasil / f"KPU Kabupaten {nama}")
        assert sorted(made) == [f"{DES}/{satu}" for satu in DOKUMEN]
        assert made == isi(alone)


def test_the_screen_and_the_list_tell_what_was_made_and_what_was_not(folder: Path, capsys: Capsys) -> None:
    hasil = laporan(folder)
    shown = capsys.readouterr()
    assert shown.err == ""
    why = "Berkas ini terpotong atau rusak, sehingga tidak dapat dibaca sebagai buku kerja Excel."
    head, *rest = shown.out.splitlines()
    assert head == "Laporan yang dibuat: 2, per 31 Desember 2025"
    # Of both the sheet's title names another satker, and evidence lacks; of A a file in bukti/ is nobody's.
    assert rest[:4] == [
        "Perlu dilihat: 2",
        "  KPU Kabupaten A: 3 peringatan.",
        "  KPU Kabupaten B: 2 peringatan.",
        "Tidak dibuat: 1",
    ]
    assert rest[4].startswith(f"  rusak.xlsx: {why}")
    assert rest[5:] == [
        f"Laporan tiap satker ada pada foldernya di {hasil}. Daftarnya:",
        f"  {hasil / DAFTAR}",
    ]
    # A: one of two finished. B: the one.
    *lines, last = daftar(hasil)
    assert lines == [
        "Laporan yang dibuat: 2, per 31 Desember 2025",
        "",
        "KPU Kabupaten A: capaian 50%; ditulis",
        f"  KPU Kabupaten A/{DES}",
        "  a/rencana.xlsx: 3 peringatan.",
        "KPU Kabupaten B: capaian 100%; ditulis",
        f"  KPU Kabupaten B/{DES}",
        "  b.xlsx: 2 peringatan.",
        "",
        "Tidak dibuat: 1",
    ]
    assert last == rest[4]
    assert not is_edited(hasil / DAFTAR)


@pytest.mark.slow
def test_what_to_look_at_is_told_of_each_satker_those_with_galat_first(folder: Path, capsys: Capsys) -> None:
    buku_satker(folder / "b.xlsx", "KPU Kabupaten B", None, STATUS="menunggu pleno")
    buku_satker(folder / "c.xlsx", "KPU Kabupaten C", None)
    hasil = laporan(folder)
    # Of all three the title names another satker. A: no evidence, a loose file. B: an unknown STATUS. C: no entry.
    told = [
        "Perlu dilihat: 3",
        "  KPU Kabupaten B: 1 galat dan 1 peringatan.",
        "  KPU Kabupaten A: 3 peringatan.",
        "  KPU Kabupaten C: 2 peringatan. Buku kerja belum memuat isian.",
    ]
    assert capsys.readouterr().out.splitlines()[1:5] == told
    assert "  b.xlsx: 1 galat dan 1 peringatan." in daftar(hasil)


def test_of_workbooks_of_one_satker_that_differ_none_is_reported_and_of_copies_the_first(
    folder: Path, capsys: Capsys
) -> None:
    buku_satker(folder / "b-baru.xlsx", "KPU  kabupaten B", None)
    shutil.copy(folder / "a" / "rencana.xlsx", folder / "z.xlsx")
    hasil = laporan(folder)
    assert [path.name for path in sorted(hasil.iterdir())] == ["KPU Kabupaten A", DAFTAR]
    both = "tahun 2025 ada pada 2 buku kerja: b-baru.xlsx dan b.xlsx. Sisakan satu."
    told = [
        "Tidak dibuat: 4",
        f"  b-baru.xlsx: KPU kabupaten B {both}",
        f"  b.xlsx: KPU Kabupaten B {both}",
        "  z.xlsx: Salinan yang sama dari a/rencana.xlsx. Hapus salah satunya.",
    ]
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line in told] == told


def test_the_plans_of_two_years_of_one_satker_are_both_reported(tmp_path: Path) -> None:
    buku_satker(tmp_path / "satker" / "ini.xlsx", "KPU Kabupaten A", D(2025, 10, 1))
    buku_satker(tmp_path / "satker" / "lalu.xlsx", "KPU Kabupaten A", None, tahun=2024)
    hasil = laporan(tmp_path / "satker")
    names = {path.name for path in (hasil / "KPU Kabupaten A" / DES).iterdir()}
    assert names == {*DOKUMEN, *(nama.replace(DES, f"{DES}-rencana-2024") for nama in DOKUMEN)}


@pytest.mark.slow
def test_a_document_that_is_open_elsewhere_costs_that_satker_alone(
    folder: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasil = laporan(folder)
    before = isi(hasil)
    buku_satker(folder / "a" / "rencana.xlsx", "KPU Kabupaten A", None)
    buku_satker(folder / "b.xlsx", "KPU Kabupaten B", None)
    locked = hasil / "KPU Kabupaten A" / DES / DOKUMEN[0]
    replace = Path.replace

    def refused(self: Path, target: Path) -> Path:
        if target == locked:
            raise PermissionError(errno.EACCES, "", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    capsys.readouterr()
    laporan(folder)
    shown = capsys.readouterr().out
    assert f"  a/rencana.xlsx: {locked} tidak dapat diganti. Tutup berkas itu bila sedang dibuka" in shown
    after = isi(hasil)
    changed = {nama for nama in before if before[nama] != after[nama]}
    assert changed == {DAFTAR, *(f"KPU Kabupaten B/{DES}/{satu}" for satu in DOKUMEN)}


@pytest.mark.parametrize("lain", [(), ("catatan.txt", "foto.png", "surat.docx")], ids=["kosong", "lain"])
def test_a_folder_without_workbooks_is_refused(lain: Sequence[str], tmp_path: Path, capsys: Capsys) -> None:
    folder = tmp_path / "satker"
    folder.mkdir()
    for nama in lain:
        (folder / nama).write_bytes(b"x")
    assert jalankan("laporan", folder, "--keluaran", tmp_path / "hasil") == 2
    told = f"Tidak ada laporan yang dapat dibuat dari {folder}. Simpan buku kerja satker di sana."
    assert satu_baris_galat(capsys) == told
    assert list((tmp_path / "hasil").iterdir()) == []


def test_where_no_report_can_be_made_the_first_reason_is_told(tmp_path: Path, capsys: Capsys) -> None:
    (tmp_path / "satker").mkdir()
    (tmp_path / "satker" / "a.xlsx").write_bytes(b"")
    assert jalankan("laporan", tmp_path / "satker", "--keluaran", tmp_path / "hasil") == 2
    assert f"dibuat dari {tmp_path / 'satker'}. a.xlsx: Berkas ini kosong" in satu_baris_galat(capsys)


def test_a_folder_with_one_workbook_gives_that_satker_its_folder(tmp_path: Path) -> None:
    buku_satker(tmp_path / "satker" / "a.xlsx", "KPU Kabupaten A", D(2025, 10, 1))
    hasil = laporan(tmp_path / "satker")
    assert set(isi(hasil)) == {DAFTAR, *(f"KPU Kabupaten A/{DES}/{satu}" for satu in DOKUMEN)}


@pytest.mark.slow
def test_options_hold_for_all_and_a_period_that_has_not_begun_is_refused(
    folder: Path, capsys: Capsys
) -> None:
    hasil = laporan(folder, "--ringkas")
    short = DOKUMEN[0].replace(".docx", "-ringkas.docx")
    assert all((hasil / f"KPU Kabupaten {satu}" / DES / short).exists() for satu in "AB")
    capsys.readouterr()
    assert jalankan("laporan", folder, "--bulan", "2026-02") == 2
    assert satu_baris_galat(capsys).startswith("Bulan Februari 2026 belum berjalan.")


def test_a_period_far_from_a_plan_s_year_costs_that_satker_alone(folder: Path, capsys: Capsys) -> None:
    buku_satker(folder / "lama.xlsx", "KPU Kabupaten C", None, tahun=2019)
    assert jalankan("laporan", folder, "--bulan", "2023-12", "--keluaran", folder.parent / "hasil") == 0
    lines = capsys.readouterr().out.splitlines()
    assert "  lama.xlsx: 2023-12 jauh dari tahun rencana, 2019. Maksudnya 2020-12?" in lines
    assert lines[0] == "Laporan yang dibuat: 2, per 31 Desember 2023"


@pytest.mark.slow
def test_on_a_later_day_what_did_not_change_is_left_and_the_rest_becomes_a_revision(
    folder: Path, capsys: Capsys
) -> None:
    hasil = laporan(folder)
    before = isi(hasil)
    buku_satker(folder / "b.xlsx", "KPU Kabupaten B", None)
    capsys.readouterr()
    laporan(folder, hari_ini=D(2026, 1, 9))
    assert "Tidak berubah sejak laporan sebelumnya, sehingga dibiarkan: 1" in capsys.readouterr().out
    after = isi(hasil)
    new = {f"KPU Kabupaten B/{DES}/{satu.replace(DES, f'{DES}-revisi-2')}" for satu in DOKUMEN}
    assert set(after) - set(before) == new
    assert {nama for nama in before if before[nama] != after[nama]} == {DAFTAR}
    assert "KPU Kabupaten A: capaian 50%; tidak berubah, dibiarkan" in daftar(hasil)


def test_a_list_that_somebody_edited_stays(folder: Path) -> None:
    hasil = laporan(folder)
    (hasil / DAFTAR).write_text("sudah diperiksa", encoding="utf-8")
    laporan(folder)
    assert (hasil / DAFTAR).read_text(encoding="utf-8") == "sudah diperiksa"
    assert (hasil / DAFTAR).with_stem(f"daftar-laporan-{DES}-2").exists()


def test_stopped_midway_what_was_made_is_whole_and_told(
    folder: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(tugas: Sequence[Any], kerja: Callable[[Any], Any]) -> Iterator[tuple[Any, Any]]:
        if kerja is not identify:
            yield tugas[0], kerja(tugas[0])
            raise KeyboardInterrupt
        yield from sendiri(tugas, kerja)

    monkeypatch.setattr(banyak, "work_through", stopped)
    hasil = folder.parent / "hasil"
    assert jalankan("laporan", folder, "--bulan", DES, "--keluaran", hasil) == 2
    left = "Dihentikan sebelum selesai: 1 buku kerja belum dilaporkan. Ulangi perintah."
    shown = capsys.readouterr()
    assert shown.out.splitlines()[-1] == left
    assert shown.err.strip() == "Dihentikan."
    assert set(isi(hasil)) == {DAFTAR, *(f"KPU Kabupaten A/{DES}/{satu}" for satu in DOKUMEN)}
    assert daftar(hasil)[-1] == left


@pytest.mark.parametrize(
    ("satker", "nama"),
    [
        ("KPU Kabupaten Boyolali", "KPU Kabupaten Boyolali"),
        ("  KPU   Kota Solo ", "KPU Kota Solo"),
        # CRC-32 of the name in small letters, by Python's binascii.
        ("KPU A/B", "KPU A B-"),
        ("KPU A:B", "KPU A B-"),
        ("CON", "CON_-"),
        ("KPU " + "x" * 90, "KPU " + "x" * 76 + "-"),
    ],
)
def test_a_satker_s_folder_has_its_name_or_one_that_no_other_has(satker: str, nama: str) -> None:
    made = folder_name(satker)
    assert made == nama if nama[-1] != "-" else made.startswith(nama)
    assert len(made) == len(nama) + (8 if nama[-1] == "-" else 0)


def test_names_that_look_alike_as_folders_are_told_apart() -> None:
    names = ("KPU A/B", "KPU A:B", "KPU A B", "KPU " + "x" * 90, "KPU " + "x" * 91)
    assert len({folder_name(nama).casefold() for nama in names}) == 5
    assert folder_name("KPU A/B") == folder_name("KPU  A/B")


def mati(tugas: Any, pesanan: Pesanan) -> Any:
    """Make a report as a worker does, or die of it."""
    if tugas.berkas.nama.startswith("b"):
        os._exit(1)
    return banyak.report_one(tugas, pesanan)


@pytest.mark.slow
def test_a_workbook_that_kills_its_process_costs_itself_alone(
    folder: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch, proses: None
) -> None:
    del proses
    monkeypatch.setattr(banyak, "report_one", mati)
    hasil = laporan(folder)
    assert f"  b.xlsx: {MENDADAK}" in capsys.readouterr().out.splitlines()
    assert set(isi(hasil)) == {DAFTAR, *(f"KPU Kabupaten A/{DES}/{satu}" for satu in DOKUMEN)}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals that end a process")
def test_ctrl_c_leaves_whole_sets_and_no_temporary_files(tmp_path: Path) -> None:
    satker = tmp_path / "satker"
    for nomor in range(12):
        buku_satker(satker / f"{nomor}.xlsx", f"KPU Kabupaten {nomor}", D(2025, 10, 1))
    hasil = tmp_path / "hasil"
    command = [sys.executable, "-m", "zi_reports", "laporan", satker, "--bulan", DES, "--keluaran", hasil]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=AKAR, text=True, start_new_session=True, **pipes) as running:  # type: ignore[call-overload]
        until = time.monotonic() + 60
        while not list(hasil.glob("*/*/*.json")) and time.monotonic() < until:
            time.sleep(0.02)
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to all processes
        out, err = running.communicate(timeout=60)
    assert running.returncode == 2
    assert err == "Dihentikan.\n"  # no bar, and no sign of a terminal's, where it goes to a program
    sets = {path.name: {satu.name for satu in (path / DES).iterdir()} for path in hasil.glob("KPU*")}
    assert 0 < len(sets) < 12
    assert all(names == set(DOKUMEN) for names in sets.values())
    # What was under way is told as well.
    assert out.startswith(f"Laporan yang dibuat: {len(sets)}, per 31 Desember 2025")
    assert f"Dihentikan sebelum selesai: {12 - len(sets)} buku kerja" in out
