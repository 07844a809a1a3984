"""Files that mean harm: bombs, endless ranges, and plans formatted to the last row, each within bounds."""

from __future__ import annotations

import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import KOLOM, buat_buku, indikator, lengkap
from openpyxl.utils import get_column_letter
from paket_kecil import package, sentence

from zi_reports.sources.load import load_sheets
from zi_reports.sources.workbook import read_workbook

ROWS, COLUMNS = 1_048_576, 16_384
"""How many a sheet of Excel has; the last cell is XFD1048576."""


def huge_rows(cells: str = "") -> str:
    row = f'<row r="%d" s="1" customFormat="1" ht="15">{cells}</row>'
    return (
        "<worksheet><sheetData>" + "".join(row % n for n in range(1, ROWS + 1)) + "</sheetData></worksheet>"
    )


def zip_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("xl/workbook.xml", "<workbook/>")
        with new.open("xl/_rels/workbook.xml.rels", "w", force_zip64=True) as part:
            for _ in range(2000):
                part.write(b" " * 1_000_000)


def lying_bomb(path: Path) -> None:
    """A part whose directory entry says that it is small."""
    zip_bomb(path)
    content = bytearray(path.read_bytes())
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    path.write_bytes(content)


def many_parts(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as new:
        for number in range(60_000):
            new.writestr(f"xl/media/{number:060}.png", b"")


def entities(path: Path) -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 10}">' for n in range(10))
    path.write_bytes(package(f"<!DOCTYPE w [{bomb}]><worksheet><sheetData>&e9;</sheetData></worksheet>"))


def external_entity(path: Path) -> None:
    doctype = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    cell = '<c t="inlineStr"><is><t>&x;</t></is></c>'
    path.write_bytes(package(f"{doctype}<worksheet><sheetData><row>{cell}</row></sheetData></worksheet>"))


def wide(path: Path) -> None:
    row = "".join(
        f'<c r="{get_column_letter(x)}%d" t="inlineStr"><is><t>x</t></is></c>' for x in range(1, COLUMNS + 1)
    )
    rows = "".join(f'<row r="{y}">{row.replace("%d", str(y))}</row>' for y in range(1, 60))
    path.write_bytes(package(f"<worksheet><sheetData>{rows}</sheetData></worksheet>"))


def far_cells(path: Path) -> None:
    rows = "".join(f'<row r="{y}"><c r="XFD{y}"><v>1</v></c></row>' for y in range(1, ROWS, 20))
    path.write_bytes(package(f"<worksheet><sheetData>{rows}</sheetData></worksheet>"))


def merges(path: Path) -> None:
    block = '<mergeCell ref="A1:XFD1048576"/>' * 50_000
    cells = "".join(f'<row r="{y}"><c r="A{y}"><v>1</v></c></row>' for y in range(1, 50_000))
    path.write_bytes(
        package(f"<worksheet><sheetData>{cells}</sheetData><mergeCells>{block}</mergeCells></worksheet>")
    )


def many_strings(path: Path) -> None:
    strings = "<sst>" + "<si><t>ab</t></si>" * 5_000_000 + "</sst>"
    path.write_bytes(package("<worksheet/>", strings=strings))


def deep(path: Path) -> None:
    path.write_bytes(package("<a>" * 3_000_000 + "</a>" * 3_000_000))


def attributes(path: Path) -> None:
    many = " ".join(f'a{n}="x"' for n in range(2_000_000))
    path.write_bytes(package(f"<worksheet {many}/>"))


def plan_of(rows: int, shared: str, cell: str) -> Callable[[Path], Any]:
    """Make a plan of many rows, whose cells all show the one text `shared`."""

    def make(path: Path) -> None:
        head = "".join(f'<c t="inlineStr"><is><t>{header}</t></is></c>' for header in KOLOM)
        row = f"<row>{cell}</row>"
        area_row = '<row><c t="inlineStr"><is><t>I</t></is></c></row>'
        year = '<row><c t="inlineStr"><is><t>TAHUN 2025</t></is></c></row>'
        sheet = f"<worksheet><sheetData>{year}<row>{head}</row>{area_row}{row * rows}</sheetData></worksheet>"
        content = package(sheet, strings=f"<sst><si><t>{shared}</t></si></sst>")
        path.write_bytes(content)

    return make


SHARED = '<c t="s"><v>0</v></c>'
BLANK = "<c/>"
# Two blanks lead to INDIKATOR, the third column; TARGET WAKTU, STATUS and BUKTI DUKUNG are the 6th, 7th and 9th.

BESAR, RUSAK, TANPA = (
    "terlalu besar untuk dibaca",
    "terpotong atau rusak",
    "a.xlsx tidak memuat tabel rencana aksi",
)
PLAN = "dibaca, 12 indikator"

HARM: dict[str, tuple[Callable[[Path], Any], str]] = {
    "zip-bomb": (zip_bomb, BESAR),
    "bom-berbohong": (lying_bomb, RUSAK),
    "60.000 bagian": (many_parts, BESAR),
    "bom entitas": (entities, RUSAK),
    "entitas luar": (external_entity, RUSAK),
    "sejuta baris kosong berformat": (lambda path: path.write_bytes(package(huge_rows())), TANPA),
    "sejuta baris dengan sel kosong": (
        lambda path: path.write_bytes(package(huge_rows('<c s="1"/><c s="1"/><c s="1"/><c s="1"/>'))),
        BESAR,
    ),
    # 4,900 texts of some 160 letters, of which a cell takes 32,767 together.
    "lima ribu baris bersambung": (plan_of(4_900, "dan " * 40, BLANK * 2 + SHARED), "dibaca, 25 indikator"),
    "seratus ribu baris": (
        plan_of(100_000, "dan", BLANK * 2 + SHARED),
        "Lembar S terlalu besar untuk sebuah rencana aksi",
    ),
    "satu teks panjang di banyak sel": (plan_of(10_000, "1 " * 16_000, BLANK * 2 + SHARED * 4), BESAR),
    "TARGET WAKTU panjang": (plan_of(12, "1 - " * 8_000, BLANK * 2 + SHARED + BLANK * 2 + SHARED), PLAN),
    "STATUS panjang": (plan_of(12, "selesei " * 4_000, BLANK * 2 + SHARED + BLANK * 3 + SHARED), PLAN),
    "BUKTI DUKUNG panjang": (plan_of(12, "a/b&#10;" * 900, BLANK * 2 + SHARED + BLANK * 5 + SHARED), PLAN),
    "teks berbaris-baris": (plan_of(12, "a/b&#10;" * 8_000, BLANK * 2 + SHARED), ": S!C4 memuat teks"),
    "16.384 kolom": (wide, BESAR),
    "sel di ujung lembar": (far_cells, BESAR),
    "gabungan seluruh lembar": (merges, BESAR),
    "lima juta teks": (many_strings, BESAR),
    "dua puluh juta sel tanpa isi": (
        lambda path: path.write_bytes(
            package("<worksheet><sheetData><row>" + "<c/>" * 20_000_000 + "</row></sheetData></worksheet>")
        ),
        RUSAK,  # no sheet has so many columns
    ),
    "sembilan puluh MB satu teks": (
        lambda path: path.write_bytes(
            package(
                '<worksheet><sheetData><row><c t="str"><v>'
                + "x" * 90_000_000
                + "</v></c></row></sheetData></worksheet>"
            )
        ),
        ": S!A1 memuat teks",
    ),
    "komentar panjang": (
        lambda path: path.write_bytes(package(f"<worksheet><!--{'x' * 90_000_000}--></worksheet>")),
        BESAR,
    ),
    "tiga juta unsur bersarang": (deep, TANPA),
    "dua juta atribut": (attributes, BESAR),
}
"""Each kind of file, and how what is said of it begins."""

CHILD = """
import resource, sys, time
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (500 * 2**20, 500 * 2**20))
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
from zi_reports.rencana.periksa import run_checks
from zi_reports.rencana.model import WorkbookError
from zi_reports.sources.evidence import check_bukti
from zi_reports.sources.workbook import read_workbook
start = time.process_time()
try:
    rencana, catatan = read_workbook(Path(sys.argv[1]))
    run_checks(rencana, rencana.pengaturan.mulai)
    check_bukti(rencana, Path(sys.argv[1]).parent)
    word = f"dibaca, {len(list(rencana.indikator))} indikator, {len(catatan)} catatan"
except WorkbookError as error:
    word = str(error).removeprefix(sys.argv[1]).strip()[:60]
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else ["VmHWM: 0"]
peak = int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
print(f"{time.process_time() - start:.1f} s, {peak:.0f} MB: {word}")
"""


def read_apart(path: Path) -> str:
    """Read a workbook in a process with 500 MB and 10 seconds of the processor; give what it says of itself."""
    command = [sys.executable, "-c", CHILD, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are set in another way there")
@pytest.mark.parametrize("kind", HARM)
def test_a_file_that_means_harm_is_read_or_refused_in_time(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    make, expected = HARM[kind]
    make(path)
    said = read_apart(path)
    print(f"{kind}: {path.stat().st_size / 1e6:.1f} MB, {said}")  # noqa: T201 - shown with -s
    assert said.partition(": ")[2].startswith(expected)


def whole_columns(path: Path) -> None:
    """A plan whose columns are formatted to the last row, and merged below the table to the last row."""
    buat_buku(path, lengkap(indikator()))
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    name = "xl/worksheets/sheet1.xml"
    text = parts[name].decode()
    blank = "".join(f'<row r="{y}" s="1" customFormat="1"/>' for y in range(30, ROWS + 1))
    text = text.replace("</sheetData>", f"{blank}</sheetData>")
    merge = (
        '<mergeCells count="2"><mergeCell ref="A30:A1048576"/><mergeCell ref="C30:XFD1048576"/></mergeCells>'
    )
    text = text.replace("</sheetData>", f"</sheetData>{merge}").replace("A1:X12", "A1:XFD1048576")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part, content in parts.items():
            new.writestr(part, text if part == name else content)


@pytest.mark.slow
def test_a_plan_formatted_to_the_last_row_is_read_as_any_other(tmp_path: Path) -> None:
    whole_columns(tmp_path / "a.xlsx")
    start = time.process_time()
    rencana, catatan = read_workbook(tmp_path / "a.xlsx")
    assert time.process_time() - start < 10
    assert [baris.uraian for baris in rencana.indikator] == ["Menerbitkan SK Tim Kerja"]
    assert catatan == ()


def test_a_damaged_directory_is_called_damaged_and_one_that_is_too_long_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    content = bytearray(package("<worksheet/>"))
    at = content.rfind(b"PK\x05\x06")
    content[at + 12 : at + 16] = (3_000_000_000).to_bytes(4, "little")
    path.write_bytes(content)
    assert sentence(path).startswith("terpotong atau rusak")
    many_parts(path)
    assert sentence(path).startswith("terlalu besar untuk dibaca")


@pytest.mark.parametrize("sel", ["XFE1", "ZZZ1"])
def test_a_cell_beyond_the_last_column_of_excel_costs_no_other(sel: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    rows = f'<row><c r="A1"><v>1</v></c><c r="{sel}"><v>2</v></c></row>'
    path.write_bytes(package(f"<worksheet><sheetData>{rows}</sheetData></worksheet>"))
    (sheet,) = load_sheets(path)
    assert (sheet.baris[0][0], sheet.baris[0][-1]) == (1, 2)


def test_a_workbook_with_entities_of_its_own_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    entities(path)
    assert sentence(path).startswith("terpotong atau rusak")
    external_entity(path)
    assert sentence(path).startswith("terpotong atau rusak")


def test_a_block_merged_over_the_whole_sheet_shows_its_first_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        package(
            "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData>"
            '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
        )
    )
    assert load_sheets(path)[0].baris[0][0] == 1
