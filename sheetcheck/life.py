"""The life of a rule: in which periods it is asked, and how many lines must break it before it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sheetcheck.form import Rule, Threshold
from sheetcheck.period import Calendar, Period, in_calendar
from sheetcheck.vocabulary import THRESHOLD


def threshold(written: str) -> Threshold | None:
    """`> 5 %` or `>= 10` as a threshold; None for any other text."""
    match = THRESHOLD.fullmatch(written.strip())
    if match is None:
        return None
    sign, most, percent = match.groups()
    return Threshold(float(most), is_share=bool(percent), inclusive=sign == ">=")


def is_reached(limit: Threshold, broken: int, checked: int) -> bool:
    """Whether so many broken lines of those on which the rule was decided make it count."""
    found, most = (broken * 100.0, limit.most * checked) if limit.is_share else (float(broken), limit.most)
    return found >= most if limit.inclusive else found > most


def reached_formula(limit: Threshold, broken: str, checked: str) -> str:
    """The same as a formula, of formulas for both counts."""
    sign, most = ">=" if limit.inclusive else ">", f"{limit.most:.12g}"
    return f"({broken})*100{sign}{most}*({checked})" if limit.is_share else f"({broken}){sign}{most}"


def in_force(rule: Rule, period: Period) -> bool:
    """Whether a rule is asked of the returns of a period: its last day decides, in its own calendar.

    The annual return of 2026 is collected when the second half of 2026 is, so `since: 2026-H2` is for both.
    """
    return _is_within(period.end, _span(rule, period.calendar))


def asked_together(rules: Iterable[Rule]) -> Iterator[tuple[Rule, ...]]:
    """Every set of rules that returns of one time are asked; all of them, unless some have an end or a beginning."""
    spans = [(rule, _span(rule, Calendar.ADMINISTRATIVE)) for rule in rules]
    # Nothing changes but on the day on which a rule begins, and on the day after one ends.
    ends = {last + timedelta(days=1) for _, (_, last) in spans if last < date.max}
    days = {date.min, *(first for _, (first, _) in spans), *ends}
    seen: set[tuple[bool, ...]] = set()
    for day in sorted(days):
        asked = tuple(_is_within(day, span) for _, span in spans)
        if asked not in seen:
            seen.add(asked)
            yield tuple(rule for (rule, _), is_asked in zip(spans, asked, strict=True) if is_asked)


def _span(rule: Rule, calendar: Calendar) -> tuple[date, date]:
    first = in_calendar(rule.since, calendar).start if rule.since else date.min
    last = in_calendar(rule.until, calendar).end if rule.until else date.max
    return first, last


def _is_within(day: date, span: tuple[date, date]) -> bool:
    return span[0] <= day <= span[1]
