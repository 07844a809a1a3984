"""What is to be followed up, and in which order."""

from __future__ import annotations

import pytest
from rencana_kecil import DES_31, JAN_31, NOV_30, OKT_31, due, komponen, rencana
from rencana_kecil import indikator as baris

from zi_reports.monev.figures import assess
from zi_reports.monev.tindak_lanjut import mending, rencana_tindak_lanjut, to_be_mended
from zi_reports.rencana.model import BuktiDukung, Verifikasi

ADA, SESUAI, PERBAIKAN = (BuktiDukung("SK.pdf", verifikasi=kata) for kata in (None, *Verifikasi))


def test_evidence_to_be_mended_follows_what_is_late_and_what_is_open() -> None:
    """Mended comes before given; a row that is late keeps its place; what is in order, or unseen, is no matter."""
    rows = (
        baris("tanpa bukti", due(NOV_30, NOV_30)),
        baris("perbaikan", due(NOV_30, NOV_30), bukti_dukung=(SESUAI, PERBAIKAN)),
        baris("sesuai", due(NOV_30, NOV_30), bukti_dukung=(SESUAI, ADA)),
        baris("berkendala", due(JAN_31), kendala="Anggaran", bukti_dukung=(PERBAIKAN,)),
        baris("belum, perbaikan", due(JAN_31), bukti_dukung=(PERBAIKAN,), penanggung_jawab="Subbag Hukum"),
        baris("terlambat", due(NOV_30), bukti_dukung=(PERBAIKAN,)),
    )
    listed = list(rencana_tindak_lanjut(assess(rencana(komponen(*rows)), DES_31)))
    assert [(satu.baris.indikator.uraian, satu.batas_waktu, len(satu.kewajiban)) for satu in listed] == [
        ("terlambat", NOV_30, 1),
        ("berkendala", JAN_31, 1),
        ("perbaikan", JAN_31, 1),
        ("belum, perbaikan", JAN_31, 0),
        ("tanpa bukti", JAN_31, 1),
    ]
    assert [len(to_be_mended(satu.baris)) for satu in listed] == [1, 1, 1, 1, 0]


@pytest.mark.parametrize(
    ("teks", "bulan"),
    [
        ("Notulen.pdf", " (Oktober 2025)"),
        ("2025-10/Notulen.pdf", ""),
        ("NOTULEN OKTOBER 2025", ""),
        ("Notulen Oktober", " (Oktober 2025)"),  # of which year is not said
        ("Notulen November 2025", " (Oktober 2025)"),
    ],
)
def test_the_month_of_a_piece_of_evidence_stands_beside_it_unless_its_text_says_it(
    teks: str, bulan: str
) -> None:
    bukti = BuktiDukung(teks, periode=OKT_31.replace(day=1), catatan_verifikasi="Belum lengkap")
    assert mending(bukti) == f"{teks}{bulan}: Belum lengkap"
