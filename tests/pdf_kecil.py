"""PDFs for tests of `impor`: the smallest, written by hand, and those that LibreOffice makes of a plan in Word."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from conftest import SOFFICE
from docx import Document
from docx.document import Document as Dokumen
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table
from naskah_kecil import HEADER, NOMOR, baris_dari

from zi_reports.rencana.model import Rencana

LEBAR, TINGGI = 842, 595
"""A page of A4 on its side, in points."""

UKURAN = f"/MediaBox [0 0 {LEBAR} {TINGGI}] /Resources << /Font << /F1 3 0 R >> >>"

Teks = tuple[float, float, str]
"""Where a text begins, from the left and from the top, and the text."""

Garis = tuple[float, float, float, float]
"""From where to where a line goes."""

Halaman = tuple[Sequence[Teks], Sequence[Garis]]

GAMBAR = "q 400 0 0 400 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x7f EI Q"
"""A grey square, as a scanned page is one picture."""


def buat_pdf(path: Path, *halaman: Halaman, lain: str = "") -> Path:
    """Write the smallest PDF: of each page its texts in Helvetica of 10 points and its lines; on all, `lain`."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    pages = []
    for texts, lines in halaman:
        shown = (f"BT /F1 10 Tf {x} {TINGGI - y} Td ({_escaped(text)}) Tj ET" for x, y, text in texts)
        ruled = (f"{x0} {TINGGI - y0} m {x1} {TINGGI - y1} l S" for x0, y0, x1, y1 in lines)
        drawn = "\n".join([*shown, *ruled, lain])
        pages.append(f"{len(objects) + 1} 0 R")
        objects += [
            f"<< /Type /Page /Parent 2 0 R /Contents {len(objects) + 2} 0 R {UKURAN} >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        ]
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(pages)}] /Count {len(pages)} >>"
    content = "%PDF-1.4\n"
    places = ""
    for number, body in enumerate(objects, start=1):
        places += f"{len(content):010} 00000 n \n"
        content += f"{number} 0 obj\n{body}\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{places}"
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(content)}\n%%EOF\n"
    path.write_bytes((content + table + trailer).encode("latin-1"))
    return path


KIRI = (40, 80, 200, 370, 540, 700)
KANAN = 800


def sebaris(y: float, *sel: str) -> list[Teks]:
    """Lay the cells of a row out in six columns, their lines 12 points apart, the first `y` from the top."""
    return [
        (x + 3, y + 12 * n, line)
        for x, text in zip(KIRI, sel, strict=False)
        for n, line in enumerate(text.split("\n"))
        if line
    ]


def kotak(*y: float) -> list[Garis]:
    """Draw the rules of a table whose rows end at these heights."""
    across = [(KIRI[0], top, KANAN, top) for top in y]
    return [*across, *((x, y[0], x, y[-1]) for x in (*KIRI, KANAN))]


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


@dataclass(frozen=True)
class Bentuk:
    """How a plan is laid out: the paper on its side, which rules, letters, how cells stand."""

    mendatar: bool = True
    garis: str = "semua"  # or only `mendatar`, or `tanpa`
    ukuran: float = 10
    jarak: float = 0  # points below each paragraph
    tengah: bool = False
    ulang: bool = True  # the header on every page
    huruf: str = "Liberation Sans"
    kaki: bool = False
    dua_baris: bool = False  # headers of two lines


LEBAR_KOLOM = (0.05, 0.15, 0.24, 0.24, 0.2, 0.12)


def buat_docx_rencana(path: Path, rencana: Rencana, bentuk: Bentuk) -> Path:
    """Lay a plan out as a decree's annex in Word: its title, the table, who signs it."""
    naskah = Document()
    section = naskah.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if bentuk.mendatar:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    style = naskah.styles["Normal"]
    style.font.name, style.font.size = bentuk.huruf, Pt(bentuk.ukuran)
    style.paragraph_format.space_after = Pt(bentuk.jarak)
    settings = rencana.pengaturan
    for line in (
        "KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN BOYOLALI",
        f"NOMOR {settings.nomor_keputusan.upper()}",
        "RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS KPU KABUPATEN BOYOLALI",
        f"TAHUN {settings.tahun}",
    ):
        naskah.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER
    if bentuk.kaki:
        _add_page_number(naskah)
    _fill_table(naskah, rencana, bentuk)
    for line in (f"Ditetapkan di {settings.tempat}", "pada tanggal 27 Oktober 2025", "KETUA KPU,"):
        naskah.add_paragraph(line).paragraph_format.left_indent = section.page_width // 2
    naskah.save(str(path))
    return path


def _add_page_number(naskah: Dokumen) -> None:
    paragraph = naskah.sections[0].footer.paragraphs[0]
    paragraph.add_run("jdih.kpu.go.id - halaman ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph.add_run()._r.addnext(field)  # noqa: SLF001 - python-docx has no fields


def _fill_table(naskah: Dokumen, rencana: Rencana, bentuk: Bentuk) -> None:
    rows = [row for area in baris_dari(rencana).values() for row in area]
    section = naskah.sections[0]
    assert section.page_width
    assert section.left_margin
    width = section.page_width - 2 * section.left_margin
    table = naskah.add_table(rows=0, cols=len(HEADER))
    table.style = "Table Grid" if bentuk.garis == "semua" else None
    table.autofit = False
    for column, share in zip(table.columns, LEBAR_KOLOM, strict=True):
        column.width = int(width * share)
    if bentuk.garis == "mendatar":
        _rule(table)
    header = tuple(name.replace(" ", "\n") for name in HEADER) if bentuk.dua_baris else HEADER
    for number, cells in enumerate([header, NOMOR, *rows]):
        row = table.add_row()
        if number < 2 and bentuk.ulang:
            mark = OxmlElement("w:tblHeader")
            row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - nor repeated headers
        is_area = number > 1 and not any(cells[2:])
        for cell, text, share in zip(row.cells, cells, LEBAR_KOLOM, strict=True):
            cell.width = int(width * share)
            cell.text = "" if is_area else text
            if bentuk.tengah or number < 2:
                cell.vertical_alignment = 1
                for paragraph in cell.paragraphs:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if is_area:
            row.cells[0].merge(row.cells[-1]).text = f"{cells[0]}. {cells[1]}"


def _rule(table: Table) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "single")
        line.set(qn("w:sz"), "4")
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001 - nor borders of a table


def ke_pdf(*paths: Path) -> list[Path]:
    """Let LibreOffice print documents of one folder as PDF, beside them."""
    assert SOFFICE
    folder = paths[0].parent
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    subprocess.run(
        [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *paths],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return [path.with_suffix(".pdf") for path in paths]
