"""The guide as HTML: pages that need no network, links that lead somewhere, and what the program says of them."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import halaman
import pytest
from conftest import AKAR, Capsys, jalankan
from lxml import html
from sumber import SUMBER, nodes, texts

from zi_reports.cli.panduan import HALAMAN

CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="module")
def pages() -> dict[str, html.HtmlElement]:
    return {name: html.fromstring(halaman.page(name)) for name in HALAMAN}


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_verb_opens_the_pages_that_are_made() -> None:
    assert halaman.HALAMAN == HALAMAN
    listed = {path.stem for path in (AKAR / "docs").glob("*.md")}
    assert set(HALAMAN) == listed - {"design", "keandalan", "kinerja"}  # those for developers


@pytest.mark.parametrize("name", HALAMAN)
def test_each_link_leads_to_a_page_and_a_place_that_is_there(
    name: str, pages: dict[str, html.HtmlElement]
) -> None:
    found = [urlsplit(link) for link in pages[name].xpath("//a/@href")]
    assert len(found) > 10
    for link in found:
        assert not link.scheme
        target = link.path.removesuffix(".html") or name
        assert target in pages, link
        assert not link.fragment or link.fragment in pages[target].xpath("//*/@id"), link


@pytest.mark.parametrize("name", HALAMAN)
def test_a_page_needs_nothing_but_itself(name: str, pages: dict[str, html.HtmlElement]) -> None:
    page = pages[name]
    assert [
        src for src in page.xpath("//@src") if not src.startswith("data:image/png;base64,iVBORw0KGgo")
    ] == []
    assert page.xpath("//script | //link | //iframe") == []
    assert "url(" not in page.xpath("string(//style)")
    assert all(page.xpath("//img/@alt"))
    assert page.get("lang") == "id"


def test_the_guide_has_all_its_pictures_inside(pages: dict[str, html.HtmlElement]) -> None:
    text = (AKAR / "docs" / "panduan.md").read_text(encoding="utf-8")
    assert len(pages["panduan"].xpath("//img")) == text.count("![") > 3


@pytest.mark.parametrize("name", HALAMAN)
def test_the_contents_list_names_every_heading_of_its_page_once(
    name: str, pages: dict[str, html.HtmlElement]
) -> None:
    page = pages[name]
    headings = [(h.get("id"), words(h)) for h in page.xpath("//main//h2 | //main//h3")]
    links = [(a.get("href")[1:], words(a)) for a in page.xpath("//nav[@class='isi']//a")]
    assert links == headings
    assert len({anchor for anchor, _ in headings}) == len(headings)
    (title,) = page.xpath("//h1")
    assert words(page.xpath("//header//a[@aria-current]")[0]) == words(title)


def test_anchors_are_those_of_github() -> None:
    tokens = halaman.markdown().parse(
        "## Menyiapkan komputer (sekali saja)\n\n## `zi rapat`\n\n## zi rapat\n"
    )
    anchors = [satu.jangkar for satu in halaman.headings(tokens)]
    assert anchors == ["menyiapkan-komputer-sekali-saja", "zi-rapat", "zi-rapat-1"]


def test_tables_keep_their_columns_and_signs(pages: dict[str, html.HtmlElement]) -> None:
    cells = [words(td) for td in pages["panduan"].xpath("//table[1]//td")]
    assert cells[:2] == ["STATUS", next(cell for cell in cells if cell.startswith("Belum, Proses, Selesai"))]
    assert "{{ bulan|upper }}" in words(pages["templat"])
    assert [name for name, page in pages.items() if "\\|" in words(page.find(".//main"))] == []


def said() -> Iterator[str]:
    """Give the texts in the program, joined where they are filled in, without those that explain the code."""
    for path in SUMBER:
        explained = {node.value for node in nodes(path) if isinstance(node, ast.Expr)}
        verb = "cli" in path.parts  # where what explains a function is its help
        yield from (str(node.value) for node in texts(path) if verb or node not in explained)


def test_what_the_program_says_of_the_guide_leads_to_a_page_that_is_there(
    pages: dict[str, html.HtmlElement],
) -> None:
    """By `zi panduan`, or `zi panduan templat`, and `bagian …` by its heading; never by a file of the checkout."""
    golden = [path.read_text(encoding="utf-8") for path in (AKAR / "tests" / "pesan").glob("*.txt")]
    texts = [*said(), *golden]
    named = [name for text in texts for name in re.findall(r": zi panduan(?: (\w+))?$", text.strip())]
    assert len(named) > 6
    assert {name for name in named if name} <= set(HALAMAN)
    headings = {words(h) for h in pages["panduan"].xpath("//h2 | //h3")}
    parts = [part for text in texts for part in re.findall(r"bagian ([A-Z][^:]+): zi panduan", text)]
    assert parts
    assert set(parts) <= headings
    assert [
        text
        for text in texts
        if re.search(r"docs/(?!design)[\w.]|(?<!docs/design)\.md\b|menurut panduan", text)
    ] == []


def test_a_page_of_the_guide_is_opened_in_the_browser_or_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    halaman.write_pages(tmp_path / "panduan")
    page = tmp_path / "panduan" / "templat.html"
    opened: list[str] = []
    monkeypatch.setattr("zi_reports.files.__file__", str(tmp_path / "files.py"))
    monkeypatch.setenv("DISPLAY", ":0")

    def open_once(url: str) -> bool:
        opened.append(url)
        return len(opened) == 1

    monkeypatch.setattr("webbrowser.open", open_once)
    here, there = f"Dibuka di peramban:\n  {page}\n", f"Buka berkas ini di peramban:\n  {page}\n"

    def shown(*more: str) -> str:
        assert jalankan("panduan", "templat", *more) == 0
        return capsys.readouterr().out

    assert shown() == there  # a script reads this: nothing is opened
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert shown("--jangan-buka") == there
    assert opened == []
    assert shown() == here
    assert shown() == there  # there is no browser
    assert opened == [page.as_uri()] * 2


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_is_wider_than_the_window(width: int, tmp_path: Path) -> None:
    """A frame as wide as the window tells in the title of the page around it how far each page reaches."""
    halaman.write_pages(tmp_path)
    frames = "".join(f'<iframe src="{name}.html" width="{width}" height="800"></iframe>' for name in HALAMAN)
    script = (
        "onload = () => { document.title = [...document.querySelectorAll('iframe')]"
        ".map(f => f.contentDocument.documentElement).map(e => e.scrollWidth - e.clientWidth).join(' ') }"
    )
    (tmp_path / "bingkai.html").write_text(f"<script>{script}</script>{frames}", encoding="utf-8")
    options = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
    )
    more = ("--allow-file-access-from-files", f"--user-data-dir={tmp_path / 'profil'}", "--dump-dom")
    command = [str(CHROMIUM), *options, *more, (tmp_path / "bingkai.html").as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    reach = re.search(r"<title>([\d -]+)</title>", done.stdout)
    assert reach, done.stdout[:500]
    assert reach[1].split() == ["0"] * len(HALAMAN)
