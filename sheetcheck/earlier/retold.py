"""Tidy data of an earlier period as the returns that they came from."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Final

from sheetcheck.catalogue import Catalogue
from sheetcheck.codes import earlier as P
from sheetcheck.computed import completed
from sheetcheck.errors import SheetcheckError
from sheetcheck.figures import Figures
from sheetcheck.finding import Finding, finding
from sheetcheck.form import Level
from sheetcheck.formula import Filled
from sheetcheck.identity import Identity, issued_layouts
from sheetcheck.layout import FIRST_LINE, Layout
from sheetcheck.period import Calendar, parse_period
from sheetcheck.returns import Return
from sheetcheck.text import Text
from sheetcheck.tidy import Datum
from sheetcheck.units import WIDTHS

_MOST_NAMES: Final = 8
_NO_UNIT: Final = Text(
    vi="{file}: dữ liệu kỳ trước cần có cả cột unit và period ở mọi dòng",
    en="{file}: earlier data need unit and period on every line",
)


def retold(
    data: Sequence[Datum], path: Path, catalogue: Catalogue, level: Level | None, calendar: Calendar
) -> tuple[list[Return], list[Finding]]:
    """A return for each unit and period; raises SheetcheckError for data that do not say them, or no known period."""
    if any(not (one.unit and one.period) for one in data):
        raise SheetcheckError(_NO_UNIT, file=path.name)
    returns: list[Return] = []
    strange: list[Datum] = []
    ordered = sorted(data, key=lambda one: (one.unit, one.period))
    for (unit, period), group in groupby(ordered, key=lambda one: (one.unit, one.period)):
        own = next((one for one, width in WIDTHS.items() if unit.isdecimal() and len(unit) == width), level)
        identity = Identity(unit=unit, unit_name="", level=own or Level.COMMUNE, period=parse_period(period, calendar))
        layouts = {layout.form.id: layout for layout in issued_layouts(catalogue.forms.values(), identity)}
        lines = list(group)
        known = [one for one in lines if _belongs(one, layouts)]
        strange += (one for one in lines if not _belongs(one, layouts))
        returns.append(_return(known, path, identity, layouts))
    whole = completed(returns, catalogue.forms)
    return [replace(one, findings=()) for one in whole], _said(strange, path)


def _belongs(datum: Datum, layouts: Mapping[str, Layout]) -> bool:
    layout = layouts.get(datum.form)
    slot = layout.slot(datum.row, datum.column) if layout else None
    return slot is not None and not slot.computed


def _said(strange: Sequence[Datum], path: Path) -> list[Finding]:
    if not strange:
        return []
    names = list(dict.fromkeys(f"{one.form}.{one.row}.{one.column}" for one in strange))[:_MOST_NAMES]
    return [finding(P.UNKNOWN_CELLS, params={"other": path.name, "count": len(strange), "names": names})]


def _return(data: Iterable[Datum], path: Path, identity: Identity, layouts: Mapping[str, Layout]) -> Return:
    """Findings name the file that the data came from, where they say it."""
    filled: dict[str, dict[tuple[str, str], float | str]] = {}
    states: dict[str, dict[tuple[int, str], str]] = {}
    file = ""
    for one in data:
        slot = layouts[one.form].slot(one.row, one.column)
        assert slot is not None
        file = file or one.file
        cells = filled.setdefault(one.form, {})
        if one.value is not None:
            cells[one.row, one.column] = one.value
        if one.status:
            states.setdefault(one.form, {})[slot.line - FIRST_LINE, one.column] = one.status
    figures = {form: _figures(layouts[form], cells, states.get(form, {})) for form, cells in filled.items()}
    return Return(file=f"{path.name}/{file}".rstrip("/"), path=path, identity=identity, figures=figures)


def _figures(layout: Layout, cells: Filled, states: Mapping[tuple[int, str], str]) -> Figures:
    """As the intake gives them; cells stand where the layout has them."""
    is_list = layout.form.kind == "list"
    height = max((int(row) for row, _ in cells), default=0) if is_list else len(layout.lines)
    values = array("d", [float("nan")]) * (height * len(layout.numbers))
    texts: dict[tuple[int, str], str] = {}
    for slot in layout.slots():
        line = slot.line - FIRST_LINE
        if line >= height:
            break
        value = cells.get(slot.name)
        if isinstance(value, float) and slot.column.id in layout.numbers:
            values[layout.number(line, slot.column.id)] = value
        elif isinstance(value, str):
            texts[line, slot.column.id] = value
    lines = tuple(range(FIRST_LINE, FIRST_LINE + height)) if is_list else None
    return Figures(sheet=layout.sheet, values=values, texts=texts, states=states, lines=lines)
