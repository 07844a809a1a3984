"""What anybody may hand in is read or refused in words, within 10 seconds and 500 MB, by every verb."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import socket
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from conftest import BUKU_CONTOH
from kasus_tahan import BUKU, NASKAH, write
from verba_tahan import VERBA_BUKU, VERBA_NASKAH, Hasil, jalankan_verba

SEMUA = bool(os.environ.get("ZI_SEMUA"))
"""Whether each kind goes through every verb, as it does by hand."""


def tried(nama: str, folder: Path) -> list[Hasil]:
    """Try a kind of file with verbs that take it: in CI one of four, the next kind with others."""
    os.chdir(folder)
    (folder / "buku").mkdir()
    path = write(nama, Path("buku"))
    found = []
    verbs = VERBA_NASKAH if nama in NASKAH else VERBA_BUKU
    turn = sorted({**BUKU, **NASKAH}).index(nama)
    for place, (verba, arguments) in enumerate(verbs.items()):
        if len(verbs) > 1 and (place + turn) % (1 if SEMUA else 4):
            continue
        shutil.rmtree("baru", ignore_errors=True)
        found.append(jalankan_verba(verba, arguments(path)))
    return found


def tried_once(nama: str, verba: str) -> Hasil:
    """Try a kind of file with one verb, in a folder below the working directory."""
    Path("buku").mkdir()
    return jalankan_verba(verba, VERBA_BUKU[verba](write(nama, Path("buku"))))


def apart(nama: str, folder: Path) -> list[Hasil]:
    """Try a kind in a process of its own, whose memory no other has filled."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(tried, nama, folder).result()


@pytest.mark.slow
@pytest.mark.parametrize("nama", sorted({*BUKU} | {*NASKAH}))
def test_every_verb_reads_or_refuses_it_within_bounds(nama: str, tmp_path: Path) -> None:
    found = apart(nama, tmp_path)
    for hasil in found:
        print(f"{nama} · {hasil}")  # noqa: T201 - shown with -s
    assert [f"{hasil.cela} · {hasil}" for hasil in found if hasil.cela] == []
    # A refusal is one sentence at the end; nothing of the reading's insides is said.
    assert all(hasil.kata.splitlines()[-1].endswith((".", "--help")) for hasil in found if hasil.ditolak)


def fifo(path: Path) -> None:
    os.mkfifo(path)


def linked_fifo(path: Path) -> None:
    os.mkfifo(path.with_name("pipa"))
    path.symlink_to("pipa")


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def unix_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket may be a hundred characters long
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(path.name)
    os.chdir(here)


BUKAN_BERKAS: dict[str, Callable[[Path], None]] = {
    "pipa": fifo,
    "tautan ke pipa": linked_fifo,
    "perangkat": device,
    "soket": unix_socket,
    "folder": Path.mkdir,
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of these in a folder")
@pytest.mark.parametrize("jenis", BUKAN_BERKAS)
@pytest.mark.parametrize("ekor", ["xlsx", "xls", "ods", "docx", "txt"])
def test_what_is_no_file_is_refused_before_it_is_opened(
    jenis: str, ekor: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("buku").mkdir()
    path = Path("buku") / f"a.{ekor}"
    BUKAN_BERKAS[jenis](path)
    for verba, arguments in (VERBA_NASKAH if ekor in {"docx", "txt"} else VERBA_BUKU).items():
        hasil = jalankan_verba(verba, arguments(path))
        assert hasil.ditolak, str(hasil)
        assert not hasil.cela, str(hasil)
        if verba == "rekap" or (jenis, verba) == ("folder", "laporan"):
            continue  # takes a folder of workbooks, and found none in it
        assert "folder" in hasil.kata or "bukan berkas biasa" in hasil.kata, str(hasil)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in a folder")
@pytest.mark.parametrize(
    "letak",
    [
        "buku/bukti/a.pdf",
        "output/2025-11/ringkasan-2025-11.json",
        "output/2025-12/ringkasan-2025-12.json",
        "output/2025-12/monev-zi-2025-12.xlsx",
        "output/kalender-zi-2025.ics",
        "output/paket-bukti-2025-12.zip",
        "buku/~$a.xlsx",
    ],
)
def test_a_pipe_where_a_verb_looks_for_a_file_of_its_own_stops_none(
    letak: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("buku").mkdir()
    shutil.copyfile(BUKU_CONTOH, "buku/a.xlsx")
    Path(letak).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(letak)
    for verba, arguments in VERBA_BUKU.items():
        if verba != "rekap":
            hasil = jalankan_verba(verba, arguments(Path("buku/a.xlsx")))
            assert not hasil.cela, str(hasil)
        shutil.rmtree("baru", ignore_errors=True)


RUSAK, BESAR, PANJANG = (
    "terpotong atau rusak",
    "terlalu besar",
    "memuat teks yang terlalu panjang untuk satu sel",
)

DITOLAK = {
    "baris-99999999": RUSAK,
    "sel-tanpa-alamat": RUSAK,
    "kolom-jauh-tiap-baris": BESAR,
    "kolom-tak-bernama.xls": RUSAK,
    "tumpang-tindih": BESAR,
    "lembar-terdaftar-seribu-kali": BESAR,
    "baris-teks": f"Rencana Aksi!D8 {PANJANG}",
    "rentang-sebaris.docx": BESAR,
    "unsur-banyak.docx": BESAR,
    "teks-panjang.docx": f"tabel 1 baris 2 {PANJANG}",
    "spasi.txt": f"baris 2 {PANJANG}",
    "baris-banyak.txt": BESAR,
}
"""Kinds that are refused by whichever verb, and in which words."""


@pytest.mark.parametrize("nama", DITOLAK)
def test_what_is_beyond_the_bounds_is_refused_in_its_own_words(
    nama: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    hasil = tried_once(nama, "impor")
    assert hasil.ditolak, str(hasil)
    assert DITOLAK[nama] in hasil.kata
    assert not hasil.cela, str(hasil)


def test_more_persons_than_any_office_has_are_refused_before_they_are_looked_at_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    hasil = tried_once("penanggung-jawab-banyak", "tugas")
    assert "penanggung jawab, lebih dari 200" in hasil.kata
    assert not hasil.cela, str(hasil)


@pytest.mark.parametrize(
    "nama", ["format-256", "komentar-banyak", pytest.param("tautan-kecil-banyak", marks=pytest.mark.slow)]
)
def test_a_copy_that_would_take_too_long_is_not_begun_and_the_catatan_are_told(
    nama: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    hasil = tried_once(nama, "periksa --salinan")
    assert "Salinan tidak dibuat: lembarnya terlalu besar." in hasil.kata
    assert "Catatan: " in hasil.kata
    assert not hasil.cela, str(hasil)


@pytest.mark.slow
@pytest.mark.parametrize("nama", ["sel-di-ujung", "sel-di-dasar-lebar"])
def test_a_stray_value_in_the_last_row_costs_neither_the_plan_nor_the_time(
    nama: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("buku").mkdir()
    hasil = jalankan_verba("status", VERBA_BUKU["status"](write(nama, Path("buku"))))
    assert hasil.status == 0, str(hasil)
    assert not hasil.cela, str(hasil)


def test_a_filled_in_plan_of_another_year_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("buku").mkdir()
    path = Path(shutil.copyfile(BUKU_CONTOH, "buku/a.xlsx"))  # its rows are due in months of 2025
    hasil = jalankan_verba("impor", VERBA_BUKU["impor"](path))
    assert hasil.status == 0, str(hasil)
    assert Path("baru/rencana-aksi-zi-2026.xlsx").exists()
