"""Each kind of catatan: the smallest workbook that calls for it, and what the user reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import (
    KOLOM,
    PENGATURAN,
    Baris,
    Capsys,
    area,
    buat_buku,
    indikator,
    jalankan,
    lengkap,
)
from openpyxl import load_workbook
from paket_kecil import without_part

from zi_reports.rencana.catatan import BUKU, NASKAH, kode_of, maksudnya, note
from zi_reports.rencana.model import Lokasi

EMAS = Path(__file__).parent / "catatan"
AKHIR_OKTOBER = dt.date(2025, 10, 31)

SEBAGIAN = {"LANGKAH AKSI": "dan Jajaran Sekretariat", "BUKTI FISIK": "2) Notulen"}
"""The second half of a row that a page break cut."""

HEADER = {header: header for header in KOLOM}


@dataclass(frozen=True)
class Kasus:
    """A workbook `buku.xlsx`, what of it is hidden, a part taken out of it, and the files beside it."""

    baris: list[Baris]
    kolom: tuple[str, ...] = KOLOM
    pengaturan: Mapping[str, Any] | None = None
    tersembunyi: tuple[int, ...] = ()
    tanpa: str = ""
    berkas: tuple[str, ...] = ("SK.pdf", "rekap.pdf")


def bulanan(**isian: Any) -> Baris:
    return indikator("Setiap Bulan", BUKTI_DUKUNG="rekap.pdf", **isian)


KASUS: dict[str, Kasus] = {
    "area-tidak-ada": Kasus([area("I"), indikator(), area("II"), area("III"), area("IV"), area("VI")]),
    "baris-disambung": Kasus(lengkap(indikator(), HEADER, SEBAGIAN)),
    "baris-mungkin-lanjutan": Kasus(
        lengkap(indikator(), HEADER, {"INDIKATOR": "Terdapat Inovasi pelayanan"})
    ),
    "baris-penutup": Kasus(
        [
            *lengkap(indikator()),
            {"BUKTI FISIK": "Ditetapkan di Contoh"},
            {"BUKTI FISIK": "pada tanggal 27 Oktober 2025"},
            {"BUKTI FISIK": "KETUA KPU KABUPATEN CONTOH,"},
            {"BUKTI FISIK": "Fulan"},
        ]
    ),
    "baris-tersembunyi": Kasus(lengkap(indikator(), indikator(NO="2")), tersembunyi=(7, 8, 11)),
    "bukti-di-luar-folder": Kasus(
        lengkap(
            indikator(BUKTI_DUKUNG="D:\\ZI\\SK.pdf\n../SK.pdf"),
            indikator(NO="2", BUKTI_DUKUNG="Notulen rapat"),
        )
    ),
    "bukti-kurang": Kasus(
        lengkap(
            indikator(
                TANGGAL_SELESAI=AKHIR_OKTOBER,
                BUKTI_FISIK="1) SK 2) Undangan 3) Notulen",
                BUKTI_DUKUNG="SK.pdf",
            )
        )
    ),
    "bukti-tidak-ditemukan": Kasus(
        lengkap(indikator(BUKTI_DUKUNG="SK.pdf\nnotulen.pdf\nfoto/\nhttps://example.id/x.pdf"))
    ),
    "dibaca-nilainya-saja": Kasus(lengkap(indikator()), tanpa="[Content_Types].xml"),
    "indikator-belum-disalin": Kasus(lengkap({"NO": "1", "KOMPONEN": "Standar Pelayanan"})),
    "indikator-kosong": Kasus(lengkap({"NO": "1", "KOMPONEN": "Tim Kerja", "BUKTI FISIK": "SK"})),
    "isian-bulan-dibaca-sebagai": Kasus(
        lengkap(bulanan(SEP_2025="N/A", OKT_2025="sdh slesai", NOV_2025=True))
    ),
    "isian-bulan-tidak-dikenal": Kasus(lengkap(bulanan(SEP_2025="9/30/2025", OKT_2025="proses"))),
    # Excel writes a control character as `_x0007_`.
    "karakter-kendali": Kasus(lengkap(indikator(KENDALA="Menunggu_x0007_ salinan"))),
    "kolom-dibaca-sebagai": Kasus(
        lengkap({**indikator(), "BUKTI PISIK": "SK"}),
        tuple("BUKTI PISIK" if k == "BUKTI FISIK" else k for k in KOLOM),
    ),
    "kolom-ganda": Kasus(lengkap(indikator()), (*KOLOM, "Status")),
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
    "penanda-tangan-tidak-lengkap": Kasus(
        lengkap(indikator()),
        pengaturan={
            **PENGATURAN,
            "Penanda Tangan Laporan (jabatan)": "Plh. Ketua",
            "Penanda Tangan Laporan (nama)": "-",
        },
    ),
    "salinan-konflik": Kasus(
        lengkap(indikator()), berkas=("buku (salinan konflik Sekretariat 2025-12-01).xlsx",)
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
    "status-dibaca-sebagai": Kasus(
        lengkap(
            indikator(STATUS="slesai", TANGGAL_SELESAI=AKHIR_OKTOBER, BUKTI_DUKUNG="SK.pdf"),
            indikator(NO="2", STATUS="blm"),
        )
    ),
    "status-tidak-dikenal": Kasus(
        lengkap(indikator(STATUS="selesai sebagian"), indikator(STATUS="menunggu pleno"))
    ),
    "tahun-dari-judul": Kasus(lengkap(indikator()), pengaturan={**PENGATURAN, "Tahun Rencana": "ini"}),
    "tanggal-berlawanan-status": Kasus(
        lengkap(indikator(STATUS="Proses", TANGGAL_SELESAI=AKHIR_OKTOBER, BUKTI_DUKUNG="SK.pdf"))
    ),
    # Excel's numbers for 31 October, 31 January and 1 January 2025.
    "tanggal-dibaca-sebagai": Kasus(
        lengkap(
            indikator(45961, TANGGAL_SELESAI="31/10/25", BUKTI_DUKUNG="SK.pdf"),
            bulanan(NO="2", JAN_2025=45688),
        ),
        pengaturan={**PENGATURAN, "Mulai Pemantauan": 45658},
    ),
    "tanggal-di-masa-depan": Kasus(
        lengkap(indikator(STATUS="Selesai", TANGGAL_SELESAI=dt.date(2062, 10, 31), BUKTI_DUKUNG="SK.pdf"))
    ),
    "tanggal-sebelum-rencana": Kasus(
        lengkap(indikator(TANGGAL_SELESAI=dt.date(2024, 1, 14), BUKTI_DUKUNG="SK.pdf"))
    ),
    "tanggal-tidak-terbaca": Kasus(
        lengkap(
            indikator(STATUS="Selesai", TANGGAL_SELESAI="31 Juni 2025"),
            indikator(NO="2", TANGGAL_SELESAI="10/31/2025"),
        )
    ),
    "tautan-jenis-lain": Kasus(lengkap(indikator(BUKTI_DUKUNG="ftp://contoh.id/sk.pdf"))),
    "tanpa-area": Kasus([indikator(), *lengkap()]),
    "target-waktu-insidental": Kasus(lengkap(indikator("Setiap ada kegiatan"))),
    "target-waktu-kosong": Kasus(lengkap(indikator(None))),
    "target-waktu-tahun-dua-angka": Kasus(lengkap(indikator("31/12/25"))),
    "target-waktu-tidak-terbaca": Kasus(
        lengkap(indikator("31 Febuari 2025"), indikator("triwulan kedua atau ketiga", NO="2"))
    ),
}


def hide_rows(path: Path, rows: tuple[int, ...]) -> None:
    if rows:
        book = load_workbook(path)
        for row in rows:
            book["Rencana Aksi"].row_dimensions[row].hidden = True
        book.save(path)


@pytest.mark.parametrize("kode", KASUS)
def test_a_catatan_says_where_what_and_what_to_do(
    kode: str,
    tmp_path: Path,
    capsys: Capsys,
    emas: Callable[[Path, str], None],
) -> None:
    kasus = KASUS[kode]
    path = buat_buku(
        tmp_path / "buku.xlsx", kasus.baris, kolom=kasus.kolom, pengaturan=kasus.pengaturan or PENGATURAN
    )
    hide_rows(path, kasus.tersembunyi)
    if kasus.tanpa:
        path.write_bytes(without_part(path.read_bytes(), kasus.tanpa))
    for nama in kasus.berkas:
        (tmp_path / nama).touch()

    status = jalankan("periksa", path)

    text = capsys.readouterr().out
    assert f" · {kode}\n" in text
    assert status == (1 if " · galat · " in text else 0)
    emas(EMAS / f"{kode}.txt", text)


def test_every_kind_of_catatan_in_the_table_has_its_case() -> None:
    assert set(map(kode_of, BUKU)) == set(KASUS)
    assert {path.stem for path in EMAS.glob("*.txt")} == set(KASUS)


def test_a_day_in_a_sentence_is_in_words_and_a_suggestion_is_asked_about() -> None:
    lokasi = Lokasi("Rencana Aksi", "H7")
    satu = note("tanggal-dibaca-sebagai", lokasi, "45961", hari=AKHIR_OKTOBER)
    assert satu.pesan == "Dibaca sebagai 31 Oktober 2025. Ketik ulang tanggal lengkapnya."
    assert maksudnya(AKHIR_OKTOBER) == "Maksudnya 31 Oktober 2025? "
    assert maksudnya("Proses") == "Maksudnya Proses? "
    assert maksudnya(None) == ""


def test_sentences_of_one_kode_share_their_level() -> None:
    macam = {**BUKU, **NASKAH}
    assert len(macam) == len(BUKU) + len(NASKAH)
    levels = {(kode_of(satu), tingkat) for satu, tingkat in macam.items()}
    assert len(levels) == len({kode for kode, _ in levels})
