"""Each way in which a command refuses: its title, what brings it about, and the command.

A case is prepared in an empty folder, with pytest's monkeypatch at hand for what a machine does only rarely.
"""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from conftest import AKAR, BUKU_NYATA, KOLOM
from naskah_kecil import buat_docx
from persiapan_pesan import (
    BUKU,
    KANTOR,
    OLE,
    Persiapan,
    apa_adanya,
    arsip,
    buku,
    buku_nyata,
    dengan_templat,
    dijawab,
    dua_rencana,
    folder,
    gagal,
    gagal_membaca,
    ganti,
    lama,
    lke,
    orang,
    pdf,
    sandi_bagian,
    satker,
    satu_per_satu,
    tanpa_kolom,
    tanpa_tahun,
    templat,
    tulis,
    ubah_bagian,
)

Kasus = tuple[Persiapan, tuple[str, ...]]

SATKER = ("--satker", "KPU Kabupaten Contoh")
LAPORAN = ("laporan", BUKU)
DENGAN_TEMPLAT = (*LAPORAN, "--templat", KANTOR)
SALINAN = ("periksa", BUKU, "--salinan")
RAPAT = ("rapat", BUKU, "--tanggal", "2026-01-08")
REKAP = ("rekap", "satker", "--bulan", "2025-12")
IMPOR = ("impor", "keputusan.docx", "--tahun", "2025", *SATKER)
IMPOR_PDF = ("impor", "keputusan.pdf", *IMPOR[2:])


PESAN: dict[str, Kasus] = {
    # Which workbook.
    "Buku kerja tidak ada di folder input": (folder("input"), ("laporan",)),
    "Beberapa buku kerja di folder input": (buku("input/lama.xlsx", f"input/{BUKU}"), ("laporan",)),
    "Buku kerja tidak ditemukan": (apa_adanya, LAPORAN),
    "Folder, bukan berkas": (folder(BUKU), ("periksa", BUKU)),
    # What kind of file.
    "Berkas kunci": (tulis("kunci", f"~${BUKU}"), ("laporan", f"~${BUKU}")),
    "Berkas kosong": (tulis(""), LAPORAN),
    "Berkas terpotong": (lambda _patch: Path(BUKU).write_bytes(BUKU_NYATA.read_bytes()[:4000]), LAPORAN),
    "Berkas terlalu besar": (
        satu_per_satu(buku_nyata, ganti("zi_reports.sources.file.BATAS_BERKAS", 10_000)),
        LAPORAN,
    ),
    "Bukan berkas biasa": (lambda _patch: os.mkfifo(BUKU), LAPORAN),
    "Kata sandi": (tulis(OLE + b"\0" * 9000 + "EncryptedPackage".encode("utf-16-le")), LAPORAN),
    "Kata sandi pada arsip": (sandi_bagian, LAPORAN),
    "CSV": (tulis("NO;KOMPONEN;INDIKATOR\n1;Tim;SK\n", "buku.csv"), ("laporan", "buku.csv")),
    "Teks": (tulis("Rencana aksi\n"), LAPORAN),
    "Halaman web": (tulis("<html><table></table></html>", "buku.xls"), ("laporan", "buku.xls")),
    "XML": (tulis('<?xml version="1.0"?><Workbook/>', "buku.xml"), ("laporan", "buku.xml")),
    "RTF": (tulis(r"{\rtf1 Rencana}", "buku.rtf"), ("laporan", "buku.rtf")),
    "Pintasan Google Sheets": (tulis('{"url": "https://x"}', "buku.gsheet"), ("laporan", "buku.gsheet")),
    "Dokumen OpenDocument": (tulis(arsip("META-INF/manifest.xml"), "buku.odt"), ("laporan", "buku.odt")),
    "Dokumen Word": (tulis(arsip("word/document.xml"), "buku.docx"), ("laporan", "buku.docx")),
    "PowerPoint": (tulis(arsip("ppt/presentation.xml"), "buku.pptx"), ("laporan", "buku.pptx")),
    "Arsip ZIP": (tulis(arsip("foto.jpg"), "buku.zip"), ("laporan", "buku.zip")),
    "PDF": (tulis("%PDF-1.7\n", "buku.pdf"), ("laporan", "buku.pdf")),
    "Buku kerja tidak boleh dibuka": (
        satu_per_satu(buku(), gagal("zi_reports.sources.load.check_file", PermissionError())),
        LAPORAN,
    ),
    "Folder input tidak boleh dibuka": (
        satu_per_satu(
            folder("input"), gagal("pathlib.Path.iterdir", PermissionError(errno.EACCES, "", "input"))
        ),
        ("laporan",),
    ),
    "Nama berkas terlalu panjang": (apa_adanya, ("laporan", "x" * 300)),
    "Penyimpanan buku kerja terputus": (
        satu_per_satu(buku(), gagal("zi_reports.sources.load.check_file", OSError(errno.EIO, "", BUKU))),
        LAPORAN,
    ),
    "Penyimpanan sementara penuh": (
        satu_per_satu(buku(), gagal("zi_reports.laporan.assess", OSError(errno.ENOSPC, ""))),
        LAPORAN,
    ),
    # What the workbook holds.
    "Isi buku kerja terlalu besar": (
        satu_per_satu(buku(), ganti("zi_reports.sources.guard.BATAS_ISI", 1_000)),
        LAPORAN,
    ),
    "Teks sel terlalu panjang": (
        satu_per_satu(buku_nyata, ganti("zi_reports.sources.grid.HURUF_SESEL", 500)),
        LAPORAN,
    ),
    "Rencana terlalu panjang": (
        satu_per_satu(buku_nyata, ganti("zi_reports.sources.rows.BATAS_BARIS", 10)),
        LAPORAN,
    ),
    "Rencana terlalu besar untuk dibuatkan dokumen": (
        satu_per_satu(buku_nyata, ganti("zi_reports.laporan.BATAS_RENCANA", 10)),
        LAPORAN,
    ),
    "Tidak ada tabel rencana": (tanpa_kolom(("A", "B")), LAPORAN),
    "Lembar Kerja Evaluasi (LKE)": (lke, LAPORAN),
    "Judul kolom kurang": (tanpa_kolom(k for k in KOLOM if k != "TARGET WAKTU"), LAPORAN),
    "Dua tabel rencana": (dua_rencana, LAPORAN),
    "Tahun rencana tidak diketahui": (tanpa_tahun, LAPORAN),
    # How the command is written.
    "Bulan belum berjalan": (buku(), (*LAPORAN, "--bulan", "2026-02")),
    "Bulan jauh dari rencana": (buku(), (*LAPORAN, "--bulan", "2015-12")),
    "Bulan salah tulis": (buku(), (*LAPORAN, "--bulan", "Desember")),
    "Perintah salah tulis": (apa_adanya, ("lapor",)),
    "Pilihan salah tulis": (buku(), (*LAPORAN, "--buln", "2025-12")),
    "Pilihan tanpa nilai": (buku(), (*LAPORAN, "--bulan")),
    "Argumen berlebih": (buku(), (*LAPORAN, "lagi")),
    # Where the documents go.
    "Folder hasil bukan folder": (
        satu_per_satu(buku(), tulis("bukan folder", "hasil")),
        (*LAPORAN, "--keluaran", "hasil"),
    ),
    "Nama berkas untuk beberapa dokumen": (buku(), (*LAPORAN, "--keluaran", "laporan.docx")),
    "Dua pilihan zi bukti": (buku(), ("bukti", BUKU, "--siapkan", "--paket")),
    "Pilihan paket tanpa paket": (buku(), ("bukti", BUKU, "--keluaran", "hasil")),
    "Paket bukan .zip": (buku(), ("bukti", BUKU, "--paket", "--keluaran", "paket.rar")),
    "Folder bukti bernama berkas": (satu_per_satu(buku(), tulis("x", "bukti")), ("bukti", BUKU, "--siapkan")),
    "Bukti tidak dapat dibaca": (
        satu_per_satu(buku(), tulis("x", "bukti/I.1.1 SK/SK.pdf"), gagal_membaca("SK.pdf")),
        ("bukti", BUKU, "--paket", "--jangan-buka"),
    ),
    "Penyimpanan paket penuh": (
        satu_per_satu(buku(), gagal("zi_reports.files.os.fsync", OSError(errno.ENOSPC, ""))),
        ("bukti", BUKU, "--paket", "--jangan-buka"),
    ),
    "Penanggung jawab salah tulis": (orang(), ("tugas", BUKU, "--penanggung-jawab", "Subbag Hokum")),
    "Penanggung jawab tidak ada": (orang(), ("kalender", BUKU, "--penanggung-jawab", "Bendahara")),
    "Penanggung jawab kosong": (orang(), ("tugas", BUKU, "--penanggung-jawab", " ")),
    "Belum ada penanggung jawab": (buku(), ("tugas", BUKU)),
    "Penanggung jawab terlalu banyak": (
        orang("; ".join(f"Kelompok {nomor}" for nomor in range(200))),
        ("tugas", BUKU, "--semua"),
    ),
    "Seorang dan semua sekaligus": (orang(), ("tugas", BUKU, "--semua", "--penanggung-jawab", "Sekretaris")),
    "Kalender bukan .ics": (buku(), ("kalender", BUKU, "--keluaran", "agenda.xlsx")),
    "Hasil bernama buku kerja yang sudah ada": (
        buku(),
        ("bandingkan", "2025-11", "2025-12", BUKU, "--keluaran", BUKU),
    ),
    "Nama folder hasil terlalu panjang": (buku(), (*LAPORAN, "--keluaran", "x" * 300)),
    "Folder hasil tidak boleh ditulis": (
        satu_per_satu(buku(), gagal("zi_reports.files.os.fsync", PermissionError(errno.EACCES, ""))),
        LAPORAN,
    ),
    "Penyimpanan penuh": (
        satu_per_satu(buku(), gagal("zi_reports.files.os.fsync", OSError(errno.ENOSPC, ""))),
        LAPORAN,
    ),
    "Penyimpanan terputus": (
        satu_per_satu(buku(), gagal("zi_reports.files.os.fsync", OSError(errno.EIO, ""))),
        LAPORAN,
    ),
    "Dokumen sedang dibuka": (
        satu_per_satu(buku(), gagal("zi_reports.files._replace", PermissionError(errno.EACCES, ""))),
        LAPORAN,
    ),
    "Dokumen tidak dapat diganti": (
        satu_per_satu(buku(), gagal("zi_reports.files._replace", OSError(errno.EIO, ""))),
        LAPORAN,
    ),
    "Dokumen bernama folder": (
        satu_per_satu(buku(), folder("output/2026-01/ringkasan-2026-01-rencana-2025.json")),
        (*LAPORAN, "--timpa"),
    ),
    "Dihentikan": (satu_per_satu(buku(), gagal("zi_reports.laporan.assess", KeyboardInterrupt())), LAPORAN),
    "Kesalahan yang tidak terduga": (
        satu_per_satu(buku(), gagal("zi_reports.laporan.assess", RuntimeError("uji"))),
        LAPORAN,
    ),
    # Templates of an office's own.
    "Folder templat tidak ada": (buku(), DENGAN_TEMPLAT),
    "Folder tanpa templat": (satu_per_satu(buku(), folder(KANTOR)), DENGAN_TEMPLAT),
    "Templat rusak": (satu_per_satu(templat(), tulis("x", f"{KANTOR}/laporan-monev.docx")), DENGAN_TEMPLAT),
    "Templat terlalu besar": (templat("{" * 30_000), DENGAN_TEMPLAT),
    "Templat dengan makro": (dengan_templat("makro Word"), DENGAN_TEMPLAT),
    "Templat dengan kode DDE": (dengan_templat("DDE"), DENGAN_TEMPLAT),
    "Templat dengan gambar tertaut": (dengan_templat("gambar tertaut"), DENGAN_TEMPLAT),
    "Templat dengan objek OLE": (dengan_templat("objek OLE"), DENGAN_TEMPLAT),
    "Alinea terlalu panjang untuk tag": (templat("Kata " * 5_000 + "{{ satker }}"), DENGAN_TEMPLAT),
    "Templat tidak dapat dibuka": (
        satu_per_satu(buku(), folder(f"{KANTOR}/laporan-monev.docx")),
        DENGAN_TEMPLAT,
    ),
    "Templat tanpa bentuk ringkas": (
        satu_per_satu(templat(), lama("laporan-monev.docx")),
        (*DENGAN_TEMPLAT, "--ringkas"),
    ),
    "Nama tag tidak dikenal": (templat("Laporan {{ satkre }} ini disusun."), DENGAN_TEMPLAT),
    "Tag tidak lengkap": (templat("Laporan {{ satker } ini disusun."), DENGAN_TEMPLAT),
    "Tag tidak dapat dibaca": (templat("Laporan {{ satker| }} ini disusun."), DENGAN_TEMPLAT),
    "Tag tidak dapat dikerjakan": (templat("Capaian {{ tahun + satker }}."), DENGAN_TEMPLAT),
    "Perintah tag tidak dikenal": (templat("{%p jika tanda %}"), DENGAN_TEMPLAT),
    "Tag belum ditutup": (templat("{%p if tanda %}"), DENGAN_TEMPLAT),
    "Tag penutup tanpa pembuka": (templat("{%p endif %}"), DENGAN_TEMPLAT),
    "Tag terpotong": (templat("Kepada {{ satker", "}} di tempat"), DENGAN_TEMPLAT),
    "Tag dengan spasi khusus": (templat("{%p\u00a0if tanda %}"), DENGAN_TEMPLAT),
    "Tag dengan kutip yang berlainan": (
        templat("{% if satker == \u201eKPU\u201c %}ini{% endif %}"),
        DENGAN_TEMPLAT,
    ),
    "Isi tag terlalu besar": (templat("{{ 'x' * 10 ** 9 }}"), DENGAN_TEMPLAT),
    "Dokumen terlalu besar": (
        templat("{% set a = 'x' * 999999 %}{% for satu in 'x' * 99 %}{{ a }}{% endfor %}"),
        DENGAN_TEMPLAT,
    ),
    "Templat sudah ada": (
        lambda _patch: shutil.copytree(AKAR / "templates", KANTOR),
        ("templat", "--salin", KANTOR),
    ),
    "Folder salinan templat bukan folder": (tulis("x", KANTOR), ("templat", "--salin", KANTOR)),
    # The copy with catatan.
    "Periksa templat bersama buku kerja": (buku(), ("periksa", BUKU, "--templat", KANTOR)),
    "Folder salinan tanpa salinan": (buku(), ("periksa", BUKU, "--keluaran", "hasil")),
    "Salinan menimpa buku kerja": (
        satu_per_satu(
            buku(),
            folder("output/periksa"),
            lambda _patch: Path("output/periksa/buku-catatan.xlsx").symlink_to(Path(BUKU).absolute()),
        ),
        SALINAN,
    ),
    "Salinan dari buku kerja rusak": (ubah_bagian("xl/styles.xml", lambda _isi: b"<styleSheet/>"), SALINAN),
    "Salinan dari buku kerja besar": (
        satu_per_satu(buku(), ganti("zi_reports.buku.salinan._ISI_TERBESAR", 10)),
        SALINAN,
    ),
    "Salinan dari lembar besar": (
        satu_per_satu(buku_nyata, ganti("zi_reports.buku.salinan._SEL_TERBANYAK", 500)),
        SALINAN,
    ),
    # The meeting.
    "Tanggal rapat belum disebut": (buku(), ("rapat", BUKU)),
    "Tanggal rapat salah tulis": (buku(), ("rapat", BUKU, "--tanggal", "18-12-2025")),
    "Tanggal rapat jauh dari rencana": (buku(), ("rapat", BUKU, "--tanggal", "1025-12-18")),
    "Pukul rapat salah tulis": (buku(), (*RAPAT, "--pukul", "pagi")),
    "Jumlah peserta salah tulis": (buku(), (*RAPAT, "--peserta", "banyak")),
    # Other months, years and offices.
    "Bulan yang sama dibandingkan": (buku(), ("bandingkan", "2025-12", "2025-12", BUKU)),
    "Dua periode yang sama-sama berjalan dibandingkan": (buku(), ("bandingkan", "2026-TW1", "2026-01", BUKU)),
    "Bulan pembanding belum disebut": (buku(), ("bandingkan", "2025-12")),
    "Buku kerja baru sudah ada": (
        buku("input/rencana-aksi-zi-2026.xlsx"),
        ("buku-baru", "--tahun", "2026", *SATKER, "--ya"),
    ),
    "Buku kerja baru bukan .xlsx": (
        buku(f"input/{BUKU}"),
        ("buku-baru", "--tahun", "2026", *SATKER, "--keluaran", "rencana.xls"),
    ),
    "Nama satker kosong": (buku(f"input/{BUKU}"), ("buku-baru", "--tahun", "2026", "--satker", " ")),
    "Tahun salah tulis": (buku(f"input/{BUKU}"), ("buku-baru", "--tahun", "26", *SATKER)),
    "Tahun jauh dari tahun ini": (buku(f"input/{BUKU}"), ("buku-baru", "--tahun", "2062", *SATKER)),
    "Satker belum disebut": (buku(f"input/{BUKU}"), ("buku-baru", "--tahun", "2026")),
    "Perubahan belum disetujui": (buku(f"input/{BUKU}"), ("buku-baru", "--tahun", "2026", *SATKER)),
    "Perubahan tidak disetujui": (
        satu_per_satu(buku(f"input/{BUKU}"), dijawab("t")),
        ("buku-baru", "--tahun", "2026", *SATKER),
    ),
    "Folder kerja tidak dapat disiapkan": (tulis("x", "kerja"), ("mulai", "kerja")),
    # The guide, and what is told of the machine.
    "Halaman panduan tidak ada": (apa_adanya, ("panduan", "isian")),
    "Panduan tidak ikut terpasang": (ganti("zi_reports.files.__file__", "files.py"), ("panduan",)),
    "Hasil doktor bukan .txt": (apa_adanya, ("doktor", "--simpan", "hasil.docx")),
    # The annex of a decree.
    "Lampiran tidak ditemukan": (apa_adanya, IMPOR),
    "Lampiran adalah folder": (folder("keputusan.docx"), IMPOR),
    "Lampiran bukan berkas biasa": (lambda _patch: os.mkfifo("keputusan.docx"), IMPOR),
    "Lampiran terlalu besar": (
        satu_per_satu(
            lambda _patch: buat_docx(Path("keputusan.docx")),
            ganti("zi_reports.sources.docx.BATAS_BERKAS", 100),
        ),
        IMPOR,
    ),
    "Teks lampiran terlalu besar": (
        tulis("x" * 11_000_000, "keputusan.txt"),
        ("impor", "keputusan.txt", *IMPOR[2:]),
    ),
    "Teks sel lampiran terlalu panjang": (
        tulis("1\t" + "x" * 40_000, "keputusan.txt"),
        ("impor", "keputusan.txt", *IMPOR[2:]),
    ),
    "Lampiran berjenis lain": (tulis("lama", "keputusan.doc"), ("impor", "keputusan.doc", *IMPOR[2:])),
    "Lampiran PDF rusak": (tulis("%PDF-1.7", "keputusan.pdf"), IMPOR_PDF),
    "Lampiran PDF hasil pindai": (pdf(((), ())), IMPOR_PDF),
    "Lampiran PDF bersandi": (
        lambda _patch: shutil.copy(AKAR / "tests" / "data" / "keputusan-bersandi.pdf", "keputusan.pdf"),
        IMPOR_PDF,
    ),
    "Lampiran PDF beratus halaman": (pdf(*[((), ())] * 201), IMPOR_PDF),
    "Lampiran PDF terlalu besar": (
        satu_per_satu(pdf(((), ())), ganti("zi_reports.sources.pdf.BATAS_BERKAS", 10)),
        IMPOR_PDF,
    ),
    "Lampiran PDF terlalu rumit": (pdf(((), [(0, n % 500, 800, n % 500) for n in range(20_001)])), IMPOR_PDF),
    "Lampiran PDF terlalu lama dibaca": (
        satu_per_satu(pdf(((), ())), ganti("zi_reports.sources.child.TUNGGU", 0)),
        IMPOR_PDF,
    ),
    "Lampiran PDF tidak boleh dibuka": (
        satu_per_satu(tulis("%PDF-1.7", "keputusan.pdf"), gagal_membaca("keputusan.pdf")),
        IMPOR_PDF,
    ),
    "Lampiran rusak": (tulis("x", "keputusan.docx"), IMPOR),
    "Lampiran tanpa tabel rencana": (lambda _patch: buat_docx(Path("keputusan.docx")), IMPOR),
    "Lampiran tidak boleh dibuka": (
        satu_per_satu(tulis("x", "keputusan.docx"), gagal("pathlib.Path.read_bytes", PermissionError())),
        IMPOR,
    ),
    "Lampiran teks bukan teks": (tulis(b"\0\1", "keputusan.txt"), ("impor", "keputusan.txt", *IMPOR[2:])),
    "Lampiran teks tidak boleh dibuka": (
        satu_per_satu(tulis("x", "keputusan.txt"), gagal("pathlib.Path.read_bytes", PermissionError())),
        ("impor", "keputusan.txt", *IMPOR[2:]),
    ),
    # The recap.
    "Folder rekap tidak ditemukan": (apa_adanya, REKAP),
    "Folder rekap adalah berkas": (tulis("x", "satker"), REKAP),
    "Folder rekap tidak boleh dibuka": (
        satu_per_satu(folder("satker"), gagal("os.scandir", PermissionError(errno.EACCES, "", "satker"))),
        REKAP,
    ),
    "Tidak ada yang dapat dilaporkan": (folder("satker"), ("laporan", "satker")),
    "Tidak ada yang dapat direkap": (folder("satker"), REKAP),
    "Format data tidak dikenal": (folder("satker"), (*REKAP, "--format", "xls")),
    "Paket tambahan belum terpasang": (ganti("importlib.util.find_spec", lambda _nama: None), REKAP),
    "Berkas DuckDB tidak dapat diisi": (
        satu_per_satu(
            satker("a.xlsx", 2025, "Oktober 2025"), tulis("bukan duckdb", "output/rekap-zi.duckdb")
        ),
        (*REKAP, "--format", "duckdb"),
    ),
}
"""Refusals: the command writes nothing, and says one line."""

SALAH_TULIS: dict[str, Persiapan] = {
    "Kurung tag berspasi": templat("Laporan { { satker } } ini disusun."),
    "Tag berkurung satu": templat("Laporan {satker} ini disusun."),
    "Tag di tengah kalimat": templat("Perhatian: {%p if tanda %}", "{{ tanda }}", "{%p endif %}"),
    "Tag baris tabel di luar tabel": templat("{%tr set angka = 1 %}"),
    "Tag di catatan akhir": dengan_templat("tag di catatan akhir"),
}
"""What a template does not say as it was meant; `zi periksa --templat` tells it, though a report may be made."""

TIDAK_DIHITUNG: dict[str, Persiapan] = {
    "Buku kerja rusak": tulis("x" * 50, "satker/b.xlsx"),
    "Pintasan sebagai buku kerja": tulis("x", "satker/b.gsheet"),
    "Satker tanpa buku kerja": satu_per_satu(satker("x/a.xlsx", 2025, "Mei 2025"), folder("satker/y")),
    "Rencana tahun lain": satker("b.xlsx", 2024, "Oktober 2024"),
    "Salinan yang sama": lambda _patch: shutil.copy("satker/a.xlsx", "satker/b.xlsx"),
    "Satu satker, dua buku kerja": satker("b.xlsx", 2025, "November 2025"),
    "Buku kerja satker tidak boleh dibuka": satu_per_satu(
        satker("b.xlsx", 2025, "Mei 2025"), gagal("hashlib.file_digest", PermissionError())
    ),
    "Buku kerja satker bukan berkas biasa": lambda _patch: os.mkfifo("satker/b.xlsx"),
    "Buku kerja satker terlalu besar": ganti("zi_reports.rekap.read.BATAS_BERKAS", 10),
    "Pembacaan berhenti": ganti(
        "zi_reports.rekap.tables.work_through", lambda tugas, _kerja: ((satu, None) for satu in tugas)
    ),
}
"""Reasons for which a recap leaves a workbook out, beside `satker/a.xlsx`, which is well."""
