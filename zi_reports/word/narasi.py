"""The figures of a month become the words and rows that the report's template prints (docs/templat.md)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from zi_reports.laporan import BahanLaporan
from zi_reports.monev.assess import compare
from zi_reports.monev.figures import Keadaan, Monev, MonevArea, MonevIndikator, MonevKewajiban
from zi_reports.rencana.bahasa import akhir_bulan, bulan_tahun, persen, selisih, tanggal
from zi_reports.rencana.model import Area, Catatan, Komponen, Pengaturan, Status, Tingkat
from zi_reports.word.fields import AgendaBulan, Baris, BarisCatatan, PembahasanArea, Perubahan, PerubahanArea
from zi_reports.word.rows import (
    gabung_kata,
    row_of_area,
    row_of_counts,
    row_of_figures,
    row_of_indikator,
    rows_of_lembar,
    rows_with,
)

TITIK_TITIK = "." * 32
"""Stands for a name or place that Pengaturan does not give, to be written in by hand."""


def konteks(bahan: BahanLaporan) -> dict[str, object]:
    """Give every variable that the template of the report may use, save the charts."""
    monev = bahan.monev
    return {
        **_umum(bahan),
        "ringkasan": row_of_figures(monev.ringkasan, "Seluruh area"),
        "per_area": tuple(row_of_area(satu) for satu in monev.area),
        "per_tenggat": tuple(
            row_of_counts("Tanpa tenggat" if satu.bulan is None else bulan_tahun(satu.bulan), satu.hitungan)
            for satu in monev.tenggat
        ),
        "pembahasan": tuple(_pembahasan(monev, satu) for satu in monev.area),
        "perubahan": _perubahan(bahan),
        **_agenda(monev),
        **_penutup(bahan),
        "lembar_monev": tuple(rows_of_lembar(monev)),
        "daftar_bukti": tuple(
            row_of_indikator(satu) for satu in monev.indikator if satu.indikator.bukti_dukung
        ),
        "daftar_catatan": tuple(_catatan(satu) for satu in bahan.catatan),
        "belum_disalin": tuple(
            nama for area in monev.rencana.area for nama in _belum_disalin(area.kode, area.komponen)
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
    pengaturan, per = bahan.monev.rencana.pengaturan, bahan.monev.per_tanggal
    jabatan, nama = pengaturan.penanda_tangan
    return {
        "satker": pengaturan.satker,
        "satker_lengkap": nama_lengkap(pengaturan.satker),
        "kop": nama_kop(pengaturan.satker),
        "tahun": pengaturan.tahun,
        "bulan": bulan_tahun(per),
        "per_tanggal": tanggal(per),
        "bulan_lalu": bulan_tahun(bahan.bulan_lalu.per_tanggal),
        "akhir_bulan_lalu": tanggal(bahan.bulan_lalu.per_tanggal),
        "mulai_pemantauan": tanggal(pengaturan.mulai),
        "keputusan": _keputusan(pengaturan),
        "tanggal_laporan": tanggal(bahan.hari_ini),
        "tempat_tanggal": f"{pengaturan.tempat or TITIK_TITIK}, {tanggal(bahan.hari_ini)}",
        "jabatan": jabatan or TITIK_TITIK,
        "nama": nama or TITIK_TITIK,
        "tanda": pengaturan.tanda,
    }


def _keputusan(pengaturan: Pengaturan) -> str:
    """Name the decree that set the plan, as far as Pengaturan gives it; nothing where it does not."""
    if not pengaturan.nomor_keputusan:
        return ""
    day = pengaturan.tanggal_keputusan
    return f"Nomor {pengaturan.nomor_keputusan}" + (f" tanggal {tanggal(day)}" if day else "")


def _pembahasan(monev: Monev, satu: MonevArea) -> PembahasanArea:
    """Sort the indikator of one area by what the report has to say of them."""
    rows = [baris for baris in monev.indikator if baris.area.kode == satu.area.kode]
    return PembahasanArea(
        kode=satu.area.kode,
        nama=satu.area.nama,
        angka=row_of_area(satu),
        selesai=rows_with(rows, lambda kewajiban: _selesai_bulan_ini(kewajiban, monev.per_tanggal)),
        terlambat=rows_with(rows, lambda kewajiban: kewajiban.keadaan is Keadaan.TERLAMBAT),
        proses=tuple(row_of_indikator(baris) for baris in rows if _berjalan(baris)),
        kendala=tuple(
            row_of_indikator(baris)
            for baris in rows
            if baris.indikator.kendala or baris.indikator.tindak_lanjut
        ),
        belum_disalin=tuple(_belum_disalin(satu.area.kode, satu.area.komponen)),
    )


def _selesai_bulan_ini(satu: MonevKewajiban, per: dt.date) -> bool:
    return satu.selesai_sejak is not None and satu.selesai_sejak >= per.replace(day=1)


def _berjalan(baris: MonevIndikator) -> bool:
    """Say whether work goes on that is not late: STATUS Proses, or some of several kewajiban finished."""
    hitungan = baris.hitungan
    sisa = hitungan.belum_jatuh_tempo + hitungan.tanpa_tenggat
    if hitungan.terlambat or not sisa:
        return False
    return hitungan.selesai > 0 if baris.indikator.berulang else baris.indikator.status is Status.PROSES


def _belum_disalin(kode_area: str, komponen: Iterable[Komponen]) -> Iterator[str]:
    """Name the komponen whose rows the source lacks: `IV.2 Pengelolaan Akuntabilitas Kinerja`."""
    return (f"{kode_area}.{satu.nomor.rstrip('.')} {satu.nama}" for satu in komponen if satu.belum_disalin)


def _perubahan(bahan: BahanLaporan) -> Perubahan:
    """Hold the month against the end of the month before; both are figures of the same plan."""
    monev, lalu = bahan.monev, bahan.bulan_lalu
    changed = compare(lalu, monev)
    baru_selesai, baru_terlambat = (
        Counter(satu.milik.area.kode for satu in rows)
        for rows in (changed.baru_selesai, changed.baru_terlambat)
    )
    return Perubahan(
        ada=lalu.per_tanggal >= monev.rencana.pengaturan.mulai,
        lalu=persen(lalu.ringkasan.capaian),
        sekarang=persen(monev.ringkasan.capaian),
        selisih=selisih(monev.ringkasan.capaian, lalu.ringkasan.capaian),
        baru_selesai=sum(baru_selesai.values()),
        baru_terlambat=sum(baru_terlambat.values()),
        area=tuple(
            PerubahanArea(
                kode=kini.area.kode,
                nama=kini.area.nama,
                lalu=persen(dahulu.angka.capaian),
                sekarang=persen(kini.angka.capaian),
                selisih=selisih(kini.angka.capaian, dahulu.angka.capaian),
                baru_selesai=baru_selesai[kini.area.kode],
                baru_terlambat=baru_terlambat[kini.area.kode],
            )
            for kini, dahulu in zip(monev.area, lalu.area, strict=True)
        ),
        terlambat_lalu=tuple(_terlambat_lalu(monev, lalu)),
    )


def _terlambat_lalu(monev: Monev, lalu: Monev) -> Iterator[Baris]:
    """Write what became of the kewajiban that were late at the end of the month before."""
    for kini, dahulu in zip(monev.indikator, lalu.indikator, strict=True):
        dipilih = [
            satu
            for satu, sebelum in zip(kini.kewajiban, dahulu.kewajiban, strict=True)
            if sebelum.keadaan is Keadaan.TERLAMBAT
        ]
        if dipilih:
            selesai = sum(satu.keadaan is Keadaan.SELESAI for satu in dipilih)
            baris = row_of_indikator(kini, dipilih)
            yield replace(baris, realisasi=f"{selesai} dari {len(dipilih)}")


def _agenda(monev: Monev) -> dict[str, object]:
    """List what falls due in the two months after the reported one, and before that what is left of it."""
    per = monev.per_tanggal
    bulan = [per.replace(day=1)] if per < akhir_bulan(per.year, per.month) else []
    bulan += [_bulan_berikut(per, 1), _bulan_berikut(per, 2)]
    agenda = tuple(
        AgendaBulan(bulan_tahun(awal), rows_with(monev.indikator, _jatuh_tempo_dalam(awal))) for awal in bulan
    )
    return {"agenda": agenda, "agenda_berikut": agenda[-2]}


def _bulan_berikut(hari: dt.date, langkah: int) -> dt.date:
    """Give the first day of the month that is `langkah` months after that of `hari`."""
    tahun, bulan = divmod(hari.year * 12 + hari.month - 1 + langkah, 12)
    return dt.date(tahun, bulan + 1, 1)


def _jatuh_tempo_dalam(awal: dt.date) -> Callable[[MonevKewajiban], bool]:
    """Give the test whether a kewajiban is still to come and falls due in the month that `awal` opens."""
    return lambda satu: (
        satu.keadaan is Keadaan.BELUM_JATUH_TEMPO
        and satu.jatuh_tempo is not None
        and satu.jatuh_tempo.replace(day=1) == awal
    )


def _penutup(bahan: BahanLaporan) -> dict[str, object]:
    """Give the facts that the conclusions are made of."""
    monev = bahan.monev
    capaian = [(satu.angka.capaian, satu.area) for satu in monev.area if satu.angka.capaian is not None]
    nilai = {satu for satu, _ in capaian}
    terlambat = rows_with(monev.indikator, lambda satu: satu.keadaan is Keadaan.TERLAMBAT)
    tingkat = Counter(satu.tingkat for satu in bahan.catatan)
    return {
        "area_tertinggi": _nama_area(capaian, max(nilai)) if len(nilai) > 1 else "",
        "capaian_tertinggi": persen(max(nilai, default=None)),
        "area_terendah": _nama_area(capaian, min(nilai)) if len(nilai) > 1 else "",
        "capaian_terendah": persen(min(nilai, default=None)),
        "terlambat_terlama": max(terlambat, key=lambda baris: baris.hari_terlambat, default=None),
        "area_terlambat": gabung_kata(
            [satu.area.kode for satu in monev.area if satu.angka.hitungan.terlambat]
        ),
        "jumlah_kendala": sum(bool(satu.indikator.kendala) for satu in monev.indikator),
        "kendala_tanpa_tindak_lanjut": sum(
            bool(satu.indikator.kendala) and not satu.indikator.tindak_lanjut for satu in monev.indikator
        ),
        "selesai_tanpa_bukti": sum(
            satu.hitungan.selesai > 0 and not satu.indikator.bukti_dukung for satu in monev.indikator
        ),
        "catatan_galat": tingkat[Tingkat.GALAT],
        "catatan_peringatan": tingkat[Tingkat.PERINGATAN],
        "catatan_info": tingkat[Tingkat.INFO],
        "rincian_catatan": gabung_kata([f"{tingkat[satu]} {satu}" for satu in Tingkat if tingkat[satu]]),
    }


def _nama_area(capaian: Iterable[tuple[float, Area]], nilai: float) -> str:
    """Name the areas whose capaian is `nilai`."""
    return gabung_kata([f"Area {area.kode}" for satu, area in capaian if satu == nilai])


def _catatan(satu: Catatan) -> BarisCatatan:
    return BarisCatatan(str(satu.lokasi), satu.tingkat.capitalize(), satu.isi or "(kosong)", satu.pesan)
