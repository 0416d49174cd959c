"""A reporting period: two dates and a calendar, named `2026-H1`, `2026-H2`, `2026` or by its two dates."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sheetcheck.errors import SheetcheckError
from sheetcheck.text import Text


class Calendar(StrEnum):
    """Statistical: 1 January to 30 June (Decree 60/2018/NĐ-CP).

    Administrative: 15 December to 14 June (Decree 09/2019/NĐ-CP, article 12).
    Custom: any two dates that an office sets.
    """

    STATISTICAL = "statistical"
    ADMINISTRATIVE = "administrative"
    CUSTOM = "custom"


class PeriodKind(StrEnum):
    HALF = "half"
    YEAR = "year"


LABEL: Final = r"20\d\d-\d\d-\d\d_20\d\d-\d\d-\d\d|20\d\d(?:-H[12])?"
"""How a period is written in a file: `2026-H1`, `2026` or `2026-02-01_2026-06-30`."""

WRITTEN: Final = r"^\s*20\d\d(?:-[Hh][12]|-\d\d-\d\d(?:\.\.|_)20\d\d-\d\d-\d\d)?\s*$"
"""How somebody may write a period; two days are not looked at further."""

_NAMED = re.compile(r"(20\d\d)(?:-H([12]))?")
_DATES = re.compile(r"(20\d\d-\d\d-\d\d)(?:\.\.|_)(20\d\d-\d\d-\d\d)")
_LONGEST_HALF = 250
"""Days: a longer period of two dates gets the annual forms."""
_LONGEST = 400

_NO_PERIOD = Text(
    vi="kỳ báo cáo '{label}' không đúng dạng 2026-H1, 2026-H2, 2026 hoặc hai ngày 2026-02-01..2026-06-30",
    en="period '{label}' is not of the form 2026-H1, 2026-H2, 2026 or two dates 2026-02-01..2026-06-30",
)
_WRONG_DATES = Text(
    vi="kỳ báo cáo '{label}': ngày cuối phải sau ngày đầu và trong vòng {most} ngày",
    en="period '{label}': the last day must come after the first, within {most} days",
)


@dataclass(frozen=True, slots=True)
class Period:
    """One period. `label` names it, `start` and `end` are its first and last day."""

    label: str
    kind: PeriodKind
    start: date
    end: date
    calendar: Calendar = Calendar.ADMINISTRATIVE

    @property
    def year(self) -> int:
        return self.end.year

    @property
    def title(self) -> Text:
        """As a form prints it under its title."""
        if self.calendar is Calendar.CUSTOM:
            days = (f"{self.start:%d/%m/%Y}", f"{self.end:%d/%m/%Y}")
            return Text(vi="Từ {} đến {}".format(*days), en="{} to {}".format(*days))
        if self.kind is PeriodKind.YEAR:
            return Text(vi=f"Năm {self.year}", en=f"Year {self.year}")
        half = self.label[-1]
        return Text(
            vi=f"6 tháng {'đầu' if half == '1' else 'cuối'} năm {self.year}",
            en=f"{'First' if half == '1' else 'Second'} half of {self.year}",
        )


def parse_day(text: str) -> date | None:
    """A day as people write it here or as files do (30/06/2025, 2025-06-30); None for any other text."""
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        with suppress(ValueError):
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007
    return None


def parse_period(label: str, calendar: Calendar = Calendar.ADMINISTRATIVE) -> Period:
    """The period of a label; raises SheetcheckError for any other text.

    Two dates that are those of a named period of either calendar are that period: it has one name.
    """
    text = label.strip()
    if match := _NAMED.fullmatch(text.upper()):
        return _named(match, Calendar.ADMINISTRATIVE if calendar is Calendar.CUSTOM else calendar)
    if match := _DATES.fullmatch(text):
        return _custom(text, match)
    raise SheetcheckError(_NO_PERIOD, label=label)


def _named(match: re.Match[str], calendar: Calendar) -> Period:
    year, half = int(match.group(1)), match.group(2)
    kind = PeriodKind.HALF if half else PeriodKind.YEAR
    start, end = _dates(year, half, calendar)
    return Period(match.group(0), kind, start, end, calendar)


def _custom(text: str, match: re.Match[str]) -> Period:
    try:
        start, end = (date.fromisoformat(day) for day in match.groups())
    except ValueError as error:
        raise SheetcheckError(_NO_PERIOD, label=text) from error
    if not 0 < (end - start).days < _LONGEST:
        raise SheetcheckError(_WRONG_DATES, label=text, most=_LONGEST)
    for calendar in (Calendar.ADMINISTRATIVE, Calendar.STATISTICAL):
        for label in (f"{end.year}-H1", f"{end.year}-H2", f"{end.year}"):
            named = parse_period(label, calendar)
            if (named.start, named.end) == (start, end):
                return named
    kind = PeriodKind.HALF if (end - start).days < _LONGEST_HALF else PeriodKind.YEAR
    return Period(f"{start}_{end}", kind, start, end, Calendar.CUSTOM)


def _dates(year: int, half: str | None, calendar: Calendar) -> tuple[date, date]:
    if calendar is Calendar.STATISTICAL:
        start = date(year, 7, 1) if half == "2" else date(year, 1, 1)
        end = date(year, 6, 30) if half == "1" else date(year, 12, 31)
        return start, end
    start = date(year, 6, 15) if half == "2" else date(year - 1, 12, 15)
    end = date(year, 6, 14) if half == "1" else date(year, 12, 14)
    return start, end


def in_calendar(label: str, calendar: Calendar) -> Period:
    """A period that a rule or a waiver names, in the calendar of the return that it is held against.

    Two dates that somebody has chosen count by the days of the plain calendar, and so do the halves beside them.
    """
    return parse_period(label, Calendar.STATISTICAL if calendar is Calendar.CUSTOM else calendar)


def label_of(value: object) -> str | None:
    """The label of what YAML reads for a period, where `2026` is a number; None for what is no period."""
    text = f"{value:.0f}" if isinstance(value, float) and value.is_integer() else value
    try:
        return parse_period(text).label if isinstance(text, str) else None
    except SheetcheckError:
        return None


def day_of(text: str) -> date | None:
    """The day that `2026-12-31` is; None for any other text."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-12-31") else None
    except ValueError:
        return None
