"""Names of penanggung jawab: which are one person, which are several, and what is said of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rencana_kecil import DES_31, NOV_30, OKT_31, due, indikator, komponen, rencana

from zi_reports.monev.figures import assess
from zi_reports.monev.orang import everyone
from zi_reports.rencana.model import Keputusan, Letak, Rencana
from zi_reports.rencana.orang import check_people, people_of


def plan(*names: str, terdaftar: tuple[str, ...] = ()) -> Rencana:
    """Make a plan with a row for each name, in K7 and below."""
    rows = (
        indikator(
            "SK", due(DES_31), penanggung_jawab=nama, letak=Letak("R", 7 + i, {"PENANGGUNG JAWAB": "K"})
        )
        for i, nama in enumerate(names)
    )
    return rencana(komponen(*rows), daftar_penanggung_jawab=terdaftar)


def people(*names: str, terdaftar: tuple[str, ...] = ()) -> list[tuple[str, int]]:
    """Give each person of such a plan with how many of its rows name them."""
    monev = assess(plan(*names, terdaftar=terdaftar), OKT_31)
    return [(satu.nama, satu.angka.indikator) for satu in monev.penanggung_jawab]


@pytest.mark.parametrize(
    ("satu", "lain"),
    [
        ("Subbagian TPP", "Subbag TPP"),
        ("Subbagian TPP", "SUB BAGIAN  TPP."),
        ("Subbagian TPP", "Sub.Bag. TPP"),
        ("Subbagian TPP", "Subag T.P.P."),
        ("Kepala Subbagian Hukum", "Kasubbag. Hukum"),
        ("Kepala Subbagian Hukum", "Ka. Sub Bag Hukum"),
        ("Kasubbag Hukum", "KASUBAG HUKUM"),
        ("Sekretaris", "Sek."),
        ("Sekretaris", "sekretaris "),
        ("Kabag Umum", "Kepala Bagian Umum"),
        ("Divisi Hukum", "Div. Hukum"),
        ("Subbagian Hukum dan SDM", "Subbag Hukum & Sumber Daya Manusia"),
        ("Subbagian Keuangan, Umum, dan Logistik", "Subbag KUL"),
        ("Subbagian Perencanaan, Data dan Informasi", "Subbag Rendatin"),
    ],
)
def test_safe_spellings_are_one_person_by_the_first_of_them(satu: str, lain: str) -> None:
    assert people(satu, lain, satu) == [(satu, 3)]
    assert len(list(check_people(plan(satu, lain, lain)))) == 1


@pytest.mark.parametrize(
    ("satu", "lain"),
    [
        ("Subbag TPP", "Subbag KUL"),
        ("Subbag 1", "Subbag 2"),
        ("Subbag I", "Subbag II"),
        ("Subbag Hukum", "Kasubbag Hukum"),
        ("Sekretaris", "Sekretariat"),
        ("Sekretaris", "Sekretris"),  # a slip, but nothing lists the name
        ("Kabag Umum", "Kasubbag Umum"),
        ("Divisi Hukum", "Subbagian Hukum"),
        ("Budi Santoso", "Budi Susanto"),
        ("Plt. Sekretaris", "Sekretaris"),
    ],
)
def test_other_names_are_never_merged(satu: str, lain: str) -> None:
    assert people(satu, lain) == [(satu, 1), (lain, 1)]
    assert list(check_people(plan(satu, lain))) == []


def test_what_pengaturan_lists_gives_the_name_and_mends_a_slip() -> None:
    listed = ("Subbagian Teknis", "Sekretaris", "Subbagian 1", "Subbagian 2")
    names = ("Subbag Teknis", "Sekretris", "Subbagian 3", "SEKRETARIS", "Subbag 1")
    assert people(*names, terdaftar=listed) == [
        ("Subbagian Teknis", 1),
        ("Sekretaris", 2),
        ("Subbagian 3", 1),
        ("Subbagian 1", 1),
    ]


def test_names_that_pengaturan_lists_beside_each_other_stay_apart() -> None:
    both = ("Subbag TPP", "Subbagian TPP")
    assert people(*both, terdaftar=both) == [(both[0], 1), (both[1], 1)]
    # One slip from two of the list is nobody's.
    assert people("Subbagian Umumx", terdaftar=("Subbagian Umumy", "Subbagian Umumz")) == [
        ("Subbagian Umumx", 1)
    ]


@pytest.mark.parametrize(
    ("teks", "nama"),
    [
        ("Sekretaris; Kasubbag Hukum", ("Sekretaris", "Kasubbag Hukum")),
        ("Sekretaris\nKasubbag Hukum\n", ("Sekretaris", "Kasubbag Hukum")),
        ("1. Budi Santoso\n2. Siti Aminah", ("Budi Santoso", "Siti Aminah")),
        ("Budi Santoso\nSiti Aminah", ("Budi Santoso", "Siti Aminah")),
        ("Sekretaris dan Kasubbag Hukum", ("Sekretaris", "Kasubbag Hukum")),
        ("Ketua, Sekretaris, dan Kasubbag Hukum", ("Ketua", "Sekretaris", "Kasubbag Hukum")),
        ("Divisi Hukum/Subbag Hukum & Tim Kerja", ("Divisi Hukum", "Subbag Hukum", "Tim Kerja")),
        ("Sekretaris; sekretaris", ("Sekretaris",)),
        # One name stays whole.
        ("Subbagian Hukum dan SDM", ("Subbagian Hukum dan SDM",)),
        ("Subbagian Hukum\ndan SDM", ("Subbagian Hukum dan SDM",)),
        ("Subbagian Teknis\nPenyelenggaraan", ("Subbagian Teknis Penyelenggaraan",)),
        ("Subbagian Keuangan, Umum, dan Logistik", ("Subbagian Keuangan, Umum, dan Logistik",)),
        ("Kasubbag Umum/Hukum", ("Kasubbag Umum/Hukum",)),
        ("Budi Santoso, S.H., M.H.", ("Budi Santoso, S.H., M.H.",)),
        ("Budi Santoso, Sekretaris", ("Budi Santoso, Sekretaris",)),
        ("Subbag TPP, KUL dan Hukum", ("Subbag TPP, KUL dan Hukum",)),
        ("Ketuaan", ("Ketuaan",)),
        ("", ()),
        (" ; \n", ()),
    ],
)
def test_a_cell_names_one_person_or_several(teks: str, nama: tuple[str, ...]) -> None:
    assert people_of(plan(teks)).of(teks) == nama


def test_names_that_pengaturan_lists_part_a_cell_and_keep_it_whole() -> None:
    assert people_of(plan("", terdaftar=("Budi", "Siti"))).of("Budi dan Siti") == ("Budi", "Siti")
    both = "Sekretaris dan Kasubbag Hukum"
    assert people_of(plan("", terdaftar=(both,))).of(both) == (both,)
    assert people_of(plan("", terdaftar=("Budi",))).of("Siti dan Budiman") == ("Siti dan Budiman",)


def test_each_of_several_has_the_kewajiban_and_it_is_said_that_the_sums_exceed_the_whole() -> None:
    rows = (
        indikator("SK", due(OKT_31), penanggung_jawab="Sekretaris; Kasubbag Hukum"),
        indikator("SOP", due(OKT_31, OKT_31), due(DES_31), penanggung_jawab="Sekretaris"),
        indikator("Rapat", due(DES_31)),
    )
    monev = assess(rencana(komponen(*rows)), OKT_31)
    found = [
        (satu.nama, satu.angka.hitungan.kewajiban, satu.angka.hitungan.terlambat)
        for satu in monev.penanggung_jawab
    ]
    # SK late for both; SOP half done; the meeting is nobody's. 3 + 1 + 1 are one more than the 4 there are.
    assert found == [("Sekretaris", 3, 1), ("Kasubbag Hukum", 1, 1), ("", 1, 0)]
    assert monev.dasar_penanggung_jawab.startswith(
        "Indikator dengan beberapa penanggung jawab dihitung pada masing"
    )
    assert assess(rencana(komponen(*rows[1:])), OKT_31).dasar_penanggung_jawab == ""


def test_a_catatan_names_both_spellings_and_their_cells() -> None:
    names = ("Subbag TPP", "Subbagian TPP", "Sekretaris; Subbagian TPP", "Sek.")
    first, second = check_people(plan(*names))
    assert (str(first.lokasi), first.isi) == ("R!K8", "Subbagian TPP")
    assert first.pesan == (
        "Tulisan ini (K8 dan K9) dihitung sebagai satu penanggung jawab dengan Subbag TPP (K7). "
        "Samakan tulisannya; bila memang berbeda, tulis keduanya pada daftar Penanggung Jawab di lembar Pengaturan."
    )
    assert (second.isi, second.pesan[:68]) == (
        "Sek.",
        "Tulisan ini (K10) dihitung sebagai satu penanggung jawab dengan Sekr",
    )
    (listed,) = check_people(plan("Sek.", terdaftar=("Sekretaris",)))
    assert "dengan Sekretaris (lembar Pengaturan)." in listed.pesan


def test_a_person_is_found_by_any_safe_spelling() -> None:
    names = people_of(plan("Subbag TPP", "Sekretris", terdaftar=("Sekretaris",)))
    assert [names.find(teks) for teks in ("SUBBAGIAN TPP", "sek", "Sekretris", "Subbag KUL")] == [
        "Subbag TPP",
        "Sekretaris",
        "Sekretaris",
        "",
    ]


def test_rows_without_a_name_are_one_group_and_no_catatan() -> None:
    assert people("", "") == [("", 2)]
    assert list(check_people(plan("", ""))) == []


def test_names_that_decisions_alone_have_are_persons_too_by_the_plans_spelling() -> None:
    letak = Letak("Keputusan Rapat", 4, {"PENANGGUNG JAWAB": "D"})
    decided = Keputusan("Rapat", penanggung_jawab="Subbagian TPP; Bendahara", letak=letak)
    other = Keputusan("SOP", penanggung_jawab="bendahara")
    whole = replace(plan("Subbag TPP", ""), keputusan=(decided, other))
    found = everyone(assess(whole, OKT_31))
    assert [(satu.nama, satu.angka.indikator, len(satu.indikator)) for satu in found] == [
        ("Subbag TPP", 1, 1),
        ("Bendahara", 0, 0),
    ]
    of_plan, of_sheet = check_people(whole)
    assert (str(of_plan.lokasi), of_plan.isi) == ("'Keputusan Rapat'!D4", "Subbagian TPP")
    assert of_plan.pesan.startswith(
        "Tulisan ini (D4) dihitung sebagai satu penanggung jawab dengan Subbag TPP (R!K7)."
    )
    assert of_sheet.isi == "bendahara"


def test_a_decision_of_a_later_meeting_gives_nobody_anything_to_do_yet() -> None:
    decided = Keputusan("Rapat", NOV_30, penanggung_jawab="Bendahara")
    found = everyone(assess(replace(plan("Sekretaris"), keputusan=(decided,)), OKT_31))
    assert [satu.nama for satu in found] == ["Sekretaris"]
