"""Which periods are held against which, and whether a code still names the same unit."""

from datetime import date

import pytest

from sheetcheck.comparable import is_same_unit, rank
from sheetcheck.period import Calendar, parse_period
from sheetcheck.units import Register

ADMINISTRATIVE, STATISTICAL = Calendar.ADMINISTRATIVE, Calendar.STATISTICAL
PERIODS = [
    # what a rule names, the candidate, the period that is checked, how well it fits (0 best, -1 not)
    ("previous", "2023-H1", "2024-H1", 0),
    ("previous", "2023-H2", "2024-H2", 0),
    ("previous", "2023", "2024", 0),
    ("previous", "2023-H2", "2024-H1", -1),
    ("previous", "2022-H1", "2024-H1", -1),
    ("previous", "2024-H1", "2024-H1", -1),
    ("previous", "2025-H1", "2024-H1", -1),
    ("previous", "2023", "2024-H1", -1),
    ("previous", "2023-02-01..2023-05-31", "2024-02-01..2024-05-31", 0),
    ("previous", "2023-02-01..2023-04-30", "2024-02-01..2024-05-31", -1),
    ("previous", "2023-01-01..2023-02-28", "2024-01-01..2024-02-29", 0),
    ("previous", "2024-01-01..2024-02-29", "2025-01-01..2025-02-28", 0),
    ("previous", "2023-H1", "2024-02-01..2024-05-31", -1),
    ("before", "2023", "2024-H1", 0),
    ("before", "2023-H2", "2024-H1", 1),
    ("before", "2024-H1", "2024-H2", 1),
    ("before", "2023", "2024", 0),
    ("before", "2023-H2", "2024", 1),
    ("before", "2023-H1", "2024-H1", -1),
    ("before", "2024-H1", "2024-H1", -1),
    ("before", "2024-02-01..2024-05-31", "2024-06-01..2024-08-31", 1),
    ("before", "2024-02-01..2024-05-30", "2024-06-01..2024-08-31", -1),
    ("first_half", "2024-H1", "2024", 0),
    ("first_half", "2024-H2", "2024", -1),
    ("first_half", "2023-H1", "2024", -1),
    ("first_half", "2024-H1", "2024-H1", -1),
    ("parent", "2024", "2024", -1),
]


@pytest.mark.parametrize(("whose", "candidate", "period", "expected"), PERIODS)
def test_periods(whose: str, candidate: str, period: str, expected: int) -> None:
    for calendar in (ADMINISTRATIVE, STATISTICAL):
        assert rank(whose, parse_period(candidate, calendar), parse_period(period, calendar)) == expected


def test_calendars_meet_by_name_where_only_the_season_counts() -> None:
    """The same half a year in another calendar is comparable; its last day is not where the next period begins."""
    assert rank("previous", parse_period("2023-H1", STATISTICAL), parse_period("2024-H1", ADMINISTRATIVE)) == 0
    assert rank("before", parse_period("2023", STATISTICAL), parse_period("2024-H1", ADMINISTRATIVE)) == -1
    assert rank("first_half", parse_period("2024-H1", ADMINISTRATIVE), parse_period("2024", STATISTICAL)) == -1


UNITS = [
    ("06331", date(2023, 6, 14), date(2024, 6, 14), True),
    ("06331", date(2024, 6, 14), date(2025, 12, 14), False),  # went into 06337
    ("06337", date(2024, 6, 14), date(2025, 12, 14), False),  # was another, smaller commune of that code
    ("03004", date(2024, 6, 14), date(2025, 12, 14), True),  # changed its parent only
    ("24", date(2024, 12, 14), date(2025, 12, 14), False),  # Bắc Giang then, Bắc Ninh now
    ("20", date(2024, 12, 14), date(2025, 12, 14), True),
    ("185", date(2024, 12, 14), date(2025, 12, 14), False),  # there are no districts any more
    ("X0001", date(2024, 12, 14), date(2025, 12, 14), True),  # the office's own code
]  # fmt: skip


@pytest.mark.parametrize(("code", "then", "now", "expected"), UNITS)
def test_units(register: Register, code: str, then: date, now: date, expected: bool) -> None:
    assert is_same_unit(register, code, then, now) is expected
    assert is_same_unit(None, code, then, now)
