"""Free text: kept as it was typed, but for what cannot be seen; nothing in it is ever a formula."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from sheetcheck.codes import entry as say
from sheetcheck.codes.cell import ERROR_VALUE
from sheetcheck.finding import Code
from sheetcheck.form import Column
from sheetcheck.grid import Cell
from sheetcheck.kinds import MISSING, Kind, Read
from sheetcheck.kinds._prompt import prompt
from sheetcheck.kinds._typed import CONTROL, is_error, refuse, shown
from sheetcheck.letters import visible
from sheetcheck.text import Language, Text, plain

LONGEST: Final = 32_767
"""Characters that fit in one cell of a workbook."""

_EDGES = " \t\r\n\v\f"
_FORMULA = re.compile("[=+\\-@＝＋－＠]")
# Lists in Vietnamese reports begin their lines with a dash and a space; so does no common attack,
# unless it goes on with a call, a sheet or a pipe. A plain number or a lone dash is none either.
_HARMLESS = re.compile(r"[-+]\s+(?![^\n]*(?:\w\(|[|!=]))[\s\S]*|[-+]?[\d., ()-]*")
_TITLE = Text("Nội dung", "Text")
_MESSAGE = Text("Nhập từ {minimum} đến {maximum} ký tự", "Type {minimum} to {maximum} characters")


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeText:
    name: str = "text"
    numeric: bool = False
    range: None = None
    number_format: str = "@"

    def read(self, raw: Cell, column: Column) -> Read:
        if raw is None or raw == "":
            return MISSING
        if isinstance(raw, str):
            return _read_text(raw, column)
        if isinstance(raw, bool):
            return _read_text("TRUE" if raw else "FALSE", column)
        if isinstance(raw, date | time | timedelta):
            text = str(shown(raw))
            return Read(text, "", say.DATE_IN_TEXT, {"found": text})
        if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
            return _read_text(str(int(raw)), column)
        return _read_text(str(raw) if isinstance(raw, float) else str(shown(raw)), column)

    def validation(self, column: Column, language: Language) -> Mapping[str, object] | None:
        if column.minimum is None and column.maximum is None:
            return None
        low, high = int(column.minimum or 0), int(column.maximum or LONGEST)
        words = prompt(language, _TITLE, _MESSAGE, minimum=low, maximum=high)
        return {"validate": "length", "criteria": "between", "minimum": low, "maximum": high, **words}


def _read_text(raw: str, column: Column) -> Read:
    text, removed = CONTROL.subn("", visible(raw).replace("\r\n", "\n").replace("\r", "\n"))
    text = text.strip(_EDGES)
    if not text and not removed:
        return MISSING
    if is_error(text):
        return refuse(ERROR_VALUE, raw)
    if len(text) > LONGEST:
        return refuse(say.TEXT_TOO_LONG, raw, length=len(text), maximum=int(column.maximum or LONGEST))
    length = len(text) if column.minimum is None and column.maximum is None else len(plain(text))
    if column.minimum is not None and length < column.minimum:
        return _remark(say.TEXT_TOO_SHORT, raw, text, length=length, minimum=int(column.minimum))
    if column.maximum is not None and length > column.maximum:
        return _remark(say.TEXT_TOO_LONG, raw, text, length=length, maximum=int(column.maximum))
    if removed:
        return _remark(say.CONTROL_CHARACTERS, raw, text, count=removed)
    if _FORMULA.match(text) and not _HARMLESS.fullmatch(text):
        return _remark(say.SUSPICIOUS_TEXT, raw, text, first=text[0])
    return Read(text)


def _remark(code: Code, raw: str, text: str, **params: object) -> Read:
    """The text is kept, whatever is said about it."""
    return Read(text or None, "" if text else "missing", code, {"found": shown(raw), **params})


KIND: Final[Kind] = FreeText()
