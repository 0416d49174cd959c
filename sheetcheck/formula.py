"""Names in expressions: the cells that they mean, and what somebody typed there as rules see it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from sheetcheck.expression import Name
from sheetcheck.expression.arrays import FIRST_DAY
from sheetcheck.expression.evaluate import Value
from sheetcheck.form import Column
from sheetcheck.identity import Identity
from sheetcheck.kinds import KINDS
from sheetcheck.layout import Layout, Slot

Filled = Mapping[tuple[str, str], float | str]
"""Row and column id -> what stands in the cell."""

ABSENT = '""'
"""What a name becomes in a formula when this level or period has no such cell."""


_DAY_ZERO = date(1899, 12, 30)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


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


def day_of(day: date) -> int:
    """A day as the number that a sheet counts."""
    return (day - _DAY_ZERO).days


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


def holds_exactly(slot: Slot) -> bool:
    """Whether what stands there is a whole number or a day, which no computation leaves a little off."""
    kind = KINDS[slot.column.kind]
    return not kind.numeric or (kind.range is not None and kind.range.whole)


def typed(slot: Slot, found: float | str | None) -> Value:
    """What somebody typed, as rules see it: text where a number belongs is unknown."""
    column = slot.column
    if found is None or found == "":
        return None
    if KINDS[column.kind].numeric:
        return 0.0 if found == "-" else None if isinstance(found, str) else float(found)
    if column.kind == "date":
        return _day(found, partial=column.partial)
    if column.choices:
        return choice(column, str(found))
    return str(found).strip() or None


def choice(column: Column, found: str) -> str | None:
    """The choice that an id or a label stands for; a sheet minds neither capital letters nor spaces around it."""
    if found in column.choices:
        return found
    words = found.strip().casefold()
    labels = {text.casefold(): name for name, label in column.choices.items() for text in (label.vi, label.en)}
    return labels.get(words)


def _day(found: float | str, *, partial: bool) -> str | None:
    """A day, or the number of one, as ISO text; what else is written there is text on a sheet and no day."""
    if isinstance(found, str):
        return found if _ISO.fullmatch(found) else None
    if found >= FIRST_DAY:
        return (_DAY_ZERO + timedelta(days=int(found))).isoformat()
    return f"{found:.0f}" if partial and found > 1899 else None
