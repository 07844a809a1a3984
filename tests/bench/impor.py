"""How long `impor` takes over a Word document of 500, 2,000 and 8,000 rows; it should grow as the rows do.

    python tests/bench/impor.py

Once with plain text in the cells, once with a list of its own in each, as copying from cell to cell leaves it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from naskah_kecil import HEADER, NOMOR, PENOMORAN, buat_docx, p, penomoran_sendiri, tbl, tc, tr

from zi_reports.buku.writer import write_workbook
from zi_reports.rencana.lampiran import NAMA_AREA
from zi_reports.sources.decree import read_lampiran

BARIS = (500, 2_000, 8_000)
SEKOMPONEN = 4
"""Rows under one komponen."""


def rows(count: int, *, lists: bool) -> list[str]:
    """Give the rows of six areas, `count` of them with an indikator."""
    made = [tr(*HEADER), tr(*NOMOR)]
    each = -(-count // len(NAMA_AREA))
    for number, (kode, nama) in enumerate(NAMA_AREA.items()):
        made.append(tr(kode, nama, "", "", "", ""))
        for i in range(each):
            name = (
                (str(i // SEKOMPONEN + 1), f"Komponen {i} area {kode}") if i % SEKOMPONEN == 0 else ("", "")
            )
            items = ("Menyusun rencana;", "Melaksanakan;", "Melaporkan")
            own = "".join(p(item, number * each + i + 1) for item in items)
            steps = tc(own) if lists else "\n".join(f"{n}) {item}" for n, item in enumerate(items, 1))
            target = "Setiap Bulan" if i % 10 else "Oktober 2025"
            made.append(tr(*name, f"Indikator {i} terlaksana", steps, "1) Undangan\n2) Notulen", target))
    return made


def main() -> None:
    """Make each document, read it once, and print the seconds."""
    with tempfile.TemporaryDirectory() as folder:
        for lists in (False, True):
            print("daftar sendiri di tiap sel" if lists else "teks biasa")
            for count in BARIS:
                numbering = penomoran_sendiri(count + len(NAMA_AREA)) if lists else PENOMORAN
                path = Path(folder) / f"{count}.docx"
                buat_docx(path, tbl(*rows(count, lists=lists)), penomoran=numbering)
                start = time.perf_counter()
                hasil = read_lampiran(path, "KPU Kabupaten Contoh", 2025)
                read = time.perf_counter() - start
                write_workbook(hasil.rencana)
                print(
                    f"{count:>6} baris: {read:6.2f} s dibaca, {time.perf_counter() - start:6.2f} s seluruhnya"
                )


if __name__ == "__main__":
    main()
