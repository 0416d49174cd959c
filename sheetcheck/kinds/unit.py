"""Codes of administrative units: 2 digits a province, 3 a district, 5 a commune; `;` between several."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sheetcheck.codes import entry as say
from sheetcheck.finding import Code
from sheetcheck.form import Column
from sheetcheck.grid import Cell
from sheetcheck.kinds import MISSING, Kind, Read
from sheetcheck.kinds._prompt import prompt
from sheetcheck.kinds._typed import DASHES, read_symbol, refuse, shown, tidy
from sheetcheck.text import Language, Text

_CODES = re.compile(r"[0-9]{5}|[0-9]{2,3}")
_SHORT = re.compile(r"[0-9]|[0-9]{4}")
_NAMED = re.compile(r"([0-9]{2,5})\s*(?:[-–—:.,]\s*|\s|\()[^\d;]*[^\W\d_][^\d;]*")
_BETWEEN = re.compile(r"[;,\n|+&]|\s+và\s+")
# Digits, and in a list of codes what stands between them; a name is no code. A sheet would take 6/3 for a day.
_DIGITS = 'ISNUMBER(1*{digits})*ISERROR(FIND("/",{{cell}}))*ISERROR(FIND("-",{{cell}}))*(LEN({{cell}})>1)'
_ONE_CODE: Final = _DIGITS.format(digits="{cell}") + "*(LEN({cell})<6)"
_CODES_LISTED: Final = (
    _DIGITS.format(digits='SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({cell},";","")," ",""),",","")')
    + '*((LEN({cell})<6)+ISNUMBER(FIND(";",{cell}))+ISNUMBER(FIND(",",{cell})))'
)
_TITLE = Text("Mã đơn vị hành chính", "Administrative unit code")
_ONE = Text("Nhập một mã đơn vị, ví dụ 06331", "Type one unit code, such as 06331")
_MANY = Text(
    "Nhập mã đơn vị, nhiều mã thì cách nhau bằng dấu chấm phẩy, ví dụ 03004;03010",
    "Type unit codes with semicolons between them, such as 03004;03010",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    name: str = "unit"
    numeric: bool = False
    range: None = None
    number_format: str = "@"

    def read(self, raw: Cell, column: Column) -> Read:
        if raw is None or raw == "":
            return MISSING
        if isinstance(raw, str) and len(raw) < 1000:
            return _read_codes(raw, column)
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            return _read_number(raw)
        return refuse(say.UNIT_MALFORMED, raw)

    def validation(self, column: Column, language: Language) -> Mapping[str, object]:
        condition, message = (_CODES_LISTED, _MANY) if column.many else (_ONE_CODE, _ONE)
        return {"validate": "custom", "value": condition, **prompt(language, _TITLE, message)}


def _read_codes(raw: str, column: Column) -> Read:
    text = tidy(raw)
    if _CODES.fullmatch(text):
        return Read(text)
    if text in DASHES:
        return MISSING
    symbol = read_symbol(raw, text)
    if symbol is not None:
        return symbol
    parts = [_read_one(part.strip()) for part in _BETWEEN.split(text) if part.strip()]
    if not parts or any(code is say.UNIT_MALFORMED for _, code in parts):
        whole, code = _read_one(text)  # a name may have a comma in it
        if code is say.UNIT_MALFORMED:
            return refuse(code, raw)
        parts = [(whole, code)]
    if len(parts) > 1 and not column.many:
        return refuse(say.UNIT_ONLY_ONE, raw)
    value = ";".join(unit for unit, _ in parts)
    code = next((code for _, code in parts if code), None)
    return Read(value, "", code, {"found": shown(raw), "value": value}) if code else Read(value)


def _read_one(part: str) -> tuple[str, Code | None]:
    if _CODES.fullmatch(part):
        return part, None
    if _SHORT.fullmatch(part):
        return _padded(part), say.UNIT_ZERO_LOST
    named = _NAMED.fullmatch(part)
    if named and (_CODES.fullmatch(named.group(1)) or _SHORT.fullmatch(named.group(1))):
        return _padded(named.group(1)), say.UNIT_NAME_DROPPED
    return part, say.UNIT_MALFORMED


def _read_number(raw: float) -> Read:
    """A code that was stored as a number: only four and five digits leave no doubt."""
    if not 0 < raw < 100_000 or raw != int(raw):
        return refuse(say.UNIT_MALFORMED, raw)
    digits = str(int(raw))
    value = _padded(digits)
    if len(digits) == 5:
        return Read(value)
    code = say.UNIT_ZERO_LOST if len(digits) == 4 else say.UNIT_AMBIGUOUS
    return Read(value, "", code, {"found": digits, "value": value})


def _padded(digits: str) -> str:
    return f"0{digits}" if len(digits) in (1, 4) else digits


KIND: Final[Kind] = Unit()
