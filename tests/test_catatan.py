"""Each kind of catatan: the smallest workbook that calls for it, and what the user reads."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import KOLOM, PENGATURAN, Baris, area, buat_buku, indikator, jalankan, lengkap

EMAS = Path(__file__).parent / "catatan"
AKHIR_OKTOBER = dt.date(2025, 10, 31)


@dataclass(frozen=True)
class Kasus:
    baris: list[Baris]
    kolom: tuple[str, ...] = KOLOM
    pengaturan: Any = None


def bulanan(**isian: Any) -> Baris:
    return indikator("Setiap Bulan", BUKTI_DUKUNG="rekap.pdf", **isian)


KASUS: dict[str, Kasus] = {
    "area-tidak-ada": Kasus([area("I"), indikator(), area("II"), area("III"), area("IV"), area("VI")]),
    "indikator-belum-disalin": Kasus(lengkap({"NO": "1", "KOMPONEN": "Standar Pelayanan"})),
    "indikator-kosong": Kasus(lengkap({"NO": "1", "KOMPONEN": "Tim Kerja", "BUKTI FISIK": "SK"})),
    "isian-bulan-tidak-dikenal": Kasus(lengkap(bulanan(OKT_2025="proses"))),
    "kolom-tidak-ada": Kasus(
        lengkap(indikator("November 2025 dan Januari 2026")), tuple(k for k in KOLOM if k != "KENDALA")
    ),
    "nomor-komponen-ganda": Kasus(
        lengkap(indikator(), indikator(KOMPONEN="Dokumen Rencana Aksi", TARGET_WAKTU="Desember 2025"))
    ),
    "pengaturan-tidak-terbaca": Kasus(
        lengkap(indikator()),
        pengaturan={**PENGATURAN, "Mulai Pemantauan": "awal tahun", "Ukuran Kertas": "kuarto"},
    ),
    "satker-kosong": Kasus(lengkap(indikator()), pengaturan={**PENGATURAN, "Satker": None}),
    "sel-rusak": Kasus(lengkap(indikator(TANGGAL_SELESAI="=TODAY()", STATUS="Selesai"))),
    "sel-tidak-dipakai": Kasus(
        lengkap(
            indikator(DES_2025="x"),
            indikator("Oktober dan Desember 2025", TANGGAL_SELESAI=AKHIR_OKTOBER, NOV_2025="x"),
        )
    ),
    "selesai-tanpa-bukti": Kasus(lengkap(indikator(STATUS="Selesai", TANGGAL_SELESAI=AKHIR_OKTOBER))),
    "selesai-tanpa-tanggal": Kasus(
        lengkap(indikator(STATUS="Selesai", BUKTI_DUKUNG="SK.pdf"), bulanan(JAN_2025="x", FEB_2025="v"))
    ),
    "status-berlawanan-bulan": Kasus(
        lengkap(
            bulanan(STATUS="Selesai", JAN_2025=dt.date(2025, 1, 31)),
            bulanan(STATUS="Belum", JAN_2025=dt.date(2025, 1, 31)),
            bulanan(STATUS="Tidak Berlaku", JAN_2025=dt.date(2025, 1, 31)),
        )
    ),
    "status-tidak-dikenal": Kasus(lengkap(indikator(STATUS="slesai"), indikator(STATUS="menunggu pleno"))),
    "tahun-dari-judul": Kasus(lengkap(indikator()), pengaturan={**PENGATURAN, "Tahun Rencana": "ini"}),
    "tanggal-berlawanan-status": Kasus(
        lengkap(indikator(STATUS="Proses", TANGGAL_SELESAI=AKHIR_OKTOBER, BUKTI_DUKUNG="SK.pdf"))
    ),
    "tanggal-di-masa-depan": Kasus(
        lengkap(indikator(STATUS="Selesai", TANGGAL_SELESAI=dt.date(2062, 10, 31), BUKTI_DUKUNG="SK.pdf"))
    ),
    "tanggal-tidak-terbaca": Kasus(lengkap(indikator(STATUS="Selesai", TANGGAL_SELESAI="31 Juni 2025"))),
    "tanpa-area": Kasus([indikator(), *lengkap()]),
    "target-waktu-insidental": Kasus(lengkap(indikator("Setiap ada kegiatan"))),
    "target-waktu-kosong": Kasus(lengkap(indikator(None))),
    "target-waktu-tidak-terbaca": Kasus(lengkap(indikator("31 Febuari 2025"))),
}


@pytest.mark.parametrize("kode", KASUS)
def test_a_catatan_says_where_what_and_what_to_do(
    kode: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    emas: Callable[[Path, str], None],
) -> None:
    kasus = KASUS[kode]
    path = buat_buku(
        tmp_path / "buku.xlsx", kasus.baris, kolom=kasus.kolom, pengaturan=kasus.pengaturan or PENGATURAN
    )

    status = jalankan("periksa", path)

    text = capsys.readouterr().out
    assert f" · {kode}\n" in text
    assert status == (1 if " · galat · " in text else 0)
    emas(EMAS / f"{kode}.txt", text)


def test_every_kind_of_catatan_in_the_code_has_its_case() -> None:
    package = Path(__file__).parent.parent / "zi_reports"
    sources = [package / "checks.py", *(package / "workbook").glob("*.py")]
    in_code = {
        kode
        for path in sources
        for kode in re.findall(r'"([a-z]+(?:-[a-z]+)+)"', path.read_text(encoding="utf-8"))
    }
    assert in_code == set(KASUS)
    assert {path.stem for path in EMAS.glob("*.txt")} == set(KASUS)
