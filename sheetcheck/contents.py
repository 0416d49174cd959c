"""Which form a sheet is by what stands on it, when neither its name nor its heading says so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from sheetcheck.grid import Sheet, Workbook
from sheetcheck.healing import labels, titles
from sheetcheck.identity import Identity, Printed, full_code
from sheetcheck.label import normal
from sheetcheck.layout import Layout
from sheetcheck.sheet import form_printed_on

_LEAST = 60
"""Percent of the labels of a form: with less a sheet is a draft of somebody's."""
_AHEAD = 20
"""By so much no other form may come near: forms share a few labels."""


class Content(NamedTuple):
    """The form that a sheet looks like, and which part of its labels stands there, in percent."""

    form: str
    confidence: int


def likeness(sheet: Sheet, layout: Layout) -> int:
    """Which part of the labels of a form stands on the sheet, in percent."""
    return _share(_texts(sheet), layout)


def by_content(sheets: Sequence[Sheet], layouts: Iterable[Layout], missing: Iterable[str]) -> Mapping[str, Content]:
    """Name of a sheet -> the form that it is; nothing of one that may be two forms, nor of two that may be one."""
    layouts, wanted = tuple(layouts), set(missing)
    found: dict[str, Content] = {}
    for sheet in sheets:
        texts = _texts(sheet)
        ranked = sorted(((_share(texts, layout), layout.form.id) for layout in layouts), reverse=True)
        best, form = ranked[0] if ranked else (0, "")
        second = ranked[1][0] if len(ranked) > 1 else 0
        if best >= _LEAST and best - second >= _AHEAD and form in wanted:
            found[sheet.name] = Content(form, best)
    claims = [one.form for one in found.values()]
    return {name: one for name, one in found.items() if claims.count(one.form) == 1}


def sheets_of_others(workbook: Workbook, identity: Identity, visible: Iterable[Printed]) -> Mapping[str, str]:
    """Sheet -> the other unit that its heading names, of forms of which there is a sheet of the unit itself too."""
    unit_of = {one.sheet: full_code(one.value, identity.level) for one in visible if one.key == "unit"}
    if set(unit_of.values()) <= {identity.unit}:
        return {}
    form_of = {sheet.name: form_printed_on(sheet) for sheet in workbook.sheets if sheet.name in unit_of}
    own = {form_of[name] for name, unit in unit_of.items() if unit == identity.unit}
    return {name: unit for name, unit in unit_of.items() if unit != identity.unit and form_of[name] in own - {None}}


def without_sheets(workbook: Workbook, names: Collection[str]) -> Workbook:
    if not names:
        return workbook
    return replace(workbook, sheets=tuple(sheet for sheet in workbook.sheets if sheet.name not in names))


def _share(texts: frozenset[str], layout: Layout) -> int:
    known = _labels(layout)
    return 100 * sum(not ways.isdisjoint(texts) for ways in known) // max(1, len(known))


def _texts(sheet: Sheet) -> frozenset[str]:
    return frozenset(normal(cell) for row in sheet.rows for cell in row if isinstance(cell, str) and cell)


@cache
def _labels(layout: Layout) -> tuple[frozenset[str], ...]:
    """What tells a form from others, each in all the ways in which it may be written: many forms share headings."""
    if layout.form.kind == "matrix":
        return tuple(frozenset(map(normal, labels(line))) for line in layout.lines)
    return tuple(frozenset(map(normal, titles(heading))) for heading in layout.headings)
