"""The day under a form's table, where somebody typed it: one of another time is often on an old return sent again.

Names, signatures and the number of the document are written by hand on the printed sheet; what is blank says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from sheetcheck.codes.submission import SIGNED_OUT_OF_TIME
from sheetcheck.figures import Figures
from sheetcheck.finding import Finding, finding
from sheetcheck.grid import Cell, Sheet, a1
from sheetcheck.layout import Layout
from sheetcheck.period import Period

_BEFORE: Final = timedelta(days=45)
_AFTER: Final = timedelta(days=60)
_DAY: Final = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE)


def signed_out_of_time(
    sheets: Mapping[str, Sheet], read: Mapping[Layout, Figures], period: Period
) -> Iterator[Finding]:
    """One finding for a workbook, with every such cell; `sheets` are by form id."""
    first, last = period.end - _BEFORE, period.end + _AFTER
    found = [
        (sheets[layout.form.id].name, cell, day)
        for layout, figures in read.items()
        for cell, day in _days(sheets[layout.form.id], layout, figures)
        if not first <= day <= last
    ]
    if not found:
        return
    sheet, _, day = found[0]
    cells = tuple(cell if name == sheet else f"{name}!{cell}" for name, cell, _ in found)
    said = {"found": f"{day:%d/%m/%Y}", "first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}
    yield finding(SIGNED_OUT_OF_TIME, sheet=sheet, cells=cells, params=dict(said))


def _days(sheet: Sheet, layout: Layout, figures: Figures) -> Iterator[tuple[str, date]]:
    """The days below the table, each with its cell."""
    below = max(layout.last_line, *(figures.lines or (0,)))
    for number, row in enumerate(sheet.rows[below:], start=below + 1):
        for place, cell in enumerate(row, start=1):
            if cell != "" and (day := _day(cell)) is not None:
                yield a1(number, place), day


def _day(cell: Cell) -> date | None:
    if isinstance(cell, date):
        return date(cell.year, cell.month, cell.day)
    match = _DAY.search(cell) if isinstance(cell, str) else None
    if match is None:
        return None
    day, month, year = map(int, match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
