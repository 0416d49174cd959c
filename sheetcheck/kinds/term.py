"""A term of office of five years, written 2021-2026."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sheetcheck.codes.entry import BAD_TERM, TERM_WORDS
from sheetcheck.form import Column
from sheetcheck.grid import Cell
from sheetcheck.kinds import MISSING, Kind, Read
from sheetcheck.kinds._prompt import prompt
from sheetcheck.kinds._typed import DASHES, fold, read_symbol, refuse, shown, tidy
from sheetcheck.text import Language, Text

DIFFERENT: Final = "khác nhau"
"""What a consolidated workbook says when the units below it are in different terms."""

_YEARS: Final = 5
_TERM = re.compile(r"((?:nhiệm kỳ|nhiệm kì|nk|khóa|term)[ :.]*)?((?:19|20)[0-9]{2}) ?[-–—−] ?((?:19|20)[0-9]{2})")
_CONDITION = '(LEN({cell})=9)*(MID({cell},5,1)="-")*(MID({cell},6,4)-LEFT({cell},4)=5)'
_TITLE = Text("Nhiệm kỳ", "Term of office")
_MESSAGE = Text("Nhập nhiệm kỳ theo dạng 2021-2026", "Type the term of office as 2021-2026")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    name: str = "term"
    numeric: bool = False
    range: None = None
    number_format: str = "@"

    def read(self, raw: Cell, column: Column) -> Read:
        if raw is None or raw == "":
            return MISSING
        if not isinstance(raw, str) or len(raw) > 80:
            return refuse(BAD_TERM, raw)
        text = tidy(raw)
        if text in DASHES:
            return MISSING
        return read_symbol(raw, text) or _read_years(raw)

    def validation(self, column: Column, language: Language) -> Mapping[str, object]:
        words = prompt(language, _TITLE, _MESSAGE)
        return {"validate": "custom", "value": _CONDITION, **words}


def _read_years(raw: str) -> Read:
    words = fold(raw)
    if words == DIFFERENT:
        return Read(DIFFERENT)
    match = _TERM.fullmatch(words)
    if match is None or int(match.group(3)) - int(match.group(2)) != _YEARS:
        return refuse(BAD_TERM, raw)
    value = f"{match.group(2)}-{match.group(3)}"
    if match.group(1):
        return Read(value, "", TERM_WORDS, {"found": shown(raw), "value": value})
    return Read(value)


KIND: Final[Kind] = Term()
