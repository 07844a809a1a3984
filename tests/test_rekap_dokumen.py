from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import pytest
from conftest import AKAR
from openpyxl import load_workbook
from test_excel_hitung_ulang import SOFFICE, differences, recalculated

from zi_reports.angka import Angka, Hitungan, MonevTenggat
from zi_reports.rekap.angka import KELAS, AngkaArea, AngkaSatker, Rekap, add_up
from zi_reports.rekap.berkas import TidakDihitung
from zi_reports.reports.rekap.excel import write_excel
from zi_reports.reports.rekap.kata import BUKAN_NILAI
from zi_reports.reports.rekap.word import ribuan, write_word

TEMPLAT = AKAR / "templates" / "rekap-zi.docx"


def satker(nomor: int, capaian: float | None) -> AngkaSatker:
    """Make a satker that has reached `capaian` in area I and nothing in area II."""
    penuh, kosong = Hitungan(10, 4, 2, 1, 1, nomor, 3, 2, 1), Hitungan(*[0] * 9)
    angka = Angka(5, penuh, capaian, None if capaian is None else capaian / 2)
    area = (AngkaArea("I", angka, 30 * nomor), AngkaArea("II", Angka(0, kosong, None, None), 0))
    bulan = tuple(MonevTenggat(hari, penuh) for hari in (dt.date(2025, 12, 1), None))
    return AngkaSatker(
        f"{nomor}.xlsx", f"KPU Kabupaten <{nomor}> & Co {{{{ x }}}}", 2025, "", nomor, angka, area, bulan
    )


def contoh(*capaian: float | None) -> Rekap:
    rows = [satker(nomor, satu) for nomor, satu in enumerate(capaian, start=1)]
    lain = [TidakDihitung("rusak.xlsx", "Berkas ini terpotong.")]
    return add_up(rows, lain, 2025, dt.date(2025, 12, 31), dt.date(2026, 1, 5))


REKAP = contoh(0.0, 1.0, None, 0.2, 0.35, 0.6, 0.9999)


def teks(isi: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(isi)) as package:
        xml = package.read("word/document.xml").decode()
    return "\n".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", p)) for p in xml.split("</w:p>"))


def test_word_says_what_the_figures_are_and_what_they_are_not() -> None:
    text = teks(write_word(REKAP, TEMPLAT))
    assert text.count(BUKAN_NILAI) == 2
    assert (
        "Rekap ini mencakup 7 satker dengan 35 indikator dan 70 kewajiban; 1 satker belum mempunyai capaian"
        in text
    )
    assert "Rata-rata capaian 6 satker ialah 52,5%" in text
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
def test_both_documents_hold_for_few_satker_and_none_with_capaian(capaian: tuple[float | None, ...]) -> None:
    rekap = contoh(*capaian)
    assert write_word(rekap, TEMPLAT) == write_word(rekap, TEMPLAT)
    assert write_excel(rekap) == write_excel(rekap)


def test_counts_have_points_between_their_thousands() -> None:
    assert [ribuan(n) for n in (0, 999, 1000, 40848, 1234567)] == ["0", "999", "1.000", "40.848", "1.234.567"]


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
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed: nothing recalculates")
@pytest.mark.parametrize("rekap", [REKAP, contoh(None), contoh(0.5)], ids=["banyak", "tanpa capaian", "satu"])
def test_a_recalculation_gives_the_same_values(rekap: Rekap, tmp_path: Path) -> None:
    report = write_excel(rekap)
    assert differences(recalculated(report, tmp_path), report) == []
