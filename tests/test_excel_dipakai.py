"""The Excel report stands being used: sorted, filtered, corrected, with rows deleted, no figure is another's."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from buku_hidup import Tangan, kerjakan, profil
from conftest import HARI_INI, perlu_libreoffice
from openpyxl.workbook import Workbook
from rencana_acak import dengan, rencana_acak, terdahulu_acak
from rencana_kecil import DES_31, NOV_30, OKT_31, due, indikator, komponen, rencana

from zi_reports.excel import gaya
from zi_reports.excel.kit import date_value
from zi_reports.excel.report import write_excel
from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import Dilaporkan, Kunci, Monev, MonevIndikator, assess
from zi_reports.monev.keadaan import Keadaan
from zi_reports.rencana.bahasa import TANPA_NILAI, akhir_bulan
from zi_reports.rencana.lampiran import header_bulan
from zi_reports.rencana.model import Indikator, Realisasi, Rencana, TargetWaktu

pytestmark = [pytest.mark.slow, perlu_libreoffice]

COUNTS = {
    "kewajiban": "KEWAJIBAN",
    "selesai": "SELESAI",
    "tepat_waktu": "TEPAT WAKTU",
    "selesai_terlambat": "SELESAI TERLAMBAT",
    "selesai_tanpa_tanggal": "SELESAI TANPA TANGGAL",
    "terlambat": "TERLAMBAT",
    "belum_jatuh_tempo": "BELUM JATUH TEMPO",
    "tanpa_tenggat": gaya.NAMA_KEADAAN[Keadaan.TANPA_TENGGAT].upper(),
    "tidak_berlaku": "TIDAK BERLAKU",
}
SESUAI = "Sesuai dengan lembar Data."
BERUBAH = "Lembar Data sudah berubah sesudah daftar ini dibuat; buat lagi dengan zi laporan."
GRAVEST = (Keadaan.TERLAMBAT, Keadaan.BELUM_JATUH_TEMPO, Keadaan.SELESAI, Keadaan.TIDAK_BERLAKU)

CORRECTIONS: tuple[tuple[str, bool], ...] = (
    ("Selesai", False),
    ("Selesai", True),
    ("", True),
    ("Belum", True),
    ("Proses", False),
    ("Tidak Berlaku", False),
    ("", False),
)
"""What is typed into TANDA, and whether a date is beside it."""


@pytest.fixture(scope="module")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return profil(tmp_path_factory.mktemp("libreoffice"))


@dataclass(frozen=True)
class Lembar:
    """Where the table of a sheet stands, rows and columns counted from 0."""

    nama: str
    kolom: Mapping[str, int]
    baris: range

    @property
    def akhir(self) -> int:
        return max(self.kolom.values())


def place(book: Workbook, nama: str, header: str, key: str) -> Lembar:
    """Find the table that has this header, down to the last row with something in the column `key`."""
    rows = [[cell.value for cell in row] for row in book[nama].iter_rows()]
    top = next(at for at, row in enumerate(rows) if header in row)
    kolom = {str(name): at for at, name in enumerate(rows[top]) if name}
    end = next((at for at, row in enumerate(rows) if at > top and row[kolom[key]] is None), len(rows))
    return Lembar(nama, kolom, range(top + 1, end))


def rows_of(book: Workbook, nama: str, header: str, key: str) -> list[dict[str, Any]]:
    where = place(book, nama, header, key)
    sheet = book[nama]
    return [
        {name: sheet.cell(at + 1, column + 1).value for name, column in where.kolom.items()}
        for at in where.baris
    ]


def shown(share: float | None) -> Any:
    return TANPA_NILAI if share is None else pytest.approx(share)


def sign(satu: MonevIndikator, month: str) -> str | None:
    states = {k.keadaan for k in satu.kewajiban if k.jatuh_tempo and header_bulan(k.jatuh_tempo) == month}
    gravest = next((keadaan for keadaan in GRAVEST if keadaan in states), None)
    return gaya.TANDA_KEADAAN[gravest] if gravest else None


def assert_figures(book: Workbook, monev: Monev, lalu: Monev, *, utuh: bool = True) -> None:
    """Hold each figure of the workbook against those computed of the plan; `utuh` where no row was deleted."""
    by_kode = {satu.indikator.kode: satu for satu in monev.indikator}
    before = {satu.indikator.kode: satu.capaian for satu in lalu.indikator}
    found = {row["KODE"]: row for row in rows_of(book, "Per Area", "KODE", "KODE")}
    assert found.keys() == by_kode.keys()
    for kode, row in found.items():
        for field, header in COUNTS.items():
            assert row[header] == getattr(by_kode[kode].hitungan, field), (kode, header)
        assert row["CAPAIAN"] == shown(by_kode[kode].capaian), kode
        assert row["CAPAIAN BULAN LALU"] == shown(before[kode]), kode
    assert_areas(book, monev)
    assert_people(book, monev)
    assert_strips(book, by_kode, utuh=utuh)
    months = {
        row["BULAN JATUH TEMPO"]: row
        for row in rows_of(book, "Per Tenggat", "BULAN JATUH TEMPO", "KEWAJIBAN")
    }
    for satu in monev.tenggat:
        row = months[dt.datetime.combine(satu.bulan, dt.time()) if satu.bulan else "Tanpa jatuh tempo"]
        for field, header in COUNTS.items():
            assert row[header] == getattr(satu.hitungan, field), (satu.bulan, header)
    curve = {
        row["SAMPAI AKHIR"].date(): row for row in rows_of(book, "Per Tenggat", "SAMPAI AKHIR", "RENCANA")
    }
    for titik in monev.kurva:
        if titik.bulan not in curve:  # of a month in which nothing applied when the report was made
            continue
        wanted = TANPA_NILAI if titik.realisasi is None else titik.realisasi
        assert (curve[titik.bulan]["RENCANA"], curve[titik.bulan]["REALISASI"]) == (titik.rencana, wanted)


def assert_areas(book: Workbook, monev: Monev) -> None:
    whole = {row[0].value: row[2].value for row in book["Ringkasan"].iter_rows(max_col=3)}
    assert whole["Capaian"] == shown(monev.ringkasan.capaian)
    assert whole["Realisasi jatuh tempo"] == shown(monev.ringkasan.realisasi_jatuh_tempo)
    for nama in ("Ringkasan", "Per Area"):
        found = {str(row["AREA"]).split()[0]: row for row in rows_of(book, nama, "NAMA AREA", "NAMA AREA")}
        for satu in monev.area:
            row, angka = found[satu.area.kode], satu.angka
            assert (row["INDIKATOR"], row["SELESAI"]) == (angka.indikator, angka.hitungan.selesai)
            assert row["CAPAIAN"] == shown(angka.capaian)
            assert row["REALISASI JATUH TEMPO"] == shown(angka.realisasi_jatuh_tempo)


def assert_people(book: Workbook, monev: Monev) -> None:
    found = rows_of(book, "Per Penanggung Jawab", "PENANGGUNG JAWAB", "NO")
    by_name = {row["PENANGGUNG JAWAB"]: row for row in found}
    for satu in monev.penanggung_jawab:
        row, angka = by_name[satu.nama or gaya.BELUM_DITETAPKAN], satu.angka
        for field, header in COUNTS.items():
            assert row[header] == getattr(angka.hitungan, field), (satu.nama, header)
        assert row["INDIKATOR"] == angka.indikator
        assert row["CAPAIAN"] == shown(angka.capaian)
        assert row["REALISASI JATUH TEMPO"] == shown(angka.realisasi_jatuh_tempo)


def assert_strips(book: Workbook, by_kode: Mapping[str, MonevIndikator], *, utuh: bool) -> None:
    seen = set()
    for row in rows_of(book, "Lembar Monev", "LANGKAH AKSI", "NO"):
        if row["KODE"] is None:
            continue
        satu = by_kode[row["KODE"]]
        seen.add(row["KODE"])
        assert row["INDIKATOR"] == satu.indikator.uraian
        assert row["CAPAIAN"] == shown(satu.capaian), row["KODE"]
        months = [nama for nama in row if nama[-4:].isdigit()]
        assert {m: row[m] or None for m in months} == {m: sign(satu, m) for m in months}, row["KODE"]
        done = max((k.tanggal_selesai for k in satu.kewajiban if k.tanggal_selesai), default=None)
        cell = row["TANGGAL SELESAI"]
        assert (cell.date() if isinstance(cell, dt.datetime) else cell) == (done or TANPA_NILAI)
        if utuh:
            assert row["STATUS"] == gaya.status_text(satu)
    assert seen == by_kode.keys()


def checks(book: Workbook) -> set[str]:
    """Give what the sheets that cannot follow say of sheet Data."""
    said = (
        cell.value
        for nama in ("Perkembangan", "Terlambat", "Jatuh Tempo Berikutnya")
        for (cell,) in book[nama].iter_rows(max_col=1)
    )
    return {SESUAI, BERUBAH}.intersection(map(str, said))


@dataclass(frozen=True)
class Kasus:
    """A plan at random and its report."""

    chance: random.Random
    rencana: Rencana
    hari: dt.date
    lalu: dt.date
    hari_ini: dt.date
    tercatat: Mapping[Kunci, dt.date]

    def monev(self, rencana: Rencana, hari: dt.date) -> Monev:
        return assess(rencana, hari, self.hari_ini, self.tercatat)

    @property
    def laporan(self) -> bytes:
        kini, lalu = (self.monev(self.rencana, day) for day in (self.hari, self.lalu))
        return write_excel(BahanLaporan(kini, lalu, (), self.hari_ini))

    @property
    def kunci(self) -> list[Kunci]:
        """The kewajiban in the order of the rows of Data."""
        return [(satu.kode, satu.jatuh_tempo) for satu in self.monev(self.rencana, self.hari).kewajiban]


def kasus(seed: int) -> Kasus:
    chance = random.Random(seed)  # noqa: S311 - a plan to try, no secret
    plan = rencana_acak(chance, 15)
    month = chance.randint(2, 12)
    hari = akhir_bulan(2025, month)
    hari_ini = hari + dt.timedelta(days=chance.choice([0, 5]))
    return Kasus(
        chance, plan, hari, akhir_bulan(2025, month - 1), hari_ini, terdahulu_acak(chance, plan, hari_ini)
    )


def correct(tangan: Tangan, data: Lembar, satu: Kasus) -> dict[Kunci, Realisasi]:
    """Type into TANDA and TANGGAL SELESAI of a third of the rows; give what that reports."""
    typed: dict[Kunci, Realisasi] = {}
    for row, kunci in zip(data.baris, satu.kunci, strict=True):
        if satu.chance.random() < 0.3:
            mark, dated = satu.chance.choice(CORRECTIONS)
            day = (kunci[1] or satu.hari) - dt.timedelta(days=satu.chance.randint(-20, 20))
            tangan.isi("Data", row, data.kolom["TANDA"], mark)
            serial = date_value(day)
            tangan.isi("Data", row, data.kolom["TANGGAL SELESAI"], serial if dated else "")
            done = mark == "Selesai" or (mark == "" and dated)
            typed[kunci] = Realisasi(done, day if dated else None, mark == "Tidak Berlaku")
    return typed


def sort_all(tangan: Tangan, book: Workbook) -> None:
    """Sort each sheet by a column that puts its rows in another order."""
    for nama, header, key, by in (
        ("Data", "KODE", "KODE", "KEADAAN"),
        ("Per Area", "KODE", "KODE", "CAPAIAN"),
        ("Per Area", "NAMA AREA", "NAMA AREA", "SELESAI"),
        ("Lembar Monev", "LANGKAH AKSI", "NO", "CAPAIAN"),
        ("Bukti Dukung", "KODE", "KODE", "KETERANGAN"),
    ):
        where = place(book, nama, header, key)
        rows = where.baris[:-1] if header == "NAMA AREA" else where.baris  # not the row of the whole
        tangan.urut(nama, rows, where.akhir, where.kolom[by], "turun")


def without(rencana: Rencana, gone: set[Kunci]) -> Rencana:
    def row(satu: Indikator) -> Indikator:
        rest = tuple(k for k in satu.kewajiban if (satu.kode, k.jatuh_tempo) not in gone)
        return replace(satu, kewajiban=rest)

    return with_rows(rencana, row)


def with_rows(rencana: Rencana, row: Any) -> Rencana:
    def areas() -> Iterator[Any]:
        for area in rencana.area:
            parts = (replace(k, indikator=tuple(map(row, k.indikator))) for k in area.komponen)
            yield replace(area, komponen=tuple(parts))

    return replace(rencana, area=tuple(areas()))


@pytest.mark.parametrize("seed", range(3))
def test_sorted_and_filtered_sheets_keep_every_figure(seed: int, libreoffice: Path, tmp_path: Path) -> None:
    satu = kasus(seed)
    report = satu.laporan
    book = openpyxl.load_workbook(BytesIO(report), data_only=True)
    tangan = Tangan()
    sort_all(tangan, book)
    data = place(book, "Data", "KODE", "KODE")
    tangan.saring("Data", data.baris[:5])
    found = kerjakan(report, tangan, tmp_path, libreoffice)
    assert_figures(found, satu.monev(satu.rencana, satu.hari), satu.monev(satu.rencana, satu.lalu))
    assert checks(found) == {SESUAI}
    order = [row["KODE"] for row in rows_of(found, "Lembar Monev", "LANGKAH AKSI", "NO")]
    assert order != [row["KODE"] for row in rows_of(book, "Lembar Monev", "LANGKAH AKSI", "NO")]


@pytest.mark.parametrize("seed", range(3, 8))
def test_corrections_in_sorted_sheets_carry_through(seed: int, libreoffice: Path, tmp_path: Path) -> None:
    satu = kasus(seed)
    report = satu.laporan
    book = openpyxl.load_workbook(BytesIO(report), data_only=True)
    tangan = Tangan()
    typed = correct(tangan, place(book, "Data", "KODE", "KODE"), satu)
    sort_all(tangan, book)
    found = kerjakan(report, tangan, tmp_path, libreoffice)
    changed = dengan(satu.rencana, typed)
    now = satu.monev(changed, satu.hari)
    assert_figures(found, now, satu.monev(changed, satu.lalu))
    states = {(row["KODE"], row["JATUH TEMPO"]): row for row in rows_of(found, "Data", "KODE", "KODE")}
    for k in now.kewajiban:
        row = states[k.kode, k.jatuh_tempo and dt.datetime.combine(k.jatuh_tempo, dt.time())]
        assert row["KEADAAN"] == gaya.NAMA_KEADAAN[k.keadaan]
        assert row["KETEPATAN"] == (gaya.NAMA_KETEPATAN[k.ketepatan] if k.ketepatan else TANPA_NILAI)
        assert row["HARI TERLAMBAT"] == (k.hari_terlambat or TANPA_NILAI)
    assert checks(found) == {BERUBAH}


@pytest.mark.parametrize("seed", range(8, 11))
def test_rows_deleted_from_data_and_lists_leave_the_others_their_figures(
    seed: int, libreoffice: Path, tmp_path: Path
) -> None:
    satu = kasus(seed)
    report = satu.laporan
    book = openpyxl.load_workbook(BytesIO(report), data_only=True)
    data = place(book, "Data", "KODE", "KODE")
    tangan = Tangan()
    at = [0, len(data.baris) // 2, len(data.baris) - 1]
    for row in reversed(at):
        tangan.hapus("Data", data.baris[row])
    bukti = place(book, "Bukti Dukung", "KODE", "KODE")
    for row in (bukti.baris[-1], bukti.baris[4], bukti.baris[0]):
        tangan.hapus("Bukti Dukung", row)
    found = kerjakan(report, tangan, tmp_path, libreoffice)
    less = without(satu.rencana, {satu.kunci[row] for row in at})
    assert_figures(found, satu.monev(less, satu.hari), satu.monev(less, satu.lalu), utuh=False)
    assert checks(found) == {BERUBAH}


@pytest.mark.parametrize("hari", [dt.date(2025, 3, 31), dt.date(2025, 11, 17), dt.date(2025, 12, 31)])
def test_another_per_tanggal_and_jatuh_tempo_move_every_figure(
    hari: dt.date, libreoffice: Path, tmp_path: Path
) -> None:
    satu = replace(kasus(21), hari_ini=dt.date(2025, 12, 31), tercatat={})
    report = satu.laporan
    book = openpyxl.load_workbook(BytesIO(report), data_only=True)
    data = place(book, "Data", "KODE", "KODE")
    tangan = Tangan()
    per = next(cell for row in book["Data"].iter_rows() for cell in row if cell.value == "Per tanggal")
    tangan.isi("Data", per.row - 1, per.column, date_value(hari))
    rows = [*satu.rencana.indikator]
    single = next(row for row in rows if len(row.kewajiban) == 1 and row.kewajiban[0].jatuh_tempo)
    moved = dt.date(2025, 11, 17)
    at = next(n for n, (kode, _) in enumerate(satu.kunci) if kode == single.kode)
    tangan.isi("Data", data.baris[at], data.kolom["JATUH TEMPO"], date_value(moved))
    found = kerjakan(report, tangan, tmp_path, libreoffice)

    def row(one: Indikator) -> Indikator:
        if one.kode != single.kode:
            return one
        target = TargetWaktu(one.target_waktu.teks, one.target_waktu.jenis, (moved,))
        return replace(one, target_waktu=target, kewajiban=(replace(one.kewajiban[0], jatuh_tempo=moved),))

    changed = with_rows(satu.rencana, row)
    assert_figures(found, satu.monev(changed, hari), satu.monev(changed, satu.lalu))
    assert checks(found) == {BERUBAH}
    title = found["Ringkasan"]["A2"].value
    assert title.endswith("(hari berjalan)") == (hari == satu.hari_ini)


def test_a_word_that_nobody_knows_is_a_state_of_its_own_and_is_counted(
    libreoffice: Path, tmp_path: Path
) -> None:
    satu = kasus(30)
    report = satu.laporan
    book = openpyxl.load_workbook(BytesIO(report), data_only=True)
    data = place(book, "Data", "KODE", "KODE")
    tangan = Tangan()
    tangan.isi("Data", data.baris[0], data.kolom["TANDA"], "Beres")
    tangan.isi("Data", data.baris[1], data.kolom["TANGGAL SELESAI"], "kemarin")
    tangan.isi("Data", data.baris[2], data.kolom["KEADAAN"], "Rampung")
    found = kerjakan(report, tangan, tmp_path, libreoffice)
    states = [row["KEADAAN"] for row in rows_of(found, "Data", "KODE", "KODE")]
    assert states[:3] == ["Tidak dikenal", "Tidak dikenal", "Rampung"]
    said = [cell.value for row in found["Ringkasan"].iter_rows() for cell in row if cell.value]
    assert any("3 baris lembar Data tidak dikenal keadaannya" in str(text) for text in said)
    whole: dict[Any, Any] = {row[0].value: row[2].value for row in found["Ringkasan"].iter_rows(max_col=3)}
    known = sum(whole[nama] for nama in gaya.NAMA_KEADAAN.values())
    assert (whole["Kewajiban"], known) == (len(satu.kunci), len(satu.kunci) - 3)


def test_rows_put_into_data_are_counted_wherever_they_stand(libreoffice: Path, tmp_path: Path) -> None:
    satu = kasus(31)
    report = satu.laporan
    data = place(openpyxl.load_workbook(BytesIO(report), data_only=True), "Data", "KODE", "KODE")
    tangan = Tangan()
    for row in (data.baris[-1], data.baris[3], data.baris[0]):
        tangan.sisip("Data", row)
        tangan.isi("Data", row, data.kolom["KODE"], satu.kunci[0][0])
    found = kerjakan(report, tangan, tmp_path, libreoffice)
    whole = {row[0].value: row[2].value for row in found["Ringkasan"].iter_rows(max_col=3)}
    assert whole["Kewajiban"] == len(satu.kunci) + 3
    said = [str(cell.value) for row in found["Ringkasan"].iter_rows() for cell in row if cell.value]
    # They have no formulas, and so no state that anybody knows.
    assert any("3 baris lembar Data tidak dikenal keadaannya" in text for text in said)


def test_what_was_reported_of_the_last_month_stands_when_data_is_corrected(
    libreoffice: Path, tmp_path: Path
) -> None:
    plan = rencana(komponen(indikator("A", due(OKT_31)), indikator("B", due(OKT_31))))
    told: dict[Kunci, Dilaporkan] = {("I.1.1", OKT_31): Dilaporkan(Keadaan.TERLAMBAT, None, None)}
    kini, lalu = assess(plan, DES_31, HARI_INI), assess(plan, NOV_30, HARI_INI, dilaporkan=told)
    report = write_excel(BahanLaporan(kini, lalu, (), HARI_INI))
    data = place(openpyxl.load_workbook(BytesIO(report), data_only=True), "Data", "KODE", "KODE")
    tangan = Tangan()
    for row in data.baris:
        tangan.isi("Data", row, data.kolom["TANGGAL SELESAI"], date_value(NOV_30))
    found = rows_of(kerjakan(report, tangan, tmp_path, libreoffice), "Data", "KODE", "KODE")
    assert [(row["KEADAAN"], row["KEADAAN SEBELUMNYA"]) for row in found] == [
        ("Selesai", "Terlambat"),
        ("Selesai", "Selesai"),
    ]
