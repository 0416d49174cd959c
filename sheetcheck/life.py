"""The life of a rule: in which periods it is asked, and how many lines must break it before it counts."""

from __future__ import annotations

from sheetcheck.form import Rule, Threshold
from sheetcheck.period import Period, in_calendar
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


def in_force(rule: Rule, period: Period) -> bool:
    """Whether a rule is asked of the returns of a period: its last day decides, in its own calendar.

    The annual return of 2026 is collected when the second half of 2026 is, so `since: 2026-H2` is for both.
    """
    since = in_calendar(rule.since, period.calendar).start if rule.since else period.end
    until = in_calendar(rule.until, period.calendar).end if rule.until else period.end
    return since <= period.end <= until
