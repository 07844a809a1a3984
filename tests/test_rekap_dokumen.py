from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import rekap_kecil
from conftest import AKAR, perlu_libreoffice
from openpyxl import load_workbook
from rekap_kecil import KOSONG, angka
from rencana_kecil import DES_31
from test_excel_hitung_ulang import differences, recalculated
from test_word import buka, teks

from zi_reports.excel.gaya import BUKAN_NILAI
from zi_reports.excel.recap import write_excel
from zi_reports.monev.figures import Hitungan
from zi_reports.monev.satker import KELAS, Rekap
from zi_reports.monev.tidak_dihitung import TidakDihitung
from zi_reports.rekap.read import Bacaan
from zi_reports.word.recap import write_word

TEMPLAT = AKAR / "templates" / "rekap-zi.docx"


def satker(nomor: int, capaian: float | None, *, bulan: Sequence[str | None] = ("2025-12", None)) -> Bacaan:
    """Make a satker that has reached `capaian` in area I and nothing in area II."""
    penuh = Hitungan(
        kewajiban=10 + nomor,
        selesai=4,
        tepat_waktu=2,
        selesai_terlambat=1,
        selesai_tanpa_tanggal=1,
        terlambat=nomor,
        belum_jatuh_tempo=3,
        tanpa_tenggat=2,
        tidak_berlaku=1,
    )
    seluruh = angka(5, penuh, capaian, None if capaian is None else capaian / 2)
    area = [
        {"area": "I", **seluruh, "hari_terlambat": 30 * nomor},
        {"area": "II", **angka(0, KOSONG, None), "hari_terlambat": 0},
    ]
    nama = f"KPU Kabupaten <{nomor}> & Co {{{{ x }}}}"
    return rekap_kecil.satker(
        nama, seluruh, area, dict.fromkeys(bulan, penuh), berkas=f"{nomor}.xlsx", galat=nomor
    )


def contoh(*capaian: float | None) -> Rekap:
    rows = [satker(nomor, satu) for nomor, satu in enumerate(capaian, start=1)]
    lain = [TidakDihitung("rusak.xlsx", "Berkas ini terpotong.")]
    return rekap_kecil.rekap(*rows, tidak_dihitung=lain)


REKAP = contoh(0.0, 1.0, None, 0.2, 0.35, 0.6, 0.9999)


def test_word_says_what_the_figures_are_and_what_they_are_not() -> None:
    text = teks(write_word(REKAP, TEMPLAT))
    assert text.count(BUKAN_NILAI) == 2
    # Seven times 5 indikator; seven times 10 kewajiban, and 1 + 2 + ... + 7 more.
    assert (
        "Rekap ini mencakup 7 satker dengan 35 indikator dan 98 kewajiban; 1 satker belum mempunyai capaian"
        in text
    )
    # The mean of 0%, 100%, 20%, 35%, 60% and 99.99%.
    assert (
        "Rata-rata capaian 52,5% atas 6 satker yang mempunyai capaian; 1 satker tanpa capaian. Separuh"
        in text
    )
    assert "KPU Kabupaten &lt;1&gt; &amp; Co {{ x }}" in text
    assert "rusak.xlsx" in text
    assert [nama for nama in KELAS if nama not in text] == []
    assert text.index("KPU Kabupaten &lt;1&gt;") < text.index("KPU Kabupaten &lt;2&gt;")


def test_word_carries_native_charts_and_no_pictures() -> None:
    with zipfile.ZipFile(io.BytesIO(write_word(REKAP, TEMPLAT))) as package:
        names = package.namelist()
    assert sum(nama.startswith("word/charts/chart") for nama in names) == 3
    assert not [nama for nama in names if nama.startswith("word/media/")]


@pytest.mark.parametrize("capaian", [(None,), (0.5,), (0.0, 0.0), (1.0, None)], ids=str)
def test_both_documents_name_each_satker_and_are_the_same_bytes_twice_however_few_have_a_capaian(
    capaian: tuple[float | None, ...],
) -> None:
    rekap = contoh(*capaian)
    word, excel = write_word(rekap, TEMPLAT), write_excel(rekap)
    assert (word, excel) == (write_word(rekap, TEMPLAT), write_excel(rekap))
    names = list(rekap.satker["satker"])
    column = [row[0] for row in load_workbook(io.BytesIO(excel))["Per Satker"].iter_rows(values_only=True)]
    assert [name for name in column if str(name).startswith("KPU")] == names
    assert all(escape(name) in teks(word) for name in names)


def test_a_recap_of_what_has_no_jatuh_tempo_has_no_chart_of_months() -> None:
    rekap = rekap_kecil.rekap(satker(1, 0.5, bulan=[None]))
    with zipfile.ZipFile(io.BytesIO(write_word(rekap, TEMPLAT))) as package:
        names = package.namelist()
    assert sum(nama.startswith("word/charts/chart") for nama in names) == 2
    months = load_workbook(io.BytesIO(write_excel(rekap)))["Per Tenggat"].iter_rows(values_only=True)
    assert [row[0] for row in months if row[1] == 11] == ["Tanpa jatuh tempo"]  # 10 + 1 kewajiban


def test_both_documents_say_that_the_day_runs_and_none_that_something_is_late_by_0_days() -> None:
    running = rekap_kecil.rekap(satker(0, 0.5), hari_ini=DES_31)
    text, book = teks(write_word(running, TEMPLAT)), load_workbook(io.BytesIO(write_excel(running)))
    assert text.count("31 Desember 2025 (hari berjalan)") == text.count("31 Desember 2025") > 0
    shown = [[c for row in sheet.iter_rows(values_only=True) for c in row if c is not None] for sheet in book]
    assert all(any("31 Desember 2025 (hari berjalan)" in str(c) for c in cells) for cells in shown)
    over = rekap_kecil.rekap(satker(0, 0.5))
    assert "hari berjalan" not in teks(write_word(over, TEMPLAT))
    days = {row[3] for row in book["Terlambat per Area"].iter_rows(values_only=True)}
    assert "–" in days
    assert 0 not in {row[-1] for row in book["Satker dan Area"].iter_rows(values_only=True)}


def test_charts_of_the_workbook_carry_their_values() -> None:
    with zipfile.ZipFile(io.BytesIO(write_excel(REKAP))) as package:
        charts = [package.read(f"xl/charts/chart{nomor}.xml").decode() for nomor in range(1, 5)]

    def shown(kind: str) -> list[list[list[str]]]:
        """Give the texts of each series of each chart."""
        return [
            [
                re.findall(r"<c:v>(.*?)</c:v>", series)
                for series in re.findall(f"<c:{kind}>.*?</c:{kind}>", xml)
            ]
            for xml in charts
        ]

    kelas, capaian, terlambat, bulan = shown("val")
    assert kelas == [["1", "0", "2", "0", "1", "1", "1"]]  # 20% and 35% are of one band
    # The mean of area I, 3.1499 / 6; no other area has a capaian, whose bar is of no length and has no label.
    assert [[float(nilai) for nilai in series] for series in capaian] == [
        [pytest.approx(0.5249833333), *[0] * 5]
    ]
    assert charts[1].count('<c:delete val="1"/>') == 5
    assert terlambat == [["28", "0", "0", "0", "0", "0"]]  # 1 + 2 + ... + 7, all of area I
    # Seven times 4 selesai; 28 terlambat; seven times 3 belum jatuh tempo and 1 tidak berlaku.
    assert bulan == [["28"], ["28"], ["21"], ["7"]]
    kategori = shown("cat")
    assert kategori[0] == [list(KELAS)]
    assert [nama.partition(".")[0] for nama in kategori[1][0]] == ["I", "II", "III", "IV", "V", "VI"]
    assert kategori[2] == kategori[1]
    assert (
        kategori[3] == [["45992"]] * 4
    )  # 1 December 2025 as Excel counts days, shown as "Des 25" by the axis


def test_formulas_stand_where_figures_are_added_up() -> None:
    sheets = load_workbook(io.BytesIO(write_excel(REKAP)))
    formulas = [
        str(c.value) for row in sheets["Ringkasan"].iter_rows() for c in row if str(c.value).startswith("=")
    ]
    assert "=SUM(Satker_terlambat)" in formulas
    assert '=IF(COUNT(Satker_Capaian)=0,"–",MEDIAN(Satker_Capaian))' in formulas
    assert [sheet.title for sheet in sheets] == [
        "Ringkasan",
        "Per Area",
        "Terlambat per Area",
        "Per Tenggat",
        "Per Satker",
        "Satker dan Area",
        "Tidak Dihitung",
        "Cara Menghitung",
    ]


@pytest.mark.slow
@perlu_libreoffice
@pytest.mark.parametrize("rekap", [REKAP, contoh(None), contoh(0.5)], ids=["banyak", "tanpa capaian", "satu"])
def test_a_recalculation_gives_the_same_values(rekap: Rekap, tmp_path: Path) -> None:
    report = write_excel(rekap)
    assert differences(recalculated(report, tmp_path), report) == []


def test_charts_of_the_document_are_told_in_figures() -> None:
    dua = rekap_kecil.rekap(rekap_kecil.satker("A"), rekap_kecil.satker("B"))
    (_, area, months) = buka(write_word(dua, TEMPLAT)).element.body.xpath(".//wp:docPr/@descr")
    assert " per area: I 50%; II –; " in area
    assert months == (
        "Grafik batang kewajiban semua satker menurut bulan jatuh tempo dan keadaannya: "
        "Januari 2025 4 selesai, 2 terlambat, dan 2 belum jatuh tempo."
    )


def test_tables_and_charts_of_the_document_are_numbered() -> None:
    text = teks(write_word(REKAP, TEMPLAT))
    assert re.findall(r"\n(Tabel \d+)\. ", text) == [f"Tabel {nomor}" for nomor in range(1, 8)]
    assert re.findall(r"\n(Gambar \d+)\. ", text) == ["Gambar 1", "Gambar 2", "Gambar 3"]
