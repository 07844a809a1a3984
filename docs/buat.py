"""Make the parts of the guide that come from the program itself, so that they never go stale.

    .venv/bin/python docs/buat.py            the lists of catatan and of messages (docs/catatan.md, docs/pesan.md)
    .venv/bin/python docs/buat.py --gambar   the pictures too (needs LibreOffice and poppler)

The lists are made from the golden texts of the tests; the pictures from the example's own documents. Last come the
pages that `zi panduan` opens from a checkout.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from halaman import write_pages

ROOT = Path(__file__).parent.parent
CATATAN = ROOT / "docs" / "catatan.md"
PESAN = ROOT / "docs" / "pesan.md"
GAMBAR = ROOT / "docs" / "gambar"
BUKU = ROOT / "input" / "contoh" / "rencana-aksi-zi-2025-terisi.xlsx"

TINGKAT = {
    "galat": "Sel tidak terbaca atau bertentangan, sehingga tidak dihitung. Perbaiki lebih dahulu.",
    "peringatan": "Sel dihitung, tetapi perlu dilihat kembali.",
    "info": "Pemberitahuan: sumber tidak lengkap, atau isian dibaca dengan cara tertentu.",
}

PENDAHULUAN = """# Daftar catatan

Semua catatan yang mungkin muncul, yang terberat lebih dahulu. Tiap catatan menyebut lembar dan sel, tingkat, dan
kodenya; lalu isi sel itu, dan apa yang perlu dilakukan.
"""

PENDAHULUAN_PESAN = """# Daftar pesan

Semua pesan penolakan: perintahnya, lalu pesannya. Tiap pesan menyebut apa yang salah dan apa yang perlu dilakukan;
dokumen yang sudah ada tidak berubah. Pesan tentang buku kerja, templat, dan folder hasil sama untuk semua perintah;
di sini disebut sekali, pada `zi laporan`.
"""

VERBS = (
    *("zi laporan", "zi periksa", "zi bukti", "zi rapat", "zi templat", "zi bandingkan"),
    *("zi buku-baru", "zi impor", "zi rekap", "zi panduan", "zi mulai", "zi doktor"),
)
"""The verbs in the order of the page; what is said of a verb that there is not stands under the first."""

PICTURES = (
    ("buku-kerja", BUKU, 1),
    ("buku-kerja-bulan", BUKU, 2),
    ("laporan-halaman-1", Path("laporan-monev-zi-2025-12.docx"), 1),
    ("laporan-capaian", Path("laporan-monev-zi-2025-12.docx"), 3),
    ("monev-ringkasan", Path("monev-zi-2025-12.xlsx"), 1),
)
"""Each picture's name, the document that it shows, and the page."""


def catatan_page(golden: Path) -> str:
    """Give the page that lists every kind of catatan, by level, from the golden texts in a folder."""
    found: dict[str, dict[str, str]] = {tingkat: {} for tingkat in TINGKAT}
    for path in sorted(golden.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for start, line in enumerate(lines):
            if line.endswith(f" · {path.stem}"):
                tingkat = line.split(" · ")[1]
                body = [line]
                for following in lines[start + 1 :]:
                    if not following.startswith("  "):
                        break
                    body.append(following)
                found[tingkat].setdefault(path.stem, "\n".join(body))
    parts = [PENDAHULUAN]
    for tingkat, meaning in TINGKAT.items():
        parts.append(f"## {tingkat.capitalize()}\n\n{meaning}\n")
        parts += [f"### {kode}\n\n```\n{text}\n```\n" for kode, text in found[tingkat].items()]
    return "\n".join(parts)


def pesan_page(golden: Path) -> str:
    """Give the page that lists the refusals, by the verb, from the golden texts in a folder."""
    found: dict[str, list[str]] = {verb: [] for verb in VERBS}
    for path in sorted(golden.glob("*.txt")):
        title, command, message = path.read_text(encoding="utf-8").splitlines()
        verb = " ".join(command.split()[:2])
        text = f"### {title}\n\n```\n{command}\n```\n\n> {as_text(message)}\n"
        found[verb if verb in VERBS else VERBS[0]].append(text)
    parts = [PENDAHULUAN_PESAN]
    for verb in VERBS:
        parts += [f"## {verb}\n", *found[verb]]
    return "\n".join(parts)


def as_text(message: str) -> str:
    """Keep the signs of a message from being read as Markdown."""
    return re.sub(r"([*_`<>{}~])", r"\\\1", message)


def make_pictures() -> None:
    """Render pages of the example's documents to PNG."""
    GAMBAR.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(sys.executable, "-m", "zi_reports", "laporan", BUKU, "--bulan", "2025-12", "--keluaran", folder)
        for picture, document, page in PICTURES:
            source = document if document.is_absolute() else folder / "2025-12" / document
            profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
            print_to = ("--convert-to", "pdf", "--outdir", folder)
            run(
                "soffice", profile, "--headless", *print_to, source, LC_ALL="id_ID.UTF-8"
            )  # 63,6%, as offices see it
            pdf = folder / f"{source.stem}.pdf"
            pages = ("-f", page, "-l", page, "-singlefile")
            run("pdftoppm", "-r", 72, "-png", *pages, pdf, GAMBAR / picture)
            print(GAMBAR / f"{picture}.png")


def run(*command: object, **more: str) -> None:
    """Run a command, with more in its environment."""
    words = [str(word) for word in command]
    subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **more})


def main() -> None:
    CATATAN.write_text(catatan_page(ROOT / "tests" / "catatan"), encoding="utf-8", newline="\n")
    PESAN.write_text(pesan_page(ROOT / "tests" / "pesan"), encoding="utf-8", newline="\n")
    print(CATATAN, PESAN, sep="\n")
    if "--gambar" in sys.argv[1:]:
        make_pictures()
    print(*write_pages(ROOT / "zi_reports" / "panduan"), sep="\n")


if __name__ == "__main__":
    main()
