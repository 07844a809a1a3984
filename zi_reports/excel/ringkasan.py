"""Sheet Ringkasan: the month on one page, for somebody who reads only that."""

from __future__ import annotations

from dataclasses import dataclass

from zi_reports.excel import charts, gaya
from zi_reports.excel.charts import Range
from zi_reports.excel.formulas import (
    HITUNGAN,
    SELESAI,
    SEMUA,
    JenisHitungan,
    change,
    change_value,
    mean_capaian,
    or_dash,
    realisasi,
)
from zi_reports.excel.kit import FORMAT_BAGIAN, FORMAT_SELISIH_JUMLAH, FORMAT_TANGGAL_SINGKAT, Isi, Rumus
from zi_reports.excel.per_area import LetakPerArea
from zi_reports.excel.per_tenggat import LetakKurva, insert_curve
from zi_reports.excel.report_book import Buku, NamaLembar
from zi_reports.excel.report_sheet import Lembar, open_sheet
from zi_reports.excel.sheet import Bentuk, KolomTabel
from zi_reports.monev.figures import Angka, Hitungan, Keadaan
from zi_reports.rencana.baku import kode_komponen
from zi_reports.rencana.model import Tingkat

_LEBAR = (58, 162, 76, 76, 74, 70, 64, 76, 72)
_KARTU = ((0, 1), (2, 4), (5, 6), (7, 8))
_TINGGI_KARTU = (18, 32, 18)
_TINGGI_BARIS = 21
_JARAK = 12
_KOLOM_AREA = tuple(
    KolomTabel(judul, lebar, bentuk)
    for lebar, (judul, bentuk) in zip(
        _LEBAR,
        (
            ("AREA", Bentuk.TENGAH),
            ("NAMA AREA", Bentuk.TEKS),
            ("INDIKATOR", Bentuk.ANGKA),
            ("KEWAJIBAN", Bentuk.ANGKA),
            ("SELESAI", Bentuk.ANGKA),
            ("TERLAMBAT", Bentuk.ANGKA),
            ("CAPAIAN", Bentuk.BAGIAN),
            ("PERUBAHAN", Bentuk.SELISIH),
            ("REALISASI JATUH TEMPO", Bentuk.BAGIAN),
        ),
        strict=True,
    )
)
_KETERANGAN = (
    "Cara menghitung setiap angka ada pada lembar Cara Menghitung; rinciannya pada lembar-lembar berikut."
)


@dataclass(frozen=True, slots=True)
class _BarisAngka:
    """A row of the main figures: its name, the formulas for this month, the last, and the change."""

    nama: str
    kini: Rumus
    lalu: Rumus
    perubahan: Rumus
    bentuk: Bentuk
    rincian: bool = False


@dataclass(frozen=True, slots=True)
class _Kartu:
    """A figure that people ask for first: its name, its value and how that is shown, and a line below."""

    nama: str
    nilai: Rumus
    format: str
    catatan: Isi
    warna: str = gaya.WARNA_AREA


def write(buku: Buku, per_area: LetakPerArea, kurva: LetakKurva | None) -> None:
    """Write the sheet; the figures of areas come from sheet Per Area, the S-curve from sheet Per Tenggat."""
    lembar, cards = open_sheet(buku, NamaLembar.RINGKASAN, _LEBAR, _KETERANGAN, mendatar=False)
    lembar.sheet.fit_to_pages(1, 1)
    row = lembar.write_section(cards + 4, "Angka pokok dan perubahan sejak bulan lalu")
    figures = _write_figures(lembar, row)
    _write_cards(lembar, cards, _cards(buku, figures))
    row = lembar.write_section(figures.stop + 1, "Capaian per area")
    areas = _write_areas(lembar, row, per_area)
    _place_bars(lembar, figures, areas)
    row = areas.stop + 1
    if kurva is not None:
        row = insert_curve(lembar, row, kurva)
    for nomor, text in enumerate(_notices(buku), start=row):
        lembar.write_line(nomor, text, font_color=gaya.WARNA_REDUP)
    lembar.sheet.activate()


def _figure_rows(buku: Buku, first: int) -> list[_BarisAngka]:
    """Lay out the main figures; `first` is the number of the first row as Excel counts."""
    kini, lalu = buku.bahan.monev.ringkasan, buku.bahan.bulan_lalu.ringkasan
    capaian = _BarisAngka(
        "Capaian",
        mean_capaian("Indikator_Capaian", "", kini.capaian),
        mean_capaian("Indikator_CapaianLalu", "", lalu.capaian),
        change(f"C{first}", f"D{first}", kini.capaian, lalu.capaian),
        Bentuk.BAGIAN,
    )
    due = _BarisAngka(
        "Realisasi jatuh tempo",
        realisasi(SEMUA, kini.realisasi_jatuh_tempo),
        realisasi(SEMUA, lalu.realisasi_jatuh_tempo, lalu=True),
        change(f"C{first + 1}", f"D{first + 1}", kini.realisasi_jatuh_tempo, lalu.realisasi_jatuh_tempo),
        Bentuk.BAGIAN,
    )
    counts = (_count_row(satu, kini, lalu, row) for row, satu in enumerate(HITUNGAN, start=first + 2))
    return [capaian, due, *counts]


def _count_row(jenis: JenisHitungan, kini: Angka, lalu: Angka, row: int) -> _BarisAngka:
    """Count the kewajiban of one kind as of both days.

    What was finished a month ago is finished with the same date today, so that its ketepatan is the same.
    """
    now, before = _count(kini.hitungan, jenis), _count(lalu.hitungan, jenis)
    ketepatan = jenis.syarat.startswith("Data_Ketepatan")
    if ketepatan:
        past = f'Data_KeadaanLalu,"{SELESAI}",{jenis.syarat}'
    else:
        past = jenis.syarat.replace("Data_Keadaan,", "Data_KeadaanLalu,")
    return _BarisAngka(
        jenis.nama,
        Rumus(f"=COUNTIFS({jenis.syarat or SEMUA})", now),
        Rumus(f"=COUNTIFS({past or SEMUA})", before),
        Rumus(f"=C{row}-D{row}", now - before),
        Bentuk.ANGKA,
        rincian=ketepatan,
    )


def _count(hitungan: Hitungan, jenis: JenisHitungan) -> int:
    return int(getattr(hitungan, jenis.field))


def _write_figures(lembar: Lembar, row: int) -> range:
    """Write the table of main figures; give its rows without the header."""
    buku = lembar.buku
    _write_days(lembar, row)
    rows = _figure_rows(buku, row + 2)
    for nomor, satu in enumerate(rows, start=row + 1):
        share = satu.bentuk is Bentuk.BAGIAN
        look = {"bold": share, "valign": "vcenter"}
        change_look = {} if share else {"num_format": FORMAT_SELISIH_JUMLAH}
        lembar.write(nomor, (0, 1), satu.nama, lembar.rupa.cell(Bentuk.TEKS, indent=2 * satu.rincian, **look))
        lembar.write(nomor, 2, satu.kini, lembar.rupa.cell(satu.bentuk, **look))
        lembar.write(nomor, 3, satu.lalu, lembar.rupa.cell(satu.bentuk, valign="vcenter"))
        lembar.write(
            nomor, 4, satu.perubahan, lembar.rupa.cell(Bentuk.SELISIH, valign="vcenter", **change_look)
        )
        lembar.sheet.set_row_pixels(nomor, _TINGGI_BARIS)
    return range(row + 1, row + 1 + len(rows))


def _write_days(lembar: Lembar, row: int) -> None:
    """Write the header of the main figures; its two days have names, which the formulas use."""
    buku = lembar.buku
    form = lembar.rupa.header(num_format=FORMAT_TANGGAL_SINGKAT, text_wrap=False)
    for columns, isi in (
        ((0, 1), "PER TANGGAL"),
        (2, buku.bahan.monev.per_tanggal),
        (3, buku.bahan.bulan_lalu.per_tanggal),
        (4, "PERUBAHAN"),
    ):
        lembar.write(row, columns, isi, form)
    lembar.sheet.set_row_pixels(row, _TINGGI_BARIS)
    buku.book.define_name("Per_Tanggal", f"='{NamaLembar.RINGKASAN}'!$C${row + 1}")
    buku.book.define_name("Per_Tanggal_Lalu", f"='{NamaLembar.RINGKASAN}'!$D${row + 1}")


def _cards(buku: Buku, figures: range) -> list[_Kartu]:
    """Choose the four figures that people ask for first, each taken from the table below."""
    angka = buku.bahan.monev.ringkasan
    hitungan = angka.hitungan
    names = ["capaian", "realisasi_jatuh_tempo", *(satu.field for satu in HITUNGAN)]
    cells = {nama: f"C{row + 1}" for nama, row in zip(names, figures, strict=True)}
    total = Rumus(f'="dari "&{cells["kewajiban"]}&" kewajiban"', f"dari {hitungan.kewajiban} kewajiban")
    selesai, terlambat = gaya.WARNA_KEADAAN[Keadaan.SELESAI], gaya.WARNA_KEADAAN[Keadaan.TERLAMBAT]
    due = _echo(cells["realisasi_jatuh_tempo"], angka.realisasi_jatuh_tempo)
    return [
        _Kartu(
            "Capaian", _echo(cells["capaian"], angka.capaian), FORMAT_BAGIAN, "rata-rata capaian indikator"
        ),
        _Kartu("Realisasi jatuh tempo", due, FORMAT_BAGIAN, "selesai di antara yang jatuh tempo"),
        _Kartu("Selesai", _echo(cells["selesai"], hitungan.selesai), "0", total, selesai),
        _Kartu("Terlambat", _echo(cells["terlambat"], hitungan.terlambat), "0", total, terlambat),
    ]


def _write_cards(lembar: Lembar, row: int, cards: list[_Kartu]) -> None:
    """Write the cards beside each other, each of three merged lines."""
    for columns, satu in zip(_KARTU, cards, strict=True):
        common = {"align": "center", "valign": "vcenter", "bg_color": satu.warna, "left": 1, "right": 1}
        form = lembar.rupa.formats
        lembar.write(row, columns, satu.nama, form(**common, bold=True, top=1))
        value = form(**common, bold=True, font_size=22, num_format=satu.format)
        lembar.write(row + 1, columns, satu.nilai, value)
        lembar.write(row + 2, columns, satu.catatan, form(**common, font_size=9, bottom=1))
    for nomor, height in enumerate(_TINGGI_KARTU, start=row):
        lembar.sheet.set_row(nomor, height)


def _echo(cell: str, nilai: float | None) -> Rumus:
    return Rumus(f"={cell}", or_dash(nilai))


def _write_areas(lembar: Lembar, row: int, per_area: LetakPerArea) -> range:
    """Write a row for each area, its figures taken from sheet Per Area; give the rows."""
    bahan = lembar.buku.bahan
    lembar.write_header(row, _KOLOM_AREA)
    pairs = zip(bahan.monev.area, bahan.bulan_lalu.area, per_area.area, strict=True)
    for nomor, (satu, lalu, source) in enumerate(pairs, start=row + 1):
        angka = satu.angka
        label = satu.area.kode if angka.indikator else f"{satu.area.kode} ({gaya.BELUM_ADA})"
        values = (
            angka.indikator,
            angka.hitungan.kewajiban,
            angka.hitungan.selesai,
            angka.hitungan.terlambat,
            or_dash(angka.capaian),
            change_value(angka.capaian, lalu.angka.capaian),
            or_dash(angka.realisasi_jatuh_tempo),
        )
        figures = [
            Rumus(f"={per_area.area_cell(source, kolom.judul)}", nilai)
            for kolom, nilai in zip(_KOLOM_AREA[2:], values, strict=True)
        ]
        lembar.write_row(nomor, _KOLOM_AREA, [label, satu.area.nama, *figures])
    return range(row + 1, row + 1 + len(per_area.area))


def _place_bars(lembar: Lembar, figures: range, areas: range) -> None:
    """Place the bars to the right of the main figures."""
    kosong = [satu.angka.capaian is None for satu in lembar.buku.bahan.monev.area]
    capaian = [satu.judul for satu in _KOLOM_AREA].index("CAPAIAN")
    labels = Range(NamaLembar.RINGKASAN, 0, areas[0], areas[-1])
    values = Range(NamaLembar.RINGKASAN, capaian, areas[0], areas[-1])
    chart = charts.capaian_per_area(lembar.book, labels, values, kosong)
    chart.set_size({"width": sum(_LEBAR[5:]) - _JARAK, "height": (len(figures) + 1) * _TINGGI_BARIS})
    options = {"x_offset": _JARAK, "object_position": 3, "description": "Grafik capaian per area"}
    lembar.sheet.insert_chart(figures[0] - 1, 5, chart, options)


def _notices(buku: Buku) -> list[str]:
    bahan = buku.bahan
    counts = {tingkat: sum(satu.tingkat == tingkat for satu in bahan.catatan) for tingkat in Tingkat}
    listed = ", ".join(f"{jumlah} {tingkat}" for tingkat, jumlah in counts.items() if jumlah)
    notices = [
        f"Catatan data: {listed}. Lihat lembar {NamaLembar.CATATAN}." if listed else "Tidak ada catatan data."
    ]
    missing = [
        f"{kode_komponen(area.kode, komponen.nomor)} {komponen.nama}"
        for area in bahan.monev.rencana.area
        for komponen in area.komponen
        if komponen.belum_disalin
    ]
    if missing:
        text = "Belum disalin dari keputusan yang ditandatangani, sehingga tidak dihitung: "
        notices.append(f"{text}{'; '.join(missing)}.")
    return notices
