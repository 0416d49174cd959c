"""The package of a workbook with some of its cells replaced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sheetcheck.annotation._parts import Parts
from sheetcheck.annotation._splice import Change, elements, place_before, spliced, with_attribute
from sheetcheck.annotation._workbook import AFTER_CALCULATION
from sheetcheck.fixing._cells import with_cells
from sheetcheck.fixing._styles import with_day_style
from sheetcheck.fixing.edits import Edit
from sheetcheck.readers._package import open_package
from sheetcheck.reading import Limits


class Fixed(NamedTuple):
    """The workbook anew, and sheet and address of each cell that is another."""

    data: bytes
    cells: tuple[tuple[str, str], ...]


def fixed(data: bytes, edits: Mapping[str, tuple[Edit, ...]], limits: Limits) -> Fixed:
    """The workbook with the cells of each sheet replaced; the very bytes when there are none. Raises Refused."""
    if not any(edits.values()):
        return Fixed(data, ())
    parts = Parts(open_package(data, limits))
    styles = parts.styles()

    def day_style(style: int) -> int:
        xml = parts.read(styles) if styles else b""
        if not xml:
            return style
        made, number = with_day_style(xml, style)
        if made != xml:
            parts.new[styles] = made
        return number

    done: list[tuple[str, str]] = []
    for name, part in parts.sheets():
        if edits.get(name):
            made = with_cells(parts.read(part), edits[name], day_style)
            if made.cells:
                parts.new[part] = made.xml
                done += ((name, cell) for cell in sorted(made.cells))
    if not done:
        return Fixed(data, ())
    _work_out_on_opening(parts)
    return Fixed(parts.package.with_content(parts.new, compressed=True), tuple(done))


def _work_out_on_opening(parts: Parts) -> None:
    """Formulas that look at the new cells, such as the status of a form, show the old result until then."""
    xml = parts.read(parts.workbook)
    found = elements(xml, 1)
    there = next((one for one in found if one.tag == "calcPr"), None)
    if there is None:
        prefix = found[0].prefix
        at = place_before(found, AFTER_CALCULATION)
        parts.new[parts.workbook] = spliced(xml, [Change(at, at, f'<{prefix}calcPr fullCalcOnLoad="1"/>'.encode())])
    elif there.attributes.get("fullCalcOnLoad") not in ("1", "true"):
        parts.new[parts.workbook] = spliced(xml, [with_attribute(xml, there, "fullCalcOnLoad", "1")])
