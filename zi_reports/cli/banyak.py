"""The verb `laporan` on a folder: each satker's workbook becomes its documents, in a folder of its own.

A few processes work side by side; what goes wrong with one workbook is told at the end, and never stops the rest.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import click

from zi_reports.cli.laporan import Dibuat, Pesanan, make_report
from zi_reports.cli.layar import counting, name_some, tell, tell_written
from zi_reports.cli.perintah import begun
from zi_reports.files import make_folder, save_beside_edited, text_file
from zi_reports.monev.tidak_dihitung import TidakDihitung, path_order
from zi_reports.rekap.read import (
    Berkas,
    Isi,
    attempt,
    check_unchanged,
    first_reason,
    identify,
    one_each,
    scan,
    work_through,
)
from zi_reports.rencana import bahasa
from zi_reports.rencana.catatan import count_by_level
from zi_reports.rencana.model import Tingkat, UserError
from zi_reports.rencana.nama import safe_name

_PANJANG_FOLDER = 80
_MENDADAK = "Pembuatan laporannya berhenti mendadak. Buka di Excel, lalu Simpan Sebagai .xlsx."


@dataclass(frozen=True, slots=True)
class _Tugas:
    """A workbook that is to be reported, and the folder of its satker within that of all."""

    berkas: Berkas
    folder: str


@dataclass(frozen=True, slots=True)
class _Satker:
    """What is told of a satker's report: where it is, its capaian, what to look at, and whether it is new."""

    berkas: str
    satker: str
    letak: Path
    cakupan: str
    capaian: str
    galat: int
    perlu_dilihat: str
    perhatian: tuple[str, ...]
    baru: bool


@dataclass(frozen=True, slots=True)
class _Hasil:
    """What became of all workbooks; `sisa` were not come to when somebody stopped it."""

    dibuat: Sequence[_Satker]
    gagal: Sequence[TidakDihitung]
    sisa: int


def report_all(folder: Path, pesanan: Pesanan) -> None:
    """Make the reports of all satker in a folder, and tell what was made, what to look at, and what failed.

    Raises:
        UserError: there is no report to be made.
        click.Abort: it was stopped; what was made until then is whole, and told.
    """
    wanted = begun(pesanan.periode, pesanan.hari_ini)
    isi = scan(folder)
    make_folder(pesanan.keluaran)
    hasil = _work(isi, pesanan)
    if not hasil.dibuat and not hasil.sisa:
        raise UserError(f"Tidak ada laporan yang dapat dibuat dari {folder}. {first_reason(hasil.gagal)}")
    if hasil.dibuat:
        listed = pesanan.keluaran / f"daftar-laporan-{wanted.nama}.txt"
        written = save_beside_edited({listed: text_file(_list(hasil))}, timpa=pesanan.timpa)
        tell(*_summary(hasil))
        tell_written(written, f"Laporan tiap satker ada pada foldernya di {pesanan.keluaran}. Daftarnya:")
    if hasil.sisa:
        tell(_left(hasil.sisa))
        raise click.Abort


def _work(isi: Isi, pesanan: Pesanan) -> _Hasil:
    """Go through the workbooks twice: whose each is, then each report; the second takes nearly all of the time."""
    dibuat: list[_Satker] = []
    gagal = list(isi.tidak_dihitung)
    left = len(isi.berkas)
    try:
        tugas, lain = _choose(isi)
        gagal += lain
        left = len(tugas)
        with (
            counting("Membuat laporan", left) as lapor,
            closing(work_through(tugas, partial(report_one, pesanan=pesanan))) as results,
        ):
            for satu, hasil in results:
                match hasil or TidakDihitung(satu.berkas.nama, _MENDADAK):
                    case TidakDihitung() as failed:
                        gagal.append(failed)
                    case _Satker() as made:
                        dibuat.append(made)
                left -= 1
                lapor(1)
    except KeyboardInterrupt:
        if not left:
            raise
    dibuat.sort(key=lambda satu: path_order(satu.satker))
    return _Hasil(dibuat, sorted(gagal, key=lambda satu: path_order(satu.nama)), left)


def _choose(isi: Isi) -> tuple[list[_Tugas], list[TidakDihitung]]:
    """Choose the workbooks that are reported, each satker's one of a year, and say why the others are not."""
    plans: dict[str, tuple[str, int]] = {}
    gagal: list[TidakDihitung] = []
    with (
        counting("Membaca buku kerja", len(isi.berkas)) as lapor,
        closing(work_through(isi.berkas, identify)) as results,
    ):
        for satu, hasil in results:
            match hasil or TidakDihitung(satu.nama, _MENDADAK):
                case TidakDihitung() as failed:
                    gagal.append(failed)
                case plan:
                    plans[satu.nama] = plan
            lapor(1)
    kept, ganda = one_each(
        ((nama, *plan) for nama, plan in plans.items()), {satu.nama: satu.sidik for satu in isi.berkas}
    )
    chosen = set(kept)
    tugas = [_Tugas(satu, folder_name(plans[satu.nama][0])) for satu in isi.berkas if satu.nama in chosen]
    return tugas, [*gagal, *ganda]


def folder_name(satker: str) -> str:
    """Give the name of a satker's folder, the same whatever other satker there are.

    Where the name of the satker cannot be that of a folder as it stands, a mark tells it from similar ones.
    """
    plain = bahasa.sebaris(satker)
    safe = safe_name(plain, _PANJANG_FOLDER)
    return safe if safe == plain else f"{safe}-{zlib.crc32(plain.casefold().encode()):08x}"


def report_one(tugas: _Tugas, pesanan: Pesanan) -> _Satker | TidakDihitung:
    """Make the report of one satker, in whatever process; say in a sentence why that cannot be."""
    berkas, own = tugas.berkas, replace(pesanan, keluaran=pesanan.keluaran / tugas.folder)

    def made() -> _Satker:
        try:
            return _told(
                berkas, make_report(berkas.path, own, partial(check_unchanged, berkas)), tugas.folder
            )
        except click.UsageError as error:  # the period is far from this plan's year
            raise UserError(error.message) from error

    return attempt(berkas, made)


def _told(berkas: Berkas, made: Dibuat, folder: str) -> _Satker:
    monev = made.bahan.monev
    serious = [satu for satu in made.bahan.catatan if satu.tingkat is not Tingkat.INFO]
    return _Satker(
        berkas=berkas.nama,
        satker=monev.rencana.pengaturan.satker or folder,
        letak=Path(folder, made.bahan.periode.nama),
        cakupan=monev.cakupan,
        capaian=bahasa.persen(monev.ringkasan.capaian),
        galat=sum(satu.tingkat is Tingkat.GALAT for satu in serious),
        perlu_dilihat=count_by_level(serious),
        perhatian=made.bahan.perhatian,
        baru=bool(made.ditulis),
    )


def _summary(hasil: _Hasil) -> Iterator[str]:
    """Tell the screen how many were made, which to look at (those with galat first), and which failed."""
    looks = ((satu, _look_at(satu)) for satu in sorted(hasil.dibuat, key=lambda satu: -satu.galat))
    warned = [TidakDihitung(satu.satker, look) for satu, look in looks if look]
    yield _head(hasil)
    same = sum(not satu.baru for satu in hasil.dibuat)
    if same:
        yield f"Tidak berubah sejak laporan sebelumnya, sehingga dibiarkan: {same}"
    yield f"Perlu dilihat: {len(warned) or 'tidak ada'}"
    yield from name_some(warned, "daftar")
    yield f"Tidak dibuat: {len(hasil.gagal) or 'tidak ada'}"
    yield from name_some(hasil.gagal, "daftar")


def _look_at(satu: _Satker) -> str:
    """Say what of a satker's workbook a person should look at; empty where there is nothing."""
    count = [f"{satu.perlu_dilihat[0].upper()}{satu.perlu_dilihat[1:]}."] if satu.perlu_dilihat else []
    return " ".join([*count, *satu.perhatian])


def _head(hasil: _Hasil) -> str:
    return f"Laporan yang dibuat: {len(hasil.dibuat)}, {hasil.dibuat[0].cakupan}"


def _left(sisa: int) -> str:
    return f"Dihentikan sebelum selesai: {sisa} buku kerja belum dilaporkan. Ulangi perintah."


def _list(hasil: _Hasil) -> str:
    """Tell all of it as a text: each report with its folder and figures, then what was not made and why."""
    lines = [_head(hasil), ""]
    for satu in hasil.dibuat:
        state = "ditulis" if satu.baru else "tidak berubah, dibiarkan"
        lines += [f"{satu.satker}: capaian {satu.capaian}; {state}", f"  {satu.letak.as_posix()}"]
        lines += [f"  {satu.berkas}: {look}" for look in [_look_at(satu)] if look]
    lines += ["", f"Tidak dibuat: {len(hasil.gagal) or 'tidak ada'}"]
    lines += [f"  {satu.nama}: {satu.sebab}" for satu in hasil.gagal]
    lines += ["", _left(hasil.sisa)] if hasil.sisa else []
    return "\n".join([*lines, ""])
