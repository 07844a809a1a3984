"""The colours of catatan where the workbook's own conditional formats would hide them.

A conditional format goes over a cell's style. So a cell that has one gets ours as well, ahead of all others; theirs
keep their order among themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from lxml import etree

from zi_reports.salinan.gaya import Gaya
from zi_reports.salinan.paket import UTAMA
from zi_reports.salinan.tempat import Sel, read_area

_UTAMA_2010 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
"""The namespace of rules that Excel 2010 brought."""


def colour_above(lembar: etree._Element, gaya: Gaya, warna: Mapping[Sel, str]) -> None:
    """Add to a sheet's tree the rules that show these cells in their colours."""
    groups = lembar.findall(f"{UTAMA}conditionalFormatting")
    if any(group.get("pivot") in {"1", "true"} for group in groups):
        return  # a pivot table names its rules by their priority
    areas = [
        daerah
        for group in groups
        for alamat in group.get("sqref", "").split()
        if (daerah := read_area(alamat)) is not None
    ]
    hidden: dict[str, list[Sel]] = defaultdict(list)
    for sel, satu in sorted(warna.items()):
        if any(sel in daerah for daerah in areas):
            hidden[satu].append(sel)
    for rule in lembar.iter(f"{UTAMA}cfRule", f"{_UTAMA_2010}cfRule"):
        if priority := rule.get("priority"):
            rule.set("priority", str(int(priority) + len(hidden)))
    for priority, (satu, cells) in enumerate(sorted(hidden.items()), start=1):
        group = etree.Element(f"{UTAMA}conditionalFormatting", {"sqref": " ".join(map(str, cells))})
        rule = etree.SubElement(group, f"{UTAMA}cfRule")
        for name, value in (
            ("type", "expression"),
            ("dxfId", gaya.conditional(satu)),
            ("priority", priority),
        ):
            rule.set(name, str(value))
        etree.SubElement(rule, f"{UTAMA}formula").text = "TRUE"
        groups[0].addprevious(group)
