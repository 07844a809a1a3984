"""The main job: from the workbook to the month's documents."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import (
    AKAR,
    BUKU_CONTOH,
    BUKU_NYATA,
    HARI_INI,
    SATKER,
    Capsys,
    buat_buku,
    indikator,
    isi,
    jalankan,
    lengkap,
    pelanggaran,
    perlu_libreoffice,
    simpan_sebagai,
)
from openpyxl import load_workbook

from zi_reports.laporan import read_periode
from zi_reports.rencana.periode import Periode

NAMA = ("laporan-monev-zi-2025-12.docx", "monev-zi-2025-12.xlsx", "ringkasan-2025-12.json")


def teks_dokumen(path: Path) -> str:
    """Give all that the parts of a document say, markup included."""
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))


@pytest.fixture(scope="module")
def contoh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder with the example's report of December, made once; nobody writes there."""
    folder = tmp_path_factory.mktemp("contoh")
    assert jalankan("laporan", BUKU_CONTOH, "--bulan", "2025-12", "--keluaran", folder) == 0
    return folder


def test_laporan_writes_three_documents_and_says_so(tmp_path: Path, capsys: Capsys) -> None:
    assert jalankan("laporan", BUKU_CONTOH, "--bulan", "2025-12", "--keluaran", tmp_path) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "KPU Kabupaten Boyolali, rencana 2025, per 31 Desember 2025 (CONTOH)"
    assert lines[1].startswith("Capaian ")
    assert lines[4] == "Keputusan rapat: 1 selesai, 1 terlambat, dan 1 belum jatuh tempo"
    assert lines[6].startswith("Catatan: ")
    assert lines[7:] == ["Ditulis:", *(f"  {tmp_path / '2025-12' / nama}" for nama in NAMA)]
    assert sorted(isi(tmp_path)) == [f"2025-12/{nama}" for nama in NAMA]


def test_the_json_beside_the_documents_is_what_status_prints(contoh: Path, capsys: Capsys) -> None:
    capsys.readouterr()
    assert jalankan("status", BUKU_CONTOH, "--bulan", "2025-12", "--json") == 0
    beside = json.loads((contoh / "2025-12" / "ringkasan-2025-12.json").read_text(encoding="utf-8"))
    made = {
        name: beside.pop(name) for name in ("dibuat", "dokumen")
    }  # only what lies beside documents has these
    assert beside == json.loads(capsys.readouterr().out)
    documents = [path for path in (contoh / "2025-12").iterdir() if path.suffix != ".json"]
    assert made["dokumen"] == {path.name: sha256(path.read_bytes()).hexdigest() for path in documents}


def test_the_same_command_on_the_same_day_gives_the_same_bytes_and_leaves_the_workbook_alone(
    tmp_path: Path,
) -> None:
    """In processes of their own: the order of a set must not show in a document."""
    before = BUKU_CONTOH.read_bytes()
    for folder, seed in (("satu", "1"), ("dua", "2")):
        subprocess.run(
            [
                *(sys.executable, "-m", "zi_reports", "laporan", str(BUKU_CONTOH)),
                *("--bulan", "2025-12", "--keluaran", str(tmp_path / folder)),
            ],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(AKAR)},
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )
    assert isi(tmp_path / "satu") == isi(tmp_path / "dua")
    assert len(isi(tmp_path / "satu")) == 3
    assert BUKU_CONTOH.read_bytes() == before


def test_contoh_stands_in_every_document_made_from_the_example_and_in_no_other(
    contoh: Path, tmp_path: Path
) -> None:
    assert jalankan("laporan", BUKU_NYATA, "--bulan", "2025-12", "--keluaran", tmp_path) == 0
    for folder in (contoh, tmp_path):
        for nama in NAMA:
            path = folder / "2025-12" / nama
            text = path.read_text(encoding="utf-8") if path.suffix == ".json" else teks_dokumen(path)
            assert ("CONTOH" in text) == (folder == contoh), str(path)


def test_a_workbook_that_cannot_be_read_leaves_earlier_documents_as_they_were(
    contoh: Path, tmp_path: Path
) -> None:
    book = tmp_path / "buku.xlsx"
    book.write_bytes(BUKU_CONTOH.read_bytes()[:4000])
    shutil.copytree(contoh, tmp_path / "hasil")
    before = isi(tmp_path / "hasil")
    assert jalankan("laporan", book, "--bulan", "2025-12", "--keluaran", tmp_path / "hasil") == 2
    assert isi(tmp_path / "hasil") == before


def test_text_that_means_something_to_a_machine_comes_out_as_typed(tmp_path: Path) -> None:
    typed = "R&D <baru> {{ x }} {% y %} \"kutip\" 'satu' =1+1"
    book = buat_buku(tmp_path / "b.xlsx", lengkap(indikator(KENDALA=typed, TINDAK_LANJUT="@SUM(A1)")))
    assert jalankan("laporan", book, "--bulan", "2025-12", "--keluaran", tmp_path) == 0
    escaped = "R&amp;D &lt;baru&gt; {{ x }} {% y %} "
    for nama in NAMA[:2]:
        assert escaped in teks_dokumen(tmp_path / "2025-12" / nama), nama


def test_evidence_that_is_a_file_or_a_web_address_is_a_live_link_in_the_excel_report(tmp_path: Path) -> None:
    (tmp_path / "input" / "bukti").mkdir(parents=True)
    (tmp_path / "input" / "bukti" / "SK & lampiran.pdf").touch()
    given = "SK & lampiran.pdf\nhttps://contoh.id/notulen\ntidak ada.pdf\njavascript:alert(1)"
    book = buat_buku(tmp_path / "input" / "b.xlsx", lengkap(indikator(BUKTI_DUKUNG=given)))
    assert jalankan("laporan", book, "--bulan", "2025-12", "--keluaran", tmp_path / "hasil") == 0
    sheet = load_workbook(tmp_path / "hasil" / "2025-12" / NAMA[1])["Bukti Dukung"]
    links = {cell.value: cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    # From hasil/2025-12 two folders up, then down into the workbook's own; Excel keeps it with backslashes.
    assert links == {
        "SK & lampiran.pdf": "..\\..\\input\\bukti\\SK%20&%20lampiran.pdf",
        "https://contoh.id/notulen": "https://contoh.id/notulen",
    }


def tulis_laporan(folder: Path, *uraian: str, bulan: str = "2025-11", **lain: object) -> Path:
    """Lay a report of an earlier month where the program looks for it, with rows I.1.1, I.1.2, ..."""
    rows = [{"kode": f"I.1.{n}", "indikator": satu} for n, satu in enumerate(uraian, start=1)]
    path = folder / bulan / f"ringkasan-{bulan}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = {"satker": SATKER, "tahun": 2025, "per_tanggal": f"{bulan}-28", "ringkasan": {}, "area": []}
    path.write_text(json.dumps(head | {"indikator": rows, "catatan": []} | lain))
    return path


def hilang(tmp_path: Path, *uraian: str) -> list[str]:
    """Read a workbook for the report of December; give what is said of indikator that are gone."""
    book = buat_buku(tmp_path / "b.xlsx", lengkap(*(indikator(INDIKATOR=satu) for satu in uraian)))
    bahan = read_periode(book, Periode.of(dt.date(2025, 12, 1)), HARI_INI, tmp_path)
    return [satu.pesan for satu in bahan.catatan if satu.kode == "indikator-hilang"]


def test_an_indikator_that_the_last_report_had_and_the_workbook_lacks_is_named(tmp_path: Path) -> None:
    tulis_laporan(tmp_path, "A", "B", "C", "D", bulan="2025-10")
    tulis_laporan(tmp_path, "A", "B", "C", bulan="2025-11")
    tulis_laporan(tmp_path, "Z", bulan="2026-01")
    # Without KODE the rows below move up: C is I.1.2 now, and it is B that is gone.
    (pesan,) = hilang(tmp_path, "A", "C")
    assert pesan == (
        "Laporan November 2025 memuat 1 indikator yang tidak ada lagi pada lembar ini: I.1.2 B. "
        "Bila barisnya terhapus, kembalikan dari berkas sebelumnya."
    )


@pytest.mark.parametrize(
    "uraian",
    [
        ("A", "B", "C"),
        ("C", "A", "B"),
        ("A", "B yang diubah", "C"),
        ("A", "baru", "B", "C"),
        ("A ", "B\n", "C"),
    ],
)
def test_an_indikator_that_moved_or_whose_words_were_changed_is_not_gone(
    uraian: tuple[str, ...], tmp_path: Path
) -> None:
    tulis_laporan(tmp_path, "A", "B", "C")
    assert hilang(tmp_path, *uraian) == []


def test_a_report_that_is_none_of_this_plan_is_passed_over(tmp_path: Path) -> None:
    tulis_laporan(tmp_path, "A", "B", bulan="2025-03")
    tulis_laporan(tmp_path, "Z", bulan="2025-04", satker="KPU Kota Lain")
    tulis_laporan(tmp_path, "Z", bulan="2025-05", tahun=2024)
    tulis_laporan(tmp_path, bulan="2025-06", indikator=None)
    tulis_laporan(tmp_path, bulan="2025-07", indikator=["Z", 1])
    tulis_laporan(tmp_path, bulan="2025-08").write_text('["')
    tulis_laporan(tmp_path, bulan="2025-09").write_bytes(b"\xff\xfe{")
    tulis_laporan(tmp_path, bulan="2025-10").write_text("[" * 100_000)
    (tmp_path / "2025-11" / "ringkasan-2025-11.json").mkdir(parents=True)
    (pesan,) = hilang(tmp_path, "A")
    assert pesan.startswith("Laporan Maret 2025 memuat 1 indikator")


def test_many_that_are_gone_are_counted_and_the_first_ten_named(tmp_path: Path) -> None:
    tulis_laporan(tmp_path, *(f"Butir {n}" for n in range(1, 14)))
    (pesan,) = hilang(tmp_path, "Butir 13")
    assert "memuat 12 indikator" in pesan
    assert "I.1.10 Butir 10; dan 2 lainnya." in pesan
    assert "Butir 11" not in pesan


def test_a_plan_with_nothing_in_it_still_has_its_documents(tmp_path: Path) -> None:
    book = buat_buku(tmp_path / "b.xlsx", lengkap())
    assert jalankan("laporan", book, "--bulan", "2025-12", "--keluaran", tmp_path) == 0
    data = json.loads((tmp_path / "2025-12" / NAMA[2]).read_text(encoding="utf-8"))
    assert data["ringkasan"]["capaian"] is None


def test_a_status_without_a_date_is_news_in_the_newest_report_and_rewrites_no_earlier_one(
    tmp_path: Path,
) -> None:
    """It is due in December, and ticked off in November."""

    def finished(bulan: int, hari_ini: dt.date) -> int:
        bahan = read_periode(book, Periode.of(dt.date(2025, bulan, 1)), hari_ini, tmp_path / "hasil")
        return bahan.monev.ringkasan.hitungan.selesai

    book = buat_buku(tmp_path / "b.xlsx", lengkap(indikator("Desember 2025", STATUS="Selesai")))
    later = dt.date(2026, 2, 3)
    assert finished(11, dt.date(2025, 12, 31)) == 1
    # Without a report of November nothing says since when: then from December on.
    assert [finished(bulan, later) for bulan in (10, 11, 12)] == [0, 0, 1]
    made = ("laporan", book, "--bulan", "2025-11", "--keluaran", tmp_path / "hasil", "--jangan-buka")
    assert jalankan(*made, hari_ini=dt.date(2025, 12, 2)) == 0
    assert [finished(bulan, later) for bulan in (10, 11, 12)] == [0, 1, 1]


def test_a_report_made_while_its_month_ran_is_no_basis_of_the_next(tmp_path: Path) -> None:
    """The report of October was made on the 15th: it says nothing of what came after."""
    rows = [indikator(f"{day} Oktober 2025", NO=str(day)) for day in (10, 15, 20)]
    book = buat_buku(tmp_path / "b.xlsx", lengkap(*rows))
    made = ("laporan", book, "--bulan", "2025-10", "--keluaran", tmp_path / "hasil", "--jangan-buka")
    assert jalankan(*made, hari_ini=dt.date(2025, 10, 15)) == 0
    lalu = read_periode(
        book, Periode.of(dt.date(2025, 11, 30)), dt.date(2025, 12, 2), tmp_path / "hasil"
    ).lalu
    assert lalu.hari == "31 Oktober 2025"
    assert (lalu.ringkasan.hitungan.terlambat, lalu.ringkasan.hitungan.belum_jatuh_tempo) == (3, 0)
    assert lalu.ringkasan.realisasi_jatuh_tempo == 0.0


setiap_dokumen = pytest.mark.parametrize(
    ("book", "bulan"),
    [
        pytest.param(BUKU_CONTOH, "2025-12", id="contoh"),
        pytest.param(BUKU_NYATA, "2025-12", id="nyata"),
        pytest.param(BUKU_CONTOH, "2025-01", id="awal tahun"),
    ],
)


@pytest.mark.slow
@setiap_dokumen
def test_documents_obey_the_office_schemas(book: Path, bulan: str, tmp_path: Path) -> None:
    assert jalankan("laporan", book, "--bulan", bulan, "--keluaran", tmp_path) == 0
    files = [*tmp_path.rglob("*.docx"), *tmp_path.rglob("*.xlsx"), book, *(AKAR / "templates").glob("*.docx")]
    assert {file.name: pelanggaran(file) for file in files} == dict.fromkeys(
        (file.name for file in files), ""
    )


@pytest.mark.slow
@perlu_libreoffice
@setiap_dokumen
def test_libreoffice_opens_the_documents(book: Path, bulan: str, tmp_path: Path) -> None:
    assert jalankan("laporan", book, "--bulan", bulan, "--keluaran", tmp_path) == 0
    for file in [*tmp_path.rglob("*.docx"), *tmp_path.rglob("*.xlsx")]:
        pdf = simpan_sebagai("pdf", file, tmp_path, tmp_path / "profil")
        assert pdf.stat().st_size > 20_000  # one empty page has fewer
