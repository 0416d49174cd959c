"""Names in expressions: the cells that they mean, and what somebody typed there as rules see it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from sheetcheck.expression import Name
from sheetcheck.expression.evaluate import Value
from sheetcheck.form import Column
from sheetcheck.identity import Identity
from sheetcheck.kinds import KINDS
from sheetcheck.kinds.date import FIRST, LAST, YEARS
from sheetcheck.layout import Layout, Slot
from sheetcheck.text import Text, plain

Filled = Mapping[tuple[str, str], float | str]
"""Row and column id -> what stands in the cell."""

ABSENT = '""'
"""What a name becomes in a formula when this level or period has no such cell."""


_DAY_ZERO = date(1899, 12, 30)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"(0?[1-9]|1[0-2])/(\d{4})|(\d{4})-(0[1-9]|1[0-2])")
_TERM = re.compile(r"[0-9]{4}-[0-9]{4}")
SIGNS = ("-", "…", "...")
"""What may stand for any number: none, not collected."""


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
    """What somebody typed, as formulas see it: text where a number belongs is unknown."""
    column = slot.column
    if found is None or found == "":
        return None
    if KINDS[column.kind].numeric:
        if isinstance(found, str):
            return 0.0 if found == "-" else None
        return float(found)
    if column.kind == "date":
        return _day(found, partial=column.partial)
    if column.choices:
        return choice(column, str(found))
    return plain(str(found)) or None


def is_at_fault(slot: Slot, found: float | str | None) -> bool:
    """Whether something stands there that could not have been typed, so that rules do not know the cell."""
    if slot.computed or slot.column.kind == "text" or found is None or found == "":
        return False
    return not accepts(slot.column, found)


def accepts(column: Column, value: float | str) -> bool:
    """Whether it could have been typed: what the data validation of the cell lets pass."""
    if column.kind == "date":
        return _day(value, partial=column.partial) is not None
    if column.choices:
        return choice(column, str(value)) is not None
    if column.kind == "unit":
        return _is_code(value if isinstance(value, str) else f"{value:.0f}", many=column.many)
    options = _options(column.kind, column.minimum, column.maximum)
    low, high = options.get("minimum"), options.get("maximum")
    match options.get("validate"):
        case "integer" | "decimal" if isinstance(low, int | float) and isinstance(high, int | float):
            if isinstance(value, str):
                return value in SIGNS
            return low <= value <= high and (options["validate"] == "decimal" or value == int(value))
        case "list":
            return value in (0, 1) or value in SIGNS
        case "length" if isinstance(low, int) and isinstance(high, int):
            return low <= len(plain(value) if isinstance(value, str) else f"{value:g}") <= high
        case "custom":
            return _TERM.fullmatch(str(value)) is not None and int(str(value)[5:]) - int(str(value)[:4]) == 5
    return True


def _is_code(value: str, *, many: bool) -> bool:
    digits = re.sub("[;, ]", "", value) if many else value.strip()
    return digits.isdecimal() and len(value) > 1 and (len(value) < 6 or (many and bool(re.search("[;,]", value))))


@cache
def _options(kind: str, minimum: float | None, maximum: float | None) -> Mapping[str, object]:
    """The data validation of such a column; the same in every language, but for its words."""
    column = Column(id="", title=Text("", ""), kind=kind, minimum=minimum, maximum=maximum)
    return KINDS[kind].validation(column, "vi") or {}


def choice(column: Column, found: str) -> str | None:
    """The choice that an id or a label stands for; a sheet minds neither capital letters nor spaces around it."""
    if found in column.choices:
        return found
    words = found.strip().casefold()
    labels = {text.casefold(): name for name, label in column.choices.items() for text in (label.vi, label.en)}
    return labels.get(words)


def _day(found: float | str, *, partial: bool) -> str | None:
    """A day, or the number of one, as ISO text; a month or a year where the column takes them. What else is written
    there is text on a sheet and no day."""
    if isinstance(found, str):
        month = _MONTH.fullmatch(found)
        if month and partial:
            year, number = month.group(2) or month.group(3), int(month.group(1) or month.group(4))
            return f"{year}-{number:02}" if int(year) in YEARS else None
        return found if _ISO.fullmatch(found) and FIRST.isoformat() <= found <= LAST.isoformat() else None
    if partial and int(found) in YEARS:
        return f"{int(found)}"
    day = _DAY_ZERO + timedelta(days=int(found)) if 0 <= found < 100_000 else _DAY_ZERO
    return day.isoformat() if FIRST <= day <= LAST else None


def as_typed(value: str) -> str:
    """A month as somebody types it, `05/2024`; anything else as it is."""
    month = re.fullmatch(r"(\d{4})-(\d\d)", value)
    return f"{month.group(2)}/{month.group(1)}" if month else value
