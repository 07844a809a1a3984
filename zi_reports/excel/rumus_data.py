"""The rules of the figures as formulas of a row of sheet Data, so that what is corrected there carries through.

They are those of docs/design.md, Figures, and name the cells of their own row alone, and days in the sheet's head.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from xlsxwriter.utility import xl_col_to_name

from zi_reports.excel import gaya
from zi_reports.monev.keadaan import Keadaan, Ketepatan
from zi_reports.rencana.bahasa import TANPA_NILAI
from zi_reports.rencana.model import Status

TABEL = "TabelData"
SELESAI = gaya.NAMA_KEADAAN[Keadaan.SELESAI]
TIDAK_BERLAKU = gaya.NAMA_KEADAAN[Keadaan.TIDAK_BERLAKU]
TIDAK_DIKENAL = "Tidak dikenal"
"""The state of a row in which something stands that the rules do not know."""

BERUBAH = "Berubah"
"""Marks a row that is not as it was when the report was made."""

_BARIS = "§"
"""Stands in a formula for the number of its row."""

_SEL = re.compile(rf"\$[A-Z]+{_BARIS}")

_LIPAT = 100
"""The weight of a state is so many times that of the state before: more than fall due in one month."""


class KolomData(StrEnum):
    """The columns of sheet Data."""

    NO = "NO"
    KODE = "KODE"
    AREA = "AREA"
    INDIKATOR = "INDIKATOR"
    JATUH_TEMPO = "JATUH TEMPO"
    TANDA = "TANDA"
    TANGGAL_SELESAI = "TANGGAL SELESAI"
    KEADAAN = "KEADAAN"
    KETEPATAN = "KETEPATAN"
    HARI_TERLAMBAT = "HARI TERLAMBAT"
    SEJAK = "DIHITUNG SEJAK"
    KEADAAN_LALU = "KEADAAN SEBELUMNYA"
    KETEPATAN_LALU = "KETEPATAN SEBELUMNYA"
    PERUBAHAN = "PERUBAHAN"
    AWAL_MASA = "AWAL MASA"
    TERCATAT = "TERCATAT SEJAK"
    LAPORAN_LALU = "LAPORAN LALU"
    BULAN = "BULAN"
    HARI = "HARI SELESAI"
    BOBOT = "BOBOT"
    SEMULA = "SEMULA"
    ORANG = "NO PJ"

    @property
    def sel(self) -> str:
        """The cell in a formula's own row; `in_row` gives the row's number."""
        return f"${xl_col_to_name([*KolomData].index(self))}{_BARIS}"


_K = KolomData
_DUE, _MARK, _DAY, _SINCE = (k.sel for k in (_K.JATUH_TEMPO, _K.TANDA, _K.TANGGAL_SELESAI, _K.SEJAK))
_STATE, _TOLD = _K.KEADAAN.sel, _K.LAPORAN_LALU.sel
_TEPAT, _TERLAMBAT, _TANPA_TANGGAL = (gaya.NAMA_KETEPATAN[satu] for satu in Ketepatan)
_TIDAK_PERNAH = 2_958_465  # the last day that a workbook knows

_TRUE_DAY = f"AND(ISNUMBER({_DAY}),N({_DAY})>=N({_K.AWAL_MASA.sel}))"
"""A date before the first day of its period is no more than a mark."""


_AS_TEXT = f'{_STATE}&"|"&{_K.KETEPATAN.sel}&"|"&{_DUE}&"|"&{_MARK}&"|"&{_DAY}'
"""All of a row that a correction changes; column SEMULA has it as it was when the report was made."""


def _any(cell: str, *words: str) -> str:
    return "OR({})".format(",".join(f'{cell}="{word}"' for word in words))


def _since() -> str:
    """Give the day from which a row counts as finished, nothing where it is not reported so."""
    unfinished = _any(_MARK, Status.TIDAK_BERLAKU, Status.BELUM, Status.PROSES)
    month = f"IF(ISNUMBER({_DUE}),{_DUE}-DAY({_DUE})+1,{_TIDAK_PERNAH})"
    recorded = f"IF(ISNUMBER({_K.TERCATAT.sel}),{_K.TERCATAT.sel},{_TIDAK_PERNAH})"
    return (
        f'=IF(OR({unfinished},AND({_MARK}="",{_DAY}="")),"",'
        f'IF(AND({_MARK}<>"",{_MARK}<>"{Status.SELESAI}"),"{TIDAK_DIKENAL}",'
        f"IF({_TRUE_DAY},{_DAY},MIN({month},{recorded}))))"
    )


def _state(per: str, due_by: str) -> str:
    """Give the state as of a day, `due_by` being the last that is sudah jatuh tempo by then."""
    nama = gaya.NAMA_KEADAAN
    return (
        f'IF(OR({_SINCE}="{TIDAK_DIKENAL}",ISTEXT({_DAY}),ISTEXT({_DUE})),"{TIDAK_DIKENAL}",'
        f'IF({_MARK}="{Status.TIDAK_BERLAKU}","{TIDAK_BERLAKU}",'
        f'IF(AND({_SINCE}<>"",N({_SINCE})<={per}),"{SELESAI}",'
        f'IF({_DUE}="","{nama[Keadaan.TANPA_TENGGAT]}",'
        f'IF({_DUE}<={due_by},"{nama[Keadaan.TERLAMBAT]}","{nama[Keadaan.BELUM_JATUH_TEMPO]}")))))'
    )


def _punctuality() -> str:
    """Say how a finished row stands to its jatuh tempo."""
    return (
        f'IF(OR({_DUE}="",NOT({_TRUE_DAY})),"{_TANPA_TANGGAL}",IF({_DAY}<={_DUE},"{_TEPAT}","{_TERLAMBAT}"))'
    )


def _weight() -> str:
    """Give the weight by which sums over rows say what states they are in."""
    weights = "".join(f'IF({_STATE}="{word}",{weight},' for word, weight in BOBOT.items())
    return f"={weights}{BOBOT_LAIN}{')' * len(BOBOT)}"


_URUT = (Keadaan.TIDAK_BERLAKU, Keadaan.SELESAI, Keadaan.BELUM_JATUH_TEMPO, Keadaan.TERLAMBAT)
"""The states that a month cell shows, the gravest last: it stands where several fall due in one month."""

BOBOT: Mapping[str, int] = {gaya.NAMA_KEADAAN[satu]: _LIPAT**n for n, satu in enumerate(_URUT)}
BOBOT_LAIN = _LIPAT ** len(_URUT)
"""The weights of the states that a month cell shows, and of all else."""
_TANDA = ("", *(gaya.TANDA_KEADAAN[satu] for satu in _URUT), gaya.TANDA_TIDAK_DIKENAL)


def due_by(per: str) -> str:
    """Give the last day that is sudah jatuh tempo as of a day: not one that ran when the report was made."""
    return f"={per}-({per}>=Hari_Dibuat)"


NILAI_TETAP: Mapping[str, str] = {
    "Bobot_Tanda": "={{{};{}}}".format(
        ",".join(map(str, (0, *BOBOT.values(), BOBOT_LAIN))), ",".join(f'"{tanda}"' for tanda in _TANDA)
    ),
}
"""What formulas look up by its name: the least sum of weights in which a state is the gravest, and its sign."""


def sign_of(bobot: str) -> str:
    """Give the formula that shows the gravest state of a sum of weights by its sign."""
    return f"=LOOKUP({bobot},Bobot_Tanda)"


RUMUS: Mapping[KolomData, str] = {
    _K.KEADAAN: f'=IF({_K.KODE.sel}="","",{_state("Per_Tanggal", "Jatuh_Tempo_Sampai")})',
    _K.KETEPATAN: f'=IF({_STATE}<>"{SELESAI}","{TANPA_NILAI}",{_punctuality()})',
    _K.HARI_TERLAMBAT: (
        f'=IF(AND({_STATE}="{gaya.NAMA_KEADAAN[Keadaan.TERLAMBAT]}",N({_DUE})<Per_Tanggal),'
        f'Per_Tanggal-{_DUE},"{TANPA_NILAI}")'
    ),
    _K.SEJAK: _since(),
    _K.KEADAAN_LALU: (
        f'=IF({_K.KODE.sel}="","",IF({_TOLD}<>"",'
        f'IF({_any(_TOLD, *gaya.NAMA_KETEPATAN.values())},"{SELESAI}",{_TOLD}),'
        f"{_state('Per_Tanggal_Lalu', 'Jatuh_Tempo_Sampai_Lalu')}))"
    ),
    _K.KETEPATAN_LALU: (
        f'=IF({_K.KEADAAN_LALU.sel}<>"{SELESAI}","{TANPA_NILAI}",IF({_TOLD}<>"",{_TOLD},{_punctuality()}))'
    ),
    _K.PERUBAHAN: (f'=IF(OR({_K.KODE.sel}="",{_AS_TEXT}={_K.SEMULA.sel}),"","{BERUBAH}")'),
    _K.BULAN: f'=IF(ISNUMBER({_DUE}),{_DUE}-DAY({_DUE})+1,"")',
    _K.HARI: f'=IF(AND({_STATE}="{SELESAI}",{_TRUE_DAY}),{_DAY},0)',
    _K.BOBOT: _weight(),
}
"""The formula of each column that is one, the same in every row but for the row's number (`in_row`)."""


def in_row(kolom: KolomData, row: int, at: Mapping[KolomData, str] = MappingProxyType({})) -> str:
    """Give the formula of a column in a row, counted from 0.

    `at` says what stands in another sheet for the columns that it reads: a cell, or a value.
    """
    rumus = RUMUS[kolom]
    if at:
        cells = {read.sel: isi for read, isi in at.items()}
        rumus = _SEL.sub(lambda found: cells.get(found[0], found[0]), rumus)
    return rumus.replace(_BARIS, str(row + 1))
