"""The reports of triwulan, semester and year beside those of months: their figures, and what they compare with.

The plan has four indikator, each a quarter of the whole:

    I.1.1   Setiap Triwulan   done on 28 March, 30 June and 20 December; September's is late
    I.1.2   31 Oktober 2025   done on 12 November
    I.1.3   31 Maret 2026     not done
    II.1.1  15 Agustus 2025   done on 10 August
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from conftest import PENGATURAN, Capsys, area, buat_buku, indikator, jalankan
from openpyxl import load_workbook
from test_periode import periode as periode_dari

from zi_reports.arsip import read_arsip
from zi_reports.excel.bandingkan import write_bandingkan
from zi_reports.excel.report import write_excel
from zi_reports.laporan import BahanLaporan, read_periode
from zi_reports.monev.figures import assess
from zi_reports.monev.perbandingan import compare
from zi_reports.rencana.bahasa import persen, selisih
from zi_reports.sources.workbook import read_workbook
from zi_reports.word.report import agenda, konteks

D = dt.date
FEBRUARI = D(2026, 2, 2)
SELESAI: Mapping[str, Mapping[str, Any]] = {
    "I.1.1": {"MAR 2025": D(2025, 3, 28), "JUN 2025": D(2025, 6, 30), "DES 2025": D(2025, 12, 20)},
    "I.1.2": {"STATUS": "Selesai", "TANGGAL SELESAI": D(2025, 11, 12)},
    "II.1.1": {"STATUS": "Selesai", "TANGGAL SELESAI": D(2025, 8, 10)},
}


@dataclass
class Kantor:
    """An office that stands in its own folder, with what is filled in so far by row."""

    capsys: Capsys
    isian: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def book(self) -> Path:
        def row(kode: str, target: str, **more: Any) -> Mapping[str, Any]:
            return {**indikator(target, INDIKATOR=f"Indikator {kode}", **more), **self.isian.get(kode, {})}

        continued = {"NO": None, "KOMPONEN": None}
        rows = [
            area("I"),
            row("I.1.1", "Setiap Triwulan"),
            row("I.1.2", "31 Oktober 2025", **continued),
            row("I.1.3", "31 Maret 2026", **continued),
            area("II"),
            row("II.1.1", "15 Agustus 2025"),
            *(area(kode) for kode in ("III", "IV", "V", "VI")),
        ]
        return buat_buku(Path("rencana.xlsx"), rows, pengaturan=PENGATURAN)

    def run(self, *words: str, hari_ini: D) -> list[str]:
        self.capsys.readouterr()
        assert jalankan(words[0], *words[1:], self.book(), hari_ini=hari_ini) == 0
        return self.capsys.readouterr().out.splitlines()

    def bahan(self, periode: str, hari_ini: D = FEBRUARI) -> BahanLaporan:
        return read_periode(self.book(), periode_dari(periode), hari_ini, Path("output"))


@pytest.fixture
def kantor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys) -> Kantor:
    monkeypatch.chdir(tmp_path)
    return Kantor(capsys, dict(SELESAI))


def lembar(bahan: BahanLaporan, nama: str) -> Any:
    """Open one sheet of the Excel report; the others stay unread."""
    return load_workbook(BytesIO(write_excel(bahan)), data_only=True, read_only=True)[nama]


def finished(bahan: BahanLaporan) -> list[str]:
    """Give the kode of what the report says was finished in its period, as often as it was."""
    pembahasan: Any = konteks(bahan)["pembahasan"]
    return [baris.kode for satu in pembahasan for baris in satu["selesai"] for _ in range(baris.jumlah)]


def listed(bahan: BahanLaporan) -> list[tuple[str, D]]:
    """Give kode and day of what sheet Jatuh Tempo Berikutnya lists."""
    rows = lembar(bahan, "Jatuh Tempo Berikutnya").iter_rows(values_only=True)
    return [(str(row[2]), row[0].date()) for row in rows if isinstance(row[0], dt.datetime)]


TW2, TW3, TW4 = (("I.1.1", D(2025, bulan, hari)) for bulan, hari in ((6, 30), (9, 30), (12, 31)))
OKT, AGU, MAR = ("I.1.2", D(2025, 10, 31)), ("II.1.1", D(2025, 8, 15)), ("I.1.3", D(2026, 3, 31))


@pytest.mark.parametrize(
    ("periode", "capaian", "realisasi", "perubahan", "selesai", "berikutnya"),
    [
        # One of four, of the first of four indikator; then two of four.
        ("2025-TW1", 0.25 / 4, 1, "+6,3 poin", ["I.1.1"], [TW2]),
        ("2025-TW2", 0.5 / 4, 1, "+6,2 poin", ["I.1.1"], [AGU, TW3]),
        # The last is done; of four that were due September's is not.
        ("2025-TW3", 1.5 / 4, 3 / 4, "+25 poin", ["II.1.1"], [OKT, TW4]),
        ("2025-TW4", 2.75 / 4, 5 / 6, "+31,3 poin", ["I.1.1", "I.1.2"], [MAR]),
        ("2025-S1", 0.5 / 4, 1, "+12,5 poin", ["I.1.1", "I.1.1"], [AGU, TW3, OKT, TW4]),
        ("2025-S2", 2.75 / 4, 5 / 6, "+56,3 poin", ["I.1.1", "I.1.2", "II.1.1"], [MAR]),
        ("2025", 2.75 / 4, 5 / 6, "+68,8 poin", ["I.1.1"] * 3 + ["I.1.2", "II.1.1"], [MAR]),
        # By the end of November two and a half of four were done.
        ("2025-12", 2.75 / 4, 5 / 6, "+6,3 poin", ["I.1.1"], []),
    ],
)
def test_the_figures_of_a_period_worked_out_by_hand(  # noqa: PLR0913, PLR0917 - a case is what a report says
    periode: str,
    capaian: float,
    realisasi: float,
    perubahan: str,
    selesai: list[str],
    berikutnya: list[tuple[str, D]],
    kantor: Kantor,
) -> None:
    bahan = kantor.bahan(periode)
    kini = bahan.monev.ringkasan
    assert (kini.capaian, kini.realisasi_jatuh_tempo) == (capaian, realisasi)
    assert selisih(kini.capaian, bahan.lalu.ringkasan.capaian) == perubahan
    assert finished(bahan) == selesai
    assert listed(bahan) == berikutnya


@pytest.mark.parametrize("periode", ["2025-02", "2025-08", "2025-TW1", "2025-TW3", "2025-S1", "2025"])
@pytest.mark.parametrize("hari_ini", [FEBRUARI, D(2025, 8, 14)])
def test_the_agenda_in_word_and_the_list_in_excel_cover_the_same_days(
    periode: str, hari_ini: D, kantor: Kantor
) -> None:
    kantor.isian.clear()
    bahan = kantor.bahan(periode, hari_ini)
    assert len(listed(bahan)) == sum(satu["jumlah"] for satu in agenda(bahan)) > 0


@pytest.mark.parametrize(
    ("periode", "lalu"),
    [("2025-12", "bulan"), ("2025-TW4", "triwulan"), ("2025-S2", "semester"), ("2025", "tahun")],
)
def test_the_sheets_speak_of_the_period_before_by_its_kind(periode: str, lalu: str, kantor: Kantor) -> None:
    book = load_workbook(BytesIO(write_excel(kantor.bahan(periode))), data_only=True)
    texts = {
        sheet.title: {cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
        for sheet in book.worksheets
    }
    whole = " ".join(text for found in texts.values() for text in found)
    assert f"Angka pokok dan perubahan sejak {lalu} lalu" in texts["Ringkasan"]
    assert f"CAPAIAN {lalu.upper()} LALU" in texts["Per Area"]
    assert {"KEADAAN SEBELUMNYA", "KETEPATAN SEBELUMNYA"} <= texts["Data"]
    assert f"pada akhir {lalu} sebelumnya" in whole
    assert "{" not in whole
    other = {"bulan", "triwulan", "semester", "tahun"} - {lalu}
    assert not re.search(rf"(?i)\b({'|'.join(other)}) lalu\b", whole)
    named = str(periode_dari(periode))
    title = "Per 31 Desember 2025" if lalu == "bulan" else f"{named}, per 31 Desember 2025"
    assert all(
        f"KPU Kabupaten Contoh · Rencana Aksi Zona Integritas 2025 · {title}" in found
        for found in texts.values()
    )


def test_what_is_still_to_come_is_said_with_its_last_day(kantor: Kantor) -> None:
    def text(hari_ini: D) -> str:
        return str(lembar(kantor.bahan("2025-TW4", hari_ini), "Jatuh Tempo Berikutnya")["A3"].value)

    assert text(FEBRUARI) == (
        "Kewajiban belum selesai yang jatuh tempo setelah 31 Desember 2025 sampai 31 Maret 2026, "
        "mulai dari yang terdekat. Kendala, tindak lanjut, penanggung jawab, dan bukti dukung menurut isian "
        "buku kerja per 2 Februari 2026."
    )
    assert "jatuh tempo mulai 10 November 2025 (hari berjalan) sampai 31 Maret 2026," in text(D(2025, 11, 10))


def test_a_triwulan_is_reported_in_its_own_folder_by_its_own_names(kantor: Kantor) -> None:
    said = kantor.run("laporan", "--periode", "2025-TW4", hari_ini=FEBRUARI)
    assert said[0] == "KPU Kabupaten Contoh, rencana 2025, Triwulan IV 2025, per 31 Desember 2025"
    names = ("laporan-monev-zi-2025-TW4.docx", "monev-zi-2025-TW4.xlsx", "ringkasan-2025-TW4.json")
    assert said[-3:] == [f"  {Path('output/2025-TW4', nama)}" for nama in names]
    data = json.loads(Path("output/2025-TW4", names[2]).read_text(encoding="utf-8"))
    assert (data["periode"], data["per_tanggal"]) == ("2025-TW4", "2025-12-31")
    (nobody,) = data["penanggung_jawab"]
    assert nobody == {"nama": None, **data["ringkasan"]}
    kantor.run("laporan", "--periode", "2025", hari_ini=FEBRUARI)
    assert sorted(path.name for path in Path("output/2025").iterdir()) == [
        *("laporan-monev-zi-2025.docx", "monev-zi-2025.xlsx", "ringkasan-2025.json")
    ]


def test_within_a_triwulan_its_report_is_of_today_and_says_that_the_day_runs(kantor: Kantor) -> None:
    said = kantor.run("laporan", "--periode", "2025-TW4", hari_ini=D(2025, 11, 10))
    assert said[0].endswith(", Triwulan IV 2025, per 10 November 2025 (hari berjalan)")
    # It says nothing of the triwulan's end: the first of the new year has that computed.
    bahan = kantor.bahan("2026-TW1")
    assert (bahan.lalu.per_tanggal, bahan.lalu.ringkasan.hitungan.selesai) == (D(2025, 12, 31), 5)


def test_a_triwulan_compares_with_the_last_ones_report_or_else_with_the_months_of_the_same_end(
    kantor: Kantor,
) -> None:
    def lalu(said: list[str]) -> list[str]:
        return [line.partition(":")[0] for line in said if "berubah sejak" in line]

    # September's report does not have what was done in August; it was filled in later.
    del kantor.isian["II.1.1"]
    kantor.run("laporan", "--bulan", "2025-09", hari_ini=D(2025, 10, 3))
    kantor.isian["II.1.1"] = SELESAI["II.1.1"]
    assert lalu(kantor.run("status", "--periode", "2025-TW4", hari_ini=FEBRUARI)) == [
        "Angka September 2025 berubah sejak laporan 3 Oktober 2025"
    ]
    assert kantor.bahan("2025-TW4").lalu.ringkasan.capaian == 0.5 / 4
    # The triwulan's own report, made later, has it.
    kantor.run("laporan", "--periode", "2025-TW3", hari_ini=D(2025, 10, 20))
    assert lalu(kantor.run("status", "--periode", "2025-TW4", hari_ini=FEBRUARI)) == []
    assert kantor.bahan("2025-TW4").lalu.ringkasan.capaian == 1.5 / 4
    # A month compares with the month, whatever others end on its day.
    assert kantor.bahan("2025-10").lalu.ringkasan.capaian == 0.5 / 4
    assert kantor.bahan("2025-TW4").perkembangan[8].dasar == "laporan 3 Oktober 2025"


def test_of_reports_of_other_kinds_the_one_made_last_is_compared_with(kantor: Kantor) -> None:
    kantor.isian.clear()
    kantor.run("laporan", "--periode", "2025-S2", hari_ini=D(2026, 1, 5))
    kantor.isian.update(SELESAI)
    kantor.run("laporan", "--periode", "2025", hari_ini=D(2026, 1, 9))
    assert kantor.bahan("2026-TW1").lalu.ringkasan.hitungan.selesai == 5
    assert kantor.bahan("2026-01").lalu.ringkasan.hitungan.selesai == 5


def test_a_tick_in_a_running_triwulan_is_no_change_of_the_month_that_was_reported(kantor: Kantor) -> None:
    """It says "finished by now", in November: September was reported, by month, and is not the newest month."""
    kantor.run("laporan", "--bulan", "2025-09", hari_ini=D(2025, 10, 3))
    kantor.isian["I.1.3"] = {"STATUS": "Selesai"}
    said = kantor.run("laporan", "--periode", "2025-TW4", hari_ini=D(2025, 11, 10))
    assert "berubah" not in "\n".join(said)


@pytest.mark.slow
def test_riwayat_has_every_kind_of_report_by_its_day(kantor: Kantor) -> None:
    for periode, hari in (
        ("2025", D(2025, 11, 10)),
        ("2025-TW3", D(2025, 10, 6)),
        ("2025-12", D(2026, 1, 5)),
        ("2025-TW4", D(2026, 1, 6)),
        ("2025-S2", D(2026, 1, 7)),
    ):
        kantor.run("laporan", "--periode", periode, hari_ini=hari)
    lines = kantor.run("riwayat", hari_ini=D(2026, 1, 20))
    table = [re.split(" {2,}", line) for line in lines[2:]]
    assert table[0][0] == "PERIODE"
    assert [(row[0], row[1], row[-1]) for row in table[9:]] == [
        ("TW3 2025", "6 Okt 2025", "tetap"),
        ("Okt 2025", "–", "belum dibuat"),
        ("Tahun 2025", "10 Nov 2025", "per 10 November 2025; tetap"),
        ("Nov 2025", "–", "belum dibuat"),
        ("Des 2025", "5 Jan 2026", "tetap"),
        ("TW4 2025", "6 Jan 2026", "tetap"),
        ("S2 2025", "7 Jan 2026", "tetap"),
        ("Jan 2026", "–", "per 20 Januari 2026; belum dibuat"),
    ]
    # September has the report of its triwulan, and is not asked for besides.
    assert [row[0] for row in table[1:9]] == [
        f"{month} 2025" for month in ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu")
    ]


def test_reports_of_another_plan_and_folders_by_other_names_are_no_part_of_this_one(kantor: Kantor) -> None:
    kantor.run("laporan", "--periode", "2025-TW3", hari_ini=D(2025, 10, 6))
    source = Path("output/2025-TW3/ringkasan-2025-TW3.json")
    data = json.loads(source.read_text(encoding="utf-8"))
    lain = {**data, "satker": "KPU Kota Lain", "periode": "2025", "per_tanggal": "2025-12-31"}
    for folder, nama, isi in (
        ("2025", "2025", lain),
        ("2025-TW3 lama", "2025-TW3-revisi-2", data),
        ("2025-10", "2025-TW3-revisi-3", data),
        ("2025-TW2", "2025-TW2", {**data, "periode": "2025-06", "per_tanggal": "2025-06-30"}),
    ):
        Path("output", folder).mkdir(exist_ok=True)
        Path("output", folder, f"ringkasan-{nama}.json").write_text(json.dumps(isi), encoding="utf-8")
    arsip = read_arsip(Path("output"), kantor.bahan("2025").monev.rencana.pengaturan)
    assert [satu.path for satu in arsip.laporan] == [source]
    assert arsip.asing == (Path("output/2025/ringkasan-2025.json"),)
    assert arsip.rusak == (Path("output/2025-TW2/ringkasan-2025-TW2.json"),)


def test_a_json_of_before_periods_is_read_by_its_name(kantor: Kantor) -> None:
    kantor.run("laporan", "--bulan", "2025-09", hari_ini=D(2025, 10, 3))
    path = Path("output/2025-09/ringkasan-2025-09.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    del data["periode"], data["penanggung_jawab"]
    path.write_text(json.dumps(data), encoding="utf-8")
    kantor.isian.clear()
    said = kantor.run("status", "--periode", "2025-TW4", hari_ini=FEBRUARI)
    assert any(line.startswith("Angka September 2025 berubah sejak laporan 3 Oktober 2025") for line in said)


def test_rows_that_are_gone_are_named_with_the_report_that_had_them(kantor: Kantor) -> None:
    kantor.run("laporan", "--periode", "2025-TW3", hari_ini=D(2025, 10, 6))
    rows = [area("I"), indikator("Setiap Triwulan"), *(area(kode) for kode in ("II", "III", "IV", "V", "VI"))]
    book = buat_buku(Path("rencana.xlsx"), rows, pengaturan=PENGATURAN)
    bahan = read_periode(book, periode_dari("2025-TW4"), FEBRUARI, Path("output"))
    (satu,) = [satu for satu in bahan.catatan if satu.kode == "indikator-hilang"]
    assert satu.pesan.startswith("Laporan Triwulan III 2025 memuat 3 indikator")


@pytest.mark.parametrize(
    ("words", "nama", "judul", "header", "text"),
    [
        (
            ("2025-TW4", "2025-TW3"),
            "2025-TW3-2025-TW4",
            "TRIWULAN III 2025 DAN TRIWULAN IV 2025",
            ["CAPAIAN TW3 2025", "CAPAIAN TW4 2025"],
            "akhir kedua triwulan (triwulan berjalan: sampai hari ini), dari buku kerja yang sama; triwulan yang",
        ),
        (
            ("2025-09", "2025-S2"),
            "2025-09-2025-S2",
            "SEPTEMBER 2025 DAN SEMESTER II 2025",
            ["CAPAIAN SEP 2025", "CAPAIAN S2 2025"],
            "akhir kedua periode (periode berjalan: sampai hari ini), dari buku kerja yang sama; periode yang",
        ),
    ],
)
def test_two_periods_are_compared_by_their_ends(  # noqa: PLR0913, PLR0917 - a case is what the sheet says
    words: tuple[str, str], nama: str, judul: str, header: list[str], text: str, kantor: Kantor
) -> None:
    said = kantor.run("bandingkan", *words, hari_ini=FEBRUARI)
    assert said[1] == "30 September 2025 dibandingkan 31 Desember 2025"
    # From 1,5 to 2,75 of four.
    assert [line for line in said if line.endswith("Seluruhnya")] == [
        "      37,5%  68,8%  +31,3 poin  Seluruhnya"
    ]
    sheet = load_workbook(Path("output", f"bandingkan-{nama}.xlsx"))["Perbandingan"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == f"PERBANDINGAN {judul}"
    assert next(row for row in rows if row[0] == "AREA")[2:4] == header
    assert any(text in str(row[0]) for row in rows[:4])


def test_the_sheet_of_a_year_names_it_in_its_headers(kantor: Kantor) -> None:
    plan, _ = read_workbook(kantor.book())
    years = [periode_dari(satu) for satu in ("2024", "2025")]
    pair = compare(*(assess(plan, satu.akhir, FEBRUARI, jenis=satu.jenis) for satu in years))
    sheet = load_workbook(BytesIO(write_bandingkan(pair)))["Perbandingan"]
    assert [cell.value for cell in sheet[6]][2:4] == ["CAPAIAN TAHUN 2024", "CAPAIAN TAHUN 2025"]


@pytest.mark.parametrize(
    ("words", "hari_ini", "sentence"),
    [
        (("2025-12", "2025-TW4"), FEBRUARI, "Kedua periode berakhir pada 31 Desember 2025."),
        (
            ("2025-11", "2025-TW4"),
            D(2025, 11, 10),
            "November 2025 dan Triwulan IV 2025 sama-sama dihitung sampai",
        ),
        (("2025", "2025-11"), D(2025, 10, 20), "Bulan November 2025 belum berjalan."),
        (("2025-TW3", "2026-TW2"), FEBRUARI, "Triwulan II 2026 belum berjalan."),
    ],
)
def test_periods_that_say_the_same_or_nothing_yet_are_not_compared(
    words: tuple[str, str], hari_ini: D, sentence: str, kantor: Kantor
) -> None:
    assert jalankan("bandingkan", *words, kantor.book(), hari_ini=hari_ini) == 2
    assert kantor.capsys.readouterr().err.startswith(sentence)


def test_the_change_on_sheet_ringkasan_is_that_since_the_end_of_the_period_before(kantor: Kantor) -> None:
    sheet = lembar(kantor.bahan("2025-S2"), "Ringkasan")
    rows: Any = {row[0].value: [cell.value for cell in row] for row in sheet.iter_rows()}
    assert [day.date() for day in rows["PER TANGGAL"][2:4]] == [D(2025, 12, 31), D(2025, 6, 30)]
    now, before = rows["Capaian"][2:4]
    assert (persen(now), persen(before), rows["Capaian"][4]) == ("68,8%", "12,5%", 56.3)
    assert rows["Selesai"][2:5] == [5, 2, 3]
