"""What the build of the wheel makes besides the code: the guide as HTML (docs/halaman.py)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):
    """Writes the pages into the package, where git ignores them, and puts them into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: D102 - hatchling's own name
        del version
        sys.path.insert(0, str(Path(self.root) / "docs"))
        from halaman import write_pages  # noqa: PLC0415 - found by the line above

        write_pages(Path(self.root) / "zi_reports" / "panduan")
        build_data["artifacts"].append("zi_reports/panduan/*.html")
