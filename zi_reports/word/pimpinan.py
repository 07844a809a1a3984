"""What leaders read first and decide on: what is late, what is to be done by whom and when, what lacks for that.

The sentences are the template's; here are the facts that they are made of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from zi_reports.laporan import BahanLaporan
from zi_reports.monev.figures import Monev, MonevIndikator
from zi_reports.monev.keadaan import Keadaan
from zi_reports.monev.tindak_lanjut import lacks_evidence, rencana_tindak_lanjut
from zi_reports.rencana.bahasa import gabung_kata, selisih, tanggal
from zi_reports.rencana.lampiran import belum_disalin
from zi_reports.word.rows import (
    Baris,
    BarisIndikator,
    late_rows,
    row_of_figures,
    row_of_indikator,
)

_MENDESAK = 5
"""How many of what is late the first page names, one less where late decisions stand there too."""


def facts_for_leaders(bahan: BahanLaporan, ahead: Sequence[Baris]) -> dict[str, object]:
    """Give what the first page, the Rencana Tindak Lanjut and the recap by penanggung jawab are made of.

    `ahead` is the agenda.
    """
    monev = bahan.monev
    terbuka = [satu for satu in monev.indikator if any(one.keadaan.terbuka for one in satu.kewajiban)]
    late, plan = late_rows(monev.indikator), tuple(_rencana_tindak_lanjut(monev))
    shown = _MENDESAK - any(satu.keadaan is Keadaan.TERLAMBAT for satu in monev.keputusan)
    near = ahead[: 1 + [satu["bulan"] for satu in ahead].index(str(bahan.periode.berikutnya))]
    return {
        "mendesak": late[:shown],
        "keterlambatan": _keterlambatan(monev, late, shown),
        "keputusan_pimpinan": _keputusan(monev, terbuka, len(plan)),
        "rencana_tindak_lanjut": plan,
        "rekap_penanggung_jawab": _rekap_penanggung_jawab(monev, near),
        "dasar_penanggung_jawab": monev.dasar_penanggung_jawab,
        "agenda_dekat": near,
        "indikator_terbuka": len(terbuka),
        "kendala_terbuka": sum(bool(satu.indikator.kendala) for satu in terbuka),
    }


def changes_of_cards(lalu: Monev, kini: Monev) -> Baris:
    """Write how the figures of the first page changed, beside the capaian: `−14,6 poin`, `+11`, `tetap`."""
    awal, akhir = lalu.ringkasan, kini.ringkasan
    return {
        "selisih_realisasi": selisih(akhir.realisasi_jatuh_tempo, awal.realisasi_jatuh_tempo),
        "selisih_selesai": _selisih(akhir.hitungan.selesai - awal.hitungan.selesai),
        "selisih_terlambat": _selisih(akhir.hitungan.terlambat - awal.hitungan.terlambat),
    }


def _selisih(jumlah: int) -> str:
    return f"{'+' if jumlah > 0 else '−'}{abs(jumlah)}" if jumlah else "tetap"


def _keterlambatan(monev: Monev, late: Sequence[BarisIndikator], shown: int) -> Baris:
    """Say where most is late and what is late the longest, all of them where there are ties.

    `seri` counts those beyond the first page, which has `shown`, that are late as long as the last one on it.
    """
    per_area = {satu.area.kode: satu.angka.hitungan.terlambat for satu in monev.area}
    banyak = max(per_area.values(), default=0)
    terbanyak = [kode for kode, jumlah in per_area.items() if jumlah == banyak and banyak]
    hari = late[0].hari_terlambat if late else 0
    last = late[:shown][-1].hari_terlambat if late else 0
    return {
        "indikator": len(late),
        "banyak_area": sum(map(bool, per_area.values())),
        "area_terbanyak": gabung_kata([f"Area {kode}" for kode in terbanyak]),
        "banyak_area_terbanyak": len(terbanyak),
        "jumlah_terbanyak": banyak,
        "terlama": tuple(baris for baris in late if baris.hari_terlambat == hari),
        "hari": hari,
        "lainnya": len(late[shown:]),
        "seri": sum(baris.hari_terlambat == last for baris in late[shown:]),
    }


def _keputusan(monev: Monev, terbuka: Iterable[MonevIndikator], tindak_lanjut: int) -> Baris:
    """Count what leaders are asked to decide; `jumlah` is how many of these there are."""
    rows = [(satu.indikator, bool(satu.hitungan.terlambat or satu.indikator.kendala)) for satu in terbuka]
    counts = {
        "tanpa_penanggung_jawab": sum(not satu.penanggung_jawab for satu, _ in rows),
        "tanpa_tindak_lanjut": sum(needed and not satu.tindak_lanjut for satu, needed in rows),
        "tindak_lanjut": tindak_lanjut,
        "tanpa_bukti": sum(map(lacks_evidence, monev.indikator)),
        "belum_disalin": len(belum_disalin(*monev.rencana.area)),
    }
    return {**counts, "jumlah": sum(map(bool, counts.values()))}


def _rencana_tindak_lanjut(monev: Monev) -> Iterator[BarisIndikator]:
    """Write what is to be followed up; of what is late all days it was due on."""
    for satu in rencana_tindak_lanjut(monev):
        baris = row_of_indikator(satu.baris, satu.kewajiban)
        until = tanggal(satu.batas_waktu) if satu.batas_waktu else ""
        yield replace(baris, batas_waktu=baris.jatuh_tempo if satu.baris.hitungan.terlambat else until)


def _rekap_penanggung_jawab(monev: Monev, near: Iterable[Baris]) -> tuple[Baris, ...]:
    """Write the figures of each penanggung jawab, and how many kewajiban are `near`; none if nobody is named.

    Who has the most that is late comes first, of these who has the most to come; what nobody is named for, last.
    """
    if not any(satu.nama for satu in monev.penanggung_jawab):
        return ()
    to_come: Counter[str] = Counter()
    for periode in near:
        for baris in periode["baris"]:
            to_come[baris.kode] += baris.jumlah
    rows = (
        row_of_figures(satu.angka, satu.nama)
        | {"akan_jatuh_tempo": sum(to_come[kode] for kode in {row.indikator.kode for row in satu.indikator})}
        for satu in monev.penanggung_jawab
    )
    by_weight = sorted(rows, key=itemgetter("terlambat", "akan_jatuh_tempo"), reverse=True)
    return tuple(sorted(by_weight, key=lambda satu: not satu["nama"]))
