"""Chance: workbooks, decrees and templates with bytes and XML mutated, through all verbs in turn, within bounds.

`ZI_MUTAN=5000 pytest -n 0 -s -m slow tests/test_kacau.py` tries more, and prints what became of them. A mutant has
a number, by which it is made again; one that showed a fault becomes a kind in `kasus_tahan.py`.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from conftest import AKAR, BUKU_CONTOH, BUKU_NYATA, LAMPIRAN
from kasus_tahan import document, level, numbering, packed, row, table, unpacked
from naskah_kecil import W
from test_mutasi import MUTATIONS, bytes_flipped, cut
from verba_tahan import VERBA_BUKU, VERBA_NASKAH, VERBA_TEMPLAT, Hasil, jalankan_verba

BANYAK = int(os.environ.get("ZI_MUTAN", "100"))
"""How many mutants are tried: some in CI, with the same seeds each time, more by hand."""

_UNSUR = re.compile(rb"<([\w:]+)\b[^<>]*?(?:/>|>[^<>]*</\1>)")
_ANGKA = re.compile(rb"(?<=[\"'>])\d+(?=[\"'<])")
_BESAR = (b"0", b"-1", b"255", b"65536", b"1048577", b"4294967296", b"9" * 400, b"1e308", b"1E-400")


def one_part(content: bytes, r: random.Random, change: Callable[[bytes], bytes]) -> bytes:
    parts = unpacked(content)
    name = r.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    return packed(parts | {name: change(parts[name])})


def element_repeated(content: bytes, r: random.Random) -> bytes:
    """Repeat an element a thousand times, nest it in itself, or take it away."""

    def change(part: bytes) -> bytes:
        found = list(_UNSUR.finditer(part))
        if not found:
            return part
        match = r.choice(found)
        name = match[1]
        nested = b"<" + name + b">" + match[0] + b"</" + name + b">"
        other = r.choice([match[0] * 1_000, nested, b"", r.choice(found)[0]])
        return part[: match.start()] + other + part[match.end() :]

    return one_part(content, r, change)


def number_changed(content: bytes, r: random.Random) -> bytes:
    """Let numbers in attributes and cells be such as nobody would write."""

    def change(part: bytes) -> bytes:
        odds = r.choice([0.01, 0.2, 1])
        return _ANGKA.sub(lambda match: r.choice(_BESAR) if r.random() < odds else match[0], part)

    return one_part(content, r, change)


RAGAM = (*MUTATIONS, element_repeated, number_changed)


def decree() -> bytes:
    """Give the decree's annex as a Word document, a paragraph or a row a line."""
    body = ""
    for line in LAMPIRAN.read_text(encoding="utf-8").splitlines():
        cells = [cell.replace("&", "&amp;").replace("<", "&lt;") for cell in line.split("\t")]
        body += table(row(*cells)) if len(cells) > 1 else f"<w:p><w:r><w:t>{cells[0]}</w:t></w:r></w:p>"
    lists = numbering(level(0, "decimal", "%1."), nums=3)
    return document(body, numbering=lists, styles=f'<w:styles xmlns:w="{W}"/>', settings="<settings/>")


def sources() -> dict[str, tuple[bytes, ...]]:
    templates = tuple(path.read_bytes() for path in sorted((AKAR / "templates").glob("*.docx")))
    return {
        "buku": (BUKU_CONTOH.read_bytes(), BUKU_NYATA.read_bytes()),
        "templat": templates,
        "naskah": (decree(),),
        "teks": (LAMPIRAN.read_bytes(),),
    }


GILIRAN = (*["buku"] * 7, "naskah", "templat", "teks")
"""Of ten mutants, so many are of each kind of file."""

NAMA_TEMPLAT = tuple(path.name for path in sorted((AKAR / "templates").glob("*.docx")))


def mutant(number: int, known: dict[str, tuple[bytes, ...]]) -> tuple[str, str, bytes]:
    """Give the kind of a mutant's file, the kind of the mutation, and its bytes; each number has its own."""
    r = random.Random(number)  # noqa: S311 - chance, not secrecy
    turn = number // len(GILIRAN)
    berkas = GILIRAN[number % len(GILIRAN)]
    mutation = r.choice([bytes_flipped, cut] if berkas == "teks" else RAGAM)
    each = known[berkas]
    source = each[turn % len(each)] if berkas == "templat" else r.choice(each)
    return berkas, mutation.__name__, mutation(source, r)


def calls(number: int, berkas: str, content: bytes) -> Iterator[tuple[str, tuple[str | Path, ...]]]:
    """Write the mutant into the working folder; give the verb whose turn it is, and how it is called."""
    turn = number // len(GILIRAN)
    if berkas == "templat":
        path = Path("templat") / NAMA_TEMPLAT[turn % len(NAMA_TEMPLAT)]
        path.write_bytes(content)
        ours = Path(shutil.copyfile(BUKU_CONTOH, "utuh.xlsx"))
        uses = {verba: VERBA_BUKU[verba] for verba in ("laporan", "rapat", "tugas", "bukti --paket")}
        found = [(verba, (*arguments(ours), "--templat", path.parent)) for verba, arguments in uses.items()]
        found.append(next((verba, tuple(arguments(path))) for verba, arguments in VERBA_TEMPLAT.items()))
    elif berkas == "buku":
        path = Path("buku/a.xlsx")
        path.write_bytes(content)
        turn = number // len(GILIRAN) * 7 + number % len(GILIRAN)
        found = [(verba, tuple(arguments(path))) for verba, arguments in VERBA_BUKU.items()]
    else:
        path = Path("buku") / ("a.docx" if berkas == "naskah" else "a.txt")
        path.write_bytes(content)
        found = [(verba, tuple(arguments(path))) for verba, arguments in VERBA_NASKAH.items()]
    yield found[turn % len(found)]


def run_all(numbers: Iterable[int], folder: Path) -> list[tuple[int, str, str, Hasil]]:
    """Try the mutants of these numbers in this process, one after the other."""
    folder.mkdir()
    os.chdir(folder)
    known, found = sources(), []
    for number in numbers:
        for name in ("buku", "templat", "baru", "output"):
            shutil.rmtree(name, ignore_errors=True)
        for name in ("buku", "templat"):
            Path(name).mkdir()
        berkas, ragam, content = mutant(number, known)
        for verba, arguments in calls(number, berkas, content):
            found.append((number, berkas, ragam, jalankan_verba(verba, arguments)))
    return found


def tables(found: list[tuple[int, str, str, Hasil]]) -> Iterator[str]:
    """Give what became of the mutants as two tables, by verb and by mutation."""
    for title, key in (
        ("verb", lambda satu: f"{satu[1]}: {satu[3].verba}"),
        ("mutation", lambda satu: satu[2]),
    ):
        groups: dict[str, list[Hasil]] = defaultdict(list)
        for satu in found:
            groups[key(satu)].append(satu[3])
        yield f"| {title} | tried | refused | read | slowest, s | largest, MB |"
        yield "|---|---|---|---|---|---|"
        for name, each in sorted(groups.items()):
            refused = sum(hasil.ditolak for hasil in each)
            slowest, largest = max(hasil.detik for hasil in each), max(hasil.megabita for hasil in each)
            yield f"| {name} | {len(each)} | {refused} | {len(each) - refused} | {slowest:.1f} | {largest:.0f} |"


@pytest.mark.slow
def test_mutants_pass_through_all_verbs_without_a_fault_or_a_broken_bound(tmp_path: Path) -> None:
    workers = os.cpu_count() or 1
    shares = [range(start, BANYAK, workers) for start in range(workers)]
    folders = [tmp_path / str(share.start) for share in shares]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        found = [satu for share in pool.map(run_all, shares, folders) for satu in share]
    print("\n".join(tables(found)))  # noqa: T201 - shown with -s
    assert [
        f"{number} {ragam}: {hasil.cela}: {hasil}" for number, _, ragam, hasil in found if hasil.cela
    ] == []
    assert {hasil.ditolak for *_, hasil in found} == {True, False}
