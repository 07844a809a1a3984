"""The verb `buku-baru`: a workbook becomes a fresh one for the next year, or for another satker."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_reports.cli import perintah
from zi_reports.cli.layar import pasted, plan_line, quote, tell, tell_written, working
from zi_reports.files import save_new
from zi_reports.rencana.bahasa import sebaris
from zi_reports.rencana.model import Rencana, UserError

if TYPE_CHECKING:
    from zi_reports.buku.tahun_baru import Perubahan

_JUDUL: Mapping[str, str] = {
    "diubah": "Diubah",
    "dikosongkan": "Dikosongkan pada lembar Pengaturan",
    "dibiarkan": "Dibiarkan seperti semula",
}


@perintah.verb("buku-baru")
@perintah.tahun
@perintah.satker
@perintah.path_option(
    "--dari", metavar="BUKU", help="Buku kerja asal. Bawaan: satu-satunya buku kerja di folder input."
)
@perintah.buku_baru
@click.option("--ya", is_flag=True, help="Terima semua perubahan tanpa ditanya.")
def buku_baru(tahun: int, satker: str, dari: Path | None, keluaran: str, *, ya: bool) -> None:
    """Buat buku kerja kosong untuk tahun berikutnya atau satker lain.

    Isi rencana diambil dari buku kerja asal; isian realisasi tidak ikut. Tahun pada TARGET WAKTU dan pada tenggat
    yang jelas digeser. Tahun pada nama dokumen, peraturan, dan keputusan dibiarkan. Semuanya ditampilkan untuk
    disetujui; tanpa layar terminal, setujui dengan --ya. Bila folder input tidak memuat buku kerja, dibuat
    rencana kosong dengan enam area dan komponennya; rencana yang lengkap sebagai asal ada pada zi mulai --rencana.
    Buku kerja yang sudah ada tidak ditimpa.

    Contoh:
      zi buku-baru --tahun 2026 --satker "KPU Kabupaten Contoh"
      zi buku-baru --tahun 2026 --satker "KPU Kabupaten Contoh" --dari input/rencana-aksi-zi-2025.xlsx --ya
    """
    path = perintah.new_workbook(keluaran, tahun)
    from zi_reports.buku.writer import write_workbook

    rencana, changes = _plan(dari, satker, tahun)
    tell(*_report(changes))
    if changes and not ya:
        _ask()
    save_new(path, write_workbook(rencana))
    tell(f"{satker}, rencana {tahun}: {len(list(rencana.indikator))} indikator.")
    tell_written([path])
    tell("Lengkapi lembar Pengaturan, lalu sebutkan buku kerja ini pada perintah berikutnya.")


def _plan(dari: Path | None, satker: str, tahun: int) -> tuple[Rencana, Sequence[Perubahan]]:
    from zi_reports.buku.tahun_baru import carry_over, empty_plan

    if dari is None and not perintah.workbooks_in_input():
        tell("Tidak ada buku kerja di folder input. Dibuat rencana kosong dengan enam area.")
        return empty_plan(satker, tahun), ()
    from zi_reports.sources.workbook import read_workbook

    path = perintah.find_workbook(dari)
    with working("Membaca buku kerja"):
        rencana, notes = read_workbook(path)
    tell(f"Dari {path}: {plan_line(rencana.pengaturan)}")
    lost = [satu for satu in notes if satu.kode in {"indikator-kosong", "tanpa-area", "sel-rusak"}]
    if lost:
        tell(f"{len(lost)} sel atau baris rencana tidak terbaca. Rincian: zi periksa {pasted(path)}")
    return carry_over(rencana, satker, tahun)


def _report(changes: Sequence[Perubahan]) -> Iterator[str]:
    for sifat, judul in _JUDUL.items():
        of_kind = [satu for satu in changes if satu.sifat == sifat]
        if of_kind:
            yield f"\n{judul} ({len(of_kind)}):"
        for alasan in dict.fromkeys(satu.alasan for satu in of_kind):
            if alasan:
                yield f"  {alasan}:"
            yield from _lines([satu for satu in of_kind if satu.alasan == alasan])
    if changes:
        yield ""


def _lines(changes: Sequence[Perubahan]) -> Iterator[str]:
    """Give each text once, with the cells of the old workbook in which it stands."""
    cells: dict[str, list[str]] = {}
    for satu in changes:
        lama, baru = sebaris(satu.lama), sebaris(satu.baru)
        # Of a long text what matters is shown: the first sign that changed, or the words in question.
        changed = (i for i, (old, new) in enumerate(zip(lama, baru, strict=False)) if old != new)
        place = next(changed, 0) if baru else lama.casefold().find(satu.pokok)
        text = quote(lama, place) + (f" menjadi {quote(baru, place)}" if baru else "")
        cells.setdefault(text, []).append(satu.lokasi.sel)
    for text, places in cells.items():
        yield f"    {', '.join(places)}: {text}"


def _ask() -> None:
    """Ask at a terminal whether the changes are accepted; without one, or without a yes, nothing is written."""
    if not sys.stdin.isatty():
        raise UserError("Buku kerja belum ditulis. Setujui perubahan di atas dengan --ya.")
    answer = click.prompt("Terima perubahan ini? [y/t]", default="t", show_default=False)
    if str(answer).strip().casefold() not in {"y", "ya"}:
        raise UserError("Buku kerja tidak ditulis.")
