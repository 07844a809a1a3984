"""Tables as other offices keep them: headers, evaluation sheets, totals, areas, months."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from conftest import KOLOM, area, buat_buku, indikator, lengkap
from openpyxl import load_workbook
from tabel_kecil import FIRST, plan, sheets, uraian

from zi_reports.rencana.model import Catatan, WorkbookError
from zi_reports.sources.grid import Grid, Nilai, SelRusak
from zi_reports.sources.workbook import read_sheets, read_workbook


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("DATA DUKUNG", "LINK EVIDEN"),
        ("DATA DUKUNG", "EVIDEN"),
        ("DATA DUKUNG", "BUKTI DUKUNG"),
        ("BUKTI DUKUNG", "LINK DRIVE"),
        ("Bukti Pendukung", "Tautan Bukti"),
        ("DOKUMEN", "LINK"),
        ("OUTPUT", "Link Bukti Dukung"),
        ("Data Dukung (output)", "URL"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_what_is_asked_for_beside_a_link_is_not_evidence_in_hand(
    asked: str, given: str, *, turned: bool
) -> None:
    pair = [(asked, "SK Tim"), (given, "https://a.id/sk")]
    (first, one), (second, two) = reversed(pair) if turned else pair
    head = ("NO", "KOMPONEN", "INDIKATOR", "LANGKAH AKSI", first, "TARGET WAKTU", "STATUS", second)
    rencana, _ = plan((*FIRST[:4], one, FIRST[5], "Selesai", two), head=head)
    (row,) = rencana.indikator
    assert (row.bukti_fisik, [bukti.teks for bukti in row.bukti_dukung]) == ("SK Tim", ["https://a.id/sk"])


def test_evidence_alone_is_evidence_and_a_link_beside_all_the_others_is_said() -> None:
    for header in ("DATA DUKUNG", "LINK EVIDEN", "EVIDEN"):
        rencana, catatan = plan((*FIRST[:4], "SK.pdf", FIRST[5]), head=(*KOLOM[:4], header, KOLOM[5]))
        assert [bukti.teks for bukti in next(rencana.indikator).bukti_dukung] == ["SK.pdf"]
    head = (*KOLOM, "LINK")
    _, catatan = plan(FIRST, head=head)
    (note,) = (satu for satu in catatan if satu.kode == "kolom-ganda")
    assert "Kolom BUKTI DUKUNG ada dua. Yang dipakai I1" in note.pesan


@pytest.mark.parametrize(
    "word", ["INDIKATOR 2", "BUKTI", "TARGET", "WAKTU", "KOMPONEN LAIN", "STATUS SOSIAL"]
)
def test_a_header_that_only_resembles_one_is_unknown(word: str) -> None:
    head = tuple(word if header == "KENDALA" else header for header in KOLOM)
    _, catatan = plan(FIRST, head=head)
    assert not {"kolom-dibaca-sebagai", "kolom-ganda"} & {satu.kode for satu in catatan}


def test_an_error_names_the_header_that_is_lacking() -> None:
    head = tuple(header for header in KOLOM if header != "TARGET WAKTU")
    with pytest.raises(WorkbookError, match="lembar Rencana Aksi baris 1 yang belum ada: TARGET WAKTU"):
        plan(FIRST, head=head)


def refusal(*grids: Grid) -> str:
    with pytest.raises(WorkbookError) as stop:
        read_sheets(grids, "a.xlsx")
    return str(stop.value)


def lembar(nama: str, *rows: tuple[Nilai, ...]) -> Grid:
    return Grid(nama, rows, {})


def test_a_workbook_without_the_table_says_what_was_looked_through_and_what_comes_nearest() -> None:
    said = refusal(
        lembar("Daftar", ("No", "Nama"), ("1", "Ani"), (None, None)),
        lembar(
            "Rencana 2025", ("RENCANA AKSI",), (None,), ("NO", "KOMPONEN", "LANGKAH AKSI", "TARGET WAKTU")
        ),
        lembar("Kosong"),
    )
    assert (
        "Yang diperiksa: lembar Daftar (2 baris), lembar Rencana 2025 (3 baris), dan lembar Kosong (kosong)."
        in said
    )
    assert said.endswith(
        "Pada lembar Rencana 2025 baris 3 yang belum ada: INDIKATOR; yang ada: NO, KOMPONEN, LANGKAH AKSI, "
        "dan TARGET WAKTU."
    )


def test_of_many_sheets_the_first_five_are_named() -> None:
    said = refusal(*(lembar(f"S{n}", ("x",)) for n in range(1, 8)))
    assert said.endswith("lembar S4 (1 baris), lembar S5 (1 baris), dan 2 lainnya.")


def test_a_table_too_far_down_or_by_other_names_only_is_pointed_at() -> None:
    blank: tuple[Nilai, ...] = (None,)
    said = refusal(lembar("A", *[blank] * 60, KOLOM[:6], ("I", "Area")))
    assert "Pada lembar A baris 61 judul itu harus ditulis persis, pada 50 baris pertama" in said


@pytest.mark.parametrize(
    "grids",
    [
        [lembar("Sheet1", ("PENILAIAN", "BOBOT", "NILAI"))],
        [lembar("Sheet1", ("No", "Penilaian", "Bobot\n(%)"), (None, None, None, "Pilihan Jawaban"))],
        [
            lembar(
                "Sheet1",
                ("LEMBAR KERJA EVALUASI PEMBANGUNAN ZONA INTEGRITAS KPU KABUPATEN CONTOH TAHUN 2025",),
            )
        ],
        [lembar("LKE KPU", ("Unsur", "Skor"))],
        [lembar("Sheet1", ("Unsur", "Bobot Maksimal", "Jawaban Unit Kerja", "Nilai TPI"))],
        [lembar("A. Pengungkit", ("Unsur",)), lembar("B. Hasil", ("Unsur",))],
        [lembar("Pemenuhan", ("Unsur",)), lembar("Reform", ("Unsur",))],
        [lembar("Sheet1", ("A. PENGUNGKIT",), ("I. PEMENUHAN",), ("II. REFORM",), ("NO", "KOMPONEN"))],
        [lembar("Data", ("x",)), lembar("Pengungkit", ("JAWABAN", "NILAI"))],
    ],
)
def test_an_evaluation_sheet_is_named_as_what_it_is(grids: list[Grid]) -> None:
    said = refusal(*grids)
    assert said.startswith("a.xlsx adalah Lembar Kerja Evaluasi (LKE) Zona Integritas (memuat ")
    assert "bukan rencana aksi. Sebutkan buku kerja rencana aksi" in said


@pytest.mark.parametrize(
    "grids",
    [
        [lembar("Nilai", ("No", "Nama", "Nilai"))],
        [lembar("Hasil", ("Hasil rapat",)), lembar("Rekap", ("KODE LKE",))],
        # A plan that lacks a header, beside an evaluation sheet: that header is what matters.
        [
            lembar("Rencana", ("NO", "KOMPONEN", "INDIKATOR", "WAKTU")),
            lembar("LKE", ("BOBOT", "NILAI", "JAWABAN")),
        ],
    ],
)
def test_other_workbooks_are_no_evaluation_sheet(grids: list[Grid]) -> None:
    assert refusal(*grids).startswith("a.xlsx tidak memuat tabel rencana aksi.")


def test_a_plan_is_read_though_an_evaluation_sheet_stands_beside_it() -> None:
    lke = lembar("LKE", ("PENILAIAN", "BOBOT", "NILAI", "JAWABAN"))
    rencana, _ = read_sheets([lke, *sheets(KOLOM, ("I", "Area"), FIRST)], "b")
    assert uraian(rencana) == ["Menerbitkan SK"]


def test_the_header_is_looked_for_in_the_first_fifty_rows() -> None:
    blank: tuple[Nilai, ...] = (None,)
    rencana, _ = read_sheets(sheets(*[blank] * 49, KOLOM, ("I", "Area"), FIRST), "b")
    assert uraian(rencana) == ["Menerbitkan SK"]
    with pytest.raises(WorkbookError):
        read_sheets(sheets(*[blank] * 50, KOLOM, ("I", "Area"), FIRST), "b")


def test_target_waktu_shown_as_a_month_is_due_at_its_end(tmp_path: Path) -> None:
    path = buat_buku(tmp_path / "b.xlsx", lengkap(indikator(dt.date(2025, 10, 1)), area("I")))
    book = load_workbook(path)
    book["Rencana Aksi"]["F7"].number_format = "mmm-yy"
    book.save(path)
    rencana, _ = read_workbook(path)
    target = next(rencana.indikator).target_waktu
    assert (target.teks, target.jatuh_tempo) == ("Oktober 2025", (dt.date(2025, 10, 31),))


def test_an_error_under_kendala_is_no_kendala() -> None:
    rencana, _ = plan((*FIRST, None, None, None, SelRusak("#REF!"), SelRusak("#N/A"), SelRusak("=A1")))
    baris = next(rencana.indikator)
    assert (baris.penanggung_jawab, baris.kendala, baris.tindak_lanjut) == ("", "", "")


def kinds(catatan: tuple[Catatan, ...], *leave: str) -> list[str]:
    return [satu.kode for satu in catatan if satu.kode not in {"area-tidak-ada", *leave}]


@pytest.mark.parametrize(
    "total",
    [
        ("Jumlah",),
        ("JUMLAH TOTAL", None, None, None, None, None, "20"),
        (None, "Total", None, 12, 12, 74, "Selesai 20"),
        (None, None, "Rata-rata", None, None, None, 0.5),
        (None, None, "Jumlah Indikator", None, None, 39),
        (None, None, "Sub Total Area I:", None, None, "4"),
        (None, "Jumlah indikator selesai", 20),
        (None, None, "Persentase capaian", None, None, "53,9%"),
        ("Grand Total: 39",),
        (None, None, "Total: 39 indikator"),
        (None, None, "Jumlah", None, None, "74 kewajiban", "20 dari 39"),
        (None, None, "Rata2", None, None, None, "50%"),
        ("Total per Area",),
        (None, None, "Selesai", None, None, None, 20),
        (None, None, "Belum :", None, 3),
    ],
)
def test_a_row_of_totals_is_no_indikator_and_is_said(total: tuple[Nilai, ...]) -> None:
    rencana, catatan = plan(FIRST, total, ("2", "Dokumen", "Menyusun dokumen", None, None, "Oktober 2025"))
    assert uraian(rencana) == ["Menerbitkan SK", "Menyusun dokumen"]
    assert [komponen.nama for komponen in rencana.area[0].komponen] == ["Tim", "Dokumen"]
    assert [(satu.kode, satu.pesan) for satu in catatan if satu.kode != "area-tidak-ada"] == [
        ("baris-penutup", "Baris 4 dibaca sebagai baris jumlah, bukan indikator.")
    ]


@pytest.mark.parametrize(
    "row",
    [
        (None, None, "Jumlah pegawai yang mengikuti diklat", None, None, "Oktober 2025"),
        (None, None, "Total laporan", "Menyusun laporan", None, "Oktober 2025"),
        (None, None, "Jumlah", "Menghitung pegawai", None, "Tahun 2025"),
        (None, None, "Rata-rata nilai", None, None, "Desember 2025"),
        (None, None, "Realisasi", None, None, "Desember 2025"),
        (None, None, "Jumlah pegawai", None, None, "Desember 2025"),
    ],
)
def test_a_row_with_words_of_a_plan_is_an_indikator_whatever_it_counts(row: tuple[Nilai, ...]) -> None:
    rencana, catatan = plan(FIRST, row)
    assert uraian(rencana) == ["Menerbitkan SK", row[2]]
    assert kinds(catatan) == []


def test_totals_of_each_area_are_one_catatan() -> None:
    rencana, catatan = plan(FIRST, ("Jumlah",), ("II", "Tatalaksana"), FIRST, ("Jumlah",), ("Total",))
    assert uraian(rencana) == ["Menerbitkan SK", "Menerbitkan SK"]
    assert [satu.pesan for satu in catatan if satu.kode == "baris-penutup"] == [
        "Baris 4, 7, dan 8 dibaca sebagai baris jumlah, bukan indikator."
    ]


@pytest.mark.parametrize(
    "area_row",
    [
        ("ii", "Tata kelola kami"),
        ("ii.", "Penataan Tatalaksana"),
        ("2", "Penataan Tatalaksana"),
        ("2.", "PENATAAN TATA LAKSANA"),
        ("B", "Penataan Tatalaksana"),
        ("B.", "Penataan Tatalaksana"),
        ("AREA II",),
        (None, "AREA II"),
        ("Area 2",),
        ("AREA B", "Penataan Tatalaksana"),
        ("AREA II", "Penataan Tatalaksana"),
        ("II. PENATAAN TATALAKSANA",),
        (None, "II. PENATAAN TATALAKSANA"),
        (None, "2. Penataan Tatalaksana"),
        (None, "b. Penataan Tatalaksana"),
        ("Penataan Tatalaksana",),
        (None, "Penataan Tata Laksana"),
        ("Area Perubahan II: Penataan Tatalaksana",),
    ],
)
def test_an_area_is_known_by_a_numeral_of_any_kind_with_a_name_or_by_its_name(
    area_row: tuple[Nilai, ...],
) -> None:
    rencana, catatan = plan(FIRST, area_row, FIRST)
    assert [len(list(satu.indikator)) for satu in rencana.area[:3]] == [1, 1, 0]
    assert set(kinds(catatan)) <= {"area-dilengkapi"}  # where numeral or name lack


@pytest.mark.parametrize(
    ("kode", "nama"),
    [
        ("III", "Penataan Sistem Manajemen Sumber Daya Manusia"),
        ("III", "PENATAAN SISTEM MANAJEMEN SDM APARATUR"),
        ("IV", "Penguatan Akuntabilitas Kinerja"),
        ("VI", "Peningkatan Kualitas Pelayanan"),
    ],
)
def test_an_area_is_known_by_its_longer_and_shorter_names(kode: str, nama: str) -> None:
    rencana, _ = plan(FIRST, (None, nama), FIRST)
    assert [satu.kode for satu in rencana.area if list(satu.indikator)] == ["I", kode]


@pytest.mark.parametrize(
    "row",
    [
        ("2", "Pengelolaan Akuntabilitas Kinerja"),
        ("2", "Dokumen Rencana Aksi"),
        ("b", "Dokumen Rencana Aksi"),
        ("2",),
        ("ii", None, "Menyusun dokumen"),
        ("2", "Penataan Tatalaksana", "Menyusun SOP", None, None, "Oktober 2025"),
    ],
)
def test_a_number_without_an_areas_name_or_beside_an_indikator_is_a_komponens(row: tuple[Nilai, ...]) -> None:
    rencana, _ = plan(FIRST, row)
    assert [satu.kode for satu in rencana.area if satu.komponen] == ["I"]
    assert len(rencana.area[0].komponen) == 2


@pytest.mark.parametrize(
    "months",
    [
        [f"B{n:02}" for n in range(1, 13)],
        [f"B{n}" for n in range(1, 13)],
        [f"Bulan {n}" for n in range(1, 13)],
        [f"BULAN KE-{n}" for n in range(1, 13)],
        [f"Bln. {n:02}" for n in range(1, 13)],
        [f"{n:02}" for n in range(1, 13)],
        [f"{n:02}/2025" for n in range(1, 13)],
        [f"2025-{n:02}" for n in range(1, 13)],
        [f"B{n:02} 25" for n in range(1, 13)],
    ],
)
def test_month_columns_may_be_named_by_number(months: list[str]) -> None:
    row = (*FIRST[:5], "Setiap Bulan", *[None] * 6, *("x" if n in {2, 11} else None for n in range(1, 13)))
    rencana, catatan = plan(row, head=(*KOLOM[:12], *months))
    done = [
        satu.jatuh_tempo.month
        for satu in next(rencana.indikator).kewajiban
        if satu.realisasi.selesai and satu.jatuh_tempo
    ]
    assert done == [2, 11]
    assert kinds(catatan) == []


@pytest.mark.parametrize("numbers", [range(1, 13), [str(n) for n in range(1, 13)]])
def test_numbers_below_the_word_bulan_are_months(numbers: list[Nilai]) -> None:
    head = (*KOLOM[:12], "BULAN", *[None] * 11)
    row = (*FIRST[:5], "Setiap Bulan", *[None] * 6, "x", *[None] * 10, "x")
    rencana, catatan = read_sheets(sheets(head, (*[None] * 12, *numbers), ("I", "Area"), row), "b")
    assert [satu.realisasi.selesai for satu in next(rencana.indikator).kewajiban] == [
        True,
        *[False] * 10,
        True,
    ]
    assert kinds(catatan) == []


def test_bare_numbers_elsewhere_are_no_months() -> None:
    _, catatan = plan((*FIRST[:5], "Setiap Bulan"), head=(*KOLOM[:12], *range(1, 13)))
    assert kinds(catatan) == ["kolom-tidak-ada"]


def test_columns_that_lack_are_one_catatan_and_none_where_nothing_is_due() -> None:
    head = tuple(kolom for kolom in KOLOM if kolom not in {"STATUS", "JAN 2025", "FEB 2025", "NOV 2025"})
    table = head, ("I", "Area"), (*FIRST[:5], "Setiap Bulan")
    since = Grid(
        "Pengaturan",
        (("Satker", "KPU"), ("Tahun Rencana", 2025), ("Mulai Pemantauan", "1 Februari 2025")),
        {},
    )
    for settings, lacking in (
        (sheets()[1], "STATUS, JAN 2025, FEB 2025, dan NOV 2025"),
        (since, "STATUS, FEB 2025, dan NOV 2025"),
    ):
        _, catatan = read_sheets((Grid("R", table, {}), settings), "b")
        assert [satu.pesan for satu in catatan if satu.kode == "kolom-tidak-ada"] == [
            f"Kolom {lacking} tidak ada, sehingga isinya tidak terhitung. Tambahkan judul kolom itu."
        ]
