"""Computed cells: the Excel formula of one, and its value for figures that are known."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sheetcheck.expression import Name, computed_formula, parse
from sheetcheck.expression.evaluate import Value, evaluate
from sheetcheck.identity import Identity, anybody
from sheetcheck.kinds import KINDS
from sheetcheck.layout import Layout, Slot

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


def address(name: Name, slot: Slot | None, identity: Identity) -> str:
    """How a formula on another or the same sheet writes a name."""
    if name.special:
        return f'"{special(name, identity)}"'
    return slot.cell if slot else ABSENT


def computed_cell(
    layout: Layout, slot: Slot, identity: Identity, filled: Mapping[tuple[str, str], float | str]
) -> tuple[str | None, float | None]:
    """The formula of a computed cell and the value it has for the figures filled in."""
    value = computed_value(layout, slot, identity, filled)
    return _formula(layout, slot.name, anybody(identity)), value


@cache
def _formula(layout: Layout, name: tuple[str, str], identity: Identity) -> str | None:
    slot = layout.places[name]

    def cell(name: Name) -> str:
        return address(name, slot_of({}, layout, name, slot), identity)

    def text(name: Name) -> bool:
        there = slot_of({}, layout, name, slot)
        return name.special or (there is not None and holds_text(there))

    return computed_formula(parse(slot.computed), cell, is_text=text)


def computed_value(
    layout: Layout, slot: Slot, identity: Identity, filled: Mapping[tuple[str, str], float | str]
) -> float | None:
    """What a computed cell comes to; None while a figure that it needs is unknown."""
    found = figure_of(slot, layout, identity, filled)
    return found if isinstance(found, float) else None


def figure_of(slot: Slot, layout: Layout, identity: Identity, filled: Mapping[tuple[str, str], float | str]) -> Value:
    """The figure or text in a cell as rules see it: text where a number belongs is unknown."""
    if not slot.computed:
        found = filled.get(slot.name)
        if isinstance(found, str):
            return found if found and holds_text(slot) else None
        return None if found is None else float(found)
    expression = parse(slot.computed)
    values: dict[Name, Value] = {}
    for name in expression.names:
        there = None if name.special else slot_of({}, layout, name, slot)
        values[name] = special(name, identity) if name.special else None
        if there is not None:
            values[name] = figure_of(there, layout, identity, filled)
    result = evaluate(expression.node, values)
    return float(result) if isinstance(result, float | int) else None
