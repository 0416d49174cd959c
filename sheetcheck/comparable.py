"""What may be held against what: periods of the same unit, and whether it still is the same unit."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sheetcheck.period import Calendar, Period, PeriodKind
from sheetcheck.units import Register, Unit

_DAY: Final = timedelta(days=1)
_NOT: Final = -1


def rank(whose: str, candidate: Period, period: Period) -> int:
    """How well a period is what a name means by it, seen from another period: 0 is best, below 0 is not at all.

    `previous` is the same part of the year before: half-years differ by season, so nothing else is comparable.
    `before` ends the day before the period begins: a whole year rather than its second half, which it contains.
    """
    match whose:
        case "previous":
            fits = candidate.kind is period.kind and _is_year_earlier(candidate, period)
            return 0 if fits else _NOT
        case "before":
            if candidate.end + _DAY != period.start:
                return _NOT
            return 0 if candidate.kind is PeriodKind.YEAR else 1
        case "first_half":
            half = candidate.kind is PeriodKind.HALF and period.kind is PeriodKind.YEAR
            return 0 if half and candidate.start == period.start and candidate.end < period.end else _NOT
    return _NOT


def _is_year_earlier(candidate: Period, period: Period) -> bool:
    """By name where a period has one: from one calendar to the other both days move by two weeks."""
    if Calendar.CUSTOM in (candidate.calendar, period.calendar):
        return (candidate.start, candidate.end) == (_year_before(period.start), _year_before(period.end))
    year, part = period.label[:4], period.label[4:]
    return candidate.label == f"{int(year) - 1}{part}"


def _year_before(day: date) -> date:
    """29 February is the last day of a month, so it becomes the last day of the month."""
    last = (day + _DAY).month != day.month
    return (day + _DAY).replace(year=day.year - 1) - _DAY if last and day.month == 2 else day.replace(year=day.year - 1)


def is_same_unit(register: Register | None, code: str, then: date, now: date) -> bool:
    """Whether a code named the same people and the same land on both days.

    Names and types may change; a unit that took in another one, or gave a part away, is another one. A code that the
    register never knew is the office's own, and is taken as it is.
    """
    if register is None or not register.ever(code):
        return True
    unit, old = register.get(code, now), register.get(code, then)
    while unit is not None and unit != old:
        before = register.previous_of(unit)
        if [one.code for one in before] != [code] or before[0].successors != (code,):
            return False
        unit = before[0]
    return unit is not None


def made_of(register: Register, code: str, then: date, now: date) -> tuple[str, ...]:
    """The units of an earlier day that went into a unit, all of them whole.

    Nothing where one of them was split, for then nobody knows what of its figures went where, and for a unit that is
    still the same.
    """
    unit = register.get(code, now)
    parts = None if unit is None else _whole(register, unit, then)
    codes = tuple(sorted(part.code for part in parts or ()))
    return () if codes == (code,) else codes


def _whole(register: Register, unit: Unit, then: date) -> tuple[Unit, ...] | None:
    """The units of that day that make it up; None where they do not, or are not known."""
    if unit.holds(then):
        return (unit,)
    before = register.previous_of(unit)
    if not before or not all(one.share_known for one in before):
        return None
    found: list[Unit] = []
    for one in before:
        parts = _whole(register, one, then)
        if parts is None:
            return None
        found += parts
    return tuple(found)
