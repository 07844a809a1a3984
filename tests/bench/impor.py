"""How long `impor` takes to read a Word document of 500, 2,000 and 8,000 rows; it should grow as the rows do.

Run: `python tests/bench/impor.py`.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from naskah_kecil import HEADER, NOMOR, buat_docx, tbl, tr

from zi_reports.rencana.model import NAMA_AREA
from zi_reports.sources.decree import read_lampiran

BARIS = (500, 2_000, 8_000)
SEKOMPONEN = 4
"""Rows under one komponen."""


def rows(count: int) -> list[str]:
    """Give the rows of six areas, `count` of them with an indikator."""
    made = [tr(*HEADER), tr(*NOMOR)]
    each = -(-count // len(NAMA_AREA))
    for kode, nama in NAMA_AREA.items():
        made.append(tr(kode, nama, "", "", "", ""))
        for i in range(each):
            first = i % SEKOMPONEN == 0
            nomor, komponen = (str(i // SEKOMPONEN + 1), f"Komponen {i} area {kode}") if first else ("", "")
            made.append(
                tr(
                    nomor,
                    komponen,
                    f"Indikator {i} terlaksana",
                    "1) Menyusun rencana;\n2) Melaksanakan;\n3) Melaporkan",
                    "1) Undangan\n2) Notulen",
                    "Setiap Bulan" if i % 3 else "Oktober 2025",
                )
            )
    return made


def main() -> None:
    """Make each document, read it once, and print the seconds."""
    with tempfile.TemporaryDirectory() as folder:
        for count in BARIS:
            path = buat_docx(Path(folder) / f"{count}.docx", tbl(*rows(count)))
            start = time.perf_counter()
            read_lampiran(path, "KPU Kabupaten Contoh", 2025)
            print(f"{count:>6} baris: {time.perf_counter() - start:6.1f} s")


if __name__ == "__main__":
    main()
