"""The lampiran in other dress: headers by other names and in two rows, more columns, a table for each area."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest
from conftest import SATKER
from naskah_kecil import (
    AREA_I,
    HEADER,
    NOMOR,
    TIM,
    baca_teks,
    baris_dari,
    buat_docx,
    p,
    penomoran_sendiri,
    tbl,
    tc,
    tr,
)
from openpyxl import Workbook

from zi_reports.rencana.lampiran import NAMA_AREA
from zi_reports.rencana.model import Indikator, Rencana
from zi_reports.sources.decree import Hasil, read_lampiran

TRIWULAN = ("TW I", "TW II", "TW III", "TW IV")
AKHIR = (dt.date(2025, 3, 31), dt.date(2025, 6, 30), dt.date(2025, 9, 30), dt.date(2025, 12, 31))
ATAS, LANJUT = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def baca_docx(folder: Path, *isi: str) -> Hasil:
    return read_lampiran(buat_docx(folder / "a.docx", *isi), SATKER, 2025)


def baca_excel(folder: Path, sheets: dict[str, list[tuple[object, ...]]], akhiran: str = ".xlsx") -> Hasil:
    book = Workbook()
    book.remove(book.worksheets[0])
    for nama, rows in sheets.items():
        sheet = book.create_sheet(nama)
        for row in rows:
            sheet.append(row)
    path = folder / f"lampiran{akhiran}"
    book.save(path)
    return read_lampiran(path, SATKER, 2025)


def satu(hasil: Hasil) -> Indikator:
    (indikator,) = hasil.rencana.indikator
    return indikator


def kode(rencana: Rencana) -> list[str]:
    return [indikator.kode for indikator in rencana.indikator]


def dikatakan(hasil: Hasil, kode: str) -> list[str]:
    return [catatan.isi for catatan in hasil.catatan if catatan.kode == kode]


def mengganti(**names: str) -> tuple[str, ...]:
    return tuple(names.get(header.replace(" ", "_"), header) for header in HEADER)


@pytest.mark.parametrize(
    "header",
    [
        mengganti(NO="NO."),
        mengganti(NO="Nomor", TARGET_WAKTU="TARGETWAKTU"),
        mengganti(LANGKAH_AKSI="RENCANA AKSI", BUKTI_FISIK="DATA DUKUNG"),
        mengganti(LANGKAH_AKSI="Langkah-langkah Aksi", BUKTI_FISIK="Bukti Dukung"),
        mengganti(INDIKATOR="Indikatro", BUKTI_FISIK="Bukti Pisik", TARGET_WAKTU="Target\nWkatu"),
        mengganti(BUKTI_FISIK="Eviden", TARGET_WAKTU="Batas Waktu"),
    ],
)
def test_a_column_goes_by_many_names(header: tuple[str, ...], tmp_path: Path) -> None:
    by_word = baca_docx(tmp_path, tbl(tr(*header), tr(*NOMOR), tr(*AREA_I), tr(*TIM)))
    by_excel = baca_excel(tmp_path, {"Sheet1": [header, AREA_I, TIM]})
    for hasil in (by_word, by_excel):
        assert baris_dari(hasil.rencana)["I"] == [AREA_I, TIM]


def test_evidence_beside_bukti_fisik_is_what_was_handed_in(tmp_path: Path) -> None:
    hasil = baca_docx(tmp_path, tbl(tr(*HEADER, "DATA DUKUNG"), tr(*AREA_I), tr(*TIM, "SK.pdf")))
    assert satu(hasil).bukti_fisik == "SK"
    assert [bukti.teks for bukti in satu(hasil).bukti_dukung] == ["SK.pdf"]


def test_in_a_decree_output_beside_evidence_is_said_to_be_left_out(tmp_path: Path) -> None:
    header = mengganti(BUKTI_FISIK="Eviden")
    hasil = baca_docx(tmp_path, tbl(tr(*header, "OUTPUT"), tr(*AREA_I), tr(*TIM, "Dokumen")))
    assert (satu(hasil).bukti_fisik, satu(hasil).bukti_dukung) == ("SK", ())
    assert [note.isi for note in hasil.catatan if note.kode == "kolom-tidak-dipakai"] == ["OUTPUT"]


def test_columns_that_the_workbook_has_come_along(tmp_path: Path) -> None:
    header = (*HEADER, "PIC", "KETERANGAN", "STATUS", "TGL SELESAI", "RTL")
    row = (*TIM, "Subbag Hukum", "menunggu provinsi", "Selesai", "3 Oktober 2025", "rapat ulang")
    indikator = satu(baca_docx(tmp_path, tbl(tr(*header), tr(*AREA_I), tr(*row))))
    assert (indikator.penanggung_jawab, indikator.kendala) == ("Subbag Hukum", "menunggu provinsi")
    assert indikator.tindak_lanjut == "rapat ulang"
    assert indikator.kewajiban[0].realisasi.tanggal == dt.date(2025, 10, 3)


def test_the_page_cuts_such_columns_too(tmp_path: Path) -> None:
    header = (*HEADER, "PENANGGUNG JAWAB")
    first, second = (*TIM, "Subbagian Hukum dan"), ("", "", "", "dan jadwal", "", "", "SDM")
    hasil = baca_docx(tmp_path, tbl(tr(*header), tr(*AREA_I), tr(*first)), tbl(tr(*header), tr(*second)))
    assert satu(hasil).langkah_aksi == "Menyusun SK dan jadwal"
    assert satu(hasil).penanggung_jawab == "Subbagian Hukum dan SDM"


def test_a_column_that_is_not_used_is_said_once_and_one_that_lacks_too(tmp_path: Path) -> None:
    header = mengganti(BUKTI_FISIK="OUTPUT")
    page = tbl(tr(*header, "PAGU"), tr(*AREA_I), tr(*TIM, ""))
    hasil = baca_docx(tmp_path, page, p("2"), page)
    assert dikatakan(hasil, "kolom-tidak-dipakai") == ["OUTPUT"]
    assert len(dikatakan(hasil, "kolom-tidak-ada")) == 1


def test_a_header_of_two_rows_with_merged_cells(tmp_path: Path) -> None:
    down = [tc(text, ATAS) for text in HEADER[:3]]
    group = tc("RENCANA AKSI", '<w:gridSpan w:val="2"/>')
    below = [tc("", LANJUT)] * 3
    hasil = baca_docx(
        tmp_path,
        tbl(
            tr(*down, group, tc("TARGET WAKTU", ATAS)),
            tr(*below, "LANGKAH AKSI", "BUKTI FISIK", tc("", LANJUT)),
            tr(*NOMOR),
            tr(*AREA_I),
            tr(*TIM),
        ),
    )
    assert baris_dari(hasil.rencana)["I"] == [AREA_I, TIM]


def test_a_header_whose_names_stand_in_its_second_row(tmp_path: Path) -> None:
    above, below = (*HEADER[:3], "RENCANA AKSI", None, None), (None, None, None, *HEADER[3:])
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (above, below, NOMOR, AREA_I, TIM):
        sheet.append(row)
    for block in ("A1:A2", "B1:B2", "C1:C2", "D1:F1"):
        sheet.merge_cells(block)
    book.save(tmp_path / "a.xlsx")
    by_excel = read_lampiran(tmp_path / "a.xlsx", SATKER, 2025)
    group = tc("RENCANA AKSI", '<w:gridSpan w:val="3"/>')
    rows = tr(*HEADER[:3], group), tr("", "", "", *HEADER[3:]), tr(*NOMOR), tr(*AREA_I), tr(*TIM)
    for hasil in (by_excel, baca_docx(tmp_path, tbl(*rows))):
        assert baris_dari(hasil.rencana)["I"] == [AREA_I, TIM]
        assert not dikatakan(hasil, "kolom-tidak-dipakai")


def test_a_header_cell_over_two_columns_holds_for_both(tmp_path: Path) -> None:
    wide = tc("LANGKAH AKSI", '<w:gridSpan w:val="2"/>')
    rows = tr(*HEADER[:3], wide, *HEADER[4:]), tr(*AREA_I), tr(*TIM[:3], "a.", "Menyusun SK", *TIM[4:])
    assert satu(baca_docx(tmp_path, tbl(*rows))).langkah_aksi == "a. Menyusun SK"
    sheet: list[tuple[object, ...]] = [(*HEADER[:4], None, *HEADER[4:]), AREA_I, (*TIM[:3], None, *TIM[3:])]
    assert satu(baca_excel(tmp_path, {"Sheet1": sheet})).langkah_aksi == "Menyusun SK"


@pytest.mark.parametrize("periods", [TRIWULAN, ("I", "II", "III", "IV"), ("B03", "B06", "B09", "B12")])
@pytest.mark.parametrize(
    ("ticks", "due"),
    [
        (("√", "", "", ""), AKHIR[:1]),
        (("", "v", "-", "✓"), (AKHIR[1], AKHIR[3])),
        (("x", "X", "ya", "1"), AKHIR),
        (("", "", "15 Agustus 2025", ""), (dt.date(2025, 8, 15),)),
        (("", "", "", ""), ()),
        (("50%", "", "", ""), ()),
    ],
)
def test_a_tick_below_a_period_is_due_at_its_end(
    periods: tuple[str, ...], ticks: tuple[str, ...], due: tuple[dt.date, ...], tmp_path: Path
) -> None:
    header = tr(*HEADER[:5], tc("TARGET WAKTU", '<w:gridSpan w:val="4"/>'), "PJ")
    second = tr(*[""] * 5, *periods, "")
    page = tbl(header, second, tr(*AREA_I), tr(*TIM[:5], *ticks, "Umum"))
    by_word = satu(baca_docx(tmp_path, page))
    table: list[tuple[object, ...]] = [(*HEADER, *[None] * 3, "PJ"), (*[None] * 5, *periods), AREA_I]
    by_excel = satu(baca_excel(tmp_path, {"Sheet1": [*table, (*TIM[:5], *ticks, "Umum")]}))
    for indikator in (by_word, by_excel):
        assert indikator.target_waktu.jatuh_tempo == due
        assert indikator.penanggung_jawab == "Umum"


def test_periods_said_again_on_the_next_page_are_no_row(tmp_path: Path) -> None:
    head = ("\t".join((*HEADER, "", "", "")), "\t".join(("",) * 5 + TRIWULAN))
    rows = ("\t".join((*row, *ticks)) for row, ticks in ((AREA_I, ()), (TIM[:5], ("", "v", "", ""))))
    second = "\t".join(("2", "Dokumen", *TIM[2:5], "v", "v", "v", "v"))
    (tmp_path / "a.txt").write_text("\n".join([*head, *rows, "", *head, second]), encoding="utf-8")
    hasil = read_lampiran(tmp_path / "a.txt", SATKER, 2025)
    due = [indikator.target_waktu.jatuh_tempo for indikator in hasil.rencana.indikator]
    assert due == [AKHIR[1:2], AKHIR]
    assert not dikatakan(hasil, "baris-dilewati")


def test_a_tick_of_wingdings_is_a_tick(tmp_path: Path) -> None:
    header = tr(*HEADER[:5], tc("TARGET WAKTU", '<w:gridSpan w:val="4"/>'))
    tick = tc('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>')
    page = tbl(header, tr(*[""] * 5, *TRIWULAN), tr(*AREA_I), tr(*TIM[:5], "", tick, "", ""))
    assert satu(baca_docx(tmp_path, page)).target_waktu.jatuh_tempo == AKHIR[1:2]


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("Maksimal\n31 Okto-\nber 2025", "Maksimal\n31 Oktober 2025"),
        ("Sep-\n tember 2025", "September 2025"),
        ("Nopem-\nber 2025", "Nopember 2025"),
        ("Agus\u00ad\ntus 2025", "Agustus 2025"),
        ("tiap rapat kerja sa-\nma", "tiap rapat kerja sa-\nma"),
        ("Mei -\nJuni 2025", "Mei -\nJuni 2025"),
    ],
)
def test_only_a_months_name_is_joined_at_a_hyphen(words: str, read: str, tmp_path: Path) -> None:
    hasil = baca_docx(tmp_path, tbl(tr(*HEADER), tr(*AREA_I), tr(*TIM[:5], words)))
    assert satu(hasil).target_waktu.teks == read


def test_a_month_cut_by_the_page_is_joined(tmp_path: Path) -> None:
    hasil = baca_teks(tmp_path, AREA_I, (*TIM[:5], "31 Okto-"), HEADER, ("", "", "", "", "", "ber 2025"))
    assert satu(hasil).target_waktu.jatuh_tempo == (dt.date(2025, 10, 31),)


@pytest.mark.parametrize(
    "ending",
    [
        "<w:p><w:r><w:t>Ditetapkan di Boyolali</w:t><w:br/><w:t>pada tanggal 27 Oktober 2025</w:t></w:r></w:p>",
        p("Ditetapkan di Boyolali pada tanggal 27 Oktober 2025"),
        p("Ditetapkan di : Boyolali,") + p("Pada tanggal : 27 Oktober 2025"),
        tbl(tr("", "Ditetapkan di Boyolali\npada tanggal 27 Oktober 2025")),
        p("DITETAPKAN DI BOYOLALI") + p("PADA TANGGAL 27 OKTOBER 2025"),
        "<w:p><w:r><w:t>Ditetapkan di</w:t><w:tab/><w:t>: Boyolali</w:t></w:r></w:p>"
        + p("pada tanggal 27/10/2025"),
        p("Ditetapkan di:") + p("Boyolali") + p("pada tanggal:") + p("27 Oktober 2025"),
        p("Ditetapkan di Boyolali, 27 Oktober 2025 KETUA"),
        p("Ditetapkan di Boyolali.") + p("pada tanggal Senin, 27 Oktober 2025."),
        tbl(tr("Ditetapkan di", ":", "Boyolali"), tr("pada tanggal", ":", "27/10/2025")),
        tbl(tr("Salinan sesuai aslinya\nSEKRETARIS", "Ditetapkan di Boyolali\npada tanggal 27 Oktober 2025")),
        p("berlaku pada tanggal ditetapkan") + p("Ditetapkan di Boyolali pada tanggal 27-10-2025"),
    ],
)
def test_place_and_day_are_read_in_one_paragraph_or_two(ending: str, tmp_path: Path) -> None:
    hasil = baca_docx(tmp_path, tbl(tr(*HEADER), tr(*AREA_I), tr(*TIM)), ending)
    pengaturan = hasil.rencana.pengaturan
    assert (pengaturan.tempat, pengaturan.tanggal_keputusan) == ("Boyolali", dt.date(2025, 10, 27))


@pytest.mark.parametrize(
    ("lines", "tempat", "hari"),
    [
        (("Ditetapkan di ..........", "pada tanggal ..... Oktober 2025"), "", None),
        (("Ditetapkan di", "pada tanggal 27 Oktober 2025"), "", dt.date(2025, 10, 27)),
        (("Ditetapkan di", "KETUA KPU"), "", None),
        (("Ditetapkan di Padang", "pada tanggal ......"), "Padang", None),
        (("rencana yang telah ditetapkan di Jakarta",), "", None),
        (("Ditetapkan di Kab. Contoh", "KETUA"), "Kab. Contoh", None),
    ],
)
def test_what_was_left_open_at_the_end_of_a_decree_stays_open(
    lines: tuple[str, ...], tempat: str, hari: dt.date | None, tmp_path: Path
) -> None:
    hasil = baca_docx(tmp_path, tbl(tr(*HEADER), tr(*AREA_I), tr(*TIM)), *map(p, lines))
    pengaturan = hasil.rencana.pengaturan
    assert (pengaturan.tempat, pengaturan.tanggal_keputusan) == (tempat, hari)


def test_place_and_day_in_cells_of_their_own_below_the_rows_of_a_text(tmp_path: Path) -> None:
    ending = [("Ditetapkan di", ": Contoh"), ("pada tanggal", ": 3 Maret 2025")]
    pengaturan = baca_teks(tmp_path, AREA_I, TIM, *ending).rencana.pengaturan
    assert (pengaturan.tempat, pengaturan.tanggal_keputusan) == ("Contoh", dt.date(2025, 3, 3))


def test_place_and_day_below_the_table_of_a_workbook(tmp_path: Path) -> None:
    lines: list[tuple[object, ...]] = [
        (*[None] * 4, "Ditetapkan di Contoh"),
        (*[None] * 4, "pada tanggal 3 Maret 2025"),
    ]
    hasil = baca_excel(tmp_path, {"Sheet1": [HEADER, AREA_I, TIM, (None,), *lines]})
    pengaturan = hasil.rencana.pengaturan
    assert (pengaturan.tempat, pengaturan.tanggal_keputusan) == ("Contoh", dt.date(2025, 3, 3))
    assert dikatakan(hasil, "baris-penutup") == ["Ditetapkan di Contoh"]


@pytest.mark.parametrize("akhiran", [".xlsx", ".xlsm"])
@pytest.mark.parametrize("where", ["row", "title", "sheet", "numeral"])
def test_one_table_for_each_area_on_a_sheet_of_its_own(akhiran: str, where: str, tmp_path: Path) -> None:
    sheets: dict[str, list[tuple[object, ...]]] = {"Sampul": [("RENCANA AKSI",), ("TAHUN 2025",)]}
    for kode_area, nama in NAMA_AREA.items():
        above = [(f"AREA {kode_area}. {nama.upper()}",)] if where == "title" else []
        row = [(kode_area, nama)] if where == "row" else []
        sheet = {"sheet": nama[:31], "numeral": kode_area}.get(where, f"Lembar {kode_area}x")
        sheets[sheet] = [("RENCANA AKSI ZI",), *above, ("TAHUN 2025",), HEADER, NOMOR, *row, TIM]
    hasil = baca_excel(tmp_path, sheets, akhiran)
    assert kode(hasil.rencana) == [f"{kode_area}.1.1" for kode_area in NAMA_AREA]


@pytest.mark.parametrize("title", ["AREA {kode}. {nama}", "{kode}. {nama}", "{nama}", "Area {kode}"])
def test_one_table_for_each_area_below_its_title(title: str, tmp_path: Path) -> None:
    parts = [
        p(title.format(kode=kode_area, nama=nama)) + tbl(tr(*HEADER), tr(*TIM))
        for kode_area, nama in NAMA_AREA.items()
    ]
    hasil = baca_docx(tmp_path, *parts)
    assert kode(hasil.rencana) == [f"{kode_area}.1.1" for kode_area in NAMA_AREA]
    assert not dikatakan(hasil, "teks-dilewati")


def test_the_title_of_an_area_between_the_rows_of_a_text(tmp_path: Path) -> None:
    hasil = baca_teks(tmp_path, AREA_I, TIM, ("II. Penataan Tatalaksana",), ("1", "SOP", *TIM[2:]))
    assert kode(hasil.rencana) == ["I.1.1", "II.1.1"]


def test_a_table_that_goes_on_without_headers_is_read_to_its_last_row(tmp_path: Path) -> None:
    more = tbl(tr("2", "Dokumen", *TIM[2:]), tr("", "", "Kedua", *TIM[3:]))
    hasil = baca_docx(tmp_path, tbl(tr(*HEADER), tr(*AREA_I), tr(*TIM)), more)
    assert kode(hasil.rencana) == ["I.1.1", "I.2.1", "I.2.2"]


@pytest.mark.slow
def test_four_times_the_rows_take_some_four_times_as_long(tmp_path: Path) -> None:
    """Each cell with a list of its own: what once took the square of the rows."""

    def seconds(count: int) -> float:
        rows = [tr(*TIM[:3], tc(p("a", i + 1) + p("b", i + 1)), *TIM[4:]) for i in range(count)]
        path = tmp_path / f"{count}.docx"
        buat_docx(path, tbl(tr(*HEADER), tr(*AREA_I), *rows), penomoran=penomoran_sendiri(count))
        begun = time.perf_counter()
        assert len(kode(read_lampiran(path, SATKER, 2025).rencana)) == count
        return time.perf_counter() - begun

    assert seconds(1_600) < 10 * max(seconds(400), 0.1)
