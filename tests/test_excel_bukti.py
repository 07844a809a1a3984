"""What is known of evidence in the Excel report: period and item, what a reviewer said, what is to be mended."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import perlu_libreoffice
from excel_kecil import cells, find, open_report, table
from openpyxl.worksheet.properties import PageSetupProperties
from rencana_kecil import NOV_30, OKT_31, bahan, due, indikator, komponen, rencana
from test_excel_hitung_ulang import differences, recalculated

from zi_reports.excel.report import write_excel
from zi_reports.laporan import BahanLaporan
from zi_reports.rencana.model import BuktiDukung, Kertas, Lokasi, Verifikasi

D = dt.date
SK = BuktiDukung("SK.pdf", butir=1, verifikasi=Verifikasi.SESUAI, kode_lke="A.1")
FOTO = BuktiDukung(
    "Foto",
    "https://a.id/foto",
    butir=2,
    verifikasi=Verifikasi.PERBAIKAN,
    catatan_verifikasi="buram",
    kode_lke="A.2",
)
OKTOBER = BuktiDukung("rekap.pdf", periode=D(2025, 10, 1))
DASAR = ["KODE", "INDIKATOR", "BUKTI FISIK", "BUKTI DUKUNG", "STATUS", "KETERANGAN"]


def laporan(*bukti: BuktiDukung) -> BahanLaporan:
    """Give a report on a row that is finished and asks for two items, and one of two months; `bukti` is of both."""
    once = replace(indikator("Sekali", due(OKT_31, OKT_31)), bukti_fisik="1) SK\n2) Foto")
    twice = indikator("Dua kali", due(OKT_31, OKT_31), due(NOV_30, NOV_30))
    of_once = tuple(satu for satu in bukti if satu.periode is None)
    return bahan(
        rencana(
            komponen(
                replace(once, bukti_dukung=of_once, penanggung_jawab="Sekretaris"),
                replace(twice, bukti_dukung=tuple(satu for satu in bukti if satu.periode)),
            )
        )
    )


def listed(material: BahanLaporan) -> list[dict[str, Any]]:
    return table(open_report(material)["Bukti Dukung"], "BUKTI FISIK")


def test_each_piece_has_what_is_known_of_it_beside_it() -> None:
    rows = listed(laporan(SK, FOTO, OKTOBER))
    details = ["PERIODE", "BUTIR", "VERIFIKASI", "CATATAN VERIFIKASI", "KODE LKE"]
    assert list(rows[0]) == ["AREA", *DASAR[:4], *details, *DASAR[4:]]
    assert [tuple(row[nama] for nama in ("INDIKATOR", "BUKTI DUKUNG", *details)) for row in rows] == [
        ("Sekali", "SK.pdf", None, 1, "Sesuai", None, "A.1"),
        ("Sekali", "Foto", None, 2, "Perbaikan", "buram", "A.2"),
        ("Dua kali", "rekap.pdf", dt.datetime(2025, 10, 1), None, None, None, None),  # noqa: DTZ001 - as a sheet has it
    ]


@pytest.mark.parametrize(
    ("bukti", "lebih"),
    [
        ((BuktiDukung("SK.pdf"),), []),
        ((OKTOBER,), ["PERIODE"]),
        ((replace(SK, butir=None, kode_lke=""),), ["VERIFIKASI"]),
    ],
)
def test_a_column_stands_there_only_where_something_fills_it(
    bukti: tuple[BuktiDukung, ...], lebih: list[str]
) -> None:
    headers = list(listed(laporan(*bukti))[0])
    assert headers == [*["AREA"] * ("VERIFIKASI" in lebih), *DASAR[:4], *lebih, *DASAR[4:]]


# All columns of Per Area take 1.272 pixels: A4 has 980 across at full size, F4 1.098.
@pytest.mark.parametrize(("kertas", "skala"), [(Kertas.A4, 77), (Kertas.F4, 86)])
def test_the_evidence_of_areas_begins_a_page_on_which_all_columns_fit(kertas: Kertas, skala: int) -> None:
    given = laporan(SK)
    plan = given.monev.rencana
    plan = replace(plan, pengaturan=replace(plan.pengaturan, ukuran_kertas=kertas))
    sheet = open_report(bahan(plan))["Per Area"]
    assert [page.id for page in sheet.row_breaks.brk] == [find(sheet, "Bukti dukung per area").row - 1]
    assert sheet.page_setup.scale == skala
    assert sheet.sheet_properties.pageSetUpPr == PageSetupProperties()  # not fitted


def test_a_plan_without_verdicts_has_no_such_table_and_no_break() -> None:
    sheet = open_report(laporan(OKTOBER))["Per Area"]
    assert "Bukti dukung per area" not in cells(sheet)
    assert not sheet.row_breaks.brk


def test_the_link_of_verified_evidence_is_live() -> None:
    sheet = open_report(laporan(SK, FOTO))["Bukti Dukung"]
    links = [cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert links == ["https://a.id/foto"]


def test_each_area_says_what_is_asked_in_hand_in_order_and_to_be_mended() -> None:
    """Two items once and one item in two months are four; three pieces, of which one is in order and one is not."""
    rows = table(open_report(laporan(SK, FOTO, OKTOBER))["Per Area"], "BUTIR DIMINTA")[:3]
    names = ("AREA", "BUTIR DIMINTA", "BUKTI ADA", "SESUAI", "PERBAIKAN", "BELUM DIVERIFIKASI")
    assert [tuple(row[nama] for nama in names) for row in rows] == [
        ("I", 4, 3, 1, 1, 1),
        ("II", 0, 0, 0, 0, 0),
        (None, 4, 3, 1, 1, 1),
    ]


@pytest.mark.parametrize(
    ("bukti", "ada"),
    [
        (BuktiDukung("SK.pdf"), False),
        (OKTOBER, False),
        (replace(OKTOBER, berkas="bukti/I.1.2/2025-10/rekap.pdf"), False),
        (replace(OKTOBER, lokasi=Lokasi("Bukti", "D4")), True),
        (BuktiDukung("SK.pdf", berlaku_semua=True), True),
        (BuktiDukung("SK.pdf", kode_lke="A.1"), True),
    ],
)
def test_evidence_is_counted_by_area_only_where_sheet_bukti_tells_of_it(
    bukti: BuktiDukung, *, ada: bool
) -> None:
    assert ("Bukti dukung per area" in cells(open_report(laporan(bukti))["Per Area"])) == ada


def test_evidence_to_be_mended_is_followed_up_with_what_the_reviewer_said() -> None:
    mended = replace(OKTOBER, verifikasi=Verifikasi.PERBAIKAN)
    sheet = open_report(laporan(SK, FOTO, mended))["Rencana Tindak Lanjut"]
    rows = table(sheet, "BATAS WAKTU")
    assert [(row["INDIKATOR"], row["YANG BELUM ADA"], row["YANG PERLU DIPERBAIKI"]) for row in rows] == [
        ("Sekali", "perbaikan bukti dukung", "Foto: buram"),
        ("Dua kali", "penanggung jawab dan perbaikan bukti dukung", "rekap.pdf (Oktober 2025)"),
    ]
    assert any("yang bukti dukungnya perlu diperbaiki; dan" in str(isi) for isi in cells(sheet))


def test_without_evidence_to_be_mended_the_list_speaks_of_none() -> None:
    sheet = open_report(laporan(SK))["Rencana Tindak Lanjut"]
    assert "YANG PERLU DIPERBAIKI" not in table(sheet, "BATAS WAKTU")[0]
    assert not any("diperbaiki" in str(isi) for isi in cells(sheet))


@pytest.mark.slow
@perlu_libreoffice
@pytest.mark.parametrize("bukti", [(SK, FOTO, OKTOBER), (replace(OKTOBER, berlaku_semua=True),)])
def test_recalculating_finds_the_same_evidence(bukti: tuple[BuktiDukung, ...], tmp_path: Path) -> None:
    report = write_excel(laporan(*bukti))
    assert differences(recalculated(report, tmp_path), report) == []
