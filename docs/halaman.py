"""The guide as HTML: pages of docs/ become one file each, with their pictures inside, to be read offline.

`zi panduan` opens them. The wheel's build makes them (hatch_build.py), and so does docs/buat.py in a checkout.
"""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Sequence
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

DOCS = Path(__file__).parent
HALAMAN = ("panduan", "catatan", "pesan", "templat")
"""The pages, each as the menu lists it; the guide itself comes first."""

PENDEK = 26  # signs of code that fit into a line of the narrowest window

KERANGKA = """<!DOCTYPE html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{judul} - zi_reports</title>
<style>
{gaya}</style>
</head>
<body>
<header><nav aria-label="Halaman"><ul>
{menu}
</ul></nav></header>
<div class="badan">
<nav class="isi" aria-label="Isi halaman">
<p>Isi halaman</p>
{isi}
</nav>
<div>
<main>
{naskah}</main>
<footer>zi_reports {versi}</footer>
</div>
</div>
</body>
</html>
"""


class Judul(NamedTuple):
    """A heading: its level, its words, and the name by which links find it."""

    tingkat: int
    teks: str
    jangkar: str


def write_pages(folder: Path) -> list[Path]:
    """Write all pages into a folder, which is made where it lacks; give their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{nama}.html" for nama in HALAMAN]
    for path in paths:
        path.write_text(page(path.stem), encoding="utf-8", newline="\n")
    return paths


def page(nama: str) -> str:
    """Give a page of docs/ as HTML."""
    reader = markdown()
    tokens = reader.parse((DOCS / f"{nama}.md").read_text(encoding="utf-8"))
    found = headings(tokens)
    for token in tokens:
        for inline in token.children or ():
            adapt(inline)
    return KERANGKA.format(
        judul=escape(found[0].teks),
        gaya=(DOCS / "halaman.css").read_text(encoding="utf-8"),
        menu="\n".join(menu_line(satu, aktif=satu == nama) for satu in HALAMAN),
        isi=contents(found[1:]),
        naskah=reader.renderer.render(tokens, reader.options, {}),
        versi=version(),
    )


def markdown() -> MarkdownIt:
    """Give the reader of our pages; a table that is wider than the window scrolls by itself."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.add_render_rule("table_open", lambda *_: '<div class="tabel"><table>\n')
    reader.add_render_rule("table_close", lambda *_: "</table></div>\n")
    return reader


def headings(tokens: Sequence[Token]) -> list[Judul]:
    """Name each heading as GitHub does, so that one link serves both; give them in their order."""
    found: list[Judul] = []
    seen: Counter[str] = Counter()
    for token, text in pairwise(tokens):
        if token.type != "heading_open":
            continue
        words = "".join(satu.content for satu in text.children or ())
        anchor = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
        seen[anchor] += 1
        if seen[anchor] > 1:
            anchor = f"{anchor}-{seen[anchor] - 1}"
        token.attrSet("id", anchor)
        found.append(Judul(int(token.tag[1:]), words, anchor))
    return found


def adapt(token: Token) -> None:
    """Lead a link to another page to its HTML, put a picture into the page, and keep short code in one piece."""
    if token.type == "link_open":
        token.attrSet("href", re.sub(r"^([\w-]+)\.md(?=#|$)", r"\1.html", str(token.attrGet("href"))))
    elif token.type == "image":
        picture = (DOCS / str(token.attrGet("src"))).read_bytes()
        token.attrSet("src", f"data:image/png;base64,{base64.b64encode(picture).decode()}")
    elif token.type == "code_inline" and len(token.content) <= PENDEK:
        token.attrSet("class", "utuh")


def menu_line(nama: str, *, aktif: bool) -> str:
    """Give the line of the menu that leads to a page, under the page's own title."""
    title = (DOCS / f"{nama}.md").read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
    mark = ' aria-current="page"' if aktif else ""
    return f'<li><a href="{nama}.html"{mark}>{escape(title)}</a></li>'


def contents(found: Sequence[Judul]) -> str:
    """List the headings of a page with links, those of the third level below those of the second."""
    lines, depth = ["<ul>"], 2
    for satu in found:
        if satu.tingkat != depth:
            lines.append("<li><ul>" if satu.tingkat > depth else "</ul></li>")
            depth = satu.tingkat
        lines.append(f'<li><a href="#{satu.jangkar}">{escape(satu.teks)}</a></li>')
    return "\n".join([*lines, *(["</ul></li>"] if depth > 2 else []), "</ul>"])  # noqa: PLR2004 - the levels of headings


def version() -> str:
    """Give the version of the program that the pages go with."""
    text = (DOCS.parent / "zi_reports" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "(.+)"', text)
    return found[1] if found else ""
