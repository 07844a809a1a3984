"""What was read of workbooks is kept in one SQLite file, so that a second run reads only what changed.

The key of an entry is the workbook's content, the per tanggal, and the program's own text: a workbook that
changed, another month or a newer program finds nothing. A file that is damaged or busy is done without.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PUNCAK = Path(__file__).parent.parent
"""The package's folder."""

_PUNYA_KITA = 0x5A69526B
"""SQLite's application_id, by which a file is known to be such a store."""

_TABEL = """
CREATE TABLE IF NOT EXISTS hasil (
  kunci TEXT PRIMARY KEY, per_tanggal TEXT, angka TEXT, indikator BLOB, kewajiban BLOB
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tuntas (kunci TEXT PRIMARY KEY, isi TEXT) WITHOUT ROWID;
"""

_SETIAP = 64
"""So many entries are written together; an interrupted run loses no more."""


@dataclass(frozen=True, slots=True)
class Hasil:
    """What is kept of a workbook: its figures as JSON, its tidy rows as compressed lines of JSON.

    It depends on the workbook's content and the per tanggal alone, not on where the file lies.
    """

    angka: str
    indikator: bytes
    kewajiban: bytes


@cache
def program() -> str:
    """Give the hash of the package's own modules: a change of any may change the figures."""
    digest = hashlib.sha256()
    for path in sorted(PUNCAK.rglob("*.py")):
        digest.update(path.relative_to(PUNCAK).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def key(*parts: str) -> str:
    """Give the key of what depends on `parts` and on the program."""
    return hashlib.sha256("\0".join((program(), *parts)).encode()).hexdigest()


def unpack(lines: bytes) -> Iterator[str]:
    """Give the lines of packed rows, each an object of JSON."""
    return iter(zlib.decompress(lines).decode().split("\n")[:-1])


def pack(lines: Iterable[str]) -> bytes:
    """Compress lines; what no file can hold (half a character) becomes a question mark."""
    return zlib.compress("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"), 1)


class Simpanan:
    """The open store."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, timeout=1)
        self._baru = 0
        try:
            self._prepare()
        except BaseException:
            self._db.close()
            raise

    def _prepare(self) -> None:
        known = self._db.execute("PRAGMA application_id").fetchone()[0]
        if known not in {0, _PUNYA_KITA} or self._db.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError
        # Losing the store costs one slow run; waiting for the disk at each entry would cost every run.
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute(f"PRAGMA application_id = {_PUNYA_KITA}")
        self._db.executescript(_TABEL)

    def close(self) -> None:
        """Write what is left and close the file."""
        self._db.commit()
        self._db.close()

    def get(self, kunci: str) -> Hasil | None:
        """Give an entry; None where there is none, or where it cannot be read."""
        row = self._db.execute(
            "SELECT angka, indikator, kewajiban FROM hasil WHERE kunci = ?", (kunci,)
        ).fetchone()
        try:
            if row is not None:
                json.loads(row[0])
                zlib.decompress(row[1]), zlib.decompress(row[2])
                return Hasil(*row)
        except (TypeError, ValueError, zlib.error):
            pass
        return None

    def require(self, kunci: str) -> Hasil:
        """Give an entry that is known to be there."""
        hasil = self.get(kunci)
        if hasil is None:
            raise KeyError(kunci)
        return hasil

    def put(self, kunci: str, per_tanggal: dt.date, hasil: Hasil) -> None:
        """Keep an entry."""
        self._db.execute(
            "INSERT OR REPLACE INTO hasil VALUES (?, ?, ?, ?, ?)",
            (kunci, per_tanggal.isoformat(), hasil.angka, hasil.indikator, hasil.kewajiban),
        )
        self._baru += 1
        if self._baru % _SETIAP == 0:
            self._db.commit()

    def drop_others(self, per_tanggal: dt.date, kunci: Iterable[str]) -> None:
        """Drop the entries of this month that no workbook has any more."""
        month = per_tanggal.isoformat()[:7]
        kept = set(kunci)
        rows = self._db.execute(
            "SELECT kunci FROM hasil WHERE substr(per_tanggal, 1, 7) = ?", (month,)
        ).fetchall()
        self._db.executemany("DELETE FROM hasil WHERE kunci = ?", [row for row in rows if row[0] not in kept])

    def finished(self, kunci: str) -> Mapping[str, str] | None:
        """Give what a run with this key noted when it ended."""
        row = self._db.execute("SELECT isi FROM tuntas WHERE kunci = ?", (kunci,)).fetchone()
        try:
            noted = json.loads(row[0]) if row else None
        except (TypeError, ValueError):
            return None
        return noted if isinstance(noted, dict) else None

    def note_finished(self, kunci: str, isi: Mapping[str, str]) -> None:
        """Note how a run ended, in place of what was noted of earlier ones."""
        self._db.execute("DELETE FROM tuntas")
        self._db.execute("INSERT INTO tuntas VALUES (?, ?)", (kunci, json.dumps(isi)))


@contextmanager
def open_store(path: Path) -> Iterator[Simpanan]:
    """Open the store at `path`; one that is damaged begins anew, one that cannot be used is done without."""
    with tempfile.TemporaryDirectory(prefix="zi-") as temporary:
        store = _open(path) or Simpanan(Path(temporary) / path.name)
        try:
            yield store
        finally:
            store.close()


def _open(path: Path) -> Simpanan | None:
    for _ in range(2):
        try:
            return Simpanan(path)
        except sqlite3.OperationalError:
            return None  # another run holds it, or nothing may be written here
        except sqlite3.DatabaseError:
            try:
                path.unlink()
            except OSError:
                return None
    return None
