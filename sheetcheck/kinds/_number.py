"""How a figure is read, shared by the kinds that hold one: Vietnamese writing, and nothing in silence.

Dots separate thousands and a comma the decimals (1.234,5). What can be read in two ways, or only
by leaving something out, is read with a code that says so; what would need a guess is refused.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final, NamedTuple

from sheetcheck.codes import cell as say
from sheetcheck.finding import Code, Severity
from sheetcheck.form import Column
from sheetcheck.grid import Cell
from sheetcheck.kinds import MISSING, NOTHING, Read
from sheetcheck.kinds._typed import DASHES, fold, read_symbol, refuse, shown, tidy

LONGEST: Final = 80
"""Characters in a text that can still be a figure; the patterns need not see more."""

LIMIT: Final = 1e15
"""Excel keeps fifteen digits: a larger number may not be what was typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How figures of one kind are written.

    `whole`: no decimals. `signed`: may be negative. `percent`: on a scale of 100, so that 0.29
    is 29 and `%` may be typed. `small`: too small for thousands, so that one dot is decimal.
    """

    whole: bool = False
    signed: bool = False
    percent: bool = False
    small: bool = False


class Written(NamedTuple):
    """A figure in text: its value, what must be said about how it was written, and the other way to read it."""

    value: float
    code: Code
    other: float | None = None


_NUMBER = r"[0-9][0-9., ]*[0-9]|[0-9]"
_FIGURE = re.compile(rf"([+\-−–])?({_NUMBER})\s*(%)?\s*(\(?[^\W\d_][^\d]*)?")
_FRACTION = re.compile(r"([0-9]{1,9})\s*/\s*([0-9]{1,9})(\s*[^\W\d_][^\d]*)?")
_RANGE = re.compile(
    rf"(?:từ\s+|from\s+)?(?:{_NUMBER})\s*%?\s*(?:[-–—−~]|đến|tới|hoặc|hay|to|or)\s*(?:{_NUMBER})\s*%?(?:\s*[^\W\d_][^\d]*)?"
)
_DATE = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_ABOUT = re.compile(
    r"(?:(?:khoảng chừng|ước khoảng|ước tính|ước đạt|xấp xỉ|khoảng|chừng|tầm|độ|ước|hơn|trên|gần"
    r"|ít nhất|tối thiểu|about|around|over|more than|nearly|almost|at least|approximately)\s+"
    r"|(?:[~≈≥>]=?)\s*)(.+)"
)
_BOUND = re.compile(r"(?:(?:dưới|không quá|tối đa|nhiều nhất|under|less than|at most|up to)\s|[<≤]).*[0-9].*")
_NONE = re.compile(
    r"(?:không|ko)(?: có)?(?: phát sinh)?(?: (?:vụ|trường hợp|người|hộ|cuộc|lớp|ca|ai)(?: nào)?)?|none|nil|no"
)
_LETTERS = re.compile(r"(?=.*[0-9])[0-9OoQqIilL|SsBbZz., ]+|[OoIl]")
_DIGITS_FOR = str.maketrans("OoQqIilL|SsBbZz", "000011111558822")
_SCALE = re.compile(
    r"mươi|phần|cặp|đôi|trăm|nghìn|ngàn|triệu|tỷ|tỉ|chục|tá|vạn|rưỡi|nửa|k|tr|trđ|tr\.đ|trd|đ|đồng|vnd|vnđ|usd"
    r"|hundred|thousand|million|billion|dozen|mil|m|bn"
)
_OF_WHOM = frozenset(("nam", "nữ", "trai", "gái", "giảm", "tăng", "có", "không", "male", "female", "men", "women"))
"""After a figure these say whose it is or what became of it: it may not be the figure of the cell."""
_OR_MORE = frozenset(("hơn", "lẻ", "trở", "mấy"))

_DOTTED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:,[0-9]+)?")
_COMMAED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_DECIMAL = re.compile(r"[0-9]+[.,][0-9]+")


def read_number(raw: Cell, column: Column, manner: Manner) -> Read:
    """The figure in any cell; the slow way, for all that a kind did not settle at once."""
    if raw is None or raw == "":
        return MISSING
    if isinstance(raw, bool):
        return refuse(say.BOOLEAN, raw)
    if isinstance(raw, int | float):
        return _scaled(raw, raw, column, manner)
    if isinstance(raw, str):
        return _read_words(raw, column, manner)
    if isinstance(raw, date | time | timedelta):
        return refuse(say.DATE_FOR_NUMBER, raw)
    return refuse(say.NOT_A_NUMBER, raw)


def _read_words(raw: str, column: Column, manner: Manner) -> Read:
    text = tidy(raw)
    symbol = read_symbol(raw, text)
    if symbol is not None:
        return symbol
    if text in DASHES:
        return Read(0.0)
    if len(text) > LONGEST:
        return refuse(say.NOT_A_NUMBER, raw)
    if _NONE.fullmatch(fold(text)):
        return Read(0.0, "", say.ZERO_WORD, {"found": shown(raw)})
    words = text.casefold().replace("phần trăm", "%")
    about = _ABOUT.fullmatch(words)
    return (
        _not_one_figure(raw, about.group(1) if about else words)
        or _one_figure(raw, about.group(1) if about else words, column, manner, approx=about is not None)
        or _misspelt(raw, text)
    )


def _not_one_figure(raw: str, words: str) -> Read | None:
    """A date, a fraction, a range or a bound: digits, but not a figure."""
    if _DATE.fullmatch(words):
        return refuse(say.DATE_FOR_NUMBER, raw)
    fraction = _FRACTION.fullmatch(words)
    if fraction:
        first, second = int(fraction.group(1)), int(fraction.group(2))
        parts = {"female": min(first, second), "total": max(first, second)}
        if 1 <= first <= 31 and 1 <= second <= 12 and not fraction.group(3):
            return refuse(say.FRACTION_OR_DATE, raw, **parts, day=first, month=second)
        return refuse(say.FRACTION, raw, **parts)
    if _RANGE.fullmatch(words):
        return refuse(say.RANGE, raw)
    if _BOUND.fullmatch(words):
        return refuse(say.UPPER_BOUND, raw)
    return None


def _one_figure(raw: str, text: str, column: Column, manner: Manner, *, approx: bool) -> Read | None:
    match = _FIGURE.fullmatch(text)
    if match is None or (_LETTERS.fullmatch(text) and text[-1].isalpha()):
        return None
    sign, body, percent, unit = match.groups()
    if unit and any(character.isnumeric() for character in unit):  # 5½ and 3² are not 5 and 3
        return None
    word = _scale_word(unit)
    if word:
        return refuse(say.SCALE_WORD, raw, word=word)
    if unit and not _OF_WHOM.isdisjoint(unit.split()):
        return None
    if percent and not manner.small:
        return refuse(say.PERCENT_SIGN, raw)
    written = _parse(body, manner)
    if written is None:
        return refuse(say.MALFORMED_NUMBER, raw)
    value = -written.value if sign and sign != "+" else written.value
    code = written.code
    if (unit or (percent and not manner.percent)) and code is say.TEXT_NUMBER:
        code = say.UNIT_IN_CELL
    status = ""
    if approx or (unit and not _OR_MORE.isdisjoint(unit.split())):
        code, status = say.APPROXIMATE, "approx"
    if percent:
        return settle(value, raw, column, manner, code=code, status=status, other=written.other)
    return _scaled(value, raw, column, manner, code=code, status=status, other=written.other)


def _scale_word(unit: str | None) -> str:
    """The word after a figure that makes it another figure: 1,5 triệu is not 1,5."""
    words = (unit or "").strip("( )").split()
    if not words or (words[0] == "đồng" and len(words) > 1):  # 5 đồng chí: five comrades
        return ""
    first = words[0].strip("().,;")
    return first if _SCALE.fullmatch(first) else ""


def _parse(body: str, manner: Manner) -> Written | None:
    """The figure written by digits, dots, commas and spaces; None when they make no sense."""
    if body.isdigit():
        return Written(float(body), say.TEXT_NUMBER)
    if _DOTTED.fullmatch(body):
        if body.count(".") == 1 and "," not in body and not manner.whole:
            small, large = float(body), float(body.replace(".", ""))
            readings = (small, large) if manner.small else (large, small)
            return Written(readings[0], say.AMBIGUOUS_SEPARATOR, readings[1])
        return Written(float(body.replace(".", "").replace(",", ".")), say.TEXT_NUMBER)
    if _SPACED.fullmatch(body):
        return Written(float(body.replace(" ", "").replace(",", ".")), say.TEXT_NUMBER)
    if _COMMAED.fullmatch(body):
        large = float(body.replace(",", ""))
        if body.count(",") > 1 or "." in body:
            return Written(large, say.COMMA_THOUSANDS)
        small = float(body.replace(",", "."))
        if manner.whole:
            return Written(large, say.COMMA_THOUSANDS, small)
        return Written(small, say.AMBIGUOUS_SEPARATOR, large)
    if _DECIMAL.fullmatch(body):
        if "," in body:
            return Written(float(body.replace(",", ".")), say.TEXT_NUMBER)
        return None if manner.whole else Written(float(body), say.DOT_DECIMAL)
    return None


def _misspelt(raw: str, text: str) -> Read:
    if _LETTERS.fullmatch(text):
        if text.translate(_DIGITS_FOR) == text:
            return refuse(say.MALFORMED_NUMBER, raw)
        return refuse(say.LETTER_FOR_DIGIT, raw, hint=text.translate(_DIGITS_FOR))
    return refuse(say.NOT_A_NUMBER, raw)


def _scaled(
    value: float,
    raw: Cell,
    column: Column,
    manner: Manner,
    *,
    code: Code | None = None,
    status: str = "",
    other: float | None = None,
) -> Read:
    """A percentage up to 1 without its sign is how Excel keeps 29 %: it gives no other clue."""
    if manner.percent and 0 < value <= 1:
        code = say.APPROXIMATE if status else say.PERCENT_SCALE
        return settle(round(value * 100, 10), raw, column, manner, code=code, status=status, other=value)
    return settle(value, raw, column, manner, code=code, status=status, other=other)


def settle(
    value: float,
    raw: Cell,
    column: Column,
    manner: Manner,
    *,
    code: Code | None = None,
    status: str = "",
    other: float | None = None,
) -> Read:
    """A figure that was understood, unless it cannot stand in this column; `other` is what it might be instead."""
    fault = _fault(value, raw, column, manner)
    if fault is not None:
        return fault
    if manner.percent and value > 100 and (code is None or code.severity is Severity.INFO):
        code = say.PERCENT_OVER_100
    params: Mapping[str, object] = NOTHING
    if code is not None:
        params = {"found": shown(raw), "value": value} | ({} if other is None else {"other": other})
    return Read(float(value) + 0.0, status, code, params)  # -0.0 becomes 0.0


def _fault(value: float, raw: Cell, column: Column, manner: Manner) -> Read | None:
    if isinstance(raw, float) and not math.isfinite(raw):
        return refuse(say.NOT_FINITE, raw)
    if abs(value) >= LIMIT:
        return refuse(say.TOO_LARGE, raw)
    if value < 0 and not manner.signed:
        return refuse(say.NEGATIVE, raw)
    if manner.whole and value != int(value):
        if isinstance(raw, float) and 1 <= value < 1000 and value == round(value, 3):
            return refuse(say.THOUSANDS_LOST, raw, hint=round(value * 1000))
        return refuse(say.NOT_WHOLE, raw)
    if column.minimum is not None and value < column.minimum:
        return refuse(say.BELOW_MINIMUM, raw, minimum=column.minimum)
    if column.maximum is not None and value > column.maximum:
        return refuse(say.ABOVE_MAXIMUM, raw, maximum=column.maximum)
    return None
