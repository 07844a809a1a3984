"""What the verbs are declared with: click in Indonesian, and the values, arguments and options that several take.

The options become what they stand for: a workbook, a month, a new file.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from zi_reports.cli.layar import pasted, tell, working
from zi_reports.rencana import bahasa
from zi_reports.rencana.model import WorkbookError
from zi_reports.rencana.periode import JenisPeriode, Periode
from zi_reports.sources.file import AKHIRAN_BUKU, AKHIRAN_UTUH
from zi_reports.word.templates import Templat, find_template, missing_templates

if TYPE_CHECKING:
    from zi_reports.laporan import BahanLaporan
    from zi_reports.monev.figures import Monev, MonevPenanggungJawab

_Nilai_co = TypeVar("_Nilai_co", covariant=True)
_Verba = TypeVar("_Verba", bound=Callable[..., Any])

_KATA = {
    "Options": "Pilihan",
    "Commands": "Perintah",
    "Show this message and exit.": "Tampilkan bantuan ini.",
}
"""What click itself writes into a help."""


class _Bantuan(click.HelpFormatter):
    """Click's help with its own words in Indonesian; of a docstring the examples stay a line each, to be copied."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args.replace("[OPTIONS]", "[PILIHAN]"), prefix or "Pemakaian: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_KATA.get(heading, heading))

    def write_text(self, text: str) -> None:
        super().write_text(text.replace("\n\nContoh:\n", "\n\n\b\nContoh:\n"))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        told = [(name, _KATA.get(text, text).replace("  [required]", " Wajib.")) for name, text in rows]
        super().write_dl(told, col_max, col_spacing)


class _Konteks(click.Context):
    formatter_class = _Bantuan


class Perintah(click.Command):
    """A verb; what is wrong in its use is told by `sentence`."""

    context_class = _Konteks
    allow_extra_args = True  # for `parse_args` to refuse them in Indonesian

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; refuse those that are one too many.

        A file whose name begins with a hyphen is no option, and `Desember 2025` or `Semester II Tahun 2025` is one
        period without quotes too.
        """
        plain = [
            f".{os.sep}{satu}" if satu.startswith("-") and Path(satu).exists() else satu for satu in args
        ]
        for place in reversed(range(len(plain) - 1)):
            for end in (place + 2, place + 3):
                words = " ".join(plain[place:end])
                if re.fullmatch(r"[A-Za-z].* 20\d\d", words) and _periode(words):
                    plain[place:end] = [words]
                    break
        try:
            rest = super().parse_args(ctx, plain)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # some of click's own do not say which verb it was
            raise
        if rest and not isinstance(self, click.Group):
            raise click.UsageError(f"Argumen berlebih: {' '.join(rest)}.", ctx)
        return rest

    def get_short_help_str(self, limit: int = 90) -> str:
        """Give the first sentence whole, however narrow the window."""
        return super().get_short_help_str(max(limit, 90))


verb = partial(click.command, cls=Perintah)


class Kelompok(Perintah, click.Group):
    """The command `zi`, which gathers the verbs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the verbs in the order in which they are defined: the most used first."""
        del ctx
        return list(self.commands)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs, then that of options."""
        self.format_commands(ctx, formatter)
        click.Command.format_options(self, ctx, formatter)


class Isian(click.ParamType[_Nilai_co]):
    """A value of the command line: the sentence that refuses it, how it is read, and its name in a help."""

    def __init__(self, tolak: str, baca: Callable[[Any], _Nilai_co], nama: str) -> None:
        self._tolak, self._baca, self.name = tolak, baca, nama

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> _Nilai_co:  # noqa: ANN401 - click's own signature
        """Read the value by a type of click's or by a function of ours; what reads as nothing is refused."""
        with suppress(click.BadParameter, ValueError):
            if nilai := self._baca(value.strip() if isinstance(value, str) else value):
                return nilai
        return self.fail(self._tolak.format(value), param, ctx)


def sentence(error: click.UsageError) -> str:
    """Give a wrong use of the command as one Indonesian line."""
    text = error.message
    match error:
        case click.NoSuchOption(option_name=name, possibilities=similar):
            meant = f" Maksudnya {' atau '.join(similar)}?" if similar else ""
            text = f"Pilihan {name} tidak dikenal.{meant}"
        case click.NoSuchCommand(command_name=name, ctx=click.Context(command=click.Group(commands=known))):
            text = f"Perintah {name} tidak dikenal. Yang ada: {', '.join(known)}."
        case click.BadOptionUsage(option_name=name, ctx=click.Context(command=command) as ctx):
            params = command.get_params(ctx)
            flag = any(name in satu.opts and getattr(satu, "is_flag", False) for satu in params)
            text = f"Pilihan {name} {'tidak ' if flag else ''}memerlukan nilai."
        case click.MissingParameter(
            param=click.Argument(human_readable_name=str(name)) | click.Option(opts=[str(name), *_])
        ):
            text = f"{name} belum disebutkan."
    path = error.ctx.command_path if error.ctx else "zi"
    return f"{text} Lihat: {path} --help"


def refuse(text: str) -> NoReturn:
    """Refuse a use of the command that only its verb can see to be wrong."""
    raise click.UsageError(text, click.get_current_context(silent=True))


_BULAN = re.compile(r"(20\d\d)[\s./-]*(\d\d|(?<=\D)\d)|(\d\d|\d(?=\D))[\s./-]*(20\d\d)")
_TAHUN = r"[\s.,/-]*(?:tahun\s+)?(20\d\d)"
_NAMA_BULAN = re.compile(rf"(?i)(?:bulan\s+)?([a-z]+?){_TAHUN}")
_KATA_PERIODE = r"(tw|triwulan|s|semester)[\s./-]*([1-4]|I{1,3}|IV)"
_PANJANG = re.compile(rf"(?i)(20\d\d)[\s./-]*{_KATA_PERIODE}|{_KATA_PERIODE}{_TAHUN}")
_SETAHUN = re.compile(r"(?i)(?:tahun\s+)?(20\d\d)")
_ANGKA_ROMAWI = {"I": 1, "II": 2, "III": 3, "IV": 4}


def _first_of_month(teks: str) -> dt.date | None:
    if named := _NAMA_BULAN.fullmatch(teks):
        from zi_reports.rencana.target_waktu import parse_tanggal

        return parse_tanggal(f"1 {named[1]} {named[2]}")
    match = _BULAN.fullmatch(teks)
    return dt.date(int(match[1] or match[4]), int(match[2] or match[3]), 1) if match else None


def _periode(teks: str) -> Periode | None:
    if match := _SETAHUN.fullmatch(teks):
        return Periode.of(dt.date(int(match[1]), 1, 1), JenisPeriode.TAHUN)
    if match := _PANJANG.fullmatch(teks):
        year, word, number = match.group(1, 2, 3) if match[1] else match.group(6, 4, 5)
        jenis, months = (
            (JenisPeriode.SEMESTER, 6) if word.lower().startswith("s") else (JenisPeriode.TRIWULAN, 3)
        )
        last = (_ANGKA_ROMAWI.get(number.upper()) or int(number)) * months
        return Periode.of(dt.date(int(year), last, 1), jenis) if last <= len(bahasa.BULAN) else None
    first = _first_of_month(teks)
    return Periode.of(first) if first else None


PERIODE = Isian(
    "Periode {} tidak dikenal. Tulis seperti 2025-12 (bulan), 2025-TW4 (triwulan), 2025-S2 (semester), "
    'atau 2025 (tahun). Boleh juga "Desember 2025".',
    _periode,
    "PERIODE",
)
"""A period written `2025-12`, `12/2025`, `Desember 2025`, `2025-TW4`, `Semester II 2025` or `2025`."""

TAHUN = Isian(
    "Tahun {} tidak dikenal. Tulis empat angka, misalnya 2026.", click.IntRange(1000, 9999), "TAHUN"
)
_TAHUN_JAUH, _JAUH_DARI_RENCANA = 10, 2  # years beyond which another year must be meant


def near_today(ctx: click.Context, _param: click.Parameter, tahun: int | None) -> int | None:
    """Refuse a year of a plan that is far from today's."""
    this = ctx.obj.year
    if tahun is not None and abs(tahun - this) > _TAHUN_JAUH:
        likely = bahasa.nearest(str(tahun), [str(this), str(this + 1), str(this - 1)], 0)
        refuse(f"Tahun {tahun} jauh dari tahun ini. Maksudnya {likely}?")
    return tahun


def check_near(teks: str, tahun: int, hari_ini: dt.date) -> None:
    """Refuse a day or a period, written with its year first, that is far from both the plan's year and today's."""
    year = int(teks[:4])
    if abs(year - tahun) > _JAUH_DARI_RENCANA and abs(year - hari_ini.year) > 1:
        likely = bahasa.nearest(teks[:4], [str(tahun), str(tahun + 1)], 0)
        refuse(f"{teks} jauh dari tahun rencana, {tahun}. Maksudnya {likely}{teks[4:]}?")


SATKER = Isian(
    'Nama satker kosong. Tulis, misalnya, --satker "KPU Kabupaten Contoh".',
    lambda teks: bahasa.sebaris("".join(sign if sign.isprintable() else " " for sign in teks)),
    "NAMA",
)
PENANGGUNG_JAWAB = Isian(
    'Nama penanggung jawab kosong. Tulis, misalnya, --penanggung-jawab "Subbagian Hukum dan SDM".',
    bahasa.sebaris,
    "NAMA",
)
LETAK = click.Path(path_type=Path, readable=False)  # what cannot be read, the verb itself says

_AKHIRAN = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}")
_DOKUMEN = frozenset({".docx", ".xlsx", ".xlsm", ".xls", ".json", ".pdf", ".ics", ".zip"})


def _folder_of(teks: str) -> Path:
    """Take an option as a folder: the name of a document is one only where such a folder is there."""
    path = Path(teks)
    if path.suffix.lower() in _DOKUMEN and not path.exists() and not _ends_as_folder(teks):
        raise click.BadParameter(teks)
    return path


def _ends_as_folder(teks: str) -> bool:
    return teks.endswith(("/", os.sep))


FOLDER = Isian(
    "{} adalah nama berkas, padahal hasilnya beberapa berkas. Sebutkan nama folder, atau akhiri dengan /.",
    _folder_of,
    "FOLDER",
)

argumen_buku = click.argument("buku", required=False, type=LETAK)


def periode_option(bawaan: str) -> Callable[[_Verba], _Verba]:
    """Give the option that names a period; `bawaan` says which is taken without it."""
    kinds = "Bulan (2025-12), triwulan (2025-TW4), semester (2025-S2), atau tahun (2025)."
    return click.option("--periode", "--bulan", "periode", type=PERIODE, help=f"{kinds} Bawaan: {bawaan}.")


periode = periode_option("bulan ini")

path_option = partial(click.option, type=LETAK, metavar="FOLDER")
keluaran = click.option(
    "--keluaran",
    type=FOLDER,
    default="output",
    help="Folder hasil; di dalamnya dibuat folder periode. Bawaan: output.",
)
letak_hasil = partial(click.option, "--keluaran", metavar="LETAK")
"""Where one file goes: a folder or the file's own name, which `target` tells apart."""
berkas = letak_hasil(default="output", help="Folder hasil, atau nama berkasnya. Bawaan: output.")
templat = path_option(
    "--templat", help="Folder templat kantor (dari zi templat --salin). Bawaan: templat program."
)
timpa = click.option("--timpa", is_flag=True, help="Ganti berkas yang sudah ada, juga yang sudah disunting.")
tahun = click.option(
    "--tahun", type=TAHUN, callback=near_today, required=True, help="Tahun rencana, misalnya 2026."
)
satker = click.option("--satker", type=SATKER, required=True, help="Nama satker seperti pada keputusan.")
penanggung_jawab = click.option(
    "--penanggung-jawab", type=PENANGGUNG_JAWAB, help="Hanya miliknya, seperti tertulis pada buku kerja."
)
buku_baru = letak_hasil(
    default="input",
    help="Folder buku kerja baru, atau nama berkasnya. Bawaan: input/rencana-aksi-zi-TAHUN.xlsx.",
)


def find_workbook(buku: Path | None) -> Path:
    """Give the workbook named, or the only one directly in `input/`."""
    found = workbooks_in_input() if buku is None else [buku]
    if not found:
        raise WorkbookError("Tidak ada buku kerja di folder input. Sebutkan letaknya pada perintah.")
    if len(found) > 1:
        names = bahasa.gabung_kata(list(map(pasted, found)))
        raise WorkbookError(f"Ada {len(found)} buku kerja di folder input: {names}. Sebutkan salah satu.")
    return found[0]


def workbooks_in_input() -> list[Path]:
    """Give the workbooks that stand directly in `input/`, without the lock files that Excel leaves there.

    Those of older kinds count where there is no other.
    """
    folder = Path("input")
    inside = folder.iterdir() if folder.is_dir() else ()
    files = sorted(path for path in inside if not path.name.startswith(("~$", ".")))
    for endings in (AKHIRAN_UTUH, AKHIRAN_BUKU):
        if found := [path for path in files if path.suffix.casefold() in endings]:
            return found
    return []


def begun(periode: Periode | None, hari_ini: dt.date) -> Periode:
    """Give the period that is asked for, by default this month.

    One that has not begun is refused: a report of it would be one of today under another name.
    """
    wanted = periode or Periode.of(hari_ini)
    if wanted.awal > hari_ini:
        month = "Bulan " if wanted.sebulan else ""
        refuse(f"{month}{wanted} belum berjalan. Hari ini {bahasa.tanggal(hari_ini)}.")
    return wanted


def read_bahan(  # noqa: PLR0913 - what is read, which of two periods, as of when, and what lies there
    buku: Path,
    periode: Periode | None,
    hari_ini: dt.date,
    keluaran: Path = Path("output"),
    *,
    timpa: bool = False,
    bawaan: Periode | None = None,
) -> BahanLaporan:
    """Read a workbook, and the reports made before in `keluaran`, for the documents of a period.

    Without `periode` it is `bawaan`, or this month. With `timpa` the newest of the reports is about to be replaced.
    Where that takes long it is said.
    """
    wanted = begun(periode or bawaan, hari_ini)
    from zi_reports.laporan import read_periode

    with working("Membaca buku kerja"):
        bahan = read_periode(buku, wanted, hari_ini, keluaran, timpa=timpa)
    if periode:
        check_near(periode.nama, bahan.monev.rencana.pengaturan.tahun, hari_ini)
    return bahan


def people_in(monev: Monev) -> Mapping[str, MonevPenanggungJawab]:
    """Give the penanggung jawab of a plan, and of decisions, by their names; a plan without any is refused."""
    from zi_reports.monev.orang import everyone

    there = {satu.nama: satu for satu in everyone(monev)}
    if not there:
        refuse("Buku kerja belum memuat penanggung jawab. Isi kolom PENANGGUNG JAWAB, lalu ulangi.")
    return there


def find_person(monev: Monev, nama: str) -> MonevPenanggungJawab:
    """Give the penanggung jawab of a plan whom an option means, in any safe spelling."""
    from zi_reports.rencana.orang import people_of

    there, known = people_in(monev), people_of(monev.rencana)
    if found := there.get(known.find(nama)):
        return found
    near = known.nearest(nama, there)
    meant = f"Maksudnya {near}?" if near else f"Yang ada: {'; '.join(there)}."
    refuse(f"Penanggung jawab {nama} tidak ada pada buku kerja. {meant}")


def choose_templates(folder: Path | None, wanted: Sequence[Templat]) -> Mapping[Templat, Path]:
    """Find the templates that a verb is to use, and say in one line which of ours stand in for missing ones."""
    lacking = missing_templates(folder, wanted)
    if lacking:
        names = bahasa.gabung_kata([satu.nama for satu in lacking])
        tell(f"Tidak ada di folder {folder}, dipakai templat program: {names}.")
    return {satu: find_template(satu, folder) for satu in wanted}


def target(keluaran: str, nama: str) -> Path:
    """Give the path of the one file that a verb writes: `nama` in a folder, or the name that --keluaran gives it.

    A workbook that stands there under a name of the user's own is not overwritten: it may be one to fill in.
    """
    path = Path(keluaran)
    if _ends_as_folder(keluaran) or path.is_dir() or not _AKHIRAN.fullmatch(path.suffix):
        return path / nama
    ending = Path(nama).suffix
    if path.suffix.lower() != ending:
        what = {".ics": "berkas kalender", ".zip": "berkas ZIP", ".txt": "berkas teks"}.get(
            ending, "buku kerja"
        )
        refuse(f"{path} bukan nama {what}. Akhiri dengan {ending}, atau dengan / bila itu folder.")
    if ending != ".ics":
        refuse_existing(path)
    return path


def refuse_existing(path: Path) -> None:
    """Refuse to overwrite a file."""
    if path.exists():
        refuse(f"{path} sudah ada dan tidak ditimpa. Pilih nama lain dengan --keluaran.")


def new_workbook(keluaran: str, tahun: int) -> Path:
    """Give the path of a new workbook; in a folder it gets its usual name. What exists is never overwritten."""
    path = target(keluaran, f"rencana-aksi-zi-{tahun}.xlsx")
    refuse_existing(path)
    return path
