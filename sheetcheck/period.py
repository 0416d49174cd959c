"""A reporting period: two dates and a calendar, named `2026-H1`, `2026-H2` or `2026`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sheetcheck.errors import SheetcheckError
from sheetcheck.text import Text


class Calendar(StrEnum):
    """Statistical: 1 January to 30 June (Decree 60/2018/NĐ-CP).

    Administrative: 15 December to 14 June (Decree 09/2019/NĐ-CP, article 12).
    """

    STATISTICAL = "statistical"
    ADMINISTRATIVE = "administrative"


class PeriodKind(StrEnum):
    HALF = "half"
    YEAR = "year"


_LABEL = re.compile(r"(20\d\d)(?:-H([12]))?")


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
        if self.kind is PeriodKind.YEAR:
            return Text(vi=f"Năm {self.year}", en=f"Year {self.year}")
        half = self.label[-1]
        return Text(
            vi=f"6 tháng {'đầu' if half == '1' else 'cuối'} năm {self.year}",
            en=f"{'First' if half == '1' else 'Second'} half of {self.year}",
        )


def parse_period(label: str, calendar: Calendar = Calendar.ADMINISTRATIVE) -> Period:
    """The period of a label; raises SheetcheckError for any other text."""
    match = _LABEL.fullmatch(label.strip().upper())
    if match is None:
        raise SheetcheckError(
            Text(
                vi="kỳ báo cáo '{label}' không đúng dạng 2026-H1, 2026-H2 hoặc 2026",
                en="period '{label}' is not of the form 2026-H1, 2026-H2 or 2026",
            ),
            label=label,
        )
    year, half = int(match.group(1)), match.group(2)
    kind = PeriodKind.HALF if half else PeriodKind.YEAR
    start, end = _dates(year, half, calendar)
    return Period(match.group(0), kind, start, end, calendar)


def _dates(year: int, half: str | None, calendar: Calendar) -> tuple[date, date]:
    if calendar is Calendar.STATISTICAL:
        start = date(year, 7, 1) if half == "2" else date(year, 1, 1)
        end = date(year, 6, 30) if half == "1" else date(year, 12, 31)
        return start, end
    start = date(year, 6, 15) if half == "2" else date(year - 1, 12, 15)
    end = date(year, 6, 14) if half == "1" else date(year, 12, 14)
    return start, end
