"""The verb `impor`: the lampiran of a decree becomes a workbook, and what was decided on the way is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zi_reports.cli import perintah
from zi_reports.cli.layar import pasted, quote, tell, tell_whole, tell_written, working
from zi_reports.files import add_new, save_new
from zi_reports.rencana import bahasa

if TYPE_CHECKING:
    from zi_reports.rencana.model import Catatan, Pengaturan
    from zi_reports.sources.decree import Hasil

JUDUL: Mapping[str, str] = {
    "baris-disambung": "Disambung",
    "baris-mungkin-lanjutan": "Mungkin lanjutan baris di atasnya",
    "baris-pdf-tidak-pasti": "Tidak pasti pada PDF",
    "halaman-pdf-gambar": "Halaman PDF yang tidak dibaca",
    "indikator-diulang": "INDIKATOR diulang",
    "area-ditetapkan": "Area ditetapkan dari nama komponen",
    "nomor-turun": "Nomor komponen turun",
    "komponen-tidak-lengkap": "Belum ada pada naskah",
    "baris-dilewati": "Baris yang tidak disalin",
    "teks-dilewati": "Teks yang tidak disalin",
    "tahun-berbeda": "Tahun berbeda",
    "kolom-dibaca-sebagai": "Judul kolom dibaca sebagai",
    "kolom-tidak-ada": "Kolom yang tidak ada",
    "kolom-tidak-dipakai": "Kolom yang tidak disalin",
}
"""The headings of the printed report, by the kode of the catatan, in its order; others are gathered at its end."""

_LAIN = "Catatan lain"
_PALING_BANYAK = 5  # catatan of a kind that the screen shows; the file beside the workbook has all


@perintah.verb()
@click.argument("lampiran", type=perintah.LETAK)
@perintah.tahun
@perintah.satker
@perintah.buku_baru
def impor(lampiran: Path, tahun: int, satker: str, keluaran: str) -> None:
    """Buat buku kerja dari lampiran keputusan (.docx, .pdf, .xlsx, atau .txt).

    LAMPIRAN memuat tabel dengan judul kolom NO, KOMPONEN, INDIKATOR, LANGKAH AKSI, BUKTI FISIK, TARGET WAKTU;
    boleh seluruh keputusan. Berkas .txt memakai tab antarkolom; PDF berisi teks, bukan hasil pindai. Baris yang
    terpotong halaman disambung. Kolom isian seperti PENANGGUNG JAWAB ikut disalin. Komponen yang judul areanya
    hilang ditempatkan menurut namanya. Semuanya dilaporkan untuk diperiksa.
    Buku kerja yang sudah ada tidak ditimpa. Catatan impor ditulis sebagai berkas teks di sebelahnya, untuk dicetak.

    Contoh:
      zi impor keputusan.docx --tahun 2025 --satker "KPU Kabupaten Contoh"
      zi impor keputusan.pdf --tahun 2025 --satker "KPU Kabupaten Contoh"
      zi impor lampiran.txt --tahun 2025 --satker "KPU Kabupaten Contoh" --keluaran input/rencana.xlsx
    """
    path = perintah.new_workbook(keluaran, tahun)
    from zi_reports.buku.writer import write_workbook
    from zi_reports.sources.decree import read_lampiran

    with working("Membaca lampiran"):
        hasil = read_lampiran(lampiran, satker, tahun)
        written = {path: write_workbook(hasil.rencana)}
        save_new(path, written[path])
        if hasil.catatan:
            lines = "\n".join(_report(hasil, lampiran)).splitlines()
            # As Windows' oldest Notepad reads a text.
            notes = "\r\n".join(lines).encode("utf-8-sig", "replace")
            written[_save_beside(path, notes)] = notes
    tell(*_report(hasil, lampiran, _PALING_BANYAK))
    tell_written(list(written))
    tell(f"Cocokkan dengan keputusan yang ditandatangani, lalu jalankan: zi periksa {pasted(path)}")
    for beside in list(written)[1:]:
        tell_whole(f"Semua catatan impor ({len(hasil.catatan)}), untuk dicetak: {beside}")


def _save_beside(path: Path, notes: bytes) -> Path:
    """Save the catatan under a name that nothing has yet: an earlier text may have been worked on."""
    names = (path.with_name(f"{path.stem}-catatan{f'-{n}' if n > 1 else ''}.txt") for n in count(1))
    return next(name for name in names if add_new(name, notes))


def _report(hasil: Hasil, lampiran: Path, batas: int | None = None) -> Iterator[str]:
    """Say what the plan holds, and its catatan by kind, of each kind the first `batas`."""
    rencana = hasil.rencana
    yield f"{rencana.pengaturan.satker}, rencana {rencana.pengaturan.tahun}, dari {lampiran.name}"
    counts = bahasa.gabung_kata([f"{area.kode} {len(list(area.indikator))}" for area in rencana.area])
    yield f"{len(list(rencana.indikator))} indikator menurut area: {counts}."
    source = "menurut naskah" if hasil.area_dirinci else "menurut daftar baku (naskah tidak merincinya)"
    yield f"Komponen tiap area {source}."
    yield _settings(rencana.pengaturan)
    for judul in (*JUDUL.values(), _LAIN):
        notes = [satu for satu in hasil.catatan if JUDUL.get(satu.kode, _LAIN) == judul]
        if notes:
            yield f"\n{judul} ({len(notes)}):"
            yield from _group(notes[:batas], penuh=batas is None)
            if notes[len(notes[:batas]) :]:
                yield f"  dan {len(notes) - len(notes[:batas])} lainnya"
    yield ""


def _group(notes: Sequence[Catatan], *, penuh: bool) -> Iterator[str]:
    """List catatan of one kind; those that say the same in a row share the line that says it.

    `penuh` gives the words that stand there in full length.
    """
    for nomor, satu in enumerate(notes, start=1):
        words = f'"{bahasa.sebaris(satu.isi)}"' if penuh else quote(satu.isi)
        yield f"  {satu.lokasi.sel}: {words}" if satu.isi else f"  {satu.lokasi.sel}"
        if nomor == len(notes) or notes[nomor].pesan != satu.pesan:
            yield f"    {satu.pesan}"


def _settings(pengaturan: Pengaturan) -> str:
    day = bahasa.tanggal(pengaturan.tanggal_keputusan) if pengaturan.tanggal_keputusan else ""
    found = {"nomor": pengaturan.nomor_keputusan, "tanggal": day, "tempat": pengaturan.tempat}
    read = [f"{nama} {isi}" for nama, isi in found.items() if isi]
    lacking = [*(nama for nama, isi in found.items() if not isi), "nama Ketua"]
    head = f"Keputusan: {', '.join(read)}. " if read else ""
    return f"{head}Lengkapi pada lembar Pengaturan: {', '.join(lacking)}."
