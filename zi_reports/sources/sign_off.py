"""The end of the plan's table is told from what people write below it: signatures and notes."""

from __future__ import annotations

import re

from zi_reports.rencana.lampiran import Kolom
from zi_reports.rencana.model import Catatan, Tingkat
from zi_reports.sources.row import Row, area_of, as_text, lines_of, normal

_PENUTUP = re.compile(
    r"(?:ditetapkan|dibuat|ditandatangani) (?:di|oleh|pada)\b|pada tanggal\b|mengetahui\b|menyetujui\b"
    r"|disahkan\b|tertanda\b|ttd\b|nip\b|salinan sesuai|(?:keterangan|catatan|sumber)(?: ?:|$)"
    r"|[a-z .]{3,40}, \d{1,2} [a-z]+ 20\d\d$",
)
_JABATAN = re.compile(
    r"(?:PL[TH]\.? |A\.?N\.? )?(?:KETUA|SEKRETARIS)\b[A-Z .]*,?|(?:Ketua|Sekretaris)[\w .]*,"
)


def without_sign_off(rows: list[Row], catatan: list[Catatan]) -> list[Row]:
    """Leave out what follows the table: a place and date, signatures, notes.

    Only what stands below the last row of the plan, and only from a phrase on that opens such an ending.
    """
    last = max((index for index, row in enumerate(rows) if _of_the_plan(row)), default=len(rows))
    for index in range(last + 1, len(rows)):
        header = next((h for h, value in rows[index].nilai.items() if _signs_off(as_text(value))), "")
        if header:
            first = rows[index]
            which = lines_of(first, rows[-1])
            pesan = f"{which} dibaca sebagai penutup (tanda tangan atau keterangan), bukan bagian rencana."
            catatan.append(first.catatan(Tingkat.INFO, "baris-penutup", header, pesan))
            return rows[:index]
    return rows


def _of_the_plan(row: Row) -> bool:
    if area_of(row):
        return True
    others = (Kolom.LANGKAH_AKSI, Kolom.BUKTI_FISIK, Kolom.TARGET_WAKTU)
    return bool(row.teks(Kolom.INDIKATOR)) and any(row.teks(kolom) for kolom in others)


def _signs_off(teks: str) -> bool:
    """Say whether a cell opens the ending of a table; the second half of a sentence does not."""
    opens = teks[:1].isupper() or teks.startswith("ttd")
    return opens and bool(_PENUTUP.match(normal(teks)) or _JABATAN.fullmatch(" ".join(teks.split())))
