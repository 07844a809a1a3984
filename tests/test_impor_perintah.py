"""The verb `impor`: what it writes, what it says of it, and which files it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import LAMPIRAN, SATKER, Capsys, jalankan, satu_baris_galat
from naskah_kecil import AREA_I, HEADER, KEPUTUSAN, TIM

from zi_reports.cli.impor import JUDUL
from zi_reports.rencana.catatan import BUKU, NASKAH, kode_of
from zi_reports.rencana.lampiran import KOMPONEN_BAKU, NAMA_AREA
from zi_reports.sources.decree import read_lampiran
from zi_reports.sources.grid import NaskahError
from zi_reports.sources.workbook import read_workbook


@pytest.mark.parametrize(
    ("nama", "isi", "kalimat"),
    [
        ("a.docx", b"bukan dokumen", "tidak dapat dibaca sebagai dokumen Word"),
        ("a.xlsx", b"bukan buku", "a.xlsx berisi teks, bukan buku kerja Excel"),
        ("a.txt", b"tanpa tabel", "tidak memuat tabel rencana aksi"),
        ("a.txt", b"PK\x03\x04\0", "bukan berkas teks"),
        ("a.doc", b"lama", "tidak dapat diimpor"),
    ],
)
def test_a_file_of_no_use_is_refused_in_one_line(
    nama: str, isi: bytes, kalimat: str, tmp_path: Path, capsys: Capsys
) -> None:
    (tmp_path / nama).write_bytes(isi)
    baru = tmp_path / "baru.xlsx"
    assert jalankan("impor", tmp_path / nama, "--tahun", "2025", "--satker", SATKER, "--keluaran", baru) == 2
    assert kalimat in satu_baris_galat(capsys)
    assert not baru.exists()


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NaskahError, match="tidak ditemukan"):
        read_lampiran(tmp_path / "tiada.docx", SATKER, 2025)
    with pytest.raises(NaskahError, match="adalah folder"):
        read_lampiran(tmp_path, SATKER, 2025)


def test_the_command_writes_the_workbook_once_and_reports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "input" / "rencana-aksi-zi-2025.xlsx"
    words = ["impor", str(KEPUTUSAN), "--tahun", "2025", "--satker", SATKER]
    assert jalankan(*words) == 0
    text = capsys.readouterr().out
    assert "4 indikator menurut area: I 2, II 2, III 0, IV 0, V 0, dan VI 0." in text
    assert "Disambung (1):" in text
    assert "Area ditetapkan dari nama komponen (2):" in text
    rencana, _ = read_workbook(path)
    assert [satu.kode for satu in rencana.indikator] == ["I.1.1", "I.1.2", "II.2.1", "II.3.1"]
    before = path.read_bytes()
    assert jalankan(*words) == 2
    assert "sudah ada dan tidak ditimpa" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_every_kind_of_decision_has_its_heading_in_the_report() -> None:
    assert set(map(kode_of, NASKAH)) <= set(JUDUL) <= set(map(kode_of, {**NASKAH, **BUKU}))


def test_all_that_is_said_of_a_lampiran_stands_in_the_report(tmp_path: Path, capsys: Capsys) -> None:
    rows = ("\t".join(row) for row in (HEADER, AREA_I, TIM, ("Ditetapkan di Contoh", "")))
    (tmp_path / "a.txt").write_text("\n".join(rows), encoding="utf-8")
    hasil = read_lampiran(tmp_path / "a.txt", SATKER, 2025)
    words = ("--tahun", "2025", "--satker", SATKER, "--keluaran", tmp_path / "b.xlsx")
    assert jalankan("impor", tmp_path / "a.txt", *words) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "baris-penutup" in {satu.kode for satu in hasil.catatan}
    assert all(satu.pesan in text for satu in hasil.catatan)


def test_all_catatan_of_an_import_stand_in_a_text_beside_the_workbook_and_the_screen_shows_some(
    tmp_path: Path, capsys: Capsys
) -> None:
    book, notes = tmp_path / "buku baru.xlsx", tmp_path / "buku baru-catatan.txt"
    words = ("--tahun", "2025", "--satker", SATKER, "--keluaran", book)
    assert jalankan("impor", LAMPIRAN, *words) == 0
    shown = capsys.readouterr().out.splitlines()
    # 5 rows joined, 3 placed by their names, 7 komponen on the pages that are lacking.
    said = read_lampiran(LAMPIRAN, SATKER, 2025).catatan
    assert shown[-1] == f"Semua catatan impor ({len(said)}), untuk dicetak: {notes}"
    assert shown[-2].endswith(f'lalu jalankan: zi periksa "{book}"')
    assert "Belum ada pada naskah (7):" in shown
    assert shown[shown.index("Belum ada pada naskah (7):") + 7] == "  dan 2 lainnya"
    content = notes.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") > len(said)
    written = content.decode("utf-8-sig").splitlines()
    assert f"{SATKER}, rencana 2025, dari {LAMPIRAN.name}" in written
    assert "lainnya" not in content.decode()
    for satu in said:
        isi = " ".join(satu.isi.split())
        assert f'  {satu.lokasi.sel}: "{isi}"' in written  # in full length, unlike on the screen
        assert f"    {satu.pesan}" in written


def test_an_earlier_text_of_catatan_is_kept(tmp_path: Path) -> None:
    (tmp_path / "b-catatan.txt").write_text("sudah dicentang", encoding="utf-8")
    words = ("--tahun", "2025", "--satker", SATKER, "--keluaran", tmp_path / "b.xlsx")
    assert jalankan("impor", LAMPIRAN, *words) == 0
    assert (tmp_path / "b-catatan.txt").read_text(encoding="utf-8") == "sudah dicentang"
    assert (tmp_path / "b-catatan-2.txt").is_file()


def test_an_import_without_catatan_writes_the_workbook_alone(tmp_path: Path, capsys: Capsys) -> None:
    names = [row for kode in KOMPONEN_BAKU for row in baris_area(kode)]
    path = tmp_path / "a.txt"
    path.write_text("\n".join("\t".join(row) for row in (HEADER, *names)), encoding="utf-8")
    words = ("--tahun", "2025", "--satker", SATKER, "--keluaran", tmp_path / "hasil/")
    assert jalankan("impor", path, *words) == 0
    assert "catatan impor" not in capsys.readouterr().out
    assert [satu.name for satu in (tmp_path / "hasil").iterdir()] == ["rencana-aksi-zi-2025.xlsx"]


def baris_area(kode: str) -> list[tuple[str, ...]]:
    komponen = enumerate(KOMPONEN_BAKU[kode], start=1)
    return [
        (kode, NAMA_AREA[kode], "", "", "", ""),
        *((str(nomor), nama, "Rapat", "Mengundang", "Notulen", "Oktober 2025") for nomor, nama in komponen),
    ]
