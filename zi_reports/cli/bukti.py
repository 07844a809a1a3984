"""The verb `bukti`: evidence asked for, in hand and lacking; folders for it; the packet for the reviewer."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_reports.cli import perintah
from zi_reports.cli.layar import count_line, open_folder, plan_line, tell, tell_table, tell_written, working
from zi_reports.files import free_name, save_streamed
from zi_reports.rencana import bahasa
from zi_reports.rencana.periode import Periode
from zi_reports.word.templates import DAFTAR_BUKTI

if TYPE_CHECKING:
    from zi_reports.bukti import BuktiIndikator
    from zi_reports.laporan import BahanLaporan
    from zi_reports.paket import Paket

_PANJANG_URAIAN = 60


@perintah.verb()
@perintah.argumen_buku
@click.option("--siapkan", is_flag=True, help="Buat folder bukti tiap indikator di samping buku kerja.")
@click.option("--paket", is_flag=True, help="Kemas semua berkas bukti menjadi satu ZIP, dengan daftarnya.")
@perintah.periode
@perintah.letak_hasil(help="Folder paket, atau nama berkasnya. Bawaan: output.")
@perintah.templat
@perintah.timpa
@click.option("--jangan-buka", is_flag=True, help="Jangan buka folder paket sesudah selesai.")
@click.pass_obj
def bukti(  # noqa: PLR0913 - one parameter an option of the verb
    hari_ini: dt.date,
    buku: Path | None,
    periode: Periode | None,
    keluaran: str | None,
    templat: Path | None,
    *,
    siapkan: bool,
    paket: bool,
    timpa: bool,
    jangan_buka: bool,
) -> None:
    """Tampilkan bukti dukung tiap indikator: yang diminta, yang ada, dan yang kurang.

    Berkas di folder bukti/KODE di samping buku kerja dihitung sebagai bukti indikator itu tanpa diketik; yang di
    folder bulannya (2025-10) sebagai bukti bulan itu. Tidak ada berkas yang dipindahkan atau dihapus.
    Paket memuat bukti sampai akhir periode, untuk diserahkan kepada penilai.

    BUKU adalah buku kerja Excel. Tanpa BUKU dipakai satu-satunya buku kerja di folder input.

    Contoh:
      zi bukti
      zi bukti --siapkan
      zi bukti --paket --periode 2025-TW4
      zi bukti input/rencana-aksi-zi-2025.xlsx --paket --keluaran hasil
    """
    if siapkan and paket:
        perintah.refuse("Pilihan --siapkan dan --paket tidak dipakai bersama. Jalankan satu per satu.")
    if not paket and (keluaran is not None or templat is not None or timpa or jangan_buka):
        perintah.refuse("Pilihan --keluaran, --templat, --timpa, dan --jangan-buka dipakai bersama --paket.")
    path = perintah.find_workbook(buku)
    bahan = perintah.read_bahan(path, periode, hari_ini)
    if siapkan:
        tell(plan_line(bahan.monev.rencana.pengaturan), *_prepared(bahan, path.parent))
    elif paket:
        written = _pack(bahan, path.parent, keluaran or "output", templat, timpa=timpa)
        if not jangan_buka:
            open_folder(written.parent)
    else:
        _show(bahan, path)


def _prepared(bahan: BahanLaporan, folder: Path) -> Iterator[str]:
    """Make the folders, and say which were made and which stood there."""
    from zi_reports.bukti import prepare_folders

    done = prepare_folders(bahan.monev.rencana, folder)
    yield f"Dibuat: {len(done.dibuat)} folder. Sudah ada: {done.ada} folder."
    below = Counter(path.parent for path in done.dibuat)
    for path in done.dibuat:
        if path.parent not in done.dibuat:
            months = f" ({below[path]} folder bulan)" if below[path] else ""
            yield f"  {path.relative_to(folder).as_posix()}{months}"
    if done.terhalang:
        yield "Tidak dibuat, karena ada berkas bernama sama:"
        yield from (f"  {path.relative_to(folder).as_posix()}" for path in done.terhalang)


def _show(bahan: BahanLaporan, path: Path) -> None:
    from zi_reports.bukti import evidence_of

    rows = evidence_of(bahan.monev)
    lacking = sum(bool(satu.kurang) for satu in rows)
    tell(
        plan_line(bahan.monev.rencana.pengaturan, bahan.monev.cakupan),
        f"{sum(len(satu.bukti) for satu in rows)} bukti dukung pada {sum(bool(satu.bukti) for satu in rows)} dari "
        f"{len(rows)} indikator; kurang pada {lacking} indikator.",
        count_line(bahan.catatan, path),
        "",
    )
    header = ("KODE", "DIMINTA", "ADA", "KURANG", "INDIKATOR")
    tell_table(
        header, [_row(satu) for satu in rows], {"KODE", "KURANG"}, [bool(satu.kurang) for satu in rows]
    )


def _row(satu: BuktiIndikator) -> Sequence[str]:
    from zi_reports.rencana.bukti import split_items

    asked = len(list(filter(None, split_items(satu.indikator.bukti_fisik))))
    short = bahasa.singkat(satu.indikator.uraian, _PANJANG_URAIAN)
    return satu.indikator.kode, str(asked), str(len(satu.bukti)), satu.kurang or bahasa.TANPA_NILAI, short


def _pack(bahan: BahanLaporan, folder: Path, keluaran: str, templat: Path | None, *, timpa: bool) -> Path:
    """Write the packet, and say what is in it; one that somebody changed stays, and the new one is `-2`."""
    from zi_reports.excel.daftar_bukti import write_daftar as write_excel
    from zi_reports.laporan import check_size
    from zi_reports.paket import DAFTAR, is_packet, plan_packet, write_packet
    from zi_reports.word.daftar_bukti import write_daftar as write_word

    check_size(bahan.monev)
    chosen = perintah.choose_templates(templat, [DAFTAR_BUKTI])
    target = perintah.target(keluaran, f"paket-bukti-{bahan.nama}.zip")
    with working("Mengemas bukti"):
        paket = plan_packet(bahan.monev, folder)
        lists = {
            f"{DAFTAR}.xlsx": write_excel(bahan, paket),
            f"{DAFTAR}.docx": write_word(bahan, paket, chosen[DAFTAR_BUKTI]),
        }
        path = target if timpa else free_name(target, lambda there: not is_packet(there))
        save_streamed(path, partial(write_packet, paket=paket, daftar=lists))
    tell(plan_line(bahan.monev.rencana.pengaturan, bahan.monev.cakupan), *_packed(paket))
    tell_written([path])
    tell(f"Ukuran: {bahasa.ukuran(path.stat().st_size)}. Ekstrak dahulu, lalu buka {DAFTAR}.xlsx atau .docx.")
    return path


def _packed(paket: Paket) -> Iterator[str]:
    yield f"Dikemas: {len(paket.berkas)} berkas, {bahasa.ukuran(paket.ukuran)}."
    if paket.tidak_dikemas:
        yield f"Tidak dikemas: {paket.tidak_dikemas} berkas, seperti tercantum pada daftar:"
        for satu in paket.baris:
            yield from (f"  {satu.isi.indikator.kode}  {line}" for line in satu.tidak_dikemas)
    if paket.perbaikan:
        yield f"Perlu diperbaiki menurut pemeriksa: {paket.perbaikan} bukti."
    lacking = sum(bool(satu.isi.kurang) for satu in paket.baris)
    yield (
        f"Bukti kurang pada {lacking} indikator." if lacking else "Tidak ada indikator yang buktinya kurang."
    )
