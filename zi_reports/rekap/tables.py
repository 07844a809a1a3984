"""The rows read of many workbooks become one recap, and frames that are written as tidy data for other programs."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import duckdb
import pandas as pd

from zi_reports.files import OutputError
from zi_reports.monev.satker import Rekap, add_up
from zi_reports.monev.tidak_dihitung import TidakDihitung
from zi_reports.rekap import Format
from zi_reports.rekap.read import KOLOM, Bacaan, Isi, first_reason, one_each, read, work_through
from zi_reports.rencana.bahasa import ARAH, KENDALI
from zi_reports.rencana.model import UserError
from zi_reports.rencana.periode import Periode

Tabel = Mapping[str, pd.DataFrame]
"""The frames of a recap by their names, with the columns of `KOLOM`."""

SATKER = ("tahun", "satker", "berkas", "tanda")
"""Whose a row is: the columns that every table of the tidy data begins with."""

TABEL: Mapping[str, Mapping[str, str]] = {
    nama: {
        **dict.fromkeys(("bulan", "per_tanggal"), "DATE"),
        **{satu: KOLOM["satker"][satu] for satu in SATKER},
        **KOLOM[nama],
        "periode": "VARCHAR",
    }
    for nama in ("satker", "indikator", "kewajiban")
}
"""The tables that are written, and the kinds of their columns."""

_TAK_TAMPAK = f"[{KENDALI}{ARAH}]"
_JENIS = {"INTEGER": "int64", "DOUBLE": "float64"}


def recap(
    isi: Isi, periode: Periode, hari_ini: dt.date, tahun: int | None, lapor: Callable[[int], None]
) -> tuple[Rekap, Tabel]:
    """Read and add up the workbooks of one plan year (see `plan_year` for None); give also the frames that count.

    `lapor` is told how many more workbooks are read.

    Raises:
        UserError: no workbook counts; the first reason is told.
    """
    results: dict[str, Bacaan | TidakDihitung] = {}
    for satu, hasil in work_through(isi.berkas, partial(read, periode=periode, hari_ini=hari_ini)):
        results[satu.nama] = hasil or TidakDihitung(
            satu.nama, "Pembacaannya berhenti mendadak. Buka di Excel, lalu Simpan Sebagai .xlsx."
        )
        lapor(1)
    ordered = [results[satu.nama] for satu in isi.berkas]
    dibaca = to_frames([hasil for hasil in ordered if not isinstance(hasil, TidakDihitung)])
    gagal = [hasil for hasil in ordered if isinstance(hasil, TidakDihitung)]
    wanted = tahun or plan_year(dibaca["satker"]["tahun"], periode)
    dipilih, lain = choose(dibaca["satker"], {satu.nama: satu.sidik for satu in isi.berkas}, wanted)
    tidak_dihitung = (*isi.tidak_dihitung, *gagal, *lain)
    if dipilih.empty:
        first = first_reason(tidak_dihitung)
        raise UserError(f"Tidak ada buku kerja yang dapat dihitung di {isi.folder}. {first}")
    tabel = keep(dibaca, dipilih)
    return add_up(tabel, tidak_dihitung, wanted, periode, hari_ini), tabel


def to_frames(bacaan: Sequence[Bacaan]) -> Tabel:
    """Put the rows of all workbooks into one frame a table."""
    return {
        nama: pd.DataFrame([row for satu in bacaan for row in satu[nama]], columns=list(kolom)).astype(
            {satu: _JENIS[jenis] for satu, jenis in kolom.items() if jenis in _JENIS}
        )
        for nama, kolom in KOLOM.items()
    }


def plan_year(tahun: Iterable[int], periode: Periode) -> int:
    """Give the plan year that a period's recap is about: its own year, else the latest before, else the first."""
    years, own = set(tahun), periode.awal.year
    return max((satu for satu in years if satu <= own), default=min(years, default=own))


def choose(
    satker: pd.DataFrame, sidik: Mapping[str, str], tahun: int
) -> tuple[pd.DataFrame, list[TidakDihitung]]:
    """Choose the workbooks that count: those of one plan year, each satker once; say why the others do not."""
    seen = satker[satker["tahun"] == tahun]
    others = satker[satker["tahun"] != tahun]
    lain = [
        TidakDihitung(nama, f"Rencana tahun {its}; rekap ini tahun {tahun}. Rekap tersendiri dengan --tahun.")
        for nama, its in zip(others["berkas"], others["tahun"], strict=True)
    ]
    plans = zip(seen["berkas"], seen["satker"], seen["tahun"], strict=True)
    dipilih, ganda = one_each(plans, sidik)
    return satker[satker["berkas"].isin(dipilih)], [*lain, *ganda]


def keep(tabel: Tabel, dipilih: pd.DataFrame) -> Tabel:
    """Keep the rows of the satker that count, in the order of their names, each beside whose it is."""
    satker = dipilih.sort_values("satker", key=lambda nama: nama.str.casefold(), ignore_index=True)
    whose = satker[list(SATKER)]
    return {
        nama: satker if nama == "satker" else whose.merge(frame, on="berkas") for nama, frame in tabel.items()
    }


def tidy(tabel: Tabel, periode: Periode, per_tanggal: dt.date) -> Tabel:
    """Give the tables that are written, each row with its period; `bulan` is that of the per tanggal."""
    days = {"bulan": f"{per_tanggal:%Y-%m-01}", "per_tanggal": f"{per_tanggal}"}
    whose = {**days, "periode": periode.nama}
    return {nama: tabel[nama].assign(**whose)[list(kolom)] for nama, kolom in TABEL.items()}


def to_csv(frame: pd.DataFrame) -> bytes:
    """Write CSV that Excel opens too: with a mark for UTF-8, text in quotes, and none that becomes a formula."""
    texts = frame.select_dtypes(exclude="number")
    harmless = {
        str(nama): isi.str.replace(_TAK_TAMPAK, "", regex=True).str.replace(
            r"^([-=+@\t\r])", r"'\1", regex=True
        )
        for nama, isi in texts.items()
    }
    text = frame.assign(**harmless).to_csv(index=False, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    return text.encode("utf-8-sig")


def open_tables(tabel: Tabel) -> duckdb.DuckDBPyConnection:
    """Lay the tables out in DuckDB, their columns of the kinds that `TABEL` names."""
    db = duckdb.connect(config={"threads": 1})  # one thread writes the same bytes every time
    for nama, kolom in TABEL.items():
        typed = ", ".join(f"CAST({satu} AS {jenis}) AS {satu}" for satu, jenis in kolom.items())
        db.from_df(tabel[nama]).project(typed).create_view(nama)
    return db


def data_files(db: duckdb.DuckDBPyConnection, tabel: Tabel, formats: Collection[str]) -> dict[str, bytes]:
    """Write each table in each of the formats that are files of their own, by their names.

    Raises:
        OutputError: there is no room for them while they are made.
    """
    files = {}
    with tempfile.TemporaryDirectory() as room, _no_room(Path(room)):
        for nama in TABEL:
            if Format.PARQUET in formats:
                path = Path(room, nama)
                db.view(nama).write_parquet(str(path), compression="zstd")
                files[f"{nama}.parquet"] = path.read_bytes()
            if Format.CSV in formats:
                files[f"{nama}.csv"] = to_csv(tabel[nama])
    return files


def with_period(db: duckdb.DuckDBPyConnection, target: Path) -> bytes:
    """Give the DuckDB file of all periods with the tables in it, in place of what `target` holds of this one.

    A file that an earlier version wrote has months alone, and no column that names them.

    Raises:
        OutputError: the file is in use, or has other columns, or is none of DuckDB; or there is no room.
    """
    with tempfile.TemporaryDirectory() as room, _no_room(target):
        path = Path(room, target.name)
        if target.exists():
            db.execute(
                f"ATTACH '{_quoted(target)}' AS simpan (READ_ONLY)"
            )  # which another program's use forbids
            db.execute("DETACH simpan")
            shutil.copyfile(target, path)
        db.execute(f"ATTACH '{_quoted(path)}' AS simpan")
        db.execute("BEGIN")
        for tabel in TABEL:
            db.execute(f"CREATE TABLE IF NOT EXISTS simpan.{tabel} AS FROM {tabel} LIMIT 0")
            db.execute(f"ALTER TABLE simpan.{tabel} ADD COLUMN IF NOT EXISTS periode VARCHAR")
            db.execute(
                f"UPDATE simpan.{tabel} SET periode = strftime(bulan, '%Y-%m') WHERE periode IS NULL"  # noqa: S608 - our own tables; nothing of a user's
            )
            db.execute(
                f"DELETE FROM simpan.{tabel} WHERE (periode, tahun) IN (SELECT DISTINCT periode, tahun FROM satker)"  # noqa: S608 - as above
            )
            db.execute(f"INSERT INTO simpan.{tabel} BY NAME FROM {tabel}")
        db.execute("COMMIT")
        db.execute("DETACH simpan")
        return path.read_bytes()


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


@contextmanager
def _no_room(target: Path) -> Iterator[None]:
    """Say what is the matter where DuckDB cannot write."""
    try:
        yield
    except duckdb.Error as error:
        raise OutputError(
            f"{target} tidak dapat diisi. Tutup bila sedang dipakai; bila dari versi lain, pindahkan; "
            "bila penyimpanan penuh, kosongkan sebagian. Lalu ulangi."
        ) from error
