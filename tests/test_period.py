"""Periods are two dates and a calendar."""

from __future__ import annotations

import pytest

from sheetcheck.errors import SheetcheckError
from sheetcheck.period import Calendar, PeriodKind, parse_period


@pytest.mark.parametrize(
    ("label", "calendar", "start", "end"),
    [
        ("2026-H1", Calendar.ADMINISTRATIVE, "2025-12-15", "2026-06-14"),
        ("2026-H2", Calendar.ADMINISTRATIVE, "2026-06-15", "2026-12-14"),
        ("2026", Calendar.ADMINISTRATIVE, "2025-12-15", "2026-12-14"),
        ("2026-H1", Calendar.STATISTICAL, "2026-01-01", "2026-06-30"),
        ("2026-h2", Calendar.STATISTICAL, "2026-07-01", "2026-12-31"),
        ("2026", Calendar.STATISTICAL, "2026-01-01", "2026-12-31"),
        ("2016-H1", Calendar.STATISTICAL, "2016-01-01", "2016-06-30"),
        ("2026-02-01..2026-06-30", Calendar.CUSTOM, "2026-02-01", "2026-06-30"),
        ("2026-02-01_2026-06-30", Calendar.ADMINISTRATIVE, "2026-02-01", "2026-06-30"),
    ],
)
def test_dates(label: str, calendar: Calendar, start: str, end: str) -> None:
    period = parse_period(label, calendar)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    "label",
    [
        "",
        "2026-H3",
        "26",
        "1999",
        "2026-Q1",
        "H1-2026",
        "2026-06-30..2026-02-01",
        "2026-02-30..2026-06-30",
        "2024-01-01..2026-01-01",
    ],
)
def test_what_is_no_period(label: str) -> None:
    with pytest.raises(SheetcheckError):
        parse_period(label)


@pytest.mark.parametrize(
    ("dates", "label", "calendar", "kind"),
    [
        ("2025-12-15..2026-06-14", "2026-H1", Calendar.ADMINISTRATIVE, PeriodKind.HALF),
        ("2026-01-01..2026-06-30", "2026-H1", Calendar.STATISTICAL, PeriodKind.HALF),
        ("2026-01-01..2026-12-31", "2026", Calendar.STATISTICAL, PeriodKind.YEAR),
        ("2026-02-01..2026-06-30", "2026-02-01_2026-06-30", Calendar.CUSTOM, PeriodKind.HALF),
        ("2025-11-01..2026-10-31", "2025-11-01_2026-10-31", Calendar.CUSTOM, PeriodKind.YEAR),
    ],
)
def test_two_dates_have_one_name(dates: str, label: str, calendar: Calendar, kind: PeriodKind) -> None:
    period = parse_period(dates)
    assert (period.label, period.calendar, period.kind) == (label, calendar, kind)
    assert parse_period(period.label, period.calendar) == period
