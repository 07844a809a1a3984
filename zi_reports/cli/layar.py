"""What the verbs have to say becomes lines on the screen, wrapped at words, and a sign that work goes on.

Where the output goes to a file or another program it is plain text, a line a line. All that is printed passes
`harmless`: what stands in a cell or a name of a file may be meant for the terminal and not for a person.
"""

from __future__ import annotations

import codecs
import io
import os
import re
import shlex
import shutil
import sys
import textwrap
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby, zip_longest
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, TextIO

import click

from zi_reports.rencana import bahasa
from zi_reports.rencana.catatan import count_by_level
from zi_reports.rencana.model import Catatan, Pengaturan

if TYPE_CHECKING:
    from zi_reports.laporan import BahanLaporan
    from zi_reports.monev.figures import Monev
    from zi_reports.monev.perbandingan import Berubah
    from zi_reports.monev.tidak_dihitung import TidakDihitung

_LEBAR_PENUH = 96  # columns of a window in which a whole table has room
_SEBENTAR = 0.7  # seconds of work before anything is said of it
_PALING_BANYAK = 10  # of what is left out of many; a document names all
_SEBUTAN = 5  # kode of one day that are named on the screen
_PANJANG_KUTIPAN = 100  # the most of a cell's text that a printed report shows
_BUTIR = re.compile(r" +\S+  (?=\S)")  # the beginning of an item in a list: an indent, its number, two spaces
_PERINTAH = re.compile(r"(?<=: )zi .*")  # a command to be copied: it ends its line
_TETAP = "\ue000"  # stands for a blank at which no line may break
_PINDAH = re.compile(f"[{bahasa.PINDAH}]")
_KENDALI, _ARAH = re.compile(f"[{bahasa.KENDALI}]"), re.compile(f"[{bahasa.ARAH}]")

_MIRIP: Mapping[str, str] = {
    **dict.fromkeys("−–—·", "-"),
    **dict.fromkeys("“”", '"'),
    **dict.fromkeys("\u2018\u2019", "'"),
    "…": "...",
    "✓": "v",
}
"""Signs that old code pages lack, and what stands for them there: a minus never turns into a question mark."""


def prepare_streams() -> None:
    """Let the standard streams take any text: a sign that their encoding lacks becomes a similar one, else `?`.

    One that there is not, as without a console or where a program closed it, is nowhere.
    """
    codecs.register_error("zi", _similar)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        # Another program that takes the output may have put something else there.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="zi")


def _similar(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_MIRIP.get(sign, "?") for sign in error.object[error.start : error.end]), error.end


def harmless(text: str) -> str:
    """Give text without what a terminal obeys instead of showing it: of a control character a sign is left."""
    return _ARAH.sub("", _KENDALI.sub("\ufffd", _PINDAH.sub(" ", text)))


def tell_json(text: str) -> None:
    """Print JSON with the same values: what a terminal would obey is written in figures."""
    click.echo(bahasa.json_polos(text), nl=False)


def tell_whole(text: str) -> None:
    """Print text that is to be copied: its lines stay as they are, however narrow the window."""
    click.echo(harmless(text))


def tell(*texts: str, err: bool = False) -> None:
    """Print texts line by line, wrapped at words where a window is narrower than they are; the indent is kept.

    A command at a line's end (`Rincian: zi periksa ...`) stays in one piece, so that it can be copied.
    """
    window = _window(sys.stderr if err else sys.stdout)
    wrapper = textwrap.TextWrapper(window, break_long_words=False, break_on_hyphens=False)
    for line in (line for text in texts for line in harmless(text).split("\n")):
        wrapper.initial_indent = " " * (len(line) - len(line.lstrip()))
        head = _BUTIR.match(line)
        wrapper.subsequent_indent = " " * head.end() if head else wrapper.initial_indent
        whole = _PERINTAH.sub(lambda match: match[0].replace(" ", _TETAP), line.strip())
        click.echo(wrapper.fill(whole).replace(_TETAP, " ") if 0 < window < len(line) else line, err=err)


def pasted(path: PurePath | str) -> str:
    """Give a path, or a name, as a word of a command that can be pasted into any shell of our system."""
    text = f".{os.sep}{path}" if str(path).startswith("-") else str(path)
    if os.name != "nt" and re.search(r"""[\\"$`!]""", text):
        return shlex.quote(text)
    return text if re.fullmatch(r"[\w./:\\-]+", text) else f'"{text}"'


def tell_written(paths: Sequence[Path], head: str = "Ditulis:") -> None:
    """Say which files were written; a path stays in one piece, so that it can be copied."""
    tell(head)
    for path in paths:
        tell_whole(f"  {_one_line(path)}")


def tell_table(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    penting: Collection[str],
    tandai: Sequence[bool] = (),
) -> None:
    """Print a table whose last column holds names, which are long; a row of which `tandai` is true is coloured.

    `penting` names the columns that a narrow window has room for, besides the last.
    """
    window = _window(sys.stdout)
    rows = [[_one_line(cell) for cell in row] for row in rows]
    *leading, last = range(len(header))
    shown = [i for i in leading if not 0 < window < _LEBAR_PENUH or header[i] in penting]
    widths = {i: max(len(row[i]) for row in (header, *rows)) for i in shown}
    indent = sum(widths.values()) + 2 * len(widths)
    for row, mark in zip_longest((header, *rows), (False, *tandai)):
        cells = [row[i].rjust(width) if i else row[i].ljust(width) for i, width in widths.items()]
        name = textwrap.wrap(row[last], max(window - indent, 20)) if window else [row[last]]
        line = "  ".join([*cells, ("\n" + " " * indent).join(name)])
        click.echo(click.style(line, fg="yellow") if mark and not os.environ.get("NO_COLOR") else line)


def _one_line(text: PurePath | str) -> str:
    return harmless(str(text).replace("\n", " "))


def _window(stream: TextIO) -> int:
    """Give the columns of the terminal that a stream goes to; 0 for a file or another program."""
    return shutil.get_terminal_size().columns if stream.isatty() else 0


@contextmanager
def working(text: str) -> Iterator[None]:
    """Say at a terminal that work goes on, if it goes on for longer than a moment."""
    sign = threading.Timer(_SEBENTAR, tell, [f"{text} …"], {"err": True})
    if sys.stderr.isatty():
        sign.start()
    try:
        yield
    finally:
        sign.cancel()


@contextmanager
def counting(label: str, length: int) -> Iterator[Callable[[int], None]]:
    """Show at a terminal how many of so many are done, by what is to be told how many more are."""
    unseen = not sys.stderr.isatty()
    with click.progressbar(
        length=length, label=label, show_pos=True, width=0, file=sys.stderr, hidden=unseen
    ) as bar:
        yield bar.update


def name_some(left_out: Sequence[TidakDihitung], rest: str) -> Iterator[str]:
    """Name the first of what was left out, each with its reason, and say where the rest is told."""
    for satu in left_out[:_PALING_BANYAK]:
        yield f"  {satu.nama}: {satu.sebab}"
    more = len(left_out) - _PALING_BANYAK
    if more > 0:
        yield f"  dan {more} lainnya; semuanya ada pada {rest}"


def at_desktop() -> bool:
    """Say whether a person sits at a terminal and there is a desktop to open things on."""
    desktop = (
        sys.platform in {"win32", "darwin"} or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    return bool(desktop) and sys.stdout.isatty()


def open_folder(folder: Path) -> None:
    """Open a folder in the desktop's file manager, if there is a desktop."""
    if at_desktop():
        click.launch(str(folder))


def plan_line(pengaturan: Pengaturan, cakupan: str = "") -> str:
    """Name the plan: its satker, its year, what is covered of it, and the mark of what is not the real thing."""
    covered = f", {cakupan}" if cakupan else ""
    mark = f" ({pengaturan.tanda})" if pengaturan.tanda else ""
    return f"{pengaturan.satker}, rencana {pengaturan.tahun}{covered}{mark}"


def headline(bahan: BahanLaporan, path: Path) -> str:
    """Give the headline figures, what falls due next, what to heed, and a line on the catatan of the workbook."""
    from zi_reports.excel.gaya import rincian_keadaan, rincian_keputusan

    monev, angka = bahan.monev, bahan.monev.ringkasan
    hitungan, rincian = angka.hitungan, rincian_keadaan(angka.hitungan)
    lacking = bahasa.gabung_kata([satu.area.kode for satu in monev.area if not satu.angka.indikator])
    without = f" (area {lacking} belum memiliki indikator)" if lacking and angka.capaian == 1 else ""
    lines = (
        plan_line(monev.rencana.pengaturan, monev.cakupan),
        f"Capaian {bahasa.persen(angka.capaian)}{without}: {angka.dasar_capaian}",
        f"Realisasi jatuh tempo {bahasa.persen(angka.realisasi_jatuh_tempo)}: {angka.dasar_realisasi}",
        f"{angka.indikator} indikator, {hitungan.kewajiban} kewajiban{': ' if rincian else ''}{rincian}",
        *([f"Keputusan rapat: {rincian_keputusan(monev.keputusan)}"] if monev.keputusan else []),
        *_rest_of_month(monev),
        *bahan.perhatian,
        *filter(None, [bahan.belum_disalin]),
        count_line(bahan.catatan, path),
    )
    return "\n".join(lines)


def _rest_of_month(monev: Monev) -> Iterator[str]:
    """Say, while a month runs, what still falls due in it, day by day."""
    per, left = monev.per_tanggal, monev.sisa_bulan
    end = bahasa.akhir_bulan(per.year, per.month)
    if not monev.berjalan and per == end:
        return
    until = f"sampai {bahasa.tanggal(end)}"
    yield (
        f"Masih jatuh tempo {until}: {len(left)} kewajiban"
        if left
        else f"Tidak ada lagi yang jatuh tempo {until}"
    )
    for due, satu in groupby(left, key=lambda satu: satu.jatuh_tempo):
        kode = [one.kode for one in satu]
        today = f" ({bahasa.HARI_INI})" if due == per else ""
        yield f"  {bahasa.tanggal(due)}{today}: {bahasa.gabung_kata(bahasa.sebagian(kode, _SEBUTAN))}"


def changed_lines(berubah: Iterable[Berubah]) -> Iterator[str]:
    """Say how figures differ from those reported before, and below it by which kewajiban and cells."""
    for satu in berubah:
        yield satu.angka
        yield from (f"  {line}" for line in satu.rincian)


def count_line(catatan: Sequence[Catatan], path: Path | None) -> str:
    """Give the number of catatan of each level and, with the workbook's path, how to see them."""
    if not catatan:
        return "Catatan: tidak ada."
    line = f"Catatan: {count_by_level(catatan)}."
    return f"{line} Rincian: zi periksa {pasted(path)}" if path else line


def quote(isi: str, pokok: int = 0) -> str:
    """Give a cell's text in quotation marks on one line; of a long one the part around place `pokok`."""
    text = bahasa.sebaris(isi)
    start = max(0, min(pokok - _PANJANG_KUTIPAN // 2, len(text) - _PANJANG_KUTIPAN))
    end = start + _PANJANG_KUTIPAN
    return f'"{"…" if start else ""}{text[start:end].strip()}{"…" if end < len(text) else ""}"'
