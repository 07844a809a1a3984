"""What the report in Word says of evidence and of what reviewers said of it.

The expected texts and figures are written by hand.
"""

from __future__ import annotations

from dataclasses import replace

from conftest import BUKU_NYATA, HARI_INI
from kalimat_kecil import (
    AHEAD,
    DONE_DEC,
    LATE,
    bab,
    baris,
    isi_tabel,
    muka,
    satu,
    wilayah,
)
from rencana_kecil import DES_31, NOV_30, OKT_31, bahan, due
from test_word import TEMPLAT, buka

from zi_reports.laporan import BahanLaporan, read_periode
from zi_reports.rencana.model import BuktiDukung, Jenis, Lokasi, Verifikasi
from zi_reports.rencana.periode import Periode
from zi_reports.word.report import write_word

SESUAI = BuktiDukung("SK.pdf", verifikasi=Verifikasi.SESUAI, kode_lke="I.1.a")
KURANG = BuktiDukung(
    "Notulen",
    "https://contoh.id/notulen",
    verifikasi=Verifikasi.PERBAIKAN,
    catatan_verifikasi="Belum bertanggal",
)
BELUM = BuktiDukung("Foto", periode=OKT_31.replace(day=1))
DISEBUT = replace(BELUM, teks="Foto Oktober 2025")
KALIMAT_PERBAIKAN = "bukti dukung perlu diperbaiki: Notulen (https://contoh.id/notulen): Belum bertanggal"


def dinilai() -> BahanLaporan:
    """Make a report of three rows: of one two items are asked, of another one for each of three months."""
    monthly = satu(
        *(due(OKT_31), due(NOV_30), due(DES_31)),
        nama="Rekap",
        jenis=Jenis.BULANAN,
        bukti_dukung=(BELUM, KURANG),
        penanggung_jawab="Sekretaris",
    )
    two = replace(satu(DONE_DEC, nama="SK", bukti_dukung=(SESUAI,)), bukti_fisik="1) SK\n2) Undangan")
    return bahan(wilayah((two, monthly), (satu(AHEAD, nama="Survei"),)))


def test_evidence_is_counted_by_area_as_asked_in_hand_and_verified() -> None:
    """Area I asks for 2 items of SK and 1 in each of 3 months: 5; area II for 1."""
    isi = dinilai()
    assert isi_tabel(isi, "Diminta") == [
        ["5", "3", "1", "1", "1"],
        ["1", "0", "0", "0", "0"],
        ["6", "3", "1", "1", "1"],
    ]
    assert bab(isi, "Bukti Dukung per Area", "PEMBAHASAN PER AREA")[1] == (
        "Sebanyak 3 bukti dukung tercatat per 5 Januari 2026: 1 sesuai, 1 perlu perbaikan, dan 1 belum "
        "diverifikasi. Rinciannya pada Lampiran II."
    )


def test_what_is_none_of_is_not_told() -> None:
    isi = bahan(wilayah((satu(DONE_DEC, bukti_dukung=(SESUAI,)),)))
    assert (
        "Sebanyak 1 bukti dukung tercatat per 5 Januari 2026: 1 sesuai. Rinciannya pada Lampiran II."
        in baris(isi)
    )


def test_lampiran_two_lists_verdict_note_and_kode_lke_of_each_piece_with_its_link() -> None:
    isi = dinilai()
    assert isi_tabel(isi, "VERIFIKASI") == [
        ["SK", "1) SK\n2) Undangan", "SK.pdf · LKE I.1.a", "Sesuai"],
        ["Rekap", "Bukti", "Foto (Oktober 2025)", "belum diverifikasi"],
        ["Rekap", "Bukti", "Notulen (https://contoh.id/notulen)", "Perbaikan: Belum bertanggal"],
    ]
    # In chapter V and in the lampiran.
    document = buka(write_word(isi, TEMPLAT))
    (rid,) = (rid for rid, rel in document.part.rels.items() if rel.is_external)
    linked = document.element.body.xpath(f".//w:hyperlink[@r:id='{rid}']")
    assert document.part.rels[rid].target_ref == KURANG.tautan
    assert ["".join(run.text for run in satu.r_lst) for satu in linked] == [
        "Notulen (https://contoh.id/notulen)"
    ] * 2


def test_evidence_to_be_mended_is_followed_up_whether_its_row_is_late_finished_or_to_come() -> None:
    rows = (
        satu(LATE, nama="Terlambat", bukti_dukung=(KURANG,), penanggung_jawab="Sekretaris"),
        satu(DONE_DEC, nama="Selesai", bukti_dukung=(SESUAI, KURANG), penanggung_jawab="Sekretaris"),
        satu(AHEAD, nama="Nanti", bukti_dukung=(replace(KURANG, tautan="", catatan_verifikasi=""),)),
        satu(DONE_DEC, nama="Tanpa bukti", penanggung_jawab="Sekretaris"),
    )
    isi = bahan(wilayah(rows))
    assert isi_tabel(isi, "Kendala") == [
        [
            "Terlambat",
            f"Terlambat 61 hari (1 kewajiban)\n{KALIMAT_PERBAIKAN}",
            "belum ditetapkan",
            "Sekretaris",
            "Segera (jatuh tempo 31 Oktober 2025)",
        ],
        [
            "Nanti",
            "bukti dukung perlu diperbaiki: Notulen",
            "Menetapkan penanggung jawab",
            "belum ditetapkan",
            "31 Januari 2026",
        ],
        ["Selesai", KALIMAT_PERBAIKAN, "Memperbaiki bukti dukung", "Sekretaris", "31 Januari 2026"],
        [
            "Tanpa bukti",
            "bukti dukung belum ada",
            "Melengkapi bukti dukung",
            "Sekretaris",
            "31 Januari 2026",
        ],
    ]
    (told,) = (line for line in baris(isi) if line.startswith("Rencana ini memuat"))
    assert "; dan yang bukti dukungnya perlu diperbaiki atau belum ada. Kendala," in told
    assert "Menyetujui Rencana Tindak Lanjut pada Bab V (4 baris)." in muka(isi)


def test_the_month_of_a_piece_is_told_once() -> None:
    rows = (
        satu(DONE_DEC, bukti_dukung=(BELUM, DISEBUT)),
        satu(DONE_DEC, bukti_dukung=(replace(KURANG, tautan=""),)),
    )
    isi = bahan(wilayah(rows))
    assert [row[2] for row in isi_tabel(isi, "VERIFIKASI")] == [
        "Foto (Oktober 2025)",
        "Foto Oktober 2025",
        "Notulen",
    ]
    mend = replace(BELUM, verifikasi=Verifikasi.PERBAIKAN, catatan_verifikasi="Buram")
    isi = bahan(wilayah((satu(DONE_DEC, bukti_dukung=(mend,)),)))
    assert isi_tabel(isi, "Kendala")[0][1] == "bukti dukung perlu diperbaiki: Foto (Oktober 2025): Buram"


def test_a_piece_that_sheet_bukti_alone_has_is_enough_for_the_table_and_one_of_the_plans_sheet_is_not() -> (
    None
):
    def told(lokasi: Lokasi | None) -> bool:
        row = satu(DONE_DEC, bukti_dukung=(replace(BELUM, lokasi=lokasi),))
        row = replace(row, letak=replace(row.letak, lembar="Rencana Aksi"))
        return "Bukti Dukung per Area" in baris(bahan(wilayah((row,))))

    assert told(Lokasi("Bukti", "D4"))
    assert not told(Lokasi("Rencana Aksi", "V6"))  # a link in a month's cell
    assert not told(None)


def test_without_the_sheet_the_report_has_none_of_it() -> None:
    row = satu(DONE_DEC, bukti_dukung=(BuktiDukung("SK.pdf"),), penanggung_jawab="Sekretaris")
    for isi in (
        bahan(wilayah((row, satu(LATE)))),
        read_periode(BUKU_NYATA, Periode.of(DES_31), HARI_INI, BUKU_NYATA.parent / "tanpa-laporan"),
    ):
        text = "\n".join(baris(isi))
        for kata in ("Bukti Dukung per Area", "erifikasi", "diperbaiki", "LKE", "melebihi jumlah"):
            assert kata not in text.replace("isian buku kerja yang perlu diperbaiki", ""), kata
    assert isi_tabel(bahan(wilayah((row,))), "BUKTI DUKUNG YANG TERCATAT") == [["A", "Bukti", "SK.pdf"]]


def test_that_shared_rows_count_for_each_is_said_beside_the_recap_of_people() -> None:
    shared = satu(LATE, penanggung_jawab="Sekretaris; Subbagian Hukum")
    (told,) = (line for line in baris(bahan(wilayah((shared,)))) if line.startswith("Akan jatuh tempo:"))
    assert told.endswith(
        "Capaian ialah rata-rata capaian indikator. Indikator dengan beberapa penanggung jawab dihitung pada "
        "masing-masing, sehingga jumlah menurut penanggung jawab melebihi jumlah seluruhnya."
    )
    lone = bahan(wilayah((satu(LATE, penanggung_jawab="Sekretaris"),)))
    (told,) = (line for line in baris(lone) if line.startswith("Akan jatuh tempo:"))
    assert told.endswith("Capaian ialah rata-rata capaian indikator.")
