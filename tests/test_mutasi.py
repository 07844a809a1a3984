"""Workbooks with bytes flipped, parts cut and XML mangled are read or refused: never a traceback, never a wait."""

from __future__ import annotations

import os
import random
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

import pytest
from conftest import BUKU_CONTOH, BUKU_NYATA

from zi_reports.rencana.model import WorkbookError
from zi_reports.sources.evidence import check_bukti
from zi_reports.sources.workbook import read_workbook

BANYAK, BEBERAPA = 2_000, 60
"""How many workbooks are mutated in all tests, and before every commit."""

DETIK = 10
"""No workbook may take so many seconds, on any machine."""

WORDS = (
    b"",
    b"<",
    b">",
    b'"',
    b"&",
    b"&#0;",
    b"]]>",
    b"\xff",
    b"-1",
    b"99999999999999999999",
    b"NaN",
    b"XFD1048577",
)


def bytes_flipped(content: bytes, r: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(r.choice([1, 3, 30, 300])):
        changed[r.randrange(len(changed))] = r.randrange(256)
    return bytes(changed)


def cut(content: bytes, r: random.Random) -> bytes:
    start, end = sorted(r.choices(range(len(content) + 1), k=2))
    return r.choice(
        [content[:start], content[end:], content[:start] + content[end:], content + content[start:end]]
    )


def parts(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Take a package apart, change its parts, and put it together again."""
    with zipfile.ZipFile(BytesIO(content)) as old:
        found = {name: old.read(name) for name in old.namelist()}
    change(found)
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in found.items():
            new.writestr(name, part)
    return file.getvalue()


def part_lost(content: bytes, r: random.Random) -> bytes:
    def lose(found: dict[str, bytes]) -> None:
        for name in r.sample(sorted(found), r.randint(1, 3)):
            del found[name]

    return parts(content, lose)


def part_swapped(content: bytes, r: random.Random) -> bytes:
    def swap(found: dict[str, bytes]) -> None:
        one, two = r.sample(sorted(found), 2)
        found[one], found[two] = found[two], found[one]

    return parts(content, swap)


def xml_mangled(content: bytes, r: random.Random) -> bytes:
    """Put words of no sense between two signs of a part, or take some away."""

    def mangle(found: dict[str, bytes]) -> None:
        name = r.choice([name for name in found if not name.startswith("docProps")])
        part = found[name]
        for _ in range(r.choice([1, 2, 10])):
            at = r.randrange(len(part) + 1)
            part = part[:at] + r.choice(WORDS) + part[at + r.choice([0, 0, 1, 5, 50]) :]
        found[name] = part

    return parts(content, mangle)


def values_mangled(content: bytes, r: random.Random) -> bytes:
    """Put other words between quotes or tags, so that the XML stays whole and says what nobody would say."""

    def mangle(found: dict[str, bytes]) -> None:
        name = r.choice([name for name in found if name.startswith(("xl/", "word/")) and "theme" not in name])
        pieces = found[name].split(b'"') if r.random() < 0.7 else found[name].split(b">")
        for _ in range(r.choice([1, 5, 50])):
            at = r.randrange(len(pieces))
            other = pieces[r.randrange(len(pieces))]
            pieces[at] = r.choice(
                [*(word for word in WORDS if word not in {b"<", b'"', b"&"}), other, b"e", b"1e308"]
            )
        found[name] = (b'"' if b'"' in found[name] and len(pieces) > 1 else b">").join(pieces)

    return parts(content, mangle)


MUTATIONS = (bytes_flipped, cut, part_lost, part_swapped, xml_mangled, values_mangled)


def mutate(number: int, source: bytes) -> tuple[str, bytes]:
    r = random.Random(number)  # noqa: S311 - chance, not secrecy
    mutation = MUTATIONS[number % len(MUTATIONS)]
    return mutation.__name__, mutation(source, r)


def read_all(numbers: range, folder: Path) -> tuple[int, float, str]:
    """Read each mutated workbook; give how many could be read, and the slowest with its time."""
    sources = [BUKU_NYATA.read_bytes(), BUKU_CONTOH.read_bytes()]
    path = folder / "a.xlsx"
    done, slowest, slow = 0, 0.0, ""
    for number in numbers:
        # Six mutations take turns; by sevens, each of them meets both sources.
        kind, content = mutate(number, sources[number % 7 % 2])
        path.write_bytes(content)
        start = time.perf_counter()
        try:
            rencana, _ = read_workbook(path)
            check_bukti(rencana, folder)
            done += 1
        except WorkbookError as error:
            assert "\n" not in str(error)  # noqa: PT017 - the sentence is what is looked at
        spent = time.perf_counter() - start
        if spent > slowest:
            slowest, slow = spent, f"{number} ({kind})"
        assert spent < DETIK, f"{number} ({kind})"
    return done, slowest, slow


@pytest.mark.slow
def test_some_mutated_workbooks_are_read_or_refused(tmp_path: Path) -> None:
    done, _, _ = read_all(range(BEBERAPA), tmp_path)
    assert 0 < done < BEBERAPA


@pytest.mark.slow
def test_two_thousand_mutated_workbooks_are_read_or_refused(tmp_path: Path) -> None:
    each = BANYAK // (os.cpu_count() or 1)
    numbers = range(BEBERAPA, BEBERAPA + BANYAK)
    shares = [numbers[start : start + each] for start in range(0, BANYAK, each)]
    folders = [tmp_path / str(share.start) for share in shares]
    for folder in folders:
        folder.mkdir()
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        done, slowest, slow = zip(*pool.map(read_all, shares, folders), strict=True)
    worst = max(zip(slowest, slow, strict=True))
    print(f"{sum(done)} of {BANYAK} read; the slowest is {worst[1]}: {worst[0]:.2f} s")  # noqa: T201 - shown with -s
    assert 0 < sum(done) < BANYAK
