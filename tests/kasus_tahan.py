"""Files that mean harm, one of each kind that broke a bound or ended in a fault once: the list only grows."""

from __future__ import annotations

import bz2
import warnings
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from conftest import AKAR, BUKU_CONTOH, LAMPIRAN, buat_buku, indikator, lengkap
from naskah_kecil import HEADER, W
from openpyxl import load_workbook
from paket_kecil import directory

_LEMBAR = "xl/worksheets/sheet1.xml"


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as old:
        return {name: old.read(name) for name in old.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return file.getvalue()


def changed(part: str, old: str, new: str, *, content: bytes | None = None) -> bytes:
    """Give the example workbook with one place of a part written anew; the place must be there."""
    parts = unpacked(content or BUKU_CONTOH.read_bytes())
    text = parts[part].decode()
    assert old in text, (part, old)
    parts[part] = text.replace(old, new, 1).encode()
    return packed(parts)


def after_data(xml: str) -> bytes:
    """Give the example workbook with XML right behind the rows of the plan's sheet."""
    return changed(_LEMBAR, "</sheetData>", f"</sheetData>{xml}")


def rows_below(*rows: str) -> bytes:
    return changed(_LEMBAR, "</sheetData>", f"{''.join(rows)}</sheetData>")


def number(address: str) -> str:
    row = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{address}"><v>1</v></c></row>'


def with_cells(**isian: object) -> bytes:
    """Give the example workbook with other values in cells of the plan's sheet."""
    book = load_workbook(BUKU_CONTOH)
    for sel, nilai in isian.items():
        book["Rencana Aksi"][sel].value = nilai
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def monthly(rows: int) -> bytes:
    """Give a plan of rows due every month, all of them reported in part."""
    path = BytesIO()
    isian = {"STATUS": None, "JAN_2025": "x", "FEB_2025": "05/02/2025", "BUKTI_DUKUNG": "bukti/a.pdf"}
    buat_buku(path, lengkap(*(indikator("Setiap Bulan", **isian) for _ in range(rows))))  # type: ignore[arg-type]
    return path.getvalue()


def formats(*codes: str) -> bytes:
    """Give the example workbook with number formats of its own, in front of those that it has."""
    new = "".join(
        f'<numFmt numFmtId="{900 + nth}" formatCode="{escape(code)}"/>' for nth, code in enumerate(codes)
    )
    return changed("xl/styles.xml", "<numFmt ", f"{new}<numFmt ")


def padded(name: str, size: int, *, mengaku: int | None = None) -> bytes:
    """Give the example workbook with one more part of blanks; `mengaku` is the size that it says it has."""
    content = packed(unpacked(BUKU_CONTOH.read_bytes()) | {name: b" " * size})
    if mengaku is None:
        return content
    changed_ = bytearray(content)
    at = changed_.rfind(b"PK\x01\x02")
    changed_[at + 24 : at + 28] = mengaku.to_bytes(4, "little")
    return bytes(changed_)


def overlapping(times: int) -> bytes:
    """Give an archive whose directory lists one large part many times over."""
    content = packed(unpacked(BUKU_CONTOH.read_bytes()) | {"xl/media/a.png": b" " * 50_000_000})
    at = content.rfind(b"PK\x05\x06")
    start = int.from_bytes(content[at + 16 : at + 20], "little")
    last = content[start:at].rfind(b"PK\x01\x02") + start
    entry, end = content[last:at], bytearray(content[at:])
    count = int.from_bytes(end[8:10], "little") + times
    end[8:12] = count.to_bytes(2, "little") * 2
    end[12:16] = (at - start + times * len(entry)).to_bytes(4, "little")
    return content[:at] + entry * times + bytes(end)


def doubled() -> bytes:
    """Give the example workbook with its sheet a second time under the same name, which says something else."""
    parts = unpacked(BUKU_CONTOH.read_bytes())
    file = BytesIO(BUKU_CONTOH.read_bytes())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as new, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        new.writestr(_LEMBAR, parts[_LEMBAR].replace(b"sheetData>", b"sheetData >"))
    return file.getvalue()


def listed(times: int) -> bytes:
    """Give the example workbook with its first sheet listed many times."""
    text = unpacked(BUKU_CONTOH.read_bytes())["xl/workbook.xml"].decode()
    sheet = text[text.index("<sheet ") : text.index("/>", text.index("<sheet ")) + 2]
    return changed("xl/workbook.xml", sheet, sheet * times)


def comments(many: int) -> bytes:
    items = "".join(
        f'<comment ref="A{n + 1}" authorId="0"><text><t>x</t></text></comment>' for n in range(many)
    )
    parts = unpacked(BUKU_CONTOH.read_bytes())
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts["xl/comments9.xml"] = (
        f'<comments xmlns="{main}"><authors><author>a</author></authors>'
        f"<commentList>{items}</commentList></comments>"
    ).encode()
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    one = f'<Relationship Id="k9" Type="{rel}/comments" Target="/xl/comments9.xml"/></Relationships>'
    parts[rels] = parts.get(rels, empty).replace(b"</Relationships>", one.encode())
    return packed(parts)


def one_part(cara: int, isi: bytes) -> bytes:
    """Give the example workbook with one more part, whose content stands packed as it is given."""
    plain = len(isi).to_bytes(4, "little")
    content = padded("xl/media/a.png", 0)
    head, end = content.rfind(b"PK\x01\x02"), content.rfind(b"PK\x05\x06")
    local = content.rfind(b"PK\x03\x04", 0, head)
    name = content[head + 46 : end]
    entry = cara.to_bytes(2, "little") + bytes(8) + plain + (1 << 20).to_bytes(4, "little")
    first = content[local : local + 8] + entry + content[local + 26 : local + 30] + name + isi
    start = int.from_bytes(content[end + 16 : end + 20], "little")
    moved = content[:local] + first
    listed_ = content[start:head] + content[head : head + 10] + entry + content[head + 28 : end]
    tail = content[end : end + 12] + len(listed_).to_bytes(4, "little") + len(moved).to_bytes(4, "little")
    return moved + listed_ + tail + b"\0\0"


def blanks_bzip2(bita: int) -> bytes:
    """Give so many blanks as bzip2 packs them: four gigabytes in four thousand bytes."""
    packer = bz2.BZ2Compressor()
    return b"".join(packer.compress(b" " * 10_000_000) for _ in range(bita // 10_000_000)) + packer.flush()


def commented(komentar: bytes) -> bytes:
    """Give the example workbook with a comment at its very end."""
    content = BUKU_CONTOH.read_bytes()
    return content[:-2] + len(komentar).to_bytes(2, "little") + komentar


def open_document(*rows: str) -> bytes:
    """Give the small workbook of OpenDocument with these rows in front of its own."""
    parts = unpacked((AKAR / "tests" / "data" / "buku-kecil.ods").read_bytes())
    parts["content.xml"] = parts["content.xml"].replace(
        b"<table:table-row", "".join(rows).encode() + b"<table:table-row", 1
    )
    return packed(parts)


def repeated(rows: int, columns: int, isi: str = "a") -> str:
    """Give a row of OpenDocument that says how often it, and its one cell, is there."""
    text = f' office:value-type="string"><text:p>{isi}</text:p></table:table-cell>' if isi else "/>"
    cells = f'<table:table-cell table:number-columns-repeated="{columns}"{text}'
    return f'<table:table-row table:number-rows-repeated="{rows}">{cells}</table:table-row>'


def last_cell(row: int, column: int, semula: bytes = b"") -> bytes:
    """Give the small workbook of Excel 97 with its last text, or that of cell `semula`, in another place."""
    content = (AKAR / "tests" / "data" / "buku-kecil.xls").read_bytes()
    at = content.rindex(b"\xfd\x00\x0a\x00" + semula) + 4
    return content[:at] + row.to_bytes(2, "little") + column.to_bytes(2, "little") + content[at + 4 :]


BUKU: Mapping[str, Callable[[], bytes]] = {
    "baris-99999999": lambda: rows_below('<row r="99999999"><c><v>1</v></c></row>'),
    "sel-di-ujung": lambda: rows_below(number("XFD1048576")),
    "sel-di-dasar": lambda: rows_below(number("A1048576")),
    "sel-di-dasar-lebar": lambda: rows_below(number("BJ1048576")),
    "lebar-sampai-dasar": lambda: rows_below(*(number(f"BJ{row}") for row in range(500, 400_000, 2))),
    "kolom-jauh-tiap-baris": lambda: rows_below(*(number(f"XFD{row}") for row in range(500, 2_400))),
    "baris-tanpa-nomor": lambda: rows_below("<row/>" * 1_000_000 + "<row><c><v>1</v></c></row>"),
    "sel-tanpa-alamat": lambda: rows_below("<row>" + "<c/>" * 1_000_000 + "<c><v>1</v></c></row>"),
    "gabungan-banyak": lambda: after_data(
        "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 100_000 + "</mergeCells>"
    ),
    "gabungan-kecil-banyak": lambda: after_data(
        "<mergeCells>"
        + "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1_000, 200_000))
        + "</mergeCells>"
    ),
    "tautan-seluruh-lembar": lambda: after_data(
        "<hyperlinks>" + '<hyperlink ref="A1:XFD1048576" location="A1"/>' * 10 + "</hyperlinks>"
    ),
    "tautan-kecil-banyak": lambda: after_data(
        "<hyperlinks>"
        + "".join(f'<hyperlink ref="A{row}" location="A1"/>' for row in range(1, 200_000))
        + "</hyperlinks>"
    ),
    "validasi-banyak": lambda: after_data(
        "<dataValidations>"
        + '<dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a"</formula1></dataValidation>'
        * 200_000
        + "</dataValidations>"
    ),
    "validasi-rentang-banyak": lambda: after_data(
        '<dataValidations><dataValidation type="list" sqref="'
        + " ".join(f"A{row}" for row in range(1, 90_000))
        + '"><formula1>"a"</formula1></dataValidation></dataValidations>'
    ),
    "bersyarat-banyak": lambda: after_data(
        "".join(
            f'<conditionalFormatting sqref="A{row}"><cfRule type="expression" priority="{row}">'
            "<formula>TRUE</formula></cfRule></conditionalFormatting>"
            for row in range(1, 100_000)
        )
    ),
    "nama-banyak": lambda: changed(
        "xl/workbook.xml",
        "</sheets>",
        "</sheets><definedNames>"
        + "".join(f'<definedName name="n{n}">Pengaturan!$A$1</definedName>' for n in range(150_000))
        + "</definedNames>",
    ),
    "lembar-terdaftar-seribu-kali": lambda: listed(1_000),
    "komentar-banyak": lambda: comments(60_000),
    "kolom-banyak": lambda: changed(
        _LEMBAR,
        "<sheetData>",
        "<cols>" + '<col min="1" max="16384" width="9" customWidth="1"/>' * 100_000 + "</cols><sheetData>",
    ),
    "format-256": lambda: formats("0" * 256),
    "format-kurung": lambda: formats(*["[" * 20_000] * 10),
    "format-petik": lambda: formats(*['"' * 255] * 20_000),
    "format-banyak": lambda: formats(*["[" * 255] * 60_000),
    "gaya-banyak": lambda: changed(
        "xl/styles.xml", "<cellXfs", "<cellXfs>" + "<xf/>" * 190_000 + "</cellXfs><cellXfs"
    ),
    "teks-berjuta": lambda: changed(
        "xl/sharedStrings.xml", "</sst>", "<si><t>ab</t></si>" * 1_000_000 + "</sst>"
    ),
    "teks-mengaku": lambda: changed("xl/sharedStrings.xml", "<sst ", '<sst uniqueCount="4000000000" '),
    "ekstensi-dalam": lambda: after_data("<extLst>" + "<ext>" * 200_000 + "</ext>" * 200_000 + "</extLst>"),
    "baris-teks": lambda: with_cells(
        E8="- a\n" * 8_000, D8="a\n" * 16_000, F9="1\n" * 16_000, K9="b\n" * 16_000
    ),
    "baris-teks-beberapa": lambda: with_cells(
        **{f"{k}{n}": "a\n" * 240 for n in range(8, 40) for k in "DEIKL"}
    ),
    "bukti-baris": lambda: with_cells(I8="a.pdf\n" * 5_000),
    "penanggung-jawab-banyak": lambda: with_cells(J8="; ".join(f"Orang {n}" for n in range(3_000))),
    "angka-panjang": lambda: with_cells(
        F8="9" * 30_000, F9="Oktober " + "2" * 20_000, H8="1" * 5_000, J9="8" * 9_000
    ),
    "tanggal-panjang": lambda: with_cells(
        F8="s.d. " + "1 Oktober 2025 " * 2_000,
        F9="paling lambat " * 2_000,
        D8="paling lambat " + "1 Oktober 2025 dan " * 1_600,
        D9="nomor " * 5_000 + "2025",
        E8="2025 " * 6_000,
        E9="1 Mei 2025 - " * 2_500,
    ),
    "rumus-panjang": lambda: with_cells(I8='=HYPERLINK("' + "a" * 8_000 + '","b")', K8="=" + "(" * 8_000),
    "spasi-panjang": lambda: with_cells(
        C8="a" + " " * 30_000 + "b",
        D8=" \n" * 15_000 + "a",
        E8="1." + " " * 30_000 + "x",
        J8="a" + " ," * 15_000,
    ),
    "bulanan-300": lambda: monthly(300),
    "bulanan-1000": lambda: monthly(1_000),
    "bulanan-4800": lambda: monthly(4_800),
    "bom-gambar": lambda: padded("xl/media/a.png", 300_000_000),
    "bom-mengaku-kecil": lambda: padded("xl/media/a.png", 300_000_000, mengaku=10),
    "tumpang-tindih": lambda: overlapping(500),
    "bagian-berganda": doubled,
    "bzip2-4gb": lambda: one_part(zipfile.ZIP_BZIP2, blanks_bzip2(4_000_000_000)),
    "direktori-sejuta": lambda: directory(800_000),
    "komentar-arsip": lambda: commented(b"x" * 65_535),
    "ulang-besar.ods": lambda: open_document(repeated(4_000_000_000, 2_000_000_000)),
    "ulang-sampai-dasar.ods": lambda: open_document(repeated(1_048_000, 1)),
    "ulang-kosong.ods": lambda: open_document(repeated(1_048_576, 16_384, ""), repeated(1, 1)),
    "luas-4-juta.ods": lambda: open_document(repeated(80_000, 1), repeated(1, 55)),
    "spasi.ods": lambda: open_document(repeated(1, 1, '<text:s text:c="2000000000"/>')),
    "unsur-banyak.ods": lambda: open_document("<table:table-row/>" * 1_000_000),
    "ujung.xls": lambda: last_cell(65_535, 255),
    "ujung-150.xls": lambda: last_cell(65_535, 150),
    "kolom-tak-bernama.xls": lambda: last_cell(3, 20_236, b"\x03\0\x0c\0"),
    "data-sesudah": lambda: BUKU_CONTOH.read_bytes() + b"\0" * 1_000_000,
    "data-sebelum": lambda: b"PK\x03\x04" + b"\0" * 100_000 + BUKU_CONTOH.read_bytes(),
    "bagian-15000": lambda: packed(
        unpacked(BUKU_CONTOH.read_bytes()) | {f"xl/media/{n}.png": b"" for n in range(15_000)}
    ),
}
"""Workbooks: the name of each kind, and its bytes."""


def document(isi: str, **parts: str) -> bytes:
    """Give a Word document of this body."""
    found = {"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{isi}</w:body></w:document>'.encode()}
    return packed(found | {f"word/{name}.xml": part.encode() for name, part in parts.items()})


def cell(isi: str, sifat: str = "") -> str:
    return f"<w:tc><w:tcPr>{sifat}</w:tcPr><w:p><w:r><w:t>{isi}</w:t></w:r></w:p></w:tc>"


def row(*isi: str, sifat: str = "") -> str:
    return "<w:tr>" + "".join(cell(satu, sifat) for satu in isi) + "</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{row(*HEADER)}{''.join(rows)}</w:tbl>"


def numbering(*levels: str, nums: int = 1) -> str:
    kinds = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
    lists = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="0"/></w:num>' for n in range(nums))
    return f'<w:numbering xmlns:w="{W}">{kinds}{lists}</w:numbering>'


def level(nth: int, format_: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{nth}"><w:start w:val="32767"/><w:numFmt w:val="{format_}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


_BARIS = ("1", "Tim Kerja", "Menerbitkan SK", "Menyusun SK", "SK", "Oktober 2025")
_DAFTAR = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
_NOMOR = f"<w:p>{_DAFTAR}<w:r><w:t>a</w:t></w:r></w:p>"
_GANTI = (
    '<w:del w:id="1" w:author="a"><w:r><w:delText>x</w:delText></w:r></w:del>'
    '<w:ins w:id="2" w:author="a"><w:r><w:t>y</w:t></w:r></w:ins>'
)
_SPAN = '<w:gridSpan w:val="1000000"/>'

NASKAH: Mapping[str, Callable[[], bytes]] = {
    "rentang.docx": lambda: document(table(*[row(*_BARIS, sifat=_SPAN)] * 3_000)),
    "rentang-sebaris.docx": lambda: document(table(row(*_BARIS), row(*["a"] * 100_000, sifat=_SPAN))),
    "gabungan-tegak.docx": lambda: document(table(*[row(*_BARIS, sifat="<w:vMerge/>")] * 10_000)),
    "sel-banyak.docx": lambda: document(table(row(*["a"] * 400_000))),
    "baris-banyak.docx": lambda: document(table(*[row(*_BARIS)] * 19_000)),
    "tabel-banyak.docx": lambda: document((table(row(*_BARIS)) + "<w:p/>") * 5_000),
    "tabel-lain-banyak.docx": lambda: document("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>" * 100_000),
    "alinea-banyak.docx": lambda: document(
        "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 300_000 + table(row(*_BARIS))
    ),
    "alinea-antara.docx": lambda: document(
        (table(row(*_BARIS)) + "<w:p><w:r><w:t>Manajemen Perubaham</w:t></w:r></w:p>" * 20) * 1_500
    ),
    "unsur-banyak.docx": lambda: document("<w:p/>" * 5_000_000),
    "bersarang.docx": lambda: document("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000),
    "sdt-dalam.docx": lambda: document("<w:sdt>" * 250 + table(row(*_BARIS)) + "</w:sdt>" * 250),
    "teks-dalam.docx": lambda: document("<w:p>" + "<w:r>" * 240 + "<w:t>a</w:t>" + "</w:r>" * 240 + "</w:p>"),
    "tabel-dalam-tabel.docx": lambda: document(
        "<w:tbl><w:tr><w:tc>" * 80
        + "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 20_000
        + "</w:tc></w:tr></w:tbl>" * 80
    ),
    "nomor-huruf.docx": lambda: document(
        _NOMOR * 50_000 + table(row(*_BARIS)), numbering=numbering(level(0, "upperRoman", "%1" * 30_000))
    ),
    "nomor-tingkat.docx": lambda: document(
        _NOMOR * 50_000,
        numbering=numbering(*(level(n, "lowerLetter", "%1%2%3%4%5%6%7%8%9" * 10) for n in range(9))),
    ),
    "daftar-banyak.docx": lambda: document(
        _NOMOR * 5_000, numbering=numbering(level(0, "decimal", "%1."), nums=100_000)
    ),
    "baris-teks.docx": lambda: document(
        table(row(*_BARIS[:4], "</w:t><w:br/><w:t>".join(["a"] * 16_000), "Oktober 2025"))
    ),
    "teks-panjang.docx": lambda: document(table(row(*_BARIS[:4], "a " * 5_000_000, "Oktober 2025"))),
    "bom.docx": lambda: packed({"word/document.xml": b"<w:document " + b" " * 300_000_000}),
    "bom-gambar.docx": lambda: packed(
        unpacked(document(table(row(*_BARIS)))) | {"word/media/a.png": b" " * 400_000_000}
    ),
    "direktori-sejuta.docx": lambda: directory(800_000),
    "perubahan-banyak.docx": lambda: document(
        table(
            *[
                row(*_BARIS[:4], f"a</w:t></w:r>{_GANTI * 100}<w:r><w:t>b", "Oktober 2025")
                for _ in range(1_000)
            ]
        )
    ),
    "baris-terbungkus.docx": lambda: document(
        f"<w:tbl>{row(*HEADER)}"
        + f"{'<w:sdt><w:sdtContent>' * 100}{row(*_BARIS)}{'</w:sdtContent></w:sdt>' * 100}" * 3_000
        + "</w:tbl>"
    ),
    "kotak-banyak.docx": lambda: document(
        table(row(*_BARIS))
        + f"<w:p><w:r>{'<w:txbxContent><w:p><w:r><w:t>a</w:t></w:r></w:p></w:txbxContent>' * 100_000}</w:r></w:p>"
    ),
    "kotak-dalam.docx": lambda: document(
        table(
            row(
                *_BARIS[:4],
                "</w:t>"
                + "<w:txbxContent><w:p><w:r>" * 80
                + "<w:t>a</w:t>" * 20_000
                + "</w:r></w:p></w:txbxContent>" * 80
                + "<w:t>",
                "Oktober 2025",
            )
        )
    ),
    "catatan-kaki-banyak.docx": lambda: document(
        table(row(*_BARIS)),
        footnotes=f'<w:footnotes xmlns:w="{W}">{"<w:footnote><w:p/></w:footnote>" * 1_500_000}</w:footnotes>',
    ),
    "entitas.docx": lambda: packed(
        {
            "word/document.xml": b"<!DOCTYPE w ["
            + b"".join(
                b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10 if n else b"x" * 10) for n in range(10)
            )
            + b"]><w>&e9;</w>"
        }
    ),
    "baris-teks.txt": lambda: _text("1", "Tim", "a", "b", "- x<br>" * 16_000, "Oktober 2025"),
    "baris-banyak.txt": lambda: _text(*_BARIS, kali=19_000),
    "baris-terlalu-banyak.txt": lambda: _text(*_BARIS, kali=400_000),
    "kalimat-banyak.txt": lambda: LAMPIRAN.read_bytes() + b"a\n" * 2_000_000,
    "kalimat-antara.txt": lambda: (_text(*_BARIS) + b"\nManajemen Perubaham x\n") * 3_000,
    "kolom-banyak.txt": lambda: _text(*_BARIS, *["a"] * 1_000_000),
    "satu-baris.txt": lambda: b"a" * 40_000_000,
    "tanda-banyak.txt": lambda: _text(*_BARIS[:4], "<b " * 200_000, "&" * 200_000),
    "angka-panjang.txt": lambda: _text("9" * 10_000, "Tim " + "1" * 9_000, *_BARIS[2:5], "1" * 20_000),
    "spasi.txt": lambda: _text(*_BARIS[:4], "a" + " " * 200_000 + "b", "Oktober 2025" + " " * 100_000 + "x"),
}
"""Decrees: the name of each kind with its ending, and its bytes."""


def _text(*sel: str, kali: int = 1) -> bytes:
    lines = ["\t".join(HEADER), *["\t".join(sel)] * kali]
    return "\n".join(lines).encode()


def write(nama: str, folder: Path) -> Path:
    """Write the file of a kind into a folder; of the one workbook it becomes `buku.xlsx`, alone there."""
    path = folder / (nama if nama in NASKAH or "." in nama else f"{nama}.xlsx")
    path.write_bytes((NASKAH if nama in NASKAH else BUKU)[nama]())
    return path
