"""What a lampiran holds: areas, komponen, kode; and the workbook with it: sheets, headers, words and days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from zi_reports.rencana.bahasa import BULAN_SINGKAT
from zi_reports.rencana.model import TAHUN_DITERIMA, Area, Indikator

NAMA_AREA: Mapping[str, str] = {
    "I": "Manajemen Perubahan",
    "II": "Penataan Tatalaksana",
    "III": "Penataan Sistem Manajemen SDM",
    "IV": "Penguatan Akuntabilitas",
    "V": "Penguatan Pengawasan",
    "VI": "Peningkatan Kualitas Pelayanan Publik",
}
"""The six areas (section 6 of the decree's lampiran), for a workbook that leaves one out."""

SINONIM_AREA: Mapping[str, str] = {
    "II": "penataan tata laksana, penataan ketatalaksanaan",
    "III": "penataan sistem manajemen sumber daya manusia, penataan sistem manajemen sumber daya manusia (sdm), "
    "penataan sistem manajemen sdm aparatur",
    "IV": "penguatan akuntabilitas kinerja",
    "VI": "peningkatan kualitas pelayanan",
}
"""Other names of an area, in small letters, with commas between."""

KOMPONEN_BAKU: Mapping[str, tuple[str, ...]] = {
    "I": (
        "Penyusunan Tim Kerja",
        "Dokumen Rencana Pembangunan Zona Integritas menuju WBK/WBBM",
        "Pemantauan dan Evaluasi Pembangunan Zona Integritas menuju WBK/WBBM",
        "Perubahan Pola Pikir dan Budaya Kerja",
    ),
    "II": ("Prosedur Operasional tetap (SOP) Kegiatan Utama", "E-Office", "Keterbukaan Informasi Publik"),
    "III": (
        "Perencanaan Kebutuhan Pegawai sesuai dengan Kebutuhan Organisasi",
        "Pola Mutasi Internal",
        "Pengembangan Pegawai Berbasis Kompetensi",
        "Penetapan Kinerja Individu",
        "Penegakan Aturan Disiplin/Kode Etik/Kode Perilaku Pegawai",
        "Sistem Informasi Kepegawaian",
    ),
    "IV": ("Keterlibatan Pimpinan", "Pengelolaan Akuntabilitas Kinerja"),
    "V": (
        "Pengendalian Gratifikasi",
        "Penerapan Sistem Pengawasan Internal Pemerintah (SPIP)",
        "Pengaduan Masyarakat",
        "Whistle Blowing System",
        "Penanganan Benturan Kepentingan",
    ),
    "VI": ("Standar Pelayanan", "Budaya Pelayanan Prima", "Penilaian Kepuasan Terhadap Pelayanan"),
}
"""By area, in their order: PermenPANRB 90/2021, worded as in section 6 of Keputusan Nomor 38 Tahun 2025."""

LEMBAR_RENCANA = "Rencana Aksi"
LEMBAR_PENGATURAN = "Pengaturan"
LEMBAR_KEPUTUSAN = "Keputusan Rapat"
LEMBAR_BUKTI = "Bukti"
LEMBAR_PETUNJUK = "Petunjuk"

BARIS_HEADER = 4
"""The row of headers in a workbook that we write (two title lines and a free line stand above it)."""


class Kolom(StrEnum):
    """The headers of sheet Rencana Aksi, in their order; the month columns stand before KODE, which is last."""

    NO = "NO"
    KOMPONEN = "KOMPONEN"
    INDIKATOR = "INDIKATOR"
    LANGKAH_AKSI = "LANGKAH AKSI"
    BUKTI_FISIK = "BUKTI FISIK"
    TARGET_WAKTU = "TARGET WAKTU"
    STATUS = "STATUS"
    TANGGAL_SELESAI = "TANGGAL SELESAI"
    BUKTI_DUKUNG = "BUKTI DUKUNG"
    PENANGGUNG_JAWAB = "PENANGGUNG JAWAB"
    KENDALA = "KENDALA"
    TINDAK_LANJUT = "TINDAK LANJUT"
    KODE = "KODE"


KOLOM_LAMPIRAN = tuple(Kolom)[:6]
"""The six columns of the decree's lampiran, which staff leave as they are."""

SINONIM_KOLOM: Mapping[Kolom, str] = {
    Kolom.NO: "nomor, no urut, nomor urut",
    Kolom.KOMPONEN: "komponen kegiatan",
    Kolom.INDIKATOR: "indikator kinerja, indikator kegiatan",
    Kolom.LANGKAH_AKSI: "langkah langkah aksi, rencana aksi, langkah kegiatan, langkah kerja",
    Kolom.BUKTI_FISIK: "bukti phisik, bukti fisik kegiatan",
    Kolom.TARGET_WAKTU: "target waktu pelaksanaan, waktu target, batas waktu, tenggat waktu, tenggat",
    Kolom.STATUS: "status pelaksanaan, status kegiatan",
    Kolom.TANGGAL_SELESAI: "tgl selesai, tanggal penyelesaian, tgl penyelesaian",
    Kolom.BUKTI_DUKUNG: "bukti pendukung, data dukung, data pendukung, eviden, evidence, eviden dukung, "
    "link, link eviden, link evidence, link bukti, link bukti dukung, link bukti pendukung, link data dukung, "
    "link dokumen, link drive, link gdrive, link google drive, link file, tautan, tautan bukti, "
    "tautan bukti dukung, tautan eviden, tautan data dukung, tautan dokumen, tautan drive, alamat tautan, url",
    Kolom.PENANGGUNG_JAWAB: "pj, pic",
    Kolom.KENDALA: "hambatan, permasalahan, kendala hambatan",
    Kolom.TINDAK_LANJUT: "rencana tindak lanjut, rtl",
    Kolom.KODE: "kode indikator",
}
"""Other names for a column, for a sheet that lacks the column's own; in small letters, with commas between."""


class KolomKeputusan(StrEnum):
    """The headers of sheet Keputusan Rapat, in their order."""

    TANGGAL_RAPAT = "TANGGAL RAPAT"
    KODE = "KODE"
    KEPUTUSAN = "KEPUTUSAN"
    PENANGGUNG_JAWAB = "PENANGGUNG JAWAB"
    BATAS_WAKTU = "BATAS WAKTU"
    STATUS = "STATUS"
    TANGGAL_SELESAI = "TANGGAL SELESAI"
    KETERANGAN = "KETERANGAN"


class KolomBukti(StrEnum):
    """The headers of sheet Bukti, in their order."""

    KODE = "KODE"
    PERIODE = "PERIODE"
    BUTIR = "BUTIR"
    BUKTI_DUKUNG = "BUKTI DUKUNG"
    VERIFIKASI = "VERIFIKASI"
    CATATAN_VERIFIKASI = "CATATAN VERIFIKASI"
    KODE_LKE = "KODE LKE"


SINONIM_KEPUTUSAN: Mapping[StrEnum, str] = {
    KolomKeputusan.TANGGAL_RAPAT: "tgl rapat, tanggal, tgl, hari tanggal, hari tanggal rapat, rapat",
    KolomKeputusan.KODE: SINONIM_KOLOM[Kolom.KODE],
    KolomKeputusan.KEPUTUSAN: "keputusan rapat, hasil rapat, uraian keputusan, isi keputusan, kesepakatan, "
    "tindak lanjut, rencana tindak lanjut, rtl",
    KolomKeputusan.PENANGGUNG_JAWAB: SINONIM_KOLOM[Kolom.PENANGGUNG_JAWAB],
    KolomKeputusan.BATAS_WAKTU: "tenggat, tenggat waktu, target waktu, target, jatuh tempo, deadline, waktu",
    KolomKeputusan.STATUS: SINONIM_KOLOM[Kolom.STATUS],
    KolomKeputusan.TANGGAL_SELESAI: SINONIM_KOLOM[Kolom.TANGGAL_SELESAI],
    KolomKeputusan.KETERANGAN: "ket, catatan",
}
SINONIM_BUKTI: Mapping[StrEnum, str] = {
    KolomBukti.KODE: SINONIM_KOLOM[Kolom.KODE],
    KolomBukti.PERIODE: "bulan, masa, periode bukti",
    KolomBukti.BUTIR: "bukti fisik, butir bukti fisik, butir bukti, nomor butir, no butir",
    KolomBukti.BUKTI_DUKUNG: SINONIM_KOLOM[Kolom.BUKTI_DUKUNG],
    KolomBukti.VERIFIKASI: "hasil verifikasi, status verifikasi, verifikator, verifikasi tpi, hasil reviu, reviu",
    KolomBukti.CATATAN_VERIFIKASI: "catatan, catatan reviu, catatan verifikator, keterangan verifikasi, keterangan",
    KolomBukti.KODE_LKE: "lke, nomor lke, no lke, pertanyaan lke",
}
"""Other names for their columns, as `SINONIM_KOLOM` has them."""


class Label(StrEnum):
    """The labels of sheet Pengaturan; each has its value in the cell to its right, a list also below."""

    SATKER = "Satker"
    TAHUN = "Tahun Rencana"
    NOMOR_KEPUTUSAN = "Nomor Keputusan"
    TANGGAL_KEPUTUSAN = "Tanggal Keputusan"
    TEMPAT = "Tempat"
    MULAI_PEMANTAUAN = "Mulai Pemantauan"
    KETUA = "Ketua"
    SEKRETARIS = "Sekretaris"
    JABATAN_PENANDA_TANGAN = "Penanda Tangan Laporan (jabatan)"
    NAMA_PENANDA_TANGAN = "Penanda Tangan Laporan (nama)"
    UKURAN_KERTAS = "Ukuran Kertas"
    TANDA = "Tanda Dokumen"
    LAMPIRKAN_CATATAN = "Lampirkan Catatan Data"
    KATA_PENGANTAR = "Kata Pengantar"
    CETAK_RENCANA_AKSI = "Cetak Rencana Aksi"
    DAFTAR_PENANGGUNG_JAWAB = "Penanggung Jawab"  # the last: its names go on in the rows below

    @property
    def field(self) -> str:
        """The field of Pengaturan that it fills."""
        return self.name.lower()


SINONIM_LABEL: Mapping[Label, str] = {
    Label.SATKER: "nama satker, satuan kerja, nama satuan kerja, nama kantor, instansi, nama instansi, unit kerja",
    Label.TAHUN: "tahun, tahun anggaran, tahun rencana aksi, tahun pelaksanaan",
    Label.NOMOR_KEPUTUSAN: "no keputusan, nomor sk, no sk, nomor surat keputusan, no surat keputusan",
    Label.TANGGAL_KEPUTUSAN: "tgl keputusan, tanggal sk, tgl sk, tanggal surat keputusan, tgl surat keputusan",
    Label.TEMPAT: "tempat penandatanganan, tempat tanda tangan, kota",
    Label.MULAI_PEMANTAUAN: "mulai monev, mulai monitoring, awal pemantauan, tanggal mulai pemantauan, "
    "tgl mulai pemantauan, tanggal mulai",
    Label.KETUA: "nama ketua, ketua kpu, nama ketua kpu",
    Label.SEKRETARIS: "nama sekretaris, sekretaris kpu, nama sekretaris kpu",
    Label.JABATAN_PENANDA_TANGAN: "jabatan penanda tangan, jabatan penanda tangan laporan, "
    "jabatan penandatangan, penandatangan laporan (jabatan)",
    Label.NAMA_PENANDA_TANGAN: "nama penanda tangan, nama penanda tangan laporan, "
    "nama penandatangan, penandatangan laporan (nama), penanda tangan, penanda tangan laporan",
    Label.UKURAN_KERTAS: "kertas, jenis kertas, format kertas",
    Label.TANDA: "tanda, cap dokumen, tanda air",
    Label.LAMPIRKAN_CATATAN: "lampirkan catatan, lampiran catatan, lampiran catatan data, catatan data",
    Label.KATA_PENGANTAR: "pakai kata pengantar, dengan kata pengantar, pengantar",
    Label.CETAK_RENCANA_AKSI: "cetak, lebar cetak, cetakan rencana aksi",
    Label.DAFTAR_PENANGGUNG_JAWAB: "daftar penanggung jawab, daftar pj, daftar pic, pj, pic",
}
"""Other words for a label, in small letters, with commas between."""

KETERANGAN: Mapping[Label, str] = {
    Label.SATKER: "Nama satker seperti pada keputusan.",
    Label.TAHUN: "Tahun rencana aksi.",
    Label.NOMOR_KEPUTUSAN: "Nomor keputusan yang menetapkan rencana aksi.",
    Label.TANGGAL_KEPUTUSAN: "Tanggal keputusan itu ditetapkan.",
    Label.TEMPAT: "Tempat penandatanganan laporan.",
    Label.MULAI_PEMANTAUAN: "Kewajiban yang jatuh tempo sebelum tanggal ini tidak dihitung. "
    "Kosong berarti 1 Januari tahun rencana.",
    Label.KETUA: "Nama Ketua.",
    Label.SEKRETARIS: "Nama Sekretaris.",
    Label.JABATAN_PENANDA_TANGAN: "Jabatan penanda tangan laporan. Jabatan dan nama kosong berarti Ketua.",
    Label.NAMA_PENANDA_TANGAN: "Nama penanda tangan laporan. Isi bersama jabatannya.",
    Label.UKURAN_KERTAS: "A4 atau F4 (215 x 330 mm).",
    Label.TANDA: "Kata yang dicetak pada setiap dokumen, misalnya KONSEP. Kosong berarti tanpa tanda.",
    Label.LAMPIRKAN_CATATAN: "Ya bila catatan data dilampirkan pada laporan Word. Kosong berarti Tidak.",
    Label.KATA_PENGANTAR: "Ya bila laporan Word memuat kata pengantar. Kosong berarti Tidak.",
    Label.CETAK_RENCANA_AKSI: "Dua Halaman (bersebelahan), Satu Halaman (huruf kecil), atau A3. "
    "Dipakai saat buku kerja dibuat.",
    Label.DAFTAR_PENANGGUNG_JAWAB: "Pilihan pada kolom PENANGGUNG JAWAB, satu nama satu baris ke bawah. "
    "Nama lain tetap boleh diketik.",
}
"""What each setting is for, in the sheet's own third column."""

YA_TIDAK: Mapping[bool, str] = {True: "Ya", False: "Tidak"}
"""How a setting that is one of two is written."""

PETUNJUK = (
    (
        "Enam kolom pertama pada lembar Rencana Aksi adalah salinan lampiran keputusan dan dikunci tanpa kata "
        "sandi. Ubah hanya bila keputusannya berubah: Tinjau > Buka Proteksi Lembar."
    ),
    (
        "Baris dengan satu jatuh tempo: pilih STATUS (Belum, Proses, Selesai, atau Tidak Berlaku), lalu isi "
        "TANGGAL SELESAI bila sudah selesai."
    ),
    (
        "Baris dengan beberapa jatuh tempo, misalnya Setiap Bulan: isi kolom bulannya. Tulis tanggal selesai, "
        "atau x bila selesai tanpa tanggal, atau TB bila bulan itu tidak berlaku."
    ),
    "Sel kelabu tidak dipakai. Isian di sana tidak dihitung.",
    (
        "Kolom KODE di ujung kanan mengenali baris; biarkan seperti adanya. Pada baris sisipan kosongkan KODE-nya: "
        "zi periksa menyebutkan kode yang perlu ditulis di sana."
    ),
    "BUKTI DUKUNG diisi tautan, nama berkas, atau letaknya; satu bukti satu baris (Alt+Enter untuk baris baru).",
    "PENANGGUNG JAWAB, KENDALA, dan TINDAK LANJUT diisi dengan kalimat pendek. Isinya tampil pada laporan.",
    (
        "Baris berwarna jingga tidak ada pada naskah sumber. Salin isinya dari keputusan yang ditandatangani; "
        "sebelum itu tidak dihitung. Warnanya hilang bila INDIKATOR dan LANGKAH AKSI sudah diisi."
    ),
    (
        "Bila barisnya lebih dari satu, sisipkan baris di bawah baris jingga; NO dan KOMPONEN boleh dikosongkan. "
        "Di bawah baris lain, buka dahulu proteksinya."
    ),
    "Panah pada baris nomor kolom menyaring baris. Untuk mengurutkan, buka dahulu proteksinya.",
    (
        "Lembar Keputusan Rapat memuat keputusan rapat evaluasi, satu keputusan satu baris: siapa mengerjakan apa, "
        "paling lambat kapan. Isi STATUS dan TANGGAL SELESAI-nya seperti pada baris rencana."
    ),
    (
        "Lembar Bukti merinci bukti dukung: PERIODE (misalnya Oktober 2025) untuk baris dengan beberapa jatuh "
        "tempo, kosong bila berlaku untuk semuanya; BUTIR yang dijawabnya; dan hasil verifikasi oleh pemeriksa."
    ),
    (
        "Nama satker, nomor keputusan, penanda tangan, ukuran kertas, dan daftar penanggung jawab diatur pada "
        "lembar Pengaturan."
    ),
    "Tiap bulan simpan dan tutup buku kerja ini, lalu jalankan: zi laporan. Periksa isian dengan: zi periksa.",
)
"""Half a page on how to fill the workbook in."""

TANDA_SELESAI = frozenset({"x", "v", "✓", "✔", "ya", "ok", "sudah", "selesai", "1", "true"})
"""What a month cell may hold, besides a date, to say that the month's kewajiban is finished."""

TANDA_TIDAK_BERLAKU = "tb"
"""What a month cell holds where that month does not apply."""

TANGGAL_AWAL, TANGGAL_AKHIR = dt.date(TAHUN_DITERIMA[0], 1, 1), dt.date(TAHUN_DITERIMA[-1], 12, 31)
"""The days that the workbook takes."""

HARI_NOL_1900, HARI_NOL_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)
"""The day of serial number 0 in Excel's usual date system, and in that of old Excel for Mac."""

PROTEKSI: Mapping[str, bool] = dict.fromkeys(
    (
        *("format_cells", "format_columns", "format_rows", "insert_rows", "insert_hyperlinks"),
        *("autofilter", "sort"),
    ),
    True,
)
"""What may be done to a protected sheet as it is; the protection is against slips, not against people."""

_KODE = re.compile(r"(?P<area>[IVX]+)\.(?P<nomor>.*)\.(?P<urutan>\d{1,4})", re.IGNORECASE)

BELUM_DISALIN = "Baris ini tidak ada pada naskah sumber. Salin dari keputusan yang ditandatangani."
"""Stands under LANGKAH AKSI of a komponen whose rows the source lacks (docs/design.md, The source)."""


def all_areas(ada: Mapping[str, str]) -> Mapping[str, str]:
    """Give the six areas in their order, then what a plan has besides: the name found, else the standard one."""
    return {kode: ada.get(kode) or NAMA_AREA.get(kode, "") for kode in {**NAMA_AREA, **ada}}


def kode_komponen(area: str, nomor: str) -> str:
    """Put together the kode of a komponen, such as `III.4`; the lampiran writes `4.` beside `4`."""
    return f"{area}.{nomor.rstrip('. ')}"


def belum_disalin(*bagian: Area, rinci: bool = True) -> tuple[str, ...]:
    """Name what the source lacks of these areas: `VI.1 Standar Pelayanan (sebagian baris)`, or a whole area.

    An area of which all is lacking goes by its komponen only in full length (`rinci`), if it names any.
    """
    return tuple(nama for area in bagian for nama in _lacking(area, rinci=rinci))


def _lacking(area: Area, *, rinci: bool) -> Iterator[str]:
    if not area.komponen or not (rinci or any(area.indikator)):
        yield f"{area.kode} {area.nama} (seluruh area)"
        return
    for satu in area.komponen:
        if satu.belum_disalin:
            part = " (sebagian baris)" if satu.indikator else ""
            yield f"{kode_komponen(area.kode, satu.nomor)} {satu.nama}{part}"


def kode_indikator(area: str, nomor: str, urutan: int) -> str:
    """Put together the kode of an indikator, such as `III.4.2`: area, NO, and its place within the komponen."""
    return f"{kode_komponen(area, nomor)}.{urutan}"


def split_kode(kode: str) -> tuple[str, int] | None:
    """Part the kode of an indikator into that of its komponen and its ordinal; None for any other text."""
    match = _KODE.fullmatch(kode.strip().rstrip("."))
    return (kode_komponen(match["area"].upper(), match["nomor"]), int(match["urutan"])) if match else None


def last_ordinals(semua: Iterable[str]) -> dict[str, int]:
    """Give the highest ordinal that kode use, by their komponen; the next one is free for a row without a kode."""
    last: dict[str, int] = {}
    for komponen, urutan in filter(None, map(split_kode, semua)):
        last[komponen] = max(last.get(komponen, 0), urutan)
    return last


def header_bulan(hari: dt.date) -> str:
    """Give the header of the month column that a jatuh tempo belongs to, such as `JAN 2025`."""
    return f"{BULAN_SINGKAT[hari.month - 1].upper()} {hari.year}"


def column_of(indikator: Indikator, jatuh_tempo: dt.date | None) -> str:
    """Give the header under which a row reports a kewajiban: its month's, or STATUS where it has only one."""
    return header_bulan(jatuh_tempo) if indikator.berulang and jatuh_tempo else Kolom.STATUS.value


def judul(satker: str, tahun: int) -> tuple[str, str]:
    """Give the two title lines of the lampiran."""
    return f"RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS {satker.upper()}", f"TAHUN {tahun}"


def day_of(serial: float, hari_nol: dt.date) -> dt.date | None:
    """Give the day of a serial number, if it is one that the workbook takes."""
    if (TANGGAL_AWAL - hari_nol).days <= serial < (TANGGAL_AKHIR - hari_nol).days + 1:
        return hari_nol + dt.timedelta(days=int(serial))
    return None


def serial_of(hari: dt.date) -> int | None:
    """Give the serial number of a day in a workbook that we write; None before 1900, which Excel does not know."""
    leap = hari < dt.date(1900, 3, 1)  # before it Excel counts one day more: a 29 February that never was
    days = (hari - HARI_NOL_1900).days - leap
    return days if days > 0 else None
