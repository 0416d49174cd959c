"""An account of every cell of a return: consumed as a figure or as print, or named by a finding, or left over.

The print of a template is what its layouts say; texts above and below a table are heads and signatures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sheetcheck.figures import Figures
from sheetcheck.finding import Finding
from sheetcheck.grid import Cell, Sheet, Workbook, a1, place_of
from sheetcheck.healing import labels, plain_code, titles, ways
from sheetcheck.intake import OWN_SHEETS, Intake
from sheetcheck.label import normal
from sheetcheck.layout import Layout

WHOLE_SHEETS = ("L103", "L104", "L105", "I111", "I151")
"""Findings on a sheet of which nothing was read."""
_NUMBER = re.compile(r"\s*[-+]?\d[\d.,\s]*%?\s*")


class Account(NamedTuple):
    """How many cells of a workbook hold something, and what became of them."""

    filled: int
    consumed: int
    reported: int
    left: tuple[str, ...]


def account(workbook: Workbook, intake: Intake, layouts: Iterable[Layout]) -> Account:
    by_sheet = {one.sheet: (layout, one) for layout in layouts if (one := intake.figures.get(layout.form.id))}
    whole = {name for one in intake.findings if one.code in WHOLE_SHEETS for name in _sheets(one)}
    filled = consumed = reported = 0
    left: list[str] = []
    for sheet in workbook.sheets:
        cells = dict(_filled(sheet))
        if sheet.name in OWN_SHEETS or not cells:
            continue
        filled += len(cells)
        named = frozenset(_named(intake.findings, sheet.name, cells))
        used = _consumed(cells, *by_sheet[sheet.name]) if sheet.name in by_sheet else frozenset[str]()
        told = frozenset(cells) if sheet.name in whole else named & cells.keys()
        consumed += len(used - told)
        reported += len(told)
        left += [f"{sheet.name}!{cell}" for cell in cells if cell not in used | told]
    return Account(filled, consumed, reported, tuple(left))


def _sheets(one: Finding) -> list[str]:
    named = one.params.get("sheets")
    return [str(name) for name in named] if isinstance(named, list) else [one.sheet]


def _filled(sheet: Sheet) -> Iterator[tuple[str, Cell]]:
    for number, row in enumerate(sheet.rows, start=1):
        for place, cell in enumerate(row, start=1):
            if cell != "":
                yield a1(number, place), cell


def _named(findings: Iterable[Finding], sheet: str, cells: Iterable[str]) -> Iterator[str]:
    """Cells of findings on a sheet; a code that stands twice names its rows, or its columns."""
    for one in findings:
        if one.sheet != sheet:
            continue
        yield from one.cells
        if one.code == "L108":
            rows, columns = zip(*map(place_of, one.cells), strict=True)
            of_rows = len(set(columns)) == 1
            for cell in cells:
                row, column = place_of(cell)
                if row in rows if of_rows else column in columns:
                    yield cell


def _consumed(cells: Mapping[str, Cell], layout: Layout, figures: Figures) -> frozenset[str]:
    """Cells whose content went into the figures, and those that hold what the template prints there."""
    used: set[str] = set()
    lines = figures.lines if figures.lines is not None else tuple(line.number for line in layout.lines)
    columns = figures.columns or {one.position: one.position for one in layout.headings}
    for index, number in enumerate(lines):
        line = layout.lines[index]
        for slot in line.slots if number else ():
            place = columns.get(slot.position, 0)
            which = layout.number(index, slot.column.id)
            read = which >= 0 and figures.values[which] == figures.values[which]
            if place and (read or (slot.name and (index, slot.column.id) in {**figures.texts, **figures.states})):
                used.add(a1(number, place))
    printed = _print(layout)
    body = range(min(filter(None, lines), default=0), max(lines, default=0) + 1)
    for address, cell in cells.items():
        number = place_of(address)[0]
        text = isinstance(cell, str) and not _NUMBER.fullmatch(cell)
        if (
            (number not in body and text)
            or normal(plain_code(cell).zfill(2)) in printed
            or cell in ("x", "X", "-")
            or normal(str(cell)) in printed
            or normal(plain_code(cell)) in printed
        ):
            used.add(address)
    return frozenset(used)


def _print(layout: Layout) -> frozenset[str]:
    """What the template prints on the sheet: labels, units, headings, codes, numbers of records."""
    of_lines = [(*labels(line), line.row.code, *ways(line.row.unit)) for line in layout.lines if line.row]
    numbers = [str(number) for number in range(1, len(layout.lines) + 1)] if layout.form.kind == "list" else []
    of_columns = [(*titles(one), one.code) for one in layout.headings]
    return frozenset(normal(text) for texts in (*of_lines, *of_columns, numbers) for text in texts)
