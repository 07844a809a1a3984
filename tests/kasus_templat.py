"""Templates that mean harm or are broken: the corpus of faults that were found, which only grows.

Each kind has the template's file, made from the shipped one or from paragraphs, and what is said of it begins.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

from conftest import AKAR
from docx import Document
from paket_kecil import directory

TEMPLAT = AKAR / "templates" / "laporan-monev.docx"
DOKUMEN = "word/document.xml"
XMLNS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ALINEA = "<w:p><w:r><w:t>{{ satker }}</w:t></w:r></w:p>"

ISI = re.compile(rb"(?<=<w:body>).*(?=<w:sectPr)", re.DOTALL)

AKHIR = "<w:body><w:p><w:r><w:t>{% endif %}</w:t></w:r></w:p>"

BESAR = "terlalu besar. Perkecil gambarnya"
UTUH = "bukan berkas Word (.docx) yang utuh"
TAG, DOK = "terlalu besar. Kurangi", "dokumennya menjadi terlalu besar"
DIBUAT = ""

Buat = Callable[[], bytes]


def paragraf(*teks: str) -> Buat:
    def make() -> bytes:
        document, out = Document(), BytesIO()
        for satu in teks:
            document.add_paragraph(satu)
        document.save(out)
        return out.getvalue()

    return make


def bagian(nama: str, isi: Callable[[bytes], bytes] | bytes | None) -> Buat:
    """Take the shipped template, with one paragraph for a body, and one part changed, added or left out."""

    def make() -> bytes:
        out = BytesIO()
        with zipfile.ZipFile(TEMPLAT) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            parts = {satu: old.read(satu) for satu in old.namelist()}
            parts[DOKUMEN] = ISI.sub(ALINEA.encode(), parts[DOKUMEN])
            parts[nama] = isi(parts[nama]) if callable(isi) else isi or b""
            for satu, content in parts.items():
                if satu != nama or isi is not None:
                    new.writestr(satu, content)
        return out.getvalue()

    return make


def badan(xml: str) -> Buat:
    """Take the shipped template with this body."""
    new = f"<w:body>{xml}</w:body>".encode()
    return bagian(DOKUMEN, lambda old: re.sub(rb"<w:body>.*</w:body>", lambda _: new, old, flags=re.DOTALL))


def hubungan(jenis: str, target: str, *, luar: bool = True, bagian_: str = "document") -> Buat:
    mode = ' TargetMode="External"' if luar else ""
    one = f'<Relationship Id="rX" Type="{R}/{jenis}" Target="{target}"{mode}/></Relationships>'.encode()
    return bagian(f"word/_rels/{bagian_}.xml.rels", lambda old: old.replace(b"</Relationships>", one))


def catatan(jenis: str, teks: str) -> Buat:
    """Take such a template with one more part: footnotes, endnotes or comments, one of this text."""
    kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{jenis}+xml"
    note = f'<w:{jenis[:-1]} w:id="5" w:author="a"><w:p><w:r><w:t>{teks}</w:t></w:r></w:p></w:{jenis[:-1]}>'
    override = f'<Override PartName="/word/{jenis}.xml" ContentType="{kind}"/></Types>'.encode()
    return _bersama(
        hubungan(jenis, f"{jenis}.xml", luar=False),
        lambda parts: (
            parts
            | {
                f"word/{jenis}.xml": f"<w:{jenis} {XMLNS}>{note}</w:{jenis}>".encode(),
                "[Content_Types].xml": parts["[Content_Types].xml"].replace(b"</Types>", override),
            }
        ),
    )


def _bersama(buat: Buat, ubah: Callable[[dict[str, bytes]], dict[str, bytes]]) -> Buat:
    def make() -> bytes:
        out = BytesIO()
        with zipfile.ZipFile(BytesIO(buat())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for nama, content in ubah({satu: old.read(satu) for satu in old.namelist()}).items():
                new.writestr(nama, content)
        return out.getvalue()

    return make


def kotak(*teks: str) -> Buat:
    """Take the shipped template with a text box as its body, of these paragraphs, as Word writes it twice."""
    inner = "".join(f"<w:p><w:r><w:t>{satu}</w:t></w:r></w:p>" for satu in teks)
    box = f"<w:txbxContent>{inner}</w:txbxContent>"
    return badan(
        "<w:p><w:r><w:t>Kotak: </w:t></w:r><w:r>"
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>'
        f"</mc:AlternateContent></w:r></w:p>{ALINEA}"
    )


def dipadatkan(cara: int) -> Buat:
    """Take the shipped template packed in another way."""

    def make() -> bytes:
        out = BytesIO()
        with zipfile.ZipFile(TEMPLAT) as old, zipfile.ZipFile(out, "w", cara) as new:
            for satu in old.namelist():
                new.writestr(satu, old.read(satu))
        return out.getvalue()

    return make


def medan(*potongan: str) -> Buat:
    """Make fields of these pieces: `[` begins one, `|` parts its result, which begins with `=`, and `]` ends it."""
    return badan(f"<w:p>{''.join(map(_potong, potongan))}</w:p>{ALINEA}")


def _potong(teks: str) -> str:
    if sign := {"[": "begin", "]": "end", "|": "separate"}.get(teks):
        return f'<w:r><w:fldChar w:fldCharType="{sign}"/></w:r>'
    name = "w:t" if teks.startswith("=") else "w:instrText"
    return f"<w:r><{name}>{teks.lstrip('=')}</{name}></w:r>"


def lebar(nilai: str) -> Buat:
    return badan(
        f"<w:tbl><w:tblPr><w:tblW {nilai}/></w:tblPr><w:tblGrid><w:gridCol {nilai}/></w:tblGrid>"
        f"<w:tr><w:tc><w:tcPr><w:tcW {nilai}/></w:tcPr>{ALINEA}</w:tc></w:tr></w:tbl>{ALINEA}"
    )


def bohong(buat: Buat) -> Buat:
    """Let the directory of a package say that every part is small."""

    def make() -> bytes:
        content, at = bytearray(buat()), 0
        while (at := content.find(b"PK\x01\x02", at)) >= 0:
            content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
            at += 4
        return bytes(content)

    return make


def banyak_bagian() -> bytes:
    """Make a package of more parts than any document has."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for nomor in range(6_000):
            new.writestr(f"word/{nomor}.xml", b"")
    return out.getvalue()


def kode(nama: str) -> str:
    return f"memuat kode {nama}, yang mengambil isi dari luar"


BESAR_TAG = {
    "perkalian": "{{ 'x' * 10 ** 9 }}",
    "center": "{{ satker|center(99999999) }}",
    "center berulang": "{% set a = ['x'|center(999999)] * 900 %}{{ a|join }}",
    "indent": "{% set a = 'x\\n' * 499999 %}{{ a|indent(999999) }}",
    "batch": "{{ [1]|batch(99999999, 'x')|list }}",
    "tojson": "{% set a = ['x' * 9999] * 9999 %}{{ a|tojson|length }}",
    "replace": "{{ ('x' * 999999)|replace('x', 'y' * 999999) }}",
    "join panjang": "{{ ('x' * 900000)|join('y' * 900000) }}",
    "sambungan": "{% set a = 'x' * 999999 %}{% set b = a ~ a ~ a ~ a ~ a ~ a ~ a ~ a %}{{ b ~ b ~ b ~ b ~ b }}",
    "format": "{{ '%999999999d'|format(1) }}",
    "format disambung": "{{ ('%' ~ '999999999d')|format(1) }}",
    "format bintang": "{{ '%*d'|format(999999999, 1) }}",
    "daftar dalam daftar": "{% set a = ['x' * 99999] * 99999 %}{{ a|string|length }}",
    "jumlah daftar": "{{ ([[1] * 9999] * 9999)|sum(start=[])|length }}",
    "daftar tercetak": "{% set a = [1] * 999999 %}{% set b = [a, a, a, a, a, a] %}{{ [b, b, b, b, b, b] }}",
    "daftar dibandingkan": "{% set a = [[1] * 999] * 999 %}{% set b = [a, a, a, a, a, a] %}"
    "{% if [b, b, b, b, b, b] == [b, b] %}x{% endif %}",
    "pangkat": "{{ 9 ** 9 ** 9 }}",
    "angka panjang": "{{ " + "9" * 400 + " }}",
}

BUKAN_TAG = {
    "namespace": "{% set n = namespace(a='x') %}{% for i in range(60) %}{% set n.a = n.a ~ n.a %}{% endfor %}",
    "namespace dengan join": (
        "{% set n = namespace(a='x') %}{% for i in range(60) %}{% set n.a = [n.a, n.a]|join %}{% endfor %}"
    ),
    "map": "{{ range(10000)|map('center', 9999)|list|length }}",
    "ljust": "{{ 'x'.ljust('999999999'|int) }}",
    "zfill": "{{ 'x'.zfill('999999999'|int) }}",
    "expandtabs": "{{ '\\t'.expandtabs('999999999'|int) }}",
    "format teks": "{{ '{:9}'.format(1) }}",
    "translate": "{{ 'x'.translate({120: 'y' * 999999}) }}",
    "kelas": "{{ ''.__class__ }}",
}
"""Methods and names that no tag has: they are told as an unknown name."""

TAK_DIKENAL = {
    "makro": "{% macro f(n) %}{{ f(n) }}{% endmacro %}",
    "block": "{% block a %}{{ self.a() }}{% endblock %}",
    "include": "{% include 'a' %}",
    "import": "{% import 'a' as b %}",
    "extends": "{% extends 'a' %}",
    "call": "{% call x() %}{% endcall %}",
    "filter": "{% filter center(99) %}x{% endfilter %}",
}
"""Commands that are none of a template's."""

JAHAT: Mapping[str, tuple[Buat, str]] = {
    **{f"tag {nama}": (paragraf(tag), TAG) for nama, tag in BESAR_TAG.items()},
    **{f"metode {nama}": (paragraf(tag), "tidak dikenal") for nama, tag in BUKAN_TAG.items()},
    **{f"perintah {nama}": (paragraf(tag), "tidak dikenal") for nama, tag in TAK_DIKENAL.items()},
    "makro di luar alinea": (
        badan(f'<w:p w:rsidR="{{% macro f() %}}{{{{ f() }}}}{{% endmacro %}}"/>{ALINEA}'),
        "salah satu tag tidak dapat dikerjakan",
    ),
    "perulangan rekursif": (
        paragraf("{% for a in pembahasan recursive %}{{ loop(pembahasan) }}{% endfor %}"),
        "tidak dapat dibaca",
    ),
    "perulangan bersarang": (paragraf("{% for a in 'x' * 1000 %}" * 3 + "x" + "{% endfor %}" * 3), TAG),
    "25 perulangan": (paragraf("{% for a in [1] %}" * 25 + "x" + "{% endfor %}" * 25), DOK),
    "wordwrap": (paragraf("{{ ('x' * 999999)|wordwrap(1) }}"), "tidak dapat dibaca"),
    "seratus ribu penanda": (
        badan("<w:p>" + '<w:bookmarkStart w:id="1" w:name="a"/>' * 100_000 + f"</w:p>{ALINEA}"),
        BESAR,
    ),
    "ribuan nomor dalam satu alinea": (
        badan("<w:p>" + "".join(map(_potong, ("[", "SEQ T", "]"))) * 4_000 + f"</w:p>{ALINEA}"),
        DIBUAT,
    ),
    "kurung bersarang": (paragraf("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}"), TAG),
    "not beruntun": (paragraf("{% if " + "not " * 4000 + "1 %}x{% endif %}"), "terlalu besar"),
    "kurung tanpa akhir": (paragraf("{%" * 5000), "terlalu panjang untuk sebuah tag"),
    "ratusan ribu kurung": (paragraf("{" * 200_000), BESAR),
    "alinea panjang dengan tag": (
        paragraf("x" * 30_000 + "{{ satker }}"),
        "terlalu panjang untuk sebuah tag",
    ),
    "sejuta baris": (paragraf("{{ '\\n' * 900000 }}"), DOK),
    "sejuta tab": (paragraf("{{ '\\t' * 900000 }}"), DOK),
    "tanpa sectPr": (badan(ALINEA), DIBUAT),
    "sectPr ganjil": (
        badan(f'{ALINEA}<w:sectPr><w:pgSz w:w="abc" w:h="-1" w:orient="x"/><w:pgMar w:left="x"/></w:sectPr>'),
        DIBUAT,
    ),
    "lebar persen": (lebar('w:w="50%" w:type="pct"'), DIBUAT),
    "lebar otomatis": (lebar('w:w="0" w:type="auto"'), DIBUAT),
    "lebar nan": (lebar('w:w="nan" w:type="dxa"'), DIBUAT),
    "tanpa lebar": (lebar(""), DIBUAT),
    "akar lain": (bagian(DOKUMEN, b"<html/>"), UTUH),
    "akar tanpa badan": (
        bagian(
            DOKUMEN, b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
        ),
        UTUH,
    ),
    "dokumen kosong": (bagian(DOKUMEN, b""), UTUH),
    "XML terpotong": (bagian(DOKUMEN, lambda old: old[:-20]), UTUH),
    "XML bersarang dalam": (badan("<w:sdt>" * 5000 + ALINEA + "</w:sdt>" * 5000), UTUH),
    "gaya dari akar lain": (bagian("word/styles.xml", b"<x/>"), UTUH),
    "tanpa gaya": (bagian("word/styles.xml", None), UTUH),
    "tanpa pengaturan": (bagian("word/settings.xml", None), UTUH),
    "tanpa penomoran": (bagian("word/numbering.xml", None), UTUH),
    "tanpa kepala halaman": (bagian("word/header1.xml", None), UTUH),
    "gaya yang bukan XML": (
        bagian(
            "[Content_Types].xml",
            lambda old: re.sub(rb'<Override PartName="/word/styles.xml"[^>]*>', b"", old),
        ),
        UTUH,
    ),
    "hubungan ke tiada": (hubungan("header", "tidak-ada.xml", luar=False), UTUH),
    "pengaturan di luar": (hubungan("settings", "http://x.go.id/s.xml"), UTUH),
    "bom gambar": (bagian("word/media/b.png", b"\0" * 61_000_000), BESAR),
    "bom gambar berbohong": (bohong(bagian("word/media/b.png", b"\0" * 61_000_000)), UTUH),
    "bom unsur": (bagian("word/tambahan.xml", b"<x>" + b"<y/>" * 1_000_000 + b"</x>"), BESAR),
    "bom bagian": (banyak_bagian, BESAR),
    "direktori sejuta bagian": (lambda: directory(800_000), BESAR),
    "bzip2": (dipadatkan(zipfile.ZIP_BZIP2), UTUH),
    "tag di catatan kaki": (catatan("footnotes", "{{ satker }}"), DIBUAT),
    "tag salah di catatan kaki": (
        catatan("footnotes", "{{ satkre }}"),
        'catatan kaki "{{ satkre }}": nama "satkre" pada tag {{ satkre }} tidak dikenal',
    ),
    "tag terpotong di catatan kaki": (
        catatan("footnotes", "{{ satker"),
        'catatan kaki "{{ satker": kurung {{ tidak berpasangan',
    ),
    "catatan kaki yang bukan XML": (catatan("footnotes", "<"), UTUH),
    "tag di catatan akhir": (catatan("endnotes", "{{ satker }}"), DIBUAT),
    "tag di komentar": (catatan("comments", "{{ satker }}"), DIBUAT),
    "tag di kotak teks": (kotak("{%p if satker %}", "{{ satker }}", "{%p endif %}"), DIBUAT),
    "tag salah di kotak teks": (kotak("{{ satkre }}"), 'paragraf "{{ satkre }}": nama "satkre"'),
    "if dari catatan kaki ke isi": (
        _bersama(
            catatan("footnotes", "{% if satker %}"),
            lambda parts: parts | {DOKUMEN: parts[DOKUMEN].replace(b"<w:body>", AKHIR.encode())},
        ),
        "tag {% endif %} tidak ada pasangannya",
    ),
    "tag salah di properti": (
        bagian(
            "docProps/core.xml",
            lambda old: re.sub(rb"<dc:title>[^<]*", b"<dc:title>{{ satkre }}", old),
        ),
        'properti dokumen "{{ satkre }}": nama "satkre"',
    ),
    "makro Word": (bagian("word/vbaProject.bin", b"x"), "memuat makro. Simpan Sebagai .docx"),
    "objek OLE": (hubungan("oleObject", "styles.xml", luar=False), "memuat objek dari program lain (OLE)"),
    "objek OLE tertaut": (hubungan("oleObject", "file:///x.xls"), "memuat objek dari program lain (OLE)"),
    "kontrol ActiveX": (hubungan("control", "styles.xml", luar=False), "memuat kontrol ActiveX"),
    "dokumen lain": (hubungan("aFChunk", "styles.xml", luar=False), "memuat dokumen lain"),
    "gambar tertaut": (
        hubungan("image", "http://x.go.id/a.png"),
        "memuat gambar tertaut (http://x.go.id/a.png)",
    ),
    "data surat massal": (hubungan("mailMergeSource", "file:///a.xls"), "mengambil isi dari file:///a.xls"),
    "DDE": (medan("[", " DDE excel a b ", "]"), kode("DDE")),
    "DDEAUTO terpotong": (medan("[", " DD", "EAU", "TO c:\\x ", "|", "=x", "]"), kode("DDEAUTO")),
    "DDE dari kode lain": (medan("[", "[", " QUOTE ", "|", "=DDE", "]", " c:\\x ", "]"), kode("DDE")),
    "DDE dari tag": (medan("[", " DD{{ 'E' }} c:\\x ", "]"), kode("DDE")),
    "INCLUDETEXT": (medan("[", ' INCLUDETEXT "http://x.go.id/a.docx" ', "|", "=a", "]"), kode("INCLUDETEXT")),
    "INCLUDEPICTURE": (medan("[", "includepicture \\d x", "]"), kode("INCLUDEPICTURE")),
    "DDE sederhana": (badan(f'<w:p><w:fldSimple w:instr="DDEAUTO c:\\x"/></w:p>{ALINEA}'), kode("DDEAUTO")),
    "kode biasa": (medan("[", " PAGE ", "|", "=1", "]", "[", " REF a \\h ", "]"), DIBUAT),
    "kata DDE di luar kode": (paragraf("DDE dan INCLUDETEXT hanya kata. {{ satker }}"), DIBUAT),
}
"""Each kind of template, and what of it is said; empty where a document may be made of it."""
