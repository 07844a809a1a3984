from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from rencana_kecil import (
    DES_31,
    JAN_31,
    NOV_30,
    OKT_31,
    bahan,
    due,
    indikator,
    komponen,
    rencana,
    terbaca,
)

from zi_reports.laporan import BahanLaporan
from zi_reports.rencana.bahasa import gabung_kata
from zi_reports.rencana.model import (
    TANPA_LETAK,
    Area,
    BuktiDukung,
    Catatan,
    Jenis,
    Kewajiban,
    Lokasi,
    Realisasi,
    Status,
    Tingkat,
)
from zi_reports.word.report import TITIK_TITIK, konteks, nama_kop
from zi_reports.word.rows import Gabung, rangkai_jatuh_tempo

TANPA_TANGGAL_NOV, TANPA_TANGGAL_DES = (Kewajiban(hari, Realisasi(selesai=True)) for hari in (NOV_30, DES_31))


def isian(bahan_laporan: BahanLaporan) -> Any:
    """Give the variables as attributes, as a template reads them."""
    return terbaca(konteks(bahan_laporan))


def area_satu(bahan_laporan: BahanLaporan) -> Any:
    return isian(bahan_laporan).pembahasan[0]


@pytest.mark.parametrize(
    ("kata", "kalimat"),
    [((), ""), (("A",), "A"), (("A", "B"), "A dan B"), (("A", "B", "C"), "A, B, dan C")],
)
def test_words_are_listed_as_a_sentence_does(kata: tuple[str, ...], kalimat: str) -> None:
    assert gabung_kata(kata) == kalimat


@pytest.mark.parametrize(
    ("bulan", "tertulis"),
    [
        ([], "–"),
        ([(2025, 10)], "1 Oktober 2025"),
        ([(2025, 10), (2025, 12)], "Okt, Des 2025"),
        ([(2025, 1), (2025, 2)], "Jan, Feb 2025"),
        ([(2025, 1), (2025, 2), (2025, 3), (2025, 6)], "Jan–Mar, Jun 2025"),
        ([(2025, 11), (2026, 1)], "Nov 2025, Jan 2026"),
    ],
)
def test_several_jatuh_tempo_are_drawn_together_by_month(bulan: list[tuple[int, int]], tertulis: str) -> None:
    assert rangkai_jatuh_tempo(dt.date(tahun, satu, 1) for tahun, satu in bulan) == tertulis


@pytest.mark.parametrize(
    ("satker", "kop"),
    [
        ("KPU Kabupaten Boyolali", ("KOMISI PEMILIHAN UMUM", "KABUPATEN BOYOLALI")),
        ("Sekretariat KPU Kota Solo", ("SEKRETARIAT KPU KOTA SOLO",)),
        ("KPU", ("KPU",)),
    ],
)
def test_letterhead_writes_kpu_in_full(satker: str, kop: tuple[str, ...]) -> None:
    assert nama_kop(satker) == kop


def test_counts_that_are_nothing_are_not_told() -> None:
    satu = indikator("A", due(OKT_31, OKT_31), due(NOV_30), due(DES_31))
    assert area_satu(bahan(satu)).angka.rincian == "1 selesai dan 2 terlambat"


def test_finished_this_month_leaves_out_what_was_finished_before() -> None:
    satu = indikator("A", due(NOV_30, NOV_30), due(DES_31, dt.date(2025, 12, 1)))
    (baris,) = area_satu(bahan(satu)).selesai
    assert (baris.jumlah, baris.tanggal_selesai) == (1, "1 Desember 2025 (tepat waktu)")


def test_a_date_before_its_period_is_told_as_a_mark() -> None:
    months = [due(OKT_31, OKT_31), due(NOV_30, OKT_31), due(DES_31, OKT_31)]
    (baris,) = area_satu(bahan(indikator("A", *months, jenis=Jenis.BERKALA))).selesai
    assert (baris.jumlah, baris.jatuh_tempo, baris.tanggal_selesai) == (
        1,
        "31 Desember 2025",
        "Tanpa tanggal",
    )


def test_a_mark_without_a_date_is_finished_in_its_month_and_on_a_row_of_one_in_the_newest_report() -> None:
    monthly = indikator("A", TANPA_TANGGAL_NOV, TANPA_TANGGAL_DES)
    single = indikator("B", Kewajiban(JAN_31, Realisasi(selesai=True)))
    rows = area_satu(bahan(rencana(komponen(monthly, single)))).selesai
    assert [(baris.indikator, baris.jumlah, baris.tanggal_selesai) for baris in rows] == [
        ("A", 1, "Tanpa tanggal"),
        ("B", 1, "Tanpa tanggal"),
    ]


def test_what_was_due_on_the_per_tanggal_itself_is_late_by_no_day() -> None:
    nilai = isian(bahan(indikator("A", due(DES_31))))
    assert (nilai.ringkasan.terlambat, nilai.terlambat_terlama.hari_terlambat) == (1, 0)


def test_while_a_day_runs_what_is_due_on_it_is_on_the_agenda_and_not_late() -> None:
    running = isian(bahan(indikator("A", due(OKT_31), due(DES_31)), OKT_31, hari_ini=OKT_31))
    assert running.per_tanggal == "31 Oktober 2025 (hari berjalan)"
    assert (running.ringkasan.terlambat, running.ringkasan.realisasi_jatuh_tempo) == (0, "–")
    assert [bulan.bulan for bulan in running.agenda] == ["Oktober 2025", "November 2025", "Desember 2025"]
    assert [baris.jatuh_tempo for baris in running.agenda[0].baris] == ["31 Oktober 2025 (hari ini)"]
    over = isian(bahan(indikator("A", due(OKT_31), due(DES_31)), OKT_31, hari_ini=dt.date(2025, 11, 1)))
    assert over.per_tanggal == "31 Oktober 2025"
    assert (over.ringkasan.terlambat, over.ringkasan.realisasi_jatuh_tempo) == (1, "0%")
    assert [bulan.bulan for bulan in over.agenda] == ["November 2025", "Desember 2025"]


def test_ticks_that_do_not_count_yet_are_told_with_their_number() -> None:
    ticked = [Kewajiban(hari, Realisasi(selesai=True)) for hari in (OKT_31, NOV_30, DES_31)]
    october = bahan(indikator("A", *ticked), OKT_31, hari_ini=OKT_31)
    assert october.perhatian == ("2 isian selesai baru dihitung mulai bulannya; isi tanggalnya.",)
    assert isian(october).perhatian == october.perhatian
    assert bahan(indikator("A", *ticked)).perhatian == ()
    # A day of completion that is still to come is no tick without a date.
    assert bahan(indikator("A", due(DES_31, DES_31)), OKT_31).perhatian == ()


@pytest.mark.parametrize(
    ("kewajiban", "tertulis"),
    [
        ((due(OKT_31),), "–"),
        ((due(None, DES_31),), "31 Desember 2025"),
        ((due(OKT_31, DES_31),), "31 Desember 2025 (selesai terlambat)"),
        ((due(OKT_31, OKT_31), due(NOV_30, NOV_30), due(DES_31)), "2 kewajiban"),
    ],
)
def test_when_a_row_was_finished_is_told_with_how_that_stands_to_its_jatuh_tempo(
    kewajiban: tuple[Kewajiban, ...], tertulis: str
) -> None:
    (baris,) = (satu.isi for satu in isian(bahan(indikator("A", *kewajiban))).lembar_monev if satu.isi.kode)
    assert baris.tanggal_selesai == tertulis


def test_overdue_of_one_row_is_one_line_with_the_longest_delay() -> None:
    (baris,) = area_satu(bahan(indikator("A", due(OKT_31), due(NOV_30), due(DES_31, DES_31)))).terlambat
    # From 31 October to 31 December: 30 days of November and 31 of December.
    assert (baris.jumlah, baris.jatuh_tempo, baris.hari_terlambat) == (2, "Okt, Nov 2025", 61)


def test_in_progress_is_what_is_under_way_and_not_late() -> None:
    rows = (
        indikator("proses", due(JAN_31), status=Status.PROSES),
        indikator("belum", due(JAN_31), status=Status.BELUM),
        indikator("sebagian", due(NOV_30, NOV_30), due(JAN_31)),
        indikator("terlambat", due(OKT_31), due(JAN_31)),
        indikator("selesai", due(OKT_31, OKT_31), due(NOV_30, NOV_30)),
    )
    area = area_satu(bahan(rencana(komponen(*rows))))
    assert [baris.indikator for baris in area.proses] == ["proses", "sebagian"]


def test_kendala_are_told_of_rows_that_give_one_or_a_tindak_lanjut() -> None:
    rows = (
        indikator("A", due(OKT_31), kendala="Anggaran"),
        indikator("B", due(OKT_31), tindak_lanjut="Bersurat"),
        indikator("C", due(OKT_31)),
    )
    area = area_satu(bahan(rencana(komponen(*rows))))
    assert [baris.indikator for baris in area.kendala] == ["A", "B"]


def test_change_counts_what_was_newly_finished_and_newly_late() -> None:
    plan = rencana(komponen(indikator("A", due(DES_31, DES_31)), indikator("B", due(DES_31))))
    perubahan = isian(bahan(plan)).perubahan
    assert (perubahan.lalu, perubahan.sekarang, perubahan.selisih) == ("0%", "50%", "+50 poin")
    assert (perubahan.baru_selesai, perubahan.baru_terlambat) == (1, 1)
    assert [(area.baru_selesai, area.baru_terlambat) for area in perubahan.area] == [(1, 1), (0, 0)]
    assert perubahan.terlambat_lalu == ()


def test_what_was_late_last_month_is_followed_up() -> None:
    satu = indikator(
        "A", due(OKT_31, dt.date(2025, 12, 5)), due(NOV_30), due(DES_31), tindak_lanjut="Bersurat"
    )
    (baris,) = isian(bahan(satu)).perubahan.terlambat_lalu
    assert (baris.jatuh_tempo, baris.realisasi, str(baris.keadaan)) == (
        "Okt, Nov 2025",
        "1 dari 2",
        "Terlambat",
    )
    assert baris.tindak_lanjut == "Bersurat"


def test_first_month_has_no_month_before() -> None:
    satu = indikator("A", due(DES_31))
    assert not isian(bahan(satu, dt.date(2025, 1, 31))).perubahan.ada
    assert isian(bahan(satu, dt.date(2025, 2, 28))).perubahan.ada


def test_agenda_lists_the_two_months_after_the_reported_one() -> None:
    satu = indikator("A", due(DES_31), due(JAN_31), due(dt.date(2026, 2, 28), DES_31))
    nilai = isian(bahan(satu))
    assert [(bulan.bulan, bulan.jumlah) for bulan in nilai.agenda] == [
        ("Januari 2026", 1),
        ("Februari 2026", 0),
    ]
    mentah: dict[str, Any] = konteks(bahan(satu))
    assert mentah["agenda_berikut"] is mentah["agenda"][0]


def test_agenda_of_a_month_not_over_begins_with_the_rest_of_it() -> None:
    satu = indikator("A", due(DES_31), due(JAN_31))
    nilai = isian(bahan(satu, dt.date(2025, 12, 10)))
    assert [bulan.bulan for bulan in nilai.agenda] == ["Desember 2025", "Januari 2026", "Februari 2026"]
    assert nilai.agenda[0].jumlah == 1
    assert nilai.agenda_berikut.bulan == "Januari 2026"


def test_highest_and_lowest_area_are_told_only_where_areas_differ() -> None:
    assert isian(bahan(indikator("A", due(OKT_31)))).area_tertinggi == ""
    plan = rencana(komponen(indikator("A", due(OKT_31, OKT_31))))
    second = Area("II", "Lain", (komponen(indikator("B", due(OKT_31))),))
    nilai = isian(bahan(replace(plan, area=(plan.area[0], second))))
    assert (nilai.area_tertinggi, nilai.capaian_tertinggi) == ("Area I", "100%")
    assert (nilai.area_terendah, nilai.capaian_terendah) == ("Area II", "0%")
    assert nilai.area_terlambat == "II"


@pytest.mark.parametrize(
    ("kewajiban", "keadaan", "realisasi"),
    [
        ((due(OKT_31, dt.date(2025, 10, 28)),), "Selesai", "28 Oktober 2025"),
        ((due(OKT_31),), "Terlambat", "–"),
        ((due(JAN_31),), "Belum jatuh tempo", "–"),
        ((due(None),), "Tanpa jatuh tempo", "–"),
        ((due(OKT_31, OKT_31), due(NOV_30), due(DES_31)), "Terlambat (2)", "1 dari 3"),
        ((due(OKT_31, OKT_31), due(JAN_31)), "Belum jatuh tempo", "1 dari 2"),
        ((due(OKT_31, OKT_31), due(NOV_30, NOV_30)), "Selesai", "2 dari 2"),
    ],
)
def test_lembar_tells_state_and_realisasi(kewajiban: tuple[Any, ...], keadaan: str, realisasi: str) -> None:
    _area, baris, _area_dua = isian(bahan(indikator("A", *kewajiban))).lembar_monev
    assert (str(baris.isi.keadaan), baris.isi.realisasi) == (keadaan, realisasi)


def test_lembar_merges_no_and_komponen_down() -> None:
    plan = rencana(
        komponen(indikator("A", due(OKT_31)), indikator("B", due(OKT_31)), indikator("C", due(OKT_31))),
        komponen(indikator("D", due(OKT_31))),
    )
    rows = [baris for baris in isian(bahan(plan)).lembar_monev if not baris.area]
    assert [baris.komponen.gabung for baris in rows] == [Gabung.AWAL, Gabung.LANJUT, Gabung.LANJUT, None]
    assert [str(baris.no) for baris in rows] == ["1", "", "", "1"]


def test_a_komponen_that_the_source_lacks_is_named_and_not_counted() -> None:
    nilai = isian(bahan(rencana(komponen(belum_disalin=(TANPA_LETAK,)))))
    assert nilai.belum_disalin == ("I.1 Tim Kerja", "II Penataan Tatalaksana (seluruh area)")
    assert nilai.ringkasan.indikator == 0
    assert nilai.lembar_monev[1].isi.langkah_aksi.startswith("Baris ini tidak ada pada naskah sumber")


@pytest.mark.parametrize(
    ("pengaturan", "tertulis"),
    [
        ({}, ("Ketua KPU Kabupaten Contoh", "SITI AMINAH")),
        (
            {"jabatan_penanda_tangan": "Plh. Ketua", "nama_penanda_tangan": "BUDI"},
            ("Plh. Ketua", "BUDI"),
        ),
        ({"jabatan_penanda_tangan": "Sekretaris"}, ("Sekretaris", TITIK_TITIK)),
        ({"nama_penanda_tangan": "BUDI"}, (TITIK_TITIK, "BUDI")),
    ],
)
def test_the_ketua_signs_unless_pengaturan_names_somebody_else(
    pengaturan: dict[str, str], tertulis: tuple[str, str]
) -> None:
    nilai = isian(bahan(rencana(**pengaturan)))
    assert (nilai.jabatan, nilai.nama) == tertulis


def test_missing_name_and_place_are_dotted_lines() -> None:
    nilai = isian(bahan(rencana(ketua="", tempat="", nomor_keputusan="")))
    assert set(nilai.nama) == {"."}
    assert nilai.tempat_tanggal.endswith("..., 5 Januari 2026")
    assert nilai.keputusan == ""


def test_evidence_is_written_with_its_address_where_that_says_more() -> None:
    bukti = (
        BuktiDukung("SK.pdf", "bukti/SK.pdf"),
        BuktiDukung("https://a.id", "https://a.id"),
        BuktiDukung("map"),
    )
    (baris,) = isian(bahan(indikator("A", due(OKT_31), bukti_dukung=bukti))).daftar_bukti
    assert baris.bukti_dukung == ("SK.pdf (bukti/SK.pdf)", "https://a.id", "map")


def test_a_catatan_on_an_empty_cell_says_that_it_is_empty() -> None:
    kosong = Catatan(Tingkat.INFO, "kode", Lokasi("Rencana Aksi", "F6"), "", "Isi selnya.")
    (baris,) = isian(bahan(rencana(), catatan=(kosong,))).daftar_catatan
    assert (baris.tingkat, baris.isi, baris.pesan) == ("Info", "(kosong)", "Isi selnya.")


def test_recommendations_rest_on_what_the_data_lacks() -> None:
    plan = rencana(
        komponen(
            indikator("A", due(OKT_31, OKT_31), kendala="Menunggu salinan"),
            indikator("B", due(OKT_31), kendala="Anggaran", tindak_lanjut="Revisi"),
        )
    )
    salah = Catatan(Tingkat.GALAT, "status-tidak-dikenal", Lokasi("Rencana Aksi", "G6"), "slesai", "Pilih.")
    nilai = isian(bahan(plan, catatan=(salah,)))
    assert (nilai.jumlah_kendala, nilai.kendala_tanpa_tindak_lanjut) == (2, 1)
    assert (nilai.selesai_tanpa_bukti, nilai.catatan_galat, nilai.catatan_info) == (1, 1, 0)
    assert nilai.rincian_catatan == "1 galat"
    assert nilai.terlambat_terlama.indikator == "B"
    assert nilai.daftar_catatan[0].tempat == "'Rencana Aksi'!G6"
