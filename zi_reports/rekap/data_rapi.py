"""The kept rows become tidy data for other programs: Parquet, CSV, or tables of one DuckDB file.

Rows go from the store into files and through DuckDB, so that memory stays the same however many satker there are.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb

from zi_reports.angka import Hitungan
from zi_reports.files import OutputError
from zi_reports.rekap import Format
from zi_reports.rekap.angka import AngkaSatker, Rekap
from zi_reports.rekap.simpanan import Hasil, unpack

_BULAN = {"bulan": "DATE", "per_tanggal": "DATE"}
_SATKER = {"tahun": "INTEGER", **dict.fromkeys(("satker", "berkas", "tanda"), "VARCHAR")}
_HITUNGAN = dict.fromkeys(Hitungan.__dataclass_fields__, "INTEGER")
_URAIAN = dict.fromkeys(("area", "komponen", "kode", "indikator", "target_waktu", "jenis"), "VARCHAR")

# What DuckDB may hold at once: a line as long as the longest row that a sheet can give, a part of a file.
_BARIS_TERPANJANG, _BARIS_SEKALIGUS = 4_000_000, 4_096

TABEL: Mapping[str, Mapping[str, str]] = {
    "satker": {
        **_BULAN,
        **_SATKER,
        "galat": "INTEGER",
        "indikator": "INTEGER",
        **_HITUNGAN,
        "capaian": "DOUBLE",
        "realisasi_jatuh_tempo": "DOUBLE",
    },
    "indikator": {
        **_BULAN,
        **_SATKER,
        **_URAIAN,
        "sel": "VARCHAR",
        "jatuh_tempo": "VARCHAR",
        **_HITUNGAN,
        "capaian": "DOUBLE",
        "bukti_dukung": "INTEGER",
        **dict.fromkeys(("status", "penanggung_jawab", "kendala", "tindak_lanjut"), "VARCHAR"),
    },
    "kewajiban": {
        **_BULAN,
        **_SATKER,
        **_URAIAN,
        "jatuh_tempo": "DATE",
        "tanggal_selesai": "DATE",
        **dict.fromkeys(("keadaan", "ketepatan"), "VARCHAR"),
        "hari_terlambat": "INTEGER",
    },
}
"""The tables and the columns of their rows."""

BERKAS_DUCKDB = "rekap-zi.duckdb"
"""The file of all months, in the output folder itself."""


@contextmanager
def tidy_tables(
    rekap: Rekap, rows: Callable[[AngkaSatker], Hasil], ruang: Path
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Lay out the tables of one recap in DuckDB; `ruang` is a folder for what is under way."""
    _write_lines(rekap, rows, ruang)
    # One thread writes the same bytes every time; what does not fit into memory goes to the disk.
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "memory_limit": "128MB",
        "temp_directory": str(ruang / "tumpahan"),
    }
    with duckdb.connect(config=config) as db:
        for tabel, kolom in TABEL.items():
            kinds = ", ".join(f"{nama}: '{jenis}'" for nama, jenis in kolom.items())
            how = f"format = 'newline_delimited', maximum_object_size = {_BARIS_TERPANJANG}"
            lines = f"{_quoted(_lines(ruang, tabel))}, {how}, columns = {{{kinds}}}"
            db.execute(f"CREATE VIEW {tabel} AS FROM read_json({lines})")
        yield db


def _lines(ruang: Path, tabel: str) -> Path:
    return ruang / f"{tabel}.ndjson"


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _write_lines(rekap: Rekap, rows: Callable[[AngkaSatker], Hasil], ruang: Path) -> None:
    """Write the rows of all satker as lines of JSON, each beginning with the month and its satker."""
    month = {"bulan": f"{rekap.per_tanggal:%Y-%m-01}", "per_tanggal": f"{rekap.per_tanggal}"}
    with (
        _lines(ruang, "satker").open("w", encoding="utf-8") as satker,
        _lines(ruang, "indikator").open("w", encoding="utf-8") as indikator,
        _lines(ruang, "kewajiban").open("w", encoding="utf-8") as kewajiban,
    ):
        for satu in rekap.satker:
            hasil = rows(satu)
            whose = month | {nama: getattr(satu, nama) for nama in _SATKER}
            satker.write(json.dumps(whose | _figures(satu)) + "\n")
            # Put before the rows' own entries as text, without reading them: there are many.
            head = json.dumps(whose)[:-1]
            indikator.writelines(f"{head}, {line[1:]}\n" for line in unpack(hasil.indikator))
            kewajiban.writelines(f"{head}, {line[1:]}\n" for line in unpack(hasil.kewajiban))


def _figures(satu: AngkaSatker) -> dict[str, Any]:
    return {
        "galat": satu.galat,
        "indikator": satu.angka.indikator,
        **asdict(satu.angka.hitungan),
        "capaian": satu.angka.capaian,
        "realisasi_jatuh_tempo": satu.angka.realisasi_jatuh_tempo,
    }


def write_tables(db: duckdb.DuckDBPyConnection, formats: Iterable[str], ruang: Path, stem: str) -> list[Path]:
    """Write each table in each of the formats that are files of their own, all into `ruang`."""
    written = []
    for nama in TABEL:
        for jenis, write in ((Format.PARQUET, _write_parquet), (Format.CSV, _write_csv)):
            if jenis in formats:
                target = ruang / f"{stem}-{nama}.{jenis}"
                write(db, nama, target)
                written.append(target)
    return written


def _write_parquet(db: duckdb.DuckDBPyConnection, tabel: str, target: Path) -> None:
    """Write a table as Parquet, its text as typed."""
    db.execute(
        f"COPY (FROM {tabel}) TO {_quoted(target)} "
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_BARIS_SEKALIGUS})"
    )


def _write_csv(db: duckdb.DuckDBPyConnection, tabel: str, target: Path) -> None:
    """Write a table as CSV that Excel opens too: with a mark for UTF-8, and no text that becomes a formula."""
    kinds = db.execute(f"DESCRIBE {tabel}").fetchall()
    safe = ", ".join(
        f"CASE WHEN regexp_matches({nama}, '^[-=+@\\t\\r]') THEN '''' || {nama} ELSE {nama} END AS {nama}"
        for nama, jenis, *_ in kinds
        if jenis == "VARCHAR"
    )
    plain = target.with_suffix(".tanpa-tanda")
    db.execute(
        f"COPY (SELECT * REPLACE ({safe}) FROM {tabel}) TO {_quoted(plain)} (FORMAT csv, HEADER)"  # noqa: S608 - our own table and columns; the path is quoted
    )
    with plain.open("rb") as source, target.open("wb") as marked:
        marked.write("\ufeff".encode())
        shutil.copyfileobj(source, marked)


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
