"""The verb `tugas`: a workbook and a period become what each penanggung jawab is to do."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_reports.cli import perintah
from zi_reports.cli.layar import pasted, plan_line, tell, tell_table, tell_whole, tell_written, working
from zi_reports.files import save_beside_edited, text_file
from zi_reports.rencana.nama import safe_name
from zi_reports.rencana.periode import Periode
from zi_reports.word.templates import TUGAS

if TYPE_CHECKING:
    from zi_reports.laporan import BahanLaporan
    from zi_reports.monev.figures import Monev, MonevPenanggungJawab

_TERBANYAK = 200
"""Persons whose tasks are made at once: more are no office's, but a slip in a cell."""


@perintah.verb()
@perintah.argumen_buku
@perintah.penanggung_jawab
@click.option("--semua", is_flag=True, help="Untuk semua penanggung jawab sekaligus.")
@perintah.periode
@perintah.keluaran
@perintah.templat
@perintah.timpa
@click.pass_obj
def tugas(  # noqa: PLR0913 - each is an option of the verb
    hari_ini: dt.date,
    /,
    buku: Path | None,
    periode: Periode | None,
    *,
    penanggung_jawab: str | None,
    keluaran: Path,
    templat: Path | None,
    semua: bool,
    timpa: bool,
) -> None:
    """Buat pesan dan lembar tugas tiap penanggung jawab.

    Isinya: yang terlambat, yang jatuh tempo pada periode ini dan berikutnya, bukti dukung yang kurang atau perlu
    diperbaiki, dan keputusan rapat yang belum selesai. Pesannya (.txt) siap ditempel ke WhatsApp atau surel;
    lembarnya (.docx) satu halaman. Tanpa nama, penanggung jawab yang ada ditampilkan.

    Contoh:
      zi tugas
      zi tugas --penanggung-jawab "Subbagian Hukum dan SDM"
      zi tugas --semua --bulan 2025-12
    """
    if semua and penanggung_jawab:
        perintah.refuse("Pilih salah satu: --penanggung-jawab atau --semua.")
    path = perintah.find_workbook(buku)
    chosen = perintah.choose_templates(templat, [TUGAS])[TUGAS]
    bahan = perintah.read_bahan(path, periode, hari_ini, keluaran)
    monev = bahan.monev
    if penanggung_jawab:
        people = [perintah.find_person(monev, penanggung_jawab)]
    else:
        there = perintah.people_in(monev).values()
        if len(there) > _TERBANYAK:
            perintah.refuse(
                f"Buku kerja memuat {len(there)} penanggung jawab, lebih dari {_TERBANYAK}. Periksa kolom "
                "PENANGGUNG JAWAB, atau sebutkan seorang: --penanggung-jawab NAMA."
            )
        people = sorted(there, key=lambda satu: -_late(monev, satu))
        _tell_people(monev, people)
    if not penanggung_jawab and not semua:
        same = f"zi tugas {pasted(path)}" + (f" --periode {periode.nama}" if periode else "")
        tell(f"Tugas seorang: {same} --penanggung-jawab {pasted(people[0].nama)}")
        tell(f"Tugas semuanya: {same} --semua")
        return
    with working("Menulis tugas"):
        messages, pages = _documents(bahan, people, chosen, keluaran, semua=semua)
        texts = {path: text_file(f"{teks}\n") for path, teks in messages.items()}
        written = save_beside_edited({**texts, **pages}, timpa=timpa)
    if penanggung_jawab:
        tell_whole("".join(messages.values()) + "\n")
    tell_written(written)


def _documents(
    bahan: BahanLaporan, people: Sequence[MonevPenanggungJawab], templat: Path, keluaran: Path, *, semua: bool
) -> tuple[Mapping[Path, str], Mapping[Path, bytes]]:
    """Make a message for each person, and their pages: in one document for all of them, else in one of hers."""
    from zi_reports.laporan import check_size
    from zi_reports.word.tugas import make_tugas, message, write_tugas

    check_size(bahan.monev)
    folder = keluaran / bahan.periode.nama / f"tugas{bahan.nama.removeprefix(bahan.periode.nama)}"
    made = [make_tugas(bahan, satu) for satu in people]
    names = _file_names([satu.nama for satu in perintah.people_in(bahan.monev).values()])
    messages = {folder / f"{names[satu.orang.nama]}.txt": message(bahan, satu) for satu in made}
    nama = f"tugas-zi-{bahan.nama}" if semua else names[people[0].nama]
    return messages, {folder / f"{nama}.docx": write_tugas(bahan, made, templat)}


def _file_names(people: Sequence[str]) -> Mapping[str, str]:
    """Give each person the name of a file; of those that would share one, the later get a number."""
    names: dict[str, str] = {}
    for nama in people:
        safe = safe_name(nama)
        taken = {satu.casefold() for satu in names.values()}
        others = (f"{safe}-{nomor}" for nomor in itertools.count(2))
        names[nama] = next(satu for satu in itertools.chain([safe], others) if satu.casefold() not in taken)
    return names


def _late(monev: Monev, orang: MonevPenanggungJawab) -> int:
    """Count what is late of a person: kewajiban, and decisions of meetings."""
    from zi_reports.monev.keadaan import Keadaan
    from zi_reports.monev.orang import open_decisions

    decided = sum(satu.keadaan is Keadaan.TERLAMBAT for satu in open_decisions(monev, orang.nama))
    return orang.angka.hitungan.terlambat + decided


def _tell_people(monev: Monev, people: Sequence[MonevPenanggungJawab]) -> None:
    """List the persons with their figures, those with most that is late first.

    Where meetings decided anything, a column has how much of it is still open.
    """
    from zi_reports.monev.orang import open_decisions

    tell(plan_line(monev.rencana.pengaturan, monev.cakupan))
    header = ["INDIKATOR", "KEWAJIBAN", "SELESAI", "TERLAMBAT"] + ["KEPUTUSAN"] * bool(monev.keputusan)
    rows = []
    for satu in people:
        own, decided = satu.angka.hitungan, sum(1 for _ in open_decisions(monev, satu.nama))
        counts = (satu.angka.indikator, own.kewajiban, own.selesai, own.terlambat, decided)
        rows.append([*map(str, counts[: len(header)]), satu.nama])
    late = [_late(monev, satu) > 0 for satu in people]
    tell_table([*header, "PENANGGUNG JAWAB"], rows, {"SELESAI", "TERLAMBAT"}, late)
    nobody = sum(not satu.indikator.penanggung_jawab for satu in monev.indikator)
    tell(*filter(None, [monev.dasar_penanggung_jawab]))
    if nobody:
        tell(f"{nobody} indikator belum ada penanggung jawabnya.")
