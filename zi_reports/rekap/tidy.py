"""The frames become tidy data for other programs: Parquet, CSV, or tables of one DuckDB file."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb
import pandas as pd

from zi_reports.files import OutputError
from zi_reports.rekap import Format
from zi_reports.rekap.collect import SATKER, Tabel
from zi_reports.rekap.read import KOLOM

TABEL: Mapping[str, Mapping[str, str]] = {
    nama: {
        **dict.fromkeys(("bulan", "per_tanggal"), "DATE"),
        **{satu: KOLOM["satker"][satu] for satu in SATKER},
        **KOLOM[nama],
    }
    for nama in ("satker", "indikator", "kewajiban")
}
"""The tables that are written, and the kinds of their columns."""

BERKAS_DUCKDB = "rekap-zi.duckdb"
"""The file of all months, in the output folder itself."""


def tidy(tabel: Tabel, per_tanggal: dt.date) -> Tabel:
    """Give the tables that are written, each row beginning with the month."""
    month = {"bulan": f"{per_tanggal:%Y-%m-01}", "per_tanggal": f"{per_tanggal}"}
    return {nama: tabel[nama].assign(**month)[list(kolom)] for nama, kolom in TABEL.items()}


def write_csv(frame: pd.DataFrame, target: Path) -> None:
    """Write CSV that Excel opens too: with a mark for UTF-8, text in quotes, and none that becomes a formula."""
    texts = frame.select_dtypes(exclude="number")
    harmless = {
        str(nama): isi.str.replace(r"^([-=+@\t\r])", r"'\1", regex=True) for nama, isi in texts.items()
    }
    frame.assign(**harmless).to_csv(
        target, index=False, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n", encoding="utf-8-sig"
    )


def open_tables(tabel: Tabel) -> duckdb.DuckDBPyConnection:
    """Lay the tables out in DuckDB, their columns of the kinds that `TABEL` names."""
    db = duckdb.connect(config={"threads": 1})  # one thread writes the same bytes every time
    for nama, kolom in TABEL.items():
        typed = ", ".join(f"CAST({satu} AS {jenis}) AS {satu}" for satu, jenis in kolom.items())
        db.from_df(tabel[nama]).project(typed).create_view(nama)
    return db


def write_tables(
    db: duckdb.DuckDBPyConnection, tabel: Tabel, formats: Iterable[str], ruang: Path, stem: str
) -> list[Path]:
    """Write each table in each of the formats that are files of their own, all into the folder `ruang`."""
    written = []
    for nama in TABEL:
        target = ruang / f"{stem}-{nama}"
        if Format.PARQUET in formats:
            written.append(target.with_name(f"{target.name}.parquet"))
            db.view(nama).write_parquet(str(written[-1]), compression="zstd")
        if Format.CSV in formats:
            written.append(target.with_name(f"{target.name}.csv"))
            write_csv(tabel[nama], written[-1])
    return written


def save_month(db: duckdb.DuckDBPyConnection, target: Path) -> None:
    """Put the tables into the DuckDB file of all months, in place of what it held of this month.

    Raises:
        OutputError: the file is in use, or has other columns, or is none of DuckDB.
    """
    try:
        db.execute(f"ATTACH {_quoted(target)} AS simpan")
        db.execute("BEGIN")
        for tabel in TABEL:
            db.execute(f"CREATE TABLE IF NOT EXISTS simpan.{tabel} AS FROM {tabel} LIMIT 0")
            db.execute(
                f"DELETE FROM simpan.{tabel} WHERE (bulan, tahun) IN (SELECT DISTINCT bulan, tahun FROM satker)"  # noqa: S608 - our own tables; nothing of a user's
            )
            db.execute(f"INSERT INTO simpan.{tabel} BY NAME FROM {tabel}")
        db.execute("COMMIT")
        db.execute("DETACH simpan")
    except duckdb.Error as error:
        raise OutputError(
            f"{target} tidak dapat diisi. Tutup bila sedang dipakai; bila dari versi lain, pindahkan, lalu ulangi."
        ) from error


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
