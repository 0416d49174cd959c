"""A day, or where the column allows it a month or a year; the value is ISO text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from sheetcheck.codes import entry as say
from sheetcheck.finding import Code
from sheetcheck.form import Column
from sheetcheck.grid import Cell
from sheetcheck.kinds import MISSING, Kind, Read
from sheetcheck.kinds._prompt import prompt
from sheetcheck.kinds._typed import DASHES, fold, read_symbol, refuse, shown, tidy
from sheetcheck.text import Language, Text

FIRST, LAST = date(1945, 1, 1), date(2100, 12, 31)
_SERIAL_ZERO = date(1899, 12, 30)
YEARS: Final = range(1990, 2101)
"""Years that make sense alone; as a serial number of a day each falls in 1905."""

_BY = r" ?(?:/|\.|-|,|tháng|năm) ?"
_DAY = re.compile(rf"(?:ngày )?([0-9]{{1,2}}){_BY}([0-9]{{1,2}}){_BY}([0-9]{{4}}|[0-9]{{2}})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ t]00:00(?::00)?)?")
_MONTH = re.compile(rf"(?:ngày[ .…_]*)?(?:tháng ?|t\.? ?)?([0-9]{{1,2}}){_BY}([0-9]{{4}})")
_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")
_YEAR = re.compile(r"(?:năm )?([0-9]{4})")
_DAYS: Final = (FIRST - _SERIAL_ZERO).days, (LAST - _SERIAL_ZERO).days
# A day or a year is a number on a sheet, a month is a text: 05/2024 or 5/2024. Ranges are written by their middle,
# because a data validation has room for 255 characters.
_ABOUT_YEAR = f"-{sum((YEARS[0], YEARS[-1])) // 2})<{len(YEARS) // 2 + 1}"
_ABOUT_DAY = f"-{sum(_DAYS) / 2})<{(_DAYS[1] - _DAYS[0] + 1) // 2}"
_NUMBER = f"ISNUMBER({{cell}})*((ABS({{cell}}{_ABOUT_YEAR})+(ABS({{cell}}{_ABOUT_DAY}))"
_MONTH_TEXT = (
    '(ABS(LEN({cell})-6.5)<1)*FIND(LEFT(RIGHT("0"&{cell},7),3),"01/02/03/04/05/06/07/08/09/10/11/12/")'
    f'*(RIGHT({{cell}},4)*1&""=RIGHT({{cell}},4))*(ABS(RIGHT({{cell}},4){_ABOUT_YEAR})'
)
_CONDITION: Final = f"ISNUMBER(1/({_NUMBER}))+ISNUMBER(1/({_MONTH_TEXT}))"
_QUARTER = re.compile(r"(?:quý|quí|q) ?(?:[1-4]|i{1,3}|iv|một|hai|ba|tư|bốn)(?: ?(?:/|-|,|năm) ?[0-9]{4})?")
_SERIAL = re.compile(r"[1-9][0-9]{4}")
_MONTHS: Final = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
# “tháng năm 2024” is left alone: the fifth month, or a month that is not written.
_MONTH_WORD = re.compile(rf"tháng ({'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?=$|,| ?(?:/|-|năm))")
_PIVOT: Final = 69
"""Years of two digits from here on are of the last century, as POSIX has it."""
_ZERO = re.compile(r"0?0/0?1/(?:19)?00|1900-01-00(?: 00:00:00)?|30/12/1899|1899-12-3[01](?: 00:00:00)?")
_TITLE = Text("Ngày tháng", "Date")
_FULL = Text("Nhập ngày/tháng/năm, ví dụ 31/05/2024", "Type day/month/year, such as 31/05/2024")
_PARTIAL = Text(
    "Nhập ngày/tháng/năm; nếu không rõ ngày thì nhập tháng/năm hoặc năm, ví dụ 31/05/2024, 05/2024, 2024",
    "Type day/month/year; if the day is not known, month/year or year, such as 31/05/2024, 05/2024, 2024",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    name: str = "date"
    numeric: bool = False
    range: None = None
    number_format: str = "dd/mm/yyyy"

    def read(self, raw: Cell, column: Column) -> Read:
        if raw is None or raw == "":
            return MISSING
        if isinstance(raw, date):
            return _read_date(raw, column)
        if isinstance(raw, str):
            return _read_words(raw, column)
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            return _read_number(raw, column)
        if raw in (time(), timedelta()):  # how the reader gives the serial number 0
            return refuse(say.ZERO_DATE, raw)
        return refuse(say.WRONG_DATE, raw)

    def validation(self, column: Column, language: Language) -> Mapping[str, object]:
        if column.partial:
            return {"validate": "custom", "value": _CONDITION, **prompt(language, _TITLE, _PARTIAL)}
        words = prompt(language, _TITLE, _FULL)
        return {"validate": "date", "criteria": "between", "minimum": FIRST, "maximum": LAST, **words}


def _read_date(raw: date, column: Column) -> Read:
    day = raw.date() if isinstance(raw, datetime) else raw
    if column.partial and (day - _SERIAL_ZERO).days in YEARS:
        return _guess(say.YEAR_AS_DATE, raw, str((day - _SERIAL_ZERO).days))
    if date(1899, 12, 30) <= day <= date(1899, 12, 31):
        return refuse(say.ZERO_DATE, raw)
    if not FIRST <= day <= LAST:
        return refuse(say.DATE_OUT_OF_RANGE, raw)
    if isinstance(raw, datetime) and raw.time() != time():
        return _guess(say.TIME_DROPPED, raw, day.isoformat())
    return Read(day.isoformat())


def _read_number(raw: float, column: Column) -> Read:
    if raw == 0:
        return refuse(say.ZERO_DATE, raw)
    if not 0 < raw < 100_000 or raw != int(raw):
        return refuse(say.WRONG_DATE, raw)
    if int(raw) in YEARS:
        return Read(str(int(raw))) if column.partial else refuse(say.DATE_INCOMPLETE, raw)
    day = _SERIAL_ZERO + timedelta(days=int(raw))
    if not FIRST <= day <= LAST:
        return refuse(say.WRONG_DATE, raw)
    return _guess(say.DATE_FROM_NUMBER, raw, day.isoformat())


def _read_words(raw: str, column: Column) -> Read:
    text = tidy(raw)
    if text in DASHES:
        return MISSING
    symbol = read_symbol(raw, text)
    if symbol is not None:
        return symbol
    if len(text) > 80:
        return refuse(say.WRONG_DATE, raw)
    words = _MONTH_WORD.sub(lambda match: f"tháng {_MONTHS[match.group(1)]}", fold(text).replace("–", "-"))
    if _ZERO.fullmatch(words):
        return refuse(say.ZERO_DATE, raw)
    if _QUARTER.fullmatch(words):
        return refuse(say.DATE_INCOMPLETE, raw)
    if _SERIAL.fullmatch(words):
        read = _read_number(float(words), column)
        return read._replace(params={**read.params, "found": shown(raw)})
    return _read_day(raw, words) or _read_partial(raw, words, column) or refuse(say.WRONG_DATE, raw)


def _read_day(raw: str, words: str) -> Read | None:
    """A whole date: day, month, year as Vietnamese is written, or year, month, day."""
    match, iso = _DAY.fullmatch(words), _ISO.fullmatch(words)
    if match:
        day, month, year = match.groups()
    elif iso:
        year, month, day = iso.groups()
    else:
        return None
    number = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < _PIVOT else 1900)
    found, swapped = _date(number, month, day), _date(number, day, month) if match and "tháng" not in words else None
    if found is None and (swapped is None or len(year) == 2):
        return refuse(say.WRONG_DATE, raw)
    value = found or swapped
    assert value is not None
    if not FIRST <= value <= LAST:
        return refuse(say.DATE_OUT_OF_RANGE, raw)
    if found is None:
        return _guess(say.MONTH_FIRST, raw, value.isoformat())
    if len(year) == 2:
        return _guess(say.SHORT_YEAR, raw, value.isoformat())
    if swapped is None or swapped == found:
        return _guess(say.DATE_FROM_TEXT, raw, value.isoformat())
    both = {"found": shown(raw), "value": value.isoformat(), "other": swapped.isoformat()}
    return Read(value.isoformat(), "", say.DATE_TWO_WAYS, both)


def _date(year: int, month: str, day: str) -> date | None:
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None


def _read_partial(raw: str, words: str, column: Column) -> Read | None:
    """A month or a year: text is the only way to type a month, so it needs no remark."""
    month, iso, alone = _MONTH.fullmatch(words), _ISO_MONTH.fullmatch(words), _YEAR.fullmatch(words)
    if month:
        year, number = int(month.group(2)), int(month.group(1))
    elif iso:
        year, number = int(iso.group(1)), int(iso.group(2))
    elif alone:
        year, number = int(alone.group(1)), 0
    else:
        return None
    if year not in YEARS or (number == 0 and not alone) or number > 12:
        return refuse(say.WRONG_DATE, raw)
    if not column.partial:
        return refuse(say.DATE_INCOMPLETE, raw)
    return Read(f"{year}-{number:02}" if number else str(year))


def _guess(code: Code, raw: Cell, value: str) -> Read:
    return Read(value, "", code, {"found": shown(raw), "value": value})


KIND: Final[Kind] = Day()
