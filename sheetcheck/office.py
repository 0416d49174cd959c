"""Who receives returns and by when, as offices were organised at the time; all of it may be edited in a round."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sheetcheck.form import Level
from sheetcheck.period import Calendar, Period
from sheetcheck.units import Unit

_LABOUR_UNTIL: Final = date(2025, 3, 1)
"""Gender equality moved from the labour to the home-affairs offices (Letter 739/BNV-CTTN&BĐG)."""

_DAYS: Final = {
    Calendar.ADMINISTRATIVE: {Level.COMMUNE: 2, Level.DISTRICT: 6, Level.PROVINCE: 11},
    Calendar.STATISTICAL: {Level.COMMUNE: 5, Level.DISTRICT: 10, Level.PROVINCE: 15},
}
"""Days after the end of the period. Statistical: 5 and 10 July as Circular 23/2011/TT-BVHTTDL has it for communes and
districts; administrative: this project's proposal, 16, 20 and 25 June."""


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
