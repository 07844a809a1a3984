from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from conftest import BUKU_CONTOH, BUKU_NYATA, PENGATURAN, Capsys, buat_buku, indikator, jalankan, lengkap


def status_json(path: Path, bulan: str, capsys: Capsys) -> dict[str, Any]:
    assert jalankan("status", path, "--bulan", bulan, "--json") == 0
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


def test_the_real_plan_in_december_before_anything_is_reported(capsys: Capsys) -> None:
    data = status_json(BUKU_NYATA, "2025-12", capsys)
    assert (data["satker"], data["tahun"]) == ("KPU Kabupaten Boyolali", 2025)
    assert data["per_tanggal"] == "2025-12-31"
    assert "tanda" not in data
    # Area I 3 + 12, II 6, III 16 + 2 x 12, IV 2, VI 6 + 2 + 2 + 1: 15 + 6 + 40 + 2 + 11. Two of them are due in
    # January 2026 and one has no TARGET WAKTU.
    assert data["ringkasan"] == {
        "indikator": 39,
        "kewajiban": 74,
        "selesai": 0,
        "tepat_waktu": 0,
        "selesai_terlambat": 0,
        "selesai_tanpa_tanggal": 0,
        "terlambat": 71,
        "belum_jatuh_tempo": 2,
        "tanpa_tenggat": 1,
        "tidak_berlaku": 0,
        "capaian": 0.0,
        "realisasi_jatuh_tempo": 0.0,
    }
    assert [
        (area["kode"], area["indikator"], area["kewajiban"], area["capaian"]) for area in data["area"]
    ] == [
        ("I", 4, 15, 0.0),
        ("II", 6, 6, 0.0),
        ("III", 18, 40, 0.0),
        ("IV", 2, 2, 0.0),
        ("V", 0, 0, None),
        ("VI", 9, 11, 0.0),
    ]
    kinds = [satu["kode"] for satu in data["catatan"]]
    # "Terdapat Inovasi pelayanan" has no TARGET WAKTU; IV.2, V.1 to V.5 and VI.1 are not in the source.
    assert kinds.count("target-waktu-kosong") == 1
    assert kinds.count("indikator-belum-disalin") == 7
    # Due before the decree of 27 October 2025: nine months of three monthly rows, two rows of area IV in January.
    early = [satu["pesan"] for satu in data["catatan"] if satu["kode"] == "sebelum-keputusan"]
    assert [pesan.partition(" ")[0] for pesan in early] == ["29"]
    assert kinds.count("tanpa-isian") == 1
    assert len(kinds) == 10


def test_each_month_of_the_real_plan_counts_what_is_due_in_it(capsys: Capsys) -> None:
    data = status_json(BUKU_NYATA, "2025-12", capsys)
    # Three monthly rows; January two more of area IV; October 2 + 3 + 1; November 1; December
    # 1 of I.3, 6 of II, 16 of III, 1 of VI.1, 1 of VI.2.4, 1 of VI.3; January 2026 two.
    assert [(satu["bulan"], satu["kewajiban"]) for satu in data["tenggat"]] == [
        ("2025-01", 5),
        *((f"2025-{bulan:02}", 3) for bulan in range(2, 10)),
        ("2025-10", 9),
        ("2025-11", 4),
        ("2025-12", 29),
        ("2026-01", 2),
        (None, 1),
    ]


def test_an_indikator_in_the_contract_has_its_place_its_words_and_its_figures(capsys: Capsys) -> None:
    first = status_json(BUKU_NYATA, "2025-12", capsys)["indikator"][0]
    assert first["kode"] == "I.1.1"
    assert first["sel"] == "C7"
    assert first["komponen"] == "Tim Kerja"
    assert first["indikator"] == "Menerbitkan SK Tim Kerja / Kelompok Kerja"
    assert first["target_waktu"] == "Maksimal 31 Oktober 2025"
    assert first["jenis"] == "sekali"
    assert first["jatuh_tempo"] == ["2025-10-31"]
    assert (first["kewajiban"], first["terlambat"], first["capaian"]) == (1, 1, 0.0)
    assert first["langkah_aksi"].startswith("Mengevaluasi Tim Kerja")
    assert first["bukti_fisik"].startswith("SK Tim Kerja ZI tahun 2025")
    assert (first["status"], first["bukti"]) == (None, [])


def test_what_a_row_reports_stands_in_the_contract_as_read_whatever_the_per_tanggal(
    tmp_path: Path, capsys: Capsys
) -> None:
    reported = indikator(
        "Mei dan November 2025",
        STATUS="sedang berjalan",
        BUKTI_DUKUNG="SK.pdf\nhttps://contoh.id/rekap",
        PENANGGUNG_JAWAB="Subbagian Hukum",
        KENDALA="Anggaran terlambat",
        TINDAK_LANJUT="Revisi anggaran",
        MEI_2025=dt.date(2025, 5, 30),
        NOV_2025="TB",
    )
    unknown = indikator(NO="2", STATUS="menunggu pleno", TANGGAL_SELESAI=dt.date(2025, 10, 7))
    path = buat_buku(tmp_path / "b.xlsx", lengkap(reported, unknown))
    first, second = status_json(path, "2025-01", capsys)["indikator"]
    expected = {
        "langkah_aksi": "Menyusun SK",
        "bukti_fisik": "SK Tim Kerja",
        "status": "Proses",
        "realisasi": [
            {"jatuh_tempo": "2025-05-31", "selesai": True, "tanggal": "2025-05-30", "tidak_berlaku": False},
            {"jatuh_tempo": "2025-11-30", "selesai": False, "tanggal": None, "tidak_berlaku": True},
        ],
        "bukti": [
            {"teks": "SK.pdf", "tautan": ""},
            {"teks": "https://contoh.id/rekap", "tautan": ""},
        ],
        "penanggung_jawab": "Subbagian Hukum",
        "kendala": "Anggaran terlambat",
        "tindak_lanjut": "Revisi anggaran",
    }
    assert {nama: first[nama] for nama in expected} == expected
    # A word that is not known says nothing of the row; its date stands there and does not count.
    assert second["status"] is None
    assert second["realisasi"] == [
        {"jatuh_tempo": "2025-10-31", "selesai": False, "tanggal": "2025-10-07", "tidak_berlaku": False}
    ]


def test_pengaturan_stands_in_the_contract_with_what_is_left_blank(tmp_path: Path, capsys: Capsys) -> None:
    settings = {**PENGATURAN, "Sekretaris": "BUDI", "Mulai Pemantauan": dt.date(2025, 1, 1)}
    path = buat_buku(tmp_path / "b.xlsx", lengkap(indikator()), pengaturan=settings)
    assert status_json(path, "2025-12", capsys)["pengaturan"] == {
        "satker": "KPU Kabupaten Contoh",
        "tahun": 2025,
        "nomor_keputusan": "",
        "tanggal_keputusan": None,
        "tempat": "Contoh",
        "mulai_pemantauan": "2025-01-01",
        "ketua": "",
        "sekretaris": "BUDI",
        "jabatan_penanda_tangan": "",
        "nama_penanda_tangan": "",
        "ukuran_kertas": None,
        "tanda": "",
        "lampirkan_catatan": None,
        "kata_pengantar": None,
    }


def test_rows_that_the_source_lacks_stand_in_the_contract(capsys: Capsys) -> None:
    lacking = status_json(BUKU_NYATA, "2025-12", capsys)["belum_disalin"]
    assert [satu["kode"] for satu in lacking] == ["IV.2", "V.1", "V.2", "V.3", "V.4", "V.5", "VI.1"]
    assert lacking[0] == {"kode": "IV.2", "komponen": "Pengelolaan Akuntabilitas Kinerja", "sel": "C40"}


def test_the_example_shows_every_state_and_every_level_and_says_that_it_is_one(
    capsys: Capsys,
) -> None:
    data = status_json(BUKU_CONTOH, "2025-12", capsys)
    assert data["tanda"] == "CONTOH"
    states = {
        name: data["ringkasan"][name] for name in data["ringkasan"] if name not in {"indikator", "capaian"}
    }
    assert all(states.values()), states
    assert {satu["tingkat"] for satu in data["catatan"]} == {"galat", "peringatan", "info"}


def test_a_month_that_has_not_ended_is_reported_as_of_today(tmp_path: Path, capsys: Capsys) -> None:
    path = buat_buku(tmp_path / "b.xlsx", lengkap(indikator("15 Oktober 2025")))
    # What is due today is late tomorrow.
    for hari_ini, terlambat in ((dt.date(2025, 10, 15), 0), (dt.date(2025, 10, 16), 1)):
        assert jalankan("status", path, "--json", hari_ini=hari_ini) == 0
        data = json.loads(capsys.readouterr().out)
        assert data["per_tanggal"] == hari_ini.isoformat()
        assert data["ringkasan"]["terlambat"] == terlambat


def test_a_catatan_in_the_contract_has_its_place_and_its_message(tmp_path: Path, capsys: Capsys) -> None:
    path = buat_buku(tmp_path / "b.xlsx", lengkap(indikator(STATUS="menunggu pleno")))
    assert status_json(path, "2025-12", capsys)["catatan"] == [
        {
            "tingkat": "galat",
            "kode": "status-tidak-dikenal",
            "lembar": "Rencana Aksi",
            "sel": "G7",
            "isi": "menunggu pleno",
            "pesan": "STATUS tidak dikenal. Pilih Belum, Proses, Selesai, atau Tidak Berlaku.",
        }
    ]
