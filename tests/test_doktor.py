"""`zi doktor`: the machine and the working folder, on the screen with all names, in its file with none."""

from __future__ import annotations

import importlib
import os
import shutil
import stat
import sys
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from conftest import AKAR, BUKU_NYATA, Capsys, jalankan

from zi_reports.cli import komputer

doktor = importlib.import_module("zi_reports.cli.doktor")
"""The module; as an attribute of its package the name is the verb's."""


@pytest.mark.slow
def test_doktor_names_what_is_well_and_what_to_do_about_the_rest(
    tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(komputer, "installed_fonts", lambda: frozenset({"bookman old style"}))
    assert jalankan("doktor") == 1
    lines = capsys.readouterr().out.splitlines()
    assert f"baik   Python: {sys.version.split()[0]} (>=3.11)" in lines
    assert f"baik   openpyxl: {metadata.version('openpyxl')} (>=3.1.5)" in lines
    assert "baik   Templat: lengkap" in lines
    assert "baik   Huruf Bookman Old Style: terpasang" in lines
    assert "perlu  Huruf Calibri: tidak terpasang" in lines
    wanted = "perlu  Buku kerja: Tidak ada buku kerja di folder input. Sebutkan letaknya pada perintah."
    assert lines[lines.index(wanted) + 1].strip() == "Simpan satu buku kerja di folder input."

    (tmp_path / "input").mkdir()
    shutil.copy(BUKU_NYATA, tmp_path / "input")
    monkeypatch.setattr(komputer, "installed_fonts", lambda: None)
    assert jalankan("doktor") == 0
    assert "tidak dapat diperiksa di komputer ini" in capsys.readouterr().out


def test_doktor_sees_a_font_that_is_missing_and_a_folder_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(komputer, "installed_fonts", lambda: frozenset({"carlito"}))
    fonts = doktor.check_fonts(komputer.fonts_used(AKAR / "templates" / "laporan-monev.docx"))
    assert ("Huruf Bookman Old Style", False) in [(row.perihal, row.baik) for row in fonts]
    (tmp_path / "berkas").write_text("")
    assert not doktor.check_output(tmp_path / "berkas" / "output").baik
    assert doktor.check_output(tmp_path / "baru" / "output").baik


PERLU: Mapping[str, list[str]] = {
    "zi-reports": [
        "openpyxl>=3.1.5",
        "Pandas >=2.2.2,<4",
        "lain; sys_platform == 'mars'",
        "tambahan[cepat]>=1; extra == 'rekap'",
        "pytest; extra == 'dev'",
    ],
    "openpyxl": ["et_xmlfile"],
    "pandas": ["numpy>=2", "openpyxl>=3.1.0"],
    "tambahan": ["laju; extra == 'cepat'", "lambat; extra == 'pelan'"],
}
ADA = {"openpyxl": "3.1.2", "pandas": "3.1.1", "et-xmlfile": "2.0.0"}


@pytest.fixture
def pasangan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Install what `ADA` says, of which `PERLU` says what each needs."""

    def version(nama: str) -> str:
        if nama not in ADA:
            raise metadata.PackageNotFoundError(nama)
        return ADA[nama]

    monkeypatch.setattr(metadata, "version", version)
    monkeypatch.setattr(metadata, "requires", PERLU.get)


@pytest.mark.usefixtures("pasangan")
def test_each_library_is_held_against_all_that_is_asked_of_it() -> None:
    found = {
        satu.nama: (satu.versi, str(satu.batas), satu.tambahan, satu.cukup) for satu in komputer.libraries()
    }
    assert found == {
        "et-xmlfile": ("2.0.0", "", False, True),
        "laju": ("", "", True, True),  # of the extra that the extra asks for
        "numpy": ("", ">=2", False, False),
        "openpyxl": ("3.1.2", ">=3.1.0,>=3.1.5", False, False),
        "pandas": ("3.1.1", "<4,>=2.2.2", False, True),
        "tambahan": ("", ">=1", True, True),
    }


@pytest.mark.usefixtures("pasangan")
def test_doktor_says_of_a_library_what_is_wrong_with_it() -> None:
    said = {row.perihal: (row.baik, row.keadaan) for row in doktor.check_libraries()}
    assert said["openpyxl"] == (False, "3.1.2, diperlukan >=3.1.0,>=3.1.5")
    assert said["numpy"] == (False, "tidak terpasang (>=2)")
    assert said["pandas"] == (True, "3.1.1 (<4,>=2.2.2)")
    assert said["tambahan"] == (True, "tidak terpasang (>=1); hanya diperlukan untuk zi rekap")


def test_a_program_that_is_no_package_cannot_tell_of_its_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    def without(nama: str) -> str:
        raise metadata.PackageNotFoundError(nama)

    for name in ("version", "requires", "metadata"):
        monkeypatch.setattr(metadata, name, without)
    rows = list(doktor.check_libraries())
    assert [row.perihal for row in rows] == ["Python", "Pustaka"]
    assert not rows[1].baik


def berkas(ukuran: int, **more: int) -> os.stat_result:
    return cast("os.stat_result", SimpleNamespace(st_size=ukuran, **more))


@pytest.mark.parametrize(
    ("status", "away"),
    [
        (berkas(20_000, st_file_attributes=stat.FILE_ATTRIBUTE_ARCHIVE), False),
        (berkas(20_000, st_file_attributes=stat.FILE_ATTRIBUTE_ARCHIVE | stat.FILE_ATTRIBUTE_OFFLINE), True),
        (berkas(20_000, st_file_attributes=0x00400020), True),  # FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS
        (berkas(20_000, st_file_attributes=0x00040020), True),  # FILE_ATTRIBUTE_RECALL_ON_OPEN
        (berkas(20_000, st_file_attributes=0x00080020), False),  # FILE_ATTRIBUTE_PINNED: always kept here
        (berkas(20_000, st_blocks=40, st_flags=0), False),
        (berkas(20_000, st_blocks=0, st_flags=0x40000000), True),  # SF_DATALESS
        (berkas(20_000, st_blocks=0), True),
        (berkas(300, st_blocks=0), False),  # such small ones some disks keep among the names
        (berkas(0, st_blocks=0), False),
    ],
)
def test_a_file_that_is_in_the_cloud_alone_is_known_by_what_the_system_says(
    status: os.stat_result, away: object
) -> None:
    assert komputer.not_downloaded(status) is away


def test_files_that_are_not_downloaded_are_named_five_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert [row.keadaan for row in doktor.check_input()] == [
        "belum ada berkas",
        "tidak ada berkas yang belum diunduh",
    ]
    Path("input/bukti").mkdir(parents=True)
    for nomor in range(1, 8):
        Path(f"input/bukti/SK {nomor}.pdf").write_bytes(b"isi")
    Path("input/Rencana.XLSX").write_bytes(b"isi")
    Path("input/SK.Budi").write_bytes(b"isi")
    monkeypatch.setattr(komputer, "not_downloaded", lambda status: status.st_size == 3)
    kinds, cloud = doktor.check_input()
    assert kinds.keadaan == "7 .pdf, 1 .xlsx, dan 1 jenis lain"
    assert not cloud.baik
    first = [str(Path(f"input/{name}")) for name in ("Rencana.XLSX", "SK.Budi", "bukti/SK 1.pdf")]
    assert cloud.keadaan.startswith(f"9 dari 9 berkas belum diunduh: {', '.join(first)}")
    assert cloud.keadaan.endswith("dan 4 lainnya")
    assert cloud.umum == "9 dari 9 berkas belum diunduh"


@pytest.mark.slow
def test_what_doktor_saves_holds_nothing_of_the_office(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    """Neither the folder's name, nor those of files, nor a paragraph of the office's template."""
    office = tmp_path / "Budi Santoso"
    (office / "input" / "bukti" / "I.1.1 Rahasia").mkdir(parents=True)
    (office / "input" / "bukti" / "I.1.1 Rahasia" / "SK Rahasia.Budi").write_bytes(b"isi")
    shutil.copy(BUKU_NYATA, office / "input" / "Rencana Boyolali.xlsx")
    monkeypatch.chdir(office)
    monkeypatch.setattr(komputer, "not_downloaded", lambda _status: True)
    fault = 'Templat laporan-monev.docx, paragraf "Ketua Budi {{ x }}.": nama "x" tidak dikenal.'
    monkeypatch.setattr("zi_reports.word.trial.check_templates", lambda _folder: [fault])
    words = ("doktor", "--keluaran", office / "Hasil Budi", "--simpan", "kirim.txt")
    assert jalankan(*words) == 1
    shown = capsys.readouterr().out
    assert fault in shown
    assert "SK Rahasia.Budi" in shown
    text = Path("kirim.txt").read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    assert text.startswith("Hasil zi doktor, 5 Januari 2026\nTanpa nama satker,")
    for line in (
        "perlu  Templat: ada kesalahan",
        "baik   Folder hasil: dapat ditulis",
        "baik   Isi folder input: 1 .xlsx dan 1 jenis lain",
        "perlu  OneDrive atau Google Drive: 2 dari 2 berkas belum diunduh",
        "baik   Buku kerja: 1 di folder input",
        f"baik   openpyxl: {metadata.version('openpyxl')} (>=3.1.5)",
    ):
        assert f"\n{line}\n" in text
    assert [word for word in ("Budi", "Rahasia", "Boyolali", str(tmp_path), "Ketua") if word in text] == []
    # A second one stands beside the first only where somebody wrote into that.
    assert jalankan("doktor", "--simpan", ".") == 1
    assert jalankan("doktor", "--simpan", ".") == 1
    assert sorted(path.name for path in office.glob("*.txt")) == ["doktor-zi.txt", "kirim.txt"]
