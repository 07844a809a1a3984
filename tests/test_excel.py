"""The Excel report: what stands on its sheets, and that what users typed stays what they typed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Any

import pytest
from excel_kecil import SHEETS, cells, charts, find, open_report, printed, table
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from rencana_kecil import DES_31, JAN_31, NOV_30, OKT_31, bahan, due, indikator, komponen, rencana

from zi_reports.excel.data import change
from zi_reports.excel.kit import date_value
from zi_reports.excel.report import write_excel
from zi_reports.rencana.bukti import read_pieces
from zi_reports.rencana.lampiran import BELUM_DISALIN
from zi_reports.rencana.model import (
    BuktiDukung,
    Catatan,
    Jenis,
    Kertas,
    Kewajiban,
    Letak,
    Lokasi,
    Realisasi,
    Tingkat,
)

TIDAK_BERLAKU = Kewajiban(OKT_31, Realisasi(tidak_berlaku=True))


def figure(sheet: Worksheet, label: str) -> list[Any]:
    """Give this month's figure, last month's and the change, from the main table of Ringkasan."""
    column = [cell for cell in sheet["A"] if cell.value == label]
    return [cell.value for cell in sheet[column[-1].row][2:5]]


def test_the_sheets_stand_in_the_agreed_order() -> None:
    assert open_report(bahan(indikator("A", due(OKT_31)))).sheetnames == SHEETS


def test_the_same_material_gives_the_same_bytes() -> None:
    material = bahan(indikator("A", due(OKT_31)))
    assert write_excel(material) == write_excel(material)


def test_capaian_is_the_mean_over_indikator_so_that_a_monthly_row_does_not_outweigh_the_others() -> None:
    once = indikator("Sekali", due(OKT_31, OKT_31))
    twice = indikator("Dua kali", due(OKT_31, OKT_31), due(NOV_30))
    sheet = open_report(bahan(rencana(komponen(once, twice))))["Ringkasan"]
    # The mean of 1/1 and 1/2; of three that are due, two are done and one is late.
    assert figure(sheet, "Capaian")[0] == pytest.approx(0.75)
    assert figure(sheet, "Realisasi jatuh tempo")[0] == pytest.approx(2 / 3)
    assert figure(sheet, "Selesai")[0] == 2
    assert figure(sheet, "Terlambat")[0] == 1


def test_the_change_since_last_month_is_against_the_end_of_the_month_before() -> None:
    plan = rencana(komponen(indikator("Lama", due(OKT_31, OKT_31)), indikator("Baru", due(DES_31, DES_31))))
    sheet = open_report(bahan(plan))["Ringkasan"]
    # At the end of November one of two was done, and the other not yet due.
    assert figure(sheet, "Capaian") == [1, 0.5, 50]
    assert figure(sheet, "Selesai") == [2, 1, 1]
    assert figure(sheet, "Belum jatuh tempo") == [0, 1, -1]


@pytest.mark.parametrize(
    ("kini", "lalu", "poin"),
    [(1.0, 0.9999, 0.1), (0.2506, 0.2504, 0.1), (0.2504, 0.2496, 0.0), (0.0, 0.0, 0.0)],
)
def test_a_change_is_that_of_the_shares_as_they_are_shown(kini: float, lalu: float, poin: float) -> None:
    assert change(0, (1, 2), kini, lalu).nilai == poin


def test_where_nothing_is_counted_there_is_a_dash_and_never_a_zero() -> None:
    book = open_report(bahan(indikator("A", TIDAK_BERLAKU)))
    assert figure(book["Ringkasan"], "Capaian") == ["–", "–", "–"]
    assert figure(book["Ringkasan"], "Realisasi jatuh tempo") == ["–", "–", "–"]
    (row,) = table(book["Per Area"], "NO")
    assert row["CAPAIAN"] == "–"


def test_a_plan_without_any_indikator_makes_a_report_too() -> None:
    sheet = open_report(bahan(rencana()))["Ringkasan"]
    assert figure(sheet, "Capaian") == ["–", "–", "–"]
    assert figure(sheet, "Kewajiban") == [0, 0, 0]


def test_an_area_without_indikator_is_named_as_not_there_yet() -> None:
    sheet = open_report(bahan(indikator("A", due(OKT_31))))["Ringkasan"]
    areas = {row["AREA"]: row for row in table(sheet, "NAMA AREA") if row["AREA"]}
    assert areas["II (belum ada)"]["INDIKATOR"] == 0
    assert areas["II (belum ada)"]["CAPAIAN"] == "–"


def test_every_kewajiban_is_a_row_of_data_with_its_state_now_and_a_month_ago() -> None:
    plan = indikator("A", due(OKT_31, NOV_30), due(DES_31))
    first, second = table(open_report(bahan(plan))["Data"], "JATUH TEMPO")
    assert first["JATUH TEMPO"] == dt.datetime(2025, 10, 31)  # noqa: DTZ001 - as a sheet has it
    assert (first["KEADAAN"], first["KETEPATAN"]) == ("Selesai", "Selesai terlambat")
    assert (second["KEADAAN"], second["KEADAAN SEBELUMNYA"]) == ("Terlambat", "Belum jatuh tempo")
    assert (first["KETEPATAN SEBELUMNYA"], second["KETEPATAN SEBELUMNYA"]) == ("Selesai terlambat", "–")


def test_a_date_before_its_period_is_a_mark_in_data() -> None:
    months = [due(OKT_31, OKT_31), due(NOV_30, OKT_31), due(DES_31, dt.date(2025, 12, 1))]
    _, second, third = table(
        open_report(bahan(indikator("A", *months, jenis=Jenis.BERKALA)))["Data"], "JATUH TEMPO"
    )
    first_of_november, first_of_december = (date_value(dt.date(2025, month, 1)) for month in (11, 12))
    days = ("TANGGAL SELESAI", "DIHITUNG SEJAK", "AWAL MASA")
    assert second["KETEPATAN"] == "Selesai tanpa tanggal"
    # What was reported stands there; it counts from the first day of its month.
    assert [as_serial(second[day]) for day in days] == [
        date_value(OKT_31),
        first_of_november,
        first_of_november,
    ]
    assert third["KETEPATAN"] == "Tepat waktu"
    assert [as_serial(third[day]) for day in days] == [first_of_december] * 3


def as_serial(value: dt.datetime | None) -> int | str | None:
    return date_value(value.date()) if value else None


def test_figures_are_formulas_over_data_that_old_versions_of_excel_know() -> None:
    book = open_report(bahan(indikator("A", due(OKT_31))), formulas=True)
    for name in ("Ringkasan", "Per Area", "Per Tenggat"):
        formulas = [value for value in cells(book[name]) if str(value).startswith("=")]
        assert any("COUNTIFS(" in formula for formula in formulas)
        functions = {word for formula in formulas for word in re.findall(r"([A-Z.]+)\(", formula)}
        assert functions <= {
            "COUNTIFS",
            "AVERAGE",
            "AVERAGEIFS",
            "IF",
            "IFERROR",
            "COUNT",
            "ROUND",
            "EDATE",
            "MAX",
            "ABS",
            "MEDIAN",
            "INDEX",
            "MATCH",
            "SUM",
            "ISNUMBER",
            "AND",
            "NA",
        }


def test_text_that_looks_like_a_formula_stays_text() -> None:
    risky = indikator("=1+1", due(OKT_31), kendala="+62", tindak_lanjut="@nama", penanggung_jawab="-")
    sheet = open_report(bahan(risky), formulas=True)["Terlambat"]
    for text in ("=1+1", "+62", "@nama", "-"):
        assert find(sheet, text).data_type == "s"


def test_only_safe_addresses_become_links() -> None:
    found, missing = BuktiDukung("Berkas", "bukti/SK Tim.pdf"), BuktiDukung("Hilang", "bukti/hilang.pdf")
    bukti = (
        BuktiDukung("Drive", "https://drive.google.com/x"),
        found,
        missing,
        BuktiDukung("Jahat", "javascript:alert(1)"),
        BuktiDukung("Lokal", "C:\\bukti.pdf"),
    )
    given = bahan(indikator("A", due(OKT_31), bukti_dukung=bukti))
    sheet = open_report(replace(given, alamat_bukti={found: "bukti/SK Tim.pdf"}))["Bukti Dukung"]
    assert find(sheet, "Drive").hyperlink.target == "https://drive.google.com/x"
    assert find(sheet, "Berkas").hyperlink.target == "bukti\\SK%20Tim.pdf"
    # What no click opens has its address beside it, as on Lembar Monev.
    for text in ("Hilang (bukti/hilang.pdf)", "Jahat (javascript:alert(1))", "Lokal (C:\\bukti.pdf)"):
        assert find(sheet, text).hyperlink is None


def test_evidence_with_a_name_is_live_and_its_address_is_printed_beside_the_plan() -> None:
    given = bahan(
        indikator("A", due(OKT_31), bukti_dukung=read_pieces("SK Tim: https://a.id/1 Foto: www.a.id/2"))
    )
    book = open_report(given)
    assert find(book["Bukti Dukung"], "SK Tim").hyperlink.target == "https://a.id/1"
    assert find(book["Bukti Dukung"], "Foto").hyperlink.target == "https://www.a.id/2"
    assert find(book["Lembar Monev"], "SK Tim (https://a.id/1)\nFoto (https://www.a.id/2)")


def test_each_numbered_item_of_bukti_fisik_has_a_row() -> None:
    asked = replace(
        indikator("A", due(OKT_31)), bukti_fisik="1) SK 2024;\n2) Foto rapat\n    lanjutan\n3) Laporan"
    )
    rows = table(open_report(bahan(asked))["Bukti Dukung"], "BUKTI FISIK")
    assert [row["BUKTI FISIK"] for row in rows] == [
        "1) SK 2024;",
        "2) Foto rapat\n    lanjutan",
        "3) Laporan",
    ]
    assert {row["KETERANGAN"] for row in rows} == {"Belum ada bukti dukung"}


def test_the_mark_stands_on_top_of_every_sheet_and_every_page() -> None:
    book = open_report(bahan(rencana(komponen(indikator("A", due(OKT_31))), tanda="CONTOH")))
    assert [(name, book[name]["A1"].value) for name in SHEETS] == [(name, "CONTOH") for name in SHEETS]
    assert [name for name in SHEETS if "CONTOH" not in printed(book[name], "oddHeader", "center")] == []


def test_without_a_mark_the_title_comes_first() -> None:
    sheet = open_report(bahan(indikator("A", due(OKT_31))))["Ringkasan"]
    assert sheet["A1"].value == "RINGKASAN"
    assert not printed(sheet, "oddHeader", "center")


def test_rows_that_the_source_lacks_are_shown_and_not_counted() -> None:
    plan = rencana(komponen(belum_disalin=(Letak("Rencana Aksi", 9, {}),)))
    book = open_report(bahan(plan))
    assert BELUM_DISALIN in cells(book["Lembar Monev"])
    assert figure(book["Ringkasan"], "Kewajiban")[0] == 0
    # The little plan has an area II of which there is nothing at all.
    lacking = (
        "tidak dihitung: I Manajemen Perubahan (seluruh area) dan II Penataan Tatalaksana (seluruh area)."
    )
    assert any(lacking in str(text) for text in cells(book["Ringkasan"]))


def test_the_strip_shows_the_state_of_each_month_by_a_sign() -> None:
    plan = indikator("A", due(OKT_31, OKT_31), due(NOV_30), due(JAN_31))
    (row,) = (row for row in table(open_report(bahan(plan))["Lembar Monev"], "INDIKATOR") if row["INDIKATOR"])
    assert (row["OKT 2025"], row["NOV 2025"], row["JAN 2026"]) == ("✓", "T", "B")
    assert row["SEP 2025"] is None
    assert row["STATUS"] == "1 dari 3 selesai\n1 terlambat"


def test_what_is_late_for_longest_comes_first() -> None:
    # To 31 December it is 31 days from 30 November and 61 from 31 October.
    plan = rencana(komponen(indikator("Baru", due(NOV_30)), indikator("Lama", due(OKT_31))))
    rows = table(open_report(bahan(plan))["Terlambat"], "HARI TERLAMBAT")
    assert [(row["INDIKATOR"], row["HARI TERLAMBAT"]) for row in rows] == [("Lama", 61), ("Baru", 31)]


def test_no_list_says_that_something_is_late_by_0_days_or_due_in_0_days() -> None:
    plan = indikator("A", due(DES_31))
    (late,) = table(open_report(bahan(plan))["Terlambat"], "HARI TERLAMBAT")
    assert (late["INDIKATOR"], late["HARI TERLAMBAT"]) == ("A", "–")
    running = open_report(bahan(plan, hari_ini=DES_31))
    (due_today,) = table(running["Jatuh Tempo Berikutnya"], "SISA HARI")
    assert (due_today["INDIKATOR"], due_today["SISA HARI"]) == ("A", "hari ini")
    assert "Tidak ada kewajiban yang terlambat per 31 Desember 2025 (hari berjalan)." in cells(
        running["Terlambat"]
    )


def test_every_sheet_says_that_the_day_runs() -> None:
    running = open_report(bahan(indikator("A", due(DES_31)), hari_ini=DES_31))
    silent = [sheet.title for sheet in running if not any("hari berjalan" in str(c) for c in cells(sheet))]
    assert silent == []
    over = open_report(bahan(indikator("A", due(DES_31))))
    said = [sheet.title for sheet in over if any("(hari berjalan)" in str(c) for c in cells(sheet))]
    assert said == []


def test_the_ringkasan_says_what_is_to_be_heeded() -> None:
    ticked = [Kewajiban(hari, Realisasi(selesai=True)) for hari in (NOV_30, DES_31)]
    sheet = open_report(bahan(indikator("A", *ticked), NOV_30))["Ringkasan"]
    assert [c for c in cells(sheet) if str(c).startswith("1 isian selesai baru dihitung mulai bulannya; ")]
    kosong = Catatan(Tingkat.PERINGATAN, "tanpa-isian", Lokasi("Rencana Aksi", "G7"), "", "Isi dahulu.")
    sheet = open_report(bahan(indikator("A", due(OKT_31)), catatan=(kosong,)))["Ringkasan"]
    assert [c for c in cells(sheet) if str(c).startswith("Buku kerja belum memuat isian. ")]


def test_a_status_without_a_date_counts_in_data_from_the_day_that_it_counts_from() -> None:
    ticked = Kewajiban(JAN_31, Realisasi(selesai=True))
    rows = table(open_report(bahan(indikator("A", ticked)))["Data"], "JATUH TEMPO")
    # News of December's report: it counts from the first of December.
    assert [as_serial(row["DIHITUNG SEJAK"]) for row in rows] == [date_value(dt.date(2025, 12, 1))]


def test_a_list_with_nothing_on_it_says_so() -> None:
    book = open_report(bahan(indikator("A", due(OKT_31, OKT_31))))
    assert "Tidak ada kewajiban yang terlambat per 31 Desember 2025." in cells(book["Terlambat"])
    assert "Tidak ada catatan." in cells(book["Catatan Data"])


def test_what_falls_due_up_to_the_end_of_the_agenda_is_listed() -> None:
    last, late = dt.date(2026, 2, 28), dt.date(2026, 3, 1)
    plan = rencana(komponen(indikator("Masuk", due(last)), indikator("Lewat", due(late))))
    (row,) = table(open_report(bahan(plan))["Jatuh Tempo Berikutnya"], "SISA HARI")
    assert (row["INDIKATOR"], row["SISA HARI"]) == ("Masuk", 59)


def test_each_penanggung_jawab_has_the_figures_of_what_names_him_and_the_rest_stands_last() -> None:
    plan = komponen(
        indikator("A", due(OKT_31, OKT_31), due(NOV_30), penanggung_jawab="Sekretaris"),
        indikator("B", due(OKT_31)),
        indikator("C", due(DES_31, NOV_30), penanggung_jawab="SEKRETARIS"),
        indikator("D", due(None), penanggung_jawab="Subbagian Hukum"),
    )
    rows = table(open_report(bahan(rencana(plan)))["Per Penanggung Jawab"], "PENANGGUNG JAWAB")
    columns = ("PENANGGUNG JAWAB", "INDIKATOR", "KEWAJIBAN", "SELESAI", "TERLAMBAT", "CAPAIAN")
    # The Sekretaris has half of A and all of C: three kewajiban, two finished; 3/4 is the mean.
    assert [tuple(row[name] for name in columns) for row in rows] == [
        ("Sekretaris", 2, 3, 2, 1, 0.75),
        ("Subbagian Hukum", 1, 1, 0, 0, 0),
        ("Belum ditetapkan", 1, 1, 0, 1, 0),
    ]
    assert [row["REALISASI JATUH TEMPO"] for row in rows] == [pytest.approx(2 / 3), "–", 0]


def test_what_is_to_be_followed_up_stands_worst_first_with_what_it_lacks() -> None:
    plan = komponen(
        indikator("Tanpa bukti", due(NOV_30, NOV_30), penanggung_jawab="Sekretaris"),
        indikator("Berkendala", due(dt.date(2026, 6, 30)), penanggung_jawab="Sekretaris", kendala="Anggaran"),
        indikator("Lama", due(OKT_31), due(NOV_30), tindak_lanjut="Dikejar"),
        indikator("Baru", due(NOV_30), penanggung_jawab="Sekretaris", tindak_lanjut="Dikejar"),
        indikator("Nanti", due(dt.date(2026, 6, 30)), penanggung_jawab="Sekretaris"),
    )
    sheet = open_report(bahan(rencana(plan)))["Rencana Tindak Lanjut"]
    rows = table(sheet, "BATAS WAKTU")
    found = [(row["INDIKATOR"], row["HARI TERLAMBAT"], row["YANG BELUM ADA"]) for row in rows]
    assert found == [
        ("Lama", 61, "penanggung jawab"),
        ("Baru", 31, None),
        ("Berkendala", "–", "tindak lanjut"),
        ("Tanpa bukti", "–", "bukti dukung"),
    ]
    days = [row["BATAS WAKTU"].date() for row in rows]
    assert days == [OKT_31, NOV_30, dt.date(2026, 6, 30), dt.date(2026, 1, 31)]
    assert find(sheet, "Sesuai dengan lembar Data.")


def test_a_catatan_names_its_cell_and_leads_to_the_row_that_shows_it() -> None:
    plan = indikator("A", due(OKT_31), letak=Letak("Rencana Aksi", 7, {}))
    remark = Catatan(Tingkat.GALAT, "status-tidak-dikenal", Lokasi("Rencana Aksi", "G7"), "slesai", "Pilih.")
    book = open_report(bahan(plan, catatan=(remark,)))
    link = find(book["Catatan Data"], "'Rencana Aksi'!G7").hyperlink
    row = find(book["Lembar Monev"], "A").row
    assert link.location == f"'Lembar Monev'!A{row}"


# Excel's number 14 is Folio, which is as good as F4.
@pytest.mark.parametrize(("kertas", "nomor"), [(Kertas.A4, 9), (Kertas.F4, 14)])
def test_the_paper_is_that_of_pengaturan(kertas: Kertas, nomor: int) -> None:
    plan = rencana(komponen(indikator("A", due(OKT_31))), ukuran_kertas=kertas)
    for sheet in open_report(bahan(plan)):
        assert sheet.page_setup.paperSize == nomor
        assert "Halaman &P dari &N" in printed(sheet, "oddFooter", "right")


def test_the_rules_are_printed_on_one_page() -> None:
    sheet = open_report(bahan(indikator("A", due(OKT_31))))["Cara Menghitung"]
    assert sheet.sheet_properties.pageSetUpPr == PageSetupProperties(fitToPage=True)
    assert sheet.page_setup.fitToHeight is None  # 1, as it is where nothing is said


def test_the_curve_marks_the_cut_off_and_ends_there() -> None:
    plan = indikator("A", due(OKT_31, OKT_31), due(NOV_30), due(DES_31))
    xml = charts(bahan(plan, NOV_30))["chart2.xml"]
    assert "Per 30 November 2025" in xml
    # October, November, December: one more is due each month; one is done by October, and none in November.
    planned, done, _ = re.findall(r"<c:val>.*?</c:val>", xml)
    assert re.findall(r"<c:v>(.*?)</c:v>", planned) == ["1", "2", "3"]
    assert re.findall(r"<c:v>(.*?)</c:v>", done) == ["1", "1"]


def test_an_area_without_capaian_has_a_bar_without_a_label() -> None:
    xml = charts(bahan(indikator("A", due(OKT_31))))["chart1.xml"]
    (bars,) = re.findall(r"<c:val>.*?</c:val>", xml)
    # Area I has a capaian of 0, II has none: less than nothing has no label.
    assert [float(nilai) < 0 for nilai in re.findall(r"<c:v>(.*?)</c:v>", bars)] == [False, True]
    assert 'formatCode="0.0%;;0.0%"' in xml


def test_the_text_of_charts_is_never_smaller_than_nine_points() -> None:
    found = charts(bahan(indikator("A", due(OKT_31))))
    assert len(found) == 7  # two of them on sheet Perkembangan
    for name, xml in found.items():
        sizes = [int(size) for size in re.findall(r'sz="(\d+)"', xml)]
        assert sizes, name
        assert min(sizes) >= 900, name  # hundredths of a point


def test_a_mark_without_a_date_counts_in_the_curve_from_its_month_on() -> None:
    marked = Kewajiban(NOV_30, Realisasi(selesai=True))
    sheet = open_report(bahan(indikator("A", due(OKT_31, OKT_31), marked)))["Per Tenggat"]
    rows = table(sheet, "SAMPAI AKHIR")
    assert [(row["RENCANA"], row["REALISASI"]) for row in rows] == [(1, 1), (2, 2)]


def test_the_offices_word_for_audit_findings_is_never_used() -> None:
    book = open_report(bahan(indikator("A", due(OKT_31))))
    assert not [text for sheet in book for text in cells(sheet) if "temuan" in str(text).casefold()]
