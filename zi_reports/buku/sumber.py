"""A plan kept as TOML becomes a Rencana, and the workbooks in `input/` are made from it.

`python -m zi_reports.buku.sumber`, run in the checkout, makes both workbooks anew; see CONTRIBUTING.md.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from zi_reports.buku.tahun_baru import unreported
from zi_reports.buku.writer import write_workbook
from zi_reports.files import save_all
from zi_reports.rencana.lampiran import kode_indikator
from zi_reports.rencana.model import (
    TANPA_LETAK,
    Area,
    BuktiDukung,
    Keputusan,
    Komponen,
    Pengaturan,
    Realisasi,
    Rencana,
    Status,
    Verifikasi,
)


def load_plan(path: Path) -> Rencana:
    """Read a plan from TOML, as `input/sumber/` keeps it; nothing is reported on it yet.

    Raises KeyError or TypeError where a key is missing or unknown: the file is ours, not a user's.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    pengaturan = Pengaturan(**_settings(data["pengaturan"]))
    area = []
    for satu in data["area"]:
        komponen = (_komponen(satu["kode"], part, pengaturan.tahun) for part in satu["komponen"])
        area.append(Area(satu["kode"], satu["nama"], tuple(komponen)))
    return Rencana(pengaturan, tuple(area))


def _settings(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give settings as Pengaturan has them: a list of TOML as a tuple."""
    return {nama: tuple(satu) if isinstance(satu, list) else satu for nama, satu in data.items()}


def _komponen(kode_area: str, data: Mapping[str, Any], tahun: int) -> Komponen:
    rows = []
    for urutan, satu in enumerate(data.get("indikator", ()), start=1):
        texts = [satu[key] for key in ("indikator", "langkah_aksi", "bukti_fisik", "target_waktu")]
        rows.append(unreported(kode_indikator(kode_area, data["nomor"], urutan), texts, tahun))
    lacking = (TANPA_LETAK,) if data.get("belum_disalin") else ()
    return Komponen(data["nomor"], data["nama"], tuple(rows), lacking)


def _keputusan(status: str = "", tanggal_selesai: dt.date | None = None, **isian: Any) -> Keputusan:  # noqa: ANN401 - the fields of Keputusan
    told = Status(status) if status else None
    realisasi = Realisasi(told is Status.SELESAI, tanggal_selesai)
    return Keputusan(**isian, status=told, realisasi=realisasi)


def _with_evidence(rencana: Rencana, rows: Sequence[Mapping[str, Any]]) -> Rencana:
    """Give the plan with pieces of evidence of which more is told, each under its kode."""
    pieces: dict[str, tuple[BuktiDukung, ...]] = {}
    for satu in rows:
        fields = {nama: nilai for nama, nilai in satu.items() if nama != "kode"}
        bukti = BuktiDukung(**fields | {"verifikasi": Verifikasi(satu["verifikasi"])})
        pieces[satu["kode"]] = (*pieces.get(satu["kode"], ()), bukti)

    return rencana.with_indikator(lambda satu: replace(satu, bukti_dukung=pieces.get(satu.kode, ())))


def workbooks(folder: Path) -> dict[Path, bytes]:
    """Make the workbooks that `folder` (the checkout's `input/`) holds, from the plan in its `sumber/`.

    The example has settings of its own, what it types into cells, by kode and header, decisions of a meeting, and
    what a reviewer said of evidence.
    """
    rencana = load_plan(folder / "sumber" / "keputusan-38-2025.toml")
    contoh = tomllib.loads((folder / "sumber" / "contoh-isian-2025.toml").read_text(encoding="utf-8"))
    example = replace(
        _with_evidence(rencana, contoh["bukti"]),
        pengaturan=replace(rencana.pengaturan, **_settings(contoh["pengaturan"])),
        keputusan=tuple(_keputusan(**satu) for satu in contoh["keputusan"]),
    )
    return {
        folder / "rencana-aksi-zi-2025.xlsx": write_workbook(rencana),
        folder / "contoh" / "rencana-aksi-zi-2025-terisi.xlsx": write_workbook(example, contoh["isian"]),
    }


if __name__ == "__main__":
    save_all(workbooks(Path("input")))
