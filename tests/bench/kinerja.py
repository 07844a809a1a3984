"""Measure each verb as a whole process, beside bare libraries and an older commit, for docs/kinerja.md.

    python tests/bench/kinerja.py                 39, 150 and 1,500 rows, 1 and 38 satker: some minutes
    python tests/bench/kinerja.py --baris 15000 --satker 552      as far as it is meant to go: about an hour
    python tests/bench/kinerja.py laporan status  only verbs whose names begin so; shown, not written

The older commit is measured where git has it, by the Python named with --python-dulu, or by this one if its
libraries are enough. A measurement, not a test.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bahan import SATKER, write_book, write_docx, write_pdf
from hampar import lay_out, lay_out_copy
from satker import make_folder
from ukur import GagalError, Proses, Ukuran, in_turn, run

AKAR = Path(__file__).parents[2]
HALAMAN = AKAR / "docs" / "kinerja.md"
DULU = "9bf96bc"
"""The last commit before the program was put on common libraries alone."""

HASIL = "hasil"
"""The folder that a verb writes into, empty before each run; `rekap` and the like make their own below it."""

BULAN = ("--bulan", "2025-12")
BUKU_DARI_BUKU = ("--tahun", "2026", "--satker", SATKER, "--keluaran", f"{HASIL}/buku.xlsx")
BUKU_DARI_LAMPIRAN = ("--tahun", "2025", *BUKU_DARI_BUKU[2:])
KE = ("--keluaran", HASIL)
BANYAK = (39, 150, 1_500, 15_000)
BESAR, BESAR_SATKER = 1_500, 38
"""Rows and satker beyond these are measured where it is asked for, and once."""


@dataclass(frozen=True)
class Kasus:
    """What one row of the table measures: a verb with its arguments, on a file or folder of one size."""

    nama: str
    argumen: Sequence[str]
    bahan: str = ""  # the file's name, or `satker`
    besar: Sequence[int] = (0,)
    lantai: str = "baca"  # or `salin`, or the code of a bare Python


def _of_a_book(nama: str, *argumen: str, lantai: str = "baca") -> Kasus:
    return Kasus(nama, argumen, "buku.xlsx", BANYAK, lantai)


BUKU = "buku.xlsx"
KASUS = (
    Kasus("--help", ("--help",), lantai="import click"),
    Kasus("doktor", ("doktor",), lantai="import openpyxl, docxtpl, xlsxwriter"),
    _of_a_book("laporan", "laporan", BUKU, *BULAN, *KE),
    _of_a_book("status", "status", BUKU, *BULAN),
    _of_a_book("periksa", "periksa", BUKU),
    _of_a_book("periksa --salinan", "periksa", BUKU, "--salinan", *KE, lantai="salin"),
    _of_a_book("bukti", "bukti", BUKU, *BULAN),
    _of_a_book("rapat", "rapat", BUKU, "--tanggal", "2026-01-08", *BULAN, *KE),
    _of_a_book("tugas --semua", "tugas", BUKU, "--semua", *BULAN, *KE),
    _of_a_book("bandingkan", "bandingkan", "2025-06", "2025-12", BUKU, *KE),
    _of_a_book("kalender", "kalender", BUKU, *KE),
    _of_a_book("buku-baru --dari", "buku-baru", "--dari", BUKU, "--ya", *BUKU_DARI_BUKU),
    Kasus("impor .docx", ("impor", "lampiran.docx", *BUKU_DARI_LAMPIRAN), "lampiran.docx", BANYAK),
    Kasus("impor .pdf", ("impor", "lampiran.pdf", *BUKU_DARI_LAMPIRAN), "lampiran.pdf", BANYAK[:2]),
    Kasus("rekap", ("rekap", "satker", *BULAN, *KE), "satker", (1, 38, 552)),
    Kasus("laporan FOLDER", ("laporan", "satker", *BULAN, *KE), "satker", (1, 38, 552)),
)


@dataclass(frozen=True)
class Dulu:
    """The older commit, checked out, and the Python that runs it."""

    folder: Path
    python: str


@dataclass(frozen=True)
class Hasil:
    """What was measured of a case at one size, and the documents written; or what a refusal took."""

    kasus: Kasus
    besar: int
    kini: Ukuran
    lantai: Ukuran | None
    dulu: Ukuran | None
    dokumen: dict[str, int]
    ditolak: bool = False


def measure(kasus: Kasus, besar: int, dulu: Dulu | None, runs: int) -> Hasil:
    """Measure a case at one size: ours, the floor, the older commit, in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _prepare(folder, kasus.bahan, besar)
        hasil = folder / HASIL
        ours = Proses(_zi(sys.executable, kasus), _env(AKAR), hasil)
        before = Proses(_zi(dulu.python, kasus), _env(dulu.folder), hasil) if dulu else None
        try:
            run(ours, folder)
        except GagalError as error:
            if not error.ditolak:
                raise
            (lama,) = in_turn([before], folder, 1)
            return Hasil(kasus, besar, error.ditolak, None, lama, {}, ditolak=True)
        documents = {path.name: path.stat().st_size for path in hasil.rglob("*") if path.is_file()}
        floor = Proses(_floor(folder, kasus, besar), _env(AKAR))
        kini, lantai, lama = in_turn([ours, floor, before], folder, runs)
        if not kini:
            raise GagalError("it ended well once only")
        return Hasil(kasus, besar, kini, lantai, lama, documents)


def _prepare(folder: Path, bahan: str, besar: int) -> None:
    if bahan == "satker":
        make_folder(folder / bahan, besar)
    elif bahan:
        {".xlsx": write_book, ".docx": write_docx, ".pdf": write_pdf}[Path(bahan).suffix](
            folder / bahan, besar
        )


def _zi(python: str, kasus: Kasus) -> list[str]:
    return [python, "-m", "zi_reports", *kasus.argumen]


def _env(checkout: Path) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(checkout)}


def _floor(folder: Path, kasus: Kasus, besar: int) -> list[str]:
    if kasus.lantai not in {"baca", "salin"}:
        return [sys.executable, "-c", kasus.lantai]
    read = [folder / kasus.bahan] if kasus.bahan != "satker" else sorted((folder / "satker").rglob("*.xlsx"))
    made = folder / HASIL
    if kasus.lantai == "salin":
        lay_out_copy(folder, read[0])
    elif kasus.nama == "laporan FOLDER":  # one satker's documents stand for those of all
        lay_out(folder, read, min(made.rglob("laporan-monev*.docx")).parent, times=besar)
    else:
        lay_out(folder, read, made)
    return [sys.executable, str(Path(__file__).with_name("lantai.py")), str(folder)]


@contextmanager
def older(commit: str, python: str) -> Iterator[Dulu | None]:
    """Check the older commit out for a while; none where git has it not."""
    git = ("git", "-C", str(AKAR))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "dulu"
        added = subprocess.run(
            [*git, "worktree", "add", "--quiet", "--detach", folder, commit],
            check=False,
            capture_output=True,
            text=True,
        )
        if added.returncode:
            print(f"Commit {commit} is not here, so only the floor is measured: {added.stderr.strip()}")
            yield None
            return
        try:
            yield Dulu(folder, python)
        finally:
            subprocess.run([*git, "worktree", "remove", "--force", folder], check=True)


def table(measured: Sequence[Hasil]) -> str:
    """Give the figures as a table, ratios first: of CPU seconds, which others on the machine disturb least."""
    head = (
        "| verb | size | of floor | of before | CPU s | wall s | MB | floor: CPU s | MB | before: CPU s | MB |\n"
        f"|---|{'--:|' * 10}\n"
    )
    return head + "".join(f"| {' | '.join(_row(satu))} |\n" for satu in measured)


def _row(hasil: Hasil) -> list[str]:
    kini, others = hasil.kini, (hasil.lantai, hasil.dulu)
    size = f"{hasil.besar:,}" if hasil.besar else ""
    return [
        f"`{hasil.kasus.nama}`",
        size
        + (" satker" if hasil.kasus.bahan == "satker" else " rows" if size else "")
        + (", refused" if hasil.ditolak else ""),
        *(f"{kini.cpu / satu.cpu:.2f}" if satu else "–" for satu in others),
        *(f"{kini.cpu:.2f}", f"{kini.detik:.2f}", f"{kini.mb:.0f}"),
        *(
            cell
            for satu in others
            for cell in ((f"{satu.cpu:.2f}", f"{satu.mb:.0f}") if satu else ("–", "–"))
        ),
    ]


def sizes(measured: Sequence[Hasil]) -> str:
    """Give the sizes of what verbs write, by the rows of their workbook."""
    lines = ["| verb | size | document | kB |", "|---|--:|---|--:|"]
    lines += [
        f"| `{satu.kasus.nama}` | {satu.besar:,} | `{name}` | {bytes_ / 1000:,.0f} |"
        for satu in measured
        if satu.kasus.bahan != "satker" or satu.kasus.nama == "rekap"
        for name, bytes_ in sorted(satu.dokumen.items())
        if name.endswith((".docx", ".xlsx", ".json", ".ics"))
    ]
    return "\n".join(lines) + "\n"


def write_page(**tables: str) -> None:
    """Put the tables into the page, each between its two marks."""
    page = HALAMAN.read_text(encoding="utf-8")
    for name, text in tables.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, rest = page.split(begin)
        page = before + begin + text + end + rest.split(end)[1]
    HALAMAN.write_text(page, encoding="utf-8", newline="\n")


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("verba", nargs="*", help="only these verbs")
    parser.add_argument("--baris", type=int, default=BESAR, help=f"up to so many rows (default {BESAR})")
    parser.add_argument(
        "--satker", type=int, default=BESAR_SATKER, help=f"up to so many satker (default {BESAR_SATKER})"
    )
    parser.add_argument("--kali", type=int, default=3, help="runs of each, of which the least counts")
    parser.add_argument("--dulu", default=DULU, metavar="COMMIT", help=f"the older commit (default {DULU})")
    parser.add_argument("--tanpa-dulu", action="store_true", help="leave the older commit out")
    parser.add_argument("--python-dulu", default=sys.executable, help="a Python with its libraries")
    return parser.parse_args()


def main() -> None:
    """Measure what is asked for; show the table as it grows, and write the page where all was measured."""
    asked = options()
    wanted = [satu for satu in KASUS if not asked.verba or any(map(satu.nama.startswith, asked.verba))]
    measured = []
    with ExitStack() as stack:
        dulu = None if asked.tanpa_dulu else stack.enter_context(older(asked.dulu, asked.python_dulu))
        print(table([]), end="", flush=True)
        for kasus in wanted:
            many = kasus.bahan == "satker"
            once, limit = (BESAR_SATKER, asked.satker) if many else (BESAR, asked.baris)
            for besar in (satu for satu in kasus.besar if satu <= limit):
                try:
                    hasil = measure(kasus, besar, dulu, 1 if besar > once else asked.kali)
                except GagalError as error:
                    print(f"`{kasus.nama}`, {besar:,}: {error}", flush=True)
                    continue
                measured.append(hasil)
                print(table([hasil]).splitlines()[-1], flush=True)
    print(f"\n{sizes(measured)}")
    if not asked.verba:
        write_page(waktu=table(measured), dokumen=sizes(measured))


if __name__ == "__main__":
    main()
