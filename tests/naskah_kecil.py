"""The smallest decrees for tests of `impor`: as text, and as the XML of a Word document."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

from conftest import AKAR, KOLOM, SATKER

from zi_reports.rencana.model import Rencana
from zi_reports.sources.decree import Hasil, read_lampiran

KEPUTUSAN = AKAR / "tests" / "data" / "keputusan-contoh.txt"
HEADER = KOLOM[:6]
NOMOR = tuple("123456")
AREA_I = ("I", "Manajemen Perubahan", "", "", "", "")
TIM = ("1", "Tim Kerja", "Menerbitkan SK", "Menyusun SK", "SK", "Oktober 2025")

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# Lists 5, 8 and 9 are of one kind: 8 counts on where 5 ended, 9 begins anew; 6 is Roman, 7 has bullets.
PENOMORAN = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>
<w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
</w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="8"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="9"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="7"><w:abstractNumId w:val="2"/></w:num>
</w:numbering>"""


def catatan(hasil: Hasil, kode: str) -> list[tuple[str, str]]:
    """Give cell and content of each catatan of a kode."""
    return [(satu.lokasi.sel, satu.isi) for satu in hasil.catatan if satu.kode == kode]


def baca_teks(folder: Path, *baris: tuple[str, ...]) -> Hasil:
    """Read rows as tab-separated text below one header."""
    path = folder / "lampiran.txt"
    path.write_text("\n".join("\t".join(row) for row in (HEADER, NOMOR, *baris)), encoding="utf-8")
    return read_lampiran(path, SATKER, 2025)


def p(text: str, daftar: int = 0) -> str:
    """Give a paragraph; `daftar` is the list that numbers it."""
    number = (
        f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{daftar}"/></w:numPr></w:pPr>' if daftar else ""
    )
    return f'<w:p>{number}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def tc(isi: str, sifat: str = "") -> str:
    """Give a cell; `isi` is XML, or text whose lines become paragraphs."""
    body = isi if isi.startswith("<w:") else "".join(p(line) for line in isi.split("\n"))
    return f"<w:tc><w:tcPr>{sifat}</w:tcPr>{body}</w:tc>"


def tr(*cells: str) -> str:
    return f"<w:tr>{''.join(cell if cell.startswith('<w:tc>') else tc(cell) for cell in cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def penomoran_sendiri(count: int) -> str:
    """Give the numbering of a document whose lists, 1 to `count`, have nine levels each and begin anew."""
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:numFmt w:val="decimal"/><w:lvlText w:val="%{depth + 1})"/></w:lvl>'
        for depth in range(9)
    )
    return f'<w:numbering xmlns:w="{W}">' + "".join(
        [
            *(f'<w:abstractNum w:abstractNumId="{n}">{levels}</w:abstractNum>' for n in range(1, count + 1)),
            *(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, count + 1)),
            "</w:numbering>",
        ]
    )


def buat_docx(path: Path, *isi: str, penomoran: str = PENOMORAN) -> Path:
    """Make the smallest document that Word's own format allows."""
    document = f'<w:document xmlns:w="{W}"><w:body>{"".join(isi)}</w:body></w:document>'
    with ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", document)
        archive.writestr("word/numbering.xml", penomoran)
    return path


def baris_dari(rencana: Rencana) -> dict[str, list[tuple[str, ...]]]:
    """Lay a plan out as the lampiran's rows, area by area."""
    return {
        area.kode: [
            (area.kode, area.nama, "", "", "", ""),
            *(
                (
                    *((komponen.nomor, komponen.nama) if i == 0 else ("", "")),
                    satu.uraian,
                    satu.langkah_aksi,
                    satu.bukti_fisik,
                    satu.target_waktu.teks,
                )
                for komponen in area.komponen
                for i, satu in enumerate(komponen.indikator)
            ),
        ]
        for area in rencana.area
    }
