"""Periods are two dates and a calendar."""

from __future__ import annotations

import pytest

from sheetcheck.errors import SheetcheckError
from sheetcheck.period import Calendar, parse_period


@pytest.mark.parametrize(
    ("label", "calendar", "start", "end"),
    [
        ("2026-H1", Calendar.ADMINISTRATIVE, "2025-12-15", "2026-06-14"),
        ("2026-H2", Calendar.ADMINISTRATIVE, "2026-06-15", "2026-12-14"),
        ("2026", Calendar.ADMINISTRATIVE, "2025-12-15", "2026-12-14"),
        ("2026-H1", Calendar.STATISTICAL, "2026-01-01", "2026-06-30"),
        ("2026-h2", Calendar.STATISTICAL, "2026-07-01", "2026-12-31"),
        ("2026", Calendar.STATISTICAL, "2026-01-01", "2026-12-31"),
    ],
)
def test_dates(label: str, calendar: Calendar, start: str, end: str) -> None:
    period = parse_period(label, calendar)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize("label", ["", "2026-H3", "26", "1999", "2026-Q1", "H1-2026"])
def test_what_is_no_period(label: str) -> None:
    with pytest.raises(SheetcheckError):
        parse_period(label)
