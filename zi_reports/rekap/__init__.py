"""The workbooks of many satker become one recap: read side by side, kept, added up, and laid out as tidy data."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """What the tidy data can be written as."""

    PARQUET = "parquet"
    CSV = "csv"
    DUCKDB = "duckdb"
