"""Who receives returns and by when, as offices were organised at the time; all of it may be edited in a round."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sheetcheck.errors import SheetcheckError
from sheetcheck.form import Level
from sheetcheck.period import Calendar, Period, parse_day
from sheetcheck.text import Text
from sheetcheck.units import Unit

_LABOUR_UNTIL: Final = date(2025, 3, 1)
"""Gender equality moved from the labour to the home-affairs offices (Letter 739/BNV-CTTN&BĐG)."""

_DAYS: Final = {
    Calendar.ADMINISTRATIVE: {Level.COMMUNE: 2, Level.DISTRICT: 6, Level.PROVINCE: 11},
    Calendar.STATISTICAL: {Level.COMMUNE: 5, Level.DISTRICT: 10, Level.PROVINCE: 15},
}
"""Days after the end of the period. Statistical: 5 and 10 July as Circular 23/2011/TT-BVHTTDL has it for communes and
districts; administrative: this project's proposal, 16, 20 and 25 June."""

_NO_DAY: Final = Text(
    vi="hạn nộp '{deadline}' không phải là một ngày; viết ngày/tháng/năm, ví dụ {example}",
    en="the deadline '{deadline}' is not a day; write day/month/year, such as {example}",
)
_TOO_EARLY: Final = Text(
    vi="hạn nộp {deadline} ở trước ngày đầu kỳ báo cáo ({start}); kiểm tra năm, ví dụ {example}",
    en="the deadline {deadline} is before the first day of the period ({start}); check the year, such as {example}",
)


def receiving_office(parent: Unit | None, period: Period) -> str:
    """The office of the level above at that time: labour until February 2025, home affairs since.

    Without a parent it is the ministry.
    """
    branch = "Lao động - Thương binh và Xã hội" if period.end < _LABOUR_UNTIL else "Nội vụ"
    if parent is None:
        return f"Bộ {branch}"
    name = parent.name.vi
    rank = "Phòng" if parent.level is Level.DISTRICT else "Sở"
    return f"{rank} {branch} {name[:1].lower()}{name[1:]}"


def default_deadline(level: Level, period: Period) -> str:
    """When returns of a level are due, as dd/mm/yyyy: each level some days after the one below."""
    days = _DAYS.get(period.calendar, _DAYS[Calendar.STATISTICAL])
    return f"{period.end + timedelta(days=days.get(level, max(days.values()))):%d/%m/%Y}"


def deadline_of(written: str, level: Level, period: Period) -> str:
    """A deadline as the forms print it (16/06/2026), the level's own where none is written.

    Raises SheetcheckError for what is no day, and for a day before the period begins.
    """
    example = default_deadline(level, period)
    if not written:
        return example
    day = parse_day(written)
    if day is None:
        raise SheetcheckError(_NO_DAY, deadline=written, example=example)
    if day < period.start:
        raise SheetcheckError(_TOO_EARLY, deadline=written, start=f"{period.start:%d/%m/%Y}", example=example)
    return f"{day:%d/%m/%Y}"
