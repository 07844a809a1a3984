from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from conftest import (
    AKAR,
    BUKU_CONTOH,
    Baris,
    Capsys,
    buat_buku,
    indikator,
    jalankan,
    lengkap,
    satu_baris_galat,
)

from zi_reports.cli import VERBA, perintah
from zi_reports.rencana.periode import Periode

BUKU_BARU = ("buku-baru", "--tahun", "2026", "--satker", "X", "--dari", "buku.xlsx", "--ya", "--keluaran")
SEMUA_VERBA = [str(verb.name) for verb in VERBA]


@pytest.mark.parametrize(
    "words", [[], ["--help"], ["-h"], *([verb, "--help"] for verb in SEMUA_VERBA), ["status", "-h"]]
)
def test_help_is_indonesian_and_has_examples(words: list[str], capsys: Capsys) -> None:
    assert jalankan(*words) == 0
    text = capsys.readouterr().out
    verb = next((f"{word} " for word in words[:1] if not word.startswith("-")), "")
    assert text.startswith(f"Pemakaian: zi {verb}")
    assert f"Contoh:\n    zi {verb.strip()}" in text
    assert not {"Usage", "Options", "Commands", "Show"} & set(text.replace(":", " ").split())
    assert "[required]" not in text


def test_help_lists_every_verb(capsys: Capsys) -> None:
    assert jalankan("--help") == 0
    listed = capsys.readouterr().out.split("Perintah:\n")[1].split("\n\n")[0]
    assert [line.split()[0] for line in listed.splitlines() if line[2] != " "] == SEMUA_VERBA


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["lapor"], "Perintah lapor tidak dikenal. Yang ada: laporan, status, periksa"),
        (["--x"], "Pilihan --x tidak dikenal."),
        (["laporan", "-x"], "Pilihan -x tidak dikenal."),
        (["laporan", "--bulan"], "Pilihan --bulan memerlukan nilai."),
        (["laporan", "--bulan", "Desember"], "Periode Desember tidak dikenal. Tulis seperti 2025-12 (bulan)"),
        (["laporan", "--bulan", "2025-13"], "Periode 2025-13 tidak dikenal."),
        (["status", "a.xlsx", "b.xlsx"], "Argumen berlebih: b.xlsx."),
        (
            ["status", "a.xlsx", "--bulan", "2026-02"],
            "Bulan Februari 2026 belum berjalan. Hari ini 5 Januari 2026.",
        ),
        (["periksa", "tidak-ada.xlsx"], "Buku kerja tidak ditemukan: tidak-ada.xlsx"),
        (["periksa", "."], ". adalah folder."),
    ],
)
def test_wrong_use_is_one_indonesian_line_and_status_2(
    words: list[str], sentence: str, capsys: Capsys
) -> None:
    assert jalankan(*words) == 2
    assert satu_baris_galat(capsys).startswith(sentence)


@pytest.mark.parametrize(
    "words",
    [
        *(
            ["Desember 2025"],
            ["des 2025"],
            ["DES 2025"],
            ["bulan Desember 2025"],
            ["Desember-2025"],
            ["desember2025"],
        ),
        *(
            ["2025-12"],
            ["12/2025"],
            ["12-2025"],
            ["2025/12"],
            ["202512"],
            ["122025"],
            ["2025.12"],
            ["12 2025"],
        ),
        ["Desember", "2025"],  # as two words, without quotation marks
    ],
)
def test_a_month_is_taken_as_people_write_it(words: list[str], tmp_path: Path, capsys: Capsys) -> None:
    book = buat_buku(tmp_path / "buku.xlsx", lengkap(indikator()))
    assert jalankan("status", "--bulan", *words, book) == 0
    assert "per 31 Desember 2025" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("teks", "month"),
    [("1/2025", 1), ("01-2025", 1), ("2025-1", 1), ("Nopember 2025", 11), ("Agt. 2025", 8), ("Sept 2025", 9)],
)
def test_the_month_of_other_spellings(teks: str, month: int) -> None:
    assert perintah.PERIODE(teks) == Periode.of(dt.date(2025, month, 1))


@pytest.mark.parametrize(
    "teks",
    [
        "Desember",
        "20251",
        "12025",
        "13/2025",
        "0/2025",
        "2025-00",
        "2025-12-31",
        "31 Desember 2025",
        "Des 25",
        "12/25",
        "Asap 2025",
        "",
    ],
)
def test_what_could_be_another_month_is_none(teks: str) -> None:
    with pytest.raises(click.BadParameter, match="seperti 2025-12"):
        perintah.PERIODE(teks)


def test_two_months_stand_without_quotation_marks_as_well(tmp_path: Path, capsys: Capsys) -> None:
    book = buat_buku(tmp_path / "buku.xlsx", lengkap(indikator()))
    words = ("bandingkan", "November", "2025", "Desember", "2025", book, "--keluaran", tmp_path)
    assert jalankan(*words) == 0
    assert "30 November 2025 dibandingkan 31 Desember 2025" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("teks", "path"),
    [
        ("hasil", "hasil/nama.xlsx"),
        ("hasil/", "hasil/nama.xlsx"),
        ("ada", "ada/nama.xlsx"),
        ("ada.xlsx", "ada.xlsx/nama.xlsx"),  # an existing folder, whatever it is called
        ("baru.xlsx/", "baru.xlsx/nama.xlsx"),
        ("KPU Kab. Contoh", "KPU Kab. Contoh/nama.xlsx"),
        ("hasil 12.2025", "hasil 12.2025/nama.xlsx"),
        ("../baru.xlsx", "../baru.xlsx"),
        ("hasil/Baru.XLSX", "hasil/Baru.XLSX"),
        (".", "nama.xlsx"),
    ],
)
def test_one_file_goes_into_a_folder_or_under_its_own_name(
    teks: str, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("ada", "ada.xlsx"):
        Path(name).mkdir()
    assert perintah.target(teks, "nama.xlsx") == Path(path)


@pytest.mark.parametrize(
    ("verb", "made"),
    [
        (("kalender", "buku.xlsx", "--keluaran", "agenda.ics"), "agenda.ics"),
        (("kalender", "buku.xlsx", "--keluaran", "agenda/"), "agenda/kalender-zi-2025.ics"),
        (("bandingkan", "2025-11", "2025-12", "buku.xlsx", "--keluaran", "a/b.xlsx"), "a/b.xlsx"),
        (("periksa", "buku.xlsx", "--salinan", "--keluaran", "periksa.xlsx"), "periksa.xlsx"),
        (("periksa", "buku.xlsx", "--salinan", "--keluaran", "hasil"), "hasil/periksa/buku-catatan.xlsx"),
        ((*BUKU_BARU, "baru/"), "baru/rencana-aksi-zi-2026.xlsx"),
        ((*BUKU_BARU, "baru"), "baru/rencana-aksi-zi-2026.xlsx"),
        (
            ("laporan", "buku.xlsx", "--keluaran", "a.docx/"),
            "a.docx/2026-01/ringkasan-2026-01-rencana-2025.json",
        ),
    ],
)
def test_each_verb_writes_where_keluaran_says(
    verb: tuple[str, ...], made: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    buat_buku(Path("buku.xlsx"), lengkap(indikator()))
    assert jalankan(*verb) == 0
    assert Path(made).is_file()


def test_a_calendar_of_ones_own_name_is_renewed_and_a_workbook_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    monkeypatch.chdir(tmp_path)
    buat_buku(Path("buku.xlsx"), lengkap(indikator()))
    before = Path("buku.xlsx").read_bytes()
    assert [jalankan("kalender", "buku.xlsx", "--keluaran", "agenda.ics") for _ in range(2)] == [0, 0]
    capsys.readouterr()
    assert jalankan("periksa", "buku.xlsx", "--salinan", "--keluaran", "buku.xlsx") == 2
    assert "buku.xlsx sudah ada dan tidak ditimpa." in capsys.readouterr().err
    assert Path("buku.xlsx").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["buku-baru", "--tahun", "2062", "--satker", "X"],
            "Tahun 2062 jauh dari tahun ini. Maksudnya 2026?",
        ),
        (
            ["impor", "a.docx", "--tahun", "1025", "--satker", "X"],
            "Tahun 1025 jauh dari tahun ini. Maksudnya 2025?",
        ),
        (["rekap", ".", "--tahun", "2205"], "Tahun 2205 jauh dari tahun ini. Maksudnya 2025?"),
        (
            ["rapat", "buku.xlsx", "--tanggal", "1026-01-08"],
            "1026-01-08 jauh dari tahun rencana, 2025. Maksudnya 2026-",
        ),
        (
            ["rapat", "buku.xlsx", "--tanggal", "2205-12-18"],
            "2205-12-18 jauh dari tahun rencana, 2025. Maksudnya 2025-",
        ),
        (
            ["bandingkan", "2015-12", "2025-12", "buku.xlsx"],
            "2015-12 jauh dari tahun rencana, 2025. Maksudnya 2025-12?",
        ),
    ],
)
def test_a_year_far_off_is_refused_with_the_likely_one(
    words: list[str], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    monkeypatch.chdir(tmp_path)
    buat_buku(Path("buku.xlsx"), lengkap(indikator()))
    assert jalankan(*words) == 2
    assert satu_baris_galat(capsys).startswith(sentence)


def test_an_older_plan_may_still_be_reported_on(tmp_path: Path) -> None:
    book = buat_buku(tmp_path / "buku.xlsx", lengkap(indikator()))
    later = dt.date(2029, 3, 1)
    assert jalankan("status", book, "--bulan", "2027-12", hari_ini=later) == 0
    assert jalankan("status", book, "--bulan", "2029-03", hari_ini=later) == 0


def test_an_unreadable_file_is_one_line_that_says_what_to_do(tmp_path: Path, capsys: Capsys) -> None:
    path = tmp_path / "rusak.xlsx"
    path.write_bytes(b"bukan buku kerja")
    for verb in ("laporan", "status", "periksa"):
        assert jalankan(verb, path) == 2
        assert "Simpan Sebagai .xlsx" in satu_baris_galat(capsys)


def test_a_name_that_is_no_text_is_shown_as_far_as_it_is_one(tmp_path: Path, capsys: Capsys) -> None:
    path = buat_buku(tmp_path / "b.xlsx", lengkap(indikator()))
    try:
        shutil.copy(path, tmp_path / "b (salinan konflik \udcff 2025).xlsx")
    except (OSError, UnicodeError):
        pytest.skip("names are always text here")
    assert jalankan("laporan", path, "--keluaran", tmp_path / "\udcff") == 0
    written = (tmp_path / "\udcff" / "2026-01" / "ringkasan-2026-01-rencana-2025.json").read_text(
        encoding="utf-8"
    )
    assert "b (salinan konflik  2025).xlsx" in written
    (tmp_path / "b (salinan konflik \udcff 2025).xlsx").rename(tmp_path / "\udcff.xlsx")
    words = ("--tahun", "2025", "--satker", "KPU", "--keluaran", tmp_path / "i.xlsx")
    assert jalankan("impor", tmp_path / "\udcff.xlsx", *words) == 0
    new = ("--tahun", "2026", "--satker", "KPU \udcff\x07 Contoh", "--ya", "--keluaran", tmp_path / "n.xlsx")
    assert jalankan("buku-baru", "--dari", path, *new) == 0
    assert "KPU Contoh, rencana 2026: 1 indikator." in capsys.readouterr().out


def test_an_error_that_nobody_foresaw_is_no_traceback(
    tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = buat_buku(tmp_path / "b.xlsx", lengkap(indikator()))

    def fail(*_arguments: object, **_named: object) -> None:
        raise RuntimeError("mesin\nberhenti")

    monkeypatch.setattr("zi_reports.laporan.assess", fail)
    assert jalankan("status", path) == 2
    assert satu_baris_galat(capsys).startswith("Kesalahan yang tidak terduga (RuntimeError: mesin berhenti).")


def test_without_buku_the_one_workbook_in_input_is_taken(
    tmp_path: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert jalankan("periksa") == 2
    assert "Tidak ada buku kerja di folder input" in satu_baris_galat(capsys)

    Path("input/contoh").mkdir(parents=True)
    shutil.copy(BUKU_CONTOH, "input/contoh/lain.xlsx")
    shutil.copy(BUKU_CONTOH, "input/satu.xlsx")
    Path("input/~$satu.xlsx").write_bytes(b"kunci Excel")
    assert jalankan("status") == 0
    assert "KPU Kabupaten Boyolali" in capsys.readouterr().out

    shutil.copy(BUKU_CONTOH, "input/dua.xlsx")
    assert jalankan("status") == 2
    line = satu_baris_galat(capsys)
    assert "Ada 2 buku kerja di folder input" in line
    assert str(Path("input/dua.xlsx")) in line
    assert str(Path("input/satu.xlsx")) in line


def test_periksa_ends_with_1_only_where_there_is_a_galat(tmp_path: Path, capsys: Capsys) -> None:
    fine = buat_buku(tmp_path / "baik.xlsx", lengkap(indikator(STATUS="Belum")))
    assert jalankan("periksa", fine) == 0
    assert capsys.readouterr().out == "Catatan: tidak ada.\n"
    wrong = buat_buku(tmp_path / "galat.xlsx", lengkap(indikator(STATUS="menunggu pleno")))
    assert jalankan("periksa", wrong) == 1


def test_status_shows_the_whole_and_each_area(tmp_path: Path, capsys: Capsys) -> None:
    path = buat_buku(
        tmp_path / "b.xlsx",
        lengkap(
            indikator(TANGGAL_SELESAI=dt.date(2025, 10, 1), BUKTI_DUKUNG="SK Tim Kerja"), indikator(NO="2")
        ),
    )
    assert jalankan("status", path, "--bulan", "2025-10") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [
        "KPU Kabupaten Contoh, rencana 2025, per 31 Oktober 2025",
        "Capaian 50%: rata-rata atas 2 indikator",
        "Realisasi jatuh tempo 50%: 1 dari 2 kewajiban",
        "2 indikator, 2 kewajiban: 1 selesai dan 1 terlambat",
    ]
    assert lines[5] == "Catatan: tidak ada."
    # Below an empty line and the headers; one row of two is done, and so half of the area.
    assert [line.split() for line in lines[8:10]] == [
        ["I", "2", "2", "1", "1", "50%", "Area"],
        ["II", "0", "0", "0", "0", "–", "Area"],
    ]


def test_the_screen_says_that_the_day_runs_and_what_is_to_be_heeded(tmp_path: Path, capsys: Capsys) -> None:
    def shown(*baris: Baris, hari_ini: dt.date) -> list[str]:
        path = buat_buku(tmp_path / "b.xlsx", lengkap(*baris))
        assert jalankan("status", path, "--bulan", "2025-10", hari_ini=hari_ini) == 0
        return capsys.readouterr().out.splitlines()

    ticks = {f"{bulan}_2025": "x" for bulan in ("SEP", "OKT", "NOV", "DES")}
    running = shown(indikator("Setiap Bulan", **ticks), indikator(NO="2"), hari_ini=dt.date(2025, 10, 31))
    assert running[0] == "KPU Kabupaten Contoh, rencana 2025, per 31 Oktober 2025 (hari berjalan)"
    # January to August; what is due today, in October, is not late.
    assert running[3].endswith(": 2 selesai, 8 terlambat, dan 3 belum jatuh tempo")
    assert running[4:7] == [
        "Masih jatuh tempo sampai 31 Oktober 2025: 1 kewajiban",
        "  31 Oktober 2025 (hari ini): I.2.1",
        "2 isian selesai baru dihitung mulai bulannya; isi tanggalnya.",
    ]
    blank = shown(indikator(), hari_ini=dt.date(2025, 11, 1))
    assert blank[0] == "KPU Kabupaten Contoh, rencana 2025, per 31 Oktober 2025"
    assert "1 terlambat" in blank[3]
    assert blank[4] == "Buku kerja belum memuat isian."


def test_a_plan_that_lacks_areas_is_not_called_finished(tmp_path: Path, capsys: Capsys) -> None:
    done = indikator(TANGGAL_SELESAI=dt.date(2025, 10, 1), BUKTI_DUKUNG="SK Tim Kerja")
    path = buat_buku(tmp_path / "b.xlsx", lengkap(done))
    assert jalankan("status", path, "--bulan", "2025-10") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == (
        "Capaian 100% (area II, III, IV, V, dan VI belum memiliki indikator): rata-rata atas 1 indikator"
    )
    assert lines[4].endswith("V Area (seluruh area), dan VI Area (seluruh area).")


# A stream that claims to be ASCII is taken by click for UTF-8; one of an old code page is left as it is.
@pytest.mark.parametrize(("encoding", "read_as", "dash"), [("ascii", "utf-8", "–"), ("cp850", "cp850", "-")])
def test_output_with_signs_that_a_code_page_lacks_is_still_printed(
    encoding: str, read_as: str, dash: str
) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "zi_reports", "status", str(BUKU_CONTOH), "--bulan", "2025-12"]
    done = subprocess.run(command, env=environment, cwd=AKAR, capture_output=True, check=False)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    # Area V has no indikator and so no capaian.
    (area_v,) = (line for line in done.stdout.decode(read_as).splitlines() if line.startswith("V "))
    assert area_v.split()[5] == dash


def test_help_is_answered_without_the_slow_libraries() -> None:
    code = (
        "import sys\nfrom zi_reports.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "slow = {'pandas', 'numpy', 'openpyxl', 'xlsxwriter', 'docx', 'docxtpl', 'lxml', 'jinja2'}\n"
        "assert not slow & set(sys.modules), slow & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
