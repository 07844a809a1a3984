"""The smallest recaps for tests of figures and documents: built by hand, and of folders of small workbooks."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from conftest import HARI_INI, buat_buku, indikator, jalankan, lengkap
from rencana_kecil import DES_31

from zi_reports.monev.figures import Hitungan
from zi_reports.monev.satker import Rekap, add_up
from zi_reports.monev.tidak_dihitung import TidakDihitung
from zi_reports.rekap.read import KOLOM, Bacaan
from zi_reports.rekap.tables import keep, to_frames
from zi_reports.rencana.periode import Periode

HITUNGAN = Hitungan(
    kewajiban=4,
    selesai=2,
    tepat_waktu=1,
    selesai_terlambat=1,
    selesai_tanpa_tanggal=0,
    terlambat=1,
    belum_jatuh_tempo=1,
    tanpa_tenggat=0,
    tidak_berlaku=0,
)
KOSONG = Hitungan(*[0] * 9)


def angka(
    indikator: int, hitungan: Hitungan, capaian: float | None, realisasi: float | None = None
) -> dict[str, Any]:
    """Give the figures of a satker or of an area."""
    return {
        "indikator": indikator,
        **asdict(hitungan),
        "capaian": capaian,
        "realisasi_jatuh_tempo": realisasi,
    }


ANGKA = angka(2, HITUNGAN, 0.5)
TENGGAT: Mapping[str | None, Hitungan] = {"2025-01": HITUNGAN}


def satker(
    nama: str,
    ringkasan: Mapping[str, Any] = ANGKA,
    area: Sequence[Mapping[str, Any]] = ({"area": "I", **ANGKA, "hari_terlambat": 30},),
    tenggat: Mapping[str | None, Hitungan] = TENGGAT,
    **isian: object,
) -> Bacaan:
    """Give the rows of one workbook, as a worker gives them."""
    head = {"berkas": f"{nama}.xlsx", "satker": nama, "tahun": 2025, "tanda": "", "galat": 0, **isian}
    rows: dict[str, list[dict[str, Any]]] = {
        "satker": [{**head, **ringkasan}],
        "area": [{**head, **satu} for satu in area],
        "tenggat": [{**head, "bulan": bulan, **asdict(satu)} for bulan, satu in tenggat.items()],
        "indikator": [],
        "kewajiban": [],
    }
    return {nama: [tuple(row[kolom] for kolom in KOLOM[nama]) for row in satu] for nama, satu in rows.items()}


def rekap(
    *bacaan: Bacaan, tidak_dihitung: Sequence[TidakDihitung] = (), hari_ini: dt.date = HARI_INI
) -> Rekap:
    """Add up satker of which all count."""
    tabel = to_frames(bacaan)
    return add_up(keep(tabel, tabel["satker"]), tidak_dihitung, 2025, Periode.of(DES_31), hari_ini)


def buku_satker(path: Path, satker: str, *selesai: dt.date | None, tahun: int = 2025, **isian: Any) -> Path:
    """Make a workbook with one indikator for each day on which one was finished, or None."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [indikator(NO=str(n), TANGGAL_SELESAI=hari, **isian) for n, hari in enumerate(selesai, start=1)]
    return buat_buku(path, lengkap(*rows), pengaturan={"Satker": satker, "Tahun Rencana": tahun})


def dua_satker(akar: Path) -> Path:
    """Make a folder of two satker that count, and one of each kind that does not."""
    finished = (dt.date(2025, 11, 5), dt.date(2025, 10, 31))
    buku_satker(akar / "a" / "rencana.xlsx", "KPU Kabupaten A", dt.date(2025, 10, 1), None)
    buku_satker(akar / "b" / "rencana.xlsx", "KPU Kabupaten B", *finished, None, None)
    (akar / "kosong").mkdir()
    (akar / "a" / "~$rencana.xlsx").write_bytes(b"kunci")
    return akar


def rekap_desember(folder: Path, *words: str, keluaran: Path | None = None) -> Path:
    """Run `zi rekap` for December; give the folder of its documents."""
    hasil = keluaran or folder.parent / "hasil"
    assert jalankan("rekap", folder, "--bulan", "2025-12", "--keluaran", hasil, *words) == 0
    return hasil / "2025-12"


def baca_csv(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
