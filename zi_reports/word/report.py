"""The figures of a month become the variables of a template (docs/templat.md), and these the report in Word."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from textwrap import shorten

from docxtpl import DocxTemplate
from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from zi_reports.excel import charts
from zi_reports.excel.charts import Range
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import Angka, Monev, MonevArea, MonevIndikator
from zi_reports.monev.keadaan import Keadaan, jatuh_tempo_sampai, sudah_jatuh_tempo
from zi_reports.monev.perbandingan import compare
from zi_reports.monev.tindak_lanjut import lacks_evidence, periode_agenda
from zi_reports.rencana.bahasa import (
    HARI_INI,
    bulan_tahun,
    gabung_kata,
    persen,
    rangkai_bulan,
    selisih,
    tanggal,
)
from zi_reports.rencana.catatan import count_by_level
from zi_reports.rencana.lampiran import belum_disalin
from zi_reports.rencana.model import Area, Pengaturan, Status, Tingkat
from zi_reports.rencana.periode import Periode
from zi_reports.word.bukti import evidence
from zi_reports.word.charts import Grafik, make
from zi_reports.word.keputusan import decisions
from zi_reports.word.pimpinan import changes_of_cards, facts_for_leaders
from zi_reports.word.render import Tata, clean, render
from zi_reports.word.rows import (
    Baris,
    BarisIndikator,
    due_in,
    late_rows,
    row_of_counts,
    row_of_figures,
    row_of_indikator,
    rows_of_lembar,
    rows_with,
)
from zi_reports.word.tags import TemplateError

TITIK_TITIK = "." * 32
"""Stands for a name or place that Pengaturan does not give, to be written in by hand."""


def write_word(bahan: BahanLaporan, templat: Path, *, ringkas: bool = False) -> bytes:
    """Write the report of a period from a template, whole or short; the same input gives the same bytes.

    Raises:
        TemplateError: The template cannot be read, a tag in it is broken or unknown, or it knows no short form.
    """
    judul = f"Laporan Monev Zona Integritas {bahan.monev.rencana.pengaturan.satker} {bahan.periode}"
    report = render(templat, konteks_laporan(bahan) | {"ringkas": ringkas}, lay_out(bahan, judul))
    if ringkas and "ringkas" not in DocxTemplate(templat).get_undeclared_template_variables():
        raise TemplateError(
            f"Templat {templat.name} tidak mengenal laporan ringkas: tidak ada tag yang memakai nama ringkas. Apit "
            "bagian yang tidak ikut dengan {%p if not ringkas %} dan {%p endif %}. Caranya: zi panduan templat"
        )
    return report


def lay_out(bahan: BahanLaporan, judul: str) -> Tata:
    """Say how a document of one satker is laid out, and what it says of itself."""
    pengaturan = bahan.monev.rencana.pengaturan
    return Tata(pengaturan.kertas, judul, bahan.hari_ini, pengaturan.satker, bahan.alamat_bukti)


def konteks_laporan(bahan: BahanLaporan) -> dict[str, object]:
    """Give every variable that the template of the report may use: those of `konteks`, and the charts."""
    grafik = {
        "grafik_capaian_area": _grafik_capaian_area(bahan.monev),
        "grafik_kurva_s": _grafik_kurva_s(bahan.monev),
    }
    return konteks(bahan) | grafik


def konteks(bahan: BahanLaporan) -> dict[str, object]:
    """Give every variable that all templates may use: those of the report save the charts."""
    monev = bahan.monev
    ahead = agenda(bahan)
    return {
        **_umum(bahan),
        "perhatian": bahan.perhatian,
        "revisi": bahan.kini_berubah is not None,
        "tanpa_isian": bahan.tanpa_isian,
        "menurut_hari_ini": bahan.menurut_hari_ini,
        "ringkasan": row_of_figures(monev.ringkasan, "Seluruh area"),
        "per_area": tuple(row_of_figures(satu.angka, satu.area.nama, satu.area.kode) for satu in monev.area),
        "per_tenggat": tuple(
            row_of_counts(
                "Tanpa jatuh tempo" if satu.bulan is None else bulan_tahun(satu.bulan), satu.hitungan
            )
            for satu in monev.tenggat
        ),
        "pembahasan": tuple(_pembahasan(bahan, satu) for satu in monev.area),
        "perkembangan": tuple(
            {
                "bulan": bulan_tahun(satu.per_tanggal),
                "capaian": persen(satu.capaian),
                "realisasi_jatuh_tempo": persen(satu.realisasi_jatuh_tempo),
                "dasar": satu.dasar,
            }
            for satu in bahan.perkembangan[-12:]
        ),
        "perubahan": _perubahan(bahan),
        "agenda": ahead,
        "agenda_berikut": next(satu for satu in ahead if satu["bulan"] == str(bahan.periode.berikutnya)),
        **facts_for_leaders(bahan, ahead),
        **decisions(monev),
        **evidence(monev),
        **_penutup(bahan),
        "lembar_monev": tuple(rows_of_lembar(monev)),
        "daftar_bukti": tuple(
            row_of_indikator(satu) for satu in monev.indikator if satu.indikator.bukti_dukung
        ),
        "daftar_catatan": tuple(
            {
                "tempat": str(satu.lokasi),
                "tingkat": satu.tingkat.capitalize(),
                "isi": satu.isi or "(kosong)",
                "pesan": satu.pesan,
            }
            for satu in bahan.catatan
        ),
        "belum_disalin": belum_disalin(*monev.rencana.area),
        "berubah": tuple(
            {"angka": satu.angka, "rincian": tuple(map(asdict, satu.rincian))} for satu in bahan.berubah
        ),
    }


def nama_kop(satker: str) -> tuple[str, ...]:
    """Give the lines of the letterhead: `KPU Kabupaten X` becomes KOMISI PEMILIHAN UMUM, KABUPATEN X."""
    lengkap = nama_lengkap(satker).upper()
    daerah = lengkap.removeprefix("KOMISI PEMILIHAN UMUM ")
    return (lengkap,) if daerah == lengkap else ("KOMISI PEMILIHAN UMUM", daerah)


def nama_lengkap(satker: str) -> str:
    """Write a satker's name without its abbreviation: `Komisi Pemilihan Umum Kabupaten X`."""
    depan, _, daerah = satker.strip().partition(" ")
    return f"Komisi Pemilihan Umum {daerah}" if depan.upper() == "KPU" and daerah else satker.strip()


def _umum(bahan: BahanLaporan) -> dict[str, object]:
    """Give what the report says of the satker, its decree, the period and who signs."""
    pengaturan = bahan.monev.rencana.pengaturan
    jabatan, nama = pengaturan.penanda_tangan
    return {
        "satker": pengaturan.satker,
        "satker_lengkap": nama_lengkap(pengaturan.satker),
        "kop": nama_kop(pengaturan.satker),
        "tahun": pengaturan.tahun,
        "ringkas": False,
        "bulan": str(bahan.periode),
        "periode": bahan.periode.judul,
        "akhir_bulan_berikut": tanggal(bahan.periode.berikutnya.akhir),
        "per_tanggal": bahan.monev.hari,
        "bulan_lalu": str(bahan.periode.sebelumnya),
        "akhir_bulan_lalu": bahan.lalu.hari,
        "mulai_pemantauan": tanggal(pengaturan.mulai),
        "keputusan": _keputusan(pengaturan),
        "tanggal_laporan": tanggal(bahan.hari_ini),
        "tempat_tanggal": f"{pengaturan.tempat or TITIK_TITIK}, {tanggal(bahan.hari_ini)}",
        "jabatan": jabatan or TITIK_TITIK,
        "nama": nama or TITIK_TITIK,
        "tanda": pengaturan.tanda,
        "lampirkan_catatan": bool(pengaturan.lampirkan_catatan),
        "kata_pengantar": bool(pengaturan.kata_pengantar),
    }


def _keputusan(pengaturan: Pengaturan) -> str:
    """Name the decree that set the plan, as far as Pengaturan gives it; nothing where it does not."""
    if not pengaturan.nomor_keputusan:
        return ""
    day = pengaturan.tanggal_keputusan
    return f"Nomor {pengaturan.nomor_keputusan}" + (f" tanggal {tanggal(day)}" if day else "")


def _pembahasan(bahan: BahanLaporan, satu: MonevArea) -> Baris:
    """Sort the indikator of one area by what the report has to say of them."""
    rows = [baris for baris in bahan.monev.indikator if baris.area.kode == satu.area.kode]
    awal = bahan.periode.awal
    return {
        "kode": satu.area.kode,
        "nama": satu.area.nama,
        "angka": row_of_figures(satu.angka, satu.area.nama, satu.area.kode),
        "selesai": rows_with(rows, lambda kewajiban: (kewajiban.selesai_sejak or dt.date.min) >= awal),
        "terlambat": late_rows(rows),
        "proses": tuple(row_of_indikator(baris) for baris in rows if _berjalan(baris)),
        "kendala": tuple(
            row_of_indikator(baris)
            for baris in rows
            if baris.indikator.kendala or baris.indikator.tindak_lanjut
        ),
        "kendala_terbuka": tuple(
            satu
            for satu in (row_of_indikator(baris) for baris in rows if baris.indikator.kendala)
            if satu.terbuka
        ),
        "belum_disalin": belum_disalin(satu.area) if satu.area.komponen else (),
    }


def _berjalan(baris: MonevIndikator) -> bool:
    """Say whether work goes on that is not late: STATUS Proses, or some of several kewajiban finished."""
    hitungan = baris.hitungan
    sisa = hitungan.belum_jatuh_tempo + hitungan.tanpa_tenggat
    if hitungan.terlambat or not sisa:
        return False
    return hitungan.selesai > 0 if baris.indikator.berulang else baris.indikator.status is Status.PROSES


def _perubahan(bahan: BahanLaporan) -> Baris:
    """Hold the month against the end of the month before; both are figures of the same plan."""
    changed = compare(bahan.lalu, bahan.monev)
    baru_selesai = Counter(row.area.kode for row, _ in changed.baru_selesai)
    baru_terlambat = Counter(row.area.kode for row, _ in changed.baru_terlambat)
    return {
        "ada": changed.awal.per_tanggal >= changed.akhir.rencana.pengaturan.mulai,
        "data_berubah": bahan.lalu_berubah is not None,
        **_gerak(changed.awal.ringkasan, changed.akhir.ringkasan),
        **changes_of_cards(changed.awal, changed.akhir),
        "baru_selesai": baru_selesai.total(),
        "baru_terlambat": baru_terlambat.total(),
        "area": tuple(
            {
                "kode": kini.area.kode,
                "nama": kini.area.nama,
                **_gerak(dahulu.angka, kini.angka),
                "baru_selesai": baru_selesai[kini.area.kode],
                "baru_terlambat": baru_terlambat[kini.area.kode],
            }
            for dahulu, kini in changed.area
        ),
        "terlambat_lalu": tuple(_terlambat_lalu(changed.awal, changed.akhir)),
    }


def _gerak(awal: Angka, akhir: Angka) -> Baris:
    """Write how the capaian moved."""
    return {
        "lalu": persen(awal.capaian),
        "sekarang": persen(akhir.capaian),
        "selisih": selisih(akhir.capaian, awal.capaian),
    }


def _terlambat_lalu(lalu: Monev, monev: Monev) -> Iterator[BarisIndikator]:
    """Write what became of the kewajiban that were late at the end of the month before."""
    for kini, dahulu in zip(monev.indikator, lalu.indikator, strict=True):
        pairs = zip(kini.kewajiban, dahulu.kewajiban, strict=True)
        dipilih = [satu for satu, sebelum in pairs if sebelum.keadaan is Keadaan.TERLAMBAT]
        if dipilih:
            selesai = sum(satu.keadaan is Keadaan.SELESAI for satu in dipilih)
            baris = row_of_indikator(kini, dipilih)
            yield replace(baris, realisasi=f"{selesai} dari {len(dipilih)}")


def agenda(bahan: BahanLaporan) -> tuple[Baris, ...]:
    """List what is left of the period, what falls due in the next one, and of months in the one after it too."""
    monev, ini = bahan.monev, bahan.periode
    over = sudah_jatuh_tempo(ini.akhir, jatuh_tempo_sampai(monev.per_tanggal, berjalan=monev.berjalan))
    to_come = periode_agenda(ini) if over else (ini, *periode_agenda(ini))
    return tuple(_agenda_periode(monev, satu) for satu in to_come)


def _agenda_periode(monev: Monev, periode: Periode) -> Baris:
    """List what is still to come in a period."""
    today = tanggal(monev.per_tanggal)
    rows = tuple(
        replace(satu, jatuh_tempo=f"{today} ({HARI_INI})") if satu.jatuh_tempo == today else satu
        for satu in rows_with(monev.indikator, due_in(periode))
    )
    return {"bulan": str(periode), "jumlah": sum(satu.jumlah for satu in rows), "baris": rows}


def _penutup(bahan: BahanLaporan) -> dict[str, object]:
    """Give the facts that the conclusions are made of."""
    monev = bahan.monev
    capaian = [satu.angka.capaian for satu in monev.area if satu.angka.capaian is not None]
    tertinggi, terendah = max(capaian, default=None), min(capaian, default=None)
    berbeda = tertinggi != terendah
    tingkat = Counter(satu.tingkat for satu in bahan.catatan)
    return {
        "area_tertinggi": _nama_area(monev, tertinggi) if berbeda else "",
        "capaian_tertinggi": persen(tertinggi),
        "area_terendah": _nama_area(monev, terendah) if berbeda else "",
        "capaian_terendah": persen(terendah),
        "terlambat_terlama": next(iter(late_rows(monev.indikator)), None),
        "area_terlambat": gabung_kata(
            [satu.area.kode for satu in monev.area if satu.angka.hitungan.terlambat]
        ),
        "jumlah_kendala": sum(bool(satu.indikator.kendala) for satu in monev.indikator),
        "kendala_tanpa_tindak_lanjut": sum(
            bool(satu.indikator.kendala) and not satu.indikator.tindak_lanjut for satu in monev.indikator
        ),
        "selesai_tanpa_bukti": sum(map(lacks_evidence, monev.indikator)),
        "catatan_galat": tingkat[Tingkat.GALAT],
        "catatan_peringatan": tingkat[Tingkat.PERINGATAN],
        "catatan_info": tingkat[Tingkat.INFO],
        "rincian_catatan": count_by_level(bahan.catatan),
    }


def _nama_area(monev: Monev, capaian: float | None) -> str:
    return gabung_kata([f"Area {satu.area.kode}" for satu in monev.area if satu.angka.capaian == capaian])


def _grafik_capaian_area(monev: Monev) -> Grafik:
    """Draw the capaian of each area; one without capaian has no bar."""
    nilai = [satu.angka.capaian for satu in monev.area]
    uraian = "; ".join(clean(satu.area.kode) + f" {persen(satu.angka.capaian)}" for satu in monev.area)
    return make(
        "Capaian per area",
        f"Grafik batang capaian per area per {monev.hari}: {uraian}.",
        (("Area", [_nama_pendek(satu.area) for satu in monev.area]), ("Capaian", nilai)),
        partial(charts.capaian_per_area, tanpa_nilai=[satu is None for satu in nilai]),
    )


def _nama_pendek(area: Area) -> str:
    """Name an area beside its bar, where room is short; the table next to the chart has it in full."""
    return clean(shorten(f"{area.kode}. {area.nama}", 44, placeholder=" …"))


def _grafik_kurva_s(monev: Monev) -> Grafik | None:
    """Draw what was due and what was finished by each month's end; None where nothing has a jatuh tempo."""
    if not monev.kurva:
        return None
    per = monev.per_tanggal
    realisasi = [titik.realisasi for titik in monev.kurva]
    angka = "; ".join(
        f"{bulan_tahun(titik.bulan)}: rencana {titik.rencana}, realisasi {titik.realisasi}"
        for titik in monev.kurva
        if titik.realisasi is not None
    )
    batas = [
        max(titik.rencana, titik.realisasi or 0) if titik.bulan == per.replace(day=1) else None
        for titik in monev.kurva
    ]
    sampai = sum(satu is not None for satu in realisasi)

    def draw(book: Workbook, months: Range, planned: Range, done: Range, marked: Range) -> Chart:
        known = replace(done, akhir=sampai) if sampai else None
        return charts.kurva_s(
            book, months, planned, known, marked if any(batas) else None, f"Per {monev.hari}"
        )

    return make(
        "Kurva S",
        "Grafik garis jumlah kumulatif kewajiban yang jatuh tempo dan yang selesai menurut bulan, "
        f"per {monev.hari}{angka and '. '}{angka}.",
        (
            ("Bulan", [rangkai_bulan([titik.bulan]) for titik in monev.kurva]),
            ("Rencana", [titik.rencana for titik in monev.kurva]),
            ("Realisasi", realisasi),
            ("Per tanggal", batas),
        ),
        draw,
    )
