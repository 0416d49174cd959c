"""Dates and times as XML writes them, as the values that the reader of .xlsx gives for such cells."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from sheetcheck.grid import Cell

_DURATION: Final = re.compile(r"(-?)P(?:(\d{1,7})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,](\d+))?S)?)?")
_MIDNIGHT: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - a clock on a wall
_FRACTION: Final = re.compile(r"([.,]\d{1,6})\d*")


def moment(text: str) -> Cell:
    """A day, or a day and a time; what no calendar has stays the text it is."""
    try:
        found = datetime.fromisoformat(_FRACTION.sub(r"\1", text))
    except ValueError:
        return text
    found = found.replace(tzinfo=None)
    return date(found.year, found.month, found.day) if found.time() == time() else found


def duration(text: str) -> Cell:
    """A time of the day, or a longer or negative span; what is none stays the text it is."""
    match = _DURATION.fullmatch(text)
    if match is None:
        return text
    sign, *numbers, fraction = match.groups()
    days, hours, minutes, seconds = (int(number or 0) for number in numbers)
    try:
        span = timedelta(days, seconds, int((fraction or "0")[:6].ljust(6, "0")), minutes=minutes, hours=hours)
    except OverflowError:
        return text
    if sign:
        return -span
    return span if span >= timedelta(1) else (_MIDNIGHT + span).time()
