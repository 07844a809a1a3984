"""Texts as the parts of a workbook hold them."""

from __future__ import annotations

import re

from zi_reports.sheets import clean_text

_LOLOS = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def escape(teks: str) -> str:
    """Give a text that Excel shows as typed: without control characters, and `_x0041_` no letter A."""
    return _LOLOS.sub("_x005F_", clean_text(teks))
