"""Sheet Per Tenggat: the kewajiban due in each month, and what was due and finished by its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zi_reports.excel import charts
from zi_reports.excel.charts import Range
from zi_reports.excel.formulas import HITUNGAN, SELESAI, SEMUA, TIDAK_BERLAKU, count_formulas
from zi_reports.excel.kit import Isi, Rumus
from zi_reports.excel.report_book import Buku, NamaLembar
from zi_reports.excel.report_sheet import Lembar, open_sheet
from zi_reports.excel.sheet import Bentuk, KolomTabel
from zi_reports.monev.figures import Keadaan, TitikKurva
from zi_reports.rencana import bahasa

_LEBAR_BULAN, _LEBAR_ANGKA = 116, 69
_KOLOM_TENGGAT = (
    KolomTabel("BULAN JATUH TEMPO", _LEBAR_BULAN, Bentuk.BULAN),
    *(KolomTabel(satu.header, _LEBAR_ANGKA, Bentuk.ANGKA) for satu in HITUNGAN),
)
_KOLOM_KURVA = (
    KolomTabel("SAMPAI AKHIR", _LEBAR_BULAN, Bentuk.BULAN),
    KolomTabel("RENCANA", _LEBAR_ANGKA, Bentuk.ANGKA),
    KolomTabel("REALISASI", _LEBAR_ANGKA, Bentuk.ANGKA),
    KolomTabel("BATAS LAPORAN", _LEBAR_ANGKA, Bentuk.ANGKA),
)
_KETERANGAN = (
    "Setiap baris memuat kewajiban yang jatuh tempo pada bulan itu. Tabel kedua menjumlahkannya sampai akhir tiap "
    "bulan, tanpa yang tidak berlaku: RENCANA adalah yang jatuh tempo, REALISASI yang selesai. BATAS LAPORAN hanya "
    "menandai bulan laporan pada grafik."
)
_TINGGI_GRAFIK = 300
_TINGGI_KURVA = 260
_SKALA_CETAK = 90
"""The percentage at which all columns stand on a page of A4."""


@dataclass(frozen=True, slots=True)
class LetakKurva:
    """The cells of the S-curve's data, as `charts.kurva_s` takes them."""

    bulan: Range
    rencana: Range
    realisasi: Range | None
    batas: Range | None


def write(buku: Buku) -> LetakKurva | None:
    """Write the sheet; say where the S-curve's data stand, or None where the plan has no jatuh tempo."""
    lebar = [satu.lebar for satu in _KOLOM_TENGGAT]
    lembar, row = open_sheet(buku, NamaLembar.PER_TENGGAT, lebar, _KETERANGAN, mendatar=False)
    row = lembar.write_section(row, "Kewajiban per bulan jatuh tempo")
    row = _write_months(lembar, row)
    if not buku.bahan.monev.kurva:
        return None
    # Excel keeps to a break between pages only where it does not fit the sheet to the paper itself.
    lembar.sheet.set_print_scale(_SKALA_CETAK)
    lembar.sheet.set_h_pagebreaks([row])
    row = lembar.write_section(row, "Rencana dan realisasi kumulatif")
    kurva = _write_curve(lembar, row)
    insert_curve(lembar, row + len(buku.bahan.monev.kurva) + 2, kurva)
    return kurva


def _write_months(lembar: Lembar, row: int) -> int:
    """Write the table of months, its sum and its chart; give the first row below."""
    monev = lembar.buku.bahan.monev
    lembar.write_header(row, _KOLOM_TENGGAT)
    first = row + 1
    total = first + len(monev.tenggat)
    for nomor, isi in enumerate(_month_rows(lembar.buku, first + 1), start=first):
        lembar.write_row(nomor, _KOLOM_TENGGAT, isi)
    sums = count_formulas(SEMUA, monev.ringkasan.hitungan)
    lembar.write_row(total, _KOLOM_TENGGAT, ["Seluruhnya", *sums], bold=True)
    dated = sum(satu.bulan is not None for satu in monev.tenggat)
    if not dated:
        return total + 2
    last = first + dated - 1
    cells: dict[Keadaan, Range] = {
        Keadaan(satu.field): Range(NamaLembar.PER_TENGGAT, column, first, last)
        for column, satu in enumerate(HITUNGAN, start=1)
        if satu.field in set(Keadaan) - {Keadaan.TANPA_TENGGAT}
    }
    chart = charts.kewajiban_per_bulan(lembar.book, Range(NamaLembar.PER_TENGGAT, 0, first, last), cells)
    size = (sum(lembar.lebar), _TINGGI_GRAFIK)
    return lembar.place_chart(
        (total + 2, 0), chart, size, "Grafik kewajiban per bulan jatuh tempo menurut keadaan"
    )


def _month_rows(buku: Buku, first: int) -> Iterator[Sequence[Isi]]:
    for row, satu in enumerate(buku.bahan.monev.tenggat, start=first):
        if satu.bulan is None:
            yield ("Tanpa jatuh tempo", *count_formulas(f'{SEMUA},Data_JatuhTempo,""', satu.hitungan))
        else:
            month = f'Data_JatuhTempo,">="&$A{row},Data_JatuhTempo,"<"&EDATE($A{row},1)'
            yield (satu.bulan, *count_formulas(month, satu.hitungan))


def _write_curve(lembar: Lembar, row: int) -> LetakKurva:
    """Write the table of sums; give its cells."""
    kurva = lembar.buku.bahan.monev.kurva
    lembar.write_header(row, _KOLOM_KURVA)
    first, last = row + 1, row + len(kurva)
    marked = [_is_cut_off(lembar.buku, titik) for titik in kurva]
    for nomor, (titik, mark) in enumerate(zip(kurva, marked, strict=True), start=first):
        isi: list[Isi] = [
            titik.bulan,
            Rumus(_planned(nomor + 1), titik.rencana),
            bahasa.TANPA_NILAI if titik.realisasi is None else Rumus(_finished(nomor + 1), titik.realisasi),
            Rumus(f"=MAX(B{first + 1}:B{last + 1})", kurva[-1].rencana) if mark else None,
        ]
        lembar.write_row(nomor, _KOLOM_KURVA, isi)
    known = sum(titik.realisasi is not None for titik in kurva)
    return LetakKurva(
        bulan=Range(NamaLembar.PER_TENGGAT, 0, first, last),
        rencana=Range(NamaLembar.PER_TENGGAT, 1, first, last),
        realisasi=Range(NamaLembar.PER_TENGGAT, 2, first, first + known - 1) if known else None,
        batas=Range(NamaLembar.PER_TENGGAT, 3, first, last) if any(marked) else None,
    )


def _is_cut_off(buku: Buku, titik: TitikKurva) -> bool:
    return titik.bulan == buku.bahan.monev.per_tanggal.replace(day=1)


def _planned(row: int) -> str:
    return f'=COUNTIFS(Data_JatuhTempo,"<"&EDATE($A{row},1),Data_Keadaan,"<>{TIDAK_BERLAKU}")'


def _finished(row: int) -> str:
    """Count all that is finished with a jatuh tempo, without what was finished after the month's end."""
    finished = f'Data_Keadaan,"{SELESAI}",Data_JatuhTempo,">0"'
    return f'=COUNTIFS({finished})-COUNTIFS({finished},Data_Sejak,">="&EDATE($A{row},1))'


def insert_curve(lembar: Lembar, row: int, kurva: LetakKurva) -> int:
    """Place the S-curve on a sheet, as wide as its columns; give the first row below it."""
    buku = lembar.buku
    chart = charts.kurva_s(
        buku.book, kurva.bulan, kurva.rencana, kurva.realisasi, kurva.batas, buku.bahan.monev.per_tanggal
    )
    size = (sum(lembar.lebar), _TINGGI_KURVA)
    return lembar.place_chart((row, 0), chart, size, "Grafik rencana dan realisasi kumulatif per bulan")
