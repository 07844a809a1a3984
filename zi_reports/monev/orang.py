"""Who has something to do: those whom indikator name, and those whom decisions of meetings name."""

from __future__ import annotations

from collections.abc import Iterator

from zi_reports.monev.figures import HITUNGAN, Angka, Hitungan, Monev, MonevPenanggungJawab
from zi_reports.monev.keputusan import MonevKeputusan
from zi_reports.rencana.orang import people_of

_TANPA_INDIKATOR = Angka(0, Hitungan(**dict.fromkeys(HITUNGAN, 0)), None, None, 0, 0, 0)


def everyone(monev: Monev) -> tuple[MonevPenanggungJawab, ...]:
    """Give all persons: the penanggung jawab of indikator, then those whom decisions alone name."""
    people = people_of(monev.rencana)
    there = {satu.nama: satu for satu in monev.penanggung_jawab if satu.nama}
    for satu in monev.keputusan:
        for nama in people.of(satu.keputusan.penanggung_jawab):
            there.setdefault(nama, MonevPenanggungJawab(nama, _TANPA_INDIKATOR, ()))
    return tuple(there.values())


def open_decisions(monev: Monev, nama: str) -> Iterator[MonevKeputusan]:
    """Go through the decisions that name a person and were still to be done on that day, in the sheet's order."""
    people = people_of(monev.rencana)
    for satu in monev.keputusan:
        if satu.keadaan.terbuka and nama in people.of(satu.keputusan.penanggung_jawab):
            yield satu
