"""Computed cells: the Excel formula of one, and its value for figures that are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from sheetcheck.expression import Lists, Name, computed_formula, parse
from sheetcheck.expression.evaluate import Record, Value, evaluate
from sheetcheck.grid import a1
from sheetcheck.identity import Identity, anybody
from sheetcheck.kinds import KINDS
from sheetcheck.layout import Layout, Slot
from sheetcheck.text import Language

Filled = Mapping[tuple[str, str], float | str]
"""Row and column id -> what stands in the cell."""

_DAY_ZERO = date(1899, 12, 30)
ABSENT = '""'
"""What a name becomes in a formula when this level or period has no such cell."""


def special(name: Name, identity: Identity) -> str:
    """The value of `unit.level`, `unit.scope`, `period.kind`, `period.start`, `period.end`."""
    period = identity.period
    values = {
        ("unit", "level"): identity.level.value,
        ("unit", "scope"): identity.scope.value,
        ("period", "kind"): period.kind.value,
        ("period", "start"): period.start.isoformat(),
        ("period", "end"): period.end.isoformat(),
    }
    return values[name.row, name.column]


def slot_of(layouts: Mapping[str, Layout], own: Layout, name: Name, at: Slot | None = None) -> Slot | None:
    """The cell that a name means: in the line of `at` for a bare name, else by row, else another form's."""
    if name.form:
        other = layouts.get(name.form)
        return other.slot(name.row, name.column) if other else None
    if name.row:
        return own.slot(name.row, name.column)
    if at is None:
        return None
    return own.slot(at.row, name.column) or own.slot(name.column, at.column.id)


def holds_text(slot: Slot) -> bool:
    """Whether the sheet holds text there; a date is text in a table and a number on a sheet."""
    return not KINDS[slot.column.kind].numeric and slot.column.kind != "date"


def lists_in(
    layouts: Mapping[str, Layout], own: Layout, language: Language, known: Callable[[Name], str | None]
) -> Lists:
    """The list forms of a workbook as its formulas see them; `known` says what is known of the unit and the period."""

    def slot(name: Name) -> Slot | None:
        layout = layouts.get(name.form) if name.form else own
        return layout.slot("1", name.column) if layout and layout.form.kind == "list" else None

    def cells(name: Name) -> str:
        there = slot(name)
        if there is None:
            return ""
        layout = layouts[name.form] if name.form else own
        return f"'{layout.sheet}'!{a1(there.line, there.position)}:{a1(layout.last_line, there.position)}"

    def is_text(name: Name) -> bool:
        there = slot(name)
        return there is not None and not KINDS[there.column.kind].numeric

    def label(name: Name, value: str) -> str:
        there = slot(name)
        choice = there.column.choices.get(value) if there else None
        return choice.of(language) if choice else value

    return Lists(cells, is_text, label, known)


def records_in(layout: Layout, filled: Filled) -> Sequence[Record]:
    """The records of a list form for figures that are known: its lines with anything in them."""
    lines = (line for line in layout.lines if any(filled.get(slot.name, "") != "" for slot in line.slots))
    return [{slot.column.id: _said(slot, filled.get(slot.name)) for slot in line.slots} for line in lines]


def _said(slot: Slot, found: float | str | None) -> Value:
    """As rules see it: a day is text, and text where a number belongs is unknown."""
    if KINDS[slot.column.kind].numeric:
        return float(found) if isinstance(found, float | int) else None
    if slot.column.kind == "date" and isinstance(found, float | int):
        return (_DAY_ZERO + timedelta(days=found)).isoformat()
    return str(found) if found not in (None, "") else None


def address(name: Name, slot: Slot | None, home: Layout | None, identity: Identity) -> str:
    """How a formula writes a name: a cell of its own sheet, or of the sheet of another form."""
    if name.special:
        return f'"{special(name, identity)}"'
    if slot is None:
        return ABSENT
    return f"'{home.sheet}'!{slot.cell}" if home else slot.cell


def computed_cell(
    layouts: tuple[Layout, ...], layout: Layout, slot: Slot, identity: Identity, figures: Mapping[str, Filled]
) -> tuple[str | None, float | None]:
    """The formula of a computed cell and the value it has for the figures filled in, by form id."""
    value = figure_of(slot, layout, identity, figures, {one.form.id: one for one in layouts})
    formula = _formula(layouts, layout, slot.name, anybody(identity))
    return formula, value if isinstance(value, float) else None


@cache
def _formula(layouts: tuple[Layout, ...], layout: Layout, name: tuple[str, str], identity: Identity) -> str | None:
    slot = layout.places[name]
    known = {one.form.id: one for one in layouts}

    def cell(name: Name) -> str:
        return address(name, slot_of(known, layout, name, slot), known.get(name.form), identity)

    def text(name: Name) -> bool:
        there = slot_of(known, layout, name, slot)
        return name.special or (there is not None and holds_text(there))

    return computed_formula(parse(slot.computed), cell, is_text=text)


def figure_of(
    slot: Slot, layout: Layout, identity: Identity, figures: Mapping[str, Filled], layouts: Mapping[str, Layout]
) -> Value:
    """The figure or text in a cell as rules see it: text where a number belongs is unknown.

    What is filled in over a computed cell counts there, as it does on a sheet.
    """
    filled = figures.get(layout.form.id, {})
    if not slot.computed or slot.name in filled:
        found = filled.get(slot.name)
        if isinstance(found, str):
            return found if found and holds_text(slot) else None
        return None if found is None else float(found)
    expression = parse(slot.computed)
    values: dict[Name, Value] = {}
    for name in expression.names:
        there = None if name.special else slot_of(layouts, layout, name, slot)
        values[name] = special(name, identity) if name.special else None
        if there is not None:
            home = layouts[name.form] if name.form else layout
            values[name] = figure_of(there, home, identity, figures, layouts)
    result = evaluate(expression.node, values)
    return float(result) if isinstance(result, float | int) else None
