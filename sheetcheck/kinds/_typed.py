"""What somebody typed, made plain: one Unicode form, ordinary spaces, ASCII digits."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from sheetcheck.codes.cell import ERROR_VALUE, NOT_APPLICABLE, UNAVAILABLE
from sheetcheck.finding import Code
from sheetcheck.grid import Cell
from sheetcheck.kinds import MISSING, Read
from sheetcheck.letters import composed, plain

CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""No XML file may hold most of these, and none of them can be seen; tab and line feed are text."""

_ERROR = re.compile(r"#{2,}|#[A-Z][A-Z0-9/_]*[!?]?|#[^\s\d]+[!?]|Err:\d+", re.IGNORECASE)
_DOTS = re.compile(r"(?:\.\.|…)[.…\s]*|\.(?:\s\.)+")
_NOT_COLLECTED = re.compile(
    r"ktt|kttđ|n/a|na|n\.a\.|(?:chưa|không) có (?:số liệu|sl)|chưa tổng hợp(?: được)?"
    r"|(?:chưa|không) (?:thu thập|thống kê)(?: được)?(?: số liệu)?|not available|no data|unknown"
)
DASHES: Final = frozenset("-–—−")


def tidy(text: str) -> str:
    """Ordinary letters, spaces and digits, nothing invisible, trimmed. Superscripts stay."""
    return plain(text).strip()


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """For comparing words: tidy, lower case, single spaces."""
    return composed(" ".join(tidy(text).casefold().split()))


def shown(raw: Cell) -> object:
    """What stood in the cell, fit for a report: a JSON value, short, without hidden characters."""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, int | float):
        return raw if abs(raw) < 2**53 else _written_out(raw)
    if isinstance(raw, datetime):
        day = f"{raw.day:02}/{raw.month:02}/{raw.year:04}"
        return f"{day} {raw:%H:%M}" if raw.time() != time() else day
    if isinstance(raw, date):
        return f"{raw.day:02}/{raw.month:02}/{raw.year:04}"
    if isinstance(raw, time | timedelta | str):
        return _cut(CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(raw)))
    return type(raw).__name__


def _written_out(number: float) -> str:
    """A number JSON has no word for; Python will not write integers of more than 4,300 digits."""
    if isinstance(number, int):
        return _cut(str(number)) if number.bit_length() < 1024 else "∞"
    return f"{number:.6g}"


def _cut(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"


def refuse(code: Code, raw: Cell, **params: object) -> Read:
    """No value, and the reason."""
    return Read(None, "unreadable", code, {"found": shown(raw), **params})


def read_symbol(raw: str, text: str) -> Read | None:
    """Blank, an error value, `…` or `x`, which mean the same in every kind but free text."""
    if not text:
        return MISSING
    if is_error(text):
        return refuse(ERROR_VALUE, raw)
    if text in ("x", "X", "×"):
        return Read(None, "not_applicable", NOT_APPLICABLE, {"found": text})
    if _DOTS.fullmatch(text) or (len(text) <= 40 and _NOT_COLLECTED.fullmatch(fold(text))):
        return Read(None, "unavailable", UNAVAILABLE, {"found": shown(raw)})
    return None


def is_error(text: str) -> bool:
    """`#REF!`, `####`, LibreOffice's `Err:502` and the like."""
    return text[:1] in "#Ee" and _ERROR.fullmatch(text) is not None
