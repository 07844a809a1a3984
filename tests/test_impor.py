from __future__ import annotations

import datetime as dt
import html
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from conftest import BUKU_NYATA, LAMPIRAN, SATKER, jalankan
from hypothesis import example, given
from hypothesis import strategies as st
from naskah_kecil import (
    AREA_I,
    HEADER,
    KEPUTUSAN,
    NOMOR,
    TIM,
    baca_teks,
    baris_dari,
    buat_docx,
    catatan,
    p,
    tbl,
    tc,
    tr,
)

from zi_reports.buku.writer import write_workbook
from zi_reports.rencana.bukti import split_items
from zi_reports.rencana.lampiran import KOMPONEN_BAKU, NAMA_AREA
from zi_reports.rencana.model import Area, Indikator, Kewajiban, Komponen, Pengaturan, Rencana
from zi_reports.rencana.target_waktu import parse_target_waktu
from zi_reports.sources.decree import Hasil, build_plan, read_lampiran
from zi_reports.sources.grid import Grid, Naskah
from zi_reports.sources.workbook import read_workbook

SELEBAR_TABEL, SELEBAR_SISA = '<w:gridSpan w:val="6"/>', '<w:gridSpan w:val="5"/>'


def kode_dan_teks(hasil: Hasil) -> list[tuple[str, str]]:
    return [(satu.kode, satu.uraian) for satu in hasil.rencana.indikator]


@pytest.fixture(scope="module")
def hasil() -> Hasil:
    return read_lampiran(LAMPIRAN, "KPU Kabupaten Boyolali", 2025)


def test_the_decrees_table_becomes_the_plan_that_was_copied_by_hand(hasil: Hasil, nyata: Rencana) -> None:
    assert hasil.rencana.area == nyata.area
    # The places that the source lacks take no part in equality.
    lacking = [[len(k.belum_disalin) for k in area.komponen] for area in nyata.area]
    assert [[len(k.belum_disalin) for k in area.komponen] for area in hasil.rencana.area] == lacking


def test_its_workbook_is_read_as_the_one_in_input(hasil: Hasil, tmp_path: Path) -> None:
    path = tmp_path / "buku.xlsx"
    path.write_bytes(write_workbook(hasil.rencana))
    ours, _ = read_workbook(path)
    kept, _ = read_workbook(BUKU_NYATA)
    assert ours.area == kept.area


def test_each_row_that_a_page_cut_in_two_is_joined_and_said(hasil: Hasil) -> None:
    # Area I.4, II.3, III.2, III.3 and III.4, by the lines of the file.
    assert [sel for sel, _ in catatan(hasil, "baris-disambung")] == [
        f"baris {n}" for n in (15, 25, 39, 55, 64)
    ]


def test_rows_below_the_missing_pages_go_to_the_area_of_their_komponen_and_it_is_said(hasil: Hasil) -> None:
    assert [sel for sel, _ in catatan(hasil, "area-ditetapkan")] == ["baris 73", "baris 74", "baris 82"]
    assert [isi for _, isi in catatan(hasil, "komponen-tidak-lengkap")] == [
        "IV.2 Pengelolaan Akuntabilitas Kinerja",
        "V.1 Pengendalian Gratifikasi",
        "V.2 Penerapan Sistem Pengawasan Internal Pemerintah (SPIP)",
        "V.3 Pengaduan Masyarakat",
        "V.4 Whistle Blowing System",
        "V.5 Penanganan Benturan Kepentingan",
        "VI.1 Standar Pelayanan",
    ]


def test_a_whole_decree_is_taken_with_what_it_says_of_itself() -> None:
    hasil = read_lampiran(KEPUTUSAN, SATKER, 2025)
    assert hasil.rencana.pengaturan == Pengaturan(
        SATKER, 2025, nomor_keputusan="7 Tahun 2025", tanggal_keputusan=dt.date(2025, 3, 3), tempat="Contoh"
    )
    assert hasil.area_dirinci == ("I", "II")
    assert kode_dan_teks(hasil) == [
        ("I.1.1", "Menerbitkan SK Tim Kerja"),
        ("I.1.2", "Rapat tim kerja terlaksana dalam tiap bulan"),
        ("II.2.1", "Evaluasi e-office"),
        ("II.3.1", "Informasi dapat diakses"),
    ]
    first, second, _, last = hasil.rencana.indikator
    assert first.langkah_aksi == "Menyusun SK & jadwal"
    assert second.langkah_aksi == "Mengundang role model dan mencatat hadir"
    assert second.bukti_fisik == "Notulen\n1) Daftar hadir\n2) Foto"
    assert last.bukti_fisik == "1) Laman\n2) Media sosial"


def test_its_own_section_names_the_komponen_that_are_lacking() -> None:
    area = {satu.kode: satu for satu in read_lampiran(KEPUTUSAN, SATKER, 2025).rencana.area}
    assert [(k.nomor, k.nama, len(k.belum_disalin)) for k in area["II"].komponen] == [
        ("1", "Prosedur Operasional Tetap", 1),
        ("2", "E-Office", 1),
        ("3", "Keterbukaan Informasi Publik", 0),
    ]
    assert [k.nama for k in area["I"].komponen] == ["Tim Kerja", "Dokumen Rencana Pembangunan"]
    # For the areas that it leaves out, the names that every plan shares.
    assert [k.nama for k in area["V"].komponen] == list(KOMPONEN_BAKU["V"])


def test_a_row_that_only_lacks_its_target_is_a_row(tmp_path: Path) -> None:
    hasil = baca_teks(tmp_path, AREA_I, TIM, HEADER, ("", "", "Inovasi ada", "Membuat", "Foto", ""))
    assert [kode for kode, _ in kode_dan_teks(hasil)] == ["I.1.1", "I.1.2"]


def test_a_target_cut_in_two_is_joined(tmp_path: Path) -> None:
    hasil = baca_teks(
        tmp_path,
        AREA_I,
        (*TIM[:5], "Evaluasi pertama di"),
        HEADER,
        ("", "", "", "", "", "bulan Desember 2025"),
    )
    (satu,) = hasil.rencana.indikator
    assert satu.target_waktu.jatuh_tempo == (dt.date(2025, 12, 31),)


def test_a_komponen_cut_in_two_is_joined_while_a_new_row_begins_beside_it(tmp_path: Path) -> None:
    rest = ("", "dan Kelompok Kerja", "Rapat", "Mengundang", "Notulen", "Setiap Bulan")
    hasil = baca_teks(tmp_path, AREA_I, TIM, HEADER, rest)
    assert hasil.rencana.area[0].komponen[0].nama == "Tim Kerja dan Kelompok Kerja"
    assert [kode for kode, _ in kode_dan_teks(hasil)] == ["I.1.1", "I.1.2"]


def test_steps_of_one_merged_indikator_with_targets_of_their_own_are_rows(tmp_path: Path) -> None:
    hasil = baca_teks(tmp_path, AREA_I, TIM, ("", "", "", "Mengumumkan SK", "Foto", "Desember 2025"))
    assert kode_dan_teks(hasil) == [("I.1.1", "Menerbitkan SK"), ("I.1.2", "Menerbitkan SK")]
    assert catatan(hasil, "indikator-diulang") == [("baris 5", "Menerbitkan SK")]


def test_a_heading_holds_against_the_name_of_its_first_komponen(tmp_path: Path) -> None:
    other = ("1", "Pengaduan Masyarakat", "Kotak aduan", "Langkah", "Bukti", "Tahun 2025")
    assert kode_dan_teks(baca_teks(tmp_path, AREA_I, other)) == [("I.1.1", "Kotak aduan")]


def test_pages_can_only_be_missing_towards_the_end(tmp_path: Path) -> None:
    area = ("VI", "Peningkatan Kualitas Pelayanan Publik", "", "", "", "")
    own = ("1", "Standar Pelayanan", "Reviu", "Langkah", "Bukti", "Tahun 2025")
    hasil = baca_teks(tmp_path, area, own, ("2", *TIM[1:]))
    assert [kode for kode, _ in kode_dan_teks(hasil)] == ["VI.1.1", "VI.2.1"]


def test_a_number_that_falls_back_without_a_known_name_is_said(tmp_path: Path) -> None:
    other = ("1", "Entah Apa", "Baru", "Langkah", "Bukti", "Tahun 2025")
    hasil = baca_teks(tmp_path, AREA_I, TIM, ("2", "Dokumen Rencana Aksi", *TIM[2:]), other)
    assert catatan(hasil, "nomor-turun") == [("baris 6", "1 Entah Apa")]


def test_nothing_is_left_out_in_silence(tmp_path: Path) -> None:
    hasil = baca_teks(
        tmp_path,
        ("", "", "Sebelum area", "a", "b", "c"),
        AREA_I,
        ("Catatan kaki",),
        TIM,
        ("sisa baris",),
        TIM,
    )
    assert catatan(hasil, "baris-dilewati") == [("baris 3", "Sebelum area | a | b | c")]
    assert catatan(hasil, "teks-dilewati") == [
        ("sebelum baris 6", "Catatan kaki"),
        ("sebelum baris 8", "sisa baris"),
    ]


cells = st.sampled_from(["", "", "1", "2.", "II", "Tim Kerja", "Oktober 2025", "akhir", "Kata"])


@example([(("", "1", "", "", "", ""), False), (("", "", "1", "", "", ""), False)])  # a komponen of no area
@given(st.lists(st.tuples(st.tuples(*[cells] * 6), st.booleans()), min_size=1, max_size=8))
def test_no_cell_is_lost_whatever_the_rows(rows: list[tuple[tuple[str, ...], bool]]) -> None:
    table: list[tuple[str, ...]] = [HEADER]
    for i, (row, top) in enumerate(rows):
        # Each cell but NO gets a word of its own, beside what it looks like.
        table += [HEADER] * top
        table.append(tuple(f"{cell} k{i}x{j}" if cell and j else cell for j, cell in enumerate(row)))
    naskah = Naskah("a", (Grid("a", tuple(table), {}, sebutan="baris"),))
    words = {word for row in table if row != HEADER for cell in row[1:] for word in cell.split()}
    if not words and not any(row[0] for row in table if row != HEADER):
        return
    hasil = build_plan(naskah, Pengaturan(SATKER, 2025))
    kept = [text for rows in baris_dari(hasil.rencana).values() for row in rows for text in row]
    said = [satu.isi for satu in hasil.catatan]
    names = [komponen.nama for area in hasil.rencana.area for komponen in area.komponen]
    assert words <= set(" ".join([*kept, *said, *names]).split())


def test_a_title_of_another_year_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    table = "\n".join("\t".join(row) for row in (HEADER, AREA_I, TIM))
    path.write_text(f"**TAHUN 2024**\n{table}", encoding="utf-8")
    assert catatan(read_lampiran(path, SATKER, 2025), "tahun-berbeda") == [("judul", "TAHUN 2024")]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1) satu; 2) dua 3) tiga", "1) satu;\n2) dua\n3) tiga"),
        ("a. satu b. dua", "a. satu\nb. dua"),
        ("1) satu\n2) dua", "1) satu\n2) dua"),
        ("Pasal 1) dan 2) berlaku", "Pasal 1) dan 2) berlaku"),
        ("1) butir a) dan 3) lain", "1) butir a) dan 3) lain"),
    ],
)
def test_items_of_a_list_stand_on_lines_of_their_own(text: str, lines: str) -> None:
    assert "\n".join(split_items(text)) == lines


def test_a_word_document_with_a_table_a_page_merged_cells_and_a_cut_row(tmp_path: Path) -> None:
    restart, below = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    path = buat_docx(
        tmp_path / "a.docx",
        p("KEPUTUSAN"),
        tbl(tr("Nomor", "1")),
        tbl(
            tr(*HEADER),
            tr(*NOMOR),
            tr(tc("I Manajemen Perubahan", SELEBAR_TABEL)),
            tr(tc("1", restart), tc("Tim Kerja", restart), "SK terbit", "Menyusun", "SK", "Oktober 2025"),
            tr(tc("", below), tc("", below), "Rapat", "Mengundang\nMencatat", "Notulen dan", "Setiap Bulan"),
        ),
        p("halaman 2"),
        tbl(tr(*HEADER), tr("", "", "", "", "foto", ""), tr("II", tc("Tata Laksana", SELEBAR_SISA))),
        # The next page repeats no header.
        tbl(tr("1.", "SOP", "Mengacu", "Menyusun", "SOP", "Tahun 2025")),
    )
    hasil = read_lampiran(path, SATKER, 2025)
    assert kode_dan_teks(hasil) == [("I.1.1", "SK terbit"), ("I.1.2", "Rapat"), ("II.1.1", "Mengacu")]
    _, rapat, _ = hasil.rencana.indikator
    assert (rapat.langkah_aksi, rapat.bukti_fisik) == ("Mengundang\nMencatat", "Notulen dan foto")
    assert catatan(hasil, "baris-disambung") == [("tabel 3 baris 2", "foto")]
    assert catatan(hasil, "teks-dilewati") == [("sebelum tabel 3 baris 2", "halaman 2")]
    assert hasil.rencana.area[1].nama == "Tata Laksana"


def test_numbers_that_word_writes_by_itself_are_read(tmp_path: Path) -> None:
    bukti = p("Undangan", 5) + p("Notulen", 5)
    path = buat_docx(
        tmp_path / "a.docx",
        p("6. Komponen Pengungkit"),
        p("Manajemen Perubahan"),
        p("Sasaran:"),
        p("Meningkatnya komitmen", 7),
        p("yaitu:"),
        p("Penyusunan Tim Kerja;", 7),
        p("Dokumen Rencana;", 7),
        tbl(
            tr(*HEADER),
            tr(tc(p("", 6)), tc("Manajemen Perubahan", SELEBAR_SISA)),
            tr("1", "Tim Kerja", "Rapat", "Mengundang", tc(bukti), "Oktober 2025"),
        ),
    )
    hasil = read_lampiran(path, SATKER, 2025)
    (satu,) = hasil.rencana.indikator
    assert (satu.kode, satu.bukti_fisik) == ("I.1.1", "1) Undangan\n2) Notulen")
    assert [k.nama for k in hasil.rencana.area[0].komponen] == ["Tim Kerja", "Dokumen Rencana"]


def test_word_counts_its_numbers_through_the_document(tmp_path: Path) -> None:
    lists = p("a", 5) + p("b", 5) + p("c", 8) + p("d", 9) + p("e", 9)
    areas = [tr(tc(p("", 6)), tc(nama, SELEBAR_SISA)) for nama in NAMA_AREA.values()]
    path = buat_docx(
        tmp_path / "a.docx", tbl(tr(*HEADER), *areas, tr("1", "Tim", "SK", tc(lists), "SK", "Tahun 2025"))
    )
    hasil = read_lampiran(path, SATKER, 2025)
    assert [(area.kode, area.nama) for area in hasil.rencana.area] == list(NAMA_AREA.items())
    (satu,) = hasil.rencana.indikator
    assert satu.langkah_aksi == "1) a\n2) b\n3) c\n1) d\n2) e"


def test_what_a_reader_of_the_document_does_not_see_is_not_read(tmp_path: Path) -> None:
    gone, added = "<w:r><w:delText>lama</w:delText></w:r>", "<w:r><w:t>baru</w:t></w:r>"
    changed = f"<w:p><w:del>{gone}</w:del><w:ins>{added}</w:ins></w:p>"
    path = buat_docx(tmp_path / "a.docx", tbl(tr(*HEADER), tr(*AREA_I), tr(*TIM[:2], tc(changed), *TIM[3:])))
    assert kode_dan_teks(read_lampiran(path, SATKER, 2025)) == [("I.1.1", "baru")]


def test_a_document_that_a_word_processor_made_is_read(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=6)
    for row in (HEADER, NOMOR, AREA_I, TIM):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(tmp_path / "a.docx"))
    assert kode_dan_teks(read_lampiran(tmp_path / "a.docx", SATKER, 2025)) == [("I.1.1", "Menerbitkan SK")]


def test_a_workbook_of_ours_gives_its_own_plan(tmp_path: Path, nyata: Rencana) -> None:
    path = tmp_path / "lampiran.xlsx"
    path.write_bytes(write_workbook(nyata))
    hasil = read_lampiran(path, SATKER, 2025)
    assert hasil.rencana.area == nyata.area
    assert {satu.kode for satu in hasil.catatan} == {"komponen-tidak-lengkap"}


# A plan that went through a workbook is read back by openpyxl, which drops the signs x005F_ from any text.
words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8).filter(
    lambda text: "x005F_" not in text
)
texts = st.lists(words.map(lambda word: f"Butir {word} akhir"), min_size=1, max_size=2).map("\n".join)
targets = st.sampled_from(["Tahun 2025", "Setiap Bulan", "Oktober dan Desember 2025", "asap", ""])


@st.composite
def rencanas(draw: st.DrawFn) -> Rencana:
    def indikator(kode: str) -> Indikator:
        target = parse_target_waktu(draw(targets), 2025)
        due = tuple(Kewajiban(day) for day in target.jatuh_tempo or (None,))
        return Indikator(kode, draw(texts), draw(texts), draw(texts), target, due)

    def komponen(area: str, nomor: int, nama: str) -> Komponen:
        count = range(1, draw(st.integers(1, 2)) + 1)
        return Komponen(str(nomor), nama, tuple(indikator(f"{area}.{nomor}.{i}") for i in count))

    return Rencana(
        Pengaturan(SATKER, 2025),
        tuple(
            Area(
                kode,
                nama,
                tuple(komponen(kode, i, satu) for i, satu in enumerate(KOMPONEN_BAKU[kode], start=1)),
            )
            for kode, nama in NAMA_AREA.items()
        ),
    )


@given(rencanas())
def test_a_plan_laid_out_as_word_tables_is_read_back(rencana: Rencana) -> None:
    tables = (
        tbl(tr(*HEADER), tr(*NOMOR), *(tr(*row) for row in rows)) for rows in baris_dari(rencana).values()
    )
    with TemporaryDirectory() as folder:
        hasil = read_lampiran(buat_docx(Path(folder) / "a.docx", *tables), SATKER, 2025)
    assert hasil.rencana == rencana
    assert hasil.catatan == ()


@pytest.mark.slow
@given(rencanas())
def test_a_document_that_the_command_made_a_workbook_of_gives_its_plan(rencana: Rencana) -> None:
    rows = [row for rows in baris_dari(rencana).values() for row in rows]
    with TemporaryDirectory() as folder:
        document, book = Path(folder) / "a.docx", Path(folder) / "buku.xlsx"
        buat_docx(document, tbl(tr(*HEADER), *(tr(*row) for row in rows)))
        assert jalankan("impor", document, "--tahun", "2025", "--satker", SATKER, "--keluaran", book) == 0
        read, _ = read_workbook(book)
    assert read == rencana


def bertanda(text: str) -> str:
    return (
        "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
        if "\n" in text
        else html.escape(text)
    )


@given(rencanas())
def test_a_plan_laid_out_as_marked_text_is_read_back(rencana: Rencana) -> None:
    lines = [
        "\t".join(row)
        for rows in baris_dari(rencana).values()
        for row in (tuple(f"<b>{head}</b>" for head in HEADER), NOMOR, *(map(bertanda, row) for row in rows))
    ]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.txt"
        path.write_text("\n".join(lines), encoding="utf-8")
        hasil = read_lampiran(path, SATKER, 2025)
    assert hasil.rencana == rencana
